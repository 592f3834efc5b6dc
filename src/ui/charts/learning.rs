//! The learning curve: error on rows learned from and on rows held back, with the best pass marked.

use egui::{Align2, Color32, Stroke, Ui, pos2, vec2};

use super::frame::{Axes, Layer, Told, impossible, plot, readable, ringed_dot};
use super::scale::{Scale, percentile};
use crate::domain::event::CurvePoint;
use crate::text::{Language, format};
use crate::ui::theme::{self, INDIGO, SLATE, Type};
use crate::ui::widgets::galley;

/// The words of a learning curve.
#[derive(Clone, Copy, Debug)]
pub struct LearningWords<'a> {
    /// Name of the curve on training rows.
    pub learn: &'a str,
    /// Name of the curve on validation rows.
    pub check: &'a str,
    /// Beside the best point ("Best: pass 20").
    pub best: &'a str,
    /// In the stretch since the best point.
    pub no_gain: &'a str,
    /// What the x axis counts.
    pub passes: &'a str,
    /// In place of the chart before the first point.
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
}

/// A learning curve, live or finished.
#[derive(Clone, Copy, Debug)]
#[must_use = "a chart must be shown"]
pub struct LearningCurve<'a> {
    /// Points in order.
    pub points: &'a [CurvePoint],
    /// The iteration that is kept.
    pub best: Option<u32>,
    /// The last iteration planned, so that the axis does not grow while it runs.
    pub planned: Option<u32>,
    /// For large numbers on the y axis.
    pub language: Language,
    /// Words.
    pub words: LearningWords<'a>,
}

impl LearningCurve<'_> {
    /// Draws it.
    pub fn show(self, ui: &mut Ui, height: f32) {
        let words = self.words;
        let train: Vec<[f64; 2]> =
            self.points.iter().map(|point| [f64::from(point.iteration), point.train]).collect();
        let valid: Vec<[f64; 2]> = self
            .points
            .iter()
            .filter_map(|point| point.valid.map(|loss| [f64::from(point.iteration), loss]))
            .collect();
        let mut losses: Vec<f64> =
            train.iter().chain(&valid).map(|point| point[1]).filter(|loss| loss.is_finite()).collect();
        let (Some(low), Some(high)) = (percentile(&mut losses, 0.02), percentile(&mut losses, 0.98)) else {
            impossible(ui, height, words.empty);
            return;
        };
        let tokens = theme::of(ui);
        let last = self.points.last().map_or(0, |point| point.iteration);
        let end = self.planned.unwrap_or(last).max(last).max(1);

        let ends: Vec<(String, [f64; 2], Color32, Type)> = [
            (words.check, valid.last(), INDIGO, Type::CaptionStrong),
            (words.learn, train.last(), SLATE, Type::Caption),
        ]
        .into_iter()
        .filter_map(|(name, point, colour, kind)| {
            point.map(|point| (format!("{name} {}", format::loss(point[1])), *point, colour, kind))
        })
        .collect();
        let widest = ends.iter().fold(0.0_f32, |most, (text, ..)| {
            most.max(galley(ui, Type::CaptionStrong, text, tokens.text).rect.width())
        });
        // Labels stand behind the last point: in the part still to come, or beyond the axis.
        let to_come = ui.available_width() * (1.0 - last as f32 / end as f32) * 0.8;
        let series = if valid.is_empty() { &train } else { &valid };
        let best =
            self.best.and_then(|best| series.iter().find(|point| point[0] == f64::from(best)).copied());
        let idle = best.map(|[x, _]| (x, f64::from(last))).filter(|(x, end)| x < end && !valid.is_empty());
        let y = Scale::covering(low, high, 5);
        let decimals = y.decimals();
        let (bottom, top) = (y.low, y.high);
        let axes = Axes {
            x: Scale::count(end, 5),
            y,
            x_text: &|tick| format::count(tick as u64),
            y_text: &|tick| match decimals {
                0 => format::compact(self.language, tick),
                _ => format::fixed(tick, decimals),
            },
            x_phrase: words.passes,
            height,
            right: (widest + 16.0 - to_come).max(16.0),
            tint: idle.map(|(from, to)| (from, to, tokens.warn_soft)),
            summary: words.summary,
        };
        let plotted =
            plot(ui, &axes, vec![Layer::Line(&train, SLATE, 1.5), Layer::Line(&valid, INDIGO, 2.5)]);
        if let Some((from, to)) = idle {
            let ends = (plotted.at(from, bottom), plotted.at(to, bottom));
            if galley(ui, Type::Caption, words.no_gain, tokens.warn).rect.width() + 8.0 < ends.1.x - ends.0.x
            {
                let place = pos2(ends.0.x.midpoint(ends.1.x), ends.0.y - 4.0);
                plotted.text(ui, (place, Align2::CENTER_BOTTOM), Type::Caption, words.no_gain, tokens.warn);
            }
        }
        if let Some([x, y]) = best {
            plotted.dashed([x, top], [x, bottom], Stroke::new(1.5, tokens.good), 4.0, 3.0);
            ringed_dot(&plotted.painter, plotted.at(x, y), 5.0, tokens.good, tokens);
            let place = plotted.at(x, top);
            let (place, anchor) = if place.x < plotted.rect.center().x {
                (place + vec2(6.0, 0.0), Align2::LEFT_TOP)
            } else {
                (place - vec2(6.0, 0.0), Align2::RIGHT_TOP)
            };
            plotted.text(ui, (place, anchor), Type::CaptionStrong, words.best, tokens.good);
            let below = place + vec2(0.0, 16.0);
            plotted.text(ui, (below, anchor), Type::CaptionStrong, &format::loss(y), tokens.good);
        }

        let mut taken: Option<f32> = None;
        for (text, [x, y], colour, kind) in ends {
            let place = plotted.at(x, y.clamp(bottom, top));
            ringed_dot(&plotted.painter, place, 3.0, colour, tokens);
            // The second label moves down where both curves end together.
            let mut middle = place.y;
            if let Some(first) = taken
                && (middle - first).abs() < 16.0
            {
                middle = first + if middle < first { -16.0 } else { 16.0 };
            }
            taken = Some(middle);
            let ink = readable(colour, tokens);
            plotted.text(ui, (pos2(place.x + 10.0, middle), Align2::LEFT_CENTER), kind, &text, ink);
        }

        let points = self.points;
        let hit = plotted.probe(ui, points.len(), |place| {
            points.get(place).map_or(0.0, |point| f64::from(point.iteration))
        });
        if let Some(point) = hit.and_then(|place| points.get(place)) {
            let row = |name, loss: f64, colour| {
                let dot = Some((loss, colour)).filter(|_| (bottom..=top).contains(&loss));
                Told { name, value: format::loss(loss), dot }
            };
            let mut rows = vec![row(words.learn, point.train, SLATE)];
            if let Some(valid) = point.valid {
                rows.insert(0, row(words.check, valid, INDIGO));
            }
            let title = format!("{} {}", format::count(u64::from(point.iteration)), words.passes);
            plotted.tell(ui, f64::from(point.iteration), &title, &rows);
        }
    }
}
