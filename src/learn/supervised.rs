//! A problem with known answers, checked before any solver sees it.

use super::design::Design;
use super::error::LearnError;

/// Rows needed to learn anything.
pub const MIN_ROWS: usize = 10;
/// Rows of each answer needed.
pub const MIN_PER_CLASS: usize = 2;

/// Rows to learn from and rows to check with. Designs are rows × outputs; answers are finite, for
/// yes/no 1 or 0, for categories the index of the class. Solvers may rely on everything [`Supervised::yes_no`],
/// [`Supervised::category`] and [`Supervised::number`] check.
#[derive(Clone, Debug, PartialEq)]
pub struct Supervised {
    pub(super) x_train: Design,
    pub(super) y_train: Vec<f64>,
    pub(super) valid: Option<Rows>,
}

/// A design and one answer per row.
pub type Rows = (Design, Vec<f64>);

impl Supervised {
    /// A yes/no problem: at least ten rows, two of each answer.
    pub fn yes_no(target: &str, train: Rows, valid: Option<Rows>) -> Result<Self, LearnError> {
        let problem = Self::new(train, valid)?;
        let answers = || problem.y_train.iter().chain(problem.valid.iter().flat_map(|(_, y)| y));
        if answers().any(|y| *y != 0.0 && *y != 1.0) {
            return Err(LearnError::Shape { detail: "answers other than 0 and 1".to_owned() });
        }
        let yes = problem.y_train.iter().filter(|y| **y == 1.0).count();
        let no = problem.y_train.len() - yes;
        let target = target.to_owned();
        match (yes, no) {
            (0, 0) => Err(LearnError::NoAnswers { target }),
            (0, _) | (_, 0) => Err(LearnError::OneClass { target, positive: no == 0 }),
            _ if yes.min(no) < MIN_PER_CLASS => {
                Err(LearnError::FewOfClass { target, found: yes.min(no), needed: MIN_PER_CLASS })
            }
            _ if yes + no < MIN_ROWS => Err(LearnError::FewRows { found: yes + no, needed: MIN_ROWS }),
            _ => Ok(problem),
        }
    }

    /// One of several answers, named in the order of their indices: at least ten rows, two answers among them. A rare
    /// answer is no error here: what it is worth shows when it is judged.
    pub fn category(
        target: &str,
        names: &[String],
        train: Rows,
        valid: Option<Rows>,
    ) -> Result<Self, LearnError> {
        let problem = Self::new(train, valid)?;
        let answers = || problem.y_train.iter().chain(problem.valid.iter().flat_map(|(_, y)| y));
        let is_class = |y: &f64| y.fract() == 0.0 && *y >= 0.0 && *y < names.len() as f64;
        if !answers().all(is_class) {
            return Err(LearnError::Shape { detail: "answers that are no class".to_owned() });
        }
        let target = target.to_owned();
        let found = problem.y_train.len();
        match problem.y_train.first() {
            None => Err(LearnError::NoAnswers { target }),
            Some(first) if problem.y_train.iter().all(|y| y == first) => {
                let value = names.get(*first as usize).cloned().unwrap_or_default();
                Err(LearnError::ConstantTarget { target, value })
            }
            Some(_) if found < MIN_ROWS => Err(LearnError::FewRows { found, needed: MIN_ROWS }),
            Some(_) => Ok(problem),
        }
    }

    /// A number problem: at least ten rows, not all answers alike.
    pub fn number(target: &str, train: Rows, valid: Option<Rows>) -> Result<Self, LearnError> {
        let problem = Self::new(train, valid)?;
        let answers = || problem.y_train.iter().chain(problem.valid.iter().flat_map(|(_, y)| y));
        if answers().any(|y| !y.is_finite()) {
            return Err(LearnError::Shape { detail: "answers that are not finite".to_owned() });
        }
        let target = target.to_owned();
        let found = problem.y_train.len();
        match problem.y_train.first() {
            None => Err(LearnError::NoAnswers { target }),
            Some(first) if problem.y_train.iter().all(|y| y == first) => {
                Err(LearnError::ConstantTarget { target, value: first.to_string() })
            }
            Some(_) if found < MIN_ROWS => Err(LearnError::FewRows { found, needed: MIN_ROWS }),
            Some(_) => Ok(problem),
        }
    }

    /// The answers of the rows to learn from.
    pub fn answers(&self) -> &[f64] {
        &self.y_train
    }

    fn new((x_train, y_train): Rows, valid: Option<Rows>) -> Result<Self, LearnError> {
        let shape = |detail: &str| Err(LearnError::Shape { detail: detail.to_owned() });
        // An empty validation part is none.
        let valid = valid.filter(|(_, y)| !y.is_empty());
        let (x_valid, y_valid) = valid.iter().map(|(x, y)| (x, y.len())).next().unzip();
        if x_train.rows() != y_train.len() || x_valid.map(Design::rows) != y_valid {
            return shape("rows of the matrix and answers");
        }
        if x_valid.is_some_and(|x| x.width() != x_train.width()) {
            return shape("columns of training and validation");
        }
        if x_train.width() == 0 {
            return Err(LearnError::NoColumns);
        }
        if ![Some(&x_train), x_valid].into_iter().flatten().all(Design::is_finite) {
            return shape("values that are not finite");
        }
        Ok(Self { x_train, y_train, valid })
    }
}

/// λ must be a number from 0 up.
pub(super) fn check_penalty(value: f64) -> Result<f64, LearnError> {
    if value.is_finite() && value >= 0.0 { Ok(value) } else { Err(LearnError::BadPenalty { value }) }
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;

    fn matrix(rows: usize) -> Array2<f64> {
        Array2::from_shape_fn((rows, 1), |(row, _)| row as f64)
    }

    fn rows(y: &[f64]) -> Rows {
        (matrix(y.len()).into(), y.to_vec())
    }

    #[test]
    fn what_cannot_be_learned_is_named() {
        let yes_no = |y: &[f64]| Supervised::yes_no("t", rows(y), None).unwrap_err();
        assert!(matches!(yes_no(&[]), LearnError::NoAnswers { .. }));
        assert!(matches!(yes_no(&[1.0; 20]), LearnError::OneClass { positive: true, .. }));
        assert!(matches!(yes_no(&[0.0; 20]), LearnError::OneClass { positive: false, .. }));
        assert!(matches!(yes_no(&[0.0, 0.0, 1.0]), LearnError::FewOfClass { found: 1, needed: 2, .. }));
        assert!(matches!(yes_no(&[0.0, 1.0, 0.0, 1.0]), LearnError::FewRows { found: 4, needed: 10 }));
        assert!(matches!(yes_no(&[0.0, 2.0]), LearnError::Shape { .. }));
        let names = ["a", "b", "c"].map(str::to_owned);
        let category = |y: &[f64]| Supervised::category("t", &names, rows(y), None).unwrap_err();
        assert!(matches!(category(&[]), LearnError::NoAnswers { .. }));
        let LearnError::ConstantTarget { value, .. } = category(&[1.0; 20]) else { unreachable!() };
        assert_eq!(value, "b");
        assert!(matches!(category(&[0.0, 1.0, 2.0]), LearnError::FewRows { found: 3, needed: 10 }));
        assert!(matches!(category(&[0.0, 3.0]), LearnError::Shape { .. }));
        assert!(matches!(category(&[0.5, 1.0]), LearnError::Shape { .. }));
        let number = |y: &[f64]| Supervised::number("t", rows(y), None).unwrap_err();
        assert!(matches!(number(&[]), LearnError::NoAnswers { .. }));
        assert!(matches!(number(&[5.0; 20]), LearnError::ConstantTarget { .. }));
        assert!(matches!(number(&[1.0, 2.0]), LearnError::FewRows { .. }));
        assert!(matches!(number(&[1.0, f64::NAN]), LearnError::Shape { .. }));
    }

    #[test]
    fn shapes_that_do_not_fit_never_reach_a_solver() {
        let y: Vec<f64> = (0..12).map(f64::from).collect();
        let (x, _) = rows(&y);
        assert!(Supervised::number("t", (x.clone(), y[1..].to_vec()), None).is_err());
        assert!(Supervised::number("t", (Array2::zeros((12, 0)).into(), y.clone()), None).is_err());
        let other = (Array2::zeros((3, 2)).into(), vec![0.0; 3]);
        assert!(Supervised::number("t", (x.clone(), y.clone()), Some(other)).is_err());
        let mut gap = matrix(12);
        gap[(3, 0)] = f64::NAN;
        assert!(Supervised::number("t", (gap.into(), y.clone()), None).is_err());
        let empty = (Array2::zeros((0, 1)).into(), Vec::new());
        assert!(Supervised::number("t", (x, y), Some(empty)).is_ok());
    }
}
