//! The program: a window without arguments, otherwise one headless command.

use std::process::ExitCode;
use std::time::Instant;

use clientele::cli::{self, Request};
use clientele::platform::{crash, folders::Folders};
use clientele::ui::shell::window;

fn main() -> ExitCode {
    let started = Instant::now();
    if let Ok(folders) = Folders::of_this_user() {
        crash::install(folders.crash_notes());
    }
    match cli::start(std::env::args_os()) {
        Request::Exit(code) => ExitCode::from(code),
        Request::Window(file) => match window::run(file.as_deref(), started) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => ExitCode::from(cli::say_error(&error)),
        },
    }
}
