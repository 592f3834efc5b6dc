//! The list of steps: open one by pressing it, switch it, drag it to another place.

use egui::{
    Align, CornerRadius, Frame, Id, Layout, Rect, Response, Sense, Stroke, Ui, UiBuilder, pos2, vec2,
};

use super::words;
use crate::app::command::Command;
use crate::domain::message::Message;
use crate::domain::recipe::StepEntry;
use crate::domain::work::Slot;
use crate::ui::theme::{self, Type, icons, radius, space};
use crate::ui::view::View;
use crate::ui::widgets;

/// Height of a step.
const ROW: f32 = 56.0;

/// The step that is dragged.
#[derive(Clone, Copy, Debug)]
struct Dragged(usize);

/// The title line of a card whose rows reach its edges.
pub(super) fn card_head(ui: &mut Ui, title: &str, note: &str) {
    let tokens = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    let area = rect.shrink2(vec2(space::L, 0.0));
    let builder = UiBuilder::new().max_rect(area).layout(Layout::left_to_right(Align::Center));
    let mut line = ui.new_child(builder);
    widgets::label(&mut line, Type::Strong, title, tokens.text);
    if !note.is_empty() {
        line.with_layout(Layout::right_to_left(Align::Center), |ui| {
            widgets::label(ui, Type::Caption, note, tokens.muted);
        });
    }
}

/// Draws the list.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    let tokens = theme::of(ui);
    remember(ui, view);
    let steps = &view.state.recipe().steps;
    let card =
        Frame::new().fill(tokens.surface).stroke(Stroke::new(1.0, tokens.line)).corner_radius(radius::CARD);
    card.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        let note = if steps.len() > 1 { view.tr("screens-prepare-drag") } else { String::new() };
        card_head(ui, &view.tr("screens-prepare-steps"), &note);
        let top = ui.cursor().top();
        let found = view.state.steps_with_column();
        for ((index, entry), found) in steps.iter().enumerate().zip(found) {
            row(ui, view, index, entry, (steps.len(), found));
        }
        let dragged = egui::DragAndDrop::payload::<Dragged>(ui.ctx());
        if let (Some(from), Some(pointer)) = (dragged, ui.input(|input| input.pointer.interact_pos())) {
            let gap = (((pointer.y - top) / ROW).round().max(0.0) as usize).min(steps.len());
            let y = top + gap as f32 * ROW;
            ui.painter().hline(ui.max_rect().x_range(), y, Stroke::new(2.0, tokens.accent));
            if ui.input(|input| input.pointer.any_released()) {
                egui::DragAndDrop::clear_payload(ui.ctx());
                let to = if gap > from.0 { gap - 1 } else { gap };
                if to != from.0 {
                    view.send(Command::MoveStep(from.0, to));
                }
            }
        }
    });
}

fn row(ui: &mut Ui, view: &View<'_>, index: usize, entry: &StepEntry, (count, found): (usize, bool)) {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let sentence = words::sentence(view, &entry.step);
    let selected = view.state.step == Some(index);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, selected, &sentence));
    let last = index + 1 == count;
    let corner = if last { radius::CARD } else { 0 };
    let corner = CornerRadius { nw: 0, ne: 0, sw: corner, se: corner };
    let grip = grip(ui, rect, index, &view.tr("screens-prepare-grip"));
    if selected {
        ui.painter().rect_filled(rect, corner, tokens.selection);
    } else if response.hovered() || grip.hovered() {
        ui.painter().rect_filled(rect, corner, tokens.hover);
    }
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, tokens.line));
    let middle = rect.center().y;
    let handle = widgets::icon(ui, icons::ICON_DRAG_INDICATOR, 18.0, tokens.muted);
    ui.painter().galley(grip.rect.center() - handle.rect.size() / 2.0, handle, tokens.muted);
    let number = widgets::galley(ui, Type::Caption, &(index + 1).to_string(), tokens.muted);
    let corner = pos2(rect.left() + 46.0 - number.rect.width(), middle - number.rect.height() / 2.0);
    ui.painter().galley(corner, number, tokens.muted);
    let ink = if entry.on { tokens.accent_text } else { tokens.muted };
    let icon = widgets::icon(ui, words::icon(&entry.step), 20.0, ink);
    ui.painter().galley(pos2(rect.left() + 54.0, middle - icon.rect.height() / 2.0), icon, ink);

    let (second, warn) = second_line(ui, view, index, entry, found);
    let left = rect.left() + 84.0;
    let room = rect.right() - 52.0 - left;
    let ink = if entry.on { tokens.text } else { tokens.muted };
    let line = widgets::galley_within(ui, Type::Medium, &sentence, ink, room, 1);
    let cut = line.elided;
    ui.painter().galley(pos2(left, middle - 18.0), line, ink);
    let ink = if warn { tokens.warn } else { tokens.muted };
    let second = widgets::galley_within(ui, Type::Caption, &second, ink, room, 1);
    ui.painter().galley(pos2(left, middle + 2.0), second, ink);
    widgets::focus_ring(ui, &response, rect.shrink(4.0), radius::CONTROL);

    let area =
        Rect::from_min_max(pos2(rect.right() - 48.0, rect.top()), pos2(rect.right() - 6.0, rect.bottom()));
    let builder = UiBuilder::new().id_salt(("switch", index)).max_rect(area);
    let mut child = ui.new_child(builder.layout(Layout::left_to_right(Align::Center)));
    let mut on = entry.on;
    let switch = widgets::switch(&mut child, &mut on, "", "").accessible_name(&sentence);
    if switch.clicked() {
        view.send(Command::SwitchStep(index));
    }
    if response.clicked() {
        view.send(Command::SelectStep(Some(index)));
    }
    if cut {
        response.on_hover_text(sentence);
    }
}

/// The part of a row that drags it.
fn grip(ui: &Ui, row: Rect, index: usize, name: &str) -> Response {
    let rect = Rect::from_min_size(row.min, vec2(32.0, row.height()));
    let response = ui.interact(rect, ui.scope_id().with(("grip", index)), Sense::drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Unknown, true, name));
    response.dnd_set_drag_payload(Dragged(index));
    if response.dragged() {
        ui.set_cursor_icon(egui::CursorIcon::Grabbing);
    } else if response.hovered() {
        ui.set_cursor_icon(egui::CursorIcon::Grab);
    }
    response
}

/// Off, impossible, its effect if it was counted, or what it means.
fn second_line(ui: &Ui, view: &View<'_>, index: usize, entry: &StepEntry, found: bool) -> (String, bool) {
    if !entry.on {
        return (view.tr("screens-prepare-off"), false);
    }
    if !found {
        return (view.tr("screens-prepare-missing"), true);
    }
    let counted: Option<Effect> = ui.data(|data| data.get_temp(effect_id(view, index)));
    if let Some((_, Some(problem))) = &counted {
        return (view.say(problem), true);
    }
    let text = counted.map(|(count, _)| words::touched(view, &entry.step, count));
    (text.unwrap_or_else(|| words::meaning(view, &entry.step)), false)
}

/// What a step touched, or why it did nothing.
type Effect = (u64, Option<Message>);

/// Keeps the effect of the previewed step, so that the list shows it after another one is opened.
fn remember(ui: &Ui, view: &View<'_>) {
    let settled = !view.state.jobs.contains_key(&Slot::Preview);
    if let Some(preview) = view.state.preview.as_ref().filter(|_| settled) {
        let id = effect_id(view, preview.step);
        let effect: Effect = (preview.touched, preview.problem.clone());
        ui.data_mut(|data| data.insert_temp(id, effect));
    }
}

/// An effect holds for a table and for the steps up to this one.
fn effect_id(view: &View<'_>, index: usize) -> Id {
    let table = view.state.loaded.as_ref().map_or(0, |loaded| loaded.id.0);
    let steps = view.state.recipe().steps.iter().take(index + 1);
    let said: Vec<String> = steps.map(|entry| format!("{} {:?}", entry.on, entry.step)).collect();
    Id::unique(("step-effect", table, said))
}
