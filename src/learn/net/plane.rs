//! The plane that a map of a net stretches over, as rows of its matrix.

use ndarray::Array2;

use super::forward::Layer;
use crate::domain::net_view::{NetAxis, NetInput, NetScale, NetSide, NetSideName};

/// Places along the first and the second side; ends included.
const PLACES: [usize; 2] = [49, 37];
/// Every so many places neurons are looked at; divides both less one.
const COARSE: usize = 3;
/// The plane reaches over all but the outermost of so many rows at each end.
const OUTERMOST: f64 = 0.01;
/// Bands of names at most.
const BANDS: usize = 12;
/// Inputs named for a direction at most.
const NAMED: usize = 3;

/// A side of the plane: how rows change along it.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub(super) shown: NetSide,
    /// Inputs that are 0 before anything is added.
    cleared: Vec<usize>,
    /// Sparse directions.
    towards: Vec<Vec<(usize, f64)>>,
    /// At each place how far along which direction.
    steps: Vec<(f64, usize)>,
    origin: Vec<f64>,
}

impl Side {
    /// A column; none where it does not vary or has too many names.
    pub(super) fn column(axis: &NetAxis, rows: &Array2<f32>, which: usize) -> Option<Self> {
        let place = axis.place;
        match &axis.scale {
            NetScale::Number(shift, scale) | NetScale::Day(shift, scale) => {
                let column = axis.column.clone();
                let name = match axis.scale {
                    NetScale::Day(..) => NetSideName::Day(column),
                    _ => NetSideName::Number(column),
                };
                let values = rows.column_values(place).map(|cell| cell * scale + shift).collect();
                let reach = reach_of(values)?;
                let at = places(reach, which);
                let steps = at.iter().map(|value| ((value - shift) / scale, 0)).collect();
                Some(Self {
                    shown: NetSide { name, reach, at },
                    cleared: vec![place],
                    towards: vec![vec![(place, 1.0)]],
                    steps,
                    origin: Vec::new(),
                })
            }
            NetScale::Names(levels) => {
                let n = levels.len();
                if !(2..=BANDS).contains(&n) {
                    return None;
                }
                // Two places a band, one at each edge, so that colours change sharply between bands.
                let edges = (0..n).flat_map(|band| [(band, band), (band, band + 1)]);
                let at = edges.clone().map(|(_, edge)| edge as f64).collect();
                let name = NetSideName::Names(axis.column.clone(), levels.clone());
                Some(Self {
                    shown: NetSide { name, reach: (0.0, n as f64), at },
                    cleared: (place..place + n).collect(),
                    towards: (place..place + n).map(|place| vec![(place, 1.0)]).collect(),
                    steps: edges.map(|(band, _)| (1.0, band)).collect(),
                    origin: Vec::new(),
                })
            }
        }
    }

    /// A direction through the average row.
    pub(super) fn direction(
        (towards, share): (&[f64], f64),
        origin: &[f64],
        inputs: &[NetInput],
        rows: &Array2<f32>,
        which: usize,
    ) -> Option<Self> {
        let mut strongest: Vec<(usize, f64)> = towards.iter().copied().enumerate().collect();
        strongest.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        let mostly = strongest.iter().take(NAMED).filter(|(_, part)| part.abs() > 0.2);
        let mostly = mostly.filter_map(|(place, part)| Some((inputs.get(*place)?.clone(), *part > 0.0)));
        let mut side = Self {
            shown: NetSide {
                name: NetSideName::Direction { share, mostly: mostly.collect() },
                reach: (0.0, 1.0),
                at: Vec::new(),
            },
            cleared: Vec::new(),
            towards: vec![towards.iter().copied().enumerate().collect()],
            steps: Vec::new(),
            origin: origin.to_vec(),
        };
        let all = rows.rows().into_iter().map(|row| side.value(row.as_slice().unwrap_or_default(), 0));
        let reach = reach_of(all.flatten().collect())?;
        side.shown.at = places(reach, which);
        side.shown.reach = reach;
        side.steps = side.shown.at.iter().map(|at| (*at, 0)).collect();
        Some(side)
    }

    /// Where a row lies along the side. `nth`: which row it is, that rows of one band lie side by side.
    pub(super) fn value(&self, row: &[f32], nth: usize) -> Option<f64> {
        let cell = |place: usize| row.get(place).map(|cell| f64::from(*cell));
        match &self.shown.name {
            NetSideName::Number(_) | NetSideName::Day(_) => {
                let (place, _) = self.towards.first()?.first()?;
                // Places are values; steps are what the matrix holds there.
                let [first, last] = [self.shown.at.first()?, self.shown.at.last()?];
                let [low, high] = [self.steps.first()?.0, self.steps.last()?.0];
                Some(first + (cell(*place)? - low) / (high - low) * (last - first))
            }
            NetSideName::Names(..) => {
                let band =
                    self.cleared.iter().position(|place| cell(*place).is_some_and(|cell| cell > 0.5))?;
                // Multiples of the golden ratio fill a band evenly, however many there are.
                Some(band as f64 + 0.12 + 0.76 * (nth as f64 * 0.618_033_988_749_895).fract())
            }
            NetSideName::Direction { .. } => {
                let towards = self.towards.first()?;
                let parts = towards.iter().zip(&self.origin);
                parts.map(|((place, part), origin)| Some((cell(*place)? - origin) * part)).sum()
            }
        }
    }

    /// Places at which neurons are looked at, and where they lie as shares of the side.
    pub(super) fn coarse(&self) -> (Vec<usize>, Vec<f32>) {
        let step = if matches!(self.shown.name, NetSideName::Names(..)) { 1 } else { COARSE };
        let (low, high) = self.shown.reach;
        let places = self.shown.at.iter().enumerate().step_by(step);
        places.map(|(index, at)| (index, ((at - low) / (high - low)) as f32)).unzip()
    }

    /// What each place adds to the sums of a layer, places × outputs.
    fn added(&self, layer: &Layer) -> Vec<Vec<f64>> {
        let along: Vec<Vec<f64>> = self
            .towards
            .iter()
            .map(|towards| {
                let outputs = (0..layer.outputs()).map(|output| {
                    let weights = layer.weights_of(output);
                    let parts = towards.iter().filter_map(|(place, part)| Some((weights.get(*place)?, part)));
                    parts.map(|(weight, part)| f64::from(*weight) * part).sum()
                });
                outputs.collect()
            })
            .collect();
        let steps = self.steps.iter().map(|(far, which)| {
            let along = along.get(*which).map_or(&[][..], Vec::as_slice);
            along.iter().map(|part| part * far).collect()
        });
        steps.collect()
    }
}

/// Sums of a first layer over the plane, places × outputs, row by row from the lowest place of the second side: all
/// other inputs are as in `base`.
///
/// A layer's sums are linear in its inputs, so they are those of the base and what each side adds: sides together
/// instead of sides multiplied.
pub(super) fn sums(layer: &Layer, base: &[f64], sides: &[Side; 2]) -> Array2<f32> {
    let [across, up] = sides;
    let cleared = |place: &usize| across.cleared.contains(place) || up.cleared.contains(place);
    let base: Vec<f64> =
        base.iter().enumerate().map(|(place, value)| if cleared(&place) { 0.0 } else { *value }).collect();
    let outputs = layer.outputs();
    let common: Vec<f64> = (0..outputs)
        .zip(layer.bias())
        .map(|(output, bias)| {
            let parts = layer.weights_of(output).iter().zip(&base);
            f64::from(*bias) + parts.map(|(weight, value)| f64::from(*weight) * value).sum::<f64>()
        })
        .collect();
    let (along, above) = (across.added(layer), up.added(layer));
    let mut sums = Array2::zeros((along.len() * above.len(), outputs));
    let rows = above.iter().flat_map(|above| along.iter().map(move |along| (along, above)));
    for (mut row, (along, above)) in sums.rows_mut().into_iter().zip(rows) {
        for ((sum, common), (along, above)) in row.iter_mut().zip(&common).zip(along.iter().zip(above)) {
            *sum = (common + along + above) as f32;
        }
    }
    sums
}

/// Places from end to end.
fn places((low, high): (f64, f64), which: usize) -> Vec<f64> {
    let places = PLACES.get(which).copied().unwrap_or(2);
    (0..places).map(|place| low + (high - low) * place as f64 / (places - 1) as f64).collect()
}

/// From where to where values reach, without the outermost; none where they are all alike.
fn reach_of(mut values: Vec<f64>) -> Option<(f64, f64)> {
    values.sort_by(f64::total_cmp);
    let at =
        |share: f64| values.get((share * values.len().saturating_sub(1) as f64).round() as usize).copied();
    let inner = (at(OUTERMOST)?, at(1.0 - OUTERMOST)?);
    let (low, high) = if inner.0 < inner.1 { inner } else { (at(0.0)?, at(1.0)?) };
    (low < high).then_some((low, high))
}

/// Cells of a column as numbers.
trait ColumnValues {
    fn column_values(&self, place: usize) -> impl Iterator<Item = f64>;
}

impl ColumnValues for Array2<f32> {
    fn column_values(&self, place: usize) -> impl Iterator<Item = f64> {
        self.rows().into_iter().filter_map(move |row| row.get(place).map(|cell| f64::from(*cell)))
    }
}
