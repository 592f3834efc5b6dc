//! Steering a net that learns: waiting, going on step by step and back, settings that can change.

use egui::Ui;

use super::super::dialogs::spelled;
use super::super::model::number_field::NumberField;
use crate::app::command::{Action, Command};
use crate::app::state::Pace;
use crate::domain::message::Arg;
use crate::domain::net::Change;
use crate::text::format;
use crate::ui::theme::{self, Icon, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{Button, label, tool_button};

/// The width from which steps, progress and settings stand in one row.
const ONE_ROW: f32 = 1_040.0;
/// Width of all settings in a row, labels included.
const SETTINGS: f32 = 560.0;

/// Whether what learns now can be paused.
pub(super) fn apply(view: &View<'_>) -> bool {
    view.state.why_not_paced().is_none()
}

/// Whether it waits.
pub(super) fn waits(view: &View<'_>) -> bool {
    apply(view) && view.state.training.pace == Pace::Paused
}

/// Steps, how far it is, and settings.
pub(super) fn bar(ui: &mut Ui, view: &View<'_>, how_far: impl FnOnce(&mut Ui)) {
    let is_wide = ui.available_width() >= ONE_ROW;
    ui.horizontal(|ui| {
        steps(ui, view);
        ui.add_space(space::S);
        let room = ui.available_width() - if is_wide { SETTINGS + space::L } else { 0.0 };
        ui.vertical(|ui| {
            ui.set_width(room.max(120.0));
            how_far(ui);
        });
        if is_wide {
            ui.add_space(space::S);
            settings(ui, view);
        }
    });
    if !is_wide {
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| settings(ui, view));
    }
}

fn steps(ui: &mut Ui, view: &View<'_>) {
    ui.spacing_mut().item_spacing.x = space::XS;
    let (name, icon) = if waits(view) {
        (view.tr("train-play"), icons::ICON_PLAY_ARROW)
    } else {
        (view.tr("train-pause"), icons::ICON_PAUSE)
    };
    let keys = Action::Pause.shortcut().map(|key| spelled(ui, key)).unwrap_or_default();
    if ui.add(Button::primary(&name).icon(icon).tooltip(&keys)).clicked() {
        view.act(Action::Pause);
    }
    let buttons: [(Action, Icon, &str, &str); 5] = [
        (Action::BackPass, icons::ICON_SKIP_PREVIOUS, "training-back", "training-back-help"),
        (Action::OneBatch, icons::ICON_STEP, "training-batch-step", "training-batch-help"),
        (Action::OnePass, icons::ICON_SKIP_NEXT, "train-one-pass", "training-pass-help"),
        (Action::Rewind, icons::ICON_REPLAY, "training-rewind", "training-rewind-help"),
        (Action::NewStart, icons::ICON_CASINO, "training-anew", "training-anew-help"),
    ];
    for (action, icon, name, help) in buttons {
        let reason = action.disabled(view.state).map(|why| view.say(&why));
        let name = view.tr(name);
        let gap = if view.language() == crate::text::Language::English { ": " } else { "：" };
        let mut text = format!("{name}{gap}{}", view.tr(help));
        if let Some(keys) = action.shortcut().map(|key| spelled(ui, key)) {
            text = view.tr_with("training-keys", &[("text", Arg::Text(text)), ("keys", Arg::Text(keys))]);
        }
        let reason = reason.map(|why| format!("{name}{gap}{why}"));
        if tool_button(ui, icon, &name, &text, reason.as_deref()).clicked() {
            view.act(action);
        }
    }
}

/// Where in a pass it waits, if within one.
pub(super) fn within_pass(ui: &mut Ui, view: &View<'_>) {
    let Some(waits) = view.state.training.net.waits.filter(|waits| waits.rows > 0) else { return };
    let mut args = vec![
        ("n", Arg::Count(u64::from(waits.pass) + 1)),
        ("rows", Arg::Text(format::count(waits.rows))),
        ("all", Arg::Text(format::count(waits.of))),
    ];
    let id = match waits.loss {
        Some(loss) => {
            args.push(("loss", Arg::Loss(loss)));
            "training-at-batch-loss"
        }
        None => "training-at-batch",
    };
    label(ui, Type::Caption, view.tr_with(id, &args), theme::of(ui).muted);
}

/// A field of the bar: label, accessible name and help, what is allowed, text in force, width.
struct Setting<'a> {
    name: &'a str,
    help: &'a str,
    allowed: &'a str,
    hint: &'a str,
    step: Option<f64>,
    now: String,
    width: f32,
}

/// How it learns, as it is now and to be changed.
fn settings(ui: &mut Ui, view: &View<'_>) {
    let Some(now) = view.state.training.net.settings else { return };
    ui.spacing_mut().item_spacing.x = space::S;
    let shown = |ui: &mut Ui, setting: Setting<'_>, read: &dyn Fn(&str) -> Option<Command>| {
        let (name, help, hint) = (view.tr(setting.name), view.tr(setting.help), setting.hint);
        label(ui, Type::Caption, &name, theme::of(ui).muted).on_hover_text(help);
        let field = NumberField {
            label: &name,
            help: "",
            hint: if hint.is_empty() { "" } else { hint },
            allowed: &view.tr(setting.allowed),
            blocked: None,
            step: setting.step,
        };
        if let Some(command) = field.show_bare(ui, &setting.now, setting.width, read) {
            view.send(command);
        }
        ui.add_space(space::XS);
    };
    let change = |change: Change| change.makes_sense().then_some(Command::ChangeLearning(change));
    shown(
        ui,
        Setting {
            name: "training-rate",
            help: "training-rate-help",
            allowed: "neural-rate-allowed",
            hint: "",
            step: Some(0.001),
            now: format::plain(now.rate),
            width: 84.0,
        },
        &|text| change(Change::Rate(text.parse().ok()?)),
    );
    shown(
        ui,
        Setting {
            name: "training-batch",
            help: "training-batch-size-help",
            allowed: "neural-batch-allowed",
            hint: "",
            step: Some(16.0),
            now: now.batch.to_string(),
            width: 60.0,
        },
        &|text| change(Change::Batch(text.parse().ok()?)),
    );
    shown(
        ui,
        Setting {
            name: "training-dropout",
            help: "training-dropout-help",
            allowed: "training-dropout-allowed",
            hint: "",
            step: None,
            now: format!("{}%", format::plain(now.dropout * 100.0)),
            width: 56.0,
        },
        &|text| {
            let percent: f64 = text.trim_end_matches(['%', '％']).trim().parse().ok()?;
            change(Change::Dropout(percent / 100.0))
        },
    );
    let goal = view.state.training.goal();
    let none = view.tr("training-goal-hint");
    shown(
        ui,
        Setting {
            name: "training-goal",
            help: "training-goal-help",
            allowed: "training-goal-allowed",
            hint: &none,
            step: None,
            now: goal.map(format::loss).unwrap_or_default(),
            width: 64.0,
        },
        &|text| {
            if text.is_empty() {
                return Some(Command::SetGoal(None));
            }
            let goal = text.parse::<f64>().ok().filter(|goal| goal.is_finite() && *goal > 0.0)?;
            Some(Command::SetGoal(Some(goal)))
        },
    );
}
