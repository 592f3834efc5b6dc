//! Whether chances can be taken at their word: in the large, by tenth and in shape.

use super::calibration::calibration_slope;
use super::interval::wilson;
use crate::domain::detail::{Calibration, CalibrationBin};
use crate::domain::report::{Estimate, Tenth};

/// Calibration of judged rows, from the rows and their tenths; none without rows.
///
/// Expected over observed after Cox (1958) and Van Calster et al. (2019), the expected calibration error over
/// bins of equal count after Naeini, Cooper & Hauskrecht (2015).
pub fn calibration(ranked: &[(f64, bool)], tenths: &[Tenth]) -> Option<Calibration> {
    if ranked.is_empty() {
        return None;
    }
    let rows = ranked.len();
    let expected: f64 = ranked.iter().map(|(chance, _)| chance).sum();
    let observed = ranked.iter().filter(|(_, yes)| *yes).count();
    let rate = wilson(observed, rows);
    let ratio = (observed > 0).then(|| {
        let ratio = expected / observed as f64;
        Estimate { value: ratio, low: ratio * rate.value / rate.high, high: ratio * rate.value / rate.low }
    });
    let bins = calibration_bins(tenths);
    let error = bins.iter().map(|bin| bin.rows as f64 * (bin.chance - bin.rate.value).abs()).sum::<f64>()
        / rows as f64;
    Some(Calibration { expected, observed, ratio, slope: calibration_slope(ranked), error, bins })
}

/// What was said and what came, per tenth.
pub fn calibration_bins(tenths: &[Tenth]) -> Vec<CalibrationBin> {
    tenths
        .iter()
        .map(|tenth| CalibrationBin {
            rows: tenth.rows,
            chance: tenth.mean_score,
            rate: wilson(tenth.positives, tenth.rows),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::curves::{ranked, tenths};
    use super::*;

    /// Twenty customers, chances 0.95, 0.90 … 0.00, answers written out.
    #[test]
    fn twenty_customers_by_hand() {
        let scores: Vec<f64> = (0..20).map(|row| 0.95 - 0.05 * f64::from(row)).collect();
        let truth: Vec<bool> =
            [1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0].map(|y| y == 1).to_vec();
        let rows = ranked(&scores, &truth);
        let found = calibration(&rows, &tenths(&scores, &truth)).unwrap();
        assert!((found.expected - 9.5).abs() < 1e-12);
        assert_eq!(found.observed, 8);
        // Two customers a tenth: said 0.925, 0.825 … 0.025, came 1, ½, 1, ½, ½, 0, ½, 0, 0, 0.
        let came = [1.0, 0.5, 1.0, 0.5, 0.5, 0.0, 0.5, 0.0, 0.0, 0.0];
        let error = (0..10).map(|bin| (0.925 - 0.1 * bin as f64 - came[bin]).abs()).sum::<f64>() / 10.0;
        assert!((found.error - error).abs() < 1e-12, "{} {error}", found.error);
        for (bin, came) in found.bins.iter().zip(came) {
            assert_eq!((bin.rows, bin.rate.value), (2, came));
        }
        let ratio = found.ratio.unwrap();
        assert!((ratio.value - 9.5 / 8.0).abs() < 1e-12);
        // Wilson for 8 of 20: 0.21880 to 0.61342.
        assert!((ratio.low - 9.5 / 20.0 / 0.613_42).abs() < 1e-4, "{ratio:?}");
        assert!((ratio.high - 9.5 / 20.0 / 0.218_80).abs() < 1e-4, "{ratio:?}");
    }

    #[test]
    fn chances_that_come_true_have_no_error() {
        let rows: Vec<(f64, bool)> =
            (0..100).map(|row| if row < 50 { (0.8, row < 40) } else { (0.2, row < 60) }).collect();
        let halves = [
            Tenth { rows: 50, positives: 40, mean_score: 0.8 },
            Tenth { rows: 50, positives: 10, mean_score: 0.2 },
        ];
        let found = calibration(&rows, &halves).unwrap();
        assert!(found.error < 1e-12 && found.bins.iter().all(CalibrationBin::is_honest));
        assert!((found.ratio.unwrap().value - 1.0).abs() < 1e-12);
        assert!((found.slope.unwrap().value - 1.0).abs() < 1e-8);
    }

    #[test]
    fn nobody_or_no_yes() {
        assert_eq!(calibration(&[], &[]), None);
        let found = calibration(&[(0.4, false)], &tenths(&[0.4], &[false])).unwrap();
        assert_eq!((found.ratio, found.slope, found.observed), (None, None, 0));
    }
}
