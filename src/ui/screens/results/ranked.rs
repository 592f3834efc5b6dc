//! What the ranked list is worth: how well it tells yes from no, and whom it reaches.

use egui::Ui;

use super::cut::Cut;
use super::yes_no::spoken;
use super::{linked, views};
use crate::domain::chart::Chart;
use crate::domain::message::Arg;
use crate::domain::report::{Estimate, YesNoReport};
use crate::text::format;
use crate::ui::charts::{self, CurveWords};
use crate::ui::theme::{self, Type};
use crate::ui::view::View;
use crate::ui::widgets::label;

/// Two lines below a chart.
const NOTE: f32 = 2.0 * 16.0 + 8.0;

/// Card B: ROC, or precision and recall.
pub(super) fn ranking(ui: &mut Ui, view: &View<'_>, task: &YesNoReport, height: f32) {
    let choices = [
        ("results-view-roc", "results-view-roc-plain"),
        ("results-view-precision", "results-view-precision-plain"),
    ];
    let is_second = ui.data(|data| data.get_temp::<bool>(views::id("B"))).unwrap_or_default();
    let unit = if is_second { "results-precision-unit" } else { "results-ranking-unit" };
    let chart = if is_second { Chart::PrecisionRecall } else { Chart::Roc };
    linked::chart_card(
        ui,
        view,
        ('B', chart),
        &view.tr("results-ranking"),
        &spoken(view, unit, task),
        |ui| {
            let height = height - views::HEIGHT;
            if views::second(ui, view, "B", choices) {
                precision_recall(ui, view, task, height);
            } else {
                roc(ui, view, task, height);
            }
        },
    );
}

/// "0.826 to 0.870"
fn range(view: &View<'_>, of: Option<Estimate>) -> String {
    of.map_or_else(String::new, |of| {
        format::range(view.language(), &format::fixed(of.low, 3), &format::fixed(of.high, 3))
    })
}

fn roc(ui: &mut Ui, view: &View<'_>, task: &YesNoReport, height: f32) {
    let (figure, summary) = match task.auc {
        Some(auc) => (
            format!("AUC {}", format::fixed(auc.value, 3)),
            view.tr_with("results-roc-said", &[("auc", Arg::Score(auc.value))]),
        ),
        None => (String::new(), view.tr("results-one-class")),
    };
    let words = CurveWords {
        figure: &figure,
        range: &range(view, task.auc),
        x: &spoken(view, "results-roc-x", task),
        y: &spoken(view, "results-roc-y", task),
        random: &view.tr("common-chart-random"),
        band: &view.tr("results-range"),
        empty: &view.tr("results-one-class"),
        summary: &summary,
    };
    let Some(weak) = &task.detail.weak else {
        charts::roc(ui, &task.roc, height, words);
        return;
    };
    charts::roc(ui, &task.roc, height - NOTE, words);
    label(ui, Type::Caption, view.say(&weak.note()), theme::of(ui).muted);
}

fn precision_recall(ui: &mut Ui, view: &View<'_>, task: &YesNoReport, height: f32) {
    let judged = task.metrics.test.unwrap_or(task.metrics.train);
    let usual = judged.positives as f64 / judged.rows.max(1) as f64;
    let figure = format!("AP {}", format::fixed(judged.average_precision, 3));
    let base = view.tr_with("results-usual", &[("share", Arg::Percent(usual))]);
    let summary =
        view.tr_with("results-precision-said", &[("precision", Arg::Score(judged.average_precision))]);
    let words = CurveWords {
        figure: &figure,
        range: &range(view, task.detail.intervals.average_precision),
        x: &spoken(view, "results-roc-y", task),
        y: &view.tr("results-precision"),
        random: &base,
        band: &view.tr("results-usual-name"),
        empty: &view.tr("results-one-class"),
        summary: &summary,
    };
    charts::precision_recall(ui, &task.detail.precision_recall, usual, height, words);
}

/// Card C: gains, or lift.
pub(super) fn reached(ui: &mut Ui, view: &View<'_>, task: &YesNoReport, height: f32) {
    let choices = [
        ("results-view-gains", "results-view-gains-plain"),
        ("results-view-lift", "results-view-lift-plain"),
    ];
    let is_second = ui.data(|data| data.get_temp::<bool>(views::id("C"))).unwrap_or_default();
    let unit = if is_second { view.tr("results-lift-unit") } else { view.tr("results-gains-band") };
    let title =
        if is_second { view.tr("results-view-lift") } else { spoken(view, "results-reached-title", task) };
    let chart = if is_second { Chart::Lift } else { Chart::Gains };
    linked::chart_card(ui, view, ('C', chart), &title, &unit, |ui| {
        let height = height - views::HEIGHT;
        let second = views::second(ui, view, "C", choices);
        let cut = Cut::of(view, task);
        let share = cut.share(task);
        let at = view.tr_with("results-reached-at", &[("share", Arg::Percent(share))]);
        let counts = cut.counts(ui, view, task);
        let empty = view.tr("results-one-class");
        let (x, band) = (view.tr("results-gains-x"), view.tr("results-range"));
        if second {
            let usual = (counts.true_positive + counts.false_negative) as f64 / counts.rows().max(1) as f64;
            let times = if counts.precision().is_finite() { counts.precision() / usual } else { 0.0 };
            let figure = view.tr_with("results-lift-figure", &[("times", Arg::Times(times))]);
            let said = view.tr_with(
                "results-lift-said",
                &[("share", Arg::Percent(share)), ("times", Arg::Times(times))],
            );
            let words = CurveWords {
                figure: &figure,
                range: &at,
                x: &x,
                y: &view.tr("results-view-lift"),
                random: &view.tr("results-lift-base"),
                band: &band,
                empty: &empty,
                summary: &said,
            };
            let mark = (share > 0.0).then_some(share);
            charts::lift(ui, &task.detail.reach, mark, height, view.language(), words);
        } else {
            let found = if counts.recall().is_finite() { counts.recall() } else { 0.0 };
            let figure = view.tr_with("results-reached-figure", &[("found", Arg::Percent(found))]);
            let said = view.tr_with(
                "results-gains-said",
                &[("share", Arg::Percent(share)), ("found", Arg::Percent(found))],
            );
            let words = CurveWords {
                figure: &figure,
                range: &at,
                x: &x,
                y: &spoken(view, "results-roc-y", task),
                random: &view.tr("common-chart-random"),
                band: &band,
                empty: &empty,
                summary: &said,
            };
            charts::gains(ui, &task.gains, &task.detail.reach, Some(share), height, view.language(), words);
        }
    });
}
