//! Numbers as people write them: with a currency, a unit, a percent sign, thousands marks, or another decimal mark
//! than the rest of the file. Never read so by themselves; only where a user says that a column holds numbers.

use super::cells::Value;
use super::numbers::{self, Marks};

/// How the numbers of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The mark before decimals.
    decimal: char,
}

/// Values that show how a column is written.
const SAMPLE: usize = 200;
/// From this share on they do.
const MOST: f64 = 0.95;
/// Longest unit in letters.
const LONGEST_UNIT: usize = 8;

/// How a column is written whose values are mostly no plain numbers, but numbers with something around them; every
/// value with the same. Decided by the first filled cells, so that a file a model scores is read as the one it
/// learned from.
pub(super) fn find<'a>(filled: impl Iterator<Item = &'a str>, marks: impl Into<Marks>) -> Option<Written> {
    let marks = marks.into();
    let sample: Vec<&str> = filled.take(SAMPLE).collect();
    let plain = sample.iter().filter(|text| numbers::parse(text, marks).is_some()).count();
    let enough = |count: usize| count as f64 >= MOST * sample.len() as f64;
    if sample.is_empty() || enough(plain) {
        return None;
    }
    let other = if marks.decimal == ',' { '.' } else { ',' };
    [marks.decimal, other].into_iter().map(|decimal| Written { decimal }).find(|written| {
        let read: Vec<&str> =
            sample.iter().filter_map(|text| written.parts(text)).map(|(_, unit)| unit).collect();
        let unit = read.iter().find(|unit| !unit.is_empty()).copied().unwrap_or_default();
        enough(read.len()) && read.iter().all(|own| own.is_empty() || *own == unit)
    })
}

/// The same for different values.
pub(super) fn find_in(values: &[Value<'_>], marks: Marks) -> Option<Written> {
    find(values.iter().map(|value| value.text), marks)
}

impl Written {
    /// The number in a trimmed cell.
    pub(super) fn number(self, text: &str) -> Option<f64> {
        self.parts(text).map(|(number, _)| number)
    }

    /// The number and what stands around it.
    fn parts(self, text: &str) -> Option<(f64, &str)> {
        let is_part = |letter: char| {
            letter.is_ascii_digit() || matches!(letter, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}')
        };
        let first = text.find(|letter: char| letter.is_ascii_digit())?;
        let last = text.rfind(|letter: char| letter.is_ascii_digit())? + 1;
        let (before, core, after) = (text.get(..first)?, text.get(first..last)?, text.get(last..)?);
        // "(12.50)" is a loss in books.
        let in_brackets = before.contains('(') && after.contains(')');
        let before = before.trim_matches(|letter: char| letter.is_whitespace() || letter == '(');
        let after = after.trim_matches(|letter: char| letter.is_whitespace() || letter == ')');
        let (minus, before) = match before.strip_prefix('-').or_else(|| before.strip_suffix('-')) {
            Some(rest) => (true, rest.trim()),
            None => (in_brackets, before),
        };
        let before = before.trim_end_matches('.');
        let ((Some(unit), Some("")) | (Some(""), Some(unit))) = (is_currency(before), is_unit(after)) else {
            return None;
        };
        if !core.chars().all(|letter| is_part(letter) || letter == ' ') {
            return None;
        }
        let (whole, fraction) = match core.rsplit_once(self.decimal) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (core, None),
        };
        if fraction.is_some_and(|digits| !digits.bytes().all(|byte| byte.is_ascii_digit())) {
            return None;
        }
        let mut plain = String::with_capacity(core.len() + 1);
        if minus {
            plain.push('-');
        }
        plain.push_str(&ungrouped(whole, self.decimal)?);
        if let Some(fraction) = fraction {
            plain.push('.');
            plain.push_str(fraction);
        }
        Some((numbers::parse(&plain, '.')?.0, unit))
    }
}

/// The digits of groups of three: "1,234,567" or "12 345".
fn ungrouped(text: &str, decimal: char) -> Option<String> {
    let mut groups = text.split(|letter: char| !letter.is_ascii_digit());
    let marks: Vec<char> = text.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    let same = marks.windows(2).all(|pair| pair.first() == pair.last());
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || (1..=3).contains(&first.len());
    (grouped && same && !marks.contains(&decimal) && rest.iter().all(|group| group.len() == 3))
        .then(|| std::iter::once(first).chain(rest).collect())
}

/// What may stand before a number. Other letters there make a code ("A12").
fn is_currency(text: &str) -> Option<&str> {
    let sign =
        matches!(text, "" | "$" | "€" | "£" | "¥" | "￥" | "₹" | "₽" | "₩" | "US$" | "R$" | "Rs" | "kr");
    let code = matches!(text, "USD" | "EUR" | "GBP" | "CNY" | "RMB" | "JPY" | "CHF" | "INR" | "CAD" | "AUD");
    (sign || code).then_some(text)
}

/// What may stand behind a number: a currency, a percent sign or a short word.
fn is_unit(text: &str) -> Option<&str> {
    let sign = matches!(text, "$" | "€" | "£" | "¥" | "￥" | "₹" | "₽" | "₩" | "%" | "％" | "°" | "°C");
    let word = text.chars().count() <= LONGEST_UNIT && text.chars().all(char::is_alphabetic);
    (sign || word).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[&str], decimal: char) -> Option<Vec<Option<f64>>> {
        let written = find(values.iter().copied(), decimal)?;
        Some(values.iter().map(|value| written.number(value)).collect())
    }

    #[test]
    fn numbers_with_something_around_them_are_read() {
        let cases: &[(&[&str], char, &[f64])] = &[
            (&["€ 1,234.50", "€ 9", "€12"], '.', &[1234.5, 9.0, 12.0]),
            (&["12,5", "3,75", "1.200,00"], '.', &[12.5, 3.75, 1200.0]),
            (&["1,234", "56,789", "1,234,567"], '.', &[1234.0, 56_789.0, 1_234_567.0]),
            (&["45 %", "7%", "-3 %"], '.', &[45.0, 7.0, -3.0]),
            (&["12 kg", "0.5 kg", "3kg"], '.', &[12.0, 0.5, 3.0]),
            (&["12 345,6 €", "7 000 €"], ',', &[12_345.6, 7000.0]),
            (&["(12.50)", "USD 3", "(1,000)"], '.', &[-12.5, 3.0, -1000.0]),
            (&["$5", "-$5", "$-5"], '.', &[5.0, -5.0, -5.0]),
            (&["25岁", "31岁"], '.', &[25.0, 31.0]),
            (&["1'234.5", "99'000"], '.', &[1234.5, 99_000.0]),
        ];
        for (values, decimal, expected) in cases {
            let expected: Vec<Option<f64>> = expected.iter().copied().map(Some).collect();
            assert_eq!(read(values, *decimal), Some(expected), "{values:?}");
        }
    }

    #[test]
    fn words_codes_and_mixed_units_are_left_alone() {
        for values in [
            &["12 kg", "500 g"][..],
            &["1.5", "2"],
            &["A12", "A13", "A14"],
            &["12-34", "56-78"],
            &["1.2.3", "4.5.6"],
            &["2024-01-31", "2024-02-01"],
            &["10:30", "11:45"],
            &["plan", "basic"],
            &["12 high street", "7 mill lane"],
            &["+1 200 555 0101"],
            &["1,23,4"],
            &[],
        ] {
            assert_eq!(read(values, '.'), None, "{values:?}");
        }
    }
}
