//! What is inside a net, against a pass by hand: every place of every plane, every neuron shown, every word.

use std::sync::Arc;

use clientele_neural_protocol::Activation;
use clientele_neural_protocol::tensors::{Tensor, Tensors};
use ndarray::Array2;

use super::*;
use crate::domain::net_view::{
    NetAxis, NetDot, NetInput, NetMap, NetPlane, NetResponse, NetSays, NetScale, NetScene, NetSideName,
};
use crate::domain::recipe::Balance;

const ROWS: usize = 600;
const WIDTH: usize = 6;

/// Two numbers, a column of three names, and a number that says nothing.
fn cell(row: usize, place: usize) -> f64 {
    let level = (row * 7 + row / 5) % 3;
    match place {
        0 => ((row * 37) % 101) as f64 / 50.0 - 1.0,
        1 => ((row * 53) % 89) as f64 / 44.0 - 1.0,
        2..=4 => f64::from(u8::from(level == place - 2)),
        _ => ((row * 71) % 97) as f64 / 48.0 - 1.0,
    }
}

fn yes(row: usize) -> bool {
    cell(row, 0) - 0.5 * cell(row, 1) + cell(row, 2) > 0.4
}

fn scene(answers: &[&str]) -> NetScene {
    let input = |column: &str, level: Option<&str>| NetInput {
        column: column.to_owned(),
        level: level.map(str::to_owned),
    };
    let axis = |column: &str, place, scale| NetAxis { column: column.to_owned(), place, scale };
    let levels = ["month", "year", "(missing)"];
    NetScene {
        inputs: vec![
            input("tenure", None),
            input("bill", None),
            input("contract", Some("month")),
            input("contract", Some("year")),
            input("contract", Some("(missing)")),
            input("noise", None),
        ],
        axes: vec![
            axis("tenure", 0, NetScale::Number(30.0, 15.0)),
            axis("bill", 1, NetScale::Day(19_000.0, 200.0)),
            axis("contract", 2, NetScale::Names(levels.map(str::to_owned).to_vec())),
            axis("noise", 5, NetScale::Number(0.0, 1.0)),
        ],
        answers: answers.iter().map(|name| (*name).to_owned()).collect(),
        seed: 9,
    }
}

fn feed_of(asked: Asked<'_>, y: impl Fn(usize) -> f64) -> Feed {
    let x = Array2::from_shape_fn((ROWS, WIDTH), |(row, place)| cell(row, place));
    let train = (x.into(), (0..ROWS).map(y).collect());
    Feed::new(("t", asked), train, None, (Balance::None, 1), &|| true).unwrap()
}

fn yes_no() -> Feed {
    feed_of(Asked::YesNo, |row| f64::from(u8::from(yes(row))))
}

/// Weights that are the same on every machine.
fn weights(shape: &[usize]) -> Tensors {
    let mut state = 12_345_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / 8_388_608.0 - 1.0
    };
    let mut tensors = Tensors::new();
    for (layer, pair) in shape.windows(2).enumerate() {
        let (inputs, outputs) = (pair[0], pair[1]);
        let values = (0..inputs * outputs).map(|_| next()).collect();
        let bias = (0..outputs).map(|_| next()).collect();
        tensors.insert(format!("layers.{layer}.weight"), Tensor { shape: vec![outputs, inputs], values });
        tensors.insert(format!("layers.{layer}.bias"), Tensor { shape: vec![outputs], values: bias });
    }
    tensors
}

/// What every layer gives for a row, by hand in 64 bits: sums of the last one.
fn by_hand(tensors: &Tensors, activation: Activation, row: &[f64]) -> Vec<Vec<f64>> {
    let function = |z: f64| match activation {
        Activation::Relu => z.max(0.0),
        Activation::Tanh => z.tanh(),
        Activation::Sigmoid => 1.0 / (1.0 + (-z).exp()),
        Activation::Gelu => {
            z / 2.0 * (1.0 + ((2.0 / std::f64::consts::PI).sqrt() * (z + 0.044_715 * z.powi(3))).tanh())
        }
    };
    let mut given: Vec<Vec<f64>> = Vec::new();
    let mut layer = 0;
    while let Some(weight) = tensors.get(&format!("layers.{layer}.weight")) {
        let bias = &tensors[&format!("layers.{layer}.bias")].values;
        let before = given.last().cloned().unwrap_or_else(|| row.to_vec());
        let is_last = !tensors.contains_key(&format!("layers.{}.weight", layer + 1));
        let own = weight.values.chunks(weight.shape[1]).zip(bias).map(|(weights, bias)| {
            let sum =
                weights.iter().zip(&before).map(|(w, v)| f64::from(*w) * v).sum::<f64>() + f64::from(*bias);
            if is_last { sum } else { function(sum) }
        });
        given.push(own.collect());
        layer += 1;
    }
    given
}

fn columns(first: &str, second: &str) -> NetPlane {
    NetPlane::Columns([first.to_owned(), second.to_owned()])
}

/// The average row over those that learn.
fn average(feed: &Feed) -> Vec<f64> {
    let n = feed.train.y.len() as f64;
    (0..WIDTH)
        .map(|place| feed.train.x.chunks(WIDTH).map(|row| f64::from(row[place])).sum::<f64>() / n)
        .collect()
}

/// The row at a place of the plane, from the sides that the map shows.
fn row_at(map: &NetMap, average: &[f64], directions: &[Vec<f64>; 2], index: usize) -> Vec<f64> {
    let across = map.across();
    let places = [index % across, index / across];
    let mut row = average.to_vec();
    for ((side, place), direction) in map.sides.iter().zip(places).zip(directions) {
        match &side.name {
            NetSideName::Number(column) if column == "tenure" => row[0] = (side.at[place] - 30.0) / 15.0,
            NetSideName::Number(_) => row[5] = side.at[place],
            NetSideName::Day(_) => row[1] = (side.at[place] - 19_000.0) / 200.0,
            NetSideName::Names(_, levels) => {
                for level in 0..levels.len() {
                    row[2 + level] = f64::from(u8::from(level == place / 2));
                }
            }
            NetSideName::Direction { .. } => {
                for (cell, part) in row.iter_mut().zip(direction) {
                    *cell += side.at[place] * part;
                }
            }
        }
    }
    row
}

#[test]
fn every_place_and_every_neuron_is_what_a_pass_by_hand_gives() {
    let feed = yes_no();
    let tensors = weights(&[WIDTH, 5, 4, 1]);
    let learned = Array2::from_shape_vec((feed.train.y.len(), WIDTH), feed.train.x.clone()).unwrap();
    let directions = principal::principal(&learned, 9).unwrap().map(|direction| direction.towards);
    for activation in [Activation::Relu, Activation::Tanh, Activation::Sigmoid, Activation::Gelu] {
        let net = Net::new(&tensors, activation, &feed).unwrap();
        let mut mapper = Mapper::new(&feed, scene(&[])).unwrap();
        for plane in [
            columns("tenure", "bill"),
            columns("noise", "contract"),
            columns("contract", "tenure"),
            NetPlane::Principal,
        ] {
            let map = mapper.map(&net, 4, Some(&plane)).unwrap();
            assert_eq!(map.plane, plane);
            assert_eq!(map.surface.len(), map.sides[0].at.len() * map.sides[1].at.len());
            let inside = &map.inside;
            let step = |side: usize, places: usize| (map.sides[side].at.len() - 1) / (places - 1);
            let steps = [step(0, inside.x.len()), step(1, inside.y.len())];
            for (index, chance) in map.surface.iter().enumerate() {
                let given = by_hand(&tensors, activation, &row_at(&map, &average(&feed), &directions, index));
                let expected = 1.0 / (1.0 + (-given[2][0]).exp());
                assert!((f64::from(*chance) - expected).abs() < 1e-5, "{plane:?} {index}");
                let (column, row) = (index % map.across(), index / map.across());
                if column % steps[0] > 0 || row % steps[1] > 0 {
                    continue;
                }
                let coarse = row / steps[1] * inside.x.len() + column / steps[0];
                for (layer, given) in inside.layers.iter().zip(&given).take(2) {
                    assert_eq!(layer.neurons.len(), layer.all, "small layers are shown whole");
                    for neuron in &layer.neurons {
                        let found = f64::from(neuron.map[coarse]);
                        assert!((found - given[neuron.place]).abs() < 1e-5, "{plane:?} {index}");
                    }
                }
                assert!((f64::from(inside.layers[2].neurons[0].map[coarse]) - expected).abs() < 1e-5);
            }
        }
    }
}

#[test]
fn links_are_weights_and_averages_are_those_of_the_customers_looked_at() {
    let feed = yes_no();
    let tensors = weights(&[WIDTH, 5, 4, 1]);
    let net = Net::new(&tensors, Activation::Relu, &feed).unwrap();
    let map = Mapper::new(&feed, scene(&[])).unwrap().map(&net, 1, None).unwrap();
    assert!(map.held_back);
    let inside = &map.inside;
    assert_eq!((inside.all_inputs, inside.inputs.len()), (WIDTH, WIDTH));
    for (layer, parts) in inside.layers.iter().enumerate() {
        let weight = &tensors[&format!("layers.{layer}.weight")];
        for neuron in &parts.neurons {
            let own = &weight.values[neuron.place * weight.shape[1]..][..weight.shape[1]];
            assert_eq!(neuron.links, own);
        }
    }
    let valid = feed.valid.as_ref().unwrap();
    let rows: Vec<Vec<Vec<f64>>> = valid
        .x
        .chunks(WIDTH)
        .map(|row| {
            by_hand(&tensors, Activation::Relu, &row.iter().map(|v| f64::from(*v)).collect::<Vec<_>>())
        })
        .collect();
    let overall = valid.y.iter().map(|y| f64::from(*y)).sum::<f64>() / rows.len() as f64;
    for (layer, parts) in inside.layers.iter().enumerate() {
        for neuron in &parts.neurons {
            let value = |given: &Vec<Vec<f64>>| {
                let sum = given[layer][neuron.place];
                if layer == 2 { 1.0 / (1.0 + (-sum).exp()) } else { sum }
            };
            let values: Vec<f64> = rows.iter().map(value).collect();
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            assert!((f64::from(neuron.average) - mean).abs() < 1e-5);
            let Some(awake) = neuron.awake else { continue };
            // At least as much as for nine of ten.
            let members: Vec<usize> = (0..values.len())
                .filter(|row| {
                    let below = values.iter().filter(|other| **other < values[*row] - 1e-9).count();
                    below as f64 >= 0.9 * values.len() as f64 - 1e-9
                        || values.iter().filter(|other| **other > values[*row] + 1e-9).count() as f64
                            <= 0.1 * values.len() as f64 - 1.0
                })
                .collect();
            assert!(members.len().abs_diff(awake.rows) <= 1, "{} {}", members.len(), awake.rows);
            assert!((awake.overall - overall).abs() < 1e-9);
            if members.len() == awake.rows {
                let among = members.iter().map(|row| f64::from(valid.y[*row])).sum::<f64>();
                assert!((awake.among - among / members.len() as f64).abs() < 1e-9);
            }
        }
    }
}

/// A layer as it stands in a file.
fn layer(tensors: &mut Tensors, place: usize, rows: &[&[f32]], bias: &[f32]) {
    let values = rows.concat();
    let shape = vec![rows.len(), rows[0].len()];
    tensors.insert(format!("layers.{place}.weight"), Tensor { shape, values });
    tensors.insert(format!("layers.{place}.bias"), Tensor { shape: vec![bias.len()], values: bias.to_vec() });
}

#[test]
fn words_are_those_of_planted_neurons() {
    let feed = yes_no();
    let mut planted = Tensors::new();
    // Up with tenure and down with the bill; highest among months; lowest among years; the same for everybody.
    let first: [&[f32]; 4] = [
        &[1.0, -0.9, 0.0, 0.0, 0.0, 0.05],
        &[0.0, 0.0, 2.0, 0.0, 0.0, 0.0],
        &[0.0, 0.1, 0.0, -2.0, 0.0, 0.0],
        &[0.0; 6],
    ];
    layer(&mut planted, 0, &first, &[3.0, 0.5, 3.0, 1.0]);
    // Each passes on one of them, the first turned round.
    let second: [&[f32]; 3] = [&[-1.0, 0.0, 0.0, 0.0], &[0.0, 1.0, 0.0, 0.0], &[0.0, 0.0, 0.0, 1.0]];
    layer(&mut planted, 1, &second, &[8.0, 0.0, 0.0]);
    layer(&mut planted, 2, &[&[0.0, 1.0, 0.0]], &[-1.0]);
    let net = Net::new(&planted, Activation::Relu, &feed).unwrap();
    let map = Mapper::new(&feed, scene(&[])).unwrap().map(&net, 1, None).unwrap();
    let said = |layer: usize, place: usize| map.inside.layers[layer].neurons[place].answers_to.clone();
    let level = |level: &str| NetInput { column: "contract".to_owned(), level: Some(level.to_owned()) };
    let up = |column: &str| NetResponse::Rises(column.to_owned());
    let down = |column: &str| NetResponse::Falls(column.to_owned());
    assert_eq!(said(0, 0), [up("tenure"), down("bill")]);
    assert_eq!(said(0, 1), [NetResponse::Highest(level("month"))]);
    assert_eq!(said(0, 2), [NetResponse::Lowest(level("year"))]);
    assert!(said(0, 3).is_empty() && said(1, 2).is_empty(), "the same for everybody tells nothing");
    let varies = |layer: usize, place: usize| map.inside.layers[layer].neurons[place].varies;
    assert!(!varies(0, 3) && !varies(1, 2) && varies(0, 0) && varies(1, 1));
    let mut turned = said(1, 0);
    turned.sort_by_key(|response| format!("{response:?}"));
    assert_eq!(turned, [down("tenure"), up("bill")]);
    assert_eq!(said(1, 1), [NetResponse::Highest(level("month"))]);
    assert_eq!(said(2, 0), [NetResponse::Highest(level("month"))], "the answer follows its only neuron");
}

/// All ways from a neuron to the answer, one by one.
fn ways(tensors: &Tensors, layer: usize, place: usize) -> f64 {
    let Some(next) = tensors.get(&format!("layers.{layer}.weight")) else { return 1.0 };
    let leaving = next.values.iter().skip(place).step_by(next.shape[1]).enumerate();
    leaving.map(|(output, weight)| f64::from(weight.abs()) * ways(tensors, layer + 1, output)).sum()
}

#[test]
fn of_many_parts_the_strongest_are_shown_and_stay() {
    let feed = yes_no();
    let tensors = weights(&[WIDTH, 40, 30, 20, 1]);
    let net = Net::new(&tensors, Activation::Tanh, &feed).unwrap();
    let mut mapper = Mapper::new(&feed, scene(&[])).unwrap();
    let map = mapper.map(&net, 1, None).unwrap();
    let valid = feed.valid.as_ref().unwrap();
    let rows: Vec<Vec<Vec<f64>>> = valid
        .x
        .chunks(WIDTH)
        .map(|row| {
            by_hand(&tensors, Activation::Tanh, &row.iter().map(|v| f64::from(*v)).collect::<Vec<_>>())
        })
        .collect();
    for (index, most) in [8, 6, 6].into_iter().enumerate() {
        let next = &tensors[&format!("layers.{}.weight", index + 1)];
        let strength = |place: usize| {
            let values: Vec<f64> = rows.iter().map(|given| given[index][place]).collect();
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / values.len() as f64;
            variance.sqrt() * ways(&tensors, index + 1, place)
        };
        let all = next.shape[1];
        let strengths: Vec<f64> = (0..all).map(strength).collect();
        let mut ranked: Vec<usize> = (0..all).collect();
        ranked.sort_by(|a, b| strengths[*b].total_cmp(&strengths[*a]));
        let mut expected = ranked[..most].to_vec();
        expected.sort_unstable();
        let found = &map.inside.layers[index];
        let places: Vec<usize> = found.neurons.iter().map(|neuron| neuron.place).collect();
        assert_eq!((places, found.all), (expected, all));
    }
    // A little more of another neuron changes nothing; much more does.
    let changed = |factor: f32| {
        let mut tensors = tensors.clone();
        let shown: Vec<usize> = map.inside.layers[0].neurons.iter().map(|neuron| neuron.place).collect();
        let hidden = (0..40).find(|place| !shown.contains(place)).unwrap();
        let next = tensors.get_mut("layers.1.weight").unwrap();
        let width = next.shape[1];
        next.values.iter_mut().skip(hidden).step_by(width).for_each(|weight| *weight *= factor);
        (Net::new(&tensors, Activation::Tanh, &feed).unwrap(), hidden)
    };
    let shown =
        |map: &NetMap, place: usize| map.inside.layers[0].neurons.iter().any(|neuron| neuron.place == place);
    let (net, hidden) = changed(1.02);
    assert!(!shown(&mapper.map(&net, 2, None).unwrap(), hidden));
    let (net, hidden) = changed(20.0);
    assert!(shown(&mapper.map(&net, 3, None).unwrap(), hidden));
}

#[test]
fn several_answers_show_the_likeliest_and_numbers_their_unit() {
    let names = ["a", "b", "c"].map(str::to_owned);
    let class = |row: usize| {
        if row.is_multiple_of(5) {
            0.0
        } else if cell(row, 0) > 0.0 {
            1.0
        } else {
            2.0
        }
    };
    let feed = feed_of(Asked::Category(&names), class);
    let tensors = weights(&[WIDTH, 5, 3]);
    let net = Net::new(&tensors, Activation::Relu, &feed).unwrap();
    let map = Mapper::new(&feed, scene(&["a", "b", "c"])).unwrap().map(&net, 2, None).unwrap();
    let NetSays::Several { answers } = &map.says else { panic!("{:?}", map.says) };
    let counts: Vec<usize> =
        (0..3).map(|class| feed.train.y.iter().filter(|y| **y == class as f32).count()).collect();
    assert!(answers.windows(2).all(|pair| counts[pair[0].0] >= counts[pair[1].0]), "most frequent first");
    assert_eq!(answers.len(), 3);
    assert!(map.dots.iter().any(|dot| dot.answer == 2.0));
    for (index, chance) in map.surface.iter().enumerate() {
        let row = row_at(&map, &average(&feed), &[vec![], vec![]], index);
        let sums = by_hand(&tensors, Activation::Relu, &row).pop().unwrap();
        let all: f64 = sums.iter().map(|sum| sum.exp()).sum();
        let (likeliest, most) = sums.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap();
        assert_eq!(usize::from(map.likeliest[index]), likeliest);
        assert!((f64::from(*chance) - most.exp() / all).abs() < 1e-5);
    }
    // Numbers come back in their own unit, with colours for nine of ten.
    let feed = feed_of(Asked::Number, |row| 100.0 + 20.0 * cell(row, 0));
    let tensors = weights(&[WIDTH, 5, 1]);
    let net = Net::new(&tensors, Activation::Relu, &feed).unwrap();
    let map = Mapper::new(&feed, scene(&[])).unwrap().map(&net, 2, None).unwrap();
    let NetSays::Number { usual, spread } = &map.says else { panic!("{:?}", map.says) };
    let NetPlane::Columns([first, _]) = &map.plane else { panic!("{:?}", map.plane) };
    assert_eq!(first, "tenure", "the column that goes along with the answer most");
    let (mean, sd) = feed.unit;
    assert!((usual - mean).abs() < 1e-3 && *spread > 0.0);
    let within = map.dots.iter().filter(|dot| (dot.answer - usual).abs() <= *spread).count();
    assert!((within as f64 / map.dots.len() as f64 - 0.9).abs() < 0.05);
    for (index, value) in map.surface.iter().enumerate() {
        let row = row_at(&map, &average(&feed), &[vec![], vec![]], index);
        let sum = by_hand(&tensors, Activation::Relu, &row).pop().unwrap()[0];
        assert!((f64::from(*value) - (sum * sd + mean)).abs() < 1e-3);
    }
}

#[test]
fn customers_stand_in_their_band_and_on_the_plane() {
    let feed = yes_no();
    let net = Net::new(&weights(&[WIDTH, 5, 1]), Activation::Relu, &feed).unwrap();
    let mut mapper = Mapper::new(&feed, scene(&[])).unwrap();
    let valid = feed.valid.as_ref().unwrap();
    let mut dots = |plane: &NetPlane| -> Arc<[NetDot]> { mapper.map(&net, 1, Some(plane)).unwrap().dots };
    let banded = dots(&columns("contract", "bill"));
    assert_eq!(banded.len(), valid.y.len());
    for (dot, row) in banded.iter().zip(valid.x.chunks(WIDTH)) {
        let band = (0..3).find(|level| row[2 + level] > 0.5).unwrap();
        assert!(dot.x > band as f64 && dot.x < band as f64 + 1.0, "{} {band}", dot.x);
        assert!((dot.y - (f64::from(row[1]) * 200.0 + 19_000.0)).abs() < 1e-2);
    }
    let learned = Array2::from_shape_vec((feed.train.y.len(), WIDTH), feed.train.x.clone()).unwrap();
    let directions = principal::principal(&learned, 9).unwrap();
    let average = average(&feed);
    for (dot, row) in dots(&NetPlane::Principal).iter().zip(valid.x.chunks(WIDTH)) {
        let along = |direction: &principal::Direction| {
            let parts = row.iter().zip(&average).zip(&direction.towards);
            parts.map(|((value, mean), part)| (f64::from(*value) - mean) * part).sum::<f64>()
        };
        assert!((dot.x - along(&directions[0])).abs() < 1e-6);
        assert!((dot.y - along(&directions[1])).abs() < 1e-6);
    }
    // A plane that cannot be laid gives way to the usual one.
    for wrong in [columns("tenure", "tenure"), columns("tenure", "nobody")] {
        assert_eq!(mapper.map(&net, 1, Some(&wrong)).unwrap().plane, columns("tenure", "bill"));
    }
}
