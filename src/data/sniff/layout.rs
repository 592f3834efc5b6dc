//! Where a table starts in a file, which of its rows hold names, and how wide it is.

use super::super::dates;
use super::super::gaps::is_gap_word;
use super::super::numbers::{self, Marks, Style};
use super::{Line, commonest};

/// Rows in which a preamble must end.
const LONGEST_PREAMBLE: usize = 60;
/// Rows of names at most, unless the user says otherwise.
const MOST_NAME_ROWS: usize = 4;

pub(super) fn is_date(cell: &str) -> bool {
    let cell = cell.trim();
    dates::Order::ALL
        .into_iter()
        .filter(|order| *order != dates::Order::Compact)
        .any(|order| dates::parse(cell, order).is_some())
}

fn is_number(cell: &str, marks: Marks) -> bool {
    numbers::parse(cell.trim(), marks).is_some()
}

/// The index of the row at which the table starts: behind a title, a date of export, remarks.
pub(super) fn start(rows: &[Line<'_>]) -> usize {
    let body = rows.get(LONGEST_PREAMBLE.min(rows.len() / 2)..).unwrap_or_default();
    let (common, share) = commonest(body.iter().map(Line::used));
    if common < 2 {
        return 0;
    }
    let full = |row: &Line<'_>| row.filled() >= 2 && row.filled() * 2 >= common;
    let Some(first) = rows.iter().take(LONGEST_PREAMBLE).position(full) else { return 0 };
    let Some(table) = rows.get(first..).filter(|_| first > 0) else { return 0 };
    let before = rows.get(..first).unwrap_or_default();
    // A row that is cut by delimiters could be a sparse first row of values; names below it tell it apart.
    let words =
        |row: &Line<'_>| row.cells.len() == 1 || row.cells.first().is_some_and(|cell| cell.starts_with('#'));
    let names_follow = table.first().is_some_and(|row| {
        row.cells.iter().all(|cell| !is_number(cell, Marks::plain('.')) && !is_date(cell))
            || years_in_a_row(&row.cells)
    });
    // In a list of baskets any row may be short.
    let even = share >= 0.5 || before.iter().all(words);
    if !even || !(names_follow || before.iter().all(words)) {
        return 0;
    }
    // Names that span several columns stand right above the others, with gaps between them.
    first - before.iter().rev().take_while(|row| spans(row, common)).count()
}

/// ",Q1,,Q2,": words with gaps between them, over most of the width.
fn spans(row: &Line<'_>, width: usize) -> bool {
    let filled = row.filled();
    let used = row.used();
    filled >= 2
        && used > filled
        && used * 2 > width
        && row.cells.len() >= width
        && row.cells.iter().all(|cell| !is_number(cell, Marks::plain('.')) && !is_date(cell))
}

/// Columns in which four of five filled cells below the first rows are numbers or dates.
pub(super) fn typed_columns(rows: &[Line<'_>], marks: Marks) -> Vec<usize> {
    let skip = MOST_NAME_ROWS.min(rows.len() / 2);
    let body = rows.get(skip..).unwrap_or_default();
    let width = body.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut filled = vec![0_u32; width];
    let mut values = vec![0_u32; width];
    for row in body.iter().take(1_000) {
        for ((cell, filled), values) in row.cells.iter().zip(&mut filled).zip(&mut values) {
            if !cell.trim().is_empty() {
                *filled += 1;
                *values += u32::from(is_number(cell, marks) || is_date(cell));
            }
        }
    }
    (0..width)
        .filter(|column| {
            let (filled, values) = (filled.get(*column).copied(), values.get(*column).copied());
            // In a handful of rows a second table below weighs much.
            let enough = |filled: u32| if filled < 10 { filled * 2 / 3 } else { filled * 4 / 5 };
            matches!((filled, values), (Some(filled), Some(values)) if values > 0 && values >= enough(filled))
        })
        .collect()
}

/// How many rows at the top hold names.
pub(super) fn header_rows(rows: &[Line<'_>], marks: Marks, typed: &[usize]) -> u8 {
    let Some((first, body)) = rows.split_first() else { return 0 };
    let again =
        |row: &Line<'_>| row.cells.len() > 1 && row.cells.iter().map(|cell| cell.trim()).eq(trimmed(first));
    let repeated = body.first().is_some_and(again)
        && body.iter().skip(MOST_NAME_ROWS).all(|row| !again(row))
        && first
            .cells
            .iter()
            .all(|cell| !cell.trim().is_empty() && !is_number(cell, marks) && !is_date(cell));
    if !repeated && !find_header(first, body, marks) {
        return 0;
    }
    let further = body.iter().take(MOST_NAME_ROWS - 1).take_while(|row| {
        again(row)
            || (body.len() > MOST_NAME_ROWS
                && are_names(&row.cells, typed, marks)
                && row
                    .cells
                    .iter()
                    .all(|cell| !cell.contains([',', ';']) && !is_number(cell, marks) && !is_date(cell)))
    });
    1 + further.count() as u8
}

fn trimmed<'a>(row: &'a Line<'a>) -> impl Iterator<Item = &'a str> {
    row.cells.iter().map(|cell| cell.trim())
}

/// Whether words stand in the columns that hold numbers and dates: in two at least and most of them, and no value.
pub(in crate::data) fn are_names(cells: &[&str], typed: &[usize], marks: Marks) -> bool {
    let mut words = 0;
    for cell in typed.iter().filter_map(|column| cells.get(*column)).map(|cell| cell.trim()) {
        if cell.is_empty() {
            continue;
        }
        let named = cell.chars().any(char::is_alphabetic) && !is_gap_word(cell);
        if !named || is_number(cell, marks) || is_date(cell) {
            return false;
        }
        words += 1;
    }
    words >= 2 && words * 2 > typed.len().min(cells.len())
}

/// Names stand above values: no numbers or dates among them, and not found again below.
fn find_header(first: &Line<'_>, body: &[Line<'_>], marks: Marks) -> bool {
    // Files put one below the other repeat their names; those say nothing about values.
    let again = |row: &&Line<'_>| first.cells.len() < 2 || row.cells != first.cells;
    let body: Vec<&Line<'_>> = body.iter().filter(again).collect();
    let named = first.filled();
    if named == 0 {
        return false;
    }
    let values = first.cells.iter().filter(|cell| is_number(cell, marks) || is_date(cell)).count();
    if values > 0 {
        return values < named
            && years_in_a_row(&first.cells)
            && body.iter().any(|row| {
                row.cells
                    .iter()
                    .zip(&first.cells)
                    .any(|(cell, name)| is_number(name, Marks::plain('.')) && !is_year(cell))
            });
    }
    if body.is_empty() {
        // A single line of words: names without rows.
        return true;
    }
    let typed = first.cells.iter().enumerate().any(|(column, name)| {
        let cells =
            || body.iter().filter_map(|row| row.cells.get(column)).filter(|cell| !cell.trim().is_empty());
        let filled = cells().count();
        let values = cells().filter(|cell| is_number(cell, marks) || is_date(cell)).count();
        !name.trim().is_empty() && filled > 0 && values * 5 >= filled * 4
    });
    if typed {
        return true;
    }
    // All columns are words: a name that stands among the values of its column is a value.
    let repeated = first.cells.iter().enumerate().any(|(column, name)| {
        let name = name.trim();
        !name.is_empty()
            && body.iter().filter_map(|row| row.cells.get(column)).any(|cell| cell.trim() == name)
    });
    !repeated
}

fn is_year(cell: &str) -> bool {
    let parsed = numbers::parse(cell.trim(), Marks::plain('.'));
    matches!(parsed, Some((year, Style::Whole)) if (1900.0..=2100.0).contains(&year))
}

/// "region, 2018, 2019, 2020": years as names of columns.
fn years_in_a_row(first: &[&str]) -> bool {
    let plain = Marks::plain('.');
    let numbers: Vec<f64> =
        first.iter().filter_map(|cell| numbers::parse(cell.trim(), plain)).map(|(value, _)| value).collect();
    numbers.len() > 1
        && first.iter().all(|cell| !is_number(cell, plain) || is_year(cell))
        && numbers.windows(2).all(|pair| matches!(pair, [a, b] if (b - a).abs() == 1.0))
}

/// Cells per row: what the header names, or what most rows hold.
pub(super) fn width(rows: &[Line<'_>], header_rows: u8) -> usize {
    let names = rows.get(..usize::from(header_rows).min(rows.len())).unwrap_or_default();
    let body = rows.get(names.len()..).unwrap_or_default();
    let (common, share) = commonest(body.iter().map(Line::used));
    if names.is_empty() {
        let widest = body.iter().map(|row| row.cells.len()).max().unwrap_or(1);
        let full = commonest(rows.iter().map(|row| row.cells.len()));
        // Rows of all lengths are a list per row; a single odd row is a mistake.
        return if share.max(full.1) < 0.8 { widest } else { full.0.max(common) };
    }
    let header = names.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let named = names.iter().map(Line::used).max().unwrap_or(0).max(1);
    let widest = body.iter().map(Line::used).max().unwrap_or(0).min(header);
    let wider = body.iter().filter(|row| row.used() > header).count();
    // Names for fewer columns than nearly all rows have: the surplus columns get names.
    if wider * 2 > body.len() { common.max(header) } else { named.max(widest) }
}

/// Whether rows hold so different numbers of cells that each is a list of its own.
pub(super) fn is_ragged(rows: &[Line<'_>]) -> bool {
    let by_cells = commonest(rows.iter().map(|row| row.cells.len())).1;
    rows.len() >= 10 && by_cells.max(commonest(rows.iter().map(Line::used)).1) < 0.5
}
