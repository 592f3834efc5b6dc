//! How well data without groups would fall apart: the bar for "natural groups".

use ndarray::ArrayView2;
use rand::Rng;
use rayon::prelude::*;

use super::super::bootstrap::quantile;
use super::super::sample::{generator, shuffle, some_rows};
use super::{affordable, mean, silhouette, squared};

/// Shuffled copies.
const COPIES: u64 = 20;
/// Rows of a copy at most.
const ROWS: usize = 1_000;
/// Differences of single values the silhouette of one copy may look at: all of 1,000 rows up to 20 columns.
const EFFORT: f64 = 2e7;
/// Starts of the clustering of a copy; the one with the smallest inertia counts.
const STARTS: usize = 3;
/// Steps of one start at most.
const STEPS: usize = 50;

/// The 95th percentile of mean silhouettes of 20 copies of the data in which every feature is shuffled on its
/// own, clustered into the same number of groups. What the columns are one by one stays, what they are together
/// is gone; after the idea of the gap statistic (Tibshirani, Walther & Hastie 2001). Each copy is a seeded
/// sample of at most 1,000 rows (fewer beyond 20 columns), clustered by the three-start Lloyd below. NaN under two groups.
pub(super) fn shuffled_silhouette(x: ArrayView2<'_, f64>, sources: &[usize], k: usize, seed: u64) -> f64 {
    if k < 2 || x.nrows() < k {
        return f64::NAN;
    }
    let sampled = some_rows(x.nrows(), affordable(ROWS, EFFORT, x.ncols()).max(10 * k), seed);
    let mut blocks: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for column in 0..x.ncols() {
        blocks.entry(sources.get(column).copied().unwrap_or(column)).or_default().push(column);
    }
    let mut figures: Vec<f64> = (0..COPIES)
        .into_par_iter()
        .map(|copy| {
            // A generator for each copy: they do not depend on which thread makes them.
            let mut chance = generator((seed ^ 0x5eed_0f5a_u64).wrapping_add(copy));
            let mut rows = vec![Vec::with_capacity(x.ncols()); sampled.len()];
            let mut order = sampled.clone();
            for columns in blocks.values() {
                shuffle(&mut order, &mut chance);
                for (row, from) in rows.iter_mut().zip(&order) {
                    row.extend(columns.iter().filter_map(|column| x.get((*from, *column)).copied()));
                }
            }
            let groups = lloyd(&rows, k, &mut chance);
            mean(silhouette(&rows, &groups).into_iter())
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    quantile(&figures, 0.95)
}

/// Plain k-means: careful seeding (Arthur & Vassilvitskii 2007), then Lloyd's steps until nothing moves.
fn lloyd(rows: &[Vec<f64>], k: usize, chance: &mut impl Rng) -> Vec<u32> {
    let mut best = (f64::INFINITY, vec![0; rows.len()]);
    for _ in 0..STARTS {
        let mut centres = seeded(rows, k, chance);
        let mut groups = vec![u32::MAX; rows.len()];
        let mut spread = f64::INFINITY;
        for _ in 0..STEPS {
            let nearest: Vec<(u32, f64)> = rows.iter().map(|row| nearest(row, &centres)).collect();
            spread = nearest.iter().map(|(_, distance)| distance).sum();
            let next: Vec<u32> = nearest.into_iter().map(|(group, _)| group).collect();
            if next == groups {
                break;
            }
            groups = next;
            for (group, centre) in (0u32..).zip(&mut centres) {
                let members = || rows.iter().zip(&groups).filter(|(_, g)| **g == group).map(|(row, _)| row);
                let size = members().count() as f64;
                if size > 0.0 {
                    centre.fill(0.0);
                    for row in members() {
                        for (value, sum) in row.iter().zip(centre.iter_mut()) {
                            *sum += value / size;
                        }
                    }
                }
            }
        }
        if spread < best.0 {
            best = (spread, groups);
        }
    }
    best.1
}

fn nearest(row: &[f64], centres: &[Vec<f64>]) -> (u32, f64) {
    (0u32..)
        .zip(centres)
        .map(|(group, centre)| (group, squared(row, centre)))
        .fold((0, f64::INFINITY), |best, next| if next.1 < best.1 { next } else { best })
}

fn seeded(rows: &[Vec<f64>], k: usize, chance: &mut impl Rng) -> Vec<Vec<f64>> {
    let mut centres: Vec<Vec<f64>> = Vec::with_capacity(k);
    centres.extend(rows.get(chance.gen_range(0..rows.len())).cloned());
    while centres.len() < k {
        let far: Vec<f64> = rows.iter().map(|row| nearest(row, &centres).1).collect();
        let mut left = chance.r#gen::<f64>() * far.iter().sum::<f64>();
        let chosen = far
            .iter()
            .position(|distance| {
                left -= distance;
                left < 0.0
            })
            .unwrap_or(0);
        centres.extend(rows.get(chosen).cloned());
    }
    centres
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::Array2;
    use rand_distr::{Distribution, Normal};

    fn two_clouds(rows: usize, apart: f64) -> Array2<f64> {
        let normal = Normal::new(0.0, 1.0).unwrap();
        let mut chance = generator(21);
        Array2::from_shape_fn((rows, 2), |(row, _)| {
            normal.sample(&mut chance) + if row % 2 == 0 { apart } else { -apart }
        })
    }

    #[test]
    fn lloyd_finds_clouds_that_lie_apart() {
        let x = two_clouds(200, 8.0);
        let rows: Vec<Vec<f64>> = x.rows().into_iter().map(|row| row.to_vec()).collect();
        let groups = lloyd(&rows, 2, &mut generator(1));
        assert!(groups.iter().enumerate().all(|(row, group)| *group == groups[row % 2]));
        assert_ne!(groups[0], groups[1]);
    }

    #[test]
    fn columns_of_one_feature_stay_together() {
        // Two clouds on the diagonal: shuffled apart they become four corners, shuffled together nothing changes.
        let x = two_clouds(300, 8.0);
        let apart = shuffled_silhouette(x.view(), &[], 2, 5);
        let together = shuffled_silhouette(x.view(), &[4, 4], 2, 5);
        assert!(together > 0.85, "{together}");
        assert!(apart < 0.7, "{apart}");
        assert_eq!(apart, shuffled_silhouette(x.view(), &[], 2, 5));
    }

    #[test]
    fn one_group_has_no_bar() {
        assert!(shuffled_silhouette(two_clouds(50, 1.0).view(), &[], 1, 5).is_nan());
        assert!(shuffled_silhouette(Array2::zeros((10, 2)).view(), &[], 3, 5) <= 0.0);
    }
}
