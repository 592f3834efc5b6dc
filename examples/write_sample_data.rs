//! Writes the simulated files into the folder given as the only argument. `cargo xtask sample-data` calls it.

use std::io::{Error, ErrorKind, Write as _};
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        return Err(Error::new(ErrorKind::InvalidInput, "name the folder to write into"));
    };
    std::fs::create_dir_all(&folder)?;
    let mut out = std::io::stdout().lock();
    for file in clientele::simulate::sample_files() {
        std::fs::write(folder.join(file.name), &file.text)?;
        writeln!(out, "{}: {} bytes", file.name, file.text.len())?;
    }
    Ok(())
}
