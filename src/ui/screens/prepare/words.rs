//! How a step is said: its sentence, its icon, what it learned and what it touched.

use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{Beyond, BinRule, Condition, Fill, Keep, Limits, Question, Step, Until};
use crate::domain::step::Figures;
use crate::text::format;
use crate::ui::theme::{Icon, icons};
use crate::ui::view::View;

/// The icon of a step.
pub(super) fn icon(step: &Step) -> Icon {
    match step {
        Step::DropColumn { .. } => icons::ICON_BLOCK,
        Step::FillGaps { .. } => icons::ICON_FORMAT_COLOR_FILL,
        Step::ChangeKind { .. } => icons::ICON_SWAP_HORIZ,
        Step::DropDuplicates { .. } => icons::ICON_CONTENT_COPY,
        Step::WordIsGap { .. } => icons::ICON_FIND_REPLACE,
        Step::DropGapRows { .. } => icons::ICON_GROUP_REMOVE,
        Step::ReplaceValues { .. } => icons::ICON_EDIT,
        Step::TidyText { .. } => icons::ICON_TEXT_FIELDS,
        Step::Outliers { .. } => icons::ICON_COMPRESS,
        Step::GroupRare { .. } => icons::ICON_CATEGORY,
        Step::Bins { .. } => icons::ICON_STACKED_BAR_CHART,
        Step::Log { .. } => icons::ICON_FUNCTIONS,
        Step::DateParts { .. } => icons::ICON_CALENDAR_MONTH,
        Step::DaysSince { .. } => icons::ICON_SCHEDULE,
        Step::KeepRows { .. } => icons::ICON_FILTER_ALT,
        Step::Rename { .. } => icons::ICON_LABEL,
        Step::SplitText { .. } => icons::ICON_CONTENT_CUT,
        Step::Join(_) => icons::ICON_JOIN_LEFT,
    }
}

/// The step as a sentence.
pub(super) fn sentence(view: &View<'_>, step: &Step) -> String {
    let text = |value: &str| Arg::Text(value.to_owned());
    let name = |value: &str| Arg::Name(value.to_owned());
    let names = |values: &[String]| Arg::Names(values.to_vec());
    match step {
        Step::DropColumn { column } => view.tr_with("screens-prepare-step-drop", &[("column", text(column))]),
        Step::FillGaps { column, with } => {
            let with = Arg::Message(Box::new(fill(with)));
            view.tr_with("screens-prepare-step-fill", &[("column", text(column)), ("with", with)])
        }
        Step::ChangeKind { column, kind } => {
            let kind = Arg::Text(view.words.kind(*kind).to_lowercase());
            view.tr_with("screens-prepare-step-kind", &[("column", text(column)), ("kind", kind)])
        }
        Step::DropDuplicates { by } if by.is_empty() => view.tr("screens-prepare-step-duplicates"),
        Step::DropDuplicates { by } => {
            view.tr_with("screens-prepare-step-duplicates-by", &[("columns", names(by))])
        }
        Step::WordIsGap { column, word } => {
            view.tr_with("screens-prepare-step-word", &[("column", text(column)), ("word", name(word))])
        }
        Step::DropGapRows { columns } if columns.is_empty() => view.tr("steps-say-gap-rows-all"),
        Step::DropGapRows { columns } => view.tr_with("steps-say-gap-rows", &[("columns", names(columns))]),
        Step::ReplaceValues { column, from, .. } if from.is_empty() => {
            view.tr_with("steps-say-replace-none", &[("column", text(column))])
        }
        Step::ReplaceValues { column, from, to } if to.is_empty() => {
            view.tr_with("steps-say-replace-gap", &[("column", text(column)), ("from", names(from))])
        }
        Step::ReplaceValues { column, from, to } => view.tr_with(
            "steps-say-replace",
            &[("column", text(column)), ("from", names(from)), ("to", name(to))],
        ),
        Step::TidyText { column, .. } => view.tr_with("steps-say-tidy", &[("column", text(column))]),
        Step::Outliers { column, then: Beyond::Clip, .. } => {
            view.tr_with("steps-say-clip", &[("column", text(column))])
        }
        Step::Outliers { column, then: Beyond::DropRow, .. } => {
            view.tr_with("steps-say-drop-outliers", &[("column", text(column))])
        }
        Step::GroupRare { column, name: rare, .. } => {
            view.tr_with("steps-say-rare", &[("column", text(column)), ("name", name(rare))])
        }
        Step::Bins { column, by } => {
            let groups = match by {
                BinRule::Width(groups) | BinRule::Share(groups) => u64::from(*groups),
                BinRule::Edges(edges) => edges.len() as u64 + 1,
            };
            view.tr_with("steps-say-bins", &[("column", text(column)), ("n", Arg::Count(groups))])
        }
        Step::Log { column } => view.tr_with("steps-say-log", &[("column", text(column))]),
        Step::DateParts { column, .. } => view.tr_with("steps-say-parts", &[("column", text(column))]),
        Step::DaysSince { column, until, .. } => {
            let until = match until {
                Until::Day(day) => Arg::Text(format::date(view.language(), day)),
                Until::Column(other) => text(other),
            };
            view.tr_with("steps-say-days", &[("column", text(column)), ("until", until)])
        }
        Step::KeepRows { column, when } => condition(view, column, when),
        Step::Rename { column, to } => {
            view.tr_with("steps-say-rename", &[("column", text(column)), ("to", text(to))])
        }
        Step::Join(join) => view.tr_with(
            "joins-say",
            &[("n", Arg::Count(join.bring.len() as u64)), ("file", Arg::Name(join.file_name()))],
        ),
        Step::SplitText { column, at, .. } if at.trim().is_empty() => {
            view.tr_with("steps-say-split-blank", &[("column", text(column))])
        }
        Step::SplitText { column, at, .. } => {
            view.tr_with("steps-say-split", &[("column", text(column)), ("at", name(at))])
        }
    }
}

fn condition(view: &View<'_>, column: &str, when: &Condition) -> String {
    let column = ("column", Arg::Text(column.to_owned()));
    let text = |value: &str| Arg::Text(value.to_owned());
    match when {
        Condition::OneOf(values) => {
            view.tr_with("steps-say-one-of", &[column, ("values", Arg::Names(values.clone()))])
        }
        Condition::NoneOf(values) if values.is_empty() => view.tr_with("steps-say-keep", &[column]),
        Condition::NoneOf(values) => {
            view.tr_with("steps-say-none-of", &[column, ("values", Arg::Names(values.clone()))])
        }
        Condition::Between { low, high } if low.is_empty() && high.is_empty() => {
            view.tr_with("steps-say-keep", &[column])
        }
        Condition::Between { low, high } if high.is_empty() => {
            view.tr_with("steps-say-from", &[column, ("low", text(low))])
        }
        Condition::Between { low, high } if low.is_empty() => {
            view.tr_with("steps-say-to", &[column, ("high", text(high))])
        }
        Condition::Between { low, high } => {
            view.tr_with("steps-say-between", &[column, ("low", text(low)), ("high", text(high))])
        }
        Condition::Contains(letters) => {
            view.tr_with("steps-say-contains", &[column, ("letters", Arg::Name(letters.clone()))])
        }
    }
}

fn fill(with: &Fill) -> Message {
    match with {
        Fill::Median => Message::new("screens-prepare-fill-median"),
        Fill::Mean => Message::new("screens-prepare-fill-mean"),
        Fill::MostFrequent => Message::new("screens-prepare-fill-frequent"),
        Fill::Value(value) => Message::new("screens-prepare-fill-value").text("value", value),
        Fill::OwnGroup => Message::new("screens-prepare-fill-group"),
    }
}

/// What a step does, before its effect is counted.
pub(super) fn meaning(view: &View<'_>, step: &Step) -> String {
    if step.learns() {
        let asked = view.state.question().and_then(Question::target).is_some();
        let filling = matches!(step, Step::FillGaps { .. });
        return match (asked, filling) {
            (true, true) => view.tr("screens-prepare-means-fill"),
            (false, true) => view.tr("screens-prepare-means-fill-yet"),
            (true, false) => rule(view, step),
            (false, false) => view.tr("steps-means-yet"),
        };
    }
    match step {
        Step::DropColumn { .. } => view.tr("screens-prepare-means-drop"),
        Step::FillGaps { .. } => view.tr("screens-prepare-means-fill-same"),
        Step::ChangeKind { .. } => view.tr("screens-prepare-means-kind"),
        Step::DropDuplicates { .. } => view.tr("screens-prepare-means-duplicates"),
        Step::WordIsGap { .. } | Step::ReplaceValues { .. } => view.tr("screens-prepare-means-word"),
        Step::DropGapRows { .. } | Step::KeepRows { .. } => view.tr("steps-means-rows"),
        Step::TidyText { .. } => view.tr("steps-means-tidy"),
        Step::Log { .. } => view.tr("steps-means-log"),
        Step::DateParts { .. } | Step::DaysSince { .. } | Step::SplitText { .. } => {
            view.tr("steps-means-new-columns")
        }
        Step::Join(_) => view.tr("joins-means"),
        Step::Rename { .. } => view.tr("steps-means-rename"),
        Step::Outliers { .. } | Step::GroupRare { .. } | Step::Bins { .. } => rule(view, step),
    }
}

/// The rule of a step that learns.
fn rule(view: &View<'_>, step: &Step) -> String {
    match step {
        Step::Outliers { then: Beyond::DropRow, .. } => view.tr("steps-means-drop-outliers"),
        Step::Outliers { limits: Limits::Percentiles { .. }, .. } => view.tr("steps-means-percentiles"),
        Step::Outliers { .. } => view.tr("steps-means-quartiles"),
        Step::GroupRare { keep: Keep::Most(_) | Keep::Share(_), .. } => view.tr("steps-means-rare"),
        Step::Bins { by: BinRule::Width(_), .. } => view.tr("steps-means-width"),
        Step::Bins { by: BinRule::Share(_), .. } => view.tr("steps-means-share"),
        _ => view.tr("steps-means-edges"),
    }
}

/// What the open step learned for its preview, in words.
pub(super) fn learned(view: &View<'_>, index: usize) -> Option<String> {
    let preview = view.state.preview.as_deref().filter(|preview| preview.step == index)?;
    let figure = |value: f64| Arg::Text(format::plain(value));
    Some(match &preview.figures {
        Figures::None | Figures::Days(_) => return None,
        Figures::Number(number) => view.tr_with("steps-learned-fill", &[("value", figure(*number))]),
        Figures::Word(word) => view.tr_with("steps-learned-fill", &[("value", Arg::Name(word.clone()))]),
        Figures::Day(_) => {
            // The day stands in the rows below, written as the column writes its days.
            let day = preview.rows.first().and_then(|row| row.after.clone())?;
            view.tr_with("steps-learned-fill", &[("value", Arg::Text(day))])
        }
        Figures::Limits { low, high } => {
            view.tr_with("steps-learned-limits", &[("low", figure(*low)), ("high", figure(*high))])
        }
        Figures::Edges(edges) => {
            let shown: Vec<String> = edges.iter().take(9).map(|edge| format::plain(*edge)).collect();
            let more = if edges.len() > shown.len() { "; …" } else { "" };
            let edges = Arg::Text(shown.join("; ") + more);
            view.tr_with("steps-learned-edges", &[("edges", edges)])
        }
        Figures::Names(names) => {
            view.tr_with("steps-learned-names", &[("n", Arg::Count(names.len() as u64))])
        }
    })
}

/// What a step touched.
pub(super) fn touched(view: &View<'_>, step: &Step, count: u64) -> String {
    let n = [("n", Arg::Count(count))];
    if step.drops_rows() || matches!(step, Step::Join(_)) {
        view.tr_with("common-rows", &n)
    } else {
        view.tr_with("common-cells", &n)
    }
}
