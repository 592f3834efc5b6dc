//! What a cut of the ranked list brings, with bands: share reached, lift, and average precision.
//!
//! For fixed cuts a bootstrap over customers is one multinomial draw over the cells between them, yes and no
//! apart, so that a million rows cost what a thousand do.

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

/// A cut at a share of the list: after so many runs, and this part of the next.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cut {
    runs: usize,
    part: f64,
}

/// Reach at every hundredth of the list and the interval of the average precision, of rows that stand best first.
/// A cut through customers with equal scores takes as many yes along as fall on it on average.
pub(super) fn reach(best_first: &[(f64, bool)], draws: Draws<'_>) -> (Vec<Reach>, Option<Estimate>) {
    let ties = ties(best_first);
    let (yes, no) = totals(&ties);
    if yes == 0 {
        return (Vec::new(), None);
    }
    let (runs, cuts) = runs(&ties);
    let counted: Vec<[f64; 2]> = runs.iter().map(|run| [run.yes as f64, run.no as f64]).collect();
    let found = at_cuts(&counted, &cuts);
    let cells: Vec<usize> = runs.iter().flat_map(|run| [run.yes, run.no]).collect();
    let drawn = draws.each(|chance| {
        let drawn = multinomial(&cells, yes + no, chance);
        let drawn: Vec<[f64; 2]> = drawn
            .chunks_exact(2)
            .map(|pair| [pair.first().copied().unwrap_or(0.0), pair.last().copied().unwrap_or(0.0)])
            .collect();
        (at_cuts(&drawn, &cuts), precision_of_runs(&runs, &drawn))
    });
    let Some(drawn) = drawn else { return (Vec::new(), None) };
    let points = found
        .iter()
        .enumerate()
        .filter_map(|(cut, [gain, lift])| {
            let of =
                |which: usize| middle(drawn.iter().filter_map(|(all, _)| all.get(cut)?.get(which).copied()));
            let share = (cut + 1) as f64 / CUTS as f64;
            Some(Reach { share, gain: estimate(*gain, of(0))?, lift: estimate(*lift, of(1))? })
        })
        .collect();
    // Inside a run the draws know only how many are yes; what that leaves out is put back.
    let exact = average_precision(&ties);
    let off = exact - precision_of_runs(&runs, &counted);
    let precision = middle(drawn.iter().map(|(_, precision)| (precision + off).clamp(0.0, 1.0)));
    (points, estimate(exact, precision))
}

/// Runs of customers between cuts, and where the cuts fall. A group of equal scores with a cut in it is a run of
/// its own, so that the curve is straight inside it.
fn runs(ties: &[Tie]) -> (Vec<Run>, Vec<Cut>) {
    let (yes, no) = totals(ties);
    let all = yes + no;
    let mut wanted = (1..=CUTS).map(|cut| (cut * all) as f64 / CUTS as f64).peekable();
    let (mut runs, mut cuts): (Vec<Run>, Vec<Cut>) = (Vec::new(), Vec::new());
    let mut open = Run { yes: 0, no: 0, tied: false };
    let mut groups = 0;
    let mut before = 0;
    for tie in ties {
        let rows = tie.yes + tie.no;
        let end = before + rows;
        let is_cut = wanted.peek().is_some_and(|place| *place <= end as f64);
        if is_cut && groups > 0 {
            runs.push(Run { tied: groups == 1, ..open });
            (open, groups) = (Run { yes: 0, no: 0, tied: false }, 0);
        }
        open = Run { yes: open.yes + tie.yes, no: open.no + tie.no, tied: false };
        groups += 1;
        while let Some(place) = wanted.next_if(|place| *place <= end as f64) {
            cuts.push(Cut { runs: runs.len(), part: (place - before as f64) / rows as f64 });
        }
        if is_cut {
            runs.push(Run { tied: true, ..open });
            (open, groups) = (Run { yes: 0, no: 0, tied: false }, 0);
        }
        before = end;
    }
    (runs, cuts)
}

/// Share of yes reached and lift at every cut, from yes and no per run.
fn at_cuts(runs: &[[f64; 2]], cuts: &[Cut]) -> Vec<[f64; 2]> {
    let (yes, no) = runs.iter().fold((0.0, 0.0), |(yes, no), run| (yes + run[0], no + run[1]));
    let mut before = [0.0, 0.0];
    let mut done = 0;
    cuts.iter()
        .map(|cut| {
            while done < cut.runs {
                let run = runs.get(done).copied().unwrap_or_default();
                before = [before[0] + run[0], before[1] + run[1]];
                done += 1;
            }
            let run = runs.get(cut.runs).copied().unwrap_or_default();
            let (hits, misses) = (before[0] + cut.part * run[0], before[1] + cut.part * run[1]);
            [hits / yes, hits / (hits + misses) * ((yes + no) / yes)]
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

/// Lift and share reached of a list, and F1 of calls: three figures of four cells. The list is everybody called yes.
pub(super) fn of_cells(cells: Confusion, draws: Draws<'_>) -> [Option<Estimate>; 3] {
    let counts = [cells.true_positive, cells.false_positive, cells.false_negative, cells.true_negative];
    let total: usize = counts.iter().sum();
    let figures = |cell: [f64; 4]| {
        let [hits, wrong, missed, right] = cell;
        let usual = (hits + missed) / (hits + wrong + missed + right);
        [hits / (hits + wrong) / usual, hits / (hits + missed), 2.0 * hits / (2.0 * hits + wrong + missed)]
    };
    let of = |counted: Vec<f64>| <[f64; 4]>::try_from(counted).map_or([f64::NAN; 3], figures);
    let Some(drawn) = draws.each(|chance| of(multinomial(&counts, total, chance))) else { return [None; 3] };
    let found = figures(counts.map(|count| count as f64));
    std::array::from_fn(|figure| {
        let interval = middle(drawn.iter().filter_map(|all| all.get(figure).copied()));
        estimate(found.get(figure).copied()?, interval)
    })
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

    #[test]
    fn bands_are_those_of_drawing_row_by_row() {
        let rows = shop(1_500, 5);
        let (points, precision) = reach(&rows, draws(2));
        assert_eq!(points.len(), CUTS);
        for at in [10, 25, 60] {
            // A cut stays where it is: everybody at or above the score of the last row on the list.
            let cut = rows[at * rows.len() / CUTS - 1].0;
            let counts = |drawn: &[(f64, bool)]| {
                let yes = drawn.iter().filter(|row| row.1).count() as f64;
                let on: Vec<bool> = drawn.iter().filter(|row| row.0 >= cut).map(|row| row.1).collect();
                let hits = on.iter().filter(|yes| **yes).count() as f64;
                (hits, yes, on.len() as f64, drawn.len() as f64)
            };
            let point = points[at - 1];
            let (hits, yes, on, all) = counts(&rows);
            assert!((point.gain.value - hits / yes).abs() < 1e-12);
            assert!((point.lift.value - hits / on / (yes / all)).abs() < 1e-12);
            alike(
                point.gain,
                row_by_row(&rows, |drawn| {
                    let c = counts(drawn);
                    c.0 / c.1
                }),
            );
            alike(
                point.lift,
                row_by_row(&rows, |drawn| {
                    let c = counts(drawn);
                    c.0 / c.2 / (c.1 / c.3)
                }),
            );
        }
        let exact = |drawn: &[(f64, bool)]| average_precision(&ties(drawn));
        alike(precision.unwrap(), row_by_row(&rows, exact));
    }

    /// With few rows and ties every run is one score and nothing is left out.
    #[test]
    fn average_precision_of_few_rows() {
        let rows: Vec<(f64, bool)> =
            shop(90, 8).into_iter().map(|(p, yes)| ((p * 40.0).round(), yes)).collect();
        let (_, precision) = reach(&rows, draws(4));
        alike(precision.unwrap(), row_by_row(&rows, |drawn| average_precision(&ties(drawn))));
    }

    #[test]
    fn one_score_for_everybody_is_a_straight_line() {
        let rows: Vec<(f64, bool)> = (0..50).map(|row| (0.3, row < 20)).collect();
        for point in reach(&rows, draws(1)).0 {
            assert!((point.gain.value - point.share).abs() < 1e-12 && (point.lift.value - 1.0).abs() < 1e-12);
            assert!(
                (point.gain.low - point.share).abs() < 1e-12,
                "the share of yes does not matter: {point:?}"
            );
        }
    }

    #[test]
    fn without_a_yes_or_once_stopped_there_is_nothing() {
        assert_eq!(reach(&[(0.4, false), (0.3, false)], draws(1)), (vec![], None));
        assert_eq!(reach(&[], draws(1)), (vec![], None));
        let stopped = Draws { seed: 1, go_on: &|| false };
        assert_eq!(reach(&shop(300, 1), stopped), (vec![], None));
        assert_eq!(
            of_cells(
                Confusion { true_positive: 3, false_positive: 1, false_negative: 1, true_negative: 4 },
                stopped
            ),
            [None; 3]
        );
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
        let [lift, gain, f1] = of_cells(cells, draws(3)).map(Option::unwrap);
        for (found, counted) in [(lift, 3.0), (gain, 0.3), (f1, 0.3)] {
            assert!((found.value - counted).abs() < 1e-12, "{found:?}");
        }
        // The share reached is a share of 1,000 yes; their number hardly moves.
        let half = 1.96 * (0.3f64 * 0.7 / 1_000.0).sqrt();
        assert!(((gain.high - gain.low) / (2.0 * half) - 1.0).abs() < 0.08, "{gain:?}");
    }

    proptest! {
        /// Cuts lie on the gains curve, whatever the ties.
        #[test]
        fn cuts_lie_on_the_gains_curve(rows in prop::collection::vec((0u8..9, any::<bool>()), 1..150)) {
            let scores: Vec<f64> = rows.iter().map(|row| f64::from(row.0)).collect();
            let truth: Vec<bool> = rows.iter().map(|row| row.1).collect();
            let curve = gains(&scores, &truth);
            prop_assume!(!curve.is_empty());
            let (runs, cuts) = runs(&ties(&ranked(&scores, &truth)));
            prop_assert_eq!(runs.iter().map(|run| run.yes + run.no).sum::<usize>(), rows.len());
            let counted: Vec<[f64; 2]> = runs.iter().map(|run| [run.yes as f64, run.no as f64]).collect();
            let found = at_cuts(&counted, &cuts);
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
