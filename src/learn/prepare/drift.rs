//! What is missing, new or changed in a file that is to be scored, against what training saw.

use crate::data;
use crate::domain::column::Kind;
use crate::domain::frame::{FeatureValues, Frame};
use crate::domain::message::{Arg, Message};

use super::Input;
use super::category::Seen;

/// One difference between a new file and the training rows.
#[derive(Clone, Debug, PartialEq)]
pub enum InputChange {
    /// The model needs the column, the file does not have it.
    Missing {
        /// Column.
        column: String,
    },
    /// The file has a column the model does not know; it is ignored.
    New {
        /// Column.
        column: String,
    },
    /// Names where training had numbers, or the other way round.
    Kind {
        /// Column.
        column: String,
    },
    /// Levels that training did not have.
    Levels {
        /// Column.
        column: String,
        /// Level and rows, most rows first.
        levels: Vec<(String, usize)>,
        /// Rows with any of them.
        rows: usize,
    },
    /// Numbers outside what training had.
    Range {
        /// Column.
        column: String,
        /// Rows below the smallest number of training.
        below: usize,
        /// Rows above the largest.
        above: usize,
        /// Smallest number of training.
        min: f64,
        /// Largest number of training.
        max: f64,
    },
    /// Gaps where training had none.
    Gaps {
        /// Column.
        column: String,
        /// Rows.
        rows: usize,
    },
}

impl InputChange {
    /// Whether scoring is impossible because of it.
    pub fn is_fatal(&self) -> bool {
        matches!(self, Self::Missing { .. } | Self::Kind { .. })
    }

    /// The difference in words; `kind` is what the column held in training, so that days are told as days.
    pub fn message(&self, kind: Kind) -> Message {
        let edge = |value: f64| match kind {
            Kind::Date => Arg::Day(data::iso(value)),
            _ => Arg::Number(value),
        };
        match self {
            Self::Missing { column } => Message::new("learn-change-missing").name("column", column),
            Self::New { column } => Message::new("learn-change-new").name("column", column),
            Self::Kind { column } => Message::new("learn-change-kind").name("column", column),
            Self::Levels { column, levels, rows } => {
                let names = levels.iter().take(3).map(|(level, _)| level.clone()).collect();
                Message::new("learn-change-levels")
                    .name("column", column)
                    .count("levels", levels.len())
                    .count("n", *rows)
                    .with("names", Arg::Names(names))
            }
            Self::Range { column, below, above, min, max } => Message::new("learn-change-range")
                .name("column", column)
                .count("n", below + above)
                .with("min", edge(*min))
                .with("max", edge(*max)),
            Self::Gaps { column, rows } => {
                Message::new("learn-change-gaps").name("column", column).count("n", *rows)
            }
        }
    }
}

/// The differences of one column.
pub(super) fn changes(input: &Input, frame: &Frame) -> Vec<InputChange> {
    let column = input.column().to_owned();
    let Some(feature) = frame.feature(&column) else {
        return vec![InputChange::Missing { column }];
    };
    if !input.fits(&feature.values) {
        return vec![InputChange::Kind { column }];
    }
    let mut found = Vec::new();
    let mut gaps_before = 0;
    let mut gaps = 0;
    match (input, &feature.values) {
        (Input::Number(plan), FeatureValues::Number(values)) => {
            gaps_before = plan.gaps;
            gaps = values.iter().filter(|value| !value.is_finite()).count();
            let below = values.iter().filter(|value| value.is_finite() && **value < plan.min).count();
            let above = values.iter().filter(|value| value.is_finite() && **value > plan.max).count();
            if below + above > 0 {
                let (min, max) = (plan.min, plan.max);
                found.push(InputChange::Range { column: column.clone(), below, above, min, max });
            }
        }
        (Input::Category(plan), FeatureValues::Category { codes, levels }) => {
            gaps_before = plan.gaps;
            let rows: Vec<u32> = (0..frame.rows as u32).collect();
            let (mut unknown, empty) = plan.strangers(&Seen { codes, words: levels, rows: &rows });
            gaps = empty;
            if !unknown.is_empty() {
                // Stable: equal counts stay in code-point order.
                unknown.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
                let rows = unknown.iter().map(|(_, rows)| rows).sum();
                found.push(InputChange::Levels { column: column.clone(), levels: unknown, rows });
            }
        }
        _ => {}
    }
    if gaps_before == 0 && gaps > 0 {
        found.push(InputChange::Gaps { column, rows: gaps });
    }
    found
}
