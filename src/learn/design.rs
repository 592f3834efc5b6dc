//! The design matrix as solvers see it: numbers as they are, categories by the place of their one 1.
//!
//! A category of 100 levels is 100 columns of zeros with a single 1. Written out, those zeros are most of
//! the memory and nearly all of the multiplications of a fit. Here each row keeps one small number per
//! category instead, and every product is taken from it: `Xᵀ W X` costs the square of the columns of the
//! table, not of the matrix (the idea of split matrices in generalised linear models).

use std::ops::Range;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, s};

use super::blocks::{self, GoOn};
use super::error::LearnError;

/// Rows × outputs, never written out.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    rows: usize,
    /// Outputs: columns of the matrix.
    width: usize,
    /// Rows × number columns.
    numbers: Array2<f64>,
    /// The output each number column is.
    number_at: Vec<usize>,
    groups: Vec<Group>,
}

/// A category: its outputs are 0/1 columns of which at most one is 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    /// The output each of its places is.
    pub(super) outputs: Vec<usize>,
    /// Per row the place of the 1; the number of outputs where all are 0.
    pub(super) places: Vec<u16>,
}

impl From<Array2<f64>> for Design {
    fn from(numbers: Array2<f64>) -> Self {
        let (rows, width) = numbers.dim();
        Self { rows, width, numbers, number_at: (0..width).collect(), groups: Vec::new() }
    }
}

impl Design {
    /// Puts columns together; all have as many rows as `numbers`, and every output is one of theirs.
    pub(super) fn new(numbers: Array2<f64>, number_at: Vec<usize>, groups: Vec<Group>) -> Self {
        let width = number_at.len() + groups.iter().map(|group| group.outputs.len()).sum::<usize>();
        Self { rows: numbers.nrows(), width, numbers, number_at, groups }
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Outputs: columns of the matrix.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether every number is finite.
    pub(super) fn is_finite(&self) -> bool {
        self.numbers.iter().all(|value| value.is_finite())
    }

    /// `intercept + X · weights` of some rows.
    pub(super) fn sums(&self, rows: Range<usize>, intercept: f64, weights: &[f64]) -> Array1<f64> {
        let of_numbers = pick(weights, &self.number_at);
        let mut sums = self.numbers.slice(s![rows.clone(), ..]).dot(&of_numbers) + intercept;
        for group in &self.groups {
            let mut of_places = pick(weights, &group.outputs).to_vec();
            of_places.push(0.0);
            for (sum, place) in sums.iter_mut().zip(group.of(rows.clone())) {
                *sum += of_places.get(usize::from(*place)).copied().unwrap_or(0.0);
            }
        }
        sums
    }

    /// `Xᵀ · values` of some rows, one value per row.
    pub(super) fn transposed(&self, rows: Range<usize>, values: &ArrayView1<'_, f64>) -> Array1<f64> {
        let mut out = Array1::zeros(self.width);
        let of_numbers = self.numbers.slice(s![rows.clone(), ..]).t().dot(values);
        put(&mut out, &self.number_at, of_numbers.iter().copied());
        for group in &self.groups {
            let mut of_places = vec![0.0; group.outputs.len() + 1];
            for (value, place) in values.iter().zip(group.of(rows.clone())) {
                if let Some(sum) = of_places.get_mut(usize::from(*place)) {
                    *sum += value;
                }
            }
            put(&mut out, &group.outputs, of_places);
        }
        out
    }

    /// `Xᵀ · diag(values) · X` of some rows: outputs × outputs.
    pub(super) fn cross(&self, rows: Range<usize>, values: &ArrayView1<'_, f64>) -> Array2<f64> {
        let mut out = Array2::zeros((self.width, self.width));
        let x = self.numbers.slice(s![rows.clone(), ..]);
        let bent = &x * &values.insert_axis(Axis(1));
        place(&mut out, (&self.number_at, &self.number_at), &x.t().dot(&bent).view());
        for (index, group) in self.groups.iter().enumerate() {
            let places = group.of(rows.clone());
            let slots = group.outputs.len() + 1;
            if let Some(bent) = bent.as_slice().filter(|bent| !bent.is_empty()) {
                let table = numbers_by_place(bent, self.number_at.len(), (places, slots));
                place_both(&mut out, (&group.outputs, &self.number_at), &table);
            }
            let mut own = vec![0.0; slots];
            for (value, place) in values.iter().zip(places) {
                if let Some(sum) = own.get_mut(usize::from(*place)) {
                    *sum += value;
                }
            }
            for (output, sum) in group.outputs.iter().zip(own) {
                if let Some(slot) = out.get_mut((*output, *output)) {
                    *slot = sum;
                }
            }
            for other in self.groups.iter().skip(index + 1) {
                let with = (other.of(rows.clone()), other.outputs.len() + 1);
                let table = places_by_place(values, (places, slots), with);
                place_both(&mut out, (&group.outputs, &other.outputs), &table);
            }
        }
        out
    }

    /// `XᵀX` of all rows.
    pub(super) fn gram(&self, go_on: GoOn<'_>) -> Result<Array2<f64>, LearnError> {
        let part = |rows: Range<usize>| self.cross(rows.clone(), &Array1::ones(rows.len()).view());
        let start = Array2::zeros((self.width, self.width));
        blocks::sum(self.rows, go_on, start, part, |total, part| *total += &part)
    }

    /// Mean and population standard deviation of every output; a constant one has deviation 0.
    pub(super) fn moments(&self, go_on: GoOn<'_>) -> Result<(Array1<f64>, Array1<f64>), LearnError> {
        let n = self.rows.max(1) as f64;
        let (of_numbers, spread) = super::gram::moments(&self.numbers.view(), go_on)?;
        let (mut mean, mut sd) = (Array1::zeros(self.width), Array1::zeros(self.width));
        put(&mut mean, &self.number_at, of_numbers);
        put(&mut sd, &self.number_at, spread);
        for group in &self.groups {
            let mut counts = vec![0_u32; group.outputs.len() + 1];
            for place in &group.places {
                if let Some(count) = counts.get_mut(usize::from(*place)) {
                    *count += 1;
                }
            }
            let shares = || counts.iter().map(|count| f64::from(*count) / n);
            put(&mut mean, &group.outputs, shares());
            put(&mut sd, &group.outputs, shares().map(|share| (share * (1.0 - share)).sqrt()));
        }
        Ok((mean, sd))
    }

    /// Takes `mean` from every number column and divides it by `sd`; where that is 0, so is the column then.
    /// Both are of the outputs; categories stay 0 and 1.
    pub(super) fn standardise(&mut self, mean: &Array1<f64>, sd: &Array1<f64>) {
        for (output, mut column) in self.number_at.iter().zip(self.numbers.columns_mut()) {
            let mean = mean.get(*output).copied().unwrap_or(0.0);
            let sd = sd.get(*output).copied().filter(|sd| *sd > 0.0).unwrap_or(f64::INFINITY);
            column.mapv_inplace(|value| (value - mean) / sd);
        }
    }

    /// Whether an output is a number column: those are standardised, the others are 0/1.
    pub(super) fn is_number(&self, output: usize) -> bool {
        self.number_at.contains(&output)
    }

    /// Only some outputs, ascending, renumbered in their order.
    #[must_use]
    pub(super) fn keep(self, outputs: &[usize]) -> Self {
        if outputs.len() == self.width {
            return self;
        }
        let now = |old: &usize| outputs.binary_search(old).ok();
        let kept: Vec<usize> =
            (0..self.number_at.len()).filter(|c| self.number_at.get(*c).and_then(now).is_some()).collect();
        let numbers = if kept.len() == self.number_at.len() {
            self.numbers
        } else {
            self.numbers.select(Axis(1), &kept)
        };
        let number_at = self.number_at.iter().filter_map(now).collect();
        let groups = self.groups.into_iter().map(|group| group.keep(&now)).collect();
        Self::new(numbers, number_at, groups)
    }

    /// The matrix written out, without a copy where there are numbers only.
    pub(super) fn into_dense(self, go_on: GoOn<'_>) -> Result<Array2<f64>, LearnError> {
        if self.groups.is_empty() && self.number_at.iter().copied().eq(0..self.width) {
            return Ok(self.numbers);
        }
        self.dense(go_on)
    }

    /// The matrix written out: rows × outputs.
    pub(super) fn dense(&self, go_on: GoOn<'_>) -> Result<Array2<f64>, LearnError> {
        let width = self.width;
        let mut cells = vec![0.0; self.rows * width];
        blocks::fill(&mut cells, width, go_on, |rows, cells| {
            for (row, cells) in rows.zip(cells.chunks_exact_mut(width)) {
                for (output, value) in self.number_at.iter().zip(self.numbers.row(row)) {
                    if let Some(slot) = cells.get_mut(*output) {
                        *slot = *value;
                    }
                }
                for group in &self.groups {
                    let place =
                        group.places.get(row).and_then(|place| group.outputs.get(usize::from(*place)));
                    if let Some(slot) = place.and_then(|output| cells.get_mut(*output)) {
                        *slot = 1.0;
                    }
                }
            }
        })?;
        Array2::from_shape_vec((self.rows, width), cells)
            .map_err(|err| LearnError::Shape { detail: err.to_string() })
    }
}

impl Group {
    fn of(&self, rows: Range<usize>) -> &[u16] {
        self.places.get(rows).unwrap_or_default()
    }

    /// Only outputs that have a new number; rows whose 1 was in another are 0 everywhere.
    fn keep(self, now: &impl Fn(&usize) -> Option<usize>) -> Self {
        let outputs: Vec<usize> = self.outputs.iter().filter_map(now).collect();
        let nowhere = outputs.len() as u16;
        let mut next = 0;
        let moved: Vec<u16> = self
            .outputs
            .iter()
            .map(|output| {
                if now(output).is_none() {
                    return nowhere;
                }
                next += 1;
                next - 1
            })
            .collect();
        let place = |old: &u16| moved.get(usize::from(*old)).copied().unwrap_or(nowhere);
        Self { places: self.places.iter().map(place).collect(), outputs }
    }
}

/// Sums of rows of numbers by the place of a category: slots × numbers.
fn numbers_by_place(bent: &[f64], numbers: usize, (places, slots): (&[u16], usize)) -> Array2<f64> {
    let mut table = vec![0.0; slots * numbers];
    for (row, place) in bent.chunks_exact(numbers).zip(places) {
        let start = usize::from(*place) * numbers;
        for (sum, value) in table.get_mut(start..start + numbers).unwrap_or_default().iter_mut().zip(row) {
            *sum += value;
        }
    }
    Array2::from_shape_vec((slots, numbers), table).unwrap_or_default()
}

/// Sums of values by the places of two categories: slots × slots.
fn places_by_place(
    values: &ArrayView1<'_, f64>,
    (places, slots): (&[u16], usize),
    (others, with): (&[u16], usize),
) -> Array2<f64> {
    let mut table = vec![0.0; slots * with];
    for ((value, place), other) in values.iter().zip(places).zip(others) {
        if let Some(sum) = table.get_mut(usize::from(*place) * with + usize::from(*other)) {
            *sum += value;
        }
    }
    Array2::from_shape_vec((slots, with), table).unwrap_or_default()
}

/// Values at some places.
fn pick(values: &[f64], at: &[usize]) -> Array1<f64> {
    at.iter().map(|index| values.get(*index).copied().unwrap_or(0.0)).collect()
}

/// Values to some places.
fn put(out: &mut Array1<f64>, at: &[usize], values: impl IntoIterator<Item = f64>) {
    for (index, value) in at.iter().zip(values) {
        if let Some(slot) = out.get_mut(*index) {
            *slot = value;
        }
    }
}

/// A table to its rows and columns.
fn place(out: &mut Array2<f64>, (down, across): (&[usize], &[usize]), table: &ArrayView2<'_, f64>) {
    for (row, values) in down.iter().zip(table.rows()) {
        for (column, value) in across.iter().zip(values) {
            if let Some(slot) = out.get_mut((*row, *column)) {
                *slot = *value;
            }
        }
    }
}

/// A table to its rows and columns, and turned over to its columns and rows.
fn place_both(out: &mut Array2<f64>, (down, across): (&[usize], &[usize]), table: &Array2<f64>) {
    place(out, (down, across), &table.view());
    place(out, (across, down), &table.t());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two numbers among two categories, one of which has rows where all its columns are 0.
    fn made(rows: usize) -> Design {
        let numbers = Array2::from_shape_fn((rows, 2), |(i, j)| ((i * (j + 3) * 7919) % 101) as f64 / 10.0);
        let places = |of: usize, step: usize| (0..rows).map(|row| (row * step % of) as u16).collect();
        let groups = vec![
            Group { outputs: vec![1, 2, 3], places: places(4, 31) },
            Group { outputs: vec![5, 6], places: places(2, 17) },
        ];
        Design::new(numbers, vec![0, 4], groups)
    }

    fn near(a: &Array2<f64>, b: &Array2<f64>) -> bool {
        a.dim() == b.dim() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-9 * b.abs().max(1.0))
    }

    #[test]
    fn products_are_those_of_the_matrix_written_out() {
        let rows = 2 * blocks::ROWS + 77;
        let design = made(rows);
        let x = design.dense(&|| true).unwrap();
        assert_eq!((design.rows(), design.width(), x.dim()), (rows, 7, (rows, 7)));
        let weights = [0.5, -1.0, 2.0, 0.25, 3.0, -0.75, 1.5];
        let range = 1000..3000;
        let slice = x.slice(s![range.clone(), ..]);
        let sums = design.sums(range.clone(), 0.5, &weights);
        assert!((sums - (slice.dot(&ArrayView1::from(&weights)) + 0.5)).iter().all(|d| d.abs() < 1e-12));
        let values: Array1<f64> = range.clone().map(|row| (row % 13) as f64 / 7.0 - 0.3).collect();
        let found = design.transposed(range.clone(), &values.view());
        assert!((found - slice.t().dot(&values)).iter().all(|d| d.abs() < 1e-9));
        let plain = slice.t().dot(&(&slice * &values.view().insert_axis(Axis(1))));
        assert!(near(&design.cross(range, &values.view()), &plain));
        assert!(near(&design.gram(&|| true).unwrap(), &x.t().dot(&x)));
        let (mean, sd) = design.moments(&|| true).unwrap();
        for (column, (mean, sd)) in x.columns().into_iter().zip(mean.iter().zip(&sd)) {
            assert!((column.mean().unwrap() - mean).abs() < 1e-12 && (column.std(0.0) - sd).abs() < 1e-12);
        }
    }

    #[test]
    fn what_is_kept_stands_in_its_order() {
        let design = made(500);
        let x = design.dense(&|| true).unwrap();
        for kept in [&[0, 1, 2, 3, 4, 5, 6][..], &[1, 3, 4, 6], &[2], &[0, 4], &[5, 6]] {
            let found = design.clone().keep(kept);
            assert_eq!(found.width(), kept.len());
            assert_eq!(found.dense(&|| true).unwrap(), x.select(Axis(1), kept));
        }
    }

    #[test]
    fn only_numbers_are_standardised() {
        let mut design = made(500);
        let x = design.dense(&|| true).unwrap();
        let (mean, sd) = design.moments(&|| true).unwrap();
        design.standardise(&mean, &sd);
        let (mean, sd) = design.moments(&|| true).unwrap();
        for output in [0, 4] {
            assert!(design.is_number(output));
            assert!(mean[output].abs() < 1e-12 && (sd[output] - 1.0).abs() < 1e-12);
        }
        let now = design.dense(&|| true).unwrap();
        for output in [1, 2, 3, 5, 6] {
            assert!(!design.is_number(output));
            assert_eq!(now.column(output), x.column(output));
        }
    }

    #[test]
    fn no_rows_and_no_columns_are_no_trouble() {
        let empty = Design::from(Array2::zeros((0, 3)));
        assert_eq!(empty.gram(&|| true).unwrap(), Array2::<f64>::zeros((3, 3)));
        let none = Design::from(Array2::zeros((4, 0)));
        assert_eq!(none.sums(0..4, 2.0, &[]).to_vec(), [2.0; 4]);
        assert_eq!(none.gram(&|| false), Err(LearnError::Stopped));
        assert_eq!(made(9).dense(&|| false), Err(LearnError::Stopped));
    }
}
