//! The rows that were set aside: line, reason, and the row as it stands in the file.

use egui::{Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::{foot, modal};
use crate::app::command::{Action, Command};
use crate::domain::message::Arg;
use crate::domain::table::{RejectReason, RejectedRow};
use crate::text::format;
use crate::ui::theme::{self, Type, height, radius, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Button};

/// Letters of a row that are laid out.
const LETTERS: usize = 400;
const LINE: f32 = 64.0;
const REASON: f32 = 220.0;

/// Draws the dialog.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>) {
    let Some(loaded) = &view.state.loaded else { return };
    let rows = loaded.view.rejected();
    let title = view.tr_with("screens-data-set-aside", &[("n", Arg::Count(rows.len() as u64))]);
    modal(ui, view, "rejected", &title, 840.0, |ui| {
        let tokens = theme::of(ui);
        widgets::label(ui, Type::Body, view.tr("screens-dialogs-rejected-text"), tokens.muted);
        ui.add_space(space::XS);
        ui.spacing_mut().item_spacing.y = 0.0;
        let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), height::COMPACT), Sense::hover());
        let titles = [
            view.tr("screens-dialogs-line"),
            view.tr("screens-dialogs-reason"),
            view.tr("screens-dialogs-raw"),
        ];
        for (lane, text) in lanes(head).into_iter().zip(titles) {
            let words = widgets::galley(ui, Type::CaptionMedium, &text, tokens.muted);
            let corner = pos2(lane.left(), lane.center().y - words.rect.height() / 2.0);
            ui.painter().galley(corner, words, tokens.muted);
        }
        ui.painter().hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, tokens.line_strong));
        let most = (ui.ctx().content_rect().height() - 320.0).clamp(3.0 * height::ROW, 12.0 * height::ROW);
        let area = ScrollArea::vertical()
            .id_salt("rejected")
            .max_height(most)
            .min_scrolled_height(most)
            .auto_shrink([false, true]);
        area.show_rows(ui, height::ROW, rows.len(), |ui, range| {
            for (index, row) in rows.iter().enumerate().skip(range.start).take(range.len()) {
                one(ui, view, index, row);
            }
        });
        ui.spacing_mut().item_spacing.y = 8.0;
        ui.add_space(space::S);
        foot(ui, |ui| {
            let (save, close) = (view.tr("screens-dialogs-save-them"), view.tr("common-close"));
            if ui.add(Button::primary(&save)).clicked() {
                view.send(Command::DismissDialog);
                view.act(Action::SaveRejected);
            }
            if ui.add(Button::secondary(&close)).clicked() {
                view.send(Command::DismissDialog);
            }
        });
    });
}

fn lanes(row: Rect) -> [Rect; 3] {
    let reason = row.left() + LINE;
    let raw = reason + REASON.min(row.width() * 0.4);
    let part = |from: f32, to: f32| Rect::from_min_max(pos2(from, row.top()), pos2(to, row.bottom()));
    [part(row.left(), reason), part(reason, raw), part(raw, row.right())]
}

/// One row, which leads to its place in the table.
fn one(ui: &mut Ui, view: &View<'_>, index: usize, row: &RejectedRow) {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height::ROW), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, tokens.hover);
    }
    let raw: String = row.raw.chars().take(LETTERS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = format::count(row.line);
    let reason = reason(view, row);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{line} {reason} {raw}"))
    });
    let texts = [(line, tokens.muted), (reason, tokens.warn), (raw, tokens.text)];
    for (lane, (text, ink)) in lanes(rect).into_iter().zip(texts) {
        let words = widgets::galley_within(ui, Type::Body, &text, ink, lane.width() - space::M, 1);
        ui.painter().galley(pos2(lane.left(), lane.center().y - words.rect.height() / 2.0), words, ink);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
    widgets::focus_ring(ui, &response, rect.shrink(2.0), radius::CHIP);
    if response.has_focus() {
        response.scroll_to_me(None);
    }
    let tip = view.tr("screens-dialogs-show-place");
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(tip).clicked() {
        view.send(Command::ShowPlace(index));
    }
}

/// Why a row was set aside, in words.
fn reason(view: &View<'_>, row: &RejectedRow) -> String {
    match row.reason {
        RejectReason::TooManyCells => view.tr_with(
            "screens-dialogs-too-many-cells",
            &[("found", Arg::Count(row.found as u64)), ("expected", Arg::Count(row.expected as u64))],
        ),
        RejectReason::OpenQuote => view.tr("screens-dialogs-open-quote"),
        RejectReason::NotText => view.tr("screens-dialogs-not-text"),
        RejectReason::RepeatedHeader => view.tr("screens-dialogs-repeated-header"),
        RejectReason::Footnote => view.tr("screens-dialogs-footnote"),
    }
}
