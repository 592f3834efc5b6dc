//! The rows a net learns from, as libtorch holds them.

use std::path::Path;

use clientele_neural_protocol::Task;
use clientele_neural_protocol::tensors::{self, Tensors};
use tch::{Kind, Reduction, Tensor, no_grad};

use super::Failure;
use crate::net::Net;

/// Rows at once where nothing is learned.
const BLOCK: i64 = 8192;

/// Rows on the device.
pub(super) struct Rows {
    pub(super) x: Tensor,
    y: Tensor,
    w: Option<Tensor>,
}

impl Rows {
    pub(super) fn read(path: &Path, task: Task, device: tch::Device) -> Result<Self, Failure> {
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

    pub(super) fn len(&self) -> i64 {
        self.y.size().first().copied().unwrap_or(0)
    }

    pub(super) fn some(&self, rows: &Tensor) -> Self {
        let of = |tensor: &Tensor| tensor.index_select(0, rows);
        Self { x: of(&self.x), y: of(&self.y), w: self.w.as_ref().map(of) }
    }

    fn block(&self, start: i64, length: i64) -> Self {
        let of = |tensor: &Tensor| tensor.narrow(0, start, length);
        Self { x: of(&self.x), y: of(&self.y), w: self.w.as_ref().map(of) }
    }

    /// Mean loss of some rows, from the sums of the last layer.
    pub(super) fn loss(&self, sums: &Tensor, task: Task) -> Tensor {
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
    pub(super) fn mean_loss(&self, net: &Net, task: Task) -> f64 {
        no_grad(|| {
            let (mut sum, mut start) = (0.0, 0);
            while start < self.len() {
                let length = BLOCK.min(self.len() - start);
                let block = self.block(start, length);
                let sums = net.forward(&block.x, false);
                sum += block.loss(&sums, task).double_value(&[]) * length as f64;
                start += length;
            }
            sum / self.len().max(1) as f64
        })
    }
}
