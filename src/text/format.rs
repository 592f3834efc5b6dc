//! Numbers, shares, times, names and dates as text. One function per kind of figure.
//!
//! Rules: thousands commas in both languages; minus is U+2212; half rounds up; 0 % and 100 % only if exact;
//! ranges with "to" in English and "～" in Chinese; a half-width space between Chinese and digits.

use super::Language;

/// The minus sign of numbers; a hyphen is too short beside digits.
pub const MINUS: char = '\u{2212}';

/// What stands where there is no number (not finite, not known).
pub const NONE: &str = "–";

/// A whole number of things: "12,400".
pub fn count(value: u64) -> String {
    group(&value.to_string())
}

/// A number in a sentence: whole, or with at most two decimals. English keeps both ("6.10"), Chinese drops
/// a last zero ("6.1").
pub fn number(language: Language, value: f64) -> String {
    if value != 0.0 && value.abs() < 0.01 {
        return plain(value);
    }
    let text = fixed(value, 2);
    match language {
        _ if text.ends_with(".00") => text.trim_end_matches(".00").to_owned(),
        Language::English => text,
        Language::Chinese => trim_zeros(&text),
    }
}

/// A number in a table or beside a label: at most two decimals from 1 on, three digits that count below 1,
/// powers of ten below 0.0001 and from 10¹⁵ on.
pub fn plain(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        return NONE.to_owned();
    }
    if size >= 1e15 || (size > 0.0 && size < 1e-4) {
        return signed(&format!("{value:.2e}"));
    }
    let decimals = if size >= 1.0 || size == 0.0 { 2 } else { significant_decimals(size, 3) };
    trim_zeros(&fixed(value, decimals))
}

/// A number with exactly this many decimals, for columns that line up.
pub fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    group(&signed(&rounded(value, decimals)))
}

/// A number on an axis or a tile, short: "1,500", "250k", "1.5M"; Chinese "25 万", "1.5 亿".
pub fn compact(language: Language, value: f64) -> String {
    let size = value.abs();
    let (unit, word) = match language {
        _ if size < 99_999.5 => return plain(value),
        Language::English if size < 999_500.0 => (1e3, "k"),
        Language::English if size < 999_500_000.0 => (1e6, "M"),
        Language::English => (1e9, "B"),
        Language::Chinese if size < 99_995_000.0 => (1e4, " 万"),
        Language::Chinese => (1e8, " 亿"),
    };
    let scaled = value / unit;
    let decimals = if scaled.abs() >= 100.0 { 0 } else { significant_decimals(scaled.abs(), 3) };
    format!("{}{word}", trim_zeros(&fixed(scaled, decimals)))
}

/// A share between 0 and 1 as a percentage, with more digits the rarer it is.
pub fn percent(language: Language, share: f64) -> String {
    if !share.is_finite() {
        return NONE.to_owned();
    }
    let value = share * 100.0;
    let size = value.abs();
    if size > 0.0 && size < 0.01 {
        return match language {
            Language::English => "less than 0.01%".to_owned(),
            Language::Chinese => "不到 0.01%".to_owned(),
        };
    }
    if size > 99.0 && size < 100.0 {
        // 99.97 % is not everybody: never round up to 100.
        let text = if size >= 99.95 { "99.9".to_owned() } else { rounded(size, 1) };
        return signed(&format!("{}{text}%", if value < 0.0 { "-" } else { "" }));
    }
    let decimals = match size {
        0.0 => 0,
        s if s >= 9.95 => 0,
        s if s >= 0.995 => 1,
        s => significant_decimals(s, 2),
    };
    group(&signed(&format!("{}%", rounded(value, decimals))))
}

/// Two shares as a range: "26% to 63%", Chinese "26%～63%". Where one end is 10 % or more, the other end is
/// whole too ("−8% to 31%").
pub fn percent_range(language: Language, low: f64, high: f64) -> String {
    let end = |share: f64, other: f64| {
        let whole = other.abs() >= 0.0995 && (0.00995..0.0995).contains(&share.abs());
        if whole { signed(&format!("{}%", rounded(share * 100.0, 0))) } else { percent(language, share) }
    };
    range(language, &end(low, high), &end(high, low))
}

/// A percentage on an axis: whole, "25%".
pub fn percent_tick(share: f64) -> String {
    format!("{}%", trim_zeros(&fixed(share * 100.0, 1)))
}

/// The k of "1 in k"; none above 1/8, where percentages are easier.
pub(super) fn chance_denominator(chance: f64) -> Option<u64> {
    (chance > 0.0 && chance <= 0.125).then(|| (1.0 / chance).round() as u64)
}

/// A probability: "1 in 9" up to 1/8, else "27%"; Chinese "每 9 人有 1 人", "27% 的人".
pub fn chance(language: Language, chance: f64) -> String {
    match (chance_denominator(chance), language) {
        (Some(k), Language::English) => format!("1 in {}", count(k)),
        (Some(k), Language::Chinese) => format!("每 {} 人有 1 人", count(k)),
        (None, _) => chance_percent(language, chance),
    }
}

/// A probability as a percentage, as it stands in a sentence.
pub fn chance_percent(language: Language, chance: f64) -> String {
    match language {
        Language::English => percent(language, chance),
        Language::Chinese => format!("{} 的人", percent(language, chance)),
    }
}

/// A figure without unit (AUC, R², silhouette): two decimals.
pub fn score(value: f64) -> String {
    fixed(value, 2)
}

/// Two such figures: "0.74 to 0.78", Chinese "0.74～0.78".
pub fn score_range(language: Language, low: f64, high: f64) -> String {
    range(language, &score(low), &score(high))
}

/// A loss: three digits that count, whole from 100 on.
pub fn loss(value: f64) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    let size = value.abs();
    let decimals = if size == 0.0 { 3 } else { significant_decimals(size, 3) };
    fixed(value, decimals)
}

/// An effect per unit: three digits that count, whole from 100 on, powers of ten below 0.0001 and from 10¹⁵ on.
pub fn effect(value: f64) -> String {
    if (1e-4..1e15).contains(&value.abs()) { loss(value) } else { plain(value) }
}

/// A factor of the odds: three digits that count, and near 1 as many as tell it from 1 by two.
pub fn odds(value: f64) -> String {
    let apart = (value - 1.0).abs();
    if apart > 0.0 && (0.5..2.0).contains(&value) {
        let decimals = significant_decimals(apart, 2).max(significant_decimals(value, 3)).min(8);
        return fixed(value, decimals);
    }
    effect(value)
}

/// A p value: two digits, never 0 and never 1.
pub fn p_value(value: f64) -> String {
    match value {
        value if !value.is_finite() => NONE.to_owned(),
        value if value < 0.001 => "< 0.001".to_owned(),
        value if value > 0.99 => "> 0.99".to_owned(),
        value => fixed(value, significant_decimals(value, 2)),
    }
}

/// How many times the usual: "3.4 times", from 10 on whole; Chinese "3.4 倍".
pub fn times(language: Language, value: f64) -> String {
    let text = fixed(value, usize::from(value.abs() < 9.95));
    match language {
        Language::English => format!("{text} times"),
        Language::Chinese => format!("{text} 倍"),
    }
}

/// A multiple on an axis: "2.5×".
pub fn times_tick(value: f64) -> String {
    format!("{}×", trim_zeros(&fixed(value, 2)))
}

/// A duration that is left or was needed, rounded: "8 s", "2 min", "3 h"; Chinese "8 秒", "2 分钟", "3 小时".
pub fn duration(language: Language, seconds: f64) -> String {
    let seconds = if seconds.is_finite() { seconds.max(0.0) } else { 0.0 };
    let (value, english, chinese) = match seconds {
        s if s < 1.0 => {
            return match language {
                Language::English => "under 1 s".to_owned(),
                Language::Chinese => "不到 1 秒".to_owned(),
            };
        }
        s if s < 89.5 => (s, "s", "秒"),
        s if s < 5_370.0 => (s / 60.0, "min", "分钟"),
        s => (s / 3_600.0, "h", "小时"),
    };
    let value = count(value.round() as u64);
    match language {
        Language::English => format!("{value} {english}"),
        Language::Chinese => format!("{value} {chinese}"),
    }
}

/// A short span of time as it was measured: "0.31 s", "12 s", "3 min".
pub fn span(language: Language, seconds: f64) -> String {
    if !(0.0..9.95).contains(&seconds) {
        return duration(language, seconds);
    }
    let value = fixed(seconds, 2);
    match language {
        Language::English => format!("{value} s"),
        Language::Chinese => format!("{value} 秒"),
    }
}

/// A file size in powers of ten: "980 bytes", "1.2 MB"; Chinese "980 字节".
pub fn bytes(language: Language, bytes: u64) -> String {
    let value = bytes as f64;
    let (unit, word) = match bytes {
        0..1_000 => {
            return match language {
                Language::English if bytes == 1 => "1 byte".to_owned(),
                Language::English => format!("{bytes} bytes"),
                Language::Chinese => format!("{bytes} 字节"),
            };
        }
        1_000..999_500 => (1e3, "KB"),
        999_500..999_500_000 => (1e6, "MB"),
        _ => (1e9, "GB"),
    };
    let scaled = value / unit;
    format!("{} {word}", fixed(scaled, usize::from(scaled < 9.95)))
}

/// A day in a sentence, from its ISO form: "12 December 2026"; Chinese "2026 年 12 月 12 日".
/// Text that is no ISO day is returned as it is.
pub fn date(language: Language, iso: &str) -> String {
    let mut parts = iso.get(..10).unwrap_or(iso).splitn(3, '-').map(str::parse::<u32>);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) = (parts.next(), parts.next(), parts.next()) else {
        return iso.to_owned();
    };
    match (language, MONTHS.get(month.wrapping_sub(1) as usize)) {
        (_, None) => iso.to_owned(),
        (Language::English, Some(name)) => format!("{day} {name} {year}"),
        (Language::Chinese, Some(_)) => format!("{year} 年 {month} 月 {day} 日"),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A name that belongs to the user, in quotation marks: “tenure”.
pub fn name(name: &str) -> String {
    format!("“{name}”")
}

/// Several names: “a”, “b” and “c”; Chinese “a”、“b”、“c”.
pub fn names(language: Language, names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|one| name(one)).collect();
    match (language, quoted.split_last()) {
        (_, None) => NONE.to_owned(),
        (_, Some((last, []))) => last.clone(),
        (Language::English, Some((last, others))) => format!("{} and {last}", others.join(", ")),
        (Language::Chinese, Some(_)) => quoted.join("、"),
    }
}

/// Two written figures as a range.
pub fn range(language: Language, low: &str, high: &str) -> String {
    match language {
        Language::English => format!("{low} to {high}"),
        Language::Chinese => format!("{low}～{high}"),
    }
}

/// Thousands commas in the whole part of a written number; everything else stays.
pub(super) fn group(number: &str) -> String {
    let start = number.find(|c: char| c.is_ascii_digit()).unwrap_or(number.len());
    let (sign, rest) = number.split_at(start);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (whole, tail) = rest.split_at(end);
    let mut grouped = String::with_capacity(number.len() + whole.len() / 3);
    grouped.push_str(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped.push_str(tail);
    grouped
}

/// Rounds half away from zero, also where the binary number falls a hair below the half (0.285 → 29 %).
fn rounded(value: f64, decimals: usize) -> String {
    let nudge = value * 1e-12;
    let scale = 10f64.powi(i32::try_from(decimals).unwrap_or_default());
    let scaled = (value + nudge) * scale;
    // Beyond 2^53 there is no fraction left to round.
    let value = if scaled.abs() < 9e15 { scaled.round() / scale } else { value };
    // No "−0.0".
    format!("{:.decimals$}", if value == 0.0 { 0.0 } else { value })
}

/// Decimals that leave `digits` digits that count, after rounding (0.09996 has one place less than 0.0999).
fn significant_decimals(size: f64, digits: i32) -> usize {
    let magnitude = (size * (1.0 + 0.5 * 10f64.powi(-digits))).log10().floor() as i32;
    usize::try_from(digits - 1 - magnitude).unwrap_or_default()
}

fn signed(text: &str) -> String {
    text.replace('-', MINUS.encode_utf8(&mut [0; 4]))
}

fn trim_zeros(text: &str) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
#[path = "format_tests.rs"]
mod tests;
