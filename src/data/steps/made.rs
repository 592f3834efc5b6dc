//! What steps made of a file, kept under its story for as long as it is in use.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::Mutex;
use polars::prelude::StringChunked;

use super::super::cells::Reader;
use super::super::table::Counted;
use super::matching::Matched;
use super::second::Second;

/// What was not used in so many rounds is let go. A change of a step takes up to four (profile and preview, each
/// for the split and then for itself), so that the last few changes can be undone without making anything again.
const ROUNDS: u64 = 16;

/// Columns, marks of rows and how columns are read, by their stories.
#[derive(Default)]
pub(in super::super) struct Made {
    round: AtomicU64,
    cells: Shelf<(StringChunked, Counted)>,
    rows: Shelf<Arc<Vec<bool>>>,
    readers: Shelf<Reader>,
    any: Shelf<bool>,
    seconds: Shelf<Arc<Second>>,
    matched: Shelf<Arc<Matched>>,
}

impl Made {
    /// Another round begins.
    pub(super) fn begin(&self) {
        let oldest = (self.round.fetch_add(1, Ordering::Relaxed) + 1).saturating_sub(ROUNDS);
        self.cells.let_go(oldest);
        self.rows.let_go(oldest);
        self.readers.let_go(oldest);
        self.any.let_go(oldest);
        self.seconds.let_go(oldest);
        self.matched.let_go(oldest);
    }

    /// The second file of this story, if it was read.
    pub(super) fn known_second(&self, story: &str) -> Option<Arc<Second>> {
        self.seconds.known(self.now(), story)
    }

    /// Keeps a second file in the place of what was there.
    pub(super) fn keep_second(&self, story: &str, second: Arc<Second>) -> Arc<Second> {
        self.seconds.keep(self.now(), story, second)
    }

    /// Rows that belong together, found if they are not known; none when the finding was stopped.
    pub(super) fn matched(
        &self,
        story: &str,
        find: impl FnOnce() -> Option<Matched>,
    ) -> Option<Arc<Matched>> {
        if let Some(known) = self.matched.known(self.now(), story) {
            return Some(known);
        }
        Some(self.matched.keep(self.now(), story, Arc::new(find()?)))
    }

    /// The cells of this story, made if there are none; none when the making was stopped.
    pub(super) fn try_cells(
        &self,
        story: &str,
        make: impl FnOnce() -> Option<StringChunked>,
    ) -> Option<(StringChunked, Counted)> {
        if let Some(known) = self.cells.known(self.now(), story) {
            return Some(known);
        }
        Some(self.cells.keep(self.now(), story, (make()?, Counted::default())))
    }

    /// The cells of this story, made if there are none.
    pub(super) fn cells(
        &self,
        story: &str,
        make: impl FnOnce() -> StringChunked,
    ) -> (StringChunked, Counted) {
        self.cells.take(self.now(), story, || (make(), Counted::default()))
    }

    /// The marked rows of this story, found if there are none.
    pub(in super::super) fn rows(&self, story: &str, find: impl FnOnce() -> Vec<bool>) -> Arc<Vec<bool>> {
        self.rows.take(self.now(), story, || Arc::new(find()))
    }

    /// How the column of this story is read, found out if it is not known.
    pub(super) fn reader(&self, story: &str, find: impl FnOnce() -> Reader) -> Reader {
        self.readers.take(self.now(), story, find)
    }

    /// Whether there is anything, looked for if it is not known.
    pub(super) fn any(&self, story: &str, look: impl FnOnce() -> bool) -> bool {
        self.any.take(self.now(), story, look)
    }

    fn now(&self) -> u64 {
        self.round.load(Ordering::Relaxed)
    }
}

/// Things by name, each with the round it was last used in.
struct Shelf<T>(Mutex<HashMap<String, (u64, T)>>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Shelf<T> {
    fn take(&self, round: u64, story: &str, make: impl FnOnce() -> T) -> T {
        // Made without the lock: others may want something else meanwhile.
        self.known(round, story).unwrap_or_else(|| self.keep(round, story, make()))
    }

    fn known(&self, round: u64, story: &str) -> Option<T> {
        let mut all = self.0.lock();
        let (used, kept) = all.get_mut(story)?;
        *used = round;
        Some(kept.clone())
    }

    fn keep(&self, round: u64, story: &str, made: T) -> T {
        self.0.lock().insert(story.to_owned(), (round, made.clone()));
        made
    }

    fn let_go(&self, oldest: u64) {
        self.0.lock().retain(|_, (used, _)| *used >= oldest);
    }
}
