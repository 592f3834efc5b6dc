//! Standard errors against closed forms and brute force.

use ndarray::{Array2, Axis, concatenate};

use super::super::{Findings, LinearSolver, LogisticSolver, Model, RowWeights, Supervised, Unknown};
use super::yes_no::answers;
use super::{finish, noise};
use crate::domain::recipe::Balance;

/// Findings of least squares.
fn linear(x: &Array2<f64>, y: &[f64], penalty: f64) -> Findings {
    let problem = Supervised::number("t", (x.clone().into(), y.to_vec()), None).unwrap();
    finish(LinearSolver::new(problem, penalty, &|| true).unwrap()).findings
}

/// Model and findings of logistic regression.
fn logistic(x: &Array2<f64>, y: &[f64], penalty: f64) -> (Model, Findings) {
    let problem = Supervised::yes_no("t", (x.clone().into(), y.to_vec()), None).unwrap();
    let fitted = finish(LogisticSolver::new(problem, penalty, &|| true).unwrap());
    (fitted.model, fitted.findings)
}

/// Standard errors, the intercept first.
fn errors(findings: &Findings) -> Vec<Option<f64>> {
    let precision = findings.precision.as_ref().unwrap();
    let errors = precision.standard_errors(&|_| (0.0, 1.0), &|| true).unwrap();
    [Some(errors.intercept)].into_iter().chain(errors.outputs).collect()
}

fn close(found: &[Option<f64>], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found.unwrap() / expected - 1.0).abs() < tolerance, "{found:?} {expected}");
    }
}

/// The inverse of a square matrix by Gauss-Jordan with pivots, sharing nothing with the solver.
fn inverse(a: &Array2<f64>) -> Array2<f64> {
    let p = a.nrows();
    let mut wide = concatenate![Axis(1), *a, Array2::<f64>::eye(p)];
    for k in 0..p {
        let pivot = (k..p).max_by(|i, j| wide[(*i, k)].abs().total_cmp(&wide[(*j, k)].abs())).unwrap();
        for j in 0..2 * p {
            wide.swap((k, j), (pivot, j));
        }
        let value = wide[(k, k)];
        wide.row_mut(k).mapv_inplace(|cell| cell / value);
        let row = wide.row(k).to_owned();
        for i in (0..p).filter(|i| *i != k) {
            let factor = wide[(i, k)];
            wide.row_mut(i).scaled_add(-factor, &row);
        }
    }
    wide.slice(ndarray::s![.., p..]).to_owned()
}

/// The intercept first.
fn with_ones(x: &Array2<f64>) -> Array2<f64> {
    concatenate![Axis(1), Array2::<f64>::ones((x.nrows(), 1)), *x]
}

#[test]
fn a_line_through_points_by_hand() {
    // Textbook: s² = Σr² / (n − 2), se(slope) = s / √Sxx, se(intercept) = s √(1/n + x̄² / Sxx).
    let x: Vec<f64> = (0..12).map(|i| 1_000.0 + f64::from(i * i % 17)).collect();
    let y: Vec<f64> = (0..12).map(|i| f64::from(i * 7 % 11) + 0.5 * x[i as usize]).collect();
    let n = 12.0;
    let (x_mean, y_mean) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
    let sxx: f64 = x.iter().map(|x| (x - x_mean).powi(2)).sum();
    let slope = x.iter().zip(&y).map(|(x, y)| (x - x_mean) * (y - y_mean)).sum::<f64>() / sxx;
    let squares: f64 = x.iter().zip(&y).map(|(x, y)| (y - y_mean - slope * (x - x_mean)).powi(2)).sum();
    let s = (squares / (n - 2.0)).sqrt();
    let expected = [s * (1.0 / n + x_mean * x_mean / sxx).sqrt(), s / sxx.sqrt()];
    let column = Array2::from_shape_vec((12, 1), x).unwrap();
    let findings = linear(&column, &y, 0.0);
    close(&errors(&findings), &expected, 1e-10);
    let precision = findings.precision.unwrap();
    assert_eq!(precision.freedom(), Some(10.0));
    assert!((precision.noise() / s - 1.0).abs() < 1e-12);
    assert_eq!(linear(&column, &y, 0.1).precision, Err(Unknown::Penalty));
}

#[test]
fn least_squares_by_either_way_against_the_inverse_of_its_products() {
    // Few rows go through the reflections, many through normal equations.
    for rows in [60, 1_300_000] {
        let mut x = noise(rows.min(20_000), 4, 31);
        if rows > x.nrows() {
            let copies: Vec<_> = (0..rows / x.nrows()).map(|_| x.view()).collect();
            x = ndarray::concatenate(Axis(0), &copies).unwrap();
        }
        x.column_mut(2).mapv_inplace(|value| 1e4 * value + 3e5);
        let y: Vec<f64> = x.rows().into_iter().map(|r| 3.0 + r[0] - 1e-4 * r[2] + r[3] * r[3]).collect();
        let findings = linear(&x, &y, 0.0);
        let design = with_ones(&x);
        let squares = findings.precision.as_ref().unwrap().noise().powi(2);
        let inverse = inverse(&design.t().dot(&design));
        let expected: Vec<f64> = inverse.diag().iter().map(|value| (squares * value).sqrt()).collect();
        // The twin forms products of raw columns and loses digits by it.
        close(&errors(&findings), &expected, 1e-5);
    }
}

#[test]
fn a_table_of_two_by_two() {
    // Log odds ratio: variance 1/a + 1/b + 1/c + 1/d; the intercept: 1/c + 1/d (Woolf 1955).
    let [a, b, c, d] = [30_u32, 10, 25, 35];
    let cells = [(1.0, 1.0, a), (1.0, 0.0, b), (0.0, 1.0, c), (0.0, 0.0, d)];
    let rows: Vec<(f64, f64)> =
        cells.iter().flat_map(|(x, y, n)| std::iter::repeat_n((*x, *y), *n as usize)).collect();
    let x = Array2::from_shape_fn((rows.len(), 1), |(i, _)| rows[i].0);
    let y: Vec<f64> = rows.iter().map(|row| row.1).collect();
    let (model, findings) = logistic(&x, &y, 0.0);
    let over = |n: u32| 1.0 / f64::from(n);
    let expected = [(over(c) + over(d)).sqrt(), (over(a) + over(b) + over(c) + over(d)).sqrt()];
    close(&errors(&findings), &expected, 1e-7);
    let Model::Logistic { weights, .. } = model else { unreachable!() };
    let ratio = f64::from(a * d) / f64::from(b * c);
    assert!((weights[0] / ratio.ln() - 1.0).abs() < 1e-8);
    assert_eq!(findings.precision.unwrap().freedom(), None);
    assert_eq!(logistic(&x, &y, 1.0).1.precision, Err(Unknown::Penalty));
}

#[test]
fn logistic_against_differences_of_the_likelihood() {
    let mut x = noise(400, 3, 33);
    x.column_mut(1).mapv_inplace(|value| 5.0 * value + 40.0);
    let y = answers(&x, -7.0, &[0.8, 0.15, 0.0], 34);
    let (model, findings) = logistic(&x, &y, 0.0);
    let Model::Logistic { intercept, weights } = model else { unreachable!() };
    let at: Vec<f64> = [intercept].into_iter().chain(weights).collect();
    let design = with_ones(&x);
    let loss = |at: &[f64]| -> f64 {
        let z = design.dot(&ndarray::ArrayView1::from(at));
        z.iter().zip(&y).map(|(z, y)| (1.0 + z.exp()).ln() - y * z).sum()
    };
    // Second differences, each with a step of its own size.
    let steps = [1e-3, 1e-3, 1e-4, 1e-3];
    let bend = Array2::from_shape_fn((4, 4), |(i, j)| {
        let moved = |by_i: f64, by_j: f64| {
            let mut place = at.clone();
            place[i] += by_i * steps[i];
            place[j] += by_j * steps[j];
            loss(&place)
        };
        (moved(1.0, 1.0) - moved(1.0, -1.0) - moved(-1.0, 1.0) + moved(-1.0, -1.0))
            / (4.0 * steps[i] * steps[j])
    });
    let expected: Vec<f64> = inverse(&bend).diag().iter().map(|value| value.sqrt()).collect();
    close(&errors(&findings), &expected, 1e-4);
}

#[test]
fn large_tables_know_as_much_as_small_ones() {
    // Each row eight times over: √8 times as exact. The large one starts from a sample and skips linfa.
    let small = noise(20_000, 3, 35);
    let y = answers(&small, -1.0, &[0.6, 0.0, -0.3], 36);
    let copies: Vec<_> = (0..9).map(|_| small.view()).collect();
    let large = ndarray::concatenate(Axis(0), &copies).unwrap();
    let many: Vec<f64> = (0..9).flat_map(|_| y.clone()).collect();
    let expected: Vec<f64> =
        errors(&logistic(&small, &y, 0.0).1).into_iter().map(|error| error.unwrap() / 3.0).collect();
    close(&errors(&logistic(&large, &many, 0.0).1), &expected, 1e-6);
}

#[test]
fn where_nobody_can_say_there_is_a_reason() {
    let x = noise(40, 3, 37);
    let y = answers(&x, 0.0, &[0.5, 0.0, 0.0], 38);
    let problem = Supervised::yes_no("t", (x.clone().into(), y.clone()), None).unwrap();
    let weights = RowWeights::new(Balance::Weights, &y, 1);
    let weighted = finish(LogisticSolver::weighted(problem, 0.0, weights, &|| true).unwrap());
    assert_eq!(weighted.findings.precision, Err(Unknown::Weighted));
    // As many coefficients as rows: every answer is repeated, and nothing is left to measure noise by.
    let wide = noise(12, 30, 39);
    let numbers: Vec<f64> = (0..12).map(f64::from).collect();
    assert_eq!(linear(&wide, &numbers, 0.0).precision, Err(Unknown::NoFreedom));
    // Stopped at its first point.
    let problem = Supervised::number("t", (x.clone().into(), y.clone()), None).unwrap();
    let solver = Box::new(LinearSolver::new(problem, 0.0, &|| true).unwrap());
    let stopped = super::super::fit(solver, None, &|| true, &mut |_| false).unwrap();
    assert_eq!(stopped.findings.precision, Err(Unknown::Unfinished));
}

#[test]
fn a_column_that_follows_names_its_sources_and_has_no_error() {
    let mut x = noise(50, 4, 40);
    let total = &x.column(0) + &(&x.column(2) * 3.0);
    x.column_mut(3).assign(&total);
    let y: Vec<f64> = (0..50).map(|i| f64::from(i * i % 19)).collect();
    let findings = linear(&x, &y, 0.0);
    assert_eq!(findings.follows, [(3, vec![0, 2])]);
    let errors = errors(&findings);
    assert!(errors[..4].iter().all(Option::is_some) && errors[4].is_none());
}
