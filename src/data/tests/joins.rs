//! Second files: a brute-force twin, keys as people write them, guessing, and files that cannot serve.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::cells;
use crate::data::{Table, Work, check_columns, guess_join, read_any, second};
use crate::domain::error::UserError;
use crate::domain::join::{Alike, Brought, Join, JoinCounts, JoinKey, Take};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{Question, Reading, Recipe, Step, Wording};
use crate::domain::step::FittedStep;
use crate::domain::table::TableView as _;

/// Two files in a folder of their own.
struct Two {
    folder: tempfile::TempDir,
    own: Table,
    other: PathBuf,
}

fn two(own: impl AsRef<[u8]>, other: impl AsRef<[u8]>) -> Two {
    let folder = tempfile::tempdir().unwrap();
    let (path, second) = (folder.path().join("own.csv"), folder.path().join("Bestellungen 订单 2024.csv"));
    std::fs::write(&path, own).unwrap();
    std::fs::write(&second, other).unwrap();
    let own = read_any(&path, &headed(), &mut |_| true).unwrap();
    Two { folder, own, other: second }
}

/// Files so small that their first row may as well be one of cells.
fn headed() -> Reading {
    Reading { header: Some(1), ..Reading::default() }
}

pub(super) fn key(column: &str, other: &str) -> JoinKey {
    JoinKey { column: column.to_owned(), other: other.to_owned() }
}

pub(super) fn brought(take: Take, column: &str, by: &str, name: &str) -> Brought {
    Brought { take, column: column.to_owned(), by: by.to_owned(), name: name.to_owned() }
}

fn join(path: &Path, keys: Vec<JoinKey>, bring: Vec<Brought>) -> Join {
    Join { file: path.to_owned(), reading: headed(), keys, alike: Alike::default(), bring }
}

pub(super) fn joined(own: &Table, join: &Join) -> Result<Table, Message> {
    let mut work = Work::new(own, &Recipe::new(None));
    work.apply(&FittedStep::plain(Step::Join(join.clone())), &|| true)?;
    Ok(work.table())
}

fn column(table: &Table, name: &str) -> Vec<String> {
    let index = table.index_of(name).unwrap();
    (0..table.rows()).map(|row| table.cell(row, index).into_owned()).collect()
}

fn counts(own: &Table, join: &Join) -> JoinCounts {
    let work = Work::new(own, &Recipe::new(None));
    work.look_at(join, own, &|| true).counts.unwrap()
}

/// What the messages for names of new columns say in English.
pub(super) fn english(message: &Message) -> String {
    let (_, Arg::Text(text)) = &message.args[0] else { panic!("{message:?}") };
    match message.id.rsplit('-').next() {
        Some("first") | None => text.clone(),
        Some(end) => format!("{text}_{end}"),
    }
}

fn guessed(two: &Two) -> Join {
    let reading = headed();
    let found = second(&two.own, &two.other, &reading, &mut |_| true).unwrap();
    let recipe = Recipe::new(None);
    guess_join(&two.own, &recipe, (&two.other, &reading, &found), &english, &|| true).unwrap()
}

#[test]
fn a_customer_stays_one_row_whatever_matches() {
    let two = two(
        "id,name\n7,Ann\n8,Bo\n,Nobody\n9,Cy\n7,Ann again\n",
        "who,amount,day,shop\n7,10.10,2024-03-01,A\n7,0.20,2024-05-01,\n7,,2024-01-01,C\n,99,2024-01-01,D\n8,5,2023-12-31,E\n6,1,2024-01-01,F\n",
    );
    let join = join(
        &two.other,
        vec![key("id", "who")],
        vec![
            brought(Take::Rows, "", "", "orders"),
            brought(Take::Sum, "amount", "", "sum"),
            brought(Take::Mean, "amount", "", "mean"),
            brought(Take::Latest, "shop", "day", "last shop"),
            brought(Take::Earliest, "amount", "day", "first amount"),
            brought(Take::First, "shop", "", "shop"),
            brought(Take::Latest, "day", "day", "last day"),
        ],
    );
    let made = joined(&two.own, &join).unwrap();
    // By hand. The third order of 7 has no amount; its second one no shop.
    let rows: Vec<Vec<String>> = cells(&made).into_iter().map(|row| row[2..].to_vec()).collect();
    assert_eq!(rows[0], ["3", "10.3", "5.15", "A", "10.10", "A", "2024-05-01"]);
    assert_eq!(rows[1], ["1", "5", "5", "E", "5", "E", "2023-12-31"]);
    assert_eq!(rows[2], ["", "", "", "", "", "", ""], "a gap belongs to nobody, not even to a gap");
    assert_eq!(rows[3], ["0", "", "", "", "", "", ""]);
    assert_eq!(rows[4], rows[0]);
    assert_eq!(
        counts(&two.own, &join),
        JoinCounts {
            rows: 5,
            found: 3,
            gaps: 1,
            several: 2,
            most: 3,
            other_rows: 6,
            other_gaps: 1,
            other_unused: 1
        }
    );
}

#[test]
fn keys_are_guessed_by_what_stands_in_them() {
    let mut own = "kundennr,age,city\n".to_owned();
    let mut other = "order_id,qty,customer,amount,bought\n".to_owned();
    for n in 0..400 {
        own.push_str(&format!("{:05},{},{}\n", n + 1, 20 + n % 50, ["Ulm", "Bonn", "Köln"][n % 3]));
    }
    for n in 0..900_usize {
        let customer = n * 7 % 450 + 1;
        other.push_str(&format!("{n},{},{customer},{}.5,2024-0{}-11\n", 1 + n % 60, n % 90, 1 + n % 9));
    }
    let two = two(own, other);
    let found = guessed(&two);
    assert_eq!(found.keys, [key("kundennr", "customer")], "{found:?}");
    // 00007 is 7; nothing else had to be made alike.
    assert_eq!(found.alike, Alike { zeros: true, ..Alike::default() });
    let names: Vec<(Take, &str)> =
        found.bring.iter().map(|brought| (brought.take, brought.name.as_str())).collect();
    let stem = "Bestellungen 订单 2024_rows";
    let expected = [
        (Take::Rows, stem),
        (Take::Sum, "qty_sum"),
        (Take::Sum, "amount_sum"),
        (Take::Latest, "bought_latest"),
    ];
    assert_eq!(names, expected);
    assert_eq!(counts(&two.own, &found).found, 400);
    assert!(joined(&two.own, &found).is_ok());
}

#[test]
fn a_table_of_towns_is_brought_over_whole() {
    let mut own = "id,city,spend\n".to_owned();
    for n in 0..300 {
        own.push_str(&format!("c{n},{},{}\n", ["ulm ", "BONN", "Köln", "Trier"][n % 4], n % 7));
    }
    let two = two(own, "Stadt,spend,people\nUlm,3,126000\nBonn,4,336000\nKöln,5,1087000\n");
    let found = guessed(&two);
    assert_eq!(found.keys, [key("city", "Stadt")]);
    assert_eq!(found.alike, Alike { case: true, ..Alike::default() });
    let names: Vec<&str> = found.bring.iter().map(|brought| brought.name.as_str()).collect();
    assert_eq!(names, ["Bestellungen 订单 2024_spend", "people"], "a taken name gets the file before it");
    let made = joined(&two.own, &found).unwrap();
    assert_eq!(column(&made, "people")[..4], ["126000", "336000", "1087000", ""]);
}

#[test]
fn no_key_is_guessed_where_there_is_none() {
    let two = two("id,mood\n1,good\n2,bad\n3,good\n", "code,colour\nx7,red\nx8,blue\nx9,red\n");
    let found = guessed(&two);
    assert!(found.keys.is_empty());
    let why = joined(&two.own, &found).unwrap_err();
    assert_eq!(why.id, "joins-why-no-key");
}

#[test]
fn numbers_and_days_come_over_as_the_table_writes_them() {
    let two = two(
        "id,price\n1,2.5\n2,3.5\n3,1.25\n",
        "id;preis;tag\n1;1.234,50;31.12.2023\n2;0,75;05.01.2024\n3;10,00;13.02.2024\n",
    );
    let bring = vec![
        brought(Take::First, "preis", "", "preis"),
        brought(Take::Sum, "preis", "", "summe"),
        brought(Take::First, "tag", "", "tag"),
    ];
    let made = joined(&two.own, &join(&two.other, vec![key("id", "id")], bring)).unwrap();
    assert_eq!(column(&made, "preis"), ["1234.5", "0.75", "10"]);
    assert_eq!(column(&made, "summe"), ["1234.5", "0.75", "10"]);
    assert_eq!(column(&made, "tag"), ["2023-12-31", "2024-01-05", "2024-02-13"]);
}

#[test]
fn what_cannot_be_brought_over_is_said_in_one_sentence() {
    let two = two("id,a\n1,x\n2,y\n", "id,b,c\n1,one,\n2,two,\n");
    let fine = brought(Take::First, "b", "", "b");
    let with = |keys: Vec<JoinKey>, bring: Vec<Brought>| join(&two.other, keys, bring);
    let keys = || vec![key("id", "id")];
    let cases = [
        (with(keys(), Vec::new()), "joins-why-nothing"),
        (with(Vec::new(), vec![fine.clone()]), "joins-why-no-key"),
        (with(vec![key("nobody", "id")], vec![fine.clone()]), "steps-why-no-column"),
        (with(vec![key("id", "nobody")], vec![fine.clone()]), "joins-why-columns"),
        (with(keys(), vec![brought(Take::First, "gone", "", "g")]), "joins-why-columns"),
        (with(keys(), vec![brought(Take::First, "b", "", "a")]), "steps-why-name-taken"),
        (with(keys(), vec![brought(Take::First, "b", "", " ")]), "steps-why-no-name"),
        (with(keys(), vec![fine.clone(), fine.clone()]), "joins-why-name-twice"),
        (with(keys(), vec![brought(Take::Sum, "b", "", "s")]), "steps-why-no-numbers"),
        (with(keys(), vec![brought(Take::Latest, "b", "b", "s")]), "steps-why-no-dates"),
        (join(two.own.facts().path.as_path(), keys(), vec![fine.clone()]), "joins-why-not-read"),
        (join(two.folder.path(), keys(), vec![fine.clone()]), "joins-why-not-read"),
        (join(&two.folder.path().join("gone.csv"), keys(), vec![fine.clone()]), "joins-why-not-read"),
    ];
    for (join, expected) in cases {
        assert_eq!(joined(&two.own, &join).unwrap_err().id, expected, "{join:?}");
    }
    // A column without any cell is no mistake: its sums are gaps.
    let made = joined(&two.own, &with(keys(), vec![brought(Take::Sum, "c", "", "s")])).unwrap();
    assert_eq!(column(&made, "s"), ["", ""]);
    std::fs::write(&two.other, "").unwrap();
    assert_eq!(joined(&two.own, &with(keys(), vec![fine])).unwrap_err().id, "joins-why-not-read");
}

#[test]
fn a_changed_file_is_read_again_and_missing_columns_are_named() {
    let two = two("id,a\n1,x\n2,y\n", "id,b\n1,one\n2,two\n");
    let join = join(&two.other, vec![key("id", "id")], vec![brought(Take::First, "b", "", "b")]);
    assert_eq!(column(&joined(&two.own, &join).unwrap(), "b"), ["one", "two"]);
    std::fs::write(&two.other, "id,b\n1,eleven\n2,twelve\n").unwrap();
    assert_eq!(column(&joined(&two.own, &join).unwrap(), "b"), ["eleven", "twelve"]);
    std::fs::write(&two.other, "id,bb\n1,eleven\n2,twelve\n").unwrap();
    let read = second(&two.own, &two.other, &headed(), &mut |_| true).unwrap();
    let error: UserError = check_columns(&join, &read.table).unwrap_err();
    assert_eq!(error.why.id, "joins-why-columns");
    assert!(error.why.args.contains(&("columns", Arg::Names(vec!["b".into()]))));
}

#[test]
fn answers_are_neither_keys_nor_touched_when_they_come_over() {
    let two = two("id,a\n1,x\n2,y\n", "id,said\n1,yes\n2,no\n");
    let mut recipe = Recipe::new(None);
    let ask = |target: &str| {
        Some(Question::YesNo { target: target.into(), positive: None, wording: Wording::default() })
    };
    let join = join(&two.other, vec![key("id", "id")], vec![brought(Take::First, "said", "", "answer")]);
    recipe.steps.push(crate::domain::recipe::StepEntry { step: Step::Join(join.clone()), on: true });
    recipe.question = ask("answer");
    let step = FittedStep::plain(Step::Join(join));
    let mut work = Work::new(&two.own, &recipe);
    work.apply(&step, &|| true).unwrap();
    let split = Step::SplitText { column: "answer".into(), at: "e".into(), parts: 2, names: Vec::new() };
    let refused = work.apply(&FittedStep::plain(split), &|| true).unwrap_err();
    assert_eq!(refused.id, "steps-why-answers");
    recipe.question = ask("id");
    assert_eq!(Work::new(&two.own, &recipe).apply(&step, &|| true).unwrap_err().id, "steps-why-answers");
}

/// What the twin answers for a group of rows of the second file.
fn twin(take: Take, rows: &[(Option<f64>, Option<i64>)]) -> String {
    let numbers: Vec<f64> = rows.iter().filter_map(|(number, _)| *number).collect();
    let whole = |value: f64| if value == value.trunc() { format!("{value:.0}") } else { value.to_string() };
    let dated = || rows.iter().filter_map(|(number, day)| Some(((*number)?, (*day)?)));
    match take {
        Take::Rows => rows.len().to_string(),
        Take::Sum | Take::Mean if numbers.is_empty() => String::new(),
        Take::Sum => whole(numbers.iter().sum()),
        // To 15 digits, as the step says.
        Take::Mean => {
            let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
            whole(format!("{mean:.14e}").parse().unwrap())
        }
        Take::First => numbers.first().map(|number| whole(*number)).unwrap_or_default(),
        // Of equals `max_by_key` gives the last, `min_by_key` the first.
        Take::Latest => dated().max_by_key(|(_, day)| *day).map(|(n, _)| whole(n)).unwrap_or_default(),
        Take::Earliest => dated().min_by_key(|(_, day)| *day).map(|(n, _)| whole(n)).unwrap_or_default(),
    }
}

type Row = (Option<u8>, Option<i32>, Option<u8>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let number = prop::option::weighted(0.8, -50..50_i32);
    prop::collection::vec(
        (prop::option::weighted(0.9, 0..12_u8), number, prop::option::weighted(0.8, 0..28_u8)),
        1..60,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Row by row, by looking at every pair; no row comes, goes or changes its place.
    #[test]
    fn joins_are_what_looking_at_every_pair_gives(
        own in prop::collection::vec(prop::option::weighted(0.9, 0..14_u8), 1..40),
        other in rows(),
    ) {
        let text = |key: &Option<u8>| key.map_or(String::new(), |key| format!("k{key}"));
        let mut own_text = "key,row\n".to_owned();
        own.iter().enumerate().for_each(|(row, key)| own_text.push_str(&format!("{},r{row}\n", text(key))));
        let mut other_text = "key,n,day,mark\n0,7,2024-01-01,m\n".to_owned();
        for (key, number, day) in &other {
            let number = number.map_or(String::new(), |number| number.to_string());
            let day = day.map_or(String::new(), |day| format!("2024-02-{:02}", day + 1));
            other_text.push_str(&format!("{},{number},{day},m\n", text(key)));
        }
        let two = two(own_text, other_text);
        let bring: Vec<Brought> = Take::ALL
            .into_iter()
            .map(|take| {
                let by = if take.by_day() { "day" } else { "" };
                brought(take, if take == Take::Rows { "" } else { "n" }, by, &format!("{take:?}"))
            })
            .collect();
        let join = join(&two.other, vec![key("key", "key")], bring);
        let made = joined(&two.own, &join).unwrap();
        let mut groups: HashMap<u8, Vec<(Option<f64>, Option<i64>)>> = HashMap::new();
        for (key, number, day) in &other {
            if let Some(key) = key {
                groups.entry(*key).or_default().push((number.map(f64::from), day.map(i64::from)));
            }
        }
        prop_assert_eq!(column(&made, "row"), (0..own.len()).map(|row| format!("r{row}")).collect::<Vec<_>>());
        for take in Take::ALL {
            let expected: Vec<String> = own
                .iter()
                .map(|key| match key {
                    None => String::new(),
                    Some(key) => twin(take, groups.get(key).map_or(&[], Vec::as_slice)),
                })
                .collect();
            prop_assert_eq!(column(&made, &format!("{take:?}")), expected, "{:?}", take);
        }
        let found = own.iter().flatten().filter(|key| groups.contains_key(key)).count() as u64;
        prop_assert_eq!(counts(&two.own, &join).found, found);
    }

    /// Two keys together are one key written together.
    #[test]
    fn two_keys_are_both_alike(
        own in prop::collection::vec((0..4_u8, 0..4_u8), 1..30),
        other in prop::collection::vec((0..4_u8, 0..4_u8), 1..30),
    ) {
        let text = |rows: &[(u8, u8)], head: &str| {
            let lines = rows.iter().map(|(a, b)| format!("a{a},{},x\n", "b".repeat(usize::from(*b) + 1)));
            format!("{head}\n{}", lines.collect::<String>())
        };
        let two = two(text(&own, "a,b,c"), text(&other, "p,q,r"));
        let keys = vec![key("a", "p"), key("b", "q")];
        let made = joined(&two.own, &join(&two.other, keys, vec![brought(Take::Rows, "", "", "n")])).unwrap();
        let expected: Vec<String> =
            own.iter().map(|key| other.iter().filter(|known| *known == key).count().to_string()).collect();
        prop_assert_eq!(column(&made, "n"), expected);
    }
}

#[test]
fn awkward_tables_are_joined_or_refused() {
    let odd = "\"a \"\"quoted\"\" name\",\"two\nlines\",😀\n1,x,y\n2,\"z\n\",\"😀, ok\"\n";
    for (own, other) in [
        ("id,b\n1,2\n", "id,x\n1,2\n"),
        ("id\n1\n2\n", "id\n2\n"),
        (odd, odd),
        ("id,b\n,\n,\n", "id,x\n,\n"),
        ("id,b\n1e308,2\n-1e308,3\n", "id,x\n1e308,1e308\n1e308,1e308\n"),
    ] {
        let two = two(own, other);
        let found = guessed(&two);
        let rows = two.own.rows();
        if let Ok(made) = joined(&two.own, &found) {
            assert_eq!(made.rows(), rows);
        }
        // Whatever is chosen by hand.
        let names = second(&two.own, &two.other, &headed(), &mut |_| true).unwrap().table.names().to_vec();
        for take in Take::ALL {
            for name in &names {
                let own_key = two.own.names()[0].clone();
                let bring = vec![brought(take, name, name, "new one")];
                if let Ok(made) = joined(&two.own, &join(&two.other, vec![key(&own_key, name)], bring)) {
                    assert_eq!((made.rows(), made.names().len()), (rows, two.own.names().len() + 1));
                }
            }
        }
    }
}
