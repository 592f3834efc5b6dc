//! Kinds, roles and figures of columns.

use super::*;
use crate::data::{suggest_fill, suggest_targets};
use crate::domain::column::{Kind, Role, Summary};
use crate::domain::recipe::{ColumnChoice, Fill, Question, Wording};

#[test]
fn kinds_are_decided_by_the_whole_column() {
    use Kind::{Category, Date, Integer, Number, Text, YesNo};
    let many = |value: &'static str, times: usize| std::iter::repeat_n(value, times);
    // (cells, kind, gaps, distinct)
    let cases: Vec<(Vec<&str>, Kind, u64, u64)> = vec![
        (vec!["1", "2", "3", "3"], Integer, 0, 3),
        (vec!["1.5", "2", "-3e2"], Number, 0, 3),
        (vec!["1", "", " ", "2", "3"], Integer, 2, 3),
        (vec!["12e56", "9f3a", "12e5678", "12345678", "9f3a", "9f3a", "9f3a", "12e56"], Category, 0, 4),
        (vec!["0001", "0002", "0003"], Text, 0, 3),
        (vec!["01", "01", "02", "03", "03", "02"], Category, 0, 3),
        (vec!["12345678901234567890", "12345678901234567891", "12345678901234567892"], Text, 0, 3),
        (vec!["0", "1", "1", "0"], YesNo, 0, 2),
        (vec!["0", "1", "", "0"], YesNo, 1, 2),
        (vec!["1", "2", "1", "2"], Integer, 0, 2),
        (vec!["Yes", "No", "Yes"], YesNo, 0, 2),
        (vec!["TRUE", "FALSE", "TRUE"], YesNo, 0, 2),
        (vec!["male", "female", "male"], YesNo, 0, 2),
        (vec!["yes", "unknown", "yes", "yes"], Category, 0, 2),
        (vec!["a", "b", "c", "a", "b", "c"], Category, 0, 3),
        (vec!["a", "b", "c", "d"], Text, 0, 4),
        (vec!["2024-01-31", "2024-02-01", ""], Date, 1, 2),
        (vec!["2024/1/31", "2024/2/1"], Date, 0, 2),
        (vec!["2024-01-31 10:00:00", "2024-02-01 11:30"], Date, 0, 2),
        (vec!["31/01/2024", "01/02/2024"], Date, 0, 2),
        (vec!["01/31/2024", "02/01/2024"], Date, 0, 2),
        (vec!["1,234", "5,678", "1,234"], Integer, 0, 2),
        (vec!["", " ", ""], Text, 3, 0),
        (vec!["x"], Category, 0, 1),
        (many("7", 40).chain(["?"]).collect(), Integer, 1, 1),
        (many("7", 40).chain(["?", "na"]).collect(), Integer, 2, 1),
        (many("7", 40).chain(["two", "three"]).collect(), Category, 0, 3),
        (many("7", 10).chain(["?"]).collect(), Category, 0, 2),
    ];
    for (values, kind, gaps, distinct) in cases {
        let column = column(&values);
        assert_eq!((column.kind, column.gaps, column.distinct), (kind, gaps, distinct), "{values:?}");
    }
}

#[test]
fn day_and_month_are_told_apart_by_the_whole_column() {
    for (values, first) in [
        (["13/02/2024", "01/02/2024", "03/02/2024"], "2024-02-01"),
        (["02/13/2024", "02/01/2024", "02/03/2024"], "2024-02-01"),
    ] {
        let Summary::Dates { first: found, .. } = column(&values).summary else { panic!("{values:?}") };
        assert_eq!(found, first, "{values:?}");
    }
}

#[test]
fn a_decimal_comma_counts_for_the_whole_file() {
    let profile = profiled("a;b;c\n1,5;x y;7\n2,25;x y;8\n3,75;z;9\n");
    let kinds: Vec<Kind> = profile.columns.iter().map(|column| column.kind).collect();
    assert_eq!(kinds, [Kind::Number, Kind::YesNo, Kind::Integer]);
    let Summary::Numbers { mean, min, max, .. } = &profile.columns[0].summary else { panic!() };
    assert_eq!((*min, *max, *mean), (1.5, 3.75, 2.5));
}

#[test]
fn roles_follow_content_and_name() {
    let mut text =
        "row,customerID,email,phone,joined,plan,spend,same,note,code,empty,order_id,Churn\n".to_owned();
    for row in 0..40 {
        text.push_str(&format!(
            "{},C{:03},a{row}@shop.example,+49 30 55{row:04},2024-01-{:02},{},{}.5,x,words {row} here,{:04},,{},{}\n",
            row + 1,
            row * 7 % 41,
            row % 28 + 1,
            ["basic", "plus", "pro"][row % 3],
            row * 13 % 29,
            row * 3,
            row / 2,
            ["No", "Yes"][row % 2],
        ));
    }
    let profile = profiled(&text);
    let roles: Vec<(&str, Role)> =
        profile.columns.iter().map(|column| (column.name.as_str(), column.role)).collect();
    assert_eq!(
        roles,
        [
            ("row", Role::Id),
            ("customerID", Role::Id),
            ("email", Role::Contact),
            ("phone", Role::Contact),
            ("joined", Role::Date),
            ("plan", Role::Feature),
            ("spend", Role::Feature),
            ("same", Role::Ignore),
            ("note", Role::Ignore),
            ("code", Role::Id),
            ("empty", Role::Ignore),
            // Half of the values repeat: numbers, for all one knows.
            ("order_id", Role::Feature),
            ("Churn", Role::Feature),
        ]
    );
    assert_eq!(profile.columns[0].role_reason.id, "data-role-counts-rows");
    assert_eq!(suggest_targets(&profile), ["Churn", "spend", "order_id"]);
}

#[test]
fn choices_steps_and_the_question_override_guesses() {
    let table = table("id,plan,spend,Churn\n1,1,5.5,0\n2,2,6.5,1\n3,3,unknown,0\n4,1,7.5,1\n");
    let mut recipe = with_steps(vec![
        Step::DropColumn { column: "plan".to_owned() },
        Step::WordIsGap { column: "spend".to_owned(), word: "Unknown".to_owned() },
    ]);
    recipe.question =
        Some(Question::YesNo { target: "Churn".to_owned(), positive: None, wording: Wording::Leave });
    recipe.columns = vec![
        ColumnChoice { name: "plan".to_owned(), kind: Some(Kind::Category), role: Some(Role::Feature) },
        ColumnChoice { name: "id".to_owned(), kind: Some(Kind::Date), role: Some(Role::Contact) },
    ];
    let found = profile(&table, &recipe);
    let column = |name: &str| found.column(name).unwrap();
    assert_eq!((column("plan").kind, column("plan").role), (Kind::Category, Role::Ignore));
    assert_eq!((column("id").role, column("id").gaps), (Role::Contact, 4));
    assert_eq!((column("spend").kind, column("spend").gaps), (Kind::Number, 1));
    assert_eq!(column("Churn").role, Role::Target);
    recipe.steps.iter_mut().for_each(|entry| entry.on = false);
    let found = profile(&table, &recipe);
    assert_eq!(found.column("spend").unwrap().kind, Kind::Text);
    assert_eq!(found.column("plan").unwrap().role, Role::Feature);
}

#[test]
fn figures_come_from_usable_cells() {
    let text = "k,x\na,1\nb,2\na,\nb,4\na,9\n";
    let profile = profiled(text);
    let Summary::Numbers { min, max, mean, median, std_dev, histogram } = &profile.columns[1].summary else {
        panic!()
    };
    assert_eq!((*min, *max, *mean, *median), (1.0, 9.0, 4.0, 3.0));
    // Squares about 4: 9 + 4 + 0 + 25 = 38, by n − 1 = 3.
    assert!((std_dev - (38.0_f64 / 3.0).sqrt()).abs() < 1e-12);
    assert_eq!((histogram.counts.len(), histogram.counts.iter().sum::<u64>()), (16, 4));
    let Summary::Values { top, other } = &profile.columns[0].summary else { panic!() };
    assert_eq!((top.as_slice(), *other), ([("a".to_owned(), 3), ("b".to_owned(), 2)].as_slice(), 0));
}

#[test]
fn ten_thousand_names_are_counted() {
    let mut text = "id,name\n".to_owned();
    for row in 0..30_000 {
        text.push_str(&format!("{row},name{}\n", row % 10_000));
    }
    let profile = profiled(text);
    let column = &profile.columns[1];
    assert_eq!((column.kind, column.distinct, column.role), (Kind::Category, 10_000, Role::Feature));
    let Summary::Values { top, other } = &column.summary else { panic!() };
    assert_eq!((top.len(), *other), (8, 30_000 - 24));
}

#[test]
fn fills_are_suggested_by_kind() {
    let column = column(&["1", "2", "4"]);
    for (kind, fill) in [
        (Kind::Number, Fill::Median),
        (Kind::Date, Fill::Median),
        (Kind::YesNo, Fill::MostFrequent),
        (Kind::Category, Fill::OwnGroup),
    ] {
        assert_eq!(suggest_fill(&ColumnProfile { kind, ..column.clone() }), fill);
    }
}

#[test]
fn eight_digit_days_are_dates_only_if_all_are() {
    let days: Vec<String> = (0..30).map(|day| format!("202401{:02}", day + 1)).collect();
    let mut cells: Vec<&str> = days.iter().map(String::as_str).collect();
    assert_eq!(column(&cells).kind, Kind::Date);
    cells.push("20249999");
    assert_eq!(column(&cells).kind, Kind::Integer);
}
