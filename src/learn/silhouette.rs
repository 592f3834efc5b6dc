//! How well groups are separated: the silhouette of Rousseeuw (1987), on a sample of rows.

use ndarray::{ArrayView1, ArrayView2};
use rand::SeedableRng as _;
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

/// At most `most` different rows out of `n`, ascending; all of them when there are no more.
pub fn sample_rows(n: usize, most: usize, seed: u64) -> Vec<u32> {
    if n <= most {
        return (0..n as u32).collect();
    }
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut rows: Vec<u32> =
        rand::seq::index::sample(&mut rng, n, most).into_iter().map(|row| row as u32).collect();
    rows.sort_unstable();
    rows
}

/// The silhouette of each sampled row among the sampled rows: (b − a) / max(a, b), where a is the mean
/// distance to the others of its own group and b the smallest mean distance to another group. 0 for a row
/// alone in its group and when there is only one group, as Rousseeuw sets it.
///
/// `x` is rows × columns, `groups` the 0-based group of every row of `x`, `sample` rows of `x`. Compares
/// every pair: keep the sample at a few thousand rows.
pub fn silhouette_sample(x: &ArrayView2<'_, f64>, groups: &[u32], sample: &[u32]) -> Vec<f64> {
    let points: Vec<(ArrayView1<'_, f64>, usize)> = sample
        .iter()
        .filter_map(|row| {
            let row = *row as usize;
            let group = groups.get(row)?;
            (row < x.nrows()).then(|| (x.row(row), *group as usize))
        })
        .collect();
    let count = points.iter().map(|(_, group)| group + 1).max().unwrap_or(0);
    let mut sizes = vec![0_usize; count];
    for (_, group) in &points {
        if let Some(size) = sizes.get_mut(*group) {
            *size += 1;
        }
    }
    points
        .par_iter()
        .map(|(point, own)| {
            let mut sums = vec![0.0; count];
            for (other, group) in &points {
                if let Some(sum) = sums.get_mut(*group) {
                    *sum += distance(point, other);
                }
            }
            silhouette(*own, &sums, &sizes)
        })
        .collect()
}

fn distance(a: &ArrayView1<'_, f64>, b: &ArrayView1<'_, f64>) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

/// From the sum of distances to each group and its size.
fn silhouette(own: usize, sums: &[f64], sizes: &[usize]) -> f64 {
    let mut inside = None;
    let mut outside = f64::INFINITY;
    for (group, (sum, size)) in sums.iter().zip(sizes).enumerate() {
        if group == own {
            inside = (*size > 1).then(|| sum / (*size - 1) as f64);
        } else if *size > 0 {
            outside = outside.min(sum / *size as f64);
        }
    }
    match inside {
        Some(inside) if outside.is_finite() && inside.max(outside) > 0.0 => {
            (outside - inside) / inside.max(outside)
        }
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array2, array};

    /// The definition, pair by pair, without sharing anything with the code above.
    fn by_hand(x: &Array2<f64>, groups: &[u32], i: usize) -> f64 {
        let d = |j: usize| (&x.row(i) - &x.row(j)).mapv(|v| v * v).sum().sqrt();
        let mean_to = |group: u32| {
            let others: Vec<f64> = (0..x.nrows()).filter(|j| *j != i && groups[*j] == group).map(d).collect();
            (!others.is_empty()).then(|| others.iter().sum::<f64>() / others.len() as f64)
        };
        let a = mean_to(groups[i]);
        let all: std::collections::BTreeSet<u32> = groups.iter().copied().collect();
        let b = all.into_iter().filter(|g| *g != groups[i]).filter_map(mean_to).reduce(f64::min);
        match (a, b) {
            (Some(a), Some(b)) => (b - a) / a.max(b),
            _ => 0.0,
        }
    }

    #[test]
    fn equals_the_definition() {
        let x =
            Array2::from_shape_fn((40, 3), |(i, j)| ((i * 31 + j * 17) % 23) as f64 + (i % 3) as f64 * 9.0);
        let groups: Vec<u32> = (0..40).map(|i| if i == 39 { 3 } else { i % 3 }).collect();
        let sample: Vec<u32> = (0..40).collect();
        for (i, found) in silhouette_sample(&x.view(), &groups, &sample).into_iter().enumerate() {
            assert!((found - by_hand(&x, &groups, i)).abs() < 1e-12, "row {i}");
        }
    }

    #[test]
    fn two_pairs_by_closed_form() {
        // Points 0, 1 | 10, 11: for 0 a = 1, b = 10.5; for 1 a = 1, b = 9.5.
        let x = array![[0.0], [1.0], [10.0], [11.0]];
        let found = silhouette_sample(&x.view(), &[0, 0, 1, 1], &[0, 1, 2, 3]);
        assert!((found[0] - 9.5 / 10.5).abs() < 1e-12);
        assert!((found[1] - 8.5 / 9.5).abs() < 1e-12);
    }

    #[test]
    fn one_group_and_loners_are_zero_not_one() {
        let x = array![[0.0], [1.0], [10.0]];
        assert_eq!(silhouette_sample(&x.view(), &[0, 0, 0], &[0, 1, 2]), [0.0; 3]);
        assert_eq!(silhouette_sample(&x.view(), &[0, 0, 1], &[0, 1, 2])[2], 0.0);
        assert_eq!(silhouette_sample(&array![[1.0], [1.0]].view(), &[0, 1], &[0, 1]), [0.0; 2]);
        assert!(silhouette_sample(&x.view(), &[0, 0, 1], &[]).is_empty());
    }

    #[test]
    fn samples_are_seeded_sorted_and_different() {
        let rows = sample_rows(1000, 50, 9);
        assert_eq!(rows.len(), 50);
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(rows, sample_rows(1000, 50, 9));
        assert_ne!(rows, sample_rows(1000, 50, 10));
        assert_eq!(sample_rows(3, 50, 9), [0, 1, 2]);
    }
}
