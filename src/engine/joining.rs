//! Second files: read with progress before steps are carried out, and looked through for keys.

use std::path::Path;
use std::sync::Arc;

use super::{Engine, read_progress};
use crate::data::{self, Second, Table};
use crate::domain::error::UserError;
use crate::domain::join::Join;
use crate::domain::message::Message;
use crate::domain::recipe::{Reading, Recipe, Step};
use crate::domain::work::TableId;
use crate::jobs::Sink;
use crate::text::{Language, Words};

/// Reads the second file of each join among the steps, so that none of them is missing half-way. The error names
/// the file that cannot be read, or the columns it lacks.
pub(super) fn read_all<'s>(
    table: &Table,
    steps: impl Iterator<Item = &'s Step>,
    sink: &Sink<'_>,
) -> Result<(), UserError> {
    for step in steps {
        if let Step::Join(join) = step {
            let second = read(table, &join.file, &join.reading, sink)?;
            data::check_columns(join, &second.table)?;
        }
    }
    Ok(())
}

/// The same for a look at the table: what cannot be read is told where the step is looked at. Tells which
/// readings there are.
pub(super) fn read_any(table: &Table, recipe: &Recipe, sink: &Sink<'_>) -> Vec<u64> {
    let number = |join: &Join| {
        let second = read(table, &join.file, &join.reading, sink);
        second.map_or(u64::MAX, |second| second.number)
    };
    recipe.joins().map(number).collect()
}

fn read(table: &Table, path: &Path, reading: &Reading, sink: &Sink<'_>) -> Result<Arc<Second>, UserError> {
    data::second(table, path, reading, &mut read_progress(path, sink))
}

/// Reads a second file and guesses how it belongs to the table as its steps leave it: before the step that it is
/// to take the place of, or after all. None when stopped.
pub(super) fn begin(
    engine: &Engine,
    table: TableId,
    (recipe, step): (&Recipe, Option<usize>),
    (path, reading): (&Path, &Reading),
    language: &str,
    sink: &Sink<'_>,
) -> Result<Option<Join>, UserError> {
    let second = match read(&engine.table(table)?, path, reading, sink) {
        Err(_stopped) if sink.is_stopped() => return Ok(None),
        read => read?,
    };
    let mut before = recipe.clone();
    before.steps.truncate(step.unwrap_or(before.steps.len()));
    let Some(cleaned) = engine.cleaned(table, &before, sink)? else { return Ok(None) };
    sink.phase(Message::new("joins-phase-keys"), 0, None);
    let words = Words::new(Language::from_tag(language).unwrap_or(Language::English));
    let say = |message: &Message| words.say(message);
    let found = (path, reading, second.as_ref());
    Ok(data::guess_join(&cleaned.table, &cleaned.recipe, found, &say, &|| !sink.is_stopped()))
}
