//! Surfaces: cards with a title and a unit, plain panels, headings between them.

use egui::{Align, CornerRadius, Frame, InnerResponse, Layout, Margin, Stroke, Ui, UiBuilder, vec2};

use super::paint;
use crate::ui::theme::{self, Type, radius, space};

/// A card: surface, one line round it, 16 inside.
pub fn panel<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    frame(ui, space::L as i8).show(ui, |ui| {
        ui.set_width(ui.available_width());
        contents(ui)
    })
}

/// A card with a title and, in `muted` beside it, what its numbers count.
pub fn card<R>(
    ui: &mut Ui,
    title: &str,
    unit: &str,
    contents: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    header_card(ui, title, unit, |_| {}, contents)
}

/// A card with a title, a unit and more at the right end of the header (a legend, a switch, a chip).
/// The right end is laid out from right to left.
pub fn header_card<R>(
    ui: &mut Ui,
    title: &str,
    unit: &str,
    right: impl FnOnce(&mut Ui),
    contents: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let tokens = theme::of(ui);
    panel(ui, |ui| {
        // One line of text high: a control at the right end hangs over, so that titles of neighbours align.
        let line = vec2(ui.available_width(), Type::Strong.line());
        ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_height(line.y);
            paint::label(ui, Type::Strong, title, tokens.text);
            if !unit.is_empty() {
                paint::label(ui, Type::Caption, unit, tokens.muted);
            }
            let rest = ui.available_rect_before_wrap();
            let layout = Layout::right_to_left(Align::Center);
            ui.scope_builder(UiBuilder::new().max_rect(rest).layout(layout), right);
        });
        contents(ui)
    })
}

/// A heading between cards.
pub fn section_title(ui: &mut Ui, text: &str) {
    let tokens = theme::of(ui);
    paint::label(ui, Type::Strong, text, tokens.text);
}

fn frame(ui: &Ui, margin: i8) -> Frame {
    let tokens = theme::of(ui);
    Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::same(margin))
}
