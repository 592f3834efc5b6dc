//! The two directions in which rows differ most: the first two principal components.

use ndarray::{Array1, Array2, ArrayView1};
use rand::{Rng as _, SeedableRng as _};
use rand_distr::StandardNormal;
use rand_xoshiro::Xoshiro256PlusPlus;

/// Rounds of the power iteration at most, and how little a direction must still turn.
const ROUNDS: usize = 500;
const AT_REST: f64 = 1e-10;

/// A direction of unit length, and its share of the variance of all columns.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Direction {
    pub(super) towards: Vec<f64>,
    pub(super) share: f64,
}

/// The first two principal components of rows (rows × columns): eigenvectors of their covariance with the largest
/// eigenvalues, found by power iteration, the second one at right angles to the first (Hotelling 1933). The largest
/// part of each is positive. None where rows differ in fewer than two ways.
pub(super) fn principal(rows: &Array2<f32>, seed: u64) -> Option<[Direction; 2]> {
    let (n, width) = rows.dim();
    if n < 2 || width < 2 {
        return None;
    }
    let mut centred = rows.mapv(f64::from);
    for mut column in centred.columns_mut() {
        let mean = column.sum() / n as f64;
        column.mapv_inplace(|value| value - mean);
    }
    let variance = centred.iter().map(|value| value * value).sum::<f64>();
    let mut chance = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut found: Vec<Direction> = Vec::with_capacity(2);
    while found.len() < 2 {
        let mut towards: Array1<f64> = (0..width).map(|_| chance.sample::<f64, _>(StandardNormal)).collect();
        let mut strength = 0.0;
        for _ in 0..ROUNDS {
            let mut next = centred.t().dot(&centred.dot(&towards));
            for known in &found {
                let known = ArrayView1::from(&known.towards);
                next.scaled_add(-next.dot(&known), &known);
            }
            let length = next.dot(&next).sqrt();
            if length <= variance * 1e-12 || !length.is_finite() {
                return None;
            }
            next /= length;
            let turned = (&next - &towards).mapv(f64::abs).sum();
            towards = next;
            let projected = centred.dot(&towards);
            strength = projected.dot(&projected);
            if turned < AT_REST {
                break;
            }
        }
        let largest = towards
            .iter()
            .copied()
            .fold(0.0_f64, |most, part| if part.abs() > most.abs() { part } else { most });
        if largest < 0.0 {
            towards.mapv_inplace(|part| -part);
        }
        found.push(Direction { towards: towards.to_vec(), share: strength / variance });
    }
    <[Direction; 2]>::try_from(found).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations, largest first.
    fn jacobi(mut a: Vec<Vec<f64>>) -> Vec<(f64, Vec<f64>)> {
        let n = a.len();
        let mut v: Vec<Vec<f64>> =
            (0..n).map(|row| (0..n).map(|column| f64::from(u8::from(row == column))).collect()).collect();
        for _ in 0..100 {
            for p in 0..n {
                for q in p + 1..n {
                    if a[p][q].abs() < 1e-15 {
                        continue;
                    }
                    let angle = 0.5 * (2.0 * a[p][q]).atan2(a[q][q] - a[p][p]);
                    let (s, c) = angle.sin_cos();
                    let turn = |x: f64, y: f64| (c * x - s * y, s * x + c * y);
                    for row in a.iter_mut().chain(&mut v) {
                        (row[p], row[q]) = turn(row[p], row[q]);
                    }
                    let (upper, lower) = (a[p].clone(), a[q].clone());
                    for (k, (x, y)) in upper.into_iter().zip(lower).enumerate() {
                        (a[p][k], a[q][k]) = turn(x, y);
                    }
                }
            }
        }
        let mut found: Vec<(f64, Vec<f64>)> =
            (0..n).map(|k| (a[k][k], v.iter().map(|row| row[k]).collect())).collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found
    }

    fn covariance(rows: &Array2<f32>) -> Vec<Vec<f64>> {
        let (n, width) = rows.dim();
        let mean: Vec<f64> = (0..width)
            .map(|column| rows.column(column).iter().map(|v| f64::from(*v)).sum::<f64>() / n as f64)
            .collect();
        let entry = |a: usize, b: usize| {
            rows.rows()
                .into_iter()
                .map(|row| (f64::from(row[a]) - mean[a]) * (f64::from(row[b]) - mean[b]))
                .sum::<f64>()
        };
        (0..width).map(|a| (0..width).map(|b| entry(a, b)).collect()).collect()
    }

    #[test]
    fn two_columns_have_a_closed_form() {
        // Covariance [[a, b], [b, c]]: the larger eigenvalue is (a + c)/2 + √(((a − c)/2)² + b²).
        let rows = Array2::from_shape_fn((200, 2), |(row, column)| {
            let t = ((row * 37) % 200) as f32 / 100.0 - 1.0;
            if column == 0 { 2.0 * t } else { t + ((row * 53) % 200) as f32 / 150.0 }
        });
        let found = principal(&rows, 3).unwrap();
        let c = covariance(&rows);
        let (a, b, d) = (c[0][0], c[0][1], c[1][1]);
        let root = (((a - d) / 2.0).powi(2) + b * b).sqrt();
        for (direction, value) in found.iter().zip([f64::midpoint(a, d) + root, f64::midpoint(a, d) - root]) {
            assert!((direction.share - value / (a + d)).abs() < 1e-9);
            let angle = (value - a).atan2(b);
            let (y, x) = angle.sin_cos();
            let along = (x * direction.towards[0] + y * direction.towards[1]).abs();
            assert!((along - 1.0).abs() < 1e-9, "{along}");
        }
        assert!(found[0].towards[0] > 0.0);
    }

    #[test]
    fn more_columns_agree_with_jacobi() {
        let rows = Array2::from_shape_fn((300, 6), |(row, column)| {
            let own = ((row * (31 + 12 * column) + 7 * column) % 301) as f32 / 301.0 - 0.5;
            let common = ((row * 17) % 299) as f32 / 299.0 - 0.5;
            own * (1.0 + 0.2 * column as f32) + common * (column as f32 - 2.0)
        });
        let found = principal(&rows, 11).unwrap();
        let brute = jacobi(covariance(&rows));
        let all: f64 = brute.iter().map(|(value, _)| value).sum();
        for (direction, (value, vector)) in found.iter().zip(&brute) {
            assert!((direction.share - value / all).abs() < 1e-9, "{} {}", direction.share, value / all);
            let along: f64 = direction.towards.iter().zip(vector).map(|(a, b)| a * b).sum();
            assert!((along.abs() - 1.0).abs() < 1e-7, "{along}");
        }
        assert_eq!(principal(&rows, 11), Some(found), "the same seed gives the same");
    }

    #[test]
    fn rows_that_differ_in_one_way_only_have_no_plane() {
        let line = Array2::from_shape_fn((50, 3), |(row, column)| (row * (column + 1)) as f32);
        assert!(principal(&line, 1).is_none());
        assert!(principal(&Array2::zeros((50, 3)), 1).is_none());
        assert!(principal(&Array2::zeros((50, 1)), 1).is_none());
    }
}
