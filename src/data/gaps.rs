//! Words that people write where they know nothing. They are never swallowed: the user is asked.

use super::cells::{Value, same_word};

/// Lower case, as they stand in files.
const WORDS: [&str; 24] = [
    "unknown",
    "na",
    "n/a",
    "#n/a",
    "n.a.",
    "nan",
    "null",
    "nil",
    "missing",
    "not available",
    "not known",
    "?",
    "??",
    "???",
    "-",
    "--",
    "---",
    ".",
    "无",
    "未知",
    "缺失",
    "不详",
    "(blank)",
    "<na>",
];

/// The longest of them in bytes.
const LONGEST: usize = 13;

/// Whether a trimmed cell may mean "not known".
pub(super) fn is_gap_word(cell: &str) -> bool {
    cell.len() <= LONGEST && WORDS.iter().any(|word| same_word(cell, word))
}

/// Gap words of a column that fill at least ten cells or one in a hundred, most frequent first.
pub(super) fn suspicious<'a>(values: &[Value<'a>], rows: u64) -> Vec<Value<'a>> {
    let mut found: Vec<Value<'a>> = values
        .iter()
        .filter(|value| (value.rows >= 10 || value.rows * 100 >= rows) && is_gap_word(value.text))
        .copied()
        .collect();
    found.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.text.cmp(b.text)));
    found
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, WORDS};

    #[test]
    fn no_word_is_longer_than_the_longest() {
        assert_eq!(WORDS.iter().map(|word| word.len()).max(), Some(LONGEST));
    }
}
