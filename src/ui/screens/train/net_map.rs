//! What a net says over a plane while it learns, with customers it does not learn from; the plane is chosen here.

use egui::{Rect, Sense, Stroke, Ui, pos2, vec2};

use super::super::{chart_menu, page};
use super::Run;
use super::net_words;
use crate::app::command::Command;
use crate::domain::chart::Chart;
use crate::domain::message::Arg;
use crate::domain::net_view::{NetMap, NetPlane, NetSays, level_name};
use crate::domain::recipe::Question;
use crate::text::format;
use crate::ui::charts::{Shades, SurfaceWords, net_surface};
use crate::ui::theme::{self, Type, space};
use crate::ui::view::View;
use crate::ui::widgets::{combo, galley, label};

/// Width of the two choices.
const CHOICE: f32 = 132.0;
/// What the card takes besides the chart: margins, header, key.
const AROUND: f32 = 102.0;
/// Width from which there is room for words beside the title.
const ROOMY: f32 = 600.0;

/// Draws the card.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, run: &Run<'_>, map: &NetMap, height: f32) {
    let n = ("n", Arg::Count(map.dots.len() as u64));
    let title = view.tr("train-map");
    let held = view.tr_with(
        if map.held_back { "net-map-held-back" } else { "net-map-learned" },
        std::slice::from_ref(&n),
    );
    let header = |ui: &mut Ui| {
        chart_menu::button(ui, view, Chart::NetMap, &title);
        plane(ui, view, map);
    };
    let unit = if ui.available_width() >= ROOMY { held.as_str() } else { "" };
    let shown = page::header_card(ui, &title, unit, header, |ui| {
        ui.add_space(space::XS);
        key(ui, view, run, map, &held);
        let sides = view.say(&map.sides_name());
        let summary = view.tr_with("train-map-said", &[("sides", Arg::Text(sides.clone())), n.clone()]);
        let words = SurfaceWords {
            empty: &view.tr("train-map-empty"),
            summary: &summary,
            sides: &sides,
            day: &|day| crate::engine::day(day),
            level: &|level| view.say(&level_name(level)),
        };
        net_surface(ui, map, height - AROUND, view.language(), words);
    });
    chart_menu::on_card(&shown.response, view, Chart::NetMap);
}

/// The choice of the plane, laid out from the right.
fn plane(ui: &mut Ui, view: &View<'_>, map: &NetMap) {
    /// The first choice stands for both sides.
    const PRINCIPAL: usize = usize::MAX;
    let principal = view.tr("net-plane-principal");
    let place = |column: &String| map.columns.iter().position(|known| known == column);
    let (first, second) = match &map.plane {
        NetPlane::Columns([first, second]) => (place(first), place(second)),
        NetPlane::Principal => (Some(PRINCIPAL), None),
    };
    let names = || map.columns.iter().enumerate().map(|(place, name)| (place, name.as_str()));
    let send = |first: usize, second: usize| {
        if let (Some(first), Some(second)) = (map.columns.get(first), map.columns.get(second)) {
            view.send(Command::LookOver(NetPlane::Columns([first.clone(), second.clone()])));
        }
    };
    if let (Some(first), Some(second)) = (first, second) {
        let mut chosen = second;
        let choices: Vec<(usize, &str)> = names().collect();
        if combo(ui, &view.tr("net-plane-second"), &mut chosen, &choices, CHOICE) {
            // The other side gives way to what this one had.
            send(if chosen == first { second } else { first }, chosen);
        }
        label(ui, Type::Body, "×", theme::of(ui).muted);
    }
    let mut chosen = first.unwrap_or(PRINCIPAL);
    let before = chosen;
    let choices: Vec<(usize, &str)> = names().chain([(PRINCIPAL, principal.as_str())]).collect();
    if combo(ui, &view.tr("net-plane-first"), &mut chosen, &choices, CHOICE) {
        match (chosen, second) {
            (PRINCIPAL, _) => view.send(Command::LookOver(NetPlane::Principal)),
            (first, Some(second)) if first == second => send(first, before),
            (first, Some(second)) => send(first, second),
            (first, None) => send(first, usize::from(first == 0)),
        }
    }
}

/// What the colours mean, and what the inputs are that are not drawn.
fn key(ui: &mut Ui, view: &View<'_>, run: &Run<'_>, map: &NetMap, held: &str) {
    let tokens = theme::of(ui);
    page::text_row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let whole = ui.available_rect_before_wrap();
        let (rest, help) = net_words::rest(view, map);
        let help = format!("{help}\n{held}");
        let rest = galley(ui, Type::Caption, &rest, tokens.muted);
        let place =
            Rect::from_min_size(pos2(whole.right() - rest.rect.width(), whole.top()), rest.rect.size());
        let room = place.left() - space::L;
        ui.put(place, egui::Label::new(rest)).on_hover_text(help);
        let mut row = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(whole.with_max_x(room))
                .layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        let ui = &mut row;
        ui.set_clip_rect(ui.clip_rect().intersect(whole.with_max_x(room)));
        match &map.says {
            NetSays::Chance { usual } => {
                let positive = match run.question() {
                    Some(Question::YesNo { positive, .. }) => positive.clone().unwrap_or_default(),
                    _ => String::new(),
                };
                let yes = view.tr_with("train-map-yes", &[("value", Arg::Name(positive))]);
                for (colour, text) in [(tokens.pos, yes), (tokens.neg, view.tr("train-map-others"))] {
                    dot(ui, colour, &text);
                }
                let (place, _) = ui.allocate_exact_size(vec2(18.0, 10.0), Sense::hover());
                ui.painter().hline(place.x_range(), place.center().y, Stroke::new(1.5, tokens.text));
                let line = view.tr_with("train-map-line", &[("share", Arg::Percent(*usual))]);
                label(ui, Type::Caption, line, tokens.muted);
            }
            NetSays::Number { usual, spread } => {
                let number = |value: f64| format::number(view.language(), value);
                label(ui, Type::Caption, number(usual - spread), tokens.muted);
                let (bar, _) = ui.allocate_exact_size(vec2(96.0, 10.0), Sense::hover());
                let shades = Shades::of(map, tokens);
                let mut mesh = egui::Mesh::default();
                for step in 0..=16_u8 {
                    let share = f32::from(step) / 16.0;
                    let colour = shades.dot(usual + spread * (2.0 * f64::from(share) - 1.0));
                    let x = bar.left() + bar.width() * share;
                    mesh.colored_vertex(pos2(x, bar.top()), colour);
                    mesh.colored_vertex(pos2(x, bar.bottom()), colour);
                    if step > 0 {
                        let corner = 2 * u32::from(step);
                        mesh.add_triangle(corner - 2, corner - 1, corner);
                        mesh.add_triangle(corner - 1, corner, corner + 1);
                    }
                }
                ui.painter().add(egui::Shape::mesh(mesh));
                label(ui, Type::Caption, number(usual + spread), tokens.muted);
                ui.add_space(space::S);
                let middle = Arg::Text(number(*usual));
                label(ui, Type::Caption, view.tr_with("net-map-usual", &[("value", middle)]), tokens.muted);
            }
            NetSays::Several { answers } => {
                let shades = Shades::of(map, tokens);
                for (place, name) in answers.iter() {
                    let width = galley(ui, Type::Caption, name, tokens.muted).rect.width() + 26.0;
                    if width > ui.available_width() - 20.0 {
                        label(ui, Type::Caption, "…", tokens.muted);
                        break;
                    }
                    dot(ui, shades.answer(*place), name);
                }
            }
        }
        ui.interact(whole.with_max_x(room), ui.scope_id().with("key"), Sense::hover())
            .on_hover_text(net_words::colours(view, map));
    });
}

fn dot(ui: &mut Ui, colour: egui::Color32, text: &str) {
    let (place, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
    ui.painter().circle_filled(place.center(), 4.0, colour);
    label(ui, Type::Caption, text, theme::of(ui).muted);
    ui.add_space(space::S);
}
