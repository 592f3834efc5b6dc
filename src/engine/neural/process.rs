//! The trainer as a child process: started, heard, stopped, and never left behind.

use std::io::{self, BufRead as _, BufReader, Read};
use std::process::Child;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use clientele_neural_protocol::{
    Ask, Change, Device, Ending, Epoch, Reason, Tell, Train, VERSION, receive, send,
};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, unbounded};
use parking_lot::Mutex;

use super::find::Trainer;
use super::trouble::Trouble;
use crate::learn::GoOn;

/// How often a waiting engine looks whether to stop.
const LOOK_UP: Duration = Duration::from_millis(30);
/// How long a trainer that was asked to stop may take before it is ended.
const GRACE: Duration = Duration::from_millis(700);
/// What it complains of is kept up to this length.
const COMPLAINT: u64 = 4_096;

/// How it ended.
#[derive(Debug, PartialEq)]
pub enum End {
    /// All was learned.
    Done(Ending),
    /// The user stopped it.
    Stopped,
    /// It could not go on.
    Broken(Trouble),
}

/// What a training left besides the file of best weights.
#[derive(Debug)]
pub struct Ran {
    /// How it ended.
    pub end: End,
    /// Whether it was computed elsewhere than asked for.
    pub fell_back: bool,
}

/// What connects a net that learns with the user.
#[derive(Clone, Copy)]
pub struct Link<'a> {
    /// Whether to go on at all.
    pub go_on: GoOn<'a>,
    /// The next thing to ask.
    pub steered: &'a dyn Fn() -> Option<Ask>,
    /// Hears everything that is neither the first word nor the last.
    pub told: &'a dyn Fn(&Tell),
}

impl<'a> Link<'a> {
    /// Nobody steers and nobody listens.
    pub fn alone(go_on: GoOn<'a>) -> Self {
        Self { go_on, steered: &|| None, told: &|_| {} }
    }
}

/// A child that is ended when nobody holds it any more.
struct Process {
    child: Child,
    /// What it is asked, on the way to its input; its input closes when this does.
    asks: Option<Sender<Ask>>,
    said: Receiver<io::Result<Tell>>,
    complaints: Arc<Mutex<String>>,
}

impl Drop for Process {
    fn drop(&mut self) {
        // Without input it ends by itself; this is for one that does not.
        self.asks = None;
        let _gone_already = self.child.kill();
        let _status = self.child.wait();
    }
}

impl Process {
    fn start(trainer: &Trainer) -> Result<Self, Trouble> {
        let not_started = |error: io::Error| Trouble::NotStarted { detail: error.to_string() };
        let mut child = trainer.command().spawn().map_err(not_started)?;
        let (input, output, errors) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        // A trainer that does not read must not hold up who asks.
        let (asks, wanted) = unbounded::<Ask>();
        let written = thread::Builder::new().name("clientele-trainer-asks".to_owned()).spawn(move || {
            let Some(mut input) = input else { return };
            // One that is gone is noticed where it is listened to, with its own words.
            while wanted.recv().is_ok_and(|ask| send(&mut input, &ask).is_ok()) {}
        });
        let (tell, said) = bounded(1_024);
        let complaints = Arc::new(Mutex::new(String::new()));
        let kept = complaints.clone();
        let started = thread::Builder::new().name("clientele-trainer".to_owned()).spawn(move || {
            let Some(output) = output else { return };
            let mut output = BufReader::new(output);
            while let Some(said) = receive(&mut output).transpose() {
                let is_over = said.is_err();
                if tell.send(said).is_err() || is_over {
                    break;
                }
            }
        });
        let heard = thread::Builder::new().name("clientele-trainer-errors".to_owned()).spawn(move || {
            let Some(errors) = errors else { return };
            let mut errors = BufReader::new(errors);
            let mut line = Vec::new();
            while errors.by_ref().take(COMPLAINT).read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
                let text = String::from_utf8_lossy(&line).trim().to_owned();
                if !text.is_empty() {
                    *kept.lock() = text;
                }
                line.clear();
            }
        });
        let process = Self { child, asks: Some(asks), said, complaints };
        started.and(heard).and(written).map_err(not_started)?;
        Ok(process)
    }

    fn ask(&self, ask: Ask) {
        // Nobody takes it any more: it is gone, which is noticed where it is listened to.
        let _gone = self.asks.as_ref().map(|asks| asks.send(ask));
    }

    /// Why it is gone, in its own words where it left any.
    fn died(&mut self) -> Trouble {
        // The last words come by another pipe; they are given a moment.
        let status = self.child.wait().map(|status| status.to_string()).unwrap_or_default();
        thread::sleep(LOOK_UP);
        let complaint = self.complaints.lock().clone();
        Trouble::Died { detail: if complaint.is_empty() { status } else { complaint } }
    }

    /// What it says next; none when told to stop.
    fn next(&mut self, patience: Duration, link: Link<'_>) -> Result<Option<Tell>, Trouble> {
        let begin = Instant::now();
        loop {
            while let Some(ask) = (link.steered)() {
                self.ask(ask);
            }
            match self.said.recv_timeout(LOOK_UP) {
                Ok(Ok(message)) => return Ok(Some(message)),
                Ok(Err(error)) => return Err(Trouble::Garbled { detail: error.to_string() }),
                Err(RecvTimeoutError::Disconnected) => return Err(self.died()),
                Err(RecvTimeoutError::Timeout) if !(link.go_on)() => return Ok(None),
                Err(RecvTimeoutError::Timeout) if begin.elapsed() >= patience => {
                    return Err(Trouble::Silent { seconds: patience.as_secs_f64() });
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Asks it to stop and gives it a moment to write down the best so far.
    fn stop(&self) {
        self.ask(Ask::Stop);
        let begin = Instant::now();
        while let Some(left) = GRACE.checked_sub(begin.elapsed()) {
            match self.said.recv_timeout(left) {
                Ok(Ok(Tell::Done { .. } | Tell::Failed { .. }) | Err(_)) | Err(_) => return,
                Ok(Ok(_)) => {}
            }
        }
    }
}

/// Trains a net and hears of every pass; `watch` says after each whether to go on. The process is gone when this
/// returns, however it ended.
pub fn run(trainer: &Trainer, wanted: Train, link: Link<'_>, watch: &mut dyn FnMut(Epoch) -> bool) -> Ran {
    let mut fell_back = false;
    let end = drive(trainer, wanted, link, watch, &mut fell_back).unwrap_or_else(End::Broken);
    Ran { end, fell_back }
}

fn drive(
    trainer: &Trainer,
    wanted: Train,
    link: Link<'_>,
    watch: &mut dyn FnMut(Epoch) -> bool,
    fell_back: &mut bool,
) -> Result<End, Trouble> {
    let mut process = Process::start(trainer)?;
    // The learning rate in force, which a loss that is no number is owed to.
    let mut rate = wanted.learning.rate;
    // Nothing is said to a trainer that does not know yet what to train.
    match process.next(trainer.hello, Link::alone(link.go_on)) {
        Ok(None) => return Ok(End::Stopped),
        Ok(Some(Tell::Hello { version, .. })) if version > VERSION => {
            return Err(Trouble::Newer { found: version, known: VERSION });
        }
        Ok(Some(Tell::Hello { .. })) => {}
        Ok(Some(other)) => return Err(Trouble::Garbled { detail: format!("{other:?}") }),
        // Before the first word nothing was done: the program itself does not work here.
        Err(Trouble::Died { detail }) => return Err(Trouble::NotStarted { detail }),
        Err(trouble) => return Err(trouble),
    }
    process.ask(Ask::Train(Box::new(wanted)));
    loop {
        let Some(said) = process.next(trainer.silence, link)? else {
            process.stop();
            return Ok(End::Stopped);
        };
        (link.told)(&said);
        match said {
            Tell::Epoch(epoch) => {
                if !epoch.train.is_finite() || epoch.valid.is_some_and(|loss| !loss.is_finite()) {
                    return Err(Trouble::Diverged { rate });
                }
                rate = epoch.rate;
                if !watch(epoch) {
                    process.stop();
                    return Ok(End::Stopped);
                }
            }
            Tell::Started { fell_back: back, device } => *fell_back = back && device == Device::Cpu,
            Tell::Done { why: Ending::Stopped, .. } => return Ok(End::Stopped),
            Tell::Done { why, .. } => return Ok(End::Done(why)),
            Tell::Failed { reason, detail } => {
                return Err(match reason {
                    Reason::Diverged => Trouble::Diverged { rate: detail.parse().unwrap_or(rate) },
                    Reason::Memory => Trouble::Memory,
                    Reason::Version => Trouble::Older { known: VERSION },
                    Reason::File => Trouble::File { detail },
                    Reason::Other => Trouble::Died { detail },
                });
            }
            Tell::Changed { change: Change::Rate(asked), .. } => rate = asked,
            Tell::Back { settings, .. } => rate = settings.rate,
            Tell::Best { .. }
            | Tell::Changed { .. }
            | Tell::Waits { .. }
            | Tell::Weights { .. }
            | Tell::Passed { .. }
            | Tell::Heartbeat
            | Tell::Hello { .. } => {}
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::cell::RefCell;
    use std::os::unix::fs::PermissionsExt as _;

    use clientele_neural_protocol::{DeviceChoice, Learning, Shape, Task};

    use super::*;

    /// Answers each thing it is asked by a pass with a number of its own.
    const LISTENER: &str = r#"#!/bin/sh
echo '{"tell":"hello","version":1}'
read -r train
for turn in 1 2 3 4; do
    read -r ask
    case "$ask" in
        *'"pause"'*) pass=11 ;;
        *'"pass"'*) pass=22 ;;
        *'"play"'*) pass=33 ;;
        *'{"rate":0.25}'*) pass=44 ;;
        *) pass=99 ;;
    esac
    echo '{"tell":"epoch","epoch":'$pass',"train":0.5,"valid":null,"rate":0.1,"seconds":0.1}'
done
echo '{"tell":"done","best":1,"why":"epochs"}'
"#;

    #[test]
    fn what_the_user_says_reaches_the_trainer_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("listener");
        std::fs::write(&program, LISTENER).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let wanted = Train {
            version: VERSION,
            task: Task::YesNo,
            shape: Shape { layers: vec![2], ..Shape::default() },
            embeddings: Vec::new(),
            learning: Learning::default(),
            seed: 1,
            device: DeviceChoice::Cpu,
            train: "train".into(),
            valid: None,
            goal: None,
            now: None,
            passed: None,
            best: "best".into(),
        };
        // Said all at once, before anything is learned.
        let said =
            RefCell::new(vec![Ask::Change { change: Change::Rate(0.25) }, Ask::Play, Ask::Pass, Ask::Pause]);
        let mut passes = Vec::new();
        let told = RefCell::new(Vec::new());
        let link = Link {
            go_on: &|| true,
            steered: &|| said.borrow_mut().pop(),
            told: &|said| told.borrow_mut().push(said.clone()),
        };
        let ran = run(&Trainer::at(program), wanted, link, &mut |epoch| {
            passes.push(epoch.epoch);
            true
        });
        assert_eq!((passes, ran.end), (vec![11, 22, 33, 44], End::Done(Ending::Epochs)));
        let told = told.into_inner();
        assert!(told.len() == 5 && matches!(told.last(), Some(Tell::Done { .. })), "{told:?}");
    }
}
