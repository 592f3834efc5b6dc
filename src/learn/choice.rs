//! Why a model cannot answer a question, in words; a disabled choice always says so.

use crate::domain::column::{Kind, TableProfile};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{ModelChoice, Question};

use super::target::MOST_CLASSES;

/// Why a model cannot be used for a question on this table; none when it can.
pub fn incompatibility(choice: ModelChoice, question: &Question, profile: &TableProfile) -> Option<Message> {
    let model = choice.resolve(question);
    let target = match question {
        Question::Segments { .. } => {
            return match model {
                ModelChoice::KMeans | ModelChoice::Auto => None,
                ModelChoice::Linear => Some(Message::new("learn-not-linear-groups")),
                ModelChoice::Logistic => Some(Message::new("learn-not-logistic-groups")),
                ModelChoice::Svm => Some(Message::new("svm-not-groups")),
                ModelChoice::Neural => Some(Message::new("neural-not-groups")),
            };
        }
        Question::YesNo { target, .. } | Question::Number { target } | Question::Category { target } => {
            target
        }
    };
    let asks_number = matches!(question, Question::Number { .. });
    let asks_which = matches!(question, Question::Category { .. });
    match model {
        ModelChoice::KMeans => {
            return Some(Message::new("learn-not-k-means-target").name("column", target));
        }
        ModelChoice::Linear if asks_which => {
            return Some(Message::new("category-not-linear").name("column", target));
        }
        ModelChoice::Svm if asks_which => {
            return Some(Message::new("category-not-svm").name("column", target));
        }
        ModelChoice::Linear if !asks_number => {
            return Some(Message::new("learn-not-linear-yes-no").name("column", target));
        }
        ModelChoice::Svm if asks_number => {
            return Some(Message::new("svm-not-number").name("column", target));
        }
        ModelChoice::Logistic if asks_number => {
            return Some(Message::new("learn-not-logistic-number").name("column", target));
        }
        _ => {}
    }
    let Some(column) = profile.column(target) else {
        return Some(Message::new("learn-not-without-target").name("column", target));
    };
    match (column.distinct, column.kind) {
        (0, _) => Some(Message::new("learn-not-target-empty").name("column", target)),
        (1, _) => Some(Message::new("learn-not-target-constant").name("column", target)),
        (many, _) if asks_which && many > MOST_CLASSES as u64 => Some(
            Message::new("category-not-many")
                .name("column", target)
                .with("n", Arg::Count(many))
                .count("most", MOST_CLASSES),
        ),
        (_, Kind::YesNo) if asks_number => {
            Some(Message::new("learn-not-linear-yes-no").name("column", target))
        }
        (_, Kind::Category | Kind::Text) if asks_number => {
            Some(Message::new("learn-not-linear-names").name("column", target))
        }
        (_, Kind::Date) if asks_number => Some(Message::new("learn-not-linear-date").name("column", target)),
        _ => None,
    }
}
