//! Columns: what their cells hold, what they are for, and what was found out about them.

use serde::{Deserialize, Serialize};

use super::message::Message;
use super::recipe::Step;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Numbers with a fraction.
    Number,
    /// Whole numbers.
    Integer,
    /// Exactly two answers (yes/no, true/false, 0/1, or any two words).
    YesNo,
    /// A limited set of names.
    Category,
    /// Days or times.
    Date,
    /// Words written by people, or names and codes that hardly repeat.
    Text,
}

impl Kind {
    /// All kinds, in the order menus show them.
    pub const ALL: [Self; 6] =
        [Self::Number, Self::Integer, Self::YesNo, Self::Category, Self::Date, Self::Text];

    /// The kebab-case name of the headless contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Integer => "integer",
            Self::YesNo => "yes-no",
            Self::Category => "category",
            Self::Date => "date",
            Self::Text => "text",
        }
    }

    /// Whether cells of this kind can be added up and averaged.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Number | Self::Integer)
    }
}

/// What the app does with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Names one customer; never learned from.
    Id,
    /// Known beforehand; the model may use it.
    Feature,
    /// The known answers.
    Target,
    /// E-mail, phone, address: for lists, never for learning.
    Contact,
    /// Orders rows by time; also used as a feature (days).
    Date,
    /// Stays in the file, takes no part.
    Ignore,
}

impl Role {
    /// All roles, in the order menus show them.
    pub const ALL: [Self; 6] =
        [Self::Feature, Self::Target, Self::Id, Self::Contact, Self::Date, Self::Ignore];

    /// The kebab-case name of the headless contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Feature => "feature",
            Self::Target => "target",
            Self::Contact => "contact",
            Self::Date => "date",
            Self::Ignore => "ignore",
        }
    }
}

/// Equal-width bins over a range of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Left edge of the first bin.
    pub min: f64,
    /// Right edge of the last bin.
    pub max: f64,
    /// Rows per bin.
    pub counts: Vec<u64>,
}

/// The shape of a column in a few figures.
#[derive(Clone, Debug, PartialEq)]
pub enum Summary {
    /// Numbers and whole numbers.
    Numbers {
        /// Smallest value.
        min: f64,
        /// Largest value.
        max: f64,
        /// Average.
        mean: f64,
        /// Middle value.
        median: f64,
        /// Standard deviation (n − 1).
        std_dev: f64,
        /// At most 16 bins.
        histogram: Histogram,
    },
    /// Names, yes/no and text: the most frequent values first, at most 8, and rows of all others.
    Values {
        /// Value and its number of rows.
        top: Vec<(String, u64)>,
        /// Rows with a value that is not in `top`.
        other: u64,
    },
    /// Dates, as days since 1970-01-01.
    Dates {
        /// Earliest day, ISO.
        first: String,
        /// Latest day, ISO.
        last: String,
        /// At most 16 bins over days.
        histogram: Histogram,
    },
    /// No cell is filled.
    Empty,
}

/// What was found out about one column.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnProfile {
    /// The name as in the header.
    pub name: String,
    /// The kind in force (guessed or chosen).
    pub kind: Kind,
    /// Why this kind.
    pub kind_reason: Message,
    /// The role in force (guessed or chosen).
    pub role: Role,
    /// Why this role.
    pub role_reason: Message,
    /// Cells without a usable value under this kind.
    pub gaps: u64,
    /// Different values among filled cells.
    pub distinct: u64,
    /// Shape of the column.
    pub summary: Summary,
}

/// How a finding is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Spoils the result if left alone.
    Grave,
    /// Worth a look.
    Look,
    /// Good to know.
    Know,
}

/// What kind of problem a finding names; the name is part of `profile --json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FindingKind {
    /// Rows that could not be read.
    SetAside,
    /// Empty or unusable cells.
    Gaps,
    /// Words such as "unknown" that may mean a gap.
    GapWords,
    /// Rows or ids that repeat.
    Duplicates,
    /// The same value everywhere.
    Constant,
    /// Most cells are one kind, some are not.
    MixedKinds,
    /// 0 and 1 beside other yes/no columns.
    ZeroOne,
    /// The column only counts the rows.
    RowNumber,
    /// Says who a customer is or where to reach them.
    Personal,
    /// Rows without any cell.
    EmptyRows,
    /// The header stands among the rows again.
    HeaderAgain,
    /// Sums at the end of the table.
    Totals,
    /// A column says the same as another one.
    Copies,
    /// One value written in several ways.
    Spelling,
    /// Numbers with a currency, a unit, or other marks than the file uses.
    WrittenNumbers,
    /// A number or day that probably means "not known".
    Placeholder,
    /// Values that cannot be.
    Impossible,
    /// Days far from all others.
    SuspiciousDates,
    /// Numbers far from all others.
    Outliers,
    /// A long tail of large numbers.
    Skewed,
    /// Many names that hardly occur.
    RareNames,
    /// Letters that were read under a wrong encoding.
    Damaged,
    /// A column gives the answer away.
    Leak,
    /// One of the two answers is rare.
    Balance,
    /// Two headers alike or an empty header: a name was given.
    Header,
    /// Lines before the table.
    Preamble,
    /// More tables or sheets in the file, which were not read.
    OtherTables,
    /// Rows with fewer cells than names.
    ShortRows,
    /// Rows with a quotation mark too many that could be read in one way only.
    StrayQuotes,
    /// Rows without any cell filled, below the table.
    EmptyEnd,
    /// Rows are lists of different length.
    Baskets,
    /// Day and month could be either way round.
    OpenDates,
    /// Numbers with more marks than a number has.
    MangledNumbers,
    /// Only some of the rows were read.
    Sample,
    /// Columns that hold lists or records were left out.
    Nested,
    /// Formulas of a workbook have no result.
    Uncomputed,
    /// Nothing to complain about.
    AllGood,
}

impl FindingKind {
    /// The kebab-case name in `profile --json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::SetAside => "set-aside",
            Self::Gaps => "gaps",
            Self::GapWords => "gap-words",
            Self::Duplicates => "duplicates",
            Self::Constant => "constant",
            Self::MixedKinds => "mixed-kinds",
            Self::ZeroOne => "zero-one",
            Self::RowNumber => "row-number",
            Self::Personal => "personal",
            Self::EmptyRows => "empty-rows",
            Self::HeaderAgain => "header-again",
            Self::Totals => "totals",
            Self::Copies => "copies",
            Self::Spelling => "spelling",
            Self::WrittenNumbers => "written-numbers",
            Self::Placeholder => "placeholder",
            Self::Impossible => "impossible",
            Self::SuspiciousDates => "suspicious-dates",
            Self::Outliers => "outliers",
            Self::Skewed => "skewed",
            Self::RareNames => "rare-names",
            Self::Damaged => "damaged",
            Self::Leak => "leak",
            Self::Balance => "balance",
            Self::Header => "header",
            Self::Preamble => "preamble",
            Self::OtherTables => "other-tables",
            Self::ShortRows => "short-rows",
            Self::StrayQuotes => "stray-quotes",
            Self::EmptyEnd => "empty-end",
            Self::Baskets => "baskets",
            Self::OpenDates => "open-dates",
            Self::MangledNumbers => "mangled-numbers",
            Self::Sample => "sample",
            Self::Nested => "nested",
            Self::Uncomputed => "uncomputed",
            Self::AllGood => "all-good",
        }
    }
}

/// One thing the app noticed about the file, with the step that would mend it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is about.
    pub kind: FindingKind,
    /// How much it matters.
    pub severity: Severity,
    /// The column it is about, if one.
    pub column: Option<String>,
    /// Rows (or cells) it touches.
    pub rows: u64,
    /// A short title, under eight words.
    pub title: Message,
    /// One sentence more.
    pub detail: Message,
    /// The step a button offers, and the label of that button.
    pub fix: Option<(Message, Step)>,
}

/// Everything found out about a table under the current recipe.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TableProfile {
    /// Readable rows.
    pub rows: u64,
    /// Columns in file order.
    pub columns: Vec<ColumnProfile>,
    /// Gravest first.
    pub findings: Vec<Finding>,
}

impl TableProfile {
    /// The profile of a column by its exact name.
    pub fn column(&self, name: &str) -> Option<&ColumnProfile> {
        self.columns.iter().find(|column| column.name == name)
    }
}
