//! Least squares: columns checked first, then linfa's QR; with a penalty the same on added rows.
//!
//! Minimised is ½ Σ(y − ŷ)² + λ/2 · ‖w‖², intercept free, which is ridge regression with its usual λ
//! (Hoerl & Kennard 1970). The curve shows the mean squared error: iteration 0 is the training mean for
//! everybody, iteration 1 the fit.

use linfa::DatasetBase;
use linfa::traits::Fit as _;
use linfa_linear::LinearRegression;
use ndarray::{Array1, Array2, ArrayView2, Axis, concatenate, s};

use crate::domain::event::CurvePoint;

use super::baseline::mean;
use super::error::LearnError;
use super::gram::{self, Cholesky};
use super::logistic::{kept_columns, redundant, spread};
use super::model::{Model, sums};
use super::prepare::DropReason;
use super::solver::{Solver, Step};
use super::supervised::{Supervised, check_penalty};

/// rows × columns² up to which linfa's QR is used (about a second); beyond, the normal equations on
/// standardised columns, whose rank was checked.
const QR_WORK: usize = 1_000_000_000;

/// Least squares in one step.
pub struct LinearSolver {
    problem: Supervised,
    penalty: f64,
    left_out: Vec<(usize, DropReason)>,
    intercept: f64,
    weights: Vec<f64>,
    iteration: Option<u32>,
}

impl LinearSolver {
    /// A solver for a problem checked by [`Supervised::number`]. Without a penalty, outputs that are
    /// constant or follow from earlier ones are left out first: linfa gives arbitrary weights there.
    pub fn new(problem: Supervised, penalty: f64) -> Result<Self, LearnError> {
        let penalty = check_penalty(penalty)?;
        let left_out = if penalty > 0.0 { Vec::new() } else { redundant(&problem.x_train.view()) };
        let width = problem.x_train.ncols();
        if left_out.len() == width {
            return Err(LearnError::NoColumns);
        }
        let (intercept, weights) = (mean(&problem.y_train), vec![0.0; width]);
        Ok(Self { problem, penalty, left_out, intercept, weights, iteration: None })
    }

    fn solve(&mut self) -> Result<(), LearnError> {
        let width = self.weights.len();
        let kept = kept_columns(width, &self.left_out);
        let x = self.problem.x_train.select(Axis(1), &kept);
        let (centre, sd) = gram::moments(&x.view());
        // With a penalty the columns come standardised as the contract says, and only move to their means.
        // Without one the scale is free: standard columns keep the most digits.
        let scale = if self.penalty > 0.0 { Array1::ones(kept.len()) } else { sd };
        let z = gram::standardised(&x.view(), &centre, &scale);
        let y_mean = mean(&self.problem.y_train);
        let y: Array1<f64> = self.problem.y_train.iter().map(|y| y - y_mean).collect();
        let work = z.nrows().saturating_mul(z.ncols()).saturating_mul(z.ncols());
        let solved = if work <= QR_WORK {
            by_linfa(&z.view(), &y, self.penalty)
        } else {
            by_normal_equations(&z.view(), &y, self.penalty)
        };
        let solved = solved.filter(|weights| weights.iter().all(|weight| weight.is_finite()));
        let Some(solved) = solved else {
            return Err(LearnError::Solver { detail: "least squares has no finite answer".to_owned() });
        };
        let weights = solved / &scale;
        self.intercept = y_mean - weights.dot(&centre);
        self.weights = spread(width, &kept, &weights.to_vec());
        Ok(())
    }

    fn point(&self, iteration: u32) -> CurvePoint {
        let loss = |x: &Array2<f64>, y: &[f64]| {
            let predicted = sums(&x.view(), self.intercept, &self.weights);
            let squares: f64 = predicted.iter().zip(y).map(|(p, y)| (p - y) * (p - y)).sum();
            squares / y.len().max(1) as f64
        };
        CurvePoint {
            iteration,
            train: loss(&self.problem.x_train, &self.problem.y_train),
            valid: self.problem.valid.as_ref().map(|(x, y)| loss(x, y)),
        }
    }
}

/// linfa's QR; the penalty is √λ on the diagonal of added rows with answer 0.
pub(super) fn by_linfa(z: &ArrayView2<'_, f64>, y: &Array1<f64>, penalty: f64) -> Option<Array1<f64>> {
    let p = z.ncols();
    let (z, y) = if penalty > 0.0 {
        let rows = Array2::from_diag_elem(p, penalty.sqrt());
        let z = concatenate(Axis(0), &[z.view(), rows.view()]).ok()?;
        (z, concatenate![Axis(0), *y, Array1::<f64>::zeros(p)])
    } else {
        (z.to_owned(), y.clone())
    };
    // Columns and answers are centred, so the intercept is known and stays out of the penalty.
    let fitted = LinearRegression::new().with_intercept(false).fit(&DatasetBase::new(z, y)).ok()?;
    Some(fitted.params().to_owned())
}

/// `(ZᵀZ + λI) w = Zᵀy`, with one round of refinement.
pub(super) fn by_normal_equations(
    z: &ArrayView2<'_, f64>,
    y: &Array1<f64>,
    penalty: f64,
) -> Option<Array1<f64>> {
    let mut a = gram::gram(z, None);
    a.diag_mut().mapv_inplace(|value| value + penalty);
    let factor = Cholesky::new(&a)?;
    let mut w = factor.solve(&z.t().dot(y));
    let rest = z.t().dot(&(y - &z.dot(&w))) - &w * penalty;
    w += &factor.solve(&rest.slice(s![..]).to_owned());
    Some(w)
}

impl Solver for LinearSolver {
    fn advance(&mut self) -> Result<Step, LearnError> {
        let (iteration, done) = match self.iteration {
            None => (0, false),
            Some(0) => {
                self.solve()?;
                (1, true)
            }
            Some(iteration) => (iteration, true),
        };
        self.iteration = Some(iteration);
        Ok(Step { point: self.point(iteration), done })
    }

    fn model(&self) -> Model {
        Model::Linear { intercept: self.intercept, weights: self.weights.clone() }
    }

    fn left_out(&self) -> Vec<(usize, DropReason)> {
        self.left_out.clone()
    }
}
