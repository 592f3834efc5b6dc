//! The design matrix as solvers see it: numbers as they are, categories by the place of their one 1.
//!
//! A category of 100 levels is 100 columns of zeros with a single 1. Written out, those zeros are most of
//! the memory and nearly all of the multiplications of a fit. Here each row keeps one small number per
//! category instead, and every product is taken from it: `Xᵀ W X` costs the square of the columns of the
//! table, not of the matrix (the idea of split matrices in generalised linear models).

use std::ops::Range;

use clientele_kernels as kernels;
use ndarray::{Array1, Array2, Axis};

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

/// What least squares needs to know of the columns of a design.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Products {
    /// `XᵀX`.
    pub(super) cross: Array2<f64>,
    /// Sum of each column.
    pub(super) totals: Array1<f64>,
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
        let numbers =
            if numbers.is_standard_layout() { numbers } else { numbers.as_standard_layout().into_owned() };
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

    /// Number columns, the output each is, and categories.
    pub(super) fn parts(&self) -> (&Array2<f64>, &[usize], &[Group]) {
        (&self.numbers, &self.number_at, &self.groups)
    }

    /// The number cells of some rows, row by row.
    fn cells(&self, rows: Range<usize>) -> &[f64] {
        let columns = self.numbers.ncols();
        let cells = self.numbers.as_slice().unwrap_or_default();
        cells.get(rows.start * columns..rows.end * columns).unwrap_or_default()
    }

    /// `intercept + X · weights` of some rows.
    pub(super) fn sums(&self, rows: Range<usize>, intercept: f64, weights: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; rows.len()];
        kernels::sums(self.cells(rows.clone()), intercept, &pick(weights, &self.number_at), &mut sums);
        for group in &self.groups {
            let mut of_places = pick(weights, &group.outputs);
            of_places.push(0.0);
            for (sum, place) in sums.iter_mut().zip(group.of(rows.clone())) {
                *sum += of_places.get(usize::from(*place)).copied().unwrap_or(0.0);
            }
        }
        sums
    }

    /// `Xᵀ · values` of some rows, one value per row.
    pub(super) fn transposed(&self, rows: Range<usize>, values: &[f64]) -> Array1<f64> {
        let mut out = Array1::zeros(self.width);
        let mut of_numbers = vec![0.0; self.number_at.len()];
        kernels::transposed(self.cells(rows.clone()), values, &mut of_numbers);
        put(&mut out, &self.number_at, of_numbers);
        for group in &self.groups {
            let mut of_places = vec![0.0; group.outputs.len()];
            kernels::add_by_place(values, group.of(rows.clone()), &mut of_places);
            put(&mut out, &group.outputs, of_places);
        }
        out
    }

    /// `Xᵀ · diag(values) · X` of some rows: outputs × outputs.
    pub(super) fn cross(&self, rows: Range<usize>, values: &[f64]) -> Array2<f64> {
        let mut out = Array2::zeros((self.width, self.width));
        let (cells, columns) = (self.cells(rows.clone()), self.number_at.len());
        place(&mut out, (&self.number_at, &self.number_at), &kernels::cross(cells, columns, values));
        for (index, group) in self.groups.iter().enumerate() {
            let places = (group.of(rows.clone()), group.outputs.len());
            let table = kernels::cross_with_places(cells, columns, values, places);
            place_both(&mut out, (&group.outputs, &self.number_at), &table);
            let mut own = vec![0.0; group.outputs.len()];
            kernels::add_by_place(values, places.0, &mut own);
            for (output, sum) in group.outputs.iter().zip(own) {
                if let Some(slot) = out.get_mut((*output, *output)) {
                    *slot = sum;
                }
            }
            for other in self.groups.iter().skip(index + 1) {
                let with = (other.of(rows.clone()), other.outputs.len());
                let table = kernels::cross_of_places(values, places, with);
                place_both(&mut out, (&group.outputs, &other.outputs), &table);
            }
        }
        out
    }

    /// `XᵀX` and `Xᵀ1` of all rows.
    pub(super) fn products(&self, go_on: GoOn<'_>) -> Result<Products, LearnError> {
        let part = |rows: Range<usize>| {
            let ones = vec![1.0; rows.len()];
            (self.cross(rows.clone(), &ones), self.transposed(rows, &ones))
        };
        let start = (Array2::zeros((self.width, self.width)), Array1::zeros(self.width));
        let (cross, totals) = blocks::sum(self.rows, go_on, start, part, |total, part| {
            total.0 += &part.0;
            total.1 += &part.1;
        })?;
        Ok(Products { cross, totals })
    }

    /// Mean and population standard deviation of every output; a constant one has deviation 0.
    pub(super) fn moments(&self, go_on: GoOn<'_>) -> Result<(Array1<f64>, Array1<f64>), LearnError> {
        let n = self.rows.max(1) as f64;
        let columns = self.number_at.len();
        let add = |total: &mut Array1<f64>, part: Vec<f64>| *total += &Array1::from(part);
        let sums = |rows: Range<usize>| {
            let mut sums = vec![0.0; columns];
            kernels::transposed(self.cells(rows.clone()), &vec![1.0; rows.len()], &mut sums);
            sums
        };
        let of_numbers = blocks::sum(self.rows, go_on, Array1::zeros(columns), sums, add)? / n;
        let means = of_numbers.to_vec();
        let squares = |rows: Range<usize>| {
            let mut squares = vec![0.0; columns];
            kernels::squares(self.cells(rows), &means, &mut squares);
            squares
        };
        let spread = blocks::sum(self.rows, go_on, Array1::zeros(columns), squares, add)? / n;
        // What is left of a constant column is rounding of its mean.
        let sd = |(spread, mean): (&f64, &f64)| {
            let sd = spread.sqrt();
            if sd <= 1e-13 * mean.abs() { 0.0 } else { sd }
        };
        let spread: Vec<f64> = spread.iter().zip(&means).map(sd).collect();
        let (mut mean, mut sd) = (Array1::zeros(self.width), Array1::zeros(self.width));
        put(&mut mean, &self.number_at, of_numbers);
        put(&mut sd, &self.number_at, spread);
        for group in &self.groups {
            let mut counts = vec![0_u32; group.outputs.len()];
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
    pub(super) fn standardise(
        &mut self,
        mean: &Array1<f64>,
        sd: &Array1<f64>,
        go_on: GoOn<'_>,
    ) -> Result<(), LearnError> {
        let unit = |output: &usize| {
            let sd = sd.get(*output).copied().filter(|sd| *sd > 0.0).unwrap_or(f64::INFINITY);
            (mean.get(*output).copied().unwrap_or(0.0), sd)
        };
        let units: Vec<(f64, f64)> = self.number_at.iter().map(unit).collect();
        let cells = self.numbers.as_slice_mut().unwrap_or_default();
        blocks::fill(cells, units.len(), go_on, |_, cells| {
            for row in cells.chunks_exact_mut(units.len()) {
                for (cell, (mean, sd)) in row.iter_mut().zip(&units) {
                    *cell = (*cell - mean) / sd;
                }
            }
        })
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
            let numbers = self.numbers.select(Axis(1), &kept);
            numbers.as_standard_layout().into_owned()
        };
        let number_at = self.number_at.iter().filter_map(now).collect();
        let groups = self.groups.into_iter().map(|group| group.keep(&now)).collect();
        Self::new(numbers, number_at, groups)
    }

    /// Every `step`-th row, from the first.
    pub(super) fn every(&self, step: usize) -> Self {
        let step = step.max(1);
        let rows: Vec<usize> = (0..self.rows).step_by(step).collect();
        let groups = self.groups.iter().map(|group| Group {
            outputs: group.outputs.clone(),
            places: group.places.iter().copied().step_by(step).collect(),
        });
        let numbers = self.numbers.select(Axis(0), &rows).as_standard_layout().into_owned();
        Self::new(numbers, self.number_at.clone(), groups.collect())
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

/// Values at some places.
fn pick(values: &[f64], at: &[usize]) -> Vec<f64> {
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

/// A table, row by row, to its rows and columns.
fn place(out: &mut Array2<f64>, (down, across): (&[usize], &[usize]), table: &[f64]) {
    for (row, values) in down.iter().zip(table.chunks_exact(across.len().max(1))) {
        for (column, value) in across.iter().zip(values) {
            if let Some(slot) = out.get_mut((*row, *column)) {
                *slot = *value;
            }
        }
    }
}

/// The same, and turned over to its columns and rows.
fn place_both(out: &mut Array2<f64>, (down, across): (&[usize], &[usize]), table: &[f64]) {
    place(out, (down, across), table);
    for (row, values) in down.iter().zip(table.chunks_exact(across.len().max(1))) {
        for (column, value) in across.iter().zip(values) {
            if let Some(slot) = out.get_mut((*column, *row)) {
                *slot = *value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{ArrayView1, s};

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
        let sums = Array1::from(design.sums(range.clone(), 0.5, &weights));
        assert!((sums - (slice.dot(&ArrayView1::from(&weights)) + 0.5)).iter().all(|d| d.abs() < 1e-12));
        let values: Array1<f64> = range.clone().map(|row| (row % 13) as f64 / 7.0 - 0.3).collect();
        let found = design.transposed(range.clone(), values.as_slice().unwrap());
        assert!((found - slice.t().dot(&values)).iter().all(|d| d.abs() < 1e-9));
        let plain = slice.t().dot(&(&slice * &values.view().insert_axis(Axis(1))));
        assert!(near(&design.cross(range, values.as_slice().unwrap()), &plain));
        let products = design.products(&|| true).unwrap();
        assert!(near(&products.cross, &x.t().dot(&x)));
        assert!((products.totals - x.sum_axis(Axis(0))).iter().all(|d| d.abs() < 1e-6));
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
    fn every_few_rows_are_those_of_the_matrix() {
        let design = made(503);
        let x = design.dense(&|| true).unwrap();
        let rows: Vec<usize> = (0..503).step_by(7).collect();
        assert_eq!(design.every(7).dense(&|| true).unwrap(), x.select(Axis(0), &rows));
    }

    #[test]
    fn only_numbers_are_standardised() {
        let mut design = made(500);
        let x = design.dense(&|| true).unwrap();
        let (mean, sd) = design.moments(&|| true).unwrap();
        design.standardise(&mean, &sd, &|| true).unwrap();
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
        assert_eq!(empty.products(&|| true).unwrap().cross, Array2::<f64>::zeros((3, 3)));
        let none = Design::from(Array2::zeros((4, 0)));
        assert_eq!(none.sums(0..4, 2.0, &[]), [2.0; 4]);
        assert_eq!(none.products(&|| false), Err(LearnError::Stopped));
        assert_eq!(made(9).dense(&|| false), Err(LearnError::Stopped));
    }
}
