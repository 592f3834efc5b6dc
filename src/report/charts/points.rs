//! Predicted against actual, honesty of chances, and the map of customers.

use std::fmt::Write as _;

use super::super::markup::Say;
use super::plot::{HEIGHT, Plot, Unit, WIDTH, picture};
use crate::domain::detail::CalibrationBin;
use crate::domain::message::{Arg, Message};
use crate::domain::report::{NumberReport, SegmentReport};

/// One point per judged row, with the line on which prediction and truth agree.
pub(in super::super) fn predicted_actual(say: &Say<'_>, report: &NumberReport) -> String {
    let ends = report
        .points
        .iter()
        .flatten()
        .filter(|value| value.is_finite())
        .fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| [low.min(*value), high.max(*value)]);
    // Room at the ends, and zero in sight where it is near.
    let room = (ends[1] - ends[0]) * 0.04;
    let low = if ends[0] >= 0.0 && ends[0] < 0.3 * ends[1] { 0.0 } else { ends[0] - room };
    let ends = if ends[0] < ends[1] { [low, ends[1] + room] } else { [0.0, 1.0] };
    let mut plot = Plot::new(ends, ends);
    plot.frame(say, Unit::Number, Some(Unit::Number), &Message::new("report-axis-predicted"));
    plot.body.push_str("<g class=\"cloud\">");
    for [predicted, actual] in &report.points {
        plot.dot("", [*predicted, *actual], 2.5);
    }
    plot.body.push_str("</g>");
    plot.line("random", [[ends[0], ends[0]], [ends[1], ends[1]]].into_iter());
    let r2 = report.r2.map_or(f64::NAN, |r2| r2.value);
    let description =
        Message::new("report-points-desc").count("n", report.points.len()).with("r2", Arg::Percent(r2));
    plot.finish(say, "points", &Message::new("report-points-title"), &description)
}

/// Mean predicted chance against what happened, per tenth, with the interval of what happened.
pub(in super::super) fn calibration(say: &Say<'_>, bins: &[CalibrationBin]) -> String {
    let points: Vec<_> = bins.iter().map(|bin| (bin.chance, bin.rate)).collect();
    let top = points.iter().map(|(chance, came)| chance.max(came.high)).fold(0.01, f64::max).min(1.0);
    let mut plot = Plot::new([0.0, top], [0.0, top]);
    plot.frame(say, Unit::Share, Some(Unit::Share), &Message::new("report-axis-chance"));
    plot.line("random", [[0.0, 0.0], [top, top]].into_iter());
    for (chance, came) in &points {
        plot.line("whisker", [[*chance, came.low], [*chance, came.high]].into_iter());
    }
    for (chance, came) in &points {
        plot.dot("dot", [*chance, came.value], 4.5);
    }
    plot.text("halo", [top * 0.2, top * 0.75], [0.0, 0.0], &say.say(&Message::new("report-honesty-less")));
    plot.text("halo", [top * 0.66, top * 0.22], [0.0, 0.0], &say.say(&Message::new("report-honesty-more")));
    let inside = bins.iter().filter(|bin| bin.is_honest()).count();
    let description = Message::new("report-honesty-desc").count("inside", inside).count("n", points.len());
    plot.finish(say, "honesty", &Message::new("report-honesty-title"), &description)
}

/// The class that holds the colour of a segment (0-based). More than eight share the last grey.
pub(in super::super) fn segment_class(index: u32) -> String {
    format!("s{}", if index < 8 { index + 1 } else { 5 })
}

/// Customers in the plane of the first two principal components, groups numbered at their middle.
pub(in super::super) fn customer_map(say: &Say<'_>, report: &SegmentReport) -> String {
    let ends = |of: fn(&crate::domain::report::MapPoint) -> f64| {
        let [low, high] = report
            .map
            .iter()
            .map(of)
            .fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], v| [low.min(v), high.max(v)]);
        let room = ((high - low) * 0.05).max(1e-9);
        [low - room, high + room]
    };
    let (x, y) = (ends(|p| p.x), ends(|p| p.y));
    let place = |value: f64, ends: [f64; 2], start: f64, end: f64| {
        start + (end - start) * ((value - ends[0]) / (ends[1] - ends[0])).clamp(0.0, 1.0)
    };
    let foot = HEIGHT + 60.0;
    let mut body = format!("<rect class=\"plate\" width=\"{WIDTH}\" height=\"{foot}\" rx=\"4\"/>");
    let mut badges = String::new();
    for segment in &report.segments {
        let index = segment.number.saturating_sub(1);
        let class = segment_class(index);
        let (mut sum, mut n) = ([0.0, 0.0], 0.0f64);
        let _ = write!(body, "<g class=\"group {class}\">");
        for point in report.map.iter().filter(|point| point.segment == index) {
            let at = [place(point.x, x, 8.0, WIDTH - 8.0), place(point.y, y, foot - 8.0, 8.0)];
            sum = [sum[0] + at[0], sum[1] + at[1]];
            n += 1.0;
            let _ = write!(body, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\"/>", at[0], at[1]);
        }
        body.push_str("</g>");
        if n > 0.0 {
            let _ = write!(
                badges,
                "<circle class=\"badge {class}\" cx=\"{0:.1}\" cy=\"{1:.1}\" r=\"11\"/><text class=\"strong mid\" x=\"{0:.1}\" y=\"{2:.1}\">{3}</text>",
                sum[0] / n,
                sum[1] / n,
                sum[1] / n + 4.0,
                segment.number
            );
        }
    }
    body.push_str(&badges);
    let description = Message::new("report-map-desc")
        .count("n", report.map.len())
        .count("k", report.segments.len())
        .with("share", Arg::Percent(report.map_share));
    picture(say, "map", [WIDTH, foot], &Message::new("report-map-title"), &description, &body)
}
