//! Sentences against the written examples of the house rules, conditions at their thresholds.

use super::spoken::Spoken;
use super::*;
use crate::domain::detail::{NumberDetail, WeakGroup, YesNoDetail};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::Wording;
use crate::domain::report::{
    ByPart, Confusion, Estimate, NumberMetrics, NumberReport, Tenth, YesNoMetrics, YesNoReport,
};
use crate::evaluate::calibration;

/// A report as far as verdicts read it. `yes` of `rows` test rows are yes, `best` of them in the best tenth.
struct YesNo {
    rows: usize,
    yes: usize,
    best: usize,
    auc: Option<[f64; 3]>,
    train_auc: f64,
    /// What the chances add up to, as a multiple of the yes counted.
    promised: f64,
    wording: Wording,
}

impl Default for YesNo {
    fn default() -> Self {
        let auc = Some([0.76, 0.7374, 0.7826]);
        Self {
            rows: 18_600,
            yes: 600,
            best: 207,
            auc,
            train_auc: 0.77,
            promised: 1.02,
            wording: Wording::Answer,
        }
    }
}

impl YesNo {
    fn report(&self) -> YesNoReport {
        let metrics = |auc: f64| YesNoMetrics {
            rows: self.rows,
            positives: self.yes,
            auc,
            average_precision: 0.1,
            log_loss: 0.1,
            brier: 0.03,
            threshold: 0.5,
            accuracy: 0.97,
            precision: 0.0,
            recall: 0.0,
            f1: 0.0,
        };
        // The best tenth as asked, the others by halves, so that tenths differ and chances stay honest.
        let mut left = self.yes.saturating_sub(self.best);
        let mut tenths = Vec::new();
        let mut ranked = Vec::new();
        for i in 0..10 {
            let rows = (i + 1) * self.rows / 10 - i * self.rows / 10;
            let positives = if i == 0 {
                self.best.min(rows)
            } else if i == 9 {
                left.min(rows)
            } else {
                (left / 3).min(rows)
            };
            if i > 0 {
                left -= positives;
            }
            let share = positives as f64 / rows.max(1) as f64;
            let chance = (share * self.promised).clamp(0.0005, 0.9995);
            tenths.push(Tenth { rows, positives, mean_score: chance });
            ranked.extend((0..rows).map(|row| (chance, row < positives)));
        }
        let value = self.auc.map_or(f64::NAN, |auc| auc[0]);
        YesNoReport {
            positive: "Yes".into(),
            wording: self.wording,
            metrics: ByPart {
                train: metrics(self.train_auc),
                valid: None,
                test: Some(metrics(value)),
                baseline: metrics(0.5),
            },
            auc: self.auc.map(|[value, low, high]| Estimate { value, low, high }),
            roc: vec![],
            gains: vec![],
            detail: YesNoDetail { calibration: calibration(&ranked, &tenths), ..YesNoDetail::default() },
            tenths,
            confusion: Confusion { true_positive: 0, false_positive: 0, false_negative: 0, true_negative: 0 },
            ranked,
        }
    }

    fn verdict(&self, file_rows: usize) -> Verdict {
        yes_no_verdict(&self.report(), file_rows, Some("duration_after"))
    }
}

fn said(language: &str, verdict: &Verdict) -> Vec<String> {
    let spoken = Spoken::new(language);
    assert!(!spoken.say(&verdict.title).is_empty());
    verdict.sentences.iter().map(|sentence| spoken.say(sentence)).collect()
}

fn ids(verdict: &Verdict) -> Vec<&'static str> {
    verdict.sentences.iter().map(|sentence| sentence.id).collect()
}

#[test]
fn the_reactivation_letter() {
    let verdict = YesNo::default().verdict(124_000);
    let english = said("en", &verdict);
    assert_eq!(verdict.tone, Tone::Good);
    assert_eq!(
        english[0],
        "Contact the best 12,400 customers: 1 in 9 will answer, against 1 in 31 without selection."
    );
    assert_eq!(
        english[1],
        "Of every 1,000 contacted about 111 will answer. The list reaches 35% of all who will answer; the other 65% are not on it."
    );
    assert_eq!(
        english[2],
        "Its ranking is good: pick one customer who answered and one who did not, and in 76% of cases it ranks them rightly (AUC 0.74 to 0.78)."
    );
    let chinese = said("zh-CN", &verdict);
    assert_eq!(
        chinese[0],
        "触达排名最前的 12,400 位客户：每 9 人有 1 人会响应；不挑选的话，则是每 31 人有 1 人。"
    );
    assert_eq!(
        chinese[1],
        "每触达 1,000 人，约有 111 人会响应。名单覆盖了全部响应客户的 35%，另外 65% 不在名单里。"
    );
    assert_eq!(
        chinese[2],
        "排序能力良好：随机各取一位响应与未响应的客户，有 76% 的机会排对先后（AUC 0.74～0.78）。"
    );
}

#[test]
fn likely_answers_are_percentages() {
    let question = YesNo {
        rows: 1_057 * 5,
        yes: 1_400,
        best: 323,
        auc: Some([0.8, 0.79, 0.81]),
        wording: Wording::Leave,
        ..YesNo::default()
    };
    let verdict = question.verdict(10_570);
    assert!(
        said("en", &verdict)[0].starts_with("Contact the best 1,057 customers: 61% will leave, against 26%")
    );
    assert!(
        said("zh-CN", &verdict)[0]
            .starts_with("触达排名最前的 1,057 位客户：61% 的人会流失；不挑选的话，则是 26% 的人。")
    );
}

#[test]
fn too_few_in_range() {
    let verdict = YesNo { rows: 310, yes: 22, best: 5, auc: Some([0.6, 0.471, 0.729]), ..YesNo::default() }
        .verdict(310);
    assert_eq!(verdict.tone, Tone::Bad);
    assert_eq!(
        said("en", &verdict),
        vec![
            "Too few answers to tell: only 22 customers who answered are in the test, and the ranking power may lie anywhere from 0.47 to 0.73. That spans “useless” and “useful”. Wait for more answers."
        ]
    );
    assert_eq!(
        said("zh-CN", &verdict),
        vec![
            "数据太少，无法判断：测试集里只有 22 位响应的客户，排序能力可能在 0.47～0.73 之间，从“毫无用处”到“有用”都有可能。请等积累更多结果再看。"
        ]
    );
}

#[test]
fn useless_and_leaking() {
    let useless = YesNo { auc: Some([0.51, 0.4864, 0.5336]), ..YesNo::default() }.verdict(1_000);
    assert_eq!(
        said("en", &useless),
        vec![
            "Do not use this model: it ranks customers no better than drawing lots (ranking power 0.51, range 0.49 to 0.53; 0.50 is chance). These columns say nothing about who will answer."
        ]
    );
    assert_eq!(
        said("zh-CN", &useless),
        vec![
            "不要使用这个模型：它的排序和抽签差不多（排序能力 0.51，区间 0.49～0.53；0.50 等于随机）。从这些列看不出谁会响应。"
        ]
    );
    let leak = YesNo { auc: Some([0.994, 0.99, 0.998]), ..YesNo::default() }.verdict(1_000);
    assert_eq!(
        said("en", &leak),
        vec![
            "Do not trust this yet: it is too good to be true (ranking power 0.99). Probably a leak; look first at “duration_after”. Remove it and train again."
        ]
    );
    assert_eq!(
        said("zh-CN", &leak),
        vec![
            "先别当真：好得不像真的（排序能力 0.99）。很可能有数据泄漏，请先检查“duration_after”，去掉后重新训练。"
        ]
    );
}

#[test]
fn chances_with_one_denominator_are_percentages() {
    let headline = |best, yes| ids(&YesNo { yes, best, ..YesNo::default() }.verdict(9_000))[0];
    // 232 and 233 of 1,860 are below and above one eighth
    assert_eq!(headline(232, 600), "verdict-contact");
    assert_eq!(headline(233, 600), "verdict-contact-shares");
    // 66 of 1,860 and 600 of 18,600: 1 in 28 and 1 in 31; 60 would be 1 in 31 twice
    assert_eq!(headline(66, 600), "verdict-contact");
    assert_eq!(headline(60, 600), "verdict-contact-shares");
}

/// The headline at every threshold, both sides.
#[test]
fn headlines_at_their_thresholds() {
    let headline = |rows, yes, auc| {
        let question = YesNo { rows, yes, best: yes / 3, auc, ..YesNo::default() };
        ids(&question.verdict(9_000))[0]
    };
    let good = Some([0.76, 0.74, 0.78]);
    assert_eq!(headline(2_000, 19, good), "verdict-few-yes");
    assert_eq!(headline(2_000, 20, good), "verdict-contact");
    assert_eq!(headline(2_000, 1_981, good), "verdict-few-no");
    assert_eq!(headline(2_000, 0, None), "verdict-few-yes");
    assert_eq!(headline(2_000, 600, Some([0.98, 0.97, 0.99])), "verdict-leak");
    assert_eq!(headline(2_000, 600, Some([0.9799, 0.97, 0.99])), "verdict-contact-shares");
    assert_eq!(headline(2_000, 29, Some([0.99, 0.97, 1.0])), "verdict-contact", "too few for a leak");
    assert_eq!(headline(2_000, 30, Some([0.99, 0.97, 1.0])), "verdict-leak");
    assert_eq!(headline(2_000, 600, Some([0.55, 0.50, 0.60])), "verdict-few-range");
    assert_eq!(headline(2_000, 600, Some([0.55, 0.50, 0.5999])), "verdict-no-use");
    assert_eq!(headline(2_000, 600, Some([0.55, 0.5001, 0.5999])), "verdict-contact-shares");
    assert_eq!(headline(299, 100, good), "verdict-contact-counts", "a rate from 29 people is a count");
    assert_eq!(headline(300, 100, good), "verdict-contact-shares");
}

#[test]
fn tone_and_word_follow_the_lower_end() {
    let verdict = |low| YesNo { auc: Some([0.9, low, 0.95]), ..YesNo::default() }.verdict(9_000);
    let word = |low: f64| {
        let said = said("en", &verdict(low));
        said.iter().find(|s| s.starts_with("Its ranking")).unwrap().split(':').next().unwrap().to_owned()
    };
    assert_eq!(word(0.59), "Its ranking is weak");
    assert_eq!(word(0.60), "Its ranking is modest");
    assert_eq!(word(0.70), "Its ranking is good");
    assert_eq!(word(0.80), "Its ranking is strong");
    assert_eq!(word(0.90), "Its ranking is very strong");
    assert_eq!(verdict(0.59).tone, Tone::Caution);
    assert_eq!(verdict(0.60).tone, Tone::Good);
}

#[test]
fn honest_chances_and_others() {
    let right = YesNo::default().verdict(9_000);
    let sentence = right.sentences.iter().find(|s| s.id == "verdict-chances-right").expect("honest chances");
    let english = Spoken::new("en").say(sentence);
    assert_eq!(
        english,
        "You can take the chances at their word: 612 answers were expected in the test, there were 600."
    );
    let high = YesNo { promised: 1.32, ..YesNo::default() }.verdict(9_000);
    assert_eq!(high.tone, Tone::Caution);
    let sentence = high.sentences.iter().find(|s| s.id == "verdict-chances-high").expect("too high");
    assert!(Spoken::new("en").say(sentence).starts_with(
        "The chances are too high: 792 answers were expected in the test, there were 600. The ranking still holds;"
    ));
    let low = YesNo { promised: 0.7, ..YesNo::default() }.verdict(9_000);
    assert!(ids(&low).contains(&"verdict-chances-low"));
    // 12 % too many, but 40 yes are too few to be sure of that
    let unsure = YesNo { rows: 1_000, yes: 40, best: 14, promised: 1.12, ..YesNo::default() }.verdict(9_000);
    assert!(ids(&unsure).iter().all(|id| !id.starts_with("verdict-chances")));
}

#[test]
fn chances_that_exaggerate() {
    let mut report = YesNo::default().report();
    // Honest in the mean, twice as far apart in the logit: the slope is one half.
    let rates: Vec<f64> = report.tenths.iter().map(|t| t.positives as f64 / t.rows as f64).collect();
    let stretched = |p: f64, shift: f64| {
        let logit = 2.0 * (p / (1.0 - p)).ln() + shift;
        1.0 / (1.0 + (-logit).exp())
    };
    let total = |shift: f64| rates.iter().map(|p| stretched(*p, shift)).sum::<f64>();
    let (mut a, mut b) = (0.0, 10.0);
    for _ in 0..60 {
        let middle = f64::midpoint(a, b);
        if total(middle) < rates.iter().sum() { a = middle } else { b = middle }
    }
    report.ranked.clear();
    for (tenth, rate) in report.tenths.iter_mut().zip(&rates) {
        tenth.mean_score = stretched(*rate, a);
        report.ranked.extend((0..tenth.rows).map(|row| (tenth.mean_score, row < tenth.positives)));
    }
    report.detail.calibration = calibration(&report.ranked, &report.tenths);
    let verdict = yes_no_verdict(&report, 9_000, None);
    assert!(ids(&verdict).contains(&"verdict-chances-exaggerate"), "{:?}", ids(&verdict));
    assert_eq!(verdict.tone, Tone::Caution);
}

#[test]
fn the_weak_group_is_named_and_never_crowded_out() {
    let estimate = |value: f64| Estimate { value, low: value - 0.05, high: value + 0.05 };
    let with = |train_auc: f64| {
        let mut report = YesNo { train_auc, ..YesNo::default() }.report();
        report.detail.weak = Some(WeakGroup {
            column: "tenure".into(),
            who: Message::new("weak-group-up-to").name("column", "tenure").with("high", Arg::Number(3.0)),
            rows: 1_830,
            auc: estimate(0.58),
            rest: estimate(0.79),
            p_value: 0.001,
        });
        yes_no_verdict(&report, 124_000, None)
    };
    let verdict = with(0.77);
    assert_eq!(
        said("en", &verdict)[4],
        "Weak for customers with “tenure” up to 3 (1,830 test customers): among them its ranking power is 0.58, among the others 0.79."
    );
    assert_eq!(
        said("zh-CN", &verdict)[4],
        "对“tenure”不超过 3 的客户（测试集中 1,830 位客户）效果较弱：在他们当中排序能力只有 0.58，其他客户为 0.79。"
    );
    // With a sentence more than there is room for, the one about the ranking goes first.
    let full = ids(&with(0.95));
    assert_eq!(full.len(), SENTENCES);
    assert_eq!(full[3..], ["verdict-weak-group", "verdict-by-heart"]);
    assert!(full.contains(&"verdict-reach") && !full.contains(&"verdict-ranking"));
}

#[test]
fn learned_by_heart_is_said() {
    let at = |train_auc| {
        ids(&YesNo { train_auc, ..YesNo::default() }.verdict(9_000)).contains(&"verdict-by-heart")
    };
    assert!(at(0.93));
    assert!(at(0.8101));
    assert!(!at(0.8099));
    let said = said("en", &YesNo { train_auc: 0.93, ..YesNo::default() }.verdict(9_000));
    assert_eq!(said.len(), 5);
    assert!(said[4].starts_with("Part of what it knows is learned by heart: ranking power 0.93 on the customers it learned from, 0.76 on new ones."));
}

#[test]
fn nothing_held_back_nothing_judged() {
    let mut report = YesNo::default().report();
    report.metrics.test = None;
    let verdict = yes_no_verdict(&report, 9_000, None);
    assert_eq!(ids(&verdict), vec!["verdict-unjudged"]);
    assert_eq!(
        said("en", &verdict),
        vec!["Measured on the customers it learned from; this says nothing about new ones."]
    );
    assert_eq!(said("zh-CN", &verdict), vec!["以下数字来自模型学过的客户，不能说明对新客户的效果。"]);
}

#[test]
fn every_wording_speaks_both_languages() {
    for wording in [Wording::Answer, Wording::Buy, Wording::Leave, Wording::Own] {
        for (rows, yes, auc) in [
            (18_600, 600, Some([0.76, 0.74, 0.78])),
            (250, 100, Some([0.76, 0.74, 0.78])),
            (2_000, 1, None),
            (2_000, 0, None),
            (2_000, 1_999, None),
            (2_000, 600, Some([0.55, 0.49, 0.65])),
            (2_000, 600, Some([0.51, 0.49, 0.53])),
        ] {
            let verdict = YesNo { rows, yes, best: yes / 3, auc, wording, ..YesNo::default() }.verdict(9_000);
            for language in ["en", "zh-CN"] {
                for sentence in said(language, &verdict) {
                    assert_eq!(
                        wording == Wording::Own,
                        sentence.contains("“Yes”") || (sentence.contains("Yes")),
                        "{sentence}"
                    );
                }
            }
        }
    }
}

struct Number {
    rows: usize,
    r2: Option<[f64; 3]>,
    mae: f64,
    most: f64,
    best: f64,
}

impl Default for Number {
    fn default() -> Self {
        Self { rows: 640, r2: Some([0.64, 0.61, 0.67]), mae: 62.4, most: 151.0, best: 31.0 }
    }
}

impl Number {
    fn report(&self) -> NumberReport {
        let metrics = |mae: f64| NumberMetrics {
            rows: self.rows,
            rmse: mae * 1.3,
            mae,
            r2: self.r2.map_or(f64::NAN, |r| r[0]),
        };
        let mut tenths = vec![(self.best, self.best)];
        tenths.extend((0..9).map(|_| (1.0, (100.0 - self.best) / 9.0)));
        NumberReport {
            metrics: ByPart {
                train: metrics(60.0),
                valid: None,
                test: Some(metrics(self.mae)),
                baseline: metrics(104.2),
            },
            r2: self.r2.map(|[value, low, high]| Estimate { value, low, high }),
            points: vec![[1.0, 1.0]],
            error_half: 38.0,
            error_most: self.most,
            tenths,
            detail: NumberDetail::default(),
        }
    }

    fn verdict(&self) -> Verdict {
        number_verdict(&self.report(), "spend", Some("refund"))
    }
}

#[test]
fn number_examples() {
    let verdict = Number::default().verdict();
    assert_eq!(verdict.tone, Tone::Good);
    assert_eq!(
        said("en", &verdict),
        vec![
            "It misses “spend” by 62.4 on average; the same average for everybody would miss by 104.",
            "It explains 64% of the differences between customers (range 61% to 67%); the rest is not in these columns.",
            "For one customer: half of the predictions are within 38 of the truth, 9 in 10 within 151. Use it for groups and ranking rather than for single promises.",
            "The best tenth by prediction brings 31% of all “spend”; a tenth drawn by lot would bring 10%.",
        ]
    );
    assert_eq!(
        said("zh-CN", &verdict),
        vec![
            "预测“spend”平均差 62.4；如果每个人都按平均值估，会差 104。",
            "它解释了客户之间差异的 64%（区间 61%～67%），其余的从这些列里看不出来。",
            "就单个客户而言：一半的预测误差在 38 以内，九成在 151 以内。更适合用来分组和排序，而不是对个人作承诺。",
            "按预测排在前一成的客户贡献了全部“spend”的 31%；随机抽一成只会有 10%。",
        ]
    );
    let few = Number { rows: 64, r2: Some([0.1, -0.08, 0.31]), ..Number::default() }.verdict();
    assert!(said("en", &few)[0].starts_with("Too few customers to tell: from 64 test customers the share explained may lie anywhere from −8.0% to 31%."));
    let useless = Number { r2: Some([0.012, -0.021, 0.043]), ..Number::default() }.verdict();
    assert_eq!(
        said("en", &useless),
        vec![
            "Do not use this model: giving every customer the same average is as good (share explained 1.2%, range −2.1% to 4.3%)."
        ]
    );
}

#[test]
fn number_thresholds() {
    let first = |number: Number| ids(&number.verdict())[0];
    assert_eq!(first(Number { rows: 49, ..Number::default() }), "verdict-number-few-range");
    assert_eq!(first(Number { rows: 50, ..Number::default() }), "verdict-misses");
    assert_eq!(first(Number { rows: 2, r2: None, ..Number::default() }), "verdict-number-few");
    assert_eq!(
        first(Number { r2: Some([0.05, 0.0, 0.10]), ..Number::default() }),
        "verdict-number-few-range"
    );
    assert_eq!(first(Number { r2: Some([0.05, 0.0, 0.0999]), ..Number::default() }), "verdict-number-no-use");
    assert_eq!(first(Number { r2: Some([0.05, 0.001, 0.09]), ..Number::default() }), "verdict-misses");
    assert_eq!(first(Number { r2: Some([0.98, 0.97, 0.99]), ..Number::default() }), "verdict-number-leak");
    assert_eq!(first(Number { mae: 104.2, ..Number::default() }), "verdict-explains");
    let has = |number: Number, id| ids(&number.verdict()).contains(&id);
    assert!(!has(Number { rows: 99, ..Number::default() }, "verdict-spread-wide"));
    assert!(has(Number { rows: 100, ..Number::default() }, "verdict-spread-wide"));
    // the average known value is 10: half of it is 5
    assert!(has(Number { most: 4.9, ..Number::default() }, "verdict-spread"));
    let mut negative = Number::default().report();
    negative.points.push([0.0, -1.0]);
    assert!(!ids(&number_verdict(&negative, "spend", None)).contains(&"verdict-number-reach"));
    let mut unjudged = Number::default().report();
    unjudged.metrics.test = None;
    assert_eq!(ids(&number_verdict(&unjudged, "spend", None)), vec!["verdict-unjudged"]);
}

#[test]
fn parts_of_a_whole_add_up() {
    assert_eq!(as_shown(0.345), 0.35);
    assert_eq!(as_shown(0.0314), 0.031);
    assert_eq!(as_shown(0.9969), 0.997);
    assert_eq!(as_shown(0.0), 0.0);
    assert_eq!(as_shown(1.0), 1.0);
    assert!((as_shown(0.004_84) - 0.0048).abs() < 1e-12);
}
