//! Signs of trouble in the cells of one column, found on its different values.

use std::collections::BTreeMap;

use super::cells::Value;
use super::dates;
use super::figures::{Counted, Figures};
use super::numbers::Marks;
use super::roles::{name_words, names_code};
use super::written;
use crate::domain::column::Kind;
use crate::domain::recipe::LetterCase;

/// Something that looks wrong or awkward about the cells of a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sign {
    /// One value written in several ways ("Yes", "yes").
    Spelling {
        /// The most frequent way.
        keep: String,
        /// The other ways, most frequent first.
        others: Vec<String>,
        /// Rows with another way.
        rows: u64,
    },
    /// Many values written in several ways that differ in capitals and blanks alone.
    Capitals {
        /// How many values.
        names: usize,
        /// How most of them are written.
        case: LetterCase,
        /// Rows with another way.
        rows: u64,
    },
    /// Numbers with a currency, a unit, or marks the file does not use otherwise.
    Written {
        /// One of them.
        example: String,
        /// Rows.
        rows: u64,
    },
    /// A number or day that probably stands for "not known", such as 999 or 1900-01-01.
    Placeholder {
        /// The cell.
        text: String,
        /// Rows.
        rows: u64,
    },
    /// Values that cannot be, such as an age of 230.
    Impossible {
        /// The cells, most frequent first.
        texts: Vec<String>,
        /// Rows.
        rows: u64,
    },
    /// Days far from all others.
    FarDays {
        /// The cells, most frequent first.
        texts: Vec<String>,
        /// Rows.
        rows: u64,
    },
    /// Numbers beyond three times the distance of the quartiles from them (Tukey's outer fences).
    Outliers {
        /// Rows beyond.
        rows: u64,
        /// The number farthest from the middle.
        farthest: f64,
        /// The middle value.
        median: f64,
    },
    /// A long tail of large numbers: skewness above 2.
    Skewed {
        /// The middle value.
        median: f64,
        /// The largest.
        max: f64,
    },
    /// Many names, most of them in few rows.
    Rare {
        /// Names in less than one row of a hundred.
        names: usize,
        /// Rows with them.
        rows: u64,
    },
    /// Letters that were read under a wrong encoding some time before.
    Damaged {
        /// A cell.
        example: String,
        /// Rows.
        rows: u64,
    },
}

/// What signs are looked for in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look<'a> {
    pub(super) name: &'a str,
    pub(super) kind: Kind,
    /// Usable values and, for numbers and days, what they mean.
    pub(super) values: &'a [Value<'a>],
    pub(super) numbers: &'a [Counted],
    pub(super) figures: Option<&'a Figures>,
    pub(super) decimal: Marks,
}

/// Different values up to which names are compared with one another.
const FEW_NAMES: usize = 5_000;
/// From this skewness on a logarithm helps (`D11` of the verdicts).
const SKEWED: f64 = 2.0;
/// Numbers of six digits and more may be codes.
const LEAST_CODE: f64 = 100_000.0;
/// Outer fences by Tukey (1977).
const FENCE: f64 = 3.0;
/// Numbers of which there are so few different ones are rather marks or counts.
const FEWEST_NUMBERS: usize = 20;
/// More than one row in so many beyond the fences is a shape of its own.
const SHAPE_SHARE: u64 = 20;
/// One row in so many is rare.
const RARE_SHARE: u64 = 100;
/// Names from which on rare ones are worth grouping.
const MANY_NAMES: usize = 30;
/// Values in several ways that get a sentence each; more get one together.
const NAMED_ONE_BY_ONE: usize = 2;
/// Cells named in one step at most.
const MOST_TEXTS: usize = 100;

/// All signs of a column, the gravest first.
pub(super) fn find(look: Look<'_>) -> Vec<Sign> {
    let mut found = Vec::new();
    match look.kind {
        Kind::Number | Kind::Integer => {
            if let Some(figures) = look.figures {
                numbers(look, figures, &mut found);
            }
        }
        Kind::Date => {
            if let Some(figures) = look.figures {
                days(look, figures, &mut found);
            }
        }
        Kind::YesNo | Kind::Category | Kind::Text => words(look, &mut found),
    }
    found
}

fn numbers(look: Look<'_>, figures: &Figures, found: &mut Vec<Sign>) {
    let impossible = impossible(look, figures);
    let placeholder = if impossible.is_some() { None } else { placeholder(look, figures) };
    let clean = impossible.is_none() && placeholder.is_none();
    found.extend(impossible);
    found.extend(placeholder);
    if clean && look.values.len() >= FEWEST_NUMBERS {
        found.extend(far_numbers(look, figures));
    }
}

/// Ages outside 0 to 120, and numbers below zero where things are counted.
fn impossible(look: Look<'_>, figures: &Figures) -> Option<Sign> {
    let words = name_words(look.name);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let contains = |parts: &[&str]| parts.iter().any(|part| look.name.contains(part));
    let (low, high) = if has(&["age", "alter", "edad"]) || contains(&["年龄"]) {
        (0.0, 120.0)
    } else if has(&COUNTED) || contains(&["数量", "次数", "件数", "单价", "价格", "天数"]) {
        (0.0, f64::INFINITY)
    } else {
        return None;
    };
    if figures.min >= low && figures.max <= high {
        return None;
    }
    let wrong = |value: f64| value < low || value > high;
    let texts = texts(look, wrong)?;
    let (below, above) = Figures::beyond(look.numbers, low, high);
    // A tenth of the rows is no slip: the column means something else.
    ((below + above) * 10 < figures.rows).then_some(Sign::Impossible { texts, rows: below + above })
}

/// Words of columns whose numbers are never below zero.
const COUNTED: [&str; 24] = [
    "price",
    "quantity",
    "qty",
    "count",
    "orders",
    "visits",
    "items",
    "units",
    "tenure",
    "months",
    "days",
    "years",
    "children",
    "purchases",
    "clicks",
    "sessions",
    "calls",
    "products",
    "pieces",
    "minutes",
    "hours",
    "logins",
    "returns",
    "kids",
];

/// A number of nines, or −1, that lies far beyond all others and stands in several rows.
fn placeholder(look: Look<'_>, figures: &Figures) -> Option<Sign> {
    let mut others = (f64::INFINITY, f64::NEG_INFINITY);
    for (value, _) in look.numbers.iter().filter(|(value, _)| *value != figures.min && *value != figures.max)
    {
        others = (others.0.min(*value), others.1.max(*value));
    }
    let [lower, _, upper] = figures.quartiles;
    let reach = (FENCE * (upper - lower)).max(1.0);
    let is_marker = |value: f64| {
        let digits = format!("{}", value.abs());
        digits.len() >= 2 && digits.bytes().all(|byte| byte == b'9')
    };
    for value in [figures.max, figures.min] {
        let far = value > others.1.max(upper) + reach || value < others.0.min(lower) - reach;
        // −1 beside counts from zero on: nothing else is below zero.
        let minus_one = value == -1.0 && others.0 >= 0.0 && look.values.len() > 3;
        if !(minus_one || (is_marker(value) && far)) {
            continue;
        }
        let place = look.numbers.iter().position(|(own, _)| *own == value)?;
        let cell = look.values.get(place)?;
        if cell.rows >= 2 && cell.rows * 2 < figures.rows {
            return Some(Sign::Placeholder { text: cell.text.to_owned(), rows: cell.rows });
        }
    }
    None
}

/// A long tail, or numbers far from the others. A column that is skewed by nature has no outliers on that side.
fn far_numbers(look: Look<'_>, figures: &Figures) -> Option<Sign> {
    let [lower, median, upper] = figures.quartiles;
    let spread = upper - lower;
    if spread <= 0.0 || are_codes(look, figures) {
        return None;
    }
    let fences = (lower - FENCE * spread, upper + FENCE * spread);
    let (below, above) = Figures::beyond(look.numbers, fences.0, fences.1);
    if below + above == 0 {
        return None;
    }
    if figures.skewness > SKEWED && figures.min >= 0.0 {
        // On a scale of multiples a tail by nature is none; and so many rows are a shape, not slips.
        let (low, high) = (lower.ln_1p(), upper.ln_1p());
        let edge = (high + FENCE * (high - low)).exp_m1();
        let (_, beyond) = Figures::beyond(look.numbers, f64::NEG_INFINITY, edge);
        if beyond == 0 || above * RARE_SHARE > figures.rows {
            return Some(Sign::Skewed { median, max: figures.max });
        }
    }
    if (below + above) * SHAPE_SHARE > figures.rows {
        return None;
    }
    let farthest = if figures.max - median >= median - figures.min { figures.max } else { figures.min };
    Some(Sign::Outliers { rows: below + above, farthest, median })
}

/// Whole numbers that name something: a large one means no more than a small one. Their column says so, or they are
/// long numbers of which none is twice the middle one or half of it.
fn are_codes(look: Look<'_>, figures: &Figures) -> bool {
    let median = figures.quartiles[1];
    let long = figures.min >= LEAST_CODE && figures.max < median * 2.0 && figures.min > median / 2.0;
    look.kind == Kind::Integer && (names_code(look.name) || long)
}

/// Days that stand for "not known", and days far from all others.
fn days(look: Look<'_>, figures: &Figures, found: &mut Vec<Sign>) {
    let [lower, _, upper] = figures.quartiles;
    // Ten years, or five times the middle half, beyond the quartiles.
    let reach = ((upper - lower) * 5.0).max(3_652.5);
    let far = |value: f64| value < lower - reach || value > upper + reach;
    let marker = |value: f64| {
        matches!(
            dates::iso(value).as_str(),
            "1900-01-01"
                | "1899-12-30"
                | "1899-12-31"
                | "1970-01-01"
                | "1970-01-02"
                | "1901-01-01"
                | "2099-12-31"
                | "2099-01-01"
                | "2100-01-01"
                | "2199-12-31"
                | "1800-01-01"
        )
    };
    if !far(figures.min) && !far(figures.max) {
        return;
    }
    let (below, above) = Figures::beyond(look.numbers, lower - reach, upper + reach);
    if (below + above) * 10 >= figures.rows {
        return;
    }
    let Some(texts) = texts(look, far) else { return };
    let all_markers = look.numbers.iter().filter(|(value, _)| far(*value)).all(|(value, _)| marker(*value));
    found.push(match (all_markers, texts.as_slice()) {
        (true, [only]) => Sign::Placeholder { text: only.clone(), rows: below + above },
        _ => Sign::FarDays { texts, rows: below + above },
    });
}

/// The cells whose numbers are meant, most frequent first; none if there are too many to name.
fn texts(look: Look<'_>, meant: impl Fn(f64) -> bool) -> Option<Vec<String>> {
    let mut cells: Vec<&Value<'_>> = look
        .numbers
        .iter()
        .zip(look.values)
        .filter(|((value, _), _)| meant(*value))
        .map(|(_, v)| v)
        .collect();
    if cells.is_empty() || cells.len() > MOST_TEXTS {
        return None;
    }
    cells.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.text.cmp(b.text)));
    Some(cells.into_iter().map(|cell| cell.text.to_owned()).collect())
}

fn words(look: Look<'_>, found: &mut Vec<Sign>) {
    let values = look.values;
    if values.len() > 2
        && let Some(written) = written::find_in(values, look.decimal)
    {
        let mut rows = 0;
        let mut example = None;
        for value in values.iter().filter(|value| written.number(value.text).is_some()) {
            rows += value.rows;
            example.get_or_insert(value.text);
        }
        let filled: u64 = values.iter().map(|value| value.rows).sum();
        if let Some(example) = example.filter(|_| rows * 20 >= filled * 19) {
            found.push(Sign::Written { example: example.to_owned(), rows });
            return;
        }
    }
    if look.kind != Kind::Text && values.len() <= FEW_NAMES {
        found.extend(spellings(values));
    }
    found.extend(damaged(values));
    if look.kind == Kind::Category && values.len() >= MANY_NAMES {
        found.extend(rare(values));
    }
}

/// Values that are alike but for case and blanks, or that all say yes or no.
fn spellings(values: &[Value<'_>]) -> Vec<Sign> {
    let mut groups: BTreeMap<String, Vec<&Value<'_>>> = BTreeMap::new();
    let folded: Vec<String> = values.iter().map(|value| folded(value.text)).collect();
    let sides: Vec<Option<&'static str>> = folded.iter().map(|text| answer(text)).collect();
    // Only where nothing else stands is "1" a yes, and 0 and 1 alone are as good as any other pair.
    let answers =
        sides.iter().all(Option::is_some) && folded.iter().any(|text| !matches!(text.as_str(), "0" | "1"));
    for ((value, text), side) in values.iter().zip(folded).zip(sides) {
        let key = if answers { side.unwrap_or_default().to_owned() } else { text };
        groups.entry(key).or_default().push(value);
    }
    let mut found = Vec::new();
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        group.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.text.cmp(b.text)));
        let Some((keep, others)) = group.split_first() else { continue };
        found.push(Sign::Spelling {
            keep: keep.text.to_owned(),
            others: others.iter().take(MOST_TEXTS).map(|value| value.text.to_owned()).collect(),
            rows: others.iter().map(|value| value.rows).sum(),
        });
    }
    if found.len() <= NAMED_ONE_BY_ONE {
        return found;
    }
    let (mut kept, mut other_rows) = (Vec::new(), 0);
    for sign in &found {
        if let Sign::Spelling { keep, rows, .. } = sign {
            kept.push(keep.as_str());
            other_rows += rows;
        }
    }
    let case = usual_case(kept.iter().copied());
    vec![Sign::Capitals { names: kept.len(), case, rows: other_rows }]
}

/// How most of the ways that stay are written.
fn usual_case<'t>(texts: impl Iterator<Item = &'t str>) -> LetterCase {
    let (mut lower, mut upper, mut all) = (0, 0, 0);
    for text in texts {
        all += 1;
        lower += usize::from(!text.contains(char::is_uppercase));
        upper += usize::from(!text.contains(char::is_lowercase));
    }
    if lower * 2 > all {
        LetterCase::Lower
    } else if upper * 2 > all {
        LetterCase::Upper
    } else {
        LetterCase::Words
    }
}

/// Lower case, one blank between words.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&word.to_lowercase());
    }
    folded
}

fn answer(folded: &str) -> Option<&'static str> {
    match folded {
        "yes" | "y" | "true" | "t" | "1" | "是" | "有" => Some("yes"),
        "no" | "n" | "false" | "f" | "0" | "否" | "无" => Some("no"),
        _ => None,
    }
}

/// Pairs of letters that UTF-8 gives when it is read as Windows-1252 or GBK, and the mark of a lost letter.
fn damaged(values: &[Value<'_>]) -> Option<Sign> {
    const MARKS: [&str; 9] = ["\u{fffd}", "Ã©", "Ã¨", "Ã¼", "Ã¶", "Ã¤", "Ã±", "â€", "锟斤拷"];
    let is_damaged = |text: &str| !text.is_ascii() && MARKS.iter().any(|mark| text.contains(mark));
    let mut rows = 0;
    let mut example = None;
    for value in values.iter().filter(|value| is_damaged(value.text)) {
        rows += value.rows;
        example.get_or_insert(value.text);
    }
    example.map(|example| Sign::Damaged { example: example.chars().take(40).collect(), rows })
}

fn rare(values: &[Value<'_>]) -> Option<Sign> {
    let filled: u64 = values.iter().map(|value| value.rows).sum();
    let mut names = 0;
    let mut rows = 0;
    for value in values.iter().filter(|value| value.rows * RARE_SHARE < filled) {
        names += 1;
        rows += value.rows;
    }
    (names * 2 > values.len() && names < values.len()).then_some(Sign::Rare { names, rows })
}
