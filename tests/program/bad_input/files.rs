//! Files that are no tables, or tables that hold nothing to work with.

use super::{customers, refused};
use crate::common::program::Desk;

/// Everything that takes a table refuses this one.
#[track_caller]
fn refused_everywhere(desk: &Desk, file: &str, words: &[&str]) {
    for command in [
        &["profile", file][..],
        &["profile", file, "--json"],
        &["convert", file, "--out", "clean.csv"],
        &["train", file, "--target", "y", "--out", "out"],
        &["segment", file, "--out", "out"],
    ] {
        refused(desk, 2, command, words);
    }
    // With events, stdout tells of the failure and stderr says it.
    let said = desk.run(&["train", file, "--target", "y", "--out", "out", "--json"]);
    assert_eq!(said.code, 2);
    assert_eq!(said.out.lines().filter(|line| line.contains("\"failed\"")).count(), 1, "{said:?}");
    assert!(said.out.lines().last().unwrap().contains("\"failed\"") && said.err.lines().count() <= 3);
    assert!(!desk.path("out").exists());
}

#[test]
fn a_file_that_is_not_there() {
    let desk = Desk::new();
    refused_everywhere(&desk, "nothing.csv", &["nothing.csv", "no such file"]);
    refused_everywhere(&desk, "no folder/nothing.csv", &["nothing.csv", "no folder"]);
}

#[test]
fn a_folder_instead_of_a_file() {
    let desk = Desk::new();
    desk.write("folder.csv/inside.txt", "x");
    refused_everywhere(&desk, "folder.csv", &["folder.csv", "folder"]);
}

#[test]
fn empty_files_and_names_without_rows() {
    let desk = Desk::new();
    for (name, text) in
        [("zero.csv", ""), ("bom.csv", "\u{feff}"), ("blank.csv", "\n\n  \n"), ("commas.csv", ",,\n,,\n")]
    {
        desk.write(name, text);
        refused_everywhere(&desk, name, &[name, "empty"]);
    }
    for (name, text) in
        [("header.csv", "a,b,y\n"), ("header-only.csv", "a,b,y"), ("gaps.csv", "a,b,y\n,,\n,,\n")]
    {
        desk.write(name, text);
        for command in [&["profile", name][..], &["train", name, "--target", "y", "--out", "out"]] {
            refused(&desk, 2, command, &[name, "no rows"]);
        }
        // Names alone are all that there is to convert.
        desk.done(&["convert", name, "--out", "clean.csv", "--force"]);
        assert_eq!(desk.text("clean.csv"), "a,b,y\n");
    }
}

#[test]
fn files_that_are_no_text() {
    let desk = Desk::new();
    let mut noise: Vec<u8> =
        (0..4_000_u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    noise[17] = 0;
    for (name, head, word) in [
        ("picture.csv", &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "picture"),
        ("photo.csv", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "picture"),
        ("archive.csv", b"PK\x03\x04\x14\0\0\0", "archive"),
        ("workbook.csv", b"PK\x03\x04\x14\0\0\0xl/workbook.xml", "Excel"),
        ("old.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel"),
        ("letter.csv", b"%PDF-1.7\n", "PDF"),
        ("packed.csv", b"\x1f\x8b\x08\0", "archive"),
        ("columns.csv", b"PAR1\x15\x04", "Parquet"),
        ("base.csv", b"SQLite format 3\0", "database"),
        ("zeros.csv", &[0; 64], "not text"),
    ] {
        let mut bytes = head.to_vec();
        bytes.extend(if name == "zeros.csv" { vec![0; 4_000] } else { noise.clone() });
        desk.write(name, bytes);
        refused_everywhere(&desk, name, &[name, word]);
    }
}

#[test]
fn text_in_another_encoding() {
    let desk = Desk::new();
    let text = "name,town,y\nZoë,Köln,1\nJosé,São Paulo,0\nAnaïs,Orléans,1\n";
    let latin: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    desk.write("latin.csv", latin);
    desk.done(&["convert", "latin.csv", "--out", "clean.csv"]);
    assert_eq!(desk.text("clean.csv"), text);
    for (name, little, mark) in
        [("little.csv", true, true), ("big.csv", false, true), ("bare.csv", true, false)]
    {
        let mark = if mark { "\u{feff}" } else { "" };
        let units = format!("{mark}{text}").encode_utf16().collect::<Vec<_>>();
        let bytes: Vec<u8> = units
            .into_iter()
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect();
        desk.write(name, bytes);
        desk.done(&["convert", name, "--out", "clean.csv", "--force"]);
        assert_eq!(desk.text("clean.csv"), text, "{name}");
    }
    // An encoding that does not fit is refused, and so is one that nobody knows.
    refused(&desk, 2, &["profile", "latin.csv", "--encoding", "utf-8"], &["latin.csv", "encoding"]);
    refused(&desk, 2, &["profile", "latin.csv", "--encoding", "klingon"], &["klingon", "UTF-8"]);
    // One damaged row is set aside and kept, not a reason to refuse the file.
    let mut bytes = customers().into_bytes();
    bytes.extend("P9998,40,Zürich,10,yes,go\n".bytes());
    bytes.extend(b"P9999,40,N\xfcrnberg,10,yes,go\n");
    desk.write("one.csv", bytes);
    let said = desk.done(&["profile", "one.csv", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((&found["rows"], &found["rejected"]), (&301.into(), &1.into()));
    desk.done(&["train", "one.csv", "--target", "bought", "--out", "out"]);
    assert_eq!(desk.json("out/metrics.json")["rows"]["rejected"], 1);
    let aside = crate::common::program::Csv::read(&desk.text("out/rejected.csv"));
    assert_eq!((aside.column("line"), aside.column("reason")), (vec!["303"], vec!["not-text"]));
}

#[test]
fn one_row_and_one_column() {
    let desk = Desk::new();
    desk.write("row.csv", "a,b,y\n1,2,yes\n");
    desk.done(&["profile", "row.csv"]);
    refused(&desk, 2, &["train", "row.csv", "--target", "y", "--out", "out"], &["“y”"]);
    refused(&desk, 2, &["segment", "row.csv", "--out", "out"], &[]);
    desk.write("column.csv", "y\nyes\nno\nyes\nno\nyes\nno\nyes\nno\nyes\nno\nyes\nno\n");
    desk.done(&["profile", "column.csv", "--json"]);
    refused(&desk, 2, &["train", "column.csv", "--target", "y", "--out", "out"], &["No column"]);
    // Three of a kind are too few for three parts.
    desk.write("few.csv", "a,y\n1,yes\n2,no\n3,no\n");
    refused(&desk, 2, &["train", "few.csv", "--target", "y", "--out", "out"], &["learned"]);
}

#[test]
fn answers_that_say_nothing() {
    let desk = Desk::new();
    let with = |answer: &dyn Fn(usize) -> &'static str| {
        let table = customers();
        let rows = table.lines().skip(1).enumerate().map(|(row, line)| format!("{line},{}\n", answer(row)));
        format!("id,age,town,spend,bought,choice,y\n{}", rows.collect::<String>())
    };
    desk.write("constant.csv", with(&|_| "yes"));
    desk.write("gaps.csv", with(&|_| ""));
    desk.write("once.csv", with(&|row| if row == 7 { "yes" } else { "no" }));
    desk.write("half.csv", with(&|row| if row % 2 == 0 { "yes" } else { "" }));
    desk.write("same.csv", with(&|_| "5"));
    let train = |file| ["train", file, "--target", "y", "--out", "out"];
    refused(&desk, 2, &train("constant.csv"), &["“y”"]);
    refused(&desk, 2, &[&train("constant.csv")[..], &["--positive", "yes"]].concat(), &["“y”"]);
    refused(&desk, 2, &train("gaps.csv"), &["“y”"]);
    refused(&desk, 2, &train("once.csv"), &["“y”"]);
    refused(&desk, 2, &[&train("half.csv")[..], &["--positive", "yes"]].concat(), &["“y”"]);
    refused(&desk, 2, &train("same.csv"), &["“y”"]);
    // A number cannot be had from names.
    refused(
        &desk,
        2,
        &["train", "same.csv", "--target", "town", "--task", "number", "--out", "out"],
        &["“town”"],
    );
}

#[test]
fn no_permission_to_read() {
    let desk = Desk::new();
    let path = desk.write("secret.csv", customers());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    }
    if std::fs::File::open(&path).is_ok() {
        // Nobody is kept out here (an administrator, or a system without permissions): then it is read.
        desk.done(&["profile", "secret.csv"]);
    } else {
        let said = desk.run(&["profile", "secret.csv"]);
        assert_eq!((said.code, said.err.lines().count()), (2, 3), "{said:?}");
        assert!(said.err.contains("permission"));
    }
}
