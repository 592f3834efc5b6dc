//! Cells of a second table, one for each row of the first.

use polars::prelude::StringChunked;

use super::super::cells::Reader;
use super::super::dates::Order;
use super::super::numbers::Marks;
use super::super::table::Table;
use super::super::tally::trim;
use super::days;
use super::figures::write_number;
use super::map::made_of;
use super::matching::{GAP, Matched, NONE};
use crate::domain::column::Kind;
use crate::domain::join::Take;

/// Rows looked at between two looks at whether to go on.
const BLOCK: usize = 1 << 16;

/// A column of the second table and how it is read; none for the number of rows.
pub(super) struct From<'t> {
    pub(super) table: &'t Table,
    pub(super) column: Option<(usize, Reader)>,
    /// The column with the days.
    pub(super) by: Option<(usize, Reader)>,
    /// How numbers are written in the first table.
    pub(super) marks: Marks,
}

impl From<'_> {
    /// What each row of the first table gets. None when stopped.
    pub(super) fn take(
        &self,
        take: Take,
        matched: &Matched,
        go_on: &dyn Fn() -> bool,
    ) -> Option<StringChunked> {
        let of = |row: usize| matched.own.get(row).copied().unwrap_or(GAP);
        let rows = matched.own.len();
        let made = match take {
            Take::Rows => made_of(rows, |row, text| match of(row) {
                GAP => {}
                group => {
                    let size = matched.sizes.get(group as usize).copied().unwrap_or(0);
                    write_number(f64::from(size), '.', text);
                }
            }),
            Take::Sum | Take::Mean => {
                let sums = self.sums(take, matched, go_on)?;
                made_of(rows, |row, text| {
                    if let Some(sum) = sums.get(of(row) as usize).filter(|sum| sum.is_finite()) {
                        write_number(*sum, self.marks.decimal, text);
                    }
                })
            }
            Take::First | Take::Latest | Take::Earliest => {
                let picked = self.picked(take, matched, go_on)?;
                let cells = self.cell_of(self.column.as_ref());
                made_of(rows, |row, text| {
                    let picked = picked.get(of(row) as usize).copied().filter(|row| *row != NONE);
                    if let Some(cell) = picked.and_then(|row| cells(row as usize)) {
                        self.write(cell, text);
                    }
                })
            }
        };
        go_on().then_some(made)
    }

    /// The cells of a column, by row.
    fn cell_of<'a, 'c>(
        &'a self,
        column: Option<&'c (usize, Reader)>,
    ) -> impl Fn(usize) -> Option<&'a str> + Sync + use<'a, 'c> {
        let cells = column.and_then(|(index, _)| self.table.column(*index));
        // Columns have one chunk.
        let chunk = cells.and_then(|cells| cells.downcast_iter().next());
        move |row| chunk.and_then(|chunk| chunk.get(row))
    }

    /// The row of the second table that each group is told by.
    fn picked(&self, take: Take, matched: &Matched, go_on: &dyn Fn() -> bool) -> Option<Vec<u32>> {
        let mut picked = vec![NONE; matched.sizes.len()];
        let mut best = vec![f64::NAN; if take.by_day() { picked.len() } else { 0 }];
        let cells = self.cell_of(self.column.as_ref());
        let days = self.cell_of(self.by.as_ref());
        let reader = self.by.as_ref().map(|(_, reader)| reader);
        for (row, group) in matched.other.iter().enumerate() {
            if row.is_multiple_of(BLOCK) && !go_on() {
                return None;
            }
            let Some(slot) = picked.get_mut(*group as usize) else { continue };
            if cells(row).is_none_or(|cell| trim(cell).is_empty()) {
                continue;
            }
            if !take.by_day() {
                if *slot == NONE {
                    *slot = row as u32;
                }
                continue;
            }
            let day = reader.and_then(|reader| Some(reader.number(days(row)?)));
            let (Some(day), Some(best)) = (day.filter(|day| !day.is_nan()), best.get_mut(*group as usize))
            else {
                continue;
            };
            let wins = if take == Take::Latest { day >= *best } else { day < *best };
            if best.is_nan() || wins {
                *best = day;
                *slot = row as u32;
            }
        }
        Some(picked)
    }

    /// The sum or average of each group, to 15 digits; NaN where it has no number. The rounding error of each
    /// addition is carried along (Neumaier 1974), so that amounts in cents add up.
    fn sums(&self, take: Take, matched: &Matched, go_on: &dyn Fn() -> bool) -> Option<Vec<f64>> {
        let cells = self.cell_of(self.column.as_ref());
        let reader = self.column.as_ref().map(|(_, reader)| reader);
        let mut sums = vec![(0.0_f64, 0.0_f64, 0_u32); matched.sizes.len()];
        for (row, group) in matched.other.iter().enumerate() {
            if row.is_multiple_of(BLOCK) && !go_on() {
                return None;
            }
            let Some((sum, lost, count)) = sums.get_mut(*group as usize) else { continue };
            let value = reader.and_then(|reader| Some(reader.number(cells(row)?)));
            let Some(value) = value.filter(|value| value.is_finite()) else { continue };
            let next = *sum + value;
            *lost += if sum.abs() >= value.abs() { (*sum - next) + value } else { (value - next) + *sum };
            (*sum, *count) = (next, *count + 1);
        }
        let whole = |(sum, lost, count): (f64, f64, u32)| match (take, count) {
            (_, 0) => f64::NAN,
            (Take::Mean, count) => as_written((sum + lost) / f64::from(count)),
            _ => as_written(sum + lost),
        };
        Some(sums.into_iter().map(whole).collect())
    }

    /// A cell as the first table would write it: numbers with its marks, days that can be read one way only.
    fn write(&self, cell: &str, text: &mut String) {
        if let Some((_, reader)) = &self.column {
            let other_marks = reader.marks != self.marks || reader.written.is_some();
            if reader.kind.is_numeric() && other_marks {
                let value = reader.number(cell);
                if value.is_finite() {
                    return write_number(value, self.marks.decimal, text);
                }
            }
            if reader.kind == Kind::Date && matches!(reader.order, Order::DayFirst | Order::MonthFirst) {
                let day = reader.number(cell);
                if day.is_finite() {
                    return text.push_str(&days::written(day, Order::YearFirst));
                }
            }
        }
        text.push_str(cell);
    }
}

/// The number to 15 significant digits: all that an f64 keeps of any decimal number, and no digit that only comes of
/// how it is stored (10.1 + 0.2 is 10.3).
fn as_written(value: f64) -> f64 {
    format!("{value:.14e}").parse().unwrap_or(value)
}
