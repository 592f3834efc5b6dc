//! What a table holds under a recipe: kind, role, gaps and shape of each column, and the findings.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::cells::{GapWords, Reader, Value};
use super::table::Table;
use super::{findings, gaps, kinds, roles, summary};
use crate::domain::column::{ColumnProfile, Kind, Role, TableProfile};
use crate::domain::event::Progress;
use crate::domain::message::Message;
use crate::domain::recipe::{Question, Recipe, Step};
use crate::domain::table::TableView as _;

/// A column under a recipe, with what only this room needs to know about it.
#[derive(Debug)]
pub(super) struct Study<'a> {
    pub(super) profile: ColumnProfile,
    /// Values that do not fit the guessed kind, if the guess is in force.
    pub(super) odd: Vec<Value<'a>>,
    /// Words that may mean a gap and count as values so far.
    pub(super) gap_words: Vec<Value<'a>>,
    /// The column only counts the rows.
    pub(super) counts_rows: bool,
    /// All usable values are 0 or 1.
    pub(super) zero_one: bool,
    /// The same value everywhere.
    pub(super) constant: bool,
    /// Usable values that stand in more than one row.
    pub(super) repeated: u64,
}

/// Finds out what the columns of a table are and what is wrong with them. Choices and active steps of the recipe
/// override guesses. Different cells are counted once per table, so that a second call is quick.
pub fn profile(table: &Table, recipe: &Recipe) -> TableProfile {
    profile_watched(table, recipe, &|_| true).unwrap_or_default()
}

/// The same, column by column: `watch` is told how far it is, from any thread, and says false to stop. None when
/// stopped.
pub fn profile_watched(
    table: &Table,
    recipe: &Recipe,
    watch: &(dyn Fn(Progress) -> bool + Sync),
) -> Option<TableProfile> {
    let total = table.names().len() as u64;
    let done = AtomicU64::new(0);
    let go_on = |done: u64| watch(Progress { done, total: Some(total) });
    let studies: Option<Vec<Study<'_>>> = (0..table.names().len())
        .into_par_iter()
        .map(|index| {
            go_on(done.load(Ordering::Relaxed)).then(|| {
                let study = study(table, index, recipe);
                done.fetch_add(1, Ordering::Relaxed);
                study
            })
        })
        .collect();
    let mut studies = studies.filter(|_| go_on(total))?;
    let findings = findings::find(table, recipe, &studies);
    let columns = studies.drain(..).map(|study| study.profile).collect();
    Some(TableProfile { rows: table.rows() as u64, columns, findings })
}

/// What one column holds, without looking at any other; none for a column that is not there.
pub fn column_profile(table: &Table, recipe: &Recipe, column: &str) -> Option<ColumnProfile> {
    table.index_of(column).map(|index| study(table, index, recipe).profile)
}

/// How a column is read: under `kind` if given, else under the kind that is in force.
pub(super) fn reader(table: &Table, index: usize, kind: Option<Kind>, recipe: &Recipe) -> Reader {
    let name = table.names().get(index).map_or("", String::as_str);
    let words = GapWords::of(recipe, name);
    let values = values(table, index, &words);
    let decimal = table.marks();
    let order = kinds::date_order(&values, decimal, table.facts().date_order);
    let kind = kind
        .or_else(|| chosen_kind(recipe, name))
        .unwrap_or_else(|| kinds::guess(&values, decimal, order).kind);
    Reader { kind, decimal, order, words }
}

/// The different filled cells of a column, gap words of the recipe left out.
pub(super) fn values<'a>(table: &'a Table, index: usize, words: &GapWords) -> Vec<Value<'a>> {
    let Some(cells) = table.column(index) else { return Vec::new() };
    table
        .distinct(index)
        .values
        .iter()
        .map(|(row, rows)| Value { text: cells.get(*row as usize).unwrap_or_default().trim(), rows: *rows })
        .filter(|value| !words.contains(value.text))
        .collect()
}

/// The kind a user chose; a cleaning step comes after the choice on the card.
fn chosen_kind(recipe: &Recipe, name: &str) -> Option<Kind> {
    let step = recipe.active_steps().filter_map(|step| match step {
        Step::ChangeKind { column, kind } if column == name => Some(*kind),
        _ => None,
    });
    step.last().or_else(|| recipe.choice(name).and_then(|choice| choice.kind))
}

fn study<'a>(table: &'a Table, index: usize, recipe: &Recipe) -> Study<'a> {
    let name = table.names().get(index).map_or("", String::as_str);
    let words = GapWords::of(recipe, name);
    let mut values = values(table, index, &words);
    let decimal = table.marks();
    let order = kinds::date_order(&values, decimal, table.facts().date_order);
    let guess = kinds::guess(&values, decimal, order);
    let chosen = chosen_kind(recipe, name);
    let kind = chosen.unwrap_or(guess.kind);
    let kind_reason = if chosen.is_some() { Message::new("data-kind-chosen") } else { guess.reason };
    let odd = if chosen.is_some() { Vec::new() } else { guess.odd };
    let reader = Reader { kind, decimal, order, words };
    if matches!(kind, Kind::Number | Kind::Integer | Kind::Date) {
        values.retain(|value| !reader.number(value.text).is_nan());
    }
    bring_forward(&mut values, summary::TOP);
    let usable: u64 = values.iter().map(|value| value.rows).sum();
    let rows = table.rows() as u64;
    let gaps = rows - usable;
    let seen = roles::Seen { table, index, name, kind, values: &values, gaps };
    let guess = roles::guess(seen);
    let (role, role_reason) = role_in_force(recipe, name, guess.role, guess.reason);
    Study {
        odd,
        gap_words: gaps::suspicious(&values, rows),
        counts_rows: guess.counts_rows,
        zero_one: values.len() == 2 && values.iter().all(|value| kinds::is_zero_or_one(value.text, decimal)),
        constant: rows > 1 && (values.is_empty() || roles::is_constant(&values, kind, gaps)),
        repeated: values.iter().filter(|value| value.rows > 1).count() as u64,
        profile: ColumnProfile {
            name: name.to_owned(),
            kind,
            kind_reason,
            role,
            role_reason,
            gaps,
            distinct: values.len() as u64,
            summary: summary::summarise(&values, &reader),
        },
    }
}

/// Puts the `count` most frequent values first, in order; the rest stays as it comes. Sorting a million texts
/// to show eight of them would take seconds.
fn bring_forward(values: &mut [Value<'_>], count: usize) {
    let order = |a: &Value<'_>, b: &Value<'_>| b.rows.cmp(&a.rows).then_with(|| a.text.cmp(b.text));
    if values.len() > count {
        values.select_nth_unstable_by(count, order);
    }
    if let Some(first) = values.get_mut(..count.min(values.len())) {
        first.sort_unstable_by(order);
    }
}

/// The question beats steps, steps beat choices, choices beat guesses.
fn role_in_force(recipe: &Recipe, name: &str, guess: Role, reason: Message) -> (Role, Message) {
    if recipe.question.as_ref().and_then(Question::target) == Some(name) {
        return (Role::Target, Message::new("data-role-target"));
    }
    let dropped =
        recipe.active_steps().any(|step| matches!(step, Step::DropColumn { column } if column == name));
    if dropped {
        return (Role::Ignore, Message::new("data-role-dropped"));
    }
    match recipe.choice(name).and_then(|choice| choice.role) {
        Some(role) => (role, Message::new("data-role-chosen")),
        None => (guess, reason),
    }
}
