//! From a target column to the question it answers.

use super::args::{Task, Train};
use crate::domain::column::{ColumnProfile, Kind};
use crate::domain::error::UserError;
use crate::domain::message::Message;
use crate::domain::recipe::{Question, Wording};

/// Different values at most of a column that is not a number, for it to ask which of them comes.
const MOST_CLASSES: u64 = 50;

/// The question asked by the flags. Yes/no needs the answer looked for unless it goes without saying; the
/// engine refuses it otherwise and names the values.
pub(super) fn question(wanted: &Train, column: &ColumnProfile) -> Result<Question, UserError> {
    let target = wanted.target.clone();
    let category = || Question::Category { target: target.clone() };
    let number = || Question::Number { target: target.clone() };
    let yes_no = || Question::YesNo {
        target: target.clone(),
        positive: wanted.positive.clone(),
        wording: Wording::for_column(&target),
    };
    match wanted.task {
        Some(Task::Category) => match &wanted.positive {
            Some(positive) => Err(UserError::request(
                Message::new("category-positive-what").name("value", positive),
                Message::new("category-positive-why").name("column", &target),
                Message::new("category-positive-next"),
            )),
            None => Ok(category()),
        },
        Some(Task::Number) => Ok(number()),
        Some(Task::YesNo) => Ok(yes_no()),
        None if wanted.positive.is_some() || column.kind == Kind::YesNo => Ok(yes_no()),
        None if column.kind.is_numeric() => Ok(number()),
        None if column.distinct <= 1 => Ok(yes_no()),
        None if (3..=MOST_CLASSES).contains(&column.distinct) => Ok(category()),
        None => Err(UserError::request(
            Message::new("cli-unclear-target").name("column", target.clone()),
            Message::new("cli-unclear-target-why")
                .with("n", crate::domain::message::Arg::Count(column.distinct)),
            Message::new("cli-unclear-target-next"),
        )),
    }
}
