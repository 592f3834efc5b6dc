//! The layers of a neural net and how they learn. What is left empty is chosen by the size of the data, and shown.

use egui::Ui;

use super::super::page;
use super::number_field::NumberField;
use super::svm::learners;
use crate::app::command::Command;
use crate::domain::net::{Activation, NetSpec, Optimiser, Schedule};
use crate::domain::recipe::{ModelChoice, ModelSpec};
use crate::engine::{NetPlan, net_plan};
use crate::ui::theme::space;
use crate::ui::view::View;
use crate::ui::widgets::{combo_labelled, switch};

/// What would be trained, once a net is chosen. What makes no sense is refused where it is typed; for the hints
/// the usual net stands in.
fn planned<'v>(view: &'v View<'_>) -> Option<(&'v ModelSpec, NetPlan)> {
    let spec = &view.state.recipe().model;
    let chosen = view.state.question().map(|question| spec.kind.resolve(question));
    let columns = view.state.loaded.as_ref().map_or(1, |loaded| loaded.profile.columns.len());
    let (rows, usual) = (learners(view), ModelSpec::default());
    let plan = net_plan(spec, rows, columns, 1).or_else(|_| net_plan(&usual, rows, columns, 1));
    (chosen == Some(ModelChoice::Neural)).then_some(spec).zip(plan.ok())
}

fn change(view: &View<'_>, spec: &ModelSpec, edit: impl FnOnce(&mut NetSpec)) {
    let mut spec = spec.clone();
    edit(&mut spec.net);
    view.send(Command::SetModel(spec));
}

/// Reads an empty text as none, and another one by `read`.
#[expect(
    clippy::option_option,
    reason = "the outer one says whether it could be read, the inner one what was"
)]
fn empty_or<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text.is_empty() { Some(None) } else { read(text).map(Some) }
}

/// Sizes of layers with commas or blanks between them.
fn layers(text: &str) -> Option<Vec<u32>> {
    let sizes = text.split([',', '，', ' ', '、']).map(str::trim).filter(|size| !size.is_empty());
    let sizes: Option<Vec<u32>> = sizes.map(|size| size.parse().ok().filter(|size| *size > 0)).collect();
    sizes.filter(|sizes| (1..=6).contains(&sizes.len()))
}

fn listed(layers: &[u32]) -> String {
    layers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}

/// What most people change: layers, learning rate, dropout.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    let Some((spec, plan)) = planned(view) else { return };
    let net = &spec.net;
    page::divider(ui);
    ui.add_space(space::XS);
    let field = NumberField {
        label: &view.tr("neural-layers"),
        help: &view.tr("neural-layers-help"),
        hint: &listed(&plan.shape.layers),
        allowed: &view.tr("neural-layers-allowed"),
        blocked: None,
        step: None,
    };
    if let Some(layers) = field.show(ui, &listed(&net.layers), |text| empty_or(text, layers)) {
        change(view, spec, |net| net.layers = layers.unwrap_or_default());
    }
    let text = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let field = NumberField {
        label: &view.tr("neural-rate"),
        help: &view.tr("neural-rate-help"),
        hint: &plan.learning.rate.to_string(),
        allowed: &view.tr("neural-rate-allowed"),
        blocked: None,
        step: Some(0.001),
    };
    let above_0 = |text: &str| text.parse::<f64>().ok().filter(|rate| rate.is_finite() && *rate > 0.0);
    if let Some(rate) = field.show(ui, &text(net.rate), |text| empty_or(text, above_0)) {
        change(view, spec, |net| net.rate = rate);
    }
    let field = NumberField {
        label: &view.tr("neural-dropout"),
        help: &view.tr("neural-dropout-help"),
        hint: &plan.shape.dropout.to_string(),
        allowed: &view.tr("neural-dropout-allowed"),
        blocked: None,
        step: Some(0.1),
    };
    let share = |text: &str| text.parse::<f64>().ok().filter(|share| (0.0..1.0).contains(share));
    if let Some(dropout) = field.show(ui, &text(net.dropout), |text| empty_or(text, share)) {
        change(view, spec, |net| net.dropout = dropout);
    }
    ui.add_space(space::XS);
}

/// What few people change.
pub(super) fn more(ui: &mut Ui, view: &View<'_>) {
    let Some((spec, plan)) = planned(view) else { return };
    let net = &spec.net;
    let whole = |least: u32| move |text: &str| text.parse::<u32>().ok().filter(|value| *value >= least);
    let text = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
    let field = NumberField {
        label: &view.tr("neural-patience"),
        help: &view.tr("neural-patience-help"),
        hint: &plan.learning.patience.to_string(),
        allowed: &view.tr("neural-patience-allowed"),
        blocked: None,
        step: Some(1.0),
    };
    if let Some(patience) = field.show(ui, &text(net.patience), |text| empty_or(text, whole(0))) {
        change(view, spec, |net| net.patience = patience);
    }
    let field = NumberField {
        label: &view.tr("neural-batch"),
        help: &view.tr("neural-batch-help"),
        hint: &plan.learning.batch.to_string(),
        allowed: &view.tr("neural-batch-allowed"),
        blocked: None,
        step: Some(1.0),
    };
    if let Some(batch) = field.show(ui, &text(net.batch), |text| empty_or(text, whole(1))) {
        change(view, spec, |net| net.batch = batch);
    }
    let mut activation = plan.shape.activation;
    let names = [
        (Activation::Relu, view.tr("neural-activation-relu")),
        (Activation::Gelu, view.tr("neural-activation-gelu")),
        (Activation::Tanh, view.tr("neural-activation-tanh")),
        (Activation::Sigmoid, view.tr("neural-activation-sigmoid")),
    ];
    if choose(ui, &view.tr("neural-activation"), &mut activation, &names) {
        change(view, spec, |net| net.activation = Some(activation));
    }
    let mut optimiser = plan.learning.optimiser;
    let names = [
        (Optimiser::Sgd, view.tr("neural-optimiser-sgd")),
        (Optimiser::Adam, view.tr("neural-optimiser-adam")),
        (Optimiser::AdamW, view.tr("neural-optimiser-adam-w")),
    ];
    if choose(ui, &view.tr("neural-optimiser"), &mut optimiser, &names) {
        change(view, spec, |net| net.optimiser = Some(optimiser));
    }
    let mut schedule = plan.learning.schedule;
    let names = [
        (Schedule::Constant, view.tr("neural-schedule-constant")),
        (Schedule::Cosine, view.tr("neural-schedule-cosine")),
        (Schedule::Plateau, view.tr("neural-schedule-plateau")),
    ];
    if choose(ui, &view.tr("neural-schedule"), &mut schedule, &names) {
        change(view, spec, |net| net.schedule = Some(schedule));
    }
    let mut norm = plan.shape.batch_norm;
    let (label, help) = (view.tr("neural-batch-norm"), view.tr("neural-batch-norm-help"));
    if switch(ui, &mut norm, &label, &help).changed() {
        change(view, spec, |net| net.batch_norm = Some(norm));
    }
}

fn choose<T: PartialEq + Copy>(ui: &mut Ui, label: &str, value: &mut T, names: &[(T, String)]) -> bool {
    let choices: Vec<(T, &str)> = names.iter().map(|(value, name)| (*value, name.as_str())).collect();
    combo_labelled(ui, label, value, &choices, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("64", Some(vec![64])),
            ("64, 32", Some(vec![64, 32])),
            ("64，32、 8", Some(vec![64, 32, 8])),
            (" 8 4 ", Some(vec![8, 4])),
            ("", None),
            (",", None),
            ("0", None),
            ("8, x", None),
            ("-3", None),
            ("1,1,1,1,1,1,1", None),
        ] {
            assert_eq!(layers(text), expected, "{text:?}");
        }
        assert_eq!(listed(&[64, 32]), "64, 32");
    }
}
