//! Exact fits through the whole program, on tables whose answers can be worked out by hand.

use clientele::engine::recipe_file;
use serde_json::Value;

use crate::common::program::Desk;

const RECIPES: [(&str, &str); 10] = [
    ("advertising", include_str!("../../recipes/advertising.toml")),
    ("insurance", include_str!("../../recipes/insurance.toml")),
    ("titanic", include_str!("../../recipes/titanic.toml")),
    ("telco", include_str!("../../recipes/telco.toml")),
    ("mall", include_str!("../../recipes/mall.toml")),
    ("telco_folds", include_str!("../../recipes/telco_folds.toml")),
    ("titanic_folds", include_str!("../../recipes/titanic_folds.toml")),
    ("bank_folds", include_str!("../../recipes/bank_folds.toml")),
    ("california_folds", include_str!("../../recipes/california_folds.toml")),
    ("insurance_folds", include_str!("../../recipes/insurance_folds.toml")),
];

fn coefficient<'a>(metrics: &'a Value, name: &str) -> &'a Value {
    let all = metrics["coefficients"].as_array().unwrap();
    all.iter().find(|one| one["name"] == name).unwrap_or_else(|| panic!("no {name} in {all:?}"))
}

#[track_caller]
fn close(found: &Value, expected: f64, tolerance: f64) {
    let found = found.as_f64().unwrap_or(f64::NAN);
    assert!((found - expected).abs() <= tolerance * expected.abs().max(1e-9), "{found} {expected}");
}

#[test]
fn the_recipes_with_published_answers_can_be_read() {
    for (name, text) in RECIPES {
        let recipe =
            recipe_file::from_text(text, name, &[]).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert!(recipe.question.is_some() && recipe.source.path.is_none(), "{name}");
    }
}

/// Three channels, each low, middle or high in every combination: columns that stand upright on each other, so that
/// each coefficient is a simple slope, and all standard errors are known from s alone.
#[test]
fn the_advertising_recipe_on_a_factorial_design() {
    let desk = Desk::new();
    let mut text = String::from("TV,Radio,Newspaper,Sales\n");
    let (mut answers, mut levels) = (Vec::new(), Vec::new());
    for row in 0..27_u32 {
        let level = [row % 3, row / 3 % 3, row / 9].map(|step| 10.5 + 10.0 * f64::from(step));
        let miss = f64::from(row * row * 7 % 11) / 10.0;
        let sales = 5.0 + 0.2 * level[0] - 0.05 * level[1] + miss;
        text += &format!("{},{},{},{sales}\n", level[0], level[1], level[2]);
        answers.push(sales);
        levels.push(level);
    }
    desk.write("ads.csv", text);
    desk.write("recipe.toml", RECIPES[0].1);
    desk.done(&["run", "recipe.toml", "--data", "ads.csv", "--out", "out"]);
    let metrics = desk.json("out/metrics.json");
    // Levels lie 10 below, at and 10 above 20.5, nine rows each.
    let (n, middle, squares_of_levels) = (27.0, 20.5, 18.0 * 100.0);
    let mean = answers.iter().sum::<f64>() / n;
    let slope = |channel: usize| -> f64 {
        let rows = answers.iter().zip(&levels);
        rows.map(|(answer, level)| answer * (level[channel] - middle)).sum::<f64>() / squares_of_levels
    };
    let slopes = [slope(0), slope(1), slope(2)];
    let squares: f64 = answers
        .iter()
        .zip(&levels)
        .map(|(answer, level)| {
            let lift: f64 = slopes.iter().zip(level).map(|(slope, level)| slope * (level - middle)).sum();
            (answer - mean - lift).powi(2)
        })
        .sum();
    let s = (squares / 23.0).sqrt();
    let of_slope = s / squares_of_levels.sqrt();
    let of_start = s * (1.0 / n + 3.0 * middle * middle / squares_of_levels).sqrt();
    let start = mean - middle * slopes.iter().sum::<f64>();
    let expected =
        [("(intercept)", start, of_start), ("TV", slopes[0], of_slope), ("Radio", slopes[1], of_slope)]
            .into_iter()
            .chain([("Newspaper", slopes[2], of_slope)]);
    for (name, estimate, error) in expected {
        let one = coefficient(&metrics, name);
        close(&one["estimate"], estimate, 1e-9);
        close(&one["std_error"], error, 1e-10);
        // The two-sided 5 % point of Student's t with 23 degrees of freedom; printed tables have 2.069.
        close(&one["low"], estimate - 2.068_658 * error, 1e-5);
        close(&one["high"], estimate + 2.068_658 * error, 1e-5);
    }
    // TV is far from 0 and the newspaper is not.
    assert!(coefficient(&metrics, "TV")["p_value"].as_f64() < Some(0.001));
    assert!(coefficient(&metrics, "Newspaper")["p_value"].as_f64() > Some(0.01));
    let report = desk.text("out/report.html");
    for words in ["Effect of each input", "Range (95%)", "&lt; 0.001", "one more"] {
        assert!(report.contains(words), "{words}");
    }
}

/// Groups of customers by a name of three values: the log-odds of each group and their differences, with Woolf's
/// standard errors.
#[test]
fn odds_ratios_of_groups_by_counting() {
    let desk = Desk::new();
    let groups = [("basic", 12_u32, 48_u32), ("gold", 30, 20), ("plus", 9, 41)];
    let mut text = String::from("plan,bought\n");
    for (plan, yes, no) in groups {
        for (answer, n) in [("yes", yes), ("no", no)] {
            (0..n).for_each(|_| text += &format!("{plan},{answer}\n"));
        }
    }
    desk.write("plans.csv", text);
    desk.done(&[
        "train",
        "plans.csv",
        "--target",
        "bought",
        "--penalty",
        "0",
        "--split",
        "none",
        "--out",
        "out",
    ]);
    let metrics = desk.json("out/metrics.json");
    let (_, base_yes, base_no) = groups[0];
    let log_odds = |yes: u32, no: u32| (f64::from(yes) / f64::from(no)).ln();
    let over = |n: u32| 1.0 / f64::from(n);
    let base = coefficient(&metrics, "(intercept)");
    close(&base["estimate"], log_odds(base_yes, base_no), 1e-8);
    close(&base["std_error"], (over(base_yes) + over(base_no)).sqrt(), 1e-6);
    for (plan, yes, no) in &groups[1..] {
        let one = coefficient(&metrics, &format!("plan={plan}"));
        let (estimate, error) = (
            log_odds(*yes, *no) - log_odds(base_yes, base_no),
            (over(*yes) + over(*no) + over(base_yes) + over(base_no)).sqrt(),
        );
        close(&one["estimate"], estimate, 1e-7);
        close(&one["std_error"], error, 1e-6);
        close(&one["low"], estimate - 1.959_964 * error, 1e-6);
        close(&one["high"], estimate + 1.959_964 * error, 1e-6);
    }
    // The base is named where the others are told.
    let report = desk.text("out/report.html");
    assert!(report.contains("“gold” instead of “basic”") && report.contains("Times the odds"));
    // Weights of the rarer answer: no ranges, and it is said.
    desk.done(&[
        "train",
        "plans.csv",
        "--target",
        "bought",
        "--penalty",
        "0",
        "--class-weights",
        "--out",
        "weighted",
    ]);
    let weighted = desk.json("weighted/metrics.json");
    assert!(coefficient(&weighted, "plan=gold")["std_error"].is_null());
    assert!(desk.text("weighted/report.html").contains("counted more than once"));
}
