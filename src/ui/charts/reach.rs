//! Lift by share contacted, and precision by recall.

use egui::{Align2, Stroke, Ui, pos2, vec2};

use super::frame::{Axes, Layer, Told, impossible, plot, ringed_dot};
use super::ranking::{CurveWords, share, share_of};
use super::scale::Scale;
use crate::domain::detail::Reach;
use crate::text::{Language, format};
use crate::ui::theme::{self, Type};

/// Bands of shorter lists than this may leave the chart: they rest on few customers.
const STEADY: f64 = 0.045;

/// Times the usual rate by share contacted, with its band. A dot stands at `mark`.
pub fn lift(
    ui: &mut Ui,
    reach: &[Reach],
    mark: Option<f64>,
    height: f32,
    language: Language,
    words: CurveWords<'_>,
) {
    if reach.len() < 2 {
        impossible(ui, height, words.empty);
        return;
    }
    let tokens = theme::of(ui);
    let bands = reach.iter().filter(|point| point.share > STEADY).map(|point| point.lift.high);
    let most = reach.iter().map(|point| point.lift.value).chain(bands).fold(1.0, f64::max);
    let scale = Scale::covering(0.0, most, 5);
    let top = scale.high;
    let axes = Axes {
        x: Scale::share(),
        y: scale,
        x_text: &format::percent_tick,
        y_text: &format::times_tick,
        x_phrase: words.x,
        height,
        right: 20.0,
        tint: None,
        summary: words.summary,
    };
    let x: Vec<f64> = reach.iter().map(|point| point.share).collect();
    let cut = |end: f64| end.min(top);
    let low: Vec<f64> = reach.iter().map(|point| cut(point.lift.low)).collect();
    let high: Vec<f64> = reach.iter().map(|point| cut(point.lift.high)).collect();
    let line: Vec<[f64; 2]> = reach.iter().map(|point| [point.share, point.lift.value]).collect();
    let band = Layer::Area { x: &x, low: &low, high: &high, fill: tokens.band() };
    let plotted = plot(ui, &axes, vec![band]);
    plotted.line(&line, Stroke::new(2.5, tokens.accent));
    plotted.dashed([0.0, 1.0], [1.0, 1.0], Stroke::new(1.5, tokens.muted), 2.0, 4.0);
    let base = plotted.at(0.0, 1.0) + vec2(6.0, 3.0);
    plotted.text(ui, (base, Align2::LEFT_TOP), Type::Caption, words.random, tokens.muted);
    let near =
        |share: f64| reach.iter().min_by(|a, b| (a.share - share).abs().total_cmp(&(b.share - share).abs()));
    if let Some(point) = mark.and_then(near) {
        let place = plotted.at(point.share, point.lift.value);
        plotted.dashed(
            [point.share, point.lift.value],
            [point.share, 0.0],
            Stroke::new(1.5, tokens.muted),
            4.0,
            3.0,
        );
        ringed_dot(&plotted.painter, place, 5.0, tokens.text, tokens);
        // The curve falls: above it at the right there is room, at the right end only to the left.
        let right = point.share < 0.55;
        let anchor = if right { Align2::LEFT_BOTTOM } else { Align2::RIGHT_BOTTOM };
        let place =
            pos2(place.x + if right { 10.0 } else { -10.0 }, (place.y - 22.0).max(plotted.rect.top() + 18.0));
        plotted.text(ui, (place, anchor), Type::CaptionStrong, words.figure, tokens.text);
        let below = if right { Align2::LEFT_TOP } else { Align2::RIGHT_TOP };
        plotted.text(ui, (place, below), Type::Caption, words.range, tokens.muted);
    }
    plotted.point_at(
        ui,
        reach,
        |point| point.share,
        |point| {
            let times = |value: f64| format::fixed(value, 2);
            let range = format::range(language, &times(point.lift.low), &times(point.lift.high));
            let dot = Some((point.lift.value, tokens.accent));
            let rows = vec![
                Told { name: words.y, value: times(point.lift.value), dot },
                Told { name: words.band, value: range, dot: None },
            ];
            (share_of(point.share, words.x), rows)
        },
    );
}

/// Precision by recall: points (recall, precision). `usual` is the share of yes a list drawn by lot has.
pub fn precision_recall(ui: &mut Ui, points: &[[f64; 2]], usual: f64, height: f32, words: CurveWords<'_>) {
    let odd = points.iter().flatten().any(|value| !value.is_finite());
    if points.len() < 2 || odd || !usual.is_finite() {
        impossible(ui, height, words.empty);
        return;
    }
    let tokens = theme::of(ui);
    let axes = Axes {
        x: Scale::share(),
        y: Scale::share(),
        x_text: &format::percent_tick,
        y_text: &format::percent_tick,
        x_phrase: words.x,
        height,
        right: 20.0,
        tint: None,
        summary: words.summary,
    };
    let plotted = plot(ui, &axes, Vec::new());
    plotted.line(points, Stroke::new(2.5, tokens.accent));
    plotted.dashed([0.0, usual], [1.0, usual], Stroke::new(1.5, tokens.muted), 2.0, 4.0);
    // Under the line of the usual rate where there is room, else just over it.
    let (anchor, by) = if usual > 0.15 { (Align2::LEFT_TOP, 3.0) } else { (Align2::LEFT_BOTTOM, -3.0) };
    let place = plotted.at(0.0, usual) + vec2(6.0, by);
    plotted.text(ui, (place, anchor), Type::Caption, words.random, tokens.muted);
    // The curve ends at the right and low: the upper right is free, unless the model is nearly perfect.
    let place = plotted.at(0.98, 0.93);
    plotted.text(ui, (place, Align2::RIGHT_BOTTOM), Type::CaptionStrong, words.figure, tokens.text);
    plotted.text(ui, (place, Align2::RIGHT_TOP), Type::Caption, words.range, tokens.muted);
    plotted.point_at(
        ui,
        points,
        |point| point[0],
        |[recall, precision]| {
            let rows = vec![share(words.y, *precision, Some(tokens.accent)), share(words.band, usual, None)];
            (share_of(*recall, words.x), rows)
        },
    );
}
