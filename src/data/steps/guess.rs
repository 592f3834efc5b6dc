//! Guessing how a second file belongs to a table: which columns are its keys, and what is worth bringing over.

use super::super::profile::{column_profile, reader};
use super::super::roles::names_code;
use super::super::table::Table;
use super::matching::{matched, sample_of, sampled};
use super::second::Second;
use crate::domain::column::{ColumnProfile, Kind, Role, Summary};
use crate::domain::join::{Alike, Brought, Join, JoinKey, Take, free_name};
use crate::domain::message::Message;
use crate::domain::recipe::{Reading, Recipe};
use crate::domain::table::TableView as _;

/// About so many keys of a column are compared with those of another one.
const SAMPLE: u64 = 4_000;
/// Keys of which a smaller share is found are none.
const LEAST_FOUND: f64 = 0.02;
/// Columns looked at in each table at most.
const MOST_COLUMNS: usize = 300;
/// Columns that are brought over at once, where a key stands once: all that are of use; where it repeats: the
/// sums of so many, and the latest of so many days.
const MOST_BROUGHT: usize = 40;
const MOST_SUMS: usize = 6;
const MOST_DAYS: usize = 2;
/// A text of more letters on average is no key.
const LONGEST_KEY: u64 = 64;

/// A column that may be a key.
struct Candidate {
    index: usize,
    name: String,
    kind: Kind,
    role: Role,
    /// Keys in the sample with their rows.
    sample: polars::prelude::PlHashMap<u64, u32>,
    /// Different keys per filled row, by the sample.
    unique: f64,
}

/// The join that fits a second file best: keys by what stands in them, and the usual columns. Without keys where
/// no column holds what another one holds; none when stopped. `say` turns names of new columns into words.
pub fn guess_join(
    table: &Table,
    recipe: &Recipe,
    (path, reading, second): (&std::path::Path, &Reading, &Second),
    say: &dyn Fn(&Message) -> String,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Option<Join> {
    let other = &second.table;
    let loosest = Alike { blanks: true, case: true, zeros: true, fractions: true };
    let rows = table.rows().max(other.rows()) as u64;
    let every = (rows / SAMPLE).max(1);
    let nothing_known = Recipe::new(None);
    let own_columns = candidates(table, recipe, loosest, every, go_on)?;
    let other_columns = candidates(other, &nothing_known, loosest, every, go_on)?;
    let mut best: Option<(f64, &Candidate, &Candidate)> = None;
    for own in &own_columns {
        for other in &other_columns {
            let score = score(own, other);
            if score > 0.0 && best.is_none_or(|(known, ..)| score > known) {
                best = Some((score, own, other));
            }
        }
    }
    let mut join = Join {
        file: path.to_owned(),
        reading: reading.clone(),
        keys: Vec::new(),
        alike: Alike::default(),
        bring: Vec::new(),
    };
    let mut repeats = false;
    if let Some((_, own, key)) = best {
        join.keys.push(JoinKey { column: own.name.clone(), other: key.name.clone() });
        let (alike, found_more_than_once) = alike((table, own.index), (other, key.index), every, go_on)?;
        join.alike = alike;
        repeats = found_more_than_once;
    }
    join.bring = bring(table, &join, other, repeats, say, go_on)?;
    Some(join)
}

fn candidates(
    table: &Table,
    recipe: &Recipe,
    alike: Alike,
    every: u64,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Candidate>> {
    let mut found = Vec::new();
    for (index, name) in table.names().iter().enumerate().take(MOST_COLUMNS) {
        if !go_on() {
            return None;
        }
        let Some(profile) = column_profile(table, recipe, name) else { continue };
        let fraction = profile.kind == Kind::Number && !all_whole(table, index);
        if profile.distinct < 2 || profile.kind == Kind::YesNo || fraction || is_long(table, index) {
            continue;
        }
        let cells = table.column(index)?;
        let sample = sampled(cells, alike, every, go_on)?;
        let rows: u64 = table.rows() as u64 - profile.gaps.min(table.rows() as u64);
        let unique = profile.distinct as f64 / rows.max(1) as f64;
        found.push(Candidate {
            index,
            name: name.clone(),
            kind: profile.kind,
            role: profile.role,
            sample,
            unique,
        });
    }
    Some(found)
}

/// Whether the first different numbers are whole ones, though some are written with a fraction.
fn all_whole(table: &Table, index: usize) -> bool {
    let read = reader(table, index, None, &Recipe::new(None));
    let values = table.distinct(index).values.iter().take(1_000);
    values.map(|(row, _)| read.number(table.trimmed(*row as usize, index))).all(|value| value.fract() == 0.0)
}

fn is_long(table: &Table, index: usize) -> bool {
    let values = table.distinct(index).values.iter().take(200);
    let lengths = values.map(|(row, _)| table.trimmed(*row as usize, index).chars().count() as u64);
    let (sum, count) = lengths.fold((0, 0), |(sum, count), length| (sum + length, count + 1));
    sum > LONGEST_KEY * count
}

/// How well two columns go together: the share of keys found on either side, how far one of them tells its rows
/// apart, and whether their names are alike. 0 where they have nothing to do with each other.
fn score(own: &Candidate, other: &Candidate) -> f64 {
    let both = own.sample.keys().filter(|key| other.sample.contains_key(*key)).count() as f64;
    let of = |candidate: &Candidate| both / candidate.sample.len().max(1) as f64;
    let (found, used) = (of(own), of(other));
    if found < LEAST_FOUND && used < LEAST_FOUND {
        return 0.0;
    }
    let names = likeness(&own.name, &other.name);
    let unique = own.unique.max(other.unique);
    // Few different numbers of two columns meet by chance, as ages and quantities do; words hardly ever.
    let words = !own.kind.is_numeric() && !other.kind.is_numeric();
    let few = if words { 3.0 } else { 20.0 };
    let many = (own.sample.len().min(other.sample.len()) as f64 / few).min(1.0);
    let id = own.role == Role::Id || other.role == Role::Id;
    // A key is a name or an id; amounts and days hold for keys only where nothing else does.
    let kind = match (own.kind, other.kind) {
        (Kind::Date, _) | (_, Kind::Date) => 0.2,
        _ if words || id || names_code(&own.name) || names_code(&other.name) => 1.0,
        _ => 0.3,
    };
    let role = if id { 1.2 } else { 1.0 };
    // Chance meetings need more than numbers to be believed: a name, or that every row is told apart.
    let believed = (unique.powi(2) * many).max(names * unique.sqrt());
    found.max(used) * (0.4 + 0.6 * found.min(used)) * believed * kind * role * (1.0 + names)
}

/// How far two names say the same, 0 to 1: 1 for equal letters and digits, 0.6 where one ends like the other
/// (`id` and `customer_id`), 0 otherwise.
fn likeness(one: &str, other: &str) -> f64 {
    let plain = |name: &str| -> String {
        name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (one, other) = (plain(one), plain(other));
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    if one == other {
        return 1.0;
    }
    let ends = |long: &str, short: &str| long.ends_with(short) || long.starts_with(short);
    if ends(&one, &other) || ends(&other, &one) { 0.6 } else { 0.0 }
}

/// What must make no difference for more rows to be found: as little as possible. And whether a key has several
/// rows in the second table. Of large tables a sample of the keys tells both, the same keys on both sides.
fn alike(
    (table, own): (&Table, usize),
    (second, other): (&Table, usize),
    every: u64,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Option<(Alike, bool)> {
    let (Some(own), Some(other)) = (table.column(own), second.column(other)) else {
        return Some((Alike::default(), false));
    };
    let all = Alike { blanks: true, case: true, zeros: true, fractions: true };
    let (own, other) = (sample_of(own, all, every), sample_of(other, all, every));
    let count = |alike: Alike| Some(matched(&[&own], &[&other], alike, go_on)?.counts);
    let mut best = Alike::default();
    let mut counts = count(best)?;
    // Where every filled key is found there is nothing to gain.
    if counts.found + counts.gaps < counts.rows {
        let most = count(all)?;
        if most.found > counts.found {
            // All together find the most; each that is not needed for it goes again.
            (best, counts) = (all, most);
            let leave: [fn(Alike) -> Alike; 4] = [
                |alike| Alike { blanks: false, ..alike },
                |alike| Alike { case: false, ..alike },
                |alike| Alike { zeros: false, ..alike },
                |alike| Alike { fractions: false, ..alike },
            ];
            for leave in leave {
                let fewer = leave(best);
                let found = count(fewer)?;
                if found.found == counts.found {
                    (best, counts) = (fewer, found);
                }
            }
        }
    }
    Some((best, counts.several > 0))
}

/// The columns that are worth bringing over.
fn bring(
    table: &Table,
    join: &Join,
    second: &Table,
    repeats: bool,
    say: &dyn Fn(&Message) -> String,
    go_on: &dyn Fn() -> bool,
) -> Option<Vec<Brought>> {
    let mut taken = table.names().to_vec();
    let stem = join.stem();
    let mut found: Vec<Brought> = Vec::new();
    let mut add = |take: Take, column: &str, by: &str, found: &mut Vec<Brought>| {
        let known: Vec<&str> = taken.iter().map(String::as_str).collect();
        let name = free_name(&say(&take.name(column, &stem)), &stem, &known);
        taken.push(name.clone());
        found.push(Brought { take, column: column.to_owned(), by: by.to_owned(), name });
    };
    if repeats {
        add(Take::Rows, "", "", &mut found);
    }
    let (mut sums, mut days) = (0, 0);
    let recipe = Recipe::new(None);
    for name in second.names().iter().take(MOST_COLUMNS) {
        if !go_on() {
            return None;
        }
        if join.keys.iter().any(|key| key.other == *name) || found.len() >= MOST_BROUGHT {
            continue;
        }
        let Some(profile) = column_profile(second, &recipe, name) else { continue };
        if profile.distinct == 0 {
            continue;
        }
        if !repeats {
            add(Take::First, name, "", &mut found);
        } else if is_amount(&profile) && sums < MOST_SUMS {
            add(Take::Sum, name, "", &mut found);
            sums += 1;
        } else if profile.kind == Kind::Date && days < MOST_DAYS {
            add(Take::Latest, name, name, &mut found);
            days += 1;
        }
    }
    Some(found)
}

/// Numbers that can be added up: no ids, no codes.
fn is_amount(profile: &ColumnProfile) -> bool {
    profile.kind.is_numeric()
        && profile.role == Role::Feature
        && matches!(&profile.summary, Summary::Numbers { min, max, .. } if min != max)
}
