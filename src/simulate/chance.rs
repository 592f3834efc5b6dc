//! Draws from the seeded generator, without a way to fail.

use rand::Rng as _;
use rand::SeedableRng as _;
use rand_distr::{Exp1, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;

/// A seeded source of chance; one stream per purpose keeps files independent of each other.
pub(super) struct Chance(Xoshiro256PlusPlus);

impl Chance {
    /// Stream number `stream` of a seed.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        // An odd constant spreads neighbouring streams over the whole seed space.
        Self(Xoshiro256PlusPlus::seed_from_u64(seed ^ stream.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    }

    /// Uniform in [0, 1).
    pub(super) fn unit(&mut self) -> f64 {
        self.0.r#gen::<f64>()
    }

    /// True with this chance.
    pub(super) fn happens(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }

    /// Normal with this mean and standard deviation.
    pub(super) fn normal(&mut self, mean: f64, sd: f64) -> f64 {
        let z: f64 = self.0.sample(StandardNormal);
        mean + sd * z
    }

    /// Exponential with this mean.
    pub(super) fn waiting(&mut self, mean: f64) -> f64 {
        let wait: f64 = self.0.sample(Exp1);
        mean * wait
    }

    /// A whole number below `end` (0 if `end` is 0).
    pub(super) fn below(&mut self, end: usize) -> usize {
        ((self.unit() * end as f64) as usize).min(end.saturating_sub(1))
    }

    /// One of the values, by weight; the last one if rounding runs over the end.
    pub(super) fn pick<T: Copy>(&mut self, weighted: &[(T, f64)], otherwise: T) -> T {
        let total: f64 = weighted.iter().map(|(_, weight)| weight).sum();
        let mut left = self.unit() * total;
        for (value, weight) in weighted {
            left -= weight;
            if left < 0.0 {
                return *value;
            }
        }
        otherwise
    }

    /// `count` different numbers below `end`, ascending.
    pub(super) fn distinct(&mut self, count: usize, end: usize) -> Vec<usize> {
        let mut found = std::collections::BTreeSet::new();
        while found.len() < count.min(end) {
            found.insert(self.below(end));
        }
        found.into_iter().collect()
    }
}
