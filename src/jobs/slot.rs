//! Workers on threads of their own: a runner for the program, a slot for each kind of work.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, SendTimeoutError, Sender, TryRecvError, bounded};
use parking_lot::{Condvar, Mutex};

use crate::domain::error::UserError;
use crate::domain::event::{JobEvent, JobId, Progress, Steer};

use super::cancel::{Cancel, StopReason};
use super::outcome::{Ended, end_event, guarded, no_thread, panicked};
use super::sink::{Note, QUEUE, Sink};
use super::wake::Wake;

/// How often work that waits for a slow reader looks whether it was stopped.
const LOOK_UP: Duration = Duration::from_millis(20);

/// Unread events above which a phase that only moves on is left out; a frame needs far fewer.
const BUSY: usize = 256;

/// The parent of all workers. Dropping it stops them.
#[derive(Debug)]
pub struct Runner {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    wake: Wake,
    next: AtomicU64,
    running: Mutex<Vec<(JobId, Cancel)>>,
    idle: Condvar,
}

impl Runner {
    /// `notify` wakes the reader after the given time, from any thread, at most about 30 times in a second and
    /// always after an end event: in a window it asks for a repaint after that time.
    pub fn new(notify: impl Fn(Duration) + Send + Sync + 'static) -> Self {
        let shared = Shared {
            wake: Wake::new(notify),
            next: AtomicU64::new(1),
            running: Mutex::default(),
            idle: Condvar::new(),
        };
        Self { shared: Arc::new(shared) }
    }

    /// A place for one kind of work, with a name for its threads. Nothing runs yet.
    pub fn slot<T: Send + 'static>(&self, name: &'static str) -> Slot<T> {
        Slot { name, shared: Arc::clone(&self.shared), current: None }
    }

    /// Asks every job to stop and keep what it has.
    pub fn stop_all(&self) {
        self.shared.stop_all(StopReason::Asked);
    }

    /// Waits until no work runs, at most for this long; true if none does. For the end of the program.
    pub fn wait_idle(&self, at_most: Duration) -> bool {
        let mut running = self.shared.running.lock();
        self.shared.idle.wait_while_for(&mut running, |jobs| !jobs.is_empty(), at_most);
        running.is_empty()
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        self.shared.stop_all(StopReason::Superseded);
    }
}

impl Shared {
    fn stop_all(&self, reason: StopReason) {
        for (_, cancel) in self.running.lock().iter() {
            cancel.stop(reason);
        }
    }

    fn forget(&self, id: JobId) {
        self.running.lock().retain(|(running, _)| *running != id);
        self.idle.notify_all();
    }
}

/// One kind of work, at most one run of it at a time. Dropping the slot stops its run.
pub struct Slot<T> {
    name: &'static str,
    shared: Arc<Shared>,
    current: Option<Current<T>>,
}

struct Current<T> {
    id: JobId,
    cancel: Cancel,
    events: Receiver<(JobId, JobEvent<T>)>,
}

impl<T> fmt::Debug for Slot<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Slot")
            .field("name", &self.name)
            .field("current", &self.current())
            .finish_non_exhaustive()
    }
}

impl<T> Slot<T> {
    /// The run whose events come next, until its end event was read.
    pub fn current(&self) -> Option<JobId> {
        self.current.as_ref().map(|current| current.id)
    }

    /// Whether a run was started whose end event was not read yet.
    pub fn is_running(&self) -> bool {
        self.current.is_some()
    }

    /// Asks the run to stop and keep the best so far. Its events go on until its end event.
    pub fn stop(&self) {
        if let Some(current) = &self.current {
            current.cancel.stop(StopReason::Asked);
        }
    }

    /// Says to the run how to go on; work that does not listen goes on as it did.
    pub fn steer(&self, steer: Steer) {
        if let Some(current) = &self.current {
            current.cancel.steer(steer);
        }
    }

    /// Whether the run was asked to stop and has not ended yet.
    pub fn is_stopping(&self) -> bool {
        self.current.as_ref().is_some_and(|current| current.cancel.is_stopped())
    }

    /// The next event if there is one; never waits.
    pub fn poll(&mut self) -> Option<(JobId, JobEvent<T>)> {
        let current = self.current.as_ref()?;
        let event = match current.events.try_recv() {
            Ok(event) => event,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Self::lost(current.id),
        };
        Some(self.note_end(event))
    }

    /// The next event, waiting for it; none if nothing runs. Not for the window's thread.
    pub fn wait(&mut self) -> Option<(JobId, JobEvent<T>)> {
        let current = self.current.as_ref()?;
        let event = current.events.recv().unwrap_or_else(|_| Self::lost(current.id));
        Some(self.note_end(event))
    }

    fn note_end(&mut self, event: (JobId, JobEvent<T>)) -> (JobId, JobEvent<T>) {
        if let JobEvent::Finished(_) | JobEvent::Stopped(_) | JobEvent::Failed(_) = event.1 {
            self.current = None;
        }
        event
    }

    /// A worker that is gone without an end event: cannot happen short of a panic in this room itself, and
    /// must not leave the reader waiting.
    fn lost(id: JobId) -> (JobId, JobEvent<T>) {
        (id, JobEvent::Failed(panicked(&())))
    }

    /// Ends the run without wanting its result; its remaining events are gone.
    pub fn abandon(&mut self) {
        if let Some(current) = self.current.take() {
            current.cancel.stop(StopReason::Superseded);
        }
    }
}

impl<T: Send + 'static> Slot<T> {
    /// Starts work on a thread of its own. A run that is still going is stopped as superseded, and none of its
    /// events will be seen any more.
    pub fn start(
        &mut self,
        work: impl FnOnce(&Sink<'_>) -> Result<Ended<T>, UserError> + Send + 'static,
    ) -> JobId {
        self.abandon();
        let id = JobId(self.shared.next.fetch_add(1, Ordering::Relaxed));
        let cancel = Cancel::new();
        let (sender, events) = bounded(QUEUE);
        let worker =
            Worker { id, cancel: cancel.clone(), events: sender.clone(), shared: Arc::clone(&self.shared) };
        self.current = Some(Current { id, cancel: cancel.clone(), events });
        self.shared.running.lock().push((id, cancel));
        let thread = thread::Builder::new().name(format!("clientele-{}", self.name));
        if let Err(error) = thread.spawn(move || worker.run(work)) {
            self.shared.forget(id);
            // Two events fit into an empty queue, so these sends cannot wait.
            let _ = sender.try_send((id, JobEvent::Started));
            let _ = sender.try_send((id, JobEvent::Failed(no_thread(&error))));
            self.shared.wake.at_once();
        }
        id
    }
}

impl<T> Drop for Slot<T> {
    fn drop(&mut self) {
        self.abandon();
    }
}

/// A run as its own thread sees it.
struct Worker<T> {
    id: JobId,
    cancel: Cancel,
    events: Sender<(JobId, JobEvent<T>)>,
    shared: Arc<Shared>,
}

impl<T: Send> Worker<T> {
    fn run(self, work: impl FnOnce(&Sink<'_>) -> Result<Ended<T>, UserError>) {
        self.send(JobEvent::Started);
        let shown = Mutex::new(None);
        let emit = |note: Note| match note {
            Note::Phase { what, progress } => {
                if self.is_worth_showing(&mut shown.lock(), what.id, progress) {
                    self.send(JobEvent::Phase { what, progress });
                }
            }
            Note::Point(point) => self.send(JobEvent::Point(point)),
            Note::Net(news) => self.send(JobEvent::Net(news)),
            Note::Map(map) => self.send(JobEvent::Map(map)),
        };
        let ended = guarded(&Sink::new(&emit, &self.cancel, true), work);
        // Out of the books before the end is told: whoever reads the end finds the runner idle.
        self.shared.forget(self.id);
        // Only a reader that is gone makes this fail, and then nobody misses it.
        let _ = self.events.send((self.id, end_event(ended)));
        self.shared.wake.at_once();
    }

    /// New phases and the last of a phase always; what lies between only to a reader that keeps up.
    fn is_worth_showing(
        &self,
        shown: &mut Option<&'static str>,
        what: &'static str,
        progress: Progress,
    ) -> bool {
        let is_new = shown.replace(what) != Some(what);
        is_new || progress.total == Some(progress.done) || self.events.len() < BUSY
    }

    /// Waits for a slow reader, but not after a stop: then the end event alone matters.
    fn send(&self, event: JobEvent<T>) {
        let mut parcel = (self.id, event);
        loop {
            match self.events.send_timeout(parcel, LOOK_UP) {
                Ok(()) => return self.shared.wake.soon(),
                Err(SendTimeoutError::Disconnected(_)) => return,
                Err(SendTimeoutError::Timeout(_)) if self.cancel.is_stopped() => return,
                Err(SendTimeoutError::Timeout(back)) => parcel = back,
            }
        }
    }
}
