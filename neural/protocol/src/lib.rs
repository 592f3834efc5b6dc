//! What the app and the trainer of neural nets say to each other.
//!
//! The trainer is a program of its own: one JSON object a line on its standard input ([`Ask`]) and on its standard
//! output ([`Tell`]), matrices and weights in files ([`tensors`]). The first thing it says is [`Tell::Hello`] with
//! the version it speaks; it ends by itself when its input closes, so that it never outlives the app.
//!
//! The words of a net ([`Shape`], [`Learning`]) are the same in a recipe and towards the trainer.

pub mod tensors;
mod words;

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

pub use words::{
    Activation, Change, Device, DeviceChoice, Embedding, Learning, Optimiser, Schedule, Shape, Start,
};

/// The version of these messages. A trainer that speaks a later one is not used.
pub const VERSION: u32 = 4;

/// What is predicted, and with it the loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// A number: mean squared error.
    Number,
    /// The chance of a yes: binary cross-entropy.
    YesNo,
    /// One of several answers, given as their indices: cross-entropy.
    Category {
        /// How many answers there are.
        classes: u32,
    },
}

impl Task {
    /// Outputs of the last layer.
    pub fn outputs(self) -> u32 {
        match self {
            Self::Number | Self::YesNo => 1,
            Self::Category { classes } => classes,
        }
    }
}

/// What the app asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Ask {
    /// To train a net.
    Train(Box<Train>),
    /// To end after the batch at work and keep the best so far.
    Stop,
    /// To wait after the batch at work.
    Pause,
    /// To go on.
    Play,
    /// To go on to the end of a pass and wait there.
    Pass,
    /// To take one more step, of one batch, and wait after it.
    Step,
    /// To be again as it was after the pass before, and wait there; within a pass, as it was when that began.
    Back,
    /// To begin again with the same starting weights and the settings it began with.
    Rewind,
    /// To begin again with starting weights of another seed and the settings it began with.
    Anew {
        /// The seed.
        seed: u64,
    },
    /// To learn in another way from the next batch on.
    Change {
        /// What is different.
        change: Change,
    },
    /// To end well once a pass has such a loss or a smaller one; none: never for that.
    Goal {
        /// Mean loss on validation rows, on training rows where there are none.
        loss: Option<f64>,
    },
}

/// A net to train.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Train {
    /// The version of these messages.
    pub version: u32,
    /// What is predicted.
    pub task: Task,
    /// The layers.
    pub shape: Shape,
    /// Categories of many levels, by their columns, which do not overlap, the first ones first.
    #[serde(default)]
    pub embeddings: Vec<Embedding>,
    /// How they learn.
    pub learning: Learning,
    /// Fixes the starting weights, the order of rows and what dropout leaves out.
    pub seed: u64,
    /// Where it is computed.
    pub device: DeviceChoice,
    /// A loss to end at ([`Ask::Goal`]).
    #[serde(default)]
    pub goal: Option<f64>,
    /// Rows to learn from: `x` (rows × columns), `y` (rows) and, where rows do not count the same, `w` (rows).
    pub train: PathBuf,
    /// Rows to check with, in the same form.
    pub valid: Option<PathBuf>,
    /// Where the weights of the moment go, several times a second, for who wants to see them.
    #[serde(default)]
    pub now: Option<PathBuf>,
    /// Where the weights at the end of each pass go, for who measures them.
    #[serde(default)]
    pub passed: Option<PathBuf>,
    /// Where the best weights go, each time they are better ([`tensors::LAYER`] tells their names).
    pub best: PathBuf,
}

/// One pass over the rows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Epoch {
    /// From 0, the start, before anything was learned.
    pub epoch: u32,
    /// Mean loss on training rows while they were learned from; NaN is written as `null`.
    #[serde(deserialize_with = "or_nan")]
    pub train: f64,
    /// Mean loss on validation rows after it, if there are any.
    pub valid: Option<f64>,
    /// The learning rate.
    pub rate: f64,
    /// How long it took.
    pub seconds: f64,
}

/// How it learns at a moment, as far as that can change.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The learning rate.
    pub rate: f64,
    /// Rows per step.
    pub batch: u32,
    /// The share of hidden neurons left out.
    pub dropout: f64,
}

/// Why nothing more can be learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The loss is no number any more.
    Diverged,
    /// Memory ran out.
    Memory,
    /// A file could not be read or written.
    File,
    /// The app speaks a later version.
    Version,
    /// Anything else.
    Other,
}

/// Why it ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// All epochs were done.
    Epochs,
    /// No better for as many epochs as patience lasts.
    Patience,
    /// The loss it was to reach was reached.
    Goal,
    /// It was asked to stop.
    Stopped,
}

/// What the trainer says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "tell", rename_all = "kebab-case")]
pub enum Tell {
    /// The first line.
    Hello {
        /// The version it speaks.
        version: u32,
        /// The version of libtorch.
        #[serde(default)]
        libtorch: String,
        /// What it can compute on.
        #[serde(default)]
        devices: Vec<Device>,
        /// Why a graphics card cannot be used, if it cannot.
        #[serde(default)]
        no_cuda: Option<String>,
    },
    /// A net is being trained.
    Started {
        /// Where.
        device: Device,
        /// Whether that is another place than the one asked for.
        fell_back: bool,
    },
    /// One more pass is done.
    Epoch(Epoch),
    /// It is again as it was after this pass; what was told of later ones no longer holds. Before the start: it has
    /// begun again.
    Back {
        /// The pass; none: the start comes again, as the next pass.
        epoch: Option<u32>,
        /// How it learns again.
        settings: Settings,
    },
    /// It learns in another way from here on.
    Changed {
        /// The last pass that was done.
        epoch: u32,
        /// The share of the next one that was done, too.
        share: f64,
        /// What is different.
        change: Change,
        /// How it learns from here on.
        settings: Settings,
    },
    /// It waits.
    Waits {
        /// The last pass that was done.
        epoch: u32,
        /// Rows of the next one that were learned from, too.
        rows: u64,
        /// Rows of a pass.
        of: u64,
        /// Mean loss of the last batch while it was learned from, if there was one in this pass.
        loss: Option<f64>,
        /// The first pass that can be gone back to.
        oldest: u32,
    },
    /// The best weights so far are in the file.
    Best {
        /// The pass they come from.
        epoch: u32,
    },
    /// The weights of the moment are in the file.
    Weights {
        /// The pass they come from.
        epoch: u32,
    },
    /// The weights at the end of a pass are in their file.
    Passed {
        /// The pass.
        epoch: u32,
    },
    /// It is alive.
    Heartbeat,
    /// It is done; the best weights are in the file.
    Done {
        /// The pass the best weights come from.
        best: u32,
        /// Why.
        why: Ending,
    },
    /// It cannot go on; what is in the file stays there.
    Failed {
        /// Why.
        reason: Reason,
        /// In the words of whatever failed.
        detail: String,
    },
}

/// A number, or NaN for JSON's `null`, which is what NaN is written as.
fn or_nan<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or(f64::NAN))
}

/// Writes a message as one line, at once.
pub fn send(to: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_string(message).map_err(io::Error::other)?;
    line.push('\n');
    to.write_all(line.as_bytes())?;
    to.flush()
}

/// Reads one message; none at the end. A line that is no message is an error of kind invalid data.
pub fn receive<T: DeserializeOwned>(from: &mut impl BufRead) -> io::Result<Option<T>> {
    let mut line = String::new();
    if from.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    serde_json::from_str(&line).map(Some).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_back_as_they_went() {
        let ask = Ask::Train(Box::new(Train {
            version: VERSION,
            task: Task::Category { classes: 3 },
            shape: Shape { layers: vec![8, 4], ..Shape::default() },
            embeddings: vec![Embedding { start: 3, levels: 60, size: 16 }],
            learning: Learning { schedule: Schedule::Plateau, ..Learning::default() },
            seed: u64::MAX,
            device: DeviceChoice::Cuda,
            train: "a b/训练.safetensors".into(),
            valid: None,
            goal: Some(0.1),
            now: Some("now".into()),
            passed: None,
            best: "best".into(),
        }));
        let epoch = Epoch { epoch: 3, train: 0.1 + 0.2, valid: Some(1e-300), rate: 0.001, seconds: 0.25 };
        let mut written = Vec::new();
        send(&mut written, &ask).unwrap();
        let steers = [
            Ask::Stop,
            Ask::Step,
            Ask::Back,
            Ask::Anew { seed: u64::MAX },
            Ask::Change { change: Change::Batch(7) },
            Ask::Change { change: Change::Dropout(0.1 + 0.2) },
            Ask::Goal { loss: None },
        ];
        for steer in &steers {
            send(&mut written, steer).unwrap();
        }
        send(&mut written, &Tell::Epoch(epoch)).unwrap();
        assert_eq!(String::from_utf8(written.clone()).unwrap().lines().count(), 9);
        let mut lines = written.as_slice();
        assert_eq!(receive::<Ask>(&mut lines).unwrap(), Some(ask));
        for steer in steers {
            assert_eq!(receive::<Ask>(&mut lines).unwrap(), Some(steer));
        }
        assert_eq!(receive::<Tell>(&mut lines).unwrap(), Some(Tell::Epoch(epoch)));
        assert_eq!(receive::<Tell>(&mut lines).unwrap(), None);
    }

    #[test]
    fn a_loss_that_is_no_number_arrives_as_such() {
        let epoch = Epoch { epoch: 1, train: f64::NAN, valid: None, rate: 0.1, seconds: 0.0 };
        let mut written = Vec::new();
        send(&mut written, &Tell::Epoch(epoch)).unwrap();
        let Some(Tell::Epoch(found)) = receive::<Tell>(&mut written.as_slice()).unwrap() else {
            unreachable!()
        };
        assert!(found.train.is_nan());
    }

    #[test]
    fn a_later_hello_still_tells_its_version_and_other_lines_are_errors() {
        let mut line = &b"{\"tell\":\"hello\",\"version\":99,\"new\":{}}\n"[..];
        let Some(Tell::Hello { version, .. }) = receive::<Tell>(&mut line).unwrap() else { unreachable!() };
        assert_eq!(version, 99);
        for broken in ["\n", "{}\n", "{\"tell\":\"sing\"}\n", "Segmentation fault\n", "{\"tell\":\"he"] {
            let error = receive::<Tell>(&mut broken.as_bytes()).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData, "{broken:?}");
        }
    }
}
