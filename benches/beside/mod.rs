//! What benches that compare share: child processes, a pinned Python, and the run in the middle.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What a child printed, or why there is nothing.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let shown = format!("{command:?}");
    let output = command.output().map_err(|error| format!("{shown}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let why = String::from_utf8_lossy(&output.stderr);
    Err(format!("{shown}: {}", why.lines().last().unwrap_or("it failed")))
}

/// The Python of an environment below the target folder that holds these packages, made if it is not there yet.
pub(crate) fn python(name: &str, packages: &[&str]) -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.exists() {
        let system = if cfg!(windows) { "python" } else { "python3" };
        output(Command::new(system).args(["-m", "venv"]).arg(&folder))?;
    }
    output(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(packages))?;
    Ok(python)
}
