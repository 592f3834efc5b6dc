//! Steps on words.

use std::collections::HashSet;

use polars::prelude::StringChunked;

use super::super::cells::same_word;
use super::map::map;
use crate::domain::recipe::LetterCase;

/// Writes `to` where a trimmed cell says one of `from` (in lower case already), without regard to case.
pub(super) fn replace(cells: &StringChunked, from: &[String], to: &str) -> StringChunked {
    map(cells, |cell, text| {
        let trimmed = cell.trim();
        let found = !trimmed.is_empty() && from.iter().any(|from| same_word(trimmed, from));
        text.push_str(if found { to } else { cell });
    })
}

/// One blank between words, none around them, letters written alike.
pub(super) fn tidy(cells: &StringChunked, case: LetterCase) -> StringChunked {
    map(cells, |cell, text| tidy_cell(cell, case, text))
}

fn tidy_cell(cell: &str, case: LetterCase, text: &mut String) {
    // Marks that nobody sees: zero-width blanks and the byte order mark.
    let blank = |letter: char| letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{feff}');
    for word in cell.split(blank).filter(|word| !word.is_empty()) {
        if !text.is_empty() {
            text.push(' ');
        }
        match case {
            LetterCase::Keep => text.push_str(word),
            LetterCase::Lower => text.push_str(&word.to_lowercase()),
            LetterCase::Upper => text.push_str(&word.to_uppercase()),
            LetterCase::Words => {
                let mut letters = word.chars();
                if let Some(first) = letters.next() {
                    text.push(capital(first));
                    text.push_str(&letters.as_str().to_lowercase());
                }
            }
        }
    }
}

/// The capital of a letter; a letter whose capital is several letters (ß, ŉ) stays, so that doing it twice
/// changes nothing.
fn capital(letter: char) -> char {
    let mut capital = letter.to_uppercase();
    match (capital.next(), capital.next()) {
        (Some(only), None) => only,
        _ => letter,
    }
}

/// Writes `name` for every filled cell that says none of `names` (in code-point order).
pub(super) fn group(cells: &StringChunked, names: &[String], name: &str) -> StringChunked {
    let names: HashSet<&str> = names.iter().map(String::as_str).collect();
    map(cells, |cell, text| {
        let trimmed = cell.trim();
        text.push_str(if trimmed.is_empty() || names.contains(trimmed) { cell } else { name });
    })
}

/// The piece at an index of the pieces between `at`, without blanks around it; the last one has all that is
/// left. Blanks alone as `at` mean any run of blanks.
pub(super) fn piece(cells: &StringChunked, at: &str, pieces: usize, index: usize) -> StringChunked {
    map(cells, |cell, text| text.push_str(piece_of(cell, at, pieces, index).unwrap_or_default()))
}

fn piece_of<'c>(cell: &'c str, at: &str, pieces: usize, index: usize) -> Option<&'c str> {
    if !at.trim().is_empty() {
        return cell.splitn(pieces, at).nth(index).map(str::trim);
    }
    let mut rest = cell.trim();
    for _ in 0..index {
        let (_, after) = rest.split_once(char::is_whitespace)?;
        rest = after.trim_start();
    }
    let last = index + 1 == pieces;
    Some(if last { rest } else { rest.split(char::is_whitespace).next().unwrap_or(rest) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(cell: &str, case: LetterCase) -> String {
        let mut text = String::new();
        tidy_cell(cell, case, &mut text);
        text
    }

    #[test]
    fn blanks_and_letters_are_tidied() {
        assert_eq!(tidied("  new\u{a0}\u{3000} YORK ", LetterCase::Words), "New York");
        assert_eq!(tidied("\u{feff}ÉCOLE  de\tGenève", LetterCase::Lower), "école de genève");
        assert_eq!(tidied("straße", LetterCase::Upper), "STRASSE");
        assert_eq!(tidied("上海  市", LetterCase::Words), "上海 市");
        assert_eq!(tidied("\u{200b} ", LetterCase::Keep), "");
    }

    #[test]
    fn texts_fall_into_pieces() {
        let pieces = |cell: &str, at: &str, pieces: usize| -> Vec<Option<String>> {
            (0..pieces).map(|index| piece_of(cell, at, pieces, index).map(str::to_owned)).collect()
        };
        let some = |texts: &[&str]| texts.iter().map(|text| Some((*text).to_owned())).collect::<Vec<_>>();
        assert_eq!(pieces("ana@shop.example", "@", 2), some(&["ana", "shop.example"]));
        assert_eq!(pieces("a - b - c - d", "-", 3), some(&["a", "b", "c - d"]));
        assert_eq!(pieces(" Ana  María   de la Cruz ", " ", 3), some(&["Ana", "María", "de la Cruz"]));
        assert_eq!(pieces("Ana", " ", 2), [Some("Ana".to_owned()), None]);
        assert_eq!(pieces("", ",", 2), [Some(String::new()), None]);
    }

    proptest::proptest! {
        #[test]
        fn tidying_twice_is_tidying_once(cell in "\\PC{0,24}", blanks in "[ \\t\u{a0}\u{3000}]{0,3}") {
            let cell = format!("{blanks}{cell}{blanks}{cell}");
            for case in [LetterCase::Keep, LetterCase::Lower, LetterCase::Upper, LetterCase::Words] {
                let once = tidied(&cell, case);
                proptest::prop_assert_eq!(tidied(&once, case), once.clone(), "{:?} {:?}", case, cell);
            }
        }

        #[test]
        fn pieces_are_the_text(words in proptest::collection::vec("[a-z]{1,5}", 1..6), pieces in 2_usize..6) {
            let cell = words.join(" , ");
            let found: Vec<&str> = (0..pieces).filter_map(|index| piece_of(&cell, ",", pieces, index)).collect();
            proptest::prop_assert_eq!(found.join(" , "), cell);
        }
    }
}
