//! One run of Lloyd's k-means (1957/1982) in f64, the same to the last digit for any number of threads.

use clientele_kernels::{self as kernels, Assigned, Centres};

use super::blocks::{self, GoOn};
use super::error::LearnError;
use super::screened::Screen;

/// Rows one after the other in memory.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) cells: &'a [f64],
    /// Cells per row, at least one.
    pub(super) columns: usize,
    /// Their copy, where they are many.
    pub(super) screen: Option<&'a Screen>,
}

/// Centres, and what assigning all rows to them gave.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) centres: Vec<Vec<f64>>,
    /// Sum of squared distances of rows to their centre.
    pub(super) inertia: f64,
    /// Rows per centre.
    pub(super) counts: Vec<usize>,
    /// Sum of the rows of each centre.
    sums: Vec<Vec<f64>>,
    /// The centre of each row, where they are screened; before the first step, none.
    places: Vec<u32>,
    /// Nothing moved in the last step.
    pub(super) done: bool,
}

impl Run {
    /// Assigns all rows to starting centres.
    pub(super) fn new(x: Rows<'_>, centres: Vec<Vec<f64>>, go_on: GoOn<'_>) -> Result<Self, LearnError> {
        let mut run = Self {
            centres,
            inertia: 0.0,
            counts: Vec::new(),
            sums: Vec::new(),
            places: Vec::new(),
            done: false,
        };
        run.assign(x, go_on)?;
        Ok(run)
    }

    /// Moves every centre to the mean of its rows and assigns all rows anew. A centre without rows moves
    /// to the row farthest from its own centre.
    pub(super) fn step(&mut self, x: Rows<'_>, go_on: GoOn<'_>) -> Result<(), LearnError> {
        let mut moved = false;
        let mut empty = Vec::new();
        let groups = self.centres.iter_mut().zip(&self.sums).zip(&self.counts).enumerate();
        for (group, ((centre, sum), count)) in groups {
            if *count == 0 {
                empty.push(group);
                continue;
            }
            for (old, sum) in centre.iter_mut().zip(sum) {
                let new = sum / *count as f64;
                moved |= new != *old;
                *old = new;
            }
        }
        if !empty.is_empty() {
            moved |= self.repair(x, &empty);
        }
        let before = self.inertia;
        let changed = self.assign(x, go_on)?;
        // Rounding may move a centre back and forth in its last digit for ever.
        let still = changed.map_or_else(|| before - self.inertia <= 1e-13 * before, |changed| !changed);
        self.done = !moved || (empty.is_empty() && still);
        Ok(())
    }

    /// Gives each centre without rows the farthest row that is not taken yet.
    fn repair(&mut self, x: Rows<'_>, empty: &[usize]) -> bool {
        let full: Vec<Vec<f64>> = self
            .centres
            .iter()
            .enumerate()
            .filter(|(group, _)| !empty.contains(group))
            .map(|(_, centre)| centre.clone())
            .collect();
        let rows = || x.cells.chunks_exact(x.columns);
        let full = Centres::new(&full, x.columns);
        let mut found = vec![(0, 0.0); x.cells.len() / x.columns];
        kernels::nearest(x.cells, &full, &mut found);
        let mut distances: Vec<f64> = found.into_iter().map(|(_, square)| square).collect();
        let mut moved = false;
        for group in empty {
            let farthest = distances.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
            let Some((index, distance)) = farthest.map(|(index, distance)| (index, *distance)) else { break };
            if distance <= 0.0 {
                break;
            }
            let (Some(row), Some(centre)) = (rows().nth(index), self.centres.get_mut(*group)) else { break };
            *centre = row.to_vec();
            moved = true;
            for (distance, other) in distances.iter_mut().zip(rows()) {
                *distance = distance.min(super::model::squared_distance(other, centre));
            }
        }
        moved
    }

    /// Assigns all rows. Whether any of them changed its centre, where that is known.
    fn assign(&mut self, x: Rows<'_>, go_on: GoOn<'_>) -> Result<Option<bool>, LearnError> {
        let Some(screen) = x.screen else { return self.measure(x, go_on).map(|()| None) };
        let rows = x.cells.len() / x.columns;
        if self.places.is_empty() {
            self.places = vec![u32::MAX; rows];
            self.counts = vec![0; self.centres.len()];
            self.sums = vec![vec![0.0; x.columns]; self.centres.len()];
        }
        let centres = screen.centres(&self.centres);
        let places = &self.places;
        let part =
            |rows: std::ops::Range<usize>| (rows.start, screen.changes(x.cells, rows, &centres, places));
        let (counts, sums) = (&mut self.counts, &mut self.sums);
        // Sums of every centre, and at most a place for every row.
        let bytes = size_of::<f64>() * (sums.len() * (x.columns + 1) + blocks::ROWS);
        let changed =
            blocks::sum_in_waves(rows, bytes, go_on, Vec::new(), part, |changed, (start, part)| {
                for (count, more) in counts.iter_mut().zip(&part.counts) {
                    *count = count.saturating_add_signed(*more as isize);
                }
                for (sum, more) in sums.iter_mut().zip(part.sums.chunks_exact(x.columns)) {
                    sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
                }
                if !part.rows.is_empty() {
                    changed.push((start, part.rows));
                }
            })?;
        for (start, rows) in &changed {
            let block = self.places.get_mut(*start..).unwrap_or_default();
            for (row, place) in rows {
                if let Some(slot) = block.get_mut(*row as usize) {
                    *slot = *place;
                }
            }
        }
        // Sums that were kept up by differences are taken anew at the end.
        let told = screen.inertia(&self.centres, &self.counts, &self.sums).filter(|_| !changed.is_empty());
        match told {
            Some(inertia) => self.inertia = inertia,
            None => self.measure(x, go_on)?,
        }
        Ok(Some(!changed.is_empty()))
    }

    /// Assigns all rows by measuring, and adds them up.
    fn measure(&mut self, x: Rows<'_>, go_on: GoOn<'_>) -> Result<(), LearnError> {
        let (k, columns) = (self.centres.len(), x.columns);
        let centres = Centres::new(&self.centres, columns);
        let part = |rows: std::ops::Range<usize>| {
            kernels::assign(
                x.cells.get(rows.start * columns..rows.end * columns).unwrap_or_default(),
                &centres,
            )
        };
        let start = Assigned { inertia: 0.0, counts: vec![0; k], sums: vec![0.0; k * columns] };
        let all = blocks::sum(x.cells.len() / columns, go_on, start, part, |all, part| join(all, &part))?;
        (self.inertia, self.counts) = (all.inertia, all.counts);
        self.sums = all.sums.chunks_exact(columns).map(<[f64]>::to_vec).collect();
        Ok(())
    }
}

fn join(all: &mut Assigned, part: &Assigned) {
    all.inertia += part.inertia;
    all.counts.iter_mut().zip(&part.counts).for_each(|(count, more)| *count += more);
    all.sums.iter_mut().zip(&part.sums).for_each(|(sum, more)| *sum += more);
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array2, array};

    fn rows(x: &Array2<f64>) -> Rows<'_> {
        Rows { cells: x.as_slice().unwrap(), columns: x.ncols(), screen: None }
    }

    #[test]
    fn with_a_copy_the_steps_are_the_same() {
        // Three clouds, and a grid on which rows lie exactly between centres; 5,000 rows are more than a block.
        let cloud =
            |i: usize, j: usize| ((i * 7919 + j * 104_729) % 1013) as f64 / 300.0 + (i % 3 * (j + 2)) as f64;
        let grid = |i: usize, j: usize| ((i / 6_usize.pow(j as u32)) % 6) as f64;
        for x in [
            Array2::from_shape_fn((5_003, 4), |(i, j)| cloud(i, j)),
            Array2::from_shape_fn((5_003, 3), |(i, j)| grid(i, j)),
        ] {
            let screen = Screen::new(x.as_slice().unwrap(), x.ncols(), &|| true).unwrap();
            let centres: Vec<Vec<f64>> = (0..5).map(|k| x.row(k * 7).to_vec()).collect();
            let (plain, screened) = (rows(&x), Rows { screen: Some(&screen), ..rows(&x) });
            let mut one = Run::new(plain, centres.clone(), &|| true).unwrap();
            let mut other = Run::new(screened, centres, &|| true).unwrap();
            for _ in 0..60 {
                assert_eq!(one.counts, other.counts);
                assert!((one.inertia - other.inertia).abs() <= 1e-11 * one.inertia);
                for (a, b) in one.centres.iter().flatten().zip(other.centres.iter().flatten()) {
                    assert!((a - b).abs() < 1e-11, "{a} {b}");
                }
                if one.done || other.done {
                    break;
                }
                one.step(plain, &|| true).unwrap();
                other.step(screened, &|| true).unwrap();
            }
            while !one.done {
                one.step(plain, &|| true).unwrap();
            }
            assert!(other.done || one.done);
            assert!((one.inertia - other.inertia).abs() <= 1e-12 * one.inertia);
        }
    }

    #[test]
    fn a_centre_without_rows_is_given_the_farthest_row() {
        let x = array![[0.0], [1.0], [2.0], [50.0]];
        // The second centre is nearest to no row.
        let mut run = Run::new(rows(&x), vec![vec![1.0], vec![-500.0]], &|| true).unwrap();
        assert_eq!(run.counts, [4, 0]);
        while !run.done {
            run.step(rows(&x), &|| true).unwrap();
        }
        assert_eq!(run.counts, [3, 1]);
        assert_eq!(run.centres, [vec![1.0], vec![50.0]]);
        assert_eq!(run.inertia, 2.0);
    }

    #[test]
    fn inertia_is_the_sum_of_squares_and_never_rises() {
        let x = Array2::from_shape_fn((9000, 3), |(i, j)| ((i * 7919 + j * 31) % 1013) as f64);
        let mut run =
            Run::new(rows(&x), vec![vec![1.0; 3], vec![500.0; 3], vec![20.0, 900.0, 3.0]], &|| true).unwrap();
        for _ in 0..10 {
            let before = run.inertia;
            run.step(rows(&x), &|| true).unwrap();
            assert!(run.inertia <= before);
            let slow: f64 = x
                .rows()
                .into_iter()
                .map(|row| {
                    let to = |c: &Vec<f64>| row.iter().zip(c).map(|(a, b)| (a - b).powi(2)).sum::<f64>();
                    run.centres.iter().map(to).fold(f64::INFINITY, f64::min)
                })
                .sum();
            assert!((run.inertia - slow).abs() < 1e-9 * slow);
        }
    }
}
