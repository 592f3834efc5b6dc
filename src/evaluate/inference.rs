//! Coefficients with their ranges and p values.
//!
//! Numbers: Student's t with n − p − 1 degrees of freedom, which is exact where errors are normal. Yes/no: the Wald
//! statistic against the normal curve, which holds for many rows (Greene, Econometric Analysis, 5.2 and 17.3).

use statrs::distribution::{ContinuousCDF as _, Normal, StudentsT};

use super::interval::Z;
use crate::domain::report::Certainty;

/// How exactly a coefficient is known, from its standard error and the degrees of freedom of the residuals (none:
/// the normal curve). None where that is no number.
pub fn certainty(estimate: f64, std_error: f64, freedom: Option<f64>) -> Option<Certainty> {
    if !(estimate.is_finite() && std_error.is_finite() && std_error >= 0.0) {
        return None;
    }
    let statistic = estimate / std_error;
    // Where nothing is left over, an effect is certain, and none is no evidence of anything.
    let p_value = if statistic.is_nan() { 1.0 } else { two_sided(statistic.abs(), freedom) };
    let half = quantile(freedom) * std_error;
    Some(Certainty { std_error, statistic, p_value, low: estimate - half, high: estimate + half })
}

/// The chance of a statistic at least this far from 0, either way.
fn two_sided(statistic: f64, freedom: Option<f64>) -> f64 {
    if statistic.is_infinite() {
        return 0.0;
    }
    let upper = match freedom {
        Some(freedom) => StudentsT::new(0.0, 1.0, freedom).map_or(f64::NAN, |t| t.sf(statistic)),
        None => Normal::standard().sf(statistic),
    };
    (2.0 * upper).min(1.0)
}

/// The 97.5 % point of the curve.
fn quantile(freedom: Option<f64>) -> f64 {
    let Some(freedom) = freedom else { return Z };
    let Ok(t) = StudentsT::new(0.0, 1.0, freedom) else { return f64::NAN };
    // The point is found by halving on the upper tail, which keeps its digits.
    let (mut low, mut high) = (0.0, 20.0);
    while t.sf(high) > 0.025 {
        (low, high) = (high, high * 2.0);
    }
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if t.sf(middle) > 0.025 { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Student's t has closed forms for 1 and 2 degrees of freedom.
    #[test]
    fn points_and_chances_with_a_closed_form() {
        // One: the Cauchy distribution. P(|T| > t) = 1 − 2/π · arctan t.
        let one = |t: f64| 1.0 - std::f64::consts::FRAC_2_PI * t.atan();
        // Two: P(|T| > t) = 1 − t / √(2 + t²).
        let two = |t: f64| 1.0 - t / (2.0 + t * t).sqrt();
        for t in [0.0, 0.3, 1.0, 2.5, 12.0] {
            assert!((two_sided(t, Some(1.0)) - one(t)).abs() < 1e-12);
            assert!((two_sided(t, Some(2.0)) - two(t)).abs() < 1e-12);
        }
        // The points are where these reach 5 %: tan(0.475 π) and √(2 · 0.95² / (1 − 0.95²)).
        assert!((quantile(Some(1.0)) - (0.475 * std::f64::consts::PI).tan()).abs() < 1e-9);
        assert!((quantile(Some(2.0)) - (2.0 * 0.9025 / 0.0975_f64).sqrt()).abs() < 1e-10);
    }

    #[test]
    fn points_of_printed_tables() {
        // Table of Student's t (Fisher & Yates), two-sided 5 %.
        for (freedom, point) in [(5.0, 2.571), (10.0, 2.228), (30.0, 2.042), (120.0, 1.980)] {
            assert!((quantile(Some(freedom)) - point).abs() < 5e-4);
        }
        assert!((quantile(Some(1e7)) - Z).abs() < 1e-6);
    }

    #[test]
    fn far_tails_keep_their_digits() {
        // Computed with statsmodels: t = 32.8086, 196 degrees of freedom; z = 11.99788.
        let t = two_sided(32.808_624_427_669_706, Some(196.0));
        assert!((t / 1.509_959_954_814_163_3e-81 - 1.0).abs() < 1e-6, "{t:e}");
        let z = two_sided(11.997_881_952_590_769, None);
        assert!((z / 3.645_052_330_429_876e-33 - 1.0).abs() < 1e-6, "{z:e}");
    }

    #[test]
    fn ranges_lie_around_the_estimate_and_nothing_breaks_at_the_ends() {
        let known = certainty(2.0, 0.5, None).unwrap();
        assert!((known.low - (2.0 - 0.5 * Z)).abs() < 1e-12 && (known.high - (2.0 + 0.5 * Z)).abs() < 1e-12);
        assert_eq!(known.statistic, 4.0);
        assert_eq!(certainty(1.0, 0.0, Some(3.0)).unwrap().p_value, 0.0);
        assert_eq!(certainty(0.0, 0.0, Some(3.0)).unwrap().p_value, 1.0);
        assert_eq!(certainty(f64::NAN, 1.0, None), None);
        assert_eq!(certainty(1.0, f64::INFINITY, None), None);
    }
}
