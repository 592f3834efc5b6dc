//! The settings file: small, versioned, saved whole or not at all.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::error::UserError;
use crate::domain::message::Message;

/// Version of the file.
pub const SETTINGS_VERSION: u32 = 1;

/// Recent files kept.
const RECENT: usize = 10;

/// Zoom is kept between these.
const ZOOM: (f32, f32) = (0.5, 3.0);

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The window as it was left.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// Inner width in points.
    pub width: f32,
    /// Inner height in points.
    pub height: f32,
    /// Fills the screen.
    pub maximised: bool,
}

/// What the user chose about the program itself; nothing of their data but the paths of recent files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Version on disk; a reader refuses any other.
    pub version: u32,
    /// A language tag (`en`, `zh-CN`); none follows the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Light or dark.
    #[serde(default)]
    pub theme: Theme,
    /// Size of everything, 1 is normal.
    #[serde(default = "one")]
    pub zoom: f32,
    /// Latest first.
    #[serde(default)]
    pub recent: Vec<PathBuf>,
    /// None before the first close.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowPlace>,
}

fn one() -> f32 {
    1.0
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: SETTINGS_VERSION,
            language: None,
            theme: Theme::System,
            zoom: one(),
            recent: Vec::new(),
            window: None,
        }
    }
}

impl Settings {
    /// Puts a file on top of the recent ones.
    pub fn remember(&mut self, file: PathBuf) {
        self.recent.retain(|known| *known != file);
        self.recent.insert(0, file);
        self.recent.truncate(RECENT);
    }

    /// Takes a file that is gone from the recent ones.
    pub fn forget(&mut self, file: &Path) {
        self.recent.retain(|known| known != file);
    }

    /// Figures a file edited by hand might hold but no screen could show.
    fn tame(mut self) -> Self {
        self.zoom = if self.zoom.is_finite() { self.zoom.clamp(ZOOM.0, ZOOM.1) } else { one() };
        self.window = self.window.filter(|place| {
            let fits = |points: f32| (200.0..=20_000.0).contains(&points);
            fits(place.width) && fits(place.height)
        });
        self.recent.truncate(RECENT);
        self
    }
}

/// The version alone, readable whatever else the file holds.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// The settings of a file. A file that is not there means the defaults; one that cannot be used means the
/// defaults and a sentence why, and it is set aside under another name so that saving destroys nothing.
pub fn load(path: &Path) -> (Settings, Option<UserError>) {
    let why = match std::fs::read_to_string(path) {
        Ok(text) => match parse(&text) {
            Ok(settings) => return (settings, None),
            Err(why) => why,
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (Settings::default(), None),
        Err(error) => unreadable(&error),
    };
    let aside = path.with_extension("set-aside.toml");
    let next = match std::fs::rename(path, &aside) {
        Ok(()) => Message::new("platform-settings-aside").name("file", aside.display().to_string()),
        Err(_) => Message::new("platform-settings-check").name("file", path.display().to_string()),
    };
    (Settings::default(), Some(UserError::work(Message::new("platform-settings-what"), why, next)))
}

fn parse(text: &str) -> Result<Settings, Message> {
    let damaged = |error: toml::de::Error| {
        Message::new("platform-settings-damaged").text("detail", error.message().to_owned())
    };
    let found: Versioned = toml::from_str(text).map_err(damaged)?;
    if found.version != SETTINGS_VERSION {
        return Err(Message::new("platform-settings-version").text("found", found.version.to_string()));
    }
    toml::from_str::<Settings>(text).map(Settings::tame).map_err(damaged)
}

fn unreadable(error: &io::Error) -> Message {
    if error.kind() == io::ErrorKind::InvalidData {
        Message::new("platform-settings-damaged").text("detail", "not UTF-8")
    } else {
        Message::new("platform-settings-unreadable").text("detail", error.to_string())
    }
}

/// Saves beside the old file and then takes its place, so that a full disk or a power cut leaves the old one.
pub fn save(settings: &Settings, path: &Path) -> Result<(), UserError> {
    write(settings, path).map_err(|error| {
        UserError::work(
            Message::new("platform-settings-save-what").name("file", path.display().to_string()),
            Message::new("platform-settings-save-why").text("detail", error.to_string()),
            Message::new("platform-settings-save-next"),
        )
    })
}

fn write(settings: &Settings, path: &Path) -> io::Result<()> {
    let text = toml::to_string_pretty(settings).map_err(io::Error::other)?;
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file_with(text: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    #[test]
    fn what_was_saved_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/settings.toml");
        let mut settings = Settings {
            language: Some("zh-CN".into()),
            theme: Theme::Dark,
            zoom: 1.25,
            window: Some(WindowPlace { width: 1280.0, height: 800.0, maximised: true }),
            ..Settings::default()
        };
        settings.remember("客户 “A”.csv".into());
        save(&settings, &path).unwrap();
        assert_eq!(load(&path), (settings.clone(), None));
        // Saving again replaces the file and leaves nothing beside it.
        settings.zoom = 2.0;
        save(&settings, &path).unwrap();
        assert_eq!(load(&path), (settings, None));
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn no_file_means_the_defaults_without_a_word() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(load(&folder.path().join("settings.toml")), (Settings::default(), None));
    }

    #[test]
    fn a_file_of_an_older_minor_kind_may_leave_things_out_and_hold_others() {
        let (_folder, path) = file_with("version = 1\ntheme = \"light\"\nshoe_size = 43\n");
        let (settings, error) = load(&path);
        assert_eq!((settings.theme, settings.zoom, error), (Theme::Light, 1.0, None));
    }

    #[test]
    fn what_cannot_be_used_is_said_and_set_aside() {
        let cases: [(&[u8], &str); 5] = [
            (b"version = 2\ntheme = [1, 2]\n", "platform-settings-version"),
            (b"version = 1\nzoom = \"big\"\n", "platform-settings-damaged"),
            (b"", "platform-settings-damaged"),
            (b"version = 1\nrec", "platform-settings-damaged"),
            (b"\xff\xfe\x00", "platform-settings-damaged"),
        ];
        for (bytes, why) in cases {
            let (_folder, path) = file_with(bytes);
            let (settings, error) = load(&path);
            let error = error.expect("a sentence");
            assert_eq!((settings, error.why.id), (Settings::default(), why));
            assert_eq!(error.next.id, "platform-settings-aside");
            assert!(!path.exists());
            assert_eq!(std::fs::read(path.with_extension("set-aside.toml")).unwrap(), bytes);
            // The next start is quiet.
            assert_eq!(load(&path), (Settings::default(), None));
        }
    }

    #[test]
    fn wild_figures_are_tamed() {
        let text = "version = 1\nzoom = 900.0\n[window]\nwidth = -5.0\nheight = 800.0\nmaximised = false\n";
        let (_folder, path) = file_with(text);
        let (settings, error) = load(&path);
        assert_eq!((settings.zoom, settings.window, error), (3.0, None, None));
        let (_folder, path) = file_with("version = 1\nzoom = nan\n");
        assert_eq!(load(&path).0.zoom, 1.0);
    }

    #[test]
    fn a_place_that_cannot_be_written_is_an_error_and_the_old_file_stays() {
        let (_folder, path) = file_with("version = 1\n");
        let error = save(&Settings::default(), &path.join("inside-a-file.toml")).unwrap_err();
        assert_eq!((error.what.id, error.exit_code()), ("platform-settings-save-what", 1));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "version = 1\n");
    }

    #[test]
    fn recent_files_stand_once_latest_first_and_are_few() {
        let mut settings = Settings::default();
        for number in 0..15 {
            settings.remember(format!("{number}.csv").into());
        }
        settings.remember("10.csv".into());
        assert_eq!(settings.recent.len(), RECENT);
        assert_eq!(settings.recent[..3], ["10.csv", "14.csv", "13.csv"].map(PathBuf::from));
        settings.forget(Path::new("14.csv"));
        assert!(!settings.recent.contains(&"14.csv".into()));
    }
}
