//! Logistic regression: linfa's L-BFGS in short warm-started rounds, then Newton steps of our own.
//!
//! Minimised is the sum of log losses + λ/2 · ‖w‖², intercept free. linfa-logistic 0.8.1 minimises the same
//! (its `alpha` is λ), but three things about it are handled here: its positive class is the more frequent
//! answer, not ours; it stops at its iteration limit or in its line search without saying so; and between
//! rounds it forgets its memory, so that it creeps near the end. Newton's method (IRLS; Hastie, Tibshirani
//! & Friedman, The Elements of Statistical Learning, 4.4.1) finishes in a few steps to full precision.

use linfa::DatasetBase;
use linfa::traits::Fit as _;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2, ArrayView2, Axis, s};

use crate::domain::event::CurvePoint;
use crate::domain::message::Message;

use super::error::LearnError;
use super::gram::{self, Cholesky};
use super::model::{Model, logistic, sums};
use super::prepare::DropReason;
use super::solver::{Solver, Step};
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
const LBFGS_CELLS: usize = 2_000_000;
/// Log-odds beyond this are on their way to infinity: odds of 10¹³ to one.
const RUNAWAY: f64 = 30.0;
/// Newton steps shrink towards a finite optimum; where answers are separated, each goes on moving the
/// log-odds of the separated rows by about 1.
const STILL_MOVING: f64 = 0.05;

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
    /// Outputs that are learned from; others have weight 0.
    kept: Vec<usize>,
    /// Mean and deviation of the kept outputs; 0 and 1 where they stay as they come.
    units: (Array1<f64>, Array1<f64>),
    left_out: Vec<(usize, DropReason)>,
    width: usize,
    intercept: f64,
    weights: Vec<f64>,
    objective: f64,
    iteration: u32,
    phase: Phase,
    separated: bool,
}

impl LogisticSolver {
    /// A solver for a problem checked by [`Supervised::yes_no`]. Without a penalty, outputs that are
    /// constant or follow from earlier ones are left out first: their weights would be arbitrary.
    pub fn new(mut problem: Supervised, penalty: f64) -> Result<Self, LearnError> {
        let penalty = check_penalty(penalty)?;
        let width = problem.x_train.ncols();
        let left_out = if penalty > 0.0 { Vec::new() } else { redundant(&problem.x_train.view()) };
        let kept = kept_columns(width, &left_out);
        if kept.is_empty() {
            return Err(LearnError::NoColumns);
        }
        // With a penalty the columns come standardised as the contract says. Without one the scale is
        // free, and linfa fails in silence on columns of very different size.
        let mut units = (Array1::zeros(kept.len()), Array1::ones(kept.len()));
        if penalty == 0.0 {
            problem.x_train = problem.x_train.select(Axis(1), &kept);
            units = gram::moments(&problem.x_train.view());
            let standard = |x: &Array2<f64>| gram::standardised(&x.view(), &units.0, &units.1);
            problem.x_train = standard(&problem.x_train);
            problem.valid = problem.valid.map(|(x, y)| (standard(&x.select(Axis(1), &kept)), y));
        }
        // Start at the training share for everybody: the first point of the curve is the baseline.
        let yes = problem.y_train.iter().sum::<f64>();
        let no = problem.y_train.len() as f64 - yes;
        let mut solver = Self {
            weights: vec![0.0; kept.len()],
            problem,
            penalty,
            kept,
            units,
            left_out,
            width,
            intercept: (yes / no).ln(),
            objective: f64::INFINITY,
            iteration: 0,
            phase: Phase::Start,
            separated: false,
        };
        solver.objective = solver.objective_at(solver.intercept, &solver.weights);
        Ok(solver)
    }

    /// Sum of log losses + λ/2 · ‖w‖².
    fn objective_at(&self, intercept: f64, weights: &[f64]) -> f64 {
        let squares: f64 = weights.iter().map(|w| w * w).sum();
        let (x, y) = (&self.problem.x_train, &self.problem.y_train);
        log_loss_sum(&x.view(), y, intercept, weights) + self.penalty / 2.0 * squares
    }

    /// One round of linfa. Says whether the objective fell by more than `CONVERGED`, relatively.
    fn lbfgs(&mut self) -> Phase {
        let before = self.objective;
        let moved = self.linfa_round().is_some_and(|(intercept, weights)| self.accept(intercept, weights));
        let gain = (before - self.objective) / before.abs().max(1.0);
        let can_newton = self.can_newton();
        match moved {
            // linfa's line search gives up near the optimum: not an error, only the end of what it can do.
            false if can_newton => Phase::Newton,
            true if can_newton && gain < HAND_OVER => Phase::Newton,
            moved if !moved || gain < CONVERGED => {
                self.separated = self.penalty == 0.0 && self.is_far_out();
                Phase::Done
            }
            _ => Phase::Lbfgs,
        }
    }

    fn can_newton(&self) -> bool {
        self.weights.len() <= NEWTON_COLUMNS
    }

    /// linfa's answer after a few iterations from here, turned to our positive class; none when it failed.
    fn linfa_round(&self) -> Option<(f64, Vec<f64>)> {
        let answers: Array1<bool> = self.problem.y_train.iter().map(|y| *y == 1.0).collect();
        let yes = answers.iter().filter(|answer| **answer).count();
        let no = answers.len() - yes;
        // linfa calls the more frequent answer positive, of equals the first it meets.
        let same_way = yes > no || (yes == no && answers.first() == Some(&true));
        let sign = if same_way { 1.0 } else { -1.0 };
        let start = self.weights.iter().chain([&self.intercept]).map(|w| sign * w).collect();
        let [few, many] = ROUND;
        let iterations = if self.can_newton() { few } else { many };
        let data = DatasetBase::new(self.problem.x_train.view(), answers);
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

    /// One Newton step, halved until the objective falls.
    fn newton(&mut self) -> Phase {
        let Some((step, decrement)) = self.newton_step() else {
            // No curvature left: every chance is 0 or 1 to working precision.
            self.separated = self.penalty == 0.0;
            return Phase::Done;
        };
        let length = self.largest_move(&step);
        // Half the decrement estimates what is left to gain (Boyd & Vandenberghe, Convex Optimization, 9.5).
        if decrement / 2.0 <= 1e-12 * self.objective.abs().max(1e-3) {
            self.separated = self.penalty == 0.0 && length > STILL_MOVING;
            if !self.separated {
                self.try_along(&step, 1.0);
            }
            return Phase::Done;
        }
        let mut share = 1.0;
        while share > 1e-8 {
            if self.try_along(&step, share) {
                if self.penalty == 0.0 && length > STILL_MOVING && self.is_far_out() {
                    self.separated = true;
                    return Phase::Done;
                }
                return Phase::Newton;
            }
            share /= 2.0;
        }
        Phase::Done
    }

    /// How far a step moves the log-odds of the row it moves most.
    fn largest_move(&self, step: &Array1<f64>) -> f64 {
        let (start, weights) = (step.last().copied().unwrap_or(0.0), step.slice(s![..self.weights.len()]));
        let moves = self.problem.x_train.dot(&weights) + start;
        moves.iter().fold(0.0, |largest, moved| largest.max(moved.abs()))
    }

    /// Whether the chance of some row is 0 or 1 for all that matters.
    fn is_far_out(&self) -> bool {
        let sums = sums(&self.problem.x_train.view(), self.intercept, &self.weights);
        sums.iter().any(|sum| sum.abs() > RUNAWAY)
    }

    fn try_along(&mut self, step: &Array1<f64>, share: f64) -> bool {
        let weights = self.weights.iter().zip(step).map(|(w, d)| w - share * d).collect();
        let intercept = self.intercept - share * step.last().copied().unwrap_or(0.0);
        self.accept(intercept, weights)
    }

    /// Takes new weights if the objective falls.
    fn accept(&mut self, intercept: f64, weights: Vec<f64>) -> bool {
        let objective = self.objective_at(intercept, &weights);
        // Not a number is not below.
        let falls = objective < self.objective;
        if falls {
            (self.intercept, self.weights, self.objective) = (intercept, weights, objective);
        }
        falls
    }

    /// The Newton step (weights, then intercept) and its decrement; none without curvature.
    fn newton_step(&self) -> Option<(Array1<f64>, f64)> {
        let (x, y) = (&self.problem.x_train, &self.problem.y_train);
        let p = x.ncols();
        let chances = sums(&x.view(), self.intercept, &self.weights).mapv(logistic);
        let misses = &chances - &Array1::from(y.clone());
        let curvature = chances.mapv(|chance| chance * (1.0 - chance));
        let mut gradient = Array1::zeros(p + 1);
        let weights = Array1::from(self.weights.clone());
        gradient.slice_mut(s![..p]).assign(&(x.t().dot(&misses) + self.penalty * weights));
        gradient.slice_mut(s![p..]).fill(misses.sum());
        let mut hessian: Array2<f64> = Array2::zeros((p + 1, p + 1));
        hessian.slice_mut(s![..p, ..p]).assign(&gram::gram(&x.view(), Some(&curvature)));
        let cross = x.t().dot(&curvature);
        hessian.slice_mut(s![..p, p]).assign(&cross);
        hessian.slice_mut(s![p, ..p]).assign(&cross);
        hessian.slice_mut(s![p.., p..]).fill(curvature.sum());
        hessian.slice_mut(s![..p, ..p]).diag_mut().mapv_inplace(|value| value + self.penalty);
        let step = Cholesky::new(&hessian)?.solve(&gradient);
        let decrement = gradient.dot(&step);
        (decrement.is_finite() && decrement >= 0.0).then_some((step, decrement))
    }

    fn point(&self) -> CurvePoint {
        let mean_loss = |x: &Array2<f64>, y: &[f64]| {
            log_loss_sum(&x.view(), y, self.intercept, &self.weights) / y.len().max(1) as f64
        };
        CurvePoint {
            iteration: self.iteration,
            train: mean_loss(&self.problem.x_train, &self.problem.y_train),
            valid: self.problem.valid.as_ref().map(|(x, y)| mean_loss(x, y)),
        }
    }
}

impl Solver for LogisticSolver {
    fn advance(&mut self) -> Result<Step, LearnError> {
        if self.phase == Phase::Start {
            let large = self.problem.x_train.len() > LBFGS_CELLS && self.can_newton();
            self.phase = if large { Phase::Newton } else { Phase::Lbfgs };
            return Ok(Step { point: self.point(), done: false });
        }
        self.phase = match self.phase {
            Phase::Start | Phase::Lbfgs => self.lbfgs(),
            Phase::Newton => self.newton(),
            Phase::Done => Phase::Done,
        };
        self.iteration += 1;
        if self.iteration >= ROUNDS {
            self.phase = Phase::Done;
        }
        if !self.objective.is_finite() {
            return Err(LearnError::Solver { detail: "the loss is not finite".to_owned() });
        }
        Ok(Step { point: self.point(), done: self.phase == Phase::Done })
    }

    fn model(&self) -> Model {
        let weights = Array1::from(self.weights.clone()) / &self.units.1;
        Model::Logistic {
            intercept: self.intercept - weights.dot(&self.units.0),
            weights: spread(self.width, &self.kept, &weights.to_vec()),
        }
    }

    fn left_out(&self) -> Vec<(usize, DropReason)> {
        self.left_out.clone()
    }

    fn warnings(&self) -> Vec<Message> {
        self.separated.then(|| Message::new("learn-warning-separated")).into_iter().collect()
    }
}

/// Sum of −ln(chance of what happened), without overflow: ln(1 + exp(z)) − y · z.
fn log_loss_sum(x: &ArrayView2<'_, f64>, y: &[f64], intercept: f64, weights: &[f64]) -> f64 {
    let sums = sums(x, intercept, weights);
    let losses = sums.iter().zip(y).map(|(z, y)| z.max(0.0) - y * z + (-z.abs()).exp().ln_1p());
    losses.sum()
}

/// Columns that are constant or follow from earlier ones.
pub(super) fn redundant(x: &ArrayView2<'_, f64>) -> Vec<(usize, DropReason)> {
    let (mean, sd) = gram::moments(x);
    let z = gram::standardised(x, &mean, &sd);
    let correlation = gram::gram(&z.view(), None) / x.nrows().max(1) as f64;
    let kept = gram::independent(&correlation);
    let dropped = kept.iter().zip(&sd).enumerate().filter(|(_, (kept, _))| !**kept);
    let reason = |sd: f64| if sd == 0.0 { DropReason::Constant } else { DropReason::Follows };
    dropped.map(|(column, (_, sd))| (column, reason(*sd))).collect()
}

/// Columns that are not left out.
pub(super) fn kept_columns(width: usize, left_out: &[(usize, DropReason)]) -> Vec<usize> {
    (0..width).filter(|column| left_out.iter().all(|(out, _)| out != column)).collect()
}

/// Weights at their places, 0 elsewhere.
pub(super) fn spread(width: usize, kept: &[usize], weights: &[f64]) -> Vec<f64> {
    let mut all = vec![0.0; width];
    for (column, weight) in kept.iter().zip(weights) {
        if let Some(slot) = all.get_mut(*column) {
            *slot = *weight;
        }
    }
    all
}
