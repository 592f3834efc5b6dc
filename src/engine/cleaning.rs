//! Carries out the steps of a recipe on a table, so that nothing is learned from rows that check or judge.
//!
//! Twice over the list. The first time without the steps that learn: it finds the answers and the rows that
//! plain steps take out, and from those the parts are drawn. Answers are read here, before anything is learned,
//! and steps that learn never touch them. The second time in full: a step that learns looks at its column as it
//! stands at that place, in the training rows that are still there. What a row-dropping step decides on a column
//! that learning has touched counts only the second time: such rows leave the part they were drawn into.

use std::collections::BTreeSet;

use super::setup::{parts, rows_of};
use super::supervised::Known;
use crate::data::{Table, Work};
use crate::domain::error::UserError;
use crate::domain::message::Message;
use crate::domain::recipe::{Recipe, Step};
use crate::domain::report::Part;
use crate::domain::step::FittedStep;
use crate::learn::prepare::figures::figures;

/// A table as its steps leave it.
#[derive(Clone, Debug)]
pub(super) struct Cleaned {
    /// Columns and cells after all steps; all rows of the file.
    pub(super) table: Table,
    /// What is left of the recipe for this table.
    pub(super) recipe: Recipe,
    /// Rows taken out.
    pub(super) dropped: Vec<bool>,
    /// Rows with an outlier that is not to train.
    pub(super) beyond: Vec<bool>,
    /// The steps that were carried out, with what they learned, to be replayed on another file.
    pub(super) steps: Vec<FittedStep>,
    /// Steps of the recipe, by index, that could not be carried out, and why.
    pub(super) problems: Vec<(usize, Message)>,
}

/// Known answers and who learns, checks and judges.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub(super) known: Known,
    pub(super) parts: Vec<Part>,
    /// When each row was, in days since 1970, where the parts were drawn by time.
    pub(super) days: Option<Vec<f64>>,
}

impl Drawn {
    /// Rows taken out after the draw leave their part; rows with an outlier leave only the part that learns.
    pub(super) fn without(mut self, cleaned: &Cleaned) -> Self {
        let marks = cleaned.dropped.iter().zip(&cleaned.beyond);
        for (part, (dropped, beyond)) in self.parts.iter_mut().zip(marks) {
            if *dropped || (*beyond && *part == Part::Train) {
                *part = Part::Dropped;
            }
        }
        self
    }
}

/// Whether any step that is switched on needs training rows.
pub(super) fn learns(recipe: &Recipe) -> bool {
    recipe.active_steps().any(Step::learns)
}

/// The answers and parts of a question that has a target; none for another, or when stopped.
pub(super) fn draw(
    table: &Table,
    recipe: &Recipe,
    go_on: &dyn Fn() -> bool,
) -> Result<Option<Drawn>, UserError> {
    let Some(question) = recipe.question.as_ref().filter(|question| question.target().is_some()) else {
        return Ok(None);
    };
    let Some((work, _, _)) = run(table, recipe, Mode::Plain, go_on) else { return Ok(None) };
    let known = Known::read(&work.table(), &work.recipe(), question)?;
    let days =
        recipe.split_by.as_ref().map(|column| super::by_time::days(&work.table(), &work.recipe(), column));
    let days = days.transpose()?;
    let parts = parts(&known.strata(work.dropped()), work.dropped(), days.as_deref(), recipe)?;
    Ok(Some(Drawn { known, parts, days }))
}

/// Carries out all steps; those that learn look at the rows `learners` that are still there, or at all rows. None
/// when stopped.
pub(super) fn clean(
    table: &Table,
    recipe: &Recipe,
    learners: Option<&[u32]>,
    go_on: &dyn Fn() -> bool,
) -> Option<Cleaned> {
    let (work, steps, problems) = run(table, recipe, Mode::Learn(learners), go_on)?;
    Some(Cleaned {
        table: work.table(),
        recipe: work.recipe(),
        dropped: work.dropped().to_vec(),
        beyond: work.beyond().to_vec(),
        steps,
        problems,
    })
}

/// Carries out all steps for a look at the table: what learns does so on training rows where the question fixes
/// them, and on all rows before. None when stopped.
pub(super) fn clean_to_look(table: &Table, recipe: &Recipe, go_on: &dyn Fn() -> bool) -> Option<Cleaned> {
    let learners = learners(table, recipe, go_on);
    if !go_on() {
        return None;
    }
    clean(table, recipe, learners.as_deref(), go_on)
}

/// Training rows, if a step needs them and the question fixes them.
pub(super) fn learners(table: &Table, recipe: &Recipe, go_on: &dyn Fn() -> bool) -> Option<Vec<u32>> {
    if !learns(recipe) {
        return None;
    }
    // A question that cannot be answered yet fixes no rows; training says what is wrong with it.
    let drawn = draw(table, recipe, go_on).ok().flatten()?;
    Some(rows_of(&drawn.parts, Part::Train))
}

/// A step with what it learns from the rows `learners` that are still there.
pub(super) fn fitted(work: &Work, step: &Step, learners: Option<&[u32]>) -> Result<FittedStep, Message> {
    if !step.learns() {
        return Ok(FittedStep::plain(step.clone()));
    }
    let (values, kind) = work.values(step)?;
    let (dropped, beyond) = (work.dropped(), work.beyond());
    let is = |marks: &[bool], row: u32| marks.get(row as usize).copied().unwrap_or(false);
    let stays = |row: &u32| !is(dropped, *row) && !is(beyond, *row);
    let rows: Vec<u32> = match learners {
        Some(rows) => rows.iter().copied().filter(stays).collect(),
        None => (0..dropped.len() as u32).filter(stays).collect(),
    };
    match figures(step, &values, kind, &rows) {
        Some(figures) => Ok(FittedStep { step: step.clone(), figures }),
        None => {
            Err(Message::new("steps-why-nothing-to-learn").name("column", step.column().unwrap_or_default()))
        }
    }
}

#[derive(Clone, Copy)]
enum Mode<'r> {
    /// Without the steps that learn, and without taking out rows by what they have touched.
    Plain,
    /// All steps.
    Learn(Option<&'r [u32]>),
}

type Done = (Work, Vec<FittedStep>, Vec<(usize, Message)>);

fn run(table: &Table, recipe: &Recipe, mode: Mode<'_>, go_on: &dyn Fn() -> bool) -> Option<Done> {
    let mut work = Work::new(table, recipe);
    let mut touched = Touched::default();
    let (mut done, mut problems) = (Vec::new(), Vec::new());
    for (index, entry) in recipe.steps.iter().enumerate().filter(|(_, entry)| entry.on) {
        if !go_on() {
            return None;
        }
        let applied = match mode {
            Mode::Plain if touched.waits(&entry.step) => continue,
            Mode::Plain => work.apply(&FittedStep::plain(entry.step.clone()), go_on),
            Mode::Learn(rows) => {
                fitted(&work, &entry.step, rows).and_then(|fitted| work.apply(&fitted, go_on))
            }
        };
        match applied {
            Ok(step) => done.push(step),
            Err(why) => problems.push((index, why)),
        }
    }
    go_on().then_some((work, done, problems))
}

/// Columns that look different once learning steps are carried out.
#[derive(Default)]
struct Touched {
    columns: BTreeSet<String>,
}

impl Touched {
    /// Whether a step must wait for what is learned; takes note of what it touches.
    fn waits(&mut self, step: &Step) -> bool {
        let column = step.column().unwrap_or_default();
        if step.learns() {
            if !step.drops_rows() {
                self.columns.insert(column.to_owned());
            }
            return true;
        }
        let looks = step.looks_at();
        let touches = looks.iter().any(|name| self.columns.contains(*name));
        if step.drops_rows() {
            return touches || (looks.is_empty() && !self.columns.is_empty());
        }
        if touches {
            self.columns.extend(step.makes());
            if let Step::Rename { to, .. } = step {
                self.columns.insert(to.trim().to_owned());
            }
        }
        false
    }
}

/// The steps before `index` that have a say in what the step there looks at, in order.
pub(super) fn relevant(recipe: &Recipe, index: usize) -> Vec<Step> {
    let Some(step) = recipe.steps.get(index).map(|entry| &entry.step) else { return Vec::new() };
    let mut needed: BTreeSet<&str> = step.looks_at().into_iter().collect();
    let mut all = needed.is_empty();
    let mut rows = step.learns() || step.drops_rows();
    // Names that the step gives; whoever takes or frees them before decides whether it can.
    let mut claims = step.makes();
    if let Step::Rename { to, .. } = step {
        claims.push(to.trim().to_owned());
    }
    let mut found = Vec::new();
    for entry in recipe.steps.get(..index).unwrap_or_default().iter().rev().filter(|entry| entry.on) {
        let step = &entry.step;
        let gives = |name: &str| match step {
            Step::Rename { to, .. } => to.trim() == name,
            _ => false,
        };
        let made = step.makes();
        let claimed = |name: &str| claims.iter().any(|claim| claim == name);
        let names = made.iter().any(|made| claimed(made))
            || matches!(step, Step::Rename { column, to } if claimed(column) || claimed(to.trim()));
        let has_a_say = if step.drops_rows() {
            rows
        } else {
            all || names
                || step.column().is_some_and(|column| needed.contains(column))
                || needed.iter().any(|name| gives(name) || made.iter().any(|made| made == name))
        };
        if has_a_say {
            rows |= step.learns() || step.drops_rows();
            let looks = step.looks_at();
            all |= looks.is_empty();
            needed.extend(looks);
            found.push(step.clone());
        }
    }
    found.reverse();
    found
}

/// A sentence for each step that was left out.
pub(super) fn notes(problems: &[(usize, Message)]) -> Vec<Message> {
    let note = |(index, why): &(usize, Message)| {
        Message::new("steps-left-out").count("n", index + 1).message("why", why.clone())
    };
    problems.iter().map(note).collect()
}

#[cfg(test)]
mod awkward_tests;
#[cfg(test)]
mod tests;
