//! The one bit of shared state between the one who stops and the one who works.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

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
pub struct Cancel(Arc<AtomicU8>);

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
        self.0.fetch_max(value, Ordering::AcqRel);
    }

    /// Why to stop, if to stop.
    pub fn reason(&self) -> Option<StopReason> {
        match self.0.load(Ordering::Acquire) {
            RUNNING => None,
            ASKED => Some(StopReason::Asked),
            _ => Some(StopReason::Superseded),
        }
    }

    /// Whether to stop.
    pub fn is_stopped(&self) -> bool {
        self.reason().is_some()
    }
}
