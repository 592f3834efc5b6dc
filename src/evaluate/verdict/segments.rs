//! Verdicts about groups.

use super::{SENTENCES, alone};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{Segment, SegmentReport, Tone, Trait, Verdict};

/// Steps of the silhouette after Kaufman & Rousseeuw (1990).
const SLICES: f64 = 0.25;
/// Above: groups are fairly well apart.
const FAIR: f64 = 0.50;
/// Above: very well apart.
const CLEAR: f64 = 0.70;
/// Columns named on one side of a card at most.
const NAMED: usize = 3;

/// The verdict about a segment run: whether there are groups at all, how far apart they are, and what the largest
/// of them are; before that, which of them does not come back when customers are drawn anew.
pub fn segment_verdict(report: &SegmentReport) -> Verdict {
    let silhouette = Arg::Score(report.silhouette);
    let shuffled = Arg::Score(report.silhouette_shuffled);
    // Written so that a silhouette that is no number (one group) is no praise either.
    if report.k < 2 || report.silhouette.is_nan() || report.silhouette <= report.silhouette_shuffled {
        let sentence =
            Message::new("verdict-no-groups").with("separation", silhouette).with("shuffled", shuffled);
        return alone(Tone::Bad, Message::new("verdict-title-no-groups"), sentence);
    }
    let shares = || report.segments.iter().map(|segment| segment.share);
    let k = report.k as usize;
    let (tone, title, headline) = if report.silhouette > FAIR {
        let word = if report.silhouette > CLEAR {
            Message::new("verdict-apart-clear")
        } else {
            Message::new("verdict-apart-fair")
        };
        let headline = Message::new("verdict-groups")
            .count("k", k)
            .message("word", word)
            .with("separation", silhouette)
            .with("shuffled", shuffled)
            .with("largest", Arg::Percent(shares().fold(0.0, f64::max)))
            .with("smallest", Arg::Percent(shares().fold(1.0, f64::min)));
        (Tone::Good, Message::new("verdict-title-groups"), headline)
    } else {
        let headline = if report.silhouette > SLICES {
            Message::new("verdict-overlap")
        } else {
            Message::new("verdict-overlap-slices")
        };
        let headline = headline.count("k", k).with("separation", silhouette);
        (Tone::Caution, Message::new("verdict-title-overlap"), headline)
    };
    let mut sentences = vec![headline];
    let unstable =
        report.stability.as_ref().and_then(|found| found.unstable().map(|worst| (worst, found.fewer)));
    let tone = if unstable.is_some() { Tone::Caution } else { tone };
    sentences.extend(unstable.and_then(|((place, overlap), fewer)| {
        let name = report.segments.get(place)?.name.clone();
        let sentence = match fewer {
            Some(fewer) => Message::new("verdict-unstable-fewer").count("k", fewer as usize),
            None => Message::new("verdict-unstable"),
        };
        Some(sentence.message("name", name).with("overlap", Arg::Percent(overlap)))
    }));
    sentences.extend(report.segments.iter().map(card));
    sentences.truncate(SENTENCES);
    Verdict { tone, title, sentences }
}

/// Size of a segment and what is unusual about it.
fn card(segment: &Segment) -> Message {
    let columns = |above: bool| -> Vec<String> {
        let unusual = segment.traits.iter().filter_map(|found| match found {
            Trait::Number { column, z, .. } if (*z >= 0.0) == above => Some(column.clone()),
            _ => None,
        });
        unusual.take(NAMED).collect()
    };
    let (above, below) = (columns(true), columns(false));
    let detail = match (above.is_empty(), below.is_empty()) {
        (false, false) => Some(
            Message::new("verdict-card-both")
                .with("above", Arg::Names(above))
                .with("below", Arg::Names(below)),
        ),
        (false, true) => Some(Message::new("verdict-card-above").with("above", Arg::Names(above))),
        (true, false) => Some(Message::new("verdict-card-below").with("below", Arg::Names(below))),
        (true, true) => segment.traits.iter().find_map(|found| match found {
            Trait::Category { column, value, share, usual } => Some(
                Message::new("verdict-card-value")
                    .name("column", column.as_str())
                    .name("value", value.as_str())
                    .with("share", Arg::Percent(*share))
                    .with("usual", Arg::Percent(*usual)),
            ),
            Trait::Number { .. } => None,
        }),
    };
    let card = match detail {
        Some(detail) => Message::new("verdict-card").message("detail", detail),
        None => Message::new("verdict-card-plain"),
    };
    card.message("name", segment.name.clone())
        .count("n", segment.rows)
        .with("share", Arg::Percent(segment.share))
}

#[cfg(test)]
#[path = "segment_tests.rs"]
mod tests;
