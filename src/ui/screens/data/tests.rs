use std::sync::Arc;

use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::super::fixture::{ROWS, loaded, picture, wide, window};
use crate::app::command::{Action, Command};
use crate::app::events::job_started;
use crate::app::reduce::reduce;
use crate::app::state::{Dialog, Mark, Place, State};
use crate::domain::column::{Finding, FindingKind, Severity};
use crate::domain::event::{JobId, Progress};
use crate::domain::message::Message;
use crate::domain::recipe::{Fill, Step};
use crate::domain::table::Filter;
use crate::domain::work::Slot;
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

fn drawn(harness: &egui_kittest::Harness<'_, super::super::fixture::Window>) -> Vec<usize> {
    let state = &harness.state().state;
    state.look.columns.drawn(&state.loaded.as_ref().unwrap().roles()).columns
}

#[test]
fn columns_are_hidden_pinned_and_moved_by_menu_and_by_dragging() {
    let mut harness = window(loaded(Language::English, ROWS), SIZE, false, super::ui);
    let before = drawn(&harness);
    let choose = |harness: &mut egui_kittest::Harness<'_, super::super::fixture::Window>, entry: &str| {
        harness.get_by_label("Sort and filter “Contract”").click();
        harness.run();
        harness.get_by_label(entry).click();
        harness.run();
    };
    let contract = 5;
    let place = |harness: &_| drawn(harness).iter().position(|column| *column == contract);
    let at = place(&harness).unwrap();
    choose(&mut harness, "Move left");
    assert_eq!(place(&harness), Some(at - 1));
    choose(&mut harness, "Keep in sight");
    assert_eq!(place(&harness), Some(1), "behind the id");
    choose(&mut harness, "Hide this column");
    assert_eq!(place(&harness), None);
    picture(&mut harness, "data-hidden");
    harness.get_by_label("1 column hidden").click();
    harness.run();
    assert_eq!(drawn(&harness).len(), before.len());
    // From the second place to behind the third head on screen.
    let from = harness.get_by_label("Contract, Input, 3 values").rect();
    let next = drawn(&harness)[2];
    let name = harness.state().state.loaded.as_ref().unwrap().view.names()[next].clone();
    let target = harness.get_all_by_label_contains(&format!("{name}, ")).next().unwrap().rect();
    harness.drag_at(from.left_top() + egui::vec2(30.0, 20.0));
    harness.run();
    let end = egui::pos2(target.right() - 4.0, target.top() + 20.0);
    harness.hover_at(end);
    harness.run();
    picture(&mut harness, "data-dragged");
    harness.drop_at(end);
    harness.run();
    assert_eq!(place(&harness), Some(2), "{:?}", drawn(&harness));
}

#[test]
fn a_search_narrows_rows_and_is_taken_off() {
    let mut harness = window(loaded(Language::English, ROWS), SIZE, false, super::ui);
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Search all cells").focus();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Search all cells").type_text("fiber");
    harness.run();
    assert_eq!(harness.state().state.look.search, "fiber");
    picture(&mut harness, "data-search");
    harness.get_by_label("Any cell contains “fiber”").click();
    harness.run();
    assert!(harness.state().state.look.search.is_empty());
}

#[test]
fn personal_cells_are_masked_until_asked_for() {
    let mut state = loaded(Language::English, ROWS);
    let table = state.loaded.as_mut().unwrap();
    let mut profile = (*table.profile).clone();
    profile.columns[0].role = crate::domain::column::Role::Contact;
    table.profile = std::sync::Arc::new(profile);
    let plain = table.view.cell(0, 0).into_owned();
    let mut harness = window(state, SIZE, false, super::ui);
    let copied = |harness: &mut egui_kittest::Harness<'_, super::super::fixture::Window>| {
        harness.event(egui::Event::Copy);
        harness.run();
        match harness.state().sent.last() {
            Some(Command::Copy(text)) => text.clone(),
            _ => String::new(),
        }
    };
    harness.get_by_role_and_label(egui::accesskit::Role::Table, "Table").focus();
    harness.run();
    let place = drawn(&harness).iter().position(|column| *column == 0).unwrap();
    for _ in 0..place {
        harness.key_press(egui::Key::ArrowRight);
    }
    harness.run();
    let masked = copied(&mut harness);
    assert!(masked.contains('•') && !masked.contains(&plain), "{masked}");
    picture(&mut harness, "data-masked");
    harness.get_by_label("Show personal data").click();
    harness.run();
    let name = harness.state().state.loaded.as_ref().unwrap().view.names()[0].clone();
    harness.get_by_label(&format!("{name}: {plain}")).focus();
    harness.run();
    assert_eq!(copied(&mut harness), plain);
}

/// The first rows of a file of which a quarter is read.
fn first_rows(language: Language) -> State {
    let mut state = loaded(language, 500);
    state.opening = Some(("/data/lin/crm/telecom-november.csv".into(), false));
    job_started(&mut state, Slot::Open, JobId(1), 0.0);
    let job = state.jobs.get_mut(&Slot::Open).unwrap();
    job.progress = Some(Progress { done: 25, total: Some(100) });
    state.loaded.as_mut().unwrap().whole = false;
    state
}

#[test]
fn first_rows_tell_how_far_the_rest_is() {
    for language in Language::ALL {
        for dark in [false, true] {
            for size in [SIZE, (1280.0, 800.0), (720.0, 480.0)] {
                let mut harness = window(first_rows(language), size, dark, super::ui);
                picture(&mut harness, &format!("data-first-{}-{dark}-{}", language.tag(), size.0));
            }
        }
    }
    let mut harness = window(first_rows(Language::English), SIZE, false, super::ui);
    assert!(harness.query_by_label_contains("The first 500 rows").is_some());
    assert!(harness.query_by_label_contains("25%").is_some());
    // Figures of the first rows are none of the file.
    assert!(harness.query_by_label("Fill gaps").is_none());
    assert!(harness.query_by_label_contains("Contract, Input, 3 values").is_none());
    harness.get_by_label("Stop").click();
    harness.run();
    assert!(matches!(harness.state().sent.as_slice(), [Command::Do(Action::Stop)]));
}

#[test]
fn the_place_of_a_row_that_was_set_aside_is_brought_into_view() {
    for (language, dark) in [(Language::English, false), (Language::Chinese, true)] {
        let mut state = loaded(language, ROWS);
        state.look.mark = Some((Mark { row: 4_399, line: 4_402, above: true }, 1));
        let mut harness = window(state, SIZE, dark, super::ui);
        picture(&mut harness, &format!("data-mark-{}", language.tag()));
        assert!(harness.query_by_label_contains("4,402").is_some());
        // The foot names the rows on screen: the marked one is among them.
        let foot =
            harness.query_all_by_label_contains("7,043").filter_map(|node| node.accesskit_node().value());
        let seen = foot.map(|text| text.replace(',', "")).any(|text| {
            let numbers: Vec<u64> = text
                .split(|letter: char| !letter.is_ascii_digit())
                .filter_map(|digits| digits.parse().ok())
                .collect();
            matches!(numbers.as_slice(), [first, last, ..] if *first <= 4_400 && 4_400 <= *last)
        });
        assert!(seen);
    }
}

/// A table with many columns that say the same in every row.
fn constants(language: Language, columns: usize) -> State {
    let mut state = wide(language);
    let loaded = state.loaded.as_mut().unwrap();
    let mut profile = (*loaded.profile).clone();
    profile.findings.retain(|finding| finding.kind != FindingKind::AllGood);
    let names: Vec<String> = profile.columns.iter().rev().take(columns).map(|c| c.name.clone()).collect();
    profile.findings.extend(names.into_iter().map(|name| Finding {
        kind: FindingKind::Constant,
        severity: Severity::Know,
        rows: 0,
        title: Message::new("data-finding-constant").name("column", &name),
        detail: Message::new("data-finding-constant-detail"),
        fix: Some((Message::new("data-fix-drop"), Step::DropColumn { column: name.clone() })),
        column: Some(name),
    }));
    loaded.profile = Arc::new(profile);
    state
}

#[test]
fn many_findings_of_a_kind_are_one_card() {
    for language in Language::ALL {
        for dark in [false, true] {
            let mut harness = window(constants(language, 30), SIZE, dark, super::ui);
            picture(&mut harness, &format!("data-alike-{}-{dark}", language.tag()));
        }
    }
    let new = || window(constants(Language::English, 30), SIZE, false, super::ui);
    let mut harness = new();
    let others = harness.state().state.findings().len() - 30;
    let cards =
        |harness: &egui_kittest::Harness<'_, _>| harness.query_all_by_label_contains("never changes").count();
    assert!(harness.query_by_label_contains("Also found in 29 more columns").is_some());
    let closed = cards(&harness);
    harness.get_by_label("Show each").scroll_to_me();
    harness.run();
    harness.get_by_label("Show each").click();
    harness.run();
    assert!(cards(&harness) >= closed + 20);
    harness.get_by_label("Show 10 more").scroll_to_me();
    harness.run();
    harness.get_by_label("Show 10 more").click();
    harness.run();
    assert!(cards(&harness) >= closed + 30 && harness.query_by_label_contains("more").is_some());
    harness.get_by_label("Show fewer").scroll_to_me();
    harness.run();
    harness.get_by_label("Show fewer").click();
    harness.run();
    assert_eq!(cards(&harness), closed);
    harness.get_by_label("Keep all 30 as they are").scroll_to_me();
    harness.run();
    harness.get_by_label("Keep all 30 as they are").click();
    harness.run();
    assert_eq!(harness.state().state.findings().len(), others);

    // All of them mended are one change.
    let mut harness = new();
    harness.get_by_label("Drop the column (all 30)").scroll_to_me();
    harness.run();
    harness.get_by_label("Drop the column (all 30)").click();
    harness.run();
    assert_eq!(harness.state().state.recipe().steps.len(), 30);
    reduce(&mut harness.state_mut().state, Command::Do(Action::Undo));
    assert!(harness.state().state.recipe().steps.is_empty());

    // Mends that differ in a value are not one: the button would tell the first and do the others.
    let mut state = constants(Language::English, 30);
    let loaded = state.loaded.as_mut().unwrap();
    let mut profile = (*loaded.profile).clone();
    let last = profile.findings.last_mut().and_then(|finding| finding.fix.as_mut()).unwrap();
    last.0 = last.0.clone().count("n", 2);
    loaded.profile = Arc::new(profile);
    let differing = window(state, SIZE, false, super::ui);
    assert!(differing.query_by_label_contains("(all 30)").is_none());
    assert!(differing.query_by_label("Keep all 30 as they are").is_some());

    // A few keep a card each.
    let few = window(constants(Language::English, 3), SIZE, false, super::ui);
    assert!(few.query_by_label_contains("Also found in").is_none());
}
