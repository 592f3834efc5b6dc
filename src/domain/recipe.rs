//! The recipe: the whole analysis as plain data.
//!
//! The window changes it, a headless command reads it, undo keeps old ones, `recipe.toml` stores it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::column::{Kind, Role};
pub use super::join::Join;
pub use super::net::NetSpec;
pub use super::penalty::Penalty;
pub use super::step::{
    Beyond, BinRule, Condition, DatePart, Fill, Keep, LetterCase, Limits, Step, StepEntry, Until,
};

pub use super::reading::{DateOrder, Encoding, Escape, Quote, Reading, Thousands};

/// Version of the recipe on disk. 2 brought cleaning steps that work on cells and rows in their order, 3 joins and
/// names of new columns, 4 questions that ask which of several answers, 5 penalties that are found; all that older
/// ones could say still means the same.
pub const RECIPE_VERSION: u32 = 5;
/// The oldest version that is still read.
pub const OLDEST_RECIPE_VERSION: u32 = 1;

/// Everything the user decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Version on disk; a reader refuses one it does not know.
    pub version: u32,
    /// Where the table comes from and how it is read.
    pub source: Source,
    /// Kinds and roles chosen by hand; a column that is not named keeps its guess.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnChoice>,
    /// Cleaning steps, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepEntry>,
    /// What is asked; none until the user asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Question>,
    /// How it is answered.
    #[serde(default)]
    pub model: ModelSpec,
    /// Who learns, who checks, who judges.
    #[serde(default)]
    pub split: Split,
    /// The column of dates by which customers are divided: the earliest learn, the latest judge. None: by chance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split_by: Option<String>,
    /// How results are measured.
    #[serde(default)]
    pub evaluation: Evaluation,
    /// Fixes every chance step.
    #[serde(default = "default_seed")]
    pub seed: u64,
}

fn default_seed() -> u64 {
    42
}

impl Recipe {
    /// A recipe that only names its file.
    pub fn new(path: Option<PathBuf>) -> Self {
        Self {
            version: RECIPE_VERSION,
            source: Source { path, reading: Reading::default() },
            columns: Vec::new(),
            steps: Vec::new(),
            question: None,
            model: ModelSpec::default(),
            split: Split::default(),
            split_by: None,
            evaluation: Evaluation::default(),
            seed: default_seed(),
        }
    }

    /// The choice made by hand for a column, if any.
    pub fn choice(&self, column: &str) -> Option<&ColumnChoice> {
        self.columns.iter().find(|choice| choice.name == column)
    }

    /// Relative paths of second files from now on begin at `folder`.
    pub fn begin_at(&mut self, folder: &std::path::Path) {
        for entry in &mut self.steps {
            if let Step::Join(join) = &mut entry.step {
                join.begin_at(folder);
            }
        }
    }

    /// The second files of the steps that are switched on.
    pub fn joins(&self) -> impl Iterator<Item = &Join> {
        self.active_steps().filter_map(|step| match step {
            Step::Join(join) => Some(join),
            _ => None,
        })
    }

    /// The steps that are switched on, in order.
    pub fn active_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|entry| entry.on).map(|entry| &entry.step)
    }
}

/// The file and how to read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The file; a headless `run --data` replaces it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<PathBuf>,
    /// Reading options; what is none is found out.
    #[serde(default)]
    pub reading: Reading,
}

/// A kind or role chosen by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnChoice {
    /// The column.
    pub name: String,
    /// The kind, if chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The role, if chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

/// What the user wants to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Question {
    /// A chance for each customer. Rows whose target is neither a gap nor `positive` count as no.
    YesNo {
        /// The column with known answers.
        target: String,
        /// The answer looked for; none means not chosen yet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        positive: Option<String>,
        /// How sentences speak of it.
        #[serde(default)]
        wording: Wording,
    },
    /// A number for each customer.
    Number {
        /// The column with known values.
        target: String,
    },
    /// Which of several answers each customer gives, with a chance for each answer.
    Category {
        /// The column with known answers, at most 50 different ones.
        target: String,
    },
    /// Customers who are alike.
    Segments {
        /// The columns that count; empty means all features.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        columns: Vec<String>,
    },
}

impl Question {
    /// The target column, if the question has one.
    pub fn target(&self) -> Option<&str> {
        match self {
            Self::YesNo { target, .. } | Self::Number { target } | Self::Category { target } => Some(target),
            Self::Segments { .. } => None,
        }
    }
}

/// How sentences speak of a yes ("will buy", "will leave", …).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Wording {
    /// will answer, answered.
    Answer,
    /// will buy, bought.
    Buy,
    /// will leave, left.
    Leave,
    /// will be "yes": for a question of the user's own.
    #[default]
    Own,
}

impl Wording {
    /// How sentences probably speak of a yes in a column of this name.
    pub fn for_column(name: &str) -> Self {
        let name = name.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if has(&["churn", "left", "leave", "exited", "attrition", "cancel", "流失", "退订"]) {
            Self::Leave
        } else if has(&["bought", "buy", "purchase", "order", "convert", "购买", "下单", "成交"]) {
            Self::Buy
        } else if has(&["answer", "respon", "reply", "click", "响应", "回复"]) {
            Self::Answer
        } else {
            Self::Own
        }
    }
}

/// The way to answer the question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelSpec {
    /// Which model.
    #[serde(default)]
    pub kind: ModelChoice,
    /// L2 penalty λ on standardised columns: sum of losses + λ/2 · ‖w‖². None: 1 for logistic, 0 for linear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub penalty: Option<Penalty>,
    /// Iterations at most; none: until nothing moves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epochs: Option<u32>,
    /// How many groups; none: found out by silhouette.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub k: Option<u32>,
    /// How columns are scaled before grouping.
    #[serde(default)]
    pub scale: Scale,
    /// Whether rarer answers count more while learning; for questions with answers, not for numbers.
    #[serde(default, skip_serializing_if = "Balance::is_none")]
    pub balance: Balance,
    /// The line a support vector machine draws.
    #[serde(default, skip_serializing_if = "Kernel::is_usual")]
    pub kernel: Kernel,
    /// Rows a support vector machine learns from at most, drawn by chance; none: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<u32>,
    /// The layers of a neural net and how they learn.
    #[serde(default, skip_serializing_if = "NetSpec::is_usual")]
    pub net: NetSpec,
}

impl Default for ModelSpec {
    fn default() -> Self {
        Self {
            kind: ModelChoice::Auto,
            penalty: None,
            epochs: None,
            k: None,
            scale: Scale::Standard,
            balance: Balance::None,
            kernel: Kernel::Rbf,
            sample: None,
            net: NetSpec::default(),
        }
    }
}

/// A model by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum ModelChoice {
    /// Linear for numbers, logistic for yes/no and for one of several answers, k-means for groups.
    #[default]
    Auto,
    /// Least squares.
    Linear,
    /// Logistic regression.
    Logistic,
    /// A support vector machine.
    Svm,
    /// A neural net.
    Neural,
    /// k-means.
    KMeans,
}

impl ModelChoice {
    /// What `auto` means for a question; anything else is itself.
    #[must_use]
    pub fn resolve(self, question: &Question) -> Self {
        match (self, question) {
            (Self::Auto, Question::YesNo { .. } | Question::Category { .. }) => Self::Logistic,
            (Self::Auto, Question::Number { .. }) => Self::Linear,
            (Self::Auto, Question::Segments { .. }) => Self::KMeans,
            (chosen, _) => chosen,
        }
    }

    /// The kebab-case name of the headless contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Linear => "linear",
            Self::Logistic => "logistic",
            Self::Svm => "svm",
            Self::Neural => "neural",
            Self::KMeans => "k-means",
        }
    }
}

/// The line a support vector machine draws between the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Kernel {
    /// Straight: a weighted sum of the columns.
    Linear,
    /// Curved: customers count who are near (radial basis functions).
    #[default]
    Rbf,
}

impl Kernel {
    /// Whether it need not be written down.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// How much the rarer of two answers counts while learning. Chances are mapped back to the real rate, and only
/// rows that learn are touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Balance {
    /// Every row counts once.
    #[default]
    None,
    /// Rows of the rarer answer count more, so that both answers weigh the same.
    Weights,
    /// Rows of the rarer answer are drawn again, until both answers are as frequent.
    Oversample,
}

impl Balance {
    /// Whether every row counts once.
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }
}

/// How columns are scaled before distances are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// Mean 0, standard deviation 1.
    #[default]
    Standard,
    /// log(1 + x) of non-negative columns, then standard.
    Log,
    /// As they are.
    None,
}

/// How customers are divided.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Split {
    /// By chance, with the same share of yes in each part. The three shares add up to 1.
    Shares {
        /// Share that learns.
        train: f64,
        /// Share that checks.
        valid: f64,
        /// Share that judges.
        test: f64,
    },
    /// Everybody learns; nothing is left to judge by.
    None,
}

impl Default for Split {
    fn default() -> Self {
        Self::Shares { train: 0.70, valid: 0.15, test: 0.15 }
    }
}

/// How results are measured.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Repeats training on `folds` parts (a row's fold is its index modulo this number).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folds: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_choose_the_words() {
        for (name, expected) in [
            ("Churn", Wording::Leave),
            ("Exited", Wording::Leave),
            ("bought_again", Wording::Buy),
            ("Response", Wording::Answer),
            ("Survived", Wording::Own),
            ("是否流失", Wording::Leave),
        ] {
            assert_eq!(Wording::for_column(name), expected, "{name}");
        }
    }
}
