//! A preparation bound to the columns of a frame, ready to write any of its rows.

use crate::domain::frame::{FeatureValues, Frame};

use super::super::error::LearnError;
use super::category::Coder;
use super::number::NumberPlan;
use super::{Input, Preparation};

/// Rows written column by column at a time: few enough that their cells stay in the cache.
const ROWS: usize = 256;

/// Where each column goes.
pub(in super::super) struct Encoder<'a> {
    columns: Vec<(usize, Source<'a>)>,
    width: usize,
}

enum Source<'a> {
    Number(&'a NumberPlan, &'a [f64]),
    Category(Coder<'a>),
}

impl<'a> Encoder<'a> {
    /// Finds the columns by name and checks their kinds.
    pub(in super::super) fn new(preparation: &'a Preparation, frame: &'a Frame) -> Result<Self, LearnError> {
        let mut columns = Vec::new();
        let (mut missing, mut changed) = (Vec::new(), Vec::new());
        let mut start = 0;
        for input in &preparation.inputs {
            match (input, frame.feature(input.column()).map(|feature| &feature.values)) {
                (Input::Number(plan), Some(FeatureValues::Number(values))) => {
                    columns.push((start, Source::Number(plan, values)));
                }
                (Input::Category(plan), Some(FeatureValues::Category { codes, levels })) => {
                    columns.push((start, Source::Category(plan.coder(codes, levels))));
                }
                (_, None) => missing.push(input.column().to_owned()),
                (_, Some(_)) => changed.push(input.column().to_owned()),
            }
            start += input.width();
        }
        if !missing.is_empty() {
            return Err(LearnError::MissingColumns { columns: missing });
        }
        if !changed.is_empty() {
            return Err(LearnError::ChangedKind { columns: changed });
        }
        Ok(Self { columns, width: preparation.outputs.len() })
    }

    /// Columns of the matrix.
    pub(in super::super) fn width(&self) -> usize {
        self.width
    }

    /// Writes `rows` × [`Encoder::width`] cells, row by row, into zeros.
    pub(in super::super) fn write(&self, rows: &[u32], cells: &mut [f64]) {
        for (rows, cells) in rows.chunks(ROWS).zip(cells.chunks_mut((ROWS * self.width).max(1))) {
            for (start, source) in &self.columns {
                match source {
                    Source::Number(plan, values) => plan.write(values, rows, cells, (*start, self.width)),
                    Source::Category(coder) => coder.write(rows, cells, (*start, self.width)),
                }
            }
        }
    }
}
