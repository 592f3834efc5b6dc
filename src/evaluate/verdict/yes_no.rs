//! Verdicts about models that answer yes or no.

use super::{SENTENCES, alone, as_shown, not_judged, question};
use crate::domain::detail::WeakGroup;
use crate::domain::message::{Arg, Message};
use crate::domain::report::{Estimate, Tone, Verdict, YesNoMetrics, YesNoReport};

/// Fewer than this of either answer in the test say nothing.
const FEW: usize = 20;
/// The least useful ranking power: about 1.7 times the usual share in the best tenth.
const USEFUL: f64 = 0.60;
/// Honest models lie below; from here on a leak is likelier.
const TOO_GOOD: f64 = 0.98;
/// Either answer that must be in the test before "too good" can be said.
const TOO_GOOD_ROWS: usize = 30;
/// A rate from fewer people is never a percentage alone.
const RATE_ROWS: usize = 30;
/// Tenths of ten whose mean chance must lie inside the interval of what happened.
const HONEST_TENTHS: usize = 8;
/// Training may be this much better than test before it counts as learned by heart.
const BY_HEART: f64 = 0.05;

/// The verdict about a yes/no run. `file_rows`: customers in the file that will be scored; the list is its best
/// tenth. `strongest_input`: the column to suspect if the model is too good to be true.
pub fn yes_no_verdict(report: &YesNoReport, file_rows: usize, strongest_input: Option<&str>) -> Verdict {
    let Some(test) = report.metrics.test else { return not_judged() };
    let negatives = test.rows - test.positives.min(test.rows);
    let few = test.positives < FEW || negatives < FEW;
    let Some(auc) = report.auc.filter(|_| !few) else { return too_few(report, &test, negatives) };

    if auc.value >= TOO_GOOD && test.positives >= TOO_GOOD_ROWS && negatives >= TOO_GOOD_ROWS {
        let sentence = match strongest_input {
            Some(column) => Message::new("verdict-leak").name("column", column),
            None => Message::new("verdict-leak-somewhere"),
        };
        let sentence = sentence.with("auc", Arg::Score(auc.value));
        return alone(Tone::Bad, Message::new("verdict-title-leak"), sentence);
    }
    if auc.low <= 0.5 {
        return cannot_rank(report, &test, auc);
    }

    let (calibration, honest) = calibration(report);
    let mut sentences = list_sentences(report, &test, file_rows);
    sentences.push(
        Message::new("verdict-ranking")
            .message("word", strength(auc.low))
            .message("did", question::did(report, 1))
            .message("other", question::other(report))
            .with("cases", Arg::Percent(auc.value))
            .with("auc", Arg::ScoreRange(auc.low, auc.high)),
    );
    sentences.extend(calibration);
    sentences.extend(report.detail.weak.as_ref().map(weak));
    let learned = report.metrics.train.auc;
    if learned - auc.value >= BY_HEART && learned > auc.high {
        sentences.push(
            Message::new("verdict-by-heart")
                .with("train", Arg::Score(learned))
                .with("test", Arg::Score(auc.value)),
        );
    }
    // Warnings stay: the first to go is the sentence about the ranking, then that about the reach.
    for spare in ["verdict-ranking", "verdict-reach"] {
        if sentences.len() > SENTENCES {
            sentences.retain(|sentence| sentence.id != spare);
        }
    }
    sentences.truncate(SENTENCES);
    let (tone, title) = if auc.low >= USEFUL && honest {
        (Tone::Good, Message::new("verdict-title-good"))
    } else {
        (Tone::Caution, Message::new("verdict-title-care"))
    };
    Verdict { tone, title, sentences }
}

/// The customers among whom it tells least.
fn weak(group: &WeakGroup) -> Message {
    Message::new("verdict-weak-group")
        .message("who", group.who.clone())
        .count("n", group.rows)
        .with("auc", Arg::Score(group.auc.value))
        .with("rest", Arg::Score(group.rest.value))
}

/// Fewer than 20 of either answer: no figure is shown.
fn too_few(report: &YesNoReport, test: &YesNoMetrics, negatives: usize) -> Verdict {
    let sentence = if test.positives < FEW {
        Message::new("verdict-few-yes")
            .count("n", test.positives)
            .message("did", question::did(report, test.positives))
    } else {
        Message::new("verdict-few-no")
            .count("n", negatives)
            .message("did", question::did_not(report, negatives))
    };
    alone(Tone::Bad, Message::new("verdict-title-few"), sentence)
}

/// The interval of the ranking power holds one half: useless for sure, or too few to tell.
fn cannot_rank(report: &YesNoReport, test: &YesNoMetrics, auc: Estimate) -> Verdict {
    let range = Arg::ScoreRange(auc.low, auc.high);
    if auc.high >= USEFUL {
        let sentence = Message::new("verdict-few-range")
            .count("n", test.positives)
            .message("did", question::did(report, test.positives))
            .with("auc", range);
        return alone(Tone::Bad, Message::new("verdict-title-few"), sentence);
    }
    let sentence = Message::new("verdict-no-use")
        .with("auc", Arg::Score(auc.value))
        .with("range", range)
        .message("will", question::will(report));
    alone(Tone::Bad, Message::new("verdict-title-bad"), sentence)
}

/// The list: whom to contact and what share answers, then how many that reaches.
fn list_sentences(report: &YesNoReport, test: &YesNoMetrics, file_rows: usize) -> Vec<Message> {
    let Some(best) = report.tenths.first() else { return Vec::new() };
    let list = (file_rows as f64 / 10.0).round().max(1.0) as usize;
    let usual = test.positives as f64 / test.rows as f64;
    if best.rows < RATE_ROWS {
        return vec![
            Message::new("verdict-contact-counts")
                .count("n", list)
                .count("rows", best.rows)
                .count("hits", best.positives)
                .message("did", question::did(report, best.positives))
                .with("usual", Arg::Percent(usual)),
        ];
    }
    let share = best.positives as f64 / best.rows as f64;
    let reached = best.positives as f64 / test.positives as f64;
    let will = question::will(report);
    let contact = if as_one_in_k(share, usual) {
        Message::new("verdict-contact").with("list", Arg::Chance(share)).with("usual", Arg::Chance(usual))
    } else {
        Message::new("verdict-contact-shares")
            .with("list", Arg::Percent(share))
            .with("usual", Arg::Percent(usual))
    };
    vec![
        contact.count("n", list).message("will", will.clone()),
        Message::new("verdict-reach")
            .with("hits", Arg::Count((1_000.0 * share).round() as u64))
            .with("reached", Arg::Percent(reached))
            .with("missed", Arg::Percent(1.0 - as_shown(reached)))
            .message("noun", question::noun(report, test.positives))
            .message("will", will),
    ]
}

/// Whether two chances can stand as "1 in k": both are small, and the k differ. Otherwise both are percentages.
fn as_one_in_k(a: f64, b: f64) -> bool {
    let small = |chance: f64| chance > 0.0 && chance <= 0.125;
    small(a) && small(b) && (1.0 / a).round() != (1.0 / b).round()
}

/// The word for a ranking power, by the lower end of its interval, so that small samples earn no praise. Steps
/// after Hosmer, Lemeshow & Sturdivant (2013), their lowest class cut in two.
fn strength(low: f64) -> Message {
    match low {
        low if low < 0.60 => Message::new("verdict-rank-weak"),
        low if low < 0.70 => Message::new("verdict-rank-modest"),
        low if low < 0.80 => Message::new("verdict-rank-good"),
        low if low < 0.90 => Message::new("verdict-rank-strong"),
        _ => Message::new("verdict-rank-very-strong"),
    }
}

/// Whether chances can be taken at their word: the sentence if there is one to say, and false if it is a warning.
///
/// In the large: expected / observed (Cox 1958; Van Calster et al. 2019). By tenth: mean chance inside the Wilson
/// interval of the observed share; 7 or fewer of 10 happen by chance in about 1 of 90 cases. In shape: the slope
/// of the calibration line.
fn calibration(report: &YesNoReport) -> (Option<Message>, bool) {
    let Some((found, ratio)) =
        report.detail.calibration.as_ref().and_then(|found| Some((found, found.ratio?)))
    else {
        return (None, true);
    };
    let (expected, observed) = (found.expected, found.observed);
    let said = |sentence: Message| {
        let whole = expected.round().max(0.0) as usize;
        sentence
            .count("expected", whole)
            .count("observed", observed)
            .message("noun", question::noun(report, whole))
    };
    let near = (0.9..=1.1).contains(&ratio.value);
    if !near && !(ratio.low..=ratio.high).contains(&1.0) {
        let sentence = if ratio.value > 1.0 {
            Message::new("verdict-chances-high")
        } else {
            Message::new("verdict-chances-low")
        };
        return (Some(said(sentence)), false);
    }
    let Some(slope) = found.slope else { return (None, true) };
    if slope.high < 0.9 || slope.low > 1.1 {
        return (shape(report, slope), false);
    }
    let hits = found.bins.iter().filter(|bin| bin.is_honest()).count();
    let honest = near && hits >= HONEST_TENTHS && slope.low <= 1.1 && slope.high >= 0.9;
    (honest.then(|| said(Message::new("verdict-chances-right"))), true)
}

/// Chances that differ too much or too little, shown on the best and the last tenth.
fn shape(report: &YesNoReport, slope: Estimate) -> Option<Message> {
    let (best, last) = (report.tenths.first()?, report.tenths.last()?);
    let sentence = if slope.high < 0.9 {
        Message::new("verdict-chances-exaggerate")
    } else {
        Message::new("verdict-chances-understate")
    };
    Some(
        sentence
            .with("high", Arg::Percent(best.mean_score))
            .with("highcame", Arg::Percent(best.positives as f64 / best.rows as f64))
            .with("low", Arg::Percent(last.mean_score))
            .with("lowcame", Arg::Percent(last.positives as f64 / last.rows as f64)),
    )
}
