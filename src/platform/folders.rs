//! Where settings, crash notes and other files of the program belong on this computer.

use std::ffi::OsString;
use std::path::PathBuf;

use etcetera::app_strategy::{AppStrategy as _, AppStrategyArgs, choose_native_strategy};

use crate::domain::error::UserError;
use crate::domain::message::Message;

/// The environment variable that puts all three folders into one place.
pub const HOME_VARIABLE: &str = "CLIENTELE_HOME";

/// Three folders; none of them need exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// The settings file.
    pub settings: PathBuf,
    /// Crash notes and what else must not get lost.
    pub data: PathBuf,
    /// What can be made again.
    pub cache: PathBuf,
}

impl Folders {
    /// The folders of whoever runs the program.
    pub fn of_this_user() -> Result<Self, UserError> {
        Self::find(|name| std::env::var_os(name))
    }

    /// The same, with the environment given. `CLIENTELE_HOME` wins; otherwise the system's own rules hold.
    pub fn find(variable: impl Fn(&str) -> Option<OsString>) -> Result<Self, UserError> {
        if let Some(home) = variable(HOME_VARIABLE).filter(|home| !home.is_empty()) {
            let home = PathBuf::from(home);
            return Ok(Self {
                settings: home.join("settings"),
                data: home.join("data"),
                cache: home.join("cache"),
            });
        }
        let names = AppStrategyArgs {
            top_level_domain: "org".to_owned(),
            author: "Clientele".to_owned(),
            app_name: "Clientele".to_owned(),
        };
        let system = choose_native_strategy(names).map_err(|error| {
            UserError::work(
                Message::new("platform-folders-what"),
                Message::new("platform-folders-why").text("detail", error.to_string()),
                Message::new("platform-folders-next").text("variable", HOME_VARIABLE),
            )
        })?;
        Ok(Self { settings: system.config_dir(), data: system.data_dir(), cache: system.cache_dir() })
    }

    /// The settings file.
    pub fn settings_file(&self) -> PathBuf {
        self.settings.join("settings.toml")
    }

    /// The folder for crash notes.
    pub fn crash_notes(&self) -> PathBuf {
        self.data.join("crash-notes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_gathers_everything_in_one_place() {
        let found = Folders::find(|name| (name == HOME_VARIABLE).then(|| "somewhere".into())).unwrap();
        assert_eq!(found.settings_file(), PathBuf::from("somewhere/settings/settings.toml"));
        assert_eq!(found.crash_notes(), PathBuf::from("somewhere/data/crash-notes"));
        assert_eq!(found.cache, PathBuf::from("somewhere/cache"));
    }

    #[test]
    fn an_empty_variable_counts_as_none() {
        let with = |value: Option<&'static str>| Folders::find(move |_| value.map(OsString::from));
        assert_eq!(with(Some("")), with(None));
        assert_ne!(with(Some("x")), with(None));
    }
}
