//! The app's forward pass against libtorch, and that the same seed gives the same net.
#![expect(clippy::cast_possible_wrap, reason = "libtorch counts by signed numbers, and these are small")]

#[path = "../../../../src/learn/net/forward.rs"]
#[expect(dead_code, reason = "the app uses more of it")]
mod forward;

use clientele_neural_protocol::{
    Activation, Change, DeviceChoice, Embedding, Learning, Optimiser, Schedule, Shape, Start, Task, VERSION,
    tensors,
};
use ndarray::Array2;
use tch::no_grad;

use std::sync::Mutex;

use super::*;
use crate::device;

/// libtorch has one generator for the whole program, so only one test at a time may draw from it.
pub(super) static GENERATOR: Mutex<()> = Mutex::new(());

/// Numbers that look random and are the same everywhere (Knuth's MMIX generator).
struct Chance(u64);

impl Chance {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, end: u32) -> u32 {
        (self.unit() * f64::from(end)) as u32
    }
}

pub(super) struct NoCard;

impl device::Machine for NoCard {
    fn cuda(&self) -> bool {
        false
    }

    fn cards(&self) -> i64 {
        0
    }
}

/// A small problem in files: y follows from x, of which column 0 counts most.
pub(super) fn problem(folder: &Path, task: Task, rows: usize) -> Train {
    let mut chance = Chance(7);
    let width = 5;
    for part in ["train", "valid"] {
        let x: Vec<f32> = (0..rows * width).map(|_| (chance.unit() * 4.0 - 2.0) as f32).collect();
        let y: Vec<f32> = x
            .chunks(width)
            .map(|row| {
                let sum = 2.0 * row[0] - row[1] * row[2];
                match task {
                    Task::Number => sum,
                    Task::YesNo => f32::from(u8::from(sum > 0.5)),
                    Task::Category { .. } => f32::from(u8::from(sum > 1.0)) + f32::from(u8::from(sum > -1.0)),
                }
            })
            .collect();
        tensors::write(&folder.join(part), &[("x", &[rows, width], &x), ("y", &[rows], &y)]).unwrap();
    }
    Train {
        version: VERSION,
        task,
        shape: Shape { layers: vec![16, 8], ..Shape::default() },
        embeddings: Vec::new(),
        learning: Learning { rate: 0.01, batch: 32, epochs: 30, ..Learning::default() },
        seed: 3,
        device: DeviceChoice::Cpu,
        train: folder.join("train"),
        valid: Some(folder.join("valid")),
        goal: None,
        now: None,
        passed: None,
        best: folder.join("best"),
    }
}

pub(super) fn run(wanted: &Train) -> (Vec<Epoch>, Result<(u32, Ending), Failure>) {
    let _alone = GENERATOR.lock().unwrap();
    tch::set_num_threads(1);
    let mut points = Vec::new();
    let found = device::find(&NoCard);
    let end = train(wanted, &found, &Control::default(), &mut |said| {
        if let Tell::Epoch(epoch) = said {
            points.push(Epoch { seconds: 0.0, ..epoch });
        }
    });
    (points, end)
}

#[test]
fn our_forward_pass_says_what_libtorch_says_on_random_nets() {
    let folder = tempfile::tempdir().unwrap();
    let _alone = GENERATOR.lock().unwrap();
    tch::set_num_threads(1);
    let mut chance = Chance(2026);
    let (mut rows_seen, mut largest) = (0, 0.0_f64);
    for case in 0..40 {
        let pick = chance.below(4) as usize;
        let activation = [Activation::Relu, Activation::Gelu, Activation::Tanh, Activation::Sigmoid][pick];
        let depth = 1 + chance.below(6);
        let layers = (0..depth).map(|_| 1 + chance.below(96)).collect();
        let start = [None, Some(Start::He), Some(Start::Xavier)][chance.below(3) as usize];
        let batch_norm = chance.below(2) == 1;
        let shape = Shape { layers, activation, start, batch_norm, dropout: 0.25 };
        let (inputs, outputs) = (1 + chance.below(60) as usize, 1 + chance.below(4) as usize);
        tch::manual_seed(case);
        // Some of the inputs are a category of many levels; what is written knows no tables.
        let levels = chance.below(inputs as u32);
        let start = chance.below(inputs as u32 - levels + 1);
        let tables =
            if levels > 2 { vec![Embedding { start, levels, size: 1 + levels / 3 }] } else { Vec::new() };
        let net = Net::new((&shape, &tables), inputs as i64, outputs as i64, tch::Device::Cpu);
        // Biases and batch norm of a net that has learned are no round numbers.
        for (_, mut tensor) in net.weights() {
            if tensor.dim() == 1 {
                no_grad(|| drop(tensor.uniform_(0.25, 1.75)));
            }
        }
        let rows = 2_600;
        let x: Vec<f32> = (0..rows * inputs).map(|_| (chance.unit() * 6.0 - 3.0) as f32).collect();
        let theirs = no_grad(|| {
            let x = Tensor::from_slice(&x).view([rows as i64, inputs as i64]);
            net.forward(&x, false).sigmoid().contiguous().view([-1])
        });
        let theirs = Vec::<f32>::try_from(&theirs).unwrap();
        let path = folder.path().join("weights");
        net::write(&path, 0, &net.weights()).unwrap();
        let layers = forward::layers(&tensors::read(&path).unwrap()).unwrap();
        let wide = x.iter().map(|value| f64::from(*value)).collect();
        let x = Array2::from_shape_vec((rows, inputs), wide).unwrap();
        let ours = forward::forward(&layers, activation, &x.view()).unwrap();
        assert_eq!(ours.len(), theirs.len());
        for (sum, theirs) in ours.iter().zip(&theirs) {
            let ours = 1.0 / (1.0 + (-f64::from(*sum)).exp());
            largest = largest.max((ours - f64::from(*theirs)).abs());
        }
        rows_seen += rows;
        assert!(largest < 1e-5, "case {case}: {largest} with {shape:?}");
    }
    assert!(rows_seen >= 100_000);
}

#[test]
fn every_task_is_learned_and_the_same_seed_gives_the_same_curve() {
    for (task, most) in [(Task::Number, 0.5), (Task::YesNo, 0.2), (Task::Category { classes: 3 }, 0.35)] {
        let folder = tempfile::tempdir().unwrap();
        let wanted = problem(folder.path(), task, 400);
        let (first, end) = run(&wanted);
        let (best, _) = end.unwrap();
        let weights = std::fs::read(&wanted.best).unwrap();
        assert_eq!(first[0].epoch, 0);
        let loss = first[best as usize].valid.unwrap();
        assert!(loss < most && loss < first[0].valid.unwrap() / 2.0, "{task:?}: {loss}");
        let (second, end) = run(&wanted);
        assert_eq!((&second, end.unwrap().0), (&first, best));
        assert_eq!(std::fs::read(&wanted.best).unwrap(), weights);
        let (other, _) = run(&Train { seed: 4, ..wanted });
        assert_ne!(other, first);
    }
}

#[test]
fn all_words_of_a_recipe_are_learned_with() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = problem(folder.path(), Task::YesNo, 400);
    let plain = run(&wanted).0;
    let shape = |change: &dyn Fn(&mut Shape)| {
        let mut wanted = wanted.clone();
        change(&mut wanted.shape);
        wanted
    };
    let learning = |change: &dyn Fn(&mut Learning)| {
        let mut wanted = wanted.clone();
        change(&mut wanted.learning);
        wanted
    };
    let others = [
        shape(&|shape| shape.activation = Activation::Gelu),
        shape(&|shape| shape.activation = Activation::Tanh),
        shape(&|shape| shape.activation = Activation::Sigmoid),
        shape(&|shape| shape.start = Some(Start::Xavier)),
        shape(&|shape| shape.batch_norm = true),
        shape(&|shape| shape.dropout = 0.2),
        shape(&|shape| shape.layers = vec![9; 6]),
        learning(&|learning| learning.optimiser = Optimiser::Sgd),
        learning(&|learning| learning.schedule = Schedule::Cosine),
        learning(&|learning| learning.l1 = 5.0),
        learning(&|learning| learning.l2 = 5.0),
        learning(&|learning| (learning.optimiser, learning.l2) = (Optimiser::AdamW, 50.0)),
        // The last batch has one row.
        learning(&|learning| learning.batch = 399),
    ];
    for other in others {
        let (points, end) = run(&other);
        assert!(end.is_ok(), "{other:?}");
        assert_ne!(points, plain, "{other:?}");
        let [first, best] = [&points[0], &points[end.unwrap().0 as usize]].map(|point| point.valid.unwrap());
        assert!(best < first, "{other:?}: {best}");
    }
    let mut one_left = shape(&|shape| shape.batch_norm = true);
    one_left.learning.batch = 399;
    assert!(run(&one_left).1.is_ok());
}

#[test]
fn patience_ends_it_and_the_best_is_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut wanted = problem(folder.path(), Task::YesNo, 60);
    wanted.learning = Learning { rate: 0.05, epochs: 500, patience: 4, ..wanted.learning };
    let (points, end) = run(&wanted);
    let (best, why) = end.unwrap();
    assert_eq!(why, Ending::Patience);
    let losses: Vec<f64> = points.iter().skip(1).map(|point| point.valid.unwrap()).collect();
    let lowest = losses.iter().copied().fold(f64::INFINITY, f64::min);
    assert_eq!(losses[best as usize - 1], lowest);
    assert_eq!(points.len(), best as usize + 4 + 1);
    let found = tensors::read(&wanted.best).unwrap();
    assert_eq!(found[tensors::EPOCH].values, [best as f32]);
    // Without patience all epochs are done.
    wanted.learning = Learning { epochs: 40, patience: 0, ..wanted.learning };
    assert_eq!(run(&wanted).1.unwrap().1, Ending::Epochs);
}

#[test]
fn a_rate_that_diverges_is_told_within_an_epoch_and_files_that_are_no_rows_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut wanted = problem(folder.path(), Task::Number, 400);
    wanted.learning = Learning { optimiser: Optimiser::Sgd, rate: 1e6, ..wanted.learning };
    let (points, end) = run(&wanted);
    assert_eq!(end.unwrap_err().reason, Reason::Diverged);
    assert!(points.len() <= 2);
    std::fs::write(&wanted.train, "rows").unwrap();
    assert_eq!(run(&wanted).1.unwrap_err().reason, Reason::File);
    wanted.train = folder.path().join("nowhere");
    assert_eq!(run(&wanted).1.unwrap_err().reason, Reason::File);
}

#[test]
fn rows_count_as_much_as_they_weigh() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = problem(folder.path(), Task::Number, 40);
    // Weight 2 is the row twice: same start, same loss of all rows before anything is learned.
    let rows = tensors::read(&wanted.train).unwrap();
    let (x, y) = (&rows["x"].values, &rows["y"].values);
    let w: Vec<f32> = (0..40).map(|row| if row < 10 { 2.0 } else { 1.0 }).collect();
    tensors::write(&wanted.train, &[("x", &[40, 5], x), ("y", &[40], y), ("w", &[40], &w)]).unwrap();
    let weighted = run(&wanted).0[0].train * 40.0;
    let (x, y) = ([&x[..50], x].concat(), [&y[..10], y].concat());
    tensors::write(&wanted.train, &[("x", &[50, 5], &x), ("y", &[50], &y)]).unwrap();
    let twice = run(&wanted).0[0].train * 50.0;
    assert!((weighted - twice).abs() < 1e-4 * twice, "{weighted} {twice}");
}

#[test]
fn a_net_that_waits_learns_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mut wanted = problem(folder.path(), Task::YesNo, 200);
    wanted.learning.epochs = 6;
    let (plain, end) = run(&wanted);
    let best = end.unwrap().0;
    let weights = std::fs::read(&wanted.best).unwrap();

    let _alone = GENERATOR.lock().unwrap();
    tch::set_num_threads(1);
    let control = Control::default();
    control.pass();
    let (said, heard) = std::sync::mpsc::channel();
    let points = std::thread::scope(|scope| {
        let steering = &control;
        scope.spawn(move || {
            // One pass at a time: after each of the first three it waits until it is told to go on.
            for pass in 1..=3 {
                assert_eq!(heard.recv().unwrap(), pass);
                let more = heard.recv_timeout(Duration::from_millis(50));
                assert!(more.is_err(), "it waits after pass {pass}");
                if pass < 3 { steering.pass() } else { steering.play() }
            }
            for pass in 4..=6 {
                assert_eq!(heard.recv().unwrap(), pass);
            }
        });
        let mut points = Vec::new();
        let found = device::find(&NoCard);
        let end = train(&wanted, &found, &control, &mut |told| {
            if let Tell::Epoch(epoch) = told {
                points.push(Epoch { seconds: 0.0, ..epoch });
                if epoch.epoch > 0 {
                    said.send(epoch.epoch).unwrap();
                }
            }
        });
        assert_eq!(end.unwrap().0, best);
        points
    });
    assert_eq!(points, plain);
    assert_eq!(std::fs::read(&wanted.best).unwrap(), weights);

    // One that waits can be stopped.
    let control = Control::default();
    control.pause();
    std::thread::scope(|scope| {
        let steering = &control;
        scope.spawn(move || {
            std::thread::sleep(Duration::from_millis(30));
            steering.stop();
        });
        let end = train(&wanted, &device::find(&NoCard), &control, &mut |_| {});
        assert_eq!(end.unwrap(), (0, Ending::Stopped));
    });
}

#[test]
fn the_learning_rate_changes_while_it_learns() {
    let folder = tempfile::tempdir().unwrap();
    let mut wanted = problem(folder.path(), Task::YesNo, 200);
    wanted.learning.epochs = 4;
    let (plain, _) = run(&wanted);
    let _alone = GENERATOR.lock().unwrap();
    tch::set_num_threads(1);
    let control = Control::default();
    // No steps at all, and a step that would lead nowhere, are not heard.
    for change in [Change::Rate(f64::NAN), Change::Rate(0.0), Change::Batch(0), Change::Dropout(1.0)] {
        control.order(Order::Change(change));
    }
    control.order(Order::Goal(Some(f64::NAN)));
    let mut points = Vec::new();
    let end = train(&wanted, &device::find(&NoCard), &control, &mut |told| {
        if let Tell::Epoch(epoch) = told {
            points.push(Epoch { seconds: 0.0, ..epoch });
            if epoch.epoch == 2 {
                control.order(Order::Change(Change::Rate(0.002)));
            }
        }
    });
    assert!(end.is_ok());
    assert_eq!(points[..3], plain[..3]);
    let rates: Vec<f64> = points.iter().map(|point| point.rate).collect();
    assert_eq!(rates, [0.01, 0.01, 0.01, 0.002, 0.002]);
    assert_ne!(points[3].train, plain[3].train);
}

#[test]
fn who_watches_sees_the_weights_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut wanted = problem(folder.path(), Task::YesNo, 200);
    wanted.learning.epochs = 5;
    let (plain, _) = run(&wanted);
    let weights = std::fs::read(&wanted.best).unwrap();
    let now = folder.path().join("now");
    wanted.now = Some(now.clone());
    let _alone = GENERATOR.lock().unwrap();
    tch::set_num_threads(1);
    let (mut points, mut seen) = (Vec::new(), Vec::new());
    let end = train(&wanted, &device::find(&NoCard), &Control::default(), &mut |told| match told {
        Tell::Epoch(epoch) => points.push(Epoch { seconds: 0.0, ..epoch }),
        Tell::Weights { epoch } => {
            let read = tensors::read(&now).unwrap();
            assert_eq!(read[tensors::EPOCH].values, [epoch as f32]);
            assert!(forward::layers(&read).is_some());
            seen.push(epoch);
        }
        _ => {}
    });
    assert!(end.is_ok());
    assert_eq!(points, plain);
    assert_eq!(std::fs::read(&wanted.best).unwrap(), weights);
    assert_eq!(seen.first(), Some(&0), "the start is shown at once");
}

/// Sixty levels, of which every third says yes; nothing else to go by.
#[test]
fn a_table_tells_levels_apart() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = problem(folder.path(), Task::YesNo, 8);
    let (levels, rows) = (60, 1_200);
    for part in ["train", "valid"] {
        let mut x = vec![0.0_f32; rows * (levels + 1)];
        for (row, cells) in x.chunks_mut(levels + 1).enumerate() {
            cells[1 + row * 7 % levels] = 1.0;
        }
        let y: Vec<f32> = (0..rows).map(|row| f32::from(u8::from(row * 7 % levels % 3 == 0))).collect();
        tensors::write(&folder.path().join(part), &[("x", &[rows, levels + 1], &x), ("y", &[rows], &y)])
            .unwrap();
    }
    let embeddings = vec![Embedding { start: 1, levels: levels as u32, size: 8 }];
    let wanted = Train { embeddings, ..wanted };
    let (points, end) = run(&wanted);
    assert!(end.is_ok());
    let last = points.last().unwrap().valid.unwrap();
    assert!(last < 0.05, "{last}");
    // Written is a net of the columns themselves.
    let found = tensors::read(&wanted.best).unwrap();
    assert_eq!(found["layers.0.weight"].shape, [16, levels + 1]);
    assert_eq!(run(&wanted).0, points);
}
