//! A table of coloured cells: names down and across, a figure in each cell.

use egui::{Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::frame::impossible;
use crate::ui::theme::{self, Type, ramp, text_on};
use crate::ui::widgets::{galley, galley_within, middle_cut};

const CELL: egui::Vec2 = vec2(64.0, 28.0);
const GAP: f32 = 2.0;

/// A figure as it is written, and its colour: −1 and 1 are the ends of the diverging colours, 0 their middle.
pub type GridCell = (String, f64);

/// The words of the table.
#[derive(Clone, Copy, Debug)]
pub struct GridWords<'a> {
    /// Above the names of the rows.
    pub corner: &'a str,
    /// In place of a table without cells.
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
}

/// Rows of cells below the names of their columns; wider ones scroll.
pub fn grid(
    ui: &mut Ui,
    (rows, columns): (&[String], &[String]),
    cells: &[Vec<GridCell>],
    words: GridWords<'_>,
) {
    if rows.is_empty() || columns.is_empty() {
        impossible(ui, 120.0, words.empty);
        return;
    }
    let tokens = theme::of(ui);
    let most = (ui.available_width() * 0.32).clamp(96.0, 220.0);
    let widest = |name: &String| galley(ui, Type::Body, name, tokens.text).rect.width() + 12.0;
    let names = rows.iter().map(widest).fold(96.0, f32::max).min(most);
    let room = ui.available_width() - names;
    let width = (room / columns.len() as f32 - GAP).max(CELL.x);
    let wide = names + columns.len() as f32 * (width + GAP);
    // Room for the bar of the scroll area, which lies over its content.
    let bar = if wide > ui.available_width() + 0.5 { 12.0 } else { 0.0 };
    let size = vec2(wide.max(names), (rows.len() as f32 + 1.0) * (CELL.y + GAP) + bar);
    ScrollArea::horizontal().id_salt(("grid", words.corner)).show(ui, |ui| {
        let (whole, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Table, true, words.summary));
        let place = |row: usize, column: usize| {
            let corner = whole.min + vec2(names + column as f32 * (width + GAP), row as f32 * (CELL.y + GAP));
            Rect::from_min_size(corner, vec2(width, CELL.y))
        };
        let corner = galley_within(ui, Type::Caption, words.corner, tokens.muted, names - 8.0, 1);
        let top = place(0, 0).center().y - corner.rect.height() / 2.0;
        ui.painter().galley(pos2(whole.left(), top), corner, tokens.muted);
        for (column, name) in columns.iter().enumerate() {
            let rect = place(0, column);
            let shown = middle_cut(ui, Type::Caption, name, width - 4.0);
            let said = ui.interact(rect, response.id.with(("column", column)), Sense::hover());
            said.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, name));
            if shown != *name {
                said.on_hover_text(name.as_str());
            }
            let text = galley(ui, Type::Caption, &shown, tokens.muted);
            ui.painter().galley(rect.center() - text.rect.size() / 2.0, text, tokens.muted);
        }
        for (row, (name, cells)) in rows.iter().zip(cells).enumerate() {
            let shown = middle_cut(ui, Type::Body, name, names - 12.0);
            let line = Rect::from_x_y_ranges(whole.x_range(), place(row + 1, 0).y_range());
            let said = ui.interact(line, response.id.with(row), Sense::hover());
            let figures: Vec<&str> = cells.iter().map(|(text, _)| text.as_str()).collect();
            let spoken = format!("{name} {}", figures.join(" "));
            said.widget_info(|| WidgetInfo::labeled(Role::Row, true, &spoken));
            if shown != *name {
                said.on_hover_text(name.as_str());
            }
            let text = galley(ui, Type::Body, &shown, tokens.text);
            let top = place(row + 1, 0).center().y - text.rect.height() / 2.0;
            ui.painter().galley(pos2(whole.left(), top), text, tokens.text);
            for (column, (figure, shade)) in cells.iter().enumerate() {
                let rect = place(row + 1, column);
                let fill = ramp(&tokens.diverging, 0.5 + shade / 2.0);
                ui.painter().rect_filled(rect, 2.0, fill);
                let ink = text_on(fill);
                let text = galley_within(ui, Type::Caption, figure, ink, rect.width() - 4.0, 1);
                ui.painter().galley(rect.center() - text.rect.size() / 2.0, text, ink);
            }
        }
    });
}
