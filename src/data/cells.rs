//! Cells as values: how one is read under a kind.

use super::tally::trim;
use super::written::Written;
use super::{dates, numbers};
use crate::domain::column::Kind;
use crate::domain::recipe::{Recipe, Step};

/// One different value of a column and its number of rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Value<'a> {
    pub(super) text: &'a str,
    pub(super) rows: u64,
}

/// The words of a column that the recipe counts as gaps, in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct GapWords(Vec<String>);

impl GapWords {
    /// The active steps of a recipe for a column.
    pub(super) fn of(recipe: &Recipe, column: &str) -> Self {
        Self(
            recipe
                .active_steps()
                .filter_map(|step| match step {
                    Step::WordIsGap { column: own, word } if own == column => {
                        Some(word.trim().to_lowercase())
                    }
                    _ => None,
                })
                .collect(),
        )
    }

    /// Whether a trimmed cell says one of the words.
    pub(super) fn contains(&self, cell: &str) -> bool {
        self.0.iter().any(|word| same_word(cell, word))
    }
}

/// Compares without regard to case; `lower` is in lower case already.
pub(super) fn same_word(cell: &str, lower: &str) -> bool {
    if cell.is_ascii() { cell.eq_ignore_ascii_case(lower) } else { cell.to_lowercase() == lower }
}

/// Reads the cells of one column under its kind.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    pub(super) kind: Kind,
    pub(super) marks: numbers::Marks,
    pub(super) order: dates::Order,
    pub(super) words: GapWords,
    /// How its numbers are written, if not plainly.
    pub(super) written: Option<Written>,
}

impl Reader {
    /// The trimmed cell, if it is no gap by itself (kinds aside).
    pub(super) fn filled<'a>(&self, cell: &'a str) -> Option<&'a str> {
        let cell = trim(cell);
        (!cell.is_empty() && !self.words.contains(cell)).then_some(cell)
    }

    /// The cell as a number (numbers, dates); NaN for a gap or anything else.
    pub(super) fn number(&self, cell: &str) -> f64 {
        let value = self.filled(cell).and_then(|cell| match self.kind {
            Kind::Date => dates::parse(cell, self.order),
            _ => numbers::parse(cell, self.marks)
                .map(|(value, _)| value)
                .or_else(|| self.written.and_then(|written| written.number(cell))),
        });
        value.unwrap_or(f64::NAN)
    }

    /// Whether the cell has no usable value under the kind.
    pub(super) fn is_gap(&self, cell: &str) -> bool {
        match self.kind {
            Kind::Number | Kind::Integer | Kind::Date => self.number(cell).is_nan(),
            _ => self.filled(cell).is_none(),
        }
    }
}
