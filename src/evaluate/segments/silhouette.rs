//! How much closer rows are to their own group than to the next (Rousseeuw 1987).

use rayon::prelude::*;

use super::squared;

/// The silhouette width of every row: (b − a) / max(a, b), with a the mean distance to the other rows of its
/// group and b the smallest mean distance to the rows of another group. 0 for a row alone in its group, and for
/// all rows when there is one group only. Rows × rows distances: meant for samples.
pub fn silhouette(rows: &[Vec<f64>], groups: &[u32]) -> Vec<f64> {
    let k = groups.iter().max().map_or(0, |last| *last as usize + 1);
    let mut sizes = vec![0usize; k];
    for group in groups {
        if let Some(size) = sizes.get_mut(*group as usize) {
            *size += 1;
        }
    }
    rows.par_iter()
        .zip(groups)
        .map(|(row, own)| {
            let mut sums = vec![0.0; k];
            for (other, group) in rows.iter().zip(groups) {
                if let Some(sum) = sums.get_mut(*group as usize) {
                    *sum += squared(row, other).sqrt();
                }
            }
            let own = *own as usize;
            let inside = match (sums.get(own), sizes.get(own)) {
                (Some(sum), Some(size)) if *size > 1 => sum / (size - 1) as f64,
                _ => return 0.0,
            };
            let outside = sums
                .iter()
                .zip(&sizes)
                .enumerate()
                .filter(|(group, (_, size))| *group != own && **size > 0)
                .map(|(_, (sum, size))| sum / *size as f64)
                .fold(f64::INFINITY, f64::min);
            let larger = inside.max(outside);
            if outside.is_finite() && larger > 0.0 { (outside - inside) / larger } else { 0.0 }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, word by word: for one row, collect distances per group, average, compare.
    fn twin(rows: &[Vec<f64>], groups: &[u32], i: usize) -> f64 {
        let distance = |j: usize| -> f64 {
            (0..rows[i].len()).map(|c| (rows[i][c] - rows[j][c]).powi(2)).sum::<f64>().sqrt()
        };
        let to = |group: u32| -> Vec<f64> {
            (0..rows.len()).filter(|j| *j != i && groups[*j] == group).map(distance).collect()
        };
        let mean = |v: Vec<f64>| v.iter().sum::<f64>() / v.len() as f64;
        let own = to(groups[i]);
        let others: Vec<f64> =
            (0..5).filter(|g| *g != groups[i] && groups.contains(g)).map(|g| mean(to(g))).collect();
        if own.is_empty() || others.is_empty() {
            return 0.0;
        }
        let (a, b) = (mean(own), others.into_iter().fold(f64::INFINITY, f64::min));
        if a.max(b) == 0.0 { 0.0 } else { (b - a) / a.max(b) }
    }

    proptest! {
        #[test]
        fn is_its_definition(raw in prop::collection::vec((0i8..6, 0i8..6, 0u32..5), 1..40)) {
            let rows: Vec<Vec<f64>> = raw.iter().map(|r| vec![f64::from(r.0), f64::from(r.1)]).collect();
            let groups: Vec<u32> = raw.iter().map(|r| r.2).collect();
            for (i, width) in silhouette(&rows, &groups).into_iter().enumerate() {
                prop_assert!((width - twin(&rows, &groups, i)).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn four_points_by_hand() {
        let rows = [vec![0.0], vec![1.0], vec![10.0], vec![12.0]];
        let widths = silhouette(&rows, &[0, 0, 1, 1]);
        // first row: a = 1, b = (10 + 12) / 2
        assert!((widths[0] - 10.0 / 11.0).abs() < 1e-12);
        // third row: a = 2, b = (10 + 9) / 2
        assert!((widths[2] - 7.5 / 9.5).abs() < 1e-12);
        assert_eq!(silhouette(&rows, &[0, 0, 0, 0]), vec![0.0; 4]);
        assert!(silhouette(&[], &[]).is_empty());
    }
}
