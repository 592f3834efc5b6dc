//! Places that cannot be written to: what was there stays, and nothing half written is left.

use std::io::{self, Write};

use clientele::data::{IfExists, replace_file};

use super::{customers, refused};
use crate::common::program::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("c.csv", customers());
    desk
}

#[test]
fn a_folder_for_results_that_is_a_file() {
    let desk = desk();
    desk.write("out", "mine");
    for command in [
        &["train", "c.csv", "--target", "bought", "--out", "out"][..],
        &["train", "c.csv", "--target", "bought", "--out", "out", "--force"],
        &["train", "c.csv", "--target", "bought", "--out", "out/deeper", "--force"],
        &["segment", "c.csv", "--out", "out"],
    ] {
        refused(&desk, 2, command, &["out"]);
    }
}

#[test]
fn a_file_to_write_that_is_a_folder_or_below_a_file() {
    let desk = desk();
    desk.write("taken/inside.txt", "mine");
    refused(&desk, 2, &["convert", "c.csv", "--out", "taken"], &["taken"]);
    refused(&desk, 2, &["convert", "c.csv", "--out", "taken", "--force"], &["taken", "folder"]);
    refused(&desk, 2, &["convert", "c.csv", "--out", "c.csv/clean.csv"], &["clean.csv"]);
    refused(&desk, 2, &["convert", "c.csv", "--out", "no folder/clean.csv"], &["no folder"]);
    let long = format!("{}.csv", "n".repeat(400));
    refused(&desk, 2, &["convert", "c.csv", "--out", &long], &["not saved"]);
}

#[test]
fn a_table_converted_onto_itself() {
    let desk = desk();
    refused(&desk, 2, &["convert", "c.csv", "--out", "c.csv"], &["c.csv"]);
    desk.done(&["convert", "c.csv", "--out", "c.csv", "--force"]);
    assert_eq!(desk.text("c.csv"), customers());
}

/// The system refuses to make a file larger than this; to the program that is a disk that runs full.
#[cfg(unix)]
#[test]
fn a_disk_that_runs_full_while_writing() {
    let desk = Desk::new();
    let rows = customers().lines().skip(1).map(|line| format!("{line}\n")).collect::<String>();
    desk.write("c.csv", format!("id,age,town,spend,bought,choice\n{}", rows.repeat(40)));
    desk.write("old.csv", "old");
    let run = |arguments: &[&str]| {
        // Blocks of 512 or 1,024 bytes, by shell: far below the table in both.
        let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\"";
        let mut command = std::process::Command::new("sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_clientele")]).args(arguments);
        command.current_dir(desk.folder()).env("CLIENTELE_HOME", desk.path(".home"));
        command.env("LANG", "C").env("LC_ALL", "C").env_remove("LANGUAGE").output().unwrap()
    };
    let before = desk.everything();
    for arguments in
        [&["convert", "c.csv", "--out", "new.csv"][..], &["convert", "c.csv", "--out", "old.csv", "--force"]]
    {
        let output = run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("disk is full") && said.lines().count() <= 3, "{said}");
        assert!(desk.everything() == before, "something was left behind");
    }
    // Training: what fits is kept, the table that does not fit is not there at all.
    let output = run(&["train", "c.csv", "--target", "bought", "--out", "out"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.lines().count() <= 3 && !said.contains("panicked"), "{said}");
    let left: Vec<String> = desk.everything().into_keys().filter(|name| name.starts_with("out/")).collect();
    assert!(left.contains(&"out/model.clientele".to_owned()), "the model is kept: {left:?}");
    assert!(left.contains(&"out/metrics.json".to_owned()), "the figures are kept: {left:?}");
    assert!(
        !left.iter().any(|name| name.contains("predictions") || name.contains(".clientele-")),
        "{left:?}"
    );
}

#[test]
fn a_write_that_fails_in_its_midst() {
    let desk = Desk::new();
    let old = desk.write("old.csv", "old");
    for (kind, code) in [
        (io::ErrorKind::StorageFull, 1),
        (io::ErrorKind::QuotaExceeded, 1),
        (io::ErrorKind::BrokenPipe, 1),
        (io::ErrorKind::PermissionDenied, 2),
    ] {
        for path in [&old, &desk.path("new.csv")] {
            let failed = replace_file(path, IfExists::Replace, &mut |out: &mut dyn Write| {
                out.write_all(&[b'x'; 200_000])?;
                Err(kind.into())
            });
            assert_eq!(failed.unwrap_err().exit_code(), code, "{kind:?}");
        }
        let left: Vec<String> = desk.everything().into_keys().collect();
        assert_eq!(left, ["old.csv"], "{kind:?}");
        assert_eq!(desk.text("old.csv"), "old");
    }
}

#[cfg(unix)]
#[test]
fn a_link_keeps_pointing_to_the_file_that_is_replaced() {
    let desk = desk();
    desk.write("real.csv", "old");
    std::os::unix::fs::symlink(desk.path("real.csv"), desk.path("link.csv")).unwrap();
    refused(&desk, 2, &["convert", "c.csv", "--out", "link.csv"], &["link.csv"]);
    desk.done(&["convert", "c.csv", "--out", "link.csv", "--force"]);
    assert_eq!(desk.text("real.csv"), customers());
    assert!(std::fs::symlink_metadata(desk.path("link.csv")).unwrap().is_symlink());
}
