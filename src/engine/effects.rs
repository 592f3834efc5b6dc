//! Coefficients as they are told: with their ranges, or with the reason why there are none.

use crate::domain::message::{Arg, Message};
use crate::domain::report::{Coefficient, EffectStep};
use crate::evaluate;
use crate::learn::prepare::DropReason;
use crate::learn::{Fitted, GoOn, LearnError, Preparation, Separation, StandardErrors};

/// Columns named in a sentence at most.
const NAMED: usize = 4;

/// The coefficients of what was learned, the intercept first, and why they have no ranges where they have none.
/// `is_day`: whether a column holds days.
pub(super) fn coefficients(
    fitted: &Fitted,
    preparation: &Preparation,
    is_day: &dyn Fn(&str) -> bool,
    go_on: GoOn<'_>,
) -> Result<(Vec<Coefficient>, Option<Message>), LearnError> {
    let mut all = fitted.model.coefficients(preparation);
    if all.is_empty() {
        return Ok((all, None));
    }
    let why = match &fitted.findings.precision {
        Err(why) => why.message(),
        Ok(precision) => {
            let errors = precision.standard_errors(&|index| preparation.unit(index), go_on)?;
            know(&mut all, errors, precision.freedom());
            None
        }
    };
    Ok((shown(all, fitted, is_day), why))
}

/// The same for each of several answers.
pub(super) fn of_classes(
    fitted: &Fitted,
    preparation: &Preparation,
    is_day: &dyn Fn(&str) -> bool,
    go_on: GoOn<'_>,
) -> Result<(Vec<Vec<Coefficient>>, Option<Message>), LearnError> {
    let mut all = fitted.model.class_coefficients(preparation);
    let why = match &fitted.findings.precision {
        Err(why) => why.message(),
        Ok(precision) => {
            for (class, errors) in precision.class_errors(&|index| preparation.unit(index), go_on)? {
                if let Some(of) = all.get_mut(class) {
                    know(of, errors, precision.freedom());
                }
            }
            None
        }
    };
    Ok((all.into_iter().map(|of| shown(of, fitted, is_day)).collect(), why))
}

/// Tells how exactly coefficients are known, the intercept first.
fn know(all: &mut [Coefficient], errors: StandardErrors, freedom: Option<f64>) {
    let errors = std::iter::once(Some(errors.intercept)).chain(errors.outputs);
    for (coefficient, error) in all.iter_mut().zip(errors) {
        coefficient.certainty =
            error.and_then(|error| evaluate::certainty(coefficient.estimate, error, freedom));
    }
}

/// Coefficients as they are shown. An output that follows from others has no effect of its own; it is named instead of
/// shown as 0. The intercept stands before the first output.
fn shown(all: Vec<Coefficient>, fitted: &Fitted, is_day: &dyn Fn(&str) -> bool) -> Vec<Coefficient> {
    let left = |place: usize| place.checked_sub(1).is_some_and(|index| reason(fitted, index).is_some());
    let dated = |mut coefficient: Coefficient| {
        if let EffectStep::Unit { column } = &coefficient.step
            && is_day(column)
        {
            coefficient.step = EffectStep::Day { column: column.clone() };
        }
        coefficient
    };
    let kept = all.into_iter().enumerate().filter(|(place, _)| !left(*place));
    kept.map(|(_, coefficient)| dated(coefficient)).collect()
}

fn reason(fitted: &Fitted, index: usize) -> Option<DropReason> {
    fitted.left_out.iter().find(|(left, _)| *left == index).map(|(_, reason)| *reason)
}

fn name(preparation: &Preparation, index: usize) -> String {
    preparation.outputs().get(index).map(|output| output.name.clone()).unwrap_or_default()
}

/// Outputs that were left out while learning, and why: of those that follow from others, from which.
pub(super) fn left_out(fitted: &Fitted, preparation: &Preparation) -> Vec<(String, Message)> {
    let words = |index: usize, reason: DropReason| {
        let from = fitted.findings.follows.iter().find(|(left, _)| *left == index).map(|(_, from)| from);
        match from {
            Some(from) if (1..=NAMED).contains(&from.len()) => {
                let names = from.iter().map(|index| name(preparation, *index)).collect();
                Message::new("inference-follows").with("columns", Arg::Names(names))
            }
            _ => reason.message(),
        }
    };
    let gone = fitted.left_out.iter();
    gone.map(|(index, reason)| (name(preparation, *index), words(*index, *reason))).collect()
}

/// Sentences about columns that follow from others or separate the answers.
pub(super) fn notes(fitted: &Fitted, preparation: &Preparation) -> Vec<Message> {
    let mut notes = Vec::new();
    let follows = fitted.left_out.iter().filter(|(_, reason)| *reason == DropReason::Follows);
    let follows: Vec<usize> = follows.map(|(index, _)| *index).collect();
    if let [one] = follows.as_slice() {
        let why =
            left_out(fitted, preparation).into_iter().find(|(left, _)| *left == name(preparation, *one));
        notes.extend(why.map(|(left, why)| {
            Message::new("inference-note-follows-one").name("column", left).message("reason", why)
        }));
    } else if !follows.is_empty() {
        let names: Vec<String> = follows.iter().take(NAMED).map(|index| name(preparation, *index)).collect();
        notes.push(
            Message::new("inference-note-follows")
                .count("n", follows.len())
                .count("more", follows.len() - names.len())
                .with("columns", Arg::Names(names)),
        );
    }
    notes.extend(fitted.findings.separation.as_ref().map(|found| separated(found, preparation)));
    notes
}

fn separated(found: &Separation, preparation: &Preparation) -> Message {
    let base = |index: &usize| match preparation.steps().nth(*index) {
        Some(EffectStep::Level { column, base: Some(base), .. }) => format!("{column}={base}"),
        _ => name(preparation, *index),
    };
    let alone: Vec<String> = found
        .alone
        .iter()
        .map(|index| name(preparation, *index))
        .chain(found.bases.iter().map(base))
        .take(NAMED)
        .collect();
    if alone.is_empty() {
        let names = found.together.iter().map(|index| name(preparation, *index)).collect();
        return Message::new("inference-separated-together").with("columns", Arg::Names(names));
    }
    Message::new("inference-separated").count("n", alone.len()).with("columns", Arg::Names(alone))
}

/// The column an output of the preparation comes from.
pub(super) fn column_of<'a>(preparation: &'a Preparation, output: &str) -> Option<&'a str> {
    preparation.outputs().iter().find(|known| known.name == output).map(|known| known.column.as_str())
}
