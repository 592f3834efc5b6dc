//! The fields of an open step: a label above, a value that is taken over when the field is left.

use egui::{Align, Id, Key, Layout, Ui, vec2};

use super::pick;
use crate::domain::message::Arg;
use crate::ui::theme::{self, Type, height, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button, TextField};

/// What may be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Anything.
    Text,
    /// A number.
    Number,
    /// A number or nothing.
    MaybeNumber,
    /// Numbers with semicolons or blanks between them.
    Numbers,
    /// A day as 2024-12-31.
    Day,
    /// A day or nothing.
    MaybeDay,
}

impl Typed {
    /// Why a text cannot be meant; none when it can.
    fn wrong(self, view: &View<'_>, text: &str) -> Option<String> {
        let text = text.trim();
        let number = |text: &str| number(text).is_some();
        let right = match self {
            Self::Text => true,
            Self::Number => number(text),
            Self::MaybeNumber => text.is_empty() || number(text),
            Self::Numbers => numbers(text).is_some(),
            Self::Day => is_day(text),
            Self::MaybeDay => text.is_empty() || is_day(text),
        };
        let why = match self {
            Self::Text | Self::Number | Self::MaybeNumber => view.tr("screens-data-not-a-number"),
            Self::Numbers => view.tr("steps-not-numbers"),
            Self::Day | Self::MaybeDay => view.tr("steps-not-a-day"),
        };
        (!right).then_some(why)
    }
}

/// A number as it is typed, also with the long minus sign.
pub(super) fn number(text: &str) -> Option<f64> {
    text.trim().replace('\u{2212}', "-").parse::<f64>().ok().filter(|number| number.is_finite())
}

/// Numbers with semicolons or blanks between them; none if anything else is among them.
pub(super) fn numbers(text: &str) -> Option<Vec<f64>> {
    let parts = text.split([';', '；', ' ']).filter(|part| !part.trim().is_empty());
    parts.map(number).collect()
}

fn is_day(text: &str) -> bool {
    chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

pub(super) fn labelled<R>(ui: &mut Ui, label: &str, width: f32, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = theme::of(ui);
    let size = vec2(width, Type::Medium.line() + space::XS + height::CONTROL);
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = space::XS;
        widgets::label(ui, Type::Medium, label, tokens.text);
        draw(ui)
    })
    .inner
}

/// The columns there are when the step at `index` begins.
pub(super) fn column(ui: &mut Ui, view: &View<'_>, index: usize, column: &str) -> Option<String> {
    named_column(ui, view, &view.tr("screens-prepare-column"), index, column)
}

/// The same under another label.
pub(super) fn named_column(
    ui: &mut Ui,
    view: &View<'_>,
    label: &str,
    index: usize,
    column: &str,
) -> Option<String> {
    let names = view.state.columns_before(index);
    let chosen = labelled(ui, label, 176.0, |ui| pick::column(ui, view, &names, label, column, 176.0));
    chosen.filter(|chosen| chosen != column)
}

/// One of a few named choices.
pub(super) fn one_of<T: PartialEq + Copy>(
    ui: &mut Ui,
    label: &str,
    now: T,
    choices: &[(T, String)],
) -> Option<T> {
    let shown: Vec<(T, &str)> = choices.iter().map(|(value, name)| (*value, name.as_str())).collect();
    let width: f32 = choices
        .iter()
        .map(|(_, name)| {
            widgets::galley(ui, Type::Medium, name, egui::Color32::PLACEHOLDER).rect.width() + 24.0
        })
        .sum();
    let width = (width + 1.0).min(ui.max_rect().width());
    let mut value = now;
    let changed = labelled(ui, label, width, |ui| widgets::segmented(ui, label, &mut value, &shown));
    (changed && value != now).then_some(value)
}

/// A text that is taken over when the field is left or Enter is pressed.
pub(super) fn text(
    ui: &mut Ui,
    view: &View<'_>,
    label: &str,
    now: &str,
    (index, width): (usize, f32),
    typed: Typed,
) -> Option<String> {
    labelled(ui, label, width, |ui| bare_text(ui, view, label, now, (index, width), typed))
}

/// The same without its label in sight.
pub(super) fn bare_text(
    ui: &mut Ui,
    view: &View<'_>,
    label: &str,
    now: &str,
    (index, width): (usize, f32),
    typed: Typed,
) -> Option<String> {
    let id = Id::unique(("step-text", index, label, now));
    let mut text: String = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| now.to_owned());
    let wrong = typed.wrong(view, &text);
    let mut field = TextField::new(label, &mut text).bare().width(width);
    if matches!(typed, Typed::Number | Typed::MaybeNumber) {
        field = field.number(1.0);
    }
    let response = field.error(wrong.as_deref()).show(ui);
    let plain = matches!(typed, Typed::Text);
    let meant = text.trim().replace('−', if plain { "−" } else { "-" });
    if response.lost_focus() && wrong.is_none() {
        ui.data_mut(|data| data.remove::<String>(id));
        let given_up = ui.input(|input| input.key_pressed(Key::Escape));
        return (!given_up && meant != now).then_some(meant);
    }
    ui.data_mut(|data| data.insert_temp(id, text));
    None
}

/// A list of texts, each with a way to take it out.
pub(super) fn chips(ui: &mut Ui, view: &View<'_>, texts: &[String]) -> Option<Vec<String>> {
    let mut left = None;
    for (place, text) in texts.iter().enumerate() {
        let tip = view.tr_with("screens-prepare-take-out", &[("column", Arg::Name(text.clone()))]);
        let button = Button::secondary(text).icon_after(icons::ICON_CLOSE).tooltip(&tip);
        let width = widgets::galley(ui, Type::Medium, text, egui::Color32::PLACEHOLDER).rect.width() + 50.0;
        if labelled(ui, " ", width, |ui| ui.add(button).clicked()) {
            let others = texts.iter().enumerate().filter(|(other, _)| *other != place);
            left = Some(others.map(|(_, text)| text.clone()).collect());
        }
    }
    left
}

/// A list of columns; an empty one means all.
pub(super) fn columns(
    ui: &mut Ui,
    view: &View<'_>,
    label: &str,
    index: usize,
    columns: &[String],
) -> Option<Vec<String>> {
    let shown = if columns.is_empty() {
        view.tr("screens-prepare-all-columns")
    } else {
        view.tr("screens-prepare-add-column")
    };
    let names = view.state.columns_before(index);
    let chosen = labelled(ui, label, 220.0, |ui| pick::column(ui, view, &names, label, &shown, 220.0));
    if let Some(chosen) = chosen.filter(|chosen| !columns.contains(chosen)) {
        return Some(columns.iter().cloned().chain([chosen]).collect());
    }
    chips(ui, view, columns)
}

/// A list of values of a column: typed, or taken from those that are frequent before the step.
pub(super) fn values(
    ui: &mut Ui,
    view: &View<'_>,
    label: &str,
    index: usize,
    (column, values): (&str, &[String]),
) -> Option<Vec<String>> {
    chosen_values(ui, view, label, index, values)
        .or_else(|| suggested_values(ui, view, index, (column, values)))
}

/// The values that were chosen, and a field for another one.
pub(super) fn chosen_values(
    ui: &mut Ui,
    view: &View<'_>,
    label: &str,
    index: usize,
    values: &[String],
) -> Option<Vec<String>> {
    let typed = text(ui, view, label, "", (index, 150.0), Typed::Text).filter(|typed| is_new(values, typed));
    if let Some(typed) = typed {
        return Some(with(values, typed));
    }
    chips(ui, view, values)
}

/// The most frequent values that were not chosen yet.
pub(super) fn suggested_values(
    ui: &mut Ui,
    view: &View<'_>,
    index: usize,
    (column, values): (&str, &[String]),
) -> Option<Vec<String>> {
    let mut chosen = None;
    let frequent = frequent(view, index, column).into_iter();
    for value in frequent.filter(|value| is_new(values, value)).take(5) {
        let name = widgets::middle_cut(ui, Type::Medium, &value, 140.0);
        let tip = view.tr_with("steps-add-value", &[("value", Arg::Name(value.clone()))]);
        let button = Button::quiet(&name).icon(icons::ICON_ADD).tooltip(&tip);
        let width = widgets::galley(ui, Type::Medium, &name, egui::Color32::PLACEHOLDER).rect.width() + 50.0;
        if labelled(ui, " ", width, |ui| ui.add(button).clicked()) {
            chosen = Some(with(values, value));
        }
    }
    chosen
}

fn with(values: &[String], value: String) -> Vec<String> {
    values.iter().cloned().chain([value]).collect()
}

fn is_new(values: &[String], value: &str) -> bool {
    !value.is_empty() && !values.iter().any(|known| known == value)
}

/// The most frequent values of a column before the step, as far as they are known.
fn frequent(view: &View<'_>, index: usize, column: &str) -> Vec<String> {
    use crate::domain::column::Summary;
    let before = view.state.preview.as_deref().filter(|preview| preview.step == index);
    let before = before.and_then(|preview| preview.before.as_ref()).filter(|before| before.name == column);
    match before.or_else(|| view.state.column(column)).map(|column| &column.summary) {
        Some(Summary::Values { top, .. }) => top.iter().map(|(value, _)| value.clone()).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_apart() {
        assert_eq!(numbers("18; 25 40.5；−3"), Some(vec![18.0, 25.0, 40.5, -3.0]));
        assert_eq!(numbers("18, 25"), None);
        assert_eq!(numbers(""), Some(Vec::new()));
        assert!(is_day("2024-02-29") && !is_day("2023-02-29"));
    }
}
