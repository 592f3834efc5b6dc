//! `clientele train`.

use super::args::{Model, Train};
use super::output::Output;
use super::question::question;
use super::recipe::{check_column, columns, drop_steps, prepare_folder, reading, split};
use super::run::finish;
use crate::domain::error::UserError;
use crate::domain::recipe::{ModelChoice, Reading, Recipe};
use crate::domain::table::TableView as _;
use crate::engine;
use crate::engine::recipe_file;

pub(super) fn perform(wanted: &Train, output: &Output) -> Result<u8, UserError> {
    let mut recipe = Recipe::new(Some(wanted.data.clone()));
    recipe.source.reading = reading(&wanted.reading, &Reading::default())?;
    recipe.split = split(&wanted.split)?;
    recipe.seed = wanted.seed;
    recipe.evaluation.folds = wanted.folds;
    recipe.model.penalty = wanted.penalty;
    recipe.model.epochs = wanted.epochs;
    recipe.model.kind = match wanted.model {
        Model::Auto => ModelChoice::Auto,
        Model::Linear => ModelChoice::Linear,
        Model::Logistic => ModelChoice::Logistic,
    };
    let _results = prepare_folder(&wanted.out.folder, wanted.out.force)?;
    let ended = output.watch(|sink| {
        let table = engine::read(&wanted.data, &recipe.source.reading, sink)?;
        check_column(&wanted.target, table.names())?;
        drop_steps(&mut recipe, columns("--drop", &wanted.drop, table.names())?);
        let profile = engine::profile(&table, &recipe);
        if let Some(column) = profile.column(&wanted.target) {
            recipe.question = Some(question(wanted, column)?);
        }
        let recipe = recipe_file::with_settings(&recipe, &wanted.out.settings)?;
        engine::train(&table, &recipe, sink)
    })?;
    finish(ended, &wanted.out, output)
}
