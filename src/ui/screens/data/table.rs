//! Rows of the table: only those on screen are asked for, whatever the size of the file.

use std::borrow::Cow;
use std::ops::Range;

use egui::{Id, Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2};
use egui_table::{CellInfo, HeaderCellInfo, HeaderRow, PrefetchInfo, Table, TableDelegate};

use super::super::head::{part, sheet, text_link};
use super::cursor::{Cursor, copying, keys, name_for_reader};
use super::{Find, find_id, heads, moving, widths};
use crate::app::arrangement::{Drawn, masked};
use crate::app::command::Command;
use crate::app::state::{Dialog, Loaded};
use crate::domain::column::Role;
use crate::domain::message::Arg;
use crate::domain::recipe::Step;
use crate::domain::work::Slot;
use crate::ui::theme::{self, Tokens, Type, height, icons, radius, space};
use crate::ui::view::View;
use crate::ui::widgets;

/// Height of the line below the rows.
const FOOT: f32 = 36.0;
/// Letters of a cell that are laid out; more never fit on screen.
pub(super) const LETTERS: usize = 160;
/// Columns that stay in sight, at most.
const MOST_PINNED: usize = 3;
/// Rows measured for the first widths.
const MEASURED: u64 = 12;

/// Draws the table with its foot into a rectangle.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, rect: Rect) {
    let tokens = theme::of(ui);
    let inner = sheet(ui, rect);
    let foot = Rect::from_min_max(pos2(inner.left(), inner.bottom() - FOOT), inner.max);
    let body = Rect::from_min_max(inner.min, pos2(inner.right(), foot.top()));
    let rows = view.state.look.rows(loaded.view.rows());
    let shown = rows_and_heads(&mut part(ui, "data-table", body), view, loaded, rows);
    if rows == 0 {
        nothing_fits(ui, view, Rect::from_center_size(body.center() + vec2(0.0, 40.0), vec2(360.0, 200.0)));
    }
    let corner = egui::CornerRadius { nw: 0, ne: 0, sw: radius::CARD, se: radius::CARD };
    ui.painter().rect_filled(foot, corner, tokens.sunken);
    ui.painter().hline(foot.x_range(), foot.top() + 0.5, Stroke::new(1.0, tokens.line));
    let mut foot_ui = ui.new_child(
        UiBuilder::new()
            .max_rect(foot.shrink2(vec2(12.0, 0.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    footer(&mut foot_ui, view, loaded, rows, shown);
}

fn rows_and_heads(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, rows: usize) -> Range<u64> {
    let rect = ui.max_rect();
    let Drawn { columns: order, pinned } = view.state.look.columns.drawn(&loaded.roles());
    let low = rect.height() < 360.0 || ui.ctx().content_rect().width() < 760.0;
    let head = if low { heads::LOW } else { heads::HEIGHT };
    let cells = Rect::from_min_max(pos2(rect.left(), rect.top() + head), rect.max);
    // Pinned columns may not take the room of all others.
    let frozen = if rect.width() > 420.0 && pinned < order.len() { pinned.min(MOST_PINNED) } else { 0 };
    let salt = ("data-rows", loaded.shown.0);
    // Under the rows, so that one control stands for all cells.
    let body = ui.interact(cells, ui.scope_id().with(salt), Sense::click());
    let cursor_id = body.id.with("cursor");
    let mut cursor: Option<Cursor> = ui.data(|data| data.get_temp(cursor_id));
    let moved = keys(ui, &body, &mut cursor, rows, order.len(), cells.height());

    let seen_id = body.id.with("seen");
    let seen: Range<usize> = ui.data(|data| data.get_temp(seen_id)).unwrap_or(0..0);
    let columns = widths::columns(loaded, &order, &seen);
    let mut table = Table::new()
        .id_salt(salt)
        .num_rows(rows as u64)
        .columns(columns)
        .num_sticky_cols(frozen)
        .headers([HeaderRow::new(head)]);
    let jump = ui.data_mut(|data| data.get_temp_mut_or_default::<Find>(find_id()).jump.take());
    let jump = jump.and_then(|index| order.iter().position(|shown| *shown == index));
    if let Some(place) = jump {
        table = table.scroll_to_column(place, None);
    }
    let mark = marked(ui, view, loaded, rows, cells.height());
    if let Some(row) = mark.scroll {
        table = table.scroll_to_row(row, Some(egui::Align::Center));
    }
    if let Some(cursor) = cursor.filter(|_| moved) {
        table = table.scroll_to_row(cursor.place as u64, None).scroll_to_column(cursor.column, None);
    }
    let pointer = ui.input(|input| input.pointer.interact_pos());
    let pressed = body.clicked() || body.secondary_clicked();
    let mut rows_ui = Rows {
        view,
        loaded,
        order: &order,
        gap_words: gap_words(view, loaded),
        tokens: theme::of(ui),
        cursor,
        hovered: pointer.filter(|_| body.hovered()),
        pressed: pointer.filter(|_| pressed),
        hit: None,
        mark: mark.place.map(|place| (place, mark.above)),
        asked: 0,
        shown: 0..0,
        seen,
        frozen,
        heads: Vec::new(),
    };
    ui.scope(|ui| {
        // The cards draw their own edges; lines through all rows would say nothing.
        ui.visuals_mut().widgets.noninteractive.bg_stroke = Stroke::NONE;
        widths::begin(ui, order.len(), salt);
        table.show(ui, &mut rows_ui);
    });
    let (hit, drawn) = (rows_ui.hit, rows_ui.shown.clone());
    ui.data_mut(|data| data.insert_temp(seen_id, rows_ui.seen.clone()));
    if let Some(place) = mark.scroll {
        ask_again(ui, drawn.contains(&place));
    }
    moving::drag(ui, view, &rows_ui.heads, rect);
    if let Some((place, column)) = hit {
        // The menu of selected rows keeps them selected.
        let inside = body.secondary_clicked() && cursor.is_some_and(|cursor| cursor.rows().contains(&place));
        let extend = ui.input(|input| input.modifiers.shift);
        if !inside {
            let anchor = cursor.filter(|_| extend).map_or(place, |cursor| cursor.anchor);
            cursor = Some(Cursor { place, column, anchor });
        }
        body.request_focus();
    }
    cursor = cursor.filter(|cursor| cursor.place < rows && cursor.column < order.len());
    name_for_reader(&body, view, loaded, &order, cursor);
    if let Some(cursor) = cursor {
        copying(ui, &body, view, loaded, &order, cursor);
    }
    ui.data_mut(|data| match cursor {
        Some(cursor) => drop(data.insert_temp(cursor_id, cursor)),
        None => data.remove::<Cursor>(cursor_id),
    });
    drawn
}

/// The row that is pointed out: its place among those shown, and whether to bring it into view now.
#[derive(Clone, Copy, Default)]
struct Marked {
    place: Option<usize>,
    above: bool,
    scroll: Option<u64>,
}

/// What is kept of a row pointed out between frames.
#[derive(Clone, Copy, PartialEq)]
struct Pointed {
    /// Table, number of the pointing, order of the rows.
    key: (u64, u64, usize),
    place: Option<usize>,
    /// Frames in which the table was still asked to go there; a table on its first frame does not yet listen.
    asks: u8,
}

/// Frames in which a table is asked to show a row at most.
const ASKS: u8 = 4;

/// Where the pointed out row is. Its place is looked up when it is pointed out or the order changes, not in every
/// frame.
fn marked(ui: &Ui, view: &View<'_>, loaded: &Loaded, rows: usize, height: f32) -> Marked {
    let look = &view.state.look;
    let Some((mark, number)) = look.mark else { return Marked::default() };
    let order = look.order.as_ref().map_or(0, |order| std::sync::Arc::as_ptr(order).addr());
    let key = (loaded.id.0, number, order);
    let known: Option<Pointed> = ui.data(|data| data.get_temp(pointed_id()));
    let pointed = known.filter(|known| known.key == key).unwrap_or_else(|| {
        let place = match &look.order {
            None => (mark.row < rows).then_some(mark.row),
            Some(order) => order.iter().position(|row| *row as usize == mark.row),
        };
        let new = known.is_none_or(|known| known.key.1 != number);
        Pointed { key, place, asks: if new { ASKS } else { 0 } }
    });
    ui.data_mut(|data| data.insert_temp(pointed_id(), pointed));
    let scroll = pointed.place.filter(|_| pointed.asks > 0 && height > 0.0).map(|place| place as u64);
    Marked { place: pointed.place, above: mark.above, scroll }
}

/// Asks again in the next frame, unless the row is in view now.
fn ask_again(ui: &Ui, seen: bool) {
    let again = ui.data_mut(|data| {
        let pointed: Option<Pointed> = data.get_temp(pointed_id());
        let asks = pointed.map_or(0, |pointed| if seen { 0 } else { pointed.asks.saturating_sub(1) });
        if let Some(pointed) = pointed {
            data.insert_temp(pointed_id(), Pointed { asks, ..pointed });
        }
        asks > 0
    });
    if again {
        ui.ctx().request_repaint();
    }
}

fn pointed_id() -> Id {
    Id::unique("data-mark")
}

/// Words that a step counts as gaps, by column.
fn gap_words(view: &View<'_>, loaded: &Loaded) -> Vec<(usize, String)> {
    let names = loaded.view.names();
    view.state
        .recipe()
        .active_steps()
        .filter_map(|step| match step {
            Step::WordIsGap { column, word } => {
                let index = names.iter().position(|name| name == column)?;
                Some((index, word.trim().to_lowercase()))
            }
            _ => None,
        })
        .collect()
}

struct Rows<'a, 'v> {
    view: &'a View<'v>,
    loaded: &'a Loaded,
    /// Column of the file by place in the table.
    order: &'a [usize],
    gap_words: Vec<(usize, String)>,
    tokens: &'static Tokens,
    cursor: Option<Cursor>,
    hovered: Option<egui::Pos2>,
    pressed: Option<egui::Pos2>,
    hit: Option<(usize, usize)>,
    /// The row pointed out, and whether the place is above it.
    mark: Option<(usize, bool)>,
    /// First row asked for.
    asked: u64,
    /// Rows whose middle is on screen.
    shown: Range<u64>,
    /// Columns in view, beside those that stay in sight.
    seen: Range<usize>,
    frozen: usize,
    /// The heads on screen.
    heads: Vec<moving::Head>,
}

impl Rows<'_, '_> {
    fn is_gap(&self, column: usize, cell: &str) -> bool {
        let cell = cell.trim();
        cell.is_empty()
            || self.gap_words.iter().any(|(index, word)| *index == column && cell.to_lowercase() == *word)
    }
}

impl TableDelegate for Rows<'_, '_> {
    fn prepare(&mut self, info: &PrefetchInfo) {
        self.asked = info.visible_rows.start;
        self.seen = info.visible_columns.clone();
    }

    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let place = cell.col_range.start;
        let Some(index) = self.order.get(place).copied() else { return };
        let Some(column) = self.loaded.profile.columns.get(index) else { return };
        if ui.is_sizing_pass() {
            ui.allocate_space(vec2(heads::wanted_width(ui, &column.name), 20.0));
            return;
        }
        let card = heads::Card {
            column,
            index,
            rows: self.loaded.profile.rows,
            whole: self.loaded.whole,
            first: place == 0,
            last_frozen: place + 1 == self.frozen,
        };
        let response = heads::ui(ui, self.view, &card);
        self.heads.push(moving::Head {
            place,
            index,
            seen: ui.max_rect().intersect(ui.clip_rect()),
            response,
        });
    }

    fn row_ui(&mut self, ui: &mut Ui, row: u64) {
        let rect = Rect::from_x_y_ranges(ui.clip_rect().x_range(), ui.max_rect().y_range());
        if ui.clip_rect().y_range().contains(rect.center().y) {
            let first = if self.shown.is_empty() { row } else { self.shown.start.min(row) };
            self.shown = first..self.shown.end.max(row + 1);
        }
        let selected = self
            .cursor
            .is_some_and(|cursor| cursor.place != cursor.anchor && cursor.rows().contains(&(row as usize)));
        let hovered = self.hovered.is_some_and(|at| rect.y_range().contains(at.y));
        if selected {
            ui.painter().rect_filled(rect, 0.0, self.tokens.selection);
        } else if hovered {
            ui.painter().rect_filled(rect, 0.0, self.tokens.hover);
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, self.tokens.line));
        if let Some((_, above)) = self.mark.filter(|(place, _)| *place == row as usize) {
            if !selected {
                ui.painter().rect_filled(rect, 0.0, self.tokens.warn_soft);
            }
            let edge = if above { rect.top() + 1.0 } else { rect.bottom() - 1.0 };
            ui.painter().hline(rect.x_range(), edge, Stroke::new(2.0, self.tokens.warn));
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, info: &CellInfo) {
        let place = info.row_nr as usize;
        let Some(index) = self.order.get(info.col_nr).copied() else { return };
        let Some(row) = self.view.state.look.row_at(place) else { return };
        if ui.is_sizing_pass() && info.row_nr >= self.asked + MEASURED {
            return;
        }
        let profile = self.loaded.profile.columns.get(index);
        let cell = self.loaded.view.cell(row, index);
        let rect = ui.max_rect();
        let gap = self.is_gap(index, &cell);
        let quiet = profile.is_some_and(|column| matches!(column.role, Role::Id | Role::Ignore));
        let cell = shown_cell(self.view, self.loaded, index, cell);
        let (text, ink) = if gap {
            (self.view.tr("common-gap"), self.tokens.warn)
        } else {
            let ink = if quiet { self.tokens.muted } else { self.tokens.text };
            (cell.chars().take(LETTERS).map(|c| if c.is_control() { ' ' } else { c }).collect(), ink)
        };
        if ui.is_sizing_pass() {
            let width = widgets::galley(ui, Type::Body, &text, ink).rect.width() + 22.0;
            ui.allocate_space(vec2(width.min(260.0), 20.0));
            return;
        }
        let under = |at: egui::Pos2| rect.contains(at) && ui.clip_rect().contains(at);
        if self.pressed.is_some_and(under) {
            self.hit = Some((place, info.col_nr));
        }
        if gap {
            let fill = rect.with_max_y(rect.bottom() - 1.0);
            ui.painter().rect_filled(fill, 0.0, self.tokens.warn_soft);
        }
        let words = widgets::galley_within(ui, Type::Body, &text, ink, rect.width() - 20.0, 1);
        let right = profile.is_some_and(|column| column.kind.is_numeric());
        let x = if right { rect.right() - 10.0 - words.rect.width() } else { rect.left() + 10.0 };
        ui.painter().galley(pos2(x, rect.center().y - words.rect.height() / 2.0), words, ink);
        if info.col_nr + 1 == self.frozen {
            let line = Stroke::new(1.0, self.tokens.line_strong);
            ui.painter().vline(rect.right() - 0.5, rect.y_range(), line);
        }
        if self.cursor.is_some_and(|cursor| cursor.place == place && cursor.column == info.col_nr) {
            let stroke = Stroke::new(2.0, self.tokens.focus);
            ui.painter().rect_stroke(rect, 0.0, stroke, egui::StrokeKind::Inside);
        }
    }

    fn default_row_height(&self) -> f32 {
        height::ROW
    }
}

/// A cell as it is shown: personal ones are masked until the user asks for them.
pub(super) fn shown_cell<'a>(
    view: &View<'_>,
    loaded: &Loaded,
    column: usize,
    cell: Cow<'a, str>,
) -> Cow<'a, str> {
    let personal = loaded.profile.columns.get(column).is_some_and(|column| column.role == Role::Contact);
    if personal && !view.state.look.columns.personal { Cow::Owned(masked(&cell)) } else { cell }
}

fn nothing_fits(ui: &mut Ui, view: &View<'_>, rect: Rect) {
    let mut ui = part(ui, "nothing", rect);
    let filtered = view.state.look.is_narrowed();
    let (title, text) = if filtered {
        (view.tr("screens-data-nothing-fits"), view.tr("screens-data-nothing-fits-text"))
    } else {
        (view.tr("screens-data-no-rows"), view.tr("screens-data-no-rows-text"))
    };
    let clear = view.tr("screens-data-clear-all");
    let button = filtered.then_some(clear.as_str());
    if widgets::empty_state(&mut ui, icons::ICON_FILTER_ALT_OFF, &title, &text, button) {
        view.send(Command::ClearFilters);
    }
}

fn footer(ui: &mut Ui, view: &View<'_>, loaded: &Loaded, rows: usize, shown: Range<u64>) {
    if !loaded.whole {
        return super::super::start::reading_line(ui, view);
    }
    let tokens = theme::of(ui);
    let all = loaded.view.rows();
    let count = |value: usize| Arg::Count(value as u64);
    let text = if view.state.look.is_narrowed() {
        view.tr_with("screens-data-rows-match", &[("n", count(rows)), ("all", count(all))])
    } else {
        let first = if rows == 0 { 0 } else { shown.start + 1 };
        let last = shown.end.min(rows as u64);
        let args = [("first", Arg::Count(first)), ("last", Arg::Count(last)), ("n", count(rows))];
        view.tr_with("screens-data-rows-shown", &args)
    };
    widgets::label(ui, Type::Caption, text, tokens.muted);
    if view.state.jobs.contains_key(&Slot::Order) {
        ui.add_space(space::S);
        widgets::label(ui, Type::Caption, view.tr("screens-data-sorting"), tokens.muted);
    }
    if let Some((mark, _)) = view.state.look.mark {
        ui.add_space(space::S);
        let line = [("line", Arg::Count(mark.line))];
        let text = if mark.above {
            view.tr_with("screens-data-mark-above", &line)
        } else {
            view.tr_with("screens-data-mark-below", &line)
        };
        widgets::label(ui, Type::CaptionMedium, text, tokens.warn);
    }
    let rejected = loaded.view.rejected().len();
    if rejected > 0 {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if text_link(ui, &view.tr("screens-data-see-them")) {
                view.send(Command::ShowDialog(Dialog::Rejected));
            }
            let text = view.tr_with("screens-data-set-aside", &[("n", count(rejected))]);
            widgets::label(ui, Type::CaptionMedium, text, tokens.warn);
        });
    }
}
