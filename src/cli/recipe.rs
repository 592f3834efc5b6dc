//! From flags to a recipe.

use std::path::{Path, PathBuf};

use super::args;
use crate::domain::error::UserError;
use crate::domain::message::{Arg, Message};
use crate::domain::reading::{DateOrder, Encoding, Escape, MOST_HEADER_ROWS, Quote, Thousands};
use crate::domain::recipe::{Reading, Recipe, Split, Step, StepEntry};
use crate::engine::recipe_file;

/// Reading options from flags; flags that are not given leave what `base` says.
pub(super) fn reading(flags: &args::Reading, base: &Reading) -> Result<Reading, UserError> {
    let mut reading = base.clone();
    if let Some(delimiter) = &flags.delimiter {
        reading.delimiter = Some(character("--delimiter", delimiter)?);
    }
    if let Some(decimal) = &flags.decimal {
        let mark = character("--decimal", decimal)?;
        if !matches!(mark, '.' | ',') {
            return Err(wrong("--decimal", decimal, Message::new("cli-needs-decimal")));
        }
        reading.decimal = Some(mark);
    }
    if let Some(quote) = flags.quote {
        reading.quote = Some(match quote {
            args::Quote::Double => Quote::Double,
            args::Quote::Single => Quote::Single,
            args::Quote::None => Quote::None,
        });
    }
    if let Some(encoding) = &flags.encoding {
        let known = Encoding::from_label(encoding);
        reading.encoding = Some(known.ok_or_else(|| {
            let names = Encoding::ALL.map(Encoding::name).join(", ");
            wrong("--encoding", encoding, Message::new("cli-needs-encoding").text("names", names))
        })?);
    }
    if let Some(escape) = flags.escape {
        reading.escape = Some(match escape {
            args::Escape::Doubled => Escape::Doubled,
            args::Escape::Backslash => Escape::Backslash,
        });
    }
    if let Some(thousands) = flags.thousands {
        reading.thousands = Some(match thousands {
            args::Thousands::None => Thousands::None,
            args::Thousands::Comma => Thousands::Comma,
            args::Thousands::Point => Thousands::Point,
            args::Thousands::Blank => Thousands::Blank,
            args::Thousands::Apostrophe => Thousands::Apostrophe,
        });
    }
    if let Some(order) = flags.date_order {
        reading.date_order = Some(match order {
            args::DateOrder::DayFirst => DateOrder::DayFirst,
            args::DateOrder::MonthFirst => DateOrder::MonthFirst,
        });
    }
    if let Some(header) = &flags.header {
        reading.header = Some(header_rows(header)?);
    }
    reading.skip = flags.skip.or(reading.skip);
    reading.rows = flags.rows.or(reading.rows);
    reading.every = flags.every.or(reading.every);
    reading.sheet = flags.sheet.clone().or(reading.sheet);
    Ok(reading)
}

fn header_rows(text: &str) -> Result<u8, UserError> {
    match text {
        "yes" => Ok(1),
        "no" => Ok(0),
        digits => digits
            .parse()
            .ok()
            .filter(|rows| *rows <= MOST_HEADER_ROWS)
            .ok_or_else(|| wrong("--header", text, Message::new("cli-needs-header"))),
    }
}

fn character(flag: &'static str, text: &str) -> Result<char, UserError> {
    let named = match text {
        "tab" | "\\t" => Some('\t'),
        "comma" => Some(','),
        "semicolon" => Some(';'),
        "pipe" => Some('|'),
        "space" => Some(' '),
        _ => None,
    };
    let mut letters = text.chars();
    match (named, letters.next(), letters.next()) {
        (Some(named), _, _) => Ok(named),
        (None, Some(only), None) if only.is_ascii() => Ok(only),
        _ => Err(wrong(flag, text, Message::new("cli-needs-one-character"))),
    }
}

/// A flag whose value cannot be meant.
pub(super) fn wrong(flag: &'static str, value: &str, why: Message) -> UserError {
    UserError::request(
        Message::new("cli-wrong-value").text("flag", flag).name("value", value),
        why,
        Message::new("cli-wrong-value-next"),
    )
}

/// Shares such as 70/15/15 or 0.7/0.15/0.15, or none.
pub(super) fn split(text: &str) -> Result<Split, UserError> {
    let wrong = || wrong("--split", text, Message::new("cli-needs-split"));
    if text.eq_ignore_ascii_case("none") {
        return Ok(Split::None);
    }
    let shares: Vec<f64> = text
        .split('/')
        .map(|share| share.trim().parse())
        .collect::<Result<_, _>>()
        .map_err(|_no_number| wrong())?;
    let [train, valid, test] = shares.as_slice() else { return Err(wrong()) };
    let sum = train + valid + test;
    let fine = shares.iter().all(|share| share.is_finite() && *share >= 0.0) && *train > 0.0;
    if !fine || ((sum - 100.0).abs() > 1e-6 && (sum - 1.0).abs() > 1e-9) {
        return Err(wrong());
    }
    Ok(Split::Shares { train: train / sum, valid: valid / sum, test: test / sum })
}

/// Column names from repeated flags, each as a row of CSV, all of them in the table.
pub(super) fn columns(
    flag: &'static str,
    lists: &[String],
    known: &[String],
) -> Result<Vec<String>, UserError> {
    let mut found = Vec::new();
    for list in lists {
        // A list that is the name of one column means that column, commas and all.
        if known.contains(list) {
            found.push(list.clone());
            continue;
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(list.as_bytes());
        for record in reader.records() {
            let record = record.map_err(|_quotes| wrong(flag, list, Message::new("cli-needs-columns")))?;
            found.extend(record.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()));
        }
    }
    for name in &found {
        check_column(name, known)?;
    }
    Ok(found)
}

/// A column must be in the table.
pub(super) fn check_column(name: &str, known: &[String]) -> Result<(), UserError> {
    if known.iter().any(|column| column == name) {
        return Ok(());
    }
    let next = match nearest(name, known) {
        Some(near) => Message::new("cli-no-column-near").name("near", near),
        None => Message::new("cli-no-column-next"),
    };
    let some = known.iter().take(8).cloned().collect();
    Err(UserError::request(
        Message::new("cli-no-column").name("column", name),
        Message::new("cli-no-column-why").with("columns", Arg::Names(some)).count("n", known.len()),
        next,
    ))
}

/// The column that differs in case or in at most two letters.
fn nearest<'a>(name: &str, known: &'a [String]) -> Option<&'a str> {
    let wanted = name.trim().to_lowercase();
    known
        .iter()
        .map(|column| (edits(&wanted, &column.to_lowercase()), column.as_str()))
        .filter(|(edits, column)| *edits <= 2 && *edits < column.chars().count())
        .min()
        .map(|(_, column)| column)
}

/// Levenshtein distance.
fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut last = index;
        let mut left = index + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, same) in row.iter_mut().skip(1).zip(other.iter().map(|known| *known == letter)) {
            let best = (last + usize::from(!same)).min(left + 1).min(*cell + 1);
            last = *cell;
            *cell = best;
            left = best;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// A recipe with the steps of settings, as far as they can be read before there is a question; what is wrong with
/// a setting is told once there is.
pub(super) fn with_steps(recipe: &Recipe, settings: &[String]) -> Recipe {
    let mut seen = recipe_file::with_settings(recipe, settings).unwrap_or_else(|_told_later| recipe.clone());
    seen.begin_at(&here());
    seen
}

/// The folder the program was started in.
pub(super) fn here() -> PathBuf {
    std::env::current_dir().unwrap_or_default()
}

/// Drop steps for columns.
pub(super) fn drop_steps(recipe: &mut Recipe, columns: Vec<String>) {
    recipe
        .steps
        .extend(columns.into_iter().map(|column| StepEntry { step: Step::DropColumn { column }, on: true }));
}

/// The folder for results. One that was made for them and got none goes away again.
pub(super) struct Results {
    made: Option<PathBuf>,
}

impl Drop for Results {
    fn drop(&mut self) {
        if let Some(folder) = &self.made {
            // Only an empty folder can be removed this way.
            let _used = std::fs::remove_dir(folder);
        }
    }
}

/// A folder for results: made if it is not there, refused if it holds anything and `force` was not said.
pub(super) fn prepare_folder(folder: &Path, force: bool) -> Result<Results, UserError> {
    let name = folder.display().to_string();
    let failed = |error: &std::io::Error| {
        UserError::request(
            Message::new("cli-no-folder").text("folder", &name),
            Message::new("engine-because").text("reason", error.to_string()),
            Message::new("cli-no-folder-next"),
        )
    };
    match std::fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() && !force {
                return Err(UserError::request(
                    Message::new("cli-folder-used").text("folder", &name),
                    Message::new("cli-folder-used-why"),
                    Message::new("cli-folder-used-next"),
                ));
            }
            Ok(Results { made: None })
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            std::fs::create_dir_all(folder).map_err(|error| failed(&error))?;
            Ok(Results { made: Some(folder.to_owned()) })
        }
        Err(error) => Err(failed(&error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_or_refused() {
        assert_eq!(split("none").unwrap(), Split::None);
        assert_eq!(split("80/10/10").unwrap(), Split::Shares { train: 0.8, valid: 0.1, test: 0.1 });
        assert_eq!(split("0.5/0.25/0.25").unwrap(), Split::Shares { train: 0.5, valid: 0.25, test: 0.25 });
        for bad in ["", "70/15", "70/15/16", "0/50/50", "-10/55/55", "a/b/c", "inf/0/0", "NaN/1/0"] {
            assert_eq!(split(bad).unwrap_err().exit_code(), 2, "{bad}");
        }
    }

    #[test]
    fn columns_follow_csv_quoting() {
        let known: Vec<String> = ["a", "b, c", "d"].map(str::to_owned).to_vec();
        let read = |lists: &[&str]| {
            columns("--drop", &lists.iter().map(|list| (*list).to_owned()).collect::<Vec<_>>(), &known)
        };
        assert_eq!(read(&["a,\"b, c\"", "d"]).unwrap(), ["a", "b, c", "d"]);
        assert_eq!(read(&["b, c"]).unwrap(), ["b, c"]);
        assert_eq!(read(&["x"]).unwrap_err().exit_code(), 2);
    }

    #[test]
    fn a_slip_of_the_finger_is_named() {
        let known: Vec<String> = ["Churn", "tenure"].map(str::to_owned).to_vec();
        assert_eq!(nearest("churn", &known), Some("Churn"));
        assert_eq!(nearest("tenur", &known), Some("tenure"));
        assert_eq!(nearest("income", &known), None);
        assert_eq!(edits("kitten", "sitting"), 3);
        assert_eq!(edits("", "abc"), 3);
    }

    #[test]
    fn characters_have_names() {
        for (text, expected) in [("tab", '\t'), (";", ';'), ("pipe", '|')] {
            assert_eq!(character("--delimiter", text).unwrap(), expected);
        }
        assert!(character("--delimiter", "ab").is_err());
        assert!(character("--delimiter", "").is_err());
        assert!(character("--delimiter", "，").is_err());
    }
}
