//! What has to happen outside of the state.

use std::path::PathBuf;

use crate::domain::event::Steer;
use crate::domain::practice::Practice;
use crate::domain::work::{Artifact, Request, Slot};

/// Why a file is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// A table to open.
    OpenTable,
    /// A second file to bring columns over from, in place of the one of a step or in a new step.
    JoinFile(Option<usize>),
    /// A new table to score; with a model file or, if none, the current run.
    ScoreData(Option<PathBuf>),
    /// A model file.
    OpenModel,
    /// A place for an artifact.
    SaveArtifact(Artifact),
    /// A place for the rows set aside.
    SaveRejected,
    /// A place for the scored table.
    SaveScored,
}

impl Pick {
    /// Whether a new file is named rather than an existing one chosen.
    pub fn saves(&self) -> bool {
        matches!(self, Self::SaveArtifact(_) | Self::SaveRejected | Self::SaveScored)
    }
}

/// One thing for the shell to do.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Start a job; a running one of the same slot is superseded.
    Start(Request),
    /// Stop the job of a slot; it keeps the best so far.
    Stop(Slot),
    /// Say to the job of a slot how to go on.
    Steer(Slot, Steer),
    /// Ask for a file with the system's dialog, or with a typed path where there is none.
    Pick(Pick, String),
    /// Put text on the clipboard.
    Copy(String),
    /// Settings changed: keep them.
    KeepSettings,
    /// Open one of the sample files that come with the product.
    OpenSample(&'static str),
    /// Make practice data and open it.
    OpenPractice(Practice),
    /// Drop tables and runs that are no longer shown.
    Forget,
}
