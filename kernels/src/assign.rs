//! Rows to the nearest of some centres.

use crate::{LANES, total};

/// Centres whose distances are summed side by side.
const TOGETHER: usize = 8;

/// Part of the squared lengths of row and centres by which two distances must differ to be told apart by
/// their products; nearer ones are measured.
const TOLD_APART: f64 = 1e-11;

/// Centres turned so that the same column of several of them stands together.
///
/// The nearest centre is the one with the largest `x · c − ‖c‖²/2`, which takes two operations a cell where
/// the distance itself takes three. Cells are counted from the mean of the centres, and where the two best are
/// too close for their rounding, the distances decide: the answer is that of measuring every one.
#[derive(Clone, Debug)]
pub struct Centres {
    columns: usize,
    plain: Vec<Vec<f64>>,
    /// What cells are counted from.
    origin: Vec<f64>,
    /// Per eight centres their columns, counted from the origin.
    turned: Vec<[f64; TOGETHER]>,
    /// Per eight centres half their squared length; infinite for those that only fill up the last eight.
    halves: Vec<[f64; TOGETHER]>,
    /// The largest squared length.
    longest: f64,
}

impl Centres {
    /// Centres of `columns` columns each; what is missing of one counts as 0.
    pub fn new(centres: &[Vec<f64>], columns: usize) -> Self {
        let cell = |centre: &[f64], column: usize| centre.get(column).copied().unwrap_or(0.0);
        let n = centres.len().max(1) as f64;
        let origin: Vec<f64> =
            (0..columns).map(|column| centres.iter().map(|centre| cell(centre, column) / n).sum()).collect();
        let plain = centres.iter().map(|centre| (0..columns).map(|column| cell(centre, column)).collect());
        let plain: Vec<Vec<f64>> = plain.collect();
        let moved: Vec<Vec<f64>> = plain
            .iter()
            .map(|centre| centre.iter().zip(&origin).map(|(cell, from)| cell - from).collect())
            .collect();
        let lengths: Vec<f64> =
            moved.iter().map(|centre| centre.iter().map(|cell| cell * cell).sum()).collect();
        let turn = |centres: &[Vec<f64>]| -> Vec<[f64; TOGETHER]> {
            let lane =
                |column| std::array::from_fn(|place| centres.get(place).map_or(0.0, |c| cell(c, column)));
            (0..columns).map(lane).collect()
        };
        let half = |lengths: &[f64]| -> [f64; TOGETHER] {
            std::array::from_fn(|place| lengths.get(place).map_or(f64::INFINITY, |length| length / 2.0))
        };
        Self {
            columns,
            turned: moved.chunks(TOGETHER).flat_map(turn).collect(),
            halves: lengths.chunks(TOGETHER).map(half).collect(),
            longest: lengths.iter().copied().fold(0.0, f64::max),
            plain,
            origin,
        }
    }

    /// The nearest centre and the squared distance to it; of equals the first. `moved` is room for a row.
    #[inline]
    fn nearest(&self, row: &[f64], moved: &mut [f64]) -> (usize, f64) {
        let mut length = 0.0;
        for (moved, (value, from)) in moved.iter_mut().zip(row.iter().zip(&self.origin)) {
            *moved = value - from;
            length += *moved * *moved;
        }
        let (mut best, mut at, mut second) = (f64::NEG_INFINITY, 0, f64::NEG_INFINITY);
        let groups = self.turned.chunks_exact(self.columns).zip(&self.halves);
        for (group, (centres, halves)) in groups.enumerate() {
            let mut scores = [0.0; TOGETHER];
            for (value, centres) in moved.iter().zip(centres) {
                for (score, centre) in scores.iter_mut().zip(centres) {
                    *score += value * centre;
                }
            }
            for (place, (score, half)) in scores.iter().zip(halves).enumerate() {
                let score = score - half;
                if score > best {
                    (second, best, at) = (best, score, group * TOGETHER + place);
                } else if score > second {
                    second = score;
                }
            }
        }
        // Not a number is not clear.
        let clear = best - second > TOLD_APART * (length + self.longest);
        match self.plain.get(at) {
            Some(centre) if clear => (at, square(row, centre)),
            _ => self.measured(row),
        }
    }

    /// The same by measuring every distance.
    #[cold]
    fn measured(&self, row: &[f64]) -> (usize, f64) {
        let mut best = (0, f64::INFINITY);
        for (place, centre) in self.plain.iter().enumerate() {
            let square = square(row, centre);
            if square < best.1 {
                best = (place, square);
            }
        }
        best
    }
}

#[inline]
fn square(a: &[f64], b: &[f64]) -> f64 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    let mut lanes = [0.0; LANES];
    for (a, b) in a.iter().zip(b) {
        for (sum, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            let apart = a - b;
            *sum += apart * apart;
        }
    }
    total(lanes) + a_rest.iter().zip(b_rest).map(|(a, b)| (a - b) * (a - b)).sum::<f64>()
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
    let mut moved = vec![0.0; columns];
    let mut out = Assigned { inertia: 0.0, counts: vec![0; count], sums: vec![0.0; count * columns] };
    if columns == 0 {
        return out;
    }
    for row in cells.chunks_exact(columns) {
        let (nearest, square) = centres.nearest(row, &mut moved);
        out.inertia += square;
        if let Some(count) = out.counts.get_mut(nearest) {
            *count += 1;
        }
        let sums = out.sums.get_mut(nearest * columns..(nearest + 1) * columns).unwrap_or_default();
        for (sum, value) in sums.iter_mut().zip(row) {
            *sum += value;
        }
    }
    out
}

/// The nearest centre of each row, from 0, and the squared distance to it; of equals the first.
pub fn nearest(cells: &[f64], centres: &Centres, out: &mut [(u32, f64)]) {
    let mut moved = vec![0.0; centres.columns];
    if centres.columns == 0 {
        return;
    }
    for (row, out) in cells.chunks_exact(centres.columns).zip(out) {
        let (nearest, square) = centres.nearest(row, &mut moved);
        *out = (nearest as u32, square);
    }
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
