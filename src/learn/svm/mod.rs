//! Support vector machines for yes/no questions: the widest street between the answers, straight or curved.
//!
//! Minimised is Σ weight · loss + λ/2 · ‖w‖², intercept free, which is the usual C = 1/λ (Cortes & Vapnik 1995). For a
//! curved line losses are hinge losses, for a straight one squared hinge losses: each is what its usual solver,
//! LIBSVM or LIBLINEAR, minimises. Both solvers are our own ([`smo`] by the method of LIBSVM, [`straight`] over the
//! weights themselves), because linfa-svm 0.8.1 holds the whole matrix of rows × rows in memory twice over, goes on
//! to its end once it is started, knows no weights of rows and calibrates on the very rows it learned from; tests
//! hold the first against it.
//!
//! A machine gives no chances by itself. They are fitted on decision values of rows held out in turn ([`platt`]),
//! at the real rate of the answers, whatever rows count while learning.

mod kernel;
mod machine;
mod platt;
mod smo;
mod straight;

#[cfg(test)]
mod tests;

use rand::SeedableRng as _;
use rand::seq::SliceRandom as _;
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::domain::event::CurvePoint;
use crate::domain::message::Message;
use crate::domain::recipe::Kernel;

use super::balance::RowWeights;
use super::blocks::GoOn;
use super::design::Design;
use super::error::LearnError;
use super::limits;
use super::model::Model;
use super::precision::Unknown;
use super::solver::{Findings, Solver, Step};
use super::supervised::Supervised;
use kernel::Rows;
pub use machine::Machine;
use platt::Sigmoid;
use smo::Found;
use straight::{Line, Street};

/// Parts that are held out in turn for the chances.
const FOLDS: usize = 5;
/// Rounds after the start: one machine per part held out, and the one of all rows.
pub const ROUNDS: u32 = FOLDS as u32 + 1;
/// Rows a curved line learns from at most. Time grows between the square and the cube of the rows: on two busy cores
/// 10,000 rows of 30 noisy columns took 13 seconds, 4,930 of 45 columns two. Memory stays below 200 MB for what is kept of the matrix of rows × rows.
pub const MOST_ROWS: usize = 10_000;
/// Rows of the sample that is offered beyond.
pub const SAMPLE_ROWS: usize = 5_000;

/// Rows to learn from where not all do: as many of each answer as their share, drawn by chance, ascending.
pub fn sample(rows: &[u32], answers: &[f64], most: usize, seed: u64) -> Vec<u32> {
    if rows.len() <= most {
        return rows.to_vec();
    }
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let of = |wanted: bool| -> Vec<u32> {
        let answer = |row: &u32| answers.get(*row as usize).is_some_and(|answer| (*answer == 1.0) == wanted);
        rows.iter().copied().filter(answer).collect()
    };
    let [mut yes, mut no] = [of(true), of(false)];
    yes.shuffle(&mut rng);
    no.shuffle(&mut rng);
    let of_yes = (most as f64 * yes.len() as f64 / rows.len() as f64).round() as usize;
    // Two of each answer are needed to learn anything.
    let of_yes = of_yes.max(super::supervised::MIN_PER_CLASS).min(yes.len()).min(most);
    yes.truncate(of_yes);
    no.truncate(most - of_yes);
    yes.extend(no);
    yes.sort_unstable();
    yes
}

/// How a machine is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SvmSpec {
    /// The shape of the line between the answers.
    pub kernel: Kernel,
    /// λ above 0.
    pub penalty: f64,
    /// Fixes who is held out when.
    pub seed: u64,
}

/// A support vector machine in rounds.
pub struct SvmSolver {
    problem: Supervised,
    /// λ above 0.
    penalty: f64,
    learner: Learner,
    /// The decision value of every training row.
    decisions: Vec<f64>,
    weights: Option<RowWeights>,
    /// The part each row belongs to.
    parts: Vec<usize>,
    /// Decision values of rows by machines that did not learn from them; NaN where there is none yet.
    held: Vec<f64>,
    sigmoid: Sigmoid,
    started: bool,
    iteration: u32,
}

/// What learns, by the shape of its line, and what it has learned.
enum Learner {
    Curved { rows: Rows, found: Found },
    Straight { signs: Vec<f64>, line: Line },
}

impl SvmSolver {
    /// A solver for a problem checked by [`Supervised::yes_no`].
    pub fn new(
        problem: Supervised,
        spec: SvmSpec,
        weights: Option<RowWeights>,
        go_on: GoOn<'_>,
    ) -> Result<Self, LearnError> {
        if !(spec.penalty.is_finite() && spec.penalty > 0.0) {
            return Err(LearnError::BadPenalty { value: spec.penalty });
        }
        let n = problem.y_train.len();
        let learner = match spec.kernel {
            Kernel::Rbf => Learner::Curved {
                rows: Rows::new(&problem.x_train, spec.kernel, go_on)?,
                found: Found::nothing(&problem.y_train),
            },
            Kernel::Linear => {
                limits::check_square(n, problem.x_train.width().min(straight::SQUARE))?;
                let sign = |answer: &f64| if *answer == 1.0 { 1.0 } else { -1.0 };
                Learner::Straight {
                    signs: problem.y_train.iter().map(sign).collect(),
                    line: Line::nothing(problem.x_train.width()),
                }
            }
        };
        let parts = parts(&problem.y_train, spec.seed);
        let sigmoid = Sigmoid::share(&problem.y_train);
        Ok(Self {
            problem,
            penalty: spec.penalty,
            learner,
            decisions: vec![0.0; n],
            weights,
            parts,
            held: vec![f64::NAN; n],
            sigmoid,
            started: false,
            iteration: 0,
        })
    }

    /// The machine without one part, or of all rows.
    fn learn(&mut self, without: Option<usize>, go_on: GoOn<'_>) -> Result<(), LearnError> {
        let weights = self.weights.as_ref().map(|weights| weights.rows.as_slice());
        let count = |(row, part): (usize, &usize)| {
            let weight = weights.and_then(|weights| weights.get(row)).copied().unwrap_or(1.0);
            if Some(*part) == without { 0.0 } else { weight }
        };
        let counts: Vec<f64> = self.parts.iter().enumerate().map(count).collect();
        match &mut self.learner {
            Learner::Curved { rows, found } => {
                // How far each row's multiplier may go: C times what the row counts.
                let limits: Vec<f64> = counts.iter().map(|count| count / self.penalty).collect();
                *found = smo::solve(rows, &self.problem.y_train, &limits, found, go_on)?;
                self.decisions = found.decisions(&self.problem.y_train).collect();
            }
            Learner::Straight { signs, line } => {
                let x = &self.problem.x_train;
                let street = Street { x, signs, counts: &counts, penalty: self.penalty };
                *line = street.solve(line, go_on)?;
                self.decisions = line.decisions(x, go_on)?;
            }
        }
        Ok(())
    }

    /// Chances from decision values of all rows held out so far.
    fn calibrate(&mut self) {
        let known = self.held.iter().zip(&self.problem.y_train).filter(|(value, _)| value.is_finite());
        let (values, answers): (Vec<f64>, Vec<f64>) = known.map(|(value, answer)| (*value, *answer)).unzip();
        self.sigmoid = Sigmoid::fit(&values, &answers);
    }

    fn machine(&self) -> Machine {
        match &self.learner {
            Learner::Curved { rows, found } => rows.machine(found, self.sigmoid),
            Learner::Straight { line, .. } => {
                Machine::linear(line.weights.clone(), line.intercept, self.sigmoid)
            }
        }
    }

    /// Chances of rows that do not learn.
    fn chances(&self, x: &Design, go_on: GoOn<'_>) -> Result<Vec<f64>, LearnError> {
        if let Learner::Straight { line, .. } = &self.learner {
            let decisions = line.decisions(x, go_on)?;
            return Ok(decisions.into_iter().map(|value| self.sigmoid.chance(value)).collect());
        }
        let machine = self.machine();
        let x = x.dense(go_on)?;
        let mut chances = Vec::with_capacity(x.nrows());
        // In pieces, so that a stop is heard.
        for piece in x.axis_chunks_iter(ndarray::Axis(0), 512) {
            if !go_on() {
                return Err(LearnError::Stopped);
            }
            chances.extend(machine.chances(&piece));
        }
        Ok(chances)
    }

    fn point(&self, go_on: GoOn<'_>) -> Result<CurvePoint, LearnError> {
        let mean = |chances: &mut dyn Iterator<Item = f64>, answers: &[f64]| {
            let losses = chances.zip(answers).map(|(chance, answer)| log_loss(chance, *answer));
            losses.sum::<f64>() / answers.len().max(1) as f64
        };
        let decisions = self.decisions.iter();
        let train = mean(&mut decisions.map(|value| self.sigmoid.chance(*value)), &self.problem.y_train);
        let valid = self.problem.valid.as_ref().map(|(x, answers)| {
            let chances = self.chances(x, go_on)?;
            Ok(mean(&mut chances.into_iter(), answers))
        });
        let valid = valid.transpose()?;
        Ok(CurvePoint { iteration: self.iteration, train, valid })
    }
}

/// −ln of the chance of what happened; far-out chances cost what the smallest number above 0 costs.
fn log_loss(chance: f64, answer: f64) -> f64 {
    -(if answer == 1.0 { chance } else { 1.0 - chance }).max(f64::MIN_POSITIVE).ln()
}

/// The part of every row, drawn by chance, each answer spread evenly over the parts.
fn parts(answers: &[f64], seed: u64) -> Vec<usize> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut parts = vec![0; answers.len()];
    let mut next = 0;
    for wanted in [1.0, 0.0] {
        let mut rows: Vec<usize> =
            answers.iter().enumerate().filter(|(_, answer)| **answer == wanted).map(|(row, _)| row).collect();
        rows.shuffle(&mut rng);
        for row in rows {
            if let Some(part) = parts.get_mut(row) {
                *part = next % FOLDS;
            }
            next += 1;
        }
    }
    parts
}

impl Solver for SvmSolver {
    fn advance(&mut self, go_on: GoOn<'_>) -> Result<Step, LearnError> {
        if !self.started {
            self.started = true;
            return Ok(Step { point: self.point(go_on)?, done: false });
        }
        let part = self.iteration as usize;
        if part < FOLDS {
            self.learn(Some(part), go_on)?;
            for ((held, value), of) in self.held.iter_mut().zip(&self.decisions).zip(&self.parts) {
                if *of == part {
                    *held = *value;
                }
            }
            self.calibrate();
        } else {
            self.learn(None, go_on)?;
        }
        self.iteration += 1;
        Ok(Step { point: self.point(go_on)?, done: self.iteration >= ROUNDS })
    }

    fn model(&self) -> Model {
        Model::Svm(self.machine())
    }

    fn findings(&self) -> Findings {
        // A machine always holds its weights back.
        Findings { precision: Err(Unknown::Penalty), ..Findings::default() }
    }

    fn warnings(&self) -> Vec<Message> {
        let flat = self.sigmoid.is_flat() && self.iteration > 0;
        let flat = flat.then(|| Message::new("svm-note-flat"));
        let settled = match &self.learner {
            Learner::Curved { found, .. } => found.settled,
            Learner::Straight { line, .. } => line.settled,
        };
        let limit = (!settled).then(|| Message::new("svm-note-limit"));
        let leans = self.machine().support_vectors().filter(|_| self.iteration > 0).map(|vectors| {
            Message::new("svm-note-vectors").count("n", vectors).count("all", self.parts.len())
        });
        let balance = self.weights.as_ref().map(RowWeights::note);
        leans.into_iter().chain(flat).chain(limit).chain(balance).collect()
    }
}
