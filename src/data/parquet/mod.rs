//! Parquet files as tables of text: every cell is written once, the same way each time, so that it can be shown,
//! exported and learned from like a cell of any other file.
//!
//! What a value looks like stands in [`cells`]. Missing values become gaps; columns that hold lists or records
//! instead of single values are left out and named.

mod cells;

use std::io::{Cursor, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use polars::prelude::{StringChunked, StringChunkedBuilder};
use polars_arrow::array::Array;
use polars_arrow::datatypes::{ArrowDataType, Field};
use polars_buffer::Buffer;
use polars_parquet::parquet::page::{CompressedPage, ParquetPageHeader};
use polars_parquet::parquet::schema::Repetition;
use polars_parquet::read::schema::{
    parquet_to_arrow_schema, read_custom_key_value_metadata, read_schema_from_metadata,
};
use polars_parquet::read::{
    BasicDecompressor, ColumnChunkMetadata, FileMetadata, Filter, PageReader, ParquetType, PhysicalType,
    PrimitiveLogicalType, RowGroupMetadata, column_iter_to_arrays, read_metadata,
};
use polars_parquet_format::thrift::protocol::TCompactInputProtocol;
use rayon::prelude::*;

use self::cells::{Shown, Zone};
use super::errors;
use super::memory::{self, Expected};
use super::names;
use super::read::{Extent, FIRST_ROWS, check_memory};
use super::sample;
use super::source::{Bytes, Source};
use super::table::{Found, Table, small};
use crate::domain::error::UserError;
use crate::domain::event::Progress;
use crate::domain::recipe::Reading;
use crate::domain::table::{FileFacts, FileForm, Sample};

/// Bytes of a column that hold its first values, with the dictionary before them.
const FIRST_BYTES: usize = 4 << 20;
/// A page that claims to be larger is damaged.
const LARGEST_PAGE: usize = 1 << 30;
/// Rows for which there is room from the start.
const ROOM: usize = 1 << 20;
/// Row numbers of views are `u32`.
const MOST_ROWS: u64 = u32::MAX as u64;

/// Why a Parquet file cannot be read.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Its end is missing, and with it the list of its columns.
    Cut,
    Encrypted,
    /// It has no column at all.
    NoColumns,
    /// None of its columns holds single values; their names.
    OnlyNested(Vec<String>),
    Damaged(String),
    System(std::io::Error),
}

/// Whether bytes begin a Parquet file.
pub(super) fn is_parquet(sample: &[u8]) -> bool {
    sample.starts_with(b"PAR1") || sample.starts_with(b"PARE")
}

/// Reads a table, row group by row group and a few columns at a time.
pub(super) fn read(
    mut source: Source<'_>,
    path: &Path,
    reading: &Reading,
    extent: Extent,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Table, UserError> {
    let bytes = source.bytes()?;
    let mut file = File::open(bytes).map_err(|trouble| errors::parquet(path, trouble))?;
    let every = reading.every.unwrap_or(1).max(1);
    let most = match extent {
        Extent::First => Some(reading.rows.map_or(FIRST_ROWS, |rows| rows.min(FIRST_ROWS))),
        _ => reading.rows,
    };
    let all = file.rows();
    if all > MOST_ROWS {
        return Err(errors::too_many_rows(path));
    }
    if most.is_none() && every == 1 {
        check_memory(path, &file.expected(), memory::free(), source.size().is_some())?;
    }
    let drawn = sample::drawn(all, every);
    let wanted = drawn.min(most.unwrap_or(u64::MAX));
    if wanted == 0 && extent != Extent::Any {
        return Err(errors::no_rows(path));
    }
    let (names, renamed) =
        names::unique(file.columns.iter().map(|column| column.name.clone()).collect(), true);
    let rows = usize::try_from(wanted).unwrap_or(0);
    // What a damaged file says of its rows is believed when they are there.
    let room = rows.min(ROOM);
    let mut fillings: Vec<Filling> = names
        .iter()
        .map(|name| Filling { builder: StringChunkedBuilder::new(small(name), room), clock: false })
        .collect();
    let done = file.fill(&mut fillings, every, wanted, progress);
    if !done.map_err(|trouble| errors::parquet(path, trouble))? {
        return Err(errors::stopped(path));
    }
    source.check_unchanged()?;
    let sampled = match every {
        _ if most.is_some_and(|most| drawn > most) => Some(Sample::First),
        1 => None,
        step => Some(Sample::Every { step, of: all }),
    };
    let facts = FileFacts {
        path: path.to_owned(),
        bytes: source.size().unwrap_or_else(|| source.read_so_far()),
        encoding: "Parquet".to_owned(),
        decimal: reading.decimal.unwrap_or('.'),
        date_order: reading.date_order,
        form: FileForm::Parquet,
        nested: std::mem::take(&mut file.nested),
        sample: sampled,
        ..FileFacts::default()
    };
    let found = Found {
        marks: facts.decimal.into(),
        facts,
        rejected: Vec::new(),
        renamed,
        padded: 0,
        mended: 0,
        empty_end: 0,
    };
    let columns = file.columns.iter().zip(fillings).map(|(column, filling)| filling.finish(&column.shown));
    Table::new(found, rows, columns.collect()).map_err(|error| errors::internal(path, &error.to_string()))
}

/// A column of single values.
struct Column {
    name: String,
    /// Its place among the columns of values in the file.
    leaf: usize,
    field: Field,
    shown: Shown,
}

/// A column being written as text.
struct Filling {
    builder: StringChunkedBuilder,
    /// Whether any of its moments has a time of day.
    clock: bool,
}

impl Filling {
    /// The cells. Moments that all fall on midnight are days.
    fn finish(self, shown: &Shown) -> StringChunked {
        let cells = self.builder.finish();
        if self.clock || !matches!(shown, Shown::Moment { zone: Zone::None, .. }) {
            return cells;
        }
        let mut days = StringChunkedBuilder::new(cells.name().clone(), cells.len());
        for cell in cells.downcast_iter().flat_map(|chunk| chunk.values_iter()) {
            days.append_value(cell.split_once(' ').map_or(cell, |(day, _)| day));
        }
        days.finish()
    }
}

struct File {
    bytes: Box<dyn Bytes>,
    size: u64,
    metadata: FileMetadata,
    columns: Vec<Column>,
    nested: Vec<String>,
}

impl File {
    fn open(mut bytes: Box<dyn Bytes>) -> Result<Self, Trouble> {
        let size = bytes.seek(SeekFrom::End(0)).map_err(Trouble::System)?;
        let mut end = [0; 4];
        if size < 12 {
            return Err(Trouble::Cut);
        }
        bytes.seek(SeekFrom::End(-4)).map_err(Trouble::System)?;
        bytes.read_exact(&mut end).map_err(Trouble::System)?;
        match &end {
            b"PAR1" => {}
            b"PARE" => return Err(Trouble::Encrypted),
            _ => return Err(Trouble::Cut),
        }
        let metadata = guarded(|| read_metadata(&mut bytes).map_err(|error| error.to_string()))?;
        let (columns, nested) = columns(&metadata)?;
        if columns.is_empty() {
            return Err(if nested.is_empty() { Trouble::NoColumns } else { Trouble::OnlyNested(nested) });
        }
        Ok(Self { bytes, size, metadata, columns, nested })
    }

    fn rows(&self) -> u64 {
        self.metadata.row_groups.iter().map(|group| group.num_rows() as u64).sum()
    }

    fn expected(&self) -> Expected {
        let groups = &self.metadata.row_groups;
        let text: usize = groups.iter().map(RowGroupMetadata::total_byte_size).sum();
        let rows = self.rows() as f64;
        Expected { rows, cells: rows * self.columns.len() as f64, text: text as f64 }
    }

    /// Writes the cells of one of every so many rows, until there are enough. False when stopped.
    fn fill(
        &mut self,
        fillings: &mut [Filling],
        every: u64,
        wanted: u64,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<bool, Trouble> {
        let chunk = |column: &Column, group: &RowGroupMetadata| -> u64 {
            let range = group.parquet_columns().get(column.leaf).map(ColumnChunkMetadata::byte_range);
            range.map_or(0, |range| range.end.saturating_sub(range.start))
        };
        let size = |group| self.columns.iter().map(|column| chunk(column, group)).sum::<u64>();
        let total = self.metadata.row_groups.iter().map(size).sum();
        let (mut done, mut before) = (0, 0_u64);
        let threads = rayon::current_num_threads().max(1);
        for group in &self.metadata.row_groups {
            let rows = group.num_rows() as u64;
            // Rows of this group up to the last one wanted.
            let last = wanted.saturating_mul(every).saturating_sub(before).min(rows);
            if last == 0 {
                break;
            }
            let pick = Pick { before, every, last, rows };
            for (columns, fillings) in self.columns.chunks(threads).zip(fillings.chunks_mut(threads)) {
                if !progress(Progress { done, total: Some(total) }) {
                    return Ok(false);
                }
                let mut parts = Vec::with_capacity(columns.len());
                for column in columns {
                    let missing = || Trouble::Damaged(format!("{} has no values", column.name));
                    let chunk = group.parquet_columns().get(column.leaf).ok_or_else(missing)?;
                    let range = chunk.byte_range();
                    let length = range.end.saturating_sub(range.start);
                    if range.end > self.size {
                        return Err(Trouble::Cut);
                    }
                    done += length;
                    let mut length = usize::try_from(length).unwrap_or(usize::MAX);
                    let whole = length;
                    if last * 8 < rows {
                        length = length.min(FIRST_BYTES);
                    }
                    let mut bytes = part(&mut self.bytes, range.start, length)?;
                    if length < whole && decode(&bytes, chunk, column, &pick).is_err() {
                        bytes = part(&mut self.bytes, range.start, whole)?;
                    }
                    parts.push((column, chunk, bytes));
                }
                let written: Result<(), Trouble> =
                    parts.into_par_iter().zip(fillings).try_for_each(|((column, chunk, bytes), filling)| {
                        let arrays = decode(&bytes, chunk, column, &pick)?;
                        guarded(|| pick.write(&arrays, &column.shown, filling))
                    });
                written?;
            }
            before += rows;
        }
        Ok(progress(Progress { done: total, total: Some(total) }))
    }
}

/// The columns of single values, and the names of all others.
fn columns(metadata: &FileMetadata) -> Result<(Vec<Column>, Vec<String>), Trouble> {
    let notes = notes(metadata);
    let (mut columns, mut nested, mut leaf) = (Vec::new(), Vec::new(), 0);
    for field in metadata.schema().fields() {
        let name = field.name().to_owned();
        let leaves = leaves(field);
        match field {
            ParquetType::PrimitiveType(own) if own.field_info.repetition != Repetition::Repeated => {
                let schema = guarded(|| Ok(parquet_to_arrow_schema(std::slice::from_ref(field))))?;
                let unknown = || Trouble::Damaged(format!("the type of {name} is not known"));
                let mut field = schema.get_at_index(0).map(|(_, field)| field.clone()).ok_or_else(unknown)?;
                // More digits than 38 need more bytes.
                if let (ArrowDataType::Decimal(digits, scale), PhysicalType::FixedLenByteArray(17..)) =
                    (&field.dtype, own.physical_type)
                {
                    field.dtype = ArrowDataType::Decimal256(*digits, *scale);
                }
                let note = notes.iter().find(|(own, _)| *own == name).map(|(_, note)| note);
                let shown = match (Shown::of(&field.dtype), own.logical_type, note) {
                    (Some(Shown::Text), Some(PrimitiveLogicalType::Uuid), _) => Some(Shown::Uuid),
                    (Some(Shown::Text), Some(PrimitiveLogicalType::Float16), _) => Some(Shown::Half),
                    (Some(Shown::Whole), _, Some(Note::Span(parts))) => Some(Shown::Span(*parts)),
                    (Some(Shown::Moment { parts, zone: Zone::Fixed(_) }), _, Some(Note::Zone(zone))) => {
                        Some(Shown::Moment { parts, zone: *zone })
                    }
                    (shown, ..) => shown,
                };
                match shown {
                    Some(shown) => columns.push(Column { name, leaf, field, shown }),
                    None => nested.push(name),
                }
            }
            _ => nested.push(name),
        }
        leaf += leaves;
    }
    Ok((columns, nested))
}

fn leaves(field: &ParquetType) -> usize {
    match field {
        ParquetType::PrimitiveType(_) => 1,
        ParquetType::GroupType { fields, .. } => fields.iter().map(leaves).sum(),
    }
}

/// What programs note about a column beyond what Parquet itself knows.
enum Note {
    /// Whole numbers are spans of time, in parts of a second.
    Span(i64),
    /// Moments are meant in the time of a place.
    Zone(Zone),
}

fn notes(metadata: &FileMetadata) -> Vec<(String, Note)> {
    let known = || {
        let mut notes = read_custom_key_value_metadata(metadata.key_value_metadata());
        read_schema_from_metadata(&mut notes).map_err(|error| error.to_string())
    };
    // A note that cannot be read says nothing.
    let Ok(Some(schema)) = guarded(known) else { return Vec::new() };
    let notes = schema.iter_values().filter_map(|field| {
        let note = match Shown::of(&field.dtype)? {
            Shown::Span(parts) => Note::Span(parts),
            Shown::Moment { zone: zone @ (Zone::Place(_) | Zone::Fixed(_)), .. } => Note::Zone(zone),
            _ => return None,
        };
        Some((field.name.to_string(), note))
    });
    notes.collect()
}

fn part(bytes: &mut Box<dyn Bytes>, start: u64, length: usize) -> Result<Buffer<u8>, Trouble> {
    bytes.seek(SeekFrom::Start(start)).map_err(Trouble::System)?;
    let mut part = Vec::new();
    let got = bytes.take(length as u64).read_to_end(&mut part).map_err(Trouble::System)?;
    if got < length { Err(Trouble::Cut) } else { Ok(Buffer::from_vec(part)) }
}

/// Which rows of a group are written.
struct Pick {
    /// Rows of the groups before.
    before: u64,
    every: u64,
    /// One past the last one that is looked at.
    last: u64,
    /// Rows of the group.
    rows: u64,
}

impl Pick {
    fn write(&self, arrays: &[Box<dyn Array>], shown: &Shown, filling: &mut Filling) -> Result<(), String> {
        let found: usize = arrays.iter().map(|array| array.len()).sum();
        if found as u64 != self.last {
            return Err(format!("{found} values where {} are expected", self.last));
        }
        let mut at = self.before;
        for array in arrays {
            let mut rows = (0..array.len()).filter(|row| sample::is_drawn(at + *row as u64, self.every));
            filling.clock |= cells::write(array.as_ref(), shown, &mut rows, &mut filling.builder)?;
            at += array.len() as u64;
        }
        Ok(())
    }
}

fn decode(
    bytes: &Buffer<u8>,
    chunk: &ColumnChunkMetadata,
    column: &Column,
    pick: &Pick,
) -> Result<Vec<Box<dyn Array>>, Trouble> {
    guarded(|| {
        check_pages(bytes, chunk)?;
        let pages = PageReader::new(Cursor::new(bytes.clone()), chunk, Vec::new(), LARGEST_PAGE);
        let pages = BasicDecompressor::new(pages, Vec::new());
        let kind = &chunk.descriptor().descriptor.primitive_type;
        let filter = (pick.last < pick.rows).then(|| Filter::new_limited(pick.last as usize));
        let read = column_iter_to_arrays(vec![pages], vec![kind], column.field.clone(), filter);
        read.map(|(arrays, _)| arrays).map_err(|error| error.to_string())
    })
}

/// The decoder takes memory for as many values as a page claims to have: no more than the column has in all.
fn check_pages(bytes: &Buffer<u8>, chunk: &ColumnChunkMetadata) -> Result<(), String> {
    check_dictionary(bytes)?;
    let most = usize::try_from(chunk.num_values()).unwrap_or(0);
    let pages = PageReader::new(Cursor::new(bytes.clone()), chunk, Vec::new(), LARGEST_PAGE);
    // A page that cannot be read ends the decoder too, which then says why.
    for page in pages.map_while(Result::ok) {
        let CompressedPage::Data(page) = page else { continue };
        if page.num_values() > most || page.uncompressed_size() > LARGEST_PAGE {
            return Err(format!("a page claims to hold {} values", page.num_values()));
        }
    }
    Ok(())
}

/// The same for a dictionary, which stands first and is as long as it says: a value takes a byte at least. Without
/// the memory it asks for, the decoder would end the whole program.
fn check_dictionary(bytes: &Buffer<u8>) -> Result<(), String> {
    let mut header = TCompactInputProtocol::new(Cursor::new(bytes.as_slice()), LARGEST_PAGE);
    // A header that cannot be read ends the decoder too, which then says why.
    let Ok(page) = ParquetPageHeader::read_from_in_protocol(&mut header) else { return Ok(()) };
    let Some(dictionary) = page.dictionary_page_header else { return Ok(()) };
    let size = usize::try_from(page.uncompressed_page_size).unwrap_or(usize::MAX);
    let values = usize::try_from(dictionary.num_values).unwrap_or(usize::MAX);
    if size > LARGEST_PAGE || values > size {
        return Err(format!("a dictionary of {size} bytes claims to hold {values} values"));
    }
    Ok(())
}

/// Damaged bytes make the decoder give up in the middle as well as in order.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, Trouble> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(Trouble::Damaged),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(Trouble::Damaged(text.unwrap_or("its values do not fit together").to_owned()))
        }
    }
}
