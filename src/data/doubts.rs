//! Findings about how a file was read: what was left out, what was put right, what stays open.

use super::findings::finding;
use super::kinds;
use super::profile::Study;
use super::table::Table;
use crate::domain::column::{Finding, FindingKind, Kind, Severity};
use crate::domain::message::{Arg, Message};
use crate::domain::table::{FileForm, Sample, TableView as _, Uncomputed};

/// From this share of short rows on, the delimiter or the table itself may be misread.
const MANY_SHORT: f64 = 0.01;
/// Letters of a line or of names in a sentence.
const LETTERS: usize = 60;

/// All findings about the reading.
pub(super) fn find(table: &Table, studies: &[Study]) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(others(table));
    found.extend(baskets(table));
    found.extend(studies.iter().filter_map(|study| open_dates(table, study)));
    found.extend(studies.iter().filter_map(|study| mangled(table, study)));
    found.extend(stray_quotes(table));
    found.extend(short_rows(table));
    found.extend(empty_end(table));
    found.extend(preamble(table));
    found.extend(sample(table));
    found.extend(nested(table));
    found.extend(uncomputed(table));
    found
}

fn shown(text: &str) -> String {
    let mut letters = text.trim().chars();
    let mut shown: String = letters.by_ref().take(LETTERS).collect();
    if letters.next().is_some() {
        shown.push('…');
    }
    shown
}

fn others(table: &Table) -> Option<Finding> {
    let others = &table.facts().others;
    let first = others.first()?;
    let (severity, title, detail) = if let (Some(line), Some(rows)) = (first.line, first.rows) {
        let detail = Message::new("data-finding-tables-detail")
            .with("line", Arg::Count(line))
            .with("n", Arg::Count(rows))
            .name("names", shown(&first.name));
        (Severity::Look, Message::new("data-finding-tables"), detail)
    } else {
        let names = others.iter().take(8).map(|other| other.name.clone()).collect();
        let detail = Message::new("data-finding-sheets-detail").with("names", Arg::Names(names));
        (Severity::Know, Message::new("data-finding-sheets"), detail)
    };
    let rows = others.iter().filter_map(|other| other.rows).sum();
    Some(finding(FindingKind::OtherTables, severity, rows, title.count("n", others.len()), detail))
}

fn baskets(table: &Table) -> Option<Finding> {
    table.facts().baskets.then(|| {
        let title = Message::new("data-finding-baskets");
        let detail = Message::new("data-finding-baskets-detail").count("n", table.names().len());
        finding(FindingKind::Baskets, Severity::Look, table.rows() as u64, title, detail)
    })
}

fn open_dates(table: &Table, study: &Study) -> Option<Finding> {
    let facts = table.facts();
    if study.profile.kind != Kind::Date || facts.date_order.is_some() {
        return None;
    }
    let index = table.index_of(&study.profile.name)?;
    let values = super::profile::values(table, index, &super::cells::GapWords::default());
    let example = kinds::open_date(&values)?;
    let day_first = kinds::date_order(&values, table.marks(), None) == super::dates::Order::DayFirst;
    let title = Message::new("data-finding-open-dates").name("column", &study.profile.name);
    let detail = if day_first {
        Message::new("data-finding-open-dates-day")
    } else {
        Message::new("data-finding-open-dates-month")
    };
    let found = finding(
        FindingKind::OpenDates,
        Severity::Look,
        values.iter().map(|value| value.rows).sum(),
        title,
        detail.name("value", example),
    );
    Some(Finding { column: Some(study.profile.name.clone()), ..found })
}

/// "2.110.963.582" in a file whose decimal mark is the point: some program put marks between digits that are no
/// groups of thousands.
fn mangled(table: &Table, study: &Study) -> Option<Finding> {
    if !matches!(study.profile.kind, Kind::Text | Kind::Category) {
        return None;
    }
    let index = table.index_of(&study.profile.name)?;
    let decimal = table.marks().decimal;
    let values = super::profile::values(table, index, &super::cells::GapWords::default());
    let (mut all, mut several, mut example) = (0_u64, 0_u64, None);
    for value in &values {
        all += value.rows;
        let digits = value.text.trim_start_matches('-');
        let only = digits.chars().all(|sign| sign.is_ascii_digit() || sign == decimal);
        if !only {
            // Words among them: names, versions, addresses.
            return None;
        }
        if digits.matches(decimal).count() > 1 && digits.starts_with(|sign: char| sign.is_ascii_digit()) {
            several += value.rows;
            example = example.or(Some(value.text));
        }
    }
    // Four groups of up to three digits are addresses of computers.
    let example = example.filter(|_| several * 2 > all)?;
    if values.iter().all(|value| value.text.parse::<std::net::Ipv4Addr>().is_ok()) {
        return None;
    }
    let title = Message::new("data-finding-mangled").name("column", &study.profile.name);
    let detail = Message::new("data-finding-mangled-detail").name("value", example);
    let found = finding(FindingKind::MangledNumbers, Severity::Look, several, title, detail);
    Some(Finding { column: Some(study.profile.name.clone()), ..found })
}

fn stray_quotes(table: &Table) -> Option<Finding> {
    let mended = table.mended_rows();
    (mended > 0).then(|| {
        let title = Message::new("data-finding-stray-quotes").with("n", Arg::Count(mended));
        let detail = Message::new("data-finding-stray-quotes-detail");
        finding(FindingKind::StrayQuotes, Severity::Know, mended, title, detail)
    })
}

fn short_rows(table: &Table) -> Option<Finding> {
    let padded = table.padded_rows();
    // Rows of a sheet end with their last filled cell.
    (padded > 0 && !table.facts().baskets && table.facts().form == FileForm::Text).then(|| {
        let many = padded as f64 > table.rows() as f64 * MANY_SHORT;
        let severity = if many { Severity::Look } else { Severity::Know };
        let title = Message::new("data-finding-short-rows").with("n", Arg::Count(padded));
        let detail = Message::new("data-finding-short-rows-detail").count("n", table.names().len());
        finding(FindingKind::ShortRows, severity, padded, title, detail)
    })
}

fn empty_end(table: &Table) -> Option<Finding> {
    let rows = table.empty_end();
    (rows > 0).then(|| {
        let title = Message::new("data-finding-empty-end").with("n", Arg::Count(rows));
        let detail = Message::new("data-finding-empty-end-detail");
        finding(FindingKind::EmptyEnd, Severity::Know, rows, title, detail)
    })
}

fn preamble(table: &Table) -> Option<Finding> {
    let facts = table.facts();
    let first = facts.preamble.iter().find(|line| line.chars().any(char::is_alphanumeric))?;
    let title = Message::new("data-finding-preamble").with("n", Arg::Count(facts.skipped));
    let detail = Message::new("data-finding-preamble-detail")
        .name("line", shown(first.trim_matches([',', ';', '\t'])));
    Some(finding(FindingKind::Preamble, Severity::Know, facts.skipped, title, detail))
}

fn sample(table: &Table) -> Option<Finding> {
    let rows = table.rows();
    let (title, detail) = match table.facts().sample? {
        Sample::First => {
            (Message::new("data-finding-sample").count("n", rows), Message::new("data-finding-sample-detail"))
        }
        Sample::Every { step, of } => (
            Message::new("data-finding-sample-every").with("every", Arg::Count(step)),
            Message::new("data-finding-sample-every-detail").count("n", rows).with("all", Arg::Count(of)),
        ),
    };
    Some(finding(FindingKind::Sample, Severity::Look, rows as u64, title, detail))
}

fn nested(table: &Table) -> Option<Finding> {
    let nested = &table.facts().nested;
    if nested.is_empty() {
        return None;
    }
    let title = Message::new("data-finding-nested").count("n", nested.len());
    let names = nested.iter().take(8).cloned().collect();
    let detail = Message::new("data-finding-nested-detail").with("names", Arg::Names(names));
    Some(finding(FindingKind::Nested, Severity::Look, 0, title, detail))
}

fn uncomputed(table: &Table) -> Option<Finding> {
    let Uncomputed { cells, first } = table.facts().uncomputed.as_ref()?;
    let title = Message::new("data-finding-uncomputed").count("n", *cells as usize);
    let detail = Message::new("data-finding-uncomputed-detail").with("place", Arg::Text(first.clone()));
    Some(finding(FindingKind::Uncomputed, Severity::Look, *cells, title, detail))
}
