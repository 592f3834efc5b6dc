//! Radios: for choices that need a sentence, as rows and as cards.

use egui::{CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::choice::{Help, row};
use super::paint;
use crate::ui::theme::{self, Icon, Type, radius, space};

/// A choice in a list. With `blocked`, it cannot be chosen and says why in place of the help.
pub fn radio(ui: &mut Ui, chosen: bool, label: &str, help: &str, blocked: Option<&str>) -> Response {
    let response = if let Some(reason) = blocked {
        // Not disabled as a whole: the reason must stay readable.
        let (rect, response) = row(ui, Vec2::splat(16.0), label, &Help::Blocked(reason));
        mark(ui, rect, false, false);
        response
    } else {
        let (rect, response) = row(ui, Vec2::splat(16.0), label, &Help::Text(help));
        mark(ui, rect, chosen, ui.is_enabled());
        paint::focus_ring(ui, &response, rect, 8);
        response
    };
    let able = blocked.is_none() && ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, able, chosen, label));
    response
}

/// A large choice with an icon and a sentence.
#[must_use = "a card must be shown"]
pub struct RadioCard<'a> {
    /// Whether it is the chosen one.
    pub chosen: bool,
    /// What it is about.
    pub icon: Icon,
    /// A question or name.
    pub title: &'a str,
    /// One sentence.
    pub text: &'a str,
    /// Why it cannot be chosen; none if it can.
    pub blocked: Option<&'a str>,
}

impl RadioCard<'_> {
    /// Draws the card as wide as given and at least so high, so that neighbours end alike.
    pub fn show(self, ui: &mut Ui, width: f32, min_height: f32) -> Response {
        let tokens = theme::of(ui);
        let able = self.blocked.is_none() && ui.is_enabled();
        let room = width - 2.0 * space::L;
        let ink = if able { tokens.text } else { tokens.disabled };
        let title = paint::galley_within(ui, Type::Strong, self.title, ink, room - 28.0 - 24.0, 2);
        let (text, colour) = self.blocked.map_or((self.text, tokens.muted), |reason| (reason, tokens.warn));
        let text = paint::galley_within(ui, Type::Body, text, colour, room, 4);
        let head = title.rect.height().max(20.0);
        let needed = 2.0 * space::L + head + space::XS + text.rect.height();
        let size = vec2(width, needed.max(min_height));
        let sense = if able { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, able, self.chosen, self.title));
        let border =
            if self.chosen { Stroke::new(2.0, tokens.accent) } else { Stroke::new(1.0, tokens.line) };
        let fill = if response.hovered() && able && !self.chosen { tokens.hover } else { tokens.surface };
        let corner = CornerRadius::same(radius::CARD);
        ui.painter().rect(rect, corner, fill, border, StrokeKind::Inside);

        let inner = rect.shrink(space::L);
        let middle = inner.top() + 10.0;
        let icon_colour = if able { tokens.accent_text } else { tokens.disabled };
        let icon = paint::icon(ui, self.icon, 20.0, icon_colour);
        let corner = pos2(inner.left(), middle - icon.rect.height() / 2.0);
        ui.painter().galley(corner, icon, icon_colour);
        ui.painter().galley(pos2(inner.left() + 28.0, inner.top()), title, ink);
        let dot = Rect::from_center_size(pos2(inner.right() - 8.0, middle), Vec2::splat(16.0));
        mark(ui, dot, self.chosen, able);
        ui.painter().galley(pos2(inner.left(), inner.top() + head + space::XS), text, colour);
        paint::focus_ring(ui, &response, rect, radius::CARD);
        response
    }
}

fn mark(ui: &Ui, rect: Rect, chosen: bool, able: bool) {
    let tokens = theme::of(ui);
    let colour = match (able, chosen) {
        (false, _) => tokens.disabled,
        (true, true) => tokens.accent,
        (true, false) => tokens.control_line,
    };
    ui.painter().circle(rect.center(), 7.25, tokens.surface, Stroke::new(1.5, colour));
    if chosen {
        ui.painter().circle_filled(rect.center(), 4.5, colour);
    }
}
