//! How exactly the coefficients of a fit are known.
//!
//! For least squares the covariance of the weights is `s² (XᵀX)⁻¹` with `s² = Σ(y − ŷ)² / (n − p − 1)`; for
//! logistic regression it is the inverse of the curvature of the log-likelihood at its top (Greene, Econometric
//! Analysis, 4.3 and 17.3). Both are kept as the triangle L of a factor `LLᵀ` that the fit has anyway, in the units in
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
    /// Lower triangle over the kept weights and, last, the intercept.
    lower: Array2<f64>,
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
        Self { kept: kept.clone(), lower, noise, freedom: Some(freedom) }
    }

    /// Of yes/no: `lower` is a factor of the curvature.
    pub(super) fn of_chances(kept: &Kept, lower: Array2<f64>) -> Self {
        Self { kept: kept.clone(), lower, noise: 1.0, freedom: None }
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
        let kept = self.kept.units();
        let width = self.lower.nrows();
        let mut outputs = vec![None; self.kept.width()];
        // The intercept is what is left when every weight has taken its share: b − Σ mⱼ wⱼ.
        let mut of_intercept = Array1::zeros(width);
        for (place, (output, shift, scale)) in kept.enumerate() {
            if !go_on() {
                return Err(LearnError::Stopped);
            }
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
        of_intercept.slice_mut(s![width - 1..]).fill(1.0);
        Ok(StandardErrors { intercept: self.noise * self.length(of_intercept, 0), outputs })
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
