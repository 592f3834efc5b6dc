//! Names of columns, from the rows that hold them.

use std::collections::HashSet;

use super::table::Renamed;

/// One name per column from rows of names: parts one below the other are joined by a blank. A name that spans
/// several columns stands in the first of them, so it also counts for those without a name beside it.
pub(super) fn joined(rows: &[Vec<String>], width: usize) -> Vec<String> {
    let Some((last, upper)) = rows.split_last() else { return vec![String::new(); width] };
    let spread: Vec<Vec<String>> = upper
        .iter()
        .map(|row| {
            let filled = row.iter().filter(|name| !name.trim().is_empty()).count();
            let mut current = String::new();
            row.iter()
                .map(|name| {
                    if !name.trim().is_empty() {
                        name.trim().clone_into(&mut current);
                    }
                    // A lone word is a title or belongs to its own column.
                    if filled > 1 { current.clone() } else { name.trim().to_owned() }
                })
                .collect()
        })
        .collect();
    (0..width.max(last.len()))
        .map(|column| {
            let own = last.get(column).map(String::as_str).unwrap_or_default();
            if spread.is_empty() {
                return own.to_owned();
            }
            let parts = spread.iter().filter_map(|row| row.get(column)).map(String::as_str);
            let parts: Vec<&str> = parts.chain([own.trim()]).filter(|part| !part.is_empty()).collect();
            parts.join(" ")
        })
        .collect()
}

/// Names for all columns, each once: empty ones become `column_3`, taken ones get `_2`.
pub(super) fn unique(given: Vec<String>, is_header: bool) -> (Vec<String>, Vec<Renamed>) {
    let mut reserved: HashSet<String> =
        given.iter().filter(|name| !name.trim().is_empty()).cloned().collect();
    let mut used = HashSet::new();
    let mut renamed = Vec::new();
    let mut names = Vec::with_capacity(given.len());
    for (index, from) in given.into_iter().enumerate() {
        let empty = from.trim().is_empty();
        let wanted = if empty { format!("column_{}", index + 1) } else { from.clone() };
        let free = |name: &str, used: &HashSet<String>, reserved: &HashSet<String>| {
            !used.contains(name) && (name == from || !reserved.contains(name))
        };
        let mut name = wanted.clone();
        let mut suffix = 2;
        while !free(&name, &used, &reserved) {
            name = format!("{wanted}_{suffix}");
            suffix += 1;
        }
        if is_header && name != from {
            renamed.push(Renamed { from, to: name.clone() });
        }
        reserved.insert(name.clone());
        used.insert(name.clone());
        names.push(name);
    }
    (names, renamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_several_rows_are_joined() {
        let rows = |rows: &[&[&str]]| -> Vec<Vec<String>> {
            rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect()
        };
        let cases: &[(&[&[&str]], &[&str])] = &[
            (&[&["a", " b"]], &["a", " b"]),
            (&[&["a", "b"], &["a", "b"]], &["a a", "b b"]),
            (
                &[&["", "Q1", "", "Q2"], &["id", "units", "sales", "units"]],
                &["id", "Q1 units", "Q1 sales", "Q2 units"],
            ),
            (&[&["", "spend", ""], &["id", "EUR", "town"]], &["id", "spend EUR", "town"]),
        ];
        for (given, expected) in cases {
            assert_eq!(joined(&rows(given), expected.len()), *expected);
        }
    }

    #[test]
    fn every_column_gets_a_name_of_its_own() {
        let cases: &[(&[&str], &[&str])] = &[
            (&["a", "b"], &["a", "b"]),
            (&["a", "a", "a"], &["a", "a_2", "a_3"]),
            (&["a", "a", "a_2"], &["a", "a_3", "a_2"]),
            (&["", "b", " "], &["column_1", "b", "column_3"]),
            (&["column_2", ""], &["column_2", "column_2_2"]),
        ];
        for (given, expected) in cases {
            let given = given.iter().map(ToString::to_string).collect();
            assert_eq!(unique(given, true).0, *expected);
        }
    }
}
