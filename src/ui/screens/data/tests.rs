use egui_kittest::kittest::Queryable as _;

use super::super::fixture::{ROWS, loaded, picture, wide, window};
use crate::app::command::{Action, Command};
use crate::app::state::{Dialog, Place};
use crate::domain::recipe::{Fill, Step};
use crate::domain::table::Filter;
use crate::text::Language;

const SIZE: (f32, f32) = (1440.0, 900.0);

#[test]
fn both_languages_and_both_themes_draw_at_all_sizes() {
    for language in Language::ALL {
        for dark in [false, true] {
            for size in [SIZE, (1280.0, 800.0), (960.0, 600.0), (720.0, 480.0)] {
                let mut harness = window(loaded(language, ROWS), size, dark, super::ui);
                let name =
                    format!("data-{}-{}-{}", language.tag(), if dark { "dark" } else { "light" }, size.0);
                picture(&mut harness, &name);
            }
        }
    }
}

#[test]
fn the_header_leads_on() {
    let mut harness = window(loaded(Language::English, ROWS), SIZE, false, super::ui);
    harness.get_by_label("Next: Prepare").click();
    harness.run();
    assert!(matches!(harness.state().sent.as_slice(), [Command::Do(Action::Go(Place::Prepare))]));
    harness.get_by_label("Change how it was read").click();
    harness.run();
    assert!(matches!(harness.state().state.dialog, Some(Dialog::Reading)));
    harness.get_by_label("See them").click();
    harness.run();
    assert!(matches!(harness.state().state.dialog, Some(Dialog::Rejected)));
}

#[test]
fn a_finding_is_mended_or_left() {
    let mut harness = window(loaded(Language::English, ROWS), SIZE, false, super::ui);
    harness.get_by_label("Fill gaps").click();
    harness.run();
    let fill = Step::FillGaps { column: "TotalCharges".into(), with: Fill::Value("0".into()) };
    assert!(harness.state().state.recipe().active_steps().any(|step| *step == fill));
    let before = harness.state().state.findings().len();
    harness.get_all_by_label("Keep as it is").next().unwrap().click();
    harness.run();
    assert_eq!(harness.state().state.findings().len(), before - 1);
}

#[test]
fn a_card_selects_sorts_and_filters_its_column() {
    let mut harness = window(loaded(Language::English, ROWS), SIZE, false, super::ui);
    harness.get_by_label("Contract, Input, 3 values").click();
    harness.run();
    assert_eq!(harness.state().state.look.column.as_deref(), Some("Contract"));
    harness.get_by_label("Sort and filter “Contract”").click();
    harness.run();
    picture(&mut harness, "data-menu");
    harness.get_by_label("Z to A").click();
    harness.run();
    let sort = harness.state().state.look.sort.clone().unwrap();
    assert_eq!((sort.column, sort.descending), (5, true));
    harness.get_by_label("Sort and filter “Contract”").click();
    harness.run();
    harness.get_by_label("Two year").click();
    harness.run();
    let wanted = Filter::Equals("Two year".into());
    assert_eq!(harness.state().state.look.filter(5), Some(&wanted));
    harness.get_by_label("Contract is “Two year”").click();
    harness.run();
    assert!(harness.state().state.look.filters.is_empty());
}

#[test]
fn a_cell_is_copied_by_keys() {
    let state = loaded(Language::English, ROWS);
    let expected = state.loaded.as_ref().unwrap().view.cell(2, 0).into_owned();
    let mut harness = window(state, SIZE, false, super::ui);
    let table = harness.get_by_role_and_label(egui::accesskit::Role::Table, "Table");
    table.focus();
    harness.run();
    harness.key_press(egui::Key::ArrowDown);
    harness.key_press(egui::Key::ArrowDown);
    harness.run();
    harness.event(egui::Event::Copy);
    harness.run();
    let copied = harness.state().sent.iter().find_map(|command| match command {
        Command::Copy(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some(expected.as_str()));
    harness.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::ArrowDown);
    harness.run();
    picture(&mut harness, "data-cursor");
    harness.event(egui::Event::Copy);
    harness.run();
    let lines = match harness.state().sent.last() {
        Some(Command::Copy(rows)) => rows.lines().count(),
        _ => 0,
    };
    assert_eq!(lines, 3, "names and two rows");
}

#[test]
fn the_columns_view_finds_a_column_and_changes_its_role() {
    let mut harness = window(loaded(Language::English, ROWS), SIZE, false, super::ui);
    harness.get_by_label("Columns").click();
    harness.run();
    picture(&mut harness, "data-columns");
    harness.get_by_label("Role of “tenure”").click();
    harness.run();
    harness.get_by_label("Not used").click();
    harness.run();
    let choice = harness.state().state.recipe().choice("tenure").cloned();
    assert_eq!(choice.and_then(|choice| choice.role), Some(crate::domain::column::Role::Ignore));
}

#[test]
fn a_million_rows_scroll_to_their_end() {
    let mut harness = window(loaded(Language::English, 1_000_000), SIZE, false, super::ui);
    let table = harness.get_by_role_and_label(egui::accesskit::Role::Table, "Table");
    table.focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::End);
    harness.run();
    picture(&mut harness, "data-million");
    let foot = harness.query_by_label_contains("to 1,000,000 of 1,000,000").is_some();
    assert!(foot, "the last row is shown");
}

#[test]
fn typed_numbers_are_read_as_people_write_them() {
    for (text, expected) in [
        ("12", Some(12.0)),
        ("1,5", Some(1.5)),
        ("1,200.5", Some(1200.5)),
        ("−3", Some(-3.0)),
        ("x", None),
        ("", None),
    ] {
        assert_eq!(super::filters::number(text), expected, "{text}");
    }
}

#[test]
fn a_column_among_hundreds_is_found_by_its_name() {
    let mut harness = window(wide(Language::English), SIZE, false, super::ui);
    assert!(harness.query_by_label("column 417, Input, 0 to 72").is_none());
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Find a column").focus();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Find a column").type_text("column 417");
    harness.run();
    picture(&mut harness, "data-found");
    assert_eq!(harness.state().state.look.column.as_deref(), Some("column 417"));
    assert!(harness.query_by_label_contains("column 417, Input").is_some(), "it is on screen");
}

#[test]
fn the_inspector_comes_out_of_the_side_of_a_narrow_window() {
    let mut harness = window(loaded(Language::English, ROWS), (960.0, 600.0), false, super::ui);
    assert!(harness.query_by_label("Fill gaps").is_none());
    harness.get_by_label("2 to fix").click();
    harness.run();
    picture(&mut harness, "data-drawer");
    harness.get_by_label("Fill gaps").click();
    harness.run();
    assert_eq!(harness.state().state.recipe().steps.len(), 1);
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Fill gaps").is_none());
}

#[test]
fn a_range_of_numbers_is_filtered_and_a_word_is_refused() {
    let mut harness = window(loaded(Language::English, ROWS), SIZE, false, super::ui);
    let open = |harness: &mut egui_kittest::Harness<'_, super::super::fixture::Window>, text: &str| {
        harness.get_by_label("Sort and filter “tenure”").click();
        harness.run();
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "from").focus();
        harness.run();
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "from").type_text(text);
        harness.run();
    };
    open(&mut harness, "1x");
    assert!(harness.query_by_label_contains("Type a number").is_some());
    harness.get_by_label("Filter").click();
    harness.run();
    assert!(harness.state().state.look.filters.is_empty());
    picture(&mut harness, "data-wrong-number");
    harness.key_press(egui::Key::Backspace);
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "from").focus();
    harness.run();
    harness.key_press(egui::Key::Backspace);
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "from").type_text("2");
    harness.run();
    harness.get_by_label("Filter").click();
    harness.run();
    assert!(matches!(harness.state().state.look.filter(2), Some(Filter::Between(Some(_), None))));
    picture(&mut harness, "data-filtered");
}
