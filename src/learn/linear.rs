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
use super::blocks::{self, GoOn};
use super::error::LearnError;
use super::gram::{self, Cholesky};
use super::kept::Kept;
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
    kept: Kept,
    intercept: f64,
    weights: Vec<f64>,
    iteration: Option<u32>,
}

impl LinearSolver {
    /// A solver for a problem checked by [`Supervised::number`]. Without a penalty, outputs that are
    /// constant or follow from earlier ones are left out first: linfa gives arbitrary weights there.
    pub fn new(problem: Supervised, penalty: f64, go_on: GoOn<'_>) -> Result<Self, LearnError> {
        let penalty = check_penalty(penalty)?;
        let width = problem.x_train.ncols();
        let kept =
            if penalty > 0.0 { Kept::all(width) } else { Kept::independent(&problem.x_train.view(), go_on)? };
        let (intercept, weights) = (mean(&problem.y_train), vec![0.0; width]);
        Ok(Self { problem, penalty, kept, intercept, weights, iteration: None })
    }

    fn solve(&mut self, go_on: GoOn<'_>) -> Result<(), LearnError> {
        let x = self.problem.x_train.view();
        let (centre, sd) = gram::moments(&x, go_on)?;
        let kept = |all: &Array1<f64>| all.select(Axis(0), &self.kept.columns);
        let centre = kept(&centre);
        // With a penalty the columns come standardised as the contract says, and only move to their means.
        // Without one the scale is free: standard columns keep the most digits.
        let scale = if self.penalty > 0.0 { Array1::ones(centre.len()) } else { kept(&sd) };
        let z = gram::standardised(&x, &self.kept.columns, (&centre, &scale), go_on)?;
        let y_mean = mean(&self.problem.y_train);
        let y: Array1<f64> = self.problem.y_train.iter().map(|y| y - y_mean).collect();
        let work = z.nrows().saturating_mul(z.ncols()).saturating_mul(z.ncols());
        let solved = if work <= QR_WORK {
            by_linfa(&z.view(), &y, self.penalty)
        } else {
            by_normal_equations(&z.view(), &y, self.penalty, go_on)?
        };
        let solved = solved.filter(|weights| weights.iter().all(|weight| weight.is_finite()));
        let Some(solved) = solved else {
            return Err(LearnError::Solver { detail: "least squares has no finite answer".to_owned() });
        };
        let weights = solved / &scale;
        self.intercept = y_mean - weights.dot(&centre);
        self.weights = self.kept.spread(weights);
        Ok(())
    }

    fn point(&self, iteration: u32, go_on: GoOn<'_>) -> Result<CurvePoint, LearnError> {
        let loss = |x: &Array2<f64>, y: &[f64]| {
            let part = |rows: std::ops::Range<usize>| {
                let predicted = sums(&x.slice(s![rows.clone(), ..]), self.intercept, &self.weights);
                let known = y.get(rows).unwrap_or_default();
                predicted.iter().zip(known).map(|(p, y)| (p - y) * (p - y)).sum::<f64>()
            };
            let squares = blocks::sum(x.nrows(), go_on, 0.0, part, |total, part| *total += part)?;
            Ok(squares / y.len().max(1) as f64)
        };
        Ok(CurvePoint {
            iteration,
            train: loss(&self.problem.x_train, &self.problem.y_train)?,
            valid: self.problem.valid.as_ref().map(|(x, y)| loss(x, y)).transpose()?,
        })
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

/// `(ZᵀZ + λI) w = Zᵀy`, with one round of refinement; none when no unique answer exists.
pub(super) fn by_normal_equations(
    z: &ArrayView2<'_, f64>,
    y: &Array1<f64>,
    penalty: f64,
    go_on: GoOn<'_>,
) -> Result<Option<Array1<f64>>, LearnError> {
    let mut a = gram::gram(z, go_on)?;
    a.diag_mut().mapv_inplace(|value| value + penalty);
    let Some(factor) = Cholesky::new(&a) else { return Ok(None) };
    // Zᵀ (y − Z w), block by block.
    let rest = |w: Option<&Array1<f64>>| {
        let part = |rows: std::ops::Range<usize>| {
            let (z, y) = (z.slice(s![rows.clone(), ..]), y.slice(s![rows]));
            match w {
                None => z.t().dot(&y),
                Some(w) => z.t().dot(&(&y - &z.dot(w))),
            }
        };
        blocks::sum(z.nrows(), go_on, Array1::zeros(z.ncols()), part, |total, part| *total += &part)
    };
    let mut w = factor.solve(&rest(None)?);
    let rest = rest(Some(&w))? - &w * penalty;
    w += &factor.solve(&rest);
    Ok(Some(w))
}

impl Solver for LinearSolver {
    fn advance(&mut self, go_on: GoOn<'_>) -> Result<Step, LearnError> {
        let (iteration, done) = match self.iteration {
            None => (0, false),
            Some(0) => {
                self.solve(go_on)?;
                (1, true)
            }
            Some(iteration) => (iteration, true),
        };
        let point = self.point(iteration, go_on)?;
        self.iteration = Some(iteration);
        Ok(Step { point, done })
    }

    fn model(&self) -> Model {
        Model::Linear { intercept: self.intercept, weights: self.weights.clone() }
    }

    fn left_out(&self) -> Vec<(usize, DropReason)> {
        self.kept.left_out.clone()
    }
}
