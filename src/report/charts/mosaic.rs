//! Right and wrong in heads: areas as large as the numbers they hold.

use std::fmt::Write as _;

use super::super::markup::Say;
use super::plot::{WIDTH, picture};
use crate::domain::message::{Arg, Message};
use crate::domain::report::Confusion;

/// Of 1,000 customers: called yes and yes, called yes but no, called no but yes, called no and no. They add up to
/// 1,000: the last is what the others leave.
pub(super) fn in_heads(counts: &Confusion) -> [usize; 4] {
    let all = counts.true_positive + counts.false_positive + counts.false_negative + counts.true_negative;
    let heads = |count: usize| (count as f64 * 1_000.0 / all.max(1) as f64).round() as usize;
    let [hits, disturbed, missed] =
        [counts.true_positive, counts.false_positive, counts.false_negative].map(heads);
    [hits, disturbed, missed, 1_000usize.saturating_sub(hits + disturbed + missed)]
}

/// The mosaic: the chosen at the left, the others at the right; the answer looked for on top.
pub(in super::super) fn mosaic(say: &Say<'_>, counts: &Confusion) -> String {
    const HEIGHT: f64 = 250.0;
    const GAP: f64 = 4.0;
    const TOP: f64 = 24.0;
    let [hits, disturbed, missed, left_alone] = in_heads(counts);
    let share = |part: usize, rest: usize| part as f64 / (part + rest).max(1) as f64;
    let chosen = share(hits + disturbed, missed + left_alone);
    let split = WIDTH * chosen;
    let mut body = String::new();
    let columns = [
        (0.0, split - GAP / 2.0, [(hits, "pos", "on-light", 0), (disturbed, "neg", "on-dark", 1)]),
        (split + GAP / 2.0, WIDTH, [(missed, "pos soft", "ink", 2), (left_alone, "neg soft", "ink", 3)]),
    ];
    for (start, end, [upper, lower]) in columns {
        let width = (end - start).max(0.0);
        let border = TOP + (HEIGHT - TOP) * share(upper.0, lower.0);
        for ((heads, class, text, which), from, to) in
            [(upper, TOP, border - GAP / 2.0), (lower, border + GAP / 2.0, HEIGHT)]
        {
            let height = (to - from).max(0.0);
            if heads == 0 {
                continue;
            }
            let _ = write!(
                body,
                "<rect class=\"{class}\" x=\"{start:.1}\" y=\"{from:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"2\"/>"
            );
            if width >= 44.0 && height >= 26.0 {
                let _ = write!(
                    body,
                    "<text class=\"big {text}\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                    start + 10.0,
                    from + 22.0,
                    say.count(heads)
                );
            }
            if width >= 150.0 && height >= 46.0 {
                let _ = write!(
                    body,
                    "<text class=\"{text}\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                    start + 10.0,
                    from + 40.0,
                    say.say(&label(which))
                );
            }
        }
    }
    let chosen_heads = hits + disturbed;
    if split > 84.0 {
        let text = say.say(&Message::new("report-heads-chosen").count("n", chosen_heads));
        let _ = write!(body, "<text class=\"strong\" x=\"0\" y=\"14\">{text}</text>");
    }
    if WIDTH - split > 120.0 {
        let text = say.say(&Message::new("report-heads-rest").count("n", 1_000 - chosen_heads.min(1_000)));
        let _ = write!(body, "<text class=\"strong end\" x=\"{WIDTH}\" y=\"14\">{text}</text>");
    }
    let description = Message::new("report-heads-desc")
        .count("hits", hits)
        .count("disturbed", disturbed)
        .count("missed", missed)
        .count("left", left_alone);
    let svg =
        picture(say, "heads", [WIDTH, HEIGHT], &Message::new("report-heads-title"), &description, &body);
    format!("<div class=\"heads\">{svg}{}</div>", heads_table(say, [hits, disturbed, missed, left_alone]))
}

fn label(which: usize) -> Message {
    match which {
        0 => Message::new("report-heads-hit"),
        1 => Message::new("report-heads-disturbed"),
        2 => Message::new("report-heads-missed"),
        _ => Message::new("report-heads-left"),
    }
}

/// The same four numbers as a table, for small areas and for readers without pictures.
fn heads_table(say: &Say<'_>, heads: [usize; 4]) -> String {
    let mut rows = String::new();
    for (which, heads) in heads.into_iter().enumerate() {
        let _ = write!(
            rows,
            "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td></tr>",
            say.say(&label(which)),
            say.value(Arg::Count(heads as u64))
        );
    }
    format!("<table><tbody>{rows}</tbody></table>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_add_up_to_a_thousand() {
        let counts = Confusion { true_positive: 1, false_positive: 1, false_negative: 1, true_negative: 4 };
        assert_eq!(in_heads(&counts), [143, 143, 143, 571]);
        let none = Confusion { true_positive: 0, false_positive: 0, false_negative: 0, true_negative: 0 };
        assert_eq!(in_heads(&none).iter().sum::<usize>(), 1_000);
    }
}
