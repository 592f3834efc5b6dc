//! Whole rows: set aside, repeated, empty, sums at the end, the header again.

use super::super::order::repeated_rows;
use super::super::profile::Study;
use super::super::table::Table;
use super::super::tally::trim;
use super::finding;
use crate::domain::column::{Finding, FindingKind, Role, Severity};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{Condition, Recipe, Step};
use crate::domain::table::{RejectReason, TableView as _};

/// From this share of lost rows on, the delimiter or the quotes are probably misread.
const MANY_SET_ASIDE: f64 = 0.01;
/// Tables shorter than this are looked through by eye.
const FEWEST_ABOVE_SUMS: usize = 5;
/// Words that sums at the end of a table go by.
const SUMS: [&str; 14] = [
    "total",
    "totals",
    "grand total",
    "sum",
    "subtotal",
    "overall",
    "summe",
    "gesamt",
    "合计",
    "总计",
    "小计",
    "总和",
    "汇总",
    "共计",
];

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
        RejectReason::RepeatedHeader => Message::new("data-reject-repeated-header"),
        RejectReason::Footnote => Message::new("data-reject-footnote"),
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

/// Rows without any cell. Those at the end of a file are not read at all.
pub(super) fn empty(table: &Table) -> Option<Finding> {
    let filled =
        |index: usize| -> u64 { table.distinct(index).values.iter().map(|(_, rows)| u64::from(*rows)).sum() };
    let columns = 0..table.names().len();
    let (index, most) = columns.clone().map(|index| (index, filled(index))).max_by_key(|(_, rows)| *rows)?;
    if most == table.rows() as u64 {
        return None;
    }
    let gaps = table.cells(index).enumerate().filter(|(_, cell)| trim(cell).is_empty());
    let rows =
        gaps.filter(|(row, _)| columns.clone().all(|column| table.trimmed(*row, column).is_empty())).count();
    (rows > 0).then(|| {
        let title = Message::new("findings-empty-rows").count("n", rows);
        let detail = Message::new("findings-empty-rows-detail");
        let found = finding(FindingKind::EmptyRows, Severity::Look, rows as u64, title, detail);
        // A column that is empty nowhere else says which rows to take out.
        if table.rows() as u64 - most == rows as u64 {
            let columns = vec![table.names().get(index).cloned().unwrap_or_default()];
            found.mended_by(Message::new("findings-fix-take-out"), Step::DropGapRows { columns })
        } else {
            found
        }
    })
}

/// Rows that say the header again, as files do that were put together from several.
pub(super) fn header_again(table: &Table) -> Option<Finding> {
    if !table.facts().header() {
        return None;
    }
    let names = table.names();
    // The column with the fewest different cells is looked through the quickest.
    let index = (0..names.len()).min_by_key(|index| table.distinct(*index).values.len())?;
    let says_name = |row: usize, column: usize| {
        let cell = table.trimmed(row, column);
        !cell.is_empty() && names.get(column).is_some_and(|name| name.trim() == cell)
    };
    let (first, rows) =
        table.distinct(index).values.iter().find(|(row, _)| says_name(*row as usize, index))?;
    let alike = (0..names.len()).filter(|column| says_name(*first as usize, *column)).count();
    (alike * 2 > names.len()).then(|| {
        let name = names.get(index).cloned().unwrap_or_default();
        let title = Message::new("findings-header-again").count("n", *rows as usize);
        let detail = Message::new("findings-header-again-detail").name("name", &name);
        let step = take_out(&name, &name);
        finding(FindingKind::HeaderAgain, Severity::Look, u64::from(*rows), title, detail)
            .about(&name)
            .mended_by(Message::new("findings-fix-take-out"), step)
    })
}

/// Rows at the end with sums of the rows above.
pub(super) fn totals(table: &Table) -> Option<Finding> {
    let last = table.rows().checked_sub(1)?;
    if last < FEWEST_ABOVE_SUMS {
        return None;
    }
    let says_sum = |cell: &str| {
        let cell = cell.trim_end_matches([':', '：', '.']).to_lowercase();
        SUMS.contains(&cell.as_str())
    };
    let (row, index) = (last.saturating_sub(2)..=last)
        .flat_map(|row| (0..table.names().len()).map(move |column| (row, column)))
        .find(|(row, column)| says_sum(table.trimmed(*row, *column)))?;
    let word = table.trimmed(row, index);
    let counted = table.distinct(index).values.iter();
    let mut counted = counted.filter(|(first, _)| table.trimmed(*first as usize, index) == word);
    let rows = counted.next().map_or(1, |(_, rows)| *rows);
    // A word that stands in many rows names something else.
    (rows <= 3).then(|| {
        let name = table.names().get(index).cloned().unwrap_or_default();
        let title = Message::new("findings-totals").count("n", rows as usize);
        let detail = Message::new("findings-totals-detail").name("column", &name).name("word", word);
        let step = take_out(&name, word);
        finding(FindingKind::Totals, Severity::Grave, u64::from(rows), title, detail)
            .about(&name)
            .mended_by(Message::new("findings-fix-take-out"), step)
    })
}

/// The step that takes out rows by what a cell says.
fn take_out(column: &str, word: &str) -> Step {
    Step::KeepRows { column: column.to_owned(), when: Condition::NoneOf(vec![word.to_owned()]) }
}
