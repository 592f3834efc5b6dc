//! The program itself: what it says first, how it stops, and that it never outlives the app.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends where it cannot go on")]

use std::io::{BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use clientele_neural_protocol::{
    Ask, DeviceChoice, Ending, Learning, Reason, Shape, Task, Tell, Train, VERSION, receive, send, tensors,
};

struct Trainer {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Trainer {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_clientele-neural"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let mut trainer = Self { child, input, output };
        let Tell::Hello { version, devices, .. } = trainer.hear() else { panic!("no hello") };
        assert!(version == VERSION && !devices.is_empty());
        trainer
    }

    fn ask(&mut self, ask: &Ask) {
        send(self.input.as_mut().unwrap(), ask).unwrap();
    }

    fn hear(&mut self) -> Tell {
        receive(&mut self.output).unwrap().unwrap()
    }

    /// What it says first of what is looked for.
    fn until<T>(&mut self, found: impl Fn(&Tell) -> Option<T>) -> T {
        loop {
            if let Some(found) = found(&self.hear()) {
                return found;
            }
        }
    }
}

/// A net that would learn for hours.
fn endless(folder: &Path) -> Train {
    let x: Vec<f32> = (0..4_000_u32).map(|i| (i * 37 % 101) as f32 / 50.0 - 1.0).collect();
    let y: Vec<f32> = x.chunks(2).map(|row| f32::from(u8::from(row.iter().sum::<f32>() > 0.0))).collect();
    tensors::write(&folder.join("train"), &[("x", &[2_000, 2], &x), ("y", &[2_000], &y)]).unwrap();
    Train {
        version: VERSION,
        task: Task::YesNo,
        shape: Shape { layers: vec![8], ..Shape::default() },
        embeddings: Vec::new(),
        learning: Learning { epochs: u32::MAX, patience: 0, ..Learning::default() },
        seed: 1,
        device: DeviceChoice::Auto,
        train: folder.join("train"),
        valid: None,
        goal: None,
        now: None,
        passed: None,
        best: folder.join("best"),
    }
}

#[test]
fn it_stops_when_asked_and_ends_when_nobody_is_there_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = endless(folder.path());
    let mut trainer = Trainer::start();
    trainer.ask(&Ask::Train(Box::new(wanted.clone())));
    trainer.until(|said| matches!(said, Tell::Best { .. }).then_some(()));
    trainer.until(|said| matches!(said, Tell::Heartbeat).then_some(()));
    trainer.ask(&Ask::Stop);
    let best = trainer.until(|said| match said {
        Tell::Done { best, why: Ending::Stopped } => Some(*best),
        Tell::Done { .. } | Tell::Failed { .. } => panic!("{said:?}"),
        _ => None,
    });
    let found = tensors::read(&wanted.best).unwrap();
    assert_eq!(found[tensors::EPOCH].values, [best as f32]);
    // It takes the next one, and is gone soon after its input closes in the midst of it.
    trainer.ask(&Ask::Train(Box::new(wanted)));
    trainer.until(|said| matches!(said, Tell::Best { .. }).then_some(()));
    trainer.input = None;
    let begin = Instant::now();
    while trainer.child.try_wait().unwrap().is_none() {
        assert!(begin.elapsed() < Duration::from_mins(1), "it is still there");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_it_does_not_understand_is_told_and_it_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut trainer = Trainer::start();
    let failed = |said: &Tell| match said {
        Tell::Failed { reason, .. } => Some(*reason),
        _ => None,
    };
    trainer.input.as_mut().unwrap().write_all(b"{\"ask\":\"sing\"}\n").unwrap();
    assert_eq!(trainer.until(failed), Reason::Version);
    let later = Train { version: VERSION + 1, ..endless(folder.path()) };
    trainer.ask(&Ask::Train(Box::new(later)));
    assert_eq!(trainer.until(failed), Reason::Version);
    let missing = Train { train: folder.path().join("nowhere"), ..endless(folder.path()) };
    trainer.ask(&Ask::Train(Box::new(missing)));
    assert_eq!(trainer.until(failed), Reason::File);
    trainer.ask(&Ask::Train(Box::new(endless(folder.path()))));
    trainer.until(|said| matches!(said, Tell::Best { .. }).then_some(()));
}
