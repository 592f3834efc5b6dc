//! How the parts of the screen are arranged while a neural net learns: curve and map above, the net and what it
//! answers to below.

use egui::Ui;

use super::super::page;
use super::{Run, curve, kept, net_inside, net_map};
use crate::domain::net_view::NetMap;
use crate::ui::theme::space;
use crate::ui::view::View;

/// Width of the column at the right.
const SIDE: f32 = 336.0;
/// The share of the width that the curves take beside the map.
const CURVES: f32 = 0.54;
/// Heights where all must fit into the window, and where the page scrolls.
const LOW: f32 = 272.0;
const HIGH: f32 = 380.0;

/// Draws curve, map, net and figures.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, run: &Run<'_>, map: &NetMap) {
    let width = ui.available_width();
    if !page::is_wide(width) {
        curve(ui, view, run, 300.0);
        net_map::ui(ui, view, run, map, 340.0);
        net_inside::drawing(ui, view, run, map, 340.0);
        net_inside::neuron(ui, view, run, map);
        kept(ui, view, run);
        return;
    }
    let height = ((ui.available_height() - space::L - space::S) / 2.0).clamp(LOW, HIGH);
    let first = ((width - space::L) * CURVES).floor();
    page::side_by_side(ui, &[first, width - space::L - first], |ui, place| {
        if place == 0 {
            curve(ui, view, run, height);
        } else {
            net_map::ui(ui, view, run, map, height);
        }
    });
    page::side_by_side(ui, &[width - SIDE - space::L, SIDE], |ui, place| {
        ui.spacing_mut().item_spacing.y = space::L;
        if place == 0 {
            net_inside::drawing(ui, view, run, map, height.max(300.0));
        } else {
            net_inside::neuron(ui, view, run, map);
            kept(ui, view, run);
        }
    });
}
