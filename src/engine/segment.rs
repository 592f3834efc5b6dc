//! Finding groups.

use std::sync::Arc;

use ndarray::Array2;

use super::abandon::Abandonable;
use super::setup::{count_parts, fills, setup};
use super::write::{Answers, FinishedRun};
use crate::data::Table;
use crate::domain::column::Kind;
use crate::domain::error::UserError;
use crate::domain::event::CurvePoint;
use crate::domain::message::Message;
use crate::domain::recipe::{ModelChoice, Recipe};
use crate::domain::report::{Part, RunReport, TaskReport};
use crate::domain::table::TableView as _;
use crate::evaluate;
use crate::jobs::Sink;
use crate::learn::{self, Coding, KMeansSolver, KMeansSpec, LearnError, Preparation, PrepareSpec};

/// Group counts that are tried when none is given.
const TRIED: std::ops::RangeInclusive<u32> = 2..=8;

/// Groups all rows that no step took out; none when stopped before there was anything.
pub(super) fn train(
    table: &Table,
    recipe: &Recipe,
    sink: &Sink<'_>,
) -> Result<Option<FinishedRun>, UserError> {
    sink.phase(Message::new("engine-phase-prepare"), 0, None);
    let Some(setup) = setup(table, recipe, sink)? else { return Ok(None) };
    let parts: Vec<Part> =
        setup.dropped.iter().map(|dropped| if *dropped { Part::Dropped } else { Part::Train }).collect();
    let rows: Vec<u32> = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| **part == Part::Train)
        .map(|(row, _)| row as u32)
        .collect();
    let spec = PrepareSpec { fills: fills(recipe), coding: Coding::AllLevels, scale: recipe.model.scale };
    let preparation = Preparation::fit(&setup.frame, &rows, &spec)?;
    let x = preparation.transform_rows(&setup.frame, &rows)?;
    if sink.is_stopped() {
        return Ok(None);
    }
    let (k, tried) = if let Some(k) = recipe.model.k {
        (k, Vec::new())
    } else {
        let found = learn::choose_k(&x.view(), TRIED, recipe.seed, &mut |done, total| {
            sink.phase(Message::new("engine-phase-choose-k"), u64::from(done), Some(u64::from(total)));
            !sink.is_stopped()
        });
        match found {
            Ok(found) => found,
            Err(_) if sink.is_stopped() => return Ok(None),
            Err(error) => return Err(error.into()),
        }
    };
    if sink.is_stopped() {
        return Ok(None);
    }
    sink.phase(Message::new("engine-phase-learn"), 0, recipe.model.epochs.map(u64::from));
    let solver = KMeansSolver::new(x.clone(), KMeansSpec::new(k as usize, recipe.seed))?;
    let solver = Abandonable::new(Box::new(solver), sink)?;
    let fitted = learn::fit(Box::new(solver), recipe.model.epochs, &mut |point: CurvePoint| {
        sink.point(point);
        !sink.is_stopped()
    });
    let fitted = match fitted {
        Err(LearnError::Stopped) => return Ok(None),
        fitted => fitted?,
    };
    sink.phase(Message::new("engine-phase-judge"), u64::from(fitted.best_iteration), None);
    let assigned = fitted.model.assign(&x.view());
    let groups: Vec<u32> = assigned.iter().map(|(group, _)| *group).collect();
    let sources: Vec<usize> = preparation
        .outputs()
        .iter()
        .map(|output| setup.uses.iter().position(|used| used.name == output.column).unwrap_or(usize::MAX))
        .collect();
    let kinds: Vec<Kind> = setup.uses.iter().map(|used| used.kind).collect();
    let report = evaluate::segment_report(&evaluate::SegmentInput {
        x: x.view(),
        assignment: &groups,
        centres: centres(&fitted.model, x.ncols()).view(),
        sources: &sources,
        frame: &setup.frame.pick(&rows),
        kinds: &kinds,
        tried: &tried,
        seed: recipe.seed,
    });
    let verdict = evaluate::segment_verdict(&report);
    // Rows that a step took out still get the nearest group, as a new customer would.
    let everybody = fitted.model.assign(&preparation.transform(&setup.frame)?.view());
    let mut left_out = setup.left_out.clone();
    left_out.extend(preparation.dropped().iter().map(|gone| (gone.column.clone(), gone.reason.message())));
    let gone: Vec<&str> = preparation.dropped().iter().map(|gone| gone.column.as_str()).collect();
    let uses = setup.uses.iter().map(|used| used.name.clone());
    let run = RunReport {
        model: ModelChoice::KMeans,
        target: None,
        rows: count_parts(&parts, table.rejected().len()),
        inputs: uses.filter(|name| !gone.contains(&name.as_str())).collect(),
        left_out,
        notes: fitted.warnings,
        best_iteration: fitted.best_iteration,
        stopped: fitted.stopped,
        folds: None,
        coefficients: Vec::new(),
        curve: fitted.curve,
        drivers: Vec::new(),
        verdict,
        task: TaskReport::Segments(report.clone()),
    };
    Ok(Some(FinishedRun {
        table: table.clone(),
        recipe: recipe.clone(),
        report: Arc::new(run),
        kinds: setup.uses.iter().map(|used| (used.name.clone(), used.kind)).collect(),
        preparation,
        model: fitted.model,
        parts,
        answers: Answers::Segments {
            names: report.segments.iter().map(|segment| segment.name.clone()).collect(),
            assigned: everybody,
        },
    }))
}

fn centres(model: &learn::Model, width: usize) -> Array2<f64> {
    let learn::Model::KMeans { centres } = model else { return Array2::zeros((0, width)) };
    Array2::from_shape_fn((centres.len(), width), |(group, column)| {
        centres.get(group).and_then(|centre| centre.get(column)).copied().unwrap_or(0.0)
    })
}
