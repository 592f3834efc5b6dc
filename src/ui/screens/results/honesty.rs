//! Card F: whether chances can be taken at their word.

use egui::Ui;

use super::{linked, views};
use crate::domain::chart::Chart;
use crate::domain::message::Arg;
use crate::domain::report::YesNoReport;
use crate::text::format;
use crate::ui::charts::{self, HonestyWords};
use crate::ui::screens::page;
use crate::ui::theme::{self, Type};
use crate::ui::view::View;
use crate::ui::widgets::label;

/// Height of the lines below the chart.
const LINES: f32 = 2.0 * 24.0;

/// The chart, and below it the sum, the error and the slope.
pub(super) fn card(ui: &mut Ui, view: &View<'_>, task: &YesNoReport, height: f32) {
    linked::chart_card(ui, view, ('F', Chart::Honesty), &view.tr("results-honesty"), "", |ui| {
        let Some(found) = &task.detail.calibration else {
            charts::impossible(ui, height, &view.tr("results-no-judge"));
            return;
        };
        let honest = found.bins.iter().filter(|bin| bin.is_honest()).count();
        let summary = view.tr_with(
            "results-honesty-said",
            &[("honest", Arg::Count(honest as u64)), ("n", Arg::Count(found.bins.len() as u64))],
        );
        let words = HonestyWords {
            x: &view.tr("results-honesty-x"),
            above: &view.tr("results-honesty-above"),
            below: &view.tr("results-honesty-below"),
            came: &view.tr("results-honesty-came"),
            range: &view.tr("results-range"),
            customers: &view.tr("results-customers"),
            empty: &view.tr("results-no-judge"),
            summary: &summary,
        };
        charts::honesty(ui, &found.bins, height - LINES, view.language(), words);
        let expected = found.expected.round().max(0.0) as u64;
        let sum = view.tr_with(
            "results-honesty-sum",
            &[("expected", Arg::Count(expected)), ("observed", Arg::Count(found.observed as u64))],
        );
        let ratio = found.ratio.map(|ratio| {
            let args =
                [("ratio", Arg::Score(ratio.value)), ("range", Arg::ScoreRange(ratio.low, ratio.high))];
            view.tr_with("results-honesty-ratio", &args)
        });
        line(ui, &[Some(sum), ratio], &view.tr("results-honesty-plain"));
        let error = view.tr_with("results-honesty-error", &[("error", Arg::Percent(found.error))]);
        let slope = found.slope.map(|slope| {
            let range = format::score_range(view.language(), slope.low, slope.high);
            let args = [("slope", Arg::Score(slope.value)), ("range", Arg::Text(range))];
            view.tr_with("results-honesty-slope", &args)
        });
        line(ui, &[Some(error), slope], &view.tr("results-honesty-slope-plain"));
    });
}

/// Facts in one line, and what they mean.
fn line(ui: &mut Ui, facts: &[Option<String>], plain: &str) {
    let tokens = theme::of(ui);
    let said: Vec<&str> = facts.iter().flatten().map(String::as_str).collect();
    page::text_row(ui, |ui| {
        ui.set_max_width(ui.available_width());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            views::what_is(ui, plain);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                label(ui, Type::Caption, said.join(" · "), tokens.text);
            });
        });
    });
}
