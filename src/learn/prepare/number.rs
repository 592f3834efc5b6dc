//! Number columns: what fills a gap, and shift and scale.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::recipe::{Fill, Scale};

use super::super::error::LearnError;
use super::DropReason;

/// What was learned about a number column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberPlan {
    /// The column of the table.
    pub column: String,
    /// Smallest value in training.
    pub min: f64,
    /// Largest value in training.
    pub max: f64,
    /// Middle value in training.
    pub median: f64,
    /// Gaps in training.
    pub gaps: usize,
    fill: f64,
    log: bool,
    shift: f64,
    scale: f64,
    /// Whether the value itself varies; if not, only the gaps do.
    value: bool,
    /// Whether gaps have a 0/1 column of their own.
    gap_column: bool,
}

impl NumberPlan {
    /// Learns from some rows. The inner error says why the column is of no use.
    pub(super) fn fit(
        column: &str,
        values: &[f64],
        rows: &[u32],
        fill: Option<&Fill>,
        scale: Scale,
    ) -> Result<Result<Self, DropReason>, LearnError> {
        let cells = || rows.iter().filter_map(|row| values.get(*row as usize).copied());
        let mut known: Vec<f64> = cells().filter(|value| value.is_finite()).collect();
        let gaps = rows.len() - known.len();
        known.sort_by(f64::total_cmp);
        let (Some(min), Some(max)) = (known.first().copied(), known.last().copied()) else {
            return Ok(Err(DropReason::AllGaps));
        };
        let median = median(&known);
        let fill_value = match fill {
            None | Some(Fill::Median | Fill::OwnGroup) => median,
            Some(Fill::Mean) => scaled_mean(&known),
            Some(Fill::MostFrequent) => most_frequent(&known),
            Some(Fill::Value(text)) => number_or_day(text).ok_or_else(|| LearnError::FillNotNumber {
                column: column.to_owned(),
                value: text.clone(),
            })?,
        };
        let gap_column = fill == Some(&Fill::OwnGroup) && gaps > 0;
        let value = min < max || (gaps > 0 && fill_value != min);
        if !value && !gap_column {
            return Ok(Err(DropReason::Constant));
        }
        let log = scale == Scale::Log && min >= 0.0 && (gaps == 0 || fill_value >= 0.0);
        let mut plan = Self {
            column: column.to_owned(),
            min,
            max,
            median,
            gaps,
            fill: fill_value,
            log,
            shift: 0.0,
            scale: 1.0,
            value,
            gap_column,
        };
        if scale != Scale::None && value {
            let filled: Vec<f64> = cells().map(|cell| plan.filled(cell)).collect();
            (plan.shift, plan.scale) = mean_and_deviation(&filled);
        }
        Ok(Ok(plan))
    }

    /// What stands in for a gap.
    pub fn fill(&self) -> f64 {
        self.fill
    }

    /// The value before shift and scale: gaps filled, logarithm taken. Values under 0 count as 0 there.
    fn filled(&self, cell: f64) -> f64 {
        let value = if cell.is_finite() { cell } else { self.fill };
        if self.log { value.max(0.0).ln_1p() } else { value }
    }

    pub(super) fn width(&self) -> usize {
        usize::from(self.value) + usize::from(self.gap_column)
    }

    pub(super) fn names(&self) -> Vec<String> {
        let value = self.value.then(|| self.column.clone());
        let gap = self.gap_column.then(|| format!("{}=(missing)", self.column));
        value.into_iter().chain(gap).collect()
    }

    /// Whether the value itself varies, and not only its gaps.
    pub(super) fn has_value(&self) -> bool {
        self.value
    }

    pub(super) fn unit(&self) -> (f64, f64) {
        if self.value { (self.shift, self.scale) } else { (0.0, 1.0) }
    }

    /// Writes some rows into a matrix row by row: cells `start` and, for gaps, the next, `width` apart.
    pub(super) fn write(
        &self,
        values: &[f64],
        rows: &[u32],
        cells: &mut [f64],
        (mut start, width): (usize, usize),
    ) {
        let known = || rows.iter().map(|row| values.get(*row as usize).copied().unwrap_or(f64::NAN));
        if self.value {
            for (slot, cell) in cells.iter_mut().skip(start).step_by(width).zip(known()) {
                let value = (self.filled(cell) - self.shift) / self.scale;
                // A cell of 1e308 against a tiny deviation: as far out as can be calculated with.
                *slot = value.clamp(-1e100, 1e100);
            }
            start += 1;
        }
        if self.gap_column {
            for (slot, cell) in cells.iter_mut().skip(start).step_by(width).zip(known()) {
                *slot = f64::from(u8::from(!cell.is_finite()));
            }
        }
    }
}

/// The middle of sorted values; of two middle ones their mean. 0 for nothing.
pub(super) fn median(sorted: &[f64]) -> f64 {
    let half = sorted.len() / 2;
    let at = |index: usize| sorted.get(index).copied().unwrap_or(0.0);
    if sorted.len() % 2 == 1 { at(half) } else { at(half.saturating_sub(1)) / 2.0 + at(half) / 2.0 }
}

/// The value most rows have; the smallest of equals.
pub(super) fn most_frequent(sorted: &[f64]) -> f64 {
    let mut best = (0, 0.0);
    for run in sorted.chunk_by(|a, b| a == b) {
        if let Some(value) = run.first()
            && run.len() > best.0
        {
            best = (run.len(), *value);
        }
    }
    best.1
}

fn largest(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |largest: f64, value| largest.max(value.abs()))
}

/// The mean, without overflow for values up to 1e308.
pub(super) fn scaled_mean(values: &[f64]) -> f64 {
    mean_and_deviation(values).0
}

/// Mean and population standard deviation (as scikit-learn's `StandardScaler`), never 0 and without
/// overflow for values up to 1e308.
fn mean_and_deviation(values: &[f64]) -> (f64, f64) {
    let largest = largest(values);
    if largest == 0.0 {
        return (0.0, 1.0);
    }
    // Only where squares could overflow or vanish: dividing costs the last digits.
    let unit = if (1e-100..1e100).contains(&largest) { 1.0 } else { largest };
    let n = values.len() as f64;
    let mean = values.iter().map(|value| value / unit).sum::<f64>() / n;
    let variance = values.iter().map(|value| (value / unit - mean).powi(2)).sum::<f64>() / n;
    let deviation = variance.sqrt() * unit;
    (mean * unit, if deviation > 0.0 && deviation.is_finite() { deviation } else { 1.0 })
}

/// A number, or a day as days since 1970-01-01.
fn number_or_day(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
    number.or_else(|| {
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        Some(day.signed_duration_since(NaiveDate::default()).num_days() as f64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn middle_and_most_frequent() {
        assert_eq!(median(&[1.0, 2.0, 10.0]), 2.0);
        assert_eq!(median(&[1.0, 2.0, 4.0, 10.0]), 3.0);
        assert_eq!(median(&[f64::MAX, f64::MAX]), f64::MAX);
        assert_eq!(most_frequent(&[1.0, 2.0, 2.0, 3.0, 3.0]), 2.0);
    }

    #[test]
    fn deviation_is_of_the_population_and_survives_giants() {
        // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, population deviation 2 (the textbook example).
        let textbook = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
        assert_eq!(mean_and_deviation(&textbook), (5.0, 2.0));
        let (mean, deviation) = mean_and_deviation(&[1e308, -1e308]);
        assert_eq!(mean, 0.0);
        assert!((deviation / 1e308 - 1.0).abs() < 1e-12);
        let (_, deviation) = mean_and_deviation(&[1e-300, 3e-300]);
        assert!((deviation / 1e-300 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn days_and_numbers_fill_gaps() {
        assert_eq!(number_or_day(" 2.5 "), Some(2.5));
        assert_eq!(number_or_day("1970-01-11"), Some(10.0));
        assert_eq!(number_or_day("soon"), None);
        assert_eq!(number_or_day("NaN"), None);
    }
}
