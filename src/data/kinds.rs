//! What the cells of a column hold, decided by the whole column and never cell by cell.

use super::cells::Value;
use super::dates::{self, Order};
use super::gaps::is_gap_word;
use super::numbers::{self, Marks, Style};
use crate::domain::column::Kind;
use crate::domain::message::Message;
use crate::domain::recipe::DateOrder;

/// A guessed kind.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Guess<'a> {
    pub(super) kind: Kind,
    pub(super) reason: Message,
    /// Values that do not fit the kind and count as gaps, most frequent first.
    pub(super) odd: Vec<Value<'a>>,
}

/// Cells that a whole column of numbers or dates may have besides: one in twenty, if they are all the same word
/// or words for "not known".
const ODD_SHARE: u64 = 20;

/// Guesses the kind of a column from its filled values (`rows` of each add up to `filled`).
pub(super) fn guess<'a>(values: &[Value<'a>], decimal: Marks, order: Order) -> Guess<'a> {
    let filled: u64 = values.iter().map(|value| value.rows).sum();
    let plain = |kind, reason| Guess { kind, reason, odd: Vec::new() };
    if values.is_empty() {
        return plain(Kind::Text, Message::new("data-kind-empty"));
    }
    let codes =
        values.iter().any(|value| numbers::has_leading_zero(value.text) || numbers::is_long_code(value.text));
    if !codes {
        if values.len() == 2 && values.iter().all(|value| is_zero_or_one(value.text, decimal)) {
            return plain(Kind::YesNo, Message::new("data-kind-zero-one"));
        }
        let is_number = |value: &Value<'_>| numbers::parse(value.text, decimal).is_some();
        if let Some(odd) = odd_ones(values, filled, is_number) {
            let fraction = values
                .iter()
                .any(|value| matches!(numbers::parse(value.text, decimal), Some((_, Style::Fraction))));
            let kind = if fraction { Kind::Number } else { Kind::Integer };
            let good = filled - odd.iter().map(|value| value.rows).sum::<u64>();
            // Eight-digit days read as numbers too.
            let days = order == Order::Compact
                && values.len() >= 20
                && values.iter().all(|value| dates::parse(value.text, order).is_some());
            if !days {
                let reason = if fraction {
                    Message::new("data-kind-number")
                } else {
                    Message::new("data-kind-integer")
                };
                let reason = reason.count("n", good as usize).count("all", filled as usize);
                return Guess { kind, reason, odd };
            }
        }
    }
    if let Some(odd) = odd_ones(values, filled, |value| dates::parse(value.text, order).is_some()) {
        let good = filled - odd.iter().map(|value| value.rows).sum::<u64>();
        let reason = match order {
            Order::YearFirst | Order::Compact => Message::new("data-kind-date-year-first"),
            Order::DayFirst => Message::new("data-kind-date-day-first"),
            Order::MonthFirst => Message::new("data-kind-date-month-first"),
        };
        let reason = reason.count("n", good as usize).count("all", filled as usize);
        return Guess { kind: Kind::Date, reason, odd };
    }
    let digits = codes && values.iter().all(|value| numbers::parse(value.text, decimal).is_some());
    words(values, filled, digits)
}

fn words<'a>(values: &[Value<'a>], filled: u64, codes: bool) -> Guess<'a> {
    let distinct = values.len();
    let plain = |kind, reason| Guess { kind, reason, odd: Vec::new() };
    if let [first, second] = values
        && !codes
        && !is_gap_word(first.text)
        && !is_gap_word(second.text)
        && filled > 2
    {
        let (first, second) = if first.text <= second.text { (first, second) } else { (second, first) };
        let reason =
            Message::new("data-kind-two-values").name("first", first.text).name("second", second.text);
        return plain(Kind::YesNo, reason);
    }
    if distinct > 2 && distinct as u64 * 2 > filled {
        let reason = if codes { Message::new("data-kind-codes") } else { Message::new("data-kind-text") };
        return plain(Kind::Text, reason.count("n", distinct).count("all", filled as usize));
    }
    let reason = if codes { Message::new("data-kind-codes") } else { Message::new("data-kind-category") };
    plain(Kind::Category, reason.count("n", distinct).count("all", filled as usize))
}

/// The values that do not fit, if the column is of the kind nevertheless.
fn odd_ones<'a>(
    values: &[Value<'a>],
    filled: u64,
    fits: impl Fn(&Value<'_>) -> bool,
) -> Option<Vec<Value<'a>>> {
    let mut odd: Vec<Value<'a>> = Vec::new();
    let mut rows = 0;
    for value in values.iter().filter(|value| !fits(value)) {
        rows += value.rows;
        if rows * ODD_SHARE > filled {
            return None;
        }
        odd.push(*value);
    }
    if odd.len() > 1 && !odd.iter().all(|value| is_gap_word(value.text)) {
        return None;
    }
    odd.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.text.cmp(b.text)));
    Some(odd)
}

/// Whether a value is 0 or 1, in any way of writing.
pub(super) fn is_zero_or_one(text: &str, decimal: Marks) -> bool {
    matches!(numbers::parse(text, decimal), Some((value, _)) if value == 0.0 || value == 1.0)
}

/// A date of a column in which day and month could be either way round in every cell; none where one of them, or
/// the way of writing, tells.
pub(super) fn open_date<'a>(values: &[Value<'a>]) -> Option<&'a str> {
    let both = |value: &&Value<'_>| {
        let day = dates::parse(value.text, Order::DayFirst);
        day.is_some() && day != dates::parse(value.text, Order::MonthFirst)
    };
    let either = |value: &Value<'_>| {
        dates::parse(value.text, Order::DayFirst).is_some()
            == dates::parse(value.text, Order::MonthFirst).is_some()
    };
    let written = |value: &&Value<'_>| dates::parse(value.text, Order::YearFirst).is_some();
    if values.iter().any(|value| written(&value)) || !values.iter().all(either) {
        return None;
    }
    values.iter().find(both).map(|value| value.text)
}

/// The order of parts under which most values are dates. Where day and month could be either, a decimal comma or
/// dots and hyphens speak for the day first, slashes beside a decimal point for the month first, unless the user
/// said which it is.
pub(super) fn date_order(values: &[Value<'_>], decimal: Marks, asked: Option<DateOrder>) -> Order {
    let counted = |order| {
        values
            .iter()
            .filter(|value| dates::parse(value.text, order).is_some())
            .map(|value| value.rows)
            .sum::<u64>()
    };
    // Most columns hold no dates at all; a thousand values show it.
    let head = values.get(..values.len().min(1_000)).unwrap_or_default();
    let is_date = |text: &str| Order::ALL.into_iter().any(|order| dates::parse(text, order).is_some());
    if head.iter().filter(|value| is_date(value.text)).count() * 2 < head.len() {
        return Order::YearFirst;
    }
    let year = counted(Order::YearFirst);
    let (day, month) = (counted(Order::DayFirst), counted(Order::MonthFirst));
    let compact = counted(Order::Compact);
    if compact > year && compact > day.max(month) {
        return Order::Compact;
    }
    if year >= day.max(month) {
        return Order::YearFirst;
    }
    let slashes = values.iter().any(|value| value.text.contains('/'));
    let month_first = match asked {
        Some(asked) if day == month => asked == DateOrder::MonthFirst,
        _ if day == month => slashes && decimal.decimal == '.',
        _ => month > day,
    };
    if month_first { Order::MonthFirst } else { Order::DayFirst }
}
