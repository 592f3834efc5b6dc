//! Earlier runs of this session, kept beside the one that learns so that they can be compared.

use super::net_view::NetView;
use super::state::{State, Training};
use crate::domain::event::CurvePoint;
use crate::domain::message::{Arg, Message};
use crate::domain::net::{Activation, NetSpec, Optimiser, Schedule, Settings};
use crate::domain::recipe::{ModelChoice, ModelSpec, Recipe};
use crate::domain::work::TableId;

/// Runs kept at most; the oldest one goes first.
const MOST: usize = 8;
/// Points kept of a curve at most.
const POINTS: usize = 300;

/// A run that was learned before.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptRun {
    /// Its number in this session, from 1.
    pub number: u32,
    /// What learned.
    pub kind: ModelChoice,
    /// How it was wanted.
    pub model: ModelSpec,
    /// How a net learned at its start.
    pub settings: Option<Settings>,
    /// How many settings were changed by hand while it learned.
    pub changes: usize,
    /// Iterations and losses on rows held back, on rows learned from where there are none.
    pub curve: Vec<[f64; 2]>,
    /// The iteration with the smallest loss, and that loss.
    pub best: (u32, f64),
    /// The score after it, where scores were measured.
    pub score: Option<f64>,
    /// Whether its curve is drawn.
    pub shown: bool,
}

/// What must be the same for losses to be compared: the table, and the recipe but for the model.
#[derive(Clone, Debug, PartialEq)]
struct Basis {
    table: TableId,
    recipe: Box<Recipe>,
}

/// The runs of a session that can be compared with the present one.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    /// Oldest first.
    pub kept: Vec<KeptRun>,
    basis: Option<Basis>,
    last: u32,
}

impl Runs {
    /// A new run begins; those that cannot be compared with it go.
    pub(super) fn begin(&mut self, table: TableId, recipe: &Recipe) {
        let mut recipe = Box::new(recipe.clone());
        // Rows that count more than others make another loss; all else of a model does not.
        recipe.model = ModelSpec { balance: recipe.model.balance, ..ModelSpec::default() };
        recipe.evaluation.folds = None;
        let basis = Some(Basis { table, recipe });
        if self.basis != basis {
            *self = Self { basis, ..Self::default() };
        }
    }

    /// Keeps what was learned, if anything was.
    pub(super) fn keep(&mut self, training: &Training) {
        let Some(recipe) = training.recipe.as_deref() else { return };
        let Some(kind) = recipe.question.as_ref().map(|question| recipe.model.kind.resolve(question)) else {
            return;
        };
        let loss = |point: &CurvePoint| point.valid.unwrap_or(point.train);
        let learned = || training.curve.iter().filter(|point| point.iteration > 0 && loss(point).is_finite());
        let best = learned().min_by(|a, b| loss(a).total_cmp(&loss(b)));
        let Some(best) = best.filter(|_| kind != ModelChoice::KMeans) else { return };
        let points: Vec<[f64; 2]> =
            training.curve.iter().map(|point| [f64::from(point.iteration), loss(point)]).collect();
        self.last += 1;
        let NetView { begun, marks, draw, .. } = &training.net;
        // By now the recipe may ask for another start.
        let mut model = recipe.model.clone();
        model.net.draw = Some(*draw);
        self.kept.push(KeptRun {
            number: self.last,
            kind,
            model,
            settings: *begun,
            changes: marks.len(),
            curve: thinned(&points),
            best: (best.iteration, loss(best)),
            score: training.net.score(best.iteration),
            shown: true,
        });
        if self.kept.len() > MOST {
            self.kept.remove(0);
        }
    }

    /// Draws the curve of a run, or not.
    pub(super) fn show(&mut self, number: u32, shown: bool) {
        if let Some(run) = self.kept.iter_mut().find(|run| run.number == number) {
            run.shown = shown;
        }
    }

    /// Forgets a run.
    pub(super) fn remove(&mut self, number: u32) {
        self.kept.retain(|run| run.number != number);
    }
}

/// At most [`POINTS`] of the points, the first and the last among them.
fn thinned(points: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let last = points.len().saturating_sub(1);
    if points.len() <= POINTS {
        return points.to_vec();
    }
    (0..POINTS).filter_map(|place| points.get(place * last / (POINTS - 1)).copied()).collect()
}

/// Keeps the run that learned last before another takes its place.
pub(super) fn keep_last(state: &mut State) {
    state.runs.keep(&state.training);
}

/// What sets a run apart from the present one, in words; the first is the most telling.
pub fn differences(run: &KeptRun, present: &Training) -> Vec<Message> {
    let Some(recipe) = present.recipe.as_deref() else { return Vec::new() };
    let kind = recipe.question.as_ref().map(|question| recipe.model.kind.resolve(question));
    if kind != Some(run.kind) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut differs = |is: bool, message: Message| found.extend(is.then_some(message));
    let (one, other) = (&run.model, &recipe.model);
    let (net, now) = (&one.net, &other.net);
    differs(net.layers != now.layers, layers(net));
    let settings = run.settings.zip(present.net.begun);
    if let Some((then, now)) = settings {
        let rate = Arg::Text(then.rate.to_string());
        differs(then.rate != now.rate, Message::new("training-differs-rate").with("value", rate));
        let batch = Message::new("training-differs-batch").count("n", then.batch as usize);
        differs(then.batch != now.batch, batch);
        let dropout = Message::new("training-differs-dropout").with("value", Arg::Percent(then.dropout));
        differs(then.dropout != now.dropout, dropout);
    }
    differs(
        net.optimiser != now.optimiser,
        Message::new(match net.optimiser.unwrap_or_default() {
            Optimiser::Sgd => "neural-optimiser-sgd",
            Optimiser::Adam => "neural-optimiser-adam",
            Optimiser::AdamW => "neural-optimiser-adam-w",
        }),
    );
    differs(
        net.activation != now.activation,
        Message::new(match net.activation.unwrap_or_default() {
            Activation::Relu => "training-differs-relu",
            Activation::Gelu => "training-differs-gelu",
            Activation::Tanh => "training-differs-tanh",
            Activation::Sigmoid => "training-differs-sigmoid",
        }),
    );
    differs(
        net.batch_norm != now.batch_norm,
        Message::new(match net.batch_norm {
            Some(true) => "training-differs-norm",
            _ => "training-differs-no-norm",
        }),
    );
    differs(
        net.schedule != now.schedule,
        Message::new(match net.schedule.unwrap_or(Schedule::Plateau) {
            Schedule::Constant => "training-differs-constant",
            Schedule::Cosine => "training-differs-cosine",
            Schedule::Plateau => "training-differs-plateau",
        }),
    );
    differs(one.penalty != other.penalty || net.l1 != now.l1, Message::new("training-differs-penalty"));
    differs(
        one.epochs != other.epochs || net.patience != now.patience || net.goal != now.goal,
        Message::new("training-differs-end"),
    );
    let draw = net.draw.unwrap_or(0);
    differs(
        draw != now.draw.unwrap_or(0),
        Message::new("training-differs-start").count("n", draw as usize + 1),
    );
    differs(run.changes > 0, Message::new("training-differs-hand"));
    found
}

fn layers(net: &NetSpec) -> Message {
    let widths: Vec<String> = net.layers.iter().map(u32::to_string).collect();
    if widths.is_empty() {
        return Message::new("training-differs-usual-layers");
    }
    Message::new("training-differs-layers").with("value", Arg::Text(widths.join(", ")))
}

#[cfg(test)]
mod tests;
