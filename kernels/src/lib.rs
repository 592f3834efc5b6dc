//! The hot loops of learning: plain slices in, plain numbers out.
//!
//! A package of its own so that it is always built with every optimisation, while the rest of the program is
//! built quickly. Loops run over small arrays that stand for vector registers. Sums are taken in a fixed order
//! and products are never fused with them, so that a result does not depend on the machine, to the last digit.
//!
//! Matrices come row by row. Lengths that do not fit are cut to what fits; nothing here panics or allocates
//! more than what it returns and a few blocks of a hundred rows.

mod assign;
mod cross;
mod likelihood;
mod product;

pub use assign::{Assigned, Centres, assign, nearest};
pub use cross::{cross, cross_of_places, cross_with_places};
pub use likelihood::{Answer, answers};
pub use product::{add_by_place, squares, sums, transposed};

/// Numbers side by side in a register of every instruction set that is looked for.
const LANES: usize = 4;

/// The sum of a register, always in the same order.
#[inline]
fn total(lanes: [f64; LANES]) -> f64 {
    let [a, b, c, d] = lanes;
    (a + b) + (c + d)
}
