//! Practice data: wanted, made, and asked about as soon as it is open.

use super::effect::Effect;
use super::opening;
use super::reduce::profile_again;
use super::state::{Place, State};
use crate::domain::practice::Practice;
use crate::domain::recipe::{ModelChoice, Question, Recipe, Split, Wording};
use crate::project::history::History;

/// Takes note of what is wanted.
pub(super) fn want(state: &mut State, wanted: Practice) -> Vec<Effect> {
    state.practice = wanted;
    Vec::new()
}

/// Makes it and opens it.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    opening::put_back(state);
    state.opening = None;
    state.dialog = None;
    state.error = None;
    state.refused = None;
    state.practising = true;
    vec![Effect::OpenPractice(state.practice)]
}

/// It was opened: its question is known, and a net is what is to be watched.
pub(super) fn opened(state: &mut State) -> Vec<Effect> {
    let Some(loaded) = &state.loaded else { return Vec::new() };
    let [_, _, answer] = loaded.file.names() else { return Vec::new() };
    // Colours come in turn, the one looked for first.
    let positive = (loaded.file.rows() > 0).then(|| loaded.file.cell(0, 2).into_owned());
    let question = Question::YesNo { target: answer.clone(), positive, wording: Wording::Own };
    // Halves that add up to what is held out, whatever rounding does.
    let (train, valid) = (1.0 - state.practice.held_out, state.practice.held_out / 2.0);
    let mut recipe = Recipe { question: Some(question), ..state.recipe().clone() };
    recipe.split = Split::Shares { train, valid, test: 1.0 - train - valid };
    if state.no_trainer.is_none() {
        recipe.model.kind = ModelChoice::Neural;
    }
    state.recipe = History::new(recipe);
    state.place = Place::Model;
    profile_again(state)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::sync::Arc;

    use super::super::command::Command;
    use super::super::events::{apply, job_started};
    use super::super::reduce::reduce;
    use super::super::reduce::tests::with_table;
    use super::*;
    use crate::domain::column::TableProfile;
    use crate::domain::event::{JobEvent, JobId};
    use crate::domain::message::Message;
    use crate::domain::practice::Figure;
    use crate::domain::table::{FileFacts, RejectedRow, TableView};
    use crate::domain::work::{OpenedTable, Output, Slot, TableId};

    #[derive(Debug)]
    struct Points(FileFacts, [String; 3]);

    impl TableView for Points {
        fn facts(&self) -> &FileFacts {
            &self.0
        }
        fn rows(&self) -> usize {
            4
        }
        fn names(&self) -> &[String] {
            &self.1
        }
        fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
            match column {
                2 => if row.is_multiple_of(2) { "orange" } else { "blue" }.into(),
                _ => "1.5".into(),
            }
        }
        fn rejected(&self) -> &[RejectedRow] {
            &[]
        }
    }

    fn open_it(state: &mut State) {
        let effects = reduce(state, Command::OpenPractice);
        assert!(matches!(effects.as_slice(), [Effect::OpenPractice(made)] if *made == state.practice));
        job_started(state, Slot::Open, JobId(9), 1.0);
        let facts = FileFacts { path: "spirals.csv".into(), ..FileFacts::default() };
        let table = OpenedTable {
            id: TableId(9),
            view: Arc::new(Points(facts, ["x", "y", "answer"].map(str::to_owned))),
            profile: Arc::new(TableProfile { rows: 4, columns: Vec::new(), findings: Vec::new() }),
            targets: vec!["answer".to_owned()],
        };
        apply(state, Slot::Open, JobId(9), JobEvent::Finished(Output::Opened(table)), 2.0);
    }

    #[test]
    fn its_question_is_asked_and_a_net_is_ready_to_learn() {
        let mut state = with_table();
        let wanted = Practice { figure: Figure::Spirals, held_out: 0.5, ..Practice::default() };
        reduce(&mut state, Command::SetPractice(wanted));
        open_it(&mut state);
        let recipe = state.recipe();
        let Some(Question::YesNo { target, positive, .. }) = &recipe.question else {
            unreachable!("{:?}", recipe.question)
        };
        assert_eq!((target.as_str(), positive.as_deref()), ("answer", Some("orange")));
        assert_eq!(recipe.split, Split::Shares { train: 0.5, valid: 0.25, test: 0.25 });
        assert_eq!((recipe.model.kind, state.place), (ModelChoice::Neural, Place::Model));
        assert!(!state.can_undo(), "it is where one starts");
        // The next file is asked nothing.
        assert!(!state.practising);
        // Without a trainer the model that fits is left to be found.
        let mut state = with_table();
        state.no_trainer = Some(Message::new("neural-missing-why"));
        open_it(&mut state);
        assert_eq!(state.recipe().model.kind, ModelChoice::Auto);
        // A file opened instead is a file like any other.
        let mut state = with_table();
        reduce(&mut state, Command::OpenPractice);
        reduce(&mut state, Command::Open("other.csv".into()));
        assert!(!state.practising);
    }
}
