//! Linear regression.
#![expect(clippy::needless_range_loop, reason = "the twin follows the textbook, index by index")]

use std::collections::BTreeMap;

use ndarray::{Array1, Array2, Axis, stack};

use super::super::{Design, LinearSolver, Model, Supervised};
use super::{finish, noise};
use crate::learn::prepare::DropReason;

fn solver(x: &Array2<f64>, y: &[f64], penalty: f64) -> LinearSolver {
    let problem = Supervised::number("t", (x.clone().into(), y.to_vec()), None).unwrap();
    LinearSolver::new(problem, penalty, &|| true).unwrap()
}

fn parts(model: &Model) -> (f64, Vec<f64>) {
    match model {
        Model::Linear { intercept, weights } => (*intercept, weights.clone()),
        other => unreachable!("{other:?}"),
    }
}

/// The brute-force twin: normal equations with the intercept as a last column, Gauss-Jordan with pivots.
fn twin(x: &Array2<f64>, y: &[f64], penalty: f64) -> Vec<f64> {
    let (n, p) = x.dim();
    let cell = |i: usize, j: usize| if j == p { 1.0 } else { x[(i, j)] };
    let mut system = vec![vec![0.0; p + 2]; p + 1];
    for a in 0..=p {
        for b in 0..=p {
            system[a][b] = (0..n).map(|i| cell(i, a) * cell(i, b)).sum();
        }
        if a < p {
            system[a][a] += penalty;
        }
        system[a][p + 1] = (0..n).map(|i| cell(i, a) * y[i]).sum();
    }
    for a in 0..=p {
        let pivot = (a..=p).max_by(|b, c| system[*b][a].abs().total_cmp(&system[*c][a].abs())).unwrap();
        system.swap(a, pivot);
        let value = system[a][a];
        system[a].iter_mut().for_each(|cell| *cell /= value);
        let row = system[a].clone();
        for (b, other) in system.iter_mut().enumerate() {
            if b != a {
                let factor = other[a];
                other.iter_mut().zip(&row).for_each(|(cell, from)| *cell -= factor * from);
            }
        }
    }
    system.iter().map(|row| row[p + 1]).collect()
}

fn assert_twin(x: &Array2<f64>, y: &[f64], penalty: f64) {
    let (intercept, weights) = parts(&finish(solver(x, y, penalty)).model);
    for (found, expected) in weights.iter().chain([&intercept]).zip(twin(x, y, penalty)) {
        assert!((found - expected).abs() < 1e-8 * expected.abs().max(1.0), "{found} {expected}");
    }
}

#[test]
fn equals_the_twin_with_and_without_penalty() {
    let x = noise(60, 4, 1);
    let y: Vec<f64> = x.rows().into_iter().map(|r| 3.0 + 2.0 * r[0] - r[2] + r[3] * r[3]).collect();
    for penalty in [0.0, 0.1, 1.0, 100.0] {
        assert_twin(&x, &y, penalty);
    }
}

#[test]
fn the_curve_goes_from_the_mean_to_the_fit() {
    let x = noise(50, 2, 3);
    let y: Vec<f64> = x.rows().into_iter().map(|r| 10.0 * r[0] + r[1]).collect();
    let problem =
        Supervised::number("t", (x.clone().into(), y.clone()), Some((x.clone().into(), y.clone()))).unwrap();
    let fitted = finish(LinearSolver::new(problem, 0.0, &|| true).unwrap());
    assert_eq!(fitted.curve.len(), 2);
    let mean = y.iter().sum::<f64>() / 50.0;
    let variance = y.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / 50.0;
    assert!((fitted.curve[0].train / variance - 1.0).abs() < 1e-12);
    assert!(fitted.curve[1].train < 1e-20 * variance);
    assert_eq!(fitted.curve[0].valid, Some(fitted.curve[0].train));
    assert_eq!(fitted.best_iteration, 1);
}

#[test]
fn collinear_constant_and_zero_columns_are_left_out_and_named() {
    // One-hot of all levels with an intercept, a constant and an all-zero column: linfa gives arbitrary
    // weights, weights near 4e13, or "Matrix is non-invertible".
    let level = |i: usize, j: usize| f64::from(u8::from(i % 3 == j));
    let x = Array2::from_shape_fn((30, 6), |(i, j)| match j {
        0..3 => level(i, j),
        3 => 5.0,
        4 => 0.0,
        _ => (i * i % 17) as f64,
    });
    let y: Vec<f64> = (0..30).map(|i| [1.0, 4.0, 9.0][i % 3] + 0.5 * (i * i % 17) as f64).collect();
    let fitted = finish(solver(&x, &y, 0.0));
    assert_eq!(
        fitted.left_out,
        [(2, DropReason::Follows), (3, DropReason::Constant), (4, DropReason::Constant)]
    );
    let (intercept, weights) = parts(&fitted.model);
    let expected = [-8.0, -5.0, 0.0, 0.0, 0.0, 0.5];
    assert!((intercept - 9.0).abs() < 1e-9);
    assert!(weights.iter().zip(expected).all(|(w, e)| (w - e).abs() < 1e-9), "{weights:?}");
    // With a penalty all columns may stay.
    let ridge = finish(solver(&x, &y, 1.0));
    assert!(ridge.left_out.is_empty());
    assert_twin(&x, &y, 1.0);
}

#[test]
fn more_columns_than_rows_still_give_a_finite_answer() {
    let x = noise(12, 30, 4);
    let y: Vec<f64> = (0..12).map(f64::from).collect();
    let fitted = finish(solver(&x, &y, 0.0));
    assert_eq!(fitted.left_out.len(), 30 - 11);
    assert!(parts(&fitted.model).1.iter().all(|w| w.is_finite()));
    assert!(parts(&finish(solver(&x, &y, 1.0)).model).1.iter().all(|w| w.is_finite()));
}

#[test]
fn both_ways_to_solve_agree() {
    let mut z = noise(500, 8, 5);
    let mean = z.mean_axis(Axis(0)).unwrap();
    z -= &mean;
    let y = z.column(0).to_owned() * 3.0 - z.column(5) + noise(500, 1, 6).column(0);
    let products = Design::from(z.clone()).products(&|| true).unwrap();
    let (design, centred) = (Design::from(z.clone()), &y - y.mean().unwrap());
    for penalty in [0.0, 7.0] {
        let linfa = super::super::linear::by_linfa(&z, &centred, penalty).unwrap();
        let (intercept, normal, _) =
            super::super::linear::by_normal_equations(&design, &products, &y, penalty, &|| true)
                .unwrap()
                .unwrap();
        if penalty == 0.0 {
            let own = super::super::qr::least_squares(&z, &centred, &|| true).unwrap().unwrap();
            assert!((&own.weights - &linfa).iter().all(|d| d.abs() < 1e-12));
        }
        assert!((linfa - normal).iter().all(|d| d.abs() < 1e-10));
        assert!((intercept - y.mean().unwrap()).abs() < 1e-10);
    }
}

#[test]
fn coefficients_are_in_the_columns_own_units() {
    use crate::domain::frame::{Feature, FeatureValues, Frame};
    use crate::domain::recipe::Scale;
    use crate::learn::{Coding, Preparation, PrepareSpec};
    let age: Vec<f64> = (0..40).map(|i| 20.0 + f64::from(i * 7 % 40)).collect();
    let codes: Vec<u32> = (0..40).map(|i| i % 3).collect();
    let y: Vec<f64> =
        age.iter().zip(&codes).map(|(a, c)| 100.0 + 2.5 * a + [0.0, 30.0, -8.0][*c as usize]).collect();
    let frame = Frame {
        rows: 40,
        features: vec![
            Feature { name: "age".into(), values: FeatureValues::Number(age) },
            Feature {
                name: "plan".into(),
                values: FeatureValues::Category { codes, levels: ["a", "b", "c"].map(str::to_owned).into() },
            },
        ],
    };
    let rows: Vec<u32> = (0..40).collect();
    for scale in [Scale::Standard, Scale::None] {
        let spec = PrepareSpec {
            fills: BTreeMap::default(),
            coding: Coding::DropBase,
            scale,
            levels: crate::learn::Levels::Usual,
        };
        let preparation = Preparation::fit(&frame, &rows, &spec, &|| true).unwrap();
        let x = preparation.transform(&frame, &rows, &|| true).unwrap();
        let model = finish(solver(&x, &y, 0.0)).model;
        let found = model.coefficients(&preparation);
        let expected = [("(intercept)", 100.0), ("age", 2.5), ("plan=b", 30.0), ("plan=c", -8.0)];
        assert_eq!(found.len(), 4);
        for (found, (name, estimate)) in found.iter().zip(expected) {
            assert_eq!(found.name, name);
            assert!((found.estimate - estimate).abs() < 1e-9, "{name} {}", found.estimate);
        }
    }
}

#[test]
fn huge_and_tiny_units_keep_their_digits() {
    let base = noise(80, 2, 7);
    let y: Vec<f64> = base.rows().into_iter().map(|r| r[0] - 2.0 * r[1]).collect();
    let big = base.column(0).mapv(|v| v * 1e9 + 1e12);
    let small = base.column(1).mapv(|v| v * 1e-9);
    let x = stack(Axis(1), &[big.view(), small.view()]).unwrap();
    let (_, weights) = parts(&finish(solver(&x, &y, 0.0)).model);
    assert!((weights[0] * 1e9 - 1.0).abs() < 1e-6 && (weights[1] * 1e-9 + 2.0).abs() < 1e-6, "{weights:?}");
}

#[test]
fn a_matrix_of_another_width_never_panics() {
    let model = Model::Linear { intercept: 1.0, weights: vec![2.0] };
    let x: Array2<f64> = Array2::zeros((3, 2));
    assert!(model.predict(&x.view()).iter().all(|v| v.is_nan()));
    let column_major = Array2::from_shape_fn((2, 3), |(j, i)| (i + j) as f64).reversed_axes();
    let model = Model::Linear { intercept: 1.0, weights: vec![2.0, -1.0] };
    let expected: Array1<f64> = column_major.column(0).mapv(|v| 2.0 * v) - column_major.column(1) + 1.0;
    assert_eq!(model.predict(&column_major.view()), expected.to_vec());
}
