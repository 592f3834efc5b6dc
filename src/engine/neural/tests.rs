//! Scores against plain counts, and what the user says on its way to the trainer.

use clientele_neural_protocol::tensors::{Tensor, Tensors};
use clientele_neural_protocol::{Activation, Change};
use ndarray::Array2;

use super::*;
use crate::domain::recipe::Balance;
use crate::learn::net::Asked;

/// Numbers that look random and are the same everywhere (Knuth's MMIX generator).
struct Chance(u64);

impl Chance {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn rows(chance: &mut Chance, n: usize, width: usize) -> Array2<f64> {
    Array2::from_shape_fn((n, width), |_| chance.unit() * 4.0 - 2.0)
}

/// A net of one layer: sums of the inputs, with these weights.
fn net(weights: &[f32], outputs: usize, feed: &Feed) -> Net {
    let width = weights.len() / outputs;
    let tensor = |shape: Vec<usize>, values: Vec<f32>| Tensor { shape, values };
    let named = [
        ("layers.0.weight", tensor(vec![outputs, width], weights.to_vec())),
        ("layers.0.bias", tensor(vec![outputs], vec![0.0; outputs])),
    ];
    let tensors: Tensors = named.into_iter().map(|(name, tensor)| (name.to_owned(), tensor)).collect();
    Net::new(&tensors, Activation::Relu, feed).unwrap()
}

/// A feed with validation rows, and these rows with their answers.
fn feed(asked: Asked<'_>, n: usize, answer: &dyn Fn(&[f64], f64) -> f64) -> (Feed, Array2<f64>, Vec<f64>) {
    let mut chance = Chance(5);
    let mut part = |n: usize| {
        let x = rows(&mut chance, n, 3);
        let y: Vec<f64> = x.rows().into_iter().map(|row| answer(&row.to_vec(), chance.unit())).collect();
        (x, y)
    };
    let (train, valid) = (part(200), part(n));
    let rows = |(x, y): &(Array2<f64>, Vec<f64>)| (x.clone().into(), y.clone());
    let feed =
        Feed::new(("t", asked), rows(&train), Some(rows(&valid)), (Balance::None, 1), &|| true).unwrap();
    (feed, valid.0, valid.1)
}

#[test]
fn lift_of_the_best_tenth_is_what_a_plain_count_says() {
    // 1,003 rows: tenths are not of one size, and ties stand among the scores.
    let answer = |row: &[f64], chance: f64| f64::from(u8::from(row[0].round() + 3.0 * chance > 2.5));
    for n in [1_003, 60, 10] {
        let (mut feed, x, y) = feed(Asked::YesNo, n, &answer);
        let net = net(&[1.0, 0.5, 0.0], 1, &feed);
        let scorer = Scorer::new(&mut feed).unwrap();
        let found = scorer.score(&net, &|| true).unwrap();
        // Best first by the sum itself, since the chance rises with it.
        let mut ranked: Vec<(f32, f64)> =
            x.rows().into_iter().zip(&y).map(|(row, y)| (row[0] as f32 + row[1] as f32 * 0.5, *y)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let best = &ranked[..n / 10];
        let rate = |rows: &[(f32, f64)]| rows.iter().map(|(_, y)| y).sum::<f64>() / rows.len() as f64;
        let expected = rate(best) / rate(&ranked);
        assert!((found - expected).abs() < 1e-12, "{n}: {found} {expected}");
    }
    // Without a yes there is none, and nine rows have no tenth.
    let (mut none, ..) = feed(Asked::YesNo, 50, &answer);
    let net = net(&[1.0, 0.5, 0.0], 1, &none);
    none.valid.as_mut().unwrap().y.fill(0.0);
    assert_eq!(Scorer::new(&mut none).unwrap().score(&net, &|| true), None);
    assert!(Scorer::new(&mut feed(Asked::YesNo, 9, &answer).0).is_none());
}

#[test]
fn typical_error_is_in_the_unit_of_the_column() {
    let (mut feed, x, y) = feed(Asked::Number, 501, &|row, chance| 5_000.0 + 300.0 * row[0] + 90.0 * chance);
    let net = net(&[0.8, 0.1, -0.1], 1, &feed);
    let truth = Scorer::new(&mut feed).unwrap();
    let found = truth.score(&net, &|| true).unwrap();
    // By hand: what it says in standard units, times the spread of those it learns from, plus their mean.
    let (shift, scale) = {
        let said =
            net.answers(&crate::learn::net::Cells { x: vec![0.0; 3], y: vec![0.0], w: None }, &|| true);
        let one = net
            .answers(&crate::learn::net::Cells { x: vec![1.25, 0.0, 0.0], y: vec![0.0], w: None }, &|| true);
        let shift = said.unwrap()[0];
        (shift, one.unwrap()[0] - shift)
    };
    let squares = x.rows().into_iter().zip(&y).map(|(row, y)| {
        let sum = 0.8 * row[0] + 0.1 * row[1] - 0.1 * row[2];
        (sum * scale + shift - y).powi(2)
    });
    let expected = (squares.sum::<f64>() / 501.0).sqrt();
    assert!((found / expected - 1.0).abs() < 1e-5, "{found} {expected}");
    assert!(found > 20.0 && found < 400.0, "{found}");
}

#[test]
fn share_correct_counts_the_likeliest_answer() {
    let names = ["a", "b", "c"].map(str::to_owned);
    let answer = |row: &[f64], chance: f64| {
        if chance > 0.8 { 2.0 } else { f64::from(u8::from(row[0] > row[1])) }
    };
    let (mut feed, x, y) = feed(Asked::Category(&names), 777, &answer);
    let weights = [0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0];
    let net = net(&weights, 3, &feed);
    let found = Scorer::new(&mut feed).unwrap().score(&net, &|| true).unwrap();
    // Scores are the inputs 1, 0 and 2; the largest one is what it says.
    let right = x.rows().into_iter().zip(&y).filter(|(row, y)| {
        let scores = [row[1] as f32, row[0] as f32, row[2] as f32];
        let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        scores.iter().position(|score| *score == most) == Some(**y as usize)
    });
    assert_eq!(found, right.count() as f64 / 777.0);
}

#[test]
fn a_score_is_given_up_when_nobody_waits_for_it() {
    let (mut feed, ..) = feed(Asked::YesNo, 100, &|row, _| f64::from(u8::from(row[0] > 0.0)));
    let net = net(&[1.0, 0.0, 0.0], 1, &feed);
    assert_eq!(Scorer::new(&mut feed).unwrap().score(&net, &|| false), None);
}

#[test]
fn what_the_user_says_is_asked_in_the_units_of_the_trainer() {
    assert_eq!(ask_of(Steer::Goal(Some(50.0)), 1, 100.0), Ask::Goal { loss: Some(0.5) });
    assert_eq!(ask_of(Steer::Goal(None), 1, 100.0), Ask::Goal { loss: None });
    let change = Change::Dropout(0.25);
    assert_eq!(ask_of(Steer::Change(change), 1, 1.0), Ask::Change { change });
    // The first drawing is the seed of the recipe; each other one is its own, and always the same.
    assert_eq!(ask_of(Steer::Anew(0), 42, 1.0), Ask::Anew { seed: 42 });
    let seeds: std::collections::BTreeSet<u64> = (0..1_000).map(|draw| seed_of(42, draw)).collect();
    assert_eq!(seeds.len(), 1_000);
    assert_eq!(seed_of(42, 7), seed_of(42, 7));
    assert_ne!(seed_of(42, 7), seed_of(43, 7));
}

#[test]
fn notes_tell_of_changes_before_the_kept_pass_and_of_the_goal() {
    assert_eq!(changed_note(&[], 5), None);
    assert_eq!(changed_note(&[5.0, 7.2], 5), None);
    let note = changed_note(&[0.0, 4.4, 5.0], 5).unwrap();
    assert_eq!(note, Message::new("neural-note-changed").count("n", 2));
    let point = |iteration, valid| CurvePoint { iteration, train: 0.3, valid };
    let note = goal_note(&[point(1, None), point(2, Some(0.25))]).unwrap();
    assert_eq!(note, Message::new("neural-note-goal").count("n", 2).with("loss", Arg::Loss(0.25)));
}

/// Learns two passes, goes one back, learns the second anew and ends at a goal; its weights are ready made.
#[cfg(unix)]
const BACK_AND_FORTH: &str = r#"#!/bin/sh
echo '{"tell":"hello","version":3}'
read -r train
file() { printf '%s' "$train" | sed 's/.*"'"$1"'":"\([^"]*\)".*/\1/'; }
pass() { echo '{"tell":"epoch","epoch":'"$1"',"train":0.5,"valid":'"$2"',"rate":0.1,"seconds":0.1}'; }
cp WEIGHTS "$(file best)"
cp WEIGHTS "$(file passed)"
pass 0 0.75
pass 1 0.5
echo '{"tell":"passed","epoch":1}'
echo '{"tell":"changed","epoch":1,"share":0.5,"change":{"batch":7},"settings":{"rate":0.1,"batch":7,"dropout":0}}'
pass 2 0.4
echo '{"tell":"passed","epoch":2}'
echo '{"tell":"back","epoch":1,"settings":{"rate":0.1,"batch":9,"dropout":0}}'
echo '{"tell":"waits","epoch":1,"rows":3,"of":200,"loss":0.25,"oldest":0}'
echo '{"tell":"changed","epoch":1,"share":0.25,"change":{"dropout":0.5},"settings":{"rate":0.1,"batch":9,"dropout":0.5}}'
pass 2 0.25
echo '{"tell":"passed","epoch":2}'
echo '{"tell":"done","best":2,"why":"goal"}'
"#;

#[cfg(unix)]
#[test]
fn what_was_gone_back_from_is_in_no_curve_and_the_end_says_why() {
    use std::os::unix::fs::PermissionsExt as _;

    use crate::domain::net::{NetSpec, Settings};

    let place = tempfile::tempdir().unwrap();
    let weights = place.path().join("weights");
    let parts: [(&str, &[usize], &[f32]); 3] = [
        ("layers.0.weight", &[1, 3], &[1.0, 0.5, 0.0]),
        ("layers.0.bias", &[1], &[0.0]),
        (tensors::EPOCH, &[1], &[2.0]),
    ];
    tensors::write(&weights, &parts).unwrap();
    let program = place.path().join("trainer");
    std::fs::write(&program, BACK_AND_FORTH.replace("WEIGHTS", &weights.display().to_string())).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let (feed, ..) = feed(Asked::YesNo, 100, &|row, _| f64::from(u8::from(row[0] > 0.0)));
    let spec = ModelSpec {
        net: NetSpec { goal: Some(0.3), batch: Some(9), dropout: Some(0.0), ..NetSpec::default() },
        ..ModelSpec::default()
    };
    let news = RefCell::new(Vec::new());
    let watcher =
        Watcher { told: &|said| news.borrow_mut().push(said), measures: true, ..Watcher::nobody(&|| true) };
    let mut points = Vec::new();
    let (fitted, broken) = train_with(&Trainer::at(program), feed, &spec, 1, watcher, &mut |point| {
        points.push((point.iteration, point.valid));
        true
    })
    .unwrap();
    assert_eq!(broken, None);
    // All passes were seen as they came; what is kept is what was not gone back from.
    assert_eq!(points, [(0, Some(0.75)), (1, Some(0.5)), (2, Some(0.4)), (2, Some(0.25))]);
    let kept: Vec<_> = fitted.curve.iter().map(|point| (point.iteration, point.valid)).collect();
    assert_eq!(kept, [(0, Some(0.75)), (1, Some(0.5)), (2, Some(0.25))]);
    assert_eq!((fitted.best_iteration, fitted.stopped), (2, false));
    let goal = Message::new("neural-note-goal").count("n", 2).with("loss", Arg::Loss(0.25));
    let changed = Message::new("neural-note-changed").count("n", 1);
    assert!(fitted.warnings.contains(&goal) && fitted.warnings.contains(&changed), "{:?}", fitted.warnings);
    let news = news.into_inner();
    let settings = |batch, dropout| Settings { rate: 0.1, batch, dropout };
    assert!(matches!(news.first(), Some(NetNews::Begins(Settings { batch: 9, .. }))));
    let wait = NetWait { pass: 1, rows: 3, of: 200, loss: Some(0.25), oldest: 0 };
    let expected = [
        NetNews::Changed(1.5, Change::Batch(7), settings(7, 0.0)),
        NetNews::Back(Some(1), settings(9, 0.0)),
        NetNews::Waits(wait),
        NetNews::Changed(1.25, Change::Dropout(0.5), settings(9, 0.5)),
    ];
    let steered: Vec<_> = news
        .iter()
        .filter(|said| matches!(said, NetNews::Changed(..) | NetNews::Back(..) | NetNews::Waits(_)))
        .collect();
    assert_eq!(steered, expected.iter().collect::<Vec<_>>());
    // The file is of pass 2 each time: measured once, and once more after it was gone back from.
    let scores = news.iter().filter(|said| matches!(said, NetNews::Score(2, _))).count();
    assert_eq!(scores, 2);
}
