//! What the window knows and what may be done to it, without drawing and without doing the work.
//!
//! [`state::State`] changes only in [`reduce`]; every change is a [`command::Command`]. What has to
//! happen outside (jobs, dialogs, the clipboard) comes back as [`effect::Effect`]s, which `ui::shell` carries
//! out. No egui, no polars, no files, no clock.

pub mod arrangement;
pub mod command;
pub mod effect;
pub mod events;
pub mod net_view;
mod opening;
mod practice;
pub mod questions;
pub mod reduce;
pub mod runs;
pub mod saving;
pub mod state;
mod status;
pub mod training;
