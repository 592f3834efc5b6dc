//! Rare answers that count more while learning: nobody but training customers is touched, and chances match the
//! real rate.

use crate::common::program::{Csv, Desk};

const TRAIN: [&str; 8] =
    ["train", "customers.csv", "--target", "answered", "--drop", "next_spend", "--drop", "name"];

fn train(desk: &Desk, out: &str, more: &[&str]) -> Csv {
    desk.done(&[&TRAIN[..], more, &["--out", out]].concat());
    Csv::read(&desk.text(&format!("{out}/predictions.csv")))
}

#[test]
fn chances_match_the_real_rate_on_customers_it_never_saw() {
    let desk = Desk::with_samples();
    let plain = train(&desk, "plain", &[]);
    for (out, balance) in [("weights", "weights"), ("drawn", "oversample")] {
        let scored = train(&desk, out, &["--balance", balance]);
        assert_eq!(scored.rows.len(), plain.rows.len(), "nobody is added or lost");
        assert_eq!(scored.column("split"), plain.column("split"), "the split knows nothing of it");
        let (splits, answers, chances) =
            (scored.column("split"), scored.column("answered"), scored.numbers("probability"));
        let rows: Vec<usize> = (0..splits.len()).filter(|row| splits[*row] != "train").collect();
        let said: f64 = rows.iter().map(|row| chances[*row]).sum();
        let came = rows.iter().filter(|row| answers[**row] == "yes").count() as f64;
        let spread = rows.iter().map(|row| chances[*row] * (1.0 - chances[*row])).sum::<f64>().sqrt();
        assert!((said - came).abs() < 3.0 * spread, "{balance}: {said:.1} said, {came} came, {spread:.1}");
        // Unmapped, the mean chance would be near a half.
        assert!(said / (rows.len() as f64) < 0.25);
        let metrics = desk.json(&format!("{out}/metrics.json"));
        assert!(metrics["test"]["auc"].as_f64().unwrap() > 0.6);
        assert!(desk.text(&format!("{out}/recipe.toml")).contains(&format!("balance = \"{balance}\"")));
        // The saved model says the same of the same customers.
        let model = format!("{out}/model.clientele");
        let again = format!("{out}.csv");
        desk.done(&["score", &model, "customers.csv", "--out", &again]);
        assert_eq!(Csv::read(&desk.text(&again)).column("probability"), scored.column("probability"));
    }
    assert_eq!(desk.text("plain/recipe.toml").matches("balance").count(), 0);
}

#[test]
fn the_same_seed_draws_the_same_customers_and_folds_are_balanced_too() {
    let desk = Desk::with_samples();
    let more = ["--balance", "oversample", "--folds", "3"];
    let one = train(&desk, "one", &more);
    let two = train(&desk, "two", &more);
    assert_eq!(one.column("probability"), two.column("probability"));
    let by_flag = train(&desk, "flag", &["--class-weights"]);
    let by_name = train(&desk, "name", &["--set", "model.balance=weights"]);
    assert_eq!(by_flag.column("probability"), by_name.column("probability"));
    // A fold judges rows as they are: its Brier score is near that of the test rows, not that of a half.
    let metrics = desk.json("one/metrics.json");
    let (fold, test) = (&metrics["cv"]["brier"]["mean"], &metrics["test"]["brier"]);
    assert!((fold.as_f64().unwrap() - test.as_f64().unwrap()).abs() < 0.03, "{metrics}");
}

#[test]
fn a_number_has_no_rare_answer() {
    let desk = Desk::with_samples();
    let said = desk.run(&[
        "train",
        "customers.csv",
        "--target",
        "next_spend",
        "--balance",
        "weights",
        "--out",
        "out",
    ]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.lines().count() <= 3, "{said:?}");
    let said =
        desk.run(&[&TRAIN[..], &["--balance", "oversample", "--class-weights", "--out", "out"]].concat());
    assert_eq!(said.code, 2, "{said:?}");
}
