//! From a file that is being read to the table that is worked on.
//!
//! The first rows of a large file take the place of what was open before as soon as they are there; they are looked
//! at and never worked on. The whole table then takes theirs, without a jump; if it cannot be had, what was open
//! before comes back as it was.

use super::effect::Effect;
use super::practice;
use super::reduce::show_toast;
use super::state::{
    Before, Dialog, Loaded, Mark, Place, RunView, SampleOffer, State, TableLook, Training, Work,
};
use crate::domain::error::{ErrorKind, UserError};
use crate::domain::message::Message;
use crate::domain::recipe::{Reading, Recipe};
use crate::domain::work::{FirstRows, OpenedTable, Slot};
use crate::project::history::History;

/// Troubles with a file that another way of reading may end.
const READABLE_OTHERWISE: [&str; 6] = [
    "data-error-why-damaged",
    "data-error-why-too-large",
    "data-error-why-none-readable",
    "data-error-why-no-rows",
    "data-error-why-no-cells",
    "data-error-why-binary",
];
/// Recent files that are remembered.
const RECENT: usize = 8;

/// Shows the first rows of the file that is being read.
pub(super) fn first_rows(state: &mut State, first: FirstRows) {
    let Some(table) = first.table else { return };
    let asked = |(path, _): &(_, bool)| *path == first.path;
    // A model that learns belongs to the table on screen.
    if !state.opening.as_ref().is_some_and(asked)
        || state.open_reading != first.reading
        || state.is_training()
        || state.before.is_some()
    {
        return;
    }
    let keeps_recipe = state.opening.as_ref().is_some_and(|(_, keeps)| *keeps);
    let work = (!keeps_recipe).then(|| {
        let fresh = fresh_recipe(&first.path, first.reading);
        Box::new(Work {
            recipe: std::mem::replace(&mut state.recipe, fresh),
            step: state.step.take(),
            dismissed: std::mem::take(&mut state.dismissed),
            training: std::mem::take(&mut state.training),
            run: std::mem::take(&mut state.run),
            scoring: state.scoring.take(),
        })
    });
    let look = TableLook { column: table.view.names().first().cloned(), ..TableLook::default() };
    state.before = Some(Before {
        loaded: state.loaded.take(),
        look: std::mem::replace(&mut state.look, look),
        place: state.place,
        work,
    });
    state.preview = None;
    if !keeps_recipe {
        state.place = Place::Data;
    }
    state.loaded = Some(loaded(table, false));
}

/// The file that was open before, as it was, if the first rows of another one are shown.
pub(super) fn put_back(state: &mut State) {
    state.practising = false;
    let Some(before) = state.before.take() else { return };
    state.loaded = before.loaded;
    state.look = before.look;
    state.place = before.place;
    if let Some(work) = before.work {
        let Work { recipe, step, dismissed, training, run, scoring } = *work;
        state.recipe = recipe;
        state.step = step;
        state.dismissed = dismissed;
        state.training = training;
        state.run = run;
        state.scoring = scoring;
    }
}

/// Takes in the whole table.
pub(super) fn opened(state: &mut State, table: OpenedTable) -> Vec<Effect> {
    let keeps_recipe = state.opening.take().is_some_and(|(_, keeps)| keeps);
    let path = table.view.facts().path.clone();
    let column = table.view.names().first().cloned();
    let first = state.before.take().and_then(|_| state.loaded.take());
    let first = first.filter(|first| first.view.names() == table.view.names());
    let mut now = loaded(table, true);
    state.look = match first {
        // What is on screen stays where it is: columns in their order, with their widths, at the same row.
        Some(first) => {
            let mut look = std::mem::take(&mut state.look);
            if look.columns.drawn(&first.roles()) != look.columns.drawn(&now.roles()) {
                look.columns.hold(&first.roles());
            }
            now.shown = first.shown;
            look
        }
        None => TableLook { column, ..TableLook::default() },
    };
    state.loaded = Some(now);
    state.preview = None;
    state.scoring = None;
    state.recent.retain(|known| *known != path);
    state.recent.insert(0, path.clone());
    state.recent.truncate(RECENT);
    let mut effects = vec![Effect::KeepSettings, Effect::Stop(Slot::First), Effect::Forget];
    if keeps_recipe {
        effects.extend(super::reduce::profile_again(state));
    } else {
        let reading = std::mem::take(&mut state.open_reading);
        state.recipe = fresh_recipe(&path, reading);
        state.step = None;
        state.dismissed.clear();
        state.training = Training::default();
        state.run = RunView::default();
        state.place = Place::Data;
    }
    if std::mem::take(&mut state.practising) {
        effects.extend(practice::opened(state));
    }
    effects
}

/// The file could not be read; what was open before stays.
pub(super) fn failed(state: &mut State, error: UserError) {
    put_back(state);
    let opening = state.opening.take();
    // A file that was read before with other options stays as it was.
    if opening.as_ref().is_some_and(|(_, keeps)| *keeps) {
        state.recipe.undo();
    }
    if let (Some((path, keeps_recipe)), ErrorKind::TooLarge { every: Some(every), rows }) =
        (&opening, error.kind)
    {
        let reading = Reading { every: Some(every), ..state.open_reading.clone() };
        state.dialog = Some(Dialog::Sample(SampleOffer {
            path: path.clone(),
            reading,
            rows,
            why: error.why.clone(),
            keeps_recipe: *keeps_recipe,
        }));
        // The dialog says it all.
        return;
    }
    match opening {
        // Another encoding or fewer rows may help, where the file itself is not the trouble.
        Some((path, false)) if READABLE_OTHERWISE.contains(&error.why.id) => state.refused = Some(path),
        _ => {}
    }
    state.error = Some(error);
}

/// Reading was stopped; what was open before stays.
pub(super) fn stopped(state: &mut State) {
    put_back(state);
    if state.opening.take().is_some_and(|(_, keeps)| keeps) {
        state.recipe.undo();
    }
}

/// Points out the row of the table that stands where a row was set aside. Among filtered rows it is the next one
/// that is shown.
pub(super) fn show_place(state: &mut State, index: usize) -> Vec<Effect> {
    state.dialog = None;
    let Some(loaded) = &state.loaded else { return Vec::new() };
    let Some(aside) = loaded.view.rejected().get(index) else { return Vec::new() };
    let rows = loaded.view.rows();
    let wanted = usize::try_from(aside.before).unwrap_or(usize::MAX);
    let line = aside.line;
    let mark = match &state.look.order {
        None => (rows > 0).then(|| Mark { row: wanted.min(rows - 1), line, above: wanted < rows }),
        Some(order) => {
            let shown = order.iter().map(|row| *row as usize);
            let next = shown.clone().filter(|row| *row >= wanted).min();
            let last = || shown.clone().filter(|row| *row < wanted).max();
            next.map(|row| Mark { row, line, above: true })
                .or_else(|| last().map(|row| Mark { row, line, above: false }))
        }
    };
    state.place = Place::Data;
    match mark {
        Some(mark) => {
            let number = state.look.mark.map_or(0, |(_, number)| number) + 1;
            state.look.mark = Some((mark, number));
        }
        None => show_toast(state, Message::new("shell-toast-no-place"), None),
    }
    Vec::new()
}

fn loaded(table: OpenedTable, whole: bool) -> Loaded {
    Loaded {
        id: table.id,
        file: table.view.clone(),
        view: table.view,
        profile: table.profile,
        targets: table.targets,
        shown: table.id,
        whole,
    }
}

fn fresh_recipe(path: &std::path::Path, reading: Reading) -> History<Recipe> {
    let mut recipe = Recipe::new(Some(path.to_owned()));
    recipe.source.reading = reading;
    History::new(recipe)
}
