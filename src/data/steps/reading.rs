//! How a column is read at some place of the list of steps.

use super::super::cells::{GapWords, Reader};
use super::super::dates::{self, Order};
use super::super::profile::{reader, values};
use super::super::table::{Table, small};
use super::{Current, Work, days};
use crate::domain::column::Kind;
use crate::domain::message::Message;
use crate::domain::recipe::Step;
use crate::domain::step::Figures;
use crate::domain::table::TableView as _;

impl Work {
    /// A table of this column alone.
    pub(super) fn alone(&self, column: &Current) -> Table {
        let cells = column.cells.clone().with_name(small(&column.name));
        let alone = self.file.with_columns(self.file.rows(), vec![(cells, column.counted.clone())]);
        alone.unwrap_or_else(|_impossible| self.file.clone())
    }

    /// How the column is read as it stands.
    pub(super) fn reader(&self, column: &Current) -> Reader {
        let chosen = self.rest.choice(&column.name).and_then(|choice| choice.kind);
        let story = format!("{} {:?} {chosen:?}", column.story, column.kind);
        self.file.made().reader(&story, || reader(&self.alone(column), 0, column.kind, &self.rest))
    }

    /// How a column is read that must hold numbers. Rows can be taken out by days too.
    pub(super) fn numeric(&self, column: &Current, step: &Step) -> Result<Reader, Message> {
        let mut reader = self.reader(column);
        let days = reader.kind == Kind::Date;
        if days && !step.drops_rows() {
            return Err(Message::new("steps-why-no-numbers").name("column", &column.name));
        }
        if !days && !reader.kind.is_numeric() {
            reader.kind = Kind::Number;
        }
        self.check_any(column, &reader, "steps-why-no-numbers")?;
        Ok(reader)
    }

    /// How a column is read that must hold days. An order that is known already serves if it reads as many cells
    /// as the one that is found out.
    pub(super) fn dated(&self, column: &Current, known: Option<Order>) -> Result<Reader, Message> {
        let mut reader = Reader { kind: Kind::Date, ..self.reader(column) };
        if let Some(known) = known.filter(|known| *known != reader.order) {
            let alone = self.alone(column);
            let all = values(&alone, 0, &GapWords::default());
            let read = |order: Order| -> u64 {
                let days = all.iter().filter(|value| dates::parse(value.text, order).is_some());
                days.map(|value| value.rows).sum()
            };
            if read(known) >= read(reader.order) {
                reader.order = known;
            }
        }
        self.check_any(column, &reader, "steps-why-no-dates")?;
        Ok(reader)
    }

    pub(super) fn check_any(
        &self,
        column: &Current,
        reader: &Reader,
        id: &'static str,
    ) -> Result<(), Message> {
        let story = format!("{} {reader:?}", column.story);
        let any = self.file.made().any(&story, || {
            let alone = self.alone(column);
            values(&alone, 0, &GapWords::default()).iter().any(|value| !reader.number(value.text).is_nan())
        });
        if any { Ok(()) } else { Err(Message::new(id).name("column", &column.name)) }
    }

    /// The value a user gave for gaps, read under the kind of the column.
    pub(super) fn given(&self, column: &Current, text: &str) -> Result<Figures, Message> {
        let no_number = || Message::new("steps-why-no-number").name("value", text);
        match self.reader(column).kind {
            Kind::Number | Kind::Integer => {
                let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
                number.map(Figures::Number).ok_or_else(no_number)
            }
            Kind::Date => {
                let day =
                    days::day(text).or_else(|| text.trim().parse().ok().filter(|n: &f64| n.is_finite()));
                day.map(Figures::Day).ok_or_else(no_number)
            }
            Kind::YesNo | Kind::Category | Kind::Text => Ok(Figures::Word(text.trim().to_owned())),
        }
    }
}
