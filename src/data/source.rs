//! Opening a file, making sure that it is a text table at all, and handing out its text as UTF-8.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::time::SystemTime;

use super::encoding;
use super::errors::{self, Foreign};
use crate::domain::error::UserError;
use crate::domain::recipe::Encoding;

/// A byte that no UTF-8 text holds: stands for bytes that are no letter in the file's encoding.
const DAMAGED: u8 = 0xFF;

/// How bytes become text.
enum Text {
    /// Nothing but ASCII so far, so that the encoding is open.
    Open,
    /// Taken as they are.
    Utf8,
    /// Translated block by block.
    Translated(Box<encoding_rs::Decoder>),
}

/// Bytes that can be read in any order.
pub(super) trait Bytes: std::io::Read + std::io::Seek + Send {}

impl<T: std::io::Read + std::io::Seek + Send> Bytes for T {}

/// An open file and what it looked like at that moment.
pub(super) struct Source<'a> {
    path: &'a Path,
    file: File,
    size: Option<u64>,
    modified: Option<SystemTime>,
    read: u64,
    /// Bytes that were read to look at them, and how many of them were handed out.
    ahead: Vec<u8>,
    handed: usize,
    /// What the file is instead of a text, once its text was taken from it.
    kind: Option<&'static str>,
    ended: bool,
    text: Text,
    encoding: Encoding,
    bom: bool,
}

impl<'a> Source<'a> {
    /// Opens a file for reading.
    pub(super) fn open(path: &'a Path) -> Result<Self, UserError> {
        let file = File::open(path).map_err(|error| errors::reading(path, &error))?;
        let facts = file.metadata().map_err(|error| errors::reading(path, &error))?;
        if facts.is_dir() {
            return Err(errors::folder(path));
        }
        let size = facts.is_file().then_some(facts.len());
        Ok(Self {
            path,
            file,
            size,
            modified: facts.modified().ok(),
            read: 0,
            ahead: Vec::new(),
            handed: 0,
            kind: None,
            ended: false,
            text: Text::Open,
            encoding: Encoding::Utf8,
            bom: false,
        })
    }

    /// Size in bytes, unless the file is a pipe.
    pub(super) fn size(&self) -> Option<u64> {
        self.size
    }

    /// Bytes read so far.
    pub(super) fn read_so_far(&self) -> u64 {
        self.read
    }

    /// The first bytes of the file, as they are.
    pub(super) fn peek(&mut self, amount: usize) -> Result<&[u8], UserError> {
        if self.ahead.len() < amount && !self.ended {
            let mut ahead = std::mem::take(&mut self.ahead);
            let missing = amount - ahead.len();
            self.ended = !self.pull(&mut ahead, missing)?;
            self.ahead = ahead;
        }
        Ok(&self.ahead)
    }

    /// The bytes of the whole file in any order, from now on instead of all else; a pipe is read to its end.
    pub(super) fn bytes(&mut self) -> Result<Box<dyn Bytes>, UserError> {
        if self.size.is_some() {
            // Another handle leaves this one where it was.
            let file = File::open(self.path).map_err(|error| errors::reading(self.path, &error))?;
            self.ended = false;
            return Ok(Box::new(file));
        }
        Ok(Box::new(std::io::Cursor::new(self.whole()?)))
    }

    /// Everything that is left, as it is: for files that are not text.
    pub(super) fn whole(&mut self) -> Result<Vec<u8>, UserError> {
        let mut all = std::mem::take(&mut self.ahead);
        while !self.ended {
            self.ended = !self.pull(&mut all, 1 << 22)?;
        }
        Ok(all)
    }

    /// Hands out this text instead of the bytes of the file.
    pub(super) fn replace(&mut self, text: Vec<u8>, kind: &'static str) {
        self.ahead = text;
        self.ended = true;
        self.kind = Some(kind);
        self.settle(Encoding::Utf8);
    }

    /// Fixes the encoding: the chosen one, or what the first bytes say. Text of plain ASCII leaves it open.
    pub(super) fn decide(&mut self, chosen: Option<Encoding>) {
        let mark =
            encoding::bom(&self.ahead).filter(|(found, _)| chosen.is_none_or(|chosen| chosen == *found));
        if let Some((_, length)) = mark {
            self.ahead.drain(..length);
            self.bom = true;
        }
        let known = chosen.or_else(|| mark.map(|(found, _)| found)).or_else(|| encoding::utf16(&self.ahead));
        match known {
            Some(known) => self.settle(known),
            None if self.ahead.is_ascii() => {}
            None if encoding::is_utf8(&self.ahead) => self.settle(Encoding::Utf8),
            None => self.settle(encoding::guess(&self.ahead)),
        }
    }

    fn settle(&mut self, encoding: Encoding) {
        self.encoding = encoding;
        self.text = match encoding {
            Encoding::Utf8 => Text::Utf8,
            other => Text::Translated(Box::new(encoding::table(other).new_decoder_without_bom_handling())),
        };
    }

    /// The name of the encoding, as it is known so far.
    pub(super) fn encoding_name(&self) -> String {
        if let Some(kind) = self.kind {
            return kind.to_owned();
        }
        let name = self.encoding.name();
        if self.bom { format!("{name} with BOM") } else { name.to_owned() }
    }

    /// Appends the text of up to `amount` bytes as UTF-8; false at the end of the file. Bytes that are no text
    /// stay invalid.
    pub(super) fn fill(&mut self, buffer: &mut Vec<u8>, amount: usize) -> Result<bool, UserError> {
        let start = buffer.len();
        if self.handed + amount < self.ahead.len() {
            let part = self.ahead.get(self.handed..self.handed + amount).unwrap_or_default();
            self.handed += amount;
            match &self.text {
                Text::Translated(_) => {
                    let part = part.to_vec();
                    self.translate(&part, false, buffer);
                }
                _ => buffer.extend_from_slice(part),
            }
            return Ok(true);
        }
        self.ahead.drain(..self.handed);
        self.handed = 0;
        if matches!(self.text, Text::Translated(_)) {
            let mut raw = std::mem::take(&mut self.ahead);
            if !self.ended && raw.len() < amount {
                let missing = amount - raw.len();
                self.ended = !self.pull(&mut raw, missing)?;
            }
            self.translate(&raw, self.ended, buffer);
            return Ok(!self.ended);
        }
        buffer.append(&mut self.ahead);
        if !self.ended && buffer.len() - start < amount {
            let missing = amount - (buffer.len() - start);
            self.ended = !self.pull(buffer, missing)?;
        }
        let new = buffer.get(start..).unwrap_or_default();
        if matches!(self.text, Text::Open) && !new.is_ascii() {
            if encoding::is_utf8(new) {
                self.settle(Encoding::Utf8);
            } else {
                // Every encoding left writes ASCII alike, so what was handed out stays right.
                self.settle(encoding::guess(new));
                let raw = buffer.split_off(start);
                self.translate(&raw, self.ended, buffer);
            }
        }
        Ok(!self.ended)
    }

    fn translate(&mut self, raw: &[u8], last: bool, buffer: &mut Vec<u8>) {
        let Text::Translated(decoder) = &mut self.text else { return };
        let mut rest = raw;
        loop {
            let start = buffer.len();
            let room =
                decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len()) + 16;
            buffer.resize(start + room, 0);
            let target = buffer.get_mut(start..).unwrap_or_default();
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(rest, target, last);
            buffer.truncate(start + written);
            rest = rest.get(read..).unwrap_or_default();
            match result {
                encoding_rs::DecoderResult::InputEmpty => return,
                encoding_rs::DecoderResult::OutputFull => {}
                encoding_rs::DecoderResult::Malformed(..) => buffer.push(DAMAGED),
            }
        }
    }

    /// Appends up to `amount` bytes of the file; false at its end.
    fn pull(&mut self, buffer: &mut Vec<u8>, amount: usize) -> Result<bool, UserError> {
        let got = (&mut self.file)
            .take(amount as u64)
            .read_to_end(buffer)
            .map_err(|error| errors::reading(self.path, &error))?;
        self.read += got as u64;
        Ok(got == amount)
    }

    /// Fails if the file is not the one that was opened: shorter, longer, or written meanwhile.
    pub(super) fn check_unchanged(&self) -> Result<(), UserError> {
        let Some(size) = self.size else { return Ok(()) };
        let now = self.file.metadata().map_err(|error| errors::reading(self.path, &error))?;
        if (self.ended && self.read != size) || now.len() != size || now.modified().ok() != self.modified {
            return Err(errors::changed(self.path));
        }
        Ok(())
    }
}

/// Names a file that is no text table by its first bytes.
pub(super) fn foreign(sample: &[u8]) -> Option<Foreign> {
    const MAGIC: [(&[u8], Foreign); 11] = [
        (b"\x89PNG", Foreign::Picture),
        (b"\xFF\xD8\xFF", Foreign::Picture),
        (b"GIF8", Foreign::Picture),
        (b"BM\x00", Foreign::Picture),
        (b"II*\x00", Foreign::Picture),
        (b"MM\x00*", Foreign::Picture),
        (b"%PDF-", Foreign::Pdf),
        (b"SQLite format 3", Foreign::Database),
        (b"\x1F\x8B", Foreign::Gzip),
        (b"\xD0\xCF\x11\xE0", Foreign::OldWorkbook),
        (b"PK\x03\x04", Foreign::Zip),
    ];
    let found = MAGIC.iter().find(|(magic, _)| sample.starts_with(magic)).map(|(_, foreign)| *foreign);
    match found {
        Some(Foreign::Zip) if memchr::memmem::find(sample, b"xl/").is_some() => Some(Foreign::Workbook),
        Some(found) => Some(found),
        // Text holds no NUL bytes, unless in UTF-16; one in a thousand is more than a slip.
        None if memchr::memchr_iter(0, sample).count() * 1000 > sample.len()
            && encoding::bom(sample).is_none()
            && encoding::utf16(sample).is_none() =>
        {
            Some(Foreign::Binary)
        }
        None => None,
    }
}
