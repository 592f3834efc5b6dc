//! `model.clientele`: a trained model with all it needs to score a new file by column name.

use serde::{Deserialize, Serialize};

use crate::domain::column::Kind;
use crate::domain::error::UserError;
use crate::domain::message::Message;
use crate::domain::recipe::{Recipe, Step};
use crate::domain::step::FittedStep;
use crate::learn::{Model, Preparation};

/// Version on disk. 2 keeps the steps with what they learned; 3 knows joins, support vector machines and recipes in
/// which rare answers count more (their chances are those of the real rate already: the intercept says so); 4 knows
/// one of several answers and neural nets; 5 keeps the penalty.
pub const MODEL_VERSION: u32 = 5;
/// The oldest version that is still read.
const OLDEST: u32 = 1;

/// Tells our files from other JSON.
const FORMAT: &str = "clientele-model";

/// What the model answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "kebab-case", deny_unknown_fields)]
pub enum SavedTask {
    /// A chance for each customer.
    YesNo {
        /// The value looked for.
        positive: String,
        /// What the others are called.
        negative: String,
    },
    /// One of several answers for each customer.
    Category {
        /// The answers, in code-point order.
        classes: Vec<String>,
    },
    /// A number for each customer.
    Number,
    /// Groups, by descending size.
    Segments {
        /// Names in English.
        names_en: Vec<String>,
        /// Names in Chinese.
        names_zh: Vec<String>,
    },
}

/// A model with its preparation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedModel {
    /// What it answers.
    pub task: SavedTask,
    /// The recipe it was trained by.
    pub recipe: Recipe,
    /// The columns it was offered, with their kinds.
    pub columns: Vec<(String, Kind)>,
    /// All columns of the table it was trained on, so that a new file's own columns can be told.
    pub table: Vec<String>,
    /// The steps that were carried out, with what they learned. None in a file of version 1, whose steps are all
    /// plain: its fills are part of the preparation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<Vec<FittedStep>>,
    /// The penalty its weights were held back with, given or found; none for models without, and in files before
    /// version 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub penalty: Option<f64>,
    /// Fitted on training rows.
    pub preparation: Preparation,
    /// The model.
    pub model: Model,
}

impl SavedModel {
    /// The steps a new file goes through before it is scored.
    pub fn steps(&self) -> Vec<FittedStep> {
        let fills = |step: &&Step| matches!(step, Step::FillGaps { .. });
        match &self.steps {
            Some(steps) => steps.clone(),
            None => self
                .recipe
                .active_steps()
                .filter(|step| !fills(step))
                .map(|step| FittedStep::plain(step.clone()))
                .collect(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct OnDisk<T> {
    format: String,
    version: u32,
    #[serde(flatten)]
    content: T,
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// The model as JSON text.
pub fn to_text(model: &SavedModel) -> Result<String, UserError> {
    let file = OnDisk { format: FORMAT.to_owned(), version: MODEL_VERSION, content: model };
    serde_json::to_string(&file).map_err(|err| {
        UserError::work(
            Message::new("engine-model-not-written"),
            Message::new("engine-because").text("reason", err.to_string()),
            Message::new("engine-report-bug"),
        )
    })
}

/// Reads a model; `name` is the file's name for the sentence in case it is damaged or newer.
pub fn from_text(text: &str, name: &str) -> Result<SavedModel, UserError> {
    let refused = |why: Message, next: Message| {
        UserError::request(Message::new("engine-model-not-read").name("file", name), why, next)
    };
    let head: Head = serde_json::from_str(text).map_err(|_not_json| {
        refused(Message::new("engine-model-damaged"), Message::new("engine-model-next"))
    })?;
    if head.format != FORMAT {
        return Err(refused(Message::new("engine-model-damaged"), Message::new("engine-model-next")));
    }
    if !(OLDEST..=MODEL_VERSION).contains(&head.version) {
        return Err(refused(
            Message::new("engine-version-unknown")
                .text("found", head.version.to_string())
                .text("known", MODEL_VERSION.to_string()),
            Message::new("engine-version-next"),
        ));
    }
    let file: OnDisk<SavedModel> = serde_json::from_str(text)
        .map_err(|_shape| refused(Message::new("engine-model-damaged"), Message::new("engine-model-next")))?;
    let model = file.content;
    // A file edited by hand may fit the shape and still not fit together.
    let classes = match &model.task {
        SavedTask::Category { classes } => Some(classes.len()),
        _ => None,
    };
    let whole = model.model.is_whole() && model.model.classes() == classes;
    if !whole || model.model.width() != model.preparation.outputs().len() || !model.preparation.is_whole() {
        return Err(refused(Message::new("engine-model-damaged"), Message::new("engine-model-next")));
    }
    Ok(model)
}
