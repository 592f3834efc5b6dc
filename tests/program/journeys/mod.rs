//! Whole ways through the program: headless with the real binary, and by window through accessible names.
//!
//! Where the simulator knows the truth, the truth is the oracle; elsewhere a figure is worked out a second time,
//! here, from the files the program wrote.

mod category;
mod exact;
mod headless;
mod joins;
mod promises;
mod rare;
mod steps;
mod svm;
mod tasks;
mod time;
mod weak;
mod window;
