//! `clientele convert`: the table as it was understood.

use super::args::Convert;
use super::output::Output;
use super::recipe::reading;
use crate::domain::error::UserError;
use crate::domain::message::Message;
use crate::domain::recipe::Reading;
use crate::domain::table::TableView as _;
use crate::engine::{self, IfExists};
use crate::jobs::Ended;

pub(super) fn perform(wanted: &Convert, output: &Output) -> Result<u8, UserError> {
    let reading = reading(&wanted.reading, &Reading::default())?;
    let table = output.watch(|sink| engine::read_any(&wanted.data, &reading, sink).map(Ended::Finished))?;
    let Some(table) = table.result() else { return Ok(130) };
    let if_exists = if wanted.force { IfExists::Replace } else { IfExists::Refuse };
    engine::convert(&table, &wanted.out, if_exists)?;
    let said = Message::new("cli-wrote-rows")
        .text("file", wanted.out.display().to_string())
        .message("rows", Message::new("common-rows").count("n", table.rows()));
    output.say(&output.words.say(&said));
    Ok(0)
}
