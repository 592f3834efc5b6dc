//! The window: the only room that names egui. Draws what `app` knows and sends commands back.
//!
//! Must not read files, wait for a worker or loop over all rows; words come from `text`, colours and sizes
//! from [`theme`]. Start with [`view::View`] (what a screen is given), then [`theme`], [`widgets`] and
//! [`charts`], from which all [`screens`] are made.

pub mod charts;
pub mod screens;
pub mod shell;
pub mod theme;
pub mod view;
pub mod widgets;
