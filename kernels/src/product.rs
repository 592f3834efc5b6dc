//! Products of a matrix with a vector.

use pulp::{Arch, Simd, WithSimd};

/// `out = start + X · weights`, one sum per row of `cells` with as many columns as there are weights.
pub fn sums(cells: &[f64], start: f64, weights: &[f64], out: &mut [f64]) {
    if weights.is_empty() {
        return out.fill(start);
    }
    Arch::new().dispatch(Sums { cells, start, weights, out });
}

struct Sums<'a> {
    cells: &'a [f64],
    start: f64,
    weights: &'a [f64],
    out: &'a mut [f64],
}

impl WithSimd for Sums<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        for (out, row) in self.out.iter_mut().zip(self.cells.chunks_exact(self.weights.len())) {
            *out = self.start + dot(simd, row, self.weights);
        }
    }
}

#[inline(always)]
pub(crate) fn dot<S: Simd>(simd: S, a: &[f64], b: &[f64]) -> f64 {
    let ((a, a_rest), (b, b_rest)) = (S::as_simd_f64s(a), S::as_simd_f64s(b));
    let mut sum = simd.splat_f64s(0.0);
    for (a, b) in a.iter().zip(b) {
        sum = simd.mul_add_e_f64s(*a, *b, sum);
    }
    simd.reduce_sum_f64s(sum) + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f64>()
}

/// `out += Xᵀ · values`, one value per row of `cells` with as many columns as `out` has slots.
pub fn transposed(cells: &[f64], values: &[f64], out: &mut [f64]) {
    if out.is_empty() {
        return;
    }
    for (value, row) in values.iter().zip(cells.chunks_exact(out.len())) {
        for (sum, cell) in out.iter_mut().zip(row) {
            *sum += value * cell;
        }
    }
}

/// `out += Σ (cell − mean)²` of each column, as many columns as there are means.
pub fn squares(cells: &[f64], means: &[f64], out: &mut [f64]) {
    if means.is_empty() {
        return;
    }
    for row in cells.chunks_exact(means.len()) {
        for (sum, (cell, mean)) in out.iter_mut().zip(row.iter().zip(means)) {
            let apart = cell - mean;
            *sum += apart * apart;
        }
    }
}

/// `table[place] += value`; places beyond the table count nowhere.
pub fn add_by_place(values: &[f64], places: &[u16], table: &mut [f64]) {
    for (value, place) in values.iter().zip(places) {
        if let Some(sum) = table.get_mut(usize::from(*place)) {
            *sum += value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(length: usize, step: usize) -> Vec<f64> {
        (0..length).map(|i| ((i * step) % 101) as f64 / 7.0 - 6.5).collect()
    }

    #[test]
    fn products_are_the_sums_of_the_textbook() {
        for columns in [1, 3, 4, 7, 8, 20] {
            let (cells, weights) = (made(37 * columns, 31), made(columns, 17));
            let mut found = vec![0.0; 37];
            sums(&cells, 0.5, &weights, &mut found);
            let mut back = vec![1.0; columns];
            transposed(&cells, &found, &mut back);
            let mut spread = vec![0.0; columns];
            squares(&cells, &weights, &mut spread);
            for (row, found) in cells.chunks(columns).zip(&found) {
                let plain = 0.5 + row.iter().zip(&weights).map(|(a, b)| a * b).sum::<f64>();
                assert!((plain - found).abs() < 1e-9);
            }
            for column in 0..columns {
                let cells = || cells.iter().skip(column).step_by(columns);
                let plain = 1.0 + cells().zip(&found).map(|(a, b)| a * b).sum::<f64>();
                assert!((plain - back[column]).abs() < 1e-6);
                let plain: f64 = cells().map(|cell| (cell - weights[column]).powi(2)).sum();
                assert!((plain - spread[column]).abs() < 1e-6);
            }
        }
        let mut out = [0.0; 2];
        sums(&[], 2.0, &[], &mut out);
        assert_eq!(out, [2.0, 2.0]);
    }

    #[test]
    fn values_are_added_where_they_belong() {
        let mut table = [0.0; 3];
        add_by_place(&[1.0, 2.0, 4.0, 8.0], &[2, 0, 2, 9], &mut table);
        assert_eq!(table, [2.0, 0.0, 5.0]);
    }
}
