//! What a net says over two columns while it learns, with customers it does not learn from.

use egui::{Sense, Ui, vec2};

use super::super::page;
use super::Run;
use crate::domain::message::Arg;
use crate::domain::net::NetMap;
use crate::domain::recipe::Question;
use crate::ui::charts::{SurfaceWords, net_surface};
use crate::ui::theme::{self, Type, space};
use crate::ui::view::View;
use crate::ui::widgets::label;

/// Draws the card.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, run: &Run<'_>, map: &NetMap, height: f32) {
    let [first, second] = map.columns.each_ref().map(|column| Arg::Name(column.clone()));
    let args = [("x", first), ("y", second), ("n", Arg::Count(map.dots.len() as u64))];
    let (title, unit) = (view.tr("train-map"), view.tr_with("train-map-unit", &args));
    page::card(ui, &title, &unit, |ui| {
        if map.is_chance {
            key(ui, view, run, map);
        }
        let summary = view.tr_with("train-map-said", &args);
        let words = SurfaceWords { empty: &view.tr("train-map-empty"), summary: &summary };
        net_surface(ui, map, height - 62.0 - if map.is_chance { 28.0 } else { 0.0 }, view.language(), words);
    });
}

/// What the colours of customers and the line mean.
fn key(ui: &mut Ui, view: &View<'_>, run: &Run<'_>, map: &NetMap) {
    let tokens = theme::of(ui);
    let positive = match run.question() {
        Some(Question::YesNo { positive, .. }) => positive.clone().unwrap_or_default(),
        _ => String::new(),
    };
    page::text_row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let others = view.tr("train-map-others");
        let yes = view.tr_with("train-map-yes", &[("value", Arg::Name(positive))]);
        for (colour, text) in [(tokens.pos, yes), (tokens.neg, others)] {
            let (place, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
            ui.painter().circle_filled(place.center(), 4.0, colour);
            label(ui, Type::Caption, text, tokens.muted);
            ui.add_space(space::S);
        }
        let (place, _) = ui.allocate_exact_size(vec2(18.0, 10.0), Sense::hover());
        ui.painter().hline(place.x_range(), place.center().y, egui::Stroke::new(1.5, tokens.text));
        label(
            ui,
            Type::Caption,
            view.tr_with("train-map-line", &[("share", Arg::Percent(map.usual))]),
            tokens.muted,
        );
    });
}
