//! The whole window without a screen: the real shell, engine and jobs, used through accessible names.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clientele::app::command::Command;
use clientele::app::effect::Pick;
use clientele::app::state::{Appearance, State, Theme};
use clientele::domain::message::Message;
use clientele::platform::settings::Settings;
use clientele::text::{Language, Words};
use clientele::ui::shell::{Dialogs, Outside, Shell};
use clientele::ui::theme;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use parking_lot::Mutex;

/// A test that waits this long for the program fails. It says nothing about how fast the program should be.
const PATIENCE: Duration = Duration::from_mins(2);

/// Answers file dialogs with paths laid out beforehand.
#[derive(Clone, Default)]
struct Answers {
    paths: Arc<Mutex<VecDeque<PathBuf>>>,
    asked: Arc<Mutex<Vec<(Pick, String)>>>,
}

impl Dialogs for Answers {
    fn ask(
        &self,
        pick: &Pick,
        proposed: &str,
        _words: &Words,
        done: Box<dyn FnOnce(Option<PathBuf>) + Send>,
    ) -> bool {
        self.asked.lock().push((pick.clone(), proposed.to_owned()));
        let path = self.paths.lock().pop_front();
        // As in a real system, the answer comes from another thread.
        std::thread::spawn(move || done(path));
        true
    }
}

/// A window and whoever sits before it.
pub(crate) struct Window {
    pub(crate) harness: Harness<'static, Shell>,
    pub(crate) words: Words,
    answers: Answers,
}

impl Window {
    /// A window of 1440 × 900 that has just opened.
    pub(crate) fn new(language: Language) -> Self {
        let answers = Answers::default();
        let outside =
            Outside { dialogs: Box::new(answers.clone()), folders: None, settings: Settings::default() };
        let appearance = Appearance { language, theme: Theme::Light, zoom: 1.0, inspector: true };
        let shell = Shell::new(outside, appearance, None);
        let harness = Harness::builder()
            .with_size([1440.0, 900.0])
            .with_theme(egui::Theme::Light)
            .with_context_setup(theme::install)
            .build_ui_state(
                |ui, shell: &mut Shell| {
                    let ctx = ui.ctx().clone();
                    shell.logic(&ctx);
                    shell.ui(ui);
                },
                shell,
            );
        Self { harness, words: Words::new(language), answers }
    }

    /// What the window knows.
    pub(crate) fn state(&self) -> &State {
        self.harness.state().state()
    }

    /// What the next file dialog is answered with.
    pub(crate) fn will_pick(&self, path: PathBuf) {
        self.answers.paths.lock().push_back(path);
    }

    /// The names that were proposed in file dialogs so far.
    pub(crate) fn proposed(&self) -> Vec<String> {
        self.answers.asked.lock().iter().map(|(_, name)| name.clone()).collect()
    }

    /// Gives a command as the palette or a shortcut would.
    pub(crate) fn command(&mut self, command: Command) {
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().command(&ctx, command);
        self.harness.step();
    }

    /// Draws frames until something holds.
    #[track_caller]
    pub(crate) fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        loop {
            self.harness.step();
            if holds(self) {
                break;
            }
            assert!(start.elapsed() < PATIENCE, "never came: {what}; {}", self.told());
            std::thread::sleep(Duration::from_millis(2));
        }
        self.harness.run_steps(2);
    }

    /// Draws frames until no job runs.
    #[track_caller]
    pub(crate) fn settle(&mut self) {
        self.until("no job runs", |window| window.state().jobs.is_empty());
    }

    /// A sentence or label in the window's language.
    pub(crate) fn say(&self, id: &'static str) -> String {
        self.words.say(&Message::new(id))
    }

    /// Presses what has this name; of several the first.
    #[track_caller]
    pub(crate) fn press(&mut self, name: &str) {
        self.node(name).click();
        self.harness.run_steps(3);
    }

    /// Presses what is called like this message.
    #[track_caller]
    pub(crate) fn press_id(&mut self, id: &'static str) {
        let name = self.say(id);
        self.press(&name);
    }

    /// Goes to a place by the rail.
    #[track_caller]
    pub(crate) fn go(&mut self, place: &'static str) {
        let name = self.say(place);
        self.harness.get_by_role_and_label(Role::Tab, &name).click();
        self.harness.run_steps(3);
    }

    /// Presses the last thing with this name: menus stand behind everything else.
    #[track_caller]
    pub(crate) fn press_in_menu(&mut self, id: &'static str) {
        let name = self.say(id);
        let found = self.harness.query_all_by_label(&name).last();
        found.unwrap_or_else(|| panic!("no menu says {name:?}: {:?}", self.names())).click();
        self.harness.run_steps(3);
    }

    /// A button of this name before anything else that is called so.
    #[track_caller]
    fn node<'a>(&'a self, name: &'a str) -> Node<'a> {
        let buttons = self.harness.query_all_by_role_and_label(Role::Button, name);
        let found = buttons.chain(self.harness.query_all_by_label(name)).next();
        found.unwrap_or_else(|| panic!("nothing is called {name:?}: {:?}", self.names()))
    }

    /// What a failed test says about the window.
    fn told(&self) -> String {
        let state = self.state();
        let (jobs, dialog, error, toast) = (&state.jobs, &state.dialog, &state.error, &state.toast);
        format!("{jobs:?} {dialog:?} {error:?} {toast:?} {:?} {:?}", self.answers.asked.lock(), self.names())
    }

    /// Everything on screen that has a name.
    fn names(&self) -> Vec<String> {
        self.harness.query_all_by(|_| true).filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// Whether these words are on screen.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.harness.query_all_by_label_contains(text).next().is_some()
    }

    /// How long the window wants to sleep after its last frame.
    pub(crate) fn rest(&self) -> Duration {
        let output = self.harness.output();
        output.viewport_output[&egui::ViewportId::ROOT].repaint_delay
    }
}
