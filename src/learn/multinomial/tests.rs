//! Against scikit-learn, closed forms, the solver of yes and no, and the conditions of the optimum by brute force.

use ndarray::{Array2, Axis};

use super::*;
use crate::learn::solver::{Fitted, fit};
use crate::learn::{LogisticSolver, RowWeights};

fn names(n: usize) -> Vec<String> {
    (0..n).map(|class| class.to_string()).collect()
}

pub(super) fn solver(
    x: &Array2<f64>,
    y: &[f64],
    classes: usize,
    penalty: f64,
    balance: Balance,
) -> MultinomialSolver {
    let problem = Supervised::category("t", &names(classes), (x.clone().into(), y.to_vec()), None).unwrap();
    MultinomialSolver::new(problem, classes, penalty, (balance, 7), &|| true).unwrap()
}

pub(super) fn finish(solver: MultinomialSolver) -> Fitted {
    fit(Box::new(solver), None, &|| true, &mut |_| true).unwrap()
}

/// Weights of each class, its intercept behind them.
pub(super) fn parts(model: &Model) -> Array2<f64> {
    let Model::Multinomial { intercepts, weights } = model else { unreachable!("{model:?}") };
    Array2::from_shape_fn((intercepts.len(), weights[0].len() + 1), |(class, column)| {
        weights[class].get(column).copied().unwrap_or(intercepts[class])
    })
}

pub(super) fn made(rows: usize, columns: usize) -> Array2<f64> {
    Array2::from_shape_fn((rows, columns), |(i, j)| {
        ((i * (j + 3) * 7919 + j * 104_729) % 1009) as f64 / 250.0 - 2.0
    })
}

/// Of three answers the one with the highest score: two that follow columns, all with their own share of chance.
pub(super) fn answers(x: &Array2<f64>) -> Vec<f64> {
    let answer = |(i, row): (usize, ndarray::ArrayView1<'_, f64>)| {
        let follows = [0.0, 0.8 * row[0] - 0.5 * row[1] + 0.3, -0.6 * row[0] + 0.9 * row[2] - 0.4];
        let score = |k: usize| follows[k] + ((i * (k + 5) * 613 + k * 97) % 211) as f64 / 211.0 * 3.0;
        (1..3).fold(0, |best, k| if score(k) > score(best) { k } else { best }) as f64
    };
    x.rows().into_iter().enumerate().map(answer).collect()
}

fn close(found: &Array2<f64>, expected: &Array2<f64>, by: f64) {
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < by, "{found} {expected}");
    }
}

/// scikit-learn 1.9.1: `LogisticRegression(C=1/λ, tol=1e-14, solver="newton-cg")`, without a penalty
/// `C=inf, solver="lbfgs"` and the first class taken from the others; the same rows, made there by the same formula.
#[test]
fn coefficients_are_those_of_scikit_learn() {
    let x = made(150, 4);
    let y = answers(&x);
    assert_eq!([0.0, 1.0, 2.0].map(|class| y.iter().filter(|y| **y == class).count()), [39, 73, 38]);
    let published = [
        (
            1.0,
            ndarray::array![
                [-0.118_740_041, 0.150_637_100, -0.328_835_807, -0.018_941_332, 0.078_632_099],
                [1.012_850_296, -0.422_882_024, -0.339_249_907, 0.049_646_738, 0.498_054_917],
                [-0.894_110_255, 0.272_244_924, 0.668_085_714, -0.030_705_406, -0.576_687_016]
            ],
        ),
        (
            10.0,
            ndarray::array![
                [-0.139_584_517, 0.126_715_244, -0.269_676_591, -0.011_647_931, -0.051_881_629],
                [0.740_908_635, -0.300_818_315, -0.202_343_453, 0.021_699_301, 0.453_963_107],
                [-0.601_324_118, 0.174_103_071, 0.472_020_044, -0.010_051_369, -0.402_081_477]
            ],
        ),
        (
            0.0,
            ndarray::array![
                [0.0, 0.0, 0.0, 0.0, 0.0],
                [1.184_337_289, -0.604_793_157, -0.034_436_727, 0.078_324_564, 0.397_610_585],
                [-0.857_243_949, 0.144_251_152, 1.054_753_643, -0.015_028_291, -0.736_429_501]
            ],
        ),
    ];
    for (penalty, expected) in published {
        let found = parts(&finish(solver(&x, &y, 3, penalty, Balance::None)).model);
        // Intercepts are free: only their differences are the same everywhere.
        let level = |mut place: Array2<f64>| {
            let last = place.ncols() - 1;
            let first = place[(0, last)];
            place.column_mut(last).iter_mut().for_each(|cell| *cell -= first);
            place
        };
        close(&level(found), &level(expected), 1e-6);
    }
}

#[test]
fn two_classes_are_the_yes_and_no_of_logistic_regression() {
    let x = made(400, 3);
    let y: Vec<f64> = answers(&x).iter().map(|class| f64::from(u8::from(*class == 1.0))).collect();
    let twin = |penalty: f64| {
        let problem = Supervised::yes_no("t", (x.clone().into(), y.clone()), None).unwrap();
        let solver = LogisticSolver::new(problem, penalty, &|| true).unwrap();
        let fitted = fit(Box::new(solver), None, &|| true, &mut |_| true).unwrap();
        let Model::Logistic { intercept, mut weights } = fitted.model else { unreachable!() };
        weights.push(intercept);
        weights
    };
    // Two rows of weights share the distance, so that a penalty counts half.
    for (penalty, half) in [(0.0, 0.0), (4.0, 2.0)] {
        let found = parts(&finish(solver(&x, &y, 2, penalty, Balance::None)).model);
        for (column, expected) in twin(half).iter().enumerate() {
            assert!((found[(1, column)] - found[(0, column)] - expected).abs() < 1e-6);
        }
    }
}

/// One category as input and no penalty: the chances of a level are the shares among its rows.
#[test]
fn a_saturated_model_gives_the_observed_shares() {
    let counts = [[5, 20, 30], [12, 4, 9], [7, 7, 1]];
    let mut rows = Vec::new();
    for (level, counts) in counts.iter().enumerate() {
        for (class, count) in counts.iter().enumerate() {
            rows.extend(std::iter::repeat_n((level, class), *count));
        }
    }
    let x = Array2::from_shape_fn((rows.len(), 2), |(i, j)| f64::from(u8::from(rows[i].0 == j + 1)));
    let y: Vec<f64> = rows.iter().map(|(_, class)| *class as f64).collect();
    let model = finish(solver(&x, &y, 3, 0.0, Balance::None)).model;
    let found = model.chances_design(&x.into());
    for ((level, _), chances) in rows.iter().zip(found.chunks(3)) {
        let all: usize = counts[*level].iter().sum();
        for (chance, count) in chances.iter().zip(counts[*level]) {
            assert!((chance - count as f64 / all as f64).abs() < 1e-9, "{chance}");
        }
    }
}

/// Where the curvature is too large a matrix: at the optimum of a convex objective the slope is 0, and with a penalty
/// there is only one. The slope by its definition, row by row.
#[test]
fn many_classes_and_columns_end_where_the_slope_is_nothing() {
    let (n, p, classes) = (3000, 40, 9);
    let x = made(n, p);
    let y: Vec<f64> = (0..n)
        .map(|i| {
            let score =
                |k: usize| 0.4 * x[(i, k)] - 0.3 * x[(i, k + 9)] + ((i * (k + 7) * 389) % 197) as f64 / 90.0;
            (1..classes).fold(0, |best, k| if score(k) > score(best) { k } else { best }) as f64
        })
        .collect();
    for (penalty, balance) in [(1.0, Balance::None), (50.0, Balance::None), (1.0, Balance::Oversample)] {
        let solver = solver(&x, &y, classes, penalty, balance);
        assert!(!solver.can_newton());
        let counts = solver.weights.as_ref().map(|weights| weights.rows.clone());
        let shifts = solver.weights.as_ref().map_or_else(|| vec![0.0; classes], |w| w.shifts.clone());
        let fitted = finish(solver);
        assert!(fitted.best_iteration < 80, "{} rounds", fitted.best_iteration);
        let at = parts(&fitted.model);
        let mut slope = at.clone() * penalty;
        slope.column_mut(p).fill(0.0);
        for (i, row) in x.rows().into_iter().enumerate() {
            let score = |k: usize| (at[(k, p)] + shifts[k] + row.dot(&at.row(k).slice(s![..p]))).exp();
            let whole: f64 = (0..classes).map(score).sum();
            let weight = counts.as_ref().map_or(1.0, |counts| counts[i]);
            for k in 0..classes {
                let miss = weight * (score(k) / whole - f64::from(u8::from(y[i] as usize == k)));
                slope.row_mut(k).slice_mut(s![..p]).scaled_add(miss, &row);
                slope[(k, p)] += miss;
            }
        }
        let largest = slope.iter().fold(0.0, |most: f64, cell| most.max(cell.abs()));
        assert!(largest < 1e-3, "slope {largest} of {n} rows");
        // Weights add up to 0 over classes.
        assert!(at.sum_axis(Axis(0)).iter().take(p).all(|sum| sum.abs() < 1e-9));
    }
}

#[test]
fn both_ways_end_at_the_same_place() {
    let x = made(600, 5);
    let y = answers(&x);
    for penalty in [0.0, 1.0] {
        let mut newton = solver(&x, &y, 3, penalty, Balance::None);
        while newton.newton(&|| true).unwrap() == Phase::Going {}
        let mut other = solver(&x, &y, 3, penalty, Balance::None);
        while other.remembering(&|| true).unwrap() == Phase::Going {}
        close(&parts(&newton.model()), &parts(&other.model()), 1e-6);
    }
}

#[test]
fn the_start_from_a_sample_does_not_change_the_end() {
    let x = made(SAMPLE * MANY, 2);
    let y = answers(&made(SAMPLE * MANY, 3));
    let mut plain = solver(&x, &y, 3, 1.0, Balance::None);
    plain.phase = Phase::Going;
    close(&parts(&finish(solver(&x, &y, 3, 1.0, Balance::None)).model), &parts(&finish(plain).model), 1e-6);
}

#[test]
fn weights_of_two_classes_are_those_of_yes_and_no() {
    let x = made(500, 2);
    let y: Vec<f64> = answers(&made(500, 3)).iter().map(|class| f64::from(u8::from(*class == 2.0))).collect();
    let found = parts(&finish(solver(&x, &y, 2, 2.0, Balance::Weights)).model);
    let problem = Supervised::yes_no("t", (x.clone().into(), y.clone()), None).unwrap();
    let weights = RowWeights::new(Balance::Weights, &y, 7);
    let twin = LogisticSolver::weighted(problem, 1.0, weights, &|| true).unwrap();
    let fitted = fit(Box::new(twin), None, &|| true, &mut |_| true).unwrap();
    let Model::Logistic { intercept, weights } = fitted.model else { unreachable!() };
    for (column, expected) in weights.iter().chain([&intercept]).enumerate() {
        assert!((found[(1, column)] - found[(0, column)] - expected).abs() < 1e-6);
    }
}

#[test]
fn a_class_nobody_learned_from_has_no_chance() {
    let x = made(120, 2);
    let y: Vec<f64> = answers(&made(120, 3)).iter().map(|class| class * 2.0).collect();
    let model = finish(solver(&x, &y, 5, 1.0, Balance::None)).model;
    for chances in model.chances_design(&x.into()).chunks(5) {
        assert!(chances[1] == 0.0 && chances[3] == 0.0);
        assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
}

#[test]
fn separated_answers_are_named_and_identical_rows_give_the_shares() {
    let y: Vec<f64> = (0..90).map(|i| f64::from(i / 30)).collect();
    let x = Array2::from_shape_fn((90, 1), |(i, _)| (i / 30) as f64 * 10.0 + (i % 7) as f64);
    let told = |penalty| !finish(solver(&x, &y, 3, penalty, Balance::None)).warnings.is_empty();
    assert!(told(0.0) && !told(1.0));
    let same = Array2::from_elem((90, 2), 3.0);
    let problem = Supervised::category("t", &names(3), (same.clone().into(), y.clone()), None).unwrap();
    let none = MultinomialSolver::new(problem, 3, 0.0, (Balance::None, 1), &|| true);
    assert!(matches!(none, Err(LearnError::NoColumns)));
    let model = finish(solver(&same, &y, 3, 1.0, Balance::None)).model;
    for chance in model.chances_design(&same.into()) {
        assert!((chance - 1.0 / 3.0).abs() < 1e-9);
    }
}

#[test]
fn columns_that_follow_from_others_are_left_out_or_share_their_weight() {
    let plain = made(200, 2);
    let mut x = Array2::zeros((200, 3));
    x.slice_mut(s![.., ..2]).assign(&plain);
    let twice = &plain.column(0) * 2.0;
    x.column_mut(2).assign(&twice);
    let y = answers(&made(200, 3));
    let fitted = finish(solver(&x, &y, 3, 0.0, Balance::None));
    assert_eq!(fitted.left_out, [(2, DropReason::Follows)]);
    let found = parts(&fitted.model);
    let alone = parts(&finish(solver(&plain, &y, 3, 0.0, Balance::None)).model);
    close(&found.slice(s![.., ..2]).to_owned(), &alone.slice(s![.., ..2]).to_owned(), 1e-6);
    let held = parts(&finish(solver(&x, &y, 3, 1.0, Balance::None)).model);
    for class in 0..3 {
        // The penalty puts twice the weight on the column that is twice as large.
        assert!((held[(class, 2)] - 2.0 * held[(class, 0)]).abs() < 1e-6);
    }
}

#[test]
fn a_stop_is_heard_within_a_round() {
    let x = made(9000, 3);
    let y = answers(&x);
    let mut solver = solver(&x, &y, 3, 1.0, Balance::None);
    solver.advance(&|| true).unwrap();
    assert_eq!(solver.advance(&|| false), Err(LearnError::Stopped));
}
