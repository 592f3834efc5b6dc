//! To be filled; these two are called by the model screen.

use crate::domain::column::TableProfile;
use crate::domain::message::Message;
use crate::domain::recipe::{ModelChoice, Question, Recipe};

/// Why a model cannot answer a question, in words; none when it can.
pub fn incompatibility(_: ModelChoice, _: &Question, _: &TableProfile) -> Option<Message> {
    None
}

/// The columns a model would use under a recipe, and the others with the reason.
pub fn columns_used(_: &TableProfile, _: &Recipe) -> (Vec<String>, Vec<(String, Message)>) {
    (Vec::new(), Vec::new())
}
