//! `cargo xtask run`: the window on the sample shop or, without a display, the same journey headless.

use std::path::{Path, PathBuf};

use crate::command::{Outcome, cargo};

pub(crate) fn run(root: &Path, arguments: &[String]) -> Outcome {
    let sample = root.join("sample_data/customers.csv");
    let file = arguments.first().map_or(sample, |file| root_or_here(file));
    if has_display() {
        return clientele(root, &[&shown(&file)]);
    }
    if !arguments.is_empty() {
        return Err(
            "there is no display here, so no window can open; the commands in README.md work without \
                    one, for example `cargo run -- profile FILE`"
                .to_owned(),
        );
    }
    println!("There is no display here, so the journey on the sample shop runs without a window.");
    headless(root)
}

/// Look, learn, score new customers, group: each as its own command, as a colleague would type it.
fn headless(root: &Path) -> Outcome {
    let results = target(root).join("sample-results");
    let [answers, groups, scored] =
        ["who-answers", "groups", "new_customers_scored.csv"].map(|name| shown(&results.join(name)));
    let model = shown(&results.join("who-answers").join("model.clientele"));
    std::fs::create_dir_all(&results).map_err(|error| format!("{}: {error}", results.display()))?;
    let (customers, new) = ("sample_data/customers.csv", "sample_data/new_customers.csv");
    clientele(root, &["profile", customers])?;
    clientele(
        root,
        &[
            "train",
            customers,
            "--target",
            "answered",
            "--positive",
            "yes",
            "--drop",
            "next_spend",
            "--out",
            &answers,
            "--force",
        ],
    )?;
    clientele(root, &["score", &model, new, "--out", &scored, "--force"])?;
    clientele(root, &["segment", customers, "--out", &groups, "--force"])?;
    println!(
        "\nWho will answer:      {answers}\n                      (report.html to read, predictions.csv to use)"
    );
    println!("New customers scored: {scored}\nGroups:               {groups}");
    Ok(())
}

fn clientele(root: &Path, arguments: &[&str]) -> Outcome {
    let line =
        cargo(root, &["run", "--quiet", "--package", "clientele", "--"]).and(arguments.iter().copied());
    println!("\n$ clientele {}", arguments.join(" "));
    line.run()
}

/// A display server to open a window on; other systems than Linux always have one.
fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(not(target_os = "linux")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// A file as typed: seen from where the user stands, since cargo runs in the workspace.
fn root_or_here(file: &str) -> PathBuf {
    std::env::current_dir().map_or_else(|_| PathBuf::from(file), |here| here.join(file))
}

/// Where cargo builds, by its own variable.
fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
