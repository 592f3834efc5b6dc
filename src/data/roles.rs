//! What a column is for, guessed from its content and its name.

use super::cells::Value;
use super::numbers;
use super::personal::Personal;
use super::table::Table;
use crate::domain::column::{Kind, Role};
use crate::domain::message::Message;
use crate::domain::table::TableView as _;

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
    /// What is personal about it.
    pub(super) personal: Option<Personal>,
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
    if let Some(reason) = seen.personal.and_then(personal_reason) {
        return Guess::new(Role::Contact, reason);
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

/// Why a personal column is left out of learning. A day of birth tells the age, which may be learned from.
fn personal_reason(personal: Personal) -> Option<Message> {
    Some(match personal {
        Personal::Email => Message::new("data-role-email"),
        Personal::Phone => Message::new("data-role-phone"),
        Personal::Name => Message::new("data-role-name"),
        Personal::Address => Message::new("data-role-address"),
        Personal::PostalCode => Message::new("data-role-postal-code"),
        Personal::Account => Message::new("data-role-account"),
        Personal::Birth => return None,
    })
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

/// Names that say "code" or "id", whatever it is a code of: `sku`, `zip_code`, 类别ID.
pub(super) fn names_code(name: &str) -> bool {
    let words = name_words(name);
    let says = |word: &String| {
        matches!(word.as_str(), "code" | "codes" | "id" | "ids" | "sku" | "ean" | "zip" | "postcode" | "plz")
    };
    let behind_han = ["id", "ID", "Id"].iter().any(|end| {
        let before = name.trim_end().strip_suffix(end).and_then(|before| before.chars().next_back());
        before.is_some_and(|letter| !letter.is_ascii() && letter.is_alphabetic())
    });
    names_id(name)
        || words.iter().any(says)
        || behind_han
        || ["代码", "邮编", "条码"].iter().any(|word| name.contains(word))
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
        for (name, expected) in [
            ("类别ID", true),
            ("zip code", true),
            ("SKU", true),
            ("décodé", false),
            ("paid", false),
            ("金额", false),
        ] {
            assert_eq!(names_code(name), expected, "{name}");
        }
    }
}
