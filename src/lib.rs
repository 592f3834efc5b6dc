//! Clientele: a customer CSV becomes a scored list, on the user's own laptop.

pub mod domain;

pub mod app;
pub mod cli;
pub mod data;
pub mod engine;
pub mod evaluate;
pub mod jobs;
pub mod learn;
pub mod platform;
pub mod project;
pub mod report;
pub mod simulate;
pub mod text;
pub mod ui;
