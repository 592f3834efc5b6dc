//! Long work beside the window: named worker threads that report in one closed stream of events.
//!
//! It exists so that nothing ever blocks a frame, and so that a panic in the work becomes a sentence instead
//! of the end of the program. It knows only `domain`: not what the work does, who reads the events, or how a
//! window is woken. Start with [`Runner::slot`] (one kind of work, at most one run at a time) and
//! [`run_here`] (the same work and the same events without a thread, for the command line).
//!
//! The order of events is that of [`JobEvent`](crate::domain::event::JobEvent): started, then phases and
//! points, then exactly one end, also after a panic or a stop.

mod cancel;
mod here;
mod outcome;
mod sink;
mod slot;
mod wake;

#[cfg(test)]
mod tests;

pub use cancel::{Cancel, StopReason};
pub use here::run_here;
pub use outcome::Ended;
pub use sink::{QUEUE, Sink};
pub use slot::{Runner, Slot};
pub use wake::MIN_PAUSE;
