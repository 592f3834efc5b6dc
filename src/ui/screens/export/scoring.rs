//! A new file beside the model that is to score it: what fits, what is missing, what changed.

use egui::Ui;

use super::super::page;
use crate::app::command::{Action, Command};
use crate::app::state::Scoring;
use crate::domain::message::{Arg, Message};
use crate::domain::work::{Differences, ModelSource, Slot};
use crate::ui::theme::{self, Icon, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Tone, chip, icon, label, middle_cut};

/// Entries of a list before the rest becomes a number.
const SHOWN: usize = 12;

/// Why the scored file cannot be written now.
fn why_not(view: &View<'_>, scoring: &Scoring) -> Option<Message> {
    if let Some(busy) = view.state.busy(Slot::Write) {
        return Some(busy);
    }
    match &scoring.found {
        None => Some(Message::new("export-not-compared")),
        Some((_, found)) if !found.missing.is_empty() => {
            Some(Message::new("export-missing-columns").with("columns", Arg::Names(first(&found.missing))))
        }
        Some(_) => None,
    }
}

fn first(names: &[String]) -> Vec<String> {
    names.iter().take(3).cloned().collect()
}

/// The primary button while a file is to be scored.
pub(super) fn write_button(ui: &mut Ui, view: &View<'_>) {
    let Some(scoring) = &view.state.scoring else { return };
    let reason = why_not(view, scoring).map(|why| view.say(&why));
    let text = view.tr("export-write-scored");
    let button = Button::primary(&text).icon(icons::ICON_SAVE).blocked(reason.as_deref());
    if ui.add(button).clicked() {
        view.send(Command::PickScored);
    }
}

/// The card: choose a file, see how it differs.
pub(super) fn card(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    page::card(ui, &view.tr("export-score-title"), "", |ui| {
        label(ui, Type::Body, view.tr("export-score-text"), tokens.muted);
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            page::action_button(
                ui,
                view,
                Action::ScoreFile,
                &view.tr("export-score-file"),
                icons::ICON_UPLOAD_FILE,
            );
            let reason = Action::ScoreWithModel.disabled(view.state).map(|why| view.say(&why));
            let text = view.tr("export-score-with-model");
            let tooltip = view.tr("export-score-with-model-help");
            let button = Button::quiet(&text).blocked(reason.as_deref()).tooltip(&tooltip);
            if ui.add(button).clicked() {
                view.act(Action::ScoreWithModel);
            }
        });
        if let Some(scoring) = &view.state.scoring {
            ui.add_space(space::S);
            page::divider(ui);
            ui.add_space(space::S);
            compared(ui, view, scoring);
        }
    });
}

fn compared(ui: &mut Ui, view: &View<'_>, scoring: &Scoring) {
    let tokens = theme::of(ui);
    let file = scoring.data.file_name().unwrap_or_default().to_string_lossy().into_owned();
    page::text_row(ui, |ui| {
        let shown = middle_cut(ui, Type::Strong, &file, (ui.available_width() - 120.0).max(80.0));
        label(ui, Type::Strong, shown, tokens.text).on_hover_text(scoring.data.display().to_string());
        if let Some((rows, found)) = &scoring.found {
            let text = view.tr_with("common-rows", &[("n", Arg::Count(*rows))]);
            label(ui, Type::Caption, text, tokens.muted);
            let (tone, word) = verdict(view, found);
            chip(ui, tone, &word);
        }
    });
    if let ModelSource::File(path) = &scoring.model {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = view.tr_with("export-by-model", &[("file", Arg::Name(name))]);
        label(ui, Type::Caption, text, tokens.muted);
    }
    let Some((_, found)) = &scoring.found else {
        // A comparison that failed is told by its error.
        if view.state.busy(Slot::Write).is_some() {
            label(ui, Type::Body, view.tr("export-comparing"), tokens.muted);
        }
        return;
    };
    ui.add_space(space::XS);
    if found.missing.is_empty() {
        line(ui, icons::ICON_CHECK_CIRCLE, tokens.good, &view.tr("export-fits"), "");
    } else {
        let count = ("n", Arg::Count(found.missing.len() as u64));
        let title = view.tr_with("export-missing", &[count]);
        line(ui, icons::ICON_ERROR, tokens.bad, &title, &view.tr("export-missing-next"));
        names(ui, view, Tone::Bad, &found.missing);
    }
    for sentence in &found.joined {
        line(ui, icons::ICON_JOIN_LEFT, tokens.muted, &view.say(sentence), "");
    }
    if !found.changed.is_empty() {
        let count = ("n", Arg::Count(found.changed.len() as u64));
        line(ui, icons::ICON_WARNING, tokens.warn, &view.tr_with("export-changed", &[count]), "");
        for (column, why) in found.changed.iter().take(SHOWN) {
            page::text_rows(ui, |ui| {
                ui.add_space(26.0);
                chip(ui, Tone::Look, column);
                label(ui, Type::Caption, view.say(why), tokens.text);
            });
        }
        more(ui, view, found.changed.len());
    }
    if !found.extra.is_empty() {
        let count = ("n", Arg::Count(found.extra.len() as u64));
        let title = view.tr_with("export-extra", &[count]);
        line(ui, icons::ICON_LIGHTBULB, tokens.muted, &title, &view.tr("export-extra-kept"));
        names(ui, view, Tone::Fact, &found.extra);
    }
    if let Some(path) = &scoring.path {
        let path = path.display().to_string();
        let text = view.tr_with("export-written", &[("path", Arg::Text(path.clone()))]);
        line(ui, icons::ICON_CHECK_CIRCLE, tokens.good, &text, "");
    }
}

fn verdict(view: &View<'_>, found: &Differences) -> (Tone, String) {
    if !found.missing.is_empty() {
        (Tone::Bad, view.tr("export-chip-missing"))
    } else if !found.changed.is_empty() {
        (Tone::Look, view.tr("export-chip-look"))
    } else {
        (Tone::Good, view.tr("export-chip-ready"))
    }
}

/// A sign, a sentence, and what it means below.
fn line(ui: &mut Ui, sign: Icon, colour: egui::Color32, title: &str, text: &str) {
    let tokens = theme::of(ui);
    ui.horizontal_top(|ui| {
        let drawn = icon(ui, sign, 18.0, colour);
        ui.add(egui::Label::new(drawn));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(egui::Label::new(Type::Body.rich(title).color(tokens.text)).wrap());
            if !text.is_empty() {
                ui.add(egui::Label::new(Type::Caption.rich(text).color(tokens.muted)).wrap());
            }
        });
    });
}

fn names(ui: &mut Ui, view: &View<'_>, tone: Tone, names: &[String]) {
    page::text_rows(ui, |ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        ui.add_space(26.0);
        for name in names.iter().take(SHOWN) {
            chip(ui, tone, name);
        }
        more(ui, view, names.len());
    });
}

fn more(ui: &mut Ui, view: &View<'_>, all: usize) {
    if all > SHOWN {
        let text = view.tr_with("model-more", &[("n", Arg::Count((all - SHOWN) as u64))]);
        label(ui, Type::Caption, text, theme::of(ui).muted);
    }
}
