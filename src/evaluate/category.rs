//! Metrics and the report of models that say which of several answers each customer gives.

use rayon::prelude::*;

use super::bootstrap::Draws;
use super::curves::tenths;
use super::interval::wilson;
use super::ties::{auc, average_precision, ties};
use crate::domain::report::{
    ByPart, CategoryMetrics, CategoryReport, ClassDriver, ClassFigures, Estimate, Mixed,
};

/// Chances are moved at least this far away from 0 and 1 before the log loss.
const CLIP: f64 = 1e-15;
/// Answers of the table of mix-ups at most; the rarer ones share a row.
const SHOWN: usize = 12;
/// Inputs shown at most.
const INPUTS: usize = 8;

/// Chances of one part, row by row one per class, with the index of the class that came.
#[derive(Clone, Copy, Debug)]
pub struct Guessed<'a> {
    /// Rows × classes.
    pub chances: &'a [f64],
    /// One per row.
    pub truth: &'a [u16],
}

/// The parts of a run.
#[derive(Clone, Copy, Debug)]
pub struct CategoryParts<'a> {
    /// Rows learned from.
    pub train: Guessed<'a>,
    /// Rows that chose when to stop, if any.
    pub valid: Option<Guessed<'a>>,
    /// Rows never seen, if any. With none the training rows are shown instead and the verdict says so.
    pub test: Option<Guessed<'a>>,
}

/// The likeliest class and its chance; of equals the first.
pub fn likeliest(chances: &[f64]) -> (usize, f64) {
    let first = (0, chances.first().copied().unwrap_or(f64::NAN));
    chances.iter().copied().enumerate().fold(first, |best, one| if one.1 > best.1 { one } else { best })
}

impl Guessed<'_> {
    fn rows(&self, classes: usize) -> impl Iterator<Item = (&[f64], usize)> {
        self.chances.chunks_exact(classes.max(1)).zip(self.truth.iter().map(|class| usize::from(*class)))
    }

    /// What was said of each row and with which chance.
    fn said(&self, classes: usize) -> Vec<(usize, f64)> {
        self.rows(classes).map(|(chances, _)| likeliest(chances)).collect()
    }

    /// Counts by class, with the AUC against all others, and the average precision where the class came.
    fn classes(&self, names: &[String]) -> Vec<(ClassFigures, f64)> {
        let said = self.said(names.len());
        let of = |(class, name): (usize, &String)| {
            let column: Vec<f64> =
                self.rows(names.len()).filter_map(|(chances, _)| chances.get(class).copied()).collect();
            let came: Vec<bool> = self.truth.iter().map(|truth| usize::from(*truth) == class).collect();
            let mut ranked: Vec<(f64, bool)> = column.iter().copied().zip(came.iter().copied()).collect();
            ranked.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
            let groups = ties(&ranked);
            let figures = ClassFigures {
                class: name.clone(),
                rows: came.iter().filter(|came| **came).count(),
                said: said.iter().filter(|(said, _)| *said == class).count(),
                right: said.iter().zip(&came).filter(|((said, _), came)| *said == class && **came).count(),
                expected: column.iter().sum(),
                auc: auc(&groups),
            };
            (figures, average_precision(&groups))
        };
        names.par_iter().enumerate().map(of).collect()
    }
}

/// Mean of what is a number; NaN of nothing.
fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) =
        values.filter(|value| value.is_finite()).fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    sum / n
}

fn metrics_of(part: Guessed<'_>, classes: &[(ClassFigures, f64)]) -> CategoryMetrics {
    let n = part.truth.len() as f64;
    let log_loss = part.rows(classes.len()).map(|(chances, truth)| {
        let chance = chances.get(truth).copied().unwrap_or(f64::NAN);
        -chance.clamp(CLIP, 1.0 - CLIP).ln()
    });
    let brier = part.rows(classes.len()).map(|(chances, truth)| {
        let miss = |(class, chance): (usize, &f64)| {
            let came = if class == truth { 1.0 } else { 0.0 };
            (chance - came).powi(2)
        };
        chances.iter().enumerate().map(miss).sum::<f64>()
    });
    let (log_loss, brier) = (log_loss.sum::<f64>() / n, brier.sum::<f64>() / n);
    let share = |right: usize, of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
    let met = || classes.iter().map(|(class, _)| class).filter(|class| class.rows + class.said > 0);
    let right: usize = classes.iter().map(|(class, _)| class.right).sum();
    CategoryMetrics {
        rows: part.truth.len(),
        auc: mean(classes.iter().map(|(class, _)| class.auc)),
        average_precision: mean(classes.iter().map(|(_, precision)| *precision)),
        log_loss,
        brier,
        accuracy: right as f64 / n,
        precision: mean(met().map(|class| share(class.right, class.said))),
        recall: mean(met().map(|class| share(class.right, class.rows))),
        f1: mean(met().map(|class| share(2 * class.right, class.said + class.rows))),
    }
}

/// All metrics of one part. Figures that do not exist are NaN.
pub fn category_metrics(part: Guessed<'_>, names: &[String]) -> CategoryMetrics {
    metrics_of(part, &part.classes(names))
}

/// Training rows that are measured at most, once nobody waits for all of them.
const BRIEFLY: usize = 50_000;

/// Every so manieth row, from the first, so that at most `most` are left: chances and what came.
fn thinned(part: Guessed<'_>, classes: usize, most: usize) -> (Vec<f64>, Vec<u16>) {
    let every = part.truth.len().div_ceil(most.max(1)).max(1);
    let chances = part.chances.chunks_exact(classes.max(1)).step_by(every).flatten().copied();
    (chances.collect(), part.truth.iter().copied().step_by(every).collect())
}

/// Everything such a run shows, judged on test rows, or on training rows where there are none. `shares`: of each class
/// among training rows, what the baseline gives everybody. When told not to go on, training rows that do not judge
/// are measured in part; how many stands in their metrics.
pub fn category_report(
    parts: &CategoryParts<'_>,
    names: &[String],
    shares: &[f64],
    Draws { seed, go_on }: Draws<'_>,
) -> CategoryReport {
    let judged = parts.test.unwrap_or(parts.train);
    let figures = judged.classes(names);
    let usual = likeliest(shares).0;
    let everybody: Vec<f64> =
        shares.iter().copied().cycle().take(shares.len() * judged.truth.len()).collect();
    let baseline = category_metrics(Guessed { chances: &everybody, truth: judged.truth }, names);
    let judged_metrics = metrics_of(judged, &figures);
    let said = judged.said(names.len());
    let right: Vec<bool> =
        said.iter().zip(judged.truth).map(|((said, _), truth)| *said == usize::from(*truth)).collect();
    let sure: Vec<f64> = said.iter().map(|(_, chance)| *chance).collect();
    let hits = right.iter().filter(|right| **right).count();
    let more_right: Vec<[f64; 2]> = right
        .iter()
        .zip(judged.truth)
        .map(|(right, truth)| {
            let base = usize::from(*truth) == usual;
            [f64::from(u8::from(*right)) - f64::from(u8::from(base)), 1.0]
        })
        .collect();
    let less_lost: Vec<[f64; 2]> = judged
        .rows(names.len())
        .map(|(chances, truth)| {
            let loss = |chances: &[f64]| {
                -chances.get(truth).copied().unwrap_or(f64::NAN).clamp(CLIP, 1.0 - CLIP).ln()
            };
            [loss(shares) - loss(chances), 1.0]
        })
        .collect();
    let (gain, loss_gain) = rayon::join(|| estimate(&more_right, seed), || estimate(&less_lost, seed));
    let classes: Vec<ClassFigures> = figures.into_iter().map(|(class, _)| class).collect();
    CategoryReport {
        metrics: ByPart {
            train: if parts.test.is_none() {
                judged_metrics
            } else if go_on() {
                category_metrics(parts.train, names)
            } else {
                let (chances, truth) = thinned(parts.train, names.len(), BRIEFLY);
                category_metrics(Guessed { chances: &chances, truth: &truth }, names)
            },
            valid: parts.valid.map(|part| category_metrics(part, names)),
            test: parts.test.map(|_| judged_metrics),
            baseline,
        },
        usual: names.get(usual).cloned().unwrap_or_default(),
        accuracy: wilson(hits, right.len()),
        gain,
        loss_gain,
        mixed: mixed(&classes, &said, judged.truth),
        classes,
        tenths: tenths(&sure, &right),
        coefficients: Vec::new(),
        drivers: Vec::new(),
    }
}

/// A mean with its bootstrap interval.
fn estimate(rows: &[[f64; 2]], seed: u64) -> Option<Estimate> {
    let [interval] = Draws { seed, go_on: &|| true }.of_sums(rows, |[sum, n]| [sum / n]);
    let (low, high) = interval?;
    let value = rows.iter().map(|[value, _]| value).sum::<f64>() / rows.len() as f64;
    Some(Estimate { value, low, high })
}

/// Who is taken for whom; the most frequent answers first, of equals the first in code-point order.
fn mixed(classes: &[ClassFigures], said: &[(usize, f64)], truth: &[u16]) -> Mixed {
    let mut order: Vec<usize> = (0..classes.len()).collect();
    let rows = |class: &usize| classes.get(*class).map_or(0, |class| class.rows);
    order.sort_by_key(|class| std::cmp::Reverse(rows(class)));
    let shown: Vec<usize> = order.iter().copied().take(SHOWN).collect();
    let others = classes.len() - shown.len();
    let side = shown.len() + usize::from(others > 0);
    let mut place = vec![shown.len(); classes.len()];
    for (at, class) in shown.iter().enumerate() {
        place.get_mut(*class).into_iter().for_each(|slot| *slot = at);
    }
    let at = |class: usize| place.get(class).copied().unwrap_or(0);
    let mut counts = vec![vec![0; side]; side];
    for ((said, _), truth) in said.iter().zip(truth) {
        if let Some(cell) = counts.get_mut(at(usize::from(*truth))).and_then(|row| row.get_mut(at(*said))) {
            *cell += 1;
        }
    }
    Mixed { shown, others, counts }
}

/// The strongest inputs over all classes, strongest first, at most eight: coefficients of prepared columns times
/// their standard deviation on judged rows. `weights`: one row per class, one per name.
pub fn class_drivers(weights: &[Vec<f64>], spreads: &[(String, f64)]) -> Vec<ClassDriver> {
    let effects = |(column, (name, spread)): (usize, &(String, f64))| ClassDriver {
        name: name.clone(),
        effects: weights.iter().map(|row| row.get(column).copied().unwrap_or(0.0) * spread).collect(),
    };
    // What counts is how far it moves answers apart: what is added to all of them changes nothing.
    let strength = |driver: &ClassDriver| {
        let ends = driver.effects.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), effect| {
            (low.min(*effect), high.max(*effect))
        });
        ends.1 - ends.0
    };
    let mut found: Vec<ClassDriver> = spreads.iter().enumerate().map(effects).collect();
    found.retain(|driver| strength(driver).is_finite() && strength(driver) > 0.0);
    found.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    found.truncate(INPUTS);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(n: usize) -> Vec<String> {
        (0..n).map(|class| format!("class {class}")).collect()
    }

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12 || (a.is_nan() && b.is_nan()), "{a} is not {b}");
    }

    #[test]
    fn once_stopped_training_rows_are_measured_in_part_and_judged_ones_whole() {
        let rows = 120_001;
        let truth: Vec<u16> = (0..rows).map(|row| (row * 7919 % 101 % 3) as u16).collect();
        let chances: Vec<f64> = (0..rows)
            .flat_map(|row| {
                let first = (row * 31 % 97) as f64 / 200.0;
                [first, 0.5 - first / 2.0, 0.5 - first / 2.0]
            })
            .collect();
        let part = Guessed { chances: &chances, truth: &truth };
        let (few, came) = thinned(part, 3, 50_000);
        assert_eq!((few.len(), came.len()), (3 * 40_001, 40_001));
        assert_eq!((&few[3..6], came[1]), (&chances[9..12], truth[3]));
        let parts = CategoryParts { train: part, valid: None, test: Some(part) };
        let report = |go_on: bool| {
            category_report(&parts, &names(3), &[1.0 / 3.0; 3], Draws { seed: 1, go_on: &|| go_on })
        };
        let (whole, brief) = (report(true), report(false));
        assert_eq!((whole.metrics.train.rows, brief.metrics.train.rows), (rows, 40_001));
        assert_eq!(whole.metrics.test, brief.metrics.test);
        assert_eq!(Some(whole.metrics.train), whole.metrics.test);
        let expected = category_metrics(Guessed { chances: &few, truth: &came }, &names(3));
        assert_eq!(brief.metrics.train, expected);
    }

    #[test]
    fn metrics_by_hand() {
        let chances = [0.7, 0.2, 0.1, 0.3, 0.4, 0.3, 0.2, 0.5, 0.3, 0.1, 0.1, 0.8];
        let part = Guessed { chances: &chances, truth: &[0, 0, 1, 2] };
        let m = category_metrics(part, &names(3));
        close(m.accuracy, 0.75);
        close(m.log_loss, -(0.7f64.ln() + 0.3f64.ln() + 0.5f64.ln() + 0.8f64.ln()) / 4.0);
        close(m.brier, (0.14 + (0.49 + 0.16 + 0.09) + (0.04 + 0.25 + 0.09) + 0.06) / 4.0);
        // Class 0: 0.7 and 0.3 above 0.2 and 0.1; class 1: 0.5 above all; class 2: 0.8 above all.
        close(m.auc, 1.0);
        close(m.average_precision, 1.0);
        // Class 1 is said twice and comes once; class 0 comes twice and is said once.
        close(m.precision, (1.0 + 0.5 + 1.0) / 3.0);
        close(m.recall, (0.5 + 1.0 + 1.0) / 3.0);
        close(m.f1, (2.0 / 3.0 + 2.0 / 3.0 + 1.0) / 3.0);
    }

    #[test]
    fn what_does_not_exist_is_no_number() {
        let none = category_metrics(Guessed { chances: &[], truth: &[] }, &names(3));
        assert!(
            [none.auc, none.average_precision, none.log_loss, none.accuracy, none.f1]
                .iter()
                .all(|v| v.is_nan())
        );
        let chances = [0.6, 0.4, 0.2, 0.8];
        let one = category_metrics(Guessed { chances: &chances, truth: &[0, 0] }, &names(2));
        assert!(one.auc.is_nan());
        close(one.average_precision, 1.0);
        // The second is said once though it never came: precision 0 and recall 0 of it count.
        close(one.precision, 0.5);
        close(one.recall, 0.25);
    }

    #[test]
    fn of_two_classes_auc_loss_and_half_of_brier_are_those_of_yes_and_no() {
        let yes = [0.9, 0.8, 0.6, 0.4, 0.2, 0.55];
        let truth = [true, false, true, true, false, false];
        let chances: Vec<f64> = yes.iter().flat_map(|yes| [1.0 - yes, *yes]).collect();
        let classes: Vec<u16> = truth.iter().map(|yes| u16::from(*yes)).collect();
        let m = category_metrics(Guessed { chances: &chances, truth: &classes }, &names(2));
        let twin = super::super::yes_no_metrics(&yes, &truth, 0.5);
        close(m.auc, twin.auc);
        close(m.log_loss, twin.log_loss);
        close(m.brier / 2.0, twin.brier);
        close(m.accuracy, twin.accuracy);
    }

    #[test]
    fn the_report_counts_and_compares_with_the_usual_answer() {
        let (n, k) = (240_usize, 14_usize);
        // Class 0 comes most; every third row is taken for the next class.
        let truth: Vec<u16> = (0..n).map(|row| if row % 2 == 0 { 0 } else { (row % k) as u16 }).collect();
        let mut chances = vec![0.5 / (k - 1) as f64; n * k];
        for (row, class) in truth.iter().enumerate() {
            let said = if row % 3 == 0 { (usize::from(*class) + 1) % k } else { usize::from(*class) };
            chances[row * k + said] = 0.5;
        }
        let judged = Guessed { chances: &chances, truth: &truth };
        let mut shares = vec![0.5 / (k - 1) as f64; k];
        shares[0] = 0.5;
        let parts = CategoryParts { train: judged, valid: None, test: Some(judged) };
        let report = category_report(&parts, &names(k), &shares, Draws { seed: 3, go_on: &|| true });
        assert_eq!(report.usual, "class 0");
        close(report.accuracy.value, 2.0 / 3.0);
        let base = report.metrics.baseline;
        close(base.accuracy, 0.5);
        close(base.auc, 0.5);
        close(report.gain.unwrap().value, 2.0 / 3.0 - 0.5);
        close(report.loss_gain.unwrap().value, base.log_loss - report.metrics.train.log_loss);
        assert_eq!(report.classes.iter().map(|class| class.rows).sum::<usize>(), n);
        assert_eq!(report.classes.iter().map(|class| class.said).sum::<usize>(), n);
        close(report.classes.iter().map(|class| class.expected).sum::<f64>(), n as f64);
        assert_eq!((report.mixed.shown[0], report.mixed.shown.len(), report.mixed.others), (0, 12, 2));
        assert_eq!(report.mixed.counts.iter().flatten().sum::<usize>(), n);
        for (row, class) in report.mixed.counts.iter().zip(&report.mixed.shown) {
            assert_eq!(row.iter().sum::<usize>(), report.classes[*class].rows);
        }
        assert_eq!(report.mixed.counts[0][0], report.classes[0].right);
        assert_eq!(report.tenths.iter().map(|tenth| tenth.positives).sum::<usize>(), 160);
    }

    #[test]
    fn what_moves_all_answers_alike_moves_none() {
        let weights = [vec![1.0, 3.0, 0.5], vec![-1.0, 3.0, 0.0], vec![0.0, 3.0, 0.0]];
        let spreads = [("a", 1.0), ("b", 5.0), ("c", 8.0)].map(|(name, spread)| (name.to_owned(), spread));
        let found = class_drivers(&weights, &spreads);
        let names: Vec<&str> = found.iter().map(|driver| driver.name.as_str()).collect();
        assert_eq!(names, ["c", "a"]);
        assert_eq!(found[0].effects, [4.0, 0.0, 0.0]);
    }

    proptest! {
        /// By definition: every pair, every class.
        #[test]
        fn auc_is_the_mean_over_classes_of_the_count_of_pairs(
            rows in prop::collection::vec((0_u16..4, prop::array::uniform4(1_u8..9)), 1..60),
        ) {
            let truth: Vec<u16> = rows.iter().map(|row| row.0).collect();
            let chances: Vec<f64> = rows
                .iter()
                .flat_map(|(_, parts)| {
                    let all = f64::from(parts.iter().map(|part| u32::from(*part)).sum::<u32>());
                    parts.map(|part| f64::from(part) / all)
                })
                .collect();
            let mut found = Vec::new();
            for class in 0..4 {
                let (mut wins, mut pairs) = (0.0, 0.0);
                for (a, _) in truth.iter().enumerate().filter(|(_, of)| usize::from(**of) == class) {
                    for (b, _) in truth.iter().enumerate().filter(|(_, of)| usize::from(**of) != class) {
                        let (a, b) = (chances[a * 4 + class], chances[b * 4 + class]);
                        pairs += 1.0;
                        wins += if a > b { 1.0 } else if a == b { 0.5 } else { 0.0 };
                    }
                }
                if pairs > 0.0 {
                    found.push(wins / pairs);
                }
            }
            let m = category_metrics(Guessed { chances: &chances, truth: &truth }, &names(4));
            if found.is_empty() {
                prop_assert!(m.auc.is_nan());
            } else {
                prop_assert!((m.auc - found.iter().sum::<f64>() / found.len() as f64).abs() < 1e-12);
            }
        }
    }
}
