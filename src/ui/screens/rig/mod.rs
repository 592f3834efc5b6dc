//! For tests of the screens from the question to the export: states with hand-made tables and reports, and a
//! window to draw a screen in.

mod category;
mod reports;

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use egui::Ui;
use egui_kittest::Harness;

use crate::app::command::Command;
use crate::app::events::{apply, job_started};
use crate::app::reduce::reduce;
use crate::app::state::{Appearance, State, Theme};
use crate::domain::column::{ColumnProfile, Histogram, Kind, Role, Summary, TableProfile};
use crate::domain::event::{JobEvent, JobId, Progress};
use crate::domain::message::Message;
use crate::domain::recipe::{Question, Wording};
use crate::domain::report::RunReport;
use crate::domain::table::{FileFacts, RejectedRow, TableView};
use crate::domain::work::{OpenedTable, Output, RunId, Slot, TableId};
use crate::text::{Language, Words};
use crate::ui::theme;
use crate::ui::view::View;

pub(super) use self::category::category_report;
pub(super) use self::reports::{number_report, segment_report, with_folds, yes_no_report};

const ROWS: usize = 7_043;

#[derive(Debug)]
struct Fake {
    facts: FileFacts,
    names: Vec<String>,
}

impl TableView for Fake {
    fn facts(&self) -> &FileFacts {
        &self.facts
    }
    fn rows(&self) -> usize {
        ROWS
    }
    fn names(&self) -> &[String] {
        &self.names
    }
    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        format!("{row}/{column}").into()
    }
    fn rejected(&self) -> &[RejectedRow] {
        &[]
    }
}

fn column(name: &str, kind: Kind, role: Role, summary: Summary, distinct: u64) -> ColumnProfile {
    let reason = Message::new("common-details");
    ColumnProfile {
        name: name.into(),
        kind,
        kind_reason: reason.clone(),
        role,
        role_reason: reason,
        gaps: 0,
        distinct,
        summary,
    }
}

fn words(values: &[(&str, u64)]) -> Summary {
    Summary::Values { top: values.iter().map(|(value, n)| ((*value).to_owned(), *n)).collect(), other: 0 }
}

fn numbers(min: f64, max: f64, mean: f64) -> Summary {
    let histogram = Histogram { min, max, counts: vec![9, 5, 3, 2] };
    Summary::Numbers { min, max, mean, median: mean, std_dev: (max - min) / 4.0, histogram }
}

fn profile() -> TableProfile {
    let yes_no =
        |name: &str| column(name, Kind::YesNo, Role::Feature, words(&[("No", 5_174), ("Yes", 1_869)]), 2);
    let mut columns =
        vec![column("customerID", Kind::Text, Role::Id, words(&[("7590-VHVEG", 1)]), ROWS as u64)];
    columns.extend(
        [
            "Partner",
            "Dependents",
            "PhoneService",
            "OnlineSecurity",
            "OnlineBackup",
            "TechSupport",
            "StreamingTV",
        ]
        .map(yes_no),
    );
    columns.push(column(
        "Contract",
        Kind::Category,
        Role::Feature,
        words(&[("Month-to-month", 3_875), ("Two year", 1_695), ("One year", 1_473)]),
        3,
    ));
    columns.push(column("tenure", Kind::Integer, Role::Feature, numbers(0.0, 72.0, 32.37), 73));
    columns.push(column("MonthlyCharges", Kind::Number, Role::Feature, numbers(18.25, 118.75, 64.76), 1_585));
    columns.push(column("TotalCharges", Kind::Number, Role::Feature, numbers(18.8, 8_684.8, 2_283.3), 6_530));
    columns.push(yes_no("Churn"));
    TableProfile { rows: ROWS as u64, columns, findings: Vec::new() }
}

/// A window that has just opened a telecom table.
pub(super) fn opened(language: Language) -> State {
    let appearance = Appearance { language, theme: Theme::Light, zoom: 1.0, inspector: true };
    let mut state = State::new(appearance, Vec::new());
    let path: std::path::PathBuf = "telecom.csv".into();
    reduce(&mut state, Command::Open(path.clone()));
    job_started(&mut state, Slot::Open, JobId(1), 0.0);
    let facts = FileFacts {
        path,
        bytes: 977_501,
        encoding: "UTF-8".into(),
        delimiter: ',',
        quote: None,
        ..FileFacts::default()
    };
    let profile = Arc::new(profile());
    let names = profile.columns.iter().map(|column| column.name.clone()).collect();
    let table = OpenedTable {
        id: TableId(1),
        view: Arc::new(Fake { facts, names }),
        profile,
        targets: vec!["Churn".into(), "MonthlyCharges".into()],
    };
    apply(&mut state, Slot::Open, JobId(1), JobEvent::Finished(Output::Opened(table)), 1.0);
    state
}

/// The same with a question asked.
pub(super) fn asked(language: Language, question: Question) -> State {
    let mut state = opened(language);
    reduce(&mut state, Command::Ask(question));
    state
}

pub(super) fn churn() -> Question {
    Question::YesNo { target: "Churn".into(), positive: Some("Yes".into()), wording: Wording::Leave }
}

pub(super) fn charges() -> Question {
    Question::Number { target: "MonthlyCharges".into() }
}

pub(super) fn contract() -> Question {
    Question::Category { target: "Contract".into() }
}

pub(super) fn groups() -> Question {
    Question::Segments { columns: Vec::new() }
}

/// The same while its model learns: this many points have come.
pub(super) fn learning(language: Language, question: Question, points: u32) -> State {
    let mut state = asked(language, question);
    reduce(&mut state, Command::Do(crate::app::command::Action::Train));
    job_started(&mut state, Slot::Train, JobId(2), 2.0);
    let phase = JobEvent::Phase {
        what: Message::new("train-starting"),
        progress: Progress { done: u64::from(points), total: Some(60) },
    };
    apply(&mut state, Slot::Train, JobId(2), phase, 2.0);
    for point in reports::curve(points) {
        apply(&mut state, Slot::Train, JobId(2), JobEvent::Point(point), 3.0);
    }
    state
}

/// The same after its model has learned.
pub(super) fn learned(language: Language, question: Question, report: RunReport) -> State {
    let mut state = learning(language, question, 3);
    let output = Output::Trained(RunId(7), Arc::new(report));
    apply(&mut state, Slot::Train, JobId(2), JobEvent::Finished(output), 9.0);
    state
}

/// What a screen sent, in order.
pub(super) type Sent = Rc<RefCell<Vec<Command>>>;

/// How a screen is shown.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) size: [f32; 2],
    pub(super) dark: bool,
}

/// The main area of a window of 1440 × 900.
pub(super) const WIDE: Look = Look { size: [1_232.0, 852.0], dark: false };
/// The main area of a window of 960 × 600.
pub(super) const NARROW: Look = Look { size: [904.0, 552.0], dark: false };

/// A window that shows a screen over a state and keeps what it sends.
pub(super) fn shown(state: State, look: Look, screen: fn(&mut Ui, &View<'_>)) -> (Harness<'static>, Sent) {
    let sent: Sent = Rc::default();
    let tray = sent.clone();
    let words = Words::new(state.appearance.language);
    let theme = if look.dark { egui::Theme::Dark } else { egui::Theme::Light };
    let harness = Harness::builder()
        .with_size(look.size)
        .with_theme(theme)
        .with_max_steps(8)
        .with_context_setup(theme::install)
        .build_ui(move |ui| {
            let canvas = theme::of(ui).canvas;
            ui.painter().rect_filled(ui.max_rect().expand(40.0), 0.0, canvas);
            let view = View::new(&state, &words, 8.0);
            screen(ui, &view);
            tray.borrow_mut().extend(view.into_commands());
        });
    (harness, sent)
}

/// Draws a screen in both languages and themes, wide and narrow; writes pictures where asked to by the
/// variable `CLIENTELE_SHOTS`.
pub(super) fn everywhere(name: &str, make: impl Fn(Language) -> State, screen: fn(&mut Ui, &View<'_>)) {
    for language in Language::ALL {
        for (look, kind) in [
            (WIDE, "wide"),
            (Look { size: [1_208.0, 752.0], dark: true }, "dark"),
            (NARROW, "narrow"),
            (Look { size: [1_232.0, 1_700.0], dark: false }, "tall"),
        ] {
            let (mut harness, _) = shown(make(language), look, screen);
            harness.run();
            if let Ok(folder) = std::env::var("CLIENTELE_SHOTS") {
                let picture = harness.render().unwrap();
                let path = format!("{folder}/{name}-{kind}-{}.png", language.tag());
                picture.save(path).unwrap();
            }
        }
    }
}
