//! Neural nets (multilayer perceptrons): what is learned from, what is chosen where nothing is asked for, and what a
//! trained net says.
//!
//! libtorch trains in a program of its own, which `engine` drives; this room never sees it. A trained net is plain
//! numbers and predicts anywhere: [`forward`] is our own pass from inputs to the last layer, held against libtorch
//! by the trainer's tests.

mod answers;
mod design;
mod feed;
mod forward;
mod inside;
#[cfg(test)]
mod inside_tests;
mod map;
mod plane;
mod principal;
mod response;
#[cfg(test)]
mod tests;
mod usual;

use clientele_neural_protocol::tensors::Tensors;
use clientele_neural_protocol::{Activation, Task};
use ndarray::{Array2, ArrayView2};
use serde::{Deserialize, Serialize};

use super::model::logistic;
pub use feed::{Asked, Cells, Feed};
use forward::Layer;
pub use map::Mapper;
pub use usual::{EPOCHS, Plan, check_room, plan};

/// A trained net.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Net {
    activation: Activation,
    answer: Answer,
    layers: Vec<Layer>,
}

/// What the sums of the last layer mean.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case", deny_unknown_fields)]
enum Answer {
    /// A number: sum · scale + shift.
    Number {
        /// Mean of the answers that were learned from.
        shift: f64,
        /// Their standard deviation.
        scale: f64,
    },
    /// The log-odds of the positive answer.
    Chance,
    /// Scores of several answers, to be made chances by softmax.
    Chances,
}

impl Answer {
    fn of(task: Task, (shift, scale): (f64, f64)) -> Self {
        match task {
            Task::Number => Self::Number { shift, scale },
            Task::YesNo => Self::Chance,
            Task::Category { .. } => Self::Chances,
        }
    }
}

impl Net {
    /// A net from a file of weights that was learned from `feed`; none if they do not fit together or hold what is
    /// no number. Where rows counted more than others, scores are mapped back to the real rates.
    pub fn new(tensors: &Tensors, activation: Activation, feed: &Feed) -> Option<Self> {
        let mut layers = forward::layers(tensors)?;
        let last = layers.last_mut()?;
        for (bias, shift) in last.bias_mut().iter_mut().zip(&feed.shifts) {
            *bias -= *shift as f32;
        }
        let net = Self { activation, answer: Answer::of(feed.task, feed.unit), layers };
        let outputs = feed.task.outputs() as usize;
        (net.is_whole() && net.width() == feed.width && net.outputs() == outputs).then_some(net)
    }

    /// How many columns a matrix must have.
    pub(super) fn width(&self) -> usize {
        self.layers.first().map_or(0, Layer::inputs)
    }

    fn outputs(&self) -> usize {
        self.layers.last().map_or(0, Layer::outputs)
    }

    /// How many answers it knows chances of, if several.
    pub(super) fn classes(&self) -> Option<usize> {
        (self.answer == Answer::Chances).then(|| self.outputs())
    }

    /// Whether its numbers fit together.
    pub(super) fn is_whole(&self) -> bool {
        let unit = match self.answer {
            Answer::Number { shift, scale } => shift.is_finite() && scale.is_finite() && self.outputs() == 1,
            Answer::Chance => self.outputs() == 1,
            Answer::Chances => self.outputs() >= 2,
        };
        unit && forward::fit_together(&self.layers)
    }

    /// The number or the chance of each row; of several answers the chance of the likeliest. NaN where the matrix
    /// has another width.
    pub(super) fn predict(&self, x: &ArrayView2<'_, f64>) -> Vec<f64> {
        match forward::forward(&self.layers, self.activation, x) {
            Some(sums) => self.said(&sums),
            None => vec![f64::NAN; x.nrows()],
        }
    }

    /// What sums of the last layer mean, one per row.
    fn said(&self, sums: &Array2<f32>) -> Vec<f64> {
        match self.answer {
            Answer::Number { shift, scale } => {
                sums.iter().map(|sum| f64::from(*sum) * scale + shift).collect()
            }
            Answer::Chance => sums.iter().map(|sum| logistic(f64::from(*sum))).collect(),
            Answer::Chances => {
                let likeliest = |chances: &[f64]| chances.iter().copied().fold(f64::NAN, f64::max);
                softmax(sums).chunks(self.outputs().max(1)).map(likeliest).collect()
            }
        }
    }

    /// The chance of each of several answers, row by row; empty for other nets, NaN where the matrix has another
    /// width.
    pub(super) fn chances(&self, x: &ArrayView2<'_, f64>) -> Vec<f64> {
        let Some(classes) = self.classes() else { return Vec::new() };
        match forward::forward(&self.layers, self.activation, x) {
            Some(sums) => softmax(&sums),
            None => vec![f64::NAN; x.nrows() * classes],
        }
    }
}

/// Chances from scores, row by row.
fn softmax(sums: &Array2<f32>) -> Vec<f64> {
    let mut chances: Vec<f64> = sums.iter().map(|sum| f64::from(*sum)).collect();
    for row in chances.chunks_mut(sums.ncols().max(1)) {
        // Shifted by the largest, so that nothing overflows.
        let most = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        for score in &mut *row {
            *score = (*score - most).exp();
        }
        let sum: f64 = row.iter().sum();
        for chance in row {
            *chance /= sum;
        }
    }
    chances
}
