//! The sentence of a question that asks which of several answers comes.

use egui::Ui;

use super::question::{answers, pick, width_for, word};
use crate::app::command::Command;
use crate::app::questions;
use crate::domain::message::Arg;
use crate::domain::recipe::Question;
use crate::ui::theme::{self, Type, space};
use crate::ui::view::View;
use crate::ui::widgets::label;

/// The column, how many answers it has and which is the most frequent.
pub(super) fn sentence(ui: &mut Ui, view: &View<'_>, target: Option<&str>) {
    let columns = answers(view, questions::can_be_category);
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let chosen = target.and_then(|target| names.iter().position(|name| name == target));
    let choose = view.tr("model-choose");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        word(ui, &view.tr("category-tell-before"));
        let width = width_for(ui, &names);
        let picked = pick(ui, &view.tr("model-answer-column"), &names, chosen, &choose, width);
        if let Some(column) = picked.and_then(|place| columns.get(place)) {
            view.send(Command::Ask(Question::Category { target: column.name.clone() }));
        }
        word(ui, &view.tr("category-tell-after"));
        let Some(column) = chosen.and_then(|place| columns.get(place)) else { return };
        let values = questions::values(column);
        let filled = view.state.loaded.as_ref().map_or(0, |loaded| loaded.profile.rows - column.gaps);
        if let Some((usual, count)) = values.first() {
            let args = [
                ("n", Arg::Count(column.distinct)),
                ("usual", Arg::Name(usual.clone())),
                ("share", Arg::Percent(*count as f64 / filled.max(1) as f64)),
            ];
            label(ui, Type::Body, view.tr_with("category-facts", &args), theme::of(ui).muted);
        }
    });
}
