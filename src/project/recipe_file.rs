//! `recipe.toml`: the recipe on disk.

use toml::{Table, Value};

use crate::domain::error::UserError;
use crate::domain::message::Message;
use crate::domain::recipe::{OLDEST_RECIPE_VERSION, RECIPE_VERSION, Recipe};

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
/// `settings` are `key=value` pairs with dotted keys that replace what the file says; `steps.2.on=false` reaches
/// into the second step, `steps+={do="log", column="spend"}` adds one.
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
    let recipe = Recipe::from_table(table).map_err(broken)?;
    // What an older version could say still means the same.
    Ok(Recipe { version: RECIPE_VERSION, ..recipe })
}

fn check_version(table: &Table, name: &str) -> Result<(), UserError> {
    let version = table.get("version").and_then(Value::as_integer);
    let known = i64::from(OLDEST_RECIPE_VERSION)..=i64::from(RECIPE_VERSION);
    if version.is_some_and(|version| known.contains(&version)) {
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
    // `steps+` puts one more at the end of the list.
    let (key, adds) = match key.trim().strip_suffix('+') {
        Some(key) => (key.trim_end(), true),
        None => (key.trim(), false),
    };
    let mut path: Vec<&str> = key.split('.').collect();
    let Some(last) = path.pop().filter(|last| !last.is_empty()) else {
        return Err(wrong(Message::new("engine-set-no-key")));
    };
    let no_table = |part: &str| wrong(Message::new("engine-set-no-table").name("part", part));
    let mut place = table;
    let mut parts = path.into_iter();
    while let Some(part) = parts.next() {
        let mut next = place.entry(part).or_insert_with(|| Value::Table(Table::new()));
        if let Value::Array(list) = next {
            // Places in a list are counted from 1, as the window shows them.
            let Some(number) = parts.next() else { return Err(no_table(last)) };
            let entry = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            next = entry.and_then(|entry| list.get_mut(entry)).ok_or_else(|| no_table(number))?;
        }
        let Value::Table(inner) = next else { return Err(no_table(part)) };
        place = inner;
    }
    if adds {
        let list = place.entry(last).or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(list) = list else { return Err(no_table(last)) };
        list.push(if last == "steps" { entry_of(parsed) } else { parsed });
        return Ok(());
    }
    place.insert(last.to_owned(), parsed);
    Ok(())
}

/// A step by itself is meant to be switched on.
fn entry_of(step: Value) -> Value {
    let bare = step.get("do").is_some();
    if !bare {
        return step;
    }
    Value::Table(Table::from_iter([("step".to_owned(), step), ("on".to_owned(), Value::Boolean(true))]))
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
    use crate::domain::recipe::{
        ColumnChoice, Fill, ModelChoice, Penalty, Question, Split, Step, StepEntry, Wording,
    };

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
        recipe.model.penalty = Some(Penalty::Given(0.5));
        recipe.evaluation.folds = Some(5);
        recipe
    }

    fn join() -> crate::domain::recipe::Join {
        use crate::domain::join::{Alike, Brought, Join, JoinKey, Take};
        let brought = |take, column: &str, by: &str| Brought {
            take,
            column: column.into(),
            by: by.into(),
            name: format!("{take:?}\n客"),
        };
        Join {
            file: "b e/订单 \"1\".csv".into(),
            reading: crate::domain::recipe::Reading::default(),
            keys: vec![JoinKey { column: "a, b".into(), other: "c".into() }],
            alike: Alike { zeros: true, ..Alike::default() },
            bring: Take::ALL.map(|take| brought(take, "x", "y")).to_vec(),
        }
    }

    fn every_step() -> Vec<Step> {
        use crate::domain::recipe::{Beyond, BinRule, Condition, DatePart, Keep, LetterCase, Limits, Until};
        let column = || "a, \"客\" = 1".to_owned();
        let values = || vec!["x".to_owned(), String::new()];
        let between = Condition::Between { low: "2024-01-01".into(), high: String::new() };
        vec![
            Step::DropGapRows { columns: values() },
            Step::ReplaceValues { column: column(), from: values(), to: String::new() },
            Step::TidyText { column: column(), case: LetterCase::Words },
            Step::Outliers {
                column: column(),
                limits: Limits::Percentiles { low: 0.5, high: 99.5 },
                then: Beyond::DropRow,
            },
            Step::Outliers { column: column(), limits: Limits::Quartiles { times: 1.5 }, then: Beyond::Clip },
            Step::GroupRare { column: column(), keep: Keep::Most(7), name: "other".into() },
            Step::GroupRare { column: column(), keep: Keep::Share(0.01), name: "other".into() },
            Step::Bins { column: column(), by: BinRule::Width(4) },
            Step::Bins { column: column(), by: BinRule::Share(4) },
            Step::Bins { column: column(), by: BinRule::Edges(vec![-1.5, 0.0, 1e300]) },
            Step::Log { column: column() },
            Step::DateParts { column: column(), parts: DatePart::ALL.to_vec(), names: Vec::new() },
            Step::DaysSince { column: column(), until: Until::Day("2024-12-31".into()), name: String::new() },
            Step::DaysSince { column: column(), until: Until::Column("b".into()), name: String::new() },
            Step::KeepRows { column: column(), when: Condition::OneOf(values()) },
            Step::KeepRows { column: column(), when: Condition::NoneOf(values()) },
            Step::KeepRows { column: column(), when: between },
            Step::KeepRows { column: column(), when: Condition::Contains("é".into()) },
            Step::Rename { column: column(), to: "b".into() },
            Step::Join(join()),
            Step::Join(crate::domain::recipe::Join {
                reading: crate::domain::recipe::Reading { sheet: Some("S 1".into()), ..Default::default() },
                ..join()
            }),
            Step::SplitText { column: column(), at: "@".into(), parts: 3, names: Vec::new() },
        ]
    }

    #[test]
    fn a_recipe_comes_back_as_it_was_written() {
        let mut every = full();
        every.steps = every_step().into_iter().map(|step| StepEntry { step, on: true }).collect();
        let which = Recipe { question: Some(Question::Category { target: "a \"b\"".into() }), ..full() };
        assert!(to_text(&which).unwrap().contains("ask = \"category\""));
        for recipe in [Recipe::new(None), full(), every, which] {
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
        assert_eq!(read.model.penalty, Some(Penalty::Given(3.0)));
        assert_eq!(read.seed, 7);
        for auto in ["model.penalty=auto", "model.penalty=\"auto\""] {
            let read = from_text(&text, "r", &[auto.to_owned()]).unwrap();
            assert_eq!(read.model.penalty, Some(Penalty::Found));
            let text = to_text(&read).unwrap();
            assert!(text.contains("penalty = \"auto\""));
            assert_eq!(from_text(&text, "r", &[]).unwrap(), read);
        }
        let read = from_text(&text, "r", &["split={ by = \"none\" }".into()]).unwrap();
        assert_eq!(read.split, Split::None);
        for bad in ["nothing", "version=99", "=3", "seed.deep=1", "modle.penalty=1", "model.kind=tree"] {
            assert_eq!(from_text(&text, "r", &[bad.to_owned()]).unwrap_err().exit_code(), 2, "{bad}");
        }
    }

    #[test]
    fn steps_are_set_by_their_place_and_added() {
        let text = to_text(&full()).unwrap();
        let set = |settings: &[&str]| {
            from_text(&text, "r", &settings.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        let read = set(&[
            "steps.2.on=true",
            "steps.1.step.column=other",
            "steps+={do=\"log\", column=\"spend\"}",
            "steps += { step = { do = \"tidy-text\", column = \"c\", case = \"lower\" }, on = false }",
        ])
        .unwrap();
        assert_eq!(read.steps.len(), 8);
        assert_eq!(read.steps[0].step, Step::DropColumn { column: "other".into() });
        assert!(read.steps[1].on && !read.steps[7].on);
        assert_eq!(read.steps[6], StepEntry { step: Step::Log { column: "spend".into() }, on: true });
        for bad in [
            "steps.0.on=true",
            "steps.9.on=true",
            "steps.x.on=true",
            "steps.1=3",
            "steps+=3",
            "seed+=3",
            "steps+={do=\"x\"}",
        ] {
            assert_eq!(set(&[bad]).unwrap_err().exit_code(), 2, "{bad}");
        }
    }

    #[test]
    fn a_recipe_of_the_first_version_is_read_and_written_anew() {
        let text = to_text(&full()).unwrap().replace("version = 5", "version = 1");
        let read = from_text(&text, "r", &[]).unwrap();
        assert_eq!(read, full());
        assert!(to_text(&read).unwrap().contains("version = 5"));
    }

    #[test]
    fn damaged_and_newer_files_are_refused() {
        for text in
            ["", "version = 99", "version = 0", "version = \"1\"", "vers", "version = 1\nunknown_key = 1"]
        {
            assert_eq!(from_text(text, "r.toml", &[]).unwrap_err().exit_code(), 2, "{text}");
        }
    }
}
