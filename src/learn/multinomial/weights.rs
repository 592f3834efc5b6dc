//! Making rare answers count while learning one of several, and the way back to the real rates.
//!
//! As for yes/no ([`super::super::balance`]): a model of weighted rows speaks of a world in which all answers are as
//! frequent; its scores are mapped back by the ratio of the real share of each answer to its share by weight.

use rand::{Rng as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::domain::message::{Arg, Message};
use crate::domain::recipe::Balance;

/// How much each training row counts.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassWeights {
    /// One per row, all above 0.
    pub(in crate::learn) rows: Vec<f64>,
    /// Of each class: how far its score stands above that of the real rate.
    pub(in crate::learn) shifts: Vec<f64>,
    balance: Balance,
}

impl ClassWeights {
    /// The weights of rows of these classes, none where all rows count the same. Weights are
    /// `n / (classes · rows of the class)`, as scikit-learn's `class_weight="balanced"`; oversampling draws rows of
    /// the rarer classes again, seeded, until all are as frequent as the most frequent one.
    pub(in crate::learn) fn new(balance: Balance, known: &[u16], classes: usize, seed: u64) -> Option<Self> {
        let mut counts = vec![0_usize; classes];
        for class in known {
            if let Some(count) = counts.get_mut(usize::from(*class)) {
                *count += 1;
            }
        }
        let n = known.len() as f64;
        let rows: Vec<f64> = match balance {
            Balance::None => return None,
            Balance::Weights => {
                let weight = |class: &u16| {
                    let count = counts.get(usize::from(*class)).copied().unwrap_or(0);
                    n / (classes as f64 * count.max(1) as f64)
                };
                known.iter().map(weight).collect()
            }
            Balance::Oversample => drawn_again(known, &counts, seed),
        };
        let mut weighed = vec![0.0; classes];
        for (class, weight) in known.iter().zip(&rows) {
            if let Some(sum) = weighed.get_mut(usize::from(*class)) {
                *sum += weight;
            }
        }
        let all: f64 = rows.iter().sum();
        let shift = |(weighed, count): (&f64, &usize)| {
            if *count == 0 { 0.0 } else { (weighed / all).ln() - (*count as f64 / n).ln() }
        };
        let shifts = weighed.iter().zip(&counts).map(shift).collect();
        Some(Self { rows, shifts, balance })
    }

    /// Those of every `step`-th row, from the first.
    pub(super) fn every(&self, step: usize) -> Self {
        Self { rows: self.rows.iter().copied().step_by(step.max(1)).collect(), ..self.clone() }
    }

    /// What was done, for the user.
    pub(in crate::learn) fn note(&self) -> Message {
        let ends = self.shifts.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), shift| {
            (low.min(*shift), high.max(*shift))
        });
        let times = Arg::Number((ends.1 - ends.0).exp());
        match self.balance {
            Balance::Oversample => Message::new("category-note-oversample").with("times", times),
            Balance::None | Balance::Weights => Message::new("category-note-weights").with("times", times),
        }
    }
}

/// 1 for every row, and for rows of rarer classes 1 more for each time they are drawn.
fn drawn_again(known: &[u16], counts: &[usize], seed: u64) -> Vec<f64> {
    let most = counts.iter().max().copied().unwrap_or(0);
    let mut rows = vec![1.0; known.len()];
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    for (class, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let own = known.iter().enumerate().filter(|(_, known)| usize::from(**known) == class);
        let own: Vec<usize> = own.map(|(row, _)| row).collect();
        for _ in *count..most {
            let row = own.get(rng.gen_range(0..own.len()));
            if let Some(count) = row.and_then(|row| rows.get_mut(*row)) {
                *count += 1.0;
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(counts: &[usize]) -> Vec<u16> {
        counts.iter().enumerate().flat_map(|(class, n)| (0..*n).map(move |_| class as u16)).collect()
    }

    #[test]
    fn every_class_weighs_the_same_in_the_end() {
        let known = known(&[10, 60, 30]);
        for balance in [Balance::Weights, Balance::Oversample] {
            let weights = ClassWeights::new(balance, &known, 3, 7).unwrap();
            let of = |class: u16| -> f64 {
                weights
                    .rows
                    .iter()
                    .zip(&known)
                    .filter(|(_, of)| **of == class)
                    .map(|(weight, _)| weight)
                    .sum()
            };
            assert!((of(0) - of(1)).abs() < 1e-9 && (of(1) - of(2)).abs() < 1e-9);
            // By weight a third each; really 10, 60 and 30 of 100.
            for (shift, share) in weights.shifts.iter().zip([0.1, 0.6, 0.3]) {
                assert!((shift - (1.0_f64 / 3.0 / share).ln()).abs() < 1e-12);
            }
        }
        // scikit-learn's formula by hand: 100 / (3 · 10).
        let weights = ClassWeights::new(Balance::Weights, &known, 3, 7).unwrap();
        assert!((weights.rows[0] - 100.0 / 30.0).abs() < 1e-12);
        assert!(ClassWeights::new(Balance::None, &known, 3, 7).is_none());
    }
}
