//! What the columns tell about the answers: leaks by content, and rare answers.

use std::collections::HashMap;

use rayon::prelude::*;

use super::super::cells::Reader;
use super::super::profile::{Study, reader};
use super::super::table::Table;
use super::finding;
use crate::domain::column::{Finding, FindingKind, Kind, Role, Severity};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{Question, Recipe, Step};
use crate::domain::table::TableView as _;

/// Rows looked at; of more, evenly spaced ones. The ranking power of so many is right to two or three thousandths.
const MOST_ROWS: usize = 50_000;
/// Answers of each side below which nothing is told.
const FEWEST: u64 = 20;
/// Groups of equal size a column of numbers is cut into.
const BINS: usize = 20;
/// Parts of the rows; a value is scored by the other four.
const FOLDS: usize = 5;
/// Figures of `D06` to `D09` of the verdicts.
const SAYS_THE_SAME: f64 = 0.99;
const PROBABLY_LEAKS: f64 = 0.95;
const TELLS_MUCH: f64 = 0.75;
const AHEAD: f64 = 0.10;
const RARE: f64 = 0.05;

/// The answers of the rows that are looked at.
enum Answers {
    /// Whether a row says yes.
    YesNo(Vec<(usize, bool)>),
    /// The number of a row.
    Number(Vec<(usize, f64)>),
}

/// All findings about the answers.
pub(super) fn all(table: &Table, recipe: &Recipe, studies: &[Study]) -> Vec<Finding> {
    let Some(target) = studies.iter().position(|study| study.profile.role == Role::Target) else {
        return Vec::new();
    };
    let Some((answers, name)) = answers(table, recipe, studies, target) else { return Vec::new() };
    let learned = |study: &Study| matches!(study.profile.role, Role::Feature | Role::Date);
    let tell = |(index, study)| {
        let study: &Study = study;
        let reader = reader(table, index, Some(study.profile.kind), recipe);
        let (power, same) = power(table, index, &reader, &answers)?;
        Some((power, same, study))
    };
    let inputs = studies.par_iter().enumerate();
    let inputs = inputs.filter(|(_, study)| learned(study) && study.profile.distinct > 0);
    let mut told: Vec<(f64, bool, &Study)> = inputs.filter_map(tell).collect();
    // Stable: of equals the first in the file stays first.
    told.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut found = Vec::new();
    let second = told.get(1).map_or(0.5, |(power, ..)| *power);
    for (place, (power, same, study)) in told.iter().enumerate() {
        let tell = if *power >= PROBABLY_LEAKS && *same {
            same_as(&study.profile.name, &name)
        } else if *power >= PROBABLY_LEAKS {
            probable(&study.profile.name, &name, *power, &answers)
        } else if place == 0 && *power >= TELLS_MUCH && power - second >= AHEAD {
            ask_when_known(&study.profile.name, &name)
        } else {
            continue;
        };
        let step = Step::DropColumn { column: study.profile.name.clone() };
        found.push(tell.about(&study.profile.name).mended_by(Message::new("data-fix-drop"), step));
    }
    found.extend(rare_answers(&answers).map(|finding| finding.about(&name)));
    found
}

fn same_as(column: &str, target: &str) -> Finding {
    let title = Message::new("findings-same-as-answer").name("column", column);
    let detail = Message::new("findings-same-as-answer-detail").name("target", target);
    finding(FindingKind::Leak, Severity::Grave, 0, title, detail)
}

fn probable(column: &str, target: &str, power: f64, answers: &Answers) -> Finding {
    let title = Message::new("findings-leak").name("column", column);
    let detail = match answers {
        Answers::YesNo(_) => Message::new("findings-leak-detail").with("power", Arg::Score(power)),
        Answers::Number(_) => Message::new("findings-leak-number-detail").with("share", Arg::Percent(power)),
    };
    finding(FindingKind::Leak, Severity::Grave, 0, title, detail.name("target", target))
}

fn ask_when_known(column: &str, target: &str) -> Finding {
    let title = Message::new("findings-ask-when-known").name("column", column);
    let detail = Message::new("findings-ask-when-known-detail").name("target", target);
    finding(FindingKind::Leak, Severity::Look, 0, title, detail)
}

fn rare_answers(answers: &Answers) -> Option<Finding> {
    let Answers::YesNo(rows) = answers else { return None };
    let yes = rows.iter().filter(|(_, yes)| *yes).count();
    let share = yes as f64 / rows.len().max(1) as f64;
    let rarer = share.min(1.0 - share);
    if rarer >= RARE || yes == 0 || yes == rows.len() {
        return None;
    }
    let title = if share < RARE {
        Message::new("findings-rare-yes").with("chance", Arg::Chance(rarer))
    } else {
        Message::new("findings-rare-no").with("chance", Arg::Chance(rarer))
    };
    let detail = Message::new("findings-rare-answer-detail").with("share", Arg::Percent(1.0 - rarer));
    Some(finding(FindingKind::Balance, Severity::Know, 0, title, detail))
}

/// The known answers, at most [`MOST_ROWS`] of them, and the name of their column.
fn answers(table: &Table, recipe: &Recipe, studies: &[Study], target: usize) -> Option<(Answers, String)> {
    let profile = &studies.get(target)?.profile;
    let stride = table.rows().div_ceil(MOST_ROWS).max(1);
    let reader = reader(table, target, Some(profile.kind), recipe);
    let rows = (0..table.rows()).step_by(stride);
    let enough = |count: usize| count as u64 >= FEWEST;
    let answers = match recipe.question.as_ref()? {
        Question::YesNo { positive, .. } => {
            // Without a choice either answer will do: a column tells both equally well.
            let yes = match positive {
                Some(positive) => positive.trim().to_owned(),
                None => rows.clone().find_map(|row| reader.filled(table.trimmed(row, target)))?.to_owned(),
            };
            let answer = |row| Some((row, reader.filled(table.trimmed(row, target))? == yes));
            let rows: Vec<(usize, bool)> = rows.filter_map(answer).collect();
            let yes = rows.iter().filter(|(_, yes)| *yes).count();
            (enough(yes) && enough(rows.len() - yes)).then_some(Answers::YesNo(rows))?
        }
        Question::Number { .. } => {
            let answer = |row| {
                let value = reader.number(table.trimmed(row, target));
                (!value.is_nan()).then_some((row, value))
            };
            let rows: Vec<(usize, f64)> = rows.filter_map(answer).collect();
            enough(rows.len() / 2).then_some(Answers::Number(rows))?
        }
        // Leaks are told of two answers and of numbers only.
        Question::Category { .. } | Question::Segments { .. } => return None,
    };
    Some((answers, profile.name.clone()))
}

/// How well a column alone tells the answers: ranking power (AUC) of yes/no, explained share (R²) of numbers.
/// Each value, or each of 20 equal groups of numbers, is scored by the rows of the other four of five parts. And
/// whether two values stand for the two answers.
fn power(table: &Table, index: usize, reader: &Reader, answers: &Answers) -> Option<(f64, bool)> {
    let rows: Vec<usize> = match answers {
        Answers::YesNo(rows) => rows.iter().map(|(row, _)| *row).collect(),
        Answers::Number(rows) => rows.iter().map(|(row, _)| *row).collect(),
    };
    let groups = groups(table, index, reader, &rows);
    let count = groups.iter().max().map_or(0, |last| last + 1);
    // Names that hardly repeat tell nothing in other rows.
    if count * 4 > rows.len() {
        return None;
    }
    match answers {
        Answers::YesNo(rows) => Some(ranking_power(&groups, count, rows)),
        Answers::Number(rows) => explained(&groups, count, rows).map(|share| (share, false)),
    }
}

/// The group of each row: a word, a gap, or one of 20 ranges with equally many rows.
fn groups(table: &Table, index: usize, reader: &Reader, rows: &[usize]) -> Vec<usize> {
    if !matches!(reader.kind, Kind::Number | Kind::Integer | Kind::Date) {
        let mut known: HashMap<&str, usize> = HashMap::new();
        return rows
            .iter()
            .map(|row| {
                let cell = reader.filled(table.trimmed(*row, index)).unwrap_or_default();
                let next = known.len();
                *known.entry(cell).or_insert(next)
            })
            .collect();
    }
    let numbers: Vec<f64> = rows.iter().map(|row| reader.number(table.trimmed(*row, index))).collect();
    let mut sorted: Vec<f64> = numbers.iter().copied().filter(|value| !value.is_nan()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let mut edges: Vec<f64> =
        (1..BINS).filter_map(|part| sorted.get(sorted.len() * part / BINS).copied()).collect();
    edges.dedup();
    let group = |value: &f64| {
        if value.is_nan() { 0 } else { 1 + edges.partition_point(|edge| edge <= value) }
    };
    numbers.iter().map(group).collect()
}

fn ranking_power(groups: &[usize], count: usize, rows: &[(usize, bool)]) -> (f64, bool) {
    let mut counts = vec![[[0_u64; 2]; FOLDS]; count];
    for (place, (group, (_, yes))) in groups.iter().zip(rows).enumerate() {
        if let Some(cell) = counts
            .get_mut(*group)
            .and_then(|folds| folds.get_mut(place % FOLDS))
            .and_then(|sides| sides.get_mut(usize::from(*yes)))
        {
            *cell += 1;
        }
    }
    let add = |sum: [u64; 2], fold: &[u64; 2]| [sum[0] + fold[0], sum[1] + fold[1]];
    let sums: Vec<[u64; 2]> = counts.iter().map(|folds| folds.iter().fold([0, 0], add)).collect();
    let all = sums.iter().fold([0, 0], add);
    let base = all[1] as f64 / (all[0] + all[1]).max(1) as f64;
    // Rows of one group and part share a score.
    let mut scored: Vec<(f64, [u64; 2])> = Vec::with_capacity(count * FOLDS);
    for (folds, sum) in counts.iter().zip(&sums) {
        for own in folds.iter().filter(|own| own[0] + own[1] > 0) {
            let others = [sum[0] - own[0], sum[1] - own[1]];
            let seen = others[0] + others[1];
            let score = if seen == 0 { base } else { others[1] as f64 / seen as f64 };
            scored.push((score, *own));
        }
    }
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Mann–Whitney: pairs in which the yes scores higher, ties half (Hanley & McNeil 1982).
    let mut below = 0_u64;
    let mut pairs = 0.0;
    for tied in scored.chunk_by(|a, b| a.0 == b.0) {
        let here = tied.iter().fold([0, 0], |sum, (_, own)| add(sum, own));
        pairs += here[1] as f64 * (below as f64 + here[0] as f64 / 2.0);
        below += here[0];
    }
    let auc = pairs / (all[0] as f64 * all[1] as f64).max(1.0);
    let filled: Vec<&[u64; 2]> = sums.iter().filter(|sum| sum[0] + sum[1] > 0).collect();
    let same = match filled.as_slice() {
        [a, b] => (a[0] + b[1]).max(a[1] + b[0]) as f64 >= SAYS_THE_SAME * (all[0] + all[1]) as f64,
        _ => false,
    };
    (auc, same)
}

fn explained(groups: &[usize], count: usize, rows: &[(usize, f64)]) -> Option<f64> {
    let mean = rows.iter().map(|(_, value)| value / rows.len() as f64).sum::<f64>();
    let mut sums = vec![[(0.0, 0_u64); FOLDS]; count];
    for (place, (group, (_, value))) in groups.iter().zip(rows).enumerate() {
        if let Some((sum, seen)) = sums.get_mut(*group).and_then(|folds| folds.get_mut(place % FOLDS)) {
            *sum += value - mean;
            *seen += 1;
        }
    }
    let (mut unexplained, mut all) = (0.0, 0.0);
    for (place, (group, (_, value))) in groups.iter().zip(rows).enumerate() {
        let folds = sums.get(*group)?;
        let others = folds.iter().enumerate().filter(|(fold, _)| *fold != place % FOLDS);
        let (sum, seen) = others.fold((0.0, 0), |(sum, seen), (_, (s, n))| (sum + s, seen + n));
        let expected = if seen == 0 { 0.0 } else { sum / seen as f64 };
        unexplained += (value - mean - expected).powi(2);
        all += (value - mean).powi(2);
    }
    (all > 0.0).then(|| 1.0 - unexplained / all)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By definition: every pair of a yes and a no.
    fn by_pairs(scores: &[(f64, bool)]) -> f64 {
        let (mut won, mut all) = (0.0, 0.0);
        for (a, _) in scores.iter().filter(|(_, yes)| *yes) {
            for (b, _) in scores.iter().filter(|(_, yes)| !*yes) {
                won += if a > b {
                    1.0
                } else if a == b {
                    0.5
                } else {
                    0.0
                };
                all += 1.0;
            }
        }
        won / all
    }

    proptest::proptest! {
        #[test]
        fn ranking_power_is_that_of_all_pairs(
            rows in proptest::collection::vec((0_usize..6, proptest::bool::ANY), 12..120),
        ) {
            let yes = rows.iter().filter(|(_, yes)| *yes).count();
            proptest::prop_assume!(yes > 0 && yes < rows.len());
            let groups: Vec<usize> = rows.iter().map(|(group, _)| *group).collect();
            let answers: Vec<(usize, bool)> = rows.iter().enumerate().map(|(row, (_, yes))| (row, *yes)).collect();
            let score = |place: usize| {
                let others = rows.iter().enumerate().filter(|(other, (group, _))| {
                    other % FOLDS != place % FOLDS && *group == groups[place]
                });
                let others: Vec<bool> = others.map(|(_, (_, yes))| *yes).collect();
                if others.is_empty() {
                    return yes as f64 / rows.len() as f64;
                }
                others.iter().filter(|yes| **yes).count() as f64 / others.len() as f64
            };
            let scores: Vec<(f64, bool)> =
                answers.iter().map(|(place, yes)| (score(*place), *yes)).collect();
            let (found, _) = ranking_power(&groups, 6, &answers);
            proptest::prop_assert!((found - by_pairs(&scores)).abs() < 1e-9);
        }
    }

    #[test]
    fn a_line_is_explained_and_noise_is_not() {
        let rows: Vec<(usize, f64)> = (0..1_000).map(|row| (row, f64::from(row as u32 / 3 % 20))).collect();
        let line: Vec<usize> = rows.iter().map(|(row, _)| row / 3 % 20).collect();
        let noise: Vec<usize> = rows.iter().map(|(row, _)| row / 60 % 7).collect();
        assert!((explained(&line, 20, &rows).unwrap() - 1.0).abs() < 1e-12);
        assert!(explained(&noise, 7, &rows).unwrap() < 0.01);
    }
}
