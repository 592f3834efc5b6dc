//! Reads numbers out of cells, without allocating.

/// How a cell that is a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Digits and a sign only.
    Whole,
    /// With a decimal mark or an exponent.
    Fraction,
}

/// The marks inside numbers. A mark between groups is understood where each group holds three digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// `.` or `,`.
    pub(super) decimal: char,
    /// The sign between groups of digits, if there may be one; a blank stands for no-break spaces too.
    pub(super) thousands: Option<char>,
}

impl Marks {
    /// Numbers without groups.
    pub(super) fn plain(decimal: char) -> Self {
        Self { decimal, thousands: None }
    }
}

impl From<char> for Marks {
    fn from(decimal: char) -> Self {
        Self::plain(decimal)
    }
}

/// 10^0 to 10^22 are exact in f64.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// The number in a trimmed cell, correctly rounded, and how it is written. Signs, one decimal mark, an exponent
/// and groups of three digits are understood; currency signs, `inf` and `nan` are not numbers.
pub(super) fn parse(text: &str, marks: impl Into<Marks>) -> Option<(f64, Style)> {
    let marks = marks.into();
    let mark = if marks.decimal == ',' { b',' } else { b'.' };
    parse_plain(text.as_bytes(), mark).or_else(|| {
        let mut digits = [0_u8; 64];
        let length = ungrouped(text, marks, &mut digits)?;
        parse_plain(digits.get(..length)?, mark)
    })
}

/// The text without its marks between groups; none if there are none, or if a group does not hold three digits.
fn ungrouped(text: &str, marks: Marks, out: &mut [u8; 64]) -> Option<usize> {
    let sign = marks.thousands?;
    if sign == marks.decimal || !matches!(text.as_bytes().first()?, b'0'..=b'9' | b'-' | b'+') {
        return None;
    }
    let mut length = 0;
    // Digits of the group at hand; none behind the decimal mark.
    let mut group = Some(0_u32);
    let mut groups = 0;
    for letter in text.chars() {
        let parts = letter == sign
            || (sign == ' ' && matches!(letter, '\u{a0}' | '\u{202f}'))
            || (sign == '\'' && letter == '’');
        if parts {
            let digits = group?;
            if digits == 0 || digits > 3 || (groups > 0 && digits != 3) {
                return None;
            }
            groups += 1;
            group = Some(0);
            continue;
        }
        match letter {
            '0'..='9' => group = group.map(|digits| digits + 1),
            '-' | '+' => {}
            _ if letter == marks.decimal || matches!(letter, 'e' | 'E') => {
                if groups > 0 && group.is_some_and(|digits| digits != 3) {
                    return None;
                }
                group = None;
            }
            _ => return None,
        }
        *out.get_mut(length)? = u8::try_from(letter).ok()?;
        length += 1;
    }
    (groups > 0 && group.is_none_or(|digits| digits == 3)).then_some(length)
}

fn parse_plain(bytes: &[u8], mark: u8) -> Option<(f64, Style)> {
    let (negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    let mut mantissa = 0_u64;
    let mut exact = true;
    let mut any_digit = false;
    let mut scale = 0_i32;
    let mut style = Style::Whole;
    let mut rest = digits.iter();
    let mut exponent = 0_i32;
    while let Some(&byte) = rest.next() {
        match byte {
            b'0'..=b'9' => {
                any_digit = true;
                // 2^53 / 10: beyond it the next digit may not fit exactly.
                if mantissa < 900_719_925_474_099 {
                    mantissa = mantissa * 10 + u64::from(byte - b'0');
                } else {
                    exact = false;
                }
                if style == Style::Fraction {
                    scale += 1;
                }
            }
            _ if byte == mark && style == Style::Whole => style = Style::Fraction,
            b'e' | b'E' if any_digit => {
                style = Style::Fraction;
                exponent = parse_exponent(rest.as_slice())?;
                break;
            }
            _ => return None,
        }
    }
    if !any_digit {
        return None;
    }
    let power = exponent.saturating_sub(scale);
    let fast = POWERS.get(power.unsigned_abs() as usize).filter(|_| exact).map(|factor| {
        let whole = mantissa as f64;
        if power < 0 { whole / factor } else { whole * factor }
    });
    let value = match fast {
        Some(value) => value,
        None => parse_slow(digits, mark)?,
    };
    value.is_finite().then_some((if negative { -value } else { value }, style))
}

fn parse_exponent(bytes: &[u8]) -> Option<i32> {
    let (negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    if digits.is_empty() {
        return None;
    }
    let mut value = 0_i32;
    for byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = value.saturating_mul(10).saturating_add(i32::from(byte - b'0'));
    }
    Some(if negative { -value } else { value })
}

/// The standard library's exact parser, for long numbers.
fn parse_slow(digits: &[u8], mark: u8) -> Option<f64> {
    let mut buffer = [0_u8; 64];
    let target = buffer.get_mut(..digits.len())?;
    for (to, from) in target.iter_mut().zip(digits) {
        *to = if *from == mark { b'.' } else { *from };
    }
    std::str::from_utf8(target).ok()?.parse().ok()
}

/// Whether a trimmed cell is all digits and starts with a zero that a number would lose ("0001").
pub(super) fn has_leading_zero(text: &str) -> bool {
    matches!(text.as_bytes(), [b'0', b'0'..=b'9', rest @ ..] if rest.iter().all(u8::is_ascii_digit))
}

/// Whether a trimmed cell is a whole number too long for a number to keep (over 15 digits).
pub(super) fn is_long_code(text: &str) -> bool {
    if text.len() <= 15 {
        return false;
    }
    let digits = text.trim_start_matches(['-', '+']);
    digits.len() > 15 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, decimal: char) -> Option<f64> {
        parse(text, decimal).map(|(value, _)| value)
    }

    #[test]
    fn numbers_are_read_as_written() {
        let cases: &[(&str, char, Option<f64>)] = &[
            ("0", '.', Some(0.0)),
            ("-0.5", '.', Some(-0.5)),
            ("+7", '.', Some(7.0)),
            (".5", '.', Some(0.5)),
            ("5.", '.', Some(5.0)),
            ("1e3", '.', Some(1000.0)),
            ("1.5E-3", '.', Some(0.0015)),
            ("261,96", ',', Some(261.96)),
            ("261,96", '.', None),
            ("261.96", ',', None),
            ("1,234.5", '.', None),
            ("1.2.3", '.', None),
            ("12e5678", '.', None),
            ("1e", '.', None),
            ("e5", '.', None),
            ("-", '.', None),
            ("", '.', None),
            ("nan", '.', None),
            ("inf", '.', None),
            ("0x10", '.', None),
            ("123456789012345678901234", '.', Some(1.234_567_890_123_456_8e23)),
        ];
        for (text, decimal, expected) in cases {
            assert_eq!(value(text, *decimal), *expected, "{text}");
        }
    }

    #[test]
    fn groups_of_three_digits_are_read() {
        let cases: &[(&str, char, char, Option<f64>)] = &[
            ("35,203", '.', ',', Some(35_203.0)),
            ("1,234,567.89", '.', ',', Some(1_234_567.89)),
            ("-1,234", '.', ',', Some(-1_234.0)),
            ("1.234,56", ',', '.', Some(1_234.56)),
            ("1 234,5", ',', ' ', Some(1_234.5)),
            ("1\u{a0}234", ',', ' ', Some(1_234.0)),
            ("1'234.5", '.', '\'', Some(1_234.5)),
            ("2.110.963.582", '.', ',', None),
            ("2.110.963.582", ',', '.', Some(2_110_963_582.0)),
            ("1,23", '.', ',', None),
            ("1234,567", '.', ',', None),
            (",123", '.', ',', None),
            ("1,234,", '.', ',', None),
            ("1,234.5,678", '.', ',', None),
            ("12,34,567", '.', ',', None),
        ];
        for (text, decimal, thousands, expected) in cases {
            let marks = Marks { decimal: *decimal, thousands: Some(*thousands) };
            assert_eq!(parse(text, marks).map(|(value, _)| value), *expected, "{text}");
        }
    }

    #[test]
    fn codes_are_recognised() {
        assert!(has_leading_zero("0001") && !has_leading_zero("0") && !has_leading_zero("0.5"));
        assert!(is_long_code("12345678901234567890") && !is_long_code("123456789012345"));
    }

    proptest::proptest! {
        #[test]
        fn every_float_reads_like_the_standard_library(value in proptest::num::f64::NORMAL) {
            for text in [format!("{value}"), format!("{value:e}"), format!("{value:.3}")] {
                let expected: f64 = text.parse().unwrap();
                if text.len() < 60 {
                    proptest::prop_assert_eq!(self::value(&text, '.'), Some(expected), "{}", text);
                    proptest::prop_assert_eq!(self::value(&text.replace('.', ","), ','), Some(expected));
                }
            }
        }
    }
}
