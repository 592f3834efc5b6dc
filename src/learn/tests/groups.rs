//! k-means.

use ndarray::{Array2, Axis, array, concatenate};

use super::super::{KMeansSolver, KMeansSpec, LearnError, Model, choose_k, fewer_groups, fit};
use super::{finish, noise};

fn solve(x: &Array2<f64>, spec: KMeansSpec) -> super::Fitted {
    finish(KMeansSolver::new(x.to_shared(), spec).unwrap())
}

fn inertia(fitted: &super::Fitted) -> f64 {
    fitted.curve.last().unwrap().train
}

/// Three blobs of 60, 40 and 20 rows around corners far apart.
fn blobs() -> (Array2<f64>, Vec<usize>) {
    let truth: Vec<usize> = (0..120).map(|i| [0, 1, 0, 2, 0, 1][i % 6]).collect();
    let corners = [[0.0, 0.0], [40.0, 0.0], [0.0, 40.0]];
    let mut x = noise(120, 2, 1);
    for (mut row, group) in x.rows_mut().into_iter().zip(&truth) {
        row += &ndarray::ArrayView1::from(&corners[*group]);
    }
    (x, truth)
}

#[test]
fn three_blobs_are_found_exactly_and_ordered_by_size() {
    let (x, truth) = blobs();
    for seed in 0..5 {
        let fitted = solve(&x, KMeansSpec::new(3, seed));
        let groups = fitted.model.assign(&x.view());
        // Largest first: 60 rows are blob 0, 40 blob 1, 20 blob 2. Counted by assignment, not by linfa.
        assert!(groups.iter().zip(&truth).all(|((found, _), truth)| *found as usize == *truth));
        let squares: f64 = groups.iter().map(|(_, distance)| distance * distance).sum();
        assert!((squares - inertia(&fitted)).abs() < 1e-9 * squares);
    }
}

#[test]
fn inertia_equals_the_sum_around_the_means() {
    let (x, truth) = blobs();
    let fitted = solve(&x, KMeansSpec::new(3, 7));
    let mut slow = 0.0;
    for group in 0..3 {
        let rows: Vec<usize> = (0..120).filter(|i| truth[*i] == group).collect();
        let part = x.select(Axis(0), &rows);
        slow += (&part - &part.mean_axis(Axis(0)).unwrap()).mapv(|d| d * d).sum();
    }
    assert!((inertia(&fitted) - slow).abs() < 1e-9 * slow);
}

#[test]
fn the_curve_never_rises_and_more_starts_never_hurt() {
    let x = noise(500, 3, 2);
    let one = solve(&x, KMeansSpec { k: 6, runs: Some(1), seed: 3 });
    let ten = solve(&x, KMeansSpec { k: 6, runs: Some(10), seed: 3 });
    for fitted in [&one, &ten] {
        assert!(fitted.curve.windows(2).all(|pair| pair[1].train <= pair[0].train));
        assert!(fitted.curve.len() > 3);
    }
    assert!(inertia(&ten) <= inertia(&one));
}

#[test]
fn tiny_tables_reach_the_optimum_of_all_divisions() {
    for seed in 0..12 {
        let n = 4 + seed as usize % 7;
        let x = noise(n, 2, 100 + seed);
        let mut best = f64::INFINITY;
        // Every division of n rows in two groups that are not empty.
        for mask in 1..(1_u32 << (n - 1)) {
            let mut sum = 0.0;
            for side in [0, 1] {
                let rows: Vec<usize> = (0..n).filter(|i| (mask >> i) & 1 == side).collect();
                let part = x.select(Axis(0), &rows);
                sum += (&part - &part.mean_axis(Axis(0)).unwrap()).mapv(|d| d * d).sum();
            }
            best = best.min(sum);
        }
        let fitted = solve(&x, KMeansSpec { k: 2, runs: Some(30), seed });
        assert!((inertia(&fitted) - best).abs() < 1e-9 * best.max(1e-9), "{} {best}", inertia(&fitted));
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    // More rows than one block, so that several threads have work.
    let x = noise(10_000, 3, 4);
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| solve(&x, KMeansSpec { k: 5, runs: Some(3), seed: 5 }))
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(4));
    assert_eq!(one, with(4));
    assert_ne!(one.curve[0], solve(&x, KMeansSpec { k: 5, runs: Some(3), seed: 6 }).curve[0]);
}

#[test]
fn what_linfa_accepts_or_panics_at_is_refused() {
    let try_with = |x: Array2<f64>, k| {
        KMeansSolver::new(x.into_shared(), KMeansSpec::new(k, 1)).map(|_| ()).unwrap_err()
    };
    let twice = array![[1.0], [1.0], [2.0], [0.0], [-0.0]];
    assert_eq!(try_with(twice.clone(), 4), LearnError::TooManyGroups { k: 4, distinct: 3 });
    assert_eq!(try_with(twice.clone(), 0), LearnError::NoGroups);
    assert_eq!(try_with(Array2::zeros((0, 2)), 1), LearnError::TooManyGroups { k: 1, distinct: 0 });
    assert_eq!(try_with(Array2::zeros((5, 0)), 1), LearnError::NoColumns);
    assert!(matches!(try_with(array![[f64::NAN], [1.0]], 1), LearnError::Shape { .. }));
    // Of many cells one that is no number is found when the first step looks at them; one too large to be squared
    // is no error.
    let many = |cell: f64| {
        let mut x = Array2::from_shape_fn((1 << 17, 8), |(row, column)| ((row * (column + 3)) % 101) as f64);
        x[(99_999, 5)] = cell;
        let centres = vec![vec![0.0; 8], vec![50.0; 8]];
        KMeansSolver::from_centres(x.into_shared(), centres, &|| true).map(|_| ())
    };
    assert!(matches!(many(f64::NAN), Err(LearnError::Shape { .. })));
    assert!(matches!(many(f64::INFINITY), Err(LearnError::Shape { .. })));
    assert_eq!(many(1e160), Ok(()));
    // As many groups as kinds of rows: nothing is left over.
    let fitted = solve(&twice, KMeansSpec::new(3, 1));
    assert_eq!(inertia(&fitted), 0.0);
    let Model::KMeans { centres } = fitted.model else { unreachable!() };
    // Sizes 2, 2, 1; of equal sizes the smaller coordinates first.
    assert_eq!(centres, [[0.0], [1.0], [2.0]]);
}

#[test]
fn stopping_keeps_the_groups_so_far() {
    let x = noise(2_000, 4, 6);
    let solver = KMeansSolver::new(x.to_shared(), KMeansSpec::new(8, 1)).unwrap();
    let fitted = fit(Box::new(solver), None, &|| true, &mut |point| point.iteration < 2).unwrap();
    assert!(fitted.stopped);
    assert_eq!(fitted.best_iteration, 2);
    let squares: f64 = fitted.model.assign(&x.view()).iter().map(|(_, distance)| distance.powi(2)).sum();
    assert!((squares - fitted.curve[2].train).abs() < 1e-9 * squares);
}

#[test]
fn the_number_of_groups_is_found_out() {
    let (x, _) = blobs();
    let mut told = Vec::new();
    let (k, tried) =
        choose_k(&x.view(), 2..=8, 9, &|| true, &mut |done, total| told.push((done, total))).unwrap();
    assert_eq!(k, 3);
    assert_eq!(tried.iter().map(|tried| tried.k).collect::<Vec<_>>(), [2, 3, 4, 5, 6, 7, 8]);
    let silhouettes: Vec<f64> = tried
        .iter()
        .map(|tried| tried.silhouettes.iter().sum::<f64>() / tried.silhouettes.len() as f64)
        .collect();
    assert!(silhouettes[1] > 0.8 && silhouettes.iter().all(|silhouette| *silhouette <= silhouettes[1]));
    // The three that are there come back whole, more than there are do not.
    let weakest = |place: usize| {
        tried[place].stability.iter().flat_map(|found| &found.means).copied().fold(f64::INFINITY, f64::min)
    };
    assert!(weakest(1) > 0.99 && weakest(6) < 0.75, "{} {}", weakest(1), weakest(6));
    assert!(told.windows(2).all(|pair| pair[0].0 <= pair[1].0 && pair[1].0 < pair[1].1));
    let stopped = choose_k(&x.view(), 2..=8, 9, &|| false, &mut |_, _| {});
    assert_eq!(stopped.unwrap_err(), LearnError::Stopped);
    // Of fewer than eight, three is the largest number that holds.
    let holds = |found: &crate::learn::stability::Overlaps| found.means.iter().all(|overlap| *overlap > 0.95);
    let fewer = |k| fewer_groups(&x.view(), k, &holds, 9, &|| true, &mut |_, _| {}).unwrap();
    assert_eq!(fewer(8), Some(3));
    assert_eq!(fewer(2), None);
    // Fewer kinds of rows than groups: only what is possible is tried.
    let few = concatenate![Axis(0), array![[0.0], [1.0]], array![[9.0], [9.0]]];
    let (_, tried) = choose_k(&few.view(), 2..=8, 9, &|| true, &mut |_, _| {}).unwrap();
    assert_eq!(tried.len(), 2);
    let alike: Array2<f64> = Array2::ones((5, 2));
    let error = choose_k(&alike.view(), 2..=8, 9, &|| true, &mut |_, _| {}).unwrap_err();
    assert_eq!(error, LearnError::TooManyGroups { k: 2, distinct: 1 });
}

#[test]
fn many_rows_are_narrowed_down_to_one_start_and_still_found() {
    let corners = [[0.0, 0.0], [40.0, 0.0], [0.0, 40.0], [40.0, 40.0]];
    let mut x = noise(60_000, 2, 11);
    for (i, mut row) in x.rows_mut().into_iter().enumerate() {
        row += &ndarray::ArrayView1::from(&corners[i % 4]);
    }
    let fitted = solve(&x, KMeansSpec::new(4, 2));
    let groups = fitted.model.assign(&x.view());
    assert!(groups.iter().enumerate().all(|(i, (group, _))| *group == groups[i % 4].0));
    assert!(fitted.curve.windows(2).all(|pair| pair[1].train <= pair[0].train));
    let squares: f64 = groups.iter().map(|(_, distance)| distance * distance).sum();
    assert!((squares - inertia(&fitted)).abs() < 1e-9 * squares);
}

#[test]
fn sizes_are_counted_for_the_kept_start() {
    // linfa's cluster_count is of its last start: wrong in most seeds where starts end differently.
    let x = noise(300, 2, 12);
    for seed in 0..20 {
        let Model::KMeans { centres } = solve(&x, KMeansSpec::new(5, seed)).model else { unreachable!() };
        let mut sizes = [0; 5];
        let model = Model::KMeans { centres };
        model.assign(&x.view()).iter().for_each(|(group, _)| sizes[*group as usize] += 1);
        assert!(sizes.windows(2).all(|pair| pair[0] >= pair[1]), "{sizes:?}");
    }
}

#[test]
fn a_matrix_of_another_width_or_order_is_no_danger() {
    let model = Model::KMeans { centres: vec![vec![0.0, 0.0], vec![9.0, 9.0]] };
    assert!(model.assign(&Array2::zeros((2, 3)).view()).iter().all(|(_, distance)| distance.is_nan()));
    let column_major = array![[0.0, 9.0, 8.0], [0.0, 9.0, 9.0]].reversed_axes();
    assert_eq!(model.assign(&column_major.view()), [(0, 0.0), (1, 0.0), (1, 1.0)]);
    let solver = KMeansSolver::new(column_major.into_shared(), KMeansSpec::new(2, 1)).unwrap();
    assert_eq!(inertia(&finish(solver)), 0.5);
}
