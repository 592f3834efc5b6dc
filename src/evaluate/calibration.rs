//! Honesty of chances: the calibration line of Cox (1958).

use super::interval::Z;
use crate::domain::report::Estimate;

/// Chances closer to 0 or 1 than this are moved here before the logit.
const EDGE: f64 = 1e-9;

/// Slope of the logistic regression of the outcome on the logit of the predicted chance, with its Wald
/// interval. 1 is right, below 1 the chances exaggerate differences, above 1 they understate them.
/// None when it cannot be computed: one class, all chances equal, or answers told apart perfectly.
pub fn calibration_slope(rows: &[(f64, bool)]) -> Option<Estimate> {
    let points: Vec<(f64, f64)> = rows
        .iter()
        .map(|(chance, yes)| {
            let p = chance.clamp(EDGE, 1.0 - EDGE);
            ((p / (1.0 - p)).ln(), f64::from(u8::from(*yes)))
        })
        .collect();
    let (mut level, mut slope) = (0.0f64, 1.0f64);
    for _ in 0..50 {
        // Newton: gradient and information of the two coefficients.
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (logit, yes) in &points {
            let p = 1.0 / (1.0 + (-(level + slope * logit)).exp());
            let weight = p * (1.0 - p);
            g0 += yes - p;
            g1 += (yes - p) * logit;
            h00 += weight;
            h01 += weight * logit;
            h11 += weight * logit * logit;
        }
        let determinant = h00 * h11 - h01 * h01;
        if determinant.is_nan() || determinant <= 1e-12 * h00 * h11 {
            return None;
        }
        let step = ((h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant);
        // A full step can overshoot from far away; the likelihood is concave, so shorter ones get there too.
        let shorten = (2.0 / step.0.abs().max(step.1.abs())).min(1.0);
        level += shorten * step.0;
        slope += shorten * step.1;
        if step.0.abs().max(step.1.abs()) < 1e-9 {
            let half = Z * (h00 / determinant).sqrt();
            return Some(Estimate { value: slope, low: slope - half, high: slope + half });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(groups: &[(f64, usize, usize)]) -> Vec<(f64, bool)> {
        groups.iter().flat_map(|(chance, yes, all)| (0..*all).map(move |i| (*chance, i < *yes))).collect()
    }

    fn logit(p: f64) -> f64 {
        (p / (1.0 - p)).ln()
    }

    /// With two different chances the line goes through both observed rates, and its variance is the sum of
    /// those of two observed logits.
    #[test]
    fn two_groups_have_a_closed_form() {
        let found = calibration_slope(&rows(&[(0.2, 30, 100), (0.6, 90, 200)])).unwrap();
        let run = logit(0.6) - logit(0.2);
        let slope = (logit(0.45) - logit(0.3)) / run;
        let se = (1.0f64 / (100.0 * 0.3 * 0.7) + 1.0 / (200.0 * 0.45 * 0.55)).sqrt() / run;
        assert!((found.value - slope).abs() < 1e-8, "{found:?} {slope}");
        assert!((found.low - (slope - Z * se)).abs() < 1e-7);
        assert!((found.high - (slope + Z * se)).abs() < 1e-7);
    }

    #[test]
    fn honest_chances_have_slope_one() {
        let found = calibration_slope(&rows(&[(0.1, 10, 100), (0.5, 50, 100), (0.9, 90, 100)])).unwrap();
        assert!((found.value - 1.0).abs() < 1e-8);
    }

    #[test]
    fn what_cannot_be_computed_is_none() {
        assert_eq!(calibration_slope(&[]), None);
        assert_eq!(calibration_slope(&rows(&[(0.3, 5, 20)])), None);
        assert_eq!(calibration_slope(&rows(&[(0.3, 0, 20), (0.6, 0, 20)])), None);
        assert_eq!(calibration_slope(&rows(&[(0.3, 0, 20), (0.6, 20, 20)])), None);
    }
}
