//! Crash notes: a small text file about a panic, so that nothing needs to be printed at the user.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::io;
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::DateTime;

/// Notes kept; older ones make room.
const KEEP: usize = 20;

/// From now on each panic writes a note into this folder and prints nothing. A panic of a worker ends there as
/// a failed job; the note says where it came from. A note that cannot be written is given up in silence.
pub fn install(folder: PathBuf) {
    panic::set_hook(Box::new(move |panic| {
        let now = SystemTime::now();
        let _ = write(&folder, now, &note(now, panic, &Backtrace::force_capture()));
    }));
}

/// The newest note of a folder, for "what happened last time".
pub fn latest(folder: &Path) -> Option<PathBuf> {
    notes(folder).ok()?.pop()
}

/// What a note says: no cell, no file name, no path of the user's own, unless the panic itself names one.
fn note(now: SystemTime, panic: &PanicHookInfo<'_>, trace: &Backtrace) -> String {
    let mut text = String::new();
    let thread = std::thread::current();
    let place = panic.location().map_or_else(String::new, ToString::to_string);
    // Writing into a String cannot fail.
    let _ = writeln!(text, "Clientele {} on {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS);
    let _ = writeln!(text, "time: {}", stamp(now, "%Y-%m-%d %H:%M:%S UTC"));
    let _ = writeln!(text, "thread: {}", thread.name().unwrap_or("unnamed"));
    let _ = writeln!(text, "place: {place}");
    let _ = writeln!(text, "panic: {}", panic.payload_as_str().unwrap_or("no text"));
    let _ = writeln!(text, "\n{trace}");
    text
}

fn stamp(time: SystemTime, format: &str) -> String {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    DateTime::from_timestamp(i64::try_from(seconds).unwrap_or_default(), 0)
        .unwrap_or_default()
        .format(format)
        .to_string()
}

/// Writes a note under a name that sorts by time and is not taken, and lets the oldest go.
fn write(folder: &Path, now: SystemTime, text: &str) -> io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let stem = stamp(now, "crash-%Y-%m-%d-%H%M%S");
    let (mut file, path) = (0..1_000)
        .map(|number| folder.join(format!("{stem}-{number:03}.txt")))
        .find_map(|path| match std::fs::File::create_new(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
            opened => Some(opened.map(|file| (file, path))),
        })
        .unwrap_or_else(|| Err(io::ErrorKind::AlreadyExists.into()))?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    let notes = notes(folder)?;
    for old in notes.iter().take(notes.len().saturating_sub(KEEP)) {
        std::fs::remove_file(old)?;
    }
    Ok(path)
}

/// Our notes in a folder, oldest first.
fn notes(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut notes = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let is_text = path.extension().is_some_and(|ending| ending == "txt");
        if is_text && entry.file_name().to_string_lossy().starts_with("crash-") {
            notes.push(path);
        }
    }
    notes.sort();
    Ok(notes)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// 2026-01-02 03:04:05 UTC plus some seconds.
    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_323_045 + seconds)
    }

    #[test]
    fn notes_are_named_by_time_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("not/yet");
        let first = write(&deep, at(0), "one").unwrap();
        let second = write(&deep, at(0), "two").unwrap();
        assert_eq!(first.file_name().unwrap(), "crash-2026-01-02-030405-000.txt");
        assert_eq!(second.file_name().unwrap(), "crash-2026-01-02-030405-001.txt");
        assert_eq!(std::fs::read_to_string(first).unwrap(), "one");
        assert_eq!(latest(&deep), Some(second));
    }

    #[test]
    fn the_oldest_make_room_and_other_files_stay() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a list.csv"), "mine").unwrap();
        for seconds in 0..KEEP as u64 + 5 {
            write(folder.path(), at(seconds), "note").unwrap();
        }
        let left = notes(folder.path()).unwrap();
        assert_eq!(left.len(), KEEP);
        assert!(left[0].ends_with("crash-2026-01-02-030410-000.txt"));
        assert!(folder.path().join("a list.csv").exists());
    }

    #[test]
    fn a_folder_that_is_a_file_is_an_error_not_a_panic() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(write(file.path(), at(0), "note").is_err());
        assert_eq!(latest(file.path()), None);
    }

    /// The hook belongs to the whole process, and other tests panic on purpose beside this one: so it only looks
    /// for its own words and puts the old hook back.
    #[test]
    fn a_panic_of_a_worker_leaves_a_note_that_says_where() {
        let folder = tempfile::tempdir().unwrap();
        let before = panic::take_hook();
        install(folder.path().to_owned());
        let worker = std::thread::Builder::new().name("clientele-test".into());
        let ended = worker.spawn(|| panic!("the note of this test")).unwrap().join();
        panic::set_hook(before);
        assert!(ended.is_err());
        let texts =
            notes(folder.path()).unwrap().into_iter().map(|path| std::fs::read_to_string(path).unwrap());
        let note = texts.into_iter().find(|text| text.contains("the note of this test")).expect("a note");
        assert!(note.contains("thread: clientele-test"), "{note}");
        assert!(note.contains(concat!("place: ", file!())), "{note}");
    }
}
