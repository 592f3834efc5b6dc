//! The layers of a net on libtorch.

use std::path::Path;

use clientele_neural_protocol::tensors::{self, EPOCH, LAYER, NORM_EPSILON};
use clientele_neural_protocol::{Activation, Shape, Start};
use tch::nn::{self, BatchNorm, BatchNormConfig, ModuleT as _, VarStore};
use tch::{Kind, Tensor, no_grad};

/// A multilayer perceptron: sums, batch norm where asked for, activation, dropout; the last layer sums only.
pub(crate) struct Net {
    pub(crate) store: VarStore,
    layers: Vec<Layer>,
    activation: Activation,
    dropout: f64,
}

struct Layer {
    weight: Tensor,
    bias: Tensor,
    norm: Option<BatchNorm>,
}

impl Net {
    /// A net with starting weights, drawn from libtorch's generator.
    pub(crate) fn new(shape: &Shape, inputs: i64, outputs: i64, device: tch::Device) -> Self {
        let store = VarStore::new(device);
        let root = store.root();
        let widths: Vec<i64> = shape.layers.iter().map(|width| i64::from(*width)).chain([outputs]).collect();
        let mut before = inputs;
        let mut layers = Vec::new();
        for (index, width) in widths.iter().enumerate() {
            let place = &root / format!("layer{index}");
            let zero = nn::Init::Const(0.0);
            let mut weight = place.var("weight", &[*width, before], zero);
            let (fan_in, fan_out) = (before as f64, *width as f64);
            no_grad(|| {
                let _filled = match shape.start() {
                    Start::Xavier => {
                        let limit = (6.0 / (fan_in + fan_out)).sqrt();
                        weight.uniform_(-limit, limit)
                    }
                    Start::He => weight.normal_(0.0, (2.0 / fan_in).sqrt()),
                };
            });
            let is_hidden = index + 1 < widths.len();
            let norm = (shape.batch_norm && is_hidden).then(|| {
                let config = BatchNormConfig {
                    eps: NORM_EPSILON,
                    ws_init: nn::Init::Const(1.0),
                    bs_init: zero,
                    ..BatchNormConfig::default()
                };
                nn::batch_norm1d(&place / "norm", *width, config)
            });
            layers.push(Layer { weight, bias: place.var("bias", &[*width], zero), norm });
            before = *width;
        }
        Self { store, layers, activation: shape.activation, dropout: shape.dropout }
    }

    /// Sums of the last layer, rows × outputs. `learns`: with dropout, and batch norm by the batch itself.
    pub(crate) fn forward(&self, x: &Tensor, learns: bool) -> Tensor {
        let mut values = x.shallow_clone();
        let last = self.layers.len().saturating_sub(1);
        for (index, layer) in self.layers.iter().enumerate() {
            values = values.linear(&layer.weight, Some(&layer.bias));
            if index == last {
                break;
            }
            if let Some(norm) = &layer.norm {
                values = norm.forward_t(&values, learns);
            }
            values = match self.activation {
                Activation::Relu => values.relu(),
                Activation::Gelu => values.gelu("tanh"),
                Activation::Tanh => values.tanh(),
                Activation::Sigmoid => values.sigmoid(),
            };
            if self.dropout > 0.0 && learns {
                values = values.dropout(self.dropout, true);
            }
        }
        values
    }

    /// Σ w² and Σ |w| over the weights, biases left out.
    pub(crate) fn penalties(&self, l2: f64, l1: f64) -> Option<Tensor> {
        let one = |layer: &Layer| {
            let squares = (l2 > 0.0).then(|| layer.weight.square().sum(Kind::Float) * (l2 / 2.0));
            let sizes = (l1 > 0.0).then(|| layer.weight.abs().sum(Kind::Float) * l1);
            squares.into_iter().chain(sizes).reduce(|sum, more| sum + more)
        };
        self.layers.iter().filter_map(one).reduce(|sum, more| sum + more)
    }

    /// Everything that was learned, by name, as it is now.
    pub(crate) fn weights(&self) -> Vec<(String, Tensor)> {
        let mut found = Vec::new();
        for (index, layer) in self.layers.iter().enumerate() {
            let mut keep = |name: &str, tensor: &Tensor| {
                found.push((format!("{LAYER}{index}.{name}"), tensor.detach().copy()));
            };
            keep("weight", &layer.weight);
            keep("bias", &layer.bias);
            if let Some(norm) = &layer.norm {
                for (name, tensor) in [("norm.weight", &norm.ws), ("norm.bias", &norm.bs)] {
                    if let Some(tensor) = tensor {
                        keep(name, tensor);
                    }
                }
                keep("norm.mean", &norm.running_mean);
                keep("norm.variance", &norm.running_var);
            }
        }
        found
    }
}

/// Writes weights with the pass they come from.
pub(crate) fn write(path: &Path, epoch: u32, weights: &[(String, Tensor)]) -> Result<(), String> {
    let mut plain = Vec::new();
    for (name, tensor) in weights {
        let shape: Vec<usize> = tensor.size().iter().filter_map(|size| usize::try_from(*size).ok()).collect();
        let flat = tensor.to_device(tch::Device::Cpu).to_kind(Kind::Float).contiguous().view([-1]);
        let values = Vec::<f32>::try_from(&flat).map_err(|error| error.to_string())?;
        plain.push((name.as_str(), shape, values));
    }
    let epoch = [epoch as f32];
    let mut named: Vec<(&str, &[usize], &[f32])> =
        plain.iter().map(|(name, shape, values)| (*name, shape.as_slice(), values.as_slice())).collect();
    named.push((EPOCH, &[1], &epoch));
    tensors::write(path, &named).map_err(|error| format!("{}: {error}", path.display()))
}
