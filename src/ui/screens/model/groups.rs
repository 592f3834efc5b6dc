//! What makes customers alike: columns, number of groups, scale.

use egui::{Align, Layout, Ui};

use super::super::page;
use crate::app::command::Command;
use crate::domain::column::{Kind, Role};
use crate::domain::message::Arg;
use crate::domain::recipe::{ModelSpec, Question, Scale};
use crate::ui::theme::{self, Type, space};
use crate::ui::view::View;
use crate::ui::widgets::{Button, checkbox, combo, label};

/// Groups that can be asked for.
const GROUPS: std::ops::RangeInclusive<u32> = 2..=12;

/// Columns by which customers can be grouped, in file order.
pub(super) fn candidates<'a>(view: &View<'a>) -> Vec<&'a str> {
    let Some(loaded) = &view.state.loaded else { return Vec::new() };
    let fits = loaded.profile.columns.iter().filter(|column| {
        matches!(column.role, Role::Feature | Role::Date) && column.kind != Kind::Text && column.distinct > 1
    });
    fits.map(|column| column.name.as_str()).collect()
}

/// The sentence of the question and its columns.
pub(super) fn card(ui: &mut Ui, view: &View<'_>, chosen: &[String]) {
    let tokens = theme::of(ui);
    let all = candidates(view);
    let counts = |name: &str| chosen.is_empty() || chosen.iter().any(|one| one == name);
    page::panel(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            label(ui, Type::Lead, view.tr("model-groups-before"), tokens.text);
            how_many(ui, view);
            label(ui, Type::Lead, view.tr("model-groups-after"), tokens.text);
        });
        ui.add_space(space::XS);
        ui.horizontal(|ui| {
            let count = all.iter().filter(|name| counts(name)).count();
            let args = [("n", Arg::Count(count as u64)), ("all", Arg::Count(all.len() as u64))];
            label(ui, Type::Medium, view.tr_with("model-alike-in", &args), tokens.text);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let all_in = view.tr("model-all-in").clone();
                let reason = chosen.is_empty().then(|| view.tr("model-all-in-already"));
                let button = Button::quiet(&all_in).compact().blocked(reason.as_deref());
                if ui.add(button).clicked() {
                    view.send(Command::Ask(Question::Segments { columns: Vec::new() }));
                }
            });
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            ui.spacing_mut().item_spacing.y = 0.0;
            for name in &all {
                let mut on = counts(name);
                if checkbox(ui, &mut on, name).changed() {
                    toggle(view, &all, chosen, name, on);
                }
            }
        });
    });
}

/// At least one column stays; all of them is the same as none named.
fn toggle(view: &View<'_>, all: &[&str], chosen: &[String], name: &str, on: bool) {
    let counts = |one: &str| {
        if one == name { on } else { chosen.is_empty() || chosen.iter().any(|known| known == one) }
    };
    let mut columns: Vec<String> =
        all.iter().filter(|one| counts(one)).map(|one| (*one).to_owned()).collect();
    if columns.is_empty() {
        return;
    }
    if columns.len() == all.len() {
        columns.clear();
    }
    view.send(Command::Ask(Question::Segments { columns }));
}

fn how_many(ui: &mut Ui, view: &View<'_>) {
    let spec = &view.state.recipe().model;
    let mut k = spec.k;
    let auto = view.tr("model-k-auto");
    let numbers: Vec<(u32, String)> =
        GROUPS.map(|k| (k, view.tr_with("common-groups", &[("n", Arg::Count(u64::from(k)))]))).collect();
    let mut choices = vec![(None, auto.as_str())];
    choices.extend(numbers.iter().map(|(k, text)| (Some(*k), text.as_str())));
    if combo(ui, &view.tr("model-k"), &mut k, &choices, 200.0) {
        view.send(Command::SetModel(ModelSpec { k, ..spec.clone() }));
    }
}

/// How columns are brought to one scale; part of the inspector.
pub(super) fn scale(ui: &mut Ui, view: &View<'_>) {
    let spec = &view.state.recipe().model;
    let mut scale = spec.scale;
    let texts = [
        (Scale::Standard, view.tr("model-scale-standard")),
        (Scale::Log, view.tr("model-scale-log")),
        (Scale::None, view.tr("model-scale-none")),
    ];
    let choices: Vec<(Scale, &str)> = texts.iter().map(|(scale, text)| (*scale, text.as_str())).collect();
    let help = view.tr(match scale {
        Scale::Standard => "model-scale-standard-help",
        Scale::Log => "model-scale-log-help",
        Scale::None => "model-scale-none-help",
    });
    if crate::ui::widgets::combo_labelled(ui, &view.tr("model-scale"), &mut scale, &choices, &help) {
        view.send(Command::SetModel(ModelSpec { scale, ..spec.clone() }));
    }
}
