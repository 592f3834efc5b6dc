//! A sentence as data: an id of the message files and the values to fill in.
//!
//! Rooms below `text` never hold words in a language; they say [`Message`]s, and `text` turns them into
//! English or Chinese with the number formats of the chosen language.

/// One sentence, label or reason, not yet in any language.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Id in `assets/locales/*/*.ftl`.
    pub id: &'static str,
    /// Values for the placeholders of the sentence.
    pub args: Vec<(&'static str, Arg)>,
}

/// A value in a sentence, by what it means; `text` decides how it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A whole number of things; chooses the plural form too.
    Count(u64),
    /// A plain number with at most two decimals.
    Number(f64),
    /// A share between 0 and 1, shown as a percentage.
    Percent(f64),
    /// Two shares, shown as a range of percentages.
    PercentRange(f64, f64),
    /// A probability, shown as "1 in 9" when small and as a percentage otherwise.
    Chance(f64),
    /// A figure without unit (AUC, R², silhouette), two decimals.
    Score(f64),
    /// Two figures without unit, as a range.
    ScoreRange(f64, f64),
    /// A loss, three significant digits.
    Loss(f64),
    /// An effect per unit, three significant digits.
    Effect(f64),
    /// A factor of the odds, with digits enough to tell it from 1.
    Odds(f64),
    /// A p value, two digits or "< 0.001".
    PValue(f64),
    /// How many times something is the usual ("3.4 times").
    Times(f64),
    /// A name that belongs to the user (column, value, file): put in quotation marks, never changed.
    Name(String),
    /// Several such names.
    Names(Vec<String>),
    /// A day in ISO form, written the way the reader writes dates.
    Day(String),
    /// Words that are the same in every language (a path, an encoding), written as they are.
    Text(String),
    /// A sentence or word from the message files.
    Message(Box<Message>),
}

impl Message {
    /// A message without values.
    pub fn new(id: &'static str) -> Self {
        Self { id, args: Vec::new() }
    }

    /// The same message with one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Arg) -> Self {
        self.args.push((name, value));
        self
    }

    /// Shorthand for a [`Arg::Count`].
    #[must_use]
    pub fn count(self, name: &'static str, value: usize) -> Self {
        self.with(name, Arg::Count(value as u64))
    }

    /// Shorthand for a [`Arg::Name`].
    #[must_use]
    pub fn name(self, name: &'static str, value: impl Into<String>) -> Self {
        self.with(name, Arg::Name(value.into()))
    }

    /// Shorthand for a [`Arg::Text`].
    #[must_use]
    pub fn text(self, name: &'static str, value: impl Into<String>) -> Self {
        self.with(name, Arg::Text(value.into()))
    }

    /// Shorthand for a nested [`Arg::Message`].
    #[must_use]
    pub fn message(self, name: &'static str, value: Message) -> Self {
        self.with(name, Arg::Message(Box::new(value)))
    }
}
