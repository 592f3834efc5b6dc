//! Rows in which a quotation mark stands where none belongs: cut anew if only one way fits the table.

use super::scan::{Cell, Dialect, Row};

/// More quotation marks than this in a row are not tried.
const MOST_MARKS: usize = 64;

/// The cells of a row, if exactly one way of cutting it gives `width` of them. A cell whose quotation marks are in
/// order keeps them; of any other the mark at the start may be an ordinary letter, and the cell may end at any
/// later mark that a delimiter follows.
pub(super) fn cut(bytes: &[u8], row: &Row, dialect: Dialect, width: usize) -> Option<Vec<Cell>> {
    let quote = dialect.quote?;
    let text = bytes.get(row.start..row.end)?;
    if memchr::memchr_iter(quote, text).count() > MOST_MARKS || dialect.backslash {
        return None;
    }
    let mut search =
        Search { bytes, end: row.end, delimiter: dialect.delimiter, quote, steps: 0, found: Vec::new() };
    search.go(row.start, width, &mut Vec::with_capacity(width));
    match search.found.as_slice() {
        [_only] if search.steps < MOST_STEPS => search.found.pop(),
        _ => None,
    }
}

/// Cells looked at before a row counts as beyond repair.
const MOST_STEPS: usize = 4_096;

struct Search<'a> {
    bytes: &'a [u8],
    end: usize,
    delimiter: u8,
    quote: u8,
    steps: usize,
    found: Vec<Vec<Cell>>,
}

impl Search<'_> {
    /// Cuts from `at` on into exactly `left` cells.
    fn go(&mut self, at: usize, left: usize, cells: &mut Vec<Cell>) {
        self.steps += 1;
        if left == 0 || self.found.len() > 1 || self.steps > MOST_STEPS {
            return;
        }
        let rest = self.bytes.get(at..self.end).unwrap_or_default();
        if rest.first() == Some(&self.quote) {
            let mut first = true;
            let mut mark = 1;
            while let Some(length) = rest.get(mark..).and_then(|rest| memchr::memchr(self.quote, rest)) {
                let end = mark + length;
                mark = end + 1;
                match rest.get(end + 1) {
                    Some(next) if *next == self.quote && !ends_here(rest.get(end + 2), self.delimiter) => {
                        mark = end + 2;
                    }
                    next if ends_here(next, self.delimiter) => {
                        let doubled = rest.get(1..end).is_some_and(|inner| inner.contains(&self.quote));
                        let cell = Cell { start: at + 1, end: at + end, doubled };
                        self.take(cell, at + end + 1, left, cells);
                        if first {
                            // Nothing is wrong with this cell.
                            return;
                        }
                        first = false;
                    }
                    _ => first = false,
                }
            }
        }
        let length = memchr::memchr(self.delimiter, rest).unwrap_or(rest.len());
        self.take(Cell { start: at, end: at + length, doubled: false }, at + length, left, cells);
    }

    /// Takes a cell and goes on behind it.
    fn take(&mut self, cell: Cell, next: usize, left: usize, cells: &mut Vec<Cell>) {
        cells.push(cell);
        if next < self.end {
            self.go(next + 1, left - 1, cells);
        } else if left == 1 {
            self.found.push(cells.clone());
        }
        cells.pop();
    }
}

fn ends_here(next: Option<&u8>, delimiter: u8) -> bool {
    next.is_none_or(|next| *next == delimiter)
}

#[cfg(test)]
mod tests {
    use super::super::scan::{Rows, scan};
    use super::*;

    fn cells(text: &str, width: usize) -> Option<Vec<String>> {
        let dialect = Dialect::plain(b',', Some(b'"'));
        let mut rows = Rows::default();
        scan(text.as_bytes(), dialect, 1, true, &mut rows);
        let cut = cut(text.as_bytes(), rows.list.first()?, dialect, width)?;
        Some(cut.iter().map(|cell| text[cell.start..cell.end].to_owned()).collect())
    }

    #[test]
    fn a_row_is_cut_anew_if_one_way_fits() {
        let found = |list: &[&str]| Some(list.iter().map(ToString::to_string).collect());
        assert_eq!(cells("\"1,x,\"a, b\",2", 4), found(&["\"1", "x", "a, b", "2"]));
        assert_eq!(cells("7,\"x,y,\"a, b\",\"c\"", 5), found(&["7", "\"x", "y", "a, b", "c"]));
        assert_eq!(cells("\"He said \"hi\", then left\",2", 2), found(&["He said \"hi\", then left", "2"]));
        // Two ways, or none.
        assert_eq!(cells("\"a\"x\",b\",c", 3), None);
        assert_eq!(cells("a,b", 5), None);
    }
}
