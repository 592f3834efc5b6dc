//! Whole ways through the program: headless with the real binary, and by window through accessible names.
//!
//! Where the simulator knows the truth, the truth is the oracle; elsewhere a figure is worked out a second time,
//! here, from the files the program wrote.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a journey ends where it cannot go on"
)]

#[path = "../common/mod.rs"]
mod common;
mod headless;
mod promises;
mod tasks;
mod window;
