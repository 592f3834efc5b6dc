//! What work reports to while it runs.

use std::fmt;
use std::sync::Arc;

use crate::domain::event::{CurvePoint, NetNews, Progress, Steer};
use crate::domain::message::Message;
use crate::domain::net_view::NetMap;

use super::cancel::{Cancel, StopReason};

/// Events a reader may lag behind before the work waits for it.
pub const QUEUE: usize = 4_096;

/// A report on the way to becoming an event.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Note {
    Phase { what: Message, progress: Progress },
    Point(CurvePoint),
    Net(NetNews),
    Map(Arc<NetMap>),
}

/// Takes reports of running work and tells it when to stop. Shared by reference, also between threads.
#[derive(Clone, Copy)]
pub struct Sink<'a> {
    emit: &'a (dyn Fn(Note) + Sync),
    cancel: &'a Cancel,
    is_watched: bool,
}

impl fmt::Debug for Sink<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Sink").field("cancel", self.cancel).finish_non_exhaustive()
    }
}

impl<'a> Sink<'a> {
    pub(super) fn new(emit: &'a (dyn Fn(Note) + Sync), cancel: &'a Cancel, is_watched: bool) -> Self {
        Self { emit, cancel, is_watched }
    }

    /// What is being done and how far it is, in units of the caller's choice. Cheap to call often: a reader
    /// that lags behind misses some, but never the first of a new `what` as long as it reads at all.
    pub fn phase(&self, what: Message, done: u64, total: Option<u64>) {
        (self.emit)(Note::Phase { what, progress: Progress { done, total } });
    }

    /// A point of the learning curve. None is lost; the work waits once a reader is [`QUEUE`] events behind,
    /// until it is stopped.
    pub fn point(&self, point: CurvePoint) {
        (self.emit)(Note::Point(point));
    }

    /// What happens to a neural net. None is lost, and points come in the same order.
    pub fn net(&self, news: NetNews) {
        (self.emit)(Note::Net(news));
    }

    /// What a neural net says at the moment.
    pub fn map(&self, map: Arc<NetMap>) {
        (self.emit)(Note::Map(map));
    }

    /// Whether somebody looks at pictures of the work; a headless command does not.
    pub fn is_watched(&self) -> bool {
        self.is_watched
    }

    /// Whether to stop, for whatever reason. Check it at each step.
    pub fn is_stopped(&self) -> bool {
        self.cancel.is_stopped()
    }

    /// The next thing the user said about how to go on, if there is one that was not heard yet.
    pub fn steered(&self) -> Option<Steer> {
        self.cancel.steered()
    }

    /// Why to stop, if to stop: a run that was superseded need not save anything.
    pub fn stop_reason(&self) -> Option<StopReason> {
        self.cancel.reason()
    }
}
