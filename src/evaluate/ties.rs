//! Rows with equal scores, counted together: the common ground of AUC, `DeLong`, ROC, gains and precision.

/// All rows that share one score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tie {
    /// Rows that are yes.
    pub(super) yes: usize,
    /// Rows that are no.
    pub(super) no: usize,
}

/// Scores with their truth, best first; rows with equal scores keep their order.
pub(super) fn best_first(scores: &[f64], truth: &[bool]) -> Vec<(f64, bool)> {
    let mut rows: Vec<(f64, bool)> = scores.iter().copied().zip(truth.iter().copied()).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    rows
}

/// Ties of rows that stand best first, in the same order.
pub(super) fn ties(best_first: &[(f64, bool)]) -> Vec<Tie> {
    best_first
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| {
            let yes = group.iter().filter(|(_, yes)| *yes).count();
            Tie { yes, no: group.len() - yes }
        })
        .collect()
}

/// Rows that are yes and rows that are no.
pub(super) fn totals(ties: &[Tie]) -> (usize, usize) {
    ties.iter().fold((0, 0), |(yes, no), tie| (yes + tie.yes, no + tie.no))
}

/// Area under the ROC curve as the Mann–Whitney statistic with ties counting half
/// (Hanley & `McNeil` 1982); NaN with one class.
pub(super) fn auc(ties: &[Tie]) -> f64 {
    let (yes, no) = totals(ties);
    if yes == 0 || no == 0 {
        return f64::NAN;
    }
    let mut no_below = no as f64;
    let mut wins = 0.0;
    for tie in ties {
        no_below -= tie.no as f64;
        wins += tie.yes as f64 * (no_below + tie.no as f64 / 2.0);
    }
    wins / (yes as f64 * no as f64)
}

/// Average precision Σ (Rᵢ − Rᵢ₋₁) Pᵢ over tie groups, without interpolation; NaN without a yes.
pub(super) fn average_precision(ties: &[Tie]) -> f64 {
    let (yes, _) = totals(ties);
    if yes == 0 {
        return f64::NAN;
    }
    let mut found = 0usize;
    let mut seen = 0usize;
    let mut sum = 0.0;
    for tie in ties {
        found += tie.yes;
        seen += tie.yes + tie.no;
        sum += tie.yes as f64 / yes as f64 * (found as f64 / seen as f64);
    }
    sum
}
