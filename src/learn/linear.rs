//! Least squares: columns checked first, then a QR; with a penalty linfa's on added rows.
//!
//! Minimised is ½ Σ(y − ŷ)² + λ/2 · ‖w‖², intercept free, which is ridge regression with its usual λ
//! (Hoerl & Kennard 1970). The curve shows the mean squared error: iteration 0 is the training mean for
//! everybody, iteration 1 the fit.

use linfa::DatasetBase;
use linfa::traits::Fit as _;
use linfa_linear::LinearRegression;
use ndarray::{Array1, Array2, Axis, concatenate, s};

use crate::domain::event::CurvePoint;
use crate::domain::message::Message;

use super::baseline::mean;
use super::blocks::{self, GoOn};
use super::design::{Design, Products};
use super::error::LearnError;
use super::gram::{self, Cholesky};
use super::kept::Kept;
use super::limits;
use super::model::Model;
use super::precision::{MOST_COLUMNS, Precision, Unknown};
use super::prepare::DropReason;
use super::qr;
use super::solver::{Findings, Solver, Step};
use super::supervised::{Supervised, check_penalty};

/// rows × columns² up to which a QR is used (less than half a second); beyond, the normal equations on
/// standardised columns, whose rank was checked.
const QR_WORK: usize = 20_000_000;

/// Least squares in one step.
pub struct LinearSolver {
    problem: Supervised,
    penalty: f64,
    kept: Kept,
    intercept: f64,
    weights: Vec<f64>,
    /// Where the triangle of the solution is wanted: it and the kept outputs it belongs to.
    triangle: Option<(Kept, Array2<f64>)>,
    /// Σ(y − ŷ)² over training rows.
    squares: f64,
    iteration: Option<u32>,
}

impl LinearSolver {
    /// A solver for a problem checked by [`Supervised::number`]. Without a penalty, outputs that are
    /// constant or follow from earlier ones are left out first: linfa gives arbitrary weights there.
    pub fn new(mut problem: Supervised, penalty: f64, go_on: GoOn<'_>) -> Result<Self, LearnError> {
        let penalty = check_penalty(penalty)?;
        let kept = if penalty == 0.0 {
            Kept::independent(&mut problem, go_on)?
        } else {
            limits::check_square(problem.x_train.rows(), problem.x_train.width())?;
            Kept::all(problem.x_train.width())
        };
        let (intercept, weights) = (mean(&problem.y_train), vec![0.0; kept.len()]);
        Ok(Self { problem, penalty, kept, intercept, weights, triangle: None, squares: 0.0, iteration: None })
    }

    fn solve(&mut self, go_on: GoOn<'_>) -> Result<(), LearnError> {
        let x = &self.problem.x_train;
        let y_mean = mean(&self.problem.y_train);
        let y: Array1<f64> = self.problem.y_train.iter().map(|y| y - y_mean).collect();
        let work = x.rows().saturating_mul(x.width()).saturating_mul(x.width());
        let mut triangle = None;
        let solved = if work <= QR_WORK {
            let x = x.dense(go_on)?;
            let (centre, _) = gram::moments(&x.view(), go_on)?;
            let z = x - &centre;
            let weights = if self.penalty > 0.0 {
                by_linfa(&z, &y, self.penalty)
            } else {
                qr::least_squares(&z, &y, go_on)?.map(|solved| {
                    let lower = with_intercept(&solved.upper, y.len());
                    triangle = Some((self.kept.centred(&centre), lower));
                    solved.weights
                })
            };
            weights.map(|weights| (-weights.dot(&centre), weights))
        } else {
            let solved = by_normal_equations(x, &self.kept.products(x, go_on)?, &y, self.penalty, go_on)?;
            solved.map(|(intercept, weights, lower)| {
                if self.penalty == 0.0 && weights.len() <= MOST_COLUMNS {
                    triangle = Some((self.kept.clone(), lower));
                }
                (intercept, weights)
            })
        };
        self.triangle = triangle;
        let solved = solved.filter(|(_, weights)| weights.iter().all(|weight| weight.is_finite()));
        let Some((intercept, weights)) = solved else {
            return Err(LearnError::Solver { detail: "least squares has no finite answer".to_owned() });
        };
        (self.intercept, self.weights) = (y_mean + intercept, weights.to_vec());
        Ok(())
    }

    /// Rows beyond what the coefficients use up.
    fn freedom(&self) -> f64 {
        self.problem.y_train.len() as f64 - self.kept.len() as f64 - 1.0
    }

    fn precision(&self) -> Result<Precision, Unknown> {
        if self.penalty > 0.0 {
            return Err(Unknown::Penalty);
        }
        if self.iteration != Some(1) {
            return Err(Unknown::Unfinished);
        }
        let freedom = self.freedom();
        if freedom <= 0.0 {
            return Err(Unknown::NoFreedom);
        }
        let (kept, lower) = self.triangle.as_ref().ok_or(Unknown::TooWide)?;
        Ok(Precision::of_numbers(kept, lower.clone(), self.squares, freedom))
    }

    fn point(&self, iteration: u32, go_on: GoOn<'_>) -> Result<CurvePoint, LearnError> {
        let loss = |x: &Design, y: &[f64]| mean_square(x, y, self.intercept, &self.weights, go_on);
        Ok(CurvePoint {
            iteration,
            train: loss(&self.problem.x_train, &self.problem.y_train)?,
            valid: self.problem.valid.as_ref().map(|(x, y)| loss(x, y)).transpose()?,
        })
    }
}

/// Ridge regression of one problem with several penalties, from products of its columns that are taken once.
pub struct RidgePath {
    problem: Supervised,
    products: Products,
    y_mean: f64,
    /// Answers less their mean.
    y: Array1<f64>,
}

impl RidgePath {
    /// Of a problem checked by [`Supervised::number`], with validation rows.
    pub fn new(problem: Supervised, go_on: GoOn<'_>) -> Result<Self, LearnError> {
        limits::check_square(problem.x_train.rows(), problem.x_train.width())?;
        let products = problem.x_train.products(go_on)?;
        let y_mean = mean(&problem.y_train);
        let y = problem.y_train.iter().map(|y| y - y_mean).collect();
        Ok(Self { problem, products, y_mean, y })
    }

    /// The mean squared error on validation rows.
    pub(super) fn held_out_loss(&mut self, penalty: f64, go_on: GoOn<'_>) -> Result<f64, LearnError> {
        let solved = by_normal_equations(&self.problem.x_train, &self.products, &self.y, penalty, go_on)?;
        let (Some((intercept, weights, _)), Some((x, y))) = (solved, &self.problem.valid) else {
            return Ok(f64::NAN);
        };
        mean_square(x, y, self.y_mean + intercept, &weights.to_vec(), go_on)
    }
}

/// The mean squared error of a weighted sum.
fn mean_square(
    x: &Design,
    y: &[f64],
    intercept: f64,
    weights: &[f64],
    go_on: GoOn<'_>,
) -> Result<f64, LearnError> {
    let part = |rows: std::ops::Range<usize>| {
        let predicted = x.sums(rows.clone(), intercept, weights);
        let known = y.get(rows).unwrap_or_default();
        predicted.iter().zip(known).map(|(p, y)| (p - y) * (p - y)).sum::<f64>()
    };
    let squares = blocks::sum(x.rows(), go_on, 0.0, part, |total, part| *total += part)?;
    Ok(squares / y.len().max(1) as f64)
}

/// The triangle of centred columns, turned over, and behind it that of a column of ones, which stands upright on them.
fn with_intercept(upper: &Array2<f64>, rows: usize) -> Array2<f64> {
    let p = upper.nrows();
    let mut lower = Array2::zeros((p + 1, p + 1));
    lower.slice_mut(s![..p, ..p]).assign(&upper.t());
    lower.slice_mut(s![p.., p..]).fill((rows as f64).sqrt());
    lower
}

/// linfa's QR of centred columns; the penalty is √λ on the diagonal of added rows with answer 0.
pub(super) fn by_linfa(z: &Array2<f64>, y: &Array1<f64>, penalty: f64) -> Option<Array1<f64>> {
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

/// Intercept, weights and the triangle of the matrix they were solved with.
pub(super) type Answer = (f64, Array1<f64>, Array2<f64>);

/// Intercept, weights and the triangle of the matrix by `(XᵀX + λI) w = Xᵀy` with a column of ones behind X that is not held back, and
/// one round of refinement; none when no unique answer exists. Numbers in X should be standardised.
pub(super) fn by_normal_equations(
    x: &Design,
    products: &Products,
    y: &Array1<f64>,
    penalty: f64,
    go_on: GoOn<'_>,
) -> Result<Option<Answer>, LearnError> {
    let p = x.width();
    // Xᵀ (y − b − X w) and, last, the sum of what is in brackets.
    let rest = |at: &Array1<f64>| {
        let weights = at.slice(s![..p]).to_vec();
        let part = |rows: std::ops::Range<usize>| {
            let sums = x.sums(rows.clone(), at.last().copied().unwrap_or(0.0), &weights);
            let left = &y.slice(s![rows.clone()]) - &Array1::from(sums);
            let mut part = Array1::zeros(p + 1);
            part.slice_mut(s![..p]).assign(&x.transposed(rows, left.as_slice().unwrap_or_default()));
            part.slice_mut(s![p..]).fill(left.sum());
            part
        };
        blocks::sum(x.rows(), go_on, Array1::zeros(p + 1), part, |total, part| *total += &part)
    };
    let mut a = Array2::zeros((p + 1, p + 1));
    a.slice_mut(s![..p, ..p]).assign(&products.cross);
    a.diag_mut().mapv_inplace(|value: f64| value + penalty);
    a.slice_mut(s![..p, p]).assign(&products.totals);
    a.slice_mut(s![p, ..p]).assign(&products.totals);
    a.slice_mut(s![p.., p]).fill(x.rows() as f64);
    let Some(factor) = Cholesky::watched(&a, go_on)? else { return Ok(None) };
    let mut at = factor.solve(&rest(&Array1::zeros(p + 1))?);
    let mut left = rest(&at)?;
    let mut held = left.slice_mut(s![..p]);
    held -= &(&at.slice(s![..p]) * penalty);
    at += &factor.solve(&left);
    let intercept = at.last().copied().unwrap_or(0.0);
    Ok(Some((intercept, at.slice(s![..p]).to_owned(), factor.lower().clone())))
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
        self.squares = point.train * self.problem.y_train.len() as f64;
        self.iteration = Some(iteration);
        Ok(Step { point, done })
    }

    fn model(&self) -> Model {
        let (intercept, weights) = self.kept.back(self.intercept, &self.weights);
        Model::Linear { intercept, weights }
    }

    fn left_out(&self) -> Vec<(usize, DropReason)> {
        self.kept.left_out.clone()
    }

    fn findings(&self) -> Findings {
        Findings { follows: self.kept.follows.clone(), precision: self.precision(), ..Findings::default() }
    }

    fn warnings(&self) -> Vec<Message> {
        let saturated = self.penalty == 0.0 && self.freedom() <= 0.0;
        saturated.then(|| Message::new("inference-saturated")).into_iter().collect()
    }
}
