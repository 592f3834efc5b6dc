//! A trained machine as plain numbers.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};
use serde::{Deserialize, Serialize};

use super::platt::Sigmoid;

/// Rows that are compared with all support vectors at a time: bounds the memory of their products.
const PIECE: usize = 256;

/// What a support vector machine has learned: decision value = Σ factor · alike(vector, row) + intercept, and the
/// chance of the positive answer from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Machine {
    kernel: Shape,
    /// Columns.
    width: usize,
    /// The rows the line leans on; one row, the weights, where the line is straight.
    vectors: Vec<Vec<f64>>,
    /// One per vector.
    factors: Vec<f64>,
    intercept: f64,
    sigmoid: Sigmoid,
}

/// How alike two rows are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Shape {
    /// Their product.
    Linear,
    /// exp(−gamma · squared distance).
    Rbf {
        /// Above 0.
        gamma: f64,
    },
}

impl Shape {
    /// From the product of two rows and the sum of squares of each.
    pub(super) fn alike(self, dot: f64, one: f64, other: f64) -> f64 {
        match self {
            Self::Linear => dot,
            // Rounding can take the squared distance of equal rows below 0.
            Self::Rbf { gamma } => (-gamma * (one + other - 2.0 * dot).max(0.0)).exp(),
        }
    }
}

impl Machine {
    pub(super) fn linear(weights: Vec<f64>, intercept: f64, sigmoid: Sigmoid) -> Self {
        let width = weights.len();
        Self { kernel: Shape::Linear, width, vectors: vec![weights], factors: vec![1.0], intercept, sigmoid }
    }

    pub(super) fn rbf(
        (gamma, width): (f64, usize),
        vectors: Vec<Vec<f64>>,
        factors: Vec<f64>,
        intercept: f64,
        sigmoid: Sigmoid,
    ) -> Self {
        Self { kernel: Shape::Rbf { gamma }, width, vectors, factors, intercept, sigmoid }
    }

    /// Columns a matrix must have.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether all parts fit together, as in a file that nobody has changed by hand.
    pub fn is_whole(&self) -> bool {
        self.vectors.iter().all(|vector| vector.len() == self.width)
            && self.vectors.len() == self.factors.len()
    }

    /// One decision value per row of `x` (rows × columns): above 0 on the side of the positive answer.
    pub fn decisions(&self, x: &ArrayView2<'_, f64>) -> Vec<f64> {
        let rows = self.vectors.len();
        let cells: Vec<f64> = self.vectors.iter().flatten().copied().collect();
        let Ok(vectors) = Array2::from_shape_vec((rows, self.width), cells) else {
            return vec![f64::NAN; x.nrows()];
        };
        if x.ncols() != self.width {
            return vec![f64::NAN; x.nrows()];
        }
        let squares =
            |x: &ArrayView2<'_, f64>| -> Vec<f64> { x.rows().into_iter().map(|row| row.dot(&row)).collect() };
        let (factors, theirs) = (ArrayView1::from(&self.factors), squares(&vectors.view()));
        let mut out = Vec::with_capacity(x.nrows());
        for piece in x.axis_chunks_iter(Axis(0), PIECE) {
            let mut alike = piece.dot(&vectors.t());
            if !matches!(self.kernel, Shape::Linear) {
                for (mut row, own) in alike.rows_mut().into_iter().zip(squares(&piece)) {
                    for (value, other) in row.iter_mut().zip(&theirs) {
                        *value = self.kernel.alike(*value, own, *other);
                    }
                }
            }
            let values: Array1<f64> = alike.dot(&factors) + self.intercept;
            out.extend(values);
        }
        out
    }

    /// The chance of the positive answer of each row; grows with the decision value.
    pub fn chances(&self, x: &ArrayView2<'_, f64>) -> Vec<f64> {
        self.decisions(x).into_iter().map(|value| self.sigmoid.chance(value)).collect()
    }

    /// Log-odds as a weighted sum, intercept first; none where the line is curved.
    pub fn log_odds(&self) -> Option<(f64, Vec<f64>)> {
        let (Shape::Linear, [weights]) = (self.kernel, self.vectors.as_slice()) else { return None };
        let slope = self.sigmoid.slope();
        let start = self.sigmoid.log_odds(self.intercept);
        Some((start, weights.iter().map(|weight| slope * weight).collect()))
    }

    /// Rows the line leans on; none where they were added up to weights.
    pub fn support_vectors(&self) -> Option<usize> {
        (!matches!(self.kernel, Shape::Linear)).then_some(self.vectors.len())
    }
}
