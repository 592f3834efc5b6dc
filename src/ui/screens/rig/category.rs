//! A hand-made report of a question that asks which of several answers comes.

use super::reports::run;
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::ModelChoice;
use crate::domain::report::{
    ByPart, CategoryMetrics, CategoryReport, ClassDriver, ClassFigures, Estimate, Mixed, RunReport,
    TaskReport, Tenth, Tone, Verdict,
};

const NAMES: [&str; 15] = [
    "Month-to-month",
    "Two year",
    "One year",
    "Prepaid card from a supermarket or a petrol station",
    "企业套餐",
    "e",
    "f",
    "g",
    "h",
    "i",
    "j",
    "k",
    "l",
    "m",
    "n",
];

/// With at most 15 answers.
pub(in crate::ui::screens) fn category_report(answers: usize) -> RunReport {
    let metrics = |accuracy, auc| CategoryMetrics {
        rows: 1_057,
        auc,
        average_precision: auc - 0.2,
        log_loss: 0.554,
        brier: 0.329,
        accuracy,
        precision: 0.67,
        recall: 0.66,
        f1: 0.655,
    };
    let rows = |class: usize| 581 / (class * class + 1) + 3;
    let class = |class: usize| ClassFigures {
        class: NAMES[class].to_owned(),
        rows: rows(class),
        said: rows(class) * 9 / 10,
        right: rows(class) * (9 - class.min(8)) / 10,
        expected: rows(class) as f64 * 1.04,
        auc: 0.9 - 0.02 * class as f64,
    };
    let shown = answers.min(12);
    let side = shown + usize::from(answers > shown);
    let cell = |came: usize, said: usize| {
        if came == said { rows(came) * (9 - came.min(8)) / 10 } else { rows(came) / (3 + came + 2 * said) }
    };
    let inputs = ["tenure", "OnlineSecurity=Yes", "MonthlyCharges", "Partner=Yes", "StreamingTV=No internet"];
    let effect = |line: usize, class: usize| ((line * 3 + class * 5 + 1) % 9) as f64 / 3.0 - 1.3;
    let task = CategoryReport {
        metrics: ByPart {
            train: metrics(0.753, 0.893),
            valid: Some(metrics(0.77, 0.9)),
            test: Some(metrics(0.748, 0.889)),
            baseline: metrics(0.55, 0.5),
        },
        usual: NAMES[0].to_owned(),
        accuracy: Estimate { value: 0.748, low: 0.721, high: 0.773 },
        gain: Some(Estimate { value: 0.198, low: 0.17, high: 0.23 }),
        loss_gain: Some(Estimate { value: 0.44, low: 0.4, high: 0.48 }),
        classes: (0..answers).map(class).collect(),
        mixed: Mixed {
            shown: (0..shown).collect(),
            others: answers - shown,
            counts: (0..side).map(|came| (0..side).map(|said| cell(came, said)).collect()).collect(),
        },
        tenths: (0..10)
            .map(|place| Tenth {
                rows: 106,
                positives: 104 - 7 * place,
                mean_score: 0.99 - 0.06 * place as f64,
            })
            .collect(),
        coefficients: Vec::new(),
        drivers: inputs
            .iter()
            .enumerate()
            .map(|(line, name)| ClassDriver {
                name: (*name).to_owned(),
                effects: (0..answers).map(|class| effect(line, class)).collect(),
            })
            .collect(),
    };
    let right = Message::new("verdict-category-right")
        .with("right", Arg::Percent(0.748))
        .with("range", Arg::PercentRange(0.721, 0.773))
        .with("base", Arg::Percent(0.55))
        .name("usual", NAMES[0]);
    let finds = Message::new("verdict-category-finds")
        .name("best", NAMES[0])
        .with("most", Arg::Percent(0.91))
        .name("worst", NAMES[2])
        .with("least", Arg::Percent(0.29));
    let honest = Message::new("verdict-category-honest").count("expected", 809).count("right", 790);
    let ranking = Message::new("verdict-category-ranking")
        .message("word", Message::new("verdict-rank-strong"))
        .with("cases", Arg::Percent(0.889))
        .with("auc", Arg::Score(0.889));
    let mixed =
        Message::new("verdict-category-mixed").count("n", 88).name("came", NAMES[2]).name("said", NAMES[0]);
    let verdict = Verdict {
        tone: Tone::Good,
        title: Message::new("verdict-title-good"),
        sentences: vec![right, finds, honest, ranking, mixed],
    };
    run(ModelChoice::Logistic, Some("Contract"), TaskReport::Category(task), verdict)
}
