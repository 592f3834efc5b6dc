//! What is chosen where nothing is asked for, from the number of rows and columns.

use clientele_neural_protocol::{Activation, Learning, Optimiser, Schedule, Shape};

use crate::domain::error::UserError;
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{ModelSpec, Penalty};

/// Passes at most, if nothing else is asked for; patience ends most nets long before.
pub const EPOCHS: u32 = 200;
/// Hidden layers at most.
const MOST_LAYERS: usize = 6;
/// Memory for weights at most: themselves, their slopes, two moments of Adam, and two copies of the best.
const MOST_BYTES: u64 = 4 << 30;
const BYTES_PER_WEIGHT: u64 = 4 * 6;

/// A net that can be trained.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Its layers.
    pub shape: Shape,
    /// How they learn.
    pub learning: Learning,
}

/// The net a recipe asks for, for so many rows, columns and outputs. Refused where a number makes no sense or the
/// net would not fit into memory.
pub fn plan(spec: &ModelSpec, rows: usize, inputs: usize, outputs: u32) -> Result<Plan, UserError> {
    let net = &spec.net;
    let few = rows < 2_000;
    let layers = match net.layers.as_slice() {
        // A second layer lets few neurons bend around figures such as spirals.
        [] if few => vec![32, 32],
        [] => vec![64, 32],
        layers => layers.to_vec(),
    };
    let shape = Shape {
        layers,
        activation: net.activation.unwrap_or(Activation::Relu),
        start: net.start,
        batch_norm: net.batch_norm.unwrap_or(false),
        dropout: net.dropout.unwrap_or(0.1),
    };
    let learning = Learning {
        optimiser: net.optimiser.unwrap_or(Optimiser::Adam),
        rate: net.rate.unwrap_or(if few { 0.005 } else { 0.002 }),
        schedule: net.schedule.unwrap_or(Schedule::Plateau),
        batch: net.batch.unwrap_or_else(|| usual_batch(rows)),
        epochs: spec.epochs.unwrap_or(EPOCHS),
        patience: net.patience.unwrap_or(15),
        l2: spec.penalty.and_then(Penalty::given).unwrap_or(1.0),
        l1: net.l1.unwrap_or(0.0),
    };
    check(&shape, &learning)?;
    let bytes = shape.weights(inputs as u64, u64::from(outputs)).saturating_mul(BYTES_PER_WEIGHT);
    if bytes > MOST_BYTES {
        let [size, most] =
            [bytes, MOST_BYTES].map(|bytes| Arg::Number(bytes as f64 / f64::from(1_u32 << 30)));
        return Err(UserError::request(
            Message::new("engine-not-trained"),
            Message::new("neural-memory-why").with("size", size).with("most", most),
            Message::new("neural-memory-next"),
        ));
    }
    Ok(Plan { shape, learning })
}

/// Bytes per cell of the matrix at most: it is written out in 64 bits and in 32 before the trainer takes it, which holds
/// it twice while it reads (`benches/nets.rs` measures the latter).
const BYTES_PER_CELL: u64 = 8 + 4;
/// What the trainer takes with nothing to learn.
const BYTES_AT_LEAST: u64 = 300 << 20;

/// Refuses rows that would not fit into the bytes that are free, before any memory is taken for them.
pub fn check_room(rows: usize, columns: usize, free: Option<u64>) -> Result<(), UserError> {
    let cells = (rows as u64).saturating_mul(columns as u64);
    let bytes = cells.saturating_mul(BYTES_PER_CELL).saturating_add(BYTES_AT_LEAST);
    let Some(free) = free.filter(|free| bytes > *free) else { return Ok(()) };
    let [size, free] = [bytes, free].map(|bytes| Arg::Number(bytes as f64 / f64::from(1_u32 << 30)));
    Err(UserError::request(
        Message::new("engine-not-trained"),
        Message::new("neural-room-why")
            .count("rows", rows)
            .count("columns", columns)
            .with("size", size)
            .with("free", free),
        Message::new("neural-room-next"),
    ))
}

/// About a hundred steps an epoch, in batches that are neither all noise nor too large for a small step.
fn usual_batch(rows: usize) -> u32 {
    (rows / 100).clamp(32, 512) as u32
}

fn check(shape: &Shape, learning: &Learning) -> Result<(), UserError> {
    let refused = |why: &'static str| {
        Err(UserError::request(
            Message::new("engine-not-trained"),
            Message::new(why),
            Message::new("neural-wrong-next"),
        ))
    };
    let from_0 = |value: f64| value.is_finite() && value >= 0.0;
    if !(1..=MOST_LAYERS).contains(&shape.layers.len()) || shape.layers.contains(&0) {
        refused("neural-wrong-layers")
    } else if !(0.0..1.0).contains(&shape.dropout) {
        refused("neural-wrong-dropout")
    } else if !(learning.rate.is_finite() && learning.rate > 0.0) {
        refused("neural-wrong-rate")
    } else if learning.batch == 0 || learning.epochs == 0 {
        refused("neural-wrong-batch")
    } else if !from_0(learning.l1) || !from_0(learning.l2) {
        refused("neural-wrong-penalty")
    } else {
        Ok(())
    }
}
