//! Reads days and times out of cells, without allocating. A value is days since 1970-01-01, with the time of
//! day as a fraction.

use chrono::{Datelike as _, NaiveDate};

/// The order of the parts of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// 2024-01-31, also 2024/1/31, 2024.1.31, 2024-01 and 2024年1月31日.
    YearFirst,
    /// 31/01/2024.
    DayFirst,
    /// 01/31/2024.
    MonthFirst,
    /// 20240131.
    Compact,
}

impl Order {
    /// All orders, the least ambiguous first.
    pub(super) const ALL: [Self; 4] = [Self::YearFirst, Self::DayFirst, Self::MonthFirst, Self::Compact];
}

/// The value of a trimmed cell under an order.
pub(super) fn parse(text: &str, order: Order) -> Option<f64> {
    let mut bytes = text.as_bytes();
    if !bytes.first()?.is_ascii_digit() {
        return None;
    }
    let day = if order == Order::Compact {
        if bytes.len() != 8 {
            return None;
        }
        let all = take_number(&mut bytes, 8)?;
        days(all / 10_000, all / 100 % 100, all % 100)?
    } else {
        parse_day(&mut bytes, order)?
    };
    match bytes {
        [] => Some(f64::from(day)),
        [b' ' | b'T' | b't', rest @ ..] => {
            let fraction = parse_time(rest.trim_ascii_start())?;
            Some(f64::from(day) + fraction)
        }
        _ => None,
    }
}

/// The ISO form of a day number (days since 1970-01-01, with the time of day as a fraction); empty for a number
/// that is no day.
pub fn iso(value: f64) -> String {
    date_of(value).map_or_else(String::new, |date| date.format("%Y-%m-%d").to_string())
}

/// 1970-01-01 counted from the first day of year 1.
const EPOCH: i32 = 719_163;

fn date_of(value: f64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(EPOCH.checked_add(value.floor() as i32)?)
}

fn days(year: u32, month: u32, day: u32) -> Option<i32> {
    // Years outside this range are codes, not days of customers.
    if !(1800..=2200).contains(&year) {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some(date.num_days_from_ce() - EPOCH)
}

fn parse_day(bytes: &mut &[u8], order: Order) -> Option<i32> {
    let year_digits = |digits: usize, value: u32| match digits {
        4 => Some(value),
        // Two digits: 1970 to 2069.
        2 => Some(if value < 70 { 2000 + value } else { 1900 + value }),
        _ => None,
    };
    let (first_digits, first) = take_part(bytes)?;
    if order == Order::YearFirst && first_digits != 4 {
        return None;
    }
    let mark = take_mark(bytes)?;
    let (second_digits, second) = take_part(bytes)?;
    if second_digits > 2 {
        return None;
    }
    if order == Order::YearFirst {
        let end_of_month = mark == Mark::Year && take(bytes, "月".as_bytes());
        if bytes.is_empty() && (end_of_month || mark == Mark::Sign(b'-') || mark == Mark::Sign(b'/')) {
            return days(first, second, 1);
        }
        if !end_of_month && take_mark(bytes)? != mark {
            return None;
        }
        let (third_digits, third) = take_part(bytes)?;
        if third_digits > 2 || (end_of_month && !take(bytes, "日".as_bytes())) {
            return None;
        }
        return days(first, second, third);
    }
    if first_digits > 2 || mark == Mark::Year || take_mark(bytes)? != mark {
        return None;
    }
    let (third_digits, third) = take_part(bytes)?;
    let year = year_digits(third_digits, third)?;
    match order {
        Order::DayFirst => days(year, second, first),
        _ => days(year, first, second),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Sign(u8),
    Year,
}

fn take_mark(bytes: &mut &[u8]) -> Option<Mark> {
    if take(bytes, "年".as_bytes()) {
        return Some(Mark::Year);
    }
    let (first, rest) = bytes.split_first()?;
    if !matches!(first, b'-' | b'/' | b'.') {
        return None;
    }
    *bytes = rest;
    Some(Mark::Sign(*first))
}

fn take(bytes: &mut &[u8], prefix: &[u8]) -> bool {
    match bytes.strip_prefix(prefix) {
        Some(rest) => {
            *bytes = rest;
            true
        }
        None => false,
    }
}

/// One to four digits.
fn take_part(bytes: &mut &[u8]) -> Option<(usize, u32)> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=4).contains(&digits) {
        return None;
    }
    Some((digits, take_number(bytes, digits)?))
}

fn take_number(bytes: &mut &[u8], digits: usize) -> Option<u32> {
    let (number, rest) = bytes.split_at_checked(digits)?;
    let mut value = 0_u32;
    for byte in number {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = value * 10 + u32::from(byte - b'0');
    }
    *bytes = rest;
    Some(value)
}

/// `HH:MM[:SS[.f…]] [AM|PM] [Z|±HH[:]MM]` as a share of a day. The offset is checked but not applied: the local
/// day of the customer is the one that counts.
fn parse_time(mut bytes: &[u8]) -> Option<f64> {
    let (_, mut hour) = take_part(&mut bytes)?;
    if !take(&mut bytes, b":") {
        return None;
    }
    let (_, minute) = take_part(&mut bytes)?;
    let mut second = 0;
    let mut fraction = 0.0;
    if take(&mut bytes, b":") {
        (_, second) = take_part(&mut bytes)?;
        if take(&mut bytes, b".") {
            let mut unit = 0.1;
            while let Some((digit @ b'0'..=b'9', rest)) = bytes.split_first() {
                fraction += f64::from(digit - b'0') * unit;
                unit /= 10.0;
                bytes = rest;
            }
        }
    }
    let rest = bytes.trim_ascii();
    let rest = match rest {
        [b'A' | b'a', b'M' | b'm', rest @ ..] if (1..=12).contains(&hour) => {
            hour %= 12;
            rest
        }
        [b'P' | b'p', b'M' | b'm', rest @ ..] if (1..=12).contains(&hour) => {
            hour = hour % 12 + 12;
            rest
        }
        rest => rest,
    };
    let offset_ok = match rest {
        [] | [b'Z' | b'z'] => true,
        [b'+' | b'-', zone @ ..] => {
            matches!(zone.len(), 2 | 4 | 5) && zone.iter().all(|byte| byte.is_ascii_digit() || *byte == b':')
        }
        _ => false,
    };
    if hour > 23 || minute > 59 || second > 60 || !offset_ok {
        return None;
    }
    Some((f64::from(hour * 3600 + minute * 60 + second) + fraction) / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_under_each_order() {
        use Order::{Compact, DayFirst, MonthFirst, YearFirst};
        let cases: &[(&str, Order, Option<f64>)] = &[
            ("1970-01-01", YearFirst, Some(0.0)),
            ("2000-03-01", YearFirst, Some(11_017.0)),
            ("2000/3/1", YearFirst, Some(11_017.0)),
            ("2000.3.1", YearFirst, Some(11_017.0)),
            ("2000年3月1日", YearFirst, Some(11_017.0)),
            ("1949-01", YearFirst, Some(-7_670.0)),
            ("1970-01-02 12:00", YearFirst, Some(1.5)),
            ("1970-01-02T06:00:00Z", YearFirst, Some(1.25)),
            ("1970-01-02 06:00:00 PM", YearFirst, Some(1.75)),
            ("02/01/1970", DayFirst, Some(1.0)),
            ("01/02/1970", MonthFirst, Some(1.0)),
            ("31/12/1969", MonthFirst, None),
            ("02-01-70", DayFirst, Some(1.0)),
            ("19700102", Compact, Some(1.0)),
            ("1970-02-30", YearFirst, None),
            ("1970-1/2", YearFirst, None),
            ("10.5", YearFirst, None),
            ("12.30", DayFirst, None),
            ("1970-01-02 25:00", YearFirst, None),
            ("", YearFirst, None),
            ("4 July", DayFirst, None),
        ];
        for (text, order, expected) in cases {
            assert_eq!(parse(text, *order), *expected, "{text}");
        }
    }

    #[test]
    fn iso_is_the_inverse() {
        for value in [-7_670.0, 0.0, 11_017.75, 19_000.0] {
            assert_eq!(parse(&iso(value), Order::YearFirst), Some(f64::floor(value)));
        }
    }
}
