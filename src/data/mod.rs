//! Tables: reading a text file, finding out what its columns hold, handing out typed features, writing back.
//!
//! The only home of polars, and the only room that opens customer files. A [`Table`] keeps every cell as it
//! stands in the file; numbers and dates are read out of it on demand, so nothing is lost by a wrong guess.
//! It must not know models, metrics, projects or the window, and holds no words for users (only [`Message`]
//! ids, their words stand in `data.ftl`).
//!
//! A file comes in through `source` (bytes to UTF-8, by `encoding`; a `workbook` gives the text of a sheet), `sniff`
//! finds out how it is written, `scan` cuts it into rows and cells, and `filling` puts them into columns. `parquet`
//! has typed columns already and writes their values as cells. `memory` says beforehand what fits, `sample` which
//! rows are read where not all of them do.
//!
//! Start with [`read()`] (file to table), then [`profile`] (what the columns are) and [`frame`] (what learns).
//! [`Work`] carries out cleaning steps: it makes another table and leaves the first one alone.
//!
//! [`Message`]: crate::domain::message::Message

mod access;
mod cells;
mod dates;
mod doubts;
mod encoding;
mod errors;
mod facts;
mod figures;
mod filled;
mod filling;
mod findings;
mod gaps;
mod kinds;
mod memory;
mod names;
mod numbers;
mod order;
mod parquet;
mod personal;
mod profile;
mod read;
mod repair;
mod roles;
mod sample;
mod scan;
mod search;
mod signs;
mod sniff;
mod source;
mod steps;
mod suggest;
mod summary;
mod table;
mod tail;
mod tally;
mod workbook;
mod write;
mod written;

#[cfg(test)]
#[expect(
    clippy::format_push_string,
    clippy::format_collect,
    clippy::type_complexity,
    reason = "tables of cases in tests"
)]
mod tests;

pub use access::{ColumnUse, frame, frame_watched, labels, numbers, values_of};
pub use dates::iso;
pub use filled::filled;
pub use findings::without_done;
pub use memory::free as free_memory;
pub use order::{order, repeats};
pub use profile::{column_profile, profile, profile_columns, profile_watched};
pub use read::{read, read_any, read_first};
pub use search::search;
pub use steps::{
    Second, Work, changed_cells, check_columns, guess_join, made_cells, replay, second, without_rows,
};
pub use suggest::{suggest_fill, suggest_targets};
pub use table::Table;
pub use write::{IfExists, NewColumns, convert, replace_file, write_rejected, write_table};
