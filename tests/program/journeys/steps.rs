//! Cleaning steps headless: asked for on the command line, kept in the recipe and the model, replayed on a new file.

use crate::common::program::{Csv, Desk};

const STEPS: [&str; 7] = [
    "steps+={do=\"rename\", column=\"signup_date\", to=\"since\"}",
    "steps+={do=\"days-since\", column=\"since\", until={day=\"2025-06-30\"}}",
    "steps+={do=\"outliers\", column=\"spend_12m\", limits={percentiles={low=0, high=95}}, then=\"clip\"}",
    "steps+={do=\"log\", column=\"spend_12m\"}",
    "steps+={do=\"group-rare\", column=\"city\", keep={share=0.05}, name=\"elsewhere\"}",
    "steps+={do=\"bins\", column=\"age\", by={edges=[30, 45, 60]}}",
    "steps+={do=\"keep-rows\", column=\"channel\", when={none-of=[\"Social\"]}}",
];

fn trained(desk: &Desk) {
    let mut arguments = vec![
        "train",
        "customers.csv",
        "--target",
        "answered",
        "--positive",
        "yes",
        "--drop",
        "next_spend",
        "--out",
        "out",
    ];
    for step in STEPS {
        arguments.extend(["--set", step]);
    }
    desk.done(&arguments);
}

#[test]
fn steps_are_learned_kept_and_replayed() {
    let desk = Desk::with_samples();
    trained(&desk);
    let customers = Csv::read(&desk.text("customers.csv"));
    let predictions = Csv::read(&desk.text("out/predictions.csv"));
    assert_eq!(predictions.names[..customers.names.len()], customers.names, "exports know no step");
    for (row, source) in predictions.rows.iter().zip(&customers.rows) {
        assert_eq!(row[..source.len()], source[..]);
    }
    // Rows are taken out of training alone, and every row has a chance.
    let (splits, channels) = (predictions.column("split"), customers.column("channel"));
    for (split, channel) in splits.iter().zip(channels) {
        assert_eq!(*split == "dropped", channel == "social", "{channel}");
    }
    // The 95th percentile of training rows, by hand (type 7), is what the model keeps.
    let spend = customers.column("spend_12m");
    let mut train: Vec<f64> = (0..splits.len())
        .filter(|row| splits[*row] == "train")
        .filter_map(|row| spend[row].parse().ok())
        .collect();
    train.sort_by(f64::total_cmp);
    let h = (train.len() - 1) as f64 * 0.95;
    let (low, high) = (train[h.floor() as usize], train[h.floor() as usize + 1]);
    let expected = low + (high - low) * h.fract();
    let model = desk.json("out/model.clientele");
    let steps = model["steps"].as_array().unwrap();
    let found = steps.iter().find_map(|step| step["figures"]["limits"]["high"].as_f64()).unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} {expected}");
    // The recipe repeats the run; the file scored as a new one gives the same chances.
    desk.done(&["run", "out/recipe.toml", "--out", "again"]);
    assert_eq!(desk.text("again/predictions.csv"), desk.text("out/predictions.csv"));
    desk.done(&["score", "out/model.clientele", "customers.csv", "--out", "scored.csv"]);
    let scored = Csv::read(&desk.text("scored.csv"));
    assert_eq!(scored.column("probability"), predictions.column("probability"));
    // A switched-off step is out of the way.
    desk.done(&["run", "out/recipe.toml", "--set", "steps.8.on=false", "--out", "all"]);
    assert!(!Csv::read(&desk.text("all/predictions.csv")).column("split").contains(&"dropped"));
}

#[test]
fn a_new_file_without_the_column_behind_a_step_is_refused_by_its_name() {
    let desk = Desk::with_samples();
    trained(&desk);
    let text = desk.text("customers.csv").replacen("signup_date", "started", 1);
    desk.write("renamed.csv", text);
    let said = desk.run(&["score", "out/model.clientele", "renamed.csv", "--out", "scored.csv"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("signup_date") && !said.err.contains("since_days"), "{said:?}");
}

#[test]
fn a_step_that_cannot_be_carried_out_is_told() {
    let desk = Desk::with_samples();
    let said = desk.done(&[
        "train",
        "customers.csv",
        "--target",
        "answered",
        "--drop",
        "next_spend",
        "--out",
        "out",
        "--set",
        "steps+={do=\"log\", column=\"town\"}",
    ]);
    let told = said.out + &said.err;
    assert!(told.contains("Step 2") && told.contains("town"), "{told}");
}
