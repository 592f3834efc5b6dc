//! The rows that a step touches, each with its cell before and after.

use egui::{Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::steps;
use crate::app::state::Loaded;
use crate::domain::message::Arg;
use crate::domain::recipe::Step;
use crate::domain::work::{StepPreview, TouchedRow};
use crate::ui::theme::{self, Type, height, icons, space};
use crate::ui::view::View;
use crate::ui::widgets;

/// Rows of the table at the foot that are shown without scrolling.
const ROWS: usize = 9;

/// The first rows a step touches, with the cell before and after.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, preview: &StepPreview, step: &Step) {
    // What concerns the column as a whole touches no cell.
    if preview.rows.is_empty() && preview.touched > 0 {
        return;
    }
    let tokens = theme::of(ui);
    let card = egui::Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(theme::radius::CARD);
    card.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        let args = [("n", Arg::Count(preview.touched))];
        let title = match step {
            step if step.drops_rows() => view.tr_with("screens-prepare-left-out-rows", &args),
            _ => view.tr_with("screens-prepare-touched-rows", &args),
        };
        let first = preview.rows.len() as u64;
        let note = if 0 < first && first < preview.touched {
            view.tr_with("screens-prepare-first-rows", &[("n", Arg::Count(first))])
        } else {
            String::new()
        };
        steps::card_head(ui, &title, &note);
        if preview.rows.is_empty() {
            return;
        }
        let lanes = Lanes::new(loaded, step, ui.available_width());
        head(ui, view, loaded, &lanes);
        let high = preview.rows.len().min(ROWS) as f32 * height::ROW;
        let area = ScrollArea::vertical().id_salt("touched").max_height(high).auto_shrink([false, true]);
        area.show_rows(ui, height::ROW, preview.rows.len(), |ui, range| {
            for row in preview.rows.iter().skip(range.start).take(range.len()) {
                one(ui, view, loaded, &lanes, row);
            }
        });
        ui.add_space(space::S);
    });
}

/// The columns of the small table: what names the customer, two more, and the touched one twice.
struct Lanes {
    columns: Vec<usize>,
    touched: Option<usize>,
    width: f32,
}

impl Lanes {
    fn new(loaded: &Loaded, step: &Step, room: f32) -> Self {
        let names = loaded.view.names();
        let place = |column: &&str| names.iter().position(|name| name == column);
        let looked_at: Vec<usize> = step.looks_at().iter().filter_map(place).collect();
        // Rows that go show what they say; changed cells show it twice, before and after.
        let changes = !step.drops_rows() && step.column().is_some();
        let touched = if changes { Some(looked_at.first().copied().unwrap_or(usize::MAX)) } else { None };
        let id = loaded
            .profile
            .columns
            .iter()
            .position(|column| column.role == crate::domain::column::Role::Id)
            .unwrap_or(0);
        let after = if touched.is_some() { 248.0 } else { 0.0 };
        let fitting = ((room - after - 2.0 * space::L) / 140.0).floor().max(1.0) as usize;
        let first = looked_at.iter().copied().filter(|place| *place != id && Some(*place) != touched);
        let others = (0..names.len())
            .filter(|place| *place != id && Some(*place) != touched && !looked_at.contains(place));
        let columns = std::iter::once(id).chain(first).chain(others).take(fitting.min(5)).collect::<Vec<_>>();
        let width = (room - after - space::L) / columns.len().max(1) as f32;
        Self { columns, touched, width }
    }

    fn numeric(loaded: &Loaded, column: usize) -> bool {
        loaded.profile.columns.get(column).is_some_and(|column| column.kind.is_numeric())
    }
}

fn head(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, lanes: &Lanes) {
    let tokens = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height::COMPACT), Sense::hover());
    for (place, column) in lanes.columns.iter().enumerate() {
        let Some(name) = loaded.view.names().get(*column) else { continue };
        let lane = lane(rect, lanes, place);
        let cut = widgets::middle_cut(ui, Type::CaptionMedium, name, lane.width() - 12.0);
        write(ui, lane, Type::CaptionMedium, &cut, tokens.muted, Lanes::numeric(loaded, *column));
    }
    if lanes.touched.is_some() {
        let (before, _, after) = ends(rect);
        write(ui, before, Type::CaptionMedium, &view.tr("screens-prepare-cell-before"), tokens.muted, true);
        write(ui, after, Type::CaptionMedium, &view.tr("screens-prepare-cell-after"), tokens.muted, true);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
}

fn one(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, lanes: &Lanes, row: &TouchedRow) {
    let tokens = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height::ROW), Sense::hover());
    for (place, column) in lanes.columns.iter().enumerate() {
        let cell = loaded.view.cell(row.row as usize, *column);
        let text: String = cell.chars().take(80).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let ink = if place == 0 { tokens.muted } else { tokens.text };
        write(ui, lane(rect, lanes, place), Type::Body, &text, ink, Lanes::numeric(loaded, *column));
    }
    if lanes.touched.is_some() {
        let (before, arrow, after) = ends(rect);
        let under = |area: Rect| area.with_max_y(area.bottom() - 1.0);
        let gap = view.tr("common-gap");
        let cell = |value: &Option<String>| value.as_deref().map_or_else(|| gap.clone(), short);
        let fill = |value: &Option<String>| {
            if value.is_none() { (tokens.warn_soft, tokens.warn) } else { (tokens.good_soft, tokens.good) }
        };
        if row.before.is_none() {
            ui.painter().rect_filled(under(before), 0.0, tokens.warn_soft);
        }
        let ink = if row.before.is_none() { tokens.warn } else { tokens.text };
        write(ui, before, Type::Body, &cell(&row.before), ink, true);
        let sign = widgets::icon(ui, icons::ICON_ARROW_FORWARD, 16.0, tokens.muted);
        ui.painter().galley(arrow.center() - sign.rect.size() / 2.0, sign, tokens.muted);
        let changed = row.before != row.after;
        let (soft, ink) = if changed { fill(&row.after) } else { (tokens.surface, tokens.text) };
        ui.painter().rect_filled(under(after), 0.0, soft);
        write(ui, after, Type::Strong, &cell(&row.after), ink, true);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
}

/// A cell as it is shown: a long fraction to four decimals, as nobody reads more.
fn short(cell: &str) -> String {
    match cell.split_once('.') {
        Some((_, fraction)) if fraction.len() > 4 => {
            cell.parse::<f64>().map_or_else(|_words| cell.to_owned(), |value| format!("{value:.4}"))
        }
        _ => cell.to_owned(),
    }
}

fn lane(row: Rect, lanes: &Lanes, place: usize) -> Rect {
    let left = row.left() + space::L + place as f32 * lanes.width;
    Rect::from_min_max(pos2(left, row.top()), pos2(left + lanes.width - space::L, row.bottom()))
}

/// The cells at the right: before, an arrow, after.
fn ends(row: Rect) -> (Rect, Rect, Rect) {
    let part = |from: f32, to: f32| {
        Rect::from_min_max(pos2(row.right() - from, row.top()), pos2(row.right() - to, row.bottom()))
    };
    (part(248.0, 138.0), part(138.0, 110.0), part(110.0, 0.0))
}

fn write(ui: &mut Ui, rect: Rect, kind: Type, text: &str, ink: egui::Color32, right: bool) {
    let inner = if right { rect.with_max_x(rect.right() - 12.0) } else { rect };
    let words = widgets::galley_within(ui, kind, text, ink, inner.width(), 1);
    let x = if right { inner.right() - words.rect.width() } else { inner.left() };
    let child = ui.new_child(UiBuilder::new().max_rect(rect));
    child.painter().galley(pos2(x, rect.center().y - words.rect.height() / 2.0), words, ink);
}
