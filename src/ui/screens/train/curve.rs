//! The learning curve: the error from pass to pass and, beside it, what that is worth in the user's words.

use egui::Ui;

use super::super::page;
use super::{Run, machines, one_step, runs};
use crate::app::command::Command;
use crate::app::net_view::Mark;
use crate::domain::chart::Chart;
use crate::domain::event::CurvePoint;
use crate::domain::message::Arg;
use crate::domain::net::Change;
use crate::domain::recipe::{ModelChoice, Question};
use crate::domain::report::RunReport;
use crate::domain::work::Slot;
use crate::text::{Language, format};
use crate::ui::charts::{Goal, LearningCurve, LearningMore, LearningWords, ScoreCurve, ScoreWords};
use crate::ui::theme::space;
use crate::ui::view::View;

/// The width from which the error and the score stand beside each other.
const BOTH: f32 = 520.0;
/// The share of it that the error takes.
const ERROR_SHARE: f32 = 0.6;

/// Draws the curve and, of a net, the score beside it.
pub(super) fn curve(ui: &mut Ui, view: &View<'_>, run: &Run<'_>, height: f32) {
    let measured = run.kind == Some(ModelChoice::Neural) && !view.state.training.net.scores.is_empty();
    let width = ui.available_width();
    if !measured {
        error(ui, view, run, height);
    } else if width >= BOTH {
        let first = ((width - space::L) * ERROR_SHARE).floor();
        page::side_by_side(ui, &[first, width - space::L - first], |ui, place| {
            if place == 0 { error(ui, view, run, height) } else { score(ui, view, run, height) }
        });
    } else {
        error(ui, view, run, height);
        score(ui, view, run, height);
    }
}

fn error(ui: &mut Ui, view: &View<'_>, run: &Run<'_>, height: f32) {
    let points = &view.state.training.curve;
    let number = matches!(run.question(), Some(Question::Number { .. }));
    let (title, unit) = match run.kind {
        Some(ModelChoice::KMeans) => (view.tr("train-inertia"), view.tr("train-inertia-unit")),
        Some(ModelChoice::Linear) => (view.tr("train-error"), view.tr("train-error-linear-unit")),
        Some(ModelChoice::Neural) if number => (view.tr("train-error"), view.tr("train-error-linear-unit")),
        Some(ModelChoice::Logistic | ModelChoice::Svm | ModelChoice::Neural | ModelChoice::Auto) | None => {
            (view.tr("train-error"), view.tr("train-error-unit"))
        }
    };
    let inner = height - 62.0;
    // Rounds of a support vector machine are machines of their own and make no curve.
    if run.kind == Some(ModelChoice::Svm) {
        page::card(ui, &title, &unit, |ui| machines::ui(ui, view, run));
        return;
    }
    page::chart_card(ui, view, Chart::Curve, (&title, &unit), |ui| {
        if run.kind == Some(ModelChoice::Linear) && points.len() <= 2 {
            one_step(ui, view, run);
            return;
        }
        let best = best(view, run);
        let lowest = run.report.is_none_or(RunReport::kept_is_lowest);
        let best_text = if lowest { "train-best" } else { "train-kept-at" };
        let best_text = view.tr_with(best_text, &[("n", Arg::Count(u64::from(best.unwrap_or_default())))]);
        let last = points.last();
        let summary = view.tr_with(
            "train-curve-said",
            &[
                ("n", Arg::Count(last.map_or(0, |point| u64::from(point.iteration)))),
                ("loss", Arg::Loss(last.map_or(f64::NAN, |point| point.valid.unwrap_or(point.train)))),
            ],
        );
        let (learn, check) = (view.tr("common-chart-learn"), view.tr("common-chart-check"));
        let (passes, empty) = (passes_word(view, run), view.tr("train-curve-empty"));
        let words = LearningWords {
            learn: &learn,
            check: &check,
            best: &best_text,
            no_gain: &view.tr("train-no-gain"),
            passes: &passes,
            empty: &empty,
            summary: &summary,
        };
        let grouping = run.kind == Some(ModelChoice::KMeans);
        let neural = run.kind == Some(ModelChoice::Neural);
        let marks = if neural { marks(view) } else { Vec::new() };
        let goal = view.state.training.goal().filter(|_| neural);
        let goal_words = goal.map(|goal| view.tr_with("training-goal-line", &[("loss", Arg::Loss(goal))]));
        let drag = view.tr("training-goal-drag");
        let moves = view.state.why_not_paced().is_none();
        let goal = goal.zip(goal_words.as_deref()).map(|(loss, words)| Goal {
            loss,
            words,
            drag: moves.then_some(drag.as_str()),
        });
        let earlier = if grouping { Vec::new() } else { runs::curves(ui, view) };
        let more = LearningMore { earlier: &earlier, marks: &marks, goal };
        let planned = planned(view, run);
        let chart = LearningCurve { points, best, planned, language: view.language(), words, more };
        if let Some(goal) = chart.show(ui, inner).filter(|goal| *goal > 0.0) {
            view.send(Command::SetGoal(Some(goal)));
        }
    });
}

/// The pass that is kept, or would be; groups only ever get tighter, so there the last step is the best one.
pub(super) fn best(view: &View<'_>, run: &Run<'_>) -> Option<u32> {
    let kept = run.report.map(|report| report.best_iteration);
    let best = kept.or_else(|| best_so_far(&view.state.training.curve));
    best.filter(|_| run.kind != Some(ModelChoice::KMeans))
}

/// Where the axis of a net ends: it grows in steps, since most end long before the last pass planned.
const ENDS: [u32; 8] = [20, 40, 60, 100, 200, 500, 1_000, 2_000];

/// The last pass planned, or where the axis ends before; a phase that counts rows says nothing about passes.
fn planned(view: &View<'_>, run: &Run<'_>) -> Option<u32> {
    let planned = view.state.jobs.get(&Slot::Train).and_then(|job| job.progress);
    let planned = planned.and_then(|progress| progress.total).and_then(|total| u32::try_from(total).ok());
    let planned = planned.filter(|total| *total <= 5_000)?;
    let last = view.state.training.curve.last().map_or(0, |point| point.iteration);
    let end = ENDS.into_iter().find(|end| *end > last).filter(|_| run.kind == Some(ModelChoice::Neural));
    Some(end.map_or(planned, |end| end.min(planned)))
}

/// What was changed by hand, and where.
fn marks(view: &View<'_>) -> Vec<(f64, String)> {
    let said = |mark: &Mark| {
        let (id, value) = match mark.change {
            Change::Rate(rate) => ("training-changed-rate", format::plain(rate)),
            Change::Batch(rows) => ("training-changed-batch", format::count(u64::from(rows))),
            Change::Dropout(share) => {
                ("training-changed-dropout", format!("{}%", format::plain(share * 100.0)))
            }
        };
        let what = view.tr_with(id, &[("value", Arg::Text(value))]);
        let pass = u64::from(mark.at as u32) + 1;
        let when = view.tr_with("training-changed-at", &[("n", Arg::Count(pass))]);
        let gap = if view.language() == Language::English { ", " } else { "，" };
        (mark.at, format!("{what}{gap}{when}"))
    };
    view.state.training.net.marks.iter().map(said).collect()
}

/// What the error is worth: lift, typical error or share correct on customers held back.
fn score(ui: &mut Ui, view: &View<'_>, run: &Run<'_>, height: f32) {
    let unit = match run.question() {
        Some(Question::Number { .. }) => "training-rmse-unit",
        Some(Question::Category { .. }) => "training-right-unit",
        _ => "training-lift-unit",
    };
    let (title, unit) = (score_name(view, run), view.tr(unit));
    let language = view.language();
    let tick = |value: f64| match run.question() {
        Some(Question::Number { .. }) => format::compact(language, value),
        Some(Question::Category { .. }) => format::percent_tick(value),
        _ => format::times_tick(value),
    };
    let value = |value: f64| value_text(run, language, value);
    page::card(ui, &title, &unit, |ui| {
        let points = &view.state.training.net.scores;
        let now = points.last().map(|(_, score)| value(*score)).unwrap_or_default();
        let args = [("name", Arg::Text(title.clone())), ("value", Arg::Text(now))];
        let summary = view.tr_with("training-score-said", &args);
        let words = ScoreWords {
            name: &title,
            passes: &view.tr("training-passes-short"),
            empty: &view.tr("training-score-empty"),
            summary: &summary,
        };
        let last = view.state.training.curve.last().map_or(0, |point| point.iteration);
        let end = planned(view, run).unwrap_or(last).max(last);
        let best = best(view, run);
        ScoreCurve { points, best, end, tick: &tick, value: &value, words }.show(ui, height - 62.0);
    });
}

/// What the score is called.
pub(super) fn score_name(view: &View<'_>, run: &Run<'_>) -> String {
    view.tr(match run.question() {
        Some(Question::Number { .. }) => "training-rmse",
        Some(Question::Category { .. }) => "training-right",
        _ => "training-lift",
    })
}

/// A score in the words of the question.
pub(super) fn value_text(run: &Run<'_>, language: Language, value: f64) -> String {
    match run.question() {
        Some(Question::Number { .. }) => format::compact(language, value),
        Some(Question::Category { .. }) => format::percent(language, value),
        _ => format!("{}×", format::fixed(value, 1)),
    }
}

fn passes_word(view: &View<'_>, run: &Run<'_>) -> String {
    if run.kind == Some(ModelChoice::KMeans) { view.tr("train-steps") } else { view.tr("train-passes") }
}

/// The pass with the smallest loss on rows held back; on rows learned from where there are none.
pub(super) fn best_so_far(points: &[CurvePoint]) -> Option<u32> {
    let loss = |point: &CurvePoint| point.valid.unwrap_or(point.train);
    let finite = points.iter().filter(|point| loss(point).is_finite());
    finite.min_by(|a, b| loss(a).total_cmp(&loss(b))).map(|point| point.iteration)
}
