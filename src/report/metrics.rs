//! `metrics.json` of the headless contract.

use serde_json::{Map, Value, json};

use super::{Translator, category, ranges};
use crate::domain::report::{
    ByPart, Coefficient, Estimate, NumberMetrics, PenaltyReport, RunReport, SegmentReport, TaskReport,
    YesNoMetrics,
};

/// Version of `metrics.json`.
const VERSION: u32 = 1;

/// The figures of a run. A figure that does not exist is null. Without a test part only `train` is reported. Names
/// of segments come in the language of `words`.
pub fn metrics_json(run: &RunReport, words: Translator<'_>) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("version", json!(VERSION));
    let task = match &run.task {
        TaskReport::YesNo(_) => "yes-no",
        TaskReport::Category(_) => "category",
        TaskReport::Number(_) => "number",
        TaskReport::Segments(_) => "segments",
    };
    put("task", json!(task));
    put("model", json!(run.model.name()));
    let rows = &run.rows;
    put(
        "rows",
        json!({ "train": rows.train, "valid": rows.valid, "test": rows.test, "rejected": rows.rejected }),
    );
    match &run.task {
        TaskReport::YesNo(report) => {
            object.extend(parts(&report.metrics, yes_no));
            if report.metrics.test.is_some() {
                object.extend(ranges::yes_no(report, words));
            }
        }
        TaskReport::Number(report) => {
            object.extend(parts(&report.metrics, number));
            if report.metrics.test.is_some() {
                object.extend(ranges::number(report));
            }
        }
        TaskReport::Category(report) => object.extend(category::figures(report)),
        TaskReport::Segments(report) => object.extend(segments(report, words)),
    }
    if let Some((folds, metrics)) = &run.folds {
        let mut cv = Map::from_iter([("folds".to_owned(), json!(folds))]);
        cv.extend(metrics.iter().map(|m| (m.name.to_owned(), json!({ "mean": m.mean, "sd": m.sd }))));
        object.insert("cv".to_owned(), Value::Object(cv));
    }
    object.extend(run.penalty.iter().flat_map(|held| penalty(held, &run.task)));
    if !run.coefficients.is_empty() {
        let list = run.coefficients.iter().map(coefficient).collect();
        object.insert("coefficients".to_owned(), Value::Array(list));
    }
    Value::Object(object)
}

/// The penalty and, where it was found, what was tried.
fn penalty(held: &PenaltyReport, task: &TaskReport) -> Vec<(String, Value)> {
    let mut figures = vec![("penalty".to_owned(), json!(held.value))];
    if let Some(search) = &held.search {
        let tried = search.tried.iter().map(
            |tried| json!({ "penalty": tried.penalty, "loss": tried.loss, "std_error": tried.std_error }),
        );
        let mut found = json!({
            "folds": search.folds,
            "rule": "minimum",
            "loss": if matches!(task, TaskReport::Number(_)) { "squared_error" } else { "log_loss" },
            "tried": tried.collect::<Vec<_>>(),
        });
        if let (Some(found), false) = (found.as_object_mut(), search.repeated.is_empty()) {
            found.insert("cv".to_owned(), json!(search.repeated));
        }
        figures.push(("penalty_search".to_owned(), found));
    }
    figures
}

/// Null where no honest range exists.
pub(super) fn coefficient(one: &Coefficient) -> Value {
    let known = one.certainty.as_ref();
    json!({
        "name": one.name,
        "estimate": one.estimate,
        "std_error": known.map(|known| known.std_error),
        "p_value": known.map(|known| known.p_value),
        "low": known.map(|known| known.low),
        "high": known.map(|known| known.high),
    })
}

pub(super) fn parts<M>(by: &ByPart<M>, figures: impl Fn(&M) -> Value) -> Vec<(String, Value)> {
    let mut parts = vec![("train".to_owned(), figures(&by.train))];
    parts.extend(by.valid.as_ref().map(|part| ("valid".to_owned(), figures(part))));
    if let Some(test) = &by.test {
        parts.push(("test".to_owned(), figures(test)));
        parts.push(("baseline".to_owned(), figures(&by.baseline)));
    }
    parts
}

/// Figures by their keys; null where there is none.
pub(super) fn figures_of(named: &[(&'static str, f64)]) -> Map<String, Value> {
    named.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect()
}

fn yes_no(m: &YesNoMetrics) -> Value {
    let mut object = figures_of(&m.named());
    object.insert("threshold".to_owned(), json!(m.threshold));
    Value::Object(object)
}

fn number(m: &NumberMetrics) -> Value {
    json!({ "rmse": m.rmse, "mae": m.mae, "r2": m.r2 })
}

fn segments(report: &SegmentReport, words: Translator<'_>) -> Vec<(String, Value)> {
    let overlap = |number: u32| {
        let found = report.stability.as_ref().map(|found| &found.overlaps);
        found.and_then(|overlaps| overlaps.get((number as usize).checked_sub(1)?))
    };
    let range = |estimate: &Estimate| json!([estimate.low, estimate.high]);
    let tried: Vec<Value> = report
        .tried
        .iter()
        .map(|tried| {
            json!({
                "k": tried.k,
                "silhouette": tried.silhouette.value,
                "silhouette_range": range(&tried.silhouette),
                "stability": tried.stability,
            })
        })
        .collect();
    let list: Vec<Value> = report
        .segments
        .iter()
        .map(|segment| {
            json!({
                "segment": segment.number,
                "name": words(&segment.name),
                "rows": segment.rows,
                "silhouette": segment.silhouette,
                "stability": overlap(segment.number),
            })
        })
        .collect();
    let mut figures = vec![
        ("k".to_owned(), json!(report.k)),
        ("inertia".to_owned(), json!(report.inertia)),
        ("silhouette".to_owned(), json!(report.silhouette)),
        ("silhouette_range".to_owned(), range(&report.silhouette_range)),
        ("silhouette_rows".to_owned(), json!(report.silhouette_rows)),
        ("segments".to_owned(), Value::Array(list)),
    ];
    if let Some(found) = &report.stability {
        let weakest = found.weakest().map(|(_, overlap)| overlap);
        let found =
            json!({ "weakest": weakest, "draws": found.draws, "rows": found.rows, "fewer": found.fewer });
        figures.push(("stability".to_owned(), found));
    }
    if !tried.is_empty() {
        figures.push(("tried".to_owned(), Value::Array(tried)));
    }
    figures
}
