//! Who learns, who checks, who judges: a seeded split with the same mix of answers in every part.

use rand::SeedableRng as _;
use rand::seq::SliceRandom as _;
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::domain::recipe::Split;
use crate::domain::report::Part;

use super::error::LearnError;

/// What must be mixed alike in every part.
#[derive(Clone, Debug, PartialEq)]
pub enum Strata {
    /// The known answer of each row; none = no known answer.
    Classes(Vec<Option<bool>>),
    /// The class of each row by its index; not finite = no known answer.
    Levels(Vec<f64>),
    /// The known number of each row, cut into tenths by rank; not finite = no known answer.
    Numbers(Vec<f64>),
}

impl Strata {
    /// Whether the answer of each row is known.
    pub fn known(&self) -> Vec<bool> {
        match self {
            Self::Classes(answers) => answers.iter().map(Option::is_some).collect(),
            Self::Levels(values) | Self::Numbers(values) => {
                values.iter().map(|value| value.is_finite()).collect()
            }
        }
    }

    /// Rows per stratum, and the number of rows in all. Every labelled row is in exactly one stratum.
    fn groups(&self) -> (Vec<Vec<usize>>, usize) {
        match self {
            Self::Classes(answers) => {
                let rows_of = |wanted: bool| {
                    let rows = answers.iter().enumerate();
                    rows.filter(|(_, answer)| **answer == Some(wanted)).map(|(row, _)| row).collect()
                };
                (vec![rows_of(true), rows_of(false)], answers.len())
            }
            Self::Levels(classes) => {
                let mut groups: Vec<Vec<usize>> = Vec::new();
                for (row, class) in classes.iter().enumerate().filter(|(_, class)| class.is_finite()) {
                    let class = *class as usize;
                    if groups.len() <= class {
                        groups.resize_with(class + 1, Vec::new);
                    }
                    groups.get_mut(class).into_iter().for_each(|rows| rows.push(row));
                }
                (groups, classes.len())
            }
            Self::Numbers(values) => {
                let mut ranked: Vec<(f64, usize)> =
                    values.iter().copied().enumerate().map(|(row, value)| (value, row)).collect();
                ranked.retain(|(value, _)| value.is_finite());
                ranked.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                let size = ranked.len().div_ceil(10).max(1);
                let tenths = ranked.chunks(size).map(|tenth| tenth.iter().map(|(_, row)| *row).collect());
                (tenths.collect(), values.len())
            }
        }
    }
}

/// The fold of every row, from 0 to below `k`, with the same mix of answers in each: rows of a stratum are dealt out
/// by chance one after the other, so that folds differ by one row at most, of every stratum and in all. Rows
/// without a known answer are in fold 0. The same seed gives the same folds.
pub(super) fn mixed_folds(strata: &Strata, k: u32, seed: u64) -> Vec<u32> {
    let (groups, rows) = strata.groups();
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut fold_of = vec![0; rows];
    let mut dealt = (0..k.max(1)).cycle();
    for mut group in groups {
        group.shuffle(&mut rng);
        for (row, fold) in group.into_iter().zip(dealt.by_ref()) {
            if let Some(slot) = fold_of.get_mut(row) {
                *slot = fold;
            }
        }
    }
    fold_of
}

const PARTS: [Part; 3] = [Part::Train, Part::Valid, Part::Test];

/// The part of every row. Within each stratum a part holds its share to within one row, and the
/// remainders are carried on, so that the whole is close to its share too. A part with a share is never
/// empty where there are as many labelled rows as parts. The same seed gives the same parts.
pub fn stratified(strata: &Strata, shares: Split, seed: u64) -> Result<Vec<Part>, LearnError> {
    let (mut groups, rows) = strata.groups();
    let mut parts = vec![Part::Unlabelled; rows];
    let shares = checked(shares)?;
    // Small strata first: the carried remainder must not take the only rows of a rare answer from training.
    groups.sort_by_key(Vec::len);
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut owed = [0.0; 3];
    let mut members: [Vec<usize>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    for mut group in groups {
        group.shuffle(&mut rng);
        let sizes = sizes(group.len(), shares, &mut owed);
        let mut rest = group.into_iter();
        for (size, rows_of_part) in sizes.into_iter().zip(&mut members) {
            rows_of_part.extend(rest.by_ref().take(size));
        }
    }
    fill_empty_parts(&mut members, shares);
    for (part, rows_of_part) in PARTS.into_iter().zip(&members) {
        for row in rows_of_part {
            if let Some(slot) = parts.get_mut(*row) {
                *slot = part;
            }
        }
    }
    Ok(parts)
}

/// Shares that add up to 1 and leave somebody to learn from.
pub(super) fn checked(shares: Split) -> Result<[f64; 3], LearnError> {
    let Split::Shares { train, valid, test } = shares else { return Ok([1.0, 0.0, 0.0]) };
    let all = [train, valid, test];
    let fine = all.iter().all(|share| share.is_finite() && *share >= 0.0)
        && (all.iter().sum::<f64>() - 1.0).abs() < 1e-6
        && train > 0.0;
    if fine { Ok(all) } else { Err(LearnError::BadShares { train, valid, test }) }
}

/// How many of `n` rows go to each part. `owed` carries what rounding has kept from a part so far.
fn sizes(n: usize, shares: [f64; 3], owed: &mut [f64; 3]) -> [usize; 3] {
    let ideal = shares.map(|share| share * n as f64);
    // The tiny amount makes 0.7 * 10 count as 7 although the product may fall just short of it.
    let mut sizes = ideal.map(|rows| (rows + 1e-9).floor() as usize);
    let mut left = n.saturating_sub(sizes.iter().sum());
    let mut raised = [false; 3];
    while left > 0 {
        // A stratum without any row in training cannot be learned: training comes first there.
        let starved = sizes.first() == Some(&0);
        let need = |part: usize| -> f64 {
            let get = |values: &[f64; 3]| values.get(part).copied().unwrap_or(0.0);
            if raised.get(part) == Some(&true) || get(&shares) == 0.0 {
                f64::NEG_INFINITY
            } else if starved && part == 0 {
                f64::INFINITY
            } else {
                get(owed) + get(&ideal) - sizes.get(part).copied().unwrap_or(0) as f64
            }
        };
        let Some(part) = (0..3).max_by(|a, b| need(*a).total_cmp(&need(*b)).then(b.cmp(a))) else { break };
        if let (Some(size), Some(flag)) = (sizes.get_mut(part), raised.get_mut(part)) {
            *size += 1;
            *flag = true;
        }
        left -= 1;
    }
    for ((owed, ideal), size) in owed.iter_mut().zip(ideal).zip(sizes) {
        *owed += ideal - size as f64;
    }
    sizes
}

/// Moves one row from the largest part into each part that has a share but no row.
fn fill_empty_parts(members: &mut [Vec<usize>; 3], shares: [f64; 3]) {
    for part in 0..3 {
        let wants = shares.get(part).is_some_and(|share| *share > 0.0);
        let empty = members.get(part).is_some_and(Vec::is_empty);
        if !(wants && empty) {
            continue;
        }
        let largest = members.iter_mut().max_by_key(|rows| rows.len()).filter(|rows| rows.len() > 1);
        let moved = largest.and_then(Vec::pop);
        if let (Some(row), Some(rows)) = (moved, members.get_mut(part)) {
            rows.push(row);
        }
    }
}

/// The fold of every row: its index modulo `k` (`k` below one counts as one).
pub fn folds(n_rows: usize, k: u32) -> Vec<u32> {
    let k = k.max(1) as usize;
    (0..n_rows).map(|row| (row % k) as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn count(parts: &[Part], rows: impl Fn(usize) -> bool, part: Part) -> usize {
        parts.iter().enumerate().filter(|(row, found)| rows(*row) && **found == part).count()
    }

    #[test]
    fn exact_shares_when_they_are_whole() {
        let answers: Vec<_> = (0..200).map(|row| Some(row % 10 == 0)).collect();
        let parts = stratified(&Strata::Classes(answers), Split::default(), 7).unwrap();
        let yes = |row: usize| row.is_multiple_of(10);
        assert_eq!(PARTS.map(|part| count(&parts, yes, part)), [14, 3, 3]);
        assert_eq!(PARTS.map(|part| count(&parts, |row| !yes(row), part)), [126, 27, 27]);
    }

    #[test]
    fn rows_without_an_answer_stay_out_and_none_trains_everybody() {
        let strata = Strata::Classes(vec![Some(true), None, Some(false)]);
        let parts = stratified(&strata, Split::None, 1).unwrap();
        assert_eq!(parts, [Part::Train, Part::Unlabelled, Part::Train]);
        let strata = Strata::Numbers(vec![1.0, f64::NAN, 2.0, f64::INFINITY, 5.0]);
        let parts = stratified(&strata, Split::default(), 1).unwrap();
        assert_eq!(parts.iter().filter(|part| **part == Part::Unlabelled).count(), 2);
        for part in PARTS {
            assert_eq!(count(&parts, |_| true, part), 1, "{part:?}");
        }
    }

    #[test]
    fn a_single_yes_goes_to_training() {
        for seed in 0..50 {
            let answers = (0..40).map(|row| Some(row == 17)).collect();
            let parts = stratified(&Strata::Classes(answers), Split::default(), seed).unwrap();
            assert_eq!(parts[17], Part::Train);
        }
    }

    #[test]
    fn numbers_are_mixed_by_tenths() {
        let values: Vec<f64> = (0..1000).map(|row| f64::from((row * 37) % 1000)).collect();
        let parts = stratified(&Strata::Numbers(values.clone()), Split::default(), 3).unwrap();
        for tenth in 0..10 {
            let inside = |row: usize| (values[row] / 100.0) as usize == tenth;
            assert_eq!(PARTS.map(|part| count(&parts, inside, part)), [70, 15, 15]);
        }
    }

    #[test]
    fn every_class_has_its_share_of_every_part() {
        let classes: Vec<f64> =
            (0..400).map(|row| if row % 8 == 7 { f64::NAN } else { f64::from(row % 4) }).collect();
        let parts = stratified(&Strata::Levels(classes.clone()), Split::default(), 3).unwrap();
        for class in 0..3 {
            let of = |row: usize| classes[row] == f64::from(class);
            assert_eq!(PARTS.map(|part| count(&parts, of, part)), [70, 15, 15]);
        }
        assert_eq!(parts.iter().filter(|part| **part == Part::Unlabelled).count(), 50);
        for seed in 0..20 {
            let alone: Vec<f64> = (0..40).map(|row| if row == 17 { 5.0 } else { 0.0 }).collect();
            assert_eq!(stratified(&Strata::Levels(alone), Split::default(), seed).unwrap()[17], Part::Train);
        }
    }

    #[test]
    fn seeds_repeat_and_differ() {
        let strata = Strata::Classes((0..300).map(|row| Some(row % 3 == 0)).collect());
        let of = |seed| stratified(&strata, Split::default(), seed).unwrap();
        assert_eq!(of(5), of(5));
        assert_ne!(of(5), of(6));
    }

    #[test]
    fn bad_shares_are_refused() {
        let strata = Strata::Classes(vec![Some(true); 4]);
        for (train, valid, test) in
            [(0.5, 0.1, 0.1), (1.2, -0.1, -0.1), (f64::NAN, 0.5, 0.5), (0.0, 0.5, 0.5)]
        {
            let shares = Split::Shares { train, valid, test };
            assert!(matches!(stratified(&strata, shares, 1), Err(LearnError::BadShares { .. })));
        }
    }

    #[test]
    fn mixed_folds_hold_every_row_once_and_every_answer_alike() {
        let answers: Vec<Option<bool>> = (0..203).map(|row| Some(row % 9 == 0)).collect();
        let of = |seed| mixed_folds(&Strata::Classes(answers.clone()), 5, seed);
        let folds = of(3);
        assert_eq!((folds.len(), &folds), (203, &of(3)));
        assert_ne!(folds, of(4));
        let most = |counted: &dyn Fn(usize) -> bool| {
            let of = |fold: u32| (0..203).filter(|row| folds[*row] == fold && counted(*row)).count();
            let sizes: Vec<usize> = (0..5).map(of).collect();
            sizes.iter().max().unwrap() - sizes.iter().min().unwrap()
        };
        assert!(most(&|_| true) <= 1);
        assert!(most(&|row| answers[row] == Some(true)) <= 1);
        assert!(most(&|row| answers[row] == Some(false)) <= 1);
    }

    #[test]
    fn folds_are_the_index_modulo_k() {
        assert_eq!(folds(7, 3), [0, 1, 2, 0, 1, 2, 0]);
        assert_eq!(folds(2, 0), [0, 0]);
    }

    proptest! {
        #[test]
        fn every_share_holds_within_one_row_per_stratum(
            answers in proptest::collection::vec(proptest::option::of(any::<bool>()), 0..200),
            train in 1_u32..90, valid in 0_u32..10, seed in any::<u64>(),
        ) {
            let (train, valid) = (f64::from(train) / 100.0, f64::from(valid) / 100.0);
            let shares = [train, valid, 1.0 - train - valid];
            let split = Split::Shares { train, valid, test: shares[2] };
            let parts = stratified(&Strata::Classes(answers.clone()), split, seed).unwrap();
            let labelled = answers.iter().flatten().count();
            for (row, answer) in answers.iter().enumerate() {
                prop_assert_eq!(answer.is_none(), parts[row] == Part::Unlabelled);
            }
            // One more row may move so that no part stays empty, and one so that training has every answer.
            for class in [true, false] {
                let n = answers.iter().filter(|answer| **answer == Some(class)).count();
                for (part, share) in PARTS.into_iter().zip(shares) {
                    let found = count(&parts, |row| answers[row] == Some(class), part) as f64;
                    prop_assert!((found - share * n as f64).abs() <= 2.0 + 1e-6);
                    if n >= 100 {
                        prop_assert!((found - share * n as f64).abs() < 1.0 + 1e-6);
                    }
                }
            }
            if labelled >= 3 {
                for (part, share) in PARTS.into_iter().zip(shares) {
                    if share > 0.0 {
                        prop_assert!(parts.contains(&part));
                    }
                }
            }
        }
    }
}
