//! Clientele: a customer CSV becomes a scored list, on the user's own laptop.
//!
//! # The house
//!
//! | room | what it is |
//! | --- | --- |
//! | [`domain`] | the words of the problem as plain values: column, recipe, frame, report, event, work, message |
//! | [`data`] | the only home of polars: finding out how a file is written, reading it, profile, findings, cleaning steps and second files, typed features, order, writing |
//! | [`learn`] | the only home of linfa: preparation fitted on training rows, split, solvers behind one trait, rare answers, what a trained neural net says |
//! | [`evaluate`] | every number about a model, in f64, and the verdict those numbers allow |
//! | [`report`] | `report.html` with its charts as SVG, and `metrics.json` |
//! | [`project`] | history (undo), `recipe.toml`, `model.clientele`, and their versions |
//! | [`engine`] | carries out [`domain::work::Request`]s: data, learn, evaluate, report, in order; owns files and the trainer of neural nets |
//! | [`jobs`] | named worker threads, stop, one closed stream of events; panics become sentences |
//! | [`app`] | state, commands, reducer, effects of the window; no egui, no files, no clock |
//! | [`ui`] | the only home of egui: theme, widgets, charts, screens, the shell around them |
//! | [`cli`] | one file per headless command, on the same engine |
//! | [`text`] | Fluent messages in English and Simplified Chinese, numbers and dates by language |
//! | [`platform`] | the only home of rfd: dialogs, folders, settings file, crash notes |
//! | [`simulate`] | a shop and a telecom company whose truth is known, and points on a plane to practise on |
//!
//! Imports run one way: `domain ← data ← learn ← evaluate ← report ← project ← engine`. `app` stands on
//! `domain`, `jobs`, `project` and `text`; `ui` on `app`, `engine`, `jobs`, `platform` and `text`;
//! `cli` on `engine`, `jobs`, `platform` and `text`. `jobs`, `text`, `simulate` and `platform` are leaves on `domain`;
//! `engine` asks `platform` for folders.
//! `tests/architecture.rs` checks the rules. Beside the house stands the package `clientele-kernels`, the hot loops
//! of `learn` over plain slices, always built with every optimisation, and two for neural nets: `neural/trainer`, the
//! program `clientele-neural` and only home of tch, which [`engine::neural`] starts and ends, and `neural/protocol`,
//! what the two say to each other. While a net learns, the window's words to it ([`domain::event::Steer`]: wait, one
//! batch, one pass, back, another start, other settings, a goal) go the same way; what happens
//! ([`domain::event::NetNews`]) and maps of what it says ([`domain::net_view::NetMap`]) come back. Points of the curve
//! that were gone back from hold no more, in the engine as in the window.
//!
//! # How a click becomes a list
//!
//! A widget sends an [`app::command::Command`]; [`app::reduce`] changes the [`app::state::State`] and answers
//! [`app::effect::Effect`]s; [`ui::shell`] starts a [`domain::work::Request`] on a worker of [`jobs`]; the
//! [`engine::Engine`] performs it and its [`domain::event::JobEvent`]s come back through [`app::events`].
//! A headless command performs the same request without a window, so both give the same numbers.
//!
//! # Invariants
//!
//! 1. Only `ui` and `main` name egui; only `data` polars; only `learn` linfa; only `platform` rfd; only
//!    the package `neural/trainer` tch.
//! 2. `domain`, `learn`, `evaluate` and `app` open no file, read no clock, start no thread of their own.
//! 3. `ui` never blocks: no reading of files, no waiting for workers, no loop over all rows.
//! 4. State changes only in the reducer and in the events of jobs; menus, palette and shortcuts are made from
//!    [`app::command::Action::ALL`].
//! 5. Nothing learned from validation or test rows reaches cleaning steps ([`domain::step`]), preparation or
//!    training.
//! 6. A probability is always of the answer the user looks for.
//! 7. One interval level, 95 %; same recipe, data and seed give the same numbers.
//! 8. A long job shows progress within 200 ms, stops within a second and leaves what it has (a million rows:
//!    `benches/jobs.rs`). What loops over rows takes a `GoOn` or a watch and looks at it between blocks of rows.
//! 9. Everything on disk carries a version; an unknown one is refused in one sentence.
//! 10. Visible words come from `text`; colours and sizes from [`ui::theme`].
//! 11. No `unwrap`, `expect` or indexing outside tests without a written proof; workers catch panics.
//! 12. Neither an HTTP nor a TLS client is in the tree (`tests/no_network.rs`).

pub mod domain;

pub mod app;
pub mod cli;
pub mod data;
pub mod engine;
pub mod evaluate;
pub mod jobs;
pub mod learn;
pub mod platform;
pub mod project;
pub mod report;
pub mod simulate;
pub mod text;
pub mod ui;
