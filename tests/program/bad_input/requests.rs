//! Requests that cannot be meant.

use super::{customers, refused};
use crate::common::program::{Csv, Desk};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("c.csv", customers());
    desk
}

const TRAIN: [&str; 6] = ["train", "c.csv", "--target", "bought", "--out", "out"];

#[track_caller]
fn train_refused(more: &[&str], words: &[&str]) {
    refused(&desk(), 2, &[&TRAIN[..], more].concat(), words);
}

#[test]
fn a_target_that_is_not_there_and_the_name_that_was_meant() {
    let desk = desk();
    for (asked, near) in [("Bought", "“bought”"), ("bougth", "“bought”"), ("spent", "“spend”")] {
        refused(&desk, 2, &["train", "c.csv", "--target", asked, "--out", "out"], &[asked, near]);
    }
    refused(&desk, 2, &["train", "c.csv", "--target", "income", "--out", "out"], &["“income”", "“age”"]);
    train_refused(&["--drop", "towm"], &["“towm”", "“town”"]);
    refused(&desk, 2, &["segment", "c.csv", "--columns", "age,nothing", "--out", "out"], &["“nothing”"]);
}

#[test]
fn an_answer_that_was_not_chosen_or_is_not_there() {
    let desk = desk();
    let choice = ["train", "c.csv", "--target", "choice", "--out", "out"];
    refused(&desk, 2, &choice, &["“go”", "“stay”"]);
    refused(&desk, 2, &[&choice[..], &["--positive", "leave"]].concat(), &["“leave”", "“go”", "“stay”"]);
    refused(&desk, 2, &["train", "c.csv", "--target", "id", "--out", "out"], &["“id”", "--positive"]);
    train_refused(&["--positive", "maybe"], &["“maybe”", "“yes”", "“no”"]);
    // Once it is chosen, it works, and the chance is that of the chosen one.
    desk.done(&[&choice[..], &["--positive", "go"]].concat());
    desk.done(&["train", "c.csv", "--target", "choice", "--positive", "stay", "--out", "other"]);
    let chances =
        |folder: &str| Csv::read(&desk.text(&format!("{folder}/predictions.csv"))).numbers("probability");
    for (go, stay) in chances("out").into_iter().zip(chances("other")) {
        assert!((go + stay - 1.0).abs() < 2e-4, "{go} and {stay}");
    }
}

#[test]
fn models_that_do_not_fit_the_question() {
    train_refused(&["--model", "linear"], &[]);
    train_refused(&["--task", "number", "--model", "linear"], &[]);
    refused(
        &desk(),
        2,
        &["train", "c.csv", "--target", "spend", "--model", "logistic", "--out", "out"],
        &["“spend”"],
    );
    refused(
        &desk(),
        2,
        &["train", "c.csv", "--target", "spend", "--task", "yes-no", "--out", "out"],
        &["“spend”"],
    );
}

#[test]
fn shares_folds_and_restraint_out_of_range() {
    for split in ["70/15", "70/15/16", "0/50/50", "a/b/c", "-10/55/55", "", "NaN/1/0"] {
        train_refused(&[&format!("--split={split}")], &["--split"]);
    }
    for folds in ["0", "1", "101", "x", "2.5"] {
        train_refused(&["--folds", folds], &["--folds"]);
    }
    for penalty in ["--penalty=-1", "--penalty=NaN", "--penalty=inf", "--penalty=x", "--penalty="] {
        train_refused(&[penalty], &["enalty"]);
    }
    for seed in ["--seed=-1", "--seed=x", "--epochs=0", "--epochs=-3"] {
        train_refused(&[seed], &[&seed[..6]]);
    }
    for k in ["1", "0", "-2", "many", "5000"] {
        refused(&desk(), 2, &["segment", "c.csv", "--out", "out", &format!("--k={k}")], &["--k"]);
    }
    for delimiter in ["--delimiter=ab", "--delimiter=，", "--decimal=;", "--quote=wave", "--header=maybe"] {
        let word = delimiter.split('=').next().unwrap();
        refused(&desk(), 2, &["profile", "c.csv", delimiter], &[word]);
    }
}

#[test]
fn more_groups_than_customers() {
    let desk = Desk::new();
    desk.write("few.csv", "a,b\n1,2\n3,4\n5,6\n1,2\n");
    refused(&desk, 2, &["segment", "few.csv", "--k", "4", "--out", "out"], &["3"]);
    refused(&desk, 2, &["segment", "few.csv", "--k", "1000", "--out", "out"], &["3"]);
    desk.done(&["segment", "few.csv", "--k", "3", "--out", "out"]);
    // With few customers the number of groups is still found, or it is said why not.
    let said = desk.run(&["segment", "few.csv", "--out", "auto"]);
    assert!([0, 2].contains(&said.code) && said.err.lines().count() <= 3, "{said:?}");
}

#[test]
fn more_folds_than_customers() {
    let desk = Desk::new();
    let few: String = customers().lines().take(31).map(|line| format!("{line}\n")).collect();
    desk.write("few.csv", few);
    let said = desk.run(&["train", "few.csv", "--target", "bought", "--folds", "60", "--out", "out"]);
    match said.code {
        // Folds without anybody to judge must not be averaged into a figure.
        0 => {
            let cv = &desk.json("out/metrics.json")["cv"];
            assert!(cv["log_loss"]["mean"].as_f64().is_none_or(f64::is_finite), "{cv}");
        }
        2 => assert!(said.err.lines().count() <= 3 && !desk.path("out").exists(), "{said:?}"),
        other => panic!("{other}: {said:?}"),
    }
}

#[test]
fn a_split_that_leaves_nobody_to_judge() {
    let desk = desk();
    for split in ["80/20/0", "100/0/0"] {
        desk.done(&[&TRAIN[..], &["--split", split, "--force"]].concat());
        let metrics = desk.json("out/metrics.json");
        assert_eq!(metrics["rows"]["test"], 0);
        assert!(metrics.get("test").is_none() && metrics["train"]["auc"].is_number(), "{split}");
    }
}

#[test]
fn settings_that_are_no_settings() {
    for setting in [
        "nonsense",
        "=3",
        "modle.penalty=1",
        "model.kind=tree",
        "seed=x",
        "seed.deep=1",
        "model.penalty=much",
        "question.ask=why",
        "version=99",
        "steps=3",
        "evaluation.folds=-1",
    ] {
        train_refused(&["--set", setting], &[]);
    }
    // Values that fit the shape and not the sense.
    for setting in ["evaluation.folds=1", "evaluation.folds=0", "model.penalty=-1", "question.positive=maybe"]
    {
        train_refused(&["--set", setting], &[]);
    }
    train_refused(&["--set", "split={by=\"shares\",train=0.0,valid=0.5,test=0.5}"], &[]);
    refused(&desk(), 2, &["segment", "c.csv", "--out", "out", "--set", "model.k=0"], &[]);
}

#[test]
fn steps_for_columns_that_are_not_there() {
    let desk = desk();
    for step in [
        "{do=\"drop-column\",column=\"nothing\"}",
        "{do=\"fill-gaps\",column=\"nothing\",with=\"median\"}",
        "{do=\"fill-gaps\",column=\"town\",with=\"median\"}",
        "{do=\"change-kind\",column=\"town\",kind=\"number\"}",
        "{do=\"drop-duplicates\",by=[\"nothing\"]}",
        "{do=\"word-is-gap\",column=\"nothing\",word=\"x\"}",
    ] {
        let setting = format!("steps=[{{on=true,step={step}}}]");
        let said = desk.run(&[&TRAIN[..], &["--force", "--set", &setting]].concat());
        assert!([0, 2].contains(&said.code), "{step}: {said:?}");
        assert!(said.err.lines().count() <= 3, "{step}: {said:?}");
    }
}

#[test]
fn recipes_that_cannot_be_read() {
    let desk = desk();
    desk.done(&TRAIN);
    let whole = desk.text("out/recipe.toml");
    let newer = whole.replace("version = 5", "version = 99");
    let unknown = format!("{whole}\n[campaign]\nbudget = 3\n");
    for (name, text, words) in [
        ("zero.toml", "", &["zero.toml"][..]),
        ("newer.toml", &newer, &["newer.toml", "version", "99"]),
        ("unknown.toml", &unknown, &["unknown.toml"]),
        ("prose.toml", "Dear reader,\nthis is no recipe.", &["prose.toml"]),
        ("cut.toml", whole.split_at(whole.len() / 2).0.trim_end_matches(['"', '\n']), &["cut.toml"]),
    ] {
        desk.write(name, text);
        let said = desk.run(&["run", name, "--data", "c.csv", "--out", "again"]);
        if name == "cut.toml" && said.code == 2 {
            assert!(said.err.lines().count() <= 3);
            continue;
        }
        refused(&desk, 2, &["run", name, "--data", "c.csv", "--out", "again"], words);
    }
    desk.write("bytes.toml", [0xff, 0xfe, 0x00]);
    refused(&desk, 2, &["run", "bytes.toml", "--out", "again"], &["bytes.toml"]);
    refused(&desk, 2, &["run", "nothing.toml", "--out", "again"], &["nothing.toml"]);
    refused(&desk, 2, &["run", "out", "--out", "again"], &["out"]);
    // A recipe without a table, without a question, for another table.
    desk.write("bare.toml", "version = 1\n[source]\n");
    refused(&desk, 2, &["run", "bare.toml", "--out", "again"], &["--data"]);
    refused(&desk, 2, &["run", "bare.toml", "--data", "c.csv", "--out", "again"], &["question"]);
    desk.write("other.csv", "a,b\n1,2\n2,3\n");
    refused(&desk, 2, &["run", "out/recipe.toml", "--data", "other.csv", "--out", "again"], &["bought"]);
}
