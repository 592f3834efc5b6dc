//! The headless commands: one file each, on the same engine as the window.
//!
//! Exit codes: 0 done, 1 the work failed, 2 the request or the file was wrong, 130 stopped. Errors are at most
//! three lines on stderr: what, why, what to do. Must not know egui; words come from `text`.

mod args;
mod convert;
mod output;
mod profile;
mod question;
mod recipe;
mod run;
mod score;
mod segment;
mod train;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::domain::error::UserError;
use crate::text::{Language, Words};
use args::{Cli, Headless};
use output::Output;

/// What a command line asks for.
#[derive(Debug)]
pub enum Request {
    /// Open the window, on a file if one is named.
    Window(Option<PathBuf>),
    /// The command is done; leave with this code.
    Exit(u8),
}

/// Reads the arguments and carries out a headless command.
pub fn start(arguments: impl Iterator<Item = OsString>) -> Request {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return Request::Exit(refused(&error)),
    };
    match cli.command {
        None => Request::Window(cli.file),
        Some(command) => Request::Exit(headless(&command)),
    }
}

fn headless(command: &Headless) -> u8 {
    let output = Output::new(Words::new(Language::from_system()), command.wants_json());
    let done = match command {
        Headless::Profile(wanted) => profile::perform(wanted, &output),
        Headless::Convert(wanted) => convert::perform(wanted, &output),
        Headless::Train(wanted) => train::perform(wanted, &output),
        Headless::Segment(wanted) => segment::perform(wanted, &output),
        Headless::Score(wanted) => score::perform(wanted, &output),
        Headless::Run(wanted) => run::perform(wanted, &output),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            output.error(&error);
            error.exit_code()
        }
    }
}

/// Says an error of the window on the terminal, and the code to leave with.
pub fn say_error(error: &UserError) -> u8 {
    Output::new(Words::new(Language::from_system()), false).error(error);
    error.exit_code()
}

/// Help and version are answers; anything else is a wrong request in at most three lines.
fn refused(error: &clap::Error) -> u8 {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        output::line(error.render().to_string().trim_end());
        return 0;
    }
    let text = error.render().to_string();
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let what = lines.first().copied().unwrap_or("error: the command line was not understood");
    // Values that are possible or missing stand on the second line.
    let why = lines.get(1).filter(|line| !line.starts_with("Usage") && !line.starts_with("For more"));
    output::error_line(what);
    if let Some(why) = why {
        output::error_line(why);
    }
    output::error_line("See: clientele --help, or clientele COMMAND --help");
    2
}
