//! Truth minus prediction: how it is spread, and how large it is by tenth of the prediction.

use super::bootstrap::{Draws, quantile};
use super::curves::tenth_runs;
use crate::domain::detail::{MissTenth, Misses};
use crate::domain::report::Estimate;

/// Bins of the histogram, about.
const BINS: f64 = 24.0;
/// Share of the misses left beyond each end of the histogram at most, so that one outlier does not flatten it.
const BEYOND: f64 = 0.005;
/// Bundles for the interval of one tenth: ten tenths cost what one figure over all rows does.
const BUNDLES: usize = 1_000;

/// The histogram of truth minus prediction, of pairs (prediction, truth). Zero is an end of a bin, bins are 1, 2,
/// 2.5 or 5 times a power of ten wide.
pub(super) fn misses(pairs: &[[f64; 2]]) -> Misses {
    let mut sorted: Vec<f64> = pairs.iter().map(|[value, known]| known - value).collect();
    sorted.retain(|miss| miss.is_finite());
    sorted.sort_unstable_by(f64::total_cmp);
    let more = sorted.iter().filter(|miss| **miss > 0.0).count();
    let less = sorted.iter().filter(|miss| **miss < 0.0).count();
    let (low, high) = (quantile(&sorted, BEYOND), quantile(&sorted, 1.0 - BEYOND));
    if sorted.is_empty() || high <= low {
        return Misses { more, less, ..Misses::default() };
    }
    let width = round_width((high - low) / BINS);
    // A hair more, so that three fifths of one are three bins of a fifth and not 2.999….
    let bin = |miss: f64| (miss / width + 1e-9).floor();
    let first = bin(low);
    let last = (bin(high) + 1.0).max(first + 1.0);
    let mut bins = vec![0; (last - first) as usize];
    let (mut below, mut above) = (0, 0);
    for miss in sorted {
        let place = bin(miss) - first;
        if place < 0.0 {
            below += 1;
        } else if let Some(bin) = bins.get_mut(place as usize) {
            *bin += 1;
        } else {
            above += 1;
        }
    }
    Misses { start: first * width, width, bins, below, above, more, less }
}

/// The smallest of 1, 2, 2.5 or 5 × 10ⁿ that is not below.
fn round_width(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    [1.0, 2.0, 2.5, 5.0]
        .into_iter()
        .map(|part| part * power)
        .find(|width| *width >= least)
        .unwrap_or(10.0 * power)
}

/// Mean absolute error by tenth, of pairs (prediction, truth) with the largest prediction first.
pub(super) fn tenths(largest_first: &[[f64; 2]], draws: Draws<'_>) -> Vec<MissTenth> {
    tenth_runs(largest_first)
        .map(|run| {
            let n = run.len() as f64;
            let rows: Vec<[f64; 2]> = run.iter().map(|[value, known]| [(known - value).abs(), 1.0]).collect();
            let value = rows.iter().map(|row| row[0]).sum::<f64>() / n;
            let [interval] = draws.of_bundles(&rows, BUNDLES, |[sum, n]| [sum / n]);
            let (low, high) = interval.unwrap_or((value, value));
            MissTenth {
                rows: run.len(),
                predicted: run.iter().map(|pair| pair[0]).sum::<f64>() / n,
                mae: Estimate { value, low, high },
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths_are_round() {
        for (least, width) in
            [(1.0, 1.0), (1.1, 2.0), (2.1, 2.5), (2.6, 5.0), (5.1, 10.0), (0.031, 0.05), (740.0, 1_000.0)]
        {
            assert!((round_width(least) - width).abs() < 1e-9 * width, "{least}");
        }
    }

    #[test]
    fn a_histogram_by_hand() {
        // Misses −2, −1, 0, 1, 2, 3 times ten each: 60 rows, half a percent is beyond nothing.
        let pairs: Vec<[f64; 2]> = (0..60).map(|row| [10.0, 10.0 + f64::from(row % 6 - 2)]).collect();
        let found = misses(&pairs);
        assert_eq!((found.more, found.less, found.below, found.above), (30, 20, 0, 0));
        // 5 units over 24 bins: wide 0.25, from −2 to 3.25.
        assert_eq!((found.start, found.width, found.bins.len()), (-2.0, 0.25, 21));
        for (bin, count) in found.bins.iter().enumerate() {
            assert_eq!(*count, if bin % 4 == 0 { 10 } else { 0 }, "{bin}");
        }
    }

    #[test]
    fn misses_that_are_all_alike_have_no_histogram() {
        let found = misses(&[[1.0, 3.0], [2.0, 4.0]]);
        assert_eq!((found.width, found.bins.len(), found.more), (0.0, 0, 2));
        assert_eq!(misses(&[]), Misses::default());
    }

    #[test]
    fn error_by_tenth_by_hand() {
        // 40 customers, four a tenth; in tenth t the misses are 0, t, 2t, t.
        let pairs: Vec<[f64; 2]> = (0..40)
            .map(|row| {
                let tenth = f64::from(row / 4);
                let value = 100.0 - f64::from(row);
                [value, value + tenth * [0.0, 1.0, -2.0, 1.0][row as usize % 4]]
            })
            .collect();
        let found = tenths(&pairs, Draws { seed: 3, go_on: &|| true });
        assert_eq!(found.len(), 10);
        for (tenth, of) in found.iter().enumerate() {
            assert_eq!(of.rows, 4);
            assert!((of.mae.value - tenth as f64).abs() < 1e-12);
            assert!((of.predicted - (100.0 - 4.0 * tenth as f64 - 1.5)).abs() < 1e-12);
            assert!(of.mae.low <= of.mae.value && of.mae.value <= of.mae.high);
        }
        assert!(tenths(&[], Draws { seed: 3, go_on: &|| true }).is_empty());
    }

    proptest! {
        /// Every row is counted where it lies, and few lie beyond the ends.
        #[test]
        fn every_row_is_counted_once(of in prop::collection::vec(-500i32..500, 2..300)) {
            let pairs: Vec<[f64; 2]> = of.iter().map(|miss| [7.0, 7.0 + f64::from(*miss)]).collect();
            let found = misses(&pairs);
            prop_assume!(found.width > 0.0);
            let end = found.start + found.width * found.bins.len() as f64;
            let within = |low: f64, high: f64| {
                of.iter().filter(|miss| (low - 1e-9..high - 1e-9).contains(&f64::from(**miss))).count()
            };
            prop_assert_eq!(found.below, within(f64::NEG_INFINITY, found.start));
            prop_assert_eq!(found.above, within(end, f64::INFINITY));
            for (bin, count) in found.bins.iter().enumerate() {
                let low = found.start + found.width * bin as f64;
                prop_assert_eq!(*count, within(low, low + found.width));
            }
            prop_assert!(found.bins.len() <= 30);
            prop_assert!(found.below + found.above <= 2 + of.len() / 100);
        }
    }
}
