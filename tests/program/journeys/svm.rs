//! Support vector machines from the file to the list.

use crate::common::program::{Csv, Desk};

fn train(desk: &Desk, out: &str, more: &[&str]) -> serde_json::Value {
    let asks = ["train", "telecom.csv", "--target", "left", "--model", "svm", "--out", out];
    desk.done(&[&asks[..], more].concat());
    desk.json(&format!("{out}/metrics.json"))
}

#[test]
fn a_machine_is_judged_saved_and_scores_like_any_model() {
    let desk = Desk::with_samples();
    for (out, kernel) in [("curved", "rbf"), ("straight", "linear")] {
        let metrics = train(&desk, out, &["--kernel", kernel]);
        assert_eq!((&metrics["model"], &metrics["task"]), (&"svm".into(), &"yes-no".into()));
        // Better than the same guess for everybody, by chances too: they are calibrated.
        let (test, baseline) = (&metrics["test"], &metrics["baseline"]);
        assert!(test["auc"].as_f64().unwrap() > 0.65, "{kernel} {test}");
        assert!(
            test["log_loss"].as_f64().unwrap() < baseline["log_loss"].as_f64().unwrap(),
            "{kernel} {test}"
        );
        // Only a straight line is a weighted sum.
        let weights = metrics["coefficients"].as_array().map_or(0, Vec::len);
        assert_eq!(weights > 0, kernel == "linear", "{metrics}");
        let scored = Csv::read(&desk.text(&format!("{out}/predictions.csv")));
        let chances = scored.numbers("probability");
        let (splits, left) = (scored.column("split"), scored.column("left"));
        let rows: Vec<usize> = (0..chances.len()).filter(|row| splits[*row] == "test").collect();
        let said: f64 = rows.iter().map(|row| chances[*row]).sum();
        let came = rows.iter().filter(|row| left[**row] == "yes").count() as f64;
        let spread = rows.iter().map(|row| chances[*row] * (1.0 - chances[*row])).sum::<f64>().sqrt();
        assert!((said - came).abs() < 3.5 * spread, "{kernel}: {said:.1} said, {came} came");
        let (model, again) = (format!("{out}/model.clientele"), format!("{out}.csv"));
        desk.done(&["score", &model, "telecom.csv", "--out", &again]);
        assert_eq!(Csv::read(&desk.text(&again)).column("probability"), scored.column("probability"));
        assert!(desk.text(&format!("{out}/report.html")).contains("Support vector machine"));
    }
    // A recipe says it all.
    desk.done(&["run", "straight/recipe.toml", "--out", "again"]);
    assert_eq!(desk.text("again/predictions.csv"), desk.text("straight/predictions.csv"));
}

#[test]
fn too_many_customers_are_refused_with_a_sample_offered() {
    let desk = Desk::new();
    let mut text = String::from("a,b,answer\n");
    for row in 0..15_000_u32 {
        let (a, b) = (row * 7919 % 1009, row * 104_729 % 997);
        let yes = if (a + b * 2 + row % 400) > 1600 { "yes" } else { "no" };
        text.push_str(&format!("{a},{b},{yes}\n"));
    }
    desk.write("many.csv", text);
    let asks = ["train", "many.csv", "--target", "answer", "--model", "svm", "--out", "out"];
    let said = desk.run(&asks);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.lines().count() <= 3 && said.err.contains("--sample 5000"), "{said:?}");
    desk.done(&[&asks[..], &["--sample", "400", "--kernel", "linear"]].concat());
    let metrics = desk.json("out/metrics.json");
    assert!(metrics["test"]["auc"].as_f64().unwrap() > 0.9, "{metrics}");
}

#[test]
fn what_no_machine_can_learn_is_refused_in_one_sentence() {
    let desk = Desk::new();
    let alike: String = (0..40).map(|row| format!("1,x,{}\n", if row < 9 { "yes" } else { "no" })).collect();
    desk.write("alike.csv", format!("a,b,answer\n{alike}"));
    let one: String =
        (0..40).map(|row| format!("{},{}\n", row * 7 % 31, if row < 1 { "yes" } else { "no" })).collect();
    desk.write("one.csv", format!("a,answer\n{one}"));
    let same: String = (0..40).map(|row| format!("{},yes\n", row * 7 % 31)).collect();
    desk.write("same.csv", format!("a,answer\n{same}"));
    for file in ["alike.csv", "one.csv", "same.csv"] {
        let said = desk.run(&[
            "train",
            file,
            "--target",
            "answer",
            "--positive",
            "yes",
            "--model",
            "svm",
            "--out",
            "out",
        ]);
        assert_eq!(said.code, 2, "{file} {said:?}");
        assert!((1..=3).contains(&said.err.trim().lines().count()), "{file} {said:?}");
    }
    let said = desk.run(&["train", "one.csv", "--target", "a", "--model", "svm", "--out", "out"]);
    assert_eq!(said.code, 2, "{said:?}");
}
