//! "In heads": what happens to a thousand customers, as areas.

use egui::{Color32, Rect, Ui, pos2, vec2};

use super::frame::{chart_space, impossible};
use crate::domain::report::Confusion;
use crate::text::format;
use crate::ui::theme::{self, Type, mix, radius, text_on};
use crate::ui::widgets::{galley, galley_within};

/// The words inside and above the areas.
#[derive(Clone, Copy, Debug)]
pub struct HeadsWords<'a> {
    /// Above those contacted, before their number.
    pub contact: &'a str,
    /// Above the others, before their number.
    pub leave: &'a str,
    /// Called yes and yes.
    pub right_yes: &'a str,
    /// Called yes but no.
    pub wrong_yes: &'a str,
    /// Called no but yes.
    pub missed: &'a str,
    /// Called no and no.
    pub right_no: &'a str,
    /// In place of the chart without rows.
    pub empty: &'a str,
    /// For screen readers.
    pub summary: &'a str,
}

/// Four areas in proportion, with numbers of a thousand customers.
pub fn heads(ui: &mut Ui, confusion: Confusion, height: f32, words: HeadsWords<'_>) {
    let counts = [
        confusion.true_positive,
        confusion.false_positive,
        confusion.false_negative,
        confusion.true_negative,
    ];
    let Some([hit, wrong, missed, right]) = per_thousand(counts) else {
        impossible(ui, height, words.empty);
        return;
    };
    let tokens = theme::of(ui);
    let (rect, _) = chart_space(ui, height, words.summary);
    let area = Rect::from_min_max(pos2(rect.left(), rect.top() + 24.0), rect.max);
    let soft = |colour: Color32, share: f32| mix(tokens.surface, colour, share);
    let columns = [
        (words.contact, [(hit, words.right_yes, tokens.pos), (wrong, words.wrong_yes, tokens.neg)]),
        (
            words.leave,
            [(missed, words.missed, soft(tokens.pos, 0.45)), (right, words.right_no, soft(tokens.neg, 0.30))],
        ),
    ];
    titles(ui, rect, area, &columns);
    let mut left = area.left();
    for (_, parts) in columns {
        let of = parts[0].0 + parts[1].0;
        if of == 0 {
            continue;
        }
        let gap = if of == 1000 { 0.0 } else { 4.0 };
        let width = (area.width() - gap) * of as f32 / 1000.0;
        let mut top = area.top();
        let split = parts.iter().all(|part| part.0 > 0);
        for (count, word, fill) in parts {
            let gap = if split { 4.0 } else { 0.0 };
            let size = vec2(width, (area.height() - gap) * count as f32 / of as f32);
            let part = Rect::from_min_size(pos2(left, top), size);
            draw_part(ui, part, count, word, fill);
            top += size.y + gap;
        }
        left += width + gap;
    }
}

/// One side of the chart: its word, and two parts with count, word and colour.
type Side<'a> = (&'a str, [(u32, &'a str, Color32); 2]);

/// The words above the two sides. A side that is too narrow for its numbers says them here.
fn titles(ui: &Ui, rect: Rect, area: Rect, sides: &[Side<'_>; 2]) {
    let ink = theme::of(ui).text;
    let of = |side: &Side<'_>| side.1.iter().map(|part| part.0).sum::<u32>();
    let said = |side: &Side<'_>| format!("{} {}", side.0, format::count(u64::from(of(side))));
    let [contact, leave] = sides;
    let width = area.width() * of(contact) as f32 / 1000.0;
    let draw = |x: f32, words| ui.painter().galley(pos2(x, rect.top()), words, ink);
    let whole = said(contact);
    let short = galley(ui, Type::CaptionStrong, &whole, ink);
    let other = galley(ui, Type::CaptionStrong, &said(leave), ink);
    if of(contact) == 0 || of(leave) == 0 {
        draw(area.left(), if of(contact) == 0 { other } else { short });
    } else if short.rect.width() + 8.0 <= width && width <= area.width() - other.rect.width() {
        draw(area.left(), short);
        draw(area.left() + width, other);
    } else {
        let right = area.right() - other.rect.width();
        draw(right, other);
        let room = right - area.left() - 12.0;
        // As many parts as there is room for; none is cut.
        let part = |(count, word, _): &(u32, &str, Color32)| {
            format!(" · {} {word}", format::count(u64::from(*count)))
        };
        let [first, second] = contact.1.each_ref().map(part);
        let choices = [format!("{whole}{first}{second}"), format!("{whole}{first}"), whole];
        let fits = |text: &&String| galley(ui, Type::Caption, text, ink).rect.width() <= room;
        let text = choices.iter().find(fits).map_or("", String::as_str);
        draw(area.left(), galley_within(ui, Type::Caption, text, ink, room, 1));
    }
}

fn draw_part(ui: &Ui, rect: Rect, count: u32, word: &str, fill: Color32) {
    ui.painter().rect_filled(rect, f32::from(radius::BAR), fill);
    let ink = text_on(fill);
    let number = galley(ui, Type::Title, &format::count(u64::from(count)), ink);
    if rect.width() < number.rect.width() + 16.0 || rect.height() < 24.0 {
        return;
    }
    let corner = rect.min + vec2(10.0, if rect.height() < 36.0 { rect.height() / 2.0 - 14.0 } else { 4.0 });
    let beside = corner + vec2(number.rect.width() + 12.0, 8.0);
    ui.painter().galley(corner, number, ink);
    if rect.height() >= 56.0 {
        let words = galley_within(ui, Type::Caption, word, ink, rect.width() - 14.0, 2);
        ui.painter().galley(corner + vec2(0.0, 28.0), words, ink);
    } else if rect.right() - beside.x > 48.0 {
        let words = galley_within(ui, Type::Caption, word, ink, rect.right() - beside.x - 8.0, 1);
        ui.painter().galley(beside, words, ink);
    }
}

/// Counts as parts of a thousand that add up to a thousand (largest remainders); none without rows.
fn per_thousand(counts: [usize; 4]) -> Option<[u32; 4]> {
    let total: usize = counts.iter().sum();
    if total == 0 {
        return None;
    }
    let mut parts = counts.map(|count| (count * 1000 / total) as u32);
    let mut order = [0, 1, 2, 3];
    order.sort_by_key(|place| std::cmp::Reverse(counts.get(*place).map_or(0, |count| count * 1000 % total)));
    let missing = 1000 - parts.iter().sum::<u32>();
    for place in order.into_iter().take(missing as usize) {
        if let Some(part) = parts.get_mut(place) {
            *part += 1;
        }
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::per_thousand;

    #[test]
    fn heads_add_up_to_a_thousand() {
        for (counts, expected) in [
            ([183, 106, 98, 670], Some([173, 100, 93, 634])),
            ([1, 1, 1, 0], Some([334, 333, 333, 0])),
            ([0, 0, 0, 5], Some([0, 0, 0, 1000])),
            ([0, 0, 0, 0], None),
        ] {
            assert_eq!(per_thousand(counts), expected, "{counts:?}");
        }
        for total in 1..200_usize {
            let parts = per_thousand([total / 3, total / 5, total / 7, total]).unwrap();
            assert_eq!(parts.iter().sum::<u32>(), 1000, "{total}");
        }
    }
}
