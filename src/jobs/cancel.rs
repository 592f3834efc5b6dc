//! What is shared between the one who stops or steers and the one who works.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use parking_lot::Mutex;

use crate::domain::event::Steer;

/// Why a job should stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopReason {
    /// The user asked for it: keep the best so far and say so.
    Asked,
    /// A newer run took its place, or nobody is left to read: the result is not wanted.
    Superseded,
}

const RUNNING: u8 = 0;
const ASKED: u8 = 1;
const SUPERSEDED: u8 = 2;

/// Tells a job to stop; clones share one state. Reading costs one atomic load, so check it in inner loops.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    stop: AtomicU8,
    said: Mutex<VecDeque<Steer>>,
}

impl Cancel {
    /// Nobody has asked yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks to stop. A run that was superseded stays superseded.
    pub fn stop(&self, reason: StopReason) {
        let value = match reason {
            StopReason::Asked => ASKED,
            StopReason::Superseded => SUPERSEDED,
        };
        self.0.stop.fetch_max(value, Ordering::AcqRel);
    }

    /// Why to stop, if to stop.
    pub fn reason(&self) -> Option<StopReason> {
        match self.0.stop.load(Ordering::Acquire) {
            RUNNING => None,
            ASKED => Some(StopReason::Asked),
            _ => Some(StopReason::Superseded),
        }
    }

    /// Whether to stop.
    pub fn is_stopped(&self) -> bool {
        self.reason().is_some()
    }

    /// Says how to go on, to work that listens.
    pub fn steer(&self, steer: Steer) {
        self.0.said.lock().push_back(steer);
    }

    /// The next thing that was said and not heard yet.
    pub fn steered(&self) -> Option<Steer> {
        self.0.said.lock().pop_front()
    }
}
