//! Seeded samples of rows.

use rand::seq::index;
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// The generator of every chance step in this room.
pub(super) fn generator(seed: u64) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(seed)
}

/// At most `limit` of the row numbers `0..rows`, drawn without return, in ascending order.
pub(super) fn some_rows(rows: usize, limit: usize, seed: u64) -> Vec<usize> {
    if rows <= limit {
        return (0..rows).collect();
    }
    let mut drawn = index::sample(&mut generator(seed), rows, limit).into_vec();
    drawn.sort_unstable();
    drawn
}

/// Puts the values into a random order (Fisher & Yates).
pub(super) fn shuffle<T>(values: &mut [T], generator: &mut impl Rng) {
    for last in (1..values.len()).rev() {
        values.swap(last, generator.gen_range(0..=last));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_distinct_sorted_and_seeded() {
        let rows = some_rows(10_000, 300, 7);
        assert_eq!(rows.len(), 300);
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(rows.iter().all(|row| *row < 10_000));
        assert_eq!(rows, some_rows(10_000, 300, 7));
        assert_ne!(rows, some_rows(10_000, 300, 8));
        assert_eq!(some_rows(5, 300, 7), vec![0, 1, 2, 3, 4]);
    }

    #[test]
    fn shuffling_keeps_every_value() {
        let mut values: Vec<u32> = (0..500).collect();
        shuffle(&mut values, &mut generator(3));
        assert_ne!(values, (0..500).collect::<Vec<u32>>());
        values.sort_unstable();
        assert_eq!(values, (0..500).collect::<Vec<u32>>());
    }
}
