//! The layers of a net on libtorch.

use std::path::Path;

use clientele_neural_protocol::tensors::{self, EPOCH, LAYER, NORM_EPSILON};
use clientele_neural_protocol::{Activation, Embedding, Shape, Start};
use tch::{Kind, Tensor, no_grad};

/// Standard deviation of the numbers that levels begin with.
const TABLE_START: f64 = 0.05;
/// How much of the running mean and variance of batch norm each batch replaces.
const NORM_MOMENTUM: f64 = 0.1;

/// A multilayer perceptron: sums, batch norm where asked for, activation, dropout; the last layer sums only.
///
/// All that is learned by slopes stands in one tensor, so that an optimiser takes one step instead of one for each
/// layer, and a copy is one copy. Columns of a category of many levels go through a table first; that is a product like
/// another, so that what is written is a net without tables.
pub(crate) struct Net {
    /// Tables of categories (levels × size), then layer by layer: weight (outputs × inputs), bias and, with batch norm, its gain and shift.
    pub(crate) learned: Tensor,
    embeddings: Vec<Embedding>,
    layers: Vec<Layer>,
    pieces: Vec<i64>,
    activation: Activation,
    /// The share of hidden neurons left out while it learns.
    pub(crate) dropout: f64,
}

struct Layer {
    inputs: i64,
    outputs: i64,
    norm: Option<Norm>,
}

/// What batch norm saw, for rows that are not learned from.
struct Norm {
    mean: Tensor,
    variance: Tensor,
}

/// Everything that was learned, as views.
struct Learned {
    tables: Vec<Tensor>,
    layers: Vec<Pieces>,
}

/// The learned pieces of one layer.
struct Pieces {
    weight: Tensor,
    bias: Tensor,
    norm: Option<(Tensor, Tensor)>,
}

impl Net {
    /// A net with starting weights, drawn from libtorch's generator. Embeddings lie within the inputs, one after the
    /// other.
    pub(crate) fn new(
        (shape, embeddings): (&Shape, &[Embedding]),
        inputs: i64,
        outputs: i64,
        device: tch::Device,
    ) -> Self {
        let widths: Vec<i64> = shape.layers.iter().map(|width| i64::from(*width)).chain([outputs]).collect();
        let float = (Kind::Float, device);
        let (mut layers, mut starts, mut pieces) = (Vec::new(), Vec::new(), Vec::new());
        let mut before = inputs;
        for embedding in embeddings {
            let (levels, size) = (i64::from(embedding.levels), i64::from(embedding.size));
            starts.push(Tensor::randn([levels * size], float) * TABLE_START);
            pieces.push(levels * size);
            before += size - levels;
        }
        for (index, width) in widths.iter().enumerate() {
            let (fan_in, fan_out) = (before as f64, *width as f64);
            let mut weight = Tensor::zeros([*width, before], float);
            let _drawn = match shape.start() {
                Start::Xavier => {
                    let limit = (6.0 / (fan_in + fan_out)).sqrt();
                    weight.uniform_(-limit, limit)
                }
                Start::He => weight.normal_(0.0, (2.0 / fan_in).sqrt()),
            };
            starts.extend([weight.view([-1]), Tensor::zeros([*width], float)]);
            pieces.extend([before * width, *width]);
            let norm = (shape.batch_norm && index + 1 < widths.len()).then(|| {
                starts.extend([Tensor::ones([*width], float), Tensor::zeros([*width], float)]);
                pieces.extend([*width, *width]);
                Norm { mean: Tensor::zeros([*width], float), variance: Tensor::ones([*width], float) }
            });
            layers.push(Layer { inputs: before, outputs: *width, norm });
            before = *width;
        }
        let learned = Tensor::cat(&starts, 0).set_requires_grad(true);
        let (activation, dropout) = (shape.activation, shape.dropout);
        Self { learned, embeddings: embeddings.to_vec(), layers, pieces, activation, dropout }
    }

    /// The pieces of what was learned.
    fn pieces(&self, learned: &Tensor) -> Learned {
        let mut views = learned.split_with_sizes(self.pieces.as_slice(), 0).into_iter();
        let tables = self.embeddings.iter().zip(views.by_ref());
        let tables = tables.map(|(embedding, flat)| flat.view([-1, i64::from(embedding.size)])).collect();
        let layers = self.layers.iter().filter_map(|layer| {
            let weight = views.next()?.view([layer.outputs, layer.inputs]);
            let bias = views.next()?;
            let norm = match layer.norm {
                Some(_) => Some((views.next()?, views.next()?)),
                None => None,
            };
            Some(Pieces { weight, bias, norm })
        });
        Learned { tables, layers: layers.collect() }
    }

    /// What the first layer takes: in place of the columns of an embedding the numbers of its table.
    fn met(&self, x: &Tensor, tables: &[Tensor]) -> Tensor {
        self.through(tables, |start, length, table| {
            let columns = x.narrow(1, start, length);
            table.map_or_else(|| columns.shallow_clone(), |table| columns.matmul(table))
        })
        .unwrap_or_else(|| x.shallow_clone())
    }

    /// Weights of the first layer for the columns themselves: those of an embedding times its table.
    fn folded(&self, weight: &Tensor, tables: &[Tensor]) -> Tensor {
        let mut at = 0;
        let whole = self.through(tables, |_, length, table| {
            let taken = table.map_or(length, |table| table.size().last().copied().unwrap_or(0));
            let own = weight.narrow(1, at, taken);
            at += taken;
            table.map_or_else(|| own.shallow_clone(), |table| own.matmul(&table.tr()))
        });
        whole.unwrap_or_else(|| weight.shallow_clone())
    }

    /// What is made of each run of columns, side by side: first column, how many, and the table if they have one. None
    /// where there are no tables.
    fn through(
        &self,
        tables: &[Tensor],
        mut part: impl FnMut(i64, i64, Option<&Tensor>) -> Tensor,
    ) -> Option<Tensor> {
        let reduced = self.layers.first()?.inputs;
        let grown =
            self.embeddings.iter().map(|one| i64::from(one.levels) - i64::from(one.size)).sum::<i64>();
        let (mut parts, mut at) = (Vec::new(), 0);
        for (embedding, table) in self.embeddings.iter().zip(tables) {
            let (start, levels) = (i64::from(embedding.start), i64::from(embedding.levels));
            if start > at {
                parts.push(part(at, start - at, None));
            }
            parts.push(part(start, levels, Some(table)));
            at = start + levels;
        }
        if parts.is_empty() {
            return None;
        }
        if reduced + grown > at {
            parts.push(part(at, reduced + grown - at, None));
        }
        Some(Tensor::cat(&parts, 1))
    }

    /// Sums of the last layer, rows × outputs. `learns`: with dropout, and batch norm by the batch itself.
    pub(crate) fn forward(&self, x: &Tensor, learns: bool) -> Tensor {
        self.sums(&self.pieces(&self.learned), x, learns)
    }

    fn sums(&self, learned: &Learned, x: &Tensor, learns: bool) -> Tensor {
        let mut values = self.met(x, &learned.tables);
        let last = self.layers.len().saturating_sub(1);
        for (index, (layer, own)) in self.layers.iter().zip(&learned.layers).enumerate() {
            values = values.linear(&own.weight, Some(&own.bias));
            if index == last {
                break;
            }
            if let (Some(norm), Some((gain, shift))) = (&layer.norm, &own.norm) {
                let seen = (Some(&norm.mean), Some(&norm.variance));
                let (momentum, epsilon) = (NORM_MOMENTUM, NORM_EPSILON);
                values = values.batch_norm(
                    Some(gain),
                    Some(shift),
                    seen.0,
                    seen.1,
                    learns,
                    momentum,
                    epsilon,
                    true,
                );
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

    /// Sums of rows that are learned from, and λ₂/2 · Σ w² + λ₁ · Σ |w| over the weights, biases left out.
    pub(crate) fn learn(&self, x: &Tensor, l2: f64, l1: f64) -> (Tensor, Option<Tensor>) {
        let learned = self.pieces(&self.learned);
        let one = |weight: &Tensor| {
            let squares = (l2 > 0.0).then(|| weight.square().sum(Kind::Float) * (l2 / 2.0));
            let sizes = (l1 > 0.0).then(|| weight.abs().sum(Kind::Float) * l1);
            squares.into_iter().chain(sizes).reduce(|sum, more| sum + more)
        };
        let weights = learned.layers.iter().map(|own| &own.weight).chain(&learned.tables);
        let penalty = weights.filter_map(one).reduce(|sum, more| sum + more);
        (self.sums(&learned, x, true), penalty)
    }

    /// Everything that changes while it learns, to be put back later.
    pub(crate) fn state(&self) -> Vec<Tensor> {
        self.moving().into_iter().map(|tensor| tensor.detach().copy()).collect()
    }

    /// Is again as it was then.
    pub(crate) fn recall(&mut self, state: &[Tensor]) {
        no_grad(|| {
            for (mut now, then) in self.moving().into_iter().zip(state) {
                now.copy_(then);
            }
        });
    }

    fn moving(&self) -> Vec<Tensor> {
        let norms = self.layers.iter().filter_map(|layer| layer.norm.as_ref());
        let seen = norms.flat_map(|norm| [&norm.mean, &norm.variance]);
        [&self.learned].into_iter().chain(seen).map(Tensor::shallow_clone).collect()
    }

    /// Everything that was learned, by name, as it is now.
    pub(crate) fn weights(&self) -> Vec<(String, Tensor)> {
        self.named(&self.moving())
    }

    /// The same of a state that was kept, as views into it where they can be.
    pub(crate) fn named(&self, state: &[Tensor]) -> Vec<(String, Tensor)> {
        let mut found = Vec::new();
        let mut state = state.iter();
        let Some(learned) = state.next() else { return found };
        let Learned { tables, layers } = self.pieces(&learned.detach());
        for (index, (layer, own)) in self.layers.iter().zip(layers).enumerate() {
            let mut keep = |name: &str, tensor: Option<Tensor>| {
                found.extend(tensor.map(|tensor| (format!("{LAYER}{index}.{name}"), tensor)));
            };
            let weight = if index == 0 { self.folded(&own.weight, &tables) } else { own.weight };
            keep("weight", Some(weight));
            keep("bias", Some(own.bias));
            if layer.norm.is_some() {
                let (gain, shift) = own.norm.unzip();
                keep("norm.weight", gain);
                keep("norm.bias", shift);
                keep("norm.mean", state.next().map(Tensor::shallow_clone));
                keep("norm.variance", state.next().map(Tensor::shallow_clone));
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
