//! Bars by tenth of the ranked list, with the share of everybody as a line.

use egui::{Align2, CornerRadius, Rect, Stroke, Ui, pos2, vec2};

use super::frame::{Axes, Told, impossible, plot};
use super::scale::Scale;
use crate::domain::report::Tenth;
use crate::text::format;
use crate::ui::theme::{self, SLATE, Type, radius};
use crate::ui::widgets::galley;

/// The words of the bars.
#[derive(Clone, Copy, Debug)]
pub struct TenthsWords<'a> {
    /// Beside the line of the average ("Average 27%").
    pub average: &'a str,
    /// What the x axis counts.
    pub x: &'a str,
    /// What a bar is, in the label under the pointer.
    pub y: &'a str,
    /// Name of the number of customers there.
    pub customers: &'a str,
    /// In place of the chart without rows.
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
}

/// One bar per tenth, best first: the share of yes. The first `inside` bars stand before the line.
pub fn tenths(ui: &mut Ui, tenths: &[Tenth], inside: usize, height: f32, words: TenthsWords<'_>) {
    let rows: usize = tenths.iter().map(|tenth| tenth.rows).sum();
    if rows == 0 {
        impossible(ui, height, words.empty);
        return;
    }
    let tokens = theme::of(ui);
    let share = |tenth: &Tenth| tenth.positives as f64 / tenth.rows.max(1) as f64;
    let average = tenths.iter().map(|tenth| tenth.positives).sum::<usize>() as f64 / rows as f64;
    let most = tenths.iter().map(share).fold(average, f64::max);
    let count = tenths.len();
    let axes = Axes {
        x: Scale {
            low: 0.5,
            high: count as f64 + 0.5,
            ticks: (1..=count).map(|place| place as f64).collect(),
        },
        y: Scale::covering(0.0, most, 5),
        x_text: &|tick| format::count(tick as u64),
        y_text: &format::percent_tick,
        x_phrase: words.x,
        height,
        right: 16.0,
        tint: None,
        summary: words.summary,
    };
    let plotted = plot(ui, &axes, Vec::new());
    let width = plotted.rect.width() / count as f32;
    for (place, tenth) in tenths.iter().enumerate() {
        let x = place as f64 + 1.0;
        let top = plotted.at(x, share(tenth));
        let half = (width / 2.0 - 2.5).max(2.0);
        let bar = Rect::from_min_max(pos2(top.x - half, top.y), pos2(top.x + half, plotted.rect.bottom()));
        let within = place < inside;
        let fill = if within { tokens.accent } else { SLATE.gamma_multiply(0.55) };
        let corner = CornerRadius { nw: radius::BAR, ne: radius::BAR, sw: 0, se: 0 };
        plotted.painter.rect_filled(bar, corner, fill);
    }
    let ends = ([0.5, average], [count as f64 + 0.5, average]);
    plotted.dashed(ends.0, ends.1, Stroke::new(1.5, tokens.text), 4.0, 3.0);
    // Numbers stand over the line, on a patch of the card, so that it never strikes them through.
    for (place, tenth) in tenths.iter().enumerate() {
        let kind = if place < inside { Type::CaptionStrong } else { Type::Caption };
        let value = format::fixed((share(tenth) * 100.0).round(), 0);
        let top = plotted.at(place as f64 + 1.0, share(tenth));
        let words = galley(ui, kind, &value, tokens.text);
        let patch = Align2::CENTER_BOTTOM.anchor_size(pos2(top.x, top.y - 2.0), words.rect.size());
        plotted.painter.rect_filled(patch.expand2(vec2(2.0, -2.0)), CornerRadius::ZERO, tokens.surface);
        plotted.painter.galley(patch.min, words, tokens.text);
    }
    let place = plotted.at(count as f64 + 0.5, average);
    plotted.text(
        ui,
        (pos2(place.x, place.y - 3.0), Align2::RIGHT_BOTTOM),
        Type::Caption,
        words.average,
        tokens.text,
    );
    let hit = plotted.probe(ui, count, |place| place as f64 + 1.0);
    if let Some((place, tenth)) = hit.and_then(|place| Some((place, tenths.get(place)?))) {
        let title = format!("{} · {}", format::count(place as u64 + 1), words.x);
        let value = format::percent_tick((share(tenth) * 1000.0).round() / 1000.0);
        let rows = [
            Told { name: words.y, value, dot: None },
            Told { name: words.customers, value: format::count(tenth.rows as u64), dot: None },
        ];
        plotted.tell(ui, place as f64 + 1.0, &title, &rows);
    }
}
