//! How strongly to hold weights back, found on folds of the rows that learn.
//!
//! Each penalty of a grid is fitted on all folds but one and judged on that one, for every fold; the penalty with
//! the smallest mean error is taken (Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, 7.10).
//! Not the largest one within a standard error of it: that rule is there to leave columns out where a penalty does
//! so. This one leaves no column out, and more of it than helps only draws all chances towards the average.

use crate::domain::report::{PenaltySearch, PenaltyTried};

use super::blocks::GoOn;
use super::error::LearnError;
use super::linear::RidgePath;
use super::logistic::LogisticSolver;
use super::multinomial::MultinomialSolver;
use super::split::{Strata, mixed_folds};

/// Folds of the rows that learn.
pub const FOLDS: u32 = 5;
/// The smallest penalty that is tried.
pub const LOWEST: f64 = 0.01;

/// Penalties that are tried, ascending: 1 and 3 times the powers of ten from 0.01 to the first that is at least the
/// number of rows, for a column on its own is halved by a penalty of as much as there are rows.
pub fn grid(rows: usize) -> Vec<f64> {
    let mut grid = vec![LOWEST];
    for power in -1..=9 {
        let ten = 10_f64.powi(power);
        grid.extend([0.3 * ten, ten]);
        if ten >= rows as f64 {
            break;
        }
    }
    grid
}

/// The fold of every row that learns, with the same mix of answers in each.
pub fn folds(strata: &Strata, seed: u64) -> Vec<u32> {
    mixed_folds(strata, FOLDS, seed)
}

/// Fits of one problem with several penalties, judged on its validation rows.
pub trait Path {
    /// The mean loss on validation rows with this penalty, above 0: log loss of answers, chances at the real rate;
    /// squared error of numbers. Quickest where penalties fall from one call to the next.
    fn loss(&mut self, penalty: f64, go_on: GoOn<'_>) -> Result<f64, LearnError>;
}

impl Path for RidgePath {
    fn loss(&mut self, penalty: f64, go_on: GoOn<'_>) -> Result<f64, LearnError> {
        self.held_out_loss(penalty, go_on)
    }
}

impl Path for LogisticSolver {
    fn loss(&mut self, penalty: f64, go_on: GoOn<'_>) -> Result<f64, LearnError> {
        self.held_out_loss(penalty, go_on)
    }
}

impl Path for MultinomialSolver {
    fn loss(&mut self, penalty: f64, go_on: GoOn<'_>) -> Result<f64, LearnError> {
        self.held_out_loss(penalty, go_on)
    }
}

/// The loss with each penalty of a grid, in its order. `tick` is called after each.
pub fn losses(
    path: &mut dyn Path,
    grid: &[f64],
    go_on: GoOn<'_>,
    tick: &mut dyn FnMut(),
) -> Result<Vec<f64>, LearnError> {
    let mut losses = vec![f64::NAN; grid.len()];
    for (loss, penalty) in losses.iter_mut().zip(grid).rev() {
        *loss = path.loss(*penalty, go_on)?;
        tick();
    }
    Ok(losses)
}

/// The penalty with the smallest mean loss; of equals the largest. `losses`: folds × grid, at least one fold.
pub fn choose(grid: &[f64], losses: &[Vec<f64>]) -> PenaltySearch {
    let folds = losses.len() as f64;
    let tried: Vec<PenaltyTried> = grid
        .iter()
        .enumerate()
        .map(|(place, penalty)| {
            let of_fold = || losses.iter().filter_map(|fold| fold.get(place));
            let loss = of_fold().sum::<f64>() / folds;
            let squares: f64 = of_fold().map(|of_fold| (of_fold - loss).powi(2)).sum();
            let std_error = (squares / (folds - 1.0) / folds).sqrt();
            PenaltyTried { penalty: *penalty, loss, std_error }
        })
        .collect();
    // A loss that is not a number is never the smallest.
    let known = tried.iter().filter(|tried| tried.loss.is_finite());
    let best = known.min_by(|a, b| a.loss.total_cmp(&b.loss).then(b.penalty.total_cmp(&a.penalty)));
    let chosen = best.map_or(1.0, |best| best.penalty);
    PenaltySearch { chosen, folds: losses.len() as u32, tried, repeated: Vec::new() }
}
