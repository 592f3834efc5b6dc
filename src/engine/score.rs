//! Scoring a new file with a trained model, by column name.

use std::path::Path;
use std::sync::Arc;

use super::differences::{compare, refusal};
use super::write::{Answers, answer_columns, saved, table_with};
use super::{Engine, IfExists, read};
use crate::domain::error::UserError;
use crate::domain::frame::Frame;
use crate::domain::message::Message;
use crate::domain::recipe::Reading;
use crate::domain::table::TableView as _;
use crate::domain::work::{Differences, ModelSource, Output};
use crate::jobs::{Ended, Sink};
use crate::learn::{self, GoOn};
use crate::project::model_file::{self, SavedModel, SavedTask};
use crate::text::{Language, Words};

/// Compares, and writes if a path is given.
pub(super) fn perform(
    engine: &Engine,
    source: &ModelSource,
    data: &Path,
    out: Option<&Path>,
    if_exists: IfExists,
    sink: &Sink<'_>,
) -> Result<Ended<Output>, UserError> {
    let model = match source {
        ModelSource::File(path) => Arc::new(load_model(path)?),
        ModelSource::Run(id) => Arc::new(saved(&*engine.run(*id)?)),
    };
    let scored = score_file(&model, data, &Reading::default(), out, if_exists, Language::English, sink)?;
    Ok(Ended::Finished(Output::Scored {
        path: scored.path,
        rows: scored.rows,
        differences: scored.differences,
    }))
}

/// Reads a model from disk.
pub fn load_model(path: &Path) -> Result<SavedModel, UserError> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let bytes = std::fs::read(path).map_err(|err| {
        UserError::request(
            Message::new("engine-model-not-read").name("file", &name),
            Message::new("engine-because").text("reason", err.to_string()),
            Message::new("engine-model-next"),
        )
    })?;
    // Bytes that are no text are a damaged model, and the reader says so.
    model_file::from_text(&String::from_utf8_lossy(&bytes), &name)
}

/// A scored file.
#[derive(Debug)]
pub struct ScoredFile {
    /// Where it went, if anywhere.
    pub path: Option<std::path::PathBuf>,
    /// Rows.
    pub rows: u64,
    /// What differs from the rows the model learned from.
    pub differences: Differences,
    /// New columns that had to be renamed (wanted, given).
    pub renamed: Vec<(String, String)>,
}

/// Scores a file. Without `out` it only compares; a missing column then is a difference, not an error.
pub fn score_file(
    model: &SavedModel,
    data: &Path,
    reading: &Reading,
    out: Option<&Path>,
    if_exists: IfExists,
    language: Language,
    sink: &Sink<'_>,
) -> Result<ScoredFile, UserError> {
    let table = read(data, reading, sink)?;
    let (frame, differences) = compare(model, &table, sink)?;
    let rows = table.rows() as u64;
    let Some(out) = out else {
        return Ok(ScoredFile { path: None, rows, differences, renamed: Vec::new() });
    };
    if !differences.missing.is_empty() {
        let name = data.file_name().unwrap_or(data.as_os_str()).to_string_lossy().into_owned();
        return Err(refusal(&name, &differences.missing));
    }
    sink.phase(Message::new("engine-phase-score"), 0, None);
    let answers = answers(model, &frame, &|| !sink.is_stopped())?;
    let columns = answer_columns(&answers.0, &Words::new(language));
    let columns = match answers.1 {
        Some(names) => named(columns, &names, language),
        None => columns,
    };
    match table_with(out, if_exists, &table, None, columns, sink)? {
        Output::Wrote { path, renamed, .. } => {
            Ok(ScoredFile { path: Some(path), rows, differences, renamed })
        }
        _ => Ok(ScoredFile { path: None, rows, differences, renamed: Vec::new() }),
    }
}

type Names = (Vec<String>, Vec<String>);

fn answers(
    model: &SavedModel,
    frame: &Frame,
    go_on: GoOn<'_>,
) -> Result<(Answers, Option<Names>), UserError> {
    let rows: Vec<u32> = (0..frame.rows as u32).collect();
    let trained = (&model.preparation, &model.model);
    let numbers = || learn::apply::predict(trained, frame, &rows, go_on);
    Ok(match &model.task {
        SavedTask::YesNo { positive, negative } => {
            let (positive, negative) = (positive.clone(), negative.clone());
            (Answers::YesNo { positive, negative, chances: numbers()? }, None)
        }
        SavedTask::Category { classes } => {
            let chances = learn::apply::chances(trained, frame, &rows, go_on)?;
            (Answers::Category { classes: classes.clone(), chances }, None)
        }
        SavedTask::Number => (Answers::Number(numbers()?), None),
        SavedTask::Segments { names_en, names_zh } => {
            let assigned = learn::apply::assign(trained, frame, &rows, go_on)?;
            let names = Some((names_en.clone(), names_zh.clone()));
            (Answers::Segments { names: Vec::new(), assigned }, names)
        }
    })
}

/// Segment names as they were when the model was saved.
fn named(
    columns: Vec<(String, Vec<String>)>,
    (english, chinese): &Names,
    language: Language,
) -> Vec<(String, Vec<String>)> {
    let names = if language == Language::Chinese { chinese } else { english };
    let numbers: Vec<Option<usize>> = columns
        .iter()
        .find(|(name, _)| name == "segment")
        .map(|(_, values)| values.iter().map(|value| value.parse().ok()).collect())
        .unwrap_or_default();
    let name_of = |number: &Option<usize>| {
        number.and_then(|number| names.get(number.wrapping_sub(1))).cloned().unwrap_or_default()
    };
    columns
        .into_iter()
        .map(|(name, values)| {
            let values = if name == "segment_name" { numbers.iter().map(name_of).collect() } else { values };
            (name, values)
        })
        .collect()
}
