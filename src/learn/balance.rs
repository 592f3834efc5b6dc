//! Making a rare answer count while learning, and the way back to the real rate.
//!
//! Training rows of the rarer answer count more, or count as often as they are drawn; no other row is touched.
//! A model learned that way speaks of a world in which both answers are as frequent. Its log-odds are mapped
//! back by the ratio of the real odds to the weighted ones (prior correction: King & Zeng 2001, Logistic
//! Regression in Rare Events Data, section 4.1; Elkan 2001, The Foundations of Cost-Sensitive Learning,
//! theorem 2): `odds = weighted odds × π/(1−π) × (1−π̄)/π̄`, with π the share of yes among training rows and π̄
//! the same share by weight. The ranking of customers stays as it is.

use rand::{Rng as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::domain::message::{Arg, Message};
use crate::domain::recipe::Balance;

/// How much each training row counts.
#[derive(Clone, Debug, PartialEq)]
pub struct RowWeights {
    /// One per row, all above 0. Whole numbers mean: as if the row stood there as many times.
    pub(super) rows: Vec<f64>,
    balance: Balance,
    shift: f64,
}

impl RowWeights {
    /// The weights of rows with these answers, 1 or 0, of which both occur; none where all rows count the same.
    /// Weights are `n / (2 · rows of the answer)`, as scikit-learn's `class_weight="balanced"`; oversampling
    /// draws rows of the rarer answer again, seeded, until both answers are as frequent.
    pub fn new(balance: Balance, answers: &[f64], seed: u64) -> Option<Self> {
        let yes = answers.iter().filter(|answer| **answer == 1.0).count();
        let no = answers.len() - yes;
        if yes == 0 || no == 0 {
            return None;
        }
        let rows = match balance {
            Balance::None => return None,
            Balance::Weights => {
                let half = answers.len() as f64 / 2.0;
                let weight = |answer: &f64| half / if *answer == 1.0 { yes as f64 } else { no as f64 };
                answers.iter().map(weight).collect()
            }
            Balance::Oversample => drawn_again(answers, if yes < no { 1.0 } else { 0.0 }, seed),
        };
        Some(Self::given(rows, answers, balance))
    }

    /// The same from weights that are known already.
    pub(super) fn given(rows: Vec<f64>, answers: &[f64], balance: Balance) -> Self {
        let odds = |count: &dyn Fn(f64) -> f64| {
            let sum = |wanted: f64| -> f64 {
                let of = rows.iter().zip(answers).filter(|(_, answer)| **answer == wanted);
                of.map(|(weight, _)| count(*weight)).sum()
            };
            sum(1.0) / sum(0.0)
        };
        let shift = odds(&|weight| weight).ln() - odds(&|_| 1.0).ln();
        Self { rows, balance, shift }
    }

    /// Those of every `step`-th row, from the first.
    pub(super) fn every(&self, step: usize) -> Self {
        Self { rows: self.rows.iter().copied().step_by(step.max(1)).collect(), ..self.clone() }
    }

    /// How far the log-odds of a weighted model stand above those of the real rate.
    pub fn shift(&self) -> f64 {
        self.shift
    }

    /// What was done, for the user.
    pub(super) fn note(&self) -> Message {
        // The ratio of the weights of the two answers, whichever is the rarer.
        let times = Arg::Times(self.shift.abs().exp());
        match self.balance {
            Balance::Oversample => Message::new("balance-note-oversample").with("times", times),
            Balance::None | Balance::Weights => Message::new("balance-note-weights").with("times", times),
        }
    }
}

/// 1 for every row, and for rows of the rarer answer 1 more for each time they are drawn.
fn drawn_again(answers: &[f64], rarer: f64, seed: u64) -> Vec<f64> {
    let rare: Vec<usize> =
        answers.iter().enumerate().filter(|(_, answer)| **answer == rarer).map(|(row, _)| row).collect();
    let mut rows = vec![1.0; answers.len()];
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    for _ in 0..(answers.len() - rare.len()).saturating_sub(rare.len()) {
        let row = rare.get(rng.gen_range(0..rare.len()));
        if let Some(count) = row.and_then(|row| rows.get_mut(*row)) {
            *count += 1.0;
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(yes: usize, no: usize) -> Vec<f64> {
        (0..yes + no).map(|row| f64::from(u8::from(row < yes))).collect()
    }

    #[test]
    fn weights_make_both_answers_weigh_the_same_and_add_up_to_the_rows() {
        // scikit-learn's formula by hand: 100 / (2 · 10) and 100 / (2 · 90).
        let y = answers(10, 90);
        let weights = RowWeights::new(Balance::Weights, &y, 1).unwrap();
        assert!((weights.rows[0] - 5.0).abs() < 1e-12 && (weights.rows[99] - 5.0 / 9.0).abs() < 1e-12);
        assert!((weights.rows.iter().sum::<f64>() - 100.0).abs() < 1e-9);
        // Weighted odds are 1, real ones 1/9.
        assert!((weights.shift() - 9.0_f64.ln()).abs() < 1e-12);
    }

    #[test]
    fn rows_are_drawn_again_until_both_answers_are_as_frequent() {
        for (yes, no) in [(7, 93), (93, 7), (50, 50), (1, 2)] {
            let y = answers(yes, no);
            let weights = RowWeights::new(Balance::Oversample, &y, 3).unwrap();
            let of = |wanted: f64| -> f64 {
                weights.rows.iter().zip(&y).filter(|(_, y)| **y == wanted).map(|(count, _)| count).sum()
            };
            assert_eq!((of(1.0), of(0.0)), (yes.max(no) as f64, yes.max(no) as f64));
            // Every row is there at least once, those of the frequent answer exactly once.
            assert!(weights.rows.iter().all(|count| *count >= 1.0 && count.fract() == 0.0));
            assert!((weights.shift() - (no as f64 / yes as f64).ln()).abs() < 1e-12);
        }
        let y = answers(20, 400);
        let drawn = |seed| RowWeights::new(Balance::Oversample, &y, seed).unwrap().rows;
        assert_eq!(drawn(5), drawn(5));
        assert_ne!(drawn(5), drawn(6));
    }

    #[test]
    fn nothing_is_weighed_unless_asked_or_with_one_answer() {
        assert!(RowWeights::new(Balance::None, &answers(3, 9), 1).is_none());
        assert!(RowWeights::new(Balance::Weights, &answers(3, 0), 1).is_none());
        assert!(RowWeights::new(Balance::Oversample, &answers(0, 3), 1).is_none());
    }
}
