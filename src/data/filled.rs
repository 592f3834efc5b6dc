//! A column as it looks once its gaps are filled.

use super::access::{labels, numbers};
use super::summary::{of_numbers, of_words};
use super::table::Table;
use crate::domain::column::{ColumnProfile, Kind};
use crate::domain::error::UserError;
use crate::domain::recipe::Recipe;

/// The profile `before` with `value` in every gap. A value that is no number leaves a number column as it is.
pub fn filled(
    table: &Table,
    before: &ColumnProfile,
    recipe: &Recipe,
    value: &str,
) -> Result<ColumnProfile, UserError> {
    let mut after = before.clone();
    let is_new = match before.kind {
        Kind::Number | Kind::Integer => {
            let Ok(fill) = value.trim().parse::<f64>() else { return Ok(after) };
            let mut values = numbers(table, &before.name, recipe)?;
            let known = values.contains(&fill);
            for gap in values.iter_mut().filter(|value| value.is_nan()) {
                *gap = fill;
            }
            after.summary = of_numbers(values.into_iter().map(|value| (value, 1)).collect(), before.kind);
            !known
        }
        Kind::YesNo | Kind::Category | Kind::Text => {
            let words = labels(table, &before.name, recipe)?;
            let known = words.iter().flatten().any(|word| word == value);
            after.summary = of_words(words.iter().map(|word| word.as_deref().unwrap_or(value)));
            !known
        }
        // The shape of dates hardly shows a single day.
        Kind::Date => false,
    };
    after.distinct += u64::from(is_new && before.gaps > 0);
    after.gaps = 0;
    Ok(after)
}
