//! What a run found out that asks which of several answers each customer gives.

use super::{ByPart, Coefficient, Estimate, Tenth};

/// Metrics of such a model on one part. Averages over classes are plain (macro): a rare answer counts as much as a
/// frequent one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CategoryMetrics {
    /// Rows.
    pub rows: usize,
    /// Area under the ROC curve of each class against all others, averaged over the classes that occur and are not
    /// alone; NaN with one class.
    pub auc: f64,
    /// Average precision of each class against all others, averaged over the classes that occur.
    pub average_precision: f64,
    /// Mean of −ln(chance of what happened).
    pub log_loss: f64,
    /// Mean of Σ (chance − 1 or 0)² over classes (Brier 1950): from 0 to 2.
    pub brier: f64,
    /// Share of rows whose likeliest class is the one that came.
    pub accuracy: f64,
    /// Precision averaged over classes that occur or are said; 0 for one that is never said.
    pub precision: f64,
    /// Recall averaged over the same classes; 0 for one that never came.
    pub recall: f64,
    /// F1 averaged over the same classes.
    pub f1: f64,
}

impl CategoryMetrics {
    /// Its figures with their keys in `metrics.json`.
    pub fn named(&self) -> [(&'static str, f64); 8] {
        [
            ("auc", self.auc),
            ("average_precision", self.average_precision),
            ("log_loss", self.log_loss),
            ("brier", self.brier),
            ("accuracy", self.accuracy),
            ("precision", self.precision),
            ("recall", self.recall),
            ("f1", self.f1),
        ]
    }
}

/// One answer among judged rows.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassFigures {
    /// The answer.
    pub class: String,
    /// Rows that gave it.
    pub rows: usize,
    /// Rows of which it was the likeliest.
    pub said: usize,
    /// Both.
    pub right: usize,
    /// Sum of its chances: how many were expected.
    pub expected: f64,
    /// How well it is told from all others (AUC); NaN if nobody or everybody gave it.
    pub auc: f64,
}

impl ClassFigures {
    /// Share of those said that came; NaN if it was never said.
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.said as f64
    }

    /// Share of those that came that were said; NaN if it never came.
    pub fn recall(&self) -> f64 {
        self.right as f64 / self.rows as f64
    }
}

/// What came against what was said, the most frequent answers first.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixed {
    /// The answers shown, by their index among all.
    pub shown: Vec<usize>,
    /// How many others share the last row and column; 0 where all are shown.
    pub others: usize,
    /// Rows, by what came, then by what was said: as long as `shown`, and one more where there are others.
    pub counts: Vec<Vec<usize>>,
}

/// One input and which way it pushes each answer.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassDriver {
    /// The column, or `column=level`.
    pub name: String,
    /// One per class: coefficient times the standard deviation of the column on judged rows.
    pub effects: Vec<f64>,
}

/// Everything such a run shows beside its metrics.
#[derive(Clone, Debug, PartialEq)]
pub struct CategoryReport {
    /// Metrics by part. The baseline gives everybody the shares of training rows.
    pub metrics: ByPart<CategoryMetrics>,
    /// The most frequent answer of training rows: what the baseline says of everybody.
    pub usual: String,
    /// Share right on judged rows with its Wilson interval.
    pub accuracy: Estimate,
    /// How much more often right than the baseline, on the same rows, with its bootstrap interval.
    pub gain: Option<Estimate>,
    /// How much less it loses than the baseline (log loss), likewise.
    pub loss_gain: Option<Estimate>,
    /// All answers, in code-point order.
    pub classes: Vec<ClassFigures>,
    /// Who is taken for whom.
    pub mixed: Mixed,
    /// Judged rows by the chance of their likeliest answer, surest first; `positives` are right.
    pub tenths: Vec<Tenth>,
    /// Per class the effect of each column in its own units, the intercept first.
    pub coefficients: Vec<Vec<Coefficient>>,
    /// The strongest inputs, strongest first, at most eight.
    pub drivers: Vec<ClassDriver>,
}

impl CategoryReport {
    /// The answer the others are compared with, by its index, where coefficients were found so: without a penalty its
    /// own are all 0. None under a penalty, and for models without coefficients.
    pub fn base(&self) -> Option<usize> {
        let is_nothing = |of: &Vec<Coefficient>| !of.is_empty() && of.iter().all(|one| one.estimate == 0.0);
        let base = self.coefficients.iter().position(is_nothing)?;
        self.coefficients.iter().any(|of| !is_nothing(of)).then_some(base)
    }

    /// Whether the coefficients of some answer have ranges.
    pub fn has_ranges(&self) -> bool {
        self.coefficients.iter().flatten().any(|one| one.certainty.is_some())
    }
}
