//! What a user is told when something does not work: what, why, what to do.

use super::message::Message;

/// Whose move it is, which also fixes the exit code of a headless command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The request or the file was wrong: exit code 2.
    Request,
    /// A file of that name exists and may not be replaced without asking: exit code 2.
    Exists,
    /// The file does not fit into memory: exit code 2.
    TooLarge {
        /// One of every so many rows of it would fit; none where no sample can be drawn.
        every: Option<u64>,
        /// About how many rows that gives.
        rows: u64,
    },
    /// The work failed (disk full, a bug): exit code 1.
    Work,
    /// The user stopped it: exit code 130.
    Stopped,
}

/// An error for the user, in three short sentences of either language.
#[derive(Clone, Debug, PartialEq)]
pub struct UserError {
    /// Request, work or stop.
    pub kind: ErrorKind,
    /// What did not work, with the file, column or row named.
    pub what: Message,
    /// Why.
    pub why: Message,
    /// What to do now.
    pub next: Message,
}

impl UserError {
    /// The request or the file was wrong (exit code 2).
    pub fn request(what: Message, why: Message, next: Message) -> Self {
        Self { kind: ErrorKind::Request, what, why, next }
    }

    /// The work failed although the request was fine (exit code 1).
    pub fn work(what: Message, why: Message, next: Message) -> Self {
        Self { kind: ErrorKind::Work, what, why, next }
    }

    /// The exit code of the headless contract.
    pub fn exit_code(&self) -> u8 {
        match self.kind {
            ErrorKind::Request | ErrorKind::Exists | ErrorKind::TooLarge { .. } => 2,
            ErrorKind::Work => 1,
            ErrorKind::Stopped => 130,
        }
    }
}
