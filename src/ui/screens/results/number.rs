//! A number for each customer: predicted against what came, by tenth, and the miss in the target's unit.

use egui::Ui;

use super::{driven, effects, figures, linked, verdict, views};
use crate::domain::chart::Chart;
use crate::domain::detail::MissTenth;
use crate::domain::message::Arg;
use crate::domain::report::{NumberReport, RunReport};
use crate::text::format;
use crate::ui::charts::{self, MissWords, PointsWords};
use crate::ui::screens::page;
use crate::ui::theme::{self, CATEGORICAL, SLATE, Type, radius, space};
use crate::ui::view::View;
use crate::ui::widgets::{galley, galley_within, label, tile};

const VERDICT: f32 = 352.0;
const CARD: f32 = 62.0;

/// Draws the body.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &NumberReport) {
    let width = ui.available_width();
    if !page::is_wide(width) {
        verdict::card(ui, view, &report.verdict, Some(&linked::of_number));
        tiles(ui, view, task);
        scatter(ui, view, task, 300.0);
        tenths(ui, view, task, 240.0);
        figures_card(ui, view, report, task);
        drivers(ui, view, report);
        effects::card(ui, view, report);
        driven::left_out(ui, view, report);
        return;
    }
    let height = (ui.available_height() - 92.0 - 3.0 * space::L - CARD).clamp(240.0, 460.0);
    page::side_by_side(ui, &[VERDICT, width - VERDICT - space::L], |ui, place| {
        ui.spacing_mut().item_spacing.y = space::L;
        if place == 0 {
            verdict::card(ui, view, &report.verdict, Some(&linked::of_number));
            figures_card(ui, view, report, task);
            drivers(ui, view, report);
            return;
        }
        tiles(ui, view, task);
        let halves = page::equal(ui.available_width(), 2);
        page::side_by_side(ui, &halves, |ui, column| {
            if column == 0 { scatter(ui, view, task, height) } else { tenths(ui, view, task, height) }
        });
        effects::card(ui, view, report);
        driven::left_out(ui, view, report);
    });
}

fn drivers(ui: &mut Ui, view: &View<'_>, report: &RunReport) {
    driven::drivers(ui, view, report, &view.tr("results-raises"), &view.tr("results-lowers"));
}

fn figures_card(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &NumberReport) {
    linked::card(ui, 'C', &view.tr("results-figures"), &view.tr("results-figures-unit"), |ui| {
        figures::number(ui, view, report, task);
    });
}

/// The miss in the target's unit, and how much is explained.
fn tiles(ui: &mut Ui, view: &View<'_>, task: &NumberReport) {
    let model = task.metrics.test.unwrap_or(task.metrics.train);
    let base = task.metrics.baseline;
    let short = |value: f64| format::compact(view.language(), value);
    let explained = task.r2.map_or_else(
        || view.tr("results-no-range"),
        |r2| format::percent_range(view.language(), r2.low, r2.high),
    );
    let shown = [
        (
            view.tr("results-tile-mae"),
            short(model.mae),
            view.tr_with("results-tile-mae-note", &[("usual", Arg::Text(short(base.mae)))]),
        ),
        (view.tr("results-tile-half"), short(task.error_half), view.tr("results-tile-half-note")),
        (view.tr("results-tile-most"), short(task.error_most), view.tr("results-tile-most-note")),
        (view.tr("results-tile-r2"), format::percent(view.language(), model.r2), explained),
    ];
    page::panel(ui, |ui| {
        let widths = page::equal(ui.available_width(), if ui.available_width() >= 560.0 { 4 } else { 2 });
        for row in shown.chunks(widths.len()) {
            page::side_by_side(ui, &widths, |ui, place| {
                if let Some((name, value, note)) = row.get(place) {
                    tile(ui, name, value, note, false);
                }
            });
        }
    });
}

/// Card A: every customer as a dot, or how the misses are spread.
fn scatter(ui: &mut Ui, view: &View<'_>, task: &NumberReport, height: f32) {
    let choices = [
        ("results-view-points", "results-view-points-plain"),
        ("results-view-misses", "results-view-misses-plain"),
    ];
    let is_second = ui.data(|data| data.get_temp::<bool>(views::id("A"))).unwrap_or_default();
    let unit = if is_second { "results-misses-unit" } else { "results-scatter-unit" };
    let chart = if is_second { Chart::Misses } else { Chart::Points };
    linked::chart_card(ui, view, ('A', chart), &view.tr("results-scatter"), &view.tr(unit), |ui| {
        let height = height - views::HEIGHT;
        if views::second(ui, view, "A", choices) {
            misses(ui, view, task, height);
            return;
        }
        let summary = view.tr_with("results-scatter-said", &[("n", Arg::Count(task.points.len() as u64))]);
        let words = PointsWords {
            x: &view.tr("results-scatter-x"),
            y: &view.tr("results-actual"),
            above: &view.tr("results-scatter-above"),
            below: &view.tr("results-scatter-below"),
            empty: &view.tr("results-no-judge"),
            summary: &summary,
        };
        charts::predicted_actual(ui, &task.points, height, view.language(), words);
    });
}

fn misses(ui: &mut Ui, view: &View<'_>, task: &NumberReport, height: f32) {
    let found = &task.detail.misses;
    let rows = found.bins.iter().sum::<usize>() + found.below + found.above;
    let share = |part: usize| Arg::Percent(part as f64 / rows.max(1) as f64);
    let (less, more) = (share(found.less), share(found.more));
    let left = view.tr_with("results-misses-less", &[("share", less.clone())]);
    let right = view.tr_with("results-misses-more", &[("share", more.clone())]);
    let beyond = found.below + found.above;
    let below = if beyond > 0 { Type::Caption.line() + 8.0 } else { 0.0 };
    let words = MissWords {
        x: &view.tr("results-misses-x"),
        y: &view.tr("results-customers"),
        sides: (&left, &right),
        range: "",
        empty: &view.tr("results-misses-none"),
        summary: &view.tr_with("results-misses-said", &[("less", less), ("more", more)]),
    };
    charts::misses(ui, found, height - below, view.language(), words);
    if beyond > 0 {
        let said = view.tr_with("results-misses-beyond", &[("n", Arg::Count(beyond as u64))]);
        label(ui, Type::Caption, said, theme::of(ui).muted);
    }
}

/// Card B: averages by tenth, or how far off they are.
fn tenths(ui: &mut Ui, view: &View<'_>, task: &NumberReport, height: f32) {
    let choices = [
        ("results-view-averages", "results-view-averages-plain"),
        ("results-view-mae", "results-view-mae-plain"),
    ];
    let is_second = ui.data(|data| data.get_temp::<bool>(views::id("B number"))).unwrap_or_default();
    let unit = if is_second { "results-miss-tenths-unit" } else { "results-number-tenths-unit" };
    let chart = if is_second { Chart::MissTenths } else { Chart::NumberTenths };
    linked::chart_card(ui, view, ('B', chart), &view.tr("results-number-tenths"), &view.tr(unit), |ui| {
        let height = height - views::HEIGHT;
        if views::second(ui, view, "B number", choices) {
            miss_tenths(ui, view, task, height);
        } else {
            averages(ui, view, task, height);
        }
    });
}

fn miss_tenths(ui: &mut Ui, view: &View<'_>, task: &NumberReport, height: f32) {
    let of = |tenth: Option<&MissTenth>| {
        Arg::Text(tenth.map_or_else(String::new, |tenth| format::compact(view.language(), tenth.mae.value)))
    };
    let tenths = &task.detail.tenths;
    let said = [("first", of(tenths.first())), ("last", of(tenths.last()))];
    let words = MissWords {
        x: &view.tr("results-miss-tenths-x"),
        y: &view.tr("results-view-mae"),
        sides: ("", ""),
        range: &view.tr("results-range"),
        empty: &view.tr("results-no-judge"),
        summary: &view.tr_with("results-miss-tenths-said", &said),
    };
    charts::miss_tenths(ui, tenths, height, view.language(), words);
}

/// Two bars per tenth: what was said and what came, to one scale.
fn averages(ui: &mut Ui, view: &View<'_>, task: &NumberReport, height: f32) {
    let tokens = theme::of(ui);
    {
        if task.tenths.is_empty() {
            charts::impossible(ui, height, &view.tr("results-no-judge"));
            return;
        }
        let said = view.tr("results-number-tenths-said");
        let (rect, response) =
            ui.allocate_exact_size(egui::vec2(ui.available_width(), height), egui::Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &said));
        let (predicted, actual) = (view.tr("results-predicted"), view.tr("results-actual"));
        let key = [(predicted, CATEGORICAL[0]), (actual, SLATE)];
        let mut left = rect.left() + 24.0;
        for (name, colour) in &key {
            let dot = egui::Rect::from_min_size(egui::pos2(left, rect.top() + 3.0), egui::vec2(10.0, 10.0));
            ui.painter().rect_filled(dot, f32::from(radius::BAR), *colour);
            let words = galley(ui, Type::Caption, name, tokens.muted);
            let next = left + 16.0 + words.rect.width() + space::L;
            ui.painter().galley(egui::pos2(left + 16.0, rect.top()), words, tokens.muted);
            left = next;
        }
        let largest = task
            .tenths
            .iter()
            .flat_map(|(a, b)| [*a, *b])
            .fold(0.0_f64, |most, value| if value.is_finite() { most.max(value.abs()) } else { most });
        let names = 24.0;
        let line = ((rect.height() - 24.0) / task.tenths.len() as f32).min(44.0);
        let room = rect.width() - names - 64.0;
        for (place, (predicted, actual)) in task.tenths.iter().enumerate() {
            let top = rect.top() + 24.0 + place as f32 * line;
            let line_rect =
                egui::Rect::from_min_size(egui::pos2(rect.left(), top), egui::vec2(rect.width(), line));
            if response.hover_pos().is_some_and(|pointer| line_rect.contains(pointer)) {
                let short = |value: f64| Arg::Text(format::compact(view.language(), value));
                let args = [
                    ("n", Arg::Count(place as u64 + 1)),
                    ("predicted", short(*predicted)),
                    ("actual", short(*actual)),
                ];
                let said = view.tr_with("results-number-tenth-said", &args);
                response.clone().on_hover_text(said);
            }
            let number = galley(ui, Type::Caption, &(place + 1).to_string(), tokens.muted);
            let corner = egui::pos2(rect.left(), top + line / 2.0 - 8.0);
            ui.painter().galley(corner, number, tokens.muted);
            let bar_height = (line - 8.0) / 2.0;
            for (which, (value, (_, colour))) in [predicted, actual].into_iter().zip(&key).enumerate() {
                let share = if largest > 0.0 { (value.abs() / largest).clamp(0.0, 1.0) as f32 } else { 0.0 };
                let bar = egui::Rect::from_min_size(
                    egui::pos2(rect.left() + names, top + 3.0 + which as f32 * (bar_height + 1.0)),
                    egui::vec2((room * share).max(1.0), bar_height),
                );
                ui.painter().rect_filled(bar, f32::from(radius::BAR), *colour);
                // The figure of what came stands behind the longer bar.
                if which == 1 && line >= 20.0 {
                    let other =
                        if largest > 0.0 { (predicted.abs() / largest).clamp(0.0, 1.0) as f32 } else { 0.0 };
                    let end = bar.left() + room * share.max(other) + 6.0;
                    let text = format::compact(view.language(), *value);
                    let words = galley_within(ui, Type::Caption, &text, tokens.text, 58.0, 1);
                    ui.painter().galley(egui::pos2(end, top + line / 2.0 - 8.0), words, tokens.text);
                }
            }
        }
    }
}
