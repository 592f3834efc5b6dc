//! Cleaning steps carried out: from a table and steps to another table with the same rows.
//!
//! A [`Work`] starts with the columns of a file and applies one step after the other. Steps on cells put new
//! columns in the place of old ones or behind them; steps on rows only mark rows. The file's own table is never
//! changed, and columns that no step touched are shared with it. What a step made is kept with the file under
//! the whole story of how it came about, so that after a change only what depends on it is made again.
//!
//! Steps that learn are applied with the [`Figures`] they learned; finding those is the business of `learn`.
//! See [`text`], [`figures`] and [`days`] for cells, [`rows`] for rows, [`join`] with [`second`], [`matching`],
//! [`brought`] and [`guess`] for a second file, [`reading`] for how columns are read, [`compare`] for before and
//! after, [`made`] for what is kept.
//!
//! [`Figures`]: crate::domain::step::Figures

mod brought;
mod compare;
mod days;
mod figures;
mod guess;
mod join;
mod made;
mod map;
mod matching;
mod reading;
mod rows;
mod second;
mod text;

pub use compare::{changed_cells, made_cells, without_rows};
pub use guess::guess_join;
pub(super) use made::Made;
pub use second::{Second, check_columns, second};

use std::sync::Arc;

use polars::prelude::StringChunked;

use super::access::feature_values;
use super::table::{Counted, RowsLook, Table, small};
use crate::domain::column::{Kind, Role};
use crate::domain::frame::FeatureValues;
use crate::domain::message::Message;
use crate::domain::recipe::{ColumnChoice, Fill, Question, Recipe, Step, StepEntry, Until};
use crate::domain::step::{Figures, FittedStep, names_after};
use crate::domain::table::TableView as _;

/// A column as it stands at some place of the list of steps.
#[derive(Clone)]
struct Current {
    name: String,
    cells: StringChunked,
    counted: Counted,
    /// How it came about: the same story means the same cells.
    story: String,
    /// The kind a step gave it.
    kind: Option<Kind>,
    /// Made to be learned from.
    feature: bool,
    /// A column of the file, not one that a step added.
    own: bool,
    /// Its cells and story before it was shaped for learning, if it was: groups and limits make rows alike that
    /// are not.
    unshaped: Option<(StringChunked, String)>,
}

/// A table on which steps are carried out.
#[derive(Clone)]
pub struct Work {
    file: Table,
    columns: Vec<Current>,
    /// What is left of the recipe: choices, the question, and steps that are no business of cells or rows.
    rest: Recipe,
    /// The column with the answers, by its present name.
    answers: Option<String>,
    /// The column with the answers where a step makes it, by the name it is made under.
    born: Option<String>,
    /// A column that a step adds takes the place of one of the same name.
    replaces: bool,
    dropped: Vec<bool>,
    beyond: Vec<bool>,
    rows_story: String,
}

impl std::fmt::Debug for Work {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        formatter.debug_struct("Work").field("columns", &names).finish_non_exhaustive()
    }
}

/// The table that steps make of a new file, rows untouched. A step whose column the file does not have is left
/// out; the columns it would have made are then not there.
///
/// None when stopped. What a second file was good for comes along, a sentence for each.
pub fn replay(
    table: &Table,
    recipe: &Recipe,
    steps: &[FittedStep],
    go_on: &dyn Fn() -> bool,
) -> Option<(Table, Vec<Message>)> {
    let mut work = Work::new(table, recipe);
    // The model knows what a step makes, not what a new file happens to have of that name.
    work.replaces = true;
    let mut joined = Vec::new();
    for fitted in steps.iter().filter(|fitted| !fitted.step.drops_rows()) {
        if !go_on() {
            return None;
        }
        if let Step::Join(join) = &fitted.step {
            joined.extend(work.told(join, go_on));
        }
        // What cannot be done shows as a missing column or as gaps, and both are named when files are compared.
        let _left_out = work.apply(fitted, go_on);
    }
    go_on().then(|| (work.table(), joined))
}

impl Work {
    /// Nothing is done yet. Choices and the question of the recipe count, its steps do not.
    pub fn new(table: &Table, recipe: &Recipe) -> Self {
        table.made().begin();
        let columns = table.names().iter().enumerate().filter_map(|(index, name)| {
            Some(Current {
                name: name.clone(),
                cells: table.column(index)?.clone(),
                counted: table.counted(index),
                story: format!("#{index}"),
                kind: None,
                feature: false,
                own: true,
                unshaped: None,
            })
        });
        let target = recipe.question.as_ref().and_then(Question::target);
        let (answers, born) = target.map_or((None, None), |target| file_name(target, table.names(), recipe));
        Self {
            file: table.clone(),
            columns: columns.collect(),
            rest: Recipe { steps: Vec::new(), ..recipe.clone() },
            answers,
            born,
            replaces: false,
            dropped: vec![false; table.rows()],
            beyond: vec![false; table.rows()],
            rows_story: String::new(),
        }
    }

    /// The table as it stands now.
    pub fn table(&self) -> Table {
        let own = |(index, column): (usize, &Current)| {
            column.story == format!("#{index}") && self.file.names().get(index) == Some(&column.name)
        };
        let look = self.look();
        let same = self.columns.len() == self.file.names().len() && self.columns.iter().enumerate().all(own);
        if same && look.is_none() {
            return self.file.clone();
        }
        let columns = self
            .columns
            .iter()
            .map(|column| (column.cells.clone().with_name(small(&column.name)), column.counted.clone()));
        let made = self.file.with_columns(self.file.rows(), columns.collect());
        // All columns have the rows of the file and names of their own, so that they always make a table.
        made.map_or_else(|_impossible| self.file.clone(), |made| made.compared_by(look))
    }

    /// By what rows are compared, if not by the cells of the file: by those that steps have mended, among the rows
    /// that are still there.
    fn look(&self) -> Option<RowsLook> {
        let own = self.columns.iter().filter(|column| column.own);
        let look: Vec<(&StringChunked, &str)> = own
            .map(|column| match &column.unshaped {
                Some((cells, story)) => (cells, story.as_str()),
                None => (&column.cells, column.story.as_str()),
            })
            .collect();
        let untouched = look.iter().enumerate().all(|(index, (_, story))| *story == format!("#{index}"));
        if untouched && self.rows_story.is_empty() {
            return None;
        }
        let stories: Vec<&str> = look.iter().map(|(_, story)| *story).collect();
        let story = format!("repeats {stories:?} {}", self.rows_story);
        let columns = look.iter().enumerate();
        let columns =
            columns.map(|(index, (cells, _))| (*cells).clone().with_name(small(&index.to_string())));
        Some(RowsLook { story, columns: columns.collect(), gone: Arc::new(self.dropped.clone()) })
    }

    /// What a reader of the table needs to know besides: choices with what steps decided, the question, columns
    /// to leave out, gaps that are a group of their own.
    pub fn recipe(&self) -> Recipe {
        let mut rest = self.rest.clone();
        for column in &self.columns {
            let known = rest.columns.iter_mut().find(|choice| choice.name == column.name);
            let role = column.feature.then_some(Role::Feature);
            match known {
                Some(choice) => {
                    choice.kind = column.kind.or(choice.kind);
                    choice.role = choice.role.or(role);
                }
                None if column.kind.is_some() || role.is_some() => {
                    rest.columns.push(ColumnChoice { name: column.name.clone(), kind: column.kind, role });
                }
                None => {}
            }
        }
        rest
    }

    /// Rows that steps took out by what stands in them.
    pub fn dropped(&self) -> &[bool] {
        &self.dropped
    }

    /// Rows with an outlier that is not to train.
    pub fn beyond(&self) -> &[bool] {
        &self.beyond
    }

    /// What a learning step looks at, and the kind under which it does.
    pub fn values(&self, step: &Step) -> Result<(FeatureValues, Kind), Message> {
        let place = self.place(step)?;
        let Some(column) = self.columns.get(place) else { return Err(no_column("")) };
        self.check_answers(step)?;
        let kind = match step {
            Step::GroupRare { .. } => Kind::Category,
            Step::FillGaps { .. } => self.reader(column).kind,
            _ => self.numeric(column, step)?.kind,
        };
        Ok((feature_values(&self.alone(column), 0, kind, &self.rest), kind))
    }

    /// Carries out a step. What comes back can be replayed on another file; the error says why nothing was done,
    /// which is also so when `go_on` said no.
    pub fn apply(&mut self, fitted: &FittedStep, go_on: &dyn Fn() -> bool) -> Result<FittedStep, Message> {
        self.check_answers(&fitted.step)?;
        match &fitted.step {
            Step::Join(join) => {
                self.join(join, go_on)?;
                Ok(fitted.clone())
            }
            Step::DropDuplicates { .. } | Step::DropGapRows { .. } => {
                self.take_out(fitted)?;
                // The rows are still there to be looked at; findings know by this that they are dealt with.
                self.keep(fitted.step.clone());
                Ok(fitted.clone())
            }
            step if step.drops_rows() => {
                self.place(step)?;
                self.take_out(fitted)?;
                Ok(fitted.clone())
            }
            step => {
                let place = self.place(step)?;
                self.change(place, fitted)
            }
        }
    }

    fn change(&mut self, place: usize, fitted: &FittedStep) -> Result<FittedStep, Message> {
        let Some(column) = self.columns.get(place).cloned() else { return Err(no_column("")) };
        let figures = &fitted.figures;
        match &fitted.step {
            Step::DropColumn { .. } | Step::FillGaps { with: Fill::OwnGroup, .. } => {
                self.keep(fitted.step.clone());
            }
            Step::ChangeKind { kind, .. } => self.put(place, |column| column.kind = Some(*kind)),
            Step::Rename { to, .. } => self.rename(place, to.trim())?,
            Step::FillGaps { with, .. } => {
                let figures = match (with, figures) {
                    (Fill::Value(text), Figures::None) => self.given(&column, text)?,
                    _ => figures.clone(),
                };
                let fitted = FittedStep { step: fitted.step.clone(), figures };
                let made = self.made(&column, &fitted, |work| figures::fill(work, &column, &fitted.figures));
                self.put(place, |old| *old = Current { kind: old.kind, ..made.shaped(&column) });
                return Ok(fitted);
            }
            Step::WordIsGap { word, .. } => {
                let word = word.trim().to_lowercase();
                let made = self.made(&column, fitted, |_| text::replace(&column.cells, &[word], ""));
                self.put(place, |column| *column = made);
            }
            Step::ReplaceValues { from, to, .. } => {
                let from: Vec<String> = from.iter().map(|from| from.trim().to_lowercase()).collect();
                let made = self.made(&column, fitted, |_| text::replace(&column.cells, &from, to.trim()));
                self.put(place, |column| *column = made);
            }
            Step::TidyText { case, .. } => {
                let made = self.made(&column, fitted, |_| text::tidy(&column.cells, *case));
                self.put(place, |column| *column = made);
            }
            Step::GroupRare { name, .. } => {
                let Figures::Names(names) = figures else { return Err(nothing_learned(&column.name)) };
                let made = self.made(&column, fitted, |_| text::group(&column.cells, names, name.trim()));
                let kind = Some(Kind::Category);
                self.put(place, |old| *old = Current { kind, ..made.shaped(&column) });
            }
            Step::Outliers { .. } => {
                let Figures::Limits { low, high } = *figures else {
                    return Err(nothing_learned(&column.name));
                };
                let reader = self.numeric(&column, &fitted.step)?;
                let made = self.made(&column, fitted, |_| figures::clip(&column.cells, &reader, low, high));
                self.put(place, |old| *old = made.shaped(&column));
            }
            Step::Bins { by, .. } => {
                let edges = figures::edges(by, figures).ok_or_else(|| nothing_learned(&column.name))?;
                let reader = self.numeric(&column, &fitted.step)?;
                let made = self.made(&column, fitted, |_| figures::bins(&column.cells, &reader, &edges));
                let kind = Some(Kind::Category);
                self.put(place, |old| *old = Current { kind, ..made.shaped(&column) });
            }
            Step::Log { .. } => {
                let reader = self.numeric(&column, &fitted.step)?;
                let made = self.made(&column, fitted, |_| figures::log(&column.cells, &reader));
                let kind = Some(Kind::Number);
                self.put(place, |old| *old = Current { kind, ..made.shaped(&column) });
            }
            Step::DateParts { .. } | Step::DaysSince { .. } => return self.add_days(&column, fitted),
            Step::SplitText { at, parts, .. } => {
                self.check_made(&fitted.step)?;
                let pieces = (*parts).clamp(2, 9) as usize;
                for (piece, name) in fitted.step.makes().into_iter().enumerate() {
                    let story = format!("{}|split {at:?} {pieces} {piece}", column.story);
                    let made =
                        self.made_as(&column, &story, |_| text::piece(&column.cells, at, pieces, piece));
                    self.add(Current { name, kind: None, own: false, ..made });
                }
            }
            Step::DropDuplicates { .. }
            | Step::DropGapRows { .. }
            | Step::KeepRows { .. }
            | Step::Join(_) => {}
        }
        Ok(fitted.clone())
    }

    fn add_days(&mut self, column: &Current, fitted: &FittedStep) -> Result<FittedStep, Message> {
        let known = match fitted.figures {
            Figures::Days(order) => Some(days::order_of(order)),
            _ => None,
        };
        self.check_made(&fitted.step)?;
        let reader = self.dated(column, known)?;
        let names = fitted.step.makes();
        match &fitted.step {
            Step::DateParts { parts, .. } => {
                if parts.is_empty() {
                    return Err(Message::new("steps-why-no-part"));
                }
                for (part, name) in parts.iter().zip(names) {
                    let story = format!("{}|{part:?} {:?}", column.story, reader.order);
                    let made = self.made_as(column, &story, |_| days::part(&column.cells, &reader, *part));
                    let kind = Some(part.kind());
                    self.add(Current { name, kind, feature: true, own: false, ..made });
                }
            }
            Step::DaysSince { until, .. } => {
                let (story, cells): (String, Box<dyn Fn() -> StringChunked>) = match until {
                    Until::Day(day) => {
                        let until = days::day(day)
                            .ok_or_else(|| Message::new("steps-why-no-day").name("value", day))?;
                        let story = format!("{}|until {until} {:?}", column.story, reader.order);
                        let (cells, reader) = (column.cells.clone(), reader.clone());
                        (story, Box::new(move || days::until_day(&cells, &reader, until)))
                    }
                    Until::Column(other) => {
                        let place = self.find(other).ok_or_else(|| no_column(other))?;
                        let Some(other) = self.columns.get(place) else { return Err(no_column(other)) };
                        // One file writes all its days in one order, as far as they allow it.
                        let ends = self.dated(other, Some(reader.order))?;
                        let story = format!("{}|until ({}) {reader:?} {ends:?}", column.story, other.story);
                        let (cells, reader, other) =
                            (column.cells.clone(), reader.clone(), other.cells.clone());
                        (story, Box::new(move || days::until_other(&cells, &reader, &other, &ends)))
                    }
                };
                let made = self.made_as(column, &story, |_| cells());
                for name in names {
                    let kind = Some(Kind::Integer);
                    self.add(Current { name, kind, feature: true, own: false, ..made.clone() });
                }
            }
            _ => {}
        }
        Ok(FittedStep { step: fitted.step.clone(), figures: Figures::Days(days::saved_order(reader.order)) })
    }

    /// Answers are never invented, trimmed to fit, or told to the model by a column made of them.
    fn check_answers(&self, step: &Step) -> Result<(), Message> {
        let Some(answers) = &self.answers else { return Ok(()) };
        let touches = step.looks_at().contains(&answers.as_str());
        let wrong = step.learns() || matches!(step, Step::FillGaps { .. }) || !step.makes().is_empty();
        if touches && wrong {
            return Err(Message::new("steps-why-answers").name("column", answers));
        }
        Ok(())
    }

    /// A column that a step adds must not take the place of another.
    fn check_free(&self, name: &str) -> Result<(), Message> {
        match self.find(name) {
            Some(_) if !self.replaces => Err(Message::new("steps-why-name-taken").name("name", name)),
            _ => Ok(()),
        }
    }

    /// The same for all columns of a step, which must differ from one another too.
    fn check_made(&self, step: &Step) -> Result<(), Message> {
        let names = step.makes();
        for (place, name) in names.iter().enumerate() {
            self.check_free(name)?;
            if names.iter().take(place).any(|other| other == name) {
                return Err(Message::new("joins-why-name-twice").name("name", name));
            }
        }
        Ok(())
    }

    fn rename(&mut self, place: usize, to: &str) -> Result<(), Message> {
        if to.is_empty() {
            return Err(Message::new("steps-why-no-name"));
        }
        if let Some(taken) = self.find(to) {
            return if taken == place {
                Ok(())
            } else {
                Err(Message::new("steps-why-name-taken").name("name", to))
            };
        }
        let Some(column) = self.columns.get_mut(place) else { return Ok(()) };
        let from = std::mem::replace(&mut column.name, to.to_owned());
        if self.answers.as_ref() == Some(&from) {
            self.answers = Some(to.to_owned());
        }
        // What was chosen on the column's card goes with it, unless the new name has a card of its own.
        if let (None, Some(choice)) = (self.rest.choice(to), self.rest.choice(&from).cloned()) {
            self.rest.columns.push(ColumnChoice { name: to.to_owned(), ..choice });
        }
        for entry in &mut self.rest.steps {
            let names = match &mut entry.step {
                Step::DropColumn { column } | Step::FillGaps { column, .. } => std::slice::from_mut(column),
                Step::DropDuplicates { by: names } | Step::DropGapRows { columns: names } => {
                    names.as_mut_slice()
                }
                _ => &mut [],
            };
            for name in names.iter_mut().filter(|name| **name == from) {
                to.clone_into(name);
            }
        }
        Ok(())
    }

    fn take_out(&mut self, fitted: &FittedStep) -> Result<(), Message> {
        let (story, rows) = rows::taken_out(self, fitted)?;
        let marks = if fitted.step.learns() { &mut self.beyond } else { &mut self.dropped };
        for (mark, gone) in marks.iter_mut().zip(rows.iter()) {
            *mark |= gone;
        }
        if !fitted.step.learns() {
            self.rows_story = story;
        }
        Ok(())
    }

    fn keep(&mut self, step: Step) {
        self.rest.steps.push(StepEntry { step, on: true });
    }

    fn put(&mut self, place: usize, change: impl FnOnce(&mut Current)) {
        if let Some(column) = self.columns.get_mut(place) {
            change(column);
        }
    }

    /// A column that a step adds.
    fn add(&mut self, column: Current) {
        if self.born.as_ref() == Some(&column.name) {
            self.answers = self.born.take();
        }
        match self.find(&column.name) {
            Some(place) => self.put(place, |old| *old = column),
            None => self.columns.push(column),
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    fn place(&self, step: &Step) -> Result<usize, Message> {
        let name = step.column().unwrap_or_default();
        self.find(name).ok_or_else(|| no_column(name))
    }

    /// A column that was made of another by a step, under the name of that other.
    fn made(&self, of: &Current, fitted: &FittedStep, make: impl FnOnce(&Self) -> StringChunked) -> Current {
        // The step without its column: a rename before it makes no difference.
        let story = format!("{}|{:?} {:?} {:?}", of.story, said(&fitted.step), fitted.figures, of.kind);
        self.made_as(of, &story, make)
    }

    fn made_as(&self, of: &Current, story: &str, make: impl FnOnce(&Self) -> StringChunked) -> Current {
        // A kind chosen by hand changes how cells are read.
        let chosen = self.rest.choice(&of.name).and_then(|choice| choice.kind);
        let story = format!("{story} {chosen:?}");
        let (cells, counted) = self.file.made().cells(&story, || make(self));
        Current { cells, counted, story, ..of.clone() }
    }
}

impl Current {
    /// The same as what it became for learning.
    fn shaped(self, before: &Self) -> Self {
        let unshaped = before.unshaped.clone().or_else(|| Some((before.cells.clone(), before.story.clone())));
        Self { unshaped, ..self }
    }
}

/// What a step says besides its column.
fn said(step: &Step) -> Step {
    let mut said = step.clone();
    match &mut said {
        Step::FillGaps { column, .. }
        | Step::WordIsGap { column, .. }
        | Step::ReplaceValues { column, .. }
        | Step::TidyText { column, .. }
        | Step::Outliers { column, .. }
        | Step::GroupRare { column, .. }
        | Step::Bins { column, .. }
        | Step::Log { column } => column.clear(),
        _ => {}
    }
    said
}

/// What the column with the answers is called in the file, or else under which name a step makes it.
fn file_name(target: &str, names: &[String], recipe: &Recipe) -> (Option<String>, Option<String>) {
    let mut name = target.to_owned();
    let steps: Vec<&Step> = recipe.active_steps().collect();
    for (index, step) in steps.iter().enumerate().rev() {
        match step {
            Step::Rename { column, to } if to.trim() == name => name.clone_from(column),
            // A step cannot make what is there already.
            step if step.makes().contains(&name)
                && !names_after(names, steps.iter().copied().take(index)).contains(&name) =>
            {
                return (None, Some(name));
            }
            _ => {}
        }
    }
    (Some(name), None)
}

fn no_column(column: &str) -> Message {
    Message::new("steps-why-no-column").name("column", column)
}

fn nothing_learned(column: &str) -> Message {
    Message::new("steps-why-nothing-to-learn").name("column", column)
}
