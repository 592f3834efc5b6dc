use egui_kittest::kittest::Queryable;

use super::super::rig::{WIDE, asked, charges, churn, contract, everywhere, groups, opened, shown};
use crate::app::command::{Action, Command};
use crate::app::reduce::reduce;
use crate::domain::message::Message;
use crate::domain::recipe::{Balance, Kernel, ModelChoice, ModelSpec, Penalty, Question, Split, Wording};
use crate::text::Language;

#[test]
fn it_draws_for_every_question() {
    everywhere("model-none", opened, super::ui);
    everywhere("model-yes-no", |language| asked(language, churn()), super::ui);
    everywhere("model-number", |language| asked(language, charges()), super::ui);
    everywhere("model-which", |language| asked(language, contract()), super::ui);
    everywhere("model-groups", |language| asked(language, groups()), super::ui);
}

#[test]
fn nothing_is_asked_before_the_user_asks() {
    let (mut harness, sent) = shown(opened(Language::English), WIDE, super::ui);
    harness.run();
    assert!(sent.borrow().is_empty());
    // A card asks about the column that looks like an answer.
    harness.get_by_label("Who will say yes?").click();
    harness.run();
    let sent = sent.borrow();
    let [Command::Ask(Question::YesNo { target, positive, .. })] = sent.as_slice() else {
        unreachable!("{sent:?}")
    };
    assert_eq!((target.as_str(), positive.as_deref()), ("Churn", Some("Yes")));
}

#[test]
fn a_column_with_several_answers_asks_which() {
    let (mut harness, sent) = shown(opened(Language::English), WIDE, super::ui);
    harness.run();
    harness.get_by_label("Which one?").click();
    harness.run();
    // The only column with 3 to 50 different values.
    let asks = matches!(sent.borrow().as_slice(), [Command::Ask(Question::Category { target })] if target == "Contract");
    assert!(asks, "{:?}", sent.borrow());
    let (mut harness, _) = shown(asked(Language::English, contract()), WIDE, super::ui);
    harness.run();
    harness.get_by_label_contains("3 answers; the most frequent is “Month-to-month”, 55%");
}

#[test]
fn the_suggestion_asks_in_one_click() {
    let (mut harness, sent) = shown(opened(Language::English), WIDE, super::ui);
    harness.run();
    harness.get_by_label_contains("Ask: ").click();
    harness.run();
    assert!(matches!(sent.borrow().as_slice(), [Command::Ask(Question::YesNo { .. })]));
}

#[test]
fn training_starts_from_the_primary_button() {
    let (mut harness, sent) = shown(asked(Language::English, churn()), WIDE, super::ui);
    harness.run();
    harness.get_by_label("Train").click();
    harness.run();
    assert!(matches!(sent.borrow().as_slice(), [Command::Do(Action::Train)]));
}

#[test]
fn without_a_question_it_cannot_train() {
    let (mut harness, sent) = shown(opened(Language::English), WIDE, super::ui);
    harness.run();
    harness.get_by_label("Train").click();
    harness.run();
    assert!(sent.borrow().is_empty());
}

#[test]
fn everybody_learns_only_with_a_warning() {
    let (mut harness, sent) = shown(asked(Language::English, churn()), WIDE, super::ui);
    harness.run();
    harness.get_by_label("Everybody learns").click();
    harness.run();
    assert!(matches!(sent.borrow().as_slice(), [Command::SetSplit(Split::None)]));
    let mut state = asked(Language::English, churn());
    crate::app::reduce::reduce(&mut state, Command::SetSplit(Split::None));
    let (mut harness, _) = shown(state, WIDE, super::ui);
    harness.run();
    harness.get_by_label_contains("Nobody is left to judge");
}

#[test]
fn by_time_needs_a_column_of_dates_and_leaves_somebody_who_came_later() {
    let (mut harness, sent) = shown(asked(Language::English, churn()), WIDE, super::ui);
    harness.run();
    harness.get_by_label("By time").click();
    harness.run();
    assert!(sent.borrow().is_empty());
    let mut state = asked(Language::English, churn());
    crate::app::reduce::reduce(&mut state, Command::SetFolds(Some(5)));
    crate::app::reduce::reduce(&mut state, Command::SetSplit(Split::None));
    crate::app::reduce::reduce(&mut state, Command::SetSplitBy(Some("day".to_owned())));
    let recipe = state.recipe();
    assert_eq!((recipe.split, recipe.evaluation.folds), (Split::default(), None));
    let (mut harness, sent) = shown(state, WIDE, super::ui);
    harness.run();
    assert!(harness.query_by_label("Everybody learns").is_none());
    harness.get_by_label("By chance").click();
    harness.run();
    assert!(matches!(sent.borrow().as_slice(), [Command::SetSplitBy(None)]));
}

#[test]
fn a_way_can_be_chosen_by_name() {
    let (mut harness, sent) = shown(asked(Language::English, churn()), WIDE, super::ui);
    harness.run();
    let fits = {
        let profile = asked(Language::English, churn()).loaded.unwrap().profile;
        crate::engine::incompatibility(ModelChoice::Linear, &churn(), &profile).is_none()
    };
    harness.get_by_label("Linear regression").click();
    harness.run();
    let sent = sent.borrow();
    let chose = matches!(sent.as_slice(), [Command::SetModel(spec)] if spec.kind == ModelChoice::Linear);
    assert_eq!(chose, fits, "{sent:?}");
}

#[test]
fn columns_of_groups_can_be_left_out() {
    let (mut harness, sent) = shown(asked(Language::English, groups()), WIDE, super::ui);
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::CheckBox, "tenure").click();
    harness.run();
    let sent = sent.borrow();
    let [Command::Ask(Question::Segments { columns })] = sent.as_slice() else { unreachable!("{sent:?}") };
    assert!(!columns.contains(&"tenure".to_owned()) && columns.contains(&"Contract".to_owned()));
    assert!(!columns.contains(&"customerID".to_owned()), "ids are never compared");
}

#[test]
fn a_seed_that_is_no_number_is_not_taken() {
    let (mut harness, sent) = shown(asked(Language::English, churn()), WIDE, super::ui);
    harness.run();
    let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Seed");
    field.focus();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Seed").type_text("x");
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert!(sent.borrow().is_empty());
    harness.get_by_label("A whole number, 0 or more.");
}

#[test]
fn a_question_without_a_likely_column_stays_open_until_one_is_chosen() {
    let state = || {
        let mut state = opened(Language::English);
        state.loaded.as_mut().unwrap().targets.clear();
        state
    };
    let (mut harness, sent) = shown(state(), WIDE, super::ui);
    harness.run();
    harness.get_by_label("How much?").click();
    harness.run();
    assert!(matches!(sent.borrow().as_slice(), [Command::ForgetQuestion]), "no column is guessed");
    harness.get_by_label("Answer column").click();
    harness.run();
    harness.get_by_label("tenure").click();
    harness.run();
    let sent = sent.borrow();
    let Some(Command::Ask(Question::Number { target })) = sent.last() else { unreachable!("{sent:?}") };
    assert_eq!(target, "tenure");
}

#[test]
fn the_answer_looked_for_is_never_guessed() {
    let question = Question::YesNo { target: "Contract".into(), positive: None, wording: Wording::Own };
    let (mut harness, sent) = shown(asked(Language::English, question), WIDE, super::ui);
    harness.run();
    harness.get_by_label("Choose which answer you look for.");
    harness.get_by_label("Answer looked for").click();
    harness.run();
    harness.get_by_label("Two year").click();
    harness.run();
    let sent = sent.borrow();
    let Some(Command::Ask(Question::YesNo { positive, .. })) = sent.last() else { unreachable!("{sent:?}") };
    assert_eq!(positive.as_deref(), Some("Two year"));
}

#[test]
fn more_settings_take_a_penalty() {
    let (mut harness, sent) = shown(asked(Language::English, churn()), WIDE, super::ui);
    harness.run();
    harness.get_by_label("More settings").click();
    harness.run();
    let role = egui::accesskit::Role::TextInput;
    harness.get_by_role_and_label(role, "Restraint (L2 penalty)").focus();
    harness.run();
    harness.get_by_role_and_label(role, "Restraint (L2 penalty)").type_text("0.5");
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    let sent = sent.borrow();
    let Some(Command::SetModel(spec)) = sent.last() else { unreachable!("{sent:?}") };
    assert_eq!(spec.penalty, Some(Penalty::Given(0.5)));
}

#[test]
fn a_penalty_can_be_found_by_folds_where_a_model_allows_it() {
    let (mut harness, sent) = shown(asked(Language::English, churn()), WIDE, super::ui);
    harness.run();
    harness.get_by_label("More settings").click();
    harness.run();
    harness.get_by_label("Find it by folds").scroll_to_me();
    harness.run();
    harness.get_by_label("Find it by folds").click();
    harness.run();
    let Some(Command::SetModel(spec)) = sent.borrow().last().cloned() else { unreachable!() };
    assert_eq!(spec.penalty, Some(Penalty::Found));
    let searching = || {
        let mut state = asked(Language::English, churn());
        crate::app::reduce::reduce(&mut state, Command::SetModel(spec.clone()));
        state
    };
    let (mut harness, sent) = shown(searching(), WIDE, super::ui);
    harness.run();
    harness.get_by_label("More settings").click();
    harness.run();
    harness.get_by_label_contains("Found by folds. Switch that off");
    harness.get_by_label("Find it by folds").scroll_to_me();
    harness.run();
    harness.get_by_label("Find it by folds").click();
    harness.run();
    let Some(Command::SetModel(off)) = sent.borrow().last().cloned() else { unreachable!() };
    assert_eq!(off.penalty, None);
    // A support vector machine has no use for it, and does not keep it.
    let (mut harness, sent) = shown(searching(), WIDE, super::ui);
    harness.run();
    harness.get_by_label("Support vector machine").click();
    harness.run();
    let Some(Command::SetModel(svm)) = sent.borrow().last().cloned() else { unreachable!() };
    assert_eq!((svm.kind, svm.penalty), (ModelChoice::Svm, None));
    let mut state = asked(Language::English, churn());
    crate::app::reduce::reduce(&mut state, Command::SetModel(svm));
    let (mut harness, _) = shown(state, WIDE, super::ui);
    harness.run();
    harness.get_by_label("More settings").click();
    harness.run();
    assert!(harness.query_by_label("Find it by folds").is_none());
}

/// The telecom company when only few leave.
fn few_leave(language: Language) -> crate::app::state::State {
    use crate::domain::column::Summary;
    let mut state = asked(language, churn());
    let loaded = state.loaded.as_mut().unwrap();
    let mut profile = loaded.profile.as_ref().clone();
    let column = profile.columns.iter_mut().find(|column| column.name == "Churn").unwrap();
    column.summary = Summary::Values { top: vec![("No".into(), 6700), ("Yes".into(), 343)], other: 0 };
    loaded.profile = std::sync::Arc::new(profile);
    state
}

#[test]
fn a_rare_answer_can_count_more_and_a_frequent_one_says_why_not() {
    everywhere("model-rare", few_leave, super::ui);
    let (mut harness, sent) = shown(few_leave(Language::English), WIDE, super::ui);
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Weight for rare answers").click();
    harness.run();
    harness.get_by_label("The rarer answer counts more").click();
    harness.run();
    let sent = sent.borrow();
    let Some(Command::SetModel(spec)) = sent.last() else { unreachable!("{sent:?}") };
    assert_eq!(spec.balance, Balance::Weights);
    let (mut harness, _) = shown(asked(Language::English, churn()), WIDE, super::ui);
    harness.run();
    harness.get_by_label_contains("Under 10%, it can be made to count more");
}

#[test]
fn a_machine_is_offered_and_takes_a_sample_where_there_are_too_many() {
    let machine = |language| {
        let mut state = asked(language, churn());
        let kind = ModelChoice::Svm;
        let spec = crate::domain::recipe::ModelSpec { kind, ..state.recipe().model.clone() };
        crate::app::reduce::reduce(&mut state, Command::SetModel(spec));
        state
    };
    everywhere("model-svm", machine, super::ui);
    let (mut harness, sent) = shown(machine(Language::English), WIDE, super::ui);
    harness.run();
    let role = egui::accesskit::Role::ComboBox;
    harness.get_by_role_and_label(role, "Line between the answers").click();
    harness.run();
    harness.get_by_label("Straight").click();
    harness.run();
    let Some(Command::SetModel(spec)) = sent.borrow().last().cloned() else { unreachable!() };
    assert_eq!((spec.kind, spec.kernel, spec.sample), (ModelChoice::Svm, Kernel::Linear, None));
    // A million customers: one click chooses the machine together with its sample, and says so before.
    let million = |language| {
        let mut state = asked(language, churn());
        let loaded = state.loaded.as_mut().unwrap();
        let names = loaded.view.names().to_vec();
        loaded.view = std::sync::Arc::new(super::super::fixture::Fake::new(1_000_000, names));
        state
    };
    let (mut harness, sent) = shown(million(Language::English), WIDE, super::ui);
    harness.run();
    harness.get_by_label("Support vector machine").click();
    harness.run();
    let Some(Command::SetModel(spec)) = sent.borrow().last().cloned() else { unreachable!() };
    assert_eq!((spec.kind, spec.sample), (ModelChoice::Svm, Some(5_000)));
    everywhere(
        "model-svm-million",
        |language| {
            let mut state = million(language);
            crate::app::reduce::reduce(&mut state, Command::SetModel(spec.clone()));
            state
        },
        super::ui,
    );
}

#[test]
fn a_net_is_chosen_and_told_its_layers() {
    let net = |language| {
        let mut state = asked(language, churn());
        let spec = ModelSpec { kind: ModelChoice::Neural, ..ModelSpec::default() };
        reduce(&mut state, Command::SetModel(spec));
        state
    };
    everywhere("model-net", net, super::ui);
    let (mut harness, sent) = shown(asked(Language::English, churn()), WIDE, super::ui);
    harness.run();
    harness.get_by_label("Neural network").click();
    harness.run();
    let chosen =
        matches!(sent.borrow().as_slice(), [Command::SetModel(spec)] if spec.kind == ModelChoice::Neural);
    assert!(chosen, "{:?}", sent.borrow());

    let (mut harness, sent) = shown(net(Language::English), WIDE, super::ui);
    harness.run();
    let role = egui::accesskit::Role::TextInput;
    harness.get_by_role_and_label(role, "Neurons of each layer").focus();
    harness.run();
    harness.get_by_role_and_label(role, "Neurons of each layer").type_text("16, 8");
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    let layers = sent.borrow().iter().find_map(|command| match command {
        Command::SetModel(spec) => Some(spec.net.layers.clone()),
        _ => None,
    });
    assert_eq!(layers, Some(vec![16, 8]));
}

#[test]
fn without_the_program_that_trains_a_net_is_refused_with_the_reason() {
    let mut state = asked(Language::English, churn());
    state.no_trainer = Some(Message::new("neural-missing-why"));
    let spec = ModelSpec { kind: ModelChoice::Neural, ..ModelSpec::default() };
    let (mut harness, sent) = shown(state, WIDE, super::ui);
    harness.run();
    harness.get_by_label("Neural network").click();
    harness.run();
    assert!(sent.borrow().is_empty());
    // A recipe may ask for it all the same; then training says why not.
    let mut state = asked(Language::English, churn());
    state.no_trainer = Some(Message::new("neural-missing-why"));
    reduce(&mut state, Command::SetModel(spec));
    assert_eq!(state.why_not_train(), Some(Message::new("neural-missing-why")));
    reduce(&mut state, Command::SetModel(ModelSpec::default()));
    assert_eq!(state.why_not_train(), None);
}
