//! The words of the problem as plain values: columns, the recipe, what was learned and how good it is.
//!
//! Knows nothing of files, threads, clocks, polars, linfa or egui. Every other room stands on this one.
//! Start with [`recipe::Recipe`] (what the user asked for) and [`report::RunReport`] (what came out).

pub mod chart;
pub mod column;
pub mod detail;
pub mod error;
pub mod event;
pub mod frame;
pub mod join;
pub mod message;
pub mod net;
pub mod net_view;
pub mod penalty;
pub mod practice;
pub mod reading;
pub mod recipe;
pub mod report;
pub mod step;
pub mod table;
pub mod work;
