//! Days as whole numbers since 1970-01-01, written as ISO dates.

use chrono::{Days, NaiveDate};

/// The day the simulated files speak of: 2025-12-31.
pub(super) const AS_OF_DAY: u32 = 20_453;

/// `2025-12-31` for 20453.
pub(super) fn iso(day: u32) -> String {
    // NaiveDate's default is 1970-01-01; the sum stays far inside chrono's range for any u32 below 95 million.
    NaiveDate::default().checked_add_days(Days::new(u64::from(day))).unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        assert_eq!(iso(0), "1970-01-01");
        assert_eq!(iso(AS_OF_DAY), "2025-12-31");
        // 2024 was a leap year.
        assert_eq!(iso(AS_OF_DAY - 365 - 366), "2023-12-31");
    }
}
