//! Practice data: points on a plane in two colours, for watching a model learn.

/// How the two colours lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Figure {
    /// A disk within a ring.
    #[default]
    Circles,
    /// Two arms of a spiral.
    Spirals,
    /// Opposite quarters of a square (exclusive or).
    Xor,
    /// Two round clouds (normal distributions).
    Blobs,
}

impl Figure {
    /// All of them, easy ones last.
    pub const ALL: [Self; 4] = [Self::Circles, Self::Spirals, Self::Xor, Self::Blobs];

    /// The name of its file, without an ending.
    pub fn file_stem(self) -> &'static str {
        match self {
            Self::Circles => "circles",
            Self::Spirals => "spirals",
            Self::Xor => "quarters",
            Self::Blobs => "clouds",
        }
    }
}

/// Practice data as it is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Practice {
    /// How the colours lie.
    pub figure: Figure,
    /// How many points.
    pub points: u32,
    /// Noise: the standard deviation by which points are moved, as a share of the figure's radius.
    pub noise: f64,
    /// The share of points that is held out: half of it to check with, half to judge by.
    pub held_out: f64,
    /// Fixes every point.
    pub seed: u64,
}

impl Practice {
    /// How many points there may be.
    pub const POINTS: std::ops::RangeInclusive<u32> = 100..=5_000;
    /// How much noise.
    pub const NOISE: std::ops::RangeInclusive<f64> = 0.0..=0.5;
    /// How much may be held out.
    pub const HELD_OUT: std::ops::RangeInclusive<f64> = 0.1..=0.8;
}

impl Default for Practice {
    fn default() -> Self {
        Self { figure: Figure::default(), points: 1_000, noise: 0.05, held_out: 0.3, seed: 1 }
    }
}

/// A point of practice data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PracticePoint {
    /// Across.
    pub x: f64,
    /// Up.
    pub y: f64,
    /// Whether it is of the colour looked for.
    pub is_orange: bool,
}
