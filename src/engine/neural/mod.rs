//! Neural nets: rows to the trainer, its passes back as points of the curve, its best weights as a model.
//!
//! The trainer is a program of its own ([`process`]), so a crash or an end of memory there leaves this one whole,
//! and with the best weights so far. Nothing it says is believed unseen: weights are checked, and every figure about
//! them is our own.

mod find;
mod process;
mod trouble;

use std::io;
use std::path::Path;

use clientele_neural_protocol::{Train, VERSION, tensors};

pub use find::{Trainer, VARIABLE};
pub use process::{End, Link, Ran, run};
pub use trouble::Trouble;

use crate::domain::error::UserError;
use crate::domain::event::{CurvePoint, NetPass, Steer};
use crate::domain::message::Message;
use crate::domain::net::{NetAxis, NetMap};
use crate::domain::recipe::ModelSpec;
use crate::learn::net::{Cells, Feed, Mapper, Net, plan};
use crate::learn::{Findings, Fitted, GoOn, LearnError, Model};

/// Who watches a net learn, and says how to go on.
#[derive(Clone, Copy)]
pub(super) struct Watcher<'a> {
    /// Whether to go on at all.
    pub(super) go_on: GoOn<'a>,
    /// The next thing the user said about how to go on.
    pub(super) steered: &'a dyn Fn() -> Option<Steer>,
    /// Is told how each pass was learned.
    pub(super) told: &'a dyn Fn(NetPass),
    /// Columns that a map may stretch over; without two of them there is no map.
    pub(super) axes: &'a [NetAxis],
    /// Takes maps as it learns.
    pub(super) map: &'a dyn Fn(NetMap),
}

impl<'a> Watcher<'a> {
    /// Nobody watches.
    pub(super) fn nobody(go_on: GoOn<'a>) -> Self {
        Self { go_on, steered: &|| None, told: &|_| {}, axes: &[], map: &|_| {} }
    }
}

/// A net as good as it got, and why it got no further where something broke.
pub(super) type Trained = (Fitted, Option<UserError>);

/// Why no net can be trained on this computer: the program that trains is not there.
pub fn missing() -> Option<Message> {
    Trainer::find().is_none().then(|| Message::new("neural-missing-why"))
}

/// Trains the net of a recipe. Stopped or broken after the first pass, the best so far is kept.
pub(super) fn train(
    feed: Feed,
    spec: &ModelSpec,
    seed: u64,
    watcher: Watcher<'_>,
    watch: &mut dyn FnMut(CurvePoint) -> bool,
) -> Result<Trained, UserError> {
    let trainer = Trainer::find().ok_or(Trouble::Missing)?;
    train_with(&trainer, feed, spec, seed, watcher, watch)
}

/// The same with a trainer at hand.
fn train_with(
    trainer: &Trainer,
    mut feed: Feed,
    spec: &ModelSpec,
    seed: u64,
    watcher: Watcher<'_>,
    watch: &mut dyn FnMut(CurvePoint) -> bool,
) -> Result<Trained, UserError> {
    let wanted = plan(spec, feed.train.y.len(), feed.width, feed.task.outputs())?;
    let not_written = |error: io::Error| UserError::from(Trouble::File { detail: error.to_string() });
    // The folder goes with everything in it when this returns.
    let folder = tempfile::Builder::new().prefix("clientele-net").tempdir().map_err(not_written)?;
    let [train, valid, best] = ["train", "valid", "best"].map(|name| folder.path().join(name));
    let write = |path: &Path, cells: &Cells| {
        let rows = cells.y.len();
        let (matrix, column) = ([rows, feed.width], [rows]);
        let mut parts = vec![("x", &matrix[..], cells.x.as_slice()), ("y", &column[..], cells.y.as_slice())];
        parts.extend(cells.w.as_deref().map(|weights| ("w", &column[..], weights)));
        tensors::write(path, &parts).map_err(not_written)
    };
    let mapper = Mapper::new(&feed, watcher.axes);
    write(&train, &feed.train)?;
    let valid = match &feed.valid {
        Some(cells) => write(&valid, cells).map(|()| Some(valid))?,
        None => None,
    };
    // The trainer holds the rows from here on.
    feed.train = Cells::default();
    feed.valid = None;
    let activation = wanted.shape.activation;
    let now = mapper.as_ref().map(|_| folder.path().join("now"));
    let ask = Train {
        version: VERSION,
        task: feed.task,
        shape: wanted.shape,
        learning: wanted.learning,
        seed,
        device: spec.net.device,
        train,
        valid,
        now: now.clone(),
        best: best.clone(),
    };
    // What cannot be read is left out: the next one comes soon.
    let shown = |epoch: u32| {
        let (Some(mapper), Some(now)) = (&mapper, &now) else { return };
        let net = tensors::read(now).ok().and_then(|found| Net::new(&found, activation, &feed));
        if let Some(net) = net {
            (watcher.map)(mapper.map(&net, epoch));
        }
    };
    let Watcher { go_on, steered, told, .. } = watcher;
    let link = Link { go_on, steered, told, shown: &shown };
    let mut curve = Vec::new();
    let ran = run(trainer, ask, link, &mut |epoch| {
        let valid = epoch.valid.map(|loss| feed.loss(loss));
        let point = CurvePoint { iteration: epoch.epoch, train: feed.loss(epoch.train), valid };
        curve.push(point);
        watch(point)
    });
    let (stopped, mut broken) = match ran.end {
        End::Done(_) => (false, None),
        End::Stopped => (true, None),
        End::Broken(trouble) => (false, Some(UserError::from(trouble))),
    };
    let found = tensors::read(&best).ok();
    let epoch = found.as_ref().and_then(|found| found.get(tensors::EPOCH)?.values.first().copied());
    let net = found.and_then(|found| Net::new(&found, activation, &feed));
    let Some((net, epoch)) = net.zip(epoch) else {
        // Nothing was learned yet.
        let nothing = if stopped {
            LearnError::Stopped.into()
        } else {
            Trouble::Garbled { detail: "no weights that fit together".to_owned() }.into()
        };
        return Err(broken.unwrap_or(nothing));
    };
    // What is shown in the end is the net that was kept.
    if let Some(mapper) = &mapper {
        (watcher.map)(mapper.map(&net, epoch as u32));
    }
    let mut warnings = std::mem::take(&mut feed.notes);
    warnings.extend(ran.fell_back.then(|| Message::new("neural-note-no-card")));
    warnings.extend(feed.held_back.then(|| Message::new("neural-note-held-back")));
    if let Some(broken) = &mut broken {
        broken.what = Message::new("neural-broke-off");
        warnings.push(broken.why.clone());
        warnings.push(Message::new("neural-note-kept").count("n", epoch as usize));
    }
    let fitted = Fitted {
        model: Model::Neural(net),
        curve,
        best_iteration: epoch as u32,
        stopped,
        left_out: Vec::new(),
        findings: Findings::default(),
        warnings,
    };
    Ok((fitted, broken))
}
