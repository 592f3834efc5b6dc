//! The table of coefficients or odds ratios, with their ranges where they are known.

use std::fmt::Write as _;

use super::markup::{Say, escape, wide_card};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{Coefficient, EffectStep, RunReport, TaskReport};

/// Rows shown before the reader asks for more.
const SHOWN: usize = 12;

/// How an effect is told: as a change of the target, or as a factor of the odds, of a yes or of one of several answers.
#[derive(Clone, Copy)]
pub(super) struct Told {
    odds: bool,
    explained: &'static str,
}

const EFFECT: Told = Told { odds: false, explained: "inference-explain-effect" };
const ODDS: Told = Told { odds: true, explained: "inference-explain-odds" };
/// Of one of several answers against the one they are compared with.
pub(super) const ODDS_OF_ANSWER: Told = Told { odds: true, explained: "inference-explain-odds-answer" };

impl Told {
    fn value(self, say: &Say<'_>, value: f64) -> String {
        say.value(if self.odds { Arg::Odds(value.exp()) } else { Arg::Effect(value) })
    }

    fn head(self) -> [&'static str; 2] {
        [if self.odds { "inference-head-odds" } else { "inference-head-effect" }, self.explained]
    }
}

/// The card; nothing for models without coefficients.
pub(super) fn card(run: &RunReport, say: &Say<'_>) -> String {
    if run.coefficients.is_empty() {
        return String::new();
    }
    let (title, unit, told) = match &run.task {
        TaskReport::YesNo(report) => (
            Message::new("inference-title-yes-no"),
            Message::new("inference-unit-yes-no").name("value", report.positive.as_str()),
            ODDS,
        ),
        _ => (
            Message::new("inference-title-number"),
            Message::new("inference-unit-number").name("target", run.target.clone().unwrap_or_default()),
            EFFECT,
        ),
    };
    let note = uncertain(run.uncertain.as_ref(), say);
    let ranges = run.coefficients.iter().any(|one| one.certainty.is_some());
    let table = |rows: &[Coefficient]| table(rows, told, ranges, say);
    let (first, rest) = run.coefficients.split_at(run.coefficients.len().min(SHOWN));
    let mut content = note + &table(first);
    if !rest.is_empty() {
        let more = Message::new("report-coefficients-show").count("n", run.coefficients.len());
        let _ = write!(content, "<details><summary>{}</summary>{}</details>", say.say(&more), table(rest));
    }
    wide_card(say, &title, &unit, &content)
}

/// Why there are no ranges, if so.
pub(super) fn uncertain(why: Option<&Message>, say: &Say<'_>) -> String {
    why.map_or_else(String::new, |why| format!("<p class=\"note\">{}</p>", say.say(why)))
}

/// The rows of a table, with ranges where there are some.
pub(super) fn table(rows: &[Coefficient], told: Told, ranges: bool, say: &Say<'_>) -> String {
    let said = |id: &'static str| say.say(&Message::new(id));
    let head = |[word, explained]: [&'static str; 2]| {
        format!(
            "<th scope=\"col\" class=\"num\"><abbr title=\"{}\">{}</abbr></th>",
            said(explained),
            said(word)
        )
    };
    let mut heads = format!("<th scope=\"col\">{}</th>{}", said("inference-head-input"), head(told.head()));
    if ranges {
        heads += &head(["inference-head-range", "inference-explain-range"]);
        heads += &head(["inference-head-p", "inference-explain-p"]);
    }
    let mut body = String::new();
    for one in rows {
        let name = match (&one.step, told.odds) {
            (EffectStep::Start, true) => said("inference-start-odds"),
            (EffectStep::Start, false) => said("inference-start"),
            (step, _) => escape(step.column().unwrap_or(&one.name)),
        };
        let _ = write!(
            body,
            "<tr><th scope=\"row\">{name} <small>{}</small></th><td class=\"num\">{}</td>",
            say.say(&one.step.message()),
            told.value(say, one.estimate)
        );
        if let Some(known) = &one.certainty {
            let range = Message::new("inference-range");
            let end = |value: f64| if told.odds { Arg::Odds(value.exp()) } else { Arg::Effect(value) };
            let range = say.say(&range.with("low", end(known.low)).with("high", end(known.high)));
            let p = say.value(Arg::PValue(known.p_value));
            let _ = write!(body, "<td class=\"num\">{range}</td><td class=\"num\">{p}</td>");
        } else if ranges {
            body.push_str("<td class=\"num\">–</td><td class=\"num\">–</td>");
        }
        body.push_str("</tr>");
    }
    format!("<div class=\"scroll\"><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>")
}
