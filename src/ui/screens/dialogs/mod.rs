//! What needs a choice now: a path, a file that would be replaced, how the file was read, rows set aside, help.
//!
//! The palette is drawn by the shell. Esc is always the way out that changes nothing.

mod help;
pub(super) use self::help::spelled;
mod path;
mod practice;
mod reading;
mod rejected;
mod rows;

#[cfg(test)]
mod tests;

use egui::{Align, Align2, Frame, Id, Layout, Margin, Modal, Stroke, Ui, vec2};

use crate::app::command::Command;
use crate::app::state::{Dialog, SampleOffer};
use crate::domain::message::Arg;
use crate::domain::work::Request;
use crate::ui::theme::{self, Type, icons, radius, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button, Choice};

pub(super) use practice::name as figure_name;

/// Draws the open dialog, if one is open.
pub fn ui(ui: &mut Ui, view: &View<'_>) {
    match &view.state.dialog {
        Some(Dialog::TypePath(pick, proposed)) => path::ui(ui, view, pick, proposed),
        Some(Dialog::Replace(request)) => replace(ui, view, request),
        Some(Dialog::Rejected) => rejected::ui(ui, view),
        Some(Dialog::Reading) => reading::ui(ui, view),
        Some(Dialog::Sample(offer)) => sample(ui, view, offer),
        Some(Dialog::Help) => help::ui(ui, view),
        Some(Dialog::Practice) => practice::ui(ui, view),
        Some(Dialog::Palette) | None => {}
    }
}

/// A dialog with a title and a way to close it; Esc and a click beside it close it too.
fn modal(ui: &Ui, view: &View<'_>, name: &str, title: &str, width: f32, contents: impl FnOnce(&mut Ui)) {
    let tokens = theme::of(ui);
    let frame = Frame::new()
        .fill(tokens.raised)
        .stroke(Stroke::new(1.0, tokens.line_strong))
        .corner_radius(radius::DIALOG)
        .inner_margin(Margin::same(20));
    let id = Id::unique(("dialog", name.to_owned()));
    let area = Modal::default_area(id).anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0));
    let modal = Modal::new(id).area(area).frame(frame).backdrop_color(tokens.scrim);
    let width = width.min(ui.ctx().content_rect().width() - 80.0);
    let shown = modal.show(ui.ctx(), |ui| {
        ui.set_width(width);
        ui.horizontal(|ui| {
            let room = ui.available_width() - 40.0;
            let words = widgets::galley_within(ui, Type::Subtitle, title, tokens.text, room, 2);
            ui.add(egui::Label::new(words));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = view.tr("common-close");
                if widgets::icon_button(ui, icons::ICON_CLOSE, &close, true).clicked() {
                    view.send(Command::DismissDialog);
                }
            });
        });
        contents(ui);
    });
    if shown.should_close() {
        view.send(Command::DismissDialog);
    }
}

/// The ways out at the foot of a dialog, from the right.
fn foot(ui: &mut Ui, buttons: impl FnOnce(&mut Ui)) {
    ui.add_space(space::S);
    ui.with_layout(Layout::right_to_left(Align::Center), buttons);
}

fn replace(ui: &mut Ui, view: &View<'_>, request: &Request) {
    let path = match request {
        Request::Write { path, .. } | Request::WriteRejected { path, .. } => Some(path),
        Request::Score { out, .. } => out.as_ref(),
        _ => None,
    };
    let Some(path) = path else { return };
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let title = view.tr_with("screens-dialogs-replace", &[("file", Arg::Name(file))]);
    let folder = path.parent().map(|folder| folder.display().to_string()).filter(|folder| !folder.is_empty());
    let folder = folder.unwrap_or_else(|| ".".to_owned());
    let text = view.tr_with("screens-dialogs-replace-text", &[("folder", Arg::Text(folder))]);
    let (keep, lose) = (view.tr("screens-dialogs-keep"), view.tr("screens-dialogs-replace-it"));
    match widgets::dialog(ui, &title, &text, &[Choice::Safe(&keep), Choice::Loses(&lose)]) {
        Some(0) => view.send(Command::DismissDialog),
        Some(_) => view.send(Command::ReplaceExisting),
        None => {}
    }
}

/// A file does not fit into memory: a sample of it would.
fn sample(ui: &Ui, view: &View<'_>, offer: &SampleOffer) {
    let file = offer.path.file_name().unwrap_or(offer.path.as_os_str()).to_string_lossy().into_owned();
    let title = view.tr_with("screens-dialogs-sample", &[("file", Arg::Name(file))]);
    modal(ui, view, "sample", &title, 480.0, |ui| {
        let tokens = theme::of(ui);
        let every = [("every", Arg::Count(offer.reading.every.unwrap_or(1)))];
        widgets::label(ui, Type::Body, view.say(&offer.why), tokens.text);
        widgets::label(ui, Type::Body, view.tr_with("screens-dialogs-sample-text", &every), tokens.muted);
        foot(ui, |ui| {
            let open = view.tr_with("screens-dialogs-sample-open", &[("n", Arg::Count(offer.rows))]);
            if ui.add(Button::primary(&open)).clicked() {
                view.send(Command::TakeSample);
            }
            if ui.add(Button::secondary(&view.tr("common-cancel"))).clicked() {
                view.send(Command::DismissDialog);
            }
        });
    });
}
