//! The figures of a yes/no run.

use std::fmt::Write as _;

use super::markup::{Say, card, tile, wide_card};
use super::tables::from_to;
use super::{charts, tables};
use crate::domain::detail::{Calibration, WeakGroup};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{YesNoMetrics, YesNoReport};
use crate::evaluate::lift;

pub(super) fn sections(report: &YesNoReport, say: &Say<'_>) -> String {
    let judged = report.metrics.test.unwrap_or(report.metrics.train);
    let reached = reached(report);
    format!(
        "<div class=\"tiles\">{}</div>\n<h2>{}</h2>\n<div class=\"charts\">{}</div>\n<h2>{}</h2>\n<section class=\"card\">{}</section>",
        tiles(report, &judged, reached, say),
        say.say(&Message::new("report-section-charts")),
        chart_cards(report, reached, say),
        say.say(&Message::new("report-section-figures")),
        table(report, say)
    )
}

fn tiles(report: &YesNoReport, judged: &YesNoMetrics, reached: f64, say: &Say<'_>) -> String {
    let mut tiles = String::new();
    let auc_note = match report.auc {
        Some(auc) => Message::new("report-tile-range").with("range", Arg::ScoreRange(auc.low, auc.high)),
        None => Message::new("report-tile-one-class"),
    };
    tiles.push_str(&tile(say, &Message::new("report-auc"), &say.score(judged.auc), &auc_note));
    let intervals = &report.detail.intervals;
    let ranged = |range: Option<Message>, otherwise: &'static str| match range {
        Some(range) => Message::new("report-tile-range").message("range", range),
        None => Message::new(otherwise),
    };
    tiles.push_str(&tile(
        say,
        &Message::new("report-tile-lift"),
        &say.value(Arg::Times(best_lift(report))),
        &ranged(from_to(intervals.lift, Arg::Times), "report-tile-lift-note"),
    ));
    tiles.push_str(&tile(
        say,
        &Message::new("report-tile-reached"),
        &say.percent(reached),
        &ranged(from_to(intervals.gain, Arg::Percent), "report-tile-reached-note"),
    ));
    let usual = judged.positives as f64 / judged.rows as f64;
    tiles.push_str(&tile(
        say,
        &Message::new("report-tile-usual"),
        &say.percent(usual),
        &Message::new("report-tile-usual-note").count("n", judged.positives).count("rows", judged.rows),
    ));
    tiles
}

fn chart_cards(report: &YesNoReport, reached: f64, say: &Say<'_>) -> String {
    let mut cards = String::new();
    if !report.tenths.is_empty() {
        cards.push_str(&card(
            say,
            &Message::new("report-tenths-title"),
            &Message::new("report-tenths-unit"),
            &charts::tenth_bars(say, &report.tenths),
        ));
    }
    let one_class = || format!("<p class=\"note\">{}</p>", say.say(&Message::new("report-one-class")));
    let gains = if report.gains.is_empty() {
        one_class()
    } else {
        charts::gains_curve(say, &report.gains, &report.detail.reach, reached)
    };
    let gains = if report.detail.reach.is_empty() {
        gains
    } else {
        let band = say.say(&Message::new("report-gains-band"));
        format!("{gains}<p class=\"note\">{band}</p>")
    };
    cards.push_str(&card(
        say,
        &Message::new("report-gains-title"),
        &Message::new("report-gains-unit"),
        &gains,
    ));
    let judged = report.metrics.test.unwrap_or(report.metrics.train);
    if !report.detail.reach.is_empty() {
        cards.push_str(&card(
            say,
            &Message::new("report-lift-title"),
            &Message::new("report-lift-unit"),
            &charts::lift_curve(say, &report.detail.reach, best_lift(report)),
        ));
    }
    let roc =
        if report.roc.is_empty() { one_class() } else { charts::roc_curve(say, &report.roc, report.auc) };
    let roc = roc + &report.detail.weak.as_ref().map_or_else(String::new, |found| weak(found, say));
    cards.push_str(&card(say, &Message::new("report-roc-title"), &Message::new("report-roc-unit"), &roc));
    if !report.detail.precision_recall.is_empty() {
        let usual = judged.positives as f64 / judged.rows as f64;
        let figure = (judged.average_precision, report.detail.intervals.average_precision);
        cards.push_str(&card(
            say,
            &Message::new("report-precision-curve-title"),
            &Message::new("report-precision-curve-unit"),
            &charts::precision_recall(say, &report.detail.precision_recall, usual, figure),
        ));
    }
    if let Some(calibration) = report.detail.calibration.as_ref().filter(|found| found.bins.len() == 10) {
        cards.push_str(&card(
            say,
            &Message::new("report-honesty-title"),
            &Message::new("report-honesty-unit"),
            &(charts::calibration(say, &calibration.bins) + &honesty(calibration, say)),
        ));
    }
    let cut = judged.threshold;
    cards.push_str(&wide_card(
        say,
        &Message::new("report-heads-title"),
        &Message::new("report-heads-unit").with("cut", Arg::Percent(cut)),
        &charts::mosaic(say, &report.confusion),
    ));
    cards
}

/// The customers among whom the ranking is worst.
fn weak(found: &WeakGroup, say: &Say<'_>) -> String {
    format!("<p class=\"note\">{}</p>", say.say(&found.note()))
}

/// How far chances can be taken at their word, in figures.
fn honesty(found: &Calibration, say: &Say<'_>) -> String {
    let mut lines = Vec::new();
    if let Some(ratio) = found.ratio {
        lines.push(
            Message::new("report-honesty-sum")
                .count("expected", found.expected.round().max(0.0) as usize)
                .count("observed", found.observed)
                .with("ratio", Arg::Score(ratio.value))
                .with("range", Arg::ScoreRange(ratio.low, ratio.high)),
        );
    }
    lines.push(Message::new("report-honesty-error").with("error", Arg::Percent(found.error)));
    if let Some(slope) = found.slope {
        lines.push(
            Message::new("report-honesty-slope")
                .with("slope", Arg::Score(slope.value))
                .with("range", Arg::ScoreRange(slope.low, slope.high)),
        );
    }
    let mut notes = String::new();
    for line in &lines {
        let _ = write!(notes, "<p class=\"note\">{}</p>", say.say(line));
    }
    notes
}

/// The share of all yes that the best tenth holds.
pub(super) fn reached(report: &YesNoReport) -> f64 {
    let judged = report.metrics.test.unwrap_or(report.metrics.train);
    let best = report.tenths.first();
    best.map_or(f64::NAN, |tenth| tenth.positives as f64 / judged.positives as f64)
}

/// How many times the usual rate the best tenth has.
pub(super) fn best_lift(report: &YesNoReport) -> f64 {
    report.tenths.first().map_or(f64::NAN, |tenth| lift(tenth, &report.tenths))
}

fn table(report: &YesNoReport, say: &Say<'_>) -> String {
    type Written<'a> = &'a dyn Fn(&YesNoMetrics) -> String;
    let rows: Written<'_> = &|m| say.count(m.rows);
    let positives: Written<'_> = &|m| say.count(m.positives);
    let auc: Written<'_> = &|m| say.score(m.auc);
    let average_precision: Written<'_> = &|m| say.score(m.average_precision);
    let log_loss: Written<'_> = &|m| say.value(Arg::Loss(m.log_loss));
    let brier: Written<'_> = &|m| say.value(Arg::Loss(m.brier));
    let accuracy: Written<'_> = &|m| say.percent(m.accuracy);
    let precision: Written<'_> = &|m| say.percent(m.precision);
    let recall: Written<'_> = &|m| say.percent(m.recall);
    let f1: Written<'_> = &|m| say.score(m.f1);
    let ranges = &report.detail.intervals;
    tables::metrics(
        &report.metrics,
        &[
            (Message::new("report-rows"), rows, None),
            (Message::new("report-positives"), positives, None),
            (Message::new("report-auc"), auc, from_to(report.auc, Arg::Score)),
            (
                Message::new("report-average-precision"),
                average_precision,
                from_to(ranges.average_precision, Arg::Score),
            ),
            (Message::new("report-log-loss"), log_loss, from_to(ranges.log_loss, Arg::Loss)),
            (Message::new("report-brier"), brier, from_to(ranges.brier, Arg::Loss)),
            (Message::new("report-accuracy"), accuracy, from_to(ranges.accuracy, Arg::Percent)),
            (Message::new("report-precision"), precision, from_to(ranges.precision, Arg::Percent)),
            (Message::new("report-recall"), recall, from_to(ranges.recall, Arg::Percent)),
            (Message::new("report-f1"), f1, from_to(ranges.f1, Arg::Score)),
        ],
        say,
    )
}
