//! The message files: both languages say the same things, nothing that is said is missing, and the tone holds.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files must fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use clientele::text::{Language, Words};
use fluent_bundle::FluentResource;

/// One message as it stands in its file.
struct Entry {
    file: String,
    body: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn message_files(language: Language) -> Vec<(String, String)> {
    let folder = root().join("assets/locales").join(language.tag());
    let mut files: Vec<(String, String)> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ftl"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// All messages of a language by id. Comments are left out.
fn messages(language: Language) -> BTreeMap<String, Entry> {
    let mut all: BTreeMap<String, Entry> = BTreeMap::new();
    for (file, text) in message_files(language) {
        let mut current: Option<String> = None;
        for line in text.lines() {
            let starts = line.starts_with(|c: char| c.is_ascii_lowercase());
            if let Some((id, body)) = line.split_once('=').filter(|_| starts) {
                let id = id.trim().to_owned();
                let entry = Entry { file: file.clone(), body: body.to_owned() };
                assert!(all.insert(id.clone(), entry).is_none(), "{id} stands twice, last in {file}");
                current = Some(id);
            } else if let Some(entry) =
                current.as_ref().and_then(|id| all.get_mut(id)).filter(|_| line.starts_with([' ', '}']))
            {
                entry.body.push('\n');
                entry.body.push_str(line);
            } else {
                current = None;
            }
        }
    }
    all
}

/// The names after `$`.
fn placeholders(body: &str) -> BTreeSet<String> {
    body.split('$')
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect())
        .collect()
}

/// The words alone: without `{ … }` that hold no words, so that `->` or `[one]` never count as text.
fn spoken(body: &str) -> String {
    let mut text = String::new();
    let mut rest = body;
    while let Some(start) = rest.find("{ $") {
        text.push_str(&rest[..start]);
        let tail = &rest[start..];
        // A plain placeholder closes on the same line; a selector's branches are words.
        let end = tail.find(['}', '\n']).map_or(tail.len(), |end| end + 1);
        text.push('\u{1}');
        rest = &tail[end..];
    }
    text.push_str(rest);
    text
}

#[test]
fn every_file_is_read_without_a_mistake() {
    for language in Language::ALL {
        let words = Words::new(language);
        for (name, text) in message_files(language) {
            if let Err((_, errors)) = FluentResource::try_new(text) {
                panic!("{}/{name}: {errors:?}", language.tag());
            }
        }
        for (id, entry) in messages(language) {
            assert!(words.has(&id), "{id} of {} is not embedded", entry.file);
        }
    }
}

/// Sentences whose languages need different values of the same fact: Chinese has no plural to choose, repeats
/// the noun where English says "they", and quotes names inside a title. The code gives all values to both.
const UNLIKE: [&str; 13] = [
    "verdict-answer-noun",
    "verdict-buy-noun",
    "verdict-leave-noun",
    "verdict-own-did",
    "verdict-own-did-not",
    "verdict-own-other",
    "verdict-reach",
    "verdict-trait-high-first",
    "verdict-trait-low-first",
    "verdict-trait-high",
    "verdict-trait-low",
    "verdict-trait-value",
    "data-error-next-columns-missing",
];

#[test]
fn both_languages_say_the_same() {
    let english = messages(Language::English);
    let chinese = messages(Language::Chinese);
    let ids = |all: &BTreeMap<String, Entry>| all.keys().cloned().collect::<BTreeSet<_>>();
    let differ: Vec<String> = ids(&english).symmetric_difference(&ids(&chinese)).cloned().collect();
    assert!(differ.is_empty(), "only in one language: {differ:?}");
    for (id, entry) in &english {
        let other = &chinese[id];
        assert_eq!(entry.file, other.file, "{id} stands in different files");
        if !UNLIKE.contains(&id.as_str()) {
            assert_eq!(placeholders(&entry.body), placeholders(&other.body), "placeholders of {id}");
        }
    }
}

#[test]
fn everything_said_has_words() {
    let words = Words::new(Language::English);
    let mut sources = Vec::new();
    rust_files(&root().join("src"), &mut sources);
    assert!(sources.len() > 20, "the sources were not found");
    let mut missing = Vec::new();
    let mut seen = 0;
    for path in sources {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for id in literal_ids(code) {
            seen += 1;
            if !words.has(&id) {
                missing.push(format!("{id} in {}", path.strip_prefix(root()).unwrap().display()));
            }
        }
    }
    assert!(seen > 10, "no messages were found in the sources");
    assert!(missing.is_empty(), "{missing:#?}");
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "tests" {
                rust_files(&path, found);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") && !name.ends_with("tests.rs") {
            found.push(path);
        }
    }
}

/// The ids in `Message::new("…")`, `.tr("…")` and `.tr_with("…"`, comments left out.
fn literal_ids(code: &str) -> Vec<String> {
    let code: String =
        code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut ids = Vec::new();
    for call in ["Message::new(", ".tr(", ".tr_with("] {
        for rest in code.split(call).skip(1) {
            if let Some(id) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                ids.push(id.to_owned());
            }
        }
    }
    ids
}

#[test]
fn literal_ids_are_found() {
    let code = "Message::new(\"a-b\") words.tr(\n  \"c\") x.tr_with(\"d\", &[]) // .tr(\"e\")\n// .tr(\"f\")";
    assert_eq!(literal_ids(code), ["a-b", "c", "e", "d"]);
}

#[test]
fn english_keeps_the_tone() {
    let words = [
        "simply",
        "just",
        "oops",
        "please",
        "submit",
        "logit",
        "instance",
        "instances",
        "whilst",
        "proves",
        "suboptimal",
        "utilise",
        "utilize",
        "treatment",
        "ok",
    ];
    for (id, entry) in messages(Language::English) {
        let text = spoken(&entry.body).to_lowercase();
        let said: BTreeSet<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
        for word in words {
            assert!(!said.contains(word), "{id} says \"{word}\"");
        }
        for part in ["!", "n't", "n’t", "conversion rate", "..."] {
            assert!(!text.contains(part), "{id} says \"{part}\"");
        }
    }
}

#[test]
fn chinese_keeps_the_tone() {
    let words = [
        "查全率",
        "查准率",
        "提升率",
        "顾客",
        "用户",
        "数据泄露",
        "保留组",
        "空白组",
        "回应率",
        "细分市场",
        "您们",
        "！",
        "哎呀",
        "请知悉",
        "请稍候",
        "证明",
        "……",
    ];
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for (id, entry) in messages(Language::Chinese) {
        let text = spoken(&entry.body);
        for word in words {
            assert!(!text.contains(word), "{id} says {word}");
        }
        assert!(!text.contains("[one]"), "{id}: Chinese has no plural");
        let letters: Vec<char> = text.chars().collect();
        for pair in letters.windows(2) {
            let (left, right) = (pair[0], pair[1]);
            let latin = |c: char| c.is_ascii_alphanumeric();
            assert!(
                !(han(left) && latin(right) || latin(left) && han(right)),
                "{id}: a space is missing between {left} and {right}"
            );
            assert!(!(han(left) && ",;:?!".contains(right)), "{id}: half-width {right} after {left}");
        }
    }
}

#[test]
fn placeholders_are_not_words() {
    assert_eq!(spoken("a { $n } b"), "a \u{1} b");
    assert_eq!(
        placeholders("{ $n -> [one] { $n } row *[other] { $other-n } }"),
        ["n", "other-n"].map(str::to_owned).into()
    );
}
