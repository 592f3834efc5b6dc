//! The group of customers among whom a yes/no model tells least.
//!
//! Groups are the values of each category and the quarters of each number, of the ten inputs that its chances follow
//! most; customers with a gap are a group too. The ranking power within a group and among all others are of different
//! customers, so their difference is tested with the variances of `DeLong`, `DeLong` & Clarke-Pearson (1988) added up,
//! and all groups that were tried count (Holm 1979).

use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF as _, Normal};

use super::interval::{auc_and_variance, with_interval};
use super::ties::Tie;
use crate::data;
use crate::domain::detail::WeakGroup;
use crate::domain::frame::{Feature, FeatureValues, Frame, GAP};
use crate::domain::message::{Arg, Message};

/// Inputs looked at, at most.
const INPUTS: usize = 10;
/// Share of the judged rows that a group must hold.
const SHARE: f64 = 0.05;
/// Rows of either answer that it must hold: with fewer the interval is wider than the difference sought.
const EACH: usize = 30;
/// How much less its ranking power must be.
const LESS: f64 = 0.05;
/// One chance in twenty that any group is named although none is weaker.
const LEVEL: f64 = 0.05;

/// The weakest group of judged rows whose ranking power is less than that of the others by 0.05 and by more than
/// chance; none where there is none. `frame`: the inputs of these rows; `is_day`: whether a column holds days.
pub fn weak_group(
    scores: &[f64],
    truth: &[bool],
    frame: &Frame,
    is_day: &(dyn Fn(&str) -> bool + Sync),
) -> Option<WeakGroup> {
    if frame.rows != scores.len() || truth.len() != scores.len() {
        return None;
    }
    let order = best_first(scores);
    let place = places(&order);
    let mut inputs: Vec<(Grouping<'_>, f64)> = frame
        .features
        .par_iter()
        .map(|feature| {
            let grouping = Grouping::of(feature, is_day(&feature.name));
            let followed = grouping.share_explained(&place);
            (grouping, followed)
        })
        .collect();
    // Of equals the first of the file.
    inputs.sort_by(|a, b| b.1.total_cmp(&a.1));
    inputs.truncate(INPUTS);
    let groups: Vec<(&Grouping<'_>, u32)> = inputs
        .iter()
        .flat_map(|(grouping, _)| grouping.large(truth).map(move |code| (grouping, code)))
        .collect();
    let mut tried: Vec<Tried<'_>> = groups
        .par_iter()
        .filter_map(|(grouping, code)| Tried::of(grouping, *code, &order, scores, truth))
        .collect();
    holm(&mut tried);
    let weaker = tried.into_iter().filter(|one| one.less() >= LESS && one.p_value < LEVEL);
    weaker.max_by(|a, b| a.less().total_cmp(&b.less())).map(Tried::told)
}

/// Row numbers, highest score first.
fn best_first(scores: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..scores.len() as u32).collect();
    let score = |row: &u32| scores.get(*row as usize).copied().unwrap_or(f64::NAN);
    order.par_sort_by(|a, b| score(b).total_cmp(&score(a)));
    order
}

/// The place of each row in the order, from 0 to 1.
fn places(order: &[u32]) -> Vec<f64> {
    let mut places = vec![0.0; order.len()];
    for (place, row) in order.iter().enumerate() {
        if let Some(slot) = places.get_mut(*row as usize) {
            *slot = place as f64 / order.len() as f64;
        }
    }
    places
}

/// An input as groups of rows.
struct Grouping<'a> {
    column: &'a str,
    /// The group of each row; [`GAP`] where its cell is empty.
    codes: Vec<u32>,
    groups: Groups<'a>,
}

enum Groups<'a> {
    Words(&'a [String]),
    /// The upper ends of all quarters but the last.
    Quarters {
        ends: Vec<f64>,
        is_day: bool,
    },
}

impl<'a> Grouping<'a> {
    fn of(feature: &'a Feature, is_day: bool) -> Self {
        let (codes, groups) = match &feature.values {
            FeatureValues::Category { codes, levels } => (codes.clone(), Groups::Words(levels)),
            FeatureValues::Number(values) => {
                let ends = quarters(values);
                let code = |value: &f64| {
                    if value.is_finite() { ends.partition_point(|end| end < value) as u32 } else { GAP }
                };
                (values.iter().map(code).collect(), Groups::Quarters { ends, is_day })
            }
        };
        Self { column: &feature.name, codes, groups }
    }

    fn count(&self) -> usize {
        match &self.groups {
            Groups::Words(levels) => levels.len(),
            Groups::Quarters { ends, .. } => ends.len() + 1,
        }
    }

    /// Its place among counts of groups: the gap comes last.
    fn slot(&self, code: u32) -> usize {
        (code as usize).min(self.count())
    }

    /// The code of a slot.
    fn code(&self, slot: usize) -> u32 {
        if slot == self.count() { GAP } else { slot as u32 }
    }

    /// How much of the spread of some values lies between its groups, less what chance puts there (ε², Kelley 1935).
    fn share_explained(&self, values: &[f64]) -> f64 {
        let mut sums = vec![(0.0, 0.0); self.count() + 1];
        let (mut all, mut squares) = (0.0, 0.0);
        for (code, value) in self.codes.iter().zip(values) {
            if let Some((n, sum)) = sums.get_mut(self.slot(*code)) {
                (*n, *sum) = (*n + 1.0, *sum + value);
            }
            (all, squares) = (all + value, squares + value * value);
        }
        let n = values.len() as f64;
        let used = sums.iter().filter(|(n, _)| *n > 0.0);
        let groups = used.clone().count() as f64;
        let whole = squares - all * all / n;
        let between = used.map(|(n, sum)| sum * sum / n).sum::<f64>() - all * all / n;
        let by_chance = (groups - 1.0) * (whole - between) / (n - groups).max(1.0);
        if whole > 0.0 { (between - by_chance) / whole } else { 0.0 }
    }

    /// The groups that are large enough to be judged.
    fn large(&self, truth: &[bool]) -> impl Iterator<Item = u32> + use<'_> {
        let mut counts = vec![[0_usize; 2]; self.count() + 1];
        for (code, yes) in self.codes.iter().zip(truth) {
            if let Some(count) = counts.get_mut(self.slot(*code)).and_then(|of| of.get_mut(usize::from(*yes)))
            {
                *count += 1;
            }
        }
        let least = SHARE * truth.len() as f64;
        let enough = move |[no, yes]: &[usize; 2]| *no >= EACH && *yes >= EACH && (no + yes) as f64 >= least;
        counts.into_iter().enumerate().filter(move |(_, of)| enough(of)).map(|(slot, _)| self.code(slot))
    }

    /// Who belongs to a group, in words.
    fn said(&self, code: u32) -> Message {
        let named = |id: &'static str| Message::new(id).name("column", self.column);
        if code == GAP {
            return named("weak-group-gap");
        }
        let place = code as usize;
        match &self.groups {
            Groups::Words(levels) => {
                named("weak-group-value").name("value", levels.get(place).cloned().unwrap_or_default())
            }
            Groups::Quarters { ends, is_day } => {
                let end = |place: usize| ends.get(place).map(|end| written(*end, *is_day));
                let low = place.checked_sub(1).and_then(end);
                match (low, end(place)) {
                    (None, Some(high)) => named("weak-group-up-to").with("high", high),
                    (Some(low), None) => named("weak-group-above").with("low", low),
                    (Some(low), Some(high)) => {
                        named("weak-group-between").with("low", low).with("high", high)
                    }
                    // One value for everybody, which is no group.
                    (None, None) => named("weak-group-filled"),
                }
            }
        }
    }
}

fn written(value: f64, is_day: bool) -> Arg {
    match value.abs() {
        _ if is_day => Arg::Day(data::iso(value)),
        size if size > 0.0 && size < 0.1 => Arg::Loss(value),
        _ => Arg::Number(value),
    }
}

/// Values that occur, at and below which lie a quarter, a half and three quarters; each once, without the largest.
fn quarters(values: &[f64]) -> Vec<f64> {
    let mut filled: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    filled.par_sort_unstable_by(f64::total_cmp);
    let Some(most) = filled.last().copied() else { return Vec::new() };
    let mut ends: Vec<f64> = (1..4)
        .filter_map(|quarter| filled.get((filled.len() * quarter).div_ceil(4).saturating_sub(1)).copied())
        .filter(|end| *end < most)
        .collect();
    ends.dedup();
    ends
}

/// A group that was tried.
struct Tried<'a> {
    grouping: &'a Grouping<'a>,
    code: u32,
    rows: usize,
    /// Ranking power and its variance.
    own: (f64, f64),
    rest: (f64, f64),
    p_value: f64,
}

impl<'a> Tried<'a> {
    /// None where either side has fewer than two of an answer.
    fn of(
        grouping: &'a Grouping<'a>,
        code: u32,
        order: &[u32],
        scores: &[f64],
        truth: &[bool],
    ) -> Option<Self> {
        let (mut own, mut rest): (Vec<Tie>, Vec<Tie>) = (Vec::new(), Vec::new());
        let mut last = [f64::NAN; 2];
        let mut rows = 0;
        for row in order {
            let row = *row as usize;
            let (Some(score), Some(yes)) = (scores.get(row), truth.get(row)) else { continue };
            let inside = grouping.codes.get(row) == Some(&code);
            rows += usize::from(inside);
            let [own_last, rest_last] = &mut last;
            let (ties, last) = if inside { (&mut own, own_last) } else { (&mut rest, rest_last) };
            if *last != *score {
                ties.push(Tie { yes: 0, no: 0 });
                *last = *score;
            }
            if let Some(tie) = ties.last_mut() {
                tie.yes += usize::from(*yes);
                tie.no += usize::from(!*yes);
            }
        }
        let (own, rest) = (auc_and_variance(&own)?, auc_and_variance(&rest)?);
        let z = (rest.0 - own.0).abs() / (own.1 + rest.1).sqrt();
        // Two perfect rankings do not differ, whatever their variance of 0.
        let p_value = if z.is_nan() { 1.0 } else { (2.0 * Normal::standard().sf(z)).min(1.0) };
        Some(Self { grouping, code, rows, own, rest, p_value })
    }

    fn less(&self) -> f64 {
        self.rest.0 - self.own.0
    }

    fn told(self) -> WeakGroup {
        WeakGroup {
            column: self.grouping.column.to_owned(),
            who: self.grouping.said(self.code),
            rows: self.rows,
            auc: with_interval(self.own),
            rest: with_interval(self.rest),
            p_value: self.p_value,
        }
    }
}

/// Makes p values of single tests those of all together.
fn holm(tried: &mut [Tried<'_>]) {
    tried.sort_by(|a, b| a.p_value.total_cmp(&b.p_value));
    let (all, mut least) = (tried.len(), 0.0_f64);
    for (place, one) in tried.iter_mut().enumerate() {
        least = least.max((one.p_value * (all - place) as f64).min(1.0));
        one.p_value = least;
    }
}

#[cfg(test)]
mod tests {
    use rand::Rng;

    use super::super::delong;
    use super::super::sample::generator;
    use super::*;

    fn feature(name: &str, values: FeatureValues) -> Feature {
        Feature { name: name.to_owned(), values }
    }

    /// A shop of 4,000 with a town, a number and noise; in one group the chances say nothing.
    struct Shop {
        scores: Vec<f64>,
        truth: Vec<bool>,
        frame: Frame,
    }

    fn shop(seed: u64, is_weak: impl Fn(u32, f64) -> bool) -> Shop {
        let mut chance = generator(seed);
        let rows = 4_000;
        let (mut scores, mut truth, mut towns, mut ages) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for row in 0..rows {
            let town = chance.gen_range(0..5_u32);
            let age = if row % 10 == 0 { f64::NAN } else { f64::from(chance.gen_range(18..80_u8)) };
            let p: f64 = chance.r#gen::<f64>().powi(2);
            let real = if is_weak(town, age) { 0.33 } else { p };
            scores.push(p);
            truth.push(chance.r#gen::<f64>() < real);
            towns.push(town);
            ages.push(age);
        }
        let levels = ["Aa", "Bb", "Cc", "Dd", "Ee"].map(str::to_owned).to_vec();
        let noise = (0..rows).map(|_| chance.r#gen::<f64>()).collect();
        let features = vec![
            feature("town", FeatureValues::Category { codes: towns, levels }),
            feature("age", FeatureValues::Number(ages)),
            feature("noise", FeatureValues::Number(noise)),
        ];
        Shop { scores, truth, frame: Frame { rows, features } }
    }

    impl Shop {
        fn weak(&self) -> Option<WeakGroup> {
            weak_group(&self.scores, &self.truth, &self.frame, &|_| false)
        }

        /// Rows by a condition, ranked by themselves.
        fn auc(&self, is_in: impl Fn(usize) -> bool) -> (usize, crate::domain::report::Estimate) {
            let rows: Vec<usize> = (0..self.scores.len()).filter(|row| is_in(*row)).collect();
            let scores: Vec<f64> = rows.iter().map(|row| self.scores[*row]).collect();
            let truth: Vec<bool> = rows.iter().map(|row| self.truth[*row]).collect();
            (rows.len(), delong(&scores, &truth).unwrap())
        }
    }

    #[test]
    fn a_planted_town_is_found_with_its_figures() {
        let shop = shop(1, |town, _| town == 3);
        let found = shop.weak().unwrap();
        assert_eq!((found.column.as_str(), found.who.id), ("town", "weak-group-value"));
        assert!(found.who.args.contains(&("value", Arg::Name("Dd".to_owned()))));
        let FeatureValues::Category { codes, .. } = &shop.frame.features[0].values else { unreachable!() };
        let (rows, own) = shop.auc(|row| codes[row] == 3);
        let (_, rest) = shop.auc(|row| codes[row] != 3);
        assert_eq!(found.rows, rows);
        for (found, expected) in [(found.auc, own), (found.rest, rest)] {
            assert!((found.value - expected.value).abs() < 1e-12);
            assert!((found.low - expected.low).abs() < 1e-12 && (found.high - expected.high).abs() < 1e-12);
        }
        assert!(found.auc.high < found.rest.low && found.p_value < 1e-6);
    }

    #[test]
    fn a_planted_quarter_is_found_and_named_by_its_ends() {
        let ages = |low: f64, high: f64| move |_: u32, age: f64| age > low && age <= high;
        let ends = |shop: &Shop| {
            let FeatureValues::Number(values) = &shop.frame.features[1].values else { unreachable!() };
            quarters(values)
        };
        // Quarters of 18 to 79, drawn evenly, end near 33, 48 and 64.
        let shop_of = |low, high| shop(2, ages(low, high));
        let young = shop_of(0.0, 33.0);
        assert_eq!(young.weak().unwrap().who.id, "weak-group-up-to");
        let middle = shop_of(ends(&young)[0], ends(&young)[1]);
        let found = middle.weak().unwrap();
        assert_eq!(found.who.id, "weak-group-between");
        assert!(found.who.args.contains(&("low", Arg::Number(ends(&middle)[0]))));
        assert_eq!(shop_of(64.0, 80.0).weak().unwrap().who.id, "weak-group-above");
        let gaps = shop(3, |_, age| age.is_nan());
        assert_eq!(gaps.weak().unwrap().who.id, "weak-group-gap");
    }

    /// One in twenty at most; of 40 shops that is two, and five or more would happen once in a hundred times.
    #[test]
    fn where_nobody_is_weaker_hardly_ever_somebody_is_named() {
        let named = (0..40).filter(|seed| shop(100 + seed, |_, _| false).weak().is_some()).count();
        assert!(named < 5, "{named} of 40");
    }

    #[test]
    fn small_groups_small_differences_and_odd_tables_are_left_alone() {
        // 4 % of the customers.
        let mut rare = shop(4, |_, _| false);
        let codes: Vec<u32> = (0..4_000).map(|row| u32::from(row % 25 == 0)).collect();
        for (row, code) in codes.iter().enumerate() {
            if *code == 1 {
                rare.scores[row] = f64::from(u8::from(!rare.truth[row]));
            }
        }
        let levels = ["often", "rare"].map(str::to_owned).to_vec();
        rare.frame.features = vec![feature("kind", FeatureValues::Category { codes, levels })];
        assert_eq!(rare.weak(), None);
        assert_eq!(weak_group(&[], &[], &Frame::default(), &|_| false), None);
        assert_eq!(weak_group(&[0.5], &[true], &Frame::default(), &|_| false), None);
        let same = FeatureValues::Number(vec![7.0; 4_000]);
        rare.frame.features = vec![feature("same", same)];
        assert_eq!(rare.weak(), None);
    }

    /// Holm 1979 by hand: 0.01 · 4, 0.02 · 3, then 0.03 · 2 and 0.04 · 1 may not fall below.
    #[test]
    fn p_values_of_all_tests_together() {
        let shop = shop(5, |_, _| false);
        let grouping = Grouping::of(&shop.frame.features[0], false);
        let one = |p_value| Tried {
            grouping: &grouping,
            code: 0,
            rows: 1,
            own: (0.5, 0.1),
            rest: (0.6, 0.1),
            p_value,
        };
        let mut tried: Vec<Tried<'_>> = [0.03, 0.01, 0.04, 0.02].into_iter().map(one).collect();
        holm(&mut tried);
        let found: Vec<f64> = tried.iter().map(|one| one.p_value).collect();
        for (found, expected) in found.iter().zip([0.04, 0.06, 0.06, 0.06]) {
            assert!((found - expected).abs() < 1e-12, "{found}");
        }
    }

    #[test]
    fn the_inputs_that_chances_follow_come_first() {
        let shop = shop(6, |_, _| false);
        let place = places(&best_first(&shop.scores));
        // The score itself explains 15/16 of the spread of places by its quarters: between four equal steps.
        let own = feature("score", FeatureValues::Number(shop.scores.clone()));
        let share = Grouping::of(&own, false).share_explained(&place);
        assert!((share - 0.9375).abs() < 1e-3, "{share}");
        let noise = Grouping::of(&shop.frame.features[2], false).share_explained(&place);
        assert!(noise.abs() < 0.01, "{noise}");
    }
}
