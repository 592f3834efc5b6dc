//! What a finished run leaves: the scored table, the model, the report, the recipe, the metrics.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::{categories, list};
use crate::data::{IfExists, Table, replace_file, write_rejected, write_table};
use crate::domain::chart::{Chart, Picture};
use crate::domain::column::Kind;
use crate::domain::error::UserError;
use crate::domain::message::Message;
use crate::domain::net_view::NetMap;
use crate::domain::recipe::Recipe;
use crate::domain::report::{Part, RunReport};
use crate::domain::step::FittedStep;
use crate::domain::table::TableView as _;
use crate::domain::work::{Artifact, Output};
use crate::jobs::Sink;
use crate::learn::{Model, Preparation};
use crate::project::model_file::{self, SavedModel, SavedTask};
use crate::project::recipe_file;
use crate::report;
use crate::text::{Language, Words, format};

/// What the model says of every row of the table, in file order.
#[derive(Clone, Debug)]
pub enum Answers {
    /// Chances of the positive answer.
    YesNo {
        /// The value looked for.
        positive: String,
        /// What the others are called.
        negative: String,
        /// One chance per row.
        chances: Vec<f64>,
    },
    /// Chances of several answers.
    Category {
        /// The answers, in code-point order.
        classes: Vec<String>,
        /// Rows × answers.
        chances: Vec<f64>,
    },
    /// Predicted numbers.
    Number(Vec<f64>),
    /// Groups.
    Segments {
        /// Names of the groups.
        names: Vec<Message>,
        /// 0-based group and distance to its centre, per row.
        assigned: Vec<(u32, f64)>,
    },
}

/// A run with everything needed to write its files.
#[derive(Clone, Debug)]
pub struct FinishedRun {
    /// The table it was trained on.
    pub table: Table,
    /// The recipe it answers.
    pub recipe: Recipe,
    /// What screens show.
    pub report: Arc<RunReport>,
    /// Columns the model may use, with their kinds.
    pub kinds: Vec<(String, Kind)>,
    /// Fitted on training rows.
    pub preparation: Preparation,
    /// The model that was tested.
    pub model: Model,
    /// Why it got no further, where learning broke and the best so far was kept.
    pub broken: Option<UserError>,
    /// The steps that were carried out, with what they learned.
    pub steps: Vec<FittedStep>,
    /// The part of every row.
    pub parts: Vec<Part>,
    /// Which rows are known to have the answer looked for; empty where there is no such answer.
    pub yes: Vec<bool>,
    /// What it says of every row.
    pub answers: Answers,
}

/// Writes one artifact of a run.
pub(super) fn artifact(
    run: &FinishedRun,
    artifact: Artifact,
    path: &Path,
    if_exists: IfExists,
    language: &str,
    sink: &Sink<'_>,
) -> Result<Output, UserError> {
    let language = Language::from_tag(language).unwrap_or(Language::English);
    sink.phase(Message::new("engine-phase-write"), 0, None);
    let text = match artifact {
        Artifact::Predictions => {
            let mut extra = vec![("split".to_owned(), parts_column(&run.parts))];
            extra.extend(answer_columns(&run.answers, &Words::new(language)));
            return table_with(path, if_exists, &run.table, None, extra, sink);
        }
        Artifact::List => {
            let rows = list::rows(run);
            let mut extra = list::ranks(&rows, run.table.rows());
            extra.extend(answer_columns(&run.answers, &Words::new(language)));
            return table_with(path, if_exists, &run.table, Some(&rows), extra, sink);
        }
        Artifact::Model => model_file::to_text(&saved(run))?,
        Artifact::Report => report_page(run, language),
        Artifact::Recipe => recipe_file::to_text(&run.recipe)?,
        Artifact::Chart(chart, picture) => {
            let words = Words::new(language);
            let say = |message: &Message| words.say(message);
            let svg = report::chart_svg(&run.report, chart, &say, language.tag());
            return picture_file(svg, picture, path, if_exists);
        }
    };
    text_file(path, if_exists, &text)?;
    Ok(Output::Wrote { path: path.to_owned(), rows: None, renamed: Vec::new() })
}

/// A chart of what is inside a net.
pub(super) fn net_chart(
    map: Option<&NetMap>,
    (chart, picture): (Chart, Picture),
    path: &Path,
    if_exists: IfExists,
    language: &str,
) -> Result<Output, UserError> {
    let words = Words::new(Language::from_tag(language).unwrap_or(Language::English));
    let say = |message: &Message| words.say(message);
    let svg = map.and_then(|map| report::net_svg(map, chart, &say, language));
    picture_file(svg, picture, path, if_exists)
}

/// Writes a chart as a picture.
fn picture_file(
    svg: Option<String>,
    picture: Picture,
    path: &Path,
    if_exists: IfExists,
) -> Result<Output, UserError> {
    let bytes = match picture {
        Picture::Svg => svg.map(String::into_bytes),
        Picture::Png => svg.and_then(|svg| report::png(&svg)),
    };
    let bytes = bytes.ok_or_else(|| {
        UserError::request(
            Message::new("engine-chart-not-drawn"),
            Message::new("engine-chart-nothing"),
            Message::new("engine-chart-next"),
        )
    })?;
    replace_file(path, if_exists, &mut |out: &mut dyn io::Write| out.write_all(&bytes))?;
    Ok(Output::Wrote { path: path.to_owned(), rows: None, renamed: Vec::new() })
}

/// Writes a text file, atomically.
pub fn text_file(path: &Path, if_exists: IfExists, text: &str) -> Result<(), UserError> {
    replace_file(path, if_exists, &mut |out: &mut dyn io::Write| out.write_all(text.as_bytes()))
}

/// Writes a table with more columns behind its own.
pub(super) fn table_with(
    path: &Path,
    if_exists: IfExists,
    table: &Table,
    rows: Option<&[u32]>,
    extra: Vec<(String, Vec<String>)>,
    sink: &Sink<'_>,
) -> Result<Output, UserError> {
    let mut extra = extra;
    let written = rows.map_or_else(|| table.rows(), <[u32]>::len);
    let renamed = write_table(path, if_exists, table, rows, &mut extra, &mut |progress| {
        sink.phase(Message::new("engine-phase-write"), progress.done, progress.total);
        !sink.is_stopped()
    })?;
    Ok(Output::Wrote { path: path.to_owned(), rows: Some(written as u64), renamed })
}

fn parts_column(parts: &[Part]) -> Vec<String> {
    parts.iter().map(|part| part.name().to_owned()).collect()
}

/// The columns that tell what the model says, by their names of the contract.
pub(super) fn answer_columns(answers: &Answers, words: &Words) -> Vec<(String, Vec<String>)> {
    let column = |name: &str, values: Vec<String>| (name.to_owned(), values);
    match answers {
        Answers::YesNo { positive, negative, chances } => {
            let word = |chance: &f64| if *chance >= 0.5 { positive.clone() } else { negative.clone() };
            vec![
                column("prediction", chances.iter().map(word).collect()),
                column("probability", chances.iter().map(|chance| format!("{chance:.6}")).collect()),
            ]
        }
        Answers::Category { classes, chances } => categories::columns(classes, chances),
        Answers::Number(values) => vec![column("prediction", values.iter().map(f64::to_string).collect())],
        Answers::Segments { names, assigned } => {
            let names: Vec<String> = names.iter().map(|name| words.say(name)).collect();
            let name = |group: u32| names.get(group as usize).cloned().unwrap_or_default();
            vec![
                column("segment", assigned.iter().map(|(group, _)| (group + 1).to_string()).collect()),
                column("segment_name", assigned.iter().map(|(group, _)| name(*group)).collect()),
                column("distance", assigned.iter().map(|(_, distance)| format!("{distance:.6}")).collect()),
            ]
        }
    }
}

/// The model as it goes to disk.
pub(super) fn saved(run: &FinishedRun) -> SavedModel {
    let task = match &run.answers {
        Answers::YesNo { positive, negative, .. } => {
            SavedTask::YesNo { positive: positive.clone(), negative: negative.clone() }
        }
        Answers::Category { classes, .. } => SavedTask::Category { classes: classes.clone() },
        Answers::Number(_) => SavedTask::Number,
        Answers::Segments { names, .. } => {
            let in_language = |language| {
                let words = Words::new(language);
                names.iter().map(|name| words.say(name)).collect()
            };
            SavedTask::Segments {
                names_en: in_language(Language::English),
                names_zh: in_language(Language::Chinese),
            }
        }
    };
    SavedModel {
        task,
        recipe: run.recipe.clone(),
        columns: run.kinds.clone(),
        table: run.table.names().to_vec(),
        steps: Some(run.steps.clone()),
        penalty: run.report.penalty.as_ref().map(|penalty| penalty.value),
        preparation: run.preparation.clone(),
        model: run.model.clone(),
    }
}

fn report_page(run: &FinishedRun, language: Language) -> String {
    let words = Words::new(language);
    let today =
        chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now()).format("%Y-%m-%d").to_string();
    let context = report::ReportContext {
        facts: run.table.facts(),
        file_rows: run.table.rows(),
        date: &format::date(language, &today),
        version: env!("CARGO_PKG_VERSION"),
        seed: run.recipe.seed,
    };
    report::html(&run.report, &context, &|message| words.say(message), language.tag())
}

/// Everything a headless run leaves in its folder. Names as in the contract.
pub fn folder(
    run: &FinishedRun,
    folder: &Path,
    language: &str,
    sink: &Sink<'_>,
) -> Result<Vec<Output>, UserError> {
    // The folder was checked or cleared by the caller; single files may be there with `--force`.
    let replace = IfExists::Replace;
    let one = |what: Artifact| artifact(run, what, &folder.join(what.file_name()), replace, language, sink);
    // The small and dear first, so that a disk that runs full keeps them.
    let mut written = vec![one(Artifact::Recipe)?, one(Artifact::Model)?];
    let words = Words::new(Language::from_tag(language).unwrap_or(Language::English));
    let metrics =
        serde_json::to_string_pretty(&report::metrics_json(&run.report, &|message| words.say(message)))
            .map_err(|err| {
                UserError::work(
                    Message::new("engine-metrics-not-written"),
                    Message::new("engine-because").text("reason", err.to_string()),
                    Message::new("engine-report-bug"),
                )
            })?;
    text_file(&folder.join("metrics.json"), replace, &(metrics + "\n"))?;
    written.push(one(Artifact::Report)?);
    written.push(one(Artifact::Predictions)?);
    if !run.table.rejected().is_empty() {
        write_rejected(&folder.join("rejected.csv"), replace, &run.table)?;
    }
    Ok(written)
}
