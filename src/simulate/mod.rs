//! A shop and a telecom company with known truth: every customer's real chance of an answer is a formula.
//!
//! Beside them [`practice`]: points on a plane, for watching a model learn.
//!
//! It exists so that newcomers have something to open, and so that tests know what a perfect model would
//! find. Nobody in these files is real. The room knows nothing of files, clocks or other rooms: a seed goes
//! in, plain values and CSV text come out, and the same seed always gives the same bytes.
//! Start with [`shop::shop`] and [`truth`]; [`files::sample_files`] is what lies in `sample_data/`.

mod chance;
mod days;
mod people;

pub mod files;
pub mod practice;
pub mod shop;
pub mod telecom;
pub mod truth;

#[cfg(test)]
mod tests;

pub use files::{campaign_csv, customers_csv, new_customers_csv, orders_csv, sample_files, telecom_csv};
pub use practice::practice_csv;
pub use shop::{Shop, new_customers, shop};
pub use telecom::telecom;
pub use truth::{expected_next_spend, true_probability};
