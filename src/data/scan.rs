//! Cuts bytes into rows and cells. Works on blocks: an unfinished row at the end is left for the next block.
//!
//! Quoting follows RFC 4180 with two repairs. A quotation mark inside a quoted cell that is followed by neither
//! a delimiter nor a line end is an ordinary letter, as long as the cell stays on its line. A quoted cell that
//! is never closed (or whose next quotation mark cannot close it on a later line) is reported as an open quote
//! and ends with its line, so that one stray mark costs one row and not the rest of the file. A byte order mark
//! at the start of a row, left there when files were joined, is passed over.

use memchr::{memchr, memchr2, memchr2_iter, memchr3};

/// A quoted cell longer than this was not meant to be one.
const LONGEST_QUOTED: usize = 1 << 24;
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// How bytes are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// The byte between cells.
    pub(super) delimiter: u8,
    /// The quotation mark, if there is one.
    pub(super) quote: Option<u8>,
    /// A backslash inside a quoted cell makes the next byte an ordinary one.
    pub(super) backslash: bool,
    /// What stands between cells.
    pub(super) spacing: Spacing,
}

/// What blanks mean between cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spacing {
    /// They belong to cells.
    Cells,
    /// Those after a delimiter belong to it.
    AfterDelimiter,
    /// Any run of blanks and tabs is a delimiter; those at the edges of a line are none.
    Runs,
}

impl Dialect {
    /// One byte between cells, quotation marks doubled.
    pub(super) fn plain(delimiter: u8, quote: Option<u8>) -> Self {
        Self { delimiter, quote, backslash: false, spacing: Spacing::Cells }
    }
}

/// A cell as a range of bytes of the block, without its quotation marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// Doubled or escaped quotation marks inside stand for one each.
    pub(super) doubled: bool,
}

/// A row as a range of bytes and a range of cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte, without the line end.
    pub(super) end: usize,
    /// 1-based line in the file.
    pub(super) line: u64,
    /// First cell in [`Rows::cells`].
    pub(super) first_cell: usize,
    /// One past the last cell.
    pub(super) last_cell: usize,
    /// A quotation mark was opened and never closed.
    pub(super) open_quote: bool,
    /// A quotation mark stood inside a quoted cell as if it were an ordinary letter.
    pub(super) stray_quote: bool,
}

/// What a block was cut into. Kept between blocks to reuse its memory.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Rows that are not empty lines.
    pub(super) list: Vec<Row>,
    /// Their cells, one after the other.
    pub(super) cells: Vec<Cell>,
    /// Bytes used up; the rest belongs to an unfinished row.
    pub(super) consumed: usize,
    /// The line at which the rest starts.
    pub(super) line: u64,
    /// Whether a quoted cell was seen.
    pub(super) quoted: bool,
}

impl Rows {
    /// The cells of a row.
    pub(super) fn cells_of(&self, row: &Row) -> &[Cell] {
        self.cells.get(row.first_cell..row.last_cell).unwrap_or_default()
    }
}

/// Cuts `bytes` into `out`. `line` is the 1-based line of the first byte; `last` says that no bytes follow.
pub(super) fn scan(bytes: &[u8], dialect: Dialect, line: u64, last: bool, out: &mut Rows) {
    out.list.clear();
    out.cells.clear();
    let mut scanner = Scanner { bytes, dialect, last, position: 0, line };
    loop {
        let (position, line) = (scanner.position, scanner.line);
        let first_cell = out.cells.len();
        match scanner.row(&mut out.cells, &mut out.quoted) {
            Step::Row { end, open_quote, stray_quote } => out.list.push(Row {
                start: position,
                end,
                line,
                first_cell,
                last_cell: out.cells.len(),
                open_quote,
                stray_quote,
            }),
            Step::EmptyLine => {}
            Step::Unfinished => {
                out.cells.truncate(first_cell);
                out.consumed = position;
                out.line = line;
                return;
            }
        }
    }
}

enum Step {
    Row { end: usize, open_quote: bool, stray_quote: bool },
    EmptyLine,
    Unfinished,
}

enum After {
    Delimiter,
    LineEnd { width: usize },
    End,
    Other,
    Unknown,
}

enum Quoted {
    Closed { end: usize, doubled: bool, stray: bool },
    Open,
    Unfinished,
}

struct Scanner<'a> {
    bytes: &'a [u8],
    dialect: Dialect,
    last: bool,
    position: usize,
    line: u64,
}

impl Scanner<'_> {
    /// What stands at a position, looked at from the end of a cell.
    fn after(&self, at: usize) -> After {
        match self.bytes.get(at) {
            None if self.last => After::End,
            None => After::Unknown,
            Some(byte) if *byte == self.dialect.delimiter => After::Delimiter,
            Some(b'\t') if self.dialect.spacing == Spacing::Runs => After::Delimiter,
            Some(b'\n') => After::LineEnd { width: 1 },
            Some(b'\r') => match self.bytes.get(at + 1) {
                Some(b'\n') => After::LineEnd { width: 2 },
                None if !self.last => After::Unknown,
                _ => After::LineEnd { width: 1 },
            },
            Some(_) => After::Other,
        }
    }

    fn row(&mut self, cells: &mut Vec<Cell>, quoted: &mut bool) -> Step {
        if self.position >= self.bytes.len() {
            return Step::Unfinished;
        }
        let mut at = self.position;
        // One look at a byte that hardly ever matches.
        if self.bytes.get(at) == BOM.first() && self.bytes.get(at..).unwrap_or_default().starts_with(BOM) {
            at += BOM.len();
        }
        if self.dialect.spacing == Spacing::Runs {
            at = self.past_blanks(at);
        }
        match self.after(at) {
            After::LineEnd { width } => {
                self.position = at + width;
                self.line += 1;
                return Step::EmptyLine;
            }
            After::End if at > self.position => {
                self.position = at;
                return Step::Unfinished;
            }
            After::Unknown => return Step::Unfinished,
            _ => {}
        }
        let mut line = self.line;
        let mut open_quote = false;
        let mut stray_quote = false;
        loop {
            let mut cell = None;
            if let Some(quote) = self.dialect.quote
                && !open_quote
                && self.bytes.get(at) == Some(&quote)
            {
                match self.quoted(at + 1, quote) {
                    Quoted::Unfinished => return Step::Unfinished,
                    Quoted::Open => open_quote = true,
                    Quoted::Closed { end, doubled, stray } => {
                        stray_quote |= stray;
                        line += line_ends(self.bytes.get(at..end).unwrap_or_default());
                        *quoted = true;
                        cell = Some((Cell { start: at + 1, end, doubled }, end + 1));
                    }
                }
            }
            let (cell, next) = match cell {
                Some(found) => found,
                None => match self.bare_end(at) {
                    None => return Step::Unfinished,
                    Some(end) => (Cell { start: at, end, doubled: false }, end),
                },
            };
            cells.push(cell);
            match self.after(next) {
                After::Delimiter => {
                    at = match self.dialect.spacing {
                        Spacing::Cells => next + 1,
                        _ => self.past_blanks(next + 1),
                    };
                    if self.dialect.spacing == Spacing::Runs
                        && let Some(step) = self.row_end(at, line, open_quote, stray_quote)
                    {
                        return step;
                    }
                }
                _ => return self.row_end(next, line, open_quote, stray_quote).unwrap_or(Step::Unfinished),
            }
        }
    }

    /// Ends the row if its line ends here.
    fn row_end(&mut self, at: usize, line: u64, open_quote: bool, stray_quote: bool) -> Option<Step> {
        match self.after(at) {
            After::LineEnd { width } => {
                self.position = at + width;
                self.line = line + 1;
            }
            After::End => {
                self.position = at;
                self.line = line;
            }
            After::Unknown => return Some(Step::Unfinished),
            After::Delimiter | After::Other => return None,
        }
        Some(Step::Row { end: at, open_quote, stray_quote })
    }

    fn past_blanks(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let tabs = self.dialect.spacing == Spacing::Runs;
        at + rest.iter().take_while(|byte| **byte == b' ' || (tabs && **byte == b'\t')).count()
    }

    /// Where a cell without quotation marks ends.
    fn bare_end(&self, at: usize) -> Option<usize> {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let end = if self.dialect.spacing == Spacing::Runs {
            rest.iter().position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
        } else {
            memchr3(self.dialect.delimiter, b'\n', b'\r', rest)
        };
        match end {
            Some(length) => Some(at + length),
            None if self.last => Some(self.bytes.len()),
            None => None,
        }
    }

    /// Looks for the end of a quoted cell whose first letter is at `start`.
    fn quoted(&self, start: usize, quote: u8) -> Quoted {
        let mut at = start;
        let mut doubled = false;
        let mut literal = false;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let found =
                if self.dialect.backslash { memchr2(quote, b'\\', rest) } else { memchr(quote, rest) };
            let Some(length) = found else {
                let unfinished = !self.last && self.bytes.len() - start <= LONGEST_QUOTED;
                return if unfinished { Quoted::Unfinished } else { Quoted::Open };
            };
            let end = at + length;
            if self.bytes.get(end) != Some(&quote) {
                if end + 1 >= self.bytes.len() && !self.last {
                    return Quoted::Unfinished;
                }
                doubled = true;
                at = end + 2;
                continue;
            }
            if self.bytes.get(end + 1) == Some(&quote) {
                doubled = true;
                at = end + 2;
                continue;
            }
            let text = self.bytes.get(start..end).unwrap_or_default();
            match self.after(end + 1) {
                After::Unknown => return Quoted::Unfinished,
                After::Other => {
                    if line_ends(text) > 0 {
                        return Quoted::Open;
                    }
                    literal = true;
                    at = end + 1;
                }
                _ if literal && line_ends(text) > 0 => return Quoted::Open,
                _ => return Quoted::Closed { end, doubled, stray: literal },
            }
        }
    }
}

/// Line ends of any style in a piece of text.
fn line_ends(bytes: &[u8]) -> u64 {
    memchr2_iter(b'\n', b'\r', bytes)
        .filter(|at| bytes.get(*at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n'))
        .count() as u64
}
