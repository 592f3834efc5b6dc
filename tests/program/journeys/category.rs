//! Which of several answers: figures against a count of the written rows, and against the rule that made them.

use crate::common::program::{Csv, Desk};

/// 1,200 customers whose plan follows their age and town, but for every fifth one. Some plans are not known.
fn plans() -> String {
    use std::fmt::Write as _;
    let mut text = String::from("id,age,town,plan\n");
    for row in 0..1_200_usize {
        let (age, town) = (18 + row * 37 % 60, ["North", "South", "West"][row * 7 % 3]);
        let ruled = match (age < 38, town) {
            (true, _) => "mini",
            (false, "West") => "fly, far",
            (false, _) => "home",
        };
        let plan = match row % 25 {
            0 => "",
            place if place % 5 == 0 => ["home", "mini", "fly, far"][row % 3],
            _ => ruled,
        };
        let plan = if plan.contains(',') { format!("\"{plan}\"") } else { plan.to_owned() };
        writeln!(text, "P{row:04},{age},{town},{plan}").unwrap();
    }
    text
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("plans.csv", plans());
    desk
}

#[test]
fn written_chances_give_the_written_figures() {
    let desk = desk();
    desk.done(&["train", "plans.csv", "--target", "plan", "--folds", "7", "--out", "out"]);
    let metrics = desk.json("out/metrics.json");
    assert_eq!(metrics["task"], "category");
    let scored = Csv::read(&desk.text("out/predictions.csv"));
    let names = ["fly, far", "home", "mini"];
    let chances = names.map(|name| scored.numbers(&format!("probability_{name}")));
    let (splits, known) = (scored.column("split"), scored.column("plan"));
    let (said, sure) = (scored.column("prediction"), scored.numbers("probability"));
    assert_eq!(splits.iter().filter(|split| **split == "unlabelled").count(), 48);
    let rows: Vec<usize> = (0..splits.len()).filter(|row| splits[*row] == "test").collect();
    let (mut right, mut loss, mut brier) = (0.0, 0.0, 0.0);
    for row in &rows {
        let mine: Vec<f64> = chances.iter().map(|of| of[*row]).collect();
        assert!((mine.iter().sum::<f64>() - 1.0).abs() < 1e-5);
        let best = (0..3).max_by(|a, b| mine[*a].total_cmp(&mine[*b])).unwrap();
        assert_eq!((said[*row], sure[*row]), (names[best], mine[best]));
        let came = names.iter().position(|name| *name == known[*row]).unwrap();
        right += f64::from(u8::from(best == came));
        loss -= mine[came].ln();
        brier += (0..3).map(|k| (mine[k] - f64::from(u8::from(k == came))).powi(2)).sum::<f64>();
    }
    let n = rows.len() as f64;
    for (key, counted) in [("accuracy", right / n), ("log_loss", loss / n), ("brier", brier / n)] {
        let written = metrics["test"][key].as_f64().unwrap();
        assert!((written - counted).abs() < 2e-5, "{key}: {written} {counted}");
    }
    // The rule holds for four of five, and a third of the others follow it by chance.
    assert!(right / n > 0.75, "{}", right / n);
    let fold = metrics["cv"]["accuracy"]["mean"].as_f64().unwrap();
    // Four standard errors of so few test rows.
    assert!((fold - right / n).abs() < 0.1);
    assert!(metrics["baseline"]["accuracy"].as_f64().unwrap() < 0.5);
    let classes: Vec<&str> =
        metrics["classes"].as_array().unwrap().iter().map(|class| class["class"].as_str().unwrap()).collect();
    assert_eq!(classes, names);
    // The saved model says the same of the same customers, and of a file with plans it never saw.
    let fresh = plans().replace(",mini", ",mega");
    desk.write("fresh.csv", fresh);
    desk.done(&["score", "out/model.clientele", "fresh.csv", "--out", "again.csv"]);
    let again = Csv::read(&desk.text("again.csv"));
    assert_eq!(again.column("probability_fly, far"), scored.column("probability_fly, far"));
    assert_eq!(again.column("prediction"), said);
    // The recipe says what was asked and does it again.
    assert!(desk.text("out/recipe.toml").contains("ask = \"category\""));
    desk.done(&["run", "out/recipe.toml", "--data", "plans.csv", "--out", "again"]);
    assert_eq!(desk.text("again/predictions.csv"), desk.text("out/predictions.csv"));
    let page = desk.text("out/report.html");
    assert!(page.contains("Who is taken for whom") && page.contains("fly, far"));
}

/// With one category as input the log odds of two answers in two towns are known: their variance is
/// 1/a + 1/b + 1/c + 1/d of the four counts (Woolf 1955).
#[test]
fn effects_on_each_answer_have_ranges_without_a_penalty() {
    let desk = Desk::new();
    let plan = |row: usize| ["home", "mini", "\"fly, far\""][(row * row + row / 7) % 11 % 3];
    let line = |row: usize| format!("{},{}\n", ["North", "South", "West"][row * 7 % 3], plan(row));
    desk.write("plans.csv", "town,plan\n".to_owned() + &(0..1_200).map(line).collect::<String>());
    let asks = ["train", "plans.csv", "--target", "plan", "--out"];
    desk.done(&[&asks[..], &["out", "--penalty", "0"]].concat());
    let scored = Csv::read(&desk.text("out/predictions.csv"));
    let (splits, towns, plans) = (scored.column("split"), scored.column("town"), scored.column("plan"));
    let count = |town: &str, plan: &str| {
        let is = |row: &usize| splits[*row] == "train" && towns[*row] == town && plans[*row] == plan;
        (0..splits.len()).filter(is).count() as f64
    };
    let metrics = desk.json("out/metrics.json");
    let all = metrics["coefficients"].as_array().unwrap();
    let of = |class: &str, name: &str| {
        let is = |one: &&serde_json::Value| one["class"] == class && one["name"] == name;
        all.iter().find(is).unwrap()
    };
    for plan in ["home", "mini"] {
        for town in ["South", "West"] {
            let cells = [("North", plan), ("North", "fly, far"), (town, plan), (town, "fly, far")];
            let [a, b, c, d] = cells.map(|(town, plan)| count(town, plan));
            let found = of(plan, &format!("town={town}"));
            let near = |key: &str, expected: f64| {
                let found = found[key].as_f64().unwrap();
                assert!(
                    (found - expected).abs() < 1e-4 * expected.abs().max(1.0),
                    "{key} {found} {expected}"
                );
            };
            let error = (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
            let estimate = (c / d / (a / b)).ln();
            near("estimate", estimate);
            near("std_error", error);
            near("low", estimate - 1.959_964 * error);
            near("high", estimate + 1.959_964 * error);
        }
    }
    // The first answer is what the others are compared with.
    assert_eq!(of("fly, far", "town=West")["estimate"], 0.0);
    assert!(of("fly, far", "town=West")["std_error"].is_null());
    let page = desk.text("out/report.html");
    assert!(page.contains("of an answer against “fly, far” (odds ratios)"), "{page}");
    // Under a penalty there are none, and the page says why.
    desk.done(&[&asks[..], &["held"]].concat());
    let held = desk.json("held/metrics.json");
    assert!(held["coefficients"].as_array().unwrap().iter().all(|one| one["std_error"].is_null()));
    assert!(desk.text("held/report.html").contains("A penalty holds these effects back"));
}

#[test]
fn rare_answers_count_more_and_chances_still_match() {
    let desk = desk();
    for balance in ["weights", "oversample"] {
        desk.done(&["train", "plans.csv", "--target", "plan", "--balance", balance, "--out", balance]);
        let scored = Csv::read(&desk.text(&format!("{balance}/predictions.csv")));
        let (splits, known) = (scored.column("split"), scored.column("plan"));
        let rows: Vec<usize> = (0..splits.len()).filter(|row| splits[*row] == "test").collect();
        for name in ["fly, far", "home", "mini"] {
            let chances = scored.numbers(&format!("probability_{name}"));
            let expected: f64 = rows.iter().map(|row| chances[*row]).sum();
            let came = rows.iter().filter(|row| known[**row] == name).count() as f64;
            let spread = rows.iter().map(|row| chances[*row] * (1.0 - chances[*row])).sum::<f64>().sqrt();
            assert!((expected - came).abs() < 3.0 * spread, "{balance} {name}: {expected} {came}");
        }
    }
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let desk = Desk::new();
    let rows = |values: &dyn Fn(usize) -> String| {
        let row = |row: usize| format!("{},{},{}\n", row * 37 % 60, row * 53 % 97, values(row));
        "a,b,which\n".to_owned() + &(0..600).map(row).collect::<String>()
    };
    desk.write("sixty.csv", rows(&|row| format!("k{}", row % 60)));
    desk.write("one.csv", rows(&|_| "k".to_owned()));
    desk.write("fine.csv", rows(&|row| format!("k{}", row * 7 % 3)));
    let cases: [(&str, &[&str], &[&str]); 5] = [
        ("sixty.csv", &["--task", "category"], &["60", "50", "Replace values"]),
        ("one.csv", &["--task", "category"], &["“k” in every row"]),
        ("fine.csv", &["--task", "category", "--positive", "k1"], &["--positive", "“k1”"]),
        ("fine.csv", &["--model", "linear"], &["Needs a number"]),
        ("fine.csv", &["--model", "svm"], &["yes/no"]),
    ];
    for (file, more, words) in cases {
        let said = desk.run(&[&["train", file, "--target", "which"], more, &["--out", "out"]].concat());
        assert_eq!(said.code, 2, "{file} {more:?}: {said:?}");
        assert!(said.err.lines().count() <= 3, "{said:?}");
        for word in words {
            assert!(said.err.contains(word), "{file} {more:?} does not say {word:?}: {}", said.err);
        }
        assert!(!desk.path("out").exists(), "nothing is left behind");
    }
    // Two answers and a handful of a third: possible, and the rare one is named.
    desk.write("rare.csv", rows(&|row| if row < 2 { "odd".to_owned() } else { format!("k{}", row % 2) }));
    let said = desk.run(&["train", "rare.csv", "--target", "which", "--out", "out"]);
    assert!(said.code == 0 && said.out.contains("“odd” is an answer of fewer than 5"), "{said:?}");
}
