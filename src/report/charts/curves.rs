//! Learning curve and ROC.

use std::fmt::Write as _;

use super::super::markup::Say;
use super::plot::{Plot, Unit};
use crate::domain::event::CurvePoint;
use crate::domain::message::{Arg, Message};
use crate::domain::report::{Estimate, kept_is_lowest};
use crate::evaluate::quantile;

/// Loss (or inertia) per round, with the round that was kept.
pub(in super::super) fn learning_curve(
    say: &Say<'_>,
    curve: &[CurvePoint],
    best: u32,
    inertia: bool,
) -> String {
    let mut values: Vec<f64> =
        curve.iter().flat_map(|p| [Some(p.train), p.valid]).flatten().filter(|v| v.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    // Few first rounds with a huge loss would flatten all others.
    let high = if values.len() > 100 { quantile(&values, 0.98) } else { quantile(&values, 1.0) };
    let low = quantile(&values, 0.0);
    let room = ((high - low) * 0.08).max(high.abs() * 1e-3).max(f64::MIN_POSITIVE);
    let last = curve.last().map_or(1, |p| p.iteration).max(1);
    let mut plot = Plot::new([0.0, f64::from(last)], [low - 2.0 * room, high + room]);
    plot.frame(say, Unit::Number, Some(Unit::Count), &Message::new("report-axis-rounds"));
    let class = if inertia { "hero" } else { "train" };
    plot.line(class, curve.iter().map(|p| [f64::from(p.iteration), p.train]));
    let has_valid = curve.iter().any(|p| p.valid.is_some());
    if has_valid {
        plot.line("valid", curve.iter().filter_map(|p| Some([f64::from(p.iteration), p.valid?])));
    }
    if let Some(point) = curve.iter().find(|p| p.iteration == best).filter(|_| !inertia) {
        let at = [f64::from(best), point.valid.unwrap_or(point.train)];
        let (x, y, foot) = (plot.px(at[0]), plot.py(at[1]), plot.bottom());
        let _ = write!(
            plot.body,
            "<line class=\"best\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{y:.1}\" y2=\"{foot:.1}\"/><circle fill=\"var(--good)\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>"
        );
        let name = if kept_is_lowest(curve, best) { "report-curve-best" } else { "report-curve-kept" };
        let text = say.say(&Message::new(name).count("n", best as usize));
        // At the foot of its line, away from the labels of the curves.
        let near_end = x > plot.right() - 120.0;
        let (class, aside) = if near_end { ("ink halo end", -8.0) } else { ("ink halo", 8.0) };
        let _ = write!(
            plot.body,
            "<text class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\">{text}</text>",
            x + aside,
            foot - 8.0
        );
    }
    // Both curves are labelled at their ends, the higher one above, the lower one below.
    if let Some(point) = curve.last().filter(|_| has_valid) {
        let (train, valid) = (point.train, point.valid.unwrap_or(point.train));
        let x = f64::from(point.iteration);
        let (above, below) = ([-4.0, -10.0], [-4.0, 18.0]);
        let (t, v) = if valid >= train { (below, above) } else { (above, below) };
        plot.text("halo end", [x, train], t, &say.say(&Message::new("report-part-train")));
        plot.text("ink halo end", [x, valid], v, &say.say(&Message::new("report-part-valid")));
    }
    let ends =
        |of: fn(&CurvePoint) -> f64| [curve.first().map_or(f64::NAN, of), curve.last().map_or(f64::NAN, of)];
    let [first, end] = ends(|p| p.train);
    let description = Message::new("report-curve-desc")
        .with("first", Arg::Loss(first))
        .with("last", Arg::Loss(end))
        .count("n", last as usize);
    plot.finish(say, "curve", &Message::new("report-curve-title"), &description)
}

/// Yes found against no taken along.
pub(in super::super) fn roc_curve(say: &Say<'_>, roc: &[[f64; 2]], auc: Option<Estimate>) -> String {
    let mut plot = Plot::new([0.0, 1.0], [0.0, 1.0]);
    plot.frame(say, Unit::Share, Some(Unit::Share), &Message::new("report-axis-no"));
    let area = plot.path(roc.iter().copied().chain([[1.0, 0.0]]));
    let _ = write!(plot.body, "<polygon class=\"area\" points=\"{area}\"/>");
    plot.line("random", [[0.0, 0.0], [1.0, 1.0]].into_iter());
    plot.line("hero", roc.iter().copied());
    if let Some(auc) = auc {
        let value = say.say(&Message::new("report-roc-auc").with("auc", Arg::Score(auc.value)));
        let range = say.value(Arg::ScoreRange(auc.low, auc.high));
        plot.text("strong halo", [0.62, 0.32], [0.0, 0.0], &value);
        plot.text("halo", [0.62, 0.32], [0.0, 18.0], &range);
    }
    let value = auc.map_or(f64::NAN, |auc| auc.value);
    let description = Message::new("report-roc-desc").with("auc", Arg::Score(value));
    plot.finish(say, "roc", &Message::new("report-roc-title"), &description)
}
