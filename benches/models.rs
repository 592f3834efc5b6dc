//! How long models take beside scikit-learn on the same machine, the same rows and the same threads. Run with
//! `cargo bench --bench models`.
//!
//! 1,000,000 × 20 made rows go to both sides as the same bytes. Each fit is timed inside a process of its own,
//! by turns, and the medians of five are shown; what was found is checked to be the same. scikit-learn is
//! installed once, pinned, into an environment below the target folder; where that cannot be done, the bench
//! says so and measures ours alone. `-- scoring` measures only the scoring of a file, `-- k-means` only that model.

#![expect(clippy::print_stdout, reason = "a bench reports on the terminal")]
#![expect(clippy::expect_used, reason = "a bench that cannot run should stop loudly")]

mod beside;
#[path = "beside/scoring.rs"]
mod scoring;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use beside::{output, python};
use clientele::learn::{self, KMeansSolver, LinearSolver, LogisticSolver, Model, Solver, Supervised};
use ndarray::Array2;
use rand::SeedableRng as _;
use rand_distr::{Distribution as _, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;

const PACKAGES: [&str; 3] = ["scikit-learn==1.9.1", "numpy==2.4.6", "pandas==3.1.1"];
const REPEATS: usize = 5;
const COLUMNS: usize = 20;
/// Rows that show growth; the middle one is compared with scikit-learn.
const SIZES: [usize; 3] = [100_000, 1_000_000, 3_000_000];
const COMPARED: usize = 1_000_000;
const GROUPS: usize = 8;
const STEPS: u32 = 20;
/// Asks this program to fit one model and print seconds and the figure it ended at.
const MEASURE: &str = "--measure";
const MODELS: [&str; 3] = ["linear", "logistic", "k-means"];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, ask, model, rows, ..] = arguments.as_slice()
        && ask == MEASURE
    {
        let (seconds, figure) = measure(model, rows.parse().expect("a number of rows"));
        return println!("{seconds} {figure}");
    }
    if let [_, ask, model, data, out, ..] = arguments.as_slice()
        && ask == scoring::SCORE
    {
        return scoring::score(model, data, out);
    }
    // `cargo test --all-targets` starts benches too; there is nothing to test here.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the rows");
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let python = python("scikit-learn", &PACKAGES);
    match &python {
        Ok(_) => write_rows(folder.path()),
        Err(why) => println!("no comparison with scikit-learn: {why}"),
    }
    println!("{COLUMNS} columns, {threads} threads, medians of {REPEATS}\n");
    let named = |name: &str| arguments.iter().any(|argument| argument == name);
    let all = !named("scoring") && !MODELS.into_iter().any(named);
    if all || named("scoring") {
        scoring::compare(&python, folder.path());
        println!();
    }
    for model in MODELS.into_iter().filter(|model| all || named(model)) {
        for rows in SIZES {
            let mut own = Vec::new();
            let mut theirs = Vec::new();
            for _ in 0..REPEATS {
                own.push(ours(model, rows));
                if let (Ok(python), COMPARED) = (&python, rows) {
                    theirs.push(sklearn(python, model, folder.path()));
                }
            }
            let own = median(own);
            print!("{model:>9}  {rows:>9} rows  ours {:>7.3} s", own.0);
            if !theirs.is_empty() {
                let theirs = median(theirs);
                let off = (own.1 - theirs.1) / theirs.1.abs();
                print!(
                    "  {} {:>7.3} s  ratio {:.2}  figure {off:+.1e}",
                    PACKAGES[0],
                    theirs.0,
                    own.0 / theirs.0
                );
            }
            println!();
        }
    }
}

/// The run in the middle by time.
fn median(mut runs: Vec<(f64, f64)>) -> (f64, f64) {
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    *runs.get(runs.len() / 2).expect("a run")
}

fn figures(printed: &str) -> (f64, f64) {
    let figures: Vec<f64> = printed.split_whitespace().map(|word| word.parse().expect("a figure")).collect();
    let [seconds, figure] = figures.as_slice() else { return (f64::NAN, f64::NAN) };
    (*seconds, *figure)
}

fn ours(model: &str, rows: usize) -> (f64, f64) {
    let program = std::env::current_exe().expect("the path of this program");
    figures(&output(Command::new(program).args([MEASURE, model, &rows.to_string()])).expect("a measurement"))
}

fn sklearn(python: &Path, model: &str, folder: &Path) -> (f64, f64) {
    figures(&output(Command::new(python).args(["-c", SCRIPT, model]).arg(folder)).expect("a measurement"))
}

/// Normal columns of unequal use, and answers that follow from them with noise: a number and 1 or 0.
fn made(rows: usize) -> (Array2<f64>, Vec<f64>, Vec<f64>) {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(42);
    let mut normal = || -> f64 { StandardNormal.sample(&mut random) };
    let x = Array2::from_shape_simple_fn((rows, COLUMNS), &mut normal);
    let score = |row: ndarray::ArrayView1<'_, f64>| -> f64 {
        row.iter().enumerate().map(|(column, value)| value / (column + 1) as f64).sum()
    };
    let number: Vec<f64> = x.rows().into_iter().map(|row| 3.0 + score(row) + normal()).collect();
    // The logistic distribution has about this deviation.
    let yes = x.rows().into_iter().map(|row| f64::from(u8::from(score(row) - 1.0 + 1.8 * normal() > 0.0)));
    let yes = yes.collect();
    (x, number, yes)
}

fn write_rows(folder: &Path) {
    let (x, number, yes) = made(COMPARED);
    let write = |name: &str, values: &mut dyn Iterator<Item = &f64>| {
        let bytes: Vec<u8> = values.flat_map(|value| value.to_le_bytes()).collect();
        std::fs::write(folder.join(name), bytes).expect("room for the rows");
    };
    write("x", &mut x.iter());
    write("number", &mut number.iter());
    write("yes", &mut yes.iter());
}

/// Seconds of one fit, and what it minimised: mean squared error, penalised loss, inertia.
fn measure(model: &str, rows: usize) -> (f64, f64) {
    let (x, number, yes) = made(rows);
    let go_on = || true;
    let start = Instant::now();
    let solver: Box<dyn Solver> = match model {
        "linear" => {
            let problem = Supervised::number("y", (x.into(), number), None).expect("a problem");
            Box::new(LinearSolver::new(problem, 0.0, &go_on).expect("a solver"))
        }
        "logistic" => {
            let problem = Supervised::yes_no("y", (x.into(), yes), None).expect("a problem");
            Box::new(LogisticSolver::new(problem, 1.0, &go_on).expect("a solver"))
        }
        _ => {
            let centres = x.rows().into_iter().take(GROUPS).map(|row| row.to_vec()).collect();
            Box::new(KMeansSolver::from_centres(x.into_shared(), centres, &go_on).expect("a solver"))
        }
    };
    let limit = (model == "k-means").then_some(STEPS);
    let fitted = learn::fit(solver, limit, &go_on, &mut |_| true).expect("a fit");
    let seconds = start.elapsed().as_secs_f64();
    let last = fitted.curve.last().map_or(f64::NAN, |point| point.train);
    let figure = match &fitted.model {
        Model::Logistic { weights, .. } => {
            last * rows as f64 + weights.iter().map(|weight| weight * weight).sum::<f64>() / 2.0
        }
        _ => last,
    };
    (seconds, figure)
}

/// The fastest way of scikit-learn to the same figure: its solvers for logistic regression are tried with ever
/// smaller tolerances until the loss is within a millionth of the lowest; k-means in both precisions.
const SCRIPT: &str = r#"
import sys, time
import numpy as np
from sklearn.cluster import KMeans
from sklearn.linear_model import LinearRegression, LogisticRegression
model, folder = sys.argv[1:]
read = lambda name: np.fromfile(f"{folder}/{name}")
x = read("x").reshape(-1, 20)
def timed(fit):
    start = time.perf_counter()
    found = fit()
    return time.perf_counter() - start, found
if model == "linear":
    y = read("number")
    seconds, fit = timed(lambda: LinearRegression().fit(x, y))
    print(seconds, ((fit.predict(x) - y) ** 2).mean())
elif model == "logistic":
    y = read("yes")
    def loss(fit):
        z = x @ fit.coef_[0] + fit.intercept_[0]
        return np.logaddexp(0, z).sum() - (y * z).sum() + (fit.coef_ ** 2).sum() / 2
    lowest = loss(LogisticRegression(solver="newton-cholesky", tol=1e-10).fit(x, y))
    best = None
    for solver in ["lbfgs", "newton-cholesky"]:
        for tol in [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6]:
            way = LogisticRegression(solver=solver, tol=tol, max_iter=1000)
            seconds, fit = timed(lambda: way.fit(x, y))
            found = loss(fit)
            if found <= lowest * (1 + 1e-6):
                best = min(best or (seconds, found), (seconds, found))
                break
    print(*best)
else:
    runs = []
    for kind in [np.float64, np.float32]:
        z = x.astype(kind)
        way = KMeans(8, init=z[:8], n_init=1, max_iter=20, tol=0, algorithm="lloyd")
        seconds, fit = timed(lambda: way.fit(z))
        runs.append((seconds, float(fit.inertia_)))
    print(*min(runs))
"#;
