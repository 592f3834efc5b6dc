//! The profile of segments: columns of the file down, segments across, coloured by how unusual they are.

use egui::{Color32, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::frame::impossible;
use crate::domain::report::ProfileRow;
use crate::text::{Language, format};
use crate::ui::theme::{self, Type, ramp, segment_colour, text_on};
use crate::ui::widgets::{galley, galley_within, middle_cut};

/// Beyond this many standard deviations the colour no longer changes.
const FULL: f64 = 2.0;
const CELL: egui::Vec2 = vec2(44.0, 28.0);
const GAP: f32 = 2.0;

/// The words of the table.
#[derive(Clone, Copy, Debug)]
pub struct HeatWords<'a> {
    /// Above the column with everybody.
    pub overall: &'a str,
    /// At the left end of the key ("lower than usual").
    pub lower: &'a str,
    /// At the right end of the key ("higher than usual").
    pub higher: &'a str,
    /// Name of the distance from everybody in standard deviations, under the pointer.
    pub apart: &'a str,
    /// In place of the table without rows.
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
}

/// A row per column of the file, a cell per segment. `selected` is the 0-based segment that stands out.
pub fn heat_table(
    ui: &mut Ui,
    rows: &[ProfileRow],
    selected: Option<usize>,
    language: Language,
    words: HeatWords<'_>,
) {
    let segments = rows.iter().map(|row| row.values.len()).max().unwrap_or_default();
    if segments == 0 {
        impossible(ui, 160.0, words.empty);
        return;
    }
    let tokens = theme::of(ui);
    // As wide as the longest name, so that more segments stand side by side.
    let most = (ui.available_width() * 0.32).clamp(96.0, 240.0);
    let widest = |row: &ProfileRow| galley(ui, Type::Body, &row.label, tokens.text).rect.width() + 12.0;
    let label_width = rows.iter().map(widest).fold(96.0, f32::max).min(most);
    let columns = segments as f32 + 1.0;
    let cell_width = ((ui.available_width() - label_width) / columns - GAP).max(CELL.x);
    let wide = label_width + columns * (cell_width + GAP);
    // Room for the bar of the scroll area, which lies over its content.
    let bar = if wide > ui.available_width() { 12.0 } else { 0.0 };
    let size = vec2(wide, (rows.len() as f32 + 1.0) * (CELL.y + GAP) + 36.0 + bar);
    ScrollArea::horizontal().id_salt("heat").show(ui, |ui| {
        let (whole, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Table, true, words.summary));
        let cell = |row: usize, column: usize| {
            let corner = whole.min
                + vec2(label_width + column as f32 * (cell_width + GAP), row as f32 * (CELL.y + GAP));
            Rect::from_min_size(corner, vec2(cell_width, CELL.y))
        };
        head(ui, &cell, segments, selected, words);
        for (place, row) in rows.iter().enumerate() {
            let write = |value: f64| {
                if row.is_share { format::percent(language, value) } else { format::compact(language, value) }
            };
            let name = middle_cut(ui, Type::Body, &row.label, label_width - 12.0);
            let cut = name != row.label;
            let name = galley(ui, Type::Body, &name, tokens.text);
            let top = cell(place + 1, 0).center().y - name.rect.height() / 2.0;
            ui.painter().galley(pos2(whole.left(), top), name, tokens.text);
            let line = Rect::from_x_y_ranges(whole.x_range(), cell(place + 1, 0).y_range());
            let said = ui.interact(line, response.id.with(place), Sense::hover());
            let values: Vec<String> = row.values.iter().map(|value| write(*value)).collect();
            let spoken = format!("{} {} {}", row.label, write(row.overall), values.join(" "));
            said.widget_info(|| WidgetInfo::labeled(Role::Row, true, &spoken));
            let pointer = said.hover_pos();
            let under = |rect: Rect| pointer.is_some_and(|pointer| rect.contains(pointer));
            let over = (0..values.len()).find(|segment| under(cell(place + 1, segment + 1)));
            let z = over.and_then(|segment| Some((segment, values.get(segment)?, row.z.get(segment)?)));
            if let Some((segment, value, z)) = z {
                let (number, z) = (segment + 1, format::fixed(*z, 1));
                let all = format!("{} {}", words.overall, write(row.overall));
                let label = &row.label;
                said.on_hover_text(format!("{label}\n{number}: {value} · {all}\n{}: {z}", words.apart));
            } else if cut {
                said.on_hover_text(row.label.as_str());
            }
            write_cell(ui, cell(place + 1, 0), &write(row.overall), tokens.muted, false);
            for (segment, text) in values.iter().enumerate() {
                let z = row.z.get(segment).copied().unwrap_or_default();
                let fill = ramp(&tokens.diverging, 0.5 + z / (2.0 * FULL));
                let mut rect = cell(place + 1, segment + 1);
                ui.painter().rect_filled(rect, 2.0, fill);
                rect.set_left(rect.left() + 2.0);
                write_cell(ui, rect, text, text_on(fill), selected == Some(segment));
            }
        }
        let foot = whole.bottom() - 24.0 - bar;
        let corner = pos2(whole.right(), foot + 24.0);
        key(ui, Rect::from_min_max(pos2(whole.left() + label_width, foot), corner), words);
    });
}

fn head(
    ui: &Ui,
    cell: &dyn Fn(usize, usize) -> Rect,
    segments: usize,
    selected: Option<usize>,
    words: HeatWords<'_>,
) {
    let tokens = theme::of(ui);
    write_cell(ui, cell(0, 0), words.overall, tokens.muted, false);
    for segment in 0..segments {
        let place = cell(0, segment + 1).center();
        let colour = segment_colour(segment);
        if selected == Some(segment) {
            ui.painter().circle_filled(place, 12.0, tokens.selection);
        }
        ui.painter().circle_filled(place, 10.0, colour);
        let ink = text_on(colour);
        let number = galley(ui, Type::CaptionStrong, &(segment + 1).to_string(), ink);
        ui.painter().galley(place - number.rect.size() / 2.0, number, ink);
    }
}

fn write_cell(ui: &Ui, rect: Rect, text: &str, ink: Color32, strong: bool) {
    let kind = if strong { Type::CaptionStrong } else { Type::Caption };
    let words = galley_within(ui, kind, text, ink, rect.width() - 4.0, 1);
    ui.painter().galley(rect.center() - words.rect.size() / 2.0, words, ink);
}

/// The ramp with words at both ends.
fn key(ui: &Ui, rect: Rect, words: HeatWords<'_>) {
    let tokens = theme::of(ui);
    let half = rect.width() / 2.0 - 64.0;
    let lower = galley_within(ui, Type::Caption, words.lower, tokens.muted, half, 1);
    let higher = galley_within(ui, Type::Caption, words.higher, tokens.muted, half, 1);
    let steps = tokens.diverging.len();
    let mut x = rect.left();
    let middle = rect.center().y;
    let start = lower.rect.width() + 8.0;
    ui.painter().galley(pos2(x, middle - 8.0), lower, tokens.muted);
    x += start;
    for step in &tokens.diverging {
        let patch = Rect::from_min_size(pos2(x, middle - 5.0), vec2(12.0, 10.0));
        ui.painter().rect_filled(patch, 0.0, *step);
        x += 12.0;
    }
    debug_assert_eq!(steps, 9, "the key has one patch per step");
    ui.painter().galley(pos2(x + 8.0, middle - 8.0), higher, tokens.muted);
}
