//! A solver on a thread of its own, so that a stop need not wait for the end of a long round.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

use crate::domain::error::UserError;
use crate::domain::message::Message;
use crate::learn::prepare::DropReason;
use crate::learn::{Findings, GoOn, LearnError, Model, Solver, Step};

/// How often a waiting driver looks whether to stop.
const LOOK_UP: Duration = Duration::from_millis(30);

/// What one round left behind.
struct Round {
    step: Result<Step, LearnError>,
    model: Model,
    left_out: Vec<(usize, DropReason)>,
    findings: Findings,
    warnings: Vec<Message>,
}

impl Round {
    fn nothing(error: LearnError) -> Self {
        let model = Model::Linear { intercept: 0.0, weights: Vec::new() };
        let findings = Findings::default();
        Self { step: Err(error), model, left_out: Vec::new(), findings, warnings: Vec::new() }
    }

    fn of(solver: &mut dyn Solver, go_on: GoOn<'_>) -> Self {
        let step = solver.advance(go_on);
        Self {
            model: solver.model(),
            left_out: solver.left_out(),
            findings: solver.findings(),
            warnings: solver.warnings(),
            step,
        }
    }
}

/// Asks a solver on another thread for one round at a time. After a stop the round is told to end, and left to
/// end unheard where it does not listen, as those of linfa do not; the thread goes with it.
pub(super) struct Abandonable {
    abandoned: Arc<AtomicBool>,
    ask: Option<Sender<()>>,
    rounds: Receiver<Round>,
    thread: Option<JoinHandle<()>>,
    last: Round,
}

impl Abandonable {
    /// Builds the solver on its own thread, too: to look at all rows once may take long.
    pub(super) fn new(
        build: impl FnOnce(GoOn<'_>) -> Result<Box<dyn Solver>, LearnError> + Send + 'static,
    ) -> Result<Self, UserError> {
        let (ask, asked) = bounded::<()>(1);
        let (tell, rounds) = bounded(1);
        let abandoned = Arc::new(AtomicBool::new(false));
        let left = abandoned.clone();
        let work = move || {
            let go_on = || !left.load(Ordering::Relaxed);
            let mut solver = match build(&go_on) {
                Ok(solver) => solver,
                Err(error) => {
                    // Nobody is there to hear it only if it was abandoned.
                    let _unheard = tell.send(Round::nothing(error));
                    return;
                }
            };
            while asked.recv().is_ok() {
                if tell.send(Round::of(solver.as_mut(), &go_on)).is_err() {
                    break;
                }
            }
        };
        let thread =
            thread::Builder::new().name("clientele-round".to_owned()).spawn(work).map_err(|err| {
                UserError::work(
                    Message::new("engine-not-trained"),
                    Message::new("engine-because").text("reason", err.to_string()),
                    Message::new("engine-report-bug"),
                )
            })?;
        let last = Round::nothing(LearnError::Stopped);
        Ok(Self { abandoned, ask: Some(ask), rounds, thread: Some(thread), last })
    }
}

impl Drop for Abandonable {
    fn drop(&mut self) {
        self.abandoned.store(true, Ordering::Relaxed);
    }
}

impl Solver for Abandonable {
    fn advance(&mut self, go_on: GoOn<'_>) -> Result<Step, LearnError> {
        if let Some(ask) = &self.ask {
            // A thread that is gone is noticed below.
            let _gone = ask.send(());
        }
        loop {
            match self.rounds.recv_timeout(LOOK_UP) {
                Ok(round) => {
                    let step = round.step.clone();
                    self.last = round;
                    return step;
                }
                Err(RecvTimeoutError::Timeout) if !go_on() => {
                    self.abandoned.store(true, Ordering::Relaxed);
                    return Err(LearnError::Stopped);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    self.ask = None;
                    // A panic of the solver goes on here, where the job it belongs to catches it.
                    if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join) {
                        resume_unwind(panic);
                    }
                    return Err(LearnError::Stopped);
                }
            }
        }
    }

    fn model(&self) -> Model {
        self.last.model.clone()
    }

    fn left_out(&self) -> Vec<(usize, DropReason)> {
        self.last.left_out.clone()
    }

    fn findings(&self) -> Findings {
        self.last.findings.clone()
    }

    fn warnings(&self) -> Vec<Message> {
        self.last.warnings.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::CurvePoint;
    use crate::jobs::{Cancel, Ended, StopReason, run_here};
    use crate::learn;

    /// The second round never ends until the test lets go of it.
    struct Endless(Receiver<()>, u32);

    impl Solver for Endless {
        fn advance(&mut self, _: GoOn<'_>) -> Result<Step, LearnError> {
            let iteration = self.1;
            self.1 += 1;
            if iteration == 1 {
                let _released = self.0.recv();
            }
            Ok(Step { point: CurvePoint { iteration, train: 1.0, valid: None }, done: false })
        }

        fn model(&self) -> Model {
            Model::Linear { intercept: f64::from(self.1), weights: Vec::new() }
        }
    }

    struct Broken;

    impl Solver for Broken {
        fn advance(&mut self, _: GoOn<'_>) -> Result<Step, LearnError> {
            panic!("a solver breaks")
        }

        fn model(&self) -> Model {
            Model::Linear { intercept: 0.0, weights: Vec::new() }
        }
    }

    #[test]
    fn a_stop_in_the_midst_of_a_round_keeps_the_rounds_before() {
        let (_hold, held) = bounded(0);
        let cancel = Cancel::new();
        let stop = cancel.clone();
        let ended = run_here(
            &cancel,
            move |sink| {
                let solver = Abandonable::new(|_| Ok(Box::new(Endless(held, 0))))?;
                let fitted = learn::fit(Box::new(solver), None, &|| !sink.is_stopped(), &mut |_| {
                    // The next round has not begun, and it will never end by itself.
                    let stop = stop.clone();
                    thread::spawn(move || stop.stop(StopReason::Asked));
                    true
                })?;
                Ok(Ended::Finished(fitted))
            },
            |_| {},
        );
        let Ok(Ended::Finished(fitted)) = ended else { panic!("the first round is kept") };
        assert!(fitted.stopped);
        assert_eq!((fitted.curve.len(), fitted.best_iteration), (1, 0));
        assert_eq!(fitted.model, Model::Linear { intercept: 1.0, weights: Vec::new() });
    }

    #[test]
    fn a_panic_of_the_solver_is_told_like_any_other() {
        let ended = run_here(
            &Cancel::new(),
            |_| {
                let solver = Abandonable::new(|_| Ok(Box::new(Broken)))?;
                Ok(Ended::Finished(learn::fit(Box::new(solver), None, &|| true, &mut |_| true)?))
            },
            |_| {},
        );
        assert!(ended.is_err());
    }
}
