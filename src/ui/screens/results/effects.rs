//! What one more of an input, or another value, does to the prediction: coefficients and odds ratios with ranges.

use egui::{Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::domain::message::Arg;
use crate::domain::report::{CategoryReport, Coefficient, EffectStep, RunReport, TaskReport};
use crate::text::format;
use crate::ui::screens::page;
use crate::ui::theme::{self, Type, space};
use crate::ui::view::View;
use crate::ui::widgets::{Button, combo, galley, galley_within, label, middle_cut};

/// Rows shown before the user asks for more.
const SHOWN: usize = 10;
/// A name with what is compared below it.
const LINE: f32 = 42.0;
const HEAD: f32 = 28.0;
/// The choice of an answer.
const CHOICE: f32 = 320.0;
/// Room for an effect, a range and a p value.
const COLUMNS: [f32; 3] = [92.0, 172.0, 76.0];

/// How an effect is told: as a change of the target, or as a factor of the odds, of a yes or of one of several answers.
#[derive(Clone, Copy)]
struct Told {
    odds: bool,
    explained: &'static str,
}

const EFFECT: Told = Told { odds: false, explained: "inference-explain-effect" };
const ODDS: Told = Told { odds: true, explained: "inference-explain-odds" };
const ODDS_OF_ANSWER: Told = Told { odds: true, explained: "inference-explain-odds-answer" };

/// The card; nothing for models without coefficients.
pub(super) fn card(ui: &mut Ui, view: &View<'_>, report: &RunReport) {
    if report.coefficients.is_empty() {
        return;
    }
    let (title, unit, told) = if let TaskReport::YesNo(task) = &report.task {
        let value = Arg::Name(task.positive.clone());
        (view.tr("inference-title-yes-no"), view.tr_with("inference-unit-yes-no", &[("value", value)]), ODDS)
    } else {
        let target = Arg::Name(report.target.clone().unwrap_or_default());
        let unit = view.tr_with("inference-unit-number", &[("target", target)]);
        (view.tr("inference-title-number"), unit, EFFECT)
    };
    page::card(ui, &title, &unit, |ui| {
        uncertain(ui, view, report);
        table(ui, view, &report.coefficients, told);
    });
}

fn uncertain(ui: &mut Ui, view: &View<'_>, report: &RunReport) {
    if let Some(why) = &report.uncertain {
        label(ui, Type::Body, view.say(why), theme::of(ui).muted);
    }
}

/// The same where one of several answers is asked for: the effects on one of them at a time.
pub(super) fn of_answers(ui: &mut Ui, view: &View<'_>, report: &RunReport, task: &CategoryReport) {
    let base = task.base();
    let answers: Vec<(usize, &str)> = task
        .classes
        .iter()
        .zip(&task.coefficients)
        .enumerate()
        .filter(|(place, (_, of))| Some(*place) != base && !of.is_empty())
        .map(|(place, (class, _))| (place, class.class.as_str()))
        .collect();
    let Some((first, _)) = answers.first() else { return };
    let (title, unit, told) = if let Some(base) = base.and_then(|base| task.classes.get(base)) {
        let base = Arg::Name(base.class.clone());
        let unit = view.tr_with("inference-unit-answer", &[("base", base)]);
        (view.tr("inference-title-yes-no"), unit, ODDS_OF_ANSWER)
    } else {
        (view.tr("inference-title-answer"), view.tr("inference-unit-answer-score"), EFFECT)
    };
    let id = egui::Id::unique("results-effects-answer");
    let kept = ui.data(|data| data.get_temp::<usize>(id));
    let mut chosen = kept.filter(|kept| answers.iter().any(|(place, _)| place == kept)).unwrap_or(*first);
    page::card(ui, &title, &unit, |ui| {
        uncertain(ui, view, report);
        let width = ui.available_width().min(CHOICE);
        if combo(ui, &view.tr("inference-answer"), &mut chosen, &answers, width) {
            ui.data_mut(|data| data.insert_temp(id, chosen));
        }
        if let Some(of) = task.coefficients.get(chosen) {
            table(ui, view, of, told);
        }
    });
}

/// What is known best first, the start last.
fn in_order(coefficients: &[Coefficient]) -> Vec<&Coefficient> {
    let mut rows: Vec<&Coefficient> = coefficients.iter().collect();
    let strength = |one: &Coefficient| match (&one.step, one.certainty) {
        (EffectStep::Start, _) => f64::NEG_INFINITY,
        (_, Some(known)) => known.statistic.abs(),
        (_, None) => 0.0,
    };
    rows.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    rows
}

fn table(ui: &mut Ui, view: &View<'_>, coefficients: &[Coefficient], told: Told) {
    let ranges = coefficients.iter().any(|one| one.certainty.is_some());
    let all_id = egui::Id::unique("results-effects-all");
    let all = ui.data(|data| data.get_temp::<bool>(all_id)).unwrap_or(false);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        head(ui, view, heads(told), ranges);
        let shown = if all { coefficients.len() } else { SHOWN };
        for one in in_order(coefficients).into_iter().take(shown) {
            row(ui, view, one, told.odds, ranges);
        }
    });
    if coefficients.len() > SHOWN {
        let text = if all {
            view.tr("inference-fewer")
        } else {
            view.tr_with("inference-all", &[("n", Arg::Count(coefficients.len() as u64))])
        };
        if ui.add(Button::secondary(&text)).clicked() {
            ui.data_mut(|data| data.insert_temp(all_id, !all));
        }
    }
}

/// Each head and its meaning.
fn heads(told: Told) -> [[&'static str; 2]; 3] {
    let effect = if told.odds { "inference-head-odds" } else { "inference-head-effect" };
    [
        [effect, told.explained],
        ["inference-head-range", "inference-explain-range"],
        ["inference-head-p", "inference-explain-p"],
    ]
}

/// The right ends of the columns.
fn ends(width: f32, ranges: bool) -> Vec<f32> {
    if !ranges {
        return vec![width];
    }
    let [_, range, p] = COLUMNS;
    vec![width - p - range, width - p, width]
}

fn head(ui: &mut Ui, view: &View<'_>, heads: [[&str; 2]; 3], ranges: bool) {
    let tokens = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    for ((end, [word, explained]), room) in ends(rect.width(), ranges).into_iter().zip(heads).zip(COLUMNS) {
        let text = galley_within(ui, Type::CaptionMedium, &view.tr(word), tokens.muted, room, 1);
        let corner = pos2(rect.left() + end - text.rect.width(), rect.center().y - 8.0);
        let place = egui::Rect::from_min_size(corner, text.rect.size());
        // Every technical word can be asked for; the dots say so.
        let under = place.bottom() + 1.0;
        let dots = [pos2(place.left(), under), pos2(place.right(), under)];
        ui.painter().extend(egui::Shape::dotted_line(&dots, tokens.line_strong, 3.0, 0.7));
        ui.painter().galley(corner, text, tokens.muted);
        let id = ui.scope_id().with(("results-effects", word));
        ui.interact(place.expand(space::XS), id, Sense::hover()).on_hover_text(view.tr(explained));
    }
}

fn row(ui: &mut Ui, view: &View<'_>, one: &Coefficient, odds: bool, ranges: bool) {
    let tokens = theme::of(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, LINE), Sense::hover());
    let written = |value: f64| if odds { format::odds(value.exp()) } else { format::effect(value) };
    let name = match &one.step {
        EffectStep::Start if odds => view.tr("inference-start-odds"),
        EffectStep::Start => view.tr("inference-start"),
        step => step.column().unwrap_or(&one.name).to_owned(),
    };
    let step = view.say(&one.step.message());
    let mut cells = vec![(written(one.estimate), Type::Strong, tokens.text)];
    if ranges {
        let range = one.certainty.map_or_else(
            || format::NONE.to_owned(),
            |known| format::range(view.language(), &written(known.low), &written(known.high)),
        );
        let p = one.certainty.map_or_else(|| format::NONE.to_owned(), |known| format::p_value(known.p_value));
        cells.push((range, Type::Body, tokens.text));
        cells.push((p, Type::Body, tokens.muted));
    }
    let effect = cells.iter().map(|(text, ..)| text.as_str()).collect::<Vec<_>>().join(", ");
    let args =
        [("name", Arg::Text(name.clone())), ("step", Arg::Text(step.clone())), ("effect", Arg::Text(effect))];
    let said = view.tr_with("inference-said", &args);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &said));
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, tokens.line));
    let ends = ends(width, ranges);
    let room = ends.first().map_or(width, |end| end - COLUMNS[0]).max(80.0) - space::M;
    let shown = middle_cut(ui, Type::Body, &name, room);
    let above = galley_within(ui, Type::Body, &shown, tokens.text, room, 1);
    ui.painter().galley(pos2(rect.left(), rect.top() + 3.0), above, tokens.text);
    let below = galley_within(ui, Type::Caption, &step, tokens.muted, room, 1);
    ui.painter().galley(pos2(rect.left(), rect.top() + 22.0), below, tokens.muted);
    for ((text, kind, ink), end) in cells.into_iter().zip(ends) {
        let words = galley(ui, kind, &text, ink);
        let corner =
            pos2(rect.left() + end - words.rect.width(), rect.center().y - words.rect.height() / 2.0);
        ui.painter().galley(corner, words, ink);
    }
    response.on_hover_text(said);
}
