//! `report.html`, `metrics.json`, and single charts as pictures or figures, made as data from a finished run.
//!
//! Knows nothing of files, windows or how a run came about: text goes in through a translator, text comes out.
//! Whatever comes from the user's data is escaped in [`markup`], the only place that writes attribute values and
//! text nodes.

mod category;
mod charts;
mod effects;
mod figures;
mod markup;
mod metrics;
mod net;
mod numbers;
mod page;
mod penalty;
mod picture;
mod points;
mod ranges;
mod segments;
mod tables;
mod yes_no;

pub use metrics::metrics_json;

use crate::domain::chart::Chart;
use crate::domain::event::CurvePoint;
use crate::domain::message::Message;
use crate::domain::net_view::NetMap;
use crate::domain::report::RunReport;
use crate::domain::table::FileFacts;

/// Turns a message into the words and number formats of a language.
pub type Translator<'a> = &'a dyn Fn(&Message) -> String;

/// What a report says about its making, beside the run itself.
#[derive(Clone, Copy, Debug)]
pub struct ReportContext<'a> {
    /// The file that was learned from.
    pub facts: &'a FileFacts,
    /// Readable rows in that file.
    pub file_rows: usize,
    /// The day (and time), already in words of the language.
    pub date: &'a str,
    /// Version of the app.
    pub version: &'a str,
    /// Seed of the recipe.
    pub seed: u64,
}

/// The whole report as one HTML page without scripts and without anything to load.
/// `language`: `en` or `zh-CN`, the language `words` speaks.
pub fn html(run: &RunReport, context: &ReportContext<'_>, words: Translator<'_>, language: &str) -> String {
    page::page(run, context, &markup::Say::new(words), language)
}

/// A chart as an SVG that needs nothing beside it; none for a chart that this run does not have. `language`: `en` or
/// `zh-CN`, the language `words` speaks.
pub fn chart_svg(run: &RunReport, chart: Chart, words: Translator<'_>, language: &str) -> Option<String> {
    picture::svg(run, chart, &markup::Say::new(words), language)
}

/// A picture as points, two for each of its own units, as the bytes of a PNG; none for what is no picture.
pub fn png(svg: &str) -> Option<Vec<u8>> {
    points::png(svg)
}

/// The figures of a chart, cells between tabs, one line a row with names above; none for a chart that this run does
/// not have.
pub fn chart_figures(run: &RunReport, chart: Chart, words: Translator<'_>) -> Option<String> {
    figures::tsv(run, chart, words)
}

/// A chart of what is inside a net as an SVG; none for any other chart.
pub fn net_svg(map: &NetMap, chart: Chart, words: Translator<'_>, language: &str) -> Option<String> {
    net::svg(map, chart, words, language)
}

/// The figures of such a chart.
pub fn net_figures(map: &NetMap, chart: Chart, words: Translator<'_>) -> Option<String> {
    net::tsv(map, chart, words)
}

/// The same for losses while they come in.
pub fn curve_figures(points: &[CurvePoint], words: Translator<'_>) -> Option<String> {
    figures::curve(points, words)
}

#[cfg(test)]
mod chart_tests;
#[cfg(test)]
mod tests;
