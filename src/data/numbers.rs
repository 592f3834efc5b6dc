//! Reads numbers out of cells, without allocating.

/// How a cell that is a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Digits and a sign only.
    Whole,
    /// With a decimal mark or an exponent.
    Fraction,
}

/// 10^0 to 10^22 are exact in f64.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// The number in a trimmed cell, correctly rounded, and how it is written. Signs, one decimal mark and an
/// exponent are understood; thousands marks, currency signs, `inf` and `nan` are not numbers.
pub(super) fn parse(text: &str, decimal: char) -> Option<(f64, Style)> {
    let bytes = text.as_bytes();
    let mark = if decimal == ',' { b',' } else { b'.' };
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
