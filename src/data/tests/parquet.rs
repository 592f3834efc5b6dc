//! Parquet files, written here by the writer of polars.

use chrono::NaiveDate;
use polars::prelude::*;

use super::*;
use crate::data::read::read_first;
use crate::data::sample;
use crate::domain::table::{FileForm, Sample};

/// A customer table of so many rows in row groups of 70.
fn customers(rows: i64) -> DataFrame {
    let days: Vec<Option<NaiveDate>> = (0..rows)
        .map(|row| (row % 5 != 0).then(|| day(2024, 1, 1) + chrono::Days::new(row as u64)))
        .collect();
    let moments = (0..rows).map(|row| day(2024, 3, 1).and_hms_opt(0, 0, 0).unwrap() + minutes(row * 90 + 30));
    let midnights = (0..rows).map(|row| day(2024, 3, 1).and_hms_opt(0, 0, 0).unwrap() + minutes(row * 1_440));
    let ids: Vec<u64> = (0..rows).map(|row| u64::MAX - row as u64).collect();
    let spend: Vec<Option<f64>> = (0..rows).map(|row| (row % 7 != 0).then_some(row as f64 / 4.0)).collect();
    let columns = vec![
        Column::new("id".into(), ids),
        Column::new("visits".into(), (0..rows).map(|row| row % 9).collect::<Vec<i64>>()),
        Column::new("spend".into(), spend),
        Column::new(
            "town".into(),
            (0..rows).map(|row| ["Köln", "上海", ""][row as usize % 3]).collect::<Vec<_>>(),
        ),
        Column::new(
            "yes".into(),
            (0..rows).map(|row| (row % 11 != 0).then_some(row % 2 == 0)).collect::<Vec<_>>(),
        ),
        Column::new("day".into(), days),
        Column::new("seen".into(), moments.collect::<Vec<_>>()),
        Column::new("since".into(), midnights.collect::<Vec<_>>()),
    ];
    DataFrame::new(rows as usize, columns).unwrap()
}

pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn minutes(minutes: i64) -> chrono::TimeDelta {
    chrono::TimeDelta::minutes(minutes)
}

pub(super) fn written(mut frame: DataFrame) -> Vec<u8> {
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).with_row_group_size(Some(70)).finish(&mut frame).unwrap();
    bytes
}

#[test]
fn values_of_every_type_become_cells() {
    let table = table(written(customers(200)));
    assert_eq!((table.rows(), table.facts().form), (200, FileForm::Parquet));
    let cells = cells(&table);
    for at in [0_i64, 1, 69, 70, 71, 139, 140, 199] {
        let row = at as usize;
        let expected = vec![
            (u64::MAX - row as u64).to_string(),
            (row % 9).to_string(),
            if row.is_multiple_of(7) { String::new() } else { (row as f64 / 4.0).to_string() },
            ["Köln", "上海", ""][row % 3].to_owned(),
            if row.is_multiple_of(11) { String::new() } else { row.is_multiple_of(2).to_string() },
            if row.is_multiple_of(5) {
                String::new()
            } else {
                (day(2024, 1, 1) + chrono::Days::new(row as u64)).to_string()
            },
            (day(2024, 3, 1).and_hms_opt(0, 0, 0).unwrap() + minutes(at * 90 + 30)).to_string(),
            (day(2024, 3, 1) + chrono::Days::new(row as u64)).to_string(),
        ];
        assert_eq!(cells[row], expected, "row {row}");
    }
}

#[test]
fn its_columns_are_of_the_kinds_that_a_text_of_the_same_cells_has() {
    let typed = table(written(customers(300)));
    let mut text = typed.names().join(",");
    text.push('\n');
    for row in cells(&typed) {
        text.push_str(&format!("{}\n", row.join(",")));
    }
    let (typed, plain) = (profile(&typed, &Recipe::new(None)), profiled(text));
    for (typed, plain) in typed.columns.iter().zip(&plain.columns) {
        assert_eq!(
            (typed.kind, typed.role, typed.gaps),
            (plain.kind, plain.role, plain.gaps),
            "{}",
            plain.name
        );
    }
}

#[test]
fn the_first_rows_and_samples_are_those_of_the_whole() {
    let bytes = written(customers(500));
    let scene = scene(&bytes);
    let whole = cells(&table(&bytes));
    let read = |reading: Reading| read(&scene.path, &reading, &mut |_| true).unwrap();
    for rows in [1, 69, 70, 71, 499, 500, 900] {
        let some = read(Reading { rows: Some(rows), ..Reading::default() });
        let expected: Vec<_> = whole.iter().take(rows as usize).cloned().collect();
        assert_eq!(cells(&some), expected, "{rows} rows");
        assert_eq!(some.facts().sample, (rows < 500).then_some(Sample::First));
    }
    for step in [2, 3, 7, 69, 70, 71, 499, 500, 5_000] {
        let some = read(Reading { every: Some(step), ..Reading::default() });
        assert_eq!(cells(&some), drawn(&whole, step), "every {step}");
        assert_eq!(some.facts().sample, Some(Sample::Every { step, of: 500 }));
    }
    let both = read(Reading { every: Some(7), rows: Some(20), ..Reading::default() });
    assert_eq!(cells(&both), drawn(&whole, 7)[..20]);
    // A small file is there at once.
    assert!(read_first(&scene.path, &Reading::default(), &mut |_| true).unwrap().is_none());
}

fn drawn(rows: &[Vec<String>], every: u64) -> Vec<Vec<String>> {
    let drawn = (0..).zip(rows).filter(|(row, _)| sample::is_drawn(*row, every));
    drawn.map(|(_, row)| row.clone()).collect()
}

#[test]
fn columns_of_lists_are_left_out_and_named() {
    let lists = [Series::new("".into(), [1, 2]), Series::new("".into(), [3, 4])];
    let frame = DataFrame::new(
        2,
        vec![Column::new("bought".into(), lists.to_vec()), Column::new("name".into(), ["Ann", "Bob"])],
    )
    .unwrap();
    let opened = table(written(frame.clone()));
    assert_eq!(
        (opened.names(), opened.facts().nested.as_slice()),
        (&["name".to_owned()][..], &["bought".to_owned()][..])
    );
    let found = profile(&opened, &Recipe::new(None));
    assert!(found.findings.iter().any(|finding| finding.detail.id == "data-finding-nested-detail"));
    let alone = try_table(written(frame.select(["bought"]).unwrap())).unwrap_err();
    assert_eq!(alone.why.id, "data-error-why-parquet-nested");
}

#[test]
fn files_without_rows_or_columns_are_told_apart() {
    let none = written(customers(3).head(Some(0)));
    assert_eq!(try_table(&none).unwrap_err().why.id, "data-error-why-no-rows");
    let names = crate::data::read_any(&scene(&none).path, &Reading::default(), &mut |_| true).unwrap();
    assert_eq!((names.rows(), names.names().len()), (0, 8));
    let empty = try_table(written(DataFrame::empty())).unwrap_err();
    assert_eq!(empty.why.id, "data-error-why-parquet-no-columns");
    assert_eq!(try_table(b"PAR1 and some text PARE").unwrap_err().why.id, "data-error-why-parquet-encrypted");
}

#[test]
fn a_file_that_was_cut_or_damaged_gives_one_sentence() {
    let bytes = written(customers(300));
    for length in (4..bytes.len()).step_by(97) {
        let error = try_table(&bytes[..length]).unwrap_err();
        assert_eq!(error.why.id, "data-error-why-parquet-cut", "{length} of {} bytes", bytes.len());
    }
    // Whatever byte is wrong: a table of the right size, or a sentence.
    let mut seed = 7_u64;
    for _ in 0..400 {
        let mut damaged = bytes.clone();
        for _ in 0..3 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = 4 + (seed >> 33) as usize % (bytes.len() - 8);
            damaged[at] = (seed >> 20) as u8;
        }
        match try_table(&damaged) {
            Ok(table) => assert!(table.names().len() <= 8),
            Err(error) => assert!(
                ["data-error-why-parquet-damaged", "data-error-why-parquet-cut", "data-error-why-no-rows"]
                    .contains(&error.why.id)
                    || error.why.id.starts_with("data-error-why-parquet")
                    || error.why.id == "data-error-why-too-many-rows"
                    || error.why.id == "data-error-why-too-large",
                "{error:?}"
            ),
        }
    }
}

#[test]
fn a_dictionary_that_claims_two_thousand_million_values_is_refused_before_memory_is_taken() {
    let towns: Vec<&str> = (0..300).map(|row| ["Köln", "上海", "Lima"][row % 3]).collect();
    let bytes = written(DataFrame::new(300, vec![Column::new("town".into(), towns)]).unwrap());
    assert_eq!(table(&bytes).rows(), 300);
    // The first page begins behind "PAR1". Its header says in Thrift's compact form: a dictionary, two sizes, and
    // in a record of its own how many values it has.
    let header = &bytes[4..];
    assert_eq!(header[..3], [0x15, 0x04, 0x15]);
    let record = header.iter().position(|byte| *byte == 0x4c).unwrap();
    assert_eq!(header[record + 1..record + 3], [0x15, 2 * 3]);
    let mut damaged = bytes[..4 + record + 2].to_vec();
    damaged.extend([0xfe, 0xff, 0xff, 0xff, 0x0f]);
    damaged.extend(&header[record + 3..]);
    let error = try_table(&damaged).unwrap_err();
    assert_eq!(error.why.id, "data-error-why-parquet-damaged");
    assert!(format!("{error:?}").contains("claims to hold 2147483647 values"), "{error:?}");
}

#[test]
fn reading_stops_when_asked() {
    let scene = scene(written(customers(300)));
    let mut calls = 0;
    let stopped = read(&scene.path, &Reading::default(), &mut |_| {
        calls += 1;
        calls < 3
    });
    assert_eq!(stopped.unwrap_err().kind, crate::domain::error::ErrorKind::Stopped);
}
