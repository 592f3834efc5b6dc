//! Can you trust it: the verdict in sentences, and the charts each sentence stands on.

mod category;
mod cut;
mod driven;
mod effects;
mod figures;
mod honesty;
mod linked;
mod number;
mod ranked;
mod threshold;
mod verdict;
mod views;
mod yes_no;

use egui::Ui;

use super::page::{self, Head};
use crate::app::command::Action;
use crate::app::state::Place;
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::ModelChoice;
use crate::domain::report::{RunReport, TaskReport, Tone};
use crate::ui::theme::icons;
use crate::ui::view::View;
use crate::ui::widgets::Button;

/// Draws the screen below the top bar.
pub fn ui(ui: &mut Ui, view: &View<'_>) {
    if page::is_missing(ui, view, Place::Results, icons::ICON_INSIGHTS) {
        return;
    }
    let Some(report) = view.state.run.report.as_deref() else { return };
    if let TaskReport::Segments(segments) = &report.task {
        super::segments::ui(ui, view, report, segments);
        return;
    }
    let title = match &report.target {
        Some(target) if matches!(report.task, TaskReport::Number(_)) => {
            view.tr_with("results-title-number", &[("column", Arg::Name(target.clone()))])
        }
        Some(target) if matches!(report.task, TaskReport::Category(_)) => {
            view.tr_with("category-title", &[("target", Arg::Name(target.clone()))])
        }
        _ => view.tr("results-title"),
    };
    let line = line(view, report);
    page::page(
        ui,
        Head { title: &title, line: &line },
        |ui| actions(ui, view, report),
        |ui| {
            // A new answer starts at its verdict, not where the last one was left.
            let salt = format!("results {:?}", view.state.run.id);
            page::scrolled(ui, &salt, |ui| {
                page::last_error(ui, view);
                if view.state.run_is_stale() {
                    super::train::stale(ui, view);
                }
                match &report.task {
                    TaskReport::YesNo(yes_no) => yes_no::ui(ui, view, report, yes_no),
                    TaskReport::Number(number) => number::ui(ui, view, report, number),
                    TaskReport::Category(category) => category::ui(ui, view, report, category),
                    TaskReport::Segments(_) => {}
                }
            });
        },
    );
}

/// The model and the customers it was judged on.
fn line(view: &View<'_>, report: &RunReport) -> String {
    let model = Message::new(match report.model {
        ModelChoice::Linear => "model-way-linear",
        ModelChoice::Svm => "svm-name",
        ModelChoice::Neural => "neural-name",
        ModelChoice::KMeans => "model-way-k-means",
        ModelChoice::Logistic | ModelChoice::Auto => "model-way-logistic",
    });
    let judged = report.rows.test;
    let line = if judged > 0 {
        Message::new("results-line").count("n", judged)
    } else {
        Message::new("results-line-unjudged").count("n", report.rows.train)
    };
    view.say(&line.message("model", model))
}

/// The verdict without letters, for results whose charts are not lettered.
pub(super) fn verdict_card(ui: &mut Ui, view: &View<'_>, verdict: &crate::domain::report::Verdict) {
    verdict::card(ui, view, verdict, None);
}

pub(super) use self::driven::left_out;

/// The buttons of the header; a result that must not be used leads back instead of on.
pub(super) fn actions(ui: &mut Ui, view: &View<'_>, report: &RunReport) {
    if report.verdict.tone == Tone::Bad {
        let text = view.tr("results-back-to-data");
        if ui.add(Button::primary(&text).icon(icons::ICON_ARROW_BACK)).clicked() {
            view.act(Action::Go(Place::Data));
        }
        let next = view.say(&Message::new("page-next").message("place", Place::Export.name()));
        if ui.add(Button::secondary(&next)).clicked() {
            view.act(Action::Go(Place::Export));
        }
    } else {
        page::next_button(ui, view, Place::Export, None);
    }
    page::action_button(
        ui,
        view,
        Action::SaveReport,
        &view.tr("results-save-report"),
        icons::ICON_DESCRIPTION,
    );
}

#[cfg(test)]
mod tests;
