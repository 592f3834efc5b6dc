//! One round after the other: the trait behind which solvers stand, and the loop that drives them.

use crate::domain::event::CurvePoint;
use crate::domain::message::Message;

use super::blocks::GoOn;
use super::error::LearnError;
use super::model::Model;
use super::precision::{Precision, Unknown};
use super::prepare::DropReason;
use super::separation::Separation;

/// What one round brought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The point for the curve.
    pub point: CurvePoint,
    /// Nothing moves any more.
    pub done: bool,
}

/// A model in the making. The first round gives the start (iteration 0), each later one goes on.
pub trait Solver: Send {
    /// One round. Where it goes through many rows it asks whether to go on, and is of no use after
    /// [`LearnError::Stopped`].
    fn advance(&mut self, go_on: GoOn<'_>) -> Result<Step, LearnError>;

    /// The model as it is now.
    fn model(&self) -> Model;

    /// Outputs of the preparation that were left out, by index, and why.
    fn left_out(&self) -> Vec<(usize, DropReason)> {
        Vec::new()
    }

    /// What it found out about the columns, and how exactly the coefficients of the last model are known.
    fn findings(&self) -> Findings {
        Findings::default()
    }

    /// What the user should know about how it went.
    fn warnings(&self) -> Vec<Message> {
        Vec::new()
    }
}

/// What a solver found out beside its model.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// Outputs that were left out because they follow from others, and from which.
    pub follows: Vec<(usize, Vec<usize>)>,
    /// What tells the answers apart without exception, if anything does and it matters.
    pub separation: Option<Separation>,
    /// How exactly the coefficients are known, or why nobody can say.
    pub precision: Result<Precision, Unknown>,
}

impl Default for Findings {
    fn default() -> Self {
        Self { follows: Vec::new(), separation: None, precision: Err(Unknown::OtherModel) }
    }
}

/// A finished fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// The model that is kept.
    pub model: Model,
    /// All points, from iteration 0.
    pub curve: Vec<CurvePoint>,
    /// The iteration that is kept.
    pub best_iteration: u32,
    /// Whether the user stopped it before it was done.
    pub stopped: bool,
    /// Outputs of the preparation that were left out, by index, and why.
    pub left_out: Vec<(usize, DropReason)>,
    /// What it found out about the columns, and how exactly the coefficients are known.
    pub findings: Findings,
    /// What the user should know about how it went.
    pub warnings: Vec<Message>,
}

/// Drives a solver until it is done, `limit` iterations are reached, `watch` says false after a round or
/// `go_on` in its midst.
///
/// A solver that is done keeps its last model: least squares, logistic regression with its penalty and
/// k-means have one goal, and a wiggle of the validation loss on the way there is noise. Stopped or at
/// the limit, the best model so far is kept: by validation loss where there are validation rows, by
/// training loss otherwise.
pub fn fit(
    mut solver: Box<dyn Solver + '_>,
    limit: Option<u32>,
    go_on: GoOn<'_>,
    watch: &mut dyn FnMut(CurvePoint) -> bool,
) -> Result<Fitted, LearnError> {
    let mut curve = Vec::new();
    let mut best: Option<(f64, u32, Model)> = None;
    let (stopped, done) = loop {
        let step = match solver.advance(go_on) {
            // Stopped in the midst of a round: the rounds before it are kept.
            Err(LearnError::Stopped) if best.is_some() => break (true, false),
            step => step?,
        };
        let point = step.point;
        curve.push(point);
        let loss = point.valid.unwrap_or(point.train);
        // A loss that is not a number never beats one that is.
        if best.as_ref().is_none_or(|(lowest, _, _)| loss < *lowest || lowest.is_nan()) {
            best = Some((loss, point.iteration, solver.model()));
        }
        let go_on = watch(point);
        if step.done {
            break (false, true);
        }
        if !go_on {
            break (true, false);
        }
        if limit.is_some_and(|limit| point.iteration >= limit) {
            break (false, false);
        }
    };
    let last = curve.last().map_or(0, |point| point.iteration);
    let (best_iteration, model) = match best {
        Some((_, iteration, model)) if !done => (iteration, model),
        _ => (last, solver.model()),
    };
    let mut findings = solver.findings();
    if !done && findings.precision.is_ok() {
        findings.precision = Err(Unknown::Unfinished);
    }
    let (left_out, warnings) = (solver.left_out(), solver.warnings());
    Ok(Fitted { model, curve, best_iteration, stopped, left_out, findings, warnings })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Replays validation losses; the weight of its model is the iteration.
    struct Replay(Vec<f64>, usize);

    impl Solver for Replay {
        fn advance(&mut self, _: GoOn<'_>) -> Result<Step, LearnError> {
            let iteration = self.1 as u32;
            let valid = Some(self.0[self.1]);
            self.1 += 1;
            let point = CurvePoint { iteration, train: 1.0 / f64::from(iteration + 1), valid };
            Ok(Step { point, done: self.1 == self.0.len() })
        }

        fn model(&self) -> Model {
            Model::Linear { intercept: (self.1 - 1) as f64, weights: Vec::new() }
        }
    }

    fn kept(fitted: &Fitted) -> f64 {
        match fitted.model {
            Model::Linear { intercept, .. } => intercept,
            _ => f64::NAN,
        }
    }

    #[test]
    fn done_keeps_the_end_and_stop_or_limit_the_best() {
        let losses = || Box::new(Replay(vec![0.9, 0.5, 0.4, 0.6, 0.7], 0));
        let fitted = fit(losses(), None, &|| true, &mut |_| true).unwrap();
        assert_eq!((kept(&fitted), fitted.best_iteration, fitted.stopped), (4.0, 4, false));
        let fitted = fit(losses(), None, &|| true, &mut |point| point.iteration < 3).unwrap();
        assert_eq!((kept(&fitted), fitted.best_iteration, fitted.stopped), (2.0, 2, true));
        assert_eq!(fitted.curve.len(), 4);
        let fitted = fit(losses(), Some(3), &|| true, &mut |_| true).unwrap();
        assert_eq!((kept(&fitted), fitted.best_iteration, fitted.stopped), (2.0, 2, false));
        // Stopped in the very round in which it was done: it is done.
        let fitted = fit(losses(), None, &|| true, &mut |point| point.iteration < 4).unwrap();
        assert!(!fitted.stopped);
    }
}
