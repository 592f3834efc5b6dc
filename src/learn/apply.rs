//! A preparation and a model over many rows, block by block, so that no matrix of all rows is ever needed.

use std::ops::Range;

use ndarray::Array1;

use super::blocks::{self, GoOn};
use super::error::LearnError;
use super::model::Model;
use super::prepare::{Encoder, Preparation, check_rows};
use crate::domain::frame::Frame;

/// One value per row, in the order given; see [`Model::predict`]. [`LearnError::Stopped`] when told not to go on.
pub fn predict(
    (preparation, model): (&Preparation, &Model),
    frame: &Frame,
    rows: &[u32],
    go_on: GoOn<'_>,
) -> Result<Vec<f64>, LearnError> {
    filled(preparation, frame, rows, go_on, |encoder, rows| {
        // A block is short: whether to go on was asked before it.
        Ok(model.predict_design(&encoder.design(rows, &|| true)?))
    })
}

/// The chance of each of several answers, row by row in the order given; empty for a model of another kind.
pub fn chances(
    (preparation, model): (&Preparation, &Model),
    frame: &Frame,
    rows: &[u32],
    go_on: GoOn<'_>,
) -> Result<Vec<f64>, LearnError> {
    let Some(classes) = model.classes() else { return Ok(Vec::new()) };
    check_rows(frame, rows)?;
    let encoder = Encoder::new(preparation, frame)?;
    let mut out = vec![0.0; rows.len() * classes];
    blocks::try_fill(&mut out, classes, go_on, |range, slots| {
        let x = encoder.design(rows.get(range).unwrap_or_default(), &|| true)?;
        slots.iter_mut().zip(model.chances_design(&x)).for_each(|(slot, chance)| *slot = chance);
        Ok(())
    })?;
    Ok(out)
}

/// The 0-based group of each row and its distance to the centre; see [`Model::assign`].
pub fn assign(
    (preparation, model): (&Preparation, &Model),
    frame: &Frame,
    rows: &[u32],
    go_on: GoOn<'_>,
) -> Result<Vec<(u32, f64)>, LearnError> {
    filled(preparation, frame, rows, go_on, |encoder, rows| {
        Ok(model.assign(&encoder.design(rows, &|| true)?.into_dense(&|| true)?.view()))
    })
}

/// The population standard deviation of each output over some rows (Chan, Golub & `LeVeque` 1983: moments of
/// blocks, joined).
pub fn spreads(
    preparation: &Preparation,
    frame: &Frame,
    rows: &[u32],
    go_on: GoOn<'_>,
) -> Result<Vec<f64>, LearnError> {
    check_rows(frame, rows)?;
    let encoder = Encoder::new(preparation, frame)?;
    let part = |range: Range<usize>| -> Option<Moments> {
        let x = encoder.design(rows.get(range)?, &|| true).ok()?;
        let (mean, sd) = x.moments(&|| true).ok()?;
        let n = x.rows() as f64;
        Some(Moments { rows: n, mean, squares: sd.mapv(|sd| sd * sd * n) })
    };
    let width = preparation.outputs().len();
    let start = Moments { rows: 0.0, mean: Array1::zeros(width), squares: Array1::zeros(width) };
    let all = blocks::sum(rows.len(), go_on, start, part, |all, part| {
        if let Some(part) = part {
            all.join(&part);
        }
    })?;
    let n = all.rows.max(1.0);
    Ok(all.squares.iter().map(|squares| (squares / n).sqrt()).collect())
}

/// Rows, means and sums of squared distances to the mean.
struct Moments {
    rows: f64,
    mean: Array1<f64>,
    squares: Array1<f64>,
}

impl Moments {
    fn join(&mut self, other: &Self) {
        let rows = self.rows + other.rows;
        let apart = &other.mean - &self.mean;
        self.mean.scaled_add(other.rows / rows, &apart);
        self.squares += &other.squares;
        self.squares.scaled_add(self.rows * other.rows / rows, &(&apart * &apart));
        self.rows = rows;
    }
}

/// What `values` makes of the rows of each block, for all rows.
fn filled<T: Clone + Default + Send>(
    preparation: &Preparation,
    frame: &Frame,
    rows: &[u32],
    go_on: GoOn<'_>,
    values: impl Fn(&Encoder<'_>, &[u32]) -> Result<Vec<T>, LearnError> + Sync,
) -> Result<Vec<T>, LearnError> {
    check_rows(frame, rows)?;
    let encoder = Encoder::new(preparation, frame)?;
    let mut out = vec![T::default(); rows.len()];
    blocks::try_fill(&mut out, 1, go_on, |range, slots| {
        let found = values(&encoder, rows.get(range).unwrap_or_default())?;
        for (slot, value) in slots.iter_mut().zip(found) {
            *slot = value;
        }
        Ok(())
    })?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::frame::{Feature, FeatureValues};
    use crate::domain::recipe::Scale;
    use crate::learn::{Coding, PrepareSpec};

    /// Rows enough for several blocks, with gaps.
    fn made() -> (Frame, Vec<u32>, Preparation) {
        let n = 10_001_usize;
        let values = (0..n).map(|i| if i % 17 == 0 { f64::NAN } else { ((i * 7919) % 1013) as f64 });
        let codes = (0..n).map(|i| [0, 1, 2, crate::domain::frame::GAP][(i * 31) % 4]);
        let feature = |name: &str, values| Feature { name: name.to_owned(), values };
        let levels = ["a", "b", "c"].map(str::to_owned).to_vec();
        let frame = Frame {
            rows: n,
            features: vec![
                feature("n", FeatureValues::Number(values.collect())),
                feature("c", FeatureValues::Category { codes: codes.collect(), levels }),
            ],
        };
        let rows: Vec<u32> = (0..n as u32).filter(|row| row % 5 != 2).collect();
        let spec = PrepareSpec {
            fills: std::collections::BTreeMap::new(),
            coding: Coding::AllLevels,
            scale: Scale::Standard,
            levels: crate::learn::Levels::Usual,
        };
        let preparation = Preparation::fit(&frame, &rows, &spec, &|| true).unwrap();
        (frame, rows, preparation)
    }

    #[test]
    fn blocks_say_what_the_whole_matrix_says() {
        let (frame, rows, preparation) = made();
        let x = preparation.transform(&frame, &rows, &|| true).unwrap();
        let weights = vec![0.5, -1.0, 2.0, 0.25, 3.0];
        let linear = Model::Linear { intercept: 0.5, weights: weights.clone() };
        let found = predict((&preparation, &linear), &frame, &rows, &|| true).unwrap();
        for (found, row) in found.iter().zip(x.rows()) {
            let by_hand = 0.5 + row.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>();
            assert!((found - by_hand).abs() < 1e-12);
        }
        let groups = Model::KMeans { centres: vec![vec![0.0; 5], vec![1.0; 5]] };
        let found = assign((&preparation, &groups), &frame, &rows, &|| true).unwrap();
        assert_eq!(found, groups.assign(&x.view()));
        for (found, column) in spreads(&preparation, &frame, &rows, &|| true).unwrap().iter().zip(x.columns())
        {
            assert!((found - column.std(0.0)).abs() < 1e-12);
        }
    }

    #[test]
    fn a_stop_leaves_nothing_half_done() {
        let (frame, rows, preparation) = made();
        let model = Model::Linear { intercept: 0.0, weights: vec![0.0; 5] };
        let stopped = Err(LearnError::Stopped);
        assert_eq!(predict((&preparation, &model), &frame, &rows, &|| false), stopped);
        assert_eq!(spreads(&preparation, &frame, &rows, &|| false), stopped);
        assert_eq!(preparation.transform(&frame, &rows, &|| false).map(|_| Vec::new()), stopped);
    }
}
