//! The whole report, over hostile data and in both languages.

use std::path::PathBuf;

use ndarray::Array2;
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use serde_json::Value;

use super::*;
use crate::domain::column::Kind;
use crate::domain::event::CurvePoint;
use crate::domain::frame::{Feature, FeatureValues, Frame};
use crate::domain::recipe::{ModelChoice, Wording};
use crate::domain::report::{
    Coefficient, EffectStep, Estimate, FoldMetric, PartRows, Stability, TaskReport, TriedGroups,
};
use crate::evaluate::spoken::Spoken;
use crate::evaluate::{self, Draws, NumberParts, Predicted, Scored, SegmentInput, YesNoParts};

pub(super) const HOSTILE: &str = "\"><script>alert('x')</script>&\u{1}";

const DRAWS: Draws<'static> = Draws { seed: 4, go_on: &|| true };

fn facts() -> FileFacts {
    FileFacts {
        path: PathBuf::from("customers <b>.csv"),
        bytes: 10,
        encoding: "UTF-8".into(),
        delimiter: '\t',
        quote: None,
        ..FileFacts::default()
    }
}

fn chance() -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(12)
}

pub(super) fn run(
    model: ModelChoice,
    task: TaskReport,
    verdict: crate::domain::report::Verdict,
    target: &str,
) -> RunReport {
    let inputs: Vec<String> = ["tenure", "Monthly charges", target].map(str::to_owned).to_vec();
    let coefficients: Vec<Coefficient> =
        [("(intercept)", -1.2), ("tenure", -0.03), ("Monthly charges", 0.021), ("Contract=Two year", -0.8)]
            .map(|(name, estimate)| Coefficient {
                name: name.to_owned(),
                estimate,
                step: match name.split_once('=') {
                    Some((column, level)) => EffectStep::Level {
                        column: column.to_owned(),
                        level: level.to_owned(),
                        base: Some("Month-to-month".to_owned()),
                    },
                    None if name == "(intercept)" => EffectStep::Start,
                    None => EffectStep::Unit { column: name.to_owned() },
                },
                certainty: evaluate::certainty(estimate, 0.01, None).filter(|_| name != "tenure"),
            })
            .to_vec();
    let spreads: Vec<(String, f64)> =
        [("tenure", 24.0), ("Monthly charges", 30.0), ("Contract=Two year", 0.4)]
            .map(|(name, spread)| (name.to_owned(), spread))
            .to_vec();
    let linear = model != ModelChoice::KMeans;
    RunReport {
        model,
        target: linear.then(|| target.to_owned()),
        rows: PartRows { train: 2_800, valid: 600, test: 600, rejected: 3, dropped: 0, unlabelled: 11 },
        inputs,
        notes: Vec::new(),
        left_out: vec![(target.to_owned(), Message::new("report-model-auto"))],
        curve: (0..40)
            .map(|i| {
                let fall = (-f64::from(i) / 8.0).exp();
                CurvePoint {
                    iteration: i,
                    train: 0.42 + 0.27 * fall,
                    valid: linear.then(|| 0.44 + 0.25 * fall + 0.0004 * f64::from(i)),
                }
            })
            .collect(),
        best_iteration: 31,
        stopped: true,
        drivers: if linear { evaluate::drivers(&coefficients, &spreads) } else { vec![] },
        coefficients: if linear { coefficients } else { vec![] },
        uncertain: None,
        task,
        folds: None,
        penalty: None,
        verdict,
    }
}

pub(super) fn yes_no(rows: usize, value: &str, target: &str) -> RunReport {
    let mut chance = chance();
    let (scores, truth): (Vec<f64>, Vec<bool>) = (0..rows)
        .map(|_| {
            let p: f64 = 0.02 + 0.9 * chance.r#gen::<f64>().powi(3);
            (p, chance.r#gen::<f64>() < p)
        })
        .unzip();
    let part = Scored { scores: &scores, truth: &truth };
    let baseline = vec![0.25; rows];
    let parts = YesNoParts { train: part, valid: Some(part), test: Some(part), baseline: &baseline };
    let report = evaluate::yes_no_report(&parts, value, Wording::Own, DRAWS);
    let verdict = evaluate::yes_no_verdict(&report, rows * 6, Some(target));
    run(ModelChoice::Logistic, TaskReport::YesNo(report), verdict, target)
}

pub(super) fn number(rows: usize, target: &str) -> RunReport {
    let mut chance = chance();
    let (values, truth): (Vec<f64>, Vec<f64>) = (0..rows)
        .map(|_| {
            let value = 20_000.0 * chance.r#gen::<f64>().powi(2) + 1_500.0;
            (value, value * (0.6 + 0.8 * chance.r#gen::<f64>()))
        })
        .unzip();
    let part = Predicted { values: &values, truth: &truth };
    let baseline = vec![truth.iter().sum::<f64>() / rows as f64; rows];
    let report = evaluate::number_report(
        &NumberParts { train: part, valid: None, test: Some(part), baseline: &baseline },
        DRAWS,
    );
    let verdict = evaluate::number_verdict(&report, target, None);
    run(ModelChoice::Linear, TaskReport::Number(report), verdict, target)
}

pub(super) fn segments(column: &str) -> RunReport {
    let mut chance = chance();
    let groups: Vec<u32> = (0..600u32)
        .map(|row| {
            if row < 260 {
                0
            } else if row < 460 {
                1
            } else if row < 595 {
                2
            } else {
                3
            }
        })
        .collect();
    let middles = [[0.0, 0.0], [3.5, 1.0], [-1.0, 4.0], [9.0, -6.0]];
    let x = Array2::from_shape_fn((600, 2), |(row, column)| {
        middles[groups[row] as usize][column] + chance.gen_range(-1.2..1.2)
    });
    let frame = Frame {
        rows: 600,
        features: vec![
            Feature {
                name: column.to_owned(),
                values: FeatureValues::Number(x.column(0).iter().map(|v| 40_000.0 + 9_000.0 * v).collect()),
            },
            Feature {
                name: "Score".into(),
                values: FeatureValues::Number(x.column(1).iter().map(|v| 50.0 + 12.0 * v).collect()),
            },
            Feature {
                name: "City".into(),
                values: FeatureValues::Category {
                    codes: groups.iter().map(|g| u32::from(*g == 1)).collect(),
                    levels: vec!["Oslo".into(), "Rome".into()],
                },
            },
        ],
    };
    let centres = Array2::from_shape_fn((4, 2), |(k, column)| middles[k][column]);
    let report = evaluate::segment_report(&SegmentInput {
        x: x.view(),
        assignment: &groups,
        centres: centres.view(),
        sources: &[],
        frame: &frame,
        kinds: &[Kind::Number, Kind::Number, Kind::Category],
        tried: &[(2, 0.41), (3, 0.55), (4, 0.61), (5, 0.48)].map(|(k, value)| TriedGroups {
            k,
            silhouette: Estimate { value, low: value - 0.02, high: value + 0.02 },
            stability: (k < 5).then_some(0.9),
        }),
        stability: Some(&Stability {
            overlaps: vec![0.95, 0.9, 0.7, 0.5],
            draws: 100,
            rows: 600,
            fewer: Some(3),
        }),
        seed: 2,
    });
    let verdict = evaluate::segment_verdict(&report);
    run(ModelChoice::KMeans, TaskReport::Segments(report), verdict, column)
}

fn written(run: &RunReport, language: &str) -> String {
    let facts = facts();
    let context = ReportContext {
        facts: &facts,
        file_rows: 4_014,
        date: "21 November 2026",
        version: "0.1.0",
        seed: 42,
    };
    let spoken = Spoken::new(language);
    html(run, &context, &|message| spoken.say(message), language)
}

fn all_runs(name: &str) -> Vec<RunReport> {
    vec![yes_no(600, name, name), yes_no(40, name, name), number(600, name), number(2, name), segments(name)]
}

/// Walks tags: every one that opens closes in order, attributes are quoted, text holds no stray bracket.
pub(super) fn well_formed(page: &str) {
    const VOID: [&str; 3] = ["meta", "br", "!DOCTYPE"];
    let mut open: Vec<String> = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        assert!(
            !rest[..start].contains('>') || open.last().is_some_and(|tag| tag == "style"),
            "{}",
            &rest[..start]
        );
        let end = start + rest[start..].find('>').expect("a tag that ends");
        let tag = &rest[start + 1..end];
        let name: String =
            tag.trim_start_matches('/').chars().take_while(|c| !c.is_whitespace() && *c != '/').collect();
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(closing) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(closing));
        } else if !tag.ends_with('/') && !VOID.contains(&name.as_str()) {
            open.push(name);
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn nothing_from_the_data_becomes_markup() {
    for run in all_runs(HOSTILE) {
        for language in ["en", "zh-CN"] {
            let page = written(&run, language);
            assert!(!page.contains("<script"), "script");
            assert!(!page.contains("customers <b>"), "file name");
            assert!(!page.contains('\u{1}'), "control character");
            assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)"));
            well_formed(&page);
        }
    }
}

#[test]
fn one_file_that_loads_nothing() {
    for run in all_runs("Churn") {
        let page = written(&run, "en");
        for outside in ["http://", "https://", "url(", "@import", "src=", "href=", "<link", "<img", "onload"]
        {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(
            !page.contains("NaN") && !page.contains("\"inf") && !page.contains(">inf"),
            "a figure that is none"
        );
    }
}

#[test]
fn pages_can_be_heard() {
    for run in all_runs("Churn") {
        for language in ["en", "zh-CN"] {
            let page = written(&run, language);
            assert!(page.contains(&format!("<html lang=\"{language}\">")));
            assert_eq!(page.matches("<svg role=\"img\"").count(), page.matches("<desc ").count());
            assert_eq!(page.matches("<h1>").count(), 1);
            assert!(page.matches("<table").count() <= page.matches("<th scope=").count());
            for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{id} twice");
            }
        }
    }
}

#[test]
fn each_question_shows_its_charts() {
    let ids = |run: &RunReport| -> Vec<String> {
        written(run, "en")
            .split("<title id=\"")
            .skip(1)
            .filter_map(|rest| rest.split("-title\"").next().map(str::to_owned))
            .collect()
    };
    assert_eq!(
        ids(&yes_no(600, "Yes", "Churn")),
        ["tenths", "gains", "lift", "roc", "precision", "honesty", "heads", "drivers", "curve"]
    );
    assert_eq!(
        ids(&number(600, "charges")),
        ["points", "number-tenths", "misses", "miss-tenths", "drivers", "curve"]
    );
    assert_eq!(ids(&segments("Income")), ["map", "curve"]);
}

#[test]
fn groups_of_fewer_than_ten_are_not_described() {
    let run = segments("Income");
    let TaskReport::Segments(report) = &run.task else { unreachable!() };
    let small = report.segments.last().expect("four segments");
    assert_eq!(small.rows, 5);
    let page = written(&run, "en");
    assert!(page.contains("Fewer than 10 customers"));
    assert!(!page.contains(": 5 customers"), "nor in the verdict");
    assert_eq!(page.matches("<td>–</td>").count(), report.profile.len());
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn sorted(mut keys: Vec<&str>) -> Vec<&str> {
    keys.sort_unstable();
    keys
}

fn metrics(run: &RunReport) -> Value {
    let spoken = Spoken::new("en");
    metrics_json(run, &|message| spoken.say(message))
}

/// The interval holds the figure.
fn between(interval: &Value, figure: &Value) {
    let [low, high, figure] = [&interval["low"], &interval["high"], figure].map(|v| v.as_f64().unwrap());
    assert!(low < figure && figure < high, "{low} {figure} {high}");
}

#[test]
fn keys_of_yes_no_metrics() {
    let mut run = yes_no(600, "Yes", "Churn");
    run.folds = Some((5, vec![FoldMetric { name: "auc", mean: 0.84, sd: 0.01 }]));
    let json = metrics(&run);
    assert_eq!(
        sorted(keys(&json)),
        [
            "baseline",
            "calibration",
            "coefficients",
            "cv",
            "intervals",
            "model",
            "rows",
            "task",
            "test",
            "top_tenth",
            "train",
            "valid",
            "version"
        ]
    );
    assert_eq!(
        (json["version"].as_u64(), json["task"].as_str(), json["model"].as_str()),
        (Some(1), Some("yes-no"), Some("logistic"))
    );
    assert_eq!(sorted(keys(&json["rows"])), ["rejected", "test", "train", "valid"]);
    for part in ["train", "valid", "test", "baseline"] {
        assert_eq!(
            sorted(keys(&json[part])),
            [
                "accuracy",
                "auc",
                "average_precision",
                "brier",
                "f1",
                "log_loss",
                "precision",
                "recall",
                "threshold"
            ]
        );
    }
    let TaskReport::YesNo(report) = &run.task else { unreachable!() };
    assert_eq!(json["test"]["auc"].as_f64(), report.metrics.test.map(|m| m.auc));
    assert_eq!(json["baseline"]["auc"].as_f64(), Some(0.5));
    for key in ["auc", "average_precision", "brier", "log_loss", "accuracy", "precision", "recall", "f1"] {
        between(&json["intervals"][key], &json["test"][key]);
    }
    for key in ["lift", "gain"] {
        between(&json["top_tenth"][key], &json["top_tenth"][key]["value"]);
    }
    between(&json["calibration"]["ratio"], &json["calibration"]["ratio"]["value"]);
    between(&json["calibration"]["slope"], &json["calibration"]["slope"]["value"]);
    assert_eq!(json["calibration"]["bins"].as_array().map(Vec::len), Some(10));
    assert_eq!(json["cv"], serde_json::json!({ "folds": 5, "auc": { "mean": 0.84, "sd": 0.01 } }));
    let known = &json["coefficients"][0];
    assert_eq!(sorted(keys(known)), ["estimate", "high", "low", "name", "p_value", "std_error"]);
    assert_eq!((known["name"].as_str(), known["estimate"].as_f64()), (Some("(intercept)"), Some(-1.2)));
    assert_eq!(known["std_error"].as_f64(), Some(0.01));
    assert!(known["low"].as_f64() < Some(-1.2) && known["high"].as_f64() > Some(-1.2));
    let unknown = &json["coefficients"][1];
    for key in ["std_error", "p_value", "low", "high"] {
        assert!(unknown[key].is_null(), "{key}");
    }
}

#[test]
fn figures_that_do_not_exist_are_null_and_train_stands_alone() {
    let part = Scored { scores: &[0.2, 0.4], truth: &[false, false] };
    let parts = YesNoParts { train: part, valid: None, test: None, baseline: &[0.0, 0.0] };
    let report = evaluate::yes_no_report(&parts, "Yes", Wording::Buy, DRAWS);
    let verdict = evaluate::yes_no_verdict(&report, 2, None);
    let run = run(ModelChoice::Logistic, TaskReport::YesNo(report), verdict, "Churn");
    let json = metrics(&run);
    assert_eq!(sorted(keys(&json)), ["coefficients", "model", "rows", "task", "train", "version"]);
    assert!(json["train"]["auc"].is_null());
    well_formed(&written(&run, "en"));
}

#[test]
fn keys_of_number_and_segment_metrics() {
    let json = metrics(&number(600, "charges"));
    assert_eq!(
        sorted(keys(&json)),
        [
            "baseline",
            "coefficients",
            "error_by_tenth",
            "intervals",
            "model",
            "rows",
            "task",
            "test",
            "train",
            "version"
        ]
    );
    assert_eq!(sorted(keys(&json["test"])), ["mae", "r2", "rmse"]);
    assert_eq!(keys(&json["intervals"]).len(), 3);
    for key in ["mae", "r2", "rmse"] {
        between(&json["intervals"][key], &json["test"][key]);
    }
    assert_eq!(json["error_by_tenth"].as_array().map(Vec::len), Some(10));
    let json = metrics(&segments("Income"));
    assert_eq!(
        sorted(keys(&json)),
        [
            "inertia",
            "k",
            "model",
            "rows",
            "segments",
            "silhouette",
            "silhouette_range",
            "silhouette_rows",
            "stability",
            "task",
            "tried",
            "version"
        ]
    );
    assert_eq!(sorted(keys(&json["segments"][0])), ["name", "rows", "segment", "silhouette", "stability"]);
    assert_eq!(json["segments"][3]["stability"].as_f64(), Some(0.5));
    let stability = serde_json::json!({ "weakest": 0.5, "draws": 100, "rows": 600, "fewer": 3 });
    assert_eq!(json["stability"], stability);
    let tried = &json["tried"][3];
    assert_eq!((tried["k"].as_u64(), tried["silhouette"].as_f64()), (Some(5), Some(0.48)));
    assert!(tried["stability"].is_null() && tried["silhouette_range"][1].as_f64() > Some(0.48));
    assert!(json["silhouette_range"][0].as_f64() < json["silhouette"].as_f64());
    assert_eq!(json["segments"][0]["segment"].as_u64(), Some(1));
    assert!(json["segments"][0]["name"].as_str().is_some_and(|name| !name.is_empty()));
}
