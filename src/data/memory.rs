//! Whether a table fits into memory, decided before it is read.

use std::sync::OnceLock;

/// Set to a number of megabytes, a table may take no more than this, whatever the computer has.
const LIMIT: &str = "CLIENTELE_MEMORY_MB";
/// The share of free memory that a sample may take: looking at it and learning from it need room too.
const SHARE: f64 = 0.5;
/// Address space that threads and libraries take beside the table.
#[cfg(target_os = "linux")]
const RESERVE: u64 = 200_000_000;
/// More rows are not needed to learn from, and take longer.
const MOST_ROWS: u64 = 1_000_000;

/// What can be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It fits.
    Whole,
    /// It does not, but one of every so many rows does: about so many in all.
    Sample { every: u64, rows: u64 },
}

/// Bytes of memory that can be used without swapping, told once and for all: less than the computer has where a
/// limit is set for this program. None where the system does not say.
pub fn free() -> Option<u64> {
    static ASKED: OnceLock<Option<u64>> = OnceLock::new();
    let asked = ASKED.get_or_init(|| {
        let megabytes: u64 = std::env::var(LIMIT).ok()?.trim().parse().ok()?;
        Some(megabytes.saturating_mul(1_000_000))
    });
    [*asked, of_computer(), of_process()].into_iter().flatten().min()
}

/// What the computer has free, or the group of programs this one runs in.
fn of_computer() -> Option<u64> {
    let mut system = sysinfo::System::new();
    system.refresh_memory();
    let free = Some(system.available_memory()).filter(|free| *free > 0);
    // Files that the system keeps in memory count as used by the group, and go when memory is needed.
    let group = system.cgroup_limits().map(|limits| limits.total_memory.saturating_sub(limits.rss));
    let group = group.filter(|free| *free > 0);
    [free, group].into_iter().flatten().min()
}

/// What is left of the address space that this program may use (`ulimit -v`).
#[cfg(target_os = "linux")]
fn of_process() -> Option<u64> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max address space"))?;
    let limit: u64 = line.split_ascii_whitespace().next()?.parse().ok()?;
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmSize:"))?;
    let used: u64 = line.split_ascii_whitespace().next()?.parse().ok()?;
    Some(limit.saturating_sub(used.saturating_mul(1024)).saturating_sub(RESERVE))
}

/// Other systems do not say.
#[cfg(not(target_os = "linux"))]
fn of_process() -> Option<u64> {
    None
}

/// What is known about a table before it is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected {
    /// Rows.
    pub(super) rows: f64,
    /// Cells.
    pub(super) cells: f64,
    /// Bytes of the text of its cells.
    pub(super) text: f64,
}

impl Expected {
    /// A text file of so many bytes, judged by its first ones.
    pub(super) fn of_text(size: u64, sample_bytes: usize, sample_rows: usize, sample_cells: usize) -> Self {
        let times = size as f64 / sample_bytes.max(1) as f64;
        Self { rows: times * sample_rows as f64, cells: times * sample_cells as f64, text: size as f64 }
    }

    /// Bytes of memory it takes: sixteen for each cell, and the text of long cells. Columns grow by doubling, so
    /// that up to half as much again is set aside.
    pub(super) fn bytes(&self) -> u64 {
        ((self.cells * 16.0 + self.text * 0.5) * 1.3) as u64
    }
}

/// Decides by the memory that is free. Where the system does not say, the file is tried.
pub(super) fn fit(expected: &Expected, free: Option<u64>) -> Fit {
    let needed = expected.bytes();
    match free {
        Some(free) if needed > free => {
            let by_memory = (needed as f64 / (free.max(1) as f64 * SHARE)).ceil() as u64;
            let by_rows = (expected.rows / MOST_ROWS as f64).ceil() as u64;
            let every = by_memory.max(by_rows).max(2);
            Fit::Sample { every, rows: (expected.rows / every as f64).ceil() as u64 }
        }
        _ => Fit::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GB: u64 = 1_000_000_000;

    /// Twenty columns of 150 bytes a row, as tables of customers are.
    fn customers(rows: u64) -> Expected {
        Expected::of_text(rows * 150, 150_000, 1_000, 20_000)
    }

    #[test]
    fn a_table_is_opened_whole_where_it_fits() {
        // 1,000,000 rows: 20,000,000 cells of 16 bytes and half of 150 MB, and a third of that again.
        assert_eq!(customers(1_000_000).bytes(), ((320_000_000.0 + 75_000_000.0) * 1.3) as u64);
        assert_eq!(fit(&customers(1_000_000), Some(GB)), Fit::Whole);
        assert_eq!(fit(&customers(1_000_000_000), None), Fit::Whole, "nobody knows: it is tried");
    }

    #[test]
    fn a_sample_takes_half_of_what_is_free_and_no_more_rows_than_are_needed() {
        // 10,000,000 rows need 5.135 GB; of 1 GB a sample may take half.
        assert_eq!(fit(&customers(10_000_000), Some(GB)), Fit::Sample { every: 11, rows: 909_091 });
        // With much memory, rows are the limit.
        let many = fit(&customers(100_000_000), Some(40 * GB));
        assert_eq!(many, Fit::Sample { every: 100, rows: 1_000_000 });
        // A file that only just does not fit: every second row.
        assert_eq!(fit(&customers(1_000_000), Some(GB / 2)), Fit::Sample { every: 3, rows: 333_334 });
        assert_eq!(fit(&customers(1_000), Some(513_000)), Fit::Sample { every: 3, rows: 334 });
    }

    #[test]
    fn every_sample_fits() {
        for rows in [10_000, 1_000_000, 77_000_000, 3_000_000_000] {
            for free in [1_000_000, 300_000_000, GB, 17 * GB] {
                if let Fit::Sample { every, rows: kept } = fit(&customers(rows), Some(free)) {
                    assert!(
                        every >= 2 && customers(rows).bytes() / every <= free / 2 + 1,
                        "{rows} in {free}"
                    );
                    assert!(kept.abs_diff(rows.div_ceil(every)) <= 1 && kept <= MOST_ROWS);
                }
            }
        }
    }

    #[test]
    fn this_computer_says_what_is_free() {
        if cfg!(any(target_os = "linux", target_os = "macos", target_os = "windows")) {
            assert!(free().is_some_and(|free| free > 1_000_000));
        }
    }
}
