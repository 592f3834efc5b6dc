//! The shape of a column in a few figures, computed on its different values and their numbers of rows.

use super::cells::{Reader, Value};
use super::dates;
use crate::domain::column::{Histogram, Kind, Summary};

/// Bins of a histogram.
const BINS: usize = 16;
/// Values shown by name.
pub(super) const TOP: usize = 8;

/// Sums up usable values, given most frequent first.
pub(super) fn summarise(values: &[Value<'_>], reader: &Reader) -> Summary {
    if values.is_empty() {
        return Summary::Empty;
    }
    match reader.kind {
        Kind::Number | Kind::Integer | Kind::Date => {
            let numbers = values.iter().map(|value| (reader.number(value.text), value.rows)).collect();
            of_numbers(numbers, reader.kind)
        }
        Kind::YesNo | Kind::Category | Kind::Text => {
            let top = values.iter().take(TOP).map(|value| (value.text.to_owned(), value.rows)).collect();
            let other = values.iter().skip(TOP).map(|value| value.rows).sum();
            Summary::Values { top, other }
        }
    }
}

/// Sums up values and their rows; dates are days.
pub(super) fn of_numbers(mut numbers: Vec<(f64, u64)>, kind: Kind) -> Summary {
    numbers.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let (Some((min, _)), Some((max, _))) = (numbers.first(), numbers.last()) else {
        return Summary::Empty;
    };
    let histogram = bins(&numbers, *min, *max);
    if kind == Kind::Date {
        return Summary::Dates { first: dates::iso(*min), last: dates::iso(*max), histogram };
    }
    let (mean, std_dev) = moments(&numbers);
    Summary::Numbers { min: *min, max: *max, mean, median: median(&numbers), std_dev, histogram }
}

/// Sums up words, one per row; of equals the first in code-point order stands first.
pub(super) fn of_words<'a>(words: impl Iterator<Item = &'a str>) -> Summary {
    let mut rows: std::collections::BTreeMap<&str, u64> = std::collections::BTreeMap::new();
    for word in words {
        *rows.entry(word).or_default() += 1;
    }
    let mut values: Vec<(&str, u64)> = rows.into_iter().collect();
    values.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    let top = values.iter().take(TOP).map(|(word, rows)| ((*word).to_owned(), *rows)).collect();
    Summary::Values { top, other: values.iter().skip(TOP).map(|(_, rows)| rows).sum() }
}

/// Equal-width bins; the last one includes its right edge. One value alone is one bin.
fn bins(numbers: &[(f64, u64)], min: f64, max: f64) -> Histogram {
    let width = max / BINS as f64 - min / BINS as f64;
    if width <= 0.0 || !width.is_finite() {
        return Histogram { min, max, counts: vec![numbers.iter().map(|(_, rows)| rows).sum()] };
    }
    let mut counts = vec![0; BINS];
    for (value, rows) in numbers {
        let bin = ((value / width - min / width).floor().max(0.0) as usize).min(BINS - 1);
        if let Some(count) = counts.get_mut(bin) {
            *count += rows;
        }
    }
    Histogram { min, max, counts }
}

/// Mean and standard deviation (n − 1) in two passes.
fn moments(numbers: &[(f64, u64)]) -> (f64, f64) {
    let rows = numbers.iter().map(|(_, rows)| *rows as f64).sum::<f64>();
    let mean = numbers.iter().map(|(value, count)| value / rows * *count as f64).sum::<f64>();
    let squares = numbers.iter().map(|(value, count)| (value - mean).powi(2) * *count as f64).sum::<f64>();
    (mean, if rows > 1.0 { (squares / (rows - 1.0)).sqrt() } else { 0.0 })
}

/// The middle value, or the average of the two middle ones. `numbers` is sorted.
fn median(numbers: &[(f64, u64)]) -> f64 {
    let rows: u64 = numbers.iter().map(|(_, rows)| rows).sum();
    let at = |rank: u64| {
        let mut seen = 0;
        for (value, rows) in numbers {
            seen += rows;
            if seen > rank {
                return *value;
            }
        }
        f64::NAN
    };
    let (low, high) = (at(rows.saturating_sub(1) / 2), at(rows / 2));
    low / 2.0 + high / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_a_small_column() {
        // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sum of squares 32, middle 4.5.
        let numbers = [(2.0, 1), (4.0, 3), (5.0, 2), (7.0, 1), (9.0, 1)];
        let (mean, std_dev) = moments(&numbers);
        assert!((mean - 5.0).abs() < 1e-12 && (std_dev - (32.0_f64 / 7.0).sqrt()).abs() < 1e-12);
        assert_eq!(median(&numbers), 4.5);
        let histogram = bins(&numbers, 2.0, 9.0);
        assert_eq!(histogram.counts, [1, 0, 0, 0, 3, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
    }

    #[test]
    fn one_value_is_one_bin() {
        assert_eq!(bins(&[(3.0, 7)], 3.0, 3.0).counts, [7]);
        assert_eq!(moments(&[(3.0, 1)]), (3.0, 0.0));
    }
}
