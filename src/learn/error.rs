//! What can go wrong while learning, and how it is told to the user.

use thiserror::Error;

use crate::domain::error::UserError;
use crate::domain::message::{Arg, Message};

/// Why nothing could be learned.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum LearnError {
    /// The target says the same in every labelled row that learns.
    #[error("target {target:?} is {value:?} in every row")]
    ConstantTarget {
        /// Target column.
        target: String,
        /// The only value.
        value: String,
    },
    /// No row has a known answer.
    #[error("target {target:?} has no values")]
    NoAnswers {
        /// Target column.
        target: String,
    },
    /// Only one of the two answers is among the rows that learn.
    #[error("target {target:?} has one answer only")]
    OneClass {
        /// Target column.
        target: String,
        /// Whether that answer is the positive one.
        positive: bool,
    },
    /// Too few rows of one answer.
    #[error("target {target:?} has {found} rows of one answer, {needed} are needed")]
    FewOfClass {
        /// Target column.
        target: String,
        /// Rows of the rarer answer among training rows.
        found: usize,
        /// Rows needed.
        needed: usize,
    },
    /// More answers than one question can have.
    #[error("target {target:?} has {found} answers, {most} at most")]
    ManyClasses {
        /// Target column.
        target: String,
        /// Different answers.
        found: usize,
        /// Answers at most.
        most: usize,
    },
    /// Too few rows to learn from.
    #[error("{found} rows, {needed} are needed")]
    FewRows {
        /// Rows.
        found: usize,
        /// Rows needed.
        needed: usize,
    },
    /// Too many rows to compare each with each.
    #[error("{found} rows, at most {most} can be compared with each other")]
    ManyRows {
        /// Rows.
        found: usize,
        /// Rows at most.
        most: usize,
    },
    /// More columns than there is memory for.
    #[error("{found} columns need {gigabytes} GB, {most} columns fit")]
    ManyColumns {
        /// Columns of the matrix.
        found: usize,
        /// Columns at most.
        most: usize,
        /// Memory they would need.
        gigabytes: f64,
    },
    /// More columns than anything is learned from, each value of a name counted as one.
    #[error("{found} columns, {most} at most")]
    ManyOutputs {
        /// Columns of the matrix.
        found: usize,
        /// Columns at most.
        most: usize,
    },
    /// No column is left to learn from.
    #[error("no usable columns")]
    NoColumns,
    /// The value looked for is not in the target.
    #[error("{positive:?} is not a value of {target:?}")]
    PositiveNotFound {
        /// Target column.
        target: String,
        /// The value looked for.
        positive: String,
        /// The values that are there, most frequent first, at most eight.
        values: Vec<String>,
    },
    /// It is not clear which value is looked for.
    #[error("no value of {target:?} was chosen")]
    PositiveNotChosen {
        /// Target column.
        target: String,
        /// The values that are there, most frequent first, at most eight.
        values: Vec<String>,
    },
    /// A number is asked for, but the target does not hold numbers.
    #[error("target {target:?} does not hold numbers")]
    TargetNotNumber {
        /// Target column.
        target: String,
    },
    /// More groups than different customers.
    #[error("{k} groups of {distinct} distinct rows")]
    TooManyGroups {
        /// Groups asked for.
        k: usize,
        /// Rows that differ.
        distinct: usize,
    },
    /// No groups at all were asked for.
    #[error("zero groups")]
    NoGroups,
    /// Columns the model needs are not in the table.
    #[error("missing columns {columns:?}")]
    MissingColumns {
        /// Their names.
        columns: Vec<String>,
    },
    /// Columns hold names where the model learned from numbers, or the other way round.
    #[error("columns of another kind {columns:?}")]
    ChangedKind {
        /// Their names.
        columns: Vec<String>,
    },
    /// The value that should fill gaps is not a number.
    #[error("{value:?} cannot fill gaps of number column {column:?}")]
    FillNotNumber {
        /// Column.
        column: String,
        /// The value given.
        value: String,
    },
    /// Too few rows, or too few of an answer, to find a penalty on folds.
    #[error("too few rows for folds")]
    FewForFolds,
    /// The penalty is negative or not a number.
    #[error("penalty {value}")]
    BadPenalty {
        /// The value given.
        value: f64,
    },
    /// The shares of the split are negative or do not add up to one.
    #[error("shares {train} {valid} {test}")]
    BadShares {
        /// Share that learns.
        train: f64,
        /// Share that checks.
        valid: f64,
        /// Share that judges.
        test: f64,
    },
    /// Too few different times to tell earlier customers from later ones.
    #[error("{times} different times in {column:?}")]
    FewTimes {
        /// The column with the times.
        column: String,
        /// Different times.
        times: usize,
    },
    /// The user stopped it before there was anything to keep.
    #[error("stopped")]
    Stopped,
    /// Numbers grew beyond what can be calculated.
    #[error("the solver gave up: {detail}")]
    Solver {
        /// What the solver said.
        detail: String,
    },
    /// Parts of a problem do not fit together: a bug of the caller.
    #[error("shapes do not fit: {detail}")]
    Shape {
        /// What does not fit.
        detail: String,
    },
}

impl From<LearnError> for UserError {
    fn from(error: LearnError) -> Self {
        let what = Message::new("learn-error-what");
        match error {
            LearnError::ConstantTarget { target, value } => Self::request(
                what,
                Message::new("learn-error-constant-target-why").name("column", target).name("value", value),
                Message::new("learn-error-constant-target-next"),
            ),
            LearnError::NoAnswers { target } => Self::request(
                what,
                Message::new("learn-error-no-answers-why").name("column", target),
                Message::new("learn-error-no-answers-next"),
            ),
            LearnError::OneClass { target, positive } => {
                let why = if positive {
                    Message::new("learn-error-only-yes-why")
                } else {
                    Message::new("learn-error-only-no-why")
                };
                Self::request(what, why.name("column", target), Message::new("learn-error-one-class-next"))
            }
            LearnError::FewOfClass { target, found, needed } => Self::request(
                what,
                Message::new("learn-error-few-of-class-why")
                    .count("n", found)
                    .count("needed", needed)
                    .name("column", target),
                Message::new("learn-error-few-of-class-next"),
            ),
            LearnError::ManyClasses { target, found, most } => Self::request(
                what,
                Message::new("category-many-why")
                    .name("column", target)
                    .count("n", found)
                    .count("most", most),
                Message::new("category-many-next"),
            ),
            LearnError::FewRows { found, needed } => Self::request(
                what,
                Message::new("learn-error-few-rows-why").count("n", found).count("needed", needed),
                Message::new("learn-error-few-rows-next"),
            ),
            LearnError::ManyRows { found, most } => Self::request(
                what,
                Message::new("svm-many-rows-why").count("n", found).count("most", most),
                Message::new("svm-many-rows-next")
                    .count("n", super::svm::SAMPLE_ROWS)
                    .text("plain", super::svm::SAMPLE_ROWS.to_string()),
            ),
            LearnError::ManyColumns { found, most, gigabytes } => Self::request(
                what,
                Message::new("inference-many-columns-why")
                    .count("n", found)
                    .with("gigabytes", Arg::Count(gigabytes.ceil() as u64)),
                Message::new("inference-many-columns-next").count("most", most),
            ),
            LearnError::ManyOutputs { found, most } => Self::request(
                what,
                Message::new("learn-error-many-outputs-why").count("n", found).count("most", most),
                Message::new("learn-error-many-outputs-next"),
            ),
            LearnError::NoColumns => Self::request(
                what,
                Message::new("learn-error-no-columns-why"),
                Message::new("learn-error-no-columns-next"),
            ),
            LearnError::PositiveNotFound { target, positive, values } => Self::request(
                Message::new("learn-error-positive-what").name("column", &target),
                Message::new("learn-error-positive-not-found-why")
                    .name("value", positive)
                    .name("column", target),
                Message::new("learn-error-positive-next").with("values", Arg::Names(values)),
            ),
            LearnError::PositiveNotChosen { target, values } => Self::request(
                Message::new("learn-error-positive-what").name("column", target),
                Message::new("learn-error-positive-not-chosen-why"),
                Message::new("learn-error-positive-next").with("values", Arg::Names(values)),
            ),
            LearnError::TargetNotNumber { target } => Self::request(
                what,
                Message::new("learn-error-target-not-number-why").name("column", target),
                Message::new("learn-error-target-not-number-next"),
            ),
            LearnError::TooManyGroups { k, distinct } => Self::request(
                Message::new("learn-error-groups-what").count("k", k),
                Message::new("learn-error-too-many-groups-why").count("n", distinct),
                Message::new("learn-error-too-many-groups-next").count("n", distinct),
            ),
            LearnError::NoGroups => Self::request(
                Message::new("learn-error-groups-what").count("k", 0),
                Message::new("learn-error-no-groups-why"),
                Message::new("learn-error-no-groups-next"),
            ),
            LearnError::MissingColumns { columns } => Self::request(
                Message::new("learn-error-score-what"),
                Message::new("learn-error-missing-columns-why").with("columns", Arg::Names(columns)),
                Message::new("learn-error-missing-columns-next"),
            ),
            LearnError::ChangedKind { columns } => Self::request(
                Message::new("learn-error-score-what"),
                Message::new("learn-error-changed-kind-why").with("columns", Arg::Names(columns)),
                Message::new("learn-error-changed-kind-next"),
            ),
            LearnError::FillNotNumber { column, value } => Self::request(
                Message::new("learn-error-fill-what").name("column", column),
                Message::new("learn-error-fill-why").name("value", value),
                Message::new("learn-error-fill-next"),
            ),
            LearnError::FewForFolds => Self::request(
                what,
                Message::new("penalty-few-why").count("n", super::penalty::FOLDS as usize),
                Message::new("penalty-give-number"),
            ),
            // Only a support vector machine cannot do without.
            LearnError::BadPenalty { value: 0.0 } => Self::request(
                what,
                Message::new("svm-penalty-zero-why"),
                Message::new("svm-penalty-zero-next"),
            ),
            LearnError::BadPenalty { value } => Self::request(
                what,
                Message::new("learn-error-penalty-why").text("value", value.to_string()),
                Message::new("learn-error-penalty-next"),
            ),
            LearnError::BadShares { train, valid, test } => Self::request(
                Message::new("learn-error-shares-what"),
                Message::new("learn-error-shares-why").text("shares", format!("{train} / {valid} / {test}")),
                Message::new("learn-error-shares-next"),
            ),
            LearnError::FewTimes { column, times } => Self::request(
                Message::new("learn-error-shares-what"),
                Message::new("learn-error-times-why").count("n", times).name("column", column),
                Message::new("learn-error-times-next"),
            ),
            LearnError::Stopped => Self {
                kind: crate::domain::error::ErrorKind::Stopped,
                what: Message::new("learn-error-stopped-what"),
                why: Message::new("learn-error-stopped-why"),
                next: Message::new("learn-error-stopped-next"),
            },
            LearnError::Solver { detail } | LearnError::Shape { detail } => Self::work(
                what,
                Message::new("learn-error-solver-why").text("detail", detail),
                Message::new("learn-error-solver-next"),
            ),
        }
    }
}
