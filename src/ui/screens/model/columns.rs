//! The columns a model would use, and the others with the reason.

use std::sync::Arc;

use egui::{Align, Layout, Ui};

use super::super::page;
use crate::app::command::Action;
use crate::app::state::Place;
use crate::domain::column::TableProfile;
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::Recipe;
use crate::ui::theme::{self, Type};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Tone, chip, label};

/// Chips shown before the rest becomes a number.
const SHOWN: usize = 60;

/// Which columns are used and which are not.
type Used = (Vec<String>, Vec<(String, Message)>);

/// The answer for one profile and recipe; worked out again only when one of them changes.
#[derive(Clone)]
struct Known {
    profile: Arc<TableProfile>,
    recipe: Recipe,
    used: Arc<Used>,
}

/// What the model may use under the present recipe.
pub(super) fn used(ui: &Ui, view: &View<'_>) -> Option<Arc<Used>> {
    let profile = &view.state.loaded.as_ref()?.profile;
    let recipe = view.state.recipe();
    let id = egui::Id::unique("model-columns");
    let known = ui.data(|data| data.get_temp::<Known>(id));
    if let Some(known) = known.filter(|known| Arc::ptr_eq(&known.profile, profile) && known.recipe == *recipe)
    {
        return Some(known.used);
    }
    let used = Arc::new(crate::engine::columns_used(profile, recipe));
    let known = Known { profile: profile.clone(), recipe: recipe.clone(), used: used.clone() };
    ui.data_mut(|data| data.insert_temp(id, known));
    Some(used)
}

/// Draws the card.
pub(super) fn card(ui: &mut Ui, view: &View<'_>) {
    if view.state.question().is_none() {
        return;
    }
    let Some(used) = used(ui, view) else { return };
    let (inputs, left_out) = used.as_ref();
    if inputs.is_empty() && left_out.is_empty() {
        return;
    }
    let tokens = theme::of(ui);
    page::panel(ui, |ui| {
        ui.horizontal(|ui| {
            let title = view.tr_with("model-may-use", &[("n", Arg::Count(inputs.len() as u64))]);
            label(ui, Type::Strong, title, tokens.text);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(Button::quiet(&view.tr("model-change-in-data")).compact()).clicked() {
                    view.act(Action::Go(Place::Data));
                }
            });
        });
        page::text_rows(ui, |ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
            for name in inputs.iter().take(SHOWN) {
                chip(ui, Tone::Input, name);
            }
            more(ui, view, inputs.len());
            for (name, why) in left_out.iter().take(SHOWN) {
                let text = view.tr_with("model-left-out", &[("column", Arg::Text(name.clone()))]);
                chip(ui, Tone::Fact, &text).on_hover_text(view.say(why));
            }
            more(ui, view, left_out.len());
        });
    });
}

fn more(ui: &mut Ui, view: &View<'_>, all: usize) {
    if all > SHOWN {
        let text = view.tr_with("model-more", &[("n", Arg::Count((all - SHOWN) as u64))]);
        label(ui, Type::Caption, text, theme::of(ui).muted);
    }
}
