//! The table in memory: text cells in polars columns, shared by reference.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;
use polars::prelude::{Column, DataFrame, IntoColumn as _, PlSmallStr, PolarsResult, StringChunked};

use super::facts::{self, Asked, Facts};
use super::numbers::Marks;
use super::steps::Made;
use super::tally::{Distinct, trim};
use crate::domain::table::{FileFacts, RejectedRow, TableView};

/// Names that are found fast enough one after the other.
const FEW_NAMES: usize = 32;

/// A header that was given a name, because it was empty or taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Renamed {
    /// The name in the file.
    pub(super) from: String,
    /// The name in the table.
    pub(super) to: String,
}

/// What a reader found besides the cells.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) facts: FileFacts,
    pub(super) rejected: Vec<RejectedRow>,
    pub(super) renamed: Vec<Renamed>,
    pub(super) padded: u64,
    /// Rows in which a stray quotation mark was taken for an ordinary letter, since only that fits.
    pub(super) mended: u64,
    /// Rows below the last one that hold nothing but delimiters.
    pub(super) empty_end: u64,
    /// The marks inside numbers.
    pub(super) marks: Marks,
}

/// A file as it was read. Cloning costs nothing; cells never change.
#[derive(Clone)]
pub struct Table {
    inner: Arc<Inner>,
}

struct Inner {
    found: Arc<Found>,
    names: Vec<String>,
    /// One String column per name, in one chunk each.
    frame: DataFrame,
    known: Vec<Counted>,
    repeated_rows: OnceLock<u64>,
    /// By what rows are compared, if not by their cells.
    look: Option<RowsLook>,
    /// What its names tell, found out by the first caller.
    lazy: Lazy,
    /// What cleaning steps made of this file, shared by all tables made of it.
    made: Arc<Made>,
}

/// By what rows are compared where steps have mended cells or taken rows out.
#[derive(Clone)]
pub(super) struct RowsLook {
    /// How it came about: the same story means the same rows.
    pub(super) story: String,
    /// The cells that count.
    pub(super) columns: Vec<StringChunked>,
    /// Rows that are not there any more.
    pub(super) gone: Arc<Vec<bool>>,
}

/// What the names of a table tell.
#[derive(Default)]
struct Lazy {
    /// Whether they are those of a table of people.
    of_people: OnceLock<bool>,
    /// Columns by name, where there are many.
    places: OnceLock<HashMap<String, usize>>,
}

/// What was found out about the cells of a column so far.
#[derive(Default)]
pub(super) struct Known {
    distinct: OnceLock<Distinct>,
    /// Of the last recipe that asked.
    facts: Mutex<Option<(Asked, Arc<Facts>)>>,
}

/// What is known about the cells of a column, shared by all tables that have the column.
pub(super) type Counted = Arc<Known>;

impl fmt::Debug for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Table")
            .field("facts", &self.inner.found.facts)
            .field("rows", &self.rows())
            .field("names", &self.inner.names)
            .finish_non_exhaustive()
    }
}

impl Table {
    pub(super) fn new(found: Found, rows: usize, columns: Vec<StringChunked>) -> PolarsResult<Self> {
        let names = columns.iter().map(|column| column.name().to_string()).collect::<Vec<_>>();
        let known = names.iter().map(|_| Counted::default()).collect();
        let columns: Vec<Column> = columns.into_iter().map(StringChunked::into_column).collect();
        let frame = DataFrame::new(rows, columns)?;
        let (found, made) = (Arc::new(found), Arc::default());
        let repeated_rows = OnceLock::new();
        let look = None;
        Ok(Self {
            inner: Arc::new(Inner {
                found,
                names,
                frame,
                known,
                repeated_rows,
                look,
                lazy: Lazy::default(),
                made,
            }),
        })
    }

    /// The same file with other columns, some of them its own.
    pub(super) fn with_columns(
        &self,
        rows: usize,
        columns: Vec<(StringChunked, Counted)>,
    ) -> PolarsResult<Self> {
        let names = columns.iter().map(|(cells, _)| cells.name().to_string()).collect();
        let (cells, known): (Vec<Column>, Vec<Counted>) =
            columns.into_iter().map(|(cells, counted)| (cells.into_column(), counted)).unzip();
        let frame = DataFrame::new(rows, cells)?;
        let (found, made) = (self.inner.found.clone(), self.inner.made.clone());
        // Counted on the file if it was: what learning needs makes rows alike that are not.
        let repeated_rows = self.inner.repeated_rows.clone();
        let look = self.inner.look.clone();
        Ok(Self {
            inner: Arc::new(Inner {
                found,
                names,
                frame,
                known,
                repeated_rows,
                look,
                lazy: Lazy::default(),
                made,
            }),
        })
    }

    /// The same table, with its rows compared by other cells.
    pub(super) fn compared_by(self, look: Option<RowsLook>) -> Self {
        let Inner { found, names, frame, known, made, .. } = &*self.inner;
        let (found, names, frame) = (found.clone(), names.clone(), frame.clone());
        let (known, made) = (known.clone(), made.clone());
        // What the file itself counts is known to it alone.
        let repeated_rows = if look.is_some() { OnceLock::new() } else { self.inner.repeated_rows.clone() };
        Self {
            inner: Arc::new(Inner {
                found,
                names,
                frame,
                known,
                repeated_rows,
                look,
                lazy: Lazy::default(),
                made,
            }),
        }
    }

    /// By what rows are compared, if not by their cells.
    pub(super) fn look(&self) -> Option<&RowsLook> {
        self.inner.look.as_ref()
    }

    /// What is known about the cells of a column, to share with another table.
    pub(super) fn counted(&self, index: usize) -> Counted {
        self.inner.known.get(index).cloned().unwrap_or_default()
    }

    /// What steps made of this file.
    pub(super) fn made(&self) -> &Made {
        &self.inner.made
    }

    /// Rows that were shorter than the header and were filled up with empty cells.
    pub fn padded_rows(&self) -> u64 {
        self.inner.found.padded
    }

    /// Rows below the last one that hold nothing but delimiters; they were left out.
    pub(super) fn empty_end(&self) -> u64 {
        self.inner.found.empty_end
    }

    /// Rows in which a stray quotation mark was taken for an ordinary letter, since only that fits.
    pub fn mended_rows(&self) -> u64 {
        self.inner.found.mended
    }

    /// How its numbers are written.
    pub(super) fn marks(&self) -> Marks {
        self.inner.found.marks
    }

    /// The index of a column by its exact name.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        let names = &self.inner.names;
        if names.len() <= FEW_NAMES {
            return names.iter().position(|own| own == name);
        }
        // The first of equal names, as above.
        let places = || names.iter().enumerate().rev().map(|(place, own)| (own.clone(), place)).collect();
        self.inner.lazy.places.get_or_init(places).get(name).copied()
    }

    pub(super) fn renamed(&self) -> &[Renamed] {
        &self.inner.found.renamed
    }

    /// All cells of a column.
    pub(super) fn column(&self, index: usize) -> Option<&StringChunked> {
        self.inner.frame.columns().get(index)?.str().ok()
    }

    /// Every cell of a column from first to last row; nothing for a column that is not there.
    pub(super) fn cells(&self, index: usize) -> impl Iterator<Item = &str> {
        self.column(index)
            .into_iter()
            .flat_map(StringChunked::downcast_iter)
            .flat_map(|chunk| chunk.values_iter())
    }

    /// The different cells of a column, counted once per table.
    pub(super) fn distinct(&self, index: usize) -> &Distinct {
        static NONE: Distinct = Distinct::NONE;
        match self.inner.known.get(index) {
            Some(known) => {
                known.distinct.get_or_init(|| self.column(index).map_or(Distinct::NONE, Distinct::count))
            }
            None => &NONE,
        }
    }

    /// What the cells of a column tell under what a recipe says about it; found out again only when that changes.
    pub(super) fn facts_of(&self, index: usize, asked: &Asked) -> Arc<Facts> {
        if let Some(facts) = self.known_facts_of(index, asked) {
            return facts;
        }
        let found = Arc::new(facts::find(self, index, asked));
        if let Some(known) = self.inner.known.get(index) {
            *known.facts.lock() = Some((asked.clone(), Arc::clone(&found)));
        }
        found
    }

    /// The same, if nothing needs to be found out for it.
    pub(super) fn known_facts_of(&self, index: usize, asked: &Asked) -> Option<Arc<Facts>> {
        let (before, facts) = self.inner.known.get(index)?.facts.lock().clone()?;
        (before == *asked).then_some(facts)
    }

    /// Whether its names are those of a table of people, found out by the first caller.
    pub(super) fn of_people(&self, find: impl FnOnce(&[String]) -> bool) -> bool {
        *self.inner.lazy.of_people.get_or_init(|| find(&self.inner.names))
    }

    /// How many rows repeat an earlier one, counted by the first caller.
    pub(super) fn repeated_rows(&self, count: impl FnOnce() -> u64) -> u64 {
        *self.inner.repeated_rows.get_or_init(count)
    }

    /// The trimmed cell of a row, without copying.
    pub(super) fn trimmed(&self, row: usize, column: usize) -> &str {
        trim(self.column(column).and_then(|cells| cells.get(row)).unwrap_or_default())
    }
}

impl TableView for Table {
    fn facts(&self) -> &FileFacts {
        &self.inner.found.facts
    }

    fn rows(&self) -> usize {
        self.inner.frame.height()
    }

    fn names(&self) -> &[String] {
        &self.inner.names
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.column(column).and_then(|cells| cells.get(row)).unwrap_or_default())
    }

    fn rejected(&self) -> &[RejectedRow] {
        &self.inner.found.rejected
    }
}

/// A name for polars.
pub(super) fn small(name: &str) -> PlSmallStr {
    PlSmallStr::from_str(name)
}
