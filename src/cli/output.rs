//! What a headless command says: events, a progress bar, results, errors.

use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use parking_lot::Mutex;
use serde_json::{Value, json};

use crate::domain::error::UserError;
use crate::domain::event::{JobEvent, NetNews};
use crate::jobs::{Cancel, Ended, Sink, StopReason, run_here};
use crate::text::Words;

/// Events as JSON lines, or a bar on a terminal, or nothing.
pub(super) struct Output {
    pub(super) words: Words,
    json: bool,
    bar: ProgressBar,
    phase: Mutex<String>,
}

impl Output {
    pub(super) fn new(words: Words, json: bool) -> Self {
        let shown = std::io::stderr().is_terminal() && !json;
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        Self { words, json, bar, phase: Mutex::default() }
    }

    /// Does work under Ctrl-C, shows its events, and gives back how it ended.
    pub(super) fn watch<T>(
        &self,
        work: impl FnOnce(&Sink<'_>) -> Result<Ended<T>, UserError>,
    ) -> Result<Ended<T>, UserError> {
        let cancel = Cancel::new();
        let on_interrupt = cancel.clone();
        // A second command in one process (tests) keeps the first handler; then Ctrl-C ends the process.
        drop(ctrlc::set_handler(move || on_interrupt.stop(StopReason::Asked)));
        let ended = run_here(&cancel, work, |event| self.event(event));
        self.bar.finish_and_clear();
        ended
    }

    fn event<T>(&self, event: &JobEvent<T>) {
        if self.json {
            if let Some(value) = self.as_json(event) {
                line(&value.to_string());
            }
            return;
        }
        match event {
            JobEvent::Phase { what, progress } => {
                let what = self.words.say(what);
                let mut phase = self.phase.lock();
                if *phase != what {
                    self.bar.reset();
                    self.bar.set_message(what.clone());
                    self.bar.enable_steady_tick(Duration::from_millis(100));
                    *phase = what;
                }
                let template = if progress.total.is_some() {
                    "{msg} [{bar:30}] {percent} %, {eta} left"
                } else {
                    "{msg} {spinner}"
                };
                if let Ok(style) = ProgressStyle::with_template(template) {
                    self.bar.set_style(style.progress_chars("=> "));
                }
                match progress.total {
                    Some(total) => self.bar.set_length(total),
                    None => self.bar.unset_length(),
                }
                self.bar.set_position(progress.done);
            }
            JobEvent::Point(point) => self.bar.set_position(u64::from(point.iteration)),
            JobEvent::Started
            | JobEvent::Net(_)
            | JobEvent::Map(_)
            | JobEvent::Finished(_)
            | JobEvent::Stopped(_)
            | JobEvent::Failed(_) => {}
        }
    }

    fn as_json<T>(&self, event: &JobEvent<T>) -> Option<Value> {
        Some(match event {
            JobEvent::Started => json!({ "event": "started" }),
            JobEvent::Phase { what, progress } => json!({
                "event": "phase", "what": self.words.say(what), "done": progress.done, "total": progress.total,
            }),
            JobEvent::Point(point) => json!({
                "event": "point", "iteration": point.iteration, "train": point.train, "valid": point.valid,
            }),
            JobEvent::Net(NetNews::Pass(pass)) => {
                json!({ "event": "net", "rate": pass.rate, "seconds": pass.seconds })
            }
            JobEvent::Net(NetNews::At(device, fell_back)) => {
                json!({ "event": "device", "device": device, "fell_back": fell_back })
            }
            JobEvent::Finished(_) => json!({ "event": "finished" }),
            JobEvent::Stopped(best) => json!({ "event": "stopped", "kept": best.is_some() }),
            // The error itself is said once, by `error`.
            JobEvent::Failed(_) | JobEvent::Map(_) | JobEvent::Net(_) => return None,
        })
    }

    /// Three lines on stderr; with `--json` an event on stdout too.
    pub(super) fn error(&self, error: &UserError) {
        self.bar.finish_and_clear();
        let [what, why, next] = [&error.what, &error.why, &error.next].map(|message| self.words.say(message));
        if self.json {
            line(&json!({ "event": "failed", "what": what, "why": why, "next": next }).to_string());
        }
        for text in [what, why, next] {
            error_line(&text);
        }
    }

    /// A line for people; nothing with `--json`.
    pub(super) fn say(&self, text: &str) {
        if !self.json {
            line(text);
        }
    }
}

/// A line on stdout. A reader that has gone away is no error of ours.
pub(super) fn line(text: &str) {
    let _gone = writeln!(std::io::stdout(), "{text}");
}

/// A line on stderr.
pub(super) fn error_line(text: &str) {
    let _gone = writeln!(std::io::stderr(), "{text}");
}
