use super::super::Language::{Chinese, English};
use super::*;

/// Each case: what is formatted, English, Chinese.
fn check(cases: &[(String, String, &str, &str)]) {
    for (english, chinese, en, zh) in cases {
        assert_eq!(english, en);
        assert_eq!(chinese, zh);
    }
}

macro_rules! both {
    ($format:ident, $([$($value:expr),+] => $en:expr, $zh:expr;)+) => {
        check(&[$(($format(English, $($value),+), $format(Chinese, $($value),+), $en, $zh)),+])
    };
}

#[test]
fn counts_have_thousands_commas() {
    for (value, expected) in
        [(0, "0"), (999, "999"), (1_000, "1,000"), (12_400, "12,400"), (1_234_567, "1,234,567")]
    {
        assert_eq!(count(value), expected);
    }
    assert_eq!(group("−1234.5678"), "−1,234.5678");
    assert_eq!(group("abc"), "abc");
}

#[test]
fn numbers_in_sentences() {
    both!(number,
        [6.1] => "6.10", "6.1";
        [199.0] => "199", "199";
        [-500.0] => "−500", "−500";
        [1234.567] => "1,234.57", "1,234.57";
        [0.004] => "0.004", "0.004";
        [0.0] => "0", "0";
    );
}

#[test]
fn numbers_in_tables() {
    for (value, expected) in [
        (18.25, "18.25"),
        (8684.8, "8,684.8"),
        (0.123_456, "0.123"),
        (0.000_012_3, "1.23e−5"),
        (-0.001, "−0.001"),
        (1e15, "1.00e15"),
        (0.0, "0"),
        (-0.0, "0"),
        (f64::NAN, "–"),
        (f64::INFINITY, "–"),
    ] {
        assert_eq!(plain(value), expected, "{value}");
    }
    assert_eq!(fixed(-0.04, 1), "0.0");
    assert_eq!(fixed(2.675, 2), "2.68");
}

#[test]
fn ticks_are_short() {
    both!(compact,
        [0.0] => "0", "0";
        [0.25] => "0.25", "0.25";
        [1500.0] => "1,500", "1,500";
        [20_000.0] => "20,000", "20,000";
        [250_000.0] => "250k", "25 万";
        [1_500_000.0] => "1.5M", "150 万";
        [150_000_000.0] => "150M", "1.5 亿";
        [-2_500_000_000.0] => "−2.5B", "−25 亿";
        [999_999.0] => "1M", "100 万";
    );
}

#[test]
fn percentages_show_more_digits_when_rare() {
    both!(percent,
        [0.27] => "27%", "27%";
        [0.265] => "27%", "27%";
        [0.285] => "29%", "29%";
        [0.032] => "3.2%", "3.2%";
        [0.1] => "10%", "10%";
        [0.0996] => "10%", "10%";
        [0.0048] => "0.48%", "0.48%";
        [0.00995] => "1.0%", "1.0%";
        [0.00012] => "0.012%", "0.012%";
        [0.00005] => "less than 0.01%", "不到 0.01%";
        [0.0] => "0%", "0%";
        [1.0] => "100%", "100%";
        [0.99] => "99%", "99%";
        [0.994] => "99.4%", "99.4%";
        [0.9997] => "99.9%", "99.9%";
        [-0.08] => "−8.0%", "−8.0%";
        [-0.021] => "−2.1%", "−2.1%";
        [f64::NAN] => "–", "–";
    );
    both!(percent_range,
        [0.61, 0.67] => "61% to 67%", "61%～67%";
        [-0.08, 0.31] => "−8% to 31%", "−8%～31%";
        [-0.021, 0.043] => "−2.1% to 4.3%", "−2.1%～4.3%";
        [0.004, 0.12] => "0.40% to 12%", "0.40%～12%";
    );
    assert_eq!(percent_tick(0.25), "25%");
    assert_eq!(percent_tick(0.125), "12.5%");
}

#[test]
fn small_chances_are_one_in_k() {
    both!(chance,
        [0.111] => "1 in 9", "每 9 人有 1 人";
        [600.0 / 18_600.0] => "1 in 31", "每 31 人有 1 人";
        [0.125] => "1 in 8", "每 8 人有 1 人";
        [0.126] => "13%", "13% 的人";
        [0.27] => "27%", "27% 的人";
        [0.0005] => "1 in 2,000", "每 2,000 人有 1 人";
        [0.0] => "0%", "0% 的人";
    );
}

#[test]
fn scores_and_losses() {
    both!(score_range, [0.74, 0.78] => "0.74 to 0.78", "0.74～0.78";);
    for (value, expected) in [(0.994, "0.99"), (-0.084, "−0.08"), (f64::NAN, "–")] {
        assert_eq!(score(value), expected);
    }
    for (value, expected) in [
        (0.4312, "0.431"),
        (0.4207, "0.421"),
        (0.4375, "0.438"),
        (0.0421, "0.0421"),
        (1.236, "1.24"),
        (12.36, "12.4"),
        (1234.5, "1,235"),
        (0.99996, "1.00"),
        (0.0, "0.000"),
        (f64::NAN, "–"),
    ] {
        assert_eq!(loss(value), expected, "{value}");
    }
}

#[test]
fn times_the_usual() {
    both!(times,
        [3.4] => "3.4 times", "3.4 倍";
        [2.0] => "2.0 times", "2.0 倍";
        [9.96] => "10 times", "10 倍";
        [12.4] => "12 times", "12 倍";
    );
}

#[test]
fn spans_keep_what_was_measured() {
    for (seconds, english, chinese) in [
        (0.0, "0.00 s", "0.00 秒"),
        (0.314, "0.31 s", "0.31 秒"),
        (9.94, "9.94 s", "9.94 秒"),
        (9.96, "10 s", "10 秒"),
        (300.0, "5 min", "5 分钟"),
        (f64::NAN, "under 1 s", "不到 1 秒"),
    ] {
        assert_eq!(span(Language::English, seconds), english);
        assert_eq!(span(Language::Chinese, seconds), chinese);
    }
}

#[test]
fn durations_are_rounded() {
    both!(duration,
        [0.3] => "under 1 s", "不到 1 秒";
        [8.2] => "8 s", "8 秒";
        [89.0] => "89 s", "89 秒";
        [119.0] => "2 min", "2 分钟";
        [10_800.0] => "3 h", "3 小时";
        [f64::NAN] => "under 1 s", "不到 1 秒";
    );
}

#[test]
fn sizes_and_days() {
    both!(bytes,
        [1] => "1 byte", "1 字节";
        [980] => "980 bytes", "980 字节";
        [1_234_567] => "1.2 MB", "1.2 MB";
        [980_000_000] => "980 MB", "980 MB";
        [999_999] => "1.0 MB", "1.0 MB";
    );
    both!(date,
        ["2026-12-12"] => "12 December 2026", "2026 年 12 月 12 日";
        ["2026-01-05T10:00:00"] => "5 January 2026", "2026 年 1 月 5 日";
        ["2026-13-01"] => "2026-13-01", "2026-13-01";
        ["soon"] => "soon", "soon";
    );
}

#[test]
fn names_keep_their_letters() {
    assert_eq!(name("TotalCharges"), "“TotalCharges”");
    let list: Vec<String> = ["email", "phone", "name"].map(str::to_owned).to_vec();
    both!(names,
        [&list] => "“email”, “phone” and “name”", "“email”、“phone”、“name”";
        [&list[..2]] => "“email” and “phone”", "“email”、“phone”";
        [&list[..1]] => "“email”", "“email”";
        [&[]] => "–", "–";
    );
}

#[test]
fn effects_odds_and_p_values() {
    for (value, written) in [
        (0.045_764, "0.0458"),
        (-0.001_037, "−0.00104"),
        (23_848.5, "23,849"),
        (256.856, "257"),
        (0.0, "0"),
        (3.2e-9, "3.20e−9"),
        (f64::NAN, NONE),
    ] {
        assert_eq!(effect(value), written);
    }
    for (value, written) in [
        (0.289, "0.289"),
        (1.0, "1.00"),
        (1.002_162, "1.0022"),
        (0.966_8, "0.967"),
        (7.16, "7.16"),
        (121.4, "121"),
    ] {
        assert_eq!(odds(value), written);
    }
    for (value, written) in [
        (0.0, "< 0.001"),
        (0.000_99, "< 0.001"),
        (0.001_04, "0.0010"),
        (0.030_78, "0.031"),
        (0.388_2, "0.39"),
        (0.86, "0.86"),
        (1.0, "> 0.99"),
        (f64::NAN, NONE),
    ] {
        assert_eq!(p_value(value), written);
    }
}
