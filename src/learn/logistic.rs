//! Logistic regression: linfa's L-BFGS in short warm-started rounds, then Newton steps of our own.
//!
//! Minimised is the sum of log losses + λ/2 · ‖w‖², intercept free. linfa-logistic 0.8.1 minimises the same
//! (its `alpha` is λ), but three things about it are handled here: its positive class is the more frequent
//! answer, not ours; it stops at its iteration limit or in its line search without saying so; and between
//! rounds it forgets its memory, so that it creeps near the end. Newton's method (IRLS; Hastie, Tibshirani
//! & Friedman, The Elements of Statistical Learning, 4.4.1) finishes in a few steps to full precision. Large
//! tables leave out linfa, whose rounds take seconds there: Newton starts from where a sample of the rows ends.
//! linfa knows no weights of rows: where rows count differently, Newton works alone.

use linfa::DatasetBase;
use linfa::traits::Fit as _;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2, s};

use crate::domain::event::CurvePoint;
use crate::domain::message::Message;

use super::balance::RowWeights;
use super::blocks::GoOn;
use super::design::Design;
use super::error::LearnError;
use super::gram::Cholesky;
use super::inexact;
use super::kept::Kept;
use super::likelihood::{Answered, Local};
use super::model::Model;
use super::precision::{Precision, Unknown};
use super::prepare::DropReason;
use super::separation::{self, Separation};
use super::solver::{Findings, Solver, Step};
use super::supervised::{Supervised, check_penalty};

/// L-BFGS iterations per round: few, for a curve to watch, before Newton; more where it works alone.
const ROUND: [u64; 2] = [3, 10];
/// Rounds at most, of both methods together.
const ROUNDS: u32 = 100;
/// Below this relative gain per round Newton takes over.
const HAND_OVER: f64 = 1e-2;
/// Relative gain at which L-BFGS alone counts as done (where there are too many columns for Newton).
const CONVERGED: f64 = 1e-8;
/// Columns at most for Newton: beyond, its square matrix costs more than it saves.
const NEWTON_COLUMNS: usize = 600;
/// Cells of the matrix at most for L-BFGS where Newton can do: beyond, a round of linfa takes more than a
/// second, and a few Newton steps from the start are far quicker.
const LBFGS_CELLS: usize = 500_000;
/// Rows of the sample that tells where to start, where there are many times as many.
const SAMPLE: usize = 20_000;
/// How many times.
const MANY: usize = 8;
/// Newton steps on the sample at most.
const SAMPLE_ROUNDS: u32 = 10;
/// Log-odds beyond this are on their way to infinity: odds of 10¹³ to one.
const RUNAWAY: f64 = 30.0;
/// Newton steps shrink towards a finite optimum; where answers are separated, each goes on moving the
/// log-odds of the separated rows by about 1.
const STILL_MOVING: f64 = 0.05;
/// A move of log-odds that changes no standard error in its first seven digits.
const STILL: f64 = 1e-7;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Start,
    Lbfgs,
    Newton,
    Done,
}

/// Logistic regression by rounds.
pub struct LogisticSolver {
    problem: Supervised,
    penalty: f64,
    weights: Option<RowWeights>,
    kept: Kept,
    /// The matrix written out for linfa, once it is asked for.
    dense: Option<Array2<f64>>,
    place: Place,
    iteration: u32,
    phase: Phase,
    separated: bool,
    separation: Option<Separation>,
    /// A factor of the curvature: of the last step, and at the end of the place itself.
    factor: Option<Cholesky>,
    /// Whether a step was so small that nothing is left to gain.
    settled: bool,
}

/// Where the solver stands.
struct Place {
    intercept: f64,
    weights: Vec<f64>,
    /// Sum of log losses over training rows, each as much as it counts.
    loss: f64,
    /// Slope and curvature, where they are known already.
    local: Option<Local>,
}

impl LogisticSolver {
    /// A solver for a problem checked by [`Supervised::yes_no`]. Without a penalty, outputs that are
    /// constant or follow from earlier ones are left out first: their weights would be arbitrary.
    pub fn new(problem: Supervised, penalty: f64, go_on: GoOn<'_>) -> Result<Self, LearnError> {
        Self::weighted(problem, penalty, None, go_on)
    }

    /// The same where rows count differently. Chances of the model and losses of the curve are mapped back to
    /// the real rate; losses of the curve are of rows that all count once, and so can be compared.
    pub fn weighted(
        mut problem: Supervised,
        penalty: f64,
        weights: Option<RowWeights>,
        go_on: GoOn<'_>,
    ) -> Result<Self, LearnError> {
        let penalty = check_penalty(penalty)?;
        let kept = if penalty == 0.0 {
            Kept::independent(&mut problem, go_on)?
        } else {
            Kept::all(problem.x_train.width())
        };
        // Start at the training share for everybody: the first point of the curve is the baseline.
        let yes = problem.y_train.iter().sum::<f64>();
        let no = problem.y_train.len() as f64 - yes;
        let shift = weights.as_ref().map_or(0.0, RowWeights::shift);
        let place = Place {
            intercept: (yes / no).ln() + shift,
            weights: vec![0.0; kept.len()],
            loss: 0.0,
            local: None,
        };
        let (dense, phase, iteration, separated) = (None, Phase::Start, 0, false);
        let (separation, factor, settled) = (None, None, false);
        let mut solver = Self {
            problem,
            penalty,
            weights,
            kept,
            dense,
            place,
            iteration,
            phase,
            separated,
            separation,
            factor,
            settled,
        };
        solver.place.loss = solver.rows().loss(solver.place.intercept, &solver.place.weights, go_on)?;
        Ok(solver)
    }

    /// Goes on from here to the optimum of another penalty, above 0, by Newton steps alone. The mean loss on
    /// validation rows there, chances at the real rate.
    pub(super) fn held_out_loss(&mut self, penalty: f64, go_on: GoOn<'_>) -> Result<f64, LearnError> {
        (self.penalty, self.phase, self.iteration) = (check_penalty(penalty)?, Phase::Newton, 0);
        while self.phase == Phase::Newton && self.iteration < ROUNDS {
            self.phase = self.newton(go_on)?;
            self.iteration += 1;
        }
        Ok(self.point(go_on)?.valid.unwrap_or(f64::NAN))
    }

    /// The rows that are learned from, as much as they count.
    fn rows(&self) -> Answered<'_> {
        let weights = self.weights.as_ref().map(|weights| weights.rows.as_slice());
        Answered { x: &self.problem.x_train, y: &self.problem.y_train, weights }
    }

    /// The intercept at the real rate.
    fn real_intercept(&self) -> f64 {
        self.place.intercept - self.weights.as_ref().map_or(0.0, RowWeights::shift)
    }

    /// λ/2 · ‖w‖², to be added to the sum of log losses.
    fn held_back(&self, weights: &[f64]) -> f64 {
        self.penalty / 2.0 * weights.iter().map(|w| w * w).sum::<f64>()
    }

    /// What is minimised, here.
    fn objective(&self) -> f64 {
        self.place.loss + self.held_back(&self.place.weights)
    }

    /// One round of linfa. Says whether the objective fell by more than `CONVERGED`, relatively.
    fn lbfgs(&mut self, go_on: GoOn<'_>) -> Result<Phase, LearnError> {
        let before = self.objective();
        let moved = match self.linfa_round(go_on)? {
            Some((intercept, weights)) => {
                let loss = self.rows().loss(intercept, &weights, go_on)?;
                self.accept(Place { intercept, weights, loss, local: None })
            }
            None => false,
        };
        let gain = (before - self.objective()) / before.abs().max(1.0);
        let can_newton = self.can_newton();
        Ok(match moved {
            // linfa's line search gives up near the optimum: not an error, only the end of what it can do.
            false if can_newton => Phase::Newton,
            true if can_newton && gain < HAND_OVER => Phase::Newton,
            moved if !moved || gain < CONVERGED => {
                self.separated = self.penalty == 0.0 && self.is_far_out(go_on)?;
                Phase::Done
            }
            _ => Phase::Lbfgs,
        })
    }

    /// Whether the curvature can be held as a matrix.
    fn is_narrow(&self) -> bool {
        self.place.weights.len() <= NEWTON_COLUMNS
    }

    fn can_newton(&self) -> bool {
        self.is_narrow() || self.weights.is_some()
    }

    /// linfa's answer after a few iterations from here, turned to our positive class; none when it failed.
    fn linfa_round(&mut self, go_on: GoOn<'_>) -> Result<Option<(f64, Vec<f64>)>, LearnError> {
        let x = match self.dense.take() {
            Some(x) => x,
            None => self.problem.x_train.dense(go_on)?,
        };
        let found = self.linfa_from(&x);
        self.dense = Some(x);
        Ok(found)
    }

    fn linfa_from(&self, x: &Array2<f64>) -> Option<(f64, Vec<f64>)> {
        let answers: Array1<bool> = self.problem.y_train.iter().map(|y| *y == 1.0).collect();
        let yes = answers.iter().filter(|answer| **answer).count();
        let no = answers.len() - yes;
        // linfa calls the more frequent answer positive, of equals the first it meets.
        let same_way = yes > no || (yes == no && answers.first() == Some(&true));
        let sign = if same_way { 1.0 } else { -1.0 };
        let start = self.place.weights.iter().chain([&self.place.intercept]).map(|w| sign * w).collect();
        let [few, many] = ROUND;
        let iterations = if self.can_newton() { few } else { many };
        let data = DatasetBase::new(x.view(), answers);
        let fitted = LogisticRegression::default()
            .alpha(self.penalty)
            .max_iterations(iterations)
            .gradient_tolerance(1e-9)
            .initial_params(start)
            .fit(&data)
            .ok()?;
        // Not trusted but read: which class is it really about?
        let sign = if fitted.labels().pos.class { 1.0 } else { -1.0 };
        let weights = fitted.params().iter().map(|w| sign * w).collect();
        Some((sign * fitted.intercept(), weights))
    }

    /// Goes to where a sample of the rows would end: two or three steps on all rows then do what takes seven
    /// from the start. Every so manieth row is as good as drawn ones, since it only decides where to begin.
    fn start_from_sample(&mut self, go_on: GoOn<'_>) -> Result<(), LearnError> {
        let every = self.problem.y_train.len() / SAMPLE;
        if every < MANY || !self.is_narrow() {
            return Ok(());
        }
        let y_train: Vec<f64> = self.problem.y_train.iter().copied().step_by(every).collect();
        let problem = Supervised { x_train: self.problem.x_train.every(every), y_train, valid: None };
        let (intercept, weights) = (self.place.intercept, self.place.weights.clone());
        let mut small = Self {
            kept: Kept::all(weights.len()),
            problem,
            penalty: self.penalty / every as f64,
            weights: self.weights.as_ref().map(|weights| weights.every(every)),
            dense: None,
            place: Place { intercept, weights, loss: 0.0, local: None },
            iteration: 0,
            phase: Phase::Newton,
            separated: false,
            separation: None,
            factor: None,
            settled: false,
        };
        small.place.loss = small.rows().loss(small.place.intercept, &small.place.weights, go_on)?;
        while small.phase == Phase::Newton && small.iteration < SAMPLE_ROUNDS {
            small.phase = small.newton(go_on)?;
            small.iteration += 1;
        }
        if !small.separated {
            let Place { intercept, weights, .. } = small.place;
            let local = self.rows().local(intercept, &weights, go_on)?;
            self.accept(Place { intercept, weights, loss: local.loss, local: Some(local) });
        }
        Ok(())
    }

    /// One Newton step, halved until the objective falls.
    fn newton(&mut self, go_on: GoOn<'_>) -> Result<Phase, LearnError> {
        let Some((step, decrement)) = self.newton_step(go_on)? else {
            // No curvature left: every chance is 0 or 1 to working precision.
            self.separated = self.penalty == 0.0;
            return Ok(Phase::Done);
        };
        // Only without a penalty can answers be separated, and only then it matters how far rows move.
        let move_of_rows = if self.penalty == 0.0 { self.largest_move(&step, go_on)? } else { 0.0 };
        let moving = move_of_rows > STILL_MOVING;
        // Half the decrement estimates what is left to gain (Boyd & Vandenberghe, Convex Optimization, 9.5).
        if decrement / 2.0 <= 1e-12 * self.objective().abs().max(1e-3) {
            self.separated = moving;
            if !self.separated {
                self.try_along(&step, 1.0, false, go_on)?;
                self.settle(move_of_rows, go_on)?;
            }
            return Ok(Phase::Done);
        }
        let mut share = 1.0;
        while share > 1e-8 {
            if self.try_along(&step, share, share == 1.0 && self.is_narrow(), go_on)? {
                if moving && self.is_far_out(go_on)? {
                    self.separated = true;
                    return Ok(Phase::Done);
                }
                return Ok(Phase::Newton);
            }
            share /= 2.0;
        }
        Ok(Phase::Done)
    }

    /// Sees to it that the factor is that of the place, where standard errors will be asked for. A chance changes its
    /// curvature by a share no larger than its log-odds move, and standard errors by half of that: after a last step
    /// that moves no row by more than `STILL`, the factor of that step serves.
    fn settle(&mut self, move_of_rows: f64, go_on: GoOn<'_>) -> Result<(), LearnError> {
        self.settled = true;
        if self.penalty > 0.0 || self.weights.is_some() || !self.is_narrow() || move_of_rows <= STILL {
            return Ok(());
        }
        let local = self.rows().local(self.place.intercept, &self.place.weights, go_on)?;
        self.factor = Cholesky::new(&local.hessian);
        Ok(())
    }

    fn precision(&self) -> Result<Precision, Unknown> {
        if self.penalty > 0.0 {
            return Err(Unknown::Penalty);
        }
        if self.weights.is_some() {
            return Err(Unknown::Weighted);
        }
        if self.separated {
            return Err(Unknown::Separated);
        }
        if !self.is_narrow() {
            return Err(Unknown::TooWide);
        }
        let factor = self.factor.as_ref().filter(|_| self.settled && self.phase == Phase::Done);
        let factor = factor.ok_or(Unknown::Unfinished)?;
        Ok(Precision::of_chances(&self.kept, factor.lower().clone()))
    }

    /// What tells the answers apart, by place among all outputs.
    fn name_separation(&mut self, go_on: GoOn<'_>) -> Result<(), LearnError> {
        let found =
            separation::find(&self.problem.x_train, &self.problem.y_train, &self.place.weights, go_on)?;
        let places = |kept: &[usize]| self.kept.places(kept);
        self.separation = Some(Separation {
            alone: places(&found.alone),
            bases: places(&found.bases),
            together: places(&found.together),
        });
        Ok(())
    }

    /// How far a step moves the log-odds of the row it moves most.
    fn largest_move(&self, step: &Array1<f64>, go_on: GoOn<'_>) -> Result<f64, LearnError> {
        let weights = step.slice(s![..self.place.weights.len()]).to_vec();
        self.rows().farthest(step.last().copied().unwrap_or(0.0), &weights, go_on)
    }

    /// Whether the chance of some row is 0 or 1 for all that matters.
    fn is_far_out(&self, go_on: GoOn<'_>) -> Result<bool, LearnError> {
        let Place { intercept, weights, .. } = &self.place;
        Ok(self.rows().farthest(*intercept, weights, go_on)? > RUNAWAY)
    }

    /// Goes a share of a step if the objective falls. A whole step nearly always falls, and the next round starts
    /// from slope and curvature there: with `local`, one pass over the rows serves both.
    fn try_along(
        &mut self,
        step: &Array1<f64>,
        share: f64,
        local: bool,
        go_on: GoOn<'_>,
    ) -> Result<bool, LearnError> {
        let weights: Vec<f64> = self.place.weights.iter().zip(step).map(|(w, d)| w - share * d).collect();
        let intercept = self.place.intercept - share * step.last().copied().unwrap_or(0.0);
        let rows = self.rows();
        let place = if local {
            let local = rows.local(intercept, &weights, go_on)?;
            Place { intercept, weights, loss: local.loss, local: Some(local) }
        } else {
            let loss = rows.loss(intercept, &weights, go_on)?;
            Place { intercept, weights, loss, local: None }
        };
        Ok(self.accept(place))
    }

    /// Goes there if the objective falls.
    fn accept(&mut self, place: Place) -> bool {
        // Not a number is not below.
        let falls = place.loss + self.held_back(&place.weights) < self.objective();
        if falls {
            self.place = place;
        }
        falls
    }

    /// The Newton step (weights, then intercept) and its decrement; none without curvature.
    fn newton_step(&mut self, go_on: GoOn<'_>) -> Result<Option<(Array1<f64>, f64)>, LearnError> {
        if !self.is_narrow() {
            let at = (self.place.intercept, self.place.weights.as_slice());
            return inexact::step(&self.rows(), at, self.penalty, go_on);
        }
        let local = match self.place.local.take() {
            Some(local) => local,
            None => self.rows().local(self.place.intercept, &self.place.weights, go_on)?,
        };
        let Local { mut gradient, mut hessian, .. } = local;
        for (slope, weight) in gradient.iter_mut().zip(&self.place.weights) {
            *slope += self.penalty * weight;
        }
        hessian.diag_mut().iter_mut().zip(&self.place.weights).for_each(|(bend, _)| *bend += self.penalty);
        let Some(factor) = Cholesky::new(&hessian) else { return Ok(None) };
        let step = factor.solve(&gradient);
        let decrement = gradient.dot(&step);
        self.factor = Some(factor);
        Ok((decrement.is_finite() && decrement >= 0.0).then_some((step, decrement)))
    }

    fn point(&self, go_on: GoOn<'_>) -> Result<CurvePoint, LearnError> {
        let (intercept, weights) = (self.real_intercept(), &self.place.weights);
        let mean = |(x, y): (&Design, &Vec<f64>)| {
            let loss = Answered::plain(x, y).loss(intercept, weights, go_on);
            loss.map(|loss| loss / y.len().max(1) as f64)
        };
        let train = if self.weights.is_none() {
            self.place.loss / self.problem.y_train.len().max(1) as f64
        } else {
            mean((&self.problem.x_train, &self.problem.y_train))?
        };
        let valid = self.problem.valid.as_ref().map(|(x, y)| mean((x, y))).transpose()?;
        Ok(CurvePoint { iteration: self.iteration, train, valid })
    }
}

impl Solver for LogisticSolver {
    fn advance(&mut self, go_on: GoOn<'_>) -> Result<Step, LearnError> {
        if self.phase == Phase::Start {
            let large = self.problem.x_train.rows() * self.kept.len() > LBFGS_CELLS && self.can_newton();
            let point = self.point(go_on)?;
            self.phase = if large || self.weights.is_some() { Phase::Newton } else { Phase::Lbfgs };
            if large {
                self.start_from_sample(go_on)?;
            }
            return Ok(Step { point, done: false });
        }
        self.phase = match self.phase {
            Phase::Start | Phase::Lbfgs => self.lbfgs(go_on)?,
            Phase::Newton => {
                self.dense = None;
                self.newton(go_on)?
            }
            Phase::Done => Phase::Done,
        };
        self.iteration += 1;
        if self.iteration >= ROUNDS {
            self.phase = Phase::Done;
        }
        if self.separated && self.separation.is_none() {
            self.name_separation(go_on)?;
        }
        if !self.objective().is_finite() {
            return Err(LearnError::Solver { detail: "the loss is not finite".to_owned() });
        }
        Ok(Step { point: self.point(go_on)?, done: self.phase == Phase::Done })
    }

    fn model(&self) -> Model {
        let (intercept, weights) = self.kept.back(self.real_intercept(), &self.place.weights);
        Model::Logistic { intercept, weights }
    }

    fn left_out(&self) -> Vec<(usize, DropReason)> {
        self.kept.left_out.clone()
    }

    fn findings(&self) -> Findings {
        Findings {
            follows: self.kept.follows.clone(),
            separation: self.separation.clone(),
            precision: self.precision(),
        }
    }

    fn warnings(&self) -> Vec<Message> {
        self.weights.as_ref().map(RowWeights::note).into_iter().collect()
    }
}
