//! The learning rate from pass to pass.

use clientele_neural_protocol::{Learning, Schedule};

/// What the learning rate is multiplied by on a plateau.
const PLATEAU_FACTOR: f64 = 0.5;
/// Passes without a smaller loss that make a plateau where patience says nothing.
const PLATEAU: u32 = 5;

/// Where a schedule stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rate {
    schedule: Schedule,
    epochs: u32,
    /// Passes without a smaller loss that make a plateau.
    plateau: u32,
    /// The rate before the schedule.
    pub(super) now: f64,
    lowest: f64,
    waited: u32,
}

impl Rate {
    pub(super) fn new(learning: &Learning) -> Self {
        let plateau = if learning.patience == 0 { PLATEAU } else { (learning.patience / 3).max(1) };
        let (schedule, epochs) = (learning.schedule, learning.epochs.max(1));
        Self { schedule, epochs, plateau, now: learning.rate, lowest: f64::INFINITY, waited: 0 }
    }

    /// The rate of a pass, counted from 1.
    pub(super) fn of(&self, epoch: u32) -> f64 {
        match self.schedule {
            Schedule::Constant | Schedule::Plateau => self.now,
            Schedule::Cosine => {
                let done = f64::from(epoch.saturating_sub(1)) / f64::from(self.epochs);
                self.now * 0.5 * (1.0 + (std::f64::consts::PI * done).cos())
            }
        }
    }

    /// A pass ended with this loss.
    pub(super) fn saw(&mut self, loss: f64) {
        if loss < self.lowest {
            (self.lowest, self.waited) = (loss, 0);
            return;
        }
        self.waited += 1;
        if self.schedule == Schedule::Plateau && self.waited >= self.plateau {
            self.now *= PLATEAU_FACTOR;
            self.waited = 0;
        }
    }
}
