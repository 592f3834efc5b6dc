//! What a join finds: how many rows belong together, and the first of them.

use egui::{Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::steps;
use crate::domain::join::{Join, JoinCounts, JoinLook, Take};
use crate::domain::message::Arg;
use crate::text::format;
use crate::ui::theme::{self, Type, height, space};
use crate::ui::view::View;
use crate::ui::widgets::{self, Notice, Tone};

/// Rows that are shown without scrolling.
const ROWS: usize = 9;
/// The narrowest a column is drawn.
const LANE: f32 = 120.0;

/// Draws the counts and the first rows.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, join: &Join, look: &JoinLook) {
    let Some(counts) = look.counts else { return };
    let file = Arg::Name(join.file_name());
    if counts.found == 0 {
        let title = view.tr_with("joins-none-found", &[("file", file)]);
        let text = view.tr("joins-none-found-text");
        widgets::notice(ui, Notice { tone: Tone::Look, title: &title, text: &text, button: None });
        ui.add_space(space::S);
    } else {
        widgets::panel(ui, |ui| told(ui, view, join, &counts));
        ui.add_space(space::S);
    }
    rows(ui, view, look);
}

/// How many rows belong together, and what becomes of the others.
fn told(ui: &mut Ui, view: &View<'_>, join: &Join, counts: &JoinCounts) {
    let tokens = theme::of(ui);
    ui.spacing_mut().item_spacing.y = space::XS;
    ui.horizontal(|ui| {
        let args = [
            ("found", Arg::Count(counts.found)),
            ("rows", Arg::Count(counts.rows)),
            ("file", Arg::Name(join.file_name())),
        ];
        widgets::label(ui, Type::Strong, view.tr_with("joins-counts", &args), tokens.text);
        let share = counts.found as f64 / counts.rows.max(1) as f64;
        let tone = if share < 0.5 { Tone::Look } else { Tone::Good };
        widgets::chip(ui, tone, &format::percent(view.language(), share));
    });
    let n = |count: u64| ("n", Arg::Count(count));
    let missing = counts.rows - counts.found - counts.gaps;
    let mut sentences = Vec::new();
    if missing > 0 {
        let counted = join.bring.iter().any(|brought| brought.take == Take::Rows);
        sentences.push(if counted {
            view.tr_with("joins-counts-missing-0", &[n(missing)])
        } else {
            view.tr_with("joins-counts-missing", &[n(missing)])
        });
    }
    if counts.gaps > 0 {
        sentences.push(view.tr_with("joins-counts-gaps", &[n(counts.gaps)]));
    }
    if counts.several == 0 {
        sentences.push(view.tr("joins-counts-once"));
    } else {
        let most = ("most", Arg::Count(counts.most));
        sentences.push(view.tr_with("joins-counts-several", &[n(counts.several), most]));
    }
    let unused = counts.other_unused + counts.other_gaps;
    if unused > 0 {
        let others = ("others", Arg::Count(counts.other_rows));
        sentences.push(view.tr_with("joins-counts-unused", &[n(unused), others]));
    }
    for sentence in sentences {
        widgets::label(ui, Type::Body, sentence, tokens.text);
    }
}

fn rows(ui: &mut Ui, view: &View<'_>, look: &JoinLook) {
    if look.rows.is_empty() || look.names.is_empty() {
        return;
    }
    let tokens = theme::of(ui);
    let card = egui::Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(theme::radius::CARD);
    card.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = view.tr_with("joins-first-rows", &[("n", Arg::Count(look.rows.len() as u64))]);
        steps::card_head(ui, &title, "");
        let room = ui.available_width();
        let lane = (room / look.names.len() as f32).max(LANE);
        let wide = lane * look.names.len() as f32;
        let high = look.rows.len().min(ROWS) as f32 * height::ROW + height::COMPACT;
        // A second file may bring more columns than there is room for.
        let area = ScrollArea::both().id_salt("joined").max_height(high + 12.0).auto_shrink([false, true]);
        area.show_viewport(ui, |ui, seen| {
            let all = vec2(wide, height::COMPACT + look.rows.len() as f32 * height::ROW);
            let (rect, _) = ui.allocate_exact_size(all, Sense::hover());
            let first = ((seen.top() - height::COMPACT) / height::ROW).floor().max(0.0) as usize;
            let shown = (seen.height() / height::ROW).ceil() as usize + 1;
            for (place, name) in look.names.iter().enumerate() {
                let x = rect.left() + place as f32 * lane;
                let is_new = place >= look.keys;
                let ink = if is_new { tokens.good } else { tokens.muted };
                let cell = Rect::from_min_size(pos2(x, rect.top()), vec2(lane, height::COMPACT));
                write(ui, cell, Type::CaptionMedium, name, ink);
                for (row, cells) in look.rows.iter().enumerate().skip(first).take(shown) {
                    let y = rect.top() + height::COMPACT + row as f32 * height::ROW;
                    let cell = Rect::from_min_size(pos2(x, y), vec2(lane, height::ROW));
                    let said = cells.get(place).and_then(Option::as_deref);
                    if is_new {
                        let soft = if said.is_some() { tokens.good_soft } else { tokens.warn_soft };
                        ui.painter().rect_filled(cell.with_max_y(cell.bottom() - 1.0), 0.0, soft);
                    }
                    let gap = view.tr("common-gap");
                    let (text, ink) = match said {
                        Some(text) => (text, tokens.text),
                        None => (gap.as_str(), tokens.warn),
                    };
                    write(ui, cell, Type::Body, text, ink);
                }
            }
            for row in first..=(first + shown).min(look.rows.len()) {
                let y = rect.top() + height::COMPACT + row as f32 * height::ROW - 0.5;
                ui.painter().hline(rect.x_range(), y, Stroke::new(1.0, tokens.line));
            }
        });
        ui.add_space(space::S);
    });
}

fn write(ui: &mut Ui, rect: Rect, kind: Type, text: &str, ink: egui::Color32) {
    let inner = rect.shrink2(vec2(space::M, 0.0));
    let plain: String = text.chars().take(80).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let cut = widgets::middle_cut(ui, kind, &plain, inner.width());
    let words = widgets::galley(ui, kind, &cut, ink);
    let child = ui.new_child(UiBuilder::new().max_rect(rect));
    child.painter().galley(pos2(inner.left(), rect.center().y - words.rect.height() / 2.0), words, ink);
}
