//! Intervals and calibration of the test part in `metrics.json`.

use serde_json::{Map, Value, json};

use super::Translator;
use crate::domain::detail::{Calibration, WeakGroup};
use crate::domain::report::{Estimate, NumberReport, YesNoReport};

/// `intervals`, `top_tenth`, `calibration` and `weak_group`.
pub(super) fn yes_no(report: &YesNoReport, words: Translator<'_>) -> Vec<(String, Value)> {
    let of = &report.detail.intervals;
    let intervals = intervals(&[
        ("auc", report.auc),
        ("average_precision", of.average_precision),
        ("log_loss", of.log_loss),
        ("brier", of.brier),
        ("accuracy", of.accuracy),
        ("precision", of.precision),
        ("recall", of.recall),
        ("f1", of.f1),
    ]);
    let top = json!({ "lift": figure(of.lift), "gain": figure(of.gain) });
    let mut found = vec![("intervals".to_owned(), intervals), ("top_tenth".to_owned(), top)];
    found.extend(report.detail.calibration.as_ref().map(|of| ("calibration".to_owned(), calibration(of))));
    found.extend(report.detail.weak.as_ref().map(|of| ("weak_group".to_owned(), weak(of, words))));
    found
}

/// Who is meant comes in the language of `words`.
fn weak(group: &WeakGroup, words: Translator<'_>) -> Value {
    json!({
        "column": group.column,
        "who": words(&group.who),
        "rows": group.rows,
        "auc": figure(Some(group.auc)),
        "rest": figure(Some(group.rest)),
        "p_value": group.p_value,
    })
}

/// `intervals` and `error_by_tenth`.
pub(super) fn number(report: &NumberReport) -> Vec<(String, Value)> {
    let of = &report.detail;
    let tenths = of.tenths.iter().map(|tenth| {
        json!({
            "rows": tenth.rows,
            "predicted": tenth.predicted,
            "mae": tenth.mae.value,
            "low": tenth.mae.low,
            "high": tenth.mae.high,
        })
    });
    vec![
        ("intervals".to_owned(), intervals(&[("rmse", of.rmse), ("mae", of.mae), ("r2", report.r2)])),
        ("error_by_tenth".to_owned(), tenths.collect()),
    ]
}

fn intervals(figures: &[(&str, Option<Estimate>)]) -> Value {
    let written = |range: &Option<Estimate>| range.map(|of| json!({ "low": of.low, "high": of.high }));
    let pairs = figures.iter().map(|(key, range)| ((*key).to_owned(), json!(written(range))));
    Value::Object(pairs.collect::<Map<_, _>>())
}

fn figure(found: Option<Estimate>) -> Value {
    json!(found.map(|of| json!({ "value": of.value, "low": of.low, "high": of.high })))
}

fn calibration(found: &Calibration) -> Value {
    let bins = found.bins.iter().map(|bin| {
        json!({
            "rows": bin.rows,
            "chance": bin.chance,
            "rate": bin.rate.value,
            "low": bin.rate.low,
            "high": bin.rate.high,
        })
    });
    json!({
        "expected": found.expected,
        "observed": found.observed,
        "ratio": figure(found.ratio),
        "slope": figure(found.slope),
        "error": found.error,
        "bins": bins.collect::<Vec<_>>(),
    })
}
