//! The penalty a model was held back with, and how it was found.

/// The penalty of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct PenaltyReport {
    /// λ of the model: sum of losses + λ/2 · ‖w‖².
    pub value: f64,
    /// How it was found; none where it was given.
    pub search: Option<PenaltySearch>,
}

/// Penalties that were tried on folds of the rows that learn. No other row took part.
#[derive(Clone, Debug, PartialEq)]
pub struct PenaltySearch {
    /// The one with the smallest error; of equals the largest.
    pub chosen: f64,
    /// Folds.
    pub folds: u32,
    /// All that were tried, ascending.
    pub tried: Vec<PenaltyTried>,
    /// Where training was repeated on folds of all rows: what was chosen in each, anew.
    pub repeated: Vec<f64>,
}

/// A penalty and the error with it on rows that were held out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PenaltyTried {
    /// λ.
    pub penalty: f64,
    /// Mean over folds of the mean loss of held-out rows: log loss of answers, squared error of numbers.
    pub loss: f64,
    /// Its standard error: standard deviation (n − 1) over folds by the square root of their number.
    pub std_error: f64,
}
