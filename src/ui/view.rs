//! What a screen is given: the state to read, words, the time, and a way to send commands.

use std::cell::RefCell;

use crate::app::command::{Action, Command};
use crate::app::state::State;
use crate::domain::message::{Arg, Message};
use crate::text::{Language, Words};

/// Read-only access to the state, and a tray for commands. Screens never change the state themselves.
#[derive(Debug)]
pub struct View<'a> {
    /// What is known.
    pub state: &'a State,
    /// Words of the chosen language.
    pub words: &'a Words,
    /// Seconds of the window's clock.
    pub now: f64,
    sent: RefCell<Vec<Command>>,
}

impl<'a> View<'a> {
    /// A view for one frame.
    pub fn new(state: &'a State, words: &'a Words, now: f64) -> Self {
        Self { state, words, now, sent: RefCell::default() }
    }

    /// Sends a command; it is carried out after the frame.
    pub fn send(&self, command: Command) {
        self.sent.borrow_mut().push(command);
    }

    /// Sends an action.
    pub fn act(&self, action: Action) {
        self.send(Command::Do(action));
    }

    /// The commands of this frame.
    pub fn into_commands(self) -> Vec<Command> {
        self.sent.into_inner()
    }

    /// The words of an id.
    pub fn tr(&self, id: &str) -> String {
        self.words.tr(id)
    }

    /// The words of an id with values.
    pub fn tr_with(&self, id: &str, args: &[(&'static str, Arg)]) -> String {
        self.words.tr_with(id, args)
    }

    /// A message in words.
    pub fn say(&self, message: &Message) -> String {
        self.words.say(message)
    }

    /// The language of the words.
    pub fn language(&self) -> Language {
        self.words.language()
    }
}
