//! Drawing again: percentile intervals over held-out customers (Efron & Tibshirani 1993).

use rand::Rng;
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::sample::{generator, shuffle};
use crate::domain::report::Estimate;
use crate::learn::GoOn;

/// Bootstrap draws everywhere in the app.
pub const DRAWS: usize = 2_000;

/// Draws that share a generator. Fixed, so that figures do not depend on the number of threads; small, so that a
/// stop is noticed soon.
const TOGETHER: usize = 50;

/// More rows than this are first gathered into as many random bundles of equal size. A sum over bundles drawn
/// again varies as much as a sum over rows drawn again, and the cost stays the same for a million rows.
const BUNDLES: usize = 10_000;

/// The chance of a bootstrap, and whether it is still wanted.
#[derive(Clone, Copy)]
pub struct Draws<'a> {
    /// Same rows and same seed: same intervals.
    pub seed: u64,
    /// Asked between draws; figures of an abandoned bootstrap have no intervals.
    pub go_on: GoOn<'a>,
}

impl Draws<'_> {
    /// What each of [`DRAWS`] draws gives, in order; none once nobody waits for it.
    pub(super) fn each<T: Send>(self, draw: impl Fn(&mut Xoshiro256PlusPlus) -> T + Sync) -> Option<Vec<T>> {
        let blocks: Option<Vec<Vec<T>>> = (0..DRAWS.div_ceil(TOGETHER) as u64)
            .into_par_iter()
            .map(|block| {
                let mut chance = generator(self.seed ^ (block + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
                (self.go_on)().then(|| (0..TOGETHER).map(|_| draw(&mut chance)).collect())
            })
            .collect();
        Some(blocks?.into_iter().flatten().collect())
    }

    /// The 2.5 and 97.5 percentiles of figures of sums over rows, one per figure, all from the same draws. None
    /// under two rows or if no draw gives a number.
    pub(super) fn of_sums<const K: usize, const F: usize>(
        self,
        rows: &[[f64; K]],
        figures: impl Fn(&[f64; K]) -> [f64; F] + Sync,
    ) -> [Option<(f64, f64)>; F] {
        self.of_bundles(rows, BUNDLES, figures)
    }

    /// The same with another number of bundles.
    pub(super) fn of_bundles<const K: usize, const F: usize>(
        self,
        rows: &[[f64; K]],
        most: usize,
        figures: impl Fn(&[f64; K]) -> [f64; F] + Sync,
    ) -> [Option<(f64, f64)>; F] {
        if rows.len() < 2 {
            return [None; F];
        }
        let bundles = bundled(rows, most, &mut generator(self.seed));
        let drawn = self.each(|chance| {
            let mut sums = [0.0; K];
            for _ in 0..bundles.len() {
                if let Some(bundle) = bundles.get(chance.gen_range(0..bundles.len())) {
                    for (sum, value) in sums.iter_mut().zip(bundle) {
                        *sum += value;
                    }
                }
            }
            figures(&sums)
        });
        let Some(drawn) = drawn else { return [None; F] };
        std::array::from_fn(|figure| middle(drawn.iter().filter_map(|all| all.get(figure).copied())))
    }
}

/// The 2.5 and 97.5 percentiles of what is a number among the values.
pub(super) fn middle(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let mut values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    if values.is_empty() {
        return None;
    }
    values.sort_unstable_by(f64::total_cmp);
    Some((quantile(&values, 0.025), quantile(&values, 0.975)))
}

/// A figure with its interval; none where either is missing.
pub(super) fn estimate(value: f64, interval: Option<(f64, f64)>) -> Option<Estimate> {
    interval.filter(|_| value.is_finite()).map(|(low, high)| Estimate { value, low, high })
}

fn bundled<const K: usize>(rows: &[[f64; K]], most: usize, chance: &mut impl Rng) -> Vec<[f64; K]> {
    let mut bundles = rows.to_vec();
    if rows.len() > most {
        shuffle(&mut bundles, chance);
        let (small, larger) = (rows.len() / most, rows.len() % most);
        let (long, short) = bundles.split_at(larger * (small + 1));
        bundles = long
            .chunks(small + 1)
            .chain(short.chunks(small))
            .map(|bundle| {
                bundle.iter().fold([0.0; K], |mut sums, row| {
                    for (sum, value) in sums.iter_mut().zip(row) {
                        *sum += value;
                    }
                    sums
                })
            })
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

    fn draws(seed: u64) -> Draws<'static> {
        Draws { seed, go_on: &|| true }
    }

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
        let (low, high) = draws(5).of_sums(&rows, |[a, b]| [a / b])[0].unwrap();
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
        let rows: Vec<[f64; 2]> = (0..50).map(|i| [f64::from(i).sqrt(), 1.0]).collect();
        let interval = |seed| draws(seed).of_sums(&rows, |[a, b]| [a / b])[0];
        assert_eq!(interval(1), interval(1));
        assert_ne!(interval(1), interval(2));
        assert_eq!(draws(1).of_sums(&rows[..1], |[a, b]| [a / b]), [None]);
        assert_eq!(draws(1).of_sums(&rows, |_| [f64::NAN]), [None]);
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let rows: Vec<[f64; 2]> = (0..80).map(|i| [f64::from(i * i % 17), 1.0]).collect();
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| draws(3).of_sums(&rows, |[a, b]| [a / b]))
        };
        assert_eq!(with(1), with(4));
    }

    #[test]
    fn what_nobody_waits_for_ends_at_once() {
        let asked = std::sync::atomic::AtomicUsize::new(0);
        let go_on = || asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < 2;
        let rows: Vec<[f64; 2]> = (0..50).map(|i| [f64::from(i), 1.0]).collect();
        let stopped = Draws { seed: 1, go_on: &go_on };
        assert_eq!(stopped.of_sums(&rows, |[a, b]| [a / b]), [None]);
        assert!(asked.into_inner() < DRAWS / TOGETHER);
    }
}
