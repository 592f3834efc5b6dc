//! A preparation bound to the columns of a frame, ready to write any of its rows.

use std::collections::HashMap;

use ndarray::Array2;

use crate::domain::frame::{FeatureValues, Frame};

use super::super::blocks::{self, GoOn};
use super::super::design::{Design, Group};
use super::super::error::LearnError;
use super::super::limits;
use super::category::Coder;
use super::number::NumberPlan;
use super::{Input, Preparation};

/// Rows written column by column at a time: few enough that their cells stay in the cache.
const ROWS: usize = 256;

/// Where each column goes.
pub(in super::super) struct Encoder<'a> {
    columns: Vec<(usize, Source<'a>)>,
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
        // Each looked for among all would take minutes where there are many.
        let features: HashMap<&str, &FeatureValues> =
            frame.features.iter().map(|feature| (feature.name.as_str(), &feature.values)).collect();
        for input in &preparation.inputs {
            match (input, features.get(input.column()).copied()) {
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
        Ok(Self { columns })
    }

    /// The design of `rows`, in the order given.
    pub(in super::super) fn design(&self, rows: &[u32], go_on: GoOn<'_>) -> Result<Design, LearnError> {
        let number_at: Vec<usize> = self.columns.iter().flat_map(number_outputs).collect();
        let width = number_at.len();
        limits::check_table(rows.len(), width)?;
        let mut cells = vec![0.0; rows.len() * width];
        blocks::fill(&mut cells, width, go_on, |range, cells| {
            for (rows, cells) in
                rows.get(range).unwrap_or_default().chunks(ROWS).zip(cells.chunks_mut(ROWS * width))
            {
                let mut start = 0;
                for (_, source) in &self.columns {
                    if let Source::Number(plan, values) = source {
                        plan.write(values, rows, cells, (start, width));
                        start += plan.width();
                    }
                }
            }
        })?;
        let mut groups = Vec::new();
        for (start, source) in &self.columns {
            if let Source::Category(coder) = source {
                let outputs: Vec<usize> = (*start..*start + coder.width()).collect();
                let mut places = vec![0; rows.len()];
                blocks::fill(&mut places, 1, go_on, |range, slots| {
                    coder.place(rows.get(range).unwrap_or_default(), slots);
                })?;
                groups.push(Group { outputs, places });
            }
        }
        let numbers = Array2::from_shape_vec((rows.len(), width), cells)
            .map_err(|err| LearnError::Shape { detail: err.to_string() })?;
        Ok(Design::new(numbers, number_at, groups))
    }
}

/// The outputs of a number column.
fn number_outputs((start, source): &(usize, Source<'_>)) -> std::ops::Range<usize> {
    match source {
        Source::Number(plan, _) => *start..*start + plan.width(),
        Source::Category(_) => 0..0,
    }
}
