//! What a net was after each pass, so that it can be so again.

use std::collections::VecDeque;
use std::rc::Rc;

use tch::Tensor;

use super::rate::Rate;

/// Passes that can be gone back.
const PASSES: usize = 50;
/// Memory that may be taken for it.
const BYTES: usize = 256 << 20;

/// The best pass so far.
#[derive(Clone, Debug)]
pub(super) struct Best {
    pub(super) loss: f64,
    pub(super) epoch: u32,
    /// The state of the net after it; none before the first pass.
    pub(super) net: Option<Rc<Vec<Tensor>>>,
}

impl Best {
    pub(super) fn none() -> Self {
        Self { loss: f64::INFINITY, epoch: 0, net: None }
    }
}

/// Everything that the passes to come depend on. Chance is drawn anew for each pass from the seed and its number, so
/// it needs no place here.
#[derive(Debug)]
pub(super) struct Moment {
    pub(super) epoch: u32,
    pub(super) net: Rc<Vec<Tensor>>,
    /// What the optimiser remembers.
    pub(super) memory: (i32, Vec<Tensor>),
    pub(super) rate: Rate,
    pub(super) batch: u32,
    pub(super) dropout: f64,
    pub(super) best: Best,
}

impl Moment {
    fn bytes(&self) -> usize {
        self.net.iter().chain(&self.memory.1).map(|tensor| tensor.numel() * size_of::<f32>()).sum()
    }
}

/// The last moments, oldest first; the one after the last pass is always there.
#[derive(Debug, Default)]
pub(super) struct Past {
    moments: VecDeque<Moment>,
}

impl Past {
    /// A pass is done.
    pub(super) fn push(&mut self, moment: Moment) {
        self.moments.push_back(moment);
        while self.moments.len() > 1 && (self.moments.len() > PASSES + 1 || self.bytes() > BYTES) {
            self.moments.pop_front();
        }
    }

    fn bytes(&self) -> usize {
        self.moments.iter().map(Moment::bytes).sum()
    }

    /// The moment after the last pass.
    pub(super) fn last(&self) -> Option<&Moment> {
        self.moments.back()
    }

    /// The same, to be changed.
    pub(super) fn last_mut(&mut self) -> Option<&mut Moment> {
        self.moments.back_mut()
    }

    /// Forgets the last pass, unless none would be left; whether it did.
    pub(super) fn pop(&mut self) -> bool {
        let more = self.moments.len() > 1;
        if more {
            self.moments.pop_back();
        }
        more
    }

    /// The first pass that can be gone back to.
    pub(super) fn oldest(&self) -> u32 {
        self.moments.front().map_or(0, |moment| moment.epoch)
    }
}

#[cfg(test)]
mod tests {
    use clientele_neural_protocol::Learning;
    use tch::{Device, Kind};

    use super::*;

    fn moment(epoch: u32, weights: i64) -> Moment {
        let tensor = || Tensor::zeros([weights], (Kind::Float, Device::Cpu));
        Moment {
            epoch,
            net: Rc::new(vec![tensor()]),
            memory: (0, vec![tensor(), tensor()]),
            rate: Rate::new(&Learning::default()),
            batch: 1,
            dropout: 0.0,
            best: Best::none(),
        }
    }

    #[test]
    fn fifty_passes_are_kept_and_fewer_of_a_large_net() {
        let mut past = Past::default();
        for epoch in 0..200 {
            past.push(moment(epoch, 10));
        }
        assert_eq!((past.oldest(), past.last().map(|last| last.epoch)), (149, Some(199)));
        let mut back = 0;
        while past.pop() {
            back += 1;
        }
        assert_eq!((back, past.last().map(|last| last.epoch)), (50, Some(149)));
        // 5 million weights with two memories are 60 MB: four of them fit.
        let mut past = Past::default();
        for epoch in 0..6 {
            past.push(moment(epoch, 5_000_000));
        }
        assert_eq!(past.oldest(), 2);
        // One that is larger than all the room is kept alone.
        past.push(moment(6, 30_000_000));
        assert_eq!((past.oldest(), past.pop()), (6, false));
    }
}
