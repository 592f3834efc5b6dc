//! The sentences for files that cannot be read or written.

use std::io;
use std::path::Path;

use super::parquet;
use super::workbook::Trouble;
use crate::domain::error::{ErrorKind, UserError};
use crate::domain::message::{Arg, Message};

/// What a file turned out to be instead of a text table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Foreign {
    Workbook,
    OldWorkbook,
    Zip,
    Gzip,
    Pdf,
    Picture,
    Database,
    Binary,
}

impl Foreign {
    fn message(self) -> Message {
        match self {
            Self::Workbook | Self::OldWorkbook => Message::new("data-error-why-workbook"),
            Self::Zip | Self::Gzip => Message::new("data-error-why-zip"),
            Self::Pdf => Message::new("data-error-why-pdf"),
            Self::Picture => Message::new("data-error-why-picture"),
            Self::Database => Message::new("data-error-why-database"),
            Self::Binary => Message::new("data-error-why-binary"),
        }
    }

    fn next(self) -> Message {
        match self {
            Self::Workbook | Self::OldWorkbook => Message::new("data-error-next-save-as-csv"),
            Self::Zip | Self::Gzip => Message::new("data-error-next-unpack"),
            _ => Message::new("data-error-next-choose-csv"),
        }
    }
}

/// The last part of a path, or all of it.
fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn not_opened(path: &Path) -> Message {
    Message::new("data-error-not-opened").name("file", name_of(path))
}

fn not_saved(path: &Path) -> Message {
    Message::new("data-error-not-saved").name("file", name_of(path))
}

fn choose_csv() -> Message {
    Message::new("data-error-next-choose-csv")
}

pub(super) fn missing(path: &Path) -> UserError {
    let folder = path.parent().map_or_else(String::new, |folder| folder.display().to_string());
    let why = if folder.is_empty() {
        Message::new("data-error-why-missing")
    } else {
        Message::new("data-error-why-missing-in").text("folder", folder)
    };
    UserError::request(not_opened(path), why, Message::new("data-error-next-check-path"))
}

pub(super) fn folder(path: &Path) -> UserError {
    UserError::request(
        not_opened(path),
        Message::new("data-error-why-folder"),
        Message::new("data-error-next-file-inside"),
    )
}

pub(super) fn empty(path: &Path) -> UserError {
    UserError::request(not_opened(path), Message::new("data-error-why-empty"), choose_csv())
}

pub(super) fn no_rows(path: &Path) -> UserError {
    UserError::request(
        not_opened(path),
        Message::new("data-error-why-no-rows"),
        Message::new("data-error-next-add-rows"),
    )
}

pub(super) fn none_readable(path: &Path, rejected: usize) -> UserError {
    UserError::request(
        not_opened(path),
        Message::new("data-error-why-none-readable").count("n", rejected),
        Message::new("data-error-next-check-reading"),
    )
}

pub(super) fn foreign(path: &Path, foreign: Foreign) -> UserError {
    UserError::request(not_opened(path), foreign.message(), foreign.next())
}

/// Too much of a text does not fit its encoding, or names are damaged.
pub(super) fn encoding(path: &Path) -> UserError {
    UserError::request(
        not_opened(path),
        Message::new("data-error-why-damaged"),
        Message::new("data-error-next-other-encoding"),
    )
}

/// A workbook without a sheet to read.
pub(super) fn workbook(path: &Path, trouble: Trouble) -> UserError {
    let (why, next) = match trouble {
        Trouble::Stopped => return stopped(path),
        Trouble::Password => {
            (Message::new("data-error-why-password"), Message::new("data-error-next-password"))
        }
        Trouble::Empty => {
            (Message::new("data-error-why-no-cells"), Message::new("data-error-next-other-sheet"))
        }
        Trouble::NoSheet(names) => (
            Message::new("data-error-why-no-sheet").with("sheets", Arg::Names(names)),
            Message::new("data-error-next-other-sheet"),
        ),
        Trouble::Damaged(reason) => (
            Message::new("data-error-why-damaged-workbook").text("reason", reason),
            Message::new("data-error-next-save-as-csv"),
        ),
    };
    UserError::request(not_opened(path), why, next)
}

/// A Parquet file without a table to read.
pub(super) fn parquet(path: &Path, trouble: parquet::Trouble) -> UserError {
    let (why, next) = match trouble {
        parquet::Trouble::System(error) => return reading(path, &error),
        parquet::Trouble::Cut => {
            (Message::new("data-error-why-parquet-cut"), Message::new("data-error-next-copy-again"))
        }
        parquet::Trouble::Encrypted => {
            (Message::new("data-error-why-parquet-encrypted"), Message::new("data-error-next-parquet-plain"))
        }
        parquet::Trouble::NoColumns => {
            (Message::new("data-error-why-parquet-no-columns"), Message::new("data-error-next-choose-csv"))
        }
        parquet::Trouble::OnlyNested(names) => (
            Message::new("data-error-why-parquet-nested").with("columns", Arg::Names(names)),
            Message::new("data-error-next-parquet-flat"),
        ),
        parquet::Trouble::Damaged(reason) => (
            Message::new("data-error-why-parquet-damaged").text("reason", reason),
            Message::new("data-error-next-copy-again"),
        ),
    };
    UserError::request(not_opened(path), why, next)
}

pub(super) fn delimiter(path: &Path, asked: char) -> UserError {
    UserError::request(
        not_opened(path),
        Message::new("data-error-why-delimiter").text("delimiter", asked),
        Message::new("data-error-next-delimiter"),
    )
}

pub(super) fn decimal(path: &Path, asked: char) -> UserError {
    UserError::request(
        not_opened(path),
        Message::new("data-error-why-decimal").text("decimal", asked),
        Message::new("data-error-next-decimal"),
    )
}

pub(super) fn too_many_rows(path: &Path) -> UserError {
    UserError::request(
        not_opened(path),
        Message::new("data-error-why-too-many-rows"),
        Message::new("data-error-next-split-file"),
    )
}

/// More memory is needed than there is, both in bytes; `sample` says that one of every so many rows would fit, and about
/// how many rows that gives.
pub(super) fn too_large(path: &Path, needed: u64, free: u64, sample: Option<(u64, u64)>) -> UserError {
    let next = match sample {
        Some((every, rows)) => Message::new("data-error-next-sample")
            .with("every", Arg::Count(every))
            .with("rows", Arg::Count(rows)),
        None => Message::new("data-error-next-too-large"),
    };
    UserError {
        kind: ErrorKind::TooLarge {
            every: sample.map(|(every, _)| every),
            rows: sample.map_or(0, |(_, rows)| rows),
        },
        what: not_opened(path),
        why: Message::new("data-error-why-too-large")
            .with("needed", Arg::Count(needed.div_ceil(1_000_000)))
            .with("free", Arg::Count(free / 1_000_000)),
        next,
    }
}

pub(super) fn changed(path: &Path) -> UserError {
    UserError::request(
        not_opened(path),
        Message::new("data-error-why-changed"),
        Message::new("data-error-next-open-again"),
    )
}

pub(super) fn stopped(path: &Path) -> UserError {
    UserError {
        kind: ErrorKind::Stopped,
        what: Message::new("data-error-stopped").name("file", name_of(path)),
        why: Message::new("data-error-why-stopped"),
        next: Message::new("data-error-next-open-again"),
    }
}

pub(super) fn write_stopped(path: &Path) -> UserError {
    UserError {
        kind: ErrorKind::Stopped,
        what: not_saved(path),
        why: Message::new("data-error-why-stopped"),
        next: Message::new("data-error-next-save-again"),
    }
}

/// A failure of the operating system while reading.
pub(super) fn reading(path: &Path, error: &io::Error) -> UserError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => missing(path),
        io::ErrorKind::IsADirectory => folder(path),
        io::ErrorKind::PermissionDenied => UserError::request(
            not_opened(path),
            Message::new("data-error-why-permission"),
            Message::new("data-error-next-permission"),
        ),
        _ => UserError::work(
            not_opened(path),
            Message::new("data-error-why-system").text("reason", error.to_string()),
            Message::new("data-error-next-open-again"),
        ),
    }
}

pub(super) fn exists(path: &Path) -> UserError {
    UserError {
        kind: ErrorKind::Exists,
        what: not_saved(path),
        why: Message::new("data-error-why-exists"),
        next: Message::new("data-error-next-exists"),
    }
}

/// A failure of the operating system while writing. The old file, if any, is untouched in every case.
pub(super) fn writing(path: &Path, error: &io::Error) -> UserError {
    let request = |why, next| UserError::request(not_saved(path), why, next);
    match error.kind() {
        io::ErrorKind::AlreadyExists => exists(path),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            let folder = path.parent().map_or_else(String::new, |folder| folder.display().to_string());
            request(
                Message::new("data-error-why-folder-missing").text("folder", folder),
                Message::new("data-error-next-other-folder"),
            )
        }
        io::ErrorKind::IsADirectory => {
            request(Message::new("data-error-why-is-folder"), Message::new("data-error-next-other-name"))
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            request(Message::new("data-error-why-no-write"), Message::new("data-error-next-other-folder"))
        }
        io::ErrorKind::InvalidFilename => {
            request(Message::new("data-error-why-bad-name"), Message::new("data-error-next-other-name"))
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            UserError::work(
                not_saved(path),
                Message::new("data-error-why-disk-full"),
                Message::new("data-error-next-disk-full"),
            )
        }
        _ => UserError::work(
            not_saved(path),
            Message::new("data-error-why-system").text("reason", error.to_string()),
            Message::new("data-error-next-save-again"),
        ),
    }
}

/// Columns that are asked for but not there.
pub(super) fn missing_columns(path: &Path, missing: Vec<String>) -> UserError {
    let count = missing.len();
    UserError::request(
        Message::new("data-error-columns-missing").count("n", count).name("file", name_of(path)),
        Message::new("data-error-why-columns-missing").with("columns", Arg::Names(missing)),
        Message::new("data-error-next-columns-missing").count("n", count),
    )
}

pub(super) fn internal(path: &Path, detail: &str) -> UserError {
    UserError::work(
        not_opened(path),
        Message::new("data-error-why-system").text("reason", detail),
        Message::new("data-error-next-open-again"),
    )
}
