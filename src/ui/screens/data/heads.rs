//! The card above each column: kind, name, shape, role and one fact.

use egui::{CornerRadius, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use super::super::shapes;
use super::filters;
use crate::app::command::Command;
use crate::domain::column::ColumnProfile;
use crate::ui::theme::{self, Icon, Type, icons, radius};
use crate::ui::view::View;
use crate::ui::widgets;

/// Height of a card.
pub(super) const HEIGHT: f32 = 126.0;
/// Height of a card in a low or narrow window, where it has no shape.
pub(super) const LOW: f32 = 80.0;

const PADDING: f32 = 10.0;

/// The width a card asks for by its name.
pub(super) fn wanted_width(ui: &Ui, name: &str) -> f32 {
    let words = widgets::galley(ui, Type::CaptionStrong, name, egui::Color32::PLACEHOLDER).rect.width();
    (words + 24.0 + 2.0 * PADDING + 18.0).clamp(112.0, 196.0)
}

/// One card: the column, its place in the file, and whether it is the first of the table.
pub(super) struct Card<'a> {
    pub(super) column: &'a ColumnProfile,
    pub(super) index: usize,
    pub(super) rows: u64,
    /// Whether its figures are those of the whole file.
    pub(super) whole: bool,
    pub(super) first: bool,
    pub(super) last_frozen: bool,
}

/// Draws a card and carries out what is done to it; who moves columns by dragging gets what the pointer does.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, card: &Card<'_>) -> Response {
    let tokens = theme::of(ui);
    let rect = ui.max_rect();
    let column = card.column;
    let look = &view.state.look;
    let selected = look.column.as_deref() == Some(column.name.as_str());
    let response = ui.interact(rect, ui.scope_id().with("head"), Sense::click_and_drag());
    let (caption, needs_look) = if card.whole {
        shapes::caption(view, column, card.rows)
    } else {
        (view.words.kind(column.kind), false)
    };
    let said = format!("{}, {}, {caption}", column.name, view.words.role(column.role));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));

    let corner = CornerRadius { nw: if card.first { radius::CARD } else { 0 }, ne: 0, sw: 0, se: 0 };
    let fill = match (selected, response.hovered()) {
        (true, _) => tokens.selection,
        (false, true) => tokens.hover,
        (false, false) => tokens.surface,
    };
    ui.painter().rect_filled(rect, corner, fill);
    let edge = if card.last_frozen { tokens.line_strong } else { tokens.line };
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, edge));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line_strong));

    let inner = rect.shrink2(vec2(PADDING, 8.0));
    name(ui, view, card, inner);
    let has_shape = rect.height() >= HEIGHT;
    if has_shape && card.whole {
        let area = Rect::from_min_size(inner.min + vec2(0.0, 26.0), vec2(inner.width(), 40.0));
        shape(ui, view, card, area, &caption);
    }
    let chip_top = if has_shape { inner.top() + 72.0 } else { inner.top() + 24.0 };
    let button = Rect::from_center_size(pos2(rect.right() - 20.0, chip_top + 10.0), vec2(28.0, 28.0));
    let chip = Rect::from_min_max(pos2(inner.left(), chip_top), pos2(button.left() - 2.0, chip_top + 20.0));
    let mut chip_ui = ui.new_child(egui::UiBuilder::new().max_rect(chip));
    widgets::chip(&mut chip_ui, shapes::tone(column.role), &view.words.role(column.role));

    let (kind, ink) =
        if needs_look { (Type::CaptionMedium, tokens.warn) } else { (Type::Caption, tokens.muted) };
    let words = widgets::galley_within(ui, kind, &caption, ink, inner.width(), 1);
    ui.painter().galley(pos2(inner.left(), inner.bottom() - 16.0), words, ink);
    widgets::focus_ring(ui, &response, rect.shrink(4.0), radius::CHIP);

    let open = menu_button(ui, view, card, button, response.hovered());
    filters::menu(&open, &response, view, card.index, column);
    if response.double_clicked() {
        view.send(Command::SortBy(card.index));
    } else if response.clicked() {
        view.send(Command::SelectColumn(Some(column.name.clone())));
    }
    if card.whole {
        hint(response.clone(), view, column);
    }
    response
}

fn name(ui: &Ui, view: &View<'_>, card: &Card<'_>, inner: Rect) {
    let tokens = theme::of(ui);
    let column = card.column;
    let middle = inner.top() + 10.0;
    let icon = widgets::icon(ui, shapes::icon(column.kind, column.role), 16.0, tokens.muted);
    ui.painter().galley(pos2(inner.left(), middle - icon.rect.height() / 2.0), icon, tokens.muted);
    let sorted = view.state.look.sort.as_ref().filter(|sort| sort.column == card.index);
    let mark = sorted
        .map(|sort| if sort.descending { icons::ICON_ARROW_DOWNWARD } else { icons::ICON_ARROW_UPWARD });
    let mut right = inner.right();
    if let Some(mark) = mark {
        right -= 16.0;
        let drawn = widgets::icon(ui, mark, 16.0, tokens.accent_text);
        ui.painter().galley(pos2(right, middle - drawn.rect.height() / 2.0), drawn, tokens.accent_text);
        right -= 2.0;
    }
    let left = inner.left() + 22.0;
    let cut = widgets::middle_cut(ui, Type::CaptionStrong, &column.name, right - left);
    let words = widgets::galley(ui, Type::CaptionStrong, &cut, tokens.text);
    let x = if column.kind.is_numeric() { right - words.rect.width() } else { left };
    ui.painter().galley(pos2(x, middle - words.rect.height() / 2.0), words, tokens.text);
}

fn shape(ui: &mut Ui, view: &View<'_>, card: &Card<'_>, rect: Rect, said: &str) {
    let tokens = theme::of(ui);
    if !shapes::draw(ui, view, rect, card.column, said) {
        let text = shapes::no_shape(view, card.column, card.rows);
        let words = widgets::galley_within(ui, Type::Caption, &text, tokens.muted, rect.width(), 2);
        ui.painter().galley(
            pos2(rect.left(), rect.center().y - words.rect.height() / 2.0),
            words,
            tokens.muted,
        );
    }
}

/// The small button that opens sorting and filters.
fn menu_button(ui: &Ui, view: &View<'_>, card: &Card<'_>, rect: Rect, over: bool) -> Response {
    let tokens = theme::of(ui);
    let response = ui.interact(rect, ui.scope_id().with("menu"), Sense::click());
    let name = view.tr_with(
        "screens-data-sort-and-filter",
        &[("column", crate::domain::message::Arg::Name(card.column.name.clone()))],
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    let filtered = view.state.look.filter(card.index).is_some();
    let ink = match (filtered, over || response.hovered() || response.has_focus()) {
        (true, _) => tokens.accent_text,
        (false, true) => tokens.text,
        (false, false) => tokens.muted,
    };
    if response.hovered() {
        let corner = CornerRadius::same(radius::CONTROL);
        ui.painter().rect_filled(rect, corner, tokens.surface);
    }
    let icon: Icon = if filtered { icons::ICON_FILTER_ALT } else { icons::ICON_MORE_HORIZ };
    let drawn = widgets::icon(ui, icon, 18.0, ink);
    ui.painter().galley(rect.center() - drawn.rect.size() / 2.0, drawn, ink);
    widgets::focus_ring(ui, &response, rect.shrink(2.0), radius::CHIP);
    response.on_hover_text(name)
}

/// The full name, the kind, and the first values, under the pointer.
fn hint(response: Response, view: &View<'_>, column: &ColumnProfile) {
    if !response.hovered() {
        return;
    }
    let mut text = format!("{}\n{}", column.name, view.words.kind(column.kind));
    if let crate::domain::column::Summary::Values { top, .. } = &column.summary {
        for (value, count) in top.iter().take(3).filter(|(_, count)| *count > 1) {
            let short: String = value.chars().take(40).collect();
            text.extend(["\n", &short, "  ", &crate::text::format::count(*count)]);
        }
    }
    response.on_hover_text(text);
}
