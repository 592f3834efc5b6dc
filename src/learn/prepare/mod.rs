//! From columns to a matrix: gaps, coding and scales, learned on training rows and kept with the model.
//!
//! A [`Preparation`] finds its columns by name, so a new file may have them in any order and others
//! beside them. It never looks at a row it was not given. See [`number`] and [`category`] for what is
//! learned per column and [`drift`] for what differs in a new file.

pub mod category;
pub mod drift;
mod encoder;
pub mod figures;
pub mod number;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use ndarray::Array2;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::frame::{FeatureValues, Frame};
use crate::domain::message::Message;
use crate::domain::net_view::{NetAxis, NetInput, NetScale, NetScene};
use crate::domain::recipe::{Fill, Scale};
use crate::domain::report::EffectStep;

use super::blocks::GoOn;
use super::design::Design;
use super::error::LearnError;
use category::CategoryPlan;
use drift::InputChange;
pub(super) use encoder::Encoder;
use number::NumberPlan;

/// How categories become numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coding {
    /// One 0/1 column per level, none left out. For models with a penalty. A level never seen in training
    /// is 0 in all of them, which under a penalty is the same as a column of its own: its weight would be 0.
    AllLevels,
    /// The first level in code-point order has no column of its own: it is what the others are compared
    /// with. For models without a penalty, where all levels and an intercept would say the same twice.
    /// A level never seen in training counts as the base; [`Preparation::compare`] names it.
    DropBase,
}

/// What the user decided about preparation.
#[derive(Clone, Debug, PartialEq)]
pub struct PrepareSpec {
    /// How gaps are filled, by column. Columns not named: the median for numbers, a group of their own
    /// for categories.
    pub fills: BTreeMap<String, Fill>,
    /// How categories become numbers.
    pub coding: Coding,
    /// How number columns are scaled; 0/1 columns of categories stay as they are.
    pub scale: Scale,
    /// How many levels of a category are told apart.
    pub levels: Levels,
}

/// How many levels of a category have a column of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Levels {
    /// At most 100: a weight for each is all a model has.
    #[default]
    Usual,
    /// At most 1,000, for nets, which learn a table of many levels; of more than 100 those of five rows or more.
    Many,
}

impl Levels {
    /// How many there may be, and the rows a level needs where they are more than usual.
    fn bounds(self) -> (usize, usize) {
        match self {
            Self::Usual => (LEVELS, 2),
            Self::Many => (MANY_LEVELS, 5),
        }
    }
}

/// One column of the prepared matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// `tenure`, `Contract=One year`, `Contract=(missing)` or `City=(other)`.
    pub name: String,
    /// The column of the table it comes from.
    pub column: String,
}

/// A column that taught nothing, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// The column of the table.
    pub column: String,
    /// Why.
    pub reason: DropReason,
}

/// Why a column, or one of its outputs, takes no part although it was offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DropReason {
    /// The same value in every training row.
    Constant,
    /// Gaps in every training row.
    AllGaps,
    /// Nearly every training row has a value of its own.
    AllDifferent,
    /// It follows exactly from columns before it.
    Follows,
}

impl DropReason {
    /// The reason in words.
    pub fn message(self) -> Message {
        match self {
            Self::Constant => Message::new("learn-dropped-constant"),
            Self::AllGaps => Message::new("learn-dropped-all-gaps"),
            Self::AllDifferent => Message::new("learn-dropped-all-different"),
            Self::Follows => Message::new("learn-dropped-follows"),
        }
    }
}

/// What is done with one column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Input {
    /// Numbers, and dates as days.
    Number(NumberPlan),
    /// Names.
    Category(CategoryPlan),
}

impl Input {
    /// The column of the table.
    pub fn column(&self) -> &str {
        match self {
            Self::Number(plan) => &plan.column,
            Self::Category(plan) => &plan.column,
        }
    }

    /// What stands in for a gap, as text; none where gaps become a group of their own.
    pub fn fill(&self) -> Option<String> {
        match self {
            Self::Number(plan) => Some(plan.fill().to_string()),
            Self::Category(plan) => plan.fill().map(str::to_owned),
        }
    }

    /// Columns of the matrix it gives.
    fn width(&self) -> usize {
        match self {
            Self::Number(plan) => plan.width(),
            Self::Category(plan) => plan.width(),
        }
    }

    /// What a step of one of its outputs compares.
    fn step(&self, place: usize) -> EffectStep {
        let column = self.column().to_owned();
        match self {
            Self::Number(plan) if place == 0 && plan.has_value() => EffectStep::Unit { column },
            Self::Number(_) => EffectStep::Level { column, level: "(missing)".to_owned(), base: None },
            Self::Category(plan) => match plan.level(place) {
                Some((level, base)) => EffectStep::Level { column, level, base },
                None => EffectStep::Start,
            },
        }
    }

    /// How one of its outputs came from its column.
    fn unit(&self, place: usize) -> (f64, f64) {
        match self {
            Self::Number(plan) if place == 0 => plan.unit(),
            _ => (0.0, 1.0),
        }
    }

    fn fits(&self, values: &FeatureValues) -> bool {
        matches!(
            (self, values),
            (Self::Number(_), FeatureValues::Number(_)) | (Self::Category(_), FeatureValues::Category { .. })
        )
    }
}

/// Everything learned about the columns of training rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preparation {
    rows: usize,
    inputs: Vec<Input>,
    outputs: Vec<Output>,
    dropped: Vec<Dropped>,
}

/// Cells of the training matrix that categories may take up (1.6 GB); beyond it, fewer levels get a
/// column of their own.
const CELLS: usize = 200_000_000;
/// Columns of the matrix at most, before each category is cut to its smallest share.
const OUTPUTS: usize = 2_000;
/// Levels of one category with a column of their own at most.
const LEVELS: usize = 100;
/// The same for models that learn tables of them.
const MANY_LEVELS: usize = 1_000;
/// Columns of the matrix beyond which nothing is learned. Far more than people can read; products of every column with
/// every other are refused much earlier, by those who need them.
const MOST_OUTPUTS: usize = 50_000;

impl Preparation {
    /// Learns from `rows` of the frame and from no other row.
    ///
    /// A category keeps its levels when there are at most 100 of them; of more, the 100 most frequent that
    /// occur at least twice keep a column ([`Levels::Many`]: 1,000, five times) and the rest share `(other)`. With very many rows or columns the
    /// limit of 100 falls, so that the matrix stays under about 2,000 columns and 1.6 GB. Columns are learned
    /// side by side, with a look at `go_on` before each.
    pub fn fit(frame: &Frame, rows: &[u32], spec: &PrepareSpec, go_on: GoOn<'_>) -> Result<Self, LearnError> {
        check_rows(frame, rows)?;
        let categories =
            frame.features.iter().filter(|f| matches!(f.values, FeatureValues::Category { .. })).count();
        let (most, least) = spec.levels.bounds();
        let of = |most| level_limit(rows.len(), categories, frame.features.len() - categories, most);
        let kept = category::Kept { usual: of(LEVELS), most: of(most), least };
        // Counted before anything is made of them.
        let found = frame.features.iter().map(|feature| match &feature.values {
            FeatureValues::Number(_) => 1,
            FeatureValues::Category { levels: words, .. } => words.len().min(kept.most),
        });
        let found = found.sum();
        if found > MOST_OUTPUTS {
            return Err(LearnError::ManyOutputs { found, most: MOST_OUTPUTS });
        }
        let learned: Vec<Result<Input, DropReason>> = frame
            .features
            .par_iter()
            .map(|feature| {
                if !go_on() {
                    return Err(LearnError::Stopped);
                }
                let fill = spec.fills.get(&feature.name);
                Ok(match &feature.values {
                    FeatureValues::Number(values) => {
                        NumberPlan::fit(&feature.name, values, rows, fill, spec.scale)?.map(Input::Number)
                    }
                    FeatureValues::Category { codes, levels: words } => {
                        let seen = category::Seen { codes, words, rows };
                        CategoryPlan::fit(&feature.name, &seen, fill, spec.coding, kept).map(Input::Category)
                    }
                })
            })
            .collect::<Result<_, _>>()?;
        let (mut inputs, mut dropped) = (Vec::new(), Vec::new());
        for (learned, feature) in learned.into_iter().zip(&frame.features) {
            match learned {
                Ok(input) => inputs.push(input),
                Err(reason) => dropped.push(Dropped { column: feature.name.clone(), reason }),
            }
        }
        if inputs.is_empty() {
            return Err(LearnError::NoColumns);
        }
        let outputs = inputs.iter().flat_map(outputs_of).collect();
        Ok(Self { rows: rows.len(), inputs, outputs, dropped })
    }

    /// The design of some rows of a frame, in the order given: rows × outputs, no gaps, finite. To predict,
    /// [`super::apply`] does without a design of all rows.
    pub fn design(&self, frame: &Frame, rows: &[u32], go_on: GoOn<'_>) -> Result<Design, LearnError> {
        check_rows(frame, rows)?;
        Encoder::new(self, frame)?.design(rows, go_on)
    }

    /// The same with every zero written out, for solvers that measure distances.
    pub fn transform(&self, frame: &Frame, rows: &[u32], go_on: GoOn<'_>) -> Result<Array2<f64>, LearnError> {
        self.design(frame, rows, go_on)?.into_dense(go_on)
    }

    /// Whether inputs and outputs belong together, as they may not in a file edited by hand.
    pub fn is_whole(&self) -> bool {
        self.inputs.iter().flat_map(outputs_of).eq(self.outputs.iter().cloned())
    }

    /// The columns of the matrix, in order.
    pub fn outputs(&self) -> &[Output] {
        &self.outputs
    }

    /// The columns of the table that are used, and what was seen in them.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The columns that were offered but taught nothing.
    pub fn dropped(&self) -> &[Dropped] {
        &self.dropped
    }

    /// How many rows it learned from.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// What is missing, new or changed in another file, columns in the order of training, new ones last.
    /// A column dropped in training counts neither as missing nor as new.
    pub fn compare(&self, frame: &Frame) -> Vec<InputChange> {
        let mut changes: Vec<InputChange> =
            self.inputs.iter().flat_map(|input| drift::changes(input, frame)).collect();
        let known = |name: &str| {
            self.inputs.iter().any(|input| input.column() == name)
                || self.dropped.iter().any(|dropped| dropped.column == name)
        };
        let new = frame.features.iter().filter(|feature| !known(&feature.name));
        changes.extend(new.map(|feature| InputChange::New { column: feature.name.clone() }));
        changes
    }

    /// What a step of each output compares, in the words of the table.
    pub fn steps(&self) -> impl Iterator<Item = EffectStep> + '_ {
        self.inputs.iter().flat_map(|input| (0..input.width()).map(move |place| input.step(place)))
    }

    /// How output `index` came from its column: `(value - shift) / scale`. 0/1 columns have (0, 1).
    pub fn unit(&self, index: usize) -> (f64, f64) {
        self.units().nth(index).unwrap_or((0.0, 1.0))
    }

    /// The same for every output.
    pub fn units(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.inputs.iter().flat_map(|input| (0..input.width()).map(move |place| input.unit(place)))
    }
}

impl Preparation {
    /// The columns of the matrix and what a map of a net may stretch over. `is_day`: whether a column holds days.
    pub fn scene(&self, is_day: &dyn Fn(&str) -> bool) -> NetScene {
        let mut scene = NetScene::default();
        for input in &self.inputs {
            let place = scene.inputs.len();
            let column = input.column().to_owned();
            let names = (0..input.width()).map(|place| match input.step(place) {
                EffectStep::Level { column, level, .. } => NetInput { column, level: Some(level) },
                EffectStep::Unit { column } => NetInput { column, level: None },
                _ => NetInput { column: column.clone(), level: None },
            });
            scene.inputs.extend(names);
            let scale = match input {
                Input::Number(plan) if plan.has_value() => {
                    let (shift, scale) = plan.unit();
                    if is_day(&column) { NetScale::Day(shift, scale) } else { NetScale::Number(shift, scale) }
                }
                Input::Number(_) => continue,
                Input::Category(_) => {
                    let own = scene.inputs.iter().skip(place);
                    NetScale::Names(own.filter_map(|input| input.level.clone()).collect())
                }
            };
            scene.axes.push(NetAxis { column, place, scale });
        }
        scene
    }
}

fn outputs_of(input: &Input) -> Vec<Output> {
    let names = match input {
        Input::Number(plan) => plan.names(),
        Input::Category(plan) => plan.names(),
    };
    names.into_iter().map(|name| Output { name, column: input.column().to_owned() }).collect()
}

/// Levels per category that may have a column of their own.
fn level_limit(rows: usize, categories: usize, numbers: usize, most: usize) -> usize {
    let outputs = (CELLS / rows.max(1)).clamp(50, OUTPUTS);
    (outputs.saturating_sub(numbers) / categories.max(1)).clamp(2, most)
}

pub(super) fn check_rows(frame: &Frame, rows: &[u32]) -> Result<(), LearnError> {
    for feature in &frame.features {
        let found = match &feature.values {
            FeatureValues::Number(values) => values.len(),
            FeatureValues::Category { codes, .. } => codes.len(),
        };
        if found != frame.rows {
            let detail = format!("{} has {found} of {} rows", feature.name, frame.rows);
            return Err(LearnError::Shape { detail });
        }
    }
    match rows.iter().find(|row| **row as usize >= frame.rows) {
        Some(row) => Err(LearnError::Shape { detail: format!("row {row} of {}", frame.rows) }),
        None => Ok(()),
    }
}
