//! How strongly the weights of a model are held back: by a number, or by one that folds find.

use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The word for a penalty that is found.
const WORD: &str = "auto";

/// L2 penalty λ on standardised columns: sum of losses + λ/2 · ‖w‖². In a recipe a number, or `"auto"`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Penalty {
    /// This one.
    Given(f64),
    /// The one with the smallest error on folds of the rows that learn.
    Found,
}

impl Penalty {
    /// A number, or `auto`; none for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.eq_ignore_ascii_case(WORD) { Some(Self::Found) } else { text.parse().ok().map(Self::Given) }
    }

    /// The number, where one was given.
    pub fn given(self) -> Option<f64> {
        match self {
            Self::Given(value) => Some(value),
            Self::Found => None,
        }
    }
}

impl Serialize for Penalty {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Given(value) => to.serialize_f64(*value),
            Self::Found => to.serialize_str(WORD),
        }
    }
}

impl<'de> Deserialize<'de> for Penalty {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(NumberOrWord)
    }
}

struct NumberOrWord;

impl Visitor<'_> for NumberOrWord {
    type Value = Penalty;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "a number or \"{WORD}\"")
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Penalty, E> {
        Ok(Penalty::Given(value))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Penalty, E> {
        Ok(Penalty::Given(value as f64))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Penalty, E> {
        Ok(Penalty::Given(value as f64))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Penalty, E> {
        Penalty::read(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_or_a_word_and_nothing_else() {
        assert_eq!(Penalty::read(" 0.5 "), Some(Penalty::Given(0.5)));
        assert_eq!(Penalty::read("Auto"), Some(Penalty::Found));
        assert_eq!(Penalty::read("much"), None);
        assert_eq!(Penalty::Found.given(), None);
        for (json, expected) in
            [("2", Penalty::Given(2.0)), ("0.25", Penalty::Given(0.25)), ("\"auto\"", Penalty::Found)]
        {
            assert_eq!(serde_json::from_str::<Penalty>(json).unwrap(), expected);
        }
        assert_eq!(serde_json::to_string(&Penalty::Found).unwrap(), "\"auto\"");
        assert_eq!(serde_json::to_string(&Penalty::Given(2.0)).unwrap(), "2.0");
        for wrong in ["\"much\"", "true", "[1]"] {
            assert!(serde_json::from_str::<Penalty>(wrong).is_err(), "{wrong}");
        }
    }
}
