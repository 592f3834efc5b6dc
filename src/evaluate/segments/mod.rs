//! What the groups of a clustering are: how far apart, what sets them apart, where they lie.

mod map;
mod naming;
mod profile;
mod shuffled;
mod silhouette;

use ndarray::ArrayView2;
use rayon::prelude::*;

use super::interval;
use super::sample::some_rows;
use crate::domain::column::Kind;
use crate::domain::frame::Frame;
use crate::domain::report::{Estimate, Segment, SegmentReport, Stability, TriedGroups};

pub use silhouette::silhouette;

/// Rows of the silhouette and of the map at most.
const SAMPLE: usize = 2_000;
/// Differences of single values that the silhouette may look at: all of 2,000 rows up to 100 columns.
const EFFORT: f64 = 4e8;
/// Rows added up at a time.
const BLOCK: usize = 4096;

/// A finished clustering. All rows stand in the same order everywhere.
#[derive(Clone, Copy, Debug)]
pub struct SegmentInput<'a> {
    /// The space clustered: rows × scaled columns.
    pub x: ArrayView2<'a, f64>,
    /// 0-based segment of every row; segments are numbered by descending size.
    pub assignment: &'a [u32],
    /// Centres in the space clustered: segments × scaled columns, in the same order.
    pub centres: ArrayView2<'a, f64>,
    /// For every column of `x` the feature it comes from (any number); columns of one feature are shuffled
    /// together. Empty: every column stands for itself.
    pub sources: &'a [usize],
    /// The features in their own units.
    pub frame: &'a Frame,
    /// The kind of every feature of `frame`. Dates take no part in averages.
    pub kinds: &'a [Kind],
    /// Every k that was tried, if k was found out.
    pub tried: &'a [TriedGroups],
    /// Whether groups come back when customers are drawn anew, if that was measured.
    pub stability: Option<&'a Stability>,
    /// Fixes samples and shuffling.
    pub seed: u64,
}

/// Everything a segment run shows.
///
/// The silhouette (Rousseeuw 1987) is computed within a seeded sample of at most 2,000 rows (fewer when there are
/// more than 100 columns, as its cost is rows² × columns). Names come from the
/// two strongest traits.
pub fn segment_report(input: &SegmentInput<'_>) -> SegmentReport {
    let k = input.centres.nrows();
    let sampled = some_rows(input.x.nrows(), affordable(SAMPLE, EFFORT, input.x.ncols()), input.seed);
    let rows: Vec<Vec<f64>> = sampled.iter().map(|row| input.x.row(*row).to_vec()).collect();
    let groups: Vec<u32> = sampled.iter().filter_map(|row| input.assignment.get(*row).copied()).collect();
    let widths = silhouette(&rows, &groups);

    let sizes = sizes(input.assignment, k);
    let columns = profile::columns(input.frame, input.kinds, input.assignment, &sizes);
    let traits: Vec<_> = (0..k).map(|segment| profile::traits(&columns, segment)).collect();
    let names = naming::names(&traits);
    let all = input.assignment.len().max(1) as f64;
    let segments = traits
        .into_iter()
        .zip(names)
        .zip(&sizes)
        .zip(0u32..)
        .map(|(((traits, name), rows), index)| Segment {
            number: index + 1,
            name,
            rows: *rows,
            share: *rows as f64 / all,
            silhouette: mean(widths.iter().zip(&groups).filter(|(_, g)| **g == index).map(|(w, _)| *w)),
            traits,
        })
        .collect();

    let map = map::map(&rows, &sampled, &groups);
    let axis = |of: fn(&crate::domain::report::MapPoint) -> f64| {
        let coordinates: Vec<f64> = map.points.iter().map(of).collect();
        map::meaning(input.frame, &sampled, &coordinates)
    };
    SegmentReport {
        k: k as u32,
        inertia: inertia(input),
        silhouette: mean(widths.iter().copied()),
        silhouette_range: mean_silhouette(&widths),
        silhouette_rows: rows.len(),
        silhouette_shuffled: shuffled::shuffled_silhouette(input.x, input.sources, k, input.seed),
        tried: input.tried.to_vec(),
        stability: input.stability.cloned(),
        segments,
        profile: profile::table(&columns),
        axis_x: axis(|point| point.x),
        axis_y: axis(|point| point.y),
        map_share: map.share,
        map: map.points,
    }
}

/// The mean of silhouettes with its 95 % interval, within what a silhouette can be.
pub fn mean_silhouette(silhouettes: &[f64]) -> Estimate {
    let Estimate { value, low, high } = interval::of_mean(silhouettes);
    Estimate { value, low: low.max(-1.0), high: high.min(1.0) }
}

/// Sum of squared distances of rows to the centre of their segment.
fn inertia(input: &SegmentInput<'_>) -> f64 {
    let centres: Vec<Vec<f64>> = input.centres.rows().into_iter().map(|row| row.to_vec()).collect();
    // Blocks of fixed size, so that the sum does not depend on the number of threads.
    let blocks: Vec<usize> = (0..input.x.nrows()).step_by(BLOCK).collect();
    let sums: Vec<f64> = blocks
        .into_par_iter()
        .map(|start| {
            let end = (start + BLOCK).min(input.x.nrows());
            let rows = input.x.slice(ndarray::s![start..end, ..]);
            let groups = input.assignment.get(start..end).unwrap_or_default();
            rows.rows()
                .into_iter()
                .zip(groups)
                .filter_map(|(row, segment)| Some((row, centres.get(*segment as usize)?)))
                .map(|(row, centre)| row.iter().zip(centre).map(|(a, b)| (a - b).powi(2)).sum::<f64>())
                .sum()
        })
        .collect();
    sums.into_iter().sum()
}

/// At most `limit` rows, fewer if rows² × columns would exceed the effort.
fn affordable(limit: usize, effort: f64, columns: usize) -> usize {
    limit.min((effort / columns.max(1) as f64).sqrt() as usize)
}

fn sizes(assignment: &[u32], k: usize) -> Vec<usize> {
    let mut sizes = vec![0; k];
    for segment in assignment {
        if let Some(size) = sizes.get_mut(*segment as usize) {
            *size += 1;
        }
    }
    sizes
}

/// The average; NaN without values.
fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0usize), |(sum, n), value| (sum + value, n + 1));
    sum / n as f64
}

/// Squared distance of two rows.
fn squared(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

#[cfg(test)]
mod tests;
