//! Every widget and chart, in both themes and languages: builds, has a name, rests when idle.

mod page;

use clientele::text::{Language, Words};
use clientele::ui::theme;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use page::{Say, State};

fn themes() -> [egui::Theme; 2] {
    [egui::Theme::Light, egui::Theme::Dark]
}

fn controls(theme: egui::Theme, language: Language) -> Harness<'static, State> {
    Harness::builder()
        .with_size(egui::vec2(880.0, 840.0))
        .with_theme(theme)
        .with_context_setup(theme::install)
        .build_ui_state(move |ui, state| page::controls(ui, Say(language), state), State::default())
}

fn charts(theme: egui::Theme, language: Language) -> Harness<'static> {
    Harness::builder()
        .with_size(egui::vec2(1280.0, 1400.0))
        .with_theme(theme)
        .with_context_setup(theme::install)
        .build_ui(move |ui| page::charts(ui, Say(language)))
}

#[test]
fn all_controls_build_and_rest() {
    for theme in themes() {
        for language in Language::ALL {
            let mut harness = controls(theme, language);
            // Panics where something asks for a repaint for ever, has no name or lacks a character.
            harness.run();
            assert!(harness.run() <= 1, "an idle page is drawn once and then rests");
        }
    }
}

#[test]
fn all_charts_build_and_rest() {
    for theme in themes() {
        for language in Language::ALL {
            let mut harness = charts(theme, language);
            harness.run();
            assert!(harness.run() <= 1, "an idle page is drawn once and then rests");
        }
    }
}

#[test]
fn controls_are_reached_by_name() {
    let mut harness = controls(egui::Theme::Light, Language::English);
    harness.run();
    harness.get_by_label("Train model").click();
    harness.run();
    harness.get_by_label("Save report").click();
    harness.run();
    // Says why instead of acting.
    harness.get_by_label("Next: Results").click();
    harness.run();
    harness.get_by_label("Stop").click();
    harness.run();
    assert_eq!(harness.state().presses, ["primary", "secondary", "stop"]);

    harness.get_by_label("Lift").click();
    harness.get_by_label("Count leavers more").click();
    harness.get_by_label("Keep").click();
    harness.run();
    assert_eq!(harness.state().view, 1);
    assert!(!harness.state().on);
    assert!(!harness.state().keep);
}

#[test]
fn a_button_answers_to_the_keyboard() {
    let mut harness = controls(egui::Theme::Light, Language::English);
    harness.run();
    harness.get_by_label("Train model").focus();
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(harness.state().presses, ["primary"]);
}

#[test]
fn a_number_steps_by_arrow_keys_and_keeps_what_is_typed() {
    let mut harness = controls(egui::Theme::Light, Language::English);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Cost per contact").focus();
    harness.run();
    harness.key_press(egui::Key::ArrowUp);
    harness.run_steps(4);
    assert_eq!(harness.state().cost, "18.50");
    harness.key_press(egui::Key::ArrowDown);
    harness.run_steps(4);
    harness.key_press(egui::Key::ArrowDown);
    harness.run_steps(4);
    assert_eq!(harness.state().cost, "17.50");
}

#[test]
fn charts_are_described() {
    let mut harness = charts(egui::Theme::Light, Language::English);
    harness.run();
    for summary in [
        "Ranking curve, AUC 0.85",
        "Gains curve",
        "Who really left, by tenth",
        "Of 1,000 customers, 273 are contacted",
        "Predicted against actual spend",
        "Map of customers in 5 groups",
        "Profile of 5 groups",
        "Only one class among these 40 customers, so there is no curve",
    ] {
        let found = harness.get_by_label(summary);
        assert!(found.rect().width() > 100.0, "{summary}");
    }
}

#[test]
fn a_chart_tells_its_values_by_keyboard() {
    let mut harness = charts(egui::Theme::Light, Language::English);
    harness.run();
    harness.get_by_label("Ranking curve, AUC 0.85").focus();
    harness.run();
    for _ in 0..3 {
        harness.key_press(egui::Key::ArrowLeft);
        harness.run();
    }
    // The focus stays on the chart: the arrows belong to it.
    assert!(harness.get_by_label("Ranking curve, AUC 0.85").accesskit_node().is_focused());
}

#[test]
fn messages_meet_words() {
    assert_eq!(Words::new(Language::English).say(&page::greeting()), "7,043 customers");
    assert_eq!(Words::new(Language::Chinese).say(&page::greeting()), "7,043 位客户");
}
