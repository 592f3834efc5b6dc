//! Where the trainer of neural nets is, and what it needs to start.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::platform::folders::Folders;

/// Names the trainer, instead of the places it is usually looked for in.
pub const VARIABLE: &str = "CLIENTELE_NEURAL";
/// Seconds it may be silent, where the usual ones are not enough.
const SILENCE_VARIABLE: &str = "CLIENTELE_NEURAL_SILENCE";
/// The trainer without its ending.
const NAME: &str = "clientele-neural";
/// Where libtorch lies in the user's cache folder, for processors and for graphics cards.
const LIBRARIES: [&str; 2] = ["libtorch-2.13.0", "libtorch-2.13.0-cuda"];
/// libtorch is large: a cold disk takes a while to load it.
const HELLO: Duration = Duration::from_mins(1);
/// The trainer says every second that it is alive.
const SILENCE: Duration = Duration::from_secs(20);

/// A trainer that can be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trainer {
    /// The program.
    pub program: PathBuf,
    /// The folder with the libraries of libtorch, where the program may not find them by itself.
    pub libraries: Option<PathBuf>,
    /// How long it may take to say hello.
    pub hello: Duration,
    /// How long it may be silent after that.
    pub silence: Duration,
}

impl Trainer {
    /// A trainer that finds its libraries by itself.
    pub fn at(program: PathBuf) -> Self {
        Self { program, libraries: None, hello: HELLO, silence: SILENCE }
    }

    /// The one on this computer, if there is one: named by the variable, or beside the app, or in the user's cache
    /// folder.
    pub fn find() -> Option<Self> {
        let cache = Folders::of_this_user().ok().map(|folders| folders.cache);
        let named = env::var_os(VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from);
        let here = env::current_exe().ok();
        let program =
            places(named, here.as_deref(), cache.as_deref()).into_iter().find(|path| path.is_file())?;
        let libraries = cache.and_then(|cache| {
            let folders = LIBRARIES.iter().rev().map(|name| cache.join(name).join("lib"));
            folders.into_iter().find(|folder| folder.is_dir())
        });
        let seconds = env::var(SILENCE_VARIABLE).ok().and_then(|seconds| seconds.parse().ok());
        let silence = seconds.map_or(SILENCE, Duration::from_secs);
        Some(Self { libraries, silence, ..Self::at(program) })
    }

    /// A command that starts it.
    pub(super) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if let Some(folder) = &self.libraries {
            let variable = match env::consts::OS {
                "windows" => "PATH",
                "macos" => "DYLD_LIBRARY_PATH",
                _ => "LD_LIBRARY_PATH",
            };
            let paths = env::var_os(variable).unwrap_or_default();
            let paths = [folder.clone()].into_iter().chain(env::split_paths(&paths));
            if let Ok(paths) = env::join_paths(paths) {
                command.env(variable, paths);
            }
            // Opens the library for graphics cards at the start; where that fails the loader goes on without it.
            let cuda = folder.join("libtorch_cuda.so");
            if cuda.is_file() {
                command.env("LD_PRELOAD", cuda);
            }
        }
        command
    }
}

/// Where a trainer may be; one that is named is the only one.
fn places(named: Option<PathBuf>, here: Option<&Path>, cache: Option<&Path>) -> Vec<PathBuf> {
    if let Some(named) = named {
        return vec![named];
    }
    let file = OsString::from(format!("{NAME}{}", env::consts::EXE_SUFFIX));
    // Tests and examples stand one folder below the programs.
    let folders = here.into_iter().flat_map(|here| here.ancestors().skip(1).take(2));
    let folders = folders.map(Path::to_owned).chain(cache.map(|cache| cache.join("bin")));
    folders.map(|folder| folder.join(&file)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_alone_counts_then_beside_the_app_then_the_cache() {
        let here = Path::new("a/b/app");
        let cache = Path::new("c");
        assert_eq!(places(Some("x/y".into()), Some(here), Some(cache)), [PathBuf::from("x/y")]);
        let found = places(None, Some(here), Some(cache));
        let file = format!("{NAME}{}", env::consts::EXE_SUFFIX);
        let expected = ["a/b", "a", "c/bin"].map(|folder| Path::new(folder).join(&file));
        assert_eq!(found, expected);
        assert!(places(None, None, None).is_empty());
    }

    #[test]
    fn libraries_are_put_first_on_the_path_of_the_loader() {
        let folder = tempfile::tempdir().unwrap();
        let with = || Trainer { libraries: Some(folder.path().to_owned()), ..Trainer::at("x".into()) };
        let variables = |command: &Command| -> Vec<(String, PathBuf)> {
            let all = command.get_envs().filter_map(|(name, value)| Some((name, value?)));
            let first = |value| env::split_paths(value).next().unwrap_or_default();
            all.map(|(name, value)| (name.to_string_lossy().into_owned(), first(value))).collect()
        };
        let found = variables(&with().command());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1, folder.path());
        // With the library for graphics cards it is loaded before anything else.
        let cuda = folder.path().join("libtorch_cuda.so");
        std::fs::write(&cuda, "").unwrap();
        assert!(variables(&with().command()).contains(&("LD_PRELOAD".to_owned(), cuda)));
        assert!(variables(&Trainer::at("x".into()).command()).is_empty());
    }
}
