//! The log-likelihood of several answers with its slope and its curvature, each in one pass over the rows.

use std::ops::Range;

use clientele_kernels as kernels;
use ndarray::{Array1, Array2, ArrayView1, Axis, s};

use super::super::blocks::{self, GoOn};
use super::super::design::Design;
use super::super::error::LearnError;

/// Rows and the class of each.
#[derive(Clone, Copy)]
pub(super) struct Classed<'a> {
    pub(super) x: &'a Design,
    /// From 0; a class that is not learned costs nothing.
    pub(super) known: &'a [u16],
    /// How much each row counts; none where all count once.
    pub(super) weights: Option<&'a [f64]>,
}

/// What one pass tells about a place: the sum of losses and its slope, shaped like the place.
pub(super) struct Slope {
    pub(super) loss: f64,
    pub(super) gradient: Array2<f64>,
}

/// The same with the curvature in the classes behind the first, one after the other.
pub(super) struct Local {
    pub(super) slope: Slope,
    pub(super) hessian: Array2<f64>,
}

/// A place is classes × (outputs, then an intercept).
type Place = Array2<f64>;

/// Weights and intercept of one class.
fn class<'a>(row: &'a ArrayView1<'_, f64>) -> (f64, &'a [f64]) {
    let cells = row.as_slice().unwrap_or_default();
    cells.split_last().map_or((0.0, &[]), |(intercept, weights)| (*intercept, weights))
}

/// Scores of some rows, one run of rows per class.
pub(in super::super) fn scores(x: &Design, rows: &Range<usize>, at: &Place) -> Vec<f64> {
    let mut scores = Vec::with_capacity(rows.len() * at.nrows());
    for row in at.rows() {
        let (intercept, weights) = class(&row);
        scores.extend(x.sums(rows.clone(), intercept, weights));
    }
    scores
}

impl Classed<'_> {
    /// Chances of some rows, one run of rows per class, and what each row costs.
    fn chances(&self, rows: &Range<usize>, at: &Place) -> (Vec<f64>, Vec<f64>) {
        let mut chances = scores(self.x, rows, at);
        let mut losses = vec![0.0; rows.len()];
        kernels::classes(&mut chances, self.known(rows), &mut losses);
        self.weigh(rows, &mut losses);
        (chances, losses)
    }

    fn known(&self, rows: &Range<usize>) -> &[u16] {
        self.known.get(rows.clone()).unwrap_or_default()
    }

    /// Multiplies one value per row by what the row counts.
    fn weigh(&self, rows: &Range<usize>, values: &mut [f64]) {
        if let Some(weights) = self.weights.and_then(|weights| weights.get(rows.clone())) {
            values.iter_mut().zip(weights).for_each(|(value, weight)| *value *= weight);
        }
    }

    /// Sum of −ln(chance of what happened).
    pub(super) fn loss(&self, at: &Place, go_on: GoOn<'_>) -> Result<f64, LearnError> {
        let part = |rows: Range<usize>| self.chances(&rows, at).1.iter().sum::<f64>();
        blocks::sum(self.x.rows(), go_on, 0.0, part, |total, part| *total += part)
    }

    /// The largest distance between the scores of two classes of one row.
    pub(super) fn farthest(&self, at: &Place, go_on: GoOn<'_>) -> Result<f64, LearnError> {
        let part = |rows: Range<usize>| {
            let scores = scores(self.x, &rows, at);
            let mut ends = vec![(f64::INFINITY, f64::NEG_INFINITY); rows.len()];
            for run in scores.chunks_exact(rows.len().max(1)) {
                for ((low, high), score) in ends.iter_mut().zip(run) {
                    (*low, *high) = (low.min(*score), high.max(*score));
                }
            }
            ends.iter().fold(0.0, |most: f64, (low, high)| most.max(high - low))
        };
        blocks::sum(self.x.rows(), go_on, 0.0, part, |most: &mut f64, part| *most = most.max(part))
    }

    /// Loss and slope (Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, 4.4).
    pub(super) fn slope(&self, at: &Place, go_on: GoOn<'_>) -> Result<Slope, LearnError> {
        let start = Slope { loss: 0.0, gradient: Array2::zeros(at.dim()) };
        let part = |rows: Range<usize>| {
            let (chances, losses) = self.chances(&rows, at);
            self.slope_of(&rows, &chances, &losses)
        };
        blocks::sum(self.x.rows(), go_on, start, part, |total, part| {
            total.loss += part.loss;
            total.gradient += &part.gradient;
        })
    }

    fn slope_of(&self, rows: &Range<usize>, chances: &[f64], losses: &[f64]) -> Slope {
        let length = rows.len().max(1);
        let mut gradient = Array2::zeros((chances.len() / length, self.x.width() + 1));
        for ((class, mut row), run) in gradient.rows_mut().into_iter().enumerate().zip(chances.chunks(length))
        {
            let mut misses = run.to_vec();
            for (miss, known) in misses.iter_mut().zip(self.known(rows)) {
                if usize::from(*known) == class {
                    *miss -= 1.0;
                }
            }
            self.weigh(rows, &mut misses);
            row.assign(&self.with_intercept(rows, &misses));
        }
        Slope { loss: losses.iter().sum(), gradient }
    }

    /// `Xᵀ · values` of some rows, and behind it their sum.
    fn with_intercept(&self, rows: &Range<usize>, values: &[f64]) -> Array1<f64> {
        let p = self.x.width();
        let mut sums = Array1::zeros(p + 1);
        sums.slice_mut(s![..p]).assign(&self.x.transposed(rows.clone(), values));
        sums.slice_mut(s![p..]).fill(values.iter().sum());
        sums
    }

    /// `Xᵀ · diag(values) · X` of some rows, the intercept as one more column.
    fn bordered(&self, rows: &Range<usize>, values: &[f64]) -> Array2<f64> {
        let p = self.x.width();
        let mut cross = Array2::zeros((p + 1, p + 1));
        cross.slice_mut(s![..p, ..p]).assign(&self.x.cross(rows.clone(), values));
        let border = self.with_intercept(rows, values);
        cross.row_mut(p).assign(&border);
        cross.column_mut(p).assign(&border);
        cross
    }

    /// `Xᵀ · X` with the intercept, each row as much as it counts.
    pub(super) fn cross(&self, go_on: GoOn<'_>) -> Result<Array2<f64>, LearnError> {
        let p = self.x.width() + 1;
        let part = |rows: Range<usize>| {
            let mut ones = vec![1.0; rows.len()];
            self.weigh(&rows, &mut ones);
            self.bordered(&rows, &ones)
        };
        blocks::sum(self.x.rows(), go_on, Array2::zeros((p, p)), part, |total, part| *total += &part)
    }

    /// Loss, slope, and curvature where the scores of the first class stay as they are (Böhning 1992, Multinomial
    /// logistic regression algorithm, section 2).
    pub(super) fn local(&self, at: &Place, go_on: GoOn<'_>) -> Result<Local, LearnError> {
        let p = self.x.width() + 1;
        let free = at.nrows().saturating_sub(1);
        let part = |rows: Range<usize>| {
            let (chances, losses) = self.chances(&rows, at);
            let slope = self.slope_of(&rows, &chances, &losses);
            let mut hessian = Array2::zeros((free * p, free * p));
            let runs: Vec<&[f64]> = chances.chunks_exact(rows.len().max(1)).skip(1).collect();
            for (a, one) in runs.iter().enumerate() {
                for (b, other) in runs.iter().enumerate().skip(a) {
                    let own = if a == b { 1.0 } else { 0.0 };
                    let bend = |(one, other): (&f64, &f64)| one * (own - other);
                    let mut bends: Vec<f64> = one.iter().zip(*other).map(bend).collect();
                    self.weigh(&rows, &mut bends);
                    let block = self.bordered(&rows, &bends);
                    let (down, across) = (a * p..(a + 1) * p, b * p..(b + 1) * p);
                    hessian.slice_mut(s![down.clone(), across.clone()]).assign(&block);
                    hessian.slice_mut(s![across, down]).assign(&block);
                }
            }
            Local { slope, hessian }
        };
        let start = Local {
            slope: Slope { loss: 0.0, gradient: Array2::zeros(at.dim()) },
            hessian: Array2::zeros((free * p, free * p)),
        };
        blocks::sum(self.x.rows(), go_on, start, part, |total, part| {
            total.slope.loss += part.slope.loss;
            total.slope.gradient += &part.slope.gradient;
            total.hessian += &part.hessian;
        })
    }
}

/// Takes from every class what all have in common: chances stay, and weights add up to 0 over classes.
pub(super) fn centred(mut place: Place) -> Place {
    if let Some(mean) = place.mean_axis(Axis(0)) {
        place -= &mean;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> (Array2<f64>, Vec<u16>) {
        let x = Array2::from_shape_fn((5003, 3), |(i, j)| {
            ((i * (j + 3) * 7919 + j * 104_729) % 1009) as f64 / 500.0 - 1.0
        });
        let known = (0..5003).map(|i| ((i * 31) % 7 % 3) as u16).collect();
        (x, known)
    }

    /// Slope and curvature against differences of the loss, and the loss against its definition.
    #[test]
    fn slope_and_curvature_are_those_of_the_loss() {
        let (x, known) = made();
        let design = Design::from(x.clone());
        let weights: Vec<f64> = (0..5003).map(|row| 1.0 + f64::from(row % 4)).collect();
        let at = Array2::from_shape_fn((3, 4), |(k, j)| ((k * 5 + j * 3) % 7) as f64 / 5.0 - 0.6);
        for weights in [None, Some(weights.as_slice())] {
            let rows = Classed { x: &design, known: &known, weights };
            let loss = |at: &Array2<f64>| rows.loss(at, &|| true).unwrap();
            let mut plain = 0.0;
            for (row, (x, known)) in x.rows().into_iter().zip(&known).enumerate() {
                let score = |k: usize| at[(k, 3)] + (0..3).map(|j| x[j] * at[(k, j)]).sum::<f64>();
                let whole: f64 = (0..3).map(|k| score(k).exp()).sum();
                let counts = weights.map_or(1.0, |weights| weights[row]);
                plain -= counts * (score(usize::from(*known)).exp() / whole).ln();
            }
            assert!((loss(&at) / plain - 1.0).abs() < 1e-12);
            let local = rows.local(&at, &|| true).unwrap();
            assert!((local.slope.loss / plain - 1.0).abs() < 1e-12);
            let h = 1e-5;
            let moved = |k: usize, j: usize, by: f64| {
                let mut at = at.clone();
                at[(k, j)] += by;
                at
            };
            for k in 0..3 {
                for j in 0..4 {
                    let slope = (loss(&moved(k, j, h)) - loss(&moved(k, j, -h))) / (2.0 * h);
                    assert!((slope - local.slope.gradient[(k, j)]).abs() < 1e-3);
                    if k == 0 {
                        continue;
                    }
                    let [up, down] =
                        [h, -h].map(|by| rows.slope(&moved(k, j, by), &|| true).unwrap().gradient);
                    for l in 1..3 {
                        for i in 0..4 {
                            let bend = (up[(l, i)] - down[(l, i)]) / (2.0 * h);
                            let found = local.hessian[((k - 1) * 4 + j, (l - 1) * 4 + i)];
                            assert!((bend - found).abs() < 1e-3, "{bend} {found}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_stop_is_heard() {
        let (x, known) = made();
        let design = Design::from(x);
        let rows = Classed { x: &design, known: &known, weights: None };
        let at = Array2::zeros((3, 4));
        assert_eq!(rows.loss(&at, &|| false), Err(LearnError::Stopped));
        assert!(rows.slope(&at, &|| false).is_err() && rows.local(&at, &|| false).is_err());
    }
}
