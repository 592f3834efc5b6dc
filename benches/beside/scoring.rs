//! Scoring a list with a saved logistic model and writing it with the answers, beside pandas with scikit-learn.
//!
//! Both sides learn from the same rows and save their model; then each reads 1,000,000 × 20 numbers from the same
//! CSV, loads its model, and writes the same columns: the 20 of the file, the likelier answer and its chance. What
//! both wrote is compared cell by cell.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use clientele::cli::{self, Request};
use clientele::domain::event::JobEvent;
use clientele::domain::recipe::Reading;
use clientele::engine::{self, IfExists};
use clientele::jobs::{Cancel, Ended, run_here};
use clientele::text::Language;

use super::beside::output;
use super::{COLUMNS, COMPARED, REPEATS, made};

/// Asks this program to score a file and print what the parts took.
pub(crate) const SCORE: &str = "--score";
/// Rows that both sides learn from.
const LEARN: usize = 50_000;
/// Chances are written with so many decimals.
const WRITTEN: f64 = 1e-6;

/// Seconds of reading, of the model's work, and of writing.
type Parts = [f64; 3];

/// Scores `data` with the model and writes `out`, as the command does.
pub(crate) fn score(model: &str, data: &str, out: &str) {
    let mut starts: Vec<(&str, Instant)> = Vec::new();
    let start = Instant::now();
    let model = engine::load_model(Path::new(model)).expect("a model");
    let (data, out) = (Path::new(data), Path::new(out));
    let scored = run_here(
        &Cancel::new(),
        |sink| {
            let (reading, replace) = (Reading::default(), IfExists::Replace);
            engine::score_file(&model, data, &reading, Some(out), replace, Language::English, sink)
                .map(Ended::Finished)
        },
        |event| {
            if let JobEvent::Phase { what, .. } = event
                && starts.last().is_none_or(|(id, _)| *id != what.id)
            {
                starts.push((what.id, Instant::now()));
            }
        },
    );
    scored.expect("a scored file");
    let end = Instant::now();
    let after_read = starts.iter().find(|(id, _)| *id != "engine-phase-read").map_or(end, |(_, at)| *at);
    let write = starts.iter().rev().find(|(id, _)| *id == "engine-phase-write").map_or(end, |(_, at)| *at);
    let seconds = |from: Instant, to: Instant| (to - from).as_secs_f64();
    println!("{} {} {}", seconds(start, after_read), seconds(after_read, write), seconds(write, end));
}

/// Ours and theirs by turns.
pub(crate) fn compare(python: &Result<PathBuf, String>, folder: &Path) {
    let [learn, data] = ["learn.csv", "data.csv"].map(|name| folder.join(name));
    write_table(&learn, LEARN, true);
    write_table(&data, COMPARED, false);
    let run = folder.join("run");
    learned(&learn, &run);
    let model = run.join("model.clientele");
    let [own_out, their_out] = ["own.csv", "their.csv"].map(|name| folder.join(name));
    let program = std::env::current_exe().expect("the path of this program");
    if let Ok(python) = python {
        let saved =
            Command::new(python).args(["-c", LEARN_SCRIPT]).args([&learn, &folder.join("model")]).output();
        assert!(saved.expect("a model of scikit-learn").status.success(), "scikit-learn learned nothing");
    }
    let (mut own, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..REPEATS {
        own.push(parts(Command::new(&program).arg(SCORE).args([&model, &data, &own_out])));
        if let Ok(python) = python {
            let files = [&folder.join("model"), &data, &their_out];
            theirs.push(parts(Command::new(python).args(["-c", SCORE_SCRIPT]).args(files)));
        }
    }
    let megabytes = std::fs::metadata(&data).map_or(0, |facts| facts.len() / 1_000_000);
    println!(
        "\nscoring {COMPARED} rows of {COLUMNS} numbers ({megabytes} MB) with a saved logistic model and writing"
    );
    println!("{:>28}  {:>8}  {:>8}  {:>8}  {:>8}", "", "read", "score", "write", "all");
    let own = row("ours", own);
    if !theirs.is_empty() {
        let theirs = row("pandas + scikit-learn", theirs);
        let without = |parts: Parts| parts[1] + parts[2];
        println!(
            "ours / theirs: {:.2} with reading in both, {:.2} without reading in either",
            own.iter().sum::<f64>() / theirs.iter().sum::<f64>(),
            without(own) / without(theirs),
        );
        same(&own_out, &their_out);
    }
}

/// Prints the run in the middle by time.
fn row(who: &str, mut runs: Vec<Parts>) -> Parts {
    runs.sort_by(|a, b| a.iter().sum::<f64>().total_cmp(&b.iter().sum()));
    let [read, score, write] = *runs.get(runs.len() / 2).expect("a run");
    let all = read + score + write;
    println!("{who:>28}  {read:>7.2}s  {score:>7.2}s  {write:>7.2}s  {all:>7.2}s");
    [read, score, write]
}

fn parts(command: &mut Command) -> Parts {
    let printed = output(command).expect("a measurement");
    let parts: Vec<f64> = printed.split_whitespace().map(|word| word.parse().expect("a figure")).collect();
    parts.try_into().expect("three figures")
}

fn learned(table: &Path, run: &Path) {
    let words = ["clientele", "train", "--target", "yes", "--split", "none", "--force"];
    let words = words.map(OsString::from).into_iter();
    let files = [OsString::from("--out"), run.into(), table.into()];
    let Request::Exit(0) = cli::start(words.chain(files)) else {
        unreachable!("a table that can be learned")
    };
}

/// The columns of [`made`] with four decimals, as pandas writes numbers, so that both sides write the same cells.
fn write_table(path: &Path, rows: usize, with_answer: bool) {
    let (x, _, yes) = made(rows);
    let mut out = BufWriter::new(File::create(path).expect("room for the table"));
    let names: Vec<String> = (0..COLUMNS).map(|column| format!("x{column}")).collect();
    let last = if with_answer { ",yes" } else { "" };
    writeln!(out, "{}{last}", names.join(",")).expect("room for the table");
    for (row, yes) in x.rows().into_iter().zip(yes) {
        let cells: Vec<String> =
            row.iter().map(|value| format!("{:?}", (value * 1e4).round() / 1e4)).collect();
        let last = if with_answer { format!(",{yes}") } else { String::new() };
        writeln!(out, "{}{last}", cells.join(",")).expect("room for the table");
    }
    out.flush().expect("room for the table");
}

/// Says how far apart the two files are; every cell of the table must be the same.
fn same(own: &Path, theirs: &Path) {
    let lines = |path: &Path| BufReader::new(File::open(path).expect("a written file")).lines();
    let (mut rows, mut farthest, mut calls) = (0_usize, 0.0_f64, 0_usize);
    for (own, theirs) in lines(own).zip(lines(theirs)) {
        let (own, theirs) = (own.expect("a line"), theirs.expect("a line"));
        let [own_chance, own_call, own_cells] = split(&own);
        let [chance, call, cells] = split(&theirs);
        assert_eq!(own_cells, cells, "a cell was written otherwise in row {rows}");
        if rows > 0 {
            let apart =
                own_chance.parse::<f64>().expect("a chance") - chance.parse::<f64>().expect("a chance");
            farthest = farthest.max(apart.abs());
            calls += usize::from(own_call != call);
        }
        rows += 1;
    }
    assert_eq!(rows, COMPARED + 1, "rows are missing");
    println!(
        "all cells of the table are the same; chances differ by {:.0} millionths at most, {calls} calls differ",
        farthest / WRITTEN
    );
}

/// The last cell, the one before it, and the rest.
fn split(line: &str) -> [&str; 3] {
    let mut parts = line.rsplitn(3, ',');
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// What our logistic regression minimises: scikit-learn's C is 1/λ, on standardised columns.
const LEARN_SCRIPT: &str = r#"
import pickle, sys
import pandas
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
frame = pandas.read_csv(sys.argv[1])
model = make_pipeline(StandardScaler(), LogisticRegression(C=1, tol=1e-10, solver="newton-cholesky"))
model.fit(frame.drop(columns="yes"), frame["yes"])
pickle.dump(model, open(sys.argv[2], "wb"))
"#;

const SCORE_SCRIPT: &str = r#"
import pickle, sys, time
import numpy, pandas, sklearn.pipeline, sklearn.linear_model, sklearn.preprocessing
points = [time.perf_counter()]
model = pickle.load(open(sys.argv[1], "rb"))
frame = pandas.read_csv(sys.argv[2], engine="c")
points.append(time.perf_counter())
chance = model.predict_proba(frame)[:, 1]
frame["prediction"] = numpy.where(chance >= 0.5, "1", "0")
frame["probability"] = chance.round(6)
points.append(time.perf_counter())
frame.to_csv(sys.argv[3], index=False)
points.append(time.perf_counter())
print(*numpy.diff(points))
"#;
