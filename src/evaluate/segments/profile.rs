//! What sets segments apart, in the units of the file.

use rayon::prelude::*;

use crate::domain::column::Kind;
use crate::domain::frame::{Feature, FeatureValues, Frame};
use crate::domain::report::{ProfileRow, Trait};

/// A distance from the average that counts as a trait: a "medium" difference (Cohen 1988).
const TRAIT_Z: f64 = 0.5;
/// A share of a category that counts as a trait: this many times the usual one …
const TRAIT_RATIO: f64 = 1.5;
/// … and at least this many points more, so that rare values of a handful of customers do not.
const TRAIT_GAIN: f64 = 0.10;
/// Traits of a segment at most.
const TRAITS: usize = 4;
/// Rows of the table at most.
const TABLE_ROWS: usize = 24;

/// One number column, or one value of a category column, over all segments.
#[derive(Debug)]
pub(super) struct Column<'a> {
    feature: &'a Feature,
    /// The value, for categories.
    level: Option<&'a str>,
    /// Whether a category has more than two values.
    many: bool,
    overall: f64,
    spread: f64,
    values: Vec<f64>,
    shares: Vec<f64>,
}

impl Column<'_> {
    /// (mean of the segment − mean of all) / standard deviation of all; 0 where nothing varies or nobody has a value.
    fn z(&self, value: f64) -> f64 {
        let z = (value - self.overall) / self.spread;
        if z.is_finite() { z } else { 0.0 }
    }

    /// How much of the variance lies between segments.
    fn telling(&self) -> f64 {
        self.values.iter().zip(&self.shares).map(|(value, share)| share * self.z(*value).powi(2)).sum()
    }
}

/// Averages and shares of every feature by segment. Gaps take no part in averages; shares are of all customers.
pub(super) fn columns<'a>(
    frame: &'a Frame,
    kinds: &[Kind],
    assignment: &[u32],
    sizes: &[usize],
) -> Vec<Column<'a>> {
    let all = sizes.iter().sum::<usize>().max(1) as f64;
    let shares: Vec<f64> = sizes.iter().map(|size| *size as f64 / all).collect();
    let of_one = |(index, feature): (usize, &'a Feature)| -> Vec<Column<'a>> {
        match &feature.values {
            FeatureValues::Number(_) if kinds.get(index) == Some(&Kind::Date) => Vec::new(),
            FeatureValues::Number(values) => {
                let (overall, spread) = moments(values);
                let values = means(values, assignment, sizes.len());
                let shares = shares.clone();
                vec![Column { feature, level: None, many: false, overall, spread, values, shares }]
            }
            FeatureValues::Category { codes, levels } => {
                let counts = counts(codes, levels.len(), assignment, sizes.len());
                let of_level = |(level, per_segment): (&'a String, Vec<usize>)| {
                    let overall = per_segment.iter().sum::<usize>() as f64 / all;
                    Column {
                        feature,
                        level: Some(level.as_str()),
                        many: levels.len() > 2,
                        overall,
                        spread: (overall * (1.0 - overall)).sqrt(),
                        values: per_segment
                            .iter()
                            .zip(sizes)
                            .map(|(n, size)| *n as f64 / *size as f64)
                            .collect(),
                        shares: shares.clone(),
                    }
                };
                levels.iter().zip(counts).map(of_level).collect()
            }
        }
    };
    frame.features.par_iter().enumerate().flat_map_iter(of_one).collect()
}

/// Mean and standard deviation (n − 1) without gaps.
fn moments(values: &[f64]) -> (f64, f64) {
    let filled = || values.iter().copied().filter(|value| value.is_finite());
    let n = filled().count() as f64;
    let mean = filled().sum::<f64>() / n;
    (mean, (filled().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt())
}

fn means(values: &[f64], assignment: &[u32], k: usize) -> Vec<f64> {
    let mut sums = vec![(0.0, 0usize); k];
    for (value, segment) in values.iter().zip(assignment).filter(|(value, _)| value.is_finite()) {
        if let Some((sum, n)) = sums.get_mut(*segment as usize) {
            *sum += value;
            *n += 1;
        }
    }
    sums.into_iter().map(|(sum, n)| sum / n as f64).collect()
}

/// Rows per level and segment.
fn counts(codes: &[u32], levels: usize, assignment: &[u32], k: usize) -> Vec<Vec<usize>> {
    let mut counts = vec![vec![0; k]; levels];
    for (code, segment) in codes.iter().zip(assignment) {
        if let Some(count) = counts.get_mut(*code as usize).and_then(|row| row.get_mut(*segment as usize)) {
            *count += 1;
        }
    }
    counts
}

/// The traits of a segment, most unusual first: numbers at least half a standard deviation away from the average,
/// and for each category the value that stands out most, if its share is 1.5 times the usual one.
pub(super) fn traits(columns: &[Column<'_>], segment: usize) -> Vec<Trait> {
    let mut found: Vec<(f64, Trait)> = Vec::new();
    for group in columns.chunk_by(|a, b| std::ptr::eq(a.feature, b.feature)) {
        let strongest = group
            .iter()
            .filter_map(|column| {
                let value = column.values.get(segment).copied()?;
                let z = column.z(value);
                let name = column.feature.name.clone();
                match column.level {
                    None => (z.abs() >= TRAIT_Z)
                        .then(|| (z.abs(), Trait::Number { column: name, mean: value, z })),
                    Some(level) => {
                        let stands_out =
                            value >= TRAIT_RATIO * column.overall && value - column.overall >= TRAIT_GAIN;
                        let level = level.to_owned();
                        let usual = column.overall;
                        stands_out.then_some((
                            z,
                            Trait::Category { column: name, value: level, share: value, usual },
                        ))
                    }
                }
            })
            .max_by(|a, b| a.0.total_cmp(&b.0));
        found.extend(strongest);
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().take(TRAITS).map(|(_, found)| found).collect()
}

/// The profile table, the column that tells segments apart best first, at most 24 rows. Of a category with two
/// values only the second stands there, as the first says the same.
pub(super) fn table(columns: &[Column<'_>]) -> Vec<ProfileRow> {
    let mut shown: Vec<&Column<'_>> = columns
        .chunk_by(|a, b| std::ptr::eq(a.feature, b.feature))
        .flat_map(|group| group.iter().skip(usize::from(group.len() == 2 && !group.iter().any(|c| c.many))))
        .filter(|column| column.overall.is_finite())
        .collect();
    shown.sort_by(|a, b| b.telling().total_cmp(&a.telling()));
    shown
        .into_iter()
        .take(TABLE_ROWS)
        .map(|column| ProfileRow {
            label: match column.level {
                Some(level) => format!("{} = {level}", column.feature.name),
                None => column.feature.name.clone(),
            },
            is_share: column.level.is_some(),
            overall: column.overall,
            values: column.values.clone(),
            z: column.values.iter().map(|value| column.z(*value)).collect(),
        })
        .collect()
}
