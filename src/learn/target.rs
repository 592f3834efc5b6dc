//! The known answers: from the target column to numbers a solver takes.

use crate::domain::frame::{FeatureValues, GAP};

use super::error::LearnError;

/// Pairs of answers whose yes needs no asking, in lower case, yes first.
const PLAIN: [[&str; 2]; 3] = [["yes", "no"], ["true", "false"], ["1", "0"]];

/// Values named in an error at most.
const NAMED: usize = 8;

/// The value that means yes without asking: of yes/no, true/false and 1/0, in any case of letters.
/// `values` are the different values of the column.
pub fn plain_yes<S: AsRef<str>>(values: &[S]) -> Option<&str> {
    let [first, second] = values else { return None };
    let (first, second) = (first.as_ref(), second.as_ref());
    let is = |word: &str, plain: &str| word.trim().eq_ignore_ascii_case(plain);
    PLAIN.iter().find_map(|[yes, no]| {
        if is(first, yes) && is(second, no) {
            Some(first)
        } else if is(second, yes) && is(first, no) {
            Some(second)
        } else {
            None
        }
    })
}

/// The answer of each row: whether it is the value looked for, none for a gap. Without a value looked for,
/// [`plain_yes`] decides or the values are named in the error.
pub fn yes_no(
    target: &str,
    codes: &[u32],
    levels: &[String],
    positive: Option<&str>,
) -> Result<Vec<Option<bool>>, LearnError> {
    let present = by_frequency(codes, levels);
    let named = || present.iter().take(NAMED).map(|word| (*word).to_owned()).collect();
    let target = target.to_owned();
    if present.is_empty() {
        return Err(LearnError::NoAnswers { target });
    }
    let positive = match positive {
        Some(positive) if present.contains(&positive) => positive,
        Some(positive) => {
            let positive = positive.to_owned();
            return Err(LearnError::PositiveNotFound { target, positive, values: named() });
        }
        None => match plain_yes(&present) {
            Some(plain) => plain,
            None => return Err(LearnError::PositiveNotChosen { target, values: named() }),
        },
    };
    let word = |code: u32| if code == GAP { None } else { levels.get(code as usize) };
    Ok(codes.iter().map(|code| word(*code).map(|word| word == positive)).collect())
}

/// Answers at most of a question that asks which of several: each has a row of weights of its own, and a list of
/// more says nothing to anybody.
pub const MOST_CLASSES: usize = 50;

/// The classes that occur, in code-point order, and the index of each row's class, NaN for a gap.
pub fn category(
    target: &str,
    codes: &[u32],
    levels: &[String],
) -> Result<(Vec<String>, Vec<f64>), LearnError> {
    let mut classes: Vec<String> = by_frequency(codes, levels).into_iter().map(str::to_owned).collect();
    classes.sort_unstable();
    let target = target.to_owned();
    match classes.as_slice() {
        [] => return Err(LearnError::NoAnswers { target }),
        [only] => return Err(LearnError::ConstantTarget { target, value: only.clone() }),
        _ if classes.len() > MOST_CLASSES => {
            return Err(LearnError::ManyClasses { target, found: classes.len(), most: MOST_CLASSES });
        }
        _ => {}
    }
    let place = |level: &String| classes.binary_search(level).map_or(f64::NAN, |place| place as f64);
    let places: Vec<f64> = levels.iter().map(place).collect();
    let known = |code: &u32| places.get(*code as usize).copied().unwrap_or(f64::NAN);
    let known = codes.iter().map(known).collect();
    Ok((classes, known))
}

/// The number of each row, NaN for a gap; an error for names.
pub fn numbers(target: &str, values: &FeatureValues) -> Result<Vec<f64>, LearnError> {
    let target = target.to_owned();
    match values {
        FeatureValues::Number(values) if values.iter().any(|value| value.is_finite()) => {
            Ok(values.iter().map(|value| if value.is_finite() { *value } else { f64::NAN }).collect())
        }
        FeatureValues::Number(_) => Err(LearnError::NoAnswers { target }),
        FeatureValues::Category { .. } => Err(LearnError::TargetNotNumber { target }),
    }
}

/// Levels that occur, most frequent first, equals in code-point order.
fn by_frequency<'a>(codes: &[u32], levels: &'a [String]) -> Vec<&'a str> {
    let mut counts = vec![0_usize; levels.len()];
    for code in codes {
        if let Some(count) = counts.get_mut(*code as usize) {
            *count += 1;
        }
    }
    let mut present: Vec<(&str, usize)> =
        levels.iter().map(String::as_str).zip(counts).filter(|(_, count)| *count > 0).collect();
    present.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    present.into_iter().map(|(word, _)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn plain_pairs_need_no_choice_others_do() {
        assert_eq!(plain_yes(&["No", "Yes"]), Some("Yes"));
        assert_eq!(plain_yes(&["TRUE", "FALSE"]), Some("TRUE"));
        assert_eq!(plain_yes(&["0", "1"]), Some("1"));
        assert_eq!(plain_yes(&["yes", "0"]), None);
        assert_eq!(plain_yes(&["female", "male"]), None);
        assert_eq!(plain_yes(&["yes"]), None);
    }

    #[test]
    fn answers_follow_the_value_looked_for() {
        let levels = words(&["left", "moved", "stayed"]);
        let codes = [0, 1, 2, GAP, 2];
        let answers = yes_no("t", &codes, &levels, Some("stayed")).unwrap();
        assert_eq!(answers, [Some(false), Some(false), Some(true), None, Some(true)]);
        let error = yes_no("t", &codes, &levels, Some("Stayed")).unwrap_err();
        let LearnError::PositiveNotFound { values, .. } = error else { unreachable!("{error}") };
        assert_eq!(values, ["stayed", "left", "moved"]);
        let error = yes_no("t", &codes, &levels, None).unwrap_err();
        assert!(matches!(error, LearnError::PositiveNotChosen { .. }));
        assert!(matches!(yes_no("t", &[GAP], &levels, None), Err(LearnError::NoAnswers { .. })));
    }

    #[test]
    fn classes_stand_in_code_point_order_and_gaps_are_none() {
        let levels = words(&["web", "Mail", "never", "phone"]);
        let (classes, known) = category("t", &[0, 3, GAP, 1, 0], &levels).unwrap();
        assert_eq!(classes, ["Mail", "phone", "web"]);
        assert_eq!(known[..2], [2.0, 1.0]);
        assert!(known[2].is_nan());
        assert_eq!(known[3..], [0.0, 2.0]);
        assert!(matches!(category("t", &[GAP], &levels), Err(LearnError::NoAnswers { .. })));
        assert!(matches!(category("t", &[1, GAP, 1], &levels), Err(LearnError::ConstantTarget { .. })));
        let many: Vec<String> = (0..60).map(|level| level.to_string()).collect();
        let all: Vec<u32> = (0..60).collect();
        let error = category("t", &all, &many).unwrap_err();
        assert!(matches!(error, LearnError::ManyClasses { found: 60, most: 50, .. }));
        assert_eq!(category("t", &all[..50], &many).unwrap().0.len(), 50);
    }

    #[test]
    fn names_are_no_numbers() {
        let names = FeatureValues::Category { codes: vec![0], levels: words(&["a"]) };
        assert!(matches!(numbers("t", &names), Err(LearnError::TargetNotNumber { .. })));
        let found = numbers("t", &FeatureValues::Number(vec![1.0, f64::INFINITY])).unwrap();
        assert!(found[0] == 1.0 && found[1].is_nan());
        let gaps = FeatureValues::Number(vec![f64::NAN]);
        assert!(matches!(numbers("t", &gaps), Err(LearnError::NoAnswers { .. })));
    }
}
