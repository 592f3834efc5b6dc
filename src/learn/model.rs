//! Trained models as plain numbers: they predict, are saved with the preparation, and know no solver.

use clientele_kernels::{self as kernels, Centres};
use ndarray::{Array1, ArrayView1, ArrayView2};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::recipe::ModelChoice;
use crate::domain::report::{Coefficient, EffectStep};

use super::blocks;
use super::design::Design;
use super::multinomial;
use super::net::Net;
use super::prepare::Preparation;
use super::svm::Machine;

/// A trained model. Weights are in the order of [`Preparation::outputs`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "model", rename_all = "kebab-case")]
pub enum Model {
    /// A number: intercept + weights · x.
    Linear {
        /// Value where all outputs are 0.
        intercept: f64,
        /// One per output; 0 for an output that was left out.
        weights: Vec<f64>,
    },
    /// The chance of the positive answer: 1 / (1 + exp(−(intercept + weights · x))).
    Logistic {
        /// Log-odds where all outputs are 0.
        intercept: f64,
        /// One per output; 0 for an output that was left out.
        weights: Vec<f64>,
    },
    /// The chances of several answers: exp of their scores over the sum of all (softmax).
    Multinomial {
        /// Score of each class where all outputs are 0.
        intercepts: Vec<f64>,
        /// One row per class, one weight per output; 0 for an output that was left out.
        weights: Vec<Vec<f64>>,
    },
    /// The chance of the positive answer from a support vector machine.
    Svm(Machine),
    /// What a neural net makes of the columns.
    Neural(Net),
    /// The nearest of some centres.
    KMeans {
        /// One point per group, the largest group first.
        centres: Vec<Vec<f64>>,
    },
}

/// The logistic function, without overflow.
pub(super) fn logistic(z: f64) -> f64 {
    if z >= 0.0 {
        1.0 / (1.0 + (-z).exp())
    } else {
        let e = z.exp();
        e / (1.0 + e)
    }
}

/// Squared distance of two points.
pub(super) fn squared_distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

impl Model {
    /// Which model it is.
    pub fn choice(&self) -> ModelChoice {
        match self {
            Self::Linear { .. } => ModelChoice::Linear,
            Self::Logistic { .. } | Self::Multinomial { .. } => ModelChoice::Logistic,
            Self::Svm(_) => ModelChoice::Svm,
            Self::Neural(_) => ModelChoice::Neural,
            Self::KMeans { .. } => ModelChoice::KMeans,
        }
    }

    /// How many columns a matrix must have.
    pub fn width(&self) -> usize {
        match self {
            Self::Linear { weights, .. } | Self::Logistic { weights, .. } => weights.len(),
            Self::Multinomial { weights, .. } => weights.first().map_or(0, Vec::len),
            Self::Svm(machine) => machine.width(),
            Self::Neural(net) => net.width(),
            Self::KMeans { centres } => centres.first().map_or(0, Vec::len),
        }
    }

    /// One value per row of `x` (rows × outputs): the chance of the positive answer (of several answers that of the
    /// likeliest), the number, or for groups the distance to the nearest centre. NaN where the matrix does not have [`Model::width`] columns.
    pub fn predict(&self, x: &ArrayView2<'_, f64>) -> Vec<f64> {
        if x.ncols() != self.width() {
            return vec![f64::NAN; x.nrows()];
        }
        match self {
            Self::Linear { intercept, weights } => sums(x, *intercept, weights).to_vec(),
            Self::Logistic { intercept, weights } => sums(x, *intercept, weights).mapv(logistic).to_vec(),
            Self::Multinomial { .. } => self.predict_design(&Design::from(x.to_owned())),
            Self::Svm(machine) => machine.chances(x),
            Self::Neural(net) => net.predict(x),
            Self::KMeans { .. } => self.assign(x).into_iter().map(|(_, distance)| distance).collect(),
        }
    }

    /// The same for a design.
    pub(super) fn predict_design(&self, x: &Design) -> Vec<f64> {
        match self {
            Self::Linear { weights, .. } | Self::Logistic { weights, .. } if weights.len() != x.width() => {
                vec![f64::NAN; x.rows()]
            }
            Self::Linear { intercept, weights } => x.sums(0..x.rows(), *intercept, weights),
            Self::Logistic { intercept, weights } => {
                x.sums(0..x.rows(), *intercept, weights).into_iter().map(logistic).collect()
            }
            Self::Multinomial { intercepts, .. } => {
                let chances = self.chances_design(x);
                let likeliest = |chances: &[f64]| chances.iter().copied().fold(f64::NAN, f64::max);
                chances.chunks(intercepts.len().max(1)).map(likeliest).collect()
            }
            Self::Neural(net) => net.predict_design(x),
            Self::Svm(_) | Self::KMeans { .. } => {
                x.dense(&|| true).map(|x| self.predict(&x.view())).unwrap_or_default()
            }
        }
    }

    /// How many answers it knows chances of, if several.
    pub fn classes(&self) -> Option<usize> {
        match self {
            Self::Multinomial { intercepts, .. } => Some(intercepts.len()),
            Self::Neural(net) => net.classes(),
            _ => None,
        }
    }

    /// Whether its numbers fit together, as they may not in a file edited by hand.
    pub fn is_whole(&self) -> bool {
        match self {
            Self::Multinomial { intercepts, weights } => {
                let width = self.width();
                intercepts.len() >= 2
                    && intercepts.len() == weights.len()
                    && weights.iter().all(|weights| weights.len() == width)
            }
            Self::Svm(machine) => machine.is_whole(),
            Self::Neural(net) => net.is_whole(),
            _ => true,
        }
    }

    /// The chance of each of several answers, row by row; empty for other models, NaN where the design does not
    /// have [`Model::width`] columns.
    pub(super) fn chances_design(&self, x: &Design) -> Vec<f64> {
        if let Self::Neural(net) = self {
            return net.chances_design(x);
        }
        let Self::Multinomial { intercepts, weights } = self else { return Vec::new() };
        if x.width() != self.width() {
            return vec![f64::NAN; x.rows() * intercepts.len()];
        }
        multinomial::chances(x, 0..x.rows(), intercepts, weights)
    }

    /// The 0-based group of each row and its distance to the centre; empty for other models, NaN distances
    /// where the matrix does not have [`Model::width`] columns.
    pub fn assign(&self, x: &ArrayView2<'_, f64>) -> Vec<(u32, f64)> {
        let Self::KMeans { centres } = self else { return Vec::new() };
        let x = x.as_standard_layout();
        let (Some(cells), true) = (x.as_slice(), x.ncols() > 0 && x.ncols() == self.width()) else {
            return vec![(0, f64::NAN); x.nrows()];
        };
        let turned = Centres::new(centres, x.ncols());
        let mut found = vec![(0, 0.0); x.nrows()];
        found
            .par_chunks_mut(blocks::ROWS)
            .zip(cells.par_chunks(blocks::ROWS * x.ncols()))
            .for_each(|(found, cells)| kernels::nearest(cells, &turned, found));
        found.into_iter().map(|(group, squared)| (group, squared.sqrt())).collect()
    }

    /// Intercept and weights of the outputs, where the number or the log-odds are their sum.
    pub fn weighted_sum(&self) -> Option<(f64, Vec<f64>)> {
        match self {
            Self::Linear { intercept, weights } | Self::Logistic { intercept, weights } => {
                Some((*intercept, weights.clone()))
            }
            Self::Svm(machine) => machine.log_odds(),
            Self::Multinomial { .. } | Self::Neural(_) | Self::KMeans { .. } => None,
        }
    }

    /// The effect per unit of each column, the intercept first, in the columns' own units (for yes/no:
    /// change of the log-odds per unit). Empty where the prediction is no weighted sum.
    pub fn coefficients(&self, preparation: &Preparation) -> Vec<Coefficient> {
        let Some((start, weights)) = self.weighted_sum() else { return Vec::new() };
        in_units(preparation, start, &weights)
    }

    /// The same for each of several answers: change of its score per unit. Empty for other models.
    pub fn class_coefficients(&self, preparation: &Preparation) -> Vec<Vec<Coefficient>> {
        let Self::Multinomial { intercepts, weights } = self else { return Vec::new() };
        let of = |(start, weights): (&f64, &Vec<f64>)| in_units(preparation, *start, weights);
        intercepts.iter().zip(weights).map(of).collect()
    }
}

/// Effects in the columns' own units, the intercept first, from those of the outputs.
fn in_units(preparation: &Preparation, start: f64, weights: &[f64]) -> Vec<Coefficient> {
    let mut start = start;
    let mut effects = Vec::with_capacity(weights.len() + 1);
    let outputs = preparation.outputs().iter().zip(preparation.units().zip(preparation.steps()));
    for (weight, (output, ((shift, scale), step))) in weights.iter().zip(outputs) {
        let estimate = weight / scale;
        start -= estimate * shift;
        effects.push(Coefficient { name: output.name.clone(), estimate, step, certainty: None });
    }
    let name = "(intercept)".to_owned();
    effects.insert(0, Coefficient { name, estimate: start, step: EffectStep::Start, certainty: None });
    effects
}

/// `intercept + X · weights`.
pub(super) fn sums(x: &ArrayView2<'_, f64>, intercept: f64, weights: &[f64]) -> Array1<f64> {
    x.dot(&ArrayView1::from(weights)) + intercept
}
