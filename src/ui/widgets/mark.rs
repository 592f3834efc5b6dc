//! The mark of the program: a ranked list of three bars on petrol.

use egui::{Color32, CornerRadius, IconData, Rect, Sense, Ui, Vec2, pos2, vec2};

use crate::ui::theme::{self, LIGHT, mix};

/// Left edge, top, width and strength of the bars on a square of 24.
const BARS: [(f32, f32, f32, f32); 3] =
    [(5.0, 6.0, 14.0, 1.0), (5.0, 10.5, 9.0, 1.0), (5.0, 15.0, 5.0, 0.55)];
const BAR_HEIGHT: f32 = 3.0;
const CORNER: f32 = 6.0;

/// Draws the mark as a square of this side.
pub fn mark(ui: &mut Ui, side: f32) {
    let tokens = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    let unit = side / 24.0;
    ui.painter().rect_filled(rect, CornerRadius::same((CORNER * unit) as u8), tokens.accent);
    for (left, top, width, strength) in BARS {
        let corner = rect.min + vec2(left, top) * unit;
        let bar = Rect::from_min_size(corner, vec2(width, BAR_HEIGHT) * unit);
        let colour = mix(tokens.accent, tokens.on_accent, strength);
        ui.painter().rect_filled(bar, CornerRadius::same(unit.round() as u8), colour);
    }
}

/// The mark as a picture of `side` pixels for window, task bar and files.
pub fn app_icon(side: u32) -> IconData {
    let unit = 24.0 / side as f32;
    let mut rgba = Vec::with_capacity((side * side * 4) as usize);
    for y in 0..side {
        for x in 0..side {
            // Sixteen samples a pixel give smooth corners.
            let mut sum = [0.0_f32; 4];
            for sample in 0..16_u32 {
                let dx = (sample % 4) as f32 * 0.25 + 0.125;
                let dy = (sample / 4) as f32 * 0.25 + 0.125;
                let point = pos2((x as f32 + dx) * unit, (y as f32 + dy) * unit);
                if let Some(colour) = colour_at(point) {
                    for (total, part) in sum.iter_mut().zip([colour.r(), colour.g(), colour.b(), 255]) {
                        *total += f32::from(part);
                    }
                }
            }
            let covered = sum[3].max(1.0);
            rgba.extend(sum.iter().take(3).map(|total| (total * 255.0 / covered).round() as u8));
            rgba.push((sum[3] / 16.0).round() as u8);
        }
    }
    IconData { rgba, width: side, height: side }
}

/// The colour of the mark at a point of a square of 24; none outside its round corners.
fn colour_at(point: egui::Pos2) -> Option<Color32> {
    let inner = Rect::from_min_max(pos2(CORNER, CORNER), pos2(24.0 - CORNER, 24.0 - CORNER));
    if inner.distance_to_pos(point) > CORNER {
        return None;
    }
    let bar = BARS.iter().find(|(left, top, width, _)| {
        let bar = Rect::from_min_size(pos2(*left, *top), vec2(*width, BAR_HEIGHT)).shrink(1.0);
        bar.distance_to_pos(point) <= 1.0
    });
    Some(bar.map_or(LIGHT.accent, |bar| mix(LIGHT.accent, LIGHT.on_accent, bar.3)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_is_the_mark() {
        let icon = app_icon(48);
        let pixel = |x: u32, y: u32| {
            let start = ((y * 48 + x) * 4) as usize;
            <[u8; 4]>::try_from(&icon.rgba[start..start + 4]).unwrap()
        };
        let accent = LIGHT.accent;
        assert_eq!(icon.rgba.len(), 48 * 48 * 4);
        assert_eq!(pixel(0, 0)[3], 0, "round corner");
        assert_eq!(pixel(24, 2), [accent.r(), accent.g(), accent.b(), 255]);
        assert_eq!(pixel(20, 15), [255; 4], "first bar");
        assert_eq!(pixel(34, 24), [accent.r(), accent.g(), accent.b(), 255], "right of the second bar");
    }
}
