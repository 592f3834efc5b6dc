//! Customers divided by a column of dates instead of by chance.

use egui::Ui;

use crate::app::command::Command;
use crate::domain::column::Kind;
use crate::ui::theme::space;
use crate::ui::view::View;
use crate::ui::widgets::{combo_labelled, radio};

/// Columns of dates by which customers can be divided.
fn candidates<'a>(view: &View<'a>) -> Vec<&'a str> {
    let columns = view.state.loaded.iter().flat_map(|loaded| &loaded.profile.columns);
    columns.filter(|column| column.kind == Kind::Date).map(|column| column.name.as_str()).collect()
}

/// Draws the two ways, and the column where customers are divided by time.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    let columns = candidates(view);
    let now = view.state.recipe().split_by.as_deref();
    let reason = (columns.is_empty() && now.is_none()).then(|| view.tr("model-split-time-none"));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if radio(ui, now.is_none(), &view.tr("model-split-chance"), "", None).clicked() && now.is_some() {
            view.send(Command::SetSplitBy(None));
        }
        let by_time = radio(
            ui,
            now.is_some(),
            &view.tr("model-split-time"),
            &view.tr("model-split-time-text"),
            reason.as_deref(),
        );
        if by_time.clicked() && now.is_none() && reason.is_none() {
            view.send(Command::SetSplitBy(columns.first().map(|name| (*name).to_owned())));
        }
    });
    let Some(mut chosen) = now else { return };
    let mut choices: Vec<(&str, &str)> = columns.iter().map(|name| (*name, *name)).collect();
    if !columns.contains(&chosen) {
        choices.push((chosen, chosen));
    }
    ui.add_space(space::XS);
    if combo_labelled(ui, &view.tr("model-split-time-column"), &mut chosen, &choices, "") {
        view.send(Command::SetSplitBy(Some(chosen.to_owned())));
    }
}
