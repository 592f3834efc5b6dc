//! The solver: two multipliers at a time (sequential minimal optimisation, Platt 1998), chosen as LIBSVM does
//! (Fan, Chen & Lin 2005, Working set selection using second order information, WSS 2).
//!
//! Maximised is Σ αᵢ − ½ Σᵢⱼ αᵢ αⱼ yᵢ yⱼ K(xᵢ, xⱼ) with 0 ≤ αᵢ ≤ limitᵢ and Σ yᵢ αᵢ = 0, y being 1 or −1. Written with
//! `f_t = Σ αₛ yₛ K(x_t, xₛ) − y_t`, a pair is at its best where no `f` of a row that may go down is above that of
//! a row that may go up. A row whose limit is 0 takes no part, and its `f` is its decision value all the same.

use super::super::blocks::GoOn;
use super::super::error::LearnError;
use super::kernel::Rows;

/// How far the best pair may still be from its optimum, in units of the decision value (LIBSVM's default).
const CLOSE: f64 = 1e-3;
/// Curvature of a pair of equal rows.
const FLAT: f64 = 1e-12;
/// Pairs at most per row, and at least in all: far more than real files need.
const PAIRS: (usize, usize) = (1_000, 1_000_000);
/// Pairs between two looks at the stop.
const LOOK: usize = 256;

/// Multipliers and what follows from them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// One per row, never below 0.
    alphas: Vec<f64>,
    signs: Vec<f64>,
    /// `f` of every row.
    gaps: Vec<f64>,
    /// Added to every sum.
    pub(super) intercept: f64,
    /// Whether nothing moves any more.
    pub(super) settled: bool,
}

impl Found {
    /// Before anything is learned from answers 1 and 0.
    pub(super) fn nothing(answers: &[f64]) -> Self {
        let signs: Vec<f64> = answers.iter().map(|answer| if *answer == 1.0 { 1.0 } else { -1.0 }).collect();
        let gaps = signs.iter().map(|sign| -sign).collect();
        Self { alphas: vec![0.0; signs.len()], signs, gaps, intercept: 0.0, settled: true }
    }

    /// What each row adds: its multiplier with the sign of its answer.
    pub(super) fn factors(&self) -> impl Iterator<Item = (usize, f64)> {
        self.alphas.iter().zip(&self.signs).map(|(alpha, sign)| alpha * sign).enumerate()
    }

    /// The decision value of every row, of those that learned and of those that did not.
    pub(super) fn decisions(&self, answers: &[f64]) -> impl Iterator<Item = f64> {
        debug_assert_eq!(answers.len(), self.signs.len());
        self.gaps.iter().zip(&self.signs).map(|(gap, sign)| gap + sign + self.intercept)
    }
}

/// The optimum under these limits, started from another.
#[expect(clippy::indexing_slicing, reason = "i and j come from places of the very vectors they index")]
pub(super) fn solve(
    rows: &mut Rows,
    answers: &[f64],
    limits: &[f64],
    from: &Found,
    go_on: GoOn<'_>,
) -> Result<Found, LearnError> {
    let mut here = start(rows, answers, limits, from, go_on)?;
    let most = (PAIRS.0 * answers.len()).max(PAIRS.1);
    let own: Vec<f64> = (0..answers.len()).map(|row| rows.own(row)).collect();
    here.settled = false;
    for turn in 0..most {
        if turn % LOOK == 0 && !go_on() {
            return Err(LearnError::Stopped);
        }
        let Some(i) = lowest_up(&here, limits) else {
            here.settled = true;
            break;
        };
        let alike = rows.of(i, go_on)?;
        let (j, far) = best_down(&here, limits, i, &alike, &own);
        let Some(j) = j.filter(|_| far > CLOSE) else {
            here.settled = true;
            break;
        };
        let bend = own[i] + own[j] - 2.0 * f64::from(alike[j]);
        let bend = if bend > 0.0 { bend } else { FLAT };
        let wanted = (here.gaps[j] - here.gaps[i]) / bend;
        let step = wanted.min(room_of(&here, limits, i, true)).min(room_of(&here, limits, j, false));
        for (row, up) in [(i, true), (j, false)] {
            let grows = (here.signs[row] > 0.0) == up;
            // At its limit exactly, not by rounding nearly so.
            here.alphas[row] = if step >= room_of(&here, limits, row, up) {
                if grows { limits[row] } else { 0.0 }
            } else if grows {
                here.alphas[row] + step
            } else {
                here.alphas[row] - step
            };
        }
        let other = rows.of(j, go_on)?;
        for ((gap, one), two) in here.gaps.iter_mut().zip(alike.iter()).zip(other.iter()) {
            *gap += step * (f64::from(*one) - f64::from(*two));
        }
    }
    here.intercept = intercept(&here, limits);
    Ok(here)
}

/// How far a row may go up or down: the multiplier of a yes grows as it goes up, that of a no shrinks.
fn room_of(here: &Found, limits: &[f64], row: usize, up: bool) -> f64 {
    let get = |values: &[f64]| values.get(row).copied().unwrap_or(0.0);
    if (get(&here.signs) > 0.0) == up { get(limits) - get(&here.alphas) } else { get(&here.alphas) }
}

/// Multipliers of another optimum, made to fit these limits, with their `f`.
fn start(
    rows: &mut Rows,
    answers: &[f64],
    limits: &[f64],
    from: &Found,
    go_on: GoOn<'_>,
) -> Result<Found, LearnError> {
    let mut here = Found::nothing(answers);
    here.alphas = from.alphas.iter().zip(limits).map(|(alpha, limit)| alpha.min(*limit)).collect();
    let sum = |here: &Found, wanted: f64| -> f64 {
        let of = here.alphas.iter().zip(&here.signs).filter(|(_, sign)| **sign == wanted);
        of.map(|(alpha, _)| alpha).sum()
    };
    let (yes, no) = (sum(&here, 1.0), sum(&here, -1.0));
    // Both answers must weigh the same: those of the heavier one are taken back alike.
    let heavier = if yes > no { 1.0 } else { -1.0 };
    let share = if yes.max(no) > 0.0 { yes.min(no) / yes.max(no) } else { 0.0 };
    for (alpha, sign) in here.alphas.iter_mut().zip(&here.signs) {
        if *sign == heavier {
            *alpha *= share;
        }
    }
    let factors: Vec<(usize, f64)> = here.factors().filter(|(_, factor)| *factor != 0.0).collect();
    for (row, factor) in factors {
        let alike = rows.of(row, go_on)?;
        here.gaps.iter_mut().zip(alike.iter()).for_each(|(gap, alike)| *gap += factor * f64::from(*alike));
    }
    Ok(here)
}

/// Whether a row may go up: a yes below its limit, or a no above 0.
fn may_go_up(alpha: f64, sign: f64, limit: f64) -> bool {
    if sign > 0.0 { alpha < limit } else { alpha > 0.0 }
}

/// Whether it may go down: the other way round.
fn may_go_down(alpha: f64, sign: f64, limit: f64) -> bool {
    if sign > 0.0 { alpha > 0.0 } else { alpha < limit }
}

/// The row with the lowest `f` among those that may go up.
fn lowest_up(here: &Found, limits: &[f64]) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    let rows = here.alphas.iter().zip(&here.signs).zip(limits).zip(&here.gaps);
    for (row, (((alpha, sign), limit), gap)) in rows.enumerate() {
        if may_go_up(*alpha, *sign, *limit) && best.is_none_or(|(_, lowest)| *gap < lowest) {
            best = Some((row, *gap));
        }
    }
    best.map(|(row, _)| row)
}

/// The partner with which the most is gained, and how far the worst row that may go down stands above.
fn best_down(here: &Found, limits: &[f64], i: usize, alike: &[f32], own: &[f64]) -> (Option<usize>, f64) {
    let get = |values: &[f64]| values.get(i).copied().unwrap_or(0.0);
    let (low, mine) = (get(&here.gaps), get(own));
    let (mut best, mut most, mut far) = (None, 0.0, 0.0);
    let rows = here.alphas.iter().zip(&here.signs).zip(limits).zip(&here.gaps);
    for ((row, (((alpha, sign), limit), gap)), (alike, own)) in rows.enumerate().zip(alike.iter().zip(own)) {
        let above = gap - low;
        if above <= 0.0 || !may_go_down(*alpha, *sign, *limit) {
            continue;
        }
        far = above.max(far);
        let bend = mine + own - 2.0 * f64::from(*alike);
        let gain = above * above / if bend > 0.0 { bend } else { FLAT };
        if gain > most {
            (best, most) = (Some(row), gain);
        }
    }
    (best, far)
}

/// From rows that lie on the edge of the street; from both sides of it where there is none.
fn intercept(here: &Found, limits: &[f64]) -> f64 {
    let (mut sum, mut free) = (0.0, 0_usize);
    let (mut up, mut down) = (f64::INFINITY, f64::NEG_INFINITY);
    let rows = here.alphas.iter().zip(&here.signs).zip(limits).zip(&here.gaps);
    for (((alpha, sign), limit), gap) in rows {
        if *limit == 0.0 {
            continue;
        }
        if *alpha > 0.0 && alpha < limit {
            sum += gap;
            free += 1;
        }
        if may_go_up(*alpha, *sign, *limit) {
            up = up.min(*gap);
        }
        if may_go_down(*alpha, *sign, *limit) {
            down = down.max(*gap);
        }
    }
    if free > 0 {
        -sum / free as f64
    } else if up.is_finite() && down.is_finite() {
        -f64::midpoint(up, down)
    } else {
        0.0
    }
}
