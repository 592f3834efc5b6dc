//! What a run found out: every number a screen, a file or a sentence shows, in one place.
//!
//! Filled by `evaluate`, read by `ui`, `report` and `cli`. Numbers are f64 and come from rows the model
//! never saw, unless a field says otherwise.

mod category;
mod penalty;
mod stability;

pub use category::{CategoryMetrics, CategoryReport, ClassDriver, ClassFigures, Mixed};
pub use penalty::{PenaltyReport, PenaltySearch, PenaltyTried};
pub use stability::{Stability, TriedGroups};

use super::detail::{NumberDetail, YesNoDetail};
use super::event::CurvePoint;
use super::message::Message;
use super::recipe::{ModelChoice, Wording};

/// An estimate with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Which part of the split a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Learned from.
    Train,
    /// Used to choose when to stop.
    Valid,
    /// Never seen: judges.
    Test,
    /// Taken out by a cleaning step.
    Dropped,
    /// No known answer.
    Unlabelled,
}

impl Part {
    /// The word in the `split` column of `predictions.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Valid => "valid",
            Self::Test => "test",
            Self::Dropped => "dropped",
            Self::Unlabelled => "unlabelled",
        }
    }
}

/// Rows per part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PartRows {
    /// Learned from.
    pub train: usize,
    /// Chose when to stop.
    pub valid: usize,
    /// Judged.
    pub test: usize,
    /// Set aside while reading.
    pub rejected: usize,
    /// Taken out by a step.
    pub dropped: usize,
    /// Without a known answer.
    pub unlabelled: usize,
}

/// Metrics of a yes/no model on one part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YesNoMetrics {
    /// Rows.
    pub rows: usize,
    /// Rows that are yes.
    pub positives: usize,
    /// Area under the ROC curve, ties count half; NaN with one class.
    pub auc: f64,
    /// Average precision; NaN without a yes.
    pub average_precision: f64,
    /// Mean log loss (natural logarithm).
    pub log_loss: f64,
    /// Mean squared error of the probability.
    pub brier: f64,
    /// The threshold at and above which a row counts as yes.
    pub threshold: f64,
    /// Share right.
    pub accuracy: f64,
    /// Share of yes among those called yes; 0 where nobody is called yes.
    pub precision: f64,
    /// Share of yes found.
    pub recall: f64,
    /// Harmonic mean of precision and recall.
    pub f1: f64,
}

impl YesNoMetrics {
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

/// Metrics of a model that predicts a number on one part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberMetrics {
    /// Rows.
    pub rows: usize,
    /// Root mean squared error, in the target's unit.
    pub rmse: f64,
    /// Mean absolute error, in the target's unit.
    pub mae: f64,
    /// `1 − Σ(y − ŷ)² / Σ(y − ȳ_train)²`.
    pub r2: f64,
}

/// The same metrics for every part; a part without rows is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ByPart<M> {
    /// On training rows.
    pub train: M,
    /// On validation rows.
    pub valid: Option<M>,
    /// On test rows.
    pub test: Option<M>,
    /// The baseline on test rows (on training rows where there are none).
    pub baseline: M,
}

/// Mean and standard deviation (n − 1) of a metric over folds.
#[derive(Clone, Debug, PartialEq)]
pub struct FoldMetric {
    /// Key as in `metrics.json`.
    pub name: &'static str,
    /// Mean over folds.
    pub mean: f64,
    /// Standard deviation over folds.
    pub sd: f64,
}

/// One tenth of the ranked test rows, best first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tenth {
    /// Rows.
    pub rows: usize,
    /// Yes among them.
    pub positives: usize,
    /// Mean predicted chance.
    pub mean_score: f64,
}

/// Yes/no counts at a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confusion {
    /// Called yes and yes.
    pub true_positive: usize,
    /// Called yes but no.
    pub false_positive: usize,
    /// Called no but yes.
    pub false_negative: usize,
    /// Called no and no.
    pub true_negative: usize,
}

/// Everything a yes/no run shows beside its metrics. Curves hold at most 500 points.
#[derive(Clone, Debug, PartialEq)]
pub struct YesNoReport {
    /// The value looked for.
    pub positive: String,
    /// How sentences speak of it.
    pub wording: Wording,
    /// Metrics by part.
    pub metrics: ByPart<YesNoMetrics>,
    /// AUC on judged rows with its `DeLong` interval; none with one class.
    pub auc: Option<Estimate>,
    /// (false positive rate, true positive rate), from (0, 0) to (1, 1).
    pub roc: Vec<[f64; 2]>,
    /// (share contacted, share of yes reached), from (0, 0) to (1, 1).
    pub gains: Vec<[f64; 2]>,
    /// Ten tenths, best first; fewer when there are under ten rows.
    pub tenths: Vec<Tenth>,
    /// Counts at the threshold of the metrics.
    pub confusion: Confusion,
    /// Scores and truth of judged rows, best first: the raw material for moving a line.
    pub ranked: Vec<(f64, bool)>,
    /// Bands, intervals and the honesty of chances.
    pub detail: YesNoDetail,
}

/// Everything a number run shows beside its metrics.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberReport {
    /// Metrics by part.
    pub metrics: ByPart<NumberMetrics>,
    /// R² on judged rows with its bootstrap interval; none under three rows.
    pub r2: Option<Estimate>,
    /// (predicted, actual) of at most 2,000 judged rows.
    pub points: Vec<[f64; 2]>,
    /// Median absolute error of judged rows.
    pub error_half: f64,
    /// 90th percentile of the absolute error of judged rows.
    pub error_most: f64,
    /// Mean predicted and mean actual per tenth by prediction, largest first.
    pub tenths: Vec<(f64, f64)>,
    /// Misses and intervals.
    pub detail: NumberDetail,
}

/// One trait of a segment.
#[derive(Clone, Debug, PartialEq)]
pub enum Trait {
    /// A number: mean of the segment and its distance from the mean of all in standard deviations.
    Number {
        /// Column.
        column: String,
        /// Mean in the column's unit.
        mean: f64,
        /// (mean − mean of all) / standard deviation of all.
        z: f64,
    },
    /// A category: the value that stands out most.
    Category {
        /// Column.
        column: String,
        /// Value.
        value: String,
        /// Share of the segment with this value.
        share: f64,
        /// Share of everybody with this value.
        usual: f64,
    },
}

/// One segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// 1-based number, by descending size.
    pub number: u32,
    /// A name made from its strongest traits.
    pub name: Message,
    /// Customers.
    pub rows: usize,
    /// Share of all customers.
    pub share: f64,
    /// Mean silhouette of its sampled rows.
    pub silhouette: f64,
    /// Traits, most unusual first.
    pub traits: Vec<Trait>,
}

/// One row of the profile table: a column across segments.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileRow {
    /// Column, or "column = value".
    pub label: String,
    /// Whether `values` are shares between 0 and 1 instead of means in the column's unit.
    pub is_share: bool,
    /// Over everybody.
    pub overall: f64,
    /// One value per segment.
    pub values: Vec<f64>,
    /// One z-score per segment.
    pub z: Vec<f64>,
}

/// A point of the map of customers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapPoint {
    /// First principal component.
    pub x: f64,
    /// Second principal component.
    pub y: f64,
    /// 0-based index into segments.
    pub segment: u32,
    /// Row of the table.
    pub row: u32,
}

/// Everything a segment run shows.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentReport {
    /// Groups.
    pub k: u32,
    /// Sum of squared distances to the centres in the space clustered.
    pub inertia: f64,
    /// Mean silhouette over the sample.
    pub silhouette: f64,
    /// Its 95 % interval: the sampled rows as drawn by chance, the groups as they are.
    pub silhouette_range: Estimate,
    /// Rows in the sample.
    pub silhouette_rows: usize,
    /// 95th percentile of silhouettes of shuffled data; the bar for "natural groups".
    pub silhouette_shuffled: f64,
    /// Every k that was tried, when k was found out.
    pub tried: Vec<TriedGroups>,
    /// Whether groups come back when customers are drawn anew; none where it was not measured.
    pub stability: Option<Stability>,
    /// Segments by descending size.
    pub segments: Vec<Segment>,
    /// Columns across segments, most telling first.
    pub profile: Vec<ProfileRow>,
    /// At most 2,000 customers.
    pub map: Vec<MapPoint>,
    /// Share of the variance the two axes of the map show.
    pub map_share: f64,
    /// What the first axis means: the columns it follows most, with sign.
    pub axis_x: Vec<(String, bool)>,
    /// The same for the second axis.
    pub axis_y: Vec<(String, bool)>,
}

/// What was asked and answered.
#[derive(Clone, Debug, PartialEq)]
pub enum TaskReport {
    /// A chance for each customer.
    YesNo(YesNoReport),
    /// One of several answers for each customer.
    Category(CategoryReport),
    /// A number for each customer.
    Number(NumberReport),
    /// Groups.
    Segments(SegmentReport),
}

/// One coefficient in the column's own units.
#[derive(Clone, Debug, PartialEq)]
pub struct Coefficient {
    /// The column, `column=level`, or `(intercept)`.
    pub name: String,
    /// Change of the sum (log-odds for yes/no) per unit.
    pub estimate: f64,
    /// What a step of it is.
    pub step: EffectStep,
    /// How exactly it is known; none where no honest answer exists.
    pub certainty: Option<Certainty>,
}

/// What a coefficient compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EffectStep {
    /// Nothing: it is where all inputs are 0 and all names are the base.
    Start,
    /// One more of a number.
    Unit {
        /// The column.
        column: String,
    },
    /// One day later.
    Day {
        /// The column.
        column: String,
    },
    /// A value of a category, or a gap.
    Level {
        /// The column.
        column: String,
        /// The value.
        level: String,
        /// The value it stands instead of; none where all values have a coefficient.
        base: Option<String>,
    },
}

impl EffectStep {
    /// The step in words, to stand beside the column.
    pub fn message(&self) -> Message {
        match self {
            Self::Start => Message::new("inference-step-start"),
            Self::Unit { .. } => Message::new("inference-step-unit"),
            Self::Day { .. } => Message::new("inference-step-day"),
            Self::Level { level, base: Some(base), .. } => {
                Message::new("inference-step-level").name("level", level).name("base", base)
            }
            Self::Level { level, base: None, .. } => {
                Message::new("inference-step-level-alone").name("level", level)
            }
        }
    }

    /// The column, where there is one.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Start => None,
            Self::Unit { column } | Self::Day { column } | Self::Level { column, .. } => Some(column),
        }
    }
}

/// How exactly a coefficient is known, under the usual assumptions of its model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Certainty {
    /// Standard error.
    pub std_error: f64,
    /// Estimate over standard error: t for numbers, Wald z for yes/no.
    pub statistic: f64,
    /// Two-sided chance of a statistic at least this large where the true coefficient is 0.
    pub p_value: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// One input that moves the prediction, by how much.
#[derive(Clone, Debug, PartialEq)]
pub struct Driver {
    /// The column, or `column=level`.
    pub name: String,
    /// Coefficient times the standard deviation of the column on judged rows; positive: larger values raise the
    /// prediction.
    pub effect: f64,
}

/// Share by which the loss of a kept iteration may stand above the lowest and still be called it: three digits are
/// shown.
const SAME_LOSS: f64 = 1e-3;

/// Whether no iteration of a curve has a lower loss on rows held back than the one kept (on rows learned from where
/// none were held back). A solver that goes to the end of its work keeps that end, whatever came before.
pub fn kept_is_lowest(curve: &[CurvePoint], kept: u32) -> bool {
    let loss = |point: &CurvePoint| point.valid.unwrap_or(point.train);
    let own = curve.iter().find(|point| point.iteration == kept).map_or(f64::NAN, loss);
    let lower = |other: f64| other < own && own - other > SAME_LOSS * own.abs();
    own.is_finite() && !curve.iter().map(loss).any(lower)
}

/// Everything a finished run shows.
#[derive(Clone, Debug, PartialEq)]
pub struct RunReport {
    /// The model that was trained, never `Auto`.
    pub model: ModelChoice,
    /// The target column, if there is one.
    pub target: Option<String>,
    /// Rows per part.
    pub rows: PartRows,
    /// The columns the model used.
    pub inputs: Vec<String>,
    /// Columns left out and why.
    pub left_out: Vec<(String, Message)>,
    /// What the solver noticed (answers that can be told apart perfectly, a limit that was reached).
    pub notes: Vec<Message>,
    /// Curves, in order.
    pub curve: Vec<CurvePoint>,
    /// The iteration that was kept.
    pub best_iteration: u32,
    /// Whether the user stopped it before it was done.
    pub stopped: bool,
    /// The figures.
    pub task: TaskReport,
    /// Over folds, when asked for.
    pub folds: Option<(u32, Vec<FoldMetric>)>,
    /// How strongly weights were held back; none for models without such a penalty.
    pub penalty: Option<PenaltyReport>,
    /// Coefficients of linear and logistic models, in column order, intercept first.
    pub coefficients: Vec<Coefficient>,
    /// Why the coefficients have no ranges; none where they have.
    pub uncertain: Option<Message>,
    /// The strongest inputs of linear and logistic models, strongest first, at most eight; empty otherwise.
    pub drivers: Vec<Driver>,
    /// The first sentence and those below it, with what they stand on.
    pub verdict: Verdict,
}

impl RunReport {
    /// Whether the iteration kept may be called the best: [`kept_is_lowest`].
    pub fn kept_is_lowest(&self) -> bool {
        kept_is_lowest(&self.curve, self.best_iteration)
    }
}

/// The tone of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Can be used.
    Good,
    /// Can be used with care.
    Caution,
    /// Must not be used.
    Bad,
}

/// What the figures mean, in sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Overall.
    pub tone: Tone,
    /// Two to five words ("Good enough to use").
    pub title: Message,
    /// The first sentence, then at most four more.
    pub sentences: Vec<Message>,
}
