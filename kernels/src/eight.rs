//! The innermost loop of distances and layers: rows in the lanes of a register, times eight weights.

use pulp::Simd;

/// Sums that are kept in registers at once: as many products are on their way while one is waited for.
pub(crate) const EIGHT: usize = 8;

/// Adds Σ cell · weight to each of eight sums of as many rows as a register holds. `cells`: column by column, `ROWS` rows
/// side by side, of which those in the given register of a column are meant; `weights`: eight for each column.
#[inline(always)]
pub(crate) fn add_products<S: Simd, const ROWS: usize>(
    simd: S,
    (cells, lane): (&[f32], usize),
    weights: &[f32],
    sums: [S::f32s; EIGHT],
) -> [S::f32s; EIGHT] {
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = sums;
    for (column, weights) in cells.chunks_exact(ROWS).zip(weights.chunks_exact(EIGHT)) {
        let (Some(x), [p, q, r, s, t, u, v, w]) = (S::as_simd_f32s(column).0.get(lane), weights) else {
            continue;
        };
        a = simd.mul_add_e_f32s(*x, simd.splat_f32s(*p), a);
        b = simd.mul_add_e_f32s(*x, simd.splat_f32s(*q), b);
        c = simd.mul_add_e_f32s(*x, simd.splat_f32s(*r), c);
        d = simd.mul_add_e_f32s(*x, simd.splat_f32s(*s), d);
        e = simd.mul_add_e_f32s(*x, simd.splat_f32s(*t), e);
        f = simd.mul_add_e_f32s(*x, simd.splat_f32s(*u), f);
        g = simd.mul_add_e_f32s(*x, simd.splat_f32s(*v), g);
        h = simd.mul_add_e_f32s(*x, simd.splat_f32s(*w), h);
    }
    [a, b, c, d, e, f, g, h]
}
