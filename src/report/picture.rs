//! A chart of a run as a picture of its own: an SVG that needs nothing beside it.
//!
//! Drawn from the same parts as the page. Its colours are those of the light page, written out, since drawing programs
//! and slides know neither variables nor a dark mode.

use std::fmt::Write as _;

use super::charts::{self, Cell, Named};
use super::markup::{Say, escape};
use super::tables::SHOWN_GROUP;
use super::{numbers, yes_no};
use crate::domain::chart::Chart;
use crate::domain::message::{Arg, Message};
use crate::domain::report::{
    CategoryReport, Confusion, NumberReport, RunReport, SegmentReport, TaskReport, YesNoReport,
};
use crate::evaluate::calibration_bins;

const STYLE: &str = include_str!("report.css");
/// Around the chart, and above it for title and unit.
const MARGIN: f64 = 16.0;
const HEAD: f64 = 48.0;
/// Colours of segments that the style numbers.
const SEGMENTS: usize = 8;
/// Segments and answers in a table at most, and rows of it.
const ROWS: usize = 40;

/// The picture of a chart; none for a chart that this run does not have.
pub(super) fn svg(run: &RunReport, chart: Chart, say: &Say<'_>, language: &str) -> Option<String> {
    let drawn = of_task(run, chart, say).or_else(|| of_run(run, chart, say))?;
    framed(&drawn, say, language)
}

/// A chart with title and unit as a picture of its own.
pub(super) fn framed(drawn: &Drawn, say: &Say<'_>, language: &str) -> Option<String> {
    let start = drawn.svg.find("<svg")?;
    let end = drawn.svg.rfind("</svg>")?;
    let body = drawn.svg.get(start..end)?;
    let (opening, inner) = body.split_once('>')?;
    let [width, height] = size(opening)?;
    let named = opening.split_once("aria-labelledby=").map_or("", |(_, ids)| ids);
    let (wide, high) = (width + 2.0 * MARGIN, height + HEAD + MARGIN);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"{}\" role=\"img\" aria-labelledby={named} width=\"{wide:.0}\" height=\"{high:.0}\" viewBox=\"0 0 {wide:.0} {high:.0}\">\n<style>\n{}</style>\n<rect width=\"{wide:.0}\" height=\"{high:.0}\" fill=\"var(--surface)\"/>\n",
        escape(language),
        style(language),
    );
    let _ = write!(
        out,
        "<text class=\"head\" x=\"{MARGIN:.0}\" y=\"24\">{}</text>\n<text x=\"{MARGIN:.0}\" y=\"41\">{}</text>\n<g transform=\"translate({MARGIN:.0} {HEAD:.0})\">{inner}</g>\n</svg>\n",
        say.say(&drawn.title),
        say.say(&drawn.unit),
    );
    Some(with_colours(&out))
}

/// A chart as the page has it, with the words of its card.
pub(super) struct Drawn {
    pub(super) title: Message,
    pub(super) unit: Message,
    pub(super) svg: String,
}

fn drawn(title: &'static str, unit: &'static str, svg: String) -> Option<Drawn> {
    // A note stands where there is nothing to draw.
    svg.contains("<svg").then(|| Drawn { title: Message::new(title), unit: Message::new(unit), svg })
}

fn of_task(run: &RunReport, chart: Chart, say: &Say<'_>) -> Option<Drawn> {
    match &run.task {
        TaskReport::YesNo(report) => of_yes_no(report, chart, say),
        TaskReport::Number(report) => of_number(report, chart, say),
        TaskReport::Category(report) => of_category(report, chart, say),
        TaskReport::Segments(report) => of_segments(report, chart, say),
    }
}

/// Charts that all kinds of runs may have.
fn of_run(run: &RunReport, chart: Chart, say: &Say<'_>) -> Option<Drawn> {
    match chart {
        Chart::Drivers if !run.drivers.is_empty() => {
            drawn("report-drivers-title", "report-drivers-unit", charts::driver_bars(say, &run.drivers))
        }
        Chart::Curve if run.curve.len() > 1 => {
            let inertia = matches!(run.task, TaskReport::Segments(_));
            let unit = if inertia { "report-curve-inertia" } else { "report-curve-loss" };
            let svg = charts::learning_curve(say, &run.curve, run.best_iteration, inertia);
            drawn("report-curve-title", unit, svg)
        }
        _ => None,
    }
}

fn of_yes_no(report: &YesNoReport, chart: Chart, say: &Say<'_>) -> Option<Drawn> {
    let judged = report.metrics.test.unwrap_or(report.metrics.train);
    match chart {
        Chart::Tenths if !report.tenths.is_empty() => {
            drawn("report-tenths-title", "report-tenths-unit", charts::tenth_bars(say, &report.tenths))
        }
        Chart::Gains if !report.gains.is_empty() => {
            let svg = charts::gains_curve(say, &report.gains, &report.detail.reach, yes_no::reached(report));
            drawn("report-gains-title", "report-gains-unit", svg)
        }
        Chart::Lift if !report.detail.reach.is_empty() => {
            let svg = charts::lift_curve(say, &report.detail.reach, yes_no::best_lift(report));
            drawn("report-lift-title", "report-lift-unit", svg)
        }
        Chart::Roc if !report.roc.is_empty() => {
            drawn("report-roc-title", "report-roc-unit", charts::roc_curve(say, &report.roc, report.auc))
        }
        Chart::PrecisionRecall if !report.detail.precision_recall.is_empty() => {
            let usual = judged.positives as f64 / judged.rows as f64;
            let figure = (judged.average_precision, report.detail.intervals.average_precision);
            let svg = charts::precision_recall(say, &report.detail.precision_recall, usual, figure);
            drawn("report-precision-curve-title", "report-precision-curve-unit", svg)
        }
        Chart::Honesty => {
            let bins = &report.detail.calibration.as_ref()?.bins;
            drawn("report-honesty-title", "report-honesty-unit", charts::calibration(say, bins))
        }
        Chart::Heads { called } if !report.ranked.is_empty() => {
            let svg = charts::mosaic(say, &confusion(report, called));
            let unit =
                Message::new("chart-heads-unit").count("called", called).count("n", report.ranked.len());
            Some(Drawn { title: Message::new("report-heads-title"), unit, svg })
        }
        _ => None,
    }
}

/// The counts of the best so many rows against all others.
pub(super) fn confusion(report: &YesNoReport, called: usize) -> Confusion {
    let called = called.min(report.ranked.len());
    let yes = |rows: &[(f64, bool)]| rows.iter().filter(|(_, yes)| *yes).count();
    let (list, rest) = report.ranked.split_at(called);
    let (hits, missed) = (yes(list), yes(rest));
    Confusion {
        true_positive: hits,
        false_positive: list.len() - hits,
        false_negative: missed,
        true_negative: rest.len() - missed,
    }
}

fn of_number(report: &NumberReport, chart: Chart, say: &Say<'_>) -> Option<Drawn> {
    match chart {
        Chart::Points if !report.points.is_empty() => {
            drawn("report-points-title", "report-points-unit", charts::predicted_actual(say, report))
        }
        Chart::NumberTenths if !report.tenths.is_empty() => {
            let svg = charts::number_tenths(say, &report.tenths);
            drawn("report-number-tenths-title", "report-number-tenths-unit", svg)
        }
        Chart::Misses => drawn("report-misses-title", "report-misses-unit", numbers::histogram(report, say)),
        Chart::MissTenths if !report.detail.tenths.is_empty() => {
            let svg = charts::miss_tenths(say, &report.detail.tenths);
            drawn("report-miss-tenths-title", "report-miss-tenths-unit", svg)
        }
        _ => None,
    }
}

fn of_category(report: &CategoryReport, chart: Chart, say: &Say<'_>) -> Option<Drawn> {
    let name = |class: &usize| report.classes.get(*class).map(|class| class.class.clone());
    match chart {
        Chart::Mixed => {
            let mut names: Vec<String> = report.mixed.shown.iter().filter_map(name).collect();
            if report.mixed.others > 0 {
                names.push(say.plain(&Message::new("category-others").count("n", report.mixed.others)));
            }
            let cells: Vec<Vec<Cell>> = report
                .mixed
                .counts
                .iter()
                .map(|row| {
                    let all = row.iter().sum::<usize>().max(1) as f64;
                    row.iter().map(|count| (say.count(*count), Some(*count as f64 / all))).collect()
                })
                .collect();
            let (title, unit) = (Message::new("category-mixed-title"), Message::new("category-mixed-unit"));
            let named = Named { id: "mixed", title: &title, description: &unit };
            let svg = charts::grid(say, named, (&names, &names), &cells);
            Some(Drawn { title, unit, svg })
        }
        Chart::SureTenths if !report.tenths.is_empty() => {
            let svg = charts::calibration(say, &calibration_bins(&report.tenths));
            drawn("category-honesty-title", "category-honesty-unit", svg)
        }
        Chart::ByAnswer => {
            let shown = report.mixed.shown.iter().filter_map(|class| report.classes.get(*class));
            let pairs: Vec<charts::Pair> = shown
                .map(|class| {
                    let note =
                        Message::new("chart-pair").count("said", class.expected.round().max(0.0) as usize);
                    (
                        class.class.clone(),
                        class.expected,
                        class.rows as f64,
                        say.say(&note.count("came", class.rows)),
                    )
                })
                .collect();
            let title = Message::new("category-by-answer-title");
            let unit = Message::new("category-by-answer-unit");
            let named = Named { id: "answers", title: &title, description: &unit };
            let key = [&Message::new("category-expected"), &Message::new("category-came")];
            let svg = charts::pairs(say, named, key, &pairs);
            Some(Drawn { title, unit, svg })
        }
        Chart::ClassDrivers if !report.drivers.is_empty() => {
            let columns: Vec<String> = report.mixed.shown.iter().filter_map(name).collect();
            let rows: Vec<String> = report.drivers.iter().map(|driver| driver.name.clone()).collect();
            let most = report
                .drivers
                .iter()
                .flat_map(|driver| &driver.effects)
                .fold(f64::MIN_POSITIVE, |most: f64, of| most.max(of.abs()));
            let cells: Vec<Vec<Cell>> = report
                .drivers
                .iter()
                .map(|driver| {
                    let effect = |class: &usize| driver.effects.get(*class).copied().unwrap_or(0.0);
                    let shown = report.mixed.shown.iter().map(effect);
                    shown.map(|effect| (say.number(effect), Some(effect / most))).collect()
                })
                .collect();
            let (title, unit) =
                (Message::new("category-drivers-title"), Message::new("category-drivers-unit"));
            let named = Named { id: "class-drivers", title: &title, description: &unit };
            let svg = charts::grid(say, named, (&rows, &columns), &cells);
            Some(Drawn { title, unit, svg })
        }
        _ => None,
    }
}

fn of_segments(report: &SegmentReport, chart: Chart, say: &Say<'_>) -> Option<Drawn> {
    match chart {
        Chart::Map if !report.map.is_empty() => {
            drawn("report-map-title", "report-map-unit", charts::customer_map(say, report))
        }
        Chart::Tried if report.tried.len() > 1 => {
            drawn("report-tried-title", "report-tried-unit", charts::tried(say, report))
        }
        Chart::Profile if !report.profile.is_empty() => {
            let lines = || report.profile.iter().take(ROWS);
            let rows: Vec<String> = lines().map(|row| row.label.clone()).collect();
            let everybody = say.plain(&Message::new("report-profile-all"));
            let numbers = report.segments.iter().map(|segment| segment.number.to_string());
            let columns: Vec<String> = std::iter::once(everybody).chain(numbers).collect();
            let written = |value: f64, is_share: bool| {
                if is_share { say.value(Arg::Percent(value)) } else { say.number(value) }
            };
            let cells: Vec<Vec<Cell>> = lines()
                .map(|row| {
                    let own =
                        row.values.iter().zip(&row.z).zip(&report.segments).map(|((value, z), segment)| {
                            if segment.rows < SHOWN_GROUP {
                                return ("–".to_owned(), None);
                            }
                            // Two standard deviations are as far as the colours go.
                            (written(*value, row.is_share), Some((z / 2.0).clamp(-1.0, 1.0)))
                        });
                    std::iter::once((written(row.overall, row.is_share), None)).chain(own).collect()
                })
                .collect();
            let (title, unit) = (Message::new("report-profile-title"), Message::new("report-profile-unit"));
            let named = Named { id: "profile", title: &title, description: &unit };
            let svg = charts::grid(say, named, (&rows, &columns), &cells);
            Some(Drawn { title, unit, svg })
        }
        _ => None,
    }
}

/// Width and height of an opening tag.
fn size(opening: &str) -> Option<[f64; 2]> {
    let (_, after) = opening.split_once("viewBox=\"0 0 ")?;
    let (size, _) = after.split_once('"')?;
    let (width, height) = size.split_once(' ')?;
    Some([width.parse().ok()?, height.parse().ok()?])
}

/// The rules of the page's style that are about pictures.
fn style(language: &str) -> String {
    let fonts = if language == "zh-CN" {
        "\"IBM Plex Sans\", \"Noto Sans CJK SC\", \"Noto Sans SC\", \"Microsoft YaHei\", \"PingFang SC\", sans-serif"
    } else {
        "\"IBM Plex Sans\", \"Segoe UI\", \"Noto Sans\", \"Helvetica Neue\", Arial, sans-serif"
    };
    let mut out = format!("text {{ font-family: {fonts}; }}\n");
    for rule in STYLE.split('}') {
        let Some((selector, declared)) = rule.split_once('{') else { continue };
        let Some(selector) = selector.trim().strip_prefix("svg ") else { continue };
        let declared = declared.trim();
        if !declared.contains("var(--c)") {
            let _ = writeln!(out, "{selector} {{ {declared} }}");
            continue;
        }
        for segment in 1..=SEGMENTS {
            let colour = colour_of_segment(segment).unwrap_or("#7D858A");
            let _ = writeln!(out, "{selector}.s{segment} {{ {} }}", declared.replace("var(--c)", colour));
        }
    }
    out.push_str("text.head { font-size: 14px; font-weight: 600; fill: var(--text); }\n");
    out
}

fn colour_of_segment(segment: usize) -> Option<&'static str> {
    let (_, after) = STYLE.split_once(&format!(".s{segment} {{ --c: "))?;
    after.split_once(';').map(|(colour, _)| colour)
}

/// The text with every variable of the style replaced by its value on the light page.
fn with_colours(text: &str) -> String {
    let block =
        STYLE.split_once(":root {").and_then(|(_, rest)| rest.split_once('}')).map_or("", |(own, _)| own);
    let value = |name: &str| {
        let (_, after) = block.split_once(&format!("{name}: "))?;
        after.split_once(';').map(|(value, _)| value)
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("var(") {
        out.push_str(before);
        let (name, tail) = after.split_once(')').unwrap_or((after, ""));
        match value(name) {
            Some(value) => out.push_str(value),
            // Not of the style: somebody's own words.
            None => out.extend(["var(", name, if tail.is_empty() { "" } else { ")" }]),
        }
        rest = tail;
    }
    out + rest
}
