//! How exactly the coefficients of a fit are known.
//!
//! For least squares the covariance of the weights is `s² (XᵀX)⁻¹` with `s² = Σ(y − ŷ)² / (n − p − 1)`; for
//! logistic regression it is the inverse of the curvature of the log-likelihood at its top (Greene, Econometric
//! Analysis, 4.3 and 17.3), and the same of all classes behind the first at once where there are several (18.2.9
//! there). All are kept as the triangle L of a factor `LLᵀ` that the fit has anyway, in the units in
//! which it was solved; the variance of any sum of weights `g` is then `s² ‖L⁻¹g‖²`, so no inverse is ever formed.

use ndarray::{Array1, Array2, s};

use super::blocks::GoOn;
use super::error::LearnError;
use super::kept::Kept;
use crate::domain::message::Message;

/// Columns at most: beyond, the work grows with their cube to minutes.
pub(super) const MOST_COLUMNS: usize = 2_000;

/// Standard errors in waiting.
#[derive(Clone, Debug, PartialEq)]
pub struct Precision {
    kept: Kept,
    /// Lower triangle over the kept weights and, last, the intercept; of each free class in turn.
    lower: Array2<f64>,
    /// The classes with weights of their own, by index, in the order of the triangle; one where there is one sum.
    free: Vec<usize>,
    /// `s`: 1 for yes/no.
    noise: f64,
    freedom: Option<f64>,
}

/// Standard errors of the intercept and of each output; none for an output that was left out.
#[derive(Clone, Debug, PartialEq)]
pub struct StandardErrors {
    /// Of the value where all inputs are 0.
    pub intercept: f64,
    /// In the order of the outputs.
    pub outputs: Vec<Option<f64>>,
}

/// Why a fit has no standard errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// A penalty pulls the coefficients towards 0 by an unknown amount.
    Penalty,
    /// Rows were counted more than once.
    Weighted,
    /// The answers can be told apart without exception, and the coefficients run away.
    Separated,
    /// No more rows than coefficients.
    NoFreedom,
    /// It was stopped before it was done.
    Unfinished,
    /// Too many columns.
    TooWide,
    /// Nobody asks for the coefficients of this model.
    OtherModel,
}

impl Unknown {
    /// The reason in words; none for models without coefficients.
    pub fn message(self) -> Option<Message> {
        Some(Message::new(match self {
            Self::Penalty => "inference-none-penalty",
            Self::Weighted => "inference-none-weighted",
            Self::Separated => "inference-none-separated",
            Self::NoFreedom => "inference-none-freedom",
            Self::Unfinished => "inference-none-unfinished",
            Self::TooWide => "inference-none-wide",
            Self::OtherModel => return None,
        }))
    }
}

impl Precision {
    /// Of least squares: `lower` belongs to the kept weights and the intercept.
    pub(super) fn of_numbers(kept: &Kept, lower: Array2<f64>, squares: f64, freedom: f64) -> Self {
        let noise = (squares / freedom).sqrt();
        Self { kept: kept.clone(), lower, free: vec![0], noise, freedom: Some(freedom) }
    }

    /// Of yes/no: `lower` is a factor of the curvature.
    pub(super) fn of_chances(kept: &Kept, lower: Array2<f64>) -> Self {
        Self::of_classes(kept, lower, vec![0])
    }

    /// Of several answers: `lower` is a factor of the curvature in the weights and the intercept of each of the
    /// `free` classes, one after the other.
    pub(super) fn of_classes(kept: &Kept, lower: Array2<f64>, free: Vec<usize>) -> Self {
        Self { kept: kept.clone(), lower, free, noise: 1.0, freedom: None }
    }

    /// The residual standard deviation of a number, in the target's unit; 1 for yes/no.
    pub fn noise(&self) -> f64 {
        self.noise
    }

    /// n − p − 1 for a number; none where the normal curve serves.
    pub fn freedom(&self) -> Option<f64> {
        self.freedom
    }

    /// Standard errors in the units of the table, where `unit` tells shift and scale of each output. Asks whether to
    /// go on before each column.
    pub fn standard_errors(
        &self,
        unit: &dyn Fn(usize) -> (f64, f64),
        go_on: GoOn<'_>,
    ) -> Result<StandardErrors, LearnError> {
        self.of_sum(0, unit, go_on)
    }

    /// The same for each class that has weights of its own, with its index; a class that is not among them is what
    /// the others are compared with, or had no training row.
    pub fn class_errors(
        &self,
        unit: &dyn Fn(usize) -> (f64, f64),
        go_on: GoOn<'_>,
    ) -> Result<Vec<(usize, StandardErrors)>, LearnError> {
        let of = |(place, class): (usize, &usize)| Ok((*class, self.of_sum(place, unit, go_on)?));
        self.free.iter().enumerate().map(of).collect()
    }

    /// Standard errors of the weights of one of the sums.
    fn of_sum(
        &self,
        sum: usize,
        unit: &dyn Fn(usize) -> (f64, f64),
        go_on: GoOn<'_>,
    ) -> Result<StandardErrors, LearnError> {
        let width = self.lower.nrows();
        let first = sum * (self.kept.len() + 1);
        let intercept = first + self.kept.len();
        let mut outputs = vec![None; self.kept.width()];
        // The intercept is what is left when every weight has taken its share: b − Σ mⱼ wⱼ.
        let mut of_intercept = Array1::zeros(width);
        for (place, (output, shift, scale)) in self.kept.units().enumerate() {
            if !go_on() {
                return Err(LearnError::Stopped);
            }
            let place = first + place;
            let (own_shift, own_scale) = unit(output);
            if let Some(slot) = of_intercept.get_mut(place) {
                *slot = -(shift + own_shift / own_scale) / scale;
            }
            let mut of_weight = Array1::zeros(width);
            of_weight.slice_mut(s![place..=place]).fill(1.0);
            let error = self.noise * self.length(of_weight, place) / scale / own_scale;
            if let Some(slot) = outputs.get_mut(output) {
                *slot = Some(error);
            }
        }
        of_intercept.slice_mut(s![intercept..=intercept]).fill(1.0);
        Ok(StandardErrors { intercept: self.noise * self.length(of_intercept, first), outputs })
    }

    /// `‖L⁻¹ g‖`, where `g` is 0 before `start`.
    #[expect(clippy::indexing_slicing, reason = "i is below the size of the square matrix and of the vector")]
    fn length(&self, mut g: Array1<f64>, start: usize) -> f64 {
        for i in start..g.len() {
            let before = self.lower.slice(s![i, start..i]).dot(&g.slice(s![start..i]));
            g[i] = (g[i] - before) / self.lower[(i, i)];
        }
        g.dot(&g).sqrt()
    }
}
