//! Tables of coloured cells, and two bars a line, as pictures: for those who take one out of the page.

use std::fmt::Write as _;

use super::super::markup::{Say, escape};
use super::bars::shortened;
use super::plot::{Plot, Unit, WIDTH, picture};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{SegmentReport, TriedGroups};

const ROW: f64 = 30.0;
const LABELS: f64 = 180.0;
/// A cell is at least so wide; a picture of many columns grows.
const CELL: f64 = 62.0;
const LETTERS: usize = 26;

/// A figure as it is written (escaped), and its colour: −1 and 1 are the ends of the diverging colours. None: no colour.
pub(in super::super) type Cell = (String, Option<f64>);

/// What a picture is called and what it shows.
#[derive(Clone, Copy)]
pub(in super::super) struct Named<'a> {
    pub(in super::super) id: &'static str,
    pub(in super::super) title: &'a Message,
    pub(in super::super) description: &'a Message,
}

/// Rows of cells below the names of their columns; names come as they are.
pub(in super::super) fn grid(
    say: &Say<'_>,
    named: Named<'_>,
    (rows, columns): (&[String], &[String]),
    cells: &[Vec<Cell>],
) -> String {
    let cell = ((WIDTH - LABELS) / columns.len().max(1) as f64).max(CELL);
    let size = [LABELS + cell * columns.len() as f64, ROW * (rows.len() as f64 + 1.0)];
    let letters = (cell / 7.0) as usize;
    let mut body = String::new();
    let text = |body: &mut String, class: &str, style: &str, at: [f64; 2], said: &str| {
        let _ = write!(
            body,
            "<text class=\"{class}\"{style} x=\"{:.1}\" y=\"{:.1}\">{said}</text>",
            at[0], at[1]
        );
    };
    for (place, name) in columns.iter().enumerate() {
        let middle = LABELS + cell * (place as f64 + 0.5);
        text(&mut body, "mid", "", [middle, 20.0], &escape(&shortened(name, letters.max(4))));
    }
    for (line, (name, cells)) in rows.iter().zip(cells).enumerate() {
        let top = ROW * (line as f64 + 1.0);
        text(&mut body, "ink end", "", [LABELS - 12.0, top + 20.0], &escape(&shortened(name, LETTERS)));
        for (place, (said, shade)) in cells.iter().enumerate() {
            let left = LABELS + cell * place as f64;
            let (class, style) = match shade {
                None => ("mid ink", String::new()),
                Some(shade) => {
                    let step = (4.0 + shade * 4.0).round().clamp(0.0, 8.0) as u8;
                    let _ = write!(
                        body,
                        "<rect fill=\"var(--z{step})\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"2\"/>",
                        left + 1.0,
                        top + 1.0,
                        cell - 2.0,
                        ROW - 2.0
                    );
                    let ink = if matches!(step, 0 | 1 | 8) { "var(--on-low)" } else { "var(--on-z)" };
                    ("mid", format!(" style=\"fill: {ink}\""))
                }
            };
            text(&mut body, class, &style, [left + cell / 2.0, top + 20.0], said);
        }
    }
    picture(say, named.id, size, named.title, named.description, &body)
}

/// A line of two bars: its name, what was said, what came (both from 0 up), and what stands behind them (escaped).
pub(in super::super) type Pair = (String, f64, f64, String);

/// Two bars a line to one scale; `key` tells the upper from the lower one.
pub(in super::super) fn pairs(say: &Say<'_>, named: Named<'_>, key: [&Message; 2], pairs: &[Pair]) -> String {
    const LINE: f64 = 36.0;
    const NOTES: f64 = 120.0;
    let most = pairs.iter().flat_map(|(_, said, came, _)| [*said, *came]).fold(f64::MIN_POSITIVE, f64::max);
    let room = WIDTH - LABELS - NOTES;
    let mut body = String::new();
    let mut left = LABELS;
    for (class, name) in ["bar", "rest"].into_iter().zip(key) {
        let said = say.say(name);
        let _ = write!(
            body,
            "<rect class=\"{class}\" x=\"{left:.1}\" y=\"5\" width=\"10\" height=\"10\" rx=\"2\"/><text x=\"{:.1}\" y=\"14\">{said}</text>",
            left + 16.0
        );
        left += 40.0 + 7.0 * said.chars().count() as f64;
    }
    for (line, (name, said, came, note)) in pairs.iter().enumerate() {
        let top = 28.0 + LINE * line as f64;
        let _ = write!(
            body,
            "<text class=\"ink end\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            LABELS - 12.0,
            top + 17.0,
            escape(&shortened(name, LETTERS))
        );
        let mut end = 0.0;
        for (class, value, down) in [("bar", said, 0.0), ("rest", came, 13.0)] {
            let length = room * (value / most).clamp(0.0, 1.0);
            end = length.max(end);
            let _ = write!(
                body,
                "<rect class=\"{class}\" x=\"{LABELS:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"11\" rx=\"2\"/>",
                top + down,
                length.max(0.5)
            );
        }
        let _ = write!(body, "<text x=\"{:.1}\" y=\"{:.1}\">{note}</text>", LABELS + end + 8.0, top + 17.0);
    }
    let size = [WIDTH, 28.0 + LINE * pairs.len() as f64];
    picture(say, named.id, size, named.title, named.description, &body)
}

/// The silhouette of every number of segments that was tried with its range; the one that was taken is a full dot.
pub(in super::super) fn tried(say: &Say<'_>, report: &SegmentReport) -> String {
    let ends = |of: fn(&TriedGroups) -> f64| {
        let start = (f64::INFINITY, f64::NEG_INFINITY);
        report.tried.iter().map(of).fold(start, |(low, high), value| (low.min(value), high.max(value)))
    };
    let (first, last) = ends(|tried| f64::from(tried.k));
    let (low, high) = (ends(|tried| tried.silhouette.low).0.min(0.0), ends(|tried| tried.silhouette.high).1);
    let mut plot = Plot::new([first - 0.5, last + 0.5], [low, if high > low { high * 1.15 } else { 1.0 }]);
    plot.frame(say, Unit::Number, Some(Unit::Count), &Message::new("report-tried-k"));
    plot.line("hero", report.tried.iter().map(|tried| [f64::from(tried.k), tried.silhouette.value]));
    for TriedGroups { k, silhouette, .. } in &report.tried {
        let x = f64::from(*k);
        plot.line("interval", [[x, silhouette.low], [x, silhouette.high]].into_iter());
        plot.dot(if *k == report.k { "dot" } else { "ring" }, [x, silhouette.value], 4.5);
        plot.text("mid halo", [x, silhouette.high], [0.0, -8.0], &say.value(Arg::Score(silhouette.value)));
    }
    let description = Message::new("report-tried-unit");
    plot.finish(say, "tried", &Message::new("report-tried-title"), &description)
}
