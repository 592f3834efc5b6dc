//! What a net says over a plane, and its links, as pictures and as figures.

use super::Translator;
use super::charts;
use super::figures::{Sheet, written};
use super::markup::Say;
use super::picture::{self, Drawn};
use crate::data;
use crate::domain::chart::Chart;
use crate::domain::message::Message;
use crate::domain::net_view::{NetMap, NetSays, NetSide, NetSideName, NeuronId, level_name};

/// The picture of a chart of a net; none for any other chart.
pub(super) fn svg(map: &NetMap, chart: Chart, words: Translator<'_>, language: &str) -> Option<String> {
    let say = Say::new(words);
    let drawn = match chart {
        Chart::NetMap => Drawn {
            title: Message::new("report-net-map-title"),
            unit: rest(map),
            svg: charts::net_map(&say, map),
        },
        Chart::Network => Drawn {
            title: Message::new("report-network-title"),
            unit: Message::new("report-network-unit"),
            svg: charts::network(&say, map),
        },
        _ => return None,
    };
    picture::framed(&drawn, &say, language)
}

/// How the inputs are that are not drawn.
fn rest(map: &NetMap) -> Message {
    Message::new(if map.is_principal() { "net-rest-plane" } else { "net-rest-average" })
}

/// The figures of a chart of a net; none for any other chart.
pub(super) fn tsv(map: &NetMap, chart: Chart, words: Translator<'_>) -> Option<String> {
    match chart {
        Chart::NetMap => Some(over_plane(map, words)),
        Chart::Network => Some(links(map, words)),
        _ => None,
    }
}

fn over_plane(map: &NetMap, words: Translator<'_>) -> String {
    let [first, second] = &map.sides;
    let mut heads: Vec<Message> = vec![first.name(), second.name(), Message::new("chart-col-net-says")];
    let names: Vec<(usize, &str)> = match &map.says {
        NetSays::Several { answers } => {
            heads.push(Message::new("chart-col-net-likeliest"));
            answers.iter().map(|(place, name)| (*place, name.as_str())).collect()
        }
        NetSays::Chance { .. } | NetSays::Number { .. } => Vec::new(),
    };
    let mut sheet = Sheet::named(words, &heads);
    for (row, values) in map.surface.chunks(map.across().max(1)).enumerate() {
        for (column, value) in values.iter().enumerate() {
            let mut cells =
                vec![place(first, column, words), place(second, row, words), written(f64::from(*value))];
            if let Some(likeliest) = map.likeliest.get(row * map.across() + column) {
                let name = names.iter().find(|(place, _)| *place == usize::from(*likeliest));
                cells.push(name.map(|(_, name)| (*name).to_owned()).unwrap_or_default());
            }
            sheet.row(&cells);
        }
    }
    sheet.text
}

/// A place of a side as it is written in figures.
fn place(side: &NetSide, index: usize, words: Translator<'_>) -> String {
    let Some(at) = side.at.get(index).copied() else { return String::new() };
    match &side.name {
        NetSideName::Day(_) => data::iso(at.round()),
        // Two places a band.
        NetSideName::Names(_, levels) => {
            levels.get(index / 2).map(|level| words(&level_name(level))).unwrap_or_default()
        }
        NetSideName::Number(_) | NetSideName::Direction { .. } => at.to_string(),
    }
}

fn links(map: &NetMap, words: Translator<'_>) -> String {
    let heads = ["chart-col-link-from", "chart-col-link-to", "chart-col-link-weight"].map(Message::new);
    let mut sheet = Sheet::named(words, &heads);
    let inside = &map.inside;
    let mut before: Vec<String> = inside.inputs.iter().map(|node| words(&node.input.name())).collect();
    for (layer, parts) in inside.layers.iter().enumerate() {
        let is_last = layer + 1 == inside.layers.len();
        let name = |place: usize| words(&part_name(map, NeuronId { layer, place }, is_last));
        for neuron in &parts.neurons {
            for (from, weight) in before.iter().zip(&neuron.links) {
                sheet.row(&[from.clone(), name(neuron.place), written(f64::from(*weight))]);
            }
        }
        before = parts.neurons.iter().map(|neuron| name(neuron.place)).collect();
    }
    sheet.text
}

/// A neuron or an answer.
fn part_name(map: &NetMap, id: NeuronId, is_answer: bool) -> Message {
    match &map.says {
        NetSays::Several { answers } if is_answer => {
            let own = answers.iter().find(|(place, _)| *place == id.place);
            Message::new("net-input").text("column", own.map(|(_, name)| name.clone()).unwrap_or_default())
        }
        _ if is_answer => Message::new("net-answer"),
        _ => Message::new("net-neuron").count("n", id.place + 1).count("layer", id.layer + 1),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::tests::{HOSTILE, well_formed};
    use super::*;
    use crate::domain::net_view::{NetDot, NetInput, NetInputNode, NetInside, NetLayer, NetNeuron, NetPlane};
    use crate::evaluate::spoken::Spoken;

    /// A net of two inputs, three neurons and an answer (or three), over a column of names and one of days.
    fn map(says: NetSays) -> NetMap {
        let levels = vec![HOSTILE.to_owned(), "(missing)".to_owned()];
        let several = matches!(says, NetSays::Several { .. });
        let neuron = |place: usize, links: usize| NetNeuron {
            place,
            map: vec![0.1, 0.2, 0.8, 0.9],
            average: 0.5,
            varies: true,
            links: (0..links).map(|from| from as f32 - 0.5 * place as f32).collect(),
            answers_to: Vec::new(),
            awake: None,
        };
        let layer = |own: usize, before: usize| NetLayer {
            all: own,
            neurons: (0..own).map(|place| neuron(place, before)).collect(),
        };
        let input =
            |level: Option<&str>| NetInput { column: HOSTILE.to_owned(), level: level.map(str::to_owned) };
        NetMap {
            plane: NetPlane::Columns([HOSTILE.to_owned(), "since".to_owned()]),
            sides: [
                NetSide {
                    name: NetSideName::Names(HOSTILE.to_owned(), levels),
                    reach: (0.0, 2.0),
                    at: vec![0.0, 1.0, 1.0, 2.0],
                },
                NetSide {
                    name: NetSideName::Day("since".to_owned()),
                    reach: (19_000.0, 19_010.0),
                    at: vec![19_000.0, 19_005.0, 19_010.0],
                },
            ],
            columns: Arc::new([]),
            says,
            surface: (0..12).map(|at| at as f32 / 12.0).collect(),
            likeliest: if several { (0..12).map(|at| at % 3).collect() } else { Vec::new() },
            dots: [NetDot { x: 0.5, y: 19_002.0, answer: 1.0 }].into(),
            held_back: true,
            pass: 4,
            drawn: 1,
            inside: NetInside {
                all_inputs: 2,
                inputs: vec![
                    NetInputNode { input: input(Some("(missing)")), place: 0 },
                    NetInputNode { input: input(None), place: 1 },
                ],
                layers: vec![layer(3, 2), layer(if several { 3 } else { 1 }, 3)],
                x: vec![0.0, 1.0],
                y: vec![0.0, 1.0],
            },
        }
    }

    #[test]
    fn pictures_are_whole_and_figures_are_those_of_the_map() {
        let answers = [(2, "c".to_owned()), (0, HOSTILE.to_owned()), (1, "b".to_owned())];
        for says in [
            NetSays::Chance { usual: 0.3 },
            NetSays::Number { usual: 0.5, spread: 0.25 },
            NetSays::Several { answers: answers.into() },
        ] {
            let map = map(says);
            for language in ["en", "zh-CN"] {
                let spoken = Spoken::new(language);
                let say = |message: &Message| spoken.say(message);
                for chart in [Chart::NetMap, Chart::Network] {
                    let picture = svg(&map, chart, &say, language).unwrap();
                    well_formed(picture.split_once("?>\n").unwrap().1);
                    assert!(!picture.contains("<script>") && !picture.contains("var(--"), "{chart:?}");
                    assert!(super::super::png(&picture).is_some());
                }
                assert!(svg(&map, Chart::Curve, &say, language).is_none());
            }
            let spoken = Spoken::new("en");
            let say = |message: &Message| spoken.say(message);
            let text = tsv(&map, Chart::NetMap, &say).unwrap();
            let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split('\t').collect()).collect();
            assert_eq!(rows.len(), map.surface.len());
            for (index, (row, value)) in rows.iter().zip(&map.surface).enumerate() {
                assert_eq!(
                    row[0],
                    if index % 4 < 2 { say(&level_name(HOSTILE)) } else { "missing".to_owned() }
                );
                assert_eq!(row[1], ["2022-01-08", "2022-01-13", "2022-01-18"][index / 4]);
                assert!((row[2].parse::<f64>().unwrap() - f64::from(*value)).abs() < 1e-9);
                if !map.likeliest.is_empty() {
                    assert_eq!(row[3], [HOSTILE, "b", "c"][index % 3]);
                }
            }
            let text = tsv(&map, Chart::Network, &say).unwrap();
            let links: usize = map
                .inside
                .layers
                .iter()
                .flat_map(|layer| &layer.neurons)
                .map(|neuron| neuron.links.len())
                .sum();
            assert_eq!(text.lines().count(), 1 + links);
            assert!(tsv(&map, Chart::Curve, &say).is_none());
        }
    }
}
