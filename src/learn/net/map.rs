//! A look into a net while it learns: what it says over two columns, and customers who are not learned from.

use std::sync::Arc;

use clientele_neural_protocol::Task;
use ndarray::Array2;

use super::{Feed, Net};
use crate::domain::net::{NetAxis, NetDot, NetMap};

/// Places of the map across and down.
const ACROSS: usize = 48;
const DOWN: usize = 36;
/// Customers drawn at most.
const DOTS: usize = 500;
/// Rows looked at to find the two columns.
const LOOKED_AT: usize = 20_000;
/// The map reaches over all but the outermost of so many customers at each end.
const OUTERMOST: f64 = 0.01;

/// Draws maps of one net as it learns: the columns, their reach and the customers stay the same.
#[derive(Debug)]
pub struct Mapper {
    axes: [NetAxis; 2],
    reach: [(f64, f64); 2],
    /// The average customer, by column of the matrix.
    average: Vec<f64>,
    dots: Arc<[NetDot]>,
    is_chance: bool,
    usual: f64,
}

impl Mapper {
    /// Chooses the two columns that go along with the answer most. None where there are no two, or where there are
    /// several answers, which two colours cannot show.
    pub fn new(feed: &Feed, axes: &[NetAxis]) -> Option<Self> {
        if matches!(feed.task, Task::Category { .. }) {
            return None;
        }
        let (x, y) = (&feed.train.x, &feed.train.y);
        let step = y.len().div_ceil(LOOKED_AT).max(1);
        let seen: Vec<(&[f32], f64)> =
            x.chunks(feed.width.max(1)).zip(y).step_by(step).map(|(row, y)| (row, f64::from(*y))).collect();
        let mut ranked: Vec<(f64, &NetAxis)> = axes
            .iter()
            .map(|axis| (correlation(&seen, axis.place).abs(), axis))
            .filter(|(strength, _)| strength.is_finite())
            .collect();
        // Stable: of equals the first in the table.
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let [(_, first), (_, second), ..] = ranked.as_slice() else { return None };
        let axes = [(*first).clone(), (*second).clone()];
        let mut reach = [(0.0, 1.0); 2];
        for (reach, axis) in reach.iter_mut().zip(&axes) {
            *reach = reach_of(&seen, axis)?;
        }
        let mut average = vec![0.0; feed.width];
        for (row, _) in &seen {
            for (sum, value) in average.iter_mut().zip(*row) {
                *sum += f64::from(*value) / seen.len() as f64;
            }
        }
        let cells = feed.valid.as_ref().unwrap_or(&feed.train);
        let (shift, scale) = feed.unit;
        let each = cells.y.len().div_ceil(DOTS).max(1);
        let dots = cells.x.chunks(feed.width.max(1)).zip(&cells.y).step_by(each).filter_map(|(row, y)| {
            let [x, y_place] = [value(row, axes.first()?), value(row, axes.last()?)];
            Some(NetDot { x: x?, y: y_place?, answer: f64::from(*y) * scale + shift })
        });
        let dots = dots.collect();
        let usual = seen.iter().map(|(_, answer)| answer).sum::<f64>() / seen.len().max(1) as f64;
        let usual = usual * scale + shift;
        Some(Self { axes, reach, average, dots, is_chance: feed.task == Task::YesNo, usual })
    }

    /// The map of a net after a pass.
    pub fn map(&self, net: &Net, pass: u32) -> NetMap {
        let [first, second] = &self.axes;
        let [x, y] = self.reach;
        let mut rows = Array2::zeros((ACROSS * DOWN, self.average.len()));
        for (index, mut row) in rows.rows_mut().into_iter().enumerate() {
            row.iter_mut().zip(&self.average).for_each(|(cell, average)| *cell = *average);
            let places =
                [(first, between(x, index % ACROSS, ACROSS)), (second, between(y, index / ACROSS, DOWN))];
            for (axis, value) in places {
                if let Some(cell) = row.get_mut(axis.place) {
                    *cell = (value - axis.unit.0) / axis.unit.1;
                }
            }
        }
        NetMap {
            columns: [first.column.clone(), second.column.clone()],
            x,
            y,
            across: ACROSS,
            surface: net.predict(&rows.view()).into_iter().map(|value| value as f32).collect(),
            dots: self.dots.clone(),
            is_chance: self.is_chance,
            usual: self.usual,
            pass,
        }
    }
}

/// The value at one of so many places from end to end.
fn between((low, high): (f64, f64), place: usize, places: usize) -> f64 {
    low + (high - low) * place as f64 / (places - 1) as f64
}

/// A cell in its column's own unit.
fn value(row: &[f32], axis: &NetAxis) -> Option<f64> {
    row.get(axis.place).map(|cell| f64::from(*cell) * axis.unit.1 + axis.unit.0)
}

/// Pearson's correlation of a column with the answer; NaN where one of them does not vary.
fn correlation(rows: &[(&[f32], f64)], place: usize) -> f64 {
    let cell = |row: &[f32]| f64::from(row.get(place).copied().unwrap_or(f32::NAN));
    let n = rows.len() as f64;
    let (mean_x, mean_y) =
        rows.iter().fold((0.0, 0.0), |(x, y), (row, answer)| (x + cell(row) / n, y + answer / n));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (row, answer) in rows {
        let (x, y) = (cell(row) - mean_x, answer - mean_y);
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    xy / (xx * yy).sqrt()
}

/// From where to where a column reaches, without its outermost values; none where it does not vary.
fn reach_of(rows: &[(&[f32], f64)], axis: &NetAxis) -> Option<(f64, f64)> {
    let mut values: Vec<f64> = rows.iter().filter_map(|(row, _)| value(row, axis)).collect();
    values.sort_by(f64::total_cmp);
    let at =
        |share: f64| values.get((share * values.len().saturating_sub(1) as f64).round() as usize).copied();
    let inner = (at(OUTERMOST)?, at(1.0 - OUTERMOST)?);
    let (low, high) = if inner.0 < inner.1 { inner } else { (at(0.0)?, at(1.0)?) };
    (low < high).then_some((low, high))
}
