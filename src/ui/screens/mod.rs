//! One folder or file per screen. A screen reads the [`View`](super::view::View) and sends commands; it keeps
//! nothing but what egui's own memory holds (scroll positions, half-typed text).

mod chart_menu;
pub mod data;
pub mod dialogs;
pub mod export;
#[cfg(test)]
mod fixture;
mod head;
pub mod model;
mod page;
mod practice_picture;
pub mod prepare;
pub mod results;
pub mod segments;
mod shapes;
pub mod start;
pub mod train;

#[cfg(test)]
mod rig;
