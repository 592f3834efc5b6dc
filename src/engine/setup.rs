//! What every kind of training starts from: the columns that enter, the rows that stay, the split.

use std::collections::BTreeMap;

use crate::data::{self, Table};
use crate::domain::column::TableProfile;
use crate::domain::error::UserError;
use crate::domain::event::Progress;
use crate::domain::frame::Frame;
use crate::domain::message::Message;
use crate::domain::recipe::{Fill, Recipe, Step};
use crate::domain::report::{Part, PartRows};
use crate::domain::table::TableView as _;
use crate::jobs::Sink;
use crate::learn;

/// Everything known before a model is chosen.
pub(super) struct Setup {
    pub(super) profile: TableProfile,
    pub(super) frame: Frame,
    pub(super) uses: Vec<data::ColumnUse>,
    pub(super) left_out: Vec<(String, Message)>,
    /// Rows taken out by a step.
    pub(super) dropped: Vec<bool>,
}

/// Reads features as typed columns under a recipe; none when stopped.
pub(super) fn setup(table: &Table, recipe: &Recipe, sink: &Sink<'_>) -> Result<Option<Setup>, UserError> {
    let watch = |progress: Progress| {
        sink.phase(Message::new("engine-phase-prepare"), progress.done, progress.total);
        !sink.is_stopped()
    };
    let Some(profile) = data::profile_watched(table, recipe, &watch) else { return Ok(None) };
    let (used, left_out) = learn::features(&profile, recipe);
    let uses: Vec<data::ColumnUse> =
        used.into_iter().map(|used| data::ColumnUse { name: used.name, kind: used.kind }).collect();
    let Some(frame) = data::frame_watched(table, &uses, recipe, &watch)? else { return Ok(None) };
    Ok(Some(Setup { profile, frame, uses, left_out, dropped: dropped_rows(table, recipe) }))
}

/// The columns a model would use under a recipe, and the others with the reason.
pub fn columns_used(profile: &TableProfile, recipe: &Recipe) -> (Vec<String>, Vec<(String, Message)>) {
    let (used, left_out) = learn::features(profile, recipe);
    (used.into_iter().map(|used| used.name).collect(), left_out)
}

/// Which rows a step takes out.
pub(super) fn dropped_rows(table: &Table, recipe: &Recipe) -> Vec<bool> {
    let mut dropped = vec![false; table.rows()];
    for step in recipe.active_steps() {
        if let Step::DropDuplicates { by } = step {
            for (gone, repeats) in dropped.iter_mut().zip(data::repeats(table, by)) {
                *gone |= repeats;
            }
        }
    }
    dropped
}

/// How gaps are filled, by column; the last active step on a column counts.
pub(super) fn fills(recipe: &Recipe) -> BTreeMap<String, Fill> {
    let mut fills = BTreeMap::new();
    for step in recipe.active_steps() {
        if let Step::FillGaps { column, with } = step {
            fills.insert(column.clone(), with.clone());
        }
    }
    fills
}

/// Splits rows; dropped ones never take part.
pub(super) fn parts(
    strata: &learn::Strata,
    dropped: &[bool],
    recipe: &Recipe,
) -> Result<Vec<Part>, UserError> {
    let mut parts = learn::stratified(strata, recipe.split, recipe.seed)?;
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
