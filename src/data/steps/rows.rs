//! Steps on rows: which rows a step takes out.

use std::sync::Arc;

use super::super::cells::{Reader, same_word};
use super::super::order::{contains_folded, repeats_among};
use super::map::marks;
use super::{Current, Work, days, no_column, nothing_learned};
use crate::domain::column::Kind;
use crate::domain::message::Message;
use crate::domain::recipe::{Condition, Step};
use crate::domain::step::{Figures, FittedStep};

/// The rows a step takes out of those that are still there, and their story.
pub(super) fn taken_out(work: &Work, fitted: &FittedStep) -> Result<(String, Arc<Vec<bool>>), Message> {
    let step = &fitted.step;
    let columns = columns(work, step)?;
    let stories: Vec<&str> = columns.iter().map(|column| column.story.as_str()).collect();
    // Which row is the first of equals depends on the rows taken out before.
    let before = &work.rows_story;
    let readers: Vec<(&Current, Reader)> = match step {
        Step::DropDuplicates { .. } => Vec::new(),
        _ => columns.iter().map(|column| (*column, work.reader(column))).collect(),
    };
    let read: Vec<&Reader> = readers.iter().map(|(_, reader)| reader).collect();
    let story = format!("rows {before}|{stories:?} {read:?} {step:?} {:?}", fitted.figures);
    let made = work.file.made();
    let rows = match step {
        Step::DropDuplicates { by } => {
            let table = work.table();
            made.rows(&story, || repeats_among(&table, by, work.dropped()))
        }
        Step::DropGapRows { .. } => made.rows(&story, || {
            let mut gone = vec![false; work.dropped().len()];
            for (column, reader) in &readers {
                let gaps = marks(&column.cells, |cell| reader.is_gap(cell));
                gone.iter_mut().zip(gaps).for_each(|(gone, gap)| *gone |= gap);
            }
            gone
        }),
        Step::KeepRows { when, .. } => {
            let Some((column, reader)) = readers.into_iter().next() else { return Err(no_column("")) };
            let check = Check::new(when, reader)?;
            made.rows(&story, || marks(&column.cells, |cell| !check.passes(cell)))
        }
        Step::Outliers { .. } => {
            let Some(column) = columns.first() else { return Err(no_column("")) };
            let Figures::Limits { low, high } = fitted.figures else {
                return Err(nothing_learned(&column.name));
            };
            let reader = work.numeric(column, step)?;
            made.rows(&story, || {
                marks(&column.cells, |cell| {
                    let value = reader.number(cell);
                    value < low || value > high
                })
            })
        }
        _ => Arc::new(Vec::new()),
    };
    Ok((story, rows))
}

/// The columns a step looks at. Of several, those that are not there are passed over unless all are missing; all
/// columns are those that take part in learning, the answers aside.
fn columns<'w>(work: &'w Work, step: &Step) -> Result<Vec<&'w Current>, Message> {
    let named = step.looks_at();
    if named.is_empty() {
        let left_out = |name: &str| {
            let leaves = |step: &Step| matches!(step, Step::DropColumn { column } if column == name);
            work.rest.steps.iter().any(|entry| leaves(&entry.step)) || work.answers.as_deref() == Some(name)
        };
        let every = matches!(step, Step::DropDuplicates { .. });
        return Ok(work.columns.iter().filter(|column| every || !left_out(&column.name)).collect());
    }
    let found: Vec<&Current> =
        named.iter().filter_map(|name| work.columns.iter().find(|column| column.name == **name)).collect();
    match named.first() {
        Some(first) if found.is_empty() => Err(no_column(first)),
        _ => Ok(found),
    }
}

/// A condition made ready for many cells.
struct Check {
    when: Ready,
    reader: Reader,
}

enum Ready {
    OneOf(Vec<String>),
    NoneOf(Vec<String>),
    Between(Option<f64>, Option<f64>),
    Contains(String),
}

impl Check {
    fn new(when: &Condition, mut reader: Reader) -> Result<Self, Message> {
        let lower = |words: &[String]| words.iter().map(|word| word.trim().to_lowercase()).collect();
        let when = match when {
            Condition::OneOf(words) => Ready::OneOf(lower(words)),
            Condition::NoneOf(words) => Ready::NoneOf(lower(words)),
            Condition::Contains(letters) => Ready::Contains(letters.to_lowercase()),
            Condition::Between { low, high } => {
                if reader.kind != Kind::Date {
                    reader.kind = Kind::Number;
                }
                let limit = |text: &str| match text.trim() {
                    "" => Ok(None),
                    text => number_or_day(text, reader.kind)
                        .map(Some)
                        .ok_or_else(|| Message::new("steps-why-no-number").name("value", text)),
                };
                Ready::Between(limit(low)?, limit(high)?)
            }
        };
        Ok(Self { when, reader })
    }

    fn passes(&self, cell: &str) -> bool {
        let says = |words: &[String]| {
            let cell = cell.trim();
            words.iter().any(|word| same_word(cell, word))
        };
        match &self.when {
            Ready::OneOf(words) => says(words),
            Ready::NoneOf(words) => !says(words),
            Ready::Contains(letters) => contains_folded(cell, letters),
            Ready::Between(None, None) => true,
            // The last day of a range is meant with all its hours.
            Ready::Between(low, high) => {
                let value = self.reader.number(cell);
                let whole = if self.reader.kind == Kind::Date { value.floor() } else { value };
                !value.is_nan() && low.is_none_or(|low| value >= low) && high.is_none_or(|high| whole <= high)
            }
        }
    }
}

fn number_or_day(text: &str, kind: Kind) -> Option<f64> {
    let number = || text.parse::<f64>().ok().filter(|number| number.is_finite());
    if kind == Kind::Date { days::day(text) } else { number() }
}
