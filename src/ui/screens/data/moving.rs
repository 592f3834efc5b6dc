//! Columns moved by dragging their heads, and the menu entries that move, pin and hide them.

use egui::{CursorIcon, Rect, Response, Stroke, Ui};

use super::filters::entry;
use crate::app::command::Command;
use crate::domain::column::{ColumnProfile, Role};
use crate::ui::theme::{self, icons};
use crate::ui::view::View;

/// The head of a column as it was drawn.
pub(super) struct Head {
    /// Place in the table.
    pub(super) place: usize,
    /// Column of the file.
    pub(super) index: usize,
    /// The part that is on screen.
    pub(super) seen: Rect,
    pub(super) response: Response,
}

/// Shows where a dragged head would go, and moves it when it is let go.
pub(super) fn drag(ui: &Ui, view: &View<'_>, heads: &[Head], area: Rect) {
    let Some(dragged) = heads.iter().find(|head| head.response.dragged() || head.response.drag_stopped())
    else {
        return;
    };
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
    ui.set_cursor_icon(CursorIcon::Grabbing);
    let mut seen: Vec<&Head> = heads.iter().filter(|head| head.seen.width() > 1.0).collect();
    seen.sort_by_key(|head| head.place);
    let after = seen.iter().find(|head| pointer.x < head.seen.center().x);
    let (edge, place) = match (after, seen.last()) {
        (Some(head), _) => (head.seen.left(), head.place),
        (None, Some(last)) => (last.seen.right(), last.place + 1),
        (None, None) => return,
    };
    // Taken out first, everything behind it moves up by one.
    let target = if place > dragged.place { place - 1 } else { place };
    if target == dragged.place {
        return;
    }
    if dragged.response.drag_stopped() {
        view.send(Command::MoveColumn(dragged.index, target));
    } else {
        let stroke = Stroke::new(3.0, theme::of(ui).accent);
        ui.painter().vline(edge, area.y_range(), stroke);
    }
}

/// The lines of a column's menu.
pub(super) fn entries(ui: &mut Ui, view: &View<'_>, index: usize, column: &ColumnProfile) {
    let Some(loaded) = &view.state.loaded else { return };
    let (roles, look) = (loaded.roles(), &view.state.look.columns);
    let drawn = look.drawn(&roles);
    let Some(place) = drawn.columns.iter().position(|other| *other == index) else { return };
    let mut offer = |icon, text: &str, command: Command| {
        if entry(ui, Some(icon), text, "", false) {
            view.send(command);
            ui.close();
        }
    };
    if look.is_pinned(index, &roles) {
        offer(icons::ICON_KEEP_OFF, &view.tr("table-unpin"), Command::PinColumn(index, false));
    } else {
        offer(icons::ICON_KEEP, &view.tr("table-pin"), Command::PinColumn(index, true));
    }
    if place > 0 {
        offer(icons::ICON_ARROW_BACK, &view.tr("table-left"), Command::MoveColumn(index, place - 1));
    }
    if place + 1 < drawn.columns.len() {
        offer(icons::ICON_ARROW_FORWARD, &view.tr("table-right"), Command::MoveColumn(index, place + 1));
    }
    if drawn.columns.len() > 1 {
        offer(icons::ICON_VISIBILITY_OFF, &view.tr("table-hide"), Command::HideColumn(index));
    }
    if column.role == Role::Contact {
        let (icon, name) = if look.personal {
            (icons::ICON_VISIBILITY_OFF, view.tr("table-mask-personal"))
        } else {
            (icons::ICON_VISIBILITY, view.tr("table-show-personal"))
        };
        offer(icon, &name, Command::ShowPersonal(!look.personal));
    }
}
