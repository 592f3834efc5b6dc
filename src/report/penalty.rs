//! The penalty of a run and, where folds found it, the error with each that was tried.

use std::fmt::Write as _;

use super::markup::{Say, amount};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{PenaltyReport, PenaltySearch, TaskReport};

/// Its number, and behind it how it was found.
pub(super) fn fact(held: &PenaltyReport, task: &TaskReport, say: &Say<'_>) -> String {
    let value = say.value(amount(held.value));
    match &held.search {
        Some(search) => value + &found(search, task, say),
        None => value,
    }
}

fn found(search: &PenaltySearch, task: &TaskReport, say: &Say<'_>) -> String {
    let said = |id: &'static str| say.say(&Message::new(id));
    let how = Message::new("penalty-fact-found").count("folds", search.folds as usize);
    let loss =
        if matches!(task, TaskReport::Number(_)) { "penalty-head-square" } else { "penalty-head-loss" };
    let mut body = String::new();
    for tried in &search.tried {
        let class = if tried.penalty == search.chosen { "num judged" } else { "num" };
        let _ = write!(
            body,
            "<tr><th scope=\"row\">{}</th><td class=\"{class}\">{}</td><td class=\"{class}\">{}</td></tr>",
            say.value(amount(tried.penalty)),
            say.value(measured(tried.loss)),
            say.value(measured(tried.std_error)),
        );
    }
    let heads = format!(
        "<th scope=\"col\">{}</th><th scope=\"col\" class=\"num\">{}</th><th scope=\"col\" class=\"num\">{}</th>",
        said("penalty-fact"),
        said(loss),
        said("penalty-head-error"),
    );
    let table = format!(
        "<div class=\"scroll\"><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    );
    format!(
        "<br>{}<details><summary>{}</summary>{table}</details>",
        say.say(&how),
        say.say(&Message::new("penalty-fact-tried").count("n", search.tried.len())),
    )
}

/// Losses differ from each other in their last digits.
fn measured(value: f64) -> Arg {
    if value.abs() >= 100.0 { Arg::Number(value.round()) } else { Arg::Loss(value) }
}
