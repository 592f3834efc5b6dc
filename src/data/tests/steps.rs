//! Cleaning steps on tables of all sorts.

use proptest::prelude::*;

use super::{cells, table};
use crate::data::{Table, Work, column_profile, replay};
use crate::domain::column::Kind;
use crate::domain::recipe::{
    Beyond, BinRule, Condition, DatePart, Fill, Keep, LetterCase, Limits, Recipe, Step, Until,
};
use crate::domain::step::{DayOrder, Figures, FittedStep, names_after};
use crate::domain::table::TableView as _;

fn fitted(step: Step, figures: Figures) -> FittedStep {
    FittedStep { step, figures }
}

fn applied(table: &Table, steps: &[FittedStep]) -> Work {
    let mut work = Work::new(table, &Recipe::new(None));
    for step in steps {
        let _may_not_fit = work.apply(step, &|| true);
    }
    work
}

/// The cells of one column after one step.
fn after(text: &str, step: &FittedStep, column: &str) -> Vec<String> {
    let table = table(text);
    let mut work = Work::new(&table, &Recipe::new(None));
    work.apply(step, &|| true).unwrap();
    let made = work.table();
    let place = made.index_of(column).unwrap();
    assert_eq!(table.rows(), made.rows());
    (0..made.rows()).map(|row| made.cell(row, place).into_owned()).collect()
}

fn on(column: &str) -> String {
    column.to_owned()
}

#[test]
fn words_are_replaced_grouped_and_counted_as_gaps() {
    let text = "k,c\n1,Paris\n2, PARIS \n3,lyon\n4,\n5,nice\n";
    let replace =
        Step::ReplaceValues { column: on("c"), from: vec!["paris".into(), "Lyon ".into()], to: "F".into() };
    assert_eq!(after(text, &FittedStep::plain(replace), "c"), ["F", "F", "F", "", "nice"]);
    let gap = Step::WordIsGap { column: on("c"), word: "PARIS".into() };
    assert_eq!(after(text, &FittedStep::plain(gap), "c"), ["", "", "lyon", "", "nice"]);
    let group = Step::GroupRare { column: on("c"), keep: Keep::Most(1), name: "rest".into() };
    let group = fitted(group, Figures::Names(vec!["nice".into()]));
    assert_eq!(after(text, &group, "c"), ["rest", "rest", "rest", "", "nice"]);
}

#[test]
fn numbers_are_clipped_cut_and_shrunk() {
    let text = "k;x\n1;1,5\n2;-3\n3;\n4;1000\n5;7\n";
    let clip =
        Step::Outliers { column: on("x"), limits: Limits::Quartiles { times: 1.5 }, then: Beyond::Clip };
    let clip = fitted(clip, Figures::Limits { low: -0.25, high: 7.0 });
    assert_eq!(after(text, &clip, "x"), ["1,5", "-0,25", "", "7", "7"]);
    let bins = Step::Bins { column: on("x"), by: BinRule::Edges(vec![1.5, 7.0]) };
    let expected = ["2: 1.5 – < 7", "1: < 1.5", "", "3: ≥ 7", "3: ≥ 7"];
    assert_eq!(after(text, &FittedStep::plain(bins), "x"), expected);
    let logs = after(text, &FittedStep::plain(Step::Log { column: on("x") }), "x");
    for (cell, expected) in
        logs.iter().zip([2.5_f64.ln(), -(4.0_f64.ln()), f64::NAN, 1001.0_f64.ln(), 8.0_f64.ln()])
    {
        let found = cell.replace(',', ".").parse().unwrap_or(f64::NAN);
        assert!(
            (found - expected).abs() < 1e-12 || (found.is_nan() && expected.is_nan()),
            "{cell} {expected}"
        );
    }
}

#[test]
fn days_are_taken_apart_and_counted() {
    // 2024-02-29 was a Thursday in the first quarter; 2023-12-31 a Sunday.
    let text =
        "k,d,e\n1,29/02/2024,01/03/2024\n2,31/12/2023 23:10,01/01/2024\n3,,02/01/2024\n4,13/05/2023,\n";
    let parts = Step::DateParts { column: on("d"), parts: DatePart::ALL.to_vec(), names: Vec::new() };
    let made = |column: &str| after(text, &FittedStep::plain(parts.clone()), column);
    assert_eq!(made("d_year"), ["2024", "2023", "", "2023"]);
    assert_eq!(made("d_quarter"), ["Q1", "Q4", "", "Q2"]);
    assert_eq!(made("d_month"), ["02", "12", "", "05"]);
    assert_eq!(made("d_weekday"), ["4", "7", "", "6"]);
    assert_eq!(made("d_day"), ["29", "31", "", "13"]);
    let since = |until| FittedStep::plain(Step::DaysSince { column: on("d"), until, name: String::new() });
    assert_eq!(after(text, &since(Until::Day("2024-03-01".into())), "d_days"), ["1", "61", "", "293"]);
    assert_eq!(after(text, &since(Until::Column(on("e"))), "d_days"), ["1", "1", "", ""]);
    let fill = fitted(Step::FillGaps { column: on("d"), with: Fill::Median }, Figures::Day(19_782.0));
    assert_eq!(after(text, &fill, "d")[2], "29/02/2024");
}

#[test]
fn rows_are_marked_by_what_stands_in_them() {
    let table = table("id,x,c\n1,5,a\n2,,b\n3,50,A\n1,7,a\n4,6,\n");
    let marks = |step: Step| applied(&table, &[FittedStep::plain(step)]).dropped().to_vec();
    let keep = |column: &str, when| Step::KeepRows { column: on(column), when };
    let between = |low: &str, high: &str| Condition::Between { low: low.into(), high: high.into() };
    assert_eq!(marks(Step::DropGapRows { columns: vec![on("x")] }), [false, true, false, false, false]);
    assert_eq!(marks(Step::DropGapRows { columns: Vec::new() }), [false, true, false, false, true]);
    assert_eq!(marks(keep("x", between("6", ""))), [true, true, false, false, false]);
    assert_eq!(marks(keep("x", between("", ""))), [false; 5]);
    assert_eq!(marks(keep("c", Condition::OneOf(vec!["A".into()]))), [false, true, false, false, true]);
    assert_eq!(marks(keep("c", Condition::NoneOf(vec!["b ".into()]))), [false, true, false, false, false]);
    assert_eq!(marks(keep("c", Condition::Contains("B".into()))), [true, false, true, true, true]);
    // Of rows that are alike the first that is still there is kept.
    let twice = [
        FittedStep::plain(keep("x", between("6", ""))),
        FittedStep::plain(Step::DropDuplicates { by: vec![on("id")] }),
    ];
    assert_eq!(applied(&table, &twice).dropped(), [true, true, false, false, false]);
}

#[test]
fn columns_are_renamed_and_split_and_the_file_stays() {
    let source = table("mail,n\nana@a.example,1\nbo@b.example,2\ncy,3\n");
    let before = cells(&source);
    let steps = [
        FittedStep::plain(Step::SplitText {
            column: on("mail"),
            at: "@".into(),
            parts: 2,
            names: Vec::new(),
        }),
        FittedStep::plain(Step::Rename { column: on("mail_2"), to: " host ".into() }),
        FittedStep::plain(Step::Rename { column: on("n"), to: "mail".into() }),
        FittedStep::plain(Step::ChangeKind { column: on("n"), kind: Kind::Category }),
    ];
    let work = applied(&source, &steps);
    assert_eq!(
        work.table().names(),
        ["mail", "n", "mail_1", "host"],
        "a name that is taken stays with its column"
    );
    assert_eq!(
        column_profile(&work.table(), &work.recipe(), "n").map(|column| column.kind),
        Some(Kind::Category)
    );
    assert_eq!(cells(&work.table())[1], ["bo@b.example", "2", "bo", "b.example"]);
    assert_eq!(cells(&source), before);
    let names = names_after(source.names(), steps.iter().map(|fitted| &fitted.step));
    assert_eq!(names, work.table().names());
}

#[test]
fn what_cannot_be_done_says_why() {
    let table = table("c,d\na,2024-01-01\nb,2024-01-02\n");
    let steps = [
        Step::Log { column: on("c") },
        Step::Log { column: on("d") },
        Step::DateParts { column: on("c"), parts: vec![DatePart::Year], names: Vec::new() },
        Step::DaysSince { column: on("d"), until: Until::Day("soon".into()), name: String::new() },
        Step::DaysSince { column: on("d"), until: Until::Column(on("x")), name: String::new() },
        Step::Rename { column: on("c"), to: "d".into() },
        Step::Rename { column: on("c"), to: " ".into() },
        Step::FillGaps { column: on("d"), with: Fill::Value("soon".into()) },
        Step::TidyText { column: on("x"), case: LetterCase::Keep },
        Step::DropGapRows { columns: vec![on("x")] },
        Step::KeepRows {
            column: on("d"),
            when: Condition::Between { low: "soon".into(), high: String::new() },
        },
        Step::Bins { column: on("c"), by: BinRule::Share(3) },
    ];
    for step in steps {
        let mut work = Work::new(&table, &Recipe::new(None));
        assert!(work.apply(&FittedStep::plain(step.clone()), &|| true).is_err(), "{step:?}");
        assert_eq!(cells(&work.table()), cells(&table), "{step:?}");
        assert_eq!(work.dropped(), [false, false], "{step:?}");
    }
}

#[test]
fn what_a_new_file_lacks_is_left_out() {
    let lacking = table("a\n1\n2\n");
    let steps = [
        FittedStep::plain(Step::Log { column: on("spend") }),
        FittedStep::plain(Step::DateParts {
            column: on("day"),
            parts: vec![DatePart::Year],
            names: Vec::new(),
        }),
        FittedStep::plain(Step::DropGapRows { columns: vec![on("a")] }),
        FittedStep::plain(Step::Rename { column: on("a"), to: "b".into() }),
    ];
    let (made, _) = replay(&lacking, &Recipe::new(None), &steps, &|| true).unwrap();
    assert_eq!(made.names(), ["b"]);
}

/// One row does not show whether day or month comes first; the table the model was made from did.
#[test]
fn a_new_file_is_read_like_the_old_one_where_it_could_be_either() {
    let old = table("d\n31/12/2023\n02/03/2024\n");
    let parts = FittedStep::plain(Step::DateParts {
        column: on("d"),
        parts: vec![DatePart::Month],
        names: Vec::new(),
    });
    let kept = Work::new(&old, &Recipe::new(None)).apply(&parts, &|| true).unwrap();
    assert_eq!(kept.figures, Figures::Days(DayOrder::DayFirst));
    let month = |text: &str, step: &FittedStep| {
        let steps = std::slice::from_ref(step);
        let (made, _) = replay(&table(text), &Recipe::new(None), steps, &|| true).unwrap();
        made.cell(0, 1).into_owned()
    };
    assert_eq!(
        (month("d\n02/03/2024\n", &kept).as_str(), month("d\n02/03/2024\n", &parts).as_str()),
        ("03", "02")
    );
    assert_eq!(month("d\n2024-03-02\n", &kept), "03", "another way of writing is found out");
}

/// Every step, on a column and with figures as they may have been learned.
fn every_step(column: &str, other: &str) -> Vec<FittedStep> {
    let c = || column.to_owned();
    let low_high = Figures::Limits { low: -1.5, high: 20.0 };
    let quartiles = Limits::Quartiles { times: 1.5 };
    let mut steps = vec![
        fitted(Step::FillGaps { column: c(), with: Fill::Mean }, Figures::Number(2.5)),
        fitted(Step::FillGaps { column: c(), with: Fill::MostFrequent }, Figures::Word("w".into())),
        fitted(Step::Outliers { column: c(), limits: quartiles, then: Beyond::Clip }, low_high.clone()),
        fitted(Step::Outliers { column: c(), limits: quartiles, then: Beyond::DropRow }, low_high),
        fitted(
            Step::GroupRare { column: c(), keep: Keep::Most(2), name: "other".into() },
            Figures::Names(vec!["1".into(), "a".into()]),
        ),
        fitted(Step::Bins { column: c(), by: BinRule::Width(3) }, Figures::Edges(vec![0.0, 10.0])),
    ];
    let plain = [
        Step::TidyText { column: c(), case: LetterCase::Words },
        Step::TidyText { column: c(), case: LetterCase::Upper },
        Step::WordIsGap { column: c(), word: "A".into() },
        Step::ReplaceValues { column: c(), from: vec!["1".into(), "ä".into()], to: "ä".into() },
        Step::FillGaps { column: c(), with: Fill::Value("7".into()) },
        Step::FillGaps { column: c(), with: Fill::OwnGroup },
        Step::DateParts { column: c(), parts: DatePart::ALL.to_vec(), names: Vec::new() },
        Step::DaysSince { column: c(), until: Until::Day("2024-01-01".into()), name: String::new() },
        Step::DaysSince { column: c(), until: Until::Column(other.to_owned()), name: String::new() },
        Step::SplitText { column: c(), at: " ".into(), parts: 3, names: Vec::new() },
        Step::SplitText { column: c(), at: "ä".into(), parts: 2, names: Vec::new() },
        Step::DropGapRows { columns: Vec::new() },
        Step::DropGapRows { columns: vec![c(), other.to_owned()] },
        Step::DropDuplicates { by: vec![c()] },
        Step::KeepRows { column: c(), when: Condition::Between { low: "0".into(), high: String::new() } },
        Step::KeepRows { column: c(), when: Condition::NoneOf(vec!["a".into()]) },
        Step::ChangeKind { column: c(), kind: Kind::Number },
        Step::DropColumn { column: c() },
        Step::Rename { column: c(), to: "renamed".into() },
        Step::Log { column: c() },
        Step::Bins { column: c(), by: BinRule::Edges(vec![1.0, 1.0, f64::NAN]) },
    ];
    steps.extend(plain.into_iter().map(FittedStep::plain));
    steps
}

/// Twice is once for all but these: a logarithm of a logarithm is another number, groups have no edges, a column
/// that was renamed is not there any more.
fn twice_is_once(step: &Step) -> bool {
    !matches!(step, Step::Log { .. } | Step::Bins { .. } | Step::Rename { .. })
}

fn awkward_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("   ".to_owned()),
        Just("-1e308".to_owned()),
        Just("99999999999999999999999".to_owned()),
        Just("2024-02-30".to_owned()),
        "20[0-3][0-9]-[01][0-9]-[0-3][0-9]",
        "-?[0-9]{1,4}(\\.[0-9]{1,3})?",
        "[aAäÄß 上\u{3000}ŉ]{0,5}",
    ]
}

fn awkward_table() -> impl Strategy<Value = Table> {
    prop::collection::vec((awkward_cell(), awkward_cell()), 1..12).prop_map(|rows| {
        let mut text = "c,é 1,row\n".to_owned();
        for (row, (first, second)) in rows.into_iter().enumerate() {
            text.push_str(&format!("\"{first}\",\"{second}\",r{row}\n"));
        }
        table(text)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_step_breaks_an_awkward_table(source in awkward_table(), seed in 0_usize..1000) {
        let before = cells(&source);
        let steps: Vec<FittedStep> = every_step("c", "é 1").into_iter().chain(every_step("é 1", "c")).collect();
        for step in &steps {
            let once = applied(&source, std::slice::from_ref(step));
            let made = once.table();
            prop_assert_eq!(made.rows(), source.rows());
            for name in made.names() {
                prop_assert!(column_profile(&made, &once.recipe(), name).is_some());
            }
            if twice_is_once(&step.step) {
                let twice = applied(&source, &[step.clone(), step.clone()]);
                prop_assert_eq!(cells(&twice.table()), cells(&made), "{:?}", step);
                prop_assert_eq!(twice.table().names().to_vec(), made.names().to_vec());
                prop_assert_eq!(twice.dropped(), once.dropped(), "{:?}", step);
                prop_assert_eq!(twice.beyond(), once.beyond(), "{:?}", step);
            }
        }
        // Any three after another.
        let pick = |n: usize| steps[(seed * 31 + n * 17) % steps.len()].clone();
        let three = applied(&source, &[pick(0), pick(1), pick(2)]);
        prop_assert_eq!(three.table().rows(), source.rows());
        prop_assert_eq!(cells(&source), before);
    }
}
