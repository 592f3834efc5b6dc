//! Typed access, repeats, order and filters.

use super::*;
use crate::data::{ColumnUse, frame, labels, numbers, order, repeats, search, values_of};
use crate::domain::column::Kind;
use crate::domain::frame::{FeatureValues, GAP};
use crate::domain::message::Arg;
use crate::domain::table::{Filter, SortBy};

const SHOP: &str = "name,age,joined,vip\n\
                    Bob,30,2024-02-01,yes\n\
                    ann,9,2023-12-31, no \n\
                    Éva,,2024-01-15,yes\n\
                    ,100,,unknown\n\
                    Bob,2.5,2024-02-01,\n\
                    cleo,x,1970-01-02,no\n";

fn uses(names: &[(&str, Kind)]) -> Vec<ColumnUse> {
    names.iter().map(|(name, kind)| ColumnUse { name: (*name).to_owned(), kind: *kind }).collect()
}

#[test]
fn frames_hold_typed_features() {
    let table = table(SHOP);
    let recipe = with_steps(vec![Step::WordIsGap { column: "vip".to_owned(), word: "unknown".to_owned() }]);
    let wanted =
        uses(&[("vip", Kind::YesNo), ("age", Kind::Number), ("joined", Kind::Date), ("name", Kind::Text)]);
    let frame = frame(&table, &wanted, &recipe).unwrap();
    assert_eq!(frame.rows, 6);
    let codes = |name: &str| match &frame.feature(name).unwrap().values {
        FeatureValues::Category { codes, levels } => (codes.clone(), levels.clone()),
        FeatureValues::Number(_) => panic!("{name}"),
    };
    assert_eq!(codes("vip"), (vec![1, 0, 1, GAP, GAP, 0], vec!["no".to_owned(), "yes".to_owned()]));
    assert_eq!(codes("name").1, ["Bob", "ann", "cleo", "Éva"]);
    let floats = |name: &str| match &frame.feature(name).unwrap().values {
        FeatureValues::Number(values) => values.iter().map(|value| format!("{value}")).collect::<Vec<_>>(),
        FeatureValues::Category { .. } => panic!("{name}"),
    };
    assert_eq!(floats("age"), ["30", "9", "NaN", "100", "2.5", "NaN"]);
    assert_eq!(floats("joined"), ["19754", "19722", "19737", "NaN", "19754", "1"]);
}

#[test]
fn all_missing_columns_are_named_at_once() {
    let wanted = uses(&[("tenure", Kind::Number), ("age", Kind::Number), ("plan", Kind::Category)]);
    let error = frame(&table(SHOP), &wanted, &Recipe::new(None)).unwrap_err();
    let named = Arg::Names(vec!["tenure".to_owned(), "plan".to_owned()]);
    assert_eq!(error.why.args, [("columns", named)]);
    assert_eq!(error.exit_code(), 2);
}

#[test]
fn targets_come_as_labels_or_numbers() {
    let table = table(SHOP);
    let recipe = Recipe::new(None);
    let vip = labels(&table, "vip", &recipe).unwrap();
    let vip: Vec<Option<&str>> = vip.iter().map(Option::as_deref).collect();
    assert_eq!(vip, [Some("yes"), Some("no"), Some("yes"), Some("unknown"), None, Some("no")]);
    let ages = numbers(&table, "age", &recipe).unwrap();
    assert!(ages[2].is_nan() && ages[5].is_nan() && ages[4] == 2.5);
    assert!(labels(&table, "nobody", &recipe).is_err() && numbers(&table, "nobody", &recipe).is_err());
    assert_eq!(values_of(&table, "vip")[..2], [("no".to_owned(), 2), ("yes".to_owned(), 2)]);
    assert!(values_of(&table, "nobody").is_empty());
}

#[test]
fn repeats_mark_later_rows() {
    let table = table(SHOP);
    assert_eq!(repeats(&table, &["name".to_owned()]), [false, false, false, false, true, false]);
    assert!(repeats(&table, &["name".to_owned(), "joined".to_owned()])[4]);
    assert_eq!(repeats(&table, &[]), [false; 6]);
    assert_eq!(repeats(&table, &["nobody".to_owned()]), [false; 6]);
}

#[test]
fn views_are_sorted_by_value() {
    let table = table(SHOP);
    let recipe = with_steps(vec![Step::ChangeKind { column: "age".to_owned(), kind: Kind::Number }]);
    let profile = profile(&table, &recipe);
    let sorted =
        |column, descending| order(&table, &profile, &recipe, &[], Some(&SortBy { column, descending }));
    assert_eq!(sorted(1, false), [4, 1, 0, 3, 2, 5]);
    assert_eq!(sorted(1, true), [3, 0, 1, 4, 2, 5]);
    assert_eq!(sorted(0, false), [1, 0, 4, 5, 2, 3]);
    assert_eq!(sorted(0, true), [2, 5, 0, 4, 1, 3]);
    assert_eq!(sorted(2, false), [5, 1, 2, 0, 4, 3]);
    assert_eq!(order(&table, &profile, &recipe, &[], None), [0, 1, 2, 3, 4, 5]);
}

#[test]
fn views_are_filtered() {
    let table = table(SHOP);
    let recipe = with_steps(vec![
        Step::ChangeKind { column: "age".to_owned(), kind: Kind::Number },
        Step::WordIsGap { column: "vip".to_owned(), word: "unknown".to_owned() },
    ]);
    let profile = profile(&table, &recipe);
    let cases: Vec<(usize, Filter, Vec<u32>)> = vec![
        (0, Filter::Contains("BO".to_owned()), vec![0, 4]),
        (0, Filter::Contains("é".to_owned()), vec![2]),
        (0, Filter::Contains(String::new()), vec![0, 1, 2, 3, 4, 5]),
        (3, Filter::Equals("no".to_owned()), vec![1, 5]),
        (3, Filter::IsGap, vec![3, 4]),
        (1, Filter::IsGap, vec![2, 5]),
        (1, Filter::Between(Some(9.0), Some(30.0)), vec![0, 1]),
        (1, Filter::Between(None, Some(5.0)), vec![4]),
    ];
    for (column, filter, rows) in cases {
        let filters = [(column, filter)];
        assert_eq!(order(&table, &profile, &recipe, &filters, None), rows, "{filters:?}");
    }
    let both = [(0, Filter::Contains("bob".to_owned())), (1, Filter::Between(Some(10.0), None))];
    assert_eq!(order(&table, &profile, &recipe, &both, None), [0]);
}

proptest::proptest! {
    #[test]
    fn a_search_finds_what_reading_cell_by_cell_finds(
        cells in proptest::collection::vec(("[aAbBßé][aAbBßé ]{0,2}", "[0-9x]{0,2}"), 1..40),
        wanted in "[aAbBÉ1x ]{0,2}",
    ) {
        let mut text = "x,y\n".to_owned();
        for (x, y) in &cells {
            text.push_str(&format!("\"{x}\",{y}\n"));
        }
        let scene = scene(&text);
        let reading = Reading { delimiter: Some(','), header: Some(1), ..Reading::default() };
        let table = read(&scene.path, &reading, &mut |_| true).unwrap();
        let rows: Vec<u32> = (0..table.rows() as u32).rev().collect();
        let found = search(&table, rows.clone(), &wanted, &|| true).unwrap();
        let letters = wanted.trim().to_lowercase();
        let holds = |row: &u32| {
            (0..2).any(|column| table.cell(*row as usize, column).to_lowercase().contains(&letters))
        };
        let expected: Vec<u32> = rows.into_iter().filter(holds).collect();
        proptest::prop_assert_eq!(found, expected);
    }

    #[test]
    fn sorting_is_a_stable_permutation(cells in proptest::collection::vec("[aAbB1 ]{0,2}", 1..40)) {
        let mut text = "k,x\n".to_owned();
        for cell in &cells {
            text.push_str(&format!("k,{cell}\n"));
        }
        let scene = scene(&text);
        let reading = Reading { delimiter: Some(','), header: Some(1), ..Reading::default() };
        let table = read(&scene.path, &reading, &mut |_| true).unwrap();
        let recipe = with_steps(vec![Step::ChangeKind { column: "x".to_owned(), kind: Kind::Category }]);
        let profile = profile(&table, &recipe);
        let rows = order(&table, &profile, &recipe, &[], Some(&SortBy { column: 1, descending: false }));
        let mut expected: Vec<u32> = (0..cells.len() as u32).collect();
        expected.sort_by_key(|row| {
            let cell = cells[*row as usize].trim().to_lowercase();
            (cell.is_empty(), cell)
        });
        proptest::prop_assert_eq!(rows, expected);
    }

    #[test]
    fn repeats_agree_with_a_plain_search(cells in proptest::collection::vec("[ab]{0,2},[ab]{1}", 1..40)) {
        let text = format!("x,y\n{}\n", cells.join("\n"));
        let scene = scene(&text);
        let reading = Reading { delimiter: Some(','), header: Some(1), ..Reading::default() };
        let table = read(&scene.path, &reading, &mut |_| true).unwrap();
        let expected: Vec<bool> =
            cells.iter().enumerate().map(|(row, cell)| cells[..row].contains(cell)).collect();
        proptest::prop_assert_eq!(repeats(&table, &[]), expected);
    }
}
