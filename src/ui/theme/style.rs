//! The tokens as egui's own style, for the widgets that come from egui.

use egui::style::{HandleShape, ScrollStyle, WidgetVisuals};
use egui::{Color32, CornerRadius, Margin, Shadow, Stroke, Style, Visuals, vec2};

use super::fonts::text_styles;
use super::tokens::Tokens;
use super::{height, radius};

/// Hover and switches.
pub(super) const HOVER_SECONDS: f32 = 0.12;

/// egui's style for a theme.
pub(super) fn style(tokens: &Tokens) -> Style {
    let mut style = Style { visuals: visuals(tokens), animation_time: HOVER_SECONDS, ..Style::default() };
    style.text_styles.extend(text_styles());
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 8.0);
    spacing.button_padding = vec2(12.0, 6.0);
    spacing.interact_size = vec2(40.0, height::CONTROL);
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 8.0;
    spacing.slider_rail_height = 4.0;
    spacing.window_margin = Margin::same(20);
    spacing.menu_margin = Margin::same(8);
    spacing.tooltip_width = 320.0;
    spacing.combo_height = 320.0;
    spacing.scroll = ScrollStyle {
        bar_width: 6.0,
        floating_width: 6.0,
        dormant_handle_opacity: 0.6,
        foreground_color: false,
        ..ScrollStyle::floating()
    };
    // A label is not a text to copy; tables and reports have their own copy.
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style
}

fn visuals(tokens: &Tokens) -> Visuals {
    let mut visuals = if tokens.dark { Visuals::dark() } else { Visuals::light() };
    visuals.panel_fill = tokens.canvas;
    visuals.window_fill = tokens.raised;
    visuals.window_stroke = Stroke::new(1.0, tokens.line_strong);
    visuals.window_corner_radius = CornerRadius::same(radius::DIALOG);
    visuals.menu_corner_radius = CornerRadius::same(radius::CARD);
    visuals.window_shadow = Shadow::NONE;
    visuals.popup_shadow = Shadow::NONE;
    visuals.extreme_bg_color = tokens.surface;
    visuals.text_edit_bg_color = Some(tokens.surface);
    visuals.faint_bg_color = tokens.sunken;
    visuals.code_bg_color = tokens.sunken;
    visuals.hyperlink_color = tokens.accent_text;
    visuals.warn_fg_color = tokens.warn;
    visuals.error_fg_color = tokens.bad;
    visuals.weak_text_color = Some(tokens.muted);
    visuals.selection.bg_fill = tokens.selection;
    visuals.selection.stroke = Stroke::new(2.0, tokens.focus);
    visuals.striped = false;
    visuals.button_frame = true;
    visuals.handle_shape = HandleShape::Circle;
    visuals.slider_trailing_fill = true;
    visuals.text_cursor.stroke = Stroke::new(2.0, tokens.text);

    let widget = |fill: Color32, border: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, border),
        corner_radius: CornerRadius::same(radius::CONTROL),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = widget(tokens.surface, tokens.line, tokens.text);
    widgets.inactive = widget(tokens.surface, tokens.line_strong, tokens.text);
    // Scroll handles and slider rails.
    widgets.inactive.bg_fill = tokens.line_strong;
    widgets.hovered = widget(tokens.hover, tokens.line_strong, tokens.text);
    widgets.hovered.bg_fill = tokens.control_line;
    widgets.active = widget(tokens.selection, tokens.line_strong, tokens.text);
    widgets.active.bg_fill = tokens.control_line;
    widgets.open = widget(tokens.selection, tokens.line_strong, tokens.text);
    visuals
}
