//! The sample companies and practice data as files.

use std::path::{Path, PathBuf};

use crate::domain::error::UserError;
use crate::domain::message::Message;
use crate::domain::practice::Practice;
use crate::simulate;

/// Writes a file of the simulated companies where it can be opened like any other.
pub fn write_sample(folder: &Path, name: &str) -> Result<PathBuf, UserError> {
    let path = folder.join(name);
    let file = simulate::sample_files().into_iter().find(|file| file.name == name);
    let Some(file) = file else { return Err(failed(&path, name.to_owned())) };
    write(folder, path, &file.text)
}

/// Writes practice data likewise. `words`: the name of the column of colours, and the two colours.
pub fn write_practice(folder: &Path, practice: &Practice, words: [&str; 3]) -> Result<PathBuf, UserError> {
    let path = folder.join(format!("{}.csv", practice.figure.file_stem()));
    let text = simulate::practice_csv(&simulate::practice::points(practice), words);
    write(folder, path, &text)
}

fn write(folder: &Path, path: PathBuf, text: &str) -> Result<PathBuf, UserError> {
    std::fs::create_dir_all(folder).map_err(|err| failed(&path, err.to_string()))?;
    std::fs::write(&path, text).map_err(|err| failed(&path, err.to_string()))?;
    Ok(path)
}

fn failed(path: &Path, reason: String) -> UserError {
    UserError::work(
        Message::new("engine-sample-not-written").text("path", path.display().to_string()),
        Message::new("engine-because").text("reason", reason),
        Message::new("engine-sample-next"),
    )
}
