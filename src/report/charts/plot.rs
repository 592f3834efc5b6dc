//! The frame all charts share: size, scales, ticks, grid, accessible title.

use std::fmt::Write as _;

use super::super::markup::Say;
use crate::domain::message::{Arg, Message};

/// Width of a chart in its own units; the page stretches it.
pub(super) const WIDTH: f64 = 520.0;
/// Height of a chart with a frame.
pub(super) const HEIGHT: f64 = 300.0;

/// How tick text is written.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Unit {
    Share,
    Number,
    Count,
}

/// A plot with linear scales.
pub(super) struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    x: [f64; 2],
    y: [f64; 2],
    pub(super) body: String,
}

impl Plot {
    pub(super) fn new(x: [f64; 2], y: [f64; 2]) -> Self {
        Self { left: 56.0, right: WIDTH - 16.0, top: 14.0, bottom: HEIGHT - 48.0, x, y, body: String::new() }
    }

    pub(super) fn px(&self, value: f64) -> f64 {
        scale(value, self.x, self.left, self.right)
    }

    pub(super) fn py(&self, value: f64) -> f64 {
        scale(value, self.y, self.bottom, self.top)
    }

    pub(super) fn right(&self) -> f64 {
        self.right
    }

    pub(super) fn bottom(&self) -> f64 {
        self.bottom
    }

    /// Horizontal grid lines with their text, base line, x ticks, and what the x axis counts.
    pub(super) fn frame(&mut self, say: &Say<'_>, y: Unit, x: Option<Unit>, counts: &Message) {
        let mut out = String::new();
        for tick in ticks(self.y, 4, y) {
            let at = self.py(tick);
            let _ = write!(
                out,
                "<line class=\"grid\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{at:.1}\" y2=\"{at:.1}\"/><text class=\"end\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                self.left,
                self.right,
                self.left - 8.0,
                at + 4.0,
                tick_text(say, y, tick)
            );
        }
        let _ = write!(
            out,
            "<line class=\"base\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{2:.1}\" y2=\"{2:.1}\"/>",
            self.left, self.right, self.bottom
        );
        for tick in x.map(|unit| ticks(self.x, 5, unit)).unwrap_or_default() {
            let text = tick_text(say, x.unwrap_or(Unit::Number), tick);
            let _ = write!(
                out,
                "<text class=\"mid\" x=\"{:.1}\" y=\"{:.1}\">{text}</text>",
                self.px(tick),
                self.bottom + 17.0
            );
        }
        let _ = write!(
            out,
            "<text class=\"end\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            self.right,
            self.bottom + 37.0,
            say.say(counts)
        );
        self.body.push_str(&out);
    }

    /// A line through points.
    pub(super) fn line(&mut self, class: &str, points: impl Iterator<Item = [f64; 2]>) {
        let path = self.path(points);
        let _ = write!(self.body, "<polyline class=\"{class}\" points=\"{path}\"/>");
    }

    /// "x,y x,y …" in picture units.
    pub(super) fn path(&self, points: impl Iterator<Item = [f64; 2]>) -> String {
        let mut path = String::new();
        for [x, y] in points {
            let _ = write!(path, "{:.1},{:.1} ", self.px(x), self.py(y));
        }
        path
    }

    /// Text at a point of the plot, moved by picture units; `text` is escaped already.
    pub(super) fn text(&mut self, class: &str, at: [f64; 2], by: [f64; 2], text: &str) {
        let (x, y) = (self.px(at[0]) + by[0], self.py(at[1]) + by[1]);
        let _ = write!(self.body, "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{text}</text>");
    }

    /// A dot.
    pub(super) fn dot(&mut self, class: &str, at: [f64; 2], radius: f64) {
        let (x, y) = (self.px(at[0]), self.py(at[1]));
        let _ = write!(self.body, "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\"/>");
    }

    /// The finished picture.
    pub(super) fn finish(self, say: &Say<'_>, id: &str, title: &Message, description: &Message) -> String {
        picture(say, id, [WIDTH, HEIGHT], title, description, &self.body)
    }
}

/// An SVG with title and description.
pub(super) fn picture(
    say: &Say<'_>,
    id: &str,
    size: [f64; 2],
    title: &Message,
    description: &Message,
    body: &str,
) -> String {
    format!(
        "<svg role=\"img\" viewBox=\"0 0 {} {}\" aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>{body}</svg>",
        size[0],
        size[1],
        say.say(title),
        say.say(description)
    )
}

fn scale(value: f64, from: [f64; 2], start: f64, end: f64) -> f64 {
    let width = from[1] - from[0];
    let share = if width > 0.0 { (value - from[0]) / width } else { 0.5 };
    // A picture far outside its frame helps nobody, and infinite coordinates break viewers.
    start + (end - start) * if share.is_finite() { share.clamp(-0.05, 1.05) } else { 0.5 }
}

/// Round values between the ends, about `about` of them, at 1, 2, 2.5 or 5 × 10ⁿ. Counts have whole steps.
pub(super) fn ticks(range: [f64; 2], about: u32, unit: Unit) -> Vec<f64> {
    let width = range[1] - range[0];
    if !width.is_finite() || width <= 0.0 {
        return Vec::new();
    }
    let rough = width / f64::from(about);
    let power = 10f64.powf(rough.log10().floor());
    let mut step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|m| m * power)
        .find(|s| *s >= rough * 0.999)
        .unwrap_or(power);
    if unit == Unit::Count {
        step = step.max(1.0).ceil();
    }
    let first = (range[0] / step - 1e-9).ceil() as i64;
    (first..first + 12).map(|i| i as f64 * step).take_while(|v| *v <= range[1] + 1e-9 * width).collect()
}

fn tick_text(say: &Say<'_>, unit: Unit, value: f64) -> String {
    match unit {
        Unit::Share => say.percent(value),
        Unit::Count => say.value(Arg::Count(value.max(0.0) as u64)),
        Unit::Number => say.number(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks([0.0, 1.0], 4, Unit::Share), vec![0.0, 0.25, 0.5, 0.75, 1.0]);
        assert_eq!(ticks([0.0, 38.0], 4, Unit::Number), vec![0.0, 10.0, 20.0, 30.0]);
        assert_eq!(ticks([-3.0, 9.0], 4, Unit::Number), vec![-0.0, 5.0]);
        assert_eq!(ticks([0.0, 3.0], 5, Unit::Count), vec![0.0, 1.0, 2.0, 3.0]);
        assert!(ticks([1.0, 1.0], 4, Unit::Number).is_empty());
        assert!(ticks([f64::NAN, 1.0], 4, Unit::Number).is_empty());
    }

    #[test]
    fn scales_meet_their_ends() {
        let plot = Plot::new([10.0, 20.0], [0.0, 1.0]);
        assert_eq!(plot.px(10.0), 56.0);
        assert_eq!(plot.px(20.0), plot.right());
        assert_eq!(plot.py(0.0), plot.bottom());
        assert!(plot.px(f64::INFINITY).is_finite());
    }
}
