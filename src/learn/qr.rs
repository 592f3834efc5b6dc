//! Least squares of tables of ordinary size by Householder reflections, column by column.
//!
//! Golub & Van Loan, Matrix Computations, 5.2 and 5.3: the answer depends on the condition of the matrix, not on its
//! square as with normal equations, and the triangle left behind tells how exactly each weight is known. linfa's QR
//! does not hand its triangle out.

use ndarray::{Array1, Array2, ArrayViewMut1, s};

use super::blocks::GoOn;
use super::error::LearnError;

/// What the reflections leave.
pub(super) struct Solved {
    /// One weight per column.
    pub(super) weights: Array1<f64>,
    /// Columns × columns, upper: `RᵀR = ZᵀZ`.
    pub(super) upper: Array2<f64>,
}

/// The weights that bring `z · w` nearest to `y`; none where a column follows from those before it to working
/// precision, or there are more columns than rows. Asks whether to go on before each column.
#[expect(
    clippy::indexing_slicing,
    reason = "k and j are below p, the columns of the matrix and its triangle"
)]
pub(super) fn least_squares(
    z: &Array2<f64>,
    y: &Array1<f64>,
    go_on: GoOn<'_>,
) -> Result<Option<Solved>, LearnError> {
    let (n, p) = z.dim();
    if n < p {
        return Ok(None);
    }
    // A column of the matrix is a row here, so that each lies in one piece.
    let mut turned = z.t().as_standard_layout().into_owned();
    let mut y = y.clone();
    let mut upper = Array2::zeros((p, p));
    for k in 0..p {
        if !go_on() {
            return Err(LearnError::Stopped);
        }
        let length = norm(turned.slice(s![k, ..]).iter());
        let below = norm(turned.slice(s![k, k..]).iter());
        if !(below.is_finite() && below > 1e-14 * length) {
            return Ok(None);
        }
        let first = turned[(k, k)];
        // The sign that does not cancel.
        let end = if first > 0.0 { -below } else { below };
        let mut mirror = turned.slice(s![k, k..]).to_owned();
        mirror[0] -= end;
        let half = mirror.dot(&mirror) / 2.0;
        let reflect = |mut column: ArrayViewMut1<'_, f64>| {
            let along = mirror.dot(&column) / half;
            column.scaled_add(-along, &mirror);
        };
        for j in k + 1..p {
            reflect(turned.slice_mut(s![j, k..]));
            upper[(k, j)] = turned[(j, k)];
        }
        reflect(y.slice_mut(s![k..]));
        upper[(k, k)] = end;
    }
    let mut weights = Array1::zeros(p);
    for k in (0..p).rev() {
        let known = upper.slice(s![k, k + 1..]).dot(&weights.slice(s![k + 1..]));
        weights[k] = (y[k] - known) / upper[(k, k)];
    }
    Ok(Some(Solved { weights, upper }))
}

/// The Euclidean length, without overflow for values up to 1e300.
fn norm<'a>(values: impl Iterator<Item = &'a f64> + Clone) -> f64 {
    let largest = values.clone().fold(0.0, |most: f64, value| most.max(value.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return largest;
    }
    largest * values.map(|value| (value / largest).powi(2)).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(rows: usize, columns: usize) -> Array2<f64> {
        Array2::from_shape_fn((rows, columns), |(i, j)| ((i * (j + 3) * 7919 + j * 31) % 1009) as f64 / 100.0)
    }

    #[test]
    fn what_was_multiplied_is_found_again_and_the_triangle_holds_the_products() {
        let z = made(60, 5);
        let weights = Array1::from(vec![2.0, -1.0, 0.5, 0.0, 3.0]);
        let solved = least_squares(&z, &z.dot(&weights), &|| true).unwrap().unwrap();
        assert!((&solved.weights - &weights).iter().all(|miss| miss.abs() < 1e-12));
        let products = z.t().dot(&z);
        let again = solved.upper.t().dot(&solved.upper);
        assert!((&again - &products).iter().zip(&products).all(|(miss, of)| miss.abs() < 1e-12 * of.abs()));
    }

    #[test]
    fn what_is_left_over_stands_upright_on_every_column() {
        let z = made(40, 4);
        let y: Array1<f64> = (0..40).map(|i| f64::from(i * i % 13)).collect();
        let solved = least_squares(&z, &y, &|| true).unwrap().unwrap();
        let rest = &y - &z.dot(&solved.weights);
        assert!(z.t().dot(&rest).iter().all(|product| product.abs() < 1e-10));
    }

    #[test]
    fn no_answer_is_better_than_any() {
        let mut z = made(20, 3);
        let sum = &z.column(0) + &z.column(1);
        z.column_mut(2).assign(&sum);
        let y = Array1::zeros(20);
        assert!(least_squares(&z, &y, &|| true).unwrap().is_none());
        assert!(least_squares(&made(2, 3), &Array1::zeros(2), &|| true).unwrap().is_none());
        assert!(least_squares(&made(20, 3), &y, &|| false).is_err());
    }
}
