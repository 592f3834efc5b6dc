//! One sheet of an Excel or `OpenDocument` workbook as text, which then goes the way of every text table: a title
//! above the names, several rows of names, sums below are found out alike.
//!
//! Dates become ISO text, numbers the up to 15 digits that Excel shows, formulas the value that was saved with
//! them. A cell that is merged over several rows stands in each of them; one merged over columns stands in the
//! first, and names above others spread later.

use std::io::Cursor;

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Ods, Reader, SheetVisible, Xls, XlsError, Xlsb, Xlsx, XlsxError,
};

use crate::domain::table::Uncomputed;

/// Empty cells that are looked at for a formula, at most.
const MOST_EMPTY: usize = 1 << 20;
/// Cells between two looks at the progress callback.
const CELLS_PER_LOOK: u32 = 8_192;
/// Rows that may stand above a table.
const ABOVE: u64 = 2_000;

/// A sheet as comma-separated text, and the sheets beside it.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) text: Vec<u8>,
    pub(super) others: Vec<String>,
    /// It goes on below the rows that were wanted.
    pub(super) cut: bool,
    /// Formulas that were saved without their result.
    pub(super) uncomputed: Option<Uncomputed>,
}

/// Why there is no sheet.
pub(super) enum Trouble {
    Password,
    /// No sheet of this name; the names there are.
    NoSheet(Vec<String>),
    Empty,
    Stopped,
    Damaged(String),
}

impl From<XlsxError> for Trouble {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Password,
            other => Self::Damaged(other.to_string()),
        }
    }
}

impl From<XlsError> for Trouble {
    fn from(error: XlsError) -> Self {
        match error {
            XlsError::Password => Self::Password,
            other => Self::Damaged(other.to_string()),
        }
    }
}

/// Whether bytes begin a workbook: a zip archive or an old Office file.
pub(super) fn is_workbook(sample: &[u8]) -> bool {
    let has = |part: &[u8]| memchr::memmem::find(sample, part).is_some();
    sample.starts_with(b"\xD0\xCF\x11\xE0")
        || (sample.starts_with(b"PK\x03\x04")
            && (has(b"xl/") || has(b"[Content_Types].xml") || has(b"opendocument.spreadsheet")))
}

/// Reads a sheet: the one named, or the first that shows and holds anything. Where only the first rows are wanted,
/// it may end soon after them. `progress` gets the share done and says false to stop.
pub(super) fn read(
    bytes: Vec<u8>,
    wanted: Option<&str>,
    most: Option<u64>,
    progress: &mut dyn FnMut(f64) -> bool,
) -> Result<Sheet, Trouble> {
    let old = bytes.starts_with(b"\xD0\xCF\x11\xE0");
    let has = |part: &[u8]| memchr::memmem::find(&bytes, part).is_some();
    let (binary, open) = (has(b"xl/workbook.bin"), has(b"opendocument.spreadsheet"));
    let bytes = Cursor::new(bytes);
    if old {
        // An encrypted workbook of today is wrapped like an old one.
        if matches!(Xlsx::new(bytes.clone()), Err(XlsxError::Password)) {
            return Err(Trouble::Password);
        }
        plain(&mut Xls::new(bytes)?, wanted)
    } else if binary {
        let damaged = |error: calamine::XlsbError| Trouble::Damaged(error.to_string());
        plain(&mut Xlsb::new(bytes).map_err(damaged)?, wanted)
    } else if open {
        let damaged = |error: calamine::OdsError| match error {
            calamine::OdsError::Password => Trouble::Password,
            other => Trouble::Damaged(other.to_string()),
        };
        plain(&mut Ods::new(bytes).map_err(damaged)?, wanted)
    } else {
        streamed(&mut Xlsx::new(bytes)?, wanted, most, progress)
    }
}

/// The sheets to try, the likeliest first.
fn candidates<R: Reader<Cursor<Vec<u8>>>>(book: &R, wanted: Option<&str>) -> Result<Vec<String>, Trouble> {
    let all = book.sheet_names();
    match wanted {
        Some(name) if all.iter().any(|sheet| sheet == name) => Ok(vec![name.to_owned()]),
        Some(_) => Err(Trouble::NoSheet(all)),
        None => {
            let shows = |name: &String| {
                let sheet = book.sheets_metadata().iter().find(|sheet| sheet.name == *name);
                sheet.is_none_or(|sheet| sheet.visible == SheetVisible::Visible)
            };
            Ok(all.into_iter().filter(shows).collect())
        }
    }
}

fn others(all: Vec<String>, name: &str) -> Vec<String> {
    all.into_iter().filter(|other| other != name).collect()
}

fn plain<R: Reader<Cursor<Vec<u8>>>>(book: &mut R, wanted: Option<&str>) -> Result<Sheet, Trouble>
where
    R::Error: std::fmt::Display,
{
    for name in candidates(book, wanted)? {
        let range = book.worksheet_range(&name).map_err(|error| Trouble::Damaged(error.to_string()))?;
        let Some((top, _)) = range.start().filter(|_| !range.is_empty()) else { continue };
        let mut writer = Rows::new(Vec::new());
        for (row, cells) in (top..).zip(range.rows()) {
            for (column, cell) in (0..).zip(cells) {
                writer.cell(row, column, &of_data(cell));
            }
        }
        return Ok(Sheet {
            text: writer.finish(),
            others: others(book.sheet_names(), &name),
            name,
            cut: false,
            uncomputed: None,
        });
    }
    Err(Trouble::Empty)
}

fn streamed(
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    wanted: Option<&str>,
    most: Option<u64>,
    progress: &mut dyn FnMut(f64) -> bool,
) -> Result<Sheet, Trouble> {
    // A title and names stand above the rows, and the row behind the last tells that there are more.
    let last = most.map_or(u32::MAX, |most| u32::try_from(most.saturating_add(ABOVE)).unwrap_or(u32::MAX));
    let all = book.sheet_names();
    for name in candidates(book, wanted)? {
        // A sheet without a list of merged cells has none.
        let regions = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let down = regions.into_iter().filter(|region| region.end.0 > region.start.0).collect();
        let mut cells = book.worksheet_cells_reader(&name)?;
        let last_row = f64::from(cells.dimensions().end.0.max(1));
        let mut writer = Rows::new(down);
        let (mut seen, mut cut, mut empty) = (0_u32, false, Vec::new());
        while let Some(cell) = cells.next_cell()? {
            let (row, column) = cell.get_position();
            if row > last {
                cut = true;
                break;
            }
            let text = of_cell(cell.get_value());
            if text.is_empty() && empty.len() < MOST_EMPTY {
                empty.push((row, column));
            }
            writer.cell(row, column, &text);
            seen += 1;
            if seen.is_multiple_of(CELLS_PER_LOOK) && !progress((f64::from(row) / last_row).min(1.0)) {
                return Err(Trouble::Stopped);
            }
        }
        let text = writer.finish();
        drop(cells);
        if !text.is_empty() {
            let uncomputed = uncomputed(book, &name, empty, progress)?;
            return Ok(Sheet { text, others: others(all, &name), name, cut, uncomputed });
        }
    }
    Err(Trouble::Empty)
}

/// Which of these empty cells hold a formula: programs that write workbooks without Excel often leave its result
/// out. The sheet is gone through a second time only where a cell is there and says nothing.
fn uncomputed(
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
    mut empty: Vec<(u32, u32)>,
    progress: &mut dyn FnMut(f64) -> bool,
) -> Result<Option<Uncomputed>, Trouble> {
    let Some(last) = empty.iter().max().copied() else { return Ok(None) };
    empty.sort_unstable();
    let mut cells = book.worksheet_cells_reader(name)?;
    let (mut found, mut seen): (Option<Uncomputed>, u32) = (None, 0);
    while let Some(cell) = cells.next_formula()? {
        let place @ (row, column) = cell.get_position();
        if place > last {
            break;
        }
        if !cell.get_value().is_empty() && empty.binary_search(&place).is_ok() {
            let first = || Uncomputed { cells: 0, first: place_name(row, column) };
            found.get_or_insert_with(first).cells += 1;
        }
        seen += 1;
        if seen.is_multiple_of(CELLS_PER_LOOK) && !progress(1.0) {
            return Err(Trouble::Stopped);
        }
    }
    Ok(found)
}

/// A cell as Excel names it, from its row and column counted from 0.
fn place_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = (rest - 1) % 26;
        letters.push(char::from(b'A' + letter as u8));
        rest = (rest - 1) / 26;
    }
    let column: String = letters.into_iter().rev().collect();
    format!("{column}{}", row + 1)
}

/// Rows being written as comma-separated text. Rows of a sheet without cells become empty lines, so that lines
/// are rows of the sheet.
struct Rows {
    text: Vec<u8>,
    row: u32,
    cells: Vec<(u32, String)>,
    /// Regions merged over several rows, and what stands in them.
    down: Vec<(Dimensions, String)>,
    any: bool,
}

impl Rows {
    fn new(down: Vec<Dimensions>) -> Self {
        let down = down.into_iter().map(|region| (region, String::new())).collect();
        Self { text: Vec::new(), row: 0, cells: Vec::new(), down, any: false }
    }

    fn cell(&mut self, row: u32, column: u32, text: &str) {
        while self.row < row {
            self.end_row();
        }
        if let Some((_, kept)) = self.down.iter_mut().find(|(region, _)| region.start == (row, column)) {
            text.clone_into(kept);
        }
        if !text.is_empty() {
            self.cells.push((column, text.to_owned()));
        }
    }

    fn end_row(&mut self) {
        let row = self.row;
        for (region, text) in &self.down {
            let column = region.start.1;
            let inside = row > region.start.0 && row <= region.end.0;
            if inside && !text.is_empty() && !self.cells.iter().any(|(own, _)| *own == column) {
                self.cells.push((column, text.clone()));
            }
        }
        self.cells.sort_unstable_by_key(|(column, _)| *column);
        let mut next = 0;
        for (column, text) in self.cells.drain(..) {
            self.any = true;
            self.text.extend(std::iter::repeat_n(b',', (column - next) as usize));
            next = column;
            let quoted = text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'));
            if quoted {
                self.text.push(b'"');
                self.text.extend_from_slice(text.replace('"', "\"\"").as_bytes());
                self.text.push(b'"');
            } else {
                self.text.extend_from_slice(text.as_bytes());
            }
        }
        self.text.push(b'\n');
        self.row += 1;
    }

    fn finish(mut self) -> Vec<u8> {
        if !self.cells.is_empty() {
            self.end_row();
        }
        if self.any { self.text } else { Vec::new() }
    }
}

fn of_cell(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) => number(*value),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => truth(*value),
        DataRef::DateTime(value) => date(*value),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn of_data(cell: &Data) -> String {
    match cell {
        Data::Int(value) => value.to_string(),
        Data::Float(value) => number(*value),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(value) => truth(*value),
        Data::DateTime(value) => date(*value),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

fn truth(value: bool) -> String {
    if value { "TRUE" } else { "FALSE" }.to_owned()
}

/// At most 15 digits, as Excel keeps: 0.1 + 0.2 is 0.3.
fn number(value: f64) -> String {
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    rounded.to_string()
}

/// A day, a time of day, or both. A span of time is in hours, minutes and seconds.
fn date(value: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    if value.is_duration() {
        let seconds = (value.as_f64() * 86_400.0).round() as i64;
        return format!("{}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    if value.as_f64() < 1.0 {
        clock
    } else if clock == "00:00:00" {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {clock}")
    }
}

#[cfg(test)]
mod tests {
    use super::place_name;

    #[test]
    fn places_are_named_as_excel_names_them() {
        for (row, column, name) in [
            (0, 0, "A1"),
            (4, 2, "C5"),
            (0, 25, "Z1"),
            (9, 26, "AA10"),
            (1, 701, "ZZ2"),
            (1, 702, "AAA2"),
            (0, 16_383, "XFD1"),
        ] {
            assert_eq!(place_name(row, column), name);
        }
    }
}
