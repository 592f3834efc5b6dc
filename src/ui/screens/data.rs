//! To be drawn.

use egui::Ui;

use crate::ui::view::View;

/// Draws the screen below the header.
pub fn ui(_ui: &mut Ui, _view: &View<'_>) {}
