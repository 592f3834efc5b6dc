use egui_kittest::kittest::Queryable;

use super::super::rig::{
    WIDE, asked, category_report, churn, contract, everywhere, groups, learned, segment_report, shown,
    yes_no_report,
};
use crate::app::command::{Action, Command};
use crate::app::reduce::reduce;
use crate::app::state::State;
use crate::domain::message::Message;
use crate::domain::report::Tone;
use crate::domain::work::{Artifact, Differences};
use crate::text::Language;

fn done(language: Language) -> State {
    learned(language, churn(), yes_no_report(Tone::Good))
}

fn compared(language: Language, missing: &[&str]) -> State {
    let mut state = done(language);
    reduce(&mut state, Command::Compare { model: None, data: "lists/december.csv".into() });
    let found = Differences {
        missing: missing.iter().map(|name| (*name).to_owned()).collect(),
        extra: vec!["Region".into(), "Loyalty card".into()],
        changed: vec![("tenure".into(), Message::new("common-gap"))],
        joined: Vec::new(),
    };
    state.scoring.as_mut().unwrap().found = Some((6_980, found));
    state
}

#[test]
fn it_draws_at_every_stage() {
    everywhere("export-none", |language| asked(language, churn()), super::ui);
    everywhere("export-which", |language| learned(language, contract(), category_report(3)), super::ui);
    everywhere(
        "export-done",
        |language| {
            let mut state = done(language);
            state
                .run
                .written
                .push((Artifact::Report, "/somewhere/anna/Documents/telecom-report.html".into()));
            state
        },
        super::ui,
    );
    everywhere("export-groups", |language| learned(language, groups(), segment_report(5)), super::ui);
    everywhere("export-missing", |language| compared(language, &["Contract", "Partner"]), super::ui);
    everywhere("export-scoring", |language| compared(language, &[]), super::ui);
}

#[test]
fn each_file_has_its_button() {
    for (label, action) in [
        ("Save: Predictions", Action::ExportPredictions),
        ("Save: Report", Action::SaveReport),
        ("Save: Model", Action::SaveModel),
        ("Save: Recipe", Action::SaveRecipe),
        ("Choose a file", Action::ScoreFile),
        ("Use a saved model", Action::ScoreWithModel),
    ] {
        let (mut harness, sent) = shown(done(Language::English), WIDE, super::ui);
        harness.run();
        harness.get_by_label(label).click();
        harness.run();
        let sent = sent.borrow();
        assert!(matches!(sent.as_slice(), [Command::Do(done)] if *done == action), "{label}: {sent:?}");
    }
}

#[test]
fn a_file_that_lacks_columns_cannot_be_scored() {
    let (mut harness, sent) = shown(compared(Language::English, &["Contract"]), WIDE, super::ui);
    harness.run();
    harness.get_by_label_contains("1 column is missing");
    harness.get_by_label("Write scored file").click();
    harness.run();
    assert!(sent.borrow().is_empty());
    let (mut harness, sent) = shown(compared(Language::English, &[]), WIDE, super::ui);
    harness.run();
    harness.get_by_label("Write scored file").click();
    harness.run();
    assert!(matches!(sent.borrow().as_slice(), [Command::PickScored]));
}
