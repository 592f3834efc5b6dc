//! Files that are large, broken or of another kind than their name says, through the real program.

use std::fmt::Write as _;

use polars::prelude::{Column, DataFrame, IntoSeries as _, NamedFrom as _, ParquetWriter, Series};

use super::{customers, refused};
use crate::common::program::{Csv, Desk};

fn profile(desk: &Desk, file: &str) -> serde_json::Value {
    serde_json::from_str(&desk.done(&["profile", file, "--json"]).out).unwrap()
}

fn counts(found: &serde_json::Value) -> (u64, u64) {
    (found["rows"].as_u64().unwrap(), found["rejected"].as_u64().unwrap())
}

/// The customers as Parquet: ages and spend as numbers, everything else as text.
fn parquet() -> Vec<u8> {
    let own = Csv::read(&customers());
    let columns = own.names.iter().map(|name| {
        let cells = own.column(name);
        if matches!(name.as_str(), "age" | "spend") {
            let numbers: Vec<f64> = cells.iter().map(|cell| cell.parse().unwrap()).collect();
            Column::new(name.as_str().into(), numbers)
        } else {
            Column::new(name.as_str().into(), cells)
        }
    });
    write(DataFrame::new(own.rows.len(), columns.collect()).unwrap())
}

fn write(mut frame: DataFrame) -> Vec<u8> {
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).with_row_group_size(Some(100)).finish(&mut frame).unwrap();
    bytes
}

#[test]
fn a_parquet_file_goes_all_the_way() {
    let desk = Desk::new();
    desk.write("customers.parquet", parquet());
    desk.write("plain.csv", customers());
    desk.done(&["convert", "customers.parquet", "--out", "clean.csv"]);
    assert_eq!(desk.text("clean.csv"), customers());
    let (typed, plain) = (profile(&desk, "customers.parquet"), profile(&desk, "plain.csv"));
    assert_eq!((&typed["columns"], &typed["rows"]), (&plain["columns"], &plain["rows"]));
    assert_eq!(
        (&typed["file"]["encoding"], &typed["file"]["delimiter"]),
        (&"Parquet".into(), &serde_json::Value::Null)
    );
    for (file, out) in [("customers.parquet", "typed"), ("plain.csv", "plain")] {
        desk.done(&["train", file, "--target", "bought", "--out", out]);
    }
    assert_eq!(desk.json("typed/metrics.json"), desk.json("plain/metrics.json"));
    assert_eq!(desk.text("typed/predictions.csv"), desk.text("plain/predictions.csv"));
    desk.done(&["run", "typed/recipe.toml", "--data", "customers.parquet", "--out", "again"]);
    desk.done(&["score", "plain/model.clientele", "customers.parquet", "--out", "scored.csv"]);
    desk.done(&["score", "typed/model.clientele", "plain.csv", "--out", "other.csv"]);
    assert_eq!(desk.text("scored.csv"), desk.text("other.csv"));
    assert!(desk.text("typed/report.html").contains("Parquet"));
}

#[test]
fn a_name_says_nothing_about_what_is_in_a_file() {
    let desk = Desk::new();
    desk.write("typed.csv", parquet());
    desk.write("text.parquet", customers());
    for file in ["typed.csv", "text.parquet"] {
        desk.done(&["convert", file, "--out", "clean.csv", "--force"]);
        assert_eq!(desk.text("clean.csv"), customers(), "{file}");
    }
}

#[test]
fn parquet_files_without_a_table_are_told() {
    let desk = Desk::new();
    let whole = parquet();
    desk.write("cut.parquet", &whole[..whole.len() / 2]);
    let mut locked = whole.clone();
    let end = locked.len() - 4;
    locked[end..].copy_from_slice(b"PARE");
    desk.write("locked.parquet", locked);
    let lists = vec![Series::new("".into(), [1, 2]), Series::new("".into(), [3])];
    let lists = Series::new("bought".into(), lists);
    let names = Series::new("name".into(), ["Ann", "Bob"]).into_series();
    desk.write("lists.parquet", write(DataFrame::new(2, vec![lists.clone().into()]).unwrap()));
    desk.write("mixed.parquet", write(DataFrame::new(2, vec![lists.into(), names.into()]).unwrap()));
    desk.write("none.parquet", write(DataFrame::empty()));
    for (file, word) in [
        ("cut.parquet", "end"),
        ("locked.parquet", "encrypted"),
        ("lists.parquet", "“bought”"),
        ("none.parquet", "no columns"),
    ] {
        refused(&desk, 2, &["profile", file], &[file, word]);
        refused(&desk, 2, &["train", file, "--target", "y", "--out", "out"], &[file, word]);
    }
    // The columns that can be read are, and the others are named.
    let found = profile(&desk, "mixed.parquet");
    assert_eq!(found["columns"][0]["name"], "name");
    let told = found["issues"].as_array().unwrap().iter().any(|issue| issue["kind"] == "nested");
    assert!(told, "{found}");
}

#[test]
fn a_file_larger_than_memory_is_refused_and_a_sample_of_it_read() {
    let desk = Desk::new();
    let mut text = String::from("id,age,town,bought\n");
    for row in 0..120_000_u32 {
        let age = 18 + row * 37 % 60;
        let bought = if row * 29 % 100 < age { "yes" } else { "no" };
        writeln!(text, "P{row:06},{age},Town {},{bought}", row % 7).unwrap();
    }
    desk.write("large.csv", &text);
    let little = |arguments: &[&str]| desk.run_with(arguments, &[("CLIENTELE_MEMORY_MB", "5")]);
    for arguments in [
        &["profile", "large.csv"][..],
        &["convert", "large.csv", "--out", "clean.csv"],
        &["train", "large.csv", "--target", "bought", "--out", "out"],
    ] {
        let said = little(arguments);
        assert_eq!((said.code, said.err.lines().count()), (2, 3), "{said:?}");
        assert!(said.err.contains("memory") && said.err.contains("--every"), "{said:?}");
        assert!(!desk.path("clean.csv").exists() && !desk.path("out").exists());
    }
    let said = little(&["convert", "large.csv", "--every", "8", "--out", "some.csv"]);
    assert_eq!(said.code, 0, "{said:?}");
    // One whole row of every eight, in order.
    let some = desk.text("some.csv");
    let all: Vec<&str> = text.lines().collect();
    let rows: Vec<&str> = some.lines().collect();
    assert_eq!((rows.len(), rows[0]), (1 + 15_000, all[0]));
    for (run, row) in rows[1..].iter().enumerate() {
        assert!(all[1 + run * 8..][..8].contains(row), "{row} is no row of run {run}");
    }
    assert_eq!(
        Csv::read(&some).column("town").into_iter().collect::<std::collections::BTreeSet<_>>().len(),
        7
    );
    let said = little(&["train", "large.csv", "--every", "8", "--target", "bought", "--out", "out"]);
    assert_eq!(said.code, 0, "{said:?}");
    let report = desk.text("out/report.html");
    assert!(report.contains("one of every 8 of 120,000 rows"));
    assert!(desk.text("out/recipe.toml").contains("every = 8"));
}

#[test]
fn broken_files_lose_no_more_than_the_broken_rows() {
    let desk = Desk::new();
    let plain = customers();
    let rows = |from: usize, to: usize| -> String {
        plain.lines().skip(1 + from).take(to - from).map(|line| format!("{line}\n")).collect()
    };
    let names = "id,age,town,spend,bought,choice\n";
    let (first, last) = (rows(0, 150), rows(150, 300));
    // A NUL byte in one row, then in a name.
    desk.write("nul.csv", format!("{names}{first}P9999,3\0,North,1,yes,go\n{last}"));
    assert_eq!(counts(&profile(&desk, "nul.csv")), (300, 1));
    desk.write("nul-name.csv", format!("{}{first}{last}", names.replace("town", "to\0wn")));
    desk.done(&["convert", "nul-name.csv", "--out", "clean.csv"]);
    assert!(desk.text("clean.csv") == plain);
    // A cell of more than a megabyte, bare and with line ends in quotation marks, is a cell.
    let long = format!("P9999,3,\"{}\",1,yes,go\n", "a line of a letter\n".repeat(80_000));
    desk.write("cell.csv", format!("{names}{first}{long}{last}"));
    assert_eq!(counts(&profile(&desk, "cell.csv")), (301, 0));
    // An open quotation mark costs its row.
    desk.write(
        "open.csv",
        format!("{names}P9999,\"3,North,1,yes,go\n{}", (first.clone() + &last).repeat(400)),
    );
    assert_eq!(counts(&profile(&desk, "open.csv")), (120_000, 1));
    // Every kind of line end in one file.
    let ends: String = plain
        .lines()
        .enumerate()
        .map(|(at, line)| format!("{line}{}", ["\n", "\r\n", "\r"][at % 3]))
        .collect();
    desk.write("ends.csv", ends);
    desk.done(&["convert", "ends.csv", "--out", "clean.csv", "--force"]);
    assert!(desk.text("clean.csv") == plain);
    // A byte order mark where two files were joined, with and without the names.
    desk.write("joined.csv", format!("\u{feff}{names}{first}\u{feff}{last}"));
    desk.done(&["convert", "joined.csv", "--out", "clean.csv", "--force"]);
    assert!(desk.text("clean.csv") == plain);
    desk.write("twice.csv", format!("\u{feff}{names}{first}\u{feff}{names}{last}"));
    assert_eq!(counts(&profile(&desk, "twice.csv")), (300, 1));
    // Sums, means and a remark below the table.
    desk.write(
        "sums.csv",
        format!("{plain}\nTotal,,,59850,,\nAverage,,,199.5,,\nSource: the till in town\n"),
    );
    assert_eq!(counts(&profile(&desk, "sums.csv")), (300, 3));
}

#[test]
fn rows_in_another_encoding_are_set_aside_and_kept() {
    let desk = Desk::new();
    let mut bytes = b"id,name,town\n".to_vec();
    for row in 0..200 {
        let line = format!("{row},Zoë {row},Köln\n");
        if row % 10 == 3 {
            bytes.extend(line.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()));
        } else {
            bytes.extend(line.bytes());
        }
    }
    desk.write("mixed.csv", bytes);
    assert_eq!(counts(&profile(&desk, "mixed.csv")), (180, 20));
}

#[test]
fn twenty_thousand_columns_are_a_table() {
    let desk = Desk::new();
    let mut text = (0..20_000).map(|column| format!("c{column}")).collect::<Vec<_>>().join(",");
    for row in 0..30_u32 {
        let cells = (0..20_000_u32).map(|column| ((row * 31 + column * 7) % 997).to_string());
        write!(text, "\n{}", cells.collect::<Vec<_>>().join(",")).unwrap();
    }
    desk.write("wide.csv", text);
    let found = profile(&desk, "wide.csv");
    assert_eq!((counts(&found), found["columns"].as_array().unwrap().len()), ((30, 0), 20_000));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_read_like_a_file() {
    let desk = Desk::new();
    let plain = customers();
    for (bytes, name) in [(plain.clone().into_bytes(), "text"), (parquet(), "parquet")] {
        let said = desk.run_fed(&["convert", "/dev/stdin", "--out", "clean.csv", "--force"], &bytes);
        assert_eq!(said.code, 0, "{name}: {said:?}");
        assert!(desk.text("clean.csv") == plain, "{name}");
    }
    let said = desk.run_fed(&["profile", "/dev/stdin"], b"");
    assert_eq!((said.code, said.err.lines().count()), (2, 3), "{said:?}");
}
