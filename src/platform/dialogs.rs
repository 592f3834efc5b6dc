//! The system's own dialogs for files and folders. The only place that names rfd.
//!
//! A dialog blocks whoever asks, so each runs on a thread of its own and calls back. Where a Linux machine has
//! neither a desktop portal nor zenity the answer is the same as after a cancel: see [`are_likely`], and always
//! offer a field for the path beside the button.

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread;

/// What to ask for. Words come in the user's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Title of the dialog.
    pub title: String,
    /// Kinds of files: a word for each, and their endings without a dot.
    pub kinds: Vec<(String, Vec<String>)>,
    /// The folder to begin in.
    pub folder: Option<PathBuf>,
    /// The name suggested when saving.
    pub file_name: Option<String>,
}

impl Request {
    fn dialog(self) -> rfd::FileDialog {
        let mut dialog = rfd::FileDialog::new().set_title(self.title);
        for (word, endings) in &self.kinds {
            dialog = dialog.add_filter(word, endings);
        }
        if let Some(folder) = &self.folder {
            dialog = dialog.set_directory(folder);
        }
        match self.file_name {
            Some(name) => dialog.set_file_name(name),
            None => dialog,
        }
    }
}

/// Asks for a file to open; `done` gets it on another thread, or nothing after a cancel.
pub fn open_file(request: Request, done: impl FnOnce(Option<PathBuf>) + Send + 'static) {
    on_a_thread(move || request.dialog().pick_file(), done);
}

/// Asks where to save; the system's dialog itself asks before an existing file is chosen.
pub fn save_file(request: Request, done: impl FnOnce(Option<PathBuf>) + Send + 'static) {
    on_a_thread(move || request.dialog().save_file(), done);
}

/// Asks for a folder.
pub fn pick_folder(request: Request, done: impl FnOnce(Option<PathBuf>) + Send + 'static) {
    on_a_thread(move || request.dialog().pick_folder(), done);
}

/// Whether a dialog will probably appear. On Linux that needs a screen, and the session bus or zenity.
pub fn are_likely() -> bool {
    cfg!(not(target_os = "linux")) || are_likely_on_linux(|name| std::env::var_os(name), Path::exists)
}

fn are_likely_on_linux(variable: impl Fn(&str) -> Option<OsString>, exists: impl Fn(&Path) -> bool) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let has_screen = set("DISPLAY").is_some() || set("WAYLAND_DISPLAY").is_some();
    let has_bus = set("DBUS_SESSION_BUS_ADDRESS").is_some()
        || set("XDG_RUNTIME_DIR").is_some_and(|folder| exists(&Path::new(&folder).join("bus")));
    let has_zenity = set("PATH")
        .is_some_and(|folders| std::env::split_paths(&folders).any(|folder| exists(&folder.join("zenity"))));
    has_screen && (has_bus || has_zenity)
}

/// Asks on a thread of its own and always calls back: a panic inside a dialog counts as a cancel.
fn on_a_thread(
    ask: impl FnOnce() -> Option<PathBuf> + Send + 'static,
    done: impl FnOnce(Option<PathBuf>) + Send + 'static,
) {
    // Without a thread the callback is dropped, and a reader sees its channel close.
    let _ = thread::Builder::new().name("clientele-dialog".to_owned()).spawn(move || {
        let answer = catch_unwind(AssertUnwindSafe(ask)).unwrap_or(None);
        done(answer);
    });
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn likely(variables: &[(&str, &str)], files: &[&str]) -> bool {
        are_likely_on_linux(
            |name| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into()),
            |path| files.iter().any(|file| Path::new(file) == path),
        )
    }

    #[test]
    fn a_dialog_needs_a_screen_and_somebody_to_show_it() {
        let screen = ("DISPLAY", ":0");
        assert!(!likely(&[], &[]));
        assert!(!likely(&[screen], &[]));
        assert!(!likely(&[("DBUS_SESSION_BUS_ADDRESS", "unix:path=/x")], &[]));
        assert!(likely(&[screen, ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/x")], &[]));
        assert!(likely(&[("WAYLAND_DISPLAY", "wayland-0"), ("XDG_RUNTIME_DIR", "/run/1")], &["/run/1/bus"]));
        assert!(!likely(&[screen, ("PATH", "/a:/b")], &[]));
        assert!(likely(&[screen, ("PATH", "/a:/b")], &["/b/zenity"]));
    }

    #[test]
    fn the_answer_comes_on_another_thread_and_a_panic_is_a_cancel() {
        let (told, hear) = mpsc::channel();
        let teller = told.clone();
        on_a_thread(
            || Some("list.csv".into()),
            move |answer| teller.send((answer, thread::current().name().map(str::to_owned))).unwrap(),
        );
        assert_eq!(hear.recv().unwrap(), (Some("list.csv".into()), Some("clientele-dialog".into())));
        on_a_thread(|| panic!("no dialog"), move |answer| told.send((answer, None)).unwrap());
        assert_eq!(hear.recv().unwrap(), (None, None));
    }
}
