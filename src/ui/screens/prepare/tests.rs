use egui_kittest::kittest::Queryable as _;

use super::super::fixture::{ROWS, empty, loaded, picture, window, with_steps};
use crate::app::command::{Action, Command};
use crate::app::effect::Effect;
use crate::app::events::{apply, job_started};
use crate::app::reduce::reduce;
use crate::app::state::{Place, State};
use crate::domain::column::Role;
use crate::domain::event::{JobEvent, JobId};
use crate::domain::recipe::{
    Beyond, BinRule, Condition, DatePart, Fill, Keep, LetterCase, Limits, Question, Step, Until, Wording,
};
use crate::engine::{Engine, write_sample};
use crate::jobs::{Cancel, Ended, run_here};
use crate::text::Language;

const SIZE: (f32, f32) = (1440.0, 900.0);

#[test]
fn both_languages_and_both_themes_draw_at_all_sizes() {
    for language in Language::ALL {
        for dark in [false, true] {
            for size in [SIZE, (1280.0, 800.0), (960.0, 600.0), (720.0, 480.0)] {
                let name =
                    format!("prepare-{}-{}-{}", language.tag(), if dark { "dark" } else { "light" }, size.0);
                let mut harness = window(with_steps(language), size, dark, super::ui);
                picture(&mut harness, &name);
            }
            let mut harness = window(loaded(language, ROWS), SIZE, dark, super::ui);
            picture(&mut harness, &format!("prepare-empty-{}-{dark}", language.tag()));
            window(empty(language), SIZE, dark, super::ui);
        }
    }
}

#[test]
fn steps_are_added_from_suggestions_and_from_the_menu() {
    let mut harness = window(loaded(Language::English, ROWS), SIZE, false, super::ui);
    harness.get_by_label("Fill gaps").click();
    harness.run();
    assert_eq!(harness.state().state.recipe().steps.len(), 1);
    harness.get_by_label("Add a step").click();
    harness.run();
    picture(&mut harness, "prepare-menu");
    harness.get_by_label("Keep the first of equal rows").click();
    harness.run();
    let last = harness.state().state.recipe().steps.last().map(|entry| entry.step.clone());
    assert_eq!(last, Some(Step::DropDuplicates { by: Vec::new() }));
    harness.get_by_label("Next: Model").click();
    harness.run();
    assert!(matches!(harness.state().sent.last(), Some(Command::Do(Action::Go(Place::Model)))));
}

#[test]
fn the_open_step_is_edited_moved_switched_and_removed() {
    let mut harness = window(with_steps(Language::English), SIZE, false, super::ui);
    let first = |harness: &egui_kittest::Harness<'_, super::super::fixture::Window>| {
        harness.state().state.recipe().steps[0].clone()
    };
    harness.get_by_label("Middle value").click();
    harness.run();
    assert_eq!(first(&harness).step, Step::FillGaps { column: "TotalCharges".into(), with: Fill::Median });
    let switch = harness.get_all_by_role(egui::accesskit::Role::Switch).next().unwrap();
    switch.click();
    harness.run();
    assert!(!first(&harness).on);
    harness.get_by_label("Move down").click();
    harness.run();
    assert!(matches!(first(&harness).step, Step::WordIsGap { .. }));
    assert_eq!(harness.state().state.step, Some(1));
    harness.get_by_label("Remove").click();
    harness.run();
    assert_eq!(harness.state().state.recipe().steps.len(), 3);
    assert!(
        !harness.state().state.recipe().steps.iter().any(|entry| matches!(entry.step, Step::FillGaps { .. }))
    );
}

#[test]
fn a_column_is_chosen_by_searching_for_it() {
    let mut harness = window(with_steps(Language::English), SIZE, false, super::ui);
    harness.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Column").click();
    harness.run();
    harness.get_by_label("Find a column").type_text("senior");
    harness.run();
    picture(&mut harness, "prepare-pick");
    assert!(harness.query_by_label("tenure").is_none());
    harness.get_by_label("SeniorCitizen").click();
    harness.run();
    let step = harness.state().state.recipe().steps[0].step.clone();
    assert_eq!(step, Step::FillGaps { column: "SeniorCitizen".into(), with: Fill::Value("0".into()) });
}

#[test]
fn a_step_is_dragged_below_another() {
    let mut harness = window(with_steps(Language::English), SIZE, false, super::ui);
    let grips: Vec<egui::Rect> =
        harness.get_all_by_label("Drag this step to another place").map(|node| node.rect()).collect();
    harness.drag_at(grips[0].center());
    harness.run();
    harness.hover_at(grips[2].center() + egui::vec2(0.0, 20.0));
    harness.run();
    picture(&mut harness, "prepare-drag");
    harness.drop_at(grips[2].center() + egui::vec2(0.0, 20.0));
    harness.run();
    assert!(matches!(harness.state().sent.last(), Some(Command::MoveStep(0, 2))));
}

/// The sample shop in the window, with steps carried out by the engine as in the program.
struct Shop {
    engine: Engine,
    state: State,
}

impl Shop {
    fn open(language: Language) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = write_sample(folder.path(), "customers.csv").unwrap();
        let mut shop = Self { engine: Engine::new(), state: empty(language) };
        shop.command(Command::Open(path));
        shop.command(Command::ChooseRole("answered".into(), Role::Target));
        let question = Question::YesNo {
            target: "answered".into(),
            positive: Some("yes".into()),
            wording: Wording::Answer,
        };
        shop.command(Command::Ask(question));
        shop
    }

    /// A command with all that follows from it, one job after the other.
    fn command(&mut self, command: Command) {
        let mut effects = reduce(&mut self.state, command);
        while !effects.is_empty() {
            let effect = effects.remove(0);
            let Effect::Start(request) = effect else { continue };
            let slot = request.slot();
            job_started(&mut self.state, slot, JobId(1), 0.0);
            let ended = run_here(&Cancel::new(), |sink| self.engine.perform(request.clone(), sink), |_| {});
            let Ok(Ended::Finished(output)) = ended else { panic!("{ended:?}") };
            effects.extend(apply(&mut self.state, slot, JobId(1), JobEvent::Finished(output), 1.0));
        }
    }
}

fn shown_steps() -> Vec<(&'static str, Step)> {
    let column = |name: &str| name.to_owned();
    vec![
        ("gap-rows", Step::DropGapRows { columns: vec![column("age")] }),
        (
            "replace",
            Step::ReplaceValues { column: column("channel"), from: vec!["social".into()], to: "web".into() },
        ),
        ("tidy", Step::TidyText { column: column("city"), case: LetterCase::Upper }),
        (
            "outliers",
            Step::Outliers {
                column: column("spend_12m"),
                limits: Limits::Percentiles { low: 1.0, high: 95.0 },
                then: Beyond::Clip,
            },
        ),
        (
            "outlier-rows",
            Step::Outliers {
                column: column("spend_12m"),
                limits: Limits::Quartiles { times: 1.5 },
                then: Beyond::DropRow,
            },
        ),
        ("rare", Step::GroupRare { column: column("city"), keep: Keep::Share(0.05), name: "other".into() }),
        ("bins", Step::Bins { column: column("age"), by: BinRule::Share(5) }),
        ("edges", Step::Bins { column: column("age"), by: BinRule::Edges(vec![25.0, 40.0, 65.0]) }),
        ("log", Step::Log { column: column("spend_12m") }),
        (
            "parts",
            Step::DateParts {
                column: column("signup_date"),
                parts: vec![DatePart::Year, DatePart::Month],
                names: Vec::new(),
            },
        ),
        (
            "days",
            Step::DaysSince {
                column: column("signup_date"),
                until: Until::Day("2025-06-30".into()),
                name: String::new(),
            },
        ),
        (
            "days-between",
            Step::DaysSince {
                column: column("signup_date"),
                until: Until::Column("signup_date".into()),
                name: String::new(),
            },
        ),
        (
            "keep",
            Step::KeepRows {
                column: column("age"),
                when: Condition::Between { low: "25".into(), high: "60".into() },
            },
        ),
        (
            "keep-words",
            Step::KeepRows { column: column("channel"), when: Condition::NoneOf(vec!["social".into()]) },
        ),
        ("keep-letters", Step::KeepRows { column: column("email"), when: Condition::Contains(".1@".into()) }),
        ("rename", Step::Rename { column: column("spend_12m"), to: "spend".into() }),
        ("split", Step::SplitText { column: column("email"), at: "@".into(), parts: 2, names: Vec::new() }),
        ("problem", Step::Log { column: column("city") }),
    ]
}

#[test]
fn every_step_shows_its_fields_and_its_effect() {
    let mut shop = Shop::open(Language::English);
    for (name, step) in shown_steps() {
        let problem = name == "problem";
        shop.command(Command::AddStep(step.clone()));
        let index = shop.state.step.unwrap();
        let found = shop.state.preview.clone().unwrap();
        assert_eq!(found.problem.is_some(), problem, "{name}");
        assert!(found.touched > 0 || problem, "{name}");
        for language in Language::ALL {
            shop.state.appearance.language = language;
            let dark = language == Language::Chinese;
            let state = std::mem::replace(&mut shop.state, empty(language));
            let mut harness = window(state, SIZE, dark, super::ui);
            picture(&mut harness, &format!("step-{name}-{}", language.tag()));
            let drawn = std::mem::replace(&mut harness.state_mut().state, empty(language));
            shop.state = drawn;
        }
        shop.state.appearance.language = Language::English;
        shop.command(Command::RemoveStep(index));
    }
    // All of them after one another: those that find their column changed say so, and the table stands.
    for (_, step) in shown_steps() {
        shop.command(Command::AddStep(step));
    }
    let loaded = shop.state.loaded.as_ref().unwrap();
    assert_eq!(loaded.view.names().len(), loaded.profile.columns.len());
    assert!(loaded.profile.column("signup_date_month").is_some() && loaded.profile.column("spend").is_some());
    assert!(loaded.file.names().len() < loaded.view.names().len());
    let before = shop.state.recipe().clone();
    shop.command(Command::Do(Action::Undo));
    shop.command(Command::Do(Action::Redo));
    assert_eq!(*shop.state.recipe(), before);
    let mut harness = window(shop.state, SIZE, false, super::ui);
    picture(&mut harness, "steps-all");
}

#[test]
fn fields_change_the_step() {
    let mut shop = Shop::open(Language::English);
    shop.command(Command::AddStep(Step::Bins { column: "age".into(), by: BinRule::Share(5) }));
    let mut harness = window(shop.state, SIZE, false, super::ui);
    harness.get_by_label("Own edges").click();
    harness.run();
    let step = |harness: &egui_kittest::Harness<'_, super::super::fixture::Window>| {
        harness.state().state.recipe().steps[0].step.clone()
    };
    let Step::Bins { by: BinRule::Edges(edges), .. } = step(&harness) else { panic!("edges") };
    assert_eq!(edges.len(), 4, "they begin with what the rule found");
    harness.get_by_label("Equal width").click();
    harness.run();
    let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Groups");
    field.focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Groups").type_text("3");
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(step(&harness), Step::Bins { column: "age".into(), by: BinRule::Width(3) });
    harness.get_by_label("Add a step").click();
    harness.run();
    picture(&mut harness, "steps-menu");
    harness.get_by_label("Limit outliers").click();
    harness.run();
    assert!(matches!(
        harness.state().state.recipe().steps.last().map(|entry| &entry.step),
        Some(Step::Outliers { then: Beyond::Clip, .. })
    ));
}

#[test]
fn a_second_file_is_brought_over_shown_and_changed() {
    use crate::domain::join::Take;
    use crate::domain::recipe::{Join, Reading};
    let folder = tempfile::tempdir().unwrap();
    let path = write_sample(folder.path(), "orders.csv").unwrap();
    let mut shop = Shop::open(Language::English);
    shop.command(Command::Join { step: None, path: path.clone(), reading: Reading::default() });
    let join = |state: &State| -> Join {
        let entry = state.recipe().steps.last().unwrap();
        let Step::Join(join) = &entry.step else { panic!("{entry:?}") };
        join.clone()
    };
    let found = join(&shop.state);
    assert_eq!((found.keys[0].column.as_str(), found.keys[0].other.as_str()), ("customer_id", "customer_id"));
    let names: Vec<&str> = found.bring.iter().map(|brought| brought.name.as_str()).collect();
    assert_eq!(names, ["orders_rows", "order_date_latest", "items_sum", "amount_sum"]);
    let loaded = shop.state.loaded.as_ref().unwrap();
    assert!(names.iter().all(|name| loaded.profile.column(name).is_some()));
    for language in Language::ALL {
        for dark in [false, true] {
            for size in [SIZE, (960.0, 600.0)] {
                shop.state.appearance.language = language;
                let state = std::mem::replace(&mut shop.state, empty(language));
                let mut harness = window(state, size, dark, super::ui);
                picture(&mut harness, &format!("step-join-{}-{dark}-{}", language.tag(), size.0));
                shop.state = std::mem::replace(&mut harness.state_mut().state, empty(language));
            }
        }
    }
    shop.state.appearance.language = Language::English;
    let mut harness = window(shop.state, SIZE, false, super::ui);
    harness.get_by_label("Capitals").click();
    harness.run();
    assert!(join(&harness.state().state).alike.case);
    harness.get_by_label("Another column").click();
    harness.run();
    let added = join(&harness.state().state).bring.pop().unwrap();
    assert_eq!((added.take, added.column.as_str()), (Take::First, "order_id"));
    harness.get_by_label("Take “items_sum” out").click();
    harness.run();
    assert_eq!(join(&harness.state().state).bring.len(), 4);
    harness.get_by_label("Another pair of columns").click();
    harness.run();
    assert_eq!(join(&harness.state().state).keys.len(), 2);
    harness.get_by_label("Another file").click();
    harness.run();
    assert!(matches!(harness.state().sent.last(), Some(Command::PickJoin(Some(0)))));
    // In a Chinese window the names are Chinese, and a file that is none says so without changing anything.
    let mut shop = Shop::open(Language::Chinese);
    shop.command(Command::Join { step: None, path, reading: Reading::default() });
    let names: Vec<String> = join(&shop.state).bring.into_iter().map(|brought| brought.name).collect();
    assert_eq!(names, ["orders_行数", "order_date_最近", "items_合计", "amount_合计"]);
    let before = shop.state.recipe().clone();
    let effects = reduce(
        &mut shop.state,
        Command::Join { step: None, path: folder.path().into(), reading: Reading::default() },
    );
    let [Effect::Start(request)] = effects.as_slice() else { panic!("{effects:?}") };
    let ended = run_here(&Cancel::new(), |sink| shop.engine.perform(request.clone(), sink), |_| {});
    job_started(&mut shop.state, request.slot(), JobId(2), 0.0);
    apply(&mut shop.state, request.slot(), JobId(2), JobEvent::Failed(ended.unwrap_err()), 1.0);
    assert_eq!(*shop.state.recipe(), before);
    let mut harness = window(shop.state, SIZE, true, super::ui);
    picture(&mut harness, "step-join-refused");
}
