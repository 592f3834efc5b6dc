//! Tables on which a fit without a penalty has no answer, many answers, or one that overflows.

use serde_json::Value;

use super::refused;
use crate::common::program::{Desk, Said};

/// A table of columns, by a function of row and column.
fn table(names: &[&str], rows: usize, cell: impl Fn(usize, usize) -> String) -> String {
    let mut text = names.join(",") + "\n";
    for row in 0..rows {
        let cells: Vec<String> = (0..names.len()).map(|column| cell(row, column)).collect();
        text += &(cells.join(",") + "\n");
    }
    text
}

/// A number that follows no rule a model could find.
fn noise(row: usize, column: usize) -> usize {
    (row + 7) * (column + 3) * 7919 % 101
}

/// Trains without a penalty on every row.
fn fit(desk: &Desk, text: &str, more: &[&str]) -> (Said, Value) {
    desk.write("t.csv", text);
    let plain = ["train", "t.csv", "--penalty", "0", "--split", "none", "--out", "out", "--force"];
    let said = desk.done(&[&plain[..], more].concat());
    (said, desk.json("out/metrics.json"))
}

fn coefficient<'a>(metrics: &'a Value, name: &str) -> Option<&'a Value> {
    metrics["coefficients"].as_array().unwrap().iter().find(|one| one["name"] == name)
}

/// No figure is beyond what can be written.
fn all_finite(metrics: &Value) {
    for one in metrics["coefficients"].as_array().unwrap() {
        assert!(one["estimate"].as_f64().is_some_and(f64::is_finite), "{one}");
    }
}

#[test]
fn a_total_of_other_columns_is_left_out_and_its_parts_named() {
    let desk = Desk::new();
    let text = table(&["A", "B", "TotalX", "y"], 60, |row, column| {
        let (a, b) = (noise(row, 0), noise(row, 1));
        [a, b, a + b, 3 * a + noise(row, 5) % 7][column].to_string()
    });
    let (said, metrics) = fit(&desk, &text, &["--target", "y"]);
    assert!(said.out.contains("“TotalX” follows exactly from “A” and “B”, so it was left out"), "{said:?}");
    assert!(coefficient(&metrics, "TotalX").is_none());
    let a = coefficient(&metrics, "A").unwrap();
    assert!((a["estimate"].as_f64().unwrap() - 3.0).abs() < 0.1 && a["std_error"].is_f64(), "{a}");
    assert!(desk.text("out/report.html").contains("follows exactly from “A” and “B”"));
    // With a penalty all stay, and why there are no ranges is said.
    desk.done(&["train", "t.csv", "--target", "y", "--penalty", "1", "--out", "ridge"]);
    let metrics = desk.json("ridge/metrics.json");
    let total = coefficient(&metrics, "TotalX").unwrap();
    assert!(total["std_error"].is_null() && total["p_value"].is_null() && total["low"].is_null());
    assert!(desk.text("ridge/report.html").contains("A penalty holds these effects back"));
}

#[test]
fn more_columns_than_rows() {
    let desk = Desk::new();
    let names: Vec<String> = (0..20).map(|i| format!("c{i}")).chain(["y".to_owned()]).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let text = table(&names, 12, |row, column| {
        let mixed = (row as u64 * 64 + column as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 50).to_string()
    });
    let (said, metrics) = fit(&desk, &text, &["--target", "y"]);
    assert!(said.out.contains("no more customers to learn from than inputs"), "{said:?}");
    all_finite(&metrics);
    let known = metrics["coefficients"].as_array().unwrap();
    assert!(known.len() <= 12 && known.iter().all(|one| one["std_error"].is_null()), "{known:?}");
}

#[test]
fn constant_columns_identical_rows_and_giants() {
    let desk = Desk::new();
    let cell = |row: usize, column: usize| {
        ["7".to_owned(), noise(row, 1).to_string(), noise(row, 2).to_string()][column].clone()
    };
    let (_, metrics) = fit(&desk, &table(&["flat", "x", "y"], 40, cell), &["--target", "y"]);
    assert!(coefficient(&metrics, "flat").is_none() && coefficient(&metrics, "x").is_some());
    // The same customer forty times: nothing to learn.
    desk.write(
        "same.csv",
        table(&["x", "z", "y"], 40, |row, column| if column == 2 { row.to_string() } else { "5".to_owned() }),
    );
    refused(
        &desk,
        2,
        &["train", "same.csv", "--target", "y", "--penalty", "0", "--out", "no"],
        &["No column is left"],
    );
    // One customer far beyond all others, and units near both ends of what a number can hold.
    for (giant, unit) in [("1000000000000", ""), ("3", "e300"), ("3", "e-300")] {
        let text = table(&["x", "z", "y"], 40, |row, column| match (row, column) {
            (3, 0) => giant.to_owned() + unit,
            (_, 0) => format!("{}{unit}", noise(row, 0)),
            _ => noise(row, column).to_string(),
        });
        let (_, metrics) = fit(&desk, &text, &["--target", "y"]);
        all_finite(&metrics);
        assert!(coefficient(&metrics, "x").is_some(), "{unit}");
        let z = coefficient(&metrics, "z").unwrap();
        assert!(z["std_error"].as_f64().is_some_and(|error| error > 0.0 && error < 10.0), "{unit} {z}");
        assert!(metrics["train"]["r2"].as_f64().is_some_and(|r2| (0.0..=1.0).contains(&r2)), "{metrics}");
    }
}

#[test]
fn what_separates_the_answers_is_named_and_has_no_ranges() {
    let desk = Desk::new();
    // A number that says it all.
    let whole = table(&["score", "x", "bought"], 60, |row, column| {
        [
            noise(row, 0).to_string(),
            noise(row, 1).to_string(),
            if noise(row, 0) > 50 { "yes" } else { "no" }.to_owned(),
        ][column]
            .clone()
    });
    let (said, metrics) = fit(&desk, &whole, &["--target", "bought"]);
    for words in ["“score” tells the answers", "leave it out", "penalty of 1"] {
        assert!(said.out.contains(words), "{said:?}");
    }
    let unknown = |metrics: &Value| {
        metrics["coefficients"].as_array().unwrap().iter().all(|one| one["std_error"].is_null())
    };
    assert!(unknown(&metrics));
    all_finite(&metrics);
    // One value of a name is always yes, the others are mixed.
    let part = table(&["plan", "x", "bought"], 90, |row, column| {
        let plan = ["basic", "gold", "plus"][row % 3];
        let yes = plan == "gold" || noise(row, 4) > 50;
        [plan.to_owned(), noise(row, 1).to_string(), if yes { "yes" } else { "no" }.to_owned()][column]
            .clone()
    });
    let (said, metrics) = fit(&desk, &part, &["--target", "bought"]);
    assert!(said.out.contains("“plan=gold” tells the answers"), "{said:?}");
    assert!(unknown(&metrics));
    // The way out works.
    desk.done(&[
        "train",
        "t.csv",
        "--target",
        "bought",
        "--penalty",
        "1",
        "--split",
        "none",
        "--out",
        "held",
    ]);
    let held = desk.json("held/metrics.json");
    assert!(coefficient(&held, "plan=gold").unwrap()["estimate"].as_f64().unwrap().abs() < 20.0);
}

#[test]
fn two_rows_of_an_answer_are_the_least() {
    let desk = Desk::new();
    let rows = |yes: usize| {
        table(&["x", "bought"], 40, |row, column| {
            if column == 0 {
                noise(row, 0).to_string()
            } else {
                if row % 17 == 5 && row / 17 < yes { "yes" } else { "no" }.to_owned()
            }
        })
    };
    let (_, metrics) = fit(&desk, &rows(2), &["--target", "bought"]);
    all_finite(&metrics);
    desk.write("one.csv", rows(1));
    let one = ["train", "one.csv", "--target", "bought", "--penalty", "0", "--split", "none", "--out", "no"];
    refused(&desk, 2, &one, &["1 training row", "2 are needed"]);
}

#[test]
fn too_many_columns_are_refused_with_the_figure_and_a_way_out() {
    let desk = Desk::new();
    let names: Vec<String> = (0..15_000).map(|i| format!("c{i}")).chain(["y".to_owned()]).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let width = names.len();
    desk.write(
        "wide.csv",
        table(&names, 12, |row, column| {
            if column + 1 == width {
                (row * row).to_string()
            } else {
                usize::from(noise(row, column) % 5 < 2).to_string()
            }
        }),
    );
    let wide = ["train", "wide.csv", "--target", "y", "--split", "none", "--out", "no"];
    refused(&desk, 2, &wide, &["GB of memory", "Keep at most 10,000 columns"]);
}
