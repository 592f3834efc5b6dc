//! What is said of many measurements.

/// The share `at` of sorted values.
pub(crate) fn quantile(sorted: &[f64], at: f64) -> f64 {
    let place = (at * (sorted.len().max(1) - 1) as f64).round() as usize;
    sorted.get(place).copied().unwrap_or(f64::NAN)
}
