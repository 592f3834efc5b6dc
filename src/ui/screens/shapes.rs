//! The shape of a column in a few strokes: small histograms and bars of values, and what stands for a kind.

use egui::{Color32, CornerRadius, Painter, Rect, pos2, vec2};

use crate::domain::column::{ColumnProfile, Histogram, Kind, Role, Summary};
use crate::domain::message::Arg;
use crate::domain::recipe::Question;
use crate::text::format;
use crate::ui::theme::{CATEGORICAL, Icon, Tokens, icons, mix, radius};
use crate::ui::view::View;
use crate::ui::widgets::Tone;

/// The icon of a column: what it is for, where that says more than its kind.
pub(super) fn icon(kind: Kind, role: Role) -> Icon {
    match role {
        Role::Id => icons::ICON_KEY,
        Role::Contact => icons::ICON_MAIL,
        Role::Target => icons::ICON_RADIO_BUTTON_CHECKED,
        Role::Feature | Role::Date | Role::Ignore => kind_icon(kind),
    }
}

/// The icon of a kind.
pub(super) fn kind_icon(kind: Kind) -> Icon {
    match kind {
        Kind::Number | Kind::Integer => icons::ICON_NUMBERS,
        Kind::YesNo => icons::ICON_TOGGLE_ON,
        Kind::Category => icons::ICON_CATEGORY,
        Kind::Date => icons::ICON_CALENDAR_MONTH,
        Kind::Text => icons::ICON_TEXT_FIELDS,
    }
}

/// The chip of a role.
pub(super) fn tone(role: Role) -> Tone {
    match role {
        Role::Feature => Tone::Input,
        Role::Target => Tone::Answer,
        Role::Id | Role::Contact | Role::Date | Role::Ignore => Tone::Fact,
    }
}

/// Bars of a histogram, 1 apart, the tallest as high as the rectangle.
pub(super) fn histogram(painter: &Painter, rect: Rect, histogram: &Histogram, colour: Color32) {
    let most = histogram.counts.iter().copied().max().unwrap_or(0).max(1) as f32;
    let step = rect.width() / histogram.counts.len().max(1) as f32;
    for (place, count) in histogram.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = (*count as f32 / most * rect.height()).max(1.0);
        let left = rect.left() + place as f32 * step;
        let bar = Rect::from_min_max(
            pos2(left, rect.bottom() - height),
            pos2(left + (step - 1.0).max(1.0), rect.bottom()),
        );
        painter.rect_filled(bar, CornerRadius { nw: 1, ne: 1, sw: 0, se: 0 }, colour);
    }
}

/// Bars of the first values on a track, as long as their share of the rows.
pub(super) fn value_bars(painter: &Painter, rect: Rect, shares: &[(f32, Color32)], track: Color32) {
    for (place, (share, colour)) in shares.iter().enumerate() {
        let bar = Rect::from_min_size(rect.min + vec2(0.0, place as f32 * 14.0), vec2(rect.width(), 12.0));
        painter.rect_filled(bar, CornerRadius::same(radius::BAR), track);
        let width = (bar.width() * share.clamp(0.0, 1.0)).max(1.0);
        let filled = Rect::from_min_size(bar.min, vec2(width, bar.height()));
        painter.rect_filled(filled, CornerRadius::same(radius::BAR), *colour);
    }
}

/// Draws the shape of a column into a rectangle. False where there is nothing to draw (names that hardly
/// repeat, no filled cell).
pub(super) fn draw(
    view: &View<'_>,
    painter: &Painter,
    rect: Rect,
    column: &ColumnProfile,
    look: &Tokens,
) -> bool {
    let petrol = CATEGORICAL[0];
    match &column.summary {
        Summary::Numbers { histogram: bins, .. } | Summary::Dates { histogram: bins, .. } => {
            histogram(painter, rect, bins, petrol);
            true
        }
        Summary::Values { top, other } if repeats(top) => {
            let filled = top.iter().map(|(_, count)| count).sum::<u64>() + other;
            let positive = positive(view, column);
            let soft = mix(petrol, look.surface, 0.18);
            let colour = |value: &str| match positive {
                Some(positive) if positive == value => look.pos,
                Some(_) => petrol,
                None => soft,
            };
            let shares: Vec<(f32, Color32)> = top
                .iter()
                .take(3)
                .map(|(value, count)| (*count as f32 / filled.max(1) as f32, colour(value)))
                .collect();
            value_bars(painter, rect, &shares, look.sunken);
            true
        }
        Summary::Values { .. } | Summary::Empty => false,
    }
}

/// Whether the most frequent value stands in more than one row.
fn repeats(top: &[(String, u64)]) -> bool {
    top.first().is_some_and(|(_, count)| *count > 1)
}

/// The answer looked for, if this column holds the answers.
fn positive<'a>(view: &View<'a>, column: &ColumnProfile) -> Option<&'a str> {
    match view.state.question()? {
        Question::YesNo { target, positive, .. } if *target == column.name => positive.as_deref(),
        _ => None,
    }
}

/// What the shape says in words: gaps first, then range, share of the answer or number of values.
/// The flag tells whether it needs a look.
pub(super) fn caption(view: &View<'_>, column: &ColumnProfile, rows: u64) -> (String, bool) {
    if column.gaps > 0 {
        return (view.tr_with("common-gaps", &[("n", Arg::Count(column.gaps))]), true);
    }
    let text = match &column.summary {
        Summary::Numbers { min, max, .. } => {
            format::range(view.language(), &format::plain(*min), &format::plain(*max))
        }
        Summary::Dates { first, last, .. } => format::range(view.language(), first, last),
        Summary::Values { top, other } => {
            let filled = top.iter().map(|(_, count)| count).sum::<u64>() + other;
            let wanted =
                positive(view, column).and_then(|positive| top.iter().find(|(value, _)| value == positive));
            match wanted {
                Some((value, count)) => {
                    let share = *count as f64 / filled.max(1) as f64;
                    let args = [("share", Arg::Percent(share)), ("value", Arg::Text(value.clone()))];
                    view.tr_with("screens-data-share", &args)
                }
                None if column.distinct == rows => {
                    view.tr_with("screens-data-distinct", &[("n", Arg::Count(column.distinct))])
                }
                None => view.tr_with("common-values", &[("n", Arg::Count(column.distinct))]),
            }
        }
        Summary::Empty => view.tr("screens-data-nothing"),
    };
    (text, false)
}

/// What stands in place of a shape.
pub(super) fn no_shape(view: &View<'_>, column: &ColumnProfile, rows: u64) -> String {
    if matches!(column.summary, Summary::Empty) {
        view.tr("screens-data-no-cell")
    } else if column.distinct == rows {
        view.tr("screens-data-each-once")
    } else {
        view.tr("screens-data-hardly-repeats")
    }
}
