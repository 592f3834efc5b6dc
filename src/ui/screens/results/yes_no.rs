//! A chance for each customer: who really was a yes, how well they are ranked, whom a cut reaches.

use egui::Ui;

use super::cut::{self, Cut};
use super::{driven, effects, figures, honesty, linked, ranked, threshold, verdict};
use crate::domain::chart::Chart;
use crate::domain::message::Arg;
use crate::domain::recipe::Wording;
use crate::domain::report::{RunReport, YesNoReport};
use crate::ui::charts::{self, HeadsWords, TenthsWords};
use crate::ui::screens::page;
use crate::ui::theme::space;
use crate::ui::view::View;

/// Header and space of a card round its chart.
const CARD: f32 = 62.0;
/// Height of a chart where they stand in one column.
const NARROW: f32 = 264.0;
/// Width of the column of the verdict.
const VERDICT: f32 = 352.0;

/// Draws the body.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &YesNoReport) {
    let width = ui.available_width();
    if !page::is_wide(width) {
        verdict::card(ui, view, &report.verdict, Some(&linked::of_yes_no));
        for place in 0..4 {
            chart(ui, view, task, place, NARROW);
        }
        honesty::card(ui, view, task, NARROW);
        figures_card(ui, view, report, task);
        more(ui, view, report, task);
        return;
    }
    let height = ((ui.available_height() - 3.0 * space::L) / 2.0 - CARD).clamp(232.0, 360.0);
    page::side_by_side(ui, &[VERDICT, width - VERDICT - space::L], |ui, place| {
        ui.spacing_mut().item_spacing.y = space::L;
        if place == 0 {
            verdict::card(ui, view, &report.verdict, Some(&linked::of_yes_no));
            figures_card(ui, view, report, task);
            return;
        }
        let halves = page::equal(ui.available_width(), 2);
        for row in 0..2 {
            page::side_by_side(ui, &halves, |ui, column| chart(ui, view, task, row * 2 + column, height));
        }
        page::side_by_side(ui, &halves, |ui, column| {
            if column == 0 { honesty::card(ui, view, task, height) } else { drivers(ui, view, report, task) }
        });
        effects::card(ui, view, report);
        driven::left_out(ui, view, report);
    });
}

fn more(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &YesNoReport) {
    drivers(ui, view, report, task);
    effects::card(ui, view, report);
    driven::left_out(ui, view, report);
}

fn drivers(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &YesNoReport) {
    let (towards, away) = (spoken(view, "results-towards", task), spoken(view, "results-away", task));
    driven::drivers(ui, view, report, &towards, &away);
}

fn figures_card(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &YesNoReport) {
    linked::card(ui, 'E', &view.tr("results-figures"), &view.tr("results-figures-unit"), |ui| {
        figures::yes_no(ui, view, report, task);
    });
}

/// A sentence that depends on how a yes is spoken of.
pub(super) fn spoken(view: &View<'_>, id: &str, task: &YesNoReport) -> String {
    let wording = match task.wording {
        Wording::Leave => "leave",
        Wording::Buy => "buy",
        Wording::Answer => "answer",
        Wording::Own => "own",
    };
    let args = [("wording", Arg::Text(wording.to_owned())), ("value", Arg::Name(task.positive.clone()))];
    view.tr_with(id, &args)
}

fn chart(ui: &mut Ui, view: &View<'_>, task: &YesNoReport, place: usize, height: f32) {
    match place {
        0 => tenths(ui, view, task, height),
        1 => ranked::ranking(ui, view, task, height),
        2 => ranked::reached(ui, view, task, height),
        _ => heads(ui, view, task, height),
    }
}

fn tenths(ui: &mut Ui, view: &View<'_>, task: &YesNoReport, height: f32) {
    let rows: usize = task.tenths.iter().map(|tenth| tenth.rows).sum();
    let yes: usize = task.tenths.iter().map(|tenth| tenth.positives).sum();
    let share = yes as f64 / rows.max(1) as f64;
    let average = view.tr_with("common-chart-average", &[("share", Arg::Percent(share))]);
    let best = task.tenths.first().map_or(0.0, |tenth| tenth.positives as f64 / tenth.rows.max(1) as f64);
    let summary =
        view.tr_with("results-tenths-said", &[("best", Arg::Percent(best)), ("share", Arg::Percent(share))]);
    let inside = (Cut::of(view, task).share(task) * task.tenths.len() as f64).round() as usize;
    let title = spoken(view, "results-who", task);
    linked::chart_card(ui, view, ('A', Chart::Tenths), &title, &view.tr("results-by-tenth"), |ui| {
        let words = TenthsWords {
            average: &average,
            x: &view.tr("results-tenths-x"),
            y: &spoken(view, "results-tenths-y", task),
            customers: &view.tr("results-customers"),
            empty: &view.tr("results-no-judge"),
            summary: &summary,
        };
        charts::tenths(ui, &task.tenths, inside, height, words);
    });
}

fn heads(ui: &mut Ui, view: &View<'_>, task: &YesNoReport, height: f32) {
    let cut = Cut::of(view, task);
    let counts = cut.counts(ui, view, task);
    let all = task.ranked.len();
    let chart = Chart::Heads { called: cut.0 };
    linked::chart_card(
        ui,
        view,
        ('D', chart),
        &view.tr("results-heads"),
        &view.tr("results-heads-unit"),
        |ui| {
            let right = (counts.true_positive + counts.true_negative) as f64 / all.max(1) as f64;
            let summary = view.tr_with("results-heads-said", &[("right", Arg::Percent(right))]);
            let words = HeadsWords {
                contact: &view.tr("results-contact"),
                leave: &view.tr("results-leave-alone"),
                right_yes: &spoken(view, "results-right-yes", task),
                wrong_yes: &spoken(view, "results-wrong-yes", task),
                missed: &spoken(view, "results-missed", task),
                right_no: &view.tr("results-right-no"),
                empty: &view.tr("results-no-judge"),
                summary: &summary,
            };
            let below = if all > 0 { cut::HEIGHT + threshold::HEIGHT } else { 0.0 };
            charts::heads(ui, counts, height - below, words);
            if all > 0 {
                cut::slider(ui, view, task, cut, &summary);
                threshold::row(ui, view, task, cut, counts);
            }
        },
    );
}
