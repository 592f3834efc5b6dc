//! How long the program takes from its start to its first frame, by the program itself.
//! Run with `cargo bench --bench startup`; needs a screen.

#![expect(clippy::print_stdout, reason = "a bench reports on the terminal")]
#![expect(clippy::expect_used, reason = "a bench that cannot run should stop loudly")]

#[path = "made/asked.rs"]
mod asked;
#[path = "made/figures.rs"]
mod figures;

use std::process::{Command, Stdio};
use std::time::Instant;

const RUNS: usize = 10;

fn main() {
    if !asked::is_asked_for() {
        return;
    }
    let screen = cfg!(any(windows, target_os = "macos"))
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|it| !it.is_empty()));
    if !screen {
        println!(
            "startup: no screen here, nothing measured (on Linux: xvfb-run cargo bench --bench startup)"
        );
        return;
    }
    let home = tempfile::tempdir().expect("a folder for settings");
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        let start = Instant::now();
        let output = Command::new(env!("CARGO_BIN_EXE_clientele"))
            .env("CLIENTELE_MEASURE_FIRST_FRAME", "1")
            .env("CLIENTELE_HOME", home.path())
            .stderr(Stdio::inherit())
            .output()
            .expect("the program starts");
        outside.push(start.elapsed().as_secs_f64() * 1e3);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let figure = said.split_whitespace().find_map(|word| word.parse::<f64>().ok());
        let Some(figure) = figure else {
            println!("startup: run {} said {said:?} and left with {}", run + 1, output.status);
            return;
        };
        inside.push(figure);
    }
    for (what, mut took) in [("first frame", inside), ("start to end", outside)] {
        let first = took.first().copied().unwrap_or(f64::NAN);
        took.sort_by(f64::total_cmp);
        let [half, all] = [0.5, 1.0].map(|at| figures::quantile(&took, at));
        println!(
            "{what:<14} {RUNS} runs  {half:>7.0} ms median  {all:>7.0} ms most  {first:>7.0} ms the first time"
        );
    }
}
