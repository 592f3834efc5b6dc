//! Keys from the one list of actions.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::app::command::{Action, Shortcut};
use crate::app::state::{Dialog, State};

/// The actions whose keys were pressed since the last frame. While text is edited, its own keys (undo, redo)
/// stay with the text.
pub(super) fn pressed(ctx: &Context, state: &State) -> Vec<Action> {
    let typing = ctx.text_edit_focused();
    let modal = state.dialog.as_ref().is_some_and(|dialog| !matches!(dialog, Dialog::Palette | Dialog::Help));
    let mut actions = Vec::new();
    // A shortcut is also met by its keys with Shift, so those that ask for Shift come first.
    let mut ordered = Action::ALL;
    ordered.sort_by_key(|action| action.shortcut().is_none_or(|shortcut| !shortcut.shift));
    ctx.input_mut(|input| {
        for action in ordered {
            let of_text = matches!(action, Action::Undo | Action::Redo);
            if modal || (typing && of_text) {
                continue;
            }
            let Some(shortcut) = action.shortcut() else { continue };
            let Some(key) = key(shortcut) else { continue };
            if input.consume_shortcut(&key) {
                actions.push(action);
            }
        }
        // A second, widespread key for the palette.
        let palette = KeyboardShortcut::new(Modifiers::COMMAND, Key::P);
        if !modal && input.consume_shortcut(&palette) {
            actions.push(Action::Palette);
        }
    });
    actions
}

fn key(shortcut: Shortcut) -> Option<KeyboardShortcut> {
    let key = match shortcut.key {
        '+' => Key::Plus,
        '-' => Key::Minus,
        '.' => Key::Period,
        other => Key::from_name(&other.to_string())?,
    };
    let mut modifiers = Modifiers::NONE;
    if shortcut.command {
        modifiers |= Modifiers::COMMAND;
    }
    if shortcut.shift {
        modifiers |= Modifiers::SHIFT;
    }
    Some(KeyboardShortcut::new(modifiers, key))
}

/// The key in the notation of this system ("Ctrl K", "⌘K").
pub(super) fn written(ctx: &Context, action: Action) -> Option<String> {
    let shortcut = key(action.shortcut()?)?;
    Some(ctx.format_shortcut(&shortcut).replace('+', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_has_a_key() {
        for action in Action::ALL {
            if let Some(shortcut) = action.shortcut() {
                assert!(key(shortcut).is_some(), "{action:?}");
            }
        }
    }
}
