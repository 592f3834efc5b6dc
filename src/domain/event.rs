//! What a long job says while it runs. One closed set, read by the window, the command line and tests.

use std::sync::Arc;

use super::error::UserError;
use super::message::Message;
use super::net::NetMap;

/// Which run of a job an event belongs to; later starts have larger numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub u64);

/// How far a phase is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Units done.
    pub done: u64,
    /// Units in all, if known.
    pub total: Option<u64>,
}

impl Progress {
    /// The share done, if the total is known.
    pub fn share(self) -> Option<f64> {
        self.total.filter(|total| *total > 0).map(|total| self.done as f64 / total as f64)
    }
}

/// One point of a learning curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurvePoint {
    /// Iteration (or k-means step), from 0 = the start.
    pub iteration: u32,
    /// Mean loss on training rows; for k-means the inertia.
    pub train: f64,
    /// Mean loss on validation rows, if there are any.
    pub valid: Option<f64>,
}

/// What a user says to a model while it learns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Steer {
    /// Wait after the batch at work.
    Pause,
    /// Go on.
    Play,
    /// Go on to the end of a pass, and wait there.
    Pass,
    /// Take steps of this learning rate from now on.
    Rate(f64),
}

/// How a pass of a neural net was learned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NetPass {
    /// The learning rate at its end.
    pub rate: f64,
    /// How long it took, without waiting.
    pub seconds: f64,
}

/// An event of a job. The order is always `Started`, then any number of `Phase`, `Point`, `Net` and `Map`,
/// then exactly one of `Finished`, `Stopped`, `Failed` — also after a panic of the work.
#[derive(Clone, Debug)]
pub enum JobEvent<T> {
    /// The worker has begun.
    Started,
    /// What is being done now and how far it is.
    Phase {
        /// What, in words.
        what: Message,
        /// How far.
        progress: Progress,
    },
    /// A point of the learning curve.
    Point(CurvePoint),
    /// How the pass of a neural net was learned whose point comes next.
    Net(NetPass),
    /// What a neural net says at the moment.
    Map(Arc<NetMap>),
    /// Done.
    Finished(T),
    /// The user stopped it; the best so far is kept where there is one.
    Stopped(Option<T>),
    /// It did not work.
    Failed(UserError),
}
