//! What a column looks like in a few strokes and words: its shape, its icon, its chip, its caption.

use egui::{Rect, Ui, UiBuilder};

use crate::domain::column::{ColumnProfile, Kind, Role, Summary};
use crate::domain::message::Arg;
use crate::domain::recipe::Question;
use crate::text::format;
use crate::ui::charts;
use crate::ui::theme::{Icon, icons};
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

/// Draws the shape of a column into a rectangle. False where there is nothing to draw (names that hardly
/// repeat, no filled cell).
pub(super) fn draw(ui: &mut Ui, view: &View<'_>, rect: Rect, column: &ColumnProfile, said: &str) -> bool {
    let mut ui = ui.new_child(UiBuilder::new().id_salt("shape").max_rect(rect));
    match &column.summary {
        Summary::Numbers { histogram, .. } | Summary::Dates { histogram, .. } => {
            charts::histogram(&mut ui, histogram, rect.size(), said);
            true
        }
        Summary::Values { top, other } if repeats(top, *other) => {
            let filled = top.iter().map(|(_, count)| count).sum::<u64>() + other;
            // An answer that is not among the first three leaves all of them the other colour.
            let answer = positive(view, column)
                .map(|positive| top.iter().position(|(value, _)| value == positive).unwrap_or(usize::MAX));
            charts::top_values(&mut ui, top, filled, answer, rect.size(), said);
            true
        }
        Summary::Values { .. } | Summary::Empty => false,
    }
}

/// Whether bars of values say anything: the most frequent value stands in more than one row of fifty.
fn repeats(top: &[(String, u64)], other: u64) -> bool {
    let filled = top.iter().map(|(_, count)| count).sum::<u64>() + other;
    top.first().is_some_and(|(_, count)| *count > 1 && count * 50 > filled)
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
