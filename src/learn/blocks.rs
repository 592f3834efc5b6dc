//! Work over many rows in blocks: several at once, added up in order, with a look at the stop before each.

use std::ops::Range;

use rayon::prelude::*;

use super::error::LearnError;

/// Says whether to go on; asked between blocks of rows, from any thread.
pub type GoOn<'a> = &'a (dyn Fn() -> bool + Sync);

/// Rows per block; fixed, so that sums do not depend on the number of threads.
pub(super) const ROWS: usize = 4096;
/// Blocks worked on at a time before they are added up in order: bounds the memory of their results.
const WAVE: usize = 16;
/// Bytes of results that may wait to be added up, where they are small.
const WAITING: usize = 32 << 20;

/// Blocks of so many rows that are worked on at a time.
pub(super) fn at_once(rows: usize) -> usize {
    rows.div_ceil(ROWS).clamp(1, WAVE)
}

/// Joins what every block of `rows` gives, first block first. [`LearnError::Stopped`] when told not to go on.
pub(super) fn sum<P: Send, T>(
    rows: usize,
    go_on: GoOn<'_>,
    start: T,
    part: impl Fn(Range<usize>) -> P + Sync,
    join: impl FnMut(&mut T, P),
) -> Result<T, LearnError> {
    sum_in_waves(rows, 0, go_on, start, part, join)
}

/// The same where the result of a block takes so many bytes: the smaller they are, the more are worked on before all
/// wait for the last.
pub(super) fn sum_in_waves<P: Send, T>(
    rows: usize,
    bytes: usize,
    go_on: GoOn<'_>,
    start: T,
    part: impl Fn(Range<usize>) -> P + Sync,
    mut join: impl FnMut(&mut T, P),
) -> Result<T, LearnError> {
    let starts: Vec<usize> = (0..rows).step_by(ROWS).collect();
    let mut total = start;
    let at_once = WAITING.checked_div(bytes).unwrap_or(WAVE).max(WAVE);
    for wave in starts.chunks(at_once) {
        let parts: Vec<P> =
            wave.par_iter()
                .map(|start| {
                    if go_on() {
                        Ok(part(*start..(start + ROWS).min(rows)))
                    } else {
                        Err(LearnError::Stopped)
                    }
                })
                .collect::<Result<_, _>>()?;
        for part in parts {
            join(&mut total, part);
        }
    }
    Ok(total)
}

/// Fills `out` block by block; `fill` gets the range of rows and their slots, `width` of them per row.
pub(super) fn fill<T: Send>(
    out: &mut [T],
    width: usize,
    go_on: GoOn<'_>,
    fill: impl Fn(Range<usize>, &mut [T]) + Sync,
) -> Result<(), LearnError> {
    try_fill(out, width, go_on, |rows, slots| {
        fill(rows, slots);
        Ok(())
    })
}

/// The same where a block may fail.
pub(super) fn try_fill<T: Send>(
    out: &mut [T],
    width: usize,
    go_on: GoOn<'_>,
    fill: impl Fn(Range<usize>, &mut [T]) -> Result<(), LearnError> + Sync,
) -> Result<(), LearnError> {
    if width == 0 {
        return Ok(());
    }
    out.par_chunks_mut(ROWS * width).enumerate().try_for_each(|(block, slots)| {
        if !go_on() {
            return Err(LearnError::Stopped);
        }
        let start = block * ROWS;
        fill(start..start + slots.len() / width, slots)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn every_row_once_and_in_order() {
        let rows = WAVE * ROWS + 17;
        let found = sum(rows, &|| true, Vec::new(), |range| range, Vec::push).unwrap();
        assert_eq!(found.len(), WAVE + 1);
        assert!(found.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert_eq!((found[0].start, found.last().unwrap().end), (0, rows));
        let mut out = vec![0; 3 * rows];
        fill(&mut out, 3, &|| true, |range, slots| {
            for (slot, place) in slots.iter_mut().zip(3 * range.start..) {
                *slot = place;
            }
        })
        .unwrap();
        assert!(out.into_iter().eq(0..3 * rows));
    }

    #[test]
    fn a_stop_ends_the_work_before_the_next_block() {
        let asked = AtomicUsize::new(0);
        let go_on = || asked.fetch_add(1, Ordering::Relaxed) < 3;
        let worked = AtomicUsize::new(0);
        let work = |_| worked.fetch_add(1, Ordering::Relaxed);
        assert_eq!(sum(100 * ROWS, &go_on, (), work, |(), _| {}), Err(LearnError::Stopped));
        assert_eq!(worked.load(Ordering::Relaxed), 3);
        assert_eq!(fill(&mut vec![0; 100 * ROWS], 1, &go_on, |_, _| {}), Err(LearnError::Stopped));
    }
}
