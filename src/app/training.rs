//! Starting, steering and stopping what learns.

use super::effect::Effect;
use super::state::{Pace, Place, State, Training};
use crate::domain::event::Steer;
use crate::domain::work::{Request, Slot};

/// Starts to learn what the recipe asks for.
pub(super) fn train(state: &mut State) -> Vec<Effect> {
    let Some(loaded) = &state.loaded else { return Vec::new() };
    let table = loaded.id;
    let recipe = Box::new(state.recipe().clone());
    state.training = Training { recipe: Some(recipe.clone()), table: Some(table), ..Training::default() };
    state.place = Place::Train;
    vec![Effect::Start(Request::Train { table, recipe })]
}

/// Says to the net that learns how to go on.
pub(super) fn pace(state: &mut State, steer: Steer) -> Vec<Effect> {
    if state.why_not_paced().is_some() {
        return Vec::new();
    }
    state.training.pace = match steer {
        Steer::Pause => Pace::Paused,
        Steer::Play => Pace::Runs,
        Steer::Pass => Pace::OnePass,
        Steer::Rate(_) => state.training.pace,
    };
    vec![Effect::Steer(Slot::Train, steer)]
}

/// Asks everything that runs to stop and keep what it has.
pub(super) fn stop_all(state: &mut State) -> Vec<Effect> {
    for job in state.jobs.values_mut() {
        job.stopping = true;
    }
    state.jobs.keys().copied().map(Effect::Stop).collect()
}
