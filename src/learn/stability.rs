//! Whether groups come back when customers are drawn anew.
//!
//! Customers are drawn with replacement, grouped again by the same steps, and each old group is compared with the
//! new one it overlaps most: the Jaccard overlap, customers in both by customers in either, averaged over the draws
//! (Hennig 2007, Cluster-wise assessment of cluster stability). Every customer counts once, however often drawn.

use std::collections::BTreeSet;

use ndarray::{ArrayView2, Axis};
use rand::{Rng as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::blocks::GoOn;
use super::error::LearnError;
use super::kmeans::{KMeansSolver, KMeansSpec};
use super::solver::fit;

/// Draws.
pub const DRAWS: u32 = 100;
/// Draws for numbers of groups that are only tried.
pub const TRIED_DRAWS: u32 = 30;
/// Customers per draw at most: as many as there are, up to this.
const ROWS: usize = 2_000;
/// Cells per draw at most, where columns are many.
const CELLS: usize = 80_000;
/// Customers per group and draw at least, or nothing is measured.
const PER_GROUP: usize = 10;
/// Starts of the grouping of one draw.
const STARTS: usize = 3;
/// Draws worked on side by side, between two reports of progress.
const WAVE: u32 = 10;

/// What was found: one mean overlap per old group, from 0 to 1, and the customers of each draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlaps {
    /// One per group, in its order.
    pub means: Vec<f64>,
    /// Customers per draw.
    pub rows: usize,
}

/// Customers per draw; none where there are too few for so many groups.
fn rows_per_draw(rows: usize, columns: usize, k: usize) -> Option<usize> {
    let most = rows.min(ROWS).min(CELLS / columns.max(1));
    (k >= 2 && most >= k * PER_GROUP).then_some(most)
}

/// How well `k` groups come back; none where there are too few customers to tell. `x` is rows × columns, `groups` the
/// 0-based group of every row. `watch` is told (done, draws) and says false to stop.
pub fn stability(
    x: &ArrayView2<'_, f64>,
    groups: &[u32],
    (k, draws): (usize, u32),
    seed: u64,
    go_on: GoOn<'_>,
    watch: &mut dyn FnMut(u32, u32),
) -> Result<Option<Overlaps>, LearnError> {
    let Some(rows) = rows_per_draw(x.nrows(), x.ncols(), k) else { return Ok(None) };
    let mut sums = vec![(0.0, 0.0); k];
    for first in (0..draws).step_by(WAVE as usize) {
        watch(first, draws);
        let found: Vec<Vec<Option<f64>>> = (first..(first + WAVE).min(draws))
            .into_par_iter()
            .map(|draw| drawn(x, groups, (k, rows), seed ^ (0x0a57_ab1e_u64 << 8 | u64::from(draw)), go_on))
            .collect::<Result<_, _>>()?;
        // In the order of the draws: the same for any number of threads.
        for overlaps in found {
            for ((sum, n), overlap) in sums.iter_mut().zip(overlaps) {
                *sum += overlap.unwrap_or(0.0);
                *n += f64::from(u8::from(overlap.is_some()));
            }
        }
    }
    let means = sums.into_iter().map(|(sum, n)| if n > 0.0 { sum / n } else { 0.0 }).collect();
    Ok(Some(Overlaps { means, rows }))
}

/// The overlaps of one draw; none for a group nobody was drawn from.
fn drawn(
    x: &ArrayView2<'_, f64>,
    groups: &[u32],
    (k, rows): (usize, usize),
    seed: u64,
    go_on: GoOn<'_>,
) -> Result<Vec<Option<f64>>, LearnError> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let picked: Vec<usize> = (0..rows).map(|_| rng.gen_range(0..x.nrows())).collect();
    let sample = x.select(Axis(0), &picked).into_shared();
    let spec = KMeansSpec { k, runs: Some(STARTS), seed };
    let solver = match KMeansSolver::new(sample.clone(), spec) {
        // The few different rows of this draw are not enough for as many groups: none of them came back as it was.
        Err(LearnError::TooManyGroups { .. }) => return Ok(vec![Some(0.0); k]),
        solver => solver?,
    };
    let fitted = fit(Box::new(solver), None, go_on, &mut |_| go_on())?;
    if fitted.stopped {
        return Err(LearnError::Stopped);
    }
    let assigned = fitted.model.assign(&sample.view());
    let mut seen = BTreeSet::new();
    let pairs: Vec<(u32, u32)> = picked
        .iter()
        .zip(assigned)
        .filter(|(row, _)| seen.insert(**row))
        .filter_map(|(row, (new, _))| groups.get(*row).map(|old| (*old, new)))
        .collect();
    Ok(overlaps(&pairs, k))
}

/// For each old group the largest Jaccard overlap with any new one, from (old, new) of every customer.
fn overlaps(pairs: &[(u32, u32)], k: usize) -> Vec<Option<f64>> {
    let mut both = vec![vec![0_usize; k]; k];
    for (old, new) in pairs {
        if let Some(count) = both.get_mut(*old as usize).and_then(|row| row.get_mut(*new as usize)) {
            *count += 1;
        }
    }
    let new_sizes: Vec<usize> = (0..k).map(|new| both.iter().filter_map(|row| row.get(new)).sum()).collect();
    both.iter()
        .map(|row| {
            let size: usize = row.iter().sum();
            let jaccard = |(shared, new): (&usize, &usize)| *shared as f64 / (size + new - shared) as f64;
            let best = row.iter().zip(&new_sizes).filter(|(_, new)| **new > 0 || size > 0).map(jaccard);
            (size > 0).then(|| best.fold(0.0, f64::max))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;

    fn chance(seed: u64) -> Xoshiro256PlusPlus {
        Xoshiro256PlusPlus::seed_from_u64(seed)
    }

    #[test]
    fn the_overlap_is_that_of_sets_counted_by_hand() {
        let mut chance = chance(4);
        let pairs: Vec<(u32, u32)> =
            (0..200).map(|_| (chance.gen_range(0..4), chance.gen_range(0..5))).collect();
        let set = |of: &dyn Fn(&(u32, u32)) -> bool| -> BTreeSet<usize> {
            pairs.iter().enumerate().filter(|(_, pair)| of(pair)).map(|(row, _)| row).collect()
        };
        let found = overlaps(&pairs, 5);
        for (old, found) in found.iter().enumerate() {
            let mine = set(&|pair| pair.0 as usize == old);
            let with = |new: u32| {
                let theirs = set(&|pair| pair.1 == new);
                mine.intersection(&theirs).count() as f64 / mine.union(&theirs).count() as f64
            };
            let best = (0..5).map(with).fold(0.0, f64::max);
            assert_eq!(*found, (!mine.is_empty()).then_some(best), "{old}");
        }
        assert_eq!(found[4], None);
        // The same groups under other numbers come back whole.
        let renamed: Vec<(u32, u32)> = (0..30).map(|row| (row % 3, (row + 1) % 3)).collect();
        assert_eq!(overlaps(&renamed, 3), vec![Some(1.0); 3]);
    }

    fn grouped(x: &Array2<f64>, k: usize) -> Vec<u32> {
        let solver = KMeansSolver::new(x.clone().into_shared(), KMeansSpec::new(k, 1)).unwrap();
        let fitted = fit(Box::new(solver), None, &|| true, &mut |_| true).unwrap();
        fitted.model.assign(&x.view()).into_iter().map(|(group, _)| group).collect()
    }

    fn measured(x: &Array2<f64>, k: usize, seed: u64) -> Vec<f64> {
        let groups = grouped(x, k);
        stability(&x.view(), &groups, (k, DRAWS), seed, &|| true, &mut |_, _| {}).unwrap().unwrap().means
    }

    #[test]
    fn blobs_come_back_and_noise_cut_in_pieces_does_not() {
        let mut chance = chance(6);
        let blobs = Array2::from_shape_fn((400, 2), |(row, column)| {
            10.0 * f64::from(u8::from(((row % 4) >> column) & 1 == 1)) + chance.r#gen::<f64>()
        });
        assert_eq!(measured(&blobs, 4, 2), vec![1.0; 4]);
        let noise = Array2::from_shape_simple_fn((400, 4), || chance.r#gen::<f64>());
        let found = measured(&noise, 6, 2);
        assert!(found.iter().all(|overlap| *overlap < 0.75), "{found:?}");
        assert!(found.iter().copied().fold(f64::INFINITY, f64::min) < 0.6, "{found:?}");
        // Two of the four blobs in one group: which two go together is chance, once it must be three groups.
        let three = measured(&blobs, 3, 2);
        assert!(three.iter().copied().fold(f64::INFINITY, f64::min) < 0.95, "{three:?}");
        assert_eq!(found, measured(&noise, 6, 2));
        assert_ne!(found, measured(&noise, 6, 3));
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let mut chance = chance(8);
        let noise = Array2::from_shape_simple_fn((300, 3), || chance.r#gen::<f64>());
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        assert_eq!(one.install(|| measured(&noise, 4, 5)), measured(&noise, 4, 5));
    }

    #[test]
    fn too_few_customers_say_nothing_and_a_stop_is_heard() {
        let x = Array2::from_shape_fn((40, 1), |(row, _)| row as f64);
        let groups = vec![0; 40];
        let none = |k| stability(&x.view(), &groups, (k, DRAWS), 1, &|| true, &mut |_, _| {}).unwrap();
        assert_eq!((none(1), none(5)), (None, None));
        let stopped = stability(&x.view(), &groups, (2, DRAWS), 1, &|| false, &mut |_, _| {});
        assert_eq!(stopped, Err(LearnError::Stopped));
        // Large tables and wide ones are looked at in part.
        assert_eq!(rows_per_draw(1_000_000, 20, 8), Some(2_000));
        assert_eq!(rows_per_draw(1_000_000, 200, 8), Some(400));
        assert_eq!(rows_per_draw(1_000_000, 20, 300), None);
    }
}
