//! Known answers and what log-odds say about them: two answers, and several.

/// What a row's answer says about its log-odds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Answer {
    /// −ln(chance of what happened).
    pub loss: f64,
    /// Slope of the loss: chance − answer.
    pub slope: f64,
    /// Its curvature: chance · (1 − chance).
    pub bend: f64,
}

impl Answer {
    /// For log-odds `z` and an answer of 1 or 0, without overflow.
    #[inline]
    fn new(z: f64, y: f64) -> Self {
        // exp of a negative number lies between 0 and 1; both tails follow from it.
        let small = (-z.abs()).exp();
        let far = 1.0 / (1.0 + small);
        let near = small * far;
        let chance = if z >= 0.0 { far } else { near };
        Self { loss: z.max(0.0) - y * z + small.ln_1p(), slope: chance - y, bend: far * near }
    }
}

/// Losses summed, slopes and curvatures per row, of log-odds and answers of 1 or 0.
pub fn answers(log_odds: &[f64], known: &[f64], slopes: &mut [f64], bends: &mut [f64]) -> f64 {
    let mut loss = 0.0;
    for ((z, y), (slope, bend)) in log_odds.iter().zip(known).zip(slopes.iter_mut().zip(bends)) {
        let answer = Answer::new(*z, *y);
        loss += answer.loss;
        (*slope, *bend) = (answer.slope, answer.bend);
    }
    loss
}

/// Rows worked on together.
const ROWS: usize = 128;

/// Turns scores of classes into their chances (softmax), without overflow, and says −ln(chance of the known class)
/// per row. `scores` holds one run of rows per class, run behind run, each as long as `known`. A row whose class has
/// no run costs nothing.
pub fn classes(scores: &mut [f64], known: &[u16], losses: &mut [f64]) {
    let rows = known.len().min(losses.len());
    if rows == 0 {
        return;
    }
    for start in (0..rows).step_by(ROWS) {
        let range = start..(start + ROWS).min(rows);
        let mut tops = [f64::NEG_INFINITY; ROWS];
        for run in scores.chunks_exact(rows) {
            for (top, score) in tops.iter_mut().zip(run.get(range.clone()).unwrap_or_default()) {
                *top = top.max(*score);
            }
        }
        let (Some(known), Some(losses)) = (known.get(range.clone()), losses.get_mut(range.clone())) else {
            return;
        };
        let mut totals = [0.0; ROWS];
        for (class, run) in scores.chunks_exact_mut(rows).enumerate() {
            let run = run.get_mut(range.clone()).unwrap_or_default();
            for ((score, known), loss) in run.iter().zip(known).zip(losses.iter_mut()) {
                if usize::from(*known) == class {
                    *loss = *score;
                }
            }
            for ((score, top), total) in run.iter_mut().zip(&tops).zip(&mut totals) {
                *score = (*score - top).exp();
                *total += *score;
            }
        }
        let runs = scores.len() / rows;
        for ((loss, known), (top, total)) in losses.iter_mut().zip(known).zip(tops.iter().zip(&totals)) {
            *loss = if usize::from(*known) < runs { top - *loss + total.ln() } else { 0.0 };
        }
        for run in scores.chunks_exact_mut(rows) {
            let run = run.get_mut(range.clone()).unwrap_or_default();
            run.iter_mut().zip(&totals).for_each(|(chance, total)| *chance /= total);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_of_classes_follow_their_definition_and_do_not_overflow() {
        let rows = 300;
        let score = |class: usize, row: usize| ((row * (class + 3) * 31) % 41) as f64 / 5.0 - 4.0;
        let made: Vec<f64> = (0..3).flat_map(|class| (0..rows).map(move |row| score(class, row))).collect();
        let known: Vec<u16> = (0..rows).map(|row| (row % 3) as u16).collect();
        let (mut found, mut losses) = (made.clone(), vec![0.0; rows]);
        classes(&mut found, &known, &mut losses);
        for row in 0..rows {
            let whole: f64 = (0..3).map(|class| score(class, row).exp()).sum();
            for class in 0..3 {
                assert!((found[class * rows + row] - score(class, row).exp() / whole).abs() < 1e-14);
            }
            let chance = score(row % 3, row).exp() / whole;
            assert!((losses[row] + chance.ln()).abs() < 1e-12);
        }
        let (mut far, mut losses) = ([1000.0, -1000.0, -1000.0, 1000.0], [9.0; 2]);
        classes(&mut far, &[0, 0], &mut losses);
        assert_eq!((far, losses), ([1.0, 0.0, 0.0, 1.0], [0.0, 2000.0]));
        // A class without a run.
        let (mut one, mut losses) = ([0.0, 0.0], [9.0]);
        classes(&mut one, &[u16::MAX], &mut losses);
        assert_eq!((one, losses), ([0.5, 0.5], [0.0]));
    }

    #[test]
    fn chances_follow_their_definition_and_do_not_overflow() {
        for y in [0.0, 1.0] {
            for z in [-30.0, -2.5, -1e-9, 0.0, 0.3, 4.0, 25.0_f64] {
                let chance = 1.0 / (1.0 + (-z).exp());
                let found = Answer::new(z, y);
                let happened = if y == 1.0 { chance } else { 1.0 / (1.0 + z.exp()) };
                assert!((found.loss + happened.ln()).abs() < 1e-12);
                assert!((found.slope - (chance - y)).abs() < 1e-15);
                assert!((found.bend - chance * (1.0 - chance)).abs() < 1e-15);
            }
        }
        assert_eq!(Answer::new(1000.0, 1.0), Answer::default());
        assert_eq!(Answer::new(-1000.0, 1.0).loss, 1000.0);
    }

    #[test]
    fn rows_add_up() {
        let (mut slopes, mut bends) = ([0.0; 2], [0.0; 2]);
        let loss = answers(&[0.5, -2.0], &[1.0, 0.0], &mut slopes, &mut bends);
        let (a, b) = (Answer::new(0.5, 1.0), Answer::new(-2.0, 0.0));
        assert_eq!((loss, slopes, bends), (a.loss + b.loss, [a.slope, b.slope], [a.bend, b.bend]));
    }
}
