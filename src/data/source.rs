//! Opening a file and making sure that it is a text table at all.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::time::SystemTime;

use super::errors::{self, Foreign};
use crate::domain::error::UserError;

/// An open file and what it looked like at that moment.
#[derive(Debug)]
pub(super) struct Source<'a> {
    path: &'a Path,
    file: File,
    size: Option<u64>,
    modified: Option<SystemTime>,
    read: u64,
}

impl<'a> Source<'a> {
    /// Opens a file for reading.
    pub(super) fn open(path: &'a Path) -> Result<Self, UserError> {
        let file = File::open(path).map_err(|error| errors::reading(path, &error))?;
        let facts = file.metadata().map_err(|error| errors::reading(path, &error))?;
        if facts.is_dir() {
            return Err(errors::folder(path));
        }
        let size = facts.is_file().then_some(facts.len());
        Ok(Self { path, file, size, modified: facts.modified().ok(), read: 0 })
    }

    /// Size in bytes, unless the file is a pipe.
    pub(super) fn size(&self) -> Option<u64> {
        self.size
    }

    /// Bytes read so far.
    pub(super) fn read_so_far(&self) -> u64 {
        self.read
    }

    /// Appends up to `amount` bytes; false at the end of the file.
    pub(super) fn fill(&mut self, buffer: &mut Vec<u8>, amount: usize) -> Result<bool, UserError> {
        let got = (&mut self.file)
            .take(amount as u64)
            .read_to_end(buffer)
            .map_err(|error| errors::reading(self.path, &error))?;
        self.read += got as u64;
        Ok(got == amount)
    }

    /// Fails if the file is not the one that was opened: shorter, longer, or written meanwhile.
    pub(super) fn check_unchanged(&self) -> Result<(), UserError> {
        let Some(size) = self.size else { return Ok(()) };
        let now = self.file.metadata().map_err(|error| errors::reading(self.path, &error))?;
        if self.read != size || now.len() != size || now.modified().ok() != self.modified {
            return Err(errors::changed(self.path));
        }
        Ok(())
    }
}

/// Names a file that is no text table by its first bytes.
pub(super) fn foreign(sample: &[u8]) -> Option<Foreign> {
    const MAGIC: [(&[u8], Foreign); 12] = [
        (b"\x89PNG", Foreign::Picture),
        (b"\xFF\xD8\xFF", Foreign::Picture),
        (b"GIF8", Foreign::Picture),
        (b"BM\x00", Foreign::Picture),
        (b"II*\x00", Foreign::Picture),
        (b"MM\x00*", Foreign::Picture),
        (b"%PDF-", Foreign::Pdf),
        (b"PAR1", Foreign::Parquet),
        (b"SQLite format 3", Foreign::Database),
        (b"\x1F\x8B", Foreign::Gzip),
        (b"\xD0\xCF\x11\xE0", Foreign::OldWorkbook),
        (b"PK\x03\x04", Foreign::Zip),
    ];
    let found = MAGIC.iter().find(|(magic, _)| sample.starts_with(magic)).map(|(_, foreign)| *foreign);
    match found {
        Some(Foreign::Zip) if memchr::memmem::find(sample, b"xl/").is_some() => Some(Foreign::Workbook),
        Some(found) => Some(found),
        // Text holds no NUL bytes; one in a thousand is more than a slip.
        None if memchr::memchr_iter(0, sample).count() * 1000 > sample.len() => Some(Foreign::Binary),
        None => None,
    }
}

/// Names an encoding other than UTF-8 that the first bytes give away.
pub(super) fn other_encoding(sample: &[u8]) -> Option<&'static str> {
    match sample {
        [0xFF, 0xFE, ..] => return Some("UTF-16 LE"),
        [0xFE, 0xFF, ..] => return Some("UTF-16 BE"),
        _ => {}
    }
    // Latin letters in UTF-16 have a zero byte every second place.
    let head = sample.get(..sample.len().min(4096)).unwrap_or_default();
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = head.len() / 2;
    if half >= 4 && odd * 2 > half && even * 20 < half {
        Some("UTF-16 LE")
    } else if half >= 4 && even * 2 > half && odd * 20 < half {
        Some("UTF-16 BE")
    } else {
        None
    }
}

/// Whether a sample is UTF-8 with at most single damaged lines. A cut letter at the very end is fine.
pub(super) fn is_utf8(sample: &[u8]) -> bool {
    let Err(error) = std::str::from_utf8(sample) else { return true };
    if error.error_len().is_none() {
        return true;
    }
    let (mut lines, mut good, mut bad) = (0_u64, 0_u64, 0_u64);
    // Names that cannot be read make a table useless, however few they are.
    let first = sample.split(|byte| *byte == b'\n' || *byte == b'\r').find(|line| !line.is_empty());
    if first.is_some_and(|line| std::str::from_utf8(line).is_err()) {
        return false;
    }
    for line in sample.split(|byte| *byte == b'\n' || *byte == b'\r') {
        lines += 1;
        match std::str::from_utf8(line) {
            Err(_) => bad += 1,
            Ok(text) if !text.is_ascii() => good += 1,
            Ok(_) => {}
        }
    }
    // In another encoding nearly no line with foreign letters is valid UTF-8.
    bad <= good || bad * 100 <= lines
}
