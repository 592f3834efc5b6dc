//! What work reports to while it runs.

use std::fmt;

use crate::domain::event::{CurvePoint, Progress};
use crate::domain::message::Message;

use super::cancel::{Cancel, StopReason};

/// Events a reader may lag behind before the work waits for it.
pub const QUEUE: usize = 4_096;

/// A report on the way to becoming an event.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Note {
    Phase { what: Message, progress: Progress },
    Point(CurvePoint),
}

/// Takes reports of running work and tells it when to stop. Shared by reference, also between threads.
#[derive(Clone, Copy)]
pub struct Sink<'a> {
    emit: &'a (dyn Fn(Note) + Sync),
    cancel: &'a Cancel,
}

impl fmt::Debug for Sink<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Sink").field("cancel", self.cancel).finish_non_exhaustive()
    }
}

impl<'a> Sink<'a> {
    pub(super) fn new(emit: &'a (dyn Fn(Note) + Sync), cancel: &'a Cancel) -> Self {
        Self { emit, cancel }
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

    /// Whether to stop, for whatever reason. Check it at each step.
    pub fn is_stopped(&self) -> bool {
        self.cancel.is_stopped()
    }

    /// Why to stop, if to stop: a run that was superseded need not save anything.
    pub fn stop_reason(&self) -> Option<StopReason> {
        self.cancel.reason()
    }
}
