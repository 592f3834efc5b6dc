//! Metrics and the report of models that predict a number.

use super::bootstrap::{Draws, estimate, quantile};
use super::curves::tenth_runs;
use super::misses;
use super::sample::some_rows;
use crate::domain::detail::NumberDetail;
use crate::domain::report::{ByPart, NumberMetrics, NumberReport};

/// Points of the scatter chart at most.
const POINTS: usize = 2_000;

/// Predictions and known values of one part, row by row, in the target's unit.
#[derive(Clone, Copy, Debug)]
pub struct Predicted<'a> {
    /// Predictions.
    pub values: &'a [f64],
    /// Known values.
    pub truth: &'a [f64],
}

/// The parts of a number run.
#[derive(Clone, Copy, Debug)]
pub struct NumberParts<'a> {
    /// Rows learned from; the average of their known values is what R² compares with.
    pub train: Predicted<'a>,
    /// Rows that chose when to stop, if any.
    pub valid: Option<Predicted<'a>>,
    /// Rows never seen, if any. With none the training rows are shown instead and the verdict says so.
    pub test: Option<Predicted<'a>>,
    /// Predictions of the baseline for the judged rows (test, or train where there is no test).
    pub baseline: &'a [f64],
}

/// All number metrics of one part. `R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ_train)²`; NaN where all values are `train_mean`.
pub fn number_metrics(values: &[f64], truth: &[f64], train_mean: f64) -> NumberMetrics {
    let rows = values.len().min(truth.len());
    let n = rows as f64;
    let misses = || values.iter().zip(truth).map(|(value, known)| known - value);
    let squares: f64 = misses().map(|miss| miss * miss).sum();
    let spread: f64 = truth.iter().take(rows).map(|known| (known - train_mean).powi(2)).sum();
    NumberMetrics {
        rows,
        rmse: (squares / n).sqrt(),
        mae: misses().map(f64::abs).sum::<f64>() / n,
        r2: share_explained(squares, spread),
    }
}

fn share_explained(squares: f64, spread: f64) -> f64 {
    if spread > 0.0 { 1.0 - squares / spread } else { f64::NAN }
}

/// Everything a number run shows. Judged on test rows, or on training rows where there are none. Intervals are
/// bootstraps over judged rows, from the same draws, each measured by its own standard error, since a few large misses
/// may make up much of them.
pub fn number_report(parts: &NumberParts<'_>, draws: Draws<'_>) -> NumberReport {
    let train_mean = parts.train.truth.iter().sum::<f64>() / parts.train.truth.len() as f64;
    let of = |part: Predicted<'_>| number_metrics(part.values, part.truth, train_mean);
    let judged = parts.test.unwrap_or(parts.train);
    let pairs: Vec<[f64; 2]> = judged.values.iter().zip(judged.truth).map(|(v, t)| [*v, *t]).collect();

    let found = of(judged);
    let enough = if pairs.len() >= 3 { pairs.as_slice() } else { &[] };
    let terms: Vec<[[f64; 2]; 3]> = enough
        .iter()
        .map(|[value, known]| {
            let (miss, spread) = (known - value, (known - train_mean).powi(2));
            [[miss * miss, 1.0], [miss.abs(), 1.0], [miss * miss, spread]]
        })
        .collect();
    let [squared, mae, unexplained] = draws.of_ratios(&terms);
    // No error falls below 0, whatever the draws say.
    let errors_of = |found: Option<(f64, f64)>| found.map(|(low, high)| (low.max(0.0), high.max(0.0)));
    let rmse = errors_of(squared).map(|(low, high)| (low.sqrt(), high.sqrt()));
    let mae = errors_of(mae);
    let r2 = errors_of(unexplained).map(|(low, high)| (1.0 - high, 1.0 - low));

    let mut errors: Vec<f64> = pairs.iter().map(|[value, known]| (known - value).abs()).collect();
    errors.sort_by(f64::total_cmp);

    let mut largest_first = pairs.clone();
    largest_first.sort_by(|a, b| b[0].total_cmp(&a[0]));
    let tenths = tenth_runs(&largest_first)
        .map(|run| {
            let n = run.len() as f64;
            (run.iter().map(|p| p[0]).sum::<f64>() / n, run.iter().map(|p| p[1]).sum::<f64>() / n)
        })
        .collect();

    NumberReport {
        metrics: ByPart {
            train: of(parts.train),
            valid: parts.valid.map(of),
            test: parts.test.map(of),
            baseline: number_metrics(parts.baseline, judged.truth, train_mean),
        },
        r2: estimate(found.r2, r2),
        points: some_points(&pairs, draws.seed),
        error_half: quantile(&errors, 0.5),
        error_most: quantile(&errors, 0.9),
        tenths,
        detail: NumberDetail {
            rmse: estimate(found.rmse, rmse),
            mae: estimate(found.mae, mae),
            misses: misses::misses(&pairs),
            tenths: misses::tenths(&largest_first, draws),
        },
    }
}

/// At most [`POINTS`] pairs, among them always those with the smallest and the largest known value, so that the
/// chart does not hide the ends and a reader can tell whether any value is negative.
fn some_points(pairs: &[[f64; 2]], seed: u64) -> Vec<[f64; 2]> {
    let by_known = |a: &(usize, &[f64; 2]), b: &(usize, &[f64; 2])| a.1[1].total_cmp(&b.1[1]);
    let mut chosen = some_rows(pairs.len(), POINTS, seed);
    if pairs.len() > POINTS {
        chosen.truncate(POINTS - 2);
        chosen.extend(pairs.iter().enumerate().min_by(by_known).map(|(row, _)| row));
        chosen.extend(pairs.iter().enumerate().max_by(by_known).map(|(row, _)| row));
        chosen.sort_unstable();
        chosen.dedup();
    }
    chosen.into_iter().filter_map(|row| pairs.get(row).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draws(seed: u64) -> Draws<'static> {
        Draws { seed, go_on: &|| true }
    }

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }

    #[test]
    fn metrics_by_hand() {
        let m = number_metrics(&[2.0, 4.0, 9.0], &[1.0, 4.0, 7.0], 3.0);
        close(m.rmse, (5.0f64 / 3.0).sqrt());
        close(m.mae, 1.0);
        // around the training mean 3, not around the mean 4 of these rows
        close(m.r2, 1.0 - 5.0 / (4.0 + 1.0 + 16.0));
        assert!(number_metrics(&[], &[], 3.0).rmse.is_nan());
        assert!(number_metrics(&[3.0], &[3.0], 3.0).r2.is_nan());
    }

    fn line(rows: u32) -> (Vec<f64>, Vec<f64>) {
        let truth: Vec<f64> = (0..rows).map(f64::from).collect();
        let values = truth.iter().enumerate().map(|(i, t)| t + if i % 2 == 0 { 3.0 } else { -1.0 }).collect();
        (values, truth)
    }

    #[test]
    fn report_by_hand() {
        let (values, truth) = line(100);
        let train = Predicted { values: &[1.0, 3.0], truth: &[2.0, 4.0] };
        let parts = NumberParts {
            train,
            valid: None,
            test: Some(Predicted { values: &values, truth: &truth }),
            baseline: &[3.0; 100],
        };
        let report = number_report(&parts, draws(9));
        // half of the misses are 1, half are 3
        close(report.error_half, 2.0);
        close(report.error_most, 3.0);
        close(report.metrics.baseline.r2, 0.0);
        assert_eq!(report.points.len(), 100);
        assert_eq!(report.tenths.len(), 10);
        assert!(report.tenths.windows(2).all(|pair| pair[0].0 > pair[1].0));
        let r2 = report.r2.unwrap();
        close(r2.value, report.metrics.test.unwrap().r2);
        assert!(r2.low < r2.value && r2.value < r2.high);
        // Half of the misses are 1, half 3: the mean of n has the standard deviation 1/√n, squares that of 4/√n
        // around 5.
        let (mae, rmse) = (report.detail.mae.unwrap(), report.detail.rmse.unwrap());
        close(mae.value, 2.0);
        assert!(((mae.high - mae.low) / (2.0 * 1.96 / 10.0) - 1.0).abs() < 0.1, "{mae:?}");
        let ends = [5.0 - 1.96 * 0.4, 5.0 + 1.96 * 0.4].map(f64::sqrt);
        assert!((rmse.low - ends[0]).abs() < 0.02 && (rmse.high - ends[1]).abs() < 0.02, "{rmse:?}");
        assert_eq!(report.detail.tenths.len(), 10);
        assert_eq!((report.detail.misses.more, report.detail.misses.less), (50, 50));
    }

    #[test]
    fn few_rows_have_no_interval() {
        let train = Predicted { values: &[1.0, 3.0], truth: &[2.0, 4.0] };
        let report =
            number_report(&NumberParts { train, valid: None, test: None, baseline: &[3.0, 3.0] }, draws(9));
        assert_eq!(report.r2, None);
        assert_eq!(report.metrics.test, None);
        assert_eq!(report.tenths.len(), 2);
        let empty = Predicted { values: &[], truth: &[] };
        let nothing =
            number_report(&NumberParts { train: empty, valid: None, test: None, baseline: &[] }, draws(9));
        assert!(nothing.error_half.is_nan() && nothing.points.is_empty() && nothing.tenths.is_empty());
    }

    #[test]
    fn the_sample_of_points_keeps_the_ends() {
        let (values, truth) = line(9_000);
        let part = Predicted { values: &values, truth: &truth };
        let report =
            number_report(&NumberParts { train: part, valid: None, test: None, baseline: &values }, draws(4));
        assert!(report.points.len() <= 2_000 && report.points.len() > 1_990);
        assert!(report.points.iter().any(|p| p[1] == 0.0));
        assert!(report.points.iter().any(|p| p[1] == 8_999.0));
    }
}
