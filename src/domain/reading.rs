//! How a file is read: everything a user can say about it. What is left open is found out.

use serde::{Deserialize, Deserializer, Serialize};

/// How to read a table; what is none is found out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// How letters are written as bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// One ASCII character between cells; a blank stands for runs of blanks too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// The quotation mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// How a quotation mark stands inside a quoted cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escape: Option<Escape>,
    /// `.` or `,`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal: Option<char>,
    /// The mark between groups of three digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thousands: Option<Thousands>,
    /// The order of day and month where a column leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// How many rows at the top hold names, 0 to 9. `false` and `true` on disk mean 0 and 1.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "header_rows")]
    pub header: Option<u8>,
    /// Lines before the table that are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip: Option<u64>,
    /// The sheet of a workbook, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Only this many rows from the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Only one of every so many rows, drawn by chance: a sample spread over the whole file, the same each time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<u64>,
}

/// The most rows that may hold names.
pub const MOST_HEADER_ROWS: u8 = 9;

fn header_rows<'de, D: Deserializer<'de>>(input: D) -> Result<Option<u8>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Header {
        Has(bool),
        Rows(u8),
    }
    Ok(Option::<Header>::deserialize(input)?.map(|header| match header {
        Header::Has(has) => u8::from(has),
        Header::Rows(rows) => rows.min(MOST_HEADER_ROWS),
    }))
}

/// A quotation mark, or none at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quote {
    /// `"`
    Double,
    /// `'`
    Single,
    /// Quotation marks are ordinary letters.
    None,
}

/// How a quotation mark stands inside a quoted cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Escape {
    /// Twice.
    Doubled,
    /// After a backslash.
    Backslash,
}

/// The mark between groups of three digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Thousands {
    /// Digits stand without gaps.
    None,
    /// `1,234`
    Comma,
    /// `1.234`
    Point,
    /// `1 234`, also with a no-break space.
    Blank,
    /// `1'234`
    Apostrophe,
}

impl Thousands {
    /// All choices.
    pub const ALL: [Self; 5] = [Self::None, Self::Comma, Self::Point, Self::Blank, Self::Apostrophe];

    /// The sign itself, if there is one.
    pub fn sign(self) -> Option<char> {
        match self {
            Self::None => None,
            Self::Comma => Some(','),
            Self::Point => Some('.'),
            Self::Blank => Some(' '),
            Self::Apostrophe => Some('\''),
        }
    }

    /// The choice that means a sign.
    pub fn of(sign: Option<char>) -> Self {
        Self::ALL.into_iter().find(|choice| choice.sign() == sign).unwrap_or(Self::None)
    }
}

/// The order of day and month where a column leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 31/01/2024
    DayFirst,
    /// 01/31/2024
    MonthFirst,
}

impl DateOrder {
    /// All orders.
    pub const ALL: [Self; 2] = [Self::DayFirst, Self::MonthFirst];
}

/// How letters are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// Unicode, one to four bytes a letter.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Unicode, two bytes a letter, the low one first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// Unicode, two bytes a letter, the high one first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Simplified Chinese; includes GBK and GB2312.
    Gb18030,
    /// Traditional Chinese.
    Big5,
    /// Japanese.
    ShiftJis,
    /// Japanese.
    EucJp,
    /// Korean.
    EucKr,
    /// Western Europe; includes ISO-8859-1.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Central Europe.
    #[serde(rename = "windows-1250")]
    Windows1250,
    /// Cyrillic.
    #[serde(rename = "windows-1251")]
    Windows1251,
    /// Greek.
    #[serde(rename = "windows-1253")]
    Windows1253,
    /// Turkish.
    #[serde(rename = "windows-1254")]
    Windows1254,
    /// Baltic.
    #[serde(rename = "windows-1257")]
    Windows1257,
    /// Central Europe.
    #[serde(rename = "iso-8859-2")]
    Iso8859x2,
    /// Greek.
    #[serde(rename = "iso-8859-7")]
    Iso8859x7,
    /// Cyrillic.
    #[serde(rename = "koi8-u")]
    Koi8U,
    /// Western Europe on old Macintoshes.
    Macintosh,
}

impl Encoding {
    /// All that can be chosen, the likeliest first.
    pub const ALL: [Self; 18] = [
        Self::Utf8,
        Self::Gb18030,
        Self::Windows1252,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Big5,
        Self::ShiftJis,
        Self::EucJp,
        Self::EucKr,
        Self::Windows1250,
        Self::Iso8859x2,
        Self::Windows1251,
        Self::Koi8U,
        Self::Windows1253,
        Self::Iso8859x7,
        Self::Windows1254,
        Self::Windows1257,
        Self::Macintosh,
    ];

    /// The name people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
            Self::ShiftJis => "Shift-JIS",
            Self::EucJp => "EUC-JP",
            Self::EucKr => "EUC-KR",
            Self::Windows1252 => "Windows-1252",
            Self::Windows1250 => "Windows-1250",
            Self::Windows1251 => "Windows-1251",
            Self::Windows1253 => "Windows-1253",
            Self::Windows1254 => "Windows-1254",
            Self::Windows1257 => "Windows-1257",
            Self::Iso8859x2 => "ISO-8859-2",
            Self::Iso8859x7 => "ISO-8859-7",
            Self::Koi8U => "KOI8-U",
            Self::Macintosh => "Mac Roman",
        }
    }

    /// The encoding behind a label as people write it: `gbk`, `cp1252`, `latin1`, `UTF_16LE`, …
    pub fn from_label(label: &str) -> Option<Self> {
        let plain: String =
            label.chars().filter(char::is_ascii_alphanumeric).map(|sign| sign.to_ascii_lowercase()).collect();
        Some(match plain.as_str() {
            "utf8" | "utf8sig" | "unicode" | "ascii" | "usascii" => Self::Utf8,
            "utf16" | "utf16le" | "ucs2" => Self::Utf16Le,
            "utf16be" => Self::Utf16Be,
            "gb18030" | "gbk" | "gb2312" | "cp936" | "windows936" | "euccn" => Self::Gb18030,
            "big5" | "big5hkscs" | "cp950" => Self::Big5,
            "shiftjis" | "sjis" | "cp932" | "windows31j" | "mskanji" => Self::ShiftJis,
            "eucjp" => Self::EucJp,
            "euckr" | "cp949" | "ksc5601" | "uhc" => Self::EucKr,
            "windows1252" | "cp1252" | "latin1" | "iso88591" | "iso885915" | "ansi" => Self::Windows1252,
            "windows1250" | "cp1250" => Self::Windows1250,
            "windows1251" | "cp1251" => Self::Windows1251,
            "windows1253" | "cp1253" => Self::Windows1253,
            "windows1254" | "cp1254" | "latin5" | "iso88599" => Self::Windows1254,
            "windows1257" | "cp1257" => Self::Windows1257,
            "iso88592" | "latin2" => Self::Iso8859x2,
            "iso88597" | "greek" => Self::Iso8859x7,
            "koi8u" | "koi8r" => Self::Koi8U,
            "macintosh" | "macroman" | "mac" => Self::Macintosh,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_has_labels() {
        for encoding in Encoding::ALL {
            assert_eq!(Encoding::from_label(encoding.name()), Some(encoding), "{encoding:?}");
        }
        for (label, expected) in [("GBK", Encoding::Gb18030), ("latin-1", Encoding::Windows1252)] {
            assert_eq!(Encoding::from_label(label), Some(expected));
        }
        assert_eq!(Encoding::from_label("klingon"), None);
    }

    #[test]
    fn header_of_older_recipes_is_understood() {
        for (text, expected) in [("header = true", 1), ("header = false", 0), ("header = 2", 2)] {
            assert_eq!(toml::from_str::<Reading>(text).unwrap().header, Some(expected), "{text}");
        }
    }
}
