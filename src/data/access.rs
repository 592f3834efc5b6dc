//! Typed access: features for learning, answers of a target, values to choose from.

use std::sync::atomic::{AtomicU64, Ordering};

use polars::prelude::{InitHashMaps as _, PlHashMap};
use rayon::prelude::*;

use super::cells::{GapWords, Value};
use super::errors;
use super::profile::{reader, values};
use super::table::Table;
use crate::domain::column::Kind;
use crate::domain::error::UserError;
use crate::domain::event::Progress;
use crate::domain::frame::{Feature, FeatureValues, Frame, GAP};
use crate::domain::recipe::Recipe;
use crate::domain::table::TableView as _;

/// Values offered for choosing are at most this many.
const MOST_VALUES: usize = 10_000;

/// A column and the kind it is read under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnUse {
    /// The exact name.
    pub name: String,
    /// The kind; text counts as categories.
    pub kind: Kind,
}

/// Features by column name, in the order asked for: numbers and dates as f64 (gap NaN), everything else as codes
/// of trimmed words. All columns that the table lacks are named in one error.
pub fn frame(table: &Table, uses: &[ColumnUse], recipe: &Recipe) -> Result<Frame, UserError> {
    frame_watched(table, uses, recipe, &|_| true).map(Option::unwrap_or_default)
}

/// The same, column by column: `watch` is told how far it is, from any thread, and says false to stop. None when
/// stopped.
pub fn frame_watched(
    table: &Table,
    uses: &[ColumnUse],
    recipe: &Recipe,
    watch: &(dyn Fn(Progress) -> bool + Sync),
) -> Result<Option<Frame>, UserError> {
    let names = uses.iter().map(|wanted| wanted.name.as_str());
    let indices = indices(table, names)?;
    let total = Some(uses.len() as u64);
    let done = AtomicU64::new(0);
    let features: Option<Vec<Feature>> = indices
        .into_par_iter()
        .zip(uses)
        .map(|(index, wanted)| {
            watch(Progress { done: done.load(Ordering::Relaxed), total }).then(|| {
                let values = feature_values(table, index, wanted.kind, recipe);
                done.fetch_add(1, Ordering::Relaxed);
                Feature { name: wanted.name.clone(), values }
            })
        })
        .collect();
    Ok(features.map(|features| Frame { rows: table.rows(), features }))
}

/// The trimmed cells of a column of words; a gap is none.
pub fn labels(table: &Table, column: &str, recipe: &Recipe) -> Result<Vec<Option<String>>, UserError> {
    let index = index(table, column)?;
    let words = GapWords::of(recipe, column);
    let label = |cell: &str| {
        let cell = cell.trim();
        (!cell.is_empty() && !words.contains(cell)).then(|| cell.to_owned())
    };
    Ok(table.cells(index).map(label).collect())
}

/// The cells of a column as numbers (a date column: days); a gap is NaN.
pub fn numbers(table: &Table, column: &str, recipe: &Recipe) -> Result<Vec<f64>, UserError> {
    let index = index(table, column)?;
    let mut reader = reader(table, index, None, recipe);
    if reader.kind != Kind::Date {
        reader.kind = Kind::Number;
    }
    Ok(table.cells(index).map(|cell| reader.number(cell)).collect())
}

/// The different trimmed values of a column and their rows, most frequent first, at most 10,000.
pub fn values_of(table: &Table, column: &str) -> Vec<(String, u64)> {
    let Some(index) = table.index_of(column) else { return Vec::new() };
    let mut found = values(table, index, &GapWords::default());
    let order = |a: &Value<'_>, b: &Value<'_>| b.rows.cmp(&a.rows).then_with(|| a.text.cmp(b.text));
    found.sort_unstable_by(order);
    found.into_iter().take(MOST_VALUES).map(|value| (value.text.to_owned(), value.rows)).collect()
}

/// The index of a column, or an error that names it.
pub(super) fn index(table: &Table, column: &str) -> Result<usize, UserError> {
    table
        .index_of(column)
        .ok_or_else(|| errors::missing_columns(&table.facts().path, vec![column.to_owned()]))
}

/// The indices of columns, or an error that names all that are missing.
pub(super) fn indices<'n>(
    table: &Table,
    names: impl Iterator<Item = &'n str>,
) -> Result<Vec<usize>, UserError> {
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for name in names {
        match table.index_of(name) {
            Some(index) => found.push(index),
            None => missing.push(name.to_owned()),
        }
    }
    if missing.is_empty() { Ok(found) } else { Err(errors::missing_columns(&table.facts().path, missing)) }
}

pub(super) fn feature_values(table: &Table, index: usize, kind: Kind, recipe: &Recipe) -> FeatureValues {
    let reader = reader(table, index, Some(kind), recipe);
    if matches!(kind, Kind::Number | Kind::Integer | Kind::Date) {
        return FeatureValues::Number(table.cells(index).map(|cell| reader.number(cell)).collect());
    }
    let mut words: Vec<&str> =
        values(table, index, &reader.words).into_iter().map(|value| value.text).collect();
    words.sort_unstable();
    let mut codes_of: PlHashMap<&str, u32> = PlHashMap::with_capacity(words.len());
    codes_of.extend(words.iter().enumerate().map(|(code, word)| (*word, code as u32)));
    let codes = table.cells(index).map(|cell| codes_of.get(cell.trim()).copied().unwrap_or(GAP)).collect();
    FeatureValues::Category { codes, levels: words.into_iter().map(str::to_owned).collect() }
}
