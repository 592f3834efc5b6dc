//! A trainer that does as it is told by its part, not by what it is asked.

use std::io::{self, BufReader, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use clientele_neural_protocol::{
    Ask, Device, Ending, Epoch, Reason, Tell, Train, VERSION, receive, send, tensors,
};

/// Names the part to play.
pub(crate) const VARIABLE: &str = "CLIENTELE_FAKE";
/// What it says before it ends by itself.
pub(crate) const LAST_WORDS: &str = "the trainer was killed by its test";

fn say(said: &Tell) {
    send(&mut io::stdout(), said).unwrap();
}

fn complain(words: &str) {
    io::stderr().write_all(words.as_bytes()).unwrap();
}

fn pass(epoch: u32, train: f64) {
    say(&Tell::Epoch(Epoch { epoch, train, valid: Some(train + 0.01), rate: 0.001, seconds: 0.1 }));
}

/// A net whose chance rises with the first column, as the best of a pass.
fn best(wanted: &Train, epoch: u32) {
    let rows = tensors::read(&wanted.train).unwrap();
    let width = rows["x"].shape[1];
    let outputs = wanted.task.outputs() as usize;
    let mut first = vec![0.0; width];
    first[0] = 0.5;
    let parts: [(&str, &[usize], &[f32]); 5] = [
        ("layers.0.weight", &[1, width], &first),
        ("layers.0.bias", &[1], &[2.0]),
        ("layers.1.weight", &[outputs, 1], &vec![0.25; outputs]),
        ("layers.1.bias", &[outputs], &vec![-1.0; outputs]),
        (tensors::EPOCH, &[1], &[epoch as f32]),
    ];
    tensors::write(&wanted.best, &parts).unwrap();
    say(&Tell::Best { epoch });
}

/// Plays a part until it is over or the app is gone.
pub(crate) fn play(part: &str) -> ExitCode {
    if part == "never-starts" {
        complain("error while loading shared libraries: libtorch_cpu.so");
        return ExitCode::from(127);
    }
    let version = if part == "newer" { VERSION + 1 } else { VERSION };
    say(&Tell::Hello { version, libtorch: String::new(), devices: vec![Device::Cpu], no_cuda: None });
    let mut input = BufReader::new(io::stdin());
    let Ok(Some(Ask::Train(wanted))) = receive(&mut input) else { return ExitCode::SUCCESS };
    say(&Tell::Started { device: Device::Cpu, fell_back: part == "no-card" });
    pass(0, 0.7);
    match part {
        "dies-first" => {
            complain(LAST_WORDS);
            return ExitCode::from(9);
        }
        "broken-weights" => {
            let bias = f32::NAN;
            tensors::write(
                &wanted.best,
                &[("layers.0.weight", &[1, 1], &[1.0]), ("layers.0.bias", &[1], &[bias])],
            )
            .unwrap();
            say(&Tell::Done { best: 1, why: Ending::Epochs });
            return ExitCode::SUCCESS;
        }
        _ => {}
    }
    pass(1, 0.5);
    best(&wanted, 1);
    let failed = |reason| {
        say(&Tell::Failed { reason, detail: "no room".to_owned() });
        ExitCode::SUCCESS
    };
    match part {
        "dies" => {
            complain(LAST_WORDS);
            ExitCode::from(9)
        }
        "stalls" => {
            thread::sleep(Duration::from_mins(10));
            ExitCode::SUCCESS
        }
        "no-number" => {
            pass(2, f64::NAN);
            ExitCode::SUCCESS
        }
        "garbles" => {
            send(&mut io::stdout(), &"Segmentation fault").unwrap();
            ExitCode::SUCCESS
        }
        "diverges" => failed(Reason::Diverged),
        "memory" => failed(Reason::Memory),
        "disk" => failed(Reason::File),
        "older" => failed(Reason::Version),
        "endless" => endless(&wanted, input),
        _ => {
            pass(2, 0.6);
            say(&Tell::Done { best: 1, why: Ending::Patience });
            ExitCode::SUCCESS
        }
    }
}

/// Learns on and on until it is asked to stop; tells where it is, so that a test can see it gone.
fn endless(wanted: &Train, mut input: BufReader<io::Stdin>) -> ExitCode {
    let beside = std::env::var_os("CLIENTELE_FAKE_PID").unwrap();
    std::fs::write(Path::new(&beside), std::process::id().to_string()).unwrap();
    thread::spawn(|| {
        for epoch in 2.. {
            pass(epoch, 0.6);
            thread::sleep(Duration::from_millis(10));
        }
    });
    let _stop = receive::<Ask>(&mut input);
    let _still_there = wanted.best.exists();
    say(&Tell::Done { best: 1, why: Ending::Stopped });
    // It ignores that it should end; the app sees to that.
    thread::sleep(Duration::from_mins(10));
    ExitCode::SUCCESS
}
