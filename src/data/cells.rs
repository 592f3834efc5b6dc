//! Cells as values: which different texts a column holds, and how one is read under a kind.

use std::hash::BuildHasher as _;

use polars::prelude::{InitHashMaps as _, PlHashMap, StringChunked};

use super::{dates, numbers};
use crate::domain::column::Kind;
use crate::domain::recipe::{Recipe, Step};

/// The different trimmed cells of a column. Kinds, roles and figures are all found out on these, so that a
/// column of a million rows and three names costs three looks.
#[derive(Debug)]
pub(super) struct Distinct {
    /// A row that holds the text, and how many rows do; in order of first appearance.
    pub(super) values: Vec<(u32, u64)>,
}

impl Distinct {
    pub(super) const NONE: Self = Self { values: Vec::new() };

    /// Counts the cells of a column. Slots are found by hash and checked by text, so that growing the map never
    /// looks at the texts again; a true collision moves on to the next number.
    pub(super) fn count(cells: &StringChunked) -> Self {
        let mut slots: PlHashMap<u64, u32> = PlHashMap::new();
        let hasher = slots.hasher().clone();
        let mut values: Vec<(u32, u64)> = Vec::new();
        for (row, cell) in cells.downcast_iter().flat_map(|chunk| chunk.values_iter()).enumerate() {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            let mut hash = hasher.hash_one(cell);
            loop {
                let slot = *slots.entry(hash).or_insert_with(|| {
                    values.push((row as u32, 0));
                    values.len() as u32 - 1
                });
                let Some((first, rows)) = values.get_mut(slot as usize) else { break };
                if *rows == 0 || cells.get(*first as usize).is_some_and(|first| first.trim() == cell) {
                    *rows += 1;
                    break;
                }
                hash = hash.wrapping_add(1);
            }
        }
        Self { values }
    }
}

/// One different value of a column and its number of rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Value<'a> {
    pub(super) text: &'a str,
    pub(super) rows: u64,
}

/// The words of a column that the recipe counts as gaps, in lower case.
#[derive(Clone, Debug, Default)]
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
    pub(super) decimal: numbers::Marks,
    pub(super) order: dates::Order,
    pub(super) words: GapWords,
}

impl Reader {
    /// The trimmed cell, if it is no gap by itself (kinds aside).
    pub(super) fn filled<'a>(&self, cell: &'a str) -> Option<&'a str> {
        let cell = cell.trim();
        (!cell.is_empty() && !self.words.contains(cell)).then_some(cell)
    }

    /// The cell as a number (numbers, dates); NaN for a gap or anything else.
    pub(super) fn number(&self, cell: &str) -> f64 {
        let value = self.filled(cell).and_then(|cell| match self.kind {
            Kind::Date => dates::parse(cell, self.order),
            _ => numbers::parse(cell, self.decimal).map(|(value, _)| value),
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
