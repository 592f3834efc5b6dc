//! Verdicts about models that predict a number.

use super::{SENTENCES, alone, not_judged};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{NumberReport, Tone, Verdict};

/// Fewer test rows say nothing.
const FEW: usize = 50;
/// The least useful share explained: about the least that moves the top of a list.
const USEFUL: f64 = 0.10;
/// From here on a leak is likelier than a good model.
const TOO_GOOD: f64 = 0.98;
/// Test rows from which the spread of single predictions is shown.
const SPREAD_ROWS: usize = 100;

/// The verdict about a number run. `strongest_input`: the column to suspect if the model is too good to be true.
pub fn number_verdict(report: &NumberReport, target: &str, strongest_input: Option<&str>) -> Verdict {
    let Some(test) = report.metrics.test else { return not_judged() };
    let Some(r2) = report.r2 else {
        let sentence = Message::new("verdict-number-few").count("n", test.rows);
        return alone(Tone::Bad, Message::new("verdict-title-few"), sentence);
    };
    let range = || Arg::PercentRange(r2.low, r2.high);
    if r2.value >= TOO_GOOD && test.rows >= FEW {
        let sentence = match strongest_input {
            Some(column) => Message::new("verdict-number-leak").name("column", column),
            None => Message::new("verdict-number-leak-somewhere"),
        };
        let sentence = sentence.with("r2", Arg::Percent(r2.value));
        return alone(Tone::Bad, Message::new("verdict-title-leak"), sentence);
    }
    if test.rows < FEW || (r2.low <= 0.0 && r2.high >= USEFUL) {
        let sentence = Message::new("verdict-number-few-range").count("n", test.rows).with("r2", range());
        return alone(Tone::Bad, Message::new("verdict-title-few"), sentence);
    }
    if r2.low <= 0.0 {
        let sentence =
            Message::new("verdict-number-no-use").with("r2", Arg::Percent(r2.value)).with("range", range());
        return alone(Tone::Bad, Message::new("verdict-title-bad"), sentence);
    }

    let mut sentences = Vec::new();
    if test.mae < report.metrics.baseline.mae {
        sentences.push(
            Message::new("verdict-misses")
                .name("target", target)
                .with("mae", amount(test.mae))
                .with("usual", amount(report.metrics.baseline.mae)),
        );
    }
    sentences
        .push(Message::new("verdict-explains").with("r2", Arg::Percent(r2.value)).with("range", range()));
    if test.rows >= SPREAD_ROWS {
        let wide = report.error_most > 0.5 * average_known(report);
        let sentence =
            if wide { Message::new("verdict-spread-wide") } else { Message::new("verdict-spread") };
        sentences
            .push(sentence.with("half", amount(report.error_half)).with("most", amount(report.error_most)));
    }
    sentences.extend(best_tenth_share(report).map(|share| {
        Message::new("verdict-number-reach").name("target", target).with("share", Arg::Percent(share))
    }));
    sentences.truncate(SENTENCES);
    let (tone, title) = if r2.low >= USEFUL {
        (Tone::Good, Message::new("verdict-title-good"))
    } else {
        (Tone::Caution, Message::new("verdict-title-care"))
    };
    Verdict { tone, title, sentences }
}

/// An amount without a unit: three digits that count. Whole and larger numbers get thousands marks, small ones
/// keep their digits.
fn amount(value: f64) -> Arg {
    if value.abs() >= 1.0 {
        let unit = 10f64.powi(2 - value.abs().log10().floor() as i32);
        Arg::Number((value * unit).round() / unit)
    } else {
        Arg::Loss(value)
    }
}

/// The average known value of judged rows, from their tenths.
fn average_known(report: &NumberReport) -> f64 {
    let (sum, rows) = weighed(report);
    sum / rows
}

/// The share of the total that the best tenth by prediction brings; none with a negative value or a total of zero.
fn best_tenth_share(report: &NumberReport) -> Option<f64> {
    let (total, _) = weighed(report);
    let any_negative = report.points.iter().any(|[_, known]| *known < 0.0);
    let (best, rows) = (report.tenths.first()?, tenth_rows(report).next()?);
    (report.tenths.len() == 10 && !any_negative && total > 0.0).then(|| best.1 * rows / total)
}

/// Sum of known values and rows, over tenths.
fn weighed(report: &NumberReport) -> (f64, f64) {
    report
        .tenths
        .iter()
        .zip(tenth_rows(report))
        .fold((0.0, 0.0), |(sum, all), ((_, known), rows)| (sum + known * rows, all + rows))
}

/// Rows of each tenth, by the rule that made them.
fn tenth_rows(report: &NumberReport) -> impl Iterator<Item = f64> {
    let (rows, groups) = (report.metrics.test.map_or(0, |test| test.rows), report.tenths.len());
    (0..groups).map(move |i| ((i + 1) * rows / groups - i * rows / groups) as f64)
}
