//! The model learns: is it still getting better, and what was kept.
//!
//! Redrawn by the events of the job alone; nothing here asks for another frame.

mod controls;
mod curve;
mod machines;
mod net_inside;
mod net_map;
mod net_room;
mod net_words;
mod runs;

use egui::Ui;

use self::curve::{best_so_far, curve};
use super::page::{self, Head};
use crate::app::command::{Action, Command};
use crate::app::state::{JobView, Place};
use crate::app::training::smaller_rate;
use crate::domain::message::{Arg, Message};
use crate::domain::net::Device;
use crate::domain::recipe::{ModelChoice, Question, Recipe, Split, Wording};
use crate::domain::report::RunReport;
use crate::domain::work::Slot;
use crate::text::format;
use crate::ui::theme::{self, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Notice, Tone, chip, icon, key_values, label, notice, progress_bar};

/// Draws the screen below the top bar.
pub fn ui(ui: &mut Ui, view: &View<'_>) {
    if page::is_missing(ui, view, Place::Train, icons::ICON_MODEL_TRAINING) {
        return;
    }
    let run = Run::of(view);
    let title = run.title(view);
    let line = run.line(view);
    page::page(
        ui,
        Head { title: &title, line: &line },
        |ui| actions(ui, view),
        |ui| {
            page::scrolled(ui, "train", |ui| body(ui, view, &run));
        },
    );
}

/// What learns, or what learned last.
struct Run<'a> {
    recipe: Option<&'a Recipe>,
    kind: Option<ModelChoice>,
    /// The result; none while it runs or after it failed.
    report: Option<&'a RunReport>,
}

impl<'a> Run<'a> {
    fn of(view: &View<'a>) -> Self {
        let state = view.state;
        let recipe = state.training.recipe.as_deref().or(state.run.recipe.as_deref());
        let question = recipe.and_then(|recipe| recipe.question.as_ref());
        let kind = recipe.zip(question).map(|(recipe, question)| recipe.model.kind.resolve(question));
        let done = !state.is_training() && state.training.error.is_none();
        let report = state.run.report.as_deref().filter(|_| done);
        Self { recipe, kind, report }
    }

    fn question(&self) -> Option<&'a Question> {
        self.recipe.and_then(|recipe| recipe.question.as_ref())
    }

    fn title(&self, view: &View<'_>) -> String {
        let model = Message::new(match self.kind {
            Some(ModelChoice::Linear) => "model-way-linear",
            Some(ModelChoice::KMeans) => "model-way-k-means",
            Some(ModelChoice::Svm) => "svm-name",
            Some(ModelChoice::Neural) => "neural-name",
            Some(ModelChoice::Logistic | ModelChoice::Auto) | None => "model-way-logistic",
        });
        let what = match self.question() {
            Some(Question::YesNo { wording: Wording::Leave, .. }) => Message::new("train-what-leave"),
            Some(Question::YesNo { wording: Wording::Buy, .. }) => Message::new("train-what-buy"),
            Some(Question::YesNo { wording: Wording::Answer, .. }) => Message::new("train-what-answer"),
            Some(Question::YesNo { target, positive, .. }) => Message::new("train-what-own")
                .name("column", target)
                .name("value", positive.as_deref().unwrap_or_default()),
            Some(Question::Number { target }) => Message::new("train-what-number").name("column", target),
            Some(Question::Category { target }) => Message::new("train-what-which").name("column", target),
            Some(Question::Segments { .. }) | None => Message::new("train-what-groups"),
        };
        let id = if view.state.is_training() {
            Message::new("train-title-running")
        } else {
            Message::new("train-title-done")
        };
        view.say(&id.message("model", model).message("what", what))
    }

    fn line(&self, view: &View<'_>) -> String {
        if let Some(report) = self.report {
            let rows = report.rows;
            if self.kind == Some(ModelChoice::KMeans) {
                return view.tr_with("train-line-groups", &[("n", Arg::Count(rows.train as u64))]);
            }
            let args = [
                ("train", Arg::Count(rows.train as u64)),
                ("valid", Arg::Count(rows.valid as u64)),
                ("test", Arg::Count(rows.test as u64)),
            ];
            return if rows.test > 0 {
                view.tr_with("train-line-done", &args)
            } else {
                view.tr_with("train-line-everybody", &[("n", Arg::Count(rows.train as u64))])
            };
        }
        if self.kind == Some(ModelChoice::KMeans) {
            return view.tr("train-line-groups-running");
        }
        match self.recipe.map(|recipe| recipe.split) {
            Some(Split::Shares { train, valid, test }) => {
                let args = [
                    ("train", page::percent(train)),
                    ("valid", page::percent(valid)),
                    ("test", page::percent(test)),
                ];
                view.tr_with("train-line-running", &args)
            }
            Some(Split::None) | None => view.tr("train-line-everybody-running"),
        }
    }
}

fn actions(ui: &mut Ui, view: &View<'_>) {
    let state = view.state;
    let running = state.is_training();
    let blocked = if running {
        Some(Message::new("train-still-running"))
    } else {
        state.run.report.is_none().then(|| Message::new("train-nothing-kept"))
    };
    page::next_button(ui, view, Place::Results, blocked.as_ref());
    if let Some(job) = state.jobs.get(&Slot::Train) {
        let stopping = job.stopping.then(|| view.tr("train-stopping"));
        let text = view.tr("train-stop");
        let button = Button::secondary(&text).icon(icons::ICON_STOP_CIRCLE).blocked(stopping.as_deref());
        if ui.add(button).clicked() {
            view.act(Action::Stop);
        }
    } else if let Some(rate) = smaller_rate(state) {
        let text = view.tr_with("training-tenth", &[("rate", Arg::Text(format::plain(rate)))]);
        let reason = state.why_not_train().map(|why| view.say(&why));
        let button = Button::secondary(&text).icon(icons::ICON_REPLAY).blocked(reason.as_deref());
        if ui.add(button).clicked() {
            view.send(Command::TrainWithRate(rate));
        }
    } else if state.run_is_stale() || state.training.error.is_some() {
        page::action_button(ui, view, Action::Train, &view.tr("train-again"), icons::ICON_REPLAY);
    }
    device(ui, view);
}

/// What it runs on, where there is room for it.
fn device(ui: &mut Ui, view: &View<'_>) {
    if ui.available_width() > 420.0 {
        let net = &view.state.training.net;
        let (name, help) = match net.device {
            Some(Device::Cuda) => ("train-device-cuda", "train-device-cuda-help"),
            Some(Device::Mps) => ("train-device-mps", "train-device-mps-help"),
            Some(Device::Cpu) if net.fell_back => ("train-device", "neural-note-no-card"),
            Some(Device::Cpu) | None => ("train-device", "train-device-help"),
        };
        chip(ui, Tone::Fact, &view.tr(name)).on_hover_text(view.tr(help));
    }
}

fn body(ui: &mut Ui, view: &View<'_>, run: &Run<'_>) {
    let state = view.state;
    if let Some(error) = &state.training.error {
        page::error(ui, view, error);
    } else if !state.is_training() && state.run_is_stale() {
        stale(ui, view);
    }
    if let Some(job) = state.jobs.get(&Slot::Train) {
        progress(ui, view, job);
    }
    let width = ui.available_width();
    let height = (ui.available_height() - 32.0).clamp(280.0, 640.0);
    let map = state.training.map.as_deref().filter(|_| run.kind == Some(ModelChoice::Neural));
    if let Some(map) = map {
        net_room::ui(ui, view, run, map);
    } else if page::is_wide(width) {
        let side = 320.0;
        page::side_by_side(ui, &[width - side - space::L, side], |ui, place| {
            if place == 0 { curve(ui, view, run, height) } else { kept(ui, view, run) }
        });
    } else {
        curve(ui, view, run, 300.0);
        kept(ui, view, run);
    }
}

/// The recipe changed after this run.
pub(super) fn stale(ui: &mut Ui, view: &View<'_>) {
    let (title, text, button) =
        (view.tr("results-stale"), view.tr("results-stale-text"), view.tr("train-again"));
    let able = view.state.why_not_train().is_none();
    let shown =
        Notice { tone: Tone::Look, title: &title, text: &text, button: able.then_some(button.as_str()) };
    if notice(ui, shown) {
        view.act(Action::Train);
    }
}

fn progress(ui: &mut Ui, view: &View<'_>, job: &JobView) {
    page::panel(ui, |ui| {
        if controls::apply(view) {
            controls::bar(ui, view, job);
        } else {
            how_far(ui, view, job);
        }
    });
}

fn how_far(ui: &mut Ui, view: &View<'_>, job: &JobView) {
    let tokens = theme::of(ui);
    let what = if job.stopping {
        view.tr("train-stopping")
    } else {
        job.phase.as_ref().map_or_else(|| view.tr("train-starting"), |phase| view.say(phase))
    };
    page::text_row(ui, |ui| {
        label(ui, Type::Strong, &what, tokens.text);
        if let Some(progress) = job.progress {
            let done = Arg::Text(format::count(progress.done));
            let text = match progress.total {
                Some(total) => {
                    let total = Arg::Text(format::count(total));
                    view.tr_with("common-of", &[("done", done), ("total", total)])
                }
                None => view.tr_with("common-passes", &[("n", Arg::Count(progress.done))]),
            };
            label(ui, Type::Caption, text, tokens.muted);
        }
        if let Some(seconds) = job.time_left(view.now) {
            let time = Arg::Text(format::duration(view.language(), seconds));
            let text = view.tr_with("common-left", &[("time", time)]);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                label(ui, Type::Caption, text, tokens.muted);
            });
        }
    });
    let share = job.progress.and_then(crate::domain::event::Progress::share);
    progress_bar(ui, share, &what);
}

/// Least squares needs no passes: say so, with the figures before and after.
fn one_step(ui: &mut Ui, view: &View<'_>, run: &Run<'_>) {
    let tokens = theme::of(ui);
    let points = &view.state.training.curve;
    ui.vertical(|ui| {
        ui.add_space(space::S);
        page::text_row(ui, |ui| {
            let sign = icon(ui, icons::ICON_CHECK_CIRCLE, 20.0, tokens.good);
            if run.report.is_some() {
                ui.add(egui::Label::new(sign));
                label(ui, Type::Subtitle, view.tr("train-one-step"), tokens.text);
            } else {
                label(ui, Type::Subtitle, view.tr("train-one-step-running"), tokens.text);
            }
        });
        label(ui, Type::Body, view.tr("train-one-step-text"), tokens.muted);
        ui.add_space(space::M);
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
        let shown = [(view.tr("train-before"), first), (view.tr("train-after"), last)];
        for (name, point) in shown {
            let loss = point.valid.unwrap_or(point.train);
            let most = first.valid.unwrap_or(first.train);
            loss_bar(ui, &name, loss, most);
        }
    });
}

fn loss_bar(ui: &mut Ui, name: &str, loss: f64, most: f64) {
    let tokens = theme::of(ui);
    page::text_row(ui, |ui| {
        label(ui, Type::Body, name, tokens.muted);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            label(ui, Type::Strong, format::loss(loss), tokens.text);
        });
    });
    let share = if most > 0.0 { (loss / most).clamp(0.0, 1.0) } else { 0.0 };
    progress_bar(ui, Some(share), name);
    ui.add_space(space::M);
}

/// What was kept, and earlier runs.
fn kept(ui: &mut Ui, view: &View<'_>, run: &Run<'_>) {
    let width = ui.available_width();
    if page::is_wide(width) && runs::any(view, run) {
        page::side_by_side(ui, &page::equal(width, 2), |ui, place| {
            if place == 0 { figures(ui, view, run) } else { runs::ui(ui, view, run) }
        });
    } else {
        figures(ui, view, run);
        runs::ui(ui, view, run);
    }
}

/// What was kept, in a sentence and figures.
fn figures(ui: &mut Ui, view: &View<'_>, run: &Run<'_>) {
    let tokens = theme::of(ui);
    let points = &view.state.training.curve;
    let title = view.tr(if run.report.is_some() { "train-kept" } else { "train-so-far" });
    page::card(ui, &title, "", |ui| {
        if let Some(report) = run.report {
            label(ui, Type::Body, sentence(view, run, report), tokens.text);
            for note in &report.notes {
                label(ui, Type::Body, view.say(note), tokens.text);
            }
            ui.add_space(space::XS);
            page::divider(ui);
            ui.add_space(space::XS);
        }
        let mut rows: Vec<(String, String)> = Vec::new();
        let best = run.report.map(|report| report.best_iteration).or_else(|| best_so_far(points));
        let best_point = best.and_then(|best| points.iter().find(|point| point.iteration == best));
        let point = if run.kind == Some(ModelChoice::KMeans) { points.last() } else { best_point };
        let linear = matches!(run.kind, Some(ModelChoice::Linear | ModelChoice::Svm));
        if let Some(last) = points.last().filter(|_| !linear) {
            rows.push((passes_name(view, run), format::count(u64::from(last.iteration))));
        }
        if let Some(best) = best.filter(|_| !linear && run.kind != Some(ModelChoice::KMeans)) {
            rows.push((view.tr("train-row-best"), format::count(u64::from(best))));
        }
        if let Some(point) = point {
            if run.kind == Some(ModelChoice::KMeans) {
                rows.push((view.tr("train-inertia"), format::loss(point.train)));
            } else {
                rows.push((view.tr("train-row-learn"), format::loss(point.train)));
                if let Some(valid) = point.valid {
                    rows.push((view.tr("train-row-check"), format::loss(valid)));
                }
            }
        }
        if let Some(seconds) =
            view.state.training.net.seconds.filter(|_| run.kind == Some(ModelChoice::Neural))
        {
            rows.push((view.tr("train-row-pass"), format::span(view.language(), seconds)));
        }
        if let Some(report) = run.report {
            rows.push((view.tr("train-row-inputs"), format::count(report.inputs.len() as u64)));
            rows.push((view.tr("train-row-learned"), format::count(report.rows.train as u64)));
            if report.rows.test > 0 {
                rows.push((view.tr("train-row-judged"), format::count(report.rows.test as u64)));
            }
            if report.rows.unlabelled > 0 {
                rows.push((view.tr("train-row-unlabelled"), format::count(report.rows.unlabelled as u64)));
            }
        }
        if rows.is_empty() {
            label(ui, Type::Body, view.tr("train-nothing-yet"), tokens.muted);
        }
        let rows: Vec<(&str, &str)> =
            rows.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        key_values(ui, &rows);
    });
}

fn passes_name(view: &View<'_>, run: &Run<'_>) -> String {
    view.tr(if run.kind == Some(ModelChoice::KMeans) { "train-row-steps" } else { "train-row-passes" })
}

/// How it ended and what is kept.
fn sentence(view: &View<'_>, run: &Run<'_>, report: &RunReport) -> String {
    let last = report.curve.last().map_or(0, |point| point.iteration);
    let n = ("n", Arg::Count(u64::from(last)));
    match run.kind {
        Some(ModelChoice::Linear) => view.tr("train-sentence-linear"),
        Some(ModelChoice::Svm) => machines::sentence(view, report),
        Some(ModelChoice::KMeans) if report.stopped => view.tr_with("train-sentence-groups-stopped", &[n]),
        Some(ModelChoice::KMeans) => view.tr_with("train-sentence-groups", &[n]),
        Some(ModelChoice::Logistic | ModelChoice::Neural | ModelChoice::Auto) | None => {
            let best = report.curve.iter().find(|point| point.iteration == report.best_iteration);
            let valid = best.and_then(|point| point.valid);
            let mut args = vec![n, ("best", Arg::Count(u64::from(report.best_iteration)))];
            match (valid, report.stopped) {
                (Some(loss), true) => {
                    args.push(("loss", Arg::Loss(loss)));
                    view.tr_with("train-sentence-stopped", &args)
                }
                (Some(loss), false) => {
                    args.push(("loss", Arg::Loss(loss)));
                    let best = report.kept_is_lowest();
                    view.tr_with(if best { "train-sentence-kept" } else { "train-sentence-settled" }, &args)
                }
                (None, true) => view.tr_with("train-sentence-stopped-alone", &args),
                (None, false) => view.tr_with("train-sentence-kept-alone", &args),
            }
        }
    }
}

#[cfg(test)]
mod tests;
