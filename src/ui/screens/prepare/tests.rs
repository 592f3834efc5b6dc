use egui_kittest::kittest::Queryable as _;

use super::super::fixture::{ROWS, empty, loaded, picture, window, with_steps};
use crate::app::command::{Action, Command};
use crate::app::state::Place;
use crate::domain::recipe::{Fill, Step};
use crate::text::Language;

const SIZE: (f32, f32) = (1440.0, 900.0);

#[test]
fn both_languages_and_both_themes_draw_at_all_sizes() {
    for language in Language::ALL {
        for dark in [false, true] {
            for size in [SIZE, (1280.0, 800.0), (960.0, 600.0), (720.0, 480.0)] {
                let name =
                    format!("prepare-{}-{}-{}", language.tag(), if dark { "dark" } else { "light" }, size.0);
                let mut harness = window(with_steps(language), size, dark, super::ui);
                picture(&mut harness, &name);
            }
            let mut harness = window(loaded(language, ROWS), SIZE, dark, super::ui);
            picture(&mut harness, &format!("prepare-empty-{}-{dark}", language.tag()));
            window(empty(language), SIZE, dark, super::ui);
        }
    }
}

#[test]
fn steps_are_added_from_suggestions_and_from_the_menu() {
    let mut harness = window(loaded(Language::English, ROWS), SIZE, false, super::ui);
    harness.get_by_label("Fill gaps").click();
    harness.run();
    assert_eq!(harness.state().state.recipe().steps.len(), 1);
    harness.get_by_label("Add a step").click();
    harness.run();
    picture(&mut harness, "prepare-menu");
    harness.get_by_label("Keep the first of equal rows").click();
    harness.run();
    let last = harness.state().state.recipe().steps.last().map(|entry| entry.step.clone());
    assert_eq!(last, Some(Step::DropDuplicates { by: Vec::new() }));
    harness.get_by_label("Next: Model").click();
    harness.run();
    assert!(matches!(harness.state().sent.last(), Some(Command::Do(Action::Go(Place::Model)))));
}

#[test]
fn the_open_step_is_edited_moved_switched_and_removed() {
    let mut harness = window(with_steps(Language::English), SIZE, false, super::ui);
    let first = |harness: &egui_kittest::Harness<'_, super::super::fixture::Window>| {
        harness.state().state.recipe().steps[0].clone()
    };
    harness.get_by_label("Middle value").click();
    harness.run();
    assert_eq!(first(&harness).step, Step::FillGaps { column: "TotalCharges".into(), with: Fill::Median });
    let switch = harness.get_all_by_role(egui::accesskit::Role::Switch).next().unwrap();
    switch.click();
    harness.run();
    assert!(!first(&harness).on);
    harness.get_by_label("Move down").click();
    harness.run();
    assert!(matches!(first(&harness).step, Step::WordIsGap { .. }));
    assert_eq!(harness.state().state.step, Some(1));
    harness.get_by_label("Remove").click();
    harness.run();
    assert_eq!(harness.state().state.recipe().steps.len(), 3);
    assert!(
        !harness.state().state.recipe().steps.iter().any(|entry| matches!(entry.step, Step::FillGaps { .. }))
    );
}

#[test]
fn a_column_is_chosen_by_searching_for_it() {
    let mut harness = window(with_steps(Language::English), SIZE, false, super::ui);
    harness.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Column").click();
    harness.run();
    harness.get_by_label("Find a column").type_text("senior");
    harness.run();
    picture(&mut harness, "prepare-pick");
    assert!(harness.query_by_label("tenure").is_none());
    harness.get_by_label("SeniorCitizen").click();
    harness.run();
    let step = harness.state().state.recipe().steps[0].step.clone();
    assert_eq!(step, Step::FillGaps { column: "SeniorCitizen".into(), with: Fill::Value("0".into()) });
}

#[test]
fn a_step_is_dragged_below_another() {
    let mut harness = window(with_steps(Language::English), SIZE, false, super::ui);
    let grips: Vec<egui::Rect> =
        harness.get_all_by_label("Drag this step to another place").map(|node| node.rect()).collect();
    harness.drag_at(grips[0].center());
    harness.run();
    harness.hover_at(grips[2].center() + egui::vec2(0.0, 20.0));
    harness.run();
    picture(&mut harness, "prepare-drag");
    harness.drop_at(grips[2].center() + egui::vec2(0.0, 20.0));
    harness.run();
    assert!(matches!(harness.state().sent.last(), Some(Command::MoveStep(0, 2))));
}
