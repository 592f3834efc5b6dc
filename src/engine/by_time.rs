//! Customers divided by time: when each of them was, and what the result says of it.

use super::supervised::column;
use crate::data::Table;
use crate::domain::column::Kind;
use crate::domain::error::UserError;
use crate::domain::frame::FeatureValues;
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{Recipe, Split};
use crate::domain::report::Part;

/// The day of each row in days since 1970-01-01; not a number where there is none.
pub(super) fn days(table: &Table, recipe: &Recipe, name: &str) -> Result<Vec<f64>, UserError> {
    match column(table, recipe, name, Kind::Date)? {
        FeatureValues::Number(days) => Ok(days),
        FeatureValues::Category { codes, .. } => Ok(vec![f64::NAN; codes.len()]),
    }
}

/// Whether everything else in the recipe goes together with parts that follow one another.
pub(super) fn check(recipe: &Recipe) -> Result<(), UserError> {
    let Some(column) = &recipe.split_by else { return Ok(()) };
    let why = if recipe.split == Split::None {
        "engine-time-nobody"
    } else if recipe.evaluation.folds.is_some() {
        "engine-time-folds"
    } else {
        return Ok(());
    };
    Err(UserError::request(
        Message::new("engine-not-trained"),
        Message::new(why).name("column", column),
        Message::new("engine-time-next"),
    ))
}

/// What the result says of it: up to when it learned, when those were who judge, and who was left out.
pub(super) fn notes(recipe: &Recipe, parts: &[Part], days: &[f64]) -> Vec<Message> {
    let Some(column) = &recipe.split_by else { return Vec::new() };
    let of = |wanted: Part| {
        let own = parts.iter().zip(days).filter(move |(part, _)| **part == wanted);
        own.map(|(_, day)| *day).filter(|day| day.is_finite())
    };
    let last = |part: Part| of(part).reduce(f64::max).and_then(iso);
    let first = |part: Part| of(part).reduce(f64::min).and_then(iso);
    let mut notes = Vec::new();
    if let (Some(until), Some(from), Some(to)) = (last(Part::Train), first(Part::Test), last(Part::Test)) {
        let note = Message::new("engine-time-note").name("column", column);
        notes.push(note.with("until", Arg::Day(until)).with("from", Arg::Day(from)).with("to", Arg::Day(to)));
    }
    let gone =
        parts.iter().zip(days).filter(|(part, day)| **part == Part::Dropped && !day.is_finite()).count();
    if gone > 0 {
        notes.push(Message::new("engine-time-without").count("n", gone).name("column", column));
    }
    notes
}

fn iso(days: f64) -> Option<String> {
    let moment = chrono::DateTime::from_timestamp((days * 86_400.0).floor() as i64, 0)?;
    Some(moment.date_naive().to_string())
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn days_are_counted_from_1970() {
        for (days, expected) in
            [(0.0, "1970-01-01"), (-1.0, "1969-12-31"), (19_782.0, "2024-02-29"), (19_782.99, "2024-02-29")]
        {
            assert_eq!(iso(days).as_deref(), Some(expected));
        }
    }
}
