//! Steps on days.

use chrono::{Datelike as _, NaiveDate, TimeDelta};
use polars::prelude::StringChunked;

use super::super::cells::Reader;
use super::super::dates::{self, Order};
use super::map::{map, map_both};
use crate::domain::recipe::DatePart;
use crate::domain::step::DayOrder;

/// The day a user wrote as 2024-12-31, as days since 1970-01-01.
pub(super) fn day(text: &str) -> Option<f64> {
    dates::parse(text.trim(), Order::YearFirst).map(f64::floor)
}

/// A part of the day in each cell; a gap for anything else.
pub(super) fn part(cells: &StringChunked, reader: &Reader, part: DatePart) -> StringChunked {
    use std::fmt::Write as _;
    map(cells, |cell, text| {
        let Some(date) = date_of(reader.number(cell)) else { return };
        let written = match part {
            DatePart::Year => write!(text, "{}", date.year()),
            DatePart::Quarter => write!(text, "Q{}", date.month0() / 3 + 1),
            DatePart::Month => write!(text, "{:02}", date.month()),
            DatePart::Weekday => write!(text, "{}", date.weekday().number_from_monday()),
            DatePart::Day => write!(text, "{}", date.day()),
        };
        debug_assert!(written.is_ok(), "writing into memory cannot fail");
    })
}

/// Full days from each cell until a day.
pub(super) fn until_day(cells: &StringChunked, reader: &Reader, until: f64) -> StringChunked {
    map(cells, |cell, text| write_days(reader.number(cell), until, text))
}

/// Full days from each cell until the day in another column.
pub(super) fn until_other(
    cells: &StringChunked,
    reader: &Reader,
    others: &StringChunked,
    ends: &Reader,
) -> StringChunked {
    map_both(cells, others, |cell, other, text| write_days(reader.number(cell), ends.number(other), text))
}

fn write_days(from: f64, until: f64, text: &mut String) {
    use std::fmt::Write as _;
    let days = until.floor() - from.floor();
    if days.is_finite() {
        let written = write!(text, "{}", days as i64);
        debug_assert!(written.is_ok(), "writing into memory cannot fail");
    }
}

/// A day in the order of the column's own days; the empty text where there is no such day.
pub(super) fn written(day: f64, order: Order) -> String {
    let Some(date) = date_of(day) else { return String::new() };
    let form = match order {
        Order::YearFirst => "%Y-%m-%d",
        Order::DayFirst => "%d/%m/%Y",
        Order::MonthFirst => "%m/%d/%Y",
        Order::Compact => "%Y%m%d",
    };
    date.format(form).to_string()
}

/// An order as it is kept with a model.
pub(super) fn saved_order(order: Order) -> DayOrder {
    match order {
        Order::YearFirst => DayOrder::YearFirst,
        Order::DayFirst => DayOrder::DayFirst,
        Order::MonthFirst => DayOrder::MonthFirst,
        Order::Compact => DayOrder::Compact,
    }
}

/// The order that was kept.
pub(super) fn order_of(order: DayOrder) -> Order {
    match order {
        DayOrder::YearFirst => Order::YearFirst,
        DayOrder::DayFirst => Order::DayFirst,
        DayOrder::MonthFirst => Order::MonthFirst,
        DayOrder::Compact => Order::Compact,
    }
}

fn date_of(days: f64) -> Option<NaiveDate> {
    if !days.is_finite() {
        return None;
    }
    // 1970-01-01 is the default of the calendar.
    NaiveDate::default().checked_add_signed(TimeDelta::try_days(days.floor() as i64)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_in_the_order_of_the_column() {
        // 2024-02-29 is day 19,782 (Python: date(2024, 2, 29).toordinal() - 719163).
        assert_eq!(day(" 2024-02-29 "), Some(19_782.0));
        for order in Order::ALL {
            assert_eq!(dates::parse(&written(19_782.5, order), order), Some(19_782.0), "{order:?}");
        }
        assert_eq!(
            (written(f64::NAN, Order::YearFirst), written(1e300, Order::YearFirst)),
            Default::default()
        );
        assert_eq!(day("tomorrow"), None);
    }
}
