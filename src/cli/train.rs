//! `clientele train`.

use super::args::{self, Model, Train};
use super::output::Output;
use super::question::question;
use super::recipe::{
    check_column, columns, drop_steps, here, prepare_folder, reading, split, with_steps, wrong,
};
use super::run::{finish, finish_broken, set_aside};
use crate::domain::error::UserError;
use crate::domain::message::Message;
use crate::domain::net::{DeviceChoice, NetSpec};
use crate::domain::recipe::{Balance, Kernel, ModelChoice, Penalty, Reading, Recipe};
use crate::domain::step::names_after;
use crate::domain::table::TableView as _;
use crate::engine;
use crate::engine::recipe_file;
use crate::jobs::Ended;

pub(super) fn perform(wanted: &Train, output: &Output) -> Result<u8, UserError> {
    let mut recipe = Recipe::new(Some(wanted.data.clone()));
    recipe.source.reading = reading(&wanted.reading, &Reading::default())?;
    recipe.split = split(&wanted.split)?;
    recipe.split_by.clone_from(&wanted.split_by);
    recipe.seed = wanted.seed;
    recipe.evaluation.folds = wanted.folds;
    recipe.model.penalty = wanted.penalty.as_deref().map(penalty).transpose()?;
    recipe.model.epochs = wanted.epochs;
    recipe.model.kind = match wanted.model {
        Model::Auto => ModelChoice::Auto,
        Model::Linear => ModelChoice::Linear,
        Model::Logistic => ModelChoice::Logistic,
        Model::Svm => ModelChoice::Svm,
        Model::Neural => ModelChoice::Neural,
    };
    recipe.model.kernel = match wanted.kernel {
        args::Kernel::Linear => Kernel::Linear,
        args::Kernel::Rbf => Kernel::Rbf,
    };
    recipe.model.sample = wanted.sample;
    recipe.model.net = net(wanted);
    recipe.model.balance = match wanted.balance {
        args::Balance::None if wanted.class_weights => Balance::Weights,
        args::Balance::None => Balance::None,
        args::Balance::Weights => Balance::Weights,
        args::Balance::Oversample => Balance::Oversample,
    };
    let _results = prepare_folder(&wanted.out.folder, wanted.out.force)?;
    let mut broken = None;
    let ended = output.watch(|sink| {
        let table = engine::read(&wanted.data, &recipe.source.reading, sink)?;
        // Steps come with the settings, and what they make can be asked for.
        let seen = with_steps(&recipe, &wanted.out.settings);
        let names = names_after(table.names(), seen.active_steps());
        check_column(&wanted.target, &names)?;
        wanted.split_by.as_ref().map_or(Ok(()), |column| check_column(column, &names))?;
        let dropped = columns("--drop", &wanted.drop, &names)?;
        let Some(column) = engine::column_after(&table, &seen, &wanted.target, sink)? else {
            return Ok(Ended::Stopped(None));
        };
        recipe.question = Some(question(wanted, &column)?);
        drop_steps(&mut recipe, dropped);
        let mut recipe = recipe_file::with_settings(&recipe, &wanted.out.settings)?;
        recipe.begin_at(&here());
        set_aside(engine::train(&table, &recipe, sink)?, &mut broken)
    });
    finish_broken(broken, &wanted.out, output)?;
    finish(ended?, &wanted.out, output)
}

fn penalty(text: &str) -> Result<Penalty, UserError> {
    Penalty::read(text).ok_or_else(|| wrong("--penalty", text, Message::new("penalty-needs")))
}

/// What the flags say of a neural net; the rest is chosen by the data.
fn net(wanted: &Train) -> NetSpec {
    NetSpec {
        layers: wanted.layers.clone(),
        patience: wanted.patience,
        batch: wanted.batch,
        device: match wanted.device {
            args::Device::Auto => DeviceChoice::Auto,
            args::Device::Cpu => DeviceChoice::Cpu,
            args::Device::Cuda => DeviceChoice::Cuda,
        },
        ..NetSpec::default()
    }
}
