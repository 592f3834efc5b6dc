//! Words for what is inside a net: its inputs, the sides of its map, its neurons.

use crate::domain::message::Arg;
use crate::domain::net_view::{NetInput, NetMap, NetNeuron, NetResponse, NetSays, NeuronId, level_name};
use crate::text::Language;
use crate::ui::charts::PartShown;
use crate::ui::view::View;

/// How the inputs are that are not drawn: in a few words, and in full.
pub(super) fn rest(view: &View<'_>, map: &NetMap) -> (String, String) {
    if map.is_principal() {
        (view.tr("net-rest-plane"), view.tr("net-rest-plane-help"))
    } else {
        (view.tr("net-rest-average"), view.tr("net-rest-average-help"))
    }
}

/// What the colours of the map mean, in full.
pub(super) fn colours(view: &View<'_>, map: &NetMap) -> String {
    view.tr(match &map.says {
        NetSays::Chance { .. } => "net-colours-chance",
        NetSays::Number { .. } => "net-colours-number",
        NetSays::Several { .. } => "net-colours-several",
    })
}

/// Which neuron it is.
pub(super) fn neuron(view: &View<'_>, id: NeuronId) -> String {
    let args = [("n", Arg::Count(id.place as u64 + 1)), ("layer", Arg::Count(id.layer as u64 + 1))];
    view.tr_with("net-neuron", &args)
}

/// How many parts are shown.
pub(super) fn shown(view: &View<'_>, part: PartShown) -> String {
    let (id, shown, all) = match part {
        PartShown::Inputs(shown, all) => ("net-shown-inputs", shown, all),
        PartShown::Neurons(shown, all) => ("net-shown-neurons", shown, all),
        PartShown::Answers(shown, all) => ("net-shown-answers", shown, all),
    };
    if shown == all {
        let id = match part {
            PartShown::Inputs(..) => "net-all-inputs",
            PartShown::Neurons(..) => "net-all-neurons",
            PartShown::Answers(..) => "net-all-answers",
        };
        return view.tr_with(id, &[("all", Arg::Count(all as u64))]);
    }
    let args = [("shown", Arg::Count(shown as u64)), ("rest", Arg::Count(all.saturating_sub(shown) as u64))];
    view.tr_with(id, &args)
}

/// What a neuron answers to, in a sentence.
pub(super) fn answers_to(view: &View<'_>, neuron: &NetNeuron) -> String {
    let parts: Vec<String> =
        neuron.answers_to.iter().map(|response| response_words(view, response)).collect();
    if parts.is_empty() {
        return view.tr(if neuron.varies { "net-answers-together" } else { "net-answers-nothing" });
    }
    let joined = parts.join(if view.language() == Language::Chinese { "；" } else { "; " });
    view.tr_with("net-answers", &[("parts", Arg::Text(joined))])
}

fn response_words(view: &View<'_>, response: &NetResponse) -> String {
    let of_level = |id: &str, input: &NetInput| {
        let own = view.say(&level_name(input.level.as_deref().unwrap_or_default()));
        view.tr_with(id, &[("column", Arg::Name(input.column.clone())), ("level", Arg::Name(own))])
    };
    match response {
        NetResponse::Rises(column) => view.tr_with("net-rises", &[("column", Arg::Name(column.clone()))]),
        NetResponse::Falls(column) => view.tr_with("net-falls", &[("column", Arg::Name(column.clone()))]),
        NetResponse::Highest(input) => of_level("net-highest", input),
        NetResponse::Lowest(input) => of_level("net-lowest", input),
    }
}
