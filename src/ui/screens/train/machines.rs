//! What a support vector machine shows while it learns: how many of its machines are done, and the error of the
//! one it has. There is no curve to watch: each machine is an answer of its own.

use egui::Ui;

use super::super::page;
use super::{Run, loss_bar};
use crate::domain::message::Arg;
use crate::domain::report::RunReport;
use crate::ui::theme::{self, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{icon, label};

/// Machines until it is done, as the engine says while it runs.
fn planned(view: &View<'_>) -> Option<u64> {
    use crate::domain::work::Slot;
    view.state.jobs.get(&Slot::Train)?.progress?.total.filter(|total| *total < 100)
}

pub(super) fn ui(ui: &mut Ui, view: &View<'_>, run: &Run<'_>) {
    let tokens = theme::of(ui);
    let points = &view.state.training.curve;
    let done = points.last().map_or(0, |point| u64::from(point.iteration));
    ui.vertical(|ui| {
        ui.add_space(space::S);
        page::text_row(ui, |ui| {
            if run.report.is_some() {
                ui.add(egui::Label::new(icon(ui, icons::ICON_CHECK_CIRCLE, 20.0, tokens.good)));
            }
            let n = ("n", Arg::Count(done));
            let text = match planned(view) {
                Some(all) if run.report.is_none() => {
                    view.tr_with("svm-machines-of", &[n, ("all", Arg::Count(all))])
                }
                _ => view.tr_with("svm-machines", &[n]),
            };
            label(ui, Type::Subtitle, text, tokens.text);
        });
        label(ui, Type::Body, view.tr("svm-train-text"), tokens.muted);
        ui.add_space(space::M);
        let Some(first) = points.first() else { return };
        let best = run.report.map(|report| report.best_iteration);
        let kept = best.and_then(|best| points.iter().find(|point| point.iteration == best));
        let shown = [
            (view.tr("train-before"), Some(first)),
            (view.tr("train-after"), kept.or_else(|| points.last())),
        ];
        let most = first.valid.unwrap_or(first.train);
        let shown = shown.iter().take(if done == 0 { 1 } else { 2 });
        for (name, point) in shown.filter_map(|(name, point)| point.map(|point| (name, point))) {
            loss_bar(ui, name, point.valid.unwrap_or(point.train), most);
        }
    });
}

/// How it ended.
pub(super) fn sentence(view: &View<'_>, report: &RunReport) -> String {
    let last = report.curve.last().map_or(0, |point| point.iteration);
    let n = ("n", Arg::Count(u64::from(last)));
    match (report.stopped, last) {
        (true, 0) => view.tr("svm-sentence-nothing"),
        (true, _) => view.tr_with("svm-sentence-stopped", &[n]),
        (false, _) => view.tr_with("svm-sentence", &[n]),
    }
}
