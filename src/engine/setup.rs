//! What every kind of training starts from: the columns that enter, the rows that stay, the split.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::cleaning::{self, Cleaned, Drawn};
use crate::data::{self, Table};
use crate::domain::column::{Kind, TableProfile};
use crate::domain::error::UserError;
use crate::domain::event::Progress;
use crate::domain::frame::Frame;
use crate::domain::message::Message;
use crate::domain::recipe::{Fill, Recipe, Step};
use crate::domain::report::{Part, PartRows};
use crate::jobs::Sink;
use crate::learn;

/// Everything known before a model is chosen.
pub(super) struct Setup {
    /// The table as its steps leave it.
    pub(super) cleaned: Cleaned,
    /// Known answers and parts, for a question that has a target.
    pub(super) drawn: Option<Drawn>,
    pub(super) profile: TableProfile,
    pub(super) frame: Frame,
    pub(super) uses: Vec<data::ColumnUse>,
    pub(super) left_out: Vec<(String, Message)>,
    /// The file itself and its recipe, to learn again from other rows.
    file: Table,
    asked: Recipe,
}

/// What other training rows make of the steps.
pub(super) struct Again<'a> {
    pub(super) frame: Cow<'a, Frame>,
    /// Rows that do not learn.
    pub(super) absent: Vec<bool>,
    /// Rows that take no part at all.
    pub(super) dropped: Vec<bool>,
}

impl Setup {
    /// Whether a column holds days.
    pub(super) fn is_day(&self, name: &str) -> bool {
        self.uses.iter().any(|used| used.name == name && used.kind == Kind::Date)
    }

    /// Steps that learn do so from these rows instead; the columns stay the same.
    pub(super) fn learned_from(&self, rows: &[u32], go_on: learn::GoOn<'_>) -> Result<Again<'_>, UserError> {
        let both = |cleaned: &Cleaned| {
            cleaned.dropped.iter().zip(&cleaned.beyond).map(|(dropped, beyond)| *dropped || *beyond).collect()
        };
        if !cleaning::learns(&self.asked) {
            let (absent, dropped) = (both(&self.cleaned), self.cleaned.dropped.clone());
            return Ok(Again { frame: Cow::Borrowed(&self.frame), absent, dropped });
        }
        let again = cleaning::clean(&self.file, &self.asked, Some(rows), &|| go_on());
        let again = again.ok_or(learn::LearnError::Stopped)?;
        let frame = data::frame_watched(&again.table, &self.uses, &again.recipe, &|_| go_on())?;
        let frame = Cow::Owned(frame.ok_or(learn::LearnError::Stopped)?);
        Ok(Again { frame, absent: both(&again), dropped: again.dropped })
    }
}

/// Reads features as typed columns under a recipe; none when stopped.
pub(super) fn setup(table: &Table, recipe: &Recipe, sink: &Sink<'_>) -> Result<Option<Setup>, UserError> {
    let watch = |progress: Progress| {
        sink.phase(Message::new("engine-phase-prepare"), progress.done, progress.total);
        !sink.is_stopped()
    };
    let go_on = || !sink.is_stopped();
    let drawn = cleaning::draw(table, recipe, &go_on)?;
    let learners = drawn.as_ref().map(|drawn| rows_of(&drawn.parts, Part::Train));
    let Some(cleaned) = cleaning::clean(table, recipe, learners.as_deref(), &go_on) else { return Ok(None) };
    let drawn = drawn.map(|drawn| drawn.without(&cleaned));
    let Some(profile) = data::profile_watched(&cleaned.table, &cleaned.recipe, &watch) else {
        return Ok(None);
    };
    let (used, left_out) = learn::features(&profile, &cleaned.recipe);
    let uses: Vec<data::ColumnUse> =
        used.into_iter().map(|used| data::ColumnUse { name: used.name, kind: used.kind }).collect();
    let frame = data::frame_watched(&cleaned.table, &uses, &cleaned.recipe, &watch)?;
    let Some(frame) = frame else { return Ok(None) };
    let (file, asked) = (table.clone(), recipe.clone());
    Ok(Some(Setup { cleaned, drawn, profile, frame, uses, left_out, file, asked }))
}

/// The columns a model would use under a recipe, and the others with the reason.
pub fn columns_used(profile: &TableProfile, recipe: &Recipe) -> (Vec<String>, Vec<(String, Message)>) {
    let (used, left_out) = learn::features(profile, recipe);
    (used.into_iter().map(|used| used.name).collect(), left_out)
}

/// How gaps are filled that the steps have left, by column; the last active step on a column counts.
pub(super) fn fills(recipe: &Recipe) -> BTreeMap<String, Fill> {
    let mut fills = BTreeMap::new();
    for step in recipe.active_steps() {
        if let Step::FillGaps { column, with } = step {
            fills.insert(column.clone(), with.clone());
        }
    }
    fills
}

/// Splits rows, by chance or by the days given; dropped ones never take part.
pub(super) fn parts(
    strata: &learn::Strata,
    dropped: &[bool],
    days: Option<&[f64]>,
    recipe: &Recipe,
) -> Result<Vec<Part>, UserError> {
    let mut parts = match (days, &recipe.split_by) {
        (Some(days), Some(column)) => {
            let known = strata.known().into_iter().zip(days).map(|(known, day)| known.then_some(*day));
            learn::by_time(&known.collect::<Vec<_>>(), recipe.split, column)?
        }
        _ => learn::stratified(strata, recipe.split, recipe.seed)?,
    };
    for (part, _) in parts.iter_mut().zip(dropped).filter(|(_, dropped)| **dropped) {
        *part = Part::Dropped;
    }
    Ok(parts)
}

/// The rows of one part, ascending.
pub(super) fn rows_of(parts: &[Part], wanted: Part) -> Vec<u32> {
    parts.iter().enumerate().filter(|(_, part)| **part == wanted).map(|(row, _)| row as u32).collect()
}

/// How many rows each part has.
pub(super) fn count_parts(parts: &[Part], rejected: usize) -> PartRows {
    let mut rows = PartRows { rejected, ..PartRows::default() };
    for part in parts {
        match part {
            Part::Train => rows.train += 1,
            Part::Valid => rows.valid += 1,
            Part::Test => rows.test += 1,
            Part::Dropped => rows.dropped += 1,
            Part::Unlabelled => rows.unlabelled += 1,
        }
    }
    rows
}

/// The values at some rows.
pub(super) fn pick<T: Copy>(values: &[T], rows: &[u32]) -> Vec<T> {
    rows.iter().filter_map(|row| values.get(*row as usize).copied()).collect()
}
