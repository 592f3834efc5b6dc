//! `cargo xtask test`: what CI checks, in order, quick checks first, until the first failure.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::command::{Line, Outcome, cargo};
use crate::libtorch;

struct Check {
    name: &'static str,
    line: Line,
    /// Why it can be left out here, if its tool is missing.
    skip: Option<String>,
}

pub(crate) fn run(root: &Path) -> Outcome {
    let start = Instant::now();
    let mut report = Vec::new();
    let mut skipped = 0;
    let deny = no_deny(root).map(str::to_owned);
    for check in checks(root, deny, libtorch::require(root)) {
        if let Some(why) = check.skip {
            skipped += 1;
            println!("\n== {}: skipped, {why}", check.name);
            report.push(format!("{:>8}  {} ({why})", "skipped", check.name));
            continue;
        }
        println!("\n== {}: {}", check.name, check.line);
        let begin = Instant::now();
        check.line.run().map_err(|why| {
            println!("\n{}", report.join("\n"));
            format!("{} failed after {}: {why}", check.name, clock(start.elapsed()))
        })?;
        report.push(format!("{:>8}  {}", clock(begin.elapsed()), check.name));
    }
    let all = match skipped {
        0 => "All checks passed".to_owned(),
        n => format!("{n} skipped, all others passed"),
    };
    println!("\n{}\n\n{all} in {}.", report.join("\n"), clock(start.elapsed()));
    Ok(())
}

/// Why cargo-deny cannot be used here, if it cannot. It looks at every system the program is built for, so the
/// crates of the others must be here too, and it must not fetch them itself.
fn no_deny(root: &Path) -> Option<&'static str> {
    if !cargo(root, &["deny", "--version"]).works() {
        Some("cargo-deny is not installed here")
    } else if !cargo(root, &["fetch", "--locked"]).works() {
        Some("the crates of other systems could not be fetched")
    } else {
        None
    }
}

/// The trainer is checked by calls of its own: it alone needs libtorch.
fn checks(root: &Path, no_deny: Option<String>, torch: Result<PathBuf, String>) -> Vec<Check> {
    let check = |name, arguments: &[&str]| Check { name, line: cargo(root, arguments), skip: None };
    let deny = cargo(root, &["deny", "--offline", "check", "bans", "licenses", "sources"]);
    let most = ["--workspace", "--exclude", "clientele-neural"];
    let rest = |name, before: &[&str], after: &[&str]| check(name, &[before, &most, after].concat());
    let mut all = vec![
        check("format", &["fmt", "--all", "--", "--check"]),
        rest("lints", &["clippy"], &["--all-targets", "--", "-D", "warnings"]),
        rest("tests", &["test"], &["--lib", "--bins", "--tests", "--examples"]),
        rest("doc tests", &["test"], &["--doc"]),
        rest("docs", &["doc"], &["--no-deps"]),
        Check { name: "dependencies", line: deny, skip: no_deny },
    ];
    for check in all.iter_mut().filter(|check| check.name == "docs") {
        check.line = std::mem::replace(&mut check.line, cargo(root, &[])).with("RUSTDOCFLAGS", "-D warnings");
    }
    let (torch, skip) = match torch {
        Ok(folder) => (folder, None),
        Err(why) => (PathBuf::new(), Some(why)),
    };
    let trainer: [(&str, &[&str]); 4] = [
        ("trainer: lints", &["clippy", "-p", "clientele-neural", "--all-targets", "--", "-D", "warnings"]),
        ("trainer: tests", &["test", "-p", "clientele-neural"]),
        ("trainer: build", &["build", "-p", "clientele-neural"]),
        ("trainer: with the app", &["test", "-p", "clientele", "--test", "neural", "--", "--ignored"]),
    ];
    all.extend(trainer.map(|(name, arguments)| {
        let line = libtorch::cargo_with(root, &torch, arguments);
        Check { name, line, skip: skip.clone() }
    }));
    all
}

/// `4 m 07 s` or `3.2 s`.
fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds >= 60 {
        format!("{} m {:02} s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_at_a_glance() {
        assert_eq!(clock(Duration::from_millis(3_240)), "3.2 s");
        assert_eq!(clock(Duration::from_secs(247)), "4 m 07 s");
    }

    #[test]
    fn every_check_of_ci_is_there_and_lints_are_errors() {
        let torch = || Ok(PathBuf::from("torch"));
        let lines: Vec<String> =
            checks(Path::new("."), None, torch()).iter().map(|check| check.line.to_string()).collect();
        let has = |words: &str| lines.iter().any(|line| line.contains(words));
        for words in [
            "fmt --all -- --check",
            "clippy --workspace --exclude clientele-neural --all-targets -- -D warnings",
            "test --workspace --exclude clientele-neural --lib",
            "--doc",
            "RUSTDOCFLAGS='-D warnings' cargo doc",
            "deny",
            "LIBTORCH='torch' cargo clippy -p clientele-neural --all-targets -- -D warnings",
            "cargo test -p clientele-neural",
            "--test neural -- --ignored",
        ] {
            assert!(has(words), "{words} is missing in {lines:#?}");
        }
    }

    #[test]
    fn without_libtorch_the_checks_of_the_trainer_are_skipped_by_name() {
        let all = checks(Path::new("."), None, Err("there is no network".to_owned()));
        let (skipped, run): (Vec<_>, Vec<_>) = all.iter().partition(|check| check.skip.is_some());
        assert_eq!(skipped.len(), 4);
        assert!(skipped.iter().all(|check| check.name.starts_with("trainer: ")));
        assert!(skipped.iter().all(|check| check.skip.as_deref() == Some("there is no network")));
        assert!(run.iter().all(|check| !check.line.to_string().contains("LIBTORCH")));
    }
}
