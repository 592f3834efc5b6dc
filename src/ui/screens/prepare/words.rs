//! How a step is said: its sentence, its icon, what it touched.

use crate::domain::message::{Arg, Message};
use crate::domain::recipe::{Fill, Question, Step};
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
    }
}

/// The column a step is about; none for steps on whole rows.
pub(super) fn column(step: &Step) -> Option<&str> {
    match step {
        Step::DropColumn { column }
        | Step::FillGaps { column, .. }
        | Step::ChangeKind { column, .. }
        | Step::WordIsGap { column, .. } => Some(column),
        Step::DropDuplicates { .. } => None,
    }
}

/// The step as a sentence.
pub(super) fn sentence(view: &View<'_>, step: &Step) -> String {
    let text = |value: &str| Arg::Text(value.to_owned());
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
            view.tr_with("screens-prepare-step-duplicates-by", &[("columns", Arg::Names(by.clone()))])
        }
        Step::WordIsGap { column, word } => view.tr_with(
            "screens-prepare-step-word",
            &[("column", text(column)), ("word", Arg::Name(word.clone()))],
        ),
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
    match step {
        Step::DropColumn { .. } => view.tr("screens-prepare-means-drop"),
        Step::FillGaps { with: Fill::Value(_) | Fill::OwnGroup, .. } => {
            view.tr("screens-prepare-means-fill-same")
        }
        Step::FillGaps { .. } if view.state.question().and_then(Question::target).is_none() => {
            view.tr("screens-prepare-means-fill-yet")
        }
        Step::FillGaps { .. } => view.tr("screens-prepare-means-fill"),
        Step::ChangeKind { .. } => view.tr("screens-prepare-means-kind"),
        Step::DropDuplicates { .. } => view.tr("screens-prepare-means-duplicates"),
        Step::WordIsGap { .. } => view.tr("screens-prepare-means-word"),
    }
}

/// What a step touched.
pub(super) fn touched(view: &View<'_>, step: &Step, count: u64) -> String {
    let n = [("n", Arg::Count(count))];
    match step {
        Step::DropDuplicates { .. } => view.tr_with("common-rows", &n),
        _ => view.tr_with("common-cells", &n),
    }
}
