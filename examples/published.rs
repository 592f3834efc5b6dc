//! Recipes with published answers, run on the real files of a folder: `cargo run --example published -- FOLDER`.
//!
//! Prints for each figure the file, what was found, what is published or was computed by other software, and whether
//! they agree; ends with an error if one does not. The files are no part of this repository: Advertising.csv
//! (James et al., An Introduction to Statistical Learning), insurance.csv (Lantz, Machine Learning with R),
//! titanic.csv, Telco-Customer-Churn.csv (IBM), `Mall_Customers.csv`, bank-full.csv (Moro et al. 2014) and
//! `california_housing.csv` (Pace & Barry 1997). Coefficients and standard errors were computed with statsmodels,
//! means over folds (a row's fold is its index modulo 5) with scikit-learn 1.9.1.

#![expect(clippy::print_stdout, reason = "an example reports on the terminal")]

use std::path::Path;
use std::process::ExitCode;

use clientele::domain::report::{RunReport, TaskReport};
use clientele::engine::{self, recipe_file};
use clientele::jobs::{Cancel, Ended, run_here};

/// Where a figure of a run is found.
#[derive(Clone, Copy)]
enum Place {
    /// A coefficient by its name.
    Coefficient(&'static str),
    /// Its standard error.
    Error(&'static str),
    /// R² of the rows that were learned from.
    R2,
    /// The mean of a metric over folds.
    Folds(&'static str),
    Inertia,
}

/// A figure, what it should be and how far it may be off.
type Figure = (Place, f64, f64);

/// A recipe, the file it is for and its figures.
struct Case {
    recipe: &'static str,
    text: &'static str,
    file: &'static str,
    figures: &'static [Figure],
}

macro_rules! case {
    ($recipe:literal, $file:literal, $figures:expr) => {
        Case {
            recipe: $recipe,
            text: include_str!(concat!("../tests/recipes/", $recipe, ".toml")),
            file: $file,
            figures: $figures,
        }
    };
}

use Place::{Coefficient, Error, Folds, Inertia, R2};

/// Half of the sixth decimal, and of the fourth.
const SIX: f64 = 5e-7;
const FOUR: f64 = 5e-5;
/// How near a mean over folds must come.
const NEAR: f64 = 3e-3;

const CASES: [Case; 10] = [
    case!(
        "advertising",
        "Advertising.csv",
        &[
            (Coefficient("(intercept)"), 2.938_889, SIX),
            (Coefficient("TV"), 0.045_765, SIX),
            (Coefficient("Radio"), 0.188_530, SIX),
            (Coefficient("Newspaper"), -0.001_037, SIX),
            (Error("(intercept)"), 0.311_908, SIX),
            (Error("TV"), 0.001_395, SIX),
            (Error("Radio"), 0.008_611, SIX),
            (Error("Newspaper"), 0.005_871, SIX),
            (R2, 0.897_211, SIX),
        ]
    ),
    case!(
        "insurance",
        "insurance.csv",
        &[
            (R2, 0.750_913, SIX),
            (Coefficient("(intercept)"), -11_938.538_576, SIX),
            (Coefficient("age"), 256.856_353, SIX),
            (Coefficient("bmi"), 339.193_454, SIX),
            (Coefficient("children"), 475.500_545, SIX),
            (Coefficient("sex=male"), -131.314_359, SIX),
            (Coefficient("smoker=yes"), 23_848.534_542, SIX),
            (Coefficient("region=northwest"), -352.963_899, SIX),
            (Coefficient("region=southeast"), -1_035.022_049, SIX),
            (Coefficient("region=southwest"), -960.050_991, SIX),
            (Error("(intercept)"), 987.819_175, SIX),
            (Error("age"), 11.898_849, SIX),
            (Error("bmi"), 28.599_470, SIX),
            (Error("children"), 137.804_093, SIX),
            (Error("sex=male"), 332.945_439, SIX),
            (Error("smoker=yes"), 413.153_355, SIX),
            (Error("region=northwest"), 476.275_786, SIX),
            (Error("region=southeast"), 478.692_209, SIX),
            (Error("region=southwest"), 477.933_024, SIX),
        ]
    ),
    case!(
        "titanic",
        "titanic.csv",
        &[
            (Coefficient("(intercept)"), 5.389_003, FOUR),
            (Coefficient("Pclass"), -1.242_249, FOUR),
            (Coefficient("Sex=male"), -2.634_845, FOUR),
            (Coefficient("Age"), -0.043_953, FOUR),
            (Coefficient("SibSp"), -0.375_755, FOUR),
            (Coefficient("Parch"), -0.061_937, FOUR),
            (Coefficient("Fare"), 0.002_160, FOUR),
            (Error("(intercept)"), 0.603_734, FOUR),
            (Error("Pclass"), 0.163_191, FOUR),
            (Error("Sex=male"), 0.219_609, FOUR),
            (Error("Age"), 0.008_179, FOUR),
            (Error("SibSp"), 0.127_361, FOUR),
            (Error("Parch"), 0.122_925, FOUR),
            (Error("Fare"), 0.002_493, FOUR),
        ]
    ),
    case!(
        "telco",
        "Telco-Customer-Churn.csv",
        &[
            (Coefficient("(intercept)"), -1.369_090, FOUR),
            (Coefficient("SeniorCitizen"), 0.366_000, FOUR),
            (Coefficient("tenure"), -0.033_714, FOUR),
            (Coefficient("MonthlyCharges"), 0.014_307, FOUR),
            (Coefficient("Contract=One year"), -0.843_242, FOUR),
            (Coefficient("Contract=Two year"), -1.681_375, FOUR),
            (Coefficient("InternetService=Fiber optic"), 0.656_502, FOUR),
            (Coefficient("PaymentMethod=Electronic check"), 0.503_703, FOUR),
            (Error("(intercept)"), 0.105_312, FOUR),
            (Error("SeniorCitizen"), 0.081_755, FOUR),
            (Error("tenure"), 0.002_090, FOUR),
            (Error("MonthlyCharges"), 0.002_309, FOUR),
            (Error("Contract=One year"), 0.102_891, FOUR),
            (Error("Contract=Two year"), 0.168_854, FOUR),
            (Error("InternetService=Fiber optic"), 0.118_941, FOUR),
            (Error("PaymentMethod=Electronic check"), 0.067_258, FOUR),
        ]
    ),
    case!("mall", "Mall_Customers.csv", &[(Inertia, 44_448.46, 5e-3)]),
    case!("telco_folds", "Telco-Customer-Churn.csv", &[(Folds("auc"), 0.845_22, NEAR)]),
    case!("titanic_folds", "titanic.csv", &[(Folds("auc"), 0.852_26, NEAR)]),
    case!("bank_folds", "bank-full.csv", &[(Folds("auc"), 0.765_71, NEAR)]),
    case!("california_folds", "california_housing.csv", &[(Folds("r2"), 0.643_74, NEAR)]),
    case!("insurance_folds", "insurance.csv", &[(Folds("r2"), 0.744_87, NEAR)]),
];

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        println!("Give the folder with the files: cargo run --example published -- FOLDER");
        return ExitCode::from(2);
    };
    let mut differing = 0;
    for case in &CASES {
        match run(case, Path::new(&folder)) {
            Ok(report) => {
                differing += case.figures.iter().filter(|figure| !tell(case, &report, **figure)).count();
            }
            Err(why) => {
                println!("{}: {} was not run: {why}", case.file, case.recipe);
                differing += 1;
            }
        }
    }
    println!("{differing} differ");
    if differing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(case: &Case, folder: &Path) -> Result<std::sync::Arc<RunReport>, String> {
    let said = |error: clientele::domain::error::UserError| format!("{} {}", error.what.id, error.why.id);
    let recipe = recipe_file::from_text(case.text, case.recipe, &[]).map_err(said)?;
    let path = folder.join(case.file);
    let ended = run_here(
        &Cancel::new(),
        |sink| {
            let table = engine::read(&path, &recipe.source.reading, sink)?;
            engine::train(&table, &recipe, sink)
        },
        |_| {},
    );
    match ended.map_err(said)? {
        Ended::Finished(run) => Ok(run.report),
        Ended::Stopped(_) => Err("it was stopped".to_owned()),
    }
}

/// Prints a figure; whether it agrees.
fn tell(case: &Case, report: &RunReport, (place, expected, tolerance): Figure) -> bool {
    let (name, found) = find(report, place);
    let agrees = found.is_some_and(|found| (found - expected).abs() <= tolerance);
    let word = if agrees { "agrees" } else { "differs" };
    let found = found.map_or_else(|| "nothing".to_owned(), |found| format!("{found:.6}"));
    println!("{} ({}), {name}: {found}, expected {expected}: {word}", case.file, case.recipe);
    agrees
}

fn find(report: &RunReport, place: Place) -> (String, Option<f64>) {
    let coefficient = |name: &str| report.coefficients.iter().find(|one| one.name == name);
    match place {
        Coefficient(name) => (format!("coefficient of {name}"), coefficient(name).map(|one| one.estimate)),
        Error(name) => {
            let known = coefficient(name).and_then(|one| one.certainty);
            (format!("standard error of {name}"), known.map(|known| known.std_error))
        }
        R2 => {
            let found = match &report.task {
                TaskReport::Number(task) => Some(task.metrics.train.r2),
                _ => None,
            };
            ("R²".to_owned(), found)
        }
        Folds(metric) => {
            let folds = report.folds.as_ref();
            let found = folds.and_then(|(_, all)| all.iter().find(|one| one.name == metric));
            (format!("mean {metric} over folds"), found.map(|one| one.mean))
        }
        Inertia => {
            let found = match &report.task {
                TaskReport::Segments(task) => Some(task.inertia),
                _ => None,
            };
            ("inertia".to_owned(), found)
        }
    }
}
