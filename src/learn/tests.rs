//! Tests over several files of the room: solvers against twins and published figures, linfa's traps.

mod groups;
mod inference;
mod nist;
mod numbers;
mod rare;
mod words;
mod yes_no;

use ndarray::Array2;
use rand::{Rng as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::{Fitted, Solver, fit};

/// Runs a solver to its end.
fn finish(solver: impl Solver + 'static) -> Fitted {
    fit(Box::new(solver), None, &|| true, &mut |_| true).unwrap()
}

/// Rows × columns of roughly normal numbers (sums of twelve uniform ones).
fn noise(rows: usize, columns: usize, seed: u64) -> Array2<f64> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    Array2::from_shape_simple_fn((rows, columns), || (0..12).map(|_| rng.r#gen::<f64>()).sum::<f64>() - 6.0)
}

#[test]
fn results_can_cross_threads() {
    fn crosses<T: Send + Sync + 'static>() {}
    fn moves<T: Send + 'static>() {}
    crosses::<super::Model>();
    crosses::<Fitted>();
    crosses::<super::Preparation>();
    crosses::<super::LearnError>();
    crosses::<super::Supervised>();
    crosses::<super::Baseline>();
    crosses::<super::prepare::drift::InputChange>();
    moves::<super::LogisticSolver>();
    moves::<super::LinearSolver>();
    moves::<super::KMeansSolver>();
    moves::<Box<dyn Solver>>();
}

#[test]
fn linfas_own_figures_and_splits_are_never_used() {
    // Swapped precision and recall, wrong counts, wrong explained variance, splits that panic.
    let traps = [
        "confusion_matrix",
        "predict_probabilities",
        "cluster_count",
        "explained_variance",
        "silhouette_score",
        ".r2(",
        ".roc(",
        "absolute_percentage",
        ".inertia()",
        "split_with_ratio",
        "KMeansPara",
        ".predict(",
    ];
    for source in [include_str!("logistic.rs"), include_str!("linear.rs"), include_str!("kmeans.rs")] {
        let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            assert!(traps.iter().all(|trap| !line.contains(trap)), "{line}");
        }
    }
}
