//! What a typed value looks like as a cell.
//!
//! Whole numbers and decimals keep every digit; other numbers have as many as tell them apart from their
//! neighbours. Days and times are in ISO form, yes and no are `true` and `false`. A missing value and a number
//! that is none (`NaN`) are gaps.

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, Offset as _, TimeZone as _};
use polars::prelude::StringChunkedBuilder;
use polars_arrow::array::{
    Array, BinaryArray, BinaryViewArray, BooleanArray, FixedSizeBinaryArray, NullArray, PrimitiveArray,
    Utf8Array, Utf8ViewArray,
};
use polars_arrow::datatypes::{ArrowDataType, TimeUnit};
use polars_arrow::types::{NativeType, i256};

/// How the values of a column are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Text, or bytes that may be text.
    Text,
    /// Bytes that name a thing: 8-4-4-4-12 digits.
    Uuid,
    YesNo,
    Whole,
    Number,
    /// Numbers of two bytes.
    Half,
    /// Digits behind the point.
    Decimal(usize),
    /// Days since 1970-01-01, in parts of a day.
    Day(i64),
    /// Parts of a second since 1970-01-01, in the time of a place or none in particular.
    Moment {
        parts: i64,
        zone: Zone,
    },
    /// Parts of a second since midnight.
    Clock(i64),
    /// A span of time in parts of a second.
    Span(i64),
    Nothing,
}

/// Whose clock shows a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Nobody's: it is shown as it is.
    None,
    /// So many seconds ahead of world time.
    Fixed(i32),
    Place(chrono_tz::Tz),
}

impl Zone {
    /// From the name of a place or an offset; world time where neither is known.
    pub(super) fn of(name: &str) -> Self {
        if let Ok(place) = name.parse() {
            return Self::Place(place);
        }
        let (sign, rest) = match name.as_bytes().first() {
            Some(b'+') => (1, name.get(1..)),
            Some(b'-') => (-1, name.get(1..)),
            _ => (0, None),
        };
        let parts = rest.and_then(|rest| rest.split_once(':'));
        let seconds = parts.and_then(|(hours, minutes)| {
            let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
            ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 3_600 + minutes * 60)
        });
        Self::Fixed(sign * seconds.unwrap_or(0))
    }

    /// Seconds ahead of world time at a moment, in seconds since 1970-01-01; none where nobody's clock is meant.
    fn ahead(self, seconds: i128) -> Option<i32> {
        match self {
            Self::None => None,
            Self::Fixed(ahead) => Some(ahead),
            Self::Place(place) => {
                let moment = DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)?.naive_utc();
                Some(place.offset_from_utc_datetime(&moment).fix().local_minus_utc())
            }
        }
    }
}

fn parts(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    }
}

impl Shown {
    /// How values of a type are shown; none for lists and records.
    pub(super) fn of(kind: &ArrowDataType) -> Option<Self> {
        Some(match kind {
            ArrowDataType::Null => Self::Nothing,
            ArrowDataType::Boolean => Self::YesNo,
            ArrowDataType::Int8
            | ArrowDataType::Int16
            | ArrowDataType::Int32
            | ArrowDataType::Int64
            | ArrowDataType::Int128
            | ArrowDataType::UInt8
            | ArrowDataType::UInt16
            | ArrowDataType::UInt32
            | ArrowDataType::UInt64
            | ArrowDataType::UInt128 => Self::Whole,
            ArrowDataType::Float32 | ArrowDataType::Float64 => Self::Number,
            ArrowDataType::Decimal(_, scale)
            | ArrowDataType::Decimal32(_, scale)
            | ArrowDataType::Decimal64(_, scale)
            | ArrowDataType::Decimal256(_, scale) => Self::Decimal(*scale),
            ArrowDataType::Date32 => Self::Day(1),
            ArrowDataType::Date64 => Self::Day(86_400_000),
            ArrowDataType::Timestamp(unit, zone) => {
                let zone = zone.as_ref().map_or(Zone::None, |zone| Zone::of(zone));
                Self::Moment { parts: parts(*unit), zone }
            }
            ArrowDataType::Time32(unit) | ArrowDataType::Time64(unit) => Self::Clock(parts(*unit)),
            ArrowDataType::Duration(unit) => Self::Span(parts(*unit)),
            ArrowDataType::Utf8
            | ArrowDataType::LargeUtf8
            | ArrowDataType::Utf8View
            | ArrowDataType::Binary
            | ArrowDataType::LargeBinary
            | ArrowDataType::BinaryView
            | ArrowDataType::FixedSizeBinary(_) => Self::Text,
            _ => return None,
        })
    }
}

/// Appends cells for the rows named. True if a moment among them has a time of day.
pub(super) fn write(
    array: &dyn Array,
    shown: &Shown,
    rows: &mut dyn Iterator<Item = usize>,
    out: &mut StringChunkedBuilder,
) -> Result<bool, String> {
    let any = array.as_any();
    let mut clock = false;
    if let Some(texts) = any.downcast_ref::<Utf8ViewArray>() {
        copy(array, rows, out, |row| texts.value(row));
    } else if let Some(texts) = any.downcast_ref::<Utf8Array<i64>>() {
        copy(array, rows, out, |row| texts.value(row));
    } else if let Some(values) = any.downcast_ref::<BinaryViewArray>() {
        each(array, rows, out, |row, text| bytes(values.value(row), shown, text));
    } else if let Some(values) = any.downcast_ref::<BinaryArray<i64>>() {
        each(array, rows, out, |row, text| bytes(values.value(row), shown, text));
    } else if let Some(values) = any.downcast_ref::<FixedSizeBinaryArray>() {
        each(array, rows, out, |row, text| bytes(values.value(row), shown, text));
    } else if let Some(values) = any.downcast_ref::<BooleanArray>() {
        copy(array, rows, out, |row| if values.value(row) { "true" } else { "false" });
    } else if any.is::<NullArray>() {
        rows.for_each(|_| out.append_value(""));
    } else if let Some(values) = any.downcast_ref::<PrimitiveArray<f64>>() {
        each(array, rows, out, |row, text| number(values.value(row), values.value(row), text));
    } else if let Some(values) = any.downcast_ref::<PrimitiveArray<f32>>() {
        each(array, rows, out, |row, text| number(values.value(row), values.value(row).into(), text));
    } else if let (Some(values), Shown::Decimal(scale)) = (any.downcast_ref::<PrimitiveArray<i256>>(), shown)
    {
        each(array, rows, out, |row, text| decimal(&values.value(row).to_string(), *scale, text));
    } else if let Some(values) = any.downcast_ref::<PrimitiveArray<u64>>() {
        each(array, rows, out, |row, text| plain(values.value(row), text));
    } else if let Some(values) = any.downcast_ref::<PrimitiveArray<u128>>() {
        each(array, rows, out, |row, text| plain(values.value(row), text));
    } else if let Some(value) = whole(array) {
        each(array, rows, out, |row, text| clock |= integer(value(row), shown, text));
    } else {
        return Err(format!("values of the type {:?} are not known", array.dtype()));
    }
    Ok(clock)
}

/// Reads whole numbers of any length.
fn whole(array: &dyn Array) -> Option<Box<dyn Fn(usize) -> i128 + '_>> {
    fn of<T: NativeType + Into<i128>>(array: &dyn Array) -> Option<Box<dyn Fn(usize) -> i128 + '_>> {
        let values = array.as_any().downcast_ref::<PrimitiveArray<T>>()?;
        Some(Box::new(|row| values.value(row).into()))
    }
    of::<i64>(array)
        .or_else(|| of::<i32>(array))
        .or_else(|| of::<i128>(array))
        .or_else(|| of::<i16>(array))
        .or_else(|| of::<i8>(array))
        .or_else(|| of::<u32>(array))
        .or_else(|| of::<u16>(array))
        .or_else(|| of::<u8>(array))
}

fn copy<'t>(
    array: &dyn Array,
    rows: &mut dyn Iterator<Item = usize>,
    out: &mut StringChunkedBuilder,
    text: impl Fn(usize) -> &'t str,
) {
    for row in rows {
        out.append_value(if array.is_null(row) { "" } else { text(row) });
    }
}

fn each(
    array: &dyn Array,
    rows: &mut dyn Iterator<Item = usize>,
    out: &mut StringChunkedBuilder,
    mut write: impl FnMut(usize, &mut String),
) {
    let mut text = String::new();
    for row in rows {
        text.clear();
        if !array.is_null(row) {
            write(row, &mut text);
        }
        out.append_value(text.as_str());
    }
}

/// Writing into a text cannot fail.
fn plain(value: impl std::fmt::Display, text: &mut String) {
    let _ = write!(text, "{value}");
}

/// The shortest digits that give the number back; powers of ten only where zeros would fill the cell.
fn number(value: impl std::fmt::Display + std::fmt::LowerExp, size: f64, text: &mut String) {
    if size.is_nan() {
        return;
    }
    if size == 0.0 || (1e-5..1e16).contains(&size.abs()) || size.is_infinite() {
        plain(value, text);
    } else {
        let _ = write!(text, "{value:e}");
    }
}

/// The digits of a whole number with a point before the last `scale` of them.
fn decimal(digits: &str, scale: usize, text: &mut String) {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    if scale == 0 {
        let _ = write!(text, "{sign}{digits}");
        return;
    }
    let digits = format!("{digits:0>width$}", width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let _ = write!(text, "{sign}{whole}.{fraction}");
}

fn bytes(value: &[u8], shown: &Shown, text: &mut String) {
    if let (Shown::Half, [low, high]) = (shown, value) {
        let value = half(u16::from_le_bytes([*low, *high]));
        return number(value, value.into(), text);
    }
    match std::str::from_utf8(value) {
        Ok(plain) if *shown != Shown::Uuid => text.push_str(plain),
        _ => {
            for (at, byte) in value.iter().enumerate() {
                if *shown == Shown::Uuid && matches!(at, 4 | 6 | 8 | 10) {
                    text.push('-');
                }
                let _ = write!(text, "{byte:02x}");
            }
        }
    }
}

/// A number of two bytes (IEEE 754 binary16): sign, five bits of exponent, ten of fraction.
fn half(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let fraction = f32::from(bits & 0x3FF) / 1024.0;
    sign * match (bits >> 10) & 0x1F {
        0 => fraction * 2_f32.powi(-14),
        31 if fraction == 0.0 => f32::INFINITY,
        31 => f32::NAN,
        exponent => (1.0 + fraction) * 2_f32.powi(i32::from(exponent) - 15),
    }
}

/// Writes a whole number as what it stands for. True for a moment with a time of day.
fn integer(value: i128, shown: &Shown, text: &mut String) -> bool {
    match *shown {
        Shown::Decimal(scale) => decimal(&value.to_string(), scale, text),
        Shown::Day(parts) => match day(value.div_euclid(parts.into())) {
            Some(day) => plain(day, text),
            None => plain(value, text),
        },
        Shown::Moment { parts, zone } => {
            let ahead = zone.ahead(value.div_euclid(parts.into()));
            let local = value + i128::from(ahead.unwrap_or(0)) * i128::from(parts);
            let Some(day) = day(local.div_euclid(i128::from(parts) * 86_400)) else {
                plain(value, text);
                return true;
            };
            let of_day = local.rem_euclid(i128::from(parts) * 86_400);
            let _ = write!(text, "{day} ");
            time(of_day, parts, 2, text);
            match ahead {
                None => {}
                Some(0) => text.push('Z'),
                Some(ahead) => {
                    let minutes = ahead.abs() / 60;
                    let sign = if ahead < 0 { '-' } else { '+' };
                    let _ = write!(text, "{sign}{:02}:{:02}", minutes / 60, minutes % 60);
                }
            }
            return of_day != 0;
        }
        Shown::Clock(parts) => time(value, parts, 2, text),
        Shown::Span(parts) => {
            if value < 0 {
                text.push('-');
            }
            time(value.abs(), parts, 1, text);
        }
        _ => plain(value, text),
    }
    false
}

fn day(since_1970: i128) -> Option<NaiveDate> {
    let from_year_one = i32::try_from(since_1970).ok()?.checked_add(719_163)?;
    NaiveDate::from_num_days_from_ce_opt(from_year_one)
}

/// Hours (at least so many digits), minutes, seconds, and parts of a second without zeros at the end.
fn time(value: i128, parts: i64, hours: usize, text: &mut String) {
    let (seconds, rest) = (value.div_euclid(parts.into()), value.rem_euclid(parts.into()));
    let (hour, minute, second) = (seconds.div_euclid(3_600), seconds / 60 % 60, seconds % 60);
    let _ = write!(text, "{hour:0hours$}:{minute:02}:{second:02}");
    if rest > 0 {
        let digits = parts.ilog10() as usize;
        let fraction = format!("{rest:0digits$}");
        let _ = write!(text, ".{}", fraction.trim_end_matches('0'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(value: i128, shown: &Shown) -> String {
        let mut text = String::new();
        integer(value, shown, &mut text);
        text
    }

    #[test]
    fn decimals_keep_every_digit() {
        for (value, scale, expected) in [
            (1250, 2, "12.50"),
            (-5, 2, "-0.05"),
            (0, 3, "0.000"),
            (7, 0, "7"),
            (12_345_678_901_234_567_890, 4, "1234567890123456.7890"),
        ] {
            assert_eq!(said(value, &Shown::Decimal(scale)), expected);
        }
    }

    #[test]
    fn days_and_times_are_iso() {
        let moment = |parts| Shown::Moment { parts, zone: Zone::None };
        let at = |zone| Shown::Moment { parts: 1, zone: Zone::of(zone) };
        for (value, shown, expected) in [
            (0, Shown::Day(1), "1970-01-01"),
            (-1, Shown::Day(1), "1969-12-31"),
            (19_722, Shown::Day(1), "2023-12-31"),
            (i128::from(i32::MAX), Shown::Day(1), "2147483647"),
            // 1,700,000,000 seconds: the well-known 2023-11-14 22:13:20.
            (1_700_000_000, moment(1), "2023-11-14 22:13:20"),
            (1_700_000_000_120, moment(1_000), "2023-11-14 22:13:20.12"),
            (-1, moment(1_000_000), "1969-12-31 23:59:59.999999"),
            (1_700_000_000, at("UTC"), "2023-11-14 22:13:20Z"),
            (1_700_000_000, at("+00:00"), "2023-11-14 22:13:20Z"),
            // Winter and summer in Berlin; half an hour in India; a day that has begun in Shanghai.
            (1_700_000_000, at("Europe/Berlin"), "2023-11-14 23:13:20+01:00"),
            (1_690_000_000, at("Europe/Berlin"), "2023-07-22 06:26:40+02:00"),
            (1_700_000_000, at("+05:30"), "2023-11-15 03:43:20+05:30"),
            (1_700_000_000, at("-03:00"), "2023-11-14 19:13:20-03:00"),
            (1_700_000_000, at("Asia/Shanghai"), "2023-11-15 06:13:20+08:00"),
            (1_700_000_000, at("Nowhere/Land"), "2023-11-14 22:13:20Z"),
            (3_661_000, Shown::Clock(1_000), "01:01:01"),
            (93_784, Shown::Span(1), "26:03:04"),
            (-90_500, Shown::Span(1_000), "-0:01:30.5"),
        ] {
            assert_eq!(said(value, &shown), expected);
        }
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let said = |value: f64| {
            let mut text = String::new();
            number(value, value, &mut text);
            text
        };
        for (value, expected) in [
            (3.0, "3"),
            (0.1, "0.1"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e300, "1e300"),
            (1.5e-7, "1.5e-7"),
            (123_456_789.25, "123456789.25"),
            (f64::NAN, ""),
        ] {
            assert_eq!(said(value), expected);
        }
        let mut text = String::new();
        number(0.1_f32, 0.1_f32.into(), &mut text);
        assert_eq!(text, "0.1");
    }

    #[test]
    fn two_bytes_are_a_number() {
        // The table of the standard: 1, -2, the largest, the smallest normal and subnormal, a third.
        for (bits, expected) in [
            (0x3C00, 1.0),
            (0xC000, -2.0),
            (0x7BFF, 65_504.0),
            (0x0400, 0.000_061_035_156),
            (0x0001, 0.000_000_059_604_645),
            (0x3555, 0.333_251_95),
            (0x7C00, f32::INFINITY),
        ] {
            assert_eq!(half(bits), expected, "{bits:x}");
        }
        assert!(half(0x7E00).is_nan());
    }

    #[test]
    fn bytes_are_text_or_digits() {
        let said = |value: &[u8], shown: &Shown| {
            let mut text = String::new();
            bytes(value, shown, &mut text);
            text
        };
        assert_eq!(said("Köln".as_bytes(), &Shown::Text), "Köln");
        assert_eq!(said(b"\xff\x00\x10", &Shown::Text), "ff0010");
        let id: Vec<u8> = (0..16).collect();
        assert_eq!(said(&id, &Shown::Uuid), "00010203-0405-0607-0809-0a0b0c0d0e0f");
    }
}
