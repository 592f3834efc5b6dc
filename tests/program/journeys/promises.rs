//! What the program promises about time, told by events and requests instead of clocks: an idle window asks for
//! nothing, long work is seen at once, and a stop ends it within a step and keeps what there is. The figures in
//! milliseconds are the benches' business.

use std::fmt::Write as _;
use std::time::Duration;

use clientele::app::command::{Action, Command};
use clientele::app::state::{Dialog, Place};
use clientele::data;
use clientele::domain::event::JobEvent;
use clientele::domain::recipe::{Question, Reading, Recipe, Step, Wording};
use clientele::domain::report::TaskReport;
use clientele::domain::work::{Artifact, Output, Request};
use clientele::engine::{self, Engine};
use clientele::jobs::{Cancel, Ended, Runner, StopReason, run_here};
use clientele::text::Language;

use crate::common::program::{Csv, Desk};
use crate::common::window::Window;

/// Draws until the window wants to sleep for good; then one frame more must not wake it.
#[track_caller]
fn rests(window: &mut Window, what: &str) {
    // Toasts go after seconds of the window's own clock, which moves on by a quarter with every frame.
    for _ in 0..400 {
        if window.rest() == Duration::MAX {
            break;
        }
        window.harness.step();
    }
    assert_eq!(window.rest(), Duration::MAX, "{what}: {:?}", window.harness.ctx.repaint_causes());
    window.harness.step();
    assert_eq!(
        window.rest(),
        Duration::MAX,
        "{what} wakes itself: {:?}",
        window.harness.ctx.repaint_causes()
    );
}

#[test]
fn an_idle_window_asks_for_nothing_wherever_it_stands() {
    let desk = Desk::with_samples();
    for language in Language::ALL {
        let mut window = Window::new(language);
        rests(&mut window, "the first page");
        window.command(Command::Open(desk.path("telecom.csv")));
        window.settle();
        rests(&mut window, "the table");
        window.command(Command::SortBy(2));
        window.command(Command::AddStep(Step::DropDuplicates { by: Vec::new() }));
        window.command(Command::Ask(Question::YesNo {
            target: "left".into(),
            positive: Some("yes".into()),
            wording: Wording::Leave,
        }));
        window.settle();
        window.command(Command::Do(Action::Train));
        window.until("the report", |window| window.state().run.report.is_some());
        window.settle();
        for place in Place::ALL {
            window.command(Command::Do(Action::Go(place)));
            rests(&mut window, &format!("{place:?}"));
        }
        for dialog in [Dialog::Palette, Dialog::Help, Dialog::Reading] {
            window.command(Command::ShowDialog(dialog.clone()));
            // Some look at the file first.
            window.settle();
            rests(&mut window, &format!("{dialog:?}"));
            window.command(Command::DismissDialog);
        }
        window.command(Command::Open(desk.path("not-there.csv")));
        window.settle();
        rests(&mut window, "an error");
    }
}

/// Rows that take a moment: twelve columns, a yes/no answer that depends on two of them.
fn large(rows: u32) -> String {
    let mut text = String::from("id,n0,n1,n2,n3,n4,n5,n6,n7,town,plan,bought\n");
    let mut state = 7_u32;
    for row in 0..rows {
        let mut draw = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        };
        write!(text, "R{row:07}").unwrap();
        let first = draw() % 1_000;
        write!(text, ",{first}").unwrap();
        for _ in 1..8 {
            write!(text, ",{}.{:02}", draw() % 1_000, draw() % 100).unwrap();
        }
        let (town, plan) = (draw() % 40, draw() % 3);
        let yes = draw() % 1_000 < first / 2 + plan * 150;
        writeln!(text, ",town {town},plan {plan},{}", if yes { "yes" } else { "no" }).unwrap();
    }
    text
}

/// Names of events, the stop among them, for what came before and after it.
#[derive(Default)]
struct Heard {
    phases_before: usize,
    points_before: usize,
    phases_after: usize,
    points_after: usize,
    ends: usize,
}

/// Does work here and stops it at the first event that `stop_at` picks.
fn stopped_at<T>(
    mut stop_at: impl FnMut(&JobEvent<T>) -> bool + Send,
    work: impl FnOnce(&clientele::jobs::Sink<'_>) -> Result<Ended<T>, clientele::domain::error::UserError>,
) -> (Ended<T>, Heard) {
    let cancel = Cancel::new();
    let stop = cancel.clone();
    let mut heard = Heard::default();
    let ended = run_here(&cancel, work, |event| {
        let after = stop.is_stopped();
        match event {
            JobEvent::Started | JobEvent::Net(_) | JobEvent::Map(_) => {}
            JobEvent::Phase { .. } if after => heard.phases_after += 1,
            JobEvent::Phase { .. } => heard.phases_before += 1,
            JobEvent::Point(_) if after => heard.points_after += 1,
            JobEvent::Point(_) => heard.points_before += 1,
            JobEvent::Finished(_) | JobEvent::Stopped(_) | JobEvent::Failed(_) => heard.ends += 1,
        }
        if stop_at(event) {
            stop.stop(StopReason::Asked);
        }
    });
    (ended.unwrap(), heard)
}

#[test]
fn reading_tells_how_far_it_is_from_its_first_megabyte_and_stops_at_the_next() {
    let desk = Desk::new();
    let path = desk.write("large.csv", large(80_000));
    let megabytes = std::fs::metadata(&path).unwrap().len() as usize >> 20;
    assert!(megabytes >= 5, "{megabytes} MB");
    let read = |sink: &clientele::jobs::Sink<'_>| {
        engine::read(&path, &Reading::default(), sink).map(Ended::Finished)
    };
    let mut done = Vec::new();
    run_here(&Cancel::new(), read, |event| {
        if let JobEvent::Phase { progress, .. } = event {
            done.push((progress.done, progress.total.unwrap()));
        }
    })
    .unwrap();
    let total = std::fs::metadata(&path).unwrap().len();
    assert!(done.len() >= megabytes, "{} reports for {megabytes} MB", done.len());
    assert!(done[0].0 <= 1 << 20, "the first report comes after {} bytes", done[0].0);
    assert!(done.iter().all(|(done, all)| done <= all && *all == total));
    assert!(done.is_sorted() && done.last().unwrap().0 == total);

    let (ended, heard) = stopped_at(|event| matches!(event, JobEvent::Phase { .. }), read);
    assert!(matches!(ended, Ended::Stopped(None)));
    assert_eq!((heard.phases_before, heard.phases_after, heard.ends), (1, 0, 1));
}

#[test]
fn training_stops_at_the_next_pass_and_keeps_the_best_so_far() {
    let desk = Desk::new();
    let path = desk.write("large.csv", large(20_000));
    let table = data::read(&path, &Reading::default(), &mut |_| true).unwrap();
    let mut recipe = Recipe::new(Some(path));
    recipe.question = Some(Question::YesNo {
        target: "bought".into(),
        positive: Some("yes".into()),
        wording: Wording::Buy,
    });
    let at =
        |wanted: u32| move |event: &JobEvent<_>| matches!(event, JobEvent::Point(p) if p.iteration == wanted);
    let (ended, heard) = stopped_at(at(2), |sink| engine::train(&table, &recipe, sink));
    let Ended::Stopped(Some(run)) = ended else { panic!("not kept") };
    assert_eq!((heard.points_before, heard.points_after, heard.ends), (3, 0, 1));
    assert!(run.report.stopped && run.report.best_iteration <= 2);
    assert_eq!(run.report.curve.len(), 3);
    let TaskReport::YesNo(task) = &run.report.task else { panic!("{:?}", run.report.task) };
    assert!(task.metrics.test.unwrap().auc > 0.55, "two passes have learned something");

    // What was kept is written like any other run, and says so.
    let folder = desk.path("out");
    std::fs::create_dir(&folder).unwrap();
    run_here(
        &Cancel::new(),
        |sink| engine::write_folder(&run, &folder, "en", sink).map(Ended::Finished),
        |_| {},
    )
    .unwrap();
    assert_eq!(Csv::read(&desk.text("out/predictions.csv")).rows.len(), 20_000);

    // Groups, while looking for their number and while settling.
    recipe.question = Some(Question::Segments { columns: Vec::new() });
    let (ended, heard) = stopped_at(
        |event| matches!(event, JobEvent::Phase { what, .. } if what.id == "engine-phase-choose-k"),
        |sink| engine::train(&table, &recipe, sink),
    );
    assert!(matches!(ended, Ended::Stopped(None)), "no number of groups was found yet");
    assert_eq!((heard.points_after, heard.ends), (0, 1));
    assert!(heard.phases_after <= 1, "{} tries after the stop", heard.phases_after);
    recipe.model.k = Some(5);
    let (ended, heard) = stopped_at(at(1), |sink| engine::train(&table, &recipe, sink));
    assert!(matches!(ended, Ended::Stopped(Some(_))));
    assert_eq!((heard.points_after, heard.ends), (0, 1));
}

#[test]
fn folds_stop_between_two_and_the_main_run_is_kept() {
    let desk = Desk::new();
    let path = desk.write("large.csv", large(8_000));
    let table = data::read(&path, &Reading::default(), &mut |_| true).unwrap();
    let mut recipe = Recipe::new(Some(path));
    recipe.question = Some(Question::Number { target: "n0".into() });
    recipe.evaluation.folds = Some(10);
    let third = |event: &JobEvent<_>| matches!(event, JobEvent::Phase { what, progress } if what.id == "engine-phase-folds" && progress.done == 2);
    let (ended, heard) = stopped_at(third, |sink| engine::train(&table, &recipe, sink));
    let Ended::Stopped(Some(run)) = ended else { panic!("not kept") };
    assert!(run.report.folds.is_none(), "no figures from three folds of ten");
    assert_eq!((heard.phases_after, heard.points_after, heard.ends), (0, 0, 1));
}

#[test]
fn writing_stops_and_leaves_nothing_behind() {
    let desk = Desk::new();
    let path = desk.write("large.csv", large(30_000));
    let table = data::read(&path, &Reading::default(), &mut |_| true).unwrap();
    let mut recipe = Recipe::new(Some(path));
    recipe.question = Some(Question::Number { target: "n0".into() });
    let run = run_here(&Cancel::new(), |sink| engine::train(&table, &recipe, sink), |_| {}).unwrap();
    let run = run.result().unwrap();
    let old = desk.write("out/predictions.csv", "old");
    let before = desk.everything();
    let folder = desk.path("out");
    let (ended, heard) = stopped_at(
        |event: &JobEvent<Vec<Output>>| matches!(event, JobEvent::Phase { progress, .. } if progress.total.is_some()),
        |sink| engine::write_folder(&run, &folder, "en", sink).map(Ended::Finished),
    );
    assert!(matches!(ended, Ended::Stopped(None)));
    assert_eq!((heard.phases_after, heard.ends), (0, 1));
    assert_eq!(std::fs::read_to_string(old).unwrap(), "old");
    let left: Vec<String> = desk.everything().into_keys().filter(|name| !before.contains_key(name)).collect();
    // The small files that were whole before the table began are whole.
    let whole = ["recipe.toml", "model.clientele", "metrics.json", "report.html"];
    let mut expected: Vec<String> = whole.iter().map(|name| format!("out/{name}")).collect();
    expected.sort();
    assert_eq!(left, expected);
}

#[test]
fn a_stop_in_the_window_keeps_the_best_and_says_so() {
    let desk = Desk::new();
    desk.write("large.csv", large(40_000));
    let mut window = Window::new(Language::English);
    window.command(Command::Open(desk.path("large.csv")));
    window.settle();
    window.command(Command::Ask(Question::YesNo {
        target: "bought".into(),
        positive: Some("yes".into()),
        wording: Wording::Buy,
    }));
    window.command(Command::SetFolds(Some(100)));
    window.settle();
    window.command(Command::Do(Action::Train));
    // A hundred folds take long enough to be stopped in their midst.
    window.until("a fold is at work", |window| {
        let job = window.state().jobs.values().next();
        job.is_some_and(|job| job.progress.is_some_and(|progress| progress.total == Some(100)))
    });
    assert!(window.shows(&window.say("train-stop")));
    window.press_id("train-stop");
    window.settle();
    assert!(window.state().run.report.as_ref().is_some_and(|report| report.folds.is_none()));
    assert_eq!(window.state().training.error, None);
    rests(&mut window, "after a stop");
}

#[test]
fn closing_a_file_while_it_is_read_ends_the_reading() {
    let desk = Desk::new();
    desk.write("large.csv", large(200_000));
    let mut window = Window::new(Language::English);
    window.command(Command::Open(desk.path("large.csv")));
    window.until("reading has begun", |window| {
        window.state().jobs.values().any(|job| job.progress.is_some()) || window.state().loaded.is_some()
    });
    window.command(Command::Do(Action::Stop));
    window.settle();
    let state = window.state();
    assert!(state.opening.is_none() && state.error.is_none());
    // A second file is opened as if nothing had been.
    desk.write("small.csv", "a,b\n1,2\n2,3\n");
    window.command(Command::Open(desk.path("small.csv")));
    window.until("the small file", |window| {
        window.state().loaded.as_ref().is_some_and(|loaded| loaded.file_name() == "small.csv")
    });
}

#[test]
fn jobs_of_one_slot_supersede_one_another_and_the_last_one_counts() {
    let desk = Desk::new();
    let path = desk.write("large.csv", large(60_000));
    let engine = std::sync::Arc::new(Engine::new());
    let runner = Runner::new(|_| {});
    let mut slot = runner.slot::<Output>("open");
    for _ in 0..5 {
        let (engine, path) = (engine.clone(), path.clone());
        slot.start(move |sink| engine.perform(Request::Open { path, reading: Reading::default() }, sink));
    }
    let small = desk.write("small.csv", "a,b\n1,2\n2,3\n");
    let last = {
        let engine = engine.clone();
        slot.start(move |sink| {
            engine.perform(Request::Open { path: small, reading: Reading::default() }, sink)
        })
    };
    let mut ends = Vec::new();
    while let Some((id, event)) = slot.wait() {
        assert_eq!(id, last);
        if let JobEvent::Finished(Output::Opened(table)) = event {
            ends.push(table.view.rows());
        }
    }
    assert_eq!(ends, [2]);
    assert!(runner.wait_idle(Duration::from_mins(1)), "superseded readers ended too");
}

#[test]
fn a_run_that_is_gone_is_said_not_lost() {
    let engine = Engine::new();
    let request = Request::Write {
        run: clientele::domain::work::RunId(9),
        artifact: Artifact::Model,
        path: "nowhere".into(),
        replace: false,
        language: "en",
    };
    let ended = run_here(&Cancel::new(), |sink| engine.perform(request, sink), |_| {});
    assert_eq!(ended.unwrap_err().exit_code(), 1);
}
