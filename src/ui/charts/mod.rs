//! Pictures of what was found out: one function or struct per chart, drawn from plain slices of `domain`.
//!
//! A chart takes its numbers, words that are already translated and nothing else; it fills the width it is
//! given and the height it is told. It draws no card round itself (see [`crate::ui::widgets::header_card`]).
//! Each has a summary for screen readers, can be reached by keyboard where it answers to the pointer, and
//! keeps its place with a sentence where there is nothing to draw. Must not compute what is shown: figures
//! come from `evaluate`. Slices hold at most a few thousand values; nothing here thins data.

mod frame;
mod grid;
mod heads;
mod heat;
mod honesty;
mod learning;
mod map;
mod mini;
mod misses;
mod network;
mod paired;
mod points;
mod ranking;
mod reach;
mod scale;
mod score;
mod shades;
mod surface;
mod tenths;

pub use self::frame::impossible;
pub use self::grid::{GridCell, GridWords, grid};
pub use self::heads::{HeadsWords, heads};
pub use self::heat::{HeatWords, heat_table};
pub use self::honesty::{HonestyWords, honesty};
pub use self::learning::{Goal, LearningCurve, LearningMore, LearningWords};
pub use self::map::{MapWords, SegmentMap};
pub use self::mini::{histogram, share_bar, top_values};
pub use self::misses::{MissWords, miss_tenths, misses};
pub use self::network::{NetworkWords, PartShown, network};
pub use self::paired::{Pair, PairedWords, paired};
pub use self::points::{PointsWords, predicted_actual};
pub use self::ranking::{CurveWords, gains, roc};
pub use self::reach::{lift, precision_recall};
pub use self::scale::{ticks, ticks_between};
pub use self::score::{ScoreCurve, ScoreWords};
pub use self::shades::Shades;
pub use self::surface::{SurfaceWords, net_surface};
pub use self::tenths::{TenthsWords, tenths};
