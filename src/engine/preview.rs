//! What one step does to its column: before, after, and the rows it touches.

use super::setup::dropped_rows;
use super::supervised::Known;
use crate::data::{self, Table};
use crate::domain::column::{ColumnProfile, Kind};
use crate::domain::error::UserError;
use crate::domain::frame::{FeatureValues, GAP};
use crate::domain::message::Message;
use crate::domain::recipe::{Fill, Recipe, Scale, Step};
use crate::domain::report::Part;
use crate::domain::table::TableView as _;
use crate::domain::work::{StepPreview, TouchedRow};
use crate::learn::{self, Coding, Preparation, PrepareSpec};

/// Rows shown at most.
const SHOWN: usize = 200;

/// Before and after of the step at `index`; earlier active steps hold for both sides.
pub(super) fn preview(table: &Table, recipe: &Recipe, index: usize) -> Result<StepPreview, UserError> {
    let Some(entry) = recipe.steps.get(index) else {
        return Err(UserError::work(
            Message::new("engine-gone"),
            Message::new("engine-gone-why"),
            Message::new("engine-open-again"),
        ));
    };
    let before_recipe = up_to(recipe, index, false);
    let after_recipe = up_to(recipe, index, true);
    let column = |recipe: &Recipe, name: &str| data::profile(table, recipe).column(name).cloned();
    let mut found = StepPreview { step: index, before: None, after: None, touched: 0, rows: Vec::new() };
    match &entry.step {
        Step::DropColumn { column: name } => {
            found.before = column(&before_recipe, name);
            found.touched = table.rows() as u64;
        }
        Step::ChangeKind { column: name, .. } | Step::WordIsGap { column: name, .. } => {
            found.before = column(&before_recipe, name);
            found.after = column(&after_recipe, name);
            changed_cells(table, name, &before_recipe, &after_recipe, &mut found)?;
        }
        Step::DropDuplicates { by } => {
            let repeats = data::repeats(table, by);
            let first_by = by.first().and_then(|name| table.index_of(name)).unwrap_or(0);
            let rows = || repeats.iter().enumerate().filter(|(_, repeats)| **repeats).map(|(row, _)| row);
            found.touched = rows().count() as u64;
            found.rows = rows()
                .take(SHOWN)
                .map(|row| {
                    let cell = Some(table.cell(row, first_by).into_owned());
                    TouchedRow { row: row as u32, before: cell.clone(), after: cell }
                })
                .collect();
        }
        Step::FillGaps { column: name, with } => {
            let before = column(&before_recipe, name);
            fill(table, &before_recipe, name, with, before.as_ref(), &mut found)?;
            found.before = before;
        }
    }
    Ok(found)
}

fn up_to(recipe: &Recipe, index: usize, including: bool) -> Recipe {
    let mut cut = recipe.clone();
    cut.steps.truncate(index + usize::from(including));
    if let Some(entry) = cut.steps.get_mut(index) {
        entry.on = true;
    }
    cut
}

fn changed_cells(
    table: &Table,
    name: &str,
    before: &Recipe,
    after: &Recipe,
    found: &mut StepPreview,
) -> Result<(), UserError> {
    let (Some(kind_before), Some(kind_after)) =
        (found.before.as_ref().map(|column| column.kind), found.after.as_ref().map(|column| column.kind))
    else {
        return Ok(());
    };
    let Some(index) = table.index_of(name) else { return Ok(()) };
    let gaps_before = gaps(table, name, kind_before, before)?;
    let gaps_after = gaps(table, name, kind_after, after)?;
    let lost = || {
        gaps_before
            .iter()
            .zip(&gaps_after)
            .enumerate()
            .filter(|(_, (was, is))| !**was && **is)
            .map(|(row, _)| row)
    };
    found.touched = if kind_before == kind_after {
        lost().count() as u64
    } else {
        gaps_before.iter().filter(|gap| !**gap).count() as u64
    };
    found.rows = lost()
        .take(SHOWN)
        .map(|row| TouchedRow {
            row: row as u32,
            before: Some(table.cell(row, index).into_owned()),
            after: None,
        })
        .collect();
    Ok(())
}

/// Whether each cell of a column is a gap when it is read as a kind.
fn gaps(table: &Table, name: &str, kind: Kind, recipe: &Recipe) -> Result<Vec<bool>, UserError> {
    let uses = [data::ColumnUse { name: name.to_owned(), kind }];
    let frame = data::frame(table, &uses, recipe)?;
    Ok(match frame.features.first().map(|feature| &feature.values) {
        Some(FeatureValues::Number(values)) => values.iter().map(|value| value.is_nan()).collect(),
        Some(FeatureValues::Category { codes, .. }) => codes.iter().map(|code| *code == GAP).collect(),
        None => Vec::new(),
    })
}

fn fill(
    table: &Table,
    recipe: &Recipe,
    name: &str,
    with: &Fill,
    before: Option<&ColumnProfile>,
    found: &mut StepPreview,
) -> Result<(), UserError> {
    let Some(kind) = before.map(|column| column.kind) else { return Ok(()) };
    let gaps = gaps(table, name, kind, recipe)?;
    let rows = || gaps.iter().enumerate().filter(|(_, gap)| **gap).map(|(row, _)| row);
    found.touched = rows().count() as u64;
    let value = fill_value(table, recipe, name, kind, with)?;
    found.rows = rows()
        .take(SHOWN)
        .map(|row| TouchedRow { row: row as u32, before: None, after: value.clone() })
        .collect();
    if let (Some(value), Some(before)) = (value, before) {
        found.after = Some(data::filled(table, before, recipe, &value)?);
    }
    Ok(())
}

/// The value that fills a gap, learned on training rows where the question fixes them, on all rows before.
fn fill_value(
    table: &Table,
    recipe: &Recipe,
    name: &str,
    kind: Kind,
    with: &Fill,
) -> Result<Option<String>, UserError> {
    if let Fill::Value(value) = with {
        return Ok(Some(value.clone()));
    }
    let uses = [data::ColumnUse { name: name.to_owned(), kind }];
    let frame = data::frame(table, &uses, recipe)?;
    let rows = training_rows(table, recipe);
    let fills = [(name.to_owned(), with.clone())].into();
    let spec = PrepareSpec { fills, coding: Coding::AllLevels, scale: Scale::None };
    let fitted = Preparation::fit(&frame, &rows, &spec, &|| true)?;
    Ok(fitted.inputs().first().and_then(learn::prepare::Input::fill))
}

fn training_rows(table: &Table, recipe: &Recipe) -> Vec<u32> {
    let dropped = dropped_rows(table, recipe);
    let all =
        || dropped.iter().enumerate().filter(|(_, dropped)| !**dropped).map(|(row, _)| row as u32).collect();
    let Some(question) = recipe.question.as_ref().filter(|question| question.target().is_some()) else {
        return all();
    };
    let split = Known::read(table, recipe, question)
        .ok()
        .and_then(|known| learn::stratified(&known.strata(&dropped), recipe.split, recipe.seed).ok());
    split.map_or_else(all, |parts| super::setup::rows_of(&parts, Part::Train))
}
