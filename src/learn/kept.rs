//! Which outputs of a preparation are learned from, where no penalty keeps the others in check.

use ndarray::ArrayView2;

use super::blocks::GoOn;
use super::error::LearnError;
use super::gram;
use super::prepare::DropReason;

/// Outputs that are learned from; all others have weight 0.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Kept {
    width: usize,
    /// Their places, ascending.
    pub(super) columns: Vec<usize>,
    /// The others and why.
    pub(super) left_out: Vec<(usize, DropReason)>,
}

impl Kept {
    /// Every one.
    pub(super) fn all(width: usize) -> Self {
        Self { width, columns: (0..width).collect(), left_out: Vec::new() }
    }

    /// Those that are not constant and do not follow from earlier ones. [`LearnError::NoColumns`] if none is.
    pub(super) fn independent(x: &ArrayView2<'_, f64>, go_on: GoOn<'_>) -> Result<Self, LearnError> {
        let (mean, sd) = gram::moments(x, go_on)?;
        let all: Vec<usize> = (0..x.ncols()).collect();
        let z = gram::standardised(x, &all, (&mean, &sd), go_on)?;
        let correlation = gram::gram(&z.view(), go_on)? / x.nrows().max(1) as f64;
        let (mut columns, mut left_out) = (Vec::new(), Vec::new());
        for ((column, own), sd) in gram::independent(&correlation).into_iter().enumerate().zip(&sd) {
            if own {
                columns.push(column);
            } else {
                let reason = if *sd == 0.0 { DropReason::Constant } else { DropReason::Follows };
                left_out.push((column, reason));
            }
        }
        if columns.is_empty() {
            return Err(LearnError::NoColumns);
        }
        Ok(Self { width: x.ncols(), columns, left_out })
    }

    /// Weights at their places, 0 elsewhere.
    pub(super) fn spread(&self, weights: impl IntoIterator<Item = f64>) -> Vec<f64> {
        let mut all = vec![0.0; self.width];
        for (column, weight) in self.columns.iter().zip(weights) {
            if let Some(slot) = all.get_mut(*column) {
                *slot = weight;
            }
        }
        all
    }
}
