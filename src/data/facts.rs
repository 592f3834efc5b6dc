//! What the cells of a column tell by themselves: found out once, kept with the table, and used again until the
//! recipe names another kind or another gap word for the column.

use super::cells::{GapWords, Reader, Value};
use super::dates::Order;
use super::figures::{Counted, Figures};
use super::personal::{self, Personal};
use super::signs::{self, Look, Sign};
use super::table::Table;
use super::tally::trim;
use super::written::{self, Written};
use super::{gaps, kinds, roles, summary};
use crate::domain::column::{Kind, Summary};
use crate::domain::message::Message;
use crate::domain::table::TableView as _;

/// What decides about a column besides its cells. Tables that share cells share their facts only if all of it is
/// the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Its name.
    pub(super) name: String,
    /// Other columns show that the rows are people.
    pub(super) of_people: bool,
    /// Words that count as gaps.
    pub(super) words: GapWords,
    /// The kind, if chosen.
    pub(super) kind: Option<Kind>,
}

/// Values that do not fit the guessed kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Odd {
    /// The most frequent one.
    pub(super) first: String,
    /// Different ones.
    pub(super) texts: usize,
    /// Rows with any of them.
    pub(super) rows: u64,
}

/// What was found out about the cells of a column.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// The kind in force and why.
    pub(super) kind: Kind,
    pub(super) kind_reason: Message,
    /// The order of the parts of its dates.
    pub(super) order: Order,
    /// What it is probably for.
    pub(super) role: roles::Guess,
    /// Cells without a usable value.
    pub(super) gaps: u64,
    /// Different usable values.
    pub(super) distinct: u64,
    pub(super) summary: Summary,
    /// What does not fit the kind, if the kind is a guess.
    pub(super) odd: Option<Odd>,
    /// Words that may mean a gap and count as values so far, with their rows, most frequent first.
    pub(super) gap_words: Vec<(String, u64)>,
    /// All usable values are 0 or 1.
    pub(super) zero_one: bool,
    /// The same value everywhere.
    pub(super) constant: bool,
    /// Usable values that stand in more than one row.
    pub(super) repeated: u64,
    /// What is personal about it.
    pub(super) personal: Option<Personal>,
    /// What looks wrong or awkward about its cells.
    pub(super) signs: Vec<Sign>,
}

/// The different filled cells of a column, gap words left out.
pub(super) fn values<'a>(table: &'a Table, index: usize, words: &GapWords) -> Vec<Value<'a>> {
    let Some(cells) = table.column(index) else { return Vec::new() };
    let whole = cells.downcast_iter().next().filter(|chunk| chunk.len() == cells.len());
    let text = |row: u32| match whole {
        Some(chunk) => chunk.get(row as usize),
        None => cells.get(row as usize),
    };
    table
        .distinct(index)
        .values
        .iter()
        .map(|(row, rows)| Value { text: trim(text(*row).unwrap_or_default()), rows: u64::from(*rows) })
        .filter(|value| !words.contains(value.text))
        .collect()
}

/// Finds the facts of a column.
pub(super) fn find(table: &Table, index: usize, asked: &Asked) -> Facts {
    let name = asked.name.as_str();
    let (marks, date_order) = (table.marks(), table.facts().date_order);
    let rows = table.rows() as u64;
    let mut values = values(table, index, &asked.words);
    let (kind, kind_reason, order, odd, mut numbers) = match asked.kind {
        None => {
            let guess = kinds::guess(&values, marks, date_order);
            (guess.kind, guess.reason, guess.order, guess.odd, guess.numbers)
        }
        Some(kind) => {
            let order = match kind {
                Kind::Date => kinds::date_order(&values, marks, date_order),
                _ => Order::YearFirst,
            };
            (kind, Message::new("data-kind-chosen"), order, Vec::new(), Vec::new())
        }
    };
    if matches!(kind, Kind::Number | Kind::Integer | Kind::Date) {
        if numbers.is_empty() {
            let written = written_as(table, index, kind, &asked.words);
            let reader = Reader { kind, marks, order, words: GapWords::default(), written };
            numbers = values.iter().map(|value| reader.number(value.text)).collect();
        }
        if numbers.iter().any(|number| number.is_nan()) {
            values = values
                .into_iter()
                .zip(&numbers)
                .filter(|(_, number)| !number.is_nan())
                .map(|(value, _)| value)
                .collect();
            numbers.retain(|number| !number.is_nan());
        }
    }
    let usable: u64 = values.iter().map(|value| value.rows).sum();
    let gaps = rows - usable;
    let counted: Vec<Counted> =
        numbers.iter().zip(&values).map(|(number, value)| (*number, value.rows as u32)).collect();
    let figures = Figures::of(&counted);
    let summary = match kind {
        Kind::Number | Kind::Integer | Kind::Date => summary::of_figures(figures.as_ref(), kind),
        Kind::YesNo | Kind::Category | Kind::Text => summary::of_values(&values),
    };
    let personal = personal::find(name, kind, &values, asked.of_people);
    let look =
        Look { name, kind, values: &values, numbers: &counted, figures: figures.as_ref(), decimal: marks };
    let signs = if personal.is_some() { Vec::new() } else { signs::find(look) };
    let seen = roles::Seen { table, index, name, kind, values: &values, gaps, personal };
    Facts {
        kind,
        kind_reason,
        order,
        role: roles::guess(seen),
        gaps,
        distinct: values.len() as u64,
        summary,
        odd: odd.first().map(|first| Odd {
            first: first.text.to_owned(),
            texts: odd.len(),
            rows: odd.iter().map(|value| value.rows).sum(),
        }),
        gap_words: gaps::suspicious(&values, rows)
            .into_iter()
            .map(|word| (word.text.to_owned(), word.rows))
            .collect(),
        zero_one: values.len() == 2 && values.iter().all(|value| kinds::is_zero_or_one(value.text, marks)),
        constant: rows > 1 && (values.is_empty() || roles::is_constant(&values, kind, gaps)),
        repeated: values.iter().filter(|value| value.rows > 1).count() as u64,
        personal,
        signs,
    }
}

/// How the numbers of a column are written, if it is read as numbers that are not plain ones.
pub(super) fn written_as(table: &Table, index: usize, kind: Kind, words: &GapWords) -> Option<Written> {
    if !kind.is_numeric() {
        return None;
    }
    let filled = table.cells(index).map(trim).filter(|cell| !cell.is_empty() && !words.contains(cell));
    written::find(filled, table.marks())
}
