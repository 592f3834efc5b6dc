//! Rows by value: which repeat an earlier one, and in which order a view shows them.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::hash::{BuildHasher as _, Hash as _, Hasher as _};

use polars::prelude::{InitHashMaps as _, PlHashMap};
use rayon::prelude::*;

use super::cells::Reader;
use super::profile::{reader, values};
use super::table::{Counted, Table};
use crate::domain::column::{Kind, TableProfile};
use crate::domain::recipe::Recipe;
use crate::domain::table::{Filter, SortBy, TableView as _};

/// For each row, whether the trimmed cells of the columns `by` (empty: all columns) stood in an earlier row.
/// Rows without any of the named cells repeat nobody; names that are not there are passed over.
pub fn repeats(table: &Table, by: &[String]) -> Vec<bool> {
    repeats_among(table, by, &[])
}

/// The same among the rows that are not `gone`; rows beyond its end are not. A row that is gone neither repeats
/// nor is repeated.
pub(super) fn repeats_among(table: &Table, by: &[String], gone: &[bool]) -> Vec<bool> {
    let columns: Vec<usize> = if by.is_empty() {
        (0..table.names().len()).collect()
    } else {
        by.iter().filter_map(|name| table.index_of(name)).collect()
    };
    let mut repeated = vec![false; table.rows()];
    if columns.is_empty() {
        return repeated;
    }
    let mut first_rows: PlHashMap<u64, u32> = PlHashMap::with_capacity(table.rows());
    let state = first_rows.hasher().clone();
    let cells = |row: usize| columns.iter().map(move |column| table.trimmed(row, *column));
    let hashes: Vec<u64> = (0..table.rows())
        .into_par_iter()
        .map(|row| {
            let mut hasher = state.build_hasher();
            cells(row).for_each(|cell| cell.hash(&mut hasher));
            hasher.finish()
        })
        .collect();
    for ((row, mut hash), repeats) in hashes.into_iter().enumerate().zip(&mut repeated) {
        let is_gone = gone.get(row).copied().unwrap_or(false);
        if is_gone || (!by.is_empty() && cells(row).all(str::is_empty)) {
            continue;
        }
        // Equal hashes are compared cell by cell; a true collision moves on to the next free number.
        loop {
            match first_rows.get(&hash) {
                None => {
                    first_rows.insert(hash, row as u32);
                    break;
                }
                Some(first) if cells(*first as usize).eq(cells(row)) => {
                    *repeats = true;
                    break;
                }
                Some(_) => hash = hash.wrapping_add(1),
            }
        }
    }
    repeated
}

/// How many rows repeat an earlier row in all columns; counted once per table. Where steps have mended cells or
/// taken rows out, the mended cells of the rows that are left count.
pub(super) fn repeated_rows(table: &Table) -> u64 {
    let count = |repeats: &[bool]| repeats.iter().filter(|repeats| **repeats).count() as u64;
    table.repeated_rows(|| {
        let Some(look) = table.look() else { return count(&repeats(table, &[])) };
        let found = table.made().rows(&look.story, || {
            let columns = look.columns.iter().map(|cells| (cells.clone(), Counted::default())).collect();
            let compared = table.with_columns(table.rows(), columns);
            compared.map_or_else(|_impossible| Vec::new(), |table| repeats_among(&table, &[], &look.gone))
        });
        count(&found)
    })
}

/// The row numbers of a view: rows that pass all filters, sorted by one column. Numbers and dates are sorted by
/// value, everything else by letters without regard to case; gaps come last in both directions; rows that are
/// alike keep the order of the file.
pub fn order(
    table: &Table,
    profile: &TableProfile,
    recipe: &Recipe,
    filters: &[(usize, Filter)],
    sort: Option<&SortBy>,
) -> Vec<u32> {
    let reader_of = |index: usize| {
        let kind = profile.columns.get(index).map(|column| column.kind);
        reader(table, index, kind, recipe)
    };
    let mut rows: Vec<u32> = (0..table.rows() as u32).collect();
    for (column, filter) in filters {
        let check = Check::new(filter, reader_of(*column));
        if let Some(cells) = table.column(*column) {
            rows = rows
                .into_par_iter()
                .filter(|row| check.passes(cells.get(*row as usize).unwrap_or_default()))
                .collect();
        }
    }
    if let Some(sort) = sort
        && let Some(cells) = table.column(sort.column)
    {
        let reader = reader_of(sort.column);
        let cell = |row: u32| cells.get(row as usize).unwrap_or_default();
        if matches!(reader.kind, Kind::Number | Kind::Integer | Kind::Date) {
            let key = |row: u32| Some(reader.number(cell(row))).filter(|value| !value.is_nan());
            return sorted(rows, sort.descending, key, f64::total_cmp);
        }
        let distinct = values(table, sort.column, &reader.words);
        if distinct.len() < rows.len() / 2 {
            let ranks = ranks(distinct.iter().map(|value| value.text));
            let key = |row: u32| ranks.get(cell(row).trim()).copied();
            return sorted(rows, sort.descending, key, u32::cmp);
        }
        let key = |row: u32| reader.filled(cell(row)).map(folded);
        return sorted(rows, sort.descending, key, Cow::cmp);
    }
    rows
}

/// The place of each text in alphabetical order without regard to case; texts that are alike share it.
fn ranks<'a>(texts: impl Iterator<Item = &'a str>) -> PlHashMap<&'a str, u32> {
    let mut sorted: Vec<(Cow<'a, str>, &'a str)> = texts.map(|text| (folded(text), text)).collect();
    sorted.par_sort_unstable();
    let mut ranks = PlHashMap::with_capacity(sorted.len());
    let mut rank = 0;
    let mut previous: Option<&str> = None;
    for (folded, text) in &sorted {
        if previous.is_some_and(|previous| previous != folded) {
            rank += 1;
        }
        previous = Some(folded);
        ranks.insert(*text, rank);
    }
    ranks
}

/// Stable; rows without a key last, whatever the direction.
fn sorted<K: Send>(
    rows: Vec<u32>,
    descending: bool,
    key: impl Fn(u32) -> Option<K> + Sync,
    compare: impl Fn(&K, &K) -> Ordering + Sync,
) -> Vec<u32> {
    let mut keyed: Vec<(Option<K>, u32)> = rows.into_par_iter().map(|row| (key(row), row)).collect();
    keyed.par_sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) if descending => compare(b, a),
        (Some(a), Some(b)) => compare(a, b),
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
    });
    keyed.into_iter().map(|(_, row)| row).collect()
}

/// The letters in lower case; borrowed where they are so already.
fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(text.to_ascii_lowercase())
        } else {
            Cow::Borrowed(text)
        }
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

/// A filter made ready for many cells.
struct Check<'a> {
    filter: &'a Filter,
    lower: String,
    reader: Reader,
}

impl<'a> Check<'a> {
    fn new(filter: &'a Filter, reader: Reader) -> Self {
        let lower = match filter {
            Filter::Contains(text) => text.to_lowercase(),
            _ => String::new(),
        };
        Self { filter, lower, reader }
    }

    fn passes(&self, cell: &str) -> bool {
        match self.filter {
            Filter::Contains(_) => contains_folded(cell, &self.lower),
            Filter::Equals(text) => cell == text || cell.trim() == text,
            Filter::IsGap => self.reader.is_gap(cell),
            Filter::Between(low, high) => {
                let value = self.reader.number(cell);
                !value.is_nan() && low.is_none_or(|low| value >= low) && high.is_none_or(|high| value <= high)
            }
        }
    }
}

/// Whether a cell holds letters that are in lower case already, without regard to case.
pub(super) fn contains_folded(cell: &str, lower: &str) -> bool {
    if lower.is_empty() {
        return true;
    }
    if cell.is_ascii() {
        lower.is_ascii()
            && cell.as_bytes().windows(lower.len()).any(|part| part.eq_ignore_ascii_case(lower.as_bytes()))
    } else {
        cell.to_lowercase().contains(lower)
    }
}
