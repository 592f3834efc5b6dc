//! What a frame of the window costs with a million rows open: logic, layout and tessellation, without painting.
//! Run with `cargo bench --bench frames`. The bound is 8 ms. With `-- large` a table of a million rows and 500
//! columns comes first (2 GB on disk, 12 GB of memory).

#![expect(clippy::print_stdout, reason = "a bench reports on the terminal")]
#![expect(clippy::expect_used, reason = "a bench that cannot run should stop loudly")]

#[path = "made/asked.rs"]
mod asked;
#[path = "made/figures.rs"]
mod figures;
#[path = "made/table.rs"]
mod made;

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clientele::app::command::{Action, Command};
use clientele::app::effect::Pick;
use clientele::app::state::{Appearance, Place, Theme};
use clientele::domain::net::NetSpec;
use clientele::domain::recipe::{ModelChoice, ModelSpec, Question, Wording};
use clientele::domain::table::Filter;
use clientele::engine;
use clientele::platform::settings::Settings;
use clientele::text::{Language, Words};
use clientele::ui::shell::{Dialogs, Outside, Shell};
use clientele::ui::theme;
use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, ViewportId, pos2, vec2};

const ROWS: u32 = 1_000_000;
const FRAMES: usize = 400;
const BOUND: f64 = 8.0;

/// Nobody is asked for a file here.
struct Nobody;

impl Dialogs for Nobody {
    fn ask(&self, _: &Pick, _: &str, _: &Words, _: Box<dyn FnOnce(Option<PathBuf>) + Send>) -> bool {
        false
    }
}

struct Window {
    ctx: egui::Context,
    shell: Shell,
    time: f64,
    rest: Duration,
}

impl Window {
    fn new(language: Language) -> Self {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let outside = Outside { dialogs: Box::new(Nobody), folders: None, settings: Settings::default() };
        let appearance = Appearance { language, theme: Theme::Light, zoom: 1.0, inspector: true };
        Self { ctx, shell: Shell::new(outside, appearance, None), time: 0.0, rest: Duration::ZERO }
    }

    /// One frame; how many milliseconds it took.
    fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.time += 1.0 / 60.0;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(pos2(0.0, 0.0), vec2(1440.0, 900.0))),
            time: Some(self.time),
            events,
            ..Default::default()
        };
        let (ctx, shell) = (self.ctx.clone(), &mut self.shell);
        let start = Instant::now();
        let mut output = ctx.run_ui(input, |ui| {
            shell.logic(&ctx);
            shell.ui(ui);
        });
        // Nobody paints here.
        output.textures_delta.clear();
        let shapes = ctx.tessellate(output.shapes, output.pixels_per_point);
        let took = start.elapsed().as_secs_f64() * 1e3;
        assert!(!shapes.is_empty(), "something is drawn");
        self.rest =
            output.viewport_output.get(&ViewportId::ROOT).map_or(Duration::MAX, |own| own.repaint_delay);
        took
    }

    fn command(&mut self, command: Command) {
        let ctx = self.ctx.clone();
        self.shell.command(&ctx, command);
    }

    /// Frames until no job runs; what each of them took.
    fn until_idle(&mut self) -> Vec<f64> {
        let mut took = Vec::new();
        loop {
            took.push(self.frame(Vec::new()));
            if self.shell.state().jobs.is_empty() {
                return took;
            }
            std::thread::sleep(Duration::from_millis(16));
        }
    }

    /// Frames with the same events each.
    fn many(&mut self, frames: usize, events: impl Fn(usize) -> Vec<Event>) -> Vec<f64> {
        (0..frames).map(|frame| self.frame(events(frame))).collect()
    }
}

fn wheel(down: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -down),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}

fn key(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

fn report(what: &str, mut took: Vec<f64>) {
    took.sort_by(f64::total_cmp);
    let [half, most, all] = [0.5, 0.95, 1.0].map(|at| figures::quantile(&took, at));
    let kept = if most < BOUND { "kept" } else { "BROKEN" };
    let n = took.len();
    println!(
        "{what:<44} {n:>6} frames  {half:>7.2} ms median  {most:>7.2} ms p95  {all:>7.2} ms most  {kept}"
    );
}

fn main() {
    if !asked::is_asked_for() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the table");
    let path = made::customers(folder.path(), ROWS);
    let large = std::env::args().any(|argument| argument == "large");
    let large = large.then_some((500, 1_000_000));
    for (columns, rows) in large.into_iter().chain([(500, 20_000), (20_000, 200)]) {
        println!("frames with {rows} rows of {columns} columns");
        let mut window = Window::new(Language::English);
        window.command(Command::Open(wide(folder.path(), columns, rows)));
        report("while the file is read", window.until_idle());
        assert!(window.shell.state().loaded.is_some(), "{:?}", window.shell.state().error);
        table(&mut window);
    }
    net(folder.path());
    for language in Language::ALL {
        println!("frames with {ROWS} rows of 20 columns, {}, bound {BOUND} ms for p95", language.tag());
        let mut window = Window::new(language);
        report("first page", window.many(30, |_| Vec::new()));
        window.command(Command::Open(path.clone()));
        report("while the file is read", window.until_idle());
        assert!(window.shell.state().loaded.is_some(), "{:?}", window.shell.state().error);
        walk(&mut window);
    }
}

/// A table of many columns of numbers.
fn wide(folder: &Path, columns: u32, rows: u32) -> PathBuf {
    let path = folder.join(format!("wide-{columns}-{rows}.csv"));
    let mut out = BufWriter::new(File::create(&path).expect("a file for the table"));
    let mut line = (0..columns).map(|column| format!("c{column}")).collect::<Vec<_>>().join(",");
    let known: Vec<String> = (0..997).map(|cell| format!(",{cell}")).collect();
    for row in 0..rows {
        writeln!(out, "{line}").expect("room for the table");
        line.clear();
        for column in 0..columns {
            let cell = known.get(((row.wrapping_mul(31) + column * 7) % 997) as usize);
            line.push_str(cell.map_or("", |cell| if column == 0 { &cell[1..] } else { cell }));
        }
    }
    writeln!(out, "{line}").expect("room for the table");
    out.flush().expect("room for the table");
    path
}

/// The table as it is looked at.
fn table(window: &mut Window) {
    let over_table = Event::PointerMoved(pos2(700.0, 600.0));
    window.many(10, |_| vec![over_table.clone()]);
    report("table, still", window.many(FRAMES, |_| Vec::new()));
    report("table, scrolled by wheel", window.many(FRAMES, |_| vec![wheel(60.0)]));
    report("table, flung", window.many(FRAMES, |_| vec![wheel(40_000.0)]));
    report(
        "table, sideways",
        window.many(FRAMES, |frame| {
            let across = if frame % 100 < 50 { -30.0 } else { 30.0 };
            vec![Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(across, 0.0),
                phase: TouchPhase::Move,
                source: MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            }]
        }),
    );
    report(
        "table, pointer moving",
        window.many(FRAMES, |frame| {
            vec![Event::PointerMoved(pos2(300.0 + frame as f32, 300.0 + (frame % 200) as f32))]
        }),
    );
    window.many(4, |_| vec![over_table.clone()]);
}

fn walk(window: &mut Window) {
    table(window);
    window.command(Command::SortBy(6));
    report("while it is sorted", window.until_idle());
    report("sorted, scrolled by wheel", window.many(FRAMES, |_| vec![wheel(60.0)]));
    window.command(Command::FilterBy(2, Some(Filter::Contains("7".into()))));
    report("while it is filtered", window.until_idle());
    report("sorted and filtered, flung", window.many(FRAMES, |_| vec![wheel(-40_000.0)]));
    report("palette, typing", {
        window.command(Command::Do(Action::Palette));
        let took = window.many(60, |frame| {
            if frame % 6 == 0 {
                vec![Event::Text("n".to_owned())]
            } else {
                vec![key(Key::ArrowDown, Modifiers::NONE)]
            }
        });
        window.command(Command::DismissDialog);
        took
    });
    window.command(Command::Ask(Question::YesNo {
        target: "bought".into(),
        positive: Some("yes".into()),
        wording: Wording::Buy,
    }));
    window.until_idle();
    window.command(Command::Do(Action::Train));
    report("while it learns", window.until_idle());
    assert!(window.shell.state().run.report.is_some(), "{:?}", window.shell.state().training.error);
    for place in Place::ALL {
        window.command(Command::Do(Action::Go(place)));
        window.many(10, |_| Vec::new());
        report(
            &format!("{place:?}"),
            window.many(100, |frame| vec![wheel(if frame % 60 < 30 { 40.0 } else { -40.0 })]),
        );
    }
    idle(window);
}

/// Rows and passes of the net that is looked into.
const NET_ROWS: u32 = 20_000;
const NET_PASSES: u32 = 60;

/// A net that learns, with its map and its parts.
fn net(folder: &Path) {
    println!("frames with a net of {NET_ROWS} rows");
    if engine::neural::missing().is_some() {
        println!("left out: there is no trainer");
        return;
    }
    // A folder of its own: the table has the name of the large one.
    let folder = folder.join("net");
    std::fs::create_dir_all(&folder).expect("a folder for the table");
    let mut window = Window::new(Language::English);
    window.command(Command::Open(made::customers(&folder, NET_ROWS)));
    window.until_idle();
    window.command(Command::Ask(Question::YesNo {
        target: "bought".into(),
        positive: Some("yes".into()),
        wording: Wording::Buy,
    }));
    let net = NetSpec { patience: Some(0), ..NetSpec::default() };
    let model =
        ModelSpec { kind: ModelChoice::Neural, epochs: Some(NET_PASSES), net, ..ModelSpec::default() };
    window.command(Command::SetModel(model));
    window.until_idle();
    window.command(Command::Do(Action::Train));
    report("a net learns", window.until_idle());
    let state = window.shell.state();
    assert!(state.training.map.is_some(), "{:?}", state.training.error);
    report("a net, still", window.many(100, |_| Vec::new()));
    report(
        "a net, pointer over its links",
        window.many(FRAMES, |frame| {
            vec![Event::PointerMoved(pos2(500.0 + (frame % 300) as f32, 560.0 + (frame % 200) as f32))]
        }),
    );
}

/// Frames an idle window asks for within a minute of its own clock.
fn idle(window: &mut Window) {
    for _ in 0..2_000 {
        if window.rest == Duration::MAX {
            break;
        }
        window.frame(Vec::new());
    }
    let mut asked = 0;
    for _ in 0..60 {
        window.time += 1.0;
        window.frame(Vec::new());
        asked += usize::from(window.rest != Duration::MAX);
    }
    let kept = if asked == 0 { "kept" } else { "BROKEN" };
    println!("{:<44} {asked:>6} repaints asked for in 60 frames, bound 0  {kept}", "idle");
}
