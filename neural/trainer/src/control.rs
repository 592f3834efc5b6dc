//! What the app says while a net learns: to stop, to wait, to go on, to go back, to learn in another way.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use clientele_neural_protocol::Change;

/// Shared between the thread that listens and the one that learns.
#[derive(Debug, Default)]
pub(crate) struct Control {
    state: Mutex<State>,
    changed: Condvar,
}

/// Something to do between two batches, also while it waits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Order {
    /// A pass back.
    Back,
    /// To the start; with another seed, to another start.
    Begin(Option<u64>),
    /// Learn in another way.
    Change(Change),
    /// End at this loss.
    Goal(Option<f64>),
}

/// How far it goes on by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum Until {
    /// To the end of everything.
    #[default]
    Done,
    /// To the end of the pass.
    Pass,
    /// To the end of the batch.
    Batch,
}

#[derive(Debug, Default)]
struct State {
    stopped: bool,
    paused: bool,
    until: Until,
    orders: VecDeque<Order>,
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
        self.change(|state| (state.paused, state.until) = (false, Until::Done));
    }

    /// Goes on to the end of a pass.
    pub(crate) fn pass(&self) {
        self.change(|state| (state.paused, state.until) = (false, Until::Pass));
    }

    /// Goes on to the end of a batch.
    pub(crate) fn step(&self) {
        self.change(|state| (state.paused, state.until) = (false, Until::Batch));
    }

    /// Does this after the batch at work. What makes no sense is not heard; who goes back wants to look, so it waits.
    pub(crate) fn order(&self, order: Order) {
        let heard = match order {
            Order::Change(change) => change.makes_sense(),
            Order::Goal(goal) => goal.is_none_or(f64::is_finite),
            Order::Back | Order::Begin(_) => true,
        };
        if heard {
            self.change(|state| {
                state.paused |= order == Order::Back;
                state.orders.push_back(order);
            });
        }
    }

    /// What is to be done next, in the order it was said.
    pub(crate) fn next(&self) -> Option<Order> {
        self.state().orders.pop_front()
    }

    /// A new net: nothing was said about it yet.
    pub(crate) fn clear(&self) {
        self.change(|state| *state = State::default());
    }

    /// A batch is done.
    pub(crate) fn stepped(&self) {
        self.reached(Until::Batch);
    }

    /// A pass is done.
    pub(crate) fn passed(&self) {
        self.reached(Until::Pass);
    }

    fn reached(&self, what: Until) {
        self.change(|state| {
            if state.until == what {
                (state.paused, state.until) = (true, Until::Done);
            }
        });
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.state().stopped
    }

    /// Whether it is to wait.
    pub(crate) fn is_paused(&self) -> bool {
        self.state().paused
    }

    /// Waits as long as it is told to and nothing is to be done; how long that was. Says first that it waits.
    pub(crate) fn wait(&self, say: &mut dyn FnMut()) -> Duration {
        let waits = |state: &mut State| state.paused && !state.stopped && state.orders.is_empty();
        if !waits(&mut self.state()) {
            return Duration::ZERO;
        }
        say();
        let begin = Instant::now();
        drop(self.changed.wait_while(self.state(), waits).unwrap_or_else(PoisonError::into_inner));
        begin.elapsed()
    }
}
