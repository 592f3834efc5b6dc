//! Profile, convert, train, score and run on the sample shop, whose truth is known.

use std::collections::BTreeMap;

use clientele::simulate::files::{SAMPLE_CUSTOMERS, SAMPLE_SEED};
use clientele::simulate::{shop, true_probability};
use serde_json::Value;

use crate::common::program::{Csv, Desk};

const TRAIN: [&str; 8] =
    ["train", "customers.csv", "--target", "answered", "--drop", "next_spend,name", "--out", "out"];

/// Area under the ROC curve by counting pairs: the definition itself.
pub(crate) fn auc(scored: &[(f64, bool)]) -> f64 {
    let (mut right, mut pairs) = (0.0, 0.0);
    for (yes, _) in scored.iter().filter(|(_, answer)| *answer) {
        for (no, _) in scored.iter().filter(|(_, answer)| !*answer) {
            pairs += 1.0;
            right += match yes.total_cmp(no) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    right / pairs
}

/// Chance and answer of the rows of one part, from a scored table.
fn part(table: &Csv, part: &str) -> Vec<(f64, bool)> {
    let (chances, answers) = (table.numbers("probability"), table.column("answered"));
    let rows = table.column("split").into_iter().zip(chances).zip(answers);
    rows.filter(|((split, _), _)| *split == part)
        .map(|((_, chance), answer)| (chance, answer == "yes"))
        .collect()
}

fn close(found: &Value, expected: f64, tolerance: f64, what: &str) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{what} is {found}"));
    assert!((found - expected).abs() <= tolerance, "{what}: {found} instead of {expected}");
}

#[test]
fn the_profile_finds_what_the_simulator_wrote() {
    let desk = Desk::with_samples();
    let said = desk.done(&["profile", "customers.csv", "--json"]);
    let profile: Value = serde_json::from_str(&said.out).unwrap();
    let written = Csv::read(&desk.text("customers.csv"));
    assert_eq!(profile["version"], 1);
    assert_eq!(profile["rows"], written.rows.len());
    assert_eq!(profile["rejected"], 0);
    assert_eq!(profile["file"]["encoding"], "UTF-8");
    assert_eq!((&profile["file"]["delimiter"], &profile["file"]["decimal"]), (&",".into(), &".".into()));
    assert_eq!(profile["file"]["header"], true);
    let columns = profile["columns"].as_array().unwrap();
    let names: Vec<&str> = columns.iter().map(|column| column["name"].as_str().unwrap()).collect();
    assert_eq!(names, written.names);
    let expected = [
        ("customer_id", "text", "id"),
        ("email", "text", "contact"),
        ("phone", "text", "contact"),
        ("city", "category", "feature"),
        ("region", "category", "feature"),
        ("age", "integer", "feature"),
        ("signup_date", "date", "date"),
        ("channel", "category", "feature"),
        ("membership", "category", "feature"),
        ("orders_12m", "integer", "feature"),
        ("spend_12m", "number", "feature"),
        ("days_since_order", "integer", "feature"),
        ("returns", "integer", "feature"),
        ("newsletter", "yes-no", "feature"),
        ("app_user", "yes-no", "feature"),
        ("contacted", "yes-no", "feature"),
        ("answered", "yes-no", "feature"),
        ("next_spend", "number", "feature"),
    ];
    for (name, kind, role) in expected {
        let column = &columns[written.place(name)];
        assert_eq!((column["kind"].as_str(), column["role"].as_str()), (Some(kind), Some(role)), "{name}");
        let cells = written.column(name);
        assert_eq!(column["gaps"], cells.iter().filter(|cell| cell.is_empty()).count(), "gaps in {name}");
        let mut distinct: Vec<&str> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(column["distinct"], distinct.len(), "values of {name}");
    }
    // The mess of the file by its name: repeated rows, gaps, a word that stands for nothing.
    let issues = profile["issues"].as_array().unwrap();
    let has = |kind: &str, column: Option<&str>| {
        issues.iter().any(|issue| issue["kind"] == kind && (issue["column"].as_str() == column))
    };
    let unknown = written.column("membership").into_iter().filter(|cell| *cell == "unknown").count();
    assert!(unknown > 0);
    let word = issues.iter().find(|issue| issue["kind"] == "gap-words").unwrap();
    assert_eq!((&word["column"], &word["rows"]), (&"membership".into(), &unknown.into()));
    assert!(has("gaps", Some("age")) && has("gaps", Some("days_since_order")), "{issues:?}");
    assert!(issues.iter().any(|issue| issue["kind"] == "duplicates"), "{issues:?}");
}

#[test]
fn a_profile_for_people_names_every_column() {
    let desk = Desk::with_samples();
    let said = desk.done(&["profile", "telecom.csv"]);
    for name in Csv::read(&desk.text("telecom.csv")).names {
        assert!(said.out.contains(&name), "{name}");
    }
    assert_eq!(said.err, "");
}

#[test]
fn converting_keeps_every_cell() {
    let desk = Desk::with_samples();
    for file in ["customers.csv", "orders.csv", "campaign.csv", "new_customers.csv", "telecom.csv"] {
        desk.done(&["convert", file, "--out", "clean.csv", "--force"]);
        // Written as the simulator writes: comma, LF, quotation marks only where needed.
        assert!(desk.text("clean.csv") == desk.text(file), "{file} changed on its way");
    }
}

#[test]
fn converting_reads_a_table_in_another_dress() {
    let desk = Desk::with_samples();
    let plain = Csv::read(&desk.text("telecom.csv"));
    let mut text = String::from('\u{feff}');
    for row in std::iter::once(&plain.names).chain(&plain.rows) {
        let cells: Vec<String> = row.iter().map(|cell| format!("\"{cell}\"")).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    }
    desk.write("dressed.csv", text);
    desk.done(&["convert", "dressed.csv", "--out", "clean.csv"]);
    assert!(desk.text("clean.csv") == desk.text("telecom.csv"));
}

#[test]
fn training_ranks_as_well_as_the_truth_allows() {
    let desk = Desk::with_samples();
    let said = desk.done(&TRAIN);
    assert_eq!(said.err, "");
    let (metrics, scored) = (desk.json("out/metrics.json"), Csv::read(&desk.text("out/predictions.csv")));

    // The truth behind the very rows that judged.
    let truth: BTreeMap<String, f64> = shop(SAMPLE_SEED, SAMPLE_CUSTOMERS)
        .customers
        .iter()
        .map(|customer| (customer.id.clone(), true_probability(customer)))
        .collect();
    let ids = scored.column("customer_id");
    let answers: Vec<bool> = scored.column("answered").into_iter().map(|answer| answer == "yes").collect();
    let by_truth = |keep: &dyn Fn(usize) -> bool| -> Vec<(f64, bool)> {
        (0..ids.len()).filter(|row| keep(*row)).map(|row| (truth[ids[row]], answers[row])).collect()
    };
    let splits = scored.column("split");
    let everybody = auc(&by_truth(&|_| true));
    assert!((everybody - 0.829).abs() < 0.002, "the truth ranks at {everybody:.4}");
    let best = auc(&by_truth(&|row| splits[row] == "test"));
    let found = auc(&part(&scored, "test"));
    // Nothing learned from 2,800 rows beats the truth by more than luck, and little of it is left on the table.
    assert!((best - 0.05..best + 0.02).contains(&found), "AUC {found:.3}, by the truth {best:.3}");
    // The standard error of an AUC near 0.83 with about 97 yes among 602 is 0.024.
    assert!((found - 0.829).abs() < 3.0 * 0.024, "AUC {found:.3}");
    close(&metrics["test"]["auc"], found, 1e-4, "AUC");
}

#[test]
fn the_figures_follow_from_the_scored_table() {
    let desk = Desk::with_samples();
    desk.done(&TRAIN);
    let (metrics, scored) = (desk.json("out/metrics.json"), Csv::read(&desk.text("out/predictions.csv")));
    assert_eq!((&metrics["version"], &metrics["task"]), (&1.into(), &"yes-no".into()));
    assert_eq!(metrics["model"], "logistic");
    for name in ["train", "valid", "test"] {
        let rows = part(&scored, name);
        let n = rows.len() as f64;
        assert_eq!(metrics["rows"][name], rows.len());
        let threshold = metrics[name]["threshold"].as_f64().unwrap();
        let count = |called: bool, real: bool| {
            rows.iter().filter(|(p, yes)| (*p >= threshold) == called && *yes == real).count() as f64
        };
        let (tp, fp, fnn, tn) =
            (count(true, true), count(true, false), count(false, true), count(false, false));
        let log_loss = |(p, yes): &(f64, bool)| -(if *yes { *p } else { 1.0 - p }).ln();
        let brier = |(p, yes): &(f64, bool)| (p - f64::from(u8::from(*yes))).powi(2);
        // Chances are written with six digits.
        let expected = [
            ("auc", auc(&rows), 1e-4),
            ("log_loss", rows.iter().map(log_loss).sum::<f64>() / n, 1e-5),
            ("brier", rows.iter().map(brier).sum::<f64>() / n, 1e-5),
            ("accuracy", (tp + tn) / n, 1e-9),
            ("precision", tp / (tp + fp), 1e-9),
            ("recall", tp / (tp + fnn), 1e-9),
            ("f1", 2.0 * tp / (2.0 * tp + fp + fnn), 1e-9),
        ];
        for (key, value, tolerance) in expected {
            close(&metrics[name][key], value, tolerance, &format!("{key} of {name}"));
        }
        assert!(metrics[name]["average_precision"].is_number());
    }
    // The baseline says the training share of yes to everybody.
    let train = part(&scored, "train");
    let share = train.iter().filter(|(_, yes)| *yes).count() as f64 / train.len() as f64;
    let test = part(&scored, "test");
    let rate = test.iter().filter(|(_, yes)| *yes).count() as f64 / test.len() as f64;
    close(&metrics["baseline"]["auc"], 0.5, 0.0, "AUC of the baseline");
    let expected = -(rate * share.ln() + (1.0 - rate) * (1.0 - share).ln());
    close(&metrics["baseline"]["log_loss"], expected, 1e-9, "log loss of the baseline");
    assert_eq!(metrics["rows"]["rejected"], 0);
    let keys = |part: &str| metrics[part].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys("baseline"), keys("test"));
    let answers: Vec<&str> = scored.column("prediction");
    let chances = scored.numbers("probability");
    for (answer, chance) in answers.into_iter().zip(chances) {
        assert!((0.0..=1.0).contains(&chance));
        // A chance that rounds to a half may stand on either side.
        assert!((chance - 0.5).abs() < 1e-6 || (answer == "yes") == (chance >= 0.5), "{answer} at {chance}");
    }
}

#[test]
fn the_scored_table_is_the_own_table_with_three_columns_more() {
    let desk = Desk::with_samples();
    desk.done(&TRAIN);
    let (own, scored) =
        (Csv::read(&desk.text("customers.csv")), Csv::read(&desk.text("out/predictions.csv")));
    let width = own.names.len();
    assert_eq!(scored.names[..width], own.names);
    assert_eq!(scored.names[width..], ["split", "prediction", "probability"]);
    assert_eq!(scored.rows.len(), own.rows.len());
    for (row, (scored, own)) in scored.rows.iter().zip(&own.rows).enumerate() {
        assert_eq!(scored[..width], own[..], "row {row}");
    }
    let text = desk.text("out/predictions.csv");
    assert!(!text.starts_with('\u{feff}') && !text.contains('\r') && text.ends_with('\n'));
    // The same share of yes in each part, to within a row.
    let rate = |name: &str| {
        let rows = part(&scored, name);
        (rows.iter().filter(|(_, yes)| *yes).count() as f64, rows.len() as f64)
    };
    let (yes, n) = rate("train");
    for name in ["valid", "test"] {
        let (part_yes, part_n) = rate(name);
        assert!((part_yes - part_n * yes / n).abs() <= 1.0, "{name}");
    }
}

#[test]
fn chances_follow_from_the_coefficients() {
    let desk = Desk::with_samples();
    desk.done(&TRAIN);
    let (metrics, scored) = (desk.json("out/metrics.json"), Csv::read(&desk.text("out/predictions.csv")));
    let weights: BTreeMap<String, f64> = metrics["coefficients"]
        .as_array()
        .unwrap()
        .iter()
        .map(|weight| (weight["name"].as_str().unwrap().to_owned(), weight["estimate"].as_f64().unwrap()))
        .collect();
    assert!(!weights.keys().any(|name| name.starts_with("next_spend") || name.starts_with("name")));
    assert!(!weights.keys().any(|name| ["customer_id", "email", "phone"].contains(&name.as_str())));
    let chances = scored.numbers("probability");
    let mut checked = 0;
    for (row, chance) in scored.rows.iter().zip(chances) {
        let Some(sum) = log_odds(&scored.names, row, &weights) else { continue };
        let expected = 1.0 / (1.0 + (-sum).exp());
        assert!((chance - expected).abs() < 2e-6, "{}: {chance} instead of {expected}", row[0]);
        checked += 1;
    }
    assert!(checked > 3_000, "only {checked} rows have no gap");
}

/// Intercept plus weights times cells, in the columns' own units; none for a row with a gap among its numbers,
/// whose filling the weights do not tell.
fn log_odds(names: &[String], row: &[String], weights: &BTreeMap<String, f64>) -> Option<f64> {
    let mut sum = weights["(intercept)"];
    for (name, cell) in names.iter().zip(row) {
        if let Some(weight) = weights.get(name) {
            if cell.is_empty() {
                return None;
            }
            let value = if name == "signup_date" { days(cell) } else { cell.parse().unwrap() };
            sum += weight * value;
        } else if weights.keys().any(|weight| weight.starts_with(&format!("{name}="))) {
            let level = if cell.is_empty() { "(missing)" } else { cell };
            sum += weights
                .get(&format!("{name}={level}"))
                .or_else(|| weights.get(&format!("{name}=(other)")))?;
        }
    }
    Some(sum)
}

/// Days since 1970-01-01 of an ISO date, by Hinnant's count of days from the first of March in the year 0.
fn days(iso: &str) -> f64 {
    let parts: Vec<i64> = iso.split('-').map(|part| part.parse().unwrap()).collect();
    let (year, month) = if parts[1] <= 2 { (parts[0] - 1, parts[1] + 9) } else { (parts[0], parts[1] - 3) };
    let count = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2] - 1;
    (count - 719_468) as f64
}

#[test]
fn the_report_needs_nothing_but_itself() {
    let desk = Desk::with_samples();
    desk.done(&TRAIN);
    let page = desk.text("out/report.html");
    assert!(page.starts_with("<!DOCTYPE html>") || page.starts_with("<!doctype html>"));
    assert!(page.contains("customers.csv") && page.contains("<svg"));
    let lower = page.to_lowercase();
    for needle in ["http:", "https:", "src=", "<script", "@import", "url(", "<link", "<iframe"] {
        // The name of the SVG vocabulary is no address that is fetched.
        let found = lower.replace("http://www.w3.org/2000/svg", "").contains(needle);
        assert!(!found, "the page reaches out: {needle}");
    }
    // People stay out of it: no customer is named.
    assert!(!page.contains("@example.com") && !page.contains("C00001"));
}

#[test]
fn a_new_file_gets_the_chances_the_model_gives() {
    let desk = Desk::with_samples();
    desk.done(&TRAIN);
    let said = desk.done(&["score", "out/model.clientele", "new_customers.csv", "--out", "scored.csv"]);
    assert!(said.out.contains("800"), "{said:?}");
    let (own, scored) = (Csv::read(&desk.text("new_customers.csv")), Csv::read(&desk.text("scored.csv")));
    let width = own.names.len();
    assert_eq!(scored.names[width..], ["prediction", "probability"]);
    assert!(scored.rows.iter().zip(&own.rows).all(|(scored, own)| scored[..width] == own[..]));
    // The same people, had they been in the table from the start, would have the same chances.
    let known = Csv::read(&desk.text("out/predictions.csv"));
    let mut again = known.names[..17].join(",");
    for row in &known.rows {
        again.push('\n');
        again.push_str(&row[..17].join(","));
    }
    desk.write("again.csv", again + "\n");
    desk.done(&["score", "out/model.clientele", "again.csv", "--out", "again-scored.csv"]);
    let again = Csv::read(&desk.text("again-scored.csv"));
    assert_eq!(again.column("probability"), known.column("probability"));
    assert_eq!(again.column("prediction"), known.column("prediction"));
    // And the new ones, towns never seen among them, follow from the weights.
    let weights: BTreeMap<String, f64> = desk.json("out/metrics.json")["coefficients"]
        .as_array()
        .unwrap()
        .iter()
        .map(|weight| (weight["name"].as_str().unwrap().to_owned(), weight["estimate"].as_f64().unwrap()))
        .collect();
    let mut checked = 0;
    for (row, chance) in scored.rows.iter().zip(scored.numbers("probability")) {
        let Some(sum) = log_odds(&scored.names, row, &weights) else { continue };
        assert!((chance - 1.0 / (1.0 + (-sum).exp())).abs() < 2e-6, "{}", row[0]);
        checked += 1;
    }
    assert!(checked > 500, "{checked} rows checked");
}

#[test]
fn columns_in_another_order_score_the_same() {
    let desk = Desk::with_samples();
    desk.done(&TRAIN);
    let own = Csv::read(&desk.text("new_customers.csv"));
    let mut turned = String::new();
    for row in std::iter::once(&own.names).chain(&own.rows) {
        let cells: Vec<&str> = row.iter().rev().map(String::as_str).collect();
        turned.push_str(&cells.join(","));
        turned.push('\n');
    }
    desk.write("turned.csv", turned);
    for file in ["new_customers.csv", "turned.csv"] {
        desk.done(&["score", "out/model.clientele", file, "--out", &format!("scored-{file}")]);
    }
    let [plain, turned] = ["scored-new_customers.csv", "scored-turned.csv"]
        .map(|file| Csv::read(&desk.text(file)).column("probability").join(" "));
    assert_eq!(plain, turned);
}

#[test]
fn the_recipe_does_it_again() {
    let desk = Desk::with_samples();
    desk.done(&TRAIN);
    desk.done(&["run", "out/recipe.toml", "--out", "again"]);
    for file in ["metrics.json", "predictions.csv", "model.clientele", "recipe.toml"] {
        assert!(desk.bytes(&format!("out/{file}")) == desk.bytes(&format!("again/{file}")), "{file}");
    }
    // Elsewhere, on a copy of the table.
    std::fs::copy(desk.path("customers.csv"), desk.path("copy.csv")).unwrap();
    desk.done(&["run", "out/recipe.toml", "--data", "copy.csv", "--out", "copied"]);
    assert!(desk.bytes("copied/metrics.json") == desk.bytes("out/metrics.json"));
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let desk = Desk::with_samples();
    let mut command = TRAIN.to_vec();
    for (out, seed) in [("one", "7"), ("two", "7"), ("three", "8")] {
        *command.last_mut().unwrap() = out;
        let command: Vec<&str> = command.iter().copied().chain(["--seed", seed]).collect();
        desk.done(&command);
    }
    for file in ["metrics.json", "predictions.csv", "model.clientele"] {
        assert!(desk.bytes(&format!("one/{file}")) == desk.bytes(&format!("two/{file}")), "{file}");
        assert!(desk.bytes(&format!("one/{file}")) != desk.bytes(&format!("three/{file}")), "{file}");
    }
}

#[test]
fn events_come_in_their_order_with_one_end() {
    let desk = Desk::with_samples();
    let said = desk.done(&[&TRAIN[..], &["--json"]].concat());
    let events: Vec<Value> = said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let names: Vec<&str> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
    assert_eq!((names[0], names[names.len() - 1]), ("started", "finished"));
    let middle = &names[1..names.len() - 1];
    assert!(middle.iter().all(|name| ["phase", "point"].contains(name)), "{names:?}");
    let points: Vec<u64> = events
        .iter()
        .filter(|event| event["event"] == "point")
        .map(|point| {
            assert!(point["train"].is_number() && point["valid"].is_number());
            point["iteration"].as_u64().unwrap()
        })
        .collect();
    assert_eq!(points, (0..points.len() as u64).collect::<Vec<_>>());
    assert!(points.len() > 3);
    for phase in events.iter().filter(|event| event["event"] == "phase") {
        assert!(phase["what"].as_str().is_some_and(|what| !what.is_empty()));
        let total = phase["total"].as_u64().unwrap_or(u64::MAX);
        assert!(phase["done"].as_u64().unwrap() <= total, "{phase}");
    }
    assert_eq!(said.err, "");
}

#[test]
fn a_full_folder_is_refused_and_force_writes_into_it() {
    let desk = Desk::with_samples();
    desk.write("out/mine.txt", "mine");
    desk.write("out/metrics.json", "old");
    let before = desk.everything();
    let said = desk.run(&TRAIN);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("out") && said.err.lines().count() <= 3);
    assert!(desk.everything() == before);
    desk.done(&[&TRAIN[..], &["--force"]].concat());
    assert_eq!(desk.text("out/mine.txt"), "mine");
    assert_eq!(desk.json("out/metrics.json")["task"], "yes-no");

    desk.write("scored.csv", "old");
    let score = ["score", "out/model.clientele", "new_customers.csv", "--out", "scored.csv"];
    let said = desk.run(&score);
    assert_eq!((said.code, desk.text("scored.csv").as_str()), (2, "old"), "{said:?}");
    desk.done(&[&score[..], &["--force"]].concat());
    assert_eq!(Csv::read(&desk.text("scored.csv")).rows.len(), 800);
    assert_eq!(desk.run(&["convert", "telecom.csv", "--out", "scored.csv"]).code, 2);
}

#[test]
fn help_and_version_answer_and_nonsense_is_refused_in_three_lines() {
    let desk = Desk::new();
    assert!(desk.done(&["--version"]).out.contains(env!("CARGO_PKG_VERSION")));
    let help = desk.done(&["--help"]).out;
    for command in ["profile", "convert", "train", "segment", "score", "run"] {
        assert!(help.contains(command));
        assert!(desk.done(&[command, "--help"]).out.contains("Usage"));
    }
    for nonsense in [
        &["tarin", "x", "y"][..],
        &["train"],
        &["train", "x.csv", "--target", "y", "--out", "z", "--modle", "linear"],
        &["train", "x.csv", "--target", "y", "--out", "z", "--model", "tree"],
        &["segment", "x.csv", "--out", "z", "--scale", "big"],
    ] {
        let said = desk.run(nonsense);
        assert_eq!(said.code, 2, "{said:?}");
        assert!((1..=3).contains(&said.err.lines().count()), "{said:?}");
    }
}
