//! What one step does to its column: before, after, and the rows it touches.
//!
//! Only the steps that have a say in what the step looks at are carried out, and only its own column is profiled.

use super::cleaning::{fitted, learners, relevant};
use crate::data::{self, Table, Work};
use crate::domain::column::{ColumnProfile, Kind};
use crate::domain::error::UserError;
use crate::domain::frame::{FeatureValues, GAP};
use crate::domain::message::Message;
use crate::domain::recipe::{Fill, Recipe, Step, StepEntry};
use crate::domain::step::{Figures, FittedStep};
use crate::domain::table::TableView as _;
use crate::domain::work::{StepPreview, TouchedRow};

/// Rows shown at most.
const SHOWN: usize = 200;
/// What a gap is called that is a group of its own, as in the names of a model's inputs.
const OWN_GROUP: &str = "(missing)";

/// Before and after of the step at `index`; earlier active steps hold for both sides. None when stopped.
pub(super) fn preview(
    table: &Table,
    recipe: &Recipe,
    index: usize,
    go_on: &dyn Fn() -> bool,
) -> Result<Option<StepPreview>, UserError> {
    let Some(entry) = recipe.steps.get(index) else {
        return Err(UserError::work(
            Message::new("engine-gone"),
            Message::new("engine-gone-why"),
            Message::new("engine-open-again"),
        ));
    };
    let earlier = relevant(recipe, index);
    let learners = if entry.step.learns() || earlier.iter().any(Step::learns) {
        // The draw is that of the whole recipe, so that the figures are those of training.
        let mut whole = recipe.clone();
        whole.steps.get_mut(index).into_iter().for_each(|entry| entry.on = true);
        learners(table, &whole, go_on)
    } else {
        None
    };
    let mut cut = recipe.clone();
    cut.steps =
        earlier.iter().chain([&entry.step]).map(|step| StepEntry { step: step.clone(), on: true }).collect();
    let mut before = Work::new(table, &cut);
    for step in &earlier {
        if !go_on() {
            return Ok(None);
        }
        // One that cannot be carried out changes nothing, here as in training; its own preview says why.
        let _left_out =
            fitted(&before, step, learners.as_deref()).and_then(|step| before.apply(&step, go_on));
    }
    let mut after = before.clone();
    let applied =
        fitted(&before, &entry.step, learners.as_deref()).and_then(|step| after.apply(&step, go_on));
    if !go_on() {
        return Ok(None);
    }
    let sides = Sides { before: Side::new(before), after: Side::new(after) };
    let mut found = StepPreview {
        step: index,
        before: None,
        after: None,
        touched: 0,
        rows: Vec::new(),
        kept: table.rows() as u64,
        figures: Figures::None,
        join: None,
        problem: None,
    };
    if let Step::Join(join) = &entry.step {
        found.join = Some(sides.before.work.look_at(join, &sides.after.table, go_on));
    }
    match applied {
        Ok(step) => {
            found.figures.clone_from(&step.figures);
            sides.look(&step, &mut found, go_on)?;
        }
        Err(why) => {
            found.before = entry.step.column().and_then(|column| sides.before.column(column));
            found.after.clone_from(&found.before);
            found.problem = Some(why);
        }
    }
    Ok(go_on().then_some(found))
}

/// A table with what a reader of it needs to know.
struct Side {
    work: Work,
    table: Table,
    recipe: Recipe,
}

impl Side {
    fn new(work: Work) -> Self {
        Self { table: work.table(), recipe: work.recipe(), work }
    }

    fn column(&self, name: &str) -> Option<ColumnProfile> {
        data::column_profile(&self.table, &self.recipe, name)
    }

    /// The column without the rows that were taken out.
    fn kept_column(&self, name: &str) -> Option<ColumnProfile> {
        let gone: Vec<bool> = self
            .work
            .dropped()
            .iter()
            .zip(self.work.beyond())
            .map(|(dropped, beyond)| *dropped || *beyond)
            .collect();
        if !gone.contains(&true) {
            return self.column(name);
        }
        let mut recipe = self.recipe.clone();
        // A few rows must not change what the column is taken for.
        if let Some(kind) = self.column(name).map(|column| column.kind) {
            recipe.columns.retain(|choice| choice.name != name);
            let role = self.recipe.choice(name).and_then(|choice| choice.role);
            let kind = Some(kind);
            recipe.columns.push(crate::domain::recipe::ColumnChoice { name: name.to_owned(), kind, role });
        }
        data::column_profile(&data::without_rows(&self.table, name, &gone)?, &recipe, name)
    }

    fn kept_rows(&self) -> u64 {
        let (dropped, beyond) = (self.work.dropped().iter(), self.work.beyond());
        dropped.zip(beyond).filter(|(dropped, beyond)| !**dropped && !**beyond).count() as u64
    }
}

struct Sides {
    before: Side,
    after: Side,
}

impl Sides {
    fn look(
        &self,
        step: &FittedStep,
        found: &mut StepPreview,
        go_on: &dyn Fn() -> bool,
    ) -> Result<(), UserError> {
        match &step.step {
            Step::DropColumn { column } => {
                found.before = self.before.column(column);
                found.touched = self.before.table.rows() as u64;
            }
            Step::ChangeKind { column, .. } => {
                found.before = self.before.column(column);
                found.after = self.after.column(column);
                self.changed_kind(column, found)?;
            }
            Step::FillGaps { column, with: Fill::OwnGroup } => {
                found.before = self.before.column(column);
                self.own_group(column, found)?;
            }
            step if step.drops_rows() => self.rows(step, found),
            Step::Join(_) => {
                found.touched =
                    found.join.as_ref().and_then(|look| look.counts).map_or(0, |counts| counts.found);
            }
            Step::Rename { column, to } => {
                found.before = self.before.column(column);
                found.after = self.after.column(to.trim());
                found.touched = self.before.table.rows() as u64;
            }
            step => {
                let column = step.column().unwrap_or_default();
                let made = step.makes();
                let (before, after) = (&self.before.table, &self.after.table);
                let (touched, rows) = match made.first() {
                    Some(made) => data::made_cells(before, column, after, made, SHOWN),
                    None => data::changed_cells(before, column, after, column, SHOWN),
                };
                found.touched = touched;
                let cell = |text: String| Some(text).filter(|text| !text.trim().is_empty());
                found.rows = rows
                    .into_iter()
                    .map(|(row, before, after)| TouchedRow { row, before: cell(before), after: cell(after) })
                    .collect();
                found.before = self.before.column(column);
                // Half-way: the other column may have a million different cells too.
                if go_on() {
                    found.after = self.after.column(made.first().map_or(column, String::as_str));
                }
            }
        }
        Ok(())
    }

    /// Rows that are taken out now and were not before.
    fn rows(&self, step: &Step, found: &mut StepPreview) {
        let looks = step.looks_at();
        let shown = looks.first().and_then(|name| self.before.table.index_of(name)).unwrap_or(0);
        let was = self.before.work.dropped().iter().zip(self.before.work.beyond());
        let is = self.after.work.dropped().iter().zip(self.after.work.beyond());
        let gone = was.zip(is).enumerate().filter(|(_, ((a, b), (c, d)))| !(**a || **b) && (**c || **d));
        for (row, _) in gone {
            found.touched += 1;
            if found.rows.len() < SHOWN {
                let cell = Some(self.before.table.cell(row, shown).into_owned())
                    .filter(|cell| !cell.trim().is_empty());
                found.rows.push(TouchedRow { row: row as u32, before: cell.clone(), after: cell });
            }
        }
        if let ([column], false) = (looks.as_slice(), matches!(step, Step::DropDuplicates { .. })) {
            found.before = self.before.kept_column(column);
            found.after = self.after.kept_column(column);
            found.kept = self.after.kept_rows();
        }
    }

    fn changed_kind(&self, column: &str, found: &mut StepPreview) -> Result<(), UserError> {
        let kinds = (found.before.as_ref().map(|c| c.kind), found.after.as_ref().map(|c| c.kind));
        let (Some(kind_before), Some(kind_after)) = kinds else { return Ok(()) };
        let Some(index) = self.before.table.index_of(column) else { return Ok(()) };
        let gaps_before = gaps(&self.before, column, kind_before)?;
        let gaps_after = gaps(&self.after, column, kind_after)?;
        let filled = gaps_before.iter().filter(|gap| !**gap).count() as u64;
        let pairs = gaps_before.iter().zip(&gaps_after).enumerate();
        let lost: Vec<usize> = pairs.filter(|(_, (was, is))| !**was && **is).map(|(row, _)| row).collect();
        found.touched = if kind_before == kind_after { lost.len() as u64 } else { filled };
        let cell = |row: usize| Some(self.before.table.cell(row, index).into_owned());
        found.rows = lost
            .into_iter()
            .take(SHOWN)
            .map(|row| TouchedRow { row: row as u32, before: cell(row), after: None })
            .collect();
        Ok(())
    }

    fn own_group(&self, column: &str, found: &mut StepPreview) -> Result<(), UserError> {
        let Some(before) = &found.before else { return Ok(()) };
        let gaps = gaps(&self.before, column, before.kind)?;
        let rows = || gaps.iter().enumerate().filter(|(_, gap)| **gap).map(|(row, _)| row);
        found.touched = rows().count() as u64;
        let value = Some(OWN_GROUP.to_owned());
        found.rows = rows()
            .take(SHOWN)
            .map(|row| TouchedRow { row: row as u32, before: None, after: value.clone() })
            .collect();
        found.after = Some(data::filled(&self.before.table, before, &self.before.recipe, OWN_GROUP)?);
        Ok(())
    }
}

/// Whether each cell of a column is a gap when it is read as a kind.
fn gaps(side: &Side, name: &str, kind: Kind) -> Result<Vec<bool>, UserError> {
    let uses = [data::ColumnUse { name: name.to_owned(), kind }];
    let frame = data::frame(&side.table, &uses, &side.recipe)?;
    Ok(match frame.features.first().map(|feature| &feature.values) {
        Some(FeatureValues::Number(values)) => values.iter().map(|value| value.is_nan()).collect(),
        Some(FeatureValues::Category { codes, .. }) => codes.iter().map(|code| *code == GAP).collect(),
        None => Vec::new(),
    })
}
