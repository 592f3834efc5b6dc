//! What is worth telling about a table, the gravest first, each with the step that would mend it.

mod columns;
mod gaps;
mod rows;
mod target;
mod values;

use super::doubts;
use super::profile::Study;
use super::table::Table;
use crate::domain::column::{Finding, FindingKind, Role, Severity, TableProfile};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{Recipe, Step};
use crate::domain::table::TableView as _;

/// Columns up to which the same good-to-know finding gets a sentence for each.
const MOST_ALIKE: usize = 4;
/// Columns named in a sentence for several.
const NAMED_TOGETHER: usize = 6;

/// All findings under a recipe.
pub(super) fn find(table: &Table, recipe: &Recipe, studies: &[Study]) -> Vec<Finding> {
    // Rows of sums and empty rows are told once, not again as a gap in each column.
    let (totals, empty) = (rows::totals(table), rows::empty(table));
    let no_customers: u64 = totals.iter().chain(&empty).map(|finding| finding.rows).sum();
    let mut found = Vec::new();
    found.extend(gaps::target_gaps(studies));
    found.extend(rows::set_aside(table));
    found.extend(target::all(table, recipe, studies));
    found.extend(totals);
    let header_again = rows::header_again(table);
    let again = header_again.is_some();
    found.extend(header_again);
    found.extend(empty);
    found.extend(rows::duplicates(table, recipe, studies));
    found.extend(columns::copies(table, studies));
    let mut words = Vec::new();
    let mut light = Vec::new();
    for study in studies {
        found.extend(values::all(study));
        if study.profile.role == Role::Ignore {
            continue;
        }
        // A header that stands among the rows is one fault, not one in each column of numbers.
        let own_name = study.facts.odd.as_ref().is_some_and(|odd| odd.first == study.profile.name);
        if !(again && own_name) {
            found.extend(columns::mixed_kinds(study));
        }
        words.extend(study.facts.gap_words.iter().map(|(word, rows)| gaps::gap_word(study, word, *rows)));
        if study.profile.gaps > no_customers {
            light.extend(gaps::gaps(table, recipe, studies, study));
        }
    }
    words.sort_by_key(|finding| std::cmp::Reverse(finding.rows));
    found.append(&mut words);
    light.sort_by_key(|finding| std::cmp::Reverse(finding.rows));
    found.append(&mut light);
    found.extend(columns::zero_one(studies));
    found.extend(studies.iter().filter_map(|study| columns::constant(recipe, study)));
    found.extend(
        studies.iter().filter(|study| study.profile.role == Role::Id).filter_map(columns::row_number),
    );
    found.extend(columns::birth(studies));
    found.extend(columns::personal(studies));
    found.extend(columns::header(table));
    let doubts = doubts::find(table, studies);
    // Marks between digits that are no groups of thousands: to read them as numbers would be wrong.
    let mangled = |column: &Option<String>| {
        doubts.iter().any(|other| other.kind == FindingKind::MangledNumbers && other.column == *column)
    };
    found.retain(|found| found.kind != FindingKind::WrittenNumbers || !mangled(&found.column));
    found.extend(doubts);
    for kind in [FindingKind::Outliers, FindingKind::Skewed, FindingKind::RareNames] {
        found = collected(found, kind);
    }
    // Stable: within a severity the order above holds.
    found.sort_by_key(|finding| finding.severity);
    praised(found, table.rows())
}

/// Good to know, but not a hundred times: the first few columns get a sentence each, the others one together.
fn collected(found: Vec<Finding>, kind: FindingKind) -> Vec<Finding> {
    if found.iter().filter(|finding| finding.kind == kind).count() <= MOST_ALIKE {
        return found;
    }
    let (mut kept, mut seen, mut names) = (Vec::with_capacity(found.len()), 0, Vec::new());
    for finding in found {
        if finding.kind == kind {
            seen += 1;
            if seen >= MOST_ALIKE {
                names.extend(finding.column);
                continue;
            }
        }
        kept.push(finding);
    }
    let title = match kind {
        FindingKind::Outliers => Message::new("findings-more-outliers"),
        FindingKind::Skewed => Message::new("findings-more-skewed"),
        _ => Message::new("findings-more-rare"),
    };
    let shown = names.iter().take(NAMED_TOGETHER).cloned().collect();
    let detail = Message::new("findings-more-detail").with("names", Arg::Names(shown));
    kept.push(finding(kind, Severity::Know, 0, title.count("n", names.len()), detail));
    kept
}

/// What remains to tell once steps are in the list: a finding whose own step is there already is not told again.
/// `recipe` holds all steps, also those that made the table of the profile.
pub fn without_done(profile: TableProfile, recipe: &Recipe) -> TableProfile {
    let done = |finding: &Finding| {
        let step = finding.fix.as_ref().map(|(_, step)| step);
        step.is_some_and(|step| recipe.active_steps().any(|own| own == step))
    };
    let open = profile.findings.into_iter().filter(|finding| !done(finding)).collect();
    TableProfile { findings: praised(open, profile.rows as usize), ..profile }
}

/// Says so where nothing is left to do.
fn praised(mut found: Vec<Finding>, rows: usize) -> Vec<Finding> {
    let praised = found.iter().any(|finding| finding.kind == FindingKind::AllGood);
    if !praised && found.iter().all(|finding| finding.severity == Severity::Know) {
        found.push(all_good(rows));
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

fn all_good(rows: usize) -> Finding {
    let title = Message::new("data-finding-all-good");
    let detail = Message::new("data-finding-all-good-detail").count("n", rows);
    finding(FindingKind::AllGood, Severity::Know, 0, title, detail)
}
