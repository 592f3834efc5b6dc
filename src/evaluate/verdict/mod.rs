//! What the figures mean, in sentences: conditions and numbers. The words stand in `verdict.ftl`.
//!
//! Exactly one headline per verdict, the first whose condition holds; warnings stand before praise, so that a
//! leak or too little data can never be hidden by a good figure. Sentences in the order of their slots follow,
//! five in all at most. A condition that cannot be computed is false, never guessed. Thresholds are fixed here.

mod category;
mod number;
mod question;
mod segments;
mod yes_no;

pub use category::category_verdict;
pub use number::number_verdict;
pub use segments::segment_verdict;
pub use yes_no::yes_no_verdict;

use crate::domain::message::Message;
use crate::domain::report::{Tone, Verdict};

/// Sentences of a verdict at most.
const SENTENCES: usize = 5;

/// A verdict that consists of its headline.
fn alone(tone: Tone, title: Message, sentence: Message) -> Verdict {
    Verdict { tone, title, sentences: vec![sentence] }
}

/// A model that was fitted on every row has no rows left to judge it.
fn not_judged() -> Verdict {
    alone(Tone::Caution, Message::new("verdict-title-unjudged"), Message::new("verdict-unjudged"))
}

/// The share as a percentage is shown, so that two parts of a whole add up to 100: whole from 10 %, one decimal
/// from 1 % and above 99 %, two digits below.
fn as_shown(share: f64) -> f64 {
    let percent = share * 100.0;
    let decimals = match percent.abs() {
        p if p > 99.0 && p < 100.0 => 1,
        p if p >= 9.95 => 0,
        p if p >= 0.995 => 1,
        p if p > 0.0 => 1 - p.log10().floor() as i32,
        _ => 0,
    };
    let unit = 10f64.powi(decimals);
    // A hair more, so that 34.5 %, which no binary number is, goes up as on paper.
    (percent * unit + 1e-9).round() / unit / 100.0
}

#[cfg(test)]
pub(crate) mod spoken;
#[cfg(test)]
mod tests;
