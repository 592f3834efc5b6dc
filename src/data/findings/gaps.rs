//! Cells without a value: how many, what to fill them with, and words that may mean a gap.

use super::super::cells::Reader;
use super::super::profile::{Study, reader};
use super::super::suggest::suggest_fill;
use super::super::table::Table;
use super::finding;
use crate::domain::column::{Finding, FindingKind, Role, Severity, Summary};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{Fill, Recipe, Step};
use crate::domain::table::TableView as _;

/// From this share of gaps on, how they are filled matters for a model.
const MANY_GAPS: f64 = 0.05;
/// From this share on there is hardly anything to learn from.
const NEARLY_ALL: f64 = 0.95;
/// Fewer gaps stand beside a zero by chance.
const FEWEST_UNEXPLAINED: u64 = 3;

pub(super) fn target_gaps(studies: &[Study]) -> Option<Finding> {
    let target = &studies.iter().find(|study| study.profile.role == Role::Target)?.profile;
    (target.gaps > 0).then(|| {
        let title = Message::new("data-finding-target-gaps").count("n", target.gaps as usize);
        let detail = Message::new("data-finding-target-gaps-detail").name("column", &target.name);
        finding(FindingKind::Gaps, Severity::Grave, target.gaps, title, detail).about(&target.name)
    })
}

pub(super) fn gaps(table: &Table, recipe: &Recipe, studies: &[Study], study: &Study) -> Option<Finding> {
    let rows = table.rows() as u64;
    let column = &study.profile;
    let learns = matches!(column.role, Role::Feature | Role::Date);
    let filled = recipe.active_steps().any(|step| match step {
        Step::FillGaps { column: own, .. } => *own == column.name,
        Step::DropGapRows { columns } => columns.is_empty() || columns.contains(&column.name),
        _ => false,
    });
    if !learns || filled || column.gaps == 0 || column.gaps == rows || study.facts.constant {
        return None;
    }
    let share = column.gaps as f64 / rows as f64;
    let title =
        Message::new("data-finding-gaps").count("n", column.gaps as usize).name("column", &column.name);
    let detail = if share >= MANY_GAPS {
        Message::new("data-finding-gaps-many").with("share", Arg::Percent(share))
    } else {
        Message::new("data-finding-gaps-few").with("share", Arg::Percent(share))
    };
    let nothing_yet = nothing_yet(table, recipe, studies, study);
    let detail = match nothing_yet {
        Some(other) => Message::new("data-finding-gaps-nothing-yet").name("other", other),
        None => detail,
    };
    let fill = match nothing_yet {
        Some(_) => Fill::Value("0".to_owned()),
        None => suggest_fill(column),
    };
    let label = match &fill {
        Fill::Value(value) => Message::new("data-fix-fill-value").text("value", value),
        Fill::Median => Message::new("data-fix-fill-median"),
        Fill::Mean => Message::new("data-fix-fill-mean"),
        Fill::MostFrequent => Message::new("data-fix-fill-frequent"),
        Fill::OwnGroup => Message::new("data-fix-fill-group"),
    };
    let (label, step, detail) = if share >= NEARLY_ALL {
        let detail = Message::new("findings-nearly-empty-detail").with("share", Arg::Percent(share));
        (Message::new("data-fix-drop"), Step::DropColumn { column: column.name.clone() }, detail)
    } else {
        (label, Step::FillGaps { column: column.name.clone(), with: fill }, detail)
    };
    let found = finding(FindingKind::Gaps, Severity::Look, column.gaps, title, detail);
    Some(found.about(&column.name).mended_by(label, step))
}

pub(super) fn gap_word(study: &Study, word: &str, rows: u64) -> Finding {
    let column = &study.profile.name;
    let title = Message::new("data-finding-gap-word").name("word", word).name("column", column);
    let detail = Message::new("data-finding-gap-word-detail").count("n", rows as usize);
    let step = Step::WordIsGap { column: column.clone(), word: word.to_owned() };
    finding(FindingKind::GapWords, Severity::Look, rows, title, detail)
        .about(column)
        .mended_by(Message::new("data-fix-word-is-gap"), step)
}

/// The column that explains the gaps of a sum: they stand exactly where it is 0, and elsewhere both grow
/// together, as the total of a customer without a month so far.
fn nothing_yet<'s>(table: &Table, recipe: &Recipe, studies: &'s [Study], study: &Study) -> Option<&'s str> {
    let own = &study.profile;
    if !own.kind.is_numeric() || own.gaps < FEWEST_UNEXPLAINED {
        return None;
    }
    let reads_zero = |other: &Study| {
        let Summary::Numbers { min, max, .. } = &other.profile.summary else { return false };
        *min <= 0.0 && *max > 0.0 && other.profile.gaps == 0 && other.profile.name != own.name
    };
    let mut others: Vec<(&Study, usize, Reader)> = studies
        .iter()
        .enumerate()
        .filter(|(_, other)| reads_zero(other))
        .map(|(index, other)| (other, index, reader(table, index, Some(other.profile.kind), recipe)))
        .collect();
    let index = table.index_of(&own.name)?;
    let reader = reader(table, index, Some(own.kind), recipe);
    for (row, cell) in table.cells(index).enumerate() {
        if others.is_empty() {
            return None;
        }
        let is_gap = reader.is_gap(cell);
        others.retain(|(_, other, read)| (read.number(table.trimmed(row, *other)) == 0.0) == is_gap);
    }
    let grows = |(other, index_of_other, read): &(&'s Study, usize, Reader)| {
        let pairs = table.cells(index).zip(table.cells(*index_of_other));
        let pairs = pairs.map(|(a, b)| (reader.number(a), read.number(b))).filter(|(a, _)| !a.is_nan());
        (correlation(pairs) > 0.5).then_some(other.profile.name.as_str())
    };
    others.iter().find_map(grows)
}

/// Pearson's correlation in one pass (Welford); 0 where one side never changes.
fn correlation(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (mut rows, mut mean_a, mut mean_b, mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    for (a, b) in pairs {
        rows += 1.0;
        let (from_a, from_b) = (a - mean_a, b - mean_b);
        mean_a += from_a / rows;
        mean_b += from_b / rows;
        aa += from_a * (a - mean_a);
        bb += from_b * (b - mean_b);
        ab += from_a * (b - mean_b);
    }
    if aa > 0.0 && bb > 0.0 { ab / (aa * bb).sqrt() } else { 0.0 }
}
