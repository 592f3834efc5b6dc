//! Metrics and the report of models that answer yes or no.

use super::bootstrap::{Draws, estimate};
use super::curves::{gains, precision_recall_of, ranked, roc, tenths};
use super::honesty::calibration;
use super::interval::{delong, wilson};
use super::reach::{f1_of_cells, reach};
use super::ties::{auc, average_precision, best_first, ties};
use crate::domain::detail::{YesNoDetail, YesNoIntervals};
use crate::domain::recipe::Wording;
use crate::domain::report::{ByPart, Confusion, Estimate, Tenth, YesNoMetrics, YesNoReport};

/// Chances are moved at least this far away from 0 and 1 before the log loss.
const CLIP: f64 = 1e-15;

/// The cut of the metrics table. The window can move the line by itself over `YesNoReport::ranked`.
const THRESHOLD: f64 = 0.5;

/// Predicted chances of one part with the known answers, row by row.
#[derive(Clone, Copy, Debug)]
pub struct Scored<'a> {
    /// Chance of a yes, 0 to 1.
    pub scores: &'a [f64],
    /// Whether the row is a yes.
    pub truth: &'a [bool],
}

/// The parts of a yes/no run.
#[derive(Clone, Copy, Debug)]
pub struct YesNoParts<'a> {
    /// Rows learned from.
    pub train: Scored<'a>,
    /// Rows that chose when to stop, if any.
    pub valid: Option<Scored<'a>>,
    /// Rows never seen, if any. With none the training rows are shown instead and the verdict says so.
    pub test: Option<Scored<'a>>,
    /// Chances of the baseline for the judged rows (test, or train where there is no test).
    pub baseline: &'a [f64],
}

/// All yes/no metrics of one part. A figure that does not exist (one class, no rows) is NaN.
pub fn yes_no_metrics(scores: &[f64], truth: &[bool], threshold: f64) -> YesNoMetrics {
    let rows = scores.len().min(truth.len());
    let n = rows as f64;
    let groups = ties(&best_first(scores, truth));
    let counts = confusion(scores, truth, threshold);
    let called = counts.true_positive + counts.false_positive;
    let positives = counts.true_positive + counts.false_negative;
    let pairs = || scores.iter().zip(truth);
    let log_loss = pairs().map(|(chance, yes)| loss(*chance, *yes)).sum::<f64>() / n;
    let brier = pairs().map(|(chance, yes)| squared(*chance, *yes)).sum::<f64>() / n;
    let share = |part: usize, of: usize| part as f64 / of as f64;
    let precision = match (rows, called) {
        (0, _) => f64::NAN,
        (_, 0) => 0.0,
        _ => share(counts.true_positive, called),
    };
    YesNoMetrics {
        rows,
        positives,
        auc: auc(&groups),
        average_precision: average_precision(&groups),
        log_loss,
        brier,
        threshold,
        accuracy: share(counts.true_positive + counts.true_negative, rows),
        precision,
        recall: share(counts.true_positive, positives),
        f1: share(2 * counts.true_positive, called + positives),
    }
}

/// Log loss of one row.
fn loss(chance: f64, yes: bool) -> f64 {
    let p = chance.clamp(CLIP, 1.0 - CLIP);
    -(if yes { p } else { 1.0 - p }).ln()
}

/// Squared error of one chance.
fn squared(chance: f64, yes: bool) -> f64 {
    (chance - f64::from(u8::from(yes))).powi(2)
}

/// Counts of right and wrong; a row is called yes at and above the threshold.
pub fn confusion(scores: &[f64], truth: &[bool], threshold: f64) -> Confusion {
    let mut counts = Confusion { true_positive: 0, false_positive: 0, false_negative: 0, true_negative: 0 };
    for (score, yes) in scores.iter().zip(truth) {
        match (*score >= threshold, *yes) {
            (true, true) => counts.true_positive += 1,
            (true, false) => counts.false_positive += 1,
            (false, true) => counts.false_negative += 1,
            (false, false) => counts.true_negative += 1,
        }
    }
    counts
}

/// How many times as often rows of a tenth are yes as all rows together; NaN without rows or without a yes.
pub fn lift(tenth: &Tenth, all: &[Tenth]) -> f64 {
    let rows: usize = all.iter().map(|tenth| tenth.rows).sum();
    let positives: usize = all.iter().map(|tenth| tenth.positives).sum();
    if positives == 0 || tenth.rows == 0 {
        return f64::NAN;
    }
    (tenth.positives as f64 / tenth.rows as f64) / (positives as f64 / rows as f64)
}

/// Everything a yes/no run shows. Judged on test rows, or on training rows where there are none. Intervals are
/// bootstraps over judged rows where no formula serves.
pub fn yes_no_report(
    parts: &YesNoParts<'_>,
    positive: &str,
    wording: Wording,
    draws: Draws<'_>,
) -> YesNoReport {
    let of = |part: Scored<'_>| yes_no_metrics(part.scores, part.truth, THRESHOLD);
    let judged = parts.test.unwrap_or(parts.train);
    let (metrics, test) = (of(parts.train), parts.test.map(of));
    let ranked = ranked(judged.scores, judged.truth);
    let tenths = tenths(judged.scores, judged.truth);
    let confusion = confusion(judged.scores, judged.truth, THRESHOLD);
    let best = tenths.first().map_or((0, 0), |tenth| (tenth.rows, tenth.positives));
    let reached = reach(&ranked, best, draws);
    YesNoReport {
        positive: positive.to_owned(),
        wording,
        metrics: ByPart {
            train: metrics,
            valid: parts.valid.map(of),
            test,
            baseline: yes_no_metrics(parts.baseline, judged.truth, THRESHOLD),
        },
        auc: delong(judged.scores, judged.truth),
        roc: roc(judged.scores, judged.truth),
        gains: gains(judged.scores, judged.truth),
        detail: YesNoDetail {
            precision_recall: precision_recall_of(&ties(&ranked)),
            reach: reached.cuts,
            calibration: calibration(&ranked, &tenths),
            intervals: YesNoIntervals {
                lift: reached.lift,
                gain: reached.gain,
                average_precision: reached.average_precision,
                ..intervals(judged, test.unwrap_or(metrics), confusion, draws)
            },
            // Groups are made of columns, which are not known here.
            weak: None,
        },
        tenths,
        confusion,
        ranked,
    }
}

/// Of figures that need no order.
fn intervals(
    judged: Scored<'_>,
    metrics: YesNoMetrics,
    confusion: Confusion,
    draws: Draws<'_>,
) -> YesNoIntervals {
    let rows: Vec<[f64; 3]> = judged
        .scores
        .iter()
        .zip(judged.truth)
        .map(|(chance, yes)| [loss(*chance, *yes), squared(*chance, *yes), 1.0])
        .collect();
    let [log_loss, brier] = draws.of_sums(&rows, |[loss, squares, rows]| [loss / rows, squares / rows]);
    let rate = |part: usize, of: usize| (of > 0).then(|| wilson(part, of));
    let f1 = f1_of_cells(confusion, draws);
    let hits = confusion.true_positive;
    YesNoIntervals {
        log_loss: estimate(metrics.log_loss, log_loss),
        brier: estimate(metrics.brier, brier),
        accuracy: rate(hits + confusion.true_negative, confusion.rows()),
        precision: rate(hits, hits + confusion.false_positive),
        recall: rate(hits, hits + confusion.false_negative),
        f1: f1.map(|f1: Estimate| Estimate { value: metrics.f1, ..f1 }),
        ..YesNoIntervals::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DRAWS: Draws<'static> = Draws { seed: 6, go_on: &|| true };

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }

    #[test]
    fn metrics_by_hand() {
        let scores = [0.9, 0.8, 0.6, 0.4, 0.2];
        let truth = [true, false, true, true, false];
        let m = yes_no_metrics(&scores, &truth, 0.5);
        assert_eq!((m.rows, m.positives), (5, 3));
        // pairs: 0.9 beats both, 0.6 and 0.4 beat one of two
        close(m.auc, 4.0 / 6.0);
        // precision at the three yes: 1/1, 2/3, 3/4
        close(m.average_precision, (1.0 + 2.0 / 3.0 + 0.75) / 3.0);
        close(m.log_loss, -(0.9f64.ln() + 0.2f64.ln() + 0.6f64.ln() + 0.4f64.ln() + 0.8f64.ln()) / 5.0);
        close(m.brier, (0.01 + 0.64 + 0.16 + 0.36 + 0.04) / 5.0);
        close(m.accuracy, 0.6);
        close(m.precision, 2.0 / 3.0);
        close(m.recall, 2.0 / 3.0);
        close(m.f1, 2.0 / 3.0);
        assert_eq!(
            confusion(&scores, &truth, 0.5),
            Confusion { true_positive: 2, false_positive: 1, false_negative: 1, true_negative: 1 }
        );
    }

    #[test]
    fn the_threshold_itself_is_a_yes() {
        assert_eq!(confusion(&[0.5], &[true], 0.5).true_positive, 1);
    }

    #[test]
    fn average_precision_groups_ties() {
        // One group of four rows, two of them yes: a single step with precision one half.
        close(yes_no_metrics(&[0.3; 4], &[true, false, true, false], 0.5).average_precision, 0.5);
    }

    #[test]
    fn certain_and_wrong_costs_the_clipped_loss() {
        close(yes_no_metrics(&[0.0], &[true], 0.5).log_loss, -(1e-15f64.ln()));
    }

    #[test]
    fn one_class_or_none() {
        let none = yes_no_metrics(&[], &[], 0.5);
        assert_eq!(none.rows, 0);
        for value in
            [none.auc, none.log_loss, none.brier, none.accuracy, none.precision, none.recall, none.f1]
        {
            assert!(value.is_nan());
        }
        let only_no = yes_no_metrics(&[0.1, 0.9], &[false, false], 0.5);
        assert!(only_no.auc.is_nan() && only_no.average_precision.is_nan() && only_no.recall.is_nan());
        assert_eq!((only_no.precision, only_no.f1, only_no.accuracy), (0.0, 0.0, 0.5));
        let only_yes = yes_no_metrics(&[0.1, 0.9], &[true, true], 0.5);
        assert!(only_yes.auc.is_nan());
        assert_eq!((only_yes.average_precision, only_yes.recall), (1.0, 0.5));
        let nobody_called = yes_no_metrics(&[0.1, 0.2], &[true, false], 0.5);
        assert_eq!(nobody_called.precision, 0.0);
    }

    #[test]
    fn lift_is_share_over_usual_share() {
        let tenth = |rows, positives| Tenth { rows, positives, mean_score: 0.0 };
        let all = [tenth(10, 6), tenth(30, 4)];
        close(lift(&all[0], &all), 0.6 / 0.25);
        assert!(lift(&tenth(1, 0), &[tenth(1, 0)]).is_nan());
    }

    #[test]
    fn the_report_judges_by_test_rows() {
        let (train, answers) = (vec![0.2, 0.9, 0.4], vec![false, true, false]);
        let (test, truth) = (vec![0.1, 0.8, 0.7, 0.3], vec![false, true, false, true]);
        let parts = YesNoParts {
            train: Scored { scores: &train, truth: &answers },
            valid: None,
            test: Some(Scored { scores: &test, truth: &truth }),
            baseline: &[0.5; 4],
        };
        let report = yes_no_report(&parts, "yes", Wording::Buy, DRAWS);
        assert_eq!(report.ranked, vec![(0.8, true), (0.7, false), (0.3, true), (0.1, false)]);
        assert_eq!(report.metrics.test.map(|m| m.rows), Some(4));
        assert_eq!(report.metrics.baseline.auc, 0.5);
        assert_eq!(report.metrics.train.auc, 1.0);
        assert_eq!(report.auc.map(|a| a.value), Some(0.75));
        assert_eq!(report.tenths.len(), 4);
        let alone = yes_no_report(
            &YesNoParts { test: None, baseline: &[0.3; 3], ..parts },
            "yes",
            Wording::Buy,
            DRAWS,
        );
        assert_eq!(alone.ranked.len(), 3);
        assert_eq!(alone.metrics.test, None);
    }

    proptest! {
        #[test]
        fn auc_is_the_count_of_pairs(rows in prop::collection::vec((0u8..15, any::<bool>()), 0..120)) {
            let scores: Vec<f64> = rows.iter().map(|r| f64::from(r.0) / 14.0).collect();
            let truth: Vec<bool> = rows.iter().map(|r| r.1).collect();
            let (mut wins, mut pairs) = (0.0, 0.0);
            for (a, yes) in scores.iter().zip(&truth).filter(|(_, t)| **t) {
                for (b, _) in scores.iter().zip(&truth).filter(|(_, t)| **t != *yes) {
                    pairs += 1.0;
                    wins += if a > b { 1.0 } else if a == b { 0.5 } else { 0.0 };
                }
            }
            let found = yes_no_metrics(&scores, &truth, 0.5).auc;
            if pairs == 0.0 {
                prop_assert!(found.is_nan());
            } else {
                prop_assert!((found - wins / pairs).abs() < 1e-12);
            }
        }

        /// The definition, cut by cut: precision of everybody at or above each score, weighted by new yes.
        #[test]
        fn average_precision_is_its_definition(rows in prop::collection::vec((0u8..9, any::<bool>()), 1..60)) {
            let scores: Vec<f64> = rows.iter().map(|r| f64::from(r.0)).collect();
            let truth: Vec<bool> = rows.iter().map(|r| r.1).collect();
            let all = truth.iter().filter(|t| **t).count() as f64;
            let mut before = 0.0;
            let mut sum = 0.0;
            for cut in (0..9).rev().map(f64::from) {
                let above: Vec<bool> =
                    scores.iter().zip(&truth).filter(|(s, _)| **s >= cut).map(|(_, t)| *t).collect();
                let yes = above.iter().filter(|t| **t).count() as f64;
                if !above.is_empty() {
                    sum += (yes - before) / all * yes / above.len() as f64;
                }
                before = yes;
            }
            let found = yes_no_metrics(&scores, &truth, 0.5).average_precision;
            prop_assert!((all == 0.0 && found.is_nan()) || (found - sum).abs() < 1e-12);
        }
    }
}
