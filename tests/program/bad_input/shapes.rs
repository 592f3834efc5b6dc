//! Tables that are odd and still tables: they are read, and nothing of them is lost.

use std::fmt::Write as _;

use super::customers;
use crate::common::program::{Csv, Desk};

fn profile(desk: &Desk, file: &str) -> serde_json::Value {
    serde_json::from_str(&desk.done(&["profile", file, "--json"]).out).unwrap()
}

/// Trains on a file and expects every chance to be one.
fn trains(desk: &Desk, file: &str, target: &str) {
    desk.done(&["train", file, "--target", target, "--out", "out", "--force"]);
    let scored = Csv::read(&desk.text("out/predictions.csv"));
    assert!(scored.numbers("probability").into_iter().all(|chance| (0.0..=1.0).contains(&chance)), "{file}");
    assert!(desk.json("out/metrics.json")["test"]["auc"].is_number(), "{file}");
}

#[test]
fn ten_thousand_names_in_a_column() {
    let desk = Desk::new();
    let mut text = String::from("name,age,bought\n");
    for row in 0..25_000_u32 {
        let age = 18 + row * 37 % 60;
        writeln!(text, "name {},{age},{}", row * 7 % 10_000, if row * 29 % 100 < age { "yes" } else { "no" })
            .unwrap();
    }
    desk.write("names.csv", text);
    assert_eq!(profile(&desk, "names.csv")["columns"][0]["distinct"], 10_000);
    trains(&desk, "names.csv", "bought");
}

#[test]
fn names_that_are_missing_or_taken() {
    let desk = Desk::new();
    desk.write("heads.csv", "a,a,,b,\n1,2,3,4,5\n6,7,8,9,10\n");
    let found = profile(&desk, "heads.csv");
    let names: Vec<&str> =
        found["columns"].as_array().unwrap().iter().map(|column| column["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["a", "a_2", "column_3", "b", "column_5"]);
    assert!(found["issues"].as_array().unwrap().iter().any(|issue| issue["kind"] == "header"));
    desk.done(&["convert", "heads.csv", "--out", "clean.csv"]);
    assert_eq!(desk.text("clean.csv"), "a,a_2,column_3,b,column_5\n1,2,3,4,5\n6,7,8,9,10\n");
}

#[test]
fn new_columns_whose_names_are_taken_get_a_suffix() {
    let desk = Desk::new();
    let text: String = customers()
        .lines()
        .enumerate()
        .map(|(line, row)| {
            if line == 0 {
                format!("{row},probability,split\n")
            } else {
                format!("{row},{},kept\n", line % 7)
            }
        })
        .collect();
    desk.write("taken.csv", &text);
    desk.done(&["train", "taken.csv", "--target", "bought", "--out", "out"]);
    let scored = Csv::read(&desk.text("out/predictions.csv"));
    assert_eq!(scored.names[6..], ["probability", "split", "split_2", "prediction", "probability_2"]);
    assert_eq!(scored.column("probability"), Csv::read(&text).column("probability"));
    desk.done(&["score", "out/model.clientele", "taken.csv", "--out", "scored.csv"]);
    let again = Csv::read(&desk.text("scored.csv"));
    assert_eq!(again.names[8..], ["prediction", "probability_2"]);
    assert_eq!(again.column("probability_2"), scored.column("probability_2"));
}

#[test]
fn every_end_of_line() {
    let desk = Desk::new();
    let plain = customers();
    for (name, end) in [("crlf.csv", "\r\n"), ("cr.csv", "\r"), ("none.csv", "\n")] {
        let text = plain.trim_end().replace('\n', end);
        desk.write(name, &text);
        desk.done(&["convert", name, "--out", "clean.csv", "--force"]);
        assert!(desk.text("clean.csv") == plain, "{name}");
    }
}

#[test]
fn very_long_lines_and_cells() {
    let desk = Desk::new();
    let long = "x".repeat(3_000_000);
    let note = "y".repeat(400_000);
    let text = format!("id,note,bought\nA,{long},yes\nB,\"{note}\n{note}\",no\n");
    desk.write("long.csv", &text);
    desk.done(&["convert", "long.csv", "--out", "clean.csv"]);
    assert!(desk.text("clean.csv") == text);
    desk.done(&["profile", "long.csv", "--json"]);
    // A quotation mark that is never closed swallows no more than its row can.
    let mut open = customers();
    open.push_str("P9000,40,\"North,5,yes,go\n");
    open.push_str(&customers().lines().skip(1).map(|line| format!("{line}\n")).collect::<String>());
    desk.write("open.csv", open);
    let found = profile(&desk, "open.csv");
    assert!(found["rows"].as_u64().unwrap() >= 300, "{}", found["rows"]);
    assert!(found["rejected"].as_u64().unwrap() >= 1);
}

#[test]
fn more_columns_than_rows() {
    let desk = Desk::new();
    let mut text = String::new();
    for column in 0..499 {
        write!(text, "c{column},").unwrap();
    }
    text.push_str("bought\n");
    for row in 0..50_u32 {
        for column in 0..499_u32 {
            write!(text, "{},", (row * 37 + column * row * 11 + column * 17) % 101).unwrap();
        }
        text.push_str(if row % 3 == 0 { "yes\n" } else { "no\n" });
    }
    desk.write("wide.csv", text);
    assert_eq!(profile(&desk, "wide.csv")["columns"].as_array().unwrap().len(), 500);
    trains(&desk, "wide.csv", "bought");
    // Least squares has no single answer here; it says so or finds one, and breaks in no case.
    let said = desk.run(&["train", "wide.csv", "--target", "c0", "--drop", "bought", "--out", "number"]);
    assert!([0, 2].contains(&said.code) && said.err.lines().count() <= 3, "{said:?}");
    desk.done(&["segment", "wide.csv", "--out", "groups"]);
}

#[test]
fn names_and_paths_of_every_language() {
    let desk = Desk::new();
    let text = customers()
        .replacen("id,age,town,spend,bought,choice", "编号,年龄,Wohnort (übrig),\"spend, €\",购买,выбор", 1)
        .replace("North", "北京")
        .replace("South", "Zürich 🏔");
    let file = "my customers/客户 2026 (neu).csv";
    desk.write(file, &text);
    desk.done(&["convert", file, "--out", "sauber übrig.csv"]);
    assert!(desk.text("sauber übrig.csv") == text);
    let out = "ergebnis für 购买";
    desk.done(&["train", file, "--target", "购买", "--drop", "\"spend, €\",выбор", "--out", out]);
    let scored = Csv::read(&desk.text(&format!("{out}/predictions.csv")));
    assert_eq!(scored.names[..6], Csv::read(&text).names);
    assert!(desk.text(&format!("{out}/report.html")).contains("购买"));
    desk.done(&["score", &format!("{out}/model.clientele"), file, "--out", "punkte 分数.csv"]);
    let again = Csv::read(&desk.text("punkte 分数.csv"));
    assert_eq!(again.column("probability"), scored.column("probability"));
    desk.done(&["run", &format!("{out}/recipe.toml"), "--out", "noch einmal"]);
    assert!(desk.bytes("noch einmal/predictions.csv") == desk.bytes(&format!("{out}/predictions.csv")));
}

#[test]
fn markup_in_names_stays_text_in_the_report() {
    let desk = Desk::new();
    let text = customers()
        .replacen("town", "<script>alert(1)</script>", 1)
        .replace("North", "<img src=x onerror=alert(2)>");
    desk.write("<b>x.csv", text);
    desk.done(&["train", "<b>x.csv", "--target", "bought", "--out", "out"]);
    let page = desk.text("out/report.html");
    for bad in ["<script", "<img", "<b>x"] {
        assert!(!page.contains(bad), "{bad}");
    }
}

#[test]
fn numbers_beyond_measure() {
    let desk = Desk::new();
    let text: String = customers()
        .lines()
        .enumerate()
        .map(|(line, row)| match line {
            0 => format!("{row},huge,tiny\n"),
            line if line % 2 == 0 => format!("{row},1e308,1e-308\n"),
            line => format!("{row},-1e308,{line}e-300\n"),
        })
        .collect();
    desk.write("huge.csv", text);
    desk.done(&["profile", "huge.csv", "--json"]);
    let said = desk.run(&["train", "huge.csv", "--target", "bought", "--out", "out"]);
    // Either a result of real chances or a refusal in three lines.
    if said.code == 0 {
        let scored = Csv::read(&desk.text("out/predictions.csv"));
        assert!(scored.numbers("probability").into_iter().all(|chance| (0.0..=1.0).contains(&chance)));
    } else {
        assert!(said.err.lines().count() <= 3, "{said:?}");
    }
}
