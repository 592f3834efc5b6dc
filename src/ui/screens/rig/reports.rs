//! Hand-made reports, one per kind of question.

use crate::domain::detail::{
    Calibration, CalibrationBin, MissTenth, Misses, NumberDetail, Reach, WeakGroup, YesNoDetail,
    YesNoIntervals,
};
use crate::domain::event::CurvePoint;
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{ModelChoice, Wording};
use crate::domain::report::{
    ByPart, Confusion, Driver, Estimate, FoldMetric, MapPoint, NumberMetrics, NumberReport, PartRows,
    ProfileRow, RunReport, Segment, SegmentReport, Stability, TaskReport, Tenth, Tone, Trait, TriedGroups,
    Verdict, YesNoMetrics, YesNoReport,
};

pub(super) fn curve(points: u32) -> Vec<CurvePoint> {
    (0..points)
        .map(|iteration| {
            let t = f64::from(iteration);
            CurvePoint {
                iteration,
                train: 0.39 + 0.30 * (-t / 6.0).exp(),
                valid: Some(0.42 + 0.27 * (-t / 5.0).exp() + 0.000_6 * t),
            }
        })
        .collect()
}

pub(super) fn run(model: ModelChoice, target: Option<&str>, task: TaskReport, verdict: Verdict) -> RunReport {
    let inputs =
        ["Partner", "Dependents", "PhoneService", "OnlineSecurity", "Contract", "tenure", "MonthlyCharges"];
    RunReport {
        model,
        target: target.map(str::to_owned),
        rows: PartRows { train: 4_929, valid: 1_057, test: 1_057, ..PartRows::default() },
        inputs: inputs.map(str::to_owned).to_vec(),
        notes: Vec::new(),
        left_out: vec![("customerID".into(), Message::new("common-role-id"))],
        curve: curve(41),
        best_iteration: 20,
        stopped: false,
        task,
        folds: None,
        penalty: None,
        coefficients: Vec::new(),
        uncertain: None,
        drivers: Vec::new(),
        verdict,
    }
}

fn yes_no_metrics(auc: f64, log_loss: f64) -> YesNoMetrics {
    YesNoMetrics {
        rows: 1_057,
        positives: 280,
        auc,
        average_precision: auc - 0.2,
        log_loss,
        brier: log_loss / 3.0,
        threshold: 0.5,
        accuracy: 0.809,
        precision: 0.66,
        recall: 0.54,
        f1: 0.59,
    }
}

fn around(value: f64, by: f64) -> Estimate {
    Estimate { value, low: value - by, high: value + by }
}

fn yes_no_detail(tenths: &[Tenth], ranked: &[(f64, bool)]) -> YesNoDetail {
    let found = |rows: usize| ranked.iter().take(rows).filter(|row| row.1).count() as f64;
    let cuts = || (1..=100).map(|share| (f64::from(share) / 100.0, share as usize * ranked.len() / 100));
    let reach = cuts()
        .map(|(share, rows)| {
            let gain = found(rows) / 280.0;
            let narrow = (1.0 - share) * 0.05;
            Reach { share, gain: around(gain, narrow), lift: around(gain / share, narrow / share.max(0.05)) }
        })
        .collect();
    let bins: Vec<CalibrationBin> = tenths
        .iter()
        .map(|tenth| {
            let rate = tenth.positives as f64 / tenth.rows as f64;
            let by = (rate * (1.0 - rate) / tenth.rows as f64).sqrt() * 1.96;
            let rate = Estimate { value: rate, low: (rate - by).max(0.0), high: rate + by };
            CalibrationBin { rows: tenth.rows, chance: (rate.value * 0.97 + 0.004).min(0.74), rate }
        })
        .collect();
    YesNoDetail {
        precision_recall: cuts().map(|(_, rows)| [found(rows) / 280.0, found(rows) / rows as f64]).collect(),
        reach,
        calibration: Some(Calibration {
            expected: 274.0,
            observed: 280,
            ratio: Some(around(0.979, 0.1)),
            slope: Some(around(1.03, 0.12)),
            error: 0.012,
            bins,
        }),
        intervals: YesNoIntervals {
            lift: Some(around(2.85, 0.3)),
            gain: Some(around(0.286, 0.03)),
            average_precision: Some(around(0.649, 0.05)),
            log_loss: Some(around(0.4114, 0.025)),
            brier: Some(around(0.1371, 0.01)),
            accuracy: Some(around(0.809, 0.024)),
            precision: Some(around(0.66, 0.055)),
            recall: Some(around(0.54, 0.058)),
            f1: Some(around(0.59, 0.05)),
        },
        weak: Some(WeakGroup {
            column: "tenure".to_owned(),
            who: Message::new("weak-group-between")
                .name("column", "tenure")
                .with("low", Arg::Number(29.0))
                .with("high", Arg::Number(55.0)),
            rows: 264,
            auc: around(0.712, 0.06),
            rest: around(0.86, 0.02),
            p_value: 0.004,
        }),
    }
}

fn number_detail() -> NumberDetail {
    let bins = [3, 6, 11, 20, 38, 66, 104, 150, 161, 158, 120, 86, 52, 33, 19, 14, 8, 5];
    NumberDetail {
        rmse: Some(around(8.15, 0.4)),
        mae: Some(around(6.2, 0.3)),
        misses: Misses {
            start: -22.5,
            width: 2.5,
            bins: bins.to_vec(),
            below: 1,
            above: 2,
            more: 497,
            less: 560,
        },
        tenths: (0..10)
            .map(|place| MissTenth {
                rows: 105,
                predicted: 108.0 - 9.0 * f64::from(place),
                mae: around(9.4 - 0.7 * f64::from(place), 1.1),
            })
            .collect(),
    }
}

/// 1,057 judged customers of whom 280 left, ranked well.
pub(in crate::ui::screens) fn yes_no_report(tone: Tone) -> RunReport {
    let tenths: Vec<Tenth> = [80, 59, 51, 34, 24, 13, 9, 7, 1, 2]
        .into_iter()
        .enumerate()
        .map(|(place, positives)| Tenth { rows: 105 + usize::from(place < 7), positives, mean_score: 0.5 })
        .collect();
    let mut ranked = Vec::new();
    for tenth in &tenths {
        for row in 0..tenth.rows {
            ranked.push((1.0 - ranked.len() as f64 / 1_057.0, row < tenth.positives));
        }
    }
    let mut gains = vec![[0.0, 0.0]];
    let mut roc = vec![[0.0, 0.0]];
    let (mut found, mut wrong) = (0.0, 0.0);
    for (place, (_, yes)) in ranked.iter().enumerate() {
        if *yes {
            found += 1.0;
        } else {
            wrong += 1.0;
        }
        if place % 10 == 0 || place + 1 == ranked.len() {
            gains.push([(place + 1) as f64 / 1_057.0, found / 280.0]);
            roc.push([wrong / 777.0, found / 280.0]);
        }
    }
    let model = yes_no_metrics(0.849, 0.4114);
    let mut baseline = yes_no_metrics(0.5, 0.5784);
    (baseline.accuracy, baseline.precision, baseline.recall) = (0.735, 0.0, 0.0);
    let task = YesNoReport {
        positive: "Yes".into(),
        wording: Wording::Leave,
        metrics: ByPart { train: model, valid: Some(model), test: Some(model), baseline },
        auc: Some(Estimate { value: 0.849, low: 0.826, high: 0.870 }),
        roc,
        gains,
        detail: yes_no_detail(&tenths, &ranked),
        tenths,
        confusion: Confusion {
            true_positive: 183,
            false_positive: 106,
            false_negative: 97,
            true_negative: 671,
        },
        ranked,
    };
    let (title, sentences) = if tone == Tone::Bad {
        let sentence = Message::new("verdict-no-use")
            .with("auc", Arg::Score(0.51))
            .with("range", Arg::ScoreRange(0.47, 0.55))
            .message("will", Message::new("verdict-leave-will"));
        (Message::new("verdict-title-bad"), vec![sentence])
    } else {
        let contact = Message::new("verdict-contact")
            .count("n", 1_916)
            .with("list", Arg::Percent(0.63))
            .with("usual", Arg::Percent(0.27))
            .message("will", Message::new("verdict-leave-will"));
        let reach = Message::new("verdict-reach")
            .with("hits", Arg::Count(630))
            .with("reached", Arg::Percent(0.65))
            .with("missed", Arg::Percent(0.35))
            .message("will", Message::new("verdict-leave-will"))
            .message("noun", Message::new("verdict-leave-noun").count("n", 2));
        let ranking = Message::new("verdict-ranking")
            .message("word", Message::new("verdict-rank-strong"))
            .message("did", Message::new("verdict-leave-did"))
            .message("other", Message::new("verdict-leave-other"))
            .with("cases", Arg::Percent(0.85))
            .with("auc", Arg::ScoreRange(0.826, 0.87));
        let chances = Message::new("verdict-chances-right")
            .with("expected", Arg::Count(274))
            .with("observed", Arg::Count(280))
            .message("noun", Message::new("verdict-leave-noun").count("n", 280));
        (Message::new("verdict-title-good"), vec![contact, reach, ranking, chances])
    };
    let mut report = run(
        ModelChoice::Logistic,
        Some("Churn"),
        TaskReport::YesNo(task),
        Verdict { tone, title, sentences },
    );
    report.drivers = [
        ("tenure", -1.21),
        ("Contract=Two year", -0.66),
        ("MonthlyCharges", 0.58),
        ("OnlineSecurity=Yes", -0.31),
        ("Dependents=Yes", -0.12),
        ("Partner=Yes", 0.05),
    ]
    .into_iter()
    .map(|(name, effect)| Driver { name: name.into(), effect })
    .collect();
    report
}

/// The same over five folds.
pub(in crate::ui::screens) fn with_folds(mut report: RunReport) -> RunReport {
    let metric = |name, mean, sd| FoldMetric { name, mean, sd };
    report.folds = Some((5, vec![metric("auc", 0.845, 0.012), metric("log_loss", 0.4171, 0.009)]));
    report
}

pub(in crate::ui::screens) fn number_report() -> RunReport {
    let metrics = |mae: f64, rmse: f64, r2: f64| NumberMetrics { rows: 1_057, rmse, mae, r2 };
    let points: Vec<[f64; 2]> = (0..600)
        .map(|place| {
            let t = f64::from(place) / 600.0;
            let said = 20.0 + 95.0 * t;
            [said, said + 14.0 * (t * 91.0).sin() * (0.3 + t)]
        })
        .collect();
    let tenths =
        (0..10).map(|place| (108.0 - 9.0 * f64::from(place), 106.5 - 8.8 * f64::from(place))).collect();
    let task = NumberReport {
        metrics: ByPart {
            train: metrics(6.0, 7.9, 0.93),
            valid: Some(metrics(6.1, 8.1, 0.93)),
            test: Some(metrics(6.2, 8.15, 0.927)),
            baseline: metrics(25.7, 30.1, 0.0),
        },
        r2: Some(Estimate { value: 0.927, low: 0.915, high: 0.938 }),
        points,
        error_half: 5.1,
        error_most: 13.2,
        tenths,
        detail: number_detail(),
    };
    let misses = Message::new("verdict-misses")
        .name("target", "MonthlyCharges")
        .with("mae", Arg::Number(6.2))
        .with("usual", Arg::Number(25.7));
    let explains = Message::new("verdict-explains")
        .with("r2", Arg::Percent(0.927))
        .with("range", Arg::PercentRange(0.915, 0.938));
    let spread =
        Message::new("verdict-spread").with("half", Arg::Number(5.1)).with("most", Arg::Number(13.2));
    let verdict = Verdict {
        tone: Tone::Good,
        title: Message::new("verdict-title-good"),
        sentences: vec![misses, explains, spread],
    };
    let mut report = run(ModelChoice::Linear, Some("MonthlyCharges"), TaskReport::Number(task), verdict);
    report.curve = vec![
        CurvePoint { iteration: 0, train: 905.2, valid: Some(911.0) },
        CurvePoint { iteration: 1, train: 62.4, valid: Some(65.6) },
    ];
    report.best_iteration = 1;
    report.drivers = [("StreamingTV=Yes", 5.0), ("PhoneService=Yes", 4.2), ("OnlineSecurity=Yes", -1.4)]
        .into_iter()
        .map(|(name, effect)| Driver { name: name.into(), effect })
        .collect();
    report
}

pub(in crate::ui::screens) fn segment_report(k: u32) -> RunReport {
    let sizes = [1_948, 1_942, 1_152, 1_077, 924, 500, 300, 200, 90, 40];
    let all: usize = sizes.iter().take(k as usize).sum();
    let segments: Vec<Segment> = (0..k)
        .map(|place| {
            let rows = sizes[place as usize];
            let up = place % 2 == 0;
            let first = Message::new(if up { "verdict-trait-high-first" } else { "verdict-trait-low-first" })
                .text("column", "tenure")
                .name("quoted", "tenure");
            let second = Message::new("verdict-trait-low")
                .text("column", "MonthlyCharges")
                .name("quoted", "MonthlyCharges");
            Segment {
                number: place + 1,
                name: Message::new("verdict-segment-two").message("first", first).message("second", second),
                rows,
                share: rows as f64 / all as f64,
                silhouette: 0.31,
                traits: vec![
                    Trait::Number { column: "tenure".into(), mean: 59.2 - 8.0 * f64::from(place), z: 1.1 },
                    Trait::Number { column: "MonthlyCharges".into(), mean: 22.9, z: -1.4 },
                    Trait::Category {
                        column: "Contract".into(),
                        value: "Two year".into(),
                        share: 0.71,
                        usual: 0.24,
                    },
                    Trait::Number { column: "TotalCharges".into(), mean: 6_021.0, z: 1.6 },
                ],
            }
        })
        .collect();
    let names = [
        "tenure",
        "MonthlyCharges",
        "TotalCharges",
        "Contract = Two year",
        "Partner = Yes",
        "TechSupport = Yes",
        "StreamingTV = Yes",
    ];
    let profile = names
        .iter()
        .enumerate()
        .map(|(line, name)| {
            let z: Vec<f64> =
                (0..k).map(|place| f64::from((place * 3 + line as u32 * 5) % 9) / 2.0 - 2.0).collect();
            let is_share = name.contains('=');
            let values = z.iter().map(|z| if is_share { 0.5 + z / 5.0 } else { 40.0 + 15.0 * z }).collect();
            ProfileRow {
                label: (*name).into(),
                is_share,
                overall: if is_share { 0.5 } else { 40.0 },
                values,
                z,
            }
        })
        .collect();
    let map = (0..900_u32)
        .map(|row| {
            let segment = row % k;
            let (t, r) = (f64::from(row) * 2.399, f64::from(row).sqrt() / 30.0);
            let (cx, cy) = (f64::from(segment) * 1.7, f64::from(segment * segment % 5) * 0.9);
            MapPoint { x: cx + r * t.cos(), y: cy + r * t.sin(), segment, row }
        })
        .collect();
    let task = SegmentReport {
        k,
        inertia: 21_500.0,
        silhouette: 0.29,
        silhouette_rows: 2_000,
        silhouette_shuffled: 0.11,
        silhouette_range: Estimate { value: 0.29, low: 0.28, high: 0.30 },
        tried: (2..=8)
            .map(|k| {
                let value = 0.30 - (f64::from(k) - 5.0).abs() * 0.03;
                let silhouette = Estimate { value, low: value - 0.01, high: value + 0.01 };
                TriedGroups { k, silhouette, stability: Some(0.95 - 0.06 * f64::from(k)) }
            })
            .collect(),
        stability: Some(Stability {
            overlaps: (0..k).map(|place| 0.92 - 0.1 * f64::from(place)).collect(),
            draws: 100,
            rows: 2_000,
            fewer: Some(4),
        }),
        segments,
        profile,
        map,
        map_share: 0.54,
        axis_x: vec![("tenure".into(), true), ("TotalCharges".into(), true)],
        axis_y: vec![("MonthlyCharges".into(), true), ("TechSupport = Yes".into(), false)],
    };
    let sentence = Message::new("verdict-groups")
        .with("k", Arg::Count(u64::from(k)))
        .message("word", Message::new("verdict-apart-fair"))
        .with("separation", Arg::Score(0.29))
        .with("shuffled", Arg::Score(0.11))
        .with("largest", Arg::Percent(0.28))
        .with("smallest", Arg::Percent(0.13));
    let verdict =
        Verdict { tone: Tone::Good, title: Message::new("verdict-title-groups"), sentences: vec![sentence] };
    let mut report = run(ModelChoice::KMeans, None, TaskReport::Segments(task), verdict);
    for point in &mut report.curve {
        point.train *= 50_000.0;
        point.valid = None;
    }
    report.rows = PartRows { train: super::ROWS, ..PartRows::default() };
    report
}
