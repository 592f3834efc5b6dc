//! Steering a net that learns: waiting, going on step by step and back, settings that can change.

use egui::{Align, Layout, Ui, vec2};

use super::super::dialogs::spelled;
use super::super::model::number_field::NumberField;
use super::super::page;
use crate::app::command::{Action, Command};
use crate::app::state::{JobView, Pace};
use crate::domain::event::Progress;
use crate::domain::message::Arg;
use crate::domain::net::Change;
use crate::text::format;
use crate::ui::theme::{self, Icon, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{Button, galley, label, progress_bar, tool_button};

/// Width of the progress at least, where all stands in one row.
const PROGRESS: f32 = 220.0;
/// Height of the bar.
const BAR: f32 = 50.0;
/// The settings and how wide their fields are.
const FIELDS: [(&str, f32); 4] =
    [("training-rate", 84.0), ("training-batch", 60.0), ("training-dropout", 56.0), ("training-goal", 84.0)];

/// Whether what learns now can be paused.
pub(super) fn apply(view: &View<'_>) -> bool {
    view.state.why_not_paced().is_none()
}

/// Whether it waits.
pub(super) fn waits(view: &View<'_>) -> bool {
    apply(view) && view.state.training.pace == Pace::Paused
}

/// Steps, how far it is, and settings.
pub(super) fn bar(ui: &mut Ui, view: &View<'_>, job: &JobView) {
    let settings_width = settings_width(ui, view);
    let steps_width = 300.0;
    let is_wide = ui.available_width() >= steps_width + PROGRESS + settings_width;
    // In one row all stand around one middle.
    ui.allocate_ui_with_layout(vec2(ui.available_width(), BAR), Layout::left_to_right(Align::Center), |ui| {
        steps(ui, view);
        ui.add_space(space::M);
        let room = ui.available_width() - if is_wide { settings_width + space::XL } else { 0.0 };
        ui.allocate_ui_with_layout(vec2(room.max(120.0), BAR), Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            how_far(ui, view, job);
        });
        if is_wide {
            ui.add_space(space::M);
            settings(ui, view);
        }
    });
    if !is_wide {
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| settings(ui, view));
    }
}

/// How wide the settings are in a row.
fn settings_width(ui: &Ui, view: &View<'_>) -> f32 {
    let names = FIELDS.iter().map(|(name, width)| {
        galley(ui, Type::Caption, &view.tr(name), theme::of(ui).muted).rect.width()
            + width
            + 2.0 * space::S
            + space::XS
    });
    names.sum()
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

/// Which pass it is in or waits in, how far the whole is, how long a pass takes and how much is left.
fn how_far(ui: &mut Ui, view: &View<'_>, job: &JobView) {
    let tokens = theme::of(ui);
    let net = &view.state.training.net;
    let waits = waits(view);
    let within = net.waits.filter(|at| waits && at.rows > 0);
    let done = job.progress.map_or(0, |progress| progress.done);
    let what = match within {
        Some(at) => view.tr_with("training-waits-in", &[("n", Arg::Count(u64::from(at.pass) + 1))]),
        None if waits => view.tr_with("training-waits-after", &[("n", Arg::Count(done))]),
        None => view.tr_with("training-pass", &[("n", Arg::Count(done))]),
    };
    let left = job.time_left(view.now).filter(|_| !waits).map(|seconds| {
        let time = Arg::Text(format::duration(view.language(), seconds));
        view.tr_with("common-left", &[("time", time)])
    });
    let right = match (within.and_then(|at| at.loss), left) {
        (Some(loss), _) => view.tr_with("training-last-batch", &[("loss", Arg::Loss(loss))]),
        (None, left) => left.unwrap_or_default(),
    };
    let total = job.progress.and_then(|progress| progress.total);
    let of = total.map(|total| {
        let counts = [done, total].map(|count| Arg::Text(format::count(count)));
        let [done, total] = counts;
        view.tr_with("common-of", &[("done", done), ("total", total)])
    });
    let each = net.seconds.map(|seconds| {
        let time = Arg::Text(format::span(view.language(), seconds));
        view.tr_with("training-each", &[("time", time)])
    });
    let customers = within.map(|at| {
        let [rows, all] = [at.rows, at.of].map(|count| Arg::Text(format::count(count)));
        view.tr_with("training-of-customers", &[("rows", rows), ("all", all)])
    });
    ends(ui, |ui| drop(label(ui, Type::Strong, &what, tokens.text)), &of.unwrap_or_default());
    progress_bar(ui, job.progress.and_then(Progress::share), &what);
    let below = customers.or(each).unwrap_or_default();
    ends(ui, |ui| drop(label(ui, Type::Caption, below, tokens.muted)), &right);
}

/// Something at the left, a caption at the right.
fn ends(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: &str) {
    page::text_row(ui, |ui| {
        left(ui);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            label(ui, Type::Caption, right, theme::of(ui).muted);
        });
    });
}

/// A field of the bar.
struct Setting<'a> {
    help: &'a str,
    allowed: &'a str,
    hint: &'a str,
    step: Option<f64>,
    now: String,
}

/// How it learns, as it is now and to be changed.
fn settings(ui: &mut Ui, view: &View<'_>) {
    let Some(now) = view.state.training.net.settings else { return };
    ui.spacing_mut().item_spacing.x = space::S;
    let mut fields = FIELDS.iter();
    let mut shown = |ui: &mut Ui, setting: Setting<'_>, read: &dyn Fn(&str) -> Option<Command>| {
        let Some((name, width)) = fields.next() else { return };
        let (name, help, hint) = (view.tr(name), view.tr(setting.help), setting.hint);
        label(ui, Type::Caption, &name, theme::of(ui).muted).on_hover_text(help);
        let field = NumberField {
            label: &name,
            help: "",
            hint,
            allowed: &view.tr(setting.allowed),
            blocked: None,
            step: setting.step,
        };
        if let Some(command) = field.show_bare(ui, &setting.now, *width, read) {
            view.send(command);
        }
        ui.add_space(space::XS);
    };
    let change = |change: Change| change.makes_sense().then_some(Command::ChangeLearning(change));
    shown(
        ui,
        Setting {
            help: "training-rate-help",
            allowed: "neural-rate-allowed",
            hint: "",
            step: Some(0.001),
            now: format::plain(now.rate),
        },
        &|text| change(Change::Rate(text.parse().ok()?)),
    );
    shown(
        ui,
        Setting {
            help: "training-batch-size-help",
            allowed: "neural-batch-allowed",
            hint: "",
            step: Some(16.0),
            now: now.batch.to_string(),
        },
        &|text| change(Change::Batch(text.parse().ok()?)),
    );
    shown(
        ui,
        Setting {
            help: "training-dropout-help",
            allowed: "training-dropout-allowed",
            hint: "",
            step: None,
            now: format!("{}%", format::plain(now.dropout * 100.0)),
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
            help: "training-goal-help",
            allowed: "training-goal-allowed",
            hint: &none,
            step: Some(0.01),
            now: goal.map(format::loss).unwrap_or_default(),
        },
        &|text| {
            if text.is_empty() {
                return Some(Command::SetGoal(None));
            }
            // As it is shown, thousands stand apart.
            let goal =
                text.replace(',', "").parse::<f64>().ok().filter(|goal| goal.is_finite() && *goal > 0.0)?;
            Some(Command::SetGoal(Some(goal)))
        },
    );
}
