//! Going back, beginning again, learning in another way: always as if it had been so from the start.

use std::collections::VecDeque;
use std::fs;

use clientele_neural_protocol::{DeviceChoice, Learning, Schedule, Task, tensors};

use super::tests::{GENERATOR, NoCard, problem, run};
use super::*;
use crate::device;

/// What is done each time the net waits.
#[derive(Clone, Copy, Debug)]
enum Do {
    Play,
    Pass,
    Step,
    Stop,
    Order(Order),
}

use Do::{Pass, Play, Step, Stop};

const BACK: Do = Do::Order(Order::Back);

/// What was told, with the weights at the end of each pass.
#[derive(Debug, Default)]
struct Heard {
    /// Passes as they stand in the end: those gone back from are taken out.
    points: Vec<Epoch>,
    /// The file of weights after each of them.
    weights: Vec<Vec<u8>>,
    told: Vec<Tell>,
    /// Whether there was a file of the best each time it waited, and of which pass.
    best: Vec<Option<f32>>,
    end: Option<(u32, Ending)>,
}

/// Trains and does one thing after the other, each when the net waits.
fn steered(wanted: &Train, script: &[Do]) -> Heard {
    let _alone = GENERATOR.lock().unwrap();
    tch::set_num_threads(1);
    let mut wanted = wanted.clone();
    wanted.passed = Some(wanted.best.with_extension("passed"));
    let passed = wanted.passed.clone().unwrap();
    let mut script: VecDeque<Do> = script.iter().copied().collect();
    let control = Control::default();
    control.pause();
    let mut heard = Heard::default();
    let end = train(&wanted, &device::find(&NoCard), &control, &mut |said| {
        match &said {
            Tell::Epoch(epoch) => heard.points.push(Epoch { seconds: 0.0, ..*epoch }),
            Tell::Passed { .. } => heard.weights.push(fs::read(&passed).unwrap()),
            Tell::Back { epoch, .. } => {
                let left = epoch.map_or(0, |epoch| epoch as usize + 1);
                heard.points.truncate(left);
                heard.weights.truncate(left);
            }
            Tell::Waits { .. } => {
                let best = tensors::read(&wanted.best).ok();
                heard.best.push(best.map(|best| best[tensors::EPOCH].values[0]));
                match script.pop_front().unwrap_or(Play) {
                    Play => control.play(),
                    Pass => control.pass(),
                    Step => control.step(),
                    Stop => control.stop(),
                    Do::Order(order) => control.order(order),
                }
            }
            _ => {}
        }
        heard.told.push(said);
    });
    heard.end = Some(end.unwrap());
    assert_eq!(heard.points.len(), heard.weights.len());
    heard
}

/// Every method, with dropout and batch norm, whose running means are a state of their own.
fn every_way(folder: &Path) -> Vec<Train> {
    let mut all = Vec::new();
    for optimiser in [Method::Adam, Method::Sgd, Method::AdamW] {
        for schedule in [Schedule::Constant, Schedule::Plateau, Schedule::Cosine] {
            let mut wanted = problem(folder, Task::YesNo, 150);
            (wanted.shape.dropout, wanted.shape.batch_norm) = (0.2, true);
            let rate = if optimiser == Method::Sgd { 0.3 } else { 0.05 };
            // Patience 3 makes a plateau of each pass that is no better.
            let learning =
                Learning { optimiser, schedule, rate, l2: 1.0, l1: 0.1, epochs: 12, ..wanted.learning };
            wanted.learning = Learning { patience: 0, ..learning };
            all.push(wanted);
        }
    }
    all
}

#[test]
fn a_pass_back_and_forth_gives_the_same_weights_bit_by_bit() {
    let folder = tempfile::tempdir().unwrap();
    for wanted in every_way(folder.path()) {
        let plain = steered(&wanted, &[]);
        assert_eq!(plain.weights.len(), 13);
        assert_ne!(plain.weights[11], plain.weights[12]);
        // Eight passes, three back, one forward, two back, then on to the end; some of it within a pass.
        let script =
            [[Pass; 8].as_slice(), &[BACK; 3], &[Pass], &[BACK; 2], &[Step, Step, BACK, Step, Play]].concat();
        let there_and_back = steered(&wanted, &script);
        assert_eq!(there_and_back.points, plain.points, "{:?}", wanted.learning);
        assert!(there_and_back.weights == plain.weights, "{:?}", wanted.learning);
        assert_eq!(there_and_back.end, plain.end);
    }
}

#[test]
fn beginning_again_gives_the_same_and_another_seed_another_start() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = problem(folder.path(), Task::Number, 150);
    let wanted = Train { learning: Learning { epochs: 5, ..wanted.learning.clone() }, ..wanted };
    let plain = steered(&wanted, &[]);
    // With another rate for a while, which the new beginning does not know.
    let other_rate = Do::Order(Order::Change(Change::Rate(0.2)));
    let script = [Pass, other_rate, Pass, Step, Do::Order(Order::Begin(None))];
    let again = steered(&wanted, &script);
    assert_eq!(again.points, plain.points);
    assert!(again.weights == plain.weights);
    // Before the first pass of the new beginning there is no best.
    assert_eq!(again.best, [None, Some(1.0), Some(1.0), Some(2.0), Some(2.0), None]);
    let seventh = steered(&wanted, &[Pass, Do::Order(Order::Begin(Some(7)))]);
    let as_if = steered(&Train { seed: 7, ..wanted.clone() }, &[]);
    assert_eq!(seventh.points, as_if.points);
    assert!(seventh.weights == as_if.weights);
    assert_ne!(seventh.points, plain.points);
}

#[test]
fn one_batch_is_one_step_and_the_same_as_without_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = problem(folder.path(), Task::YesNo, 80);
    let wanted = Train { learning: Learning { epochs: 2, batch: 30, ..wanted.learning.clone() }, ..wanted };
    let plain = steered(&wanted, &[]);
    let steps = steered(&wanted, &[Step; 6]);
    assert_eq!(steps.points, plain.points);
    assert!(steps.weights == plain.weights);
    let waits = steps.told.iter().filter_map(|said| match said {
        Tell::Waits { epoch, rows, of, loss, oldest: 0 } => Some((*epoch, *rows, *of, loss.is_some())),
        _ => None,
    });
    let expected =
        [(0, 0, 80, false), (0, 30, 80, true), (0, 60, 80, true), (1, 0, 80, false), (1, 30, 80, true)];
    assert_eq!(waits.collect::<Vec<_>>(), [expected.as_slice(), &[(1, 60, 80, true)]].concat());
}

#[test]
fn the_best_is_that_of_the_passes_that_are_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut wanted = problem(folder.path(), Task::YesNo, 60);
    wanted.learning = Learning { rate: 0.05, epochs: 40, patience: 4, ..wanted.learning };
    let plain = steered(&wanted, &[]);
    let (best, why) = plain.end.unwrap();
    assert_eq!(why, Ending::Patience);
    assert!(best > 2);
    // Past the best, then back before it: what is in the file is the best until there.
    let lowest = |until: u32| {
        let losses = plain.points.iter().filter(|point| (1..=until).contains(&point.epoch));
        losses.min_by(|a, b| a.valid.unwrap().total_cmp(&b.valid.unwrap())).unwrap().epoch
    };
    let passes = best + 2;
    let script = [vec![Pass; passes as usize], vec![BACK; 4], vec![Stop]].concat();
    let heard = steered(&wanted, &script);
    let expected: Vec<Option<f32>> = (0..4).map(|back| Some(lowest(passes - 1 - back) as f32)).collect();
    let found = &heard.best[passes as usize + 1..];
    assert_eq!(found, expected);
    assert_eq!(heard.end, Some((lowest(passes - 4), Ending::Stopped)));
    // Back at the very start nothing is the best, and one more step back does nothing.
    let heard = steered(&wanted, &[Pass, BACK, BACK, Pass, Stop]);
    assert_eq!(heard.best, [None, Some(1.0), None, None, Some(1.0)]);
    // Going back and on again ends where it would have ended.
    let script = [vec![Pass; passes as usize], vec![BACK; 4]].concat();
    assert_eq!(steered(&wanted, &script).end, plain.end);
}

#[test]
fn batch_and_dropout_change_while_it_learns_and_so_they_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut wanted = problem(folder.path(), Task::YesNo, 100);
    wanted.learning = Learning { epochs: 3, batch: 20, ..wanted.learning };
    let change = |change| Do::Order(Order::Change(change));
    // From the start on is the same as wanted so.
    let mut other = wanted.clone();
    (other.learning.batch, other.shape.dropout) = (50, 0.3);
    let as_if = steered(&other, &[]);
    let heard = steered(&wanted, &[change(Change::Batch(50)), change(Change::Dropout(0.3))]);
    assert_eq!(heard.points, as_if.points);
    assert!(heard.weights == as_if.weights);
    // In the midst of a pass: two fifths were done, and the rest is one batch.
    let script = [Pass, Step, Step, change(Change::Batch(60)), Step, Step];
    let heard = steered(&wanted, &script);
    let changed = heard.told.iter().find_map(|said| match said {
        Tell::Changed { epoch, share, change, settings } => Some((*epoch, *share, *change, *settings)),
        _ => None,
    });
    let settings = Settings { rate: 0.01, batch: 60, dropout: 0.0 };
    assert_eq!(changed, Some((1, 0.4, Change::Batch(60), settings)));
    assert!(heard.told.iter().any(|said| matches!(said, Tell::Waits { epoch: 2, rows: 60, .. })));
    // Who goes back before a change learns as before it.
    let script = [Pass, Step, change(Change::Dropout(0.5)), Pass, BACK];
    let (back, plain) = (steered(&wanted, &script), steered(&wanted, &[]));
    assert_eq!(back.points, plain.points);
    let told = back.told.iter().find_map(|said| match said {
        Tell::Back { settings, .. } => Some(*settings),
        _ => None,
    });
    assert_eq!(told, Some(Settings { rate: 0.01, batch: 20, dropout: 0.0 }));
    // One that was made between two passes stays.
    let script = [Pass, change(Change::Dropout(0.5)), Pass, BACK];
    let without = steered(&wanted, &[Pass, change(Change::Dropout(0.5))]);
    assert_eq!(steered(&wanted, &script).points, without.points);
}

#[test]
fn it_ends_at_the_goal_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = problem(folder.path(), Task::YesNo, 200);
    let plain = run(&wanted).0;
    let goal = plain[6].valid.unwrap();
    let first = plain.iter().skip(1).find(|point| point.valid.unwrap() <= goal).unwrap().epoch;
    let (points, end) = run(&Train { goal: Some(goal), ..wanted.clone() });
    assert_eq!(end.unwrap(), (first, Ending::Goal));
    assert_eq!(points, plain[..=first as usize]);
    // Set and lifted while it learns.
    let set = |goal| Do::Order(Order::Goal(goal));
    let heard = steered(&wanted, &[Pass, set(Some(goal))]);
    assert_eq!(heard.end.unwrap().1, Ending::Goal);
    let heard = steered(&Train { goal: Some(goal), ..wanted.clone() }, &[set(None)]);
    assert_eq!((heard.end.unwrap().1, heard.points.len()), (Ending::Epochs, plain.len()));
    // Without validation rows it is the loss of those that learn.
    let alone = Train { valid: None, goal: Some(0.3), ..wanted };
    let (points, end) = run(&alone);
    assert_eq!(end.unwrap().1, Ending::Goal);
    assert!(points.last().unwrap().train <= 0.3 && points.iter().rev().skip(1).all(|at| at.train > 0.3));
}

#[test]
fn our_steps_are_those_of_libtorch() {
    use tch::nn::{self, OptimizerConfig as _};
    let _alone = GENERATOR.lock().unwrap();
    tch::set_num_threads(1);
    let decay = 0.02;
    for (method, rate) in [(Method::Sgd, 0.01), (Method::Adam, 0.003), (Method::AdamW, 0.003)] {
        tch::manual_seed(11);
        let float = (Kind::Float, tch::Device::Cpu);
        let (x, y) = (Tensor::randn([64, 30], float), Tensor::randn([64], float));
        let start = Tensor::randn([30], float) * 0.3;
        let store = nn::VarStore::new(tch::Device::Cpu);
        let mut theirs = store.root().var_copy("w", &start);
        let mut optimiser = match method {
            Method::Sgd => nn::sgd(0.9, 0.0, 0.0, false).build(&store, rate),
            Method::Adam => nn::Adam::default().build(&store, rate),
            Method::AdamW => nn::adamw(0.9, 0.999, decay).build(&store, rate),
        }
        .unwrap();
        let mut ours = start.copy().set_requires_grad(true);
        let mut own = Optimiser::new(method, decay, &ours);
        let loss = |w: &Tensor| ((x.matmul(w) - &y).square().mean(Kind::Float)).tanh();
        for step in 1..=200 {
            let now = if step > 100 { rate / 3.0 } else { rate };
            optimiser.set_lr(now);
            // Both from the same weights, so that rounding does not add up.
            tch::no_grad(|| theirs.copy_(&ours));
            optimiser.backward_step(&loss(&theirs));
            let slopes = Tensor::run_backward(&[loss(&ours)], &[&ours], false, false);
            own.step(&mut ours, &slopes[0], now);
            let furthest = (&theirs - &ours).abs().max().double_value(&[]);
            assert!(furthest < 2e-7, "{method:?}, step {step}: {furthest}");
        }
        let moved = (&ours - &start).abs().max().double_value(&[]);
        assert!(moved > 0.05, "{method:?} {moved}");
    }
}

#[test]
fn it_is_found_within_a_pass_that_it_diverges() {
    let folder = tempfile::tempdir().unwrap();
    let mut wanted = problem(folder.path(), Task::Number, 400);
    wanted.device = DeviceChoice::Cpu;
    let learning = Learning { optimiser: Method::Sgd, rate: 0.01, batch: 32, ..wanted.learning };
    wanted.learning = learning;
    let _alone = GENERATOR.lock().unwrap();
    let control = Control::default();
    let mut last = 0;
    let end = train(&wanted, &device::find(&NoCard), &control, &mut |said| {
        if let Tell::Epoch(epoch) = said {
            last = epoch.epoch;
            if last == 3 {
                control.order(Order::Change(Change::Rate(1e9)));
            }
        }
    });
    let failure = end.unwrap_err();
    // The rate in force is the one that is told, and the best before it is in the file.
    assert_eq!((failure.reason, failure.detail.parse()), (Reason::Diverged, Ok(1e9)));
    assert_eq!(last, 3);
    assert!(tensors::read(&wanted.best).unwrap()[tensors::EPOCH].values[0] <= 3.0);
}
