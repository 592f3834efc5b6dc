//! Waking the reader, but not more often than a screen can show.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::Mutex;

/// Pause between two wake-ups: 30 in a second.
pub const MIN_PAUSE: Duration = Duration::from_nanos(1_000_000_000 / 30);

/// Wakes the reader after the given time; called from worker threads.
type Notify = dyn Fn(Duration) + Send + Sync;

/// Gathers wake-ups of all jobs of a runner.
#[derive(Clone)]
pub(super) struct Wake {
    notify: Arc<Notify>,
    pace: Arc<Mutex<Pace>>,
}

impl fmt::Debug for Wake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Wake").field("pace", &self.pace).finish_non_exhaustive()
    }
}

impl Wake {
    pub(super) fn new(notify: impl Fn(Duration) + Send + Sync + 'static) -> Self {
        Self { notify: Arc::new(notify), pace: Arc::default() }
    }

    /// There is something new to see: now if the last wake-up is long ago, otherwise a little later.
    pub(super) fn soon(&self) {
        let after = self.pace.lock().ask(Instant::now());
        if let Some(after) = after {
            (self.notify)(after);
        }
    }

    /// A job ended: now, whatever was before.
    pub(super) fn at_once(&self) {
        (self.notify)(Duration::ZERO);
    }
}

/// When the reader was or will be woken last.
#[derive(Debug, Default)]
struct Pace {
    last: Option<Instant>,
}

impl Pace {
    /// How long to wait before waking, or nothing if a wake-up is on its way that will show this event too.
    fn ask(&mut self, now: Instant) -> Option<Duration> {
        let Some(last) = self.last else {
            self.last = Some(now);
            return Some(Duration::ZERO);
        };
        if last > now {
            return None;
        }
        let due = (last + MIN_PAUSE).max(now);
        self.last = Some(due);
        Some(due.duration_since(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_wakes_once_now_and_once_after_the_pause() {
        let (mut pace, start) = (Pace::default(), Instant::now());
        let at = |millis| start + Duration::from_millis(millis);
        assert_eq!(pace.ask(at(0)), Some(Duration::ZERO));
        // The second event waits for the rest of the pause, the third rides on the same wake-up.
        assert_eq!(pace.ask(at(3)), MIN_PAUSE.checked_sub(Duration::from_millis(3)));
        assert_eq!(pace.ask(at(10)), None);
        // After a quiet time the next event is shown at once.
        assert_eq!(pace.ask(at(1_000)), Some(Duration::ZERO));
    }

    #[test]
    fn a_steady_stream_wakes_at_most_thirty_times_a_second_and_never_starves() {
        let (mut pace, start) = (Pace::default(), Instant::now());
        let wakes: Vec<Duration> = (0..1_000)
            .filter_map(|milli| {
                let now = Duration::from_millis(milli);
                pace.ask(start + now).map(|after| now + after)
            })
            .collect();
        assert!((29..=31).contains(&wakes.len()), "{} wake-ups", wakes.len());
        let gaps: Vec<Duration> = wakes.windows(2).map(|pair| pair[1].abs_diff(pair[0])).collect();
        assert!(gaps.iter().all(|gap| *gap >= MIN_PAUSE && *gap < 2 * MIN_PAUSE));
        // Every event is followed by a wake-up within the pause.
        assert!(*wakes.last().unwrap() >= Duration::from_millis(999));
    }
}
