//! Which rows make a sample: one of every so many, drawn by chance, so that a rhythm in the file (seven days, twelve
//! months, two rows a customer) does not decide who is in. The draw depends on the place alone: the same file gives
//! the same sample each time.

/// Whether the row at a place is drawn.
pub(super) fn is_drawn(row: u64, every: u64) -> bool {
    every <= 1 || row % every == offset(row / every, every)
}

/// How many of so many rows are drawn.
pub(super) fn drawn(rows: u64, every: u64) -> u64 {
    if every <= 1 {
        return rows;
    }
    let (whole, rest) = (rows / every, rows % every);
    whole + u64::from(offset(whole, every) < rest)
}

/// The place within a run of rows: the mixer of `SplitMix64`. The first row is always drawn, so that no sample is
/// empty.
fn offset(run: u64, every: u64) -> u64 {
    if run == 0 {
        return 0;
    }
    let mut mixed = run.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31)) % every
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_run_gives_one_row() {
        for every in [2, 3, 7, 12, 1_000] {
            let rows: Vec<u64> = (0..50 * every).filter(|row| is_drawn(*row, every)).collect();
            let runs: Vec<u64> = rows.iter().map(|row| row / every).collect();
            assert_eq!(runs, (0..50).collect::<Vec<_>>(), "every {every}");
        }
        assert!((0..9).all(|row| is_drawn(row, 1) && is_drawn(row, 0)));
    }

    #[test]
    fn rows_are_counted_like_by_hand() {
        for every in [1, 2, 3, 7, 100] {
            for rows in 0..250 {
                let by_hand = (0..rows).filter(|row| is_drawn(*row, every)).count() as u64;
                assert_eq!(drawn(rows, every), by_hand, "{rows} rows, every {every}");
            }
        }
    }

    #[test]
    fn a_rhythm_of_the_file_does_not_decide() {
        // Seven towns by turns: each is a seventh of the sample, give or take four standard errors.
        let mut towns = [0_u64; 7];
        for row in (0..70_000).filter(|row| is_drawn(*row, 7)) {
            towns[usize::try_from(row % 7).unwrap()] += 1;
        }
        let (expected, error) = (10_000.0 / 7.0, (10_000.0 * 6.0 / 49.0_f64).sqrt());
        assert!(towns.iter().all(|town| (*town as f64 - expected).abs() < 4.0 * error), "{towns:?}");
    }
}
