//! Training again on parts of the rows, to see how much the figures depend on who was drawn.

use super::categories;
use super::neural::Watcher;
use super::penalty;
use super::setup::{Setup, pick};
use super::supervised::{Known, KnownKind, Way};
use crate::domain::error::{ErrorKind, UserError};
use crate::domain::frame::Frame;
use crate::domain::message::Message;
use crate::domain::report::FoldMetric;
use crate::evaluate;
use crate::jobs::Sink;
use crate::learn::{self, GoOn, LearnError, Preparation, PrepareSpec};

pub(super) type Figures = Vec<(&'static str, f64)>;

/// What training on folds gave.
pub(super) struct Measured {
    pub(super) metrics: Vec<FoldMetric>,
    /// The penalty found in each fold, where it was to be found.
    pub(super) penalties: Vec<f64>,
}

/// Mean and spread of the main metrics over `k` folds; a row's fold is its 0-based index modulo `k`.
/// Preparation is fitted anew in each fold, and so are the steps that learn; a penalty that is to be found is found
/// anew among the rows that learn there. None when stopped.
pub(super) fn measure(
    setup: &Setup,
    known: &Known,
    way: Way<'_>,
    k: u32,
    sink: &Sink<'_>,
) -> Result<Option<Measured>, UserError> {
    if k < 2 {
        return Err(UserError::request(
            Message::new("engine-folds-wrong"),
            Message::new("engine-folds-why").count("n", k as usize),
            Message::new("engine-folds-next"),
        ));
    }
    let fold_of = learn::folds(known.y.len(), k);
    let alive = |row: usize| known.y.get(row).is_some_and(|y| y.is_finite());
    let is = |marks: &[bool], row: u32| marks.get(row as usize).copied().unwrap_or(false);
    let rows_where = |inside: bool, fold: u32| -> Vec<u32> {
        let rows = fold_of.iter().enumerate();
        rows.filter(|(row, of)| (**of == fold) == inside && alive(*row)).map(|(row, _)| row as u32).collect()
    };
    let mut figures: Vec<Figures> = Vec::new();
    let mut penalties = Vec::new();
    for fold in 0..k {
        sink.phase(Message::new("engine-phase-folds"), u64::from(fold), Some(u64::from(k)));
        let (mut train_rows, mut test_rows) = (rows_where(false, fold), rows_where(true, fold));
        let go_on = || !sink.is_stopped();
        let fold = setup.learned_from(&train_rows, &go_on).and_then(|again| {
            train_rows.retain(|row| !is(&again.absent, *row));
            test_rows.retain(|row| !is(&again.dropped, *row));
            let train_rows = way.learners(known, std::mem::take(&mut train_rows));
            let way = if way.searches {
                let learned = (again.frame.as_ref(), &setup.cleaned.recipe);
                let found = penalty::find(learned, known, way, &train_rows, &go_on, &mut || {})?;
                penalties.push(found.chosen);
                way.held_back(found.chosen)
            } else {
                way
            };
            let spec = way.spec(&setup.cleaned.recipe);
            figures_of(&again.frame, known, (way, &spec), [&train_rows, &test_rows], &go_on)
        });
        match fold {
            // The run before the folds is whole without them.
            Err(error) if error.kind == ErrorKind::Stopped => return Ok(None),
            fold => figures.push(fold?),
        }
    }
    Ok(Some(Measured { metrics: summarise(&figures), penalties }))
}

/// The figures of one fold.
fn figures_of(
    frame: &Frame,
    known: &Known,
    (way, spec): (Way<'_>, &PrepareSpec),
    [train_rows, test_rows]: [&[u32]; 2],
    go_on: GoOn<'_>,
) -> Result<Figures, UserError> {
    let preparation = Preparation::fit(frame, train_rows, spec, go_on)?;
    let x_train = preparation.design(frame, train_rows, go_on)?;
    let y_train = pick(&known.y, train_rows);
    let mean = y_train.iter().sum::<f64>() / y_train.len().max(1) as f64;
    let (fitted, broken) =
        way.fit(known, (x_train, y_train), None, Watcher::nobody(go_on), &mut |_| go_on())?;
    if let Some(broken) = broken {
        return Err(broken);
    }
    // A fold that was cut short says nothing.
    if fitted.stopped {
        return Err(LearnError::Stopped.into());
    }
    let trained = (&preparation, &fitted.model);
    let y = pick(&known.y, test_rows);
    if let KnownKind::Category { classes } = &known.kind {
        let chances = learn::apply::chances(trained, frame, test_rows, go_on)?;
        return Ok(categories::figures(&chances, &y, classes));
    }
    let predictions = learn::apply::predict(trained, frame, test_rows, go_on)?;
    Ok(judge(known, &predictions, &y, mean))
}

fn judge(known: &Known, predictions: &[f64], y: &[f64], train_mean: f64) -> Figures {
    match known.kind {
        KnownKind::YesNo { .. } => {
            let truth: Vec<bool> = y.iter().map(|y| *y == 1.0).collect();
            evaluate::yes_no_metrics(predictions, &truth, 0.5).named().to_vec()
        }
        KnownKind::Category { .. } | KnownKind::Number => {
            let found = evaluate::number_metrics(predictions, y, train_mean);
            vec![("rmse", found.rmse), ("mae", found.mae), ("r2", found.r2)]
        }
    }
}

fn summarise(figures: &[Figures]) -> Vec<FoldMetric> {
    let names = figures.first().map(|first| first.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    let values = |index: usize| -> Vec<f64> {
        figures.iter().filter_map(|fold| fold.get(index)).map(|(_, value)| *value).collect()
    };
    names
        .unwrap_or_default()
        .into_iter()
        .enumerate()
        .map(|(index, name)| {
            let values = values(index);
            let n = values.len() as f64;
            let mean = values.iter().sum::<f64>() / n;
            let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
            FoldMetric { name, mean, sd: (squares / (n - 1.0)).sqrt() }
        })
        .collect()
}
