//! Carries out the long jobs: reads, prepares, trains, judges, scores and writes, in that order of rooms.
//!
//! The only room that brings `data`, `learn`, `evaluate`, `report` and `project` together and touches files.
//! It never draws and never decides what the user wants; a [`Request`] says that. [`Engine::perform`] runs on
//! whatever thread it is called on; the window calls it from workers of `jobs`, a headless command directly.

mod abandon;
mod by_time;
mod categories;
mod cleaning;
mod differences;
mod effects;
mod folds;
mod joining;
mod list;
mod looking;
pub mod neural;
mod penalty;
mod preview;
mod sample;
mod score;
mod segment;
mod setup;
mod supervised;
mod write;

#[cfg(test)]
mod planted_tests;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::RwLock;

use crate::data;
use crate::domain::chart::Chart;
use crate::domain::column::{ColumnProfile, TableProfile};
use crate::domain::error::{ErrorKind, UserError};
use crate::domain::event::Progress;
use crate::domain::message::Message;
use crate::domain::recipe::{Evaluation, ModelSpec, Question, Reading, Recipe, Source};
use crate::domain::table::TableView;
use crate::domain::work::{Artifact, FirstRows, Glance, OpenedTable, Output, Request, RunId, TableId};
use crate::jobs::{Ended, Sink};

pub use crate::data::iso as day;
pub use crate::data::{IfExists, Table, convert, profile};
pub use crate::learn::incompatibility;
pub use crate::learn::net::{EPOCHS as NET_EPOCHS, Plan as NetPlan, plan as net_plan};
pub use crate::learn::penalty::{FOLDS as PENALTY_FOLDS, LOWEST as PENALTY_LOWEST};
pub use crate::learn::svm::{MOST_ROWS as SVM_ROWS, SAMPLE_ROWS as SVM_SAMPLE};
pub use crate::project::recipe_file;
pub use crate::report::{chart_figures, curve_figures, net_figures};
pub use crate::simulate::practice::{RADIUS as PRACTICE_RADIUS, points as practice_points};
use cleaning::Cleaned;
use looking::Looking;
pub use sample::{write_practice, write_sample};
pub use score::{ScoredFile, load_model, score_file};
pub use setup::columns_used;
pub use write::{FinishedRun, folder as write_folder, text_file};

/// Rows that show how a file would be read.
const GLANCE_ROWS: u64 = 50;

/// A table that was cleaned, what it was cleaned for, and which readings of second files that took.
type LastCleaned = (TableId, Recipe, Vec<u64>, Arc<Cleaned>);

/// Tables and runs of a session, and the work on them. Cheap to share (`Arc<Engine>`).
#[derive(Debug, Default)]
pub struct Engine {
    tables: RwLock<BTreeMap<TableId, Table>>,
    /// The last table that was cleaned, with what it was cleaned for.
    cleaned: RwLock<Option<LastCleaned>>,
    runs: RwLock<BTreeMap<RunId, Arc<FinishedRun>>>,
    /// The net that is looked into.
    looking: Looking,
    next: AtomicU64,
}

impl Engine {
    /// An engine without tables.
    pub fn new() -> Self {
        Self::default()
    }

    /// Does what is asked. The sink is told how far it is and says when to stop.
    pub fn perform(&self, request: Request, sink: &Sink<'_>) -> Result<Ended<Output>, UserError> {
        let done = |output| Ok(Ended::Finished(output));
        match request {
            Request::Open { path, reading } => match self.open(&path, &reading, sink) {
                Ok(Some(table)) => done(Output::Opened(table)),
                Ok(None) => Ok(Ended::Stopped(None)),
                Err(error) if error.kind == ErrorKind::Stopped => Ok(Ended::Stopped(None)),
                Err(error) => Err(error),
            },
            Request::FirstRows { path, reading } => {
                let table = self.first_rows(&path, &reading, sink);
                done(Output::FirstRows(FirstRows { path, reading, table }))
            }
            // What can be had once only is left to the reading of the whole.
            Request::Glance { path, reading } if !is_file(&path) => {
                let why = Message::new("data-error-why-pipe");
                let next = Message::new("data-error-next-pipe");
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                let what = Message::new("data-error-not-opened").name("file", name);
                done(Output::Glanced(Glance { reading, table: Err(UserError::request(what, why, next)) }))
            }
            Request::Glance { path, reading } => {
                let rows = Some(reading.rows.map_or(GLANCE_ROWS, |rows| rows.min(GLANCE_ROWS)));
                let table =
                    data::read_any(&path, &Reading { rows, ..reading.clone() }, &mut |_| !sink.is_stopped());
                let table = table.map(|table| Arc::new(table) as Arc<dyn TableView>);
                done(Output::Glanced(Glance { reading, table }))
            }
            Request::Profile { table: id, recipe } => {
                let Some(cleaned) = self.cleaned(id, &recipe, sink)? else { return Ok(Ended::Stopped(None)) };
                Ok(match profile_with(&cleaned.table, &cleaned.recipe, sink) {
                    Some(profile) => {
                        let profile = data::without_done(profile, &recipe);
                        let view = Arc::new(cleaned.table.clone());
                        Ended::Finished(Output::Profiled(id, view, Arc::new(profile)))
                    }
                    None => Ended::Stopped(None),
                })
            }
            Request::Order { table: id, profile, recipe, filters, search, sort } => {
                sink.phase(Message::new("engine-phase-order"), 0, None);
                let Some(cleaned) = self.cleaned(id, &recipe, sink)? else { return Ok(Ended::Stopped(None)) };
                let order = data::order(&cleaned.table, &profile, &cleaned.recipe, &filters, sort.as_ref());
                match data::search(&cleaned.table, order, &search, &|| !sink.is_stopped()) {
                    Some(order) => done(Output::Ordered(id, Arc::new(order))),
                    None => Ok(Ended::Stopped(None)),
                }
            }
            Request::Preview { table, recipe, step } => {
                let table = self.table(table)?;
                joining::read_any(&table, &recipe, sink);
                sink.phase(Message::new("engine-phase-preview"), 0, None);
                Ok(match preview::preview(&table, &recipe, step, &|| !sink.is_stopped())? {
                    Some(preview) => Ended::Finished(Output::Previewed(Arc::new(preview))),
                    None => Ended::Stopped(None),
                })
            }
            Request::Join { table, recipe, step, path, reading, language } => {
                let join = joining::begin(self, table, (&recipe, step), (&path, &reading), language, sink)?;
                Ok(match join {
                    Some(join) => Ended::Finished(Output::Joined { table, step, join: Box::new(join) }),
                    None => Ended::Stopped(None),
                })
            }
            Request::Train { table, recipe } => {
                let table = self.table(table)?;
                Ok(match train_watched(&table, &recipe, sink, &self.looking)? {
                    Ended::Finished(run) => Ended::Finished(self.keep(run)),
                    Ended::Stopped(run) => Ended::Stopped(run.map(|run| self.keep(run))),
                })
            }
            Request::Write {
                artifact: Artifact::Chart(chart @ (Chart::NetMap | Chart::Network), picture),
                path,
                replace,
                language,
                ..
            } => done(write::net_chart(
                self.looking.last().as_deref(),
                (chart, picture),
                &path,
                if_exists(replace),
                language,
            )?),
            Request::Write { run, artifact, path, replace, language } => {
                let run = self.run(run)?;
                done(write::artifact(&run, artifact, &path, if_exists(replace), language, sink)?)
            }
            Request::Look { plane } => done(Output::Looked(self.looking.choose(plane))),
            Request::WriteRejected { table, path, replace } => {
                let table = self.table(table)?;
                data::write_rejected(&path, if_exists(replace), &table)?;
                let rows = Some(table.rejected().len() as u64);
                done(Output::Wrote { path, rows, renamed: Vec::new() })
            }
            Request::Score { model, data, out, replace } => {
                score::perform(self, &model, &data, out.as_deref(), if_exists(replace), sink)
            }
        }
    }

    /// Reads and profiles a table and keeps it; none when stopped.
    pub fn open(
        &self,
        path: &Path,
        reading: &Reading,
        sink: &Sink<'_>,
    ) -> Result<Option<OpenedTable>, UserError> {
        let table = read(path, reading, sink)?;
        let mut recipe = Recipe::new(Some(path.to_owned()));
        recipe.source.reading = reading.clone();
        let Some(profile) = profile_with(&table, &recipe, sink) else { return Ok(None) };
        let targets = data::suggest_targets(&profile);
        let id = TableId(self.next_number());
        self.tables.write().insert(id, table.clone());
        Ok(Some(OpenedTable { id, view: Arc::new(table), profile: Arc::new(profile), targets }))
    }

    /// The first rows of a large file, which are shown and never worked on. Whatever stands in the way of reading
    /// is told by the reading of the whole file.
    fn first_rows(&self, path: &Path, reading: &Reading, sink: &Sink<'_>) -> Option<OpenedTable> {
        let table = data::read_first(path, reading, &mut |_| !sink.is_stopped()).ok().flatten()?;
        let mut recipe = Recipe::new(Some(path.to_owned()));
        recipe.source.reading = reading.clone();
        let profile = data::profile_columns(&table, &recipe, &|_| !sink.is_stopped())?;
        let id = TableId(self.next_number());
        Some(OpenedTable { id, view: Arc::new(table), profile: Arc::new(profile), targets: Vec::new() })
    }

    /// A table of this session.
    pub fn table(&self, id: TableId) -> Result<Table, UserError> {
        self.tables.read().get(&id).cloned().ok_or_else(gone)
    }

    /// A table as the steps of a recipe leave it; none when stopped. Sorting and looking at the same table again
    /// cost nothing anew.
    fn cleaned(
        &self,
        id: TableId,
        recipe: &Recipe,
        sink: &Sink<'_>,
    ) -> Result<Option<Arc<Cleaned>>, UserError> {
        let table = self.table(id)?;
        // Neither model nor way of reading has a say: the one comes later, the other has made another table.
        let mut shape = Recipe { source: Source::default(), model: ModelSpec::default(), ..recipe.clone() };
        shape.evaluation = Evaluation::default();
        let seconds = joining::read_any(&table, recipe, sink);
        if let Some((known, for_what, with, cleaned)) = &*self.cleaned.read()
            && *known == id
            && *for_what == shape
            && *with == seconds
        {
            return Ok(Some(cleaned.clone()));
        }
        sink.phase(Message::new("steps-phase"), 0, None);
        let Some(cleaned) = cleaning::clean_to_look(&table, recipe, &|| !sink.is_stopped()) else {
            return Ok(None);
        };
        let cleaned = Arc::new(cleaned);
        *self.cleaned.write() = Some((id, shape, seconds, cleaned.clone()));
        Ok(Some(cleaned))
    }

    /// A run of this session.
    pub fn run(&self, id: RunId) -> Result<Arc<FinishedRun>, UserError> {
        self.runs.read().get(&id).cloned().ok_or_else(gone)
    }

    /// Lets go of everything but these, so that memory follows what is shown.
    pub fn forget_all_but(&self, table: Option<TableId>, run: Option<RunId>) {
        self.tables.write().retain(|id, _| Some(*id) == table);
        let mut cleaned = self.cleaned.write();
        if cleaned.as_ref().is_some_and(|(id, ..)| Some(*id) != table) {
            *cleaned = None;
        }
        drop(cleaned);
        self.runs.write().retain(|id, _| Some(*id) == run);
        if table.is_none() {
            self.looking.forget();
        }
    }

    fn keep(&self, run: FinishedRun) -> Output {
        let id = RunId(self.next_number());
        let report = run.report.clone();
        self.runs.write().insert(id, Arc::new(run));
        Output::Trained(id, report)
    }

    fn next_number(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }
}

/// Profiles with progress and stop; none when stopped.
fn profile_with(table: &Table, recipe: &Recipe, sink: &Sink<'_>) -> Option<TableProfile> {
    data::profile_watched(table, recipe, &|progress| {
        sink.phase(Message::new("engine-phase-profile"), progress.done, progress.total);
        !sink.is_stopped()
    })
}

/// Reads a table with progress and stop.
pub fn read(path: &Path, reading: &Reading, sink: &Sink<'_>) -> Result<Table, UserError> {
    data::read(path, reading, &mut read_progress(path, sink))
}

/// The same, but names without any rows are a table too.
pub fn read_any(path: &Path, reading: &Reading, sink: &Sink<'_>) -> Result<Table, UserError> {
    data::read_any(path, reading, &mut read_progress(path, sink))
}

fn read_progress<'a>(path: &Path, sink: &'a Sink<'_>) -> impl FnMut(Progress) -> bool + 'a {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    move |progress| {
        sink.phase(
            Message::new("engine-phase-read").name("file", name.clone()),
            progress.done,
            progress.total,
        );
        !sink.is_stopped()
    }
}

/// What a column holds once the steps of a recipe are done; none when stopped.
pub fn column_after(
    table: &Table,
    recipe: &Recipe,
    column: &str,
    sink: &Sink<'_>,
) -> Result<Option<ColumnProfile>, UserError> {
    joining::read_all(table, recipe.active_steps(), sink)?;
    let Some(cleaned) = cleaning::clean_to_look(table, recipe, &|| !sink.is_stopped()) else {
        return Ok(None);
    };
    if let Some(profile) = data::column_profile(&cleaned.table, &cleaned.recipe, column) {
        return Ok(Some(profile));
    }
    // A step that was to make it could not be carried out.
    let why = cleaning::notes(&cleaned.problems).into_iter().next();
    Err(UserError::request(
        Message::new("engine-not-trained"),
        why.unwrap_or_else(|| Message::new("steps-why-no-column").name("column", column)),
        Message::new("steps-next-mend"),
    ))
}

/// Trains the recipe's model on a table and judges it. Stopped early, it keeps and judges the best so far.
pub fn train(table: &Table, recipe: &Recipe, sink: &Sink<'_>) -> Result<Ended<FinishedRun>, UserError> {
    train_watched(table, recipe, sink, &Looking::default())
}

/// The same while somebody may look into a net.
fn train_watched(
    table: &Table,
    recipe: &Recipe,
    sink: &Sink<'_>,
    looking: &Looking,
) -> Result<Ended<FinishedRun>, UserError> {
    match joining::read_all(table, recipe.active_steps(), sink) {
        Err(error) if error.kind == ErrorKind::Stopped => return Ok(Ended::Stopped(None)),
        read => read?,
    }
    let run = match &recipe.question {
        None => {
            return Err(UserError::request(
                Message::new("engine-not-trained"),
                Message::new("engine-no-question"),
                Message::new("engine-ask-first"),
            ));
        }
        Some(Question::Segments { .. }) => segment::train(table, recipe, sink),
        Some(_) => supervised::train(table, recipe, sink, looking),
    };
    Ok(match run {
        Ok(run) if sink.is_stopped() => Ended::Stopped(Some(run)),
        Ok(run) => Ended::Finished(run),
        Err(error) if error.kind == ErrorKind::Stopped => Ended::Stopped(None),
        Err(error) => return Err(error),
    })
}

/// Anything but a pipe or a device; what is not there is told by whoever opens it.
fn is_file(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|facts| facts.is_file() || facts.is_dir()) || !path.exists()
}

fn if_exists(replace: bool) -> IfExists {
    if replace { IfExists::Replace } else { IfExists::Refuse }
}

fn gone() -> UserError {
    UserError::work(
        Message::new("engine-gone"),
        Message::new("engine-gone-why"),
        Message::new("engine-open-again"),
    )
}
