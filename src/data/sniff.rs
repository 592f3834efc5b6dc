//! Finds out how a text table is written: delimiter, quotation mark, decimal mark, header.

use std::collections::HashMap;

use super::dates;
use super::numbers::{self, Style};
use super::scan::{Dialect, Rows, scan};
use crate::domain::recipe::{Quote, Reading};

/// What the sniffer decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) dialect: Dialect,
    pub(super) decimal: char,
    pub(super) header: bool,
    /// Cells per row.
    pub(super) width: usize,
}

/// Delimiters that people use, the likeliest first, with how much they are trusted.
const DELIMITERS: [(u8, f64); 8] =
    [(b',', 1.0), (b';', 1.0), (b'\t', 1.0), (b'|', 1.0), (b'^', 0.8), (b'~', 0.8), (b':', 0.3), (b' ', 0.3)];

/// Rows that are looked at; more do not change the answer.
const SAMPLE_ROWS: usize = 5_000;

/// A sample cut under a dialect, as text.
type Sample<'a> = Vec<Vec<&'a str>>;

/// Decides from the first bytes of a file (without BOM). `last` says that the sample is the whole file.
pub(super) fn sniff(sample: &[u8], last: bool, reading: &Reading) -> Format {
    let quote = match reading.quote {
        Some(Quote::Double) => Some(b'"'),
        Some(Quote::Single) => Some(b'\''),
        Some(Quote::None) => None,
        None => Some(find_quote(sample)),
    };
    let chosen = reading.delimiter.and_then(|letter| u8::try_from(letter).ok());
    let delimiter = chosen.unwrap_or_else(|| find_delimiter(sample, last, quote));
    let dialect = Dialect { delimiter, quote };
    let rows = cut(sample, dialect, last);
    let decimal = reading.decimal.unwrap_or_else(|| find_decimal(&rows, delimiter, reading.header));
    let header = reading.header.unwrap_or_else(|| find_header(&rows, decimal));
    let width = find_width(&rows, header);
    Format { dialect, decimal, header, width }
}

fn cut(sample: &[u8], dialect: Dialect, last: bool) -> Sample<'_> {
    let mut rows = Rows::default();
    scan(sample, dialect, 1, last, &mut rows);
    if rows.list.is_empty() && !last {
        scan(sample, dialect, 1, true, &mut rows);
    }
    rows.list
        .iter()
        .take(SAMPLE_ROWS)
        .map(|row| {
            rows.cells_of(row)
                .iter()
                .map(|cell| sample.get(cell.start..cell.end).unwrap_or_default())
                .map(|bytes| std::str::from_utf8(bytes).unwrap_or("\u{fffd}"))
                .collect()
        })
        .filter(|row: &Vec<&str>| row.iter().any(|cell| !cell.trim().is_empty()))
        .collect()
}

/// `'` only if cells open and close with it and none does with `"`.
fn find_quote(sample: &[u8]) -> u8 {
    let edges = |quote: u8| {
        let opens = |before: Option<u8>| {
            before.is_none_or(|byte| matches!(byte, b',' | b';' | b'\t' | b'|' | b'\n' | b'\r'))
        };
        let mut opened = 0_u64;
        let mut closed = 0_u64;
        for at in memchr::memchr_iter(quote, sample) {
            opened += u64::from(opens(at.checked_sub(1).and_then(|at| sample.get(at)).copied()));
            closed += u64::from(opens(sample.get(at + 1).copied()));
        }
        opened.min(closed)
    };
    if edges(b'"') == 0 && edges(b'\'') >= 2 { b'\'' } else { b'"' }
}

/// Scores each delimiter by how evenly it cuts rows and how clean the cells are that it leaves.
fn find_delimiter(sample: &[u8], last: bool, quote: Option<u8>) -> u8 {
    let mut best = (b',', 0.0);
    let mut ragged = (b',', 0.0);
    for (delimiter, trust) in DELIMITERS {
        if memchr::memchr(delimiter, sample).is_none() {
            continue;
        }
        let rows = cut(sample, Dialect { delimiter, quote }, last);
        let (width, share) = commonest_width(&rows);
        let clean = clean_share(&rows, delimiter);
        if width > 1 {
            // More cells of clean content beat fewer; an even cut beats a ragged one by far.
            let score = trust * share * share * clean * (1.0 - 0.5 / width as f64);
            if score > best.1 + 1e-9 {
                best = (delimiter, score);
            }
        }
        let cut_rows = rows.iter().filter(|row| row.len() > 1).count() as f64 / rows.len().max(1) as f64;
        let score = if trust < 1.0 { 0.0 } else { cut_rows * clean * prose_discount(&rows) };
        if score > ragged.1 + 1e-9 {
            ragged = (delimiter, score);
        }
    }
    // Below a half no cut is even: take the delimiter that most rows hold, or none.
    if best.1 >= 0.5 || (best.1 >= ragged.1 && best.1 > 0.15) {
        best.0
    } else if ragged.1 >= 0.4 {
        ragged.0
    } else if best.1 > 0.15 {
        best.0
    } else {
        b','
    }
}

/// Prose has a blank after nearly every comma.
fn prose_discount(rows: &Sample<'_>) -> f64 {
    let later = || rows.iter().flat_map(|row| row.iter().skip(1));
    let all = later().count();
    let blanks = later().filter(|cell| cell.starts_with(' ')).count();
    if all > 0 && blanks * 2 > all { 0.3 } else { 1.0 }
}

fn commonest_width(rows: &Sample<'_>) -> (usize, f64) {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for row in rows {
        *counts.entry(row.len()).or_default() += 1;
    }
    let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
    counts.sort_unstable();
    let best = counts.into_iter().max_by_key(|(width, rows)| (*rows, *width)).unwrap_or((0, 0));
    (best.0, best.1 as f64 / rows.len().max(1) as f64)
}

/// The share of cells that look like one value: no other delimiter inside, no stray quotation mark at the edge.
fn clean_share(rows: &Sample<'_>, delimiter: u8) -> f64 {
    let mut all = 0_u64;
    let mut clean = 0_u64;
    for cell in rows.iter().take(1_000).flatten() {
        all += 1;
        let cell = cell.trim();
        let number = numbers::parse(cell, ',').is_some();
        let other = cell.bytes().any(|byte| {
            byte != delimiter && matches!(byte, b',' | b';' | b'\t' | b'|') && !cell.contains(' ')
        });
        let stray = cell.starts_with('"') || (cell.ends_with('"') && cell.matches('"').count() % 2 == 1);
        clean += u64::from((number || !other) && !stray);
    }
    clean as f64 / all.max(1) as f64
}

/// `,` if more columns are numbers with a decimal comma than with a decimal point.
fn find_decimal(rows: &Sample<'_>, delimiter: u8, header: Option<bool>) -> char {
    let skip = usize::from(header != Some(false) && rows.len() > 1);
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).min(4_096);
    let (mut commas, mut points) = (0_u64, 0_u64);
    for column in 0..width {
        let cells = || rows.iter().skip(skip).filter_map(|row| row.get(column)).map(|cell| cell.trim());
        let filled = cells().filter(|cell| !cell.is_empty()).count();
        let as_number = |decimal: char| {
            let (mut all, mut marked) = (0, 0);
            for cell in cells() {
                if numbers::parse(cell, decimal).is_some() {
                    all += 1;
                    marked += usize::from(cell.contains(decimal));
                }
            }
            if marked > 0 && all * 10 >= filled * 9 { marked } else { 0 }
        };
        // "35,203" in a comma-separated file is a thousands mark, unless some cell has other than three digits.
        let three_only = delimiter == b','
            && cells()
                .filter(|cell| cell.contains(','))
                .all(|cell| cell.rsplit(',').next().is_some_and(|tail| tail.len() == 3));
        if as_number(',') > 0 && !three_only {
            commas += 1;
        } else if as_number('.') > 0 {
            points += 1;
        }
    }
    if commas > points { ',' } else { '.' }
}

fn is_number(cell: &str, decimal: char) -> bool {
    numbers::parse(cell.trim(), decimal).is_some()
}

fn is_date(cell: &str) -> bool {
    let cell = cell.trim();
    dates::Order::ALL
        .into_iter()
        .filter(|order| *order != dates::Order::Compact)
        .any(|order| dates::parse(cell, order).is_some())
}

/// Names stand above values: no numbers or dates among them, and not found again below.
fn find_header(rows: &Sample<'_>, decimal: char) -> bool {
    let Some((first, body)) = rows.split_first() else { return false };
    let named = first.iter().filter(|cell| !cell.trim().is_empty()).count();
    if named == 0 {
        return false;
    }
    let values = first.iter().filter(|cell| is_number(cell, decimal) || is_date(cell)).count();
    if values > 0 {
        return values < named
            && years_in_a_row(first)
            && body
                .iter()
                .any(|row| row.iter().zip(first).any(|(cell, name)| is_number(name, '.') && !is_year(cell)));
    }
    if body.is_empty() {
        // A single line of words: names without rows.
        return true;
    }
    let typed = first.iter().enumerate().any(|(column, name)| {
        let cells = || body.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.trim().is_empty());
        let filled = cells().count();
        let values = cells().filter(|cell| is_number(cell, decimal) || is_date(cell)).count();
        !name.trim().is_empty() && filled > 0 && values * 5 >= filled * 4
    });
    if typed {
        return true;
    }
    // All columns are words: a name that stands among the values of its column is a value.
    let repeated = first.iter().enumerate().any(|(column, name)| {
        let name = name.trim();
        !name.is_empty() && body.iter().filter_map(|row| row.get(column)).any(|cell| cell.trim() == name)
    });
    !repeated
}

fn is_year(cell: &str) -> bool {
    matches!(numbers::parse(cell.trim(), '.'), Some((year, Style::Whole)) if (1900.0..=2100.0).contains(&year))
}

/// "region, 2018, 2019, 2020": years as names of columns.
fn years_in_a_row(first: &[&str]) -> bool {
    let numbers: Vec<f64> =
        first.iter().filter_map(|cell| numbers::parse(cell.trim(), '.')).map(|(value, _)| value).collect();
    numbers.len() > 1
        && first.iter().all(|cell| !is_number(cell, '.') || is_year(cell))
        && numbers.windows(2).all(|pair| matches!(pair, [a, b] if (b - a).abs() == 1.0))
}

/// Cells per row: what the header names, or what most rows hold.
fn find_width(rows: &Sample<'_>, header: bool) -> usize {
    let used = |row: &[&str]| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let Some((first, rest)) = rows.split_first() else { return 0 };
    let body = if header { rest } else { rows };
    let (common, share) =
        commonest_width(&body.iter().map(|row| row.iter().take(used(row)).copied().collect()).collect());
    if header {
        let named = used(first).max(1);
        let widest = body.iter().map(|row| used(row)).max().unwrap_or(0).min(first.len());
        let wider = body.iter().filter(|row| used(row) > first.len()).count();
        // Names for fewer columns than nearly all rows have: the surplus columns get names.
        if wider * 2 > body.len() { common.max(first.len()) } else { named.max(widest) }
    } else {
        let widest = body.iter().map(Vec::len).max().unwrap_or(1);
        let full = commonest_width(rows);
        // Rows of all lengths are a list per row; a single odd row is a mistake.
        if share.max(full.1) < 0.8 { widest } else { full.0.max(common) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(text: &str) -> Found {
        let format = sniff(text.as_bytes(), true, &Reading::default());
        let dialect = format.dialect;
        (
            char::from(dialect.delimiter),
            dialect.quote.map(char::from),
            format.decimal,
            format.header,
            format.width,
        )
    }

    type Found = (char, Option<char>, char, bool, usize);

    #[test]
    fn formats_are_found_out() {
        let double = Some('"');
        let cases: &[(&str, Found)] = &[
            ("a,b\n1,2\n", (',', double, '.', true, 2)),
            ("a;b\n1,5;2\n3,25;4\n", (';', double, ',', true, 2)),
            ("a\tb\nx y, z\t2\n", ('\t', double, '.', true, 2)),
            ("a|b|c\n1|2|3\n", ('|', double, '.', true, 3)),
            ("1,2\n3,4\n", (',', double, '.', false, 2)),
            ("name\nAnn\nBob\n", (',', double, '.', true, 1)),
            ("a,b\n'x,1',2\n'y,2',3\n", (',', Some('\''), '.', true, 2)),
            ("a,b\n\"35,203\",1\n\"1,100\",2\n", (',', double, '.', true, 2)),
            ("region,2018,2019\nNorth,100,200\n", (',', double, '.', true, 3)),
            ("milk,bread\nmilk\nbeer,milk,eggs\nmilk\n", (',', double, '.', false, 3)),
            ("a;b\n1,5;2,5\n1,5;2,5\n1,5;3,5\n", (';', double, ',', true, 2)),
            ("time\n12:30\n13:45\n", (',', double, '.', true, 1)),
        ];
        for (text, expected) in cases {
            assert_eq!(sniffed(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_given_is_not_sniffed() {
        let reading = Reading {
            delimiter: Some(';'),
            quote: Some(Quote::None),
            decimal: Some(','),
            header: Some(false),
        };
        let format = sniff(b"a,b\n1,2\n", true, &reading);
        assert_eq!(format.dialect, Dialect { delimiter: b';', quote: None });
        assert_eq!((format.decimal, format.header, format.width), (',', false, 1));
    }
}
