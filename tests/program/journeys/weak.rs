//! A group among whom the chances say nothing is planted, and the verdict names it.

use std::fmt::Write as _;

use crate::common::program::{Csv, Desk};

/// Even numbers from 0 to 1, the same on every machine (xorshift).
fn draws() -> impl FnMut() -> f64 {
    let mut state = 88_172_645_463_325_252_u64;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Customers of five towns whose answer follows eight numbers alike, so that no quarter of one of them is much harder
/// to rank than another; in `weak_town`, if there is one, a coin decides.
fn customers(weak_town: Option<&str>) -> String {
    let mut draw = draws();
    let towns = ["Aston", "Brook", "Colby", "Derry", "Eaton"];
    let mut text = "town,a,b,c,d,e,f,g,h,answered\n".to_owned();
    for _ in 0..8_000 {
        let town = towns[(draw() * 5.0) as usize];
        let inputs: Vec<f64> = (0..8).map(|_| (draw() * 100.0).floor()).collect();
        let sum: f64 = inputs.iter().map(|input| (input - 49.5) / 40.0).sum();
        let chance = if weak_town == Some(town) { 0.4 } else { 1.0 / (1.0 + (-sum).exp()) };
        let answered = if draw() < chance { "yes" } else { "no" };
        let inputs: Vec<String> = inputs.iter().map(f64::to_string).collect();
        let _infallible = writeln!(text, "{town},{},{answered}", inputs.join(","));
    }
    text
}

/// By all pairs: how often a yes stands above a no, ties half.
fn auc(rows: &[(f64, bool)]) -> f64 {
    let (mut wins, mut pairs) = (0.0, 0.0);
    for (a, _) in rows.iter().filter(|row| row.1) {
        for (b, _) in rows.iter().filter(|row| !row.1) {
            pairs += 1.0;
            wins += if a > b {
                1.0
            } else if a == b {
                0.5
            } else {
                0.0
            };
        }
    }
    wins / pairs
}

#[test]
fn a_planted_weak_group_is_named_with_its_own_figures() {
    let desk = Desk::with_samples();
    desk.write("customers.csv", customers(Some("Derry")));
    let asks = ["train", "customers.csv", "--target", "answered", "--penalty", "0", "--out", "out"];
    desk.done(&asks);
    let metrics = desk.json("out/metrics.json");
    let weak = &metrics["weak_group"];
    assert_eq!(weak["column"], "town", "{weak}");
    assert_eq!(weak["who"], "customers whose “town” is “Derry”");
    // Counted again from the written chances of the test rows.
    let found = Csv::read(&desk.text("out/predictions.csv"));
    let (towns, parts) = (found.column("town"), found.column("split"));
    let (chances, answers) = (found.column("probability"), found.column("answered"));
    let of = |inside: bool| -> Vec<(f64, bool)> {
        (0..towns.len())
            .filter(|row| parts[*row] == "test" && (towns[*row] == "Derry") == inside)
            .map(|row| (chances[row].parse().unwrap(), answers[row] == "yes"))
            .collect()
    };
    let (own, rest) = (of(true), of(false));
    assert_eq!(weak["rows"].as_u64(), Some(own.len() as u64));
    // Chances are written with six decimals, which makes a few ties.
    assert!((weak["auc"]["value"].as_f64().unwrap() - auc(&own)).abs() < 1e-3);
    assert!((weak["rest"]["value"].as_f64().unwrap() - auc(&rest)).abs() < 1e-3);
    assert!(weak["auc"]["high"].as_f64() < weak["rest"]["low"].as_f64());
    let page = desk.text("out/report.html");
    assert!(page.contains("Weak for customers whose “town” is “Derry”"), "{page}");
    assert!(page.contains("Weakest for customers whose “town” is “Derry”"));
}

#[test]
fn where_no_group_is_weak_none_is_named() {
    let desk = Desk::with_samples();
    desk.write("customers.csv", customers(None));
    desk.done(&["train", "customers.csv", "--target", "answered", "--out", "out"]);
    assert!(desk.json("out/metrics.json").get("weak_group").is_none());
    assert!(!desk.text("out/report.html").contains("Weak for"));
}
