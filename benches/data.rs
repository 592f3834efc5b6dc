//! How long a big file takes: reading, profiling, sorting, repeats. Run with `cargo bench --bench data`.

#![expect(clippy::print_stdout, reason = "a bench reports on the terminal")]
#![expect(clippy::expect_used, reason = "a bench that cannot run should stop loudly")]

use std::fmt::Write as _;
use std::time::Instant;

use clientele::data;
use clientele::domain::recipe::{Reading, Recipe};
use clientele::domain::table::{SortBy, TableView as _};

/// About 150 MB: a customer list of a million rows.
const ROWS: u32 = 1_000_000;

fn main() {
    // `cargo test --all-targets` starts benches too; there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the file");
    let path = folder.path().join("customers.csv");
    std::fs::write(&path, customers()).expect("room for the file");
    let megabytes = std::fs::metadata(&path).map_or(0, |facts| facts.len() / 1_000_000);

    let start = Instant::now();
    let table = data::read(&path, &Reading::default(), &mut |_| true).expect("a readable file");
    println!("read {megabytes} MB, {} rows: {:.2?}", table.rows(), start.elapsed());

    let recipe = Recipe::new(None);
    let start = Instant::now();
    let profile = data::profile(&table, &recipe);
    println!("profile, first time: {:.2?}", start.elapsed());
    let start = Instant::now();
    let again = data::profile(&table, &recipe);
    println!("profile, again: {:.2?} ({} findings)", start.elapsed(), again.findings.len());

    for (column, name) in table.names().iter().enumerate() {
        let start = Instant::now();
        let sort = SortBy { column, descending: false };
        let rows = data::order(&table, &profile, &recipe, &[], Some(&sort));
        println!("sort {} rows by {name}: {:.2?}", rows.len(), start.elapsed());
    }
    let start = Instant::now();
    let repeated = data::repeats(&table, &[]).iter().filter(|repeats| **repeats).count();
    println!("repeats by whole rows: {:.2?} ({repeated})", start.elapsed());
}

fn customers() -> String {
    let mut text = String::from(
        "customer_id,first_name,email,city,plan,joined,last_order,orders,spend,share,note,churn\n",
    );
    let mut state = 1_u32;
    for row in 0..ROWS {
        // A plain congruential generator: the figures only have to vary.
        let mut draw = |limit: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % limit
        };
        let (city, plan, day, orders, cents) = (draw(300), draw(3), draw(28), draw(40), draw(1_000_000));
        let _infallible = writeln!(
            text,
            "C{row:07},Name{},customer{row}@mail.example,City number {city},Plan {plan},2023-{:02}-{:02},\
             2024-01-{:02} 10:{:02}:00,{orders},{}.{:02},0.{:06},\"Called, left a message about order {}\",{}",
            draw(5_000),
            day % 12 + 1,
            day + 1,
            draw(28) + 1,
            draw(60),
            cents / 100,
            cents % 100,
            draw(1_000_000),
            draw(100_000),
            if draw(4) == 0 { "Yes" } else { "No" },
        );
    }
    text
}
