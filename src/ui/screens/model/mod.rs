//! First the question, then the way to answer it, then what it may learn from.
//!
//! A screen: reads the view and sends commands. Which way fits a question is the engine's to say.

mod by_time;
mod columns;
mod groups;
mod inspector;
mod net;
pub(super) mod number_field;
mod question;
mod rare;
mod svm;
mod ways;
mod which;

use egui::Ui;

use super::page::{self, Head};
use crate::app::command::Action;
use crate::app::state::Place;
use crate::domain::recipe::Question;
use crate::ui::theme::icons;
use crate::ui::view::View;
use crate::ui::widgets::Button;

/// Draws the screen below the top bar.
pub fn ui(ui: &mut Ui, view: &View<'_>) {
    if page::is_missing(ui, view, Place::Model, icons::ICON_CATEGORY) {
        return;
    }
    let title = view.tr("model-title");
    let line = view.tr("model-line");
    let head = Head { title: &title, line: &line };
    page::page(ui, head, |ui| train_button(ui, view), |ui| body(ui, view));
}

fn body(ui: &mut Ui, view: &View<'_>) {
    page::with_inspector(
        ui,
        view,
        "model",
        |ui| {
            page::last_error(ui, view);
            let asked = question::cards(ui, view);
            match (view.state.question(), asked) {
                (Some(Question::Segments { columns }), _) => groups::card(ui, view, columns),
                (Some(asked), _) => question::sentence(ui, view, asked),
                (None, Some(open)) => question::open_sentence(ui, view, open),
                (None, None) => question::suggestion(ui, view),
            }
            ways::table(ui, view);
            columns::card(ui, view);
        },
        |ui| inspector::ui(ui, view),
    );
}

fn train_button(ui: &mut Ui, view: &View<'_>) {
    let reason = Action::Train.disabled(view.state).map(|why| view.say(&why));
    let text = view.tr("model-train");
    let button = Button::primary(&text).icon(icons::ICON_PLAY_ARROW).blocked(reason.as_deref());
    if ui.add(button).clicked() {
        view.act(Action::Train);
    }
}

#[cfg(test)]
mod tests;
