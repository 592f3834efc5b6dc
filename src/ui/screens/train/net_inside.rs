//! The parts of a net as a drawing, and what the selected one answers to.

use egui::{Sense, Stroke, Ui, vec2};

use super::super::{chart_menu, page};
use super::Run;
use super::net_words;
use crate::app::command::Command;
use crate::domain::chart::Chart;
use crate::domain::message::Arg;
use crate::domain::net_view::{NetInput, NetMap, NetNeuron, NetSays, NeuronId};
use crate::domain::recipe::Question;
use crate::text::format;
use crate::ui::charts::{NetworkWords, network};
use crate::ui::theme::{self, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{icon_button, label};

/// What the card takes besides the drawing.
const AROUND: f32 = 64.0;

/// The drawing.
pub(super) fn drawing(ui: &mut Ui, view: &View<'_>, run: &Run<'_>, map: &NetMap, height: f32) {
    let title = view.tr("net-inside");
    let header = |ui: &mut Ui| {
        chart_menu::button(ui, view, Chart::Network, &title);
        key(ui, view);
    };
    let shown = page::header_card(ui, &title, &view.tr("net-inside-unit"), header, |ui| {
        let layers = map.inside.layers.len();
        let summary = view.tr_with(
            "net-inside-said",
            &[
                ("inputs", Arg::Count(map.inside.all_inputs as u64)),
                ("layers", Arg::Count(layers.saturating_sub(1) as u64)),
                ("pass", Arg::Count(u64::from(map.pass))),
            ],
        );
        let words = NetworkWords {
            empty: &view.tr("train-map-empty"),
            summary: &summary,
            input: &|input| view.say(&input.name()),
            neuron: &|id| net_words::neuron(view, id),
            answer: &|place| answer(view, run, map, place),
            shown: &|part| net_words::shown(view, part),
            link: &|weight| {
                let weight = Arg::Text(format::effect(f64::from(weight)));
                view.tr_with("net-link", &[("weight", weight)])
            },
        };
        let selected = view.state.training.neuron;
        if let Some(neuron) = network(ui, map, selected, height - AROUND, words) {
            view.send(Command::SelectNeuron(neuron));
        }
    });
    chart_menu::on_card(&shown.response, view, Chart::Network);
}

/// What the colours of links mean, laid out from the right.
fn key(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    for (colour, text) in [(tokens.neg, "net-link-lowers"), (tokens.pos, "net-link-raises")] {
        label(ui, Type::Caption, view.tr(text), tokens.muted).on_hover_text(view.tr("net-link-help"));
        let (place, _) = ui.allocate_exact_size(vec2(16.0, 10.0), Sense::hover());
        ui.painter().hline(place.x_range(), place.center().y, Stroke::new(2.5, colour));
        ui.add_space(space::XS);
    }
}

/// An answer of the net in words.
fn answer(view: &View<'_>, run: &Run<'_>, map: &NetMap, place: usize) -> String {
    match (&map.says, run.question()) {
        (NetSays::Several { answers }, _) => {
            let own = answers.iter().find(|(known, _)| *known == place);
            own.map(|(_, name)| name.clone()).unwrap_or_default()
        }
        (_, Some(Question::YesNo { target, positive, .. })) => {
            let positive = positive.clone().unwrap_or_default();
            let answer = NetInput { column: target.clone(), level: Some(positive) };
            view.say(&answer.name())
        }
        (_, question) => question.and_then(Question::target).unwrap_or_default().to_owned(),
    }
}

/// The neuron that is selected, or the answer where none is.
fn selected(view: &View<'_>, map: &NetMap) -> Option<(NeuronId, NetNeuron)> {
    let layers = &map.inside.layers;
    let find = |id: NeuronId| {
        let neuron = layers.get(id.layer)?.neurons.iter().find(|neuron| neuron.place == id.place)?;
        Some((id, neuron.clone()))
    };
    let last = layers.len().checked_sub(1)?;
    let answer = NeuronId { layer: last, place: layers.last()?.neurons.first()?.place };
    view.state.training.neuron.and_then(find).or_else(|| find(answer))
}

/// What the selected neuron answers to.
pub(super) fn neuron(ui: &mut Ui, view: &View<'_>, run: &Run<'_>, map: &NetMap) {
    let Some((id, neuron)) = selected(view, map) else { return };
    let tokens = theme::of(ui);
    let is_answer = id.layer + 1 == map.inside.layers.len();
    let title = if is_answer { answer(view, run, map, id.place) } else { net_words::neuron(view, id) };
    let is_selected = view.state.training.neuron == Some(id);
    let right = |ui: &mut Ui| {
        if is_selected && icon_button(ui, icons::ICON_CLOSE, &view.tr("net-neuron-close"), true).clicked() {
            view.send(Command::SelectNeuron(None));
        }
    };
    let unit = if is_selected { String::new() } else { view.tr("net-neuron-pick") };
    page::header_card(ui, &title, &unit, right, |ui| {
        label(ui, Type::Body, net_words::answers_to(view, &neuron), tokens.text);
        if let Some(awake) = neuron.awake {
            let n = ("n", Arg::Count(awake.rows as u64));
            let is_chance = matches!(map.says, NetSays::Chance { .. });
            let number = |value: f64| {
                if is_chance {
                    Arg::Percent(value)
                } else {
                    Arg::Text(format::number(view.language(), value))
                }
            };
            let args = [n, ("among", number(awake.among)), ("overall", number(awake.overall))];
            let text = view.tr_with(if is_chance { "net-awake-chance" } else { "net-awake-number" }, &args);
            label(ui, Type::Body, text, tokens.text);
        }
        let method = if id.layer == 0 && !is_answer { "net-by-weights" } else { "net-by-correlation" };
        label(ui, Type::Caption, view.tr(method), tokens.muted);
    });
}
