//! Logistic regression.
#![expect(clippy::needless_range_loop, reason = "the twin follows the textbook, index by index")]

use ndarray::{Array1, Array2, Axis};
use rand::{Rng as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::super::model::logistic;
use super::super::{LogisticSolver, Model, Supervised, Unknown};
use super::{finish, noise};
use crate::learn::prepare::DropReason;

/// Answers drawn with log-odds `start + weights · x`.
pub(super) fn answers(x: &Array2<f64>, start: f64, weights: &[f64], seed: u64) -> Vec<f64> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    x.rows()
        .into_iter()
        .map(|row| {
            let sum: f64 = row.iter().zip(weights).map(|(x, w)| x * w).sum();
            f64::from(u8::from(rng.r#gen::<f64>() < logistic(start + sum)))
        })
        .collect()
}

/// The brute-force twin: textbook Newton with Gauss-Jordan elimination, sharing nothing with the solver.
pub(super) fn twin(x: &Array2<f64>, y: &[f64], penalty: f64) -> Vec<f64> {
    let (n, p) = x.dim();
    let mut w = vec![0.0; p + 1];
    let cell = |i: usize, j: usize| if j == p { 1.0 } else { x[(i, j)] };
    for _ in 0..50 {
        let mut system = vec![vec![0.0; p + 2]; p + 1];
        for i in 0..n {
            let z: f64 = (0..=p).map(|j| w[j] * cell(i, j)).sum();
            let chance = 1.0 / (1.0 + (-z).exp());
            for a in 0..=p {
                for b in 0..=p {
                    system[a][b] += chance * (1.0 - chance) * cell(i, a) * cell(i, b);
                }
                system[a][p + 1] += (chance - y[i]) * cell(i, a);
            }
        }
        for a in 0..p {
            system[a][a] += penalty;
            system[a][p + 1] += penalty * w[a];
        }
        for a in 0..=p {
            let pivot = system[a][a];
            system[a].iter_mut().for_each(|value| *value /= pivot);
            let row = system[a].clone();
            for (b, other) in system.iter_mut().enumerate() {
                if b != a {
                    let factor = other[a];
                    other.iter_mut().zip(&row).for_each(|(value, from)| *value -= factor * from);
                }
            }
        }
        (0..=p).for_each(|a| w[a] -= system[a][p + 1]);
    }
    w
}

fn solver(x: &Array2<f64>, y: &[f64], penalty: f64) -> LogisticSolver {
    let problem = Supervised::yes_no("t", (x.clone().into(), y.to_vec()), None).unwrap();
    LogisticSolver::new(problem, penalty, &|| true).unwrap()
}

pub(super) fn parts(model: &Model) -> (f64, Vec<f64>) {
    match model {
        Model::Logistic { intercept, weights } => (*intercept, weights.clone()),
        other => unreachable!("{other:?}"),
    }
}

fn assert_twin(x: &Array2<f64>, y: &[f64], penalty: f64) {
    let fitted = finish(solver(x, y, penalty));
    let (intercept, weights) = parts(&fitted.model);
    let expected = twin(x, y, penalty);
    for (found, expected) in weights.iter().chain([&intercept]).zip(&expected) {
        assert!((found - expected).abs() < 1e-6 * expected.abs().max(1.0), "{found} {expected}");
    }
    assert!(fitted.warnings.is_empty() && fitted.findings.separation.is_none());
}

#[test]
fn equals_the_twin_with_and_without_penalty() {
    let x = noise(400, 4, 1);
    let y = answers(&x, -0.7, &[1.2, -0.8, 0.0, 0.3], 2);
    for penalty in [0.0, 0.5, 1.0, 40.0] {
        assert_twin(&x, &y, penalty);
    }
}

#[test]
fn the_chance_is_of_the_positive_answer_however_frequent_it_is() {
    // linfa's positive class is the more frequent one, of equals the first it meets.
    let x = noise(300, 2, 3);
    for start in [-2.5, 2.5] {
        let y = answers(&x, start, &[2.0, -1.0], 4);
        assert_twin(&x, &y, 1.0);
        let model = finish(solver(&x, &y, 1.0)).model;
        let chances = Array1::from(model.predict(&x.view()));
        assert!((chances.mean().unwrap() - y.iter().sum::<f64>() / 300.0).abs() < 1e-6);
        assert!(chances[chances.len() - 1].is_finite());
    }
    // Ties, with either answer first.
    for first in [0.0, 1.0] {
        let y: Vec<f64> = (0..300).map(|i| if i % 2 == 0 { first } else { 1.0 - first }).collect();
        assert_twin(&x, &y, 1.0);
    }
}

#[test]
fn single_rounds_of_linfa_already_go_downhill() {
    // Turned the wrong way round, the first round would start from the mirror image and the curve would rise.
    let x = noise(2_000, 5, 5);
    let y = answers(&x, -2.0, &[1.0, 0.5, -0.5, 0.2, 0.0], 6);
    let fitted = finish(solver(&x, &y, 1.0));
    assert!(fitted.curve.len() >= 3);
    assert!(fitted.curve.windows(2).all(|pair| pair[1].train <= pair[0].train + 1e-6));
    // The curve starts at the baseline: the entropy of the training share.
    let share = y.iter().sum::<f64>() / 2_000.0;
    let entropy = -share * share.ln() - (1.0 - share) * (1.0 - share).ln();
    assert!((fitted.curve[0].train - entropy).abs() < 1e-12);
    assert_eq!(fitted.best_iteration as usize, fitted.curve.len() - 1);
}

#[test]
fn published_figures_for_finneys_vasoconstriction() {
    // Finney (1947), Biometrika 34: 39 breaths, volume and rate, and whether vasoconstriction followed.
    // Pregibon (1981) and later texts give, on log volume and log rate: −2.875, 5.179, 4.562.
    let (volume, rate, y) = finney();
    let x =
        Array2::from_shape_fn((39, 2), |(i, j)| if j == 0 { f64::ln(volume[i]) } else { f64::ln(rate[i]) });
    let (intercept, weights) = parts(&finish(solver(&x, &y, 0.0)).model);
    assert!((intercept + 2.875).abs() < 2e-3, "{intercept}");
    assert!((weights[0] - 5.179).abs() < 2e-3, "{weights:?}");
    assert!((weights[1] - 4.562).abs() < 2e-3, "{weights:?}");
}

/// Volume, rate, and whether vasoconstriction followed.
pub(super) fn finney() -> ([f64; 39], [f64; 39], [f64; 39]) {
    let volume = [
        3.7, 3.5, 1.25, 0.75, 0.8, 0.7, 0.6, 1.1, 0.9, 0.9, 0.8, 0.55, 0.6, 1.4, 0.75, 2.3, 3.2, 0.85, 1.7,
        1.8, 0.4, 0.95, 1.35, 1.5, 1.6, 0.6, 1.8, 0.95, 1.9, 1.6, 2.7, 2.35, 1.1, 1.1, 1.2, 0.8, 0.95, 0.75,
        1.3,
    ];
    let rate = [
        0.825, 1.09, 2.5, 1.5, 3.2, 3.5, 0.75, 1.7, 0.75, 0.45, 0.57, 2.75, 3.0, 2.33, 3.75, 1.64, 1.6,
        1.415, 1.06, 1.8, 2.0, 1.36, 1.35, 1.36, 1.78, 1.5, 1.5, 1.9, 0.95, 0.4, 0.75, 0.03, 1.83, 2.2, 2.0,
        3.33, 1.9, 1.9, 1.625,
    ];
    let y = [
        1., 1., 1., 1., 1., 1., 0., 0., 0., 0., 0., 0., 0., 1., 1., 1., 1., 1., 0., 1., 0., 0., 0., 0., 1.,
        0., 1., 0., 1., 0., 1., 0., 0., 1., 1., 1., 0., 0., 1.,
    ];
    (volume, rate, y)
}

#[test]
fn unscaled_columns_do_not_spoil_it() {
    let mut x = noise(500, 3, 7);
    let y = answers(&x, 0.3, &[1.5, -1.0, 0.5], 8);
    let (_, plain) = parts(&finish(solver(&x, &y, 0.0)).model);
    x.column_mut(0).mapv_inplace(|v| 1e6 * v + 4e6);
    x.column_mut(1).mapv_inplace(|v| 1e-4 * v - 7.0);
    let (_, scaled) = parts(&finish(solver(&x, &y, 0.0)).model);
    assert!((scaled[0] * 1e6 - plain[0]).abs() < 1e-4, "{scaled:?} {plain:?}");
    assert!((scaled[1] * 1e-4 - plain[1]).abs() < 1e-4);
    assert!((scaled[2] - plain[2]).abs() < 1e-4);
}

#[test]
fn separated_answers_end_with_a_warning_and_bounded_weights() {
    let x = Array2::from_shape_fn((40, 1), |(i, _)| i as f64 / 10.0 - 1.95);
    let y: Vec<f64> = (0..40).map(|i| f64::from(u8::from(i >= 20))).collect();
    let fitted = finish(solver(&x, &y, 0.0));
    let (intercept, weights) = parts(&fitted.model);
    assert!(intercept.is_finite() && weights[0].is_finite() && weights[0].abs() < 1e4, "{weights:?}");
    assert_eq!(fitted.findings.separation.as_ref().unwrap().alone, [0]);
    assert_eq!(fitted.findings.precision, Err(Unknown::Separated));
    assert!(fitted.curve.len() <= 101);
    let chances = fitted.model.predict(&x.view());
    assert!(chances.iter().zip(&y).all(|(chance, y)| (chance - y).abs() < 0.5));
    // With a penalty there is an optimum and no warning.
    assert_twin(&x, &y, 1.0);
    // Only one level is separated, the rest is not: noticed too.
    let mut x = noise(200, 2, 9);
    let mut y = answers(&x, 0.0, &[1.0, 0.0], 10);
    for i in 0..200 {
        x[(i, 1)] = f64::from(u8::from(i < 15));
        if i < 15 {
            y[i] = 1.0;
        }
    }
    let separated = |penalty: f64| finish(solver(&x, &y, penalty)).findings.separation;
    assert_eq!(separated(0.0).unwrap().alone, [1]);
    assert_eq!(separated(1.0), None);
    // A level of four rows in two thousand: small as its deviation is.
    let mut x = noise(2_000, 2, 23);
    let mut y = answers(&x, -1.0, &[1.0, 0.0], 24);
    for i in 0..2_000 {
        x[(i, 1)] = f64::from(u8::from(i < 4));
        if i < 4 {
            y[i] = 1.0;
        }
    }
    assert_eq!(finish(solver(&x, &y, 0.0)).findings.separation.unwrap().alone, [1]);
    y[0] = 0.0;
    assert_twin(&x, &y, 0.0);
}

#[test]
fn columns_that_say_the_same_twice_are_left_out_without_a_penalty() {
    let base = noise(200, 2, 11);
    let y = answers(&base, 0.0, &[1.0, -1.0], 12);
    let twice = &base.column(0) * 2.0 + base.column(1);
    let flat = Array1::from_elem(200, 3.0);
    let x = ndarray::stack(Axis(1), &[base.column(0), flat.view(), base.column(1), twice.view()]).unwrap();
    let fitted = finish(solver(&x, &y, 0.0));
    assert_eq!(fitted.left_out, [(1, DropReason::Constant), (3, DropReason::Follows)]);
    let (intercept, weights) = parts(&fitted.model);
    let expected = twin(&base, &y, 0.0);
    assert!((intercept - expected[2]).abs() < 1e-6);
    assert!((weights[0] - expected[0]).abs() < 1e-6 && (weights[2] - expected[1]).abs() < 1e-6);
    assert_eq!((weights[1], weights[3]), (0.0, 0.0));
    // With a penalty all stay.
    assert!(finish(solver(&x, &y, 1.0)).left_out.is_empty());
}

#[test]
fn more_columns_than_newton_takes() {
    let x = noise(300, 650, 13);
    let y = answers(&x, 0.0, &[0.5; 20], 14);
    let fitted = finish(solver(&x, &y, 5.0));
    let (_, weights) = parts(&fitted.model);
    // At the optimum the gradient is zero: X'(p − y) = −λ w.
    let misses = Array1::from(fitted.model.predict(&x.view())) - Array1::from(y);
    let gradient = x.t().dot(&misses) + Array1::from(weights) * 5.0;
    let scale = x.t().dot(&misses).iter().fold(0.0, |m: f64, g| m.max(g.abs()));
    assert!(gradient.iter().all(|g| g.abs() < 1e-3 * scale), "{scale}");
}

#[test]
fn validation_rows_are_only_watched() {
    let x = noise(300, 3, 15);
    let y = answers(&x, 0.0, &[1.0, -1.0, 0.0], 16);
    let other = noise(50, 3, 17);
    let valid = |answer: f64| Some((other.clone().into(), vec![answer; 50]));
    let model = |valid| {
        let problem = Supervised::yes_no("t", (x.clone().into(), y.clone()), valid).unwrap();
        finish(LogisticSolver::new(problem, 1.0, &|| true).unwrap())
    };
    let (one, two) = (model(valid(0.0)), model(valid(1.0)));
    assert_eq!(one.model, two.model);
    assert_ne!(one.curve[1].valid, two.curve[1].valid);
}

#[test]
fn stop_keeps_something_usable_at_every_round() {
    let x = noise(300, 3, 18);
    let y = answers(&x, -1.0, &[1.0, -1.0, 0.0], 19);
    for last in 0..4 {
        let fitted = super::super::fit(Box::new(solver(&x, &y, 1.0)), None, &|| true, &mut |point| {
            point.iteration < last
        })
        .unwrap();
        assert!(fitted.stopped);
        assert_eq!(fitted.best_iteration, last);
        assert!(fitted.model.predict(&x.view()).iter().all(|chance| (0.0..=1.0).contains(chance)));
    }
}

#[test]
fn a_bank_of_45_000_customers_takes_seconds_not_minutes() {
    // No clock here: the work is bounded by the number of rounds.
    let x = noise(45_211, 50, 20);
    let weights: Vec<f64> = (0..50).map(|j| f64::from(j % 7) / 10.0 - 0.3).collect();
    let y = answers(&x, -2.5, &weights, 21);
    let fitted = finish(solver(&x, &y, 1.0));
    assert!(fitted.curve.len() < 20, "{}", fitted.curve.len());
    let (_, found) = parts(&fitted.model);
    assert!(found.iter().zip(&weights).all(|(f, w)| (f - w).abs() < 0.12));
}

#[test]
fn a_start_from_a_sample_ends_where_the_slope_is_zero() {
    let x = noise(170_000, 2, 23);
    let y = answers(&x, -1.0, &[0.8, -0.5], 24);
    for penalty in [0.0, 3.0] {
        let fitted = finish(solver(&x, &y, penalty));
        assert!(fitted.curve.len() < 7, "{}", fitted.curve.len());
        let (intercept, weights) = parts(&fitted.model);
        let mut slopes = [0.0, penalty * weights[0], penalty * weights[1]];
        for (row, y) in x.rows().into_iter().zip(&y) {
            let z = intercept + row[0] * weights[0] + row[1] * weights[1];
            let miss = 1.0 / (1.0 + (-z).exp()) - y;
            slopes[0] += miss;
            slopes[1] += miss * row[0];
            slopes[2] += miss * row[1];
        }
        assert!(slopes.iter().all(|slope| slope.abs() < 1e-4), "{slopes:?}");
    }
}

#[test]
fn bad_penalties_are_refused() {
    let x = noise(20, 1, 22);
    let y: Vec<f64> = (0..20).map(|i| f64::from(i % 2)).collect();
    for penalty in [-1.0, f64::NAN, f64::INFINITY] {
        let problem = Supervised::yes_no("t", (x.clone().into(), y.clone()), None).unwrap();
        assert!(LogisticSolver::new(problem, penalty, &|| true).is_err());
    }
}
