//! Training and judging a model that has known answers to learn from: yes/no or a number.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::abandon::Abandonable;
use super::by_time;
use super::categories;
use super::cleaning::{self, Drawn};
use super::effects;
use super::folds;
use super::looking::{self, Looking};
use super::neural;
use super::penalty;
use super::setup::{Setup, count_parts, fills, pick, rows_of, setup};
use super::write::{Answers, FinishedRun};
use crate::data::{self, Table};
use crate::domain::column::Kind;
use crate::domain::detail::WeakGroup;
use crate::domain::error::{ErrorKind, UserError};
use crate::domain::event::{CurvePoint, Steer};
use crate::domain::frame::FeatureValues;
use crate::domain::message::Message;
use crate::domain::net::NetSpec;
use crate::domain::recipe::{
    Balance, Kernel, ModelChoice, ModelSpec, Penalty, Question, Recipe, Scale, Wording,
};
use crate::domain::report::{Coefficient, Driver, EffectStep, Part, PenaltyReport, RunReport, TaskReport};
use crate::domain::table::TableView as _;
use crate::evaluate::{self, Draws, NumberParts, Predicted, Scored, YesNoParts};
use crate::jobs::{Sink, StopReason};
use crate::learn::net::{Asked, Feed};
use crate::learn::{
    self, Baseline, Coding, Fitted, GoOn, LearnError, Levels, Preparation, PrepareSpec, Solver, Strata,
    Supervised,
};

/// The known answers as numbers: 1 and 0, or the value; NaN where there is none.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) target: String,
    pub(super) y: Vec<f64>,
    pub(super) kind: KnownKind,
}

/// What the answers mean.
#[derive(Clone, Debug)]
pub(super) enum KnownKind {
    YesNo {
        positive: String,
        negative: String,
        wording: Wording,
    },
    /// Indices into these classes.
    Category {
        classes: Vec<String>,
    },
    Number,
}

impl Known {
    pub(super) fn read(table: &Table, recipe: &Recipe, question: &Question) -> Result<Self, UserError> {
        match question {
            Question::YesNo { target, positive, wording } => {
                let values = column(table, recipe, target, Kind::Category)?;
                let FeatureValues::Category { codes, levels } = &values else { return Err(no_question()) };
                let answers = learn::target::yes_no(target, codes, levels, positive.as_deref())?;
                let number = |answer: &Option<bool>| answer.map_or(f64::NAN, |yes| f64::from(u8::from(yes)));
                let positive = match positive {
                    Some(positive) => positive.clone(),
                    None => learn::target::plain_yes(levels).unwrap_or_default().to_owned(),
                };
                let negative = match levels.as_slice() {
                    [one, other] | [other, one] if *one == positive => other.clone(),
                    _ => format!("not {positive}"),
                };
                let y = answers.iter().map(number).collect();
                let kind = KnownKind::YesNo { positive, negative, wording: *wording };
                Ok(Self { target: target.clone(), y, kind })
            }
            Question::Number { target } => {
                let values = column(table, recipe, target, Kind::Number)?;
                let y = learn::target::numbers(target, &values)?;
                Ok(Self { target: target.clone(), y, kind: KnownKind::Number })
            }
            Question::Category { target } => {
                let values = column(table, recipe, target, Kind::Category)?;
                let FeatureValues::Category { codes, levels } = &values else { return Err(no_question()) };
                let (classes, y) = learn::target::category(target, codes, levels)?;
                Ok(Self { target: target.clone(), y, kind: KnownKind::Category { classes } })
            }
            Question::Segments { .. } => Err(no_question()),
        }
    }

    pub(super) fn strata(&self, dropped: &[bool]) -> Strata {
        let alive = |row: usize| !dropped.get(row).copied().unwrap_or(false);
        let living = || {
            let rows = self.y.iter().enumerate();
            rows.map(|(row, y)| if alive(row) { *y } else { f64::NAN })
        };
        match self.kind {
            KnownKind::YesNo { .. } => Strata::Classes(
                self.y
                    .iter()
                    .enumerate()
                    .map(|(row, y)| (alive(row) && y.is_finite()).then_some(*y == 1.0))
                    .collect(),
            ),
            KnownKind::Category { .. } => Strata::Levels(living().collect()),
            KnownKind::Number => Strata::Numbers(living().collect()),
        }
    }
}

/// One column as typed values.
pub(super) fn column(
    table: &Table,
    recipe: &Recipe,
    name: &str,
    kind: Kind,
) -> Result<FeatureValues, UserError> {
    let uses = [data::ColumnUse { name: name.to_owned(), kind }];
    let frame = data::frame(table, &uses, recipe)?;
    frame.features.into_iter().next().map(|feature| feature.values).ok_or_else(no_question)
}

fn no_question() -> UserError {
    UserError::request(
        Message::new("engine-not-trained"),
        Message::new("engine-no-question"),
        Message::new("engine-ask-first"),
    )
}

/// What is trained and how strongly it is held back.
#[derive(Clone, Copy)]
pub(super) struct Way<'a> {
    /// The whole of what was asked for.
    asked: &'a ModelSpec,
    pub(super) model: ModelChoice,
    /// Where it is still to be found, above 0.
    pub(super) penalty: f64,
    /// Whether the penalty is still to be found.
    pub(super) searches: bool,
    pub(super) epochs: Option<u32>,
    pub(super) balance: Balance,
    kernel: Kernel,
    /// Rows to learn from at most.
    sample: Option<u32>,
    /// Fixes which rows are drawn.
    pub(super) seed: u64,
}

impl<'a> Way<'a> {
    pub(super) fn new(recipe: &'a Recipe, question: &Question) -> Self {
        let model = recipe.model.kind.resolve(question);
        let usual = if matches!(model, ModelChoice::Logistic | ModelChoice::Svm) { 1.0 } else { 0.0 };
        Self {
            asked: &recipe.model,
            model,
            penalty: match recipe.model.penalty {
                Some(Penalty::Given(penalty)) => penalty,
                Some(Penalty::Found) => 1.0,
                None => usual,
            },
            searches: recipe.model.penalty == Some(Penalty::Found),
            // A machine is whole or none: it has no passes to limit.
            epochs: recipe.model.epochs.filter(|_| model != ModelChoice::Svm),
            balance: recipe.model.balance,
            kernel: recipe.model.kernel,
            sample: recipe.model.sample.filter(|_| model == ModelChoice::Svm),
            seed: recipe.seed,
        }
    }

    /// The same with the penalty that was found.
    pub(super) fn held_back(self, penalty: f64) -> Self {
        Self { penalty, searches: false, ..self }
    }

    pub(super) fn spec(self, recipe: &Recipe) -> PrepareSpec {
        let coding = if self.penalty > 0.0 || self.model == ModelChoice::Neural {
            Coding::AllLevels
        } else {
            Coding::DropBase
        };
        let levels = if self.model == ModelChoice::Neural { Levels::Many } else { Levels::Usual };
        PrepareSpec { fills: fills(recipe), coding, scale: Scale::Standard, levels }
    }

    /// A solver for answers of training rows and, if there are any, validation rows.
    fn solver(
        self,
        known: &Known,
        train: learn::supervised::Rows,
        valid: Option<learn::supervised::Rows>,
    ) -> impl FnOnce(GoOn<'_>) -> Result<Box<dyn Solver>, LearnError> + Send + use<> {
        let target = known.target.clone();
        let kind = known.kind.clone();
        let Self { model, penalty, balance, kernel, seed, .. } = self;
        move |go_on| {
            Ok(if let KnownKind::Category { classes } = kind {
                let problem = Supervised::category(&target, &classes, train, valid)?;
                Box::new(learn::MultinomialSolver::new(
                    problem,
                    classes.len(),
                    penalty,
                    (balance, seed),
                    go_on,
                )?)
            } else if matches!(kind, KnownKind::YesNo { .. }) {
                let problem = Supervised::yes_no(&target, train, valid)?;
                let weights = learn::RowWeights::new(balance, problem.answers(), seed);
                if model == ModelChoice::Svm {
                    let spec = learn::SvmSpec { kernel, penalty, seed };
                    Box::new(learn::SvmSolver::new(problem, spec, weights, go_on)?)
                } else {
                    Box::new(learn::LogisticSolver::weighted(problem, penalty, weights, go_on)?)
                }
            } else {
                let problem = Supervised::number(&target, train, valid)?;
                Box::new(learn::LinearSolver::new(problem, penalty, go_on)?)
            })
        }
    }

    /// Learns from training rows and, if there are any, checks with validation rows; `watch` says after each point
    /// of the curve whether to go on. Where something broke but a model is there, both come back.
    pub(super) fn fit(
        self,
        known: &Known,
        train: learn::supervised::Rows,
        valid: Option<learn::supervised::Rows>,
        watcher: neural::Watcher<'_>,
        watch: &mut dyn FnMut(CurvePoint) -> bool,
    ) -> Result<(Fitted, Option<UserError>), UserError> {
        let go_on = watcher.go_on;
        if self.model == ModelChoice::Neural {
            let asked = match &known.kind {
                KnownKind::YesNo { .. } => Asked::YesNo,
                KnownKind::Category { classes } => Asked::Category(classes),
                KnownKind::Number => Asked::Number,
            };
            let balance = (self.balance, self.seed);
            let rows = train.1.len() + valid.as_ref().map_or(0, |(_, y)| y.len());
            learn::net::check_room(rows, train.0.width(), data::free_memory())?;
            let feed = Feed::new((&known.target, asked), train, valid, balance, go_on)?;
            return neural::train(feed, self.asked, self.seed, watcher, watch);
        }
        let solver = Abandonable::new(self.solver(known, train, valid))?;
        Ok((learn::fit(Box::new(solver), self.epochs, go_on, watch)?, None))
    }

    /// Of rows that could learn those that do: all, or as many as the recipe draws.
    pub(super) fn learners(self, known: &Known, rows: Vec<u32>) -> Vec<u32> {
        match self.sample {
            Some(most) => learn::svm::sample(&rows, &known.y, most as usize, self.seed),
            None => rows,
        }
    }

    /// Rounds until it is done, where that is known.
    fn rounds(self) -> Option<u64> {
        if self.model == ModelChoice::Svm {
            Some(learn::svm::ROUNDS.into())
        } else if self.model == ModelChoice::Neural {
            Some(self.epochs.unwrap_or(learn::net::EPOCHS).into())
        } else {
            self.epochs.map(u64::from)
        }
    }

    pub(super) fn baseline(known: &Known, y_train: &[f64]) -> Baseline {
        match known.kind {
            KnownKind::YesNo { .. } => Baseline::yes_no(y_train),
            // Classes have a share each, taken where they are judged.
            KnownKind::Category { .. } | KnownKind::Number => Baseline::number(y_train),
        }
    }
}

/// Trains on a split and judges on its test rows. An error of kind stopped when it was stopped before there
/// was anything to judge.
pub(super) fn train(
    table: &Table,
    recipe: &Recipe,
    sink: &Sink<'_>,
    looking: &Looking,
) -> Result<FinishedRun, UserError> {
    let question = recipe.question.as_ref().ok_or_else(no_question)?;
    let go_on = || !sink.is_stopped();
    by_time::check(recipe)?;
    sink.phase(Message::new("engine-phase-prepare"), 0, None);
    let mut setup = setup(table, recipe, sink)?.ok_or(LearnError::Stopped)?;
    let way = Way::new(recipe, question);
    if let Some(why) = learn::incompatibility(way.model, question, &setup.profile) {
        return Err(UserError::request(
            Message::new("engine-not-trained"),
            why,
            Message::new("engine-choose-other"),
        ));
    }
    if matches!(question, Question::Number { .. }) && !way.balance.is_none() {
        return Err(UserError::request(
            Message::new("engine-not-trained"),
            Message::new("balance-number"),
            Message::new("balance-number-next"),
        ));
    }
    penalty::check(way.model, &recipe.model)?;
    let Drawn { known, parts, days } = setup.drawn.take().ok_or_else(no_question)?;
    let [train_rows, valid_rows] =
        [Part::Train, Part::Valid].map(|part| way.learners(&known, rows_of(&parts, part)));
    let most = learn::svm::MOST_ROWS;
    if way.model == ModelChoice::Svm && way.kernel == Kernel::Rbf && train_rows.len() > most {
        return Err(LearnError::ManyRows { found: train_rows.len(), most }.into());
    }
    let search = way.searches.then(|| {
        let (mut done, all) = (0, penalty::fits(train_rows.len()));
        let mut tick = || {
            sink.phase(Message::new("engine-phase-penalty"), done, Some(all));
            done += 1;
        };
        tick();
        let learned = (&setup.frame, &setup.cleaned.recipe);
        penalty::find(learned, &known, way, &train_rows, &go_on, &mut tick)
    });
    let search = search.transpose()?;
    let asked = way;
    let way = search.as_ref().map_or(way, |search| way.held_back(search.chosen));
    let preparation = Preparation::fit(&setup.frame, &train_rows, &way.spec(&setup.cleaned.recipe), &go_on)?;
    let learned_from =
        |rows: &[u32]| preparation.design(&setup.frame, rows, &go_on).map(|x| (x, pick(&known.y, rows)));
    let train = learned_from(&train_rows)?;
    let baseline = Way::baseline(&known, &train.1);
    let valid = (!valid_rows.is_empty()).then(|| learned_from(&valid_rows)).transpose()?;
    sink.phase(Message::new("engine-phase-learn"), 0, way.rounds());
    let mut last = 0;
    let scene = looking::scene(&preparation, &known, &setup, recipe.seed);
    // The recipe as it was carried out in the end.
    let wished = Cell::new(recipe.model.net.clone());
    let watcher = neural::Watcher {
        go_on: &go_on,
        steered: &|| {
            let steer = sink.steered();
            match steer {
                Some(Steer::Anew(draw)) => wished.set(NetSpec { draw: Some(draw), ..wished.take() }),
                Some(Steer::Goal(goal)) => wished.set(NetSpec { goal, ..wished.take() }),
                _ => {}
            }
            steer
        },
        told: &|news| sink.net(news),
        measures: sink.is_watched(),
        looking: sink.is_watched().then_some((looking, &scene)),
        map: &|map| sink.map(map),
    };
    let (fitted, mut broken) = way.fit(&known, train, valid, watcher, &mut |point: CurvePoint| {
        last = point.iteration;
        sink.point(point);
        go_on()
    })?;
    let carried_out = ModelSpec { net: wished.take(), ..recipe.model.clone() };
    let recipe = &Recipe { model: carried_out, ..recipe.clone() };
    sink.phase(Message::new("engine-phase-judge"), u64::from(last), None);
    // What a stopped run has is still judged, which takes less than a second for a million rows; what nobody
    // waits for is not.
    let wanted = || sink.stop_reason() != Some(StopReason::Superseded);
    let everybody: Vec<u32> = (0..table.rows() as u32).collect();
    let trained = (&preparation, &fitted.model);
    let predictions = match known.kind {
        KnownKind::Category { .. } => learn::apply::chances(trained, &setup.frame, &everybody, &wanted)?,
        _ => learn::apply::predict(trained, &setup.frame, &everybody, &wanted)?,
    };
    let judged = Judged {
        setup: &setup,
        known: &known,
        parts: &parts,
        predictions: &predictions,
        baseline,
        patient: &go_on,
    };
    let mut report = report(table, recipe, &judged, &preparation, fitted.clone(), &wanted)?;
    report.notes.extend(search.as_ref().map(penalty::note));
    let held_back = matches!(way.model, ModelChoice::Linear | ModelChoice::Logistic | ModelChoice::Svm);
    report.penalty = held_back.then_some(PenaltyReport { value: way.penalty, search });
    report.notes.extend(days.iter().flat_map(|days| by_time::notes(recipe, &parts, days)));
    if let Some(k) = recipe.evaluation.folds.filter(|_| go_on() && broken.is_none()) {
        let measured = folds::measure(&setup, &known, asked, k, sink);
        report.folds = match measured {
            // The run before the folds is whole without them.
            Err(error) if way.model == ModelChoice::Neural && error.kind == ErrorKind::Work => {
                broken = Some(error);
                None
            }
            measured => measured?.map(|measured| {
                if let Some(search) = report.penalty.as_mut().and_then(|penalty| penalty.search.as_mut()) {
                    search.repeated = measured.penalties;
                }
                (k, measured.metrics)
            }),
        };
    }
    let kinds = setup.uses.iter().map(|used| (used.name.clone(), used.kind)).collect();
    Ok(FinishedRun {
        table: table.clone(),
        recipe: recipe.clone(),
        report: Arc::new(report),
        kinds,
        preparation,
        model: fitted.model,
        broken,
        parts,
        steps: setup.cleaned.steps,
        yes: match known.kind {
            KnownKind::Category { .. } => Vec::new(),
            _ => known.y.iter().map(|y| *y == 1.0).collect(),
        },
        answers: match known.kind {
            KnownKind::YesNo { positive, negative, .. } => {
                Answers::YesNo { positive, negative, chances: predictions }
            }
            KnownKind::Category { classes } => Answers::Category { classes, chances: predictions },
            KnownKind::Number => Answers::Number(predictions),
        },
    })
}

pub(super) struct Judged<'a> {
    pub(super) setup: &'a Setup,
    known: &'a Known,
    pub(super) parts: &'a [Part],
    /// One per row; of several answers as many per row as there are.
    predictions: &'a [f64],
    baseline: Baseline,
    /// False once the user stopped it: what takes long is then measured in part.
    patient: GoOn<'a>,
}

impl Judged<'_> {
    fn of(&self, part: Part) -> (Vec<f64>, Vec<f64>) {
        let rows = rows_of(self.parts, part);
        (pick(self.predictions, &rows), pick(&self.known.y, &rows))
    }

    /// The customers among whom a yes/no model tells least, of those it never saw; none without any of them.
    fn weak_group(&self, go_on: GoOn<'_>) -> Option<WeakGroup> {
        let rows = rows_of(self.parts, Part::Test);
        if rows.is_empty() || !go_on() {
            return None;
        }
        let truth: Vec<bool> = pick(&self.known.y, &rows).iter().map(|y| *y == 1.0).collect();
        let frame = self.setup.frame.pick(&rows);
        evaluate::weak_group(&pick(self.predictions, &rows), &truth, &frame, &|name| self.setup.is_day(name))
    }

    fn task(&self, draws: Draws<'_>) -> TaskReport {
        if let KnownKind::Category { classes } = &self.known.kind {
            let judged = categories::judged(
                self.known,
                classes,
                self.parts,
                self.predictions,
                Draws { go_on: self.patient, ..draws },
            );
            return TaskReport::Category(judged);
        }
        let [train, valid, test] = [Part::Train, Part::Valid, Part::Test].map(|part| self.of(part));
        let judged_rows = if test.0.is_empty() { train.0.len() } else { test.0.len() };
        let baseline = self.baseline.predict(judged_rows);
        match &self.known.kind {
            KnownKind::YesNo { positive, wording, .. } => {
                let truth =
                    [&train.1, &valid.1, &test.1].map(|y| y.iter().map(|y| *y == 1.0).collect::<Vec<_>>());
                let [train_truth, valid_truth, test_truth] = &truth;
                TaskReport::YesNo(evaluate::yes_no_report(
                    &YesNoParts {
                        train: Scored { scores: &train.0, truth: train_truth },
                        valid: (!valid.0.is_empty())
                            .then_some(Scored { scores: &valid.0, truth: valid_truth }),
                        test: (!test.0.is_empty()).then_some(Scored { scores: &test.0, truth: test_truth }),
                        baseline: &baseline,
                    },
                    positive,
                    *wording,
                    draws,
                ))
            }
            KnownKind::Category { .. } | KnownKind::Number => {
                let part = |pair: &(Vec<f64>, Vec<f64>)| !pair.0.is_empty();
                TaskReport::Number(evaluate::number_report(
                    &NumberParts {
                        train: Predicted { values: &train.0, truth: &train.1 },
                        valid: part(&valid).then_some(Predicted { values: &valid.0, truth: &valid.1 }),
                        test: part(&test).then_some(Predicted { values: &test.0, truth: &test.1 }),
                        baseline: &baseline,
                    },
                    draws,
                ))
            }
        }
    }
}

fn report(
    table: &Table,
    recipe: &Recipe,
    judged: &Judged<'_>,
    preparation: &Preparation,
    fitted: Fitted,
    go_on: GoOn<'_>,
) -> Result<RunReport, LearnError> {
    let mut task = judged.task(Draws { seed: recipe.seed, go_on });
    let rows = count_parts(judged.parts, table.rejected().len());
    let target = judged.known.target.clone();
    let drivers = drivers(judged, preparation, &fitted.model, go_on)?;
    if let TaskReport::Category(report) = &mut task {
        categories::explain(report, judged, preparation, &fitted.model, go_on)?;
    }
    if let TaskReport::YesNo(report) = &mut task {
        report.detail.weak = judged.weak_group(go_on);
    }
    let in_part = match &task {
        TaskReport::Category(report) => categories::in_part(report, judged.parts),
        _ => None,
    };
    let first = match &task {
        TaskReport::Category(report) => report.drivers.first().map(|driver| driver.name.as_str()),
        _ => drivers.first().map(|driver| driver.name.as_str()),
    };
    let strongest = first.and_then(|name| effects::column_of(preparation, name));
    let verdict = match &task {
        TaskReport::Category(report) => evaluate::category_verdict(report, strongest),
        TaskReport::YesNo(report) => evaluate::yes_no_verdict(report, table.rows(), strongest),
        TaskReport::Number(report) => evaluate::number_verdict(report, &target, strongest),
        TaskReport::Segments(report) => evaluate::segment_verdict(report),
    };
    let mut left_out = judged.setup.left_out.clone();
    left_out.extend(preparation.dropped().iter().map(|gone| (gone.column.clone(), gone.reason.message())));
    left_out.extend(effects::left_out(&fitted, preparation));
    let days = judged.setup.uses.iter().filter(|used| used.kind == Kind::Date);
    let days: BTreeSet<&str> = days.map(|used| used.name.as_str()).collect();
    let is_day = |name: &str| days.contains(name);
    let (coefficients, uncertain) = if let TaskReport::Category(report) = &mut task {
        let (of_classes, why) = effects::of_classes(&fitted, preparation, &is_day, go_on)?;
        report.coefficients = of_classes;
        (Vec::new(), why)
    } else {
        effects::coefficients(&fitted, preparation, &is_day, go_on)?
    };
    let gone: BTreeSet<&str> = preparation.dropped().iter().map(|gone| gone.column.as_str()).collect();
    let uses = judged.setup.uses.iter().map(|used| used.name.clone());
    Ok(RunReport {
        model: fitted.model.choice(),
        target: Some(target),
        rows,
        inputs: uses.filter(|name| !gone.contains(name.as_str())).collect(),
        left_out,
        notes: cleaning::notes(&judged.setup.cleaned.problems)
            .into_iter()
            .chain(effects::notes(&fitted, preparation))
            .chain(fitted.warnings)
            .chain(categories::rare(judged.known, judged.parts))
            .chain(in_part)
            .collect(),
        best_iteration: fitted.best_iteration,
        stopped: fitted.stopped,
        task,
        folds: None,
        penalty: None,
        coefficients,
        uncertain,
        curve: fitted.curve,
        drivers,
        verdict,
    })
}

/// Weights times the spread of their inputs on judged rows.
fn drivers(
    judged: &Judged<'_>,
    preparation: &Preparation,
    model: &learn::Model,
    go_on: GoOn<'_>,
) -> Result<Vec<Driver>, LearnError> {
    let Some((_, weights)) = model.weighted_sum() else { return Ok(Vec::new()) };
    let test = rows_of(judged.parts, Part::Test);
    let rows = if test.is_empty() { rows_of(judged.parts, Part::Train) } else { test };
    let names = || preparation.outputs().iter().map(|output| output.name.clone());
    let spreads = learn::apply::spreads(preparation, &judged.setup.frame, &rows, go_on)?;
    let spreads: Vec<(String, f64)> = names().zip(spreads).collect();
    let weights: Vec<Coefficient> = names()
        .zip(weights)
        .map(|(name, estimate)| Coefficient { name, estimate, step: EffectStep::Start, certainty: None })
        .collect();
    Ok(evaluate::drivers(&weights, &spreads))
}
