//! Pausing a net that learns, and going on pass by pass.

use egui::Ui;

use super::super::model::number_field::NumberField;
use crate::app::command::{Action, Command};
use crate::app::state::Pace;
use crate::ui::theme::{self, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{Button, label};

/// Whether what learns now can be paused.
pub(super) fn apply(view: &View<'_>) -> bool {
    view.state.why_not_paced().is_none()
}

/// Whether it waits.
pub(super) fn waits(view: &View<'_>) -> bool {
    apply(view) && view.state.training.pace == Pace::Paused
}

/// The buttons.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    ui.spacing_mut().item_spacing.x = space::S;
    let (name, icon) = if waits(view) {
        (view.tr("train-play"), icons::ICON_PLAY_ARROW)
    } else {
        (view.tr("train-pause"), icons::ICON_PAUSE)
    };
    if ui.add(Button::primary(&name).icon(icon)).clicked() {
        view.act(Action::Pause);
    }
    let reason = Action::OnePass.disabled(view.state).map(|why| view.say(&why));
    let name = view.tr("train-one-pass");
    let button = Button::secondary(&name).icon(icons::ICON_SKIP_NEXT).blocked(reason.as_deref());
    if ui.add(button).clicked() {
        view.act(Action::OnePass);
    }
}

/// How far steps go, as it is now and to be changed.
pub(super) fn rate(ui: &mut Ui, view: &View<'_>) {
    let Some(pass) = view.state.training.pass else { return };
    let name = view.tr("neural-rate");
    label(ui, Type::Caption, &name, theme::of(ui).muted);
    let field = NumberField {
        label: &name,
        help: "",
        hint: "",
        allowed: &view.tr("neural-rate-allowed"),
        blocked: None,
        step: Some(0.001),
    };
    let read = |text: &str| text.parse::<f64>().ok().filter(|rate| rate.is_finite() && *rate > 0.0);
    if let Some(rate) = field.show_bare(ui, &pass.rate.to_string(), 104.0, read) {
        view.send(Command::SetRate(rate));
    }
}
