//! Two views of one card: which is shown, and what its word means.

use egui::{Role, Sense, Ui, WidgetInfo, vec2};

use crate::ui::theme::{self, height, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, icon, segmented};

/// Room the switch takes from the chart below it.
pub(super) const HEIGHT: f32 = height::CONTROL + space::S;

/// A switch between the two views of a card; the other one is remembered while the program runs. `choices`: the
/// name of a view and what it is. True for the second.
pub(super) fn second(ui: &mut Ui, view: &View<'_>, card: &str, choices: [(&str, &str); 2]) -> bool {
    let id = id(card);
    let mut second = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or_default();
    let names = choices.map(|(name, _)| view.tr(name));
    let [first_name, second_name] = names.each_ref().map(String::as_str);
    ui.allocate_ui(vec2(ui.available_width(), height::CONTROL), |ui| {
        ui.horizontal_centered(|ui| {
            let offered = [(false, first_name), (true, second_name)];
            // Room for the question mark stays free.
            ui.set_max_width(ui.available_width() - 28.0);
            if segmented(ui, &view.tr("results-views"), &mut second, &offered) {
                ui.data_mut(|data| data.insert_temp(id, second));
            }
            let [(_, first), (_, other)] = choices;
            what_is(ui, &view.tr(if second { other } else { first }));
        });
    });
    second
}

/// Where the choice of a card is kept.
pub(super) fn id(card: &str) -> egui::Id {
    egui::Id::unique(format!("results-view {card}"))
}

/// A question mark that explains a word, under the pointer and under the keyboard.
pub(super) fn what_is(ui: &mut Ui, plain: &str) {
    let tokens = theme::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover() | Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, plain));
    let drawn = icon(ui, icons::ICON_HELP, 18.0, tokens.muted);
    let corner = rect.center() - drawn.rect.size() / 2.0;
    ui.painter().galley(corner, drawn, tokens.muted);
    focus_ring(ui, &response, rect, 4);
    if response.has_focus() && !response.hovered() {
        response.show_tooltip_text(plain);
    }
    response.on_hover_text(plain);
}
