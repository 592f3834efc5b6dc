//! Conditions at their thresholds, and what is said in both languages.

use super::super::spoken::Spoken;
use super::*;
use crate::domain::report::{ByPart, Estimate, Mixed, Tenth};

/// 1,000 test customers: 500 say "A", 300 "B", 200 "C".
fn report() -> CategoryReport {
    let metrics = |accuracy: f64, auc: f64| CategoryMetrics {
        rows: 1_000,
        auc,
        average_precision: 0.6,
        log_loss: 0.8,
        brier: 0.4,
        accuracy,
        precision: 0.6,
        recall: 0.6,
        f1: 0.6,
    };
    let class = |class: &str, rows, said, right| ClassFigures {
        class: class.to_owned(),
        rows,
        said,
        right,
        expected: rows as f64,
        auc: 0.8,
    };
    let tenth =
        |place: usize| Tenth { rows: 100, positives: 90 - 4 * place, mean_score: 0.9 - 0.04 * place as f64 };
    CategoryReport {
        metrics: ByPart {
            train: metrics(0.73, 0.83),
            valid: None,
            test: Some(metrics(0.72, 0.82)),
            baseline: metrics(0.5, 0.5),
        },
        usual: "A".to_owned(),
        accuracy: Estimate { value: 0.72, low: 0.6914, high: 0.7469 },
        gain: Some(Estimate { value: 0.22, low: 0.18, high: 0.26 }),
        loss_gain: Some(Estimate { value: 0.2, low: 0.15, high: 0.25 }),
        classes: vec![class("A", 500, 560, 450), class("B", 300, 300, 200), class("C", 200, 140, 70)],
        mixed: Mixed {
            shown: vec![0, 1, 2],
            others: 0,
            counts: vec![vec![450, 40, 10], vec![40, 200, 60], vec![70, 60, 70]],
        },
        tenths: (0..10).map(tenth).collect(),
        coefficients: Vec::new(),
        drivers: Vec::new(),
    }
}

fn said(report: &CategoryReport, language: &str) -> (Tone, Vec<String>) {
    let verdict = category_verdict(report, Some("column"));
    let spoken = Spoken::new(language);
    (verdict.tone, verdict.sentences.iter().map(|sentence| spoken.say(sentence)).collect())
}

#[track_caller]
fn first(report: &CategoryReport, tone: Tone, id: &str) {
    let verdict = category_verdict(report, Some("column"));
    assert_eq!((verdict.tone, verdict.sentences[0].id), (tone, id));
    if tone == Tone::Bad {
        assert_eq!(verdict.sentences.len(), 1, "nothing stands beside a warning");
    }
    for language in ["en", "zh-CN"] {
        let spoken = Spoken::new(language);
        verdict.sentences.iter().for_each(|sentence| assert!(!spoken.say(sentence).is_empty()));
    }
}

#[test]
fn a_whole_verdict() {
    let (tone, sentences) = said(&report(), "en");
    assert_eq!(tone, Tone::Good);
    assert_eq!(
        sentences,
        [
            "Right for 72% of customers (range 69% to 75%), against 50% by always saying “A”.",
            "It finds 90% of the customers whose answer is “A”, but only 35% of those whose answer is “C”.",
            "You can take the chances at their word: in the test it expected to be right for 720 customers, and was for 720.",
            "Its ranking is strong: pick one customer who gave an answer and one who gave another, and in 82% of cases it ranks them rightly, on average over all answers (AUC 0.82).",
            "Most often mixed up: 70 customers whose answer was “C” were taken for “A”.",
        ]
    );
    let (_, sentences) = said(&report(), "zh-CN");
    assert_eq!(sentences[0], "猜对了 72% 的客户（区间 69%～75%）；总是猜“A”只能猜对 50%。");
    assert_eq!(sentences[4], "最常混淆的：有 70 位答案是“C”的客户被猜成了“A”。");
}

#[test]
fn warnings_stand_before_praise() {
    let mut few = report();
    few.metrics.test.as_mut().unwrap().rows = 49;
    first(&few, Tone::Bad, "verdict-category-few");
    let mut alike = report();
    alike.classes[0].rows = 981;
    first(&alike, Tone::Bad, "verdict-category-few-others");
    let mut leak = report();
    leak.metrics.test.as_mut().unwrap().auc = 0.98;
    first(&leak, Tone::Bad, "verdict-leak");
    assert!(said(&leak, "en").1[0].contains("“column”"));
    let mut unjudged = report();
    unjudged.metrics.test = None;
    first(&unjudged, Tone::Caution, "verdict-unjudged");
}

#[test]
fn as_good_as_always_the_same_is_no_use_or_too_few_to_tell() {
    let mut none = report();
    let around = |high| Some(Estimate { value: 0.01, low: -0.02, high });
    (none.gain, none.loss_gain) = (around(0.049), around(0.1));
    first(&none, Tone::Bad, "verdict-category-no-use");
    none.gain = around(0.05);
    first(&none, Tone::Bad, "verdict-category-few-range");
    // The guess is no better, but the chances are.
    none.loss_gain = Some(Estimate { value: 0.01, low: 0.001, high: 0.02 });
    first(&none, Tone::Caution, "verdict-category-chances-only");
}

#[test]
fn silent_answers_doubtful_chances_and_learning_by_heart_are_said() {
    let mut silent = report();
    silent.classes[2].said = 0;
    let (_, sentences) = said(&silent, "en");
    assert_eq!(
        sentences[1],
        "It never says “C”, although 200 test customers gave such an answer. A rare answer is seldom the likeliest one: use its chance instead."
    );
    for (off, id) in [(1.3, "verdict-category-sure"), (0.7, "verdict-category-modest")] {
        let mut doubtful = report();
        doubtful.tenths.iter_mut().for_each(|tenth| tenth.mean_score *= off);
        let verdict = category_verdict(&doubtful, None);
        assert_eq!((verdict.tone, verdict.sentences[2].id), (Tone::Caution, id));
    }
    let mut heart = report();
    heart.metrics.train.accuracy = 0.78;
    let verdict = category_verdict(&heart, None);
    assert!(verdict.sentences.iter().any(|sentence| sentence.id == "verdict-category-by-heart"));
    assert_eq!(verdict.sentences.len(), SENTENCES);
    // Three tenths outside the range of what came: nothing is promised, nothing warned of.
    let mut uneven = report();
    for (place, by) in [(0, -0.2), (1, 0.1), (2, 0.1)] {
        uneven.tenths[place].mean_score += by;
    }
    let verdict = category_verdict(&uneven, None);
    assert!(verdict.sentences.iter().all(|sentence| sentence.id != "verdict-category-honest"));
    assert_eq!(verdict.tone, Tone::Good);
}
