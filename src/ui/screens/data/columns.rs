//! All columns as a list: quicker than scrolling sideways where a file has hundreds of them.

use egui::{Layout, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::super::head::{part, sheet};
use super::super::shapes;
use super::{Find, find_id, inspector};
use crate::app::command::Command;
use crate::app::state::Loaded;
use crate::domain::column::ColumnProfile;
use crate::ui::theme::{self, Type, height, space};
use crate::ui::view::View;
use crate::ui::widgets;

const ROW: f32 = 56.0;
const CHOICE: f32 = 148.0;
const SHAPE: f32 = 120.0;

/// Draws the list into a rectangle.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, rect: Rect) {
    let tokens = theme::of(ui);
    let inner = sheet(ui, rect);
    let head = Rect::from_min_size(inner.min, vec2(inner.width(), height::COMPACT + space::S));
    let lanes = Lanes::new(inner);
    let middle = head.center().y;
    let title = |x: f32, text: String| {
        let words = widgets::galley(ui, Type::CaptionMedium, &text, tokens.muted);
        ui.painter().galley(pos2(x, middle - words.rect.height() / 2.0), words, tokens.muted);
    };
    title(lanes.name, view.tr("screens-data-column"));
    if let Some(shape) = lanes.shape {
        title(shape, view.tr("screens-data-shape"));
    }
    title(lanes.kind, view.tr("screens-data-kind"));
    title(lanes.role, view.tr("screens-data-role"));
    ui.painter().hline(inner.x_range(), head.bottom() - 0.5, Stroke::new(1.0, tokens.line_strong));
    let mut list = part(ui, "columns", Rect::from_min_max(pos2(inner.left(), head.bottom()), inner.max));
    let columns = &loaded.profile.columns;
    let mut area = ScrollArea::vertical().auto_shrink(false).id_salt(("columns", loaded.id.0));
    let jump = list.data_mut(|data| data.get_temp_mut_or_default::<Find>(find_id()).jump.take());
    if let Some(place) = jump {
        area = area.vertical_scroll_offset((place as f32 * ROW - list.max_rect().height() / 2.0).max(0.0));
    }
    list.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(&mut list, ROW, columns.len(), |ui, range| {
        let start = range.start;
        for (place, column) in columns.iter().enumerate().skip(start).take(range.len()) {
            row(ui, view, loaded, column, place, lanes);
        }
    });
}

/// Where the parts of a row begin.
#[derive(Clone, Copy)]
struct Lanes {
    name: f32,
    shape: Option<f32>,
    kind: f32,
    role: f32,
}

impl Lanes {
    fn new(rect: Rect) -> Self {
        let role = rect.right() - space::L - CHOICE;
        let kind = role - space::M - CHOICE;
        let shape = (rect.width() >= 640.0).then_some(kind - space::XXL - SHAPE);
        Self { name: rect.left() + space::L, shape, kind, role }
    }
}

fn row(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, column: &ColumnProfile, place: usize, lanes: Lanes) {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &column.name));
    let selected = view.state.look.column.as_deref() == Some(column.name.as_str());
    if selected {
        ui.painter().rect_filled(rect, 0.0, tokens.selection);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, tokens.hover);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
    let middle = rect.center().y;
    let icon = widgets::icon(ui, shapes::icon(column.kind, column.role), 18.0, tokens.muted);
    ui.painter().galley(pos2(lanes.name, middle - icon.rect.height() / 2.0), icon, tokens.muted);
    let left = lanes.name + 30.0;
    let room = lanes.shape.unwrap_or(lanes.kind) - space::L - left;
    let cut = widgets::middle_cut(ui, Type::Medium, &column.name, room);
    let name = widgets::galley(ui, Type::Medium, &cut, tokens.text);
    ui.painter().galley(pos2(left, middle - 19.0), name, tokens.text);
    let (said, needs_look) = shapes::caption(view, column, loaded.profile.rows);
    let ink = if needs_look { tokens.warn } else { tokens.muted };
    let caption = widgets::galley_within(ui, Type::Caption, &said, ink, room, 1);
    ui.painter().galley(pos2(left, middle + 3.0), caption, ink);
    if let Some(shape) = lanes.shape {
        let area = Rect::from_min_size(pos2(shape, middle - 20.0), vec2(SHAPE, 40.0));
        let mut shape_ui = ui.new_child(UiBuilder::new().id_salt(("shape-of", place)).max_rect(area));
        if !shapes::draw(&mut shape_ui, view, area, column, &said) {
            let text = shapes::no_shape(view, column, loaded.profile.rows);
            let words = widgets::galley_within(ui, Type::Caption, &text, tokens.muted, SHAPE, 2);
            ui.painter().galley(pos2(shape, middle - words.rect.height() / 2.0), words, tokens.muted);
        }
    }
    let mut choice = |x: f32, name: &str, draw: &dyn Fn(&mut Ui)| {
        let area = Rect::from_min_size(pos2(x, middle - 16.0), vec2(CHOICE, height::CONTROL));
        let layout = Layout::left_to_right(egui::Align::Center);
        let builder = UiBuilder::new().id_salt((name, place)).max_rect(area).layout(layout);
        draw(&mut ui.new_child(builder));
    };
    choice(lanes.kind, "kind", &|ui| inspector::kind_choice(ui, view, column, CHOICE));
    choice(lanes.role, "role", &|ui| inspector::role_choice(ui, view, column, CHOICE));
    widgets::focus_ring(ui, &response, rect.shrink(4.0), theme::radius::CONTROL);
    let clicked = response.clicked();
    if response.hovered() {
        response.on_hover_text(&column.name);
    }
    if clicked {
        view.send(Command::SelectColumn(Some(column.name.clone())));
    }
}
