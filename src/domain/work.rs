//! The long jobs of the product, as data: what can be asked of the engine and what comes back.
//!
//! The window and the command line both speak these; the engine is the only one that carries them out.

use std::path::PathBuf;
use std::sync::Arc;

use super::chart::{Chart, Picture};
use super::column::TableProfile;
use super::error::UserError;
use super::join::{Join, JoinLook};
use super::message::Message;
use super::net_view::{NetMap, NetPlane};
use super::recipe::{Reading, Recipe};
use super::report::RunReport;
use super::step::Figures;
use super::table::{Filter, SortBy, TableView};

/// A table held by the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(pub u64);

/// A finished run held by the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(pub u64);

/// Jobs of one slot supersede one another; jobs of different slots run side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Reading a file.
    Open,
    /// The first rows of a file that is being read.
    First,
    /// Profiling under a changed recipe.
    Profile,
    /// Sorting and filtering the shown table.
    Order,
    /// Before and after of one step.
    Preview,
    /// Looking through a second file for keys.
    Join,
    /// The first rows of a file under other reading options.
    Glance,
    /// Training and judging.
    Train,
    /// Looking into a net over another plane.
    Look,
    /// Writing files and scoring.
    Write,
}

/// What to write from a finished run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Artifact {
    /// Every input row with its prediction or segment.
    Predictions,
    /// The rows in the order in which to take them, with their rank.
    List,
    /// The trained model, to score other files with.
    Model,
    /// The self-contained page.
    Report,
    /// The recipe.
    Recipe,
    /// A chart as a picture.
    Chart(Chart, Picture),
}

impl Artifact {
    /// The file name proposed for it.
    pub fn file_name(self) -> String {
        let name = match self {
            Self::Predictions => "predictions.csv",
            Self::List => "list.csv",
            Self::Model => "model.clientele",
            Self::Report => "report.html",
            Self::Recipe => "recipe.toml",
            Self::Chart(chart, picture) => {
                return format!("{}.{}", chart.file_stem(), picture.ending());
            }
        };
        name.to_owned()
    }
}

/// Something the engine can do. All of them may take long.
#[derive(Clone, Debug)]
pub enum Request {
    /// Read a table and profile it.
    Open {
        /// The file.
        path: PathBuf,
        /// Reading options.
        reading: Reading,
    },
    /// Read the first rows of a large file, to show them while the rest is read.
    FirstRows {
        /// The file.
        path: PathBuf,
        /// Reading options.
        reading: Reading,
    },
    /// Read the first rows of a file, to show what reading options would make of it.
    Glance {
        /// The file.
        path: PathBuf,
        /// Reading options.
        reading: Reading,
    },
    /// Profile a loaded table under a recipe.
    Profile {
        /// The table.
        table: TableId,
        /// The recipe in force.
        recipe: Box<Recipe>,
    },
    /// Row numbers of the shown table.
    Order {
        /// The table.
        table: TableId,
        /// The profile in force: kinds decide how values compare.
        profile: Arc<TableProfile>,
        /// The recipe in force: it decides what a gap is.
        recipe: Box<Recipe>,
        /// Column index and condition; all must hold.
        filters: Vec<(usize, Filter)>,
        /// Letters that some cell of the row must hold; empty: any row.
        search: String,
        /// The order.
        sort: Option<SortBy>,
    },
    /// What a step does to its column.
    Preview {
        /// The table.
        table: TableId,
        /// The recipe in force.
        recipe: Box<Recipe>,
        /// Index into its steps.
        step: usize,
    },
    /// Read a second file and guess how it belongs to the table.
    Join {
        /// The table.
        table: TableId,
        /// The recipe in force.
        recipe: Box<Recipe>,
        /// The join to begin anew, by its index among the steps; none for a new one.
        step: Option<usize>,
        /// The second file.
        path: PathBuf,
        /// How it is read.
        reading: Reading,
        /// "en" or "zh-CN": the language of new names.
        language: &'static str,
    },
    /// Train the recipe's model and judge it.
    Train {
        /// The table.
        table: TableId,
        /// The recipe in force.
        recipe: Box<Recipe>,
    },
    /// Look into the net that learns, or the one that was kept, over another plane, now and from now on.
    Look {
        /// The plane.
        plane: NetPlane,
    },
    /// Write something from a finished run.
    Write {
        /// The run.
        run: RunId,
        /// What.
        artifact: Artifact,
        /// Where.
        path: PathBuf,
        /// Whether an existing file may be replaced.
        replace: bool,
        /// "en" or "zh-CN": the language of a report.
        language: &'static str,
    },
    /// Write the rows that were set aside.
    WriteRejected {
        /// The table.
        table: TableId,
        /// Where.
        path: PathBuf,
        /// Whether an existing file may be replaced.
        replace: bool,
    },
    /// Compare a new file with what a model needs, then score it.
    Score {
        /// The model.
        model: ModelSource,
        /// The new file.
        data: PathBuf,
        /// Where the scored table goes; none: only look.
        out: Option<PathBuf>,
        /// Whether an existing file may be replaced.
        replace: bool,
    },
}

impl Request {
    /// The slot this job runs in.
    pub fn slot(&self) -> Slot {
        match self {
            Self::Open { .. } => Slot::Open,
            Self::FirstRows { .. } => Slot::First,
            Self::Profile { .. } => Slot::Profile,
            Self::Order { .. } => Slot::Order,
            Self::Preview { .. } => Slot::Preview,
            Self::Join { .. } => Slot::Join,
            Self::Glance { .. } => Slot::Glance,
            Self::Train { .. } => Slot::Train,
            Self::Look { .. } => Slot::Look,
            Self::Write { .. } | Self::WriteRejected { .. } | Self::Score { .. } => Slot::Write,
        }
    }
}

/// A model in a file or from a finished run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelSource {
    /// `model.clientele`.
    File(PathBuf),
    /// A run of this session.
    Run(RunId),
}

/// A table that was read.
#[derive(Clone, Debug)]
pub struct OpenedTable {
    /// Its handle.
    pub id: TableId,
    /// Its cells.
    pub view: Arc<dyn TableView>,
    /// What was found out.
    pub profile: Arc<TableProfile>,
    /// Columns that look like an answer, best first.
    pub targets: Vec<String>,
}

/// The first rows of a file that is being read.
#[derive(Clone, Debug)]
pub struct FirstRows {
    /// The file.
    pub path: PathBuf,
    /// The options.
    pub reading: Reading,
    /// The rows with what they tell; none where the whole file is there as soon, or can be read only once.
    pub table: Option<OpenedTable>,
}

/// The first rows of a file under some reading options, or why it cannot be read so.
#[derive(Clone, Debug)]
pub struct Glance {
    /// The options.
    pub reading: Reading,
    /// The rows.
    pub table: Result<Arc<dyn TableView>, UserError>,
}

/// A value before and after a step.
#[derive(Clone, Debug, PartialEq)]
pub struct TouchedRow {
    /// Row of the table.
    pub row: u32,
    /// The cell before; none is a gap.
    pub before: Option<String>,
    /// The cell after; none is a gap; for dropped rows the same as before.
    pub after: Option<String>,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq)]
pub struct StepPreview {
    /// Index into the recipe's steps.
    pub step: usize,
    /// The touched column before the step; none for steps on whole rows.
    pub before: Option<super::column::ColumnProfile>,
    /// The same column after it.
    pub after: Option<super::column::ColumnProfile>,
    /// Cells (or rows) it touches.
    pub touched: u64,
    /// The first of them, at most 200.
    pub rows: Vec<TouchedRow>,
    /// Rows of the table behind `after`: all but those that were taken out.
    pub kept: u64,
    /// What the step learned for this.
    pub figures: Figures,
    /// Of a join: its second file and what belongs together.
    pub join: Option<JoinLook>,
    /// Why it does nothing, if so.
    pub problem: Option<Message>,
}

/// How a new file differs from what a model was trained on.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Differences {
    /// Columns the model needs and the file lacks; the file cannot be scored.
    pub missing: Vec<String>,
    /// Columns the model does not know; they are kept and not used.
    pub extra: Vec<String>,
    /// Columns whose values changed, with a sentence each.
    pub changed: Vec<(String, Message)>,
    /// What was brought over from which second file, a sentence each.
    pub joined: Vec<Message>,
}

/// What came out of a job.
#[derive(Clone, Debug)]
pub enum Output {
    /// A table was read.
    Opened(OpenedTable),
    /// The first rows of a table that is being read.
    FirstRows(FirstRows),
    /// A table was profiled: its columns and cells as the steps leave them, and what was found out about those.
    Profiled(TableId, Arc<dyn TableView>, Arc<TableProfile>),
    /// Row numbers of the shown table.
    Ordered(TableId, Arc<Vec<u32>>),
    /// The first rows under other options.
    Glanced(Glance),
    /// Before and after of a step.
    Previewed(Arc<StepPreview>),
    /// A second file was looked through: the join that seems right, in place of a step or as a new one.
    Joined {
        /// The table.
        table: TableId,
        /// The step it takes the place of.
        step: Option<usize>,
        /// The join; without keys where none was found.
        join: Box<Join>,
    },
    /// The net over the plane that was asked for; none where there is no net to look into.
    Looked(Option<Arc<NetMap>>),
    /// A run is done and judged.
    Trained(RunId, Arc<RunReport>),
    /// A file was written.
    Wrote {
        /// Where.
        path: PathBuf,
        /// Rows in it, for tables.
        rows: Option<u64>,
        /// New columns that had to be renamed (wanted, given).
        renamed: Vec<(String, String)>,
    },
    /// A new file was compared with a model and, if a path was given, scored.
    Scored {
        /// Where the scored table went.
        path: Option<PathBuf>,
        /// Rows.
        rows: u64,
        /// What differs.
        differences: Differences,
    },
}

/// A failed job keeps its error; the last good output stays on screen.
pub type WorkResult = Result<Output, UserError>;
