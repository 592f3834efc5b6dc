//! Machines against closed forms, the conditions of an optimum counted by hand, and linfa-svm.

use linfa::DatasetBase;
use linfa::traits::Fit as _;
use linfa_svm::Svm;
use ndarray::{Array1, Array2};

use super::super::{Baseline, Fitted, fit};
use super::*;
use crate::domain::recipe::Balance;

/// Roughly normal numbers, the same each time.
fn noise(rows: usize, columns: usize, seed: u64) -> Array2<f64> {
    use rand::Rng as _;
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    Array2::from_shape_simple_fn((rows, columns), || (0..12).map(|_| rng.r#gen::<f64>()).sum::<f64>() - 6.0)
}

/// Two clouds that overlap.
fn clouds(rows: usize, seed: u64) -> (Array2<f64>, Vec<f64>) {
    let mut x = noise(rows, 3, seed);
    let y: Vec<f64> = (0..rows).map(|row| f64::from(u8::from(row % 3 == 0))).collect();
    for (mut row, y) in x.rows_mut().into_iter().zip(&y) {
        row[0] += 1.2 * y;
        row[1] -= 0.8 * y;
    }
    (x, y)
}

fn spec(kernel: Kernel, penalty: f64) -> SvmSpec {
    SvmSpec { kernel, penalty, seed: 3 }
}

fn solver(x: &Array2<f64>, y: &[f64], spec: SvmSpec, weights: Option<RowWeights>) -> SvmSolver {
    let problem = Supervised::yes_no("t", (x.clone().into(), y.to_vec()), None).unwrap();
    SvmSolver::new(problem, spec, weights, &|| true).unwrap()
}

fn finish(solver: SvmSolver) -> (Fitted, Machine) {
    let fitted = fit(Box::new(solver), None, &|| true, &mut |_| true).unwrap();
    let Model::Svm(machine) = fitted.model.clone() else { unreachable!() };
    (fitted, machine)
}

/// The optimum on all rows.
fn optimum(x: &Array2<f64>, y: &[f64], kernel: Kernel, limits: &[f64]) -> Found {
    let mut rows = Rows::new(&x.clone().into(), kernel, &|| true).unwrap();
    smo::solve(&mut rows, y, limits, &Found::nothing(y), &|| true).unwrap()
}

#[test]
fn the_widest_street_between_points_on_a_line() {
    // No at 1, 0, −1, …; yes at 3, 4, 5, …: the street runs from 1 to 3, so w = 1 and b = −2. Only 1 and 3 hold
    // it; w = Σ α y x = 3 α − α gives α = 1/2 each.
    let x = Array2::from_shape_fn((12, 1), |(i, _)| if i < 6 { 1.0 - i as f64 } else { i as f64 - 3.0 });
    let y: Vec<f64> = (0..12).map(|i| f64::from(u8::from(i >= 6))).collect();
    let found = optimum(&x, &y, Kernel::Linear, &[1e3; 12]);
    let factors: Vec<f64> = found.factors().map(|(_, factor)| factor).collect();
    for (row, factor) in factors.iter().enumerate() {
        let expected = match row {
            0 => -0.5,
            6 => 0.5,
            _ => 0.0,
        };
        assert!((factor - expected).abs() < 1e-3, "{row} {factor}");
    }
    assert!((found.intercept + 2.0).abs() < 2e-3, "{}", found.intercept);
    let (_, machine) = finish(solver(&x, &y, spec(Kernel::Linear, 1e-3), None));
    let decisions = machine.decisions(&ndarray::array![[1.0], [2.0], [3.0]].view());
    for (found, expected) in decisions.iter().zip([-1.0, 0.0, 1.0]) {
        assert!((found - expected).abs() < 3e-3, "{found}");
    }
}

/// The best straight line on all rows.
fn line(x: &Array2<f64>, y: &[f64], counts: &[f64], penalty: f64) -> Line {
    let signs: Vec<f64> = y.iter().map(|y| 2.0 * y - 1.0).collect();
    let x = super::super::Design::from(x.clone());
    let street = Street { x: &x, signs: &signs, counts, penalty };
    street.solve(&Line::nothing(x.width()), &|| true).unwrap()
}

#[test]
fn a_straight_line_between_points_has_its_closed_form() {
    // No at 1, 0, …; yes at 3, 4, …: by symmetry w (x − 2), of which only 1 and 3 reach into the street, by 1 − w:
    // 2 (1 − w)² + λ/2 w² is least at w = 4 / (4 + λ), as long as 2 w is at least 1.
    let x = Array2::from_shape_fn((12, 1), |(i, _)| if i < 6 { 1.0 - i as f64 } else { i as f64 - 3.0 });
    let y: Vec<f64> = (0..12).map(|i| f64::from(u8::from(i >= 6))).collect();
    for penalty in [0.001, 1.0, 4.0] {
        let found = line(&x, &y, &[1.0; 12], penalty);
        let expected = 4.0 / (4.0 + penalty);
        assert!(found.settled);
        assert!((found.weights[0] - expected).abs() < 1e-9, "{penalty} {found:?}");
        assert!((found.intercept + 2.0 * expected).abs() < 1e-9);
    }
}

#[test]
fn where_a_straight_line_is_best_the_slope_is_zero_counted_by_hand() {
    // The sum is convex: a slope of 0 is all there is to its minimum. The last is too wide for a square matrix.
    let (x, y) = clouds(240, 5);
    let wide = noise(120, 700, 9);
    for (x, y, penalty) in
        [(&x, &y[..], 0.01), (&x, &y[..], 1.0), (&x, &y[..], 300.0), (&wide, &y[..120], 2.0)]
    {
        let counts: Vec<f64> = (0..y.len()).map(|row| 0.5 + (row % 3) as f64).collect();
        let found = line(x, y, &counts, penalty);
        assert!(found.settled);
        let mut slope = vec![0.0; x.ncols() + 1];
        for (column, weight) in found.weights.iter().enumerate() {
            slope[column] = penalty * weight;
        }
        for (row, x) in x.rows().into_iter().enumerate() {
            let sign = if y[row] == 1.0 { 1.0 } else { -1.0 };
            let value: f64 = x.iter().zip(&found.weights).map(|(x, w)| x * w).sum();
            let reach = (1.0 - sign * (value + found.intercept)).max(0.0);
            for (column, x) in x.iter().chain([&1.0]).enumerate() {
                slope[column] -= 2.0 * counts[row] * sign * reach * x;
            }
        }
        let size: f64 = counts.iter().sum();
        assert!(slope.iter().all(|slope| slope.abs() < 1e-7 * size), "{penalty} {slope:?}");
    }
}

#[test]
fn the_ranking_does_not_hang_on_a_column_that_decides_nearly_all_margins() {
    // A yes/no column that is nearly the answer, and a number that matters among equals: hinge losses that are not
    // squared give the number almost no weight, squared ones rank by it.
    let x = noise(600, 1, 41);
    let y: Vec<f64> = (0..600)
        .map(|row| {
            let first = row % 2 == 0;
            let chance = if first { 0.8 } else { 0.2 } + 0.1 * x[(row, 0)].clamp(-1.5, 1.5);
            f64::from(u8::from(((row * 7919) % 600) as f64 / 600.0 < chance))
        })
        .collect();
    let rows = Array2::from_shape_fn((600, 2), |(row, column)| {
        if column == 0 { f64::from(u8::from(row % 2 == 0)) } else { x[(row, 0)] }
    });
    let found = line(&rows, &y, &[1.0; 600], 1.0);
    assert!(found.weights[1] > 0.05 * found.weights[0], "{found:?}");
}

#[test]
fn the_conditions_of_an_optimum_hold_counted_by_hand() {
    let (x, y) = clouds(240, 5);
    let sum_of_squares =
        |a: usize, b: usize| -> f64 { x.row(a).iter().zip(x.row(b)).map(|(a, b)| (a - b) * (a - b)).sum() };
    let mean = x.iter().sum::<f64>() / 720.0;
    let variance = x.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / 720.0;
    let gamma = 1.0 / (3.0 * variance);
    for kernel in [Kernel::Linear, Kernel::Rbf] {
        let alike = |a: usize, b: usize| match kernel {
            Kernel::Linear => x.row(a).dot(&x.row(b)),
            Kernel::Rbf => (-gamma * sum_of_squares(a, b)).exp(),
        };
        for limit in [0.05, 1.0, 20.0] {
            let found = optimum(&x, &y, kernel, &[limit; 240]);
            assert!(found.settled);
            let factors: Vec<f64> = found.factors().map(|(_, factor)| factor).collect();
            assert!(factors.iter().sum::<f64>().abs() < 1e-9 * 240.0 * limit);
            let mut leans = [0; 3];
            for row in 0..240 {
                let sign = if y[row] == 1.0 { 1.0 } else { -1.0 };
                let alpha = factors[row] * sign;
                assert!((0.0..=limit).contains(&alpha), "{alpha}");
                let value: f64 = (0..240).map(|other| factors[other] * alike(row, other)).sum();
                let margin = sign * (value + found.intercept);
                let close = 2e-3;
                if alpha == 0.0 {
                    leans[0] += 1;
                    assert!(margin > 1.0 - close, "{margin}");
                } else if alpha == limit {
                    leans[1] += 1;
                    assert!(margin < 1.0 + close, "{margin}");
                } else {
                    leans[2] += 1;
                    assert!((margin - 1.0).abs() < close, "{margin}");
                }
            }
            assert!(leans.iter().all(|rows| *rows > 0), "{leans:?}");
        }
    }
}

#[test]
fn linfa_draws_the_same_line() {
    let (x, y) = clouds(150, 7);
    let answers: Array1<bool> = y.iter().map(|y| *y == 1.0).collect();
    let data = DatasetBase::new(x.clone(), answers);
    let mean = x.iter().sum::<f64>() / 450.0;
    let variance = x.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / 450.0;
    for kernel in [Kernel::Linear, Kernel::Rbf] {
        // Yes counts three times as much.
        let limits: Vec<f64> = y.iter().map(|y| if *y == 1.0 { 3.0 } else { 1.0 }).collect();
        let params = Svm::<f64, bool>::params().pos_neg_weights(3.0, 1.0).eps(1e-6);
        let params = match kernel {
            Kernel::Linear => params.linear_kernel(),
            Kernel::Rbf => params.gaussian_kernel(3.0 * variance),
        };
        let theirs = params.fit(&data).unwrap();
        let ours = optimum(&x, &y, kernel, &limits);
        for (ours, row) in ours.decisions(&y).zip(x.rows()) {
            let theirs = theirs.weighted_sum(&row) - theirs.rho;
            assert!((ours - theirs).abs() < 5e-3, "{ours} {theirs}");
        }
    }
}

#[test]
fn only_a_curved_line_tells_corners_from_corners() {
    let x = noise(400, 2, 11);
    let y: Vec<f64> = x.rows().into_iter().map(|row| f64::from(u8::from(row[0] * row[1] > 0.0))).collect();
    let new = noise(400, 2, 12);
    let right = |kernel| {
        let (_, machine) = finish(solver(&x, &y, spec(kernel, 0.1), None));
        let decisions = machine.decisions(&new.view());
        let hits = decisions
            .iter()
            .zip(new.rows())
            .filter(|(value, row)| (**value > 0.0) == (row[0] * row[1] > 0.0));
        hits.count()
    };
    assert!(right(Kernel::Rbf) > 370, "{}", right(Kernel::Rbf));
    assert!(right(Kernel::Linear) < 260, "{}", right(Kernel::Linear));
}

#[test]
fn a_weight_of_three_is_the_row_three_times() {
    let (x, y) = clouds(120, 13);
    let counts: Vec<f64> = (0..120).map(|row| f64::from(1 + row % 3)).collect();
    let rows: Vec<usize> = (0..120).flat_map(|row| vec![row; counts[row] as usize]).collect();
    let (more_x, more_y) =
        (x.select(ndarray::Axis(0), &rows), rows.iter().map(|row| y[*row]).collect::<Vec<_>>());
    // A straight line: the width of a curved one would differ, since the longer table has another variance.
    let few = optimum(&x, &y, Kernel::Linear, &counts);
    let many = optimum(&more_x, &more_y, Kernel::Linear, &vec![1.0; rows.len()]);
    let (few, many) = (few.decisions(&y).collect::<Vec<_>>(), many.decisions(&more_y).collect::<Vec<_>>());
    for (place, row) in rows.iter().enumerate() {
        assert!((few[*row] - many[place]).abs() < 5e-3, "{} {}", few[*row], many[place]);
    }
    let few = line(&x, &y, &counts, 1.0);
    let many = line(&more_x, &more_y, &vec![1.0; rows.len()], 1.0);
    for (few, many) in few.weights.iter().zip(&many.weights) {
        assert!((few - many).abs() < 1e-9, "{few} {many}");
    }
}

#[test]
fn chances_grow_with_the_decision_and_match_the_real_rate() {
    let (x, y) = clouds(600, 17);
    let (new, truth) = clouds(600, 18);
    for balance in [Balance::None, Balance::Weights, Balance::Oversample] {
        let weights = RowWeights::new(balance, &y, 1);
        let (fitted, machine) = finish(solver(&x, &y, spec(Kernel::Rbf, 1.0), weights));
        let (values, chances) = (machine.decisions(&new.view()), fitted.model.predict(&new.view()));
        let mut pairs: Vec<(f64, f64)> = values.into_iter().zip(chances.iter().copied()).collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(pairs.windows(2).all(|pair| pair[0].1 <= pair[1].1));
        let (said, came) = (chances.iter().sum::<f64>(), truth.iter().sum::<f64>());
        let spread = chances.iter().map(|p| p * (1.0 - p)).sum::<f64>().sqrt();
        assert!((said - came).abs() < 4.0 * spread, "{balance:?}: {said} {came} {spread}");
        // Better than the same guess for everybody, on rows it never saw.
        let loss = |p: f64, y: f64| log_loss(p, y);
        let by_machine: f64 = chances.iter().zip(&truth).map(|(p, y)| loss(*p, *y)).sum();
        let by_share: f64 = truth.iter().map(|answer| loss(Baseline::yes_no(&y).value(), *answer)).sum();
        assert!(by_machine < 0.85 * by_share, "{by_machine} {by_share}");
    }
}

#[test]
fn rounds_hold_out_every_row_once_and_end_with_the_machine_of_all() {
    let (x, y) = clouds(200, 19);
    let (fitted, machine) = finish(solver(&x, &y, spec(Kernel::Linear, 1.0), None));
    assert_eq!(fitted.curve.len(), 7);
    let share = y.iter().sum::<f64>() / 200.0;
    let entropy = -share * share.ln() - (1.0 - share) * (1.0 - share).ln();
    assert!((fitted.curve[0].train - entropy).abs() < 1e-12);
    // The loss of the last round is that of the chances of the model that is kept.
    let losses = fitted.model.predict(&x.view()).into_iter().zip(&y).map(|(p, y)| log_loss(p, *y));
    assert!((fitted.curve[6].train - losses.sum::<f64>() / 200.0).abs() < 1e-6);
    let all = line(&x, &y, &[1.0; 200], 1.0).decisions(&x.clone().into(), &|| true).unwrap();
    for (kept, all) in machine.decisions(&x.view()).into_iter().zip(all) {
        assert!((kept - all).abs() < 1e-9);
    }
    let parts = parts(&y, 1);
    for part in 0..FOLDS {
        let of = |wanted: f64| parts.iter().zip(&y).filter(|(of, y)| **of == part && **y == wanted).count();
        assert!((of(1.0) as f64 - 67.0 / 5.0).abs() <= 1.0 && (of(0.0) as f64 - 133.0 / 5.0).abs() <= 1.0);
    }
    // A straight line is a weighted sum: the same chances by hand.
    let (start, weights) = machine.log_odds().unwrap();
    for (chance, row) in machine.chances(&x.view()).iter().zip(x.rows()) {
        let z = start + row.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>();
        assert!((chance - 1.0 / (1.0 + (-z).exp())).abs() < 1e-9);
    }
}

#[test]
fn stopped_it_keeps_what_it_has_and_leaves_nothing_running() {
    let (x, y) = clouds(300, 23);
    let solver = || Box::new(solver(&x, &y, spec(Kernel::Rbf, 1.0), None));
    // After its first machine.
    let fitted = fit(solver(), None, &|| true, &mut |point| point.iteration < 1).unwrap();
    assert!(fitted.stopped && fitted.best_iteration == 1);
    let chances = fitted.model.predict(&x.view());
    assert!(chances.iter().all(|chance| (0.0..=1.0).contains(chance)));
    assert!(chances.iter().any(|chance| *chance > 0.5) && chances.iter().any(|chance| *chance < 0.2));
    // In the midst of a machine: the solver itself ends.
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let go_on = || asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < 40;
    let mut stopped = solver();
    assert!(stopped.advance(&|| true).is_ok());
    assert!(matches!(stopped.advance(&go_on), Err(LearnError::Stopped)));
    assert!(stopped.model().predict(&x.view()).iter().all(|chance| (chance - 1.0 / 3.0).abs() < 1e-9));
}

#[test]
fn little_room_changes_nothing() {
    let (x, y) = clouds(150, 29);
    let limits = [1.0; 150];
    let roomy = optimum(&x, &y, Kernel::Rbf, &limits);
    let mut rows = Rows::new(&x.clone().into(), Kernel::Rbf, &|| true).unwrap();
    rows.keep_only(2);
    let cramped = smo::solve(&mut rows, &y, &limits, &Found::nothing(&y), &|| true).unwrap();
    assert_eq!(roomy, cramped);
}

#[test]
fn rows_that_cannot_be_told_apart_get_the_same_chance() {
    let x = Array2::from_elem((40, 2), 1.5);
    let y: Vec<f64> = (0..40).map(|row| f64::from(u8::from(row < 10))).collect();
    for kernel in [Kernel::Linear, Kernel::Rbf] {
        let (fitted, _) = finish(solver(&x, &y, spec(kernel, 1.0), None));
        let chances = fitted.model.predict(&x.view());
        assert!(chances.iter().all(|chance| (chance - 0.25).abs() < 0.02), "{}", chances[0]);
    }
}

#[test]
fn two_of_an_answer_are_enough_and_huge_values_stay_finite() {
    let mut x = noise(30, 2, 31);
    let y: Vec<f64> = (0..30).map(|row| f64::from(u8::from(row < 2))).collect();
    finish(solver(&x, &y, spec(Kernel::Rbf, 1.0), None));
    x[(5, 0)] = 1e150;
    for kernel in [Kernel::Linear, Kernel::Rbf] {
        let (fitted, _) = finish(solver(&x, &y, spec(kernel, 1.0), None));
        let chances = fitted.model.predict(&x.view());
        assert!(chances.iter().all(|chance| (0.0..=1.0).contains(chance)), "{kernel:?} {chances:?}");
    }
}

#[test]
fn a_penalty_of_zero_is_refused() {
    let (x, y) = clouds(30, 37);
    for penalty in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let problem = Supervised::yes_no("t", (x.clone().into(), y.clone()), None).unwrap();
        let refused = SvmSolver::new(problem, spec(Kernel::Rbf, penalty), None, &|| true);
        assert!(matches!(refused.err(), Some(LearnError::BadPenalty { .. })));
    }
}

#[test]
fn a_sample_keeps_the_share_of_answers() {
    let y: Vec<f64> = (0..1000).map(|row| f64::from(u8::from(row % 10 == 0))).collect();
    let rows: Vec<u32> = (0..1000).filter(|row| row % 7 != 0).collect();
    let drawn = sample(&rows, &y, 100, 5);
    assert_eq!(drawn.len(), 100);
    assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]) && drawn.iter().all(|row| rows.contains(row)));
    assert_eq!(drawn.iter().filter(|row| y[**row as usize] == 1.0).count(), 10);
    assert_eq!(drawn, sample(&rows, &y, 100, 5));
    assert_ne!(drawn, sample(&rows, &y, 100, 6));
    assert_eq!(sample(&rows, &y, 5000, 5), rows);
    // Of a rare answer at least two stay.
    let rare: Vec<f64> = (0..1000).map(|row| f64::from(u8::from(row < 9))).collect();
    let all: Vec<u32> = (0..1000).collect();
    assert_eq!(sample(&all, &rare, 50, 5).iter().filter(|row| **row < 9).count(), 2);
}
