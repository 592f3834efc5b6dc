//! Delimiter, quotation mark and escape.

use super::super::numbers::{self, Marks};
use super::super::scan::{Dialect, Spacing};
use super::layout::is_date;
use super::{Line, commonest, cut};
use crate::domain::recipe::{Escape, Quote, Reading};

/// Delimiters that people and programs use, the likeliest first, with how much they are trusted.
const DELIMITERS: [(u8, f64); 11] = [
    (b',', 1.0),
    (b';', 1.0),
    (b'\t', 1.0),
    (b'|', 1.0),
    (0x01, 1.0),
    (0x1F, 1.0),
    (0x1E, 1.0),
    (b'^', 0.8),
    (b'~', 0.8),
    (b':', 0.3),
    (b' ', 0.3),
];

/// Bytes that delimiters are tried on.
const TRIED: usize = 1 << 18;

/// Decides how bytes are cut.
pub(super) fn find(sample: &[u8], last: bool, reading: &Reading) -> Dialect {
    let last = last && sample.len() <= TRIED;
    let sample = sample.get(..TRIED).unwrap_or(sample);
    let quote = match reading.quote {
        Some(Quote::Double) => Some(b'"'),
        Some(Quote::Single) => Some(b'\''),
        Some(Quote::None) => None,
        None => Some(find_quote(sample)),
    };
    let mut dialect = match reading.delimiter.and_then(|letter| u8::try_from(letter).ok()) {
        Some(b' ') => {
            let (single, runs) = (Dialect::plain(b' ', quote), in_runs(quote));
            if even(&cut(sample, runs, last)) > even(&cut(sample, single, last)) { runs } else { single }
        }
        Some(delimiter) => Dialect::plain(delimiter, quote),
        None => find_delimiter(sample, last, quote),
    };
    if dialect.spacing == Spacing::Cells
        && dialect.delimiter != b' '
        && blanks_follow(&cut(sample, Dialect { spacing: Spacing::AfterDelimiter, ..dialect }, last), sample)
    {
        dialect.spacing = Spacing::AfterDelimiter;
    }
    dialect.backslash = match reading.escape {
        Some(escape) => escape == Escape::Backslash,
        None => is_backslash(sample, last, dialect),
    };
    dialect
}

fn in_runs(quote: Option<u8>) -> Dialect {
    Dialect { spacing: Spacing::Runs, ..Dialect::plain(b' ', quote) }
}

fn even(rows: &[Line<'_>]) -> f64 {
    commonest(rows.iter().map(|row| row.cells.len())).1
}

/// `'` only if cells open and close with it and none does with `"`.
fn find_quote(sample: &[u8]) -> u8 {
    let edge = |byte: Option<&u8>| {
        byte.is_none_or(|byte| matches!(byte, b',' | b';' | b'\t' | b'|' | b'\n' | b'\r'))
    };
    let edges = |quote: u8| {
        let (mut opened, mut closed) = (0_u64, 0_u64);
        for at in memchr::memchr_iter(quote, sample) {
            let before = at.checked_sub(1).and_then(|at| sample.get(at));
            // A blank after a delimiter belongs to it.
            let padded = before == Some(&b' ')
                && at
                    .checked_sub(2)
                    .and_then(|at| sample.get(at))
                    .is_some_and(|byte| matches!(byte, b',' | b';'));
            opened += u64::from(edge(before) || padded);
            closed += u64::from(edge(sample.get(at + 1)));
        }
        opened.min(closed)
    };
    if edges(b'"') == 0 && edges(b'\'') >= 2 { b'\'' } else { b'"' }
}

/// Scores each delimiter by how evenly it cuts rows and how clean the cells are that it leaves.
fn find_delimiter(sample: &[u8], last: bool, quote: Option<u8>) -> Dialect {
    let plain = Dialect::plain(b',', quote);
    let (mut best, mut ragged) = ((plain, 0.0), (plain, 0.0));
    let mut consider = |dialect: Dialect, trust: f64| {
        let rows = cut(sample, dialect, last);
        let (width, share) = commonest(rows.iter().map(|row| row.cells.len()));
        let clean = clean_share(&rows, dialect.delimiter);
        // Words with blanks between them are prose; figures are a table.
        let trusted = dialect.delimiter != b' ' || mostly_figures(&rows, width);
        if width > 1 && trusted {
            // More cells of clean content beat fewer; an even cut beats a ragged one by far.
            let score = trust * share * share * clean * (1.0 - 0.5 / width as f64);
            if score > best.1 + 1e-9 {
                best = (dialect, score);
            }
        }
        let cut_rows =
            rows.iter().filter(|row| row.cells.len() > 1).count() as f64 / rows.len().max(1) as f64;
        let score = if trust < 1.0 { 0.0 } else { cut_rows * clean * prose_discount(&rows) };
        if score > ragged.1 + 1e-9 {
            ragged = (dialect, score);
        }
    };
    for (delimiter, trust) in DELIMITERS {
        if memchr::memchr(delimiter, sample).is_none() {
            continue;
        }
        consider(Dialect::plain(delimiter, quote), trust);
        if let Some(quote) = quote
            && delimiter != b' '
            && memchr::memmem::find(sample, &[delimiter, b' ', quote]).is_some()
        {
            consider(
                Dialect { spacing: Spacing::AfterDelimiter, ..Dialect::plain(delimiter, Some(quote)) },
                trust,
            );
        }
    }
    if memchr::memmem::find(sample, b"  ").is_some() {
        consider(in_runs(quote), 0.3);
    }
    // Below a half no cut is even: take the delimiter that most rows hold, or none.
    if best.1 >= 0.5 || (best.1 >= ragged.1 && best.1 > 0.15) {
        best.0
    } else if ragged.1 >= 0.4 {
        ragged.0
    } else if best.1 > 0.15 {
        best.0
    } else {
        plain
    }
}

/// Prose has a blank after nearly every comma.
fn prose_discount(rows: &[Line<'_>]) -> f64 {
    let later = || rows.iter().flat_map(|row| row.cells.iter().skip(1));
    let all = later().count();
    let blanks = later().filter(|cell| cell.starts_with(' ')).count();
    if all > 0 && blanks * 2 > all { 0.3 } else { 1.0 }
}

/// Whether at least half of the columns hold numbers or dates.
fn mostly_figures(rows: &[Line<'_>], width: usize) -> bool {
    let marks = Marks::plain('.');
    let figures = (0..width)
        .filter(|column| {
            let cells =
                || rows.iter().filter_map(|row| row.cells.get(*column)).filter(|cell| !cell.is_empty());
            let values =
                cells().filter(|cell| numbers::parse(cell.trim(), marks).is_some() || is_date(cell)).count();
            values > 0 && values * 5 >= cells().count() * 4
        })
        .count();
    figures * 2 >= width
}

/// The share of cells that look like one value: no other delimiter inside, no stray quotation mark at the edge.
fn clean_share(rows: &[Line<'_>], delimiter: u8) -> f64 {
    let (mut all, mut clean) = (0_u64, 0_u64);
    for cell in rows.iter().take(1_000).flat_map(|row| &row.cells) {
        all += 1;
        let cell = cell.trim();
        let number = numbers::parse(cell, Marks::plain(',')).is_some();
        let other = cell.bytes().any(|byte| {
            byte != delimiter && matches!(byte, b',' | b';' | b'\t' | b'|') && !cell.contains(' ')
        });
        let stray = cell.starts_with('"') || (cell.ends_with('"') && cell.matches('"').count() % 2 == 1);
        clean += u64::from((number || !other) && !stray);
    }
    clean as f64 / all.max(1) as f64
}

/// Whether a blank follows the delimiter nearly everywhere, the header included: `a, b, "c, d"`.
fn blanks_follow(rows: &[Line<'_>], sample: &[u8]) -> bool {
    let (mut padded, mut bare) = (0_u64, 0_u64);
    let base = sample.as_ptr() as usize;
    for cell in rows.iter().take(1_000).flat_map(|row| row.cells.iter().skip(1)) {
        let at = (cell.as_ptr() as usize).wrapping_sub(base);
        let before = |back: usize| at.checked_sub(back).and_then(|at| sample.get(at)).copied();
        let blank = match before(1) {
            Some(b'"' | b'\'') => before(2) == Some(b' '),
            byte => byte == Some(b' '),
        };
        if blank {
            padded += 1;
        } else if !cell.is_empty() {
            bare += 1;
        }
    }
    padded >= 4 && bare * 50 <= padded
}

/// Whether reading a backslash as an escape makes the cut more even, or at least no worse where it stands before
/// a quotation mark inside a cell.
fn is_backslash(sample: &[u8], last: bool, dialect: Dialect) -> bool {
    let Some(quote) = dialect.quote else { return false };
    let inside = memchr::memmem::find_iter(sample, &[b'\\', quote]).any(|at| {
        sample.get(at + 2).is_some_and(|next| *next != dialect.delimiter && !matches!(next, b'\n' | b'\r'))
    });
    if !inside {
        return false;
    }
    let with = cut(sample, Dialect { backslash: true, ..dialect }, last);
    let without = cut(sample, dialect, last);
    let stray = |rows: &[Line<'_>]| clean_share(rows, dialect.delimiter);
    let (with_even, without_even) = (even(&with), even(&without));
    with_even > without_even || (with_even >= without_even && stray(&with) >= stray(&without))
}
