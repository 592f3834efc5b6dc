//! 95 % intervals with a formula: a rate (Wilson) and the AUC (`DeLong`).

use super::ties::{Tie, auc, best_first, ties, totals};
use crate::domain::report::Estimate;

/// The 97.5 % point of the normal curve.
pub(super) const Z: f64 = 1.959_963_984_540_054;

/// A mean with its 95 % interval: ± Z standard errors, the standard deviation with n − 1 by the square root of n; as
/// wide as can be under two values. NaN without any.
pub(super) fn of_mean(values: &[f64]) -> Estimate {
    let n = values.len() as f64;
    let value = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|one| (one - value).powi(2)).sum();
    let half = if values.len() < 2 { f64::INFINITY } else { Z * (squares / (n - 1.0) / n).sqrt() };
    Estimate { value, low: value - half, high: value + half }
}

/// The share `yes / rows` with its score interval (Wilson 1927; Brown, Cai & `DasGupta` 2001).
/// Without rows the share is NaN and the interval is 0 to 1.
pub fn wilson(yes: usize, rows: usize) -> Estimate {
    if rows == 0 {
        return Estimate { value: f64::NAN, low: 0.0, high: 1.0 };
    }
    let n = rows as f64;
    let p = yes as f64 / n;
    let z2 = Z * Z;
    let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    Estimate { value: p, low: (centre - half).max(0.0), high: (centre + half).min(1.0) }
}

/// The AUC with the interval of `DeLong`, `DeLong` & Clarke-Pearson (1988), cut off at 0 and 1. None with fewer than
/// two of either class.
pub fn delong(scores: &[f64], truth: &[bool]) -> Option<Estimate> {
    auc_and_variance(&ties(&best_first(scores, truth))).map(with_interval)
}

/// The AUC and its variance, of ties that stand best first.
///
/// One pass over tie groups instead of all pairs: the placement of a yes is the share of no below it, the
/// placement of a no the share of yes above it, and ties count half in both (Sun & Xu 2014 do the same with
/// midranks). None with fewer than two of either class.
pub(super) fn auc_and_variance(ties: &[Tie]) -> Option<(f64, f64)> {
    let (yes, no) = totals(ties);
    if yes < 2 || no < 2 {
        return None;
    }
    let value = auc(ties);
    let (m, n) = (yes as f64, no as f64);
    let mut no_below = n;
    let mut yes_above = 0.0;
    let (mut spread_yes, mut spread_no) = (0.0, 0.0);
    for tie in ties {
        let (y, o) = (tie.yes as f64, tie.no as f64);
        no_below -= o;
        spread_yes += y * ((no_below + o / 2.0) / n - value).powi(2);
        spread_no += o * ((yes_above + y / 2.0) / m - value).powi(2);
        yes_above += y;
    }
    Some((value, spread_yes / (m - 1.0) / m + spread_no / (n - 1.0) / n))
}

/// An AUC with its interval, from its variance.
pub(super) fn with_interval((value, variance): (f64, f64)) -> Estimate {
    let half = Z * variance.sqrt();
    Estimate { value, low: (value - half).max(0.0), high: (value + half).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wilson_published() {
        // Newcombe 1998, table I, method 3: 81/263, 15/148, 0/20, 1/29.
        for (yes, rows, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let interval = wilson(yes, rows);
            assert!((interval.low - low).abs() < 6e-5, "{yes}/{rows} {interval:?}");
            assert!((interval.high - high).abs() < 6e-5, "{yes}/{rows} {interval:?}");
        }
        assert!(wilson(0, 0).value.is_nan());
        assert_eq!(wilson(5, 5).high, 1.0);
    }

    /// The definition: placements from all pairs, sample variances.
    fn by_pairs(scores: &[f64], truth: &[bool]) -> Option<Estimate> {
        let of = |kind: bool| -> Vec<f64> {
            scores.iter().zip(truth).filter(|(_, t)| **t == kind).map(|(s, _)| *s).collect()
        };
        let (yes, no) = (of(true), of(false));
        if yes.len() < 2 || no.len() < 2 {
            return None;
        }
        let beats = |a: f64, b: f64| {
            if a > b {
                1.0
            } else if a == b {
                0.5
            } else {
                0.0
            }
        };
        let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
        let variance = |v: &[f64]| {
            let m = mean(v);
            v.iter().map(|x| (x - m).powi(2)).sum::<f64>() / (v.len() as f64 - 1.0)
        };
        let v10: Vec<f64> =
            yes.iter().map(|y| no.iter().map(|n| beats(*y, *n)).sum::<f64>() / no.len() as f64).collect();
        let v01: Vec<f64> =
            no.iter().map(|n| yes.iter().map(|y| beats(*y, *n)).sum::<f64>() / yes.len() as f64).collect();
        let se = (variance(&v10) / yes.len() as f64 + variance(&v01) / no.len() as f64).sqrt();
        let value = mean(&v10);
        Some(Estimate { value, low: (value - Z * se).max(0.0), high: (value + Z * se).min(1.0) })
    }

    proptest! {
        #[test]
        fn delong_is_its_definition(rows in prop::collection::vec((0u8..12, any::<bool>()), 0..80)) {
            let scores: Vec<f64> = rows.iter().map(|r| f64::from(r.0) / 11.0).collect();
            let truth: Vec<bool> = rows.iter().map(|r| r.1).collect();
            match (delong(&scores, &truth), by_pairs(&scores, &truth)) {
                (Some(fast), Some(slow)) => {
                    prop_assert!((fast.value - slow.value).abs() < 1e-12);
                    prop_assert!((fast.low - slow.low).abs() < 1e-12);
                    prop_assert!((fast.high - slow.high).abs() < 1e-12);
                }
                (fast, slow) => prop_assert_eq!(fast, slow),
            }
        }
    }
}
