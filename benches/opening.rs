//! How soon something of a large file is on screen: its first rows, told while the whole is read beside them, as the
//! window does it. Run with `cargo bench --bench opening`. Bound: 500 ms, whatever the size.

#![expect(clippy::print_stdout, reason = "a bench reports on the terminal")]
#![expect(clippy::expect_used, reason = "a bench that cannot run should stop loudly")]

#[path = "made/asked.rs"]
mod asked;
#[path = "made/table.rs"]
mod table;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use clientele::data;
use clientele::domain::event::JobEvent;
use clientele::domain::recipe::Reading;
use clientele::domain::table::TableView as _;
use clientele::domain::work::{Output, Request};
use clientele::engine::Engine;
use clientele::jobs::{Runner, Slot};
use polars::prelude::{Column, DataFrame, ParquetWriter};

const BOUND: f64 = 500.0;
const REPEATS: usize = 5;

fn main() {
    if !asked::is_asked_for() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the files");
    let runner = Runner::new(|_| {});
    let mut slots = (runner.slot("first"), runner.slot("open"));
    for rows in [1_000_000, 4_000_000] {
        let path = table::customers(folder.path(), rows);
        report(&mut slots, &path, "CSV", rows as usize);
        if rows == 1_000_000 {
            let typed = folder.path().join("customers.parquet");
            parquet(&path, &typed);
            report(&mut slots, &typed, "Parquet", rows as usize);
        }
        std::fs::remove_file(path).expect("a file that can go");
    }
    let wide = wide(folder.path());
    report(&mut slots, &wide, "20,000 columns", 1_000);
}

/// First rows and the whole at the same time, several times over; the slowest counts.
fn report(slots: &mut (Slot<Output>, Slot<Output>), path: &Path, what: &str, rows: usize) {
    let megabytes = std::fs::metadata(path).map_or(0, |facts| facts.len() / 1_000_000);
    let (mut first, mut whole) = (0.0_f64, Vec::new());
    for _ in 0..REPEATS {
        let engine = Arc::new(Engine::new());
        let start = Instant::now();
        for (slot, request) in [
            (&mut slots.0, Request::FirstRows { path: path.to_owned(), reading: Reading::default() }),
            (&mut slots.1, Request::Open { path: path.to_owned(), reading: Reading::default() }),
        ] {
            let engine = Arc::clone(&engine);
            slot.start(move |sink| engine.perform(request, sink));
        }
        let (mut seen, mut done) = (false, false);
        while !seen || !done {
            if let Some((_, JobEvent::Finished(Output::FirstRows(rows)))) = slots.0.poll() {
                let table = rows.table.expect("first rows of a large file");
                assert!(table.view.rows() > 0 && !table.profile.columns.is_empty());
                first = first.max(start.elapsed().as_secs_f64() * 1e3);
                seen = true;
            }
            if let Some((_, JobEvent::Finished(Output::Opened(table)))) = slots.1.poll() {
                assert_eq!(table.view.rows(), rows);
                whole.push(start.elapsed().as_secs_f64() * 1e3);
                done = true;
            }
            std::thread::sleep(Duration::from_micros(200));
        }
    }
    whole.sort_by(f64::total_cmp);
    let kept = if first <= BOUND { "kept" } else { "BROKEN" };
    println!(
        "{what}, {megabytes} MB: first rows after {first:.0} ms (slowest of {REPEATS}), bound {BOUND:.0} ms, {kept}; \
         whole after {:.0} ms",
        whole.get(REPEATS / 2).copied().unwrap_or(f64::NAN),
    );
}

/// The same table with numbers as numbers, in one row group as pandas writes it.
fn parquet(text: &Path, path: &Path) {
    let table = data::read(text, &Reading::default(), &mut |_| true).expect("a readable table");
    let columns = table.names().iter().enumerate().map(|(column, name)| {
        let cells = (0..table.rows()).map(|row| table.cell(row, column));
        if (5..19).contains(&column) {
            let numbers: Vec<Option<f64>> = cells.map(|cell| cell.parse().ok()).collect();
            Column::new(name.as_str().into(), numbers)
        } else {
            let words: Vec<String> = cells.map(std::borrow::Cow::into_owned).collect();
            Column::new(name.as_str().into(), words)
        }
    });
    let mut frame = DataFrame::new(table.rows(), columns.collect()).expect("columns of one length");
    let file = std::fs::File::create(path).expect("room for the file");
    ParquetWriter::new(file)
        .with_row_group_size(Some(1_048_576))
        .finish(&mut frame)
        .expect("room for the table");
}

fn wide(folder: &Path) -> PathBuf {
    let names: Vec<String> = (0..20_000).map(|column| format!("c{column}")).collect();
    let mut text = names.join(",");
    for row in 0..1_000_u32 {
        let cells: Vec<String> =
            (0..20_000_u32).map(|column| ((row * 31 + column * 7) % 997).to_string()).collect();
        text.push('\n');
        text.push_str(&cells.join(","));
    }
    let path = folder.join("wide.csv");
    std::fs::write(&path, text).expect("room for the table");
    path
}
