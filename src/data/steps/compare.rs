//! What differs between two tables made of the same file.

use polars::prelude::{BooleanChunked, ChunkFilter as _, NewChunkedArray as _};

use super::super::table::{Counted, Table};
use crate::domain::table::TableView as _;

/// Cells of a column that another column of the same rows writes otherwise: how many, and the first of them with
/// row, cell and other cell, at most `most`.
pub fn changed_cells(
    table: &Table,
    column: &str,
    other: &Table,
    other_column: &str,
    most: usize,
) -> (u64, Vec<(u32, String, String)>) {
    let (Some(index), Some(other_index)) = (table.index_of(column), other.index_of(other_column)) else {
        return (0, Vec::new());
    };
    collect(table.cells(index).zip(other.cells(other_index)), |cell, now| cell != now, most)
}

/// The filled cells of a column beside those of the column they were made of, as in [`changed_cells`].
pub fn made_cells(
    table: &Table,
    column: &str,
    other: &Table,
    made: &str,
    most: usize,
) -> (u64, Vec<(u32, String, String)>) {
    let (Some(index), Some(made)) = (table.index_of(column), other.index_of(made)) else {
        return (0, Vec::new());
    };
    collect(table.cells(index).zip(other.cells(made)), |_, now| !now.is_empty(), most)
}

fn collect<'c>(
    pairs: impl Iterator<Item = (&'c str, &'c str)>,
    counts: impl Fn(&str, &str) -> bool,
    most: usize,
) -> (u64, Vec<(u32, String, String)>) {
    let mut touched = 0;
    let mut first = Vec::new();
    for (row, (cell, now)) in pairs.enumerate().filter(|(_, (cell, now))| counts(cell, now)) {
        touched += 1;
        if first.len() < most {
            first.push((row as u32, cell.to_owned(), now.to_owned()));
        }
    }
    (touched, first)
}

/// A table of one column with the rows that are not `gone`; none for a column that is not there.
pub fn without_rows(table: &Table, column: &str, gone: &[bool]) -> Option<Table> {
    let cells = table.column(table.index_of(column)?)?;
    let stays = BooleanChunked::from_iter_values(
        "stays".into(),
        (0..table.rows()).map(|row| !gone.get(row).copied().unwrap_or(false)),
    );
    let kept = cells.filter(&stays).ok()?;
    let rows = kept.len();
    table.with_columns(rows, vec![(kept.rechunk().into_owned(), Counted::default())]).ok()
}
