//! Model files that are damaged, newer, or somebody else's, and new files that do not fit a model.

use serde_json::{Value, json};

use super::{customers, refused};
use crate::common::program::{Csv, Desk};

/// A desk with a table and a model trained on it.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("c.csv", customers());
    desk.done(&["train", "c.csv", "--target", "bought", "--out", "out"]);
    std::fs::rename(desk.path("out/model.clientele"), desk.path("model.clientele")).unwrap();
    desk
}

#[track_caller]
fn no_model(desk: &Desk, name: &str, words: &[&str]) {
    let words: Vec<&str> = words.iter().copied().chain([name]).collect();
    refused(desk, 2, &["score", name, "c.csv", "--out", "scored.csv"], &words);
}

#[test]
fn a_model_that_was_cut_or_scribbled_on() {
    let desk = desk();
    let whole = desk.text("model.clientele");
    for (index, length) in [0, 1, whole.len() / 3, whole.len() / 2, whole.len() - 3].into_iter().enumerate() {
        let name = format!("cut{index}.clientele");
        desk.write(&name, &whole.as_bytes()[..length]);
        no_model(&desk, &name, &["damaged"]);
    }
    let mut bytes = whole.clone().into_bytes();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4].copy_from_slice(&[0, 0xff, 0xfe, 7]);
    desk.write("scribble.clientele", bytes);
    no_model(&desk, "scribble.clientele", &["damaged"]);
    for (name, text) in [
        ("other.clientele", "{\"a\": 1}"),
        ("list.clientele", "[1, 2, 3]"),
        ("null.clientele", "null"),
        ("table.clientele", "id,age\n1,2\n"),
        ("picture.clientele", "\u{89}PNG"),
    ] {
        desk.write(name, text);
        no_model(&desk, name, &["damaged"]);
    }
    no_model(&desk, "nothing.clientele", &[]);
    desk.write("folder/x", "x");
    no_model(&desk, "folder", &[]);
}

#[test]
fn a_model_edited_by_hand() {
    let desk = desk();
    let whole: Value = desk.json("model.clientele");
    let edits: [(&str, fn(&mut Value)); 7] = [
        ("format", |model| model["format"] = json!("other-model")),
        ("weights", |model| {
            let weights = model["model"].as_object_mut().unwrap();
            let found = weights.get_mut("weights").and_then(Value::as_array_mut).unwrap();
            found.pop();
        }),
        ("words", |model| model["model"]["weights"] = json!(["a", "b"])),
        ("task", |model| model["task"] = json!({ "task": "fortune" })),
        ("inputs", |model| model["preparation"]["inputs"] = json!([])),
        ("columns", |model| model["columns"] = json!([])),
        ("outputs", |model| model["preparation"]["outputs"].as_array_mut().unwrap().reverse()),
    ];
    for (name, edit) in edits {
        let mut model = whole.clone();
        edit(&mut model);
        let file = format!("{name}.clientele");
        desk.write(&file, model.to_string());
        let said = desk.run(&["score", &file, "c.csv", "--out", "scored.csv"]);
        assert_eq!(said.code, 2, "{name}: {said:?}");
        assert!(said.err.lines().count() <= 3 && !desk.path("scored.csv").exists(), "{name}: {said:?}");
    }
}

#[test]
fn a_model_of_another_version() {
    let desk = desk();
    for version in [0, 6, 99] {
        let mut model = desk.json("model.clientele");
        model["version"] = json!(version);
        // A newer version may hold what this one has never heard of.
        model["ensemble"] = json!({ "trees": [1, 2, 3] });
        desk.write("other.clientele", model.to_string());
        no_model(&desk, "other.clientele", &["version", &version.to_string()]);
    }
    let mut model = desk.json("model.clientele");
    model["version"] = json!("1");
    desk.write("text.clientele", model.to_string());
    no_model(&desk, "text.clientele", &[]);
}

#[test]
fn a_new_file_that_lacks_columns() {
    let desk = desk();
    desk.write("lacking.csv", "id,spend\nA,1\nB,2\n");
    let score = ["score", "model.clientele", "lacking.csv", "--out", "scored.csv"];
    refused(&desk, 2, &score, &["lacking.csv", "“age”", "“town”"]);
    desk.write("scored.csv", "old");
    refused(&desk, 2, &[&score[..], &["--force"]].concat(), &["“age”"]);
    refused(&desk, 2, &["score", "model.clientele", "nothing.csv", "--out", "new.csv"], &["nothing.csv"]);
}

#[test]
fn a_new_file_whose_columns_hold_something_else() {
    let desk = desk();
    // Words where numbers were, towns never seen, gaps everywhere: scored, and said.
    let odd = "id,age,town,spend,bought,choice\nA,old,Nowhere,x,,\nB,,,,yes,go\nC,40,North,12,no,stay\n";
    desk.write("odd.csv", odd);
    let said = desk.run(&["score", "model.clientele", "odd.csv", "--out", "scored.csv"]);
    assert!([0, 2].contains(&said.code), "{said:?}");
    if said.code == 0 {
        assert!(said.err.contains("“town”") || said.err.contains("“age”"), "the change is said: {said:?}");
        let scored = Csv::read(&desk.text("scored.csv"));
        assert_eq!(scored.rows.len(), 3);
        assert!(scored.numbers("probability").into_iter().all(|chance| (0.0..=1.0).contains(&chance)));
    } else {
        assert!(said.err.lines().count() <= 3);
    }
}
