//! What the app says while a net learns: to stop, to wait, to go on.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Shared between the thread that listens and the one that learns.
#[derive(Debug, Default)]
pub(crate) struct Control {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    stopped: bool,
    paused: bool,
    /// Whether to wait at the end of the pass.
    to_the_end: bool,
    /// A learning rate that was asked for and not taken yet.
    rate: Option<f64>,
}

impl Control {
    fn state(&self) -> MutexGuard<'_, State> {
        // Nobody panics while holding it; if somebody did, the state is still whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, edit: impl FnOnce(&mut State)) {
        edit(&mut self.state());
        self.changed.notify_all();
    }

    /// Ends after the batch at work.
    pub(crate) fn stop(&self) {
        self.change(|state| state.stopped = true);
    }

    /// Waits after the batch at work.
    pub(crate) fn pause(&self) {
        self.change(|state| state.paused = true);
    }

    /// Goes on.
    pub(crate) fn play(&self) {
        self.change(|state| (state.paused, state.to_the_end) = (false, false));
    }

    /// Goes on to the end of a pass.
    pub(crate) fn pass(&self) {
        self.change(|state| (state.paused, state.to_the_end) = (false, true));
    }

    /// Takes steps of this size from the next batch on; what is no step is not heard.
    pub(crate) fn rate(&self, rate: f64) {
        if rate.is_finite() && rate > 0.0 {
            self.change(|state| state.rate = Some(rate));
        }
    }

    /// The learning rate that was asked for meanwhile.
    pub(crate) fn new_rate(&self) -> Option<f64> {
        self.state().rate.take()
    }

    /// A new net: nothing was said about it yet.
    pub(crate) fn clear(&self) {
        self.change(|state| *state = State::default());
    }

    /// A pass is done.
    pub(crate) fn passed(&self) {
        self.change(|state| {
            state.paused |= state.to_the_end;
            state.to_the_end = false;
        });
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.state().stopped
    }

    /// Whether it is to wait.
    pub(crate) fn is_paused(&self) -> bool {
        self.state().paused
    }

    /// Waits as long as it is told to; how long that was.
    pub(crate) fn wait(&self) -> Duration {
        let state = self.state();
        if !state.paused || state.stopped {
            return Duration::ZERO;
        }
        let begin = Instant::now();
        let waits = |state: &mut State| state.paused && !state.stopped;
        drop(self.changed.wait_while(state, waits).unwrap_or_else(PoisonError::into_inner));
        begin.elapsed()
    }
}
