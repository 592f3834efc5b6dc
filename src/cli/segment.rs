//! `clientele segment`.

use super::args::{Scale, Segment};
use super::output::Output;
use super::recipe::{columns, here, prepare_folder, reading, with_steps, wrong};
use super::run::finish;
use crate::domain::error::UserError;
use crate::domain::message::Message;
use crate::domain::recipe::{self, Question, Reading, Recipe};
use crate::domain::step::names_after;
use crate::domain::table::TableView as _;
use crate::engine;
use crate::engine::recipe_file;

pub(super) fn perform(wanted: &Segment, output: &Output) -> Result<u8, UserError> {
    let mut recipe = Recipe::new(Some(wanted.data.clone()));
    recipe.source.reading = reading(&wanted.reading, &Reading::default())?;
    recipe.seed = wanted.seed;
    recipe.model.k = groups(&wanted.k)?;
    recipe.model.scale = match wanted.scale {
        Scale::Standard => recipe::Scale::Standard,
        Scale::Log => recipe::Scale::Log,
        Scale::None => recipe::Scale::None,
    };
    let _results = prepare_folder(&wanted.out.folder, wanted.out.force)?;
    let ended = output.watch(|sink| {
        let table = engine::read(&wanted.data, &recipe.source.reading, sink)?;
        let seen = with_steps(&recipe, &wanted.out.settings);
        let names = names_after(table.names(), seen.active_steps());
        let columns = columns("--columns", &wanted.columns, &names)?;
        recipe.question = Some(Question::Segments { columns });
        let mut recipe = recipe_file::with_settings(&recipe, &wanted.out.settings)?;
        recipe.begin_at(&here());
        engine::train(&table, &recipe, sink)
    })?;
    finish(ended, &wanted.out, output)
}

fn groups(text: &str) -> Result<Option<u32>, UserError> {
    if text == "auto" {
        return Ok(None);
    }
    match text.parse() {
        Ok(k) if (2..=1_000).contains(&k) => Ok(Some(k)),
        _ => Err(wrong("--k", text, Message::new("cli-needs-k"))),
    }
}
