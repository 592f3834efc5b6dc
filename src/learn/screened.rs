//! A copy of many rows in half the bytes, by which most of them need not be touched again in a step of k-means.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use clientele_kernels::{self as kernels, Changes, Screened, TOGETHER};

use super::blocks::{self, GoOn};
use super::error::LearnError;

/// Cells from which on the copy pays.
pub(super) const WORTH: usize = 1 << 20;
/// Rows whose mean the copy is counted from.
const CENTRE_ROWS: usize = 4_096;
/// Part of the squares of all rows that their distances must sum to, or else they are summed one by one: less
/// would be lost in the rounding of the difference.
const TOLD_APART: f64 = 1e-4;

/// The copy, and what it is counted from.
#[derive(Clone, Debug)]
pub(super) struct Screen {
    copy: Vec<f32>,
    origin: Vec<f64>,
    /// Sum of the squared lengths of all rows, counted from the origin.
    total: f64,
}

impl Screen {
    /// Copies rows of so many columns.
    pub(super) fn new(cells: &[f64], columns: usize, go_on: GoOn<'_>) -> Result<Self, LearnError> {
        let rows = cells.len() / columns.max(1);
        // Any point amid the rows will do.
        let step = (rows / CENTRE_ROWS).max(1);
        let mut origin = vec![0.0; columns];
        let near = cells.chunks_exact(columns.max(1)).step_by(step);
        let share = 1.0 / near.len().max(1) as f64;
        near.for_each(|row| origin.iter_mut().zip(row).for_each(|(from, cell)| *from += cell * share));
        let mut copy = vec![0.0; rows.div_ceil(TOGETHER) * TOGETHER * (columns + 1)];
        let totals = Mutex::new(Vec::new());
        blocks::fill(&mut copy, columns + 1, go_on, |range, out| {
            let start = range.start;
            let own = cells.get(start * columns..range.end.min(rows) * columns).unwrap_or_default();
            let total = kernels::screen(own, &origin, out);
            totals.lock().unwrap_or_else(PoisonError::into_inner).push((start, total));
        })?;
        let mut totals = totals.into_inner().unwrap_or_else(PoisonError::into_inner);
        // In the order of the rows, whichever block was done first.
        totals.sort_unstable_by_key(|(start, _)| *start);
        let total = totals.into_iter().map(|(_, total)| total).sum();
        Ok(Self { copy, origin, total })
    }

    /// Whether every cell is finite; where it says no, some may only be too large to be squared.
    pub(super) fn is_finite(&self) -> bool {
        self.total.is_finite()
    }

    /// Centres to compare the copy with. No row is longer than all of them together.
    pub(super) fn centres(&self, centres: &[Vec<f64>]) -> Screened {
        Screened::new(centres, &self.origin, self.total.sqrt())
    }

    /// The rows of a block, which begins at a multiple of the rows that stand together, that change their centre.
    pub(super) fn changes(
        &self,
        cells: &[f64],
        rows: Range<usize>,
        centres: &Screened,
        places: &[u32],
    ) -> Changes {
        let (columns, slots) = (self.origin.len(), self.origin.len() + 1);
        let end = rows.end.div_ceil(TOGETHER) * TOGETHER;
        kernels::reassign(
            cells.get(rows.start * columns..rows.end * columns).unwrap_or_default(),
            self.copy.get(rows.start * slots..end * slots).unwrap_or_default(),
            centres,
            places.get(rows).unwrap_or_default(),
        )
    }

    /// Sum of the squared distances of all rows to their centres, from the sums of the rows of each:
    /// `Σ‖x‖² − 2 Σ c·s + Σ n ‖c‖²`, everything counted from the origin. None where rounding would show.
    pub(super) fn inertia(&self, centres: &[Vec<f64>], counts: &[usize], sums: &[Vec<f64>]) -> Option<f64> {
        let mut inertia = self.total;
        for ((centre, sum), count) in centres.iter().zip(sums).zip(counts) {
            let n = *count as f64;
            for ((cell, sum), from) in centre.iter().zip(sum).zip(&self.origin) {
                let (cell, sum) = (cell - from, sum - n * from);
                inertia += cell * (n * cell - 2.0 * sum);
            }
        }
        (inertia > TOLD_APART * self.total).then_some(inertia)
    }
}
