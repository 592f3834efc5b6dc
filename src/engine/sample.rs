//! The sample companies as files.

use std::path::{Path, PathBuf};

use crate::domain::error::UserError;
use crate::domain::message::Message;
use crate::simulate;

/// Writes a file of the simulated companies where it can be opened like any other.
pub fn write_sample(folder: &Path, name: &str) -> Result<PathBuf, UserError> {
    let path = folder.join(name);
    let failed = |reason: String| {
        UserError::work(
            Message::new("engine-sample-not-written").text("path", path.display().to_string()),
            Message::new("engine-because").text("reason", reason),
            Message::new("engine-sample-next"),
        )
    };
    let file = simulate::sample_files().into_iter().find(|file| file.name == name);
    let Some(file) = file else { return Err(failed(name.to_owned())) };
    std::fs::create_dir_all(folder).map_err(|err| failed(err.to_string()))?;
    std::fs::write(&path, file.text).map_err(|err| failed(err.to_string()))?;
    Ok(path)
}
