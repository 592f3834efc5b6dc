//! The rows a net learns from, as the trainer takes them: numbers of 32 bits, row by row.

use clientele_neural_protocol::{Embedding, Task};
use rand::SeedableRng as _;
use rand::seq::SliceRandom as _;
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::domain::message::Message;
use crate::domain::recipe::Balance;
use crate::learn::balance::RowWeights;
use crate::learn::blocks::GoOn;
use crate::learn::design::Design;
use crate::learn::error::LearnError;
use crate::learn::multinomial::ClassWeights;
use crate::learn::supervised::{Rows, Supervised};

/// One row of so many is held back where there are no validation rows, to see when to stop.
const HELD_BACK: usize = 10;
/// With fewer rows than this all learn.
const ENOUGH_TO_HOLD_BACK: usize = 100;

/// What is asked, with the answers' names where there are several.
#[derive(Clone, Copy, Debug)]
pub enum Asked<'a> {
    /// A number.
    Number,
    /// A yes.
    YesNo,
    /// One of these.
    Category(&'a [String]),
}

/// Rows of a matrix and their answers.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Cells {
    /// Rows × columns, row by row.
    pub x: Vec<f32>,
    /// One per row: a number in standard units, 1 or 0, or the index of a class.
    pub y: Vec<f32>,
    /// How much each row counts, where they do not count the same; about 1 on average.
    pub w: Option<Vec<f32>>,
}

/// Everything a net is learned from.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// What is predicted.
    pub task: Task,
    /// Columns.
    pub width: usize,
    /// Categories of many levels.
    pub embeddings: Vec<Embedding>,
    /// Rows to learn from.
    pub train: Cells,
    /// Rows to check with, which count as those that learn do.
    pub valid: Option<Cells>,
    /// Whether they were taken from the rows that were to learn.
    pub held_back: bool,
    /// What the user should know about it.
    pub notes: Vec<Message>,
    /// Mean and standard deviation that numbers to learn were standardised by.
    pub(super) unit: (f64, f64),
    /// How far the score of each class stands above that of the real rate.
    pub(super) shifts: Vec<f64>,
}

impl Feed {
    /// Checks a problem and writes its rows out. Without validation rows one of ten is held back, spread over the
    /// answers and drawn by `seed`.
    pub fn new(
        (target, asked): (&str, Asked<'_>),
        train: Rows,
        valid: Option<Rows>,
        (balance, seed): (Balance, u64),
        go_on: GoOn<'_>,
    ) -> Result<Self, LearnError> {
        let (problem, task) = match asked {
            Asked::Number => (Supervised::number(target, train, valid)?, Task::Number),
            Asked::YesNo => (Supervised::yes_no(target, train, valid)?, Task::YesNo),
            Asked::Category(names) => {
                let task = Task::Category { classes: names.len() as u32 };
                (Supervised::category(target, names, train, valid)?, task)
            }
        };
        let width = problem.x_train.width();
        let embeddings = embeddings(&problem.x_train);
        let all = problem.y_train.len();
        let held: Vec<bool> = match &problem.valid {
            None if all >= ENOUGH_TO_HOLD_BACK => held_back(&problem.y_train, seed),
            _ => vec![false; all],
        };
        let part = |wanted: bool| -> Vec<f64> {
            let rows = problem.y_train.iter().zip(&held).filter(|(_, held)| **held == wanted);
            rows.map(|(y, _)| *y).collect()
        };
        let (learned, checked) = (part(false), part(true));
        let unit = if task == Task::Number { moments(&learned) } else { (0.0, 1.0) };
        let counts = counts(task, &learned, balance, seed);
        let x = cells(&problem.x_train, go_on)?;
        let of = |wanted: bool, y: &[f64]| Cells {
            x: rows_where(&x, width, &held, wanted),
            y: standardised(y, unit),
            w: counts.as_ref().map(|counts| counts.of(y)),
        };
        let is_held = !checked.is_empty();
        let valid = match &problem.valid {
            Some((x, y)) => {
                let w = counts.as_ref().map(|counts| counts.of(y));
                Some(Cells { x: cells(x, go_on)?, y: standardised(y, unit), w })
            }
            None => is_held.then(|| of(true, &checked)),
        };
        let mut train =
            if is_held { of(false, &learned) } else { Cells { x, y: standardised(&learned, unit), w: None } };
        let (mut shifts, mut notes) = (Vec::new(), Vec::new());
        if let Some(counts) = counts {
            train.w = Some(counts.rows);
            shifts = counts.shifts;
            notes.push(counts.note);
        }
        Ok(Self { task, width, embeddings, train, valid, held_back: is_held, notes, unit, shifts })
    }

    /// A loss in the answers' own unit: squared error of numbers, the others as they are.
    pub fn loss(&self, loss: f64) -> f64 {
        if self.task == Task::Number { loss * self.unit.1 * self.unit.1 } else { loss }
    }
}

/// Levels from which on a category gets a table: for fewer, a weight for each says as much.
const MANY_LEVELS: usize = 50;
/// Numbers per level at most.
const MOST_NUMBERS: f64 = 50.0;

/// Tables for categories of many levels, of min(50, 1.6 · n^0.56) numbers for each of n levels (the rule of thumb of
/// fastai, Howard & Gugger 2020).
fn embeddings(x: &Design) -> Vec<Embedding> {
    let (_, _, groups) = x.parts();
    let of = |outputs: &[usize]| {
        let (start, levels) = (*outputs.first()?, outputs.len());
        let size = (1.6 * (levels as f64).powf(0.56)).round().min(MOST_NUMBERS);
        let side_by_side = outputs.iter().copied().eq(start..start + levels);
        (levels > MANY_LEVELS && side_by_side).then_some(Embedding {
            start: start as u32,
            levels: levels as u32,
            size: size as u32,
        })
    };
    let mut found: Vec<Embedding> = groups.iter().filter_map(|group| of(&group.outputs)).collect();
    found.sort_unstable_by_key(|embedding| embedding.start);
    found
}

/// The design written out in 32 bits.
fn cells(x: &Design, go_on: GoOn<'_>) -> Result<Vec<f32>, LearnError> {
    Ok(x.dense(go_on)?.iter().map(|value| *value as f32).collect())
}

fn rows_where(x: &[f32], width: usize, held: &[bool], wanted: bool) -> Vec<f32> {
    let rows = x.chunks(width).zip(held).filter(|(_, held)| **held == wanted);
    rows.flat_map(|(row, _)| row).copied().collect()
}

/// Rows held back: shuffled, then every tenth in the order of the answers.
fn held_back(y: &[f64], seed: u64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..y.len()).collect();
    order.shuffle(&mut Xoshiro256PlusPlus::seed_from_u64(seed));
    let answer = |row: &usize| y.get(*row).copied().unwrap_or(f64::NAN);
    order.sort_by(|a, b| answer(a).total_cmp(&answer(b)));
    let mut held = vec![false; y.len()];
    for row in order.iter().skip(HELD_BACK / 2).step_by(HELD_BACK) {
        if let Some(held) = held.get_mut(*row) {
            *held = true;
        }
    }
    held
}

/// Mean and population standard deviation, 1 where all are alike.
fn moments(y: &[f64]) -> (f64, f64) {
    let n = y.len().max(1) as f64;
    let mean = y.iter().sum::<f64>() / n;
    let sd = (y.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / n).sqrt();
    (mean, if sd > 0.0 { sd } else { 1.0 })
}

fn standardised(y: &[f64], (mean, sd): (f64, f64)) -> Vec<f32> {
    y.iter().map(|y| ((y - mean) / sd) as f32).collect()
}

/// How much rows count, and the way back to the real rates.
struct Counts {
    /// One per row that learns, 1 on average.
    rows: Vec<f32>,
    /// What a row of each answer counts on average; 1 for an answer nobody gave.
    each: Vec<f32>,
    shifts: Vec<f64>,
    note: Message,
}

impl Counts {
    /// What rows with these answers count.
    fn of(&self, y: &[f64]) -> Vec<f32> {
        y.iter().map(|y| self.each.get(*y as usize).copied().unwrap_or(1.0)).collect()
    }
}

fn counts(task: Task, y: &[f64], balance: Balance, seed: u64) -> Option<Counts> {
    let (rows, shifts, note) = match task {
        Task::Number => return None,
        Task::YesNo => {
            let weights = RowWeights::new(balance, y, seed)?;
            let (shift, note) = (weights.shift(), weights.note());
            (weights.rows, vec![shift], note)
        }
        Task::Category { classes } => {
            let known: Vec<u16> = y.iter().map(|y| *y as u16).collect();
            let weights = ClassWeights::new(balance, &known, classes as usize, seed)?;
            let note = weights.note();
            (weights.rows, weights.shifts, note)
        }
    };
    let mean = rows.iter().sum::<f64>() / rows.len().max(1) as f64;
    let rows: Vec<f32> = rows.iter().map(|weight| (weight / mean) as f32).collect();
    let each = (0..shifts.len().max(2)).map(|class| {
        let of = rows.iter().zip(y).filter(|(_, y)| **y == class as f64);
        let (sum, n) = of.fold((0.0, 0_u32), |(sum, n), (weight, _)| (sum + weight, n + 1));
        if n > 0 { sum / n as f32 } else { 1.0 }
    });
    let each = each.collect();
    Some(Counts { rows, each, shifts, note })
}
