//! Curves and groups over ranked rows: ROC, cumulative gains, tenths.

use super::ties::{Tie, best_first, ties, totals};
use crate::domain::report::Tenth;

/// Points of a curve at most, ends included.
const POINTS: usize = 500;

/// Scores with their truth, best first; rows with equal scores keep their order.
pub fn ranked(scores: &[f64], truth: &[bool]) -> Vec<(f64, bool)> {
    best_first(scores, truth)
}

/// (share of no taken along, share of yes found) for every cut, from (0, 0) to (1, 1); rows with equal scores
/// enter together. At most 500 points; empty with one class.
pub fn roc(scores: &[f64], truth: &[bool]) -> Vec<[f64; 2]> {
    let ties = ties(&best_first(scores, truth));
    let (yes, no) = totals(&ties);
    if yes == 0 || no == 0 {
        return Vec::new();
    }
    cumulative(&ties, |tie| [tie.no as f64 / no as f64, tie.yes as f64 / yes as f64], [no, yes])
}

/// (share of customers contacted, share of yes reached), from (0, 0) to (1, 1); rows with equal scores enter
/// together. At most 500 points; empty without a yes.
pub fn gains(scores: &[f64], truth: &[bool]) -> Vec<[f64; 2]> {
    let ties = ties(&best_first(scores, truth));
    let (yes, no) = totals(&ties);
    if yes == 0 {
        return Vec::new();
    }
    let all = yes + no;
    cumulative(&ties, |tie| [(tie.yes + tie.no) as f64 / all as f64, tie.yes as f64 / yes as f64], [all, yes])
}

/// (recall, precision) for every cut, from the highest score on; rows with equal scores enter together. At most
/// 500 points; empty without a yes.
pub fn precision_recall(scores: &[f64], truth: &[bool]) -> Vec<[f64; 2]> {
    precision_recall_of(&ties(&best_first(scores, truth)))
}

pub(super) fn precision_recall_of(ties: &[Tie]) -> Vec<[f64; 2]> {
    let (yes, _) = totals(ties);
    if yes == 0 {
        return Vec::new();
    }
    let mut sum = (0usize, 0usize);
    let points: Vec<[f64; 2]> = ties
        .iter()
        .map(|tie| {
            sum = (sum.0 + tie.yes, sum.1 + tie.yes + tie.no);
            [sum.0 as f64 / yes as f64, sum.0 as f64 / sum.1 as f64]
        })
        .collect();
    thinned(&points)
}

/// Running sums of integer counts, so that the last point is exactly (1, 1) before dividing.
fn cumulative(ties: &[Tie], step: impl Fn(&Tie) -> [f64; 2], totals: [usize; 2]) -> Vec<[f64; 2]> {
    let mut sum = [0.0, 0.0];
    let mut points = vec![[0.0, 0.0]];
    points.extend(ties.iter().map(|tie| {
        let [dx, dy] = step(tie);
        sum = [sum[0] + dx, sum[1] + dy];
        sum
    }));
    // Sums of shares drift by a few units of the last place; counts do not.
    let exact = |share: f64, total: usize| (share * total as f64).round() / total as f64;
    for point in &mut points {
        *point = [exact(point[0], totals[0]), exact(point[1], totals[1])];
    }
    thinned(&points)
}

/// At most [`POINTS`] points, evenly by position, first and last kept.
fn thinned(points: &[[f64; 2]]) -> Vec<[f64; 2]> {
    if points.len() <= POINTS {
        return points.to_vec();
    }
    let last = points.len() - 1;
    (0..POINTS).filter_map(|i| points.get(i * last / (POINTS - 1)).copied()).collect()
}

/// Splits values that stand best first into ten runs of nearly equal length (one per value under ten).
pub(super) fn tenth_runs<T>(best_first: &[T]) -> impl Iterator<Item = &[T]> {
    let (rows, groups) = (best_first.len(), best_first.len().min(10));
    (0..groups).filter_map(move |i| best_first.get(i * rows / groups..(i + 1) * rows / groups))
}

/// Ten nearly equal groups by score, best first; rows with equal scores keep their order.
/// Fewer groups when there are under ten rows.
pub fn tenths(scores: &[f64], truth: &[bool]) -> Vec<Tenth> {
    tenth_runs(&best_first(scores, truth))
        .map(|run| Tenth {
            rows: run.len(),
            positives: run.iter().filter(|(_, yes)| *yes).count(),
            mean_score: run.iter().map(|(score, _)| score).sum::<f64>() / run.len() as f64,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::ties::auc;
    use super::*;
    use proptest::prelude::*;

    const SCORES: [f64; 6] = [0.9, 0.8, 0.8, 0.4, 0.3, 0.1];
    const TRUTH: [bool; 6] = [true, true, false, false, true, false];

    #[test]
    fn roc_by_hand() {
        let third = 1.0 / 3.0;
        assert_eq!(
            roc(&SCORES, &TRUTH),
            vec![
                [0.0, 0.0],
                [0.0, third],
                [third, 2.0 / 3.0],
                [2.0 / 3.0, 2.0 / 3.0],
                [2.0 / 3.0, 1.0],
                [1.0, 1.0]
            ]
        );
        assert!(roc(&[0.5, 0.6], &[true, true]).is_empty());
        assert!(roc(&[], &[]).is_empty());
    }

    /// The example of scikit-learn's documentation of `precision_recall_curve`: truth 0 0 1 1, scores 0.1 0.4
    /// 0.35 0.8 give precision 0.5, 2/3, 0.5, 1 at recall 1, 1, 0.5, 0.5 (and its made-up end point 1 at 0).
    #[test]
    fn precision_and_recall_as_published() {
        let found = precision_recall(&[0.1, 0.4, 0.35, 0.8], &[false, false, true, true]);
        assert_eq!(found, vec![[0.5, 1.0], [0.5, 0.5], [1.0, 2.0 / 3.0], [1.0, 0.5]]);
        assert!(precision_recall(&[0.1], &[false]).is_empty());
    }

    #[test]
    fn gains_by_hand() {
        let sixth = 1.0 / 6.0;
        let expected = [
            [0.0, 0.0],
            [sixth, 1.0 / 3.0],
            [0.5, 2.0 / 3.0],
            [4.0 * sixth, 2.0 / 3.0],
            [5.0 * sixth, 1.0],
            [1.0, 1.0],
        ];
        let found = gains(&SCORES, &TRUTH);
        assert_eq!(found.len(), expected.len());
        for (a, b) in found.iter().zip(expected) {
            assert!((a[0] - b[0]).abs() < 1e-12 && (a[1] - b[1]).abs() < 1e-12, "{found:?}");
        }
        assert!(gains(&[0.1], &[false]).is_empty());
    }

    #[test]
    fn long_curves_are_thinned_and_keep_their_ends() {
        let scores: Vec<f64> = (0..5_000).map(f64::from).collect();
        let truth: Vec<bool> = (0..5_000).map(|i| i % 3 == 0).collect();
        for curve in [roc(&scores, &truth), gains(&scores, &truth)] {
            assert_eq!(curve.len(), 500);
            assert_eq!(curve.first(), Some(&[0.0, 0.0]));
            assert_eq!(curve.last(), Some(&[1.0, 1.0]));
        }
    }

    #[test]
    fn tenths_of_23_rows() {
        let scores: Vec<f64> = (0..23).rev().map(f64::from).collect();
        let truth: Vec<bool> = (0..23).map(|i| i < 4).collect();
        let groups = tenths(&scores, &truth);
        assert_eq!(groups.iter().map(|t| t.rows).collect::<Vec<_>>(), vec![2, 2, 2, 3, 2, 2, 3, 2, 2, 3]);
        assert_eq!(
            groups.iter().map(|t| t.positives).collect::<Vec<_>>(),
            vec![2, 2, 0, 0, 0, 0, 0, 0, 0, 0]
        );
        assert_eq!(groups[0].mean_score, 21.5);
        assert_eq!(tenths(&scores[..3], &truth[..3]).len(), 3);
        assert!(tenths(&[], &[]).is_empty());
    }

    #[test]
    fn equal_scores_fall_into_tenths_by_index() {
        let truth: Vec<bool> = (0..20).map(|i| i < 2).collect();
        let groups = tenths(&[0.5; 20], &truth);
        assert_eq!(groups.first().map(|t| t.positives), Some(2));
    }

    proptest! {
        /// Brute force over all thresholds: call yes at and above each score, count.
        #[test]
        fn precision_and_recall_are_their_definition(
            rows in prop::collection::vec((0u8..15, any::<bool>()), 1..100)
        ) {
            let scores: Vec<f64> = rows.iter().map(|r| f64::from(r.0)).collect();
            let truth: Vec<bool> = rows.iter().map(|r| r.1).collect();
            let yes = truth.iter().filter(|t| **t).count() as f64;
            prop_assume!(yes > 0.0);
            let mut cuts = scores.clone();
            cuts.sort_by(|a, b| b.total_cmp(a));
            cuts.dedup();
            let expected: Vec<[f64; 2]> = cuts
                .into_iter()
                .map(|cut| {
                    let called: Vec<bool> =
                        scores.iter().zip(&truth).filter(|(s, _)| **s >= cut).map(|(_, t)| *t).collect();
                    let hits = called.iter().filter(|t| **t).count() as f64;
                    [hits / yes, hits / called.len() as f64]
                })
                .collect();
            prop_assert_eq!(precision_recall(&scores, &truth), expected);
        }

        /// The trapezoid rule under the curve is the rank-sum AUC: two formulas, one number.
        #[test]
        fn area_under_roc_is_auc(rows in prop::collection::vec((0u8..20, any::<bool>()), 2..200)) {
            let scores: Vec<f64> = rows.iter().map(|r| f64::from(r.0)).collect();
            let truth: Vec<bool> = rows.iter().map(|r| r.1).collect();
            let curve = roc(&scores, &truth);
            prop_assume!(!curve.is_empty());
            let area: f64 =
                curve.windows(2).map(|p| (p[1][0] - p[0][0]) * (p[1][1] + p[0][1]) / 2.0).sum();
            prop_assert!((area - auc(&ties(&best_first(&scores, &truth)))).abs() < 1e-9);
        }
    }
}
