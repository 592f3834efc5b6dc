//! The house rules that a compiler does not know: which room may name which, who stays pure, how long files are.
//!
//! Each rule is a function from text to complaints, so that each can be shown to fail on a bad snippet below.
//! The map of rooms stands in `src/lib.rs`.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test ends where it cannot go on")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may name. A room that is not listed may not exist.
const ROOMS: [(&str, &[&str]); 14] = [
    ("domain", &[]),
    ("data", &["domain"]),
    ("learn", &["domain", "data"]),
    ("evaluate", &["domain", "data", "learn"]),
    ("report", &["domain", "data", "learn", "evaluate", "text"]),
    ("project", &["domain", "data", "learn", "evaluate", "report"]),
    (
        "engine",
        &["domain", "data", "learn", "evaluate", "report", "project", "jobs", "text", "simulate", "platform"],
    ),
    ("jobs", &["domain"]),
    ("text", &["domain"]),
    ("simulate", &["domain"]),
    ("platform", &["domain"]),
    ("app", &["domain", "jobs", "project", "text"]),
    ("ui", &["domain", "jobs", "text", "platform", "app", "engine"]),
    ("cli", &["domain", "jobs", "text", "platform", "engine"]),
];

/// Crates (by the start of their names) and the rooms that may name them; `main` is the program itself.
const CRATES: [(&str, &[&str]); 6] = [
    ("egui", &["ui", "main"]),
    ("eframe", &["ui", "main"]),
    ("polars", &["data"]),
    ("linfa", &["learn"]),
    ("rfd", &["platform"]),
    ("tch", &[]),
];

/// Rooms that open no file, read no clock and start no thread: seeds and times come in as arguments.
const PURE: [&str; 4] = ["domain", "learn", "evaluate", "app"];

/// What a pure room may not name, by the first name after `std::`, and calls that would do the same.
const IMPURE_STD: [&str; 5] = ["fs", "thread", "env", "net", "process"];
const IMPURE_CALLS: [&str; 7] =
    ["Instant::now", "SystemTime", "Utc::now", "Local::now", "File::open", "File::create", "thread::spawn"];

const MAX_LINES: usize = 600;

/// Code without comments, and without what stands inside quotation marks.
fn bare(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw_string(rest) {
            length
        } else if first == '"' {
            string(rest)
        } else if let Some(length) = character(rest) {
            length
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        out.push(' ');
        rest = &rest[skipped..];
    }
    out
}

/// Length of a string literal that begins here.
fn string(code: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in code.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// Length of a raw string literal, if one begins here.
fn raw_string(code: &str) -> Option<usize> {
    let after = code.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let start = code.len() - body.len();
    Some(body.find(&end).map_or(code.len(), |at| start + at + end.len()))
}

/// Length of a character literal, if one begins here; a lifetime is none.
fn character(code: &str) -> Option<usize> {
    let body = code.strip_prefix('\'')?;
    if let Some(escaped) = body.strip_prefix('\\') {
        return escaped.char_indices().skip(1).find(|(_, letter)| *letter == '\'').map(|(at, _)| at + 3);
    }
    let mut letters = body.char_indices();
    letters.next()?;
    letters.next().filter(|(_, letter)| *letter == '\'').map(|(at, _)| at + 2)
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// All names in bare code, with what stands right before and after each.
fn names(code: &str) -> Vec<(&str, &str, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = code[at..].find(is_name).map(|start| at + start) {
        let end = code[start..].find(|letter| !is_name(letter)).map_or(code.len(), |length| start + length);
        found.push((&code[..start], &code[start..end], &code[end..]));
        at = end;
    }
    found
}

/// First names after `root::`, in paths and in groups: `crate::{a, b::{c, d}}` gives a and b.
fn firsts_after(code: &str, root: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, _, after) in names(code).into_iter().filter(|(_, name, _)| *name == root) {
        let Some(path) = after.trim_start().strip_prefix("::").map(str::trim_start) else { continue };
        let Some(group) = path.strip_prefix('{') else {
            found.extend(names(path).first().map(|(_, name, _)| (*name).to_owned()));
            continue;
        };
        let (mut depth, mut expects) = (0, true);
        for (at, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => expects = true,
                _ if depth == 0 && expects && is_name(letter) => {
                    expects = false;
                    found.extend(names(&group[at..]).first().map(|(_, name, _)| (*name).to_owned()));
                }
                _ => {}
            }
        }
    }
    found
}

/// Rooms named although they may not be. `own` holds the room's own modules, which `super::` may reach.
fn import_complaints(room: &str, own: &BTreeSet<String>, code: &str) -> Vec<String> {
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![format!("the room {room} is not in the table")];
    };
    let code = bare(code);
    let rooms = || ROOMS.iter().map(|(name, _)| *name);
    let mut reached = firsts_after(&code, "crate");
    // Climbing out of the room by `super::` would be the same thing in other words.
    reached.extend(firsts_after(&code, "super").into_iter().filter(|name| !own.contains(name)));
    rooms()
        .filter(|name| *name != room && reached.contains(*name) && !allowed.contains(name))
        .map(|name| format!("{room} names {name}"))
        .collect()
}

/// Crates named where they may not be.
fn crate_complaints(room: &str, code: &str) -> Vec<String> {
    let code = bare(code);
    let mut found = BTreeSet::new();
    for (start, rooms) in CRATES.iter().filter(|(_, rooms)| !rooms.contains(&room)) {
        for (before, name, after) in names(&code) {
            let is_family =
                name == *start || name.strip_prefix(start).is_some_and(|rest| rest.starts_with('_'));
            let is_path = after.starts_with("::") || before.trim_end().ends_with("use");
            if is_family && is_path && !before.ends_with("::") {
                found.insert(format!("{room} names {name}, which belongs to {rooms:?}"));
            }
        }
    }
    found.into_iter().collect()
}

/// What a pure room may not do.
fn purity_complaints(room: &str, code: &str) -> Vec<String> {
    if !PURE.contains(&room) {
        return Vec::new();
    }
    let code = bare(code);
    let std = firsts_after(&code, "std");
    let modules = IMPURE_STD.iter().filter(|name| std.contains(**name)).map(|name| format!("std::{name}"));
    let calls = IMPURE_CALLS.iter().filter(|call| code.contains(**call)).map(|call| (*call).to_owned());
    modules.chain(calls).map(|what| format!("{room} is pure but names {what}")).collect()
}

/// Length, opening line, and words of unfinished work.
fn file_complaints(name: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let lines = text.lines().count();
    if lines > MAX_LINES {
        found.push(format!("{lines} lines, {MAX_LINES} at most"));
    }
    if (name == "mod.rs" || name == "lib.rs") && !text.starts_with("//!") {
        found.push("does not open with //! why it exists".to_owned());
    }
    for word in [["to", "do!"], ["unimple", "mented!"], ["FIX", "ME"]].map(|parts| parts.concat()) {
        if text.contains(&word) {
            found.push(format!("says {word}"));
        }
    }
    found
}

/// Hosts of registries and home folders of somebody's machine have no place in the repository.
fn place_complaints(text: &str) -> Vec<String> {
    let hosts = [["crates", ".io"], ["py", "pi.org"], ["npm", "js.org"], ["npm", "js.com"]];
    let homes = [["/ro", "ot/"], ["/ho", "me/"], ["/Us", "ers/"], ["C:\\Us", "ers"], ["/wo", "rk/"]];
    let words = hosts.iter().chain(&homes).map(|parts| parts.concat());
    words.filter(|word| text.contains(word.as_str())).map(|word| format!("names {word}")).collect()
}

/// Rooms that the map at the top of `src/lib.rs` leaves out.
fn map_complaints(lib: &str, rooms: &BTreeSet<String>) -> Vec<String> {
    let map: String =
        lib.lines().take_while(|line| line.starts_with("//!")).flat_map(|line| [line, "\n"]).collect();
    let named: BTreeSet<&str> = names(&map).into_iter().map(|(_, name, _)| name).collect();
    let missing = rooms.iter().filter(|room| !named.contains(room.as_str()));
    missing.map(|room| format!("the map in src/lib.rs does not name {room}")).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files under a folder, sorted, without what cargo and git keep.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let entry = entry.expect("an entry");
        let (path, name) = (entry.path(), entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            if name != ".git" && name != "target" {
                found.extend(files(&path));
            }
        } else if name != ".git" {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "rs")
}

/// Rust files of `src` with their room (`main` and `lib` for the two files beside the rooms).
fn sources() -> Vec<(String, PathBuf, String)> {
    let src = root().join("src");
    let rust = files(&src).into_iter().filter(|path| is_rust(path));
    rust.map(|path| {
        let first = path.strip_prefix(&src).unwrap().components().next().unwrap();
        let room = first.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&path).unwrap();
        (room, path, text)
    })
    .collect()
}

/// All complaints of a rule, each with its file.
fn gather<'a>(complaints: impl Iterator<Item = (&'a Path, Vec<String>)>) -> String {
    let root = root();
    complaints
        .flat_map(|(path, found)| {
            let place = path.strip_prefix(&root).unwrap_or(path).display().to_string();
            found.into_iter().map(move |complaint| format!("{place}: {complaint}\n"))
        })
        .collect()
}

fn rooms_on_disk() -> BTreeSet<String> {
    let rooms = sources().into_iter().map(|(room, _, _)| room);
    rooms.filter(|room| room != "main" && room != "lib").collect()
}

/// Names of the modules inside a room, at any depth.
fn modules(room: &str) -> BTreeSet<String> {
    let folder = root().join("src").join(room);
    let paths = files(&folder).into_iter().map(|path| path.strip_prefix(&folder).unwrap().with_extension(""));
    paths
        .flat_map(|path| path.iter().map(|part| part.to_string_lossy().into_owned()).collect::<Vec<_>>())
        .collect()
}

#[test]
fn rooms_name_only_rooms_they_stand_on() {
    let sources = sources();
    let in_rooms = sources.iter().filter(|(room, ..)| room != "main" && room != "lib");
    let found = gather(
        in_rooms.map(|(room, path, text)| (path.as_path(), import_complaints(room, &modules(room), text))),
    );
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn crates_are_named_only_at_home() {
    let sources = sources();
    let found =
        gather(sources.iter().map(|(room, path, text)| (path.as_path(), crate_complaints(room, text))));
    assert!(found.is_empty(), "\n{found}");
}

/// Packages beside the house, by folder; only the trainer is the home of tch, and of no other crate.
const PACKAGES: [&str; 5] = ["kernels", "neural/protocol", "neural/trainer", "xtask", "fuzz"];

fn package_complaints(package: &str, code: &str) -> Vec<String> {
    let of_trainer = |complaint: &String| package == "neural/trainer" && complaint.contains("names tch");
    crate_complaints(package, code).into_iter().filter(|complaint| !of_trainer(complaint)).collect()
}

#[test]
fn packages_beside_the_house_name_only_their_own_crates() {
    let mut seen = 0;
    let mut found = String::new();
    for package in PACKAGES {
        let rust = files(&root().join(package)).into_iter().filter(|path| is_rust(path));
        let texts: Vec<(PathBuf, String)> =
            rust.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect();
        seen += texts.iter().filter(|(_, text)| bare(text).contains("tch::")).count();
        found +=
            &gather(texts.iter().map(|(path, text)| (path.as_path(), package_complaints(package, text))));
    }
    assert!(found.is_empty(), "\n{found}");
    assert!(seen > 0, "the trainer stands on tch");
}

#[test]
fn pure_rooms_touch_no_file_clock_or_thread() {
    let sources = sources();
    let found =
        gather(sources.iter().map(|(room, path, text)| (path.as_path(), purity_complaints(room, text))));
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn files_are_short_finished_and_say_why_they_exist() {
    let texts: Vec<(PathBuf, String)> = files(&root())
        .into_iter()
        .filter(|path| is_rust(path))
        .map(|path| (path.clone(), fs::read_to_string(&path).unwrap()))
        .collect();
    assert!(texts.len() > 30, "the walk found only {} files", texts.len());
    let found = gather(texts.iter().map(|(path, text)| {
        let name = path.file_name().unwrap().to_string_lossy();
        (path.as_path(), file_complaints(&name, text))
    }));
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn the_repository_names_no_registry_and_no_home_folder() {
    // The lock file is cargo's own and names the registry in each entry.
    let paths = files(&root()).into_iter().filter(|path| !path.ends_with("Cargo.lock"));
    let texts: Vec<(PathBuf, String)> =
        paths.filter_map(|path| fs::read_to_string(&path).ok().map(|text| (path, text))).collect();
    let found = gather(texts.iter().map(|(path, text)| (path.as_path(), place_complaints(text))));
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn the_map_names_every_room() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let found = map_complaints(&lib, &rooms_on_disk());
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_table_of_rooms_is_one_way() {
    // Whoever may be named stands in the table, and nobody can reach himself through others.
    let allowed = |room: &str| ROOMS.iter().find(|(name, _)| *name == room).map(|(_, allowed)| *allowed);
    for (room, _) in ROOMS {
        let (mut seen, mut open) = (BTreeSet::new(), vec![room]);
        while let Some(next) = open.pop() {
            let below = allowed(next).unwrap_or_else(|| panic!("{next} is not in the table"));
            open.extend(below.iter().copied().filter(|name| seen.insert(*name)));
        }
        assert!(!seen.contains(room), "{room} stands on itself");
    }
}

/// Each rule against snippets that break it, and against some that only look like it.
mod the_rules_can_fail {
    use super::*;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn imports() {
        let complaints = |room, code| import_complaints(room, &set(&["table"]), code);
        for code in [
            "use crate::engine::run;",
            "use crate::{domain::column, engine};",
            "use crate::{\n    domain::{column, frame},\n    engine::{self, run},\n};",
            "fn f() -> crate::engine::Run { x }",
            "use super::super::engine::Run;",
            "let quote = '\"'; use crate::engine; let other = '\"';",
            "fn f<'a>(x: &'a str) { crate::engine::run(x) }",
            "let s = r#\"a \" b\"#; crate :: engine::run()",
        ] {
            assert_eq!(complaints("data", code), ["data names engine"], "{code}");
        }
        for code in [
            "use crate::domain::column::Kind;",
            "// use crate::engine;\n/* crate::engine */",
            "let words = \"use crate::engine;\"; let x = engine::start();",
            "let words = r#\"say \" crate::engine\"#;",
            "use crate::data::engineering;",
            "use super::table; use crate::domain::{engine};",
        ] {
            assert_eq!(complaints("data", code), [""; 0], "{code}");
        }
        assert_eq!(complaints("cellar", ""), ["the room cellar is not in the table"]);
        assert_eq!(complaints("app", "use crate::{jobs, ui};"), ["app names ui"]);
    }

    #[test]
    fn packages() {
        assert_eq!(package_complaints("neural/trainer", "use tch::Tensor;"), [""; 0]);
        for (package, code) in [
            ("neural/protocol", "use tch::Tensor;"),
            ("kernels", "tch::Cuda::is_available()"),
            ("neural/trainer", "use egui::Ui;"),
        ] {
            assert_eq!(package_complaints(package, code).len(), 1, "{package}: {code}");
        }
    }

    #[test]
    fn crates() {
        for (room, code) in [
            ("app", "use egui::Ui;"),
            ("cli", "fn f() { egui_plot::Line::new(x) }"),
            ("engine", "use polars::prelude::DataFrame;"),
            ("engine", "use polars_core::frame;"),
            ("data", "use linfa_linear::LinearRegression;"),
            ("ui", "rfd::FileDialog::new()"),
            ("learn", "use tch;"),
            ("ui", "use {tch::nn};"),
        ] {
            assert_eq!(crate_complaints(room, code).len(), 1, "{room}: {code}");
        }
        for (room, code) in [
            ("ui", "use egui::Ui; use egui_table::Table;"),
            ("main", "eframe::run_native()"),
            ("data", "use polars::prelude::*;"),
            ("app", "// egui::Ui\nlet egui = \"egui::Ui\"; my::rfd::x"),
            ("cli", "touch::me(); batch::all()"),
        ] {
            assert_eq!(crate_complaints(room, code), [""; 0], "{room}: {code}");
        }
    }

    #[test]
    fn purity() {
        for code in [
            "use std::fs;",
            "use std::{collections::BTreeMap, fs::File};",
            "std::thread::spawn(f)",
            "let now = Instant::now();",
            "fn f(at: std::time::SystemTime) {}",
            "std::env::var(\"X\")",
        ] {
            assert!(!purity_complaints("learn", code).is_empty(), "{code}");
            assert!(purity_complaints("engine", code).is_empty(), "{code}");
        }
        assert!(purity_complaints("learn", "use std::time::Duration; // std::fs\n").is_empty());
    }

    #[test]
    fn whole_files() {
        assert_eq!(file_complaints("a.rs", &"x\n".repeat(MAX_LINES)).len(), 0);
        assert_eq!(file_complaints("a.rs", &"x\n".repeat(MAX_LINES + 1)).len(), 1);
        assert_eq!(file_complaints("mod.rs", "mod a;\n").len(), 1);
        assert_eq!(file_complaints("mod.rs", "//! Why.\nmod a;\n").len(), 0);
        assert_eq!(file_complaints("a.rs", &["fn f() { to", "do!() } // FIX", "ME"].concat()).len(), 2);
    }

    #[test]
    fn places() {
        assert_eq!(place_complaints(&["see docs at crates", ".io"].concat()).len(), 1);
        assert_eq!(place_complaints(&["target is /ro", "ot/x and /ho", "me/me"].concat()).len(), 2);
        assert_eq!(place_complaints("$HOME/.cache and ~/.config, roots/home").len(), 0);
    }

    #[test]
    fn map() {
        let rooms = set(&["domain", "data"]);
        assert_eq!(map_complaints("//! domain: words\n//! data: tables\n", &rooms).len(), 0);
        // Declared is not named, and a longer word is another word.
        assert_eq!(map_complaints("//! domain, metadata\n\npub mod data;\n", &rooms).len(), 1);
    }
}
