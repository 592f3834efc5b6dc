//! What a neuron answers to, as words about columns.
//!
//! Neurons of the first layer by their weights: an input counts by its weight times its spread over the customers
//! looked at. Deeper ones have no weights from inputs; there an input counts by its correlation with what the neuron
//! gives over those customers. In both cases a column of names counts as a whole: by how far its levels move the
//! neuron from its average, in the mean square.

use ndarray::{Array2, ArrayView1};

use super::inside::varies;
use crate::domain::net_view::{NetInput, NetResponse};

/// Columns named at most.
const NAMED: usize = 3;
/// What counts less than this share of the strongest is left out.
const WEAK: f64 = 0.35;
/// Correlations below this are left out.
const UNSURE: f64 = 0.1;
/// Levels with less than this share of the customers are not spoken of.
const RARE: f64 = 0.01;

/// A column as its inputs.
#[derive(Clone, Debug, PartialEq)]
enum Group {
    Number(usize),
    Levels(Vec<usize>),
}

/// Customers by whom neurons are judged: what is known about their inputs, once for all neurons.
#[derive(Clone, Debug)]
pub(super) struct Inputs {
    names: Vec<NetInput>,
    groups: Vec<Group>,
    mean: Vec<f64>,
    spread: Vec<f64>,
}

impl Inputs {
    pub(super) fn new(names: Vec<NetInput>, rows: &Array2<f32>) -> Self {
        let n = rows.nrows().max(1) as f64;
        let mut groups: Vec<Group> = Vec::new();
        for (place, input) in names.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|before| names.get(before));
            let same = before.is_some_and(|before| before.column == input.column && before.level.is_some());
            match (&input.level, groups.last_mut()) {
                (None, _) => groups.push(Group::Number(place)),
                (Some(_), Some(Group::Levels(levels))) if same => levels.push(place),
                (Some(_), _) => groups.push(Group::Levels(vec![place])),
            }
        }
        let mean: Vec<f64> = rows
            .columns()
            .into_iter()
            .map(|column| column.iter().map(|v| f64::from(*v)).sum::<f64>() / n)
            .collect();
        let spread = rows.columns().into_iter().zip(&mean).map(|(column, mean)| {
            (column.iter().map(|v| (f64::from(*v) - mean).powi(2)).sum::<f64>() / n).sqrt()
        });
        let spread = spread.collect();
        Self { names, groups, mean, spread }
    }

    /// Standard deviation of each input.
    pub(super) fn spread(&self) -> &[f64] {
        &self.spread
    }

    fn mean(&self, place: usize) -> f64 {
        self.mean.get(place).copied().unwrap_or(0.0)
    }

    fn spread_of(&self, place: usize) -> f64 {
        self.spread.get(place).copied().unwrap_or(0.0)
    }

    /// By the weights of a neuron of the first layer.
    pub(super) fn by_weights(&self, weights: &[f32]) -> Vec<NetResponse> {
        let weight = |place: usize| weights.get(place).map_or(0.0, |weight| f64::from(*weight));
        let number = |place: usize| weight(place) * self.spread_of(place);
        let levels = |levels: &[usize]| {
            let average: f64 = levels.iter().map(|place| weight(*place) * self.mean(*place)).sum();
            levels.iter().map(|place| weight(*place) - average).collect()
        };
        self.named(&number, &levels, 0.0)
    }

    /// By correlation, from the sums of inputs × values over the rows; `moments`: mean and standard deviation of the
    /// values. Nothing where they do not vary.
    pub(super) fn by_correlation(
        &self,
        products: &ArrayView1<'_, f32>,
        rows: usize,
        (mean, sd): (f64, f64),
    ) -> Vec<NetResponse> {
        if !varies(mean, sd) || rows == 0 {
            return Vec::new();
        }
        let product = |place: usize| products.get(place).map_or(0.0, |sum| f64::from(*sum) / rows as f64);
        let number = |place: usize| {
            let covariance = product(place) - self.mean(place) * mean;
            let spread = self.spread_of(place);
            if spread > 0.0 { covariance / spread / sd } else { 0.0 }
        };
        let levels = |levels: &[usize]| {
            let moved = |place: &usize| {
                let share = self.mean(*place);
                if share > 0.0 { (product(*place) / share - mean) / sd } else { 0.0 }
            };
            levels.iter().map(moved).collect()
        };
        self.named(&number, &levels, UNSURE)
    }

    fn named(
        &self,
        number: &dyn Fn(usize) -> f64,
        levels: &dyn Fn(&[usize]) -> Vec<f64>,
        least: f64,
    ) -> Vec<NetResponse> {
        let name = |place: usize| self.names.get(place).cloned();
        let mut found: Vec<(f64, NetResponse)> = Vec::new();
        for group in &self.groups {
            match group {
                Group::Number(place) => {
                    let effect = number(*place);
                    let Some(NetInput { column, .. }) = name(*place) else { continue };
                    let response =
                        if effect > 0.0 { NetResponse::Rises(column) } else { NetResponse::Falls(column) };
                    found.push((effect.abs(), response));
                }
                Group::Levels(places) => {
                    let moved = levels(places);
                    let each =
                        || places.iter().zip(&moved).map(|(place, by)| (*place, self.mean(*place), *by));
                    let strength = each().map(|(_, share, by)| share * by * by).sum::<f64>().sqrt();
                    let spoken = each().filter(|(_, share, _)| (RARE..=1.0 - RARE).contains(share));
                    let most =
                        spoken.max_by(|a, b| (a.1.sqrt() * a.2.abs()).total_cmp(&(b.1.sqrt() * b.2.abs())));
                    let Some((place, _, by)) = most else { continue };
                    let Some(input) = name(place) else { continue };
                    let response =
                        if by > 0.0 { NetResponse::Highest(input) } else { NetResponse::Lowest(input) };
                    found.push((strength, response));
                }
            }
        }
        // Stable: of equals the first in the table.
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let strongest = found.first().map_or(0.0, |(strength, _)| *strength);
        let named = found.into_iter().take(NAMED);
        let counts = |strength: f64| strength > 0.0 && strength >= least && strength >= WEAK * strongest;
        named.filter(|(strength, _)| counts(*strength)).map(|(_, response)| response).collect()
    }
}
