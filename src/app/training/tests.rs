//! Steering a net: what the window shows, what the trainer is told, and what the recipe keeps.

use super::super::command::{Action, Command};
use super::super::events::{apply, job_started};
use super::super::net_view::Mark;
use super::super::reduce::reduce;
use super::super::reduce::tests::with_table;
use super::*;
use crate::domain::error::UserError;
use crate::domain::event::{CurvePoint, JobEvent, JobId, NetPass, NetWait, Progress};
use crate::domain::net::Settings;
use crate::domain::recipe::{ModelChoice, ModelSpec, Question, Wording};

const SETTINGS: Settings = Settings { rate: 0.01, batch: 64, dropout: 0.1 };

/// A net that learns.
fn learning() -> State {
    let mut state = with_table();
    let positive = Some("Yes".to_owned());
    let question = Question::YesNo { target: "Churn".into(), positive, wording: Wording::Leave };
    reduce(&mut state, Command::Ask(question));
    reduce(&mut state, Command::SetModel(ModelSpec { kind: ModelChoice::Neural, ..ModelSpec::default() }));
    reduce(&mut state, Command::Do(Action::Train));
    job_started(&mut state, Slot::Train, JobId(9), 0.0);
    let progress = Progress { done: 0, total: Some(100) };
    hear(&mut state, JobEvent::Phase { what: Message::new("engine-phase-learn"), progress });
    news(&mut state, NetNews::Begins(SETTINGS));
    pass(&mut state, 0, 0.7);
    state
}

fn hear(state: &mut State, event: JobEvent<crate::domain::work::Output>) {
    apply(state, Slot::Train, JobId(9), event, 1.0);
}

fn news(state: &mut State, news: NetNews) {
    hear(state, JobEvent::Net(news));
}

fn pass(state: &mut State, iteration: u32, valid: f64) {
    news(state, NetNews::Pass(NetPass { rate: 0.01, seconds: 0.2 }));
    hear(state, JobEvent::Point(CurvePoint { iteration, train: 0.5, valid: Some(valid) }));
    news(state, NetNews::Score(iteration, 2.0 + f64::from(iteration) / 10.0));
}

fn waits(state: &mut State, pass: u32, rows: u64, oldest: u32) {
    news(state, NetNews::Waits(NetWait { pass, rows, of: 100, loss: None, oldest }));
}

fn said(effects: &[Effect]) -> Option<Steer> {
    match effects {
        [Effect::Steer(Slot::Train, steer)] => Some(*steer),
        _ => None,
    }
}

#[test]
fn what_came_after_a_step_back_disappears() {
    let mut state = learning();
    for iteration in 1..=6 {
        pass(&mut state, iteration, 0.6);
        if iteration % 2 == 0 {
            let (at, change) = (f64::from(iteration) + 0.5, Change::Batch(iteration));
            news(&mut state, NetNews::Changed(at, change, Settings { batch: iteration, ..SETTINGS }));
        }
    }
    // A change at the very place that is gone back to stays.
    news(&mut state, NetNews::Changed(4.0, Change::Rate(0.02), SETTINGS));
    assert_eq!(said(&reduce(&mut state, Command::Do(Action::BackPass))), Some(Steer::Back));
    assert_eq!(state.training.pace, Pace::Paused);
    let before = Settings { batch: 2, ..SETTINGS };
    news(&mut state, NetNews::Back(Some(4), before));
    let training = &state.training;
    assert_eq!(training.curve.iter().map(|point| point.iteration).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    assert_eq!(training.net.scores.last(), Some(&(4, 2.4)));
    let marks: Vec<f64> = training.net.marks.iter().map(|mark| mark.at).collect();
    assert_eq!(marks, [2.5, 4.0]);
    assert_eq!(training.net.settings, Some(before));
    assert_eq!(state.jobs[&Slot::Train].progress.map(|progress| progress.done), Some(4));
    // Learned again, in another way.
    pass(&mut state, 5, 0.4);
    assert_eq!(state.training.curve.last().and_then(|point| point.valid), Some(0.4));
    // From the start again.
    news(&mut state, NetNews::Back(None, SETTINGS));
    let training = &state.training;
    assert!(training.curve.is_empty() && training.net.scores.is_empty() && training.net.marks.is_empty());
}

#[test]
fn steps_are_offered_only_where_they_lead_somewhere() {
    let mut state = learning();
    let why = |state: &State, action: Action| action.disabled(state).map(|why| why.id);
    assert_eq!(why(&state, Action::BackPass), Some("commands-at-the-start"));
    assert_eq!(why(&state, Action::Rewind), Some("commands-at-the-start"));
    assert_eq!(why(&state, Action::NewStart), None);
    assert_eq!(why(&state, Action::OneBatch), Some("commands-pause-first"));
    reduce(&mut state, Command::Do(Action::Pause));
    assert_eq!(said(&reduce(&mut state, Command::Do(Action::OneBatch))), Some(Steer::Step));
    assert_eq!(state.training.pace, Pace::OneBatch);
    // It waits within the first pass: now there is a way back, to the start.
    waits(&mut state, 0, 64, 0);
    assert_eq!(state.training.pace, Pace::Paused);
    assert_eq!((why(&state, Action::BackPass), why(&state, Action::Rewind)), (None, None));
    for iteration in 1..=3 {
        pass(&mut state, iteration, 0.6);
    }
    waits(&mut state, 3, 0, 3);
    assert_eq!(why(&state, Action::BackPass), Some("commands-no-further-back"));
    // Where no net learns nothing is offered.
    state.jobs.clear();
    for action in [Action::BackPass, Action::Rewind, Action::NewStart, Action::OneBatch] {
        assert_eq!(why(&state, action), Some("commands-nothing-learns"));
    }
    assert!(reduce(&mut state, Command::ChangeLearning(Change::Rate(0.1))).is_empty());
}

#[test]
fn another_start_and_a_goal_are_kept_in_the_recipe() {
    let mut state = learning();
    assert_eq!(said(&reduce(&mut state, Command::Do(Action::NewStart))), Some(Steer::Anew(1)));
    assert_eq!(said(&reduce(&mut state, Command::Do(Action::NewStart))), Some(Steer::Anew(2)));
    assert_eq!(said(&reduce(&mut state, Command::SetGoal(Some(0.4)))), Some(Steer::Goal(Some(0.4))));
    let net = &state.recipe().model.net;
    assert_eq!((net.draw, net.goal), (Some(2), Some(0.4)));
    // What learns and what the recipe says are the same, so what comes out is not called stale.
    assert_eq!(state.training.recipe.as_deref(), Some(state.recipe()));
    assert_eq!(said(&reduce(&mut state, Command::SetGoal(None))), Some(Steer::Goal(None)));
    assert_eq!(state.training.goal(), None);
}

#[test]
fn settings_change_at_once_and_each_place_is_marked_once() {
    let mut state = learning();
    for change in [Change::Rate(0.0), Change::Batch(0), Change::Dropout(1.0), Change::Dropout(f64::NAN)] {
        assert!(reduce(&mut state, Command::ChangeLearning(change)).is_empty(), "{change:?}");
    }
    let change = Change::Dropout(0.3);
    assert_eq!(said(&reduce(&mut state, Command::ChangeLearning(change))), Some(Steer::Change(change)));
    assert_eq!(state.training.net.settings, Some(Settings { dropout: 0.3, ..SETTINGS }));
    for dropout in [0.2, 0.3, 0.4] {
        news(&mut state, NetNews::Changed(1.5, Change::Dropout(dropout), SETTINGS));
    }
    news(&mut state, NetNews::Changed(1.5, Change::Batch(8), SETTINGS));
    let expected = [Change::Dropout(0.4), Change::Batch(8)].map(|change| Mark { at: 1.5, change });
    assert_eq!(state.training.net.marks, expected);
}

#[test]
fn a_rate_that_diverged_offers_a_tenth_of_it() {
    let mut state = learning();
    assert_eq!(smaller_rate(&state), None);
    let why = Message::new("neural-diverged-why").text("rate", "0.3".to_owned());
    let what = Message::new("engine-not-trained");
    hear(&mut state, JobEvent::Failed(UserError::work(what.clone(), why, what.clone())));
    assert_eq!(smaller_rate(&state), Some(0.03));
    let effects = reduce(&mut state, Command::TrainWithRate(0.03));
    assert!(matches!(effects.as_slice(), [Effect::Start(Request::Train { .. })]));
    assert_eq!(state.recipe().model.net.rate, Some(0.03));
    job_started(&mut state, Slot::Train, JobId(9), 0.0);
    assert_eq!(smaller_rate(&state), None);
    // Another kind of trouble is not owed to the rate.
    let why = Message::new("neural-no-memory-why");
    hear(&mut state, JobEvent::Failed(UserError::work(what.clone(), why, what)));
    assert_eq!(smaller_rate(&state), None);
}
