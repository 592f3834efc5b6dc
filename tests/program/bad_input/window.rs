//! The same in the window: an error is shown, and everything else stays as it was.

use clientele::app::command::{Action, Command};
use clientele::app::state::Place;
use clientele::domain::recipe::{Question, Reading, Step, Wording};
use clientele::domain::work::Artifact;
use clientele::text::Language;

use super::customers;
use crate::common::program::{Csv, Desk};
use crate::common::window::Window;

/// What must not change when something fails.
fn kept(window: &Window) -> String {
    let state = window.state();
    let table = state.loaded.as_ref().map(|loaded| (loaded.id, loaded.view.rows(), loaded.profile.clone()));
    format!("{table:?} {:?} {:?} {:?}", state.recipe(), state.run.id, state.recent)
}

/// Files that no window can open.
fn bad_files(desk: &Desk) -> Vec<std::path::PathBuf> {
    desk.write("folder/inside.txt", "x");
    vec![
        desk.path("nothing.csv"),
        desk.path("folder"),
        desk.write("zero.csv", ""),
        desk.write("header.csv", "a,b,y\n"),
        desk.write("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        desk.write("zeros.csv", [0; 4_000]),
        desk.write("book.xlsx", b"PK\x03\x04\x14\0\0\0xl/workbook.xml"),
    ]
}

fn opened(desk: &Desk, language: Language) -> Window {
    let mut window = Window::new(language);
    window.command(Command::Open(desk.write("c.csv", customers())));
    window.until("the table is open", |window| window.state().loaded.is_some());
    window.settle();
    window
}

fn bought() -> Question {
    Question::YesNo { target: "bought".into(), positive: Some("yes".into()), wording: Wording::Buy }
}

fn trained(desk: &Desk) -> Window {
    let mut window = opened(desk, Language::English);
    window.command(Command::Ask(bought()));
    window.settle();
    window.command(Command::Do(Action::Train));
    window.until("a report", |window| window.state().run.report.is_some());
    window.settle();
    window
}

/// The error on screen, in the window's words.
#[track_caller]
fn says_its_error(window: &Window) {
    let error = window.state().error.clone().unwrap();
    let what = window.words.say(&error.what);
    assert!(window.shows(&what), "{what:?} is not on screen");
}

#[test]
fn a_file_that_cannot_be_opened_changes_nothing() {
    for language in Language::ALL {
        let desk = Desk::new();
        let files = bad_files(&desk);
        let mut empty = Window::new(language);
        let mut full = opened(&desk, language);
        full.command(Command::AddStep(Step::DropColumn { column: "town".into() }));
        full.settle();
        for window in [&mut empty, &mut full] {
            let before = kept(window);
            for file in &files {
                window.command(Command::Open(file.clone()));
                window.settle();
                assert!(window.state().error.is_some(), "{}", file.display());
                assert!(kept(window) == before, "{}", file.display());
                assert!(window.state().opening.is_none());
                window.go("shell-place-data");
                says_its_error(window);
                window.press_id("common-close");
                assert!(window.state().error.is_none());
            }
        }
    }
}

#[test]
fn the_list_is_written_although_the_file_is_gone() {
    let desk = Desk::new();
    let mut window = trained(&desk);
    std::fs::remove_file(desk.path("c.csv")).unwrap();
    window.command(Command::Write(Artifact::Predictions, desk.path("list.csv")));
    window.settle();
    assert_eq!(window.state().error, None);
    let (list, own) = (Csv::read(&desk.text("list.csv")), Csv::read(&customers()));
    assert!(list.rows.iter().zip(&own.rows).all(|(list, own)| list[..6] == own[..]));
    assert_eq!(list.rows.len(), 300);
}

#[test]
fn reading_again_a_file_that_is_gone_keeps_the_table() {
    let desk = Desk::new();
    let mut window = trained(&desk);
    let before = kept(&window);
    std::fs::remove_file(desk.path("c.csv")).unwrap();
    window.command(Command::Reread(Reading { delimiter: Some(';'), ..Reading::default() }));
    window.settle();
    assert!(window.state().error.is_some() && kept(&window) == before);
    window.go("shell-place-data");
    says_its_error(&window);
    // It is the same table to work with.
    window.command(Command::Do(Action::Train));
    window.settle();
    assert_eq!(window.state().training.error, None);
}

#[test]
fn a_file_that_changed_is_read_as_it_is_now() {
    let desk = Desk::new();
    let mut window = opened(&desk, Language::English);
    desk.write("c.csv", "id;age\nA;1\nB;2\n");
    window.command(Command::Reread(Reading { delimiter: Some(';'), ..Reading::default() }));
    window.settle();
    assert_eq!(window.state().error, None);
    assert_eq!(window.state().loaded.as_ref().unwrap().view.names(), ["id", "age"]);
}

#[test]
fn a_training_that_cannot_be_is_explained_where_it_was_started() {
    let desk = Desk::new();
    let questions = [
        Question::YesNo { target: "bought".into(), positive: Some("maybe".into()), wording: Wording::Buy },
        Question::YesNo { target: "nothing".into(), positive: Some("x".into()), wording: Wording::Own },
        Question::Number { target: "town".into() },
        Question::Segments { columns: vec!["id".into()] },
    ];
    let mut window = trained(&desk);
    let (run, table) = (window.state().run.id, window.state().loaded.as_ref().unwrap().id);
    for question in questions {
        window.command(Command::Ask(question.clone()));
        window.settle();
        window.command(Command::Do(Action::Train));
        window.settle();
        let error = window.state().training.error.clone();
        let error = error.unwrap_or_else(|| panic!("{question:?} was trained"));
        assert_eq!(error.exit_code(), 2, "{question:?}");
        assert_eq!(window.state().place, Place::Train);
        assert!(window.shows(&window.words.say(&error.what)), "{question:?}");
        // The last good run and the table stay.
        assert_eq!((window.state().run.id, window.state().loaded.as_ref().unwrap().id), (run, table));
    }
}

#[test]
fn places_that_cannot_be_written_to() {
    let desk = Desk::new();
    let mut window = trained(&desk);
    desk.write("taken/inside.txt", "mine");
    desk.write("file", "mine");
    let before = kept(&window);
    let files = desk.everything();
    for path in ["no folder/list.csv", "file/list.csv"] {
        for artifact in [Artifact::Predictions, Artifact::Model, Artifact::Report, Artifact::Recipe] {
            window.command(Command::Write(artifact, desk.path(path)));
            window.settle();
            assert!(window.state().error.is_some(), "{path}");
            window.go("shell-place-export");
            says_its_error(&window);
            assert!(window.state().run.written.is_empty());
            window.command(Command::DismissNotice);
        }
    }
    assert!(kept(&window) == before && desk.everything() == files);
    // A folder of that name: it may be asked about, but it is never replaced.
    window.command(Command::Write(Artifact::Predictions, desk.path("taken")));
    window.settle();
    window.command(Command::ReplaceExisting);
    window.settle();
    assert!(window.state().error.is_some());
    assert_eq!(desk.text("taken/inside.txt"), "mine");
}

#[test]
fn models_and_new_files_that_do_not_fit() {
    let desk = Desk::new();
    let mut window = trained(&desk);
    window.command(Command::Write(Artifact::Model, desk.path("model.clientele")));
    window.settle();
    let whole = desk.text("model.clientele");
    let newer = whole.replacen("\"version\":5", "\"version\":99", 1);
    assert_ne!(newer, whole);
    let before = kept(&window);
    for model in [
        desk.write("cut.clientele", &whole[..whole.len() / 2]),
        desk.write("newer.clientele", newer),
        desk.write("other.clientele", "{}"),
        desk.write("bytes.clientele", [0xff, 0, 1, 2]),
        desk.path("nothing.clientele"),
    ] {
        window.command(Command::Compare { model: Some(model.clone()), data: desk.path("c.csv") });
        window.settle();
        assert!(window.state().error.is_some(), "{}", model.display());
        says_its_error(&window);
        assert!(!window.shows(&window.say("export-comparing")), "nothing is compared any more");
        assert!(kept(&window) == before);
    }
    for file in bad_files(&desk) {
        window.command(Command::Compare { model: None, data: file.clone() });
        window.settle();
        assert!(window.state().error.is_some(), "{}", file.display());
        says_its_error(&window);
        assert!(kept(&window) == before);
        // Nothing can be written of a file that was not understood.
        window.command(Command::PickScored);
        assert!(window.proposed().is_empty());
    }
}

#[test]
fn a_step_for_a_column_that_is_gone_is_no_trouble() {
    let desk = Desk::new();
    let mut window = opened(&desk, Language::English);
    for step in [
        Step::DropColumn { column: "nothing".into() },
        Step::DropDuplicates { by: vec!["nothing".into()] },
        Step::WordIsGap { column: "nothing".into(), word: "x".into() },
    ] {
        window.command(Command::AddStep(step));
        window.settle();
    }
    assert_eq!(window.state().recipe().steps.len(), 3);
    window.go("shell-place-prepare");
    window.go("shell-place-model");
    window.command(Command::Ask(bought()));
    window.settle();
    window.command(Command::Do(Action::Train));
    window.settle();
    assert!(window.state().run.report.is_some() || window.state().training.error.is_some());
}

#[test]
fn a_large_file_is_read_to_its_end_and_the_place_of_a_bad_row_shown() {
    let desk = Desk::new();
    let row = |row: usize| format!("{row},name of {row},{}\n", row % 91);
    let mut text = String::from("id,name,spend\n");
    text.extend((0..200_000).map(row));
    text.push_str("7,one,cell,too many\n");
    text.extend((200_000..300_000).map(row));
    desk.write("large.csv", text);
    let mut window = Window::new(Language::English);
    window.will_pick(desk.path("large.csv"));
    window.press_id("screens-start-open");
    window
        .until("the whole table", |window| window.state().loaded.as_ref().is_some_and(|loaded| loaded.whole));
    window.settle();
    assert_eq!(window.state().loaded.as_ref().unwrap().view.rows(), 300_000);
    window.press_id("screens-data-see-them");
    window.settle();
    window.press("200,002 4 cells instead of 3 7,one,cell,too many");
    window.settle();
    let mark = window.state().look.mark.unwrap().0;
    assert_eq!((mark.row, mark.line, mark.above), (200_000, 200_002, true));
    assert!(window.state().dialog.is_none());
}
