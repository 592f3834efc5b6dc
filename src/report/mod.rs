//! `report.html` and `metrics.json`, made as data from a finished run.
//!
//! Knows nothing of files, windows or how a run came about: text goes in through a translator, text comes out.
//! Whatever comes from the user's data is escaped in [`markup`], the only place that writes attribute values and
//! text nodes.

mod category;
mod charts;
mod effects;
mod markup;
mod metrics;
mod numbers;
mod page;
mod penalty;
mod ranges;
mod segments;
mod tables;
mod yes_no;

pub use metrics::metrics_json;

use crate::domain::message::Message;
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

#[cfg(test)]
mod tests;
