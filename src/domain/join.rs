//! A second file whose columns are brought over to the table, as plain data.
//!
//! Every row of the table stays one row. Rows of the second file belong to a row of the table when all their keys
//! are alike; where several belong to one, each column that is brought over says what becomes of them. A row
//! whose key is a gap belongs to none; where none is found, what is brought over is a gap, and the number of rows
//! is 0.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::message::Message;
use super::reading::Reading;

/// Which second file, by which keys, and what is brought over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The second file. In a recipe on disk, a relative path begins at the recipe's folder.
    pub file: PathBuf,
    /// How it is read; what is none is found out.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub reading: Reading,
    /// Pairs of columns that must be alike, all of them.
    #[serde(default)]
    pub keys: Vec<JoinKey>,
    /// What makes no difference between keys.
    #[serde(default)]
    pub alike: Alike,
    /// The columns that are brought over.
    #[serde(default)]
    pub bring: Vec<Brought>,
}

fn is_usual(reading: &Reading) -> bool {
    *reading == Reading::default()
}

impl Join {
    /// The name of the second file without its folder.
    pub fn file_name(&self) -> String {
        self.file.file_name().unwrap_or(self.file.as_os_str()).to_string_lossy().into_owned()
    }

    /// The name of the second file without folder and ending.
    pub fn stem(&self) -> String {
        self.file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// A relative path from now on begins at `folder`.
    pub fn begin_at(&mut self, folder: &Path) {
        if self.file.is_relative() {
            self.file = folder.join(&self.file);
        }
    }

    /// The columns of the second file that it names, each once.
    pub fn other_columns(&self) -> Vec<&str> {
        let keys = self.keys.iter().map(|key| key.other.as_str());
        let brought = self.bring.iter().flat_map(|brought| [brought.column.as_str(), brought.by.as_str()]);
        let mut names: Vec<&str> = Vec::new();
        for name in keys.chain(brought) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// Two columns that hold the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JoinKey {
    /// Of the table.
    pub column: String,
    /// Of the second file.
    pub other: String,
}

/// What makes no difference between two keys. Blanks around a key never do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "four switches that have nothing to do with one another")]
pub struct Alike {
    /// Blanks inside: `138 0013 8000` is `13800138000`.
    pub blanks: bool,
    /// Capitals: `AB7` is `ab7`.
    pub case: bool,
    /// Zeros before a number: `00123` is `123`.
    pub zeros: bool,
    /// A fraction of nothing: `1.0` is `1`.
    pub fractions: bool,
}

/// One column that is brought over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brought {
    /// What becomes of several rows.
    pub take: Take,
    /// The column of the second file; empty for the number of rows.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// The column with the days that say which row is the latest or earliest; empty for others.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// What it is called in the table.
    pub name: String,
}

/// What becomes of several rows that belong to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Take {
    /// How many rows there are.
    Rows,
    /// The first filled cell in the order of the file.
    First,
    /// The filled cell of the row with the latest day; of equals the last in the file.
    Latest,
    /// The filled cell of the row with the earliest day; of equals the first in the file.
    Earliest,
    /// The sum of all numbers; a gap where there is none.
    Sum,
    /// The average of all numbers; a gap where there is none.
    Mean,
}

impl Take {
    /// All of them, in the order menus show them.
    pub const ALL: [Self; 6] = [Self::Rows, Self::Sum, Self::Mean, Self::Latest, Self::Earliest, Self::First];

    /// Whether it needs days.
    pub fn by_day(self) -> bool {
        matches!(self, Self::Latest | Self::Earliest)
    }

    /// What a column that is brought over this way is called, before it is made free.
    pub fn name(self, column: &str, stem: &str) -> Message {
        let of = |id| Message::new(id).text("column", column);
        match self {
            Self::Rows => Message::new("joins-name-rows").text("file", stem),
            Self::First => of("joins-name-first"),
            Self::Latest => of("joins-name-latest"),
            Self::Earliest => of("joins-name-earliest"),
            Self::Sum => of("joins-name-sum"),
            Self::Mean => of("joins-name-mean"),
        }
    }
}

/// How many rows of a table and of its second file belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct JoinCounts {
    /// Rows of the table.
    pub rows: u64,
    /// Those that have at least one row in the second file.
    pub found: u64,
    /// Those with a gap in a key.
    pub gaps: u64,
    /// Those that have more than one.
    pub several: u64,
    /// The most that belong to one row.
    pub most: u64,
    /// Rows of the second file.
    pub other_rows: u64,
    /// Those with a gap in a key.
    pub other_gaps: u64,
    /// Those that belong to no row of the table, gaps aside.
    pub other_unused: u64,
}

/// What a join looks like.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct JoinLook {
    /// The columns of the second file with what they hold.
    pub columns: Vec<(String, super::column::Kind)>,
    /// Other sheets of the second file.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// Rows that belong together; none where there is no key.
    pub counts: Option<JoinCounts>,
    /// The keys and the columns brought over.
    pub names: Vec<String>,
    /// How many of `names` are keys.
    pub keys: usize,
    /// Their first cells, at most 200 rows; none is a gap.
    pub rows: Vec<Vec<Option<String>>>,
}

/// A name that is not taken: `wanted`, else with the name of the file before it, else with a number behind it.
pub fn free_name(wanted: &str, stem: &str, taken: &[&str]) -> String {
    let is_free = |name: &str| !name.is_empty() && !taken.contains(&name);
    let wanted = wanted.trim();
    if is_free(wanted) {
        return wanted.to_owned();
    }
    let prefixed = if stem.is_empty() { wanted.to_owned() } else { format!("{stem}_{wanted}") };
    let numbered = (2_u32..).map(|number| format!("{prefixed}_{number}"));
    // The numbers do not end before the taken names do.
    std::iter::once(prefixed.clone()).chain(numbered).find(|name| is_free(name)).unwrap_or(prefixed)
}

#[cfg(test)]
mod tests {
    use super::free_name;

    #[test]
    fn names_that_are_taken_get_the_file_before_them() {
        let taken = ["city", "orders_city", "id"];
        assert_eq!(free_name("amount", "orders", &taken), "amount");
        assert_eq!(free_name("id", "orders", &taken), "orders_id");
        assert_eq!(free_name("city", "orders", &taken), "orders_city_2");
        assert_eq!(free_name("id", "", &taken), "id_2");
    }
}
