//! `cargo xtask test`: what CI checks, in order, quick checks first, until the first failure.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::command::{Line, Outcome, cargo};

struct Check {
    name: &'static str,
    line: Line,
    /// Why it can be left out here, if its tool is missing.
    skip: Option<&'static str>,
}

pub(crate) fn run(root: &Path) -> Outcome {
    let start = Instant::now();
    let mut report = Vec::new();
    for check in checks(root, no_deny(root)) {
        if let Some(why) = check.skip {
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
    println!("\n{}\n\nAll checks passed in {}.", report.join("\n"), clock(start.elapsed()));
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

fn checks(root: &Path, no_deny: Option<&'static str>) -> Vec<Check> {
    let check = |name, arguments: &[&str]| Check { name, line: cargo(root, arguments), skip: None };
    let deny = cargo(root, &["deny", "--offline", "check", "bans", "licenses", "sources"]);
    let doc = cargo(root, &["doc", "--workspace", "--no-deps"]).with("RUSTDOCFLAGS", "-D warnings");
    vec![
        check("format", &["fmt", "--all", "--", "--check"]),
        check("lints", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        check("tests", &["test", "--workspace", "--lib", "--bins", "--tests", "--examples"]),
        check("doc tests", &["test", "--workspace", "--doc"]),
        Check { name: "docs", line: doc, skip: None },
        Check { name: "dependencies", line: deny, skip: no_deny },
    ]
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
        let lines: Vec<String> =
            checks(Path::new("."), None).iter().map(|check| check.line.to_string()).collect();
        let has = |words: &str| lines.iter().any(|line| line.contains(words));
        for words in [
            "fmt --all -- --check",
            "clippy",
            "-D warnings",
            "test --workspace",
            "--doc",
            "cargo doc",
            "deny",
        ] {
            assert!(has(words), "{words} is missing in {lines:#?}");
        }
    }
}
