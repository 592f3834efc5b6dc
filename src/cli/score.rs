//! `clientele score`: a trained model on a new file, by column name.

use super::args::Score;
use super::output::{Output, error_line};
use super::recipe::reading;
use crate::domain::error::{ErrorKind, UserError};
use crate::domain::message::{Arg, Message};
use crate::domain::recipe::Reading;
use crate::engine::{self, IfExists};
use crate::jobs::Ended;

pub(super) fn perform(wanted: &Score, output: &Output) -> Result<u8, UserError> {
    let reading = reading(&wanted.reading, &Reading::default())?;
    let model = engine::load_model(&wanted.model)?;
    let if_exists = if wanted.force { IfExists::Replace } else { IfExists::Refuse };
    let words = &output.words;
    let scored = output.watch(|sink| {
        let language = words.language();
        match engine::score_file(&model, &wanted.data, &reading, Some(&wanted.out), if_exists, language, sink)
        {
            Err(error) if error.kind == ErrorKind::Stopped => Ok(Ended::Stopped(None)),
            scored => scored.map(Ended::Finished),
        }
    })?;
    let Some(scored) = scored.result() else { return Ok(130) };
    if !scored.differences.extra.is_empty() {
        let said =
            Message::new("cli-score-extra").with("columns", Arg::Names(scored.differences.extra.clone()));
        error_line(&words.say(&said));
    }
    for sentence in &scored.differences.joined {
        output.say(&words.say(sentence));
    }
    for (_, sentence) in &scored.differences.changed {
        error_line(&words.say(sentence));
    }
    for (from, to) in &scored.renamed {
        error_line(&words.say(&Message::new("cli-renamed").name("wanted", from).name("given", to)));
    }
    let said = Message::new("cli-wrote-rows")
        .text("file", wanted.out.display().to_string())
        .message("rows", Message::new("common-rows").with("n", Arg::Count(scored.rows)));
    output.say(&words.say(&said));
    Ok(0)
}
