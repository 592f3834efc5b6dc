//! How well a model does from pass to pass, in the user's words, beside its error.

use egui::{Align2, Stroke, Ui, pos2, vec2};

use super::frame::{Axes, Layer, Told, impossible, plot, readable, ringed_dot};
use super::scale::Scale;
use crate::text::format;
use crate::ui::theme::{self, INDIGO, Type};
use crate::ui::widgets::galley;

/// The words of the chart.
#[derive(Clone, Copy, Debug)]
pub struct ScoreWords<'a> {
    /// What is measured.
    pub name: &'a str,
    /// What the x axis counts.
    pub passes: &'a str,
    /// In place of the chart before the first point.
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
}

/// Scores by pass.
#[must_use = "a chart must be shown"]
pub struct ScoreCurve<'a> {
    /// Passes and scores, in order.
    pub points: &'a [(u32, f64)],
    /// The pass that is kept.
    pub best: Option<u32>,
    /// The last pass of the chart beside it.
    pub end: u32,
    /// A score on the axis.
    pub tick: &'a dyn Fn(f64) -> String,
    /// A score beside the curve.
    pub value: &'a dyn Fn(f64) -> String,
    /// Words.
    pub words: ScoreWords<'a>,
}

impl ScoreCurve<'_> {
    /// Draws it.
    pub fn show(self, ui: &mut Ui, height: f32) {
        let points: Vec<[f64; 2]> =
            self.points.iter().map(|(pass, score)| [f64::from(*pass), *score]).collect();
        let Some(last) = points.last().copied() else {
            impossible(ui, height, self.words.empty);
            return;
        };
        let tokens = theme::of(ui);
        // As beside it: once there is more to see, the start does not flatten the rest.
        let from = if points.len() > 5 { 1.0 } else { 0.0 };
        let scores = || points.iter().filter(|point| point[0] >= from).map(|point| point[1]);
        let (low, high) =
            (scores().fold(f64::INFINITY, f64::min), scores().fold(f64::NEG_INFINITY, f64::max));
        let end = self.end.max(last[0] as u32).max(1);
        let text = (self.value)(last[1]);
        let widest = galley(ui, Type::CaptionStrong, &text, tokens.text).rect.width();
        let to_come = ui.available_width() * (1.0 - last[0] as f32 / end as f32) * 0.7;
        let axes = Axes {
            x: Scale::count(end, 4),
            y: Scale::covering(low, high, 5),
            x_text: &|tick| format::count(tick as u64),
            y_text: self.tick,
            x_phrase: self.words.passes,
            height,
            right: (widest + 16.0 - to_come).max(16.0),
            tint: None,
            summary: self.words.summary,
        };
        let (bottom, top) = (axes.y.low, axes.y.high);
        let plotted = plot(ui, &axes, vec![Layer::Line(&points, INDIGO, 2.0)]);
        let best = self.best.map(f64::from);
        if let Some([x, y]) = best.and_then(|best| points.iter().find(|point| point[0] == best)) {
            plotted.dashed([*x, top], [*x, bottom], Stroke::new(1.5, tokens.good), 4.0, 3.0);
            ringed_dot(&plotted.painter, plotted.at(*x, *y), 5.0, tokens.good, tokens);
        }
        let place = plotted.at(last[0], last[1]);
        ringed_dot(&plotted.painter, place, 3.0, INDIGO, tokens);
        let ink = readable(INDIGO, tokens);
        let beside = (pos2(place.x, place.y) + vec2(10.0, 0.0), Align2::LEFT_CENTER);
        plotted.text(ui, beside, Type::CaptionStrong, &text, ink);
        plotted.point_at(
            ui,
            &points,
            |point| point[0],
            |point| {
                let title = format!("{} {}", format::count(point[0] as u64), self.words.passes);
                let dot = Some((point[1], INDIGO));
                (title, vec![Told { name: self.words.name, value: (self.value)(point[1]), dot }])
            },
        );
    }
}
