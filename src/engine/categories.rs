//! Judging a model that says which of several answers each customer gives, and what it says in columns.

use super::folds::Figures;
use super::setup::{pick, rows_of};
use super::supervised::{Judged, Known, KnownKind};
use crate::domain::message::{Arg, Message};
use crate::domain::report::{CategoryReport, Part};
use crate::evaluate::{self, CategoryParts, Draws, Guessed, likeliest};
use crate::learn::{self, GoOn, LearnError, Model, Preparation};

/// Answers of fewer customers who learn are named: nobody can learn from so few.
const RARE: usize = 5;
/// Answers with a column of their own in written tables at most; beyond, files would be mostly zeros.
const COLUMNS: usize = 12;

/// Chances and known answers of some rows.
struct PartRows {
    chances: Vec<f64>,
    truth: Vec<u16>,
}

impl PartRows {
    fn of(known: &Known, classes: usize, chances: &[f64], rows: &[u32]) -> Self {
        let row = |row: &u32| chances.get(*row as usize * classes..(*row as usize + 1) * classes);
        Self {
            chances: rows.iter().filter_map(row).flatten().copied().collect(),
            truth: indices(&pick(&known.y, rows)),
        }
    }

    fn guessed(&self) -> Guessed<'_> {
        Guessed { chances: &self.chances, truth: &self.truth }
    }
}

fn indices(y: &[f64]) -> Vec<u16> {
    y.iter().map(|class| *class as u16).collect()
}

/// All figures of a run. `chances`: rows of the table × classes.
pub(super) fn judged(
    known: &Known,
    classes: &[String],
    parts: &[Part],
    chances: &[f64],
    draws: Draws<'_>,
) -> CategoryReport {
    let [train, valid, test] = [Part::Train, Part::Valid, Part::Test]
        .map(|part| PartRows::of(known, classes.len(), chances, &rows_of(parts, part)));
    let mut shares = vec![0.0; classes.len()];
    for class in &train.truth {
        if let Some(share) = shares.get_mut(usize::from(*class)) {
            *share += 1.0 / train.truth.len() as f64;
        }
    }
    let some = |part: &PartRows| !part.truth.is_empty();
    let parts = CategoryParts {
        train: train.guessed(),
        valid: some(&valid).then(|| valid.guessed()),
        test: some(&test).then(|| test.guessed()),
    };
    evaluate::category_report(&parts, classes, &shares, draws)
}

/// Adds the strongest inputs: what moves the answers apart.
pub(super) fn explain(
    report: &mut CategoryReport,
    judged: &Judged<'_>,
    preparation: &Preparation,
    model: &Model,
    go_on: GoOn<'_>,
) -> Result<(), LearnError> {
    let Model::Multinomial { weights, .. } = model else { return Ok(()) };
    let test = rows_of(judged.parts, Part::Test);
    let rows = if test.is_empty() { rows_of(judged.parts, Part::Train) } else { test };
    let spreads = learn::apply::spreads(preparation, &judged.setup.frame, &rows, go_on)?;
    let names = preparation.outputs().iter().map(|output| output.name.clone());
    let spreads: Vec<(String, f64)> = names.zip(spreads).collect();
    report.drivers = evaluate::class_drivers(weights, &spreads);
    Ok(())
}

/// A note about answers that too few customers who learn gave.
pub(super) fn rare(known: &Known, parts: &[Part]) -> Option<Message> {
    let KnownKind::Category { classes } = &known.kind else { return None };
    let truth = indices(&pick(&known.y, &rows_of(parts, Part::Train)));
    let rows = |class: usize| truth.iter().filter(|truth| usize::from(**truth) == class).count();
    let names: Vec<String> = classes
        .iter()
        .enumerate()
        .filter(|(class, _)| rows(*class) < RARE)
        .map(|(_, name)| name.clone())
        .collect();
    (!names.is_empty()).then(|| {
        Message::new("category-note-rare")
            .count("n", names.len())
            .count("least", RARE)
            .with("names", Arg::Names(names))
    })
}

/// That training rows were measured in part, where that is so.
pub(super) fn in_part(report: &CategoryReport, parts: &[Part]) -> Option<Message> {
    let all = parts.iter().filter(|part| **part == Part::Train).count();
    let measured = report.metrics.train.rows;
    (measured < all).then(|| Message::new("category-note-in-part").count("n", measured).count("all", all))
}

/// The figures of a fold.
pub(super) fn figures(chances: &[f64], y: &[f64], classes: &[String]) -> Figures {
    evaluate::category_metrics(Guessed { chances, truth: &indices(y) }, classes).named().to_vec()
}

/// The likeliest answer of each row with its chance, and the chance of each answer where there are not too many.
pub(super) fn columns(classes: &[String], chances: &[f64]) -> Vec<(String, Vec<String>)> {
    let rows = || chances.chunks(classes.len().max(1));
    let written = |chance: f64| format!("{chance:.6}");
    let name = |class: usize| classes.get(class).cloned().unwrap_or_default();
    let mut columns = vec![
        ("prediction".to_owned(), rows().map(|row| name(likeliest(row).0)).collect()),
        ("probability".to_owned(), rows().map(|row| written(likeliest(row).1)).collect()),
    ];
    if classes.len() <= COLUMNS {
        columns.extend(classes.iter().enumerate().map(|(class, name)| {
            let chance = |row: &[f64]| written(row.get(class).copied().unwrap_or(f64::NAN));
            (format!("probability_{name}"), rows().map(chance).collect())
        }));
    }
    columns
}
