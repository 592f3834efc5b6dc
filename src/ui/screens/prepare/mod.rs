//! The cleaning steps: a list that is switched, moved and undone, and what the open step does.
//!
//! [`menu`] adds steps, [`steps`] is the list, [`editor`], [`shaping`] and [`join`] the open step as [`fields`],
//! [`effect`] its before and after, [`touched`] the rows it changes, [`joined`] those found in a second file, [`words`] how a step is said. Nothing here computes; previews come from the engine.

mod editor;
mod effect;
mod fields;
mod join;
mod joined;
mod menu;
mod pick;
mod shaping;
mod steps;
mod touched;
mod words;

#[cfg(test)]
mod tests;

use egui::{Align, Layout, Popup, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::head::{Head, head, next_button, part};
use crate::app::command::{Action, Command};
use crate::app::state::{Loaded, Place};
use crate::domain::column::Finding;
use crate::domain::message::Arg;
use crate::domain::work::Slot;
use crate::text::format;
use crate::ui::theme::{self, Type, icons, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button, Notice, Progress, Tone};

/// Width of the list where there is room.
const LIST: f32 = 400.0;
/// Room for a scroll bar beside a column.
const GUTTER: f32 = 12.0;

/// Draws the page.
pub fn ui(ui: &mut Ui, view: &View<'_>) {
    let Some(loaded) = &view.state.loaded else {
        nothing_open(ui, view);
        return;
    };
    header(ui, view, loaded);
    ui.add_space(space::S);
    if let Some(error) = &view.state.error {
        let (what, close) = (view.say(&error.what), view.tr("common-close"));
        let text = format!("{} {}", view.say(&error.why), view.say(&error.next));
        let notice = Notice { tone: Tone::Bad, title: &what, text: &text, button: Some(&close) };
        if widgets::notice(ui, notice) {
            view.send(Command::DismissNotice);
        }
        ui.add_space(space::XS);
    }
    joining(ui, view);
    let body = ui.available_rect_before_wrap();
    ui.allocate_rect(body, Sense::hover());
    if view.state.recipe().steps.is_empty() {
        empty(ui, view, body);
    } else if body.width() >= 900.0 {
        let list = Rect::from_min_size(body.min, vec2(LIST, body.height()));
        let rest = Rect::from_min_max(pos2(list.right() + space::L, body.top()), body.max);
        scrolled(ui, "prepare-list", list, |ui| left(ui, view));
        scrolled(ui, "prepare-step", rest, |ui| right(ui, view, loaded));
    } else {
        scrolled(ui, "prepare-all", body, |ui| {
            left(ui, view);
            ui.add_space(space::S);
            right(ui, view, loaded);
        });
    }
}

/// A second file that is being read and looked through.
fn joining(ui: &mut Ui, view: &View<'_>) {
    let Some(job) = view.state.jobs.get(&Slot::Join) else { return };
    let what = job.phase.as_ref().map_or_else(|| view.tr("joins-phase-keys"), |phase| view.say(phase));
    let share = job.progress.and_then(crate::domain::event::Progress::share);
    let (far, stop) = (share.map(format::percent_tick).unwrap_or_default(), view.tr("common-stop"));
    let shown = Progress { what: &what, how_far: &far, share, stop: &stop };
    if widgets::progress_card(ui, shown) {
        view.act(Action::Stop);
    }
    ui.add_space(space::XS);
}

/// A scroll area whose bar stands beside its contents, in the gap or margin at their right.
fn scrolled(ui: &mut Ui, name: &str, rect: Rect, contents: impl FnOnce(&mut Ui)) {
    let mut ui = part(ui, name, rect.with_max_x(rect.right() + GUTTER));
    ScrollArea::vertical().auto_shrink(false).show(&mut ui, |ui| {
        ui.set_width(rect.width());
        contents(ui);
    });
}

fn nothing_open(ui: &mut Ui, view: &View<'_>) {
    let (title, text) = (view.tr("screens-prepare-no-table"), view.tr("screens-prepare-no-table-text"));
    ui.add_space(80.0);
    let button = view.tr("screens-prepare-to-data");
    if widgets::empty_state(ui, icons::ICON_CLEANING_SERVICES, &title, &text, Some(&button)) {
        view.act(Action::Go(Place::Data));
    }
}

fn header(ui: &mut Ui, view: &View<'_>, loaded: &Loaded) {
    let steps = view.state.recipe().steps.len() as u64;
    let text = if steps == 0 {
        view.tr("screens-prepare-sentence-none")
    } else {
        view.tr_with("screens-prepare-sentence", &[("n", Arg::Count(steps))])
    };
    let title = view.tr("screens-prepare-title");
    head(ui, Head { title: &title, text: &text, link: None }, |ui| {
        if next_button(ui, &view.tr("screens-prepare-next")) {
            view.act(Action::Go(Place::Model));
        }
        let add = view.tr("screens-prepare-add");
        let button = ui.add(Button::secondary(&add).icon(icons::ICON_ADD));
        Popup::menu(&button).gap(4.0).show(|ui| menu::ui(ui, view, loaded));
    });
}

fn left(ui: &mut Ui, view: &View<'_>) {
    steps::ui(ui, view);
    let suggested = suggestions(view);
    if !suggested.is_empty() {
        ui.add_space(space::S);
        suggest(ui, view, &suggested);
    }
    ui.add_space(space::XS);
    undo_hint(ui, view);
}

fn undo_hint(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    ui.horizontal(|ui| {
        ui.add_space(space::XS);
        let icon = widgets::icon(ui, icons::ICON_UNDO, 16.0, tokens.muted);
        ui.add(egui::Label::new(icon));
        widgets::label(ui, Type::Caption, view.tr("screens-prepare-undo-hint"), tokens.muted);
    });
}

fn right(ui: &mut Ui, view: &View<'_>, loaded: &Loaded) {
    let steps = &view.state.recipe().steps;
    let open = view.state.step.and_then(|index| steps.get(index).map(|entry| (index, entry)));
    let Some((index, entry)) = open else {
        let (title, text) = (view.tr("screens-prepare-choose"), view.tr("screens-prepare-choose-text"));
        widgets::panel(ui, |ui| widgets::empty_state(ui, icons::ICON_CLEANING_SERVICES, &title, &text, None));
        return;
    };
    editor::ui(ui, view, loaded, index, &entry.step);
    ui.add_space(space::S);
    effect::ui(ui, view, loaded, index, entry);
}

/// Findings whose step is not in the list yet.
fn suggestions<'a>(view: &View<'a>) -> Vec<&'a Finding> {
    let steps = &view.state.recipe().steps;
    let waits = |finding: &Finding| {
        finding.fix.as_ref().is_some_and(|(_, step)| !steps.iter().any(|entry| entry.step == *step))
    };
    view.state.findings().into_iter().map(|(_, finding)| finding).filter(|finding| waits(finding)).collect()
}

/// Suggested steps, each with the button that adds it.
fn suggest(ui: &mut Ui, view: &View<'_>, findings: &[&Finding]) {
    let tokens = theme::of(ui);
    let list = egui::Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(theme::radius::CARD);
    list.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        steps::card_head(ui, &view.tr("screens-prepare-suggested"), "");
        for finding in findings {
            let Some((label, step)) = &finding.fix else { continue };
            let (label, title, text) = (view.say(label), view.say(&finding.title), view.say(&finding.detail));
            let wide = widgets::galley(ui, Type::Medium, &label, tokens.text).rect.width() + 24.0;
            let button = wide.min(ui.available_width() * 0.45);
            let room = ui.available_width() - 2.0 * space::L - 30.0 - button - space::M;
            let title = widgets::galley_within(ui, Type::Medium, &title, tokens.text, room, 2);
            let text = widgets::galley_within(ui, Type::Caption, &text, tokens.muted, room, 3);
            let height = (title.rect.height() + text.rect.height() + 20.0).max(56.0);
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
            ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, tokens.line));
            let icon = widgets::icon(ui, words::icon(step), 20.0, tokens.muted);
            let top = rect.center().y - f32::midpoint(title.rect.height(), text.rect.height());
            let left = rect.left() + space::L;
            ui.painter().galley(pos2(left, top + 10.0 - icon.rect.height() / 2.0), icon, tokens.muted);
            let below = top + title.rect.height();
            ui.painter().galley(pos2(left + 30.0, top), title, tokens.text);
            ui.painter().galley(pos2(left + 30.0, below), text, tokens.muted);
            let area = rect.shrink2(vec2(space::L, 0.0));
            let area = area.with_min_x(area.right() - button - 1.0);
            let layout = Layout::right_to_left(Align::Center);
            let mut child = ui.new_child(UiBuilder::new().max_rect(area).layout(layout));
            if child.add(Button::secondary(&label).compact()).clicked() {
                view.send(Command::AddStep(step.clone()));
            }
        }
    });
}

/// No step yet: what steps are for, and what would help this file.
fn empty(ui: &mut Ui, view: &View<'_>, body: Rect) {
    scrolled(ui, "prepare-empty", body, |ui| {
        let width = ui.available_width().min(720.0);
        let left = (ui.available_width() - width) / 2.0;
        ui.horizontal_top(|ui| {
            ui.add_space(left);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.add_space(space::XXL);
                let findings = suggestions(view);
                let (title, text) = if findings.is_empty() {
                    (view.tr("screens-prepare-clean"), view.tr("screens-prepare-clean-text"))
                } else {
                    (view.tr("screens-prepare-empty"), view.tr("screens-prepare-empty-text"))
                };
                widgets::panel(ui, |ui| {
                    widgets::empty_state(ui, icons::ICON_CLEANING_SERVICES, &title, &text, None);
                });
                if !findings.is_empty() {
                    ui.add_space(space::S);
                    suggest(ui, view, &findings);
                }
                ui.add_space(space::XS);
                undo_hint(ui, view);
            });
        });
    });
}
