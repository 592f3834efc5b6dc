//! Drawing again: percentile intervals of figures that are made from two sums (Efron & Tibshirani 1993).

use rand::Rng;

use super::sample::{generator, shuffle};

/// Bootstrap draws everywhere in the app.
pub const DRAWS: usize = 2_000;

/// More rows than this are first gathered into as many random bundles of equal size. A sum over bundles drawn
/// again varies as much as a sum over rows drawn again, and the cost stays the same for a million rows.
const BUNDLES: usize = 10_000;

/// The 2.5 and 97.5 percentiles of `figure(Σa, Σb)` over [`DRAWS`] seeded draws of the rows `[a, b]`.
/// None under two rows or if no draw gives a number.
pub fn bootstrap_interval(
    rows: &[[f64; 2]],
    figure: impl Fn(f64, f64) -> f64,
    seed: u64,
) -> Option<(f64, f64)> {
    if rows.len() < 2 {
        return None;
    }
    let mut chance = generator(seed);
    let bundles = bundled(rows, &mut chance);
    let mut drawn: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let (mut first, mut second) = (0.0, 0.0);
            for _ in 0..bundles.len() {
                if let Some([a, b]) = bundles.get(chance.gen_range(0..bundles.len())) {
                    first += a;
                    second += b;
                }
            }
            figure(first, second)
        })
        .filter(|value| value.is_finite())
        .collect();
    if drawn.is_empty() {
        return None;
    }
    drawn.sort_by(f64::total_cmp);
    Some((quantile(&drawn, 0.025), quantile(&drawn, 0.975)))
}

fn bundled(rows: &[[f64; 2]], chance: &mut impl Rng) -> Vec<[f64; 2]> {
    let mut bundles = rows.to_vec();
    if rows.len() > BUNDLES {
        shuffle(&mut bundles, chance);
        let (small, larger) = (rows.len() / BUNDLES, rows.len() % BUNDLES);
        let (long, short) = bundles.split_at(larger * (small + 1));
        bundles = long
            .chunks(small + 1)
            .chain(short.chunks(small))
            .map(|bundle| bundle.iter().fold([0.0, 0.0], |[a, b], row| [a + row[0], b + row[1]]))
            .collect();
    }
    bundles
}

/// The quantile at `share` of values in ascending order, between the two nearest (Hyndman & Fan 1996, type 7).
/// NaN without values.
pub fn quantile(ascending: &[f64], share: f64) -> f64 {
    let Some(last) = ascending.len().checked_sub(1) else { return f64::NAN };
    let place = share.clamp(0.0, 1.0) * last as f64;
    let below = ascending.get(place.floor() as usize).copied().unwrap_or(f64::NAN);
    let above = ascending.get(place.ceil() as usize).copied().unwrap_or(f64::NAN);
    below + (above - below) * place.fract()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_distr::{Distribution, Normal};

    #[test]
    fn quantiles_by_hand() {
        let values = [1.0, 2.0, 4.0, 8.0];
        assert_eq!(quantile(&values, 0.0), 1.0);
        assert_eq!(quantile(&values, 1.0), 8.0);
        assert_eq!(quantile(&values, 0.5), 3.0);
        // place 0.9 · 3 = 2.7: 4 + 0.7 · 4
        assert!((quantile(&values, 0.9) - 6.8).abs() < 1e-12);
        assert!(quantile(&[], 0.5).is_nan());
        assert_eq!(quantile(&[3.0], 0.975), 3.0);
    }

    /// The mean of n values with standard deviation s has the 95 % interval ±1.96·s/√n.
    fn agrees_with_normal_theory(n: usize) {
        let normal = Normal::new(5.0, 1.0).unwrap();
        let mut chance = generator(11);
        let rows: Vec<[f64; 2]> = (0..n).map(|_| [normal.sample(&mut chance), 1.0]).collect();
        let (low, high) = bootstrap_interval(&rows, |a, b| a / b, 5).unwrap();
        let mean = rows.iter().map(|row| row[0]).sum::<f64>() / n as f64;
        let spread = (rows.iter().map(|row| (row[0] - mean).powi(2)).sum::<f64>() / n as f64).sqrt();
        let expected = 2.0 * 1.96 * spread / (n as f64).sqrt();
        let width = high - low;
        assert!((width / expected - 1.0).abs() < 0.08, "{width} for {expected}");
        assert!((f64::midpoint(low, high) - mean).abs() < 0.1 * expected);
    }

    #[test]
    fn width_of_a_mean_is_the_textbook_width() {
        agrees_with_normal_theory(400);
    }

    #[test]
    fn bundles_do_not_change_the_width() {
        agrees_with_normal_theory(25_003);
    }

    #[test]
    fn same_seed_same_interval() {
        let rows: Vec<[f64; 2]> = (0..50).map(|i| [f64::from(i % 7), 1.0]).collect();
        let interval = |seed| bootstrap_interval(&rows, |a, b| a / b, seed);
        assert_eq!(interval(1), interval(1));
        assert_ne!(interval(1), interval(2));
        assert_eq!(bootstrap_interval(&rows[..1], |a, b| a / b, 1), None);
        assert_eq!(bootstrap_interval(&rows, |_, _| f64::NAN, 1), None);
    }
}
