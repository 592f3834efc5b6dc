//! Faults planted into a copy of the sample shop: each is found, named, and gone after its one click.

use std::fmt::Write as _;

use super::cleaning::clean_to_look;
use crate::data;
use crate::domain::column::{Finding, FindingKind, Kind, TableProfile};
use crate::domain::recipe::{Question, Reading, Recipe, Step, StepEntry, Wording};
use crate::simulate::{customers_csv, shop};

/// A table as text cells; the first row holds the names.
struct Sheet {
    rows: Vec<Vec<String>>,
    state: u64,
}

impl Sheet {
    /// The customers of a small sample shop, each once, "unknown" taken out.
    fn clean() -> Self {
        let text = customers_csv(&shop::shop(7, 1_200));
        let mut rows: Vec<Vec<String>> = Vec::new();
        for line in text.lines() {
            let cells: Vec<String> = line.split(',').map(|cell| cell.replace("unknown", "basic")).collect();
            assert!(!line.contains('"'), "a cell of the shop needs quotes: {line}");
            if rows.last() != Some(&cells) {
                rows.push(cells);
            }
        }
        Self { rows, state: 1 }
    }

    fn names(&self) -> &[String] {
        &self.rows[0]
    }

    fn column(&self, name: &str) -> usize {
        self.names().iter().position(|own| own == name).unwrap()
    }

    fn body(&self) -> usize {
        self.rows.len() - 1
    }

    /// An even number from 0 to 1, the same on every machine (xorshift).
    fn draw(&mut self) -> f64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// About normal with mean 0 and deviation 1: the sum of twelve even numbers.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.draw()).sum::<f64>() - 6.0
    }

    /// Rewrites every `every`th filled cell of a column and says how many those were.
    fn spoil(&mut self, name: &str, every: usize, rewrite: impl Fn(&str) -> String) -> u64 {
        let column = self.column(name);
        let mut spoilt = 0;
        for row in self.rows.iter_mut().skip(1).filter(|row| !row[column].is_empty()).step_by(every) {
            row[column] = rewrite(&row[column]);
            spoilt += 1;
        }
        spoilt
    }

    /// Adds a column made of each row.
    fn add(&mut self, name: &str, mut cell: impl FnMut(&mut Self, usize) -> String) {
        for row in 0..self.rows.len() {
            let made = if row == 0 { name.to_owned() } else { cell(self, row) };
            self.rows[row].push(made);
        }
    }

    fn cell(&self, row: usize, name: &str) -> &str {
        &self.rows[row][self.column(name)]
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| if cell.contains(',') { format!("\"{cell}\"") } else { cell.clone() })
                .collect();
            let _infallible = writeln!(text, "{}", cells.join(","));
        }
        text
    }
}

struct Scene {
    _folder: tempfile::TempDir,
    table: data::Table,
    recipe: Recipe,
}

fn open(sheet: &Sheet) -> Scene {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("customers.csv");
    std::fs::write(&path, sheet.text()).unwrap();
    let table = data::read(&path, &Reading::default(), &mut |_| true).unwrap();
    let mut recipe = Recipe::new(Some(path));
    recipe.question = Some(Question::YesNo {
        target: "answered".to_owned(),
        positive: Some("yes".to_owned()),
        wording: Wording::Answer,
    });
    Scene { _folder: folder, table, recipe }
}

impl Scene {
    /// What is told about the table as its steps leave it, and how many rows they take out. Where cells are
    /// mended, the finding must be gone by what the cells say; rows stay in the table and are marked.
    fn look(&self) -> (TableProfile, usize) {
        let cleaned = clean_to_look(&self.table, &self.recipe, &|| true).unwrap();
        assert!(cleaned.problems.is_empty(), "{:?}", cleaned.problems);
        let taken_out = cleaned.dropped.iter().filter(|gone| **gone).count();
        let profile = data::profile(&cleaned.table, &cleaned.recipe);
        let learns = self.recipe.active_steps().any(|step| matches!(step, Step::Outliers { .. }));
        let profile =
            if taken_out > 0 || learns { data::without_done(profile, &self.recipe) } else { profile };
        (profile, taken_out)
    }
}

fn of<'p>(profile: &'p TableProfile, kind: FindingKind, column: Option<&str>) -> Option<&'p Finding> {
    profile.findings.iter().find(|found| found.kind == kind && found.column.as_deref() == column)
}

/// What a fault must be called, where, in how many rows (0: not told), and what its step must leave.
struct Told {
    kind: FindingKind,
    column: Option<&'static str>,
    rows: u64,
    /// Kind and gaps of the column after the step.
    leaves: Option<(Kind, u64)>,
    /// Rows the step takes out.
    takes_out: usize,
}

fn told(kind: FindingKind, column: &'static str, rows: u64) -> Told {
    Told { kind, column: Some(column), rows, leaves: None, takes_out: 0 }
}

fn check(name: &str, plant: impl FnOnce(&mut Sheet) -> Told) {
    let mut sheet = Sheet::clean();
    let (before, _) = open(&sheet).look();
    let expected = plant(&mut sheet);
    assert!(of(&before, expected.kind, expected.column).is_none(), "{name}: there before it was planted");
    let mut scene = open(&sheet);
    let (found, _) = scene.look();
    let Some(finding) = of(&found, expected.kind, expected.column) else {
        panic!("{name} was not found among {:#?}", found.findings);
    };
    assert_eq!(finding.rows, expected.rows, "{name}: {finding:#?}");
    let Some((_, step)) = finding.fix.clone() else { panic!("{name} has no step") };
    scene.recipe.steps.push(StepEntry { step, on: true });
    let (after, taken_out) = scene.look();
    assert_eq!(taken_out, expected.takes_out, "{name}");
    assert!(
        of(&after, expected.kind, expected.column).is_none(),
        "{name} is still there: {:#?}",
        after.findings
    );
    if let (Some((kind, gaps)), Some(column)) = (expected.leaves, expected.column) {
        let column = after.column(column).unwrap();
        assert_eq!((column.kind, column.gaps), (kind, gaps), "{name}");
    }
}

#[test]
fn the_clean_shop_has_no_faults() {
    let (found, _) = open(&Sheet::clean()).look();
    let kinds: Vec<(&str, Option<&str>)> =
        found.findings.iter().map(|found| (found.kind.name(), found.column.as_deref())).collect();
    // What is left is true: some ages and days since an order are not known, spend has a long tail, and name,
    // e-mail and phone are personal.
    let expected = ["gaps", "skewed", "personal", "outliers"];
    assert!(kinds.iter().all(|(kind, _)| expected.contains(kind)), "{kinds:?}");
    assert!(!kinds.iter().any(|(kind, _)| *kind == "leak"), "{kinds:?}");
}

#[test]
fn faults_of_rows_are_found_and_mended() {
    check("repeated customers", |sheet| {
        for row in [5, 90, 700] {
            let again = sheet.rows[row].clone();
            sheet.rows.insert(row + 1, again);
        }
        Told { takes_out: 3, ..told(FindingKind::Duplicates, "customer_id", 3) }
    });
    check("empty rows", |sheet| {
        let empty = vec![String::new(); sheet.names().len()];
        for row in [40, 41, 800] {
            sheet.rows.insert(row, empty.clone());
        }
        Told { kind: FindingKind::EmptyRows, column: None, rows: 3, leaves: None, takes_out: 3 }
    });
    check("sums at the end", |sheet| {
        let spend: f64 =
            (1..=sheet.body()).filter_map(|row| sheet.cell(row, "spend_12m").parse::<f64>().ok()).sum();
        let mut sums = vec![String::new(); sheet.names().len()];
        // Where the row starts with the word, the reader has set it aside already.
        sums[0] = "-".to_owned();
        sums[1] = "Total".to_owned();
        let place = sheet.column("spend_12m");
        sums[place] = format!("{spend:.2}");
        sheet.rows.push(sums);
        let column = sheet.names()[1].clone();
        Told { takes_out: 1, ..told(FindingKind::Totals, column.leak(), 1) }
    });
    check("a header with a figure in it among the rows", |sheet| {
        let mut header = sheet.rows[0].clone();
        // The same header is set aside by the reader, and another one begins another table.
        let place = sheet.column("spend_12m");
        header[place] = "12".to_owned();
        sheet.rows.insert(300, header.clone());
        sheet.rows.insert(900, header);
        Told { takes_out: 2, ..told(FindingKind::HeaderAgain, "newsletter", 2) }
    });
}

#[test]
fn sums_and_headers_that_the_reader_knows_are_set_aside_and_told() {
    let mut sheet = Sheet::clean();
    let clean = open(&sheet).look().0.rows;
    let header = sheet.rows[0].clone();
    sheet.rows.insert(300, header);
    let mut sums = vec![String::new(); sheet.names().len()];
    sums[0] = "Total".to_owned();
    let place = sheet.column("spend_12m");
    sums[place] = "123456.78".to_owned();
    sheet.rows.push(sums);
    let (found, _) = open(&sheet).look();
    assert_eq!(found.rows, clean);
    let aside = of(&found, FindingKind::SetAside, None).unwrap();
    assert_eq!((aside.rows, aside.fix.is_none()), (2, true));
}

#[test]
fn faults_of_columns_are_found_and_mended() {
    check("a constant column", |sheet| {
        sheet.add("country", |_, _| "UK".to_owned());
        told(FindingKind::Constant, "country", 0)
    });
    check("an empty column", |sheet| {
        sheet.add("remarks", |_, _| String::new());
        told(FindingKind::Constant, "remarks", 0)
    });
    check("a nearly empty column", |sheet| {
        sheet.add("coupon", |_, row| if row % 40 == 0 { ["a", "b"][row / 40 % 2] } else { "" }.to_owned());
        let filled = (sheet.body() / 40) as u64;
        told(FindingKind::Gaps, "coupon", sheet.body() as u64 - filled)
    });
    check("a copied column", |sheet| {
        sheet.add("orders_last_year", |sheet, row| sheet.cell(row, "orders_12m").to_owned());
        told(FindingKind::Copies, "orders_last_year", 0)
    });
    check("a column in other words", |sheet| {
        sheet.add("how", |sheet, row| format!("via {}", sheet.cell(row, "channel")));
        told(FindingKind::Copies, "how", 0)
    });
    check("a date of birth", |sheet| {
        sheet.add("birth_date", |sheet, row| {
            let month = (sheet.draw() * 12.0) as u32 + 1;
            format!("{}-{month:02}-{:02}", 1950 + row % 50, row % 28 + 1)
        });
        told(FindingKind::Personal, "birth_date", 0)
    });
    check("a leak, renamed and blurred", |sheet| {
        sheet.add("x7", |sheet, row| {
            let yes = sheet.cell(row, "answered") == "yes";
            format!("{:.3}", if yes { 1.0 } else { 0.0 } + 0.25 * sheet.normal())
        });
        told(FindingKind::Leak, "x7", 0)
    });
    check("the answers in other words", |sheet| {
        sheet.add("state", |sheet, row| {
            if sheet.cell(row, "answered") == "yes" { "won" } else { "open" }.to_owned()
        });
        told(FindingKind::Leak, "state", 0)
    });
    check("a leak by gaps", |sheet| {
        sheet.add("gift_chosen", |sheet, row| {
            if sheet.cell(row, "answered") == "yes" { ["mug", "pen", "bag"][row % 3] } else { "" }.to_owned()
        });
        told(FindingKind::Leak, "gift_chosen", 0)
    });
}

#[test]
fn faults_of_cells_are_found_and_mended() {
    check("gaps", |sheet| {
        let spoilt = sheet.spoil("spend_12m", 30, |_| String::new());
        told(FindingKind::Gaps, "spend_12m", spoilt)
    });
    check("a word for not known", |sheet| {
        let rows = sheet.spoil("channel", 40, |_| "n/a".to_owned());
        Told { leaves: Some((Kind::Category, rows)), ..told(FindingKind::GapWords, "channel", rows) }
    });
    check("a word among numbers", |sheet| {
        let rows = sheet.spoil("orders_12m", 200, |_| "none".to_owned());
        Told { leaves: Some((Kind::Integer, rows)), ..told(FindingKind::MixedKinds, "orders_12m", rows) }
    });
    check("999 for an age that is not known", |sheet| {
        sheet.add("household_income", |sheet, _| format!("{:.0}", 40_000.0 + 9_000.0 * sheet.normal()));
        let rows = sheet.spoil("household_income", 80, |_| "999999".to_owned());
        Told {
            leaves: Some((Kind::Integer, rows)),
            ..told(FindingKind::Placeholder, "household_income", rows)
        }
    });
    check("−1 for a number that is not known", |sheet| {
        let rows = sheet.spoil("spend_12m", 90, |_| "-1".to_owned());
        Told { leaves: Some((Kind::Number, rows)), ..told(FindingKind::Placeholder, "spend_12m", rows) }
    });
    check("a day for not known", |sheet| {
        let rows = sheet.spoil("signup_date", 150, |_| "1900-01-01".to_owned());
        Told { leaves: Some((Kind::Date, rows)), ..told(FindingKind::Placeholder, "signup_date", rows) }
    });
    check("money with its currency", |sheet| {
        let grouped = |cell: &str| {
            let (whole, cents) = cell.split_once('.').unwrap_or((cell, "00"));
            match whole.len() {
                4.. => format!("€ {},{}.{cents}", &whole[..whole.len() - 3], &whole[whole.len() - 3..]),
                _ => format!("€ {whole}.{cents}"),
            }
        };
        let rows = sheet.spoil("spend_12m", 1, grouped);
        Told { leaves: Some((Kind::Number, 0)), ..told(FindingKind::WrittenNumbers, "spend_12m", rows) }
    });
    check("another decimal mark", |sheet| {
        let rows = sheet.spoil("spend_12m", 1, |cell| cell.replace('.', ","));
        Told { leaves: Some((Kind::Number, 0)), ..told(FindingKind::WrittenNumbers, "spend_12m", rows) }
    });
    check("numbers with a unit", |sheet| {
        let rows = sheet.spoil("orders_12m", 1, |cell| format!("{cell} pcs"));
        Told { leaves: Some((Kind::Number, 0)), ..told(FindingKind::WrittenNumbers, "orders_12m", rows) }
    });
    check("ages that cannot be", |sheet| {
        let age = sheet.column("age");
        let gaps = (1..=sheet.body()).filter(|row| sheet.cell(*row, "age").is_empty()).count() as u64;
        for (row, wrong) in [(3, "230"), (70, "-4"), (500, "230")] {
            assert!(!sheet.rows[row][age].is_empty());
            wrong.clone_into(&mut sheet.rows[row][age]);
        }
        Told { leaves: Some((Kind::Integer, gaps + 3)), ..told(FindingKind::Impossible, "age", 3) }
    });
    check("days in the wrong century", |sheet| {
        let day = sheet.column("signup_date");
        for row in [10, 20] {
            sheet.rows[row][day] = sheet.rows[row][day].replacen("20", "19", 1);
        }
        Told { leaves: Some((Kind::Date, 2)), ..told(FindingKind::SuspiciousDates, "signup_date", 2) }
    });
    check("outliers", |sheet| {
        sheet.add("points", |sheet, row| {
            format!("{:.1}", if row % 300 == 0 { 9_000.0 } else { 100.0 + 10.0 * sheet.normal() })
        });
        let rows = sheet.body() as u64 / 300;
        Told { leaves: Some((Kind::Number, 0)), ..told(FindingKind::Outliers, "points", rows) }
    });
    check("a long tail", |sheet| {
        sheet.add("balance", |sheet, _| format!("{:.2}", (5.0 + 1.1 * sheet.normal()).exp()));
        Told { leaves: Some((Kind::Number, 0)), ..told(FindingKind::Skewed, "balance", 0) }
    });
    check("capitals and blanks", |sheet| {
        let rows = sheet
            .spoil("region", 25, |cell| if cell == "suburb" { "SUBURB".to_owned() } else { cell.to_owned() });
        let changed = (1..=sheet.body()).filter(|row| sheet.cell(*row, "region") == "SUBURB").count() as u64;
        assert!(changed > 3 && changed < rows);
        Told { leaves: Some((Kind::Category, 0)), ..told(FindingKind::Spelling, "region", changed) }
    });
    check("capitals of many names", |sheet| {
        let gaps = (1..=sheet.body()).filter(|row| sheet.cell(*row, "city").is_empty()).count() as u64;
        let rows = sheet.spoil("city", 5, str::to_uppercase);
        Told { leaves: Some((Kind::Category, gaps)), ..told(FindingKind::Spelling, "city", rows) }
    });
    check("several words for yes", |sheet| {
        let yes = sheet.column("newsletter");
        let mut changed = 0;
        for row in (1..=sheet.body()).step_by(9) {
            if sheet.rows[row][yes] == "yes" {
                sheet.rows[row][yes] = "Y".to_owned();
                changed += 1;
            }
        }
        Told { leaves: Some((Kind::YesNo, 0)), ..told(FindingKind::Spelling, "newsletter", changed) }
    });
    check("rare names", |sheet| {
        sheet.add("campaign", |_, row| {
            if row % 10 == 0 { format!("leaflet {}", row / 10 % 60) } else { "spring".to_owned() }
        });
        let rows = sheet.body() as u64 / 10;
        Told { leaves: Some((Kind::Category, 0)), ..told(FindingKind::RareNames, "campaign", rows) }
    });
}
