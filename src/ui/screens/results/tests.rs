use egui_kittest::kittest::Queryable;

use super::super::rig::{
    NARROW, WIDE, asked, category_report, charges, churn, contract, everywhere, learned, number_report,
    shown, with_folds, yes_no_report,
};
use super::cut::{counts_at, running_count};
use crate::app::command::{Action, Command};
use crate::app::reduce::reduce;
use crate::app::state::{Place, State};
use crate::domain::report::{Confusion, Tone};
use crate::text::Language;

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
fn nothing_to_judge_by_is_said_in_every_chart() {
    let mut report = yes_no_report(Tone::Caution);
    let crate::domain::report::TaskReport::YesNo(task) = &mut report.task else { unreachable!("yes/no") };
    task.auc = None;
    task.roc.clear();
    task.gains.clear();
    task.tenths.clear();
    task.ranked.clear();
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
