//! The open step as fields; every change of a field is a change of the step.

use egui::{Align, Layout, Ui, vec2};

use super::fields::{self, Typed};
use super::menu::{self, usual_fill};
use super::{join, shaping, words};
use crate::app::command::Command;
use crate::app::state::Loaded;
use crate::domain::column::Kind;
use crate::domain::recipe::{Condition, Fill, LetterCase, Step};
use crate::ui::theme::{self, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button};

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
        if let Step::Join(join) = step {
            if let Some(join) = join::changed(ui, view, index, join) {
                view.send(Command::ReplaceStep(index, Step::Join(join)));
            }
        } else {
            let layout = Layout::left_to_right(Align::Min).with_main_wrap(true);
            ui.with_layout(layout, |ui| {
                ui.spacing_mut().item_spacing = vec2(space::L, space::M);
                if let Some(step) = changed(ui, view, loaded, index, step) {
                    view.send(Command::ReplaceStep(index, step));
                }
            });
            if matches!(step, Step::DateParts { .. } | Step::SplitText { .. }) {
                ui.add_space(space::S);
                ui.with_layout(layout, |ui| {
                    ui.spacing_mut().item_spacing = vec2(space::L, space::M);
                    if let Some(step) = shaping::named(ui, view, index, step) {
                        view.send(Command::ReplaceStep(index, step));
                    }
                });
            }
        }
        ui.add_space(space::XS);
        let tokens = theme::of(ui);
        if let Some(learned) = words::learned(view, index) {
            widgets::label(ui, Type::Medium, learned, tokens.text);
            ui.add_space(space::XS);
        }
        ui.horizontal(|ui| {
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

/// Draws the fields of a step; the step as it is after a change comes back.
fn changed(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, index: usize, step: &Step) -> Option<Step> {
    if let Some(column) = step.column()
        && let Some(column) = fields::column(ui, view, index, column)
    {
        return Some(of_column(view, loaded, step, column));
    }
    match step {
        Step::DropColumn { .. } | Step::Log { .. } | Step::Join(_) => None,
        Step::FillGaps { column, with } => {
            let kind = loaded.profile.column(column).map_or(Kind::Text, |column| column.kind);
            let with = fill(ui, view, index, with, kind)?;
            Some(Step::FillGaps { column: column.clone(), with })
        }
        Step::ChangeKind { column, kind } => {
            let names = Kind::ALL.map(|kind| view.words.kind(kind));
            let choices: Vec<(Kind, &str)> =
                Kind::ALL.into_iter().zip(names.iter().map(String::as_str)).collect();
            let mut chosen = *kind;
            let label = view.tr("screens-prepare-read-as");
            let changed = fields::labelled(ui, &label, 180.0, |ui| {
                widgets::combo(ui, &label, &mut chosen, &choices, 180.0)
            });
            changed.then(|| Step::ChangeKind { column: column.clone(), kind: chosen })
        }
        Step::DropDuplicates { by } => {
            let label = view.tr("screens-prepare-alike-in");
            fields::columns(ui, view, &label, index, by).map(|by| Step::DropDuplicates { by })
        }
        Step::DropGapRows { columns } => {
            let label = view.tr("steps-gap-in");
            fields::columns(ui, view, &label, index, columns).map(|columns| Step::DropGapRows { columns })
        }
        Step::WordIsGap { column, word } => {
            let label = view.tr("screens-prepare-word");
            let word = fields::text(ui, view, &label, word, (index, 180.0), Typed::Text)?;
            Some(Step::WordIsGap { column: column.clone(), word })
        }
        Step::ReplaceValues { column, from, to } => {
            let (column, step) =
                (column.clone(), |column, from, to| Step::ReplaceValues { column, from, to });
            let label = view.tr("steps-replace-from");
            if let Some(from) = fields::chosen_values(ui, view, &label, index, from) {
                return Some(step(column, from, to.clone()));
            }
            let label = view.tr("steps-replace-to");
            if let Some(to) = fields::text(ui, view, &label, to, (index, 150.0), Typed::Text) {
                return Some(step(column, from.clone(), to));
            }
            let from = fields::suggested_values(ui, view, index, (&column, from))?;
            Some(step(column, from, to.clone()))
        }
        Step::TidyText { column, case } => {
            let choices = [
                (LetterCase::Keep, view.tr("steps-case-keep")),
                (LetterCase::Lower, view.tr("steps-case-lower")),
                (LetterCase::Upper, view.tr("steps-case-upper")),
                (LetterCase::Words, view.tr("steps-case-words")),
            ];
            let case = fields::one_of(ui, &view.tr("steps-case"), *case, &choices)?;
            Some(Step::TidyText { column: column.clone(), case })
        }
        Step::Rename { column, to } => {
            let to = fields::text(ui, view, &view.tr("steps-new-name"), to, (index, 220.0), Typed::Text)?;
            Some(Step::Rename { column: column.clone(), to })
        }
        Step::SplitText { column, at, parts, .. } => {
            let made = step.makes();
            let name = column;
            let (column, step) =
                (column.clone(), |column, at, parts, names| Step::SplitText { column, at, parts, names });
            let label = view.tr("steps-split-at");
            let shown = if at.trim().is_empty() { "" } else { at };
            if let Some(at) = fields::text(ui, view, &label, shown, (index, 120.0), Typed::Text) {
                return Some(step(column, at, *parts, made));
            }
            let label = view.tr("steps-split-parts");
            if let Some(pieces) = shaping::whole(ui, view, &label, index, *parts, 2, 9) {
                let usual = menu::piece_names(view, loaded, name, pieces);
                let names = (0..usual.len()).filter_map(|at| made.get(at).or_else(|| usual.get(at)).cloned());
                return Some(step(column, at.clone(), pieces, names.collect()));
            }
            None
        }
        Step::KeepRows { column, when } => {
            let kind = loaded.profile.column(column).map_or(Kind::Text, |column| column.kind);
            let when = condition(ui, view, index, (column, kind), when)?;
            Some(Step::KeepRows { column: column.clone(), when })
        }
        Step::Outliers { .. } | Step::GroupRare { .. } | Step::Bins { .. } => {
            shaping::changed(ui, view, index, step)
        }
        Step::DateParts { .. } | Step::DaysSince { .. } => {
            shaping::days_changed(ui, view, loaded, index, step)
        }
    }
}

/// The same step on another column, with what does not fit that column as it is usual for it.
fn of_column(view: &View<'_>, loaded: &Loaded, step: &Step, column: String) -> Step {
    let mut step = step.clone();
    let kind = loaded.profile.column(&column).map_or(Kind::Text, |column| column.kind);
    match &mut step {
        Step::FillGaps { with, .. } if !Rule::fitting(kind).contains(&Rule::of(with)) => {
            *with = usual_fill(kind);
        }
        Step::Rename { to, .. } => to.clone_from(&column),
        Step::KeepRows { when, .. } => *when = super::menu::usual_condition(kind),
        Step::ReplaceValues { from, .. } => from.clear(),
        Step::DateParts { parts, names, .. } => *names = menu::part_names(view, loaded, &column, parts),
        Step::DaysSince { name, .. } => *name = menu::days_name(view, loaded, &column),
        Step::SplitText { parts, names, .. } => *names = menu::piece_names(view, loaded, &column, *parts),
        _ => {}
    }
    match &mut step {
        Step::DropColumn { column: own }
        | Step::FillGaps { column: own, .. }
        | Step::ChangeKind { column: own, .. }
        | Step::WordIsGap { column: own, .. }
        | Step::ReplaceValues { column: own, .. }
        | Step::TidyText { column: own, .. }
        | Step::Outliers { column: own, .. }
        | Step::GroupRare { column: own, .. }
        | Step::Bins { column: own, .. }
        | Step::Log { column: own }
        | Step::DateParts { column: own, .. }
        | Step::DaysSince { column: own, .. }
        | Step::KeepRows { column: own, .. }
        | Step::Rename { column: own, .. }
        | Step::SplitText { column: own, .. } => *own = column,
        Step::DropDuplicates { .. } | Step::DropGapRows { .. } | Step::Join(_) => {}
    }
    step
}

fn fill(ui: &mut Ui, view: &View<'_>, index: usize, with: &Fill, kind: Kind) -> Option<Fill> {
    let mut rules = Rule::fitting(kind).to_vec();
    let rule = Rule::of(with);
    if !rules.contains(&rule) {
        rules.push(rule);
    }
    let choices: Vec<(Rule, String)> = rules.into_iter().map(|rule| (rule, rule.name(view))).collect();
    if let Some(rule) = fields::one_of(ui, &view.tr("screens-prepare-fill-with"), rule, &choices) {
        return Some(match rule {
            Rule::Median => Fill::Median,
            Rule::Mean => Fill::Mean,
            Rule::MostFrequent => Fill::MostFrequent,
            Rule::Value => Fill::Value(if kind.is_numeric() { "0".to_owned() } else { String::new() }),
            Rule::OwnGroup => Fill::OwnGroup,
        });
    }
    let Fill::Value(value) = with else { return None };
    let typed = match kind {
        Kind::Number | Kind::Integer => Typed::Number,
        Kind::Date => Typed::MaybeDay,
        Kind::YesNo | Kind::Category | Kind::Text => Typed::Text,
    };
    fields::text(ui, view, &view.tr("screens-prepare-value"), value, (index, 120.0), typed).map(Fill::Value)
}

/// The form of a condition, without its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    OneOf,
    NoneOf,
    Between,
    Contains,
}

fn condition(
    ui: &mut Ui,
    view: &View<'_>,
    index: usize,
    (column, kind): (&str, Kind),
    when: &Condition,
) -> Option<Condition> {
    let form = match when {
        Condition::OneOf(_) => Form::OneOf,
        Condition::NoneOf(_) => Form::NoneOf,
        Condition::Between { .. } => Form::Between,
        Condition::Contains(_) => Form::Contains,
    };
    let choices = [
        (Form::OneOf, view.tr("steps-form-one-of")),
        (Form::NoneOf, view.tr("steps-form-none-of")),
        (Form::Between, view.tr("steps-form-between")),
        (Form::Contains, view.tr("steps-form-contains")),
    ];
    if let Some(form) = fields::one_of(ui, &view.tr("steps-keep-where"), form, &choices) {
        let values = match when {
            Condition::OneOf(values) | Condition::NoneOf(values) => values.clone(),
            _ => Vec::new(),
        };
        return Some(match form {
            Form::OneOf => Condition::OneOf(values),
            Form::NoneOf => Condition::NoneOf(values),
            Form::Between => Condition::Between { low: String::new(), high: String::new() },
            Form::Contains => Condition::Contains(String::new()),
        });
    }
    match when {
        Condition::OneOf(values) => {
            fields::values(ui, view, &view.tr("steps-values"), index, (column, values)).map(Condition::OneOf)
        }
        Condition::NoneOf(values) => {
            fields::values(ui, view, &view.tr("steps-values"), index, (column, values)).map(Condition::NoneOf)
        }
        Condition::Between { low, high } => {
            let typed = if kind == Kind::Date { Typed::MaybeDay } else { Typed::MaybeNumber };
            let width = if kind == Kind::Date { 120.0 } else { 84.0 };
            let from = fields::text(ui, view, &view.tr("steps-from"), low, (index, width), typed);
            let to = fields::text(ui, view, &view.tr("steps-to"), high, (index, width), typed);
            (from.is_some() || to.is_some()).then(|| Condition::Between {
                low: from.unwrap_or_else(|| low.clone()),
                high: to.unwrap_or_else(|| high.clone()),
            })
        }
        Condition::Contains(letters) => {
            fields::text(ui, view, &view.tr("steps-letters"), letters, (index, 180.0), Typed::Text)
                .map(Condition::Contains)
        }
    }
}
