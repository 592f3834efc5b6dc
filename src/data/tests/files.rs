//! Awkward files: what is read, what is set aside, what is refused.

use super::*;
use crate::domain::error::ErrorKind;
use crate::domain::table::RejectReason;

#[test]
fn awkward_files_are_read() {
    // (file, names, rows)
    let cases: &[(&[u8], &[&str], &[&[&str]])] = &[
        (b"a,b\n1,x\n", &["a", "b"], &[&["1", "x"]]),
        (b"a,b\n1,x", &["a", "b"], &[&["1", "x"]]),
        (b"\xEF\xBB\xBFa,b\n1,x\n", &["a", "b"], &[&["1", "x"]]),
        (b"a,b\r\n1,x\r\n2,y\r\n", &["a", "b"], &[&["1", "x"], &["2", "y"]]),
        (b"a,b\r1,x\r2,y", &["a", "b"], &[&["1", "x"], &["2", "y"]]),
        (b"a,b\r\n1,x\n2,y\r3,z\n", &["a", "b"], &[&["1", "x"], &["2", "y"], &["3", "z"]]),
        (b"a,b\n\n1,x\n   \n2,y\n\n\n", &["a", "b"], &[&["1", "x"], &["2", "y"]]),
        (b"a,b\n1,x\n,\n2,y\n,\n,\n", &["a", "b"], &[&["1", "x"], &["", ""], &["2", "y"]]),
        (b"a;b\n1,5;x\n2,25;y\n", &["a", "b"], &[&["1,5", "x"], &["2,25", "y"]]),
        (b"a\tb\n1\tx, y\n", &["a", "b"], &[&["1", "x, y"]]),
        (b"a,b\n1,\"x\n\"\"y\"\"\"\n2,z\n", &["a", "b"], &[&["1", "x\n\"y\""], &["2", "z"]]),
        (b"a,b\n1,\"He said \"hi\" twice\"\n", &["a", "b"], &[&["1", "He said \"hi\" twice"]]),
        (b"a,b\n1,5\" pipe\n", &["a", "b"], &[&["1", "5\" pipe"]]),
        (b"a,b\n 1 , x \n", &["a", "b"], &[&[" 1 ", " x "]]),
        (b"a,b,c\n1,2\n3\n4,5,6\n", &["a", "b", "c"], &[&["1", "2", ""], &["3", "", ""], &["4", "5", "6"]]),
        (b"a,b\n1,2,,\n3,4\n", &["a", "b"], &[&["1", "2"], &["3", "4"]]),
        (b"a,b,\n1,2,\n3,4\n", &["a", "b"], &[&["1", "2"], &["3", "4"]]),
        (b"a,a,\n1,2,3\n4,5,6\n", &["a", "a_2", "column_3"], &[&["1", "2", "3"], &["4", "5", "6"]]),
        (b"x\n1\n2\n", &["x"], &[&["1"], &["2"]]),
        (b"1,2\n3,4\n", &["column_1", "column_2"], &[&["1", "2"], &["3", "4"]]),
        ("名,数\n甲,1\n".as_bytes(), &["名", "数"], &[&["甲", "1"]]),
        (b"a,b\n,\n1,\n", &["a", "b"], &[&["", ""], &["1", ""]]),
    ];
    for (bytes, names, rows) in cases {
        let shown = String::from_utf8_lossy(bytes).into_owned();
        let table = try_table(bytes).unwrap_or_else(|error| panic!("{shown:?}: {error:?}"));
        assert_eq!(table.names(), *names, "{shown:?}");
        assert_eq!(cells(&table), *rows, "{shown:?}");
        assert!(table.rejected().is_empty(), "{shown:?}");
    }
}

#[test]
fn facts_say_how_the_file_was_read() {
    let text = "\u{feff}a;\"b\"\r\n1,5;x\r\n2,5;y\r\n";
    let table = table(text);
    let facts = table.facts();
    assert_eq!(facts.encoding, "UTF-8 with BOM");
    assert_eq!((facts.delimiter, facts.quote, facts.decimal, facts.header()), (';', Some('"'), ',', true));
    assert_eq!(facts.bytes, text.len() as u64);
    assert_eq!(super::table("a,b\n1,2\n").facts().quote, None);
}

#[test]
fn rows_that_cannot_be_read_are_set_aside() {
    use RejectReason::{NotText, OpenQuote, TooManyCells};
    // (file, line, found, expected, reason, raw, readable rows)
    let cases: &[(&[u8], u64, usize, usize, RejectReason, &str, usize)] = &[
        (b"a,b\n1,2\n3,4,5\n6,7\n", 3, 3, 2, TooManyCells, "3,4,5", 2),
        (b"a,b\n1,2\n3,\"4\n5,6\n7,8\n", 3, 2, 2, OpenQuote, "3,\"4", 3),
        (b"a,b\n1,2\n3,\"4\n5,\"x\"\n7,8\n", 3, 2, 2, OpenQuote, "3,\"4", 3),
        (b"a,b\r\n1,\"x\r\ny\"\r\n3,4,5\r\n", 4, 3, 2, TooManyCells, "3,4,5", 1),
        ("a,b\né,2\nü,3\n\u{1},4\nö,5\n".as_bytes(), 0, 0, 0, NotText, "", 4),
        (b"a,b\n\xC3\xA9,2\n\xC3\xBC,3\n\xFF\xFE,4\n", 4, 2, 2, NotText, "\u{fffd}\u{fffd},4", 2),
    ];
    for (bytes, line, found, expected, reason, raw, rows) in cases {
        let shown = String::from_utf8_lossy(bytes).into_owned();
        let table = table(bytes);
        assert_eq!(table.rows(), *rows, "{shown:?}");
        if *line == 0 {
            assert!(table.rejected().is_empty());
            continue;
        }
        let [row] = table.rejected() else { panic!("{shown:?}: {:?}", table.rejected()) };
        assert_eq!(
            (row.line, row.found, row.expected, row.reason),
            (*line, *found, *expected, *reason),
            "{shown:?}"
        );
        assert_eq!(row.raw, *raw, "{shown:?}");
    }
}

#[test]
fn lines_are_counted_across_blocks() {
    // Rows with a line end inside, over several megabytes: each takes two lines.
    let mut text = "a,b\n".to_owned();
    for row in 0..60_000 {
        text.push_str(&format!("{row},\"some words to fill the line, then\nmore of them\"\n"));
    }
    text.push_str("1,2,3\n");
    let table = table(&text);
    assert_eq!(table.rows(), 60_000);
    assert_eq!(table.rejected()[0].line, 2 + 2 * 60_000);
    assert_eq!(table.cell(59_999, 0), "59999");
    assert_eq!(table.cell(33_333, 1), "some words to fill the line, then\nmore of them");
}

#[test]
fn long_raw_rows_are_cut() {
    let table = table(format!("a,b\n1,2\n3,4,{}\n", "é".repeat(5_000)));
    assert!(table.rejected()[0].raw.len() <= 4_096 && table.rejected()[0].raw.ends_with('é'));
}

#[test]
fn refused_files_say_why() {
    let cases: &[(&[u8], &str)] = &[
        (b"", "data-error-why-empty"),
        (b"\xEF\xBB\xBF", "data-error-why-empty"),
        (b"\n\n  \n", "data-error-why-empty"),
        (b"name,age\n", "data-error-why-no-rows"),
        (b"name,age\n,\n,\n", "data-error-why-no-rows"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "data-error-why-picture"),
        (b"\xFF\xD8\xFF\xE0abcdef", "data-error-why-picture"),
        (b"%PDF-1.7\n1 0 obj", "data-error-why-pdf"),
        (b"PK\x03\x04....xl/workbook.xml", "data-error-why-damaged-workbook"),
        (b"PK\x03\x04....readme.txt", "data-error-why-zip"),
        (b"PAR1....", "data-error-why-parquet-cut"),
        (b"abc\0\x01\x02\x03def\0", "data-error-why-binary"),
        (b"\xFF\xFEa\0,\0b\0\n\0", "data-error-why-no-rows"),
        (b"a,b\n\"1,2\n", "data-error-why-none-readable"),
    ];
    for (bytes, why) in cases {
        let error = try_table(bytes).unwrap_err();
        assert_eq!(error.why.id, *why, "{:?}", String::from_utf8_lossy(bytes));
        assert_eq!(error.exit_code(), 2);
    }
}

#[test]
fn missing_files_and_folders_are_named() {
    let scene = scene("a\n1\n");
    let refused = |path: &std::path::Path| read(path, &Reading::default(), &mut |_| true).unwrap_err();
    assert_eq!(refused(&scene.folder.path().join("no.csv")).why.id, "data-error-why-missing-in");
    assert_eq!(refused(&scene.path.join("no.csv")).why.id, "data-error-why-missing-in");
    assert_eq!(refused(scene.folder.path()).why.id, "data-error-why-folder");
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let scene = scene("a\n1\n");
    std::fs::set_permissions(&scene.path, std::fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read everything; then there is nothing to refuse.
    if std::fs::File::open(&scene.path).is_err() {
        let error = read(&scene.path, &Reading::default(), &mut |_| true).unwrap_err();
        assert_eq!(error.why.id, "data-error-why-permission");
    }
}

#[test]
fn a_file_that_changes_meanwhile_is_refused() {
    let scene = scene("a,b\n1,2\n".repeat(300_000));
    for shorter in [true, false] {
        let mut calls = 0;
        let error = read(&scene.path, &Reading::default(), &mut |_| {
            calls += 1;
            if calls == 1 {
                let file = std::fs::OpenOptions::new().write(true).open(&scene.path).unwrap();
                let length = file.metadata().unwrap().len();
                file.set_len(if shorter { length / 2 } else { length + 100 }).unwrap();
            }
            true
        })
        .unwrap_err();
        assert_eq!(error.why.id, "data-error-why-changed");
    }
}

#[test]
fn reading_can_be_stopped_and_tells_how_far_it_is() {
    let scene = scene("a,b\n1,2\n".repeat(400_000));
    let mut seen = Vec::new();
    let table = read(&scene.path, &Reading::default(), &mut |progress| {
        seen.push(progress.done);
        assert_eq!(progress.total, Some(3_200_000));
        true
    });
    assert!(table.is_ok());
    assert!(seen.len() >= 3 && seen.is_sorted() && seen.last() == Some(&3_200_000), "{seen:?}");
    let error = read(&scene.path, &Reading::default(), &mut |_| false).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Stopped);
}

#[test]
fn reading_options_override_what_is_found() {
    let scene = scene("a;b,c\n'x;y';2,5\n");
    let reading = Reading {
        delimiter: Some(';'),
        quote: Some(crate::domain::recipe::Quote::Single),
        decimal: Some(','),
        header: Some(0),
        ..Reading::default()
    };
    let table = read(&scene.path, &reading, &mut |_| true).unwrap();
    assert_eq!(cells(&table), [["a", "b,c"], ["x;y", "2,5"]]);
    for (delimiter, decimal, why) in
        [(Some('é'), None, "data-error-why-delimiter"), (None, Some('x'), "data-error-why-decimal")]
    {
        let reading = Reading { delimiter, decimal, ..Reading::default() };
        assert_eq!(read(&scene.path, &reading, &mut |_| true).unwrap_err().why.id, why);
    }
}

#[test]
fn rows_of_all_lengths_keep_every_cell() {
    let mut text = String::new();
    for row in 0..200 {
        let items: Vec<String> = (0..=row % 7).map(|item| format!("item {}", item * 3 % 5)).collect();
        text.push_str(&items.join(","));
        text.push('\n');
    }
    let table = table(text);
    assert_eq!((table.facts().header(), table.names().len(), table.rows()), (false, 7, 200));
    assert!(table.rejected().is_empty());
}

proptest::proptest! {
    #[test]
    fn the_delimiter_of_a_written_table_is_found(
        delimiter in proptest::sample::select(vec![',', ';', '\t', '|']),
        width in 2_usize..8,
        rows in proptest::collection::vec(proptest::collection::vec((0_u32..4, 0_u32..10_000), 8), 3..30),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter as u8).from_writer(Vec::new());
        let names: Vec<String> = (0..width).map(|column| format!("name{column}")).collect();
        writer.write_record(&names).unwrap();
        for row in &rows {
            writer.write_record(row.iter().take(width).map(|(kind, number)| match kind {
                0 => number.to_string(),
                1 => format!("{}.{}", number / 100, number % 100),
                2 => format!("word {number}, and; more"),
                _ => format!("2024-01-{:02}", number % 28 + 1),
            })).unwrap();
        }
        let table = table(writer.into_inner().unwrap());
        proptest::prop_assert_eq!(table.facts().delimiter, delimiter);
        proptest::prop_assert_eq!(table.names(), names);
        proptest::prop_assert_eq!(table.rows(), rows.len());
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(
        proptest::sample::select(b"a1,;\"'\n\r \t.\xC3\xA9\xFF\x00".to_vec()), 0..200,
    )) {
        if let Ok(table) = try_table(&bytes) {
            let _profile = profile(&table, &Recipe::new(None));
        }
    }
}
