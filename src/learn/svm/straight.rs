//! The straight line: squared hinge losses, minimised over the weights themselves.
//!
//! Minimised is Σ count · max(0, 1 − margin)² + λ/2 · ‖w‖², intercept free; the margin is the decision value with the
//! sign of the answer. It is what LIBLINEAR minimises by default (Hsieh et al. 2008, its C is 1/λ), except that there
//! the intercept is held back too. Losses that are not squared leave weights almost free where one column decides
//! nearly all margins: on such files a multiplier's tolerance moves the ranking of customers by whole points.
//!
//! The sum is smooth, so Newton's method finds its minimum in a few steps, each a least-squares fit to the rows that
//! lie within the street (Keerthi & `DeCoste` 2005, A modified finite Newton method), with no matrix of rows × rows.

use std::ops::Range;

use ndarray::{Array1, Array2, s};

use super::super::blocks::{self, GoOn};
use super::super::design::Design;
use super::super::error::LearnError;
use super::super::gram::Cholesky;
use super::super::inexact;

/// Steps at most; a dozen is usual.
const STEPS: usize = 100;
/// Columns at most for a square matrix of them.
pub(super) const SQUARE: usize = 600;
/// Part of the sum that a step must promise, or it is done.
const ENOUGH: f64 = 1e-13;

/// Rows, their answers as 1 and −1, and how much each counts.
#[derive(Clone, Copy)]
pub(super) struct Street<'a> {
    pub(super) x: &'a Design,
    pub(super) signs: &'a [f64],
    pub(super) counts: &'a [f64],
    /// λ above 0.
    pub(super) penalty: f64,
}

/// A line, and whether it is at its best.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) intercept: f64,
    pub(super) weights: Vec<f64>,
    pub(super) settled: bool,
}

impl Line {
    /// Before anything is learned.
    pub(super) fn nothing(width: usize) -> Self {
        Self { intercept: 0.0, weights: vec![0.0; width], settled: true }
    }

    /// The decision value of every row.
    pub(super) fn decisions(&self, x: &Design, go_on: GoOn<'_>) -> Result<Vec<f64>, LearnError> {
        let mut out = vec![0.0; x.rows()];
        blocks::fill(&mut out, 1, go_on, |rows, slots| {
            slots.copy_from_slice(&x.sums(rows, self.intercept, &self.weights));
        })?;
        Ok(out)
    }

    fn moved(&self, step: &Array1<f64>, share: f64) -> Self {
        let weights = self.weights.iter().zip(step).map(|(weight, step)| weight - share * step).collect();
        let intercept = self.intercept - share * step.last().copied().unwrap_or(0.0);
        Self { intercept, weights, settled: false }
    }
}

/// What a step needs to know of a line: the intercept behind the weights.
struct Local {
    slope: Array1<f64>,
    curvature: Array2<f64>,
}

impl Street<'_> {
    /// The best line, from another.
    pub(super) fn solve(&self, from: &Line, go_on: GoOn<'_>) -> Result<Line, LearnError> {
        let mut here = Line { settled: false, ..from.clone() };
        let mut sum = self.sum(&here, go_on)?;
        for _ in 0..STEPS {
            let step = self.step(&here, go_on)?;
            let Some((step, promised)) = step.filter(|(_, promised)| promised.is_finite()) else { break };
            if promised / 2.0 <= ENOUGH * sum.max(f64::MIN_POSITIVE) {
                here.settled = true;
                break;
            }
            let mut share = 1.0;
            loop {
                let next = here.moved(&step, share);
                let there = self.sum(&next, go_on)?;
                // Not a number is not below.
                if there < sum - 1e-4 * share * promised {
                    (here, sum) = (next, there);
                    break;
                }
                share /= 2.0;
                if share < 1e-10 {
                    // Nothing is gained any more but rounding.
                    here.settled = true;
                    return Ok(here);
                }
            }
        }
        Ok(here)
    }

    /// How far each row of a block reaches into the street, times its sign and its count; 0 outside.
    fn misses(&self, rows: Range<usize>, line: &Line) -> Vec<(f64, f64)> {
        let sums = self.x.sums(rows.clone(), line.intercept, &line.weights);
        let known = self.signs.get(rows.clone()).unwrap_or_default();
        let counts = self.counts.get(rows).unwrap_or_default();
        let miss = |((sum, sign), count): ((&f64, &f64), &f64)| {
            let miss = 1.0 - sign * sum;
            if miss > 0.0 { (sign * miss, *count) } else { (0.0, 0.0) }
        };
        sums.iter().zip(known).zip(counts).map(miss).collect()
    }

    /// What is minimised.
    fn sum(&self, line: &Line, go_on: GoOn<'_>) -> Result<f64, LearnError> {
        let part = |rows: Range<usize>| {
            let misses = self.misses(rows, line);
            misses.iter().map(|(miss, count)| count * miss * miss).sum::<f64>()
        };
        let losses = blocks::sum(self.x.rows(), go_on, 0.0, part, |total, part| *total += part)?;
        Ok(losses + self.penalty / 2.0 * line.weights.iter().map(|w| w * w).sum::<f64>())
    }

    /// The Newton step (weights, then intercept) and what it promises twice over; none where it cannot be told.
    fn step(&self, line: &Line, go_on: GoOn<'_>) -> Result<Option<(Array1<f64>, f64)>, LearnError> {
        if line.weights.len() > SQUARE {
            let slope = self.slope(line, go_on)?;
            let curved = |direction: &Array1<f64>| self.curved(line, direction, go_on);
            return inexact::solve(&slope, &curved);
        }
        let Local { slope, mut curvature } = self.local(line, go_on)?;
        // With no row in the street the intercept is free to go anywhere.
        let least = 1e-12 * (1.0 + curvature.diag().iter().copied().fold(0.0, f64::max));
        curvature.diag_mut().iter_mut().for_each(|bend| *bend += least);
        let Some(factor) = Cholesky::watched(&curvature, go_on)? else { return Ok(None) };
        let step = factor.solve(&slope);
        let promised = slope.dot(&step);
        Ok(Some((step, promised)))
    }

    /// The slope of losses turned to that of the whole sum.
    fn held(&self, mut slope: Array1<f64>, of: &[f64]) -> Array1<f64> {
        slope.iter_mut().zip(of).for_each(|(slope, weight)| *slope += self.penalty * weight);
        slope
    }

    fn slope(&self, line: &Line, go_on: GoOn<'_>) -> Result<Array1<f64>, LearnError> {
        let part = |rows: Range<usize>| {
            let misses = self.misses(rows.clone(), line);
            self.turned(rows, &pulls(&misses))
        };
        let start = Array1::zeros(self.x.width() + 1);
        let slope = blocks::sum(self.x.rows(), go_on, start, part, |total, part| *total += &part)?;
        Ok(self.held(slope, &line.weights))
    }

    /// The curvature times a direction.
    fn curved(
        &self,
        line: &Line,
        direction: &Array1<f64>,
        go_on: GoOn<'_>,
    ) -> Result<Array1<f64>, LearnError> {
        let p = self.x.width();
        let along = direction.slice(s![..p]).to_vec();
        let lift = direction.last().copied().unwrap_or(0.0);
        let part = |rows: Range<usize>| {
            let moves = self.x.sums(rows.clone(), lift, &along);
            let misses = self.misses(rows.clone(), line);
            let bent: Vec<f64> = moves.iter().zip(&misses).map(|(by, (_, count))| 2.0 * count * by).collect();
            self.turned(rows, &bent)
        };
        let start = Array1::zeros(p + 1);
        let curved = blocks::sum(self.x.rows(), go_on, start, part, |total, part| *total += &part)?;
        Ok(self.held(curved, &along))
    }

    fn local(&self, line: &Line, go_on: GoOn<'_>) -> Result<Local, LearnError> {
        let p = self.x.width();
        let part = |rows: Range<usize>| {
            let misses = self.misses(rows.clone(), line);
            let slope = self.turned(rows.clone(), &pulls(&misses));
            let bends: Vec<f64> = misses.iter().map(|(_, count)| 2.0 * count).collect();
            let mut curvature = Array2::zeros((p + 1, p + 1));
            curvature.slice_mut(s![..p, ..p]).assign(&self.x.cross(rows.clone(), &bends));
            let edge = self.turned(rows, &bends);
            curvature.row_mut(p).assign(&edge);
            curvature.column_mut(p).assign(&edge);
            Local { slope, curvature }
        };
        let start = Local { slope: Array1::zeros(p + 1), curvature: Array2::zeros((p + 1, p + 1)) };
        let Local { slope, mut curvature } =
            blocks::sum(self.x.rows(), go_on, start, part, |total, part| {
                total.slope += &part.slope;
                total.curvature += &part.curvature;
            })?;
        curvature.diag_mut().iter_mut().take(p).for_each(|bend| *bend += self.penalty);
        Ok(Local { slope: self.held(slope, &line.weights), curvature })
    }

    /// `Xᵀ · values` of some rows, and behind it their sum.
    fn turned(&self, rows: Range<usize>, values: &[f64]) -> Array1<f64> {
        let mut out = self.x.transposed(rows, values).to_vec();
        out.push(values.iter().sum());
        Array1::from(out)
    }
}

/// What each row adds to the slope, by its value.
fn pulls(misses: &[(f64, f64)]) -> Vec<f64> {
    misses.iter().map(|(miss, count)| -2.0 * count * miss).collect()
}
