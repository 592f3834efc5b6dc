//! A window for tests: a table of a telecom company that exists only here, and a harness that carries out
//! commands as the shell does, without files and threads.

use std::borrow::Cow;
use std::sync::Arc;

use egui::{Rect, Ui, UiBuilder, pos2, vec2};
use egui_kittest::Harness;

use crate::app::command::Command;
use crate::app::reduce::reduce;
use crate::app::state::{Appearance, Loaded, State, TableLook, Theme};
use crate::domain::column::{
    ColumnProfile, Finding, FindingKind, Histogram, Kind, Role, Severity, Summary, TableProfile,
};
use crate::domain::message::Message;
use crate::domain::recipe::{Fill, Step};
use crate::domain::step::Figures;
use crate::domain::table::{FileFacts, RejectReason, RejectedRow, TableView};
use crate::domain::work::{StepPreview, TableId, TouchedRow};
use crate::text::{Language, Words};
use crate::ui::theme;
use crate::ui::view::View;

/// Rows of the table.
pub(crate) const ROWS: usize = 7043;

/// A table whose cells are computed from their place.
#[derive(Debug)]
pub(crate) struct Fake {
    facts: FileFacts,
    names: Vec<String>,
    rows: usize,
    rejected: Vec<RejectedRow>,
}

impl Fake {
    /// A table with these names.
    pub(crate) fn new(rows: usize, names: Vec<String>) -> Self {
        let facts = FileFacts {
            path: "/data/lin/crm/telecom-november.csv".into(),
            bytes: 977_501,
            encoding: "UTF-8".into(),
            delimiter: ',',
            quote: Some('"'),
            ..FileFacts::default()
        };
        let raw = "7590-VHVEG,No,1,29.85,29.85,Month-to-month,DSL,Electronic check,extra,cells";
        let rejected = vec![
            RejectedRow {
                line: 118,
                before: 116,
                found: 23,
                expected: 21,
                reason: RejectReason::TooManyCells,
                raw: raw.into(),
            },
            RejectedRow {
                line: 4402,
                before: 4399,
                found: 1,
                expected: 21,
                reason: RejectReason::OpenQuote,
                raw: "\"open".into(),
            },
            RejectedRow {
                line: 6010,
                before: 6006,
                found: 21,
                expected: 21,
                reason: RejectReason::NotText,
                raw: raw.into(),
            },
        ];
        Self { facts, names, rows, rejected }
    }
}

/// A number that looks random and depends on its place alone.
fn noise(row: usize, column: usize) -> usize {
    let mut x = (row as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ (column as u64 + 7).wrapping_mul(0xD1B5_4A32_D192_ED03);
    x ^= x >> 29;
    x = x.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (x >> 33) as usize
}

impl TableView for Fake {
    fn facts(&self) -> &FileFacts {
        &self.facts
    }

    fn rows(&self) -> usize {
        self.rows
    }

    fn names(&self) -> &[String] {
        &self.names
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        let pick = |words: &'static [&'static str]| words[noise(row, column) % words.len()];
        let tenure = noise(row, 2) % 73;
        let monthly = 18.25 + (noise(row, 3) % 10_050) as f64 / 100.0;
        match column {
            0 => {
                let letter = |place: usize| (b'A' + (noise(row, 90 + place) % 26) as u8) as char;
                let word: String = (0..5).map(letter).collect();
                format!("{:04}-{word}", noise(row, 0) % 10_000).into()
            }
            1 => if noise(row, 1) % 100 < 27 { "Yes" } else { "No" }.into(),
            2 => tenure.to_string().into(),
            3 => format!("{monthly:.2}").into(),
            4 if row % 17 == 6 => " ".into(),
            4 => format!("{:.2}", monthly * tenure as f64).into(),
            5 => pick(&["Month-to-month", "Month-to-month", "One year", "Two year"]).into(),
            6 => pick(&["Fiber optic", "DSL", "No"]).into(),
            7 => (noise(row, 7) % 2).to_string().into(),
            8 => format!("2026-{:02}-{:02}", 1 + noise(row, 8) % 11, 1 + noise(row, 9) % 28).into(),
            9 => pick(&[
                "Electronic check",
                "Mailed check",
                "Bank transfer (automatic)",
                "Credit card (automatic)",
            ])
            .into(),
            _ => pick(&["No", "Yes", "No internet service"]).into(),
        }
    }

    fn rejected(&self) -> &[RejectedRow] {
        &self.rejected
    }
}

fn column(name: &str, kind: Kind, role: Role, gaps: u64, distinct: u64, summary: Summary) -> ColumnProfile {
    ColumnProfile {
        name: name.into(),
        kind,
        kind_reason: Message::new("common-values").count("n", distinct as usize),
        role,
        role_reason: Message::new("common-role-feature"),
        gaps,
        distinct,
        summary,
    }
}

fn numbers(min: f64, max: f64, counts: &[u64]) -> Summary {
    let histogram = Histogram { min, max, counts: counts.to_vec() };
    Summary::Numbers {
        min,
        max,
        mean: (min + max) / 2.4,
        median: (min + max) / 2.6,
        std_dev: 30.0,
        histogram,
    }
}

fn values(top: &[(&str, u64)], other: u64) -> Summary {
    Summary::Values { top: top.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect(), other }
}

/// The profile of the telecom table.
pub(crate) fn profile(rows: u64) -> TableProfile {
    let tail = [1970, 880, 760, 520, 350, 300, 290, 260, 270, 240, 230, 220, 190, 160, 130, 60];
    let tenure = [1371, 640, 480, 390, 330, 310, 300, 290, 310, 280, 300, 290, 330, 350, 420, 652];
    let monthly = [1653, 120, 160, 330, 310, 180, 420, 590, 640, 560, 520, 480, 420, 340, 210, 110];
    let three = |name: &str| {
        let shape = values(&[("No", 3498), ("Yes", 2019), ("No internet service", 1526)], 0);
        column(name, Kind::Category, Role::Feature, 0, 3, shape)
    };
    let feature = Role::Feature;
    let mut columns = vec![
        column(
            "customerID",
            Kind::Text,
            Role::Id,
            0,
            rows,
            values(&[("7590-VHVEG", 1), ("5575-GNVDE", 1)], rows - 2),
        ),
        column("Churn", Kind::YesNo, Role::Target, 0, 2, values(&[("No", 5174), ("Yes", 1869)], 0)),
        column("tenure", Kind::Integer, feature, 0, 73, numbers(0.0, 72.0, &tenure)),
        column("MonthlyCharges", Kind::Number, feature, 0, 1585, numbers(18.25, 118.75, &monthly)),
        column("TotalCharges", Kind::Number, feature, 11, 6530, numbers(18.8, 8684.8, &tail)),
        column(
            "Contract",
            Kind::Category,
            feature,
            0,
            3,
            values(&[("Month-to-month", 3875), ("Two year", 1695), ("One year", 1473)], 0),
        ),
        column(
            "InternetService",
            Kind::Category,
            feature,
            0,
            3,
            values(&[("Fiber optic", 3096), ("DSL", 2421), ("No", 1526)], 0),
        ),
        column("SeniorCitizen", Kind::Integer, feature, 0, 2, numbers(0.0, 1.0, &[5901, 1142])),
        column(
            "SignedUp",
            Kind::Date,
            Role::Date,
            0,
            308,
            Summary::Dates {
                first: "2026-01-01".into(),
                last: "2026-11-28".into(),
                histogram: Histogram {
                    min: 20454.0,
                    max: 20785.0,
                    counts: vec![600, 640, 610, 650, 620, 640, 660, 630, 640, 650, 700],
                },
            },
        ),
        column(
            "PaymentMethodChosenAtTheCounter",
            Kind::Category,
            feature,
            0,
            4,
            values(
                &[
                    ("Electronic check", 2365),
                    ("Mailed check", 1612),
                    ("Bank transfer (automatic)", 1544),
                    ("Credit card (automatic)", 1522),
                ],
                0,
            ),
        ),
    ];
    columns.extend(
        [
            "OnlineSecurity",
            "OnlineBackup",
            "DeviceProtection",
            "TechSupport",
            "StreamingTV",
            "StreamingMovies",
        ]
        .map(three),
    );
    TableProfile { rows, columns, findings: findings() }
}

fn finding(
    kind: FindingKind,
    severity: Severity,
    column: Option<&str>,
    title: Message,
    detail: Message,
) -> Finding {
    Finding { kind, severity, column: column.map(str::to_owned), rows: 11, title, detail, fix: None }
}

/// Words of other rooms are not needed here: messages of this room stand in for them.
fn findings() -> Vec<Finding> {
    let gaps = Message::new("common-gaps").count("n", 11);
    let in_column = Message::new("screens-data-filter-gap").text("column", "TotalCharges");
    let fill = Step::FillGaps { column: "TotalCharges".into(), with: Fill::Value("0".into()) };
    let yes_no = Step::ChangeKind { column: "SeniorCitizen".into(), kind: Kind::YesNo };
    let mut first = finding(FindingKind::Gaps, Severity::Look, Some("TotalCharges"), in_column, gaps);
    first.fix = Some((Message::new("screens-prepare-add-fill"), fill));
    let mut zero_one = finding(
        FindingKind::ZeroOne,
        Severity::Know,
        Some("SeniorCitizen"),
        Message::new("screens-prepare-step-kind").text("column", "SeniorCitizen").text("kind", "0/1"),
        Message::new("screens-prepare-means-kind"),
    );
    zero_one.fix = Some((Message::new("screens-prepare-add-kind"), yes_no));
    vec![
        finding(
            FindingKind::SetAside,
            Severity::Grave,
            None,
            Message::new("screens-data-set-aside").count("n", 3),
            Message::new("screens-dialogs-rejected-text"),
        ),
        first,
        zero_one,
        finding(
            FindingKind::AllGood,
            Severity::Know,
            None,
            Message::new("screens-prepare-clean"),
            Message::new("screens-data-all-done"),
        ),
    ]
}

/// A state without a table.
pub(crate) fn empty(language: Language) -> State {
    State::new(Appearance { language, theme: Theme::Light, zoom: 1.0, inspector: true }, Vec::new())
}

/// A state with the telecom table of so many rows.
pub(crate) fn loaded(language: Language, rows: usize) -> State {
    let mut state = empty(language);
    let profile = profile(rows as u64);
    let names: Vec<String> = profile.columns.iter().map(|column| column.name.clone()).collect();
    state.loaded = Some(Loaded {
        id: TableId(1),
        file: Arc::new(Fake::new(rows, names.clone())),
        view: Arc::new(Fake::new(rows, names)),
        profile: Arc::new(profile),
        targets: vec!["Churn".into()],
        shown: TableId(1),
        whole: true,
    });
    state.look = TableLook { column: Some("TotalCharges".into()), ..TableLook::default() };
    reduce(&mut state, Command::ChooseRole("Churn".into(), Role::Target));
    state
}

/// A table with hundreds of columns and a million rows.
pub(crate) fn wide(language: Language) -> State {
    let mut state = loaded(language, 1_000_000);
    let mut profile = profile(1_000_000);
    let known = profile.columns.len();
    for place in known..500 {
        let mut column = profile.columns[2 + place % 14].clone();
        column.name = format!("column {place}");
        column.role = Role::Feature;
        profile.columns.push(column);
    }
    let names = profile.columns.iter().map(|column| column.name.clone()).collect();
    if let Some(loaded) = &mut state.loaded {
        loaded.view = Arc::new(Fake::new(1_000_000, names));
        loaded.profile = Arc::new(profile);
    }
    state
}

/// Steps in the list, the first one open with its effect.
pub(crate) fn with_steps(language: Language) -> State {
    let mut state = loaded(language, ROWS);
    let steps = [
        Step::FillGaps { column: "TotalCharges".into(), with: Fill::Value("0".into()) },
        Step::WordIsGap { column: "OnlineSecurity".into(), word: "No internet service".into() },
        Step::DropDuplicates { by: vec!["customerID".into()] },
        Step::DropColumn { column: "PaymentMethodChosenAtTheCounter".into() },
    ];
    for step in steps {
        reduce(&mut state, Command::AddStep(step));
    }
    reduce(&mut state, Command::SwitchStep(2));
    reduce(&mut state, Command::SelectStep(Some(0)));
    let before = state.column("TotalCharges").cloned().unwrap();
    let mut after = ColumnProfile { gaps: 0, ..before.clone() };
    if let Summary::Numbers { histogram, .. } = &mut after.summary {
        histogram.counts[0] += 11;
    }
    let rows = (0..11)
        .map(|place| TouchedRow { row: 6 + 17 * place, before: None, after: Some("0.00".into()) })
        .collect();
    state.preview = Some(Arc::new(StepPreview {
        step: 0,
        before: Some(before),
        after: Some(after),
        touched: 11,
        rows,
        kept: ROWS as u64,
        figures: Figures::Number(0.0),
        join: None,
        problem: None,
    }));
    state.toast = None;
    state
}

/// A window that is drawn by one screen.
#[derive(Debug)]
pub(crate) struct Window {
    /// What it knows.
    pub(crate) state: State,
    /// What was done, in order.
    pub(crate) sent: Vec<Command>,
    words: Words,
}

/// A harness of a window this large; the screen gets what the shell leaves of it.
pub(crate) fn window(
    state: State,
    size: (f32, f32),
    dark: bool,
    draw: fn(&mut Ui, &View<'_>),
) -> Harness<'static, Window> {
    let words = Words::new(state.appearance.language);
    let rail = if size.0 >= 1400.0 {
        208.0
    } else if size.0 >= 1100.0 {
        72.0
    } else {
        56.0
    };
    let theme = if dark { egui::Theme::Dark } else { egui::Theme::Light };
    let mut harness = Harness::builder()
        .with_size(vec2(size.0, size.1))
        .with_theme(theme)
        .with_max_steps(24)
        .with_context_setup(theme::install)
        .build_ui_state(
            move |ui, window: &mut Window| {
                let tokens = theme::of(ui);
                let whole = ui.ctx().content_rect();
                ui.painter().rect_filled(whole, 0.0, tokens.canvas);
                let side = Rect::from_min_max(whole.min, pos2(rail, whole.bottom()));
                ui.painter().rect_filled(side, 0.0, tokens.rail);
                ui.painter().hline(rail..=whole.right(), 47.5, egui::Stroke::new(1.0, tokens.line));
                let main = Rect::from_min_max(pos2(rail, 48.0), whole.max);
                // The margins that the shell leaves.
                let page = Rect::from_min_max(main.min + vec2(24.0, 20.0), main.max - vec2(24.0, 16.0));
                let mut ui = ui.new_child(UiBuilder::new().max_rect(page));
                ui.set_clip_rect(main);
                let view = View::new(&window.state, &window.words, 10.0);
                draw(&mut ui, &view);
                let commands = view.into_commands();
                for command in commands {
                    window.sent.push(command.clone());
                    reduce(&mut window.state, command);
                }
            },
            Window { state, sent: Vec::new(), words },
        );
    harness.run();
    harness
}

/// Draws a picture into the folder named by `CLIENTELE_PICTURES`, to look at.
pub(crate) fn picture(harness: &mut Harness<'_, Window>, name: &str) {
    let Some(folder) = std::env::var_os("CLIENTELE_PICTURES") else { return };
    let image = harness.render().unwrap();
    image.save(std::path::Path::new(&folder).join(format!("{name}.png"))).unwrap();
}
