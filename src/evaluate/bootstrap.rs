//! Drawing again: intervals over held-out customers (Efron & Tibshirani 1993, An Introduction to the Bootstrap).
//!
//! Percentiles of the draws (13.3 there) for shares and ranks. For means and ratios of sums, of which a few customers may
//! make up a large part, percentiles lie too low and hold the truth too seldom; there each draw is measured by its own
//! standard error (bootstrap-t, 12.5 there; Hall 1988, Theoretical comparison of bootstrap confidence intervals).
//! `benches/coverage.rs` counts how often either holds the truth.

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

/// An error this small beside its ratio is none.
const ROUNDING: f64 = 1e-7;

/// One sum over another, `m = Σ a / Σ b` over bundles of rows, and its standard error. With 1 for b it is a mean.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ratio {
    above: f64,
    below: f64,
    /// Σ a², Σ a·b, Σ b².
    squares: [f64; 3],
}

impl Ratio {
    fn add(&mut self, [above, below]: [f64; 2]) {
        self.above += above;
        self.below += below;
        let squares = [above * above, above * below, below * below];
        self.squares.iter_mut().zip(squares).for_each(|(sum, value)| *sum += value);
    }

    /// The ratios of rows.
    pub(super) fn each<const K: usize>(rows: &[[[f64; 2]; K]]) -> [Self; K] {
        ratios(rows.iter())
    }

    pub(super) fn value(&self) -> f64 {
        self.above / self.below
    }

    /// By its linear part: √Σ (a − m·b)² / Σ b.
    pub(super) fn error(&self) -> f64 {
        let m = self.value();
        let [aa, ab, bb] = self.squares;
        let error = (aa - 2.0 * m * ab + m * m * bb).max(0.0).sqrt() / self.below;
        // What is left of equal values is rounding.
        if error > ROUNDING * m.abs() { error } else { 0.0 }
    }
}

impl Draws<'_> {
    /// The 95 % bootstrap-t intervals of ratios of sums over rows (a, b), all from the same draws. None under two rows,
    /// or where the sum of b is 0. A ratio that is the same in every row has the interval of no width.
    pub(super) fn of_ratios<const K: usize>(self, rows: &[[[f64; 2]; K]]) -> [Option<(f64, f64)>; K] {
        if rows.len() < 2 {
            return [None; K];
        }
        let bundles = bundled_pairs(rows, BUNDLES, &mut generator(self.seed));
        let found = ratios(bundles.iter());
        let drawn = self.each(|chance| {
            let drawn = (0..bundles.len()).filter_map(|_| bundles.get(chance.gen_range(0..bundles.len())));
            let mut t = [f64::NAN; K];
            for ((t, drawn), found) in t.iter_mut().zip(&ratios(drawn)).zip(&found) {
                *t = (drawn.value() - found.value()) / drawn.error();
            }
            t
        });
        let Some(drawn) = drawn else { return [None; K] };
        std::array::from_fn(|place| {
            let ratio = found.get(place)?;
            let (value, error) = (ratio.value(), ratio.error());
            if error == 0.0 {
                return Some((value, value)).filter(|_| value.is_finite());
            }
            // A draw that is large for its own error speaks for a ratio that is smaller, and the other way round.
            let (low, high) = middle(drawn.iter().filter_map(|all| all.get(place).copied()))?;
            Some((value - high * error, value - low * error))
                .filter(|(low, high)| low.is_finite() && high.is_finite())
        })
    }
}

/// Sums of pairs over bundles of rows.
fn bundled_pairs<const K: usize>(
    rows: &[[[f64; 2]; K]],
    most: usize,
    chance: &mut impl Rng,
) -> Vec<[[f64; 2]; K]> {
    if rows.len() <= most {
        return rows.to_vec();
    }
    let mut order: Vec<&[[f64; 2]; K]> = rows.iter().collect();
    shuffle(&mut order, chance);
    let (small, larger) = (rows.len() / most, rows.len() % most);
    let (long, short) = order.split_at(larger * (small + 1));
    let sums = |bundle: &[&[[f64; 2]; K]]| {
        bundle.iter().fold([[0.0; 2]; K], |mut sums, row| {
            for ([a, b], [own_a, own_b]) in sums.iter_mut().zip(*row) {
                (*a, *b) = (*a + own_a, *b + own_b);
            }
            sums
        })
    };
    long.chunks(small + 1).chain(short.chunks(small)).map(sums).collect()
}

fn ratios<'a, const K: usize>(bundles: impl Iterator<Item = &'a [[f64; 2]; K]>) -> [Ratio; K] {
    let mut ratios = [Ratio::default(); K];
    for bundle in bundles {
        ratios.iter_mut().zip(bundle).for_each(|(ratio, pair)| ratio.add(*pair));
    }
    ratios
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

    fn mean_of(values: &[f64], seed: u64) -> Option<(f64, f64)> {
        let rows: Vec<[[f64; 2]; 1]> = values.iter().map(|value| [[*value, 1.0]]).collect();
        draws(seed).of_ratios(&rows)[0]
    }

    /// For normal values the bootstrap-t interval is Student's, and bundles do not change it.
    #[test]
    fn means_of_normal_values_have_the_textbook_width() {
        for n in [400_usize, 25_003] {
            let normal = Normal::new(5.0, 1.0).unwrap();
            let mut chance = generator(13);
            let values: Vec<f64> = (0..n).map(|_| normal.sample(&mut chance)).collect();
            let (low, high) = mean_of(&values, 5).unwrap();
            let mean = values.iter().sum::<f64>() / n as f64;
            let spread = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n as f64).sqrt();
            let expected = 2.0 * 1.965 * spread / (n as f64).sqrt();
            assert!(((high - low) / expected - 1.0).abs() < 0.08, "{low} {high} {expected}");
            assert!((f64::midpoint(low, high) - mean).abs() < 0.1 * expected);
        }
    }

    /// Exponential values: the mean of n holds 2·n·mean/μ as χ² with 2n degrees of freedom, so its exact interval is
    /// known. For n = 100 the points are 162.728 and 241.058 (tables of χ² with 200 degrees of freedom).
    #[test]
    fn means_of_lopsided_values_reach_further_up() {
        let mut chance = generator(17);
        let shops = 300;
        let (mut held, mut ends) = (0, [0.0; 2]);
        for shop in 0..shops {
            let values: Vec<f64> = (0..100).map(|_| rand_distr::Exp1.sample(&mut chance)).collect();
            let (low, high) = mean_of(&values, shop).unwrap();
            let mean = values.iter().sum::<f64>() / 100.0;
            ends[0] += low / (200.0 * mean / 241.058) / shops as f64;
            ends[1] += high / (200.0 * mean / 162.728) / shops as f64;
            assert!(high - mean > mean - low);
            held += usize::from((low..=high).contains(&1.0));
        }
        assert!(ends.iter().all(|end| (end - 1.0).abs() < 0.03), "{ends:?}");
        // 95 of 100; three standard errors of 300 shops are 3.8.
        assert!((held as f64 / shops as f64 - 0.95).abs() < 0.038, "{held} of {shops}");
    }

    /// The ratio of two normal sums, b far from 0: by the delta method its variance is σ²(a − m·b) / (n·b̄²).
    #[test]
    fn ratios_have_the_width_of_the_delta_method() {
        let (a, b) = (Normal::new(3.0, 1.0).unwrap(), Normal::new(10.0, 2.0).unwrap());
        let mut chance = generator(19);
        let rows: Vec<[[f64; 2]; 1]> =
            (0..900).map(|_| [[a.sample(&mut chance), b.sample(&mut chance)]]).collect();
        let (low, high) = draws(3).of_ratios(&rows)[0].unwrap();
        // 1² + 0.3² · 2² = 1.36.
        let expected = 2.0 * 1.96 * (1.36_f64 / 900.0).sqrt() / 10.0;
        assert!(((high - low) / expected - 1.0).abs() < 0.1, "{low} {high} {expected}");
        assert!(low < 0.3 && 0.3 < high);
    }

    #[test]
    fn ratios_at_the_ends() {
        assert_eq!(mean_of(&[1.0], 1), None);
        assert_eq!(mean_of(&[2.0, 2.0, 2.0], 1), Some((2.0, 2.0)));
        let stopped = Draws { seed: 1, go_on: &|| false };
        assert_eq!(stopped.of_ratios(&[[[1.0, 1.0]], [[2.0, 1.0]], [[4.0, 1.0]]]), [None]);
        assert_eq!(draws(1).of_ratios(&[[[1.0, 0.0]], [[2.0, 0.0]]]), [None]);
        let rows: Vec<[[f64; 2]; 2]> = (0..50).map(|i| [[f64::from(i).sqrt(), 1.0], [0.1, 0.3]]).collect();
        let [first, second] = draws(2).of_ratios(&rows);
        assert_eq!([first, second], draws(2).of_ratios(&rows));
        let (low, high) = second.unwrap();
        assert!(low == high && (low - 1.0 / 3.0).abs() < 1e-12);
        assert_ne!(first, draws(3).of_ratios(&rows)[0]);
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
