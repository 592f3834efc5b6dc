//! The real program in a folder of its own, and reading what it wrote.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use clientele::simulate;

/// A folder that goes away with the test. The program runs in it, with its settings inside.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

/// How a command ended and what it said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A desk with the sample files on it.
    pub(crate) fn with_samples() -> Self {
        let desk = Self::new();
        for file in simulate::sample_files() {
            desk.write(file.name, file.text);
        }
        desk
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    pub(crate) fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_str(&self.text(name)).unwrap()
    }

    /// Runs the program here, in English.
    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Said {
        said(&self.command(arguments).output().unwrap())
    }

    /// The same with variables of the environment.
    pub(crate) fn run_with<A: AsRef<OsStr>>(&self, arguments: &[A], variables: &[(&str, &str)]) -> Said {
        said(&self.command(arguments).envs(variables.iter().copied()).output().unwrap())
    }

    /// The same with something on its standard input.
    pub(crate) fn run_fed<A: AsRef<OsStr>>(&self, arguments: &[A], input: &[u8]) -> Said {
        let pipes = || Stdio::piped();
        let mut child =
            self.command(arguments).stdin(pipes()).stdout(pipes()).stderr(pipes()).spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        std::thread::scope(|scope| {
            // A program that wants no more closes its end.
            scope.spawn(move || drop(pipe.write_all(input)));
            said(&child.wait_with_output().unwrap())
        })
    }

    fn command<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clientele"));
        command.args(arguments).current_dir(self.folder());
        for name in ["LANGUAGE", "LC_MESSAGES"] {
            command.env_remove(name);
        }
        command.env("LANG", "C").env("LC_ALL", "C").env("CLIENTELE_HOME", self.path(".home"));
        command
    }

    /// Runs the program and expects it to succeed.
    pub(crate) fn done<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Said {
        let said = self.run(arguments);
        assert_eq!(said.code, 0, "{said:?}");
        said
    }

    /// Every file and folder under the desk, with its bytes; folders end in `/`.
    pub(crate) fn everything(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        collect(self.folder(), self.folder(), &mut found);
        found
    }
}

fn said(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let said = Said {
        code: output.status.code().unwrap_or(-1),
        out: text(&output.stdout),
        err: text(&output.stderr),
    };
    assert!(!said.err.contains("panicked") && !said.out.contains("panicked"), "{said:?}");
    said
}

fn collect(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.insert(format!("{name}/"), Vec::new());
            collect(root, &path, found);
        } else {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

/// A table as an independent reader sees it.
pub(crate) struct Csv {
    pub(crate) names: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Csv {
    pub(crate) fn read(text: &str) -> Self {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let mut records =
            reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
        let names = records.next().unwrap();
        Self { names, rows: records.collect() }
    }

    pub(crate) fn place(&self, name: &str) -> usize {
        self.names.iter().position(|known| known == name).unwrap_or_else(|| panic!("no column {name}"))
    }

    pub(crate) fn column(&self, name: &str) -> Vec<&str> {
        let place = self.place(name);
        self.rows.iter().map(|row| row[place].as_str()).collect()
    }

    pub(crate) fn numbers(&self, name: &str) -> Vec<f64> {
        self.column(name).into_iter().map(|cell| cell.parse().unwrap()).collect()
    }
}
