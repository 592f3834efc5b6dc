//! Neural nets from the file to the list, with a trainer that is this very program: started with `CLIENTELE_FAKE`
//! it plays a trainer that dies, stalls, or speaks a later version. With `-- --ignored` the real trainer is used
//! instead, which must have been built (`cargo xtask test` does).
//!
//! A program of its own, without the usual test harness, whose words on standard output would be taken for the
//! trainer's.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a journey ends where it cannot go on, and says so"
)]

mod broken;
mod fake;
#[path = "../program/common/program.rs"]
#[expect(dead_code, reason = "the other journeys use more of it")]
mod program;
mod real;

use std::panic;
use std::process::ExitCode;

/// A test by name.
type Test = (&'static str, fn());

fn main() -> ExitCode {
    if let Ok(part) = std::env::var(fake::VARIABLE) {
        return fake::play(&part);
    }
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|word| word == "--list") {
        return ExitCode::SUCCESS;
    }
    let with_trainer = words.iter().any(|word| word == "--ignored");
    let wanted: Vec<&String> = words.iter().filter(|word| !word.starts_with('-')).collect();
    let tests = if with_trainer { real::TESTS } else { broken::TESTS };
    let mut failed = 0;
    for (name, test) in tests {
        if !wanted.is_empty() && !wanted.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        let passed = panic::catch_unwind(test).is_ok();
        println!("test {name} ... {}", if passed { "ok" } else { "FAILED" });
        failed += u32::from(!passed);
    }
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
