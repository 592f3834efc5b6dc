//! `clientele-neural`: trains neural nets with libtorch for the app, which starts it and talks to it by pipes.
//!
//! The only home of tch. What is said is in `clientele-neural-protocol`. Start reading: [`training::train`] (one
//! net from its start to its end), [`net::Net`] (the layers), [`device`] (where it is computed).

mod control;
mod device;
mod fall_back;
mod net;
mod optimiser;
mod training;

use std::io::{self, BufReader};
use std::panic;
use std::process;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use clientele_neural_protocol::{Ask, Reason, Tell, Train, VERSION, receive, send};

use control::{Control, Order};
use training::{Failure, train};

/// How often it says that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(1);

fn main() {
    // One core stays free for the window.
    let cores = thread::available_parallelism().map_or(1, usize::from);
    tch::set_num_threads(i32::try_from(cores.saturating_sub(1).max(1)).unwrap_or(1));
    // What libtorch says when it gives up is told as a message.
    panic::set_hook(Box::new(|_| {}));
    let found = device::find(&device::Libtorch);
    tell(&Tell::Hello {
        version: VERSION,
        libtorch: "2.13.0".to_owned(),
        devices: found.devices(),
        no_cuda: found.no_cuda.clone(),
    });
    let control = Arc::new(Control::default());
    let nets = listen(control.clone());
    thread::spawn(|| {
        while send(&mut io::stdout().lock(), &Tell::Heartbeat).is_ok() {
            thread::sleep(HEARTBEAT);
        }
    });
    for wanted in nets {
        let end = if wanted.version > VERSION {
            let detail = format!("version {} is asked for, {VERSION} is spoken", wanted.version);
            Err(Failure { reason: Reason::Version, detail })
        } else {
            train(&wanted, &found, &control, &mut |said| tell(&said))
        };
        control.clear();
        tell(&match end {
            Ok((best, why)) => Tell::Done { best, why },
            Err(Failure { reason, detail }) => Tell::Failed { reason, detail },
        });
    }
}

/// Says something, or ends: nobody listens any more.
fn tell(said: &Tell) {
    if send(&mut io::stdout().lock(), said).is_err() {
        process::exit(0);
    }
}

/// Reads what is asked on a thread of its own. When the input closes the app is gone, and so is this program.
fn listen(control: Arc<Control>) -> Receiver<Box<Train>> {
    let (give, nets) = channel();
    thread::spawn(move || {
        let mut input = BufReader::new(io::stdin());
        loop {
            match receive(&mut input) {
                Ok(Some(Ask::Stop)) => control.stop(),
                Ok(Some(Ask::Pause)) => control.pause(),
                Ok(Some(Ask::Play)) => control.play(),
                Ok(Some(Ask::Pass)) => control.pass(),
                Ok(Some(Ask::Step)) => control.step(),
                Ok(Some(Ask::Back)) => control.order(Order::Back),
                Ok(Some(Ask::Rewind)) => control.order(Order::Begin(None)),
                Ok(Some(Ask::Anew { seed })) => control.order(Order::Begin(Some(seed))),
                Ok(Some(Ask::Change { change })) => control.order(Order::Change(change)),
                Ok(Some(Ask::Goal { loss })) => control.order(Order::Goal(loss)),
                Ok(Some(Ask::Train(wanted))) => {
                    if give.send(wanted).is_err() {
                        break;
                    }
                }
                // A line that is not understood comes from a later app.
                Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                    tell(&Tell::Failed { reason: Reason::Version, detail: error.to_string() });
                }
                Ok(None) | Err(_) => break,
            }
        }
        process::exit(0);
    });
    nets
}
