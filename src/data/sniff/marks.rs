//! Decimal and thousands marks, decided by all columns together.

use super::super::numbers::Marks;
use super::Line;
use crate::domain::recipe::Reading;

/// What the marks of one number prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proof {
    /// The decimal mark.
    Decimal(u8),
    /// The thousands mark.
    Group(u8),
    /// Both: decimal mark, thousands mark.
    Both(u8, u8),
    /// One mark before three digits: it could be either.
    Open(u8),
    /// Digits only: how many.
    Digits(usize),
}

/// What one column says.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing seen or not, in any combination")]
struct Votes {
    comma: bool,
    point: bool,
    open_comma: bool,
    open_point: bool,
    /// Whole numbers of up to three, and of more digits, without any mark.
    short: bool,
    long: bool,
    blank: bool,
    apostrophe: bool,
}

/// The marks to read by, and the thousands mark that was seen or asked for.
pub(super) fn find(rows: &[Line<'_>], delimiter: u8, reading: &Reading) -> (Marks, Option<char>) {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).min(4_096);
    let columns: Vec<Votes> = (0..width).filter_map(|column| votes(rows, column)).collect();
    let decimal = reading.decimal.unwrap_or_else(|| decimal(&columns, delimiter));
    let any = |vote: fn(&Votes) -> bool| columns.iter().any(vote);
    let seen = if any(|votes| votes.blank) {
        Some(' ')
    } else if any(|votes| votes.apostrophe) {
        Some('\'')
    } else if decimal == '.' && any(|votes| votes.open_comma || votes.comma) {
        Some(',')
    } else if decimal == ',' && any(|votes| votes.open_point || votes.point) {
        Some('.')
    } else {
        None
    };
    // Marks further down are read too: three digits in each group leave no doubt once the decimal mark is known.
    let other = if decimal == '.' { ',' } else { '.' };
    match reading.thousands {
        Some(asked) => (Marks { decimal, thousands: asked.sign() }, asked.sign()),
        None => (Marks { decimal, thousands: seen.or(Some(other)) }, seen),
    }
}

fn decimal(columns: &[Votes], delimiter: u8) -> char {
    let count = |vote: fn(&Votes) -> bool| columns.iter().filter(|votes| vote(votes)).count();
    let (commas, points) =
        (count(|votes| votes.comma && !votes.point), count(|votes| votes.point && !votes.comma));
    if commas != points {
        return if commas > points { ',' } else { '.' };
    }
    // "35,203" beside "850" and never beside "1100" groups digits; so it does where commas part the cells.
    let grouped = |votes: &Votes| delimiter == b',' || (votes.short && !votes.long);
    let open = columns.iter().filter(|votes| votes.open_comma && !grouped(votes)).count();
    if open > count(|votes| votes.open_point) { ',' } else { '.' }
}

/// None for a column that holds no numbers.
fn votes(rows: &[Line<'_>], column: usize) -> Option<Votes> {
    let mut found = Votes::default();
    let (mut filled, mut figures) = (0_usize, 0_usize);
    let (mut comma, mut point) = (0_usize, 0_usize);
    for row in rows {
        let cell = row.cells.get(column).map_or("", |cell| cell.trim());
        if cell.is_empty() {
            continue;
        }
        filled += 1;
        let Some(proof) = proof(cell) else { continue };
        figures += 1;
        let group = match proof {
            Proof::Decimal(mark) => {
                *(if mark == b',' { &mut comma } else { &mut point }) += 1;
                None
            }
            Proof::Both(mark, group) => {
                *(if mark == b',' { &mut comma } else { &mut point }) += 1;
                Some(group)
            }
            Proof::Group(group) => {
                match group {
                    b',' => point += 1,
                    b'.' => comma += 1,
                    _ => {}
                }
                Some(group)
            }
            Proof::Open(mark) => {
                *(if mark == b',' { &mut found.open_comma } else { &mut found.open_point }) = true;
                None
            }
            Proof::Digits(digits) => {
                *(if digits > 3 { &mut found.long } else { &mut found.short }) = true;
                None
            }
        };
        match group {
            Some(b' ') => found.blank = true,
            Some(b'\'') => found.apostrophe = true,
            Some(b',') => found.open_comma = true,
            Some(b'.') => found.open_point = true,
            _ => {}
        }
    }
    // A header and a few odd words may stand among the numbers.
    if figures * 10 < filled.saturating_sub(1) * 8 || figures == 0 {
        return None;
    }
    // One slip does not turn a column around.
    found.comma = comma > 0 && comma * 10 >= point;
    found.point = point > 0 && point * 10 >= comma;
    Some(found)
}

fn proof(cell: &str) -> Option<Proof> {
    let plain = cell.trim_start_matches(['-', '+']);
    if !plain.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (mut points, mut commas, mut groups, mut last) = (0_usize, 0_usize, None, None);
    let mut head = 0_usize;
    let mut tail = 0_usize;
    for sign in plain.chars() {
        match sign {
            '0'..='9' => {
                tail += 1;
                head += usize::from(last.is_none() && groups.is_none());
            }
            '.' | ',' => {
                *(if sign == '.' { &mut points } else { &mut commas }) += 1;
                last = Some(sign as u8);
                tail = 0;
            }
            ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' => {
                // Groups come before the decimal mark and hold three digits each, the first up to three.
                let first = groups.is_none();
                if last.is_some() || tail == 0 || tail > 3 || (!first && tail != 3) {
                    return None;
                }
                groups = Some(if matches!(sign, '\'' | '’') { b'\'' } else { b' ' });
                tail = 0;
            }
            _ => return None,
        }
    }
    if let Some(group) = groups {
        return match last {
            None => (tail == 3).then_some(Proof::Group(group)),
            Some(mark) => (points + commas == 1).then_some(Proof::Both(mark, group)),
        };
    }
    match (points, commas, last) {
        (0, 0, _) => Some(Proof::Digits(head)),
        (1, 0, Some(mark)) | (0, 1, Some(mark)) => {
            let open = tail == 3 && (1..=3).contains(&head) && !plain.starts_with('0');
            Some(if open { Proof::Open(mark) } else { Proof::Decimal(mark) })
        }
        (2.., 0, _) => (tail == 3).then_some(Proof::Group(b'.')),
        (0, 2.., _) => (tail == 3).then_some(Proof::Group(b',')),
        (1, _, Some(b'.')) => Some(Proof::Both(b'.', b',')),
        (_, 1, Some(b',')) => Some(Proof::Both(b',', b'.')),
        _ => None,
    }
}
