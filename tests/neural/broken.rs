//! What the app makes of a trainer that is missing or breaks: one sentence, and the best so far kept.

use std::time::{Duration, Instant};

use super::Test;
use super::fake;
use super::program::{Csv, Desk, Said};

pub(crate) const TESTS: &[Test] = &[
    ("a_trainer_that_breaks_is_told_in_three_lines_and_the_best_is_kept", breaks),
    ("what_breaks_before_the_first_pass_leaves_nothing", breaks_first),
    ("a_trainer_that_is_done_gives_a_model_like_any_other", done),
    ("without_a_trainer_one_sentence_says_how_to_get_it", missing),
    ("nets_that_cannot_be_are_refused_before_anything_starts", refused),
    ("ctrl_c_keeps_the_best_and_leaves_no_process", stopped),
];

const ASKS: [&str; 11] = [
    "train",
    "customers.csv",
    "--target",
    "answered",
    "--positive",
    "yes",
    "--drop",
    "next_spend",
    "--model",
    "neural",
    "--out",
];

/// Trains with this program as the trainer, in a part.
fn train(desk: &Desk, part: &str, out: &str, more: &[&str]) -> Said {
    let here = std::env::current_exe().unwrap();
    let variables = [
        ("CLIENTELE_NEURAL", here.to_str().unwrap()),
        ("CLIENTELE_NEURAL_SILENCE", "2"),
        (fake::VARIABLE, part),
    ];
    desk.run_with(&[&ASKS[..], &[out], more].concat(), &variables)
}

fn score(desk: &Desk, out: &str) -> Vec<f64> {
    let (model, scored) = (format!("{out}/model.clientele"), format!("{out}.csv"));
    // Nobody needs a trainer to score.
    let asks = ["score", &model, "new_customers.csv", "--out", &scored];
    let said = desk.run_with(&asks, &[("CLIENTELE_NEURAL", "nowhere")]);
    assert_eq!(said.code, 0, "{said:?}");
    Csv::read(&desk.text(&scored)).numbers("probability")
}

fn breaks() {
    let desk = Desk::with_samples();
    for (part, words) in [
        ("dies", fake::LAST_WORDS),
        ("stalls", "has not been heard for 2 seconds"),
        ("no-number", "the error grew beyond all numbers"),
        ("garbles", "does not understand"),
        ("diverges", "a tenth of it: 0.0"),
        ("memory", "Memory ran out"),
        ("disk", "no room"),
        ("older", "older than this app"),
    ] {
        let said = train(&desk, part, part, &[]);
        assert_eq!(said.code, 1, "{part}: {said:?}");
        assert!(said.err.lines().count() <= 3 && said.err.contains(words), "{part}: {said:?}");
        let metrics = desk.json(&format!("{part}/metrics.json"));
        assert_eq!((&metrics["model"], &metrics["task"]), (&"neural".into(), &"yes-no".into()));
        assert!(metrics["test"]["auc"].as_f64().is_some_and(f64::is_finite), "{part}");
        assert!(said.err.starts_with("Training broke off."), "{part}: {said:?}");
        assert!(said.out.contains("Kept: the network as it was after round 1."), "{part}: {said:?}");
        assert!(score(&desk, part).iter().all(|chance| (0.0..=1.0).contains(chance)));
    }
    // With events, exactly one of them is the end.
    let said = train(&desk, "dies", "events", &["--json"]);
    let ends = ["finished", "stopped", "failed"]
        .map(|end| said.out.matches(&format!("\"event\":\"{end}\"")).count());
    assert_eq!((said.code, ends), (1, [0, 0, 1]), "{said:?}");
    assert!(desk.path("events/model.clientele").exists());
}

fn breaks_first() {
    let desk = Desk::with_samples();
    for (part, words) in [
        ("never-starts", "libtorch_cpu.so"),
        ("dies-first", fake::LAST_WORDS),
        ("newer", "newer than this app"),
        ("broken-weights", "no weights that fit together"),
    ] {
        let said = train(&desk, part, part, &[]);
        assert_eq!(said.code, 1, "{part}: {said:?}");
        assert!(said.err.lines().count() <= 3 && said.err.contains(words), "{part}: {said:?}");
        assert!(!desk.path(&format!("{part}/model.clientele")).exists(), "{part}");
    }
}

fn done() {
    let desk = Desk::with_samples();
    let said =
        train(&desk, "done", "out", &["--json", "--layers", "8,4", "--patience", "3", "--batch", "16"]);
    assert_eq!(said.code, 0, "{said:?}");
    let points = said.out.lines().filter(|line| line.contains("\"event\":\"point\"")).count();
    assert_eq!(points, 3, "{said:?}");
    let recipe = desk.text("out/recipe.toml");
    for words in ["layers = [", "patience = 3", "batch = 16", "kind = \"neural\""] {
        assert!(recipe.contains(words), "{recipe}");
    }
    assert!(desk.text("out/report.html").contains("Neural network"));
    // By hand: the chance is σ(relu(x · w + 2) / 4 − 1), so at least σ(−1), and most customers stand above it.
    let chances = Csv::read(&desk.text("out/predictions.csv")).numbers("probability");
    let lowest = 1.0 / (1.0 + 1.0_f64.exp());
    assert!(chances.iter().all(|chance| *chance > lowest - 1e-6), "{chances:?}");
    assert!(chances.iter().any(|chance| *chance > lowest + 0.05));
    assert!(!score(&desk, "out").is_empty());
    let said = train(&desk, "no-card", "processor", &["--device", "cuda"]);
    assert!(said.code == 0 && said.out.contains("No graphics card could be used"), "{said:?}");
}

fn missing() {
    let desk = Desk::with_samples();
    let said = desk.run_with(&[&ASKS[..], &["out"]].concat(), &[("CLIENTELE_NEURAL", "nowhere")]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.lines().count() <= 3 && said.err.contains("cargo xtask build"), "{said:?}");
}

fn refused() {
    let desk = Desk::with_samples();
    for (more, words) in [
        (&["--layers", "9,9,9,9,9,9,9"][..], "1 to 6 hidden layers"),
        (&["--layers", "100000,100000"], "GB of memory"),
        (&["--set", "model.net.dropout=1.0"], "0 to below 1"),
        (&["--set", "model.net.rate=0.0"], "learning rate"),
        (&["--penalty=-1"], "Penalties"),
        (&["--layers", "0"], "0"),
        (&["--epochs", "0"], "0"),
        (&["--batch", "0"], "0"),
        (&["--device", "tpu"], "tpu"),
    ] {
        let said = train(&desk, "done", "out", more);
        assert_eq!(said.code, 2, "{more:?}: {said:?}");
        assert!(said.err.lines().count() <= 3 && said.err.contains(words), "{more:?}: {said:?}");
    }
}

#[cfg(not(unix))]
fn stopped() {}

#[cfg(unix)]
fn stopped() {
    use std::process::{Command, Stdio};
    let desk = Desk::with_samples();
    let pid = desk.path("pid");
    let mut app = Command::new(env!("CARGO_BIN_EXE_clientele"))
        .args(ASKS)
        .arg("out")
        .current_dir(desk.folder())
        .env("CLIENTELE_HOME", desk.path(".home"))
        .env("CLIENTELE_NEURAL", std::env::current_exe().unwrap())
        .env(fake::VARIABLE, "endless")
        .env("CLIENTELE_FAKE_PID", &pid)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let wait = |done: &mut dyn FnMut() -> bool| {
        let begin = Instant::now();
        while !done() {
            assert!(begin.elapsed() < Duration::from_mins(2), "nothing happened");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    wait(&mut || std::fs::read_to_string(&pid).is_ok_and(|text| !text.is_empty()));
    let trainer = std::fs::read_to_string(&pid).unwrap();
    let signal =
        |name: &str, pid: &str| Command::new("kill").args([name, pid]).stderr(Stdio::null()).status();
    assert!(signal("-INT", &app.id().to_string()).unwrap().success());
    let mut code = None;
    wait(&mut || {
        code = app.try_wait().unwrap();
        code.is_some()
    });
    assert_eq!(code.unwrap().code(), Some(130));
    assert!(!signal("-0", &trainer).unwrap().success(), "the trainer is still there");
    assert!(desk.path("out/model.clientele").exists() && desk.path("out/metrics.json").exists());
}
