//! The figures that cleaning steps learn: what fills gaps, limits of outliers, edges of groups, frequent names.
//!
//! Each looks at the rows it is given and at no other, so that a step learns from training rows only.

use std::collections::BTreeMap;

use crate::domain::column::Kind;
use crate::domain::frame::{FeatureValues, GAP};
use crate::domain::recipe::{BinRule, Fill, Keep, Limits, Step};
use crate::domain::step::Figures;

use super::number::{median, most_frequent, scaled_mean};

/// Groups a number is cut into at most.
const BINS: u32 = 100;

/// What a step learns from some rows of its column, read under `kind`. None where there is nothing to learn
/// from: no row with a value, or names where numbers are needed. A plain step has no figures.
pub fn figures(step: &Step, values: &FeatureValues, kind: Kind, rows: &[u32]) -> Option<Figures> {
    match step {
        Step::FillGaps { with, .. } => fill(with, values, kind, rows),
        Step::Outliers { limits, .. } => {
            let (low, high) = bounds(*limits, &sorted(values, rows)?)?;
            Some(Figures::Limits { low, high })
        }
        Step::Bins { by, .. } => edges(by, &sorted(values, rows)?).map(Figures::Edges),
        Step::GroupRare { keep, .. } => Some(Figures::Names(frequent(*keep, &counts(values, rows)?))),
        _ => Some(Figures::None),
    }
}

/// The quantile at a share between 0 and 1 of sorted numbers: type 7 of Hyndman and Fan (1996), the default of R
/// and of `numpy`. With h = (n − 1) · p it is x[⌊h⌋] + (h − ⌊h⌋) · (x[⌊h⌋ + 1] − x[⌊h⌋]), counted from 0.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let h = last as f64 * share.clamp(0.0, 1.0);
    let low = *sorted.get(h.floor() as usize)?;
    let high = sorted.get(h.floor() as usize + 1).copied().unwrap_or(low);
    let part = h - h.floor();
    // Two products instead of a difference: the numbers may lie at both ends of what there is.
    let between = low * (1.0 - part) + high * part;
    Some(if low == high { low } else { between.clamp(low, high) })
}

fn bounds(limits: Limits, sorted: &[f64]) -> Option<(f64, f64)> {
    match limits {
        Limits::Percentiles { low, high } => {
            let (low, high) = if low <= high { (low, high) } else { (high, low) };
            Some((quantile(sorted, low / 100.0)?, quantile(sorted, high / 100.0)?))
        }
        Limits::Quartiles { times } => {
            let (first, third) = (quantile(sorted, 0.25)?, quantile(sorted, 0.75)?);
            let reach = (third - first) * times.max(0.0);
            let reach = if reach.is_finite() { reach } else { f64::MAX };
            Some(((first - reach).max(f64::MIN), (third + reach).min(f64::MAX)))
        }
    }
}

/// Inner edges; none but the groups' number matter for equal widths, so that a new file may go beyond them.
fn edges(by: &BinRule, sorted: &[f64]) -> Option<Vec<f64>> {
    let (min, max) = (*sorted.first()?, *sorted.last()?);
    let mut edges: Vec<f64> = match by {
        BinRule::Edges(edges) => edges.clone(),
        BinRule::Width(groups) => {
            let groups = (*groups).clamp(2, BINS);
            let at = |edge: u32| f64::from(edge) / f64::from(groups);
            (1..groups).map(|edge| min * (1.0 - at(edge)) + max * at(edge)).collect()
        }
        BinRule::Share(groups) => {
            let groups = (*groups).clamp(2, BINS);
            (1..groups).filter_map(|edge| quantile(sorted, f64::from(edge) / f64::from(groups))).collect()
        }
    };
    edges.sort_by(f64::total_cmp);
    edges.dedup();
    // An edge at the smallest number would leave the group below it empty.
    edges.retain(|edge| *edge > min);
    Some(edges)
}

fn frequent(keep: Keep, counts: &BTreeMap<&str, usize>) -> Vec<String> {
    let rows: usize = counts.values().sum();
    let mut kept: Vec<&str> = match keep {
        Keep::Share(share) => {
            let enough = share.clamp(0.0, 1.0) * rows as f64;
            counts.iter().filter(|(_, n)| **n as f64 >= enough).map(|(word, _)| *word).collect()
        }
        Keep::Most(most) => {
            let mut words: Vec<(&str, usize)> = counts.iter().map(|(word, n)| (*word, *n)).collect();
            // Stable: equals stay in code-point order.
            words.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            words.into_iter().take(most as usize).map(|(word, _)| word).collect()
        }
    };
    kept.sort_unstable();
    kept.into_iter().map(str::to_owned).collect()
}

fn fill(with: &Fill, values: &FeatureValues, kind: Kind, rows: &[u32]) -> Option<Figures> {
    if let FeatureValues::Category { .. } = values {
        let counts = counts(values, rows)?;
        // Middle and average are of numbers; the nearest thing for names is the most frequent one, of equals the
        // first in code-point order.
        let word = counts.iter().rev().max_by_key(|(_, n)| **n).map(|(word, _)| (*word).to_owned())?;
        return Some(Figures::Word(word));
    }
    let known = sorted(values, rows)?;
    let number = match with {
        Fill::Mean => scaled_mean(&known),
        Fill::MostFrequent => most_frequent(&known),
        Fill::Median | Fill::Value(_) | Fill::OwnGroup => median(&known),
    };
    // Half a day has no date; the day it lies in has.
    Some(if kind == Kind::Date { Figures::Day(number.floor()) } else { Figures::Number(number) })
}

/// The finite numbers of some rows, ascending; none if there are none.
fn sorted(values: &FeatureValues, rows: &[u32]) -> Option<Vec<f64>> {
    let FeatureValues::Number(values) = values else { return None };
    let cells = rows.iter().filter_map(|row| values.get(*row as usize).copied());
    let mut known: Vec<f64> = cells.filter(|value| value.is_finite()).collect();
    known.sort_unstable_by(f64::total_cmp);
    (!known.is_empty()).then_some(known)
}

/// How many of some rows say each word; none if none says any.
fn counts<'v>(values: &'v FeatureValues, rows: &[u32]) -> Option<BTreeMap<&'v str, usize>> {
    let FeatureValues::Category { codes, levels } = values else { return None };
    let mut by_code = vec![0_usize; levels.len()];
    for row in rows {
        let code = codes.get(*row as usize).copied().unwrap_or(GAP);
        if let Some(count) = by_code.get_mut(code as usize) {
            *count += 1;
        }
    }
    let counts: BTreeMap<&str, usize> =
        levels.iter().map(String::as_str).zip(by_code).filter(|(_, n)| *n > 0).collect();
    (!counts.is_empty()).then_some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R: quantile(c(1, 3, 4, 8, 20), c(.1, .25, .5, .75, .9)) with type 7, by the formula on paper:
    /// h = 0.4, 1, 2, 3, 3.6.
    #[test]
    fn quantiles_are_of_type_7() {
        let sorted = [1.0, 3.0, 4.0, 8.0, 20.0];
        for (share, expected) in [(0.0, 1.0), (0.1, 1.8), (0.25, 3.0), (0.5, 4.0), (0.75, 8.0), (0.9, 15.2)] {
            let found = quantile(&sorted, share).unwrap();
            assert!((found - expected).abs() < 1e-12, "{share}: {found}");
        }
        assert_eq!(quantile(&sorted, 1.0), Some(20.0));
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[-f64::MAX, f64::MAX], 0.5), Some(0.0));
    }

    #[test]
    fn limits_follow_tukey() {
        // Quartiles 3 and 8, distance 5.
        let found = bounds(Limits::Quartiles { times: 1.5 }, &[1.0, 3.0, 4.0, 8.0, 20.0]);
        assert_eq!(found, Some((-4.5, 15.5)));
        let (low, high) = bounds(Limits::Quartiles { times: 9e9 }, &[-f64::MAX, f64::MAX]).unwrap();
        assert!(low.is_finite() && high.is_finite());
        let turned =
            bounds(Limits::Percentiles { low: 90.0, high: 0.0 }, &[1.0, 3.0, 4.0, 8.0, 20.0]).unwrap();
        assert!((turned.0 - 1.0).abs() + (turned.1 - 15.2).abs() < 1e-12);
    }

    #[test]
    fn edges_have_equal_widths_or_equal_shares() {
        assert_eq!(edges(&BinRule::Width(4), &[0.0, 1.0, 8.0]), Some(vec![2.0, 4.0, 6.0]));
        assert_eq!(edges(&BinRule::Share(4), &[1.0, 3.0, 4.0, 8.0, 20.0]), Some(vec![3.0, 4.0, 8.0]));
        // Half of all are 0: those edges are one, and none lies at the smallest number.
        assert_eq!(edges(&BinRule::Share(4), &[0.0, 0.0, 0.0, 5.0, 9.0]), Some(vec![5.0]));
        assert_eq!(edges(&BinRule::Width(3), &[7.0, 7.0]), Some(Vec::new()));
    }

    #[test]
    fn frequent_names_stay() {
        let counts: BTreeMap<&str, usize> = [("a", 5), ("b", 3), ("c", 3), ("d", 1)].into();
        assert_eq!(frequent(Keep::Most(2), &counts), ["a", "b"]);
        assert_eq!(frequent(Keep::Share(0.25), &counts), ["a", "b", "c"]);
        assert_eq!(frequent(Keep::Share(0.0), &counts).len(), 4);
        assert_eq!(frequent(Keep::Most(0), &counts), [""; 0]);
    }

    proptest::proptest! {
        /// The definition, counted: at h a whole number, at most that many lie below and at most the rest above.
        #[test]
        fn quantiles_divide_the_rows(mut values in proptest::collection::vec(-1e6..1e6, 1..60), share in 0.0..1.0) {
            values.sort_by(f64::total_cmp);
            let found = quantile(&values, share).unwrap();
            let h = (values.len() - 1) as f64 * share;
            let below = values.iter().filter(|value| **value < found - 1e-6).count() as f64;
            let above = values.iter().filter(|value| **value > found + 1e-6).count() as f64;
            proptest::prop_assert!(below <= h.floor() + 1.0 && above <= (values.len() as f64 - 1.0 - h).ceil());
            proptest::prop_assert!(values[0] <= found && found <= values[values.len() - 1]);
        }

        #[test]
        fn only_the_given_rows_count(values in proptest::collection::vec(-1e3..1e3, 4..40), wild in -1e9..1e9) {
            let rows: Vec<u32> = (0..values.len() as u32).filter(|row| row % 2 == 0).collect();
            let mut changed = values.clone();
            for (_, value) in changed.iter_mut().enumerate().filter(|(row, _)| row % 2 == 1) {
                *value = wild;
            }
            let steps = [
                Step::Outliers {
                    column: "x".into(),
                    limits: Limits::Percentiles { low: 1.0, high: 99.0 },
                    then: crate::domain::recipe::Beyond::Clip,
                },
                Step::Bins { column: "x".into(), by: BinRule::Share(4) },
                Step::Bins { column: "x".into(), by: BinRule::Width(4) },
                Step::FillGaps { column: "x".into(), with: Fill::Mean },
            ];
            for step in steps {
                let of = |values: &[f64]| figures(&step, &FeatureValues::Number(values.to_vec()), Kind::Number, &rows);
                proptest::prop_assert_eq!(of(&values), of(&changed));
            }
        }
    }
}
