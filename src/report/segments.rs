//! The groups: cards, profile, map.

use std::fmt::Write as _;

use super::charts;
use super::markup::{Say, card, escape, tile, wide_card};
use super::tables::{self, SHOWN_GROUP};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{Segment, SegmentReport, Stability, Trait};

pub(super) fn sections(report: &SegmentReport, say: &Say<'_>) -> String {
    let overlap =
        |place: usize| report.stability.as_ref().and_then(|found| found.overlaps.get(place).copied());
    let cards: String = report
        .segments
        .iter()
        .enumerate()
        .map(|(place, segment)| passport(segment, overlap(place), say))
        .collect();
    let mut tiles = tile(
        say,
        &Message::new("report-tile-groups"),
        &say.count(report.segments.len()),
        &Message::new("report-tile-groups-note"),
    );
    tiles.push_str(&tile(
        say,
        &Message::new("report-silhouette"),
        &say.score(report.silhouette),
        &Message::new("stability-silhouette-note")
            .with("low", Arg::Score(report.silhouette_range.low))
            .with("high", Arg::Score(report.silhouette_range.high))
            .with("shuffled", Arg::Score(report.silhouette_shuffled)),
    ));
    if let Some((found, (_, overlap))) =
        report.stability.as_ref().and_then(|found| Some((found, found.weakest()?)))
    {
        tiles.push_str(&tile(
            say,
            &Message::new("stability-weakest"),
            &say.percent(overlap),
            &Message::new("stability-weakest-note")
                .count("draws", found.draws as usize)
                .count("n", found.rows),
        ));
    }
    let mut charts = wide_card(
        say,
        &Message::new("report-profile-title"),
        &Message::new("report-profile-unit"),
        &tables::profile(&report.profile, &report.segments, say),
    );
    charts.push_str(&card(
        say,
        &Message::new("report-map-title"),
        &Message::new("report-map-unit"),
        &format!("{}{}", charts::customer_map(say, report), axes(report, say)),
    ));
    if !report.tried.is_empty() {
        charts.push_str(&card(
            say,
            &Message::new("report-tried-title"),
            &Message::new("report-tried-unit"),
            &tried(report, say),
        ));
    }
    format!(
        "<div class=\"tiles\">{tiles}</div><div class=\"segments\">{cards}</div>\n<h2>{}</h2>\n<div class=\"charts\">{charts}</div>",
        say.say(&Message::new("report-section-apart"))
    )
}

fn passport(segment: &Segment, overlap: Option<f64>, say: &Say<'_>) -> String {
    let class = charts::segment_class(segment.number.saturating_sub(1));
    let name = say.say(&segment.name);
    if segment.rows < SHOWN_GROUP {
        return format!(
            "<section class=\"card segment {class}\"><h3><b>{}</b>{name}</h3><p class=\"note\">{}</p></section>",
            segment.number,
            say.say(&Message::new("report-fewer-than-ten"))
        );
    }
    let mut traits = String::new();
    for found in &segment.traits {
        let (label, value) = match found {
            Trait::Number { column, mean, z } => {
                let arrow = if *z >= 0.0 { "↑" } else { "↓" };
                (escape(column), format!("{arrow} {}", say.number(*mean)))
            }
            Trait::Category { column, value, share, .. } => {
                (escape(&format!("{column} = {value}")), say.percent(*share))
            }
        };
        let _ = write!(traits, "<dt>{label}</dt><dd>{value}</dd>");
    }
    // How well this group stands apart, under what it is made of.
    if segment.silhouette.is_finite() {
        let value = Message::new("report-silhouette-word")
            .with("value", Arg::Score(segment.silhouette))
            .message("word", Message::new(segment.apart()));
        let _ = write!(
            traits,
            "<dt>{}</dt><dd>{}</dd>",
            say.say(&Message::new("report-segment-silhouette")),
            say.say(&value)
        );
    }
    // And whether it comes back.
    if let Some(overlap) = overlap {
        let value = Message::new("stability-value")
            .with("overlap", Arg::Percent(overlap))
            .message("word", Message::new(Stability::word(overlap)));
        let _ = write!(
            traits,
            "<dt>{}</dt><dd>{}</dd>",
            say.say(&Message::new("stability-name")),
            say.say(&value)
        );
    }
    format!(
        "<section class=\"card segment {class}\"><h3><b>{}</b>{name}</h3><div class=\"figure\">{} <small>{}</small></div><div class=\"meter\"><i style=\"width:{:.1}%\"></i></div><dl>{traits}</dl></section>",
        segment.number,
        say.count(segment.rows),
        say.say(&Message::new("report-segment-share").with("share", Arg::Percent(segment.share))),
        segment.share * 100.0
    )
}

/// What right and up mean, and how much the picture shows.
fn axes(report: &SegmentReport, say: &Say<'_>) -> String {
    let named = |columns: &[(String, bool)]| -> Option<Message> {
        let more: Vec<String> =
            columns.iter().filter(|(_, rises)| *rises).map(|(name, _)| name.clone()).collect();
        let less: Vec<String> =
            columns.iter().filter(|(_, rises)| !*rises).map(|(name, _)| name.clone()).collect();
        match (more.is_empty(), less.is_empty()) {
            (false, false) => Some(
                Message::new("report-axis-both")
                    .with("more", Arg::Names(more))
                    .with("less", Arg::Names(less)),
            ),
            (false, true) => Some(Message::new("report-axis-more").with("more", Arg::Names(more))),
            (true, false) => Some(Message::new("report-axis-less").with("less", Arg::Names(less))),
            (true, true) => None,
        }
    };
    let mut notes = String::new();
    let right = named(&report.axis_x).map(|what| Message::new("report-axis-right").message("what", what));
    let up = named(&report.axis_y).map(|what| Message::new("report-axis-up").message("what", what));
    let share = Message::new("report-map-share").with("share", Arg::Percent(report.map_share));
    for message in right.into_iter().chain(up).chain([share]) {
        let _ = write!(notes, "<p class=\"note\">{}</p>", say.say(&message));
    }
    notes
}

fn tried(report: &SegmentReport, say: &Say<'_>) -> String {
    let mut rows = String::new();
    for tried in &report.tried {
        let class = if tried.k == report.k { "num judged" } else { "num" };
        let range = Message::new("report-from-to")
            .with("low", Arg::Score(tried.silhouette.low))
            .with("high", Arg::Score(tried.silhouette.high));
        let _ = write!(
            rows,
            "<tr><th scope=\"row\" class=\"{class}\">{}</th><td class=\"{class}\">{}</td><td class=\"{class}\">{}</td><td class=\"{class}\">{}</td></tr>",
            say.count(tried.k as usize),
            say.score(tried.silhouette.value),
            say.say(&range),
            tried.stability.map_or_else(|| "–".to_owned(), |overlap| say.percent(overlap)),
        );
    }
    let heads: String = ["report-tried-k", "report-silhouette", "report-range", "stability-weakest"]
        .map(|id| format!("<th scope=\"col\" class=\"num\">{}</th>", say.say(&Message::new(id))))
        .concat();
    let note = say.say(&Message::new("stability-tried-note"));
    format!(
        "<div class=\"scroll\"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div><p class=\"note\">{note}</p>"
    )
}
