//! Runs that are kept: which ones, how many, and what is said to set them apart.

use super::super::command::{Action, Command};
use super::super::events::{apply, job_started};
use super::super::reduce::reduce;
use super::super::reduce::tests::with_table;
use super::*;
use crate::domain::event::{JobEvent, JobId, NetNews, Progress};
use crate::domain::recipe::{Question, Wording};
use crate::domain::work::Slot;

fn asked() -> State {
    let mut state = with_table();
    let positive = Some("Yes".to_owned());
    let question = Question::YesNo { target: "Churn".into(), positive, wording: Wording::Leave };
    reduce(&mut state, Command::Ask(question));
    state
}

fn model(state: &mut State, net: NetSpec) {
    let spec = ModelSpec { kind: ModelChoice::Neural, net, ..ModelSpec::default() };
    reduce(state, Command::SetModel(spec));
}

/// A run with these losses after the start; it failed then, so that the next one can begin.
fn learn(state: &mut State, losses: &[f64]) {
    reduce(state, Command::Do(Action::Train));
    job_started(state, Slot::Train, JobId(9), 0.0);
    let mut hear = |event| apply(state, Slot::Train, JobId(9), event, 1.0);
    let progress = Progress { done: 0, total: Some(100) };
    hear(JobEvent::Phase { what: Message::new("engine-phase-learn"), progress });
    hear(JobEvent::Net(NetNews::Begins(Settings { rate: 0.01, batch: 32, dropout: 0.1 })));
    for (iteration, loss) in [0.9].iter().chain(losses).enumerate() {
        let point = CurvePoint { iteration: iteration as u32, train: 0.8, valid: Some(*loss) };
        hear(JobEvent::Point(point));
        hear(JobEvent::Net(NetNews::Score(iteration as u32, 1.0 + iteration as f64)));
    }
}

fn end(state: &mut State) {
    apply(state, Slot::Train, JobId(9), JobEvent::Stopped(None), 1.0);
}

fn numbers(state: &State) -> Vec<u32> {
    state.runs.kept.iter().map(|run| run.number).collect()
}

#[test]
fn the_run_before_is_kept_with_its_best_when_the_next_begins() {
    let mut state = asked();
    model(&mut state, NetSpec { layers: vec![8, 4], ..NetSpec::default() });
    learn(&mut state, &[0.6, 0.4, 0.5]);
    assert!(state.runs.kept.is_empty(), "the present one is not among them");
    end(&mut state);
    model(&mut state, NetSpec::default());
    learn(&mut state, &[0.7]);
    let [first] = state.runs.kept.as_slice() else { unreachable!() };
    assert_eq!((first.number, first.best, first.score), (1, (2, 0.4), Some(3.0)));
    assert_eq!(first.curve, [[0.0, 0.9], [1.0, 0.6], [2.0, 0.4], [3.0, 0.5]]);
    let said: Vec<&str> = differences(first, &state.training).iter().map(|message| message.id).collect();
    assert_eq!(said, ["training-differs-layers"]);
    // From the start again: what was learned until there is a run of its own.
    let settings = Settings { rate: 0.01, batch: 32, dropout: 0.1 };
    apply(&mut state, Slot::Train, JobId(9), JobEvent::Net(NetNews::Back(None, settings)), 1.0);
    assert_eq!(numbers(&state), [1, 2]);
    assert_eq!(state.runs.kept[1].best, (1, 0.7));
    // A new start is asked for before the old run is over.
    let point = CurvePoint { iteration: 1, train: 0.8, valid: Some(0.65) };
    apply(&mut state, Slot::Train, JobId(9), JobEvent::Point(point), 1.0);
    reduce(&mut state, Command::Do(Action::NewStart));
    apply(&mut state, Slot::Train, JobId(9), JobEvent::Net(NetNews::Back(None, settings)), 1.0);
    let draws: Vec<Option<u32>> = state.runs.kept.iter().map(|run| run.model.net.draw).collect();
    assert_eq!((draws, state.training.net.draw), (vec![Some(0), Some(0), Some(0)], 1));
    reduce(&mut state, Command::RemoveRun(3));
    // A step back is no run of its own.
    apply(&mut state, Slot::Train, JobId(9), JobEvent::Net(NetNews::Back(Some(0), settings)), 1.0);
    assert_eq!(numbers(&state), [1, 2]);
    reduce(&mut state, Command::ShowRun(1, false));
    assert!(!state.runs.kept[0].shown && state.runs.kept[1].shown);
    reduce(&mut state, Command::RemoveRun(1));
    assert_eq!(numbers(&state), [2]);
}

#[test]
fn runs_of_other_rows_or_another_question_are_not_compared() {
    let mut state = asked();
    model(&mut state, NetSpec::default());
    learn(&mut state, &[0.6]);
    end(&mut state);
    learn(&mut state, &[0.6]);
    end(&mut state);
    assert_eq!(numbers(&state), [1]);
    // Another seed draws other rows to check with.
    reduce(&mut state, Command::SetSeed(7));
    learn(&mut state, &[0.6]);
    assert!(state.runs.kept.is_empty());
    end(&mut state);
    learn(&mut state, &[0.6]);
    assert_eq!(numbers(&state), [1]);
}

#[test]
fn eight_runs_are_kept_and_long_curves_are_thinned() {
    let mut state = asked();
    model(&mut state, NetSpec::default());
    let losses: Vec<f64> = (0..5_000).map(|pass| 1.0 / f64::from(pass + 2)).collect();
    for _ in 0..11 {
        learn(&mut state, &losses);
        end(&mut state);
    }
    assert_eq!(numbers(&state), [3, 4, 5, 6, 7, 8, 9, 10]);
    let curve = &state.runs.kept[0].curve;
    assert_eq!((curve.len(), curve[0], curve[299]), (300, [0.0, 0.9], [5_000.0, 1.0 / 5_001.0]));
    // One that learned nothing is not kept.
    learn(&mut state, &[]);
    end(&mut state);
    learn(&mut state, &[]);
    assert_eq!(numbers(&state).last(), Some(&11));
    assert_eq!(numbers(&state).len(), 8);
}
