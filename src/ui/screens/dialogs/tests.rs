use egui_kittest::kittest::Queryable as _;

use super::super::fixture::{ROWS, loaded, picture, window};
use crate::app::command::{Action, Command};
use crate::app::effect::Pick;
use crate::app::state::{Dialog, SampleOffer, State};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::Reading;
use crate::domain::work::{Artifact, Request, RunId};
use crate::text::Language;

fn with(language: Language, dialog: Dialog) -> State {
    let mut state = loaded(language, ROWS);
    state.dialog = Some(dialog);
    state
}

fn replace() -> Dialog {
    Dialog::Replace(Request::Write {
        run: RunId(1),
        artifact: Artifact::Predictions,
        path: "/data/lin/out/predictions.csv".into(),
        replace: false,
        language: "en",
    })
}

fn sample() -> Dialog {
    Dialog::Sample(SampleOffer {
        path: "/data/lin/crm/all-orders-since-2009.csv".into(),
        reading: Reading { every: Some(12), ..Reading::default() },
        rows: 850_000,
        why: Message::new("data-error-why-too-large")
            .with("needed", Arg::Count(14_200))
            .with("free", Arg::Count(2_370)),
        keeps_recipe: false,
    })
}

#[test]
fn all_dialogs_draw_in_both_languages_and_themes() {
    for language in Language::ALL {
        for dark in [false, true] {
            let dialogs = [
                ("path", Dialog::TypePath(Pick::OpenTable, String::new())),
                ("replace", replace()),
                ("rejected", Dialog::Rejected),
                ("reading", Dialog::Reading),
                ("sample", sample()),
                ("help", Dialog::Help),
                ("practice", Dialog::Practice),
            ];
            for (name, dialog) in dialogs {
                for size in [(1280.0, 800.0), (720.0, 480.0)] {
                    let mut harness = window(with(language, dialog.clone()), size, dark, super::ui);
                    let name = format!("dialog-{name}-{}-{dark}-{}", language.tag(), size.0);
                    picture(&mut harness, &name);
                }
            }
        }
    }
}

#[test]
fn escape_is_the_safe_way_out() {
    for dialog in [
        Dialog::TypePath(Pick::OpenTable, String::new()),
        replace(),
        Dialog::Rejected,
        Dialog::Reading,
        sample(),
        Dialog::Help,
    ] {
        let mut harness = window(with(Language::English, dialog), (1280.0, 800.0), false, super::ui);
        harness.key_press(egui::Key::Escape);
        harness.run();
        assert!(harness.state().state.dialog.is_none());
        assert!(!harness.state().sent.iter().any(|command| matches!(command, Command::ReplaceExisting)));
    }
}

#[test]
fn replacing_needs_its_own_button() {
    let mut harness = window(with(Language::English, replace()), (1280.0, 800.0), false, super::ui);
    harness.get_by_label("Replace").click();
    harness.run();
    assert!(matches!(harness.state().sent.as_slice(), [Command::ReplaceExisting]));
}

#[test]
fn a_typed_path_does_what_was_asked_for() {
    let dialog = Dialog::TypePath(Pick::SaveArtifact(Artifact::Report), "report.html".into());
    let mut state = with(Language::English, dialog);
    state.run.id = Some(RunId(1));
    let mut harness = window(state, (1280.0, 800.0), false, super::ui);
    harness.get_by_label("Save").click();
    harness.run();
    let written = harness.state().sent.iter().any(|command| {
        matches!(command, Command::Write(Artifact::Report, path) if path.as_os_str() == "report.html")
    });
    assert!(written);
}

#[test]
fn another_reading_is_asked_for() {
    let mut harness = window(with(Language::English, Dialog::Reading), (1280.0, 800.0), false, super::ui);
    harness.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Between cells").click();
    harness.run();
    harness.get_by_label("semicolon").click();
    harness.run();
    harness.get_by_label("Read again").click();
    harness.run();
    let reading = harness.state().sent.iter().find_map(|command| match command {
        Command::Reread(reading) => Some(reading.clone()),
        _ => None,
    });
    assert_eq!(reading.and_then(|reading| reading.delimiter), Some(';'));
}

#[test]
fn rows_set_aside_are_listed_and_saved() {
    let mut harness = window(with(Language::English, Dialog::Rejected), (1280.0, 800.0), false, super::ui);
    assert!(harness.query_by_label_contains("23 cells instead of 21").is_some());
    harness.get_by_label("Save them").click();
    harness.run();
    assert!(harness.state().sent.iter().any(|command| matches!(command, Command::Do(Action::SaveRejected))));
}

#[test]
fn the_reading_shows_its_first_rows_each_time_it_is_opened() {
    let mut harness = window(with(Language::English, Dialog::Reading), (1280.0, 800.0), false, super::ui);
    let asked = |harness: &egui_kittest::Harness<'_, super::super::fixture::Window>| {
        harness.state().sent.iter().filter(|command| matches!(command, Command::Glance(_))).count()
    };
    harness.run();
    assert_eq!(asked(&harness), 1);
    harness.get_by_label("Cancel").click();
    harness.run();
    assert!(harness.state().state.dialog.is_none());
    harness.state_mut().state.dialog = Some(Dialog::Reading);
    harness.run();
    assert_eq!(asked(&harness), 2);
}

#[test]
fn a_row_that_was_set_aside_leads_to_its_place() {
    let mut harness = window(with(Language::English, Dialog::Rejected), (1280.0, 800.0), false, super::ui);
    harness.get_by_label_contains("4,402").click();
    harness.run();
    let state = &harness.state().state;
    let mark = state.look.mark.unwrap().0;
    assert_eq!((mark.row, mark.line, mark.above), (4_399, 4_402, true));
    assert!(state.dialog.is_none());
}

#[test]
fn a_sample_is_opened_when_it_is_asked_for() {
    let mut harness = window(with(Language::English, sample()), (1280.0, 800.0), false, super::ui);
    harness.get_by_label("Open a sample of 850,000 rows").click();
    harness.run();
    assert!(harness.state().state.dialog.is_none() && harness.state().state.opening.is_some());
}

#[test]
fn practice_data_is_chosen_and_opened() {
    let mut harness = window(with(Language::English, Dialog::Practice), (1440.0, 900.0), false, super::ui);
    harness.run();
    harness.get_by_label("Spirals").click();
    harness.run();
    harness.get_by_label("Other points").click();
    harness.run();
    let wanted = harness.state().state.practice;
    assert_eq!((wanted.figure, wanted.seed), (crate::domain::practice::Figure::Spirals, 2));
    harness.get_by_label("Open these points").click();
    harness.run();
    assert!(matches!(harness.state().sent.last(), Some(Command::OpenPractice)));
    assert!(harness.state().state.dialog.is_none());
}
