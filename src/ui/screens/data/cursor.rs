//! The cell with the keyboard: moving it, selecting rows with it, copying from it.

use egui::{Event, EventFilter, Key, Response, Ui};

use super::table::{LETTERS, shown_cell};
use crate::app::command::Command;
use crate::app::state::Loaded;
use crate::domain::message::Arg;
use crate::ui::theme::{height, icons};
use crate::ui::view::View;

/// Rows copied at once, at most; a copy reads every cell of them.
const COPIED: usize = 1_000;

/// The cell with the keyboard, and where a range of rows began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    /// Row of the view.
    pub(super) place: usize,
    /// Column of the table as drawn.
    pub(super) column: usize,
    /// The other end of the selected rows.
    pub(super) anchor: usize,
}

impl Cursor {
    pub(super) fn rows(self) -> std::ops::RangeInclusive<usize> {
        self.place.min(self.anchor)..=self.place.max(self.anchor)
    }
}

/// Moves the cursor by keys. True when it moved.
pub(super) fn keys(
    ui: &Ui,
    body: &Response,
    cursor: &mut Option<Cursor>,
    rows: usize,
    columns: usize,
    room: f32,
) -> bool {
    if !body.has_focus() || rows == 0 || columns == 0 {
        return false;
    }
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(body.id, filter));
    let page = (room / height::ROW).max(1.0) as usize;
    let before = *cursor;
    let mut now = before.unwrap_or(Cursor { place: 0, column: 0, anchor: 0 });
    ui.input(|input| {
        let times = |key: Key| input.num_presses(key);
        let far = input.modifiers.command;
        now.place += times(Key::ArrowDown) + page * times(Key::PageDown);
        now.place = now.place.saturating_sub(times(Key::ArrowUp) + page * times(Key::PageUp));
        now.column += times(Key::ArrowRight);
        now.column = now.column.saturating_sub(times(Key::ArrowLeft));
        if times(Key::Home) > 0 {
            if far { now.place = 0 } else { now.column = 0 }
        }
        if times(Key::End) > 0 {
            if far { now.place = rows - 1 } else { now.column = columns - 1 }
        }
        now.place = now.place.min(rows - 1);
        now.column = now.column.min(columns - 1);
        let pressed =
            [now.place, now.column] != before.map_or([0, 0], |cursor| [cursor.place, cursor.column]);
        if pressed && !input.modifiers.shift {
            now.anchor = now.place;
        }
    });
    let moved = before.is_some_and(|before| before != now);
    *cursor = Some(now);
    moved
}

/// What a screen reader says of the table: its size and the cell with the keyboard.
pub(super) fn name_for_reader(
    body: &Response,
    view: &View<'_>,
    loaded: &Loaded,
    order: &[usize],
    cursor: Option<Cursor>,
) {
    let cell = cursor.and_then(|cursor| {
        let index = *order.get(cursor.column)?;
        let row = view.state.look.row_at(cursor.place)?;
        let name = loaded.view.names().get(index)?;
        let cell = shown_cell(view, loaded, index, loaded.view.cell(row, index));
        let text: String = cell.chars().take(LETTERS).collect();
        Some(format!("{name}: {text}"))
    });
    let name = cell.unwrap_or_else(|| view.tr("screens-data-table"));
    body.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Table, true, &name));
}

/// Ctrl+C and the menu under the second mouse button.
pub(super) fn copying(
    ui: &Ui,
    body: &Response,
    view: &View<'_>,
    loaded: &Loaded,
    order: &[usize],
    cursor: Cursor,
) {
    let many = cursor.place != cursor.anchor;
    let asked = body.has_focus() && ui.input(|input| input.events.contains(&Event::Copy));
    if asked {
        let text = if many {
            rows_as_text(view, loaded, order, cursor)
        } else {
            cell_as_text(view, loaded, order, cursor)
        };
        view.send(Command::Copy(text));
    }
    body.context_menu(|ui| {
        ui.set_width(220.0);
        ui.spacing_mut().item_spacing.y = 2.0;
        let copy = Some(icons::ICON_CONTENT_COPY);
        if super::filters::entry(ui, copy, &view.tr("screens-data-copy-cell"), "", false) {
            view.send(Command::Copy(cell_as_text(view, loaded, order, cursor)));
            ui.close();
        }
        let count = cursor.rows().count().min(COPIED) as u64;
        let rows = view.tr_with("screens-data-copy-rows", &[("n", Arg::Count(count))]);
        if super::filters::entry(ui, copy, &rows, "", false) {
            view.send(Command::Copy(rows_as_text(view, loaded, order, cursor)));
            ui.close();
        }
    });
}

fn cell_as_text(view: &View<'_>, loaded: &Loaded, order: &[usize], cursor: Cursor) -> String {
    let cell = order.get(cursor.column).zip(view.state.look.row_at(cursor.place));
    let shown = |(index, row): (&usize, usize)| {
        shown_cell(view, loaded, *index, loaded.view.cell(row, *index)).into_owned()
    };
    cell.map(shown).unwrap_or_default()
}

/// Names and the selected rows as they are shown, with tabs between cells, as spreadsheets take them.
fn rows_as_text(view: &View<'_>, loaded: &Loaded, order: &[usize], cursor: Cursor) -> String {
    let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let names = loaded.view.names();
    let heads = order.iter().filter_map(|column| names.get(*column)).map(|name| plain(name));
    let mut lines = vec![heads.collect::<Vec<_>>().join("\t")];
    for row in cursor.rows().take(COPIED).filter_map(|place| view.state.look.row_at(place)) {
        let cell = |column: &usize| plain(&shown_cell(view, loaded, *column, loaded.view.cell(row, *column)));
        let cells = order.iter().map(cell);
        lines.push(cells.collect::<Vec<_>>().join("\t"));
    }
    lines.join("\n")
}
