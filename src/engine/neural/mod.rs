//! Neural nets: rows to the trainer, its passes back as points of the curve, its best weights as a model.
//!
//! The trainer is a program of its own ([`process`]), so a crash or an end of memory there leaves this one whole,
//! and with the best weights so far. Nothing it says is believed unseen: weights are checked, and every figure about
//! them is our own.

mod find;
mod folder;
mod process;
mod score;
mod trouble;

use std::cell::{Cell, RefCell};
use std::io;
use std::path::Path;
use std::sync::Arc;

use clientele_neural_protocol::{Ask, Ending, Settings, Tell, Train, VERSION, tensors};

pub use find::{Trainer, VARIABLE};
pub use process::{End, Link, Ran, run};
pub use trouble::Trouble;

use self::folder::Folder;
use self::score::Scorer;
use super::looking::Looking;
use crate::domain::error::UserError;
use crate::domain::event::{CurvePoint, NetNews, NetPass, NetWait, Steer};
use crate::domain::message::{Arg, Message};
use crate::domain::net_view::{NetMap, NetScene};
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
    /// Is told what happens besides the points of the curve.
    pub(super) told: &'a dyn Fn(NetNews),
    /// Whether scores are wanted, too.
    pub(super) measures: bool,
    /// Who looks into it, and what is known of its inputs.
    pub(super) looking: Option<(&'a Looking, &'a NetScene)>,
    /// Takes maps as it learns.
    pub(super) map: &'a dyn Fn(Arc<NetMap>),
}

impl<'a> Watcher<'a> {
    /// Nobody watches.
    pub(super) fn nobody(go_on: GoOn<'a>) -> Self {
        Self { go_on, steered: &|| None, told: &|_| {}, measures: false, looking: None, map: &|_| {} }
    }
}

/// A net as good as it got, and why it got no further where something broke.
pub(super) type Trained = (Fitted, Option<UserError>);

/// Why no net can be trained on this computer: the program that trains is not there.
pub fn missing() -> Option<Message> {
    Trainer::find().is_none().then(|| Message::new("neural-missing-why"))
}

/// Removes what apps left behind that were killed while a net learned. Takes a look at one folder only.
pub fn sweep() {
    folder::sweep();
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
    folder::sweep();
    let folder = Folder::new().map_err(not_written)?;
    let [train, valid, best, passed] =
        ["train", "valid", "best", "passed"].map(|name| folder.path().join(name));
    let write = |path: &Path, cells: &Cells| {
        let rows = cells.y.len();
        let (matrix, column) = ([rows, feed.width], [rows]);
        let mut parts = vec![("x", &matrix[..], cells.x.as_slice()), ("y", &column[..], cells.y.as_slice())];
        parts.extend(cells.w.as_deref().map(|weights| ("w", &column[..], weights)));
        tensors::write(path, &parts).map_err(not_written)
    };
    let looking = watcher.looking.map(|(looking, scene)| {
        looking.begin(Mapper::new(&feed, scene.clone()));
        looking
    });
    write(&train, &feed.train)?;
    let valid = match &feed.valid {
        Some(cells) => write(&valid, cells).map(|()| Some(valid))?,
        None => None,
    };
    let scorer = if watcher.measures { Scorer::new(&mut feed) } else { None };
    // The trainer holds the rows from here on.
    feed.train = Cells::default();
    feed.valid = None;
    let activation = wanted.shape.activation;
    let now = looking.map(|_| folder.path().join("now"));
    // A mean squared error is in standard units there.
    let unit = feed.loss(1.0);
    let settings =
        Settings { rate: wanted.learning.rate, batch: wanted.learning.batch, dropout: wanted.shape.dropout };
    let ask = Train {
        version: VERSION,
        task: feed.task,
        shape: wanted.shape,
        embeddings: feed.embeddings.clone(),
        learning: wanted.learning,
        seed: seed_of(seed, spec.net.draw.unwrap_or(0)),
        device: spec.net.device,
        goal: spec.net.goal.map(|goal| goal / unit),
        train,
        valid,
        now: now.clone(),
        passed: scorer.is_some().then(|| passed.clone()),
        best: best.clone(),
    };
    // What cannot be read is left out: the next one comes soon.
    let shown = |epoch: u32| {
        let (Some(looking), Some(now)) = (looking, &now) else { return };
        if !looking.is_due() {
            return;
        }
        let net = tensors::read(now).ok().and_then(|found| Net::new(&found, activation, &feed));
        if let Some(net) = net {
            looking.show(net, epoch, watcher.map);
        }
    };
    let Watcher { go_on, told, .. } = watcher;
    let scored = Cell::new(None);
    // Of a pass that was overtaken the file tells the later one, which is then not measured again.
    let measured = || {
        let (Some(scorer), Some(found)) = (&scorer, tensors::read(&passed).ok()) else { return };
        let Some(pass) = epoch_of(&found).filter(|pass| scored.get().is_none_or(|last| *pass > last)) else {
            return;
        };
        let score = Net::new(&found, activation, &feed).and_then(|net| scorer.score(&net, go_on));
        if let Some(score) = score {
            scored.set(Some(pass));
            told(NetNews::Score(pass, score));
        }
    };
    let curve: RefCell<Vec<CurvePoint>> = RefCell::default();
    // Where on the curve something was changed by hand.
    let marks: RefCell<Vec<f64>> = RefCell::default();
    let heard = |said: &Tell| match said {
        Tell::Epoch(epoch) => {
            told(NetNews::Pass(NetPass { rate: epoch.rate, seconds: epoch.seconds }));
        }
        Tell::Back { epoch, settings } => {
            curve.borrow_mut().retain(|point| Some(point.iteration) <= *epoch);
            marks.borrow_mut().retain(|at| epoch.is_some_and(|epoch| *at <= f64::from(epoch)));
            scored.set(*epoch);
            told(NetNews::Back(*epoch, *settings));
        }
        Tell::Changed { epoch, share, change, settings } => {
            let at = f64::from(*epoch) + share;
            marks.borrow_mut().push(at);
            told(NetNews::Changed(at, *change, *settings));
        }
        Tell::Waits { epoch, rows, of, loss, oldest } => {
            let loss = loss.map(|loss| feed.loss(loss));
            told(NetNews::Waits(NetWait { pass: *epoch, rows: *rows, of: *of, loss, oldest: *oldest }));
        }
        Tell::Started { device, fell_back } => told(NetNews::At(*device, *fell_back)),
        Tell::Weights { epoch } => shown(*epoch),
        Tell::Passed { .. } => measured(),
        Tell::Hello { .. }
        | Tell::Best { .. }
        | Tell::Heartbeat
        | Tell::Done { .. }
        | Tell::Failed { .. } => {}
    };
    told(NetNews::Begins(settings));
    let steered = || (watcher.steered)().map(|steer| ask_of(steer, seed, unit));
    let link = Link { go_on, steered: &steered, told: &heard };
    let ran = run(trainer, ask, link, &mut |epoch| {
        let valid = epoch.valid.map(|loss| feed.loss(loss));
        let point = CurvePoint { iteration: epoch.epoch, train: feed.loss(epoch.train), valid };
        curve.borrow_mut().push(point);
        watch(point)
    });
    let (curve, marks) = (curve.take(), marks.take());
    let reached = ran.end == End::Done(Ending::Goal);
    let (stopped, mut broken) = match ran.end {
        End::Done(_) => (false, None),
        End::Stopped => (true, None),
        End::Broken(trouble) => (false, Some(UserError::from(trouble))),
    };
    let found = tensors::read(&best).ok();
    let epoch = found.as_ref().and_then(epoch_of);
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
    if let Some(looking) = looking {
        looking.show(net.clone(), epoch, watcher.map);
    }
    let mut warnings = std::mem::take(&mut feed.notes);
    warnings.extend(ran.fell_back.then(|| Message::new("neural-note-no-card")));
    warnings.extend(reached.then(|| goal_note(&curve)).flatten());
    warnings.extend(changed_note(&marks, epoch));
    warnings.extend(feed.held_back.then(|| Message::new("neural-note-held-back")));
    if let Some(broken) = &mut broken {
        broken.what = Message::new("neural-broke-off");
        warnings.push(broken.why.clone());
        warnings.push(Message::new("neural-note-kept").count("n", epoch as usize));
    }
    let fitted = Fitted {
        model: Model::Neural(net),
        curve,
        best_iteration: epoch,
        stopped,
        left_out: Vec::new(),
        findings: Findings::default(),
        warnings,
    };
    Ok((fitted, broken))
}

/// What the trainer is asked for when the user says something.
fn ask_of(steer: Steer, seed: u64, unit: f64) -> Ask {
    match steer {
        Steer::Pause => Ask::Pause,
        Steer::Play => Ask::Play,
        Steer::Pass => Ask::Pass,
        Steer::Step => Ask::Step,
        Steer::Back => Ask::Back,
        Steer::Rewind => Ask::Rewind,
        Steer::Anew(draw) => Ask::Anew { seed: seed_of(seed, draw) },
        Steer::Change(change) => Ask::Change { change },
        Steer::Goal(goal) => Ask::Goal { loss: goal.map(|goal| goal / unit) },
    }
}

/// The seed of a drawing of starting weights; that of the recipe for the first (splitmix64, Steele et al. 2014).
fn seed_of(seed: u64, draw: u32) -> u64 {
    if draw == 0 {
        return seed;
    }
    let mut mixed = seed.wrapping_add(u64::from(draw).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The pass a file of weights is of.
fn epoch_of(found: &tensors::Tensors) -> Option<u32> {
    found.get(tensors::EPOCH)?.values.first().map(|epoch| *epoch as u32)
}

/// That it ended at the goal.
fn goal_note(curve: &[CurvePoint]) -> Option<Message> {
    let last = curve.last()?;
    let loss = Arg::Loss(last.valid.unwrap_or(last.train));
    Some(Message::new("neural-note-goal").count("n", last.iteration as usize).with("loss", loss))
}

/// That the net which was kept is not the one the recipe alone would give.
fn changed_note(marks: &[f64], kept: u32) -> Option<Message> {
    let before = marks.iter().filter(|at| **at < f64::from(kept)).count();
    (before > 0).then(|| Message::new("neural-note-changed").count("n", before))
}

#[cfg(test)]
mod tests;
