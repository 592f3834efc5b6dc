//! A dialog: only for what cannot be undone or needs a choice now.

use egui::{Align, Frame, Layout, Margin, Modal, Stroke, Ui};

use super::button::Button;
use super::paint;
use crate::ui::theme::{self, Type, radius, space};

/// One way out of a dialog, named by its outcome.
#[derive(Clone, Copy, Debug)]
pub enum Choice<'a> {
    /// The safe one; Esc does the same.
    Safe(&'a str),
    /// Another one.
    Other(&'a str),
    /// The one that loses something.
    Loses(&'a str),
}

/// Asks a question over everything else. Returns the place of the chosen way out, when there is one.
pub fn dialog(ui: &mut Ui, title: &str, text: &str, choices: &[Choice<'_>]) -> Option<usize> {
    let tokens = theme::of(ui);
    let frame = Frame::new()
        .fill(tokens.raised)
        .stroke(Stroke::new(1.0, tokens.line_strong))
        .corner_radius(radius::DIALOG)
        .inner_margin(Margin::same(20));
    let modal = Modal::new(egui::Id::unique("dialog")).frame(frame).backdrop_color(tokens.scrim);
    let shown = modal.show(ui.ctx(), |ui| {
        ui.set_width(400.0);
        paint::label(ui, Type::Subtitle, title, tokens.text);
        paint::label(ui, Type::Body, text, tokens.muted);
        ui.add_space(space::S);
        let mut chosen = None;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (place, choice) in choices.iter().enumerate().rev() {
                let button = match choice {
                    Choice::Safe(text) => Button::primary(text),
                    Choice::Other(text) => Button::secondary(text),
                    Choice::Loses(text) => Button::destructive(text),
                };
                if ui.add(button).clicked() {
                    chosen = Some(place);
                }
            }
        });
        chosen
    });
    let safe = choices.iter().position(|choice| matches!(choice, Choice::Safe(_)));
    if shown.should_close() { shown.inner.or(safe) } else { shown.inner }
}
