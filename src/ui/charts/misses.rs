//! Misses of a model that predicts a number: their histogram, and their size by tenth.

use egui::{Align2, CornerRadius, Rect, Stroke, Ui, pos2, vec2};

use super::frame::{Axes, Told, impossible, plot};
use super::scale::{Scale, ticks_between};
use crate::domain::detail::{MissTenth, Misses};
use crate::text::{Language, format};
use crate::ui::theme::{self, Type, radius};
use crate::ui::widgets::galley;

/// The words of both charts.
#[derive(Clone, Copy, Debug)]
pub struct MissWords<'a> {
    /// What the x axis counts.
    pub x: &'a str,
    /// What a bar is, in the label under the pointer ("customers", "average miss").
    pub y: &'a str,
    /// Left above the histogram, right above it; over the bars nothing.
    pub sides: (&'a str, &'a str),
    /// Name of the range there ("19 of 20").
    pub range: &'a str,
    /// In place of the chart where it cannot be drawn.
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
}

/// Customers by actual less predicted, zero marked.
pub fn misses(ui: &mut Ui, misses: &Misses, height: f32, language: Language, words: MissWords<'_>) {
    let most = misses.bins.iter().copied().max().unwrap_or_default();
    if most == 0 || misses.width <= 0.0 {
        impossible(ui, height, words.empty);
        return;
    }
    let tokens = theme::of(ui);
    let end = misses.start + misses.width * misses.bins.len() as f64;
    let (low, high) = (misses.start.min(0.0), end.max(0.0));
    let axes = Axes {
        x: Scale { low, high, ticks: ticks_between(low, high, 6) },
        y: Scale::covering(0.0, most as f64 * 1.12, 4),
        x_text: &|tick| format::compact(language, tick),
        y_text: &|tick| format::compact(language, tick),
        x_phrase: words.x,
        height,
        right: 20.0,
        tint: None,
        summary: words.summary,
    };
    let plotted = plot(ui, &axes, Vec::new());
    let foot = plotted.rect.bottom();
    let left = |bin: usize| misses.start + misses.width * bin as f64;
    for (bin, count) in misses.bins.iter().enumerate() {
        let (a, b) = (plotted.at(left(bin), *count as f64), plotted.at(left(bin + 1), 0.0));
        let bar = Rect::from_min_max(pos2(a.x + 0.5, a.y), pos2((b.x - 0.5).max(a.x + 1.0), foot));
        plotted.painter.rect_filled(bar, CornerRadius::ZERO, tokens.accent);
    }
    let top = axes.y.high;
    plotted.dashed([0.0, 0.0], [0.0, top], Stroke::new(1.5, tokens.text), 4.0, 3.0);
    let corner = plotted.rect.left_top() + vec2(4.0, 0.0);
    plotted.text(ui, (corner, Align2::LEFT_TOP), Type::Caption, words.sides.0, tokens.muted);
    let corner = plotted.rect.right_top() - vec2(4.0, 0.0);
    plotted.text(ui, (corner, Align2::RIGHT_TOP), Type::Caption, words.sides.1, tokens.muted);
    let middle = |bin: usize| left(bin) + misses.width / 2.0;
    if let Some(bin) = plotted.probe(ui, misses.bins.len(), middle) {
        let ends = [left(bin), left(bin + 1)].map(|value| format::number(language, value));
        let title = format::range(language, &ends[0], &ends[1]);
        let count = misses.bins.get(bin).copied().unwrap_or_default();
        let row = Told { name: words.y, value: format::count(count as u64), dot: None };
        plotted.tell(ui, middle(bin), &title, &[row]);
    }
}

/// Mean absolute error per tenth of the prediction, with its interval.
pub fn miss_tenths(ui: &mut Ui, tenths: &[MissTenth], height: f32, language: Language, words: MissWords<'_>) {
    let most = tenths.iter().map(|tenth| tenth.mae.high).fold(0.0, f64::max);
    if tenths.is_empty() || !most.is_finite() {
        impossible(ui, height, words.empty);
        return;
    }
    let tokens = theme::of(ui);
    let count = tenths.len();
    let axes = Axes {
        x: Scale {
            low: 0.5,
            high: count as f64 + 0.5,
            ticks: (1..=count).map(|place| place as f64).collect(),
        },
        y: Scale::covering(0.0, if most > 0.0 { most } else { 1.0 }, 5),
        x_text: &|tick| format::count(tick as u64),
        y_text: &|tick| format::compact(language, tick),
        x_phrase: words.x,
        height,
        right: 16.0,
        tint: None,
        summary: words.summary,
    };
    let plotted = plot(ui, &axes, Vec::new());
    let half = (plotted.rect.width() / count as f32 / 2.0 - 3.0).max(2.0);
    let corner = CornerRadius { nw: radius::BAR, ne: radius::BAR, sw: 0, se: 0 };
    for (place, tenth) in tenths.iter().enumerate() {
        let x = place as f64 + 1.0;
        let top = plotted.at(x, tenth.mae.value);
        let bar = Rect::from_min_max(pos2(top.x - half, top.y), pos2(top.x + half, plotted.rect.bottom()));
        plotted.painter.rect_filled(bar, corner, tokens.accent);
    }
    for (place, tenth) in tenths.iter().enumerate() {
        let x = place as f64 + 1.0;
        let (low, high) = (plotted.at(x, tenth.mae.low), plotted.at(x, tenth.mae.high));
        let stroke = Stroke::new(1.5, tokens.text);
        plotted.painter.line_segment([low, high], stroke);
        for end in [low, high] {
            plotted.painter.hline((end.x - 3.0)..=(end.x + 3.0), end.y, stroke);
        }
        let value = galley(ui, Type::Caption, &format::compact(language, tenth.mae.value), tokens.text);
        if value.rect.width() < 2.0 * half + 4.0 {
            let place = Align2::CENTER_BOTTOM.anchor_size(pos2(high.x, high.y - 3.0), value.rect.size());
            plotted.painter.galley(place.min, value, tokens.text);
        }
    }
    if let Some((place, tenth)) = plotted
        .probe(ui, count, |place| place as f64 + 1.0)
        .and_then(|place| Some((place, tenths.get(place)?)))
    {
        let number = |value: f64| format::compact(language, value);
        let rows = [
            Told { name: words.y, value: number(tenth.mae.value), dot: None },
            Told {
                name: words.range,
                value: format::range(language, &number(tenth.mae.low), &number(tenth.mae.high)),
                dot: None,
            },
        ];
        let title = format!("{} · {}", format::count(place as u64 + 1), number(tenth.predicted));
        plotted.tell(ui, place as f64 + 1.0, &title, &rows);
    }
}
