//! What judged rows say beside the metrics: curves with their bands, honesty of chances, misses, intervals.
//!
//! Every interval is one of 95 %.

use super::message::{Arg, Message};
use super::report::{Confusion, Estimate, Segment};

/// A cut of the ranked list: what contacting the best `share` of customers brings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// Share of customers contacted, above 0.
    pub share: f64,
    /// Share of all yes reached.
    pub gain: Estimate,
    /// How many times as often those contacted are yes as all customers.
    pub lift: Estimate,
}

/// Customers with like chances: what was said and what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CalibrationBin {
    /// Customers.
    pub rows: usize,
    /// Mean predicted chance.
    pub chance: f64,
    /// Share of yes with its Wilson interval.
    pub rate: Estimate,
}

impl CalibrationBin {
    /// Whether what was said lies in the interval of what came.
    pub fn is_honest(&self) -> bool {
        (self.rate.low..=self.rate.high).contains(&self.chance)
    }
}

/// Whether chances can be taken at their word.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// Sum of the chances: the yes that were to be expected.
    pub expected: f64,
    /// Yes that came.
    pub observed: usize,
    /// Expected over observed, interval from the Wilson limits of the observed rate; none without a yes.
    pub ratio: Option<Estimate>,
    /// Slope of the calibration line; none where it cannot be computed.
    pub slope: Option<Estimate>,
    /// Expected calibration error: mean distance of chance and rate over bins, weighted by rows.
    pub error: f64,
    /// Tenths by chance, highest first.
    pub bins: Vec<CalibrationBin>,
}

/// Intervals of a yes/no model's figures; a figure without one is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YesNoIntervals {
    /// Of the best tenth.
    pub lift: Option<Estimate>,
    /// Of the best tenth.
    pub gain: Option<Estimate>,
    /// Bootstrap.
    pub average_precision: Option<Estimate>,
    /// Bootstrap.
    pub log_loss: Option<Estimate>,
    /// Bootstrap.
    pub brier: Option<Estimate>,
    /// Wilson.
    pub accuracy: Option<Estimate>,
    /// Wilson.
    pub precision: Option<Estimate>,
    /// Wilson.
    pub recall: Option<Estimate>,
    /// Bootstrap.
    pub f1: Option<Estimate>,
}

/// More about the judged rows of a yes/no run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YesNoDetail {
    /// (recall, precision) per cut from the highest score on; rows with equal scores enter together. At most 500
    /// points; empty without a yes.
    pub precision_recall: Vec<[f64; 2]>,
    /// Cuts at every hundredth of the list; empty without a yes.
    pub reach: Vec<Reach>,
    /// None without rows.
    pub calibration: Option<Calibration>,
    /// Beside the metrics.
    pub intervals: YesNoIntervals,
    /// The customers among whom the model tells least; none where nobody is told worse than the others.
    pub weak: Option<WeakGroup>,
}

/// A group of judged customers among whom the ranking is worse than among the others.
#[derive(Clone, Debug, PartialEq)]
pub struct WeakGroup {
    /// The column that makes it.
    pub column: String,
    /// Who belongs to it, in words.
    pub who: Message,
    /// Judged rows in it.
    pub rows: usize,
    /// AUC within it, with its interval.
    pub auc: Estimate,
    /// AUC among all others.
    pub rest: Estimate,
    /// That the two differ by chance, all groups that were tried counted.
    pub p_value: f64,
}

impl WeakGroup {
    /// A line with all of its figures.
    pub fn note(&self) -> Message {
        Message::new("weak-group-note")
            .message("who", self.who.clone())
            .count("n", self.rows)
            .with("auc", Arg::Score(self.auc.value))
            .with("range", Arg::ScoreRange(self.auc.low, self.auc.high))
            .with("rest", Arg::Score(self.rest.value))
            .with("restrange", Arg::ScoreRange(self.rest.low, self.rest.high))
    }
}

/// How often the truth lay how far from the prediction, in the target's unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Misses {
    /// Lower end of the first bin; a bin begins at 0.
    pub start: f64,
    /// Width of a bin; 0 where every miss is the same and there is no histogram.
    pub width: f64,
    /// Rows per bin of truth minus prediction; a bin holds its lower end.
    pub bins: Vec<usize>,
    /// Rows below the first bin.
    pub below: usize,
    /// Rows at and above the end of the last bin.
    pub above: usize,
    /// Rows whose truth was larger than the prediction.
    pub more: usize,
    /// Rows whose truth was smaller.
    pub less: usize,
}

/// A tenth of the judged rows by prediction, and how far off it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MissTenth {
    /// Rows.
    pub rows: usize,
    /// Mean prediction.
    pub predicted: f64,
    /// Mean absolute error with its bootstrap interval (the figure alone under two rows).
    pub mae: Estimate,
}

/// More about the judged rows of a number run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberDetail {
    /// Root mean squared error with its bootstrap interval; none where a few large misses decide it.
    pub rmse: Option<Estimate>,
    /// Mean absolute error with its bootstrap interval.
    pub mae: Option<Estimate>,
    /// Histogram of misses.
    pub misses: Misses,
    /// By prediction, largest first.
    pub tenths: Vec<MissTenth>,
}

impl NumberDetail {
    /// Whether the root mean squared error has no interval because a few large misses decide it.
    pub fn few_misses_decide(&self) -> bool {
        self.rmse.is_none() && self.mae.is_some()
    }
}

impl Confusion {
    /// Rows counted.
    pub fn rows(&self) -> usize {
        self.true_positive + self.false_positive + self.false_negative + self.true_negative
    }

    /// Share of yes among those called yes; NaN where nobody is.
    pub fn precision(&self) -> f64 {
        self.true_positive as f64 / (self.true_positive + self.false_positive) as f64
    }

    /// Share of yes found; NaN without a yes.
    pub fn recall(&self) -> f64 {
        self.true_positive as f64 / (self.true_positive + self.false_negative) as f64
    }

    /// Harmonic mean of precision and recall; NaN where nobody is yes or called yes.
    pub fn f1(&self) -> f64 {
        let either = 2 * self.true_positive + self.false_positive + self.false_negative;
        2.0 * self.true_positive as f64 / either as f64
    }
}

impl Segment {
    /// The message that says how well the segment stands apart: steps of the silhouette after Kaufman & Rousseeuw
    /// (1990).
    pub fn apart(&self) -> &'static str {
        match self.silhouette {
            width if width > 0.70 => "report-apart-clear",
            width if width > 0.50 => "report-apart-fair",
            width if width > 0.25 => "report-apart-weak",
            _ => "report-apart-hardly",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::Message;

    #[test]
    fn words_for_separation_change_at_their_steps() {
        let word = |silhouette| {
            let name = Message::new("report-apart-fair");
            Segment { number: 1, name, rows: 9, share: 1.0, silhouette, traits: vec![] }.apart()
        };
        assert_eq!(
            [0.71, 0.70, 0.51, 0.50, 0.26, 0.25, -0.4].map(word),
            [
                "report-apart-clear",
                "report-apart-fair",
                "report-apart-fair",
                "report-apart-weak",
                "report-apart-weak",
                "report-apart-hardly",
                "report-apart-hardly",
            ]
        );
    }

    #[test]
    fn shares_of_nothing_are_no_number() {
        let none = Confusion { true_positive: 0, false_positive: 0, false_negative: 0, true_negative: 4 };
        assert!(none.precision().is_nan() && none.recall().is_nan() && none.f1().is_nan());
        assert_eq!(none.rows(), 4);
    }
}
