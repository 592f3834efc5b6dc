//! Predicted against actual, with the line on which they agree.

use egui::{Align2, Stroke, Ui};

use super::frame::{Axes, Layer, Told, impossible, plot};
use super::scale::Scale;
use crate::text::{Language, format};
use crate::ui::theme::{self, Type};

/// The words of the points.
#[derive(Clone, Copy, Debug)]
pub struct PointsWords<'a> {
    /// What the x axis shows ("predicted").
    pub x: &'a str,
    /// What the y axis shows, in the label under the pointer.
    pub y: &'a str,
    /// Above the line ("more than predicted").
    pub above: &'a str,
    /// Below the line ("less than predicted").
    pub below: &'a str,
    /// In place of the chart without rows.
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
}

/// Points (predicted, actual), both on one scale.
pub fn predicted_actual(
    ui: &mut Ui,
    points: &[[f64; 2]],
    height: f32,
    language: Language,
    words: PointsWords<'_>,
) {
    let finite = || points.iter().flatten().copied().filter(|value| value.is_finite());
    if finite().next().is_none() {
        impossible(ui, height, words.empty);
        return;
    }
    let tokens = theme::of(ui);
    let scale = Scale::covering(
        finite().fold(f64::INFINITY, f64::min),
        finite().fold(f64::NEG_INFINITY, f64::max),
        5,
    );
    let (low, high) = (scale.low, scale.high);
    let axes = Axes {
        x: scale.clone(),
        y: scale,
        x_text: &|tick| format::compact(language, tick),
        y_text: &|tick| format::compact(language, tick),
        x_phrase: words.x,
        height,
        right: 20.0,
        tint: None,
        summary: words.summary,
    };
    let dots = Layer::Dots(points, tokens.accent.gamma_multiply(0.45), 2.5);
    let plotted = plot(ui, &axes, vec![dots]);
    plotted.dashed([low, low], [high, high], Stroke::new(1.5, tokens.muted), 4.0, 3.0);
    let at = |x: f64, y: f64| plotted.at(low + (high - low) * x, low + (high - low) * y);
    plotted.text(ui, (at(0.02, 0.98), Align2::LEFT_TOP), Type::Caption, words.above, tokens.muted);
    plotted.text(ui, (at(0.98, 0.04), Align2::RIGHT_BOTTOM), Type::Caption, words.below, tokens.muted);
    // The nearest dot under the pointer; the keys go from left to right.
    let near = plotted.response.hover_pos().filter(|place| plotted.rect.contains(*place)).and_then(|place| {
        let away = |point: &[f64; 2]| plotted.at(point[0], point[1]).distance_sq(place);
        points.iter().min_by(|a, b| away(a).total_cmp(&away(b)))
    });
    let hit = near.copied().or_else(|| {
        if !plotted.response.has_focus() {
            return None;
        }
        let mut sorted = points.to_vec();
        sorted.sort_by(|a, b| a[0].total_cmp(&b[0]));
        let place = plotted.probe(ui, sorted.len(), |place| sorted.get(place).map_or(0.0, |point| point[0]));
        place.and_then(|place| sorted.get(place).copied())
    });
    if let Some([predicted, actual]) = hit {
        let number = |value: f64| format::compact(language, value);
        let title = format!("{} {}", number(predicted), words.x);
        let row = Told { name: words.y, value: number(actual), dot: Some((actual, tokens.accent)) };
        plotted.tell(ui, predicted, &title, &[row]);
    }
}
