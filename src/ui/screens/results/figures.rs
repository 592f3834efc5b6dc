//! The figures of the model beside those of the simplest guess, in a small table; over folds where asked for.

use egui::{Sense, Stroke, Ui, pos2, vec2};

use crate::domain::message::Arg;
use crate::domain::report::{
    CategoryMetrics, CategoryReport, Estimate, FoldMetric, NumberReport, RunReport, YesNoMetrics, YesNoReport,
};
use crate::text::format;
use crate::ui::theme::{self, Type, space};
use crate::ui::view::View;
use crate::ui::widgets::{galley, galley_within, label};

/// A row of the table: a name, its plain meaning, the model and the baseline.
struct Figure {
    name: String,
    plain: String,
    model: String,
    baseline: String,
    /// Its range, and its mean over folds.
    below: Vec<String>,
}

/// Which way a figure is written.
#[derive(Clone, Copy)]
enum Shape {
    Score,
    Loss,
    Share,
    Unit,
}

fn written(view: &View<'_>, shape: Shape, value: f64) -> String {
    match shape {
        Shape::Score => format::fixed(value, 3),
        Shape::Loss => format::loss(value),
        Shape::Share => format::percent(view.language(), value),
        Shape::Unit => format::compact(view.language(), value),
    }
}

/// Mean ± standard deviation over folds.
fn over_folds(view: &View<'_>, folds: Option<&[FoldMetric]>, key: &str, shape: Shape) -> Option<String> {
    let metric = folds?.iter().find(|metric| metric.name == key)?;
    let mean = written(view, shape, metric.mean);
    let sd = match shape {
        Shape::Score | Shape::Loss => format::fixed(metric.sd, 3),
        Shape::Share => format::percent(view.language(), metric.sd),
        Shape::Unit => format::plain(metric.sd),
    };
    Some(view.tr_with("results-over-folds", &[("figure", Arg::Text(format!("{mean} ± {sd}")))]))
}

/// Takes one figure out of many.
type Pick = fn(&YesNoMetrics) -> f64;

/// Key, name, plain meaning, shape, figure and range.
type Row<'a> = (&'a str, &'a str, &'a str, Shape, Pick, Option<Estimate>);

/// "range 0.74 to 0.78"
fn range(view: &View<'_>, shape: Shape, range: Option<Estimate>) -> Option<String> {
    let range = range?;
    let words = if let Shape::Share = shape {
        format::percent_range(view.language(), range.low, range.high)
    } else {
        let ends = [range.low, range.high].map(|end| written(view, shape, end));
        format::range(view.language(), &ends[0], &ends[1])
    };
    Some(view.tr_with("results-figure-range", &[("range", Arg::Text(words))]))
}

/// The table of a yes/no model.
pub(super) fn yes_no(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &YesNoReport) {
    let model = task.metrics.test.unwrap_or(task.metrics.train);
    let base = task.metrics.baseline;
    let folds = report.folds.as_ref().map(|(_, metrics)| metrics.as_slice());
    let ranges = &task.detail.intervals;
    let list: [Row<'_>; 8] = [
        ("auc", "results-auc", "results-auc-plain", Shape::Score, |m| m.auc, task.auc),
        (
            "average_precision",
            "results-average-precision",
            "results-average-precision-plain",
            Shape::Score,
            |m| m.average_precision,
            ranges.average_precision,
        ),
        (
            "log_loss",
            "results-log-loss",
            "results-log-loss-plain",
            Shape::Loss,
            |m| m.log_loss,
            ranges.log_loss,
        ),
        ("brier", "results-brier", "results-brier-plain", Shape::Loss, |m| m.brier, ranges.brier),
        (
            "accuracy",
            "results-accuracy",
            "results-accuracy-plain",
            Shape::Share,
            |m| m.accuracy,
            ranges.accuracy,
        ),
        (
            "precision",
            "results-precision",
            "results-precision-plain",
            Shape::Share,
            |m| m.precision,
            ranges.precision,
        ),
        ("recall", "results-recall", "results-recall-plain", Shape::Share, |m| m.recall, ranges.recall),
        ("f1", "results-f1", "results-f1-plain", Shape::Score, |m| m.f1, ranges.f1),
    ];
    let best = best_tenth(view, task);
    let figures: Vec<Figure> = list
        .into_iter()
        .map(|(key, name, plain, shape, pick, of)| Figure {
            name: view.tr(name),
            plain: view.tr(plain),
            model: written(view, shape, pick(&model)),
            baseline: written(view, shape, pick(&base)),
            below: range(view, shape, of).into_iter().chain(over_folds(view, folds, key, shape)).collect(),
        })
        .chain(best)
        .collect();
    table(ui, view, &figures);
    foot(ui, view, report);
}

/// The table of a model that says which of several answers comes.
pub(super) fn category(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &CategoryReport) {
    type Pick = fn(&CategoryMetrics) -> f64;
    let model = task.metrics.test.unwrap_or(task.metrics.train);
    let base = task.metrics.baseline;
    let folds = report.folds.as_ref().map(|(_, metrics)| metrics.as_slice());
    let list: [(&str, &str, &str, Shape, Pick); 8] = [
        ("accuracy", "results-accuracy", "results-accuracy-plain", Shape::Share, |m| m.accuracy),
        ("auc", "results-auc", "category-auc-plain", Shape::Score, |m| m.auc),
        (
            "average_precision",
            "results-average-precision",
            "category-average-precision-plain",
            Shape::Score,
            |m| m.average_precision,
        ),
        ("log_loss", "results-log-loss", "results-log-loss-plain", Shape::Loss, |m| m.log_loss),
        ("brier", "results-brier", "category-brier-plain", Shape::Loss, |m| m.brier),
        ("precision", "results-precision", "category-precision-plain", Shape::Share, |m| m.precision),
        ("recall", "results-recall", "category-recall-plain", Shape::Share, |m| m.recall),
        ("f1", "report-f1", "category-f1-plain", Shape::Score, |m| m.f1),
    ];
    let figures: Vec<Figure> = list
        .into_iter()
        .map(|(key, name, plain, shape, pick)| Figure {
            name: view.tr(name),
            plain: view.tr(plain),
            model: written(view, shape, pick(&model)),
            baseline: written(view, shape, pick(&base)),
            below: range(view, shape, (key == "accuracy").then_some(task.accuracy))
                .into_iter()
                .chain(over_folds(view, folds, key, shape))
                .collect(),
        })
        .collect();
    table(ui, view, &figures);
    foot(ui, view, report);
}

/// Lift and share reached of the best tenth; a list drawn by lot is the usual rate.
fn best_tenth(view: &View<'_>, task: &YesNoReport) -> Vec<Figure> {
    let times = |value: f64| format::times(view.language(), value);
    let ranges = &task.detail.intervals;
    let mut figures = Vec::new();
    if let Some(lift) = ranges.lift {
        let words = format::range(view.language(), &format::fixed(lift.low, 2), &format::fixed(lift.high, 2));
        figures.push(Figure {
            name: view.tr("results-lift"),
            plain: view.tr("results-view-lift-plain"),
            model: times(lift.value),
            baseline: times(1.0),
            below: vec![view.tr_with("results-figure-range", &[("range", Arg::Text(words))])],
        });
    }
    if let Some(gain) = ranges.gain {
        figures.push(Figure {
            name: view.tr("results-gain"),
            plain: view.tr("results-view-gains-plain"),
            model: written(view, Shape::Share, gain.value),
            baseline: written(view, Shape::Share, 0.1),
            below: range(view, Shape::Share, Some(gain)).into_iter().collect(),
        });
    }
    figures
}

/// The table of a model that predicts a number.
pub(super) fn number(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &NumberReport) {
    let model = task.metrics.test.unwrap_or(task.metrics.train);
    let base = task.metrics.baseline;
    let folds = report.folds.as_ref().map(|(_, metrics)| metrics.as_slice());
    let list = [
        (
            "mae",
            view.tr("results-mae"),
            view.tr("results-mae-plain"),
            Shape::Unit,
            [model.mae, base.mae],
            task.detail.mae,
        ),
        (
            "rmse",
            view.tr("results-rmse"),
            view.tr("results-rmse-plain"),
            Shape::Unit,
            [model.rmse, base.rmse],
            task.detail.rmse,
        ),
        (
            "r2",
            view.tr("results-r2"),
            view.tr("results-r2-plain"),
            Shape::Score,
            [model.r2, base.r2],
            task.r2,
        ),
    ];
    let figures: Vec<Figure> = list
        .into_iter()
        .map(|(key, name, plain, shape, [model, base], of)| Figure {
            name,
            plain,
            model: written(view, shape, model),
            baseline: written(view, shape, base),
            below: range(view, shape, of)
                .or_else(|| {
                    let is_open = key == "rmse" && task.detail.few_misses_decide();
                    is_open.then(|| view.tr("results-rmse-few-misses"))
                })
                .into_iter()
                .chain(over_folds(view, folds, key, shape))
                .collect(),
        })
        .collect();
    table(ui, view, &figures);
    foot(ui, view, report);
}

/// Where the folds come from, and that figures are not from judged rows where there are none.
fn foot(ui: &mut Ui, view: &View<'_>, report: &RunReport) {
    let tokens = theme::of(ui);
    ui.add_space(space::XS);
    if let Some((folds, _)) = &report.folds {
        let text = view.tr_with("results-folds-said", &[("n", Arg::Count(u64::from(*folds)))]);
        label(ui, Type::Caption, text, tokens.muted);
    }
    if report.rows.test == 0 {
        label(ui, Type::CaptionMedium, view.tr("results-own-rows"), tokens.warn);
    }
}

const LINE: f32 = 28.0;

fn table(ui: &mut Ui, view: &View<'_>, figures: &[Figure]) {
    let tokens = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = ui.available_width();
    let column = 76.0;
    let name_room = (width - 2.0 * column).max(72.0);
    let ends = [width - column, width];
    let heads = [view.tr("results-model"), view.tr("results-baseline")];
    let (rect, _) = ui.allocate_exact_size(vec2(width, LINE), Sense::hover());
    for (head, end) in heads.iter().zip(ends) {
        let words = galley_within(ui, Type::CaptionMedium, head, tokens.muted, column + 20.0, 1);
        let corner = pos2(rect.left() + end - words.rect.width(), rect.center().y - 8.0);
        ui.painter().galley(corner, words, tokens.muted);
    }
    for figure in figures {
        let below = 16.0 * figure.below.len() as f32;
        let (rect, response) = ui.allocate_exact_size(vec2(width, LINE + below), Sense::hover());
        let mut said = format!("{} {} {}", figure.name, figure.model, figure.baseline);
        for more in &figure.below {
            said = format!("{said} {more}");
        }
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Row, true, &said));
        ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, tokens.line));
        let name = galley_within(ui, Type::Body, &figure.name, tokens.text, name_room, 1);
        let middle = rect.top() + LINE / 2.0;
        // Every technical word can be asked for; the dots say so.
        let under = middle + 9.0;
        let dots = egui::Shape::dotted_line(
            &[pos2(rect.left(), under), pos2(rect.left() + name.rect.width(), under)],
            tokens.line_strong,
            3.0,
            0.7,
        );
        ui.painter().extend(dots);
        ui.painter().galley(pos2(rect.left(), middle - 10.0), name, tokens.text);
        for (place, more) in figure.below.iter().enumerate() {
            let words = galley_within(ui, Type::Caption, more, tokens.muted, width, 1);
            let top = middle + 11.0 + 16.0 * place as f32;
            ui.painter().galley(pos2(rect.left(), top), words, tokens.muted);
        }
        let values =
            [(&figure.model, Type::Strong, tokens.text), (&figure.baseline, Type::Body, tokens.muted)];
        for ((text, kind, ink), end) in values.into_iter().zip(ends) {
            let words = galley(ui, kind, text, ink);
            let corner = pos2(rect.left() + end - words.rect.width(), middle - words.rect.height() / 2.0);
            ui.painter().galley(corner, words, ink);
        }
        response.on_hover_text(&figure.plain);
    }
}
