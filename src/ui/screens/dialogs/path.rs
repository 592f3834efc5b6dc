//! A path is typed where the system has no file dialog.

use std::path::PathBuf;

use egui::{Id, Key, Ui};

use super::{foot, modal};
use crate::app::command::Command;
use crate::app::effect::Pick;
use crate::app::reduce::picked;
use crate::ui::theme::{self, Type};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button, TextField};

/// Draws the dialog.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, pick: &Pick, proposed: &str) {
    let title = match pick {
        Pick::OpenTable => view.tr("screens-dialogs-path-table"),
        Pick::JoinFile(_) => view.tr("joins-pick"),
        Pick::ScoreData(_) => view.tr("screens-dialogs-path-score"),
        Pick::OpenModel => view.tr("screens-dialogs-path-model"),
        Pick::SaveArtifact(_) | Pick::SaveRejected | Pick::SaveScored => view.tr("screens-dialogs-path-save"),
    };
    modal(ui, view, "path", &title, 480.0, |ui| {
        let tokens = theme::of(ui);
        let saves = pick.saves();
        let text =
            view.tr(if saves { "screens-dialogs-path-why-save" } else { "screens-dialogs-path-why-open" });
        widgets::label(ui, Type::Body, text, tokens.muted);
        // A new question starts with what it proposes.
        let id = Id::unique(("dialog-path", format!("{pick:?}"), proposed.to_owned()));
        let known: Option<String> = ui.data(|data| data.get_temp(id));
        let first = known.is_none();
        let mut path = known.unwrap_or_else(|| proposed.to_owned());
        let label = view.tr("screens-dialogs-path");
        let hint = view.tr("screens-start-path-hint");
        let field = TextField::new(&label, &mut path).hint(&hint).show(ui);
        if first {
            field.request_focus();
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let typed = path.trim().trim_matches(['"', '\'']).to_owned();
        let missing = view.tr("screens-dialogs-path-missing");
        let blocked = typed.is_empty().then_some(missing.as_str());
        let mut done = entered && !typed.is_empty();
        foot(ui, |ui| {
            let go = view.tr(if saves { "screens-dialogs-save" } else { "common-open" });
            done |= ui.add(Button::primary(&go).blocked(blocked)).clicked();
            if ui.add(Button::secondary(&view.tr("common-cancel"))).clicked() {
                view.send(Command::DismissDialog);
            }
        });
        ui.data_mut(|data| data.insert_temp(id, path));
        if done {
            ui.data_mut(|data| data.remove::<String>(id));
            view.send(Command::DismissDialog);
            view.send(picked(pick.clone(), PathBuf::from(typed)));
        }
    });
}
