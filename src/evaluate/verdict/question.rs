//! How sentences speak of a yes: "will buy", "bought", "buyers" or the value itself.

use crate::domain::message::Message;
use crate::domain::recipe::Wording;
use crate::domain::report::YesNoReport;

/// "will buy"
pub(super) fn will(report: &YesNoReport) -> Message {
    match report.wording {
        Wording::Answer => Message::new("verdict-answer-will"),
        Wording::Buy => Message::new("verdict-buy-will"),
        Wording::Leave => Message::new("verdict-leave-will"),
        Wording::Own => Message::new("verdict-own-will").name("yes", report.positive.as_str()),
    }
}

/// "bought", said of `n` customers
pub(super) fn did(report: &YesNoReport, n: usize) -> Message {
    match report.wording {
        Wording::Answer => Message::new("verdict-answer-did"),
        Wording::Buy => Message::new("verdict-buy-did"),
        Wording::Leave => Message::new("verdict-leave-did"),
        Wording::Own => Message::new("verdict-own-did").name("yes", report.positive.as_str()),
    }
    .count("n", n)
}

/// "did not buy", said of `n` customers
pub(super) fn did_not(report: &YesNoReport, n: usize) -> Message {
    match report.wording {
        Wording::Answer => Message::new("verdict-answer-did-not"),
        Wording::Buy => Message::new("verdict-buy-did-not"),
        Wording::Leave => Message::new("verdict-leave-did-not"),
        Wording::Own => Message::new("verdict-own-did-not").name("yes", report.positive.as_str()),
    }
    .count("n", n)
}

/// "did not", after "one who bought and one who"
pub(super) fn other(report: &YesNoReport) -> Message {
    match report.wording {
        Wording::Answer => Message::new("verdict-answer-other"),
        Wording::Buy => Message::new("verdict-buy-other"),
        Wording::Leave => Message::new("verdict-leave-other"),
        Wording::Own => Message::new("verdict-own-other").name("yes", report.positive.as_str()),
    }
}

/// "buyers", for `n` of them
pub(super) fn noun(report: &YesNoReport, n: usize) -> Message {
    match report.wording {
        Wording::Answer => Message::new("verdict-answer-noun"),
        Wording::Buy => Message::new("verdict-buy-noun"),
        Wording::Leave => Message::new("verdict-leave-noun"),
        Wording::Own => Message::new("verdict-own-noun").name("yes", report.positive.as_str()),
    }
    .count("n", n)
}
