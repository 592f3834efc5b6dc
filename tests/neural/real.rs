//! The same with the real trainer and libtorch.

use super::Test;
use super::program::{Csv, Desk};

pub(crate) const TESTS: &[Test] = &[
    ("a_net_is_learned_judged_saved_and_scores_like_any_model", yes_no),
    ("numbers_and_one_of_several_are_learned_too", others),
    ("practice_data_is_learned_by_a_net_as_it_is_proposed", practice),
];

fn train(desk: &Desk, out: &str, more: &[&str]) -> serde_json::Value {
    desk.done(&[&["train", "customers.csv", "--model", "neural", "--out", out], more].concat());
    desk.json(&format!("{out}/metrics.json"))
}

const ANSWERED: [&str; 6] = ["--target", "answered", "--positive", "yes", "--drop", "next_spend"];

fn yes_no() {
    let desk = Desk::with_samples();
    let metrics = train(&desk, "out", &[&ANSWERED[..], &["--folds", "2"]].concat());
    let (test, baseline) = (&metrics["test"], &metrics["baseline"]);
    let of = |part: &serde_json::Value, name: &str| part[name].as_f64().unwrap();
    assert!(of(test, "auc") > 0.6 && of(test, "log_loss") < of(baseline, "log_loss"), "{metrics}");
    assert!(metrics["cv"]["auc"]["mean"].as_f64().unwrap() > 0.6, "{metrics}");
    // The saved net says again what was tested, without a trainer.
    let asks = ["score", "out/model.clientele", "customers.csv", "--out", "again.csv"];
    assert_eq!(desk.run_with(&asks, &[("CLIENTELE_NEURAL", "nowhere")]).code, 0);
    let [said, again] = ["out/predictions.csv", "again.csv"].map(|file| Csv::read(&desk.text(file)));
    assert_eq!(said.column("probability"), again.column("probability"));
    // Same recipe, same numbers; another seed, others.
    desk.done(&["run", "out/recipe.toml", "--out", "repeat"]);
    assert_eq!(desk.text("repeat/predictions.csv"), desk.text("out/predictions.csv"));
    // Rare answers that count more leave chances at the real rate.
    train(&desk, "weighted", &[&ANSWERED[..], &["--class-weights", "--split", "none"]].concat());
    let weighted = Csv::read(&desk.text("weighted/predictions.csv"));
    let chances = weighted.numbers("probability");
    let came = weighted.column("answered").iter().filter(|answer| **answer == "yes").count() as f64;
    let said: f64 = chances.iter().sum();
    assert!((said / came - 1.0).abs() < 0.35, "{said} said, {came} came");
}

fn others() {
    let desk = Desk::with_samples();
    let metrics = train(&desk, "spend", &["--target", "next_spend", "--drop", "answered"]);
    assert!(metrics["test"]["r2"].as_f64().unwrap() > 0.2, "{metrics}");
    let metrics =
        train(&desk, "which", &["--target", "membership", "--task", "category", "--drop", "next_spend"]);
    assert_eq!((&metrics["model"], &metrics["task"]), (&"neural".into(), &"category".into()));
    let (test, baseline) = (&metrics["test"], &metrics["baseline"]);
    assert!(test["log_loss"].as_f64().unwrap() < baseline["log_loss"].as_f64().unwrap(), "{metrics}");
}

fn practice() {
    use clientele::domain::practice::{Figure, Practice};
    let desk = Desk::with_samples();
    for figure in Figure::ALL {
        let wanted = Practice { figure, ..Practice::default() };
        let words = ["answer", "orange", "blue"];
        let path = clientele::engine::write_practice(desk.folder(), &wanted, words).unwrap();
        let (file, out) = (path.display().to_string(), figure.file_stem());
        let asks = ["train", &file, "--model", "neural", "--target", "answer", "--positive", "orange"];
        desk.done(&[&asks[..], &["--out", out]].concat());
        let metrics = desk.json(&format!("{out}/metrics.json"));
        assert!(metrics["test"]["accuracy"].as_f64().unwrap() > 0.9, "{figure:?} {metrics}");
    }
}
