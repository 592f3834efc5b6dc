//! From decision values to chances: Platt's sigmoid as Lin, Lin & Weng fit it.
//!
//! Lin, Lin & Weng (2007), A note on Platt's probabilistic outputs for support vector machines: targets moved in
//! from 0 and 1 (Platt 1999), Newton's method with a step that is halved until the loss falls, and a loss written
//! so that it neither overflows nor cancels.

use serde::{Deserialize, Serialize};

use super::super::model::logistic;

/// Newton steps at most; the paper needs far fewer.
const STEPS: usize = 100;
/// Added to the curvature so that it can be solved.
const RIDGE: f64 = 1e-12;

/// chance = 1 / (1 + exp(a · value + b)), with a at most 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sigmoid {
    a: f64,
    b: f64,
}

impl Sigmoid {
    /// The same for everybody: the share of yes among answers, 1 or 0, of which both occur.
    pub(super) fn share(answers: &[f64]) -> Self {
        let yes = answers.iter().sum::<f64>();
        Self { a: 0.0, b: ((answers.len() as f64 - yes) / yes).ln() }
    }

    /// Fitted on decision values of rows that did not learn. Where larger values go with fewer yes, the values
    /// say nothing, and everybody gets the share.
    pub(super) fn fit(values: &[f64], answers: &[f64]) -> Self {
        let yes = answers.iter().sum::<f64>();
        let no = answers.len() as f64 - yes;
        if yes == 0.0 || no == 0.0 {
            return Self { a: 0.0, b: ((no + 1.0) / (yes + 1.0)).ln() };
        }
        let (high, low) = ((yes + 1.0) / (yes + 2.0), 1.0 / (no + 2.0));
        let targets: Vec<f64> =
            answers.iter().map(|answer| if *answer == 1.0 { high } else { low }).collect();
        let mut here = Self { a: 0.0, b: ((no + 1.0) / (yes + 1.0)).ln() };
        let mut loss = here.loss(values, &targets);
        for _ in 0..STEPS {
            let (slope, bend) = here.local(values, &targets);
            if slope.iter().all(|slope| slope.abs() < 1e-9 * answers.len() as f64) {
                break;
            }
            let determinant = bend[0] * bend[2] - bend[1] * bend[1];
            let step = [
                -(bend[2] * slope[0] - bend[1] * slope[1]) / determinant,
                -(bend[0] * slope[1] - bend[1] * slope[0]) / determinant,
            ];
            let falls = slope[0] * step[0] + slope[1] * step[1];
            let mut share = 1.0;
            let moved = loop {
                if share < 1e-10 {
                    break false;
                }
                let next = Self { a: here.a + share * step[0], b: here.b + share * step[1] };
                let there = next.loss(values, &targets);
                if there < loss + 1e-4 * share * falls {
                    (here, loss) = (next, there);
                    break true;
                }
                share /= 2.0;
            };
            if !moved {
                break;
            }
        }
        if here.a < 0.0 { here } else { Self::share(answers) }
    }

    /// The chance at a decision value.
    pub(super) fn chance(self, value: f64) -> f64 {
        logistic(self.log_odds(value))
    }

    /// The log-odds at a decision value.
    pub(super) fn log_odds(self, value: f64) -> f64 {
        -(self.a * value + self.b)
    }

    /// How much the log-odds grow per unit of the decision value.
    pub(super) fn slope(self) -> f64 {
        -self.a
    }

    /// Whether everybody gets the same.
    pub(super) fn is_flat(self) -> bool {
        self.a == 0.0
    }

    /// Sum of cross-entropies to the targets.
    fn loss(self, values: &[f64], targets: &[f64]) -> f64 {
        values
            .iter()
            .zip(targets)
            .map(|(value, target)| {
                let z = self.a * value + self.b;
                if z >= 0.0 { target * z + (-z).exp().ln_1p() } else { (target - 1.0) * z + z.exp().ln_1p() }
            })
            .sum()
    }

    /// Slope by a and b, and curvature by aa, ab, bb.
    fn local(self, values: &[f64], targets: &[f64]) -> ([f64; 2], [f64; 3]) {
        let (mut slope, mut bend) = ([0.0; 2], [RIDGE, 0.0, RIDGE]);
        for (value, target) in values.iter().zip(targets) {
            let chance = self.chance(*value);
            let (miss, flow) = (target - chance, chance * (1.0 - chance));
            slope[0] += value * miss;
            slope[1] += miss;
            bend[0] += value * value * flow;
            bend[1] += value * flow;
            bend[2] += flow;
        }
        (slope, bend)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slope_is_zero_where_it_ends() {
        let values: Vec<f64> = (0..200).map(|i| f64::from(i) / 40.0 - 2.5).collect();
        let answers: Vec<f64> = (0..200_i32).map(|i| f64::from(u8::from(i * 7919 % 200 < i))).collect();
        let found = Sigmoid::fit(&values, &answers);
        assert!(found.a < 0.0);
        let (yes, n) = (answers.iter().sum::<f64>(), 200.0);
        let (high, low) = ((yes + 1.0) / (yes + 2.0), 1.0 / (n - yes + 2.0));
        let loss = |a: f64, b: f64| -> f64 {
            let of = |(value, answer): (&f64, &f64)| {
                let p = 1.0 / (1.0 + (a * value + b).exp());
                let t = if *answer == 1.0 { high } else { low };
                -(t * p.ln() + (1.0 - t) * (1.0 - p).ln())
            };
            values.iter().zip(&answers).map(of).sum()
        };
        let best = loss(found.a, found.b);
        for (da, db) in [(1e-3, 0.0), (-1e-3, 0.0), (0.0, 1e-3), (0.0, -1e-3)] {
            assert!(loss(found.a + da, found.b + db) > best);
        }
        // At the optimum the mean chance is the mean target.
        let mean = values.iter().map(|value| found.chance(*value)).sum::<f64>() / n;
        assert!((mean - (yes * high + (n - yes) * low) / n).abs() < 1e-6);
    }

    #[test]
    fn chances_grow_with_the_value_and_stay_chances() {
        // Told apart without exception: unsmoothed targets would run to infinity.
        let values: Vec<f64> = (0..40).map(|i| f64::from(i) - 19.5).collect();
        let answers: Vec<f64> = (0..40).map(|i| f64::from(u8::from(i >= 20))).collect();
        let found = Sigmoid::fit(&values, &answers);
        assert!(found.a < 0.0 && found.a.is_finite() && found.b.abs() < 1e-6);
        let chances: Vec<f64> = values.iter().map(|value| found.chance(*value)).collect();
        assert!(chances.windows(2).all(|pair| pair[0] < pair[1]));
        // By Platt's targets none is surer than (yes + 1) / (yes + 2) on average.
        assert!(chances.iter().skip(20).sum::<f64>() / 20.0 < 21.0 / 22.0 + 1e-6);
        for far in [1e300, -1e300, f64::MAX] {
            assert!((0.0..=1.0).contains(&found.chance(far)));
        }
    }

    #[test]
    fn values_that_point_the_wrong_way_say_nothing() {
        let values: Vec<f64> = (0..40).map(f64::from).collect();
        let answers: Vec<f64> = (0..40).map(|i| f64::from(u8::from(i < 10))).collect();
        let found = Sigmoid::fit(&values, &answers);
        assert!(found.is_flat());
        assert!((found.chance(3.0) - 0.25).abs() < 1e-12 && (found.chance(30.0) - 0.25).abs() < 1e-12);
    }
}
