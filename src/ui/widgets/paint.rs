//! What all widgets draw with: text in the scale of type, icons, the focus ring.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, CornerRadius, Galley, Rect, Response, Stroke, StrokeKind, Ui};

use crate::ui::theme::{self, Icon, Type};

/// Text on one line, as wide as it is.
pub fn galley(ui: &Ui, kind: Type, text: &str, colour: Color32) -> Arc<Galley> {
    lay_out(ui, kind, text, colour, TextWrapping::no_max_width())
}

/// Text within a width: cut with an ellipsis after `rows` lines.
pub fn galley_within(
    ui: &Ui,
    kind: Type,
    text: &str,
    colour: Color32,
    width: f32,
    rows: usize,
) -> Arc<Galley> {
    // One line is cut where it ends; several lines break between words.
    let break_anywhere = rows == 1;
    let wrap =
        TextWrapping { max_width: width.max(1.0), max_rows: rows, break_anywhere, ..TextWrapping::default() };
    lay_out(ui, kind, text, colour, wrap)
}

/// An icon as a text to draw.
pub fn icon(ui: &Ui, icon: Icon, size: f32, colour: Color32) -> Arc<Galley> {
    let font = egui::FontId::new(size, icon.font_family());
    ui.painter().layout_no_wrap(icon.codepoint.to_owned(), font, colour)
}

/// A line of text in a step of the scale and a colour; wraps where the surroundings wrap.
pub fn label(ui: &mut Ui, kind: Type, text: impl Into<String>, colour: Color32) -> Response {
    ui.label(kind.rich(text).color(colour))
}

/// A name cut in its middle so that it fits; start and end tell more than the start alone.
pub fn middle_cut(ui: &Ui, kind: Type, text: &str, width: f32) -> String {
    let fits = |text: &str| galley(ui, kind, text, Color32::PLACEHOLDER).rect.width() <= width;
    if fits(text) {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    // The number of letters kept, found by halving: widths grow with it.
    let (mut low, mut high) = (0, letters.len());
    let cut = |keep: usize| {
        let head = keep.div_ceil(2);
        let tail = keep - head;
        let start = letters.iter().take(head);
        let end = letters.iter().skip(letters.len() - tail);
        start.chain(std::iter::once(&'…')).chain(end).collect::<String>()
    };
    while low + 1 < high {
        let middle = usize::midpoint(low, high);
        if fits(&cut(middle)) { low = middle } else { high = middle }
    }
    cut(low)
}

/// The ring round a control that has the keyboard. Clicking gives no focus, so it only follows a key.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: u8) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, theme::of(ui).focus);
        let corner = CornerRadius::same(radius.saturating_add(3));
        ui.painter().rect_stroke(rect.expand(2.0), corner, stroke, StrokeKind::Outside);
    }
}

fn lay_out(ui: &Ui, kind: Type, text: &str, colour: Color32, wrap: TextWrapping) -> Arc<Galley> {
    let format = TextFormat { line_height: Some(kind.line()), ..TextFormat::simple(kind.font(), colour) };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = wrap;
    ui.painter().layout_job(job)
}
