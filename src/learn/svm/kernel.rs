//! How alike two rows are, row by row as the solver asks for it, kept while there is room.

use std::sync::Arc;

use ndarray::{Array1, Array2};

use crate::domain::recipe::Kernel;

use super::super::blocks::{self, GoOn};
use super::super::design::Design;
use super::super::error::LearnError;
use super::machine::{Machine, Shape};
use super::platt::Sigmoid;
use super::smo::Found;

/// Bytes of kept values at most.
const ROOM: usize = 200 << 20;

/// Training rows with what is known of how alike they are.
pub(super) struct Rows {
    x: Array2<f64>,
    shape: Shape,
    /// Sum of squares of each row.
    squares: Vec<f64>,
    kept: Vec<Option<Arc<[f32]>>>,
    /// When each kept row was last asked for.
    asked: Vec<u64>,
    clock: u64,
    /// Rows that may still be kept before others must go.
    free: usize,
}

impl Rows {
    /// Written out: at most [`super::MOST_ROWS`] rows.
    pub(super) fn new(x: &Design, kernel: Kernel, go_on: GoOn<'_>) -> Result<Self, LearnError> {
        let shape = match kernel {
            Kernel::Linear => Shape::Linear,
            Kernel::Rbf => Shape::Rbf { gamma: gamma(x, go_on)? },
        };
        let x = x.dense(go_on)?;
        let squares: Vec<f64> = x.rows().into_iter().map(|row| row.dot(&row)).collect();
        let n = squares.len();
        let free = (ROOM / (n.max(1) * size_of::<f32>())).max(2);
        Ok(Self { x, shape, squares, kept: vec![None; n], asked: vec![0; n], clock: 0, free })
    }

    /// How alike a row is to itself.
    pub(super) fn own(&self, row: usize) -> f64 {
        match self.shape {
            Shape::Linear => self.squares.get(row).copied().unwrap_or(0.0),
            Shape::Rbf { .. } => 1.0,
        }
    }

    /// How alike a row is to every row.
    pub(super) fn of(&mut self, row: usize, go_on: GoOn<'_>) -> Result<Arc<[f32]>, LearnError> {
        self.clock += 1;
        if let Some(asked) = self.asked.get_mut(row) {
            *asked = self.clock;
        }
        if let Some(Some(known)) = self.kept.get(row) {
            return Ok(known.clone());
        }
        let values: Arc<[f32]> = self.compute(row, go_on)?.into();
        if self.free == 0 {
            self.forget_oldest();
        } else {
            self.free -= 1;
        }
        if let Some(slot) = self.kept.get_mut(row) {
            *slot = Some(values.clone());
        }
        Ok(values)
    }

    fn forget_oldest(&mut self) {
        let kept = self.kept.iter().zip(&self.asked).enumerate().filter(|(_, (kept, _))| kept.is_some());
        let oldest = kept.min_by_key(|(_, (_, asked))| **asked).map(|(row, _)| row);
        if let Some(slot) = oldest.and_then(|row| self.kept.get_mut(row)) {
            *slot = None;
        }
    }

    fn compute(&self, row: usize, go_on: GoOn<'_>) -> Result<Vec<f32>, LearnError> {
        let mut out = vec![0.0_f32; self.squares.len()];
        if row >= self.squares.len() {
            return Ok(out);
        }
        let (own, mine) = (self.squares.get(row).copied().unwrap_or(0.0), self.x.row(row));
        blocks::fill(&mut out, 1, go_on, |range, slots| {
            let dots: Array1<f64> = self.x.slice(ndarray::s![range.clone(), ..]).dot(&mine);
            let squares = self.squares.get(range).unwrap_or_default();
            for ((slot, dot), other) in slots.iter_mut().zip(dots).zip(squares) {
                *slot = self.shape.alike(dot, own, *other) as f32;
            }
        })?;
        Ok(out)
    }

    /// What was found, as a model of its own.
    pub(super) fn machine(&self, found: &Found, sigmoid: Sigmoid) -> Machine {
        let vectors = found.factors().filter(|(_, factor)| *factor != 0.0);
        match self.shape {
            Shape::Linear => {
                let mut weights = Array1::zeros(self.x.ncols());
                for (row, factor) in vectors {
                    if row < self.x.nrows() {
                        weights.scaled_add(factor, &self.x.row(row));
                    }
                }
                Machine::linear(weights.to_vec(), found.intercept, sigmoid)
            }
            Shape::Rbf { gamma } => {
                let (mut rows, mut factors) = (Vec::new(), Vec::new());
                for (row, factor) in vectors.filter(|(row, _)| *row < self.x.nrows()) {
                    rows.push(self.x.row(row).to_vec());
                    factors.push(factor);
                }
                Machine::rbf((gamma, self.x.ncols()), rows, factors, found.intercept, sigmoid)
            }
        }
    }
}

/// 1 / (columns · variance of all cells): the width that scikit-learn calls "scale". Rows that are all alike
/// have any.
fn gamma(x: &Design, go_on: GoOn<'_>) -> Result<f64, LearnError> {
    let (mean, sd) = x.moments(go_on)?;
    let width = x.width().max(1) as f64;
    let middle = mean.sum() / width;
    let squares: f64 =
        mean.iter().zip(&sd).map(|(mean, sd)| sd * sd + (mean - middle) * (mean - middle)).sum();
    let variance = squares / width;
    Ok(if variance > 0.0 { 1.0 / (width * variance) } else { 1.0 })
}

#[cfg(test)]
impl Rows {
    /// Keeps no more than so many rows.
    pub(super) fn keep_only(&mut self, rows: usize) {
        self.free = rows;
    }
}
