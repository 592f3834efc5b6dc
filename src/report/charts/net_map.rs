//! What a neural net says over a plane, and the net itself.

use std::fmt::Write as _;

use super::super::markup::{Say, escape};
use super::bars::shortened;
use super::plot::{Plot, Unit, WIDTH, picture, ticks};
use super::points::segment_class;
use crate::data;
use crate::domain::message::Message;
use crate::domain::net_view::{NetMap, NetNeuron, NetSays, NetSide, NetSideName, level_name};

/// Colours of the diverging scale.
const STEPS: f64 = 8.0;
/// Letters of names under bands and beside inputs at most.
const BAND: usize = 14;
const INPUT: usize = 24;
/// Height of a line of the drawing, and sides of the maps of neurons and answers.
const LINE: f64 = 34.0;
const NEURON: f64 = 28.0;
const ANSWER: f64 = 52.0;

/// The ground as cells, customers as dots.
pub(in super::super) fn net_map(say: &Say<'_>, map: &NetMap) -> String {
    let [first, second] = &map.sides;
    let mut plot = Plot::new([first.reach.0, first.reach.1], [second.reach.0, second.reach.1]);
    let (columns, rows) = (cells(first), cells(second));
    for ((low, high), (row, values)) in rows.iter().zip(map.surface.chunks(map.across().max(1)).enumerate()) {
        for ((left, right), (column, value)) in columns.iter().zip(values.iter().enumerate()) {
            let likeliest = map.likeliest.get(row * map.across() + column);
            let fill = ground(&map.says, f64::from(*value), likeliest.map(|place| usize::from(*place)));
            let (x, y) = (plot.px(*left), plot.py(*high));
            // A little larger, or gaps would show between neighbours.
            let size = [plot.px(*right) - x + 0.3, plot.py(*low) - y + 0.3];
            rect(&mut plot.body, [x, y], size, &fill);
        }
    }
    frame(say, &mut plot, map);
    for dot in map.dots.iter() {
        if (first.reach.0..=first.reach.1).contains(&dot.x)
            && (second.reach.0..=second.reach.1).contains(&dot.y)
        {
            let (x, y) = (plot.px(dot.x), plot.py(dot.y));
            let class = of_answer(&map.says, dot.answer);
            let _ = write!(
                plot.body,
                "<circle {class} stroke=\"var(--surface)\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.5\"/>"
            );
        }
    }
    let description =
        Message::new("report-net-map-desc").count("n", map.dots.len()).message("sides", map.sides_name());
    plot.finish(say, "net-map", &Message::new("report-net-map-title"), &description)
}

/// The stretch of each place of a side: to the middle between it and its neighbours.
fn cells(side: &NetSide) -> Vec<(f64, f64)> {
    let middle = |a: f64, b: f64| f64::midpoint(a, b);
    let at = |index: usize| side.at.get(index).copied();
    let stretch = |(index, own): (usize, &f64)| {
        let before = index.checked_sub(1).and_then(at).map_or(side.reach.0, |before| middle(before, *own));
        (before, at(index + 1).map_or(side.reach.1, |after| middle(*own, after)))
    };
    side.at.iter().enumerate().map(stretch).collect()
}

fn rect(body: &mut String, [x, y]: [f64; 2], [width, height]: [f64; 2], fill: &str) {
    let _ =
        write!(body, "<rect {fill} x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>");
}

fn step(position: f64) -> String {
    let step = (position * STEPS).round().clamp(0.0, STEPS) as u8;
    format!("fill=\"var(--z{step})\"")
}

/// Of several answers by how often it occurs: the class that holds its colour.
fn ranked(says: &NetSays, place: usize) -> String {
    let NetSays::Several { answers } = says else { return String::new() };
    let rank = answers.iter().position(|(known, _)| *known == place).unwrap_or(usize::MAX);
    format!("class=\"group {}\"", segment_class(u32::try_from(rank).unwrap_or(u32::MAX)))
}

fn ground(says: &NetSays, value: f64, likeliest: Option<usize>) -> String {
    match says {
        NetSays::Several { answers } => {
            let even = 1.0 / answers.len().max(1) as f64;
            let share = ((value - even) / (1.0 - even)).clamp(0.0, 1.0);
            format!(
                "{} fill-opacity=\"{:.2}\"",
                ranked(says, likeliest.unwrap_or(usize::MAX)),
                0.1 + 0.8 * share
            )
        }
        // Customers stay in front of a ground that is paler than they are.
        NetSays::Chance { .. } | NetSays::Number { .. } => {
            format!("{} fill-opacity=\"0.75\"", step(says.position(value)))
        }
    }
}

fn of_answer(says: &NetSays, answer: f64) -> String {
    match says {
        NetSays::Chance { .. } => format!("class=\"{}\"", if answer > 0.5 { "pos" } else { "neg" }),
        NetSays::Number { .. } => step(says.position(answer)),
        NetSays::Several { .. } => ranked(says, answer as usize),
    }
}

/// Ticks of both sides in their own words, and what they are.
fn frame(say: &Say<'_>, plot: &mut Plot, map: &NetMap) {
    let [first, second] = &map.sides;
    let base = plot.bottom();
    let left = plot.px(first.reach.0);
    for (at, text) in tick_texts(say, first) {
        let x = plot.px(at);
        let _ = write!(plot.body, "<text class=\"mid\" x=\"{x:.1}\" y=\"{:.1}\">{text}</text>", base + 17.0);
    }
    for (at, text) in tick_texts(say, second) {
        let y = plot.py(at) + 4.0;
        let _ = write!(plot.body, "<text class=\"end\" x=\"{:.1}\" y=\"{y:.1}\">{text}</text>", left - 8.0);
    }
    let sides = say.say(&map.sides_name());
    let (x, y) = (plot.right(), base + 37.0);
    let _ = write!(plot.body, "<text class=\"end\" x=\"{x:.1}\" y=\"{y:.1}\">{sides}</text>");
}

fn tick_texts(say: &Say<'_>, side: &NetSide) -> Vec<(f64, String)> {
    let (low, high) = side.reach;
    match &side.name {
        NetSideName::Names(_, levels) => {
            let named = levels.iter().enumerate().map(|(band, level)| {
                let name = escape(&shortened(&say.plain(&level_name(level)), BAND));
                (band as f64 + 0.5, name)
            });
            named.collect()
        }
        NetSideName::Day(_) => ticks([low, high], 3, Unit::Number)
            .into_iter()
            .map(|day| (day, escape(&data::iso(day))))
            .collect(),
        NetSideName::Number(_) | NetSideName::Direction { .. } => {
            ticks([low, high], 5, Unit::Number).into_iter().map(|tick| (tick, say.number(tick))).collect()
        }
    }
}

/// Inputs by name, neurons as small maps, links by weight and sign.
pub(in super::super) fn network(say: &Say<'_>, map: &NetMap) -> String {
    let inside = &map.inside;
    let most = inside.layers.iter().map(|layer| layer.neurons.len()).chain([inside.inputs.len()]).max();
    let height = LINE * most.unwrap_or(1).max(3) as f64 + 24.0;
    let (first, last) = (WIDTH * 0.34, WIDTH - 40.0);
    let x = |column: usize| first + (last - first) * column as f64 / inside.layers.len().max(1) as f64;
    let y = |count: usize, place: usize| {
        let step = (height - 24.0) / count.max(1) as f64;
        12.0 + step * (place as f64 + 0.5)
    };
    let (mut links, mut parts) = (String::new(), String::new());
    let count = inside.inputs.len();
    for (place, node) in inside.inputs.iter().enumerate() {
        let name = escape(&shortened(&say.plain(&node.input.name()), INPUT));
        let (x, y) = (x(0), y(count, place));
        let _ = write!(
            parts,
            "<text class=\"end ink\" x=\"{:.1}\" y=\"{:.1}\">{name}</text><circle fill=\"var(--muted)\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"/>",
            x - 10.0,
            y + 4.0
        );
    }
    let mut before = (count, 3.5);
    for (layer, own) in inside.layers.iter().enumerate() {
        let is_last = layer + 1 == inside.layers.len();
        let side = if is_last && own.neurons.len() == 1 { ANSWER } else { NEURON };
        let weights = own.neurons.iter().flat_map(|neuron| &neuron.links);
        let strongest = weights.fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
        for (place, neuron) in own.neurons.iter().enumerate() {
            let middle = [x(layer + 1), y(own.neurons.len(), place)];
            for (from, weight) in neuron.links.iter().enumerate() {
                let share = f64::from(weight.abs() / strongest);
                let start = [x(layer) + before.1, y(before.0, from)];
                link(&mut links, start, [middle[0] - side / 2.0, middle[1]], (*weight >= 0.0, share));
            }
            small_map(
                &mut parts,
                [middle[0] - side / 2.0, middle[1] - side / 2.0],
                side,
                neuron,
                map,
                is_last,
            );
        }
        before = (own.neurons.len(), side / 2.0);
    }
    let (title, description) = (Message::new("report-network-title"), Message::new("report-network-desc"));
    picture(say, "network", [WIDTH, height], &title, &description, &format!("{links}{parts}"))
}

fn link(body: &mut String, [x0, y0]: [f64; 2], [x1, y1]: [f64; 2], (raises, share): (bool, f64)) {
    let middle = f64::midpoint(x0, x1);
    let colour = if raises { "pos" } else { "neg" };
    let _ = write!(
        body,
        "<path fill=\"none\" stroke=\"var(--{colour})\" stroke-width=\"{:.1}\" stroke-opacity=\"{:.2}\" d=\"M{x0:.1} {y0:.1}C{middle:.1} {y0:.1} {middle:.1} {y1:.1} {x1:.1} {y1:.1}\"/>",
        0.6 + 3.2 * share,
        0.25 + 0.6 * share
    );
}

fn small_map(
    body: &mut String,
    corner: [f64; 2],
    side: f64,
    neuron: &NetNeuron,
    map: &NetMap,
    is_answer: bool,
) {
    let (columns, rows) = (map.inside.x.len().max(1), map.inside.y.len().max(1));
    let average = f64::from(neuron.average);
    let far = neuron.map.iter().fold(1e-4_f64, |far, value| far.max((f64::from(*value) - average).abs()));
    let size = [side / columns as f64, side / rows as f64];
    for (index, value) in neuron.map.iter().enumerate() {
        let (column, row) = ((index % columns) as f64, (index / columns) as f64);
        let value = f64::from(*value);
        let fill = match (&map.says, is_answer) {
            (NetSays::Several { .. }, true) => {
                format!("{} fill-opacity=\"{value:.2}\"", ranked(&map.says, neuron.place))
            }
            (says, true) => step(says.position(value)),
            (_, false) => step(0.5 + 0.4 * (value - average) / far),
        };
        let at = [corner[0] + column * size[0], corner[1] + side - (row + 1.0) * size[1]];
        rect(body, at, [size[0] + 0.2, size[1] + 0.2], &fill);
    }
    let _ = write!(
        body,
        "<rect fill=\"none\" stroke=\"var(--line-strong)\" x=\"{:.1}\" y=\"{:.1}\" width=\"{side:.1}\" height=\"{side:.1}\" rx=\"2\"/>",
        corner[0], corner[1]
    );
}
