//! `Xᵀ · diag(weights) · X`: what least squares and Newton's method spend their time on.

use crate::{LANES, total};

/// Rows turned into columns at a time: few enough that twenty columns of them stay in the nearest cache.
const ROWS: usize = 128;
/// Distance of two turned columns: not a power of two, or they would all fall on the same lines of the cache.
const STRIDE: usize = ROWS + 2 * LANES;
/// Columns of both sides whose products are summed at once: together they fill the registers.
const TILE: (usize, usize) = (2, 4);

/// A turned column as registers.
type Column = [[f64; LANES]; ROWS / LANES];

/// `Xᵀ · diag(weights) · X`, columns × columns, one weight per row of `cells`.
pub fn cross(cells: &[f64], columns: usize, weights: &[f64]) -> Vec<f64> {
    let mut out = vec![0.0; columns * columns];
    if columns == 0 {
        return out;
    }
    let mut turned = [vec![0.0; columns * STRIDE], vec![0.0; columns * STRIDE]];
    for (cells, weights) in cells.chunks(columns * ROWS).zip(weights.chunks(ROWS)) {
        turn(cells, columns, weights, &mut turned);
        add(&turned, columns, &mut out);
    }
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

/// Columns as they are, and times the weights; rows that are not there are 0.
#[inline]
fn turn(cells: &[f64], columns: usize, weights: &[f64], [plain, bent]: &mut [Vec<f64>; 2]) {
    if weights.len() < ROWS {
        plain.fill(0.0);
        bent.fill(0.0);
    }
    for (at, (row, weight)) in cells.chunks_exact(columns).zip(weights).enumerate() {
        let slots = plain.iter_mut().skip(at).step_by(STRIDE).zip(bent.iter_mut().skip(at).step_by(STRIDE));
        for ((plain, bent), cell) in slots.zip(row) {
            *plain = *cell;
            *bent = cell * weight;
        }
    }
}

/// Adds the products of all pairs of columns, the later one at least as far right as the first of its tile.
#[inline]
fn add([plain, bent]: &[Vec<f64>; 2], columns: usize, out: &mut [f64]) {
    let last = columns - 1;
    for i in (0..columns).step_by(TILE.0) {
        for j in ((i - i % TILE.1)..columns).step_by(TILE.1) {
            // At the edges a column is taken twice rather than looked for in vain.
            let down = [0, 1].map(|by| column(plain, (i + by).min(last)));
            let across = [0, 1, 2, 3].map(|by| column(bent, (j + by).min(last)));
            let ([Some(a), Some(b)], [Some(c), Some(d), Some(e), Some(f)]) = (down, across) else { continue };
            let found = tile([a, b], [c, d, e, f]);
            for (by, found) in found.iter().enumerate().take(columns - i) {
                let start = (i + by) * columns + j;
                let slots = out.get_mut(start..start + TILE.1.min(columns - j)).unwrap_or_default();
                for (slot, found) in slots.iter_mut().zip(found) {
                    *slot += found;
                }
            }
        }
    }
}

#[inline]
fn column(turned: &[f64], index: usize) -> Option<&Column> {
    let start = index * STRIDE;
    let (registers, _) = turned.get(start..start + ROWS)?.as_chunks::<LANES>();
    registers.try_into().ok()
}

/// Sums of products of each column of `a` with each of `b`.
#[inline]
fn tile(a: [&Column; TILE.0], b: [&Column; TILE.1]) -> [[f64; TILE.1]; TILE.0] {
    let mut sums = [[[0.0; LANES]; TILE.1]; TILE.0];
    for at in 0..ROWS / LANES {
        for (sums, a) in sums.iter_mut().zip(&a) {
            for (sums, b) in sums.iter_mut().zip(&b) {
                for lane in 0..LANES {
                    #[expect(
                        clippy::indexing_slicing,
                        reason = "arrays of constant length: checked by the compiler"
                    )]
                    {
                        sums[lane] += a[at][lane] * b[at][lane];
                    }
                }
            }
        }
    }
    sums.map(|sums| sums.map(total))
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
