//! Standard errors of several answers against statsmodels, the solver of yes and no, a closed form, and differences of
//! the likelihood.

use ndarray::{Array2, s};

use super::tests::{answers, finish, made, parts, solver};
use super::*;
use crate::learn::solver::fit;
use crate::learn::{LogisticSolver, StandardErrors};

/// Standard errors of each free class, its intercept last.
fn errors(findings: &Findings) -> Vec<(usize, Vec<f64>)> {
    let precision = findings.precision.as_ref().unwrap();
    assert_eq!(precision.freedom(), None);
    let all = precision.class_errors(&|_| (0.0, 1.0), &|| true).unwrap();
    let line =
        |of: StandardErrors| of.outputs.into_iter().map(Option::unwrap).chain([of.intercept]).collect();
    all.into_iter().map(|(class, of)| (class, line(of))).collect()
}

fn alike(found: &[(usize, Vec<f64>)], expected: &[(usize, Vec<f64>)], by: f64) {
    assert_eq!(found.len(), expected.len());
    for ((class, found), (expected_class, expected)) in found.iter().zip(expected) {
        assert_eq!(class, expected_class);
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!((found / expected - 1.0).abs() < by, "{found} {expected}");
        }
    }
}

/// statsmodels 0.15.0: `MNLogit(y, X).fit(method="newton", tol=1e-14)`, `bse`, of the rows whose coefficients stand
/// beside those of scikit-learn.
#[test]
fn they_are_those_of_statsmodels() {
    let x = made(150, 4);
    let found = errors(&finish(solver(&x, &answers(&x), 3, 0.0, Balance::None)).findings);
    let expected = [
        (
            1,
            vec![
                0.254_369_077_938,
                0.215_634_969_469,
                0.211_769_608_143,
                0.205_042_525_57,
                0.244_958_274_179,
            ],
        ),
        (
            2,
            vec![
                0.309_913_287_923,
                0.240_916_259_193,
                0.260_036_960_425,
                0.231_676_254_266,
                0.356_573_047_877,
            ],
        ),
    ];
    alike(&found, &expected, 1e-6);
}

#[test]
fn of_two_classes_they_are_those_of_yes_and_no() {
    let x = made(400, 3);
    let y: Vec<f64> = answers(&x).iter().map(|class| f64::from(u8::from(*class == 1.0))).collect();
    let found = errors(&finish(solver(&x, &y, 2, 0.0, Balance::None)).findings);
    let problem = Supervised::yes_no("t", (x.into(), y), None).unwrap();
    let twin = LogisticSolver::new(problem, 0.0, &|| true).unwrap();
    let fitted = fit(Box::new(twin), None, &|| true, &mut |_| true).unwrap();
    let twin = fitted.findings.precision.unwrap().standard_errors(&|_| (0.0, 1.0), &|| true).unwrap();
    let expected = twin.outputs.into_iter().map(Option::unwrap).chain([twin.intercept]).collect();
    alike(&found, &[(1, expected)], 1e-6);
}

/// The inverse of second differences of the likelihood, in raw columns, with a shift and a scale.
#[test]
fn they_are_the_bend_of_the_likelihood() {
    let mut x = made(300, 2);
    x.column_mut(1).mapv_inplace(|value| 20.0 * value + 300.0);
    let y = answers(&made(300, 3));
    let fitted = finish(solver(&x, &y, 3, 0.0, Balance::None));
    let at = parts(&fitted.model);
    let place: Vec<f64> = at.slice(s![1.., ..]).iter().copied().collect();
    let loss = |place: &[f64]| -> f64 {
        let row = |(row, class): (ndarray::ArrayView1<'_, f64>, &f64)| {
            let score = |k: usize| match k.checked_sub(1) {
                None => 0.0,
                Some(k) => place[3 * k] * row[0] + place[3 * k + 1] * row[1] + place[3 * k + 2],
            };
            (0..3).map(|k| score(k).exp()).sum::<f64>().ln() - score(*class as usize)
        };
        x.rows().into_iter().zip(&y).map(row).sum()
    };
    let steps = [1e-3, 5e-5, 1e-2, 1e-3, 5e-5, 1e-2];
    let bend = Array2::from_shape_fn((6, 6), |(i, j)| {
        let moved = |by_i: f64, by_j: f64| {
            let mut place = place.clone();
            place[i] += by_i * steps[i];
            place[j] += by_j * steps[j];
            loss(&place)
        };
        (moved(1.0, 1.0) - moved(1.0, -1.0) - moved(-1.0, 1.0) + moved(-1.0, -1.0))
            / (4.0 * steps[i] * steps[j])
    });
    // Column by column of the inverse.
    let factor = Cholesky::new(&bend).unwrap();
    let expected: Vec<f64> = (0..6)
        .map(|i| {
            let unit = Array1::from_shape_fn(6, |j| f64::from(u8::from(i == j)));
            factor.solve(&unit)[i].sqrt()
        })
        .collect();
    let (second, third) = expected.split_at(3);
    alike(&errors(&fitted.findings), &[(1, second.to_vec()), (2, third.to_vec())], 1e-3);
}

/// One category as input: log odds against the first answer, variance 1/a + 1/b + 1/c + 1/d of the four counts.
#[test]
fn of_a_table_they_have_a_closed_form() {
    let counts = [[15_u32, 20, 30], [12, 24, 9]];
    let rows: Vec<(usize, usize)> = (0..2)
        .flat_map(|level| (0..3).map(move |class| (level, class)))
        .flat_map(|(level, class)| std::iter::repeat_n((level, class), counts[level][class] as usize))
        .collect();
    let x = Array2::from_shape_fn((rows.len(), 1), |(i, _)| rows[i].0 as f64);
    // A class in between that nobody gave has no errors.
    let y: Vec<f64> = rows.iter().map(|row| (row.1 * 2) as f64).collect();
    let found = errors(&finish(solver(&x, &y, 5, 0.0, Balance::None)).findings);
    let over = |level: usize, class: usize| 1.0 / f64::from(counts[level][class]);
    let of = |class: usize| {
        let start = over(0, 0) + over(0, class);
        vec![(start + over(1, 0) + over(1, class)).sqrt(), start.sqrt()]
    };
    alike(&found, &[(2, of(1)), (4, of(2))], 1e-6);
}

#[test]
fn both_ways_know_as_much() {
    let x = made(600, 5);
    let y = answers(&x);
    let newton = finish(solver(&x, &y, 3, 0.0, Balance::None));
    let mut other = solver(&x, &y, 3, 0.0, Balance::None);
    while other.remembering(&|| true).unwrap() == Phase::Going {}
    let step = other.newton_step(&|| true).unwrap().unwrap();
    other.settled = step.1 <= SETTLED;
    other.phase = Phase::Done;
    alike(&errors(&other.findings()), &errors(&newton.findings), 1e-3);
}

/// Too large for Newton steps on the way: the end is settled afterwards.
#[test]
fn wide_problems_are_settled_at_the_end() {
    let (n, p, classes) = (3_000, 40, 9);
    let x = made(n, p);
    let y: Vec<f64> = (0..n).map(|i| ((i * 389 + usize::from(x[(i, 0)] > 1.0)) % classes) as f64).collect();
    let solver = solver(&x, &y, classes, 0.0, Balance::None);
    assert!(!solver.can_newton());
    let fitted = finish(solver);
    let found = errors(&fitted.findings);
    assert_eq!(found.len(), classes - 1);
    // Rows twice over are known √2 times as exactly.
    let twice = ndarray::concatenate(Axis(0), &[x.view(), x.view()]).unwrap();
    let both: Vec<f64> = y.iter().chain(&y).copied().collect();
    let doubled = errors(&finish(super::tests::solver(&twice, &both, classes, 0.0, Balance::None)).findings);
    let expected: Vec<(usize, Vec<f64>)> = found
        .iter()
        .map(|(class, of)| (*class, of.iter().map(|error| error / std::f64::consts::SQRT_2).collect()))
        .collect();
    alike(&doubled, &expected, 1e-3);
}

#[test]
fn where_nobody_can_say_there_is_a_reason() {
    let x = made(150, 4);
    let y = answers(&x);
    let why = |penalty: f64, balance: Balance| finish(solver(&x, &y, 3, penalty, balance)).findings.precision;
    assert_eq!(why(1.0, Balance::None), Err(Unknown::Penalty));
    assert_eq!(why(0.0, Balance::Weights), Err(Unknown::Weighted));
    let apart: Vec<f64> = (0..150).map(|i| f64::from(i / 50)).collect();
    let columns = Array2::from_shape_fn((150, 1), |(i, _)| (i / 50) as f64 * 10.0 + (i % 7) as f64);
    let fitted = finish(solver(&columns, &apart, 3, 0.0, Balance::None));
    assert_eq!(fitted.findings.precision, Err(Unknown::Separated));
    let begun = fit(Box::new(solver(&x, &y, 3, 0.0, Balance::None)), None, &|| true, &mut |_| false).unwrap();
    assert_eq!(begun.findings.precision, Err(Unknown::Unfinished));
}
