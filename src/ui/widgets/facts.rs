//! Facts: chips, tiles, dots, rows of a name and a value, the bar of a progress.

use egui::{Color32, CornerRadius, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::paint;
use crate::ui::theme::{self, Tokens, Type, height, radius, space};

/// What a colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A plain fact.
    Fact,
    /// An input of the model.
    Input,
    /// Passed.
    Good,
    /// Look here.
    Look,
    /// Refused.
    Bad,
    /// The answer looked for.
    Answer,
}

impl Tone {
    /// Fill and text.
    pub(super) fn colours(self, tokens: &Tokens) -> (Color32, Color32) {
        match self {
            Self::Fact => (tokens.sunken, tokens.muted),
            Self::Input => (tokens.accent_soft, tokens.accent_text),
            Self::Good => (tokens.good_soft, tokens.good),
            Self::Look => (tokens.warn_soft, tokens.warn),
            Self::Bad => (tokens.bad_soft, tokens.bad),
            Self::Answer => (tokens.pos, theme::text_on(tokens.pos)),
        }
    }
}

/// A fact in a word or two. Never a button.
pub fn chip(ui: &mut Ui, tone: Tone, text: &str) -> Response {
    let (fill, ink) = tone.colours(theme::of(ui));
    let words = paint::galley_within(ui, Type::CaptionMedium, text, ink, ui.available_width() - 12.0, 1);
    let size = vec2(words.rect.width() + 12.0, height::CHIP);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CHIP), fill);
    ui.painter().galley(rect.center() - words.rect.size() / 2.0, words, ink);
    response
}

/// A number with its name above and its range or explanation below.
pub fn tile(ui: &mut Ui, name: &str, value: &str, note: &str, accent: bool) {
    let tokens = theme::of(ui);
    let ink = if accent { tokens.accent_text } else { tokens.text };
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        paint::label(ui, Type::Medium, name, tokens.muted);
        paint::label(ui, Type::Figure, value, ink);
        if !note.is_empty() {
            let line = paint::galley_within(ui, Type::Caption, note, tokens.muted, ui.available_width(), 1);
            let cut = line.elided;
            let response = ui.add(egui::Label::new(line));
            if cut {
                response.on_hover_text(note);
            }
        }
    });
}

/// So many of `of` dots, with the same in words for a screen reader.
pub fn dots(ui: &mut Ui, filled: usize, of: usize, words: &str) -> Response {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(of as f32 * 9.0, height::CHIP), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    for place in 0..of {
        let centre = pos2(rect.left() + 4.0 + place as f32 * 9.0, rect.center().y);
        ui.painter().circle_filled(
            centre,
            3.0,
            if place < filled { tokens.accent } else { tokens.line_strong },
        );
    }
    response
}

/// Rows of a name in `muted` and a value at the right end.
pub fn key_values(ui: &mut Ui, rows: &[(&str, &str)]) {
    let tokens = theme::of(ui);
    ui.spacing_mut().item_spacing.y = space::XS;
    for (name, value) in rows {
        let width = ui.available_width();
        let value = paint::galley_within(ui, Type::Strong, value, tokens.text, width * 0.6, 2);
        let name_room = width - value.rect.width() - space::S;
        let name_words = paint::galley_within(ui, Type::Body, name, tokens.muted, name_room, 2);
        let size = vec2(width, name_words.rect.height().max(value.rect.height()));
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let said = format!("{name} {}", value.text());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        ui.painter().galley(rect.min, name_words, tokens.muted);
        let left = rect.right() - value.rect.width();
        ui.painter().galley(pos2(left, rect.top()), value, tokens.text);
    }
}

/// A bar that is filled up to a share; without a share it stays empty, since nothing idle may move.
pub fn progress_bar(ui: &mut Ui, share: Option<f64>, name: &str) -> Response {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
        info.value = share;
        info
    });
    let corner = CornerRadius::same(radius::BAR);
    ui.painter().rect_filled(rect, corner, tokens.line);
    if let Some(share) = share {
        let width = rect.width() * share.clamp(0.0, 1.0) as f32;
        ui.painter().rect_filled(
            Rect::from_min_size(rect.min, vec2(width, rect.height())),
            corner,
            tokens.accent,
        );
    }
    response
}
