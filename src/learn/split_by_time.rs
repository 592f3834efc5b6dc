//! The earliest customers learn, later ones check, the latest judge: what a model does that is used next month.

use crate::domain::recipe::Split;
use crate::domain::report::Part;

use super::error::LearnError;
use super::split::checked;

/// The part of every row by its time. A row is `None` where its answer is not known. Rows with a known answer but
/// no time (not finite) take no part ([`Part::Dropped`]). Rows of one time are never divided: a part ends where the
/// time changes that is nearest to its share.
pub fn by_time(times: &[Option<f64>], shares: Split, column: &str) -> Result<Vec<Part>, LearnError> {
    let shares = checked(shares)?;
    let mut parts: Vec<Part> =
        times.iter().map(|time| time.map_or(Part::Unlabelled, |_| Part::Dropped)).collect();
    let timed = times.iter().enumerate().filter_map(|(row, time)| time.map(|time| (time, row)));
    let mut ordered: Vec<(f64, usize)> = timed.filter(|(time, _)| time.is_finite()).collect();
    ordered.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let n = ordered.len();
    let changes =
        ordered.windows(2).enumerate().filter(|(_, pair)| matches!(pair, [(a, _), (b, _)] if a != b));
    let changes: Vec<usize> = changes.map(|(place, _)| place + 1).collect();
    let nearest = |share: f64, from: usize| -> usize {
        let ideal = share * n as f64;
        let ends = std::iter::once(0).chain(changes.iter().copied()).chain(std::iter::once(n));
        let ends = ends.filter(|end| *end >= from);
        let off = |end: &usize| (*end as f64 - ideal).abs();
        ends.min_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(n)
    };
    let [train, valid, test] = shares;
    let learned = nearest(train, 0);
    let checks = if test > 0.0 { nearest(train + valid, learned) } else { n };
    let checks = if valid > 0.0 { checks } else { learned };
    let sizes = [learned, checks - learned, n - checks];
    let empty = shares.iter().zip(sizes).any(|(share, size)| *share > 0.0 && size == 0);
    if empty {
        let column = column.to_owned();
        return Err(LearnError::FewTimes { column, times: if n == 0 { 0 } else { changes.len() + 1 } });
    }
    for (place, (_, row)) in ordered.iter().enumerate() {
        if let Some(part) = parts.get_mut(*row) {
            *part = match place {
                place if place < learned => Part::Train,
                place if place < checks => Part::Valid,
                _ => Part::Test,
            };
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Part::{Dropped, Test, Train, Unlabelled};

    fn split(times: &[f64], shares: [f64; 3]) -> Result<Vec<Part>, LearnError> {
        let [train, valid, test] = shares;
        let known: Vec<Option<f64>> = times.iter().copied().map(Some).collect();
        by_time(&known, Split::Shares { train, valid, test }, "day")
    }

    #[test]
    fn nobody_judges_who_is_earlier_than_somebody_who_learned() {
        // Times in no order, many of them alike.
        let times: Vec<f64> = (0..1_000).map(|row: u32| f64::from(row * 7919 % 1013 / 9)).collect();
        let parts = split(&times, [0.7, 0.15, 0.15]).unwrap();
        let of = |wanted: Part| {
            let own = times.iter().zip(&parts).filter(move |(_, part)| **part == wanted);
            own.map(|(time, _)| *time).collect::<Vec<f64>>()
        };
        let [train, valid, test] = [Part::Train, Part::Valid, Part::Test].map(of);
        let ends = |times: &[f64]| {
            let low = times.iter().copied().fold(f64::INFINITY, f64::min);
            (low, times.iter().copied().fold(f64::NEG_INFINITY, f64::max))
        };
        assert!(ends(&train).1 < ends(&valid).0 && ends(&valid).1 < ends(&test).0);
        // About nine rows share a time, so that a part is off by half of them at most.
        for (part, share) in [(&train, 700.0), (&valid, 150.0), (&test, 150.0)] {
            assert!((part.len() as f64 - share).abs() <= 10.0, "{} {share}", part.len());
        }
        assert_eq!(train.len() + valid.len() + test.len(), 1_000);
    }

    #[test]
    fn rows_without_a_time_or_an_answer_take_no_part() {
        let times = [Some(3.0), None, Some(f64::NAN), Some(1.0), Some(2.0), Some(4.0)];
        let half = Split::Shares { train: 0.5, valid: 0.0, test: 0.5 };
        let parts = by_time(&times, half, "day").unwrap();
        assert_eq!(parts, [Test, Unlabelled, Dropped, Train, Train, Test]);
        // Without a part that judges, the rest checks.
        let parts = split(&[2.0, 1.0, 3.0, 4.0], [0.75, 0.25, 0.0]).unwrap();
        assert_eq!(parts, [Train, Train, Train, Part::Valid]);
    }

    #[test]
    fn times_that_cannot_be_divided_are_told() {
        for (times, told) in [(vec![5.0; 20], 1), (vec![f64::NAN; 20], 0)] {
            let error = split(&times, [0.7, 0.15, 0.15]).unwrap_err();
            assert!(matches!(&error, LearnError::FewTimes { times, .. } if *times == told), "{error:?}");
        }
        let two: Vec<f64> = (0..20).map(|row| f64::from(row % 2)).collect();
        assert!(matches!(split(&two, [0.7, 0.15, 0.15]), Err(LearnError::FewTimes { times: 2, .. })));
        assert!(split(&two, [0.5, 0.0, 0.5]).is_ok());
    }
}
