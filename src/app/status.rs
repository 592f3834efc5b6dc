//! What the rail says of each place, in one line.

use super::state::{Place, State};
use crate::domain::message::Message;
use crate::domain::recipe::ModelChoice;
use crate::domain::report::TaskReport;

impl State {
    /// What learns now and how far it is, in the words of its model.
    fn learning(&self) -> Message {
        let recipe = self.training.recipe.as_deref().unwrap_or_else(|| self.recipe());
        let model = recipe.question.as_ref().map(|question| recipe.model.kind.resolve(question));
        let done = self.training.curve.last().map(|point| point.iteration as usize);
        match (model, done) {
            // Least squares is one step; before the first point nothing counts passes yet.
            (Some(ModelChoice::Linear), _) | (_, None) => Message::new("shell-status-learning-alone"),
            (Some(ModelChoice::Svm), Some(done)) => {
                Message::new("shell-status-learning-machine").count("n", done + 1)
            }
            (Some(ModelChoice::KMeans), Some(done)) => {
                Message::new("shell-status-learning-step").count("n", done)
            }
            (_, Some(done)) => Message::new("shell-status-learning").count("n", done),
        }
    }

    /// One line of what is true at a place.
    pub fn status(&self, place: Place) -> Option<Message> {
        let Some(loaded) = &self.loaded else {
            return (place == Place::Data).then(|| Message::new("shell-status-start"));
        };
        if self.is_partial() {
            return (place == Place::Data).then(|| Message::new("shell-status-reading"));
        }
        match place {
            Place::Data if loaded.view.facts().sample.is_some() => {
                Some(Message::new("shell-status-sample").count("n", loaded.view.rows()))
            }
            Place::Data => Some(Message::new("shell-status-rows").count("n", loaded.view.rows())),
            Place::Prepare => {
                let steps = self.recipe().steps.len();
                (steps > 0).then(|| Message::new("shell-status-steps").count("n", steps))
            }
            Place::Model => self.question().map(super::questions::short_name),
            Place::Train => {
                if self.is_training() {
                    Some(self.learning())
                } else {
                    let report = self.run.report.as_ref()?;
                    Some(match &report.task {
                        TaskReport::Segments(segments) => {
                            Message::new("shell-status-groups").count("n", segments.k as usize)
                        }
                        _ if report.model == ModelChoice::Svm => {
                            Message::new("svm-machines").count("n", report.best_iteration as usize)
                        }
                        _ if report.model == ModelChoice::Linear => Message::new("shell-status-one-step"),
                        _ if report.kept_is_lowest() => {
                            Message::new("shell-status-best").count("n", report.best_iteration as usize)
                        }
                        _ => Message::new("shell-status-kept").count("n", report.best_iteration as usize),
                    })
                }
            }
            Place::Results => self.run.report.as_ref().map(|report| report.verdict.title.clone()),
            Place::Export => self.run.report.as_ref().map(|_| {
                if self.run.written.is_empty() {
                    Message::new("shell-status-not-written")
                } else {
                    Message::new("shell-status-written").count("n", self.run.written.len())
                }
            }),
        }
    }
}
