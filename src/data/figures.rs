//! Figures of a column of numbers, from its different values and their rows: no row is looked at twice, and
//! nothing is sorted that need not be.

use crate::domain::column::Histogram;

/// Bins of a histogram.
const BINS: usize = 16;
/// Bins that narrow down where a rank lies.
const FINE: usize = 1_024;
/// As many values are sorted rather than divided again.
const FEW: usize = 2_048;

/// A number and how many rows hold it.
pub(super) type Counted = (f64, u32);

/// What a column of numbers holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figures {
    /// Rows with a number.
    pub(super) rows: u64,
    /// Smallest and largest.
    pub(super) min: f64,
    pub(super) max: f64,
    /// Average.
    pub(super) mean: f64,
    /// Standard deviation (n − 1).
    pub(super) std_dev: f64,
    /// Third central moment by the 1.5th power of the second (g₁); 0 where nothing varies.
    pub(super) skewness: f64,
    /// A quarter, half and three quarters of the rows lie below (linear between ranks, type 7 of Hyndman and
    /// Fan 1996).
    pub(super) quartiles: [f64; 3],
    /// Equal-width bins.
    pub(super) histogram: Histogram,
}

impl Figures {
    /// None without numbers. All numbers are finite.
    pub(super) fn of(numbers: &[Counted]) -> Option<Self> {
        let (mut rows, mut min, mut max) = (0, f64::INFINITY, f64::NEG_INFINITY);
        for (value, count) in numbers {
            rows += u64::from(*count);
            min = min.min(*value);
            max = max.max(*value);
        }
        if rows == 0 {
            return None;
        }
        let (mean, std_dev, skewness) = moments(numbers, rows as f64);
        let quartiles = quartiles(numbers, rows);
        let histogram = bins(numbers, min, max);
        Some(Self { rows, min, max, mean, std_dev, skewness, quartiles, histogram })
    }

    /// Rows below and above the given edges.
    pub(super) fn beyond(numbers: &[Counted], low: f64, high: f64) -> (u64, u64) {
        let (mut below, mut above) = (0, 0);
        for (value, count) in numbers {
            if *value < low {
                below += u64::from(*count);
            } else if *value > high {
                above += u64::from(*count);
            }
        }
        (below, above)
    }
}

/// Mean, standard deviation (n − 1) and skewness, in two passes.
fn moments(numbers: &[Counted], rows: f64) -> (f64, f64, f64) {
    let mut mean = 0.0;
    for (value, count) in numbers {
        mean += value / rows * f64::from(*count);
    }
    let (mut squares, mut cubes) = (0.0, 0.0);
    for (value, count) in numbers {
        let from_mean = value - mean;
        let square = from_mean * from_mean * f64::from(*count);
        squares += square;
        cubes += square * from_mean;
    }
    let std_dev = if rows > 1.0 { (squares / (rows - 1.0)).sqrt() } else { 0.0 };
    let spread = (squares / rows).powf(1.5);
    (mean, std_dev, if spread > 0.0 && spread.is_finite() { cubes / rows / spread } else { 0.0 })
}

/// Equal-width bins; the last one includes its right edge. One value alone is one bin.
fn bins(numbers: &[Counted], min: f64, max: f64) -> Histogram {
    let width = max / BINS as f64 - min / BINS as f64;
    if width <= 0.0 || !width.is_finite() {
        let all = numbers.iter().map(|(_, rows)| u64::from(*rows)).sum();
        return Histogram { min, max, counts: vec![all] };
    }
    let mut counts = vec![0; BINS];
    let first = min / width;
    for (value, rows) in numbers {
        let bin = ((value / width - first).max(0.0) as usize).min(BINS - 1);
        if let Some(count) = counts.get_mut(bin) {
            *count += u64::from(*rows);
        }
    }
    Histogram { min, max, counts }
}

/// The values below which a quarter, half and three quarters of the rows lie, linear between the two ranks next
/// to each.
fn quartiles(numbers: &[Counted], rows: u64) -> [f64; 3] {
    let places = [0.25, 0.5, 0.75].map(|share| (rows - 1) as f64 * share);
    let ranks: Vec<u64> =
        places.iter().flat_map(|place| [place.floor() as u64, (place.ceil() as u64).min(rows - 1)]).collect();
    let values = at_ranks(numbers, &ranks);
    let mut found = [0.0; 3];
    for ((quartile, place), pair) in found.iter_mut().zip(places).zip(values.chunks_exact(2)) {
        let [low, high] = pair else { continue };
        let beyond = place.fract();
        // Two parts rather than a difference: the ends of the range of f64 would overflow.
        *quartile = if beyond == 0.0 { *low } else { low * (1.0 - beyond) + high * beyond };
    }
    found
}

/// The values of 0-based ranks among the rows: equal-width bins show where each rank lies, and only what shares
/// its bin is looked at again.
fn at_ranks(numbers: &[Counted], ranks: &[u64]) -> Vec<f64> {
    let (mut min, mut max) = (f64::INFINITY, f64::NEG_INFINITY);
    for (value, _) in numbers {
        min = min.min(*value);
        max = max.max(*value);
    }
    let scale = FINE as f64 / (max - min);
    if numbers.len() <= FEW || !scale.is_finite() || scale <= 0.0 {
        return by_sorting(numbers.to_vec(), ranks);
    }
    let bin = |value: f64| (((value - min) * scale) as usize).min(FINE - 1);
    let mut counts = vec![0_u64; FINE];
    for (value, rows) in numbers {
        if let Some(count) = counts.get_mut(bin(*value)) {
            *count += u64::from(*rows);
        }
    }
    // Each rank as its bin and its rank within it.
    let places: Vec<(usize, u64)> = ranks
        .iter()
        .map(|rank| {
            let mut left = *rank;
            for (place, count) in counts.iter().enumerate() {
                if left < *count {
                    return (place, left);
                }
                left -= count;
            }
            (FINE - 1, left)
        })
        .collect();
    let mut wanted: Vec<(usize, Vec<Counted>)> = Vec::new();
    let mut group_of = vec![usize::MAX; FINE];
    for (place, _) in &places {
        if let Some(group) = group_of.get_mut(*place).filter(|group| **group == usize::MAX) {
            *group = wanted.len();
            wanted.push((*place, Vec::new()));
        }
    }
    for number in numbers {
        let group = group_of.get(bin(number.0)).copied().unwrap_or(usize::MAX);
        if let Some((_, members)) = wanted.get_mut(group) {
            members.push(*number);
        }
    }
    let mut found = vec![f64::NAN; ranks.len()];
    for (place, members) in &wanted {
        let of_group: Vec<usize> = (0..places.len())
            .filter(|index| places.get(*index).is_some_and(|(own, _)| own == place))
            .collect();
        let within: Vec<u64> =
            of_group.iter().filter_map(|index| places.get(*index)).map(|(_, rank)| *rank).collect();
        for (index, value) in of_group.iter().zip(at_ranks(members, &within)) {
            if let Some(slot) = found.get_mut(*index) {
                *slot = value;
            }
        }
    }
    found
}

fn by_sorting(mut numbers: Vec<Counted>, ranks: &[u64]) -> Vec<f64> {
    numbers.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let at = |rank: &u64| {
        let mut left = *rank;
        for (value, rows) in &numbers {
            if left < u64::from(*rows) {
                return *value;
            }
            left -= u64::from(*rows);
        }
        numbers.last().map_or(f64::NAN, |(value, _)| *value)
    };
    ranks.iter().map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_a_small_column() {
        // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sum of squares 32, sum of cubes −27 − 3 + 8 + 64 = 42, middle 4.5;
        // type 7 quartiles stand at ranks 1.75, 3.5 and 5.25: 4, 4.5 and 5.5.
        let numbers = [(9.0, 1), (4.0, 3), (5.0, 2), (7.0, 1), (2.0, 1)];
        let found = Figures::of(&numbers).unwrap();
        assert_eq!((found.rows, found.min, found.max, found.quartiles), (8, 2.0, 9.0, [4.0, 4.5, 5.5]));
        assert!((found.mean - 5.0).abs() < 1e-12);
        assert!((found.std_dev - (32.0_f64 / 7.0).sqrt()).abs() < 1e-12);
        assert!((found.skewness - (42.0 / 8.0) / 8.0).abs() < 1e-12);
        assert_eq!(found.histogram.counts, [1, 0, 0, 0, 3, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
        assert_eq!(Figures::beyond(&numbers, 4.0, 5.0), (1, 2));
    }

    #[test]
    fn one_value_is_one_bin() {
        let found = Figures::of(&[(3.0, 7)]).unwrap();
        assert_eq!((found.histogram.counts, found.std_dev, found.skewness), (vec![7], 0.0, 0.0));
        assert_eq!(Figures::of(&[(3.0, 1)]).unwrap().std_dev, 0.0);
        assert_eq!(Figures::of(&[]), None);
    }

    #[test]
    fn the_ends_of_the_range_have_figures() {
        let found = Figures::of(&[(-1e308, 1), (1e308, 1), (0.0, 1)]).unwrap();
        assert_eq!((found.quartiles[1], found.mean), (0.0, 0.0));
    }

    #[test]
    fn ranks_of_many_numbers_are_those_of_the_sorted_list() {
        for scale in [1.0, 1e-3, 40.0] {
            // Exponential of a wide range: most values fall into one bin of the first division.
            let mut numbers: Vec<Counted> = (0..9_000_u32)
                .map(|n| ((f64::from(n * 7_919 % 9_000) / 300.0 * scale).exp(), n % 3 + 1))
                .collect();
            let rows: u64 = numbers.iter().map(|(_, rows)| u64::from(*rows)).sum();
            let ranks: Vec<u64> = (0..rows).step_by(977).collect();
            let found = at_ranks(&numbers, &ranks);
            numbers.sort_by(|a, b| a.0.total_cmp(&b.0));
            let all: Vec<f64> = numbers
                .iter()
                .flat_map(|(value, rows)| std::iter::repeat_n(*value, *rows as usize))
                .collect();
            let expected: Vec<f64> = all.iter().copied().step_by(977).collect();
            assert_eq!(found, expected);
        }
    }
}
