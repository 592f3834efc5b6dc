//! Small dense linear algebra: cross products in blocks, Cholesky, and which columns follow from others.

use ndarray::{Array1, Array2, ArrayView2, Axis, s};

use super::blocks::{self, GoOn};
use super::error::LearnError;

/// Part of a column's variance that must be its own: below this it follows from columns before it.
/// The squared-correlation scale makes 1e-9 a correlation of 0.9999999995 with the others.
const OWN_SHARE: f64 = 1e-9;

/// Mean and population standard deviation of every column; a constant column has deviation 0.
pub(super) fn moments(
    x: &ArrayView2<'_, f64>,
    go_on: GoOn<'_>,
) -> Result<(Array1<f64>, Array1<f64>), LearnError> {
    let n = x.nrows().max(1) as f64;
    let zero = || Array1::<f64>::zeros(x.ncols());
    let add = |total: &mut Array1<f64>, part: Array1<f64>| *total += &part;
    let sums = |rows| x.slice(s![rows, ..]).sum_axis(Axis(0));
    let mean = blocks::sum(x.nrows(), go_on, zero(), sums, add)? / n;
    let squares = |rows| {
        let mut squares = zero();
        for row in x.slice(s![rows, ..]).rows() {
            ndarray::Zip::from(&mut squares).and(&row).and(&mean).for_each(|sum, cell, mean| {
                *sum += (cell - mean) * (cell - mean);
            });
        }
        squares
    };
    let mut sd = (blocks::sum(x.nrows(), go_on, zero(), squares, add)? / n).mapv(f64::sqrt);
    // What is left of a constant column is rounding of its mean.
    sd.zip_mut_with(&mean, |sd, mean| {
        if *sd <= 1e-13 * mean.abs() {
            *sd = 0.0;
        }
    });
    Ok((mean, sd))
}

/// Parts of a column that come from others and are smaller than this, relative to the largest, are rounding.
const PART: f64 = 1e-4;

/// Whether a column holds something of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Own {
    /// It does.
    Yes,
    /// It is a weighted sum of these columns, all before it; of none where it is constant.
    Follows(Vec<usize>),
}

/// For each column of standardised data, whether it holds something the kept columns before it do not.
/// `correlation` is `ZᵀZ / n`. Cholesky in column order; a column whose remaining variance is under a
/// billionth of its own is left out, so the earlier of two columns that say the same stays.
#[expect(clippy::indexing_slicing, reason = "positions are below p, the size of both matrices")]
pub(super) fn independent(correlation: &Array2<f64>) -> Vec<Own> {
    let p = correlation.nrows();
    let mut kept_rows: Vec<usize> = Vec::new();
    let mut lower: Array2<f64> = Array2::zeros((p, p));
    let mut kept = vec![Own::Follows(Vec::new()); p];
    for (column, keep) in kept.iter_mut().enumerate() {
        let own = correlation.get((column, column)).copied().unwrap_or(0.0);
        let mut factors: Array1<f64> = Array1::zeros(kept_rows.len());
        for (position, row) in kept_rows.iter().enumerate() {
            let before = lower.slice(s![position, ..position]).dot(&factors.slice(s![..position]));
            let value = (correlation[(*row, column)] - before) / lower[(position, position)];
            factors[position] = value;
        }
        let rest = own - factors.dot(&factors);
        if own > 0.0 && rest > OWN_SHARE * own {
            let position = kept_rows.len();
            lower.slice_mut(s![position, ..position]).assign(&factors);
            lower[(position, position)] = rest.sqrt();
            kept_rows.push(column);
            *keep = Own::Yes;
        } else if own > 0.0 {
            // Back from the factor to how much of each kept column there is in this one.
            let mut parts = factors;
            for position in (0..kept_rows.len()).rev() {
                let after = lower.slice(s![position + 1..kept_rows.len(), position]);
                let known = after.dot(&parts.slice(s![position + 1..]));
                parts[position] = (parts[position] - known) / lower[(position, position)];
            }
            let most = parts.iter().fold(0.0, |most: f64, part| most.max(part.abs()));
            let large = kept_rows.iter().zip(&parts).filter(|(_, part)| part.abs() > PART * most);
            *keep = Own::Follows(large.map(|(row, _)| *row).collect());
        }
    }
    kept
}

/// The lower factor of a positive definite matrix.
pub(super) struct Cholesky(Array2<f64>);

impl Cholesky {
    /// Factorises; none when the matrix is not positive definite to working precision.
    pub(super) fn new(a: &Array2<f64>) -> Option<Self> {
        Self::watched(a, &|| true).ok().flatten()
    }

    #[expect(clippy::indexing_slicing, reason = "i and j are below p, the size of both matrices")]
    /// The same with a look at the stop before each row: of thousands they take minutes.
    pub(super) fn watched(a: &Array2<f64>, go_on: GoOn<'_>) -> Result<Option<Self>, LearnError> {
        let p = a.nrows();
        let mut lower: Array2<f64> = Array2::zeros((p, p));
        for i in 0..p {
            if !go_on() {
                return Err(LearnError::Stopped);
            }
            for j in 0..=i {
                let before = lower.slice(s![i, ..j]).dot(&lower.slice(s![j, ..j]));
                let rest = a[(i, j)] - before;
                if i == j {
                    if !(rest > 1e-14 * a[(i, i)].abs() && rest.is_finite()) {
                        return Ok(None);
                    }
                    lower[(i, i)] = rest.sqrt();
                } else {
                    lower[(i, j)] = rest / lower[(j, j)];
                }
            }
        }
        Ok(Some(Self(lower)))
    }

    /// The factor itself.
    pub(super) fn lower(&self) -> &Array2<f64> {
        &self.0
    }

    #[expect(clippy::indexing_slicing, reason = "i is below p, the size of matrix and vector")]
    /// Solves `A x = b`.
    pub(super) fn solve(&self, b: &Array1<f64>) -> Array1<f64> {
        let lower = &self.0;
        let p = lower.nrows();
        let mut x = b.clone();
        for i in 0..p {
            let before = lower.slice(s![i, ..i]).dot(&x.slice(s![..i]));
            x[i] = (x[i] - before) / lower[(i, i)];
        }
        for i in (0..p).rev() {
            let after = lower.slice(s![i + 1.., i]).dot(&x.slice(s![i + 1..]));
            x[i] = (x[i] - after) / lower[(i, i)];
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    fn wavy(rows: usize, columns: usize) -> Array2<f64> {
        Array2::from_shape_fn((rows, columns), |(i, j)| {
            ((i * (j + 3) * 7919 + j * 104_729) % 1009) as f64 / 100.0 - 5.0
        })
    }

    #[test]
    fn cholesky_solves_and_refuses() {
        let a = array![[4.0, 2.0, 0.6], [2.0, 3.0, 0.4], [0.6, 0.4, 1.0]];
        let x = array![1.0, -2.0, 0.5];
        let solved = Cholesky::new(&a).unwrap().solve(&a.dot(&x));
        assert!((&solved - &x).iter().all(|d| d.abs() < 1e-12));
        assert!(Cholesky::new(&array![[1.0, 1.0], [1.0, 1.0]]).is_none());
        assert!(Cholesky::new(&array![[f64::NAN]]).is_none());
    }

    fn correlation(x: &Array2<f64>) -> Array2<f64> {
        let (mean, sd) = moments(&x.view(), &|| true).unwrap();
        let z = (x - &mean) / sd.mapv(|sd| if sd > 0.0 { sd } else { f64::INFINITY });
        z.t().dot(&z) / x.nrows() as f64
    }

    #[test]
    fn columns_that_follow_from_earlier_ones_are_found() {
        let mut x = wavy(50, 6);
        let sum = &x.column(0) * 2.0 - x.column(2) + 3.0;
        x.column_mut(3).assign(&sum);
        x.column_mut(4).fill(7.3);
        assert_eq!(moments(&x.view(), &|| true).unwrap().1[4], 0.0);
        let follows = |from: &[usize]| Own::Follows(from.to_vec());
        let found = independent(&correlation(&x));
        assert_eq!(found, [Own::Yes, Own::Yes, Own::Yes, follows(&[0, 2]), follows(&[]), Own::Yes]);
    }

    #[test]
    fn no_more_columns_than_rows_are_independent() {
        let x = wavy(4, 9);
        let kept = independent(&correlation(&x));
        assert!(kept.iter().filter(|keep| **keep == Own::Yes).count() <= 3);
    }
}
