use egui_kittest::kittest::Queryable;

use super::super::rig::{
    NARROW, WIDE, asked, category_report, charges, churn, contract, everywhere, learned, number_report,
    shown, with_folds, yes_no_report,
};
use super::cut::{counts_at, running_count};
use super::{threshold, views};
use crate::app::command::{Action, Command};
use crate::app::reduce::reduce;
use crate::app::state::{Place, State};
use crate::domain::chart::{Chart, Picture};
use crate::domain::report::{Confusion, Tone};
use crate::text::Language;
use crate::ui::view::View;

fn good(language: Language) -> State {
    learned(language, churn(), yes_no_report(Tone::Good))
}

#[test]
fn it_draws_for_every_question() {
    everywhere("results-none", |language| asked(language, churn()), super::ui);
    everywhere("results-yes-no", good, super::ui);
    everywhere(
        "results-bad",
        |language| learned(language, churn(), with_folds(yes_no_report(Tone::Bad))),
        super::ui,
    );
    everywhere("results-number", |language| learned(language, charges(), number_report()), super::ui);
    for (name, answers) in [("results-which", 3), ("results-which-many", 15)] {
        everywhere(
            name,
            |language| learned(language, contract(), with_folds(category_report(answers))),
            super::ui,
        );
    }
    // The other view of every card that has two.
    everywhere("results-yes-no-other", good, other_views);
    everywhere("results-number-other", |language| learned(language, charges(), number_report()), other_views);
}

fn other_views(ui: &mut egui::Ui, view: &View<'_>) {
    for card in ["A", "B", "C", "B number"] {
        ui.data_mut(|data| data.insert_temp(views::id(card), true));
    }
    super::ui(ui, view);
}

#[test]
fn a_switch_shows_the_other_view_of_its_card() {
    let (mut harness, _) = shown(good(Language::English), WIDE, super::ui);
    harness.run();
    assert!(harness.query_by_label_contains("Precision by recall").is_none());
    harness.get_by_label("Precision and recall").click();
    harness.run();
    harness.get_by_label_contains("Precision by recall");
    assert!(harness.query_by_label_contains("Ranking curve").is_none());
    harness.get_by_label("Lift").click();
    harness.run();
    harness.get_by_label_contains("Lift curve");
}

#[test]
fn every_chart_is_told_and_answers_to_the_keys() {
    for (report, charts) in [
        (yes_no_report(Tone::Good), &["Bars by tenth", "Precision by recall", "Lift curve", "Honesty"][..]),
        (number_report(), &["Histogram of misses", "Average miss by tenth"]),
    ] {
        let (mut harness, _) = shown(learned(Language::English, churn(), report), WIDE, other_views);
        harness.run();
        for chart in charts {
            harness.get_by_label_contains(chart).focus();
            harness.run();
            harness.key_press(egui::Key::ArrowLeft);
            harness.run();
        }
    }
}

#[test]
fn who_is_taken_for_whom_is_read_out_and_rare_answers_share_a_line() {
    let state = learned(Language::English, contract(), category_report(3));
    let (mut harness, _) = shown(state, WIDE, super::ui);
    harness.run();
    harness.get_by_label("Which “Contract” will it be for each customer?");
    // Of 584 customers 525 rightly, and the others by the rule of the fixture.
    harness.get_by_label("Month-to-month 525 116 83");
    harness.get_by_label_contains("Right for 75% of customers (range 72% to 77%), against 55%");
    assert!(harness.query_by_label_contains("other answers").is_none());
    let state = learned(Language::English, contract(), category_report(15));
    let (mut harness, _) = shown(state, WIDE, super::ui);
    harness.run();
    assert!(harness.query_all_by_label_contains("3 other answers").count() >= 1);
}

#[test]
fn a_typed_threshold_moves_the_cut() {
    // High enough for the whole page: what is out of view takes no keys.
    let mut tall = WIDE;
    tall.size[1] = 2_600.0;
    let (mut harness, sent) = shown(good(Language::English), tall, super::ui);
    harness.run();
    let (role, name) =
        (egui::accesskit::Role::TextInput, "Chance from which a customer counts as yes, in percent");
    harness.get_by_role_and_label(role, name).focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.run();
    harness.get_by_role_and_label(role, name).type_text("80");
    harness.run();
    // Chances fall evenly from 1 over 1,057 customers: 212 of them, those up to 0.2 · 1,057 = 211.4 below the first,
    // have at least 0.8. (90 would be the tenth that is called anyway.)
    let sent = sent.borrow();
    let Some(Command::MoveCut(cut)) = sent.last() else { unreachable!("{sent:?}") };
    assert!((cut - 212.0 / 1_057.0).abs() < 1e-9, "{cut}");
}

#[test]
fn a_chart_is_copied_and_saved_from_its_menu() {
    let mut tall = WIDE;
    tall.size[1] = 2_600.0;
    let (mut harness, sent) = shown(good(Language::English), tall, super::ui);
    harness.run();
    // Every chart has one, and it says which.
    let menus = harness.query_all_by_label_contains("Copy or save “").count();
    assert_eq!(menus, 6, "tenths, ranking, reach, heads, honesty, inputs");
    let button = "Copy or save “Ranking”";
    let place = harness.get_by_label(button).rect().left_bottom() + egui::vec2(-60.0, 80.0);
    // By keyboard: the button takes the focus, Enter opens the menu.
    harness.get_by_label(button).focus();
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    harness.get_by_label("Copy figures").click_accesskit();
    harness.run();
    assert!(harness.query_by_label("Copy figures").is_none(), "closed again");
    {
        let sent = sent.borrow();
        let Some(Command::Copy(text)) = sent.last() else { unreachable!("{sent:?}") };
        assert!(text.starts_with("False positive rate\tTrue positive rate\n0\t0\n"), "{text}");
    }
    // The second mouse button on the card.
    harness.hover_at(place);
    for pressed in [true, false] {
        let button = egui::PointerButton::Secondary;
        let modifiers = egui::Modifiers::default();
        harness.event(egui::Event::PointerButton { pos: place, button, pressed, modifiers });
        harness.run();
    }
    harness.get_by_label("Save as PNG…").click_accesskit();
    harness.run();
    let sent = sent.borrow();
    assert!(matches!(sent.last(), Some(Command::SaveChart(Chart::Roc, Picture::Png))), "{sent:?}");
}

#[test]
fn thresholds_as_people_type_them() {
    for (text, share) in [
        ("34", Some(0.34)),
        (" 34,5 % ", Some(0.345)),
        ("0", Some(0.0)),
        ("100％", Some(1.0)),
        ("101", None),
        ("-1", None),
        ("", None),
        ("a lot", None),
    ] {
        assert_eq!(threshold::share(text), share, "{text}");
    }
    let ranked = [(0.9, true), (0.5, false), (0.5, true), (0.1, false)];
    for (share, count) in [(0.95, 0), (0.9, 1), (0.5, 3), (0.1, 4), (0.0, 4)] {
        assert_eq!(threshold::at_or_above(&ranked, share), count, "{share}");
    }
}

#[test]
fn nothing_to_judge_by_is_said_in_every_chart() {
    let mut report = yes_no_report(Tone::Caution);
    let crate::domain::report::TaskReport::YesNo(task) = &mut report.task else { unreachable!("yes/no") };
    task.auc = None;
    task.roc.clear();
    task.gains.clear();
    task.tenths.clear();
    task.ranked.clear();
    task.detail = crate::domain::detail::YesNoDetail::default();
    task.confusion = Confusion { true_positive: 0, false_positive: 0, false_negative: 0, true_negative: 0 };
    task.metrics.test = None;
    report.rows.test = 0;
    let report = std::cell::RefCell::new(Some(report));
    let state = learned(Language::English, churn(), report.take().unwrap());
    let (mut harness, _) = shown(state, WIDE, super::ui);
    harness.run();
    assert!(harness.query_all_by_label_contains("Nobody was kept back to judge").count() >= 2);
    assert!(harness.query_all_by_label_contains("Only one answer").count() >= 2);
}

#[test]
fn a_good_result_leads_on_and_a_bad_one_back() {
    let (mut harness, sent) = shown(good(Language::English), WIDE, super::ui);
    harness.run();
    harness.get_by_label_contains("Next:").click();
    harness.run();
    assert!(matches!(sent.borrow().as_slice(), [Command::Do(Action::Go(Place::Export))]));
    let bad = learned(Language::English, churn(), yes_no_report(Tone::Bad));
    let (mut harness, sent) = shown(bad, WIDE, super::ui);
    harness.run();
    harness.get_by_label("Back to Data").click();
    harness.run();
    assert!(matches!(sent.borrow().as_slice(), [Command::Do(Action::Go(Place::Data))]));
}

#[test]
fn a_sentence_brings_its_chart_into_view() {
    let (mut harness, _) = shown(good(Language::English), NARROW, super::ui);
    harness.run();
    let height = NARROW.size[1];
    assert!(harness.get_by_label_contains("Ranking curve").rect().top() > height, "below at first");
    harness.get_by_label_contains("Its ranking is strong").click();
    harness.run_ok();
    harness.run_steps(8);
    let chart = harness.get_by_label_contains("Ranking curve").rect();
    assert!(chart.top() > 0.0 && chart.bottom() <= height + 1.0, "{chart}");
}

#[test]
fn a_changed_recipe_is_said() {
    let mut state = good(Language::English);
    reduce(&mut state, Command::SetSeed(9));
    let (mut harness, sent) = shown(state, WIDE, super::ui);
    harness.run();
    harness.get_by_label("Train again").click();
    harness.run();
    assert!(matches!(sent.borrow().as_slice(), [Command::Do(Action::Train)]));
}

#[test]
fn the_cut_moves_with_the_keyboard() {
    let (mut harness, sent) = shown(good(Language::English), WIDE, super::ui);
    harness.run();
    harness.get_by_label("Share of customers to contact").focus();
    harness.run();
    harness.key_press(egui::Key::ArrowRight);
    harness.run();
    let sent = sent.borrow();
    let Some(Command::MoveCut(cut)) = sent.first() else { unreachable!("{sent:?}") };
    assert!((cut - 107.0 / 1_057.0).abs() < 1e-9, "one customer more than the best tenth of 1,057: {cut}");
}

#[test]
fn heads_at_a_cut_are_counted_like_by_hand() {
    let truth = [true, true, false, true, false, false, true, false];
    let ranked: Vec<(f64, bool)> =
        truth.iter().enumerate().map(|(place, yes)| (1.0 / (place as f64 + 1.0), *yes)).collect();
    let found = running_count(&ranked);
    for cut in 0..=truth.len() + 2 {
        let mut by_hand =
            Confusion { true_positive: 0, false_positive: 0, false_negative: 0, true_negative: 0 };
        for (place, yes) in truth.iter().enumerate() {
            match (place < cut, yes) {
                (true, true) => by_hand.true_positive += 1,
                (true, false) => by_hand.false_positive += 1,
                (false, true) => by_hand.false_negative += 1,
                (false, false) => by_hand.true_negative += 1,
            }
        }
        assert_eq!(counts_at(&found, cut), by_hand, "{cut}");
    }
    assert_eq!(counts_at(&running_count(&[]), 3).true_positive, 0);
}

/// A report with an effect of every kind, known exactly or not at all.
fn with_effects(
    mut report: crate::domain::report::RunReport,
    known: bool,
) -> crate::domain::report::RunReport {
    use crate::domain::report::{Certainty, Coefficient, EffectStep};
    let unit = |column: &str| EffectStep::Unit { column: column.to_owned() };
    let level = |column: &str, level: &str| EffectStep::Level {
        column: column.to_owned(),
        level: level.to_owned(),
        base: known.then(|| "Month-to-month".to_owned()),
    };
    let mut list = vec![
        (EffectStep::Start, -1.369, 0.105),
        (unit("tenure"), -0.0337, 0.0021),
        (unit("MonthlyCharges"), 0.0143, 0.0023),
        (unit("SeniorCitizen"), 0.366, 0.0818),
        (EffectStep::Day { column: "signup_date".to_owned() }, -0.000_02, 0.000_04),
        (level("Contract", "One year"), -0.843, 0.103),
        (level("Contract", "Two year, paid in advance, with a long name"), -1.681, 0.169),
    ];
    list.extend(
        (0..6).map(|i| (unit(&format!("answer to question {i} of the survey")), 0.01 * f64::from(i), 0.02)),
    );
    let certainty = |estimate: f64, error: f64| Certainty {
        std_error: error,
        statistic: estimate / error,
        p_value: if (estimate / error).abs() > 3.3 { 1e-5 } else { 0.62 },
        low: estimate - 1.96 * error,
        high: estimate + 1.96 * error,
    };
    let coefficient = |(step, estimate, error): (EffectStep, f64, f64)| Coefficient {
        name: step.column().unwrap_or("(intercept)").to_owned(),
        estimate,
        certainty: known.then(|| certainty(estimate, error)),
        step,
    };
    report.coefficients = list.into_iter().map(coefficient).collect();
    report.uncertain = (!known).then(|| crate::domain::message::Message::new("inference-none-penalty"));
    report
}

#[test]
fn effects_are_told_with_their_ranges_or_why_there_are_none() {
    let odds = |language| learned(language, churn(), with_effects(yes_no_report(Tone::Good), true));
    everywhere("results-odds", odds, super::ui);
    let held = |language| learned(language, churn(), with_effects(yes_no_report(Tone::Good), false));
    everywhere("results-odds-held", held, super::ui);
    let number = |language| learned(language, charges(), with_effects(number_report(), true));
    everywhere("results-effects", number, super::ui);
    // High enough for the whole page: what is out of view cannot be clicked.
    let mut tall = WIDE;
    tall.size[1] = 2_600.0;
    let (mut harness, _) = shown(odds(Language::English), tall, super::ui);
    harness.run();
    // exp(−0.843) = 0.430, from exp(−0.843 − 1.96 · 0.103) = 0.352 to 0.527.
    let said = harness
        .get_by_label_contains("“One year” instead of “Month-to-month”: 0.430, 0.352 to 0.527, < 0.001");
    assert!(said.rect().is_positive());
    // Thirteen effects: ten at first, all when asked for.
    assert_eq!(harness.query_all_by_label_contains("answer to question").count(), 4);
    harness.get_by_label("Show all 13").click();
    harness.run();
    assert_eq!(harness.query_all_by_label_contains("answer to question").count(), 6);
    assert_eq!(harness.query_all_by_label_contains("Starting odds").count(), 1);
    harness.get_by_label("Show fewer").click();
    harness.run();
    assert_eq!(harness.query_all_by_label_contains("Starting odds").count(), 0);
    let (mut harness, _) = shown(held(Language::English), WIDE, super::ui);
    harness.run();
    assert_eq!(harness.query_all_by_label_contains("A penalty holds these effects back").count(), 1);
}

#[test]
fn effects_on_one_of_several_answers_are_told_answer_by_answer() {
    let with = |known: bool| {
        let mut report = category_report(4);
        let effects = with_effects(yes_no_report(Tone::Good), known);
        let crate::domain::report::TaskReport::Category(task) = &mut report.task else { unreachable!() };
        // Without a penalty the first answer is the one the others are compared with.
        task.coefficients = (0..4).map(|_| effects.coefficients.clone()).collect();
        if known {
            for one in &mut task.coefficients[0] {
                (one.estimate, one.certainty) = (0.0, None);
            }
        }
        report.uncertain = effects.uncertain;
        report
    };
    let odds = |language| learned(language, contract(), with(true));
    everywhere("results-odds-of-answers", odds, super::ui);
    let mut tall = WIDE;
    tall.size[1] = 3_000.0;
    let (mut harness, _) = shown(odds(Language::English), tall, super::ui);
    harness.run();
    assert_eq!(harness.query_all_by_label_contains("against “Month-to-month” (odds ratios)").count(), 1);
    let said = "“One year” instead of “Month-to-month”: 0.430, 0.352 to 0.527, < 0.001";
    assert_eq!(harness.query_all_by_label_contains(said).count(), 1);
    let held = learned(Language::English, contract(), with(false));
    let (mut harness, _) = shown(held, tall, super::ui);
    harness.run();
    assert_eq!(harness.query_all_by_label_contains("A penalty holds these effects back").count(), 1);
    assert_eq!(harness.query_all_by_label_contains("on the score of an answer").count(), 1);
}
