//! What a neural net looks like from inside at one moment: what it says over a plane, its neurons, and its links.

use std::sync::Arc;

use super::message::{Arg, Message};

/// An input of a net: a column of numbers, or a level of a column of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetInput {
    /// The column of the table.
    pub column: String,
    /// Of a 0/1 input the level it stands for; `(missing)` for gaps, `(other)` for rare levels.
    pub level: Option<String>,
}

impl NetInput {
    /// Its name: the column, or column and level.
    pub fn name(&self) -> Message {
        match &self.level {
            None => Message::new("net-input").text("column", self.column.clone()),
            Some(level) => Message::new("net-input-level")
                .text("column", self.column.clone())
                .message("level", level_name(level)),
        }
    }
}

/// The name of a level of a column of names.
pub fn level_name(level: &str) -> Message {
    match level {
        "(missing)" => Message::new("net-level-missing"),
        "(other)" => Message::new("net-level-other"),
        level => Message::new("net-level").text("level", level),
    }
}

/// How the values of a column become inputs.
#[derive(Clone, Debug, PartialEq)]
pub enum NetScale {
    /// Numbers: the value that is 0, and what 1 is worth, in the column's own unit.
    Number(f64, f64),
    /// Days since 1970-01-01, likewise.
    Day(f64, f64),
    /// Names: each has a 0/1 input of its own, in this order.
    Names(Vec<String>),
}

/// A column that the map of a net may stretch over.
#[derive(Clone, Debug, PartialEq)]
pub struct NetAxis {
    /// The column of the table.
    pub column: String,
    /// The place of its (first) input.
    pub place: usize,
    /// How its values become inputs.
    pub scale: NetScale,
}

/// What is known of the inputs and answers of a net.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct NetScene {
    /// Its inputs, in order.
    pub inputs: Vec<NetInput>,
    /// Columns a map may stretch over, in the order of the table.
    pub axes: Vec<NetAxis>,
    /// The answers, where there are several.
    pub answers: Vec<String>,
    /// Fixes which rows are looked at.
    pub seed: u64,
}

/// The plane that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetPlane {
    /// Two columns; all other inputs as they are on average.
    Columns([String; 2]),
    /// The two directions in which customers differ most (principal components), through the average customer.
    Principal,
}

/// One side of the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct NetSide {
    /// What it is.
    pub name: NetSideName,
    /// From where to where it reaches.
    pub reach: (f64, f64),
    /// The places looked at, in its own unit, ascending.
    pub at: Vec<f64>,
}

/// What a side of the plane stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum NetSideName {
    /// A column of numbers.
    Number(String),
    /// A column of days since 1970-01-01.
    Day(String),
    /// A column of names, one band each: the first from 0 to 1, the next from 1 to 2.
    Names(String, Vec<String>),
    /// A principal direction.
    Direction {
        /// Its share of the variance of all inputs.
        share: f64,
        /// The inputs that count most in it, strongest first, each with whether it rises along it.
        mostly: Vec<(NetInput, bool)>,
    },
}

impl NetSide {
    /// What it is, in a few words.
    pub fn name(&self) -> Message {
        match &self.name {
            NetSideName::Number(column) | NetSideName::Day(column) | NetSideName::Names(column, _) => {
                Message::new("net-input").text("column", column.clone())
            }
            NetSideName::Direction { share, mostly } => {
                let part = |(input, rises): &(NetInput, bool)| {
                    let id = if *rises { "net-part-rises" } else { "net-part-falls" };
                    Message::new(id).message("input", input.name())
                };
                let parts: Vec<Message> = mostly.iter().map(part).collect();
                let mostly = match <[Message; 3]>::try_from(parts) {
                    Ok([a, b, c]) => {
                        Message::new("net-parts-3").message("a", a).message("b", b).message("c", c)
                    }
                    Err(parts) => match <[Message; 2]>::try_from(parts) {
                        Ok([a, b]) => Message::new("net-parts-2").message("a", a).message("b", b),
                        Err(parts) => {
                            parts.into_iter().next().unwrap_or_else(|| Message::new("net-parts-none"))
                        }
                    },
                };
                Message::new("net-side-direction")
                    .with("share", Arg::Percent(*share))
                    .message("mostly", mostly)
            }
        }
    }
}

/// A customer on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NetDot {
    /// Where on the first side.
    pub x: f64,
    /// Where on the second one.
    pub y: f64,
    /// What really came: 1 or 0 for a yes/no, the place of one of several answers, or a number.
    pub answer: f64,
}

/// What the values of the map mean.
#[derive(Clone, Debug, PartialEq)]
pub enum NetSays {
    /// Chances.
    Chance {
        /// The share of yes among the rows that learn.
        usual: f64,
    },
    /// Numbers in the answer's unit.
    Number {
        /// The average of the rows that learn.
        usual: f64,
        /// How far colours reach on both sides of it: nine of ten answers of the customers shown lie within.
        spread: f64,
    },
    /// Chances of the likeliest of several answers.
    Several {
        /// The answers, as often as they occur among the rows that learn, most frequent first, and their places.
        answers: Arc<[(usize, String)]>,
    },
}

impl NetSays {
    /// Where a value lies among the colours: one half is what is usual, 0 and 1 are the ends. Chances reach from 0 to
    /// 1 on both sides of what is usual: of rare answers nearly all are below one half.
    pub fn position(&self, value: f64) -> f64 {
        match self {
            Self::Chance { usual } => {
                let above = value >= *usual;
                let (from, to) = if above { (*usual, 1.0) } else { (0.0, *usual) };
                let share = if to > from { (value - from) / (to - from) } else { 0.5 };
                share.mul_add(0.5, if above { 0.5 } else { 0.0 })
            }
            Self::Number { usual, spread } => (0.5 + (value - usual) / (2.0 * spread)).clamp(0.0, 1.0),
            Self::Several { .. } => value,
        }
    }
}

/// What a net says over a plane, with customers who check it, and what its neurons do there.
#[derive(Clone, Debug, PartialEq)]
pub struct NetMap {
    /// The plane.
    pub plane: NetPlane,
    /// Its two sides.
    pub sides: [NetSide; 2],
    /// Columns that may be chosen for a side.
    pub columns: Arc<[String]>,
    /// What the values mean.
    pub says: NetSays,
    /// The chance or number at each place, row by row from the lowest place of the second side.
    pub surface: Vec<f32>,
    /// Of several answers the place of the likeliest; empty otherwise.
    pub likeliest: Vec<u16>,
    /// Customers, the same in all maps of a plane.
    pub dots: Arc<[NetDot]>,
    /// Whether these customers are not learned from.
    pub held_back: bool,
    /// The pass it shows.
    pub pass: u32,
    /// Grows with every map that is drawn.
    pub drawn: u64,
    /// The parts of the net.
    pub inside: NetInside,
}

impl NetMap {
    /// Places across.
    pub fn across(&self) -> usize {
        let [first, _] = &self.sides;
        first.at.len()
    }

    /// What its two sides are.
    pub fn sides_name(&self) -> Message {
        let [first, second] = self.sides.each_ref().map(NetSide::name);
        Message::new("net-sides").message("x", first).message("y", second)
    }

    /// Whether it lies over directions instead of columns.
    pub fn is_principal(&self) -> bool {
        self.plane == NetPlane::Principal
    }
}

/// The parts of a net that are shown: the strongest of each layer.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct NetInside {
    /// How many inputs there are.
    pub all_inputs: usize,
    /// The strongest of them, in order.
    pub inputs: Vec<NetInputNode>,
    /// Hidden layers from the inputs on, and the answers as the last one.
    pub layers: Vec<NetLayer>,
    /// Where the places of the maps of neurons lie, as shares of the first side.
    pub x: Vec<f32>,
    /// The same of the second side.
    pub y: Vec<f32>,
}

/// An input that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct NetInputNode {
    /// What it is.
    pub input: NetInput,
    /// Its place among all.
    pub place: usize,
}

/// A layer.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct NetLayer {
    /// How many neurons it has.
    pub all: usize,
    /// Those that are shown, in order.
    pub neurons: Vec<NetNeuron>,
}

/// Which neuron of a net: the layer, 0 being the first hidden one, and the place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NeuronId {
    /// The layer.
    pub layer: usize,
    /// The place.
    pub place: usize,
}

/// A neuron.
#[derive(Clone, Debug, PartialEq)]
pub struct NetNeuron {
    /// Its place among all of its layer.
    pub place: usize,
    /// What it gives at places of the plane, as in [`NetMap::surface`], but fewer. Of the answers: what they say.
    pub map: Vec<f32>,
    /// What it gives on average over the customers looked at.
    pub average: f32,
    /// The weight from each part shown of the layer before.
    pub links: Vec<f32>,
    /// Whether it gives different customers different values.
    pub varies: bool,
    /// What it answers to, strongest first.
    pub answers_to: Vec<NetResponse>,
    /// What came of the customers for whom it gives most.
    pub awake: Option<NetAwake>,
}

/// What a neuron answers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetResponse {
    /// It gives more the larger this column is.
    Rises(String),
    /// It gives less the larger this column is.
    Falls(String),
    /// It gives most at this level.
    Highest(NetInput),
    /// It gives least at this level.
    Lowest(NetInput),
}

/// Customers for whom a neuron gives at least as much as for nine of ten.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NetAwake {
    /// How many.
    pub rows: usize,
    /// Their average answer: the share of yes, or the average number.
    pub among: f64,
    /// The same of all customers looked at.
    pub overall: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_the_colours_is_what_is_usual() {
        let chance = NetSays::Chance { usual: 0.2 };
        for (value, expected) in [(0.0, 0.0), (0.1, 0.25), (0.2, 0.5), (0.6, 0.75), (1.0, 1.0)] {
            assert!((chance.position(value) - expected).abs() < 1e-12, "{value}");
        }
        let number = NetSays::Number { usual: 50.0, spread: 20.0 };
        for (value, expected) in
            [(10.0, 0.0), (30.0, 0.0), (40.0, 0.25), (50.0, 0.5), (70.0, 1.0), (99.0, 1.0)]
        {
            assert!((number.position(value) - expected).abs() < 1e-12, "{value}");
        }
    }
}
