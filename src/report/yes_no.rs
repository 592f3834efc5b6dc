//! The figures of a yes/no run.

use super::markup::{Say, card, tile, wide_card};
use super::{charts, tables};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{YesNoMetrics, YesNoReport};
use crate::evaluate::lift;

pub(super) fn sections(report: &YesNoReport, say: &Say<'_>) -> String {
    let judged = report.metrics.test.unwrap_or(report.metrics.train);
    let best = report.tenths.first();
    let reached = best.map_or(f64::NAN, |tenth| tenth.positives as f64 / judged.positives as f64);
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
    let best_lift = report.tenths.first().map_or(f64::NAN, |tenth| lift(tenth, &report.tenths));
    tiles.push_str(&tile(
        say,
        &Message::new("report-tile-lift"),
        &say.value(Arg::Times(best_lift)),
        &Message::new("report-tile-lift-note"),
    ));
    tiles.push_str(&tile(
        say,
        &Message::new("report-tile-reached"),
        &say.percent(reached),
        &Message::new("report-tile-reached-note"),
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
    let gains =
        if report.gains.is_empty() { one_class() } else { charts::gains_curve(say, &report.gains, reached) };
    cards.push_str(&card(
        say,
        &Message::new("report-gains-title"),
        &Message::new("report-gains-unit"),
        &gains,
    ));
    let roc =
        if report.roc.is_empty() { one_class() } else { charts::roc_curve(say, &report.roc, report.auc) };
    cards.push_str(&card(say, &Message::new("report-roc-title"), &Message::new("report-roc-unit"), &roc));
    if report.tenths.len() == 10 {
        cards.push_str(&card(
            say,
            &Message::new("report-honesty-title"),
            &Message::new("report-honesty-unit"),
            &charts::calibration(say, &report.tenths),
        ));
    }
    let cut = report.metrics.test.unwrap_or(report.metrics.train).threshold;
    cards.push_str(&wide_card(
        say,
        &Message::new("report-heads-title"),
        &Message::new("report-heads-unit").with("cut", Arg::Percent(cut)),
        &charts::mosaic(say, &report.confusion),
    ));
    cards
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
    tables::metrics(
        &report.metrics,
        &[
            (Message::new("report-rows"), rows),
            (Message::new("report-positives"), positives),
            (Message::new("report-auc"), auc),
            (Message::new("report-average-precision"), average_precision),
            (Message::new("report-log-loss"), log_loss),
            (Message::new("report-brier"), brier),
            (Message::new("report-accuracy"), accuracy),
            (Message::new("report-precision"), precision),
            (Message::new("report-recall"), recall),
            (Message::new("report-f1"), f1),
        ],
        say,
    )
}
