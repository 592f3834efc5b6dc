//! The figures of a run that predicts a number.

use std::fmt::Write as _;

use super::markup::{Say, amount, card, tile};
use super::tables::from_to;
use super::{charts, tables};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{NumberMetrics, NumberReport};

pub(super) fn sections(report: &NumberReport, say: &Say<'_>) -> String {
    let judged = report.metrics.test.unwrap_or(report.metrics.train);
    format!(
        "<div class=\"tiles\">{}</div>\n<h2>{}</h2>\n<div class=\"charts\">{}</div>\n<h2>{}</h2>\n<section class=\"card\">{}</section>",
        tiles(report, &judged, say),
        say.say(&Message::new("report-section-charts")),
        chart_cards(report, say),
        say.say(&Message::new("report-section-figures")),
        table(report, say)
    )
}

fn tiles(report: &NumberReport, judged: &NumberMetrics, say: &Say<'_>) -> String {
    let mut tiles = tile(
        say,
        &Message::new("report-mae"),
        &say.number(judged.mae),
        &Message::new("report-tile-mae-note").with("usual", amount(report.metrics.baseline.mae)),
    );
    let range = match report.r2 {
        Some(r2) => Message::new("report-tile-range").with("range", Arg::PercentRange(r2.low, r2.high)),
        None => Message::new("report-tile-few"),
    };
    tiles.push_str(&tile(say, &Message::new("report-r2"), &say.percent(judged.r2), &range));
    tiles.push_str(&tile(
        say,
        &Message::new("report-tile-half"),
        &say.number(report.error_half),
        &Message::new("report-tile-half-note"),
    ));
    tiles.push_str(&tile(
        say,
        &Message::new("report-tile-most"),
        &say.number(report.error_most),
        &Message::new("report-tile-most-note"),
    ));
    tiles
}

fn chart_cards(report: &NumberReport, say: &Say<'_>) -> String {
    let mut cards = card(
        say,
        &Message::new("report-points-title"),
        &Message::new("report-points-unit"),
        &charts::predicted_actual(say, report),
    );
    if !report.tenths.is_empty() {
        cards.push_str(&card(
            say,
            &Message::new("report-number-tenths-title"),
            &Message::new("report-number-tenths-unit"),
            &charts::number_tenths(say, &report.tenths),
        ));
    }
    cards.push_str(&miss_cards(report, say));
    cards
}

/// How the misses are spread, or why there is no such picture.
pub(super) fn histogram(report: &NumberReport, say: &Say<'_>) -> String {
    let misses = &report.detail.misses;
    if misses.bins.is_empty() {
        return format!("<p class=\"note\">{}</p>", say.say(&Message::new("report-misses-none")));
    }
    charts::misses(say, misses)
}

fn miss_cards(report: &NumberReport, say: &Say<'_>) -> String {
    let (misses, tenths) = (&report.detail.misses, &report.detail.tenths);
    if tenths.is_empty() {
        return String::new();
    }
    let mut histogram = histogram(report, say);
    let beyond = misses.below + misses.above;
    if beyond > 0 {
        let said = Message::new("report-misses-beyond").count("n", beyond);
        let _ = write!(histogram, "<p class=\"note\">{}</p>", say.say(&said));
    }
    let (title, unit) = (Message::new("report-misses-title"), Message::new("report-misses-unit"));
    let by_tenth = charts::miss_tenths(say, tenths);
    card(say, &title, &unit, &histogram)
        + &card(
            say,
            &Message::new("report-miss-tenths-title"),
            &Message::new("report-miss-tenths-unit"),
            &by_tenth,
        )
}

fn table(report: &NumberReport, say: &Say<'_>) -> String {
    type Written<'a> = &'a dyn Fn(&NumberMetrics) -> String;
    let rows: Written<'_> = &|m| say.count(m.rows);
    let rmse: Written<'_> = &|m| say.number(m.rmse);
    let mae: Written<'_> = &|m| say.number(m.mae);
    let r2: Written<'_> = &|m| say.percent(m.r2);
    let of_rmse = from_to(report.detail.rmse, amount)
        .or_else(|| report.detail.few_misses_decide().then(|| Message::new("report-rmse-few-misses")));
    tables::metrics(
        &report.metrics,
        &[
            (Message::new("report-rows"), rows, None),
            (Message::new("report-mae"), mae, from_to(report.detail.mae, amount)),
            (Message::new("report-rmse"), rmse, of_rmse),
            (Message::new("report-r2"), r2, from_to(report.r2, Arg::Percent)),
        ],
        say,
    )
}
