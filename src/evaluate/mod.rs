//! Every number a user sees about a model, computed here in f64 from rows the model never saw, and the
//! sentences those numbers allow.
//!
//! Knows nothing of files, clocks, threads or windows, and nothing of how a model was fitted: it is handed
//! scores and known answers. Chance steps take their seed as an argument.

mod bootstrap;
mod calibration;
mod category;
mod curves;
mod drivers;
mod honesty;
mod inference;
mod interval;
mod misses;
mod number;
mod reach;
mod sample;
mod segments;
mod ties;
mod verdict;
mod weak;
mod yes_no;

pub use bootstrap::{DRAWS, Draws, quantile};
pub use calibration::calibration_slope;
pub use category::{CategoryParts, Guessed, category_metrics, category_report, class_drivers, likeliest};
pub use curves::{gains, precision_recall, ranked, roc, tenths};
pub use drivers::drivers;
pub use honesty::{calibration, calibration_bins};
pub use inference::certainty;
pub use interval::{delong, wilson};
pub use number::{NumberParts, Predicted, number_metrics, number_report};
pub use segments::{SegmentInput, mean_silhouette, segment_report, silhouette};
pub use verdict::{category_verdict, number_verdict, segment_verdict, yes_no_verdict};
pub use weak::weak_group;
pub use yes_no::{Scored, YesNoParts, confusion, lift, yes_no_metrics, yes_no_report};

#[cfg(test)]
mod published;
#[cfg(test)]
pub(crate) use verdict::spoken;
