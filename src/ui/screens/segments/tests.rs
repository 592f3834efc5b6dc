use egui::Ui;
use egui_kittest::kittest::Queryable;

use super::super::rig::{WIDE, everywhere, groups, learned, segment_report, shown};
use crate::app::command::Command;
use crate::app::reduce::reduce;
use crate::text::Language;
use crate::ui::view::View;

fn screen(ui: &mut Ui, view: &View<'_>) {
    super::super::results::ui(ui, view);
}

#[test]
fn it_draws_few_and_many_groups() {
    everywhere("segments-5", |language| learned(language, groups(), segment_report(5)), screen);
    everywhere("segments-2", |language| learned(language, groups(), segment_report(2)), screen);
    everywhere(
        "segments-10",
        |language| {
            let mut state = learned(language, groups(), segment_report(10));
            reduce(&mut state, Command::SelectSegment(Some(1)));
            state
        },
        screen,
    );
}

#[test]
fn a_passport_selects_its_group_and_lets_go_of_it() {
    let (mut harness, sent) = shown(learned(Language::English, groups(), segment_report(5)), WIDE, screen);
    harness.run();
    harness.get_by_label_contains("Group 2: ").click();
    harness.run();
    assert!(matches!(sent.borrow().as_slice(), [Command::SelectSegment(Some(1))]));
    let mut state = learned(Language::English, groups(), segment_report(5));
    reduce(&mut state, Command::SelectSegment(Some(1)));
    let (mut harness, sent) = shown(state, WIDE, screen);
    harness.run();
    harness.get_by_label_contains("Group 2: ").click();
    harness.run();
    assert!(matches!(sent.borrow().as_slice(), [Command::SelectSegment(None)]));
}

#[test]
fn how_sure_the_groups_are_is_said_in_words() {
    for (language, words) in [
        (Language::English, ["comes back", "roughly comes back", "does not come back", "0.28 to 0.30"]),
        (Language::Chinese, ["能重现", "大致能重现", "不能重现", "0.28～0.30"]),
    ] {
        let (mut harness, _) = shown(learned(language, groups(), segment_report(5)), WIDE, screen);
        harness.run();
        for words in words {
            assert!(harness.query_all_by_label_contains(words).next().is_some(), "{words}");
        }
    }
}
