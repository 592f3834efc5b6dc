//! The parts of a net that are shown: which, what they give over the plane, and what they answer to.

use ndarray::{Array2, ArrayView1, Axis};

use super::forward::{self, Layer};
use super::response::Inputs;
use super::{Answer, Net, softmax};
use crate::domain::net_view::{NetAwake, NetInput, NetInputNode, NetInside, NetLayer, NetNeuron, NetSays};

/// Parts shown at most: inputs and neurons of the first layer, of deeper layers, answers.
const MOST: [usize; 3] = [8, 6, 6];
/// How much stronger another part must be to take the place of one that is shown.
const KEEP: f64 = 1.3;
/// Customers for whom a neuron gives more than for this share are those it is awake for.
const ASLEEP: f64 = 0.9;

/// Which parts are shown, so that the same stay as long as they matter: inputs, then each hidden layer.
pub(super) type Shown = Vec<Vec<usize>>;

/// Customers by whom the parts are judged.
#[derive(Debug)]
pub(super) struct Checked {
    /// Rows × inputs.
    pub(super) rows: Array2<f32>,
    /// What came of each, in its own unit.
    pub(super) answers: Vec<f64>,
    /// What is known of their inputs.
    pub(super) inputs: Inputs,
}

/// What a net gives over the plane: each layer, places × outputs.
pub(super) struct OverPlane<'a> {
    pub(super) given: &'a [Array2<f32>],
    /// The places at which neurons are looked at.
    pub(super) places: &'a [usize],
}

impl OverPlane<'_> {
    fn of(&self, layer: usize, place: usize) -> Vec<f32> {
        let Some(given) = self.given.get(layer) else { return Vec::new() };
        self.places.iter().map(|at| given.get([*at, place]).copied().unwrap_or(f32::NAN)).collect()
    }

    fn rows(&self, layer: usize) -> Option<Array2<f32>> {
        let given = self.given.get(layer)?;
        self.places.iter().all(|at| *at < given.nrows()).then(|| given.select(Axis(0), self.places))
    }
}

/// The parts of a net. `names`: those of its inputs.
pub(super) fn inside(
    net: &Net,
    plane: &OverPlane<'_>,
    (checked, names): (&Checked, &[NetInput]),
    says: &NetSays,
    shown: &mut Shown,
) -> Option<NetInside> {
    let layers = &net.layers;
    let given = forward::through(layers, net.activation, layers.first()?.sums(&checked.rows.view())?);
    let last = layers.len().checked_sub(1)?;
    shown.resize(layers.len(), Vec::new());
    let spreads =
        given.iter().map(|given| given.columns().into_iter().map(|column| moments(&column)).collect());
    let moments: Vec<Vec<(f64, f64)>> = spreads.collect();

    // A part counts by how much it may move the answers: its spread times its ways there.
    let ways = ways(layers, &moments);
    let mut chosen: Vec<Vec<usize>> = Vec::with_capacity(layers.len() + 1);
    for (index, ways) in ways.iter().enumerate() {
        let strengths: Vec<f64> = match index.checked_sub(1).map(|before| moments.get(before)) {
            None => ways.iter().zip(checked.inputs.spread()).map(|(way, sd)| way * sd).collect(),
            Some(before) => ways.iter().zip(before?).map(|(way, (_, sd))| way * sd).collect(),
        };
        let [first, deeper, _] = MOST;
        let most = if index < 2 { first } else { deeper };
        let place = shown.get_mut(index)?;
        *place = strongest(&strengths, most, place);
        chosen.push(place.clone());
    }
    let [_, _, most_answers] = MOST;
    chosen.push(match says {
        NetSays::Several { answers } => answers.iter().take(most_answers).map(|(place, _)| *place).collect(),
        NetSays::Chance { .. } | NetSays::Number { .. } => vec![0],
    });

    let inputs = chosen
        .first()?
        .iter()
        .filter_map(|place| Some(NetInputNode { input: names.get(*place)?.clone(), place: *place }));
    let inputs = inputs.collect();
    let mut drawn = Vec::with_capacity(layers.len());
    for (index, layer) in layers.iter().enumerate() {
        let (before, own) = (chosen.get(index)?, chosen.get(index + 1)?);
        let is_last = index == last;
        // What the answers say instead of their sums.
        let said = is_last.then(|| said(net, given.get(index)?)).flatten();
        let over = is_last.then(|| said_over(net, plane, index)).flatten();
        let values = |place: usize| -> Vec<f32> {
            let of = said.as_ref().or_else(|| given.get(index));
            of.map(|of| column(of, place)).unwrap_or_default()
        };
        let products = (index > 0 || is_last).then(|| {
            let columns: Vec<Vec<f32>> = own.iter().map(|place| values(*place)).collect();
            let side = Array2::from_shape_fn((checked.rows.nrows(), own.len()), |(row, which)| {
                columns.get(which).and_then(|column| column.get(row)).copied().unwrap_or(0.0)
            });
            checked.rows.t().dot(&side)
        });
        let neurons = own.iter().enumerate().map(|(which, place)| {
            let own_values = values(*place);
            let (mean, sd) = moments_of(&own_values);
            let weights = layer.weights_of(*place);
            let answers_to = match &products {
                Some(products) if which < products.ncols() => {
                    checked.inputs.by_correlation(&products.column(which), own_values.len(), (mean, sd))
                }
                _ => checked.inputs.by_weights(weights),
            };
            NetNeuron {
                place: *place,
                map: match &over {
                    Some(over) => column(over, *place),
                    None => plane.of(index, *place),
                },
                average: mean as f32,
                varies: varies(mean, sd),
                links: before.iter().map(|from| weights.get(*from).copied().unwrap_or(0.0)).collect(),
                answers_to,
                awake: awake(&own_values, &checked.answers, says),
            }
        });
        drawn.push(NetLayer { all: layer.outputs(), neurons: neurons.collect() });
    }
    let all_inputs = layers.first()?.inputs();
    Some(NetInside { all_inputs, inputs, layers: drawn, x: Vec::new(), y: Vec::new() })
}

/// What the sums of the last layer say: chances, or numbers in their unit, rows × outputs.
fn said(net: &Net, sums: &Array2<f32>) -> Option<Array2<f32>> {
    let values = match net.answer {
        Answer::Chances => softmax(sums),
        Answer::Chance | Answer::Number { .. } => net.said(sums),
    };
    Array2::from_shape_vec(sums.dim(), values.into_iter().map(|value| value as f32).collect()).ok()
}

fn said_over(net: &Net, plane: &OverPlane<'_>, layer: usize) -> Option<Array2<f32>> {
    said(net, &plane.rows(layer)?)
}

fn column(values: &Array2<f32>, place: usize) -> Vec<f32> {
    if place < values.ncols() { values.column(place).to_vec() } else { Vec::new() }
}

/// For the inputs of each layer, how strongly they may move the answers at most: the products of absolute weights
/// along all ways to an answer, added up (Garson 1991 counts connections so). Ways through a neuron that gives the same
/// to everybody count nothing.
fn ways(layers: &[Layer], moments: &[Vec<(f64, f64)>]) -> Vec<Vec<f64>> {
    let mut after = vec![1.0; layers.last().map_or(0, Layer::outputs)];
    let mut found: Vec<Vec<f64>> = Vec::with_capacity(layers.len());
    for (index, layer) in layers.iter().enumerate().rev() {
        let mut own = vec![0.0; layer.inputs()];
        for (output, way) in after.iter().enumerate() {
            for (sum, weight) in own.iter_mut().zip(layer.weights_of(output)) {
                *sum += f64::from(weight.abs()) * way;
            }
        }
        found.push(own.clone());
        let given = index.checked_sub(1).and_then(|before| moments.get(before));
        for (way, (mean, sd)) in own.iter_mut().zip(given.into_iter().flatten()) {
            if !varies(*mean, *sd) {
                *way = 0.0;
            }
        }
        after = own;
    }
    found.reverse();
    found
}

/// The places of the strongest, in order; those of before give way only to clearly stronger ones.
fn strongest(strengths: &[f64], most: usize, before: &[usize]) -> Vec<usize> {
    let mut ranked: Vec<(f64, usize)> = strengths
        .iter()
        .enumerate()
        .map(|(place, strength)| (strength * if before.contains(&place) { KEEP } else { 1.0 }, place))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut places: Vec<usize> = ranked.into_iter().take(most).map(|(_, place)| place).collect();
    places.sort_unstable();
    places
}

/// Mean and population standard deviation.
fn moments(values: &ArrayView1<'_, f32>) -> (f64, f64) {
    let n = values.len().max(1) as f64;
    let mean = values.iter().map(|value| f64::from(*value)).sum::<f64>() / n;
    let square = values.iter().map(|value| (f64::from(*value) - mean).powi(2)).sum::<f64>() / n;
    (mean, square.sqrt())
}

fn moments_of(values: &[f32]) -> (f64, f64) {
    moments(&ArrayView1::from(values))
}

/// Whether values differ by more than rounding.
pub(super) fn varies(mean: f64, sd: f64) -> bool {
    sd > 1e-6 * mean.abs().max(1e-3)
}

/// What came of the customers for whom a neuron gives most. None where it gives the same to most of them, and for
/// several answers, which have no average.
fn awake(values: &[f32], answers: &[f64], says: &NetSays) -> Option<NetAwake> {
    if matches!(says, NetSays::Several { .. }) || values.len() != answers.len() || values.is_empty() {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f32::total_cmp);
    let cut = *sorted.get((ASLEEP * sorted.len() as f64) as usize)?;
    let among: Vec<f64> =
        values.iter().zip(answers).filter(|(value, _)| **value >= cut).map(|(_, answer)| *answer).collect();
    let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len().max(1) as f64;
    (among.len() * 2 <= values.len()).then(|| NetAwake {
        rows: among.len(),
        among: mean(&among),
        overall: mean(answers),
    })
}
