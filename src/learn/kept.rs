//! What solvers work on where no penalty keeps the outputs in check: those that say something of their own,
//! numbers standardised, and the way back.

use ndarray::{Array1, Array2, Axis};

use super::blocks::GoOn;
use super::design::{Design, Products};
use super::error::LearnError;
use super::gram::{self, Own};
use super::limits;
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
    /// Of those that follow from others: from which.
    pub(super) follows: Vec<(usize, Vec<usize>)>,
    /// What was taken from each kept output.
    shift: Array1<f64>,
    /// What each kept output was then divided by.
    scale: Array1<f64>,
    /// Products of the kept outputs as they were moved, where they are known.
    products: Option<Products>,
}

impl Kept {
    /// Every output, as it comes: under a penalty the scale is part of what is asked.
    pub(super) fn all(width: usize) -> Self {
        let (shift, scale) = (Array1::zeros(width), Array1::ones(width));
        let (left_out, follows) = (Vec::new(), Vec::new());
        Self { width, columns: (0..width).collect(), left_out, follows, shift, scale, products: None }
    }

    /// Leaves in a problem what is not constant and does not follow from earlier outputs, and standardises its
    /// numbers: without a penalty the scale is free, and this one keeps the most digits.
    /// [`LearnError::NoColumns`] if nothing is left.
    pub(super) fn independent(problem: &mut Supervised, go_on: GoOn<'_>) -> Result<Self, LearnError> {
        let x = &mut problem.x_train;
        let width = x.width();
        limits::check_square(x.rows(), width)?;
        let (mean, sd) = x.moments(go_on)?;
        x.standardise(&mean, &sd, go_on)?;
        let products = x.products(go_on)?;
        let correlation = correlation(x.rows(), &products);
        let mut kept = Self { columns: Vec::new(), ..Self::all(width) };
        for ((column, own), sd) in gram::independent(&correlation).into_iter().enumerate().zip(&sd) {
            match own {
                Own::Yes => kept.columns.push(column),
                Own::Follows(_) if *sd == 0.0 => kept.left_out.push((column, DropReason::Constant)),
                Own::Follows(from) => {
                    kept.left_out.push((column, DropReason::Follows));
                    kept.follows.push((column, from));
                }
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
        kept.products = Some(Products {
            cross: products.cross.select(Axis(0), &kept.columns).select(Axis(1), &kept.columns),
            totals: products.totals.select(Axis(0), &kept.columns),
        });
        let leave = |x: &mut Design| {
            let whole = std::mem::replace(x, Design::from(Array2::zeros((0, 0))));
            *x = whole.keep(&kept.columns);
        };
        leave(x);
        if let Some((x, _)) = &mut problem.valid {
            x.standardise(&mean, &sd, go_on)?;
            leave(x);
        }
        Ok(kept)
    }

    /// Products of what is learned from.
    pub(super) fn products(&mut self, x: &Design, go_on: GoOn<'_>) -> Result<Products, LearnError> {
        match self.products.take() {
            Some(products) => Ok(products),
            None => x.products(go_on),
        }
    }

    /// All outputs.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The output each kept one is, what was taken from it and what it was then divided by.
    pub(super) fn units(&self) -> impl Iterator<Item = (usize, f64, f64)> + '_ {
        let moved = self.shift.iter().zip(&self.scale);
        self.columns.iter().zip(moved).map(|(column, (shift, scale))| (*column, *shift, *scale))
    }

    /// The same where `centre` was taken from the outputs after they were moved.
    #[must_use]
    pub(super) fn centred(&self, centre: &Array1<f64>) -> Self {
        Self { shift: &self.shift + &(centre * &self.scale), products: None, ..self.clone() }
    }

    /// The places of outputs as they came, from their places among the kept ones.
    pub(super) fn places(&self, kept: &[usize]) -> Vec<usize> {
        kept.iter().filter_map(|place| self.columns.get(*place).copied()).collect()
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

/// Correlations of columns from their products, which are best of standardised ones; 0 for constant ones.
fn correlation(rows: usize, Products { cross, totals }: &Products) -> Array2<f64> {
    let n = rows.max(1) as f64;
    let mean = |at: usize| totals.get(at).copied().unwrap_or(0.0) / n;
    let together = |i: usize, j: usize| cross.get((i, j)).copied().unwrap_or(0.0) / n - mean(i) * mean(j);
    Array2::from_shape_fn(cross.dim(), |(i, j)| {
        let spread = (together(i, i) * together(j, j)).sqrt();
        if spread > 0.0 { together(i, j) / spread } else { 0.0 }
    })
}
