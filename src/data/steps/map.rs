//! From the cells of a column to the cells of another.

use polars::prelude::{StringChunked, StringChunkedBuilder};
use rayon::prelude::*;

/// Rows that are worked on at a time.
const BLOCK: usize = 1 << 16;

/// Writes a cell for each cell; blocks of rows are worked on side by side.
pub(super) fn map(cells: &StringChunked, write: impl Fn(&str, &mut String) + Sync) -> StringChunked {
    let blocks: Vec<StringChunked> = (0..cells.len().div_ceil(BLOCK))
        .into_par_iter()
        .map(|block| {
            let part = block_of(cells, block);
            let mut builder = StringChunkedBuilder::new(cells.name().clone(), part.len());
            let mut text = String::new();
            for cell in part.downcast_iter().flat_map(|chunk| chunk.values_iter()) {
                text.clear();
                write(cell, &mut text);
                builder.append_value(&text);
            }
            builder.finish()
        })
        .collect();
    joined(cells, blocks)
}

/// The same with two columns of the same length.
pub(super) fn map_both(
    cells: &StringChunked,
    others: &StringChunked,
    write: impl Fn(&str, &str, &mut String) + Sync,
) -> StringChunked {
    let blocks: Vec<StringChunked> = (0..cells.len().div_ceil(BLOCK))
        .into_par_iter()
        .map(|block| {
            let (part, other) = (block_of(cells, block), block_of(others, block));
            let mut builder = StringChunkedBuilder::new(cells.name().clone(), part.len());
            let mut text = String::new();
            let others = other.downcast_iter().flat_map(|chunk| chunk.values_iter());
            let cells = part.downcast_iter().flat_map(|chunk| chunk.values_iter());
            for (cell, other) in cells.zip(others) {
                text.clear();
                write(cell, other, &mut text);
                builder.append_value(&text);
            }
            builder.finish()
        })
        .collect();
    joined(cells, blocks)
}

/// Writes a cell for each row number below `rows`; blocks of rows are worked on side by side.
pub(super) fn made_of(rows: usize, write: impl Fn(usize, &mut String) + Sync) -> StringChunked {
    let blocks: Vec<StringChunked> = (0..rows.div_ceil(BLOCK))
        .into_par_iter()
        .map(|block| {
            let part = block * BLOCK..((block + 1) * BLOCK).min(rows);
            let mut builder = StringChunkedBuilder::new("made".into(), part.len());
            let mut text = String::new();
            for row in part {
                text.clear();
                write(row, &mut text);
                builder.append_value(&text);
            }
            builder.finish()
        })
        .collect();
    let none = StringChunkedBuilder::new("made".into(), 0).finish();
    joined(&none, blocks)
}

/// Some rows of a column, without copying them.
pub(super) fn block_of(cells: &StringChunked, block: usize) -> StringChunked {
    let start = i64::try_from(block * BLOCK).unwrap_or(i64::MAX);
    cells.slice(start, BLOCK)
}

/// The blocks as one column in one chunk.
fn joined(cells: &StringChunked, blocks: Vec<StringChunked>) -> StringChunked {
    let mut blocks = blocks.into_iter();
    let Some(mut whole) = blocks.next() else { return cells.clone() };
    for block in blocks {
        if whole.append_owned(block).is_err() {
            // Only columns of more than four billion rows do not fit; the reader refuses those.
            return cells.clone();
        }
    }
    whole.rechunk().into_owned()
}

/// Whether each cell passes, blocks of rows side by side.
pub(super) fn marks(cells: &StringChunked, marks: impl Fn(&str) -> bool + Sync) -> Vec<bool> {
    let blocks: Vec<Vec<bool>> = (0..cells.len().div_ceil(BLOCK))
        .into_par_iter()
        .map(|block| {
            let part = block_of(cells, block);
            part.downcast_iter().flat_map(|chunk| chunk.values_iter()).map(&marks).collect()
        })
        .collect();
    blocks.concat()
}
