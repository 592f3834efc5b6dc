//! From a dropped file to an exported list by window, in both languages, with the same numbers as headless.

use clientele::app::command::{Action, Command};
use clientele::app::state::{Dialog, Place};
use clientele::domain::recipe::{Question, Step};
use clientele::domain::report::TaskReport;
use clientele::text::Language;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::common::program::{Csv, Desk};
use crate::common::window::Window;

/// A window that has opened a file of the desk through the file dialog.
fn opened(desk: &Desk, file: &str, language: Language) -> Window {
    let mut window = Window::new(language);
    window.will_pick(desk.path(file));
    window.press_id("screens-start-open");
    window.until("the table is open", |window| window.state().loaded.is_some());
    window.settle();
    window
}

fn steps(window: &Window) -> usize {
    window.state().recipe().steps.len()
}

/// Trains what is asked and waits for the verdict.
fn train(window: &mut Window) {
    window.go("shell-place-model");
    window.press_id("model-train");
    assert_eq!(window.state().place, Place::Train);
    window.until("a report or an error", |window| {
        window.state().run.report.is_some() || window.state().training.error.is_some()
    });
    assert_eq!(window.state().training.error, None);
    window.settle();
}

/// Saves one of the files of the export page under a name on the desk.
fn save(window: &mut Window, desk: &Desk, file: &'static str, name: &str) {
    window.go("shell-place-export");
    window.will_pick(desk.path(name));
    let button = format!("{}: {}", window.say("export-save"), window.say(file));
    window.press(&button);
    let path = desk.path(name);
    window.until("the file is written", |window| {
        window.state().run.written.iter().any(|(_, written)| *written == path)
    });
    assert_eq!(window.state().error, None);
}

#[test]
fn from_a_file_to_a_list_in_both_languages_with_the_numbers_of_headless() {
    for language in Language::ALL {
        let desk = Desk::with_samples();
        let mut window = Window::new(language);
        assert!(window.shows(&window.say("screens-start-title")));
        window.will_pick(desk.path("customers.csv"));
        window.press_id("screens-start-open");
        window.until("the table is open", |window| window.state().loaded.is_some());
        window.settle();

        // Data: the table is there with its own cells.
        let own = Csv::read(&desk.text("customers.csv"));
        let loaded = window.state().loaded.clone().unwrap();
        assert_eq!((loaded.view.rows(), loaded.view.names()), (own.rows.len(), own.names.as_slice()));
        assert!(window.shows("customer_id") && window.shows("4,012"), "{language:?}");
        assert_eq!(window.state().place, Place::Data);

        // Prepare: a step is added, undone, done again.
        window.press_id("screens-data-next");
        assert_eq!(window.state().place, Place::Prepare);
        window.press_id("screens-prepare-add");
        window.press_in_menu("screens-prepare-add-duplicates");
        assert_eq!(steps(&window), 1);
        window.settle();
        assert_eq!(window.state().preview.as_ref().unwrap().touched, 12, "the rows that repeat");
        window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.harness.run_steps(3);
        assert_eq!(steps(&window), 0);
        window.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
        window.harness.run_steps(3);
        assert_eq!(steps(&window), 1);
        window.command(Command::AddStep(Step::DropColumn { column: "next_spend".into() }));
        window.settle();

        // Model: the question.
        window.press_id("screens-prepare-next");
        assert_eq!(window.state().place, Place::Model);
        window.press_id("model-yes-no");
        let question = window.state().question().cloned();
        let Some(Question::YesNo { target, positive, .. }) = question else { panic!("{question:?}") };
        assert_eq!((target.as_str(), positive.as_deref()), ("answered", Some("yes")));
        window.settle();

        // Train, then the verdict.
        train(&mut window);
        let report = window.state().run.report.clone().unwrap();
        assert_eq!(window.state().training.curve, report.curve);
        assert_eq!(report.rows.dropped, 12);
        window.go("shell-place-results");
        assert!(window.shows(&window.words.say(&report.verdict.title)));
        let TaskReport::YesNo(task) = &report.task else { panic!("{:?}", report.task) };
        let auc = format!("{:.2}", task.metrics.test.unwrap().auc);
        assert!(window.shows(&auc), "the ranking power {auc} is on the page");

        // Export: the list and the recipe that makes it again.
        save(&mut window, &desk, "export-predictions", "window.csv");
        save(&mut window, &desk, "export-recipe", "window.toml");
        save(&mut window, &desk, "export-model", "window.clientele");
        save(&mut window, &desk, "export-report", "window.html");
        assert_eq!(
            window.proposed()[1..],
            [
                "customers-predictions.csv",
                "customers-recipe.toml",
                "customers-model.clientele",
                "customers-report.html"
            ]
        );
        assert!(desk.text("window.html").contains(&format!("lang=\"{}\"", language.tag())));

        desk.done(&["run", "window.toml", "--out", "again"]);
        assert!(desk.bytes("window.csv") == desk.bytes("again/predictions.csv"), "{language:?}: run");
        assert!(desk.bytes("window.toml") == desk.bytes("again/recipe.toml"), "{language:?}: recipe");
        assert!(desk.bytes("window.clientele") == desk.bytes("again/model.clientele"), "{language:?}: model");
        let step = "steps=[{on=true,step={do=\"drop-duplicates\",by=[]}}]";
        let settings = [step, "columns=[{name=\"next_spend\",role=\"ignore\"}]"];
        desk.done(&[
            "train",
            "customers.csv",
            "--target",
            "answered",
            "--set",
            settings[0],
            "--set",
            settings[1],
            "--out",
            "flags",
        ]);
        assert!(desk.bytes("window.csv") == desk.bytes("flags/predictions.csv"), "{language:?}: train");
    }
}

#[test]
fn every_question_leads_to_the_same_file_as_headless() {
    let desk = Desk::with_samples();
    let mut window = opened(&desk, "telecom.csv", Language::English);
    let questions = [
        Question::Number { target: "monthly_charge".into() },
        Question::Segments { columns: Vec::new() },
        Question::Category { target: "contract".into() },
        Question::YesNo {
            target: "left".into(),
            positive: Some("yes".into()),
            wording: clientele::domain::recipe::Wording::Leave,
        },
    ];
    for (place, question) in questions.into_iter().enumerate() {
        window.command(Command::Ask(question));
        window.settle();
        let before = window.state().run.id;
        window.go("shell-place-model");
        window.press_id("model-train");
        window.until("a new run", |window| window.state().run.id != before);
        window.settle();
        assert!(!window.state().run_is_stale());
        window.go("shell-place-results");
        let title = window.state().run.report.as_ref().unwrap().verdict.title.clone();
        assert!(window.shows(&window.words.say(&title)), "question {place}");
        let (table, recipe) = (format!("{place}.csv"), format!("{place}.toml"));
        save(&mut window, &desk, "export-predictions", &table);
        save(&mut window, &desk, "export-recipe", &recipe);
        let out = format!("out{place}");
        desk.done(&["run", &recipe, "--out", &out]);
        assert!(desk.bytes(&table) == desk.bytes(&format!("{out}/predictions.csv")), "question {place}");
    }
}

#[test]
fn a_dropped_file_opens_and_the_palette_leads_anywhere() {
    let desk = Desk::with_samples();
    let mut window = Window::new(Language::English);
    window.command(Command::Dropped(vec![desk.path("telecom.csv"), desk.path("orders.csv")]));
    window.until("the table is open", |window| window.state().loaded.is_some());
    window.settle();
    assert_eq!(window.state().loaded.as_ref().unwrap().file_name(), "telecom.csv");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.harness.run_steps(3);
    assert!(matches!(window.state().dialog, Some(Dialog::Palette)));
    window.harness.event(egui::Event::Text("model".to_owned()));
    window.harness.run_steps(3);
    window.press("Go to Model");
    assert_eq!(window.state().place, Place::Model);
    assert!(window.state().dialog.is_none());
    // Every action by its key: the places.
    for (key, place) in [(Key::Num1, Place::Data), (Key::Num2, Place::Prepare), (Key::Num6, Place::Export)] {
        window.harness.key_press_modifiers(Modifiers::COMMAND, key);
        window.harness.run_steps(3);
        assert_eq!(window.state().place, place);
    }
    // The language changes at once and everywhere.
    window.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    window.harness.run_steps(4);
    assert!(window.shows("数据") && !window.shows("Export"));
}

#[test]
fn an_existing_file_is_replaced_only_after_asking() {
    let desk = Desk::with_samples();
    let mut window = opened(&desk, "telecom.csv", Language::English);
    window.command(Command::Ask(Question::Number { target: "monthly_charge".into() }));
    window.settle();
    train(&mut window);
    desk.write("list.csv", "old");
    for (answer, replaced) in [("screens-dialogs-keep", false), ("screens-dialogs-replace-it", true)] {
        window.go("shell-place-export");
        window.will_pick(desk.path("list.csv"));
        window.press_id("export-write-predictions");
        window.until("it is asked", |window| matches!(window.state().dialog, Some(Dialog::Replace(_))));
        assert_eq!(desk.text("list.csv"), "old");
        window.press_id(answer);
        window.settle();
        assert!(window.state().dialog.is_none());
        assert_eq!(desk.text("list.csv") != "old", replaced, "{answer}");
        assert_eq!(window.state().run.written.len(), usize::from(replaced));
    }
    assert_eq!(Csv::read(&desk.text("list.csv")).rows.len(), 3_000);
}

#[test]
fn a_new_file_that_lacks_a_column_is_named_and_another_is_scored() {
    let desk = Desk::with_samples();
    let mut window = opened(&desk, "customers.csv", Language::English);
    window.command(Command::AddStep(Step::DropColumn { column: "next_spend".into() }));
    window.press_id("screens-data-next");
    window.go("shell-place-model");
    window.press_id("model-yes-no");
    window.settle();
    train(&mut window);
    save(&mut window, &desk, "export-model", "model.clientele");

    let whole = Csv::read(&desk.text("new_customers.csv"));
    let age = whole.place("age");
    let mut lacking = String::new();
    for row in std::iter::once(&whole.names).chain(&whole.rows) {
        let cells: Vec<&str> = row
            .iter()
            .enumerate()
            .filter(|(place, _)| *place != age)
            .map(|(_, cell)| cell.as_str())
            .collect();
        lacking.push_str(&(cells.join(",") + "\n"));
    }
    desk.write("lacking.csv", lacking);
    window.will_pick(desk.path("lacking.csv"));
    window.press_id("export-score-file");
    window.until("it is compared", |window| {
        window.state().scoring.as_ref().is_some_and(|scoring| scoring.found.is_some())
    });
    let found = window.state().scoring.clone().unwrap().found.unwrap().1;
    assert_eq!(found.missing, ["age"]);
    assert!(window.harness.query_all_by_label("age").next().is_some(), "the column is on the page");
    let asked = window.proposed().len();
    window.press_id("export-write-scored");
    assert_eq!(window.proposed().len(), asked, "nothing to save is asked for");

    window.will_pick(desk.path("new_customers.csv"));
    window.press_id("export-score-file");
    window.until("it fits", |window| {
        let found = window.state().scoring.as_ref().and_then(|scoring| scoring.found.as_ref());
        found.is_some_and(|(_, found)| found.missing.is_empty())
    });
    window.will_pick(desk.path("scored.csv"));
    window.press_id("export-write-scored");
    window.until("it is scored", |window| {
        window.state().scoring.as_ref().is_some_and(|scoring| scoring.path.is_some())
    });
    desk.done(&["score", "model.clientele", "new_customers.csv", "--out", "headless.csv"]);
    assert!(desk.bytes("scored.csv") == desk.bytes("headless.csv"));
}

#[test]
fn a_saved_model_scores_in_a_window_without_a_table() {
    let desk = Desk::with_samples();
    desk.done(&["train", "telecom.csv", "--target", "left", "--out", "out"]);
    let mut window = Window::new(Language::English);
    window.will_pick(desk.path("out/model.clientele"));
    window.will_pick(desk.path("telecom.csv"));
    window.command(Command::Do(Action::ScoreWithModel));
    window.until("it is compared", |window| {
        window.state().scoring.as_ref().is_some_and(|scoring| scoring.found.is_some())
    });
    assert_eq!(window.state().place, Place::Export);
    window.will_pick(desk.path("scored.csv"));
    window.press_id("export-write-scored");
    window.until("it is scored", |window| {
        window.state().scoring.as_ref().is_some_and(|scoring| scoring.path.is_some())
    });
    let (scored, known) = (Csv::read(&desk.text("scored.csv")), Csv::read(&desk.text("out/predictions.csv")));
    assert_eq!(scored.column("probability"), known.column("probability"));
}

#[test]
fn settings_changed_after_a_run_are_said() {
    let desk = Desk::with_samples();
    let mut window = opened(&desk, "telecom.csv", Language::English);
    window.command(Command::Ask(Question::Number { target: "monthly_charge".into() }));
    window.settle();
    train(&mut window);
    window.command(Command::SetSeed(7));
    window.go("shell-place-results");
    assert!(window.shows(&window.say("results-stale")));
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.harness.run_steps(3);
    assert!(!window.shows(&window.say("results-stale")));
}
