//! From a column to the question it answers.

use crate::domain::column::{ColumnProfile, Kind, Summary};
use crate::domain::message::Message;
use crate::domain::recipe::{Question, Wording};

/// Words that mean yes, lower case.
const YES: [&str; 14] =
    ["yes", "y", "true", "t", "1", "ja", "oui", "si", "sí", "sim", "是", "有", "会", "已购买"];

/// The yes/no question about a column, with the answer looked for if it can be told.
pub fn yes_no(column: &ColumnProfile) -> Question {
    Question::YesNo {
        target: column.name.clone(),
        positive: likely_positive(column),
        wording: Wording::for_column(&column.name),
    }
}

/// The question that fits a column chosen as the answer.
pub fn fitting(column: &ColumnProfile) -> Question {
    if column.kind.is_numeric() && column.distinct > 2 {
        Question::Number { target: column.name.clone() }
    } else if can_be_category(column) {
        Question::Category { target: column.name.clone() }
    } else {
        yes_no(column)
    }
}

/// Values of a column a user may look for, most frequent first.
pub fn values(column: &ColumnProfile) -> Vec<(String, u64)> {
    match &column.summary {
        Summary::Values { top, .. } => top.clone(),
        Summary::Numbers { .. } | Summary::Dates { .. } | Summary::Empty => Vec::new(),
    }
}

/// The value that means yes, if one of the values is such a word.
pub fn likely_positive(column: &ColumnProfile) -> Option<String> {
    let values = values(column);
    values
        .iter()
        .map(|(value, _)| value)
        .find(|value| YES.contains(&value.trim().to_lowercase().as_str()))
        .cloned()
}

/// Whether a column can be the answer to a yes/no question.
pub fn can_be_yes_no(column: &ColumnProfile) -> bool {
    matches!(column.kind, Kind::YesNo | Kind::Category) && column.distinct >= 2
}

/// Different answers at most of a question that asks which of several comes.
const MOST_ANSWERS: u64 = 50;

/// Whether a column can be the answer to a question that asks which of several comes; of two it is a yes/no question.
pub fn can_be_category(column: &ColumnProfile) -> bool {
    column.kind == Kind::Category && (3..=MOST_ANSWERS).contains(&column.distinct)
}

/// Whether a column can be the answer to a how-much question.
pub fn can_be_number(column: &ColumnProfile) -> bool {
    column.kind.is_numeric() && column.distinct > 2
}

/// The question in a few words.
pub fn short_name(question: &Question) -> Message {
    match question {
        Question::YesNo { wording: Wording::Answer, .. } => Message::new("shell-question-answer"),
        Question::YesNo { wording: Wording::Buy, .. } => Message::new("shell-question-buy"),
        Question::YesNo { wording: Wording::Leave, .. } => Message::new("shell-question-leave"),
        Question::YesNo { wording: Wording::Own, target, positive: Some(positive) } => {
            Message::new("shell-question-own").text("column", target).text("value", positive)
        }
        Question::YesNo { target, positive: None, .. } => {
            Message::new("shell-question-open").text("column", target)
        }
        Question::Number { target } => Message::new("shell-question-number").text("column", target),
        Question::Category { target } => Message::new("shell-question-which").text("column", target),
        Question::Segments { .. } => Message::new("shell-question-groups"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::column::Role;

    fn column(name: &str, kind: Kind, values: &[&str]) -> ColumnProfile {
        ColumnProfile {
            name: name.into(),
            kind,
            kind_reason: Message::new("x"),
            role: Role::Feature,
            role_reason: Message::new("x"),
            gaps: 0,
            distinct: values.len() as u64,
            summary: Summary::Values {
                top: values.iter().map(|value| ((*value).to_owned(), 1)).collect(),
                other: 0,
            },
        }
    }

    #[test]
    fn several_answers_ask_which() {
        let names: Vec<String> = (0..51).map(|name| name.to_string()).collect();
        let of = |kind, n: usize| {
            let values: Vec<&str> = names.iter().take(n).map(String::as_str).collect();
            fitting(&column("c", kind, &values))
        };
        assert!(matches!(of(Kind::Category, 3), Question::Category { target } if target == "c"));
        assert!(matches!(of(Kind::Category, 50), Question::Category { .. }));
        assert!(matches!(of(Kind::Category, 51), Question::YesNo { .. }));
        assert!(matches!(of(Kind::YesNo, 2), Question::YesNo { .. }));
        assert!(matches!(of(Kind::Integer, 3), Question::Number { .. }));
    }

    #[test]
    fn yes_is_found_and_never_guessed() {
        let check = |values: &[&str], expected: Option<&str>| {
            let found = likely_positive(&column("c", Kind::YesNo, values));
            assert_eq!(found.as_deref(), expected, "{values:?}");
        };
        check(&["No", "Yes"], Some("Yes"));
        check(&["0", "1"], Some("1"));
        check(&["FALSE", "TRUE"], Some("TRUE"));
        check(&["否", "是"], Some("是"));
        check(&["male", "female"], None);
        check(&["stay", "go"], None);
    }
}
