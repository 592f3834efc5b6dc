//! What can go wrong with the trainer, and how it is told.

use crate::domain::error::UserError;
use crate::domain::message::{Arg, Message};

/// Why a net could not be trained to its end.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// There is no trainer on this computer.
    Missing,
    /// It does not start.
    NotStarted {
        /// What it or the system said.
        detail: String,
    },
    /// It speaks a later version.
    Newer {
        /// Its version.
        found: u32,
        /// Ours.
        known: u32,
    },
    /// It does not understand ours.
    Older {
        /// Ours.
        known: u32,
    },
    /// It ended in the midst of it.
    Died {
        /// What it or the system said.
        detail: String,
    },
    /// It has not been heard for too long.
    Silent {
        /// How long.
        seconds: f64,
    },
    /// It said something else than agreed.
    Garbled {
        /// What.
        detail: String,
    },
    /// The loss is no number any more.
    Diverged {
        /// The learning rate.
        rate: f64,
    },
    /// Memory ran out.
    Memory,
    /// A file could not be read or written.
    File {
        /// Which, and why.
        detail: String,
    },
}

impl From<Trouble> for UserError {
    fn from(trouble: Trouble) -> Self {
        let told = |why: Message, next: &'static str| {
            Self::work(Message::new("engine-not-trained"), why, Message::new(next))
        };
        match trouble {
            Trouble::Missing => told(Message::new("neural-missing-why"), "neural-missing-next"),
            Trouble::NotStarted { detail } => {
                told(Message::new("neural-not-started-why").text("detail", detail), "neural-build-again-next")
            }
            Trouble::Newer { found, known } => told(
                Message::new("neural-newer-why")
                    .text("found", found.to_string())
                    .text("known", known.to_string()),
                "neural-build-again-next",
            ),
            Trouble::Older { known } => told(
                Message::new("neural-older-why").text("known", known.to_string()),
                "neural-build-again-next",
            ),
            Trouble::Died { detail } => {
                told(Message::new("neural-died-why").text("detail", detail), "neural-try-again-next")
            }
            Trouble::Silent { seconds } => told(
                Message::new("neural-silent-why").with("seconds", Arg::Number(seconds)),
                "neural-try-again-next",
            ),
            Trouble::Garbled { detail } => {
                told(Message::new("neural-garbled-why").text("detail", detail), "neural-build-again-next")
            }
            Trouble::Diverged { rate } => Self::work(
                Message::new("engine-not-trained"),
                Message::new("neural-diverged-why").text("rate", rate.to_string()),
                Message::new("neural-diverged-next").text("rate", (rate / 10.0).to_string()),
            ),
            Trouble::Memory => told(Message::new("neural-no-memory-why"), "neural-memory-next"),
            Trouble::File { detail } => {
                told(Message::new("neural-file-why").text("detail", detail), "neural-file-next")
            }
        }
    }
}
