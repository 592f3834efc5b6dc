//! What a table holds under a recipe: kind, role, gaps and shape of each column, and the findings.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::cells::{GapWords, Reader};
use super::dates::Order;
pub(super) use super::facts::values;
use super::facts::{Asked, Facts};
use super::table::Table;
use super::{facts, findings, kinds, personal};
use crate::domain::column::{ColumnProfile, Kind, Role, TableProfile};
use crate::domain::event::Progress;
use crate::domain::message::Message;
use crate::domain::recipe::{Question, Recipe, Step};
use crate::domain::table::TableView as _;

/// A column under a recipe, with what only this room needs to know about it.
#[derive(Debug)]
pub(super) struct Study {
    pub(super) profile: ColumnProfile,
    /// What its cells tell.
    pub(super) facts: Arc<Facts>,
}

/// Finds out what the columns of a table are and what is wrong with them. Choices and active steps of the recipe
/// override guesses. What the cells of a column tell is kept with the table, so that a second call is quick.
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
    let mut studies = studies(table, recipe, watch)?;
    let findings = findings::find(table, recipe, &studies);
    let columns = studies.drain(..).map(|study| study.profile).collect();
    Some(TableProfile { rows: table.rows() as u64, columns, findings })
}

/// The columns alone, without what is wrong with them: first rows cannot tell that, and in a wide file it takes
/// longer than to read them. None when stopped.
pub fn profile_columns(
    table: &Table,
    recipe: &Recipe,
    watch: &(dyn Fn(Progress) -> bool + Sync),
) -> Option<TableProfile> {
    let columns = studies(table, recipe, watch)?.into_iter().map(|study| study.profile).collect();
    Some(TableProfile { rows: table.rows() as u64, columns, findings: Vec::new() })
}

fn studies(table: &Table, recipe: &Recipe, watch: &(dyn Fn(Progress) -> bool + Sync)) -> Option<Vec<Study>> {
    let total = table.names().len() as u64;
    let done = AtomicU64::new(0);
    let go_on = |done: u64| watch(Progress { done, total: Some(total) });
    let studies: Option<Vec<Study>> = (0..table.names().len())
        .into_par_iter()
        .with_max_len(1)
        .map(|index| {
            go_on(done.load(Ordering::Relaxed)).then(|| {
                let study = study(table, index, recipe);
                done.fetch_add(1, Ordering::Relaxed);
                study
            })
        })
        .collect();
    studies.filter(|_| go_on(total))
}

/// What one column holds, without looking at any other; none for a column that is not there.
pub fn column_profile(table: &Table, recipe: &Recipe, column: &str) -> Option<ColumnProfile> {
    table.index_of(column).map(|index| study(table, index, recipe).profile)
}

/// How a column is read: under `kind` if given, else under the kind that is in force.
pub(super) fn reader(table: &Table, index: usize, kind: Option<Kind>, recipe: &Recipe) -> Reader {
    let name = table.names().get(index).map_or("", String::as_str);
    let words = GapWords::of(recipe, name);
    let marks = table.marks();
    let asked = asked(table, index, recipe);
    let (kind, order) = match kind.or(asked.kind) {
        Some(Kind::Date) => {
            let known = table.known_facts_of(index, &asked).filter(|facts| facts.kind == Kind::Date);
            let order = || kinds::date_order(&values(table, index, &words), marks, table.facts().date_order);
            (Kind::Date, known.map_or_else(order, |facts| facts.order))
        }
        Some(kind) => (kind, Order::YearFirst),
        None => {
            let facts = table.facts_of(index, &asked);
            return Reader { kind: facts.kind, marks, order: facts.order, words, written: None };
        }
    };
    let written = facts::written_as(table, index, kind, &words);
    Reader { kind, marks, order, words, written }
}

/// The kind a user chose; a cleaning step comes after the choice on the card.
fn chosen_kind(recipe: &Recipe, name: &str) -> Option<Kind> {
    let step = recipe.active_steps().filter_map(|step| match step {
        Step::ChangeKind { column, kind } if column == name => Some(*kind),
        _ => None,
    });
    step.last().or_else(|| recipe.choice(name).and_then(|choice| choice.kind))
}

fn asked(table: &Table, index: usize, recipe: &Recipe) -> Asked {
    let name = table.names().get(index).cloned().unwrap_or_default();
    let (words, kind) = (GapWords::of(recipe, &name), chosen_kind(recipe, &name));
    Asked { words, kind, of_people: table.of_people(personal::are_people), name }
}

fn study(table: &Table, index: usize, recipe: &Recipe) -> Study {
    let name = table.names().get(index).map_or("", String::as_str);
    let facts = table.facts_of(index, &asked(table, index, recipe));
    let (role, role_reason) = role_in_force(recipe, name, facts.role.role, &facts.role.reason);
    let profile = ColumnProfile {
        name: name.to_owned(),
        kind: facts.kind,
        kind_reason: facts.kind_reason.clone(),
        role,
        role_reason,
        gaps: facts.gaps,
        distinct: facts.distinct,
        summary: facts.summary.clone(),
    };
    Study { profile, facts }
}

/// The question beats steps, steps beat choices, choices beat guesses.
fn role_in_force(recipe: &Recipe, name: &str, guess: Role, reason: &Message) -> (Role, Message) {
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
        None => (guess, reason.clone()),
    }
}
