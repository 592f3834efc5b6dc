//! Metrics and the report of models that predict a number.

use super::bootstrap::{Draws, Ratio, estimate, quantile};
use super::curves::tenth_runs;
use super::misses;
use super::sample::some_rows;
use crate::domain::detail::NumberDetail;
use crate::domain::report::{ByPart, NumberMetrics, NumberReport};

/// Misses that count ([`misses_that_count`]) from which the RMSE has an interval: under it the intervals of simulated
/// shops hold the truth too seldom (`benches/coverage.rs`).
const MISSES: f64 = 30.0;
/// Intervals are widened by as much at most.
const WIDEST: f64 = 2.0;
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

/// What a row adds to the figures: the squared miss of a mean, the miss of a mean, the squared miss of a share of the
/// spread.
fn terms(values: &[f64], truth: &[f64], train_mean: f64) -> Vec<[[f64; 2]; 3]> {
    values
        .iter()
        .zip(truth)
        .map(|(value, known)| {
            let (miss, spread) = (known - value, (known - train_mean).powi(2));
            [[miss * miss, 1.0], [miss.abs(), 1.0], [miss * miss, spread]]
        })
        .collect()
}

/// As many misses of the same size would make up an error squared as sure as these of the judged rows: their count by
/// the kurtosis of misses, n · (mean of squares)² / mean of fourth powers (Kish 1965, effective sample size). By the
/// rows learned from: whether the judged rows hold one of the rare large misses is luck, and to be sure of the error
/// just where they do not would be wrong most often where it matters.
fn misses_that_count(learned: &[[[f64; 2]; 3]], judged: usize) -> f64 {
    let (squares, fourths) = learned.iter().fold((0.0, 0.0), |(squares, fourths), [[squared, _], ..]| {
        (squares + squared, fourths + squared * squared)
    });
    if fourths > 0.0 {
        judged as f64 * squares * squares / (learned.len() as f64 * fourths)
    } else {
        f64::INFINITY
    }
}

/// How much wider the intervals of ratios over the judged rows are for what the rows learned from tell of their scatter:
/// the standard deviation of a row's part, (a − m·b) / b̄, there by here; at least 1.
fn wider(learned: &[[[f64; 2]; 3]], seen: &[[[f64; 2]; 3]]) -> [f64; 3] {
    let scatter = |rows: &[[[f64; 2]; 3]]| {
        Ratio::each(rows).map(|ratio| ratio.error() / ratio.value() * (rows.len() as f64).sqrt())
    };
    let (there, here) = (scatter(learned), scatter(seen));
    std::array::from_fn(|place| match (there.get(place), here.get(place)) {
        (Some(there), Some(here)) if there > here => (there / here).min(WIDEST),
        _ => 1.0,
    })
}

/// Everything a number run shows. Judged on test rows, or on training rows where there are none. Intervals are
/// bootstraps over judged rows, from the same draws, each measured by its own standard error, since a few large misses
/// may make up much of them. Where the rows learned from scatter more than the judged ones, which then hold too few of
/// the large misses, intervals are wider by as much; and where few misses make up the RMSE it has none.
pub fn number_report(parts: &NumberParts<'_>, draws: Draws<'_>) -> NumberReport {
    let train_mean = parts.train.truth.iter().sum::<f64>() / parts.train.truth.len() as f64;
    let of = |part: Predicted<'_>| number_metrics(part.values, part.truth, train_mean);
    let judged = parts.test.unwrap_or(parts.train);
    let pairs: Vec<[f64; 2]> = judged.values.iter().zip(judged.truth).map(|(v, t)| [*v, *t]).collect();

    let found = of(judged);
    let learned = terms(parts.train.values, parts.train.truth, train_mean);
    let seen = if pairs.len() >= 3 { terms(judged.values, judged.truth, train_mean) } else { Vec::new() };
    let wider = wider(&learned, &seen);
    let mut found_ranges = draws.of_ratios(&seen);
    for ((range, wider), ratio) in found_ranges.iter_mut().zip(wider).zip(Ratio::each(&seen)) {
        let value = ratio.value();
        *range = range.map(|(low, high)| (value - wider * (value - low), value + wider * (high - value)));
    }
    let [squared, mae, unexplained] = found_ranges;
    let squared = squared.filter(|_| misses_that_count(&learned, pairs.len()) >= MISSES);
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

    /// A run that learned from rows with these misses and is judged on rows with those, all of the known value 10.
    fn with_misses(learned: &[f64], judged: &[f64]) -> NumberReport {
        let of = |misses: &[f64]| -> (Vec<f64>, Vec<f64>) {
            misses.iter().enumerate().map(|(row, miss)| (row as f64 - miss, row as f64)).unzip()
        };
        let (train, test) = (of(learned), of(judged));
        let parts = NumberParts {
            train: Predicted { values: &train.0, truth: &train.1 },
            valid: None,
            test: Some(Predicted { values: &test.0, truth: &test.1 }),
            baseline: &test.1,
        };
        number_report(&parts, draws(5))
    }

    #[test]
    fn where_few_misses_decide_the_rmse_has_no_interval() {
        let even: Vec<f64> = (0..120).map(|row| f64::from(row % 4 + 1)).collect();
        let mut odd = even.clone();
        odd[7] = 200.0;
        assert!(with_misses(&even, &even).detail.rmse.is_some());
        let open = with_misses(&odd, &even).detail;
        assert!(open.rmse.is_none() && open.mae.is_some() && open.few_misses_decide());
        // Whether one of the rare misses is among the judged ones decides nothing.
        assert!(with_misses(&even, &odd).detail.rmse.is_some());
    }

    #[test]
    fn misses_count_by_their_kurtosis() {
        let of = |misses: &[f64]| -> Vec<[[f64; 2]; 3]> {
            misses.iter().map(|miss| [[miss * miss, 1.0], [miss.abs(), 1.0], [miss * miss, 1.0]]).collect()
        };
        // All of one size count whole; one miss alone among k counts as one of k.
        close(misses_that_count(&of(&[2.0; 40]), 500), 500.0);
        let mut alone = vec![0.0; 50];
        alone[3] = 9.0;
        close(misses_that_count(&of(&alone), 500), 10.0);
        // Misses of a normal curve have the kurtosis 3.
        let mut chance = crate::evaluate::sample::generator(8);
        let normal: Vec<f64> = (0..200_000)
            .map(|_| rand_distr::Distribution::sample(&rand_distr::StandardNormal, &mut chance))
            .collect();
        let count = misses_that_count(&of(&normal), 300);
        assert!((count / 100.0 - 1.0).abs() < 0.03, "{count}");
        assert_eq!(misses_that_count(&of(&[0.0, 0.0]), 10), f64::INFINITY);
    }

    #[test]
    fn rows_learned_from_that_scatter_more_widen_the_interval() {
        let judged: Vec<f64> = (0..200).map(|row| 10.0 + f64::from(row % 2 * 2 - 1)).collect();
        let learned: Vec<f64> = (0..200).map(|row| 10.0 + 1.5 * f64::from(row % 2 * 2 - 1)).collect();
        let width = |learned: &[f64]| {
            let mae = with_misses(learned, &judged).detail.mae.unwrap();
            (mae.high - mae.value, mae.value - mae.low)
        };
        let (own, wider) = (width(&judged), width(&learned));
        // Absolute misses of 9 and 11, and of 8.5 and 11.5: standard deviations of 1 and 1.5, the same mean.
        assert!(
            (wider.0 / own.0 - 1.5).abs() < 1e-9 && (wider.1 / own.1 - 1.5).abs() < 1e-9,
            "{own:?} {wider:?}"
        );
        let calm: Vec<f64> = (0..200).map(|row| 10.0 + 0.5 * f64::from(row % 2 * 2 - 1)).collect();
        assert_eq!(width(&calm), own);
        let wild: Vec<f64> = (0..200).map(|row| 10.0 + 9.0 * f64::from(row % 2 * 2 - 1)).collect();
        assert!((width(&wild).0 / own.0 - WIDEST).abs() < 1e-9);
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
