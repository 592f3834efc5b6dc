//! Rows to the nearest of some centres, once more and faster: only those that change their centre are told.
//!
//! A copy of the rows in half the bytes says which centre is nearest wherever two of them are further apart than
//! rounding can be; the others are measured. So the answer is the same as that of [`crate::nearest`], while most
//! rows are never touched at full length again.

use pulp::{Arch, Simd, WithSimd};

use crate::Centres;
use crate::eight::{EIGHT as CENTRES, add_products};

/// Rows that stand together, column by column.
pub const TOGETHER: usize = 16;
/// Unit of rounding of the copy.
const ROUNDING: f64 = 1.0 / (1 << 24) as f64;
/// Products above this may not fit.
const LARGEST: f64 = 1e37;

/// Writes rows counted from `origin` into `out`, [`TOGETHER`] rows at a time: their cells column by column, then
/// their lengths. Answers the sum of their squared lengths. What is missing of the last rows counts as 0.
pub fn screen(cells: &[f64], origin: &[f64], out: &mut [f32]) -> f64 {
    let columns = origin.len().max(1);
    let mut total = 0.0;
    let mut rows = cells.chunks(TOGETHER * columns);
    for out in out.chunks_exact_mut(TOGETHER * (columns + 1)) {
        let rows = rows.next().unwrap_or_default();
        // Every slot of a whole panel is written.
        if rows.len() < TOGETHER * columns {
            out.fill(0.0);
        }
        let (out, lengths) = out.split_at_mut(TOGETHER * columns);
        for ((place, row), length) in rows.chunks_exact(columns).enumerate().zip(lengths) {
            let mut square = 0.0;
            let slots = out.iter_mut().skip(place).step_by(TOGETHER);
            for ((cell, from), slot) in row.iter().zip(origin).zip(slots) {
                let moved = cell - from;
                square += moved * moved;
                *slot = moved as f32;
            }
            total += square;
            // Never too short.
            *length = (square.sqrt() * (1.0 + 4.0 * ROUNDING)) as f32;
        }
    }
    total
}

/// Centres, ready to be compared with rows that [`screen`] wrote.
#[derive(Clone, Debug)]
pub struct Screened {
    exact: Centres,
    columns: usize,
    /// Of eight centres at a time, column by column.
    turned: Vec<f32>,
    /// Minus half their squared lengths; what fills up the last eight is never best.
    halves: Vec<f32>,
    /// Scores of a row of length n that are further apart than `slope · n + level` are rightly ordered.
    slope: f64,
    level: f64,
}

impl Screened {
    /// Centres of as many columns as `origin`, from which the rows were counted too; `longest` is no shorter than
    /// any of them.
    pub fn new(centres: &[Vec<f64>], origin: &[f64], longest: f64) -> Self {
        let columns = origin.len();
        let groups = centres.len().div_ceil(CENTRES);
        let mut turned = vec![0.0; groups * columns * CENTRES];
        let mut halves = vec![f32::NEG_INFINITY; groups * CENTRES];
        let mut far = 0.0_f64;
        for ((place, centre), half) in centres.iter().enumerate().zip(&mut halves) {
            let start = place / CENTRES * columns * CENTRES + place % CENTRES;
            let slots = turned.iter_mut().skip(start).step_by(CENTRES);
            let mut square = 0.0;
            for ((cell, from), slot) in centre.iter().zip(origin).zip(slots) {
                let moved = cell - from;
                square += moved * moved;
                *slot = moved as f32;
            }
            *half = (-square / 2.0) as f32;
            far = far.max(square.sqrt());
        }
        // A sum of p products is off by at most about p units of their lengths (Higham 2002, section 3.1), the
        // copies of row and centre by one each, the half length by one of its own; and two scores are compared.
        let off = 2.0 * 1.1 * ROUNDING;
        let slope = off * (columns as f64 + 4.0) * far;
        let level = off * (far * far + 1e-30);
        let fits = far * longest < LARGEST && far * far < LARGEST;
        let exact = Centres::new(centres, columns);
        Self { exact, columns, turned, halves, slope: if fits { slope } else { f64::INFINITY }, level }
    }
}

/// The rows of a block that change their centre, and what that adds to the centres.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// Row within the block, and its new centre.
    pub rows: Vec<(u32, u32)>,
    /// More rows per centre.
    pub counts: Vec<i64>,
    /// More in the sum of the rows of each centre: centres × columns.
    pub sums: Vec<f64>,
}

/// Compares the rows of a block, and their copy, with centres. `places` are the centres they had; one that is
/// not there counts as none.
pub fn reassign(cells: &[f64], copy: &[f32], centres: &Screened, places: &[u32]) -> Changes {
    let (columns, count) = (centres.columns, centres.exact.count());
    let mut out = Changes { rows: Vec::new(), counts: vec![0; count], sums: vec![0.0; count * columns] };
    if columns == 0 || count == 0 {
        return out;
    }
    Arch::new().dispatch(Compare { copy, centres, cells, places, changes: &mut out });
    out
}

impl Changes {
    /// Adds a row to a centre, or with −1 takes it away.
    #[inline(always)]
    fn add(&mut self, centre: usize, row: &[f64], times: f64) {
        let Some(count) = self.counts.get_mut(centre) else { return };
        *count += times as i64;
        let sums = self.sums.get_mut(centre * row.len()..(centre + 1) * row.len()).unwrap_or_default();
        for (sum, cell) in sums.iter_mut().zip(row) {
            *sum += times * cell;
        }
    }

    /// Keeps those of sixteen rows that change; the first of them has the number `first`.
    #[inline(always)]
    fn see(
        &mut self,
        found: &Found,
        (lengths, rows, places): (&[f32], &[f64], &[u32]),
        first: usize,
        centres: &Screened,
    ) {
        let rows = rows.chunks_exact(centres.columns).zip(places).zip(lengths);
        let found = found.best.iter().zip(&found.apart);
        for (place, (((row, old), length), (best, apart))) in rows.zip(found).enumerate() {
            // Not a number is not clear.
            let clear = f64::from(*apart) > centres.slope * f64::from(*length) + centres.level;
            let new = if clear { *best as usize } else { centres.exact.measured(row).0 };
            if new as u32 != *old {
                self.rows.push(((first + place) as u32, new as u32));
                self.add(new, row, 1.0);
                self.add(*old as usize, row, -1.0);
            }
        }
    }
}

/// Finds the best centre of sixteen rows at a time, and by how much it is ahead of the next.
struct Compare<'a> {
    copy: &'a [f32],
    centres: &'a Screened,
    cells: &'a [f64],
    places: &'a [u32],
    changes: &'a mut Changes,
}

/// What was found of sixteen rows.
struct Found {
    best: [f32; TOGETHER],
    apart: [f32; TOGETHER],
}

impl Found {
    /// Whether every row is clearly nearest to the centre it had: what most rows are in most steps, asked without a
    /// branch for each of them. `slope` and `level` are at least as large as those of the centres, rounding included.
    #[inline(always)]
    fn stay(&self, lengths: &[f32; TOGETHER], places: &[u32; TOGETHER], (slope, level): (f32, f32)) -> bool {
        let mut all = true;
        for (((best, apart), length), place) in self.best.iter().zip(&self.apart).zip(lengths).zip(places) {
            // Not a number is not clear; none is −1.
            all &= (*apart > slope * length + level) & (*best == place.cast_signed() as f32);
        }
        all
    }
}

impl WithSimd for Compare<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { copy, centres, cells, places, changes } = self;
        let columns = centres.columns;
        // A product and a sum are off by a unit of rounding each.
        let above = |bound: f64| (bound * (1.0 + 8.0 * ROUNDING)) as f32;
        let bounds = (above(centres.slope), above(centres.level));
        let mut found = Found { best: [0.0; TOGETHER], apart: [0.0; TOGETHER] };
        let panels = copy.chunks_exact(TOGETHER * (columns + 1)).zip(cells.chunks(TOGETHER * columns));
        for ((number, (panel, rows)), places) in panels.enumerate().zip(places.chunks(TOGETHER)) {
            let (turned, lengths) = panel.split_at(TOGETHER * columns);
            let slots = S::as_mut_simd_f32s(&mut found.best).0.iter_mut();
            for (lane, (best, apart)) in slots.zip(S::as_mut_simd_f32s(&mut found.apart).0).enumerate() {
                (*best, *apart) = leader(simd, (turned, lane), centres);
            }
            if let (Ok(lengths), Ok(places)) = (lengths.try_into(), places.try_into())
                && found.stay(lengths, places, bounds)
            {
                continue;
            }
            changes.see(&found, (lengths, rows, places), number * TOGETHER, centres);
        }
    }
}

/// The best centres of as many rows as a register holds, and by how much each is ahead.
#[inline(always)]
fn leader<S: Simd>(simd: S, (cells, lane): (&[f32], usize), centres: &Screened) -> (S::f32s, S::f32s) {
    let mut top = Top {
        best: simd.splat_f32s(f32::NEG_INFINITY),
        next: simd.splat_f32s(f32::NEG_INFINITY),
        place: simd.splat_f32s(0.0),
    };
    let groups =
        centres.turned.chunks_exact(centres.columns * CENTRES).zip(centres.halves.chunks_exact(CENTRES));
    let mut first = 0.0_f32;
    for (turned, halves) in groups {
        let Ok(halves): Result<[f32; CENTRES], _> = halves.try_into() else { continue };
        let begun = halves.map(|half| simd.splat_f32s(half));
        let scores = add_products::<S, TOGETHER>(simd, (cells, lane), turned, begun);
        for (place, score) in scores.into_iter().enumerate() {
            top.see(simd, score, first + place as f32);
        }
        first += CENTRES as f32;
    }
    (top.place, simd.sub_f32s(top.best, top.next))
}

/// The two highest scores so far.
struct Top<S: Simd> {
    best: S::f32s,
    next: S::f32s,
    place: S::f32s,
}

impl<S: Simd> Top<S> {
    #[inline(always)]
    fn see(&mut self, simd: S, score: S::f32s, place: f32) {
        let ahead = simd.greater_than_f32s(score, self.best);
        self.next = simd.select_f32s(ahead, self.best, simd.max_f32s(self.next, score));
        self.place = simd.select_f32s(ahead, simd.splat_f32s(place), self.place);
        self.best = simd.select_f32s(ahead, score, self.best);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nearest;

    /// Rows and centres, and where each row belongs by measuring.
    fn check(cells: &[f64], columns: usize, centres: &[Vec<f64>], origin: &[f64]) {
        let rows = cells.len() / columns;
        let mut copy = vec![0.0; rows.div_ceil(TOGETHER) * TOGETHER * (columns + 1)];
        let total = screen(cells, origin, &mut copy);
        let by_hand: f64 = cells
            .chunks(columns)
            .flat_map(|row| row.iter().zip(origin).map(|(cell, from)| (cell - from) * (cell - from)))
            .sum();
        assert!((total - by_hand).abs() <= 1e-12 * by_hand, "{total} {by_hand}");
        let longest = f64::MAX.sqrt().min(by_hand.sqrt() + 1.0);
        let screened = Screened::new(centres, origin, longest);
        // Every third row is where it was.
        let mut expected = vec![(0, 0.0); rows];
        nearest(cells, &Centres::new(centres, columns), &mut expected);
        let places: Vec<u32> = expected
            .iter()
            .enumerate()
            .map(|(row, (place, _))| match row % 3 {
                0 => *place,
                1 => (*place + 1) % centres.len() as u32,
                _ => u32::MAX,
            })
            .collect();
        let found = reassign(cells, &copy, &screened, &places);
        let mut plain = Changes {
            rows: vec![],
            counts: vec![0; centres.len()],
            sums: vec![0.0; centres.len() * columns],
        };
        for (row, ((new, _), old)) in expected.iter().zip(&places).enumerate() {
            if new != old {
                plain.rows.push((row as u32, *new));
                let values = &cells[row * columns..(row + 1) * columns];
                plain.add(*new as usize, values, 1.0);
                plain.add(*old as usize, values, -1.0);
            }
        }
        assert_eq!(found, plain);
    }

    #[test]
    fn changes_are_those_of_measuring_every_distance() {
        let mut seed = 5_u64;
        let mut draw = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 11) as f64 / (1_u64 << 53) as f64
        };
        for (rows, columns, count) in [(1, 1, 1), (33, 3, 2), (500, 20, 8), (777, 7, 19), (100, 5, 9)] {
            let cells: Vec<f64> = (0..rows * columns).map(|_| 4.0 * draw() - 1.0).collect();
            let centres: Vec<Vec<f64>> =
                (0..count).map(|_| (0..columns).map(|_| 2.0 * draw()).collect()).collect();
            let origin: Vec<f64> = (0..columns).map(|_| draw()).collect();
            check(&cells, columns, &centres, &origin);
        }
    }

    #[test]
    fn ties_go_to_the_first_and_near_ties_are_measured() {
        // On a grid many rows lie exactly between two centres, and beside it closer than the copy can tell.
        let cells: Vec<f64> = (0..600)
            .flat_map(|i| [f64::from(i % 7), f64::from(i % 5) + f64::from(i % 3 - 1) * 1e-9])
            .collect();
        let centres = vec![vec![1.0, 1.0], vec![3.0, 1.0], vec![1.0, 3.0], vec![3.0, 3.0], vec![3.0, 3.0]];
        check(&cells, 2, &centres, &[2.5, 2.0]);
    }

    #[test]
    fn what_does_not_fit_the_copy_is_measured() {
        let cells: Vec<f64> = (0..64).flat_map(|i| [f64::from(i) * 1e30, f64::from(i % 4)]).collect();
        check(&cells, 2, &[vec![0.0, 1.0], vec![1e31, 3.0], vec![4e31, 0.0]], &[1e30, 1.0]);
        let cells: Vec<f64> = (0..64).flat_map(|i| [f64::from(i) * 1e-40, 0.0]).collect();
        check(&cells, 2, &[vec![0.0, 0.0], vec![3.1e-39, 0.0]], &[0.0, 0.0]);
    }
}
