//! Everything a user can do.
//!
//! [`Action`]s need no further choice; menus, the palette, shortcuts and their disabled reasons are made
//! from that one list. [`Command`] adds the edits that carry a value.

use std::path::PathBuf;

use super::state::{Appearance, Dialog, Pace, Place, State};
use super::training::{why_not_back, why_not_rewound};
use crate::domain::chart::{Chart, Picture};
use crate::domain::column::{Kind, Role};
use crate::domain::message::Message;
use crate::domain::net::Change;
use crate::domain::net_view::{NetPlane, NeuronId};
use crate::domain::practice::Practice;
use crate::domain::recipe::{ModelSpec, Question, Reading, Split, Step};
use crate::domain::table::Filter;
use crate::domain::work::{Artifact, Slot};

/// A key with its modifiers; `ui` turns it into the key codes of the window system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// Ctrl, or Cmd on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// One of `A`–`Z`, `0`–`9`, `+`, `-`, or `.` (Escape is the widgets' own).
    pub key: char,
}

const fn ctrl(key: char) -> Shortcut {
    Shortcut { command: true, shift: false, key }
}

const fn ctrl_shift(key: char) -> Shortcut {
    Shortcut { command: true, shift: true, key }
}

/// Something to do that needs no further choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Ask for a file and open it.
    OpenFile,
    /// Read the open file again, as it is now on disk, and keep what was made of it.
    ReadAgain,
    /// Open the sample shop.
    OpenShop,
    /// Open the simulated telecom company.
    OpenTelecom,
    /// Choose practice data.
    Practice,
    /// Back to the first-start page.
    Close,
    /// Show a place.
    Go(Place),
    /// One change back.
    Undo,
    /// One change forward.
    Redo,
    /// Train the chosen model.
    Train,
    /// Let the net that learns wait, or go on.
    Pause,
    /// One more pass of a net that waits.
    OnePass,
    /// One more batch of it.
    OneBatch,
    /// Make the net as it was after the pass before.
    BackPass,
    /// Begin again with the same starting weights.
    Rewind,
    /// Begin again with other starting weights.
    NewStart,
    /// Stop what runs and keep the best.
    Stop,
    /// Write the scored table.
    ExportPredictions,
    /// Write the ranked list.
    ExportList,
    /// Write the report.
    SaveReport,
    /// Write the model.
    SaveModel,
    /// Write the recipe.
    SaveRecipe,
    /// Write the rows set aside.
    SaveRejected,
    /// Score a new file with the trained model.
    ScoreFile,
    /// Score a new file with a model from a file.
    ScoreWithModel,
    /// Search or run a command.
    Palette,
    /// The other language.
    SwitchLanguage,
    /// The other theme.
    SwitchTheme,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As drawn.
    ZoomReset,
    /// Show or hide the inspector.
    ToggleInspector,
    /// Keys and first steps.
    Help,
}

impl Action {
    /// All actions, in the order the palette shows them.
    pub const ALL: [Self; 38] = [
        Self::OpenFile,
        Self::ReadAgain,
        Self::OpenShop,
        Self::OpenTelecom,
        Self::Practice,
        Self::Go(Place::Data),
        Self::Go(Place::Prepare),
        Self::Go(Place::Model),
        Self::Go(Place::Train),
        Self::Go(Place::Results),
        Self::Go(Place::Export),
        Self::Undo,
        Self::Redo,
        Self::Train,
        Self::Pause,
        Self::OnePass,
        Self::OneBatch,
        Self::BackPass,
        Self::Rewind,
        Self::NewStart,
        Self::Stop,
        Self::ExportPredictions,
        Self::ExportList,
        Self::SaveReport,
        Self::SaveModel,
        Self::SaveRecipe,
        Self::SaveRejected,
        Self::ScoreFile,
        Self::ScoreWithModel,
        Self::Close,
        Self::Palette,
        Self::SwitchLanguage,
        Self::SwitchTheme,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::ToggleInspector,
        Self::Help,
    ];

    /// Its name in menus and the palette.
    pub fn name(self) -> Message {
        match self {
            Self::OpenFile => Message::new("commands-open-file"),
            Self::ReadAgain => Message::new("commands-read-again"),
            Self::OpenShop => Message::new("commands-open-shop"),
            Self::OpenTelecom => Message::new("commands-open-telecom"),
            Self::Practice => Message::new("commands-practice"),
            Self::Close => Message::new("commands-close"),
            Self::Go(place) => Message::new("commands-go").message("place", place.name()),
            Self::Undo => Message::new("commands-undo"),
            Self::Redo => Message::new("commands-redo"),
            Self::Train => Message::new("commands-train"),
            Self::Pause => Message::new("commands-pause"),
            Self::OnePass => Message::new("commands-one-pass"),
            Self::OneBatch => Message::new("commands-one-batch"),
            Self::BackPass => Message::new("commands-back-pass"),
            Self::Rewind => Message::new("commands-rewind"),
            Self::NewStart => Message::new("commands-new-start"),
            Self::Stop => Message::new("commands-stop"),
            Self::ExportPredictions => Message::new("commands-export-predictions"),
            Self::ExportList => Message::new("commands-export-list"),
            Self::SaveReport => Message::new("commands-save-report"),
            Self::SaveModel => Message::new("commands-save-model"),
            Self::SaveRecipe => Message::new("commands-save-recipe"),
            Self::SaveRejected => Message::new("commands-save-rejected"),
            Self::ScoreFile => Message::new("commands-score-file"),
            Self::ScoreWithModel => Message::new("commands-score-with-model"),
            Self::Palette => Message::new("commands-palette"),
            Self::SwitchLanguage => Message::new("commands-switch-language"),
            Self::SwitchTheme => Message::new("commands-switch-theme"),
            Self::ZoomIn => Message::new("commands-zoom-in"),
            Self::ZoomOut => Message::new("commands-zoom-out"),
            Self::ZoomReset => Message::new("commands-zoom-reset"),
            Self::ToggleInspector => Message::new("commands-toggle-inspector"),
            Self::Help => Message::new("commands-help"),
        }
    }

    /// Its key, if it has one. No two actions share a key (tested).
    pub fn shortcut(self) -> Option<Shortcut> {
        let shortcut = match self {
            Self::OpenFile => ctrl('O'),
            Self::ReadAgain => ctrl_shift('R'),
            Self::Close => ctrl('W'),
            Self::Go(place) => {
                let index = Place::ALL.iter().position(|other| *other == place)?;
                ctrl(char::from_digit(index as u32 + 1, 10)?)
            }
            Self::Undo => ctrl('Z'),
            Self::Redo => ctrl_shift('Z'),
            Self::Train => ctrl('T'),
            Self::Pause => ctrl_shift('P'),
            Self::OnePass => ctrl_shift('N'),
            Self::OneBatch => ctrl_shift('M'),
            Self::BackPass => ctrl_shift('B'),
            Self::Rewind => ctrl_shift('H'),
            Self::NewStart => ctrl_shift('J'),
            Self::Stop => ctrl('.'),
            Self::ExportPredictions => ctrl('E'),
            Self::ExportList => ctrl('L'),
            Self::SaveReport => ctrl('R'),
            Self::SaveModel => ctrl('S'),
            Self::Palette => ctrl('K'),
            Self::SwitchLanguage => ctrl_shift('L'),
            Self::SwitchTheme => ctrl_shift('D'),
            Self::ZoomIn => ctrl('+'),
            Self::ZoomOut => ctrl('-'),
            Self::ZoomReset => ctrl('0'),
            Self::ToggleInspector => ctrl('I'),
            Self::Help => ctrl('H'),
            Self::Practice => ctrl_shift('Y'),
            Self::OpenShop
            | Self::OpenTelecom
            | Self::SaveRecipe
            | Self::SaveRejected
            | Self::ScoreFile
            | Self::ScoreWithModel => return None,
        };
        Some(shortcut)
    }

    /// Why it cannot be done now; none when it can.
    pub fn disabled(self, state: &State) -> Option<Message> {
        let no_table = || match state.loaded {
            None => Some(Message::new("commands-needs-table")),
            Some(_) => state.is_partial().then(|| Message::new("commands-still-reading")),
        };
        let no_run = || state.run.report.is_none().then(|| Message::new("commands-needs-run"));
        match self {
            Self::Undo => (!state.can_undo()).then(|| Message::new("commands-nothing-to-undo")),
            Self::Redo => (!state.can_redo()).then(|| Message::new("commands-nothing-to-redo")),
            Self::ReadAgain => {
                no_table().or_else(|| state.busy(Slot::Open)).or_else(|| state.busy(Slot::Train))
            }
            Self::Close => state.loaded.is_none().then(|| Message::new("commands-needs-table")),
            Self::Train => no_table().or_else(|| state.why_not_train()),
            Self::Pause | Self::NewStart => state.why_not_paced(),
            Self::BackPass => why_not_back(state),
            Self::Rewind => why_not_rewound(state),
            Self::OnePass | Self::OneBatch => state.why_not_paced().or_else(|| {
                let waits = state.training.pace == Pace::Paused;
                (!waits).then(|| Message::new("commands-pause-first"))
            }),
            Self::Stop => state.jobs.is_empty().then(|| Message::new("commands-nothing-runs")),
            Self::SaveRejected => no_table().or_else(|| {
                let none = state.loaded.as_ref().is_some_and(|loaded| loaded.view.rejected().is_empty());
                none.then(|| Message::new("commands-no-rejected"))
            }),
            Self::SaveRecipe
            | Self::ExportPredictions
            | Self::ExportList
            | Self::SaveReport
            | Self::SaveModel
            | Self::ScoreFile => no_run().or_else(|| state.busy(Slot::Write)),
            Self::ScoreWithModel => state.busy(Slot::Write),
            // A place that has nothing to show yet says what is missing; it is never locked.
            Self::Go(_)
            | Self::OpenFile
            | Self::OpenShop
            | Self::OpenTelecom
            | Self::Practice
            | Self::Palette
            | Self::SwitchLanguage
            | Self::SwitchTheme
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::ToggleInspector
            | Self::Help => None,
        }
    }
}

/// Something the user did. Most of it waits until a file was read to its end.
#[derive(Clone, Debug)]
pub enum Command {
    /// One of the actions.
    Do(Action),
    /// Open this file.
    Open(PathBuf),
    /// Several files were dropped or a folder: open the first that is a file.
    Dropped(Vec<PathBuf>),
    /// Read the open file again with these options.
    Reread(Reading),
    /// Show the first rows of the file under these options.
    Glance(Reading),
    /// Choose a kind by hand.
    ChooseKind(String, Kind),
    /// Choose a role by hand. Choosing [`Role::Target`] asks the question that fits.
    ChooseRole(String, Role),
    /// Back to what was guessed for a column.
    ForgetChoice(String),
    /// Add a step at the end.
    AddStep(Step),
    /// Add several steps at the end, as one change.
    AddSteps(Vec<Step>),
    /// Ask for a second file to bring columns over from, for a new step or in place of that of a step.
    PickJoin(Option<usize>),
    /// Read a second file and begin a step that brings its columns over, or begin one anew.
    Join {
        /// The step it takes the place of; none for a new one.
        step: Option<usize>,
        /// The second file.
        path: PathBuf,
        /// How it is read.
        reading: Reading,
    },
    /// Take a step out.
    RemoveStep(usize),
    /// Switch a step on or off.
    SwitchStep(usize),
    /// Move a step from one place to another.
    MoveStep(usize, usize),
    /// Change a step.
    ReplaceStep(usize, Step),
    /// Show a step before and after.
    SelectStep(Option<usize>),
    /// Set aside findings without acting on them.
    DismissFindings(Vec<usize>),
    /// Let the net that learns go on in another way.
    ChangeLearning(Change),
    /// Let it end at such an error, or not.
    SetGoal(Option<f64>),
    /// Train a net with this learning rate.
    TrainWithRate(f64),
    /// Draw the curve of an earlier run, or not.
    ShowRun(u32, bool),
    /// Forget an earlier run.
    RemoveRun(u32),
    /// Want other practice data.
    SetPractice(Practice),
    /// Make that practice data and open it.
    OpenPractice,
    /// Look into the net over another plane.
    LookOver(NetPlane),
    /// Look at a neuron of the net.
    SelectNeuron(Option<NeuronId>),
    /// Ask a question.
    Ask(Question),
    /// Ask nothing for now.
    ForgetQuestion,
    /// Choose how to answer.
    SetModel(ModelSpec),
    /// Choose who learns and who judges.
    SetSplit(Split),
    /// Divide customers by a column of dates, or by chance.
    SetSplitBy(Option<String>),
    /// Repeat on folds.
    SetFolds(Option<u32>),
    /// Change the seed.
    SetSeed(u64),
    /// Look at a column.
    SelectColumn(Option<String>),
    /// Sort by a column: up, down, as in the file.
    SortBy(usize),
    /// Set or clear the filter of a column.
    FilterBy(usize, Option<Filter>),
    /// Show only rows with a cell that holds these letters; empty: all.
    Search(String),
    /// Clear all filters and the search.
    ClearFilters,
    /// Hide a column of the shown table.
    HideColumn(usize),
    /// Show all columns again.
    ShowAllColumns,
    /// Keep a column in sight, or let it go.
    PinColumn(usize, bool),
    /// Move a column to a place among those drawn.
    MoveColumn(usize, usize),
    /// Show or mask the cells of personal columns.
    ShowPersonal(bool),
    /// Put text on the clipboard.
    Copy(String),
    /// Move the cut between yes and no in the confusion counts (share of judged rows called yes).
    MoveCut(f64),
    /// Look at a segment.
    SelectSegment(Option<u32>),
    /// Ask where the picture of a chart goes.
    SaveChart(Chart, Picture),
    /// Write an artifact of the run to a path.
    Write(Artifact, PathBuf),
    /// Write the rows set aside to a path.
    WriteRejected(PathBuf),
    /// A model file was chosen: ask for the new file it is to score.
    ModelChosen(PathBuf),
    /// Compare a new file with a model (none: the model of the current run) before scoring.
    Compare {
        /// A model file; none: the current run.
        model: Option<PathBuf>,
        /// The new file.
        data: PathBuf,
    },
    /// Ask where the scored table goes.
    PickScored,
    /// Score the compared file into this path.
    WriteScored(PathBuf),
    /// Replace the existing file the last write was refused for.
    ReplaceExisting,
    /// Show the place where a row was set aside: its number among them.
    ShowPlace(usize),
    /// Open the sample that is offered instead of the whole file.
    TakeSample,
    /// Open a dialog that asks nothing of the system.
    ShowDialog(Dialog),
    /// Close the open dialog without doing anything.
    DismissDialog,
    /// Close a notice.
    DismissNotice,
    /// Change theme or language at once.
    SetAppearance(Appearance),
    /// Forget the recent files.
    ForgetRecent,
}

impl Command {
    /// Whether it can be done while only the first rows of a file are there.
    pub(super) fn fits_first_rows(&self) -> bool {
        matches!(
            self,
            Self::Do(_)
                | Self::Open(_)
                | Self::Dropped(_)
                | Self::Reread(_)
                | Self::Glance(_)
                | Self::SelectColumn(_)
                | Self::HideColumn(_)
                | Self::ShowAllColumns
                | Self::PinColumn(..)
                | Self::MoveColumn(..)
                | Self::ShowPersonal(_)
                | Self::Copy(_)
                | Self::ShowPlace(_)
                | Self::SetPractice(_)
                | Self::OpenPractice
                | Self::TakeSample
                | Self::ShowDialog(_)
                | Self::DismissDialog
                | Self::DismissNotice
                | Self::SetAppearance(_)
                | Self::ForgetRecent
        )
    }
}
