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
    match (steer, &mut state.training.pass) {
        (Steer::Pause, _) => state.training.pace = Pace::Paused,
        (Steer::Play, _) => state.training.pace = Pace::Runs,
        (Steer::Pass, _) => state.training.pace = Pace::OnePass,
        // The next pass tells it; one that waits would show the old one until then.
        (Steer::Rate(rate), Some(pass)) => pass.rate = rate,
        (Steer::Rate(_), None) => {}
    }
    vec![Effect::Steer(Slot::Train, steer)]
}

/// Asks everything that runs to stop and keep what it has.
pub(super) fn stop_all(state: &mut State) -> Vec<Effect> {
    for job in state.jobs.values_mut() {
        job.stopping = true;
    }
    state.jobs.keys().copied().map(Effect::Stop).collect()
}
