//! The folder in which app and trainer hand each other rows and weights.
//!
//! It goes when training ends. An app that is killed leaves it behind; a lock, which the system takes off whoever
//! held it, tells the next one that nobody needs it any more.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use tempfile::TempDir;

/// How folders are called.
const PREFIX: &str = "clientele-net-";
/// The file in each that is locked as long as it is needed.
const LOCK: &str = "in-use";

/// A folder that is in use.
#[derive(Debug)]
pub(super) struct Folder {
    // Fields go in this order: the lock first, or some systems would not let the folder go.
    _lock: File,
    folder: TempDir,
}

impl Folder {
    /// A new one among the temporary files of this computer.
    pub(super) fn new() -> io::Result<Self> {
        Self::within(&std::env::temp_dir())
    }

    fn within(place: &Path) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(place)?;
        let lock = File::create(folder.path().join(LOCK))?;
        lock.lock()?;
        Ok(Self { _lock: lock, folder })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Removes folders that apps left behind which were killed. What cannot be removed stays.
pub(super) fn sweep() {
    sweep_within(&std::env::temp_dir());
}

fn sweep_within(place: &Path) {
    let Ok(entries) = fs::read_dir(place) else { return };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        // One without the file is being made at this moment, or not ours at all.
        let Ok(lock) = File::open(entry.path().join(LOCK)) else { continue };
        if is_ours && !matches!(lock.try_lock(), Err(TryLockError::WouldBlock | TryLockError::Error(_))) {
            drop(lock);
            let _stays = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_uses_is_removed_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let used = Folder::within(place.path()).unwrap();
        fs::write(used.path().join("train"), "rows").unwrap();
        // As a killed app leaves it: the files without anybody who holds the lock.
        let left = place.path().join(format!("{PREFIX}left"));
        let (young, foreign) = (place.path().join(format!("{PREFIX}young")), place.path().join("other"));
        for folder in [&left, &young, &foreign] {
            fs::create_dir(folder).unwrap();
        }
        fs::write(left.join("train"), "rows").unwrap();
        fs::write(left.join(LOCK), "").unwrap();
        fs::write(foreign.join(LOCK), "").unwrap();
        sweep_within(place.path());
        assert!(!left.exists());
        assert!(used.path().join("train").exists() && young.exists() && foreign.exists());
        // It goes by itself when it is no longer needed.
        let path = used.path().to_owned();
        drop(used);
        assert!(!path.exists());
    }
}
