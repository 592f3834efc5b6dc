//! `clientele profile`: what was found out about a file.

use serde_json::{Value, json};

use super::args::Profile;
use super::output::{Output, line};
use super::recipe::reading;
use crate::domain::column::{ColumnProfile, Summary, TableProfile};
use crate::domain::error::UserError;
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{Reading, Recipe};
use crate::domain::table::{FileForm, TableView as _};
use crate::engine;
use crate::engine::Table;
use crate::jobs::Ended;
use crate::text::Words;

/// Version of the JSON.
const VERSION: u32 = 1;

pub(super) fn perform(wanted: &Profile, output: &Output) -> Result<u8, UserError> {
    let reading = reading(&wanted.reading, &Reading::default())?;
    let table = output.watch(|sink| engine::read(&wanted.data, &reading, sink).map(Ended::Finished))?;
    let Some(table) = table.result() else { return Ok(130) };
    let mut recipe = Recipe::new(Some(wanted.data.clone()));
    recipe.source.reading = reading;
    let profile = engine::profile(&table, &recipe);
    if wanted.json {
        line(&as_json(&table, &profile, &output.words).to_string());
    } else {
        as_text(&table, &profile, &output.words);
    }
    Ok(0)
}

fn as_json(table: &Table, profile: &TableProfile, words: &Words) -> Value {
    let facts = table.facts();
    // Typed columns have nothing between them.
    let delimiter = (facts.form != FileForm::Parquet).then_some(facts.delimiter);
    let columns: Vec<Value> = profile
        .columns
        .iter()
        .map(|column| {
            json!({
                "name": column.name, "kind": column.kind.name(), "role": column.role.name(),
                "gaps": column.gaps, "distinct": column.distinct,
            })
        })
        .collect();
    let issues: Vec<Value> = profile
        .findings
        .iter()
        .filter(|finding| finding.kind != crate::domain::column::FindingKind::AllGood)
        .map(|finding| {
            json!({
                "kind": finding.kind.name(), "column": finding.column, "rows": finding.rows,
                "text": format!("{}. {}", words.say(&finding.title), words.say(&finding.detail)),
            })
        })
        .collect();
    json!({
        "version": VERSION,
        "file": {
            "encoding": facts.encoding, "delimiter": delimiter, "quote": facts.quote,
            "decimal": facts.decimal, "header": facts.header(),
        },
        "rows": table.rows(), "rejected": table.rejected().len(), "columns": columns, "issues": issues,
    })
}

fn as_text(table: &Table, profile: &TableProfile, words: &Words) {
    let typed = table.facts().form == FileForm::Parquet;
    let summary = if typed { Message::new("cli-profile-typed") } else { Message::new("cli-profile-summary") };
    let summary = summary
        .message("rows", Message::new("common-rows").count("n", table.rows()))
        .message("columns", Message::new("common-columns").count("n", profile.columns.len()))
        .text("encoding", &table.facts().encoding)
        .name("delimiter", printable(table.facts().delimiter));
    line(&words.say(&summary));
    let width = profile.columns.iter().map(|column| column.name.chars().count()).max().unwrap_or(0).min(32);
    for column in &profile.columns {
        line(&format!(
            "  {:width$}  {:12}  {:12}  {}",
            column.name,
            words.kind(column.kind),
            words.role(column.role),
            shape(column, words),
        ));
    }
    for finding in &profile.findings {
        line(&format!("- {}: {}", words.say(&finding.title), words.say(&finding.detail)));
    }
}

fn printable(delimiter: char) -> String {
    if delimiter == '\t' { "tab".to_owned() } else { delimiter.to_string() }
}

fn shape(column: &ColumnProfile, words: &Words) -> String {
    let mut parts = Vec::new();
    match &column.summary {
        Summary::Numbers { min, max, .. } => parts.push(words.say(
            &Message::new("cli-profile-range").with("min", Arg::Number(*min)).with("max", Arg::Number(*max)),
        )),
        Summary::Dates { first, last, .. } => {
            parts.push(words.say(&Message::new("cli-profile-range").text("min", first).text("max", last)));
        }
        Summary::Values { .. } | Summary::Empty => {
            parts.push(words.say(&Message::new("common-values").with("n", Arg::Count(column.distinct))));
        }
    }
    if column.gaps > 0 {
        parts.push(words.say(&Message::new("common-gaps").with("n", Arg::Count(column.gaps))));
    }
    parts.join(", ")
}
