//! How a neural net is wanted: its layers and how they learn, as a recipe keeps it. What it looks like from inside
//! while it learns stands in [`super::net_view`].

use serde::{Deserialize, Serialize};

pub use clientele_neural_protocol::{
    Activation, Change, Device, DeviceChoice, Optimiser, Schedule, Settings, Start,
};

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
