//! From what the work returned, or from its panic, to the end event.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::domain::error::{ErrorKind, UserError};
use crate::domain::event::JobEvent;
use crate::domain::message::Message;

use super::sink::Sink;

/// How work ends when nothing goes wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Ended<T> {
    /// It came to its end.
    Finished(T),
    /// It saw the request to stop; the best so far where there is one.
    Stopped(Option<T>),
}

impl<T> Ended<T> {
    /// The result, if there is one.
    pub fn result(self) -> Option<T> {
        match self {
            Self::Finished(result) => Some(result),
            Self::Stopped(best) => best,
        }
    }
}

/// Runs the work; a panic comes back as an error like any other.
pub(super) fn guarded<T>(
    sink: &Sink<'_>,
    work: impl FnOnce(&Sink<'_>) -> Result<Ended<T>, UserError>,
) -> Result<Ended<T>, UserError> {
    // The work owns what it captured, and nothing of it is looked at after a panic.
    match catch_unwind(AssertUnwindSafe(|| work(sink))) {
        Ok(Err(error)) if error.kind == ErrorKind::Stopped => Ok(Ended::Stopped(None)),
        Ok(ended) => ended,
        Err(payload) => Err(panicked(payload.as_ref())),
    }
}

/// The end event of a result.
pub(super) fn end_event<T>(ended: Result<Ended<T>, UserError>) -> JobEvent<T> {
    match ended {
        Ok(Ended::Finished(result)) => JobEvent::Finished(result),
        Ok(Ended::Stopped(best)) => JobEvent::Stopped(best),
        Err(error) => JobEvent::Failed(error),
    }
}

/// The error for a panic; a payload that is no text leaves the detail empty.
pub(super) fn panicked(payload: &(dyn Any + Send)) -> UserError {
    let text = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "?".to_owned());
    UserError::work(
        Message::new("jobs-panic-what"),
        Message::new("jobs-panic-why").text("detail", text),
        Message::new("jobs-panic-next"),
    )
}

/// The error for a machine that gives no more threads.
pub(super) fn no_thread(error: &std::io::Error) -> UserError {
    UserError::work(
        Message::new("jobs-thread-what"),
        Message::new("jobs-thread-why").text("detail", error.to_string()),
        Message::new("jobs-thread-next"),
    )
}
