//! The hot loops of learning: plain slices in, plain numbers out.
//!
//! A package of its own so that it is always built with every optimisation, while the rest of the program is
//! built quickly. The loops that matter are compiled for several instruction sets, and [`pulp`] picks one when
//! they are called. Sums are taken in the order of the rows, in as many lanes as a register holds: the same on
//! the same machine for any number of threads, and on another one to within rounding.
//!
//! Matrices come row by row. Lengths that do not fit are cut to what fits; nothing here panics or allocates
//! more than what it returns and a few blocks of a hundred rows.

#![expect(
    clippy::inline_always,
    reason = "a loop is compiled for an instruction set only where it is part of what was dispatched"
)]

mod assign;
mod cross;
mod eight;
mod layers;
mod likelihood;
mod product;
mod screen;

pub use assign::{Assigned, Centres, assign, nearest};
pub use cross::{cross, cross_of_places, cross_with_places};
pub use layers::{Bend, Layer, Places, pass};
pub use likelihood::{Answer, answers, classes};
pub use product::{add_by_place, squares, sums, transposed};
pub use screen::{Changes, Screened, TOGETHER, reassign, screen};
