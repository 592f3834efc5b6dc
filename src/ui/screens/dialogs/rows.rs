//! The first rows of a file as they would be read.

use egui::{Grid, ScrollArea, Ui};

use crate::domain::message::Arg;
use crate::domain::table::TableView;
use crate::domain::work::Glance;
use crate::ui::theme::{self, Type, height, space};
use crate::ui::view::View;
use crate::ui::widgets;

/// Rows and columns that are laid out, and letters of a cell.
const ROWS: usize = 7;
const COLUMNS: usize = 40;
const LETTERS: usize = 28;

/// Draws the rows, or why there are none. `busy` says that they are about to change.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, glance: Option<&Glance>, busy: bool) {
    let tokens = theme::of(ui);
    // A low window keeps the buttons below in view.
    let most = height::COMPACT * (ROWS as f32 + 2.0) + 16.0;
    let room = (ui.ctx().content_rect().height() - 410.0).clamp(64.0, most);
    ui.allocate_ui(egui::vec2(ui.available_width(), room), |ui| {
        ui.set_min_height(room);
        match glance.map(|glance| &glance.table) {
            None => {
                widgets::label(ui, Type::Caption, view.tr("screens-dialogs-glance-busy"), tokens.muted);
            }
            Some(Err(error)) => {
                let text = format!("{} {}", view.say(&error.why), view.say(&error.next));
                widgets::label(ui, Type::Body, text, tokens.bad);
            }
            Some(Ok(table)) => {
                let said = if busy {
                    view.tr("screens-dialogs-glance-busy")
                } else {
                    let columns = Arg::Count(table.names().len() as u64);
                    view.tr_with("screens-dialogs-glance", &[("n", columns)])
                };
                widgets::label(ui, Type::Caption, said, tokens.muted);
                grid(ui, table.as_ref());
            }
        }
    });
}

fn grid(ui: &mut Ui, table: &dyn TableView) {
    let tokens = theme::of(ui);
    ScrollArea::both().id_salt("glance").auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let shown = table.names().len().min(COLUMNS);
        let cells =
            Grid::new("glance").striped(true).min_row_height(height::COMPACT).spacing([space::L, 0.0]);
        cells.show(ui, |ui| {
            for name in table.names().iter().take(shown) {
                widgets::label(ui, Type::CaptionMedium, cut(name), tokens.text);
            }
            ui.end_row();
            for row in 0..table.rows().min(ROWS) {
                for column in 0..shown {
                    widgets::label(ui, Type::Caption, cut(&table.cell(row, column)), tokens.text);
                }
                ui.end_row();
            }
        });
    });
}

/// One line of at most so many letters.
fn cut(text: &str) -> String {
    let mut letters = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let mut shown: String = letters.by_ref().take(LETTERS).collect();
    if letters.next().is_some() {
        shown.push('…');
    }
    shown
}
