//! From a file to a [`Table`]: blocks of bytes are cut into rows, and rows go into text columns.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;

use polars::prelude::StringChunkedBuilder;
use rayon::prelude::*;

use super::errors;
use super::scan::{Cell, Dialect, Row, Rows, scan};
use super::sniff::{Format, sniff};
use super::source::{Source, foreign, is_utf8, other_encoding};
use super::table::{Found, Renamed, Table, small};
use crate::domain::error::UserError;
use crate::domain::event::Progress;
use crate::domain::recipe::Reading;
use crate::domain::table::{FileFacts, RejectReason, RejectedRow};

/// Bytes taken at a time; a block costs a few milliseconds, which keeps progress and stop prompt.
const BLOCK: usize = 1 << 20;
/// Bytes of a rejected row that are kept.
const RAW_LIMIT: usize = 4_096;
/// Row numbers of views are `u32`.
const MOST_ROWS: u64 = u32::MAX as u64;
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Reads a UTF-8 text table. What `reading` leaves open is found out from the first megabyte.
///
/// `progress` counts bytes, is called at least once per megabyte, and stops the work by answering false. Rows
/// that cannot be read safely are set aside with their line and reason; short rows are filled up with empty
/// cells; blank lines and empty rows at the end are left out.
pub fn read(
    path: &Path,
    reading: &Reading,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Table, UserError> {
    check_reading(path, reading)?;
    let mut source = Source::open(path)?;
    let mut buffer = Vec::with_capacity(2 * BLOCK);
    let mut more = source.fill(&mut buffer, BLOCK)?;
    if buffer.is_empty() {
        source.check_unchanged()?;
        return Err(errors::empty(path));
    }
    if let Some(encoding) = other_encoding(&buffer) {
        return Err(errors::encoding(path, Some(encoding)));
    }
    if let Some(found) = foreign(&buffer) {
        return Err(errors::foreign(path, found));
    }
    if !is_utf8(&buffer) {
        return Err(errors::encoding(path, None));
    }
    let bom = buffer.starts_with(BOM);
    if bom {
        buffer.drain(..BOM.len());
    }
    let format = sniff(&buffer, !more, reading);
    let mut filling = Filling::new(path, format);
    let mut rows = Rows { line: 1, ..Rows::default() };
    loop {
        let line = rows.line;
        scan(&buffer, filling.format.dialect, line, !more, &mut rows);
        filling.take(&mut buffer, &rows)?;
        buffer.drain(..rows.consumed);
        let done = source.read_so_far() - buffer.len() as u64;
        if !progress(Progress { done, total: source.size() }) {
            return Err(errors::stopped(path));
        }
        if !more {
            break;
        }
        // An unfinished quoted cell can span blocks: read in growing steps then, to scan it a few times only.
        let amount = BLOCK.max(buffer.len());
        more = source.fill(&mut buffer, amount)?;
    }
    source.check_unchanged()?;
    let facts = FileFacts {
        path: path.to_owned(),
        bytes: source.read_so_far(),
        encoding: if bom { "UTF-8 with BOM" } else { "UTF-8" }.to_owned(),
        delimiter: char::from(filling.format.dialect.delimiter),
        quote: filling.format.dialect.quote.filter(|_| rows.quoted).map(char::from),
        decimal: filling.format.decimal,
        header: filling.format.header,
    };
    filling.finish(facts)
}

fn check_reading(path: &Path, reading: &Reading) -> Result<(), UserError> {
    if let Some(delimiter) = reading.delimiter
        && (!delimiter.is_ascii() || matches!(delimiter, '\n' | '\r' | '"' | '\0'))
    {
        return Err(errors::delimiter(path, delimiter));
    }
    if let Some(decimal) = reading.decimal
        && !matches!(decimal, '.' | ',')
    {
        return Err(errors::decimal(path, decimal));
    }
    Ok(())
}

/// A row that is kept, or one that is all empty cells.
#[derive(Clone, Copy)]
enum Kept {
    Row(Row),
    Empty,
}

/// Columns being filled.
struct Filling<'a> {
    path: &'a Path,
    format: Format,
    names: Option<Vec<String>>,
    renamed: Vec<Renamed>,
    builders: Vec<StringChunkedBuilder>,
    rejected: Vec<RejectedRow>,
    padded: u64,
    rows: u64,
    /// Empty rows that count only if a filled one follows.
    pending: usize,
}

impl<'a> Filling<'a> {
    fn new(path: &'a Path, format: Format) -> Self {
        Self {
            path,
            format,
            names: None,
            renamed: Vec::new(),
            builders: Vec::new(),
            rejected: Vec::new(),
            padded: 0,
            rows: 0,
            pending: 0,
        }
    }

    /// Takes over the rows of a block.
    fn take(&mut self, buffer: &mut [u8], rows: &Rows) -> Result<(), UserError> {
        let damaged = damaged_rows(buffer, rows);
        let mut kept = Vec::with_capacity(rows.list.len());
        for (index, row) in rows.list.iter().enumerate() {
            let cells = rows.cells_of(row);
            if is_blank(buffer, row, cells, self.format.width) {
                continue;
            }
            if self.names.is_none() {
                if is_empty_row(buffer, cells) {
                    continue;
                }
                let is_header = self.format.header;
                if is_header && damaged.contains(&index) {
                    return Err(errors::encoding(self.path, None));
                }
                self.name_columns(buffer, cells, is_header);
                if is_header {
                    continue;
                }
            }
            let width = self.builders.len();
            let filled = cells.iter().rposition(|cell| cell.end > cell.start).map_or(0, |last| last + 1);
            let reason = if damaged.contains(&index) {
                Some(RejectReason::NotText)
            } else if row.open_quote {
                Some(RejectReason::OpenQuote)
            } else if filled > width {
                Some(RejectReason::TooManyCells)
            } else {
                None
            };
            if let Some(reason) = reason {
                self.rejected.push(RejectedRow {
                    line: row.line,
                    found: cells.len(),
                    expected: width,
                    reason,
                    raw: raw(buffer, row),
                });
            } else if filled == 0 {
                self.pending += 1;
            } else {
                self.padded += u64::from(cells.len() < width);
                kept.extend(std::iter::repeat_n(Kept::Empty, std::mem::take(&mut self.pending)));
                kept.push(Kept::Row(*row));
            }
        }
        // Damaged rows are kept as raw text by now; blanking them makes the block text as a whole.
        for row in damaged.iter().filter_map(|index| rows.list.get(*index)) {
            if let Some(bytes) = buffer.get_mut(row.start..row.end) {
                bytes.fill(b' ');
            }
        }
        let Ok(text) = std::str::from_utf8(buffer.get(..rows.consumed).unwrap_or_default()) else {
            return Err(errors::encoding(self.path, None));
        };
        self.rows += kept.len() as u64;
        if self.rows > MOST_ROWS {
            return Err(errors::too_large(self.path));
        }
        let dialect = self.format.dialect;
        self.builders.par_iter_mut().enumerate().for_each(|(column, builder)| {
            append(builder, column, text, &kept, rows, dialect);
        });
        Ok(())
    }

    /// Fixes the columns at the first row of the file.
    fn name_columns(&mut self, buffer: &[u8], cells: &[Cell], is_header: bool) {
        let mut given: Vec<String> = Vec::new();
        if is_header {
            given.extend(cells.iter().map(|cell| {
                let bytes = buffer.get(cell.start..cell.end).unwrap_or_default();
                let text = String::from_utf8_lossy(bytes);
                unquote(&text, cell, self.format.dialect).into_owned()
            }));
        }
        given.resize(self.format.width.max(1), String::new());
        let (names, renamed) = unique_names(given, is_header);
        self.builders = names.iter().map(|name| StringChunkedBuilder::new(small(name), 0)).collect();
        self.names = Some(names);
        self.renamed = renamed;
    }

    fn finish(self, facts: FileFacts) -> Result<Table, UserError> {
        if self.rows == 0 {
            return Err(match self.rejected.len() {
                _ if self.names.is_none() => errors::empty(self.path),
                0 => errors::no_rows(self.path),
                rejected => errors::none_readable(self.path, rejected),
            });
        }
        let not_text = self.rejected.iter().filter(|row| row.reason == RejectReason::NotText).count() as u64;
        if not_text > self.rows {
            return Err(errors::encoding(self.path, None));
        }
        let found = Found { facts, rejected: self.rejected, renamed: self.renamed, padded: self.padded };
        let columns = self.builders.into_iter().map(StringChunkedBuilder::finish).collect();
        let rows = usize::try_from(self.rows).unwrap_or(usize::MAX);
        Table::new(found, rows, columns).map_err(|error| errors::internal(self.path, &error.to_string()))
    }
}

/// A line of blanks. In a table of one column a blank may be a cell.
fn is_blank(buffer: &[u8], row: &Row, cells: &[Cell], width: usize) -> bool {
    let starts_bare = cells.first().is_none_or(|cell| cell.start == row.start);
    cells.len() <= 1
        && width > 1
        && starts_bare
        && buffer.get(row.start..row.end).unwrap_or_default().iter().all(u8::is_ascii_whitespace)
}

/// Nothing but blanks and delimiters: no names and no first row.
fn is_empty_row(buffer: &[u8], cells: &[Cell]) -> bool {
    cells
        .iter()
        .filter_map(|cell| buffer.get(cell.start..cell.end))
        .all(|bytes| bytes.iter().all(u8::is_ascii_whitespace))
}

/// Rows with bytes that are not UTF-8, or with NUL bytes.
fn damaged_rows(buffer: &[u8], rows: &Rows) -> HashSet<usize> {
    let bytes = buffer.get(..rows.consumed).unwrap_or_default();
    let mut damaged = HashSet::new();
    if std::str::from_utf8(bytes).is_ok() && memchr::memchr(0, bytes).is_none() {
        return damaged;
    }
    for (index, row) in rows.list.iter().enumerate() {
        let bytes = buffer.get(row.start..row.end).unwrap_or_default();
        if std::str::from_utf8(bytes).is_err() || memchr::memchr(0, bytes).is_some() {
            damaged.insert(index);
        }
    }
    damaged
}

fn raw(buffer: &[u8], row: &Row) -> String {
    let bytes = buffer.get(row.start..row.end).unwrap_or_default();
    let cut = bytes.get(..RAW_LIMIT).unwrap_or(bytes);
    let mut text = String::from_utf8_lossy(cut).into_owned();
    if cut.len() < bytes.len() && text.ends_with('\u{fffd}') {
        text.pop();
    }
    text
}

/// The cell without doubled quotation marks.
fn unquote<'t>(text: &'t str, cell: &Cell, dialect: Dialect) -> Cow<'t, str> {
    match dialect.quote.map(char::from) {
        Some('\'') if cell.doubled => Cow::Owned(text.replace("''", "'")),
        Some(_) if cell.doubled => Cow::Owned(text.replace("\"\"", "\"")),
        _ => Cow::Borrowed(text),
    }
}

fn append(
    builder: &mut StringChunkedBuilder,
    column: usize,
    text: &str,
    kept: &[Kept],
    rows: &Rows,
    dialect: Dialect,
) {
    for kept in kept {
        let cell = match kept {
            Kept::Empty => None,
            Kept::Row(row) => rows.cells_of(row).get(column),
        };
        let Some(cell) = cell else {
            builder.append_value("");
            continue;
        };
        let slice = text.get(cell.start..cell.end).unwrap_or_default();
        builder.append_value(unquote(slice, cell, dialect));
    }
}

/// Names for all columns, each once: empty ones become `column_3`, taken ones get `_2`.
fn unique_names(given: Vec<String>, is_header: bool) -> (Vec<String>, Vec<Renamed>) {
    let mut reserved: HashSet<String> =
        given.iter().filter(|name| !name.trim().is_empty()).cloned().collect();
    let mut used = HashSet::new();
    let mut renamed = Vec::new();
    let mut names = Vec::with_capacity(given.len());
    for (index, from) in given.into_iter().enumerate() {
        let empty = from.trim().is_empty();
        let wanted = if empty { format!("column_{}", index + 1) } else { from.clone() };
        let free = |name: &str, used: &HashSet<String>, reserved: &HashSet<String>| {
            !used.contains(name) && (name == from || !reserved.contains(name))
        };
        let mut name = wanted.clone();
        let mut suffix = 2;
        while !free(&name, &used, &reserved) {
            name = format!("{wanted}_{suffix}");
            suffix += 1;
        }
        if is_header && name != from {
            renamed.push(Renamed { from, to: name.clone() });
        }
        reserved.insert(name.clone());
        used.insert(name.clone());
        names.push(name);
    }
    (names, renamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_gets_a_name_of_its_own() {
        let cases: &[(&[&str], &[&str])] = &[
            (&["a", "b"], &["a", "b"]),
            (&["a", "a", "a"], &["a", "a_2", "a_3"]),
            (&["a", "a", "a_2"], &["a", "a_3", "a_2"]),
            (&["", "b", " "], &["column_1", "b", "column_3"]),
            (&["column_2", ""], &["column_2", "column_2_2"]),
        ];
        for (given, expected) in cases {
            let given = given.iter().map(ToString::to_string).collect();
            assert_eq!(unique_names(given, true).0, *expected);
        }
    }
}
