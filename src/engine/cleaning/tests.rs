//! Steps from the recipe to the scored file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::*;
use crate::domain::recipe::{
    Beyond, BinRule, Condition, DatePart, Fill, Keep, LetterCase, Limits, Question, Reading, Split,
    StepEntry, Until, Wording,
};
use crate::domain::step::Figures;
use crate::domain::table::TableView as _;
use crate::domain::work::StepPreview;
use crate::engine::preview::preview;
use crate::engine::write::{Answers, artifact, saved};
use crate::engine::{FinishedRun, IfExists, read, score_file, train};
use crate::jobs::{Cancel, Ended, Sink, run_here};
use crate::project::model_file;
use crate::text::Language;

const ROWS: usize = 240;

/// A number for each row that looks like chance.
fn chance(row: usize, salt: usize) -> usize {
    let mixed = (row * 2_654_435_761 + salt * 40_503 + 12_345) % 1_000_003;
    (mixed * mixed) % 997
}

fn bought(row: usize) -> bool {
    (chance(row, 1) + if spend(row) > 300.0 { 400 } else { 0 }) > 700
}

fn spend(row: usize) -> f64 {
    (chance(row, 2) as f64).powi(2) / 1_000.0
}

/// A shop's customers. `wild` rows have other features, but the same answer.
fn shop(wild: &dyn Fn(usize) -> bool) -> String {
    let mut text = "id,name,city,joined,spend,age,tier,bought\n".to_owned();
    for row in 0..ROWS {
        let answer = if bought(row) { "yes" } else { "no" };
        let city = ["Paris", " paris ", "Lyon", "Nice", "unknown"][chance(row, 3) % 5];
        let city = if row % 40 == 7 { format!("hamlet {row}") } else { city.to_owned() };
        let day = format!("2023-{:02}-{:02}", chance(row, 4) % 12 + 1, chance(row, 5) % 28 + 1);
        let age = if row % 9 == 4 { String::new() } else { (18 + chance(row, 6) % 60).to_string() };
        let tier = ["a", "b", "c"][chance(row, 7) % 3];
        let (city, spend, age) = if wild(row) {
            (format!("leak {}", row % 2), 1e6 + row as f64, "99".to_owned())
        } else {
            (city, spend(row), age)
        };
        writeln!(text, "C{row:04},Ana {tier} B{row},{city},{day},{spend},{age},{tier},{answer}").unwrap();
    }
    text
}

fn all_steps() -> Vec<Step> {
    let column = |name: &str| name.to_owned();
    vec![
        Step::TidyText { column: column("city"), case: LetterCase::Words },
        Step::WordIsGap { column: column("city"), word: "Unknown".into() },
        Step::ReplaceValues { column: column("city"), from: vec!["nice".into()], to: "Nizza".into() },
        Step::GroupRare { column: column("city"), keep: Keep::Share(0.05), name: "village".into() },
        Step::FillGaps { column: column("city"), with: Fill::MostFrequent },
        Step::FillGaps { column: column("age"), with: Fill::Median },
        Step::Outliers {
            column: column("spend"),
            limits: Limits::Percentiles { low: 5.0, high: 90.0 },
            then: Beyond::Clip,
        },
        Step::Log { column: column("spend") },
        Step::Bins { column: column("age"), by: BinRule::Share(4) },
        Step::Rename { column: column("joined"), to: "since".into() },
        Step::DateParts {
            column: column("since"),
            parts: vec![DatePart::Month, DatePart::Weekday],
            names: Vec::new(),
        },
        Step::DaysSince {
            column: column("since"),
            until: Until::Day("2024-01-01".into()),
            name: String::new(),
        },
        Step::SplitText { column: column("name"), at: " ".into(), parts: 3, names: Vec::new() },
        Step::DropColumn { column: column("since") },
        Step::ChangeKind { column: column("tier"), kind: crate::domain::column::Kind::Category },
    ]
}

fn recipe(steps: Vec<Step>) -> Recipe {
    let mut recipe = Recipe::new(None);
    recipe.steps = steps.into_iter().map(|step| StepEntry { step, on: true }).collect();
    recipe.question = Some(Question::YesNo {
        target: "bought".into(),
        positive: Some("yes".into()),
        wording: Wording::Buy,
    });
    recipe
}

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn table(&self, name: &str, text: &str) -> Table {
        let path = self.file(name, text);
        with_sink(|sink| read(&path, &Reading::default(), sink))
    }

    fn run(&self, text: &str, recipe: &Recipe) -> FinishedRun {
        let table = self.table("c.csv", text);
        with_sink(|sink| match train(&table, recipe, sink)? {
            Ended::Finished(run) => Ok(run),
            Ended::Stopped(_) => panic!("nobody stopped it"),
        })
    }
}

fn with_sink<T: Send>(work: impl Fn(&Sink<'_>) -> Result<T, UserError> + Send + Sync) -> T {
    let ended = run_here(&Cancel::new(), |sink| work(sink).map(Ended::Finished), |_| {});
    match ended {
        Ok(Ended::Finished(done)) => done,
        Ok(Ended::Stopped(_)) => panic!("nobody stopped it"),
        Err(error) => panic!("{error:?}"),
    }
}

fn chances(run: &FinishedRun) -> &[f64] {
    let Answers::YesNo { chances, .. } = &run.answers else { panic!("a yes/no question") };
    chances
}

fn column_of(path: &Path, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let place = reader.headers().unwrap().iter().position(|header| header == name).unwrap();
    reader.records().map(|row| row.unwrap()[place].to_owned()).collect()
}

fn scored(desk: &Desk, run: &FinishedRun, data: &str) -> Result<Vec<String>, UserError> {
    let model = model_file::from_text(&model_file::to_text(&saved(run))?, "m")?;
    let (data, out) = (desk.file("new.csv", data), desk.folder.path().join("scored.csv"));
    let ended = run_here(
        &Cancel::new(),
        |sink| {
            let replace = IfExists::Replace;
            score_file(&model, &data, &Reading::default(), Some(&out), replace, Language::English, sink)
                .map(Ended::Finished)
        },
        |_| {},
    );
    ended.map(|_| column_of(&out, "probability"))
}

/// The table the model was made from, scored as a new file, gives what the run says of every row.
#[test]
fn a_new_file_goes_through_the_same_steps() {
    let desk = Desk::new();
    let text = shop(&|_| false);
    let run = desk.run(&text, &recipe(all_steps()));
    assert_eq!(run.steps.len(), all_steps().len(), "every step was carried out");
    assert!(run.report.notes.is_empty(), "{:?}", run.report.notes);
    for made in ["since_month", "since_weekday", "since_days", "name_2", "age", "spend", "city"] {
        assert!(run.report.inputs.iter().any(|input| input == made), "{made} of {:?}", run.report.inputs);
    }
    assert!(!run.report.inputs.iter().any(|input| input == "since"));
    let expected: Vec<String> = chances(&run).iter().map(|chance| format!("{chance:.6}")).collect();
    assert_eq!(scored(&desk, &run, &text).unwrap(), expected);
    // The same customer alone, in another file, with the columns in another order.
    let first: Vec<&str> = text.lines().nth(1).unwrap().split(',').collect();
    let alone = format!(
        "age,city,tier,joined,name,spend\n{},{},{},{},{},{}\n",
        first[5], first[2], first[6], first[3], first[1], first[4]
    );
    assert_eq!(scored(&desk, &run, &alone).unwrap(), expected[..1]);
}

#[test]
fn what_the_new_file_lacks_is_named_as_the_file_would_call_it() {
    let desk = Desk::new();
    let run = desk.run(&shop(&|_| false), &recipe(all_steps()));
    let error = scored(&desk, &run, "age,tier,name,city\n30,a,Ana B,Paris\n").unwrap_err();
    let said = format!("{error:?}");
    assert!(said.contains("\"joined\"") && said.contains("\"spend\""), "{said}");
    assert!(!said.contains("since"), "{said}");
}

/// Rows that check and judge get features that give the answer away, or would pull every figure far off.
#[test]
fn nothing_is_learned_from_rows_that_judge() {
    let desk = Desk::new();
    let honest = desk.run(&shop(&|_| false), &recipe(all_steps()));
    let judges: Vec<bool> = honest.parts.iter().map(|part| *part != Part::Train).collect();
    let planted = desk.run(&shop(&|row| judges[row]), &recipe(all_steps()));
    assert_eq!(honest.parts, planted.parts);
    assert_eq!(honest.steps, planted.steps);
    let learned: Vec<&Figures> = honest.steps.iter().map(|step| &step.figures).collect();
    let plain = |figures: &Figures| matches!(figures, Figures::None | Figures::Days(_));
    assert_eq!(learned.iter().filter(|figures| !plain(figures)).count(), 5);
    // The same change in training rows is seen: the test would notice a leak.
    let told = desk.run(&shop(&|row| !judges[row]), &recipe(all_steps()));
    assert_ne!(honest.steps, told.steps);
}

#[test]
fn folds_learn_their_own_figures() {
    let desk = Desk::new();
    let mut asked = recipe(vec![Step::Outliers {
        column: "spend".into(),
        limits: Limits::Quartiles { times: 1.5 },
        then: Beyond::Clip,
    }]);
    let table = desk.table("c.csv", &shop(&|_| false));
    asked.split = Split::None;
    let all: Vec<u32> = (0..ROWS as u32).collect();
    let half: Vec<u32> = (0..ROWS as u32).filter(|row| spend(*row as usize) < 200.0).collect();
    let figures =
        |rows: &[u32]| clean(&table, &asked, Some(rows), &|| true).unwrap().steps[0].figures.clone();
    let Figures::Limits { high, .. } = figures(&half) else { panic!("limits") };
    let Figures::Limits { high: wide, .. } = figures(&all) else { panic!("limits") };
    assert!(high < wide, "{high} {wide}");
    asked.split = Split::default();
    asked.evaluation.folds = Some(4);
    let run = desk.run(&shop(&|_| false), &asked);
    assert_eq!(run.report.folds.as_ref().map(|(k, _)| *k), Some(4));
}

#[test]
fn rows_are_taken_out_where_they_may_be() {
    let desk = Desk::new();
    let text = shop(&|_| false);
    let steps = vec![
        Step::KeepRows { column: "tier".into(), when: Condition::OneOf(vec!["A".into(), "b".into()]) },
        Step::Outliers {
            column: "spend".into(),
            limits: Limits::Percentiles { low: 0.0, high: 80.0 },
            then: Beyond::DropRow,
        },
        Step::DropGapRows { columns: vec!["age".into()] },
    ];
    let run = desk.run(&text, &recipe(steps));
    let Figures::Limits { high, .. } = run.steps[1].figures else { panic!("limits") };
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    for (row, part) in rows.iter().zip(&run.parts) {
        let out = row[6] == "c" || row[5].is_empty();
        let beyond = row[4].parse::<f64>().unwrap() > high;
        match part {
            Part::Dropped => assert!(out || beyond, "{row:?}"),
            Part::Train => assert!(!out && !beyond, "{row:?}"),
            _ => assert!(!out, "{row:?}"),
        }
    }
    // Outliers leave the training rows only: some are judged.
    let judged_outlier = rows
        .iter()
        .zip(&run.parts)
        .any(|(row, part)| *part == Part::Test && row[4].parse::<f64>().unwrap() > high);
    assert!(judged_outlier);
    // Every row is scored, and exports keep every cell.
    assert_eq!(scored(&desk, &run, &text).unwrap().len(), ROWS);
    let out = desk.folder.path().join("predictions.csv");
    with_sink(|sink| {
        artifact(&run, crate::domain::work::Artifact::Predictions, &out, IfExists::Refuse, "en", sink)
    });
    let written = std::fs::read_to_string(&out).unwrap();
    for (line, source) in written.lines().zip(text.lines()) {
        assert!(line.starts_with(source), "{line}");
    }
}

#[test]
fn order_is_respected() {
    let desk = Desk::new();
    let table = desk.table("c.csv", "x,y\n1,a\n,b\n100,c\n2,d\n3,e\n");
    let clip = Step::Outliers {
        column: "x".into(),
        limits: Limits::Percentiles { low: 0.0, high: 50.0 },
        then: Beyond::Clip,
    };
    let mean = Step::FillGaps { column: "x".into(), with: Fill::Mean };
    let cells = |steps: [&Step; 2]| {
        let asked = Recipe { question: None, ..recipe(steps.map(Clone::clone).to_vec()) };
        let cleaned = clean_to_look(&table, &asked, &|| true).unwrap();
        (0..5).map(|row| cleaned.table.cell(row, 0).into_owned()).collect::<Vec<_>>()
    };
    // The middle of 1, 2, 3, 100 is 2.5; the mean of 1, 2, 2.5, 2.5 is 2.
    assert_eq!(cells([&clip, &mean]), ["1", "2", "2.5", "2", "2.5"]);
    // The mean is 26.5; the middle of 1, 2, 3, 26.5, 100 is 3.
    assert_eq!(cells([&mean, &clip]), ["1", "3", "3", "2", "3"]);
}

#[test]
fn answers_are_never_invented_or_passed_on() {
    let desk = Desk::new();
    let text = shop(&|_| false).replacen(",yes\n", ",\n", 3);
    let steps = vec![
        Step::FillGaps { column: "bought".into(), with: Fill::Value("yes".into()) },
        Step::SplitText { column: "bought".into(), at: "e".into(), parts: 2, names: Vec::new() },
        Step::GroupRare { column: "bought".into(), keep: Keep::Most(1), name: "no".into() },
        Step::Log { column: "nothing".into() },
    ];
    let run = desk.run(&text, &recipe(steps));
    assert_eq!((run.report.rows.unlabelled, run.report.notes.len()), (3, 4), "{:?}", run.report.notes);
    assert!(!run.report.inputs.iter().any(|input| input.starts_with("bought")));
    // The answers may be told apart by another word, and the column may be called otherwise.
    let mut renamed = recipe(vec![
        Step::ReplaceValues { column: "bought".into(), from: vec!["YES".into()], to: "ja".into() },
        Step::Rename { column: "bought".into(), to: "gekauft".into() },
    ]);
    renamed.question = Some(Question::YesNo {
        target: "gekauft".into(),
        positive: Some("ja".into()),
        wording: Wording::Buy,
    });
    let renamed = desk.run(&text, &renamed);
    assert_eq!(renamed.parts, run.parts);
    assert_eq!(renamed.yes, run.yes);
}

#[test]
fn a_model_of_the_first_version_still_scores() {
    let desk = Desk::new();
    let text = shop(&|_| false);
    let steps = vec![Step::WordIsGap { column: "city".into(), word: "unknown".into() }];
    let run = desk.run(&text, &recipe(steps));
    let mut old: serde_json::Value =
        serde_json::from_str(&model_file::to_text(&saved(&run)).unwrap()).unwrap();
    old["version"] = 1.into();
    old["recipe"]["version"] = 1.into();
    old.as_object_mut().unwrap().remove("steps");
    let old = model_file::from_text(&old.to_string(), "old").unwrap();
    assert_eq!(old.steps(), run.steps);
}

fn previewed(table: &Table, recipe: &Recipe, index: usize) -> StepPreview {
    preview(table, recipe, index, &|| true).unwrap().unwrap()
}

/// The preview of each step shows the figures that training learns, and its column as it stands there.
#[test]
fn previews_show_what_training_does() {
    let desk = Desk::new();
    let text = shop(&|_| false);
    let asked = recipe(all_steps());
    let run = desk.run(&text, &asked);
    let table = desk.table("c.csv", &text);
    let whole = clean_to_look(&table, &asked, &|| true).unwrap();
    for (index, entry) in asked.steps.iter().enumerate() {
        let found = previewed(&table, &asked, index);
        assert_eq!(found.figures, run.steps[index].figures, "{:?}", entry.step);
        assert_eq!(found.problem, None);
    }
    let last = previewed(&table, &asked, 8).after.unwrap();
    let cleaned = crate::data::column_profile(&whole.table, &whole.recipe, "age").unwrap();
    assert_eq!((last.summary, last.kind), (cleaned.summary, cleaned.kind));
    let stopped = std::cell::Cell::new(0);
    let few_looks = || {
        stopped.set(stopped.get() + 1);
        stopped.get() < 4
    };
    assert_eq!(preview(&table, &asked, 8, &few_looks).unwrap(), None, "a stop leaves nothing half done");
    let problem = previewed(&table, &recipe(vec![Step::Log { column: "city".into() }]), 0).problem;
    assert!(problem.is_some());
}
