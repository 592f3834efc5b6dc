//! Every widget and chart, in both themes and languages: builds, has a name, rests when idle.

mod page;

use clientele::domain::column::Histogram;
use clientele::domain::detail::{CalibrationBin, MissTenth, Misses};
use clientele::domain::event::CurvePoint;
use clientele::domain::report::{Estimate, MapPoint, ProfileRow, Tenth};
use clientele::text::{Language, Words};
use clientele::ui::charts::{
    CurveWords, HeatWords, HonestyWords, LearningCurve, LearningMore, LearningWords, MapWords, MissWords,
    PointsWords, SegmentMap, TenthsWords, gains, heat_table, histogram, honesty, lift, miss_tenths, misses,
    precision_recall, predicted_actual, roc, share_bar, tenths, top_values,
};
use clientele::ui::theme;
use clientele::ui::widgets::{Choice, dialog, segmented};
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

#[test]
fn a_dialog_names_its_ways_out() {
    for (press, expected) in [("Replace", 2), ("Keep the old one", 0)] {
        let mut harness = asking();
        harness.run();
        harness.get_by_label(press).click();
        harness.run();
        assert_eq!(*harness.state(), Some(expected), "{press}");
    }
    let mut harness = asking();
    harness.run();
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert_eq!(*harness.state(), Some(1), "Esc is the safe one");
}

fn asking() -> Harness<'static, Option<usize>> {
    let choices =
        [Choice::Other("Keep the old one"), Choice::Safe("Write beside it"), Choice::Loses("Replace")];
    Harness::builder().with_context_setup(theme::install).build_ui_state(
        move |ui, answer: &mut Option<usize>| {
            let chosen = dialog(ui, "Replace stay.csv?", "The old file has 1,702 rows.", &choices);
            *answer = answer.or(chosen);
        },
        None,
    )
}

#[test]
fn a_switch_without_room_becomes_a_list() {
    let mut harness = Harness::builder()
        .with_size(egui::vec2(140.0, 200.0))
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, value: &mut u8| {
                segmented(ui, "View", value, &[(0, "Profit"), (1, "Lift"), (2, "Gains")]);
            },
            0,
        );
    harness.run();
    harness.get_by_role_and_label(Role::ComboBox, "View").click();
    harness.run();
    harness.get_by_label("Gains").click();
    harness.run();
    assert_eq!(*harness.state(), 2);
}

/// Charts of nothing, of one thing and of things that are no numbers.
fn awkward(ui: &mut egui::Ui) {
    let point = |iteration, train, valid| CurvePoint { iteration, train, valid };
    let curves: [&[CurvePoint]; 5] = [
        &[],
        &[point(0, 0.7, None)],
        &[point(0, f64::NAN, Some(f64::INFINITY))],
        &[point(0, 0.5, Some(0.5)), point(1, f64::NAN, Some(0.4))],
        &[point(0, 3.2e7, None), point(1, 2.9e7, None)],
    ];
    let words = LearningWords {
        learn: "learn",
        check: "check",
        best: "best",
        no_gain: "no gain",
        passes: "passes",
        empty: "nothing yet",
        summary: "curve",
    };
    for points in curves {
        let language = Language::Chinese;
        LearningCurve {
            points,
            best: Some(1),
            planned: None,
            language,
            words,
            more: LearningMore::default(),
        }
        .show(ui, 120.0);
    }
    let words = CurveWords {
        figure: "f",
        range: "r",
        x: "x",
        y: "y",
        random: "z",
        band: "b",
        empty: "no curve",
        summary: "roc",
    };
    let lines: [&[[f64; 2]]; 3] = [&[], &[[0.0, 0.0]], &[[0.0, 0.0], [f64::NAN, 1.0]]];
    for points in lines {
        roc(ui, points, 120.0, words);
        gains(ui, points, &[], Some(2.0), 120.0, Language::English, words);
        precision_recall(ui, points, f64::NAN, 120.0, words);
    }
    gains(ui, &[[0.0, 0.0], [1.0, 1.0]], &[], Some(0.99), 120.0, Language::English, words);
    lift(ui, &[], None, 120.0, Language::English, words);
    odd_judged(ui);
    let words = TenthsWords {
        average: "average",
        x: "x",
        y: "y",
        customers: "customers",
        empty: "no rows",
        summary: "tenths",
    };
    tenths(ui, &[], 3, 120.0, words);
    tenths(ui, &[Tenth { rows: 1, positives: 0, mean_score: 0.0 }], 3, 120.0, words);
    let words =
        PointsWords { x: "x", y: "y", above: "above", below: "below", empty: "no points", summary: "points" };
    let sets: [&[[f64; 2]]; 3] = [&[], &[[f64::NAN, f64::NAN]], &[[5.0, 5.0]]];
    for points in sets {
        predicted_actual(ui, points, 120.0, Language::English, words);
    }
    let words = MapWords { x: "x", y: "y", empty: "no map", summary: "map" };
    let one = [MapPoint { x: 1.0, y: 1.0, segment: 12, row: 0 }];
    let none = [MapPoint { x: f64::NAN, y: 1.0, segment: 0, row: 0 }];
    let maps: [&[MapPoint]; 3] = [&[], &one, &none];
    for points in maps {
        assert_eq!(SegmentMap { points, selected: Some(3), words }.show(ui, 120.0), None);
    }
    let words = HeatWords {
        overall: "all",
        lower: "low",
        higher: "high",
        apart: "z",
        empty: "no rows",
        summary: "heat",
    };
    heat_table(ui, &[], None, Language::English, words);
    let row = ProfileRow {
        label: "x".to_owned(),
        is_share: true,
        overall: f64::NAN,
        values: vec![f64::NAN; 12],
        z: Vec::new(),
    };
    heat_table(ui, &[row], Some(40), Language::English, words);
    let size = egui::vec2(90.0, 40.0);
    histogram(ui, &Histogram { min: 0.0, max: 0.0, counts: Vec::new() }, size, "empty");
    top_values(ui, &[], 0, Some(1), size, "no values");
    share_bar(ui, f64::NAN, 90.0, "no share");
}

#[test]
fn awkward_data_is_drawn_or_explained() {
    for width in [90.0, 640.0] {
        let mut harness = Harness::builder()
            .with_size(egui::vec2(width, 3_600.0))
            .with_context_setup(theme::install)
            .build_ui(awkward);
        harness.run();
        for sentence in ["nothing yet", "no curve", "no points", "no map"] {
            assert!(harness.query_all_by_label(sentence).count() > 0, "{sentence}");
        }
    }
}

/// Nothing, one customer, no chance at all: honesty and misses at their edges.
fn odd_judged(ui: &mut egui::Ui) {
    let words = HonestyWords {
        x: "x",
        above: "above",
        below: "below",
        came: "came",
        range: "range",
        customers: "customers",
        empty: "no rows",
        summary: "honesty",
    };
    let rate = Estimate { value: 0.0, low: 0.0, high: 1.0 };
    honesty(ui, &[], 120.0, Language::English, words);
    honesty(ui, &[CalibrationBin { rows: 1, chance: 0.0, rate }], 120.0, Language::English, words);
    let words = MissWords {
        x: "x",
        y: "y",
        sides: ("less", "more"),
        range: "range",
        empty: "no rows",
        summary: "misses",
    };
    misses(ui, &Misses::default(), 120.0, Language::English, words);
    let one = Misses { start: 4.0, width: 1.0, bins: vec![1], ..Misses::default() };
    misses(ui, &one, 120.0, Language::English, words);
    let none = Estimate { value: 0.0, low: 0.0, high: 0.0 };
    let tenth = MissTenth { rows: 1, predicted: 3.0, mae: none };
    miss_tenths(ui, &[], 120.0, Language::English, words);
    miss_tenths(ui, &[tenth], 120.0, Language::English, words);
}
