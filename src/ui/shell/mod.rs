//! The window around the screens: rail, top bar, palette, shortcuts, and the hands that carry out effects.
//!
//! [`Shell`] knows nothing of eframe, so tests drive it with egui alone; [`window`] puts it into a real window.
//! `logic` drains what workers sent and carries out commands; `ui` only draws.

mod effects;
mod keys;
mod palette;
mod rail;
mod top_bar;
pub mod window;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, unbounded};
use egui::{CentralPanel, Context, Frame, Margin, Panel, Ui};

use super::screens;
use super::theme;
use super::view::View;
use super::widgets::{self, ToastAnswer};
use crate::app::command::{Action, Command};
use crate::app::effect::Pick;
use crate::app::events;
use crate::app::reduce::{picked, reduce};
use crate::app::state::{Appearance, Dialog, Place, State, Theme};
use crate::domain::work::{Output, Slot};
use crate::engine::Engine;
use crate::jobs::{self, Runner};
use crate::platform::folders::Folders;
use crate::text::Words;

/// Events taken from one slot in one frame, so that a fast trainer never holds up drawing.
const EVENTS_PER_FRAME: usize = 256;
/// Seconds a toast stays.
const TOAST_SECONDS: f64 = 6.0;
/// Seconds the sentence about the start stays.
const NOTICE_SECONDS: f64 = 12.0;

/// Where the answer of a dialog goes; none is a cancel.
pub type Answer = Box<dyn FnOnce(Option<PathBuf>) + Send>;

/// Asks the user for a file; the answer goes to `done`, from any thread.
pub trait Dialogs {
    /// Starts to ask; false where the system has no dialog.
    fn ask(&self, pick: &Pick, proposed: &str, words: &Words, done: Answer) -> bool;
}

/// What the shell needs from outside.
pub struct Outside {
    /// File dialogs.
    pub dialogs: Box<dyn Dialogs>,
    /// Where settings and samples go; none keeps nothing.
    pub folders: Option<Folders>,
    /// Settings as they were read.
    pub settings: crate::platform::settings::Settings,
}

/// The whole window but for the window itself.
pub struct Shell {
    state: State,
    words: Words,
    engine: Arc<Engine>,
    runner: Runner,
    slots: BTreeMap<Slot, jobs::Slot<Output>>,
    keeper: jobs::Slot<()>,
    outside: Outside,
    picked: Sender<(Pick, PathBuf)>,
    picks: Receiver<(Pick, PathBuf)>,
    /// The toast on screen and when it goes.
    toast: (u64, f64),
    repaint: Arc<parking_lot::Mutex<Option<Context>>>,
    /// A sentence about the start, and when it goes.
    notice: Option<(String, f64)>,
}

impl Shell {
    /// A shell without a file. `notice` is a sentence about the start (software rendering) said once.
    pub fn new(outside: Outside, appearance: Appearance, notice: Option<String>) -> Self {
        let repaint: Arc<parking_lot::Mutex<Option<Context>>> = Arc::default();
        let wake = Arc::clone(&repaint);
        let runner = Runner::new(move |after| {
            if let Some(ctx) = wake.lock().as_ref() {
                ctx.request_repaint_after(after);
            }
        });
        let recent = outside.settings.recent.clone();
        let (picked, picks) = unbounded();
        let mut state = State::new(appearance, recent);
        state.no_trainer = crate::engine::neural::missing();
        crate::engine::neural::sweep();
        Self {
            state,
            words: Words::new(appearance.language),
            engine: Arc::new(Engine::new()),
            keeper: runner.slot("settings"),
            runner,
            slots: BTreeMap::new(),
            outside,
            picked,
            picks,
            toast: (0, 0.0),
            repaint,
            notice: notice.map(|notice| (notice, f64::INFINITY)),
        }
    }

    /// What is known now; for tests and for the start of the window.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Carries out a command as if the user had given it.
    pub fn command(&mut self, ctx: &Context, command: Command) {
        // The other theme than the one on screen; only the window knows which one the system chose.
        if matches!(command, Command::Do(Action::SwitchTheme)) && self.state.appearance.theme == Theme::System
        {
            let theme = if ctx.theme() == egui::Theme::Dark { Theme::Dark } else { Theme::Light };
            let shown = Appearance { theme, ..self.state.appearance };
            reduce(&mut self.state, Command::SetAppearance(shown));
        }
        let now = ctx.input(|input| input.time);
        for effect in reduce(&mut self.state, command) {
            self.carry_out(ctx, effect, now);
        }
    }

    /// Takes in what happened since the last frame: worker events, dialog answers, dropped files, keys.
    pub fn logic(&mut self, ctx: &Context) {
        if self.repaint.lock().is_none() {
            *self.repaint.lock() = Some(ctx.clone());
        }
        let now = ctx.input(|input| input.time);
        self.drain(ctx, now);
        let answers: Vec<_> = self.picks.try_iter().collect();
        for (pick, path) in answers {
            self.command(ctx, picked(pick, path));
        }
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if !dropped.is_empty() {
            self.command(ctx, Command::Dropped(dropped));
        }
        for action in keys::pressed(ctx, &self.state) {
            self.command(ctx, Command::Do(action));
        }
        self.apply_appearance(ctx);
    }

    fn drain(&mut self, ctx: &Context, now: f64) {
        let mut events = Vec::new();
        for (slot, jobs) in &mut self.slots {
            for _ in 0..EVENTS_PER_FRAME {
                let Some((id, event)) = jobs.poll() else { break };
                events.push((*slot, id, event));
            }
            if jobs.is_running() && events.len() >= EVENTS_PER_FRAME {
                ctx.request_repaint();
            }
        }
        for (slot, id, event) in events {
            for effect in events::apply(&mut self.state, slot, id, event, now) {
                self.carry_out(ctx, effect, now);
            }
        }
        // Settings are kept on the side; nobody waits for them.
        while self.keeper.poll().is_some() {}
    }

    fn apply_appearance(&mut self, ctx: &Context) {
        let appearance = self.state.appearance;
        if self.words.language() != appearance.language {
            self.words = Words::new(appearance.language);
        }
        let theme = match appearance.theme {
            Theme::System => egui::ThemePreference::System,
            Theme::Light => egui::ThemePreference::Light,
            Theme::Dark => egui::ThemePreference::Dark,
        };
        if ctx.options(|options| options.theme_preference) != theme {
            ctx.set_theme(theme);
        }
        if (ctx.zoom_factor() - appearance.zoom).abs() > 1e-3 {
            ctx.set_zoom_factor(appearance.zoom);
        }
    }

    /// Draws everything and carries out what was asked for.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let now = ctx.input(|input| input.time);
        let view = View::new(&self.state, &self.words, now);
        draw(ui, &view);
        let mut commands = view.into_commands();
        self.toast_ui(ui, now, &mut commands);
        for command in commands {
            self.command(&ctx, command);
            ctx.request_repaint();
        }
        self.apply_appearance(&ctx);
    }

    fn toast_ui(&mut self, ui: &mut Ui, now: f64, commands: &mut Vec<Command>) {
        // What was noticed at the start is a toast like any other: it goes by itself.
        if let Some((_, until)) = &mut self.notice {
            if *until == f64::INFINITY {
                *until = now + NOTICE_SECONDS;
            }
            if now >= *until {
                self.notice = None;
            } else {
                ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(NOTICE_SECONDS));
            }
        }
        let (text, action) = match (&self.state.toast, &self.notice) {
            (Some(toast), _) if toast.number > self.toast.0 => {
                self.toast = (toast.number, now + TOAST_SECONDS);
                (self.words.say(&toast.text), toast.action)
            }
            (Some(toast), _) if now < self.toast.1 => (self.words.say(&toast.text), toast.action),
            (_, Some((notice, _))) => (self.words.tr(notice), None),
            _ => return,
        };
        let action_name = action.map(|action| self.words.say(&action.name()));
        let answer = widgets::toast(
            ui,
            widgets::Toast {
                tone: widgets::Tone::Fact,
                text: &text,
                action: action_name.as_deref(),
                close: &self.words.tr("common-close"),
            },
        );
        let is_notice = now >= self.toast.1;
        match answer {
            ToastAnswer::Held => self.toast.1 = self.toast.1.max(now + 1.0),
            ToastAnswer::Action => {
                commands.extend(action.map(Command::Do));
                self.toast.1 = now;
            }
            ToastAnswer::Close => {
                self.toast.1 = now;
                if is_notice {
                    self.notice = None;
                }
            }
            ToastAnswer::None => {}
        }
        if self.toast.1 > now {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(self.toast.1 - now));
        }
    }

    /// Stops all work; called when the window closes.
    pub fn close(&mut self) {
        self.runner.stop_all();
        self.keep_settings();
        self.runner.wait_idle(std::time::Duration::from_secs(1));
    }
}

fn draw(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    let width = ui.available_width();
    let rail = rail::Rail::for_width(width);
    Panel::left("rail")
        .exact_size(rail.width())
        .resizable(false)
        .show_separator_line(true)
        .frame(Frame::new().fill(tokens.rail))
        .show(ui, |ui| rail::ui(ui, view, rail));
    Panel::top("top-bar")
        .exact_size(48.0)
        .resizable(false)
        .show_separator_line(true)
        .frame(Frame::new().fill(tokens.canvas).inner_margin(Margin::symmetric(24, 0)))
        .show(ui, |ui| top_bar::ui(ui, view));
    CentralPanel::default()
        .frame(Frame::new().fill(tokens.canvas).inner_margin(Margin {
            left: 24,
            right: 24,
            top: 20,
            bottom: 16,
        }))
        .show(ui, |ui| screen_ui(ui, view));
    match &view.state.dialog {
        Some(Dialog::Palette) => palette::ui(ui, view),
        Some(_) => screens::dialogs::ui(ui, view),
        None => {}
    }
}

fn screen_ui(ui: &mut Ui, view: &View<'_>) {
    match view.state.place {
        Place::Data if view.state.loaded.is_none() => screens::start::ui(ui, view),
        Place::Data => screens::data::ui(ui, view),
        Place::Prepare => screens::prepare::ui(ui, view),
        Place::Model => screens::model::ui(ui, view),
        Place::Train => screens::train::ui(ui, view),
        Place::Results => screens::results::ui(ui, view),
        Place::Export => screens::export::ui(ui, view),
    }
}

/// Whether an action can be done now; used by the bars.
fn can(view: &View<'_>, action: Action) -> bool {
    action.disabled(view.state).is_none()
}
