//! Curves of the ranked list beside the ROC: gains and lift with their bands, precision by recall.

use std::fmt::Write as _;

use super::super::markup::Say;
use super::plot::{Plot, Unit};
use crate::domain::detail::Reach;
use crate::domain::message::{Arg, Message};
use crate::domain::report::Estimate;

/// Share of yes reached by share contacted; the best tenth marked.
pub(in super::super) fn gains_curve(
    say: &Say<'_>,
    gains: &[[f64; 2]],
    reach: &[Reach],
    best_tenth: f64,
) -> String {
    let mut plot = Plot::new([0.0, 1.0], [0.0, 1.0]);
    plot.frame(say, Unit::Share, Some(Unit::Share), &Message::new("report-axis-contacted"));
    band(&mut plot, Some([0.0, 0.0]), reach, |point| point.gain);
    plot.line("random", [[0.0, 0.0], [1.0, 1.0]].into_iter());
    plot.line("hero", gains.iter().copied());
    plot.text("halo", [0.7, 0.7], [10.0, 18.0], &say.say(&Message::new("report-by-lot")));
    let description = Message::new("report-gains-desc").with("share", Arg::Percent(best_tenth));
    if best_tenth.is_finite() {
        plot.dot("dot", [0.1, best_tenth], 4.5);
        let text = say.say(&Message::new("report-gains-mark").with("share", Arg::Percent(best_tenth)));
        plot.text("ink halo", [0.1, best_tenth], [14.0, 16.0], &text);
    }
    plot.finish(say, "gains", &Message::new("report-gains-title"), &description)
}

/// Times the usual rate by share contacted; the best tenth marked.
pub(in super::super) fn lift_curve(say: &Say<'_>, reach: &[Reach], best_tenth: f64) -> String {
    // The first hundredths rest on few customers: their band must not flatten the rest.
    let curve = reach.iter().map(|point| point.lift.value);
    let bands = reach.iter().filter(|point| point.share > 0.045).map(|point| point.lift.high);
    let top = curve.chain(bands).fold(1.0, f64::max);
    let mut plot = Plot::new([0.0, 1.0], [0.0, top * 1.08]);
    plot.frame(say, Unit::Number, Some(Unit::Share), &Message::new("report-axis-lift"));
    band(&mut plot, None, reach, |point| point.lift);
    plot.line("random", [[0.0, 1.0], [1.0, 1.0]].into_iter());
    plot.line("hero", reach.iter().map(|point| [point.share, point.lift.value]));
    plot.text("halo end", [1.0, 1.0], [-4.0, 18.0], &say.say(&Message::new("report-lift-base")));
    let lift = Arg::Times(best_tenth);
    if best_tenth.is_finite() {
        plot.dot("dot", [0.1, best_tenth], 4.5);
        let text = say.say(&Message::new("report-lift-mark").with("lift", lift.clone()));
        plot.text("ink halo", [0.1, best_tenth], [14.0, -6.0], &text);
    }
    let description = Message::new("report-lift-desc").with("lift", lift);
    plot.finish(say, "lift", &Message::new("report-lift-title"), &description)
}

/// Precision by recall, against the usual rate.
pub(in super::super) fn precision_recall(
    say: &Say<'_>,
    points: &[[f64; 2]],
    usual: f64,
    (value, range): (f64, Option<Estimate>),
) -> String {
    let mut plot = Plot::new([0.0, 1.0], [0.0, 1.0]);
    plot.frame(say, Unit::Share, Some(Unit::Share), &Message::new("report-axis-recall"));
    plot.line("random", [[0.0, usual], [1.0, usual]].into_iter());
    plot.line("hero", points.iter().copied());
    let base = Message::new("report-precision-curve-base").with("share", Arg::Percent(usual));
    let down = if usual > 0.12 { 18.0 } else { -8.0 };
    plot.text("halo", [0.0, usual], [6.0, down], &say.say(&base));
    let figure = Message::new("report-precision-curve-figure").with("value", Arg::Score(value));
    plot.text("strong halo end", [1.0, 1.0], [-4.0, 14.0], &say.say(&figure));
    if let Some(range) = range {
        let text = say.value(Arg::ScoreRange(range.low, range.high));
        plot.text("halo end", [1.0, 1.0], [-4.0, 32.0], &text);
    }
    let description = Message::new("report-precision-curve-desc")
        .with("value", Arg::Score(value))
        .with("share", Arg::Percent(usual));
    plot.finish(say, "precision", &Message::new("report-precision-curve-title"), &description)
}

/// The area between the ends of intervals, cut off at the upper end of the plot.
fn band(plot: &mut Plot, start: Option<[f64; 2]>, reach: &[Reach], of: fn(&Reach) -> Estimate) {
    let high = reach.iter().map(|point| [point.share, of(point).high]);
    let low = reach.iter().rev().map(|point| [point.share, of(point).low]);
    let path = plot.path(start.into_iter().chain(high).chain(low));
    let _ = write!(plot.body, "<polygon class=\"band\" points=\"{path}\"/>");
}
