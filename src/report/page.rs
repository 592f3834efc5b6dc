//! The page: head, verdict, the sections of the question, and how it was made.

use std::fmt::Write as _;

use super::markup::{Say, card, escape};
use super::tables::SHOWN_GROUP;
use super::{ReportContext, category, charts, effects, numbers, penalty, segments, yes_no};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::ModelChoice;
use crate::domain::report::{RunReport, TaskReport, Tone, Verdict};
use crate::domain::table::{FileForm, Sample};

const STYLE: &str = include_str!("report.css");

/// The mark of the app: a ranked list.
const MARK: &str = "<svg width=\"24\" height=\"24\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" style=\"width:24px;margin:0\"><rect width=\"24\" height=\"24\" rx=\"6\" fill=\"var(--accent)\"/><g fill=\"var(--on-accent)\"><rect x=\"5\" y=\"6\" width=\"14\" height=\"3\"/><rect x=\"5\" y=\"11\" width=\"9\" height=\"3\"/><rect x=\"5\" y=\"16\" width=\"5\" height=\"3\" opacity=\".55\"/></g></svg>";

pub(super) fn page(run: &RunReport, context: &ReportContext<'_>, say: &Say<'_>, language: &str) -> String {
    let title = say.say(&title(run));
    let figures = match &run.task {
        TaskReport::YesNo(report) => yes_no::sections(report, say),
        TaskReport::Category(report) => category::sections(report, say),
        TaskReport::Number(report) => numbers::sections(report, say),
        TaskReport::Segments(report) => segments::sections(report, say),
    };
    let language = escape(language);
    let file = escape(&file_name(context));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} – Clientele</title>\n<style>\n{STYLE}</style>\n</head>\n<body lang=\"{language}\">\n<main>\n<div class=\"brand\">{MARK}<span>Clientele</span><span>{file} · {date}</span></div>\n<h1>{title}</h1>\n<p class=\"lead\">{lead}</p>\n{sample}{verdict}\n{figures}\n{learning}\n{making}\n<footer>{foot}</footer>\n</main>\n</body>\n</html>\n",
        date = escape(context.date),
        lead = say.say(&lead(run)),
        sample = sampled(context)
            .map_or_else(String::new, |sample| format!("<p class=\"lead\">{}</p>\n", say.say(&sample))),
        verdict = verdict(&run.verdict, say) + &notes(run, say),
        learning = learning(run, say),
        making = making(run, context, say),
        foot = say.say(&Message::new("report-foot").text("version", context.version)),
    )
}

fn title(run: &RunReport) -> Message {
    let target = run.target.clone().unwrap_or_default();
    match &run.task {
        TaskReport::YesNo(report) => {
            Message::new("report-title-yes-no").name("target", target).name("value", report.positive.as_str())
        }
        TaskReport::Category(_) => Message::new("category-title").name("target", target),
        TaskReport::Number(_) => Message::new("report-title-number").name("target", target),
        TaskReport::Segments(_) => Message::new("report-title-segments"),
    }
}

pub(super) fn model_name(model: ModelChoice) -> Message {
    match model {
        ModelChoice::Auto => Message::new("report-model-auto"),
        ModelChoice::Linear => Message::new("report-model-linear"),
        ModelChoice::Logistic => Message::new("report-model-logistic"),
        ModelChoice::Svm => Message::new("svm-name"),
        ModelChoice::Neural => Message::new("neural-name"),
        ModelChoice::KMeans => Message::new("report-model-k-means"),
    }
}

/// That not all rows of the file were read, if so.
fn sampled(context: &ReportContext<'_>) -> Option<Message> {
    Some(match context.facts.sample? {
        Sample::First => Message::new("report-sample-first").count("n", context.file_rows),
        Sample::Every { step, of } => {
            Message::new("report-sample-every").with("every", Arg::Count(step)).with("all", Arg::Count(of))
        }
    })
}

/// On what the report stands.
fn lead(run: &RunReport) -> Message {
    let model = model_name(run.model);
    match &run.task {
        TaskReport::YesNo(report) => match report.metrics.test {
            Some(test) => Message::new("report-lead-yes-no")
                .count("n", test.rows)
                .count("yes", test.positives)
                .name("value", report.positive.as_str()),
            None => Message::new("report-lead-unjudged").count("n", run.rows.train),
        },
        TaskReport::Category(report) => match report.metrics.test {
            Some(test) => Message::new("report-lead-number").count("n", test.rows),
            None => Message::new("report-lead-unjudged").count("n", run.rows.train),
        },
        TaskReport::Number(report) => match report.metrics.test {
            Some(test) => Message::new("report-lead-number").count("n", test.rows),
            None => Message::new("report-lead-unjudged").count("n", run.rows.train),
        },
        TaskReport::Segments(report) => Message::new("report-lead-segments")
            .count("n", report.segments.iter().map(|segment| segment.rows).sum())
            .with("columns", Arg::Names(run.inputs.clone())),
    }
    .message("model", model)
}

fn verdict(verdict: &Verdict, say: &Say<'_>) -> String {
    let tone = match verdict.tone {
        Tone::Good => "good",
        Tone::Caution => "caution",
        Tone::Bad => "bad",
    };
    let mut sentences = String::new();
    for sentence in verdict.sentences.iter().filter(|sentence| !describes_a_few(sentence)) {
        let _ = write!(sentences, "<p>{}</p>", say.say(sentence));
    }
    format!(
        "<section class=\"card verdict {tone}\"><h2>{}</h2>{sentences}</section>",
        say.say(&verdict.title)
    )
}

/// What the solver noticed.
fn notes(run: &RunReport, say: &Say<'_>) -> String {
    run.notes.iter().fold(String::new(), |text, note| text + "<p class=\"note\">" + &say.say(note) + "</p>")
}

/// Whether a sentence describes a group so small that somebody could be picked out of it.
fn describes_a_few(sentence: &Message) -> bool {
    sentence.id.starts_with("verdict-card")
        && sentence
            .args
            .iter()
            .any(|(name, arg)| *name == "n" && matches!(arg, Arg::Count(rows) if *rows < SHOWN_GROUP as u64))
}

/// What drives the predictions and how learning went.
fn learning(run: &RunReport, say: &Say<'_>) -> String {
    let mut cards = String::new();
    if !run.drivers.is_empty() {
        let chart = charts::driver_bars(say, &run.drivers);
        let note = format!("<p class=\"note\">{}</p>", say.say(&Message::new("report-drivers-note")));
        cards.push_str(&card(
            say,
            &Message::new("report-drivers-title"),
            &Message::new("report-drivers-unit"),
            &format!("{chart}{note}"),
        ));
    }
    if let TaskReport::Category(report) = &run.task {
        cards.push_str(&category::learned(report, run.uncertain.as_ref(), say));
    }
    let inertia = matches!(run.task, TaskReport::Segments(_));
    // Rounds of a support vector machine are machines of their own, not steps on one way.
    if run.curve.len() > 1 && run.model != ModelChoice::Svm {
        let chart = charts::learning_curve(say, &run.curve, run.best_iteration, inertia);
        let unit =
            if inertia { Message::new("report-curve-inertia") } else { Message::new("report-curve-loss") };
        cards.push_str(&card(say, &Message::new("report-curve-title"), &unit, &chart));
    }
    cards.push_str(&effects::card(run, say));
    if cards.is_empty() {
        return cards;
    }
    format!(
        "<h2>{}</h2><div class=\"charts\">{cards}</div>",
        say.say(&Message::new("report-section-learning"))
    )
}

/// Enough to repeat it, and to judge what was left out.
fn making(run: &RunReport, context: &ReportContext<'_>, say: &Say<'_>) -> String {
    let mut facts = String::new();
    let mut fact = |label: Message, value: String| {
        let _ = write!(facts, "<dt>{}</dt><dd>{value}</dd>", say.say(&label));
    };
    fact(Message::new("report-fact-file"), escape(&file_name(context)));
    let read = if context.facts.form == FileForm::Parquet {
        Message::new("report-fact-read-typed")
    } else {
        Message::new("report-fact-read-as")
            .text("delimiter", delimiter(context.facts.delimiter))
            .text("decimal", context.facts.decimal.to_string())
    };
    let read = read.count("n", context.file_rows).text("encoding", context.facts.encoding.as_str());
    fact(Message::new("report-fact-read"), say.say(&read));
    if let Some(sample) = sampled(context) {
        fact(Message::new("report-fact-sample"), say.say(&sample));
    }
    fact(Message::new("report-fact-model"), say.say(&model_name(run.model)));
    if let Some(held) = &run.penalty {
        fact(Message::new("penalty-fact"), penalty::fact(held, &run.task, say));
    }
    if matches!(run.task, TaskReport::Segments(_)) {
        fact(Message::new("report-fact-rows"), say.count(run.rows.train));
    } else {
        fact(
            Message::new("report-fact-rows"),
            say.say(
                &Message::new("report-fact-parts")
                    .count("train", run.rows.train)
                    .count("valid", run.rows.valid)
                    .count("test", run.rows.test),
            ),
        );
    }
    for (label, rows) in [
        (Message::new("report-fact-rejected"), run.rows.rejected),
        (Message::new("report-fact-dropped"), run.rows.dropped),
        (Message::new("report-fact-unlabelled"), run.rows.unlabelled),
    ] {
        if rows > 0 {
            fact(label, say.count(rows));
        }
    }
    fact(Message::new("report-fact-inputs"), say.value(Arg::Names(run.inputs.clone())));
    if !run.left_out.is_empty() {
        fact(Message::new("report-fact-left-out"), left_out(run, say));
    }
    fact(Message::new("report-fact-seed"), escape(&context.seed.to_string()));
    if run.stopped {
        fact(Message::new("report-fact-stopped"), say.say(&Message::new("report-fact-stopped-by-user")));
    }
    format!(
        "<h2>{}</h2><section class=\"card\"><dl class=\"facts\">{facts}</dl></section>",
        say.say(&Message::new("report-section-making"))
    )
}

fn left_out(run: &RunReport, say: &Say<'_>) -> String {
    let columns: Vec<String> = run
        .left_out
        .iter()
        .map(|(column, reason)| {
            say.say(
                &Message::new("report-left-out")
                    .name("column", column.as_str())
                    .message("reason", reason.clone()),
            )
        })
        .collect();
    columns.join("<br>")
}

fn file_name(context: &ReportContext<'_>) -> String {
    context.facts.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// The byte between cells as it can be read.
fn delimiter(delimiter: char) -> String {
    if delimiter == '\t' { "Tab".to_owned() } else { delimiter.to_string() }
}
