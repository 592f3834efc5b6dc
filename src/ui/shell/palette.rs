//! The palette: every action, place, column and recent file by a few letters.

use std::path::PathBuf;

use egui::{
    Align2, Area, CornerRadius, Frame, Id, Key, Margin, Modifiers, Order, Rect, Role, ScrollArea, Sense,
    Stroke, TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use super::keys;
use crate::app::command::{Action, Command};
use crate::app::state::Place;
use crate::domain::message::Arg;
use crate::ui::theme::{self, Icon, Type, icons, radius};
use crate::ui::view::View;
use crate::ui::widgets;

/// Rows shown at most.
const ROWS: usize = 40;
const ROW: f32 = 36.0;

#[derive(Clone, Default)]
struct Typed {
    text: String,
    chosen: usize,
}

struct Row {
    icon: Icon,
    name: String,
    note: String,
    commands: Vec<Command>,
    able: bool,
}

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    let id = Id::unique("palette");
    let screen = ui.ctx().content_rect();
    let mut typed = ui.data(|data| data.get_temp::<Typed>(id)).unwrap_or_default();
    let scrim = Area::new(Id::unique("palette-scrim")).order(Order::Middle).fixed_pos(screen.min).show(
        ui.ctx(),
        |ui| {
            let (rect, response) = ui.allocate_exact_size(screen.size(), Sense::click());
            ui.painter().rect_filled(rect, CornerRadius::ZERO, tokens.scrim);
            response.clicked()
        },
    );
    let (up, down, enter, escape) = ui.input_mut(|input| {
        let mut key = |key| input.consume_key(Modifiers::NONE, key);
        (key(Key::ArrowUp), key(Key::ArrowDown), key(Key::Enter), key(Key::Escape))
    });
    let rows = rows(ui, view, &typed.text);
    if down {
        typed.chosen = (typed.chosen + 1).min(rows.len().saturating_sub(1));
    }
    if up {
        typed.chosen = typed.chosen.saturating_sub(1);
    }
    let width = 560.0_f32.min(screen.width() - 48.0);
    let mut picked = enter.then_some(typed.chosen);
    Area::new(id).order(Order::Foreground).anchor(Align2::CENTER_TOP, vec2(0.0, 64.0)).show(ui.ctx(), |ui| {
        Frame::new()
            .fill(tokens.raised)
            .stroke(Stroke::new(1.0, tokens.line_strong))
            .corner_radius(CornerRadius::same(radius::DIALOG))
            .inner_margin(Margin::same(8))
            .show(ui, |ui| {
                ui.set_width(width);
                let hint = view.say(&Action::Palette.name());
                let edit = TextEdit::singleline(&mut typed.text)
                    .hint_text(hint)
                    .font(Type::Body.font())
                    .margin(Margin::symmetric(10, 8))
                    .desired_width(width);
                let response = ui.add(edit);
                if response.changed() {
                    typed.chosen = 0;
                }
                response.request_focus();
                ui.add_space(4.0);
                if rows.is_empty() {
                    ui.add_space(8.0);
                    widgets::label(ui, Type::Body, view.tr("shell-palette-nothing"), tokens.muted);
                    ui.add_space(8.0);
                }
                let height = (screen.height() - 200.0).clamp(120.0, 440.0);
                ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for (index, row) in rows.iter().enumerate() {
                        if row_ui(ui, row, index == typed.chosen, up || down) {
                            picked = Some(index);
                        }
                    }
                });
            });
    });
    let chosen = picked.and_then(|index| rows.get(index)).filter(|row| row.able);
    if let Some(row) = chosen {
        view.send(Command::DismissDialog);
        for command in &row.commands {
            view.send(command.clone());
        }
    }
    let left = chosen.is_none() && (escape || scrim.inner);
    if left {
        view.send(Command::DismissDialog);
    }
    if left || chosen.is_some() {
        typed = Typed::default();
    }
    ui.data_mut(|data| data.insert_temp(id, typed));
}

fn row_ui(ui: &mut Ui, row: &Row, chosen: bool, scroll: bool) -> bool {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, row.able, chosen, &row.name));
    if chosen || response.hovered() {
        let fill = if chosen { tokens.selection } else { tokens.hover };
        ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), fill);
    }
    if chosen && scroll {
        response.scroll_to_me(None);
    }
    let colour = if row.able { tokens.text } else { tokens.disabled };
    let icon = widgets::icon(ui, row.icon, 18.0, tokens.muted);
    ui.painter().galley(
        pos2(rect.left() + 10.0, rect.center().y - icon.rect.height() / 2.0),
        icon,
        tokens.muted,
    );
    let note = widgets::galley_within(ui, Type::Caption, &row.note, tokens.muted, rect.width() / 2.0, 1);
    let note_left = rect.right() - 12.0 - note.rect.width();
    ui.painter().galley(pos2(note_left, rect.center().y - note.rect.height() / 2.0), note, tokens.muted);
    let room = (note_left - rect.left() - 48.0).max(40.0);
    let name = widgets::galley_within(ui, Type::Body, &row.name, colour, room, 1);
    let text = Rect::from_min_size(
        pos2(rect.left() + 38.0, rect.center().y - name.rect.height() / 2.0),
        name.rect.size(),
    );
    ui.painter().galley(text.min, name, colour);
    response.clicked()
}

fn rows(ui: &Ui, view: &View<'_>, typed: &str) -> Vec<Row> {
    let wanted = typed.trim().to_lowercase();
    let fits = |name: &str| wanted.is_empty() || matches(&name.to_lowercase(), &wanted);
    let mut rows: Vec<Row> = Action::ALL
        .into_iter()
        .filter(|action| *action != Action::Palette)
        .map(|action| {
            let why = action.disabled(view.state);
            let note = why.as_ref().map(|why| view.say(why)).or_else(|| keys::written(ui.ctx(), action));
            Row {
                icon: icons::ICON_CHEVRON_RIGHT,
                name: view.say(&action.name()),
                note: note.unwrap_or_default(),
                commands: vec![Command::Do(action)],
                able: why.is_none(),
            }
        })
        .filter(|row| fits(&row.name))
        .collect();
    // What can be done now stands first.
    rows.sort_by_key(|row| !row.able);
    if let Some(loaded) = view.state.loaded.as_ref().filter(|_| !wanted.is_empty()) {
        rows.extend(loaded.view.names().iter().filter(|name| fits(name)).take(ROWS).map(|name| Row {
            icon: icons::ICON_VIEW_COLUMN,
            name: view.tr_with("shell-palette-column", &[("column", Arg::Name(name.clone()))]),
            note: view.tr("shell-place-data"),
            commands: vec![Command::Do(Action::Go(Place::Data)), Command::SelectColumn(Some(name.clone()))],
            able: true,
        }));
    }
    let file = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    rows.extend(view.state.recent.iter().map(|path| (path, file(path))).filter(|(_, name)| fits(name)).map(
        |(path, name)| Row {
            icon: icons::ICON_SCHEDULE,
            name: view.tr_with("shell-palette-recent", &[("file", Arg::Name(name))]),
            note: String::new(),
            commands: vec![Command::Open(path.clone())],
            able: true,
        },
    ));
    rows.truncate(ROWS);
    rows
}

/// Whether all letters typed stand in the name, in order: "exp" and "epr" both find "Export predictions".
fn matches(name: &str, typed: &str) -> bool {
    let mut letters = name.chars();
    typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn letters_in_order_find_a_name() {
        assert!(matches("export predictions", "exp"));
        assert!(matches("export predictions", "e pr"));
        assert!(!matches("export predictions", "tx"));
        assert!(matches("导出预测", "导预"));
    }
}
