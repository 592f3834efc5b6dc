//! How long neural nets take beside `PyTorch` on the same machine, the same rows and the same threads. Run with
//! `cargo bench --profile dev --bench nets`; `-- epoch`, `-- watch`, `-- start`, `-- scoring`, `-- memory` measure only that. Needs
//! the trainer (`cargo xtask libtorch`); `PyTorch` is installed once, pinned, into an environment below the target folder
//! (some 3 GB on Linux), and where that cannot be done, the bench says so and measures ours alone.
//!
//! An epoch: 100,000 × 20 rows, layers of 64 and 64, batches of 256, Adam, beside the loop everybody writes in Python.
//! Watching: a pass while maps and neurons are computed for a window, beside one of a headless run.
//! The start: from pressing Train on 7,000 customers to the first point of the curve, the trainer's start included.
//! Scoring: a million rows. Memory: the trainer's at its highest, over a million rows.

#![expect(clippy::print_stdout, reason = "a bench reports on the terminal")]
#![expect(clippy::expect_used, reason = "a bench that cannot run should stop loudly")]

mod beside;
#[path = "made/table.rs"]
mod table;

use std::cell::Cell;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use beside::{output, python};
use clientele::domain::event::{JobEvent, NetNews};
use clientele::domain::frame::{Feature, FeatureValues, Frame};
use clientele::domain::reading::Reading;
use clientele::domain::recipe::{Balance, ModelChoice, Question, Recipe, Scale, Wording};
use clientele::domain::work::{Output, Request};
use clientele::engine::Engine;
use clientele::engine::neural::{End, Link, Trainer, run};
use clientele::jobs::{Cancel, Runner, Slot, run_here};
use clientele::learn::net::{Asked, Feed, Net};
use clientele::learn::{self, Coding, Model, Preparation, PrepareSpec};
use clientele_neural_protocol::tensors::{self, LAYER, Tensor, Tensors};
use clientele_neural_protocol::{
    Activation, Ask, DeviceChoice, Ending, Learning, Optimiser, Schedule, Shape, Task, Train, VERSION,
};
use ndarray::Array2;
use rand::SeedableRng as _;
use rand_distr::{Distribution as _, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;

const PACKAGES: [&str; 2] = ["torch==2.13.0", "numpy==2.4.6"];
const COLUMNS: usize = 20;
const LAYERS: [u32; 2] = [64, 64];
const BATCH: u32 = 256;
const LEARNED: usize = 100_000;
const SCORED: usize = 1_000_000;
/// Of so many epochs the one in the middle.
const EPOCHS: u32 = 5;
/// Of so many runs the one in the middle.
const REPEATS: usize = 5;
/// Passes of a net that is watched.
const WATCHED_PASSES: u32 = 40;
const MEGABYTE: f64 = 1_048_576.0;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    // `cargo test --all-targets` starts benches too; there is nothing to test here.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let named = |name: &str| arguments.iter().any(|argument| argument == name);
    let all = !["epoch", "watch", "start", "scoring", "memory"].into_iter().any(named);
    let folder = tempfile::tempdir().expect("a folder for the rows");
    let python = python("torch", &PACKAGES);
    if let Err(why) = &python {
        println!("no comparison with PyTorch: {why}");
    }
    let python = python.as_deref().ok();
    let Some(trainer) = Trainer::find() else {
        println!("no trainer: cargo xtask libtorch builds it");
        return;
    };
    if all || named("epoch") {
        epochs(&trainer, python, folder.path());
    }
    if all || named("scoring") {
        scoring(python, folder.path());
    }
    if all || named("memory") {
        memory(&trainer, folder.path());
    }
    if all || named("watch") {
        watching(folder.path());
    }
    if all || named("start") {
        start(folder.path());
    }
}

fn told(what: &str, figure: &str, ratio: f64, bound: f64) {
    println!(
        "{what:<46} {figure}   {ratio:.2}, bound {bound:.2}: {}",
        if ratio <= bound { "kept" } else { "BROKEN" }
    );
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Rows × columns, row by row, and answers of 1 or 0 that follow from them with noise.
fn made(rows: usize) -> (Vec<f32>, Vec<f32>) {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(42);
    let mut normal = || -> f32 { StandardNormal.sample(&mut random) };
    let x: Vec<f32> = std::iter::repeat_with(&mut normal).take(rows * COLUMNS).collect();
    let score = |row: &[f32]| -> f32 {
        row.iter().enumerate().map(|(column, value)| value / (column + 1) as f32).sum()
    };
    let y =
        x.chunks(COLUMNS).map(|row| f32::from(u8::from(score(row) - 1.0 + 1.8 * normal() > 0.0))).collect();
    (x, y)
}

/// What is asked of the trainer: so many rows from a file, for so many passes.
fn asked(folder: &Path, rows: usize, epochs: u32, watched: bool) -> Ask {
    let train = folder.join(format!("train{rows}"));
    if !train.exists() {
        let (x, y) = made(rows);
        tensors::write(&train, &[("x", &[rows, COLUMNS], &x), ("y", &[rows], &y)])
            .expect("room for the rows");
        let bytes = |values: &[f32]| values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>();
        std::fs::write(folder.join("x"), bytes(&x)).expect("room for the rows");
        std::fs::write(folder.join("y"), bytes(&y)).expect("room for the rows");
    }
    let of = |name: &str| watched.then(|| folder.join(name));
    Ask::Train(Box::new(Train {
        version: VERSION,
        task: Task::YesNo,
        shape: Shape {
            layers: LAYERS.to_vec(),
            activation: Activation::Relu,
            dropout: 0.0,
            batch_norm: false,
            ..Shape::default()
        },
        embeddings: Vec::new(),
        learning: Learning {
            optimiser: Optimiser::Adam,
            rate: 0.001,
            schedule: Schedule::Constant,
            batch: BATCH,
            epochs,
            patience: 0,
            l2: 0.0,
            l1: 0.0,
        },
        seed: 1,
        device: DeviceChoice::Cpu,
        goal: None,
        train,
        valid: None,
        now: of("now"),
        passed: of("passed"),
        best: folder.join("best"),
    }))
}

/// Seconds of each epoch but the first, which warms up.
fn own_epochs(trainer: &Trainer, folder: &Path) -> Vec<f64> {
    let Ask::Train(ask) = asked(folder, LEARNED, EPOCHS + 1, false) else { unreachable!("it is to train") };
    let mut seconds = Vec::new();
    let ran = run(trainer, *ask, Link::alone(&|| true), &mut |epoch| {
        if epoch.epoch > 1 {
            seconds.push(epoch.seconds);
        }
        true
    });
    assert_eq!(ran.end, End::Done(Ending::Epochs));
    seconds
}

fn epochs(trainer: &Trainer, python: Option<&Path>, folder: &Path) {
    // By turns, so that whatever else the machine does falls on all alike.
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        ours.extend(own_epochs(trainer, folder));
        if let Some(python) = python {
            let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
            let mut command = Command::new(python);
            command.args(["-c", LOOP]).arg(folder).arg((threads - 1).max(1).to_string());
            let printed = output(&mut command).expect("a measurement");
            theirs.extend(printed.split_whitespace().map(|word| word.parse::<f64>().expect("seconds")));
        }
    }
    let ours = middle(ours);
    if python.is_some() {
        let theirs = middle(theirs);
        told("an epoch beside PyTorch's loop", &format!("{ours:.3} s, {theirs:.3} s"), ours / theirs, 0.6);
    } else {
        println!("an epoch: {ours:.3} s");
    }
}

/// The loop everybody writes: shuffled rows, batch by batch.
const LOOP: &str = r#"
import sys, time
import numpy as np, torch
from torch import nn
folder, threads = sys.argv[1:]
torch.set_num_threads(int(threads))
torch.manual_seed(1)
y = torch.from_numpy(np.fromfile(f"{folder}/y", dtype=np.float32))
x = torch.from_numpy(np.fromfile(f"{folder}/x", dtype=np.float32).reshape(len(y), -1))
net = nn.Sequential(nn.Linear(x.shape[1], 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))
optimiser = torch.optim.Adam(net.parameters(), lr=0.001)
loss = nn.BCEWithLogitsLoss()
for epoch in range(6):
    start = time.perf_counter()
    order = torch.randperm(len(y))
    total = 0.0
    for at in range(0, len(y), 256):
        rows = order[at:at + 256]
        optimiser.zero_grad()
        found = loss(net(x[rows]).squeeze(1), y[rows])
        found.backward()
        optimiser.step()
        total += found.item() * len(rows)
    if epoch:
        print(time.perf_counter() - start)
"#;

/// A net of the same layers with made weights, in a file.
fn net(folder: &Path) -> (Net, Tensors) {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(7);
    let mut tensors = Tensors::new();
    let widths = [COLUMNS, LAYERS[0] as usize, LAYERS[1] as usize, 1];
    for (index, pair) in widths.windows(2).enumerate() {
        let [inputs, outputs] = *pair else { continue };
        let mut draw = |n: usize| -> Vec<f32> {
            let one = || -> f32 { StandardNormal.sample(&mut random) };
            std::iter::repeat_with(one).take(n).map(|value| value / (inputs as f32).sqrt()).collect()
        };
        let weight = Tensor { shape: vec![outputs, inputs], values: draw(outputs * inputs) };
        let bias = Tensor { shape: vec![outputs], values: draw(outputs) };
        tensors.insert(format!("{LAYER}{index}.weight"), weight);
        tensors.insert(format!("{LAYER}{index}.bias"), bias);
    }
    let flat: Vec<u8> =
        tensors.values().flat_map(|tensor| &tensor.values).flat_map(|value| value.to_le_bytes()).collect();
    std::fs::write(folder.join("weights"), flat).expect("room for the weights");
    let rows = Array2::from_shape_fn((10, COLUMNS), |(row, column)| (row * column) as f64);
    let y = (0..10).map(|row| f64::from(row % 2)).collect();
    let feed = Feed::new(("y", Asked::YesNo), (rows.into(), y), None, (Balance::None, 1), &|| true);
    let net = Net::new(&tensors, Activation::Relu, &feed.expect("a feed")).expect("a net");
    (net, tensors)
}

fn scoring(python: Option<&Path>, folder: &Path) {
    let (net, _) = net(folder);
    let (x, _) = made(SCORED);
    let column = |column: usize| -> Vec<f64> {
        x.iter().skip(column).step_by(COLUMNS).map(|value| f64::from(*value)).collect()
    };
    let features = (0..COLUMNS)
        .map(|index| Feature { name: format!("n{index}"), values: FeatureValues::Number(column(index)) })
        .collect();
    let frame = Frame { rows: SCORED, features };
    let rows: Vec<u32> = (0..SCORED as u32).collect();
    let spec = PrepareSpec {
        fills: std::collections::BTreeMap::default(),
        coding: Coding::AllLevels,
        scale: Scale::None,
        levels: clientele::learn::Levels::Usual,
    };
    let preparation = Preparation::fit(&frame, &rows, &spec, &|| true).expect("a preparation");
    let model = Model::Neural(net);
    let bytes: Vec<u8> = x.iter().flat_map(|value| value.to_le_bytes()).collect();
    std::fs::write(folder.join("x"), bytes).expect("room for the rows");
    let (mut own, mut theirs) = (Vec::new(), Vec::new());
    let found = Cell::new(Vec::new());
    for _ in 0..REPEATS {
        let start = Instant::now();
        let chances =
            learn::apply::predict((&preparation, &model), &frame, &rows, &|| true).expect("chances");
        own.push(start.elapsed().as_secs_f64());
        found.set(chances);
        if let Some(python) = python {
            let mut command = Command::new(python);
            let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
            command.args(["-c", FORWARD]).arg(folder).arg(threads.to_string());
            let printed = output(&mut command).expect("a measurement");
            theirs.push(printed.trim().parse().expect("seconds"));
        }
    }
    let own = middle(own);
    if python.is_none() {
        return println!("scoring {SCORED} rows: {own:.3} s");
    }
    let said = std::fs::read(folder.join("chances")).expect("their chances");
    let said = said.chunks_exact(4).map(|bytes| f32::from_le_bytes(bytes.try_into().expect("four bytes")));
    let apart = found.take().into_iter().zip(said).map(|(ours, theirs)| (ours - f64::from(theirs)).abs());
    let apart = apart.fold(0.0, f64::max);
    let theirs = middle(theirs);
    let figure = format!("{own:.3} s, {theirs:.3} s, apart by {apart:.0e} at most");
    told("scoring a million rows beside libtorch", &figure, own / theirs, 1.0);
}

/// libtorch's own forward pass in batches of 8,192 rows.
const FORWARD: &str = r#"
import sys, time
import numpy as np, torch
from torch import nn
folder, threads = sys.argv[1:]
torch.set_num_threads(int(threads))
x = torch.from_numpy(np.fromfile(f"{folder}/x", dtype=np.float32).reshape(-1, 20))
flat = torch.from_numpy(np.fromfile(f"{folder}/weights", dtype=np.float32))
net = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))
at = 0
with torch.no_grad():
    for layer in [net[0], net[2], net[4]]:
        # By name: bias before weight.
        for part in [layer.bias, layer.weight]:
            part.copy_(flat[at:at + part.numel()].view_as(part))
            at += part.numel()
    def score():
        return torch.cat([torch.sigmoid(net(x[at:at + 8192]).squeeze(1)) for at in range(0, len(x), 8192)])
    score()
    start = time.perf_counter()
    chances = score()
    print(time.perf_counter() - start)
chances.numpy().tofile(f"{folder}/chances")
"#;

/// The trainer's memory at its highest, told by the system.
fn memory(trainer: &Trainer, folder: &Path) {
    let Ask::Train(ask) = asked(folder, SCORED, 2, true) else { unreachable!("it is to train") };
    let matrix = (SCORED * COLUMNS * size_of::<f32>()) as f64 / MEGABYTE;
    let most = Cell::new(0.0_f64);
    let heard = |_: &_| most.set(most.get().max(peak()));
    let go_on = || true;
    let link = Link { go_on: &go_on, steered: &|| None, told: &heard };
    let ran = run(trainer, *ask, link, &mut |_| true);
    assert_eq!(ran.end, End::Done(Ending::Epochs));
    let bound = 3.0 * matrix + 300.0;
    if most.get() == 0.0 {
        return println!("memory of the trainer: only Linux tells it here");
    }
    let figure = format!("{:.0} MB over a matrix of {matrix:.0} MB", most.get());
    told("memory of the trainer, of what is allowed", &figure, most.get() / bound, 1.0);
}

/// Megabytes a child of this program had at its highest; 0 where the system does not tell.
fn peak() -> f64 {
    let own = std::process::id();
    let children = std::fs::read_to_string(format!("/proc/{own}/task/{own}/children")).unwrap_or_default();
    let peaks = children.split_whitespace().filter_map(|child| {
        let status = std::fs::read_to_string(format!("/proc/{child}/status")).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.split_whitespace().next()?.parse::<f64>().ok()
    });
    peaks.fold(0.0, f64::max) / 1_024.0
}

/// A table of so many customers, opened, and what is asked of it.
fn opened(folder: &Path, engine: &Arc<Engine>, slot: &mut Slot<Output>, rows: u32) -> Request {
    let path = table::customers(folder, rows);
    let open = Request::Open { path: path.clone(), reading: Reading::default() };
    let Some(Output::Opened(opened)) = finished(engine, slot, open) else { unreachable!("it opens") };
    let mut recipe = Recipe::new(Some(path));
    recipe.question = Some(Question::YesNo {
        target: "bought".into(),
        positive: Some("yes".into()),
        wording: Wording::Buy,
    });
    recipe.model.kind = ModelChoice::Neural;
    recipe.model.epochs = Some(WATCHED_PASSES);
    recipe.model.net.patience = Some(0);
    Request::Train { table: opened.id, recipe: Box::new(recipe) }
}

/// Seconds of passes with a window's listener, which computes maps and neurons, and without one, by turns.
fn watching(folder: &Path) {
    let engine = Arc::new(Engine::new());
    let runner = Runner::new(|_| {});
    let mut slot: Slot<Output> = runner.slot("bench");
    let request = opened(folder, &engine, &mut slot, 50_000);
    let (mut alone, mut watched, mut maps) = (Vec::new(), Vec::new(), 0);
    for _ in 0..3 {
        let work = request.clone();
        let heard = |event: &JobEvent<Output>| {
            if let JobEvent::Net(NetNews::Pass(pass)) = event {
                alone.push(pass.seconds);
            }
        };
        run_here(&Cancel::default(), |sink| engine.perform(work, sink), heard).expect("a net");
        let (engine, request) = (Arc::clone(&engine), request.clone());
        slot.start(move |sink| engine.perform(request, sink));
        loop {
            match slot.poll() {
                Some((_, JobEvent::Net(NetNews::Pass(pass)))) => watched.push(pass.seconds),
                Some((_, JobEvent::Map(_))) => maps += 1,
                Some((_, JobEvent::Finished(_))) => break,
                Some((_, JobEvent::Failed(error))) => unreachable!("{error:?}"),
                Some(_) => {}
                None => std::thread::sleep(Duration::from_millis(1)),
            }
        }
    }
    let (alone, watched) = (middle(alone), middle(watched));
    let figure = format!("{watched:.3} s, {alone:.3} s, {maps} maps");
    told("a pass that is watched beside one that is not", &figure, watched / alone, 1.1);
}

/// From pressing Train to the first pass.
fn start(folder: &Path) {
    let engine = Arc::new(Engine::new());
    let runner = Runner::new(|_| {});
    let mut slot: Slot<Output> = runner.slot("bench");
    let request = opened(folder, &engine, &mut slot, 7_000);
    let mut seconds = Vec::new();
    for _ in 0..REPEATS {
        let (engine, request) = (Arc::clone(&engine), request.clone());
        let begin = Instant::now();
        slot.start(move |sink| engine.perform(request, sink));
        loop {
            match slot.poll() {
                Some((_, JobEvent::Point(point))) if point.iteration >= 1 => break,
                Some((_, JobEvent::Failed(error))) => unreachable!("{error:?}"),
                Some(_) => {}
                None => std::thread::sleep(Duration::from_millis(1)),
            }
        }
        seconds.push(begin.elapsed().as_secs_f64());
        slot.stop();
        while !matches!(slot.poll(), Some((_, JobEvent::Finished(_) | JobEvent::Stopped(_)))) {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    let seconds = middle(seconds);
    let figure = format!("{seconds:.2} s");
    told("from Train to the first pass, 7,000 customers", &figure, seconds / 1.5, 1.0);
}

fn finished(engine: &Arc<Engine>, slot: &mut Slot<Output>, request: Request) -> Option<Output> {
    let engine = Arc::clone(engine);
    slot.start(move |sink| engine.perform(request, sink));
    loop {
        match slot.poll() {
            Some((_, JobEvent::Finished(output))) => return Some(output),
            Some((_, JobEvent::Failed(_) | JobEvent::Stopped(_))) => return None,
            Some(_) => {}
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    }
}
