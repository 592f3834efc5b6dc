//! A table as every room above `data` sees it: text cells by row and column, and how the file was read.

use std::borrow::Cow;
use std::path::PathBuf;

use super::reading::DateOrder;

/// What kind of file a table stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum FileForm {
    /// Text with something between cells.
    #[default]
    Text,
    /// A sheet of a workbook.
    Workbook,
    /// Parquet: columns with their types.
    Parquet,
}

/// Which rows of a file were read, where not all of them were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// Those at the top.
    First,
    /// One of every so many, drawn by chance.
    Every {
        /// The step: 12 for one row of twelve.
        step: u64,
        /// Readable rows of the whole file.
        of: u64,
    },
}

/// How a file was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// Where it came from.
    pub path: PathBuf,
    /// Size in bytes.
    pub bytes: u64,
    /// The encoding by its usual name, with "with BOM" behind it where the file starts with one.
    pub encoding: String,
    /// The byte between cells; a blank also for runs of blanks.
    pub delimiter: char,
    /// The quotation mark, if the file uses one.
    pub quote: Option<char>,
    /// Whether a backslash stands before a quotation mark that belongs to a cell.
    pub backslash: bool,
    /// `.` or `,`.
    pub decimal: char,
    /// The mark between groups of three digits, if any.
    pub thousands: Option<char>,
    /// The order of dates that was asked for; none: each column decides.
    pub date_order: Option<DateOrder>,
    /// Rows that hold names.
    pub header_rows: u8,
    /// Lines before the table, as they stand in the file (at most 50, each cut at 200 letters).
    pub preamble: Vec<String>,
    /// Lines before the table.
    pub skipped: u64,
    /// Further tables in the same file or other sheets of the workbook, which were not read.
    pub others: Vec<OtherTable>,
    /// Rows hold different numbers of cells, as lists of things bought together do.
    pub baskets: bool,
    /// The sheet that was read, of a workbook.
    pub sheet: Option<String>,
    /// Which rows were read, if the file holds more.
    pub sample: Option<Sample>,
    /// What kind of file it is.
    pub form: FileForm,
    /// Columns of the file that hold no single values, and were left out.
    pub nested: Vec<String>,
    /// Formulas of a workbook that were saved without their result, and are read as empty cells.
    pub uncomputed: Option<Uncomputed>,
}

impl FileFacts {
    /// Whether the first row holds names.
    pub fn header(&self) -> bool {
        self.header_rows > 0
    }
}

impl Default for FileFacts {
    fn default() -> Self {
        Self {
            path: PathBuf::new(),
            bytes: 0,
            encoding: "UTF-8".to_owned(),
            delimiter: ',',
            quote: None,
            backslash: false,
            decimal: '.',
            thousands: None,
            date_order: None,
            header_rows: 1,
            preamble: Vec::new(),
            skipped: 0,
            others: Vec::new(),
            baskets: false,
            sheet: None,
            sample: None,
            form: FileForm::Text,
            nested: Vec::new(),
            uncomputed: None,
        }
    }
}

/// Formulas without a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncomputed {
    /// How many.
    pub cells: u64,
    /// The first of them, as Excel names its place.
    pub first: String,
}

/// A table that stands beside the one that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherTable {
    /// Its names, or its sheet.
    pub name: String,
    /// 1-based line of its first row; none for a sheet.
    pub line: Option<u64>,
    /// Rows below its names; none for a sheet that was not opened.
    pub rows: Option<u64>,
}

/// A row that could not be read safely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedRow {
    /// 1-based line in the file at which the row starts.
    pub line: u64,
    /// Cells found.
    pub found: usize,
    /// Cells expected.
    pub expected: usize,
    /// Why, as a closed set.
    pub reason: RejectReason,
    /// Rows of the table that stand before it.
    pub before: u64,
    /// The row as it stands in the file (long rows are cut at 4,096 bytes).
    pub raw: String,
}

/// Why a row was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectReason {
    /// More filled cells than the header has names.
    TooManyCells,
    /// A quotation mark was opened and never closed.
    OpenQuote,
    /// Bytes that are not text in the file's encoding.
    NotText,
    /// The column names once more.
    RepeatedHeader,
    /// A remark or a sum below the table.
    Footnote,
}

impl RejectReason {
    /// The kebab-case name in `rejected.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Self::TooManyCells => "too-many-cells",
            Self::OpenQuote => "open-quote",
            Self::NotText => "not-text",
            Self::RepeatedHeader => "repeated-header",
            Self::Footnote => "footnote",
        }
    }
}

/// How rows of a view are ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortBy {
    /// Column index.
    pub column: usize,
    /// Largest first.
    pub descending: bool,
}

/// A condition on one column of the shown table.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// The cell contains these letters, without regard to case.
    Contains(String),
    /// The cell is exactly this text.
    Equals(String),
    /// The cell is a gap.
    IsGap,
    /// The number is at least the first and at most the second (open ends allowed).
    Between(Option<f64>, Option<f64>),
}

/// Read-only access to a loaded table. Calls are cheap enough for the rows on screen.
pub trait TableView: Send + Sync + std::fmt::Debug {
    /// How the file was read.
    fn facts(&self) -> &FileFacts;
    /// Readable rows.
    fn rows(&self) -> usize;
    /// Column names in file order, made unique.
    fn names(&self) -> &[String];
    /// The cell exactly as written in the file; the empty text for an empty cell.
    fn cell(&self, row: usize, column: usize) -> Cow<'_, str>;
    /// Rows that were set aside.
    fn rejected(&self) -> &[RejectedRow];
}
