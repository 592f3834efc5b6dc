//! Second files: read once, kept with the first file, and read again when they have changed on disk.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use super::super::read::read_any;
use super::super::table::Table;
use crate::domain::error::UserError;
use crate::domain::event::Progress;
use crate::domain::join::Join;
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::Reading;
use crate::domain::table::TableView as _;

/// A second file as it was read.
#[derive(Clone, Debug)]
pub struct Second {
    /// Its cells.
    pub table: Table,
    /// Another reading has another number: what was made of it is told apart by this.
    pub number: u64,
    stamp: Stamp,
}

/// What a file looked like from outside when it was read.
type Stamp = (Option<SystemTime>, u64);

fn stamp(path: &Path) -> Option<Stamp> {
    let facts = std::fs::metadata(path).ok()?;
    Some((facts.modified().ok(), facts.len()))
}

/// The second file of a join on `table`; read if it is not known or was changed since. `progress` counts bytes and
/// stops the reading by answering false.
pub fn second(
    table: &Table,
    path: &Path,
    reading: &Reading,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Arc<Second>, UserError> {
    if is_same(path, &table.facts().path) {
        return Err(refused(path, Message::new("joins-why-same"), Message::new("joins-next-other")));
    }
    let story = format!("{} {reading:?}", path.display());
    let now = stamp(path);
    if let Some(known) = table.made().known_second(&story).filter(|known| Some(known.stamp) == now) {
        return Ok(known);
    }
    let read = read_any(path, reading, progress)?;
    let second = Second { table: read, number: next_number(), stamp: now.unwrap_or((None, 0)) };
    Ok(table.made().keep_second(&story, Arc::new(second)))
}

fn next_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Two paths to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    match (std::fs::canonicalize(one), std::fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Columns that a join names and its second file does not have, in one sentence.
pub fn check_columns(join: &Join, second: &Table) -> Result<(), UserError> {
    let has = |name: &&str| second.index_of(name).is_some();
    let missing: Vec<String> =
        join.other_columns().into_iter().filter(|name| !has(name)).map(str::to_owned).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let why =
        Message::new("joins-why-columns").count("n", missing.len()).with("columns", Arg::Names(missing));
    Err(refused(&join.file, why, Message::new("joins-next-columns")))
}

fn refused(path: &Path, why: Message, next: Message) -> UserError {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    UserError::request(Message::new("joins-not-joined").name("file", name), why, next)
}
