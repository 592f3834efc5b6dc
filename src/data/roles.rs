//! What a column is for, guessed from its content and its name.

use super::cells::Value;
use super::numbers;
use super::table::Table;
use crate::domain::column::{Kind, Role};
use crate::domain::message::Message;
use crate::domain::table::TableView as _;

/// Values looked at before all are.
const SAMPLE: usize = 1_000;

/// What is known about a column when its role is guessed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    pub(super) table: &'a Table,
    pub(super) index: usize,
    pub(super) name: &'a str,
    pub(super) kind: Kind,
    /// Usable values, most frequent first.
    pub(super) values: &'a [Value<'a>],
    pub(super) gaps: u64,
}

/// A guessed role.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Guess {
    pub(super) role: Role,
    pub(super) reason: Message,
    /// The column only counts the rows.
    pub(super) counts_rows: bool,
}

impl Guess {
    fn new(role: Role, reason: Message) -> Self {
        Self { role, reason, counts_rows: false }
    }
}

/// Guesses a role. Targets are never guessed here: only the user's question names one.
pub(super) fn guess(seen: Seen<'_>) -> Guess {
    let filled: u64 = seen.values.iter().map(|value| value.rows).sum();
    let distinct = seen.values.len() as u64;
    if filled == 0 {
        return Guess::new(Role::Ignore, Message::new("data-role-empty"));
    }
    if is_constant(seen.values, seen.kind, seen.gaps) && seen.table.rows() > 1 {
        return Guess::new(Role::Ignore, Message::new("data-role-constant"));
    }
    if share(seen.values, filled, is_email) >= 0.8 {
        return Guess::new(Role::Contact, Message::new("data-role-email"));
    }
    if share(seen.values, filled, |text| is_phone(text, names_phone(seen.name))) >= 0.8 {
        return Guess::new(Role::Contact, Message::new("data-role-phone"));
    }
    if seen.kind == Kind::Date {
        return Guess::new(Role::Date, Message::new("data-role-date"));
    }
    let hint = names_id(seen.name);
    let each_once = distinct == filled && filled > 2;
    if each_once && seen.gaps == 0 && counts_rows(seen) {
        let reason = Message::new("data-role-counts-rows");
        let counts_rows = !hint;
        return Guess { role: Role::Id, reason, counts_rows };
    }
    if seen.kind == Kind::Number && !hint {
        return Guess::new(Role::Feature, Message::new("data-role-feature"));
    }
    if each_once {
        let codes = seen.kind != Kind::Number
            && seen.kind != Kind::Integer
            && seen.values.iter().all(|value| is_code(value.text));
        if hint || codes {
            return Guess::new(Role::Id, Message::new("data-role-id-each-once"));
        }
    } else if hint && (distinct > 100 || distinct * 2 > filled) && seen.kind != Kind::YesNo {
        return Guess::new(Role::Id, Message::new("data-role-id-name"));
    }
    if seen.kind == Kind::Text {
        let reason =
            Message::new("data-role-text").count("n", distinct as usize).count("all", filled as usize);
        return Guess::new(Role::Ignore, reason);
    }
    Guess::new(Role::Feature, Message::new("data-role-feature"))
}

/// The same value in every row. A name in some rows and nothing in the others still tells rows apart.
pub(super) fn is_constant(values: &[Value<'_>], kind: Kind, gaps: u64) -> bool {
    values.len() == 1 && (gaps == 0 || kind.is_numeric() || kind == Kind::Date)
}

fn share(values: &[Value<'_>], filled: u64, is: impl Fn(&str) -> bool) -> f64 {
    // A column that is not nearly all contacts in its first values is none.
    let head = values.get(..SAMPLE.min(values.len())).unwrap_or_default();
    if values.len() > SAMPLE && head.iter().filter(|value| is(value.text)).count() * 2 < SAMPLE {
        return 0.0;
    }
    let rows: u64 = values.iter().filter(|value| is(value.text)).map(|value| value.rows).sum();
    rows as f64 / filled.max(1) as f64
}

fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else { return false };
    !user.is_empty()
        && !host.contains('@')
        && !text.contains(char::is_whitespace)
        && host.rsplit_once('.').is_some_and(|(domain, top)| !domain.is_empty() && top.chars().count() >= 2)
}

/// Seven to fifteen digits with the signs that phones are written with. Bare digits only under a telling name.
fn is_phone(text: &str, named: bool) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let others = || text.chars().filter(|letter| !letter.is_ascii_digit());
    let allowed = others().all(|letter| matches!(letter, '+' | ' ' | '-' | '(' | ')' | '.' | '/'));
    let written_as_phone = text.starts_with('+') && digits >= 8;
    allowed && (7..=15).contains(&digits) && (named || written_as_phone)
}

/// The words of a column name, in lower case: "customerID" and "Customer id" both give customer, id.
pub(super) fn name_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut previous_lower = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() {
            words.push(String::new());
            previous_lower = false;
            continue;
        }
        if words.is_empty() || (letter.is_uppercase() && previous_lower) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
        previous_lower = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

fn names_phone(name: &str) -> bool {
    let words = name_words(name);
    words.iter().any(|word| {
        matches!(
            word.as_str(),
            "phone" | "tel" | "telephone" | "mobile" | "cell" | "fax" | "whatsapp" | "cellphone"
        )
    }) || ["手机", "电话", "联系方式"].iter().any(|word| name.contains(word))
}

/// Names that say "id": `customerID`, `user_id`, 客户编号.
pub(super) fn names_id(name: &str) -> bool {
    let words = name_words(name);
    let last = words.last().map(String::as_str);
    let id = matches!(last, Some("id" | "ids" | "uuid" | "guid" | "key" | "identifier"))
        || words.first().is_some_and(|word| word == "id")
        || words.iter().any(|word| matches!(word.as_str(), "customerid" | "userid" | "clientid" | "uid"));
    let number = matches!(last, Some("no" | "number" | "nr" | "num" | "code"))
        && words.iter().any(|word| {
            matches!(
                word.as_str(),
                "customer"
                    | "client"
                    | "user"
                    | "member"
                    | "account"
                    | "order"
                    | "invoice"
                    | "card"
                    | "contract"
            )
        });
    id || number || ["编号", "编码", "订单号", "单号", "卡号", "账号"].iter().any(|word| name.contains(word))
}

/// A word of letters and digits without blanks that holds a digit: a key, not a name.
fn is_code(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text.len() <= 64
        && text
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/' | ':' | '#'))
        && numbers::parse(text, '.')
            .is_none_or(|_| numbers::has_leading_zero(text) || numbers::is_long_code(text))
}

/// First, first + 1, first + 2, … in file order, starting at 0 or 1 or any whole number.
fn counts_rows(seen: Seen<'_>) -> bool {
    let mut next: Option<i64> = None;
    for cell in seen.table.cells(seen.index) {
        let Ok(value) = cell.trim().parse::<i64>() else { return false };
        match next {
            None if !(0..=1).contains(&value) => return false,
            Some(expected) if expected != value => return false,
            _ => {}
        }
        next = value.checked_add(1);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_known_by_content() {
        for (text, expected) in [("a@b.de", true), ("a@b", false), ("@b.de", false), ("a b@c.de", false)] {
            assert_eq!(is_email(text), expected, "{text}");
        }
        for (text, named, expected) in [
            ("+49 30 1234567", false, true),
            ("13800138000", true, true),
            ("13800138000", false, false),
            ("2024-01-31", false, false),
            ("12", true, false),
        ] {
            assert_eq!(is_phone(text, named), expected, "{text}");
        }
    }

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(name_words("customerID"), ["customer", "id"]);
        assert_eq!(name_words("Recommended IND"), ["recommended", "ind"]);
        for (name, expected) in [
            ("customerID", true),
            ("PassengerId", true),
            ("CustomerID", true),
            ("user_id", true),
            ("客户编号", true),
            ("Order No", true),
            ("paid", false),
            ("video", false),
            ("number of children", false),
        ] {
            assert_eq!(names_id(name), expected, "{name}");
        }
    }
}
