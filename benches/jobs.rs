//! How soon long jobs show that they work, and how soon a stop ends them, on a table of a million rows.
//! Run with `cargo bench --bench jobs`, for some of them `-- linear groups`. Bounds: 200 ms to the first sign, 1,000 ms from a stop to its end.

#![expect(clippy::print_stdout, reason = "a bench reports on the terminal")]
#![expect(clippy::expect_used, reason = "a bench that cannot run should stop loudly")]

#[path = "made/asked.rs"]
mod asked;
#[path = "made/table.rs"]
mod table;

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clientele::domain::event::JobEvent;
use clientele::domain::recipe::{Question, Reading, Recipe, Step, StepEntry, Wording};
use clientele::domain::table::{Filter, SortBy};
use clientele::domain::work::{Artifact, ModelSource, OpenedTable, Output, Request, RunId};
use clientele::engine::Engine;
use clientele::jobs::{Runner, Slot};

const ROWS: u32 = 1_000_000;
const FIRST_SIGN: f64 = 200.0;
const STOP: f64 = 1_000.0;

/// When a job is stopped.
#[derive(Clone, Copy)]
enum When {
    /// Never.
    Never,
    /// This long after a phase was told for the first time.
    Phase(&'static str, Duration),
    /// At a point of the learning curve.
    Point(u32),
}

/// What one run of a job showed.
struct Seen {
    /// Milliseconds to the first phase.
    first: f64,
    /// Milliseconds from start to end.
    whole: f64,
    /// Milliseconds from the stop to the end.
    stop: Option<f64>,
    /// The longest time without an event.
    silence: (f64, String),
    output: Option<Output>,
}

fn watch(engine: &Arc<Engine>, slot: &mut Slot<Output>, request: Request, when: When) -> Seen {
    let engine = Arc::clone(engine);
    let start = Instant::now();
    slot.start(move |sink| engine.perform(request, sink));
    let since = |earlier: Instant| earlier.elapsed().as_secs_f64() * 1e3;
    let mut seen =
        Seen { first: f64::NAN, whole: f64::NAN, stop: None, silence: (0.0, String::new()), output: None };
    let (mut last, mut now_at) = (start, String::from("start"));
    let mut due: Option<Instant> = None;
    let mut stopped: Option<Instant> = None;
    loop {
        if stopped.is_none() && due.is_some_and(|due| due <= Instant::now()) {
            slot.stop();
            stopped = Some(Instant::now());
        }
        let Some((_, event)) = slot.poll() else {
            std::thread::sleep(Duration::from_micros(200));
            continue;
        };
        let silence = since(last);
        if silence > seen.silence.0 {
            seen.silence = (silence, now_at.clone());
        }
        last = Instant::now();
        match event {
            JobEvent::Started | JobEvent::Net(_) | JobEvent::Map(_) => {}
            JobEvent::Phase { what, .. } => {
                if seen.first.is_nan() {
                    seen.first = since(start);
                }
                if let When::Phase(wanted, after) = when
                    && what.id == wanted
                    && due.is_none()
                {
                    due = Some(Instant::now() + after);
                }
                what.id.clone_into(&mut now_at);
            }
            JobEvent::Point(point) => {
                if matches!(when, When::Point(wanted) if point.iteration == wanted) {
                    due = Some(Instant::now());
                }
                now_at = format!("pass {}", point.iteration);
            }
            JobEvent::Finished(output) | JobEvent::Stopped(Some(output)) => {
                seen.output = Some(output);
                break;
            }
            JobEvent::Stopped(None) => break,
            JobEvent::Failed(error) => {
                println!("failed: {error:?}");
                break;
            }
        }
    }
    seen.whole = since(start);
    seen.stop = stopped.map(since);
    seen
}

fn line(what: &str, figure: f64, bound: f64) {
    let kept = if figure <= bound { "kept" } else { "BROKEN" };
    println!("{what:<58} {figure:>9.0} ms   bound {bound:>6.0} ms   {kept}");
}

struct Bench {
    engine: Arc<Engine>,
    slot: Slot<Output>,
}

impl Bench {
    /// A job from start to end, then stopped at each of these moments.
    fn job(&mut self, name: &str, request: &Request, moments: &[(&str, When)]) -> Option<Output> {
        let seen = watch(&self.engine, &mut self.slot, request.clone(), When::Never);
        println!(
            "{name}: {:.0} ms in all, longest silence {:.0} ms after {}",
            seen.whole, seen.silence.0, seen.silence.1
        );
        line(&format!("{name}: first sign"), seen.first, FIRST_SIGN);
        self.stops(name, request, moments);
        seen.output
    }

    /// A job stopped at each of these moments, unless others were named on the command line.
    fn stops(&mut self, name: &str, request: &Request, moments: &[(&str, When)]) {
        let mut wanted = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).peekable();
        if wanted.peek().is_some() && !wanted.any(|wanted| name.contains(&wanted)) {
            return;
        }
        for (moment, when) in moments {
            let stopped = watch(&self.engine, &mut self.slot, request.clone(), *when);
            match stopped.stop {
                Some(took) => line(&format!("{name}: stop {moment}"), took, STOP),
                None => println!("{:<58} it was over before", format!("{name}: stop {moment}")),
            }
        }
    }
}

fn at(phase: &'static str) -> When {
    When::Phase(phase, Duration::ZERO)
}

fn into(phase: &'static str, milliseconds: u64) -> When {
    When::Phase(phase, Duration::from_millis(milliseconds))
}

fn main() {
    if !asked::is_asked_for() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the table");
    let path = table::customers(folder.path(), ROWS);
    let megabytes = std::fs::metadata(&path).map_or(0, |facts| facts.len() / 1_000_000);
    println!("jobs on {ROWS} rows of 20 columns, {megabytes} MB, {} threads", rayon::current_num_threads());
    let runner = Runner::new(|_| {});
    let mut bench = Bench { engine: Arc::new(Engine::new()), slot: runner.slot("bench") };
    let open = Request::Open { path: path.clone(), reading: Reading::default() };
    let opened = bench.job(
        "open",
        &open,
        &[
            ("at once", at("engine-phase-read")),
            ("in its midst", into("engine-phase-read", 500)),
            ("while columns are looked at", at("engine-phase-profile")),
            ("later while columns are looked at", into("engine-phase-profile", 300)),
        ],
    );
    let Some(Output::Opened(table)) = opened else { return };
    on_a_table(&mut bench, &table, &path, folder.path());
}

fn on_a_table(bench: &mut Bench, table: &OpenedTable, path: &Path, folder: &Path) {
    let mut recipe = Recipe::new(Some(path.to_owned()));
    let id = table.id;
    bench.job(
        "sort by name",
        &Request::Order {
            table: id,
            profile: table.profile.clone(),
            recipe: Box::new(recipe.clone()),
            filters: vec![(6, Filter::Between(Some(100.0), None))],
            search: String::new(),
            sort: Some(SortBy { column: 0, descending: true }),
        },
        &[("at once", at("engine-phase-order"))],
    );
    recipe.steps.push(StepEntry { step: Step::DropDuplicates { by: Vec::new() }, on: true });
    let steps = Box::new(recipe.clone());
    bench.job(
        "profile again",
        &Request::Profile { table: id, recipe: steps.clone() },
        &[("at once", at("engine-phase-profile"))],
    );
    bench.job(
        "try a step",
        &Request::Preview { table: id, recipe: steps, step: 0 },
        &[("at once", at("engine-phase-preview"))],
    );
    recipe.steps.clear();
    a_second_file(bench, table, &recipe, folder);

    recipe.question = Some(Question::YesNo {
        target: "bought".into(),
        positive: Some("yes".into()),
        wording: Wording::Buy,
    });
    let logistic = bench.job(
        "logistic",
        &Request::Train { table: id, recipe: Box::new(recipe.clone()) },
        &[
            ("at once", at("engine-phase-prepare")),
            ("later while columns are prepared", into("engine-phase-prepare", 1_500)),
            ("before the first pass", at("engine-phase-learn")),
            ("at the first pass", When::Point(0)),
            ("at the third pass", When::Point(2)),
            ("in the midst of a pass", into("engine-phase-learn", 1_500)),
            ("while it is judged", at("engine-phase-judge")),
        ],
    );
    if let Some(Output::Trained(run, _)) = logistic {
        on_a_run(bench, run, path, folder);
    }
    recipe.evaluation.folds = Some(5);
    bench.stops(
        "folds",
        &Request::Train { table: id, recipe: Box::new(recipe.clone()) },
        &[
            ("at the first fold", at("engine-phase-folds")),
            ("in the midst of a fold", into("engine-phase-folds", 2_000)),
        ],
    );
    recipe.evaluation.folds = None;
    recipe.question = Some(Question::Number { target: "n1".into() });
    bench.job(
        "linear",
        &Request::Train { table: id, recipe: Box::new(recipe.clone()) },
        &[
            ("before it is solved", at("engine-phase-learn")),
            ("while it is judged", at("engine-phase-judge")),
        ],
    );
    recipe.question = Some(Question::Category { target: "channel".into() });
    bench.job(
        "several answers",
        &Request::Train { table: id, recipe: Box::new(recipe.clone()) },
        &[
            ("at the first pass", When::Point(0)),
            ("at the third pass", When::Point(2)),
            ("in the midst of a pass", into("engine-phase-learn", 1_000)),
            ("while it is judged", at("engine-phase-judge")),
        ],
    );
    recipe.question = Some(Question::Segments { columns: Vec::new() });
    let train = |recipe: &Recipe| Request::Train { table: id, recipe: Box::new(recipe.clone()) };
    let moments = [("at once", at("engine-phase-choose-k")), ("later", into("engine-phase-choose-k", 1_000))];
    bench.stops("number of groups", &train(&recipe), &moments);
    recipe.model.k = Some(5);
    let moments = [
        ("before the first step", at("engine-phase-learn")),
        ("at the third step", When::Point(2)),
        ("while it is judged", at("engine-phase-judge")),
    ];
    bench.stops("groups", &train(&recipe), &moments);
}

/// A second file as long as the first, one row for each customer in another order.
fn a_second_file(bench: &mut Bench, table: &OpenedTable, recipe: &Recipe, folder: &Path) {
    let second = folder.join("orders.csv");
    let mut out = BufWriter::new(File::create(&second).expect("a second file"));
    writeln!(out, "who,amount,shop").expect("room for the second file");
    for row in 0..ROWS {
        // 7,919 has no factor in common with the number of rows: every customer once.
        let who = (u64::from(row) * 7_919) % u64::from(ROWS);
        let who = table.view.cell(who as usize, 0);
        writeln!(out, "{who},{}.25,shop {}", row % 900, row % 13).expect("room for the second file");
    }
    out.flush().expect("room for the second file");
    let request = Request::Join {
        table: table.id,
        recipe: Box::new(recipe.clone()),
        step: None,
        path: second,
        reading: Reading::default(),
        language: "en",
    };
    let joined = bench.job(
        "second file",
        &request,
        &[
            ("while keys are guessed", at("joins-phase-keys")),
            ("later while keys are guessed", into("joins-phase-keys", 300)),
        ],
    );
    let Some(Output::Joined { join, .. }) = joined else { return };
    assert!(!join.keys.is_empty(), "the keys are found");
    let mut recipe = recipe.clone();
    recipe.steps.push(StepEntry { step: Step::Join(*join), on: true });
    // Stopped first: once done, what belongs together is kept with the table.
    let request = Request::Profile { table: table.id, recipe: Box::new(recipe) };
    bench.stops(
        "join",
        &request,
        &[
            ("at once", at("steps-phase")),
            ("soon", into("steps-phase", 300)),
            ("later", into("steps-phase", 900)),
            ("late", into("steps-phase", 2_000)),
        ],
    );
    bench.job("join", &request, &[]);
}

fn on_a_run(bench: &mut Bench, run: RunId, path: &Path, folder: &Path) {
    let write = |artifact: Artifact| Request::Write {
        run,
        artifact,
        path: folder.join(artifact.file_name()),
        replace: true,
        language: "en",
    };
    bench.job(
        "write the list",
        &write(Artifact::Predictions),
        &[("at once", at("engine-phase-write")), ("in its midst", into("engine-phase-write", 700))],
    );
    bench.job("write the report", &write(Artifact::Report), &[]);
    let score = Request::Score {
        model: ModelSource::Run(run),
        data: path.to_owned(),
        out: Some(folder.join("scored.csv")),
        replace: true,
    };
    bench.job(
        "score a file",
        &score,
        &[
            ("while it is read", at("engine-phase-read")),
            ("at the end of reading", into("engine-phase-read", 2_000)),
            ("while it is scored", at("engine-phase-score")),
            ("while it is written", at("engine-phase-write")),
        ],
    );
}
