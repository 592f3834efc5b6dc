//! The log-likelihood of yes/no answers with its slope and its curvature, each in one pass over the rows.

use std::ops::Range;

use clientele_kernels as kernels;
use ndarray::{Array1, Array2, s};

use super::blocks::{self, GoOn};
use super::design::Design;
use super::error::LearnError;
use super::model::logistic;

/// Rows and their answers, 1 or 0.
#[derive(Clone, Copy)]
pub(super) struct Answered<'a> {
    pub(super) x: &'a Design,
    pub(super) y: &'a [f64],
    /// How much each row counts; none where all count once.
    pub(super) weights: Option<&'a [f64]>,
}

/// What a Newton step needs to know of a place: sums over rows, the intercept behind the weights.
pub(super) struct Local {
    /// Sum of −ln(chance of what happened).
    pub(super) loss: f64,
    /// Its slope.
    pub(super) gradient: Array1<f64>,
    /// Its curvature.
    pub(super) hessian: Array2<f64>,
}

impl<'a> Answered<'a> {
    /// Rows that all count once.
    pub(super) fn plain(x: &'a Design, y: &'a [f64]) -> Self {
        Self { x, y, weights: None }
    }

    /// Multiplies one value per row by what the row counts.
    fn weigh(&self, rows: Range<usize>, values: &mut [f64]) {
        if let Some(weights) = self.weights.and_then(|weights| weights.get(rows)) {
            values.iter_mut().zip(weights).for_each(|(value, weight)| *value *= weight);
        }
    }

    /// The weighted sum of −ln(chance of what happened) at some log-odds.
    fn losses(&self, rows: Range<usize>, sums: &[f64]) -> f64 {
        let y = self.answers(rows.clone());
        let mut losses: Vec<f64> = sums.iter().zip(y).map(|(z, y)| loss(*z, *y)).collect();
        self.weigh(rows, &mut losses);
        losses.iter().sum()
    }

    /// Log-odds of some rows.
    fn log_odds(&self, rows: Range<usize>, intercept: f64, weights: &[f64]) -> Vec<f64> {
        self.x.sums(rows, intercept, weights)
    }

    fn answers(&self, rows: Range<usize>) -> &[f64] {
        self.y.get(rows).unwrap_or_default()
    }

    /// Sum of −ln(chance of what happened).
    pub(super) fn loss(&self, intercept: f64, weights: &[f64], go_on: GoOn<'_>) -> Result<f64, LearnError> {
        let part = |rows: Range<usize>| {
            let sums = self.log_odds(rows.clone(), intercept, weights);
            self.losses(rows, &sums)
        };
        blocks::sum(self.x.rows(), go_on, 0.0, part, |total, part| *total += part)
    }

    /// The largest distance of any row's log-odds from 0.
    pub(super) fn farthest(
        &self,
        intercept: f64,
        weights: &[f64],
        go_on: GoOn<'_>,
    ) -> Result<f64, LearnError> {
        let part = |rows| {
            let sums = self.log_odds(rows, intercept, weights);
            sums.iter().fold(0.0, |most: f64, z| most.max(z.abs()))
        };
        blocks::sum(self.x.rows(), go_on, 0.0, part, |most: &mut f64, part| *most = most.max(part))
    }

    /// Loss, slope and curvature (Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, 4.4.1).
    pub(super) fn local(
        &self,
        intercept: f64,
        weights: &[f64],
        go_on: GoOn<'_>,
    ) -> Result<Local, LearnError> {
        let p = self.x.width();
        let part = |rows: Range<usize>| {
            let sums = self.log_odds(rows.clone(), intercept, weights);
            let mut misses = vec![0.0; sums.len()];
            let mut bends = vec![0.0; sums.len()];
            let loss = kernels::answers(&sums, self.answers(rows.clone()), &mut misses, &mut bends);
            self.weigh(rows.clone(), &mut misses);
            self.weigh(rows.clone(), &mut bends);
            let mut gradient = Array1::zeros(p + 1);
            gradient.slice_mut(s![..p]).assign(&self.x.transposed(rows.clone(), &misses));
            gradient.slice_mut(s![p..]).fill(misses.iter().sum());
            let mut hessian = Array2::zeros((p + 1, p + 1));
            hessian.slice_mut(s![..p, ..p]).assign(&self.x.cross(rows.clone(), &bends));
            let cross = self.x.transposed(rows.clone(), &bends);
            hessian.slice_mut(s![..p, p]).assign(&cross);
            hessian.slice_mut(s![p, ..p]).assign(&cross);
            hessian.slice_mut(s![p.., p..]).fill(bends.iter().sum());
            let loss = if self.weights.is_none() { loss } else { self.losses(rows, &sums) };
            Local { loss, gradient, hessian }
        };
        let start =
            Local { loss: 0.0, gradient: Array1::zeros(p + 1), hessian: Array2::zeros((p + 1, p + 1)) };
        blocks::sum(self.x.rows(), go_on, start, part, |total, part| {
            total.loss += part.loss;
            total.gradient += &part.gradient;
            total.hessian += &part.hessian;
        })
    }

    /// The slope alone, the intercept behind the weights.
    pub(super) fn slope(
        &self,
        intercept: f64,
        weights: &[f64],
        go_on: GoOn<'_>,
    ) -> Result<Array1<f64>, LearnError> {
        let part = |rows: Range<usize>| {
            let sums = self.log_odds(rows.clone(), intercept, weights);
            let y = self.answers(rows.clone());
            let mut misses: Vec<f64> = sums.iter().zip(y).map(|(z, y)| logistic(*z) - y).collect();
            self.weigh(rows.clone(), &mut misses);
            self.with_intercept(rows, &misses)
        };
        let start = Array1::zeros(self.x.width() + 1);
        blocks::sum(self.x.rows(), go_on, start, part, |total, part| *total += &part)
    }

    /// The curvature times a direction (weights, then intercept), without the curvature itself: for designs so
    /// wide that its square would be too large.
    pub(super) fn curved(
        &self,
        (intercept, weights): (f64, &[f64]),
        direction: &Array1<f64>,
        go_on: GoOn<'_>,
    ) -> Result<Array1<f64>, LearnError> {
        let p = self.x.width();
        let (along, lift) = (direction.slice(s![..p]).to_vec(), direction.last().copied().unwrap_or(0.0));
        let part = |rows: Range<usize>| {
            let sums = self.log_odds(rows.clone(), intercept, weights);
            let moves = self.x.sums(rows.clone(), lift, &along);
            let bend = |(z, by): (&f64, &f64)| logistic(*z) * logistic(-z) * by;
            let mut bent: Vec<f64> = sums.iter().zip(&moves).map(bend).collect();
            self.weigh(rows.clone(), &mut bent);
            self.with_intercept(rows, &bent)
        };
        blocks::sum(self.x.rows(), go_on, Array1::zeros(p + 1), part, |total, part| *total += &part)
    }

    /// `Xᵀ · values` of some rows, and behind it their sum.
    fn with_intercept(&self, rows: Range<usize>, values: &[f64]) -> Array1<f64> {
        let mut out = self.x.transposed(rows, values).to_vec();
        out.push(values.iter().sum());
        Array1::from(out)
    }
}

/// −ln(chance of what happened) at log-odds `z`, without overflow: ln(1 + exp(z)) − y · z.
fn loss(z: f64, y: f64) -> f64 {
    z.max(0.0) - y * z + (-z.abs()).exp().ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows enough for several blocks, answers that no rule explains.
    fn made() -> (Array2<f64>, Vec<f64>) {
        let x = Array2::from_shape_fn((9001, 3), |(i, j)| {
            ((i * (j + 3) * 7919 + j * 104_729) % 1009) as f64 / 500.0 - 1.0
        });
        let y = (0..9001).map(|i| f64::from(u8::from((i * 31) % 7 < 3))).collect();
        (x, y)
    }

    /// Slope and curvature against differences of the loss, and the loss against its definition.
    #[test]
    fn slope_and_curvature_are_those_of_the_loss() {
        let (x, y) = made();
        let design = Design::from(x.clone());
        let rows = Answered::plain(&design, &y);
        let at = [0.3, -0.2, 0.7, -0.4];
        let loss = |at: &[f64]| rows.loss(at[3], &at[..3], &|| true).unwrap();
        let plain: f64 = x
            .rows()
            .into_iter()
            .zip(&y)
            .map(|(row, y)| {
                let z = at[3] + row.iter().zip(&at).map(|(x, w)| x * w).sum::<f64>();
                let chance = 1.0 / (1.0 + (-z).exp());
                -(if *y == 1.0 { chance } else { 1.0 - chance }).ln()
            })
            .sum();
        assert!((loss(&at) / plain - 1.0).abs() < 1e-12);
        let local = rows.local(at[3], &at[..3], &|| true).unwrap();
        assert!((local.loss / plain - 1.0).abs() < 1e-12);
        let moved = |i: usize, by: f64| {
            let mut at = at;
            at[i] += by;
            at
        };
        for i in 0..4 {
            let h = 1e-5;
            let slope = (loss(&moved(i, h)) - loss(&moved(i, -h))) / (2.0 * h);
            assert!((slope - local.gradient[i]).abs() < 1e-4, "{slope} {}", local.gradient[i]);
            for j in 0..4 {
                let slope = |by: f64| {
                    let at = moved(i, by);
                    rows.local(at[3], &at[..3], &|| true).unwrap().gradient[j]
                };
                let bend = (slope(h) - slope(-h)) / (2.0 * h);
                assert!((bend - local.hessian[(i, j)]).abs() < 1e-4, "{bend} {}", local.hessian[(i, j)]);
            }
        }
    }

    #[test]
    fn far_out_chances_do_not_overflow() {
        assert_eq!(loss(1000.0, 1.0), 0.0);
        assert_eq!(loss(-1000.0, 1.0), 1000.0);
        let (x, y) = made();
        let design = Design::from(x);
        let rows = Answered::plain(&design, &y);
        assert!(rows.loss(-800.0, &[1e3; 3], &|| true).unwrap().is_finite());
        assert_eq!(rows.loss(0.0, &[0.0; 3], &|| false), Err(LearnError::Stopped));
    }
}
