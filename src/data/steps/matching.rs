//! Which rows of two tables belong together: rows whose keys are alike.

use std::borrow::Cow;

use polars::prelude::{InitHashMaps as _, NewChunkedArray as _, PlHashMap, StringChunked};
use rayon::prelude::*;

use super::super::tally::trim;
use super::map::block_of;
use crate::domain::join::{Alike, JoinCounts};

/// A row that belongs to no other.
pub(super) const NONE: u32 = u32::MAX;
/// A row whose key is a gap.
pub(super) const GAP: u32 = u32::MAX - 1;
/// Rows worked on between two looks at whether to go on.
const BLOCK: usize = 1 << 16;

/// Rows that belong together. Rows of the second table with the same key are a group.
#[derive(Debug)]
pub(super) struct Matched {
    /// The group of each row of the table, or [`NONE`] or [`GAP`].
    pub(super) own: Vec<u32>,
    /// The group of each row of the second table, or [`GAP`].
    pub(super) other: Vec<u32>,
    /// How many rows of the second table each group has.
    pub(super) sizes: Vec<u32>,
    pub(super) counts: JoinCounts,
}

/// Puts rows together by their keys, column by column in the same order. None when stopped.
pub(super) fn matched(
    own: &[&StringChunked],
    other: &[&StringChunked],
    alike: Alike,
    go_on: &dyn Fn() -> bool,
) -> Option<Matched> {
    let others = keys(other, alike, go_on)?;
    let mut groups: PlHashMap<&str, u32> = PlHashMap::with_capacity(others.len().min(1 << 20));
    let mut sizes: Vec<u32> = Vec::new();
    let mut of_other = Vec::with_capacity(others.len());
    for block in others.chunks(BLOCK) {
        if !go_on() {
            return None;
        }
        for key in block {
            let Some(key) = key else {
                of_other.push(GAP);
                continue;
            };
            let group = *groups.entry(key.as_ref()).or_insert_with(|| {
                sizes.push(0);
                (sizes.len() - 1) as u32
            });
            if let Some(size) = sizes.get_mut(group as usize) {
                *size += 1;
            }
            of_other.push(group);
        }
    }
    let owns = keys(own, alike, go_on)?;
    if !go_on() {
        return None;
    }
    let of_own: Vec<u32> = owns
        .par_iter()
        .map(|key| match key {
            Some(key) => groups.get(key.as_ref()).copied().unwrap_or(NONE),
            None => GAP,
        })
        .collect();
    let counts = counts(&of_own, &of_other, &sizes);
    go_on().then_some(Matched { own: of_own, other: of_other, sizes, counts })
}

fn counts(own: &[u32], other: &[u32], sizes: &[u32]) -> JoinCounts {
    let mut counts =
        JoinCounts { rows: own.len() as u64, other_rows: other.len() as u64, ..JoinCounts::default() };
    let mut used = vec![false; sizes.len()];
    for group in own {
        match (sizes.get(*group as usize), used.get_mut(*group as usize)) {
            (Some(size), Some(used)) => {
                counts.found += 1;
                counts.several += u64::from(*size > 1);
                counts.most = counts.most.max(u64::from(*size));
                *used = true;
            }
            _ => counts.gaps += u64::from(*group == GAP),
        }
    }
    counts.other_gaps = other.iter().filter(|group| **group == GAP).count() as u64;
    counts.other_unused =
        sizes.iter().zip(&used).filter(|(_, used)| !**used).map(|(size, _)| u64::from(*size)).sum();
    counts
}

/// The key of each row; none where a part of it is a gap. None when stopped.
fn keys<'c>(
    columns: &[&'c StringChunked],
    alike: Alike,
    go_on: &dyn Fn() -> bool,
) -> Option<Vec<Option<Cow<'c, str>>>> {
    let (first, more) = columns.split_first()?;
    let mut keys = of_column(first, alike);
    for column in more {
        if !go_on() {
            return None;
        }
        for (key, part) in keys.iter_mut().zip(of_column(column, alike)) {
            *key = match (key.take(), part) {
                // The length keeps parts apart that only together are alike.
                (Some(key), Some(part)) => Some(Cow::Owned(format!("{}:{key}{part}", key.len()))),
                _ => None,
            };
        }
    }
    go_on().then_some(keys)
}

fn of_column(cells: &StringChunked, alike: Alike) -> Vec<Option<Cow<'_, str>>> {
    // Columns have one chunk, whose cells live as long as it does.
    let chunk = cells.downcast_iter().next();
    let cell = |row: usize| chunk.and_then(|chunk| chunk.get(row)).unwrap_or_default();
    (0..cells.len()).into_par_iter().with_min_len(BLOCK / 8).map(|row| key(cell(row), alike)).collect()
}

/// What is compared of a cell; none for a gap.
pub(super) fn key(cell: &str, alike: Alike) -> Option<Cow<'_, str>> {
    let cell = trim(cell);
    if cell.is_empty() {
        return None;
    }
    let mut key = Cow::Borrowed(cell);
    if alike.blanks && key.contains(char::is_whitespace) {
        key = Cow::Owned(key.split_whitespace().collect());
    }
    if alike.fractions
        && let Some(whole) = without_fraction(&key)
    {
        key.to_mut().truncate(whole);
    }
    if alike.zeros && key.starts_with('0') && key.bytes().all(|byte| byte.is_ascii_digit()) {
        let digits = key.trim_start_matches('0');
        key = Cow::Owned(if digits.is_empty() { "0".to_owned() } else { digits.to_owned() });
    }
    if alike.case && key.contains(char::is_uppercase) {
        key = Cow::Owned(key.to_lowercase());
    }
    Some(key)
}

/// How many letters of `12.0` are the number itself; none where there is another fraction, or where three zeros
/// may as well be thousands.
fn without_fraction(text: &str) -> Option<usize> {
    let place = text.find(['.', ','])?;
    let (whole, fraction) = (text.get(..place)?, text.get(place + 1..)?);
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let zeros = fraction.bytes().all(|byte| byte == b'0') && fraction.len() != 3;
    (number && zeros).then_some(place)
}

/// Keys of a column that a sample of all keys holds: the same keys in every column. Of `n` keys in a table there
/// are about `n / every`.
pub(super) fn sampled(
    cells: &StringChunked,
    alike: Alike,
    every: u64,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Option<PlHashMap<u64, u32>> {
    let mut found = PlHashMap::new();
    for block in 0..cells.len().div_ceil(BLOCK) {
        if !go_on() {
            return None;
        }
        let part = block_of(cells, block);
        for cell in part.downcast_iter().flat_map(|chunk| chunk.values_iter()) {
            let Some(key) = key(cell, alike) else { continue };
            let hash = hash(key.as_bytes());
            if hash.is_multiple_of(every) {
                *found.entry(hash).or_insert(0) += 1;
            }
        }
    }
    Some(found)
}

/// The cells whose keys are in that sample, in their order.
pub(super) fn sample_of(cells: &StringChunked, alike: Alike, every: u64) -> StringChunked {
    if every == 1 {
        return cells.clone();
    }
    let is_in = |cell: &&str| key(cell, alike).is_some_and(|key| hash(key.as_bytes()).is_multiple_of(every));
    let found = cells.downcast_iter().flat_map(|chunk| chunk.values_iter()).filter(is_in);
    StringChunked::from_iter_values(cells.name().clone(), found)
}

/// FNV-1a with 64 bits (Fowler, Noll, Vo), its upper half mixed into the lower one.
fn hash(bytes: &[u8]) -> u64 {
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, mix);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_alike_as_chosen() {
        let all = Alike { blanks: true, case: true, zeros: true, fractions: true };
        let none = Alike::default();
        let said = |cell: &'static str, alike| key(cell, alike).map(Cow::into_owned);
        assert_eq!(said("  A b\u{3000}", none).as_deref(), Some("A b"));
        for (cell, expected) in [
            ("138 0013\u{a0}8000", "13800138000"),
            ("AB7", "ab7"),
            ("00123", "123"),
            ("000", "0"),
            ("12.0", "12"),
            ("-7,00", "-7"),
            ("0012.0", "12"),
            ("1.000", "1.000"),
            ("1.5", "1.5"),
            (".0", ".0"),
            ("0x1F", "0x1f"),
            ("12.", "12"),
            ("ÄÖ", "äö"),
        ] {
            assert_eq!(said(cell, all).as_deref(), Some(expected), "{cell}");
        }
        assert_eq!((key(" \u{3000}\t", all), key("", none)), (None, None));
    }
}
