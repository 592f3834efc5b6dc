//! The open step as fields; every change of a field is a change of the step.

use egui::{Align, Id, Key, Layout, Ui, vec2};

use super::{pick, usual_fill, words};
use crate::app::command::Command;
use crate::app::state::Loaded;
use crate::domain::column::Kind;
use crate::domain::message::Arg;
use crate::domain::recipe::{Fill, Step};
use crate::ui::theme::{self, Type, height, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button, TextField};

/// The rule of a filling step, without its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Median,
    Mean,
    MostFrequent,
    Value,
    OwnGroup,
}

impl Rule {
    fn of(fill: &Fill) -> Self {
        match fill {
            Fill::Median => Self::Median,
            Fill::Mean => Self::Mean,
            Fill::MostFrequent => Self::MostFrequent,
            Fill::Value(_) => Self::Value,
            Fill::OwnGroup => Self::OwnGroup,
        }
    }

    /// The rules that fit a kind.
    fn fitting(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Number | Kind::Integer => &[Self::Median, Self::Mean, Self::MostFrequent, Self::Value],
            Kind::Date => &[Self::Median, Self::MostFrequent, Self::Value],
            Kind::YesNo => &[Self::MostFrequent, Self::Value],
            Kind::Category | Kind::Text => &[Self::MostFrequent, Self::Value, Self::OwnGroup],
        }
    }

    fn name(self, view: &View<'_>) -> String {
        match self {
            Self::Median => view.tr("screens-prepare-rule-median"),
            Self::Mean => view.tr("screens-prepare-rule-mean"),
            Self::MostFrequent => view.tr("screens-prepare-rule-frequent"),
            Self::Value => view.tr("screens-prepare-rule-value"),
            Self::OwnGroup => view.tr("screens-prepare-rule-group"),
        }
    }
}

/// Draws the editor of a step.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, index: usize, step: &Step) {
    widgets::panel(ui, |ui| {
        let layout = Layout::left_to_right(Align::Min).with_main_wrap(true);
        ui.with_layout(layout, |ui| {
            ui.spacing_mut().item_spacing = vec2(space::L, space::M);
            fields(ui, view, loaded, index, step);
        });
        ui.add_space(space::XS);
        ui.horizontal(|ui| {
            let tokens = theme::of(ui);
            widgets::label(ui, Type::Caption, words::meaning(view, step), tokens.muted);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| tools(ui, view, index));
        });
    });
}

/// Move and remove.
fn tools(ui: &mut Ui, view: &View<'_>, index: usize) {
    let last = view.state.recipe().steps.len().saturating_sub(1);
    let remove = view.tr("common-remove");
    let button = Button::secondary(&remove).icon(icons::ICON_DELETE).compact();
    if ui.add(button).clicked() {
        view.send(Command::RemoveStep(index));
    }
    let (up, down) = (view.tr("common-move-up"), view.tr("common-move-down"));
    if widgets::icon_button(ui, icons::ICON_ARROW_DOWNWARD, &down, index < last).clicked() {
        view.send(Command::MoveStep(index, index + 1));
    }
    if widgets::icon_button(ui, icons::ICON_ARROW_UPWARD, &up, index > 0).clicked() {
        view.send(Command::MoveStep(index, index.saturating_sub(1)));
    }
}

fn fields(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, index: usize, step: &Step) {
    let replace = |step: Step| view.send(Command::ReplaceStep(index, step));
    match step {
        Step::DropColumn { column } => {
            if let Some(column) = column_field(ui, view, loaded, column) {
                replace(Step::DropColumn { column });
            }
        }
        Step::FillGaps { column, with } => {
            let kind = loaded.profile.column(column).map_or(Kind::Text, |column| column.kind);
            if let Some(column) = column_field(ui, view, loaded, column) {
                let kind = loaded.profile.column(&column).map_or(kind, |column| column.kind);
                let fits = Rule::fitting(kind).contains(&Rule::of(with));
                let with = if fits { with.clone() } else { usual_fill(kind) };
                replace(Step::FillGaps { column, with });
            }
            fill_fields(ui, view, index, column, with, kind);
        }
        Step::ChangeKind { column, kind } => {
            if let Some(column) = column_field(ui, view, loaded, column) {
                replace(Step::ChangeKind { column, kind: *kind });
            }
            let names = Kind::ALL.map(|kind| view.words.kind(kind));
            let choices: Vec<(Kind, &str)> =
                Kind::ALL.into_iter().zip(names.iter().map(String::as_str)).collect();
            let mut chosen = *kind;
            let label = view.tr("screens-prepare-read-as");
            let changed =
                labelled(ui, &label, 180.0, |ui| widgets::combo(ui, &label, &mut chosen, &choices, 180.0));
            if changed {
                replace(Step::ChangeKind { column: column.clone(), kind: chosen });
            }
        }
        Step::DropDuplicates { by } => duplicate_fields(ui, view, loaded, index, by),
        Step::WordIsGap { column, word } => {
            if let Some(column) = column_field(ui, view, loaded, column) {
                replace(Step::WordIsGap { column, word: word.clone() });
            }
            let label = view.tr("screens-prepare-word");
            if let Some(word) = text_field(ui, view, &label, word, index, 180.0, false) {
                replace(Step::WordIsGap { column: column.clone(), word });
            }
        }
    }
}

fn labelled<R>(ui: &mut Ui, label: &str, width: f32, draw: impl FnOnce(&mut Ui) -> R) -> R {
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

fn column_field(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, column: &str) -> Option<String> {
    let label = view.tr("screens-prepare-column");
    let chosen = labelled(ui, &label, 176.0, |ui| pick::column(ui, view, loaded, &label, column, 176.0));
    chosen.filter(|chosen| chosen != column)
}

fn fill_fields(ui: &mut Ui, view: &View<'_>, index: usize, column: &str, with: &Fill, kind: Kind) {
    let mut rules = Rule::fitting(kind).to_vec();
    let mut rule = Rule::of(with);
    if !rules.contains(&rule) {
        rules.push(rule);
    }
    let names: Vec<String> = rules.iter().map(|rule| rule.name(view)).collect();
    let choices: Vec<(Rule, &str)> = rules.iter().copied().zip(names.iter().map(String::as_str)).collect();
    let width: f32 = names
        .iter()
        .map(|name| widgets::galley(ui, Type::Medium, name, egui::Color32::PLACEHOLDER).rect.width() + 24.0)
        .sum();
    let label = view.tr("screens-prepare-fill-with");
    let width = (width + 1.0).min(ui.max_rect().width());
    let changed = labelled(ui, &label, width, |ui| widgets::segmented(ui, &label, &mut rule, &choices));
    let send = |with: Fill| {
        view.send(Command::ReplaceStep(index, Step::FillGaps { column: column.to_owned(), with }));
    };
    if changed {
        send(match rule {
            Rule::Median => Fill::Median,
            Rule::Mean => Fill::Mean,
            Rule::MostFrequent => Fill::MostFrequent,
            Rule::Value => Fill::Value(if kind.is_numeric() { "0".to_owned() } else { String::new() }),
            Rule::OwnGroup => Fill::OwnGroup,
        });
    }
    if let Fill::Value(value) = with {
        let label = view.tr("screens-prepare-value");
        if let Some(value) = text_field(ui, view, &label, value, index, 104.0, kind.is_numeric()) {
            send(Fill::Value(value));
        }
    }
}

/// A text that is taken over when the field is left or Enter is pressed.
fn text_field(
    ui: &mut Ui,
    view: &View<'_>,
    label: &str,
    now: &str,
    index: usize,
    width: f32,
    number: bool,
) -> Option<String> {
    let id = Id::unique(("step-text", index, now));
    let mut text: String = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| now.to_owned());
    let wrong = number && text.trim().replace('−', "-").parse::<f64>().is_err();
    let message = view.tr("screens-data-not-a-number");
    let response = labelled(ui, label, width, |ui| {
        let mut field = TextField::new(label, &mut text).bare().width(width);
        if number {
            field = field.number(1.0).error(wrong.then_some(message.as_str()));
        }
        field.show(ui)
    });
    let typed = text.trim().replace('−', if number { "-" } else { "−" });
    if response.lost_focus() && !wrong {
        ui.data_mut(|data| data.remove::<String>(id));
        let given_up = ui.input(|input| input.key_pressed(Key::Escape));
        return (!given_up && typed != now).then_some(typed);
    }
    ui.data_mut(|data| data.insert_temp(id, text));
    None
}

/// The columns that make rows alike, each with a way to take it out, and one more to add.
fn duplicate_fields(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, index: usize, by: &[String]) {
    let replace = |by: Vec<String>| view.send(Command::ReplaceStep(index, Step::DropDuplicates { by }));
    let label = view.tr("screens-prepare-alike-in");
    let shown = if by.is_empty() {
        view.tr("screens-prepare-all-columns")
    } else {
        view.tr("screens-prepare-add-column")
    };
    let chosen = labelled(ui, &label, 220.0, |ui| pick::column(ui, view, loaded, &label, &shown, 220.0));
    if let Some(chosen) = chosen.filter(|chosen| !by.contains(chosen)) {
        replace(by.iter().cloned().chain([chosen]).collect());
    }
    for (place, name) in by.iter().enumerate() {
        let tip = view.tr_with("screens-prepare-take-out", &[("column", Arg::Name(name.clone()))]);
        let button = Button::secondary(name).icon_after(icons::ICON_CLOSE).tooltip(&tip);
        let width = widgets::galley(ui, Type::Medium, name, egui::Color32::PLACEHOLDER).rect.width() + 50.0;
        let pressed = labelled(ui, " ", width, |ui| ui.add(button).clicked());
        if pressed {
            replace(
                by.iter()
                    .enumerate()
                    .filter(|(other, _)| *other != place)
                    .map(|(_, name)| name.clone())
                    .collect(),
            );
        }
    }
}
