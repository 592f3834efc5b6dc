//! What a net says of rows as the trainer takes them, and what really came.

use clientele_neural_protocol::Task;
use ndarray::Array2;

use super::{Cells, Feed, Net};
use crate::learn::blocks::GoOn;

/// Rows at once.
const ROWS: usize = 4096;

impl Net {
    /// The number or the chance of a yes of each row; of several answers the chance of each, row by row. None when
    /// told to stop.
    pub fn answers(&self, cells: &Cells, go_on: GoOn<'_>) -> Option<Vec<f64>> {
        let width = self.width().max(1);
        let mut said = Vec::with_capacity(cells.y.len() * self.classes().unwrap_or(1));
        for block in cells.x.chunks(ROWS * width) {
            if !go_on() {
                return None;
            }
            let wide = block.iter().map(|cell| f64::from(*cell)).collect();
            let x = Array2::from_shape_vec((block.len() / width, width), wide).ok()?;
            said.extend(match self.classes() {
                Some(_) => self.chances(&x.view()),
                None => self.predict(&x.view()),
            });
        }
        Some(said)
    }
}

impl Feed {
    /// What really came, in the answers' own unit: a number, 1 or 0, or the index of a class.
    pub fn truth(&self, cells: &Cells) -> Vec<f64> {
        let (shift, scale) = if self.task == Task::Number { self.unit } else { (0.0, 1.0) };
        cells.y.iter().map(|y| f64::from(*y) * scale + shift).collect()
    }
}
