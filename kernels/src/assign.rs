//! Rows to the nearest of some centres.

use pulp::{Arch, Simd, WithSimd};

use crate::product::dot;

/// Part of the squared lengths of row and centres by which two distances must differ to be told apart by
/// their products; nearer ones are measured.
const TOLD_APART: f64 = 1e-11;
/// Rows scored at once.
const ROWS: usize = 4;

/// Centres, ready to be compared with many rows.
///
/// The nearest centre is the one with the largest `x · c − ‖c‖²/2`, which takes one operation a cell where
/// the distance itself takes two. Cells are counted from the mean of the centres, and where the two best are
/// too close for their rounding, the distances decide: the answer is that of measuring every one.
#[derive(Clone, Debug)]
pub struct Centres {
    columns: usize,
    plain: Vec<Vec<f64>>,
    /// What cells are counted from.
    origin: Vec<f64>,
    /// Centres counted from the origin.
    moved: Vec<Vec<f64>>,
    /// Their squared lengths.
    lengths: Vec<f64>,
}

impl Centres {
    /// Centres of `columns` columns each; what is missing of one counts as 0.
    pub fn new(centres: &[Vec<f64>], columns: usize) -> Self {
        let cell = |centre: &[f64], column: usize| centre.get(column).copied().unwrap_or(0.0);
        let n = centres.len().max(1) as f64;
        let origin: Vec<f64> =
            (0..columns).map(|column| centres.iter().map(|centre| cell(centre, column) / n).sum()).collect();
        let plain: Vec<Vec<f64>> =
            centres.iter().map(|centre| (0..columns).map(|column| cell(centre, column)).collect()).collect();
        let moved: Vec<Vec<f64>> = plain
            .iter()
            .map(|centre| centre.iter().zip(&origin).map(|(cell, from)| cell - from).collect())
            .collect();
        let lengths = moved.iter().map(|centre| centre.iter().map(|cell| cell * cell).sum()).collect();
        Self { columns, plain, origin, moved, lengths }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.plain.len()
    }

    /// The nearest centre by measuring every distance; of equals the first.
    #[cold]
    pub(crate) fn measured(&self, row: &[f64]) -> (usize, f64) {
        let mut best = (0, f64::INFINITY);
        for (place, centre) in self.plain.iter().enumerate() {
            let square: f64 = row.iter().zip(centre).map(|(a, b)| (a - b) * (a - b)).sum();
            if square < best.1 {
                best = (place, square);
            }
        }
        best
    }
}

/// Tells `found` the nearest centre of each row, and its squared distance, row after row.
struct Nearest<'a, F> {
    cells: &'a [f64],
    centres: &'a Centres,
    found: F,
}

impl<F: FnMut(&[f64], usize, f64)> WithSimd for Nearest<'_, F> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, simd: S) {
        let (columns, count) = (self.centres.columns, self.centres.plain.len());
        let together = 2 * S::F64_LANES;
        let groups = count.div_ceil(together);
        // Of as many centres as two registers hold, column by column; what fills up the last is never best.
        let mut turned = vec![0.0; groups * columns * together];
        let mut halves = vec![f64::INFINITY; groups * together];
        for (place, (centre, length)) in self.centres.moved.iter().zip(&self.centres.lengths).enumerate() {
            let start = place / together * columns * together + place % together;
            for (slot, cell) in turned.iter_mut().skip(start).step_by(together).zip(centre) {
                *slot = *cell;
            }
            if let Some(half) = halves.get_mut(place) {
                *half = length / 2.0;
            }
        }
        let longest = self.centres.lengths.iter().copied().fold(0.0, f64::max);
        let mut moved = vec![0.0; ROWS * columns];
        let mut scores = vec![0.0; ROWS * groups * together];
        for rows in self.cells.chunks(ROWS * columns) {
            for (moved, row) in moved.chunks_exact_mut(columns).zip(rows.chunks_exact(columns)) {
                for (moved, (cell, from)) in moved.iter_mut().zip(row.iter().zip(&self.centres.origin)) {
                    *moved = cell - from;
                }
            }
            score(simd, (&moved, columns), (&turned, &halves), &mut scores);
            let each = rows.chunks_exact(columns).zip(moved.chunks_exact(columns));
            for ((row, moved), scores) in each.zip(scores.chunks_exact(groups * together)) {
                let length = dot(simd, moved, moved);
                let (place, apart) = best(scores);
                // Not a number is not clear.
                let clear = apart > TOLD_APART * (length + longest);
                let (place, square) = match self.centres.plain.get(place) {
                    Some(centre) if clear => (place, square(simd, row, centre)),
                    _ => self.centres.measured(row),
                };
                (self.found)(row, place, square);
            }
        }
    }
}

/// `x · c − ‖c‖²/2` of four rows and all centres: rows × centres.
#[inline(always)]
fn score<S: Simd>(
    simd: S,
    (rows, columns): (&[f64], usize),
    (turned, halves): (&[f64], &[f64]),
    scores: &mut [f64],
) {
    let together = 2 * S::F64_LANES;
    let mut each = rows.chunks_exact(columns);
    let (Some(a), Some(b), Some(c), Some(d)) = (each.next(), each.next(), each.next(), each.next()) else {
        return;
    };
    let width = halves.len();
    let groups = turned.chunks_exact(columns * together).zip(halves.chunks_exact(together));
    for (group, (centres, halves)) in groups.enumerate() {
        let zero = simd.splat_f64s(0.0);
        let (mut al, mut bl, mut cl, mut dl) = (zero, zero, zero, zero);
        let (mut ar, mut br, mut cr, mut dr) = (zero, zero, zero, zero);
        let cells = a.iter().zip(b).zip(c.iter().zip(d));
        for (centres, ((a, b), (c, d))) in S::as_simd_f64s(centres).0.chunks_exact(2).zip(cells) {
            let [left, right] = centres else { continue };
            let (a, b) = (simd.splat_f64s(*a), simd.splat_f64s(*b));
            al = simd.mul_add_e_f64s(a, *left, al);
            ar = simd.mul_add_e_f64s(a, *right, ar);
            bl = simd.mul_add_e_f64s(b, *left, bl);
            br = simd.mul_add_e_f64s(b, *right, br);
            let (c, d) = (simd.splat_f64s(*c), simd.splat_f64s(*d));
            cl = simd.mul_add_e_f64s(c, *left, cl);
            cr = simd.mul_add_e_f64s(c, *right, cr);
            dl = simd.mul_add_e_f64s(d, *left, dl);
            dr = simd.mul_add_e_f64s(d, *right, dr);
        }
        let [left, right] = S::as_simd_f64s(halves).0 else {
            continue;
        };
        let sums = [(al, ar), (bl, br), (cl, cr), (dl, dr)];
        for ((l, r), scores) in sums.iter().zip(scores.chunks_exact_mut(width)) {
            let slots = scores.get_mut(group * together..(group + 1) * together).unwrap_or_default();
            if let [one, other] = S::as_mut_simd_f64s(slots).0 {
                *one = simd.sub_f64s(*l, *left);
                *other = simd.sub_f64s(*r, *right);
            }
        }
    }
}

/// The place of the highest score, and by how much it is above the next.
#[inline(always)]
fn best(scores: &[f64]) -> (usize, f64) {
    let higher = |a: f64, b: f64| if a > b { a } else { b };
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, higher);
    let (mut place, mut several, mut second) = (0, 0, f64::NEG_INFINITY);
    for (at, score) in scores.iter().enumerate() {
        let is_top = *score == top;
        place = if is_top { at } else { place };
        several += usize::from(is_top);
        second = higher(if is_top { f64::NEG_INFINITY } else { *score }, second);
    }
    (place, if several == 1 { top - second } else { 0.0 })
}

#[inline(always)]
fn square<S: Simd>(simd: S, a: &[f64], b: &[f64]) -> f64 {
    let ((a, a_rest), (b, b_rest)) = (S::as_simd_f64s(a), S::as_simd_f64s(b));
    let mut sum = simd.splat_f64s(0.0);
    for (a, b) in a.iter().zip(b) {
        let apart = simd.sub_f64s(*a, *b);
        sum = simd.mul_add_e_f64s(apart, apart, sum);
    }
    simd.reduce_sum_f64s(sum) + a_rest.iter().zip(b_rest).map(|(a, b)| (a - b) * (a - b)).sum::<f64>()
}

/// What the rows of a block add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct Assigned {
    /// Sum of squared distances of rows to their centre.
    pub inertia: f64,
    /// Rows per centre.
    pub counts: Vec<usize>,
    /// Sum of the rows of each centre: centres × columns.
    pub sums: Vec<f64>,
}

/// Assigns rows to their nearest centre and adds them up.
pub fn assign(cells: &[f64], centres: &Centres) -> Assigned {
    let (columns, count) = (centres.columns, centres.plain.len());
    let mut out = Assigned { inertia: 0.0, counts: vec![0; count], sums: vec![0.0; count * columns] };
    if columns == 0 {
        return out;
    }
    let found = |row: &[f64], nearest: usize, square: f64| {
        out.inertia += square;
        if let Some(count) = out.counts.get_mut(nearest) {
            *count += 1;
        }
        let sums = out.sums.get_mut(nearest * columns..(nearest + 1) * columns).unwrap_or_default();
        for (sum, value) in sums.iter_mut().zip(row) {
            *sum += value;
        }
    };
    Arch::new().dispatch(Nearest { cells, centres, found });
    out
}

/// The nearest centre of each row, from 0, and the squared distance to it; of equals the first.
pub fn nearest(cells: &[f64], centres: &Centres, out: &mut [(u32, f64)]) {
    if centres.columns == 0 {
        return;
    }
    let mut slots = out.iter_mut();
    let found = |_: &[f64], nearest: usize, square: f64| {
        if let Some(slot) = slots.next() {
            *slot = (nearest as u32, square);
        }
    };
    Arch::new().dispatch(Nearest { cells, centres, found });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_goes_to_the_nearest_and_ties_to_the_first() {
        for (columns, count) in [(1, 1), (3, 5), (20, 8), (7, 19)] {
            let cell = |i: usize| ((i * 7919 + 13) % 31) as f64;
            let cells: Vec<f64> = (0..500 * columns).map(cell).collect();
            let centres: Vec<Vec<f64>> =
                (0..count).map(|k| (0..columns).map(|j| cell(k * 101 + j * 7)).collect()).collect();
            let turned = Centres::new(&centres, columns);
            let mut found = vec![(0, 0.0); 500];
            nearest(&cells, &turned, &mut found);
            let all = assign(&cells, &turned);
            let mut plain =
                Assigned { inertia: 0.0, counts: vec![0; count], sums: vec![0.0; count * columns] };
            for (row, found) in cells.chunks(columns).zip(&found) {
                // Whole numbers: distances are exact.
                let square = |c: &Vec<f64>| row.iter().zip(c).map(|(a, b)| (a - b) * (a - b)).sum::<f64>();
                let squares: Vec<f64> = centres.iter().map(square).collect();
                let least = squares.iter().copied().fold(f64::INFINITY, f64::min);
                let first = squares.iter().position(|s| *s == least).unwrap();
                assert_eq!(*found, (first as u32, least));
                plain.inertia += least;
                plain.counts[first] += 1;
                for (sum, value) in plain.sums[first * columns..].iter_mut().zip(row) {
                    *sum += value;
                }
            }
            assert_eq!(all, plain);
        }
    }

    #[test]
    fn far_from_everything_the_distances_decide() {
        // An outlier of 1e12 moves the origin so far that products say nothing about the others.
        let centres: Vec<Vec<f64>> = vec![vec![0.0, 0.0], vec![1.0, 0.0], vec![1e12, -1e12], vec![0.0, 1.0]];
        let turned = Centres::new(&centres, 2);
        let cells = [0.1, 0.0, 0.9, 0.1, 1e12, -1e12, 0.2, 0.7, 0.5, 0.0];
        let mut found = vec![(9, 0.0); 5];
        nearest(&cells, &turned, &mut found);
        assert_eq!(found.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [0, 1, 2, 3, 0]);
    }

    #[test]
    fn nothing_to_do_is_no_trouble() {
        let none = Centres::new(&[], 0);
        assert_eq!(assign(&[], &none), Assigned { inertia: 0.0, counts: vec![], sums: vec![] });
        nearest(&[], &none, &mut []);
    }
}
