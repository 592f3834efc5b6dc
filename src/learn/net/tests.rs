//! Nets by hand, rows as they reach the trainer, and what is chosen where nothing is asked.

use clientele_neural_protocol::tensors::{EPOCH, Tensor, Tensors};
use clientele_neural_protocol::{Activation, Embedding, Task};
use ndarray::{Array2, array};

use super::*;
use crate::domain::recipe::{Balance, ModelSpec, NetSpec};
use crate::learn::design::{Design, Group};
use crate::learn::{LearnError, Model};

fn tensors(named: &[(&str, &[usize], &[f32])]) -> Tensors {
    let tensor = |(name, shape, values): &(&str, &[usize], &[f32])| {
        ((*name).to_owned(), Tensor { shape: shape.to_vec(), values: values.to_vec() })
    };
    named.iter().map(tensor).collect()
}

fn rows(n: usize, width: usize) -> Array2<f64> {
    Array2::from_shape_fn((n, width), |(row, column)| ((row * 7 + column * 3) % 11) as f64 / 5.0 - 1.0)
}

fn feed(asked: Asked<'_>, y: &[f64], balance: Balance) -> Feed {
    let train = (rows(y.len(), 2).into(), y.to_vec());
    Feed::new(("t", asked), train, None, (balance, 1), &|| true).unwrap()
}

/// An activation and its formula.
type Named = (Activation, fn(f64) -> f64);

/// Two inputs, two hidden neurons with batch norm, one output.
fn by_hand() -> Tensors {
    tensors(&[
        ("layers.0.weight", &[2, 2], &[1.0, -2.0, 0.5, 0.25]),
        ("layers.0.bias", &[2], &[0.5, -1.0]),
        ("layers.0.norm.weight", &[2], &[2.0, 1.0]),
        ("layers.0.norm.bias", &[2], &[0.1, 0.2]),
        ("layers.0.norm.mean", &[2], &[0.3, -0.4]),
        ("layers.0.norm.variance", &[2], &[4.0, 0.25]),
        ("layers.1.weight", &[1, 2], &[1.5, -0.5]),
        ("layers.1.bias", &[1], &[0.25]),
        (EPOCH, &[1], &[3.0]),
    ])
}

#[test]
fn a_net_says_what_its_formula_says() {
    let y: Vec<f64> = (0..20).map(|row| f64::from(row % 2)).collect();
    let x = array![[1.0, 2.0], [-0.5, 0.75], [3.0, -1.0]];
    let functions: [Named; 4] = [
        (Activation::Relu, |z| z.max(0.0)),
        (Activation::Tanh, f64::tanh),
        (Activation::Sigmoid, |z| 1.0 / (1.0 + (-z).exp())),
        (Activation::Gelu, |z| {
            z / 2.0 * (1.0 + ((2.0 / std::f64::consts::PI).sqrt() * (z + 0.044_715 * z.powi(3))).tanh())
        }),
    ];
    for (activation, function) in functions {
        let net = Net::new(&by_hand(), activation, &feed(Asked::YesNo, &y, Balance::None)).unwrap();
        for (found, x) in net.predict(&x.view()).iter().zip(x.rows()) {
            let sums = [x[0] - 2.0 * x[1] + 0.5, 0.5 * x[0] + 0.25 * x[1] - 1.0];
            let first = function((sums[0] - 0.3) / (4.0_f64 + 1e-5).sqrt() * 2.0 + 0.1);
            let second = function((sums[1] + 0.4) / (0.25_f64 + 1e-5).sqrt() + 0.2);
            let chance = 1.0 / (1.0 + (-(1.5 * first - 0.5 * second + 0.25)).exp());
            assert!((found - chance).abs() < 1e-6, "{activation:?} {found} {chance}");
        }
        // A model like any other, on disk too.
        let model = Model::Neural(net);
        assert!(model.is_whole() && model.width() == 2 && model.classes().is_none());
        let again: Model = serde_json::from_str(&serde_json::to_string(&model).unwrap()).unwrap();
        assert_eq!(again, model);
        assert!(model.predict(&rows(3, 5).view()).iter().all(|value| value.is_nan()));
    }
}

#[test]
fn several_answers_get_chances_that_add_up_and_numbers_their_unit() {
    let y: Vec<f64> = (0..30).map(|row| f64::from(row % 3)).collect();
    let names = ["a", "b", "c"].map(str::to_owned);
    let three = tensors(&[
        ("layers.0.weight", &[3, 2], &[1.0, 0.0, 0.0, 1.0, -1.0, 300.0]),
        ("layers.0.bias", &[3], &[0.0, 0.5, -0.5]),
    ]);
    let net = Net::new(&three, Activation::Relu, &feed(Asked::Category(&names), &y, Balance::None)).unwrap();
    let x = array![[1.0, 2.0], [0.0, 0.0]];
    let chances = net.chances(&x.view());
    assert_eq!((chances.len(), net.classes()), (6, Some(3)));
    let sum: f64 = [0.0_f64, 0.5, -0.5].iter().map(|score| score.exp()).sum();
    for (found, score) in chances[3..].iter().zip([0.0_f64, 0.5, -0.5]) {
        assert!((found - score.exp() / sum).abs() < 1e-6);
    }
    assert_eq!(net.predict(&x.view()), [chances[2], chances[4]]);
    // A number comes back in its own unit: mean 10, standard deviation 2.
    let y: Vec<f64> = (0..20).map(|row| if row % 2 == 0 { 8.0 } else { 12.0 }).collect();
    let feed = feed(Asked::Number, &y, Balance::None);
    assert!(feed.train.y.iter().all(|y| y.abs() == 1.0));
    assert_eq!(feed.loss(1.0), 4.0);
    let one = tensors(&[("layers.0.weight", &[1, 2], &[1.0, 0.0]), ("layers.0.bias", &[1], &[0.5])]);
    let net = Net::new(&one, Activation::Relu, &feed).unwrap();
    assert_eq!(net.predict(&x.view()), [1.5 * 2.0 + 10.0, 0.5 * 2.0 + 10.0]);
}

#[test]
fn weights_that_do_not_fit_are_no_net() {
    let y: Vec<f64> = (0..20).map(|row| f64::from(row % 2)).collect();
    let feed = feed(Asked::YesNo, &y, Balance::None);
    let whole = by_hand();
    assert!(Net::new(&whole, Activation::Relu, &feed).is_some());
    let names: Vec<String> = whole.keys().filter(|name| *name != EPOCH).cloned().collect();
    for name in names {
        let with = |change: &dyn Fn(&mut Tensor)| {
            let mut broken = whole.clone();
            change(broken.get_mut(&name).unwrap());
            Net::new(&broken, Activation::Relu, &feed)
        };
        assert!(with(&|tensor| tensor.values[0] = f32::NAN).is_none(), "{name}");
        assert!(with(&|tensor| tensor.values.truncate(tensor.values.len() - 1)).is_none(), "{name}");
    }
    assert!(Net::new(&Tensors::new(), Activation::Relu, &feed).is_none());
    // Columns of another table.
    let wide = tensors(&[("layers.0.weight", &[1, 3], &[1.0; 3]), ("layers.0.bias", &[1], &[0.0])]);
    assert!(Net::new(&wide, Activation::Relu, &feed).is_none());
}

#[test]
fn rows_are_held_back_evenly_and_the_others_learn() {
    // One in ten says yes.
    let y: Vec<f64> = (0..1_000).map(|row| f64::from(u8::from(row % 10 == 3))).collect();
    let whole = feed(Asked::YesNo, &y, Balance::None);
    let valid = whole.valid.as_ref().unwrap();
    assert!(whole.held_back && whole.width == 2 && whole.train.w.is_none());
    assert_eq!((whole.train.y.len(), valid.y.len()), (900, 100));
    assert_eq!((whole.train.x.len(), valid.x.len()), (1_800, 200));
    assert_eq!(valid.y.iter().sum::<f32>(), 10.0);
    // Every row is in one of the two, with its own answer.
    let x = rows(1_000, 2);
    let key = |x: &[f32], y: f32| format!("{x:?} {y}");
    let mut all: Vec<String> =
        x.rows().into_iter().zip(&y).map(|(x, y)| key(&[x[0] as f32, x[1] as f32], *y as f32)).collect();
    let cells = [&whole.train, valid];
    let mut found: Vec<String> =
        cells.iter().flat_map(|cells| cells.x.chunks(2).zip(&cells.y).map(|(x, y)| key(x, *y))).collect();
    all.sort();
    found.sort();
    assert_eq!(found, all);
    // The same seed holds back the same; few rows all learn; rows that are given are taken.
    assert_eq!(feed(Asked::YesNo, &y, Balance::None), whole);
    let few = feed(Asked::YesNo, &y[..90], Balance::None);
    assert!(few.valid.is_none() && !few.held_back);
    let part = || (rows(1_000, 2).into(), y.clone());
    let given = Feed::new(("t", Asked::YesNo), part(), Some(part()), (Balance::None, 1), &|| true).unwrap();
    assert!(!given.held_back && given.train.y.len() == 1_000 && given.valid.unwrap().y.len() == 1_000);
    let stopped = Feed::new(("t", Asked::YesNo), part(), None, (Balance::None, 1), &|| false);
    assert_eq!(stopped.unwrap_err(), LearnError::Stopped);
}

#[test]
fn rare_answers_that_count_more_are_mapped_back() {
    let y: Vec<f64> = (0..1_000).map(|row| f64::from(u8::from(row % 5 == 0))).collect();
    for balance in [Balance::Weights, Balance::Oversample] {
        let feed = feed(Asked::YesNo, &y, balance);
        let w = feed.train.w.as_ref().unwrap();
        let of = |cells: &Cells, w: &[f32], wanted: f32| -> f32 {
            cells.y.iter().zip(w).filter(|(y, _)| **y == wanted).map(|(_, w)| *w).sum()
        };
        // Both answers weigh the same, where it learns and where it checks.
        assert!((of(&feed.train, w, 1.0) / of(&feed.train, w, 0.0) - 1.0).abs() < 1e-3);
        let valid = feed.valid.as_ref().unwrap();
        let checked = valid.w.as_ref().unwrap();
        assert!((of(valid, checked, 1.0) / of(valid, checked, 0.0) - 1.0).abs() < 0.05);
        assert!((w.iter().sum::<f32>() / w.len() as f32 - 1.0).abs() < 1e-4);
        // A net that gives everybody even odds there gives the real rate here.
        let even = tensors(&[("layers.0.weight", &[1, 2], &[0.0; 2]), ("layers.0.bias", &[1], &[0.0])]);
        let net = Net::new(&even, Activation::Relu, &feed).unwrap();
        assert!((net.predict(&rows(1, 2).view())[0] - 0.2).abs() < 1e-3, "{balance:?}");
        assert_eq!(feed.notes.len(), 1);
    }
}

#[test]
fn what_is_asked_for_is_taken_and_the_rest_chosen() {
    let plain = plan(&ModelSpec::default(), 5_000, 20, 1).unwrap();
    assert!(!plain.shape.layers.is_empty() && plain.learning.epochs == EPOCHS);
    let net = NetSpec { layers: vec![7, 5], batch: Some(9), patience: Some(0), ..NetSpec::default() };
    let spec = ModelSpec {
        net,
        epochs: Some(3),
        penalty: Some(crate::domain::recipe::Penalty::Given(0.5)),
        ..ModelSpec::default()
    };
    let asked = plan(&spec, 5_000, 20, 1).unwrap();
    assert_eq!(asked.shape.layers, [7, 5]);
    let learning = asked.learning;
    assert_eq!((learning.batch, learning.patience, learning.epochs, learning.l2), (9, 0, 3, 0.5));
    // 20·7 + 7, 7·5 + 5, 5·1 + 1.
    assert_eq!(asked.shape.weights(20, 1), 147 + 40 + 6);
    let with = |change: &dyn Fn(&mut NetSpec)| {
        let mut spec = ModelSpec::default();
        change(&mut spec.net);
        plan(&spec, 100, 3, 1)
    };
    assert!(with(&|net| net.layers = vec![1; 6]).is_ok());
    for refused in [
        with(&|net| net.layers = vec![1; 7]),
        with(&|net| net.layers = vec![0]),
        with(&|net| net.layers = vec![u32::MAX; 6]),
        with(&|net| net.dropout = Some(1.0)),
        with(&|net| net.dropout = Some(f64::NAN)),
        with(&|net| net.rate = Some(0.0)),
        with(&|net| net.batch = Some(0)),
        with(&|net| net.l1 = Some(-1.0)),
    ] {
        assert_eq!(refused.unwrap_err().exit_code(), 2);
    }
    let task = Task::Category { classes: 4 };
    assert_eq!((task.outputs(), Task::YesNo.outputs()), (4, 1));
}

#[test]
fn the_map_stretches_over_the_two_columns_that_go_along_with_the_answer() {
    use crate::domain::net_view::{NetAxis, NetPlane, NetSays, NetScale, NetScene};
    // Column 0 tells nothing, 1 tells most, 2 does not vary, 3 tells something.
    let n = 400;
    let x = Array2::from_shape_fn((n, 4), |(row, column)| match column {
        0 => ((row * 7) % 13) as f64 / 6.0 - 1.0,
        1 => row as f64 / 200.0 - 1.0,
        2 => 0.5,
        _ => (if row % 3 == 0 { row } else { (row * 11) % n }) as f64 / 200.0 - 1.0,
    });
    let y: Vec<f64> = (0..n).map(|row| f64::from(row >= n / 2)).collect();
    let train = (x.into(), y);
    let feed = Feed::new(("t", Asked::YesNo), train, None, (Balance::None, 1), &|| true).unwrap();
    let axis = |column: &str, place, unit: (f64, f64)| NetAxis {
        column: column.to_owned(),
        place,
        scale: NetScale::Number(unit.0, unit.1),
    };
    let scene = |axes: &[NetAxis]| NetScene { axes: axes.to_vec(), ..NetScene::default() };
    let axes = [
        axis("noise", 0, (0.0, 1.0)),
        axis("tenure", 1, (30.0, 15.0)),
        axis("constant", 2, (0.0, 1.0)),
        axis("bill", 3, (70.0, 40.0)),
    ];
    let mut mapper = Mapper::new(&feed, scene(&axes)).unwrap();
    let one_layer =
        tensors(&[("layers.0.weight", &[1, 4], &[0.25, 2.0, -1.0, 0.5]), ("layers.0.bias", &[1], &[0.1])]);
    let net = Net::new(&one_layer, Activation::Relu, &feed).unwrap();
    let map = mapper.map(&net, 7, None).unwrap();
    let usual = NetPlane::Columns(["tenure".to_owned(), "bill".to_owned()]);
    assert_eq!((&map.plane, map.pass), (&usual, 7));
    let [x, y] = map.sides.each_ref().map(|side| side.reach);
    assert!(x.0 >= 15.0 && x.1 <= 45.0 && x.0 < x.1);
    assert_eq!(&*map.columns, ["noise", "tenure", "bill"], "a column that does not vary is no side");
    // A net of one layer is a formula: all other columns at their mean over the rows that learn.
    let mean = |place: usize| {
        let cells = feed.train.x.chunks(4).map(|row| f64::from(row[place]));
        cells.sum::<f64>() / feed.train.y.len() as f64
    };
    let rest = 0.25 * mean(0) - mean(2) + 0.1;
    let down = map.surface.len() / map.across();
    for (index, chance) in map.surface.iter().enumerate() {
        let share = |place: usize, of: usize| place as f64 / (of - 1) as f64;
        let tenure = x.0 + (x.1 - x.0) * share(index % map.across(), map.across());
        let bill = y.0 + (y.1 - y.0) * share(index / map.across(), down);
        let sum = rest + 2.0 * (tenure - 30.0) / 15.0 + 0.5 * (bill - 70.0) / 40.0;
        assert!((f64::from(*chance) - 1.0 / (1.0 + (-sum).exp())).abs() < 1e-5, "place {index}");
    }
    let learned = &feed.train.y;
    let usual = learned.iter().map(|y| f64::from(*y)).sum::<f64>() / learned.len() as f64;
    let NetSays::Chance { usual: found } = map.says else { panic!("{:?}", map.says) };
    assert!((found - usual).abs() < 1e-9);
    // Customers are those held back, in the columns' own units.
    let held = feed.valid.as_ref().unwrap();
    assert_eq!(map.dots.len(), held.y.len());
    for (dot, (row, answer)) in map.dots.iter().zip(held.x.chunks(4).zip(&held.y)) {
        assert!((dot.x - (f64::from(row[1]) * 15.0 + 30.0)).abs() < 1e-4);
        assert!((dot.y - (f64::from(row[3]) * 40.0 + 70.0)).abs() < 1e-4);
        assert_eq!(dot.answer, f64::from(*answer));
    }
    // With one column that varies the map lies over directions.
    let mut alone = Mapper::new(&feed, scene(&axes[1..3])).unwrap();
    assert_eq!(alone.map(&net, 7, None).unwrap().plane, NetPlane::Principal);
}

#[test]
fn categories_of_many_levels_get_tables() {
    let group = |start: usize, levels: usize| Group {
        outputs: (start..start + levels).collect(),
        places: vec![0; 40],
    };
    let groups = vec![group(62, 1_000), group(1, 60), group(1_062, 50)];
    let x = Design::new(Array2::zeros((40, 2)), vec![0, 61], groups);
    let y = (0..40).map(|row| f64::from(row % 2)).collect();
    let feed = Feed::new(("y", Asked::YesNo), (x, y), None, (Balance::None, 1), &|| true).unwrap();
    // 1.6 · 60^0.56 is 15.8, 1.6 · 1000^0.56 is 76.6.
    let table = |start, levels, size| Embedding { start, levels, size };
    assert_eq!(feed.embeddings, [table(1, 60, 16), table(62, 1_000, 50)]);
}

#[test]
fn rows_that_do_not_fit_are_refused_with_the_figure() {
    // 1,000,000 × 500 cells of 12 bytes are 5.6 GB, and 0.3 for the trainer.
    let needed = 6_000_000_000 + (300 << 20);
    assert!(check_room(1_000_000, 500, Some(needed)).is_ok());
    assert!(check_room(usize::MAX, usize::MAX, None).is_ok());
    let refused = check_room(1_000_000, 500, Some(needed - 1)).unwrap_err();
    assert_eq!(refused.exit_code(), 2);
    assert!(check_room(usize::MAX, 3, Some(1 << 40)).is_err());
}
