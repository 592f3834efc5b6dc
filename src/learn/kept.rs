//! What solvers work on where no penalty keeps the outputs in check: those that say something of their own,
//! numbers standardised, and the way back.

use ndarray::{Array1, Array2};

use super::blocks::GoOn;
use super::design::Design;
use super::error::LearnError;
use super::gram;
use super::prepare::DropReason;
use super::supervised::Supervised;

/// Outputs that are learned from and how they were moved; all others have weight 0.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Kept {
    width: usize,
    /// Their places, ascending.
    columns: Vec<usize>,
    /// The others and why.
    pub(super) left_out: Vec<(usize, DropReason)>,
    /// What was taken from each kept output.
    shift: Array1<f64>,
    /// What each kept output was then divided by.
    scale: Array1<f64>,
}

impl Kept {
    /// Every output, as it comes: under a penalty the scale is part of what is asked.
    pub(super) fn all(width: usize) -> Self {
        let (shift, scale) = (Array1::zeros(width), Array1::ones(width));
        Self { width, columns: (0..width).collect(), left_out: Vec::new(), shift, scale }
    }

    /// Leaves in a problem what is not constant and does not follow from earlier outputs, and standardises its
    /// numbers: without a penalty the scale is free, and this one keeps the most digits.
    /// [`LearnError::NoColumns`] if nothing is left.
    pub(super) fn independent(problem: &mut Supervised, go_on: GoOn<'_>) -> Result<Self, LearnError> {
        let x = &mut problem.x_train;
        let width = x.width();
        let (mean, sd) = x.moments(go_on)?;
        x.standardise(&mean, &sd);
        let correlation = correlation(x, go_on)?;
        let mut kept = Self { columns: Vec::new(), ..Self::all(width) };
        for ((column, own), sd) in gram::independent(&correlation).into_iter().enumerate().zip(&sd) {
            if own {
                kept.columns.push(column);
            } else {
                let reason = if *sd == 0.0 { DropReason::Constant } else { DropReason::Follows };
                kept.left_out.push((column, reason));
            }
        }
        if kept.columns.is_empty() {
            return Err(LearnError::NoColumns);
        }
        let of_numbers = |values: &Array1<f64>, otherwise: f64| -> Array1<f64> {
            let value = |column: &usize| values.get(*column).filter(|_| x.is_number(*column)).copied();
            kept.columns.iter().map(|column| value(column).unwrap_or(otherwise)).collect()
        };
        (kept.shift, kept.scale) = (of_numbers(&mean, 0.0), of_numbers(&sd, 1.0));
        let leave = |x: &mut Design| {
            let whole = std::mem::replace(x, Design::from(Array2::zeros((0, 0))));
            *x = whole.keep(&kept.columns);
        };
        leave(x);
        if let Some((x, _)) = &mut problem.valid {
            x.standardise(&mean, &sd);
            leave(x);
        }
        Ok(kept)
    }

    /// Outputs that are learned from.
    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    /// Intercept and weights of all outputs as they came, from those of the kept ones as they were moved.
    pub(super) fn back(&self, intercept: f64, weights: &[f64]) -> (f64, Vec<f64>) {
        let mut intercept = intercept;
        let mut all = vec![0.0; self.width];
        let moved = weights.iter().zip(self.shift.iter().zip(&self.scale));
        for (column, (weight, (shift, scale))) in self.columns.iter().zip(moved) {
            intercept -= weight / scale * shift;
            if let Some(slot) = all.get_mut(*column) {
                *slot = weight / scale;
            }
        }
        (intercept, all)
    }
}

/// Correlations of the outputs of a design whose numbers are standardised; 0 for constant ones.
fn correlation(x: &Design, go_on: GoOn<'_>) -> Result<Array2<f64>, LearnError> {
    let n = x.rows().max(1) as f64;
    let (mean, sd) = x.moments(go_on)?;
    let mut found = x.gram(go_on)?;
    for ((i, j), value) in found.indexed_iter_mut() {
        let of = |values: &Array1<f64>, at: usize| values.get(at).copied().unwrap_or(0.0);
        let spread = of(&sd, i) * of(&sd, j);
        let together = *value / n - of(&mean, i) * of(&mean, j);
        *value = if spread > 0.0 { together / spread } else { 0.0 };
    }
    Ok(found)
}
