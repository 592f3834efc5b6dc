//! Work on the caller's own thread, with the same events.

use parking_lot::Mutex;

use crate::domain::error::UserError;
use crate::domain::event::JobEvent;

use super::cancel::Cancel;
use super::outcome::{Ended, end_event, guarded};
use super::sink::{Note, Sink};

/// Runs work here and now and shows every event, in the order of the contract, to `on_event`; gives back what
/// the end event said. Nothing is left out, since the reader cannot lag behind. A headless command hands its
/// `cancel` to the Ctrl-C handler.
pub fn run_here<T>(
    cancel: &Cancel,
    work: impl FnOnce(&Sink<'_>) -> Result<Ended<T>, UserError>,
    on_event: impl FnMut(&JobEvent<T>) + Send,
) -> Result<Ended<T>, UserError> {
    // Work may report from several threads at once.
    let on_event = Mutex::new(on_event);
    let show = |event: &JobEvent<T>| {
        let mut on_event = on_event.lock();
        (*on_event)(event);
    };
    show(&JobEvent::Started);
    let emit = |note: Note| match note {
        Note::Phase { what, progress } => show(&JobEvent::Phase { what, progress }),
        Note::Point(point) => show(&JobEvent::Point(point)),
        Note::Net(news) => show(&JobEvent::Net(news)),
        Note::Map(map) => show(&JobEvent::Map(map)),
    };
    let end = end_event(guarded(&Sink::new(&emit, cancel, false), work));
    show(&end);
    match end {
        JobEvent::Finished(result) => Ok(Ended::Finished(result)),
        JobEvent::Failed(error) => Err(error),
        JobEvent::Stopped(best) => Ok(Ended::Stopped(best)),
        // `end_event` makes no other; a stop without result is the harmless reading.
        JobEvent::Started
        | JobEvent::Phase { .. }
        | JobEvent::Point(_)
        | JobEvent::Net(_)
        | JobEvent::Map(_) => Ok(Ended::Stopped(None)),
    }
}
