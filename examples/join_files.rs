//! How a second file is joined without any help: `cargo run --example join_files -- FILE SECOND [OUT.csv]`.
//!
//! Prints the keys that are guessed, how many rows are found, and how long each part took; with a third path the
//! joined table is written there.

#![expect(clippy::print_stdout, reason = "an example reports on the terminal")]

use std::path::{Path, PathBuf};
use std::time::Instant;

use clientele::data::{self, Table, Work};
use clientele::domain::error::UserError;
use clientele::domain::recipe::{Reading, Recipe, Step};
use clientele::domain::step::FittedStep;
use clientele::domain::table::TableView as _;
use clientele::text::{Language, Words};

fn main() {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [own, other, out @ ..] = arguments.as_slice() else {
        println!("Name a file and a second one.");
        return;
    };
    let words = Words::new(Language::English);
    if let Err(error) = show(own, other, out.first(), &words) {
        println!("{} {} {}", words.say(&error.what), words.say(&error.why), words.say(&error.next));
    }
}

fn show(own: &Path, other: &Path, out: Option<&PathBuf>, words: &Words) -> Result<(), UserError> {
    let reading = Reading::default();
    let mut began = Instant::now();
    let mut took = |what: &str| {
        println!("{what}: {:.2} s", began.elapsed().as_secs_f64());
        began = Instant::now();
    };
    let table = data::read(own, &reading, &mut |_| true)?;
    took("first file");
    let second = data::second(&table, other, &reading, &mut |_| true)?;
    took("second file");
    let recipe = Recipe::new(None);
    let say = |message: &_| words.say(message);
    let join = data::guess_join(&table, &recipe, (other, &reading, &second), &say, &|| true);
    took("guess");
    let Some(join) = join else { return Ok(()) };
    println!("{:?} {:?}", join.keys, join.alike);
    let mut work = Work::new(&table, &recipe);
    let applied = work.apply(&FittedStep::plain(Step::Join(join.clone())), &|| true);
    took("join");
    if let Err(why) = applied {
        println!("{}", words.say(&why));
        return Ok(());
    }
    let made = work.table();
    let look = Work::new(&table, &recipe).look_at(&join, &made, &|| true);
    took("look");
    println!("{:?}", look.counts);
    println!("{} rows, columns {:?}", made.rows(), made.names());
    if let Some(out) = out {
        write(&made, out).unwrap_or_else(|error| println!("{error}"));
    }
    Ok(())
}

fn write(table: &Table, out: &PathBuf) -> csv::Result<()> {
    let mut writer = csv::Writer::from_path(out)?;
    writer.write_record(table.names())?;
    for row in 0..table.rows() {
        let cells = (0..table.names().len()).map(|column| table.cell(row, column));
        writer.write_record(cells.map(std::borrow::Cow::into_owned))?;
    }
    Ok(writer.flush()?)
}
