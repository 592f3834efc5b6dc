//! Learning: preparation fitted on training rows, the split, and all models behind one trait; a neural net learns in a
//! program of its own, and what it has learned is applied here.
//!
//! The only room that names linfa; its solvers are used, its figures are not (every number on a screen
//! comes from `evaluate`). Knows no files, clocks, threads of its own, text parsing or polars: values come
//! in as a [`crate::domain::frame::Frame`], seeds as arguments. May use the rayon pool it is called in;
//! results do not depend on the number of threads.
//!
//! Start reading: [`prepare::Preparation`] (columns to a matrix), [`design::Design`] (the matrix, never
//! written out), [`supervised::Supervised`] (a checked
//! problem), [`solver::Solver`] with [`solver::fit`] (one round after the other), [`model::Model`].

pub mod apply;
pub mod balance;
pub mod baseline;
mod blocks;
pub mod choice;
pub mod columns;
pub mod design;
pub mod error;
mod gram;
mod inexact;
mod kept;
pub mod kmeans;
mod likelihood;
mod limits;
pub mod linear;
mod lloyd;
pub mod logistic;
pub mod model;
pub mod multinomial;
pub mod net;
pub mod penalty;
mod precision;
pub mod prepare;
mod qr;
mod screened;
mod separation;
pub mod silhouette;
pub mod solver;
pub mod split;
mod split_by_time;
pub mod stability;
pub mod supervised;
pub mod svm;
pub mod target;

#[cfg(test)]
mod tests;

pub use balance::RowWeights;
pub use baseline::Baseline;
pub use blocks::GoOn;
pub use choice::incompatibility;
pub use columns::{ColumnUse, features};
pub use design::Design;
pub use error::LearnError;
pub use kmeans::{KMeansSolver, KMeansSpec, Tried, choose_k, fewer_groups};
pub use linear::{LinearSolver, RidgePath};
pub use logistic::LogisticSolver;
pub use model::Model;
pub use multinomial::MultinomialSolver;
pub use precision::{Precision, StandardErrors, Unknown};
pub use prepare::{Coding, Levels, Preparation, PrepareSpec};
pub use separation::Separation;
pub use silhouette::{sample_rows, silhouette_sample};
pub use solver::{Findings, Fitted, Solver, Step, fit};
pub use split::{Strata, folds, stratified};
pub use split_by_time::by_time;
pub use supervised::Supervised;
pub use svm::{SvmSolver, SvmSpec};
