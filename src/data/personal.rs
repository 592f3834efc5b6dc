//! Personal data: what says who a customer is or where to reach them, by the content of a column and its name.

use super::cells::Value;
use super::roles::name_words;
use crate::domain::column::Kind;

/// Values looked at before all are.
const SAMPLE: usize = 1_000;
/// From this share of the filled cells on, a column holds what its cells look like.
const MOST: f64 = 0.8;
/// Different names below which a column could as well hold groups.
const FEWEST_NAMES: usize = 5;

/// What makes a column personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Personal {
    /// E-mail addresses.
    Email,
    /// Phone numbers.
    Phone,
    /// Names of people.
    Name,
    /// Postal addresses with streets.
    Address,
    /// Postal codes.
    PostalCode,
    /// Bank accounts, payment cards, identity cards: numbers with a correct check digit.
    Account,
    /// Days of birth.
    Birth,
}

/// What is personal about a column of filled `values` under its `kind`; `of_people` says that other columns show
/// that the rows are people.
pub(super) fn find(name: &str, kind: Kind, values: &[Value<'_>], of_people: bool) -> Option<Personal> {
    let filled: u64 = values.iter().map(|value| value.rows).sum();
    let most = |is: &dyn Fn(&str) -> bool| share(values, filled, is) >= MOST;
    if most(&is_email) {
        return Some(Personal::Email);
    }
    let words = name_words(name);
    let phone = names_phone(name, &words);
    if most(&|text| is_phone(text, phone)) {
        return Some(Personal::Phone);
    }
    if kind == Kind::Date {
        return names_birth(name, &words).then_some(Personal::Birth);
    }
    if most(&|text| is_iban(text) || is_identity(text)) || (has(&words, &CARDS) && most(&is_card)) {
        return Some(Personal::Account);
    }
    if names_postal_code(name, &words) && most(&is_postal_code) {
        return Some(Personal::PostalCode);
    }
    if matches!(kind, Kind::Text | Kind::Category) {
        if names_address(name, &words) && most(&is_address) {
            return Some(Personal::Address);
        }
        let enough = values.len() >= FEWEST_NAMES || values.len() as u64 == filled;
        if enough && names_person(name, &words, of_people) && most(&is_person_name) {
            return Some(Personal::Name);
        }
    }
    None
}

fn share(values: &[Value<'_>], filled: u64, is: &dyn Fn(&str) -> bool) -> f64 {
    // A column that is not nearly all of it in its first values is none.
    let head = values.get(..SAMPLE.min(values.len())).unwrap_or_default();
    if head.iter().filter(|value| is(value.text)).count() * 2 < head.len() {
        return 0.0;
    }
    let rows: u64 = values.iter().filter(|value| is(value.text)).map(|value| value.rows).sum();
    rows as f64 / filled.max(1) as f64
}

fn is_email(text: &str) -> bool {
    let Some(at) = memchr::memchr(b'@', text.as_bytes()) else { return false };
    let (Some(user), Some(host)) = (text.get(..at), text.get(at + 1..)) else { return false };
    !user.is_empty()
        && !host.contains('@')
        && !text.contains(char::is_whitespace)
        && host.rsplit_once('.').is_some_and(|(domain, top)| !domain.is_empty() && top.chars().count() >= 2)
}

/// Seven to fifteen digits with the signs that phones are written with. Bare digits only under a telling name.
fn is_phone(text: &str, named: bool) -> bool {
    if !named && !text.starts_with('+') {
        return false;
    }
    let mut digits = 0;
    for letter in text.chars() {
        match letter {
            '0'..='9' => digits += 1,
            '+' | ' ' | '-' | '(' | ')' | '.' | '/' => {}
            _ => return false,
        }
    }
    (if named { 7 } else { 8 }..=15).contains(&digits)
}

/// An account number with country, check digits (ISO 7064, mod 97) and 11 to 30 letters or digits.
fn is_iban(text: &str) -> bool {
    let country = text.bytes().take(2).filter(u8::is_ascii_uppercase).count() == 2;
    if !country || !text.bytes().skip(2).take(2).all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let bare: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').collect();
    let Some((head, tail)) = bare.split_at_checked(4) else { return false };
    if !(11..=30).contains(&tail.len()) {
        return false;
    }
    let mut rest = 0_u32;
    for byte in tail.iter().chain(head) {
        rest = match byte {
            b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
            b'A'..=b'Z' => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
            _ => return false,
        };
    }
    rest == 1
}

/// A Chinese identity number: 17 digits and a check digit (GB 11643, ISO 7064 mod 11-2).
fn is_identity(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 18 {
        return false;
    }
    let mut sum = 0_u32;
    for (place, byte) in bytes.iter().enumerate() {
        let digit = match byte {
            b'0'..=b'9' => u32::from(byte - b'0'),
            b'X' | b'x' if place == 17 => 10,
            _ => return false,
        };
        // Weights 2^17 … 2^0 modulo 11; a valid number leaves 1.
        sum += digit * (1_u32 << (17 - place) as u32);
    }
    sum % 11 == 1
}

/// A payment card: 13 to 19 digits, blanks and hyphens between them, and a correct check digit (Luhn).
fn is_card(text: &str) -> bool {
    let mut digits = 0_u32;
    let mut sum = 0_u32;
    for byte in text.bytes().rev() {
        match byte {
            b'0'..=b'9' => {
                let digit = u32::from(byte - b'0') * (1 + digits % 2);
                sum += digit / 10 + digit % 10;
                digits += 1;
            }
            b' ' | b'-' => {}
            _ => return false,
        }
    }
    (13..=19).contains(&digits) && sum.is_multiple_of(10)
}

/// Three to ten letters and digits with a digit among them: "10115", "SW1A 1AA", "1012 AB".
fn is_postal_code(text: &str) -> bool {
    let length = text.len();
    (3..=10).contains(&length)
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-'))
}

/// Words and a number ("12 High Street"), or a Chinese address down to the street.
fn is_address(text: &str) -> bool {
    let number = text.bytes().any(|byte| byte.is_ascii_digit());
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let street = ["路", "街", "巷", "号", "村", "栋", "室"].iter().any(|word| text.contains(word));
    (number && letters >= 3 && text.chars().count() >= 6) || (street && letters >= 5)
}

/// One to five words of letters, each name with a capital where its script has them: "Hugo Dunmore",
/// "Braund, Mr. Owen Harris", "李小龙".
fn is_person_name(text: &str) -> bool {
    let mut words = 0;
    let mut letters = 0;
    let mut starts = true;
    let mut first = None;
    for letter in text.chars() {
        if letter.is_alphabetic() {
            words += u32::from(starts);
            letters += 1;
            first.get_or_insert(letter);
            starts = false;
        } else if letter == ' ' || letter == '·' {
            starts = true;
        } else if !matches!(letter, '\'' | '’' | '-' | '.' | ',' | '(' | ')' | '"' | '\u{300}'..='\u{36f}')
        {
            return false;
        }
    }
    let Some(first) = first else { return false };
    let han = !first.is_lowercase() && !first.is_uppercase();
    if han { (1..=12).contains(&letters) } else { (1..=8).contains(&words) && letters >= 2 }
}

const CARDS: [&str; 6] = ["card", "cardnumber", "creditcard", "payment", "银行卡", "卡号"];

/// Words before "name" that say whose name it is.
const PEOPLE: [&str; 33] = [
    "first",
    "last",
    "full",
    "given",
    "family",
    "middle",
    "sur",
    "maiden",
    "legal",
    "preferred",
    "nick",
    "customer",
    "client",
    "contact",
    "person",
    "member",
    "subscriber",
    "guest",
    "passenger",
    "patient",
    "employee",
    "buyer",
    "recipient",
    "owner",
    "holder",
    "cardholder",
    "user",
    "billing",
    "shipping",
    "donor",
    "student",
    "lead",
    "consumer",
];

/// Whole names, or words in them, that speak of nobody else.
const NAMES: [&str; 21] = [
    "surname",
    "firstname",
    "lastname",
    "fullname",
    "forename",
    "familyname",
    "givenname",
    "middlename",
    "nickname",
    "customername",
    "clientname",
    "contactname",
    "username",
    "vorname",
    "nachname",
    "familienname",
    "prenom",
    "prénom",
    "apellido",
    "apellidos",
    "nombres",
];

/// Words of other columns that show that the rows are people.
const OF_PEOPLE: [&str; 22] = [
    "customer",
    "client",
    "email",
    "mail",
    "phone",
    "mobile",
    "age",
    "sex",
    "gender",
    "birth",
    "birthday",
    "dob",
    "member",
    "subscriber",
    "passenger",
    "user",
    "surname",
    "email_address",
    "customerid",
    "newsletter",
    "salary",
    "marital",
];

fn has(words: &[String], known: &[&str]) -> bool {
    words.iter().any(|word| known.contains(&word.as_str()))
}

fn contains(name: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| name.contains(part))
}

fn names_phone(name: &str, words: &[String]) -> bool {
    has(words, &["phone", "tel", "telephone", "mobile", "cell", "fax", "whatsapp", "cellphone"])
        || contains(name, &["手机", "电话", "联系方式"])
}

fn names_birth(name: &str, words: &[String]) -> bool {
    has(words, &["birth", "born", "dob", "birthday", "birthdate", "dateofbirth", "geburtsdatum"])
        || contains(name, &["生日", "出生"])
}

fn names_postal_code(name: &str, words: &[String]) -> bool {
    has(words, &["zip", "zipcode", "postcode", "postalcode", "plz", "pincode"])
        || (has(words, &["postal", "post"]) && has(words, &["code"]))
        || contains(name, &["邮编", "邮政编码"])
}

fn names_address(name: &str, words: &[String]) -> bool {
    has(words, &["address", "addr", "street", "address1", "address2", "strasse", "straße", "adresse"])
        || contains(name, &["地址", "住址"])
}

/// Whether the names of columns show that the rows are people, and not products.
pub(super) fn are_people(names: &[String]) -> bool {
    names.iter().any(|name| {
        has(&name_words(name), &OF_PEOPLE)
            || contains(name, &["客户", "会员", "手机", "邮箱", "性别", "年龄", "生日"])
    })
}

/// Whether a header speaks of people's names. A bare "name" does so only in a table of people: beside prices and
/// stock it names products.
fn names_person(name: &str, words: &[String], of_people: bool) -> bool {
    if has(words, &NAMES) || contains(name, &["姓名", "收货人", "联系人", "收件人"]) || name == "姓"
    {
        return true;
    }
    match words {
        [only] if only == "name" || only == "names" || only == "名字" => of_people,
        [.., before, last] if last == "name" || last == "names" => PEOPLE.contains(&before.as_str()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, kind: Kind, values: &[&str], others: &[&str]) -> Option<Personal> {
        let values: Vec<Value<'_>> = values.iter().map(|text| Value { text, rows: 2 }).collect();
        let others: Vec<String> = others.iter().map(|other| (*other).to_owned()).collect();
        find(name, kind, &values, are_people(&others))
    }

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
    fn account_numbers_are_known_by_their_check_digits() {
        // The examples of the IBAN registry, of the card networks' test numbers and of GB 11643 itself.
        for (text, is) in [("DE89 3704 0044 0532 0130 00", true), ("GB82WEST12345698765432", true)] {
            assert_eq!(is_iban(text), is, "{text}");
        }
        assert!(!is_iban("DE88370400440532013000") && !is_iban("DE") && !is_iban("Deutschland"));
        assert!(is_card("4111 1111 1111 1111") && is_card("378282246310005"));
        assert!(!is_card("4111111111111112") && !is_card("0"));
        assert!(is_identity("11010519491231002X") && !is_identity("110105194912310021"));
    }

    #[test]
    fn names_of_people_are_known_by_header_and_content() {
        let people = ["Hugo Dunmore", "Zoë Núñez", "Ada O'Neil", "Emil Berg-Holm", "Grace Ito"];
        let goods = ["Blue Shirt 40", "Socks 3 pairs", "Mug 0.3 l", "Lamp E27", "Pen 2B"];
        let kind = Kind::Category;
        for header in ["customer_name", "firstName", "LAST NAME", "姓名", "surname", "Full name"] {
            assert_eq!(found(header, kind, &people, &[]), Some(Personal::Name), "{header}");
            assert_eq!(found(header, kind, &goods, &[]), None, "{header}");
        }
        for header in ["product_name", "city", "campaign name", "Brand", "plan_name", "商品名称"] {
            assert_eq!(found(header, kind, &people, &["email"]), None, "{header}");
        }
        assert_eq!(found("name", kind, &people, &["name", "email"]), Some(Personal::Name));
        assert_eq!(found("Name", Kind::Text, &people, &["Sex", "Age"]), Some(Personal::Name));
        assert_eq!(found("name", kind, &people, &["name", "price", "stock"]), None);
        assert_eq!(found("姓名", kind, &["王伟", "李娜", "张敏", "刘洋", "陈静"], &[]), Some(Personal::Name));
    }

    #[test]
    fn addresses_codes_and_births_are_personal() {
        let streets = ["12 High Street", "3 Mill Lane", "7b Park Row"];
        assert_eq!(found("address", Kind::Text, &streets, &[]), Some(Personal::Address));
        assert_eq!(
            found("收货地址", Kind::Text, &["上海市黄浦区南京东路 1 号"], &[]),
            Some(Personal::Address)
        );
        // A province is no address: it stays an input.
        assert_eq!(found("收货地址", Kind::Category, &["上海", "江苏省", "北京"], &[]), None);
        assert_eq!(
            found("Postal Code", Kind::Category, &["10115", "SW1A 1AA"], &[]),
            Some(Personal::PostalCode)
        );
        assert_eq!(found("zip_code", Kind::Category, &["Urban", "Rural"], &[]), None);
        assert_eq!(found("birth_date", Kind::Date, &["1970-01-01"], &[]), Some(Personal::Birth));
        assert_eq!(found("joined", Kind::Date, &["1970-01-01"], &[]), None);
    }
}
