//! What is refused before memory is spent on it.

use super::blocks;
use super::error::LearnError;

/// Memory for matrices at most, in bytes.
const MEMORY: f64 = 4e9;
/// Memory for the written table at most, in bytes.
const TABLE: f64 = 8e9;
/// Square matrices a fit holds besides those of the blocks that are worked on side by side.
const SQUARES: usize = 4;

/// Refuses a fit that multiplies every column with every other where the products would not fit.
pub(super) fn check_square(rows: usize, width: usize) -> Result<(), LearnError> {
    let each = 8.0 * (blocks::at_once(rows) + SQUARES) as f64;
    let needed = each * (width as f64).powi(2);
    if needed <= MEMORY {
        return Ok(());
    }
    let most = (MEMORY / each).sqrt() as usize;
    Err(LearnError::ManyColumns { found: width, most, gigabytes: needed / 1e9 })
}

/// Refuses a table of numbers that would not fit when it is written out row by row.
pub(super) fn check_table(rows: usize, width: usize) -> Result<(), LearnError> {
    let each = 8.0 * rows as f64;
    let needed = each * width as f64;
    if needed <= TABLE {
        return Ok(());
    }
    Err(LearnError::ManyColumns { found: width, most: (TABLE / each) as usize, gigabytes: needed / 1e9 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused_with_figures() {
        assert_eq!(check_square(1_000_000, 2_000), Ok(()));
        assert_eq!(check_square(12, 5_000), Ok(()));
        // One block and four squares of 100,000 by 100,000 numbers of eight bytes.
        let refused = Err(LearnError::ManyColumns { found: 100_000, most: 10_000, gigabytes: 400.0 });
        assert_eq!(check_square(12, 100_000), refused);
        assert_eq!(check_table(1_000_000, 1_000), Ok(()));
        let refused = Err(LearnError::ManyColumns { found: 100_000, most: 1_000, gigabytes: 800.0 });
        assert_eq!(check_table(1_000_000, 100_000), refused);
    }
}
