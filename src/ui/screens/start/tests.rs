use egui_kittest::kittest::Queryable as _;

use super::super::fixture::{empty, picture, window};
use crate::app::command::{Action, Command};
use crate::app::events::job_started;
use crate::domain::error::UserError;
use crate::domain::event::{JobId, Progress};
use crate::domain::message::Message;
use crate::domain::work::Slot;
use crate::text::Language;

const SIZE: (f32, f32) = (1440.0, 900.0);

fn recent(language: Language) -> crate::app::state::State {
    let mut state = empty(language);
    state.recent =
        vec!["/data/lin/crm/spring-mailing.csv".into(), "/data/lin/crm/2026/loyalty-card.csv".into()];
    state
}

#[test]
fn both_languages_and_both_themes_draw_at_all_sizes() {
    for language in Language::ALL {
        for dark in [false, true] {
            for size in [SIZE, (1280.0, 800.0), (960.0, 600.0), (720.0, 480.0)] {
                let name =
                    format!("start-{}-{}-{}", language.tag(), if dark { "dark" } else { "light" }, size.0);
                let mut harness = window(recent(language), size, dark, super::ui);
                picture(&mut harness, &name);
            }
        }
    }
}

#[test]
fn every_way_in_opens_something() {
    let mut harness = window(recent(Language::English), SIZE, false, super::ui);
    for label in ["Open a file", "Sample shop", "Who is leaving?", "spring-mailing.csv"] {
        harness.get_by_label(label).click();
        harness.run();
    }
    let sent = &harness.state().sent;
    assert!(matches!(
        sent.as_slice(),
        [
            Command::Do(Action::OpenFile),
            Command::Do(Action::OpenShop),
            Command::Do(Action::OpenTelecom),
            Command::Open(_)
        ]
    ));
    harness.get_by_label("Forget these").click();
    harness.run();
    assert!(harness.state().state.recent.is_empty());
}

#[test]
fn a_typed_path_is_opened_without_its_quotation_marks() {
    let mut harness = window(empty(Language::English), SIZE, false, super::ui);
    let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Or type a path");
    field.focus();
    harness.run();
    harness
        .get_by_role_and_label(egui::accesskit::Role::TextInput, "Or type a path")
        .type_text("\"a b.csv\"");
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::Button, "Open").click();
    harness.run();
    let opened = harness
        .state()
        .sent
        .iter()
        .any(|command| matches!(command, Command::Open(path) if path.as_os_str() == "a b.csv"));
    assert!(opened, "{:?}", harness.state().sent);
}

#[test]
fn a_job_can_be_stopped_and_an_error_closed() {
    let mut state = recent(Language::English);
    state.opening = Some(("/data/lin/big.csv".into(), false));
    job_started(&mut state, Slot::Open, JobId(1), 0.0);
    state.jobs.get_mut(&Slot::Open).unwrap().progress = Some(Progress { done: 25, total: Some(100) });
    state.error = Some(UserError::request(
        Message::new("screens-start-reading").name("file", "march.csv"),
        Message::new("screens-dialogs-not-text"),
        Message::new("screens-start-open"),
    ));
    let mut harness = window(state, SIZE, false, super::ui);
    picture(&mut harness, "start-reading");
    harness.get_by_label("Stop").click();
    harness.run();
    assert!(matches!(harness.state().sent.as_slice(), [Command::Do(Action::Stop)]));
    harness.get_by_label("Close").click();
    harness.run();
    assert!(harness.state().state.error.is_none());
}

#[test]
fn a_tile_opens_practice_data_with_its_figure() {
    let mut harness = window(empty(Language::English), SIZE, false, super::ui);
    harness.get_by_label("Two clouds").click();
    harness.run();
    let state = &harness.state().state;
    assert_eq!(state.practice.figure, crate::domain::practice::Figure::Blobs);
    assert!(matches!(state.dialog, Some(crate::app::state::Dialog::Practice)));
}
