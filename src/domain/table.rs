//! A table as every room above `data` sees it: text cells by row and column, and how the file was read.

use std::borrow::Cow;
use std::path::PathBuf;

/// How a file was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// Where it came from.
    pub path: PathBuf,
    /// Size in bytes.
    pub bytes: u64,
    /// "UTF-8" or "UTF-8 with BOM".
    pub encoding: String,
    /// The byte between cells.
    pub delimiter: char,
    /// The quotation mark, if the file uses one.
    pub quote: Option<char>,
    /// `.` or `,`.
    pub decimal: char,
    /// Whether the first row holds names.
    pub header: bool,
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
}

impl RejectReason {
    /// The kebab-case name in `rejected.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Self::TooManyCells => "too-many-cells",
            Self::OpenQuote => "open-quote",
            Self::NotText => "not-text",
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
