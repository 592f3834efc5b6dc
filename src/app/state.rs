//! What the window shows, as plain data.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::arrangement::Arrangement;
use super::effect::Pick;
use super::net_view::NetView;
use super::runs::Runs;
use crate::domain::column::{ColumnProfile, Finding, FindingKind, Role, TableProfile};
use crate::domain::error::UserError;
use crate::domain::event::{CurvePoint, JobId, Progress};
use crate::domain::message::Message;
use crate::domain::net_view::{NetMap, NeuronId};
use crate::domain::practice::Practice;
use crate::domain::recipe::{ModelChoice, Question, Reading, Recipe};
use crate::domain::report::RunReport;
use crate::domain::step::{finds_columns, name_after, names_after};
use crate::domain::table::{Filter, SortBy, TableView};
use crate::domain::work::{
    Artifact, Differences, Glance, ModelSource, Request, RunId, Slot, StepPreview, TableId,
};
use crate::project::history::History;
use crate::text::Language;

/// A screen of the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The file and its columns.
    Data,
    /// Cleaning steps.
    Prepare,
    /// The question and the way to answer it.
    Model,
    /// The model learns.
    Train,
    /// What came out.
    Results,
    /// Files to take away.
    Export,
}

impl Place {
    /// All places, in the order of the rail.
    pub const ALL: [Self; 6] =
        [Self::Data, Self::Prepare, Self::Model, Self::Train, Self::Results, Self::Export];

    /// Its name in the rail.
    pub fn name(self) -> Message {
        match self {
            Self::Data => Message::new("shell-place-data"),
            Self::Prepare => Message::new("shell-place-prepare"),
            Self::Model => Message::new("shell-place-model"),
            Self::Train => Message::new("shell-place-train"),
            Self::Results => Message::new("shell-place-results"),
            Self::Export => Message::new("shell-place-export"),
        }
    }
}

/// Whether a place has something to show.
#[derive(Clone, Debug, PartialEq)]
pub enum Reach {
    /// It has.
    Open,
    /// It shows an empty state with this reason.
    Missing(Message),
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How the window looks; kept per machine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Appearance {
    /// The language of every word.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// 1.0 is as drawn.
    pub zoom: f32,
    /// Whether the inspector is shown.
    pub inspector: bool,
}

/// The table in the window.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Its handle in the engine.
    pub id: TableId,
    /// The file as it was read.
    pub file: Arc<dyn TableView>,
    /// Columns and cells as the steps leave them: what a model sees.
    pub view: Arc<dyn TableView>,
    /// Columns and findings under the present recipe.
    pub profile: Arc<TableProfile>,
    /// Columns that look like an answer, best first.
    pub targets: Vec<String>,
    /// The table under whose name the window keeps widths and places: the first rows, where they were shown.
    pub shown: TableId,
    /// Whether all of it was read. First rows alone are looked at and never worked on.
    pub whole: bool,
}

impl Loaded {
    /// The file's name without its folder.
    pub fn file_name(&self) -> String {
        let path = &self.view.facts().path;
        path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
    }

    /// What each column is for.
    pub fn roles(&self) -> Vec<Role> {
        self.profile.columns.iter().map(|column| column.role).collect()
    }
}

/// What was open before the first rows of another file took its place; it comes back if that one is not read.
#[derive(Debug)]
pub(super) struct Before {
    pub(super) loaded: Option<Loaded>,
    pub(super) look: TableLook,
    pub(super) place: Place,
    /// What belongs to the file; none while the same file is read again.
    pub(super) work: Option<Box<Work>>,
}

/// Findings set aside by the user: kind, and the columns they were about.
pub type Dismissed = HashMap<FindingKind, HashSet<Option<String>>>;

/// Everything that was made of a file.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) recipe: History<Recipe>,
    pub(super) step: Option<usize>,
    pub(super) dismissed: Dismissed,
    pub(super) training: Training,
    pub(super) run: RunView,
    pub(super) scoring: Option<Scoring>,
}

/// How the table is shown.
#[derive(Clone, Debug, Default)]
pub struct TableLook {
    /// Conditions by column index.
    pub filters: Vec<(usize, Filter)>,
    /// Letters looked for in all cells.
    pub search: String,
    /// Which columns are shown, and where.
    pub columns: Arrangement,
    /// The order.
    pub sort: Option<SortBy>,
    /// Rows in view order; none is the file's own order.
    pub order: Option<Arc<Vec<u32>>>,
    /// The column looked at.
    pub column: Option<String>,
    /// The place that is pointed out, and a number that grows with each time it is.
    pub mark: Option<(Mark, u64)>,
}

/// A row of the table that is pointed out: the one that stands where a row was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The table row.
    pub row: usize,
    /// The line of the file at which the row that was set aside begins.
    pub line: u64,
    /// Whether it stood above this row; otherwise below it, as the last one.
    pub above: bool,
}

impl TableLook {
    /// Rows on view.
    pub fn rows(&self, all: usize) -> usize {
        self.order.as_ref().map_or(all, |order| order.len())
    }

    /// The table row at a place of the view.
    pub fn row_at(&self, place: usize) -> Option<usize> {
        self.order.as_ref().map_or(Some(place), |order| order.get(place).map(|row| *row as usize))
    }

    /// The filter of a column.
    pub fn filter(&self, column: usize) -> Option<&Filter> {
        self.filters.iter().find(|(index, _)| *index == column).map(|(_, filter)| filter)
    }
}

/// A job that runs.
#[derive(Clone, Debug)]
pub struct JobView {
    /// Which one.
    pub id: JobId,
    /// When it started, in seconds of the window's clock.
    pub started: f64,
    /// What it does now.
    pub phase: Option<Message>,
    /// How far it is.
    pub progress: Option<Progress>,
    /// Whether it was asked to stop.
    pub stopping: bool,
    /// When the present phase began.
    pub phase_started: f64,
}

impl JobView {
    /// Seconds left by the rate of the present phase; none before two seconds of measuring.
    pub fn time_left(&self, now: f64) -> Option<f64> {
        let elapsed = now - self.phase_started;
        let share = self.progress.and_then(Progress::share)?;
        (elapsed >= 2.0 && share > 0.0 && share < 1.0).then(|| elapsed * (1.0 - share) / share)
    }
}

/// A run that is learning or was the last to learn.
#[derive(Clone, Debug, Default)]
pub struct Training {
    /// Points so far.
    pub curve: Vec<CurvePoint>,
    /// What it learns for.
    pub recipe: Option<Box<Recipe>>,
    /// The table it learns from.
    pub table: Option<TableId>,
    /// Whether it goes on by itself.
    pub pace: Pace,
    /// What is known of a net besides its curve.
    pub net: NetView,
    /// What the net says over a plane and what is inside, as it is now.
    pub map: Option<Arc<NetMap>>,
    /// The neuron looked at.
    pub neuron: Option<NeuronId>,
    /// Why it failed, if it did.
    pub error: Option<UserError>,
}

impl Training {
    /// The error at which a net ends, if it does.
    pub fn goal(&self) -> Option<f64> {
        self.recipe.as_deref().and_then(|recipe| recipe.model.net.goal)
    }
}

/// How a model goes on that can be paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Pace {
    /// By itself.
    #[default]
    Runs,
    /// To the end of this pass.
    OnePass,
    /// To the end of this batch.
    OneBatch,
    /// It waits.
    Paused,
}

/// The last finished run.
#[derive(Clone, Debug, Default)]
pub struct RunView {
    /// Its handle in the engine.
    pub id: Option<RunId>,
    /// What came out.
    pub report: Option<Arc<RunReport>>,
    /// The recipe it answers.
    pub recipe: Option<Box<Recipe>>,
    /// The table it was made from; the same file read again is another one.
    pub table: Option<TableId>,
    /// The share of judged rows called yes in the counts; none: the threshold of the metrics.
    pub cut: Option<f64>,
    /// The segment looked at.
    pub segment: Option<u32>,
    /// Files written from it.
    pub written: Vec<(Artifact, PathBuf)>,
}

/// A new file beside the model that is to score it.
#[derive(Clone, Debug)]
pub struct Scoring {
    /// The model.
    pub model: ModelSource,
    /// The new file.
    pub data: PathBuf,
    /// Rows and differences, once compared.
    pub found: Option<(u64, Differences)>,
    /// Where the scored table went, once written.
    pub path: Option<PathBuf>,
}

/// Something that needs a choice now.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// Search or run a command.
    Palette,
    /// Keys and first steps.
    Help,
    /// A path is typed where the system has no dialog.
    TypePath(Pick, String),
    /// A file of that name exists.
    Replace(Request),
    /// The rows set aside.
    Rejected,
    /// How the file was read.
    Reading,
    /// A file does not fit into memory: a sample of it would.
    Sample(SampleOffer),
    /// Practice data is chosen.
    Practice,
}

/// A sample of a file that does not fit into memory.
#[derive(Clone, Debug)]
pub struct SampleOffer {
    /// The file.
    pub path: PathBuf,
    /// How it would be read.
    pub reading: Reading,
    /// About how many rows that gives.
    pub rows: u64,
    /// How much memory the whole needs, and how much there is.
    pub why: Message,
    /// Whether the recipe is kept for it.
    pub keeps_recipe: bool,
}

/// A short notice in the corner.
#[derive(Clone, Debug)]
pub struct Toast {
    /// Grows with each toast, so that the window knows a new one.
    pub number: u64,
    /// The sentence.
    pub text: Message,
    /// One thing to do about it.
    pub action: Option<super::command::Action>,
}

/// Everything the window knows.
#[derive(Debug)]
pub struct State {
    /// The screen.
    pub place: Place,
    /// The table, if one is open.
    pub loaded: Option<Loaded>,
    /// The recipe with its past; changed only by the reducer.
    pub(super) recipe: History<Recipe>,
    /// A file that is being opened, and whether the recipe is kept for it.
    pub opening: Option<(PathBuf, bool)>,
    /// The options of that file, or of the last one.
    pub(super) open_reading: Reading,
    /// What was open before the first rows of that file were shown.
    pub(super) before: Option<Before>,
    /// A file that could not be opened; it may be read another way.
    pub refused: Option<PathBuf>,
    /// What other reading options would make of the file.
    pub glance: Option<Glance>,
    /// How the table is shown.
    pub look: TableLook,
    /// The step looked at.
    pub step: Option<usize>,
    /// What it does.
    pub preview: Option<Arc<StepPreview>>,
    /// Findings set aside by the user.
    pub dismissed: Dismissed,
    /// Why no neural net can be trained on this computer, if none can.
    pub no_trainer: Option<Message>,
    /// The run that learns.
    pub training: Training,
    /// Runs that learned before, to be compared with it.
    pub runs: Runs,
    /// The last finished run.
    pub run: RunView,
    /// A new file to be scored.
    pub scoring: Option<Scoring>,
    /// Jobs that run.
    pub jobs: BTreeMap<Slot, JobView>,
    /// The open dialog.
    pub dialog: Option<Dialog>,
    /// The last error, until it is closed or something works.
    pub error: Option<UserError>,
    /// The last toast.
    pub toast: Option<Toast>,
    /// Language, theme, zoom.
    pub appearance: Appearance,
    /// Files opened before, the latest first.
    pub recent: Vec<PathBuf>,
    /// Practice data as it was wanted last.
    pub practice: Practice,
    /// Whether it is being opened.
    pub(super) practising: bool,
    pub(super) toasts: u64,
    pub(super) last_write: Option<Request>,
}

impl State {
    /// The state of a window that has just opened.
    pub fn new(appearance: Appearance, recent: Vec<PathBuf>) -> Self {
        Self {
            place: Place::Data,
            loaded: None,
            recipe: History::new(Recipe::new(None)),
            opening: None,
            open_reading: Reading::default(),
            before: None,
            refused: None,
            glance: None,
            look: TableLook::default(),
            step: None,
            preview: None,
            dismissed: Dismissed::default(),
            no_trainer: None,
            training: Training::default(),
            runs: Runs::default(),
            run: RunView::default(),
            scoring: None,
            jobs: BTreeMap::new(),
            dialog: None,
            error: None,
            toast: None,
            appearance,
            recent,
            practice: Practice::default(),
            practising: false,
            toasts: 0,
            last_write: None,
        }
    }

    /// The file that reading options are about: the open one, or the one that could not be opened.
    pub fn reading_path(&self) -> Option<&PathBuf> {
        self.refused.as_ref().or_else(|| self.loaded.as_ref().map(|loaded| &loaded.view.facts().path))
    }

    /// Whether only the first rows of the shown file are there so far.
    pub fn is_partial(&self) -> bool {
        self.loaded.as_ref().is_some_and(|loaded| !loaded.whole)
    }

    /// The recipe in force.
    pub fn recipe(&self) -> &Recipe {
        self.recipe.present()
    }

    /// Whether a change can be undone.
    pub fn can_undo(&self) -> bool {
        self.loaded.is_some() && !self.is_partial() && self.recipe.can_undo()
    }

    /// Whether a change can be redone.
    pub fn can_redo(&self) -> bool {
        self.loaded.is_some() && !self.is_partial() && self.recipe.can_redo()
    }

    /// The question, if one is asked.
    pub fn question(&self) -> Option<&Question> {
        self.recipe().question.as_ref()
    }

    /// The profile of a column of the open table.
    pub fn column(&self, name: &str) -> Option<&ColumnProfile> {
        self.loaded.as_ref().and_then(|loaded| loaded.profile.column(name))
    }

    /// The columns there are when the step at an index begins.
    pub fn columns_before(&self, index: usize) -> Vec<String> {
        let Some(loaded) = &self.loaded else { return Vec::new() };
        let steps = self.recipe().steps.iter().take(index).filter(|entry| entry.on).map(|entry| &entry.step);
        names_after(loaded.file.names(), steps)
    }

    /// Whether each step finds its column when it begins; steps on whole rows always do.
    pub fn steps_with_column(&self) -> Vec<bool> {
        let mut names = self.loaded.as_ref().map(|loaded| loaded.file.names().to_vec()).unwrap_or_default();
        let steps = self.recipe().steps.iter().map(|entry| {
            let found = finds_columns(&names, &entry.step);
            if entry.on {
                name_after(&mut names, &entry.step);
            }
            found
        });
        steps.collect()
    }

    /// Findings that were not set aside, with their index in the profile.
    pub fn findings(&self) -> Vec<(usize, &Finding)> {
        let Some(loaded) = &self.loaded else { return Vec::new() };
        // A wide file may have thousands, and this is asked in every frame.
        let dismissed = |finding: &Finding| {
            self.dismissed.get(&finding.kind).is_some_and(|columns| columns.contains(&finding.column))
        };
        loaded.profile.findings.iter().enumerate().filter(|(_, finding)| !dismissed(finding)).collect()
    }

    /// Whether a job of the slot runs, as a reason.
    pub fn busy(&self, slot: Slot) -> Option<Message> {
        self.jobs.contains_key(&slot).then(|| Message::new("commands-still-busy"))
    }

    /// Whether the model learns right now.
    pub fn is_training(&self) -> bool {
        self.jobs.contains_key(&Slot::Train)
    }

    /// Whether the recipe has changed since the finished run, or the file was read again.
    pub fn run_is_stale(&self) -> bool {
        let table = self.loaded.as_ref().map(|loaded| loaded.id);
        self.run.recipe.as_deref().is_some_and(|recipe| recipe != self.recipe() || self.run.table != table)
    }

    /// Why nothing that learns now can be paused.
    pub fn why_not_paced(&self) -> Option<Message> {
        let asked =
            self.training.recipe.as_deref().and_then(|recipe| {
                recipe.question.as_ref().map(|question| recipe.model.kind.resolve(question))
            });
        let phase = |job: &JobView| job.phase.as_ref().is_some_and(|phase| phase.id == "engine-phase-learn");
        let learns = self.jobs.get(&Slot::Train).is_some_and(|job| !job.stopping && phase(job));
        if !learns {
            return Some(Message::new("commands-nothing-learns"));
        }
        (asked != Some(ModelChoice::Neural)).then(|| Message::new("commands-only-nets-wait"))
    }

    /// Why training cannot start now.
    pub fn why_not_train(&self) -> Option<Message> {
        if self.is_training() {
            return Some(Message::new("commands-still-training"));
        }
        match self.question() {
            None => Some(Message::new("commands-needs-question")),
            Some(Question::YesNo { positive: None, target, .. }) => {
                Some(Message::new("commands-needs-positive").name("column", target))
            }
            Some(asked) => {
                let neural = self.recipe().model.kind.resolve(asked) == ModelChoice::Neural;
                self.no_trainer.clone().filter(|_| neural)
            }
        }
    }

    /// Whether a place has something to show.
    pub fn reach(&self, place: Place) -> Reach {
        let missing = |id: Message| Reach::Missing(id);
        match place {
            Place::Data => Reach::Open,
            _ if self.loaded.is_none() => missing(Message::new("shell-missing-table")),
            _ if self.is_partial() => missing(Message::new("shell-missing-rest")),
            Place::Prepare | Place::Model => Reach::Open,
            Place::Train => {
                let shown =
                    self.is_training() || !self.training.curve.is_empty() || self.training.error.is_some();
                if shown { Reach::Open } else { missing(Message::new("shell-missing-training")) }
            }
            Place::Results | Place::Export => {
                if self.run.report.is_some() {
                    Reach::Open
                } else {
                    missing(Message::new("shell-missing-run"))
                }
            }
        }
    }
}
