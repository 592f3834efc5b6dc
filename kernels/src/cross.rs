//! `Xᵀ · diag(weights) · X`: what least squares and Newton's method spend their time on.

use pulp::{Arch, Simd, WithSimd};

/// Rows turned into columns at a time: few enough that twenty columns of them stay in the nearest cache.
const ROWS: usize = 128;
/// Distance of two turned columns: not a power of two, or they would all fall on the same lines of the cache.
const STRIDE: usize = ROWS + 8;

/// `Xᵀ · diag(weights) · X`, columns × columns, one weight per row of `cells`.
pub fn cross(cells: &[f64], columns: usize, weights: &[f64]) -> Vec<f64> {
    let mut out = vec![0.0; columns * columns];
    if columns == 0 {
        return out;
    }
    Arch::new().dispatch(Cross { cells, columns, weights, out: &mut out });
    for i in 0..columns {
        for j in 0..i {
            let upper = out.get(j * columns + i).copied().unwrap_or(0.0);
            if let Some(slot) = out.get_mut(i * columns + j) {
                *slot = upper;
            }
        }
    }
    out
}

/// The upper half of the product.
struct Cross<'a> {
    cells: &'a [f64],
    columns: usize,
    weights: &'a [f64],
    out: &'a mut [f64],
}

impl WithSimd for Cross<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { cells, columns, weights, out } = self;
        let mut turned = [vec![0.0; columns * STRIDE], vec![0.0; columns * STRIDE]];
        for (cells, weights) in cells.chunks(columns * ROWS).zip(weights.chunks(ROWS)) {
            turn(cells, columns, weights, &mut turned);
            add(simd, &turned, columns, out);
        }
    }
}

/// Columns as they are, and times the weights; rows that are not there are 0.
#[inline(always)]
fn turn(cells: &[f64], columns: usize, weights: &[f64], [plain, bent]: &mut [Vec<f64>; 2]) {
    if weights.len() < ROWS {
        plain.fill(0.0);
        bent.fill(0.0);
    }
    for (at, (row, weight)) in cells.chunks_exact(columns).zip(weights).enumerate() {
        let slots = plain.chunks_exact_mut(STRIDE).zip(bent.chunks_exact_mut(STRIDE));
        for ((plain, bent), cell) in slots.zip(row) {
            if let (Some(plain), Some(bent)) = (plain.get_mut(at), bent.get_mut(at)) {
                *plain = *cell;
                *bent = cell * weight;
            }
        }
    }
}

/// Adds the products of all pairs of columns, two by four at once: as many sums as registers hold.
#[inline(always)]
fn add<S: Simd>(simd: S, [plain, bent]: &[Vec<f64>; 2], columns: usize, out: &mut [f64]) {
    let last = columns - 1;
    for i in (0..columns).step_by(2) {
        for j in ((i - i % 4)..columns).step_by(4) {
            // At the edges a column is taken twice rather than looked for in vain.
            let down = |by: usize| column::<S>(plain, (i + by).min(last));
            let across = |by: usize| column::<S>(bent, (j + by).min(last));
            let found = tile(simd, [down(0), down(1)], [across(0), across(1), across(2), across(3)]);
            for (by, found) in found.iter().enumerate().take(columns - i) {
                let start = (i + by) * columns + j;
                let slots = out.get_mut(start..start + 4.min(columns - j)).unwrap_or_default();
                for (slot, found) in slots.iter_mut().zip(found) {
                    *slot += found;
                }
            }
        }
    }
}

#[inline(always)]
fn column<S: Simd>(turned: &[f64], index: usize) -> &[S::f64s] {
    let start = index * STRIDE;
    S::as_simd_f64s(turned.get(start..start + ROWS).unwrap_or_default()).0
}

/// Sums of products of each column of one side with each of the other.
#[inline(always)]
fn tile<S: Simd>(simd: S, [a, b]: [&[S::f64s]; 2], [c, d, e, f]: [&[S::f64s]; 4]) -> [[f64; 4]; 2] {
    let zero = simd.splat_f64s(0.0);
    let (mut ac, mut ad, mut ae, mut af) = (zero, zero, zero, zero);
    let (mut bc, mut bd, mut be, mut bf) = (zero, zero, zero, zero);
    for (((a, b), (c, d)), (e, f)) in a.iter().zip(b).zip(c.iter().zip(d)).zip(e.iter().zip(f)) {
        ac = simd.mul_add_e_f64s(*a, *c, ac);
        ad = simd.mul_add_e_f64s(*a, *d, ad);
        ae = simd.mul_add_e_f64s(*a, *e, ae);
        af = simd.mul_add_e_f64s(*a, *f, af);
        bc = simd.mul_add_e_f64s(*b, *c, bc);
        bd = simd.mul_add_e_f64s(*b, *d, bd);
        be = simd.mul_add_e_f64s(*b, *e, be);
        bf = simd.mul_add_e_f64s(*b, *f, bf);
    }
    let sum = |lanes| simd.reduce_sum_f64s(lanes);
    [[sum(ac), sum(ad), sum(ae), sum(af)], [sum(bc), sum(bd), sum(be), sum(bf)]]
}

/// Sums of weighted rows by the place of each row: slots × columns. Places beyond the slots count nowhere.
pub fn cross_with_places(
    cells: &[f64],
    columns: usize,
    weights: &[f64],
    (places, slots): (&[u16], usize),
) -> Vec<f64> {
    let mut table = vec![0.0; slots * columns];
    if columns == 0 {
        return table;
    }
    for (row, (weight, place)) in cells.chunks_exact(columns).zip(weights.iter().zip(places)) {
        let start = usize::from(*place) * columns;
        let sums = table.get_mut(start..start + columns).unwrap_or_default();
        for (sum, cell) in sums.iter_mut().zip(row) {
            *sum += weight * cell;
        }
    }
    table
}

/// Sums of weights by two places of each row: slots × other slots. Places beyond the slots count nowhere.
pub fn cross_of_places(
    weights: &[f64],
    (places, slots): (&[u16], usize),
    (others, other_slots): (&[u16], usize),
) -> Vec<f64> {
    let mut table = vec![0.0; slots * other_slots];
    for (weight, (place, other)) in weights.iter().zip(places.iter().zip(others)) {
        let (place, other) = (usize::from(*place), usize::from(*other));
        if other < other_slots
            && let Some(sum) = table.get_mut(place * other_slots + other)
        {
            *sum += weight;
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_triple_sum(rows in 0_usize..400, columns in 0_usize..14, seed in 1_usize..1000) {
            let cells: Vec<f64> = (0..rows * columns).map(|i| ((i * seed) % 211) as f64 - 100.0).collect();
            let weights: Vec<f64> = (0..rows).map(|i| ((i * 31 + seed) % 17) as f64).collect();
            let found = cross(&cells, columns, &weights);
            prop_assert_eq!(found.len(), columns * columns);
            for i in 0..columns {
                for j in 0..columns {
                    // Whole numbers: sums are exact in any order.
                    let plain: f64 = (0..rows)
                        .map(|row| cells[row * columns + i] * weights[row] * cells[row * columns + j])
                        .sum();
                    prop_assert_eq!(found[i * columns + j], plain);
                }
            }
        }
    }

    #[test]
    fn places_take_what_is_theirs() {
        let (places, others) = ([0, 2, 1, 2, 0], [1, 0, 9, 1, 1]);
        let (cells, weights) =
            ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0], [1.0, 2.0, 1.0, 0.5, 3.0]);
        // Slot 2 is "nowhere".
        let found = cross_with_places(&cells, 2, &weights, (&places, 2));
        assert_eq!(found, [1.0 + 27.0, 2.0 + 30.0, 5.0, 6.0]);
        assert_eq!(cross_of_places(&weights, (&places, 3), (&others, 2)), [0.0, 4.0, 0.0, 0.0, 2.0, 0.5]);
    }
}
