//! Charts as SVG text. Every chart has a title and a description for those who do not see it; colours come from
//! classes of `report.css`, so that one picture serves light, dark and paper.

mod bars;
mod curves;
mod grid;
mod misses;
mod mosaic;
mod net_map;
mod plot;
mod points;
mod ranked;

pub(super) use bars::{driver_bars, number_tenths, tenth_bars};
pub(super) use curves::{learning_curve, roc_curve};
pub(super) use grid::{Cell, Named, Pair, grid, pairs, tried};
pub(super) use misses::{miss_tenths, misses};
pub(super) use mosaic::mosaic;
pub(super) use net_map::{net_map, network};
pub(super) use points::{calibration, customer_map, predicted_actual, segment_class};
pub(super) use ranked::{gains_curve, lift_curve, precision_recall};
