//! Buttons: one filled one per screen, bordered ones beside it, quiet ones for second choices.

use egui::{
    Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo,
    vec2,
};

use super::paint;
use crate::ui::theme::{self, Icon, Tokens, Type, height, radius};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Primary,
    Secondary,
    Quiet,
    Destructive,
}

/// A button with words. `ui.add(Button::primary("Train model"))`.
#[must_use = "a button must be added: `ui.add(button)`"]
pub struct Button<'a> {
    look: Look,
    text: &'a str,
    icon: Option<Icon>,
    icon_after: Option<Icon>,
    blocked: Option<&'a str>,
    tooltip: Option<&'a str>,
    height: f32,
    width: f32,
}

impl<'a> Button<'a> {
    /// The next step; one per screen.
    pub fn primary(text: &'a str) -> Self {
        Self::new(Look::Primary, text)
    }

    /// Any other action.
    pub fn secondary(text: &'a str) -> Self {
        Self::new(Look::Secondary, text)
    }

    /// The second of two choices; a link.
    pub fn quiet(text: &'a str) -> Self {
        Self::new(Look::Quiet, text)
    }

    /// Something that cannot be undone.
    pub fn destructive(text: &'a str) -> Self {
        Self::new(Look::Destructive, text)
    }

    /// An icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// An icon after the words.
    pub fn icon_after(mut self, icon: Icon) -> Self {
        self.icon_after = Some(icon);
        self
    }

    /// Why it cannot be pressed now; shown as a tooltip, also on keyboard focus. None: it can be pressed.
    pub fn blocked(mut self, reason: Option<&'a str>) -> Self {
        self.blocked = reason;
        self
    }

    /// More about what it does.
    pub fn tooltip(mut self, text: &'a str) -> Self {
        self.tooltip = Some(text);
        self
    }

    /// 28 high, for tool bars, cards and tables.
    pub fn compact(mut self) -> Self {
        self.height = height::COMPACT;
        self
    }

    /// 40 high, for the first page.
    pub fn large(mut self) -> Self {
        self.height = height::LARGE;
        self
    }

    /// At least this wide.
    pub fn min_width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    fn new(look: Look, text: &'a str) -> Self {
        Self {
            look,
            text,
            icon: None,
            icon_after: None,
            blocked: None,
            tooltip: None,
            height: height::CONTROL,
            width: 0.0,
        }
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        let able = self.blocked.is_none() && ui.is_enabled();
        let padding = if self.look == Look::Quiet { 4.0 } else { 12.0 };
        let sense = if able { Sense::click() } else { Sense::focusable_noninteractive() | Sense::hover() };

        // Colours are painted over later, so the pieces can be measured first.
        let measure = |icon: Option<Icon>| icon.map(|icon| paint::icon(ui, icon, 18.0, Color32::PLACEHOLDER));
        let (before, after) = (measure(self.icon), measure(self.icon_after));
        let icon_space = |icon: &Option<_>| if icon.is_some() { 18.0 + 8.0 } else { 0.0 };
        let around = 2.0 * padding + icon_space(&before) + icon_space(&after);
        let room = (ui.available_width() - around).max(24.0);
        // A long word wraps to a second line before it is cut.
        let words = paint::galley_within(ui, Type::Medium, self.text, Color32::PLACEHOLDER, room, 2);
        let size = vec2(
            (words.rect.width() + around).max(self.width).max(if self.text.is_empty() { 0.0 } else { 32.0 }),
            self.height.max(words.rect.height() + 8.0),
        );
        let (rect, response) = ui.allocate_exact_size(size, sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, able, self.text));

        if ui.is_rect_visible(rect) {
            let (fill, border, text) = colours(tokens, self.look, able, &response);
            frame(ui, rect, fill, border);
            let content = words.rect.width() + icon_space(&before) + icon_space(&after);
            let mut x = rect.center().x - content / 2.0;
            if let Some(icon) = before {
                place(ui, &icon, x, rect, text);
                x += 26.0;
            }
            let top = rect.center().y - words.rect.height() / 2.0;
            let end = x + words.rect.width();
            ui.painter().galley(egui::pos2(x, top), words, text);
            if let Some(icon) = after {
                place(ui, &icon, end + 8.0, rect, text);
            }
            paint::focus_ring(ui, &response, rect, radius::CONTROL);
        }
        explain(response, self.blocked.or(self.tooltip))
    }
}

/// A button that is an icon alone, with its name as tooltip.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str, able: bool) -> Response {
    let tokens = theme::of(ui);
    let able = able && ui.is_enabled();
    let sense = if able { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(height::CONTROL), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, able, name));
    if ui.is_rect_visible(rect) {
        let pressed = response.hovered() && able;
        let colour = match (able, pressed) {
            (false, _) => tokens.disabled,
            (true, true) => tokens.text,
            (true, false) => tokens.muted,
        };
        if pressed {
            frame(ui, rect, tokens.hover, Color32::TRANSPARENT);
        }
        let drawn = paint::icon(ui, icon, 20.0, colour);
        let corner = rect.center() - drawn.rect.size() / 2.0;
        ui.painter().galley(corner, drawn, colour);
        paint::focus_ring(ui, &response, rect, radius::CONTROL);
    }
    explain(response, Some(name))
}

/// A bordered button of a tool bar that is an icon alone: its name for screen readers, more in the tooltip. `blocked`
/// says why it cannot be pressed now.
pub fn tool_button(ui: &mut Ui, icon: Icon, name: &str, tooltip: &str, blocked: Option<&str>) -> Response {
    let tokens = theme::of(ui);
    let able = blocked.is_none() && ui.is_enabled();
    let sense = if able { Sense::click() } else { Sense::focusable_noninteractive() | Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(height::CONTROL), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, able, name));
    if ui.is_rect_visible(rect) {
        let (fill, border, colour) = colours(tokens, Look::Secondary, able, &response);
        frame(ui, rect, fill, border);
        let drawn = paint::icon(ui, icon, 20.0, colour);
        let corner = rect.center() - drawn.rect.size() / 2.0;
        ui.painter().galley(corner, drawn, colour);
        paint::focus_ring(ui, &response, rect, radius::CONTROL);
    }
    explain(response, Some(blocked.unwrap_or(tooltip)))
}

/// Fill, border and text of a button.
fn colours(tokens: &Tokens, look: Look, able: bool, response: &Response) -> (Color32, Color32, Color32) {
    let none = Color32::TRANSPARENT;
    let over = response.hovered() || response.is_pointer_button_down_on();
    match (look, able) {
        (Look::Quiet, false) => (none, none, tokens.disabled),
        (_, false) => (tokens.sunken, tokens.line, tokens.disabled),
        (Look::Primary, true) => {
            let fill = if over { tokens.accent_hover } else { tokens.accent };
            (fill, fill, tokens.on_accent)
        }
        (Look::Secondary, true) => {
            (if over { tokens.hover } else { tokens.surface }, tokens.line_strong, tokens.text)
        }
        (Look::Quiet, true) => (if over { tokens.hover } else { none }, none, tokens.accent_text),
        (Look::Destructive, true) => {
            (if over { tokens.bad_soft } else { tokens.surface }, tokens.bad, tokens.bad)
        }
    }
}

fn frame(ui: &Ui, rect: Rect, fill: Color32, border: Color32) {
    let stroke = Stroke::new(1.0, border);
    ui.painter().rect(rect, CornerRadius::same(radius::CONTROL), fill, stroke, StrokeKind::Inside);
}

fn place(ui: &Ui, icon: &std::sync::Arc<egui::Galley>, x: f32, rect: Rect, colour: Color32) {
    let size = icon.rect.size();
    let corner = egui::pos2(x + (18.0 - size.x) / 2.0, rect.center().y - size.y / 2.0);
    ui.painter().galley(corner, icon.clone(), colour);
}

/// A tooltip under the pointer and under the keyboard.
fn explain(response: Response, text: Option<&str>) -> Response {
    let Some(text) = text else { return response };
    if response.has_focus() && !response.hovered() {
        response.show_tooltip_text(text);
    }
    response.on_hover_text(text)
}
