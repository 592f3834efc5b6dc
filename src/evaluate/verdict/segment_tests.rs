//! Verdicts about groups against the written examples of the house rules, conditions at their thresholds.

use super::super::spoken::Spoken;
use super::*;
use crate::domain::report::{Estimate, Stability};

fn said(language: &str, verdict: &Verdict) -> Vec<String> {
    let spoken = Spoken::new(language);
    verdict.sentences.iter().map(|sentence| spoken.say(sentence)).collect()
}

fn ids(verdict: &Verdict) -> Vec<&'static str> {
    verdict.sentences.iter().map(|sentence| sentence.id).collect()
}

/// Groups of given clearness, as far as verdicts read them.
fn segments(k: u32, silhouette: f64, shuffled: f64) -> SegmentReport {
    let shares = [0.405, 0.22, 0.15, 0.115, 0.11];
    let number = |column: &str, z: f64| Trait::Number { column: column.into(), mean: 1.0, z };
    let traits = [
        vec![
            number("orders per year", 1.4),
            number("basket size", 0.9),
            number("days since last order", -0.8),
        ],
        vec![number("age", 0.7)],
        vec![number("age", -0.7)],
        vec![Trait::Category { column: "city".into(), value: "Rome".into(), share: 0.9, usual: 0.3 }],
        vec![],
    ];
    SegmentReport {
        k,
        inertia: 1.0,
        silhouette,
        silhouette_rows: 100,
        silhouette_shuffled: shuffled,
        silhouette_range: Estimate { value: silhouette, low: silhouette - 0.02, high: silhouette + 0.02 },
        tried: vec![],
        stability: None,
        segments: (1..)
            .zip(shares)
            .zip(traits)
            .map(|((number, share), traits)| Segment {
                number,
                name: Message::new("verdict-segment-usual"),
                rows: (share * 1_000.0) as usize,
                share,
                silhouette,
                traits,
            })
            .collect(),
        profile: vec![],
        map: vec![],
        map_share: 0.5,
        axis_x: vec![],
        axis_y: vec![],
    }
}

#[test]
fn segment_examples() {
    let verdict = segment_verdict(&segments(5, 0.554, 0.4));
    let english = said("en", &verdict);
    assert_eq!(english.len(), 5);
    assert_eq!(
        english[0],
        "5 segments, fairly well apart (separation 0.55; shuffled data reaches 0.40). The largest holds 41% of customers, the smallest 11%."
    );
    assert_eq!(
        english[1],
        "“Close to average”: 405 customers (41%). Above average: “orders per year”, “basket size”; below: “days since last order”."
    );
    assert_eq!(
        english[4],
        "“Close to average”: 115 customers (12%). For 90% of them “city” is “Rome”, against 30% of all."
    );
    let chinese = said("zh-CN", &verdict);
    assert_eq!(
        chinese[0],
        "分成 5 个客群，界限比较清楚（轮廓系数 0.55，打乱后最多 0.40）。最大的占客户的 41%，最小的占 11%。"
    );
    let none = segment_verdict(&segments(5, 0.29, 0.31));
    assert_eq!(
        said("en", &none),
        vec![
            "There are no natural groups in these columns: shuffled data falls apart equally well (separation 0.29, shuffled up to 0.31). You may still cut slices, but do not call them types of people."
        ]
    );
    assert_eq!(
        said("en", &segment_verdict(&segments(6, 0.34, 0.2)))[0],
        "6 segments that overlap (separation 0.34): many customers lie near a border. Good for giving each group its own message, not for judging a single customer."
    );
}

#[test]
fn a_group_that_does_not_come_back_is_not_to_be_built_on() {
    let with = |overlaps: [f64; 5], fewer| {
        let stability = Stability { overlaps: overlaps.to_vec(), draws: 100, rows: 2_000, fewer };
        segment_verdict(&SegmentReport { stability: Some(stability), ..segments(5, 0.554, 0.4) })
    };
    let verdict = with([0.9, 0.8, 0.47, 0.9, 0.7], Some(4));
    assert_eq!(ids(&verdict)[..2], ["verdict-groups", "verdict-unstable-fewer"]);
    assert_eq!(verdict.tone, Tone::Caution);
    assert_eq!(
        said("en", &verdict)[1],
        "Do not build on “Close to average”: when customers are drawn anew, only 47% of it comes back on average. Try fewer segments (4)."
    );
    assert_eq!(
        said("zh-CN", &verdict)[1],
        "不要依赖“接近平均”：重新抽取客户后，平均只有 47% 的重合。试试少分几群（4 群）。"
    );
    assert_eq!(ids(&with([0.9, 0.8, 0.47, 0.9, 0.7], None))[1], "verdict-unstable");
    // 0.60 is enough, and where there are no groups at all nothing else is said.
    assert_eq!(with([0.6; 5], None).tone, Tone::Good);
    let none = SegmentReport { silhouette: 0.3, ..segments(5, 0.3, 0.4) };
    assert_eq!(segment_verdict(&none).sentences.len(), 1);
}

#[test]
fn segment_thresholds() {
    let first = |silhouette, shuffled| ids(&segment_verdict(&segments(4, silhouette, shuffled)))[0];
    assert_eq!(first(0.4, 0.4), "verdict-no-groups");
    assert_eq!(first(0.4001, 0.4), "verdict-overlap");
    assert_eq!(first(0.5, 0.1), "verdict-overlap");
    assert_eq!(first(0.5001, 0.1), "verdict-groups");
    assert_eq!(first(0.25, 0.1), "verdict-overlap-slices");
    assert_eq!(first(f64::NAN, 0.1), "verdict-no-groups");
    assert_eq!(ids(&segment_verdict(&segments(1, 0.9, f64::NAN)))[0], "verdict-no-groups");
    let word = |s| segment_verdict(&segments(4, s, 0.1)).sentences[0].clone();
    assert!(Spoken::new("en").say(&word(0.7)).contains("fairly well"));
    assert!(Spoken::new("en").say(&word(0.7001)).contains("very well"));
}
