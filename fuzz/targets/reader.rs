//! Any bytes as a table: `cargo +nightly fuzz run reader fuzz/corpus/reader fuzz/seeds`.
//!
//! Whatever the bytes are, they are read or refused without a panic, every cell of every row can be asked for,
//! what was set aside lies within the file, and what is written out reads back as the same cells.
#![no_main]

use std::path::Path;

use clientele::data::{self, IfExists, Table};
use clientele::domain::reading::{Encoding, Escape, Quote, Reading, Thousands};
use clientele::domain::recipe::Recipe;
use clientele::domain::table::TableView as _;
use libfuzzer_sys::{Corpus, fuzz_target};

thread_local! {
    static FOLDER: tempfile::TempDir = tempfile::tempdir().expect("a folder for files to read");
}

fuzz_target!(|bytes: &[u8]| -> Corpus {
    FOLDER.with(|folder| {
        let file = folder.path().join("any.csv");
        std::fs::write(&file, bytes).expect("room for a file");
        let Ok(table) = data::read(&file, &Reading::default(), &mut |_| true) else { return Corpus::Keep };
        assert!(table.rejected().iter().all(|row| (1..=bytes.len() as u64 + 1).contains(&row.line)));
        let profile = data::profile(&table, &Recipe::new(None));
        assert_eq!(profile.columns.len(), table.names().len());
        if !filled(&table).is_empty() {
            again(&table, &folder.path().join("again.csv"));
        }
        Corpus::Keep
    })
});

/// Writes a table out, reads it back, and compares cell by cell.
fn again(table: &Table, path: &Path) {
    data::convert(table, path, IfExists::Replace).expect("a table that was read can be written");
    let reading = Reading {
        encoding: Some(Encoding::Utf8),
        delimiter: Some(','),
        quote: Some(Quote::Double),
        escape: Some(Escape::Doubled),
        decimal: Some('.'),
        thousands: Some(Thousands::None),
        header: Some(u8::from(table.facts().header())),
        skip: Some(0),
        ..Reading::default()
    };
    let back = data::read(path, &reading, &mut |_| true).expect("what was written can be read");
    if table.facts().header() {
        assert_eq!(back.names(), table.names());
    }
    // Empty rows at the ends of a file belong to no table, a line of sums at its end is set aside, and names in
    // its midst begin another table.
    if back.rejected().is_empty() && back.facts().others.is_empty() {
        assert_eq!(filled(&back), filled(table));
    }
}

/// The rows in which something stands, each up to its last filled cell: how many empty cells follow it in a
/// file without names is anybody's guess. Blanks around all cells of a column belong to how a file is written.
fn filled(table: &Table) -> Vec<Vec<String>> {
    let row = |row| {
        let mut cells: Vec<String> =
            (0..table.names().len()).map(|column| table.cell(row, column).trim().to_owned()).collect();
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        cells
    };
    (0..table.rows()).map(row).filter(|cells| !cells.is_empty()).collect()
}
