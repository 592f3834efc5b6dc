//! The whole program from outside: the real binary, and the window through accessible names.
//!
//! One test binary, since each links everything. [`journeys`] are whole ways from a file to a list;
//! [`bad_input`] is what a user may do wrong.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a journey ends where it cannot go on"
)]
#![expect(
    clippy::format_push_string,
    clippy::format_collect,
    clippy::type_complexity,
    clippy::large_stack_arrays,
    reason = "small tables of cases, written once and read often"
)]

mod bad_input;
mod common;
mod journeys;
