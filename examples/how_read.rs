//! How files are read without any help: `cargo run --example how_read -- FILE_OR_FOLDER…`.
//!
//! Prints for each file what was found out and how long it took. Where a folder holds an `INDEX.md` with table
//! rows such as ``| `shop.csv` | 7,043 x 21 | …``, what it says stands beside it, and a difference is marked.

#![expect(clippy::print_stdout, reason = "an example reports on the terminal")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clientele::data;
use clientele::domain::recipe::Reading;
use clientele::domain::table::TableView as _;
use clientele::text::{Language, Words};

fn main() {
    let words = Words::new(Language::English);
    for argument in std::env::args().skip(1).map(PathBuf::from) {
        let expected =
            std::fs::read_to_string(argument.join("INDEX.md")).map(|text| index(&text)).unwrap_or_default();
        let mut files: Vec<PathBuf> = match std::fs::read_dir(&argument) {
            Ok(entries) => {
                entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect()
            }
            Err(_) => vec![argument],
        };
        files.sort();
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let wanted = expected.get(&name).map_or("", String::as_str);
            let found = describe(&file, &words);
            let mark = if wanted.is_empty() || found.starts_with(&format!("{wanted},")) { ' ' } else { '!' };
            println!("{mark} {name}: {found} [{wanted}]");
        }
    }
}

/// Rows and columns by file name.
fn index(text: &str) -> BTreeMap<String, String> {
    text.lines()
        .filter_map(|line| {
            let mut cells = line.split('|').map(str::trim).skip(1);
            let name = cells.next()?.strip_prefix('`')?.strip_suffix('`')?;
            let (rows, columns) = cells.next()?.split_once(" x ")?;
            Some((name.to_owned(), format!("{} x {columns}", rows.replace(',', ""))))
        })
        .collect()
}

fn describe(file: &Path, words: &Words) -> String {
    let start = Instant::now();
    match data::read(file, &Reading::default(), &mut |_| true) {
        Err(error) => format!("{} {}", words.say(&error.what), words.say(&error.why)),
        Ok(table) => {
            let facts = table.facts();
            format!(
                "{} x {}, {}, {:?} between cells, decimal {:?}, {} row(s) of names, {} line(s) before, {} set aside, \
                 {} short, {} other table(s), {:.2?}",
                table.rows(),
                table.names().len(),
                facts.encoding,
                facts.delimiter,
                facts.decimal,
                facts.header_rows,
                facts.skipped,
                table.rejected().len(),
                table.padded_rows(),
                facts.others.len(),
                start.elapsed(),
            )
        }
    }
}
