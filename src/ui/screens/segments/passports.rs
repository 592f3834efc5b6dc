//! One passport per group: number, name, size, traits. They scroll sideways where they do not fit.

use egui::{
    Align, CornerRadius, Frame, Layout, Margin, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::domain::message::Arg;
use crate::domain::report::{Segment, SegmentReport, Stability, Trait, TriedGroups};
use crate::text::format;
use crate::ui::theme::{self, Type, radius, segment_colour, space};
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, galley, galley_within, label, middle_cut};

/// Width of a passport at least.
const LEAST: f32 = 200.0;
/// Traits shown.
const TRAITS: usize = 4;
const HEIGHT: f32 = 128.0 + TRAITS as f32 * 20.0 + 2.0 * APART;
/// Height of the lines that say how well the group stands apart, and whether it comes back.
const APART: f32 = 24.0;

/// Draws them. Returns the place of the one that was clicked.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, task: &SegmentReport, selected: Option<u32>) -> Option<u32> {
    let count = task.segments.len().max(1);
    let fits = ui.available_width() >= (LEAST + space::M) * count as f32 - space::M;
    let width = if fits {
        ((ui.available_width() + space::M) / count as f32 - space::M).floor()
    } else {
        LEAST + 8.0
    };
    let mut clicked = None;
    ScrollArea::horizontal().id_salt("passports").auto_shrink([false, true]).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            for (place, segment) in task.segments.iter().enumerate() {
                let chosen = selected == Some(place as u32);
                let found = task.stability.as_ref().and_then(|found| found.overlaps.get(place));
                if passport(ui, view, (segment, found.copied()), place, chosen, width) {
                    clicked = Some(place as u32);
                }
            }
        });
        if !fits {
            ui.add_space(space::XS);
        }
    });
    clicked
}

fn passport(
    ui: &mut Ui,
    view: &View<'_>,
    (segment, overlap): (&Segment, Option<f64>),
    place: usize,
    chosen: bool,
    width: f32,
) -> bool {
    let tokens = theme::of(ui);
    let name = view.say(&segment.name);
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    let said = view.tr_with(
        "segments-passport-said",
        &[
            ("number", Arg::Count(u64::from(segment.number))),
            ("name", Arg::Text(name.clone())),
            ("n", Arg::Count(segment.rows as u64)),
            ("share", Arg::Percent(segment.share)),
        ],
    );
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &said));
    let colour = segment_colour(place);
    let fill = if response.hovered() && !chosen { tokens.hover } else { tokens.surface };
    let corner = CornerRadius::same(radius::CARD);
    let painter = ui.painter().clone();
    // The colour shows as an edge of four points; the card lies over the rest.
    painter.rect_filled(rect, corner, colour);
    let below = rect.with_min_y(rect.top() + 4.0);
    let foot = CornerRadius { nw: 0, ne: 0, sw: radius::CARD, se: radius::CARD };
    painter.rect_filled(below, foot, fill);
    if chosen {
        painter.rect_stroke(rect, corner, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    } else {
        let line = Stroke::new(1.0, tokens.line);
        painter.with_clip_rect(below).rect_stroke(rect, corner, line, StrokeKind::Inside);
    }

    let inner = rect.shrink2(vec2(14.0, 14.0)).with_min_y(rect.top() + 16.0);
    let badge = pos2(inner.left() + 11.0, inner.top() + 11.0);
    painter.circle(badge, 9.5, tokens.surface, Stroke::new(2.0, colour));
    let number = galley(ui, Type::CaptionStrong, &segment.number.to_string(), tokens.text);
    painter.galley(badge - number.rect.size() / 2.0, number, tokens.text);
    let room = inner.width() - 32.0;
    let title = galley_within(ui, Type::Strong, &name, tokens.text, room, 2);
    let cut = title.elided;
    let up = if title.rect.height() > 24.0 { 0.0 } else { 1.0 };
    painter.galley(pos2(inner.left() + 32.0, inner.top() + up), title, tokens.text);

    let mut y = inner.top() + 44.0;
    let heads = galley(ui, Type::Title, &format::count(segment.rows as u64), tokens.text);
    let of = view.tr_with("segments-share", &[("share", Arg::Percent(segment.share))]);
    let end = inner.left() + heads.rect.width() + 8.0;
    let of = galley_within(ui, Type::Caption, &of, tokens.muted, inner.right() - end, 1);
    painter.galley(pos2(inner.left(), y), heads, tokens.text);
    painter.galley(pos2(end, y + 9.0), of, tokens.muted);
    y += 34.0;
    let track = Rect::from_min_size(pos2(inner.left(), y), vec2(inner.width(), 6.0));
    painter.rect_filled(track, f32::from(radius::BAR), tokens.line);
    let part = track.width() * segment.share.clamp(0.0, 1.0) as f32;
    let part = Rect::from_min_size(track.min, vec2(part.max(2.0), track.height()));
    painter.rect_filled(part, f32::from(radius::BAR), colour);
    y += 18.0;
    let list = Rect::from_min_max(pos2(inner.left(), y), inner.max - vec2(0.0, 2.0 * APART));
    let mut child =
        ui.new_child(UiBuilder::new().max_rect(list).layout(Layout::top_down(Align::Min)).id_salt(place));
    traits(&mut child, view, segment);
    let line = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 2.0 * APART), inner.max);
    let (first, second) = line.split_top_bottom_at_fraction(0.5);
    apart(ui, view, segment, first);
    if let Some(overlap) = overlap {
        comes_back(ui, view, segment, overlap, second);
    }
    focus_ring(ui, &response, rect, radius::CARD);
    let clicked = response.clicked();
    if cut {
        response.on_hover_text(&name);
    }
    clicked
}

/// The silhouette of the group and its word.
fn apart(ui: &mut Ui, view: &View<'_>, segment: &Segment, line: Rect) {
    if !segment.silhouette.is_finite() {
        return;
    }
    let value = format::score(segment.silhouette);
    let word = view.tr(segment.apart());
    let said = format!("{} {value} – {word}", view.tr("segments-silhouette"));
    let told = Told { value: &value, word: &word, said: &said, help: &view.tr("segments-silhouette-plain") };
    told.show(ui, ("apart", segment.number), line);
}

/// How much of the group comes back when customers are drawn anew, and its word.
fn comes_back(ui: &mut Ui, view: &View<'_>, segment: &Segment, overlap: f64, line: Rect) {
    let value = format::percent(view.language(), overlap);
    let word = view.tr(Stability::word(overlap));
    let said = format!("{} {value} – {word}", view.tr("stability-name"));
    let told = Told { value: &value, word: &word, said: &said, help: &view.tr("stability-plain") };
    told.show(ui, ("comes-back", segment.number), line);
}

/// A figure of a group with its word.
struct Told<'a> {
    value: &'a str,
    word: &'a str,
    /// What is read out.
    said: &'a str,
    help: &'a str,
}

impl Told<'_> {
    fn show(&self, ui: &mut Ui, id: (&'static str, u32), line: Rect) {
        let tokens = theme::of(ui);
        ui.painter().hline(line.x_range(), line.top() + 2.0, Stroke::new(1.0, tokens.line));
        let value = galley(ui, Type::Strong, self.value, tokens.text);
        let room = line.width() - value.rect.width() - 8.0;
        let words = galley_within(ui, Type::Caption, self.word, tokens.muted, room, 1);
        let middle = line.top() + 4.0 + (APART - 4.0) / 2.0;
        ui.painter().galley(pos2(line.left(), middle - 8.0), words, tokens.muted);
        let corner = pos2(line.right() - value.rect.width(), middle - value.rect.height() / 2.0);
        ui.painter().galley(corner, value, tokens.text);
        let response = ui.interact(line, ui.scope_id().with(id), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.said));
        response.on_hover_text(self.help);
    }
}

/// Name and value of the most unusual columns; the usual value stands behind.
fn traits(ui: &mut Ui, view: &View<'_>, segment: &Segment) {
    let tokens = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    for one in segment.traits.iter().take(TRAITS) {
        let (name, value, tone, said) = match one {
            Trait::Number { column, mean, z } => {
                let value = format::compact(view.language(), *mean);
                let args = [("column", Arg::Text(column.clone())), ("value", Arg::Text(value.clone()))];
                let said = if *z >= 0.0 {
                    view.tr_with("segments-trait-above", &args)
                } else {
                    view.tr_with("segments-trait-below", &args)
                };
                (column.clone(), value, *z, said)
            }
            Trait::Category { column, value, share, usual } => {
                let share_text = format::percent(view.language(), *share);
                let said = view.tr_with(
                    "segments-trait-share",
                    &[
                        ("column", Arg::Text(column.clone())),
                        ("value", Arg::Text(value.clone())),
                        ("share", Arg::Percent(*share)),
                        ("usual", Arg::Percent(*usual)),
                    ],
                );
                (format!("{column}: {value}"), share_text, share - usual, said)
            }
        };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
        let value = galley(ui, Type::Strong, &value, tokens.text);
        let arrow = galley(ui, Type::Caption, if tone >= 0.0 { "↑" } else { "↓" }, tokens.muted);
        let marker =
            pos2(rect.right() - value.rect.width() - 6.0 - arrow.rect.width(), rect.center().y - 8.0);
        ui.painter().galley(marker, arrow, tokens.muted);
        let room = marker.x - rect.left() - 8.0;
        let name = middle_cut(ui, Type::Caption, &name, room);
        let name = galley(ui, Type::Caption, &name, tokens.muted);
        ui.painter().galley(pos2(rect.left(), rect.center().y - 8.0), name, tokens.muted);
        ui.painter().galley(pos2(rect.right() - value.rect.width(), rect.top()), value, tokens.text);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        response.on_hover_text(said);
    }
}

/// Separation for each number of groups that was tried, as small bars with their 95 % intervals, and below how much of
/// the least stable group comes back; the number that was taken is filled.
pub(super) fn tried(ui: &mut Ui, view: &View<'_>, task: &SegmentReport) {
    let tokens = theme::of(ui);
    let most = task.tried.iter().map(|tried| tried.silhouette.high).fold(0.0_f64, f64::max);
    let said = tried_said(view, task);
    let measured = task.tried.iter().any(|tried| tried.stability.is_some());
    let below = if measured { 34.0 } else { 18.0 };
    Frame::new().inner_margin(Margin::symmetric(0, 4)).show(ui, |ui| {
        let size = vec2(ui.available_width(), 74.0 + below);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
        let width = (rect.width() / task.tried.len().max(1) as f32).min(96.0);
        let floor = rect.bottom() - below;
        let tall = floor - rect.top() - 18.0;
        let up = |value: f64| if most > 0.0 { (value / most).clamp(0.0, 1.0) as f32 * tall } else { 0.0 };
        for (place, tried) in task.tried.iter().enumerate() {
            let left = rect.left() + place as f32 * width;
            let top = floor - up(tried.silhouette.value);
            let bar = Rect::from_min_max(pos2(left + 3.0, top), pos2(left + width - 3.0, floor));
            let taken = tried.k == task.k;
            let fill = if taken { tokens.accent } else { theme::SLATE.gamma_multiply(0.55) };
            ui.painter().rect_filled(bar, f32::from(radius::BAR), fill);
            let centre = bar.center().x;
            let ends = (floor - up(tried.silhouette.high), floor - up(tried.silhouette.low));
            ui.painter().vline(centre, ends.0..=ends.1, Stroke::new(1.5, tokens.text));
            let kind = if taken { Type::CaptionStrong } else { Type::Caption };
            let ink = if taken { tokens.text } else { tokens.muted };
            let put = |text: &str, y: f32| {
                let words = galley(ui, kind, text, ink);
                if words.rect.width() <= width {
                    ui.painter().galley(pos2(centre - words.rect.width() / 2.0, y), words, ink);
                }
            };
            put(&format::score(tried.silhouette.value), ends.0.min(bar.top()) - 17.0);
            put(&tried.k.to_string(), floor + 2.0);
            if let Some(overlap) = tried.stability {
                put(&format::percent(view.language(), overlap), floor + 18.0);
            }
        }
        let base = Stroke::new(1.0, tokens.line_strong);
        ui.painter().hline(rect.x_range(), floor, base);
        response.on_hover_text(&said);
    });
    let below = if measured { "stability-tried-x" } else { "segments-tried-x" };
    label(ui, Type::Caption, view.tr(below), tokens.muted);
}

/// Every number that was tried, in words.
fn tried_said(view: &View<'_>, task: &SegmentReport) -> String {
    let one = |tried: &TriedGroups| {
        let args = [
            ("k", Arg::Count(u64::from(tried.k))),
            ("value", Arg::Score(tried.silhouette.value)),
            ("low", Arg::Score(tried.silhouette.low)),
            ("high", Arg::Score(tried.silhouette.high)),
            ("overlap", Arg::Percent(tried.stability.unwrap_or(0.0))),
        ];
        let id = if tried.stability.is_some() { "stability-tried-one" } else { "stability-tried-one-alone" };
        view.tr_with(id, &args)
    };
    let lines: Vec<String> = task.tried.iter().map(one).collect();
    view.tr("segments-tried-said") + "\n" + &lines.join("\n")
}
