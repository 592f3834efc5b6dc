//! The learning curve: error on rows learned from and on rows held back, with the best pass marked.

use egui::{Align2, Color32, CursorIcon, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::frame::{Axes, Layer, Plotted, Told, impossible, plot, readable, ringed_dot};
use super::scale::{Scale, percentile};
use crate::domain::event::CurvePoint;
use crate::text::{Language, format};
use crate::ui::theme::{self, INDIGO, SLATE, Type};
use crate::ui::widgets::galley;

/// Points from which the axis no longer reaches up to the start.
const WITHOUT_START: usize = 5;

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
    /// What is drawn besides the curves.
    pub more: LearningMore<'a>,
}

/// What is drawn on a learning curve besides the curves.
#[derive(Clone, Copy, Debug, Default)]
pub struct LearningMore<'a> {
    /// Curves of earlier runs on validation rows, with their colours, under the present ones.
    pub earlier: &'a [(Vec<[f64; 2]>, Color32)],
    /// Where something was changed, in iterations, and what.
    pub marks: &'a [(f64, String)],
    /// A loss to reach.
    pub goal: Option<Goal<'a>>,
}

/// A line at the loss that is to be reached.
#[derive(Clone, Copy, Debug)]
pub struct Goal<'a> {
    /// The loss.
    pub loss: f64,
    /// Beside the line.
    pub words: &'a str,
    /// What moving it is called; none where it cannot be moved.
    pub drag: Option<&'a str>,
}

impl LearningCurve<'_> {
    /// Draws it. Where the line of the goal was moved to, once it is let go.
    pub fn show(self, ui: &mut Ui, height: f32) -> Option<f64> {
        let words = self.words;
        let train: Vec<[f64; 2]> =
            self.points.iter().map(|point| [f64::from(point.iteration), point.train]).collect();
        let valid: Vec<[f64; 2]> = self
            .points
            .iter()
            .filter_map(|point| point.valid.map(|loss| [f64::from(point.iteration), loss]))
            .collect();
        // Once there is more to see, the height of the start does not flatten the rest.
        let first = if self.points.len() > WITHOUT_START { 1.0 } else { 0.0 };
        let seen = train.iter().chain(&valid).filter(|point| point[0] >= first);
        let mut losses: Vec<f64> = seen.map(|point| point[1]).filter(|loss| loss.is_finite()).collect();
        let (Some(low), Some(high)) = (percentile(&mut losses, 0.02), percentile(&mut losses, 0.98)) else {
            impossible(ui, height, words.empty);
            return None;
        };
        let more = self.more;
        // Earlier runs widen the axis where they end, not where they began.
        let ends = more.earlier.iter().filter_map(|(points, _)| points.last().map(|point| point[1]));
        let wanted = ends.chain(more.goal.map(|goal| goal.loss)).filter(|loss| loss.is_finite());
        let (low, high) = wanted.fold((low, high), |(low, high), loss| (low.min(loss), high.max(loss)));
        let tokens = theme::of(ui);
        let last = self.points.last().map_or(0, |point| point.iteration);
        let longest =
            more.earlier.iter().filter_map(|(points, _)| points.last()).map(|point| point[0] as u32);
        let end = self.planned.unwrap_or(last).max(last).max(longest.max().unwrap_or(0)).max(1);

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
        let mut layers: Vec<Layer<'_>> =
            more.earlier.iter().map(|(points, colour)| Layer::Line(points, *colour, 1.5)).collect();
        layers.extend([Layer::Line(&train, SLATE, 1.5), Layer::Line(&valid, INDIGO, 2.5)]);
        let plotted = plot(ui, &axes, layers);
        let moved = more.goal.and_then(|goal| goal_line(ui, &plotted, goal, (bottom, top)));
        for (place, (at, what)) in more.marks.iter().enumerate() {
            mark(ui, &plotted, (place, *at, what), bottom);
        }
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
        moved
    }
}

/// A small tick at the foot of the chart where something was changed, which says what.
fn mark(ui: &Ui, plotted: &Plotted, (place, at, what): (usize, f64, &str), bottom: f64) {
    let tokens = theme::of(ui);
    let foot = plotted.at(at, bottom);
    let top = foot - vec2(0.0, 12.0);
    plotted.painter.line_segment([foot, top], Stroke::new(1.5, tokens.accent_text));
    plotted.painter.circle_filled(top, 3.0, tokens.accent_text);
    let around = Rect::from_center_size(foot - vec2(0.0, 6.0), vec2(14.0, 22.0));
    let response = ui.interact(around, plotted.response.id.with(("mark", place)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, what));
    response.on_hover_text(what);
}

/// The line at the goal; where it was dragged to, once it is let go.
fn goal_line(ui: &Ui, plotted: &Plotted, goal: Goal<'_>, (bottom, top): (f64, f64)) -> Option<f64> {
    let tokens = theme::of(ui);
    let id = plotted.response.id.with("goal");
    let loss_at = |height: f32| {
        let share = f64::from((plotted.rect.bottom() - height) / plotted.rect.height()).clamp(0.0, 1.0);
        rounded(bottom + share * (top - bottom))
    };
    let line = plotted.at(0.0, goal.loss.clamp(bottom, top)).y;
    let grip = Rect::from_x_y_ranges(plotted.rect.x_range(), line - 5.0..=line + 5.0);
    let mut shown = goal.loss;
    let mut moved = None;
    if let Some(name) = goal.drag {
        let response = ui.interact(grip, id, Sense::drag()).on_hover_cursor(CursorIcon::ResizeVertical);
        response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, name));
        if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
            shown = loss_at(pointer.y);
            ui.data_mut(|data| data.insert_temp(id, shown));
        }
        if response.drag_stopped() {
            moved = ui.data_mut(|data| data.remove_temp::<f64>(id));
            shown = moved.unwrap_or(shown);
        }
    }
    let [left, right] =
        [plotted.rect.left(), plotted.rect.right()].map(|x| pos2(x, plotted.at(0.0, shown).y));
    plotted.painter.extend(Shape::dashed_line(&[left, right], Stroke::new(1.5, tokens.accent), 6.0, 4.0));
    let words = if shown == goal.loss { goal.words.to_owned() } else { format::loss(shown) };
    // Under the line at its end, where curves that have yet to reach it leave room; above it at the foot of the chart.
    let (offset, anchor) = if plotted.rect.bottom() - right.y < 20.0 {
        (vec2(-4.0, -3.0), Align2::RIGHT_BOTTOM)
    } else {
        (vec2(-4.0, 3.0), Align2::RIGHT_TOP)
    };
    plotted.text(ui, (right + offset, anchor), Type::CaptionStrong, &words, tokens.accent_text);
    moved
}

/// Three digits that count: what a hand can aim at.
fn rounded(loss: f64) -> f64 {
    if loss <= 0.0 || !loss.is_finite() {
        return loss.max(0.0);
    }
    let unit = 10f64.powi(loss.log10().floor() as i32 - 2);
    (loss / unit).round() * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_moved_by_hand_has_three_digits() {
        for (loss, expected) in [(0.418_37, 0.418), (1_234.5, 1_230.0), (0.000_987_65, 0.000_988), (0.0, 0.0)]
        {
            assert!((rounded(loss) - expected).abs() < 1e-12 * expected.max(1.0), "{loss}");
        }
        assert_eq!(rounded(-0.2), 0.0);
        assert_eq!(rounded(f64::NAN), 0.0);
    }
}
