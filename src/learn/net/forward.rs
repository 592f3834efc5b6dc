//! From the inputs of a net to the sums of its last layer.
//!
//! This file knows no other room: the trainer's tests compile it beside libtorch and compare the two.

use clientele_neural_protocol::Activation;
use clientele_neural_protocol::tensors::{LAYER, NORM_EPSILON, Tensors};
use ndarray::{Array2, ArrayView2, Axis};
use serde::{Deserialize, Serialize};

/// A layer: weights · inputs + bias, batch norm folded in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Layer {
    inputs: usize,
    /// Outputs × inputs, row by row.
    weights: Vec<f32>,
    /// One per output.
    bias: Vec<f32>,
}

/// The layers in a file of weights, inputs first; none if they do not fit together.
///
/// Batch norm after a layer is a factor `g / √(v + ε)` and a shift `b − m · factor` of its sums (Ioffe & Szegedy
/// 2015, algorithm 2), so it becomes part of the layer's weights and bias.
pub(super) fn layers(tensors: &Tensors) -> Option<Vec<Layer>> {
    let mut found = Vec::new();
    while let Some(weight) = tensors.get(&format!("{LAYER}{}.weight", found.len())) {
        let place = format!("{LAYER}{}", found.len());
        let of = |name: &str| tensors.get(&format!("{place}.{name}")).map(|tensor| &tensor.values);
        let [outputs, inputs] = *weight.shape.as_slice() else { return None };
        let mut layer =
            Layer { inputs, weights: weight.values.clone(), bias: of("bias").cloned().unwrap_or_default() };
        if let Some(mean) = of("norm.mean") {
            let (variance, gain, shift) = (of("norm.variance")?, of("norm.weight")?, of("norm.bias")?);
            if [mean, variance, gain, shift].iter().any(|values| values.len() != outputs) {
                return None;
            }
            let numbers = mean.iter().zip(variance).zip(gain.iter().zip(shift));
            let rows = layer.weights.chunks_mut(inputs.max(1)).zip(&mut layer.bias);
            for ((weights, bias), ((mean, variance), (gain, shift))) in rows.zip(numbers) {
                let factor = f64::from(*gain) / (f64::from(*variance) + NORM_EPSILON).sqrt();
                for weight in weights {
                    *weight = (f64::from(*weight) * factor) as f32;
                }
                *bias = ((f64::from(*bias) - f64::from(*mean)) * factor + f64::from(*shift)) as f32;
            }
        }
        found.push(layer);
    }
    fit_together(&found).then_some(found)
}

/// Whether every layer takes what the one before it gives, and all are numbers.
pub(super) fn fit_together(layers: &[Layer]) -> bool {
    let whole = |layer: &Layer| {
        let numbers = layer.weights.iter().chain(&layer.bias);
        layer.inputs > 0
            && !layer.bias.is_empty()
            && layer.inputs.checked_mul(layer.bias.len()) == Some(layer.weights.len())
            && numbers.into_iter().all(|value| value.is_finite())
    };
    let joined = layers.iter().zip(layers.iter().skip(1));
    !layers.is_empty() && layers.iter().all(whole) && joined.into_iter().all(|(a, b)| a.outputs() == b.inputs)
}

impl Layer {
    /// What it takes.
    pub(super) fn inputs(&self) -> usize {
        self.inputs
    }

    /// What it gives.
    pub(super) fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// Its weights, outputs × inputs.
    pub(super) fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// Weights of what it gives at a place, one per input; empty where there is no such place.
    pub(super) fn weights_of(&self, output: usize) -> &[f32] {
        self.weights.chunks(self.inputs.max(1)).nth(output).unwrap_or_default()
    }

    /// Its bias, one per output.
    pub(super) fn bias(&self) -> &[f32] {
        &self.bias
    }

    /// Weights · inputs + bias, rows × outputs; none where `x` has another width.
    pub(super) fn sums(&self, x: &ArrayView2<'_, f32>) -> Option<Array2<f32>> {
        if x.ncols() != self.inputs {
            return None;
        }
        let weights = ArrayView2::from_shape((self.outputs(), self.inputs), &self.weights).ok()?;
        let mut sums = x.dot(&weights.t());
        for mut row in sums.axis_iter_mut(Axis(0)) {
            row.iter_mut().zip(&self.bias).for_each(|(sum, bias)| *sum += bias);
        }
        Some(sums)
    }

    /// Its bias, which a shift of the answers may move.
    pub(super) fn bias_mut(&mut self) -> &mut [f32] {
        &mut self.bias
    }
}

/// Sums of the last layer, rows × outputs; none where `x` has another width than the first layer takes.
pub(super) fn forward(
    layers: &[Layer],
    activation: Activation,
    x: &ArrayView2<'_, f64>,
) -> Option<Array2<f32>> {
    let first = layers.first()?.sums(&x.mapv(|value| value as f32).view())?;
    through(layers, activation, first).pop()
}

/// What every layer gives, rows × outputs, from the sums of the first one: activations of the hidden ones, sums of
/// the last.
pub(super) fn through(layers: &[Layer], activation: Activation, first: Array2<f32>) -> Vec<Array2<f32>> {
    let last = layers.len().saturating_sub(1);
    let mut given: Vec<Array2<f32>> = Vec::with_capacity(layers.len());
    let mut first = Some(first);
    for (index, layer) in layers.iter().enumerate() {
        let before = given.last();
        let sums = first.take().or_else(|| before.and_then(|before| layer.sums(&before.view())));
        let Some(mut values) = sums else { break };
        if index < last {
            values.mapv_inplace(|z| activate(activation, z));
        }
        given.push(values);
    }
    given
}

fn activate(activation: Activation, z: f32) -> f32 {
    match activation {
        Activation::Relu => z.max(0.0),
        Activation::Gelu => {
            let inner = (2.0 / std::f32::consts::PI).sqrt() * (z + 0.044_715 * z * z * z);
            0.5 * z * (1.0 + inner.tanh())
        }
        Activation::Tanh => z.tanh(),
        Activation::Sigmoid => 1.0 / (1.0 + (-z).exp()),
    }
}
