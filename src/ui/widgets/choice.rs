//! Choices: segmented switch for two to four views, switch for on and off, checkbox, combo.

use egui::{
    ComboBox, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::paint;
use crate::ui::theme::{self, Type, height, icons, radius, space};

/// Two to four views side by side; becomes a combo where they do not fit. True when the choice changed.
pub fn segmented<T: PartialEq + Copy>(ui: &mut Ui, name: &str, value: &mut T, choices: &[(T, &str)]) -> bool {
    let tokens = theme::of(ui);
    let widths: Vec<f32> = choices
        .iter()
        .map(|(_, text)| paint::galley(ui, Type::Medium, text, tokens.text).rect.width() + 24.0)
        .collect();
    let total: f32 = widths.iter().sum();
    if total > ui.available_width() {
        return combo(ui, name, value, choices, ui.available_width());
    }
    let before = *value;
    let (outer, whole) = ui.allocate_exact_size(vec2(total, height::CONTROL), Sense::hover());
    whole.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, true, name));
    let corner = CornerRadius::same(radius::CONTROL);
    ui.painter().rect_filled(outer, corner, tokens.surface);
    let mut left = outer.left();
    for (index, ((choice, text), width)) in choices.iter().zip(&widths).enumerate() {
        let rect = Rect::from_min_size(pos2(left, outer.top()), vec2(*width, outer.height()));
        let response = ui.interact(rect, whole.id.with(index), Sense::click());
        if response.clicked() {
            *value = *choice;
        }
        let chosen = before == *choice;
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, *text));
        let (first, last) = (index == 0, index + 1 == choices.len());
        let side = |at_end: bool| if at_end { radius::CONTROL } else { 0 };
        let part = CornerRadius { nw: side(first), sw: side(first), ne: side(last), se: side(last) };
        if chosen {
            ui.painter().rect_filled(rect, part, tokens.selection);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, part, tokens.hover);
        }
        if !first {
            ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, tokens.line_strong));
        }
        let colour = if chosen { tokens.text } else { tokens.muted };
        let words = paint::galley(ui, Type::Medium, text, colour);
        ui.painter().galley(rect.center() - words.rect.size() / 2.0, words, colour);
        paint::focus_ring(ui, &response, rect, radius::CONTROL);
        left += width;
    }
    ui.painter().rect_stroke(outer, corner, Stroke::new(1.0, tokens.line_strong), StrokeKind::Inside);
    *value != before
}

/// A choice from a list that opens, without a visible label (a sentence around it says what it is).
/// `name` is its accessible name. True when the choice changed.
pub fn combo<T: PartialEq + Copy>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    choices: &[(T, &str)],
    width: f32,
) -> bool {
    let tokens = theme::of(ui);
    let before = *value;
    let shown = choices.iter().find(|(choice, _)| *choice == before).map_or("", |(_, text)| *text);
    let inner = ui.scope(|ui| {
        // A field's border, not a button's.
        let widgets = &mut ui.visuals_mut().widgets;
        widgets.inactive.bg_stroke.color = tokens.control_line;
        widgets.hovered.bg_stroke.color = tokens.control_line;
        ComboBox::from_id_salt(name)
            .selected_text(Type::Body.rich(shown).line_height(None))
            .width(width)
            .truncate()
            .icon(|ui, rect, _, _| {
                let tokens = theme::of(ui);
                let arrow = paint::icon(ui, icons::ICON_ARROW_DROP_DOWN, 20.0, tokens.muted);
                ui.painter().galley(rect.center() - arrow.rect.size() / 2.0, arrow, tokens.muted);
            })
            .show_ui(ui, |ui| {
                for (choice, text) in choices {
                    ui.selectable_value(value, *choice, *text);
                }
            })
            .response
    });
    let response = inner.inner.accessible_name(name);
    paint::focus_ring(ui, &response, response.rect, radius::CONTROL);
    *value != before
}

/// A choice from a list, with its label above and a line of help under it.
pub fn combo_labelled<T: PartialEq + Copy>(
    ui: &mut Ui,
    label: &str,
    value: &mut T,
    choices: &[(T, &str)],
    help: &str,
) -> bool {
    let tokens = theme::of(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        paint::label(ui, Type::Medium, label, tokens.text);
        let changed = combo(ui, label, value, choices, ui.available_width());
        if !help.is_empty() {
            paint::label(ui, Type::Caption, help, tokens.muted);
        }
        changed
    })
    .inner
}

/// On or off, at once, with a label and a line of help that may be empty.
pub fn switch(ui: &mut Ui, on: &mut bool, label: &str, help: &str) -> Response {
    let (rect, mut response) = row(ui, vec2(28.0, 16.0), label, &Help::Text(help));
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::Switch, ui.is_enabled(), *on, label));
    let tokens = theme::of(ui);
    let share = ui.ctx().animate_bool_responsive(response.id, *on);
    let able = ui.is_enabled();
    let track = if !able {
        tokens.disabled
    } else if *on {
        tokens.accent
    } else {
        tokens.control_line
    };
    ui.painter().rect_filled(rect, CornerRadius::same(8), track);
    let knob = pos2(egui::lerp(rect.left() + 8.0..=rect.right() - 8.0, share), rect.center().y);
    ui.painter().circle_filled(knob, 6.0, tokens.surface);
    paint::focus_ring(ui, &response, rect, 8);
    response
}

/// One of several things that may each be on, in lists and dialogs.
pub fn checkbox(ui: &mut Ui, on: &mut bool, label: &str) -> Response {
    let (rect, mut response) = row(ui, Vec2::splat(16.0), label, &Help::Text(""));
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *on, label));
    let tokens = theme::of(ui);
    let colour = if *on { tokens.accent } else { tokens.control_line };
    let stroke = Stroke::new(1.5, colour);
    ui.painter().rect(rect, CornerRadius::same(2), tokens.surface, stroke, StrokeKind::Inside);
    if *on {
        let tick = [vec2(3.5, 8.5), vec2(6.5, 11.5), vec2(12.5, 4.5)].map(|offset| rect.min + offset);
        ui.painter().line(tick.to_vec(), Stroke::new(2.0, colour));
    }
    paint::focus_ring(ui, &response, rect, 2);
    response
}

/// What stands under the words of a mark.
pub(super) enum Help<'a> {
    /// What it means; may be empty.
    Text(&'a str),
    /// Why it cannot be chosen.
    Blocked(&'a str),
}

/// A mark with words at its right that are part of the target. Returns the place of the mark.
pub(super) fn row(ui: &mut Ui, mark: Vec2, label: &str, help: &Help<'_>) -> (Rect, Response) {
    let tokens = theme::of(ui);
    let (help, blocked) = match *help {
        Help::Text(text) => (text, false),
        Help::Blocked(reason) => (reason, true),
    };
    let help_colour = if blocked { tokens.warn } else { tokens.muted };
    let gap = 10.0;
    let room = (ui.available_width() - mark.x - gap).max(40.0);
    let colour = match (ui.is_enabled(), blocked) {
        (false, _) => tokens.disabled,
        (true, true) => tokens.muted,
        (true, false) => tokens.text,
    };
    let words = paint::galley_within(ui, Type::Body, label, colour, room, 3);
    let below =
        (!help.is_empty()).then(|| paint::galley_within(ui, Type::Caption, help, help_colour, room, 4));
    let text_width = words.rect.width().max(below.as_ref().map_or(0.0, |galley| galley.rect.width()));
    let text_height = words.rect.height() + below.as_ref().map_or(0.0, |galley| galley.rect.height());
    let size = vec2(mark.x + gap + text_width, text_height.max(height::COMPACT));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let top = rect.center().y - text_height / 2.0;
    let left = rect.left() + mark.x + gap;
    let centre = pos2(rect.left() + mark.x / 2.0, top + Type::Body.line() / 2.0);
    let line = words.rect.height();
    ui.painter().galley(pos2(left, top), words, colour);
    if let Some(below) = below {
        ui.painter().galley(pos2(left, top + line), below, help_colour);
    }
    (Rect::from_center_size(centre, mark), response)
}
