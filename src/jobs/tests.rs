//! Runs as a reader sees them. What happens when is decided by channels and barriers, never by waiting a while.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, mpsc};
use std::time::Duration;

use crate::domain::error::{ErrorKind, UserError};
use crate::domain::event::{CurvePoint, JobEvent, JobId};
use crate::domain::message::{Arg, Message};

use super::*;

/// Long enough for any machine; only a broken program ever waits this long.
const PATIENCE: Duration = Duration::from_mins(1);

fn runner() -> Runner {
    Runner::new(|_| ())
}

fn point(iteration: u32) -> CurvePoint {
    CurvePoint { iteration, train: 1.0, valid: None }
}

fn word<T>(event: &JobEvent<T>) -> &'static str {
    match event {
        JobEvent::Started => "started",
        JobEvent::Phase { .. } => "phase",
        JobEvent::Point(_) => "point",
        JobEvent::Net(_) => "net",
        JobEvent::Map(_) => "map",
        JobEvent::Finished(_) => "finished",
        JobEvent::Stopped(_) => "stopped",
        JobEvent::Failed(_) => "failed",
    }
}

/// Everything until the end event.
fn all<T>(slot: &mut Slot<T>) -> Vec<(JobId, JobEvent<T>)> {
    std::iter::from_fn(|| slot.wait()).collect()
}

fn words<T>(events: &[(JobId, JobEvent<T>)]) -> Vec<&'static str> {
    events.iter().map(|(_, event)| word(event)).collect()
}

#[test]
fn events_come_in_order_with_one_end() {
    let runner = runner();
    let mut slot = runner.slot("order");
    let id = slot.start(|sink| {
        sink.phase(Message::new("jobs-panic-next"), 0, Some(2));
        sink.point(point(0));
        sink.phase(Message::new("jobs-panic-next"), 2, Some(2));
        Ok(Ended::Finished(7))
    });
    assert!(slot.is_running());
    let events = all(&mut slot);
    assert_eq!(words(&events), ["started", "phase", "point", "phase", "finished"]);
    assert!(events.iter().all(|(of, _)| *of == id));
    assert!(matches!(events.last(), Some((_, JobEvent::Finished(7)))));
    assert!(!slot.is_running() && slot.poll().is_none() && slot.wait().is_none());
    assert!(runner.wait_idle(PATIENCE));
}

#[test]
fn a_stop_mid_way_keeps_the_best_so_far() {
    let runner = runner();
    let mut slot = runner.slot("stop");
    let (stopped, hear_stop) = mpsc::channel::<()>();
    slot.start(move |sink| {
        sink.point(point(0));
        hear_stop.recv().unwrap();
        assert_eq!(sink.stop_reason(), Some(StopReason::Asked));
        Ok(if sink.is_stopped() { Ended::Stopped(Some("best")) } else { Ended::Finished("all") })
    });
    while !matches!(slot.wait(), Some((_, JobEvent::Point(_)))) {}
    assert!(!slot.is_stopping());
    slot.stop();
    assert!(slot.is_stopping());
    stopped.send(()).unwrap();
    assert!(matches!(slot.wait(), Some((_, JobEvent::Stopped(Some("best"))))));
    assert!(!slot.is_running());
}

#[test]
fn an_error_of_the_stopped_kind_is_a_stop_and_any_other_a_failure() {
    let error = |kind| {
        let message = || Message::new("jobs-panic-next");
        UserError { kind, what: message(), why: message(), next: message() }
    };
    let runner = runner();
    let mut slot = runner.slot::<()>("errors");
    slot.start(move |_| Err(error(ErrorKind::Stopped)));
    assert!(matches!(all(&mut slot).last(), Some((_, JobEvent::Stopped(None)))));
    slot.start(move |_| Err(error(ErrorKind::Request)));
    let events = all(&mut slot);
    assert!(
        matches!(events.last(), Some((_, JobEvent::Failed(failure))) if failure.kind == ErrorKind::Request)
    );
}

#[test]
fn a_panic_ends_in_a_failure_that_says_why() {
    let runner = runner();
    let mut slot = runner.slot::<()>("panic");
    slot.start(|sink| {
        sink.point(point(0));
        let row = 3;
        panic!("row {row} is odd");
    });
    let events = all(&mut slot);
    assert_eq!(words(&events), ["started", "point", "failed"]);
    let Some((_, JobEvent::Failed(error))) = events.last() else { panic!("no failure") };
    assert_eq!(error.kind, ErrorKind::Work);
    assert_eq!(error.why.args, [("detail", Arg::Text("row 3 is odd".into()))]);
    // The runner goes on.
    slot.start(|_| Ok(Ended::Finished(())));
    assert_eq!(words(&all(&mut slot)), ["started", "finished"]);
}

#[test]
fn a_restart_stops_the_old_run_and_hides_its_events() {
    let runner = runner();
    let mut slot = runner.slot("restart");
    let (told, hear) = mpsc::channel();
    let (go, wait) = mpsc::channel::<()>();
    let old = slot.start(move |sink| {
        sink.point(point(1));
        wait.recv().unwrap();
        sink.point(point(2));
        told.send(sink.stop_reason()).unwrap();
        Ok(Ended::Finished("old"))
    });
    let (go_on, wait_too) = mpsc::channel::<()>();
    let new = slot.start(move |_| {
        wait_too.recv().unwrap();
        Ok(Ended::Finished("new"))
    });
    assert!(new > old);
    assert_eq!(slot.current(), Some(new));
    // The old run reports and ends while the new one is still at work.
    go.send(()).unwrap();
    assert_eq!(hear.recv_timeout(PATIENCE), Ok(Some(StopReason::Superseded)));
    go_on.send(()).unwrap();
    let events = all(&mut slot);
    assert_eq!(words(&events), ["started", "finished"]);
    assert!(events.iter().all(|(id, _)| *id == new));
    assert!(matches!(events.last(), Some((_, JobEvent::Finished("new")))));
    assert!(runner.wait_idle(PATIENCE));
}

#[test]
fn a_slow_reader_gets_every_point_and_the_work_waits_for_it() {
    let (runner, points) = (runner(), QUEUE + 500);
    let mut slot = runner.slot("slow");
    let sent = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&sent);
    slot.start(move |sink| {
        for iteration in 0..points {
            sink.point(point(iteration as u32));
            counter.fetch_add(1, Ordering::SeqCst);
        }
        Ok(Ended::Finished(()))
    });
    // Nothing is read until the work is stuck: the queue holds `started` and all but one of its points.
    while sent.load(Ordering::SeqCst) < QUEUE - 1 {
        std::thread::yield_now();
    }
    assert_eq!(sent.load(Ordering::SeqCst), QUEUE - 1, "the next point waits for the reader");
    let events = all(&mut slot);
    let iterations: Vec<u32> = events
        .iter()
        .filter_map(
            |(_, event)| if let JobEvent::Point(point) = event { Some(point.iteration) } else { None },
        )
        .collect();
    assert_eq!(iterations, (0..points as u32).collect::<Vec<_>>());
    assert_eq!(events.last().map(|(_, event)| word(event)), Some("finished"));
}

#[test]
fn phases_never_make_the_work_wait_and_new_phases_are_never_left_out() {
    let runner = runner();
    let mut slot = runner.slot("phases");
    let (done, hear) = mpsc::channel();
    slot.start(move |sink| {
        // Far more than the queue holds, and nobody reads before the end.
        for row in 0..10 * QUEUE as u64 {
            sink.phase(Message::new("jobs-panic-what"), row, None);
        }
        sink.phase(Message::new("jobs-panic-why"), 0, Some(9));
        sink.phase(Message::new("jobs-panic-why"), 9, Some(9));
        done.send(()).unwrap();
        Ok(Ended::Finished(()))
    });
    hear.recv_timeout(PATIENCE).expect("the work came to its end without a reader");
    let events = all(&mut slot);
    let shown: Vec<(&str, u64)> = events
        .iter()
        .filter_map(|(_, event)| match event {
            JobEvent::Phase { what, progress } => Some((what.id, progress.done)),
            _ => None,
        })
        .collect();
    assert_eq!(shown.first(), Some(&("jobs-panic-what", 0)));
    assert!(shown.ends_with(&[("jobs-panic-why", 0), ("jobs-panic-why", 9)]));
    assert!(shown.len() < QUEUE);
}

#[test]
fn a_stop_frees_work_that_waits_for_its_reader() {
    let runner = runner();
    let mut slot = runner.slot("stuck");
    let (done, hear) = mpsc::channel();
    slot.start(move |sink| {
        let mut iteration = 0;
        while !sink.is_stopped() {
            sink.point(point(iteration));
            iteration += 1;
        }
        done.send(()).unwrap();
        Ok(Ended::Stopped(Some(iteration)))
    });
    slot.stop();
    hear.recv_timeout(PATIENCE).expect("the work saw the stop although nobody reads");
    assert_eq!(all(&mut slot).last().map(|(_, event)| word(event)), Some("stopped"));
}

#[test]
fn dropping_the_slot_or_the_runner_ends_the_work() {
    for drop_runner in [true, false] {
        let runner = runner();
        let mut slot = runner.slot("dropped");
        let (told, hear) = mpsc::channel();
        let ready = Arc::new(Barrier::new(2));
        let at_work = Arc::clone(&ready);
        slot.start(move |sink| {
            at_work.wait();
            let mut iteration = 0;
            while !sink.is_stopped() {
                sink.point(point(iteration));
                iteration = iteration.wrapping_add(1);
            }
            told.send(sink.stop_reason()).unwrap();
            Ok(Ended::Stopped(None::<()>))
        });
        ready.wait();
        if drop_runner {
            drop(runner);
        } else {
            drop(slot);
        }
        assert_eq!(hear.recv_timeout(PATIENCE), Ok(Some(StopReason::Superseded)));
    }
}

#[test]
fn the_reader_is_woken_at_once_after_the_end_event() {
    let (told, hear) = mpsc::channel();
    let runner = Runner::new(move |after| told.send(after).unwrap());
    let mut slot = runner.slot("wake");
    slot.start(|sink| {
        (0..1_000).for_each(|iteration| sink.point(point(iteration)));
        Ok(Ended::Finished(()))
    });
    all(&mut slot);
    assert!(runner.wait_idle(PATIENCE));
    drop(slot);
    drop(runner);
    // The channel closes when the last worker is gone.
    let wakes: Vec<Duration> = hear.iter().collect();
    assert_eq!(wakes.first(), Some(&Duration::ZERO));
    assert_eq!(wakes.last(), Some(&Duration::ZERO));
    assert!(wakes.iter().all(|after| *after <= MIN_PAUSE));
    assert!(wakes.len() < 500, "{} wake-ups for 1,002 events", wakes.len());
}

#[test]
fn workers_carry_the_name_of_their_slot() {
    let runner = runner();
    let mut slot = runner.slot("named");
    slot.start(|_| Ok(Ended::Finished(std::thread::current().name().map(str::to_owned))));
    let events = all(&mut slot);
    assert!(matches!(events.last(), Some((_, JobEvent::Finished(Some(name)))) if name == "clientele-named"));
}

#[test]
fn work_without_a_thread_gives_the_same_events() {
    let work = |sink: &Sink<'_>| {
        for row in 0..3 {
            sink.phase(Message::new("jobs-panic-next"), row, Some(3));
        }
        std::thread::scope(|scope| {
            scope.spawn(|| sink.point(point(0)));
        });
        Ok(Ended::Finished(5))
    };
    let mut seen = Vec::new();
    let ended = run_here(&Cancel::new(), work, |event| seen.push(word(event)));
    assert_eq!(ended, Ok(Ended::Finished(5)));
    assert_eq!(seen, ["started", "phase", "phase", "phase", "point", "finished"]);

    let runner = runner();
    let mut slot = runner.slot("beside");
    slot.start(work);
    assert_eq!(words(&all(&mut slot)), seen);
}

#[test]
fn work_without_a_thread_can_be_stopped_and_may_panic() {
    let cancel = Cancel::new();
    let mut seen = Vec::new();
    let ended = run_here(
        &cancel,
        |sink| {
            cancel.stop(StopReason::Asked);
            Ok(if sink.is_stopped() { Ended::Stopped(Some(1)) } else { Ended::Finished(2) })
        },
        |event| seen.push(word(event)),
    );
    assert_eq!((ended, seen), (Ok(Ended::Stopped(Some(1))), vec!["started", "stopped"]));

    let mut seen = Vec::new();
    let ended = run_here::<()>(&Cancel::new(), |_| panic!("broken"), |event| seen.push(word(event)));
    assert_eq!(ended.map_err(|error| error.what.id), Err("jobs-panic-what"));
    assert_eq!(seen, ["started", "failed"]);
}

#[test]
fn a_superseded_run_stays_superseded() {
    let cancel = Cancel::new();
    cancel.stop(StopReason::Superseded);
    cancel.stop(StopReason::Asked);
    assert_eq!(cancel.reason(), Some(StopReason::Superseded));
}

#[test]
fn what_crosses_threads_may_cross_threads() {
    fn crosses<T: Send + Sync + 'static>() {}
    crosses::<Runner>();
    crosses::<Slot<Vec<u8>>>();
    crosses::<Cancel>();
    crosses::<JobEvent<Vec<u8>>>();
}
