//! Whole rows: set aside, repeated.

use super::super::order::repeated_rows;
use super::super::profile::Study;
use super::super::table::Table;
use super::finding;
use crate::domain::column::{Finding, FindingKind, Role, Severity};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{Recipe, Step};
use crate::domain::table::{RejectReason, TableView as _};

/// From this share of lost rows on, the delimiter or the quotes are probably misread.
const MANY_SET_ASIDE: f64 = 0.01;

pub(super) fn set_aside(table: &Table) -> Option<Finding> {
    let rejected = table.rejected();
    let first = rejected.first()?;
    let share = rejected.len() as f64 / (table.rows() + rejected.len()) as f64;
    let severity = if share > MANY_SET_ASIDE { Severity::Grave } else { Severity::Look };
    let reason = match first.reason {
        RejectReason::TooManyCells => Message::new("data-reject-too-many-cells")
            .count("found", first.found)
            .count("expected", first.expected),
        RejectReason::OpenQuote => Message::new("data-reject-open-quote"),
        RejectReason::NotText => Message::new("data-reject-not-text"),
    };
    let title = Message::new("data-finding-set-aside").count("n", rejected.len());
    let detail = Message::new("data-finding-set-aside-detail")
        .with("line", Arg::Count(first.line))
        .message("reason", reason);
    Some(finding(FindingKind::SetAside, severity, rejected.len() as u64, title, detail))
}

pub(super) fn duplicates(table: &Table, recipe: &Recipe, studies: &[Study]) -> Option<Finding> {
    if recipe.active_steps().any(|step| matches!(step, Step::DropDuplicates { .. })) {
        return None;
    }
    let filled = |study: &Study| table.rows() as u64 - study.profile.gaps;
    let ids =
        || studies.iter().filter(|study| study.profile.role == Role::Id && !study.facts.role.counts_rows);
    if ids().any(|study| study.profile.distinct == filled(study)) {
        return None;
    }
    // An id that hardly ever stands alone numbers orders or products, not the rows of this table.
    let id = ids()
        .filter(|study| study.profile.distinct * 2 > filled(study))
        .max_by_key(|study| study.profile.distinct);
    if let Some(study) = id {
        let column = &study.profile;
        let rows = filled(study) - column.distinct;
        let title = Message::new("data-finding-duplicate-ids").count("n", rows as usize);
        let detail = Message::new("data-finding-duplicate-ids-detail")
            .count("n", study.facts.repeated as usize)
            .name("column", &column.name);
        let step = Step::DropDuplicates { by: vec![column.name.clone()] };
        let found = finding(FindingKind::Duplicates, Severity::Look, rows, title, detail);
        return Some(found.about(&column.name).mended_by(Message::new("data-fix-keep-first"), step));
    }
    let rows = repeated_rows(table);
    (rows > 0).then(|| {
        let title = Message::new("data-finding-duplicate-rows").count("n", rows as usize);
        let detail = if ids().next().is_some() {
            Message::new("data-finding-duplicate-rows-with-id")
        } else {
            Message::new("data-finding-duplicate-rows-detail")
        };
        let step = Step::DropDuplicates { by: Vec::new() };
        finding(FindingKind::Duplicates, Severity::Look, rows, title, detail)
            .mended_by(Message::new("data-fix-keep-first"), step)
    })
}
