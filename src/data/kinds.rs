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
    /// What the values mean if the kind is number, integer or date, in their order; NaN for odd ones.
    pub(super) numbers: Vec<f64>,
    /// The order of the parts of its dates.
    pub(super) order: Order,
}

/// Cells that a whole column of numbers or dates may have besides: one in twenty, if they are all the same word
/// or words for "not known".
const ODD_SHARE: u64 = 20;
/// Days of eight digits are told from numbers if there are so many different ones.
const FEWEST_COMPACT: usize = 20;

/// Guesses the kind of a column from its filled values. `asked` is the order of day and month a user chose.
pub(super) fn guess<'a>(values: &[Value<'a>], decimal: Marks, asked: Option<DateOrder>) -> Guess<'a> {
    let filled: u64 = values.iter().map(|value| value.rows).sum();
    let plain =
        |kind, reason| Guess { kind, reason, odd: Vec::new(), numbers: Vec::new(), order: Order::YearFirst };
    if values.is_empty() {
        return plain(Kind::Text, Message::new("data-kind-empty"));
    }
    let codes =
        values.iter().any(|value| numbers::has_leading_zero(value.text) || numbers::is_long_code(value.text));
    if !codes {
        if values.len() == 2 && values.iter().all(|value| is_zero_or_one(value.text, decimal)) {
            return plain(Kind::YesNo, Message::new("data-kind-zero-one"));
        }
        let mut fraction = false;
        let number = |text: &str| {
            let (value, style) = numbers::parse(text, decimal)?;
            fraction |= style == Style::Fraction;
            Some(value)
        };
        if let Some((numbers, odd)) = read_all(values, filled, number)
            && !are_compact_days(values)
        {
            let kind = if fraction { Kind::Number } else { Kind::Integer };
            let good = filled - odd.iter().map(|value| value.rows).sum::<u64>();
            let reason =
                if fraction { Message::new("data-kind-number") } else { Message::new("data-kind-integer") };
            let reason = reason.count("n", good as usize).count("all", filled as usize);
            return Guess { kind, reason, odd, numbers, order: Order::YearFirst };
        }
    }
    let order = date_order(values, decimal, asked);
    if let Some((numbers, odd)) = read_all(values, filled, |text| dates::parse(text, order)) {
        let good = filled - odd.iter().map(|value| value.rows).sum::<u64>();
        let reason = match order {
            Order::YearFirst | Order::Compact => Message::new("data-kind-date-year-first"),
            Order::DayFirst => Message::new("data-kind-date-day-first"),
            Order::MonthFirst => Message::new("data-kind-date-month-first"),
        };
        let reason = reason.count("n", good as usize).count("all", filled as usize);
        return Guess { kind: Kind::Date, reason, odd, numbers, order };
    }
    let digits = codes && values.iter().all(|value| numbers::parse(value.text, decimal).is_some());
    let (kind, reason) = words(values, filled, digits);
    Guess { order, ..plain(kind, reason) }
}

/// Eight-digit days read as numbers too.
fn are_compact_days(values: &[Value<'_>]) -> bool {
    values.len() >= FEWEST_COMPACT
        && values.iter().all(|value| dates::parse(value.text, Order::Compact).is_some())
}

fn words(values: &[Value<'_>], filled: u64, codes: bool) -> (Kind, Message) {
    let distinct = values.len();
    if let [first, second] = values
        && !codes
        && !is_gap_word(first.text)
        && !is_gap_word(second.text)
        && filled > 2
    {
        let (first, second) = if first.text <= second.text { (first, second) } else { (second, first) };
        let reason =
            Message::new("data-kind-two-values").name("first", first.text).name("second", second.text);
        return (Kind::YesNo, reason);
    }
    if distinct > 2 && distinct as u64 * 2 > filled {
        let reason = if codes { Message::new("data-kind-codes") } else { Message::new("data-kind-text") };
        return (Kind::Text, reason.count("n", distinct).count("all", filled as usize));
    }
    let reason = if codes { Message::new("data-kind-codes") } else { Message::new("data-kind-category") };
    (Kind::Category, reason.count("n", distinct).count("all", filled as usize))
}

/// What all values mean, NaN for those that do not fit, and these; none as soon as too many do not fit.
fn read_all<'a>(
    values: &[Value<'a>],
    filled: u64,
    mut read: impl FnMut(&str) -> Option<f64>,
) -> Option<(Vec<f64>, Vec<Value<'a>>)> {
    let mut numbers = Vec::with_capacity(values.len());
    let mut odd: Vec<Value<'a>> = Vec::new();
    let mut rows = 0;
    for value in values {
        let number = read(value.text);
        numbers.push(number.unwrap_or(f64::NAN));
        if number.is_none() {
            rows += value.rows;
            if rows * ODD_SHARE > filled {
                return None;
            }
            odd.push(*value);
        }
    }
    if odd.len() > 1 && !odd.iter().all(|value| is_gap_word(value.text)) {
        return None;
    }
    odd.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.text.cmp(b.text)));
    Some((numbers, odd))
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
    // No text is a date in both of two orders, day first and month first aside: most decides at once.
    let filled: u64 = values.iter().map(|value| value.rows).sum();
    let year = counted(Order::YearFirst);
    if year * 2 > filled {
        return Order::YearFirst;
    }
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
