//! The other questions and the other ways of judging: numbers, groups, folds, nobody left to judge.

use clientele::simulate::files::{SAMPLE_CUSTOMERS, SAMPLE_SEED};
use clientele::simulate::truth::NEXT_SPEND_NOISE;
use clientele::simulate::{expected_next_spend, shop};
use serde_json::Value;

use crate::common::program::{Csv, Desk};

fn close(found: &Value, expected: f64, tolerance: f64, what: &str) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{what} is {found}"));
    assert!((found - expected).abs() <= tolerance, "{what}: {found} instead of {expected}");
}

#[test]
fn a_number_is_predicted_nearly_as_well_as_its_noise_allows() {
    let desk = Desk::with_samples();
    let said = desk.done(&[
        "train",
        "customers.csv",
        "--target",
        "next_spend",
        "--drop",
        "answered",
        "--drop",
        "name",
        "--out",
        "out",
    ]);
    assert!(said.out.contains("RMSE"), "{said:?}");
    let (metrics, scored) = (desk.json("out/metrics.json"), Csv::read(&desk.text("out/predictions.csv")));
    assert_eq!((&metrics["task"], &metrics["model"]), (&"number".into(), &"linear".into()));
    let width = scored.names.len();
    assert_eq!(scored.names[width - 2..], ["split", "prediction"]);
    let (splits, truth, found) =
        (scored.column("split"), scored.numbers("next_spend"), scored.numbers("prediction"));
    let rows: Vec<usize> = (0..truth.len()).filter(|row| splits[*row] == "test").collect();
    let n = rows.len() as f64;
    let mean = |of: &dyn Fn(usize) -> f64| rows.iter().map(|row| of(*row)).sum::<f64>() / n;
    let squares = mean(&|row| (truth[row] - found[row]).powi(2));
    let train: Vec<f64> =
        (0..truth.len()).filter(|row| splits[*row] == "train").map(|row| truth[row]).collect();
    let average = train.iter().sum::<f64>() / train.len() as f64;
    let spread = mean(&|row| (truth[row] - average).powi(2));
    close(&metrics["test"]["rmse"], squares.sqrt(), 1e-9, "RMSE");
    close(&metrics["test"]["mae"], mean(&|row| (truth[row] - found[row]).abs()), 1e-9, "MAE");
    close(&metrics["baseline"]["rmse"], spread.sqrt(), 1e-9, "RMSE of the average");
    // The truth misses by its noise and nothing else; a fitted plane misses by a little more.
    let expected: std::collections::BTreeMap<String, f64> = shop(SAMPLE_SEED, SAMPLE_CUSTOMERS)
        .customers
        .iter()
        .map(|customer| (customer.id.clone(), expected_next_spend(customer)))
        .collect();
    let ids = scored.column("customer_id");
    let by_truth = mean(&|row| (truth[row] - expected[ids[row]]).powi(2)).sqrt();
    // The noise is cut off where a spend would fall below 0, so it is a little less than written.
    assert!((0.8..1.05).contains(&(by_truth / NEXT_SPEND_NOISE)), "the truth misses by {by_truth:.1}");
    let ratio = squares.sqrt() / by_truth;
    assert!((0.97..1.08).contains(&ratio), "RMSE {:.2}, by the truth {by_truth:.2}", squares.sqrt());
}

#[test]
fn a_number_without_restraint_has_the_normal_equations() {
    // y = 3 + 2·a − 0.5·b exactly: the fit must give these very weights, in the columns' own units.
    let desk = Desk::new();
    let mut text = String::from("a,b,y\n");
    for row in 0..200_u32 {
        let (a, b) = (f64::from(row * 37 % 101), f64::from(row * 53 % 97) / 10.0);
        text.push_str(&format!("{a},{b},{}\n", 3.0 + 2.0 * a - 0.5 * b));
    }
    desk.write("plane.csv", text);
    desk.done(&["train", "plane.csv", "--target", "y", "--out", "out"]);
    let metrics = desk.json("out/metrics.json");
    for (place, (name, weight)) in [("(intercept)", 3.0), ("a", 2.0), ("b", -0.5)].into_iter().enumerate() {
        let found = &metrics["coefficients"][place];
        assert_eq!(found["name"], name);
        close(&found["estimate"], weight, 1e-8, name);
    }
    close(&metrics["test"]["r2"], 1.0, 1e-12, "R²");
}

#[test]
fn without_a_split_everybody_learns_and_only_training_is_reported() {
    let desk = Desk::with_samples();
    desk.done(&[
        "train",
        "customers.csv",
        "--target",
        "answered",
        "--drop",
        "next_spend",
        "--split",
        "none",
        "--out",
        "out",
    ]);
    let metrics = desk.json("out/metrics.json");
    let rows = Csv::read(&desk.text("customers.csv")).rows.len();
    assert_eq!(metrics["rows"]["train"], rows);
    assert_eq!((&metrics["rows"]["valid"], &metrics["rows"]["test"]), (&0.into(), &0.into()));
    for part in ["valid", "test", "baseline"] {
        assert!(metrics.get(part).is_none(), "{part} is reported");
    }
    assert!(metrics["train"]["auc"].is_number());
    let scored = Csv::read(&desk.text("out/predictions.csv"));
    assert!(scored.column("split").into_iter().all(|split| split == "train"));
}

#[test]
fn folds_are_rows_by_their_index() {
    let desk = Desk::with_samples();
    // One column, so that a fold can be trained again by hand: the rows of the other folds, without a split.
    let table = Csv::read(&desk.text("telecom.csv"));
    let (months, left) = (table.column("months"), table.column("left"));
    let rows: Vec<String> =
        months.iter().zip(&left).map(|(months, left)| format!("{months},{left}\n")).collect();
    desk.write("two.csv", format!("months,left\n{}", rows.concat()));
    desk.done(&["train", "two.csv", "--target", "left", "--folds", "3", "--out", "out"]);
    let metrics = desk.json("out/metrics.json");
    assert_eq!(metrics["cv"]["folds"], 3);
    let mut found = Vec::new();
    for fold in 0..3 {
        let keep = |inside: bool| -> String {
            let rows = rows.iter().enumerate().filter(|(row, _)| (row % 3 == fold) == inside);
            format!("months,left\n{}", rows.map(|(_, row)| row.as_str()).collect::<String>())
        };
        desk.write("learn.csv", keep(false));
        desk.write("judge.csv", keep(true));
        let out = format!("fold{fold}");
        desk.done(&["train", "learn.csv", "--target", "left", "--split", "none", "--out", &out]);
        desk.done(&[
            "score",
            &format!("{out}/model.clientele"),
            "judge.csv",
            "--out",
            "judged.csv",
            "--force",
        ]);
        let judged = Csv::read(&desk.text("judged.csv"));
        let scored: Vec<(f64, bool)> = judged
            .numbers("probability")
            .into_iter()
            .zip(judged.column("left"))
            .map(|(chance, left)| (chance, left == "yes"))
            .collect();
        found.push(super::headless::auc(&scored));
    }
    let mean = found.iter().sum::<f64>() / 3.0;
    let sd = (found.iter().map(|auc| (auc - mean).powi(2)).sum::<f64>() / 2.0).sqrt();
    close(&metrics["cv"]["auc"]["mean"], mean, 1e-4, "mean AUC over folds");
    close(&metrics["cv"]["auc"]["sd"], sd, 1e-4, "spread of the AUC over folds");
}

#[test]
fn groups_are_found_and_every_customer_is_in_the_nearest() {
    let desk = Desk::new();
    // Three clouds far apart, of 60, 40 and 20 customers, mixed by row.
    let mut text = String::from("id,x,y\n");
    let mut clouds = Vec::new();
    for row in 0..120_u32 {
        let cloud = [0, 1, 0, 2, 0, 1][row as usize % 6];
        let (cx, cy) = [(0.0, 0.0), (100.0, 0.0), (0.0, 100.0)][cloud];
        let (dx, dy) = (f64::from(row * 7 % 11) / 5.0, f64::from(row * 5 % 13) / 6.0);
        text.push_str(&format!("P{row:03},{},{}\n", cx + dx, cy + dy));
        clouds.push(cloud);
    }
    desk.write("clouds.csv", text);
    for (k, out) in [("3", "three"), ("auto", "auto")] {
        desk.done(&["segment", "clouds.csv", "--k", k, "--columns", "x,y", "--out", out]);
        let metrics = desk.json(&format!("{out}/metrics.json"));
        assert_eq!((&metrics["task"], &metrics["k"]), (&"segments".into(), &3.into()), "{out}");
        let scored = Csv::read(&desk.text(&format!("{out}/predictions.csv")));
        let groups = scored.column("segment");
        // By size: 60, then 40, then 20.
        assert!(groups.iter().zip(&clouds).all(|(group, cloud)| *group == (cloud + 1).to_string()));
        let sizes: Vec<u64> =
            metrics["segments"].as_array().unwrap().iter().map(|s| s["rows"].as_u64().unwrap()).collect();
        assert_eq!(sizes, [60, 40, 20]);
        assert!(scored.names.ends_with(&["segment".into(), "segment_name".into(), "distance".into()]));
        let squares: f64 = scored.numbers("distance").iter().map(|distance| distance * distance).sum();
        // Distances are written with six digits.
        close(&metrics["inertia"], squares, 1e-3, "inertia");
        assert!(metrics["silhouette"].as_f64().unwrap() > 0.9);
        assert_eq!(metrics["silhouette_rows"], 120);
    }
    // A saved model puts the same people into the same groups.
    desk.done(&["score", "three/model.clientele", "clouds.csv", "--out", "scored.csv"]);
    let (first, again) =
        (Csv::read(&desk.text("three/predictions.csv")), Csv::read(&desk.text("scored.csv")));
    for name in ["segment", "segment_name", "distance"] {
        assert_eq!(first.column(name), again.column(name), "{name}");
    }
}

#[test]
fn groups_of_the_shop_come_with_names_and_a_page() {
    let desk = Desk::with_samples();
    let said =
        desk.done(&["segment", "customers.csv", "--k", "4", "--scale", "log", "--out", "out", "--json"]);
    assert!(said.out.lines().last().unwrap().contains("finished"));
    let metrics = desk.json("out/metrics.json");
    let segments = metrics["segments"].as_array().unwrap();
    assert_eq!(segments.len(), 4);
    let total: u64 = segments.iter().map(|segment| segment["rows"].as_u64().unwrap()).sum();
    assert_eq!(total, metrics["rows"]["train"].as_u64().unwrap());
    assert!(segments.iter().all(|segment| segment["name"].as_str().is_some_and(|name| !name.is_empty())));
    assert!(desk.text("out/report.html").contains("<svg"));
    desk.done(&["run", "out/recipe.toml", "--out", "again"]);
    assert!(desk.bytes("out/metrics.json") == desk.bytes("again/metrics.json"));
    assert!(desk.bytes("out/predictions.csv") == desk.bytes("again/predictions.csv"));
}

#[test]
fn a_penalty_is_found_shown_kept_and_found_again() {
    let desk = Desk::with_samples();
    let train = ["train", "telecom.csv", "--target", "left", "--penalty", "auto", "--folds", "3", "--out"];
    desk.done(&[&train[..], &["out"]].concat());
    let metrics = desk.json("out/metrics.json");
    let search = &metrics["penalty_search"];
    let tried = search["tried"].as_array().unwrap();
    let loss = |one: &serde_json::Value| one["loss"].as_f64().unwrap();
    let best = tried.iter().min_by(|a, b| loss(a).total_cmp(&loss(b))).unwrap();
    assert_eq!(metrics["penalty"], best["penalty"]);
    assert_eq!((&search["folds"], &search["rule"]), (&5.into(), &"minimum".into()));
    // Found anew in each fold.
    assert_eq!(search["cv"].as_array().unwrap().len(), 3);
    assert_eq!(desk.json("out/model.clientele")["penalty"], metrics["penalty"]);
    assert!(desk.text("out/report.html").contains("Found on 5 folds of the customers who learned"));
    assert!(desk.text("out/recipe.toml").contains("penalty = \"auto\""));
    desk.done(&["run", "out/recipe.toml", "--out", "again"]);
    assert!(desk.bytes("out/metrics.json") == desk.bytes("again/metrics.json"));
    // The same as that number, given.
    let number = metrics["penalty"].to_string();
    let given = ["train", "telecom.csv", "--target", "left", "--penalty", &number, "--out", "given"];
    desk.done(&given);
    assert_eq!(desk.json("given/metrics.json")["coefficients"], metrics["coefficients"]);
    assert!(desk.json("given/metrics.json").get("penalty_search").is_none());
}

#[test]
fn a_recipe_key_is_set_from_the_command_line() {
    let desk = Desk::with_samples();
    let train = ["train", "telecom.csv", "--target", "left", "--out"];
    desk.done(&[&train[..], &["flag", "--penalty", "50"]].concat());
    desk.done(&[&train[..], &["set", "--set", "model.penalty=50"]].concat());
    desk.done(&[&train[..], &["usual"]].concat());
    assert!(desk.bytes("flag/metrics.json") == desk.bytes("set/metrics.json"));
    assert!(desk.bytes("flag/metrics.json") != desk.bytes("usual/metrics.json"));
    assert!(desk.text("set/recipe.toml").contains("penalty = 50"));
}
