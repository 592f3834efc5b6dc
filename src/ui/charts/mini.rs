//! Small pictures inside cards: the shape of a column, the share of an answer.

use egui::{CornerRadius, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::domain::column::Histogram;
use crate::ui::theme::{self, CATEGORICAL, mix, radius};

/// Bars of a histogram, one point apart, without axes.
pub fn histogram(ui: &mut Ui, histogram: &Histogram, size: Vec2, summary: &str) -> Response {
    let tokens = theme::of(ui);
    let (rect, response) = space(ui, size, summary);
    let most = histogram.counts.iter().copied().max().unwrap_or_default().max(1);
    let width = rect.width() / histogram.counts.len().max(1) as f32;
    for (place, count) in histogram.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        // A bin with anybody in it is never invisible.
        let height = (rect.height() * (*count as f32 / most as f32)).max(1.0);
        let left = rect.left() + place as f32 * width;
        let bar = Rect::from_min_max(
            pos2(left, rect.bottom() - height),
            pos2(left + (width - 1.0).max(0.5), rect.bottom()),
        );
        ui.painter().rect_filled(bar, 0.0, tokens.neg);
    }
    response
}

/// Bars of the most frequent values (the first three), each as long as its share of all rows. With
/// `answer`, the value at that place is the answer looked for.
pub fn top_values(
    ui: &mut Ui,
    top: &[(String, u64)],
    rows: u64,
    answer: Option<usize>,
    size: Vec2,
    summary: &str,
) -> Response {
    let tokens = theme::of(ui);
    let (rect, response) = space(ui, size, summary);
    let height = 12.0_f32.min((rect.height() - 4.0) / 3.0);
    for (place, (_, count)) in top.iter().take(3).enumerate() {
        let corner = pos2(rect.left(), rect.top() + place as f32 * (height + 2.0));
        let track = Rect::from_min_size(corner, vec2(rect.width(), height));
        ui.painter().rect_filled(track, f32::from(radius::BAR), tokens.sunken);
        let share = (*count as f32 / rows.max(1) as f32).clamp(0.0, 1.0);
        let bar = Rect::from_min_size(corner, vec2((rect.width() * share).max(1.0), height));
        let colour = match answer {
            Some(answer) if answer == place => tokens.pos,
            Some(_) => tokens.neg,
            None => mix(CATEGORICAL[0], tokens.surface, 0.18),
        };
        ui.painter().rect_filled(bar, f32::from(radius::BAR), colour);
    }
    response
}

/// One bar in two parts: the answer looked for and the other one.
pub fn share_bar(ui: &mut Ui, share: f64, width: f32, summary: &str) -> Response {
    let tokens = theme::of(ui);
    let (rect, response) = space(ui, vec2(width, 8.0), summary);
    ui.painter().rect_filled(rect, f32::from(radius::CHIP), tokens.neg);
    let part =
        Rect::from_min_size(rect.min, vec2(rect.width() * share.clamp(0.0, 1.0) as f32, rect.height()));
    let corner = CornerRadius { nw: radius::CHIP, sw: radius::CHIP, ne: 0, se: 0 };
    ui.painter().rect_filled(part, corner, tokens.pos);
    response
}

fn space(ui: &mut Ui, size: Vec2, summary: &str) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, summary));
    (rect, response)
}
