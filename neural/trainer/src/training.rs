//! One net from its starting weights to its end, forward and back as the user wants it.

mod past;
mod rate;
mod rows;

use std::any::Any;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use clientele_neural_protocol::{
    Change, Device, Ending, Epoch, Optimiser as Method, Reason, Settings, Tell, Train,
};
use tch::{Kind, Tensor};

use self::past::{Best, Moment, Past};
use self::rate::Rate;
use self::rows::Rows;
use crate::control::{Control, Order};
use crate::device::Found;
use crate::fall_back;
use crate::net::{self, Net};
use crate::optimiser::Optimiser;

/// Better weights are written at most this often, and at the end; the loss of a batch is looked at as often.
const WRITES: Duration = Duration::from_millis(100);

/// Why it cannot go on.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) reason: Reason,
    pub(crate) detail: String,
}

impl Failure {
    fn file(detail: String) -> Self {
        Self { reason: Reason::File, detail }
    }

    fn diverged(rate: f64) -> Self {
        Self { reason: Reason::Diverged, detail: rate.to_string() }
    }

    /// What a panic says; libtorch tells by words alone that memory ran out.
    pub(crate) fn of(panic: &(dyn Any + Send)) -> Self {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given");
        let memory = ["out of memory", "not enough memory", "can't allocate memory", "bad_alloc"];
        let is_memory = memory.iter().any(|words| said.contains(words));
        let detail = said.lines().next().unwrap_or_default().to_owned();
        Self { reason: if is_memory { Reason::Memory } else { Reason::Other }, detail }
    }
}

/// The file of the best weights.
struct BestFile<'a> {
    path: &'a Path,
    written: Option<(u32, Instant)>,
}

impl BestFile<'_> {
    /// Writes them unless they are in the file; not more often than `WRITES` unless they `must`.
    fn write(
        &mut self,
        net: &Net,
        best: &Best,
        must: bool,
        tell: &mut dyn FnMut(Tell),
    ) -> Result<(), Failure> {
        let due =
            self.written.is_none_or(|(epoch, at)| epoch != best.epoch && (must || at.elapsed() >= WRITES));
        if let Some(state) = best.net.as_ref().filter(|_| due) {
            net::write(self.path, best.epoch, &net.named(state)).map_err(Failure::file)?;
            self.written = Some((best.epoch, Instant::now()));
            tell(Tell::Best { epoch: best.epoch });
        }
        Ok(())
    }

    /// Nothing was learned yet: weights of before are no more the best.
    fn clear(&mut self) -> Result<(), Failure> {
        self.written = None;
        match fs::remove_file(self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(Failure::file(format!("{}: {error}", self.path.display())))
            }
            _ => Ok(()),
        }
    }
}

/// Weights of the moment, for who watches. A file that cannot be written is not shown; the best must be.
struct Shown<'a> {
    path: Option<&'a Path>,
    at: Option<Instant>,
}

impl Shown<'_> {
    /// Writes them where somebody watches, at most once in `WRITES` unless they `must`.
    fn show(&mut self, net: &Net, epoch: u32, must: bool, tell: &mut dyn FnMut(Tell)) {
        let due = must || self.at.is_none_or(|at| at.elapsed() >= WRITES);
        let Some(path) = self.path.filter(|_| due) else { return };
        self.at = Some(Instant::now());
        if net::write(path, epoch, &net.weights()).is_ok() {
            tell(Tell::Weights { epoch });
        }
    }
}

/// How a pass ended.
enum Passed {
    /// With the mean loss of its rows while they were learned from.
    Done { train: f64, seconds: f64 },
    /// It was given up for another place in time.
    Moved,
    /// By the user.
    Stopped,
}

/// Trains a net; gives the pass the best weights come from, and why it ended.
pub(crate) fn train(
    wanted: &Train,
    found: &Found,
    control: &Control,
    tell: &mut dyn FnMut(Tell),
) -> Result<(u32, Ending), Failure> {
    let Train { learning, shape, .. } = wanted;
    let settings = Settings { rate: learning.rate, batch: learning.batch, dropout: shape.dropout };
    fall_back::run((found, wanted.device), settings, tell, &mut |place, tell| {
        train_at(place, wanted, control, tell)
    })
}

/// The same at one place.
fn train_at(
    place: Device,
    wanted: &Train,
    control: &Control,
    tell: &mut dyn FnMut(Tell),
) -> Result<(u32, Ending), Failure> {
    let device = match place {
        Device::Cpu => tch::Device::Cpu,
        Device::Cuda => tch::Device::Cuda(0),
        Device::Mps => tch::Device::Mps,
    };
    let rows = Rows::read(&wanted.train, wanted.task, device)?;
    let valid = wanted.valid.as_ref().map(|path| Rows::read(path, wanted.task, device)).transpose()?;
    let mut pupil = Pupil::new(wanted, rows, valid, device);
    pupil.file.clear()?;
    pupil.first_look(tell);
    let end = pupil.learn(control, tell);
    // However it ended, what was best is kept.
    let kept = pupil.file.write(&pupil.net, &pupil.best, true, tell);
    let why = end?;
    kept?;
    Ok((pupil.best.epoch, why))
}

/// A net that learns, with everything the passes to come depend on.
struct Pupil<'a> {
    wanted: &'a Train,
    device: tch::Device,
    rows: Rows,
    valid: Option<Rows>,
    seed: u64,
    goal: Option<f64>,
    /// The last pass that was done.
    epoch: u32,
    net: Net,
    optimiser: Optimiser,
    rate: Rate,
    batch: u32,
    best: Best,
    past: Past,
    file: BestFile<'a>,
    shown: Shown<'a>,
}

impl<'a> Pupil<'a> {
    fn new(wanted: &'a Train, rows: Rows, valid: Option<Rows>, device: tch::Device) -> Self {
        let (net, optimiser) = Self::starting(wanted, &rows, device, wanted.seed);
        let mut pupil = Self {
            wanted,
            device,
            rows,
            valid,
            seed: wanted.seed,
            goal: wanted.goal,
            epoch: 0,
            net,
            optimiser,
            rate: Rate::new(&wanted.learning),
            batch: wanted.learning.batch.max(1),
            best: Best::none(),
            past: Past::default(),
            file: BestFile { path: &wanted.best, written: None },
            shown: Shown { path: wanted.now.as_deref(), at: None },
        };
        pupil.keep();
        pupil
    }

    /// Starting weights of a seed.
    fn starting(wanted: &Train, rows: &Rows, device: tch::Device, seed: u64) -> (Net, Optimiser) {
        tch::manual_seed(seed.cast_signed());
        let inputs = rows.x.size().get(1).copied().unwrap_or(0);
        let net =
            Net::new((&wanted.shape, &wanted.embeddings), inputs, i64::from(wanted.task.outputs()), device);
        let decay = wanted.learning.l2 / rows.len().max(1) as f64;
        let optimiser = Optimiser::new(wanted.learning.optimiser, decay, &net.learned);
        (net, optimiser)
    }

    /// The losses before anything is learned.
    fn first_look(&mut self, tell: &mut dyn FnMut(Tell)) {
        let start = Instant::now();
        let task = self.wanted.task;
        let first = Epoch {
            epoch: 0,
            train: self.rows.mean_loss(&self.net, task),
            valid: self.valid.as_ref().map(|valid| valid.mean_loss(&self.net, task)),
            rate: self.rate.of(1),
            seconds: start.elapsed().as_secs_f64(),
        };
        tell(Tell::Epoch(first));
        self.passed(tell);
        self.shown.show(&self.net, 0, true, tell);
    }

    /// Passes until one of the reasons to end.
    fn learn(&mut self, control: &Control, tell: &mut dyn FnMut(Tell)) -> Result<Ending, Failure> {
        let learning = &self.wanted.learning;
        while self.epoch < learning.epochs {
            let (train, seconds) = match self.pass(control, tell)? {
                Passed::Done { train, seconds } => (train, seconds),
                Passed::Moved => continue,
                Passed::Stopped => return Ok(Ending::Stopped),
            };
            let epoch = self.epoch + 1;
            let measured = Instant::now();
            let valid = self.valid.as_ref().map(|valid| valid.mean_loss(&self.net, self.wanted.task));
            let seconds = seconds + measured.elapsed().as_secs_f64();
            let loss = valid.unwrap_or(train);
            let rate = self.rate.of(epoch);
            if !train.is_finite() || !loss.is_finite() {
                return Err(Failure::diverged(rate));
            }
            self.epoch = epoch;
            tell(Tell::Epoch(Epoch { epoch, train, valid, rate, seconds }));
            control.passed();
            self.passed(tell);
            // Who lets it wait wants to see where it stands.
            self.shown.show(&self.net, epoch, control.is_paused(), tell);
            self.rate.saw(loss);
            let state = Rc::new(self.net.state());
            let is_better = loss < self.best.loss;
            if is_better {
                self.best = Best { loss, epoch, net: Some(state.clone()) };
                // Who lets it wait may end it there.
                self.file.write(&self.net, &self.best, control.is_paused(), tell)?;
            }
            self.keep_as(state);
            if self.goal.is_some_and(|goal| loss <= goal) {
                return Ok(Ending::Goal);
            }
            if !is_better && learning.patience > 0 && epoch - self.best.epoch >= learning.patience {
                return Ok(Ending::Patience);
            }
        }
        Ok(Ending::Epochs)
    }

    /// One pass over the rows, batch by batch.
    fn pass(&mut self, control: &Control, tell: &mut dyn FnMut(Tell)) -> Result<Passed, Failure> {
        let (epoch, task, learning) = (self.epoch + 1, self.wanted.task, &self.wanted.learning);
        let (begin, mut waited) = (Instant::now(), Duration::ZERO);
        // The decay of AdamW is its penalty.
        let l2 = if learning.optimiser == Method::AdamW { 0.0 } else { learning.l2 };
        let (all, n) = (self.rows.len(), self.rows.len().max(1) as f64);
        tch::manual_seed(seed_of(self.seed, epoch));
        let order = Tensor::randperm(all, (Kind::Int64, self.device));
        let mut sum = Tensor::zeros([1], (Kind::Float, self.device));
        let (mut at, mut seen) = (0, 0);
        let mut last: Option<Tensor> = None;
        let mut looked = Instant::now();
        while at < all {
            waited += control.wait(&mut || {
                let loss = last.as_ref().map(|loss| loss.double_value(&[]));
                let (rows, of) = (at.unsigned_abs(), all.unsigned_abs());
                tell(Tell::Waits { epoch: self.epoch, rows, of, loss, oldest: self.past.oldest() });
            });
            if control.is_stopped() {
                return Ok(Passed::Stopped);
            }
            if let Some(order) = control.next() {
                if self.obey(order, at, tell)? {
                    return Ok(Passed::Moved);
                }
                continue;
            }
            let length = i64::from(self.batch).min(all - at);
            // A batch of one row has no variance to standardise by.
            if length == 1 && self.wanted.shape.batch_norm && at > 0 {
                break;
            }
            let batch = self.rows.some(&order.narrow(0, at, length));
            let (sums, penalty) = self.net.learn(&batch.x, l2 / n, learning.l1 / n);
            let loss = batch.loss(&sums, task);
            let plain = loss.detach();
            sum += &plain * length as f64;
            let penalised = match penalty {
                Some(penalty) => loss + penalty,
                None => loss,
            };
            let slopes = Tensor::run_backward(&[penalised], &[&self.net.learned], false, false);
            if let Some(slope) = slopes.first() {
                self.optimiser.step(&mut self.net.learned, slope, self.rate.of(epoch));
            }
            if looked.elapsed() >= WRITES {
                looked = Instant::now();
                if !plain.double_value(&[]).is_finite() {
                    return Err(Failure::diverged(self.rate.of(epoch)));
                }
            }
            last = Some(plain);
            at += length;
            seen += length;
            if at < all {
                control.stepped();
                self.shown.show(&self.net, epoch, control.is_paused(), tell);
            }
        }
        control.stepped();
        let train = sum.double_value(&[0]) / seen.max(1) as f64;
        let seconds = begin.elapsed().saturating_sub(waited).as_secs_f64();
        Ok(Passed::Done { train, seconds })
    }

    /// Does what was said between two batches; true where the pass at work is given up for it.
    fn obey(&mut self, order: Order, at: i64, tell: &mut dyn FnMut(Tell)) -> Result<bool, Failure> {
        match order {
            Order::Goal(goal) => {
                self.goal = goal;
                Ok(false)
            }
            Order::Change(change) => {
                match change {
                    Change::Rate(rate) => self.rate.now = rate,
                    Change::Batch(rows) => self.batch = rows,
                    Change::Dropout(share) => self.net.dropout = share,
                }
                // Between two passes it belongs to the moment that can be gone back to.
                if let Some(moment) = self.past.last_mut().filter(|_| at == 0) {
                    (moment.rate, moment.batch, moment.dropout) = (self.rate, self.batch, self.net.dropout);
                }
                let share = at as f64 / self.rows.len().max(1) as f64;
                tell(Tell::Changed { epoch: self.epoch, share, change, settings: self.settings() });
                Ok(false)
            }
            Order::Back => {
                let moves = at > 0 || self.past.pop();
                if moves {
                    self.recall()?;
                    let (epoch, settings) = (Some(self.epoch), self.settings());
                    tell(Tell::Back { epoch, settings });
                    self.shown.show(&self.net, self.epoch, true, tell);
                }
                Ok(moves)
            }
            Order::Begin(seed) => {
                self.seed = seed.unwrap_or(self.seed);
                (self.net, self.optimiser) = Self::starting(self.wanted, &self.rows, self.device, self.seed);
                self.rate = Rate::new(&self.wanted.learning);
                self.batch = self.wanted.learning.batch.max(1);
                self.epoch = 0;
                self.best = Best::none();
                self.past = Past::default();
                self.keep();
                self.file.clear()?;
                tell(Tell::Back { epoch: None, settings: self.settings() });
                self.first_look(tell);
                Ok(true)
            }
        }
    }

    fn settings(&self) -> Settings {
        Settings { rate: self.rate.of(self.epoch + 1), batch: self.batch, dropout: self.net.dropout }
    }

    /// Keeps this moment, to be gone back to.
    fn keep(&mut self) {
        let state = Rc::new(self.net.state());
        self.keep_as(state);
    }

    fn keep_as(&mut self, net: Rc<Vec<Tensor>>) {
        self.past.push(Moment {
            epoch: self.epoch,
            net,
            memory: self.optimiser.memory(),
            rate: self.rate,
            batch: self.batch,
            dropout: self.net.dropout,
            best: self.best.clone(),
        });
    }

    /// Is again as it was at the last moment that is kept; so is the file of the best.
    fn recall(&mut self) -> Result<(), Failure> {
        let Some(moment) = self.past.last() else { return Ok(()) };
        self.net.recall(&moment.net);
        self.optimiser.recall(&moment.memory);
        (self.epoch, self.rate, self.batch) = (moment.epoch, moment.rate, moment.batch);
        self.net.dropout = moment.dropout;
        self.best = moment.best.clone();
        if self.best.net.is_none() {
            return self.file.clear();
        }
        self.file.write(&self.net, &self.best, true, &mut |_| {})
    }

    /// Gives the weights at the end of a pass to who measures them.
    fn passed(&self, tell: &mut dyn FnMut(Tell)) {
        let Some(path) = self.wanted.passed.as_deref() else { return };
        if net::write(path, self.epoch, &self.net.weights()).is_ok() {
            tell(Tell::Passed { epoch: self.epoch });
        }
    }
}

/// Where chance starts in a pass, so that it is the same whatever came before (splitmix64, Steele et al. 2014).
fn seed_of(seed: u64, epoch: u32) -> i64 {
    let mut mixed = seed.wrapping_add(u64::from(epoch).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ (mixed >> 31)).cast_signed()
}

#[cfg(test)]
mod steered;
#[cfg(test)]
mod tests;
