//! From the events of jobs to the state.

use std::sync::Arc;

use super::command::Action;
use super::effect::Effect;
use super::opening;
use super::reduce::show_toast;
use super::state::{Dialog, JobView, Pace, Place, RunView, Scoring, State};
use crate::domain::error::{ErrorKind, UserError};
use crate::domain::event::{JobEvent, JobId, NetNews, Progress};
use crate::domain::message::Message;
use crate::domain::net_view::NetMap;
use crate::domain::report::{RunReport, TaskReport};
use crate::domain::work::{Artifact, ModelSource, Output, Request, RunId, Slot};

/// The share of customers on the list a verdict speaks of.
const BEST_TENTH: f64 = 0.1;
/// Takes note of a started job.
pub fn job_started(state: &mut State, slot: Slot, id: JobId, now: f64) {
    state.jobs.insert(
        slot,
        JobView { id, started: now, phase: None, progress: None, stopping: false, phase_started: now },
    );
}

/// Applies one event of a job; events of jobs that were superseded are dropped.
pub fn apply(state: &mut State, slot: Slot, id: JobId, event: JobEvent<Output>, now: f64) -> Vec<Effect> {
    let Some(job) = state.jobs.get_mut(&slot).filter(|job| job.id == id) else { return Vec::new() };
    match event {
        JobEvent::Started => Vec::new(),
        JobEvent::Phase { what, progress } => {
            if job.phase.as_ref().is_none_or(|phase| phase.id != what.id) {
                job.phase_started = now;
            }
            job.phase = Some(what);
            job.progress = Some(progress);
            Vec::new()
        }
        JobEvent::Net(news) => {
            if let NetNews::Back(pass, _) = news {
                job.progress.get_or_insert(Progress { done: 0, total: None }).done =
                    u64::from(pass.unwrap_or(0));
            }
            super::training::heard(state, news);
            Vec::new()
        }
        JobEvent::Map(map) => {
            looked(state, map);
            Vec::new()
        }
        JobEvent::Point(point) => {
            job.progress.get_or_insert(Progress { done: 0, total: None }).done = u64::from(point.iteration);
            state.training.curve.push(point);
            if state.training.pace == Pace::OnePass && point.iteration > 0 {
                state.training.pace = Pace::Paused;
            }
            Vec::new()
        }
        JobEvent::Finished(output) | JobEvent::Stopped(Some(output)) => {
            state.jobs.remove(&slot);
            finished(state, output)
        }
        JobEvent::Stopped(None) => {
            state.jobs.remove(&slot);
            match slot {
                Slot::First => return Vec::new(),
                Slot::Open => opening::stopped(state),
                _ => {}
            }
            show_toast(state, Message::new("shell-toast-stopped"), None);
            Vec::new()
        }
        JobEvent::Failed(error) => {
            state.jobs.remove(&slot);
            failed(state, slot, error);
            Vec::new()
        }
    }
}

fn failed(state: &mut State, slot: Slot, error: UserError) {
    match slot {
        Slot::Open => opening::failed(state, error),
        // The reading of the whole file says what is wrong with it.
        Slot::First => {}
        Slot::Train => state.training.error = Some(error),
        Slot::Write if error.kind == ErrorKind::Exists => {
            if let Some(request) = state.last_write.take() {
                state.dialog = Some(Dialog::Replace(request));
            }
        }
        Slot::Preview
        | Slot::Join
        | Slot::Glance
        | Slot::Order
        | Slot::Profile
        | Slot::Look
        | Slot::Write => {
            state.error = Some(error);
        }
    }
}

fn finished(state: &mut State, output: Output) -> Vec<Effect> {
    if !matches!(output, Output::Glanced(_) | Output::FirstRows(_)) {
        state.error = None;
    }
    match output {
        Output::Opened(table) => opening::opened(state, table),
        Output::FirstRows(first) => {
            opening::first_rows(state, first);
            Vec::new()
        }
        Output::Profiled(id, view, profile) => {
            if let Some(loaded) = state.loaded.as_mut().filter(|loaded| loaded.id == id) {
                loaded.view = view;
                loaded.profile = profile;
            }
            Vec::new()
        }
        Output::Ordered(id, order) => {
            if state.loaded.as_ref().is_some_and(|loaded| loaded.id == id) {
                state.look.order = Some(order);
            }
            Vec::new()
        }
        Output::Glanced(glance) => {
            state.glance = Some(glance);
            Vec::new()
        }
        Output::Previewed(preview) => {
            if state.step == Some(preview.step) {
                state.preview = Some(preview);
            }
            Vec::new()
        }
        Output::Looked(map) => {
            // Of a net that is no longer the one on screen.
            if let Some(map) = map.filter(|_| state.training.map.is_some()) {
                looked(state, map);
            }
            Vec::new()
        }
        Output::Joined { table, step, join } => {
            if state.loaded.as_ref().is_none_or(|loaded| loaded.id != table) {
                return Vec::new();
            }
            super::reduce::joined(state, step, *join)
        }
        Output::Trained(id, report) => {
            let mut effects = trained(state, id, report);
            effects.push(Effect::Forget);
            effects
        }
        Output::Wrote { path, rows, renamed } => {
            wrote(state, &path, rows, &renamed);
            Vec::new()
        }
        Output::Scored { path, rows, differences } => {
            if let Some(scoring) = &mut state.scoring {
                scoring.found = Some((rows, differences));
                scoring.path.clone_from(&path);
            }
            if let Some(path) = path {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                show_toast(
                    state,
                    Message::new("shell-toast-scored").count("n", rows as usize).name("file", name),
                    None,
                );
            }
            Vec::new()
        }
    }
}

/// The latest map is shown, whoever drew it.
fn looked(state: &mut State, map: Arc<NetMap>) {
    if state.training.map.as_ref().is_none_or(|shown| shown.drawn <= map.drawn) {
        state.training.map = Some(map);
    }
}

fn trained(state: &mut State, id: RunId, report: Arc<RunReport>) -> Vec<Effect> {
    state.training.curve.clone_from(&report.curve);
    let (recipe, table) = (state.training.recipe.clone(), state.training.table);
    let went_elsewhere = state.place != Place::Train;
    let title = report.verdict.title.clone();
    // A file compared with the run before is compared with this one before anybody trusts the old answer.
    let of_run = state.scoring.as_ref().is_some_and(|scoring| matches!(scoring.model, ModelSource::Run(_)));
    let compared = if of_run { state.scoring.take() } else { None };
    // The line starts where the verdict draws it: the best tenth.
    let cut = matches!(report.task, TaskReport::YesNo(_)).then_some(BEST_TENTH);
    state.run = RunView { id: Some(id), report: Some(report), recipe, table, cut, ..RunView::default() };
    if went_elsewhere {
        let text = Message::new("shell-toast-trained").message("verdict", title);
        show_toast(state, text, Some(Action::Go(Place::Results)));
    }
    match compared {
        Some(scoring) => compare(state, ModelSource::Run(id), scoring.data),
        None => Vec::new(),
    }
}

fn wrote(state: &mut State, path: &std::path::Path, rows: Option<u64>, renamed: &[(String, String)]) {
    if let Some(Request::Write { artifact, .. }) = state.last_write.take() {
        state.run.written.retain(|(known, at)| (*known, at.as_path()) != (artifact, path));
        state.run.written.push((artifact, path.to_owned()));
    }
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = match (rows, renamed.first()) {
        (_, Some((wanted, given))) => Message::new("shell-toast-wrote-renamed")
            .name("file", file)
            .name("wanted", wanted)
            .name("given", given),
        (Some(rows), None) => {
            Message::new("shell-toast-wrote-rows").name("file", file).count("n", rows as usize)
        }
        (None, None) => Message::new("shell-toast-wrote").name("file", file),
    };
    show_toast(state, text, None);
}

/// What scoring starts from: the current run, or a model in a file.
pub(super) fn start_scoring(
    state: &mut State,
    model: Option<std::path::PathBuf>,
    data: std::path::PathBuf,
) -> Vec<Effect> {
    let source = match (model, state.run.id) {
        (Some(path), _) => ModelSource::File(path),
        (None, Some(run)) => ModelSource::Run(run),
        (None, None) => return Vec::new(),
    };
    state.place = Place::Export;
    compare(state, source, data)
}

fn compare(state: &mut State, model: ModelSource, data: std::path::PathBuf) -> Vec<Effect> {
    state.scoring = Some(Scoring { model: model.clone(), data: data.clone(), found: None, path: None });
    vec![Effect::Start(Request::Score { model, data, out: None, replace: false })]
}

/// The file name proposed for an artifact of the open table.
pub(super) fn proposed_name(state: &State, artifact: Artifact) -> String {
    let stem = state.loaded.as_ref().map(|loaded| {
        let path = &loaded.view.facts().path;
        path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    });
    match stem {
        Some(stem) if !stem.is_empty() => format!("{stem}-{}", artifact.file_name()),
        _ => artifact.file_name(),
    }
}
