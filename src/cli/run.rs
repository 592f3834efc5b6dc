//! `clientele run`: do what a recipe says; and what every training command does at its end.

use std::path::{Path, PathBuf};

use super::args::{Out, Run};
use super::output::Output;
use super::recipe::{prepare_folder, reading};
use crate::domain::error::UserError;
use crate::domain::message::Message;
use crate::domain::report::{ByPart, TaskReport};
use crate::engine::recipe_file;
use crate::engine::{self, FinishedRun};
use crate::jobs::{Cancel, Ended, run_here};
use crate::text::format;

pub(super) fn perform(wanted: &Run, output: &Output) -> Result<u8, UserError> {
    let name = wanted.recipe.display().to_string();
    let text = std::fs::read_to_string(&wanted.recipe).map_err(|error| {
        UserError::request(
            Message::new("engine-recipe-not-read").name("file", &name),
            Message::new("engine-because").text("reason", error.to_string()),
            Message::new("engine-recipe-next"),
        )
    })?;
    let mut recipe = recipe_file::from_text(&text, &name, &wanted.out.settings)?;
    // Second files lie where the recipe says, beside it.
    recipe.begin_at(&folder_of(&wanted.recipe));
    recipe.source.reading = reading(&wanted.reading, &recipe.source.reading)?;
    if let Some(data) = &wanted.data {
        recipe.source.path = Some(data.clone());
    }
    let Some(path) = recipe.source.path.clone() else {
        return Err(UserError::request(
            Message::new("cli-no-data"),
            Message::new("cli-no-data-why"),
            Message::new("cli-no-data-next"),
        ));
    };
    let _results = prepare_folder(&wanted.out.folder, wanted.out.force)?;
    let mut broken = None;
    let ended = output.watch(|sink| {
        let table = engine::read(&path, &recipe.source.reading, sink)?;
        set_aside(engine::train(&table, &recipe, sink)?, &mut broken)
    });
    finish_broken(broken, &wanted.out, output)?;
    finish(ended?, &wanted.out, output)
}

/// A run that broke off ends with the reason; what it reached is set aside, to be written all the same.
pub(super) fn set_aside(
    ended: Ended<FinishedRun>,
    aside: &mut Option<FinishedRun>,
) -> Result<Ended<FinishedRun>, UserError> {
    let Ended::Finished(mut run) = ended else { return Ok(ended) };
    let Some(error) = run.broken.take() else { return Ok(Ended::Finished(run)) };
    *aside = Some(run);
    Err(error)
}

/// Writes what a run that broke off has reached, if there is one.
pub(super) fn finish_broken(
    broken: Option<FinishedRun>,
    out: &Out,
    output: &Output,
) -> Result<(), UserError> {
    broken.map_or(Ok(()), |run| write_and_tell(&run, out, output))
}

/// The folder a file lies in, as seen from anywhere.
pub(super) fn folder_of(file: &Path) -> PathBuf {
    let file = std::path::absolute(file).unwrap_or_else(|_unknown| file.to_owned());
    file.parent().map(Path::to_owned).unwrap_or_default()
}

/// Writes what came out, also after a stop, and tells it in a few lines.
pub(super) fn finish(ended: Ended<FinishedRun>, out: &Out, output: &Output) -> Result<u8, UserError> {
    let stopped = matches!(ended, Ended::Stopped(_));
    if let Some(run) = ended.result() {
        write_and_tell(&run, out, output)?;
    }
    if stopped {
        output.say(&output.words.tr("cli-stopped"));
    }
    Ok(if stopped { 130 } else { 0 })
}

fn write_and_tell(run: &FinishedRun, out: &Out, output: &Output) -> Result<(), UserError> {
    let language = output.words.language().tag();
    // A Ctrl-C that came before must not stop the writing of what was kept.
    let calm = Cancel::new();
    run_here(
        &calm,
        |sink| engine::write_folder(run, &out.folder, language, sink).map(Ended::Finished),
        |_| {},
    )?;
    tell(run, out, output);
    Ok(())
}

fn tell(run: &FinishedRun, out: &Out, output: &Output) {
    let words = &output.words;
    let report = &run.report;
    output.say(&words.say(&report.verdict.title));
    for sentence in &report.verdict.sentences {
        output.say(&format!("  {}", words.say(sentence)));
    }
    for note in &report.notes {
        output.say(&format!("  {}", words.say(note)));
    }
    match &report.task {
        TaskReport::YesNo(task) => {
            let shown = judged(&task.metrics);
            output.say(&figures(&[("AUC", shown.auc), ("log loss", shown.log_loss), ("Brier", shown.brier)]));
        }
        TaskReport::Category(task) => {
            let shown = judged(&task.metrics);
            let brier = ("Brier", shown.brier);
            output.say(&figures(&[
                ("accuracy", shown.accuracy),
                ("AUC", shown.auc),
                ("log loss", shown.log_loss),
                brier,
            ]));
        }
        TaskReport::Number(task) => {
            let shown = judged(&task.metrics);
            output.say(&figures(&[("R²", shown.r2), ("RMSE", shown.rmse), ("MAE", shown.mae)]));
        }
        TaskReport::Segments(task) => {
            for segment in &task.segments {
                let share = format::percent(words.language(), segment.share);
                output.say(&format!("  {}  {}  {share}", segment.number, words.say(&segment.name)));
            }
            output.say(&figures(&[("inertia", task.inertia), ("silhouette", task.silhouette)]));
        }
    }
    if let Some((k, folds)) = &report.folds {
        for metric in folds {
            output.say(&format!("  {k} folds, {}: {:.4} ± {:.4}", metric.name, metric.mean, metric.sd));
        }
    }
    let said = Message::new("cli-wrote-folder").text("folder", out.folder.display().to_string());
    output.say(&words.say(&said));
}

/// Metrics on test rows, or on training rows where nothing was left to judge by.
fn judged<M: Copy>(metrics: &ByPart<M>) -> M {
    metrics.test.unwrap_or(metrics.train)
}

fn figures(named: &[(&str, f64)]) -> String {
    let shown: Vec<String> = named.iter().map(|(name, value)| format!("{name} {value:.4}")).collect();
    format!("  {}", shown.join(", "))
}
