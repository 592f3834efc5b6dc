//! From a file to a [`Table`]: blocks of bytes are cut into rows, and rows go into text columns.

use std::borrow::Cow;
use std::path::Path;

use super::errors;
use super::filling::Filling;
use super::memory;
use super::scan::{Dialect, Rows, Spacing, scan};
use super::sniff::sniff;
use super::source::{Source, foreign};
use super::table::Table;
use super::workbook::{self, Sheet};
use crate::domain::error::UserError;
use crate::domain::event::Progress;
use crate::domain::recipe::{Escape, Quote, Reading};
use crate::domain::table::{FileFacts, OtherTable};

/// Bytes taken at a time; a block costs a few milliseconds, which keeps progress and stop prompt.
const BLOCK: usize = 1 << 20;
/// Lines before a table that are kept to be shown, and letters of each.
const SHOWN_LINES: usize = 50;
const SHOWN_LETTERS: usize = 200;

/// Reads a text table. What `reading` leaves open is found out from the first megabyte.
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
    read_as(path, reading, false, progress)
}

/// The same, but names without any rows are a table too.
pub fn read_any(
    path: &Path,
    reading: &Reading,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Table, UserError> {
    read_as(path, reading, true, progress)
}

fn read_as(
    path: &Path,
    reading: &Reading,
    allow_empty: bool,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Table, UserError> {
    check_reading(path, reading)?;
    let mut source = Source::open(path)?;
    let first = source.peek(BLOCK)?;
    if first.is_empty() {
        source.check_unchanged()?;
        return Err(errors::empty(path));
    }
    let mut sheet = None;
    let mut reading = Cow::Borrowed(reading);
    if workbook::is_workbook(first) {
        sheet = Some(open_sheet(&mut source, path, &mut reading, progress)?);
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
    let mut filling = Filling::new(path, format);
    let mut rows = Rows { line: text.line, ..Rows::default() };
    let mut looked = false;
    let enough = |filling: &Filling<'_>| reading.rows.is_some_and(|most| filling.rows() > most);
    loop {
        let line = rows.line;
        scan(&text.buffer, filling.format.dialect, line, !text.more, &mut rows);
        if !looked && reading.rows.is_none() {
            looked = true;
            check_memory(path, &text.source, &rows)?;
        }
        filling.take(&mut text.buffer, &mut rows)?;
        text.buffer.drain(..rows.consumed);
        let done = text.source.read_so_far().saturating_sub(text.buffer.len() as u64);
        if !progress(Progress { done, total: text.source.size() }) {
            return Err(errors::stopped(path));
        }
        if !text.more || enough(&filling) {
            break;
        }
        // An unfinished quoted cell can span blocks: read in growing steps then, to scan it a few times only.
        let amount = BLOCK.max(text.buffer.len());
        text.more = text.source.fill(&mut text.buffer, amount)?;
    }
    text.source.check_unchanged()?;
    let sample = enough(&filling);
    let mut facts = facts(path, &text, &filling, reading, rows.quoted);
    facts.sample = sample;
    if let Some(Sheet { name, others, .. }) = sheet {
        facts.sheet = Some(name);
        facts.others = others.into_iter().map(|name| OtherTable { name, line: None, rows: None }).collect();
    }
    filling.finish(facts, allow_empty, reading.rows)
}

/// Takes the text of a sheet from a workbook, and says how that text is written.
fn open_sheet(
    source: &mut Source<'_>,
    path: &Path,
    reading: &mut Cow<'_, Reading>,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Sheet, UserError> {
    let bytes = source.whole()?;
    let total = bytes.len() as u64;
    let mut share =
        |share: f64| progress(Progress { done: (share * total as f64) as u64, total: Some(total) });
    let mut sheet = workbook::read(bytes, reading.sheet.as_deref(), &mut share)
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

/// Refuses a table that will not fit before it is tried.
fn check_memory(path: &Path, source: &Source<'_>, rows: &Rows) -> Result<(), UserError> {
    let (Some(size), Some(free)) = (source.size(), memory::free()) else { return Ok(()) };
    let needed = memory::needed(size, rows.consumed, rows.cells.len());
    if needed > free && size > BLOCK as u64 {
        return Err(errors::too_large(path, needed.div_ceil(1_000_000), free / 1_000_000));
    }
    Ok(())
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
