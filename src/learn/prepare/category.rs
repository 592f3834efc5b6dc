//! Category columns: which levels get a 0/1 column, and where gaps and new levels go.

use std::collections::{BTreeMap, BTreeSet};

use ndarray::Array2;
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
    /// The word of each row; none = gap.
    fn cells(&self) -> impl Iterator<Item = Option<&'a str>> + '_ {
        self.rows.iter().map(|row| {
            let code = self.codes.get(*row as usize).copied().unwrap_or(GAP);
            self.words.get(code as usize).map(String::as_str)
        })
    }
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
        limit: usize,
    ) -> Result<Self, DropReason> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut gaps = 0;
        for cell in seen.cells() {
            match cell {
                Some(word) => *counts.entry(word).or_default() += 1,
                None => gaps += 1,
            }
        }
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
        let levels: Vec<String> = if distinct <= limit {
            counts.keys().map(|word| (*word).to_owned()).collect()
        } else {
            let mut frequent: Vec<(&str, usize)> = counts.into_iter().filter(|(_, n)| *n >= 2).collect();
            frequent.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            let kept: BTreeSet<&str> = frequent.into_iter().take(limit).map(|(word, _)| word).collect();
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

    pub(super) fn write(&self, seen: &Seen<'_>, matrix: &mut Array2<f64>, start: usize) {
        let places: Vec<Place> = seen.words.iter().map(|word| self.place(Some(word))).collect();
        let gap = self.place(None);
        for (index, row) in seen.rows.iter().enumerate() {
            let code = seen.codes.get(*row as usize).copied().unwrap_or(GAP);
            let place = places.get(code as usize).copied().unwrap_or(gap);
            if let Place::At(column) = place
                && let Some(slot) = matrix.get_mut((index, start + column))
            {
                *slot = 1.0;
            }
        }
    }

    /// Levels of some rows that training did not have, in code-point order with their rows, and gaps.
    pub(super) fn strangers(&self, seen: &Seen<'_>) -> (Vec<(String, usize)>, usize) {
        let mut unknown: BTreeMap<&str, usize> = BTreeMap::new();
        let mut gaps = 0;
        for cell in seen.cells() {
            match cell {
                Some(word) if !self.knows(word) => *unknown.entry(word).or_default() += 1,
                Some(_) => {}
                None => gaps += 1,
            }
        }
        (unknown.into_iter().map(|(word, rows)| (word.to_owned(), rows)).collect(), gaps)
    }
}
