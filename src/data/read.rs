//! From a file to a [`Table`]: blocks of bytes are cut into rows, and rows go into text columns.

use std::borrow::Cow;
use std::path::Path;

use super::errors;
use super::filling::Filling;
use super::memory::{self, Expected, Fit};
use super::parquet;
use super::scan::{Dialect, Rows, Spacing, scan};
use super::sniff::sniff;
use super::source::{Source, foreign};
use super::table::Table;
use super::workbook::{self, Sheet};
use crate::domain::error::UserError;
use crate::domain::event::Progress;
use crate::domain::recipe::{Escape, Quote, Reading};
use crate::domain::table::{FileFacts, FileForm, OtherTable, Sample};

/// Bytes taken at a time; a block costs a few milliseconds, which keeps progress and stop prompt.
pub(super) const BLOCK: usize = 1 << 20;
/// Lines before a table that are kept to be shown, and letters of each.
const SHOWN_LINES: usize = 50;
const SHOWN_LETTERS: usize = 200;

/// Rows that are enough for a first look.
pub(super) const FIRST_ROWS: u64 = 500;
/// Cells of a wide file that are shown before the rest, in ten rows at least: what they tell must be there at once.
const FIRST_CELLS: u64 = 200_000;
/// Smaller files are there as a whole before anybody has looked.
const LARGE: u64 = 4 << 20;
/// Blocks between two looks at memory while a pipe is read.
const BLOCKS_PER_LOOK: u64 = 64;

/// How much of a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it.
    Whole,
    /// All of it, and names without rows are a table too.
    Any,
    /// The first rows.
    First,
}

/// Reads a table. What `reading` leaves open is found out from the first megabyte.
///
/// `progress` counts bytes, is called at least once per megabyte, and stops the work by answering false. Rows
/// that cannot be read safely are set aside with their line and reason; short rows are filled up with empty
/// cells; blank lines and empty rows at the end are left out. Lines before the table are kept as a preamble, and
/// only the first of several tables in a file is read.
pub fn read(
    path: &Path,
    reading: &Reading,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Table, UserError> {
    read_as(path, reading, Extent::Whole, progress)
}

/// The same, but names without any rows are a table too.
pub fn read_any(
    path: &Path,
    reading: &Reading,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Table, UserError> {
    read_as(path, reading, Extent::Any, progress)
}

/// The first rows of a large file, at most 500 (fewer of a wide one), as they will be read. None for a small file, and for a pipe,
/// whose rows can be had once only.
pub fn read_first(
    path: &Path,
    reading: &Reading,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Option<Table>, UserError> {
    let large = std::fs::metadata(path).is_ok_and(|facts| facts.is_file() && facts.len() > LARGE);
    if !large {
        return Ok(None);
    }
    read_as(path, reading, Extent::First, progress).map(Some)
}

fn read_as(
    path: &Path,
    reading: &Reading,
    extent: Extent,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Table, UserError> {
    check_reading(path, reading)?;
    let mut source = Source::open(path)?;
    let first = source.peek(BLOCK)?;
    if first.is_empty() {
        source.check_unchanged()?;
        return Err(errors::empty(path));
    }
    if parquet::is_parquet(first) {
        return parquet::read(source, path, reading, extent, progress);
    }
    let mut most = match extent {
        Extent::First => Some(reading.rows.map_or(FIRST_ROWS, |rows| rows.min(FIRST_ROWS))),
        _ => reading.rows,
    };
    let mut sheet = None;
    let mut reading = Cow::Borrowed(reading);
    if workbook::is_workbook(first) {
        sheet = Some(open_sheet(
            &mut source,
            path,
            &mut reading,
            most.filter(|most| *most <= FIRST_ROWS),
            progress,
        )?);
    } else if let Some(found) = foreign(first) {
        return Err(errors::foreign(path, found));
    } else {
        source.decide(reading.encoding);
    }
    let reading = reading.as_ref();
    let mut text =
        Text { source, buffer: Vec::with_capacity(2 * BLOCK), more: true, line: 1, preamble: Vec::new() };
    text.more = text.source.fill(&mut text.buffer, BLOCK)?;
    text.skip(reading.skip.unwrap_or(0))?;
    let format = sniff(&text.buffer, !text.more, reading);
    text.skip(format.skip)?;
    let every = reading.every.unwrap_or(1);
    let mut filling = Filling::new(path, format, every);
    let mut rows = Rows { line: text.line, ..Rows::default() };
    let mut memory = Watch { free: memory::free(), blocks: 0, whole: most.is_none() && every <= 1 };
    loop {
        let line = rows.line;
        scan(&text.buffer, filling.format.dialect, line, !text.more, &mut rows);
        memory.look(path, &text.source, &rows)?;
        filling.take(&mut text.buffer, &mut rows)?;
        text.buffer.drain(..rows.consumed);
        let done = text.source.read_so_far().saturating_sub(text.buffer.len() as u64);
        if !progress(Progress { done, total: text.source.size() }) {
            return Err(errors::stopped(path));
        }
        let first = extent == Extent::First && filling.rows() > 0;
        if first {
            most = most.map(|most| most.min((FIRST_CELLS / filling.columns().max(1)).max(10)));
        }
        if !text.more || first || most.is_some_and(|most| filling.rows() > most) {
            break;
        }
        // An unfinished quoted cell can span blocks: read in growing steps then, to scan it a few times only.
        let amount = BLOCK.max(text.buffer.len());
        text.more = text.source.fill(&mut text.buffer, amount)?;
    }
    text.source.check_unchanged()?;
    let ended = !text.more && !sheet.as_ref().is_some_and(|sheet| sheet.cut);
    let cut = most.is_some_and(|most| filling.rows() > most) || !ended;
    let mut facts = facts(path, &text, &filling, reading, rows.quoted);
    facts.sample = match every {
        _ if cut => Some(Sample::First),
        0 | 1 => None,
        step => Some(Sample::Every { step, of: filling.seen() }),
    };
    if let Some(Sheet { name, others, uncomputed, .. }) = sheet {
        facts.uncomputed = uncomputed;
        facts.form = FileForm::Workbook;
        facts.sheet = Some(name);
        facts.others = others.into_iter().map(|name| OtherTable { name, line: None, rows: None }).collect();
    }
    filling.finish(facts, extent == Extent::Any, most, ended)
}

/// Takes the text of a sheet from a workbook, and says how that text is written.
fn open_sheet(
    source: &mut Source<'_>,
    path: &Path,
    reading: &mut Cow<'_, Reading>,
    most: Option<u64>,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Sheet, UserError> {
    let bytes = source.whole()?;
    let total = bytes.len() as u64;
    let mut share =
        |share: f64| progress(Progress { done: (share * total as f64) as u64, total: Some(total) });
    let most = most.map(|most| most.saturating_add(reading.skip.unwrap_or(0)));
    let mut sheet = workbook::read(bytes, reading.sheet.as_deref(), most, &mut share)
        .map_err(|trouble| errors::workbook(path, trouble))?;
    source.replace(std::mem::take(&mut sheet.text), "Excel");
    let reading = reading.to_mut();
    reading.delimiter = Some(',');
    reading.quote = Some(Quote::Double);
    reading.escape = Some(Escape::Doubled);
    // Numbers are written with a point; text that holds numbers may still ask for another reading.
    reading.decimal = reading.decimal.or(Some('.'));
    Ok(sheet)
}

fn facts(path: &Path, text: &Text<'_>, filling: &Filling<'_>, reading: &Reading, quoted: bool) -> FileFacts {
    let format = &filling.format;
    let Dialect { delimiter, quote, backslash, spacing } = format.dialect;
    FileFacts {
        path: path.to_owned(),
        bytes: text.source.read_so_far(),
        encoding: text.source.encoding_name(),
        delimiter: char::from(if spacing == Spacing::Runs { b' ' } else { delimiter }),
        quote: quote.filter(|_| quoted).map(char::from),
        backslash,
        decimal: format.marks.decimal,
        thousands: format.thousands,
        date_order: reading.date_order,
        header_rows: format.header_rows,
        preamble: text.preamble.clone(),
        skipped: text.line - 1,
        baskets: format.baskets,
        ..FileFacts::default()
    }
}

/// Refuses a table that will not fit: a file before it is tried, a pipe when it has grown too long.
struct Watch {
    free: Option<u64>,
    blocks: u64,
    /// Whether all rows are wanted.
    whole: bool,
}

impl Watch {
    fn look(&mut self, path: &Path, source: &Source<'_>, rows: &Rows) -> Result<(), UserError> {
        let first = self.blocks == 0;
        self.blocks += 1;
        let size = match source.size() {
            Some(size) if first => size,
            None if self.blocks.is_multiple_of(BLOCKS_PER_LOOK) => source.read_so_far(),
            _ => return Ok(()),
        };
        if !self.whole || size <= BLOCK as u64 {
            return Ok(());
        }
        let expected = Expected::of_text(size, rows.consumed, rows.list.len(), rows.cells.len());
        check_memory(path, &expected, self.free, source.size().is_some())
    }
}

/// Refuses what does not fit into memory, and says what would. `again` says that it can be read a second time.
pub(super) fn check_memory(
    path: &Path,
    expected: &Expected,
    free: Option<u64>,
    again: bool,
) -> Result<(), UserError> {
    match memory::fit(expected, free) {
        Fit::Whole => Ok(()),
        Fit::Sample { every, rows } => {
            let sample = again.then_some((every, rows));
            Err(errors::too_large(path, expected.bytes(), free.unwrap_or_default(), sample))
        }
    }
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

/// The text of a file as it comes in.
struct Text<'a> {
    source: Source<'a>,
    buffer: Vec<u8>,
    more: bool,
    /// The line at which the buffer starts.
    line: u64,
    preamble: Vec<String>,
}

impl Text<'_> {
    /// Leaves out whole lines.
    fn skip(&mut self, lines: u64) -> Result<(), UserError> {
        let mut left = lines;
        while left > 0 {
            let length = memchr::memchr2(b'\n', b'\r', &self.buffer);
            let whole = length.filter(|at| at + 1 < self.buffer.len() || !self.more);
            let Some(length) = whole else {
                if !self.more {
                    self.buffer.clear();
                    return Ok(());
                }
                self.more = self.source.fill(&mut self.buffer, BLOCK)?;
                continue;
            };
            if self.preamble.len() < SHOWN_LINES {
                let text = String::from_utf8_lossy(self.buffer.get(..length).unwrap_or_default());
                self.preamble.push(text.chars().take(SHOWN_LETTERS).collect());
            }
            let ends = self.buffer.get(length..).unwrap_or_default();
            let width = if ends.starts_with(b"\r\n") { 2 } else { 1 };
            self.buffer.drain(..length + width);
            self.line += 1;
            left -= 1;
        }
        Ok(())
    }
}
