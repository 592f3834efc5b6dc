//! Which columns tell yes from no without exception, so that maximum likelihood has no finite answer.
//!
//! A column separates alone when no value of a yes lies below the largest value of a no, or the other way round; a
//! shared border counts too (quasi-complete separation: Albert & Anderson 1984, On the Existence of Maximum Likelihood
//! Estimates in Logistic Regression Models). For a 0/1 column that means: one of its two sides has one answer only.

use super::blocks::{self, GoOn};
use super::design::Design;
use super::error::LearnError;

/// Columns named at most where only several together separate.
const NAMED: usize = 3;

/// What tells the answers apart; by place among the outputs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Separation {
    /// Outputs that do it alone.
    pub alone: Vec<usize>,
    /// An output each of the columns whose base does it: customers with the base have one answer only.
    pub bases: Vec<usize>,
    /// Where none does it alone, those with the largest part.
    pub together: Vec<usize>,
}

/// The range of a column among no and yes.
#[derive(Clone, Copy)]
struct Ranges([[f64; 2]; 2]);

impl Ranges {
    const NOTHING: Self = Self([[f64::INFINITY, f64::NEG_INFINITY]; 2]);

    fn see(&mut self, value: f64, answer: f64) {
        let [no, yes] = &mut self.0;
        let [low, high] = if answer == 1.0 { yes } else { no };
        *low = low.min(value);
        *high = high.max(value);
    }

    fn join(&mut self, other: &Self) {
        for ([low, high], [other_low, other_high]) in self.0.iter_mut().zip(&other.0) {
            *low = low.min(*other_low);
            *high = high.max(*other_high);
        }
    }

    fn separates(&self) -> bool {
        let [[no_low, no_high], [yes_low, yes_high]] = self.0;
        let differs = no_low.min(yes_low) < no_high.max(yes_high);
        differs && (no_high <= yes_low || yes_high <= no_low)
    }
}

/// Looks for columns of a design that separate the answers, 1 or 0. `pull`: how strongly each column moves the
/// log-odds, to name those that do it together.
pub(super) fn find(x: &Design, y: &[f64], pull: &[f64], go_on: GoOn<'_>) -> Result<Separation, LearnError> {
    let (numbers, number_at, groups) = x.parts();
    let ranges = |rows: std::ops::Range<usize>| {
        let mut found = vec![Ranges::NOTHING; number_at.len()];
        for row in rows {
            let answer = y.get(row).copied().unwrap_or(0.0);
            for (range, value) in found.iter_mut().zip(numbers.row(row)) {
                range.see(*value, answer);
            }
        }
        found
    };
    let start = vec![Ranges::NOTHING; number_at.len()];
    let ranges = blocks::sum(x.rows(), go_on, start, ranges, |all: &mut Vec<Ranges>, part| {
        all.iter_mut().zip(&part).for_each(|(all, part)| all.join(part));
    })?;
    let separating = number_at.iter().zip(&ranges).filter(|(_, range)| range.separates());
    let mut found =
        Separation { alone: separating.map(|(output, _)| *output).collect(), ..Separation::default() };
    for group in groups {
        if !go_on() {
            return Err(LearnError::Stopped);
        }
        // The last place is that of the base.
        let mut counts = vec![[0_usize; 2]; group.outputs.len() + 1];
        for (place, answer) in group.places.iter().zip(y) {
            let [no, yes] =
                counts.get_mut(usize::from(*place)).map_or([None, None], |[no, yes]| [Some(no), Some(yes)]);
            if let Some(count) = if *answer == 1.0 { yes } else { no } {
                *count += 1;
            }
        }
        let one_only = |[no, yes]: &[usize; 2]| (*no == 0) != (*yes == 0);
        let alone = group.outputs.iter().zip(&counts).filter(|(_, counts)| one_only(counts));
        found.alone.extend(alone.map(|(output, _)| *output));
        if counts.last().is_some_and(one_only) {
            // With one column beside the base, that column says it all the same.
            found.bases.extend(group.outputs.first().copied());
        }
    }
    found.alone.sort_unstable();
    if found.alone.is_empty() && found.bases.is_empty() {
        let mut by_pull: Vec<(usize, f64)> = pull.iter().map(|pull| pull.abs()).enumerate().collect();
        by_pull.sort_by(|a, b| b.1.total_cmp(&a.1));
        found.together = by_pull.into_iter().take(NAMED).map(|(output, _)| output).collect();
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::super::design::Group;
    use super::*;
    use ndarray::Array2;

    fn design(numbers: &[[f64; 2]], places: &[u16]) -> Design {
        let cells = Array2::from_shape_fn((numbers.len(), 2), |(i, j)| numbers[i][j]);
        Design::new(cells, vec![0, 3], vec![Group { outputs: vec![1, 2], places: places.to_vec() }])
    }

    #[test]
    fn borders_count_and_overlaps_do_not() {
        let y = [0.0, 0.0, 1.0, 1.0];
        let numbers = [[1.0, 9.0], [3.0, 1.0], [3.0, 5.0], [4.0, 2.0]];
        let found = find(&design(&numbers, &[0, 1, 0, 1]), &y, &[0.0; 4], &|| true).unwrap();
        assert_eq!(found, Separation { alone: vec![0], ..Separation::default() });
        // Level 1 is always yes; the base is always no; level 2 is mixed.
        let mixed = [[1.0, 9.0], [3.0, 1.0], [2.0, 5.0], [1.0, 2.0]];
        let found = find(&design(&mixed, &[2, 1, 0, 1]), &y, &[0.0; 4], &|| true).unwrap();
        assert_eq!((found.alone, found.bases), (vec![1], vec![1]));
        let found = find(&design(&mixed, &[0, 1, 0, 1]), &y, &[0.1, -5.0, 0.0, 2.0], &|| true).unwrap();
        assert_eq!(found.together, [1, 3, 0]);
    }
}
