//! `recipe.toml`: the recipe on disk.

use toml::{Table, Value};

use crate::domain::error::UserError;
use crate::domain::message::Message;
use crate::domain::recipe::{RECIPE_VERSION, Recipe};

/// The recipe as TOML text.
pub fn to_text(recipe: &Recipe) -> Result<String, UserError> {
    toml::to_string_pretty(recipe).map_err(|err| {
        UserError::work(
            Message::new("engine-recipe-not-written"),
            Message::new("engine-because").text("reason", err.to_string()),
            Message::new("engine-report-bug"),
        )
    })
}

/// Reads a recipe; `name` is the file's name for the sentence in case it is damaged.
/// `settings` are `key=value` pairs with dotted keys that replace what the file says.
pub fn from_text(text: &str, name: &str, settings: &[String]) -> Result<Recipe, UserError> {
    let broken = |reason: String| {
        UserError::request(
            Message::new("engine-recipe-not-read").name("file", name),
            Message::new("engine-because").text("reason", reason),
            Message::new("engine-recipe-next"),
        )
    };
    let mut table: Table = toml::from_str(text).map_err(|err| broken(first_line(&err.to_string())))?;
    check_version(&table, name)?;
    for setting in settings {
        apply(&mut table, setting)?;
    }
    // A setting must not make a recipe that nobody can read again.
    check_version(&table, name)?;
    Recipe::from_table(table).map_err(broken)
}

fn check_version(table: &Table, name: &str) -> Result<(), UserError> {
    let version = table.get("version").and_then(Value::as_integer);
    if version == Some(i64::from(RECIPE_VERSION)) {
        return Ok(());
    }
    Err(UserError::request(
        Message::new("engine-recipe-not-read").name("file", name),
        Message::new("engine-version-unknown")
            .text("found", version.map_or_else(|| "?".to_owned(), |found| found.to_string()))
            .text("known", RECIPE_VERSION.to_string()),
        Message::new("engine-version-next"),
    ))
}

/// A recipe with some of its keys replaced by `key=value` settings.
pub fn with_settings(recipe: &Recipe, settings: &[String]) -> Result<Recipe, UserError> {
    if settings.is_empty() {
        return Ok(recipe.clone());
    }
    from_text(&to_text(recipe)?, "--set", settings)
}

impl Recipe {
    fn from_table(table: Table) -> Result<Self, String> {
        table.try_into().map_err(|err: toml::de::Error| first_line(&err.to_string()))
    }
}

fn apply(table: &mut Table, setting: &str) -> Result<(), UserError> {
    let wrong = |why: Message| {
        UserError::request(
            Message::new("engine-set-wrong").name("setting", setting),
            why,
            Message::new("engine-set-next"),
        )
    };
    let Some((key, value)) = setting.split_once('=') else {
        return Err(wrong(Message::new("engine-set-no-equals")));
    };
    // A value that is not TOML by itself (a bare word) is meant as text.
    let parsed = toml::from_str::<Table>(&format!("value = {}", value.trim()))
        .ok()
        .and_then(|mut parsed| parsed.remove("value"))
        .unwrap_or_else(|| Value::String(value.trim().to_owned()));
    let mut path: Vec<&str> = key.trim().split('.').collect();
    let Some(last) = path.pop().filter(|last| !last.is_empty()) else {
        return Err(wrong(Message::new("engine-set-no-key")));
    };
    let mut place = table;
    for part in path {
        let next = place.entry(part).or_insert_with(|| Value::Table(Table::new()));
        let Value::Table(inner) = next else {
            return Err(wrong(Message::new("engine-set-no-table").name("part", part)));
        };
        place = inner;
    }
    place.insert(last.to_owned(), parsed);
    Ok(())
}

fn first_line(text: &str) -> String {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('|'))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::column::{Kind, Role};
    use crate::domain::recipe::{ColumnChoice, Fill, ModelChoice, Question, Split, Step, StepEntry, Wording};

    fn full() -> Recipe {
        let mut recipe = Recipe::new(Some("data/客户 1.csv".into()));
        recipe.columns.push(ColumnChoice { name: "a".into(), kind: Some(Kind::YesNo), role: Some(Role::Id) });
        recipe.steps = vec![
            StepEntry { step: Step::DropColumn { column: "x".into() }, on: true },
            StepEntry {
                step: Step::FillGaps { column: "y".into(), with: Fill::Value("0".into()) },
                on: false,
            },
            StepEntry { step: Step::FillGaps { column: "z".into(), with: Fill::OwnGroup }, on: true },
            StepEntry { step: Step::ChangeKind { column: "q".into(), kind: Kind::Category }, on: true },
            StepEntry { step: Step::DropDuplicates { by: vec!["id".into()] }, on: true },
            StepEntry { step: Step::WordIsGap { column: "w".into(), word: "unknown".into() }, on: true },
        ];
        recipe.question = Some(Question::YesNo {
            target: "Churn".into(),
            positive: Some("Yes".into()),
            wording: Wording::Leave,
        });
        recipe.model.kind = ModelChoice::Logistic;
        recipe.model.penalty = Some(0.5);
        recipe.evaluation.folds = Some(5);
        recipe
    }

    #[test]
    fn a_recipe_comes_back_as_it_was_written() {
        for recipe in [Recipe::new(None), full()] {
            let text = to_text(&recipe).unwrap();
            assert_eq!(from_text(&text, "r", &[]).unwrap(), recipe, "{text}");
        }
    }

    #[test]
    fn settings_replace_any_key() {
        let text = to_text(&full()).unwrap();
        let settings = ["model.penalty=3", "seed = 7", "split.by=none", "question.positive=No"];
        let settings: Vec<String> = settings.iter().map(ToString::to_string).collect();
        let read = from_text(&text, "r", &settings).unwrap();
        assert_eq!((read.split, read.seed), (Split::None, 7));
        assert_eq!(read.question.as_ref().and_then(Question::target), Some("Churn"));
        let read = from_text(&text, "r", &["model.penalty=3".into(), "seed = 7".into()]).unwrap();
        assert_eq!(read.model.penalty, Some(3.0));
        assert_eq!(read.seed, 7);
        let read = from_text(&text, "r", &["split={ by = \"none\" }".into()]).unwrap();
        assert_eq!(read.split, Split::None);
        for bad in ["nothing", "version=2", "=3", "seed.deep=1", "modle.penalty=1", "model.kind=tree"] {
            assert_eq!(from_text(&text, "r", &[bad.to_owned()]).unwrap_err().exit_code(), 2, "{bad}");
        }
    }

    #[test]
    fn damaged_and_newer_files_are_refused() {
        for text in ["", "version = 2", "version = \"1\"", "vers", "version = 1\nunknown_key = 1"] {
            assert_eq!(from_text(text, "r.toml", &[]).unwrap_err().exit_code(), 2, "{text}");
        }
    }
}
