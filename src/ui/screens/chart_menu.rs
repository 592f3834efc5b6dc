//! The menu of a chart: copy its figures, save its picture. A button at the right end of its header opens it, and the
//! second mouse button anywhere on its card.

use egui::{
    CornerRadius, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2,
};

use super::data::entry;
use crate::app::command::Command;
use crate::app::saving::why_not_save_chart;
use crate::domain::chart::{Chart, Picture};
use crate::domain::message::{Arg, Message};
use crate::engine;
use crate::ui::theme::{self, Type, height, icons, radius, space};
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, icon, label};

/// Width of the menu.
const WIDTH: f32 = 240.0;

/// The button, for the right end of a header; it opens the menu. `title`: that of the card.
pub(super) fn button(ui: &mut Ui, view: &View<'_>, chart: Chart, title: &str) {
    let tokens = theme::of(ui);
    let name = view.tr_with("chart-menu", &[("title", Arg::Text(title.to_owned()))]);
    // As high as the header, so that it stands on its line; what answers is larger.
    let (line, place) = ui.allocate_exact_size(vec2(height::COMPACT, height::CHIP), Sense::hover());
    let rect = Rect::from_center_size(line.center(), Vec2::splat(height::COMPACT));
    let response = ui.interact(rect, place.id.with("chart-menu"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let over = response.hovered() || response.has_focus();
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), tokens.hover);
    }
    let ink = if over { tokens.text } else { tokens.muted };
    let drawn = icon(ui, icons::ICON_MORE_HORIZ, 20.0, ink);
    ui.painter().galley(rect.center() - drawn.rect.size() / 2.0, drawn, ink);
    focus_ring(ui, &response, rect, radius::CONTROL);
    // An id of its own: the tooltip has the usual one.
    let menu = response.id.with("menu");
    let popup = Popup::menu(&response).id(menu);
    popup
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .gap(2.0)
        .show(|ui| entries(ui, view, chart));
    // A tooltip would lie over the open menu.
    if Popup::is_id_open(ui, menu) {
        return;
    }
    if response.has_focus() && !response.hovered() {
        response.show_tooltip_text(&name);
    }
    response.on_hover_text(name);
}

/// The same menu under the second mouse button on a card.
pub(super) fn on_card(card: &Response, view: &View<'_>, chart: Chart) {
    card.container_context_menu(|ui| entries(ui, view, chart));
}

fn entries(ui: &mut Ui, view: &View<'_>, chart: Chart) {
    let tokens = theme::of(ui);
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing = vec2(space::S, 2.0);
    let kind = view.tr("chart-copy-help");
    if entry(ui, Some(icons::ICON_CONTENT_COPY), &view.tr("chart-copy"), &kind, false) {
        if let Some(text) = figures(view, chart) {
            view.send(Command::Copy(text));
        }
        ui.close();
    }
    let why_not = why_not_save_chart(view.state);
    ui.add_enabled_ui(why_not.is_none(), |ui| {
        for (picture, name) in [(Picture::Svg, "chart-save-svg"), (Picture::Png, "chart-save-png")] {
            if entry(ui, Some(icons::ICON_IMAGE), &view.tr(name), "", false) {
                view.send(Command::SaveChart(chart, picture));
                ui.close();
            }
        }
    });
    if let Some(why) = why_not {
        label(ui, Type::Caption, view.say(&why), tokens.muted);
    }
}

/// The figures as they are now; of a model that still learns, what came so far.
fn figures(view: &View<'_>, chart: Chart) -> Option<String> {
    let words = |message: &Message| view.say(message);
    if chart == Chart::Curve {
        return engine::curve_figures(&view.state.training.curve, &words);
    }
    if matches!(chart, Chart::NetMap | Chart::Network) {
        return engine::net_figures(view.state.training.map.as_deref()?, chart, &words);
    }
    engine::chart_figures(view.state.run.report.as_deref()?, chart, &words)
}
