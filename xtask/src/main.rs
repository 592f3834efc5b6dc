//! The commands of this repository: `cargo xtask run` and `cargo xtask test` are the two to remember.
//!
//! Only the standard library is used, so that this builds in a second on a machine that has nothing yet.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool speaks by printing")]

mod checks;
mod command;
mod journey;
mod libtorch;
mod setup;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use command::{Outcome, cargo};

const HELP: &str = "\
cargo xtask run [FILE]     build and open the window on FILE or the sample shop; without a display, the same
                           journey headless
cargo xtask test           everything CI checks, in order, until the first failure
cargo xtask build          build the whole workspace, with the trainer of neural networks where libtorch is to be had
cargo xtask libtorch       fetch libtorch once, into your cache folder, and build the trainer; with --cuda also what it
                           computes on graphics cards of NVIDIA with (Linux)
cargo xtask sample-data    write sample_data/ anew
cargo xtask bench [ARG]…   run the benches
cargo xtask setup          look for the system packages of Linux, and install them where that is possible";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, rest) = match arguments.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("help", arguments.as_slice()),
    };
    let root = root();
    let outcome = match name {
        "run" => setup::require(setup::For::Window).and_then(|()| {
            libtorch::build_or_say(&root);
            journey::run(&root, rest)
        }),
        "test" => setup::require(setup::For::Tests).and_then(|()| checks::run(&root)),
        "build" => cargo(&root, &["build", "--workspace", "--exclude", "clientele-neural"])
            .run()
            .map(|()| libtorch::build_or_say(&root)),
        "libtorch" => match rest {
            [] => libtorch::build(&root),
            [flag] if flag == "--cuda" => libtorch::build_for_cards(&root),
            _ => Err(format!("cargo xtask libtorch knows --cuda only\n\n{HELP}")),
        },
        "sample-data" => sample_data(&root),
        "bench" => {
            let extra = rest.iter().map(String::as_str);
            cargo(&root, &["bench", "--package", "clientele", "--profile", "dev"]).and(extra).run()
        }
        "setup" => setup::require(setup::For::Tests),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command {other}\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}

fn sample_data(root: &Path) -> Outcome {
    cargo(root, &["run", "--package", "clientele", "--example", "write_sample_data", "--", "sample_data"])
        .run()
}

/// The workspace: cargo tells where this package stands, and that is one level below.
fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("xtask"), PathBuf::from);
    here.parent().map_or_else(PathBuf::new, Path::to_path_buf)
}
