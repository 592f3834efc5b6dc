//! Yes/no answers and their log-odds.

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

#[cfg(test)]
mod tests {
    use super::*;

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
