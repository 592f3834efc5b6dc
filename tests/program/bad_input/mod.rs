//! Wrong files, wrong requests, full disks: told in three lines, with nothing half written and nothing old lost.
//!
//! Each case goes through the real binary; the ones a window can meet go through the window too.

mod files;
mod fits;
mod models;
mod outputs;
mod reading;
mod requests;
mod shapes;
mod window;

use crate::common::program::Desk;

/// Runs a command that must be refused with this code, in at most three lines that hold these words, and must
/// leave the desk as it was.
#[track_caller]
fn refused(desk: &Desk, code: i32, arguments: &[&str], words: &[&str]) {
    let before = desk.everything();
    let said = desk.run(arguments);
    assert_eq!(said.code, code, "{arguments:?}: {said:?}");
    assert!((1..=3).contains(&said.err.lines().count()), "{arguments:?}: {said:?}");
    assert_eq!(said.out, "", "{arguments:?}");
    for word in words {
        assert!(said.err.contains(word), "{arguments:?} does not say {word:?}: {}", said.err);
    }
    let after = desk.everything();
    let changed: Vec<&String> =
        before.keys().chain(after.keys()).filter(|name| before.get(*name) != after.get(*name)).collect();
    assert!(changed.is_empty(), "{arguments:?} left its mark: {changed:?}");
}

/// Three hundred customers with a number, a name, an id and both kinds of answers.
fn customers() -> String {
    use std::fmt::Write as _;
    let mut text = String::from("id,age,town,spend,bought,choice\n");
    for row in 0..300_u32 {
        let (age, town) = (18 + row * 37 % 60, ["North", "South", "West"][row as usize * 7 % 3]);
        let (spend, bought) = (row * 53 % 400, row * 29 % 100 < age);
        let choice = if row % 3 == 0 { "go" } else { "stay" };
        writeln!(text, "P{row:04},{age},{town},{spend}.5,{},{choice}", if bought { "yes" } else { "no" })
            .unwrap();
    }
    text
}
