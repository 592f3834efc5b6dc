//! Whether a table fits into memory, asked before it is read.

/// Bytes of memory that can be used without swapping; none where the system does not say.
#[cfg(target_os = "linux")]
pub(super) fn free() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("MemAvailable:"))?;
    let kilobytes: u64 = line.split_ascii_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Bytes of memory that can be used without swapping; none where the system does not say.
#[cfg(not(target_os = "linux"))]
pub(super) fn free() -> Option<u64> {
    None
}

/// Bytes that a table will take, told from its first rows: sixteen for each cell, and the text of long cells.
pub(super) fn needed(size: u64, sample_bytes: usize, sample_cells: usize) -> u64 {
    let cells = size as f64 * sample_cells as f64 / sample_bytes.max(1) as f64;
    // Columns grow by doubling, so that up to half as much again is set aside.
    ((cells * 16.0 + size as f64 * 0.5) * 1.3) as u64
}
