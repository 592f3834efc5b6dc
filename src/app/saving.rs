//! Asking where something goes: what a run leaves, and the picture of a chart.

use super::effect::{Effect, Pick};
use super::events::proposed_name;
use super::reduce::show_toast;
use super::state::State;
use crate::domain::chart::{Chart, Picture};
use crate::domain::message::Message;
use crate::domain::work::{Artifact, Slot};

pub(super) fn pick_artifact(state: &State, artifact: Artifact) -> Vec<Effect> {
    vec![Effect::Pick(Pick::SaveArtifact(artifact), proposed_name(state, artifact))]
}

/// Why no chart can be saved now; none where one can.
pub fn why_not_save_chart(state: &State) -> Option<Message> {
    state.run.id.is_none().then(|| Message::new("chart-needs-run")).or_else(|| state.busy(Slot::Write))
}

pub(super) fn save_chart(state: &mut State, chart: Chart, picture: Picture) -> Vec<Effect> {
    match why_not_save_chart(state) {
        Some(why) => {
            show_toast(state, why, None);
            Vec::new()
        }
        None => pick_artifact(state, Artifact::Chart(chart, picture)),
    }
}
