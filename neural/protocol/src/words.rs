//! The words of a net: its layers, how they learn, where they are computed.

use serde::{Deserialize, Serialize};

/// What a hidden neuron makes of its sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Activation {
    /// max(0, z).
    #[default]
    Relu,
    /// z/2 · (1 + tanh(√(2/π) · (z + 0.044715 z³))) (Hendrycks & Gimpel 2016).
    Gelu,
    /// tanh z.
    Tanh,
    /// 1 / (1 + exp(−z)).
    Sigmoid,
}

/// How weights are drawn before anything is learned; biases start at 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Start {
    /// Uniform within ±√(6 / (inputs + outputs)) (Glorot & Bengio 2010).
    Xavier,
    /// Normal with variance 2 / inputs (He et al. 2015).
    He,
}

/// The layers of a net.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Default)]
pub struct Shape {
    /// Neurons of each hidden layer, from the inputs on.
    pub layers: Vec<u32>,
    /// What they make of their sums.
    pub activation: Activation,
    /// Starting weights; none: He for `Relu` and `Gelu`, Xavier for the others.
    #[serde(default)]
    pub start: Option<Start>,
    /// Whether sums are standardised over the batch before the activation (Ioffe & Szegedy 2015).
    #[serde(default)]
    pub batch_norm: bool,
    /// The share of hidden neurons left out in each batch, from 0 to below 1.
    #[serde(default)]
    pub dropout: f64,
}

impl Shape {
    /// The starting weights.
    pub fn start(&self) -> Start {
        self.start.unwrap_or(match self.activation {
            Activation::Relu | Activation::Gelu => Start::He,
            Activation::Tanh | Activation::Sigmoid => Start::Xavier,
        })
    }

    /// Weights and biases of all layers; as many as can be counted where there are more.
    pub fn weights(&self, inputs: u64, outputs: u64) -> u64 {
        let (mut before, mut sum) = (inputs, 0_u64);
        for width in self.layers.iter().map(|width| u64::from(*width)).chain([outputs]) {
            sum = sum.saturating_add(before.saturating_add(1).saturating_mul(width));
            before = width;
        }
        sum
    }
}

/// How weights follow the slope of the loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Optimiser {
    /// Steps down the slope, with momentum 0.9.
    Sgd,
    /// Steps scaled by what slopes were before (Kingma & Ba 2015).
    #[default]
    Adam,
    /// The same with weights that decay by themselves (Loshchilov & Hutter 2019).
    AdamW,
}

/// How the learning rate changes from epoch to epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Schedule {
    /// It does not.
    #[default]
    Constant,
    /// Down to 0 along half a cosine.
    Cosine,
    /// Halved whenever the loss has not fallen for a third of patience, or for 5 epochs without patience.
    Plateau,
}

/// How a net learns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learning {
    /// The method.
    pub optimiser: Optimiser,
    /// How far a step goes.
    pub rate: f64,
    /// How that changes.
    pub schedule: Schedule,
    /// Rows per step.
    pub batch: u32,
    /// Passes over the rows at most.
    pub epochs: u32,
    /// Passes without a better loss after which it ends; 0: never.
    pub patience: u32,
    /// Penalty: sum of losses + λ/2 · ‖w‖², biases free.
    pub l2: f64,
    /// Penalty: sum of losses + λ · Σ|w|, biases free.
    pub l1: f64,
}

impl Default for Learning {
    fn default() -> Self {
        Self {
            optimiser: Optimiser::Adam,
            rate: 0.001,
            schedule: Schedule::Constant,
            batch: 200,
            epochs: 100,
            patience: 10,
            l2: 0.0,
            l1: 0.0,
        }
    }
}

/// What can be different while a net learns.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The learning rate, above 0.
    Rate(f64),
    /// Rows per step, from 1.
    Batch(u32),
    /// The share of hidden neurons left out, from 0 to below 1.
    Dropout(f64),
}

impl Change {
    /// Whether one can learn so.
    pub fn makes_sense(self) -> bool {
        match self {
            Self::Rate(rate) => rate.is_finite() && rate > 0.0,
            Self::Batch(rows) => rows > 0,
            Self::Dropout(share) => (0.0..1.0).contains(&share),
        }
    }
}

/// What a trainer computes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Device {
    /// The processor.
    Cpu,
    /// A graphics card of NVIDIA.
    Cuda,
    /// The graphics part of a processor of Apple.
    Mps,
}

/// Columns of one category that meet the first layer through a table of as many numbers per level: a row with a 1 at
/// a level takes that level's row of the table (Guo & Berkhahn 2016, Entity embeddings of categorical variables).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embedding {
    /// The first of its columns.
    pub start: u32,
    /// How many there are: levels.
    pub levels: u32,
    /// Numbers per level.
    pub size: u32,
}

/// What it is asked to compute on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceChoice {
    /// A graphics card where there is one.
    #[default]
    Auto,
    /// The processor.
    Cpu,
    /// A graphics card.
    Cuda,
}

impl DeviceChoice {
    /// Whether it need not be written down.
    pub fn is_auto(&self) -> bool {
        *self == Self::Auto
    }
}
