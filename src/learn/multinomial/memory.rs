//! Steps without the curvature itself: what the last rounds saw of it, on top of a cheap guess (L-BFGS; Nocedal &
//! Wright, Numerical Optimization, algorithm 7.4).
//!
//! The guess is the curvature at the usual shares: of class `k` it is `π(1 − π) XᵀX + λ`, whose factor is taken once.
//! It knows how columns hang together, so that a fit takes tens of rounds where plain memory takes hundreds.

use std::collections::VecDeque;

use ndarray::{Array1, Array2};

use super::super::blocks::GoOn;
use super::super::error::LearnError;
use super::super::gram::Cholesky;
use super::rows::{Classed, centred};

/// Rounds that are remembered.
const REMEMBERED: usize = 12;
/// Multiplications that factors of the guess may take (half a second); beyond, it knows only single columns.
const FACTORS: f64 = 5e8;

/// What is known of the curvature.
pub(super) struct Memory {
    guess: Guess,
    /// Moves of the place and of the slope, and the inverse of their product.
    seen: VecDeque<(Array2<f64>, Array2<f64>, f64)>,
}

enum Guess {
    /// One factor per class.
    Whole(Vec<Cholesky>),
    /// The diagonal.
    Columns(Array2<f64>),
}

fn dot(a: &Array2<f64>, b: &Array2<f64>) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

impl Memory {
    /// `shares`: of the classes, by weight.
    pub(super) fn new(
        rows: &Classed<'_>,
        shares: &[f64],
        penalty: f64,
        go_on: GoOn<'_>,
    ) -> Result<Self, LearnError> {
        let p = rows.x.width() + 1;
        let bends: Vec<f64> = shares.iter().map(|share| share * (1.0 - share)).collect();
        let held = |cross: &Array2<f64>, bend: f64| {
            let mut held = cross * bend;
            // The intercept, last, is free.
            held.diag_mut().iter_mut().take(p - 1).for_each(|cell| *cell += penalty);
            held
        };
        let affordable = shares.len() as f64 * (p as f64).powi(3) / 3.0 <= FACTORS;
        let whole = if affordable {
            let cross = rows.cross(go_on)?;
            bends.iter().map(|bend| Cholesky::new(&held(&cross, *bend))).collect::<Option<Vec<_>>>()
        } else {
            None
        };
        let guess = match whole {
            Some(factors) => Guess::Whole(factors),
            None => Guess::Columns(columns(rows, &bends, penalty, go_on)?),
        };
        Ok(Self { guess, seen: VecDeque::new() })
    }

    /// Takes note of a move of the place and of what it did to the slope.
    pub(super) fn note(&mut self, moved: Array2<f64>, turned: Array2<f64>) {
        let product = dot(&moved, &turned);
        // The loss is convex; what is not above 0 is rounding.
        if product > 1e-14 * dot(&turned, &turned).sqrt() * dot(&moved, &moved).sqrt() {
            if self.seen.len() == REMEMBERED {
                self.seen.pop_front();
            }
            self.seen.push_back((moved, turned, 1.0 / product));
        }
    }

    /// The inverse of the guess times a slope.
    fn guessed(&self, slope: &Array2<f64>) -> Array2<f64> {
        let mut step = centred(slope.clone());
        match &self.guess {
            Guess::Whole(factors) => {
                for (mut row, factor) in step.rows_mut().into_iter().zip(factors) {
                    let solved = factor.solve(&row.to_owned());
                    row.assign(&solved);
                }
            }
            Guess::Columns(diagonal) => step /= diagonal,
        }
        centred(step)
    }

    /// The step to take against a slope.
    pub(super) fn step(&self, slope: &Array2<f64>) -> Array2<f64> {
        let mut rest = slope.clone();
        let mut shares = Vec::with_capacity(self.seen.len());
        for (moved, turned, inverse) in self.seen.iter().rev() {
            let share = inverse * dot(moved, &rest);
            rest.scaled_add(-share, turned);
            shares.push(share);
        }
        let mut step = self.guessed(&rest);
        if let Some((_, turned, inverse)) = self.seen.back() {
            // How far off the guess was in the last round.
            let off = inverse * dot(turned, &self.guessed(turned));
            if off > 0.0 {
                step /= off;
            }
        }
        for ((moved, turned, inverse), share) in self.seen.iter().zip(shares.iter().rev()) {
            let along = inverse * dot(turned, &step);
            step.scaled_add(share - along, moved);
        }
        step
    }
}

/// The curvature at the usual shares, columns taken one by one.
fn columns(
    rows: &Classed<'_>,
    bends: &[f64],
    penalty: f64,
    go_on: GoOn<'_>,
) -> Result<Array2<f64>, LearnError> {
    let n = rows.weights.map_or_else(|| rows.x.rows() as f64, |weights| weights.iter().sum());
    let (mean, sd) = rows.x.moments(go_on)?;
    let squares: Array1<f64> = mean.iter().zip(&sd).map(|(mean, sd)| n * (mean * mean + sd * sd)).collect();
    let p = squares.len();
    Ok(Array2::from_shape_fn((bends.len(), p + 1), |(class, column)| {
        let bend = bends.get(class).copied().unwrap_or(0.0);
        let held = if column < p { penalty } else { 0.0 };
        (bend * squares.get(column).copied().unwrap_or(n) + held).max(1e-12)
    }))
}
