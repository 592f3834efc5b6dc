//! Ticks at 1, 2, 2.5 or 5 times a power of ten, and the ranges they span. Pure arithmetic.

/// An axis from its first tick to its last.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// Left or lower end.
    pub(super) low: f64,
    /// Right or upper end.
    pub(super) high: f64,
    /// Where a label and a grid line stand.
    pub(super) ticks: Vec<f64>,
}

impl Scale {
    /// The scale that covers the values, its ends on ticks; 0 to 1 where there are none.
    pub(super) fn covering(low: f64, high: f64, most: usize) -> Self {
        let (low, high) = if low.is_finite() && high.is_finite() { (low, high) } else { (0.0, 1.0) };
        // One value alone gets room on both sides.
        let room = if high > low { 0.0 } else { low.abs().max(1.0) * 0.1 };
        let ticks = ticks(low - room, high + room, most);
        let first = ticks.first().copied().unwrap_or(low);
        let last = ticks.last().copied().unwrap_or(high);
        Self { low: first, high: last, ticks }
    }

    /// Decimals that tell all ticks apart.
    pub(super) fn decimals(&self) -> usize {
        let whole = |value: f64| (value - value.round()).abs() < 1e-6;
        (0..9).find(|places| self.ticks.iter().all(|tick| whole(tick * 10f64.powi(*places)))).unwrap_or(9)
            as usize
    }

    /// From 0 to 1 in quarters, for shares.
    pub(super) fn share() -> Self {
        Self { low: 0.0, high: 1.0, ticks: vec![0.0, 0.25, 0.5, 0.75, 1.0] }
    }

    /// From 0 to a count, whole steps only; the last value need not be a tick.
    pub(super) fn count(high: u32, most: usize) -> Self {
        let high = f64::from(high.max(1));
        let ticks = ticks_between(0.0, high, most).into_iter().filter(|tick| tick.fract() == 0.0).collect();
        Self { low: 0.0, high, ticks }
    }
}

/// At most `most` ticks (at least two) whose first and last enclose both ends.
pub fn ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    let mut step = step(high - low, most);
    // Rounding outwards may need one tick more than the range itself.
    while (high / step).ceil() - (low / step).floor() >= most.max(2) as f64 {
        step = next_step(step);
    }
    let first = (low / step).floor() as i64;
    let last = ((high / step).ceil() as i64).max(first + 1);
    (first..=last).map(|place| place as f64 * step).collect()
}

/// At most `most` ticks between both ends.
pub fn ticks_between(low: f64, high: f64, most: usize) -> Vec<f64> {
    let step = step(high - low, most);
    let first = (low / step - 1e-9).ceil() as i64;
    let last = (high / step + 1e-9).floor() as i64;
    (first..=last).map(|place| place as f64 * step).collect()
}

/// The smallest step that needs at most `most` ticks for a range.
fn step(range: f64, most: usize) -> f64 {
    let rough =
        if range.is_finite() && range > 0.0 { range / most.max(2).saturating_sub(1) as f64 } else { 1.0 };
    let power = 10f64.powf(rough.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|part| part * power)
        .find(|step| *step >= rough * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

fn next_step(step: f64) -> f64 {
    let power = 10f64.powf(step.log10().floor() + 0.0);
    let part = step / power;
    let next = if part < 1.5 {
        2.0
    } else if part < 2.2 {
        2.5
    } else if part < 4.0 {
        5.0
    } else {
        10.0
    };
    next * power
}

/// The value below which a share of the values lies, by nearest rank; none without values.
pub(super) fn percentile(values: &mut [f64], share: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    values.get((last as f64 * share).round() as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_enclose() {
        let table: [(f64, f64, usize, &[f64]); 6] = [
            (0.0, 1.0, 5, &[0.0, 0.25, 0.5, 0.75, 1.0]),
            (0.0, 72.0, 5, &[0.0, 20.0, 40.0, 60.0, 80.0]),
            (18.25, 118.75, 6, &[0.0, 25.0, 50.0, 75.0, 100.0, 125.0]),
            (-4500.0, 41_500.0, 5, &[-20_000.0, 0.0, 20_000.0, 40_000.0, 60_000.0]),
            (0.0, 3.0, 5, &[0.0, 1.0, 2.0, 3.0]),
            (0.0, 1e9, 3, &[0.0, 5e8, 1e9]),
        ];
        for (low, high, most, expected) in table {
            assert_eq!(ticks(low, high, most), expected, "{low} to {high}");
        }
    }

    #[test]
    fn ticks_never_exceed_their_number() {
        for range in [1e-6, 0.07, 0.3, 0.99, 1.0, 4.2, 6.9, 13.0, 999.0, 3.7e7] {
            for start in [-3.3, 0.0, 0.41, 17.0] {
                for most in 3..8 {
                    let found = ticks(start, start + range, most);
                    assert!(found.len() <= most && found.len() >= 2, "{start} + {range}, {most}: {found:?}");
                    assert!(found[0] <= start && found[found.len() - 1] >= start + range - 1e-12);
                    let inside = ticks_between(start, start + range, most);
                    assert!(inside.len() <= most);
                }
            }
        }
    }

    #[test]
    fn a_scale_without_values_still_has_two_ends() {
        for scale in [
            Scale::covering(f64::NAN, 1.0, 5),
            Scale::covering(3.0, 3.0, 5),
            Scale::covering(0.0, 0.0, 5),
            Scale::count(0, 5),
        ] {
            assert!(scale.low < scale.high, "{scale:?}");
        }
        assert_eq!(Scale::share().decimals(), 2);
        assert_eq!(Scale::covering(0.0, 5.0, 5).decimals(), 0);
        assert_eq!(Scale::covering(0.41, 0.69, 5).decimals(), 1);
        assert_eq!(Scale::count(3, 5).ticks, [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(Scale::count(1, 5).ticks, [0.0, 1.0]);
    }

    #[test]
    fn percentiles_by_nearest_rank() {
        assert_eq!(percentile(&mut [5.0, 1.0, 3.0], 0.5), Some(3.0));
        assert_eq!(percentile(&mut [5.0, 1.0, 3.0], 0.98), Some(5.0));
        assert_eq!(percentile(&mut [], 0.5), None);
    }
}
