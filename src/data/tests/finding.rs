//! Findings: what is reported, in which order, and that a step makes it go away.

use super::*;
use crate::domain::column::{Finding, FindingKind, Severity};
use crate::domain::recipe::{Question, Wording};

fn kinds(findings: &[Finding]) -> Vec<(&'static str, Option<&str>, u64)> {
    findings.iter().map(|found| (found.kind.name(), found.column.as_deref(), found.rows)).collect()
}

/// Forty rows: every kind of trouble once.
fn troubled() -> String {
    let mut text = "id,city,age,spend,flag,vip,same,city,left\n".to_owned();
    for row in 0..40 {
        text.push_str(&format!(
            "C{},{},{},{},{},{},x,{},{}\n",
            if row == 39 { 38 } else { row },
            if row < 12 { "unknown" } else { ["Rome", "Oslo", "Bonn"][row % 3] },
            if row % 10 == 0 { String::new() } else { (row % 17).to_string() },
            if row == 5 { "?".to_owned() } else { format!("{}.5", row % 13) },
            row % 2,
            ["yes", "no"][row % 2],
            ["a", "b", "c"][row % 3],
            if row == 7 { "" } else { ["yes", "no"][row / 20] },
        ));
    }
    text.push_str("1,2,3,4,5,6,7,8,9,10\n");
    text
}

#[test]
fn trouble_is_found_gravest_first() {
    let table = table(troubled());
    let mut recipe = Recipe::new(None);
    recipe.question =
        Some(Question::YesNo { target: "left".to_owned(), positive: None, wording: Wording::Leave });
    let found = profile(&table, &recipe);
    assert_eq!(
        kinds(&found.findings),
        [
            ("gaps", Some("left"), 1),
            ("set-aside", None, 1),
            ("duplicates", Some("id"), 1),
            ("copies", Some("vip"), 0),
            ("mixed-kinds", Some("spend"), 1),
            ("gap-words", Some("city"), 12),
            ("gaps", Some("age"), 4),
            ("gaps", Some("spend"), 1),
            ("zero-one", Some("flag"), 0),
            ("constant", Some("same"), 0),
            ("header", Some("city_2"), 0),
        ]
    );
    assert!(found.findings.is_sorted_by_key(|finding| finding.severity));
    assert_eq!(found.findings[0].severity, Severity::Grave);
}

#[test]
fn every_offered_step_makes_its_finding_go_away() {
    let table = table(troubled());
    let mut recipe = Recipe::new(None);
    let mut applied = 0;
    loop {
        let findings = profile(&table, &recipe).findings;
        let Some((finding, step)) =
            findings.iter().find_map(|found| found.fix.clone().map(|(_, step)| (found.clone(), step)))
        else {
            break;
        };
        recipe.steps.push(StepEntry { step, on: true });
        let after = profile(&table, &recipe).findings;
        let same = |other: &&Finding| other.kind == finding.kind && other.column == finding.column;
        // Words taken as gaps make gaps; nothing else may grow or stay.
        assert!(after.iter().filter(same).count() < findings.iter().filter(same).count(), "{finding:?}");
        applied += 1;
        assert!(applied < 20);
    }
    assert!(applied >= 6);
}

#[test]
fn a_clean_file_is_called_clean() {
    let found = profiled("plan,spend\na,1.5\nb,2.5\nc,3.5\na,4.5\nb,5.5\nc,6.5\n");
    assert_eq!(kinds(&found.findings), [("all-good", None, 0)]);
    assert_eq!(found.findings[0].kind, FindingKind::AllGood);
}

#[test]
fn repeated_rows_are_found_without_an_id() {
    let found = profiled("plan,spend\na,1.5\nb,2.5\na,1.5\na,1.5\nb,3.5\n");
    assert_eq!(kinds(&found.findings), [("duplicates", None, 2)]);
}

#[test]
fn a_column_that_counts_rows_is_told() {
    let found = profiled(",spend\n1,1.5\n2,1.5\n3,2.5\n4,2.5\n");
    assert_eq!(
        kinds(&found.findings),
        [("row-number", Some("column_1"), 0), ("header", Some("column_1"), 0), ("all-good", None, 0)]
    );
}

#[test]
fn many_lost_rows_are_grave() {
    let found = profiled("a,b\n1,2\n3,4,5\n6,7\n8,9\n");
    assert_eq!(
        (found.findings[0].kind, found.findings[0].severity),
        (FindingKind::SetAside, Severity::Grave)
    );
}

#[test]
fn tiny_tables_have_profiles() {
    for text in ["a\n1\n", "a,b\n,x\n", "a,b\n1,\n", "x\nhello\n"] {
        let found = profiled(text);
        assert!(!found.columns.is_empty() && !found.findings.is_empty(), "{text:?}");
    }
}

#[test]
fn what_is_good_to_know_of_many_columns_is_told_together() {
    let mut text = (0..9).map(|column| format!("tail{column}")).collect::<Vec<_>>().join(",") + "\n";
    for row in 0..300 {
        // Exponential: skewed by nature.
        let cells = (0..9)
            .map(|column| format!("{:.3}", -f64::ln((f64::from(row * 7 % 300 + column) + 1.0) / 310.0)));
        text.push_str(&(cells.collect::<Vec<_>>().join(",") + "\n"));
    }
    let found = profiled(&text).findings;
    let tails: Vec<&Finding> = found.iter().filter(|found| found.kind == FindingKind::Skewed).collect();
    assert!(tails.len() <= 4 && tails.iter().filter(|found| found.fix.is_none()).count() <= 1, "{tails:#?}");
}

#[test]
fn a_single_click_gives_each_sign_of_a_column_its_step() {
    let found = profiled("a,b\n1,x\n2,y\n3,x\n4,y\n5,x\n6,y\nTotal,\n").findings;
    let totals = found.iter().find(|found| found.kind == FindingKind::Totals).unwrap();
    assert_eq!((totals.column.as_deref(), totals.rows, totals.severity), (Some("a"), 1, Severity::Grave));
    let Some((_, Step::KeepRows { column, .. })) = &totals.fix else { panic!("{totals:?}") };
    assert_eq!(column, "a");
}

#[test]
fn rows_repeat_as_the_steps_leave_them() {
    use crate::data::Work;
    use crate::domain::recipe::{BinRule, Condition, LetterCase};
    use crate::domain::step::{Figures, FittedStep};
    let table = table("plan,spend\nPlus,1.5\n plus  ,1.5\nplus,2.5\nbasic,9.5\nbasic,9.5\n");
    let column = |name: &str| name.to_owned();
    let tidy = FittedStep::plain(Step::TidyText { column: column("plan"), case: LetterCase::Lower });
    let without = |word: &str| {
        let when = Condition::NoneOf(vec![word.to_owned()]);
        FittedStep::plain(Step::KeepRows { column: column("plan"), when })
    };
    let groups = Step::Bins { column: column("spend"), by: BinRule::Width(2) };
    let groups = FittedStep { step: groups, figures: Figures::Edges(vec![5.0]) };
    // By hand: of five rows the last repeats; tidied, the second repeats the first too; without `basic` it alone.
    // Groups of a number make rows alike that are not, and change nothing.
    for (steps, expected) in [
        (vec![], 1),
        (vec![tidy.clone()], 2),
        (vec![tidy.clone(), without("basic")], 1),
        (vec![without("basic")], 0),
        (vec![groups.clone()], 1),
        (vec![groups, tidy], 2),
    ] {
        let mut work = Work::new(&table, &Recipe::new(None));
        for step in &steps {
            work.apply(step, &|| true).unwrap();
        }
        let found = profile(&work.table(), &work.recipe());
        let rows: u64 = found
            .findings
            .iter()
            .filter(|finding| finding.kind == FindingKind::Duplicates)
            .map(|finding| finding.rows)
            .sum();
        assert_eq!(rows, expected, "{steps:?}");
    }
}

#[test]
fn codes_written_in_digits_have_no_outliers() {
    let told = |name: &str, of: &dyn Fn(u64) -> u64| {
        let mut text = format!("town,{name}\n");
        for row in 0..600_u64 {
            text.push_str(&format!("t{},{}\n", row % 7, of(row)));
        }
        let found = profiled(text).findings;
        found.iter().any(|found| matches!(found.kind, FindingKind::Outliers | FindingKind::Skewed))
    };
    // Most categories lie close together and a few far off, as in a list that has grown.
    let far = |row: u64| if row.is_multiple_of(60) { 960_000_000 + row } else { 910_000_000 + row % 50 };
    assert!(!told("类别ID", &far) && !told("Warengruppe", &far));
    let low = |row: u64| if row.is_multiple_of(60) { 9_000 + row } else { 100 + row % 50 };
    assert!(!told("zip_code", &low));
    assert!(told("points", &low), "the same numbers as amounts");
}
