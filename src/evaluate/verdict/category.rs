//! Verdicts about models that say which of several answers each customer gives.

use super::{SENTENCES, alone, not_judged};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{CategoryMetrics, CategoryReport, ClassFigures, Tone, Verdict};

/// Fewer test rows say nothing.
const FEW: usize = 50;
/// Nor do fewer that gave another answer than the usual one.
const FEW_OTHERS: usize = 20;
/// Honest models lie below, averaged over answers; from here on a leak is likelier.
const TOO_GOOD: f64 = 0.98;
/// Customers with another answer than the usual one before "too good" can be said.
const TOO_GOOD_ROWS: usize = 30;
/// Where always saying the same is as good, this much more may still be true: too few to tell.
const MAY_BE_USEFUL: f64 = 0.05;
/// The least useful ranking power, as for yes/no.
const USEFUL: f64 = 0.60;
/// A rate from fewer people is never a percentage alone.
const RATE_ROWS: usize = 30;
/// Answers are found unequally well from this difference on.
const UNEQUAL: f64 = 0.20;
/// Training may be right this much more often than test before it counts as learned by heart.
const BY_HEART: f64 = 0.05;
/// Tenths of ten whose mean chance must lie inside the interval of what happened.
const HONEST_TENTHS: usize = 8;

/// The verdict about such a run. `strongest_input`: the column to suspect if the model is too good to be true.
pub fn category_verdict(report: &CategoryReport, strongest_input: Option<&str>) -> Verdict {
    let Some(test) = report.metrics.test else { return not_judged() };
    let usual = report.classes.iter().find(|class| class.class == report.usual);
    let others = test.rows.saturating_sub(usual.map_or(0, |class| class.rows));
    let few = Message::new("verdict-title-few");
    if test.rows < FEW {
        return alone(Tone::Bad, few, Message::new("verdict-category-few").count("n", test.rows));
    }
    if others < FEW_OTHERS {
        let sentence = Message::new("verdict-category-few-others")
            .count("n", test.rows)
            .count("others", others)
            .name("usual", report.usual.as_str());
        return alone(Tone::Bad, few, sentence);
    }
    if test.auc >= TOO_GOOD && others >= TOO_GOOD_ROWS {
        let sentence = match strongest_input {
            Some(column) => Message::new("verdict-leak").name("column", column),
            None => Message::new("verdict-leak-somewhere"),
        };
        let sentence = sentence.with("auc", Arg::Score(test.auc));
        return alone(Tone::Bad, Message::new("verdict-title-leak"), sentence);
    }
    let base = report.metrics.baseline.accuracy;
    let compared = |id: &'static str| {
        Message::new(id)
            .with("right", Arg::Percent(test.accuracy))
            .with("base", Arg::Percent(base))
            .name("usual", report.usual.as_str())
    };
    let more_right = report.gain.is_some_and(|gain| gain.low > 0.0);
    let less_lost = report.loss_gain.is_some_and(|gain| gain.low > 0.0);
    if !more_right && !less_lost {
        if report.gain.is_some_and(|gain| gain.high >= MAY_BE_USEFUL) {
            return alone(Tone::Bad, few, compared("verdict-category-few-range").count("n", test.rows));
        }
        return alone(Tone::Bad, Message::new("verdict-title-bad"), compared("verdict-category-no-use"));
    }
    let mut sentences = Vec::new();
    if more_right {
        let range = Arg::PercentRange(report.accuracy.low, report.accuracy.high);
        sentences.push(compared("verdict-category-right").with("range", range));
    } else {
        sentences.push(compared("verdict-category-chances-only"));
    }
    sentences.extend(by_answer(report));
    let (chances, honest) = chances(report);
    sentences.extend(chances);
    sentences.extend(by_heart(report, &test));
    sentences.push(
        Message::new("verdict-category-ranking")
            .message("word", strength(test.auc))
            .with("cases", Arg::Percent(test.auc))
            .with("auc", Arg::Score(test.auc)),
    );
    sentences.extend(mix_up(report));
    sentences.truncate(SENTENCES);
    let (tone, title) = if more_right && honest && test.auc >= USEFUL {
        (Tone::Good, Message::new("verdict-title-good"))
    } else {
        (Tone::Caution, Message::new("verdict-title-care"))
    };
    Verdict { tone, title, sentences }
}

/// Answers that are never said; otherwise the ones found best and worst.
fn by_answer(report: &CategoryReport) -> Option<Message> {
    let silent: Vec<&ClassFigures> =
        report.classes.iter().filter(|class| class.rows > 0 && class.said == 0).collect();
    if !silent.is_empty() {
        let names = silent.iter().map(|class| class.class.clone()).collect();
        let rows = silent.iter().map(|class| class.rows).sum();
        return Some(
            Message::new("verdict-category-never").with("names", Arg::Names(names)).count("n", rows),
        );
    }
    let counted = || report.classes.iter().filter(|class| class.rows >= RATE_ROWS);
    let best = counted().max_by(|a, b| a.recall().total_cmp(&b.recall()))?;
    let worst = counted().min_by(|a, b| a.recall().total_cmp(&b.recall()))?;
    (best.recall() - worst.recall() >= UNEQUAL).then(|| {
        Message::new("verdict-category-finds")
            .name("best", best.class.as_str())
            .with("most", Arg::Percent(best.recall()))
            .name("worst", worst.class.as_str())
            .with("least", Arg::Percent(worst.recall()))
    })
}

/// Whether chances can be taken at their word: the sentence if there is one to say, and false if it is a warning.
/// In the large: how often it expected to be right against how often it was; by tenth: mean chance inside the Wilson
/// interval of what happened, as for yes/no.
fn chances(report: &CategoryReport) -> (Option<Message>, bool) {
    let rows: usize = report.tenths.iter().map(|tenth| tenth.rows).sum();
    let right: usize = report.tenths.iter().map(|tenth| tenth.positives).sum();
    let expected: f64 = report.tenths.iter().map(|tenth| tenth.mean_score * tenth.rows as f64).sum();
    let said = |id: &'static str| {
        Message::new(id).count("expected", expected.round().max(0.0) as usize).count("right", right)
    };
    let (ratio, share) = (expected / right as f64, expected / rows as f64);
    let inside = (report.accuracy.low..=report.accuracy.high).contains(&share);
    if !(0.9..=1.1).contains(&ratio) && !inside {
        let id = if ratio > 1.0 { "verdict-category-sure" } else { "verdict-category-modest" };
        return (Some(said(id)), false);
    }
    let hits = report
        .tenths
        .iter()
        .filter(|tenth| {
            let came = super::super::interval::wilson(tenth.positives, tenth.rows);
            (came.low..=came.high).contains(&tenth.mean_score)
        })
        .count();
    ((hits >= HONEST_TENTHS && (0.9..=1.1).contains(&ratio)).then(|| said("verdict-category-honest")), true)
}

fn by_heart(report: &CategoryReport, test: &CategoryMetrics) -> Option<Message> {
    let learned = report.metrics.train.accuracy;
    (learned - test.accuracy >= BY_HEART && learned > report.accuracy.high).then(|| {
        Message::new("verdict-category-by-heart")
            .with("train", Arg::Percent(learned))
            .with("test", Arg::Percent(test.accuracy))
    })
}

/// The word for a ranking power averaged over answers, with the steps of yes/no.
fn strength(auc: f64) -> Message {
    match auc {
        auc if auc < 0.60 => Message::new("verdict-rank-weak"),
        auc if auc < 0.70 => Message::new("verdict-rank-modest"),
        auc if auc < 0.80 => Message::new("verdict-rank-good"),
        auc if auc < 0.90 => Message::new("verdict-rank-strong"),
        _ => Message::new("verdict-rank-very-strong"),
    }
}

/// The pair of answers of which one is most often taken for the other.
fn mix_up(report: &CategoryReport) -> Option<Message> {
    let mixed = &report.mixed;
    let name = |place: usize| mixed.shown.get(place).and_then(|class| report.classes.get(*class));
    let cells = mixed
        .counts
        .iter()
        .enumerate()
        .flat_map(|(came, row)| row.iter().enumerate().map(move |(said, rows)| (came, said, *rows)));
    let (came, said, rows) = cells
        .filter(|(came, said, _)| came != said && name(*came).is_some() && name(*said).is_some())
        .fold((0, 0, 0), |most, cell| if cell.2 > most.2 { cell } else { most });
    (rows > 0).then_some(())?;
    Some(
        Message::new("verdict-category-mixed")
            .count("n", rows)
            .name("came", name(came)?.class.as_str())
            .name("said", name(said)?.class.as_str()),
    )
}

#[cfg(test)]
#[path = "category_tests.rs"]
mod tests;
