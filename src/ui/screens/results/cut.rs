//! The cut between those to contact and the others: where it stands, what it counts, the hand that moves it.

use std::sync::Arc;

use egui::{EventFilter, Key, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::app::command::Command;
use crate::domain::message::Arg;
use crate::domain::report::{Confusion, YesNoReport};
use crate::domain::work::RunId;
use crate::ui::screens::page;
use crate::ui::theme::{self, Type};
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, label};

/// Height of the slider and the line below it.
pub(super) const HEIGHT: f32 = 24.0 + 20.0 + 8.0;

/// The cut as a slider, and what it means in words. `right` says how many are judged rightly.
pub(super) fn slider(ui: &mut Ui, view: &View<'_>, task: &YesNoReport, cut: Cut, right: &str) {
    let tokens = theme::of(ui);
    let all = task.ranked.len();
    let said = view.tr_with("results-cut-said", &[("share", Arg::Percent(cut.share(task)))]);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let moved = rail(ui, cut.0, all, &view.tr("results-cut"));
        if moved != cut.0 {
            view.send(Command::MoveCut(moved as f64 / all.max(1) as f64));
        }
        page::text_row(ui, |ui| {
            label(ui, Type::Caption, &said, tokens.text);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                label(ui, Type::Caption, right, tokens.muted);
            });
        });
    });
}

/// A rail with a handle: the pointer drags it, arrow keys move it by one, with Shift by a hundredth.
fn rail(ui: &mut Ui, value: usize, most: usize, name: &str) -> usize {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::slider(ui.is_enabled(), value as f64, name));
    let (left, right) = (rect.left() + 7.0, rect.right() - 7.0);
    let mut next = value;
    if let Some(pointer) = response.interact_pointer_pos() {
        let share = ((pointer.x - left) / (right - left).max(1.0)).clamp(0.0, 1.0);
        next = (f64::from(share) * most as f64).round() as usize;
    }
    if response.has_focus() {
        let id = response.id;
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let (down, up, coarse) = ui.input(|input| {
            let count = |keys: [Key; 2]| keys.into_iter().map(|key| input.num_presses(key)).sum::<usize>();
            (
                count([Key::ArrowLeft, Key::ArrowDown]),
                count([Key::ArrowRight, Key::ArrowUp]),
                input.modifiers.shift,
            )
        });
        let step = if coarse { (most / 100).max(1) } else { 1 };
        next = (next + up * step).saturating_sub(down * step).min(most);
    }
    let share = next as f32 / most.max(1) as f32;
    let x = left + (right - left) * share;
    let middle = rect.center().y;
    let part = |from: f32, to: f32| Rect::from_min_max(pos2(from, middle - 2.0), pos2(to, middle + 2.0));
    ui.painter().rect_filled(part(left, right), 2.0, tokens.line_strong);
    ui.painter().rect_filled(part(left, x), 2.0, tokens.accent);
    let handle = pos2(x, middle);
    ui.painter().circle(handle, 7.0, tokens.surface, Stroke::new(2.0, tokens.accent));
    focus_ring(ui, &response, Rect::from_center_size(handle, vec2(14.0, 14.0)), 7);
    response.on_hover_cursor(egui::CursorIcon::ResizeHorizontal).on_hover_text(name);
    next
}

/// How many of the judged customers are called yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut(pub(super) usize);

impl Cut {
    /// Where the user put the line; else where the threshold of the figures puts it.
    pub(super) fn of(view: &View<'_>, task: &YesNoReport) -> Self {
        let all = task.ranked.len();
        match view.state.run.cut {
            Some(share) => Self((share * all as f64).round() as usize),
            None => Self((task.confusion.true_positive + task.confusion.false_positive).min(all)),
        }
    }

    /// The share of judged customers called yes.
    pub(super) fn share(self, task: &YesNoReport) -> f64 {
        self.0 as f64 / task.ranked.len().max(1) as f64
    }

    /// The counts at the cut.
    pub(super) fn counts(self, ui: &Ui, view: &View<'_>, task: &YesNoReport) -> Confusion {
        let (Some(run), Some(_)) = (view.state.run.id, view.state.run.cut) else { return task.confusion };
        counts_at(&found(ui, run, task), self.0)
    }
}

/// Yes among the first k of the ranked list, for every k.
type Found = Arc<Vec<u32>>;

/// The running count of one run. It is worked out once per run, not per frame: judged rows are a small part
/// of a file, but still too many for every frame.
fn found(ui: &Ui, run: RunId, task: &YesNoReport) -> Found {
    let id = egui::Id::unique("results-found");
    let known = ui.data(|data| data.get_temp::<(RunId, Found)>(id));
    if let Some((_, found)) =
        known.filter(|(known, found)| *known == run && found.len() == task.ranked.len() + 1)
    {
        return found;
    }
    let found: Found = Arc::new(running_count(&task.ranked));
    ui.data_mut(|data| data.insert_temp(id, (run, found.clone())));
    found
}

pub(super) fn running_count(ranked: &[(f64, bool)]) -> Vec<u32> {
    let counts = ranked.iter().scan(0_u32, |yes, (_, is_yes)| {
        *yes += u32::from(*is_yes);
        Some(*yes)
    });
    std::iter::once(0).chain(counts).collect()
}

pub(super) fn counts_at(found: &[u32], cut: usize) -> Confusion {
    let all = found.len().saturating_sub(1);
    let cut = cut.min(all);
    let yes = found.last().copied().unwrap_or_default() as usize;
    let hits = found.get(cut).copied().unwrap_or_default() as usize;
    Confusion {
        true_positive: hits,
        false_positive: cut - hits,
        false_negative: yes - hits,
        true_negative: (all - cut) - (yes - hits),
    }
}
