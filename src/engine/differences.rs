//! What a new file lacks, has more, or has otherwise than the rows a model learned from.

use super::joining;
use crate::data::{self, ColumnUse, Table};
use crate::domain::column::Kind;
use crate::domain::error::UserError;
use crate::domain::frame::Frame;
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::Recipe;
use crate::domain::step::{FittedStep, source_of};
use crate::domain::table::TableView as _;
use crate::domain::work::Differences;
use crate::jobs::Sink;
use crate::learn::LearnError;
use crate::learn::prepare::drift::InputChange;
use crate::project::model_file::SavedModel;

/// The columns the model needs, as typed columns of the new file (missing ones left out), and what differs.
pub(super) fn compare(
    model: &SavedModel,
    table: &Table,
    sink: &Sink<'_>,
) -> Result<(Frame, Differences), UserError> {
    let file = table;
    let steps = model.steps();
    joining::read_all(file, steps.iter().map(|fitted| &fitted.step), sink)?;
    sink.phase(Message::new("engine-phase-prepare"), 0, None);
    let replayed = data::replay(file, &model.recipe, &steps, &|| !sink.is_stopped());
    let (table, joined) = &replayed.ok_or(LearnError::Stopped)?;
    // The words that are gaps are gaps already.
    let recipe = Recipe { steps: Vec::new(), ..model.recipe.clone() };
    let needed: Vec<&str> =
        model.preparation.inputs().iter().map(super::super::learn::prepare::Input::column).collect();
    let has = |name: &str| table.names().iter().any(|own| own == name);
    let uses: Vec<ColumnUse> = model
        .columns
        .iter()
        .filter(|(name, _)| needed.contains(&name.as_str()) && has(name))
        .map(|(name, kind)| ColumnUse { name: name.clone(), kind: *kind })
        .collect();
    let frame = data::frame_watched(table, &uses, &recipe, &|progress| {
        sink.phase(Message::new("engine-phase-prepare"), progress.done, progress.total);
        !sink.is_stopped()
    })?;
    let frame = frame.ok_or(LearnError::Stopped)?;
    let known = |name: &str| model.table.iter().any(|column| column == name);
    let mut differences = Differences {
        missing: lacking(&needed, &steps, &has),
        extra: file.names().iter().filter(|name| !known(name)).cloned().collect(),
        changed: Vec::new(),
        joined: joined.clone(),
    };
    for change in model.preparation.compare(&frame) {
        match &change {
            InputChange::Missing { .. } | InputChange::New { .. } => {}
            InputChange::Kind { column }
            | InputChange::Levels { column, .. }
            | InputChange::Range { column, .. }
            | InputChange::Gaps { column, .. } => {
                let kind = model.columns.iter().find(|(name, _)| name == column).map(|(_, kind)| *kind);
                let message = change.message(kind.unwrap_or(Kind::Number));
                differences.changed.push((column.clone(), message));
            }
        }
    }
    Ok((frame, differences))
}

/// The columns of the file behind those that are not there.
fn lacking(needed: &[&str], steps: &[FittedStep], has: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    for name in needed.iter().filter(|name| !has(name)) {
        let source = source_of(name, steps.iter().map(|fitted| &fitted.step));
        if !missing.contains(&source) {
            missing.push(source);
        }
    }
    missing
}

/// The sentence for a file that cannot be scored.
pub(super) fn refusal(file: &str, missing: &[String]) -> UserError {
    UserError::request(
        Message::new("engine-score-missing").name("file", file).with("columns", Arg::Names(missing.to_vec())),
        Message::new("engine-score-missing-why").count("n", missing.len()),
        Message::new("engine-score-missing-next"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Words};

    #[test]
    fn days_are_told_as_days() {
        // 2019-05-22 and 2025-12-11 in days since 1970-01-01, by Python's `date.toordinal`.
        let change = InputChange::Range {
            column: "signup".to_owned(),
            below: 0,
            above: 2,
            min: 18_038.0,
            max: 20_433.0,
        };
        let said = |language, kind| Words::new(language).say(&change.message(kind));
        assert_eq!(
            said(Language::English, Kind::Date),
            "“signup” lies outside 22 May 2019 to 11 December 2025, the range of training, in 2 rows."
        );
        assert_eq!(
            said(Language::Chinese, Kind::Date),
            "“signup”列有 2 行超出训练时的范围 2019 年 5 月 22 日～2025 年 12 月 11 日。"
        );
        assert!(said(Language::English, Kind::Integer).contains("18,038 to 20,433"));
    }
}
