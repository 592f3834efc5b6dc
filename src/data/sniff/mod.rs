//! Finds out how a text table is written: delimiter, quotation mark, decimal mark, header, what stands before
//! and below the table.

mod dialect;
mod layout;
mod marks;
#[cfg(test)]
mod tests;

use super::numbers::Marks;
use super::scan::{Dialect, Rows, scan};
use crate::domain::recipe::Reading;
pub(super) use layout::are_names;

/// What the sniffer decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) dialect: Dialect,
    pub(super) marks: Marks,
    /// The mark between groups of digits that was seen or asked for.
    pub(super) thousands: Option<char>,
    /// Lines before the table.
    pub(super) skip: u64,
    /// Rows that hold names.
    pub(super) header_rows: u8,
    /// Cells per row.
    pub(super) width: usize,
    /// Rows hold different numbers of cells.
    pub(super) baskets: bool,
    /// Columns of numbers and dates: words there are no values.
    pub(super) typed: Vec<usize>,
}

/// Rows that are looked at; more do not change the answer.
const SAMPLE_ROWS: usize = 5_000;

/// A row of a sample.
#[derive(Clone, Debug)]
struct Line<'a> {
    /// 1-based line at which it starts.
    number: u64,
    cells: Vec<&'a str>,
}

impl Line<'_> {
    /// Cells up to the last that is not empty.
    fn used(&self) -> usize {
        self.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
    }

    /// Cells with anything in them.
    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
    }
}

/// Decides from the first bytes of a table (without BOM). `last` says that the sample is the whole file.
pub(super) fn sniff(sample: &[u8], last: bool, reading: &Reading) -> Format {
    let dialect = dialect::find(sample, last, reading);
    let mut rows = cut(sample, dialect, last);
    let mut skip = 0;
    if reading.skip.is_none() {
        let start = layout::start(&rows);
        if let Some(first) = rows.get(start).filter(|_| start > 0) {
            skip = first.number - 1;
            rows.drain(..start);
        }
    }
    let (marks, thousands) = marks::find(&rows, dialect.delimiter, reading);
    let typed = layout::typed_columns(&rows, marks);
    let header_rows = reading.header.unwrap_or_else(|| layout::header_rows(&rows, marks, &typed));
    let width = layout::width(&rows, header_rows);
    let baskets = header_rows == 0 && layout::is_ragged(&rows);
    Format { dialect, marks, thousands, skip, header_rows, width, baskets, typed }
}

/// The sample under a dialect, without empty rows.
fn cut(sample: &[u8], dialect: Dialect, last: bool) -> Vec<Line<'_>> {
    let mut rows = Rows::default();
    scan(sample, dialect, 1, last, &mut rows);
    // A quotation mark that is never closed swallows the rest of the sample: see what comes after it.
    if !last && rows.consumed * 2 < sample.len() {
        scan(sample, dialect, 1, true, &mut rows);
    }
    rows.list
        .iter()
        .take(SAMPLE_ROWS)
        .map(|row| Line {
            number: row.line,
            cells: rows
                .cells_of(row)
                .iter()
                .map(|cell| sample.get(cell.start..cell.end).unwrap_or_default())
                .map(|bytes| std::str::from_utf8(bytes).unwrap_or("\u{fffd}"))
                .collect(),
        })
        .filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
        .collect()
}

/// The commonest of some widths and its share; the wider one when two are as common.
fn commonest(widths: impl Iterator<Item = usize>) -> (usize, f64) {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    let mut all = 0_usize;
    for width in widths {
        *counts.entry(width).or_default() += 1;
        all += 1;
    }
    let best = counts.into_iter().max_by_key(|(width, rows)| (*rows, *width)).unwrap_or((0, 0));
    (best.0, best.1 as f64 / all.max(1) as f64)
}
