//! Starting, steering and stopping what learns.

use super::command::{Action, Command};
use super::effect::Effect;
use super::net_view::{NetView, go_back};
use super::reduce::change;
use super::runs::keep_last;
use super::state::{Pace, Place, State, Training};
use crate::domain::event::{NetNews, Steer};
use crate::domain::message::{Arg, Message};
use crate::domain::net::{Change, NetSpec};
use crate::domain::net_view::{NetPlane, NeuronId};
use crate::domain::work::{Request, Slot};

/// Starts to learn what the recipe asks for.
pub(super) fn train(state: &mut State) -> Vec<Effect> {
    let Some(loaded) = &state.loaded else { return Vec::new() };
    let table = loaded.id;
    let recipe = Box::new(state.recipe().clone());
    keep_last(state);
    state.runs.begin(table, &recipe);
    let net = NetView { draw: recipe.model.net.draw.unwrap_or(0), ..NetView::default() };
    state.training =
        Training { recipe: Some(recipe.clone()), table: Some(table), net, ..Training::default() };
    state.place = Place::Train;
    vec![Effect::Start(Request::Train { table, recipe })]
}

/// What the user does to the net that learns.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let waits = state.training.pace == Pace::Paused;
    match action {
        Action::Pause => steer(state, if waits { Steer::Play } else { Steer::Pause }),
        Action::OnePass => steer(state, Steer::Pass),
        Action::OneBatch => steer(state, Steer::Step),
        Action::BackPass => steer(state, Steer::Back),
        Action::Rewind => steer(state, Steer::Rewind),
        Action::NewStart => new_start(state),
        _ => Vec::new(),
    }
}

/// The same with a choice.
pub(super) fn carry_out(state: &mut State, command: &Command) -> Vec<Effect> {
    match command {
        Command::ChangeLearning(change) => return steer(state, Steer::Change(*change)),
        Command::SetGoal(goal) => return steer(state, Steer::Goal(*goal)),
        Command::TrainWithRate(rate)
            if state.why_not_train().is_none() && Change::Rate(*rate).makes_sense() =>
        {
            let _effects = change(state, |recipe| recipe.model.net.rate = Some(*rate));
            return train(state);
        }
        Command::ShowRun(number, shown) => state.runs.show(*number, *shown),
        Command::RemoveRun(number) => state.runs.remove(*number),
        _ => {}
    }
    Vec::new()
}

/// Says to the net that learns how to go on.
fn steer(state: &mut State, steer: Steer) -> Vec<Effect> {
    if state.why_not_paced().is_some() {
        return Vec::new();
    }
    let training = &mut state.training;
    match steer {
        Steer::Pause | Steer::Back => training.pace = Pace::Paused,
        Steer::Play => training.pace = Pace::Runs,
        Steer::Pass => training.pace = Pace::OnePass,
        Steer::Step => training.pace = Pace::OneBatch,
        Steer::Rewind => {}
        // What it learns with is what the recipe says, so that the recipe gives the same net again.
        Steer::Anew(draw) => edit_net(state, |net| net.draw = Some(draw)),
        Steer::Goal(goal) => edit_net(state, |net| net.goal = goal),
        // The trainer confirms it; one that waits long would show the old one until then.
        Steer::Change(change) => {
            if !change.makes_sense() {
                return Vec::new();
            }
            if let Some(settings) = &mut training.net.settings {
                match change {
                    Change::Rate(rate) => settings.rate = rate,
                    Change::Batch(rows) => settings.batch = rows,
                    Change::Dropout(share) => settings.dropout = share,
                }
            }
        }
    }
    if matches!(steer, Steer::Play | Steer::Pass | Steer::Step | Steer::Back) {
        state.training.net.waits = None;
    }
    vec![Effect::Steer(Slot::Train, steer)]
}

/// Begins again with starting weights that were not tried yet.
fn new_start(state: &mut State) -> Vec<Effect> {
    let drawn = state.training.recipe.as_deref().and_then(|recipe| recipe.model.net.draw);
    steer(state, Steer::Anew(drawn.unwrap_or(0).wrapping_add(1)))
}

fn edit_net(state: &mut State, edit: impl Fn(&mut NetSpec)) {
    // Nothing but the recipe depends on it, so nothing is asked for.
    let _effects = change(state, |recipe| edit(&mut recipe.model.net));
    if let Some(recipe) = &mut state.training.recipe {
        edit(&mut recipe.model.net);
    }
}

/// Takes note of what happened to the net that learns.
pub(super) fn heard(state: &mut State, news: NetNews) {
    if matches!(news, NetNews::Back(None, _)) {
        keep_last(state);
        let drawn = state.training.recipe.as_deref().and_then(|recipe| recipe.model.net.draw);
        state.training.net.draw = drawn.unwrap_or(0);
    }
    let training = &mut state.training;
    match news {
        NetNews::Back(pass, _) => go_back(&mut training.curve, pass),
        NetNews::Waits(_) if matches!(training.pace, Pace::OnePass | Pace::OneBatch) => {
            training.pace = Pace::Paused;
        }
        _ => {}
    }
    training.net.heard(news);
}

/// A tenth of the learning rate with which the last run diverged, if it did.
pub fn smaller_rate(state: &State) -> Option<f64> {
    let is_so = |message: &&Message| message.id == "neural-diverged-why";
    let why = state.training.error.as_ref().map(|error| &error.why).filter(is_so);
    let noted = || state.run.report.as_ref().and_then(|report| report.notes.iter().find(is_so));
    let why = if state.is_training() { None } else { why.or_else(noted) }?;
    let rate = why.args.iter().find_map(|(name, arg)| match arg {
        Arg::Text(rate) if *name == "rate" => rate.parse::<f64>().ok(),
        _ => None,
    })?;
    // Rounded, as a tenth of what was typed would be.
    format!("{:.3e}", rate / 10.0).parse().ok()
}

/// Why the net that learns cannot go back a pass.
pub(super) fn why_not_back(state: &State) -> Option<Message> {
    let training = &state.training;
    state.why_not_paced().or_else(|| {
        let last = training.curve.last().map_or(0, |point| point.iteration);
        if training.net.is_within_pass() {
            None
        } else if last == 0 {
            Some(Message::new("commands-at-the-start"))
        } else {
            (last <= training.net.oldest).then(|| Message::new("commands-no-further-back"))
        }
    })
}

/// Why it cannot begin again: it has only begun.
pub(super) fn why_not_rewound(state: &State) -> Option<Message> {
    let training = &state.training;
    state.why_not_paced().or_else(|| {
        let begun = training.curve.len() > 1 || training.net.is_within_pass();
        (!begun).then(|| Message::new("commands-at-the-start"))
    })
}

/// Asks for the map of the net over another plane.
pub(super) fn look_over(state: &State, plane: NetPlane) -> Vec<Effect> {
    let shown = state.training.map.as_ref().filter(|map| map.plane != plane);
    shown.map_or_else(Vec::new, |_| vec![Effect::Start(Request::Look { plane })])
}

/// Looks at a neuron.
pub(super) fn select_neuron(state: &mut State, neuron: Option<NeuronId>) -> Vec<Effect> {
    state.training.neuron = neuron;
    Vec::new()
}

/// Asks everything that runs to stop and keep what it has.
pub(super) fn stop_all(state: &mut State) -> Vec<Effect> {
    for job in state.jobs.values_mut() {
        job.stopping = true;
    }
    state.jobs.keys().copied().map(Effect::Stop).collect()
}

#[cfg(test)]
mod tests;
