//! Tables of figures.

use std::fmt::Write as _;

use super::markup::{Say, escape};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{ByPart, Estimate, ProfileRow, Segment};

/// Groups smaller than this are not described, so that nobody can be picked out.
pub(super) const SHOWN_GROUP: usize = 10;

/// A row of a metrics table: its label, how the figure of a part is written, and the range of the judged one.
pub(super) type Figure<'a, M> = (Message, &'a dyn Fn(&M) -> String, Option<Message>);

/// A range as words: both ends written like the figure.
pub(super) fn from_to(range: Option<Estimate>, written: fn(f64) -> Arg) -> Option<Message> {
    range.map(|range| {
        Message::new("report-from-to").with("low", written(range.low)).with("high", written(range.high))
    })
}

/// One column per part.
pub(super) fn metrics<M>(by: &ByPart<M>, rows: &[Figure<'_, M>], say: &Say<'_>) -> String {
    let mut columns: Vec<(Message, &M, bool)> = Vec::new();
    let judged = by.test.is_some();
    let ranged = rows.iter().any(|row| row.2.is_some());
    columns.push((Message::new("report-part-train"), &by.train, !judged));
    columns.extend(by.valid.as_ref().map(|part| (Message::new("report-part-valid"), part, false)));
    columns.extend(by.test.as_ref().map(|part| (Message::new("report-part-test"), part, true)));
    columns.push((Message::new("report-part-baseline"), &by.baseline, false));
    let class = |judged: bool| if judged { "num judged" } else { "num" };
    let mut head = format!("<th scope=\"col\">{}</th>", say.say(&Message::new("report-figure")));
    for (label, _, judged) in &columns {
        let _ = write!(head, "<th scope=\"col\" class=\"{}\">{}</th>", class(*judged), say.say(label));
        if *judged && ranged {
            let range = say.say(&Message::new("report-range"));
            let _ = write!(head, "<th scope=\"col\" class=\"num\">{range}</th>");
        }
    }
    let mut body = String::new();
    for (label, written, range) in rows {
        let _ = write!(body, "<tr><th scope=\"row\">{}</th>", say.say(label));
        for (_, part, judged) in &columns {
            let _ = write!(body, "<td class=\"{}\">{}</td>", class(*judged), written(part));
            if *judged && ranged {
                let range = range.as_ref().map(|range| say.say(range)).unwrap_or_default();
                let _ = write!(body, "<td class=\"num\">{range}</td>");
            }
        }
        body.push_str("</tr>");
    }
    format!("<div class=\"scroll\"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")
}

/// Columns across segments, coloured by their distance from the average.
pub(super) fn profile(rows: &[ProfileRow], segments: &[Segment], say: &Say<'_>) -> String {
    let mut head = format!(
        "<th scope=\"col\">{}</th><th scope=\"col\">{}</th>",
        say.say(&Message::new("report-profile-column")),
        say.say(&Message::new("report-profile-all"))
    );
    for segment in segments {
        let _ = write!(head, "<th scope=\"col\">{}</th>", segment.number);
    }
    let mut body = String::new();
    for row in rows {
        let written = |value: f64| if row.is_share { say.percent(value) } else { say.number(value) };
        let _ = write!(
            body,
            "<tr><th scope=\"row\">{}</th><td>{}</td>",
            escape(&row.label),
            written(row.overall)
        );
        for ((value, z), segment) in row.values.iter().zip(&row.z).zip(segments) {
            if segment.rows < SHOWN_GROUP {
                body.push_str("<td>–</td>");
            } else {
                let _ = write!(body, "<td class=\"z{}\">{}</td>", shade(*z), written(*value));
            }
        }
        body.push_str("</tr>");
    }
    let mut ramp = String::new();
    for step in 0..9 {
        let _ = write!(ramp, "<i class=\"z{step}\"></i>");
    }
    format!(
        "<div class=\"scroll\"><table class=\"heat\"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div><p class=\"note\">{}<span class=\"ramp\">{ramp}</span>{}</p>",
        say.say(&Message::new("report-far-below")),
        say.say(&Message::new("report-far-above"))
    )
}

/// The step of the diverging colours for a z-score: the middle within a quarter, the ends from 1.75 on.
fn shade(z: f64) -> u8 {
    if z.is_nan() { 4 } else { (z / 0.5 + 4.0).round().clamp(0.0, 8.0) as u8 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_are_symmetric_and_bounded() {
        assert_eq!([-9.0, -1.0, -0.2, 0.0, 0.2, 1.0, 9.0].map(shade), [0, 2, 4, 4, 4, 6, 8]);
        assert_eq!(shade(f64::NAN), 4);
    }
}
