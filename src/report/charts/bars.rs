//! Tenths and strongest inputs as bars.

use std::fmt::Write as _;

use super::super::markup::{Say, escape};
use super::plot::{Plot, Unit, WIDTH, picture};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{Driver, Tenth};
use crate::evaluate::lift;

/// Share of yes per tenth, best first, against the usual share.
pub(in super::super) fn tenth_bars(say: &Say<'_>, tenths: &[Tenth]) -> String {
    let rate = |tenth: &Tenth| tenth.positives as f64 / tenth.rows.max(1) as f64;
    let rows: usize = tenths.iter().map(|t| t.rows).sum();
    let usual = tenths.iter().map(|t| t.positives).sum::<usize>() as f64 / rows.max(1) as f64;
    let top = tenths.iter().map(rate).fold(usual, f64::max);
    let mut plot = Plot::new([0.5, tenths.len() as f64 + 0.5], [0.0, (top * 1.12).clamp(0.01, 1.0)]);
    plot.frame(say, Unit::Share, None, &Message::new("report-axis-tenths"));
    for (index, tenth) in tenths.iter().enumerate() {
        let place = index as f64 + 1.0;
        bar(&mut plot, if index == 0 { "bar" } else { "rest" }, [place - 0.38, place + 0.38], rate(tenth));
    }
    let (y, right) = (plot.py(usual), plot.right());
    let left = plot.px(0.5);
    let _ = write!(
        plot.body,
        "<line class=\"average\" x1=\"{left:.1}\" x2=\"{right:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>"
    );
    for (index, tenth) in tenths.iter().enumerate() {
        let place = index as f64 + 1.0;
        plot.text("strong mid halo", [place, rate(tenth)], [0.0, -6.0], &say.percent(rate(tenth)));
        plot.text("mid", [place, 0.0], [0.0, 17.0], &say.count(index + 1));
    }
    let average = say.say(&Message::new("report-tenths-average").with("share", Arg::Percent(usual)));
    // Where no bar stands in the way: above the low tenths at the right.
    plot.text("ink halo end", [tenths.len() as f64 + 0.5, usual], [0.0, -18.0], &average);
    let best = tenths.first();
    let description = Message::new("report-tenths-desc")
        .with("share", Arg::Percent(best.map_or(f64::NAN, rate)))
        .with("usual", Arg::Percent(usual))
        .with("lift", Arg::Times(best.map_or(f64::NAN, |tenth| lift(tenth, tenths))));
    plot.finish(say, "tenths", &Message::new("report-tenths-title"), &description)
}

fn bar(plot: &mut Plot, class: &str, x: [f64; 2], value: f64) {
    let (left, right, top, foot) = (plot.px(x[0]), plot.px(x[1]), plot.py(value), plot.py(0.0));
    let _ = write!(
        plot.body,
        "<rect class=\"{class}\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"2\"/>",
        right - left,
        (foot - top).max(0.5)
    );
}

/// Mean prediction (ring) and mean known value (bar) per tenth by prediction.
pub(in super::super) fn number_tenths(say: &Say<'_>, tenths: &[(f64, f64)]) -> String {
    let ends = tenths
        .iter()
        .flat_map(|(predicted, known)| [*predicted, *known])
        .fold([0.0f64, 0.0f64], |[low, high], value| [low.min(value), high.max(value)]);
    let room = (ends[1] - ends[0]) * 0.08;
    let low = if ends[0] < 0.0 { ends[0] - room } else { 0.0 };
    let mut plot = Plot::new([0.5, tenths.len() as f64 + 0.5], [low, ends[1] + room]);
    plot.frame(say, Unit::Number, None, &Message::new("report-axis-number-tenths"));
    for (index, (predicted, known)) in tenths.iter().enumerate() {
        let place = index as f64 + 1.0;
        let (left, right) = (plot.px(place - 0.34), plot.px(place + 0.34));
        let (a, b) = (plot.py(known.max(0.0)), plot.py(known.min(0.0)));
        let _ = write!(
            plot.body,
            "<rect class=\"bar\" x=\"{left:.1}\" y=\"{a:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"2\"/>",
            right - left,
            (b - a).max(0.5)
        );
        plot.dot("ring", [place, *predicted], 5.0);
        let foot = plot.bottom() + 17.0;
        let _ = write!(
            plot.body,
            "<text class=\"mid\" x=\"{:.1}\" y=\"{foot:.1}\">{}</text>",
            plot.px(place),
            say.count(index + 1)
        );
    }
    plot.finish(
        say,
        "number-tenths",
        &Message::new("report-number-tenths-title"),
        &Message::new("report-number-tenths-desc"),
    )
}

/// The strongest inputs, to the right where larger values raise the prediction.
pub(in super::super) fn driver_bars(say: &Say<'_>, drivers: &[Driver]) -> String {
    const ROW: f64 = 30.0;
    const LABELS: f64 = 210.0;
    const LETTERS: usize = 30;
    let largest = drivers.iter().map(|d| d.effect.abs()).fold(f64::MIN_POSITIVE, f64::max);
    let middle = LABELS + (WIDTH - LABELS) / 2.0;
    let half = (WIDTH - LABELS) / 2.0 - 4.0;
    let height = ROW * drivers.len() as f64 + 24.0;
    let mut body = String::new();
    for (index, driver) in drivers.iter().enumerate() {
        let y = index as f64 * ROW;
        let length = half * driver.effect.abs() / largest;
        let (x, class) = if driver.effect > 0.0 { (middle, "pos") } else { (middle - length, "neg") };
        let full = escape(&driver.name);
        let shown = escape(&shortened(&driver.name, LETTERS));
        let _ = write!(
            body,
            "<text class=\"ink end\" x=\"{:.1}\" y=\"{:.1}\">{shown}<title>{full}</title></text><rect class=\"{class}\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{length:.1}\" height=\"18\" rx=\"2\"/>",
            LABELS - 12.0,
            y + 20.0,
            y + 6.0
        );
    }
    let foot = height - 6.0;
    let _ = write!(
        body,
        "<line class=\"base\" x1=\"{middle:.1}\" x2=\"{middle:.1}\" y1=\"0\" y2=\"{:.1}\"/><text class=\"end\" x=\"{:.1}\" y=\"{foot:.1}\">{}</text><text x=\"{:.1}\" y=\"{foot:.1}\">{}</text>",
        height - 24.0,
        middle - 8.0,
        say.say(&Message::new("report-drivers-down")),
        middle + 8.0,
        say.say(&Message::new("report-drivers-up"))
    );
    let strongest = drivers.first().map_or_else(String::new, |d| d.name.clone());
    let description = Message::new("report-drivers-desc").name("column", strongest);
    picture(say, "drivers", [WIDTH, height], &Message::new("report-drivers-title"), &description, &body)
}

/// A long name with its middle left out.
pub(super) fn shortened(name: &str, letters: usize) -> String {
    let all: Vec<char> = name.chars().collect();
    if all.len() <= letters {
        return name.to_owned();
    }
    let (head, tail) = (letters / 2, letters - letters / 2 - 1);
    all.iter().take(head).chain(['…'].iter()).chain(all.iter().skip(all.len() - tail)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_lose_their_middle() {
        assert_eq!(shortened("short", 10), "short");
        assert_eq!(shortened("abcdefghijkl", 7), "abc…jkl");
        assert_eq!(shortened("客户编号与地区代码", 5), "客户…代码");
    }
}
