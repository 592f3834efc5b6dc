//! Customers divided by time: the earliest learn, the latest judge.

use crate::common::program::{Csv, Desk};

const ASKS: [&str; 8] =
    ["train", "customers.csv", "--target", "answered", "--drop", "next_spend", "--split-by", "signup_date"];

#[test]
fn who_judges_came_later_than_all_who_learned() {
    let desk = Desk::with_samples();
    desk.done(&[&ASKS[..], &["--split", "60/20/20", "--out", "out"]].concat());
    let found = Csv::read(&desk.text("out/predictions.csv"));
    // Written as year, month and day, so that the order of the text is that of time.
    let (days, parts) = (found.column("signup_date"), found.column("split"));
    let of = |wanted: &str| -> Vec<&str> {
        let own = days.iter().zip(&parts).filter(|(_, part)| **part == wanted);
        own.map(|(day, _)| &**day).collect()
    };
    let [train, valid, test] = ["train", "valid", "test"].map(of);
    let (last_train, last_valid) = (train.iter().max().unwrap(), valid.iter().max().unwrap());
    let (first_valid, first_test) = (valid.iter().min().unwrap(), test.iter().min().unwrap());
    assert!(last_train < first_valid && last_valid < first_test);
    let all = (train.len() + valid.len() + test.len()) as f64;
    for (part, share) in [(&train, 0.6), (&valid, 0.2), (&test, 0.2)] {
        assert!((part.len() as f64 / all - share).abs() < 0.01, "{} of {all}", part.len());
    }
    // The column of dates is no input: what comes later lies outside of what was learned.
    let metrics = desk.json("out/metrics.json");
    let names = metrics["coefficients"].as_array().unwrap().iter();
    assert!(names.filter_map(|one| one["name"].as_str()).all(|name| !name.starts_with("signup_date")));
    let page = desk.text("out/report.html");
    assert!(page.contains("Divided by time"), "{page}");
    // The recipe holds it.
    desk.done(&["run", "out/recipe.toml", "--out", "again"]);
    assert_eq!(desk.text("again/predictions.csv"), desk.text("out/predictions.csv"));
}

#[test]
fn what_cannot_be_divided_by_time_is_one_sentence() {
    let desk = Desk::with_samples();
    let rows: String = (0..60).map(|row| format!("{},2024-03-01,{}\n", row * 7 % 31, row % 2)).collect();
    desk.write("same_day.csv", format!("age,day,answer\n{rows}"));
    let same = ["train", "same_day.csv", "--target", "answer", "--split-by", "day", "--out", "out"];
    let age = ["train", "same_day.csv", "--target", "answer", "--split-by", "agee", "--out", "out"];
    for (asked, word) in [
        (&same[..], "same date"),
        (&age[..], "agee"),
        (&[&ASKS[..], &["--split", "none", "--out", "out"]].concat(), "later"),
        (&[&ASKS[..], &["--folds", "5", "--out", "out"]].concat(), "repeats"),
    ] {
        let said = desk.run(asked);
        assert_eq!(said.code, 2, "{asked:?} {said:?}");
        assert!(said.err.contains(word), "{asked:?} {said:?}");
        assert!((1..=3).contains(&said.err.trim().lines().count()), "{said:?}");
    }
}
