//! A look into a net while it learns: what it says over a plane, its parts, and customers who are not learned from.

use std::cell::OnceCell;
use std::sync::Arc;

use clientele_neural_protocol::Task;
use ndarray::Array2;
use rand::SeedableRng as _;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::feed::{Cells, Feed};
use super::forward;
use super::inside::{self, Checked, OverPlane, Shown};
use super::plane::{self, Side};
use super::principal::{Direction, principal};
use super::response::Inputs;
use super::{Net, softmax};
use crate::domain::net_view::{NetAxis, NetDot, NetMap, NetPlane, NetSays, NetScale, NetScene};

/// Customers drawn at most.
const DOTS: usize = 500;
/// Rows that the average is taken over at most.
const LOOKED_AT: usize = 20_000;
/// Rows that planes are laid by, and customers that neurons are judged by, at most; fewer of very wide tables.
const SAMPLE: usize = 1_000;
const CELLS: usize = 8_000_000;
/// How much of the answers of a number the colours reach over.
const COLOURED: f64 = 0.9;

/// Draws maps of one net as it learns: reach, customers and averages stay the same.
#[derive(Debug)]
pub struct Mapper {
    scene: NetScene,
    columns: Arc<[String]>,
    /// The average customer, by input.
    average: Vec<f64>,
    /// Some of the rows that learn, rows × inputs.
    learned: Array2<f32>,
    checked: Checked,
    held_back: bool,
    says: NetSays,
    usual: NetPlane,
    /// The plane drawn last, with its customers.
    laid: Option<Laid>,
    /// The principal directions, once they were asked for.
    directions: OnceCell<Option<[Direction; 2]>>,
    shown: Shown,
    drawn: u64,
}

#[derive(Debug)]
struct Laid {
    plane: NetPlane,
    sides: [Side; 2],
    dots: Arc<[NetDot]>,
}

impl Mapper {
    /// Chooses as the usual plane the two columns that go along with the answer most; where there are no two, the
    /// principal directions. None where there is no plane.
    pub fn new(feed: &Feed, scene: NetScene) -> Option<Self> {
        let width = feed.width;
        let learned = sampled(&feed.train, width, scene.seed);
        let cells = feed.valid.as_ref().unwrap_or(&feed.train);
        let checked = sampled(cells, width, scene.seed);
        let (shift, scale) = feed.unit;
        let rows = |sample: &[usize], cells: &Cells| {
            let rows = sample.iter().filter_map(|row| cells.x.get(row * width..(row + 1) * width));
            let values: Vec<f32> = rows.flatten().copied().collect();
            Array2::from_shape_vec((values.len() / width.max(1), width), values).ok()
        };
        let own = |sample: &[usize], cells: &Cells| -> Vec<f64> {
            let answers = sample.iter().filter_map(|row| cells.y.get(*row));
            answers.map(|y| f64::from(*y) * scale + shift).collect()
        };
        let (learned_answers, answers) = (own(&learned, &feed.train), own(&checked, cells));
        let (learned, checked) = (rows(&learned, &feed.train)?, rows(&checked, cells)?);
        let (average, usual) = averages(feed);
        let says = match feed.task {
            Task::YesNo => NetSays::Chance { usual },
            Task::Number => {
                let usual = usual * scale + shift;
                NetSays::Number { usual, spread: spread(&answers, usual) }
            }
            Task::Category { .. } => NetSays::Several { answers: frequent(&feed.train.y, &scene.answers) },
        };
        let sides: Vec<&NetAxis> =
            scene.axes.iter().filter(|axis| Side::column(axis, &learned, 0).is_some()).collect();
        let columns = sides.iter().map(|axis| axis.column.clone()).collect();
        let usual = ranked(&sides, &learned, &learned_answers, feed.task);
        let checked = Checked { inputs: Inputs::new(scene.inputs.clone(), &checked), rows: checked, answers };
        let mut mapper = Self {
            columns,
            average,
            learned,
            checked,
            held_back: feed.valid.is_some(),
            says,
            usual: usual.unwrap_or(NetPlane::Principal),
            laid: None,
            directions: OnceCell::new(),
            shown: Shown::new(),
            drawn: 0,
            scene,
        };
        mapper.lay(None).is_some().then_some(mapper)
    }

    /// The map of a net after a pass, over the plane that is asked for where it can be laid, else the usual one.
    /// None for a net of other inputs.
    pub fn map(&mut self, net: &Net, pass: u32, plane: Option<&NetPlane>) -> Option<NetMap> {
        self.lay(plane)?;
        let Self { laid, average, checked, scene, says, shown, .. } = self;
        let laid = laid.as_ref()?;
        let [across, up] = &laid.sides;
        let layer = net.layers.first().filter(|layer| layer.inputs() == average.len())?;
        let given = forward::through(&net.layers, net.activation, plane::sums(layer, average, &laid.sides));
        let ((places_x, x), (places_y, y)) = (across.coarse(), up.coarse());
        let width = across.shown.at.len();
        let places: Vec<usize> =
            places_y.iter().flat_map(|up| places_x.iter().map(move |at| up * width + at)).collect();
        let over = OverPlane { given: &given, places: &places };
        let mut inside = inside::inside(net, &over, (checked, &scene.inputs), says, shown)?;
        (inside.x, inside.y) = (x, y);
        let sums = given.last()?;
        let likeliest = match says {
            NetSays::Several { .. } => {
                let chances = softmax(sums);
                let rows = chances.chunks(sums.ncols().max(1));
                rows.map(|row| {
                    let places = row.iter().enumerate();
                    places.max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(place, _)| place as u16)
                })
                .collect()
            }
            NetSays::Chance { .. } | NetSays::Number { .. } => Vec::new(),
        };
        self.drawn += 1;
        Some(NetMap {
            plane: laid.plane.clone(),
            sides: [across.shown.clone(), up.shown.clone()],
            columns: self.columns.clone(),
            says: says.clone(),
            surface: net.said(sums).into_iter().map(|value| value as f32).collect(),
            likeliest,
            dots: laid.dots.clone(),
            held_back: self.held_back,
            pass,
            drawn: self.drawn,
            inside,
        })
    }

    /// Lays a plane unless it is the one that lies there.
    fn lay(&mut self, plane: Option<&NetPlane>) -> Option<()> {
        let wanted = plane.unwrap_or(&self.usual).clone();
        if self.laid.as_ref().is_some_and(|laid| laid.plane == wanted) {
            return Some(());
        }
        let sides = self.sides(&wanted).map(|sides| (wanted.clone(), sides));
        let usual = self.usual.clone();
        let (plane, sides) = match sides {
            Some(found) => found,
            None if usual == wanted => return None,
            None => {
                let sides = self.sides(&usual)?;
                (usual, sides)
            }
        };
        let [across, up] = &sides;
        let each = self.checked.answers.len().div_ceil(DOTS).max(1);
        let rows = self.checked.rows.rows().into_iter().zip(&self.checked.answers).enumerate().step_by(each);
        let dots = rows.filter_map(|(nth, (row, answer))| {
            let row = row.to_slice()?;
            // Another factor for the second side, so that customers of two bands fill their cell.
            Some(NetDot { x: across.value(row, nth)?, y: up.value(row, nth * nth)?, answer: *answer })
        });
        let dots = dots.collect();
        self.laid = Some(Laid { plane, sides, dots });
        Some(())
    }

    fn sides(&self, plane: &NetPlane) -> Option<[Side; 2]> {
        match plane {
            NetPlane::Columns([first, second]) => {
                let side = |column: &str, which: usize| {
                    let axis = self.scene.axes.iter().find(|axis| axis.column == column)?;
                    Side::column(axis, &self.learned, which)
                };
                (first != second).then_some(())?;
                Some([side(first, 0)?, side(second, 1)?])
            }
            NetPlane::Principal => {
                let (learned, seed) = (&self.learned, self.scene.seed);
                let found = self.directions.get_or_init(|| principal(learned, seed));
                let [first, second] = found.as_ref()?;
                let side = |direction: &Direction, which: usize| {
                    let along = (direction.towards.as_slice(), direction.share);
                    Side::direction(along, &self.average, &self.scene.inputs, learned, which)
                };
                Some([side(first, 0)?, side(second, 1)?])
            }
        }
    }
}

/// Rows drawn by chance, in order.
fn sampled(cells: &Cells, width: usize, seed: u64) -> Vec<usize> {
    let n = cells.y.len();
    let most = (CELLS / width.max(1)).clamp(50, SAMPLE);
    if n <= most {
        return (0..n).collect();
    }
    let mut chance = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut rows = rand::seq::index::sample(&mut chance, n, most).into_vec();
    rows.sort_unstable();
    rows
}

/// The average row, and the average answer as it is learned.
fn averages(feed: &Feed) -> (Vec<f64>, f64) {
    let step = feed.train.y.len().div_ceil(LOOKED_AT).max(1);
    let rows = || feed.train.x.chunks(feed.width.max(1)).zip(&feed.train.y).step_by(step);
    let n = rows().count().max(1) as f64;
    let mut average = vec![0.0; feed.width];
    for (row, _) in rows() {
        for (sum, value) in average.iter_mut().zip(row) {
            *sum += f64::from(*value) / n;
        }
    }
    (average, rows().map(|(_, y)| f64::from(*y)).sum::<f64>() / n)
}

/// How far from what is usual nine of ten answers lie at most.
fn spread(answers: &[f64], usual: f64) -> f64 {
    let mut far: Vec<f64> = answers.iter().map(|answer| (answer - usual).abs()).collect();
    far.sort_by(f64::total_cmp);
    let far = far.get((COLOURED * far.len() as f64) as usize).or_else(|| far.last()).copied().unwrap_or(0.0);
    if far > 0.0 { far } else { 1.0 }
}

/// Several answers, most frequent first.
fn frequent(y: &[f32], names: &[String]) -> Arc<[(usize, String)]> {
    let mut counts = vec![0_usize; names.len()];
    for class in y {
        if let Some(count) = counts.get_mut(*class as usize) {
            *count += 1;
        }
    }
    let mut answers: Vec<(usize, usize, String)> = names
        .iter()
        .zip(counts)
        .enumerate()
        .map(|(place, (name, count))| (count, place, name.clone()))
        .collect();
    // Stable: of equals the first.
    answers.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    answers.into_iter().map(|(_, place, name)| (place, name)).collect()
}

/// The two columns that go along with the answer most: numbers and days before names.
fn ranked(axes: &[&NetAxis], rows: &Array2<f32>, answers: &[f64], task: Task) -> Option<NetPlane> {
    // Of several answers the one that a column tells apart best.
    let classes = match task {
        Task::Category { classes } => (0..classes).map(|class| Some(f64::from(class))).collect(),
        Task::Number | Task::YesNo => vec![None],
    };
    let strength = |place: usize| {
        let of = |class: &Option<f64>| {
            let answer = |answer: &f64| match class {
                Some(class) => f64::from(u8::from(answer == class)),
                None => *answer,
            };
            let pairs: Vec<(f64, f64)> = rows
                .rows()
                .into_iter()
                .zip(answers)
                .map(|(row, y)| (row.get(place).map_or(f64::NAN, |cell| f64::from(*cell)), answer(y)))
                .collect();
            correlation(&pairs).abs()
        };
        classes.iter().map(of).filter(|strength| strength.is_finite()).reduce(f64::max)
    };
    let mut found: Vec<(bool, f64, &NetAxis)> = axes
        .iter()
        .filter_map(|axis| match &axis.scale {
            NetScale::Names(levels) => {
                let each = (axis.place..axis.place + levels.len()).filter_map(strength);
                Some((false, each.reduce(f64::max)?, *axis))
            }
            NetScale::Number(..) | NetScale::Day(..) => Some((true, strength(axis.place)?, *axis)),
        })
        .collect();
    // Stable: of equals the first in the table.
    found.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
    let [(_, _, first), (_, _, second), ..] = found.as_slice() else { return None };
    // As they stand in the table: x before y.
    let (left, right) = if first.place < second.place { (first, second) } else { (second, first) };
    Some(NetPlane::Columns([left.column.clone(), right.column.clone()]))
}

/// Pearson's correlation; NaN where one of the two does not vary.
fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let n = pairs.len() as f64;
    let (mean_x, mean_y) = pairs.iter().fold((0.0, 0.0), |(x, y), pair| (x + pair.0 / n, y + pair.1 / n));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs {
        let (x, y) = (x - mean_x, y - mean_y);
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    xy / (xx * yy).sqrt()
}
