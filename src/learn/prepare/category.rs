//! Category columns: which levels get a 0/1 column, and where gaps and new levels go.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::frame::GAP;
use crate::domain::recipe::Fill;

use super::{Coding, DropReason};

/// A category column of a frame and the rows to look at.
pub(super) struct Seen<'a> {
    pub(super) codes: &'a [u32],
    pub(super) words: &'a [String],
    pub(super) rows: &'a [u32],
}

impl<'a> Seen<'a> {
    /// Rows per word that occurs, in code-point order, and gaps.
    fn counts(&self) -> (BTreeMap<&'a str, usize>, usize) {
        let mut by_code = vec![0_usize; self.words.len()];
        let mut gaps = 0;
        for row in self.rows {
            let code = self.codes.get(*row as usize).copied().unwrap_or(GAP);
            match by_code.get_mut(code as usize) {
                Some(count) => *count += 1,
                None => gaps += 1,
            }
        }
        let found = self.words.iter().map(String::as_str).zip(by_code).filter(|(_, count)| *count > 0);
        (found.collect(), gaps)
    }
}

/// Which levels are told apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    /// Up to so many all of them.
    pub(super) usual: usize,
    /// Of more, so many at most, the most frequent first.
    pub(super) most: usize,
    /// And only those of so many rows.
    pub(super) least: usize,
}

/// What was learned about a category column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CategoryPlan {
    /// The column of the table.
    pub column: String,
    /// Levels of training that are told apart, in code-point order; the base first, where there is one.
    pub levels: Vec<String>,
    /// Whether training had so many levels that rare ones share a column.
    pub other: bool,
    /// Gaps in training.
    pub gaps: usize,
    /// The level that gaps count as; none = they have a column of their own.
    fill: Option<String>,
    coding: Coding,
}

/// The place of a cell among the 0/1 columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// This column is 1.
    At(usize),
    /// All columns are 0.
    Nowhere,
}

/// Codes of a column and where each goes.
pub(super) struct Coder<'a> {
    codes: &'a [u32],
    places: Vec<Place>,
    gap: Place,
    width: usize,
}

impl Coder<'_> {
    /// Its 0/1 columns.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The place of the 1 of each row among its 0/1 columns; their number where all are 0.
    pub(super) fn place(&self, rows: &[u32], slots: &mut [u16]) {
        let number = |place: Place| match place {
            Place::At(column) => column as u16,
            Place::Nowhere => self.width as u16,
        };
        let places: Vec<u16> = self.places.iter().map(|place| number(*place)).collect();
        for (row, slot) in rows.iter().zip(slots) {
            let code = self.codes.get(*row as usize).copied().unwrap_or(GAP);
            *slot = places.get(code as usize).copied().unwrap_or_else(|| number(self.gap));
        }
    }
}

impl CategoryPlan {
    /// The word that stands in for a gap; none where gaps are a group of their own.
    pub fn fill(&self) -> Option<&str> {
        self.fill.as_deref()
    }

    /// Learns from some rows. The error says why the column is of no use.
    pub(super) fn fit(
        column: &str,
        seen: &Seen<'_>,
        fill: Option<&Fill>,
        coding: Coding,
        kept: Kept,
    ) -> Result<Self, DropReason> {
        let (mut counts, gaps) = seen.counts();
        let fill = match fill {
            None | Some(Fill::OwnGroup) => None,
            Some(Fill::Value(word)) => Some(word.as_str()),
            // Median and mean are of numbers; the nearest thing for names is the most frequent one.
            Some(Fill::Median | Fill::Mean | Fill::MostFrequent) => {
                // The first of equals in code-point order.
                counts.iter().rev().max_by_key(|(_, n)| **n).map(|(word, _)| *word)
            }
        };
        if counts.is_empty() {
            return Err(DropReason::AllGaps);
        }
        if let (Some(word), true) = (fill, gaps > 0) {
            *counts.entry(word).or_default() += gaps;
        }
        let distinct = counts.len();
        let levels: Vec<String> = if distinct <= kept.usual {
            counts.keys().map(|word| (*word).to_owned()).collect()
        } else {
            let mut frequent: Vec<(&str, usize)> =
                counts.into_iter().filter(|(_, n)| *n >= kept.least).collect();
            frequent.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            let kept: BTreeSet<&str> = frequent.into_iter().take(kept.most).map(|(word, _)| word).collect();
            kept.into_iter().map(str::to_owned).collect()
        };
        let plan = Self {
            column: column.to_owned(),
            other: levels.len() < distinct,
            levels,
            gaps,
            fill: fill.map(str::to_owned),
            coding,
        };
        let groups = plan.levels.len() + usize::from(plan.other) + usize::from(plan.gap_column());
        match groups {
            0 | 1 if plan.other => Err(DropReason::AllDifferent),
            0 | 1 => Err(DropReason::Constant),
            _ => Ok(plan),
        }
    }

    /// The level at a place among its 0/1 columns, and the base where there is one.
    pub(super) fn level(&self, place: usize) -> Option<(String, Option<String>)> {
        let groups = self.groups();
        let base = self.has_base().then(|| groups.first().cloned()).flatten();
        groups.get(place + usize::from(self.has_base())).cloned().map(|level| (level, base))
    }

    fn gap_column(&self) -> bool {
        self.fill.is_none() && self.gaps > 0
    }

    /// Whether the first level has no column.
    fn has_base(&self) -> bool {
        self.coding == Coding::DropBase
    }

    /// All groups in order: levels, `(other)`, `(missing)`; the first one has no column under `DropBase`.
    fn groups(&self) -> Vec<String> {
        let mut groups = self.levels.clone();
        groups.extend(self.other.then(|| "(other)".to_owned()));
        groups.extend(self.gap_column().then(|| "(missing)".to_owned()));
        groups
    }

    pub(super) fn width(&self) -> usize {
        let groups = self.levels.len() + usize::from(self.other) + usize::from(self.gap_column());
        groups - usize::from(self.has_base())
    }

    pub(super) fn names(&self) -> Vec<String> {
        let skip = usize::from(self.has_base());
        self.groups().into_iter().skip(skip).map(|level| format!("{}={level}", self.column)).collect()
    }

    /// Whether a level was told apart in training. With an `(other)` column, every level has a place.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.other || self.find(word).is_some()
    }

    fn find(&self, word: &str) -> Option<usize> {
        self.levels.binary_search_by(|level| level.as_str().cmp(word)).ok()
    }

    fn place(&self, cell: Option<&str>) -> Place {
        let cell = cell.or(self.fill.as_deref());
        let group = match cell {
            Some(word) => self.find(word).or_else(|| self.other.then_some(self.levels.len())),
            None => self.gap_column().then(|| self.levels.len() + usize::from(self.other)),
        };
        let place = group.map(|group| group.checked_sub(usize::from(self.has_base())));
        place.flatten().map_or(Place::Nowhere, Place::At)
    }

    /// Ready to write cells with these codes and words.
    pub(super) fn coder<'a>(&self, codes: &'a [u32], words: &[String]) -> Coder<'a> {
        let places = words.iter().map(|word| self.place(Some(word))).collect();
        Coder { codes, places, gap: self.place(None), width: self.width() }
    }

    /// Levels of some rows that training did not have, in code-point order with their rows, and gaps.
    pub(super) fn strangers(&self, seen: &Seen<'_>) -> (Vec<(String, usize)>, usize) {
        let (counts, gaps) = seen.counts();
        let unknown = counts.into_iter().filter(|(word, _)| !self.knows(word));
        (unknown.map(|(word, rows)| (word.to_owned(), rows)).collect(), gaps)
    }
}
