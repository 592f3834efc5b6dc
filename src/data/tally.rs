//! Which different texts a column holds, and in how many rows each stands.
//!
//! Every figure and every guess about a column is found out on its different cells, so this count is the one
//! pass over all rows. It therefore looks at a cell as little as it can: polars keeps a text of at most twelve
//! bytes inside a fixed 16-byte view, and two such texts are equal exactly when their views are.

use polars::prelude::{PolarsDataType, StringChunked, StringType};

/// The cells of a column as polars keeps them.
type Cells = <StringType as PolarsDataType>::Array;

/// The different trimmed cells of a column. Kinds, roles and figures are all found out on these, so that a
/// column of a million rows and three names costs three looks.
#[derive(Debug)]
pub(super) struct Distinct {
    /// A row that holds the text, and how many rows do; in order of first appearance.
    pub(super) values: Vec<(u32, u32)>,
}

/// Texts up to this length stand in the view itself.
const INLINE: usize = 12;
/// A free slot.
const FREE: u32 = u32::MAX;
/// Rows after which it is clear whether nearly every cell is different.
const SETTLED: usize = 1 << 15;
/// Odd numbers without pattern (the first digits of π).
const MIX: [u64; 2] = [0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7345];

impl Distinct {
    pub(super) const NONE: Self = Self { values: Vec::new() };

    /// Counts the cells of a column.
    pub(super) fn count(cells: &StringChunked) -> Self {
        let cells = cells.rechunk();
        let Some(cells) = cells.downcast_iter().next() else { return Self::NONE };
        let mut counter = Counter::new(cells);
        for (row, view) in cells.views().iter().enumerate() {
            if row == SETTLED && counter.entries.len() * 2 > SETTLED {
                counter.reserve(cells.len());
            }
            let (low, high) = (
                u64::from(view.length) | u64::from(view.prefix) << 32,
                u64::from(view.buffer_idx) | u64::from(view.offset) << 32,
            );
            let length = view.length as usize;
            if length == 0 {
                continue;
            }
            if length <= INLINE {
                // Plain signs at both ends: nothing to trim.
                let last = if length <= 4 { low >> (24 + 8 * length) } else { high >> (8 * length - 40) };
                if is_plain(low >> 32) && is_plain(last) {
                    counter.add(row, Key { low, high });
                    continue;
                }
            }
            let text = cells.get(row).map(trim).unwrap_or_default();
            if !text.is_empty() {
                counter.add(row, Key::of(text));
            }
        }
        Self { values: counter.values() }
    }
}

/// A text without blanks around it; quick where there are none.
pub(super) fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if is_plain(u64::from(*first)) && is_plain(u64::from(*last)) => text,
        _ => text.trim(),
    }
}

/// Whether the lowest byte is a visible ASCII sign.
fn is_plain(byte: u64) -> bool {
    matches!(byte as u8, 0x21..=0x7e)
}

/// A text of at most twelve bytes, as polars writes it into a view; of a longer one its length and a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    /// Length in the lower half, then the first four bytes.
    low: u64,
    /// The next eight bytes, or a hash of the whole text.
    high: u64,
}

impl Key {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let length = bytes.len();
        if length <= INLINE {
            let mut whole = [0_u8; INLINE];
            whole.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
            let [a, b, c, d, tail @ ..] = whole;
            let low = length as u64 | u64::from(u32::from_le_bytes([a, b, c, d])) << 32;
            return Self { low, high: u64::from_le_bytes(tail) };
        }
        let mut hash = MIX[0];
        let mut rest = bytes;
        while let Some((part, next)) = rest.split_first_chunk::<8>() {
            hash = fold(hash ^ u64::from_le_bytes(*part), MIX[1]);
            rest = next;
        }
        let end = bytes.last_chunk::<8>().copied().unwrap_or_default();
        hash = fold(hash ^ u64::from_le_bytes(end), MIX[1]);
        // Lengths beyond 32 bits share a key; equal keys are compared by text anyway.
        Self { low: u64::from(length as u32), high: hash }
    }

    fn is_whole_text(self) -> bool {
        self.low as u32 as usize <= INLINE
    }

    fn hash(self) -> u64 {
        fold(self.low ^ MIX[0], self.high ^ MIX[1])
    }
}

/// Both halves of a product, mixed.
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product >> 64) as u64 ^ product as u64
}

/// A different text: what it is, a row that holds it, and how many rows do. Together, so that counting one
/// more row touches one place in memory.
#[derive(Clone, Copy, Debug)]
struct Entry {
    key: Key,
    first: u32,
    rows: u32,
}

/// An open hash table from text to place in `entries`.
struct Counter<'a> {
    cells: &'a Cells,
    entries: Vec<Entry>,
    /// Places in `entries`; the length is a power of two and at least twice as many.
    slots: Vec<u32>,
    last: u32,
}

impl<'a> Counter<'a> {
    fn new(cells: &'a Cells) -> Self {
        Self { cells, entries: Vec::new(), slots: vec![FREE; 256], last: FREE }
    }

    fn add(&mut self, row: usize, key: Key) {
        // Sorted and constant columns repeat themselves.
        if let Some(entry) = self.entries.get_mut(self.last as usize)
            && entry.key == key
            && key.is_whole_text()
        {
            entry.rows += 1;
            return;
        }
        let mask = self.slots.len() - 1;
        let mut at = key.hash() as usize & mask;
        loop {
            let place = self.slots.get(at).copied().unwrap_or(FREE);
            if place == FREE {
                break;
            }
            if let Some(entry) = self.entries.get_mut(place as usize)
                && entry.key == key
                && (key.is_whole_text() || same_text(self.cells, entry.first as usize, row))
            {
                entry.rows += 1;
                self.last = place;
                return;
            }
            at = (at + 1) & mask;
        }
        let place = self.entries.len() as u32;
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = place;
        }
        self.entries.push(Entry { key, first: row as u32, rows: 1 });
        self.last = place;
        if self.entries.len() * 2 > self.slots.len() {
            self.spread(self.slots.len() * 4);
        }
    }

    fn reserve(&mut self, entries: usize) {
        self.entries.reserve(entries.saturating_sub(self.entries.len()));
        self.spread((entries * 2).next_power_of_two());
    }

    /// Moves everything into `size` slots, a power of two.
    fn spread(&mut self, size: usize) {
        if size <= self.slots.len() {
            return;
        }
        self.slots.clear();
        self.slots.resize(size, FREE);
        let mask = size - 1;
        for (place, entry) in self.entries.iter().enumerate() {
            let mut at = entry.key.hash() as usize & mask;
            while let Some(slot) = self.slots.get_mut(at) {
                if *slot == FREE {
                    *slot = place as u32;
                    break;
                }
                at = (at + 1) & mask;
            }
        }
    }

    /// A row that holds each text, and how many rows do.
    fn values(&self) -> Vec<(u32, u32)> {
        self.entries.iter().map(|entry| (entry.first, entry.rows)).collect()
    }
}

fn same_text(cells: &Cells, a: usize, b: usize) -> bool {
    cells.get(a).map(trim) == cells.get(b).map(trim)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::{Strategy as _, any, prop_assert_eq, prop_oneof, proptest};

    use polars::prelude::NewChunkedArray as _;

    use super::super::table::small;
    use super::*;

    fn counted(cells: &[String]) -> BTreeMap<String, u64> {
        let column = StringChunked::from_slice(small("x"), cells);
        Distinct::count(&column)
            .values
            .iter()
            .map(|(row, rows)| (cells[*row as usize].trim().to_owned(), u64::from(*rows)))
            .collect()
    }

    /// The plain way: a map from trimmed text to rows.
    fn by_map(cells: &[String]) -> BTreeMap<String, u64> {
        let mut rows = BTreeMap::new();
        for cell in cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) {
            *rows.entry(cell.to_owned()).or_default() += 1;
        }
        rows
    }

    proptest! {
        #[test]
        fn cells_are_counted_as_a_map_counts_them(
            cells in proptest::collection::vec(
                prop_oneof!["[ab ]{0,3}", "[a-c]{11,14}", "x{12}[ab]", "\\PC{0,20}", "[ \u{3000}é]{0,9}",
                    (any::<u8>(), "\\s{0,2}").prop_map(|(number, blank)| format!("{blank}{number}"))],
                0..300,
            )
        ) {
            prop_assert_eq!(counted(&cells), by_map(&cells));
        }
    }

    #[test]
    fn many_different_cells_are_counted() {
        let cells: Vec<String> = (0..100_000)
            .map(|row| match row % 3 {
                0 => format!("{row}"),
                1 => format!("customer{row}@mail.example"),
                _ => format!("{} ", row % 1_000),
            })
            .collect();
        assert_eq!(counted(&cells), by_map(&cells));
    }

    #[test]
    fn first_appearance_decides_the_order() {
        let column = StringChunked::from_slice(small("x"), &["b", "a", " b", "", "c", "a"]);
        assert_eq!(Distinct::count(&column).values, [(0, 2), (1, 2), (4, 1)]);
    }

    #[test]
    fn long_texts_with_one_hash_stay_apart() {
        let cells =
            StringChunked::from_slice(small("x"), &["a text of some length", "another one, as long."]);
        let chunk = cells.downcast_iter().next().unwrap();
        let mut counter = Counter::new(chunk);
        let key = Key { low: 21, high: 7 };
        counter.add(0, key);
        counter.add(1, key);
        counter.add(0, key);
        assert_eq!(counter.values(), [(0, 2), (1, 1)]);
    }
}
