//! One net from its starting weights to its end.

use std::any::Any;
use std::path::Path;
use std::time::{Duration, Instant};

use clientele_neural_protocol::tensors::{self, Tensors};
use clientele_neural_protocol::{
    Device, Ending, Epoch, Learning, Optimiser, Reason, Schedule, Task, Tell, Train,
};
use tch::nn::{self, OptimizerConfig as _};
use tch::{Kind, Reduction, Tensor, no_grad};

use crate::control::Control;
use crate::device::Found;
use crate::net::{self, Net};

/// Rows at once where nothing is learned.
const BLOCK: i64 = 8192;
/// Better weights are written at most this often, and at the end.
const WRITES: Duration = Duration::from_millis(100);
/// What the learning rate is multiplied by on a plateau.
const PLATEAU_FACTOR: f64 = 0.5;

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

/// Rows on the device.
struct Rows {
    x: Tensor,
    y: Tensor,
    w: Option<Tensor>,
}

impl Rows {
    fn read(path: &Path, task: Task, device: tch::Device) -> Result<Self, Failure> {
        let told = |why: String| Failure::file(format!("{}: {why}", path.display()));
        let mut found = tensors::read(path).map_err(|error| told(error.to_string()))?;
        let take = |found: &mut Tensors, name: &str| {
            found.remove(name).map(|tensor| {
                let shape: Vec<i64> =
                    tensor.shape.iter().filter_map(|length| i64::try_from(*length).ok()).collect();
                Tensor::from_slice(&tensor.values).view(shape.as_slice()).to_device(device)
            })
        };
        let (x, y, w) = (take(&mut found, "x"), take(&mut found, "y"), take(&mut found, "w"));
        let (Some(x), Some(y)) = (x, y) else { return Err(told("no rows in it".to_owned())) };
        if x.dim() != 2
            || y.dim() != 1
            || x.size().first() != y.size().first()
            || w.as_ref().is_some_and(|w| w.size() != y.size())
        {
            return Err(told("rows that do not fit together".to_owned()));
        }
        let y = if matches!(task, Task::Category { .. }) { y.to_kind(Kind::Int64) } else { y };
        Ok(Self { x, y, w })
    }

    fn len(&self) -> i64 {
        self.y.size().first().copied().unwrap_or(0)
    }

    fn some(&self, rows: &Tensor) -> Self {
        let of = |tensor: &Tensor| tensor.index_select(0, rows);
        Self { x: of(&self.x), y: of(&self.y), w: self.w.as_ref().map(of) }
    }

    fn block(&self, start: i64, length: i64) -> Self {
        let of = |tensor: &Tensor| tensor.narrow(0, start, length);
        Self { x: of(&self.x), y: of(&self.y), w: self.w.as_ref().map(of) }
    }

    /// Mean loss of some rows.
    fn loss(&self, net: &Net, task: Task, learns: bool) -> Tensor {
        let sums = net.forward(&self.x, learns);
        let each = match task {
            Task::Number => (sums.squeeze_dim(1) - &self.y).square(),
            Task::YesNo => sums.squeeze_dim(1).binary_cross_entropy_with_logits::<Tensor>(
                &self.y,
                None,
                None,
                Reduction::None,
            ),
            Task::Category { .. } => {
                sums.log_softmax(1, Kind::Float).g_nll_loss::<Tensor>(&self.y, None, Reduction::None, -100)
            }
        };
        match &self.w {
            Some(w) => (each * w).mean(Kind::Float),
            None => each.mean(Kind::Float),
        }
    }

    /// Mean loss of all rows, nothing learned.
    fn mean_loss(&self, net: &Net, task: Task) -> f64 {
        no_grad(|| {
            let (mut sum, mut start) = (0.0, 0);
            while start < self.len() {
                let length = BLOCK.min(self.len() - start);
                sum += self.block(start, length).loss(net, task, false).double_value(&[]) * length as f64;
                start += length;
            }
            sum / self.len().max(1) as f64
        })
    }
}

/// The best weights so far and how they got into their file.
struct Best<'a> {
    path: &'a Path,
    loss: f64,
    epoch: u32,
    weights: Vec<(String, Tensor)>,
    written: Option<(u32, Instant)>,
}

impl Best<'_> {
    /// Writes them unless they are in the file; not more often than `WRITES` unless they `must`.
    fn write(&mut self, must: bool, tell: &mut dyn FnMut(Tell)) -> Result<(), Failure> {
        let due =
            self.written.is_none_or(|(epoch, at)| epoch != self.epoch && (must || at.elapsed() >= WRITES));
        if due && !self.weights.is_empty() {
            net::write(self.path, self.epoch, &self.weights).map_err(Failure::file)?;
            self.written = Some((self.epoch, Instant::now()));
            tell(Tell::Best { epoch: self.epoch });
        }
        Ok(())
    }
}

/// Weights of the moment, for who watches.
struct Shown<'a> {
    path: Option<&'a Path>,
    at: Option<Instant>,
}

impl Shown<'_> {
    /// Writes them where somebody watches, at most once in `WRITES` unless they `must`.
    fn show(&mut self, net: &Net, epoch: u32, must: bool, tell: &mut dyn FnMut(Tell)) -> Result<(), Failure> {
        let due = must || self.at.is_none_or(|at| at.elapsed() >= WRITES);
        let Some(path) = self.path.filter(|_| due) else { return Ok(()) };
        net::write(path, epoch, &net.weights()).map_err(Failure::file)?;
        self.at = Some(Instant::now());
        tell(Tell::Weights { epoch });
        Ok(())
    }
}

/// Trains a net; gives the pass the best weights come from, and why it ended.
pub(crate) fn train(
    wanted: &Train,
    found: &Found,
    control: &Control,
    tell: &mut dyn FnMut(Tell),
) -> Result<(u32, Ending), Failure> {
    let (place, fell_back) = found.decide(wanted.device);
    let device = match place {
        Device::Cpu => tch::Device::Cpu,
        Device::Cuda => tch::Device::Cuda(0),
    };
    tell(Tell::Started { device: place, fell_back });
    let rows = Rows::read(&wanted.train, wanted.task, device)?;
    let valid = wanted.valid.as_ref().map(|path| Rows::read(path, wanted.task, device)).transpose()?;
    tch::manual_seed(wanted.seed.cast_signed());
    let inputs = rows.x.size().get(1).copied().unwrap_or(0);
    let net = Net::new(&wanted.shape, inputs, i64::from(wanted.task.outputs()), device);
    let learning = &wanted.learning;
    let n = rows.len().max(1) as f64;
    let mut optimiser = match learning.optimiser {
        Optimiser::Sgd => nn::sgd(0.9, 0.0, 0.0, false).build(&net.store, learning.rate),
        Optimiser::Adam => nn::Adam::default().build(&net.store, learning.rate),
        Optimiser::AdamW => nn::adamw(0.9, 0.999, learning.l2 / n).build(&net.store, learning.rate),
    }
    .map_err(|error| Failure { reason: Reason::Other, detail: error.to_string() })?;
    // The decay of AdamW is its penalty.
    let l2 = if learning.optimiser == Optimiser::AdamW { 0.0 } else { learning.l2 };
    let diverged = |rate: f64| Failure { reason: Reason::Diverged, detail: rate.to_string() };

    let start = Instant::now();
    let first = Epoch {
        epoch: 0,
        train: rows.mean_loss(&net, wanted.task),
        valid: valid.as_ref().map(|valid| valid.mean_loss(&net, wanted.task)),
        rate: learning.rate,
        seconds: start.elapsed().as_secs_f64(),
    };
    tell(Tell::Epoch(first));
    let mut shown = Shown { path: wanted.now.as_deref(), at: None };
    shown.show(&net, 0, true, tell)?;
    let mut best =
        Best { path: &wanted.best, loss: f64::INFINITY, epoch: 0, weights: Vec::new(), written: None };
    let mut rate = Rate::new(learning);
    for epoch in 1..=learning.epochs {
        let begin = Instant::now();
        optimiser.set_lr(rate.of(epoch));
        let order = Tensor::randperm(rows.len(), (Kind::Int64, device));
        let mut sum = Tensor::zeros([1], (Kind::Float, device));
        let (mut at, mut seen) = (0, 0);
        let mut waited = Duration::ZERO;
        while at < rows.len() {
            waited += control.wait();
            if control.is_stopped() {
                break;
            }
            if let Some(asked) = control.new_rate() {
                rate.now = asked;
                optimiser.set_lr(rate.of(epoch));
            }
            let length = i64::from(learning.batch.max(1)).min(rows.len() - at);
            // A batch of one row has no variance to standardise by.
            if length == 1 && wanted.shape.batch_norm && at > 0 {
                break;
            }
            let batch = rows.some(&order.narrow(0, at, length));
            let loss = batch.loss(&net, wanted.task, true);
            sum += loss.detach() * length as f64;
            let penalised = match net.penalties(l2 / n, learning.l1 / n) {
                Some(penalty) => loss + penalty,
                None => loss,
            };
            optimiser.backward_step(&penalised);
            shown.show(&net, epoch, control.is_paused(), tell)?;
            at += length;
            seen += length;
        }
        if control.is_stopped() {
            best.write(true, tell)?;
            return Ok((best.epoch, Ending::Stopped));
        }
        let train = sum.double_value(&[0]) / seen.max(1) as f64;
        let valid = valid.as_ref().map(|valid| valid.mean_loss(&net, wanted.task));
        let loss = valid.unwrap_or(train);
        let used = rate.of(epoch);
        let said = Epoch {
            epoch,
            train,
            valid,
            rate: used,
            seconds: begin.elapsed().saturating_sub(waited).as_secs_f64(),
        };
        if !train.is_finite() || !loss.is_finite() {
            best.write(true, tell)?;
            return Err(diverged(used));
        }
        tell(Tell::Epoch(said));
        control.passed();
        // Who lets it wait wants to see where it stands.
        shown.show(&net, epoch, control.is_paused(), tell)?;
        rate.saw(loss);
        if loss < best.loss {
            (best.loss, best.epoch, best.weights) = (loss, epoch, net.weights());
            best.write(false, tell)?;
        } else if learning.patience > 0 && epoch - best.epoch >= learning.patience {
            best.write(true, tell)?;
            return Ok((best.epoch, Ending::Patience));
        }
    }
    best.write(true, tell)?;
    Ok((best.epoch, Ending::Epochs))
}

/// The learning rate from epoch to epoch.
struct Rate<'a> {
    learning: &'a Learning,
    now: f64,
    lowest: f64,
    waited: u32,
}

impl<'a> Rate<'a> {
    fn new(learning: &'a Learning) -> Self {
        Self { learning, now: learning.rate, lowest: f64::INFINITY, waited: 0 }
    }

    fn of(&self, epoch: u32) -> f64 {
        match self.learning.schedule {
            Schedule::Constant | Schedule::Plateau => self.now,
            Schedule::Cosine => {
                let done = f64::from(epoch.saturating_sub(1)) / f64::from(self.learning.epochs.max(1));
                self.now * 0.5 * (1.0 + (std::f64::consts::PI * done).cos())
            }
        }
    }

    fn saw(&mut self, loss: f64) {
        if loss < self.lowest {
            (self.lowest, self.waited) = (loss, 0);
            return;
        }
        self.waited += 1;
        let most = if self.learning.patience == 0 { 5 } else { (self.learning.patience / 3).max(1) };
        if self.learning.schedule == Schedule::Plateau && self.waited >= most {
            self.now *= PLATEAU_FACTOR;
            self.waited = 0;
        }
    }
}

#[cfg(test)]
mod tests;
