//! k-means: starting centres by linfa, then Lloyd's steps of our own, from several starts at once.
//!
//! linfa-clustering 0.8.1 is used for k-means++ starting centres only (Arthur & Vassilvitskii 2007): its
//! `cluster_count` is of the last start instead of the best, its `inertia` is a mean, it neither reports
//! steps nor refuses k above the rows, and its k-means|| start depends on the number of threads.

use std::collections::BTreeSet;

use linfa::DatasetBase;
use linfa::traits::Fit as _;
use linfa_clustering::{KMeans, KMeansInit};
use ndarray::{ArcArray2, ArrayView2, Axis};
use rand::{RngCore as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use crate::domain::event::CurvePoint;

use super::blocks::GoOn;
use super::error::LearnError;
use super::lloyd::{Rows, Run};
use super::model::Model;
use super::screened::{Screen, WORTH};
use super::silhouette::{sample_rows, silhouette_sample};
use super::solver::{Solver, Step, fit};
use super::stability::{self, Overlaps};

/// Rows the number of groups is found out on, at most.
const CHOOSE_ROWS: usize = 20_000;
/// Rows the silhouette is measured on, at most.
pub const SILHOUETTE_ROWS: usize = 2_000;
/// Rows that all starts together go through in a step, where there is a choice.
const STARTED_ROWS: usize = 500_000;
/// Above this many rows the starts are narrowed down on the way.
const MANY_ROWS: usize = 50_000;
/// Cells looked at together.
const CELLS: usize = 1 << 16;
/// Numbers of groups that are tried at most, where fewer are looked for.
const MOST_TRIED: u32 = 20;
/// What a fit takes, in draws of the stability.
const FIT: u32 = 10;
/// Steps at most.
const STEPS: u32 = 300;

/// What is asked of k-means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KMeansSpec {
    /// Groups.
    pub k: usize,
    /// Starts, of which the best end is kept; none: 500,000 / rows, at least 10 and at most 200.
    pub runs: Option<usize>,
    /// Fixes the starts.
    pub seed: u64,
}

impl KMeansSpec {
    /// As many starts as the rows allow in good time.
    pub fn new(k: usize, seed: u64) -> Self {
        Self { k, runs: None, seed }
    }
}

/// k-means by steps: each round moves every start on by one step, and the curve shows the lowest inertia.
pub struct KMeansSolver {
    x: ArcArray2<f64>,
    spec: KMeansSpec,
    screen: Option<Screen>,
    runs: Vec<Run>,
    iteration: Option<u32>,
}

impl KMeansSolver {
    /// A solver for a matrix of rows × columns without gaps. It is shared, as those who judge need it too.
    pub fn new(x: ArcArray2<f64>, spec: KMeansSpec) -> Result<Self, LearnError> {
        if x.ncols() == 0 {
            return Err(LearnError::NoColumns);
        }
        // Of many cells the copy tells, which looks at each anyway.
        if x.len() < WORTH {
            check_finite(&x)?;
        }
        if spec.k == 0 {
            return Err(LearnError::NoGroups);
        }
        let distinct = distinct_rows(&x.view(), spec.k);
        if spec.k > distinct {
            return Err(LearnError::TooManyGroups { k: spec.k, distinct });
        }
        let x = if x.is_standard_layout() { x } else { x.as_standard_layout().into_owned().into_shared() };
        Ok(Self { x, spec, screen: None, runs: Vec::new(), iteration: None })
    }

    /// One start from given centres of as many columns, to go on from groups that are known.
    pub fn from_centres(
        x: ArcArray2<f64>,
        centres: Vec<Vec<f64>>,
        go_on: GoOn<'_>,
    ) -> Result<Self, LearnError> {
        if centres.iter().any(|centre| centre.len() != x.ncols()) {
            return Err(LearnError::Shape { detail: "centres of other columns".to_owned() });
        }
        let mut solver = Self::new(x, KMeansSpec { k: centres.len(), runs: Some(1), seed: 0 })?;
        solver.copy(go_on)?;
        let run = Run::new(solver.rows()?, centres, go_on)?;
        solver.runs.push(run);
        Ok(solver)
    }

    /// Copies the rows where that pays.
    fn copy(&mut self, go_on: GoOn<'_>) -> Result<(), LearnError> {
        if self.screen.is_none() && self.x.len() >= WORTH {
            let rows = self.rows()?;
            let screen = Screen::new(rows.cells, rows.columns, go_on)?;
            if !screen.is_finite() {
                check_finite(&self.x)?;
            }
            self.screen = Some(screen);
        }
        Ok(())
    }

    fn rows(&self) -> Result<Rows<'_>, LearnError> {
        rows_of(&self.x, self.screen.as_ref())
    }

    fn start(&mut self, go_on: GoOn<'_>) -> Result<(), LearnError> {
        self.copy(go_on)?;
        // Places to start need no more than a sample; on all of a million rows they would take minutes.
        let rows = sample_rows(self.x.nrows(), CHOOSE_ROWS, self.spec.seed);
        let rows: Vec<usize> = rows.into_iter().map(|row| row as usize).collect();
        let sample = (rows.len() < self.x.nrows())
            .then(|| self.x.select(Axis(0), &rows))
            .filter(|sample| distinct_rows(&sample.view(), self.spec.k) == self.spec.k);
        let data = DatasetBase::from(sample.as_ref().map_or_else(|| self.x.view(), ndarray::ArrayBase::view));
        let mut seeds = Xoshiro256PlusPlus::seed_from_u64(self.spec.seed);
        let usual = (STARTED_ROWS / self.x.nrows().max(1)).clamp(10, 200);
        for _ in 0..self.spec.runs.unwrap_or(usual).max(1) {
            if !go_on() {
                return Err(LearnError::Stopped);
            }
            // Every start has a seed of its own: more starts only add, never change the others.
            let rng = Xoshiro256PlusPlus::seed_from_u64(seeds.next_u64());
            let start = KMeans::params_with_rng(self.spec.k, rng)
                .init_method(KMeansInit::KMeansPlusPlus)
                .n_runs(1)
                .max_n_iterations(1)
                .fit(&data)
                .map_err(|error| LearnError::Solver { detail: error.to_string() })?;
            let centres = start.centroids().rows().into_iter().map(|row| row.to_vec()).collect();
            let run = Run::new(self.rows()?, centres, go_on)?;
            self.runs.push(run);
        }
        Ok(())
    }

    /// With very many rows, only the lowest starts go on: five after 3 steps, two after 6, one after 10.
    fn narrow(&mut self, iteration: u32) {
        let most = match iteration {
            3 => 5,
            6 => 2,
            10 => 1,
            _ => return,
        };
        if self.x.nrows() > MANY_ROWS {
            self.runs.sort_by(|a, b| a.inertia.total_cmp(&b.inertia));
            self.runs.truncate(most);
        }
    }

    /// The start that is lowest now; of equals the first.
    fn best(&self) -> Option<&Run> {
        self.runs.iter().min_by(|a, b| a.inertia.total_cmp(&b.inertia))
    }
}

impl Solver for KMeansSolver {
    fn advance(&mut self, go_on: GoOn<'_>) -> Result<Step, LearnError> {
        let iteration = if let Some(iteration) = self.iteration {
            let x = rows_of(&self.x, self.screen.as_ref())?;
            for run in self.runs.iter_mut().filter(|run| !run.done) {
                run.step(x, go_on)?;
            }
            self.narrow(iteration + 1);
            iteration + 1
        } else {
            if self.runs.is_empty() {
                self.start(go_on)?;
            }
            0
        };
        self.iteration = Some(iteration);
        let train = self.best().map_or(f64::NAN, |run| run.inertia);
        let done = self.runs.iter().all(|run| run.done) || iteration >= STEPS;
        Ok(Step { point: CurvePoint { iteration, train, valid: None }, done })
    }

    /// Centres by descending size; of equal sizes the one with the smaller coordinates first.
    fn model(&self) -> Model {
        let Some(run) = self.best() else { return Model::KMeans { centres: Vec::new() } };
        let mut groups: Vec<(&Vec<f64>, usize)> =
            run.centres.iter().zip(run.counts.iter().copied()).collect();
        groups.sort_by(|a, b| {
            let coordinates = a.0.iter().zip(b.0).map(|(a, b)| a.total_cmp(b));
            b.1.cmp(&a.1).then_with(|| coordinates.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then))
        });
        Model::KMeans { centres: groups.into_iter().map(|(centre, _)| centre.clone()).collect() }
    }
}

/// The cells row by row; the solver keeps its matrix in this order.
fn rows_of<'a>(x: &'a ArcArray2<f64>, screen: Option<&'a Screen>) -> Result<Rows<'a>, LearnError> {
    let order = || LearnError::Shape { detail: "a matrix that is not row by row".to_owned() };
    Ok(Rows { cells: x.as_slice().ok_or_else(order)?, columns: x.ncols(), screen })
}

fn check_finite(x: &ArcArray2<f64>) -> Result<(), LearnError> {
    if is_finite(x) {
        return Ok(());
    }
    Err(LearnError::Shape { detail: "values that are not finite".to_owned() })
}

/// Whether all cells are finite. Every cell of a part is looked at, which is quicker than to ask after each.
fn is_finite(x: &ArcArray2<f64>) -> bool {
    let part = |cells: &[f64]| cells.iter().fold(true, |all, value| all & value.is_finite());
    match x.as_slice_memory_order() {
        Some(cells) => cells.par_chunks(CELLS).all(part),
        None => x.iter().all(|value| value.is_finite()),
    }
}

/// How many rows differ, counted up to `enough`.
fn distinct_rows(x: &ArrayView2<'_, f64>, enough: usize) -> usize {
    let mut seen: BTreeSet<Vec<u64>> = BTreeSet::new();
    for row in x.rows() {
        if seen.len() >= enough {
            break;
        }
        // Adding 0 makes −0 and 0 the same.
        seen.insert(row.iter().map(|value| (value + 0.0).to_bits()).collect());
    }
    seen.len()
}

/// A number of groups that was tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// Groups.
    pub k: u32,
    /// The silhouette of each row of the sample.
    pub silhouettes: Vec<f64>,
    /// Whether its groups come back; none where there are too few rows to tell.
    pub stability: Option<Overlaps>,
}

impl Tried {
    fn silhouette(&self) -> f64 {
        super::baseline::mean(&self.silhouettes)
    }
}

/// The number of groups with the highest mean silhouette (of equals the smallest), and every k that was tried.
/// Found out on at most 20,000 rows, silhouettes on at most 2,000 of them. `watch` is told (done, total).
pub fn choose_k(
    x: &ArrayView2<'_, f64>,
    range: std::ops::RangeInclusive<u32>,
    seed: u64,
    go_on: GoOn<'_>,
    watch: &mut dyn FnMut(u32, u32),
) -> Result<(u32, Vec<Tried>), LearnError> {
    let x = sampled(x, seed);
    let first = (*range.start()).max(2);
    let distinct = distinct_rows(&x.view(), *range.end() as usize);
    let last = (*range.end()).min(distinct as u32);
    let total = (last + 1).saturating_sub(first) * (stability::TRIED_DRAWS + FIT);
    let mut tried = Vec::new();
    for k in first..=last {
        let before = (k - first) * (stability::TRIED_DRAWS + FIT);
        watch(before, total);
        tried.push(try_groups(&x, k, seed, go_on, &mut |done, _| watch(before + FIT + done, total))?);
    }
    let best = tried.iter().max_by(|a, b| a.silhouette().total_cmp(&b.silhouette()).then(b.k.cmp(&a.k)));
    match best.map(|best| best.k) {
        Some(k) => Ok((k, tried)),
        None => Err(LearnError::TooManyGroups { k: first as usize, distinct }),
    }
}

/// The rows that numbers of groups are tried on.
fn sampled(x: &ArrayView2<'_, f64>, seed: u64) -> ArcArray2<f64> {
    let rows = sample_rows(x.nrows(), CHOOSE_ROWS, seed);
    let rows: Vec<usize> = rows.into_iter().map(|row| row as usize).collect();
    x.select(Axis(0), &rows).into_shared()
}

/// The largest number of groups below `k` that are all as stable as `enough`, tried on at most 20,000 rows from the
/// largest down; none if there is none.
pub fn fewer_groups(
    x: &ArrayView2<'_, f64>,
    k: u32,
    enough: &dyn Fn(&Overlaps) -> bool,
    seed: u64,
    go_on: GoOn<'_>,
    watch: &mut dyn FnMut(u32, u32),
) -> Result<Option<u32>, LearnError> {
    let x = sampled(x, seed);
    for fewer in (2..k.min(MOST_TRIED + 1)).rev() {
        let tried = try_groups(&x, fewer, seed, go_on, watch)?;
        if tried.stability.as_ref().is_some_and(enough) {
            return Ok(Some(fewer));
        }
    }
    Ok(None)
}

fn try_groups(
    x: &ArcArray2<f64>,
    k: u32,
    seed: u64,
    go_on: GoOn<'_>,
    watch: &mut dyn FnMut(u32, u32),
) -> Result<Tried, LearnError> {
    let runs = (STARTED_ROWS / 5 / x.nrows().max(1)).clamp(10, 200);
    let spec = KMeansSpec { k: k as usize, runs: Some(runs), seed };
    let solver = KMeansSolver::new(x.clone(), spec)?;
    let fitted = fit(Box::new(solver), None, go_on, &mut |_| go_on())?;
    if fitted.stopped {
        return Err(LearnError::Stopped);
    }
    let groups: Vec<u32> = fitted.model.assign(&x.view()).into_iter().map(|(group, _)| group).collect();
    let sample = sample_rows(x.nrows(), SILHOUETTE_ROWS, seed.wrapping_add(1));
    let silhouettes = silhouette_sample(&x.view(), &groups, &sample);
    let stability =
        stability::stability(&x.view(), &groups, (k as usize, stability::TRIED_DRAWS), seed, go_on, watch)?;
    Ok(Tried { k, silhouettes, stability })
}
