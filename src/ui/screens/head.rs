//! What these pages share: the title with its sentence, the buttons at the top right, sheets and parts.

use egui::{Align, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{self, Button};

/// Height of title and sentence.
const HEIGHT: f32 = 48.0;

/// The head of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head<'a> {
    /// The file or the question.
    pub(super) title: &'a str,
    /// On what the page stands.
    pub(super) text: &'a str,
    /// A link behind the sentence; none without.
    pub(super) link: Option<&'a str>,
}

/// Draws the head; `buttons` are laid out from the right. True when the link was pressed.
pub(super) fn head(ui: &mut Ui, head: Head<'_>, buttons: impl FnOnce(&mut Ui)) -> bool {
    let tokens = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let layout = Layout::right_to_left(Align::Center);
    let mut right = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    buttons(&mut right);
    let end = (right.min_rect().left() - space::L).max(rect.left() + 80.0);
    let left = Rect::from_min_max(rect.min, pos2(end, rect.bottom()));
    let mut words = ui.new_child(UiBuilder::new().max_rect(left).layout(Layout::top_down(Align::Min)));
    words.spacing_mut().item_spacing = vec2(6.0, 0.0);
    let title = widgets::middle_cut(&words, Type::Title, head.title, left.width());
    let shown = widgets::label(&mut words, Type::Title, &title, tokens.text);
    if title != head.title {
        shown.on_hover_text(head.title);
    }
    let link_width = head.link.map_or(0.0, |link| {
        widgets::galley(&words, Type::Medium, link, tokens.accent_text).rect.width() + 14.0
    });
    // A line of text, not a row of controls.
    words.spacing_mut().interact_size.y = Type::Body.line();
    words
        .horizontal(|ui| {
            let room = left.width() - link_width;
            let line = widgets::galley_within(ui, Type::Body, head.text, tokens.muted, room, 1);
            let cut = line.elided;
            let response = ui.add(egui::Label::new(line));
            if cut {
                response.on_hover_text(head.text);
            }
            head.link.is_some_and(|link| text_link(ui, link))
        })
        .inner
}

/// A link within a line of text. True when it was pressed.
pub(super) fn text_link(ui: &mut Ui, text: &str) -> bool {
    let tokens = theme::of(ui);
    let words = widgets::galley(ui, Type::Medium, text, tokens.accent_text);
    let (rect, response) = ui.allocate_exact_size(words.rect.size(), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, ui.is_enabled(), text));
    if response.hovered() {
        let line = egui::Stroke::new(1.0, tokens.accent_text);
        ui.painter().hline(rect.x_range(), rect.bottom() - 2.0, line);
    }
    ui.painter().galley(rect.min, words, tokens.accent_text);
    widgets::focus_ring(ui, &response, rect, theme::radius::CHIP);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

/// The button that leads on, with its arrow.
pub(super) fn next_button(ui: &mut Ui, text: &str) -> bool {
    let arrow = theme::icons::ICON_ARROW_FORWARD;
    ui.add(Button::primary(text).icon_after(arrow)).clicked()
}

/// A card whose contents reach its edges: surface and one line round it. Returns the inner rectangle.
pub(super) fn sheet(ui: &Ui, rect: Rect) -> Rect {
    let tokens = theme::of(ui);
    let corner = egui::CornerRadius::same(theme::radius::CARD);
    let line = egui::Stroke::new(1.0, tokens.line);
    ui.painter().rect(rect, corner, tokens.surface, line, egui::StrokeKind::Inside);
    rect.shrink(1.0)
}

/// A child for a part of the page, clipped to it.
pub(super) fn part(ui: &mut Ui, name: &str, rect: Rect) -> Ui {
    let builder = UiBuilder::new().id_salt(name).max_rect(rect).layout(Layout::top_down(Align::Min));
    let mut child = ui.new_child(builder);
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    child
}
