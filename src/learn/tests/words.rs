//! Which models and columns are offered, and the sentences for what goes wrong.

use crate::domain::column::{
    ColumnProfile, Finding, FindingKind, Kind, Role, Severity, Summary, TableProfile,
};
use crate::domain::error::{ErrorKind, UserError};
use crate::domain::message::Message;
use crate::domain::recipe::{ColumnChoice, ModelChoice, Question, Recipe, Step, StepEntry, Wording};
use crate::learn::{LearnError, features, incompatibility};

fn column(name: &str, kind: Kind, role: Role, distinct: u64, gaps: u64) -> ColumnProfile {
    ColumnProfile {
        name: name.to_owned(),
        kind,
        kind_reason: Message::new("test"),
        role,
        role_reason: Message::new("test"),
        gaps,
        distinct,
        summary: Summary::Empty,
    }
}

fn profile() -> TableProfile {
    let columns = vec![
        column("id", Kind::Text, Role::Id, 100, 0),
        column("mail", Kind::Text, Role::Contact, 100, 0),
        column("age", Kind::Integer, Role::Feature, 40, 3),
        column("joined", Kind::Date, Role::Date, 90, 0),
        column("note", Kind::Text, Role::Feature, 60, 0),
        column("half", Kind::Text, Role::Feature, 50, 0),
        column("flat", Kind::Category, Role::Feature, 1, 0),
        column("ticked", Kind::Category, Role::Feature, 1, 70),
        column("empty", Kind::Text, Role::Feature, 0, 100),
        column("row", Kind::Integer, Role::Feature, 100, 0),
        column("unused", Kind::Number, Role::Ignore, 9, 0),
        column("left", Kind::YesNo, Role::Target, 2, 0),
        column("spend", Kind::Number, Role::Feature, 80, 0),
    ];
    let finding = Finding {
        kind: FindingKind::RowNumber,
        severity: Severity::Look,
        column: Some("row".to_owned()),
        rows: 100,
        title: Message::new("test"),
        detail: Message::new("test"),
        fix: None,
    };
    TableProfile { rows: 100, columns, findings: vec![finding] }
}

fn yes_no(target: &str) -> Question {
    Question::YesNo { target: target.to_owned(), positive: None, wording: Wording::Own }
}

fn which(target: &str) -> Question {
    Question::Category { target: target.to_owned() }
}

fn number(target: &str) -> Question {
    Question::Number { target: target.to_owned() }
}

fn offered(recipe: &Recipe) -> (Vec<String>, Vec<(String, &'static str)>) {
    let (used, left_out) = features(&profile(), recipe);
    let used = used.into_iter().map(|column| column.name).collect();
    (used, left_out.into_iter().map(|(name, reason)| (name, reason.id)).collect())
}

#[test]
fn only_features_and_dates_enter_and_each_other_column_says_why() {
    let mut recipe = Recipe::new(None);
    recipe.question = Some(yes_no("left"));
    let drop = |on| StepEntry { step: Step::DropColumn { column: "spend".to_owned() }, on };
    recipe.steps = vec![drop(false)];
    let (used, left_out) = offered(&recipe);
    assert_eq!(used, ["age", "joined", "half", "ticked", "spend"]);
    let expected = [
        ("id", "learn-left-out-id"),
        ("mail", "learn-left-out-contact"),
        ("note", "learn-left-out-text"),
        ("flat", "learn-left-out-constant"),
        ("empty", "learn-left-out-empty"),
        ("row", "learn-left-out-row-number"),
        ("unused", "learn-left-out-ignore"),
    ];
    assert_eq!(left_out, expected.map(|(name, reason)| (name.to_owned(), reason)));
    recipe.steps = vec![drop(true)];
    let (used, left_out) = offered(&recipe);
    assert!(!used.contains(&"spend".to_owned()));
    assert!(left_out.contains(&("spend".to_owned(), "learn-left-out-step")));
}

#[test]
fn the_target_never_enters_and_an_old_target_neither() {
    let mut recipe = Recipe::new(None);
    recipe.question = Some(number("spend"));
    let (used, left_out) = offered(&recipe);
    assert!(!used.contains(&"spend".to_owned()));
    assert!(left_out.contains(&("left".to_owned(), "learn-left-out-target")));
}

#[test]
fn what_is_chosen_by_hand_enters() {
    let mut recipe = Recipe::new(None);
    recipe.question = Some(yes_no("left"));
    let by_hand = |name: &str| ColumnChoice { name: name.to_owned(), kind: None, role: Some(Role::Feature) };
    recipe.columns = ["note", "row", "flat"].map(by_hand).into();
    let (used, _) = offered(&recipe);
    assert!(used.contains(&"note".to_owned()) && used.contains(&"row".to_owned()));
    assert!(!used.contains(&"flat".to_owned()));
}

#[test]
fn segments_take_only_the_columns_given() {
    let mut recipe = Recipe::new(None);
    let columns = ["age", "unused", "nowhere"].map(str::to_owned).to_vec();
    recipe.question = Some(Question::Segments { columns });
    let (used, left_out) = offered(&recipe);
    assert_eq!(used, ["age", "unused"]);
    assert!(left_out.contains(&("spend".to_owned(), "learn-left-out-not-chosen")));
    assert_eq!(left_out.last(), Some(&("nowhere".to_owned(), "learn-left-out-unknown")));
    recipe.question = Some(Question::Segments { columns: Vec::new() });
    assert!(offered(&recipe).0.contains(&"spend".to_owned()));
}

#[test]
fn every_model_says_for_every_question_whether_it_fits() {
    use ModelChoice::{Auto, KMeans, Linear, Logistic, Svm};
    let groups = Question::Segments { columns: Vec::new() };
    let table = [
        (Auto, yes_no("left"), None),
        (Auto, number("spend"), None),
        (Auto, groups.clone(), None),
        (Auto, number("left"), Some("learn-not-linear-yes-no")),
        (Auto, yes_no("nowhere"), Some("learn-not-without-target")),
        (Linear, number("spend"), None),
        (Linear, number("age"), None),
        (Linear, number("half"), Some("learn-not-linear-names")),
        (Linear, number("joined"), Some("learn-not-linear-date")),
        (Linear, number("flat"), Some("learn-not-target-constant")),
        (Linear, yes_no("left"), Some("learn-not-linear-yes-no")),
        (Linear, groups.clone(), Some("learn-not-linear-groups")),
        (Logistic, yes_no("left"), None),
        (Logistic, yes_no("half"), None),
        (Logistic, yes_no("empty"), Some("learn-not-target-empty")),
        (Logistic, yes_no("flat"), Some("learn-not-target-constant")),
        (Logistic, number("spend"), Some("learn-not-logistic-number")),
        (Logistic, groups.clone(), Some("learn-not-logistic-groups")),
        (Auto, which("half"), None),
        (Logistic, which("left"), None),
        (Logistic, which("note"), Some("category-not-many")),
        (Logistic, which("flat"), Some("learn-not-target-constant")),
        (Linear, which("half"), Some("category-not-linear")),
        (Svm, which("half"), Some("category-not-svm")),
        (KMeans, which("half"), Some("learn-not-k-means-target")),
        (Svm, yes_no("left"), None),
        (Svm, number("spend"), Some("svm-not-number")),
        (Svm, groups.clone(), Some("svm-not-groups")),
        (KMeans, groups, None),
        (KMeans, yes_no("left"), Some("learn-not-k-means-target")),
        (KMeans, number("spend"), Some("learn-not-k-means-target")),
    ];
    for (model, question, expected) in table {
        let found = incompatibility(model, &question, &profile()).map(|message| message.id);
        assert_eq!(found, expected, "{model:?} {question:?}");
    }
}

#[test]
fn every_error_is_three_sentences_that_exist_in_both_languages() {
    let t = || "t".to_owned();
    let errors = [
        LearnError::ConstantTarget { target: t(), value: t() },
        LearnError::NoAnswers { target: t() },
        LearnError::OneClass { target: t(), positive: true },
        LearnError::OneClass { target: t(), positive: false },
        LearnError::FewOfClass { target: t(), found: 1, needed: 2 },
        LearnError::FewRows { found: 1, needed: 10 },
        LearnError::ManyClasses { target: t(), found: 60, most: 50 },
        LearnError::NoColumns,
        LearnError::PositiveNotFound { target: t(), positive: t(), values: vec![t()] },
        LearnError::PositiveNotChosen { target: t(), values: vec![t()] },
        LearnError::TargetNotNumber { target: t() },
        LearnError::TooManyGroups { k: 9, distinct: 3 },
        LearnError::NoGroups,
        LearnError::MissingColumns { columns: vec![t()] },
        LearnError::ChangedKind { columns: vec![t()] },
        LearnError::FillNotNumber { column: t(), value: t() },
        LearnError::BadPenalty { value: -1.0 },
        LearnError::BadShares { train: 1.0, valid: 1.0, test: 1.0 },
        LearnError::Stopped,
        LearnError::Solver { detail: t() },
        LearnError::Shape { detail: t() },
    ];
    let files = [
        concat!(
            include_str!("../../../assets/locales/en/learn.ftl"),
            include_str!("../../../assets/locales/en/category.ftl")
        ),
        concat!(
            include_str!("../../../assets/locales/zh-CN/learn.ftl"),
            include_str!("../../../assets/locales/zh-CN/category.ftl")
        ),
    ];
    for error in errors {
        let expected = match error {
            LearnError::Stopped => ErrorKind::Stopped,
            LearnError::Solver { .. } | LearnError::Shape { .. } => ErrorKind::Work,
            _ => ErrorKind::Request,
        };
        let shown = UserError::from(error);
        assert_eq!(shown.kind, expected);
        for message in [shown.what, shown.why, shown.next] {
            for file in files {
                let line = format!("{} = ", message.id);
                let mut lines = file.split('\n').skip_while(|found| !found.starts_with(&line));
                let first = lines.next().unwrap_or_else(|| unreachable!("{}", message.id));
                let rest = lines.take_while(|found| found.starts_with([' ', '}']));
                let text: String = std::iter::once(first).chain(rest).collect();
                // What is handed over is used; `text` checks the opposite.
                for (name, _) in &message.args {
                    let needless = message.id == "learn-error-few-of-class-why" && *name == "needed";
                    assert!(needless || text.contains(&format!("${name}")), "{} {name}", message.id);
                }
            }
        }
    }
}
