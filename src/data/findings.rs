//! What is worth telling about a table, the gravest first, each with the step that would mend it.

use super::doubts;
use super::order::repeated_rows;
use super::profile::Study;
use super::suggest::suggest_fill;
use super::table::Table;
use crate::domain::column::{Finding, FindingKind, Kind, Role, Severity};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{Fill, Recipe, Step};
use crate::domain::table::{RejectReason, TableView as _};

/// From this share of gaps on, how they are filled matters for a model.
const MANY_GAPS: f64 = 0.05;
/// From this share of lost rows on, the delimiter or the quotes are probably misread.
const MANY_SET_ASIDE: f64 = 0.01;

/// All findings under a recipe.
pub(super) fn find(table: &Table, recipe: &Recipe, studies: &[Study<'_>]) -> Vec<Finding> {
    let rows = table.rows() as u64;
    let mut found = Vec::new();
    found.extend(target_gaps(studies));
    found.extend(set_aside(table));
    found.extend(duplicates(table, recipe, studies));
    let mut words = Vec::new();
    let mut light = Vec::new();
    for study in studies {
        if study.profile.role == Role::Ignore {
            continue;
        }
        found.extend(mixed_kinds(study));
        words.extend(study.gap_words.iter().map(|word| gap_word(study, word.text, word.rows)));
        light.extend(gaps(recipe, study, rows));
    }
    words.sort_by_key(|finding| std::cmp::Reverse(finding.rows));
    found.append(&mut words);
    light.sort_by_key(|finding| std::cmp::Reverse(finding.rows));
    found.append(&mut light);
    found.extend(zero_one(studies));
    found.extend(studies.iter().filter_map(|study| constant(recipe, study)));
    found.extend(studies.iter().filter(|study| study.profile.role == Role::Id).filter_map(row_number));
    found.extend(header(table));
    found.extend(doubts::find(table, studies));
    // Stable: within a severity the order above holds.
    found.sort_by_key(|finding| finding.severity);
    if found.iter().all(|finding| finding.severity == Severity::Know) {
        found.push(all_good(table));
    }
    found
}

pub(super) fn finding(
    kind: FindingKind,
    severity: Severity,
    rows: u64,
    title: Message,
    detail: Message,
) -> Finding {
    Finding { kind, severity, column: None, rows, title, detail, fix: None }
}

impl Finding {
    fn about(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }

    fn mended_by(mut self, label: Message, step: Step) -> Self {
        self.fix = Some((label, step));
        self
    }
}

fn set_aside(table: &Table) -> Option<Finding> {
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

fn target_gaps(studies: &[Study<'_>]) -> Option<Finding> {
    let target = &studies.iter().find(|study| study.profile.role == Role::Target)?.profile;
    (target.gaps > 0).then(|| {
        let title = Message::new("data-finding-target-gaps").count("n", target.gaps as usize);
        let detail = Message::new("data-finding-target-gaps-detail").name("column", &target.name);
        finding(FindingKind::Gaps, Severity::Grave, target.gaps, title, detail).about(&target.name)
    })
}

fn gaps(recipe: &Recipe, study: &Study<'_>, rows: u64) -> Option<Finding> {
    let column = &study.profile;
    let learns = matches!(column.role, Role::Feature | Role::Date);
    let filled = recipe.active_steps().any(|step| match step {
        Step::FillGaps { column: own, .. } => *own == column.name,
        Step::DropGapRows { columns } => columns.is_empty() || columns.contains(&column.name),
        _ => false,
    });
    if !learns || filled || column.gaps == 0 || column.gaps == rows || study.constant {
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
    let fill = suggest_fill(column);
    let label = match fill {
        Fill::Median => Message::new("data-fix-fill-median"),
        Fill::Mean => Message::new("data-fix-fill-mean"),
        Fill::MostFrequent => Message::new("data-fix-fill-frequent"),
        Fill::OwnGroup | Fill::Value(_) => Message::new("data-fix-fill-group"),
    };
    let step = Step::FillGaps { column: column.name.clone(), with: fill };
    let found = finding(FindingKind::Gaps, Severity::Look, column.gaps, title, detail);
    Some(found.about(&column.name).mended_by(label, step))
}

fn gap_word(study: &Study<'_>, word: &str, rows: u64) -> Finding {
    let column = &study.profile.name;
    let title = Message::new("data-finding-gap-word").name("word", word).name("column", column);
    let detail = Message::new("data-finding-gap-word-detail").count("n", rows as usize);
    let step = Step::WordIsGap { column: column.clone(), word: word.to_owned() };
    finding(FindingKind::GapWords, Severity::Look, rows, title, detail)
        .about(column)
        .mended_by(Message::new("data-fix-word-is-gap"), step)
}

fn mixed_kinds(study: &Study<'_>) -> Option<Finding> {
    let first = study.odd.first()?;
    let column = &study.profile.name;
    let rows: u64 = study.odd.iter().map(|value| value.rows).sum();
    let title = if study.profile.kind == Kind::Date {
        Message::new("data-finding-mixed-dates")
    } else {
        Message::new("data-finding-mixed-numbers")
    };
    let title = title.count("n", rows as usize).name("column", column);
    let detail = if study.odd.len() == 1 {
        Message::new("data-finding-mixed-one").name("word", first.text)
    } else {
        Message::new("data-finding-mixed-several").name("word", first.text)
    };
    let (label, step) = if study.odd.len() == 1 {
        let step = Step::WordIsGap { column: column.clone(), word: first.text.to_owned() };
        (Message::new("data-fix-word-is-gap"), step)
    } else {
        let step = Step::ChangeKind { column: column.clone(), kind: study.profile.kind };
        (Message::new("data-fix-keep-kind"), step)
    };
    let found = finding(FindingKind::MixedKinds, Severity::Look, rows, title, detail);
    Some(found.about(column).mended_by(label, step))
}

fn duplicates(table: &Table, recipe: &Recipe, studies: &[Study<'_>]) -> Option<Finding> {
    if recipe.active_steps().any(|step| matches!(step, Step::DropDuplicates { .. })) {
        return None;
    }
    let filled = |study: &Study<'_>| table.rows() as u64 - study.profile.gaps;
    let ids = || studies.iter().filter(|study| study.profile.role == Role::Id && !study.counts_rows);
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
            .count("n", study.repeated as usize)
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

fn constant(recipe: &Recipe, study: &Study<'_>) -> Option<Finding> {
    let column = &study.profile;
    let dropped = recipe
        .active_steps()
        .any(|step| matches!(step, Step::DropColumn { column: own } if *own == column.name));
    let target = column.role == Role::Target;
    if !study.constant || dropped {
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
fn zero_one(studies: &[Study<'_>]) -> Vec<Finding> {
    let yes_no = || studies.iter().filter(|study| study.profile.kind == Kind::YesNo);
    // "Female" and "Male" are two answers too, but no yes and no.
    let says_yes = |study: &&Study<'_>| match &study.profile.summary {
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
        .filter(|study| study.zero_one)
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

fn row_number(study: &Study<'_>) -> Option<Finding> {
    study.counts_rows.then(|| {
        let column = &study.profile.name;
        let title = Message::new("data-finding-row-number").name("column", column);
        let detail = Message::new("data-finding-row-number-detail");
        finding(FindingKind::RowNumber, Severity::Know, 0, title, detail).about(column)
    })
}

fn header(table: &Table) -> Option<Finding> {
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

fn all_good(table: &Table) -> Finding {
    let title = Message::new("data-finding-all-good");
    let detail = Message::new("data-finding-all-good-detail").count("n", table.rows());
    finding(FindingKind::AllGood, Severity::Know, 0, title, detail)
}
