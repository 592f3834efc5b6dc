//! Misses of a run that predicts a number: their histogram, and their size by tenth.

use std::fmt::Write as _;

use super::super::markup::{Say, amount};
use super::plot::{Plot, Unit};
use crate::domain::detail::{MissTenth, Misses};
use crate::domain::message::{Arg, Message};

/// Histogram of actual less predicted, zero marked.
pub(in super::super) fn misses(say: &Say<'_>, misses: &Misses) -> String {
    let end = misses.start + misses.width * misses.bins.len() as f64;
    let most = misses.bins.iter().copied().max().unwrap_or(0) as f64;
    let mut plot = Plot::new([misses.start.min(0.0), end.max(0.0)], [0.0, most * 1.15]);
    plot.frame(say, Unit::Count, Some(Unit::Number), &Message::new("report-axis-misses"));
    for (bin, count) in misses.bins.iter().enumerate() {
        let left = plot.px(misses.start + misses.width * bin as f64);
        let right = plot.px(misses.start + misses.width * (bin + 1) as f64);
        let (top, foot) = (plot.py(*count as f64), plot.py(0.0));
        let _ = write!(
            plot.body,
            "<rect class=\"bar\" x=\"{:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
            left + 0.5,
            (right - left - 1.0).max(0.5),
            foot - top
        );
    }
    let (zero, top, foot) = (plot.px(0.0), plot.py(most * 1.15), plot.bottom());
    let _ = write!(
        plot.body,
        "<line class=\"average\" x1=\"{zero:.1}\" x2=\"{zero:.1}\" y1=\"{top:.1}\" y2=\"{foot:.1}\"/>"
    );
    let rows = (misses.bins.iter().sum::<usize>() + misses.below + misses.above).max(1) as f64;
    let (less, more) = (Arg::Percent(misses.less as f64 / rows), Arg::Percent(misses.more as f64 / rows));
    let said = Message::new("report-misses-less").with("share", less.clone());
    plot.text("halo", [misses.start.min(0.0), most * 1.15], [4.0, 12.0], &say.say(&said));
    let said = Message::new("report-misses-more").with("share", more.clone());
    plot.text("halo end", [end.max(0.0), most * 1.15], [-4.0, 12.0], &say.say(&said));
    let description = Message::new("report-misses-desc").with("more", more).with("less", less);
    plot.finish(say, "misses", &Message::new("report-misses-title"), &description)
}

/// Mean absolute error per tenth with its range.
pub(in super::super) fn miss_tenths(say: &Say<'_>, tenths: &[MissTenth]) -> String {
    let top = tenths.iter().map(|tenth| tenth.mae.high).fold(0.0, f64::max);
    let top = if top > 0.0 { top * 1.1 } else { 1.0 };
    let mut plot = Plot::new([0.5, tenths.len() as f64 + 0.5], [0.0, top]);
    plot.frame(say, Unit::Number, None, &Message::new("report-axis-number-tenths"));
    for (index, tenth) in tenths.iter().enumerate() {
        let place = index as f64 + 1.0;
        let (left, right) = (plot.px(place - 0.34), plot.px(place + 0.34));
        let (high, low) = (plot.py(tenth.mae.value), plot.py(0.0));
        let _ = write!(
            plot.body,
            "<rect class=\"bar\" x=\"{left:.1}\" y=\"{high:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"2\"/>",
            right - left,
            (low - high).max(0.5)
        );
        plot.line("interval", [[place, tenth.mae.low], [place, tenth.mae.high]].into_iter());
        plot.text("mid", [place, 0.0], [0.0, 17.0], &say.count(index + 1));
    }
    let of = |tenth: Option<&MissTenth>| amount(tenth.map_or(f64::NAN, |tenth| tenth.mae.value));
    let description = Message::new("report-miss-tenths-desc")
        .with("first", of(tenths.first()))
        .with("last", of(tenths.last()));
    plot.finish(say, "miss-tenths", &Message::new("report-miss-tenths-title"), &description)
}
