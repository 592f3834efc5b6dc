//! Writing files whole or not at all, and tables as UTF-8, comma, LF.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::errors;
use super::table::Table;
use crate::domain::error::UserError;
use crate::domain::event::Progress;
use crate::domain::table::TableView as _;

/// Rows between two looks at the progress callback.
const ROWS_PER_LOOK: usize = 4_096;

/// What to do with a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfExists {
    /// Leave it alone and say so.
    Refuse,
    /// Put the new file in its place, once it is complete.
    Replace,
}

/// Columns that are written after those of a table.
pub trait NewColumns {
    /// Their names, in order.
    fn names(&self) -> Vec<String>;
    /// Appends the text of a cell. `row` is the row number in the table, `column` counts from 0 among the new ones.
    fn cell(&mut self, row: usize, column: usize, text: &mut String);
}

/// Names with one text per row of the table; none at all for an empty list.
impl NewColumns for Vec<(String, Vec<String>)> {
    fn names(&self) -> Vec<String> {
        self.iter().map(|(name, _)| name.clone()).collect()
    }

    fn cell(&mut self, row: usize, column: usize, text: &mut String) {
        if let Some(cell) = self.get(column).and_then(|(_, cells)| cells.get(row)) {
            text.push_str(cell);
        }
    }
}

/// Writes a file through a temporary one beside it, which takes its place when it is complete and on disk. When
/// anything fails the old file is as it was and nothing is left behind.
pub fn replace_file(
    path: &Path,
    if_exists: IfExists,
    write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> Result<(), UserError> {
    let target = resolved(path);
    if if_exists == IfExists::Refuse && fs::symlink_metadata(&target).is_ok() {
        return Err(errors::exists(path));
    }
    replace(&target, if_exists, write).map_err(|error| errors::writing(path, &error))
}

/// Behind a link lies the file that is meant.
fn resolved(path: &Path) -> PathBuf {
    match fs::symlink_metadata(path) {
        Ok(facts) if facts.is_symlink() => fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
        _ => path.to_owned(),
    }
}

fn replace(
    path: &Path,
    if_exists: IfExists,
    write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let old = fs::metadata(path).ok();
    if old.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if old.as_ref().is_some_and(|facts| facts.permissions().readonly()) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = temporary(folder)?;
    {
        let mut buffered = BufWriter::with_capacity(1 << 16, file.as_file_mut());
        write(&mut buffered)?;
        buffered.flush()?;
    }
    if let Some(old) = old {
        // A file system without permissions is no reason to fail.
        let _unsupported = file.as_file().set_permissions(old.permissions());
    }
    file.as_file().sync_all()?;
    match if_exists {
        IfExists::Refuse => file.persist_noclobber(path),
        IfExists::Replace => file.persist(path),
    }
    .map_err(|failed| failed.error)?;
    if let Ok(folder) = fs::File::open(folder) {
        // Makes the rename itself durable; not all systems can.
        let _unsupported = folder.sync_all();
    }
    Ok(())
}

#[cfg(unix)]
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut builder = tempfile::Builder::new();
    // The user's own mask decides, as for any new file.
    builder.prefix(".clientele-").permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(".clientele-").tempfile_in(folder)
}

/// Writes rows of a table (all of them without `rows`) with their cells untouched, and new columns after them. A
/// new name that is taken gets a suffix; answers each such name and what became of it.
pub fn write_table(
    path: &Path,
    if_exists: IfExists,
    table: &Table,
    rows: Option<&[u32]>,
    extra: &mut dyn NewColumns,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Vec<(String, String)>, UserError> {
    let mut taken: HashSet<String> = table.names().iter().cloned().collect();
    let mut renamed = Vec::new();
    let new_names: Vec<String> = extra
        .names()
        .into_iter()
        .map(|wanted| {
            let mut name = wanted.clone();
            let mut suffix = 2;
            while !taken.insert(name.clone()) {
                name = format!("{wanted}_{suffix}");
                suffix += 1;
            }
            if name != wanted {
                renamed.push((wanted, name.clone()));
            }
            name
        })
        .collect();
    let header = Some(new_names.as_slice());
    let mut stopped = false;
    let written = replace_file(path, if_exists, &mut |out| {
        let mut progress = |done| {
            stopped = !progress(done);
            !stopped
        };
        write_rows(out, &Content { table, rows, header }, extra, &mut progress)
    });
    match written {
        Err(_) if stopped => Err(errors::write_stopped(path)),
        Err(error) => Err(error),
        Ok(()) => Ok(renamed),
    }
}

/// Writes the table as it was understood, cells as text. A file without a header gets none.
pub fn convert(table: &Table, path: &Path, if_exists: IfExists) -> Result<(), UserError> {
    let header = if table.facts().header() { Some([].as_slice()) } else { None };
    replace_file(path, if_exists, &mut |out| {
        let content = Content { table, rows: None, header };
        write_rows(out, &content, &mut Vec::new(), &mut |_| true)
    })
}

/// Writes the rows that were set aside: line, reason, cells found and expected, and the row itself.
pub fn write_rejected(path: &Path, if_exists: IfExists, table: &Table) -> Result<(), UserError> {
    replace_file(path, if_exists, &mut |out| {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(["line", "reason", "found", "expected", "raw"]).map_err(io_error)?;
        for row in table.rejected() {
            let line = row.line.to_string();
            let found = row.found.to_string();
            let expected = row.expected.to_string();
            let cells = [line.as_str(), row.reason.name(), &found, &expected, &row.raw];
            writer.write_record(cells).map_err(io_error)?;
        }
        writer.flush()
    })
}

/// What is written: some rows of a table; the names of new columns, or no header at all.
struct Content<'a> {
    table: &'a Table,
    rows: Option<&'a [u32]>,
    header: Option<&'a [String]>,
}

fn write_rows(
    out: &mut dyn Write,
    content: &Content<'_>,
    extra: &mut dyn NewColumns,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> io::Result<()> {
    let table = content.table;
    let mut writer = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
    if let Some(new_names) = content.header {
        writer.write_record(table.names().iter().chain(new_names)).map_err(io_error)?;
    }
    let columns: Vec<_> = (0..table.names().len()).filter_map(|column| table.column(column)).collect();
    let new_columns = content.header.map_or(0, <[String]>::len);
    let total = content.rows.map_or_else(|| table.rows(), <[u32]>::len);
    let mut text = String::new();
    for position in 0..total {
        let row = match content.rows {
            Some(rows) => rows.get(position).map_or(0, |row| *row as usize),
            None => position,
        };
        for cells in &columns {
            writer.write_field(cells.get(row).unwrap_or_default()).map_err(io_error)?;
        }
        for column in 0..new_columns {
            text.clear();
            extra.cell(row, column, &mut text);
            writer.write_field(&text).map_err(io_error)?;
        }
        writer.write_record(None::<&[u8]>).map_err(io_error)?;
        if position % ROWS_PER_LOOK == 0 || position + 1 == total {
            let done = Progress { done: position as u64 + 1, total: Some(total as u64) };
            if !progress(done) {
                return Err(io::Error::other("stopped"));
            }
        }
    }
    writer.flush()
}

/// What the system said: the conversion of `csv` itself would hide that a disk is full.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
