//! Carrying out what the reducer asked for.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::{Answer, Dialogs, Shell};
use crate::app::effect::{Effect, Pick};
use crate::app::events;
use crate::app::reduce::type_path;
use crate::app::state::Theme;
use crate::domain::error::UserError;
use crate::domain::recipe::Reading;
use crate::domain::work::{Artifact, Output, Request, Slot};
use crate::engine;
use crate::jobs::{Ended, Sink};
use crate::platform::{dialogs, settings};
use crate::text::Words;

impl Shell {
    pub(super) fn carry_out(&mut self, ctx: &Context, effect: Effect, now: f64) {
        match effect {
            Effect::Start(request) => {
                let engine = Arc::clone(&self.engine);
                self.start(request.slot(), now, move |sink| engine.perform(request, sink));
            }
            Effect::OpenSample(name) => {
                let engine = Arc::clone(&self.engine);
                let folder = self.outside.folders.as_ref().map(|folders| folders.cache.join("samples"));
                self.start(Slot::Open, now, move |sink| {
                    let folder = folder.unwrap_or_else(|| std::env::temp_dir().join("clientele-samples"));
                    let path = engine::write_sample(&folder, name)?;
                    engine.perform(Request::Open { path, reading: Reading::default() }, sink)
                });
            }
            Effect::OpenPractice(practice) => {
                let engine = Arc::clone(&self.engine);
                let folder = self.outside.folders.as_ref().map(|folders| folders.cache.join("practice"));
                let words = practice_words(&self.words);
                self.start(Slot::Open, now, move |sink| {
                    let folder = folder.unwrap_or_else(|| std::env::temp_dir().join("clientele-practice"));
                    let words = words.each_ref().map(String::as_str);
                    let path = engine::write_practice(&folder, &practice, words)?;
                    engine.perform(Request::Open { path, reading: Reading::default() }, sink)
                });
            }
            Effect::Stop(slot) => {
                if let Some(jobs) = self.slots.get(&slot) {
                    jobs.stop();
                }
            }
            Effect::Steer(slot, steer) => {
                if let Some(jobs) = self.slots.get(&slot) {
                    jobs.steer(steer);
                }
            }
            Effect::Pick(pick, proposed) => self.pick(ctx, pick, proposed),
            Effect::Copy(text) => ctx.copy_text(text),
            Effect::KeepSettings => self.keep_settings(),
            Effect::Forget => {
                let table = self.state.loaded.as_ref().map(|loaded| loaded.id);
                self.engine.forget_all_but(table, self.state.run.id);
            }
        }
    }

    fn start(
        &mut self,
        slot: Slot,
        now: f64,
        work: impl FnOnce(&Sink<'_>) -> Result<Ended<Output>, UserError> + Send + 'static,
    ) {
        let jobs = self.slots.entry(slot).or_insert_with(|| self.runner.slot(thread_name(slot)));
        let id = jobs.start(work);
        events::job_started(&mut self.state, slot, id, now);
    }

    fn pick(&mut self, ctx: &Context, pick: Pick, proposed: String) {
        let (sender, repaint, answered) = (self.picked.clone(), ctx.clone(), pick.clone());
        let done = Box::new(move |path: Option<PathBuf>| {
            if let Some(path) = path {
                // The window may be gone; then nobody waits for the answer.
                drop(sender.send((answered, path)));
            }
            repaint.request_repaint();
        });
        if !self.outside.dialogs.ask(&pick, &proposed, &self.words, done) {
            type_path(&mut self.state, pick, proposed);
        }
    }

    pub(super) fn keep_settings(&mut self) {
        let Some(folders) = &self.outside.folders else { return };
        let appearance = self.state.appearance;
        let kept = &mut self.outside.settings;
        kept.language = Some(appearance.language.tag().to_owned());
        kept.theme = match appearance.theme {
            Theme::System => settings::Theme::System,
            Theme::Light => settings::Theme::Light,
            Theme::Dark => settings::Theme::Dark,
        };
        kept.zoom = appearance.zoom;
        kept.recent.clone_from(&self.state.recent);
        let (kept, path) = (kept.clone(), folders.settings_file());
        self.keeper.start(move |_| settings::save(&kept, &path).map(Ended::Finished));
    }
}

/// The name of the column of colours, and the two colours, in the language of the window.
fn practice_words(words: &Words) -> [String; 3] {
    ["practice-answer", "practice-orange", "practice-blue"].map(|id| words.tr(id))
}

fn thread_name(slot: Slot) -> &'static str {
    match slot {
        Slot::Open => "open",
        Slot::First => "first",
        Slot::Profile => "profile",
        Slot::Order => "order",
        Slot::Preview => "preview",
        Slot::Join => "join",
        Slot::Glance => "glance",
        Slot::Train => "train",
        Slot::Look => "look",
        Slot::Write => "write",
    }
}

/// The dialogs of the system.
#[derive(Debug, Default)]
pub(super) struct SystemDialogs;

impl Dialogs for SystemDialogs {
    fn ask(&self, pick: &Pick, proposed: &str, words: &Words, done: Answer) -> bool {
        if !dialogs::are_likely() {
            return false;
        }
        let kind = |word: &str, endings: &[&str]| {
            (words.tr(word), endings.iter().map(|ending| (*ending).to_owned()).collect::<Vec<_>>())
        };
        let kinds = match pick {
            Pick::OpenTable | Pick::ScoreData(_) | Pick::JoinFile(_) => {
                vec![kind("shell-files-table", &["csv", "tsv", "txt", "xlsx", "xls", "ods", "parquet"])]
            }
            Pick::OpenModel | Pick::SaveArtifact(Artifact::Model) => {
                vec![kind("shell-files-model", &["clientele"])]
            }
            Pick::SaveArtifact(Artifact::Report) => vec![kind("shell-files-page", &["html"])],
            Pick::SaveArtifact(Artifact::Recipe) => vec![kind("shell-files-recipe", &["toml"])],
            Pick::SaveArtifact(Artifact::Chart(_, picture)) => {
                vec![kind("shell-files-picture", &[picture.ending()])]
            }
            Pick::SaveArtifact(Artifact::Predictions | Artifact::List)
            | Pick::SaveRejected
            | Pick::SaveScored => {
                vec![kind("shell-files-table", &["csv"])]
            }
        };
        let title = match pick {
            Pick::OpenTable => words.tr("shell-pick-table"),
            Pick::JoinFile(_) => words.tr("joins-pick"),
            Pick::ScoreData(_) => words.tr("shell-pick-new-table"),
            Pick::OpenModel => words.tr("shell-pick-model"),
            Pick::SaveArtifact(_) | Pick::SaveRejected | Pick::SaveScored => words.tr("shell-pick-save"),
        };
        let all = pick.saves().then(|| Path::new(proposed).to_string_lossy().into_owned());
        let request = dialogs::Request { title, kinds, folder: None, file_name: all };
        if pick.saves() {
            dialogs::save_file(request, done);
        } else {
            dialogs::open_file(request, done);
        }
        true
    }
}
