//! Other programs: shown as they would be typed, started in the workspace, judged by their exit code.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What went wrong, in words.
pub(crate) type Outcome = Result<(), String>;

/// A program and its arguments.
pub(crate) struct Line {
    program: String,
    arguments: Vec<String>,
    variables: Vec<(&'static str, String)>,
    folder: PathBuf,
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.variables {
            write!(out, "{name}='{value}' ")?;
        }
        out.write_str(&self.program)?;
        for argument in &self.arguments {
            let plain = !argument.is_empty() && !argument.contains([' ', '\'', '"', '$']);
            if plain {
                write!(out, " {argument}")?;
            } else {
                write!(out, " '{argument}'")?;
            }
        }
        Ok(())
    }
}

/// A line for any program.
pub(crate) fn line(folder: &Path, program: &str, arguments: &[&str]) -> Line {
    Line {
        program: program.to_owned(),
        arguments: arguments.iter().map(|argument| (*argument).to_owned()).collect(),
        variables: Vec::new(),
        folder: folder.to_owned(),
    }
}

/// A line for cargo.
pub(crate) fn cargo(root: &Path, arguments: &[&str]) -> Line {
    line(root, "cargo", arguments)
}

impl Line {
    /// With more arguments.
    pub(crate) fn and<'a>(mut self, arguments: impl IntoIterator<Item = &'a str>) -> Self {
        self.arguments.extend(arguments.into_iter().map(str::to_owned));
        self
    }

    /// With a variable of the environment.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.folder);
        command
    }

    /// Runs it with the caller's own input and output.
    pub(crate) fn run(&self) -> Outcome {
        match self.command().status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("`{self}` ended with {status}")),
            Err(error) => Err(format!("`{self}` could not be started: {error}")),
        }
    }

    /// Whether it works, without showing what it says.
    pub(crate) fn works(&self) -> bool {
        self.command()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// What it says, if it works.
    pub(crate) fn says(&self) -> Option<String> {
        let output = self.command().stdin(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_shown_as_it_would_be_typed() {
        let shown = line(Path::new("."), "cargo", &["doc", "a b", ""]).with("RUSTDOCFLAGS", "-D warnings");
        assert_eq!(shown.to_string(), "RUSTDOCFLAGS='-D warnings' cargo doc 'a b' ''");
    }

    #[test]
    fn a_program_that_is_missing_or_fails_is_an_error_that_names_it() {
        let missing = line(Path::new("."), "no-such-program-here", &["x"]);
        assert!(!missing.works());
        assert_eq!(missing.says(), None);
        assert!(missing.run().unwrap_err().contains("`no-such-program-here x` could not be started"));
        let failing = cargo(Path::new("."), &["no-such-command-here"]);
        assert!(!failing.works());
        assert!(cargo(Path::new("."), &["--version"]).says().is_some_and(|text| text.starts_with("cargo ")));
    }
}
