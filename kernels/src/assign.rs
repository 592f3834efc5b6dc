//! Rows to the nearest of some centres.

/// Centres whose distances are summed side by side.
const TOGETHER: usize = 8;

/// Centres turned so that the same column of several of them stands together.
#[derive(Clone, Debug)]
pub struct Centres {
    columns: usize,
    count: usize,
    /// Per eight centres their columns; centres that only fill up the last eight are infinitely far.
    turned: Vec<[f64; TOGETHER]>,
}

impl Centres {
    /// Centres of `columns` columns each; what is missing of one counts as infinitely far.
    pub fn new(centres: &[Vec<f64>], columns: usize) -> Self {
        let group = |centres: &[Vec<f64>]| -> Vec<[f64; TOGETHER]> {
            let cell = |column: usize, place: usize| centres.get(place).and_then(|c| c.get(column)).copied();
            let lane = |column| std::array::from_fn(|place| cell(column, place).unwrap_or(f64::INFINITY));
            (0..columns).map(lane).collect()
        };
        let turned = centres.chunks(TOGETHER).flat_map(group).collect();
        Self { columns, count: centres.len(), turned }
    }

    /// The nearest centre and the squared distance to it; of equals the first.
    #[inline]
    fn nearest(&self, row: &[f64]) -> (usize, f64) {
        let mut best = (0, f64::INFINITY);
        for (group, centres) in self.turned.chunks_exact(self.columns).enumerate() {
            let mut squares = [0.0; TOGETHER];
            for (value, centres) in row.iter().zip(centres) {
                for (sum, centre) in squares.iter_mut().zip(centres) {
                    let apart = value - centre;
                    *sum += apart * apart;
                }
            }
            for (place, square) in squares.into_iter().enumerate() {
                if square < best.1 {
                    best = (group * TOGETHER + place, square);
                }
            }
        }
        best
    }
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
    let Centres { columns, count, .. } = *centres;
    let mut out = Assigned { inertia: 0.0, counts: vec![0; count], sums: vec![0.0; count * columns] };
    if columns == 0 {
        return out;
    }
    for row in cells.chunks_exact(columns) {
        let (nearest, square) = centres.nearest(row);
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
    if centres.columns == 0 {
        return;
    }
    for (row, out) in cells.chunks_exact(centres.columns).zip(out) {
        let (nearest, square) = centres.nearest(row);
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
    fn nothing_to_do_is_no_trouble() {
        let none = Centres::new(&[], 0);
        assert_eq!(assign(&[], &none), Assigned { inertia: 0.0, counts: vec![], sums: vec![] });
        nearest(&[], &none, &mut []);
    }
}
