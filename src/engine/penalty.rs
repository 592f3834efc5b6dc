//! Finding the penalty on folds of the rows that learn, where the recipe asks for it.

use super::setup::{fills, pick};
use super::supervised::{Known, KnownKind, Way};
use crate::domain::error::UserError;
use crate::domain::frame::Frame;
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{ModelChoice, ModelSpec, Penalty, Recipe, Scale};
use crate::domain::report::PenaltySearch;
use crate::learn::penalty::{self, Path};
use crate::learn::{
    self, Coding, GoOn, LearnError, LogisticSolver, MultinomialSolver, Preparation, PrepareSpec, RidgePath,
    Strata, Supervised,
};

/// Refuses to find a penalty for models that are not fitted again and again in good time.
pub(super) fn check(model: ModelChoice, spec: &ModelSpec) -> Result<(), UserError> {
    let fits = matches!(model, ModelChoice::Linear | ModelChoice::Logistic);
    if fits || spec.penalty != Some(Penalty::Found) {
        return Ok(());
    }
    Err(UserError::request(
        Message::new("engine-not-trained"),
        Message::new("penalty-other-model-why"),
        Message::new("penalty-give-number"),
    ))
}

/// How many fits it takes, to tell how far it is.
pub(super) fn fits(rows: usize) -> u64 {
    u64::from(penalty::FOLDS) * penalty::grid(rows).len() as u64
}

/// The penalty with the smallest error on folds of `rows`, which learn. Preparation is fitted anew in each fold, and
/// no other row of `frame` is looked at. `tick` is called after each fit.
pub(super) fn find(
    (frame, recipe): (&Frame, &Recipe),
    known: &Known,
    way: Way<'_>,
    rows: &[u32],
    go_on: GoOn<'_>,
    tick: &mut dyn FnMut(),
) -> Result<PenaltySearch, UserError> {
    let grid = penalty::grid(rows.len());
    let fold_of = penalty::folds(&strata(known, rows), way.seed);
    let spec = PrepareSpec {
        fills: fills(recipe),
        coding: Coding::AllLevels,
        scale: Scale::Standard,
        levels: crate::learn::Levels::Usual,
    };
    let mut losses = Vec::new();
    for fold in 0..penalty::FOLDS {
        let rows_of = |inside: bool| -> Vec<u32> {
            let rows = rows.iter().zip(&fold_of);
            rows.filter(|(_, of)| (**of == fold) == inside).map(|(row, _)| *row).collect()
        };
        let (learners, held_out) = (rows_of(false), rows_of(true));
        let of_fold = fit(frame, known, way, &spec, [&learners, &held_out], go_on)
            .and_then(|mut path| penalty::losses(path.as_mut(), &grid, go_on, tick));
        losses.push(of_fold.map_err(|error| match error {
            // All rows together may be enough, without any of the folds they are not.
            LearnError::ConstantTarget { .. }
            | LearnError::NoAnswers { .. }
            | LearnError::OneClass { .. }
            | LearnError::FewOfClass { .. }
            | LearnError::FewRows { .. }
            | LearnError::NoColumns => LearnError::FewForFolds,
            other => other,
        })?);
    }
    Ok(penalty::choose(&grid, &losses))
}

fn strata(known: &Known, rows: &[u32]) -> Strata {
    let y = pick(&known.y, rows);
    match known.kind {
        KnownKind::YesNo { .. } => Strata::Classes(y.iter().map(|y| Some(*y == 1.0)).collect()),
        KnownKind::Category { .. } => Strata::Levels(y),
        KnownKind::Number => Strata::Numbers(y),
    }
}

/// The problem of one fold: rows to learn from, rows held out.
fn fit(
    frame: &Frame,
    known: &Known,
    way: Way<'_>,
    spec: &PrepareSpec,
    [learners, held_out]: [&[u32]; 2],
    go_on: GoOn<'_>,
) -> Result<Box<dyn Path>, LearnError> {
    let preparation = Preparation::fit(frame, learners, spec, go_on)?;
    let part = |rows: &[u32]| preparation.design(frame, rows, go_on).map(|x| (x, pick(&known.y, rows)));
    let (train, valid) = (part(learners)?, Some(part(held_out)?));
    let target = &known.target;
    // The first penalty only says that there is one: which, is said at each step of the path.
    let some = 1.0;
    Ok(match &known.kind {
        KnownKind::YesNo { .. } => {
            let problem = Supervised::yes_no(target, train, valid)?;
            let weights = learn::RowWeights::new(way.balance, problem.answers(), way.seed);
            Box::new(LogisticSolver::weighted(problem, some, weights, go_on)?)
        }
        KnownKind::Category { classes } => {
            let problem = Supervised::category(target, classes, train, valid)?;
            Box::new(MultinomialSolver::new(problem, classes.len(), some, (way.balance, way.seed), go_on)?)
        }
        KnownKind::Number => Box::new(RidgePath::new(Supervised::number(target, train, valid)?, go_on)?),
    })
}

/// What was found, in a sentence.
pub(super) fn note(search: &PenaltySearch) -> Message {
    let (first, last) = (search.tried.first(), search.tried.last());
    let end = |tried: Option<&crate::domain::report::PenaltyTried>| {
        Arg::Number(tried.map_or(f64::NAN, |tried| tried.penalty))
    };
    Message::new("penalty-note")
        .with("penalty", Arg::Number(search.chosen))
        .count("folds", search.folds as usize)
        .count("n", search.tried.len())
        .with("low", end(first))
        .with("high", end(last))
}

#[cfg(test)]
mod tests;
