//! Tables made for the benches.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Writes a customer list of 20 columns: an id, a date, three names, fourteen numbers, a yes/no answer that
/// depends on some of them. A million rows are about 150 MB.
pub(crate) fn customers(folder: &Path, rows: u32) -> PathBuf {
    let mut text = String::with_capacity(rows as usize * 160);
    text.push_str("customer_id,joined,town,plan,channel");
    for number in 1..=14 {
        let _infallible = write!(text, ",n{number}");
    }
    text.push_str(",bought\n");
    let mut state = 1_u32;
    for row in 0..rows {
        // A plain congruential generator: the figures only have to vary.
        let mut draw = |limit: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % limit
        };
        let (town, plan, channel, first) = (draw(300), draw(4), draw(6), draw(1_000));
        let _infallible = write!(
            text,
            "C{row:07},20{:02}-{:02}-{:02},Town number {town},Plan {plan},Channel {channel},{first}",
            draw(24),
            draw(12) + 1,
            draw(28) + 1,
        );
        for number in 0..13 {
            let (whole, part) = (draw(100_000), draw(100));
            // One number in fifty is a gap.
            let _infallible = match draw(50) {
                0 => write!(text, ","),
                _ if number % 2 == 0 => write!(text, ",{whole}"),
                _ => write!(text, ",{}.{part:02}", whole / 10),
            };
        }
        let yes = draw(1_000) < first / 3 + plan * 80;
        text.push_str(if yes { ",yes\n" } else { ",no\n" });
    }
    let path = folder.join("customers.csv");
    std::fs::write(&path, text).expect("room for the table");
    path
}
