//! Logistic regression where rows count differently, and the way back to the real rate.

use ndarray::{Array2, Axis};

use super::super::model::logistic;
use super::super::{Fitted, LogisticSolver, Model, RowWeights, Supervised};
use super::yes_no::{answers, finney, parts, twin};
use super::{finish, noise};
use crate::domain::recipe::Balance;

fn fitted(x: &Array2<f64>, y: &[f64], penalty: f64, weights: Option<RowWeights>) -> Fitted {
    let problem = Supervised::yes_no("t", (x.clone().into(), y.to_vec()), None).unwrap();
    finish(LogisticSolver::weighted(problem, penalty, weights, &|| true).unwrap())
}

/// Rows as often as they count.
fn repeated(x: &Array2<f64>, y: &[f64], counts: &[f64]) -> (Array2<f64>, Vec<f64>) {
    let rows: Vec<usize> =
        counts.iter().enumerate().flat_map(|(row, count)| vec![row; *count as usize]).collect();
    (x.select(Axis(0), &rows), rows.iter().map(|row| y[*row]).collect())
}

#[test]
fn a_weight_of_three_is_the_row_three_times() {
    let x = noise(300, 3, 31);
    let y = answers(&x, -1.5, &[1.0, -0.5, 0.2], 32);
    let counts: Vec<f64> = (0..300).map(|row| 1.0 + f64::from((row * 7 % 5) as u8)).collect();
    let (more_x, more_y) = repeated(&x, &y, &counts);
    for penalty in [0.0, 1.0, 20.0] {
        let weights = RowWeights::given(counts.clone(), &y, Balance::Weights);
        let shift = weights.shift();
        let (intercept, found) = parts(&fitted(&x, &y, penalty, Some(weights)).model);
        // The textbook's Newton on the longer table, and this solver without weights on it.
        let expected = twin(&more_x, &more_y, penalty);
        let (plain_intercept, plain) = parts(&fitted(&more_x, &more_y, penalty, None).model);
        assert!((intercept + shift - expected[3]).abs() < 1e-7, "{intercept} {shift} {expected:?}");
        assert!((plain_intercept - expected[3]).abs() < 1e-6);
        for (found, (plain, expected)) in found.iter().zip(plain.iter().zip(&expected)) {
            assert!((found - expected).abs() < 1e-7 && (plain - expected).abs() < 1e-6);
        }
    }
}

#[test]
fn oversampling_is_the_rows_it_drew_and_chances_are_mapped_back() {
    let x = noise(400, 2, 33);
    let y = answers(&x, -2.5, &[1.0, 0.5], 34);
    let weights = RowWeights::new(Balance::Oversample, &y, 7).unwrap();
    let (more_x, more_y) = repeated(&x, &y, &weights.rows);
    let share = |y: &[f64]| y.iter().sum::<f64>() / y.len() as f64;
    let (real, drawn) = (share(&y), share(&more_y));
    assert!((drawn - 0.5).abs() < 1e-12 && real < 0.2);
    let model = fitted(&x, &y, 1.0, Some(weights)).model;
    let apart = fitted(&more_x, &more_y, 1.0, None).model;
    // Elkan (2001), theorem 2, on the chances themselves.
    for (found, there) in model.predict(&x.view()).iter().zip(apart.predict(&x.view())) {
        let expected = real * (there - there * drawn) / (drawn - there * drawn + real * there - drawn * real);
        assert!((found - expected).abs() < 1e-6, "{found} {expected}");
    }
}

#[test]
fn scikit_learns_balanced_weights() {
    // Finney's breaths without every second one that was followed by vasoconstriction, so that yes is rare: 9 of
    // 28. scikit-learn 1.x, LogisticRegression(class_weight="balanced", solver="newton-cg", tol=1e-12).
    let (volume, rate, y) = finney();
    let rows: Vec<usize> = (0..39).filter(|row| y[*row] == 0.0 || row % 2 == 1).collect();
    let x =
        Array2::from_shape_fn((28, 2), |(i, j)| if j == 0 { volume[rows[i]] } else { rate[rows[i]] }.ln());
    let y: Vec<f64> = rows.iter().map(|row| y[*row]).collect();
    assert_eq!(y.iter().sum::<f64>(), 9.0);
    for (penalty, expected) in [
        (1.0, [-0.621_449_95, 1.109_613_55, 1.267_104_31]),
        (0.0, [-1.964_811_06, 2.914_203_11, 3.486_387_22]),
    ] {
        let weights = RowWeights::new(Balance::Weights, &y, 1).unwrap();
        let shift = weights.shift();
        let (intercept, found) = parts(&fitted(&x, &y, penalty, Some(weights)).model);
        // Theirs stays in the weighted world; ours is mapped back by the odds 19 to 9.
        assert!((shift - (19.0_f64 / 9.0).ln()).abs() < 1e-12);
        for (found, expected) in [intercept + shift, found[0], found[1]].iter().zip(expected) {
            assert!((found - expected).abs() < 2e-6, "{found} {expected}");
        }
    }
}

#[test]
fn with_nothing_to_go_by_everybody_gets_the_real_rate() {
    // A column that never changes: the closed form is the share of yes.
    let x = Array2::zeros((200, 1));
    let y: Vec<f64> = (0..200).map(|row| f64::from(u8::from(row < 6))).collect();
    for balance in [Balance::Weights, Balance::Oversample] {
        let weights = RowWeights::new(balance, &y, 1);
        let chances = fitted(&x, &y, 1.0, weights).model.predict(&x.view());
        assert!(chances.iter().all(|chance| (chance - 0.03).abs() < 1e-9), "{}", chances[0]);
    }
}

#[test]
fn on_new_customers_the_mean_chance_is_the_share_of_yes() {
    let weights = [0.8, -0.6, 0.4, 0.0];
    let (x, new) = (noise(20_000, 4, 41), noise(20_000, 4, 42));
    let (y, truth) = (answers(&x, -4.0, &weights, 43), answers(&new, -4.0, &weights, 44));
    assert!(y.iter().sum::<f64>() / 20_000.0 < 0.05);
    for balance in [Balance::Weights, Balance::Oversample] {
        let chances = fitted(&x, &y, 1.0, RowWeights::new(balance, &y, 5)).model.predict(&new.view());
        let by_truth: Vec<f64> = new
            .rows()
            .into_iter()
            .map(|row| logistic(row.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>() - 4.0))
            .collect();
        let (said, came) = (chances.iter().sum::<f64>(), truth.iter().sum::<f64>());
        // The count is a sum of independent draws; the model itself was learned from as many.
        let spread = by_truth.iter().map(|p| p * (1.0 - p)).sum::<f64>().sqrt();
        assert!((said - came).abs() < 3.0 * 2.0_f64.sqrt() * spread, "{said} {came} {spread}");
    }
}

#[test]
fn the_curve_is_of_mapped_back_chances_and_starts_at_the_baseline() {
    let x = noise(500, 2, 51);
    let y = answers(&x, -2.5, &[1.0, 0.5], 52);
    let share = y.iter().sum::<f64>() / 500.0;
    let entropy = -share * share.ln() - (1.0 - share) * (1.0 - share).ln();
    let weighted = fitted(&x, &y, 1.0, RowWeights::new(Balance::Weights, &y, 1));
    assert!((weighted.curve[0].train - entropy).abs() < 1e-12);
    let chances = weighted.model.predict(&x.view());
    let loss = |(p, y): (&f64, &f64)| -(if *y == 1.0 { *p } else { 1.0 - p }).ln();
    let by_hand = chances.iter().zip(&y).map(loss).sum::<f64>() / 500.0;
    assert!((weighted.curve.last().unwrap().train - by_hand).abs() < 1e-9);
    assert_eq!(weighted.warnings.len(), 1);
}

#[test]
fn more_columns_than_newton_takes_with_weights() {
    let x = noise(300, 650, 61);
    let y = answers(&x, -1.0, &[0.5; 20], 62);
    let weights = RowWeights::new(Balance::Weights, &y, 1).unwrap();
    let (rows, shift) = (weights.rows.clone(), weights.shift());
    let Model::Logistic { intercept, weights } = fitted(&x, &y, 5.0, Some(weights)).model else {
        unreachable!()
    };
    // At the optimum the slope is zero: Σ weight · x · (p − y) = −λ w, and Σ weight · (p − y) = 0.
    let mut slope = vec![0.0; 651];
    for ((row, y), count) in x.rows().into_iter().zip(&y).zip(&rows) {
        let z = intercept + shift + row.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>();
        let miss = count * (logistic(z) - y);
        row.iter().zip(&mut slope).for_each(|(x, sum)| *sum += miss * x);
        slope[650] += miss;
    }
    for (slope, weight) in slope.iter().zip(weights.iter().chain([&0.0])) {
        assert!((slope + 5.0 * weight).abs() < 1e-4, "{slope} {weight}");
    }
}
