//! Writing: whole or not at all, cells untouched.

use std::io;

use super::*;
use crate::data::{IfExists, convert, replace_file, write_rejected, write_table};

fn content(path: &std::path::Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn files_in(scene: &Scene) -> usize {
    std::fs::read_dir(scene.folder.path()).unwrap().count()
}

#[test]
fn a_file_is_replaced_only_when_asked_and_only_when_complete() {
    let scene = scene("old");
    let mut put = |out: &mut dyn io::Write| out.write_all(b"new");
    let error = replace_file(&scene.path, IfExists::Refuse, &mut put).unwrap_err();
    assert_eq!((error.why.id, content(&scene.path).as_str()), ("data-error-why-exists", "old"));
    let full = |_: &mut dyn io::Write| Err(io::ErrorKind::StorageFull.into());
    let error = replace_file(&scene.path, IfExists::Replace, &mut { full }).unwrap_err();
    assert_eq!((error.why.id, error.exit_code()), ("data-error-why-disk-full", 1));
    assert_eq!((content(&scene.path).as_str(), files_in(&scene)), ("old", 1));
    replace_file(&scene.path, IfExists::Replace, &mut put).unwrap();
    assert_eq!((content(&scene.path).as_str(), files_in(&scene)), ("new", 1));
    let fresh = scene.folder.path().join("fresh.csv");
    replace_file(&fresh, IfExists::Refuse, &mut put).unwrap();
    assert_eq!(content(&fresh), "new");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_from_other_trouble() {
    use std::io::Write as _;
    let error =
        std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap().write_all(b"x").unwrap_err();
    let scene = scene("old");
    let mut once = Some(error);
    let error = replace_file(&scene.path, IfExists::Replace, &mut |_| Err(once.take().unwrap())).unwrap_err();
    assert_eq!((error.why.id, content(&scene.path).as_str()), ("data-error-why-disk-full", "old"));
}

#[test]
fn places_that_cannot_be_written_are_named() {
    let scene = scene("old");
    let mut put = |out: &mut dyn io::Write| out.write_all(b"new");
    let missing = scene.folder.path().join("no").join("x.csv");
    assert_eq!(
        replace_file(&missing, IfExists::Refuse, &mut put).unwrap_err().why.id,
        "data-error-why-folder-missing"
    );
    assert_eq!(
        replace_file(scene.folder.path(), IfExists::Replace, &mut put).unwrap_err().why.id,
        "data-error-why-is-folder"
    );
    let mut facts = std::fs::metadata(&scene.path).unwrap().permissions();
    facts.set_readonly(true);
    std::fs::set_permissions(&scene.path, facts).unwrap();
    assert_eq!(
        replace_file(&scene.path, IfExists::Replace, &mut put).unwrap_err().why.id,
        "data-error-why-no-write"
    );
    assert_eq!(content(&scene.path), "old");
}

#[cfg(unix)]
#[test]
fn a_link_keeps_pointing_at_the_file_behind_it() {
    let scene = scene("old");
    let link = scene.folder.path().join("link.csv");
    std::os::unix::fs::symlink(&scene.path, &link).unwrap();
    replace_file(&link, IfExists::Replace, &mut |out| out.write_all(b"new")).unwrap();
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(content(&scene.path), "new");
}

#[test]
fn new_columns_follow_the_old_ones() {
    let scene = scene("id;prediction\r\n 1 ;\"a;\"\"b\"\"\"\r\n2;\"x\ny\"\r\n3;\r\n");
    let table = read(&scene.path, &Reading::default(), &mut |_| true).unwrap();
    let out = scene.folder.path().join("out.csv");
    let text = |values: [&str; 3]| values.map(str::to_owned).to_vec();
    let mut extra = vec![
        ("prediction".to_owned(), text(["yes", "no", "no"])),
        ("probability".to_owned(), text(["0.9", "0.2", "0.1"])),
    ];
    let renamed = write_table(&out, IfExists::Refuse, &table, None, &mut extra, &mut |_| true).unwrap();
    assert_eq!(renamed, [("prediction".to_owned(), "prediction_2".to_owned())]);
    assert_eq!(
        content(&out),
        "id,prediction,prediction_2,probability\n 1 ,\"a;\"\"b\"\"\",yes,0.9\n2,\"x\ny\",no,0.2\n3,,no,0.1\n"
    );
    write_table(&out, IfExists::Replace, &table, Some(&[2, 0]), &mut extra, &mut |_| true).unwrap();
    assert_eq!(content(&out).lines().skip(1).collect::<Vec<_>>()[0], "3,,no,0.1");
    let error = write_table(&out, IfExists::Replace, &table, None, &mut extra, &mut |_| false).unwrap_err();
    assert_eq!(error.exit_code(), 130);
    assert_eq!(files_in(&scene), 2);
}

#[test]
fn conversion_invents_no_header() {
    for (text, expected) in
        [("1;2,5\n3;4,5\n", "1,\"2,5\"\n3,\"4,5\"\n"), ("\u{feff}a;b\r\n1;2,5\r\n", "a,b\n1,\"2,5\"\n")]
    {
        let scene = scene(text);
        let table = read(&scene.path, &Reading::default(), &mut |_| true).unwrap();
        let out = scene.folder.path().join("out.csv");
        convert(&table, &out, IfExists::Refuse).unwrap();
        assert_eq!(content(&out), expected);
    }
}

#[test]
fn rejected_rows_are_written_with_their_reason() {
    let scene = scene("a,b\n1,2\n3,4,\"5\"\n");
    let table = read(&scene.path, &Reading::default(), &mut |_| true).unwrap();
    let out = scene.folder.path().join("rejected.csv");
    write_rejected(&out, IfExists::Refuse, &table).unwrap();
    assert_eq!(content(&out), "line,reason,found,expected,raw\n3,too-many-cells,3,2,\"3,4,\"\"5\"\"\"\n");
}

proptest::proptest! {
    #[test]
    fn what_is_written_is_read_again(
        rows in proptest::collection::vec(proptest::collection::vec("[a-z0-9,;\"'\r\n \té客.-]{0,6}", 3), 1..20),
        width in 1_usize..=3,
    ) {
        let mut rows: Vec<Vec<String>> =
            rows.into_iter().map(|row| row.into_iter().take(width).collect()).collect();
        while rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
            rows.pop();
        }
        proptest::prop_assume!(!rows.is_empty());
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["x", "y", "z"].iter().take(width)).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let scene = scene(writer.into_inner().unwrap());
        let reading = Reading {
            delimiter: Some(','),
            quote: Some(crate::domain::recipe::Quote::Double),
            header: Some(1),
            ..Reading::default()
        };
        let first = read(&scene.path, &reading, &mut |_| true).unwrap();
        proptest::prop_assert_eq!(&cells(&first), &rows);
        let out = scene.folder.path().join("out.csv");
        write_table(&out, IfExists::Refuse, &first, None, &mut Vec::new(), &mut |_| true).unwrap();
        let second = read(&out, &reading, &mut |_| true).unwrap();
        proptest::prop_assert_eq!(&cells(&second), &rows);
        proptest::prop_assert!(second.rejected().is_empty());
    }
}
