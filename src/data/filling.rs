//! Columns being filled with the rows of one block after the other.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;

use polars::prelude::StringChunkedBuilder;
use rayon::prelude::*;

use super::errors;
use super::names;
use super::repair;
use super::sample;
use super::scan::{Cell, Dialect, Row, Rows};
use super::sniff::{Format, are_names};
use super::table::{Found, Renamed, Table, small};
use super::tail::Tail;
use crate::domain::error::UserError;
use crate::domain::table::{FileFacts, OtherTable, RejectReason, RejectedRow};

/// Bytes of a rejected row that are kept.
const RAW_LIMIT: usize = 4_096;
/// Row numbers of views are `u32`.
const MOST_ROWS: u64 = u32::MAX as u64;
/// Further tables of a file that are told apart.
const MOST_TABLES: usize = 100;

/// A row that is kept, or one that is all empty cells.
#[derive(Clone, Copy)]
enum Kept {
    Row(Row),
    Empty,
}

/// Columns being filled.
pub(super) struct Filling<'a> {
    path: &'a Path,
    pub(super) format: Format,
    /// Rows of names so far.
    heads: Vec<Vec<String>>,
    names: Option<Vec<String>>,
    renamed: Vec<Renamed>,
    builders: Vec<StringChunkedBuilder>,
    rejected: Vec<RejectedRow>,
    padded: u64,
    mended: u64,
    rows: u64,
    /// Empty rows that count only if a filled one follows.
    pending: usize,
    /// How many of them hold delimiters: a blank line at the end of a file is nothing to tell of.
    pending_rows: u64,
    /// The line below the last row.
    next_line: u64,
    tail: Tail,
    /// Tables below the first; their rows are only counted.
    others: Vec<OtherTable>,
    /// Of how many readable rows one is kept.
    every: u64,
    /// Readable rows, kept or not.
    seen: u64,
}

impl<'a> Filling<'a> {
    /// Keeps one of every so many readable rows.
    pub(super) fn new(path: &'a Path, format: Format, every: u64) -> Self {
        Self {
            path,
            format,
            heads: Vec::new(),
            names: None,
            renamed: Vec::new(),
            builders: Vec::new(),
            rejected: Vec::new(),
            padded: 0,
            mended: 0,
            rows: 0,
            pending: 0,
            pending_rows: 0,
            next_line: 0,
            tail: Tail::default(),
            others: Vec::new(),
            every: every.max(1),
            seen: 0,
        }
    }

    /// Rows taken over so far.
    pub(super) fn rows(&self) -> u64 {
        self.rows
    }

    /// Columns, once they are known.
    pub(super) fn columns(&self) -> u64 {
        self.builders.len() as u64
    }

    /// Readable rows so far, taken over or not.
    pub(super) fn seen(&self) -> u64 {
        self.seen
    }

    /// Takes over the rows of a block.
    pub(super) fn take(&mut self, buffer: &mut [u8], rows: &mut Rows) -> Result<(), UserError> {
        let damaged = damaged_rows(buffer, rows);
        let mut kept = Vec::with_capacity(rows.list.len());
        for index in 0..rows.list.len() {
            let Some(mut row) = rows.list.get(index).copied() else { break };
            if is_blank(buffer, &row, rows.cells_of(&row), self.format.width) {
                continue;
            }
            let is_damaged = damaged.contains(&index);
            if self.names.is_none() && self.head(buffer, &mut row, rows, is_damaged)? {
                continue;
            }
            if !self.others.is_empty() {
                self.beyond(buffer, &row, rows);
                continue;
            }
            let width = self.builders.len();
            if row.stray_quote && rows.cells_of(&row).len() != width {
                self.mended += u64::from(mend(buffer, &mut row, rows, self.format.dialect, width));
            }
            let cells = rows.cells_of(&row);
            let filled = cells.iter().rposition(|cell| cell.end > cell.start).map_or(0, |last| last + 1);
            let apart = self.pending > 0 || row.line > self.next_line;
            let reason = if is_damaged {
                Some(RejectReason::NotText)
            } else if row.open_quote {
                Some(RejectReason::OpenQuote)
            } else if self.may_be_names(buffer, cells) {
                match self.as_names(buffer, cells, apart && Self::is_apart(buffer, rows, index)) {
                    Names::Again => Some(RejectReason::RepeatedHeader),
                    Names::Other(name) => {
                        self.others.push(OtherTable { name, line: Some(row.line), rows: Some(0) });
                        continue;
                    }
                    Names::None if filled > width => Some(RejectReason::TooManyCells),
                    Names::None => None,
                }
            } else if filled > width {
                Some(RejectReason::TooManyCells)
            } else {
                None
            };
            if let Some(reason) = reason {
                let found = cells.len();
                self.rejected.push(RejectedRow {
                    line: row.line,
                    found,
                    expected: width,
                    reason,
                    before: self.rows + kept.len() as u64,
                    raw: raw(buffer, &row),
                });
            } else if filled == 0 {
                self.pending += 1;
                self.pending_rows += u64::from(cells.len() > 1);
            } else {
                if width > 1 {
                    let at = self.rows + kept.len() as u64;
                    let apart = apart && (self.pending > 0 || Self::is_apart(buffer, rows, index));
                    self.tail.see(at, buffer, &row, cells, width, apart);
                }
                let empty = std::mem::take(&mut self.pending);
                let wanted = (0..empty).filter(|_| self.is_wanted()).count();
                kept.extend(std::iter::repeat_n(Kept::Empty, wanted));
                self.pending_rows = 0;
                if self.is_wanted() {
                    self.padded += u64::from(cells.len() < width);
                    kept.push(Kept::Row(row));
                }
            }
            self.next_line = row.line + 1;
        }
        self.append(buffer, rows, &kept, &damaged)
    }

    /// Counts a readable row; true if it is one of those to keep.
    fn is_wanted(&mut self) -> bool {
        let wanted = sample::is_drawn(self.seen, self.every);
        self.seen += 1;
        wanted
    }

    /// Whether lines stand empty right before a row: the row before may hold line ends inside its cells.
    fn is_apart(buffer: &[u8], rows: &Rows, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| rows.list.get(before));
        let Some((before, row)) = before.zip(rows.list.get(index)) else { return true };
        let between = buffer.get(before.end..row.start).unwrap_or_default();
        memchr::memchr2_iter(b'\n', b'\r', between).count() > 1 && between != b"\r\n"
    }

    fn append(
        &mut self,
        buffer: &mut [u8],
        rows: &Rows,
        kept: &[Kept],
        damaged: &HashSet<usize>,
    ) -> Result<(), UserError> {
        // Damaged rows are kept as raw text by now; blanking them makes the block text as a whole.
        for row in damaged.iter().filter_map(|index| rows.list.get(*index)) {
            if let Some(bytes) = buffer.get_mut(row.start..row.end) {
                bytes.fill(b' ');
            }
        }
        let Ok(text) = std::str::from_utf8(buffer.get(..rows.consumed).unwrap_or_default()) else {
            return Err(errors::encoding(self.path));
        };
        self.rows += kept.len() as u64;
        if self.rows > MOST_ROWS {
            return Err(errors::too_many_rows(self.path));
        }
        let dialect = self.format.dialect;
        self.builders.par_iter_mut().enumerate().for_each(|(column, builder)| {
            append(builder, column, text, kept, rows, dialect);
        });
        Ok(())
    }

    /// Takes a row of names, or fixes the columns at the first row of a table without names; true if the row is
    /// dealt with.
    fn head(
        &mut self,
        buffer: &[u8],
        row: &mut Row,
        rows: &mut Rows,
        damaged: bool,
    ) -> Result<bool, UserError> {
        if is_empty_row(buffer, rows.cells_of(row)) {
            return Ok(true);
        }
        let wanted = usize::from(self.format.header_rows);
        if wanted > 0 {
            let bytes = buffer.get(row.start..row.end).unwrap_or_default();
            if damaged && std::str::from_utf8(bytes).is_err() {
                return Err(errors::encoding(self.path));
            }
            if row.stray_quote && rows.cells_of(row).len() != self.format.width {
                self.mended += u64::from(mend(buffer, row, rows, self.format.dialect, self.format.width));
            }
            let mut names = texts(buffer, rows.cells_of(row), self.format.dialect);
            // A name is better without the NUL bytes that some exports pad it with than not at all.
            for name in &mut names {
                name.retain(|letter| letter != '\0');
            }
            self.heads.push(names);
            self.next_line = row.line + 1;
        }
        if self.heads.len() >= wanted {
            self.name_columns();
        }
        Ok(wanted > 0)
    }

    fn name_columns(&mut self) {
        let width = self.format.width.max(1);
        let mut given = names::joined(&self.heads, width);
        given.truncate(width);
        let (names, renamed) = names::unique(given, !self.heads.is_empty());
        self.builders = names.iter().map(|name| StringChunkedBuilder::new(small(name), 0)).collect();
        self.names = Some(names);
        self.renamed = renamed;
    }

    /// A quick look: letters where the first column of numbers has digits, or the first name once more.
    fn may_be_names(&self, buffer: &[u8], cells: &[Cell]) -> bool {
        let text = |column: usize| {
            cells.get(column).and_then(|cell| buffer.get(cell.start..cell.end)).unwrap_or_default()
        };
        let Some(names) = self.heads.last().filter(|_| cells.len() > 1) else { return false };
        let letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte >= 0x80;
        let words = |column: &usize| text(*column).iter().find(|byte| **byte != b' ').is_some_and(letter);
        self.format.typed.first().is_some_and(words)
            || names.first().is_some_and(|name| name.as_bytes() == text(0))
    }

    fn as_names(&self, buffer: &[u8], cells: &[Cell], apart: bool) -> Names {
        let texts = texts(buffer, cells, self.format.dialect);
        let cells: Vec<&str> = texts.iter().map(|text| text.trim()).collect();
        let own = self.heads.last().map(Vec::as_slice).unwrap_or_default();
        let own: Vec<&str> = own.iter().map(|name| name.trim()).collect();
        if cells.len() > 1 && cells == own {
            return Names::Again;
        }
        let known = cells.iter().filter(|cell| !cell.is_empty() && own.contains(cell)).count();
        let other_width = cells.len() != self.builders.len();
        let named = are_names(&cells, &self.format.typed, self.format.marks)
            || (self.format.typed.len() == 1 && apart && cells.iter().all(|cell| !cell.is_empty()));
        if named && (apart || other_width || known * 2 >= cells.len()) && self.others.len() < MOST_TABLES {
            Names::Other(cells.join(", "))
        } else {
            Names::None
        }
    }

    /// A row below the first table: another one, or a row of it.
    fn beyond(&mut self, buffer: &[u8], row: &Row, rows: &Rows) {
        let cells = rows.cells_of(row);
        if is_empty_row(buffer, cells) {
            self.pending += 1;
            return;
        }
        let apart = self.pending > 0 || row.line > self.next_line;
        self.next_line = row.line + 1;
        self.pending = 0;
        if self.may_be_names(buffer, cells)
            && let Names::Other(name) = self.as_names(buffer, cells, apart)
        {
            self.others.push(OtherTable { name, line: Some(row.line), rows: Some(0) });
        } else if let Some(OtherTable { rows: Some(rows), .. }) = self.others.last_mut() {
            *rows += 1;
        }
    }

    /// The table of at most so many rows. `ended` says that the whole file was seen, `allow_empty` takes names
    /// without rows.
    pub(super) fn finish(
        mut self,
        mut facts: FileFacts,
        allow_empty: bool,
        most: Option<u64>,
        ended: bool,
    ) -> Result<Table, UserError> {
        if self.names.is_none() && !self.heads.is_empty() {
            self.name_columns();
        }
        let mut rows = self.rows;
        if ended
            && most.is_none_or(|most| rows <= most)
            && let Some((at, notes)) = self.tail.footnotes()
        {
            rows = at;
            let expected = self.builders.len();
            let reason = RejectReason::Footnote;
            self.rejected.extend(notes.into_iter().map(|(line, found, raw)| RejectedRow {
                line,
                found,
                expected,
                reason,
                before: at,
                raw,
            }));
            self.rejected.sort_by_key(|row| row.line);
        }
        rows = rows.min(most.unwrap_or(u64::MAX));
        let not_text = self.rejected.iter().filter(|row| row.reason == RejectReason::NotText).count() as u64;
        if not_text > rows {
            return Err(errors::encoding(self.path));
        }
        if rows == 0 && !(allow_empty && self.names.is_some() && self.rejected.is_empty()) {
            return Err(match self.rejected.len() {
                _ if self.names.is_none() => errors::empty(self.path),
                0 => errors::no_rows(self.path),
                rejected => errors::none_readable(self.path, rejected),
            });
        }
        facts.others.append(&mut self.others);
        let found = Found {
            facts,
            rejected: self.rejected,
            renamed: self.renamed,
            padded: self.padded,
            mended: self.mended,
            empty_end: self.pending_rows,
            marks: self.format.marks,
        };
        let kept = usize::try_from(rows).unwrap_or(usize::MAX);
        let columns = self.builders.into_iter().map(StringChunkedBuilder::finish);
        let columns =
            columns.map(|column| if rows < self.rows { column.head(Some(kept)) } else { column }).collect();
        Table::new(found, kept, columns).map_err(|error| errors::internal(self.path, &error.to_string()))
    }
}

/// What a row of words is.
enum Names {
    /// The names of the table once more.
    Again,
    /// Names of another table.
    Other(String),
    None,
}

/// Cuts a row anew if exactly one way fits; true if so.
fn mend(buffer: &[u8], row: &mut Row, rows: &mut Rows, dialect: Dialect, width: usize) -> bool {
    let Some(cells) = repair::cut(buffer, row, dialect, width) else { return false };
    row.first_cell = rows.cells.len();
    rows.cells.extend(cells);
    row.last_cell = rows.cells.len();
    true
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

pub(super) fn raw(buffer: &[u8], row: &Row) -> String {
    let bytes = buffer.get(row.start..row.end).unwrap_or_default();
    let cut = bytes.get(..RAW_LIMIT).unwrap_or(bytes);
    let mut text = String::from_utf8_lossy(cut).into_owned();
    if cut.len() < bytes.len() && text.ends_with('\u{fffd}') {
        text.pop();
    }
    text
}

fn texts(buffer: &[u8], cells: &[Cell], dialect: Dialect) -> Vec<String> {
    cells
        .iter()
        .map(|cell| {
            let bytes = buffer.get(cell.start..cell.end).unwrap_or_default();
            unquote(&String::from_utf8_lossy(bytes), cell, dialect).into_owned()
        })
        .collect()
}

/// The cell without doubled or escaped quotation marks.
fn unquote<'t>(text: &'t str, cell: &Cell, dialect: Dialect) -> Cow<'t, str> {
    let Some(quote) = dialect.quote.filter(|_| cell.doubled).map(char::from) else {
        return Cow::Borrowed(text);
    };
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        if letter == quote && next == Some(quote) {
            letters.next();
        } else if dialect.backslash && letter == '\\' && (next == Some(quote) || next == Some('\\')) {
            plain.extend(letters.next());
            continue;
        }
        plain.push(letter);
    }
    Cow::Owned(plain)
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
