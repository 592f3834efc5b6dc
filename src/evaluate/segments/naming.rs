//! Names of segments, made from their traits.

use crate::domain::message::Message;
use crate::domain::report::Trait;

/// One name per segment, from its two strongest traits ("High Income, low Score"); names that would be equal get
/// the number of the segment behind them.
pub(super) fn names(traits: &[Vec<Trait>]) -> Vec<Message> {
    let plain: Vec<Message> = traits.iter().map(|traits| name(traits)).collect();
    plain
        .iter()
        .enumerate()
        .map(|(index, name)| {
            if plain.iter().filter(|other| *other == name).count() > 1 {
                Message::new("verdict-segment-numbered").message("name", name.clone()).count("n", index + 1)
            } else {
                name.clone()
            }
        })
        .collect()
}

fn name(traits: &[Trait]) -> Message {
    match traits {
        [] => Message::new("verdict-segment-usual"),
        [only] => first(only),
        [strongest, next, ..] => Message::new("verdict-segment-two")
            .message("first", first(strongest))
            .message("second", second(next)),
    }
}

/// A trait that opens a name.
fn first(found: &Trait) -> Message {
    match found {
        Trait::Number { column, z, .. } if *z >= 0.0 => {
            column_of(Message::new("verdict-trait-high-first"), column)
        }
        Trait::Number { column, .. } => column_of(Message::new("verdict-trait-low-first"), column),
        Trait::Category { column, value, .. } => value_of(column, value),
    }
}

/// A trait that continues a name.
fn second(found: &Trait) -> Message {
    match found {
        Trait::Number { column, z, .. } if *z >= 0.0 => column_of(Message::new("verdict-trait-high"), column),
        Trait::Number { column, .. } => column_of(Message::new("verdict-trait-low"), column),
        Trait::Category { column, value, .. } => value_of(column, value),
    }
}

/// English writes the column bare, as part of the name; Chinese needs quotation marks to set it off.
fn column_of(message: Message, column: &str) -> Message {
    message.text("column", column).name("quoted", column)
}

fn value_of(column: &str, value: &str) -> Message {
    column_of(Message::new("verdict-trait-value"), column).text("value", value).name("quotedvalue", value)
}
