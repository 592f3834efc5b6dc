//! How sure the number of groups is, and whether groups come back.

use super::Estimate;

/// Below this mean overlap a group is not to be built on (Hennig 2007).
const UNSTABLE: f64 = 0.60;
/// From this on it is stable.
const STABLE: f64 = 0.75;

/// A number of groups that was tried.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TriedGroups {
    /// Groups.
    pub k: u32,
    /// Mean silhouette over a sample, with its 95 % interval: the sampled customers as drawn by chance, the groups as
    /// they are.
    pub silhouette: Estimate,
    /// The mean overlap of the least stable group; none where it was not measured.
    pub stability: Option<f64>,
}

/// Whether groups come back when customers are drawn anew.
#[derive(Clone, Debug, PartialEq)]
pub struct Stability {
    /// Per group, in its order, the mean Jaccard overlap with the most similar group of each draw.
    pub overlaps: Vec<f64>,
    /// Draws.
    pub draws: u32,
    /// Customers per draw.
    pub rows: usize,
    /// Where a group is not to be built on: the largest smaller number of groups that are all stable, if any was
    /// found.
    pub fewer: Option<u32>,
}

impl Stability {
    /// The place and the overlap of the least stable group.
    pub fn weakest(&self) -> Option<(usize, f64)> {
        self.overlaps.iter().copied().enumerate().min_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// The least stable group, where it is not to be built on.
    pub fn unstable(&self) -> Option<(usize, f64)> {
        self.weakest().filter(|(_, overlap)| *overlap < UNSTABLE)
    }

    /// Whether all groups are stable.
    pub fn is_stable(&self) -> bool {
        self.weakest().is_some_and(|(_, overlap)| overlap >= STABLE)
    }

    /// The message that says whether a group with this overlap comes back.
    pub fn word(overlap: f64) -> &'static str {
        if overlap >= STABLE {
            "stability-stable"
        } else if overlap >= UNSTABLE {
            "stability-doubtful"
        } else {
            "stability-unstable"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_change_at_the_steps_of_hennig() {
        let words = [0.75, 0.7499, 0.6, 0.5999].map(Stability::word);
        let expected = ["stability-stable", "stability-doubtful", "stability-doubtful", "stability-unstable"];
        assert_eq!(words, expected);
        let of =
            |overlaps: &[f64]| Stability { overlaps: overlaps.to_vec(), draws: 100, rows: 9, fewer: None };
        assert_eq!(of(&[0.9, 0.5, 0.8]).unstable(), Some((1, 0.5)));
        assert_eq!(of(&[0.9, 0.6]).unstable(), None);
        assert!(of(&[0.75, 0.8]).is_stable() && !of(&[0.9, 0.74]).is_stable() && !of(&[]).is_stable());
    }
}
