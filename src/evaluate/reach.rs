//! What a cut of the ranked list brings, with bands: share reached, lift, and average precision.
//!
//! A bootstrap over customers is one multinomial draw over runs of neighbours in the ranking, yes and no apart, so that
//! a million rows cost what a thousand do.

use rand::Rng;
use rand_distr::{Binomial, Distribution};

use super::bootstrap::{Draws, estimate, middle};
use super::ties::{Tie, average_precision, ties, totals};
use crate::domain::detail::Reach;
use crate::domain::report::{Confusion, Estimate};

/// Cuts along the list, evenly by share.
const CUTS: usize = 100;

/// Customers between two neighbouring cuts.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Run {
    yes: usize,
    no: usize,
    /// Whether all of them share one score.
    tied: bool,
}

/// What a list reaches, of rows that stand best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reached {
    /// At every hundredth of the list.
    pub(super) cuts: Vec<Reach>,
    pub(super) average_precision: Option<Estimate>,
    /// Of the best rows that were asked for.
    pub(super) lift: Option<Estimate>,
    pub(super) gain: Option<Estimate>,
}

/// Reach at every hundredth of the list and of its best rows (how many, and how many of them are yes), and the
/// interval of the average precision.
///
/// A list is a share of the customers, whoever they are: each draw of the bootstrap is ranked anew and cut at the
/// same share, so that the score of the cut moves with it. (With a cut that stays at its score, the length of the list
/// would vary too, and intervals of the share reached would be too wide by half.) A cut through customers with equal
/// scores takes as many yes along as fall on it on average.
pub(super) fn reach(best_first: &[(f64, bool)], (best, hits): (usize, usize), draws: Draws<'_>) -> Reached {
    let ties = ties(best_first);
    let (yes, no) = totals(&ties);
    if yes == 0 {
        return Reached::default();
    }
    let runs = runs(&ties);
    let counted: Vec<[f64; 2]> = runs.iter().map(|run| [run.yes as f64, run.no as f64]).collect();
    let mut shares: Vec<f64> = (1..=CUTS).map(|cut| cut as f64 / CUTS as f64).collect();
    let own = best as f64 / (yes + no) as f64;
    let place = shares.partition_point(|share| *share < own);
    shares.insert(place, own);
    let mut found = at_shares(&counted, &shares);
    let cells: Vec<usize> = runs.iter().flat_map(|run| [run.yes, run.no]).collect();
    let drawn = draws.each(|chance| {
        let drawn = multinomial(&cells, yes + no, chance);
        let drawn: Vec<[f64; 2]> = drawn
            .chunks_exact(2)
            .map(|pair| [pair.first().copied().unwrap_or(0.0), pair.last().copied().unwrap_or(0.0)])
            .collect();
        (at_shares(&drawn, &shares), precision_of_runs(&runs, &drawn))
    });
    let Some(drawn) = drawn else { return Reached::default() };
    if let Some(slot) = found.get_mut(place) {
        let gain = hits as f64 / yes as f64;
        *slot = [gain, gain / own];
    }
    let of = |cut: usize, which: usize| {
        let value = found.get(cut).and_then(|of| of.get(which)).copied()?;
        estimate(value, middle(drawn.iter().filter_map(|(all, _)| all.get(cut)?.get(which).copied())))
    };
    let cuts = shares
        .iter()
        .enumerate()
        .filter(|(cut, _)| *cut != place)
        .filter_map(|(cut, share)| Some(Reach { share: *share, gain: of(cut, 0)?, lift: of(cut, 1)? }));
    // Inside a run the draws know only how many are yes; what that leaves out is put back.
    let exact = average_precision(&ties);
    let off = exact - precision_of_runs(&runs, &counted);
    let precision = middle(drawn.iter().map(|(_, precision)| (precision + off).clamp(0.0, 1.0)));
    Reached {
        cuts: cuts.collect(),
        average_precision: estimate(exact, precision),
        lift: of(place, 1).filter(|_| best > 0),
        gain: of(place, 0).filter(|_| best > 0),
    }
}

/// Runs of customers between cuts. A group of equal scores with a cut in it is a run of its own, so that the curve is
/// straight inside it.
fn runs(ties: &[Tie]) -> Vec<Run> {
    let (yes, no) = totals(ties);
    let all = yes + no;
    let mut wanted = (1..=CUTS).map(|cut| (cut * all) as f64 / CUTS as f64).peekable();
    let mut runs: Vec<Run> = Vec::new();
    let mut open = Run { yes: 0, no: 0, tied: false };
    let mut groups = 0;
    let mut end = 0;
    for tie in ties {
        end += tie.yes + tie.no;
        let is_cut = wanted.peek().is_some_and(|place| *place <= end as f64);
        if is_cut && groups > 0 {
            runs.push(Run { tied: groups == 1, ..open });
            (open, groups) = (Run { yes: 0, no: 0, tied: false }, 0);
        }
        open = Run { yes: open.yes + tie.yes, no: open.no + tie.no, tied: false };
        groups += 1;
        while wanted.next_if(|place| *place <= end as f64).is_some() {}
        if is_cut {
            runs.push(Run { tied: true, ..open });
            (open, groups) = (Run { yes: 0, no: 0, tied: false }, 0);
        }
    }
    runs
}

/// Share of yes reached and lift at shares of the list, ascending, from yes and no per run.
fn at_shares(runs: &[[f64; 2]], shares: &[f64]) -> Vec<[f64; 2]> {
    let (yes, no) = runs.iter().fold((0.0, 0.0), |(yes, no), run| (yes + run[0], no + run[1]));
    let mut left = runs.iter().copied().peekable();
    let (mut hits, mut rows) = (0.0, 0.0);
    shares
        .iter()
        .map(|share| {
            let place = share * (yes + no);
            // A hair more: sums of shares miss whole numbers by rounding.
            while let Some(run) = left.next_if(|run| rows + run[0] + run[1] <= place + 1e-9) {
                (hits, rows) = (hits + run[0], rows + run[0] + run[1]);
            }
            let part = left.peek().map_or(0.0, |run| {
                let own = run[0] + run[1];
                if own > 0.0 { run[0] * ((place - rows) / own).clamp(0.0, 1.0) } else { 0.0 }
            });
            let gain = (hits + part) / yes;
            [gain, gain / share]
        })
        .collect()
}

/// Average precision as far as runs tell it: exact where a run is one score, else every yes in the middle of its
/// run.
fn precision_of_runs(runs: &[Run], counted: &[[f64; 2]]) -> f64 {
    let all: f64 = counted.iter().map(|run| run[0]).sum();
    let (mut found, mut seen, mut sum) = (0.0, 0.0, 0.0);
    for (run, [yes, no]) in runs.iter().zip(counted) {
        let rows = yes + no;
        if *yes > 0.0 {
            let precision = if run.tied {
                (found + yes) / (seen + rows)
            } else {
                (found + f64::midpoint(*yes, 1.0)) / (seen + f64::midpoint(rows, 1.0))
            };
            sum += yes / all * precision;
        }
        (found, seen) = (found + yes, seen + rows);
    }
    sum
}

/// Counts of `total` draws with return over cells: binomial draws, each given those before.
fn multinomial(cells: &[usize], total: usize, chance: &mut impl Rng) -> Vec<f64> {
    let (mut to_draw, mut left) = (total as u64, total);
    cells
        .iter()
        .map(|cell| {
            let drawn = match (*cell, to_draw) {
                (0, _) | (_, 0) => 0,
                (cell, rest) if cell >= left => rest,
                (cell, rest) => Binomial::new(rest, cell as f64 / left as f64)
                    .map_or(0, |binomial| binomial.sample(chance).min(rest)),
            };
            left -= (*cell).min(left);
            to_draw -= drawn;
            drawn as f64
        })
        .collect()
}

/// F1 of calls, of four cells.
pub(super) fn f1_of_cells(cells: Confusion, draws: Draws<'_>) -> Option<Estimate> {
    let counts = [cells.true_positive, cells.false_positive, cells.false_negative, cells.true_negative];
    let total: usize = counts.iter().sum();
    let f1 = |[hits, wrong, missed, _]: [f64; 4]| 2.0 * hits / (2.0 * hits + wrong + missed);
    let of = |counted: Vec<f64>| <[f64; 4]>::try_from(counted).map_or(f64::NAN, f1);
    let drawn = draws.each(|chance| of(multinomial(&counts, total, chance)))?;
    estimate(f1(counts.map(|count| count as f64)), middle(drawn.into_iter()))
}

#[cfg(test)]
mod tests {
    use super::super::bootstrap::DRAWS;
    use super::super::curves::{gains, ranked};
    use super::super::sample::generator;
    use super::*;
    use proptest::prelude::*;
    use rand::Rng;

    fn draws(seed: u64) -> Draws<'static> {
        Draws { seed, go_on: &|| true }
    }

    /// Chances and answers that follow them, best first.
    fn shop(rows: usize, seed: u64) -> Vec<(f64, bool)> {
        let mut chance = generator(seed);
        let (scores, truth): (Vec<f64>, Vec<bool>) = (0..rows)
            .map(|_| {
                let p: f64 = 0.6 * chance.r#gen::<f64>().powi(3);
                (p, chance.r#gen::<f64>() < p)
            })
            .unzip();
        ranked(&scores, &truth)
    }

    /// The definition, drawn row by row: pick as many rows with return, rank them, count.
    fn row_by_row(rows: &[(f64, bool)], figure: impl Fn(&[(f64, bool)]) -> f64) -> (f64, f64) {
        let mut chance = generator(77);
        let drawn = (0..DRAWS).map(|_| {
            let mut again: Vec<(f64, bool)> =
                (0..rows.len()).map(|_| rows[chance.gen_range(0..rows.len())]).collect();
            again.sort_by(|a, b| b.0.total_cmp(&a.0));
            figure(&again)
        });
        middle(drawn).unwrap()
    }

    fn alike(found: Estimate, (low, high): (f64, f64)) {
        let room = 0.12 * (high - low);
        assert!((found.low - low).abs() < room && (found.high - high).abs() < room, "{found:?} {low} {high}");
    }

    /// Reach of the best tenth and of every hundredth.
    fn reached(rows: &[(f64, bool)], seed: u64) -> Reached {
        let best = rows.len() / 10;
        reach(rows, (best, rows.iter().take(best).filter(|row| row.1).count()), draws(seed))
    }

    #[test]
    fn bands_are_those_of_drawing_row_by_row() {
        let rows = shop(1_500, 5);
        let found = reached(&rows, 2);
        assert_eq!(found.cuts.len(), CUTS);
        let gain_at = |at: usize| {
            move |drawn: &[(f64, bool)]| -> f64 {
                let yes = drawn.iter().filter(|row| row.1).count() as f64;
                drawn.iter().take(at * drawn.len() / CUTS).filter(|row| row.1).count() as f64 / yes
            }
        };
        for at in [10, 25, 60] {
            let (point, gain) = (found.cuts[at - 1], gain_at(at));
            let share = at as f64 / CUTS as f64;
            assert!((point.gain.value - gain(&rows)).abs() < 1e-12);
            assert!((point.lift.value - gain(&rows) / share).abs() < 1e-12);
            alike(point.gain, row_by_row(&rows, gain));
            alike(point.lift, row_by_row(&rows, |drawn| gain(drawn) / share));
        }
        assert_eq!((found.gain, found.lift), (Some(found.cuts[9].gain), Some(found.cuts[9].lift)));
        let exact = |drawn: &[(f64, bool)]| average_precision(&ties(drawn));
        alike(found.average_precision.unwrap(), row_by_row(&rows, exact));
    }

    /// With few rows and ties every run is one score and nothing is left out.
    #[test]
    fn average_precision_of_few_rows() {
        let rows: Vec<(f64, bool)> =
            shop(90, 8).into_iter().map(|(p, yes)| ((p * 40.0).round(), yes)).collect();
        let found = reached(&rows, 4);
        alike(found.average_precision.unwrap(), row_by_row(&rows, |drawn| average_precision(&ties(drawn))));
        // The best tenth is counted, not cut out of a group of equal scores.
        let hits = rows[..9].iter().filter(|row| row.1).count() as f64;
        let yes = rows.iter().filter(|row| row.1).count() as f64;
        assert_eq!(found.gain.unwrap().value, hits / yes);
        assert!((found.lift.unwrap().value - hits / yes / 0.1).abs() < 1e-12);
    }

    #[test]
    fn one_score_for_everybody_is_a_straight_line() {
        let rows: Vec<(f64, bool)> = (0..50).map(|row| (0.3, row < 20)).collect();
        for point in reached(&rows, 1).cuts {
            assert!((point.gain.value - point.share).abs() < 1e-12 && (point.lift.value - 1.0).abs() < 1e-12);
            assert!(
                (point.gain.low - point.share).abs() < 1e-12,
                "the share of yes does not matter: {point:?}"
            );
        }
    }

    #[test]
    fn without_a_yes_or_once_stopped_there_is_nothing() {
        assert_eq!(reached(&[(0.4, false), (0.3, false)], 1), Reached::default());
        assert_eq!(reached(&[], 1), Reached::default());
        let stopped = Draws { seed: 1, go_on: &|| false };
        assert_eq!(reach(&shop(300, 1), (30, 9), stopped), Reached::default());
        let cells = Confusion { true_positive: 3, false_positive: 1, false_negative: 1, true_negative: 4 };
        assert_eq!(f1_of_cells(cells, stopped), None);
        // Fewer than ten rows have no best tenth of their own.
        let few = reach(&shop(40, 3), (0, 0), draws(1));
        assert_eq!((few.lift, few.gain, few.cuts.len()), (None, None, CUTS));
    }

    /// Mean n·p, variance n·p·(1 − p), covariance −n·p·q.
    #[test]
    fn the_multinomial_has_its_moments() {
        let cells = [5, 0, 15, 30, 50];
        let mut chance = generator(9);
        let drawn: Vec<Vec<f64>> = (0..20_000).map(|_| multinomial(&cells, 100, &mut chance)).collect();
        let mean = |of: &dyn Fn(&[f64]) -> f64| drawn.iter().map(|d| of(d)).sum::<f64>() / drawn.len() as f64;
        for (cell, count) in cells.iter().enumerate() {
            let p = *count as f64 / 100.0;
            let m = mean(&|d| d[cell]);
            assert!((m - 100.0 * p).abs() < 0.15, "{cell}: {m}");
            let v = mean(&|d| (d[cell] - 100.0 * p).powi(2));
            assert!((v - 100.0 * p * (1.0 - p)).abs() < 0.8, "{cell}: {v}");
        }
        let covariance = mean(&|d| (d[2] - 15.0) * (d[3] - 30.0));
        assert!((covariance + 100.0 * 0.15 * 0.3).abs() < 0.5, "{covariance}");
        assert!(drawn.iter().all(|d| d.iter().sum::<f64>() == 100.0));
    }

    #[test]
    fn four_cells_by_hand_and_by_normal_theory() {
        let cells =
            Confusion { true_positive: 300, false_positive: 700, false_negative: 700, true_negative: 8_300 };
        let f1 = f1_of_cells(cells, draws(3)).unwrap();
        assert!((f1.value - 0.3).abs() < 1e-12, "{f1:?}");
        // Delta method: F1 = 2h / (2h + e) with h hits and e errors, of which the counts vary.
        let (h, e) = (300.0_f64, 1_400.0_f64);
        let half = 1.96 * (2.0 * h * e * (h + e) / (2.0 * h + e).powi(4) * 2.0).sqrt();
        assert!(((f1.high - f1.low) / (2.0 * half) - 1.0).abs() < 0.08, "{f1:?} {half}");
    }

    proptest! {
        /// Cuts lie on the gains curve, whatever the ties.
        #[test]
        fn cuts_lie_on_the_gains_curve(rows in prop::collection::vec((0u8..9, any::<bool>()), 1..150)) {
            let scores: Vec<f64> = rows.iter().map(|row| f64::from(row.0)).collect();
            let truth: Vec<bool> = rows.iter().map(|row| row.1).collect();
            let curve = gains(&scores, &truth);
            prop_assume!(!curve.is_empty());
            let runs = runs(&ties(&ranked(&scores, &truth)));
            prop_assert_eq!(runs.iter().map(|run| run.yes + run.no).sum::<usize>(), rows.len());
            let counted: Vec<[f64; 2]> = runs.iter().map(|run| [run.yes as f64, run.no as f64]).collect();
            let shares: Vec<f64> = (1..=CUTS).map(|cut| cut as f64 / CUTS as f64).collect();
            let found = at_shares(&counted, &shares);
            prop_assert_eq!(found.len(), CUTS);
            for (cut, [gain, lift]) in found.into_iter().enumerate() {
                let share = (cut + 1) as f64 / CUTS as f64;
                let next = curve.iter().position(|point| point[0] >= share - 1e-12).unwrap_or(curve.len() - 1);
                let (a, b) = (curve[next.max(1) - 1], curve[next.max(1)]);
                let line = a[1] + (b[1] - a[1]) * (share - a[0]) / (b[0] - a[0]);
                prop_assert!((gain - line).abs() < 1e-9, "{gain} is not {line} at {share}");
                prop_assert!((lift - line / share).abs() < 1e-9);
            }
        }
    }
}
