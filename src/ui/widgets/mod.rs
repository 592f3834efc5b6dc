//! The controls of the program: one look, one behaviour and an accessible name for each.
//!
//! Widgets take words that are already translated and values that are already small; none of them reads the
//! state of the program, loops over data or decides anything. [`Button`] and [`TextField`] are the models for
//! the others.

mod button;
mod card;
mod choice;
mod dialog;
mod facts;
mod field;
mod mark;
mod messages;
mod paint;
mod radio;

pub use self::button::{Button, icon_button, tool_button};
pub use self::card::{card, header_card, panel, section_title};
pub use self::choice::{checkbox, combo, combo_labelled, segmented, switch};
pub use self::dialog::{Choice, dialog};
pub use self::facts::{Tone, chip, dots, key_values, progress_bar, tile};
pub use self::field::TextField;
pub use self::mark::{app_icon, mark};
pub use self::messages::{Notice, Progress, Toast, ToastAnswer, empty_state, notice, progress_card, toast};
pub use self::paint::{focus_ring, galley, galley_within, icon, label, middle_cut};
pub use self::radio::{RadioCard, radio};
