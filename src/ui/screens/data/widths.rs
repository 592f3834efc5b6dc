//! How wide columns begin, and which of them listen to the pointer.
//!
//! The table widget measures every cell of its first rows in every column before it is shown, and looks in every
//! frame whether the edge of a column is pulled. For hundreds of columns that is nothing; for tens of thousands it
//! would take longer than a frame may. There columns begin as wide as their names are long, and only those in view
//! and near it have edges.

use std::ops::Range;

use egui::{AsIdSalt, Id, IdSalt, Rangef, Ui};
use egui_table::{Column, TableState};

use crate::app::state::Loaded;

/// Columns up to which all of them are measured.
const FEW: usize = 250;
/// Columns beside those in view that have edges: one page of the narrowest.
const NEAR: usize = 40;
/// Width of an ordinary letter of a name.
const LETTER: f32 = 7.0;
/// What a head needs beside its name.
const BESIDE: f32 = 62.0;

/// The columns of the table in the order they are shown. `seen` are those in view in the frame before.
pub(super) fn columns(loaded: &Loaded, order: &[usize], seen: &Range<usize>) -> Vec<Column> {
    let many = order.len() > FEW;
    let near = seen.start.saturating_sub(NEAR)..seen.end + NEAR;
    let names = loaded.view.names();
    order
        .iter()
        .enumerate()
        .map(|(place, index)| {
            let width = if many { by_name(names.get(*index).map_or("", String::as_str)) } else { 120.0 };
            let mut column = Column::new(width).range(Rangef::new(80.0, 640.0));
            column.resizable = !many || near.contains(&place);
            column.id(Id::unique(("data-column", index)))
        })
        .collect()
}

/// Lets a table of many columns begin without being measured.
pub(super) fn begin(ui: &Ui, columns: usize, salt: impl AsIdSalt) {
    let id = TableState::id(ui, IdSalt::new(salt));
    if columns > FEW && TableState::load(ui, id).is_none() {
        TableState::default().store(ui, id);
    }
}

/// As wide as a head with this name asks for, without laying it out.
fn by_name(name: &str) -> f32 {
    // What is not ASCII is mostly twice as wide.
    let letters: usize = name.chars().take(40).map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
    (letters as f32 * LETTER + BESIDE).clamp(112.0, 196.0)
}
