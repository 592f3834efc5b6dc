//! The table of coefficients or odds ratios, with their ranges where they are known.

use std::fmt::Write as _;

use super::markup::{Say, escape, wide_card};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{Coefficient, EffectStep, RunReport, TaskReport};

/// Rows shown before the reader asks for more.
const SHOWN: usize = 12;

/// How an effect is told: as a change of the target, or as a factor of the odds.
#[derive(Clone, Copy)]
struct Told {
    odds: bool,
}

impl Told {
    fn value(self, say: &Say<'_>, value: f64) -> String {
        say.value(if self.odds { Arg::Odds(value.exp()) } else { Arg::Effect(value) })
    }

    fn head(self) -> [&'static str; 2] {
        if self.odds {
            ["inference-head-odds", "inference-explain-odds"]
        } else {
            ["inference-head-effect", "inference-explain-effect"]
        }
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
            Told { odds: true },
        ),
        _ => (
            Message::new("inference-title-number"),
            Message::new("inference-unit-number").name("target", run.target.clone().unwrap_or_default()),
            Told { odds: false },
        ),
    };
    let note = run
        .uncertain
        .as_ref()
        .map_or_else(String::new, |why| format!("<p class=\"note\">{}</p>", say.say(why)));
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

fn table(rows: &[Coefficient], told: Told, ranges: bool, say: &Say<'_>) -> String {
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
