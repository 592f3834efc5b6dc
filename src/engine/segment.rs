//! Finding groups.

use std::borrow::Cow;
use std::sync::Arc;

use ndarray::{ArcArray2, Array2};

use super::abandon::Abandonable;
use super::cleaning::notes;
use super::setup::{count_parts, fills, setup};
use super::write::{Answers, FinishedRun};
use crate::data::Table;
use crate::domain::column::Kind;
use crate::domain::error::UserError;
use crate::domain::event::CurvePoint;
use crate::domain::message::Message;
use crate::domain::recipe::{ModelChoice, Recipe};
use crate::domain::report::{Part, RunReport, Stability, TaskReport, TriedGroups};
use crate::domain::table::TableView as _;
use crate::evaluate;
use crate::jobs::{Sink, StopReason};
use crate::learn::stability::{DRAWS, Overlaps};
use crate::learn::{self, Coding, KMeansSolver, KMeansSpec, LearnError, Preparation, PrepareSpec};

/// Group counts that are tried when none is given.
const TRIED: std::ops::RangeInclusive<u32> = 2..=8;

/// Groups all rows that no step took out. An error of kind stopped when it was stopped before there was
/// anything to judge.
pub(super) fn train(table: &Table, recipe: &Recipe, sink: &Sink<'_>) -> Result<FinishedRun, UserError> {
    let go_on = || !sink.is_stopped();
    sink.phase(Message::new("engine-phase-prepare"), 0, None);
    let setup = setup(table, recipe, sink)?.ok_or(LearnError::Stopped)?;
    let marks = setup.cleaned.dropped.iter().zip(&setup.cleaned.beyond);
    let parts: Vec<Part> = marks
        .map(|(dropped, beyond)| if *dropped || *beyond { Part::Dropped } else { Part::Train })
        .collect();
    let rows: Vec<u32> = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| **part == Part::Train)
        .map(|(row, _)| row as u32)
        .collect();
    let fills = fills(&setup.cleaned.recipe);
    let spec = PrepareSpec {
        fills,
        coding: Coding::AllLevels,
        scale: recipe.model.scale,
        levels: crate::learn::Levels::Usual,
    };
    let preparation = Preparation::fit(&setup.frame, &rows, &spec, &go_on)?;
    let x = preparation.transform(&setup.frame, &rows, &go_on)?.into_shared();
    let (k, tried) = match recipe.model.k {
        Some(k) => (k, Vec::new()),
        None => learn::choose_k(&x.view(), TRIED, recipe.seed, &go_on, &mut |done, total| {
            sink.phase(Message::new("engine-phase-choose-k"), u64::from(done), Some(u64::from(total)));
        })?,
    };
    let tried: Vec<TriedGroups> = tried.iter().map(tried_groups).collect();
    sink.phase(Message::new("engine-phase-learn"), 0, recipe.model.epochs.map(u64::from));
    let (points, spec) = (x.clone(), KMeansSpec::new(k as usize, recipe.seed));
    let solver = Abandonable::new(move |_| Ok(Box::new(KMeansSolver::new(points, spec)?)))?;
    let fitted = learn::fit(Box::new(solver), recipe.model.epochs, &go_on, &mut |point: CurvePoint| {
        sink.point(point);
        go_on()
    })?;
    let assigned = fitted.model.assign(&x.view());
    let groups: Vec<u32> = assigned.iter().map(|(group, _)| *group).collect();
    // Groups that were stopped on their way are not those that would come back.
    let stability =
        if fitted.stopped { None } else { stability(&x, &groups, (k, &tried), recipe.seed, sink)? };
    sink.phase(Message::new("engine-phase-judge"), u64::from(fitted.best_iteration), None);
    let sources: Vec<usize> = preparation
        .outputs()
        .iter()
        .map(|output| setup.uses.iter().position(|used| used.name == output.column).unwrap_or(usize::MAX))
        .collect();
    let kinds: Vec<Kind> = setup.uses.iter().map(|used| used.kind).collect();
    let kept = if rows.len() == setup.frame.rows {
        Cow::Borrowed(&setup.frame)
    } else {
        Cow::Owned(setup.frame.pick(&rows))
    };
    let report = evaluate::segment_report(&evaluate::SegmentInput {
        x: x.view(),
        assignment: &groups,
        centres: centres(&fitted.model, x.ncols()).view(),
        sources: &sources,
        frame: &kept,
        kinds: &kinds,
        tried: &tried,
        stability: stability.as_ref(),
        seed: recipe.seed,
    });
    let verdict = evaluate::segment_verdict(&report);
    // Rows that a step took out still get the nearest group, as a new customer would.
    let everybody = if rows.len() == setup.frame.rows {
        assigned
    } else {
        let everybody: Vec<u32> = (0..setup.frame.rows as u32).collect();
        let wanted = || sink.stop_reason() != Some(StopReason::Superseded);
        learn::apply::assign((&preparation, &fitted.model), &setup.frame, &everybody, &wanted)?
    };
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
        notes: notes(&setup.cleaned.problems).into_iter().chain(fitted.warnings).collect(),
        best_iteration: fitted.best_iteration,
        stopped: fitted.stopped,
        folds: None,
        penalty: None,
        coefficients: Vec::new(),
        uncertain: None,
        curve: fitted.curve,
        drivers: Vec::new(),
        verdict,
        task: TaskReport::Segments(report.clone()),
    };
    Ok(FinishedRun {
        table: table.clone(),
        recipe: recipe.clone(),
        report: Arc::new(run),
        kinds: setup.uses.iter().map(|used| (used.name.clone(), used.kind)).collect(),
        preparation,
        model: fitted.model,
        broken: None,
        parts,
        steps: setup.cleaned.steps,
        yes: Vec::new(),
        answers: Answers::Segments {
            names: report.segments.iter().map(|segment| segment.name.clone()).collect(),
            assigned: everybody,
        },
    })
}

fn tried_groups(tried: &learn::Tried) -> TriedGroups {
    let weakest = |found: &Overlaps| found.means.iter().copied().fold(f64::INFINITY, f64::min);
    TriedGroups {
        k: tried.k,
        silhouette: evaluate::mean_silhouette(&tried.silhouettes),
        stability: tried.stability.as_ref().map(weakest),
    }
}

/// Whether the groups come back when customers are drawn anew, and how many would where they do not. None where
/// there are too few customers to tell, or when stopped: the groups are there without it.
fn stability(
    x: &ArcArray2<f64>,
    groups: &[u32],
    (k, tried): (u32, &[TriedGroups]),
    seed: u64,
    sink: &Sink<'_>,
) -> Result<Option<Stability>, LearnError> {
    let go_on = || !sink.is_stopped();
    let mut watch = |done: u32, total: u32| {
        sink.phase(Message::new("engine-phase-stability"), u64::from(done), Some(u64::from(total)));
    };
    let found =
        match learn::stability::stability(&x.view(), groups, (k as usize, DRAWS), seed, &go_on, &mut watch) {
            Err(LearnError::Stopped) => None,
            found => found?,
        };
    let Some(Overlaps { means, rows }) = found else { return Ok(None) };
    let mut stability = Stability { overlaps: means, draws: DRAWS, rows, fewer: None };
    if stability.unstable().is_none() {
        return Ok(Some(stability));
    }
    let stable =
        |overlaps: &[f64]| Stability { overlaps: overlaps.to_vec(), ..stability.clone() }.is_stable();
    let known = tried.iter().rev().filter(|tried| tried.k < k);
    let fewer = if tried.is_empty() {
        let enough = |found: &Overlaps| stable(&found.means);
        match learn::fewer_groups(&x.view(), k, &enough, seed, &go_on, &mut watch) {
            Err(LearnError::Stopped) => None,
            fewer => fewer?,
        }
    } else {
        known
            .filter(|tried| tried.stability.is_some_and(|weakest| stable(&[weakest])))
            .map(|tried| tried.k)
            .next()
    };
    stability.fewer = fewer;
    Ok(Some(stability))
}

fn centres(model: &learn::Model, width: usize) -> Array2<f64> {
    let learn::Model::KMeans { centres } = model else { return Array2::zeros((0, width)) };
    Array2::from_shape_fn((centres.len(), width), |(group, column)| {
        centres.get(group).and_then(|centre| centre.get(column)).copied().unwrap_or(0.0)
    })
}
