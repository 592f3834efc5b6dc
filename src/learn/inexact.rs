//! A Newton step without the square of the columns: conjugate gradients on the curvature.
//!
//! Nocedal & Wright, Numerical Optimization, algorithm 7.1: the closer to the optimum, the more exactly the
//! step is solved, which keeps the last steps as quick as those of the whole matrix.

use ndarray::Array1;

use super::blocks::GoOn;
use super::error::LearnError;
use super::likelihood::Answered;

/// Products with the curvature at most.
const PRODUCTS: usize = 250;
/// How exactly a step is solved at least, relative to the slope.
const LOOSEST: f64 = 1e-2;

/// The step (weights, then intercept) and its decrement from a place; none without curvature.
pub(super) fn step(
    rows: &Answered<'_>,
    at: (f64, &[f64]),
    penalty: f64,
    go_on: GoOn<'_>,
) -> Result<Option<(Array1<f64>, f64)>, LearnError> {
    let held = |of: &Array1<f64>, into: &mut Array1<f64>| {
        // The intercept, last, is free.
        let weights = of.len().saturating_sub(1);
        into.iter_mut().zip(of).take(weights).for_each(|(value, weight)| *value += penalty * weight);
    };
    let place: Array1<f64> = at.1.iter().copied().chain([at.0]).collect();
    let mut slope = rows.slope(at.0, at.1, go_on)?;
    held(&place, &mut slope);
    solve(&slope, &|direction| {
        let mut curved = rows.curved(at, direction, go_on)?;
        held(direction, &mut curved);
        Ok(curved)
    })
}

/// What a curvature makes of a direction.
type Curved<'a> = &'a dyn Fn(&Array1<f64>) -> Result<Array1<f64>, LearnError>;

/// The same from a slope and what the curvature there makes of any direction.
pub(super) fn solve(
    slope: &Array1<f64>,
    curved: Curved<'_>,
) -> Result<Option<(Array1<f64>, f64)>, LearnError> {
    let size = slope.dot(slope).sqrt();
    let close_enough = size * LOOSEST.min(size.sqrt()).max(1e-10);
    let mut step = Array1::zeros(slope.len());
    let mut rest = slope.clone();
    let mut direction = rest.clone();
    let mut left = rest.dot(&rest);
    for _ in 0..PRODUCTS {
        if left.sqrt() <= close_enough {
            break;
        }
        let curved = curved(&direction)?;
        let bend = direction.dot(&curved);
        // Rounding, or no curvature along here: what was found so far still goes downhill.
        if bend.is_nan() || bend <= 0.0 {
            break;
        }
        let length = left / bend;
        step.scaled_add(length, &direction);
        rest.scaled_add(-length, &curved);
        let now = rest.dot(&rest);
        direction = &rest + &(direction * (now / left));
        left = now;
    }
    let decrement = slope.dot(&step);
    Ok((decrement.is_finite() && decrement >= 0.0).then_some((step, decrement)))
}
