//! What can be taken away, and scoring a new file with the model.

mod scoring;

use egui::{Align, Layout, Ui, vec2};

use super::page::{self, Head};
use crate::app::command::Action;
use crate::app::state::{Place, Reach};
use crate::domain::message::Arg;
use crate::domain::report::{RunReport, TaskReport};
use crate::domain::work::{Artifact, Slot};
use crate::text::format;
use crate::ui::theme::{self, Icon, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Progress, Tone, chip, icon, label, middle_cut, progress_card};

/// Draws the screen below the top bar.
pub fn ui(ui: &mut Ui, view: &View<'_>) {
    let report = view.state.run.report.as_deref();
    // A file can also be scored with a model from a file; then there is something to show without a run.
    let reachable = view.state.reach(Place::Export) == Reach::Open && report.is_some();
    if !reachable && view.state.scoring.is_none() {
        page::is_missing(ui, view, Place::Export, icons::ICON_UPLOAD_FILE);
        return;
    }
    let title = view.tr("export-title");
    let line = match (report, &view.state.loaded) {
        (Some(report), Some(loaded)) => view.tr_with(
            "export-line",
            &[
                ("file", Arg::Name(loaded.file_name())),
                ("n", Arg::Count(scored_rows(report, loaded.view.rows()) as u64)),
            ],
        ),
        _ => view.tr("export-line-score"),
    };
    page::page(
        ui,
        Head { title: &title, line: &line },
        |ui| actions(ui, view),
        |ui| {
            page::scrolled(ui, "export", |ui| body(ui, view, report));
        },
    );
}

/// Every readable row gets a prediction or a group.
fn scored_rows(_: &RunReport, rows: usize) -> usize {
    rows
}

fn actions(ui: &mut Ui, view: &View<'_>) {
    if view.state.scoring.is_some() {
        scoring::write_button(ui, view);
        return;
    }
    let reason = Action::ExportPredictions.disabled(view.state).map(|why| view.say(&why));
    let text = view.tr("export-write-predictions");
    let button = Button::primary(&text).icon(icons::ICON_SAVE).blocked(reason.as_deref());
    if ui.add(button).clicked() {
        view.act(Action::ExportPredictions);
    }
}

fn body(ui: &mut Ui, view: &View<'_>, report: Option<&RunReport>) {
    page::last_error(ui, view);
    writing(ui, view);
    if view.state.run_is_stale() {
        super::train::stale(ui, view);
    }
    let width = ui.available_width();
    let wide = page::is_wide(width);
    let side = 400.0;
    match report {
        Some(report) if wide => {
            page::side_by_side(ui, &[width - side - space::L, side], |ui, place| {
                ui.spacing_mut().item_spacing.y = space::L;
                if place == 0 {
                    files(ui, view, report);
                } else {
                    scoring::card(ui, view);
                }
            });
        }
        Some(report) => {
            files(ui, view, report);
            scoring::card(ui, view);
        }
        None => scoring::card(ui, view),
    }
}

/// The job that writes, in place.
fn writing(ui: &mut Ui, view: &View<'_>) {
    let Some(job) = view.state.jobs.get(&Slot::Write) else { return };
    let what = job.phase.as_ref().map_or_else(|| view.tr("export-writing"), |phase| view.say(phase));
    let mut how_far = Vec::new();
    if let Some(progress) = job.progress {
        let done = format::count(progress.done);
        how_far.push(match progress.total {
            Some(total) => view.tr_with(
                "common-of",
                &[("done", Arg::Text(done)), ("total", Arg::Text(format::count(total)))],
            ),
            None => done,
        });
    }
    if let Some(seconds) = job.time_left(view.now) {
        let time = Arg::Text(format::duration(view.language(), seconds));
        how_far.push(view.tr_with("common-left", &[("time", time)]));
    }
    let share = job.progress.and_then(crate::domain::event::Progress::share);
    let stop = view.tr("common-stop");
    let shown = Progress { what: &what, how_far: &how_far.join(", "), share, stop: &stop };
    if page::spaced(ui, |ui| progress_card(ui, shown)) {
        view.act(Action::Stop);
    }
}

struct File {
    artifact: Artifact,
    action: Action,
    icon: Icon,
    name: String,
    text: String,
    extra: Vec<String>,
}

fn files(ui: &mut Ui, view: &View<'_>, report: &RunReport) {
    let segments = matches!(report.task, TaskReport::Segments(_));
    let predictions = if segments { "export-predictions-groups" } else { "export-predictions-text" };
    let several = match &report.task {
        TaskReport::Category(task) if task.classes.len() <= 12 => {
            task.classes.iter().map(|class| format!("probability_{}", class.class)).collect()
        }
        _ => Vec::new(),
    };
    let columns: &[&str] = match &report.task {
        TaskReport::YesNo(_) | TaskReport::Category(_) => &["split", "prediction", "probability"],
        TaskReport::Number(_) => &["split", "prediction"],
        TaskReport::Segments(_) => &["segment", "segment_name", "distance"],
    };
    let files = [
        File {
            artifact: Artifact::Predictions,
            action: Action::ExportPredictions,
            icon: icons::ICON_TABLE_VIEW,
            name: view.tr("export-predictions"),
            text: view.tr(predictions),
            extra: columns.iter().map(|column| (*column).to_owned()).chain(several.iter().cloned()).collect(),
        },
        File {
            artifact: Artifact::List,
            action: Action::ExportList,
            icon: icons::ICON_FORMAT_LIST_NUMBERED,
            name: view.tr("export-list"),
            text: list_text(view, report),
            extra: std::iter::once("rank")
                .chain(columns.iter().copied().filter(|column| *column != "split"))
                .map(str::to_owned)
                .chain(several.iter().cloned())
                .collect(),
        },
        File {
            artifact: Artifact::Report,
            action: Action::SaveReport,
            icon: icons::ICON_DESCRIPTION,
            name: view.tr("export-report"),
            text: view.tr("export-report-text"),
            extra: Vec::new(),
        },
        File {
            artifact: Artifact::Model,
            action: Action::SaveModel,
            icon: icons::ICON_MODEL_TRAINING,
            name: view.tr("export-model"),
            text: view.tr("export-model-text"),
            extra: Vec::new(),
        },
        File {
            artifact: Artifact::Recipe,
            action: Action::SaveRecipe,
            icon: icons::ICON_RECEIPT_LONG,
            name: view.tr("export-recipe"),
            text: view.tr("export-recipe-text"),
            extra: Vec::new(),
        },
    ];
    page::flush(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, file) in files.iter().enumerate() {
            if place > 0 {
                page::divider(ui);
            }
            egui::Frame::new().inner_margin(space::L as i8).show(ui, |ui| {
                ui.set_width(ui.available_width());
                file_row(ui, view, file);
            });
        }
    });
    promise(ui, view);
}

/// What the list is sorted by, and who is not on it.
fn list_text(view: &View<'_>, report: &RunReport) -> String {
    match &report.task {
        TaskReport::YesNo(report) => {
            view.tr_with("export-list-text", &[("value", Arg::Text(report.positive.clone()))])
        }
        TaskReport::Category(_) => view.tr("export-list-which"),
        TaskReport::Number(_) => view.tr("export-list-number"),
        TaskReport::Segments(_) => view.tr("export-list-groups"),
    }
}

fn file_row(ui: &mut Ui, view: &View<'_>, file: &File) {
    let tokens = theme::of(ui);
    let written = view.state.run.written.iter().rev().find(|(artifact, _)| *artifact == file.artifact);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        let sign = icon(ui, file.icon, 24.0, tokens.accent_text);
        ui.add(egui::Label::new(sign));
        let button = view.tr("export-save");
        let room = (ui.available_width() - 112.0).max(160.0);
        ui.allocate_ui_with_layout(vec2(room, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(room);
            ui.spacing_mut().item_spacing.y = 2.0;
            page::text_rows(ui, |ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                label(ui, Type::Strong, &file.name, tokens.text);
                label(ui, Type::Caption, file.artifact.file_name(), tokens.muted);
            });
            label(ui, Type::Body, &file.text, tokens.muted);
            if !file.extra.is_empty() {
                ui.add_space(space::XS);
                page::text_rows(ui, |ui| {
                    ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                    label(ui, Type::Caption, view.tr("export-new-columns"), tokens.muted);
                    for column in &file.extra {
                        chip(ui, Tone::Input, column);
                    }
                });
            }
            if let Some((_, path)) = written {
                ui.add_space(space::XS);
                page::text_row(ui, |ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    let check = icon(ui, icons::ICON_CHECK_CIRCLE, 16.0, tokens.good);
                    ui.add(egui::Label::new(check));
                    let path = path.display().to_string();
                    let text = view.tr_with("export-written", &[("path", Arg::Text(path.clone()))]);
                    let shown = middle_cut(ui, Type::Caption, &text, ui.available_width());
                    label(ui, Type::Caption, shown, tokens.good).on_hover_text(path);
                });
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let reason = file.action.disabled(view.state).map(|why| view.say(&why));
            let full = format!("{button}: {}", file.name);
            let button =
                ui.add(Button::secondary(&button).compact().min_width(80.0).blocked(reason.as_deref()));
            let response = button.accessible_name(&full);
            if response.clicked() {
                view.act(file.action);
            }
        });
    });
}

/// What is kept, said where files are written.
fn promise(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    page::panel(ui, |ui| {
        for (sign, text) in [
            (icons::ICON_VERIFIED, view.tr("export-promise-columns")),
            (icons::ICON_LOCK, view.tr("export-promise-local")),
        ] {
            page::text_row(ui, |ui| {
                let drawn = icon(ui, sign, 18.0, tokens.good);
                ui.add(egui::Label::new(drawn));
                ui.add(egui::Label::new(Type::Body.rich(text).color(tokens.text)).wrap());
            });
        }
    });
}

#[cfg(test)]
mod tests;
