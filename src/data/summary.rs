//! The shape of a column in a few figures.

use super::cells::Value;
use super::dates;
use super::figures::{Counted, Figures};
use crate::domain::column::{Kind, Summary};

/// Values shown by name.
const TOP: usize = 8;

/// The shape of a column of numbers or, with `kind` date, of days.
pub(super) fn of_figures(figures: Option<&Figures>, kind: Kind) -> Summary {
    let Some(figures) = figures else { return Summary::Empty };
    let Figures { min, max, mean, std_dev, quartiles, histogram, .. } = figures;
    if kind == Kind::Date {
        let histogram = histogram.clone();
        return Summary::Dates { first: dates::iso(*min), last: dates::iso(*max), histogram };
    }
    let [_, median, _] = *quartiles;
    Summary::Numbers {
        min: *min,
        max: *max,
        mean: *mean,
        median,
        std_dev: *std_dev,
        histogram: histogram.clone(),
    }
}

/// The shape of a column of numbers, one per row or with the number of rows of each; NaN counts for nothing.
pub(super) fn of_numbers(numbers: Vec<(f64, u64)>, kind: Kind) -> Summary {
    let numbers: Vec<Counted> = numbers
        .into_iter()
        .filter(|(value, _)| value.is_finite())
        .map(|(value, rows)| (value, u32::try_from(rows).unwrap_or(u32::MAX)))
        .collect();
    of_figures(Figures::of(&numbers).as_ref(), kind)
}

/// The shape of a column of words, given as different values.
pub(super) fn of_values(values: &[Value<'_>]) -> Summary {
    if values.is_empty() {
        return Summary::Empty;
    }
    let top: Vec<(String, u64)> =
        most_frequent(values, TOP).into_iter().map(|value| (value.text.to_owned(), value.rows)).collect();
    let all: u64 = values.iter().map(|value| value.rows).sum();
    let named: u64 = top.iter().map(|(_, rows)| rows).sum();
    Summary::Values { top, other: all - named }
}

/// The shape of a column of words, one per row.
pub(super) fn of_words<'a>(words: impl Iterator<Item = &'a str>) -> Summary {
    let mut rows: std::collections::BTreeMap<&str, u64> = std::collections::BTreeMap::new();
    for word in words {
        *rows.entry(word).or_default() += 1;
    }
    let values: Vec<Value<'_>> = rows.into_iter().map(|(text, rows)| Value { text, rows }).collect();
    of_values(&values)
}

/// The `count` most frequent values, of equals the first in code-point order first. One look at each: sorting a
/// million texts to show eight of them would take seconds.
pub(super) fn most_frequent<'a>(values: &[Value<'a>], count: usize) -> Vec<Value<'a>> {
    let mut best: Vec<Value<'a>> = Vec::with_capacity(count + 1);
    for value in values {
        let beats = |other: &Value<'_>| {
            value.rows > other.rows || (value.rows == other.rows && value.text < other.text)
        };
        if best.len() == count && !best.last().is_some_and(beats) {
            continue;
        }
        let place = best.iter().position(beats).unwrap_or(best.len());
        best.insert(place, *value);
        best.truncate(count);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_most_frequent_are_those_of_the_sorted_list(
            rows in proptest::collection::vec(1_u64..6, 0..60), count in 1_usize..12,
        ) {
            let texts: Vec<String> = (0..rows.len()).map(|n| format!("{}", n * 37 % 61)).collect();
            let mut values: Vec<Value<'_>> =
                texts.iter().zip(&rows).map(|(text, rows)| Value { text, rows: *rows }).collect();
            let found = most_frequent(&values, count);
            values.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.text.cmp(b.text)));
            values.truncate(count);
            proptest::prop_assert_eq!(found, values);
        }
    }
}
