//! Chances against what came, by tenth, with the line on which they agree.

use egui::{Align2, Stroke, Ui};

use super::frame::{Axes, Told, impossible, plot, ringed_dot};
use super::scale::Scale;
use crate::domain::detail::CalibrationBin;
use crate::text::{Language, format};
use crate::ui::theme::{self, Type};

/// The words of the chart.
#[derive(Clone, Copy, Debug)]
pub struct HonestyWords<'a> {
    /// What the x axis shows ("chance the model gave").
    pub x: &'a str,
    /// Above the line ("said less than came").
    pub above: &'a str,
    /// Below the line.
    pub below: &'a str,
    /// Name of what came, in the label under the pointer.
    pub came: &'a str,
    /// Name of its range there.
    pub range: &'a str,
    /// Name of the number of customers there.
    pub customers: &'a str,
    /// In place of the chart without rows.
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
}

/// One dot per bin, with the interval of what came.
pub fn honesty(
    ui: &mut Ui,
    bins: &[CalibrationBin],
    height: f32,
    language: Language,
    words: HonestyWords<'_>,
) {
    let most = bins.iter().map(|bin| bin.chance.max(bin.rate.high)).fold(0.0, f64::max);
    if bins.is_empty() || !most.is_finite() {
        impossible(ui, height, words.empty);
        return;
    }
    let tokens = theme::of(ui);
    let mut scale = Scale::covering(0.0, most.max(0.01), 5);
    // A chance above 100 % there is none.
    if scale.high > 1.0 {
        scale = Scale::share();
    }
    let high = scale.high;
    let axes = Axes {
        x: scale.clone(),
        y: scale,
        x_text: &format::percent_tick,
        y_text: &format::percent_tick,
        x_phrase: words.x,
        height,
        right: 20.0,
        tint: None,
        summary: words.summary,
    };
    let plotted = plot(ui, &axes, Vec::new());
    plotted.dashed([0.0, 0.0], [high, high], Stroke::new(1.5, tokens.muted), 2.0, 4.0);
    plotted.text(
        ui,
        (plotted.at(high * 0.04, high * 0.96), Align2::LEFT_TOP),
        Type::Caption,
        words.above,
        tokens.muted,
    );
    plotted.text(
        ui,
        (plotted.at(high * 0.98, high * 0.05), Align2::RIGHT_BOTTOM),
        Type::Caption,
        words.below,
        tokens.muted,
    );
    for bin in bins {
        let ends = [plotted.at(bin.chance, bin.rate.low), plotted.at(bin.chance, bin.rate.high)];
        plotted.painter.line_segment(ends, Stroke::new(1.5, tokens.accent.gamma_multiply(0.55)));
    }
    for bin in bins {
        ringed_dot(&plotted.painter, plotted.at(bin.chance, bin.rate.value), 4.0, tokens.accent, tokens);
    }
    // Highest chance first in the bins, from left to right under the keys.
    let rising: Vec<&CalibrationBin> = bins.iter().rev().collect();
    plotted.point_at(
        ui,
        &rising,
        |bin| bin.chance,
        |bin| {
            let title = format!("{} {}", format::percent(language, bin.chance), words.x);
            let row = |name, value| Told { name, value, dot: None };
            let came = Told {
                dot: Some((bin.rate.value, tokens.accent)),
                ..row(words.came, format::percent(language, bin.rate.value))
            };
            let range = format::percent_range(language, bin.rate.low, bin.rate.high);
            let customers = format::count(bin.rows as u64);
            (title, vec![came, row(words.range, range), row(words.customers, customers)])
        },
    );
}
