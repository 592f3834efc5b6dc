//! The one place where the state changes by a user's doing.

use super::arrangement::Arrangement;
use super::command::{Action, Command};
use super::effect::{Effect, Pick};
use super::events::start_scoring;
use super::saving::{pick_artifact, save_chart};
use super::state::{Dialog, Place, Scoring, State, TableLook, Theme, Toast};
use super::training::{stop_all, train};
use super::{opening, practice, questions, training};
use crate::domain::column::Role;
use crate::domain::message::Message;
use crate::domain::recipe::{
    Balance, ColumnChoice, Join, ModelChoice, Question, Reading, Recipe, Split, Step, StepEntry,
};
use crate::domain::table::SortBy;
use crate::domain::work::{Artifact, Request, Slot};
use crate::text::Language;

/// Smallest and largest zoom.
const ZOOM: (f32, f32) = (0.8, 2.5);

/// Carries out a command; what has to happen outside comes back.
pub fn reduce(state: &mut State, command: Command) -> Vec<Effect> {
    if state.is_partial() && !command.fits_first_rows() {
        show_toast(state, Message::new("commands-still-reading"), None);
        return Vec::new();
    }
    match command {
        Command::Do(action) => act(state, action),
        Command::Open(path) => open(state, path, Reading::default(), false),
        Command::Dropped(paths) => match paths.into_iter().next() {
            Some(path) => open(state, path, Reading::default(), false),
            None => Vec::new(),
        },
        Command::Glance(reading) => match state.reading_path() {
            Some(path) => vec![Effect::Start(Request::Glance { path: path.clone(), reading })],
            None => Vec::new(),
        },
        Command::Reread(reading) => {
            state.dialog = None;
            state.glance = None;
            if let Some(path) = state.refused.clone() {
                return open(state, path, reading, false);
            }
            if state.is_partial()
                && let Some((path, keeps_recipe)) = state.opening.clone()
            {
                if !keeps_recipe {
                    return open(state, path, reading, false);
                }
                // The change that is being carried out is given up for this one.
                opening::put_back(state);
                state.recipe.undo();
            }
            change(state, |recipe| recipe.source.reading = reading)
        }
        Command::ChooseKind(name, kind) => change(state, |recipe| choice(recipe, &name).kind = Some(kind)),
        Command::ChooseRole(name, role) => choose_role(state, &name, role),
        Command::ForgetChoice(name) => {
            change(state, |recipe| recipe.columns.retain(|choice| choice.name != name))
        }
        Command::AddStep(step) => add_steps(state, vec![step]),
        Command::AddSteps(steps) => add_steps(state, steps),
        Command::PickJoin(step) => vec![Effect::Pick(Pick::JoinFile(step), String::new())],
        Command::Join { step, path, reading } => join(state, step, path, reading),
        Command::RemoveStep(index) => {
            close_step(state);
            change(state, |recipe| {
                if index < recipe.steps.len() {
                    recipe.steps.remove(index);
                }
            })
        }
        Command::SwitchStep(index) => change(state, |recipe| {
            if let Some(entry) = recipe.steps.get_mut(index) {
                entry.on = !entry.on;
            }
        }),
        Command::MoveStep(from, to) => move_step(state, from, to),
        Command::ReplaceStep(index, step) => {
            let mut effects = change(state, |recipe| {
                if let Some(entry) = recipe.steps.get_mut(index) {
                    entry.step = step;
                }
            });
            if state.step != Some(index) {
                effects.extend(select_step(state, Some(index)));
            }
            effects
        }
        Command::SelectStep(step) => select_step(state, step),
        Command::DismissFindings(indices) => {
            let Some(loaded) = &state.loaded else { return Vec::new() };
            for finding in indices.into_iter().filter_map(|index| loaded.profile.findings.get(index)) {
                state.dismissed.entry(finding.kind).or_default().insert(finding.column.clone());
            }
            Vec::new()
        }
        Command::ChangeLearning(_)
        | Command::SetGoal(_)
        | Command::TrainWithRate(_)
        | Command::ShowRun(..)
        | Command::RemoveRun(_) => training::carry_out(state, &command),
        Command::SetPractice(wanted) => practice::want(state, wanted),
        Command::OpenPractice => practice::open(state),
        Command::LookOver(plane) => training::look_over(state, plane),
        Command::SelectNeuron(neuron) => training::select_neuron(state, neuron),
        Command::Ask(question) => ask(state, question),
        Command::ForgetQuestion => change(state, |recipe| recipe.question = None),
        Command::SetModel(model) => change(state, |recipe| recipe.model = model),
        Command::SetSplit(split) => change(state, |recipe| recipe.split = split),
        Command::SetSplitBy(column) => change(state, |recipe| {
            recipe.split_by = column;
            if recipe.split_by.is_some() {
                // Folds mix earlier and later customers, and somebody must judge.
                recipe.evaluation.folds = None;
                if recipe.split == Split::None {
                    recipe.split = Split::default();
                }
            }
        }),
        Command::SetFolds(folds) => change(state, |recipe| recipe.evaluation.folds = folds),
        Command::SetSeed(seed) => change(state, |recipe| recipe.seed = seed),
        Command::SelectColumn(column) => {
            state.look.column = column;
            Vec::new()
        }
        Command::SortBy(column) => {
            state.look.sort = next_sort(state.look.sort.take(), column);
            order_again(state)
        }
        Command::FilterBy(column, filter) => {
            state.look.filters.retain(|(index, _)| *index != column);
            state.look.filters.extend(filter.map(|filter| (column, filter)));
            order_again(state)
        }
        Command::Search(text) => {
            if text.trim() == state.look.search.trim() {
                state.look.search = text;
                return Vec::new();
            }
            state.look.search = text;
            order_again(state)
        }
        Command::ClearFilters => {
            state.look.filters.clear();
            state.look.search.clear();
            order_again(state)
        }
        Command::HideColumn(column) => arrange(state, |look, roles| look.hide(column, roles)),
        Command::ShowAllColumns => arrange(state, |look, _| look.show_all()),
        Command::PinColumn(column, pin) => arrange(state, |look, roles| look.pin(column, pin, roles)),
        Command::MoveColumn(column, place) => {
            arrange(state, |look, roles| look.move_to(column, place, roles))
        }
        Command::ShowPersonal(show) => arrange(state, |look, _| look.personal = show),
        Command::Copy(text) => {
            show_toast(state, Message::new("shell-toast-copied"), None);
            vec![Effect::Copy(text)]
        }
        Command::MoveCut(cut) => {
            state.run.cut = Some(cut.clamp(0.0, 1.0));
            Vec::new()
        }
        Command::SelectSegment(segment) => {
            state.run.segment = segment;
            Vec::new()
        }
        Command::SaveChart(chart, picture) => save_chart(state, chart, picture),
        Command::Write(artifact, path) => {
            let Some(run) = state.run.id else { return Vec::new() };
            let language = state.appearance.language.tag();
            write(state, Request::Write { run, artifact, path, replace: false, language })
        }
        Command::WriteRejected(path) => {
            let Some(loaded) = &state.loaded else { return Vec::new() };
            let table = loaded.id;
            write(state, Request::WriteRejected { table, path, replace: false })
        }
        Command::ModelChosen(path) => vec![Effect::Pick(Pick::ScoreData(Some(path)), String::new())],
        Command::Compare { model, data } => start_scoring(state, model, data),
        Command::PickScored => pick_scored(state),
        Command::WriteScored(path) => {
            let Some(scoring) = &state.scoring else { return Vec::new() };
            let (model, data) = (scoring.model.clone(), scoring.data.clone());
            write(state, Request::Score { model, data, out: Some(path), replace: false })
        }
        Command::ReplaceExisting => match state.dialog.take() {
            Some(Dialog::Replace(request)) => write(state, replacing(request)),
            _ => Vec::new(),
        },
        Command::ShowPlace(index) => opening::show_place(state, index),
        Command::TakeSample => match state.dialog.take() {
            Some(Dialog::Sample(offer)) if offer.keeps_recipe => {
                change(state, |recipe| recipe.source.reading = offer.reading)
            }
            Some(Dialog::Sample(offer)) => open(state, offer.path, offer.reading, false),
            _ => Vec::new(),
        },
        Command::ShowDialog(dialog) => {
            open_dialog(state, dialog);
            Vec::new()
        }
        Command::DismissDialog => {
            state.dialog = None;
            state.glance = None;
            state.refused = None;
            Vec::new()
        }
        Command::DismissNotice => {
            state.error = None;
            state.refused = None;
            state.training.error = None;
            Vec::new()
        }
        Command::SetAppearance(appearance) => {
            state.appearance = appearance;
            vec![Effect::KeepSettings]
        }
        Command::ForgetRecent => {
            state.recent.clear();
            vec![Effect::KeepSettings]
        }
    }
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    if let Some(why) = action.disabled(state) {
        show_toast(state, why, None);
        return Vec::new();
    }
    match action {
        Action::OpenFile => vec![Effect::Pick(Pick::OpenTable, String::new())],
        Action::Pause
        | Action::OnePass
        | Action::OneBatch
        | Action::BackPass
        | Action::Rewind
        | Action::NewStart => training::act(state, action),
        Action::ReadAgain => {
            let source = state.recipe().source.clone();
            source.path.map_or_else(Vec::new, |path| open(state, path, source.reading, true))
        }
        Action::OpenShop => vec![Effect::OpenSample("customers.csv")],
        Action::OpenTelecom => vec![Effect::OpenSample("telecom.csv")],
        Action::Close => close(state),
        Action::Go(place) => {
            state.place = place;
            Vec::new()
        }
        Action::Undo => travel(state, super::super::project::history::History::undo),
        Action::Redo => travel(state, super::super::project::history::History::redo),
        Action::Train => train(state),
        Action::Stop => stop_all(state),
        Action::ExportPredictions => pick_artifact(state, Artifact::Predictions),
        Action::ExportList => pick_artifact(state, Artifact::List),
        Action::SaveReport => pick_artifact(state, Artifact::Report),
        Action::SaveModel => pick_artifact(state, Artifact::Model),
        Action::SaveRecipe => pick_artifact(state, Artifact::Recipe),
        Action::SaveRejected => vec![Effect::Pick(Pick::SaveRejected, "rejected.csv".to_owned())],
        Action::ScoreFile => vec![Effect::Pick(Pick::ScoreData(None), String::new())],
        Action::ScoreWithModel => vec![Effect::Pick(Pick::OpenModel, String::new())],
        Action::Practice => toggle_dialog(state, Dialog::Practice),
        Action::Palette => toggle_dialog(state, Dialog::Palette),
        Action::Help => toggle_dialog(state, Dialog::Help),
        Action::SwitchLanguage => {
            state.appearance.language = match state.appearance.language {
                Language::English => Language::Chinese,
                Language::Chinese => Language::English,
            };
            vec![Effect::KeepSettings]
        }
        Action::SwitchTheme => {
            state.appearance.theme = match state.appearance.theme {
                Theme::Dark => Theme::Light,
                Theme::Light | Theme::System => Theme::Dark,
            };
            vec![Effect::KeepSettings]
        }
        Action::ZoomIn => zoom(state, state.appearance.zoom + 0.1),
        Action::ZoomOut => zoom(state, state.appearance.zoom - 0.1),
        Action::ZoomReset => zoom(state, 1.0),
        Action::ToggleInspector => {
            state.appearance.inspector = !state.appearance.inspector;
            vec![Effect::KeepSettings]
        }
    }
}

fn open(state: &mut State, path: std::path::PathBuf, reading: Reading, keeps_recipe: bool) -> Vec<Effect> {
    opening::put_back(state);
    state.error = None;
    state.dialog = None;
    state.refused = None;
    state.opening = Some((path.clone(), keeps_recipe));
    state.open_reading.clone_from(&reading);
    let first = Request::FirstRows { path: path.clone(), reading: reading.clone() };
    vec![Effect::Start(first), Effect::Start(Request::Open { path, reading })]
}

fn close(state: &mut State) -> Vec<Effect> {
    let stops: Vec<Effect> = state.jobs.keys().copied().map(Effect::Stop).collect();
    let mut fresh = State::new(state.appearance, std::mem::take(&mut state.recent));
    fresh.jobs = std::mem::take(&mut state.jobs);
    fresh.toasts = state.toasts;
    fresh.no_trainer = state.no_trainer.take();
    fresh.practice = state.practice;
    *state = fresh;
    stops.into_iter().chain([Effect::Forget]).collect()
}

fn toggle_dialog(state: &mut State, dialog: Dialog) -> Vec<Effect> {
    let same = state
        .dialog
        .as_ref()
        .is_some_and(|open| std::mem::discriminant(open) == std::mem::discriminant(&dialog));
    state.dialog = (!same).then_some(dialog);
    Vec::new()
}

fn zoom(state: &mut State, zoom: f32) -> Vec<Effect> {
    state.appearance.zoom = ((zoom * 10.0).round() / 10.0).clamp(ZOOM.0, ZOOM.1);
    vec![Effect::KeepSettings]
}

/// Changes the recipe as one undoable step and asks for what depends on it.
pub(super) fn change(state: &mut State, edit: impl FnOnce(&mut Recipe)) -> Vec<Effect> {
    let mut next = state.recipe().clone();
    edit(&mut next);
    let before = state.recipe().clone();
    if !state.recipe.change(next) {
        return Vec::new();
    }
    after_change(state, &before)
}

fn travel(
    state: &mut State,
    walk: impl FnOnce(&mut crate::project::history::History<Recipe>) -> bool,
) -> Vec<Effect> {
    let before = state.recipe().clone();
    if !walk(&mut state.recipe) {
        return Vec::new();
    }
    if state.step.is_some_and(|index| index >= state.recipe().steps.len()) {
        close_step(state);
    }
    after_change(state, &before)
}

/// Only what depends on the change is asked for again.
fn after_change(state: &mut State, before: &Recipe) -> Vec<Effect> {
    let now = state.recipe();
    if now.source != before.source {
        let Some(path) = now.source.path.clone() else { return Vec::new() };
        let reading = now.source.reading.clone();
        return open(state, path, reading, true);
    }
    // Who learns is a matter of steps only where one of them learns.
    let who =
        |recipe: &Recipe| recipe.active_steps().any(Step::learns).then_some((recipe.split, recipe.seed));
    let shape = |recipe: &Recipe| {
        (recipe.columns.clone(), recipe.steps.clone(), recipe.question.clone(), who(recipe))
    };
    if shape(now) == shape(before) {
        return Vec::new();
    }
    // What the open step does may depend on any step before it, on kinds, and on who learns.
    let mut effects = profile_again(state);
    effects.extend(select_step(state, state.step));
    effects
}

/// Asks for the profile under the present recipe.
pub(super) fn profile_again(state: &State) -> Vec<Effect> {
    let Some(loaded) = &state.loaded else { return Vec::new() };
    let recipe = Box::new(state.recipe().clone());
    vec![Effect::Start(Request::Profile { table: loaded.id, recipe })]
}

fn order_again(state: &mut State) -> Vec<Effect> {
    let Some(loaded) = &state.loaded else { return Vec::new() };
    if !state.look.is_changed() {
        state.look.order = None;
        return vec![Effect::Stop(Slot::Order)];
    }
    vec![Effect::Start(Request::Order {
        table: loaded.id,
        profile: loaded.profile.clone(),
        recipe: Box::new(state.recipe().clone()),
        filters: state.look.filters.clone(),
        search: state.look.search.clone(),
        sort: state.look.sort.clone(),
    })]
}

/// Changes which columns are shown, and where.
fn arrange(state: &mut State, edit: impl FnOnce(&mut Arrangement, &[Role])) -> Vec<Effect> {
    if let Some(loaded) = &state.loaded {
        edit(&mut state.look.columns, &loaded.roles());
    }
    Vec::new()
}

fn next_sort(now: Option<SortBy>, column: usize) -> Option<SortBy> {
    match now {
        Some(sort) if sort.column == column && sort.descending => None,
        Some(sort) if sort.column == column => Some(SortBy { column, descending: true }),
        _ => Some(SortBy { column, descending: false }),
    }
}

fn choice<'a>(recipe: &'a mut Recipe, name: &str) -> &'a mut ColumnChoice {
    let index = recipe.columns.iter().position(|choice| choice.name == name).unwrap_or_else(|| {
        recipe.columns.push(ColumnChoice { name: name.to_owned(), kind: None, role: None });
        recipe.columns.len() - 1
    });
    #[expect(clippy::indexing_slicing, reason = "the index was just found or pushed")]
    &mut recipe.columns[index]
}

fn choose_role(state: &mut State, name: &str, role: Role) -> Vec<Effect> {
    if role == Role::Target {
        let Some(question) = state.column(name).map(questions::fitting) else { return Vec::new() };
        return ask(state, question);
    }
    change(state, |recipe| {
        if recipe.question.as_ref().and_then(Question::target) == Some(name) {
            recipe.question = None;
        }
        choice(recipe, name).role = Some(role);
    })
}

fn ask(state: &mut State, question: Question) -> Vec<Effect> {
    change(state, |recipe| {
        if let Some(target) = question.target() {
            // A role chosen by hand before would keep the answer among the inputs.
            for choice in recipe.columns.iter_mut().filter(|choice| choice.name == target) {
                choice.role = None;
            }
        }
        let keeps_model = recipe
            .question
            .as_ref()
            .is_some_and(|old| std::mem::discriminant(old) == std::mem::discriminant(&question));
        if !keeps_model {
            recipe.model.kind = ModelChoice::Auto;
            recipe.model.penalty = None;
            recipe.model.balance = Balance::None;
        }
        recipe.question = Some(question);
    })
}

/// Adds steps at the end as one change, and looks at the first of them.
fn add_steps(state: &mut State, steps: Vec<Step>) -> Vec<Effect> {
    let (index, count) = (state.recipe().steps.len(), steps.len());
    close_step(state);
    let entries = steps.into_iter().map(|step| StepEntry { step, on: true });
    let mut effects = change(state, |recipe| recipe.steps.extend(entries));
    if !effects.is_empty() {
        show_toast(state, Message::new("shell-toast-steps-added").count("n", count), Some(Action::Undo));
        effects.extend(select_step(state, Some(index)));
    }
    effects
}

/// Asks for the join that fits a second file.
fn join(state: &mut State, step: Option<usize>, path: std::path::PathBuf, reading: Reading) -> Vec<Effect> {
    let Some(loaded) = &state.loaded else { return Vec::new() };
    let (table, recipe) = (loaded.id, Box::new(state.recipe().clone()));
    let language = state.appearance.language.tag();
    state.error = None;
    state.place = Place::Prepare;
    vec![Effect::Start(Request::Join { table, recipe, step, path, reading, language })]
}

/// A second file was looked through.
pub(super) fn joined(state: &mut State, step: Option<usize>, join: Join) -> Vec<Effect> {
    match step {
        None => add_steps(state, vec![Step::Join(join)]),
        // Meanwhile the step may have been moved or taken out.
        Some(index) => match state.recipe().steps.get(index).map(|entry| &entry.step) {
            Some(Step::Join(_)) => reduce(state, Command::ReplaceStep(index, Step::Join(join))),
            _ => Vec::new(),
        },
    }
}

fn move_step(state: &mut State, from: usize, to: usize) -> Vec<Effect> {
    let steps = state.recipe().steps.len();
    if from >= steps || to >= steps {
        return Vec::new();
    }
    // The open step stays open wherever it comes to stand.
    let moved = |place: usize| match place {
        place if place == from => to,
        place if from < place && place <= to => place - 1,
        place if to <= place && place < from => place + 1,
        place => place,
    };
    let open = state.step.map(moved);
    if open != state.step {
        state.step = open;
        state.preview = None;
    }
    change(state, |recipe| {
        let entry = recipe.steps.remove(from);
        recipe.steps.insert(to, entry);
    })
}

fn close_step(state: &mut State) {
    state.step = None;
    state.preview = None;
}

fn select_step(state: &mut State, step: Option<usize>) -> Vec<Effect> {
    let step = step.filter(|index| *index < state.recipe().steps.len());
    if state.step != step {
        state.preview = None;
    }
    state.step = step;
    let (Some(loaded), Some(step)) = (&state.loaded, step) else { return Vec::new() };
    let recipe = Box::new(state.recipe().clone());
    vec![Effect::Start(Request::Preview { table: loaded.id, recipe, step })]
}

/// Only a file that was compared and lacks nothing can be scored.
fn pick_scored(state: &State) -> Vec<Effect> {
    let ready =
        |scoring: &&Scoring| scoring.found.as_ref().is_some_and(|(_, found)| found.missing.is_empty());
    let Some(scoring) = state.scoring.as_ref().filter(ready) else { return Vec::new() };
    let stem = scoring.data.file_stem().unwrap_or_default().to_string_lossy();
    vec![Effect::Pick(Pick::SaveScored, format!("{stem}-scored.csv"))]
}

fn write(state: &mut State, request: Request) -> Vec<Effect> {
    state.dialog = None;
    state.last_write = Some(request.clone());
    vec![Effect::Start(request)]
}

fn replacing(request: Request) -> Request {
    match request {
        Request::Write { run, artifact, path, language, .. } => {
            Request::Write { run, artifact, path, replace: true, language }
        }
        Request::WriteRejected { table, path, .. } => Request::WriteRejected { table, path, replace: true },
        Request::Score { model, data, out, .. } => Request::Score { model, data, out, replace: true },
        other => other,
    }
}

/// Shows a short notice in the corner.
pub(super) fn show_toast(state: &mut State, text: Message, action: Option<Action>) {
    state.toasts += 1;
    state.toast = Some(Toast { number: state.toasts, text, action });
}

/// Asks for a file where the system has no dialog.
pub fn type_path(state: &mut State, pick: Pick, proposed: String) {
    state.dialog = Some(Dialog::TypePath(pick, proposed));
}

/// What a chosen path means.
pub fn picked(pick: Pick, path: std::path::PathBuf) -> Command {
    match pick {
        Pick::OpenTable => Command::Open(path),
        Pick::JoinFile(step) => Command::Join { step, path, reading: Reading::default() },
        Pick::ScoreData(model) => Command::Compare { model, data: path },
        Pick::OpenModel => Command::ModelChosen(path),
        Pick::SaveArtifact(artifact) => Command::Write(artifact, path),
        Pick::SaveRejected => Command::WriteRejected(path),
        Pick::SaveScored => Command::WriteScored(path),
    }
}

/// Opens the dialogs that need no path.
pub fn open_dialog(state: &mut State, dialog: Dialog) {
    state.dialog = Some(dialog);
}

impl TableLook {
    /// Whether anything is sorted or filtered.
    pub fn is_changed(&self) -> bool {
        self.sort.is_some() || self.is_narrowed()
    }

    /// Whether rows may be missing from view.
    pub fn is_narrowed(&self) -> bool {
        !self.filters.is_empty() || !self.search.trim().is_empty()
    }
}

#[cfg(test)]
pub(super) mod tests;
