//! Bringing columns of a second file over.

use std::sync::Arc;

use polars::prelude::StringChunked;

use super::super::profile::reader;
use super::super::table::Table;
use super::brought::From;
use super::matching::{Matched, matched};
use super::second::{Second, check_columns, second};
use super::{Current, Work, no_column};
use crate::domain::column::Kind;
use crate::domain::error::UserError;
use crate::domain::join::{Brought, Join, JoinLook, Take};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::Recipe;
use crate::domain::table::TableView as _;

/// Rows shown of a join at most.
const SHOWN: usize = 200;

impl Work {
    /// Adds what a join brings over.
    pub(super) fn join(&mut self, join: &Join, go_on: &dyn Fn() -> bool) -> Result<(), Message> {
        let second = self.second(join, go_on)?;
        check_columns(join, &second.table).map_err(|error| error.why)?;
        if join.keys.is_empty() {
            return Err(Message::new("joins-why-no-key").name("file", join.file_name()));
        }
        if join.bring.is_empty() {
            return Err(Message::new("joins-why-nothing").name("file", join.file_name()));
        }
        let matched = self.matched(join, &second, go_on)?;
        let mut made = Vec::with_capacity(join.bring.len());
        for (place, brought) in join.bring.iter().enumerate() {
            let name = brought.name.trim();
            if name.is_empty() {
                return Err(Message::new("steps-why-no-name"));
            }
            self.check_free(name)?;
            if join.bring.iter().take(place).any(|other| other.name.trim() == name) {
                return Err(Message::new("joins-why-name-twice").name("name", name));
            }
            made.push(self.brought(join, brought, &second, &matched, go_on)?);
        }
        for column in made {
            self.add(column);
        }
        Ok(())
    }

    fn second(&self, join: &Join, go_on: &dyn Fn() -> bool) -> Result<Arc<Second>, Message> {
        // Whoever wants to show how far the reading is has it read before.
        let read = second(&self.file, &join.file, &join.reading, &mut |_| go_on());
        read.map_err(|error: UserError| {
            Message::new("joins-why-not-read").message("what", error.what).message("why", error.why)
        })
    }

    fn matched(
        &self,
        join: &Join,
        second: &Second,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Arc<Matched>, Message> {
        let mut own: Vec<&Current> = Vec::new();
        let mut other: Vec<&StringChunked> = Vec::new();
        for key in &join.keys {
            let place = self.find(&key.column).ok_or_else(|| no_column(&key.column))?;
            own.extend(self.columns.get(place));
            other.extend(second.table.index_of(&key.other).and_then(|index| second.table.column(index)));
        }
        let story = Self::story_of(join, second, &own);
        let cells: Vec<&StringChunked> = own.iter().map(|column| &column.cells).collect();
        let found = self.file.made().matched(&story, || matched(&cells, &other, join.alike, go_on));
        found.ok_or_else(stopped)
    }

    /// Which rows belong together is fixed by the cells of the keys.
    fn story_of(join: &Join, second: &Second, own: &[&Current]) -> String {
        let own: Vec<&str> = own.iter().map(|column| column.story.as_str()).collect();
        let other: Vec<&str> = join.keys.iter().map(|key| key.other.as_str()).collect();
        format!("join {} {own:?} {other:?} {:?}", second.number, join.alike)
    }

    fn brought(
        &self,
        join: &Join,
        brought: &Brought,
        second: &Second,
        matched: &Matched,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Current, Message> {
        let own: Vec<&Current> =
            join.keys.iter().filter_map(|key| self.columns.get(self.find(&key.column)?)).collect();
        let Brought { take, column, by, name } = brought;
        let story = format!("{}|{take:?} {column:?} {by:?}", Self::story_of(join, second, &own));
        let kind = match take {
            Take::Rows => Some(Kind::Integer),
            Take::Sum | Take::Mean => Some(Kind::Number),
            Take::First | Take::Latest | Take::Earliest => None,
        };
        let from = from(brought, &second.table, &self.file)?;
        let made = self.file.made().try_cells(&story, || from.take(*take, matched, go_on));
        let (cells, counted) = made.ok_or_else(stopped)?;
        let feature = kind.is_some();
        let (name, own, unshaped) = (name.trim().to_owned(), false, None);
        Ok(Current { name, cells, counted, story, kind, feature, own, unshaped })
    }

    /// What a join found, for whoever scores a new file; none where it found out nothing.
    pub(super) fn told(&self, join: &Join, go_on: &dyn Fn() -> bool) -> Option<Message> {
        let second = self.second(join, go_on).ok()?;
        let counts = self.matched(join, &second, go_on).ok()?.counts;
        let said = Message::new("joins-told")
            .name("file", join.file_name())
            .with("found", Arg::Count(counts.found))
            .with("rows", Arg::Count(counts.rows));
        Some(said.with("others", Arg::Count(counts.other_rows)))
    }

    /// What a join looks like on this table: before it, with what it would bring over. What cannot be known is left
    /// out.
    pub fn look_at(&self, join: &Join, after: &Table, go_on: &dyn Fn() -> bool) -> JoinLook {
        let Ok(second) = self.second(join, go_on) else { return JoinLook::default() };
        let facts = second.table.facts();
        let mut look = JoinLook {
            columns: kinds(&second.table, go_on),
            sheets: facts.others.iter().map(|other| other.name.clone()).collect(),
            sheet: facts.sheet.clone(),
            ..JoinLook::default()
        };
        let keys_are_there = check_columns(join, &second.table).is_ok() && !join.keys.is_empty();
        if !keys_are_there {
            return look;
        }
        let Ok(matched) = self.matched(join, &second, go_on) else { return look };
        look.counts = Some(matched.counts);
        look.keys = join.keys.len();
        let keys = join.keys.iter().map(|key| key.column.as_str());
        let names: Vec<&str> = keys.chain(join.bring.iter().map(|brought| brought.name.trim())).collect();
        let places: Vec<Option<usize>> = names.iter().map(|name| after.index_of(name)).collect();
        let cell = |row: usize, place: &Option<usize>| {
            let text = after.trimmed(row, (*place)?);
            (!text.is_empty()).then(|| text.to_owned())
        };
        look.rows = (0..after.rows().min(SHOWN))
            .map(|row| places.iter().map(|place| cell(row, place)).collect())
            .collect();
        look.names = names.into_iter().map(str::to_owned).collect();
        look
    }
}

/// The columns of a second table with their kinds, as far as there is time.
fn kinds(second: &Table, go_on: &dyn Fn() -> bool) -> Vec<(String, Kind)> {
    let recipe = Recipe::new(None);
    let names = second.names().iter().enumerate();
    names
        .map_while(|(index, name)| go_on().then(|| (name.clone(), reader(second, index, None, &recipe).kind)))
        .collect()
}

/// How a column of the second table is read.
fn from<'t>(brought: &Brought, second: &'t Table, own: &Table) -> Result<From<'t>, Message> {
    let recipe = Recipe::new(None);
    let of = |name: &str, kind: Option<Kind>| {
        let index = second.index_of(name)?;
        let mut found = reader(second, index, None, &recipe);
        if kind.is_some_and(|kind| kind != found.kind) {
            found = reader(second, index, kind, &recipe);
        }
        Some((index, found))
    };
    let needed = |name: &str, kind: Kind, id: &'static str| {
        let found = of(name, Some(kind)).ok_or_else(|| no_column(name))?;
        let cells = second.distinct(found.0).values.iter();
        let any = cells
            .take(10_000)
            .any(|(row, _)| !found.1.number(second.trimmed(*row as usize, found.0)).is_nan());
        // A column without any cell is no mistake of the choice.
        if any || second.distinct(found.0).values.is_empty() {
            Ok(found)
        } else {
            Err(Message::new(id).name("column", name))
        }
    };
    let by = if brought.take.by_day() {
        Some(needed(&brought.by, Kind::Date, "steps-why-no-dates")?)
    } else {
        None
    };
    let column = match brought.take {
        Take::Rows => None,
        Take::Sum | Take::Mean => Some(needed(&brought.column, Kind::Number, "steps-why-no-numbers")?),
        Take::First | Take::Latest | Take::Earliest => {
            Some(of(&brought.column, None).ok_or_else(|| no_column(&brought.column))?)
        }
    };
    Ok(From { table: second, column, by, marks: own.marks() })
}

/// Said to nobody: whoever stops the work does not read its answer.
fn stopped() -> Message {
    Message::new("joins-why-stopped")
}
