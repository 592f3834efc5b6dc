//! Rows that say something anywhere.

use rayon::prelude::*;

use super::order::contains_folded;
use super::table::Table;
use crate::domain::table::TableView as _;

/// Of some rows, in their order, those with a cell that holds these letters, without regard to case and to blanks
/// around the text. `go_on` is asked before each column; none when it said no.
pub fn search(table: &Table, rows: Vec<u32>, text: &str, go_on: &dyn Fn() -> bool) -> Option<Vec<u32>> {
    let wanted = text.trim().to_lowercase();
    if wanted.is_empty() {
        return Some(rows);
    }
    let mut found = vec![false; rows.len()];
    for column in 0..table.names().len() {
        if !go_on() {
            return None;
        }
        let Some(cells) = table.column(column) else { continue };
        found.par_iter_mut().zip(&rows).filter(|(found, _)| !**found).for_each(|(found, row)| {
            *found = contains_folded(cells.get(*row as usize).unwrap_or_default(), &wanted);
        });
    }
    Some(rows.into_iter().zip(found).filter(|(_, found)| *found).map(|(row, _)| row).collect())
}
