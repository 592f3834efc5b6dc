//! A small picture of practice data: the points themselves, a few hundred at most.

use egui::{Rect, Ui, pos2};

use crate::domain::practice::Practice;
use crate::engine::{PRACTICE_RADIUS, practice_points};
use crate::ui::theme;

/// Points drawn at most.
const MOST: u32 = 400;

/// Draws points of this radius in the middle of a rectangle.
pub(super) fn draw(ui: &Ui, rect: Rect, practice: &Practice, size: f32) {
    let tokens = theme::of(ui);
    let few = Practice { points: practice.points.min(MOST), ..*practice };
    // Room for what noise moves out of the figure.
    let unit = rect.width().min(rect.height()) / 2.0 / (PRACTICE_RADIUS as f32 * 1.15);
    let painter = ui.painter().with_clip_rect(rect.expand(4.0).intersect(ui.clip_rect()));
    for point in practice_points(&few) {
        let at = rect.center() + egui::vec2(point.x as f32, -point.y as f32) * unit;
        let colour = if point.is_orange { tokens.pos } else { tokens.neg };
        painter.circle_filled(pos2(at.x, at.y), size, colour);
    }
}
