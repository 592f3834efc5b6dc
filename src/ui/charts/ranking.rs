//! Curves of a ranking: ROC with its area, gains against a list drawn at random.

use egui::{Align2, Color32, Stroke, Ui, pos2, vec2};

use super::frame::{Axes, Layer, Plotted, Told, impossible, plot, ringed_dot};
use super::scale::Scale;
use crate::domain::detail::Reach;
use crate::text::{Language, format};
use crate::ui::theme::{self, Type};

/// The words of a curve over shares.
#[derive(Clone, Copy, Debug)]
pub struct CurveWords<'a> {
    /// The figure to remember ("AUC 0.849"); on gains the share reached at the mark.
    pub figure: &'a str,
    /// Its range or explanation ("0.826 to 0.870").
    pub range: &'a str,
    /// What the x axis counts.
    pub x: &'a str,
    /// What the y axis counts, in the label under the pointer.
    pub y: &'a str,
    /// Name of the diagonal.
    pub random: &'a str,
    /// Name of the range of a point, in the label under the pointer.
    pub band: &'a str,
    /// In place of the chart where it cannot be drawn (only one class, no rows).
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
}

/// The ROC curve: points (false positive rate, true positive rate) from (0, 0) to (1, 1).
pub fn roc(ui: &mut Ui, points: &[[f64; 2]], height: f32, words: CurveWords<'_>) {
    if let Some(plotted) = shares(ui, points, &[], height, words) {
        let tokens = theme::of(ui);
        // Below the diagonal is always free.
        let place = plotted.at(0.58, 0.30);
        plotted.text(ui, (place, Align2::LEFT_BOTTOM), Type::CaptionStrong, words.figure, tokens.text);
        plotted.text(ui, (place, Align2::LEFT_TOP), Type::Caption, words.range, tokens.muted);
        pointed(ui, &plotted, points, None, words);
    }
}

/// The gains curve: points (share contacted, share reached) from (0, 0) to (1, 1), with the band of `reach`.
/// `mark` is a share contacted at which a dot stands.
pub fn gains(
    ui: &mut Ui,
    points: &[[f64; 2]],
    reach: &[Reach],
    mark: Option<f64>,
    height: f32,
    language: Language,
    words: CurveWords<'_>,
) {
    let Some(plotted) = shares(ui, points, reach, height, words) else { return };
    let tokens = theme::of(ui);
    if let Some(share) = mark {
        let reached = reached_at(points, share);
        let place = plotted.at(share, reached);
        plotted.dashed([share, reached], [share, 0.0], Stroke::new(1.5, tokens.muted), 4.0, 3.0);
        ringed_dot(&plotted.painter, place, 5.0, tokens.text, tokens);
        let right = share < 0.6;
        let (place, anchor) = if right {
            (place + vec2(12.0, 4.0), Align2::LEFT_TOP)
        } else {
            (pos2(place.x - 12.0, place.y + 24.0), Align2::RIGHT_TOP)
        };
        plotted.text(ui, (place, anchor), Type::CaptionStrong, words.figure, tokens.text);
        plotted.text(ui, (place + vec2(0.0, 16.0), anchor), Type::Caption, words.range, tokens.muted);
    }
    pointed(ui, &plotted, points, Some((reach, language)), words);
}

/// The curve's height at a share, straight between its points.
fn reached_at(points: &[[f64; 2]], share: f64) -> f64 {
    let after = points.partition_point(|point| point[0] < share);
    let right = points.get(after).or_else(|| points.last()).copied().unwrap_or([0.0, 0.0]);
    let left = after.checked_sub(1).and_then(|before| points.get(before)).copied().unwrap_or(right);
    let width = right[0] - left[0];
    if width > 0.0 {
        left[1] + (right[1] - left[1]) * ((share - left[0]) / width).clamp(0.0, 1.0)
    } else {
        right[1]
    }
}

/// The curve over its band, or over the area down to the diagonal where there is none.
fn shares(
    ui: &mut Ui,
    points: &[[f64; 2]],
    reach: &[Reach],
    height: f32,
    words: CurveWords<'_>,
) -> Option<Plotted> {
    if points.len() < 2 || points.iter().flatten().any(|value| !value.is_finite()) {
        impossible(ui, height, words.empty);
        return None;
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
    let x: Vec<f64> = points.iter().map(|point| point[0]).collect();
    let y: Vec<f64> = points.iter().map(|point| point[1]).collect();
    let of = |pick: fn(&Reach) -> f64| std::iter::once(0.0).chain(reach.iter().map(pick)).collect::<Vec<_>>();
    let (share, low, high) = (of(|cut| cut.share), of(|cut| cut.gain.low), of(|cut| cut.gain.high));
    let area = if reach.is_empty() {
        Layer::Area { x: &x, low: &x, high: &y, fill: tokens.band() }
    } else {
        Layer::Area { x: &share, low: &low, high: &high, fill: tokens.band() }
    };
    let plotted = plot(ui, &axes, vec![area]);
    plotted.line(points, Stroke::new(2.5, tokens.accent));
    plotted.dashed([0.0, 0.0], [1.0, 1.0], Stroke::new(1.5, tokens.muted), 2.0, 4.0);
    plotted.text(ui, (plotted.at(0.86, 0.80), Align2::LEFT_TOP), Type::Caption, words.random, tokens.muted);
    Some(plotted)
}

fn pointed(
    ui: &Ui,
    plotted: &Plotted,
    points: &[[f64; 2]],
    band: Option<(&[Reach], Language)>,
    words: CurveWords<'_>,
) {
    let tokens = theme::of(ui);
    plotted.point_at(
        ui,
        points,
        |point| point[0],
        |[x, y]| {
            let mut rows = vec![share(words.y, *y, Some(tokens.accent))];
            // The band stands at hundredths; it is told where the point is as good as on one.
            if let Some((reach, language)) = band
                && let Some(cut) = reach.iter().find(|cut| (cut.share - x).abs() < 0.005)
            {
                let range = format::percent_range(language, cut.gain.low, cut.gain.high);
                rows.push(Told { name: words.band, value: range, dot: None });
            }
            rows.push(share(words.random, *x, None));
            (share_of(*x, words.x), rows)
        },
    );
}

/// A share in the label of what is pointed at; with a dot of this colour on the chart.
pub(super) fn share(name: &str, value: f64, dot: Option<Color32>) -> Told<'_> {
    Told { name, value: format::percent_tick(round(value)), dot: dot.map(|colour| (value, colour)) }
}

/// "23.4% of customers"
pub(super) fn share_of(share: f64, of: &str) -> String {
    format!("{} {of}", format::percent_tick(round(share)))
}

/// To a tenth of a percent.
fn round(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::reached_at;

    #[test]
    fn the_mark_lies_on_the_curve() {
        let points = [[0.0, 0.0], [0.5, 0.8], [1.0, 1.0]];
        for (share, expected) in [(0.0, 0.0), (0.25, 0.4), (0.5, 0.8), (0.75, 0.9), (1.0, 1.0), (2.0, 1.0)] {
            assert!((reached_at(&points, share) - expected).abs() < 1e-12, "{share}");
        }
        assert_eq!(reached_at(&[], 0.5), 0.0);
    }
}
