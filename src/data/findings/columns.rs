//! Columns as a whole: constant, mixed, copies, 0 and 1, row numbers, headers, personal data.

use std::collections::HashMap;

use super::super::personal::Personal;
use super::super::profile::Study;
use super::super::table::Table;
use super::super::tally::trim;
use super::finding;
use crate::domain::column::{Finding, FindingKind, Kind, Role, Severity};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{Recipe, Step};
use crate::domain::table::TableView as _;

pub(super) fn mixed_kinds(study: &Study) -> Option<Finding> {
    let odd = study.facts.odd.as_ref()?;
    let column = &study.profile.name;
    let title = if study.profile.kind == Kind::Date {
        Message::new("data-finding-mixed-dates")
    } else {
        Message::new("data-finding-mixed-numbers")
    };
    let title = title.count("n", odd.rows as usize).name("column", column);
    let detail = if odd.texts == 1 {
        Message::new("data-finding-mixed-one").name("word", &odd.first)
    } else {
        Message::new("data-finding-mixed-several").name("word", &odd.first)
    };
    let (label, step) = if odd.texts == 1 {
        let step = Step::WordIsGap { column: column.clone(), word: odd.first.clone() };
        (Message::new("data-fix-word-is-gap"), step)
    } else {
        let step = Step::ChangeKind { column: column.clone(), kind: study.profile.kind };
        (Message::new("data-fix-keep-kind"), step)
    };
    let found = finding(FindingKind::MixedKinds, Severity::Look, odd.rows, title, detail);
    Some(found.about(column).mended_by(label, step))
}

pub(super) fn constant(recipe: &Recipe, study: &Study) -> Option<Finding> {
    let column = &study.profile;
    let dropped = recipe
        .active_steps()
        .any(|step| matches!(step, Step::DropColumn { column: own } if *own == column.name));
    let target = column.role == Role::Target;
    if !study.facts.constant || dropped {
        return None;
    }
    let (title, detail) = if column.distinct == 0 {
        (Message::new("data-finding-empty-column"), Message::new("data-finding-empty-column-detail"))
    } else {
        (Message::new("data-finding-constant"), Message::new("data-finding-constant-detail"))
    };
    let severity = if target { Severity::Grave } else { Severity::Know };
    let title = title.name("column", &column.name);
    let found = finding(FindingKind::Constant, severity, column.gaps.max(1), title, detail);
    let found = Finding { rows: 0, ..found }.about(&column.name);
    if target {
        return Some(found);
    }
    let step = Step::DropColumn { column: column.name.clone() };
    Some(found.mended_by(Message::new("data-fix-drop"), step))
}

/// 0 and 1 in some columns, words in others: harmless, but it confuses readers.
pub(super) fn zero_one(studies: &[Study]) -> Vec<Finding> {
    let yes_no = || studies.iter().filter(|study| study.profile.kind == Kind::YesNo);
    // "Female" and "Male" are two answers too, but no yes and no.
    let says_yes = |study: &&Study| match &study.profile.summary {
        crate::domain::column::Summary::Values { top, .. } => top.iter().any(|(text, _)| {
            let text = text.trim().to_lowercase();
            matches!(text.as_str(), "yes" | "true" | "y" | "是" | "有")
        }),
        _ => false,
    };
    let Some(words) = yes_no().find(says_yes) else { return Vec::new() };
    let crate::domain::column::Summary::Values { top, .. } = &words.profile.summary else {
        return Vec::new();
    };
    let mut answers: Vec<String> = top.iter().map(|(text, _)| text.clone()).collect();
    answers.sort_unstable();
    yes_no()
        .filter(|study| study.facts.zero_one)
        .map(|study| {
            let column = &study.profile.name;
            let title = Message::new("data-finding-zero-one").name("column", column);
            let detail = Message::new("data-finding-zero-one-detail")
                .name("other", &words.profile.name)
                .with("answers", Arg::Names(answers.clone()));
            finding(FindingKind::ZeroOne, Severity::Know, 0, title, detail).about(column)
        })
        .collect()
}

pub(super) fn row_number(study: &Study) -> Option<Finding> {
    study.facts.role.counts_rows.then(|| {
        let column = &study.profile.name;
        let title = Message::new("data-finding-row-number").name("column", column);
        let detail = Message::new("data-finding-row-number-detail");
        finding(FindingKind::RowNumber, Severity::Know, 0, title, detail).about(column)
    })
}

pub(super) fn header(table: &Table) -> Option<Finding> {
    let renamed = table.renamed();
    let first = renamed.first()?;
    let title = Message::new("data-finding-header").count("n", renamed.len());
    let empty = first.from.trim().is_empty();
    let detail = match (renamed.len(), empty) {
        (1, true) => Message::new("data-finding-header-empty"),
        (1, false) => Message::new("data-finding-header-taken").name("from", &first.from),
        _ => Message::new("data-finding-header-several"),
    };
    let names: Vec<String> = renamed.iter().take(5).map(|one| one.to.clone()).collect();
    let detail = detail.with("names", Arg::Names(names));
    let found = finding(FindingKind::Header, Severity::Know, 0, title, detail);
    Some(if renamed.len() == 1 { found.about(&first.to) } else { found })
}

/// Columns that say who a customer is or where to reach them.
pub(super) fn personal(studies: &[Study]) -> Vec<Finding> {
    let says_who = |study: &&Study| study.facts.personal.is_some_and(|what| what != Personal::Birth);
    let mut found = Vec::new();
    let mut kept = Vec::new();
    for study in studies.iter().filter(says_who) {
        let column = &study.profile;
        if matches!(column.role, Role::Feature | Role::Date) {
            let title = Message::new("findings-personal-input").name("column", &column.name);
            let detail = Message::new("findings-personal-input-detail");
            let step = Step::DropColumn { column: column.name.clone() };
            let one = finding(FindingKind::Personal, Severity::Look, 0, title, detail);
            found.push(one.about(&column.name).mended_by(Message::new("data-fix-drop"), step));
        } else if column.role == Role::Contact {
            kept.push(column.name.clone());
        }
    }
    if !kept.is_empty() {
        let title = Message::new("findings-personal").count("n", kept.len());
        let detail = Message::new("findings-personal-detail").count("n", kept.len());
        let detail = detail.with("names", Arg::Names(kept.clone()));
        let all = finding(FindingKind::Personal, Severity::Know, 0, title, detail);
        found.push(match kept.as_slice() {
            [only] => all.about(only),
            _ => all,
        });
    }
    found
}

/// Days of birth that a model would learn from.
pub(super) fn birth(studies: &[Study]) -> Vec<Finding> {
    let learned = |study: &&Study| {
        study.facts.personal == Some(Personal::Birth)
            && matches!(study.profile.role, Role::Feature | Role::Date)
    };
    let tell = |study: &Study| {
        let column = &study.profile.name;
        let title = Message::new("findings-birth").name("column", column);
        let step = Step::DropColumn { column: column.clone() };
        finding(FindingKind::Personal, Severity::Know, 0, title, Message::new("findings-birth-detail"))
            .about(column)
            .mended_by(Message::new("data-fix-drop"), step)
    };
    studies.iter().filter(learned).map(tell).collect()
}

/// Columns whose every cell says the same as another column, or the same in other words.
pub(super) fn copies(table: &Table, studies: &[Study]) -> Vec<Finding> {
    let learned = |study: &Study| matches!(study.profile.role, Role::Feature | Role::Date);
    let mut found = Vec::new();
    // What is like one column is like all that are like it: the first of them stands for the others.
    let mut earlier: HashMap<Looks<'_>, Vec<(usize, &Study)>> = HashMap::new();
    for (index, study) in studies.iter().enumerate().filter(|(_, study)| learned(study)) {
        if study.profile.distinct < 2 {
            continue;
        }
        let same = earlier.entry(looks(table, index)).or_default();
        let twin = same
            .iter()
            .map(|(other, twin)| (*twin, alike(table, *other, index)))
            .find(|(_, alike)| *alike != Alike::No);
        let Some((twin, alike)) = twin else {
            same.push((index, study));
            continue;
        };
        let (column, other) = (&study.profile.name, &twin.profile.name);
        let (title, detail) = if alike == Alike::Cells {
            (Message::new("findings-copy"), Message::new("findings-copy-detail"))
        } else {
            (Message::new("findings-same-words"), Message::new("findings-same-words-detail"))
        };
        let (title, detail) = (title.name("column", column), detail.name("other", other));
        let step = Step::DropColumn { column: column.clone() };
        let one = finding(FindingKind::Copies, Severity::Look, 0, title, detail);
        found.push(one.about(column).mended_by(Message::new("data-fix-drop"), step));
    }
    found
}

/// What columns that say the same have in common, quick to find out: how many values there are, where the first of
/// them appear and how often, and, where other words cannot be taken for the same, the first and the last of them.
type Looks<'t> = (usize, &'t [(u32, u32)], Option<[&'t str; 2]>);

fn looks(table: &Table, index: usize) -> Looks<'_> {
    let values = &table.distinct(index).values;
    let compared = values.get(..values.len().min(COMPARED_FIRST)).unwrap_or_default();
    let word = |value: Option<&(u32, u32)>| value.map_or("", |(row, _)| table.trimmed(*row as usize, index));
    let words = (!may_be_words(table, values.len())).then(|| [word(values.first()), word(values.last())]);
    (values.len(), compared, words)
}

/// Whether columns of so many values may say the same in other words.
fn may_be_words(table: &Table, values: usize) -> bool {
    values <= MOST_WORDS && (values as u64).saturating_mul(2) <= table.rows() as u64
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alike {
    /// In every cell.
    Cells,
    /// Each value always beside the same value.
    Words,
    No,
}

/// Different values up to which two columns may say the same in other words.
const MOST_WORDS: usize = 100;
/// Values by which columns are told apart at once.
const COMPARED_FIRST: usize = MOST_WORDS;

fn alike(table: &Table, a: usize, b: usize) -> Alike {
    // Where values first appear and how often is the same in both, or nothing is.
    let (values_a, values_b) = (&table.distinct(a).values, &table.distinct(b).values);
    if values_a != values_b {
        return Alike::No;
    }
    if values_a.iter().all(|(row, _)| table.trimmed(*row as usize, a) == table.trimmed(*row as usize, b)) {
        return if table.cells(a).zip(table.cells(b)).all(|(a, b)| trim(a) == trim(b)) {
            Alike::Cells
        } else {
            Alike::No
        };
    }
    if !may_be_words(table, values_a.len()) {
        return Alike::No;
    }
    let pairs: HashMap<&str, &str> = values_a
        .iter()
        .map(|(row, _)| (table.trimmed(*row as usize, a), table.trimmed(*row as usize, b)))
        .chain([("", "")])
        .collect();
    let same = table.cells(a).zip(table.cells(b)).all(|(a, b)| pairs.get(trim(a)) == Some(&trim(b)));
    if same { Alike::Words } else { Alike::No }
}
