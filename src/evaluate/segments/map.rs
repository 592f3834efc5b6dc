//! A flat picture of many columns: the first two principal components.

use super::super::sample::generator;
use super::mean;
use crate::domain::frame::{FeatureValues, Frame};
use crate::domain::report::MapPoint;
use rand::Rng;

/// Steps of the subspace iteration at most.
const STEPS: usize = 500;
/// A column explains an axis if its correlation with it is at least this.
const FOLLOWS: f64 = 0.3;
/// Columns named per axis.
const NAMED: usize = 2;

/// Points of the map and how much of the variance of the sample they show.
pub(super) struct Map {
    pub(super) points: Vec<MapPoint>,
    pub(super) share: f64,
}

/// Principal components of the sampled rows. `sampled` holds their row numbers, `groups` their segments.
pub(super) fn map(rows: &[Vec<f64>], sampled: &[usize], groups: &[u32]) -> Map {
    let width = rows.first().map_or(0, Vec::len);
    let n = rows.len() as f64;
    let mut middle = vec![0.0; width];
    for row in rows {
        for (sum, value) in middle.iter_mut().zip(row) {
            *sum += value / n;
        }
    }
    let centred: Vec<Vec<f64>> =
        rows.iter().map(|row| row.iter().zip(&middle).map(|(value, mean)| value - mean).collect()).collect();
    let (axes, variances) = components(&centred, width);
    let total: f64 = centred.iter().flatten().map(|value| value * value).sum();
    let points = centred
        .iter()
        .zip(sampled)
        .zip(groups)
        .map(|((row, number), segment)| MapPoint {
            x: dot(row, &axes[0]),
            y: dot(row, &axes[1]),
            segment: *segment,
            row: *number as u32,
        })
        .collect();
    let share = if total > 0.0 { ((variances[0] + variances[1]) / total).min(1.0) } else { 0.0 };
    Map { points, share }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The two directions of largest variance, with their sums of squares. Subspace iteration on `XᵀX`, which is only
/// formed where there are fewer columns than rows; then a turn within the plane (Rayleigh–Ritz).
/// The largest loading of each direction is positive.
fn components(rows: &[Vec<f64>], width: usize) -> ([Vec<f64>; 2], [f64; 2]) {
    let formed = (width < rows.len()).then(|| cross_products(rows, width));
    let times = |v: &[f64]| match &formed {
        Some(products) => products.iter().map(|row| dot(row, v)).collect(),
        None => times(rows, v),
    };
    let mut chance = generator(1);
    let mut start = || -> Vec<f64> { (0..width).map(|_| chance.gen_range(-1.0..1.0)).collect() };
    let mut plane = orthonormal(&start(), &start());
    let mut before = f64::NEG_INFINITY;
    for _ in 0..STEPS {
        let next = [times(&plane[0]), times(&plane[1])];
        let now = dot(&plane[0], &next[0]) + dot(&plane[1], &next[1]);
        let [first, second] = next;
        plane = orthonormal(&first, &second);
        if (now - before).abs() <= 1e-13 * now.abs() {
            break;
        }
        before = now;
    }
    let images = [times(&plane[0]), times(&plane[1])];
    let (a, b, c) = (dot(&plane[0], &images[0]), dot(&plane[0], &images[1]), dot(&plane[1], &images[1]));
    // The angle that makes the 2 × 2 matrix (a b; b c) diagonal, larger value first.
    let angle = 0.5 * (2.0 * b).atan2(a - c);
    let (sin, cos) = angle.sin_cos();
    let combine = |p: f64, q: f64| -> Vec<f64> {
        let mixed: Vec<f64> = plane[0].iter().zip(&plane[1]).map(|(x, y)| p * x + q * y).collect();
        let largest =
            mixed.iter().copied().fold(0.0f64, |l, v| if v.abs() > l.abs() + 1e-12 { v } else { l });
        if largest < 0.0 { mixed.into_iter().map(|value| -value).collect() } else { mixed }
    };
    let half = f64::midpoint(a, c);
    let swing = (0.25 * (a - c).powi(2) + b * b).sqrt();
    ([combine(cos, sin), combine(-sin, cos)], [half + swing, (half - swing).max(0.0)])
}

/// `XᵀX`.
fn cross_products(rows: &[Vec<f64>], width: usize) -> Vec<Vec<f64>> {
    let mut products = vec![vec![0.0; width]; width];
    for row in rows {
        for (products, first) in products.iter_mut().zip(row).filter(|(_, first)| **first != 0.0) {
            for (sum, second) in products.iter_mut().zip(row) {
                *sum += first * second;
            }
        }
    }
    products
}

/// `XᵀX v`.
fn times(rows: &[Vec<f64>], v: &[f64]) -> Vec<f64> {
    let mut image = vec![0.0; v.len()];
    for row in rows {
        let along = dot(row, v);
        for (sum, value) in image.iter_mut().zip(row) {
            *sum += along * value;
        }
    }
    image
}

/// Gram–Schmidt; a direction that vanishes becomes zero.
fn orthonormal(first: &[f64], second: &[f64]) -> [Vec<f64>; 2] {
    let unit = |v: &[f64], scale: f64| -> Vec<f64> {
        let length = dot(v, v).sqrt();
        let keep = length > 1e-12 * scale && length > 0.0;
        v.iter().map(|value| if keep { value / length } else { 0.0 }).collect()
    };
    let first = unit(first, 0.0);
    let scale = dot(second, second).sqrt();
    let along = dot(&first, second);
    let rest: Vec<f64> = second.iter().zip(&first).map(|(value, base)| value - along * base).collect();
    let second = unit(&rest, scale);
    [first, second]
}

/// What an axis means: the columns (or values of categories) whose correlation with the coordinates is largest, at
/// most two, with its sign.
pub(super) fn meaning(frame: &Frame, sampled: &[usize], coordinates: &[f64]) -> Vec<(String, bool)> {
    let mut follows: Vec<(f64, String)> = Vec::new();
    for feature in &frame.features {
        match &feature.values {
            FeatureValues::Number(values) => {
                let shown: Vec<f64> =
                    sampled.iter().map(|row| values.get(*row).copied().unwrap_or(f64::NAN)).collect();
                follows.push((correlation(&shown, coordinates), feature.name.clone()));
            }
            FeatureValues::Category { codes, levels } => {
                let strongest = (0u32..)
                    .zip(levels)
                    .map(|(code, level)| {
                        let is = |row: &usize| f64::from(u8::from(codes.get(*row) == Some(&code)));
                        let shown: Vec<f64> = sampled.iter().map(is).collect();
                        (correlation(&shown, coordinates), level)
                    })
                    .max_by(|a, b| a.0.abs().total_cmp(&b.0.abs()));
                follows.extend(strongest.map(|(r, level)| (r, format!("{} = {level}", feature.name))));
            }
        }
    }
    follows.retain(|(r, _)| r.abs() >= FOLLOWS);
    follows.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    follows.into_iter().take(NAMED).map(|(r, name)| (name, r > 0.0)).collect()
}

/// Pearson's r over rows where both have a value; 0 where one does not vary.
fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let both = || a.iter().zip(b).filter(|(a, b)| a.is_finite() && b.is_finite());
    let (mean_a, mean_b) = (mean(both().map(|(a, _)| *a)), mean(both().map(|(_, b)| *b)));
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (a, b) in both() {
        ab += (a - mean_a) * (b - mean_b);
        aa += (a - mean_a).powi(2);
        bb += (b - mean_b).powi(2);
    }
    if aa > 0.0 && bb > 0.0 { ab / (aa * bb).sqrt() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// In two columns the components have a closed form: eigenvalues of a 2 × 2 matrix.
        #[test]
        fn two_columns_have_a_closed_form(raw in prop::collection::vec((-9i8..9, -9i8..9), 3..40)) {
            let rows: Vec<Vec<f64>> = raw.iter().map(|r| vec![f64::from(r.0), f64::from(r.1)]).collect();
            let (_, variances) = components(&rows, 2);
            let (mut a, mut b, mut c) = (0.0, 0.0, 0.0);
            for row in &rows {
                a += row[0] * row[0];
                b += row[0] * row[1];
                c += row[1] * row[1];
            }
            let swing = (((a - c) / 2.0).powi(2) + b * b).sqrt();
            prop_assert!((variances[0] - (f64::midpoint(a, c) + swing)).abs() < 1e-6 * (a + c + 1.0));
            prop_assert!((variances[1] - (f64::midpoint(a, c) - swing)).abs() < 1e-6 * (a + c + 1.0));
        }
    }

    #[test]
    fn a_known_plane_in_many_columns() {
        // Orthogonal columns with sums of squares 2·25, 2·9 and 2·1: axes are the first two columns.
        let mut rows = Vec::new();
        for (column, size) in [(0, 5.0), (1, 3.0), (2, 1.0)] {
            for sign in [1.0, -1.0] {
                let mut row = vec![0.0; 4];
                row[column] = sign * size;
                rows.push(row);
            }
        }
        let sampled: Vec<usize> = (0..6).collect();
        let found = map(&rows, &sampled, &[0; 6]);
        assert!((found.share - 34.0 / 35.0).abs() < 1e-9);
        assert!((found.points[0].x - 5.0).abs() < 1e-6 && found.points[0].y.abs() < 1e-4);
        assert!((found.points[2].y - 3.0).abs() < 1e-6);
    }

    #[test]
    fn nothing_to_draw() {
        assert!(map(&[], &[], &[]).points.is_empty());
        let flat = map(&[vec![1.0, 1.0], vec![1.0, 1.0]], &[0, 1], &[0, 0]);
        assert_eq!(flat.share, 0.0);
        assert!(flat.points.iter().all(|p| p.x == 0.0 && p.y == 0.0));
        let one_column = map(&[vec![1.0], vec![3.0]], &[0, 1], &[0, 1]);
        assert_eq!(one_column.share, 1.0);
        assert_eq!((one_column.points[0].x, one_column.points[1].x), (-1.0, 1.0));
    }
}
