//! What a long job says while it runs. One closed set, read by the window, the command line and tests.

use std::sync::Arc;

use super::error::UserError;
use super::message::Message;
use super::net::{Change, Device, Settings};
use super::net_view::NetMap;

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
    /// Take one more step, of one batch, and wait after it.
    Step,
    /// Be again as after the pass before, and wait there.
    Back,
    /// Begin again with the same starting weights.
    Rewind,
    /// Begin again with other starting weights: the drawing of this number ([`super::net::NetSpec::draw`]).
    Anew(u32),
    /// Learn in another way from now on.
    Change(Change),
    /// End once a pass has such an error or a smaller one; none: never for that.
    Goal(Option<f64>),
}

/// How a pass of a neural net was learned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NetPass {
    /// The learning rate at its end.
    pub rate: f64,
    /// How long it took, without waiting.
    pub seconds: f64,
}

/// Where a neural net waits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NetWait {
    /// The last pass that was done.
    pub pass: u32,
    /// Rows of the next one that were learned from, too.
    pub rows: u64,
    /// Rows of a pass.
    pub of: u64,
    /// Mean loss of the last batch, if one was learned from in this pass.
    pub loss: Option<f64>,
    /// The first pass that can be gone back to.
    pub oldest: u32,
}

/// What happens to a neural net while it learns, besides the points of its curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NetNews {
    /// How it learns from the start.
    Begins(Settings),
    /// Where it is computed, and whether that is another place than was asked for.
    At(Device, bool),
    /// How the pass was learned whose point comes next.
    Pass(NetPass),
    /// It is again as it was after this pass, and what was said of later ones no longer holds; none: it begins
    /// again, and the start comes next.
    Back(Option<u32>, Settings),
    /// It learns in another way from a place on the curve on, counted in passes.
    Changed(f64, Change, Settings),
    /// It waits.
    Waits(NetWait),
    /// How well it does after a pass on rows it does not learn from: the lift of the best tenth, the root of the
    /// mean squared error, or the share of right answers.
    Score(u32, f64),
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
    /// What happens to a neural net.
    Net(NetNews),
    /// What a neural net says at the moment.
    Map(Arc<NetMap>),
    /// Done.
    Finished(T),
    /// The user stopped it; the best so far is kept where there is one.
    Stopped(Option<T>),
    /// It did not work.
    Failed(UserError),
}
