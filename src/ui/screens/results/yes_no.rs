//! A chance for each customer: who really was a yes, how well they are ranked, whom a cut reaches.

use std::sync::Arc;

use egui::{Slider, Ui};

use super::{driven, figures, linked, verdict};
use crate::app::command::Command;
use crate::domain::message::Arg;
use crate::domain::recipe::Wording;
use crate::domain::report::{Confusion, RunReport, YesNoReport};
use crate::domain::work::RunId;
use crate::text::format;
use crate::ui::charts::{self, CurveWords, HeadsWords, TenthsWords};
use crate::ui::screens::page;
use crate::ui::theme::{self, Type, space};
use crate::ui::view::View;
use crate::ui::widgets::label;

/// Header and space of a card round its chart.
const CARD: f32 = 62.0;
/// Width of the column of the verdict.
const VERDICT: f32 = 352.0;

/// Draws the body.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &YesNoReport) {
    let width = ui.available_width();
    if !page::is_wide(width) {
        verdict::card(ui, view, &report.verdict, Some(&linked::of_yes_no));
        for place in 0..4 {
            chart(ui, view, task, place, 220.0);
        }
        figures_card(ui, view, report, task);
        more(ui, view, report, task);
        return;
    }
    let height = ((ui.available_height() - 3.0 * space::L) / 2.0 - CARD).clamp(180.0, 360.0);
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
            if column == 0 { drivers(ui, view, report, task) } else { driven::left_out(ui, view, report) }
        });
    });
}

fn more(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &YesNoReport) {
    drivers(ui, view, report, task);
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
fn spoken(view: &View<'_>, id: &str, task: &YesNoReport) -> String {
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
        1 => ranking(ui, view, task, height),
        2 => reached(ui, view, task, height),
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
    linked::card(ui, 'A', &spoken(view, "results-who", task), &view.tr("results-by-tenth"), |ui| {
        let words = TenthsWords {
            average: &average,
            x: &view.tr("results-tenths-x"),
            empty: &view.tr("results-no-judge"),
            summary: &summary,
        };
        charts::tenths(ui, &task.tenths, inside, height, words);
    });
}

fn ranking(ui: &mut Ui, view: &View<'_>, task: &YesNoReport, height: f32) {
    linked::card(ui, 'B', &view.tr("results-ranking"), &spoken(view, "results-ranking-unit", task), |ui| {
        let (figure, range, summary) = match task.auc {
            Some(auc) => {
                let range =
                    format::range(view.language(), &format::fixed(auc.low, 3), &format::fixed(auc.high, 3));
                let figure = format!("AUC {}", format::fixed(auc.value, 3));
                let said = view.tr_with("results-roc-said", &[("auc", Arg::Score(auc.value))]);
                (figure, range, said)
            }
            None => (String::new(), String::new(), view.tr("results-one-class")),
        };
        let words = CurveWords {
            figure: &figure,
            range: &range,
            x: &spoken(view, "results-roc-x", task),
            y: &spoken(view, "results-roc-y", task),
            random: &view.tr("common-chart-random"),
            empty: &view.tr("results-one-class"),
            summary: &summary,
        };
        charts::roc(ui, &task.roc, height, words);
    });
}

fn reached(ui: &mut Ui, view: &View<'_>, task: &YesNoReport, height: f32) {
    let cut = Cut::of(view, task);
    let share = cut.share(task);
    let counts = cut.counts(ui, view, task);
    let yes = counts.true_positive + counts.false_negative;
    let found = counts.true_positive as f64 / yes.max(1) as f64;
    let figure = view.tr_with("results-reached-figure", &[("found", Arg::Percent(found))]);
    let range = view.tr_with("results-reached-at", &[("share", Arg::Percent(share))]);
    let said =
        view.tr_with("results-gains-said", &[("share", Arg::Percent(share)), ("found", Arg::Percent(found))]);
    linked::card(ui, 'C', &view.tr("results-reached"), &spoken(view, "results-reached-unit", task), |ui| {
        let words = CurveWords {
            figure: &figure,
            range: &range,
            x: &view.tr("results-gains-x"),
            y: &spoken(view, "results-roc-y", task),
            random: &view.tr("common-chart-random"),
            empty: &view.tr("results-one-class"),
            summary: &said,
        };
        charts::gains(ui, &task.gains, Some(share), height, words);
    });
}

fn heads(ui: &mut Ui, view: &View<'_>, task: &YesNoReport, height: f32) {
    let cut = Cut::of(view, task);
    let counts = cut.counts(ui, view, task);
    let all = task.ranked.len();
    linked::card(ui, 'D', &view.tr("results-heads"), &view.tr("results-heads-unit"), |ui| {
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
        let below = 46.0;
        charts::heads(ui, counts, height - below, words);
        if all > 0 {
            slider(ui, view, task, cut, &summary);
        }
    });
}

/// The cut that is dragged, and what it means.
fn slider(ui: &mut Ui, view: &View<'_>, task: &YesNoReport, cut: Cut, right: &str) {
    let tokens = theme::of(ui);
    let all = task.ranked.len();
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut heads = cut.0;
    ui.spacing_mut().slider_width = ui.available_width();
    ui.spacing_mut().interact_size.y = 22.0;
    let name = view.tr("results-cut");
    let slider = Slider::new(&mut heads, 0..=all).show_value(false);
    let response = ui
        .scope(|ui| {
            ui.visuals_mut().selection.bg_fill = tokens.accent;
            ui.visuals_mut().widgets.inactive.bg_fill = tokens.line_strong;
            ui.add(slider)
        })
        .inner
        .accessible_name(&name);
    if response.changed() {
        view.send(Command::MoveCut(heads as f64 / all as f64));
    }
    response.on_hover_text(&name);
    ui.horizontal(|ui| {
        let share = cut.share(task);
        let text = view.tr_with("results-cut-said", &[("share", Arg::Percent(share))]);
        label(ui, Type::Caption, text, tokens.text);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            label(ui, Type::Caption, right, tokens.muted);
        });
    });
}

/// How many of the judged customers are called yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut(pub(super) usize);

impl Cut {
    /// Where the user put the line; else where the threshold of the figures puts it.
    pub(super) fn of(view: &View<'_>, task: &YesNoReport) -> Self {
        let all = task.ranked.len();
        match view.state.run.cut {
            Some(share) => Self((share * all as f64).round() as usize),
            None => Self((task.confusion.true_positive + task.confusion.false_positive).min(all)),
        }
    }

    /// The share of judged customers called yes.
    fn share(self, task: &YesNoReport) -> f64 {
        self.0 as f64 / task.ranked.len().max(1) as f64
    }

    /// The counts at the cut.
    fn counts(self, ui: &Ui, view: &View<'_>, task: &YesNoReport) -> Confusion {
        let (Some(run), Some(_)) = (view.state.run.id, view.state.run.cut) else { return task.confusion };
        counts_at(&found(ui, run, task), self.0)
    }
}

/// Yes among the first k of the ranked list, for every k.
type Found = Arc<Vec<u32>>;

/// The running count of one run. It is worked out once per run, not per frame: judged rows are a small part
/// of a file, but still too many for every frame.
fn found(ui: &Ui, run: RunId, task: &YesNoReport) -> Found {
    let id = egui::Id::unique("results-found");
    let known = ui.data(|data| data.get_temp::<(RunId, Found)>(id));
    if let Some((_, found)) =
        known.filter(|(known, found)| *known == run && found.len() == task.ranked.len() + 1)
    {
        return found;
    }
    let found: Found = Arc::new(running_count(&task.ranked));
    ui.data_mut(|data| data.insert_temp(id, (run, found.clone())));
    found
}

pub(super) fn running_count(ranked: &[(f64, bool)]) -> Vec<u32> {
    let counts = ranked.iter().scan(0_u32, |yes, (_, is_yes)| {
        *yes += u32::from(*is_yes);
        Some(*yes)
    });
    std::iter::once(0).chain(counts).collect()
}

pub(super) fn counts_at(found: &[u32], cut: usize) -> Confusion {
    let all = found.len().saturating_sub(1);
    let cut = cut.min(all);
    let yes = found.last().copied().unwrap_or_default() as usize;
    let hits = found.get(cut).copied().unwrap_or_default() as usize;
    Confusion {
        true_positive: hits,
        false_positive: cut - hits,
        false_negative: yes - hits,
        true_negative: (all - cut) - (yes - hits),
    }
}
