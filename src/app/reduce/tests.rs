use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use super::*;
use crate::app::events::{apply, job_started};
use crate::app::state::{Appearance, Reach};
use crate::domain::chart::{Chart, Picture};
use crate::domain::column::{ColumnProfile, Kind, Summary, TableProfile};
use crate::domain::error::UserError;
use crate::domain::event::{CurvePoint, JobEvent, JobId};
use crate::domain::recipe::{Fill, ModelSpec, Wording};
use crate::domain::table::{FileFacts, Filter, RejectedRow, TableView};
use crate::domain::work::{OpenedTable, Output, TableId};

#[derive(Debug)]
struct Fake {
    facts: FileFacts,
    names: Vec<String>,
}

impl TableView for Fake {
    fn facts(&self) -> &FileFacts {
        &self.facts
    }
    fn rows(&self) -> usize {
        10
    }
    fn names(&self) -> &[String] {
        &self.names
    }
    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        format!("{row}/{column}").into()
    }
    fn rejected(&self) -> &[RejectedRow] {
        &[]
    }
}

fn appearance() -> Appearance {
    Appearance { language: Language::English, theme: Theme::Light, zoom: 1.0, inspector: true }
}

fn column(name: &str, kind: Kind) -> ColumnProfile {
    ColumnProfile {
        name: name.into(),
        kind,
        kind_reason: Message::new("x"),
        role: Role::Feature,
        role_reason: Message::new("x"),
        gaps: 0,
        distinct: if kind == Kind::YesNo { 2 } else { 9 },
        summary: Summary::Values { top: vec![("No".into(), 6), ("Yes".into(), 4)], other: 0 },
    }
}

fn opened(path: &str) -> JobEvent<Output> {
    let facts = FileFacts {
        path: path.into(),
        bytes: 1,
        encoding: "UTF-8".into(),
        delimiter: ',',
        quote: Some('"'),
        ..FileFacts::default()
    };
    JobEvent::Finished(Output::Opened(OpenedTable {
        id: TableId(1),
        view: Arc::new(Fake { facts, names: vec!["Churn".into(), "spend".into()] }),
        profile: Arc::new(TableProfile {
            rows: 10,
            columns: vec![column("Churn", Kind::YesNo), column("spend", Kind::Number)],
            findings: Vec::new(),
        }),
        targets: vec!["Churn".into()],
    }))
}

/// A state with a file open, as a user would get there.
pub(in crate::app) fn with_table() -> State {
    let mut state = State::new(appearance(), Vec::new());
    let effects = reduce(&mut state, Command::Open("a.csv".into()));
    assert!(matches!(
        effects.as_slice(),
        [Effect::Start(Request::FirstRows { .. }), Effect::Start(Request::Open { .. })]
    ));
    job_started(&mut state, Slot::Open, JobId(1), 0.0);
    apply(&mut state, Slot::Open, JobId(1), opened("a.csv"), 1.0);
    assert!(state.jobs.is_empty());
    state
}

fn drop_step(column: &str) -> Step {
    Step::DropColumn { column: column.into() }
}

#[test]
fn every_change_of_the_recipe_can_be_undone() {
    let edits = [
        Command::ChooseKind("spend".into(), Kind::Text),
        Command::ChooseRole("spend".into(), Role::Id),
        Command::ChooseRole("Churn".into(), Role::Target),
        Command::ForgetQuestion,
        Command::AddStep(drop_step("spend")),
        Command::AddStep(Step::FillGaps { column: "spend".into(), with: Fill::Median }),
        Command::MoveStep(0, 1),
        Command::SwitchStep(0),
        Command::ReplaceStep(1, drop_step("Churn")),
        Command::RemoveStep(0),
        Command::SetSeed(7),
        Command::SetFolds(Some(5)),
        Command::ForgetChoice("spend".into()),
    ];
    let mut state = with_table();
    let start = state.recipe().clone();
    let mut seen = vec![start.clone()];
    for edit in edits {
        reduce(&mut state, edit.clone());
        assert_ne!(seen.last(), Some(state.recipe()), "{edit:?} changes something");
        seen.push(state.recipe().clone());
    }
    for expected in seen.iter().rev().skip(1) {
        reduce(&mut state, Command::Do(Action::Undo));
        assert_eq!(state.recipe(), expected);
    }
    assert!(!state.can_undo());
    for expected in seen.iter().skip(1) {
        reduce(&mut state, Command::Do(Action::Redo));
        assert_eq!(state.recipe(), expected);
    }
}

#[test]
fn only_what_depends_on_a_change_is_computed_again() {
    let mut state = with_table();
    let is_profile = |effect: &Effect| matches!(effect, Effect::Start(Request::Profile { .. }));
    assert!(reduce(&mut state, Command::AddStep(drop_step("spend"))).iter().any(is_profile));
    assert!(!reduce(&mut state, Command::SetSeed(9)).iter().any(is_profile));
    assert!(reduce(&mut state, Command::SetSeed(9)).is_empty(), "no change, no work");
}

#[test]
fn choosing_the_answer_asks_the_question_that_fits() {
    let mut state = with_table();
    reduce(&mut state, Command::ChooseRole("Churn".into(), Role::Target));
    let Some(Question::YesNo { target, positive, .. }) = state.question() else { panic!("yes/no") };
    assert_eq!((target.as_str(), positive.as_deref()), ("Churn", Some("Yes")));
    assert_eq!(state.why_not_train(), None);
    reduce(&mut state, Command::ChooseRole("spend".into(), Role::Target));
    assert_eq!(state.question(), Some(&Question::Number { target: "spend".into() }));
    reduce(&mut state, Command::ChooseRole("spend".into(), Role::Feature));
    assert_eq!(state.question(), None);
    assert!(state.why_not_train().is_some());
}

#[test]
fn late_events_of_a_superseded_job_are_dropped() {
    let mut state = with_table();
    job_started(&mut state, Slot::Open, JobId(2), 0.0);
    job_started(&mut state, Slot::Open, JobId(3), 0.0);
    apply(&mut state, Slot::Open, JobId(2), opened("old.csv"), 1.0);
    assert_eq!(state.loaded.as_ref().unwrap().file_name(), "a.csv");
    apply(&mut state, Slot::Open, JobId(3), opened("new.csv"), 1.0);
    assert_eq!(state.loaded.as_ref().unwrap().file_name(), "new.csv");
    assert_eq!(state.recent, [PathBuf::from("new.csv"), "a.csv".into()]);
}

#[test]
fn a_file_that_cannot_be_opened_leaves_everything_as_it_was() {
    let mut state = with_table();
    reduce(&mut state, Command::AddStep(drop_step("spend")));
    let recipe = state.recipe().clone();
    reduce(&mut state, Command::Open("missing.csv".into()));
    job_started(&mut state, Slot::Open, JobId(5), 0.0);
    let error = UserError::request(Message::new("a"), Message::new("b"), Message::new("c"));
    apply(&mut state, Slot::Open, JobId(5), JobEvent::Failed(error), 1.0);
    assert_eq!(state.loaded.as_ref().unwrap().file_name(), "a.csv");
    assert_eq!(state.recipe(), &recipe);
    assert!(state.error.is_some());
}

#[test]
fn a_file_read_again_keeps_what_was_made_of_it() {
    let mut state = with_table();
    reduce(&mut state, Command::ChooseRole("Churn".into(), Role::Target));
    reduce(&mut state, Command::AddStep(drop_step("spend")));
    state.run.recipe = Some(Box::new(state.recipe().clone()));
    state.run.table = state.loaded.as_ref().map(|loaded| loaded.id);
    assert!(!state.run_is_stale());
    let recipe = state.recipe().clone();
    let effects = reduce(&mut state, Command::Do(Action::ReadAgain));
    assert!(effects.iter().any(|effect| {
        matches!(effect, Effect::Start(Request::Open { path, .. }) if path.as_os_str() == "a.csv")
    }));
    job_started(&mut state, Slot::Open, JobId(5), 0.0);
    assert!(Action::ReadAgain.disabled(&state).is_some(), "once at a time");
    let JobEvent::Finished(Output::Opened(table)) = opened("a.csv") else { panic!("an open table") };
    let again = JobEvent::Finished(Output::Opened(OpenedTable { id: TableId(8), ..table }));
    apply(&mut state, Slot::Open, JobId(5), again, 1.0);
    assert_eq!(state.recipe(), &recipe);
    // What was learned from the old rows says so.
    assert!(state.run_is_stale());
    let empty = State::new(appearance(), Vec::new());
    assert!(Action::ReadAgain.disabled(&empty).is_some());
}

#[test]
fn sorting_goes_up_down_and_back() {
    let mut state = with_table();
    let sorts: Vec<_> = (0..3)
        .map(|_| {
            reduce(&mut state, Command::SortBy(1));
            state.look.sort.clone().map(|sort| sort.descending)
        })
        .collect();
    assert_eq!(sorts, [Some(false), Some(true), None]);
    reduce(&mut state, Command::FilterBy(0, Some(Filter::IsGap)));
    assert!(state.look.is_changed());
    reduce(&mut state, Command::ClearFilters);
    assert!(!state.look.is_changed());
}

#[test]
fn a_chart_is_saved_once_there_is_a_run_and_nothing_is_being_written() {
    let mut state = with_table();
    let save = || Command::SaveChart(Chart::Roc, Picture::Png);
    assert!(reduce(&mut state, save()).is_empty());
    assert_eq!(state.toast.as_ref().map(|toast| toast.text.id), Some("chart-needs-run"));
    state.run.id = Some(crate::domain::work::RunId(4));
    let effects = reduce(&mut state, save());
    let [Effect::Pick(Pick::SaveArtifact(artifact), name)] = effects.as_slice() else { unreachable!() };
    assert_eq!((*artifact, name.as_str()), (Artifact::Chart(Chart::Roc, Picture::Png), "a-roc.png"));
    // The chosen path is written through a job, and never over an existing file without asking.
    let effects = reduce(&mut state, picked(Pick::SaveArtifact(*artifact), "x.png".into()));
    let [Effect::Start(Request::Write { replace: false, .. })] = effects.as_slice() else { unreachable!() };
    job_started(&mut state, Slot::Write, JobId(9), 0.0);
    assert!(reduce(&mut state, save()).is_empty());
}

#[test]
fn no_two_actions_share_a_key_and_every_place_is_reachable() {
    let mut keys: Vec<_> = Action::ALL
        .iter()
        .filter_map(|action| action.shortcut())
        .map(|key| (key.command, key.shift, key.key))
        .collect();
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), all);
    let state = State::new(appearance(), Vec::new());
    for place in Place::ALL {
        assert_eq!(Action::Go(place).disabled(&state), None, "an empty state explains, it does not lock");
        assert!(Action::ALL.contains(&Action::Go(place)));
    }
    assert_eq!(state.reach(Place::Data), Reach::Open);
    assert!(matches!(state.reach(Place::Results), Reach::Missing(_)));
}

#[test]
fn an_existing_file_is_replaced_only_after_asking() {
    let mut state = with_table();
    state.run.id = Some(crate::domain::work::RunId(4));
    reduce(&mut state, Command::Write(Artifact::Model, "m".into()));
    job_started(&mut state, Slot::Write, JobId(8), 0.0);
    let mut error = UserError::request(Message::new("a"), Message::new("b"), Message::new("c"));
    error.kind = crate::domain::error::ErrorKind::Exists;
    apply(&mut state, Slot::Write, JobId(8), JobEvent::Failed(error), 1.0);
    assert!(matches!(state.dialog, Some(Dialog::Replace(_))));
    let effects = reduce(&mut state, Command::ReplaceExisting);
    assert!(matches!(effects.as_slice(), [Effect::Start(Request::Write { replace: true, .. })]));
}

#[test]
fn a_dialog_opens_and_closes_without_touching_anything_else() {
    let mut state = with_table();
    let recipe = state.recipe().clone();
    assert!(reduce(&mut state, Command::ShowDialog(Dialog::Reading)).is_empty());
    assert!(matches!(state.dialog, Some(Dialog::Reading)));
    reduce(&mut state, Command::DismissDialog);
    assert!(state.dialog.is_none());
    assert_eq!(state.recipe(), &recipe);
}

#[test]
fn a_new_file_is_scored_only_when_it_lacks_nothing() {
    use crate::domain::work::{Differences, ModelSource, RunId};
    let mut state = with_table();
    assert!(reduce(&mut state, Command::PickScored).is_empty(), "nothing to score");
    state.run.id = Some(RunId(4));
    let compare = Command::Compare { model: None, data: "new/march.csv".into() };
    let effects = reduce(&mut state, compare);
    assert!(matches!(effects.as_slice(), [Effect::Start(Request::Score { out: None, .. })]));
    assert!(reduce(&mut state, Command::PickScored).is_empty(), "not compared yet");
    let found = |missing: &[&str]| Differences {
        missing: missing.iter().map(|name| (*name).to_owned()).collect(),
        ..Differences::default()
    };
    state.scoring.as_mut().unwrap().found = Some((3, found(&["spend"])));
    assert!(reduce(&mut state, Command::PickScored).is_empty(), "a column is missing");
    state.scoring.as_mut().unwrap().found = Some((3, found(&[])));
    let effects = reduce(&mut state, Command::PickScored);
    let [Effect::Pick(Pick::SaveScored, name)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(name, "march-scored.csv");
    let effects = reduce(&mut state, Command::WriteScored("out.csv".into()));
    let [Effect::Start(Request::Score { model: ModelSource::Run(RunId(4)), out: Some(_), .. })] =
        effects.as_slice()
    else {
        panic!("{effects:?}")
    };
}

mod first_rows {
    use super::*;
    use crate::app::state::SampleOffer;
    use crate::domain::error::ErrorKind;
    use crate::domain::table::RejectReason;
    use crate::domain::work::FirstRows;

    /// The first rows of b.csv as they come in.
    fn first(path: &str) -> JobEvent<Output> {
        let JobEvent::Finished(Output::Opened(table)) = opened(path) else { panic!("no table") };
        let table = OpenedTable { id: TableId(7), ..table };
        JobEvent::Finished(Output::FirstRows(FirstRows {
            path: path.into(),
            reading: Reading::default(),
            table: Some(table),
        }))
    }

    /// a.csv is open with a step; of b.csv the first rows are there.
    fn partial() -> State {
        let mut state = with_table();
        reduce(&mut state, Command::AddStep(drop_step("spend")));
        reduce(&mut state, Command::SortBy(1));
        reduce(&mut state, Command::Open("b.csv".into()));
        job_started(&mut state, Slot::First, JobId(20), 2.0);
        job_started(&mut state, Slot::Open, JobId(21), 2.0);
        state.place = Place::Model;
        apply(&mut state, Slot::First, JobId(20), first("b.csv"), 2.1);
        state
    }

    #[test]
    fn they_are_looked_at_and_not_worked_on() {
        let mut state = partial();
        assert!(state.is_partial() && state.place == Place::Data);
        assert_eq!(state.loaded.as_ref().unwrap().file_name(), "b.csv");
        assert!(state.recipe().steps.is_empty() && state.look.sort.is_none());
        let before = state.recipe().clone();
        for command in [
            Command::SortBy(0),
            Command::AddStep(drop_step("spend")),
            Command::ChooseRole("Churn".into(), Role::Target),
            Command::Search("x".into()),
            Command::Do(Action::Train),
            Command::Do(Action::Undo),
        ] {
            assert!(reduce(&mut state, command.clone()).is_empty(), "{command:?}");
            assert!(state.toast.is_some());
        }
        assert_eq!(*state.recipe(), before);
        for place in Place::ALL {
            let open = state.reach(place) == Reach::Open;
            assert_eq!(open, place == Place::Data, "{place:?}");
        }
        reduce(&mut state, Command::HideColumn(1));
        assert_eq!(state.look.columns.hidden(), 1);
    }

    #[test]
    fn the_whole_takes_their_place_without_a_jump() {
        let mut state = partial();
        reduce(&mut state, Command::SelectColumn(Some("spend".into())));
        reduce(&mut state, Command::HideColumn(0));
        apply(&mut state, Slot::Open, JobId(21), opened("b.csv"), 5.0);
        let loaded = state.loaded.as_ref().unwrap();
        assert!(loaded.whole);
        assert_eq!((loaded.id, loaded.shown), (TableId(1), TableId(7)), "the window keeps scroll and widths");
        assert_eq!((state.look.columns.hidden(), state.look.column.as_deref()), (1, Some("spend")));
        assert!(state.before.is_none() && state.opening.is_none());
        assert_eq!(state.recent.first().unwrap(), &PathBuf::from("b.csv"));
        assert!(!reduce(&mut state, Command::SortBy(0)).is_empty());
    }

    #[test]
    fn what_was_open_before_comes_back_when_it_is_stopped_or_fails() {
        let error = UserError::request(Message::new("a"), Message::new("b"), Message::new("c"));
        for end in [JobEvent::Stopped(None), JobEvent::Failed(error)] {
            let mut state = partial();
            apply(&mut state, Slot::Open, JobId(21), end, 3.0);
            assert_eq!(state.loaded.as_ref().unwrap().file_name(), "a.csv");
            assert!(!state.is_partial() && state.place == Place::Model);
            assert_eq!(state.recipe().steps.len(), 1);
            assert!(state.look.sort.is_some() && state.opening.is_none());
        }
    }

    #[test]
    fn those_of_another_file_and_those_that_come_late_are_dropped() {
        let mut state = with_table();
        reduce(&mut state, Command::Open("b.csv".into()));
        job_started(&mut state, Slot::First, JobId(20), 2.0);
        apply(&mut state, Slot::First, JobId(20), first("other.csv"), 2.1);
        assert!(!state.is_partial());
        job_started(&mut state, Slot::Open, JobId(21), 2.0);
        apply(&mut state, Slot::Open, JobId(21), opened("b.csv"), 2.2);
        job_started(&mut state, Slot::First, JobId(22), 2.0);
        apply(&mut state, Slot::First, JobId(22), first("b.csv"), 2.3);
        assert!(!state.is_partial());
    }

    #[test]
    fn a_file_that_is_too_large_is_offered_as_a_sample() {
        let mut state = partial();
        let error = UserError {
            kind: ErrorKind::TooLarge { every: Some(12), rows: 900_000 },
            what: Message::new("a"),
            why: Message::new("data-error-why-too-large"),
            next: Message::new("c"),
        };
        apply(&mut state, Slot::Open, JobId(21), JobEvent::Failed(error), 3.0);
        let Some(Dialog::Sample(SampleOffer { rows: 900_000, .. })) = &state.dialog else {
            panic!("no offer")
        };
        let effects = reduce(&mut state, Command::TakeSample);
        let [_, Effect::Start(Request::Open { path, reading })] = effects.as_slice() else {
            panic!("{effects:?}")
        };
        assert_eq!((path, reading.every), (&PathBuf::from("b.csv"), Some(12)));
        assert!(state.dialog.is_none() && state.error.is_none());
    }

    #[derive(Debug)]
    struct WithRejected(FileFacts, Vec<String>, Vec<RejectedRow>);

    impl TableView for WithRejected {
        fn facts(&self) -> &FileFacts {
            &self.0
        }
        fn rows(&self) -> usize {
            10
        }
        fn names(&self) -> &[String] {
            &self.1
        }
        fn cell(&self, _: usize, _: usize) -> Cow<'_, str> {
            "".into()
        }
        fn rejected(&self) -> &[RejectedRow] {
            &self.2
        }
    }

    #[test]
    fn the_place_of_a_row_that_was_set_aside_is_found_under_any_order() {
        let row = |line: u64, before: u64| RejectedRow {
            line,
            found: 1,
            expected: 2,
            reason: RejectReason::OpenQuote,
            before,
            raw: String::new(),
        };
        let mut state = with_table();
        let names = state.loaded.as_ref().unwrap().view.names().to_vec();
        let view = WithRejected(FileFacts::default(), names, vec![row(5, 3), row(40, 10)]);
        state.loaded.as_mut().unwrap().view = Arc::new(view);
        let shown = |state: &mut State, index: usize, order: Option<Vec<u32>>| {
            state.look.order = order.map(Arc::new);
            reduce(state, Command::ShowPlace(index));
            state.look.mark.map(|(mark, _)| (mark.row, mark.line, mark.above))
        };
        assert_eq!(shown(&mut state, 0, None), Some((3, 5, true)));
        assert_eq!(shown(&mut state, 1, None), Some((9, 40, false)), "below the last row");
        // Sorted the other way round: the same row, wherever it stands. Filtered: the next one that is shown.
        assert_eq!(shown(&mut state, 0, Some((0..10).rev().collect())), Some((3, 5, true)));
        assert_eq!(shown(&mut state, 0, Some(vec![8, 1, 6])), Some((6, 5, true)));
        assert_eq!(shown(&mut state, 0, Some(vec![2, 0])), Some((2, 5, false)));
        let before = state.look.mark;
        assert_eq!(
            shown(&mut state, 0, Some(Vec::new())),
            before.map(|(mark, _)| (mark.row, mark.line, mark.above))
        );
        assert!(state.toast.is_some());
    }
}

#[test]
fn what_learns_is_told_in_the_words_of_its_model() {
    let asked =
        Question::YesNo { target: "Churn".into(), positive: Some("yes".into()), wording: Wording::Own };
    let (number, groups) =
        (Question::Number { target: "spend".into() }, Question::Segments { columns: Vec::new() });
    for (question, kind, id, n) in [
        (&asked, ModelChoice::Logistic, "shell-status-learning", Some(2)),
        (&asked, ModelChoice::Svm, "shell-status-learning-machine", Some(3)),
        (&groups, ModelChoice::KMeans, "shell-status-learning-step", Some(2)),
        (&number, ModelChoice::Linear, "shell-status-learning-alone", None),
    ] {
        let mut state = with_table();
        reduce(&mut state, Command::Ask(question.clone()));
        reduce(&mut state, Command::SetModel(ModelSpec { kind, ..ModelSpec::default() }));
        job_started(&mut state, Slot::Train, JobId(2), 0.0);
        let told = |state: &State| state.status(Place::Train).unwrap();
        assert_eq!(told(&state).id, "shell-status-learning-alone");
        let point = CurvePoint { iteration: 2, train: 0.5, valid: None };
        apply(&mut state, Slot::Train, JobId(2), JobEvent::Point(point), 1.0);
        let mut expected = Message::new(id);
        if let Some(n) = n {
            expected = expected.count("n", n);
        }
        assert_eq!(told(&state), expected);
    }
}
