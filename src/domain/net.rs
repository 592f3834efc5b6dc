//! How a neural net is wanted: its layers and how they learn, as a recipe keeps it.

use serde::{Deserialize, Serialize};

pub use clientele_neural_protocol::{Activation, Change, DeviceChoice, Optimiser, Schedule, Settings, Start};

/// A neural net. What is none or empty is chosen by the number of rows and columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct NetSpec {
    /// Neurons of each hidden layer, from the inputs on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<u32>,
    /// What hidden neurons make of their sums.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activation: Option<Activation>,
    /// Starting weights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Start>,
    /// How weights follow the slope of the loss.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub optimiser: Option<Optimiser>,
    /// The learning rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<f64>,
    /// How the learning rate changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
    /// Rows per step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<u32>,
    /// Passes without a better loss after which it ends; 0: never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patience: Option<u32>,
    /// L1 penalty λ: sum of losses + λ · Σ|w|.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub l1: Option<f64>,
    /// The share of hidden neurons left out in each batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropout: Option<f64>,
    /// Whether sums are standardised over the batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch_norm: Option<bool>,
    /// Which drawing of starting weights from the seed; none: the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draw: Option<u32>,
    /// The error at which it ends, as the learning curve shows it; none: it does not for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<f64>,
    /// Where it is computed.
    #[serde(default, skip_serializing_if = "DeviceChoice::is_auto")]
    pub device: DeviceChoice,
}

impl NetSpec {
    /// Whether it need not be written down.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// A number column that the map of a net may stretch over.
#[derive(Clone, Debug, PartialEq)]
pub struct NetAxis {
    /// The column of the table.
    pub column: String,
    /// Its place in the prepared matrix.
    pub place: usize,
    /// The value that is 0 there, and what 1 there is worth, in the column's own unit.
    pub unit: (f64, f64),
}

/// A customer on the map of a net.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NetDot {
    /// Value of the first column, in its own unit.
    pub x: f64,
    /// Value of the second column.
    pub y: f64,
    /// What really came: 1 or 0 for a yes/no, a number otherwise.
    pub answer: f64,
}

/// What a net says over two columns, all other columns as they are on average, with customers who check it.
#[derive(Clone, Debug, PartialEq)]
pub struct NetMap {
    /// The two columns.
    pub columns: [String; 2],
    /// From where to where the first one reaches.
    pub x: (f64, f64),
    /// The same of the second one.
    pub y: (f64, f64),
    /// Places across.
    pub across: usize,
    /// The chance or number at each place, row by row from the lowest y.
    pub surface: Vec<f32>,
    /// Customers, the same in all maps of a training.
    pub dots: std::sync::Arc<[NetDot]>,
    /// Whether the answer is a chance.
    pub is_chance: bool,
    /// The average answer of the rows that learn.
    pub usual: f64,
    /// The pass it shows.
    pub pass: u32,
}
