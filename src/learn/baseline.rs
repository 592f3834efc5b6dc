//! The simplest possible guess: the same for everybody. The bar a model has to beat.

use serde::{Deserialize, Serialize};

/// One guess for everybody, learned on training rows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "guess", rename_all = "kebab-case")]
pub enum Baseline {
    /// The share of yes among training rows.
    Share {
        /// Between 0 and 1.
        value: f64,
    },
    /// The mean of training rows.
    Mean {
        /// In the unit of the target.
        value: f64,
    },
}

impl Baseline {
    /// The share of yes. `y` holds 1 for yes and 0 for no; without rows the share is 0.
    pub fn yes_no(y: &[f64]) -> Self {
        Self::Share { value: mean(y) }
    }

    /// The mean; without rows 0.
    pub fn number(y: &[f64]) -> Self {
        Self::Mean { value: mean(y) }
    }

    /// The guess.
    pub fn value(self) -> f64 {
        match self {
            Self::Share { value } | Self::Mean { value } => value,
        }
    }

    /// The guess, once per row.
    pub fn predict(self, rows: usize) -> Vec<f64> {
        vec![self.value(); rows]
    }
}

/// Arithmetic mean, 0 for nothing.
pub(super) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_gets_the_training_share_or_mean() {
        assert_eq!(Baseline::yes_no(&[1.0, 0.0, 0.0, 0.0]).predict(2), vec![0.25, 0.25]);
        assert_eq!(Baseline::number(&[1.0, 2.0, 6.0]).predict(1), vec![3.0]);
        assert!(Baseline::number(&[]).predict(0).is_empty());
    }
}
