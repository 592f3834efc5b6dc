//! Steps by chance on awkward tables: nothing panics, no row comes or goes, and a preview says what training does.

use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::data;
use crate::domain::column::Kind;
use crate::domain::join::{Alike, Brought, Join, JoinKey, Take};
use crate::domain::recipe::{
    Beyond, BinRule, Condition, DatePart, Fill, Keep, LetterCase, Limits, Question, Reading, StepEntry,
    Until, Wording,
};
use crate::domain::table::TableView as _;
use crate::engine::preview::preview;

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        1 => Just(" \u{3000} ".to_owned()),
        1 => Just("-1.7976931348623157e308".to_owned()),
        1 => Just("99999999999999999999999999".to_owned()),
        1 => Just("0000012.0".to_owned()),
        1 => Just("a\n\"b\" 😀".to_owned()),
        1 => Just("9999-12-31".to_owned()),
        1 => Just("31.02.0000".to_owned()),
        2 => "20[0-3][0-9]-[01][0-9]-[0-3][0-9]",
        4 => "-?[0-9]{1,3}(\\.[0-9]{1,2})?",
        3 => "[aAÄß上ŉ]{1,3}",
        2 => prop_oneof![Just("yes".to_owned()), Just("no".to_owned())],
    ]
}

/// The names of a table, from plain to odd.
const NAMES: [&str; 4] = ["c", "é 1", "a \"quoted\"\nname", "😀"];

/// 0 to 12 rows of 1 to 4 columns; whole columns may be empty.
fn text() -> impl Strategy<Value = String> {
    (1..=NAMES.len(), 0..=12_usize, any::<u8>())
        .prop_flat_map(|(columns, rows, empty)| {
            (Just(columns), Just(empty), prop::collection::vec(prop::collection::vec(cell(), columns), rows))
        })
        .prop_map(|(columns, empty, rows)| {
            let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
            let line = |cells: Vec<String>| cells.join(",") + "\n";
            let head = line(NAMES.iter().take(columns).map(|name| quoted(name)).collect());
            let cells = |row: Vec<String>| {
                let cell = |(place, cell): (usize, String)| {
                    // In one table of four all cells of a column are gaps.
                    if usize::from(empty) % 16 == place { quoted("") } else { quoted(&cell) }
                };
                line(row.into_iter().enumerate().map(cell).collect())
            };
            head + &rows.into_iter().map(cells).collect::<String>()
        })
}

fn column() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(&NAMES[..]).prop_map(str::to_owned),
        1 => Just("c_year".to_owned()),
        1 => Just("renamed".to_owned()),
        1 => Just(String::new()),
    ]
}

fn short() -> impl Strategy<Value = String> {
    prop_oneof![cell(), Just("c".to_owned()), Just("renamed".to_owned()), Just("\"".to_owned())]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![-10.0..10.0, Just(0.0), Just(1e308), Just(-1e308), Just(f64::NAN), Just(f64::INFINITY)]
}

fn fill() -> impl Strategy<Value = Fill> {
    prop_oneof![
        Just(Fill::Median),
        Just(Fill::Mean),
        Just(Fill::MostFrequent),
        Just(Fill::OwnGroup),
        short().prop_map(Fill::Value)
    ]
}

fn condition() -> impl Strategy<Value = Condition> {
    prop_oneof![
        prop::collection::vec(short(), 0..3).prop_map(Condition::OneOf),
        prop::collection::vec(short(), 0..3).prop_map(Condition::NoneOf),
        (short(), short()).prop_map(|(low, high)| Condition::Between { low, high }),
        short().prop_map(Condition::Contains),
    ]
}

fn join(file: PathBuf) -> impl Strategy<Value = Step> {
    let key = (column(), column()).prop_map(|(column, other)| JoinKey { column, other });
    let brought = (0..Take::ALL.len(), column(), column(), short())
        .prop_map(|(take, column, by, name)| Brought { take: Take::ALL[take], column, by, name });
    let alike = any::<[bool; 4]>().prop_map(|[blanks, case, zeros, fractions]| Alike {
        blanks,
        case,
        zeros,
        fractions,
    });
    (prop::collection::vec(key, 0..3), prop::collection::vec(brought, 0..4), alike).prop_map(
        move |(keys, bring, alike)| {
            let reading = Reading::default();
            Step::Join(Join { file: file.clone(), reading, keys, alike, bring })
        },
    )
}

/// Every kind of step with whatever values.
fn step(second: PathBuf) -> impl Strategy<Value = Step> {
    let columns = || prop::collection::vec(column(), 0..3);
    let limits = prop_oneof![
        (number(), number()).prop_map(|(low, high)| Limits::Percentiles { low, high }),
        number().prop_map(|times| Limits::Quartiles { times }),
    ];
    let keep = prop_oneof![
        any::<u32>().prop_map(Keep::Most),
        (0..4_u32).prop_map(Keep::Most),
        number().prop_map(Keep::Share)
    ];
    let bins = prop_oneof![
        any::<u32>().prop_map(BinRule::Width),
        (0..5_u32).prop_map(BinRule::Share),
        prop::collection::vec(number(), 0..4).prop_map(BinRule::Edges),
    ];
    let until = prop_oneof![short().prop_map(Until::Day), column().prop_map(Until::Column)];
    let cases =
        prop::sample::select(vec![LetterCase::Keep, LetterCase::Lower, LetterCase::Upper, LetterCase::Words]);
    let first = prop_oneof![
        column().prop_map(|column| Step::DropColumn { column }),
        (column(), fill()).prop_map(|(column, with)| Step::FillGaps { column, with }),
        (column(), 0..Kind::ALL.len())
            .prop_map(|(column, kind)| Step::ChangeKind { column, kind: Kind::ALL[kind] }),
        columns().prop_map(|by| Step::DropDuplicates { by }),
        (column(), short()).prop_map(|(column, word)| Step::WordIsGap { column, word }),
        columns().prop_map(|columns| Step::DropGapRows { columns }),
        (column(), prop::collection::vec(short(), 0..3), short())
            .prop_map(|(column, from, to)| Step::ReplaceValues { column, from, to }),
        (column(), cases).prop_map(|(column, case)| Step::TidyText { column, case }),
        (column(), limits, any::<bool>()).prop_map(|(column, limits, clip)| {
            let then = if clip { Beyond::Clip } else { Beyond::DropRow };
            Step::Outliers { column, limits, then }
        }),
    ];
    let second_half = prop_oneof![
        (column(), keep, short()).prop_map(|(column, keep, name)| Step::GroupRare { column, keep, name }),
        (column(), bins).prop_map(|(column, by)| Step::Bins { column, by }),
        column().prop_map(|column| Step::Log { column }),
        (column(), prop::sample::subsequence(DatePart::ALL.to_vec(), 0..=5), columns())
            .prop_map(|(column, parts, names)| Step::DateParts { column, parts, names }),
        (column(), until, short()).prop_map(|(column, until, name)| Step::DaysSince { column, until, name }),
        (column(), condition()).prop_map(|(column, when)| Step::KeepRows { column, when }),
        (column(), short()).prop_map(|(column, to)| Step::Rename { column, to }),
        (column(), short(), any::<u32>(), columns()).prop_map(|(column, at, parts, names)| Step::SplitText {
            column,
            at,
            parts,
            names
        }),
        join(second),
    ];
    prop_oneof![first, second_half]
}

fn read(text: &str) -> Option<(tempfile::TempDir, Table)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.csv");
    std::fs::write(&path, text).unwrap();
    // One column of gaps is an empty file to a reader; that is its business.
    let table = data::read_any(&path, &Reading::default(), &mut |_| true).ok()?;
    Some((folder, table))
}

thread_local! {
    /// The second file of all cases; its name is fixed before its cells are.
    static SECOND: (tempfile::TempDir, PathBuf) = {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("das zweite 文件.csv");
        (folder, path)
    };
}

fn second() -> PathBuf {
    SECOND.with(|(_, path)| path.clone())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(384))]

    #[test]
    fn no_list_of_steps_breaks_a_table(
        own in text(),
        other in text(),
        steps in prop::collection::vec(step(second()), 1..6),
        target in prop::option::of((0..NAMES.len(), any::<bool>())),
    ) {
        std::fs::write(second(), other).unwrap();
        let Some((_folder, table)) = read(&own) else { return Ok(()) };
        let mut recipe = Recipe::new(None);
        recipe.steps = steps.iter().map(|step| StepEntry { step: step.clone(), on: true }).collect();
        recipe.question = target.map(|(place, yes_no)| {
            let target = NAMES[place].to_owned();
            if yes_no {
                Question::YesNo { target, positive: Some("yes".into()), wording: Wording::Own }
            } else {
                Question::Number { target }
            }
        });
        let cleaned = clean_to_look(&table, &recipe, &|| true).unwrap();
        prop_assert_eq!(cleaned.table.rows(), table.rows());
        prop_assert_eq!(cleaned.dropped.len(), table.rows());
        prop_assert_eq!(cleaned.steps.len() + cleaned.problems.len(), steps.len());
        let mut names = cleaned.table.names().to_vec();
        names.sort();
        names.dedup();
        prop_assert_eq!(names.len(), cleaned.table.names().len(), "a name stands twice");
        let profile = data::profile(&cleaned.table, &cleaned.recipe);
        prop_assert_eq!(profile.columns.len(), cleaned.table.names().len());
        // A step is refused where it is looked at if and only if it was left out.
        for index in 0..steps.len() {
            let found = preview(&table, &recipe, index, &|| true).unwrap().unwrap();
            let left_out = cleaned.problems.iter().any(|(place, _)| *place == index);
            if found.problem.is_some() != left_out {
                // Only names that are taken, and renames, may look otherwise where less is carried out.
                let rows_or_names = steps.iter().any(|step| matches!(step, Step::Rename { .. }) || !step.makes().is_empty());
                prop_assert!(rows_or_names, "{:?} {:?}", found.problem, steps);
            }
        }
        // What was learned makes the same table of the same file.
        let (again, _) = data::replay(&table, &cleaned.recipe, &cleaned.steps, &|| true).unwrap();
        prop_assert_eq!(again.rows(), table.rows());
        for name in cleaned.table.names() {
            let (one, other) = (cleaned.table.index_of(name), again.index_of(name));
            let drops = steps.iter().any(Step::drops_rows);
            prop_assert!(one.is_some() && other.is_some() || drops, "{}", name);
        }
    }
}
