//! Remarks and sums below a table: the last rows are told apart from values by their shape and words.

use super::filling::raw;
use super::scan::{Cell, Row};

/// More rows than this are no footnotes.
const MOST: usize = 20;

/// Words that a row of sums or means starts with.
const SUMS: [&str; 20] = [
    "total",
    "totals",
    "grand total",
    "sum",
    "sums",
    "subtotal",
    "overall",
    "summe",
    "average",
    "averages",
    "mean",
    "durchschnitt",
    "平均",
    "平均值",
    "合计",
    "总计",
    "总和",
    "小计",
    "合計",
    "總計",
];

/// Line, cells and text of a row.
pub(super) type Note = (u64, usize, String);

/// The rows at the end so far that may be remarks or sums.
#[derive(Debug, Default)]
pub(super) struct Tail {
    /// Index of the first of them among the rows of the table.
    at: u64,
    /// Line, cells and text of each.
    rows: Vec<Note>,
    /// Rows of this shape stand among the values too, so they are none.
    inside: bool,
    overflow: bool,
}

impl Tail {
    /// Looks at a row that is taken over; `at` is its index, `apart` says that the line before is empty.
    pub(super) fn see(
        &mut self,
        at: u64,
        buffer: &[u8],
        row: &Row,
        cells: &[Cell],
        width: usize,
        apart: bool,
    ) {
        let mut filled = cells.iter().filter(|cell| cell.end > cell.start);
        let (first, second) = (filled.next(), filled.next());
        let text = first.and_then(|cell| buffer.get(cell.start..cell.end)).unwrap_or_default();
        let like = if second.is_none() {
            // A lone text: a line without delimiters, or one below an empty line.
            width > 2 && (cells.len() == 1 || apart || !self.rows.is_empty()) && is_remark(text)
        } else {
            is_sum(text)
        };
        if !like {
            self.inside |= !self.rows.is_empty();
            self.rows.clear();
            self.overflow = false;
            return;
        }
        if self.rows.is_empty() {
            self.at = at;
        }
        if self.rows.len() < MOST {
            self.rows.push((row.line, cells.len(), raw(buffer, row)));
        } else {
            self.overflow = true;
        }
    }

    /// What stands below the table: the index of its first row, and line, cells and text of all.
    pub(super) fn footnotes(&mut self) -> Option<(u64, Vec<Note>)> {
        let found = !self.rows.is_empty() && !self.inside && !self.overflow && self.at > 0;
        found.then(|| (self.at, std::mem::take(&mut self.rows)))
    }
}

fn is_remark(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok_and(|text| {
        // Codes and numbers are values; a remark is a sentence.
        let text = text.trim();
        text.chars().any(char::is_alphabetic)
            && (text.contains(' ') || text.chars().count() > 12 || !text.is_ascii())
    })
}

fn is_sum(text: &[u8]) -> bool {
    // A look at every row: most are done with after two comparisons.
    let may_be = text.first().is_some_and(|first| {
        matches!(first | 0x20, b't' | b'g' | b's' | b'o' | b'a' | b'm' | b'd') || *first >= 0x80
    });
    if !may_be || text.len() > 24 {
        return false;
    }
    std::str::from_utf8(text).is_ok_and(|text| {
        let word = text.trim().trim_end_matches([':', '：']).trim_end();
        SUMS.iter().any(|sum| sum.eq_ignore_ascii_case(word))
    })
}
