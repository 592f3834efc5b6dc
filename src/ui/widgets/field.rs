//! A field to type into: label above, help or error under, unit inside at the right.

use egui::{
    Align2, Color32, CornerRadius, Frame, Key, Margin, Response, Stroke, StrokeKind, TextEdit, Ui, pos2, vec2,
};

use super::paint;
use crate::ui::theme::{self, Type, height, icons, radius, space};

/// A text or number being typed. The text belongs to the caller; it is never corrected in silence.
#[must_use = "a field must be shown"]
pub struct TextField<'a> {
    label: &'a str,
    text: &'a mut String,
    help: &'a str,
    error: Option<&'a str>,
    unit: &'a str,
    hint: &'a str,
    width: Option<f32>,
    step: Option<f64>,
    blocked: Option<&'a str>,
    label_shown: bool,
}

impl<'a> TextField<'a> {
    /// A field with its label.
    pub fn new(label: &'a str, text: &'a mut String) -> Self {
        Self {
            label,
            text,
            help: "",
            error: None,
            unit: "",
            hint: "",
            width: None,
            step: None,
            blocked: None,
            label_shown: true,
        }
    }

    /// A line below: what the field means.
    pub fn help(mut self, help: &'a str) -> Self {
        self.help = help;
        self
    }

    /// What is allowed, in place of the help; the caller sets it once the field was left.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// A unit inside the field, at its right end.
    pub fn unit(mut self, unit: &'a str) -> Self {
        self.unit = unit;
        self
    }

    /// What could be typed, while nothing is.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Width in points; else all there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// A number: at the right, and the arrow keys change it by a step.
    pub fn number(mut self, step: f64) -> Self {
        self.step = Some(step);
        self
    }

    /// Why nothing can be typed now, shown as help.
    pub fn blocked(mut self, reason: Option<&'a str>) -> Self {
        self.blocked = reason;
        self
    }

    /// Only the field; the label stays as its accessible name.
    pub fn bare(mut self) -> Self {
        self.label_shown = false;
        self
    }

    /// Draws it. The answer is that of the text edit: `changed()`, `lost_focus()`.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        let width = self.width.unwrap_or_else(|| ui.available_width());
        ui.allocate_ui(vec2(width, height::CONTROL), |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                ui.set_width(width);
                if self.label_shown {
                    let colour = if self.blocked.is_some() { tokens.muted } else { tokens.text };
                    paint::label(ui, Type::Medium, self.label, colour);
                }
                let (help, error, blocked) = (self.help, self.error, self.blocked);
                let response = self.edit(ui);
                match (error, blocked) {
                    (_, Some(reason)) => drop(paint::label(ui, Type::Caption, reason, tokens.muted)),
                    (Some(error), None) => drop(paint::label(ui, Type::CaptionMedium, error, tokens.bad)),
                    (None, None) if help.is_empty() => {}
                    (None, None) => drop(paint::label(ui, Type::Caption, help, tokens.muted)),
                }
                response
            })
            .inner
        })
        .inner
    }

    fn edit(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        let able = self.blocked.is_none() && ui.is_enabled();
        let mark = match (self.blocked, self.error) {
            (Some(_), _) => Some((icons::ICON_LOCK, tokens.disabled)),
            (None, Some(_)) => Some((icons::ICON_ERROR, tokens.bad)),
            (None, None) => None,
        };
        let unit = paint::galley(ui, Type::Caption, self.unit, tokens.muted);
        let mut right = 10.0;
        if mark.is_some() {
            right += 24.0;
        }
        if !self.unit.is_empty() {
            right += unit.rect.width() + 6.0;
        }
        let margin = Margin { left: 10, right: right as i8, top: 6, bottom: 6 };
        let mut edit = TextEdit::singleline(self.text)
            .id_salt(self.label)
            .font(Type::Body.font())
            .desired_width(ui.available_width())
            .frame(Frame::new().inner_margin(margin))
            .min_size(vec2(0.0, height::CONTROL))
            .align(if self.step.is_some() { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER })
            .interactive(able);
        if !self.hint.is_empty() {
            edit = edit.hint_text(Type::Body.rich(self.hint).line_height(None).color(tokens.muted));
        }
        let behind = ui.painter().add(egui::Shape::Noop);
        let mut response = ui.add_enabled(able, edit).accessible_name(self.label);
        let rect = response.rect;
        let (width, border) = match (self.error.is_some(), response.has_focus(), able) {
            (_, _, false) => (1.0, tokens.line),
            (true, _, true) => (2.0, tokens.bad),
            (false, true, true) => (2.0, tokens.focus),
            (false, false, true) => (1.0, tokens.control_line),
        };
        let corner = CornerRadius::same(radius::CONTROL);
        let fill = if able { tokens.surface } else { tokens.sunken };
        let back =
            egui::epaint::RectShape::new(rect, corner, fill, Stroke::new(width, border), StrokeKind::Inside);
        ui.painter().set(behind, back);
        let mut x = rect.right() - 8.0;
        if let Some((icon, colour)) = mark {
            let drawn = paint::icon(ui, icon, 18.0, colour);
            x -= 20.0;
            ui.painter().galley(pos2(x, rect.center().y - drawn.rect.height() / 2.0), drawn, colour);
        }
        if !self.unit.is_empty() {
            let corner = pos2(x - unit.rect.width(), rect.center().y - unit.rect.height() / 2.0);
            ui.painter().galley(corner, unit, Color32::PLACEHOLDER);
        }
        if let Some(step) = self.step.filter(|_| response.has_focus())
            && let Some(new) = stepped(ui, self.text, step)
        {
            *self.text = new;
            response.mark_changed();
        }
        response
    }
}

/// The number after an arrow key; none without a key or without a number.
fn stepped(ui: &Ui, text: &str, step: f64) -> Option<String> {
    let times = ui.input(|input| {
        f64::from(u8::from(input.key_pressed(Key::ArrowUp)))
            - f64::from(u8::from(input.key_pressed(Key::ArrowDown)))
    });
    if times == 0.0 {
        return None;
    }
    let value: f64 = text.trim().replace('−', "-").parse().ok()?;
    // As many decimals as the number and the step show, so that 0.1 + 0.2 stays 0.3.
    let decimals = |text: &str| text.split_once('.').map_or(0, |(_, tail)| tail.len());
    let places = decimals(text.trim()).max(decimals(&step.to_string()));
    Some(format!("{:.places$}", value + times * step))
}
