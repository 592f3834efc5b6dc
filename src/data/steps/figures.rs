//! Steps on numbers, and filling gaps.

use polars::prelude::StringChunked;

use super::super::cells::Reader;
use super::map::map;
use super::{Current, Work, days};
use crate::domain::column::Kind;
use crate::domain::recipe::BinRule;
use crate::domain::step::Figures;

/// Writes what was learned where the column has a gap.
pub(super) fn fill(work: &Work, column: &Current, figures: &Figures) -> StringChunked {
    let mut reader = work.reader(column);
    let value = match figures {
        Figures::Number(number) => {
            reader.kind = Kind::Number;
            let mut text = String::new();
            write_number(*number, reader.marks.decimal, &mut text);
            text
        }
        Figures::Day(day) => {
            reader.kind = Kind::Date;
            days::written(*day, reader.order)
        }
        Figures::Word(word) => {
            reader.kind = Kind::Category;
            word.clone()
        }
        _ => return column.cells.clone(),
    };
    map(&column.cells, |cell, text| text.push_str(if reader.is_gap(cell) { &value } else { cell }))
}

/// Sets numbers beyond a limit to the limit.
pub(super) fn clip(cells: &StringChunked, reader: &Reader, low: f64, high: f64) -> StringChunked {
    map(cells, |cell, text| {
        let value = reader.number(cell);
        if value < low {
            write_number(low, reader.marks.decimal, text);
        } else if value > high {
            write_number(high, reader.marks.decimal, text);
        } else {
            text.push_str(cell);
        }
    })
}

/// The logarithm that every number has.
pub(super) fn log(cells: &StringChunked, reader: &Reader) -> StringChunked {
    map(cells, |cell, text| {
        let value = reader.number(cell);
        if !value.is_nan() {
            write_number(value.abs().ln_1p().copysign(value), reader.marks.decimal, text);
        }
    })
}

/// Edges by rule or as learned; ascending, each once. None where a rule has learned nothing.
pub(super) fn edges(by: &BinRule, figures: &Figures) -> Option<Vec<f64>> {
    let mut edges = match (by, figures) {
        (BinRule::Edges(edges), _) | (_, Figures::Edges(edges)) => edges.clone(),
        _ => return None,
    };
    edges.retain(|edge| edge.is_finite());
    edges.sort_by(f64::total_cmp);
    edges.dedup();
    Some(edges)
}

/// The name of the group of each number; what is no number becomes a gap.
pub(super) fn bins(cells: &StringChunked, reader: &Reader, edges: &[f64]) -> StringChunked {
    let names = bin_names(edges);
    map(cells, |cell, text| {
        let value = reader.number(cell);
        let place = edges.partition_point(|edge| *edge <= value);
        if let (false, Some(name)) = (value.is_nan(), names.get(place)) {
            text.push_str(name);
        }
    })
}

/// `1: < 18`, `2: 18 – < 25`, `3: ≥ 25`: the number in front keeps them in order and apart, whatever the edges
/// are rounded to. The same in every language and with every decimal mark, since a model knows them by name.
pub(super) fn bin_names(edges: &[f64]) -> Vec<String> {
    let digits = (edges.len() + 1).to_string().len();
    let rounded: Vec<String> = edges.iter().map(|edge| rounded(*edge)).collect();
    let at = |place: usize| rounded.get(place).map_or("", String::as_str);
    (0..=edges.len())
        .map(|place| {
            let range = match (place, edges.len()) {
                (_, 0) => "…".to_owned(),
                (0, _) => format!("< {}", at(0)),
                (place, last) if place == last => format!("≥ {}", at(place - 1)),
                (place, _) => format!("{} – < {}", at(place - 1), at(place)),
            };
            format!("{:0digits$}: {range}", place + 1)
        })
        .collect()
}

/// Four significant digits, or the whole number where that is longer.
fn rounded(value: f64) -> String {
    let magnitude = value.abs().log10().floor();
    if value == 0.0 || !(-4.0..15.0).contains(&magnitude) {
        return if value == 0.0 { "0".to_owned() } else { format!("{value:.3e}") };
    }
    let decimals = (3.0 - magnitude).max(0.0) as usize;
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A number so that reading it gives the same number, with the decimal mark of the table.
pub(super) fn write_number(value: f64, decimal: char, text: &mut String) {
    use std::fmt::Write as _;
    let start = text.len();
    let size = value.abs();
    // Without an exponent a giant would take hundreds of digits, more than a cell is read for.
    let written = if size != 0.0 && !(1e-5..1e15).contains(&size) {
        write!(text, "{value:e}")
    } else {
        write!(text, "{value}")
    };
    debug_assert!(written.is_ok(), "writing into memory cannot fail");
    if decimal != '.'
        && let Some(point) = text.get(start..).and_then(|number| number.find('.'))
    {
        text.replace_range(start + point..=start + point, decimal.encode_utf8(&mut [0; 4]));
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::numbers::parse;
    use super::*;

    #[test]
    fn groups_are_named_in_order() {
        assert_eq!(bin_names(&[18.0, 25.0]), ["1: < 18", "2: 18 – < 25", "3: ≥ 25"]);
        assert_eq!(bin_names(&[1234.5678, 2e20]), ["1: < 1235", "2: 1235 – < 2.000e20", "3: ≥ 2.000e20"]);
        assert_eq!(bin_names(&[]), ["1: …"]);
        let many = bin_names(&(0..12).map(f64::from).collect::<Vec<_>>());
        assert!(many.is_sorted() && many.len() == 13 && many[1] == "02: 0 – < 1");
    }

    #[test]
    fn edges_are_put_in_order() {
        let found = edges(&BinRule::Edges(vec![3.0, f64::NAN, 1.0, 3.0]), &Figures::None);
        assert_eq!(found, Some(vec![1.0, 3.0]));
        assert_eq!(edges(&BinRule::Share(4), &Figures::None), None);
    }

    proptest::proptest! {
        #[test]
        fn numbers_are_read_as_they_were_written(value in proptest::num::f64::NORMAL | proptest::num::f64::ZERO) {
            for decimal in ['.', ','] {
                let mut text = "x".to_owned();
                write_number(value, decimal, &mut text);
                let (read, _) = parse(&text[1..], decimal).unwrap();
                proptest::prop_assert_eq!(read, value, "{}", text);
            }
        }
    }
}
