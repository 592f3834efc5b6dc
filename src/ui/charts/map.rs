//! The map of customers: every point one customer, coloured by segment, with numbered centres.

use egui::{Align2, Rect, Sense, Ui, Vec2, pos2, vec2};

use super::frame::{chart_space, impossible};
use crate::domain::report::MapPoint;
use crate::ui::theme::{self, Type, radius, segment_colour, text_on};
use crate::ui::widgets::{galley, galley_within};

/// The words of the map.
#[derive(Clone, Copy, Debug)]
pub struct MapWords<'a> {
    /// What the x axis means.
    pub x: &'a str,
    /// What the y axis means.
    pub y: &'a str,
    /// In place of the chart without points.
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
}

/// A map of at most 2,000 customers.
#[derive(Clone, Copy, Debug)]
#[must_use = "a chart must be shown"]
pub struct SegmentMap<'a> {
    /// Customers.
    pub points: &'a [MapPoint],
    /// The segment that stands out, 0-based.
    pub selected: Option<u32>,
    /// Words.
    pub words: MapWords<'a>,
}

impl SegmentMap<'_> {
    /// Draws it. Returns the segment of the point that was clicked.
    pub fn show(self, ui: &mut Ui, height: f32) -> Option<u32> {
        let bounds = self.points.iter().fold(Rect::NOTHING, |mut rect, point| {
            if point.x.is_finite() && point.y.is_finite() {
                rect.extend_with(pos2(point.x as f32, point.y as f32));
            }
            rect
        });
        if !bounds.is_finite() || bounds.is_negative() {
            impossible(ui, height, self.words.empty);
            return None;
        }
        let tokens = theme::of(ui);
        let (whole, response) = chart_space(ui, height, self.words.summary);
        let rect = Rect::from_min_max(whole.min, whole.max - vec2(0.0, 20.0));
        ui.painter().rect_filled(rect, f32::from(radius::CHIP), tokens.sunken);
        let plot = rect.shrink(12.0);
        let at = |point: &MapPoint| {
            let share = |value: f64, low: f32, width: f32| {
                if width > 0.0 { (value as f32 - low) / width } else { 0.5 }
            };
            pos2(
                plot.left() + share(point.x, bounds.left(), bounds.width()) * plot.width(),
                plot.bottom() - share(point.y, bounds.top(), bounds.height()) * plot.height(),
            )
        };

        let painter = ui.painter().with_clip_rect(rect);
        let mut centres: Vec<(Vec2, f32)> = Vec::new();
        for point in self.points {
            let strength = match self.selected {
                None => 0.8,
                Some(segment) if segment == point.segment => 0.95,
                Some(_) => 0.35,
            };
            let place = at(point);
            painter.circle_filled(place, 4.0, tokens.sunken);
            painter.circle_filled(
                place,
                3.0,
                segment_colour(point.segment as usize).gamma_multiply(strength),
            );
            let segment = point.segment as usize;
            if centres.len() <= segment && segment < 64 {
                centres.resize(segment + 1, (Vec2::ZERO, 0.0));
            }
            if let Some(centre) = centres.get_mut(segment) {
                centre.0 += place.to_vec2();
                centre.1 += 1.0;
            }
        }
        for (segment, (sum, count)) in centres.iter().enumerate().filter(|(_, centre)| centre.1 > 0.0) {
            let place = (*sum / *count).to_pos2();
            let colour = segment_colour(segment);
            painter.circle_filled(place, 13.0, tokens.surface);
            painter.circle_filled(place, 11.0, colour);
            let ink = text_on(colour);
            let number = galley(ui, Type::CaptionStrong, &(segment + 1).to_string(), ink);
            painter.galley(place - number.rect.size() / 2.0, number, ink);
        }
        let half = rect.width() * 0.48;
        let x = galley_within(ui, Type::Caption, self.words.x, tokens.muted, half, 1);
        let corner = Align2::RIGHT_BOTTOM.anchor_size(whole.max, x.rect.size()).min;
        ui.painter().galley(corner, x, tokens.muted);
        let y = galley_within(ui, Type::Caption, self.words.y, tokens.muted, half, 1);
        let corner = Align2::LEFT_BOTTOM.anchor_size(whole.left_bottom(), y.rect.size()).min;
        ui.painter().galley(corner, y, tokens.muted);

        let click = ui.interact(rect, response.id.with("click"), Sense::click());
        let pointer = click.interact_pointer_pos().filter(|_| click.clicked())?;
        let distance = |point: &&MapPoint| at(point).distance_sq(pointer);
        let nearest = self.points.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        (distance(&nearest) < 12.0 * 12.0).then_some(nearest.segment)
    }
}
