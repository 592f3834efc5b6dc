//! The window: the only room that names egui. Draws what `app` knows and sends commands back.
//!
//! Must not read files, wait for a worker or loop over all rows; words come from `text`, colours and sizes
//! from [`theme`]. Start with [`theme`], then [`widgets`] and [`charts`], from which all screens are made.

pub mod charts;
pub mod theme;
pub mod widgets;
