//! How long a big file takes: reading and profiling beside pandas, growth with the number of rows, sorting, and
//! how much memory learning and scoring take. Run
//! with `cargo bench --bench data`.
//!
//! Each measurement is a process of its own (this program again, or Python), so that peak memory is its own
//! too. pandas is installed once, pinned, into an environment below the target folder; where that cannot be
//! done, the bench says so and measures ours alone.

#![expect(clippy::print_stdout, reason = "a bench reports on the terminal")]
#![expect(clippy::expect_used, reason = "a bench that cannot run should stop loudly")]

mod beside;

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use beside::{output, python};
use clientele::cli::{self, Request};
use clientele::data;
use clientele::domain::recipe::{Reading, Recipe};
use clientele::domain::table::{SortBy, TableView as _};

const PANDAS: &str = "pandas==3.1.1";
/// Repeats of what stands side by side; medians are shown.
const REPEATS: usize = 5;
/// Rows of the files that show growth; the middle one is compared with pandas.
const SIZES: [u32; 3] = [100_000, 1_000_000, 3_000_000];
const COMPARED: u32 = 1_000_000;
/// Asks this program to measure one file and print the figures.
const MEASURE: &str = "--measure";
/// Asks this program to do what the rest says, as the command does, and to print its peak memory.
const COMMAND: &str = "--command";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, ask, path, ..] = arguments.as_slice()
        && ask == MEASURE
    {
        return measure(Path::new(path));
    }
    if let [program, ask, command @ ..] = arguments.as_slice()
        && ask == COMMAND
    {
        let words = std::iter::once(program).chain(command).map(OsString::from);
        let Request::Exit(0) = cli::start(words) else { panic_with("a command that failed") };
        return println!("{}", peak_megabytes());
    }
    // `cargo test --all-targets` starts benches too; there is nothing to test here.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the files");
    let python = python("pandas", &[PANDAS]);
    println!("{:>9}  {:>6}  {:>8}  {:>8}  {:>8}  {:>8}", "rows", "MB", "read", "profile", "both", "peak MB");
    let mut compared = PathBuf::new();
    for rows in SIZES {
        let path = folder.path().join(format!("customers-{rows}.csv"));
        write_customers(&path, rows);
        let ours = median((0..REPEATS).map(|_| ours(&path)).collect());
        println!("{rows:>9}  {:>6}  {}", megabytes(&path), ours.row());
        if rows == COMPARED {
            compared = path;
        }
    }
    match &python {
        Ok(python) => side_by_side(python, &compared),
        Err(why) => println!("no comparison with pandas: {why}"),
    }
    memory(&compared, folder.path());
    views(&compared);
}

/// Seconds and peak memory of one run.
#[derive(Clone, Copy)]
struct Figures {
    read: f64,
    profile: f64,
    peak: f64,
}

impl Figures {
    fn both(&self) -> f64 {
        self.read + self.profile
    }

    fn row(&self) -> String {
        let Self { read, profile, peak } = self;
        format!("{read:>7.2}s  {profile:>7.2}s  {:>7.2}s  {peak:>8.0}", self.both())
    }

    /// Three figures as a child prints them.
    fn parse(text: &str) -> Self {
        let figures: Vec<f64> = text.split_whitespace().map(|word| word.parse().expect("a figure")).collect();
        let [read, profile, peak] = figures.as_slice() else { panic_with(text) };
        Self { read: *read, profile: *profile, peak: *peak }
    }
}

#[expect(clippy::panic, reason = "a bench that cannot run should stop loudly")]
fn panic_with(text: &str) -> ! {
    panic!("{text:?} was not to be expected here")
}

/// The run in the middle by time.
fn median(mut runs: Vec<Figures>) -> Figures {
    runs.sort_by(|a, b| a.both().total_cmp(&b.both()));
    *runs.get(runs.len() / 2).expect("a run")
}

fn measure(path: &Path) {
    let start = Instant::now();
    let table = data::read(path, &Reading::default(), &mut |_| true).expect("a readable file");
    let read = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let profile = data::profile(&table, &Recipe::new(None));
    let profiled = start.elapsed().as_secs_f64();
    assert_eq!(profile.rows, table.rows() as u64);
    println!("{read} {profiled} {}", peak_megabytes());
}

/// Peak memory of this process, where the system tells it.
fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap_or(f64::NAN);
    kilobytes * 1_024.0 / 1e6
}

fn ours(path: &Path) -> Figures {
    let program = std::env::current_exe().expect("the path of this program");
    Figures::parse(&output(Command::new(program).arg(MEASURE).arg(path)).expect("a measurement"))
}

const SCRIPT: &str = r#"
import resource, sys, time
import pandas
start = time.perf_counter()
frame = pandas.read_csv(sys.argv[1], engine="c")
read = time.perf_counter() - start
start = time.perf_counter()
frame.describe(include=eval(sys.argv[2]))
print(read, time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)
"#;

/// Ours and pandas by turns, so that whatever else the machine does meets both.
fn side_by_side(python: &Path, path: &Path) {
    let pandas = |include: &str| {
        let printed = output(Command::new(python).args(["-c", SCRIPT]).arg(path).arg(include));
        Figures::parse(&printed.expect("a measurement by pandas"))
    };
    let (mut own, mut theirs, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..REPEATS {
        own.push(ours(path));
        theirs.push(pandas("None"));
        all.push(pandas("'all'"));
    }
    let (own, theirs, all) = (median(own), median(theirs), median(all));
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    println!("\n{COMPARED} rows x 19 columns, {} MB, medians of {REPEATS}", megabytes(path));
    println!("{:44}  {:>8}  {:>8}  {:>8}  {:>8}", "", "read", "profile", "both", "peak MB");
    println!("{:44}  {}", format!("ours, {threads} threads"), own.row());
    println!("{:44}  {}", format!("{PANDAS}, engine c, 1 thread, describe()"), theirs.row());
    println!("{:44}  {}", format!("{PANDAS}, describe(include='all')"), all.row());
    println!(
        "ours / pandas: {:.2} with describe(), {:.2} with describe(include='all')\n",
        own.both() / theirs.both(),
        own.both() / all.both(),
    );
}

/// Peak memory of learning, writing everything down, and scoring, beside what it may be.
fn memory(path: &Path, folder: &Path) {
    let program = std::env::current_exe().expect("the path of this program");
    let peak = |words: &[&str]| {
        let printed = output(Command::new(&program).arg(COMMAND).args(words)).expect("a measurement");
        printed.lines().last().and_then(|line| line.parse::<f64>().ok()).expect("a figure")
    };
    let [file, run, list] = [path.to_path_buf(), folder.join("run"), folder.join("scored.csv")]
        .map(|path| path.to_string_lossy().into_owned());
    let model = format!("{run}/model.clientele");
    let bound = 4 * megabytes(path) + 150;
    let learned = peak(&["train", &file, "--target", "answered", "--positive", "yes", "--out", &run]);
    println!("peak of reading, logistic regression and writing: {learned:.0} MB (4 files + 150 MB: {bound})");
    let scored = peak(&["score", &model, &file, "--out", &list]);
    println!("peak of reading, scoring and writing: {scored:.0} MB (4 files + 150 MB: {bound})\n");
}

fn views(path: &Path) {
    let table = data::read(path, &Reading::default(), &mut |_| true).expect("a readable file");
    let recipe = Recipe::new(None);
    let profile = data::profile(&table, &recipe);
    let start = Instant::now();
    let again = data::profile(&table, &recipe);
    println!("profile, again: {:.2?} ({} findings)", start.elapsed(), again.findings.len());
    for (column, name) in table.names().iter().enumerate() {
        let start = Instant::now();
        let sort = SortBy { column, descending: false };
        let rows = data::order(&table, &profile, &recipe, &[], Some(&sort));
        println!("sort {} rows by {name}: {:.2?}", rows.len(), start.elapsed());
    }
}

fn megabytes(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |facts| facts.len() / 1_000_000)
}

/// A customer list with the columns of the sample shop.
fn write_customers(path: &Path, rows: u32) {
    let mut out = BufWriter::new(File::create(path).expect("room for the file"));
    let header = "customer_id,name,email,phone,city,region,age,signup_date,channel,membership,orders_12m,\
                  spend_12m,days_since_order,returns,newsletter,app_user,contacted,answered,next_spend\n";
    out.write_all(header.as_bytes()).expect("room for the file");
    let first = ["Ada", "Amira", "Anton", "Bea", "Carlos", "Chloé", "Dmitri", "Elif", "Emil", "Fatima"];
    let last = ["Dunmore", "Núñez", "Berg", "Ito", "Okafor", "Silva", "Novak", "Kaya", "Larsen", "Moreau"];
    let mut state = 1_u32;
    for row in 0..rows {
        // A plain congruential generator: the figures only have to vary.
        let mut draw = |limit: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % limit
        };
        let pick = |list: &[&'static str], at: u32| list.get(at as usize % list.len()).copied().unwrap_or("");
        let (given, family) = (pick(&first, draw(10)), pick(&last, draw(10)));
        let mail = format!("{given}.{family}.{row}@example.com").to_lowercase();
        let yes_no = |yes: bool| if yes { "yes" } else { "no" };
        let line = writeln!(
            out,
            "C{row:07},{given} {family},{mail},+1 {} 555 {:04},Town {},{},{},20{:02}-{:02}-{:02},{},{},{},{}.{:02},{},{},{},{},{},{},{}.{:02}",
            200 + row / 10_000,
            row % 10_000,
            draw(24),
            pick(&["centre", "suburb", "country"], draw(3)),
            if draw(40) == 0 { String::new() } else { (18 + draw(68)).to_string() },
            19 + draw(7),
            1 + draw(12),
            1 + draw(28),
            pick(&["search", "social", "referral", "store", "partner"], draw(5)),
            pick(&["basic", "silver", "gold", "platinum", "unknown"], draw(5)),
            draw(30),
            draw(3_000),
            draw(100),
            if draw(5) == 0 { String::new() } else { draw(730).to_string() },
            draw(4),
            yes_no(draw(2) == 0),
            yes_no(draw(3) == 0),
            yes_no(draw(5) > 0),
            yes_no(draw(8) == 0),
            draw(2_000),
            draw(100),
        );
        line.expect("room for the file");
    }
    out.flush().expect("room for the file");
}
