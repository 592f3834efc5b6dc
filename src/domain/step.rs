//! Cleaning steps as plain data: what the user asked for, and the figures some of them learn.
//!
//! Steps are carried out in the order of the list, each on what the ones before it left.
//!
//! * **Plain** steps are functions of cells or rows and need nothing else: a word that is a gap, replaced
//!   values, tidied text, log, own edges, date parts, days between, splitting, renaming, another kind, a value
//!   for gaps, and all that take rows out by what stands in them (gaps, repeats, conditions). A [`Join`] is one
//!   too: besides cells it needs its second file, which is read again wherever the step is carried out.
//! * **Learning** steps need figures of the column: fills by rule, limits of outliers, edges by width or
//!   share, names that are frequent. The figures come from training rows only, as the column stands at that
//!   place of the list; they are kept with the model as [`Figures`] and make the step a plain one for any other
//!   file. They never touch the column with the answers.
//!
//! Steps work on a copy: the table's own cells stay as they are in every export. A row that a step takes out is
//! marked as dropped and takes no part in training or judging; rows beyond the limits of outliers leave the
//! training rows only, since new customers come with outliers too. Scoring replays steps on cells and scores
//! every row.

use serde::{Deserialize, Serialize};

use super::column::Kind;
use super::join::Join;
use super::message::Message;

/// A step and whether it is switched on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepEntry {
    /// What it does.
    pub step: Step,
    /// Switched-off steps stay in the list.
    pub on: bool,
}

/// One cleaning step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Step {
    /// The column takes no part in learning; it stays in exports.
    DropColumn {
        /// The column.
        column: String,
    },
    /// Puts a value where there is none. A value found by a rule is learned on training rows.
    FillGaps {
        /// The column.
        column: String,
        /// The value, or the rule that finds it.
        with: Fill,
    },
    /// Reads the column as another kind.
    ChangeKind {
        /// The column.
        column: String,
        /// The kind.
        kind: Kind,
    },
    /// Keeps the first of rows that are alike.
    DropDuplicates {
        /// The columns that make rows alike; empty means all columns.
        by: Vec<String>,
    },
    /// Counts every cell of the column that says this word as a gap.
    WordIsGap {
        /// The column.
        column: String,
        /// The word, compared after trimming and without regard to case.
        word: String,
    },
    /// Takes out rows with a gap in any of the columns.
    DropGapRows {
        /// The columns looked at; empty means all columns.
        columns: Vec<String>,
    },
    /// Writes one value for several others. Cells are compared after trimming and without regard to case.
    ReplaceValues {
        /// The column.
        column: String,
        /// The values to replace.
        from: Vec<String>,
        /// What to write; the empty text makes gaps.
        to: String,
    },
    /// Takes away blanks around and between words that are too many, and writes letters alike.
    TidyText {
        /// The column.
        column: String,
        /// How letters are written.
        case: LetterCase,
    },
    /// Deals with numbers far from the others.
    Outliers {
        /// The column.
        column: String,
        /// How the limits are found on training rows.
        limits: Limits,
        /// What happens beyond them.
        then: Beyond,
    },
    /// Writes one name for all that are rare among training rows, and for those that are not among them.
    GroupRare {
        /// The column.
        column: String,
        /// Which names stay.
        keep: Keep,
        /// The name of the others.
        name: String,
    },
    /// Makes groups out of a number. A group includes its lower edge and not its upper one.
    Bins {
        /// The column.
        column: String,
        /// Where the edges are.
        by: BinRule,
    },
    /// Writes ln(1 + x) for a number, and −ln(1 − x) for one below 0, so that every number has one.
    Log {
        /// The column.
        column: String,
    },
    /// Adds a column for each part of a day.
    DateParts {
        /// The column.
        column: String,
        /// The parts.
        parts: Vec<DatePart>,
        /// What the new columns are called; one without a name is `column_year` and so on.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        names: Vec<String>,
    },
    /// Adds a column with full days from the day of each row until another one, negative where the other one
    /// comes first.
    DaysSince {
        /// The column.
        column: String,
        /// Until when.
        until: Until,
        /// What the new column is called; `column_days` if it has no name.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
    /// Takes out rows that do not meet a condition.
    KeepRows {
        /// The column looked at.
        column: String,
        /// What a row must meet to stay.
        when: Condition,
    },
    /// Gives the column another name.
    Rename {
        /// The column.
        column: String,
        /// The new name.
        to: String,
    },
    /// Adds columns with the pieces of a text; the last one has all that is left.
    SplitText {
        /// The column.
        column: String,
        /// What stands between the pieces.
        at: String,
        /// How many pieces, 2 to 9.
        parts: u32,
        /// What the new columns are called; one without a name is `column_1` and so on.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        names: Vec<String>,
    },
    /// Brings columns of a second file over; no row is added or lost.
    Join(Join),
}

/// What fills a gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fill {
    /// The middle value of training rows (numbers, dates).
    Median,
    /// The average of training rows (numbers).
    Mean,
    /// The most frequent value of training rows.
    MostFrequent,
    /// This value.
    Value(String),
    /// Gaps become a group of their own (categories).
    OwnGroup,
}

/// How letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterCase {
    /// As they are.
    Keep,
    /// small.
    Lower,
    /// CAPITALS.
    Upper,
    /// The First Letter Of Each Word.
    Words,
}

/// How limits of outliers are found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Limits {
    /// Percentiles, each 0 to 100 (type 7 of Hyndman and Fan 1996).
    Percentiles {
        /// The lower one.
        low: f64,
        /// The upper one.
        high: f64,
    },
    /// So many times the distance between the quartiles below the lower and above the upper one (Tukey 1977).
    Quartiles {
        /// How many times; 1.5 is usual.
        times: f64,
    },
}

/// What happens to an outlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Beyond {
    /// The number is set to the limit it is beyond.
    Clip,
    /// The row does not train; it is still judged and scored.
    DropRow,
}

/// Which names stay when rare ones are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// The most frequent ones, so many; of equals the first in code-point order.
    Most(u32),
    /// Those of at least this share (0 to 1) of the filled training rows.
    Share(f64),
}

/// Where edges of groups are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BinRule {
    /// So many groups of equal width between the smallest and largest number of training rows.
    Width(u32),
    /// So many groups with the same number of training rows (quantiles of type 7); equal edges become one.
    Share(u32),
    /// At these numbers, in ascending order.
    Edges(Vec<f64>),
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DatePart {
    /// 2024.
    Year,
    /// Q1 to Q4.
    Quarter,
    /// 01 to 12.
    Month,
    /// 1 (Monday) to 7 (Sunday), as in ISO 8601.
    Weekday,
    /// 1 to 31.
    Day,
}

impl DatePart {
    /// All parts, from long to short.
    pub const ALL: [Self; 5] = [Self::Year, Self::Quarter, Self::Month, Self::Weekday, Self::Day];

    /// What a new column is called in the language of the window.
    pub fn name(self, column: &str) -> Message {
        let id = match self {
            Self::Year => "steps-name-year",
            Self::Quarter => "steps-name-quarter",
            Self::Month => "steps-name-month",
            Self::Weekday => "steps-name-weekday",
            Self::Day => "steps-name-day",
        };
        Message::new(id).text("column", column)
    }

    /// What is appended to the name of the column where the recipe gives no name.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Weekday => "weekday",
            Self::Day => "day",
        }
    }

    /// What the new column holds. Months and weekdays are names: December is not twelve times January.
    pub fn kind(self) -> Kind {
        match self {
            Self::Year | Self::Day => Kind::Integer,
            Self::Quarter | Self::Month | Self::Weekday => Kind::Category,
        }
    }
}

/// Until when days are counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Until {
    /// A day as 2024-12-31.
    Day(String),
    /// The day in another column of the same row.
    Column(String),
}

/// What a row must meet to stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Condition {
    /// The cell says one of these, without regard to case.
    OneOf(Vec<String>),
    /// The cell says none of these; a gap does not.
    NoneOf(Vec<String>),
    /// The number, or day as 2024-12-31, is at least `low` and at most `high`; an empty text is no limit.
    /// A gap is not between limits.
    Between {
        /// The smallest that stays.
        low: String,
        /// The largest that stays.
        high: String,
    },
    /// The cell contains these letters, without regard to case.
    Contains(String),
}

/// What a learning step found on training rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Figures {
    /// A plain step has none.
    #[default]
    None,
    /// The number that fills gaps.
    Number(f64),
    /// The day that fills gaps, as days since 1970-01-01.
    Day(f64),
    /// The word that fills gaps.
    Word(String),
    /// Limits of outliers; a number beyond them is one.
    Limits {
        /// The lower one.
        low: f64,
        /// The upper one.
        high: f64,
    },
    /// Inner edges of groups, ascending.
    Edges(Vec<f64>),
    /// Names that stay, in code-point order.
    Names(Vec<String>),
    /// The order in which the parts of days were written, for a new file with too few rows to show it.
    Days(DayOrder),
}

/// The order of the parts of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOrder {
    /// 2024-01-31.
    YearFirst,
    /// 31/01/2024.
    DayFirst,
    /// 01/31/2024.
    MonthFirst,
    /// 20240131.
    Compact,
}

/// A step that can be carried out on any table: what is to be done, with what was learned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FittedStep {
    /// What the user asked for.
    pub step: Step,
    /// What it learned.
    #[serde(default)]
    pub figures: Figures,
}

impl FittedStep {
    /// A step that learns nothing.
    pub fn plain(step: Step) -> Self {
        Self { step, figures: Figures::None }
    }
}

impl Step {
    /// The column a step is about; none for steps on whole rows and for a join.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::DropColumn { column }
            | Self::FillGaps { column, .. }
            | Self::ChangeKind { column, .. }
            | Self::WordIsGap { column, .. }
            | Self::ReplaceValues { column, .. }
            | Self::TidyText { column, .. }
            | Self::Outliers { column, .. }
            | Self::GroupRare { column, .. }
            | Self::Bins { column, .. }
            | Self::Log { column }
            | Self::DateParts { column, .. }
            | Self::DaysSince { column, .. }
            | Self::KeepRows { column, .. }
            | Self::Rename { column, .. }
            | Self::SplitText { column, .. } => Some(column),
            Self::DropDuplicates { .. } | Self::DropGapRows { .. } | Self::Join(_) => None,
        }
    }

    /// All columns whose cells it looks at; none means all columns.
    pub fn looks_at(&self) -> Vec<&str> {
        match self {
            Self::DropDuplicates { by: columns } | Self::DropGapRows { columns } => {
                columns.iter().map(String::as_str).collect()
            }
            Self::DaysSince { column, until: Until::Column(other), .. } => vec![column, other],
            Self::Join(join) => join.keys.iter().map(|key| key.column.as_str()).collect(),
            _ => self.column().into_iter().collect(),
        }
    }

    /// Whether it needs figures of training rows.
    pub fn learns(&self) -> bool {
        match self {
            Self::FillGaps { with, .. } => matches!(with, Fill::Median | Fill::Mean | Fill::MostFrequent),
            Self::Bins { by, .. } => !matches!(by, BinRule::Edges(_)),
            Self::Outliers { .. } | Self::GroupRare { .. } => true,
            _ => false,
        }
    }

    /// Whether it takes rows out instead of changing cells.
    pub fn drops_rows(&self) -> bool {
        match self {
            Self::DropDuplicates { .. } | Self::DropGapRows { .. } | Self::KeepRows { .. } => true,
            Self::Outliers { then, .. } => *then == Beyond::DropRow,
            _ => false,
        }
    }

    /// The names of the columns it adds.
    pub fn makes(&self) -> Vec<String> {
        let given = |name: Option<&String>, usual: String| match name.map(|name| name.trim()) {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => usual,
        };
        match self {
            Self::DateParts { column, parts, names } => {
                let usual = |part: &DatePart| format!("{column}_{}", part.suffix());
                parts.iter().enumerate().map(|(at, part)| given(names.get(at), usual(part))).collect()
            }
            Self::DaysSince { column, name, .. } => vec![given(Some(name), format!("{column}_days"))],
            Self::SplitText { column, parts, names, .. } => (1..=(*parts).clamp(2, 9) as usize)
                .map(|place| given(names.get(place - 1), format!("{column}_{place}")))
                .collect(),
            Self::Join(join) => join.bring.iter().map(|brought| brought.name.trim().to_owned()).collect(),
            _ => Vec::new(),
        }
    }
}

/// The names of the columns once these steps are done, in order; `names` are those before.
pub fn names_after<'s>(names: &[String], steps: impl Iterator<Item = &'s Step>) -> Vec<String> {
    let mut names = names.to_vec();
    steps.for_each(|step| name_after(&mut names, step));
    names
}

/// Turns the names of the columns before a step into those after it. A step whose column is not there, and a name
/// that is taken, change nothing.
pub fn name_after(names: &mut Vec<String>, step: &Step) {
    if !finds_columns(names, step) {
        return;
    }
    if let Step::Rename { column, to } = step {
        let Some(place) = names.iter().position(|name| name == column) else { return };
        let to = to.trim();
        if !to.is_empty()
            && !names.iter().any(|name| name == to)
            && let Some(name) = names.get_mut(place)
        {
            to.clone_into(name);
        }
        return;
    }
    for made in step.makes() {
        if !made.is_empty() && !names.contains(&made) {
            names.push(made);
        }
    }
}

/// Whether the columns a step cannot do without are among these names; steps on whole rows always find theirs.
pub fn finds_columns(names: &[String], step: &Step) -> bool {
    let is_there = |column: &str| names.iter().any(|name| name == column);
    match step {
        Step::Join(join) => join.keys.iter().all(|key| is_there(&key.column)),
        step => step.column().is_none_or(is_there),
    }
}

/// What a column was called before these steps; for a column that a step added, the column it was made of.
pub fn source_of<'s>(column: &str, steps: impl DoubleEndedIterator<Item = &'s Step>) -> String {
    let mut name = column.to_owned();
    for step in steps.rev() {
        match step {
            Step::Rename { column, to } if to.trim() == name => name.clone_from(column),
            _ => {
                let of = step.column().or_else(|| step.looks_at().first().copied());
                if let (Some(column), true) = (of, step.makes().contains(&name)) {
                    column.clone_into(&mut name);
                }
            }
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rename(column: &str, to: &str) -> Step {
        Step::Rename { column: column.into(), to: to.into() }
    }

    #[test]
    fn names_are_followed_through_the_steps() {
        let steps = [
            rename("joined", "since"),
            Step::DateParts {
                column: "since".into(),
                parts: vec![DatePart::Year, DatePart::Month],
                names: Vec::new(),
            },
            rename("since_month", "season"),
            rename("id", "since"),
            rename("nobody", "x"),
        ];
        let names = ["id".to_owned(), "joined".to_owned()];
        assert_eq!(names_after(&names, steps.iter()), ["id", "since", "since_year", "season"]);
        for (name, source) in [("season", "joined"), ("since_year", "joined"), ("id", "id")] {
            assert_eq!(source_of(name, steps.iter().take(3)), source);
        }
    }
}
